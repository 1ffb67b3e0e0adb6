package doc

import (
	"cmp"
	"slices"

	"quyet/base/civil"
	"quyet/feature/org"
)

// Counts are the official four numbers of the tasks under a document:
// completed in time and late, open within the deadline and overdue.
type Counts struct {
	OnTime, Late, Open, Overdue int64
}

// Total returns how many tasks there are.
func (c Counts) Total() int64 { return c.OnTime + c.Late + c.Open + c.Overdue }

func (c Counts) plus(o Counts) Counts {
	return Counts{c.OnTime + o.OnTime, c.Late + o.Late, c.Open + o.Open, c.Overdue + o.Overdue}
}

// A Node is a document in a cascade with those below it.
type Node struct {
	*Document
	Relation Relation // to the node above
	Own      Counts   // of the tasks it assigns
	All      Counts   // with those of all documents below
	Below    []*Node  // by date
}

// A Cascade is what a document led to.
type Cascade struct {
	*Node
	Documents int  // below the document
	More      bool // there are more than the page takes in
	Owing     []Debt
	Issued    []Debt
	Articles  []Article
	Parts     []Part
	Passages  []Passage
}

// A Debt is a duty with what came of it.
type Debt struct {
	Duty
	By   ID  // the document that discharged it, "" if none
	Days int // issued: days after the day due (0 if in time); not issued: days overdue so far (0 if not due)
	Left int // not issued and not overdue: days until the day due
}

// An Article is a part of the document with what points into it.
type Article struct {
	Part
	Links, Tasks int
}

// Untouched says whether nothing below the document takes the article up.
func (a Article) Untouched() bool { return a.Links+a.Tasks == 0 }

// An edge says that one document stands under another.
type edge struct {
	from, to ID // from is below to
	relation Relation
}

// arrange makes a tree of the documents reachable over edges from root. A
// document that refers to several stands under one of them: the last made of
// those it implements, else of those it is based on, so that a plan which
// names the resolution and the programme stands under the programme. Every
// document appears once, whatever circles the edges make.
func arrange(root ID, docs map[ID]*Document, edges []edge) *Node {
	above := map[ID][]edge{}
	for _, e := range edges {
		if docs[e.from] != nil && docs[e.to] != nil && e.from != root && e.from != e.to {
			above[e.from] = append(above[e.from], e)
		}
	}
	waiting := make([]ID, 0, len(above))
	for d := range above {
		waiting = append(waiting, d)
	}
	earlier := func(a, b ID) int {
		return cmp.Or(docs[a].IssuedOn.Compare(docs[b].IssuedOn), cmp.Compare(a, b))
	}
	slices.SortFunc(waiting, earlier)
	placed := map[ID]*Node{root: {Document: docs[root]}}
	depth := map[ID]int{}
	place := func(d ID) {
		best := edge{}
		for _, e := range above[d] {
			if placed[e.to] == nil {
				continue
			}
			if best.to == "" || cmp.Or(preference(e.relation)-preference(best.relation), depth[e.to]-depth[best.to], earlier(e.to, best.to)) > 0 {
				best = e
			}
		}
		n := &Node{Document: docs[d], Relation: best.relation}
		placed[d], depth[d] = n, depth[best.to]+1
		placed[best.to].Below = append(placed[best.to].Below, n)
	}
	// A document waits for the earlier ones it refers to; where a circle makes
	// all wait, the first that can be placed is.
	for forced := false; len(waiting) > 0; {
		at := slices.IndexFunc(waiting, func(d ID) bool {
			ready := false
			for _, e := range above[d] {
				switch {
				case placed[e.to] != nil:
					ready = true
				case !forced && earlier(e.to, d) < 0 && slices.Contains(waiting, e.to):
					return false
				}
			}
			return ready
		})
		switch {
		case at >= 0:
			place(waiting[at])
			waiting = slices.Delete(waiting, at, at+1)
			forced = false
		case forced:
			waiting = nil // not reachable from the root
		default:
			forced = true
		}
	}
	return placed[root]
}

func preference(r Relation) int {
	if r == Implements {
		return 1
	}
	return 0
}

// sum fills in the counts of n and of all below it, and returns how many
// documents stand below.
func (n *Node) sum(own map[ID]Counts) (below int) {
	n.Own = own[n.ID]
	n.All = n.Own
	for _, b := range n.Below {
		below += 1 + b.sum(own)
		n.All = n.All.plus(b.All)
	}
	return below
}

// settleDuties parts duties into those that are discharged and those that are
// not, the longest overdue first. A body discharges its duty by a document
// that implements this one; so does a body that took over from it.
func settleDuties(duties []Duty, implementing []*Document, heir func(b, of org.ID) bool, today civil.Date) (issued, owing []Debt) {
	for _, d := range duties {
		debt := Debt{Duty: d, Days: max(0, today.Sub(d.DueOn)), Left: max(0, d.DueOn.Sub(today))}
		for _, doc := range implementing {
			if doc.Body != "" && (doc.Body == d.Body || heir(doc.Body, d.Body)) && (debt.By == "" || doc.IssuedOn.Sub(d.DueOn) < debt.Days) {
				debt.By, debt.Days, debt.Left = doc.ID, max(0, doc.IssuedOn.Sub(d.DueOn)), 0
			}
		}
		if debt.By != "" {
			issued = append(issued, debt)
		} else {
			owing = append(owing, debt)
		}
	}
	slices.SortStableFunc(owing, func(a, b Debt) int { return cmp.Or(b.Days-a.Days, a.Left-b.Left) })
	return issued, owing
}

// touch counts what points into each article of a document: links that name a
// part of it, and passages of its text that assign tasks.
func touch(parts []Part, named []string, passages []Passage) []Article {
	var out []Article
	for _, i := range articles(parts) {
		a := Article{Part: parts[i]}
		for _, name := range named {
			if at := partNamed(parts, name); at >= 0 && (at == i || a.Contains(parts[at].Span)) {
				a.Links++
			}
		}
		for _, p := range passages {
			if a.Start <= p.Start && p.Start < a.End {
				a.Tasks += p.Tasks
			}
		}
		out = append(out, a)
	}
	return out
}
