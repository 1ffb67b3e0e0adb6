package doc

import (
	"context"
	"slices"
	"strings"

	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Prospect is what will become of a citation when it is entered.
type Prospect struct {
	State State
	Doubt Doubt
	To    *Document // to which it will lead; nil where that is none, or one that the actor may not see
}

// Foresight is what entering the links of a document will do to citations.
type Foresight struct {
	Links []Prospect // for each link
	// Resolved is how many citations in other documents, which wait for the
	// document or are doubtful now, will lead to it.
	Resolved int
}

// Foresee returns what entering links of a document will do: of one that is
// registered, or, with the empty ID, of one that is registered with them. It
// changes nothing.
//
// The actor needs [CanSee] somewhere, else the fault is Unknown.
func Foresee(ctx context.Context, v *work.View, registered ID, d Metadata, links []NewLink) (f Foresight, err error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return f, fault.New(fault.Unknown, tNoDocument)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return f, err
	}
	var answers []string // names to which the new document will answer
	if registered == "" {
		answers = d.names()
	}
	names := slices.DeleteFunc(append(namesOf(links), answers...), func(n string) bool { return n == "" })
	slices.Sort(names)
	var others []pending
	candidates := map[string][]candidate{}
	for part := range slices.Chunk(slices.Compact(names), 200) {
		some, err := pendingOf(ctx, v.Snapshot, part)
		if err != nil {
			return f, err
		}
		found, err := candidatesOf(ctx, v.Snapshot, part)
		if err != nil {
			return f, err
		}
		others = append(others, some...)
		for name, c := range found {
			candidates[name] = c
		}
	}
	ends := make([]ID, len(links))
	for i, l := range links {
		p := Prospect{State: Settled}
		if ends[i] = l.To; l.To == "" {
			to := pendingLink(registered, d, l).leads(tree, candidates[nameOf(l.citation())], others)
			p.State, p.Doubt, ends[i] = to.State, to.Doubt, to.To
		}
		f.Links = append(f.Links, p)
	}
	for _, name := range answers {
		all := append(slices.Clone(candidates[name]), candidate{ID: unborn, described: described{Type: d.Type, Date: dateOf(d.IssuedOn), Issuer: d.Issuer}, Body: d.Body, Issued: d.IssuedOn})
		for _, l := range others {
			if l.name == name && l.State != Settled && l.leads(tree, all, others).To == unborn {
				f.Resolved++
			}
		}
	}
	docs, err := Documents(ctx, v, slices.DeleteFunc(slices.Clone(ends), func(d ID) bool { return d == "" }))
	for i, end := range ends {
		f.Links[i].To = docs[end]
	}
	return f, err
}

// unborn stands for the document that is not registered yet.
const unborn ID = "unborn"

// pendingLink is a link as the register will hold it before it leads anywhere.
func pendingLink(from ID, d Metadata, l NewLink) pending {
	c := l.citation()
	p := pending{name: nameOf(c), body: d.Body}
	p.From, p.source.ID, p.source.Issued = from, from, d.IssuedOn
	if from == "" {
		p.From, p.source.ID = unborn, unborn
	}
	if c.Typed {
		p.told.Type = Of(c.Type)
	}
	p.told.Date, p.told.Issuer, p.told.Bare = parseDate(c.Date.String()), c.Issuer, strings.HasPrefix(p.name, "n:")
	return p
}
