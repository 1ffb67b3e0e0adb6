package board_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/board"
	"quyet/feature/org"
)

// Who may do what: one line per operation of the package, asked about a
// commune. The letters stand for office, head, specialist, inspector and
// administrator of the commune, for the office above it and for that of a
// commune beside it: "." may, F is forbidden.
var operations = map[string]struct {
	may string
	do  func(context.Context, *work.View, org.ID) error
}{
	"Of": {"....F . F", func(ctx context.Context, v *work.View, b org.ID) error { _, err := board.Of(ctx, v, b, ""); return err }},
	"Show": {"....F . F", func(ctx context.Context, v *work.View, b org.ID) error {
		_, err := board.Show(ctx, v, b, "")
		return err
	}},
	"ShowAt": {"....F . F", func(ctx context.Context, v *work.View, b org.ID) error {
		_, err := board.ShowAt(ctx, v, b, "", v.Now.Add(-24*time.Hour))
		return err
	}},
	"OpenIn": {"....F . F", func(ctx context.Context, v *work.View, b org.ID) error {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return err
		}
		_, err = board.OpenIn(v, tree, b, "")(ctx)
		return err
	}},
	"HealthOf": {"....F . F", func(ctx context.Context, v *work.View, b org.ID) error {
		_, err := board.HealthOf(ctx, v, b)
		return err
	}},
	"Programmes": {"....F . F", func(ctx context.Context, v *work.View, b org.ID) error {
		_, err := board.Programmes(ctx, v, b, 5)
		return err
	}},
	// A page of a body shows no panel to who may not see it, and no fault.
	"Panel": {"....F . F", func(ctx context.Context, v *work.View, b org.ID) error {
		c, err := board.Panel(ctx, v, b)
		if c == nil && err == nil {
			return fault.New(fault.Forbidden, text.Verbatim("no panel"))
		}
		return err
	}},
	"MethodOn": {"..... . .", func(ctx context.Context, v *work.View, _ org.ID) error {
		_, err := board.MethodOn(ctx, v, v.Today)
		return err
	}},
}

func TestEveryOperationRefusesWhoMayNot(t *testing.T) {
	names := dbtest.Operations(t)
	for _, name := range names {
		if _, ok := operations[name]; !ok {
			t.Errorf("operation %s is missing from the table: say who may do it", name)
		}
	}
	if len(names) != len(operations) {
		t.Errorf("the package has %d operations, the table %d", len(names), len(operations))
	}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := establish(t, o)
		commune, beside := p.below[2], p.below[3]
		var tree *org.Tree
		o.MustView(t, func(v *work.View) (err error) {
			tree, err = org.Load(t.Context(), v)
			return err
		})
		as := func(r access.Role, b org.ID) work.Who {
			return work.As(access.Actor{Account: string(r), Body: b.Scope(), Tree: tree, Grants: []access.Grant{{Role: r, Scope: b.Scope()}}})
		}
		var who []work.Who
		for _, r := range access.Roles() {
			who = append(who, as(r, commune))
		}
		who = append(who, as(access.Office, p.top), as(access.Office, beside))
		for name, op := range operations {
			want, got := strings.ReplaceAll(op.may, " ", ""), ""
			for i, one := range who {
				err := o.View(t.Context(), one, func(v *work.View) error { return op.do(t.Context(), v, commune) })
				switch {
				case err == nil:
					got += "."
				case fault.Is(err, fault.Forbidden):
					got += "F"
				default:
					t.Errorf("%s by the person %d: %v", name, i, err)
					got += "?"
				}
			}
			if got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
		}
	})
}
