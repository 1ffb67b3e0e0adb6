package intake

import (
	"context"
	"errors"
	"slices"

	"quyet/base/fault"
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
	Tasks    []task.New // one for each body that leads
	LeftOut  []LeftOut
	Figures  int // accepted; kept with the file
}

// A LeftOut is a task that is not entered for one of the bodies it names,
// because the body that assigns may not give it tasks.
type LeftOut struct {
	Text string
	Lead org.ID
}

// Planned returns what entering the file of b will make for the actor of v.
// It returns a fault while proposals are undecided or the document's own
// proposal is not accepted.
func (b *Bench) Planned(ctx context.Context, v *work.View) (*Plan, error) {
	if open := len(b.Proposals) - b.Decided(); open > 0 {
		return nil, fault.New(fault.Invalid, tStillOpen, open)
	}
	if b.document().Decision != Accepted {
		return nil, fault.New(fault.Invalid, tDocumentRejected)
	}
	every, _, err := ruleUpdate.Number(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	p := &Plan{Document: b.newDocument()}
	assigner := b.assigner(v)
	chart := b.Tree.Chart(v.Today)
	for _, proposal := range b.Proposals {
		switch {
		case proposal.Decision != Accepted:
		case proposal.Kind == Figure:
			p.Figures++
		case proposal.Kind == Reference:
			p.Document.Links = append(p.Document.Links, newLink(proposal))
		case proposal.Kind == Task:
			for _, lead := range b.leads(proposal) {
				if !task.Instructs(b.Tree, chart, assigner, lead) {
					p.LeftOut = append(p.LeftOut, LeftOut{proposal.Value.Text, lead})
					continue
				}
				p.Tasks = append(p.Tasks, b.newTask(proposal, assigner, lead, int64(every)))
			}
		}
	}
	return p, nil
}

// assigner is the body that assigns the tasks: the issuer, where the actor may
// assign for it. An office that takes in a document from above assigns it
// within its own body.
func (b *Bench) assigner(v *work.View) org.ID {
	if issuer := b.issuer(); v.Actor.May(task.CanAssign, issuer.Scope()) {
		return issuer
	}
	return b.File.Body
}

// leads are the bodies that lead a task, each once. A body that has handed
// its work over since the document's day is followed by those who took over.
func (b *Bench) leads(p Proposal) []org.ID {
	var out []org.ID
	for _, party := range b.Tasks[p.ID].Lead {
		for _, body := range party.Bodies {
			for _, now := range b.Tree.Heirs(body) {
				if !slices.Contains(out, now) {
					out = append(out, now)
				}
			}
		}
	}
	return out
}

func (b *Bench) newDocument() doc.NewDocument {
	v := b.document().Value
	kind, _ := citation.TypeOf(v.Type)
	n := doc.NewDocument{
		Owner: b.File.Body,
		Metadata: doc.Metadata{
			Issuer: v.Issuer, Type: doc.Of(kind), Symbol: v.Symbol, IssuedOn: b.Issued,
			Place: v.Place, Subject: v.Title, Signer: v.Signer,
		},
		Files: []doc.File{{SHA256: b.File.SHA256, Name: b.File.Name, Media: mediaTypes[b.File.Format], Size: b.File.Size}},
		Text:  b.File.Text,
	}
	if len(b.Issuer.Bodies) == 1 {
		n.Body = b.Issuer.Bodies[0]
	}
	for _, node := range b.File.Layout.Nodes {
		n.Parts = append(n.Parts, doc.Part{
			Span: doc.Span{Start: int64(node.Start), End: int64(node.End)}, Kind: node.Kind, Label: node.Label, Title: node.Title, Level: node.Level,
		})
	}
	return n
}

func newLink(p Proposal) doc.NewLink {
	l := doc.NewLink{Relation: doc.Relation(p.Value.Relation), Cited: p.Value.Text, Span: doc.Span{Start: int64(p.Span.Start), End: int64(p.Span.End)}}
	if found := citation.Find(p.Value.Text); len(found) == 1 && !p.Touched() {
		l.Citation = found[0]
		return l
	}
	// Mended by hand: the fields say what is meant.
	c := citation.Citation{Text: p.Value.Text, By: citation.BySymbol, Issuer: p.Value.Issuer, Name: p.Value.Title, Within: -1}
	c.Type, _ = citation.TypeOf(p.Value.Type)
	c.Symbol, _ = symbolOf(p.Value.Symbol)
	if day := p.Value.day(); !day.IsZero() {
		c.Date = citation.DateOf(day)
	}
	if c.Symbol.IsZero() {
		c.By = citation.ByName
	}
	l.Citation = c
	return l
}

func (b *Bench) newTask(p Proposal, issuer, lead org.ID, every int64) task.New {
	a, v := b.Tasks[p.ID], p.Value
	n := task.New{
		Text: v.Text, Deliverable: v.Deliverable, Person: v.Accountable, Issuer: issuer, Lead: lead,
		Due: a.Deadline.Due, DueWords: v.Deadline, Recurrence: a.Deadline.Recurrence, UpdateEvery: every,
		Ongoing: a.Deadline.Kind == deadline.Ongoing || a.Deadline.Kind == deadline.Recurring,
		Sources: []task.Passage{{
			Start: int64(p.Span.Start), End: int64(p.Span.End), Page: int64(b.page(p.Span.Start)),
			Quote: b.File.Text[p.Span.Start:p.Span.End], FileHash: b.File.SHA256,
		}},
	}
	if !n.Due.IsZero() && n.Recurrence == "" {
		n.Ongoing = false
	}
	for _, party := range a.Coordinating {
		for _, body := range party.Bodies {
			n.Coordinators = append(n.Coordinators, b.Tree.Heirs(body)...)
		}
	}
	return n
}

// page is the page on which an offset stands, 0 where there are none.
func (b *Bench) page(offset int) int {
	page := 0
	for i, start := range b.File.Layout.Pages {
		if start <= offset {
			page = i + 1
		}
	}
	return page
}

// Enter registers the document of a file, with its links, and assigns its
// tasks: all or nothing. A document that the register holds already is not
// entered twice; the tasks then point to the one that is there.
//
// The actor needs [CanEnter] on the file's body, doc.register there, and
// task.assign on the body that assigns. Faults: those of registering and
// assigning; Invalid while proposals are undecided.
func Enter(ctx context.Context, u *work.Unit, f ID) (d doc.ID, tasks int, err error) {
	b, err := changing(ctx, u, f)
	if err != nil {
		return "", 0, err
	}
	if err := u.Check(CanEnter, b.File.Body.Scope()); err != nil {
		return "", 0, err
	}
	p, err := b.Planned(ctx, &u.View)
	if err != nil {
		return "", 0, err
	}
	d, err = doc.Register(ctx, u, p.Document)
	if there, ok := errors.AsType[*doc.Duplicate](err); ok {
		d, err = there.ID, nil
	}
	if err != nil {
		return "", 0, err
	}
	programme, err := programmeOf(ctx, &u.View, d)
	if err != nil {
		return "", 0, err
	}
	for i := range p.Tasks {
		p.Tasks[i].Programme = programme
		p.Tasks[i].Sources[0].Doc = task.DocID(d)
	}
	if len(p.Tasks) > 0 {
		if _, err := task.AssignMany(ctx, u, p.Tasks); err != nil {
			return "", 0, err
		}
	}
	if _, err := u.Exec(ctx, endFile, f, Entered, d); err != nil {
		return "", 0, err
	}
	return d, len(p.Tasks), u.Record(ctx, "intake.entered", string(f), map[string]any{"document": d, "tasks": len(p.Tasks)})
}

// programmeOf is the document under which the tasks of d count: the topmost
// registered one that d, step by step, implements; d itself where it
// implements none.
func programmeOf(ctx context.Context, v *work.View, d doc.ID) (task.DocID, error) {
	const steps = 6 // centre, province, department, commune, and some to spare
	at := d
	for range steps {
		out, _, err := doc.Links(ctx, v, at)
		if err != nil {
			return "", err
		}
		i := slices.IndexFunc(out, func(l doc.Link) bool { return l.Relation == doc.Implements && l.State == doc.Settled && l.To != d })
		if i < 0 {
			break
		}
		at = out[i].To
	}
	return task.DocID(at), nil
}

// ruleUpdate is the second clock of a task.
var ruleUpdate = rule.Number("task.update_days", tRuleUpdate, tRuleUpdateHint, 0, 366,
	rule.Shipped{Value: "30", From: "2000-01-01", Citation: "Mặc định của chương trình: báo cáo tiến độ hằng tháng (chưa kiểm chứng với quy chế của cơ quan)"})
