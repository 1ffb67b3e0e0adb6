package story

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/task"
)

// What the three provinces and their districts gave and were given in the
// last year before the merger, and to whom it was handed on.

// shareBefore is how much of all tasks was given before the merger, in per cent.
const shareBefore = 5

// beforeSeed keeps this chapter from changing what the later ones draw.
const beforeSeed = 20250630

// apart runs a chapter with draws of its own.
func (t *teller) apart(seed uint64, chapter func() error) error {
	kept := t.rnd
	t.rnd = rand.New(rand.NewPCG(t.seed, seed))
	defer func() { t.rnd = kept }()
	return chapter()
}

// tellBefore tells of the documents and tasks of the former provinces, up to
// the eve of the merger.
func (t *teller) tellBefore(ctx context.Context, before []former) error {
	return t.apart(beforeSeed, func() error {
		if err := t.tellFormerDesks(ctx, before); err != nil {
			return err
		}
		per := max(t.size.Tasks*shareBefore/100/len(before), 4)
		t.instead = map[org.ID]org.ID{}
		for i, f := range before {
			for district, communes := range f.under {
				t.instead[district] = communes[0]
			}
			if err := t.tellFormerProvince(ctx, i, f, per); err != nil {
				return fmt.Errorf("before the merger, %s: %w", f.name, err)
			}
		}
		t.progress("before the merger")
		return t.play(ctx)
	})
}

// tellFormerDesks gives the committees of the former provinces and districts
// their offices and heads, until the merger ends them.
func (t *teller) tellFormerDesks(ctx context.Context, before []former) error {
	t.at(beginning, 10, 0)
	var bodies []org.ID
	for _, f := range before {
		bodies = append(bodies, f.committee, f.posts["UBND"])
		bodies = append(bodies, f.districts...)
	}
	return t.openDesks(ctx, bodies, civil.Interval{From: beginning, Until: mergerDay})
}

func (t *teller) tellFormerProvince(ctx context.Context, i int, f former, tasks int) error {
	th := themes[i%3] // resolutions of the months before the merger
	people := f.posts["UBND"]
	above := fmt.Sprintf("Nghị quyết số %s ngày %s của Bộ Chính trị", th.number, th.on.Vietnamese())

	issued := th.on.AddDays(18 + t.rnd.IntN(8))
	items, leads := t.formerItems(th, issued, max(tasks*2/5, 2), []org.ID{f.posts["BTC"], f.posts["BTGDV"], f.posts["UBKT"], f.districts[0], f.districts[len(f.districts)-1]})
	paper := programme("Tỉnh uỷ "+f.name, "Chương trình hành động", above, th.subject, th.short, items)
	// Each remembers the day of one conclusion differently, and nobody has it.
	told := civil.On(2024, 9, 12+9*(i%2))
	conclusion := fmt.Sprintf("Kết luận số 45-KL/TW ngày %s của Ban Bí thư", told.Vietnamese())
	action, err := t.register(ctx, issued, f.committee, doc.Metadata{
		Body: f.committee, Issuer: "Ban Chấp hành Đảng bộ tỉnh " + f.name, Type: doc.Of(citation.Programme), Symbol: fmt.Sprintf("%02d-CTr/TU", 41+i), IssuedOn: issued,
		Place: f.name, Subject: "thực hiện " + above + " về " + th.subject, Audience: []org.ID{f.committee},
	}, paper, "", nil, paper.cite(doc.Mentions, 2, conclusion), doc.NewLink{Relation: doc.Implements, Cited: above})
	if err != nil {
		return err
	}
	if err := t.assignBefore(ctx, issued.AddDays(2), f.committee, action, action, th, paper, items, leads); err != nil {
		return err
	}

	var grassroots []org.ID
	for _, c := range f.communes {
		grassroots = append(grassroots, c.committee)
	}
	if err := t.tellBriefing(ctx, i, action, issued, grassroots); err != nil {
		return err
	}

	planned := issued.AddDays(15 + t.rnd.IntN(10))
	items, leads = t.formerItems(th, planned, max(tasks*3/10, 1), []org.ID{f.posts["STC"], f.posts["SNV"], f.posts["SXD"], f.posts["SYT"], f.posts["SGDDT"], f.posts["SNNMT"]})
	actionTitle := fmt.Sprintf("Chương trình hành động số %02d-CTr/TU ngày %s của Tỉnh uỷ", 41+i, issued.Vietnamese())
	paper = programme("Uỷ ban nhân dân tỉnh "+f.name, "Kế hoạch", actionTitle, th.subject, th.short, items)
	plan, err := t.register(ctx, planned, people, doc.Metadata{
		Body: people, Issuer: "Uỷ ban nhân dân tỉnh " + f.name, Type: doc.Of(citation.Plan), Symbol: fmt.Sprintf("%d/KH-UBND", 31+i), IssuedOn: planned,
		Place: f.name, Subject: "thực hiện " + actionTitle + " về " + th.subject, Audience: []org.ID{f.committee},
	}, paper, action, nil)
	if err != nil {
		return err
	}
	if err := t.assignBefore(ctx, planned.AddDays(2), people, plan, action, th, paper, items, leads); err != nil {
		return err
	}

	left := max(tasks-tasks*2/5-tasks*3/10, 1)
	for d, district := range f.districts {
		n := (d+1)*left/len(f.districts) - d*left/len(f.districts)
		if n == 0 {
			continue
		}
		if err := t.tellDistrict(ctx, d, f, district, action, actionTitle, th, planned.AddDays(5+t.rnd.IntN(20)), n); err != nil {
			return err
		}
	}
	return nil
}

// tellDistrict tells of the plan of a district's committee, which gives work to
// the communes below it.
func (t *teller) tellDistrict(ctx context.Context, no int, f former, district org.ID, action doc.ID, above string, th theme, on civil.Date, n int) error {
	items, leads := t.formerItems(th, on, n, f.under[district])
	name := t.desks.tree.Name(district, on)
	paper := programme(name, "Kế hoạch", above, th.subject, th.short, items)
	plan, err := t.register(ctx, on, district, doc.Metadata{
		Body: district, Issuer: "Ban Thường vụ " + name, Type: doc.Of(citation.Plan), Symbol: fmt.Sprintf("%02d-KH/HU", 12+no), IssuedOn: on,
		Place: f.name, Subject: "thực hiện " + above + " về " + th.subject, Audience: []org.ID{district},
	}, paper, action, nil)
	if err != nil {
		return err
	}
	return t.assignBefore(ctx, on.AddDays(1), district, plan, action, th, paper, items, leads)
}

func (t *teller) formerItems(th theme, on civil.Date, n int, among []org.ID) (items []item, leads [][]org.ID) {
	for range n {
		b := among[t.rnd.IntN(len(among))]
		items = append(items, item{th.works[t.rnd.IntN(len(th.works))], t.desks.tree.Name(b, on), t.due(on)})
		leads = append(leads, []org.ID{b})
	}
	return items, leads
}

// assignBefore gives tasks whose life is first told up to the merger.
func (t *teller) assignBefore(ctx context.Context, on civil.Date, issuer org.ID, d, under doc.ID, th theme, p *paper, items []item, leads [][]org.ID) error {
	first := len(t.tasks)
	t.horizon = mergerDay.AddDays(-3)
	err := t.assign(ctx, on, issuer, d, under, th, p, items, leads)
	t.horizon = Today
	for i := first; i < len(t.tasks); i++ {
		t.inherited = append(t.inherited, i)
	}
	return err
}

// tellHandover tells how what was open at the merger was handed on: each task
// by the successor of its issuer, to the successor of its lead.
func (t *teller) tellHandover(ctx context.Context) error {
	return t.apart(beforeSeed+1, func() error {
		defer t.progress("handover")
		if err := t.closeFormerDesks(ctx); err != nil {
			return err
		}
		for at, some := range slices.Collect(slices.Chunk(t.inherited, 60)) {
			on := mergerDay.AddDays(2 + at*3)
			t.at(on, 9, 0)
			var moved []told
			var dues []civil.Date
			if err := t.do(ctx, func(u *work.Unit) error {
				moved, dues = nil, nil
				for _, i := range some {
					n, due, err := t.handOn(ctx, u, t.tasks[i])
					if err != nil {
						return fmt.Errorf("handing on task %d: %w", i, err)
					}
					if n.id != "" {
						moved, dues = append(moved, n), append(dues, due)
					}
				}
				return nil
			}); err != nil {
				return err
			}
			for i, n := range moved {
				t.tasks = append(t.tasks, n)
				due := dues[i]
				if !due.IsZero() {
					due = later(due, on.AddDays(20)) // what was due in the last days is done soon
				}
				t.foresee(len(t.tasks)-1, on, due)
			}
		}
		return nil
	})
}

// closeFormerDesks disables the accounts of bodies that are no more: their roles
// ended with the bodies.
func (t *teller) closeFormerDesks(ctx context.Context) error {
	t.at(mergerDay.AddDays(1), 8, 0)
	return t.do(ctx, func(u *work.Unit) error {
		for _, b := range t.desks.tree.Bodies() {
			for _, a := range []account.ID{t.desks.office[b.ID], t.desks.head[b.ID]} {
				if a == "" || b.Until.IsZero() {
					continue
				}
				if err := account.Disable(ctx, u, a); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// handOn transfers a task that is open and led by a body that is no more. A
// task that is done stays where it was done.
func (t *teller) handOn(ctx context.Context, u *work.Unit, tk told) (to told, due civil.Date, err error) {
	chart := t.desks.tree.Chart(u.Today)
	issuer := t.desks.tree.Heirs(tk.issuer)[0]
	u.Actor = t.desks.actor(issuer, chart, false)
	whole, err := task.Get(ctx, &u.View, tk.id)
	if err != nil || !whole.State.Standing().Open() {
		return told{}, due, err
	}
	lead, reason := t.desks.tree.Heirs(tk.lead)[0], "Đơn vị chủ trì đã hợp nhất; đơn vị tiếp nhận thực hiện tiếp."
	if commune, ok := t.instead[tk.lead]; ok {
		// The work of a district is done where it is due; its heir, the
		// province's committee, goes on checking it.
		lead, reason = t.desks.tree.Heirs(commune)[0], "Kết thúc hoạt động cấp huyện; đảng uỷ xã, phường nơi thực hiện chủ trì tiếp."
	}
	made, err := task.Transfer(ctx, u, task.Ref{ID: tk.id}, lead, reason)
	return told{made, lead, issuer}, whole.Due, err
}
