package indicator

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/graph"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/board"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/period"
)

type handlers struct{ Deps }

// shown is how many rows a page of a list has.
const shown = 50

// ownBody returns the body that is asked for, or for which the person acts, or else the
// first of which they may see the figures.
func ownBody(tree *org.Tree, v *work.View, r *web.Request) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
	return tree.Own(v.Actor, CanSee, v.Today)
}

// A frame is what every page of figures has.
type frame struct {
	Tree     *org.Tree
	Calendar period.Calendar
	Today    civil.Date
	Rounding text.Rounding
	Errors   []ui.FieldError
}

func frameOf(ctx context.Context, v *work.View, wrong error) (f frame, err error) {
	f = frame{Today: v.Today, Errors: web.FieldErrors(ctx, wrong)}
	if f.Tree, err = org.Load(ctx, v); err != nil {
		return f, err
	}
	if f.Calendar, err = period.Load(ctx, v); err != nil {
		return f, err
	}
	method, err := board.MethodOn(ctx, v, v.Today)
	f.Rounding = method.Rounding
	return f, err
}

// A hubPage is what a body owes, what it has reported, and the sets there are.
type hubPage struct {
	frame
	Body      org.ID
	Part      string // "", "done" or "sets"
	Returns   []*Return
	Approving []*Return // that wait for the person
	Sets      []*Set
	Next      Cursor
	MayDefine bool
	Awaiting  []awaited // of bodies below, for the ones who accept
}

// awaited is a period of a set that bodies below are reporting.
type awaited struct {
	Set    *Set
	Period period.Period
	Tally  Tally
}

func (h handlers) hub(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoSet)
	}
	f, err := frameOf(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	p := hubPage{frame: f, Body: ownBody(f.Tree, v, r), Part: r.Text("part")}
	if _, known := f.Tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoSet)
	}
	p.MayDefine = v.Actor.May(CanDefine, p.Body.Scope())
	if p.Sets, err = Sets(ctx, v); err != nil {
		return nil, err
	}
	due, _ := r.Day("due") // anything else is the beginning
	after := Cursor{due, r.Text("after")}
	switch p.Part {
	case "done":
		p.Returns, p.Next, err = Done(ctx, v, p.Body, after, shown)
	case "sets":
	default:
		p.Part = ""
		if p.Returns, p.Next, err = Owed(ctx, v, p.Body, after, shown); err == nil && after.ID == "" {
			if p.Awaiting, err = awaiting(ctx, v, f, p.Sets, p.Body); err == nil && v.Actor.May(CanApprove, p.Body.Scope()) {
				p.Approving, err = db.All(ctx, v.Snapshot, selectApproving, scanReturn, p.Body, shown)
			}
		}
	}
	return web.Show(hubView(p)), err
}

// mostAwaited is how many periods of sets a page tells of.
const mostAwaited = 6

// awaiting returns how far the bodies below a body are with what it or those above ask for
// in the period that is being collected.
func awaiting(ctx context.Context, v *work.View, f frame, sets []*Set, body org.ID) (out []awaited, err error) {
	chart := f.Tree.Chart(v.Today)
	if len(chart.Below(body)) == 0 {
		return nil, nil
	}
	sets = slices.DeleteFunc(slices.Clone(sets), func(s *Set) bool { return !chart.Within(body, s.Body) || len(s.asked(f.Calendar, v.Today)) == 0 })
	var ids []SetID
	var keys []string
	for _, s := range sets {
		ids = append(ids, s.ID)
		for _, p := range s.asked(f.Calendar, v.Today) {
			keys = append(keys, p.Key())
		}
	}
	slices.Sort(keys)
	tallies, err := talliesOf(ctx, v, f.Tree, chart, ids, slices.Compact(keys), body)
	if err != nil {
		return nil, err
	}
	for _, s := range sets {
		for _, p := range s.asked(f.Calendar, v.Today) {
			t := tallies[askedFor{s.ID, p.Key()}]
			if t != nil && t.By[Accepted]+t.By[Locked] < t.Returns && len(out) < mostAwaited {
				out = append(out, awaited{s, p, *t})
			}
		}
	}
	return out, nil
}

// A setPage is a set with its indicators.
type setPage struct {
	frame
	*Set
	Indicators []*Indicator
	Document   *doc.Document
	Body       org.ID // of the person
	Periods    []period.Period
	MayDefine  bool
}

// shownPeriods is how many periods a set leads to.
const shownPeriods = 8

func (h handlers) set(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s, all, err := FindSet(ctx, v, SetID(r.PathValue("set")))
	if err != nil {
		return nil, err
	}
	f, err := frameOf(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	p := setPage{frame: f, Set: s, Indicators: all, Body: rootOf(f.Tree, v, r, s), MayDefine: v.Actor.May(CanDefine, s.Body.Scope())}
	now := f.Calendar.Holding(s.Frequency, v.Today)
	for q := now; len(p.Periods) < shownPeriods && !f.Calendar.Window(q).To.Before(s.From); q = q.Prev() {
		if year, ok := q.In(period.Year); ok && q.Kind != period.Year && (len(p.Periods) == 0 || p.Periods[len(p.Periods)-1].Year != year.Year) {
			p.Periods = append(p.Periods, year)
		}
		p.Periods = append(p.Periods, q)
	}
	if s.Document != "" {
		found, err := doc.Documents(ctx, v, []doc.ID{s.Document})
		if err != nil {
			return nil, err
		}
		p.Document = found[s.Document]
	}
	return web.Show(setView(p)), nil
}

// rootOf returns the body within which the figures of a set are shown: the one that is
// asked for, or the one that defines the set where the person may see that, or their own.
func rootOf(tree *org.Tree, v *work.View, r *web.Request, s *Set) org.ID {
	if b := r.Text("body"); b != "" {
		return org.ID(b)
	}
	if v.Actor.May(CanSee, s.Body.Scope()) {
		return s.Body
	}
	return tree.Own(v.Actor, CanSee, v.Today)
}

// A rollPage is what was reported of a set for a period.
type rollPage struct {
	frame
	*Roll
	Body    org.ID
	Before  *Roll // the same period of the year before, in the same tree; nil where the set was not there
	Targets map[ID]map[period.Period]Target
	Graphs  []graph.Chart
	Then    bool // in the tree of then
	Typed   string
	Only    string   // which returns are listed
	Ups     []org.ID // the bodies above that the person may see, as far as the set reaches
}

func (h handlers) roll(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := rollPageOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	return web.Show(rollView(p)), nil
}

func rollPageOf(ctx context.Context, v *work.View, r *web.Request) (p rollPage, err error) {
	s, _, err := FindSet(ctx, v, SetID(r.PathValue("set")))
	if err != nil {
		return p, err
	}
	q, err := period.Parse(r.PathValue("period"))
	if err != nil || q.Kind != s.Frequency && len(q.Parts(s.Frequency)) == 0 {
		return p, fault.New(fault.Unknown, tNoSet)
	}
	if p.frame, err = frameOf(ctx, v, nil); err != nil {
		return p, err
	}
	p.Body, p.Then, p.Only = rootOf(p.Tree, v, r, s), r.Text("tree") == "then", r.Text("only")
	ask := Question{Set: s.ID, Period: q, Root: p.Body, Charted: v.Today}
	if p.Then {
		ask.Charted = civil.Date{}
	}
	switch on, ok := r.Day("at"); {
	case !ok || on.After(v.Today):
		p.Typed, p.Errors = r.Text("at"), []ui.FieldError{{Field: "at", Text: tAtWrong.In(ctx)}}
	case !on.IsZero() && on.Before(v.Today):
		ask.At, p.Typed = endOf(v, on), on.Vietnamese()
	}
	if p.Roll, err = RollOf(ctx, v, ask); err != nil {
		return p, err
	}
	chart := p.Tree.Chart(v.Today)
	for _, up := range chart.Chain(p.Body) {
		if chart.Within(up, s.Body) && v.Actor.May(CanSee, up.Scope()) {
			p.Ups = append(p.Ups, up)
		}
	}
	// Both years stand in one tree, so that the same rows are compared.
	ask.Period, ask.Charted = q.YearBefore(), p.Chart.Day
	if !s.From.After(p.Calendar.Window(ask.Period).To) {
		ask.At = p.At
		if p.Before, err = RollOf(ctx, v, ask); err != nil {
			return p, err
		}
	}
	if p.Targets, err = Targets(ctx, v, s, p.Body, v.Today); err != nil {
		return p, err
	}
	p.Graphs, err = mapOf(ctx, v, p)
	return p, err
}

// An indicatorPage is one indicator over the periods and the bodies.
type indicatorPage struct {
	frame
	*Indicator
	Set     *Set
	Body    org.ID
	Rolls   []*Roll // the latest period last, in the tree of today
	Graphs  []graph.Chart
	Targets map[period.Period]Target
	May     bool
}

// trail is how many periods the page of an indicator goes back.
const trail = 12

func (h handlers) indicator(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	i, s, _, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	f, err := frameOf(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	p := indicatorPage{frame: f, Indicator: i, Set: s, Body: rootOf(f.Tree, v, r, s), May: v.Actor.May(CanDefine, s.Body.Scope())}
	var periods []period.Period
	for q := f.Calendar.Holding(s.Frequency, v.Today); len(periods) < trail && !f.Calendar.Window(q).To.Before(s.From); q = q.Prev() {
		periods = append(periods, q)
	}
	slices.Reverse(periods)
	if p.Rolls, err = RollsOf(ctx, v, Question{Set: s.ID, Root: p.Body, Charted: v.Today}, periods); err != nil {
		return nil, err
	}
	targets, err := Targets(ctx, v, s, p.Body, v.Today)
	if err != nil {
		return nil, err
	}
	p.Targets = targets[i.ID]
	p.Graphs, err = graphsOf(ctx, v, p)
	return web.Show(indicatorView(p)), err
}

// A typed is what was typed for one indicator.
type typed struct {
	Value, Part, Note string
	NotHere           bool
}

// A returnPage is a return with its form.
type returnPage struct {
	frame
	*Filed
	May        []Verb
	Before     Cells // of the period before; nil where it has none that count
	YearBefore Cells
	Typed      map[int]typed
	Sure       bool
	Past       []Former
	Window     period.Window
	Why        []period.Why
	Around     org.ID // within which the person sees the period: the body that accepts, or the one that reports
	Names      map[string]string
	Known      map[int]known // beside what was typed, by the numbers of indicators
}

func returnPageOf(ctx context.Context, v *work.View, f *Filed, wrong error) (p returnPage, err error) {
	p = returnPage{Filed: f, May: f.May(*v), Typed: map[int]typed{}}
	if p.frame, err = frameOf(ctx, v, wrong); err != nil {
		return p, err
	}
	p.Window, p.Around = p.Calendar.Window(f.Period), f.Body
	if v.Actor.May(CanSee, f.Above.Scope()) {
		p.Around = f.Above
	}
	if body, ok := p.Tree.Body(f.Body); ok {
		_, p.Why = p.Calendar.Due(f.Period, period.Tier(body.Tier))
	}
	if p.Before, err = before(ctx, v, f); err != nil {
		return p, err
	}
	r, err := ReturnOf(ctx, v, f.Set, f.Period.YearBefore(), f.Body)
	if err != nil {
		return p, err
	}
	if r != nil && r.State.Counts() {
		p.YearBefore = r.Cells
	}
	for _, i := range f.Indicators {
		if c, has := f.Cells[i.No]; has {
			p.Typed[i.No] = i.typed(text.LangOf(ctx), c)
		}
	}
	if f.State.Counts() || f.Returned != "" {
		if p.Past, err = Past(ctx, v, f); err != nil {
			return p, err
		}
	}
	return p, p.know(ctx, v)
}

// typed is a cell as it is typed.
func (i *Indicator) typed(l text.Lang, c Cell) typed {
	t := typed{Note: c.Note, NotHere: c.NotHere}
	switch {
	case c.NotHere:
	case i.Sort == Steps:
		t.Value = strconv.FormatInt(c.Value, 10)
	default:
		t.Value = writeValue(l, c.Value, i.Decimals)
		if i.twoFields() {
			t.Part = writeValue(l, c.Part, i.partDecimals())
		}
	}
	return t
}

// twoFields says whether a cell is two numbers.
func (i *Indicator) twoFields() bool { return i.Sort == Ratio || i.Aggregation == Mean }

// partDecimals are those of the second number: a weight is whole.
func (i *Indicator) partDecimals() int {
	if i.Sort == Ratio {
		return i.Decimals
	}
	return 0
}

// readCells reads what was typed; what cannot be read is told at its field, and the rest is
// returned.
func readCells(l text.Lang, indicators []*Indicator, all map[int]typed) (Cells, error) {
	out := Cells{}
	var wrong fault.Fields
	for _, i := range indicators {
		t := all[i.No]
		c := Cell{NotHere: t.NotHere, Note: clean(t.Note)}
		if t.NotHere && (clean(t.Value) != "" || clean(t.Part) != "") {
			wrong.Add(fieldOf(i.No), tBoth)
			continue
		}
		if !t.NotHere {
			if clean(t.Value) == "" && clean(t.Part) == "" {
				continue
			}
			decimals := i.Decimals
			if i.Sort == Steps {
				decimals = 0
			}
			var ok, part bool
			c.Value, ok = readValue(l, clean(t.Value), decimals)
			part = true
			if i.twoFields() {
				c.Part, part = readValue(l, clean(t.Part), i.partDecimals())
			}
			if !ok || !part {
				wrong.Add(fieldOf(i.No), tNumberWrong, i.Decimals)
				continue
			}
		}
		out[i.No] = c
	}
	return out, wrong.Err()
}

func (h handlers) showReturn(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	f, err := FindReturn(ctx, v, ReturnID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p, err := returnPageOf(ctx, v, f, nil)
	return web.Show(returnView(p)), err
}

// readTyped reads the fields of a form of cells.
func readTyped(r *web.Request, indicators []*Indicator) map[int]typed {
	out := map[int]typed{}
	for _, i := range indicators {
		no := strconv.Itoa(i.No)
		out[i.No] = typed{Value: r.Text("c" + no), Part: r.Text("p" + no), Note: r.Text("n" + no), NotHere: r.Checked("x" + no)}
	}
	return out
}

// said is what is told when something was done.
var said = map[Verb]text.T{Enter: tSaidEnter, Declare: tSaidDeclare, Approve: tSaidApprove, GiveBack: tSaidGiveBack, Accept: tSaidAccept, Lock: tSaidLock, Correct: tSaidCorrect}

// take does what the button that was pressed says. Declaring saves what was typed first;
// where that is refused nothing of it is lost.
func (h handlers) take(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, verb := ReturnID(r.PathValue("id")), Verb(r.Text("verb"))
	f, err := FindReturn(ctx, &u.View, id)
	if err != nil {
		return nil, err
	}
	if _, known := said[verb]; !known {
		return nil, fault.New(fault.Invalid, tChoose)
	}
	version, _ := r.Int("version")
	t := Taking{Verb: verb, Version: int64(version), Reason: r.Text("reason"), Sure: r.Checked("sure")}
	form := readTyped(r, f.asks())
	err = func() error {
		if verb == Enter || verb == Declare || verb == Correct {
			if t.Cells, err = readCells(r.Lang(), f.asks(), form); err != nil {
				return err
			}
		}
		if verb == Declare {
			if err := Take(ctx, u, id, Taking{Verb: Enter, Version: t.Version, Cells: t.Cells}); err != nil {
				return err
			}
			again, err := FindReturn(ctx, &u.View, id)
			if err != nil {
				return err
			}
			t.Version, t.Cells = again.Version, nil
		}
		return Take(ctx, u, id, t)
	}()
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			f, err2 := FindReturn(ctx, v, id)
			if err2 != nil {
				return nil, err2
			}
			if fault.Is(err, fault.Conflict) {
				f.Version = t.Version // what was not seen is not written over, however often it is sent
			}
			p, err2 := returnPageOf(ctx, v, f, err)
			if err2 != nil {
				return nil, err2
			}
			if verb == Enter || verb == Declare || verb == Correct {
				p.Typed, p.Sure = form, t.Sure
			}
			switch verb {
			case GiveBack, Correct:
				return reasonView(reasonPage{p, verb, r.Text("reason")}), nil
			}
			return returnView(p), nil
		})
	}
	return web.To(id.Address()).Saying(said[verb]), nil
}

// A reasonPage asks why something is done.
type reasonPage struct {
	returnPage
	Verb   Verb
	Reason string
}

func (h handlers) ask(verb Verb) web.Page {
	return func(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
		f, err := FindReturn(ctx, v, ReturnID(r.PathValue("id")))
		if err != nil {
			return nil, err
		}
		p, err := returnPageOf(ctx, v, f, nil)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(p.May, verb) {
			return nil, fault.New(fault.Conflict, tOtherState, f.State.Title())
		}
		return web.Show(reasonView(reasonPage{returnPage: p, Verb: verb})), nil
	}
}

// rowsOf splits lines that were typed.
func rowsOf(typed string) (out []string) {
	for line := range strings.Lines(typed) {
		if line = clean(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
