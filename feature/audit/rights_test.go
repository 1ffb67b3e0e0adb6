package audit

import (
	"context"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/audit/proof"
)

// Who may do what: the newest checkpoint and what it proves are open to
// everybody; the history of a thing is as open as the thing.
func TestRights(t *testing.T) {
	see := access.Allow("probe.see", text.Verbatim("see"), access.Roles()...)
	const own, other = access.Scope("own"), access.Scope("other")
	subjects := Subjects{"probe": func(_ context.Context, v *work.View, id string) (Subject, error) {
		if !v.Actor.May(see, own) {
			return Subject{}, fault.New(fault.Unknown, tNoSuchHistory)
		}
		return Subject{Title: id}, nil
	}}
	dbtest.Each(t, wholeSchema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		log, elsewhere := install(t, o), install(t, dbtest.New(t, o.DB.Engine, wholeSchema))
		log.work(t, 5)
		elsewhere.work(t, 5)
		public := elsewhere.publicKey(t)
		log.MustDo(t, func(u *work.Unit) error { return watch(ctx, u, public) })
		asked := proof.Request{Note: elsewhere.newestNote(t)}
		as := func(r access.Role, ours bool) work.Who {
			scope := own
			if !ours {
				scope = other
			}
			return work.As(access.Actor{Account: "acc", Body: scope, Grants: []access.Grant{{Role: r, Scope: scope, Interval: civil.Since(civil.MustParse("2020-01-01"))}}})
		}
		everybody := func(do func(u *work.Unit) error) dbtest.Operation {
			return dbtest.Operation{Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) { return true, do(u) }}
		}
		ownOnly := func(do func(u *work.Unit) error) dbtest.Operation {
			return dbtest.Operation{Own: "yyyyy", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return true, do(u) }}
		}
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"Newest":             everybody(func(u *work.Unit) error { _, err := Newest(ctx, &u.View); return err }),
			"CheckpointLine":     everybody(func(u *work.Unit) error { _, err := CheckpointLine(ctx, &u.View); return err }),
			"Keeper.PrintedLine": everybody(func(u *work.Unit) error { _, err := NewKeeper("none").PrintedLine(ctx, &u.View); return err }),
			"Growth":             everybody(func(u *work.Unit) error { _, _, err := Growth(ctx, &u.View, 2); return err }),
			"Cosign": everybody(func(u *work.Unit) error {
				key, err := log.k.witnessKey(func() time.Time { return u.Now })
				if err != nil {
					return err
				}
				_, err = Cosign(ctx, u, key, asked)
				return err
			}),
			"Length": everybody(func(u *work.Unit) error { _, err := Length(ctx, &u.View); return err }),
			"Since": {Own: "fffff", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, _, err := Since(ctx, &u.View, 0, 1)
				return true, err
			}},
			"HistoryOf": ownOnly(func(u *work.Unit) error { _, err := HistoryOf(ctx, &u.View, subjects, "thing 3"); return err }),
			"Prove":     ownOnly(func(u *work.Unit) error { _, err := Prove(ctx, &u.View, subjects, "thing 3", 3); return err }),
		})
		o.MustView(t, func(v *work.View) error {
			// The number of an event is no way round the thing that it belongs to.
			if _, err := Prove(ctx, v, Subjects{"probe": func(context.Context, *work.View, string) (Subject, error) { return Subject{}, nil }}, "thing 3", 4); !fault.Is(err, fault.Unknown) {
				t.Errorf("an event of another thing: %v", err)
			}
			for _, id := range []string{"", "nothing"} {
				if _, err := HistoryOf(ctx, v, subjects, id); !fault.Is(err, fault.Unknown) {
					t.Errorf("the history of %q: %v", id, err)
				}
			}
			return nil
		})
	})
}
