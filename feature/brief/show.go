package brief

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/org"
)

var standingTones = map[Standing]ui.Tone{Waiting: ui.Neutral, Begun: ui.Notable, Overdue: ui.Negative, Complete: ui.Positive, Late: ui.Caution}

func (s Standing) status(ctx context.Context) ui.Status {
	return ui.Status{Word: s.Title().In(ctx), Tone: standingTones[s]}
}

// daysLeft tells in words how far a day is.
func daysLeft(ctx context.Context, due, today civil.Date) string {
	switch n := due.Sub(today); {
	case n == 0:
		return tDueToday.In(ctx)
	case n < 0:
		return tDaysOver.In(ctx, -n)
	default:
		return tDaysLeft.In(ctx, n)
	}
}

func (p listPage) name() string { return p.Tree.Name(p.Body, p.Today) }

func openColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tDocument.In(ctx)}, {Label: tBody.In(ctx), Spare: true}, {Label: tDue.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

func (p listPage) left(ctx context.Context, o Open) ui.Status {
	tone := ui.Notable
	if o.Due.Before(p.Today) {
		tone = ui.Negative
	}
	return ui.Status{Word: daysLeft(ctx, o.Due, p.Today), Tone: tone}
}

// share prints coverage in figures: both numbers, and the share.
func share(ctx context.Context, c Cover, r text.Rounding) (numbers, percent string) {
	numbers = tOf.In(ctx, text.Int(ctx, c.Reached), text.Int(ctx, c.Expected))
	switch {
	case c.Expected == 0 && c.Unsaid > 0:
		return text.Int(ctx, c.Beside), tUnsaidShort.In(ctx)
	case c.Reached == 0 && c.Beside == 0:
		return numbers, tNobodyYet.In(ctx)
	}
	return numbers, text.Percent(ctx, c.Reached, c.Expected, r)
}

func (p *mapPage) name(b org.ID) string {
	if body, ok := p.Tree.Body(b); ok {
		return body.ShortOn(p.Charted)
	}
	return "–"
}

func (p *mapPage) partName(ctx context.Context, part Part) string {
	switch {
	case part.Body == "":
		return tNowhere.In(ctx)
	case part.Body == p.Coverage.Body:
		return tItself.In(ctx, p.name(part.Body))
	}
	return p.name(part.Body)
}

func (p *mapPage) crumbs(ctx context.Context) []ui.Crumb {
	out := []ui.Crumb{{Label: tBriefings.In(ctx), Href: "/briefings"}, {Label: p.Document.Short(), Href: p.Document.ID.Address()}}
	for _, up := range p.Above {
		out = append(out, ui.Crumb{Label: p.name(up), Href: p.at(up)})
	}
	return out
}

// at is the map of a body on the same day.
func (p *mapPage) at(b org.ID) string {
	q := url.Values{"body": {string(b)}}
	if p.On != p.Today {
		q.Set("on", p.On.String())
	}
	return Address(p.Document.ID) + "?" + q.Encode()
}

// rows is the list of the lines behind a number.
func (p *mapPage) rows(n narrowing) string {
	q := url.Values{}
	if n.Body == "" {
		n.Body = p.Coverage.Body
	}
	for name, value := range map[string]string{"body": string(n.Body), "tier": string(n.Tier), "audience": string(n.Audience), "only": n.Only} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if n.Itself {
		q.Set("itself", "1")
	}
	if p.On != p.Today {
		q.Set("on", p.On.String())
	}
	if p.Charted != p.On {
		q.Set("tree", p.Charted.String())
	}
	return Address(p.Document.ID) + "/bodies?" + q.Encode()
}

func (p *mapPage) asOf() ui.AsOfSpec {
	return ui.AsOfSpec{Action: Address(p.Document.ID), On: p.On, From: p.Today.AddDays(-reaches), To: p.Today, Target: "#coverage",
		Keep: []ui.Option{{Value: "body", Label: string(p.Coverage.Body)}}, Typed: p.TypedOn, Error: ui.ErrorOf(p.Wrong, "on")}
}

func (p *mapPage) figures(ctx context.Context) []ui.Figure {
	c := p.All
	numbers, percent := share(ctx, c, p.Rounding)
	figure := func(label text.T, n int64, only string, tone ui.Tone) ui.Figure {
		f := ui.Figure{Label: label.In(ctx), Value: text.Int(ctx, n), Tone: ui.Neutral}
		if n > 0 {
			f.Href, f.Tone = p.rows(narrowing{Only: only}), tone
		}
		return f
	}
	out := []ui.Figure{
		{Label: tShare.In(ctx), Value: percent, Note: numbers, Href: p.rows(narrowing{}), Tone: ui.Neutral},
		figure(tMissing, c.Missing(), onlyMissing, ui.Notable),
		figure(tAskedBodies, int64(c.Bodies), "", ui.Neutral),
		figure(tComplete, int64(c.Complete), onlyDone, ui.Positive),
		figure(tNotBriefed, int64(c.Bodies-c.Complete), onlyOpen, ui.Notable),
		figure(tOverdue, int64(c.Overdue), string(Overdue), ui.Negative),
	}
	if c.Unsaid > 0 {
		out = append(out, figure(tUnsaid, int64(c.Unsaid), onlyUnsaid, ui.Caution))
	}
	return out
}

// columns are those of the tables of levels and of bodies.
func (p *mapPage) columns(ctx context.Context, first text.T) []ui.Column {
	out := []ui.Column{{Label: first.In(ctx)}, {Label: tComplete.In(ctx), Numeric: true}, {Label: tOverdue.In(ctx), Numeric: true}}
	for _, a := range p.Audiences {
		out = append(out, ui.Column{Label: a.Name.In(ctx), Numeric: true})
	}
	return out
}

// A row is one line of the tables of levels and of bodies.
type row struct {
	Name string
	Href string
	Sum
	Of narrowing
}

func (p *mapPage) tiers(ctx context.Context) (out []row) {
	for _, t := range p.Tiers {
		out = append(out, row{Name: t.Tier.Title().In(ctx), Sum: t.Sum, Of: narrowing{Tier: t.Tier}})
	}
	if len(out) > 1 {
		out = append(out, row{Name: tAllLevels.In(ctx), Sum: p.Sum})
	}
	return out
}

func (p *mapPage) parts(ctx context.Context) (out []row) {
	for _, part := range p.Parts {
		r := row{Name: p.partName(ctx, part), Sum: part.Sum, Of: narrowing{Body: part.Body}}
		if part.Body == p.Coverage.Body || part.Body == "" {
			r.Of.Body, r.Of.Itself = p.Coverage.Body, true
		} else {
			r.Href = p.at(part.Body)
		}
		out = append(out, r)
	}
	return out
}

func (n narrowing) only(only string) narrowing {
	n.Only = only
	return n
}

func (n narrowing) audience(a Audience) narrowing {
	n.Audience = a
	return n
}

func (p behindPage) title(ctx context.Context) string {
	title := p.name(p.narrowing.Body)
	if p.Itself {
		title = tItself.In(ctx, title)
	}
	if p.Tier != "" {
		title += " · " + p.Tier.Title().In(ctx)
	}
	return title
}

// behindColumns are those of the list of bodies: one for each audience that is looked at.
func (p behindPage) columns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tBody.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}}
	for _, a := range p.looked() {
		out = append(out, ui.Column{Label: a.Name.In(ctx), Numeric: true})
	}
	return append(out, ui.Column{Label: tState.In(ctx), Narrow: true})
}

// looked are the audiences that are looked at.
func (p behindPage) looked() (out []AudienceName) {
	for _, a := range p.Audiences {
		if p.Audience == "" || p.Audience == a.Audience {
			out = append(out, a)
		}
	}
	return out
}

// due is when the first of what a body is asked is due that is not complete, or the
// last of all of it.
func (ls Lines) due(day civil.Date) (due civil.Date) {
	var first civil.Date
	for _, l := range ls {
		if l.Standing(day).Open() && (first.IsZero() || l.Due.Before(first)) {
			first = l.Due
		}
		if l.Due.After(due) {
			due = l.Due
		}
	}
	if !first.IsZero() {
		return first
	}
	return due
}

func (p behindPage) bodyName(b org.ID) string { return p.Tree.Distinct(b, p.narrowing.Body, p.Charted) }

func (p *mapPage) audienceOptions(ctx context.Context) (out []ui.Option) {
	for _, a := range p.Audiences {
		out = append(out, ui.Option{Value: string(a.Audience), Label: a.Name.In(ctx)})
	}
	return out
}

func (p behindPage) onlyOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: onlyOpen, Label: tOnlyOpen.In(ctx)}, {Value: onlyMissing, Label: tOnlyMissing.In(ctx)}, {Value: onlyUnsaid, Label: tOnlyUnsaid.In(ctx)}, {Value: onlyDone, Label: tOnlyDone.In(ctx)}}
	for _, s := range Standings() {
		out = append(out, ui.Option{Value: string(s), Label: s.Title().In(ctx)})
	}
	return out
}

// kept is the question without what the form of the list asks.
func (p behindPage) kept() []ui.Option {
	keep := []ui.Option{{Value: "body", Label: string(p.narrowing.Body)}}
	if p.Tier != "" {
		keep = append(keep, ui.Option{Value: "tier", Label: string(p.Tier)})
	}
	if p.Itself {
		keep = append(keep, ui.Option{Value: "itself", Label: "1"})
	}
	if p.On != p.Today {
		keep = append(keep, ui.Option{Value: "on", Label: p.On.String()})
	}
	if p.Charted != p.On {
		keep = append(keep, ui.Option{Value: "tree", Label: p.Charted.String()})
	}
	return keep
}

func (p behindPage) next() string {
	if p.Next == "" {
		return ""
	}
	return p.rows(p.narrowing) + "&after=" + string(p.Next)
}

// sheet is the address of the list as a workbook.
func (p behindPage) sheet() string {
	return strings.Replace(p.rows(p.narrowing), "/bodies?", "/bodies.xlsx?", 1)
}

func (p behindPage) actions(ctx context.Context) []ui.Action {
	if len(p.Rows) == 0 {
		return nil
	}
	return []ui.Action{{Label: tExcel.In(ctx), Href: p.sheet(), Icon: ui.IconDownload}}
}

func (p behindPage) caption(ctx context.Context) string {
	numbers, percent := share(ctx, p.Total.All, p.Rounding)
	return tBehind.In(ctx, p.Total.All.Bodies) + " – " + numbers + " (" + percent + ")"
}

// lineShare is the share of one line.
func lineShare(ctx context.Context, l Line, r text.Rounding) string {
	switch {
	case l.Expected == Unsaid:
		return tUnsaidShort.In(ctx)
	case l.Reached == 0 && l.Expected > 0:
		return tNobodyYet.In(ctx)
	}
	return text.Percent(ctx, l.Reached, l.Expected, r)
}

func lineNumbers(ctx context.Context, l Line) string {
	if l.Expected == Unsaid {
		return text.Int(ctx, l.Reached)
	}
	return tOf.In(ctx, text.Int(ctx, l.Reached), text.Int(ctx, l.Expected))
}

func (p *bodyPage) address() string { return PageOf(p.Document.ID, p.Body) }

func (p *bodyPage) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tBriefings.In(ctx), Href: "/briefings"}, {Label: p.Document.Short(), Href: Address(p.Document.ID)}}
}

func lineColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tAudience.In(ctx)}, {Label: tReached.In(ctx), Numeric: true}, {Label: tShare.In(ctx), Numeric: true}, {Label: tDue.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

func sittingColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tDay.In(ctx), Narrow: true}, {Label: tForm.In(ctx)}, {Label: tPlace.In(ctx)}, {Label: tSpeaker.In(ctx), Spare: true}, {Label: tPeople.In(ctx)}, {Label: tState.In(ctx), Narrow: true}}
}

// said tells in words how many of each audience a sitting reached.
func (p *bodyPage) said(ctx context.Context, s Sitting) (out string) {
	for _, a := range p.Audiences {
		if n := s.Reached[a.Audience]; n > 0 {
			if out != "" {
				out += "; "
			}
			out += a.Name.In(ctx) + ": " + text.Int(ctx, n)
		}
	}
	return out
}

// unsaid says whether the body has still to say how many there are.
func (p *bodyPage) unsaid() bool {
	for _, l := range p.Lines {
		if l.Expected == Unsaid {
			return true
		}
	}
	return false
}

func (p *bodyPage) finished() civil.Date {
	if p.open() || len(p.Lines) == 0 {
		return civil.Date{}
	}
	return p.Lines[0].Done
}

func formOptions(ctx context.Context) (out []ui.Option) {
	for _, f := range Forms() {
		out = append(out, ui.Option{Value: string(f), Label: f.Title().In(ctx)})
	}
	return out
}

// earlier are the sittings for which another one can make up.
func (p *bodyPage) earlier(ctx context.Context, but SittingID) (out []ui.Option) {
	for _, s := range p.Sittings {
		if s.Withdrawn == "" && s.ID != but && s.MakesUp == "" {
			label := s.On.Vietnamese() + ", " + s.Form.Title().In(ctx)
			if s.Place != "" {
				label += ", " + s.Place
			}
			out = append(out, ui.Option{Value: string(s.ID), Label: label})
		}
	}
	return out
}

// left tells how many of an audience are not reached yet.
func (p *bodyPage) left(ctx context.Context, a Audience) string {
	l, ok := p.line(a)
	if !ok || l.Expected == Unsaid {
		return ""
	}
	return tLeft.In(ctx, text.Int(ctx, max(l.Expected-l.Reached, 0)))
}

func (p *bodyPage) errors(form string) []ui.FieldError {
	if p.Wrong == form {
		return p.Errors
	}
	return nil
}

func reachOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "", Label: tItselfOnly.In(ctx)}, {Value: rightBelow, Label: tRightBelow.In(ctx)}, {Value: allBelow, Label: tAllBelow.In(ctx)}}
}

func version(n int64) string { return strconv.FormatInt(n, 10) }

// sittingTitle names a sitting by its day.
func (p *sittingPage) title(ctx context.Context) string {
	return tSitting.In(ctx) + " " + p.Held.On.Vietnamese()
}

func (p *sittingPage) facts(ctx context.Context) []ui.Fact {
	s := p.Held
	facts := []ui.Fact{
		{Term: tDocument.In(ctx), Value: p.Document.Title(), Href: p.Document.ID.Address()},
		{Term: tDay.In(ctx), Value: s.On.Vietnamese()},
		{Term: tForm.In(ctx), Value: s.Form.Title().In(ctx)},
		{Term: tPeople.In(ctx), Value: p.said(ctx, s)},
		{Term: tPlace.In(ctx), Value: s.Place},
		{Term: tSpeaker.In(ctx), Value: s.Speaker},
	}
	for _, o := range p.Sittings {
		if o.ID == s.MakesUp {
			facts = append(facts, ui.Fact{Term: tMakesUp.In(ctx), Value: o.On.Vietnamese(), Href: o.ID.Address()})
		}
	}
	if s.Point != "" {
		facts = append(facts, ui.Fact{Term: tFromPoint.In(ctx), Value: s.fromPoint(ctx), Href: s.Point.Address()})
	}
	if s.Words != "" {
		facts = append(facts, ui.Fact{Term: tWords.In(ctx), Value: s.Words})
	}
	return facts
}

// weight makes the form that comes next the one to press.
func (p *bodyPage) weight(form string) ui.Weight {
	if (form == expectForm) == p.unsaid() && !p.hasOffer() {
		return ui.Primary
	}
	return ui.Ordinary
}
