package brief_test

import (
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

func only[T any](_ T, err error) error { return err }

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.asks(t, p.commune, p.second)
		p.expects(t, p.commune, map[brief.Audience]int64{members: 10, key: 2})
		held := p.sitting(p.commune, map[brief.Audience]int64{members: 5})
		held.ID, held.Version = p.holds(t, held), 1
		p.asks(t, p.cell)
		p.expects(t, p.cell, map[brief.Audience]int64{members: 0, key: 0})
		p.MustDo(t, func(u *work.Unit) error { return brief.Finish(ctx, u, p.resolution, p.cell, u.Today, "") })
		guide := p.registers(t, "07-HD/TU", p.today)
		other := p.registers(t, "08-HD/TU", p.today)
		check := p.check(t, p.commune, 3)
		over := p.check(t, p.commune, 0)
		p.official(t, "thutruong", access.Head, p.commune)
		for _, r := range access.Roles() { // the accounts with which the table tries
			p.MustDo(t, func(u *work.Unit) error { return brief.AskedToRead(ctx, u, p.resolution, string(r), p.commune) })
		}
		p.MustDo(t, func(u *work.Unit) error { return brief.AddMaterial(ctx, u, p.resolution, guide, p.commune) })
		hall := p.holdsConference(t, p.commune, map[org.ID][2]int{p.second: {1, 2}})
		p.closes(t, hall)
		offered := p.record(t, p.second)
		var conference *meeting.Meeting
		p.MustView(t, func(v *work.View) (err error) {
			conference, err = meeting.Find(ctx, v, hall.meeting)
			return err
		})
		o.Advance(48 * time.Hour) // one of the checks is over
		p.reload(t)
		as := func(r access.Role, own bool) work.Who {
			if own {
				return p.as(r, p.commune)
			}
			return p.as(r, p.other)
		}
		done := func(err error) (bool, error) { return err == nil, err }
		const see, report = "yyyyu", "yyyfu"
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"Ask": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				return done(brief.Ask(ctx, u, p.resolution, map[brief.Audience]civil.Date{members: {}}, p.cell))
			}},
			"Waive": {Own: "yyffu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(brief.Waive(ctx, u, p.resolution, p.second)) }},
			"Expect": {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(brief.Expect(ctx, u, p.resolution, p.commune, map[brief.Audience]int64{members: 20}))
			}},
			"Hold": {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(brief.Hold(ctx, u, p.sitting(p.commune, map[brief.Audience]int64{members: 1}))))
			}},
			"Take": {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(brief.Take(ctx, u, p.resolution, p.second, hall.points[p.second], 1, "")))
			}},
			// It is the commune that held the conference.
			"TakeAll": {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := brief.TakeAll(ctx, u, hall.meeting, 0)
				return done(err)
			}},
			"Takings": {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := brief.Takings(ctx, &u.View, hall.meeting, 0, 5)
				return done(err)
			}},
			"Offers": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				all, err := brief.Offers(ctx, &u.View, offered)
				return len(all) > 0, err
			}},
			"Panel": {Own: "yyy--", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				shown, err := brief.Panel(ctx, &u.View, conference)
				return shown != nil, err
			}},
			"Change":   {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(brief.Change(ctx, u, held)) }},
			"Withdraw": {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(brief.Withdraw(ctx, u, held.ID, 1, "Ghi nhầm")) }},
			"Finish": {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(brief.Finish(ctx, u, p.resolution, p.commune, u.Today, "Đi công tác"))
			}},
			"Reopen": {Own: report, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(brief.Reopen(ctx, u, p.resolution, p.cell)) }},
			"Of":     {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(brief.Of(ctx, &u.View, p.resolution, p.commune))) }},
			"FindSitting": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := brief.FindSitting(ctx, &u.View, held.ID)
				return done(err)
			}},
			"CoverageOf": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(brief.CoverageOf(ctx, &u.View, p.resolution, p.commune, u.Today, u.Today)))
			}},
			"OpenOf": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				open, _, err := brief.OpenOf(ctx, &u.View, p.commune, 5)
				return len(open) > 0, err
			}},
			// Who sees the document sees that it is briefed about.
			"Listed": {Own: "yyyy-", Other: "yyyy-", Do: func(u *work.Unit) (bool, error) {
				all, err := brief.Listed(ctx, &u.View, 5)
				return len(all) > 0, err
			}},
			"AddMaterial": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				return done(brief.AddMaterial(ctx, u, p.resolution, other, p.commune))
			}},
			"RemoveMaterial": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				return done(brief.RemoveMaterial(ctx, u, p.resolution, guide))
			}},
			// Who sees the document sees what is briefed with.
			"MaterialsOf": {Own: "yyyyu", Other: "yyyyu", Do: func(u *work.Unit) (bool, error) {
				return done(only(brief.MaterialsOf(ctx, &u.View, p.resolution)))
			}},
			"AskAcks": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				return done(only(brief.AskAcks(ctx, u, p.resolution, p.commune, u.Today)))
			}},
			// Whoever was asked says it for themselves.
			"Acknowledge": {Own: "yyyyu", Other: "yyyyu", Do: func(u *work.Unit) (bool, error) { return done(brief.Acknowledge(ctx, u, p.resolution)) }},
			"AcksOf": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				acks, _, err := brief.AcksOf(ctx, &u.View, p.resolution, p.commune)
				return len(acks) > 0, err
			}},
			"OwnAcks": {Own: "yyyy-", Other: "yyyy-", Do: func(u *work.Unit) (bool, error) {
				acks, _, err := brief.OwnAcks(ctx, &u.View)
				return len(acks) > 0, err
			}},
			"PutCheck": {Own: "yyffu", Other: "ffffu", Do: func(u *work.Unit) (bool, error) {
				return done(only(brief.PutCheck(ctx, u, brief.Check{Doc: p.resolution, Body: p.commune, Title: "Thu hoạch", Until: u.Today}, questions)))
			}},
			"FindCheck": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(brief.FindCheck(ctx, &u.View, check))) }},
			"ChecksOf": {Own: "yyyyu", Other: "----u", Do: func(u *work.Unit) (bool, error) {
				all, err := brief.ChecksOf(ctx, &u.View, p.resolution)
				return len(all) > 0, err
			}},
			"Answer": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(brief.Answer(ctx, u, check, []int{0, 0})) }},
			"ResultsOf": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(brief.ResultsOf(ctx, &u.View, over)))
			}},
			"Asked":     {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) { return brief.Asked(ctx, &u.View, p.resolution, p.commune) }},
			"Audiences": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) { return done(only(brief.Audiences(ctx, &u.View, u.Today))) }},
			"Reminded": {Own: "yyyyu", Other: "yyyyu", Do: func(u *work.Unit) (bool, error) {
				_, at, err := brief.Reminded(ctx, &u.View, string(p.resolution)+"/"+string(p.commune))
				return at == brief.PageOf(p.resolution, p.commune), err
			}},
		})
		// A province sees what is below it.
		if err := o.View(ctx, p.as(access.Inspector, p.province), func(v *work.View) error {
			c, err := brief.CoverageOf(ctx, v, p.resolution, p.province, v.Today, v.Today)
			if err == nil && len(c.Bodies) != 3 {
				t.Errorf("the province sees %d bodies", len(c.Bodies))
			}
			return err
		}); err != nil {
			t.Error(err)
		}
		// A commune sees its own part of what the province asked.
		if err := o.View(ctx, p.as(access.Office, p.other), func(v *work.View) error {
			c, err := brief.CoverageOf(ctx, v, p.resolution, p.other, v.Today, v.Today)
			if err == nil && len(c.Bodies) != 0 {
				t.Errorf("another commune sees %d bodies", len(c.Bodies))
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}
