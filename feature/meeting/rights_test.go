package meeting_test

import (
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/task"
)

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.made(t, p.planned())
		template := p.planned()
		template.Template = true
		of := p.made(t, template)
		series := p.series(t, meeting.Every{Period: meeting.Weekly, Weekday: "TU"}, false, p.today)
		var turn *meeting.Meeting
		p.MustView(t, func(v *work.View) error {
			turns, err := meeting.TurnsOf(ctx, v, series)
			turn = turns[0].Meeting
			return err
		})
		running := p.made(t, p.planned())
		if err := p.does(t, running, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		m, a := p.found(t, id)
		_, on := p.found(t, running)
		var handout meeting.HandoutID
		p.MustDo(t, func(u *work.Unit) error {
			if err := meeting.HandOut(ctx, u, a[1].ID, []meeting.File{{Name: "a.txt", SHA256: strings.Repeat("a", 64)}}, ""); err != nil {
				return err
			}
			with, err := meeting.Handouts(ctx, &u.View, id)
			handout = with[a[1].ID][0].ID
			return err
		})
		note := func(u *work.Unit) (meeting.OutcomeID, error) {
			return meeting.Note(ctx, u, running, meeting.Outcome{Kind: meeting.Order, Words: "Rà soát", Lead: p.commune})
		}
		var said meeting.Outcome
		var given task.ID
		p.MustDo(t, func(u *work.Unit) error {
			if _, err := note(u); err != nil {
				return err
			}
			if _, err := meeting.Give(ctx, u, running); err != nil {
				return err
			}
			if _, err := note(u); err != nil {
				return err
			}
			all, err := meeting.Outcomes(ctx, &u.View, running)
			given, said = all[0].Task, all[1]
			return err
		})
		// An answer is asked of the commune, by the province.
		asks := p.running(t, "")
		asked := p.notes(t, asks, meeting.Outcome{Kind: meeting.Decided, Words: "Cho ý kiến"})[0]
		p.MustDo(t, func(u *work.Unit) error { return meeting.NeedFollow(ctx, u, asked, 1, p.commune, p.today) })
		seal, files := p.drafted(t, running).Seal(), p.store
		over, approved := p.made(t, p.planned()), p.made(t, p.planned())
		for _, verb := range []meeting.Verb{meeting.DoOpen, meeting.DoClose, meeting.DoApprove} {
			if err := p.does(t, approved, verb); err != nil {
				t.Fatal(err)
			}
			if verb != meeting.DoApprove && p.does(t, over, verb) != nil {
				t.Fatal("it does not " + verb)
			}
		}
		as := func(r access.Role, own bool) work.Who {
			if own {
				return p.as(r, p.commune)
			}
			return p.as(r, p.other)
		}
		done := func(err error) (bool, error) { return err == nil, err }
		const see, plan = "yyyyu", "yyffu"
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"Find": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Find(ctx, &u.View, id))) }},
			"QuorumOf": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) {
				return done(only(meeting.QuorumOf(ctx, &u.View, m, meeting.Turnout{})))
			}},
			"AgendaOf": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.AgendaOf(ctx, &u.View, id))) }},
			"FindItem": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := meeting.FindItem(ctx, &u.View, a[0].ID)
				return done(err)
			}},
			"List": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				_, _, err := meeting.List(ctx, &u.View, p.commune, meeting.Coming, meeting.Cursor{}, 5)
				return done(err)
			}},
			"Make": {Own: "yyfff", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Make(ctx, u, p.planned(), nil))) }},
			// Of another body's conference nobody learns that it is there.
			"MakeAfter": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.MakeAfter(ctx, u, id, p.planned()))) }},
			"Change":    {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Change(ctx, u, *m)) }},
			"Handouts":  {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Handouts(ctx, &u.View, id))) }},
			"FindHandout": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := meeting.FindHandout(ctx, &u.View, handout)
				return done(err)
			}},
			"HandOut": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(meeting.HandOut(ctx, u, a[1].ID, []meeting.File{{Name: "b.txt", SHA256: strings.Repeat("b", 64)}}, ""))
			}},
			"TakeBack": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.TakeBack(ctx, u, handout)) }},
			"Put": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(meeting.Put(ctx, u, id, meeting.ReadAgenda("Việc khác")))
			}},
			"ChangeItem": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.ChangeItem(ctx, u, a[0])) }},
			"MoveItem":   {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.MoveItem(ctx, u, a[0].ID, false)) }},
			"RemoveItem": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.RemoveItem(ctx, u, a[0].ID, 1)) }},
			"Do":         {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Do(ctx, u, id, meeting.DoOpen, "")) }},
			"Take":       {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Take(ctx, u, on[0].ID)) }},
			"Note":       {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(note(u))) }},
			"FindOutcome": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, _, err := meeting.FindOutcome(ctx, &u.View, said.ID)
				return done(err)
			}},
			"ChangeOutcome": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.ChangeOutcome(ctx, u, said)) }},
			"RemoveOutcome": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.RemoveOutcome(ctx, u, said.ID, said.Version)) }},
			"Give":          {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Give(ctx, u, running))) }},
			// A page of a task shows no panel to who may not see the conference.
			"SaidAt": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				o, _, err := meeting.SaidAt(ctx, &u.View, given)
				return o != nil, err
			}},
			"Panel": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				c, err := meeting.Panel(ctx, &u.View, &task.Task{ID: given})
				return c != nil, err
			}},
			"Draft":    {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Draft(ctx, &u.View, running))) }},
			"Conclude": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Conclude(ctx, u, running, nil)) }},
			// The head enters nothing into the register.
			"Issue": {Own: "yfffu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(meeting.Issue(ctx, u, files, running, meeting.Issuance{Seal: seal, Symbol: "01-TB/ĐU"})))
			}},
			"NeedFollow": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(meeting.NeedFollow(ctx, u, said.ID, said.Version, p.other, p.today))
			}},
			// Who is asked answers, and sees no more of the conference than what is asked.
			"FindOwing": {Own: "yyyuu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.FindOwing(ctx, &u.View, asked))) }},
			"Owed":      {Own: "yyyff", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.Owed(ctx, &u.View, p.commune))) }},
			"Provide":   {Own: "yyyuu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Provide(ctx, u, asked, "Nhất trí")) }},
			"Correct": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(meeting.Correct(ctx, u, over, meeting.OfChair, "", "Bí thư", "Ghi thiếu"))
			}},
			// The office writes the minutes, the head approves them.
			"Approve": {Own: "fyffu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(meeting.Approve(ctx, u, meeting.Deps{Files: files}, over))
			}},
			"Sign": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Sign(ctx, u, approved, "", "")) }},
			"TakeVote": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(meeting.TakeVote(ctx, u, meeting.Deps{}, running, "Thông qua", meeting.Show{Members: 3, Present: 3, Agreed: 3})))
			}},
			"Drop": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.Drop(ctx, u, of)) }},
			"Events": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) {
				return done(only(meeting.Events(ctx, &u.View, []org.ID{p.commune}, u.Today, u.Today, 5, "")))
			}},
			"Between": {Own: "yyyyf", Other: "fffff", Do: func(u *work.Unit) (bool, error) {
				return done(only(meeting.Between(ctx, &u.View, p.commune, p.today, p.today)))
			}},
			"FindSeries": {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.FindSeries(ctx, &u.View, series))) }},
			"TurnsOf":    {Own: see, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.TurnsOf(ctx, &u.View, series))) }},
			"PutSeries": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return done(only(meeting.PutSeries(ctx, u, meeting.Series{Meeting: &meeting.Meeting{ID: of}, Recurrence: "FREQ=WEEKLY;BYDAY=TU", From: "08:00", Until: "09:00"}, p.today)))
			}},
			"EndSeries": {Own: plan, Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(meeting.EndSeries(ctx, u, series, 1)) }},
			"MakeNext":  {Own: "fffff", Other: "fffff", Do: func(u *work.Unit) (bool, error) { return done(only(meeting.MakeNext(ctx, u))) }},
			"SeriesPanel": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				c, err := meeting.SeriesPanel(ctx, &u.View, turn)
				return c != nil, err
			}},
		})
	})
}
