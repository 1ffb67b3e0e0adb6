package story

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/task"
)

// desks are the accounts that act for bodies: their offices and their heads.
type desks struct {
	office, head map[org.ID]account.ID
	tree         *org.Tree
}

// actor returns who acts for body: its own office or head, or that of the
// nearest body above it that has one.
func (d *desks) actor(body org.ID, chart *org.Chart, head bool) access.Actor {
	from := d.office
	roles := []access.Role{access.Office, access.Specialist}
	if head {
		from, roles = d.head, []access.Role{access.Head}
	}
	at := body
	for from[at] == "" && at != "" {
		at = chart.Superior(at)
	}
	a := access.Actor{Account: string(from[at]), Body: body.Scope(), Tree: d.tree}
	for _, r := range roles {
		a.Grants = append(a.Grants, access.Grant{Role: r, Scope: at.Scope()})
	}
	return a
}

// tellDesks gives every provincial and commune body an office and a head that
// history can name: accounts named after the post.
func (t *teller) tellDesks(ctx context.Context) error {
	t.at(mergerDay, 7, 45)
	bodies := []org.ID{t.places.committee, t.places.people}
	for _, c := range t.places.communes {
		bodies = append(bodies, c.committee)
	}
	err := t.openDesks(ctx, bodies, civil.Since(mergerDay))
	t.progress("desks")
	return err
}

// openDesks gives bodies an office and a head for a time, and learns the tree
// as it is now.
func (t *teller) openDesks(ctx context.Context, bodies []org.ID, life civil.Interval) error {
	secret, err := account.Choose(ctx, Password)
	if err != nil {
		return err
	}
	return t.do(ctx, func(u *work.Unit) error {
		if t.desks.office == nil {
			t.desks.office, t.desks.head = map[org.ID]account.ID{}, map[org.ID]account.ID{}
		}
		if t.desks.tree, err = org.Load(ctx, &u.View); err != nil {
			return err
		}
		var accounts []account.NewAccount
		var grants []account.NewGrant
		add := func(body org.ID, head bool, roles ...access.Role) {
			b, _ := t.desks.tree.Body(body)
			n := account.NewAccount{ID: id.New[account.ID](), Login: strings.ToLower(b.Code), Name: "Văn phòng " + b.NameOn(life.From), Password: secret}
			to := t.desks.office
			if head {
				n.Login, n.Name, to = n.Login+"-tt", "Thường trực "+b.NameOn(life.From), t.desks.head
			}
			to[body] = n.ID
			accounts = append(accounts, n)
			for _, r := range roles {
				grants = append(grants, account.NewGrant{Account: n.ID, Role: r, Scope: body.Scope(), Interval: life})
			}
		}
		for _, b := range bodies {
			add(b, false, access.Office, access.Specialist)
			add(b, true, access.Head)
		}
		if _, err := account.CreateAll(ctx, u, accounts); err != nil {
			return err
		}
		_, err := account.GrantRoles(ctx, u, grants)
		return err
	})
}

// A happening is one thing done to a task on a day.
type happening struct {
	day  civil.Date
	seq  int // order within the day
	task int // index into teller.tasks
	do   func(ctx context.Context, u *work.Unit, ref task.Ref) error
	by   org.ID
	head bool
}

// A told is a task of the story.
type told struct {
	id     task.ID
	lead   org.ID
	issuer org.ID
}

// tellHistory tells of the documents and of what became of their tasks.
func (t *teller) tellHistory(ctx context.Context) error {
	if err := t.tellDocuments(ctx); err != nil {
		return err
	}
	return t.play(ctx)
}

// play lets what was foreseen happen, day by day.
func (t *teller) play(ctx context.Context) error {
	slices.SortStableFunc(t.happenings, func(a, b happening) int { return cmp.Or(a.day.Compare(b.day), cmp.Compare(a.seq, b.seq)) })
	for from := 0; from < len(t.happenings); {
		to := from
		day := t.happenings[from].day
		for to < len(t.happenings) && t.happenings[to].day == day && to-from < happeningsAtOnce {
			to++
		}
		t.at(day, 9, from%480)
		if err := t.happen(ctx, t.happenings[from:to]); err != nil {
			return fmt.Errorf("on %s: %w", day, err)
		}
		from = to
		t.days(day)
	}
	t.happenings = nil
	return nil
}

// happeningsAtOnce bounds one unit of work.
const happeningsAtOnce = 200

func (t *teller) happen(ctx context.Context, todays []happening) error {
	return t.do(ctx, func(u *work.Unit) error {
		chart := t.desks.tree.Chart(u.Today)
		for _, h := range todays {
			u.Actor = t.desks.actor(h.by, chart, h.head)
			if err := h.do(ctx, u, task.Ref{ID: t.tasks[h.task].id}); err != nil {
				return fmt.Errorf("task %d: %w", h.task, err)
			}
		}
		return nil
	})
}

// tellDocuments registers the documents of each theme and assigns their tasks.
func (t *teller) tellDocuments(ctx context.Context) error {
	count := len(themes)
	if t.size.Tasks < 1000 {
		count = 3 // a small story has few themes, each told whole
	}
	for i := range count {
		th := themes[len(themes)-count+i]
		if err := t.tellTheme(ctx, i, th, count); err != nil {
			return fmt.Errorf("theme %s: %w", th.number, err)
		}
		t.progress("documents")
	}
	return nil
}

func (t *teller) tellTheme(ctx context.Context, no int, th theme, themes int) error {
	p := &t.places
	above := th.on
	registered := later(above.AddDays(12), mergerDay.AddDays(3+no))
	centre, err := t.register(ctx, registered, p.committee, doc.Metadata{
		Body: p.politburo, Issuer: "Bộ Chính trị", Type: doc.Of(citation.Resolution), Symbol: th.number, IssuedOn: th.on, Place: "Hà Nội", Subject: "về " + th.subject,
		Audience: []org.ID{p.committee},
	}, resolution(th), "", nil)
	if err != nil {
		return err
	}

	issued := registered.AddDays(25 + t.rnd.IntN(15))
	items, leads := t.provinceItems(th, issued)
	title := fmt.Sprintf("Nghị quyết số %s ngày %s của Bộ Chính trị", th.number, th.on.Vietnamese())
	paper := programme("Tỉnh uỷ "+provinceName, "Chương trình hành động", title, th.subject, th.short, items)
	var duties []doc.Duty
	for _, c := range p.communes {
		duties = append(duties, doc.Duty{Body: c.committee, DueOn: issued.AddDays(45)})
	}
	action, err := t.register(ctx, issued, p.committee, doc.Metadata{
		Body: p.committee, Issuer: "Ban Chấp hành Đảng bộ tỉnh " + provinceName, Type: doc.Of(citation.Programme), Symbol: fmt.Sprintf("%02d-CTr/TU", no+1), IssuedOn: issued,
		Place: provinceName, Subject: "thực hiện " + title + " về " + th.subject, Audience: []org.ID{p.committee},
	}, paper, centre, duties)
	if err != nil {
		return err
	}
	t.actions = append(t.actions, newAction(centre, action, issued, th.short))
	if err := t.assign(ctx, issued.AddDays(2), p.committee, action, centre, th, paper, items, leads); err != nil {
		return err
	}

	planned := issued.AddDays(20 + t.rnd.IntN(20))
	items, leads = t.peopleItems(th, planned)
	actionTitle := fmt.Sprintf("Chương trình hành động số %02d-CTr/TU ngày %s của Tỉnh uỷ", no+1, issued.Vietnamese())
	paper = programme("Uỷ ban nhân dân tỉnh "+provinceName, "Kế hoạch", actionTitle, th.subject, th.short, items)
	var links []doc.NewLink
	if no%4 == 1 {
		// A clerk mistypes the day of the resolution: somebody has to look.
		links = append(links, paper.cite(doc.BasedOn, 2, fmt.Sprintf("Nghị quyết số %s ngày %s của Bộ Chính trị", th.number, th.on.AddDays(6).Vietnamese())))
	}
	plan, err := t.register(ctx, planned, p.people, doc.Metadata{
		Body: p.people, Issuer: "Uỷ ban nhân dân tỉnh " + provinceName, Type: doc.Of(citation.Plan), Symbol: fmt.Sprintf("%d/KH-UBND", 120+7*no), IssuedOn: planned,
		Place: provinceName, Subject: "thực hiện " + actionTitle + " về " + th.subject, Audience: []org.ID{p.committee},
	}, paper, action, nil, links...)
	if err != nil {
		return err
	}
	if err := t.assign(ctx, planned.AddDays(2), p.people, plan, centre, th, paper, items, leads); err != nil {
		return err
	}
	return t.tellCommunes(ctx, no, th, centre, action, actionTitle, issued, themes)
}

// tellCommunes tells which communes issued their plan, and what it assigns.
func (t *teller) tellCommunes(ctx context.Context, no int, th theme, centre, action doc.ID, actionTitle string, issued civil.Date, themes int) error {
	per := (t.size.Tasks - len(t.tasks)) / max(1, (themes-no)*len(t.places.communes)*4/5)
	for i, c := range t.places.communes {
		if t.rnd.IntN(100) < 14 {
			continue // owes its plan still
		}
		planned := issued.AddDays(15 + t.rnd.IntN(70))
		if planned.After(Today.AddDays(-20)) {
			continue
		}
		items, leads := t.communeItems(th, planned, c, max(per, 1))
		paper := programme("Đảng uỷ "+c.title(), "Kế hoạch", actionTitle, th.subject, th.short, items)
		plan, err := t.register(ctx, planned, c.committee, doc.Metadata{
			Body: c.committee, Issuer: "Ban Thường vụ Đảng uỷ " + c.title(), Type: doc.Of(citation.Plan), Symbol: fmt.Sprintf("%02d-KH/ĐU", no*3+1+i%3), IssuedOn: planned,
			Place: c.name, Subject: "thực hiện " + actionTitle + " về " + th.subject, Audience: []org.ID{c.committee},
		}, paper, action, nil)
		if err != nil {
			return err
		}
		if err := t.assign(ctx, planned.AddDays(1), c.committee, plan, centre, th, paper, items, leads); err != nil {
			return err
		}
	}
	return nil
}

func later(a, b civil.Date) civil.Date {
	if a.After(b) {
		return a
	}
	return b
}

// register enters a document that implements another one.
func (t *teller) register(ctx context.Context, on civil.Date, owner org.ID, m doc.Metadata, p *paper, implements doc.ID, duties []doc.Duty, links ...doc.NewLink) (made doc.ID, err error) {
	t.at(on, 8, t.rnd.IntN(60))
	n := doc.NewDocument{Owner: owner, Metadata: m, Text: p.text.String(), Parts: p.parts, Links: links, Duties: duties}
	if implements != "" {
		n.Links = append(n.Links, doc.NewLink{Relation: doc.Implements, To: implements})
	}
	err = t.do(ctx, func(u *work.Unit) error {
		made, err = doc.Register(ctx, u, n)
		return err
	})
	return made, err
}

// provinceItems are the tasks of a provincial programme: some for one body,
// one for every commune.
func (t *teller) provinceItems(th theme, on civil.Date) ([]item, [][]org.ID) {
	single := append(slices.Clone(t.places.boards), t.places.departments...)
	single = append(single, t.places.masses...)
	return t.items(th, on, 10, single, "Đảng uỷ các xã, phường", func(c commune) org.ID { return c.committee })
}

func (t *teller) peopleItems(th theme, on civil.Date) ([]item, [][]org.ID) {
	return t.items(th, on, 8, t.places.departments, "Uỷ ban nhân dân các xã, phường", func(c commune) org.ID { return c.people })
}

func (t *teller) items(th theme, on civil.Date, n int, single []org.ID, group string, member func(commune) org.ID) (items []item, leads [][]org.ID) {
	for range n {
		b := single[t.rnd.IntN(len(single))]
		body, _ := t.desks.tree.Body(b)
		items = append(items, item{th.works[t.rnd.IntN(len(th.works))], body.NameOn(on), t.due(on)})
		leads = append(leads, []org.ID{b})
	}
	var all []org.ID
	for _, c := range t.places.communes {
		all = append(all, member(c))
	}
	items = append(items, item{th.works[t.rnd.IntN(len(th.works))], group, t.due(on)})
	return items, append(leads, all)
}

func (t *teller) communeItems(th theme, on civil.Date, c commune, n int) (items []item, leads [][]org.ID) {
	own := append([]org.ID{c.people, c.front}, c.offices...)
	own = append(own, c.cells...)
	for range n {
		b := own[t.rnd.IntN(len(own))]
		body, _ := t.desks.tree.Body(b)
		items = append(items, item{th.works[t.rnd.IntN(len(th.works))], body.NameOn(on), t.due(on)})
		leads = append(leads, []org.ID{b})
	}
	return items, leads
}

// due is the deadline of a task given on a day; zero for ongoing work.
func (t *teller) due(on civil.Date) civil.Date {
	if t.rnd.IntN(100) < 8 {
		return civil.Date{}
	}
	return on.AddDays(30 + t.rnd.IntN(330))
}

// assign gives the tasks of a document, and plans what becomes of each.
func (t *teller) assign(ctx context.Context, on civil.Date, issuer org.ID, d, under doc.ID, th theme, p *paper, items []item, leads [][]org.ID) error {
	t.at(on, 10, t.rnd.IntN(60))
	var news []task.New
	text := p.text.String()
	for i, it := range items {
		span := p.tasks[i]
		for _, lead := range leads[i] {
			n := task.New{
				Text: fmt.Sprintf("%s %s phục vụ %s", it.deed.verb, it.deed.object, th.short), Deliverable: it.deed.product,
				Issuer: issuer, Lead: lead, Programme: task.DocID(under), Due: it.due, Ongoing: it.due.IsZero(), DueWords: "Thường xuyên", UpdateEvery: 30,
				Sources: []task.Passage{{Doc: task.DocID(d), Start: span.Start, End: span.End, Quote: text[span.Start:span.End]}},
			}
			if !it.due.IsZero() {
				n.DueWords = "trước ngày " + it.due.Vietnamese()
			}
			news = append(news, n)
		}
	}
	var ids []task.ID
	if err := t.do(ctx, func(u *work.Unit) (err error) {
		u.Actor = t.desks.actor(issuer, t.desks.tree.Chart(u.Today), false)
		ids, err = task.AssignMany(ctx, u, news)
		return err
	}); err != nil {
		return err
	}
	for i, made := range ids {
		t.tasks = append(t.tasks, told{made, news[i].Lead, issuer})
		t.foresee(len(t.tasks)-1, on, news[i].Due)
	}
	return nil
}

// foresee plans the life of a task: received, reported on, handed in, checked.
func (t *teller) foresee(i int, on, due civil.Date) {
	tk := t.tasks[i]
	day := on
	add := func(after int, by org.ID, head bool, do func(context.Context, *work.Unit, task.Ref) error) bool {
		day = day.AddDays(after)
		if day.After(t.horizon.AddDays(-1)) {
			return false
		}
		t.happenings = append(t.happenings, happening{day, len(t.happenings), i, do, by, head})
		return true
	}
	if t.rnd.IntN(100) < 4 {
		return // nobody has answered yet
	}
	if !add(1+t.rnd.IntN(4), tk.lead, false, func(ctx context.Context, u *work.Unit, ref task.Ref) error { return task.Accept(ctx, u, ref, "") }) {
		return
	}
	end := due
	if due.IsZero() {
		end = Today.AddDays(60)
	}
	// Three of four owners report late or seldom; the story's do a little better.
	gap := max(10, end.Sub(on)/5)
	progress := int64(0)
	for range 4 {
		if t.rnd.IntN(100) < 22 {
			day = day.AddDays(gap)
			continue
		}
		progress = min(95, progress+10+int64(t.rnd.IntN(25)))
		report := task.Report{Note: t.pick(reportNotes), Progress: &[]int64{progress}[0]}
		if !add(gap/2+t.rnd.IntN(gap), tk.lead, false, func(ctx context.Context, u *work.Unit, ref task.Ref) error { return task.Update(ctx, u, ref, report) }) {
			return
		}
	}
	if due.IsZero() || t.rnd.IntN(100) < 9 {
		return // goes on, or is late and silent
	}
	until := due.Sub(day)
	switch fate := t.rnd.IntN(100); {
	case fate < 80 && until > 2:
		day = day.AddDays(max(0, until-1-t.rnd.IntN(9)))
	default:
		day = later(day, due).AddDays(t.rnd.IntN(25))
	}
	submit := func(ctx context.Context, u *work.Unit, ref task.Ref) error {
		return task.Submit(ctx, u, ref, task.Report{Note: resultNotes[i%len(resultNotes)]})
	}
	if !add(1, tk.lead, false, submit) {
		return
	}
	if t.rnd.IntN(100) < 6 {
		missing := t.pick(missingNotes)
		if !add(2+t.rnd.IntN(4), tk.issuer, true, func(ctx context.Context, u *work.Unit, ref task.Ref) error { return task.Reject(ctx, u, ref, missing) }) ||
			!add(5+t.rnd.IntN(12), tk.lead, false, submit) {
			return
		}
	}
	if t.rnd.IntN(100) < 96 {
		add(1+t.rnd.IntN(6), tk.issuer, true, func(ctx context.Context, u *work.Unit, ref task.Ref) error { return task.Confirm(ctx, u, ref, "") })
	}
}
