package point_test

import (
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.meeting = p.planned(t, "A")
		p.makes(t, "A1", "A1x", "A2")
		all := p.points(t)
		at := all["A1"]
		closed := p.planned(t, "A")
		var over point.ID
		p.MustDo(t, func(u *work.Unit) error {
			if _, err := point.Make(ctx, u, closed, p.bodies("A1")); err != nil {
				return err
			}
			found, _, err := point.List(ctx, &u.View, point.Question{Meeting: closed}, 1)
			if err != nil {
				return err
			}
			over = found[0].ID
			if err := meeting.Do(ctx, u, closed, meeting.DoOpen, ""); err != nil {
				return err
			}
			return meeting.Do(ctx, u, closed, meeting.DoClose, "")
		})
		linked := p.linked(t, all["A2"].ID)
		var m *meeting.Meeting
		p.MustView(t, func(v *work.View) (err error) {
			m, err = meeting.Find(ctx, v, p.meeting)
			return err
		})
		done := func(err error) (bool, error) { return err == nil, err }
		all1 := point.Question{Meeting: p.meeting}
		// Of the body that holds the conference, and of another province.
		as := func(r access.Role, own bool) work.Who {
			if own {
				return p.as(r, p.of["A"])
			}
			return p.as(r, p.of["B"])
		}
		const see, plan, none = "yyyyu", "yyffu", "uuuuu"
		table := map[string]dbtest.Operation{
			"Make": {Own: plan, Other: none, Do: func(u *work.Unit) (bool, error) {
				return done(only(point.Make(ctx, u, p.meeting, p.bodies("A2x"))))
			}},
			"Find": {Own: see, Other: none, Do: func(u *work.Unit) (bool, error) {
				_, _, err := point.Find(ctx, &u.View, at.ID)
				return done(err)
			}},
			"Change": {Own: plan, Other: none, Do: func(u *work.Unit) (bool, error) {
				return done(point.Change(ctx, u, at.ID, at.Version, "Hội trường", "", ""))
			}},
			"Remove": {Own: plan, Other: none, Do: func(u *work.Unit) (bool, error) { return done(point.Remove(ctx, u, at.ID)) }},
			"Opens":  {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) { return done(only(point.Opens(ctx, &u.View, m))) }},
			"Put":    {Own: "yyyfu", Other: none, Do: func(u *work.Unit) (bool, error) { return done(point.Put(ctx, u, at.ID, counts(5, 5))) }},
			"Correct": {Own: "yyyfu", Other: none, Do: func(u *work.Unit) (bool, error) {
				return done(point.Correct(ctx, u, over, counts(5, 4), "Đếm nhầm"))
			}},
			"SetAudiences": {Own: plan, Other: none, Do: func(u *work.Unit) (bool, error) {
				return done(point.SetAudiences(ctx, u, p.meeting, []string{"members"}))
			}},
			"List": {Own: see, Other: none, Do: func(u *work.Unit) (bool, error) {
				_, _, err := point.List(ctx, &u.View, all1, 5)
				return done(err)
			}},
			"Below": {Own: see, Other: none, Do: func(u *work.Unit) (bool, error) {
				_, _, err := point.Below(ctx, &u.View, all1, 5)
				return done(err)
			}},
			"Totals":    {Own: see, Other: none, Do: func(u *work.Unit) (bool, error) { return done(only(point.Totals(ctx, &u.View, all1))) }},
			"Attending": {Own: see, Other: none, Do: func(u *work.Unit) (bool, error) { return done(only(point.Attending(ctx, &u.View, m))) }},
			"Panel":     {Own: see, Other: none, Do: func(u *work.Unit) (bool, error) { return done(only(point.Panel(ctx, &u.View, m))) }},
			"Events": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) {
				return done(only(point.Events(ctx, &u.View, []org.ID{p.of["A1"]}, u.Today, u.Today, 5, "")))
			}},
			"OfBody": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				return done(only(point.OfBody(ctx, &u.View, p.of["A1"], u.Today)))
			}},
			"HeardAbout": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				return done(only(point.HeardAbout(ctx, &u.View, p.of["A1"], "")))
			}},
			"Audiences": {Own: see, Other: none, Do: func(u *work.Unit) (bool, error) {
				return done(only(point.Audiences(ctx, &u.View, all1)))
			}},
			"GiveLinks": {Own: plan, Other: none, Do: func(u *work.Unit) (bool, error) {
				_, _, err := point.GiveLinks(ctx, u, all1, 5)
				return done(err)
			}},
			"GiveLink": {Own: plan, Other: none, Do: func(u *work.Unit) (bool, error) { return done(only(point.GiveLink(ctx, u, at.ID))) }},
			"Revoke":   {Own: plan, Other: none, Do: func(u *work.Unit) (bool, error) { return done(point.Revoke(ctx, u, linked)) }},
		}
		dbtest.Rights(t, o, as, table)

		// The body of a point works at that point and at those below it, sees nothing of the
		// conference, and changes nothing of what stands above or beside it.
		as = func(r access.Role, own bool) work.Who {
			if own {
				return p.as(r, p.of["A1"])
			}
			return p.as(r, p.of["A2"])
		}
		for name, op := range table {
			switch name {
			case "Find":
				op.Own = "yyyyu"
			case "Change", "GiveLink":
				op.Own = "yyffu"
			case "Put":
				op.Own = "yyyfu"
			case "Correct":
				op.Own, op.Other = "ffffu", none
			case "Remove":
				op.Own = "ffffu"
			case "OfBody", "HeardAbout":
				op.Own = "yyyyf"
			case "Opens", "Events":
			case "Make":
				op.Own, op.Other = none, "yyuuu" // A2x lies below A2
			case "Revoke":
				op.Own, op.Other = none, "yyffu" // it is the link of A2
			default:
				op.Own = none
			}
			table[name] = op
		}
		dbtest.Rights(t, o, as, table)
	})
}

// linked gives a point a link by an account of the centre.
func (p *place) linked(t testing.TB, id point.ID) point.ID {
	t.Helper()
	if err := p.Do(t.Context(), p.as(access.Office, p.of["A"]), func(u *work.Unit) error {
		return only(point.GiveLink(t.Context(), u, id))
	}); err != nil {
		t.Fatal(err)
	}
	return id
}
