package intake_test

import (
	"context"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/intake"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Every operation of the capability, for every role at the body that took a
// file in, and at a commune below it.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := build(t, o)
		const (
			reads = "yyyff" // whoever reads documents for the body
			finds = "yyyuu" // the same, of a file: what one may not see is not there
			none  = "uuuuu"
			no    = "fffff"
		)
		open := s.keep(t, s.clerk(), s.people, plan("", rows...))
		p := s.load(t, open).Proposals[1]
		decided := s.keep(t, s.clerk(), s.people, plan("", rows[0]))
		s.finish(t, s.clerk(), decided)
		entered := s.keep(t, s.clerk(), s.people, plan("", rows[2]))
		d := s.load(t, entered).Proposals[0]
		s.do(t, s.clerk(), func(u *work.Unit) error {
			v := d.Value
			v.Symbol, v.Type = "129/KH-UBND", citation.Plan.Slug()
			return intake.Mend(t.Context(), u, refOf(d), v)
		})
		s.enter(t, s.clerk(), entered)
		fresh := take(t, plan("", rows[4]))
		view := func(own, other string, do func(context.Context, *work.View) (bool, error)) dbtest.Operation {
			return dbtest.Operation{Own: own, Other: other, Do: func(u *work.Unit) (bool, error) { return do(t.Context(), &u.View) }}
		}
		change := func(own, other string, do func(context.Context, *work.Unit) error) dbtest.Operation {
			return dbtest.Operation{Own: own, Other: other, Do: func(u *work.Unit) (bool, error) { return true, do(t.Context(), u) }}
		}
		dbtest.Rights(t, o, func(r access.Role, own bool) work.Who {
			return s.as(r, map[bool]org.ID{true: s.people, false: s.an}[own])
		}, map[string]dbtest.Operation{
			"Defaults": view("yyyyy", "yyyyy", func(ctx context.Context, v *work.View) (bool, error) {
				in, err := intake.Defaults(ctx, v, v.Today)
				return in.YearRule != "", err
			}),
			"Find": view(finds, none, func(ctx context.Context, v *work.View) (bool, error) {
				f, err := intake.Find(ctx, v, open)
				return f.ID == open, err
			}),
			"Proposals": view(finds, none, func(ctx context.Context, v *work.View) (bool, error) {
				all, err := intake.Proposals(ctx, v, open)
				return len(all) > 0, err
			}),
			"Load": view(finds, none, func(ctx context.Context, v *work.View) (bool, error) {
				b, err := intake.Load(ctx, v, open)
				return b != nil, err
			}),
			"Bench.Planned": view(finds, none, func(ctx context.Context, v *work.View) (bool, error) {
				b, err := intake.Load(ctx, v, decided)
				if err != nil {
					return false, err
				}
				plan, err := b.Planned(ctx, v)
				return plan != nil, err
			}),
			"Waiting": view(reads, "---ff", func(ctx context.Context, v *work.View) (bool, error) {
				list, err := intake.Waiting(ctx, v)
				return len(list) > 0, err
			}),
			"UnclearAt": view("yyy--", "yyy--", func(ctx context.Context, v *work.View) (bool, error) {
				return intake.UnclearAt(v) != "", nil
			}),
			"UnclearTasks": view(reads, no, func(ctx context.Context, v *work.View) (bool, error) {
				list, err := intake.UnclearTasks(ctx, v, s.people, task.Cursor{})
				return list != nil, err
			}),
			"Refused": change(reads, no, func(ctx context.Context, u *work.Unit) error {
				return intake.Refused(ctx, u, s.people, "Mật")
			}),
			"Keep": change(reads, no, func(ctx context.Context, u *work.Unit) error {
				_, _, err := intake.Keep(ctx, u, s.people, fresh, fresh.Reading.Document.SHA256)
				return err
			}),
			"Decide": change(finds, none, func(ctx context.Context, u *work.Unit) error {
				return intake.Decide(ctx, u, refOf(p), intake.Rejected)
			}),
			"Mend": change(finds, none, func(ctx context.Context, u *work.Unit) error { return intake.Mend(ctx, u, refOf(p), p.Value) }),
			"AcceptClear": change(finds, none, func(ctx context.Context, u *work.Unit) error {
				_, _, err := intake.AcceptClear(ctx, u, open, "")
				return err
			}),
			"AcceptAll": change(finds, none, func(ctx context.Context, u *work.Unit) error {
				_, _, err := intake.AcceptAll(ctx, u, open, "")
				return err
			}),
			"RejectRest": change(finds, none, func(ctx context.Context, u *work.Unit) error {
				_, err := intake.RejectRest(ctx, u, open, "")
				return err
			}),
			"Undo": change(finds, none, func(ctx context.Context, u *work.Unit) error {
				_, err := intake.Undo(ctx, u, open)
				return err
			}),
			"Discard": change(finds, none, func(ctx context.Context, u *work.Unit) error { return intake.Discard(ctx, u, open) }),
			// A head may enter, but does not keep the register: what is new in it
			// goes through the office.
			"Enter": change("yffuu", none, func(ctx context.Context, u *work.Unit) error {
				_, err := intake.Enter(ctx, u, decided, "")
				return err
			}),
			"Resume": change("yyfuu", none, func(ctx context.Context, u *work.Unit) error { return intake.Resume(ctx, u, entered) }),
		})

		// A head enters what the register holds already.
		there := s.keep(t, s.clerk(), s.people, plan("", rows[3]))
		s.finish(t, s.clerk(), there)
		s.do(t, s.clerk(), func(u *work.Unit) error {
			_, err := doc.Register(t.Context(), u, doc.NewDocument{Owner: s.people, Metadata: doc.Metadata{
				Body: s.people, Type: doc.Of(citation.Plan), Symbol: "128/KH-UBND", IssuedOn: day("2026-03-14"), Subject: "về cải cách hành chính",
			}})
			return err
		})
		s.do(t, s.as(access.Head, s.people), func(u *work.Unit) error {
			made, err := intake.Enter(t.Context(), u, there, "")
			if made.New || made.Tasks != 1 || made.Files+made.Links != 0 {
				t.Errorf("a head made %+v", made)
			}
			return err
		})
	})
}

// A file that three people of a body take in is one file, on the desk of that
// body only.
func TestOneFileOfOneBody(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s, ctx := build(t, o), t.Context()
		content := plan("", rows[0])
		for _, role := range []access.Role{access.Office, access.Head, access.Specialist} {
			s.keep(t, s.as(role, s.people), s.people, content)
		}
		s.keep(t, s.clerk(), s.people, plan("", rows...))
		for body, want := range map[org.ID]int{s.people: 2, s.an: 0, s.finance: 0} {
			if err := s.View(ctx, s.as(access.Office, body), func(v *work.View) error {
				list, err := intake.Waiting(ctx, v)
				if len(list) != want {
					t.Errorf("the desk of %s shows %d files", body, len(list))
				}
				return err
			}); err != nil {
				t.Error(err)
			}
		}
	})
}
