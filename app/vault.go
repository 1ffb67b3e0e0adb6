package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"filippo.io/age"

	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/vault"
	"quyet/feature/audit"
	"quyet/feature/backup"
)

// VaultConfig says where the office is kept continuously, and for whom it is
// sealed there; see package vault. What the store knows the program by stands
// in the environment only: QUYET_VAULT_ID and QUYET_VAULT_SECRET.
type VaultConfig struct {
	// Store is a folder or s3://BUCKET/PREFIX?endpoint=…&region=…; empty: the
	// office is not kept continuously.
	Store string `name:"vault" env:"QUYET_VAULT" placeholder:"STORE" help:"Nơi sao lưu liên tục: một thư mục (tốt nhất trên máy khác) hoặc s3://KHO/THƯ_MỤC?endpoint=https://MÁY. || Where the office is kept continuously: a folder (best on another machine) or s3://BUCKET/PREFIX?endpoint=https://HOST."`

	// For are the public keys, age1…, of those who can open what is kept.
	For string `name:"vault-for" env:"QUYET_VAULT_FOR" placeholder:"age1…" help:"Khoá công khai của người giữ khoá khôi phục; tạo bằng quyet vault-key. || Public key of whoever holds the key for restoring; made by quyet vault-key."`

	// Moments and Days say for how many days every moment, and one image of each
	// day, is kept; 0 is 14 and 92.
	Moments int `name:"vault-moments" env:"QUYET_VAULT_MOMENTS" default:"14" help:"Số ngày có thể quay lại bất kỳ thời điểm nào. || For how many days every moment can be gone back to."`
	Days    int `name:"vault-days" env:"QUYET_VAULT_DAYS" default:"92" help:"Số ngày giữ một bản của mỗi ngày. || For how many days one image of each day is kept."`

	// NoDrill has the program make no key for drills, so that nobody who breaks
	// into its machine can read what was kept earlier; nobody tries then whether
	// it comes back but a person with the private key.
	NoDrill bool `name:"vault-no-drill" env:"QUYET_VAULT_NO_DRILL" help:"Không giữ khoá diễn tập trên máy chủ, không tự khôi phục thử mỗi đêm. || Keep no key for drills on the server; do not try every night whether all comes back."`
}

// What is in the data folder for the vault.
const (
	vaultFolder = "vault"
	drillKey    = "drill.key"
)

func (c *Config) vaultDir() string { return filepath.Join(c.Data, vaultFolder) }

func vaultKeys() vault.Keys {
	return vault.Keys{ID: os.Getenv("QUYET_VAULT_ID"), Secret: os.Getenv("QUYET_VAULT_SECRET")}
}

func openStore(address string) (vault.Store, error) {
	s, err := vault.OpenStore(address, vaultKeys())
	if errors.Is(err, vault.ErrAddress) {
		return nil, fault.New(fault.Invalid, tStoreAddress, address).Because(err)
	}
	return s, err
}

func (c *VaultConfig) terms() vault.Terms {
	moments, days := c.Moments, c.Days
	if moments <= 0 {
		moments = 14
	}
	if days <= 0 {
		days = 92
	}
	return vault.Terms{Moments: time.Duration(moments) * 24 * time.Hour, Days: time.Duration(max(days, moments)) * 24 * time.Hour}
}

// keeper returns who keeps the office, and the key by which it tries whether
// all comes back; nil where the office is not kept, and no key where drills
// are not wanted.
func (a *App) keeper() (*vault.Keeper, []age.Identity, error) {
	c := &a.Config.Vault
	if c.Store == "" {
		return nil, nil, nil
	}
	store, err := openStore(c.Store)
	if err != nil {
		return nil, nil, err
	}
	if strings.TrimSpace(c.For) == "" {
		return nil, nil, fault.New(fault.Invalid, tNoVaultKey)
	}
	to, err := vault.Recipients(c.For)
	if err != nil {
		return nil, nil, fault.New(fault.Invalid, tVaultKeyWrong).Because(err)
	}
	var drill []age.Identity
	if !c.NoDrill {
		key, err := a.Config.drillIdentity()
		if err != nil {
			return nil, nil, err
		}
		drill, to = []age.Identity{key}, append(to, key.Recipient())
	}
	return &vault.Keeper{
		Store: store, To: to, DB: a.Office.DB, Files: a.Files, Now: a.Office.Now, Zone: a.Office.Zone, Log: a.Log,
		Dir: a.Config.vaultDir(), Made: Version(), Keep: c.terms(), Beside: a.Config.beside,
	}, drill, nil
}

func (a *App) backupDeps() backup.Deps {
	if a.vault == nil {
		return backup.Deps{}
	}
	return backup.Deps{Keeper: a.vault, Vault: vault.Vault{Store: a.vault.Store, With: a.drill}, Verify: audit.Check}
}

// drillIdentity returns the key for drills, which is made where there is none.
func (c *Config) drillIdentity() (*age.X25519Identity, error) {
	path := filepath.Join(c.vaultDir(), drillKey)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		key, err := age.GenerateX25519Identity()
		if err == nil {
			err = os.MkdirAll(c.vaultDir(), 0o700)
		}
		if err == nil {
			err = os.WriteFile(path, []byte(key.String()+"\n"), 0o600)
		}
		return key, err
	}
	if err != nil {
		return nil, fmt.Errorf("key for drills: %w", err)
	}
	key, err := age.ParseX25519Identity(strings.TrimSpace(string(b)))
	if err != nil {
		return nil, fmt.Errorf("key for drills in %s: %w", path, err)
	}
	return key, nil
}

// largestBeside is how large a file beside the database may be to be kept.
const largestBeside = 1 << 20

// beside returns the small files of the data folder without which the database
// is not whole, such as the key under which it keeps secrets.
func (c *Config) beside() (paths []string, err error) {
	held, err := os.ReadDir(c.Data)
	if err != nil {
		return nil, err
	}
	for _, e := range held {
		name := e.Name()
		if !e.Type().IsRegular() || strings.HasPrefix(name, ".") || strings.HasPrefix(name, databaseFile) || name == demoMark || name == filepath.Base(c.incoming()) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		if info.Size() <= largestBeside {
			paths = append(paths, filepath.Join(c.Data, name))
		}
	}
	keys, err := c.keysBeside()
	if err != nil {
		return nil, err
	}
	paths = append(paths, keys...)
	// The key of the names in the store has its place in the folder of the vault.
	if names := filepath.Join(c.vaultDir(), vault.NameKey); isFile(names) {
		paths = append(paths, names)
	}
	return paths, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// keySuffix ends the names of the files in the folder of the private keys.
const keySuffix = ".key"

// keysBeside returns the files of the private keys, in whatever folder they
// stand.
func (c *Config) keysBeside() (paths []string, err error) {
	held, err := os.ReadDir(c.keys())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range held {
		if e.Type().IsRegular() && strings.HasSuffix(e.Name(), keySuffix) {
			paths = append(paths, filepath.Join(c.keys(), e.Name()))
		}
	}
	return paths, err
}

// besideAt is where a file that stands beside the database has its place.
func (c *Config) besideAt(name string) string {
	switch {
	case name == vault.NameKey:
		return filepath.Join(c.vaultDir(), name)
	case strings.HasSuffix(name, keySuffix):
		return filepath.Join(c.keys(), name)
	}
	return filepath.Join(c.Data, name)
}

// settle gives the files that stood beside the database, and are now in the
// data folder, their places.
func (c *Config) settle(names []string) error {
	for _, name := range names {
		from, to := filepath.Join(c.Data, name), c.besideAt(name)
		if from == to {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		if err := os.Rename(from, to); err != nil {
			return err
		}
	}
	return nil
}

type vaultKeyCommand struct {
	To string `arg:"" help:"Tệp sẽ chứa khoá riêng; cất ngoài máy chủ. || The file for the private key; keep it away from the server." type:"path"`
}

// Run writes the private key into a file and prints the public one.
func (c *vaultKeyCommand) Run(ctx context.Context, out *capability.Terminal) error {
	private, public, err := vault.NewKey()
	if err != nil {
		return err
	}
	f, err := os.OpenFile(c.To, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fault.New(fault.Conflict, tBackupThere, c.To)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "# %s\n# %s\n%s\n", tKeyFile.In(ctx), public, private)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out.Out, public)
	return err
}

// moment reads a moment as people write it, in the zone of the office.
func moment(typed string, zone *time.Location) (time.Time, error) {
	typed = strings.Join(strings.Fields(typed), " ")
	if at, err := time.Parse(time.RFC3339, typed); err == nil {
		return at, nil
	}
	for _, form := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "02/01/2006 15:04:05", "02/01/2006 15:04", "2/1/2006 15:04", "15:04:05 02/01/2006", "15:04 02/01/2006"} {
		if at, err := time.ParseInLocation(form, typed, zone); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fault.New(fault.Invalid, tNoMoment, typed)
}

// A Going is a way back to a moment of an office that was kept continuously.
type Going struct {
	Store string
	With  []age.Identity
	At    time.Time // zero: as far as anything was kept
	Good  bool      // where something is damaged, to the last good moment
}

// RestoreFrom puts an office back into an empty data folder as it was at a
// moment. Of an office on PostgreSQL it puts back the files; the database is
// brought back by PostgreSQL's own means.
func RestoreFrom(ctx context.Context, c Config, g Going) (r vault.Return, err error) {
	store, err := openStore(g.Store)
	if err != nil {
		return r, err
	}
	v := vault.Vault{Store: store, With: g.With}
	if err := c.bare(ctx); err != nil {
		return r, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.empty())
		}
	}()
	if c.Database == "" {
		if r, err = v.Restore(ctx, g.At, c.incoming()); err != nil {
			damage, damaged := errors.AsType[*vault.Damage](err)
			if !damaged || !g.Good || damage.Good.IsZero() {
				return r, err
			}
		}
	}
	names, err := v.Beside(ctx, g.At, c.Data)
	if err != nil {
		return r, err
	}
	if err := c.settle(names); err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	files, err := blob.Open(c.files())
	if err != nil {
		return r, err
	}
	if _, _, err := v.Files(ctx, files, nil); err != nil {
		return r, err
	}
	if c.Database != "" {
		return r, nil
	}
	return r, os.Rename(c.incoming(), c.url())
}

// from restores from a store, as the flags of the command say.
func (c *restoreCommand) from(ctx context.Context, t *terminal) (r vault.Return, err error) {
	if c.Key == "" {
		return r, fault.New(fault.Invalid, tKeyNeeded)
	}
	f, err := os.Open(c.Key)
	if err != nil {
		return r, err
	}
	defer f.Close()
	g := Going{Store: c.Store, Good: c.Good}
	if g.With, err = vault.Identities(f); err != nil {
		return r, fault.New(fault.Invalid, tPrivateKeyWrong, c.Key).Because(err)
	}
	zone, err := t.flags.zone()
	if err != nil {
		return r, err
	}
	if c.At != "" {
		if g.At, err = moment(c.At, zone); err != nil {
			return r, err
		}
	}
	r, err = RestoreFrom(ctx, t.flags.Config, g)
	said := func(at time.Time) string { return at.In(zone).Format("15:04:05 02/01/2006") }
	if damage, ok := errors.AsType[*vault.Damage](err); ok {
		switch {
		case errors.Is(err, vault.ErrSealed) && damage.Good.IsZero():
			return r, fault.New(fault.Invalid, tNotForThisKey, damage.Object, c.Key).Because(err)
		case damage.Good.IsZero():
			return r, fault.New(fault.Invalid, tStoreDamaged, damage.Object, damage.What).Because(err)
		default:
			return r, fault.New(fault.Invalid, tStoreDamagedGood, damage.Object, damage.What, said(damage.Good)).Because(err)
		}
	}
	if errors.Is(err, vault.ErrNothing) {
		return r, fault.New(fault.Unknown, tNothingKept, c.Store).Because(err)
	}
	return r, err
}

// vaultReady looks whether the vault is as it should be: for the doctor.
func (a *App) vaultReady(ctx context.Context) (found []string, err error) {
	k := a.vault
	images, err := vault.Vault{Store: k.Store}.Images(ctx)
	if err != nil {
		return []string{tStoreSilent.In(ctx, k.Store, err)}, nil
	}
	if at, ok := k.Store.(vault.Folder); ok && sameDisk(string(at), a.Config.Data) {
		found = append(found, tSameDisk.In(ctx, at))
	}
	if len(a.drill) > 0 {
		last, ok, err := backup.Last(ctx, a.Office.DB)
		if err != nil {
			return nil, err
		}
		found = append(found, backup.Ill(ctx, last, ok, a.Office.Now(), a.Office.Zone)...)
	}
	if a.Office.DB.Engine != db.SQLite {
		return found, nil
	}
	if len(images) == 0 {
		return append(found, tNoImage.In(ctx, k.Store)), nil
	}
	last := images[len(images)-1].At
	if !slices.ContainsFunc(images, func(i vault.Image) bool { return a.Office.Now().Sub(i.At) < oldestImage }) {
		found = append(found, tOldImage.In(ctx, last.In(a.Office.Zone).Format("15:04 02/01/2006")))
	}
	return found, nil
}

// sameDisk says whether two folders are on one disk and so may be lost together.
func sameDisk(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	two, err := os.Stat(b)
	if err != nil {
		return false
	}
	at, ok := one.Sys().(*syscall.Stat_t)
	to, both := two.Sys().(*syscall.Stat_t)
	return ok && both && at.Dev == to.Dev
}

// oldestImage is how old the newest image may be: one is taken each day.
const oldestImage = 36 * time.Hour

var (
	tStoreAddress = text.New(
		"Không đọc được nơi sao lưu “%s”. Hãy ghi một thư mục, hoặc s3://KHO/THƯ_MỤC?endpoint=https://MÁY.",
		"The store “%s” cannot be read. Name a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST.")
	tNoVaultKey = text.New(
		"Bản sao lưu phải được mã hoá. Hãy tạo khoá bằng quyet vault-key TỆP, cất tệp đó ngoài máy chủ, và ghi khoá công khai (age1…) vào --vault-for.",
		"What is kept must be sealed. Make a key with quyet vault-key FILE, keep that file away from the server, and give the public key (age1…) to --vault-for.")
	tVaultKeyWrong = text.New(
		"--vault-for phải là khoá công khai dạng age1…; quyet vault-key in ra khoá này.",
		"--vault-for must be a public key like age1…; quyet vault-key prints it.")
	tKeyFile = text.New(
		"Khoá riêng để khôi phục bản sao lưu của Quyết. Cất ngoài máy chủ; ai có khoá này đọc được mọi dữ liệu. Khoá công khai:",
		"Private key for restoring what Quyết has kept. Keep it away from the server; whoever has it can read everything. Public key:")
	tNoMoment = text.New(
		"Không đọc được thời điểm “%s”. Hãy ghi như 2026-11-27 09:30 hoặc 27/11/2026 09:30.",
		"The moment “%s” cannot be read. Write it like 2026-11-27 09:30 or 27/11/2026 09:30.")
	tKeyNeeded = text.New(
		"Hãy chỉ tệp khoá riêng bằng --key; tệp này được tạo bằng quyet vault-key và cất ngoài máy chủ.",
		"Name the file of the private key with --key; quyet vault-key made it, and it is kept away from the server.")
	tPrivateKeyWrong = text.New("%s không chứa khoá riêng (AGE-SECRET-KEY-…).", "%s holds no private key (AGE-SECRET-KEY-…).")
	tNotForThisKey   = text.New(
		"%s không mở được bằng khoá trong %s: bản sao lưu này dành cho khoá khác, hoặc đã bị sửa.",
		"%s does not open with the key in %s: it was sealed for another key, or was altered.")
	tStoreDamaged = text.New(
		"Bản sao lưu bị hỏng ở %s (%s). Không khôi phục gì. Hãy chọn thời điểm khác bằng --at.",
		"What was kept is damaged at %s (%s). Nothing was restored. Choose another moment with --at.")
	tStoreDamagedGood = text.New(
		"Bản sao lưu bị hỏng ở %s (%s). Không khôi phục gì. Thêm --good để khôi phục đến thời điểm tốt cuối cùng: %s.",
		"What was kept is damaged at %s (%s). Nothing was restored. Add --good to restore up to the last good moment: %s.")
	tNothingKept  = text.New("%s không có bản sao lưu nào từ trước thời điểm này.", "%s holds nothing from before that moment.")
	tRestoredTo   = text.New("Đã khôi phục vào %s, đúng như lúc %s.", "Restored into %s as it was at %s.")
	tRestoredPart = text.New(
		"Đã khôi phục các tệp vào %s. Cơ sở dữ liệu PostgreSQL được khôi phục riêng: xem docs/backup.md.",
		"Restored the files into %s. The PostgreSQL database is restored by its own means: see docs/backup.md.")
	tStoreSilent = text.New("không dùng được nơi sao lưu %s: %v", "the store %s cannot be used: %v")
	tSameDisk    = text.New("nơi sao lưu %s nằm cùng ổ đĩa với dữ liệu, hỏng ổ là mất cả hai; hãy dùng ổ của máy khác hoặc kho S3", "the store %s is on the same disk as the data, and is lost with it; use a disk of another machine or an S3 store")
	tNoImage     = text.New("nơi sao lưu %s chưa có bản nào; hãy chạy quyet serve với --vault", "the store %s holds no image yet; run quyet serve with --vault")
	tOldImage    = text.New("bản sao lưu đầy đủ mới nhất từ lúc %s, đã quá một ngày", "the newest image is of %s, more than a day ago")
)
