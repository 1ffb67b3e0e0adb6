package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/deadline"
)

// A Plan is what entering a file will make, and what is there already.
type Plan struct {
	Document doc.NewDocument
	There    *doc.Document // the same document, where the register holds it already; nil: it is new
	MayAdd   bool          // to There; else it stands in the register of a body that has to add for itself
	Adds     doc.Addition  // what There lacks of the file, or all of it where the document is new
	Has      []doc.NewLink // links that There has already

	Assigner org.ID     // the body in whose name the tasks are given
	Tasks    []task.New // one for each body that leads
	Given    []Given    // tasks that the document assigns already
	LeftOut  []LeftOut
	Unknown  []string // coordinating bodies, as printed, of whom it is not clear who they are
	Figures  int      // accepted; kept with the file
	Rejected []Proposal

	mark string
}

// A Given task is there already: the document assigns the same work to the
// same body.
type Given struct {
	ID   task.ID
	Text string
	Lead org.ID
}

// A LeftOut is a task that is not entered for one of the bodies it names,
// because the body that assigns may not give it tasks.
type LeftOut struct {
	Text string
	Lead org.ID
}

// Mark tells this plan from every other one: [Enter] refuses to make another
// plan than the person saw.
func (p *Plan) Mark() string { return p.mark }

// Planned returns what entering the file of b will make for the actor of v.
//
// Faults: Invalid while proposals are undecided, the document's own proposal
// is not accepted, or an accepted one lacks something after all: a date of
// the document that was mended later may change who is meant.
func (b *Bench) Planned(ctx context.Context, v *work.View) (*Plan, error) {
	if open := b.Tally().Open(); open > 0 {
		return nil, fault.New(fault.Invalid, tStillOpen, open)
	}
	if b.document().Decision != Accepted {
		return nil, fault.New(fault.Invalid, tDocumentRejected)
	}
	var every reports
	var err error
	every.days, every.by, err = task.UpdateDays(ctx, v)
	if err != nil {
		return nil, err
	}
	p := &Plan{Document: b.newDocument(), Assigner: b.assigner(v)}
	for _, proposal := range b.Proposals {
		if proposal.Decision == Accepted && proposal.Kind == Reference {
			p.Document.Links = append(p.Document.Links, newLink(proposal))
		}
	}
	given, err := p.find(ctx, v)
	if err != nil {
		return nil, err
	}
	chart := b.Tree.Chart(v.Today)
	for _, proposal := range b.Proposals {
		if proposal.Decision != Accepted {
			p.Rejected = append(p.Rejected, proposal)
			continue
		}
		if wrong := b.obstacles(proposal, v.Today); len(wrong) > 0 {
			return nil, fault.New(fault.Invalid, tAcceptedWrong, short(proposal.Value.Text), wrong[0])
		}
		switch proposal.Kind {
		case Figure:
			p.Figures++
		case Task:
			b.planTask(p, proposal, given, chart, every)
		}
	}
	p.sign(b.File)
	return p, nil
}

// find looks the document up in the register, and returns the tasks that it
// assigns already.
func (p *Plan) find(ctx context.Context, v *work.View) (givenTasks, error) {
	there, err := doc.Same(ctx, v, p.Document.Metadata, p.Document.Files...)
	if err != nil {
		return nil, err
	}
	p.Adds = doc.Addition{Files: p.Document.Files, Text: p.Document.Text, Parts: p.Document.Parts, Links: p.Document.Links}
	if there == "" {
		return nil, nil
	}
	if p.There, err = doc.Find(ctx, v, there); err != nil {
		return nil, err
	}
	p.MayAdd = doc.MayChange(v, p.There)
	if p.Adds, p.Has, err = doc.Missing(ctx, v, there, p.Adds); err != nil {
		return nil, err
	}
	return givenBy(ctx, v, there)
}

// sign makes the mark of a plan from all that a person sees of it.
func (p *Plan) sign(f File) {
	h := sha256.New()
	fmt.Fprintln(h, f.ID, f.Version, p.Assigner, p.MayAdd, len(p.Adds.Files), len(p.Adds.Text), len(p.Given))
	if p.There != nil {
		fmt.Fprintln(h, p.There.ID, p.There.Version)
	}
	for _, l := range p.Adds.Links {
		fmt.Fprintln(h, l.Relation, l.Cited)
	}
	for _, t := range p.Tasks {
		fmt.Fprintln(h, t.Text, t.Lead, t.Due)
	}
	p.mark = hex.EncodeToString(h.Sum(nil)[:12])
}

func (b *Bench) planTask(p *Plan, proposal Proposal, given givenTasks, chart *org.Chart, every reports) {
	for _, lead := range b.now(b.Task(proposal).Lead) {
		n := b.newTask(proposal, p.Assigner, lead, every)
		if there, ok := given.find(n); ok {
			p.Given = append(p.Given, there)
			continue
		}
		if !task.Instructs(b.Tree, chart, p.Assigner, lead) {
			p.LeftOut = append(p.LeftOut, LeftOut{proposal.Value.Text, lead})
			continue
		}
		p.Tasks = append(p.Tasks, n)
	}
	for _, party := range b.Task(proposal).Coordinating {
		if !party.Clear() && !slices.Contains(p.Unknown, party.Printed) {
			p.Unknown = append(p.Unknown, party.Printed)
		}
	}
}

// givenTasks are the tasks that a document assigns, by body and words.
type givenTasks map[string][]givenTask

type givenTask struct {
	Given
	firstDue, dueWords string
}

var tasksGiven = db.SQL("intake.tasksGiven", `
	SELECT t.id, t.text, t.lead_id, t.first_due_on, t.due_words FROM task_source s JOIN task t ON t.id = s.task_id WHERE s.doc_id = $1`)

// givenBy returns what a document that the actor may see assigns.
func givenBy(ctx context.Context, v *work.View, d doc.ID) (givenTasks, error) {
	all := givenTasks{}
	return all, db.Each(ctx, v.Snapshot, tasksGiven, func(scan db.Scan) error {
		var t givenTask
		err := scan(&t.ID, &t.Text, &t.Lead, &t.firstDue, &t.dueWords)
		key := givenKey(t.Lead, t.Text)
		all[key] = append(all[key], t)
		return err
	}, d)
}

func givenKey(lead org.ID, words string) string { return string(lead) + " " + viet.Fold(clean(words)) }

// find returns the task that is n: the same words for the same body, by the
// same day or in the same words for it. Rows that repeat the words for several
// periods are several tasks.
func (g givenTasks) find(n task.New) (Given, bool) {
	for _, t := range g[givenKey(n.Lead, n.Text)] {
		if t.firstDue == n.Due.String() || viet.Fold(clean(t.dueWords)) == viet.Fold(clean(n.DueWords)) {
			return t.Given, true
		}
	}
	return Given{}, false
}

// assigner is the body that assigns the tasks: the issuer, or who took over
// from it, where the actor may assign for it. An office that takes in a
// document from above assigns it within its own body.
func (b *Bench) assigner(v *work.View) org.ID {
	if heirs := b.Tree.Heirs(b.issuer()); len(heirs) == 1 && v.Actor.May(task.CanAssign, heirs[0].Scope()) {
		return heirs[0]
	}
	return b.File.Body
}

// now are the bodies that all stand for today, each once. A body that has
// handed its work over since the document's day is followed by those who took
// over.
func (b *Bench) now(all []Party) []org.ID {
	var out []org.ID
	for _, party := range all {
		for _, body := range party.Bodies {
			for _, heir := range b.Tree.Heirs(body) {
				if !slices.Contains(out, heir) {
					out = append(out, heir)
				}
			}
		}
	}
	return out
}

func (b *Bench) newDocument() doc.NewDocument {
	v := b.document().Value
	kind, _ := v.docType()
	n := doc.NewDocument{
		Owner: b.File.Body,
		Metadata: doc.Metadata{
			Issuer: v.Issuer, Type: kind, Symbol: v.Symbol, IssuedOn: b.Issued, Place: v.Place, Subject: v.Title, Signer: v.Signer,
			Urgency: doc.Urgency(v.Urgency), Internal: v.Internal,
		},
		Files: []doc.File{{SHA256: b.File.SHA256, Name: b.File.Name, Media: mediaTypes[b.File.Format], Size: b.File.Size}},
		Text:  b.Text,
	}
	if len(b.Issuer.Bodies) == 1 {
		n.Body = b.Issuer.Bodies[0]
		// Heads are printed in capitals; the name is what is meant.
		if name := b.Tree.Name(n.Body, b.Issued); viet.Fold(name) == viet.Fold(n.Issuer) {
			n.Issuer = name
		}
	}
	if n.Body == "" && v.Symbol == "" {
		n.Regime = regimeOf(v.Issuer)
	}
	for _, node := range b.Layout.Nodes {
		if letterhead := node.Label == "" && node.Start < b.document().Span.End; letterhead {
			continue
		}
		n.Parts = append(n.Parts, doc.Part{
			Span: doc.Span{Start: int64(node.Start), End: int64(node.End)}, Kind: node.Kind, Label: node.Label, Title: node.Title, Level: node.Level,
		})
	}
	return n
}

// regimeOf tells the regime of a document that has no symbol and whose issuer
// is not in the tree: by the words that only bodies of the Party bear.
func regimeOf(issuer string) org.Regime {
	folded := viet.Fold(issuer)
	for _, words := range []string{"tinh uy", "thanh uy", "dang uy", "dang bo", "chi bo", "ban chap hanh", "ban thuong vu", "bo chinh tri", "ban bi thu", "trung uong dang"} {
		if strings.Contains(folded, words) {
			return org.PartyRegime
		}
	}
	return org.StateRegime
}

func newLink(p Proposal) doc.NewLink {
	v := p.Value
	l := doc.NewLink{Relation: doc.Relation(v.Relation), Cited: v.Text, Span: doc.Span{Start: int64(p.Span.Start), End: int64(p.Span.End)}}
	if v.Inverse {
		// The cited document acts upon this one; its own text says so when it
		// is registered. Here it is mentioned.
		l.Relation = doc.Mentions
	}
	if found := citation.Find(v.Text); len(found) == 1 && !v.names(p.Found) {
		l.Citation = found[0]
		return l
	}
	// Mended by hand: the fields say what is meant.
	c := citation.Citation{Text: v.Text, By: citation.BySymbol, Issuer: v.Issuer, Name: v.Title, Within: -1}
	c.Type, c.Typed = citation.TypeOf(v.Type)
	c.Symbol, _ = citation.ParseSymbol(v.Symbol)
	if day := v.day(); !day.IsZero() {
		c.Date = citation.DateOf(day)
	}
	if c.Symbol.IsZero() {
		c.By = citation.ByName
	}
	l.Citation = c
	return l
}

// names says whether v names another document than was read.
func (v Value) names(read Value) bool {
	return v.Type != read.Type || v.Symbol != read.Symbol || v.Issuer != read.Issuer || v.Date != read.Date || v.Title != read.Title
}

// reports are asked for every so many days, by a version of a rule.
type reports struct {
	days int64
	by   string
}

func (b *Bench) newTask(p Proposal, assigner, lead org.ID, every reports) task.New {
	a, v := b.Task(p), p.Value
	rules := slices.Clone(a.Deadline.Rules)
	if every.days > 0 {
		rules = append(rules, every.by)
	}
	n := task.New{
		Text: v.Text, Deliverable: v.Deliverable, Person: v.Accountable, Issuer: assigner, Lead: lead, Coordinators: b.now(a.Coordinating),
		Due: a.Deadline.Due, DueWords: v.Deadline, Recurrence: a.Deadline.Recurrence, UpdateEvery: every.days, Rules: rules,
		Ongoing: a.Deadline.Due.IsZero() && (a.Deadline.Kind == deadline.Ongoing || a.Deadline.Kind == deadline.Recurring),
		Sources: []task.Passage{{
			Start: int64(p.Span.Start), End: int64(p.Span.End), Page: int64(b.page(p.Span.Start)),
			Quote: b.Text[p.Span.Start:p.Span.End], FileHash: b.File.SHA256,
		}},
	}
	return n
}

// page is the page on which an offset stands, 0 where there are none.
func (b *Bench) page(offset int) int {
	return sort.SearchInts(b.Layout.Pages, offset+1)
}
