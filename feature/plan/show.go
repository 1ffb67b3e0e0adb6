package plan

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/task"
)

func (p listPage) name() string {
	if p.Body == "" {
		return ""
	}
	return p.Tree.Name(p.Body, p.Today)
}

func (p listPage) actions(ctx context.Context) []ui.Action {
	if !p.MayPlan {
		return nil
	}
	return []ui.Action{{Label: tNewProgramme.In(ctx), Href: "/plans/new?body=" + string(p.Body), Icon: ui.IconPlus, Weight: ui.Primary}}
}

func listColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTitle.In(ctx)}, {Label: tKind.In(ctx), Spare: true}, {Label: tBody.In(ctx)}, {Label: tPeriodLabel.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

func (p *Programme) period(ctx context.Context) string {
	return tPeriod.In(ctx, p.From.Vietnamese(), p.Until.Vietnamese())
}

func (p *Programme) status(ctx context.Context) ui.Status {
	if p.Ended {
		return ui.Status{Word: tEndedWord.In(ctx), Tone: ui.Off}
	}
	return ui.Status{Word: tRunning.In(ctx), Tone: ui.Notable}
}

func openColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tDocument.In(ctx)}, {Label: tStep.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

var standingTones = map[Standing]ui.Tone{Ahead: ui.Notable, Overdue: ui.Negative, InTime: ui.Positive, TooLate: ui.Caution, GivenUp: ui.Off}

// status tells how a step stands on a day.
func status(ctx context.Context, s Standing) ui.Status {
	return ui.Status{Word: s.Title().In(ctx), Tone: standingTones[s]}
}

// address returns the page on which a step is reported; "" of a derivation, which
// is a document.
func (d Due) address() string {
	if d.Step == Derive {
		return ""
	}
	return ChecklistAddress(d.Doc) + "/" + string(d.Body) + "/" + string(d.Step)
}

func kindOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range Kinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Title().In(ctx)})
	}
	return out
}

func (p programmePage) action() string {
	if p.ID == "" {
		return "/plans"
	}
	return p.ID.Address() + "/edit"
}

func (p programmePage) title(ctx context.Context) string {
	if p.ID == "" {
		return tNewProgramme.In(ctx)
	}
	return tEdit.In(ctx)
}

func (s showPage) actions(ctx context.Context) (out []ui.Action) {
	out = append(out, ui.Action{Label: tItemsCount.In(ctx, text.Int(ctx, s.Items)), Href: s.ID.ItemsAddress(), Icon: ui.IconCalendar, Weight: ui.Primary})
	if s.Kind == Inspection {
		out = append(out, s.calendar(ctx))
	}
	if s.AnnexAt != nil && len(s.Tasks) > 0 {
		out = append(out, ui.Action{Label: tAnnex.In(ctx), Href: s.AnnexAt(s.ID), Icon: ui.IconDownload})
	}
	if !s.MayPlan {
		return out
	}
	return append(out, []ui.Action{{Label: tPick.In(ctx), Href: s.ID.Address() + "/pick", Icon: ui.IconPlus}, {Label: tEdit.In(ctx), Href: s.ID.Address() + "/edit", Icon: ui.IconEdit, Key: "e"}}...)
}

func (s showPage) columns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tTask.In(ctx)}, {Label: tLead.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tState.In(ctx)}, {Label: tProgress.In(ctx), Numeric: true}}
	if s.MayPlan {
		out = append(out, ui.Column{Label: tDrop.In(ctx), Hidden: true, Narrow: true})
	}
	return out
}

func (s showPage) statuses(ctx context.Context, t *task.Task) []ui.Status {
	var out []ui.Status
	if timing := t.Timing(s.Today, s.Warn); timing != task.NoTiming {
		out = append(out, ui.Status{Word: timing.Title().In(ctx), Tone: s.Tones[timing]})
	}
	return append(out, ui.Status{Word: t.State.Title().In(ctx), Tone: ui.Neutral})
}

// counted are the timings that a programme counts: the official numbers.
var counted = []task.Timing{task.DoneOnTime, task.DoneLate, task.Within, task.Overdue, task.Ongoing}

// timing is that of counted to which t belongs, by the present deadline or the one
// first given.
func (s showPage) timing(t *task.Task, first bool) task.Timing {
	timing := t.Timing(s.Today, s.Warn)
	if first {
		timing = t.FirstTiming(s.Today, s.Warn)
	}
	if timing == task.DueSoon || timing == task.OnTrack {
		return task.Within
	}
	return timing
}

func (s showPage) count(timing task.Timing, first bool) (n int) {
	for _, t := range s.Tasks {
		if s.timing(t, first) == timing {
			n++
		}
	}
	return n
}

// at is the page with the tasks of one number; with all for none.
func (s showPage) at(n narrowing) string {
	if n.timing == "" {
		return s.ID.Address()
	}
	at := s.ID.Address() + "?timing=" + string(n.timing)
	if n.first {
		at += "&by=first"
	}
	return at
}

// listed are the tasks of the number that is looked at.
func (s showPage) listed() []*task.Task {
	if s.Only.timing == "" {
		return s.Tasks
	}
	return slices.DeleteFunc(slices.Clone(s.Tasks), func(t *task.Task) bool { return s.timing(t, s.Only.first) != s.Only.timing })
}

// page is the part of the listed tasks that stands on this page, and the address of
// the next one, "" where there is none. After a task that is not listed any more it
// begins anew.
func (s showPage) page() (tasks []*task.Task, next string) {
	tasks = s.listed()
	tasks = tasks[1+slices.IndexFunc(tasks, func(t *task.Task) bool { return t.ID == s.After }):]
	if len(tasks) <= tasksListed {
		return tasks, ""
	}
	tasks = tasks[:tasksListed]
	sign := "?"
	if s.Only.timing != "" {
		sign = "&"
	}
	return tasks, s.at(s.Only) + sign + "after=" + string(tasks[tasksListed-1].ID)
}

// caption tells what the list holds.
func (s showPage) caption(ctx context.Context) string {
	if s.Only.timing == "" {
		return tTasks.In(ctx, text.Int(ctx, s.Total))
	}
	what := s.Only.timing.Title().In(ctx)
	if s.Only.first {
		what = tByFirst.In(ctx, what)
	}
	return what + " (" + text.Int(ctx, s.count(s.Only.timing, s.Only.first)) + ")"
}

// figures are the official numbers of the tasks that the actor sees; each opens
// to its rows.
func (s showPage) figures(ctx context.Context) []ui.Figure {
	out := make([]ui.Figure, 0, len(counted))
	for _, timing := range counted {
		n := s.count(timing, false)
		f := ui.Figure{Label: timing.Title().In(ctx), Value: text.Int(ctx, n), Tone: ui.Neutral}
		if n > 0 {
			f.Href = s.at(narrowing{timing: timing})
		}
		out = append(out, f)
	}
	return out
}

// late are the numbers that another deadline makes: those of the one first given.
var late = []task.Timing{task.Overdue, task.DoneLate}

func (s showPage) facts(ctx context.Context) []ui.Fact {
	facts := []ui.Fact{
		{Term: tKind.In(ctx), Value: s.Kind.Title().In(ctx)},
		{Term: tBody.In(ctx), Value: s.Tree.Name(s.Body, s.Today), Href: s.Body.Address()},
		{Term: tPeriodLabel.In(ctx), Value: s.period(ctx)},
	}
	if d := s.Names[s.Doc]; d != nil {
		facts = append(facts, ui.Fact{Term: tDoc.In(ctx), Value: d.Title(), Href: d.ID.Address()})
	}
	return facts
}

func pickColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTask.In(ctx)}, {Label: tLead.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}}
}

func checklistColumns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tBody.In(ctx)}}
	for _, s := range Steps() {
		out = append(out, ui.Column{Label: s.Title().In(ctx)})
	}
	return out
}

// figures tell of each step how many bodies did it.
func (p checklistPage) figures(ctx context.Context) []ui.Figure {
	out := make([]ui.Figure, 0, len(Steps()))
	for _, s := range Steps() {
		asked, done, overdue := p.Count(s, p.Today)
		if asked == 0 {
			continue
		}
		f := ui.Figure{Label: s.Title().In(ctx), Value: tDoneOf.In(ctx, done, asked), Tone: ui.Neutral, Href: "#checklist"}
		if overdue > 0 {
			f.Note, f.Tone = tOverdueCount.In(ctx, overdue), ui.Negative
		}
		out = append(out, f)
	}
	return out
}

// when tells by when a step is due, and when it was done.
func (d Due) when(ctx context.Context) string {
	if d.Done.IsZero() {
		return tDueOn.In(ctx, d.On.Vietnamese())
	}
	return tDoneOn.In(ctx, d.Done.Vietnamese(), d.On.Vietnamese())
}

// tasksAt is where the tasks of a body under a document are listed.
func tasksAt(d doc.ID, b org.ID) string {
	return "/tasks?" + url.Values{"document": {string(d)}, "body": {string(b)}}.Encode()
}

func version(n int64) string { return strconv.FormatInt(n, 10) }
