package intake_test

import (
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/intake"
	"quyet/feature/org"
)

// A department may read, and enters into its own register; what the head of
// another body may not see does not exist.
func TestWhoMayWhat(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		taken := take(t, plan("", rows[0]))
		for _, c := range []struct {
			role access.Role
			body org.ID
			may  bool
		}{
			{access.Office, s.people, true}, {access.Head, s.people, true}, {access.Specialist, s.people, true},
			{access.Inspector, s.people, false}, {access.Administrator, s.people, false}, {access.Office, s.finance, false},
		} {
			err := s.Do(ctx, s.as(c.role, c.body), func(u *work.Unit) error {
				_, _, err := intake.Keep(ctx, u, s.people, taken, taken.Reading.Document.SHA256)
				return err
			})
			if c.may != (err == nil) || !c.may && !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s at %s keeps a file: %v", c.role, c.body, err)
			}
		}
		f := s.keep(t, s.clerk(), s.people, plan("", rows...))
		p := s.load(t, f).Proposals[1]
		for name, do := range map[string]func(*work.Unit) error{
			"find":      func(u *work.Unit) error { _, err := intake.Find(ctx, &u.View, f); return err },
			"load":      func(u *work.Unit) error { _, err := intake.Load(ctx, &u.View, f); return err },
			"proposals": func(u *work.Unit) error { _, err := intake.Proposals(ctx, &u.View, f); return err },
			"decide":    func(u *work.Unit) error { return intake.Decide(ctx, u, refOf(p), intake.Rejected) },
			"mend":      func(u *work.Unit) error { return intake.Mend(ctx, u, refOf(p), p.Value) },
			"accept":    func(u *work.Unit) error { _, _, err := intake.AcceptClear(ctx, u, f, ""); return err },
			"reject":    func(u *work.Unit) error { _, err := intake.RejectRest(ctx, u, f, ""); return err },
			"undo":      func(u *work.Unit) error { _, err := intake.Undo(ctx, u, f); return err },
			"discard":   func(u *work.Unit) error { return intake.Discard(ctx, u, f) },
			"enter":     func(u *work.Unit) error { _, err := intake.Enter(ctx, u, f, ""); return err },
		} {
			t.Run(name, func(t *testing.T) {
				for _, who := range []work.Who{s.as(access.Office, s.an), s.as(access.Inspector, s.province), s.as(access.Administrator, s.province)} {
					s.refused(t, who, fault.Unknown, do)
				}
			})
		}
		if err := s.View(ctx, s.as(access.Inspector, s.province), func(v *work.View) error { _, err := intake.Waiting(ctx, v); return err }); !fault.Is(err, fault.Forbidden) {
			t.Errorf("an inspector's desk: %v", err)
		}
		// The plan that three people kept is one file.
		for who, want := range map[org.ID]int{s.people: 2, s.an: 0} {
			if err := s.View(ctx, s.as(access.Office, who), func(v *work.View) error {
				list, err := intake.Waiting(ctx, v)
				if len(list) != want {
					t.Errorf("the desk of %s shows %d files", who, len(list))
				}
				return err
			}); err != nil {
				t.Error(err)
			}
		}
	})
}
