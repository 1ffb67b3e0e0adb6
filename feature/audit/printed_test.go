package audit_test

import (
	"context"
	"testing"
	"time"

	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/audit"
)

// What pages bear on paper is the newest checkpoint, or the one before it for as
// long as it takes to make the next.
func TestPrintedLine(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		l := begin(t, o)
		line := func(of func(context.Context, *work.View) (string, error)) (said string) {
			t.Helper()
			l.MustView(t, func(v *work.View) (err error) {
				said, err = of(t.Context(), v)
				return err
			})
			return said
		}
		if said := line(l.PrintedLine); said != "" {
			t.Errorf("before anything was sealed: %q", said)
		}
		l.record(t, 3)
		l.seal(t)
		l.Advance(audit.SealEvery)
		first := line(audit.CheckpointLine)
		if said := line(l.PrintedLine); first == "" || said != first {
			t.Errorf("%q is printed, want %q", said, first)
		}
		l.record(t, 3)
		l.seal(t)
		if said := line(l.PrintedLine); said != first {
			t.Errorf("%q is printed at once, want %q", said, first)
		}
		l.Advance(audit.SealEvery)
		second := line(audit.CheckpointLine)
		if said := line(l.PrintedLine); second == first || said != second {
			t.Errorf("%q is printed later, want %q", said, second)
		}
		l.Advance(-time.Hour)
		if said := line(l.PrintedLine); said != second {
			t.Errorf("with the clock set back %q is printed, want %q", said, second)
		}
	})
}
