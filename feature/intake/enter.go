package intake

import (
	"context"
	"errors"
	"slices"
	"sort"
	"strings"

	"quyet/base/fault"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
	"quyet/feature/task/deadline"
)

// A Plan is what entering a file will make.
type Plan struct {
	Document doc.NewDocument
	There    doc.ID     // the same document, where the register holds it already
	Assigner org.ID     // the body in whose name the tasks are given
	Tasks    []task.New // one for each body that leads
	LeftOut  []LeftOut
	Unknown  []string // coordinating bodies, as printed, of whom it is not clear who they are
	Figures  int      // accepted; kept with the file
	Rejected int
}

// A LeftOut is a task that is not entered for one of the bodies it names,
// because the body that assigns may not give it tasks.
type LeftOut struct {
	Text string
	Lead org.ID
}

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
	every, _, err := ruleUpdate.Number(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	p := &Plan{Document: b.newDocument(), Assigner: b.assigner(v)}
	if p.There, err = doc.Same(ctx, v, p.Document.Metadata); err != nil {
		return nil, err
	}
	chart := b.Tree.Chart(v.Today)
	for _, proposal := range b.Proposals {
		if proposal.Decision != Accepted {
			p.Rejected++
			continue
		}
		if wrong := b.obstacles(proposal, v.Today); len(wrong) > 0 {
			return nil, fault.New(fault.Invalid, tAcceptedWrong, short(proposal.Value.Text), wrong[0])
		}
		switch proposal.Kind {
		case Figure:
			p.Figures++
		case Reference:
			p.Document.Links = append(p.Document.Links, newLink(proposal))
		case Task:
			b.planTask(p, proposal, chart, int64(every))
		}
	}
	return p, nil
}

func (b *Bench) planTask(p *Plan, proposal Proposal, chart *org.Chart, every int64) {
	for _, lead := range b.now(b.Task(proposal).Lead) {
		if !task.Instructs(b.Tree, chart, p.Assigner, lead) {
			p.LeftOut = append(p.LeftOut, LeftOut{proposal.Value.Text, lead})
			continue
		}
		p.Tasks = append(p.Tasks, b.newTask(proposal, p.Assigner, lead, every))
	}
	for _, party := range b.Task(proposal).Coordinating {
		if !party.Clear() && !slices.Contains(p.Unknown, party.Printed) {
			p.Unknown = append(p.Unknown, party.Printed)
		}
	}
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
	}
	if n.Body == "" && v.Symbol == "" {
		n.Regime = regimeOf(v.Issuer)
	}
	for _, node := range b.Layout.Nodes {
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

func (b *Bench) newTask(p Proposal, assigner, lead org.ID, every int64) task.New {
	a, v := b.Task(p), p.Value
	n := task.New{
		Text: v.Text, Deliverable: v.Deliverable, Person: v.Accountable, Issuer: assigner, Lead: lead, Coordinators: b.now(a.Coordinating),
		Due: a.Deadline.Due, DueWords: v.Deadline, Recurrence: a.Deadline.Recurrence, UpdateEvery: every,
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

// Made is what entering a file made.
type Made struct {
	Document doc.ID
	New      bool // the register did not hold the document before
	Tasks    int
	LeftOut  int
}

// Enter registers the document of a file, with its links, and assigns its
// tasks: all or nothing. A document that the register holds already is not
// entered twice; the tasks then point to the one that is there. version is
// that of the file as the person saw it; 0 enters what is decided now.
//
// The actor needs [CanEnter] on the file's body, doc.register there, and
// task.assign on the body that assigns. Faults: those of registering and
// assigning; Invalid as for [Bench.Planned]; Conflict if someone decided
// otherwise since.
func Enter(ctx context.Context, u *work.Unit, f ID, version int64) (Made, error) {
	loaded, err := Load(ctx, &u.View, f)
	b, err := changing(u, loaded, err)
	if err != nil {
		return Made{}, err
	}
	if err := u.Check(CanEnter, b.File.Body.Scope()); err != nil {
		return Made{}, err
	}
	if version != 0 && version != b.File.Version {
		return Made{}, fault.New(fault.Conflict, tPlanStale)
	}
	p, err := b.Planned(ctx, &u.View)
	if err != nil {
		return Made{}, err
	}
	made := Made{Tasks: len(p.Tasks), LeftOut: len(p.LeftOut)}
	if made.Document, made.New, err = b.register(ctx, u, p); err != nil {
		return Made{}, err
	}
	programme, err := programmeOf(ctx, &u.View, made.Document)
	if err != nil {
		return Made{}, err
	}
	for i := range p.Tasks {
		p.Tasks[i].Programme = programme
		p.Tasks[i].Sources[0].Doc = task.DocID(made.Document)
	}
	if len(p.Tasks) > 0 {
		if _, err := task.AssignMany(ctx, u, p.Tasks); err != nil {
			return Made{}, err
		}
	}
	if _, err := u.Exec(ctx, endFile, f, Entered, made.Document); err != nil {
		return Made{}, err
	}
	return made, u.Record(ctx, "intake.entered", string(f), map[string]any{"document": made.Document, "new": made.New, "tasks": made.Tasks, "left_out": made.LeftOut})
}

// register enters the document of p, or finds the one that is there and makes
// the tasks point into its text.
func (b *Bench) register(ctx context.Context, u *work.Unit, p *Plan) (d doc.ID, isNew bool, err error) {
	d, err = doc.Register(ctx, u, p.Document)
	there, registered := errors.AsType[*doc.Duplicate](err)
	if !registered {
		return d, true, err
	}
	text, _, err := doc.Read(ctx, &u.View, there.ID)
	if err != nil || text == b.Text {
		return there.ID, false, err
	}
	for i := range p.Tasks {
		moveInto(&p.Tasks[i].Sources[0], text)
	}
	return there.ID, false, nil
}

// moveInto finds the words of a passage in another text of the same document.
// Words that are not there, or there twice, are kept without a place.
func moveInto(p *task.Passage, text string) {
	p.Start, p.End = 0, 0
	if i := strings.Index(text, p.Quote); i >= 0 && i == strings.LastIndex(text, p.Quote) {
		p.Start, p.End = int64(i), int64(i+len(p.Quote))
	}
}

// programmeOf is the document under which the tasks of d count: the topmost
// registered one that d, step by step, implements; d itself where it
// implements none.
func programmeOf(ctx context.Context, v *work.View, d doc.ID) (task.DocID, error) {
	const steps = 6 // centre, province, department, commune, and some to spare
	top, at := d, d
	for range steps {
		out, _, err := doc.Links(ctx, v, at)
		if fault.Is(err, fault.Unknown) {
			break // the actor may not see it, so it is nobody's programme here
		}
		if err != nil {
			return "", err
		}
		top = at
		i := slices.IndexFunc(out, func(l doc.Link) bool { return l.Relation == doc.Implements && l.State == doc.Settled && l.To != d })
		if i < 0 {
			break
		}
		at = out[i].To
	}
	return task.DocID(top), nil
}

// ruleUpdate is the second clock of a task.
var ruleUpdate = rule.Number("task.update_days", tRuleUpdate, tRuleUpdateHint, 0, 366,
	rule.Shipped{Value: "30", From: "2000-01-01", Citation: "Mặc định của chương trình: báo cáo tiến độ hằng tháng (chưa kiểm chứng với quy chế của cơ quan)"})
