package app

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/audit"
)

// A backup is one gzipped tar file: about.json, the database, the files. The
// database is copied by the engine's own means while the program runs: an
// SQLite file, or what pg_dump writes.

// about is what a backup says of itself, first in the file.
type about struct {
	Version string    `json:"version"`
	Engine  string    `json:"engine"`
	Made    time.Time `json:"made"`
}

const (
	aboutMember    = "about.json"
	databaseMember = "database"
	filesMember    = "files/"
	besideMember   = "beside/" // the files that stand beside the database
)

type backupCommand struct {
	To string `arg:"" optional:"" help:"Tệp sao lưu; mặc định đặt trong thư mục dữ liệu. || The backup file; in the data folder by default." type:"path"`
}

func (c *backupCommand) Run(ctx context.Context, t *terminal, io *capability.Terminal) error {
	if err := t.flags.there(); err != nil {
		return err
	}
	a, err := open(ctx, t.flags.Config, t.log())
	if err != nil {
		return err
	}
	defer a.Close()
	to := c.To
	if to == "" {
		to = a.backupName("")
	}
	if err := a.Backup(ctx, to); err != nil {
		return err
	}
	_, err = fmt.Fprintln(io.Out, to)
	return err
}

func (a *App) backupName(why string) string {
	return filepath.Join(a.Config.backups(), "quyet-"+a.Office.Now().UTC().Format("20060102T150405Z")+why+".tar.gz")
}

func (a *App) backupBeforeMigrating(ctx context.Context) error {
	to := a.backupName("-before-migrating")
	if err := a.Backup(ctx, to); err != nil {
		return fmt.Errorf("backup before changing the schema: %w", err)
	}
	a.Log.InfoContext(ctx, "backed up before changing the schema", "file", to)
	return nil
}

// Backup writes everything into one new file at path. The file gets its name
// when it is complete.
func (a *App) Backup(ctx context.Context, path string) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if _, err := os.Stat(path); err == nil {
		return fault.New(fault.Conflict, tBackupThere, path)
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".backup-*")
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer os.RemoveAll(dir)
	dump := filepath.Join(dir, databaseMember)
	if err := a.dump(ctx, dump); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	packed := filepath.Join(dir, "backup.tar.gz")
	if err := a.pack(dump, packed); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := os.Rename(packed, path); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

func (a *App) dump(ctx context.Context, to string) error {
	if a.Office.DB.Engine == db.SQLite {
		return a.Office.DB.CopyTo(ctx, to)
	}
	return a.Config.run(ctx, "pg_dump", "--format=custom", "--no-owner", "--file="+to)
}

// run runs a client program of PostgreSQL on the database, and returns what it
// said on failure. The password does not stand on the command line, which
// everybody on the machine can read.
func (c *Config) run(ctx context.Context, name string, args ...string) error {
	at, err := url.Parse(c.Database)
	if err != nil {
		return fault.New(fault.Invalid, tNoAddress).Because(err)
	}
	secret, set := at.User.Password()
	if set {
		at.User = url.User(at.User.Username())
	}
	command := exec.CommandContext(ctx, name, append(args, "--dbname="+at.String())...)
	if set {
		command.Env = append(os.Environ(), "PGPASSWORD="+secret)
	}
	said, err := command.CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		return fault.New(fault.Unavailable, tProgramMissing, name)
	}
	if err != nil {
		what, _, _ := strings.Cut(strings.TrimSpace(string(said)), "\n")
		return fault.New(fault.Unavailable, tProgramFailed, name, what).Because(err)
	}
	return nil
}

func (a *App) pack(dump, to string) (err error) {
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z := gzip.NewWriter(f)
	w := tar.NewWriter(z)
	b, err := json.MarshalIndent(about{Version(), a.Office.DB.Engine.String(), a.Office.Now().UTC()}, "", "\t")
	if err != nil {
		return err
	}
	if err := w.WriteHeader(&tar.Header{Name: aboutMember, Mode: 0o600, Size: int64(len(b))}); err != nil {
		return err
	}
	if _, err := w.Write(b); err != nil {
		return err
	}
	if err := addFile(w, databaseMember, dump); err != nil {
		return err
	}
	// Files are added after the database, so every file it names is there.
	err = filepath.WalkDir(a.Files.Dir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "incoming-") {
			return err
		}
		return addFile(w, filesMember+d.Name()[:2]+"/"+d.Name(), path)
	})
	if err != nil {
		return err
	}
	beside, err := a.Config.beside()
	if err != nil {
		return err
	}
	for _, path := range beside {
		// Who has a copy shall not be able to sign another log: the keys that sign
		// do not go with it. The one that seals does: without it nobody who has an
		// authenticator app gets in after a restore.
		if name := filepath.Base(path); name == audit.KeyFile || name == audit.WitnessKeyFile {
			continue
		}
		if err := addFile(w, besideMember+filepath.Base(path), path); err != nil {
			return err
		}
	}
	return errors.Join(w.Close(), z.Close(), f.Sync())
}

func addFile(w *tar.Writer, name, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime()}); err != nil {
		return err
	}
	_, err = io.CopyN(w, f, info.Size())
	return err
}

type restoreCommand struct {
	From  string `arg:"" optional:"" help:"Tệp sao lưu. || The backup file." type:"existingfile"`
	Store string `name:"from" placeholder:"STORE" help:"Nơi sao lưu liên tục, thay cho một tệp. || Where the office was kept continuously, instead of a file."`
	At    string `placeholder:"MOMENT" help:"Thời điểm cần quay lại, như 2026-11-27 09:30; mặc định là mới nhất. || The moment to go back to, like 2026-11-27 09:30; the newest by default."`
	Key   string `env:"QUYET_VAULT_KEY" placeholder:"FILE" help:"Tệp khoá riêng. || File of the private key." type:"path"`
	Good  bool   `help:"Nếu bản sao lưu bị hỏng, khôi phục đến thời điểm tốt cuối cùng. || If what was kept is damaged, restore up to the last good moment."`
}

func (c *restoreCommand) Run(ctx context.Context, t *terminal, io *capability.Terminal) error {
	restored := tRestored.In(ctx, t.flags.Data)
	switch {
	case (c.From == "") == (c.Store == ""):
		return fault.New(fault.Invalid, tFileOrStore)
	case c.Store != "":
		r, err := c.from(ctx, t)
		if err != nil {
			return err
		}
		if t.flags.Database != "" {
			_, err = fmt.Fprintln(io.Out, tRestoredPart.In(ctx, t.flags.Data))
			return err
		}
		zone, err := t.flags.zone()
		if err != nil {
			return err
		}
		restored = tRestoredTo.In(ctx, t.flags.Data, r.At.In(zone).Format("15:04:05 02/01/2006"))
	default:
		if err := Restore(ctx, t.flags.Config, c.From); err != nil {
			return err
		}
	}
	a, err := t.open(ctx) // applies what the schema lacks
	if errors.Is(err, db.ErrNewer) {
		return fault.New(fault.Conflict, tRestoredNewer, t.flags.Data).Because(err)
	}
	if err != nil {
		return err
	}
	found, err := a.Office.DB.Broken(ctx)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return fault.New(fault.Invalid, tRestoredBroken, t.flags.Data, strings.Join(found, "\n"))
	}
	_, err = fmt.Fprintln(io.Out, restored)
	return err
}

// Restore unpacks a backup into an empty data folder, or into an empty
// PostgreSQL database and an empty data folder. The database comes last: until
// then there is no office, and where anything fails the folder is empty again.
func Restore(ctx context.Context, c Config, from string) (err error) {
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer f.Close()
	if err := whole(f); err != nil {
		return fault.New(fault.Invalid, tNoBackup, from).Because(err)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return fault.New(fault.Invalid, tNoBackup, from).Because(err)
	}
	if err := c.bare(ctx); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.empty())
		}
	}()
	of, err := c.unpack(tar.NewReader(z), from)
	if err != nil {
		return err
	}
	if of.Engine == db.Postgres.String() {
		if err := c.run(ctx, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", c.incoming()); err != nil {
			return fmt.Errorf("restore: %w", err)
		}
		_ = os.Remove(c.incoming()) // it has served; nothing is taken back for it
		return nil
	}
	return os.Rename(c.incoming(), c.url())
}

// bare refuses to restore where anything is.
func (c *Config) bare(ctx context.Context) error {
	if err := c.prepare(); err != nil {
		return err
	}
	held, err := os.ReadDir(c.Data)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if slices.ContainsFunc(held, func(e os.DirEntry) bool { return e.Name() != "lost+found" }) {
		return fault.New(fault.Conflict, tNotEmpty, c.Data)
	}
	if c.Database == "" {
		return nil
	}
	d, err := db.Open(ctx, c.Database)
	if err != nil {
		return err
	}
	defer d.Close()
	bare, err := d.Bare(ctx)
	if err == nil && !bare {
		err = fault.New(fault.Conflict, tNotBare)
	}
	return err
}

// empty takes back what was put into a data folder that was bare.
func (c *Config) empty() error {
	held, err := os.ReadDir(c.Data)
	for _, e := range held {
		if e.Name() != "lost+found" {
			err = errors.Join(err, os.RemoveAll(filepath.Join(c.Data, e.Name())))
		}
	}
	return err
}

// incoming is where the database of a backup stands until all is there.
func (c *Config) incoming() string { return filepath.Join(c.Data, "restoring") }

// whole reads a backup to its end, where its checksum stands, before anything
// of it is used.
func whole(f *os.File) error {
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, z); err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// unpack writes what is in a backup into the data folder, the database under
// the name of [Config.incoming].
func (c *Config) unpack(r *tar.Reader, from string) (of about, err error) {
	database := false
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return of, fault.New(fault.Invalid, tNoBackup, from).Because(err)
		}
		switch {
		case h.Name == aboutMember:
			if err := json.NewDecoder(r).Decode(&of); err != nil {
				return of, fault.New(fault.Invalid, tNoBackup, from).Because(err)
			}
			if (of.Engine == db.Postgres.String()) != (c.Database != "") {
				return of, fault.New(fault.Invalid, tOtherEngine, of.Engine)
			}
		case of.Engine == "":
			return of, fault.New(fault.Invalid, tNoBackup, from)
		case h.Name == databaseMember:
			database = true
			err = save(r, c.incoming())
		case strings.HasPrefix(h.Name, filesMember):
			// Only the name of the member's last part is used: it is a hash.
			name := filepath.Base(h.Name)
			if len(name) != 64 {
				return of, fault.New(fault.Invalid, tNoBackup, from)
			}
			err = save(r, filepath.Join(c.files(), name[:2], name))
		case strings.HasPrefix(h.Name, besideMember):
			name := filepath.Base(h.Name)
			if strings.HasPrefix(name, ".") || strings.HasPrefix(name, databaseFile) {
				return of, fault.New(fault.Invalid, tNoBackup, from)
			}
			err = save(r, c.besideAt(name))
		}
		if err != nil {
			return of, fmt.Errorf("restore: %w", err)
		}
	}
	if !database {
		return of, fault.New(fault.Invalid, tNoBackup, from)
	}
	return of, nil
}

func save(r io.Reader, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Sync(), f.Close())
}

var (
	tBackupThere = text.New("Đã có tệp %s; hãy chọn tên khác.", "%s exists already; choose another name.")
	tNotEmpty    = text.New(
		"Thư mục dữ liệu %s không trống. Để không ghi đè, hãy chỉ định một thư mục mới bằng --data.",
		"The data folder %s is not empty. So that nothing is overwritten, name a new one with --data.")
	tNoBackup = text.New(
		"%s không phải là tệp sao lưu của Quyết hoặc đã bị hỏng.",
		"%s is not a backup of Quyết, or is damaged.")
	tFileOrStore = text.New(
		"Hãy chỉ một tệp sao lưu, hoặc nơi sao lưu liên tục bằng --from.",
		"Name either a backup file, or with --from where the office was kept continuously.")
	tOtherEngine = text.New(
		"Bản sao lưu này lấy từ %s; hãy khôi phục vào cùng loại cơ sở dữ liệu (xem --database).",
		"This backup was taken from %s; restore it into the same engine (see --database).")
	tProgramMissing = text.New(
		"Máy này chưa có chương trình %s; hãy cài bộ công cụ máy khách PostgreSQL.",
		"This machine has no %s; install the PostgreSQL client tools.")
	tProgramFailed  = text.New("%s không làm được: %s", "%s has failed: %s")
	tRestored       = text.New("Đã khôi phục vào %s.", "Restored into %s.")
	tRestoredBroken = text.New("Đã khôi phục vào %s, nhưng dữ liệu có chỗ sai:\n%s", "Restored into %s, but the data breaks rules:\n%s")
	tRestoredNewer  = text.New(
		"Đã khôi phục vào %s, nhưng bản sao lưu do một phiên bản Quyết mới hơn tạo ra: hãy cài phiên bản đó hoặc mới hơn để dùng.",
		"Restored into %s, but a newer version of Quyết made this backup: install that version or a later one to use it.")
	tNotBare = text.New(
		"Cơ sở dữ liệu PostgreSQL không trống. Để không ghi đè, hãy tạo một cơ sở dữ liệu mới và ghi địa chỉ của nó vào --database.",
		"The PostgreSQL database is not empty. So that nothing is overwritten, make a new one and give its address to --database.")
)
