package audit

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/outward"
	"quyet/base/work"
	"quyet/feature/audit/proof"
)

// A Witness signs the checkpoints of this log: another installation, at an
// address, or whoever keeps a folder on a share.
type Witness struct {
	Name    string
	Public  string // its key; "" for a folder that only keeps what it is given
	Address string // https://… or the path of a folder
	Size    int64  // up to which it has signed, or was given
	Asked   time.Time
	Trouble string // why it has not signed the newest; "" if it has
}

func scanWitness(scan db.Scan) (w Witness, err error) {
	var asked int64
	err = scan(&w.Name, &w.Public, &w.Address, &w.Size, &asked, &w.Trouble)
	w.Asked = instant(asked)
	return w, err
}

func instant(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// atAddress says whether a witness is asked over the network.
func (w Witness) atAddress() bool {
	return strings.HasPrefix(w.Address, "https://") || strings.HasPrefix(w.Address, "http://")
}

// appoint makes w a witness of this log from now on. It is called from the
// command line only, by whoever may open the data folder. Faults: Invalid for
// a key or an address that is none, Conflict for a name in use.
func appoint(ctx context.Context, u *work.Unit, w Witness) error {
	if w.Public != "" {
		v, err := proof.NewWitnessVerifier(w.Public)
		if err != nil {
			return fault.New(fault.Invalid, tNoWitnessKey).Because(err)
		}
		if v.Name() != w.Name {
			return fault.New(fault.Invalid, tWitnessNamed, v.Name())
		}
	}
	if w.atAddress() {
		if at, err := url.Parse(w.Address); err != nil || at.Host == "" || w.Public == "" || !outward.Encrypted(at) {
			return fault.New(fault.Invalid, tNoWitnessAddress)
		}
	} else if !filepath.IsAbs(w.Address) {
		return fault.New(fault.Invalid, tNoWitnessAddress)
	}
	_, err := u.Exec(ctx, insertWitness, w.Name, w.Public, w.Address)
	if errors.Is(err, db.ErrUnique) {
		return fault.New(fault.Conflict, tWitnessThere, w.Name).Because(err)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, "audit.witness_appointed", "witness "+w.Name, map[string]any{"verifier": w.Public, "address": w.Address})
}

// dismiss ends the part of a witness; what it signed stays.
func dismiss(ctx context.Context, u *work.Unit, name string) error {
	n, err := u.Exec(ctx, deleteWitness, name)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Unknown, tNoWitness, name)
	}
	return u.Record(ctx, "audit.witness_dismissed", "witness "+name, nil)
}

// AskEvery is how often witnesses are asked for their signatures.
const AskEvery = time.Minute

// askTime is how long one witness may take to answer.
const askTime = 20 * time.Second

// Ask asks every witness to sign the newest checkpoint, if it has not yet. A
// witness that cannot be reached or refuses does no harm: what it said stands
// on the page of the log, and it is asked again. It runs as the program.
func (k *Keeper) Ask(ctx context.Context, o *work.Office) error {
	var witnesses []Witness
	if err := o.View(ctx, work.System("audit.ask"), func(v *work.View) (err error) {
		witnesses, err = db.All(ctx, v.Snapshot, selectWitnesses, scanWitness)
		return err
	}); err != nil {
		return err
	}
	var errs []error
	for _, w := range witnesses {
		errs = append(errs, k.ask(ctx, o, w))
	}
	return errors.Join(errs...)
}

// An answer is what a witness said to one request.
type answer struct {
	line string // its signature; "" from a folder that only keeps
	at   time.Time
	old  int64 // where it refused: the size up to which it has signed
	err  error
}

func (k *Keeper) ask(ctx context.Context, o *work.Office, w Witness) error {
	old := w.Size
	for range 2 { // the second time from where the witness says it is
		var r proof.Request
		if err := o.View(ctx, work.System("audit.ask"), func(v *work.View) (err error) {
			r = proof.Request{Old: old}
			r.Proof, r.Note, err = Growth(ctx, v, old)
			return err
		}); fault.Is(err, fault.Unknown) {
			return k.heard(ctx, o, w, w.Size, answer{err: fmt.Errorf("the witness has signed %d entries, the log has fewer", old)}, "")
		} else if err != nil {
			return err
		}
		c, err := proof.Claimed(r.Note)
		if err != nil {
			return err
		}
		if c.Size == w.Size && w.Trouble == "" {
			return nil
		}
		a := k.present(ctx, w, c, r)
		if a.err != nil && a.old > 0 && a.old != old {
			old = a.old
			continue
		}
		return k.heard(ctx, o, w, c.Size, a, r.Note)
	}
	return nil
}

// heard writes down what a witness answered.
func (k *Keeper) heard(ctx context.Context, o *work.Office, w Witness, size int64, a answer, msg string) error {
	return o.Do(ctx, work.System("audit.ask"), func(u *work.Unit) error {
		if a.err != nil {
			_, err := u.Exec(ctx, answered, w.Name, w.Size, u.Now.UnixMicro(), a.err.Error())
			return err
		}
		if _, err := u.Exec(ctx, answered, w.Name, size, u.Now.UnixMicro(), ""); err != nil || a.line == "" {
			return err
		}
		_, err := u.Exec(ctx, insertCosignature, size, w.Name, a.at.UnixMicro(), a.line)
		return err
	})
}

// present gives a witness a request and checks its answer.
func (k *Keeper) present(ctx context.Context, w Witness, c proof.Checkpoint, r proof.Request) (a answer) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	if w.atAddress() {
		a = k.post(ctx, w, r)
	} else {
		a = put(w, c, r)
	}
	if a.err != nil || w.Public == "" {
		return a
	}
	v, err := proof.NewWitnessVerifier(w.Public)
	if err == nil {
		a.at, err = proof.OpenCosigned(r.Note, a.line, v)
	}
	a.err = err
	return a
}

func (k *Keeper) post(ctx context.Context, w Witness, r proof.Request) answer {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(w.Address, "/")+"/add-checkpoint", strings.NewReader(r.Text()))
	if err != nil {
		return answer{err: err}
	}
	resp, err := k.client.Do(req)
	if err != nil {
		return answer{err: err}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, proof.MostCheckpoint))
	switch {
	case err != nil:
		return answer{err: err}
	case resp.StatusCode == http.StatusOK:
		return answer{line: string(body)}
	case resp.StatusCode == http.StatusConflict:
		old, err := strconv.ParseInt(strings.TrimSpace(string(body)), 10, 64)
		return answer{old: old, err: errors.Join(errors.New("the witness has signed another size"), err)}
	}
	return answer{err: fmt.Errorf("the witness answered %s", resp.Status)}
}

// Folders of witnesses. This program writes NNN.checkpoint, a request as of
// the network, and a witness beside it NNN.cosigned, its signature.
const (
	checkpointFile = "%012d.checkpoint"
	cosignedFile   = "%012d.cosigned"
)

// put lays a request into a folder and takes what the witness has signed.
func put(w Witness, c proof.Checkpoint, r proof.Request) answer {
	dir := filepath.Join(w.Address, strings.ReplaceAll(c.Origin, "/", "-"))
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // what is in it is for others to read
		return answer{err: err}
	}
	at := filepath.Join(dir, fmt.Sprintf(checkpointFile, c.Size))
	if _, err := os.Stat(at); errors.Is(err, fs.ErrNotExist) {
		if err := writeWhole(at, r.Text()); err != nil {
			return answer{err: err}
		}
	}
	if w.Public == "" {
		return answer{}
	}
	line, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf(cosignedFile, c.Size)))
	if errors.Is(err, fs.ErrNotExist) {
		return answer{err: errors.New("the witness has not signed yet")}
	}
	return answer{line: string(line), err: err}
}

// writeWhole makes a file that is there with all it holds or not at all.
func writeWhole(path, content string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(content)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// --- As a witness of others ---------------------------------------------------

// A Watched is the log of another installation whose checkpoints this one
// signs.
type Watched struct {
	Origin string
	Public string
	Size   int64  // up to which this one has signed
	Note   string // the checkpoint that it signed last
	At     time.Time
}

func scanWatched(scan db.Scan) (w Watched, err error) {
	var at int64
	err = scan(&w.Origin, &w.Public, &w.Size, &w.Note, &at)
	w.At = instant(at)
	return w, err
}

// watch makes this installation a witness of the log with the given public
// key. It is called from the command line only.
func watch(ctx context.Context, u *work.Unit, public string) error {
	v, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return fault.New(fault.Invalid, tNoLogKey).Because(err)
	}
	_, err = u.Exec(ctx, insertWatched, v.Name(), strings.TrimSpace(public))
	if errors.Is(err, db.ErrUnique) {
		return fault.New(fault.Conflict, tWatchedThere, v.Name()).Because(err)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, "audit.watched", "log "+v.Name(), map[string]any{"verifier": public})
}

// witnessKey returns the key by which this installation signs for others; it
// is made when it is needed first.
func (k *Keeper) witnessKey(now func() time.Time) (*proof.Witness, error) {
	return witnessIn(filepath.Join(filepath.Dir(k.file), WitnessKeyFile), now)
}

func witnessIn(file string, now func() time.Time) (*proof.Witness, error) {
	private, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		var name [4]byte
		rand.Read(name[:])
		made, _, err := proof.NewWitnessKey(rand.Reader, "quyet-witness/"+hex.EncodeToString(name[:]))
		if err != nil {
			return nil, err
		}
		if err := writeSecret(file, made); err != nil {
			return nil, err
		}
		private = []byte(made)
	} else if err != nil {
		return nil, fmt.Errorf("key of the witness: %w", err)
	}
	w, err := proof.NewWitness(string(private), now)
	if err != nil {
		return nil, fault.New(fault.Invalid, tKeyBroken, file).Because(err)
	}
	return w, nil
}

// errSize says from which size on a witness must be asked.
type errSize int64

func (e errSize) Error() string { return fmt.Sprintf("signed up to %d", int64(e)) }

// Cosign signs a checkpoint of a log that this installation watches, after
// checking that nothing up to the one that it signed last has changed, and
// returns the line of its signature.
//
// It asks for no right: whoever presents a checkpoint need only have it
// signed by the log. Faults: Unknown for a log that is not watched, Forbidden
// where the log has not signed, Invalid where the log was rewritten.
func Cosign(ctx context.Context, u *work.Unit, key *proof.Witness, r proof.Request) (line string, err error) {
	claimed, err := proof.Claimed(r.Note)
	if err != nil {
		return "", fault.New(fault.Invalid, tNoRequest).Because(err)
	}
	w, err := first(ctx, u.Snapshot, watchedOf, scanWatched, claimed.Origin)
	if errors.Is(err, db.ErrNoRow) {
		return "", fault.New(fault.Unknown, tNotWatched)
	}
	if err != nil {
		return "", err
	}
	verifier, err := note.NewVerifier(w.Public)
	if err != nil {
		return "", err
	}
	c, err := proof.OpenCheckpoint(r.Note, verifier)
	if err != nil {
		return "", fault.New(fault.Forbidden, tNotSigned).Because(err)
	}
	if r.Old != w.Size {
		return "", errSize(w.Size)
	}
	before := proof.Checkpoint{}
	if w.Note != "" {
		if before, err = proof.Claimed(w.Note); err != nil {
			return "", err
		}
	}
	if err := proof.CheckGrowth(before, c, r.Proof); err != nil {
		return "", fault.New(fault.Invalid, tRewrittenLog, w.Origin).Because(err)
	}
	if line, err = key.Cosign(r.Note); err != nil {
		return "", err
	}
	n, err := u.Exec(ctx, moveWatched, w.Origin, c.Size, r.Note, u.Now.UnixMicro(), w.Size)
	if err == nil && n == 0 {
		err = errSize(w.Size)
	}
	return line, err
}
