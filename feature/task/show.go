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
	"quyet/feature/rule"
	"quyet/feature/task/clarity"
)

// statuses returns the words about where a task stands.
func (p page) statuses(ctx context.Context, t *Task) []ui.Status {
	out := make([]ui.Status, 0, 3)
	if timing := t.Timing(p.Today, p.Warn); timing != NoTiming {
		s := ui.Status{Word: timing.Title().In(ctx), Tone: p.Tones[timing]}
		if late := t.DaysLate(p.Today); late > 0 {
			s.Note = tDays.In(ctx, late)
		}
		out = append(out, s)
	}
	if t.State.Standing() == Done {
		return out
	}
	if t.unanswered(p.Now) {
		out = append(out, ui.Status{Word: tReceiveLate.In(ctx), Tone: ui.Caution})
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
var keys = map[Verb]string{DoAccept: "a", DoUpdate: "u", DoSubmit: "s", DoConfirm: "c", DoReject: "x", DoDemand: "y", DoExplain: "e", DoComment: "i", DoFollowUp: "t"}

// called are the verbs for which a page calls: the next step of the task,
// where it is the person's own.
var called = []Verb{DoExplain, DoAnswer, DoGrantAppeal, DoExcuse, DoAccept, DoUpdate, DoSubmit, DoConfirm, DoAssign, DoResume}

// seldom are the verbs that change what was ordered, or add to it, and the one
// that a report does by itself. They are folded away.
var seldom = []Verb{DoStart, DoClarify, DoPlead, DoEntrust, DoSucceed, DoSource, DoCoordinate, DoSuspend, DoTransfer, DoCancel, DoDiscard}

// flat is how many verbs a page shows without folding any away.
const flat = 3

// actions are the buttons of what the person does next, and those of what they
// may do too: for the other side of the task, as whoever stands above both may,
// or seldom.
func (t taskPage) actions(ctx context.Context) (next, more []ui.Action) {
	for _, v := range formVerbs {
		if !slices.Contains(t.Verbs, v) {
			continue
		}
		a := ui.Action{Label: v.Title().In(ctx), Href: t.address(v), Key: keys[v]}
		own := t.Body == "" || t.Body == ruleOf(v).scope(t.Task) || ruleOf(v).By == SuperiorSide || ruleOf(v).By == AboveSide
		switch {
		case own && len(next) == 0 && slices.Contains(called, v):
			a.Weight = ui.Primary
			next = append(next, a)
		case own && (!slices.Contains(seldom, v) || v == DoClarify && t.State == Assigned) || len(t.Verbs) <= flat:
			next = append(next, a)
		default:
			more = append(more, a)
		}
	}
	if t.Slips != "" {
		more = append(more, ui.Action{Label: tSlipPrint.In(ctx), Icon: ui.IconPrint, Form: "slip"})
	}
	return next, more
}

// stopped are the steps that a task waits after, by the state they led to: the
// page says at its top why.
var stopped = map[State]Verb{Returned: DoReturn, Rejected: DoReject, Suspended: DoSuspend, Cancelled: DoCancel, Transferred: DoTransfer}

// said is why the task does not go on, and what waits for an answer.
func (t taskPage) said(ctx context.Context) []ui.Notice {
	var out []ui.Notice
	if e := t.last(stopped[t.State]); e != nil && detailOf(*e).Note != "" {
		out = append(out, ui.Notice{Tone: ui.Caution, Text: tSaid.In(ctx, stopped[t.State].Title(), detailOf(*e).Note)})
	}
	if !t.Asked.IsZero() {
		asked := ui.Notice{Tone: ui.Notable, Text: tAskedAlready.In(ctx, t.Asked.Vietnamese())}
		if e := t.last(DoAskExtension); e != nil {
			asked.Text += " " + tSaid.In(ctx, tReason, detailOf(*e).Note)
		}
		out = append(out, asked)
	}
	for _, r := range t.Requests {
		if !r.Waiting() {
			continue
		}
		by := ""
		if !r.By.IsZero() {
			by = tWaitsBy.In(ctx, r.By.Vietnamese())
		}
		n := ui.Notice{Tone: ui.Notable, Text: tWaitsForAnswer.In(ctx, requestTitles[r.Kind], t.name(r.To), by) + " “" + r.Words + "”"}
		if !r.By.IsZero() && t.Today.After(r.By) {
			n.Tone = ui.Caution
		}
		out = append(out, n)
	}
	return out
}

// last returns how a step was last done to the task; nil if it never was.
func (w *Whole) last(verb Verb) *work.Event {
	i := slices.IndexFunc(w.History, func(e work.Event) bool { return verbOf(e) == verb })
	if i < 0 {
		return nil
	}
	return &w.History[i]
}

// answers returns the step to which a verb answers, so that its form shows what
// is decided upon; nil for a verb that answers to none.
func (w *Whole) answers(verb Verb) *work.Event {
	switch verb {
	case DoConfirm, DoReject:
		return w.last(DoSubmit)
	case DoGrantExtension, DoRefuseExtension:
		return w.last(DoAskExtension)
	case DoAnswer:
		return w.last(DoClarify)
	case DoExplain:
		return w.last(DoDemand)
	case DoExcuse, DoRefuseExcuse:
		return w.last(DoPlead)
	case DoGrantAppeal, DoRefuseAppeal:
		return w.last(DoAppeal)
	case DoAppeal:
		return w.last(DoReject)
	case DoFollowUp:
		return w.last(DoComment)
	case DoAssign, DoResume, DoSubmit, DoUpdate:
		return w.last(stopped[w.State])
	}
	return nil
}

// handed are the files that came with a step.
func (w *Whole) handed(e *work.Event) (files []Evidence) {
	for _, f := range w.Files {
		if e != nil && f.At.Equal(e.At) {
			files = append(files, f)
		}
	}
	return files
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

// ongoing says whether t was given without a deadline on purpose, rather than
// left without one or with words that name no day.
func (t *Task) ongoing() bool {
	return t.Due.IsZero() && !slices.Contains(t.Unclear, clarity.NoDeadline) && !slices.Contains(t.Unclear, clarity.OpenDeadline)
}

func (t taskPage) facts(ctx context.Context) []ui.Fact {
	due, first := t.Due.Vietnamese(), ""
	if t.ongoing() {
		due = tOngoingWork.In(ctx)
	}
	if timing := t.FirstTiming(t.Today, t.Warn); t.FirstDue != t.Due && timing != NoTiming {
		first = tFirstDue.In(ctx, t.FirstDue.Vietnamese(), timing.Title())
	} else if t.FirstDue != t.Due {
		first = tFirstDueOnly.In(ctx, t.FirstDue.Vietnamese())
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
		t.doer(ctx),
		t.six(ctx),
		{Term: tProgressLabel.In(ctx), Value: strconv.FormatInt(t.Progress, 10) + "%"},
	}
	if t.State == Assigned && !t.ReceiveBy.IsZero() {
		facts = append(facts, ui.Fact{Term: tReceiveBy.In(ctx), Value: web.Moment(ctx, t.ReceiveBy), Note: tReceiveByHow.In(ctx)})
	}
	if e := t.last(DoExcuse); e != nil {
		facts = append(facts, ui.Fact{Term: tExcused.In(ctx), Value: t.Titles[detailOf(*e).Cause].In(ctx), Note: t.who(ctx, *e) + " · " + web.Moment(ctx, e.At)})
	}
	if t.Basis != nil {
		facts = append(facts, ui.Fact{Term: tBasis.In(ctx), Value: tBasisOf.In(ctx, t.Basis.Quote), Href: t.Basis.Task.Address()})
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
	if t.Recurrence != "" {
		facts = append(facts, ui.Fact{Term: tRecurs.In(ctx), Value: recurs(ctx, t.Recurrence)})
	}
	if !t.NextUpdate.IsZero() {
		next := ui.Fact{Term: tNextUpdate.In(ctx), Value: t.NextUpdate.Vietnamese(), Note: tEveryDays.In(ctx, t.UpdateEvery)}
		if late := t.Today.Sub(t.NextUpdate); t.UpdateOwed(t.Today) && late > 0 {
			next.Note += "; " + tUpdateLate.In(ctx, late)
		}
		facts = append(facts, next)
	}
	if t.Origin != "" {
		facts = append(facts, ui.Fact{Term: tOrigin.In(ctx), Value: tOpenIt.In(ctx), Href: t.Origin.Address()})
	}
	if next := t.next(); next != "" {
		facts = append(facts, ui.Fact{Term: tGoesOn.In(ctx), Value: tOpenIt.In(ctx), Href: next.Address()})
	}
	return facts
}

// six tells which of the six things that an order makes clear this one does.
func (t taskPage) six(ctx context.Context) ui.Fact {
	lacks := t.Lacks()
	f := ui.Fact{Term: tSix.In(ctx), Value: tSixOf.In(ctx, 6-len(lacks))}
	if len(lacks) > 0 {
		words := make([]string, len(lacks))
		for i, c := range lacks {
			words[i] = clearTitles[c].In(ctx)
		}
		f.Note = tSixLacks.In(ctx, strings.Join(words, ", "))
	}
	return f
}

// doer tells who does the work, and whether they are still at the lead.
func (t taskPage) doer(ctx context.Context) ui.Fact {
	f := ui.Fact{Term: tDoer.In(ctx), Value: t.Names[t.Doer]}
	if t.Doer != "" && t.Gone {
		f.Note = tDoerLeft.In(ctx)
	}
	return f
}

// next returns the task that continues this one: the next turn, or that of the
// body it was transferred to.
func (t taskPage) next() ID {
	for _, e := range t.History {
		var d Detail
		if verb := Verb(strings.TrimPrefix(e.Kind, "task.")); (verb == DoConfirm || verb == DoTransfer) && json.Unmarshal(e.Detail, &d) == nil && d.Task != "" {
			return d.Task
		}
	}
	return ""
}

// tree returns the lineage with the task of the page marked in it.
func (t taskPage) tree(ctx context.Context) []ui.Node {
	own := t.node(ctx, t.Task)
	own.Href, own.Open, own.Children = "", true, t.below(ctx, t.Lineage.Below)
	own.Statuses = append([]ui.Status{{Word: tThisTask.In(ctx), Icon: ui.IconArrow}}, own.Statuses...)
	for _, above := range slices.Backward(t.Lineage.Above) {
		up := t.node(ctx, above)
		up.Open, up.Children = true, []ui.Node{own}
		own = up
	}
	return []ui.Node{own}
}

func (t taskPage) node(ctx context.Context, of *Task) ui.Node {
	n := ui.Node{Label: of.Text, Href: of.ID.Address(), Note: t.name(of.Lead), Statuses: t.statuses(ctx, of)}
	if !of.Due.IsZero() {
		n.Note += " · " + of.Due.Vietnamese()
	}
	return n
}

func (t taskPage) below(ctx context.Context, branches []Branch) []ui.Node {
	nodes := make([]ui.Node, len(branches))
	for i, b := range branches {
		nodes[i] = t.node(ctx, b.Task)
		nodes[i].Open, nodes[i].Children = true, t.below(ctx, b.Below)
	}
	return nodes
}

// moments tells the history of a task in words.
func (t taskPage) moments(ctx context.Context) []ui.Moment {
	out := make([]ui.Moment, 0, len(t.History))
	for _, e := range t.History {
		out = append(out, t.moment(ctx, e, detailOf(e)))
	}
	return out
}

func (t taskPage) moment(ctx context.Context, e work.Event, d Detail) ui.Moment {
	verb := verbOf(e)
	if verb == DoSource {
		d.Document = t.Cited[DocID(d.Document)].Title
	}
	words := d.words(ctx, t.page, verb)
	if s := d.waited(ctx, e); s != "" {
		words = strings.Join(slices.DeleteFunc([]string{words, s}, func(s string) bool { return s == "" }), " · ")
	}
	return ui.Moment{
		When: web.Moment(ctx, e.At), Stamp: e.At.Format(time.RFC3339), Who: t.who(ctx, e), What: verb.Title().In(ctx),
		Detail: words, Tone: verbTones[verb],
	}
}

// waited tells when a report was written and when it arrived, where these differ; ""
// otherwise.
func (d Detail) waited(ctx context.Context, e work.Event) string {
	if d.Written == 0 {
		return ""
	}
	return tWrittenArrived.In(ctx, web.Moment(ctx, time.Unix(d.Written, 0)), web.Moment(ctx, e.At))
}

func verbOf(e work.Event) Verb { return Verb(strings.TrimPrefix(e.Kind, "task.")) }

// detailOf is what is recorded of a step; nothing where that cannot be read.
func detailOf(e work.Event) (d Detail) {
	if json.Unmarshal(e.Detail, &d) != nil {
		return Detail{}
	}
	return d
}

var verbTones = map[Verb]ui.Tone{
	DoConfirm: ui.Positive, DoReject: ui.Negative, DoReturn: ui.Caution, DoCancel: ui.Off, DoSuspend: ui.Off, DoTransfer: ui.Off,
}

func (t taskPage) who(ctx context.Context, e work.Event) string {
	if e.Account == "" {
		return tProgram.In(ctx)
	}
	if who := account.Doer(ctx, t.Names, e); who != "" {
		return who
	}
	return tSomebody.In(ctx)
}

// words tells what a step was about, and where it led if the verb leaves that
// open.
func (d Detail) words(ctx context.Context, p page, verb Verb) string {
	var parts []string
	add := func(t text.T, args ...any) { parts = append(parts, t.In(ctx, args...)) }
	if d.To != "" && !leads(verb, d.To) {
		add(d.To.Title())
	}
	if d.Progress != nil {
		add(tReported, *d.Progress)
	}
	if d.Cause != "" {
		add(p.Titles[d.Cause])
	}
	if d.Person != "" {
		parts = append(parts, d.Person)
	}
	if d.Doer != "" {
		parts = append(parts, p.People[d.Doer])
	}
	if !d.By.IsZero() {
		add(tAnswerByShort, d.By.Vietnamese())
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
	if d.Batch != "" {
		add(tWithOthers)
	}
	for _, r := range d.Rules {
		add(tByRule, rule.Cited(ctx, r))
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
	return tUnclear.In(ctx, reasonWords(ctx, rs))
}

func reasonWords(ctx context.Context, rs []clarity.Reason) string {
	words := make([]string, len(rs))
	for i, r := range rs {
		words[i] = reasonTexts[r].In(ctx)
	}
	return strings.Join(words, "; ")
}

func pileColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTask.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tStanding.In(ctx)}, {Label: tToDo.In(ctx), Hidden: true, Narrow: true}}
}

// actions lead on to what is unclear where documents are read.
func (p gapsPage) actions(ctx context.Context) []ui.Action {
	if p.AtBench == "" {
		return nil
	}
	return []ui.Action{{Label: tGapsAtBench.In(ctx), Href: p.AtBench, Icon: ui.IconFlag}}
}

func gapColumns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tIssuer.In(ctx)}, {Label: tOpenTasks.In(ctx), Numeric: true}}
	for _, r := range reasons {
		out = append(out, ui.Column{Label: capital(reasonTexts[r].In(ctx)), Numeric: true})
	}
	return append(out, ui.Column{Label: tDrafts.In(ctx), Numeric: true})
}

// capital begins a heading with a capital letter.
func capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// rows is the address of the unclear tasks of an issuer.
func (g Gap) rows(more ...string) string {
	q := url.Values{"issuer": {string(g.Issuer)}, "unclear": {"1"}}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return "/tasks?" + q.Encode()
}

func (d deskPage) actions(ctx context.Context) []ui.Action {
	if !d.MayAssign {
		return nil
	}
	return []ui.Action{{Label: tNew.In(ctx), Href: "/tasks/new?body=" + string(d.Body), Icon: ui.IconPlus}}
}

// more are the buttons of what is seldom done at a desk.
func (d deskPage) more(ctx context.Context) []ui.Action {
	if d.Body == "" || !d.May(CanEnd, d.Body.Scope()) {
		return nil
	}
	return []ui.Action{{Label: tHandover.In(ctx), Href: HandoverAddress(d.Body)}}
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
	report := figure(tToReport, d.Update, "update", ui.Caution)
	if d.Update.Count == 0 {
		report.Note = tReported0.In(ctx)
	}
	answer := figure(tToAnswer, Pile{Count: d.Answer.Count}, "answer", ui.Negative)
	figures := []ui.Figure{
		figure(tToReceive, d.Receive, "receive", ui.Notable), figure(tToFinish, d.Due, "due", ui.Negative), report, figure(tToVerify, d.Verify, "verify", ui.Notable),
	}
	if d.Answer.Count > 0 { // seldom there, so not shown while there is none
		figures = append([]ui.Figure{answer}, figures...)
	}
	return figures
}

// begins says whether the keyboard begins at the first row of a pile: of the
// reports where any are asked for, else of the first pile there is.
func (d deskPage) begins(id string) bool {
	if d.Update.Count > 0 {
		return id == "update"
	}
	for _, p := range []struct {
		id    string
		count int64
	}{{"receive", d.Receive.Count}, {"due", d.Due.Count}, {"verify", d.Verify.Count}} {
		if p.count > 0 {
			return id == p.id
		}
	}
	return false
}

// may says whether the actor may do the verb of a pile: who only looks on is
// offered nothing to do.
func (d deskPage) may(verb Verb) bool { return d.May(ruleOf(verb).Can, d.Body.Scope()) }

// rowAction is the one button of a row on the desk. After the form the person
// is back at the desk.
func (d deskPage) rowAction(ctx context.Context, t *Task, verb Verb, key string) ui.Action {
	if verb == DoConfirm && t.State != Submitted {
		verb = DoGrantExtension
	}
	back := url.QueryEscape("/desk?body=" + string(d.Body))
	return ui.Action{Label: verb.Title().In(ctx), Href: t.address(verb) + "?back=" + back, Weight: ui.Quiet, Attrs: templ.Attributes{"data-row-key": key}}
}

// asked says which fields the form of a verb has, beside the note that nearly
// all have.
var asked = map[Verb][]string{
	DoUpdate: {"amount", "files"}, DoSubmit: {"quantity", "files"}, DoSource: {"source", "quote"}, DoPassDown: {"text", "lead", "due"}, DoAssign: {"text", "lead", "due", "recurrence"},
	DoPlead: {"cause"}, DoDemand: {"due"}, DoEntrust: {"doer", "person"}, DoSucceed: {"lead"},
	DoAskExtension: {"due", "cause"}, DoGrantExtension: {"due"}, DoResume: {"due"}, DoCancel: {"document"}, DoTransfer: {"lead"}, DoCoordinate: {"coordinators"},
}

func (p verbPage) asks(field string) bool {
	if field == "note" {
		return p.Verb != DoPassDown && p.Verb != DoAssign && p.Verb != DoCoordinate && p.Verb != DoSource && p.Verb != DoFollowUp
	}
	if field == "due" && p.Verb == DoResume && p.Due.IsZero() {
		return false // there is none to be later
	}
	return slices.Contains(asked[p.Verb], field) && (field != "lead" || p.Verb != DoAssign || p.State == Draft)
}

// focus is where a person begins to type: the first field that must be filled and
// is not, or whom one looks for, or else the note.
func (p verbPage) focus(field string) templ.Attributes {
	begin := "note"
	switch f := p.Form; {
	case p.asks("text"):
		begin = "text"
	case p.asks("lead") && f.Lead == "":
		begin = "lead"
	case (p.asks("document") || p.asks("source")) && f.Document == "":
		begin = "document"
	case p.asks("due") && f.Due == "" && p.dueNeeded():
		begin = "due"
	case p.asks("cause") && f.Cause == "":
		begin = "cause"
	case p.asks("doer") && f.Doer == "":
		begin = "doer"
	}
	if field != begin {
		return nil
	}
	return templ.Attributes{"autofocus": true}
}

// dueNeeded says whether a day must be named.
func (p verbPage) dueNeeded() bool {
	return p.Verb == DoAskExtension || p.Verb == DoGrantExtension || p.Verb == DoDemand
}

// coordinators are the fields of the form: those named, and room for three more.
func (p verbPage) coordinators() []string {
	return append(slices.Clone(p.Form.Coordinators), "", "", "")[:min(len(p.Form.Coordinators)+3, coordinatorFields)]
}

func (p verbPage) noteNeeded() bool { return ruleOf(p.Verb).needsWords() }

func (p verbPage) noteLabel() text.T {
	switch p.Verb {
	case DoUpdate, DoSubmit:
		return tResult
	case DoReject:
		return tMissing
	case DoClarify, DoDemand:
		return tQuestion
	case DoAnswer, DoExplain:
		return tAnswerWords
	case DoComment:
		return tCommentWords
	}
	if p.noteNeeded() {
		return tReason
	}
	return tNote
}

// dueNow says who gave the task to whom, and its deadline, above the form of a
// step.
func (p verbPage) dueNow(ctx context.Context) string {
	parts := []string{tIssuedBy.In(ctx, p.name(p.Issuer))}
	if p.Lead != "" && p.Verb != DoAssign {
		parts = append(parts, tLedBy.In(ctx, p.name(p.Lead)))
	}
	if !p.Due.IsZero() {
		parts = append(parts, tDueOn.In(ctx, p.Due.Vietnamese()))
	}
	return strings.Join(parts, " · ")
}

func (p verbPage) leadLabel() text.T {
	switch p.Verb {
	case DoTransfer:
		return tNewLead
	case DoSucceed:
		return tNewIssuer
	}
	return tLead
}

func (p verbPage) dueLabel() text.T {
	switch p.Verb {
	case DoAssign, DoPassDown:
		return tDue
	case DoDemand:
		return tAnswerBy
	}
	return tNewDue
}

// dueHint says what an empty deadline means, and by which day it must be.
func (p verbPage) dueHint(ctx context.Context) string {
	switch {
	case p.Verb == DoResume && !p.Due.IsZero():
		return tDueKept.In(ctx, p.Due.Vietnamese())
	case p.Verb == DoPassDown && !p.Due.IsZero():
		return tDueBelow.In(ctx, p.Due.Vietnamese())
	}
	return ""
}

func (p newPage) issuer() org.ID { return org.ID(p.Form.Issuer) }

func turnOptions(ctx context.Context, now string) []ui.Option {
	out := make([]ui.Option, 0, len(turns)+1)
	known := now == ""
	for _, t := range turns {
		out = append(out, ui.Option{Value: t.rule, Label: t.title.In(ctx)})
		known = known || t.rule == now
	}
	if !known {
		out = append(out, ui.Option{Value: now, Label: now})
	}
	return out
}

// Told says in words what an event of the given kind did to a task.
func Told(kind string) text.T { return verbOf(work.Event{Kind: kind}).Title() }

func answerColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTask.In(ctx)}, {Label: tAnswerBy.In(ctx), Narrow: true}, {Label: tStanding.In(ctx)}, {Label: tToDo.In(ctx), Hidden: true, Narrow: true}}
}

// answerAction is the button of a request on the desk.
func (d deskPage) answerAction(ctx context.Context, r Pending) ui.Action {
	verb := answersTo(r.Kind)
	return ui.Action{Label: verb.Title().In(ctx), Href: r.address(verb) + "?back=" + url.QueryEscape("/desk?body="+string(d.Body)), Weight: ui.Quiet, Attrs: templ.Attributes{"data-row-key": "e"}}
}

func causeOptions(ctx context.Context, causes []rule.Code) []ui.Option {
	out := make([]ui.Option, len(causes))
	for i, c := range causes {
		out[i] = ui.Option{Value: c.Code, Label: c.Title.In(ctx)}
	}
	return out
}

func (p verbPage) serving() []ui.Option {
	out := make([]ui.Option, len(p.Serving))
	for i, c := range p.Serving {
		out[i] = ui.Option{Value: string(c.ID), Label: c.Name}
	}
	return out
}

// kept says what scripts keep of a form: what was typed, and of a report, where the
// person has switched that on, all of it until there is a line.
func (p verbPage) kept(ctx context.Context) templ.Attributes {
	attrs := templ.Attributes{"data-keep": tKept.In(ctx)}
	if p.Verb == DoUpdate || p.Verb == DoSubmit {
		attrs["data-offline"] = p.Task.Text
	}
	return attrs
}
