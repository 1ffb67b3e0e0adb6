package task

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// ChangesAddress is the page of what changed between two days.
const ChangesAddress = "/tasks/changes"

// ChangesAt returns the page of what changed among the tasks led by a body and
// those below it.
func ChangesAt(b org.ID) string {
	return ChangesAddress + "?" + url.Values{"body": {string(b)}}.Encode()
}

// changed is the page of what changed of the bodies and the programme that the
// register is asked for.
func (p *listPage) changed() string {
	q := url.Values{}
	for _, name := range []string{"body", "programme"} {
		if s := p.Query.Get(name); s != "" {
			q.Set(name, s)
		}
	}
	if len(q) == 0 {
		return ChangesAddress
	}
	return ChangesAddress + "?" + q.Encode()
}

type changesPage struct {
	page
	*Changes
	Filter     ChangeFilter
	Query      url.Values // as asked, without the cursor
	Errors     []ui.FieldError
	Bodies     org.Chooser
	Programmes []ui.Option
	Zone       *time.Location
	Sheet      string // see [Deps.ChangeSheets]
}

// sinceMonday is the Monday of the week of a day: on a Monday itself that of the week
// before, for that is what the briefing asks about.
func sinceMonday(day civil.Date) civil.Date {
	monday := day.AddDays(-1)
	for monday.Weekday() != time.Monday {
		monday = monday.AddDays(-1)
	}
	return monday
}

// changes shows what changed between two days. A question that cannot be answered
// is shown again with what is wrong in it.
func (h handlers) changes(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, wrong, err := h.changesAsked(ctx, v, r)
	if err != nil {
		return nil, err
	}
	if err := wrong.Err(); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, _, err2 := h.changesAsked(ctx, v, r)
			if err2 != nil {
				return nil, err2
			}
			p.Errors = web.FieldErrors(ctx, err)
			for i, e := range p.Errors {
				if e.Field == "kind" { // which has none
					p.Errors[i].Field = ""
				}
			}
			return changesView(p), nil
		})
	}
	if p.Changes, err = ChangesOf(ctx, v, p.Filter); err != nil {
		return nil, err
	}
	if err := p.named(ctx, v); err != nil {
		return nil, err
	}
	p.Sheet = h.ChangeSheets
	return web.Show(changesView(p)), nil
}

// named reads what the rows name: causes and people.
func (p *changesPage) named(ctx context.Context, v *work.View) (err error) {
	var events []work.Event
	p.Titles = map[string]text.T{}
	for _, c := range p.Rows {
		events = append(events, c.Event)
		if err := p.titled(ctx, v, c.Detail.Cause); err != nil {
			return err
		}
	}
	p.People, err = account.Names(ctx, v, account.Doers(events...))
	return err
}

// actions lead to the same as a workbook.
func (p *changesPage) actions(ctx context.Context) []ui.Action {
	if p.Sheet == "" || p.Changes == nil || len(p.Rows) == 0 {
		return nil
	}
	return []ui.Action{{Label: tSheet.In(ctx), Href: p.Sheet + "?" + p.Query.Encode()}}
}

// changesAsked reads the question.
func (h handlers) changesAsked(ctx context.Context, v *work.View, r *web.Request) (p *changesPage, wrong fault.Fields, err error) {
	p = &changesPage{Query: url.Values{}, Zone: v.Zone}
	if p.page, err = h.page(ctx, v); err != nil {
		return nil, nil, err
	}
	p.Bodies = p.Tree.ChooserOf(v.Actor, CanSee, v.Today)
	for _, name := range []string{"from", "until", "body", "programme", "kind"} {
		if s := r.Choice(name); s != "" {
			p.Query.Set(name, s)
		}
	}
	f := &p.Filter
	if b, err := p.Bodies.MeantOrNamed("body", p.Query.Get("body")); err != nil {
		wrong = append(wrong, fault.All(err)...)
	} else if b != "" {
		for _, may := range fault.All(v.Check(CanSee, b.Scope())) {
			at := *may
			at.Field = "body"
			wrong = append(wrong, &at)
		}
		p.Query.Set("body", string(b))
		f.Body = b
	}
	f.From, f.Until, f.Programme, f.Kind = sinceMonday(v.Today), v.Today, DocID(p.Query.Get("programme")), ChangeKind(p.Query.Get("kind"))
	for _, day := range []struct {
		name string
		to   *civil.Date
	}{{"from", &f.From}, {"until", &f.Until}} {
		if d, ok := r.Day(day.name); !ok {
			wrong.Add(day.name, tDayWrong)
		} else if !d.IsZero() {
			*day.to = d
		} else {
			p.Query.Set(day.name, day.to.String())
		}
	}
	switch {
	case len(wrong) > 0:
	case f.Until.Before(f.From):
		wrong.Add("until", tUntilBeforeFrom)
	case f.Until.Sub(f.From) >= MostChangeDays:
		wrong.Add("from", tChangesTooLong, MostChangeDays)
	}
	if _, known := changeTitles[f.Kind]; f.Kind != "" && !known {
		p.Query.Del("kind")
		wrong.Add("kind", tNoSuchChoice)
	}
	f.After.At, _ = strconv.ParseInt(r.Text("after"), 10, 64)
	f.After.Seq, _ = strconv.ParseInt(r.Text("seq"), 10, 64)
	if f.Kind == BecameLate {
		f.After = ChangeCursor{Day: r.Text("after"), ID: ID(r.Text("at"))}
	}
	chosen := &listPage{Filter: Filter{Programme: f.Programme}}
	err = h.programmes(ctx, v, chosen)
	p.Programmes = chosen.Programmes
	return p, wrong, err
}

// with is the address of the page with more in its question, "" takes away.
func (p *changesPage) with(more ...string) string {
	q := url.Values{}
	for name, values := range p.Query {
		q[name] = values
	}
	for i := 0; i+1 < len(more); i += 2 {
		if q.Del(more[i]); more[i+1] != "" {
			q.Set(more[i], more[i+1])
		}
	}
	return ChangesAddress + "?" + q.Encode()
}

// next is the address of the next page, "" on the last.
func (p *changesPage) next() string {
	switch n := p.Next; {
	case n.IsZero():
		return ""
	case n.Day != "":
		return p.with("after", n.Day, "at", string(n.ID))
	default:
		return p.with("after", strconv.FormatInt(n.At, 10), "seq", strconv.FormatInt(n.Seq, 10))
	}
}

// day is what the field of a day holds: the day, or what was typed where that is none.
func (p *changesPage) day(name string, day civil.Date) string {
	if ui.ErrorOf(p.Errors, name) != "" {
		return p.Query.Get(name)
	}
	return day.Vietnamese()
}

func (p *changesPage) title(ctx context.Context) string {
	if p.Filter.From == p.Filter.Until {
		return tChangesOn.In(ctx, p.Filter.From.Vietnamese())
	}
	return tChangesBetween.In(ctx, p.Filter.From.Vietnamese(), p.Filter.Until.Vietnamese())
}

func (p *changesPage) lead(ctx context.Context) string {
	if p.Filter.Body != "" {
		return p.Tree.Name(p.Filter.Body, p.Today)
	}
	return tChangesOfAll.In(ctx)
}

// figures are how many changes there are of each kind; each leads to its rows.
func (p *changesPage) figures(ctx context.Context) (out []ui.Figure) {
	for _, t := range p.Tallies {
		out = append(out, ui.Figure{Label: t.Kind.Title().In(ctx), Value: text.Int(ctx, t.N), Tone: changeTones[t.Kind], Href: p.with("kind", string(t.Kind)) + "#" + string(t.Kind)})
	}
	return out
}

var changeTones = map[ChangeKind]ui.Tone{
	BecameLate: ui.Negative, SentBack: ui.Negative, DueMoved: ui.Caution, Moved: ui.Caution, Ended: ui.Caution, Approved: ui.Positive,
}

// A changeGroup is the rows of one kind.
type changeGroup struct {
	Tally
	Rows []Change
}

func (p *changesPage) groups() (out []changeGroup) {
	for _, t := range p.Tallies {
		g := changeGroup{Tally: t}
		for _, c := range p.Rows {
			if c.Kind == t.Kind {
				g.Rows = append(g.Rows, c)
			}
		}
		if len(g.Rows) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// more says that the group has more rows than the first page shows.
func (p *changesPage) more(g changeGroup) bool {
	return p.Filter.Kind == "" && g.N > int64(len(g.Rows))
}

func changeColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTask.In(ctx)}, {Label: tChangeWhat.In(ctx)}, {Label: tChangeWhy.In(ctx)}, {Label: tChangeWhen.In(ctx), Narrow: true}}
}

// what tells what changed: what it was and what it became.
func (p *changesPage) what(ctx context.Context, c Change) string {
	was, is := c.WasDue.Vietnamese(), c.IsDue.Vietnamese()
	verb := c.Verb.Title().In(ctx)
	switch c.Kind {
	case BecameLate:
		return tChangePassed.In(ctx, is)
	case DueMoved:
		return verb + ": " + tFromTo.In(ctx, was, is)
	case Received:
		if c.Verb == DoAssign && c.WasDue != c.IsDue && c.Told { // where it had none before
			return verb + " · " + tDueOn.In(ctx, is)
		}
	case Given, Drafted:
		if is == "" {
			return verb
		}
		return verb + " · " + tDueOn.In(ctx, is)
	case Reported:
		if c.Told && c.WasDone != c.IsDone {
			return tChangeDone.In(ctx, c.WasDone, c.IsDone)
		}
		return verb
	case Worded:
		if c.Detail.Worded != nil {
			return verb + ": " + tChangeWorded.In(ctx, c.Detail.Worded.Text)
		}
	case Moved:
		if c.Verb == DoTransfer {
			return verb + ": " + tFromTo.In(ctx, p.name(c.WasLead), p.name(c.Detail.Lead))
		}
	}
	if c.Told && c.WasState != c.IsState && c.WasState != "" {
		return verb + ": " + tFromTo.In(ctx, c.WasState.Title(), c.IsState.Title())
	}
	return verb
}

// why is what was said with it.
func (p *changesPage) why(ctx context.Context, c Change) string {
	d := c.Detail
	var parts []string
	for _, s := range []string{d.Quantity, d.Note} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if s := d.waited(ctx, c.Event); s != "" {
		parts = append(parts, s)
	}
	if d.Cause != "" {
		parts = append(parts, p.Titles[d.Cause].In(ctx))
	}
	if len(d.Bodies) > 0 {
		names := make([]string, len(d.Bodies))
		for i, b := range d.Bodies {
			names[i] = p.name(b)
		}
		parts = append(parts, tToBody.In(ctx, strings.Join(names, ", ")))
	}
	if d.Document != "" && c.Verb == DoCancel {
		parts = append(parts, tByDocument.In(ctx, d.Document))
	}
	if (c.Verb == DoAskExtension || c.Verb == DoRefuseExtension) && !d.Due.IsZero() {
		parts = append(parts, tDueOn.In(ctx, d.Due.Vietnamese()))
	}
	return strings.Join(parts, " · ")
}

// when tells when it was, of a deadline the day after it.
func (c Change) when(ctx context.Context, zone *time.Location) string {
	if c.Kind == BecameLate {
		return civil.Of(c.At.In(zone)).Vietnamese()
	}
	return web.Moment(ctx, c.At)
}

func (p *changesPage) who(ctx context.Context, c Change) string {
	switch {
	case c.Kind == BecameLate:
		return ""
	case c.Event.Account == "":
		return tProgram.In(ctx)
	}
	if who := account.Doer(ctx, p.People, c.Event); who != "" {
		return who
	}
	return tSomebody.In(ctx)
}
