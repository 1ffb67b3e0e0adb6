package db

import (
	"bytes"
	"database/sql"
	"math"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"
)

// A connection that reads and the one that writes have no mutex of their own: if
// the driver changes so that it cannot be taken away any more, it is found here
// and not in the time of pages.
func TestSessionsTakeNoMutex(t *testing.T) {
	ctx := t.Context()
	d, err := Open(ctx, filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	one := &Stmt{Name: "one", SQL: "SELECT 1"}
	if err := d.Read(ctx, func(s *Snapshot) error { var n int; return s.One(ctx, one, nil, &n) }); err != nil {
		t.Fatal(err)
	}
	if len(d.readers.idle) != 1 || !d.readers.idle[0].unlocked {
		t.Error("the session that read locks a mutex for each column")
	}
	err = d.Write(ctx, func(tx *Tx) error {
		if w, ok := tx.run.(*writer); !ok || !w.unlocked {
			t.Error("the session that writes locks a mutex for each column")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What SQLite holds is read as database/sql reads it.
func TestColumnsAreReadAsTheLibraryReadsThem(t *testing.T) {
	ctx := t.Context()
	d, err := Open(ctx, filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	type name string
	stmt := &Stmt{Name: "values", SQL: "SELECT $1, $2, $3, $4, $5, $6"}
	rapid.Check(t, func(t *rapid.T) {
		words, number := rapid.String().Draw(t, "text"), rapid.Int64().Draw(t, "number")
		part, blob := rapid.Float64().Filter(func(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }).Draw(t, "part"), rapid.SliceOfN(rapid.Byte(), 1, 20).Draw(t, "bytes")
		truth := rapid.Bool().Draw(t, "truth")
		args := []any{name(words), number, part, blob, truth, nil}
		type row struct {
			words  name
			number int64
			part   float64
			blob   []byte
			truth  bool
			none   sql.Null[string]
		}
		into := func(r *row) []any { return []any{&r.words, &r.number, &r.part, &r.blob, &r.truth, &r.none} }
		var got, want row
		if err := d.Read(ctx, func(s *Snapshot) error { return s.One(ctx, stmt, args, into(&got)...) }); err != nil {
			t.Fatal(err)
		}
		if err := d.read.QueryRowContext(ctx, stmt.SQL, args...).Scan(into(&want)...); err != nil {
			t.Fatal(err)
		}
		if got.words != want.words || got.number != want.number || got.part != want.part || !bytes.Equal(got.blob, want.blob) || got.truth != want.truth || got.none != want.none {
			t.Fatalf("%+v, the library reads %+v", got, want)
		}
	})
}

func TestColumnsThatDoNotFitAreRefused(t *testing.T) {
	var (
		small  int8
		unsig  uint16
		truth  bool
		words  string
		number int
		bytes  []byte
	)
	for _, c := range []struct {
		dest  any
		value any
	}{{&small, int64(300)}, {&unsig, int64(-1)}, {&truth, int64(2)}, {&words, int64(1)}, {&number, "1"}, {&number, 1.5}, {&number, nil}, {&words, []byte("x")}, {&bytes, int64(1)}} {
		if err := assign(c.dest, c.value); err == nil {
			t.Errorf("%v became a %T", c.value, c.dest)
		}
	}
}
