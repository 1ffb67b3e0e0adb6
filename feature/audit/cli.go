package audit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/mod/sumdb/note"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/audit/proof"
)

// auditCommand is `quyet audit`: the log from the command line.
type auditCommand struct {
	Verify     verifyCommand     `cmd:"" help:"Kiểm tra toàn bộ nhật ký, của dữ liệu đang dùng hoặc của một bản sao. || Verify the whole log, of the data in use or of a copy."`
	Key        keyCommand        `cmd:"" help:"In khoá công khai của nhật ký. || Print the public key of the log."`
	Checkpoint checkpointCommand `cmd:"" help:"In mốc niêm phong mới nhất. || Print the newest checkpoint."`
	Proof      proofCommand      `cmd:"" help:"In bằng chứng một sự kiện nằm trong nhật ký. || Print the proof that an event is in the log."`
	Check      checkCommand      `cmd:"" help:"Kiểm tra một tệp bằng chứng, không cần dữ liệu. || Check the file of a proof, without any database."`
	Rotate     rotateCommand     `cmd:"" help:"Đổi khoá ký nhật ký. || Change the key that signs the log."`
	Witness    witnessCommand    `cmd:"" help:"Các bên chứng kiến của nhật ký này. || The witnesses of this log."`
	Watch      watchCommand      `cmd:"" help:"Làm chứng cho nhật ký của nơi khác và in khoá chứng kiến. || Be a witness of another log, and print the key for it."`
	Cosign     cosignCommand     `cmd:"" help:"Ký chứng kiến các mốc trong một thư mục dùng chung, không cần dữ liệu. || Sign the checkpoints in a shared folder as a witness, without any database."`
}

const helpAudit = "Nhật ký không thể sửa lén: kiểm tra, bằng chứng, chứng kiến. || The log that cannot be rewritten unseen: verify, prove, witness."

type verifyCommand struct {
	Copy    string   `arg:"" optional:"" help:"Tệp quyet.db hoặc địa chỉ PostgreSQL của bản sao; mặc định là dữ liệu đang dùng. || File quyet.db or PostgreSQL address of the copy; the data in use by default."`
	Key     []string `help:"Khoá công khai của nhật ký (quyet audit key). || Public key of the log (quyet audit key)." placeholder:"KEY"`
	Witness []string `help:"Khoá của bên chứng kiến. || Key of a witness." placeholder:"KEY"`
	Seen    []string `help:"Mốc đã giữ hoặc chép lại: một tệp, một thư mục, hoặc \"số-mục mã\". || A checkpoint that was kept or written down: a file, a folder, or \"size root\"." placeholder:"CHECKPOINT" sep:"none"`
}

// Run prints what was found and fails if that is anything.
func (c *verifyCommand) Run(ctx context.Context, t *capability.Terminal) error {
	at := c.Copy
	if at == "" {
		at = t.Database()
	}
	if !db.IsPostgres(at) {
		if _, err := os.Stat(at); err != nil {
			return err
		}
	}
	against := Against{Keys: c.Key, Witnesses: c.Witness}
	for _, s := range c.Seen {
		seen, err := readSeen(s)
		if err != nil {
			return err
		}
		against.Seen = append(against.Seen, seen...)
	}
	d, err := db.Open(ctx, at)
	if err != nil {
		return err
	}
	defer d.Close()
	r, err := Verify(ctx, d, against)
	if errors.Is(err, proof.ErrKey) {
		return fault.New(fault.Invalid, tNoLogKey).Because(err)
	}
	if err != nil {
		return err
	}
	return r.print(ctx, t.Out)
}

func (r *Report) print(ctx context.Context, out io.Writer) error {
	fmt.Fprintln(out, tVerified.In(ctx, r.Entries, r.Checkpoints, r.Signatures))
	fmt.Fprintln(out, tRootIs.In(ctx, r.Root))
	if r.Waiting > 0 {
		fmt.Fprintln(out, tWaiting.In(ctx, r.Waiting))
	}
	if r.OwnKeys {
		fmt.Fprintln(out, tOwnKeys.In(ctx))
	}
	for _, f := range r.Findings {
		fmt.Fprintln(out, "- "+f.In(ctx))
	}
	if r.Left > 0 {
		fmt.Fprintln(out, "- "+tMoreFindings.In(ctx, r.Left))
	}
	if !r.Whole() {
		return fault.New(fault.Invalid, tNotWhole, len(r.Findings)+r.Left)
	}
	fmt.Fprintln(out, tWhole.In(ctx))
	return nil
}

// readSeen reads checkpoints from a file, from all files of a folder, or from
// the text itself.
func readSeen(s string) (seen []proof.Seen, err error) {
	info, err := os.Stat(s)
	if errors.Is(err, fs.ErrNotExist) {
		one, err := proof.ParseSeen(s)
		if err != nil {
			return nil, fault.New(fault.Invalid, tNoCheckpoint, s).Because(err)
		}
		return []proof.Seen{one}, nil
	}
	if err != nil {
		return nil, err
	}
	files := []string{s}
	if info.IsDir() {
		if files, err = filepath.Glob(filepath.Join(s, "*.checkpoint")); err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		text, err := readShort(f)
		if err != nil {
			return nil, err
		}
		if r, err := proof.ParseRequest(text); err == nil {
			text = r.Note
		}
		one, err := proof.ParseSeen(text)
		if err != nil {
			return nil, fault.New(fault.Invalid, tNoCheckpoint, f).Because(err)
		}
		seen = append(seen, one)
	}
	return seen, nil
}

// readShort reads a file that a person or another program has put there.
func readShort(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, proof.MostProof))
	return string(b), err
}

type keyCommand struct{}

// Run prints the keys, the newest last.
func (*keyCommand) Run(ctx context.Context, t *capability.Terminal) error {
	o, err := t.Open(ctx)
	if err != nil {
		return err
	}
	if err := keeperOf(t).Seal(ctx, o); err != nil {
		return err
	}
	return o.View(ctx, t.Who, func(v *work.View) error {
		keys, err := db.All(ctx, v.Snapshot, selectKeys, scanKey)
		for _, k := range keys {
			fmt.Fprintln(t.Out, k.verifier)
		}
		return err
	})
}

// KeyFile and WitnessKeyFile are the names of the keys, in the folder of keys,
// by which this installation signs its own log and those of others.
const (
	KeyFile        = "log.key"
	WitnessKeyFile = "witness.key"
)

func keeperOf(t *capability.Terminal) *Keeper { return NewKeeper(filepath.Join(t.Keys(), KeyFile)) }

type checkpointCommand struct{}

// Run brings the log up to date and prints its checkpoint.
func (*checkpointCommand) Run(ctx context.Context, t *capability.Terminal) error {
	o, err := t.Open(ctx)
	if err != nil {
		return err
	}
	if err := keeperOf(t).Seal(ctx, o); err != nil {
		return err
	}
	return o.View(ctx, t.Who, func(v *work.View) error {
		s, err := Newest(ctx, v)
		if err == nil {
			_, err = io.WriteString(t.Out, s.Note)
		}
		return err
	})
}

type proofCommand struct {
	Event int64 `arg:"" help:"Số của sự kiện, như ghi ở trang lịch sử. || Number of the event, as on the page of a history."`
}

// Run prints the proof.
func (c *proofCommand) Run(ctx context.Context, t *capability.Terminal) error {
	o, err := t.Open(ctx)
	if err != nil {
		return err
	}
	return o.View(ctx, t.Who, func(v *work.View) error {
		p, err := prove(ctx, v, c.Event, "")
		if err == nil {
			_, err = io.WriteString(t.Out, p.Text())
		}
		return err
	})
}

type checkCommand struct {
	File string `arg:"" help:"Tệp bằng chứng. || File of the proof." type:"path"`
	Key  string `required:"" help:"Khoá công khai của nhật ký. || Public key of the log." placeholder:"KEY"`
}

// Run says what is proven, or why nothing is.
func (c *checkCommand) Run(ctx context.Context, t *capability.Terminal) error {
	text, err := readShort(c.File)
	if err != nil {
		return err
	}
	p, err := proof.ParseProof(text)
	if err != nil {
		return fault.New(fault.Invalid, tNoProof, c.File).Because(err)
	}
	key, err := note.NewVerifier(strings.TrimSpace(c.Key))
	if err != nil {
		return fault.New(fault.Invalid, tNoLogKey).Because(err)
	}
	cp, err := p.Check(key)
	if err != nil {
		return fault.New(fault.Invalid, tNotProven, c.File).Because(err)
	}
	e := p.Entry
	w := tabwriter.NewWriter(t.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t.Out, tProven.In(ctx, p.Index+1, cp.Size, cp.Origin))
	for _, l := range [][2]string{
		{"seq", fmt.Sprint(e.Seq)},
		{"at", e.At.Format(time.RFC3339Nano)},
		{"account", e.Account},
		{"for", e.For},
		{"reason", e.Reason},
		{"body", e.Body},
		{"kind", e.Kind},
		{"subject", e.Subject},
		{"detail", e.Detail},
	} {
		if l[1] != "" {
			fmt.Fprintf(w, "%s\t%s\n", l[0], l[1])
		}
	}
	return w.Flush()
}

type rotateCommand struct{}

// Run makes a new key. The old one stays beside it, under another name.
func (*rotateCommand) Run(ctx context.Context, t *capability.Terminal) error {
	o, err := t.Open(ctx)
	if err != nil {
		return err
	}
	k := keeperOf(t)
	public, err := k.rotate(ctx, o, t.Who)
	if err == nil {
		_, err = fmt.Fprintln(t.Out, public)
	}
	return err
}

// rotate changes the key: the change is an event of the log, so that the
// checkpoints of the new key go on from those of the old.
func (k *Keeper) rotate(ctx context.Context, o *work.Office, who work.Who) (public string, err error) {
	private, err := newLogKey()
	if err != nil {
		return "", err
	}
	key, err := proof.ReadKey(private)
	if err != nil {
		return "", err
	}
	fresh := k.file + ".new"
	if err := writeSecret(fresh, private); err != nil {
		return "", err
	}
	if err := o.Do(ctx, who, func(u *work.Unit) error {
		h, err := readHead(ctx, u.Snapshot)
		if err != nil {
			return err
		}
		if _, err := u.Exec(ctx, insertKey, h.size, key.Public); err != nil {
			if errors.Is(err, db.ErrUnique) {
				return fault.New(fault.Conflict, tRotateAgain).Because(err)
			}
			return err
		}
		return u.Record(ctx, "audit.key_changed", "log", map[string]any{"verifier": key.Public})
	}); err != nil {
		return "", errors.Join(err, os.Remove(fresh))
	}
	if err := os.Rename(k.file, k.file+"."+o.Now().UTC().Format("20060102T150405Z")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("change key: %w", err)
	}
	if err := os.Rename(fresh, k.file); err != nil {
		return "", fmt.Errorf("change key: %w", err)
	}
	return key.Public, nil
}

type witnessCommand struct {
	Add    addWitness    `cmd:"" help:"Thêm một bên chứng kiến. || Appoint a witness."`
	Remove removeWitness `cmd:"" help:"Bỏ một bên chứng kiến. || Dismiss a witness."`
	List   listWitnesses `cmd:"" help:"Liệt kê các bên chứng kiến. || List the witnesses."`
}

type addWitness struct {
	Address string `arg:"" help:"https://… của một nơi cài đặt khác, hoặc đường dẫn một thư mục dùng chung. || https://… of another installation, or the path of a shared folder."`
	Key     string `help:"Khoá chứng kiến mà bên ấy in ra; không cần nếu thư mục chỉ để cất giữ. || Key of the witness, as it prints it; not needed where a folder only keeps." placeholder:"KEY"`
	Name    string `help:"Tên, khi không có khoá. || Name, where there is no key."`
}

// Run appoints the witness.
func (c *addWitness) Run(ctx context.Context, t *capability.Terminal) error {
	o, err := t.Open(ctx)
	if err != nil {
		return err
	}
	w := Witness{Name: c.Name, Public: strings.TrimSpace(c.Key), Address: c.Address}
	if name, _, found := strings.Cut(w.Public, "+"); found {
		w.Name = name
	}
	if w.Name == "" {
		w.Name = w.Address
	}
	return o.Do(ctx, t.Who, func(u *work.Unit) error { return appoint(ctx, u, w) })
}

type removeWitness struct {
	Name string `arg:"" help:"Tên. || Name."`
}

// Run dismisses the witness.
func (c *removeWitness) Run(ctx context.Context, t *capability.Terminal) error {
	o, err := t.Open(ctx)
	if err != nil {
		return err
	}
	return o.Do(ctx, t.Who, func(u *work.Unit) error { return dismiss(ctx, u, c.Name) })
}

type listWitnesses struct{}

// Run prints one line per witness.
func (*listWitnesses) Run(ctx context.Context, t *capability.Terminal) error {
	o, err := t.Open(ctx)
	if err != nil {
		return err
	}
	return o.View(ctx, t.Who, func(v *work.View) error {
		all, err := db.All(ctx, v.Snapshot, selectWitnesses, scanWitness)
		w := tabwriter.NewWriter(t.Out, 0, 0, 2, ' ', 0)
		for _, one := range all {
			fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", one.Name, one.Address, one.Size, one.Trouble)
		}
		return errors.Join(err, w.Flush())
	})
}

type watchCommand struct {
	Log string `arg:"" optional:"" help:"Khoá công khai của nhật ký cần chứng kiến; để trống để liệt kê. || Public key of the log to watch; empty to list them."`
}

// Run watches the log, or lists those that are watched.
func (c *watchCommand) Run(ctx context.Context, t *capability.Terminal) error {
	o, err := t.Open(ctx)
	if err != nil {
		return err
	}
	key, err := keeperOf(t).witnessKey(o.Now)
	if err != nil {
		return err
	}
	if c.Log != "" {
		if err := o.Do(ctx, t.Who, func(u *work.Unit) error { return watch(ctx, u, c.Log) }); err != nil {
			return err
		}
		_, err := fmt.Fprintln(t.Out, key.Public())
		return err
	}
	return o.View(ctx, t.Who, func(v *work.View) error {
		all, err := db.All(ctx, v.Snapshot, selectWatched, scanWatched)
		w := tabwriter.NewWriter(t.Out, 0, 0, 2, ' ', 0)
		for _, one := range all {
			fmt.Fprintf(w, "%s\t%d\t%s\n", one.Origin, one.Size, one.At.Format(time.RFC3339))
		}
		return errors.Join(err, w.Flush())
	})
}

type cosignCommand struct {
	Folder string `arg:"" help:"Thư mục dùng chung của một nhật ký. || The shared folder of one log." type:"path"`
	Of     string `required:"" help:"Khoá công khai của nhật ký. || Public key of the log." placeholder:"KEY"`
	With   string `required:"" help:"Tệp khoá chứng kiến của bạn, cất ngoài thư mục dùng chung; được lập nếu chưa có. || File of your key as a witness, kept outside of the shared folder; made if it is not there." type:"path"`
}

// Run signs what goes on from what was signed before. Beside the key stands
// the checkpoint that was signed last.
func (c *cosignCommand) Run(ctx context.Context, t *capability.Terminal) error {
	log, err := note.NewVerifier(strings.TrimSpace(c.Of))
	if err != nil {
		return fault.New(fault.Invalid, tNoLogKey).Because(err)
	}
	key, err := witnessIn(c.With, t.Now)
	if err != nil {
		return err
	}
	signed, err := cosignFolder(c.Folder, c.With+".seen", log, key)
	fmt.Fprintln(t.Out, tCosigned.In(ctx, signed))
	fmt.Fprintln(t.Out, key.Public())
	return err
}

// cosignFolder signs the requests in a folder, in their order, as far as each
// goes on from the one before.
func cosignFolder(folder, seenAt string, log note.Verifier, key *proof.Witness) (signed int, err error) {
	var before proof.Checkpoint
	kept, err := os.ReadFile(seenAt)
	if err == nil {
		if before, err = proof.OpenCheckpoint(string(kept), log); err != nil {
			return 0, fault.New(fault.Invalid, tNoCheckpoint, seenAt).Because(err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.checkpoint"))
	if err != nil {
		return 0, err
	}
	slices.Sort(files)
	for _, f := range files {
		text, err := readShort(f)
		if err != nil {
			return signed, err
		}
		r, err := proof.ParseRequest(text)
		if err != nil {
			return signed, fault.New(fault.Invalid, tNoCheckpoint, f).Because(err)
		}
		c, err := proof.OpenCheckpoint(r.Note, log)
		if err != nil {
			return signed, fault.New(fault.Forbidden, tNotSigned).Because(err)
		}
		if c.Size <= before.Size {
			continue
		}
		if r.Old != before.Size {
			return signed, fault.New(fault.Conflict, tNotFromHere, r.Old, before.Size)
		}
		if err := proof.CheckGrowth(before, c, r.Proof); err != nil {
			return signed, fault.New(fault.Invalid, tRewrittenLog, c.Origin).Because(err)
		}
		line, err := key.Cosign(r.Note)
		if err != nil {
			return signed, err
		}
		// What was signed is kept first: it is never signed otherwise again.
		if err := writeWhole(seenAt, r.Note); err != nil {
			return signed, err
		}
		if err := writeWhole(strings.TrimSuffix(f, ".checkpoint")+".cosigned", line); err != nil {
			return signed, err
		}
		before, signed = c, signed+1
	}
	return signed, nil
}
