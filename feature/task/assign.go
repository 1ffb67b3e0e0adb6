package task

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/search"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

// A New is what is needed to draft or assign a task.
type New struct {
	ID           ID // made here if empty; given by an import that refers to its own tasks
	Text         string
	Deliverable  string
	Person       string
	Issuer, Lead org.ID
	Coordinators []org.ID
	Programme    DocID
	Sources      []Passage

	Due        civil.Date // zero for ongoing work, or where the words name no day
	DueWords   string
	Ongoing    bool   // said to have no deadline, rather than left without one
	Recurrence string // RRULE; the first deadline is Due, or the rule's first day from today on

	UpdateEvery int64 // days between two reports; 0: none are asked for

	// Rules are the versions of the rules by which Due and UpdateEvery were
	// worked out, see [rule.Version.Ref]: the history of the task tells them.
	Rules []string
}

// A Passage is where a document assigns a task.
type Passage struct {
	Doc        DocID
	Start, End int64 // bytes of the document's canonical text
	Page       int64 // 0 if the format has none
	Quote      string
	FileHash   string
}

// How much a person may type.
const (
	maxText  = 4000
	maxShort = 500
	maxNote  = 8000
)

// MaxAtOnce is the greatest number of tasks one unit of work assigns.
const MaxAtOnce = 20_000

// NewDraft writes a task down without giving it to anybody. It may lack a lead.
//
// The actor needs [CanAssign] on the issuer. Faults: Invalid, Unknown.
func NewDraft(ctx context.Context, u *work.Unit, n New) (ID, error) {
	return one(assignAll(ctx, u, []New{n}, Draft))
}

// AssignNew gives a task to its lead.
//
// The actor needs [CanAssign] on the issuer, which must stand above the lead,
// be the lead itself, or stand at a higher tier of the same province. What
// the wording leaves open is kept with the task ([Task.Unclear]) and refuses
// nothing. Faults: Invalid, Unknown (a body that is not there today).
func AssignNew(ctx context.Context, u *work.Unit, n New) (ID, error) {
	return one(assignAll(ctx, u, []New{n}, Assigned))
}

// AssignMany is [AssignNew] for up to [MaxAtOnce] tasks, all or none. A fault
// names the field with the number of its task in front, from 0: "17.text".
func AssignMany(ctx context.Context, u *work.Unit, news []New) ([]ID, error) {
	return assignAll(ctx, u, news, Assigned)
}

func one(ids []ID, err error) (ID, error) {
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

func assignAll(ctx context.Context, u *work.Unit, news []New, as State) ([]ID, error) {
	checked := map[org.ID]bool{}
	for _, n := range news {
		if !checked[n.Issuer] {
			if err := u.Check(CanAssign, n.Issuer.Scope()); err != nil {
				return nil, err
			}
			checked[n.Issuer] = true
		}
	}
	if len(news) > MaxAtOnce {
		return nil, fault.New(fault.TooMuch, tTooMany, MaxAtOnce)
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	made, err := tasksOf(tree, u, news, as)
	if err != nil {
		return nil, err
	}
	return add(ctx, u, made)
}

// tasksOf turns what was given into tasks, or returns every fault in it.
func tasksOf(tree *org.Tree, u *work.Unit, news []New, as State) ([]born, error) {
	chart := tree.Chart(u.Today)
	places := map[org.ID]place{}
	var wrong fault.Fields
	made := make([]born, len(news))
	for i, n := range news {
		n.normalize()
		for _, f := range n.faults(tree, chart, as) {
			if len(news) > 1 {
				f.Field = strconv.Itoa(i) + "." + f.Field
			}
			wrong = append(wrong, f)
		}
		at, ok := places[n.Lead]
		if !ok {
			at = placeOf(tree, chart, n.Lead)
			places[n.Lead] = at
		}
		made[i] = n.born(u, at, as)
	}
	return made, wrong.Err()
}

// clean puts a typed text in normal form and its white space in order.
func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(text.Holdable(s))), " ") }

func (n *New) normalize() {
	n.Text, n.Deliverable, n.Person, n.DueWords = clean(n.Text), clean(n.Deliverable), clean(n.Person), clean(n.DueWords)
	n.Coordinators = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(n.Coordinators))), func(b org.ID) bool { return b == n.Lead })
	for i := range n.Sources {
		n.Sources[i].Quote = viet.NFC(text.Holdable(n.Sources[i].Quote))
	}
}

func (n *New) faults(tree *org.Tree, chart *org.Chart, as State) (wrong fault.Fields) {
	switch {
	case n.Text == "":
		wrong.Add("text", tTextMissing)
	case utf8.RuneCountInString(n.Text) > maxText:
		wrong.Add("text", tTooLong, maxText)
	}
	for field, s := range map[string]string{"deliverable": n.Deliverable, "person": n.Person, "due": n.DueWords} {
		if utf8.RuneCountInString(s) > maxShort {
			wrong.Add(field, tTooLong, maxShort)
		}
	}
	if n.ID != "" && !id.Valid(string(n.ID)) {
		wrong.Add("id", tNoTask)
	}
	switch {
	case !chart.Has(n.Issuer):
		wrong.Add("issuer", tNoSuchBody)
	case n.Lead == "" && as != Draft:
		wrong.Add("lead", tLeadMissing)
	case n.Lead != "" && !chart.Has(n.Lead):
		wrong.Add("lead", tNoSuchBody)
	case n.Lead != "" && !instructs(tree, chart, n.Issuer, n.Lead):
		wrong.Add("lead", tNotBelow, tree.Name(n.Lead, chart.Day), tree.Name(n.Issuer, chart.Day))
	}
	for _, b := range n.Coordinators {
		if !chart.Has(b) {
			wrong.Add("coordinators", tNoSuchBody)
		}
	}
	if n.Recurrence != "" {
		if _, ok := civil.ParseRecurrence(n.Recurrence); !ok {
			wrong.Add("recurrence", tRecurrence)
		}
	}
	if n.UpdateEvery < 0 || n.UpdateEvery > 366 {
		wrong.Add("every", tUpdateEvery)
	}
	return wrong
}

// instructs says whether issuer may give tasks to lead: those in its subtree,
// and, within one province, bodies of a lower tier, as a department's plan
// does with communes.
func instructs(tree *org.Tree, chart *org.Chart, issuer, lead org.ID) bool {
	if chart.Within(lead, issuer) {
		return true
	}
	from, ok := tree.Body(issuer)
	to, there := tree.Body(lead)
	province := tree.Root(chart, issuer, org.Province)
	return ok && there && slices.Index(org.Tiers(), from.Tier) < slices.Index(org.Tiers(), to.Tier) &&
		(province == "" || province == tree.Root(chart, lead, org.Province))
}

// placeOf returns in which counts the work of lead is.
func placeOf(tree *org.Tree, chart *org.Chart, lead org.ID) place {
	p := place{row: lead, province: tree.Root(chart, lead, org.Province)}
	for p.row != p.province && chart.Superior(p.row) != p.province && chart.Superior(p.row) != "" {
		p.row = chart.Superior(p.row)
	}
	return p
}

// A born is a task about to be inserted, with what hangs on it.
type born struct {
	*Task
	verb         Verb
	coordinators []org.ID
	sources      []Passage
	rules        []string
}

func (n *New) born(u *work.Unit, at place, as State) born {
	t := &Task{
		ID: n.ID, Version: 1, Text: n.Text, Deliverable: n.Deliverable, Person: n.Person, Issuer: n.Issuer, Lead: n.Lead,
		Programme: n.Programme, Unclear: n.unclear(), State: as, Due: n.Due, FirstDue: n.Due, DueWords: n.DueWords,
		Recurrence: n.Recurrence, UpdateEvery: n.UpdateEvery, place: at, since: u.Now,
	}
	if t.ID == "" {
		t.ID = id.New[ID]()
	}
	if r, ok := civil.ParseRecurrence(n.Recurrence); ok && t.Due.IsZero() {
		t.Due = r.Next(u.Today.AddDays(-1))
		t.FirstDue = t.Due
	}
	return born{t, DoAssign, n.Coordinators, n.Sources, n.Rules}
}

// unclear returns what the wording leaves open.
func (n *New) unclear() []clarity.Reason {
	w := clarity.Wording{Text: n.Text, Deliverable: n.Deliverable, Deadline: deadline.Deadline{Words: n.DueWords, Due: n.Due, Recurrence: n.Recurrence}}
	if n.Lead != "" {
		w.Leads = 1
	}
	switch {
	case n.Ongoing:
		w.Deadline.Kind = deadline.Ongoing
	case n.Recurrence != "":
		w.Deadline.Kind = deadline.Recurring
	case !n.Due.IsZero():
		w.Deadline.Kind = deadline.Date
	case n.DueWords != "":
		w.Deadline.Kind = deadline.Unread
	default:
		w.Deadline.Kind = deadline.None
	}
	return clarity.Check(w)
}

// add inserts tasks and tells everybody who must know.
func add(ctx context.Context, u *work.Unit, tasks []born) ([]ID, error) {
	day, err := today(ctx, u)
	if err != nil {
		return nil, err
	}
	ids := make([]ID, len(tasks))
	var rows, helping, from [][]any
	events := make([]work.Event, len(tasks))
	details := make([]any, len(tasks))
	entries := make([]search.Entry, len(tasks))
	moved := map[Shift]int64{}
	receive, err := receiveBy(ctx, u)
	if err != nil {
		return nil, err
	}
	for i, t := range tasks {
		if t.State == Assigned {
			t.ReceiveBy = receive
		}
		ids[i] = t.ID
		rows = append(rows, t.row())
		for _, b := range t.coordinators {
			helping = append(helping, []any{t.ID, b})
		}
		for no, s := range t.sources {
			from = append(from, []any{t.ID, no, s.Doc, s.Start, s.End, s.Page, s.Quote, s.FileHash})
		}
		for _, s := range shifts(facts{}, t.facts(), day) {
			moved[s]++
		}
		events[i] = work.Event{Kind: kindOf(t.verb), Subject: string(t.ID), First: true}
		details[i] = Detail{To: t.toldState(t.verb), Lead: t.Lead, Due: t.Due, Task: t.Origin, Doer: t.Doer, Rules: t.rules}
		entries[i] = t.entry(t.coordinators)
	}
	if err := u.Send(ctx, insertTask, rows...); err != nil {
		return nil, fmt.Errorf("add tasks: %w", err)
	}
	if err := u.Send(ctx, insertCoordinator, helping...); err != nil {
		return nil, err
	}
	if err := u.Send(ctx, insertSource, from...); err != nil {
		return nil, err
	}
	if err := search.PutMany(ctx, u, entries); err != nil {
		return nil, err
	}
	if err := tell(ctx, u, grouped(moved)); err != nil {
		return nil, err
	}
	return ids, u.RecordMany(ctx, events, details)
}

// grouped returns equal shifts as one.
func grouped(counts map[Shift]int64) []Shift {
	out := make([]Shift, 0, len(counts))
	for s, n := range counts {
		s.N *= n
		out = append(out, s)
	}
	return out
}

func (t *Task) entry(coordinators []org.ID) search.Entry {
	e := search.Entry{Kind: Found, ID: string(t.ID), Title: t.Text, Text: t.Deliverable, Scopes: []access.Scope{t.Issuer.Scope()}}
	if t.Lead != "" && t.Lead != t.Issuer {
		e.Scopes = append(e.Scopes, t.Lead.Scope())
	}
	for _, b := range coordinators {
		if b != t.Issuer {
			e.Scopes = append(e.Scopes, b.Scope())
		}
	}
	return e
}
