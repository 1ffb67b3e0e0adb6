// Package intake takes in the documents that offices are sent, reads them and
// lets a person decide on every line of what was read.
//
// A file is read by grammar ([reading.Of]): what it says of itself, the
// documents it cites, the tasks it assigns, the figures it sets. Each finding
// becomes a proposal (đề xuất) that points to its passage and says how it was
// read. A person accepts, mends or rejects it at the bench; only when all are
// decided are they entered together: the document into the register, its
// links, its tasks to the desks of those who have to do them. Nothing enters
// by itself.
//
// Names of bodies resolve to bodies as of the document's date. A name that
// does not resolve is asked: a task whose lead is not clear cannot be
// accepted before someone says who is meant.
//
// Documents that bear a mark of state secrecy are turned away before anything
// of them is stored; the record says that it happened, when and to whom, and
// nothing of the content (Luật Bảo vệ bí mật nhà nước 117/2025/QH15).
package intake

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/doc"
	"quyet/feature/intake/assignment"
	"quyet/feature/intake/figure"
	"quyet/feature/intake/reading"
	"quyet/feature/intake/source"
	"quyet/feature/org"
)

// An ID identifies a file that was read.
type ID string

// A State is where a file stands.
type State string

// The states of a file.
const (
	Open      State = "open"      // waits for decisions
	Entered   State = "entered"   // its accepted proposals are in the register
	Discarded State = "discarded" // nobody wants it
)

// A File is a file that was read.
type File struct {
	ID      ID
	Body    org.ID // for which body it was read
	Account string
	Name    string
	Format  source.Format
	SHA256  string
	Size    int64 // bytes
	State   State
	Doc     doc.ID // the registered document, once entered
	ReadAt  time.Time
	Version int64 // grows with every decision
}

// A content is what was read of a file.
type content struct {
	Text   string // canonical; spans of proposals are bytes of it
	Layout Layout
}

// A Layout is what is needed to show the text as the document had it.
type Layout struct {
	Blocks []Block       `json:"blocks"`
	Pages  []int         `json:"pages,omitempty"`
	Notes  []source.Note `json:"notes,omitempty"`
	Nodes  []Node        `json:"nodes,omitempty"`
}

// A Block is one line of the document.
type Block struct {
	Start int    `json:"s"`
	End   int    `json:"e"`
	Table int    `json:"t,omitempty"` // the number of its table, from 1; 0 outside of tables
	Cells []Cell `json:"c,omitempty"` // of a table row
	Head  bool   `json:"h,omitempty"` // a heading
	Mid   bool   `json:"m,omitempty"` // centred
}

// A Cell is one cell of a table row.
type Cell struct {
	Start int `json:"s"`
	End   int `json:"e"`
	Wide  int `json:"w"` // columns it covers
}

// A Node is one part of the document's structure.
type Node struct {
	Kind   string `json:"k"`
	Level  int    `json:"l"`
	Label  string `json:"n"`
	Title  string `json:"t"`
	Role   string `json:"r,omitempty"`
	Start  int    `json:"s"`
	End    int    `json:"e"`
	Parent int    `json:"p"`
}

// A Kind tells what a proposal proposes.
type Kind string

// The kinds of proposal.
const (
	Document  Kind = "document"
	Reference Kind = "reference"
	Task      Kind = "task"
	Figure    Kind = "figure"
)

// Kinds lists the kinds in the order in which the bench shows them.
func Kinds() []Kind { return []Kind{Document, Task, Reference, Figure} }

// Title returns the kind's name for people.
func (k Kind) Title() text.T { return kindTitles[k] }

// A Decision is what a person made of a proposal.
type Decision string

// The decisions.
const (
	Undecided Decision = "open"
	Accepted  Decision = "accepted"
	Rejected  Decision = "rejected"
)

// A Proposal is one thing that was found in a file.
type Proposal struct {
	ID       string
	File     ID
	Ord      int
	Kind     Kind
	Span     source.Span
	Found    Value // as it was read
	Value    Value // as it was mended; Found where nobody touched it
	Decision Decision
	Account  string
	At       time.Time
	Version  int64
}

// A Ref names a proposal as a person saw it. A decision on what someone else
// has decided since is refused; Version 0 takes it as it is.
type Ref struct {
	File     ID
	Proposal string
	Version  int64
}

// Touched says whether a person changed what was read.
func (p Proposal) Touched() bool { return p.Found.String() != p.Value.String() }

// A Value is what a proposal proposes. Of its fields those of the proposal's
// kind are set.
type Value struct {
	How string `json:"how,omitempty"` // the rule that found it, machine-readable

	// Of a document, and of a reference to one.
	Type     string `json:"type,omitempty"` // slug of citation.Type
	Symbol   string `json:"symbol,omitempty"`
	Issuer   string `json:"issuer,omitempty"`
	Place    string `json:"place,omitempty"`
	Date     string `json:"date,omitempty"` // YYYY-MM-DD, or a part of it
	Title    string `json:"title,omitempty"`
	Signer   string `json:"signer,omitempty"`
	Urgency  string `json:"urgency,omitempty"`  // a doc.Urgency
	Internal bool   `json:"internal,omitempty"` // for internal circulation
	Relation string `json:"relation,omitempty"` // link of the register
	Inverse  bool   `json:"inverse,omitempty"`  // the link leads from the cited document

	// Of a task; Text also of references and figures: the words.
	Text         string   `json:"text,omitempty"`
	Lead         []string `json:"lead,omitempty"`
	Coordinating []string `json:"coordinating,omitempty"`
	Accountable  string   `json:"accountable,omitempty"`
	Deadline     string   `json:"deadline,omitempty"` // the words
	Deliverable  string   `json:"deliverable,omitempty"`

	// Of a figure.
	Figure *FigureValue `json:"figure,omitempty"`
}

// A FigureValue is a number that a document reports or sets as a goal, in the
// printed unit and spelling.
type FigureValue struct {
	Value   string `json:"value,omitempty"`
	Target  string `json:"target,omitempty"`
	Max     string `json:"max,omitempty"`
	Percent string `json:"percent,omitempty"`
	Unit    string `json:"unit,omitempty"`
}

// String returns v as it is stored.
func (v Value) String() string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // a struct of texts always marshals
	}
	return string(b)
}

// Permissions of the capability.
var (
	// CanRead lets a person have documents read and decide on what was found.
	CanRead = access.Allow("intake.read", tCanRead, access.Office, access.Head, access.Specialist)
	// CanEnter lets a person enter what was decided into the register.
	CanEnter = access.Allow("intake.enter", tCanEnter, access.Office, access.Head)
)

// proposalsOf turns a reading into proposals, in the order of the text.
func proposalsOf(r *reading.Reading) []Proposal {
	out := []Proposal{documentProposal(r)}
	for _, ref := range r.References {
		link, inverse := ref.Relation.Link()
		v := Value{
			How: ref.By.String() + ";" + ref.How, Type: ref.Type.Slug(), Symbol: ref.Symbol.String(), Issuer: ref.Issuer,
			Date: ref.Date.String(), Title: ref.Name, Relation: string(link), Inverse: inverse, Text: ref.Text,
		}
		out = append(out, Proposal{Kind: Reference, Span: source.Span{Start: ref.Start, End: ref.End}, Found: v})
	}
	for _, t := range r.Tasks {
		v := Value{
			How: t.How, Text: t.Text, Lead: bodyNames(t.Lead), Coordinating: bodyNames(t.Coordinating),
			Accountable: strings.Join(bodyNames(t.Accountable), "; "), Deadline: t.Deadline.Words, Deliverable: t.Deliverable,
		}
		out = append(out, Proposal{Kind: Task, Span: t.Span, Found: v})
	}
	for _, f := range r.Figures {
		v := Value{How: f.How, Text: r.Document.Slice(f.Span), Figure: figureValue(f)}
		out = append(out, Proposal{Kind: Figure, Span: f.Span, Found: v})
	}
	slices.SortStableFunc(out[1:], func(a, b Proposal) int { return a.Span.Start - b.Span.Start })
	for i := range out {
		out[i].Ord, out[i].Value, out[i].Decision = i, out[i].Found, Undecided
	}
	return out
}

func documentProposal(r *reading.Reading) Proposal {
	m := r.Metadata
	return Proposal{Kind: Document, Span: m.Title.Span, Found: Value{
		How: m.Kind.How, Type: m.Kind.Value.Slug(), Symbol: m.Symbol.Value.String(), Issuer: m.Issuer.Value, Place: m.Place.Value,
		Date: m.Date.Value.String(), Title: m.Title.Value, Signer: m.Signer.Value, Urgency: urgencyOf(m.Urgency.Value),
		Internal: saysInternal(r.Document.Text),
	}}
}

// saysInternal says whether a document is for internal circulation ("lưu hành
// nội bộ"), which is told near its head.
func saysInternal(text string) bool {
	const head = 2000 // bytes; the mark stands by the letterhead
	return strings.Contains(viet.Fold(text[:min(len(text), head)]), "luu hanh noi bo")
}

// urgencyOf returns the mark of urgency that is printed, as the register
// names it; "" where there is none.
func urgencyOf(printed string) string {
	for _, u := range doc.Urgencies() {
		if u != doc.Ordinary && viet.Fold(u.Title().For(text.Vietnamese)) == viet.Fold(printed) {
			return string(u)
		}
	}
	return ""
}

func bodyNames(bs []assignment.Body) []string {
	var out []string
	for _, b := range bs {
		out = append(out, b.Name)
	}
	return out
}

// layoutOf keeps of a document what its page needs.
func layoutOf(r *reading.Reading) Layout {
	d := r.Document
	l := Layout{Pages: d.Pages, Notes: d.Notes}
	heads := map[int]bool{}
	for _, n := range r.Outline.Nodes {
		l.Nodes = append(l.Nodes, Node{
			Kind: string(n.Kind), Level: n.Level, Label: n.Label, Title: d.Slice(n.Title), Role: string(n.Role),
			Start: n.Start, End: n.End, Parent: n.Parent,
		})
		if n.Level <= 3 && len(d.Slice(n.Title)) < 200 {
			heads[n.First] = true
		}
	}
	for i, b := range d.Blocks {
		block := Block{Start: b.Start, End: b.End, Head: heads[i] && b.Bold, Mid: b.Centered}
		if b.Kind == source.TableRow {
			block.Table = b.Table + 1
			for _, c := range d.Tables[b.Table].Rows[b.Row].Cells {
				block.Cells = append(block.Cells, Cell{c.Start, c.End, c.Columns})
			}
		}
		l.Blocks = append(l.Blocks, block)
	}
	return l
}

func figureValue(f figure.Figure) *FigureValue {
	say := func(n *figure.Number) string {
		if n == nil {
			return ""
		}
		return n.String()
	}
	return &FigureValue{Value: say(f.Value), Target: say(f.Target), Max: say(f.TargetMax), Percent: say(f.Percent), Unit: f.Unit}
}
