package plan

import (
	"context"
	"slices"
	"strings"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/org"
)

// shows says whether an item stands in a part of the programme.
func (p itemsPage) shows(i Item, part string) bool {
	switch part {
	case showAhead:
		return i.Near(p.Today) || i.Standing(p.Today) == Overdue
	case showLate:
		return i.Standing(p.Today) == Overdue
	case showBare:
		return i.Bare(p.Today)
	}
	return true
}

func (p itemsPage) count(part string) (n int) {
	for _, i := range p.Items {
		if p.shows(i, part) {
			n++
		}
	}
	return n
}

func (p itemsPage) shown() (items []Item) {
	for _, i := range p.Items {
		if p.shows(i, p.Show) {
			items = append(items, i)
		}
	}
	return items
}

// tabs lead to the parts of the programme that hold something, and to the whole.
func (p itemsPage) tabs(ctx context.Context) (tabs []ui.Tab) {
	for _, t := range []struct {
		part  string
		label text.T
	}{{showAhead, tNowTab}, {showLate, tLateTab}, {showBare, tBareTag}, {showAll, tAllTab}} {
		n := p.count(t.part)
		if n == 0 && t.part != p.Show && t.part != showAll {
			continue
		}
		tabs = append(tabs, ui.Tab{Label: t.label.In(ctx), Href: p.ID.ItemsAddress() + "?show=" + t.part, Current: t.part == p.Show, Count: text.Int(ctx, n)})
	}
	return tabs
}

// means says what the part holds, where its name does not.
func (p itemsPage) means(ctx context.Context) string {
	switch p.Show {
	case showAhead:
		return tNowMeans.In(ctx)
	case showBare:
		return tBareMeans.In(ctx)
	}
	return ""
}

// summary tells how far the programme is.
func (p itemsPage) summary(ctx context.Context) string {
	done, moved, dropped := 0, 0, 0
	for _, i := range p.Items {
		switch i.State {
		case Done:
			done++
		case Dropped:
			dropped++
		}
		if i.Moved() {
			moved++
		}
	}
	said := []string{tDoneSummary.In(ctx, done, len(p.Items))}
	if moved > 0 {
		said = append(said, tMovedSummary.In(ctx, moved))
	}
	if dropped > 0 {
		said = append(said, tDropSummary.In(ctx, dropped))
	}
	return strings.Join(said, ", ") + "."
}

func (p itemsPage) actions(ctx context.Context) (out []ui.Action) {
	if p.Kind == Inspection {
		out = append(out, p.calendar(ctx))
	}
	if len(p.Items) > 0 {
		out = append(out, ui.Action{Label: tItemsWord.In(ctx), Href: p.ID.ItemsAddress() + "/file", Icon: ui.IconDownload})
	}
	if p.MayPlan {
		out = append(out,
			ui.Action{Label: tPaste.In(ctx), Href: p.ID.ItemsAddress() + "/paste", Icon: ui.IconCopy},
			ui.Action{Label: tNewItem.In(ctx), Href: p.ID.ItemsAddress() + "/new", Icon: ui.IconPlus, Weight: ui.Primary, Key: "n"})
	}
	return out
}

// calendar leads to the year in which an inspection programme begins.
func (p *Programme) calendar(ctx context.Context) ui.Action {
	return ui.Action{Label: tCalendarOf.In(ctx, p.From.Year), Href: calendarAddress(p.Body, p.From.Year), Icon: ui.IconCalendar}
}

func (p *Programme) preparesLabel() text.T {
	if p.Kind == Inspection {
		return tTeam
	}
	return tPrepares
}

func (p itemsPage) columns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tWhen.In(ctx), Narrow: true}, {Label: tItemWords.In(ctx), Title: true}, {Label: tForum.In(ctx), Narrow: true}, {Label: p.preparesLabel().In(ctx)}, {Label: tState.In(ctx), Narrow: true}}
}

func (m Month) title(ctx context.Context) string {
	if m.First.IsZero() {
		return tUndated.In(ctx)
	}
	return tMonthOf.In(ctx, m.First.Month, m.First.Year)
}

// when is the time of an item in words, and its last day where the words tell none.
func (i Item) when(ctx context.Context) string {
	if i.When == "" {
		return i.Until.Vietnamese()
	}
	return i.When
}

// days are the days that the words for the time of an item mean.
func (i Item) days() string {
	if i.From == i.Until {
		return i.Until.Vietnamese()
	}
	return i.From.Vietnamese() + " – " + i.Until.Vietnamese()
}

// named is a body where one is meant, otherwise the words.
func (p itemsPage) named(b org.ID, words string) string {
	if b != "" {
		return p.Tree.Distinct(b, "", p.Today)
	}
	return words
}

// statuses are how an item stands: overdue, moved and not prepared are told, and
// nothing else of what is still ahead.
func (i Item) statuses(ctx context.Context, p *Programme, bare bool, standing Standing) (out []ui.Status) {
	out = append(out, status(ctx, standing))
	if i.Moved() && i.State == ToDo {
		out = append(out, ui.Status{Word: tMovedTag.In(ctx), Tone: ui.Caution})
	}
	if bare && !p.Ended {
		out = append(out, ui.Status{Word: tBareTag.In(ctx), Tone: ui.Caution})
	}
	return out
}

// asides are what is told of an item below its words.
func (p itemsPage) asides(ctx context.Context, i Item) (out []string) {
	if i.About != "" {
		out = append(out, tAboutAs.In(ctx, p.named(i.Looked, i.About)))
	}
	if !i.ReportBy.IsZero() {
		out = append(out, tReportByAs.In(ctx, i.ReportBy.Vietnamese()))
	}
	return append(out, i.changed(ctx)...)
}

// changed tells from when an item was moved, or why it was dropped.
func (i Item) changed(ctx context.Context) (out []string) {
	if i.State == Dropped {
		return []string{tDroppedAs.In(ctx, i.Reason)}
	}
	if i.Moved() {
		first := i.FirstWhen
		if first == "" {
			first = i.FirstUntil.Vietnamese()
		}
		out = append(out, tMovedFrom.In(ctx, first, i.Reason))
	}
	return out
}

// A linked is something that an item is linked to.
type linked struct{ Words, Address string }

func (p itemsPage) links(ctx context.Context, i Item) (out []linked) {
	if d := p.Docs[i.Doc]; d != nil {
		out = append(out, linked{d.Short(), d.ID.Address()})
	}
	if m, ok := p.Meetings[i.Meeting]; ok {
		out = append(out, linked{m.Title + ", " + m.On.Vietnamese(), m.Address})
	}
	if i.Task != "" {
		out = append(out, linked{tItemTask.In(ctx), i.Task.Address()})
	}
	return out
}

func (p itemPage) title(ctx context.Context) string {
	if p.Item.ID == "" {
		return tNewItem.In(ctx)
	}
	return p.Item.Words
}

func (p itemPage) action() string {
	if p.Item.ID == "" {
		return p.ID.ItemsAddress()
	}
	return p.Item.Address()
}

// errors are those of one of the forms of the page.
func (p itemPage) errors(doing string) []ui.FieldError {
	if p.Doing != doing {
		return nil
	}
	return p.Errors
}

// typed is what was typed into one of the forms of the page.
func (p itemPage) typed(doing string) itemForm {
	f := itemForm{On: p.Today.Vietnamese()}
	if p.Doing == doing && len(p.Errors) > 0 {
		f = p.Typed
	}
	return f
}

// whenHint says how the time is written, or that it stays.
func (p itemPage) whenHint(ctx context.Context) string {
	if p.timeFixed() {
		return tWhenFixed.In(ctx)
	}
	return tWhenHint.In(ctx)
}

func (p itemPage) timeFixed() bool { return p.Item.ID != "" && !p.Item.timeOpen(p.Programme, p.Today) }

func (p itemPage) forums(ctx context.Context) (out []ui.Option) {
	for _, f := range Forums() {
		out = append(out, ui.Option{Value: string(f), Label: f.Title().In(ctx)})
	}
	return out
}

func (p itemPage) meetingOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: tNoneChosen.In(ctx)}}
	known := p.Form.Meeting == ""
	for _, m := range p.Meetings {
		known = known || string(m.ID) == p.Form.Meeting
		out = append(out, ui.Option{Value: string(m.ID), Label: m.On.Vietnamese() + " – " + m.Title})
	}
	if !known { // one that the actor may not see stays linked
		out = append(out, ui.Option{Value: p.Form.Meeting, Label: tItemMeeting.In(ctx)})
	}
	return out
}

func (p itemPage) taskOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: tNoneChosen.In(ctx)}}
	known := p.Form.Task == ""
	for _, t := range p.Tasks {
		known = known || string(t.ID) == p.Form.Task
		out = append(out, ui.Option{Value: string(t.ID), Label: t.Text})
	}
	if !known {
		out = append(out, ui.Option{Value: p.Form.Task, Label: tItemTask.In(ctx)})
	}
	return out
}

func (p itemPage) facts(ctx context.Context) []ui.Fact {
	i := p.Item
	facts := []ui.Fact{{Term: tForum.In(ctx), Value: i.Forum.Title().In(ctx)}}
	add := func(term text.T, value, href string) {
		if value != "" {
			facts = append(facts, ui.Fact{Term: term.In(ctx), Value: value, Href: href})
		}
	}
	body := func(term text.T, b org.ID, words string) {
		if b != "" {
			add(term, p.Tree.Name(b, p.Today), b.Address())
		} else {
			add(term, words, "")
		}
	}
	add(tWhen, i.When, "")
	if !i.Until.IsZero() && i.When != i.days() {
		add(tDays, i.days(), "")
	}
	if i.Moved() {
		add(tFirstTime, strings.Join(slices.DeleteFunc([]string{i.FirstWhen, i.FirstUntil.Vietnamese()}, func(s string) bool { return s == "" }), ", "), "")
	}
	add(tReason, i.Reason, "")
	body(tAbout, i.Looked, i.About)
	add(tReportBy, i.ReportBy.Vietnamese(), "")
	body(p.preparesLabel(), i.Preparer, i.Prepares)
	add(tReviews, i.Reviews, "")
	if p.Document != nil {
		add(tItemDoc, p.Document.Title(), p.Document.ID.Address())
	}
	for _, m := range p.Meetings {
		if m.ID == i.Meeting {
			add(tItemMeeting, m.Title+", "+m.On.Vietnamese(), m.Address)
		}
	}
	for _, t := range p.Tasks {
		if t.ID == i.Task {
			add(tItemTask, t.Text, t.ID.Address())
		}
	}
	switch i.State {
	case Done:
		add(tDone, i.Ended.Vietnamese(), "")
	case Dropped:
		add(tDroppedOn, i.Ended.Vietnamese(), "")
	}
	return facts
}

// crumbs lead to the programme, as far as the actor may see it.
func (p itemPage) crumbs(ctx context.Context) []ui.Crumb {
	if !p.MaySee {
		return []ui.Crumb{{Label: tPlans.In(ctx), Href: "/plans"}}
	}
	return []ui.Crumb{{Label: tPlans.In(ctx), Href: "/plans"}, {Label: p.Title, Href: p.ID.Address()}, {Label: tItems.In(ctx), Href: p.ID.ItemsAddress()}}
}

func preparingColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tItemWords.In(ctx)}, {Label: tInProgramme.In(ctx)}, {Label: tToPrepareBy.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}
