package board

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/org"
	"quyet/feature/task"
)

// parts are the four official numbers as a bar, with the rows behind each.
func parts(ctx context.Context, b behind, c Counts) []ui.Part {
	out := partWords(ctx).parts(c)
	for i, t := range [...]task.Timing{task.DoneOnTime, task.DoneLate, task.Within, task.Overdue} {
		out[i].Href = b.timing(t)
	}
	return out
}

// words are what the parts of a bar are called.
type words [4]string

func partWords(ctx context.Context) words {
	return words{tOnTime.In(ctx), tLate.In(ctx), tWithin.In(ctx), tOverdue.In(ctx)}
}

func (w words) parts(c Counts) []ui.Part {
	return []ui.Part{
		{Label: w[0], N: c.OnTime, Pattern: ui.Solid}, {Label: w[1], N: c.Late, Pattern: ui.Lined},
		{Label: w[2], N: c.Within(), Pattern: ui.Blank}, {Label: w[3], N: c.Overdue, Pattern: ui.Hatched},
	}
}

func (p *mapPage) name(b org.ID) string {
	if b == "" {
		return ""
	}
	day := p.Day
	if day.IsZero() {
		day = p.Today
	}
	if body, ok := p.Tree.Body(b); ok {
		return body.ShortOn(day)
	}
	return "–"
}

func (p *mapPage) programme(ctx context.Context, id task.DocID) string {
	if c, ok := p.Programmes[id]; ok {
		return c.Title
	}
	return tUnseen.In(ctx)
}

// now says whether the map shows the present.
func (p *mapPage) now() bool { return p.Day.IsZero() }

func (p *mapPage) lead(ctx context.Context) string {
	lead := tWholeTree.In(ctx)
	if p.Body != "" {
		lead = p.Tree.Name(p.Body, p.Today)
	}
	if p.Programme != "" {
		lead += " · " + tProgrammeOf.In(ctx, p.programme(ctx, p.Programme))
	}
	return lead
}

func (p *mapPage) crumbs(ctx context.Context) []ui.Crumb {
	var out []ui.Crumb
	for _, up := range p.Tree.Chart(p.Today).Chain(p.Body) {
		out = append(out, ui.Crumb{Label: p.name(up), Href: p.address(up)})
	}
	return out
}

// address is the map of another body with the same question.
func (p *mapPage) address(b org.ID) string {
	start, rest := p.addressAround()
	return start + string(b) + rest
}

// addressAround is what stands around the body in an [mapPage.address].
func (p *mapPage) addressAround() (start, rest string) {
	if p.Programme != "" {
		rest += "&programme=" + string(p.Programme)
	}
	if !p.now() {
		rest += "&on=" + p.On.String()
	}
	if p.Listed {
		rest += "&order=" + inList
	}
	return "/map?body=", rest
}

// inOrder is the same map with its rows in list order, or by what is overdue.
func (p *mapPage) inOrder(listed bool) string {
	q := *p
	q.Listed = listed
	a := q.address(p.Body)
	if !p.Since.IsZero() {
		a += "&since=" + p.Since.String()
	}
	return a
}

// behind asks for the rows behind the numbers of a row. Today the body itself
// stands there for what it leads alone, the others for their subtrees; on a
// past day they are the rows of the map of that day.
func (p *mapPage) behind(row org.ID) behind {
	b := p.behindAll()
	switch {
	case !p.now():
		b.row = row
	case row == p.Body:
		b.of = "lead"
	default:
		b.body = row
	}
	return b
}

// behindAll asks for the rows behind the numbers of the whole map.
func (p *mapPage) behindAll() behind {
	b := behind{of: "body", body: p.Body, programme: p.Programme, first: p.Method.First}
	if !p.now() {
		b.on = p.On
	}
	return b
}

// rows are the bodies that have tasks: those with most overdue first, or in
// list order.
func (p *mapPage) rows() []Row {
	rows := slices.DeleteFunc(slices.Clone(p.Rows), func(r Row) bool { return p.quiet(r) })
	if !p.Listed {
		slices.SortStableFunc(rows, func(a, b Row) int {
			return cmp.Or(cmp.Compare(b.Counts.Overdue, a.Counts.Overdue), cmp.Compare(b.Counts.All(), a.Counts.All()))
		})
	}
	return rows
}

// idle are the bodies without tasks.
func (p *mapPage) idle() (of []org.ID) {
	for _, r := range p.Rows {
		if r.Body != p.Body && p.quiet(r) {
			of = append(of, r.Body)
		}
	}
	return of
}

// quiet says whether a body has no tasks, nor had any on the day compared with.
func (p *mapPage) quiet(r Row) bool { return r.Counts.IsZero() && p.Before[r.Body].IsZero() }

// drawn is how many tasks a bar shows.
func drawn(c Counts) int64 { return c.Open() + c.Completed() }

// most is the number beside which the bars of all tasks are drawn.
func (p *mapPage) most() (n int64) {
	for _, r := range p.Rows {
		n = max(n, drawn(r.Counts))
	}
	return n
}

func (c column) most() (n int64) {
	for _, of := range c.Of {
		n = max(n, drawn(of))
	}
	return n
}

// tenths is the share of n in most, from 1 to 10; 0 for nothing.
func tenths(n, most int64) int64 {
	if most == 0 {
		return 0
	}
	return (10*n + most - 1) / most
}

// symbol is the name of a programme in a heading: of "Nghị quyết 8-NQ/TW về …"
// the symbol, of a title without one its beginning.
func (p *mapPage) symbol(ctx context.Context, id task.DocID) string {
	title := p.programme(ctx, id)
	for word := range strings.FieldsSeq(title) {
		if strings.Contains(word, "/") && strings.Contains(word, "-") {
			return strings.TrimRight(word, ":,;.")
		}
	}
	return shortened(title, headingRunes)
}

// headingRunes is how long a programme's name in a heading may be.
const headingRunes = 28

// shortened cuts s at a space before its nth rune.
func shortened(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	head := string(r[:n])
	if i := strings.LastIndex(head, " "); i > 0 {
		head = head[:i]
	}
	return head + "…"
}

// legend tells what the headings of the programmes stand for; each leads to
// the map of that programme.
func (p *mapPage) legend(ctx context.Context) []ui.Fact {
	out := make([]ui.Fact, 0, len(p.Columns))
	for _, c := range p.Columns {
		out = append(out, ui.Fact{Term: p.symbol(ctx, c.Programme), Value: p.programme(ctx, c.Programme), Href: "/map?body=" + string(p.Body) + "&programme=" + string(c.Programme)})
	}
	return out
}

func (p *mapPage) asOf() ui.AsOfSpec {
	keep := p.kept()
	if !p.Since.IsZero() {
		keep = append(keep, ui.Option{Value: "since", Label: p.Since.String()})
	}
	return ui.AsOfSpec{Action: "/map", On: p.On, From: p.Today.AddDays(-reaches), To: p.Today, Keep: keep, Target: "#map",
		Typed: p.TypedOn, Error: ui.ErrorOf(p.Errors, "on")}
}

// since is the field of the day compared with.
func (p *mapPage) since(ctx context.Context) ui.Field {
	return sinceField(ctx, p.Since, p.TypedSince, p.Errors)
}

// sinceField asks for the day since which; after a refusal it holds what was
// typed.
func sinceField(ctx context.Context, since civil.Date, typed string, wrong []ui.FieldError) ui.Field {
	f := ui.Field{Name: "since", Label: tSince.In(ctx), Value: since.Vietnamese(), Error: ui.ErrorOf(wrong, "since")}
	if f.Error != "" {
		f.Value = typed
	}
	return f
}

// kept is the question without its days, for the forms that change these.
func (p *mapPage) kept() []ui.Option {
	keep := []ui.Option{{Value: "body", Label: string(p.Body)}}
	if p.Programme != "" {
		keep = append(keep, ui.Option{Value: "programme", Label: string(p.Programme)})
	}
	if p.Listed {
		keep = append(keep, ui.Option{Value: "order", Label: inList})
	}
	return keep
}

func (p *mapPage) figures(ctx context.Context) []ui.Figure {
	t, rows := p.Total, p.behindAll()
	figure := func(label text.T, n, before int64, timing task.Timing) ui.Figure {
		f := ui.Figure{Label: label.In(ctx), Value: text.Int(ctx, n), Tone: p.Tones[timing], Href: rows.timing(timing)}
		if p.Before != nil {
			f.Note = tChange.In(ctx, signed(ctx, n-before), p.Since.Vietnamese())
		}
		return f
	}
	rounding := tRoundedHalf
	if p.Method.Rounding == text.Truncate {
		rounding = tRoundedCut
	}
	over := tRateNote
	if p.Method.All {
		over = tRateNoteAll
	}
	return []ui.Figure{
		figure(tOnTime, t.OnTime, p.BeforeAll.OnTime, task.DoneOnTime),
		figure(tLate, t.Late, p.BeforeAll.Late, task.DoneLate),
		figure(tWithin, t.Within(), p.BeforeAll.Within(), task.Within),
		figure(tOverdue, t.Overdue, p.BeforeAll.Overdue, task.Overdue),
		figure(tOngoing, t.Ongoing, p.BeforeAll.Ongoing, task.Ongoing),
		{Label: tRate.In(ctx), Value: p.rate(ctx, t), Note: over.In(ctx, text.Int(ctx, t.Completed()), text.Int(ctx, p.Method.Over(t))) + "; " + rounding.In(ctx)},
	}
}

// rate is the completion rate.
func (p *mapPage) rate(ctx context.Context, c Counts) string {
	return text.Percent(ctx, c.Completed(), p.Method.Over(c), p.Method.Rounding)
}

// A linked is a number with its rows.
type linked struct {
	Label, Number, Href string
}

// beside are the numbers beside the official ones: those of the other
// deadline, and what is suspended.
func (p *mapPage) beside(ctx context.Context) []linked {
	return append(p.behindAll().byOther(ctx, p.Total),
		linked{tSuspended.In(ctx), text.Int(ctx, p.Total.Suspended), p.behindAll().bucket(task.SuspendedBucket)})
}

// byOther are the numbers of c that the other deadline makes: that first given, or
// the present one where the rule counts by the first.
func (b behind) byOther(ctx context.Context, c Counts) []linked {
	label := tByFirstLabel
	if b.first = !b.first; !b.first {
		label = tByPresentLabel
	}
	return []linked{
		{label.In(ctx, tOverdue), text.Int(ctx, c.FirstOverdue), b.timing(task.Overdue)},
		{label.In(ctx, tLate), text.Int(ctx, c.FirstLate), b.timing(task.DoneLate)},
	}
}

// bases tell by which rules the numbers were worked out.
func (p *mapPage) bases(ctx context.Context) []ui.Fact {
	facts := make([]ui.Fact, len(p.Method.By))
	for i, b := range p.Method.By {
		verified := tUnverified
		if b.Verified {
			verified = tVerified
		}
		facts[i] = ui.Fact{Term: b.Rule.Title.In(ctx), Value: b.Rule.Say(ctx, b.Value), Href: "/rules/" + b.Rule.Key,
			Note: tBasis.In(ctx, b.Citation, b.From.Vietnamese(), verified)}
	}
	return facts
}

func signed(ctx context.Context, n int64) string {
	if n > 0 {
		return "+" + text.Int(ctx, n)
	}
	return text.Int(ctx, n)
}

// fixedColumns is how many columns stand before those of the programmes.
const fixedColumns = 7

func (p *mapPage) columns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tBody.In(ctx), Sort: p.inOrder(true)}, {Label: tAll.In(ctx)}, {Label: tOverdue.In(ctx), Numeric: true, Sort: p.inOrder(false)}, {Label: tWithin.In(ctx), Numeric: true},
		{Label: tOnTime.In(ctx), Numeric: true}, {Label: tLate.In(ctx), Numeric: true}, {Label: tRate.In(ctx), Numeric: true}}
	if p.Programme != "" {
		out[1].Label = p.symbol(ctx, p.Programme)
	}
	if p.Listed {
		out[0].Sorted = ui.Ascending
	} else {
		out[2].Sorted = ui.Descending
	}
	for _, c := range p.Columns {
		out = append(out, ui.Column{Label: p.symbol(ctx, c.Programme)})
	}
	return out
}

// change tells how a number differs from the day compared with; "" if it does
// not.
func (p *mapPage) change(ctx context.Context, now, before int64) string {
	if p.Before == nil || now == before {
		return ""
	}
	return " (" + signed(ctx, now-before) + ")"
}
