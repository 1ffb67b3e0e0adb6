package task

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task/clarity"
)

// What the register of tasks shows at most.
const (
	mostCounted    = 500  // further than this a list is not counted
	mostProgrammes = 200  // programmes to choose from, the newest of those that the actor may see
	mostAsked      = 5000 // programmes looked at for them
	askedAtOnce    = 1000
)

// selectProgrammes walks from one programme to the one before it along their
// index; those that were registered last come first.
var selectProgrammes = db.SQL("task.programmes", `
	WITH RECURSIVE p (id) AS (
		SELECT max(programme_id) FROM task WHERE programme_id <> '' AND programme_id < $1
		UNION ALL SELECT (SELECT max(t.programme_id) FROM task t WHERE t.programme_id <> '' AND t.programme_id < p.id) FROM p WHERE p.id IS NOT NULL
	) SELECT id FROM p WHERE id IS NOT NULL LIMIT $2`)

// afterAll sorts after every identifier.
const afterAll = "~"

// asks are the parts of the question that an address holds, in the order in
// which the page names them.
var asks = []string{"part", "q", "body", "row", "lead", "issuer", "coordinator", "programme", "document", "state", "timing", "bucket", "first", "from", "until", "unclear", "lacks", "silent", "reason", "on", "sort", "group", "cols", "list", "choose"}

type listPage struct {
	page
	Filter     Filter
	Query      url.Values // as asked, without the cursor
	Errors     []ui.FieldError
	Tasks      []*Task
	Stood      []Standing
	Count      int
	More       bool // than Count
	Next       string
	Shown      []column // of the table, after the words of the task
	Columns    []ui.Column
	Groups     []Group
	In         []string
	Orders     string // the document of the filter, "" where the actor may not see it
	MayAssign  bool
	Sheets     string     // see [Deps.Sheets]
	Lists      bool       // can be saved
	Saved      *SavedList // that is open
	MaySee     func(org.ID) bool
	Wide       bool // the fields that are seldom used are shown, with what there is to choose from
	Bodies     org.Chooser
	Unmeant    fault.Fields // what names no body, or several
	Programmes []ui.Option
	Cited      map[DocID]Cited
	Views      []OtherView
	Batches    []OtherBatch // that the actor may do
}

// question is what the page is asked, for pages that show it otherwise.
func (p *listPage) question() Question { return Question{query: p.Query} }

// list shows the register. A question that cannot be answered is shown again
// with what is wrong in it.
func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if r.URL.RawQuery == "" && h.First != nil && v.Actor.SignedIn() {
		if first, err := h.First(ctx, v); err != nil || first != "" {
			return web.To(first), err
		}
	}
	p, err := h.listOf(ctx, v, r)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err2 := h.asked(ctx, v, r, err)
			return listView(p), err2
		})
	}
	return web.Show(listView(p)), nil
}

// boxes are the parts of the question that have a field on the page.
var boxes = []string{"q", "timing", "body", "issuer", "programme", "state", "from", "until", "unclear", "lacks", "silent", "sort", "group"}

// asked returns the page without its rows, with what there is to choose from.
func (h handlers) asked(ctx context.Context, v *work.View, r *web.Request, wrong error) (*listPage, error) {
	p, err := h.question(ctx, v, r, wrong)
	if err != nil || !p.Wide {
		return p, err
	}
	return p, h.programmes(ctx, v, p)
}

// question reads what is asked. What is wrong stands at its field; where it has
// none, that part of the question is left out.
func (h handlers) question(ctx context.Context, v *work.View, r *web.Request, wrong error) (p *listPage, err error) {
	p = &listPage{Views: h.Views}
	if p.page, err = h.page(ctx, v); err != nil {
		return p, err
	}
	p.Query = url.Values{}
	for _, name := range asks {
		if s := r.Choice(name); s != "" {
			p.Query.Set(name, s)
		}
	}
	if chosen := columnsNamed(r.Texts("col")); r.Text("cols") == "" && len(chosen) > 0 {
		p.Query.Set("cols", strings.Join(chosen, ","))
	}
	p.Bodies = p.Tree.ChooserOf(v.Actor, CanSee, v.Today)
	for _, name := range []string{"body", "issuer"} {
		p.mean(name)
	}
	for _, e := range web.FieldErrors(ctx, wrong) {
		if !slices.Contains(boxes, e.Field) {
			p.Query.Del(e.Field)
			e.Field = ""
		}
		p.Errors = append(p.Errors, e)
	}
	get := p.Query.Get
	p.Filter = Filter{
		Part: Part(get("part")), Body: org.ID(get("body")), Row: org.ID(get("row")), Lead: org.ID(get("lead")), Issuer: org.ID(get("issuer")),
		Coordinator: org.ID(get("coordinator")), Programme: DocID(get("programme")), Document: DocID(get("document")), State: State(get("state")), Timing: Timing(get("timing")), Warn: p.Warn,
		First: get("first") != "", Unclear: get("unclear") != "", Reason: clarity.Reason(get("reason")), Words: get("q"),
		Lacks: Lack(get("lacks")), Group: Grouping(get("group")), After: Cursor{Day: r.Text("after"), ID: ID(r.Text("at")), Group: r.Text("in")},
	}
	p.Filter.Order, _ = ParseOrder(get("sort"))
	p.Filter.Silent, _ = r.Int("silent")
	p.Shown = shownColumns(get("cols"))
	p.Filter.Wide = p.Filter.Group == ByProgramme || slices.ContainsFunc(p.Shown, func(c column) bool { return c.wide })
	if n, err := strconv.Atoi(get("bucket")); err == nil && n > 0 && n < Buckets {
		p.Filter.Bucket = Bucket(n)
	}
	p.Sheets = h.Sheets
	p.Lists = h.Saved != nil && v.Actor.SignedIn()
	if one := get("list"); one != "" && p.Lists {
		if p.Saved, err = h.Saved(ctx, v, one); err != nil {
			return p, err
		}
	}
	if one := p.Filter.Document; one != "" {
		cited, err := h.cited(ctx, v, []DocID{one})
		if err != nil {
			return p, err
		}
		p.Orders = cited[one].Title
	}
	p.MaySee = func(b org.ID) bool { return v.Actor.May(CanSee, b.Scope()) }
	p.MayAssign = v.Actor.MaySomewhere(CanAssign)
	for _, b := range h.Batches {
		if v.Actor.MaySomewhere(b.Can) {
			p.Batches = append(p.Batches, b)
		}
	}
	p.Wide = r.Text("more") != "" || !p.folded() || len(p.Errors) > 0
	return p, nil
}

// listOf returns the page with its rows.
func (h handlers) listOf(ctx context.Context, v *work.View, r *web.Request) (*listPage, error) {
	p, err := h.asked(ctx, v, r, nil)
	if err != nil {
		return p, err
	}
	if err := p.read(v, r); err != nil {
		return p, err
	}
	f := &p.Filter
	f.Part = f.part()
	if !f.Day.IsZero() && f.Day.Before(v.Today) {
		// The thresholds and colours of that day.
		if f.Warn, err = warn(ctx, v, f.Day); err != nil {
			return p, err
		}
		if p.Tones, err = Tones(ctx, v, f.Day); err != nil {
			return p, err
		}
	}
	var all counting
	goesOn := f.Group == NoGroups && (!f.After.IsZero() || f.Words == "" && (f.Body == "" || len(p.Tree.Chart(v.Today).Below(f.Body)) > 0))
	known := h.known(v, p)
	if goesOn && known == nil {
		if all, err = f.counting(ctx, v, mostCounted); err != nil {
			return p, err
		}
		all.ahead(v)
	}
	l, err := Find(ctx, v, *f)
	if err != nil {
		return p, err
	}
	p.Tasks, p.Stood, p.Groups, p.In = l.Tasks, l.Stood, l.Groups, l.In
	p.Columns = p.columns(ctx)
	p.Count = len(l.Tasks)
	if !l.Next.IsZero() {
		p.Next = p.with("after", l.Next.Day, "at", string(l.Next.ID), "in", l.Next.Group)
	}
	if err := h.citing(ctx, v, p); err != nil {
		return p, err
	}
	if f.Group != NoGroups {
		p.Count = int(p.total().Tasks)
		return p, nil
	}
	if l.Next.IsZero() && f.After.IsZero() {
		return p, nil
	}
	if known != nil {
		p.Count, err = known(ctx)
		return p, err
	}
	if !goesOn {
		if all, err = f.counting(ctx, v, mostCounted); err != nil {
			return p, err
		}
	}
	p.Count, p.More, err = all.run(ctx, v)
	return p, err
}

// known returns what tells how many tasks the page is about, nil where they have
// to be counted: the open tasks of a body, or of a programme there, are summed up
// for the map, however many they are.
func (h handlers) known(v *work.View, p *listPage) func(context.Context) (int, error) {
	f := p.Filter
	plain := Filter{Body: f.Body, Programme: f.Programme, Order: f.Order, Wide: f.Wide, After: f.After, Limit: f.Limit, Warn: f.Warn}
	if h.Open == nil || f.Body == "" || f != plain {
		return nil
	}
	return h.Open(v, p.Tree, f.Body, f.Programme)
}

// read reads the days, and finds what cannot be answered: what was mistyped,
// and what an address names that there is not or that the actor may not see.
func (p *listPage) read(v *work.View, r *web.Request) error {
	wrong := slices.Clone(p.Unmeant)
	f := &p.Filter
	for _, day := range []struct {
		name string
		to   *civil.Date
	}{{"from", &f.From}, {"until", &f.Until}, {"on", &f.Day}} {
		var ok bool
		if *day.to, ok = r.Day(day.name); !ok {
			wrong.Add(day.name, tDayWrong)
		}
	}
	if !f.From.IsZero() && !f.Until.IsZero() && f.Until.Before(f.From) {
		wrong.Add("until", tUntilBeforeFrom)
	}
	for _, choice := range []struct {
		name  string
		known bool
	}{
		{"state", f.State == "" || slices.Contains(States(), f.State)}, {"timing", f.Timing == NoTiming || slices.Contains(Timings(), f.Timing)},
		{"reason", f.Reason == "" || !reasonTexts[f.Reason].Zero()}, {"part", slices.Contains([]Part{OpenTasks, PastTasks, Drafts}, f.Part)},
		{"bucket", r.Text("bucket") == "" || f.Bucket != Uncounted},
		{"lacks", f.Lacks == NoLack || slices.Contains(Lacks(), f.Lacks)}, {"group", f.Group == NoGroups || slices.Contains(Groupings(), f.Group)},
		{"sort", f.Order.By == BySelf && !f.Order.Down || slices.Contains(Sorts(), f.Order.By)},
	} {
		if !choice.known {
			wrong.Add(choice.name, tNoSuchChoice)
		}
	}
	if s := r.Text("silent"); s != "" && (f.Silent < 1 || f.Silent > MostSilent) {
		wrong.Add("silent", tSilentWrong, MostSilent)
	}
	for _, of := range []struct {
		name string
		body org.ID
	}{{"body", f.Body}, {"row", f.Row}, {"lead", f.Lead}, {"issuer", f.Issuer}, {"coordinator", f.Coordinator}} {
		if _, known := p.Tree.Body(of.body); of.body != "" && !known {
			if of.name != "body" && of.name != "issuer" { // else told already
				wrong.Add(of.name, tNoSuchChoice)
			}
		} else if of.body != "" && of.name != "row" {
			for _, may := range fault.All(v.Check(CanSee, of.body.Scope())) {
				at := *may
				at.Field = of.name
				wrong = append(wrong, &at)
			}
		}
	}
	return wrong.Err()
}

// part returns the part of the register in which what is asked for stands.
func (f Filter) part() Part {
	switch {
	case f.State == Draft, f.Lacks == NoLead:
		return Drafts
	case f.State != "" && !f.State.Standing().Open(), f.Timing == DoneOnTime, f.Timing == DoneLate, f.Bucket == OnTimeBucket, f.Bucket == LateBucket:
		return PastTasks
	case f.State != "", f.Timing != NoTiming, f.Bucket != Uncounted:
		return OpenTasks
	}
	return f.Part
}

// programmes adds those under which tasks count and of which the actor may
// see the document.
func (h handlers) programmes(ctx context.Context, v *work.View, p *listPage) (err error) {
	p.Cited = map[DocID]Cited{}
	if one := p.Filter.Programme; one != "" {
		if p.Cited, err = h.cited(ctx, v, []DocID{one}); err != nil {
			return err
		}
	}
	// Who sees all of them needs the first few; for who sees some here and
	// there, many are looked at.
	before, asked, atOnce := DocID(afterAll), 0, mostProgrammes
	for len(p.Cited) < mostProgrammes && asked < mostAsked {
		ids, err := db.All(ctx, v.Snapshot, selectProgrammes, db.Text[DocID], before, atOnce)
		if err != nil {
			return err
		}
		cited, err := h.cited(ctx, v, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if c, seen := cited[id]; seen && len(p.Cited) < mostProgrammes {
				p.Cited[id] = c
			}
		}
		if len(ids) < atOnce {
			break
		}
		before, asked, atOnce = ids[len(ids)-1], asked+len(ids), askedAtOnce
	}
	for id, c := range p.Cited {
		p.Programmes = append(p.Programmes, ui.Option{Value: string(id), Label: c.Title})
	}
	slices.SortFunc(p.Programmes, func(a, b ui.Option) int { return cmp.Or(text.Compare(a.Label, b.Label), cmp.Compare(a.Value, b.Value)) })
	return nil
}

// mean puts the body in the place of the words that name it in the question.
func (p *listPage) mean(field string) {
	b, err := p.Bodies.MeantOrNamed(field, p.Query.Get(field))
	if p.Unmeant = append(p.Unmeant, fault.All(err)...); err == nil && b != "" {
		p.Query.Set(field, string(b))
	}
}

// with is the address of the page with more in its question.
func (p *listPage) with(more ...string) string {
	q := url.Values{}
	for name, values := range p.Query {
		q[name] = values
	}
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] == "" {
			q.Del(more[i])
		} else {
			q.Set(more[i], more[i+1])
		}
	}
	return "/tasks?" + q.Encode()
}

// without is the address of the page with less in its question.
func (p *listPage) without(names ...string) string {
	q := url.Values{}
	for name, values := range p.Query {
		if !slices.Contains(names, name) {
			q[name] = values
		}
	}
	if len(q) == 0 {
		return "/tasks"
	}
	return "/tasks?" + q.Encode()
}
