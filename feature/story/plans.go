package story

import (
	"context"
	"fmt"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/plan"
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
	for i, a := range t.actions[max(0, len(t.actions)-3):] {
		if err := t.tellSteps(ctx, i, a); err != nil {
			return err
		}
	}
	return nil
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
			if of := led[c.committee]; len(of) > 0 {
				if err := plan.Pick(ctx, u, made, of[max(0, len(of)-10):]...); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// tellSteps asks every commune to brief its people and to review, and has four of
// five report what they did.
func (t *teller) tellSteps(ctx context.Context, no int, a action) error {
	var bodies []org.ID
	for _, c := range t.places.communes {
		bodies = append(bodies, c.committee)
	}
	on := map[plan.Step]civil.Date{plan.Brief: a.issued.AddDays(60), plan.Implement: a.issued.AddDays(400), plan.Interim: a.issued.AddDays(730), plan.Final: a.issued.AddDays(1800)}
	if err := t.do(ctx, func(u *work.Unit) error { return plan.SetSteps(ctx, u, a.doc, on, bodies...) }); err != nil {
		return err
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
