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
		ran := p.summoned(t, meeting.Meeting{})
		less := p.summoned(t, meeting.Meeting{})
		p.set(t, less, p.issue()[:1]...)
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
			"Release":   {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.Release(ctx, u, less))) }},
			"Summon":    {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.Summon(ctx, u, id))) }},
			"Attending": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				m, err := meeting.Find(ctx, &u.View, ran)
				if err != nil {
					return false, err
				}
				return done(only(roll.Attending(ctx, &u.View, m)))
			}},
			"FindSeat": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.FindSeat(ctx, &u.View, ran, 1))) }},
			"Put":      {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(roll.Put(ctx, u, ran, 1, roll.Present)) }},
			"ReplyFor": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(roll.ReplyFor(ctx, u, ran, 1, roll.Answer{Reply: roll.Comes}))
			}},
			"GiveCodes": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.GiveCodes(ctx, u, ran, []int{1}))) }},
			"NewDoor":   {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(roll.NewDoor(ctx, u, ran))) }},
			// What is somebody's own nobody else has, whatever their role.
			"Find": {Own: "uuuuu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(roll.Find(ctx, &u.View, roll.Key{Meeting: ran})))
			}},
			"Events": {Own: "-----", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				found, err := roll.Events(ctx, &u.View, u.Today, u.Today.AddDays(30), 5, "")
				return len(found) > 0, err
			}},
			"Invitations": {Own: "-----", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				found, err := roll.Invitations(ctx, &u.View)
				return len(found) > 0, err
			}},
			"ReplyTo": {Own: "uuuuu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(roll.ReplyTo(ctx, u, roll.Key{Meeting: ran}, roll.Answer{Reply: roll.Comes}))
			}},
			"CheckIn": {Own: "uuuuu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(roll.CheckIn(ctx, u, roll.Key{Meeting: ran}, "123456")))
			}},
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
