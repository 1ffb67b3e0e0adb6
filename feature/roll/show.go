package roll

import (
	"context"
	"strconv"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/feature/meeting"
)

// crumbs lead from the list of conferences and the page of this one.
func (a about) crumbs(ctx context.Context) []ui.Crumb { return crumbs(ctx, a.Meeting) }

func crumbs(ctx context.Context, m *meeting.Meeting) []ui.Crumb {
	return []ui.Crumb{{Label: tMeetings.In(ctx), Href: "/meetings?body=" + string(m.Body)}, {Label: m.Title, Href: m.ID.Address()}}
}

func (p callPage) lead(ctx context.Context) string {
	if p.Template {
		return tCallTemplate.In(ctx, p.Title)
	}
	return tCallLead.In(ctx, p.Title, p.about.Day.Vietnamese())
}

func signOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "plus", Label: tPlus.In(ctx)}, {Value: "minus", Label: tMinus.In(ctx)}}
}

func (p callPage) titleOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: tAnyTitle.In(ctx)}}
	for _, t := range p.Titles {
		out = append(out, ui.Option{Value: string(t.Title), Label: t.Name.In(ctx)})
	}
	return out
}

func capacityOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: tByTitle.In(ctx)}}
	for _, c := range Capacities() {
		out = append(out, ui.Option{Value: string(c), Label: capacityWords[c].In(ctx)})
	}
	return out
}

// words are a line as the clerk reads it.
func (p callPage) words(ctx context.Context, l Line) string {
	title := p.title(l.Title)
	if l.Minus && l.Title == "" {
		title = tEverybody
	}
	body := p.Tree.Name(l.Body, p.Preview.Day)
	if l.Group == "" {
		return tLineOf.In(ctx, title, body)
	}
	name := string(l.Group)
	if g, err := p.Tree.Group(l.Group, p.Preview.Day); err == nil {
		name = g.Name
	}
	return tLineOfGroup.In(ctx, title, name, body)
}

func (l Line) sign(ctx context.Context) ui.Status {
	if l.Minus {
		return ui.Status{Word: tMinus.In(ctx), Tone: ui.Caution}
	}
	return ui.Status{Word: tPlus.In(ctx), Note: l.Capacity.Title().In(ctx), Tone: ui.Positive}
}

func (p callPage) count(ctx context.Context, i int) string {
	n := text.Int(ctx, int64(p.Counts[i]))
	if p.Lines[i].Minus {
		return "−" + n
	}
	return n
}

func (p callPage) lineColumns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tLine.In(ctx)}, {Label: tCount.In(ctx), Numeric: true, Narrow: true}}
	if p.MayPlan {
		out = append(out, ui.Column{Label: tDo.In(ctx), Narrow: true, Hidden: true})
	}
	return out
}

func nameColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tPerson.In(ctx)}, {Label: tTitle.In(ctx)}, {Label: tBody.In(ctx)}, {Label: tCapacity.In(ctx), Narrow: true}}
}

// name is who holds the title of one who is called.
func (c Called) name() string {
	if c.Holding == nil {
		return ""
	}
	return c.Person.Name
}

// marks tell of one who is called what needs a look.
func (p callPage) marks(ctx context.Context, c Called) (out []ui.Status) {
	switch {
	case c.Title == "":
	case c.Vacant():
		out = append(out, ui.Status{Word: tNobodyHolds.In(ctx), Tone: ui.Caution})
	case c.Person.Name == "":
		out = append(out, ui.Status{Word: tNameErased.In(ctx), Tone: ui.Off})
	}
	if !p.Summoned.IsZero() && p.New[key(c.Seat)] {
		out = append(out, ui.Status{Word: tIsNew.In(ctx), Tone: ui.Notable})
	}
	return out
}

func (p callPage) summonWords(ctx context.Context) string {
	n := text.Int(ctx, int64(len(p.New)))
	if p.Summoned.IsZero() {
		return tSummon.In(ctx, n)
	}
	return tSummonMore.In(ctx, len(p.New), n)
}

// current says whether the page shows the day as of which people are summoned.
func (p callPage) current() bool { return p.Preview.Day == p.about.Day }

func (p callPage) summonedWords(ctx context.Context) string {
	return tSummonedAt.In(ctx, text.Int(ctx, int64(p.Seats)), web.Moment(ctx, p.Summoned))
}

func version(n int64) string { return strconv.FormatInt(n, 10) }

// addWeight lets the form call until there is somebody to summon.
func (p callPage) addWeight() ui.Weight {
	if len(p.New) > 0 && !p.Template {
		return ui.Ordinary
	}
	return ui.Primary
}

func (p panel) actions(ctx context.Context) []ui.Action {
	label := tSeeCall
	if p.MayPlan && len(p.Lines) == 0 {
		label = tWriteCall
	}
	return []ui.Action{{Label: label.In(ctx), Href: callAddress(p.ID), Weight: ui.Quiet}}
}

func (p panel) words(ctx context.Context) string {
	switch {
	case len(p.Seats) > 0:
		return tSummonedAt.In(ctx, text.Int(ctx, int64(len(p.Seats))), web.Moment(ctx, p.Summoned))
	case len(p.Lines) > 0:
		return tWillCall.In(ctx, len(p.Lines), text.Int(ctx, int64(len(p.Lines))))
	}
	return tNoCallYet.In(ctx)
}
