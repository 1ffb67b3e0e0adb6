package task

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/task/clarity"
)

// tones says how each timing is meant.
var tones = map[Timing]ui.Tone{
	Ongoing: ui.Notable, OnTrack: ui.Notable, DueSoon: ui.Caution, Overdue: ui.Negative, DoneOnTime: ui.Positive, DoneLate: ui.Caution,
}

// statuses returns the words about where a task stands.
func (p page) statuses(ctx context.Context, t *Task) []ui.Status {
	var out []ui.Status
	if timing := t.Timing(p.Today, p.Warn); timing != NoTiming {
		s := ui.Status{Word: timing.Title().In(ctx), Tone: tones[timing]}
		if late := t.DaysLate(p.Today); late > 0 {
			s.Note = tDays.In(ctx, late)
		}
		out = append(out, s)
	}
	if t.State.Standing() == Done {
		return out
	}
	tone := ui.Neutral
	switch t.State {
	case Returned, Rejected:
		tone = ui.Caution
	case Suspended, Cancelled, Transferred, Draft:
		tone = ui.Off
	}
	return append(out, ui.Status{Word: t.State.Title().In(ctx), Tone: tone})
}

// address returns the form of a verb.
func (t *Task) address(v Verb) string { return t.ID.Address() + "/" + string(v) }

// keys are the shortcuts of the verbs.
var keys = map[Verb]string{DoAccept: "a", DoUpdate: "u", DoSubmit: "s", DoConfirm: "c", DoReject: "x"}

func (t taskPage) actions(ctx context.Context) []ui.Action {
	var out []ui.Action
	for i, v := range formVerbs {
		for _, may := range t.Verbs {
			if may != v {
				continue
			}
			a := ui.Action{Label: v.Title().In(ctx), Href: t.address(v), Key: keys[v]}
			if len(out) == 0 && i < 4 {
				a.Weight = ui.Primary
			}
			out = append(out, a)
		}
	}
	return out
}

func (t taskPage) shortcuts(ctx context.Context) []ui.Shortcut {
	var out []ui.Shortcut
	for _, v := range t.Verbs {
		if k := keys[v]; k != "" {
			out = append(out, ui.Shortcut{Keys: k, Does: v.Title().In(ctx)})
		}
	}
	return out
}

func (t taskPage) facts(ctx context.Context) []ui.Fact {
	due, first := tOngoingWork.In(ctx), ""
	if !t.Due.IsZero() {
		due = t.Due.Vietnamese()
	}
	if t.FirstDue != t.Due {
		first = tFirstDue.In(ctx, t.FirstDue.Vietnamese(), t.FirstTiming(t.Today, t.Warn).Title())
	}
	if t.DueWords != "" {
		first = strings.TrimSpace("“" + t.DueWords + "” " + first)
	}
	facts := []ui.Fact{
		{Term: tLead.In(ctx), Value: t.name(t.Lead), Href: t.Lead.Address()},
		{Term: tIssuer.In(ctx), Value: t.name(t.Issuer), Href: t.Issuer.Address()},
		{Term: tDue.In(ctx), Value: due, Note: first},
		{Term: tDeliverable.In(ctx), Value: t.Deliverable},
		{Term: tPerson.In(ctx), Value: t.Person},
		{Term: tProgressLabel.In(ctx), Value: strconv.FormatInt(t.Progress, 10) + "%"},
	}
	if len(t.Coordinators) > 0 {
		names := make([]string, len(t.Coordinators))
		for i, b := range t.Coordinators {
			names[i] = t.name(b)
		}
		facts = append(facts, ui.Fact{Term: tCoordinators.In(ctx), Value: strings.Join(names, ", ")})
	}
	if c, ok := t.Cited[t.Programme]; ok {
		facts = append(facts, ui.Fact{Term: tProgramme.In(ctx), Value: c.Title, Href: c.Address})
	}
	if !t.NextUpdate.IsZero() {
		facts = append(facts, ui.Fact{Term: tNextUpdate.In(ctx), Value: t.NextUpdate.Vietnamese()})
	}
	if t.Parent != "" {
		facts = append(facts, ui.Fact{Term: tParent.In(ctx), Value: tOpenIt.In(ctx), Href: t.Parent.Address()})
	}
	if t.Origin != "" {
		facts = append(facts, ui.Fact{Term: tOrigin.In(ctx), Value: tOpenIt.In(ctx), Href: t.Origin.Address()})
	}
	return facts
}

// moments tells the history of a task in words.
func (t taskPage) moments(ctx context.Context) []ui.Moment {
	out := make([]ui.Moment, 0, len(t.History))
	for _, e := range t.History {
		verb := Verb(strings.TrimPrefix(e.Kind, "task."))
		var d Detail
		if json.Unmarshal(e.Detail, &d) != nil {
			d = Detail{}
		}
		out = append(out, ui.Moment{
			When: web.Moment(ctx, e.At), Stamp: e.At.Format(time.RFC3339), Who: t.who(ctx, e), What: verb.Title().In(ctx),
			Detail: d.words(ctx, t.page), Tone: verbTones[verb],
		})
	}
	return out
}

var verbTones = map[Verb]ui.Tone{
	DoConfirm: ui.Positive, DoReject: ui.Negative, DoReturn: ui.Caution, DoCancel: ui.Off, DoSuspend: ui.Off, DoTransfer: ui.Off,
}

func (t taskPage) who(ctx context.Context, e work.Event) string {
	if e.Account == "" {
		return tProgram.In(ctx, e.Reason)
	}
	if name, ok := t.Names[account.ID(e.Account)]; ok {
		return name
	}
	return tSomebody.In(ctx)
}

// words tells what a step was about.
func (d Detail) words(ctx context.Context, p page) string {
	var parts []string
	add := func(t text.T, args ...any) { parts = append(parts, t.In(ctx, args...)) }
	if d.Progress != nil {
		add(tReported, *d.Progress)
	}
	if d.Quantity != "" {
		parts = append(parts, d.Quantity)
	}
	if d.Note != "" {
		parts = append(parts, d.Note)
	}
	if !d.Due.IsZero() && !d.Before.IsZero() {
		add(tDueFromTo, d.Before.Vietnamese(), d.Due.Vietnamese())
	} else if !d.Due.IsZero() {
		add(tDueOn, d.Due.Vietnamese())
	}
	if d.Lead != "" {
		add(tToBody, p.name(d.Lead))
	}
	if len(d.Bodies) > 0 {
		names := make([]string, len(d.Bodies))
		for i, b := range d.Bodies {
			names[i] = p.name(b)
		}
		add(tToBody, strings.Join(names, ", "))
	}
	if d.Document != "" {
		add(tByDocument, d.Document)
	}
	if len(d.Files) > 0 {
		add(tWithFiles, strings.Join(d.Files, ", "))
	}
	return strings.Join(parts, " · ")
}

var reasonTexts = map[clarity.Reason]text.T{
	clarity.NoOwner:       text.New("chưa có cơ quan chủ trì", "no lead body"),
	clarity.NoDeadline:    text.New("chưa có thời hạn", "no deadline"),
	clarity.OpenDeadline:  text.New("thời hạn chưa xác định được ngày", "the deadline names no day"),
	clarity.NoDeliverable: text.New("chưa có sản phẩm", "no deliverable"),
	clarity.VagueVerb:     text.New("nội dung chung chung", "vague wording"),
}

func unclearWords(ctx context.Context, rs []clarity.Reason) string {
	words := make([]string, len(rs))
	for i, r := range rs {
		words[i] = reasonTexts[r].In(ctx)
	}
	return tUnclear.In(ctx, strings.Join(words, "; "))
}

func stateOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{}
	for _, s := range States() {
		out = append(out, ui.Option{Value: string(s), Label: s.Title().In(ctx)})
	}
	return out
}

func timingOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{}
	for _, t := range Timings() {
		out = append(out, ui.Option{Value: string(t), Label: t.Title().In(ctx)})
	}
	return out
}

func listColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTask.In(ctx)}, {Label: tLead.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tStanding.In(ctx)}, {Label: tProgressLabel.In(ctx), Numeric: true}}
}

func pileColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTask.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tStanding.In(ctx)}, {Label: tToDo.In(ctx), Hidden: true, Narrow: true}}
}

func (d deskPage) actions(ctx context.Context) []ui.Action {
	if !d.MayAssign {
		return nil
	}
	return []ui.Action{{Label: tNew.In(ctx), Href: "/tasks/new?body=" + string(d.Body), Icon: ui.IconPlus}}
}

// figures are the sizes of the four piles; each leads to its pile.
func (d deskPage) figures(ctx context.Context) []ui.Figure {
	figure := func(label text.T, p Pile, id string, tone ui.Tone) ui.Figure {
		f := ui.Figure{Label: label.In(ctx), Value: text.Int(ctx, p.Count), Tone: ui.Neutral}
		if p.Count > 0 {
			f.Href, f.Tone = "#"+id, tone
		}
		return f
	}
	return []ui.Figure{
		figure(tToReceive, d.Receive, "receive", ui.Notable), figure(tToFinish, d.Due, "due", ui.Negative),
		figure(tToReport, d.Update, "update", ui.Caution), figure(tToVerify, d.Verify, "verify", ui.Notable),
	}
}

// rowAction is the one button of a row on the desk. After the form the person
// is back at the desk.
func (d deskPage) rowAction(ctx context.Context, t *Task, verb Verb, key string) ui.Action {
	if verb == DoConfirm && t.State != Submitted {
		verb = DoGrantExtension
	}
	back := url.QueryEscape("/desk?body=" + string(d.Body))
	return ui.Action{Label: verb.Title().In(ctx), Href: t.address(verb) + "?back=" + back, Weight: ui.Quiet, Attrs: templ.Attributes{"data-row-key": key}}
}

func (p listPage) lead(ctx context.Context) string {
	switch {
	case p.Filter.Body != "":
		return tLedIn.In(ctx, p.Tree.Name(p.Filter.Body, p.Today))
	case p.Filter.Lead != "":
		return tLedBy.In(ctx, p.Tree.Name(p.Filter.Lead, p.Today))
	case p.Filter.Issuer != "":
		return tIssuedBy.In(ctx, p.Tree.Name(p.Filter.Issuer, p.Today))
	case p.Cited[p.Filter.Programme].Title != "":
		return p.Cited[p.Filter.Programme].Title
	}
	return ""
}

func (p listPage) actions(ctx context.Context) []ui.Action {
	if !p.MayAssign {
		return nil
	}
	return []ui.Action{{Label: tNew.In(ctx), Href: "/tasks/new", Icon: ui.IconPlus, Weight: ui.Primary, Key: "c"}}
}

// tabs lead between the parts of the register, with the same question.
func (p listPage) tabs(ctx context.Context) []ui.Tab {
	var out []ui.Tab
	for _, part := range []struct {
		part  Part
		title text.T
	}{{OpenTasks, tOpenTasks}, {PastTasks, tPastTasks}, {Drafts, tDrafts}} {
		q := url.Values{}
		for name, values := range p.Query {
			if name != "part" && name != "state" && name != "timing" && name != "bucket" {
				q[name] = values
			}
		}
		if part.part != OpenTasks {
			q.Set("part", string(part.part))
		}
		out = append(out, ui.Tab{Label: part.title.In(ctx), Href: "/tasks?" + q.Encode(), Current: p.Filter.Part == part.part})
	}
	return out
}

// asked says which fields the form of a verb has, beside the note that nearly
// all have.
var asked = map[Verb][]string{
	DoUpdate: {"progress", "files"}, DoSubmit: {"files"}, DoPassDown: {"text", "lead", "due"}, DoAssign: {"text", "lead", "due"},
	DoAskExtension: {"due"}, DoGrantExtension: {"due"}, DoResume: {"due"}, DoCancel: {"document"}, DoTransfer: {"lead"}, DoCoordinate: {"coordinators"},
}

func (p verbPage) asks(field string) bool {
	if field == "note" {
		return p.Verb != DoPassDown && p.Verb != DoAssign && p.Verb != DoCoordinate
	}
	return slices.Contains(asked[p.Verb], field) && (field != "lead" || p.Verb != DoAssign || p.State == Draft)
}

// coordinators are the fields of the form: those named, and room for three more.
func (p verbPage) coordinators() []string {
	return append(slices.Clone(p.Form.Coordinators), "", "", "")[:min(len(p.Form.Coordinators)+3, coordinatorFields)]
}

func (p verbPage) noteNeeded() bool {
	need := ruleOf(p.Verb).Need
	return need != NoNeed && need != NeedDocument
}

func (p verbPage) noteLabel() text.T {
	switch p.Verb {
	case DoUpdate, DoSubmit:
		return tResult
	case DoReject:
		return tMissing
	}
	if p.noteNeeded() {
		return tReason
	}
	return tNote
}

func (p newPage) issuer() org.ID { return org.ID(p.Form.Issuer) }
