package story

import (
	"context"
	"fmt"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/plan"
	"quyet/feature/schedule"
	"quyet/feature/task"
)

// An action is an action programme of the province and the resolution it carries
// out.
type action struct {
	of, doc doc.ID
	issued  civil.Date
	short   string
}

func newAction(of, d doc.ID, issued civil.Date, short string) action {
	return action{of, d, issued, short}
}

// tellPlans tells the work programme of the province, and what communes do so
// that its action programmes lead to something.
func (t *teller) tellPlans(ctx context.Context) error {
	if len(t.actions) == 0 {
		return nil
	}
	t.at(Today, 8, 30)
	err := t.do(ctx, func(u *work.Unit) error {
		last := t.actions[len(t.actions)-1]
		year := Today.Year
		made, err := plan.Make(ctx, u, plan.Programme{
			Kind: plan.Work, Body: t.places.committee, Title: fmt.Sprintf("Chương trình công tác năm %d của Tỉnh uỷ %s", year, provinceName),
			From: civil.On(year, 1, 1), Until: civil.On(year, 12, 31),
		})
		if err != nil {
			return err
		}
		var picked []task.ID
		for _, tk := range t.tasks[max(0, len(t.tasks)-30):] {
			picked = append(picked, tk.id)
		}
		if err := plan.Pick(ctx, u, made, picked...); err != nil {
			return err
		}
		if err := t.tellItems(ctx, u, made, provinceProgramme, civil.On(year, 1, 1)); err != nil {
			return err
		}
		if err := t.tellInspections(ctx, u); err != nil {
			return err
		}
		_, err = plan.Make(ctx, u, plan.Programme{
			Kind: plan.Action, Body: t.places.committee, Title: "Chương trình hành động về " + last.short, Doc: last.of, From: last.issued, Until: last.issued.AddDays(5 * 365),
		})
		return err
	})
	if err != nil {
		return err
	}
	if err := t.tellCommunePlans(ctx); err != nil {
		return err
	}
	if err := t.tellWeeks(ctx); err != nil {
		return err
	}
	if err := t.tellMeetings(ctx); err != nil {
		return err
	}
	if err := t.tellSeries(ctx); err != nil {
		return err
	}
	if err := t.tellOpinions(ctx); err != nil {
		return err
	}
	t.at(Today, 8, 30)
	for i, a := range t.actions[max(0, len(t.actions)-3):] {
		if err := t.tellSteps(ctx, i, a); err != nil {
			return err
		}
	}
	if n := len(t.actions); n > 0 {
		if err := t.tellMakeUp(ctx, min(n, 3)-1, t.actions[n-1]); err != nil {
			return err
		}
	}
	return t.tellReading(ctx)
}

// tellCommunePlans tells the work programme of every commune, with some of what it
// leads.
func (t *teller) tellCommunePlans(ctx context.Context) error {
	led := map[org.ID][]task.ID{}
	for _, tk := range t.tasks {
		led[tk.lead] = append(led[tk.lead], tk.id)
	}
	return t.do(ctx, func(u *work.Unit) error {
		for _, c := range t.places.communes {
			made, err := plan.Make(ctx, u, plan.Programme{
				Kind: plan.Work, Body: c.committee, Title: fmt.Sprintf("Chương trình công tác năm %d của Đảng uỷ %s", Today.Year, c.title()),
				From: civil.On(Today.Year, 1, 1), Until: civil.On(Today.Year, 12, 31),
			})
			if err != nil {
				return err
			}
			if err := t.tellItems(ctx, u, made, communeProgramme, civil.On(Today.Year, 1, 1)); err != nil {
				return err
			}
			if of := led[c.committee]; len(of) > 0 {
				if err := plan.Pick(ctx, u, made, of[max(0, len(of)-10):]...); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// tellWeeks tells the schedules of the week of the story and of the next, which is
// not issued yet.
func (t *teller) tellWeeks(ctx context.Context) error {
	bodies := []org.ID{t.places.committee}
	for _, c := range t.places.communes {
		bodies = append(bodies, c.committee)
	}
	monday := schedule.MondayOf(Today)
	return t.do(ctx, func(u *work.Unit) error {
		for _, b := range bodies {
			for _, e := range []schedule.Entry{
				{On: monday, From: "07:30", Until: "08:15", Words: "Giao ban đầu tuần", Chair: "Thường trực", Place: "Phòng họp số 1", Attending: "Thường trực, Văn phòng, các ban", Prepared: "Văn phòng"},
				{On: monday.AddDays(2), From: "08:00", Until: "11:00", Words: "Họp Ban Thường vụ thường kỳ", Chair: "Bí thư", Place: "Phòng họp số 1", Attending: "Ban Thường vụ", Prepared: "Văn phòng"},
				{On: monday.AddDays(3), From: "14:00", Words: "Tiếp công dân định kỳ", Chair: "Bí thư", Place: "Trụ sở tiếp công dân", Prepared: "Văn phòng"},
			} {
				e.Body = b
				if _, err := schedule.Add(ctx, u, e); err != nil {
					return err
				}
			}
			if err := schedule.Issue(ctx, u, b, monday); err != nil {
				return err
			}
			if _, err := schedule.Repeat(ctx, u, b, monday.AddDays(7)); err != nil {
				return err
			}
		}
		return nil
	})
}

// tellSteps asks every commune to brief its people and to review. About the first of
// the action programmes four of five report by hand that they briefed, about the others
// sittings prove it.
func (t *teller) tellSteps(ctx context.Context, no int, a action) error {
	var bodies []org.ID
	for _, c := range t.places.communes {
		bodies = append(bodies, c.committee)
	}
	if no > 0 {
		if err := t.tellBriefing(ctx, no, a.doc, a.issued, bodies); err != nil {
			return err
		}
		t.at(Today, 8, 30)
	}
	on := map[plan.Step]civil.Date{plan.Brief: a.issued.AddDays(60), plan.Implement: a.issued.AddDays(400), plan.Interim: a.issued.AddDays(730), plan.Final: a.issued.AddDays(1800)}
	if err := t.do(ctx, func(u *work.Unit) error { return plan.SetSteps(ctx, u, a.doc, on, bodies...) }); err != nil {
		return err
	}
	if no > 0 {
		return nil // their sittings say it
	}
	return t.do(ctx, func(u *work.Unit) error {
		chart := t.desks.tree.Chart(u.Today)
		for i, b := range bodies {
			if (i+no)%5 == 4 {
				continue // has not briefed yet
			}
			u.Actor = t.desks.actor(b, chart, false)
			done := later(a.issued.AddDays(20+(i*7+no*11)%60), a.issued)
			if done.After(u.Today) {
				continue
			}
			if err := plan.Report(ctx, u, plan.Due{Doc: a.doc, Body: b, Step: plan.Brief}, done, "Hội nghị quán triệt, triển khai trong toàn Đảng bộ xã"); err != nil {
				return err
			}
		}
		return nil
	})
}
