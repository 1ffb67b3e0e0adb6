package db

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	addLeaf   = &Stmt{Name: "leaf.add", SQL: `INSERT INTO leaf (id, root, text) VALUES ($1, $2, $3)`}
	listLeafs = &Stmt{Name: "leaf.list", SQL: `SELECT id FROM leaf ORDER BY id`}
)

func openLite(t *testing.T) *DB {
	t.Helper()
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), "a?b#c%20.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if err := d.Migrate(t.Context(), []Migration{{"1.sql", `
CREATE TABLE leaf (
	id TEXT NOT NULL PRIMARY KEY,
	root TEXT REFERENCES leaf (id) DEFERRABLE INITIALLY DEFERRED,
	text TEXT NOT NULL
);`}}); err != nil {
		t.Fatal(err)
	}
	return d
}

func leafs(t *testing.T, d *DB) (ids []string) {
	t.Helper()
	if err := d.Read(t.Context(), func(s *Snapshot) (err error) {
		ids, err = All(t.Context(), s, listLeafs, Text[string])
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return ids
}

// together runs first and then fns in one group: first does not return before
// all the others wait in the queue.
func together(t *testing.T, d *DB, ctxs map[int]context.Context, first func(*Tx) error, fns ...func(*Tx) error) []error {
	t.Helper()
	inside, errs := make(chan struct{}), make([]error, 1+len(fns))
	var wg sync.WaitGroup
	wg.Go(func() {
		once := sync.OnceFunc(func() {
			close(inside)
			for len(d.queue) < len(fns) {
				time.Sleep(time.Millisecond)
			}
		})
		errs[0] = d.Write(t.Context(), func(tx *Tx) error {
			once()
			return first(tx)
		})
	})
	<-inside
	for i, fn := range fns {
		wg.Go(func() {
			ctx := t.Context()
			if c := ctxs[i+1]; c != nil {
				ctx = c
			}
			defer func() {
				if p := recover(); p != nil {
					errs[i+1] = fmt.Errorf("panic: %v", p)
				}
			}()
			errs[i+1] = d.Write(ctx, fn)
		})
	}
	wg.Wait()
	return errs
}

func leaf(id string) func(*Tx) error {
	return func(tx *Tx) error {
		_, err := tx.Exec(context.Background(), addLeaf, id, nil, "")
		return err
	}
}

func TestGroupMembersDoNotHarmEachOther(t *testing.T) {
	d := openLite(t)
	gone, cancel := context.WithCancel(t.Context())
	refuse := errors.New("refused")
	errs := together(t, d, map[int]context.Context{5: gone},
		leaf("a"),
		leaf("b"),
		func(tx *Tx) error { return errors.Join(leaf("x")(tx), refuse) },
		func(tx *Tx) error { leaf("y")(tx); panic("boom") },
		func(tx *Tx) error { return errors.Join(leaf("z")(tx), leaf("z")(tx)) },
		leaf("w"),
		func(tx *Tx) error { cancel(); return leaf("c")(tx) },
	)
	if got := leafs(t, d); errs[5] == nil {
		// Whether the cancelled one came first is not said.
		if !slices.Equal(got, []string{"a", "b", "c", "w"}) {
			t.Errorf("stored %q", got)
		}
	} else if !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("stored %q", got)
	}
	for i, want := range []error{nil, nil, refuse, nil, ErrUnique, nil, nil} {
		switch {
		case i == 3:
			if errs[i] == nil || errs[i].Error() != "panic: boom" {
				t.Errorf("the one who panicked was told %v", errs[i])
			}
		case i == 5:
		case !errors.Is(errs[i], want):
			t.Errorf("writer %d was told %v, want %v", i, errs[i], want)
		}
	}
}

// A commit that one member makes impossible is repeated without that member.
func TestCommitRefusedForOneMember(t *testing.T) {
	d := openLite(t)
	told := map[string]int{}
	var mu sync.Mutex
	telling := func(id string) func(*Tx) error {
		return func(tx *Tx) error {
			tx.AfterCommit(func() { mu.Lock(); told[id]++; mu.Unlock() })
			return leaf(id)(tx)
		}
	}
	errs := together(t, d, nil, telling("a"), telling("b"), func(tx *Tx) error {
		tx.AfterCommit(func() { t.Error("told of a commit that did not happen") })
		_, err := tx.Exec(t.Context(), addLeaf, "x", "no such root", "")
		return err
	}, func(tx *Tx) error { leaf("y")(tx); panic("boom") }, telling("c"))
	for i, want := range []error{nil, nil, ErrForeignKey, nil, nil} {
		if i != 3 && !errors.Is(errs[i], want) {
			t.Errorf("writer %d was told %v, want %v", i, errs[i], want)
		}
	}
	if got := leafs(t, d); !slices.Equal(got, []string{"a", "b", "c"}) || told["a"] != 1 || told["b"] != 1 || told["c"] != 1 {
		t.Errorf("stored %q, told %v", got, told)
	}
}

// A full disk makes SQLite roll the whole transaction back by itself.
func TestFullDisk(t *testing.T) {
	path := openLite(t).URL
	d, err := openSQLite(t.Context(), path, pragmas+"&_pragma=max_page_count(20)")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	large := strings.Repeat("x", 200_000)
	fat := func(tx *Tx) error {
		if err := leaf("fat-1")(tx); err != nil {
			return err
		}
		_, err := tx.Exec(t.Context(), addLeaf, "fat-2", nil, large)
		return err
	}
	careless := func(tx *Tx) error {
		fat(tx)
		leaf("careless")(tx)
		return nil
	}
	errs := together(t, d, nil, leaf("a"), leaf("b"), fat, careless, leaf("c"))
	for i, want := range []error{nil, nil, ErrUnavailable, ErrUnavailable, nil} {
		if !errors.Is(errs[i], want) {
			t.Errorf("writer %d was told %v, want %v", i, errs[i], want)
		}
	}
	if got := leafs(t, d); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("stored %q, want what was acknowledged and nothing else", got)
	}
	for i := range 5 {
		if err := d.Write(t.Context(), fat); !errors.Is(err, ErrUnavailable) {
			t.Errorf("the disk is still full: %v", err)
		}
		if err := d.Write(t.Context(), leaf(fmt.Sprint(i))); err != nil {
			t.Errorf("a small one still has room: %v", err)
		}
	}
}

// A transaction that the engine ends behind the writer's back, and one that
// stays open behind it, must not keep those who come later from writing.
func TestBrokenConnectionIsReplaced(t *testing.T) {
	d := openLite(t)
	for i, q := range []string{"ROLLBACK", "COMMIT"} {
		if err := d.Write(t.Context(), func(tx *Tx) error { return tx.run.(*writer).plain(q) }); !errors.Is(err, ErrUnavailable) {
			t.Errorf("%s inside: %v", q, err)
		}
		if err := d.Write(t.Context(), leaf(fmt.Sprint(i))); err != nil {
			t.Errorf("after %s: %v", q, err)
		}
	}
	if got := leafs(t, d); len(got) != 2 {
		t.Errorf("stored %q", got)
	}
}

// Another program that writes to the same file for long.
func TestLockedByAnotherProgram(t *testing.T) {
	other := openLite(t)
	d, err := openSQLite(t.Context(), other.URL, strings.Replace(pragmas, "busy_timeout(10000)", "busy_timeout(20)", 1))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := other.Write(t.Context(), func(tx *Tx) error {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if err := d.Write(t.Context(), leaf("early")); !errors.Is(err, ErrBusy) {
					t.Errorf("while another program writes: %v, want ErrBusy", err)
				}
			})
		}
		wg.Wait()
		return leaf("other")(tx)
	}); err != nil {
		t.Error(err)
	}
	if err := d.Write(t.Context(), leaf("late")); err != nil {
		t.Errorf("after it has written: %v", err)
	}
	if got := leafs(t, d); !slices.Equal(got, []string{"late", "other"}) {
		t.Errorf("stored %q", got)
	}
}

func TestCopyAndSoundness(t *testing.T) {
	d := openLite(t)
	if err := d.Write(t.Context(), leaf("a")); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := d.CopyTo(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	c, err := Open(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if found, err := c.Sound(t.Context()); err != nil || len(found) > 0 || len(leafs(t, c)) != 1 {
		t.Errorf("the copy: %q %v %q", found, err, leafs(t, c))
	}
}

// A function that fails before it has written anything, and one whose change
// found no row, spoil nothing for the others of their group; those run once.
func TestRefusedBeforeWritingSpoilsNothing(t *testing.T) {
	d := openLite(t)
	rename := &Stmt{Name: "leaf.rename", SQL: `UPDATE leaf SET text = $2 WHERE id = $1`}
	refuse := errors.New("refused")
	var runs [3]int
	errs := together(t, d, nil,
		func(tx *Tx) error { runs[0]++; return leaf("a")(tx) },
		func(tx *Tx) error { runs[1]++; return refuse },
		func(tx *Tx) error {
			runs[2]++
			if n, err := tx.Exec(context.Background(), rename, "nobody", "x"); n != 0 || err != nil {
				t.Errorf("%d rows changed: %v", n, err)
			}
			return refuse
		},
		leaf("b"),
	)
	if errs[0] != nil || !errors.Is(errs[1], refuse) || !errors.Is(errs[2], refuse) || errs[3] != nil {
		t.Errorf("told %v", errs)
	}
	if got := leafs(t, d); !slices.Equal(got, []string{"a", "b"}) || runs != [3]int{1, 1, 1} {
		t.Errorf("stored %q after %v runs", got, runs)
	}
}
