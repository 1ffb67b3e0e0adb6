package doc

import (
	"context"
	"maps"
	"slices"
	"strings"

	"quyet/base/db"
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
	// Resolved is how many citations in other documents that the actor may see,
	// which wait for the document or are doubtful now, will lead to it.
	Resolved int
	More     bool // there may be more of them
}

// mostOpen is how many citations are looked at that may lead to a document that
// is registered now: a law is cited in every plan.
const mostOpen = 1000

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
	candidates := map[string][]candidate{}
	for part := range slices.Chunk(distinct(append(namesOf(links), answers...)), perStatement) {
		found, err := candidatesOf(ctx, v.Snapshot, part)
		if err != nil {
			return f, err
		}
		maps.Copy(candidates, found)
	}
	ends, err := f.foreseeLinks(ctx, v, tree, registered, d, links, candidates)
	if err != nil {
		return f, err
	}
	citing, err := f.citing(ctx, v, tree, d, answers, candidates)
	if err != nil {
		return f, err
	}
	docs, err := Documents(ctx, v, slices.DeleteFunc(append(citing, ends...), func(d ID) bool { return d == "" }))
	for i, end := range ends {
		f.Links[i].To = docs[end]
	}
	for _, from := range citing {
		if docs[from] != nil {
			f.Resolved++
		}
	}
	return f, err
}

// foreseeLinks adds what becomes of links, and returns to which document each
// will lead.
func (f *Foresight) foreseeLinks(ctx context.Context, v *work.View, tree *org.Tree, registered ID, d Metadata, links []NewLink, candidates map[string][]candidate) (ends []ID, err error) {
	pendings, decisions := make([]pending, len(links)), make([]decision, len(links))
	var told []string // names of links that wait, and that others may contradict
	for i, l := range links {
		decisions[i] = decision{State: Settled, To: l.To}
		if l.To != "" {
			continue
		}
		p := pendingLink(registered, d, l)
		pendings[i], decisions[i] = p, p.alone(tree, candidates[p.name])
		if decisions[i].State == Waiting && p.name != "" && p.told.Issuer != "" && !slices.Contains(told, p.name) {
			told = append(told, p.name)
		}
	}
	tellings := map[string][]telling{}
	for part := range slices.Chunk(told, perStatement) {
		some, err := tellingsOf(ctx, v.Snapshot, part)
		if err != nil {
			return nil, err
		}
		maps.Copy(tellings, some)
	}
	for i, p := range pendings {
		to := decisions[i].beside(p, tellings[p.name])
		f.Links, ends = append(f.Links, Prospect{State: to.State, Doubt: to.Doubt}), append(ends, to.To)
	}
	return ends, nil
}

// citing returns the documents in which citations stand that will lead to the
// new document, which answers to names: one for each citation.
func (f *Foresight) citing(ctx context.Context, v *work.View, tree *org.Tree, d Metadata, answers []string, candidates map[string][]candidate) (from []ID, err error) {
	if len(answers) == 0 {
		return nil, nil
	}
	open, err := db.All(ctx, v.Snapshot, db.Built("doc.openOf", `
		SELECT `+pendingColumns+` FROM doc_link l JOIN doc_document d ON d.id = l.from_id
		WHERE l.name IN (`+db.Places(2, len(answers))+`) AND NOT l.chosen AND l.state <> 'settled' LIMIT $1`), scanPending, append([]any{mostOpen + 1}, db.Args(answers)...)...)
	if err != nil {
		return nil, err
	}
	f.More = len(open) > mostOpen
	made := candidate{ID: unborn, described: described{Type: d.Type, Date: dateOf(d.IssuedOn), Issuer: d.Issuer}, Body: d.Body, Issued: d.IssuedOn}
	for _, l := range open[:min(len(open), mostOpen)] {
		if l.alone(tree, append(slices.Clone(candidates[l.name]), made)).To == unborn {
			from = append(from, l.From)
		}
	}
	return from, nil
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
