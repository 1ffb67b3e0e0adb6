package db

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

var (
	changeLeaf = &Stmt{Name: "leaf.change", SQL: `UPDATE leaf SET text = $2 WHERE id = $1`}
	cutLeafs   = &Stmt{Name: "leaf.cut", SQL: `DELETE FROM leaf WHERE id LIKE $1`}
	listTexts  = &Stmt{Name: "leaf.texts", SQL: `SELECT id || ' ' || text FROM leaf ORDER BY id`}
)

func texts(t *testing.T, d *DB) (all []string) {
	t.Helper()
	if err := d.Read(t.Context(), func(s *Snapshot) (err error) {
		all, err = All(t.Context(), s, listTexts, Text[string])
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// A twin is the copy that somebody who follows keeps.
type twin struct {
	pages [][]byte
	taken int
}

func (w *twin) lay(p Pages) {
	w.taken++
	for no, b := range p.Of {
		for int(no) > len(w.pages) {
			w.pages = append(w.pages, make([]byte, p.Bytes))
		}
		w.pages[no-1] = slices.Clone(b)
	}
	for int(p.Size) > len(w.pages) {
		w.pages = append(w.pages, make([]byte, p.Bytes))
	}
	w.pages = w.pages[:p.Size]
}

// open opens the copy, which must be sound.
func (w *twin) open(t *testing.T) *DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "twin.db")
	if err := os.WriteFile(path, slices.Concat(w.pages...), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if found, err := d.Sound(t.Context()); err != nil || len(found) > 0 {
		t.Fatalf("the copy after %d takings is damaged: %q %v", w.taken, found, err)
	}
	return d
}

func followed(t *testing.T, d *DB) (*Follower, *twin) {
	t.Helper()
	f, err := d.Follow(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	w := &twin{}
	if _, err := f.Begin(t.Context(), func(_ uint32, b []byte) error {
		w.pages = append(w.pages, slices.Clone(b))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return f, w
}

func (w *twin) catch(t *testing.T, f *Follower) {
	t.Helper()
	if err := f.Catch(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, any, err := f.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if any {
		w.lay(p)
	}
}

// Whoever follows has, after each taking, the database as it was at a moment:
// while many write, while the log is begun anew, while another program writes
// and does checkpoints of its own, and where more is written than is kept.
func TestFollow(t *testing.T) {
	for _, c := range []struct {
		name    string
		keep    int
		foreign bool
	}{{"alone", pendingBytes, false}, {"with another program", pendingBytes, true}, {"with little memory", 1 << 18, false}} {
		t.Run(c.name, func(t *testing.T) {
			d := openLite(t)
			f, w := followed(t, d)
			f.keep = c.keep
			commits := make(chan bool)
			var writers sync.WaitGroup
			write := func(d *DB, name string, seed uint64) {
				r := rand.New(rand.NewPCG(seed, 1))
				for i := range 400 {
					if err := d.Write(t.Context(), func(tx *Tx) error {
						var err error
						switch r.IntN(12) {
						case 0:
							_, err = tx.Exec(t.Context(), changeLeaf, fmt.Sprint(name, r.IntN(i+1)), strings.Repeat("y", r.IntN(20000)))
						case 1:
							_, err = tx.Exec(t.Context(), cutLeafs, fmt.Sprint(name, r.IntN(10), "%"))
						}
						if err != nil {
							return err
						}
						_, err = tx.Exec(t.Context(), addLeaf, fmt.Sprint(name, i), nil, strings.Repeat("x", r.IntN(3000)))
						return err
					}); err != nil {
						t.Error(err)
						return
					}
					commits <- true
				}
			}
			for n := range 3 {
				writers.Go(func() { write(d, string(rune('a'+n)), uint64(n)) })
			}
			if c.foreign {
				other, err := Open(t.Context(), d.URL)
				if err != nil {
					t.Fatal(err)
				}
				defer other.Close()
				writers.Go(func() { write(other, "z", 9) })
			}
			go func() {
				writers.Wait()
				close(commits)
			}()
			anew, salt, lost, n := 0, f.at.salt, 0, 0
			for range commits {
				if n++; n%50 > 0 {
					continue
				}
				if err := f.Catch(t.Context()); err != nil {
					t.Fatal(err)
				}
				if f.lost {
					lost++
				}
				w.catch(t, f)
				if f.at.salt != salt {
					anew, salt = anew+1, f.at.salt
				}
				if n%400 == 0 {
					w.open(t)
				}
			}
			w.catch(t, f)
			if want, got := texts(t, d), texts(t, w.open(t)); len(want) == 0 || !slices.Equal(want, got) {
				t.Errorf("the copy has %d rows, the database %d", len(got), len(want))
			}
			t.Logf("%d takings, the log begun anew %d times, lost sight %d times", w.taken, anew, lost)
			if anew == 0 || c.keep < pendingBytes && lost == 0 {
				t.Error("the log was never begun anew, or nothing was lost sight of: this tests nothing")
			}
		})
	}
}

// Who follows keeps up where the schema is changed, and where a program began
// the log anew while nobody looked.
func TestFollowAfterOthers(t *testing.T) {
	d := openLite(t)
	f, w := followed(t, d)
	long := strings.Repeat("x", 3000)
	other, err := Open(t.Context(), d.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for i := range 30 {
		if err := other.Write(t.Context(), func(tx *Tx) error {
			for j := range 100 {
				if _, err := tx.Exec(t.Context(), addLeaf, fmt.Sprint("b", i, "-", j), nil, long); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	w.catch(t, f)
	if err := d.Migrate(t.Context(), []Migration{{"1.sql", `
CREATE TABLE leaf (
	id TEXT NOT NULL PRIMARY KEY,
	root TEXT REFERENCES leaf (id) DEFERRABLE INITIALLY DEFERRED,
	text TEXT NOT NULL
);`}, {"2.sql", `CREATE INDEX leaf_text ON leaf (text);`}}); err != nil {
		t.Fatal(err)
	}
	if err := d.Script(t.Context(), `DELETE FROM leaf WHERE id > 'b2'; VACUUM`); err != nil {
		t.Fatal(err)
	}
	w.catch(t, f)
	if want, got := texts(t, d), texts(t, w.open(t)); len(want) == 0 || !slices.Equal(want, got) {
		t.Errorf("the copy has %d rows, the database %d", len(got), len(want))
	}
	p, any, err := f.Take(t.Context())
	if err != nil || any {
		t.Errorf("nothing was written, and %d pages are new (%v)", len(p.Of), err)
	}
	if _, err := d.Follow(t.Context()); err == nil {
		t.Error("a second one may follow")
	}
}
