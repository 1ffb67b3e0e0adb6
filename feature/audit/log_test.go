package audit_test

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/audit/proof"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
)

var schema = []fs.FS{rule.Schema, org.Schema, account.Schema, factor.Schema, audit.Schema}

// a log of an office, with a keeper of its own.
type a struct {
	*dbtest.Office
	*audit.Keeper
	clerk access.Actor
	n     int
}

func begin(t *testing.T, o *dbtest.Office) *a {
	t.Helper()
	return &a{
		Office: o, Keeper: audit.NewKeeper(filepath.Join(t.TempDir(), "keys", "log.key")),
		clerk: access.Actor{Account: "acc", Name: "Nguyễn Thị A", Body: "body"},
	}
}

// record records n events, some of them of the same thing.
func (l *a) record(t *testing.T, n int) {
	t.Helper()
	if err := l.Do(t.Context(), work.As(l.clerk), func(u *work.Unit) error {
		events, details := make([]work.Event, n), make([]any, n)
		for i := range n {
			events[i] = work.Event{Kind: []string{"task.assigned", "task.update"}[i%2], Subject: fmt.Sprint("thing ", (l.n+i)/3)}
			details[i] = map[string]any{"n": l.n + i}
		}
		return u.RecordMany(t.Context(), events, details)
	}); err != nil {
		t.Fatal(err)
	}
	l.n += n
	l.Advance(time.Second)
}

func (l *a) seal(t *testing.T) {
	t.Helper()
	if err := l.Seal(t.Context(), l.Office.Office); err != nil {
		t.Fatal(err)
	}
}

func (l *a) verify(t *testing.T, against audit.Against) *audit.Report {
	t.Helper()
	r, err := audit.Verify(t.Context(), l.DB, against)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// whole fails unless the log is whole and has n entries.
func (l *a) whole(t *testing.T, n int64) *audit.Report {
	t.Helper()
	r := l.verify(t, audit.Against{})
	if !r.Whole() || r.Entries != n {
		t.Fatalf("%d entries, want %d; found: %v", r.Entries, n, told(t.Context(), r))
	}
	return r
}

func told(ctx context.Context, r *audit.Report) (lines []string) {
	for _, f := range r.Findings {
		lines = append(lines, string(f.Kind)+": "+f.In(ctx))
	}
	return lines
}

// newest returns the newest checkpoint as a note.
func (l *a) newest(t *testing.T) string {
	t.Helper()
	var msg string
	l.MustView(t, func(v *work.View) error {
		return v.One(t.Context(), db.Built("audit.test", `SELECT note FROM audit_checkpoint ORDER BY size DESC LIMIT 1`), nil, &msg)
	})
	return msg
}

// Events are taken in as they come, few or many at a time; the log of every
// size is whole, and every checkpoint is one of the same log.
func TestSealAndVerify(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		l := begin(t, o)
		l.seal(t)
		l.whole(t, 0)
		total := int64(0)
		for _, n := range []int{1, 1, 253, 1, 1, 254, 600, 9000, 3} {
			l.record(t, n)
			if r := l.verify(t, audit.Against{}); !r.Whole() || r.Waiting != int64(n) {
				t.Fatalf("%d events wait, want %d: %v", r.Waiting, n, told(t.Context(), r))
			}
			l.seal(t)
			total += int64(n)
			r := l.whole(t, total)
			if r.Last.Size != total || r.Last.Root != r.Root || r.Waiting != 0 {
				t.Fatalf("the newest checkpoint is %+v, want %d entries", r.Last, total)
			}
		}
		before := l.newest(t)
		l.seal(t)
		if l.newest(t) != before {
			t.Error("a checkpoint was signed though nothing had come")
		}
		if r := l.whole(t, total); r.Checkpoints != 9 {
			t.Errorf("%d checkpoints, want 9", r.Checkpoints)
		}
	})
}

// What a database says after somebody has changed it by hand, in every way
// that we could think of: each is found, and named for what it is.
func TestTampering(t *testing.T) {
	ways := map[string]struct {
		sql  []string
		want audit.FindingKind
		seq  int64 // the event that must be named
	}{
		"a detail":                 {[]string{`UPDATE event SET detail = '{"n":4711}' WHERE seq = 300`}, audit.Altered, 300},
		"an instant":               {[]string{`UPDATE event SET at = at - 86400000000 WHERE seq = 300`}, audit.Altered, 300},
		"one microsecond":          {[]string{`UPDATE event SET at = at + 1 WHERE seq = 2`}, audit.Altered, 2},
		"who did it":               {[]string{`UPDATE event_act SET account_id = 'else' WHERE kind = 'task.update'`}, audit.Altered, 2},
		"in whose place":           {[]string{`UPDATE event_act SET for_account_id = 'else' WHERE kind = 'task.update'`}, audit.Altered, 2},
		"for which body":           {[]string{`UPDATE event_act SET body_id = 'else' WHERE kind = 'task.update'`}, audit.Altered, 2},
		"the reason":               {[]string{`UPDATE event_act SET reason = 'else' WHERE kind = 'task.update'`}, audit.Altered, 2},
		"what was done":            {[]string{`UPDATE event_act SET kind = 'task.done' WHERE kind = 'task.update'`}, audit.Altered, 2},
		"the act of one":           {[]string{`UPDATE event SET act_no = (SELECT max(no) FROM event_act) WHERE seq = 301`}, audit.Altered, 301},
		"to what":                  {[]string{`UPDATE event SET subject = 'else' WHERE seq = 1`}, audit.Altered, 1},
		"to what, of a later one":  {[]string{`UPDATE event SET first_seq = 1 WHERE seq = 302`}, audit.Altered, 302},
		"the first event gone":     {[]string{`DELETE FROM event WHERE seq = 1`}, audit.Removed, 1},
		"one gone":                 {[]string{`DELETE FROM event WHERE seq = 302`}, audit.Removed, 302},
		"the last one gone":        {[]string{`DELETE FROM event WHERE seq = 700`}, audit.Removed, 700},
		"many gone":                {[]string{`DELETE FROM event WHERE seq > 400`}, audit.Removed, 401},
		"all gone":                 {[]string{`DELETE FROM event`}, audit.Removed, 1},
		"an act gone":              {[]string{`DELETE FROM event_act WHERE kind = 'task.update'`}, audit.Removed, 2},
		"two change places":        {[]string{`UPDATE event SET seq = 9999 WHERE seq = 299`, `UPDATE event SET seq = 299 WHERE seq = 302`, `UPDATE event SET seq = 302 WHERE seq = 9999`}, audit.Altered, 299},
		"two change their details": {[]string{`UPDATE event SET detail = (SELECT detail FROM event WHERE seq = 300) WHERE seq = 301`}, audit.Altered, 301},
		"one put in before all":    {[]string{`INSERT INTO event (seq, at, act_no, subject, detail) VALUES (0, 1, 1, 'new', '{}')`}, audit.Inserted, 0},
		"one in place of another": {[]string{`DELETE FROM event WHERE seq = 302`,
			`INSERT INTO event (seq, at, act_no, first_seq, detail) VALUES (302, 1, 1, 1, '{}')`}, audit.Altered, 302},
		"one moved to the end":          {[]string{`UPDATE event SET seq = 9000 WHERE seq = 302`}, audit.Removed, 302},
		"a fingerprint":                 {[]string{`UPDATE audit_block SET prints = (SELECT prints FROM audit_block WHERE no = 1) WHERE no = 0`}, audit.Altered, 2},
		"a hash":                        {[]string{`UPDATE audit_node SET hash = (SELECT hash FROM audit_node WHERE no = 1) WHERE no = 0`}, audit.Hashes, 0},
		"a hash gone":                   {[]string{`DELETE FROM audit_node WHERE no = 0`}, audit.Hashes, 0},
		"the order in the log":          {[]string{`UPDATE audit_block SET seqs = (SELECT seqs FROM audit_block WHERE no = 1), first_seq = 257 WHERE no = 0`}, audit.Altered, 257},
		"a block gone":                  {[]string{`DELETE FROM audit_block WHERE no = 1`}, audit.Structure, 0},
		"the last block gone":           {[]string{`DELETE FROM audit_block WHERE no = 2`}, audit.RolledBack, 0},
		"nonsense in a block":           {[]string{`UPDATE audit_block SET seqs = prints WHERE no = 1`}, audit.Structure, 0},
		"the head":                      {[]string{`UPDATE audit_head SET size = size + 1`}, audit.Structure, 0},
		"the checkpoint":                {[]string{`UPDATE audit_checkpoint SET note = replace(note, '700', '699')`}, audit.Signature, 0},
		"the size of a checkpoint":      {[]string{`UPDATE audit_checkpoint SET size = 690 WHERE size = 700`}, audit.Signature, 0},
		"an old checkpoint for a newer": {[]string{`UPDATE audit_checkpoint SET note = (SELECT note FROM audit_checkpoint WHERE size = 500) WHERE size = 700`}, audit.Signature, 0},
	}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		l := begin(t, o)
		for _, n := range []int{500, 200} {
			l.record(t, n)
			l.seal(t)
		}
		l.whole(t, 700)
		sound := audit.Against{Seen: []proof.Seen{seen(t, l.newest(t))}}
		if r := l.verify(t, sound); !r.Whole() {
			t.Fatal(told(t.Context(), r))
		}
		for name, way := range ways {
			t.Run(name, func(t *testing.T) {
				undo := l.snapshot(t)
				if err := l.DB.Script(t.Context(), strings.Join(way.sql, ";")+";"); err != nil {
					t.Fatal(err)
				}
				r := l.verify(t, sound)
				if !slices.ContainsFunc(r.Findings, func(f audit.Finding) bool { return f.Kind == way.want && (way.seq == 0 || f.Seq == way.seq) }) {
					t.Errorf("want %s of event %d, found %.600q", way.want, way.seq, told(t.Context(), r))
				}
				undo(t)
				if r := l.verify(t, sound); !r.Whole() {
					t.Fatalf("the test did not undo: %q", told(t.Context(), r))
				}
			})
		}
	})
}

func seen(t *testing.T, text string) proof.Seen {
	t.Helper()
	s, err := proof.ParseSeen(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// snapshot returns what brings the tables of the log and the events back.
func (l *a) snapshot(t *testing.T) (undo func(*testing.T)) {
	t.Helper()
	tables := []string{"event", "event_act", "audit_head", "audit_block", "audit_node", "audit_checkpoint"}
	var save, back strings.Builder
	for _, name := range tables {
		fmt.Fprintf(&save, "CREATE TABLE was_%[1]s AS SELECT * FROM %[1]s;", name)
		fmt.Fprintf(&back, "DELETE FROM %[1]s; INSERT INTO %[1]s SELECT * FROM was_%[1]s; DROP TABLE was_%[1]s;", name)
	}
	if err := l.DB.Script(t.Context(), save.String()); err != nil {
		t.Fatal(err)
	}
	return func(t *testing.T) {
		if err := l.DB.Script(t.Context(), back.String()); err != nil {
			t.Fatal(err)
		}
	}
}
