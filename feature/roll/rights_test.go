package roll_test

import (
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/roll"
)

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.planned(t, meeting.Meeting{})
		p.set(t, id, p.issue()...)
		as := func(r access.Role, own bool) work.Who {
			if own {
				return p.as(r, p.province)
			}
			return p.as(r, p.second)
		}
		done := func(err error) (bool, error) { return err == nil, err }
		const see, plan = "yyyyu", "yyffu"
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"CallOf":    {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.CallOf(ctx, &u.View, id))) }},
			"PreviewOf": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.PreviewOf(ctx, &u.View, id, civil.Date{}))) }},
			"Seats":     {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.Seats(ctx, &u.View, id))) }},
			"SetCall":   {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(roll.SetCall(ctx, u, id, 1, p.issue()[:1])) }},
			"Summon":    {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.Summon(ctx, u, id))) }},
			"Panel": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				m, err := meeting.Find(ctx, &u.View, id)
				if err != nil {
					return false, err
				}
				return done(only(roll.Panel(ctx, &u.View, m)))
			}},
		})
	})
}
