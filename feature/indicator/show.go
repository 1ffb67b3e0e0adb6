package indicator

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/org"
	"quyet/feature/period"
)

// Say tells a sum in words of the page: "1.214", "40,33% (605/1.500)", "Đã ban hành: 3".
// "–" stands for no number.
func (i *Indicator) Say(ctx context.Context, s *Sum, r text.Rounding) string {
	l := text.LangOf(ctx)
	n, ok := s.Number(i, r)
	switch {
	case i.Sort == Steps && s.Bodies == 1 && s.Value > 0 && s.Value <= int64(len(i.Steps)):
		return i.Steps[s.Value-1]
	case i.Sort == Steps && s.Bodies > 1:
		var parts []string
		for at, bodies := range s.Steps {
			if bodies > 0 && at < len(i.Steps) {
				parts = append(parts, i.Steps[at]+": "+text.Int(ctx, bodies))
			}
		}
		return strings.Join(parts, "; ")
	case !ok:
		return "–"
	case i.Sort == Ratio:
		return writeValue(l, n, 2) + "% (" + writeValue(l, s.Value, i.Decimals) + "/" + writeValue(l, s.Part, i.Decimals) + ")"
	}
	return writeValue(l, n, i.Decimals)
}

// SayCell tells a cell as [Indicator.Say] does a sum.
func (i *Indicator) SayCell(ctx context.Context, c Cell, has bool, r text.Rounding) string {
	switch {
	case !has:
		return "–"
	case c.NotHere:
		return tNotHere.In(ctx)
	}
	var s Sum
	s.add(i, &c)
	return i.Say(ctx, &s, r)
}

func hubAddress(body org.ID, part string) string {
	at := "/indicators?body=" + url.QueryEscape(string(body))
	if part != "" {
		at += "&part=" + part
	}
	return at
}

func (p hubPage) tabs(ctx context.Context) (out []ui.Tab) {
	for _, t := range []struct {
		part  string
		title text.T
	}{{"", tOwed}, {"done", tDone}, {"sets", tSets}} {
		out = append(out, ui.Tab{Label: t.title.In(ctx), Href: hubAddress(p.Body, t.part), Current: p.Part == t.part})
	}
	return out
}

func (p hubPage) caption(ctx context.Context) string {
	if p.Part == "done" {
		return tDone.In(ctx)
	}
	return tOwed.In(ctx)
}

func (p hubPage) actions(ctx context.Context) []ui.Action {
	if !p.MayDefine {
		return nil
	}
	return []ui.Action{{Label: tNewSet.In(ctx), Href: "/indicators/new?body=" + string(p.Body), Icon: ui.IconPlus, Key: "n"}}
}

func (p hubPage) next() string {
	if p.Next == (Cursor{}) {
		return ""
	}
	return hubAddress(p.Body, p.Part) + "&after=" + url.QueryEscape(p.Next.ID) + "&due=" + p.Next.Due.String()
}

// setOf is the set of a return, as far as the person sees it.
func (p hubPage) setOf(r *Return) *Set {
	at := slices.IndexFunc(p.Sets, func(s *Set) bool { return s.ID == r.Set })
	if at < 0 {
		return &Set{}
	}
	return p.Sets[at]
}

var stateTones = map[State]ui.Tone{Open: ui.Caution, Declared: ui.Notable, Approved: ui.Notable, Accepted: ui.Positive, Locked: ui.Off}

// statuses say how far a return is.
func (f frame) statuses(ctx context.Context, s State, late bool, corrected int) []ui.Status {
	out := []ui.Status{{Word: s.Title().In(ctx), Tone: stateTones[s]}}
	if late {
		word := tLate
		if s == Open {
			word = tOverdue
		}
		out = append(out, ui.Status{Word: word.In(ctx), Tone: ui.Negative})
	}
	if corrected > 0 {
		out = append(out, ui.Status{Word: tCorrected.In(ctx), Tone: ui.Neutral})
	}
	return out
}

var standingTones = map[Standing]ui.Tone{Exceeded: ui.Positive, Met: ui.Positive, Missed: ui.Negative, NotYet: ui.Neutral}

// standing is the word for how a sum stands; nil where nothing is to be reached.
func (i *Indicator) standing(ctx context.Context, s *Sum, target Target, has, complete bool) []ui.Status {
	if !has || target.Baseline {
		return nil
	}
	st := i.Standing(s, target.Cell, complete)
	if st == NoTarget {
		return nil
	}
	return []ui.Status{{Word: st.Title().In(ctx), Tone: standingTones[st]}}
}

// reached tells which share of its target a sum has reached.
func (i *Indicator) reached(ctx context.Context, s *Sum, target Target, has bool, r text.Rounding) string {
	if !has || target.Baseline {
		return ""
	}
	n, ok := i.Reached(s, target.Cell, r)
	if !ok {
		return ""
	}
	return text.Percent(ctx, n, 10_000, text.HalfUp)
}

// periodAddress is the page of a set for a period, over a body.
func (s *Set) periodAddress(p period.Period, body org.ID) string {
	return s.ID.Address() + "/period/" + p.Key() + "?body=" + url.QueryEscape(string(body))
}

// label is the heading of an indicator: its name and its unit.
func (i *Indicator) label() string {
	if i.Unit == "" {
		return i.Name
	}
	return i.Name + " (" + i.Unit + ")"
}

// how tells in a few words what a number of an indicator means and how it is added up.
func (i *Indicator) how(ctx context.Context) string {
	parts := []string{i.Running.Title().In(ctx), i.Aggregation.Title().In(ctx), i.Direction.Title().In(ctx)}
	if said := i.rangeIn(text.LangOf(ctx)); said != "" {
		parts = append(parts, tExpected.In(ctx, said))
	}
	if len(i.TotalOf) > 0 {
		parts = append(parts, "= "+strings.Join(i.TotalOf, " + "))
	}
	if i.Formula != "" {
		parts = append(parts, "= "+i.Formula)
	}
	return strings.Join(parts, "; ")
}

func (p setPage) actions(ctx context.Context) []ui.Action {
	if !p.MayDefine {
		return nil
	}
	return []ui.Action{
		{Label: tAddIndicator.In(ctx), Href: p.ID.Address() + "/define", Icon: ui.IconPlus, Key: "n"},
		{Label: tAim.In(ctx), Href: p.ID.Address() + "/aim", Icon: ui.IconChecks},
		{Label: tChange.In(ctx), Href: p.ID.Address() + "/change", Icon: ui.IconEdit, Key: "e"},
	}
}

func (p setPage) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tIndicators.In(ctx), Href: hubAddress(p.Body, "sets")}}
}

func (p setPage) facts(ctx context.Context) []ui.Fact {
	var who []string
	for _, r := range p.Scope {
		if r.Body != "" {
			who = append(who, p.Tree.Name(r.Body, p.Today))
		} else if g, err := p.Tree.Group(r.Group, p.Today); err == nil {
			who = append(who, g.Name)
		}
	}
	out := []ui.Fact{
		{Term: tDefinedBy.In(ctx), Value: p.Tree.Name(p.Set.Body, p.Today)},
		{Term: tFrequency.In(ctx), Value: p.Frequency.Title().In(ctx)},
		{Term: tScope.In(ctx), Value: strings.Join(who, ", "), Note: tScopeNow.In(ctx, len(p.reporters(p.Tree, p.Today)))},
	}
	if p.Document != nil {
		out = append(out, ui.Fact{Term: tBasis.In(ctx), Value: p.Document.Title(), Href: p.Document.ID.Address(), Note: p.Passage})
	} else if p.Passage != "" {
		out = append(out, ui.Fact{Term: tBasis.In(ctx), Value: p.Passage})
	}
	if !p.Until.IsZero() {
		out = append(out, ui.Fact{Term: tUntil.In(ctx), Value: p.Until.Vietnamese()})
	}
	return out
}

func (p rollPage) crumbs(ctx context.Context) []ui.Crumb {
	out := []ui.Crumb{{Label: tIndicators.In(ctx), Href: hubAddress(p.Body, "sets")}, {Label: p.Set.Name, Href: p.Set.ID.Address() + "?body=" + url.QueryEscape(string(p.Body))}}
	for _, up := range p.Ups {
		out = append(out, ui.Crumb{Label: p.Tree.Name(up, p.Today), Href: p.Set.periodAddress(p.Period, up) + p.keep()})
	}
	return out
}

// keep is what the links of the page keep of its question.
func (p rollPage) keep() string {
	at := ""
	if p.Then {
		at += "&tree=then"
	}
	if p.Typed != "" {
		at += "&at=" + url.QueryEscape(p.Typed)
	}
	return at
}

func (p rollPage) of(q period.Period) string { return p.Set.periodAddress(q, p.Body) + p.keep() }

func (p rollPage) tabs(ctx context.Context) []ui.Tab {
	at := p.Set.periodAddress(p.Period, p.Body)
	return []ui.Tab{{Label: tTreeNow.In(ctx), Href: at, Current: !p.Then}, {Label: tTreeThen.In(ctx), Href: at + "&tree=then", Current: p.Then}}
}

// moved says whether the tree of then is another one, within what is shown.
func (p rollPage) moved() bool {
	then := p.Tree.Chart(earlier(p.Window.To, p.Today))
	now := p.Tree.Chart(p.Today)
	return p.Then || !slices.Equal(then.Subtree(p.Body), now.Subtree(p.Body))
}

func (p rollPage) figures(ctx context.Context) []ui.Figure {
	t := p.Tally(p.Body)
	open := t.By[Open]
	at := func(only string) string { return p.of(p.Period) + "&only=" + only + "#returns" }
	out := []ui.Figure{
		{Label: tFigureDeclared.In(ctx), Value: tOf.In(ctx, text.Int(ctx, t.Counted()), text.Int(ctx, t.Returns)), Href: at(onlyCounted)},
		{Label: tFigureAccepted.In(ctx), Value: tOf.In(ctx, text.Int(ctx, t.By[Accepted]+t.By[Locked]), text.Int(ctx, t.Returns)), Href: at(onlyAccepted)},
		{Label: tFigureOpen.In(ctx), Value: text.Int(ctx, open), Href: at(onlyOpen)},
		{Label: tFigureLate.In(ctx), Value: text.Int(ctx, t.Late), Href: at(onlyLate)},
	}
	if open > 0 {
		out[2].Tone = ui.Caution
	}
	if t.Late > 0 {
		out[3].Tone = ui.Negative
	}
	return out
}

// standings counts how the indicators stand against their targets.
func (p rollPage) standings(ctx context.Context) string {
	counts := map[Standing]int{}
	n := 0
	for _, i := range p.Indicators {
		if t, has := p.Targets[i.ID][p.Period]; has && !t.Baseline && i.Direction != Flat {
			counts[i.Standing(p.Of(p.Body, i), t.Cell, p.Complete(p.Body, p.Today))]++
			n++
		}
	}
	if n == 0 {
		return ""
	}
	said := tStandings.In(ctx, counts[Met]+counts[Exceeded], n)
	for _, s := range Standings() {
		if counts[s] > 0 {
			said += "; " + strings.ToLower(s.Title().In(ctx)) + ": " + strconv.Itoa(counts[s])
		}
	}
	return said
}

// covered tells of how many bodies a sum is.
func (p rollPage) covered(ctx context.Context, s *Sum, t Tally) string {
	out := tOfBodies.In(ctx, s.Bodies, t.Returns)
	if s.NotHere > 0 {
		out += "; " + tNotHereAt.In(ctx, s.NotHere)
	}
	if s.Earlier > 0 {
		out += "; " + tEarlierAt.In(ctx, s.Earlier)
	}
	return out
}

// compared tells how far a sum is from the one of the year before.
func (p rollPage) compared(ctx context.Context, i *Indicator) string {
	if p.Before == nil || p.Tally(p.Body).By[Open] > 0 || p.Before.Tally(p.Body).By[Open] > 0 {
		return "" // a part is not compared with a whole
	}
	now, ok := p.Of(p.Body, i).Number(i, p.Rounding)
	was, had := p.Before.Of(p.Body, i).Number(i, p.Rounding)
	if !ok || !had || i.Sort == Steps {
		return ""
	}
	l := text.LangOf(ctx)
	if i.Sort == Ratio {
		return signed(now-was, writeValue(l, magnitude(now-was), 2)) + " " + tPoints.In(ctx)
	}
	if was == 0 {
		return signed(now-was, writeValue(l, magnitude(now-was), i.Decimals))
	}
	return signed(now-was, text.Percent(ctx, magnitude(now-was), magnitude(was), p.Rounding))
}

func signed(n int64, said string) string {
	switch {
	case n > 0:
		return "+" + said
	case n < 0:
		return "−" + said
	}
	return said
}

// columns of the table of parts: one for each indicator.
func (p rollPage) columns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tBody.In(ctx), Title: true}, {Label: tState.In(ctx), Narrow: true}}
	for _, i := range p.Indicators {
		// On a phone the row leads to its numbers: a card of every number of every body would
		// be a page nobody gets to the end of.
		out = append(out, ui.Column{Label: i.Code, Numeric: true, Spare: true})
	}
	return out
}

func (p rollPage) sumColumns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tIndicator.In(ctx), Title: true}, {Label: p.Period.Words(text.LangOf(ctx)), Numeric: true}, {Label: tTarget.In(ctx), Numeric: true}, {Label: tStandingOf.In(ctx), Narrow: true}}
	if p.Before != nil {
		out = append(out, ui.Column{Label: tYearBefore.In(ctx), Numeric: true}, ui.Column{Label: tCompared.In(ctx), Numeric: true})
	}
	return append(out, ui.Column{Label: tCovered.In(ctx)})
}

// lines are the returns of the body itself and, where nothing is below it, nothing else.
func (p rollPage) parts() []org.ID { return p.Roll.Parts(p.Body) }

func (p indicatorPage) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tIndicators.In(ctx), Href: hubAddress(p.Body, "sets")}, {Label: p.Set.Name, Href: p.Set.ID.Address() + "?body=" + url.QueryEscape(string(p.Body))}}
}

func (p indicatorPage) actions(ctx context.Context) []ui.Action {
	if !p.May {
		return nil
	}
	return []ui.Action{{Label: tChange.In(ctx), Href: p.ID.Address() + "/change", Icon: ui.IconEdit, Key: "e"}, {Label: tMapLink.In(ctx), Href: p.ID.Address() + "/map", Icon: ui.IconLink}}
}

// last is the latest period for which anybody reported; the last of all where nobody did.
func (p indicatorPage) last() *Roll {
	for at := len(p.Rolls) - 1; at >= 0; at-- {
		if p.Rolls[at].Of(p.Body, p.Indicator).Reported() {
			return p.Rolls[at]
		}
	}
	if len(p.Rolls) == 0 {
		return nil
	}
	return p.Rolls[len(p.Rolls)-1]
}

func (p indicatorPage) facts(ctx context.Context) []ui.Fact {
	out := []ui.Fact{
		{Term: tCode.In(ctx), Value: p.Code}, {Term: tUnit.In(ctx), Value: p.Unit}, {Term: tRunning.In(ctx), Value: p.Running.Title().In(ctx)},
		{Term: tAggregation.In(ctx), Value: p.Aggregation.Title().In(ctx)}, {Term: tDirection.In(ctx), Value: p.Direction.Title().In(ctx)},
	}
	if p.Unit == "" {
		out = slices.Delete(out, 1, 2)
	}
	if said := p.rangeIn(text.LangOf(ctx)); said != "" {
		out = append(out, ui.Fact{Term: tRange.In(ctx), Value: said})
	}
	if len(p.TotalOf) > 0 {
		out = append(out, ui.Fact{Term: tTotalOf.In(ctx), Value: strings.Join(p.TotalOf, " + ")})
	}
	if len(p.Steps) > 0 {
		out = append(out, ui.Fact{Term: tSteps.In(ctx), Value: strings.Join(p.Steps, "; ")})
	}
	if p.Formula != "" {
		out = append(out, ui.Fact{Term: tFormula.In(ctx), Value: p.Formula})
	}
	if p.Passage != "" {
		out = append(out, ui.Fact{Term: tBasis.In(ctx), Value: p.Passage})
	}
	return out
}

// offers says whether the person may do something next.
func (p returnPage) offers(verb Verb) bool { return slices.Contains(p.May, verb) }

// title names a return.
func (p returnPage) title(ctx context.Context) string {
	return p.Of.Name + ", " + p.Period.Inside().In(ctx)
}

func (p returnPage) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tIndicators.In(ctx), Href: hubAddress(p.Body, "")}, {Label: p.Of.Name, Href: p.Of.periodAddress(p.Period, p.Around)}}
}

func (p returnPage) facts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Term: tBody.In(ctx), Value: p.Tree.Name(p.Body, p.Today)},
		{Term: tPeriodOf.In(ctx), Value: p.Period.Words(text.LangOf(ctx)), Note: p.Window.Words(ctx)},
		{Term: tDue.In(ctx), Value: p.Due.Vietnamese()},
		{Term: tState.In(ctx), Shown: ui.Tags(p.statuses(ctx, p.State, p.Due.Before(p.Today) && p.State == Open, p.Corrected)...)},
	}
}

// open says whether figures can be typed.
func (p returnPage) open() bool { return p.offers(Enter) || p.offers(Declare) }

func (p returnPage) columns(ctx context.Context, form bool) []ui.Column {
	out := []ui.Column{{Label: tIndicator.In(ctx), Title: true}, {Label: tPeriodBefore.In(ctx), Numeric: true}, {Label: tYearBefore.In(ctx), Numeric: true, Spare: true}}
	if form {
		return append(out, ui.Column{Label: tFigure.In(ctx)}, ui.Column{Label: tNote.In(ctx)})
	}
	return append(out, ui.Column{Label: tFigure.In(ctx), Numeric: true}, ui.Column{Label: tNote.In(ctx)})
}

// stepOptions are the steps that can be chosen.
func (i *Indicator) stepOptions() (out []ui.Option) {
	for at, s := range i.Steps {
		out = append(out, ui.Option{Value: strconv.Itoa(at + 1), Label: s})
	}
	return out
}

func has(c Cells, no int) bool {
	_, ok := c[no]
	return ok
}

func setAddress(id SetID) string {
	if id == "" {
		return "/indicators"
	}
	return id.Address() + "/change"
}

func (p setFormPage) title(ctx context.Context) string {
	if p.ID == "" {
		return tNewSet.In(ctx)
	}
	return tChange.In(ctx)
}

func (p setFormPage) crumbs(ctx context.Context) []ui.Crumb {
	out := []ui.Crumb{{Label: tIndicators.In(ctx), Href: hubAddress(org.ID(p.Form.Body), "sets")}}
	if p.ID != "" {
		out = append(out, ui.Crumb{Label: cmp.Or(clean(p.Form.Name), tSets.In(ctx)), Href: p.ID.Address()})
	}
	return out
}

func (p indicatorFormPage) action() string {
	if p.Old == nil {
		return p.Set.ID.Address() + "/define"
	}
	return p.Old.ID.Address() + "/change"
}

func (p indicatorFormPage) title(ctx context.Context) string {
	if p.Old == nil {
		return tAddIndicator.In(ctx)
	}
	return tChange.In(ctx)
}

// asked is the body as the field shows it.
func (p aimPage) asked() string {
	if p.Asked != "" {
		return p.Asked
	}
	return p.Tree.Name(p.Body, p.Today)
}

// unknown says why there is no such body.
func (p aimPage) unknown(ctx context.Context) string {
	if p.Asked == "" {
		return ""
	}
	return ui.ErrorOf(p.Errors, "body")
}

func (p aimPage) periodOptions(ctx context.Context) (out []ui.Option) {
	for _, q := range p.Periods {
		out = append(out, ui.Option{Value: q.Key(), Label: q.Words(text.LangOf(ctx))})
	}
	if !slices.Contains(p.Periods, p.Period) {
		out = append(out, ui.Option{Value: p.Period.Key(), Label: p.Period.Words(text.LangOf(ctx))})
	}
	year := period.Period{Kind: period.Year, Year: p.Period.Year, Number: 1}
	if p.Frequency != period.Year && p.Period.Kind != period.Year {
		out = append(out, ui.Option{Value: year.Key(), Label: year.Words(text.LangOf(ctx))})
	}
	return out
}

// mostListed is how many returns a page lists.
const mostListed = 400

// Which returns are listed behind a number.
const (
	onlyCounted  = "counted"
	onlyAccepted = "accepted"
	onlyOpen     = "open"
	onlyLate     = "late"
)

// listed are the returns behind the number that was followed; without one those of the body
// itself and, where nothing is below it, all.
func (p rollPage) listed() []Line {
	out := slices.DeleteFunc(slices.Clone(p.Lines), func(l Line) bool {
		switch p.Only {
		case onlyCounted:
			return !l.State.Counts()
		case onlyAccepted:
			return l.State != Accepted && l.State != Locked
		case onlyOpen:
			return l.State != Open
		case onlyLate:
			return !l.Late
		}
		return l.At != p.Body
	})
	return out[:min(len(out), mostListed)]
}

// weightOf is that of the n-th button: what comes next stands out.
func weightOf(n int) ui.Weight {
	if n == 0 {
		return ui.Primary
	}
	return ""
}
