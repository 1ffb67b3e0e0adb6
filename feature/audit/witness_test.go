package audit

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit/proof"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
)

var wholeSchema = []fs.FS{rule.Schema, org.Schema, account.Schema, factor.Schema, Schema}

// An installation of its own, with its keys.
type installation struct {
	*dbtest.Office
	k *Keeper
	n int
}

func install(t *testing.T, o *dbtest.Office) *installation {
	t.Helper()
	return &installation{Office: o, k: NewKeeper(filepath.Join(t.TempDir(), KeyFile))}
}

func (i *installation) work(t *testing.T, events int) {
	t.Helper()
	i.MustDo(t, func(u *work.Unit) error {
		for range events {
			i.n++
			if err := u.Record(t.Context(), "probe.done", fmt.Sprint("thing ", i.n), i.n); err != nil {
				return err
			}
		}
		return nil
	})
	i.Advance(time.Minute)
	if err := i.k.Seal(t.Context(), i.Office.Office); err != nil {
		t.Fatal(err)
	}
}

func (i *installation) serve(t *testing.T) string {
	t.Helper()
	nobody := func(*http.Request) work.Who { return work.As(access.Actor{}) }
	site := &web.Site{Office: i.Office.Office, Who: nobody, SignIn: "/login", Log: slog.New(slog.DiscardHandler),
		Dress: func(ctx context.Context, _ *work.View, _ *web.Request) (context.Context, error) { return ctx, nil }}
	s := httptest.NewServer(site.Handler(Capability(Deps{Keeper: i.k}).Routes))
	t.Cleanup(s.Close)
	return s.URL
}

func (i *installation) publicKey(t *testing.T) string {
	t.Helper()
	key, err := i.k.key(false)
	if err != nil {
		t.Fatal(err)
	}
	return key.Public
}

func (i *installation) ask(t *testing.T) Witness {
	t.Helper()
	if err := i.k.Ask(t.Context(), i.Office.Office); err != nil {
		t.Fatal(err)
	}
	var all []Witness
	i.MustView(t, func(v *work.View) (err error) {
		all, err = db.All(t.Context(), v.Snapshot, selectWitnesses, scanWitness)
		return err
	})
	if len(all) != 1 {
		t.Fatalf("%d witnesses", len(all))
	}
	return all[0]
}

func (i *installation) report(t *testing.T, a Against) *Report {
	t.Helper()
	r, err := Verify(t.Context(), i.DB, a)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// One installation signs what another keeps, over the network: as it grows,
// after a time in which the witness could not be reached, and never what was
// rewritten, though it be signed by the right key.
func TestWitnessOverTheNetwork(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		log, other := install(t, o), install(t, dbtest.New(t, o.DB.Engine, wholeSchema))
		log.work(t, 300)
		var key *proof.Witness
		other.MustDo(t, func(u *work.Unit) (err error) {
			if key, err = other.k.witnessKey(other.Now); err != nil {
				return err
			}
			return watch(t.Context(), u, log.publicKey(t))
		})
		address := other.serve(t) + "/witness"
		log.MustDo(t, func(u *work.Unit) error {
			return appoint(t.Context(), u, Witness{Name: key.Name(), Public: key.Public(), Address: address})
		})
		log.work(t, 1)
		if w := log.ask(t); w.Size != 302 || w.Trouble != "" {
			t.Fatalf("%+v", w)
		}
		log.work(t, 500)
		log.work(t, 1)
		if w := log.ask(t); w.Size != 803 || w.Trouble != "" {
			t.Fatalf("%+v", w)
		}
		against := Against{Keys: []string{log.publicKey(t)}, Witnesses: []string{key.Public()}}
		if r := log.report(t, against); !r.Whole() || r.Signatures != 2 {
			t.Fatalf("%d signatures, want 2: %v", r.Signatures, r.Findings)
		}
		// It forgets what it was told; the witness says where it is.
		log.script(t, `UPDATE audit_witness SET size = 0`)
		log.work(t, 1)
		if w := log.ask(t); w.Size != 804 || w.Trouble != "" {
			t.Fatalf("%+v", w)
		}
		// Who has the key and the database makes everything anew: the log is whole
		// by itself, but nobody who saw it before is deceived.
		before := log.newestNote(t)
		log.script(t, `DELETE FROM audit_block; DELETE FROM audit_node; DELETE FROM audit_checkpoint; UPDATE audit_head SET size = 0, seen = 0;
			UPDATE event SET detail = '4711' WHERE seq = 5; UPDATE audit_witness SET size = 0;`)
		log.work(t, 10)
		if r := log.report(t, Against{Keys: against.Keys}); !r.Whole() {
			t.Fatalf("%v", r.Findings)
		}
		if w := log.ask(t); w.Trouble == "" {
			t.Error("the witness signs a log that was rewritten")
		}
		seen, err := proof.ParseSeen(before)
		if err != nil {
			t.Fatal(err)
		}
		if r := log.report(t, Against{Keys: against.Keys, Seen: []proof.Seen{seen}}); len(r.Findings) != 1 || r.Findings[0].Kind != Forked {
			t.Errorf("%v", r.Findings)
		}
		if r := log.report(t, against); r.Whole() {
			t.Error("the old signatures of the witness are taken for signatures of the new log")
		}
	})
}

// The whole file comes back from a backup of yesterday: by itself it is
// whole, but shorter than others have seen it.
func TestRolledBack(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		log := install(t, o)
		log.work(t, 300)
		log.script(t, `CREATE TABLE was_event AS SELECT * FROM event; CREATE TABLE was_head AS SELECT * FROM audit_head;
			CREATE TABLE was_block AS SELECT * FROM audit_block;`)
		log.work(t, 40)
		seen, err := proof.ParseSeen(log.newestNote(t))
		if err != nil {
			t.Fatal(err)
		}
		if r := log.report(t, Against{Seen: []proof.Seen{seen}}); !r.Whole() {
			t.Fatal(r.Findings)
		}
		log.script(t, `DELETE FROM event; INSERT INTO event SELECT * FROM was_event; DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM was_head;
			DELETE FROM audit_block; INSERT INTO audit_block SELECT * FROM was_block; DELETE FROM audit_checkpoint WHERE size = 340;
			DROP TABLE was_event; DROP TABLE was_head; DROP TABLE was_block;`)
		if r := log.report(t, Against{}); !r.Whole() {
			t.Fatal(r.Findings)
		}
		r := log.report(t, Against{Seen: []proof.Seen{seen}})
		if len(r.Findings) != 1 || r.Findings[0].Kind != RolledBack || r.Findings[0].First != 300 || r.Findings[0].Last != 339 {
			t.Errorf("%+v", r.Findings)
		}
	})
}

// A body keeps the checkpoints in a folder of its own and signs them there,
// with nothing but this program and the public key.
func TestWitnessByFolder(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		log := install(t, o)
		log.work(t, 20)
		share, own := t.TempDir(), filepath.Join(t.TempDir(), "witness.key")
		key, err := witnessIn(own, log.Now)
		if err != nil {
			t.Fatal(err)
		}
		log.MustDo(t, func(u *work.Unit) error {
			return appoint(t.Context(), u, Witness{Name: key.Name(), Public: key.Public(), Address: share})
		})
		log.work(t, 1)
		if w := log.ask(t); w.Trouble == "" || w.Size != 0 {
			t.Fatalf("nobody has signed yet: %+v", w)
		}
		signer, err := log.k.key(false)
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Join(share, strings.ReplaceAll(signer.Name(), "/", "-"))
		cosign := func(want int) {
			t.Helper()
			if n, err := cosignFolder(folder, own+".seen", signer.Verifier, key); err != nil || n != want {
				t.Fatalf("signed %d (%v), want %d", n, err, want)
			}
		}
		cosign(1)
		if w := log.ask(t); w.Trouble != "" || w.Size != 22 {
			t.Fatalf("%+v", w)
		}
		log.work(t, 300)
		log.ask(t)
		cosign(1)
		cosign(0)
		if w := log.ask(t); w.Trouble != "" || w.Size != 322 {
			t.Fatalf("%+v", w)
		}
		seen, err := readSeen(folder)
		if err != nil || len(seen) != 2 {
			t.Fatal(seen, err)
		}
		if r := log.report(t, Against{Witnesses: []string{key.Public()}, Seen: seen}); !r.Whole() || r.Signatures != 2 {
			t.Errorf("%d signatures: %v", r.Signatures, r.Findings)
		}
		// What was altered on the way is not signed.
		log.work(t, 3)
		log.ask(t)
		files, err := filepath.Glob(filepath.Join(folder, "*.checkpoint"))
		if err != nil || len(files) != 3 {
			t.Fatal(files, err)
		}
		text, err := os.ReadFile(files[2])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[2], []byte(strings.Replace(string(text), "\n325\n", "\n326\n", 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		if n, err := cosignFolder(folder, own+".seen", signer.Verifier, key); err == nil || n != 0 {
			t.Errorf("signed %d of what was altered", n)
		}
	})
}

// The key is changed while the program runs: what was signed before stays
// whole, and the log goes on.
func TestRotate(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		log := install(t, o)
		log.work(t, 10)
		old := log.publicKey(t)
		beside := NewKeeper(log.k.file) // the command line
		fresh, err := beside.rotate(t.Context(), log.Office.Office, work.System("test"))
		if err != nil {
			t.Fatal(err)
		}
		log.work(t, 10)
		if got := log.publicKey(t); got != fresh || got == old {
			t.Errorf("signs by %s, want %s", got, fresh)
		}
		if r := log.report(t, Against{Keys: []string{old, fresh}}); !r.Whole() || r.Entries != 21 || r.Checkpoints != 2 {
			t.Errorf("%d entries, %d checkpoints: %v", r.Entries, r.Checkpoints, r.Findings)
		}
		if r := log.report(t, Against{Keys: []string{old}}); r.Whole() {
			t.Error("the checkpoints of the new key are believed without it")
		}
		// A program with another key does not sign.
		stranger := NewKeeper(filepath.Join(t.TempDir(), KeyFile))
		if err := stranger.Seal(t.Context(), log.Office.Office); err == nil || stranger.Trouble() == nil {
			t.Error("a program without the key has sealed")
		}
	})
}

// What was altered since the last checkpoint is not signed over.
func TestSealRefusesWhatWasAltered(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		log := install(t, o)
		log.work(t, 300)
		log.script(t, `UPDATE event SET detail = '4711' WHERE seq = 290`)
		log.MustDo(t, func(u *work.Unit) error { return u.Record(t.Context(), "probe.done", "thing", 1) })
		if err := log.k.Seal(t.Context(), log.Office.Office); err == nil || log.k.Trouble() == nil {
			t.Error("it was sealed")
		}
		log.script(t, `UPDATE event SET detail = '290' WHERE seq = 290`)
		if err := log.k.Seal(t.Context(), log.Office.Office); err != nil || log.k.Trouble() != nil {
			t.Errorf("once it is put right: %v", err)
		}
	})
}

func (i *installation) script(t *testing.T, sql string) {
	t.Helper()
	if err := i.DB.Script(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

func (i *installation) newestNote(t *testing.T) (msg string) {
	t.Helper()
	i.MustView(t, func(v *work.View) error {
		s, err := Newest(t.Context(), v)
		msg = s.Note
		return err
	})
	return msg
}

// PostgreSQL: an event is committed after others with higher numbers were
// taken into the log already.
func TestLateEvents(t *testing.T) {
	o := dbtest.New(t, db.Postgres, wholeSchema)
	log := install(t, o)
	log.work(t, 250)
	ctx := t.Context()
	// The first attempt may be told to run again; by then nothing is late.
	attempts := 0
	log.MustDo(t, func(u *work.Unit) error {
		attempts++
		if err := u.Record(ctx, "probe.slow", "slow", attempts); err != nil || attempts > 1 {
			return err
		}
		var seq int64 // waits for what was sent
		if err := u.One(ctx, db.Built("audit.test", `SELECT max(seq) FROM event`), nil, &seq); err != nil {
			return err
		}
		log.work(t, 20)
		return nil
	})
	if r := log.report(t, Against{}); !r.Whole() || r.Waiting != 1 || r.Entries != 270 {
		t.Fatalf("%d wait, %d entries: %v", r.Waiting, r.Entries, r.Findings)
	}
	log.work(t, 3)
	r := log.report(t, Against{})
	if !r.Whole() || r.Waiting != 0 || r.Entries != 274 {
		t.Fatalf("%d wait, %d entries: %v", r.Waiting, r.Entries, r.Findings)
	}
	var late, leaf int64
	log.MustView(t, func(v *work.View) error {
		if err := v.One(ctx, db.Built("audit.test", `SELECT seq, leaf FROM audit_late`), nil, &late, &leaf); err != nil {
			return err
		}
		p, err := prove(ctx, v, late, "slow")
		if err != nil {
			return err
		}
		key, err := log.k.key(false)
		if err != nil {
			return err
		}
		if _, err := p.Check(key.Verifier); err != nil || p.Index != leaf || late != 251 || leaf != 270 {
			t.Errorf("event %d at %d, proof at %d: %v", late, leaf, p.Index, err)
		}
		return nil
	})
	// The excuse of having come late does not cover what was put in.
	log.script(t, `INSERT INTO event (seq, at, act_no, subject, detail) VALUES (-5, 1, 1, 'new', '{}'); INSERT INTO audit_late (seq, leaf) VALUES (-5, 3);`)
	if r := log.report(t, Against{}); len(r.Findings) != 1 || r.Findings[0].Kind != Inserted || r.Findings[0].Seq != -5 {
		t.Errorf("%+v", r.Findings)
	}
	log.script(t, `DELETE FROM audit_late WHERE seq = -5; DELETE FROM event WHERE seq = -5`)
}

// Several instances seal at once, while events come.
func TestInstancesSealTogether(t *testing.T) {
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		log := install(t, o)
		log.work(t, 1)
		keepers := []*Keeper{log.k, NewKeeper(log.k.file), NewKeeper(log.k.file)}
		ctx := t.Context()
		var all sync.WaitGroup
		for n := range 3 {
			all.Go(func() {
				for i := range 30 {
					if err := log.Do(ctx, work.System("test"), func(u *work.Unit) error {
						for j := range 3 {
							if err := u.Record(ctx, "probe.done", fmt.Sprint("thing ", n, i, j), j); err != nil {
								return err
							}
						}
						return nil
					}); err != nil {
						t.Error(err)
					}
				}
			})
			all.Go(func() {
				for range 10 {
					if err := keepers[n].Seal(ctx, log.Office.Office); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		log.work(t, 1)
		if r := log.report(t, Against{}); !r.Whole() || r.Entries != 272 || r.Waiting != 0 {
			t.Errorf("%d entries, %d wait: %v", r.Entries, r.Waiting, r.Findings)
		}
	})
}
