package doc

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/feature/org"
)

// headline names a document for people in the language of ctx: "Kế hoạch
// 08-KH/ĐU".
func (d *Document) headline(ctx context.Context) string {
	if d.Symbol == "" {
		return d.Type.Title().In(ctx)
	}
	return d.Type.Title().In(ctx) + " " + d.Symbol
}

// parts returns the four official numbers as a bar shows them.
func (c Counts) parts(ctx context.Context) []ui.Part {
	if c.Total() == 0 {
		return nil
	}
	return []ui.Part{
		{Label: tOnTime.In(ctx), N: c.OnTime, Pattern: ui.Solid},
		{Label: tLate.In(ctx), N: c.Late, Pattern: ui.Lined},
		{Label: tOpen.In(ctx), N: c.Open, Pattern: ui.Blank},
		{Label: tOverdue.In(ctx), N: c.Overdue, Pattern: ui.Hatched},
	}
}

// branches returns the documents below n for the tree.
func (n *Node) branches(ctx context.Context) []ui.Node {
	var out []ui.Node
	for _, b := range n.Below {
		out = append(out, ui.Node{
			Label: b.headline(ctx), Href: b.ID.Address(), Open: true, Parts: b.All.parts(ctx), Children: b.branches(ctx),
			Note: b.Issuer + ", " + b.IssuedOn.Vietnamese() + " – " + b.Subject,
		})
	}
	return out
}

// A row is a document of a cascade in a table.
type row struct {
	*Node
	Above *Node
}

func (n *Node) rows() []row {
	var out []row
	for _, b := range n.Below {
		out = append(append(out, row{b, n}), b.rows()...)
	}
	return out
}

// Sizes of the diagram, in units of its own.
const (
	boxWidth, boxHeight = 220, 56
	stepX, stepY        = 280, 72
	maxBoxes            = 150
)

// A box is a document in the diagram.
type box struct {
	*Node
	X, Y int
}

func (b box) at() string { return fmt.Sprintf("translate(%d %d)", b.X, b.Y) }

// A flow is the diagram of a cascade: each document right of the one it
// stands under.
type flow struct {
	Boxes         []box
	Lines         []string // paths
	Width, Height int
}

func (f flow) viewBox() string { return fmt.Sprintf("0 0 %d %d", f.Width, f.Height) }

func (n *Node) flow() flow {
	var f flow
	y := 2
	var put func(n *Node, x int) (middle int)
	put = func(n *Node, x int) int {
		top := y
		var ends []int
		for _, b := range n.Below {
			if len(f.Boxes)+len(ends) < maxBoxes {
				ends = append(ends, put(b, x+stepX))
			}
		}
		if len(ends) == 0 {
			y += stepY
		}
		at := box{Node: n, X: x, Y: top}
		f.Boxes = append(f.Boxes, at)
		f.Width, f.Height = max(f.Width, x+boxWidth+2), max(f.Height, y)
		from := top + boxHeight/2
		for _, to := range ends {
			bend := x + boxWidth + (stepX-boxWidth)/2
			f.Lines = append(f.Lines, fmt.Sprintf("M%d %dH%dV%dH%d", x+boxWidth, from, bend, to, x+stepX))
		}
		return from
	}
	put(n, 2)
	return f
}

// short cuts s to what fits into a box.
func short(s string, letters int) string {
	if utf8.RuneCountInString(s) <= letters {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:letters-1])) + "…"
}

// articleNodes returns the structure of the document with what takes each
// article up.
func (p documentPage) articleNodes(ctx context.Context) []ui.Node {
	nodes, _ := p.partsFrom(ctx, 0, 1)
	return nodes
}

// partsFrom returns the parts from index i on whose level is at least level,
// and the index of the first that is not.
func (p documentPage) partsFrom(ctx context.Context, i, level int) ([]ui.Node, int) {
	var out []ui.Node
	for i < len(p.Parts) && p.Parts[i].Level >= level {
		part := p.Parts[i]
		n := ui.Node{Label: strings.TrimSpace(part.heading(ctx) + " " + part.Title), Open: part.Level < 3}
		if at := slices.IndexFunc(p.Articles, func(a Article) bool { return a.Part == part }); at >= 0 {
			a := p.Articles[at]
			if a.Untouched() {
				n.Ringed, n.Note = true, tUntouched.In(ctx)
			} else {
				n.Note = tTouched.In(ctx, a.Links, a.Tasks)
			}
		}
		n.Children, i = p.partsFrom(ctx, i+1, part.Level+1)
		out = append(out, n)
	}
	return out, i
}

func (p Part) heading(ctx context.Context) string {
	word := map[string]string{"article": "Điều", "chapter": "Chương", "part": "Phần", "section": "Mục", "annex": "Phụ lục"}[p.Kind]
	if word == "" {
		return p.Label + "."
	}
	return word + " " + p.Label + "."
}

// crumbs is the way to a document's page.
func crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tDocuments.In(ctx), Href: "/documents"}}
}

func (p documentPage) actions(ctx context.Context) []ui.Action {
	if !p.MayChange {
		return nil
	}
	return []ui.Action{{Label: tEdit.In(ctx), Href: p.ID.Address() + "/edit", Icon: ui.IconEdit, Key: "e"}}
}

func (p documentPage) tabs(ctx context.Context) []ui.Tab {
	var tabs []ui.Tab
	for _, t := range []struct {
		as    string
		label text.T
	}{{"", tAsTree}, {"table", tAsTable}, {"flow", tAsFlow}} {
		tabs = append(tabs, ui.Tab{Label: t.label.In(ctx), Href: p.ID.Address() + "?as=" + t.as, Current: p.As == t.as})
	}
	return tabs
}

func (p documentPage) facts(ctx context.Context) []ui.Fact {
	var audience, files []string
	for _, b := range p.Audience {
		audience = append(audience, p.Tree.Name(b, p.Today))
	}
	for _, f := range p.Files {
		files = append(files, f.Name)
	}
	yes := ""
	if p.Internal {
		yes = "✓"
	}
	facts := []ui.Fact{
		{Term: tType.In(ctx), Value: p.Type.Title().In(ctx)},
		{Term: tSymbol.In(ctx), Value: p.Symbol},
		{Term: tIssuedOn.In(ctx), Value: p.IssuedOn.Vietnamese()},
		{Term: tIssuer.In(ctx), Value: p.Issuer},
		{Term: tPlace.In(ctx), Value: p.Place},
		{Term: tSigner.In(ctx), Value: strings.TrimPrefix(p.Post+" "+p.Signer, " ")},
		{Term: tFrom.In(ctx), Value: p.InForce.From.Vietnamese()},
		{Term: tUntil.In(ctx), Value: p.InForce.Until.Vietnamese()},
		{Term: tAliases.In(ctx), Value: strings.Join(p.Aliases, "; ")},
		{Term: tUrgency.In(ctx), Value: map[bool]string{false: p.Urgency.Title().In(ctx)}[p.Urgency == Ordinary]},
		{Term: tInternal.In(ctx), Value: yes},
		{Term: tAudience.In(ctx), Value: strings.Join(audience, "; ")},
		{Term: tFiles.In(ctx), Value: strings.Join(files, "; ")},
	}
	return slices.DeleteFunc(facts, func(f ui.Fact) bool { return f.Value == "" })
}

// effectTexts says what later documents did to this one.
func (p documentPage) effectTexts(ctx context.Context) []ui.Notice {
	var out []ui.Notice
	end := Outcome(p.InForce, p.Effects).Until
	for _, e := range p.Effects {
		by, ok := p.Known[e.By]
		if !ok {
			continue
		}
		n := ui.Notice{Tone: ui.Notable, Text: tEffectOn.In(ctx, e.From.Vietnamese(), e.Relation.Inverse(), by.headline(ctx)), Link: &ui.Crumb{Label: by.Short(), Href: by.ID.Address()}}
		if e.Part != "" {
			n.Text += " (" + e.Part + ")"
		}
		if e.From == end && (e.Relation == Replaces || e.Relation == Repeals) && e.Part == "" {
			n.Tone, n.Text = ui.Caution, tEndsBy.In(ctx, e.From.Vietnamese(), e.Relation.Inverse(), by.headline(ctx))
		}
		out = append(out, n)
	}
	return out
}

// other names the document at the other end of a link.
func (p documentPage) other(ctx context.Context, l Link, end ID) (label, href string) {
	if d, ok := p.Known[end]; ok {
		return d.headline(ctx) + " – " + d.Subject, d.ID.Address()
	}
	return l.Cited, ""
}

func (l Link) status(ctx context.Context) ui.Status {
	switch l.State {
	case Settled:
		return ui.Status{Word: tSettledTag.In(ctx), Tone: ui.Positive}
	case Doubtful:
		return ui.Status{Word: tDoubtfulTag.In(ctx), Tone: ui.Caution, Note: l.Doubt.Title().In(ctx)}
	}
	return ui.Status{Word: tWaitingTag.In(ctx), Tone: ui.Neutral}
}

func (d Debt) status(ctx context.Context) ui.Status {
	switch {
	case d.By == "" && d.Days > 0:
		return ui.Status{Word: tDaysLate.In(ctx, d.Days), Tone: ui.Negative}
	case d.By == "":
		return ui.Status{Word: tNotDue.In(ctx), Tone: ui.Neutral}
	case d.Days > 0:
		return ui.Status{Word: tIssuedLate.In(ctx, d.Days), Tone: ui.Caution}
	}
	return ui.Status{Word: tInTime.In(ctx), Tone: ui.Positive}
}

// spans marks the citations in the text, with links to where they lead.
func (p documentPage) spans(ctx context.Context) (spans []ui.Span) {
	links := slices.Clone(p.Out)
	slices.SortFunc(links, func(a, b Link) int { return int(a.Start - b.Start) })
	for _, l := range links {
		if l.End > l.Start {
			s := ui.Span{From: int(l.Start), To: int(l.End), Title: l.Relation.Title().In(ctx), Tone: ui.Notable}
			if _, ok := p.Known[l.To]; ok {
				s.Href = l.To.Address()
			}
			spans = append(spans, s)
		}
	}
	return spans
}

func (p documentPage) moments(ctx context.Context) []ui.Moment {
	var out []ui.Moment
	for _, e := range p.History {
		title, ok := eventTitles[e.Kind]
		if !ok {
			continue
		}
		m := ui.Moment{When: web.Moment(ctx, e.At), Stamp: e.At.Format("2006-01-02T15:04:05Z"), What: title.In(ctx), Who: e.Reason}
		var changed map[string]Change
		if e.Kind == "doc.amended" && json.Unmarshal(e.Detail, &changed) == nil {
			m.Evidence = ui.Changes(changesOf(ctx, changed)...)
		}
		out = append(out, m)
	}
	return out
}

// fieldTitles names the fields that history tells of.
var fieldTitles = map[string]text.T{
	"body": tBody, "issuer": tIssuer, "type": tType, "regime": tRegime, "number": tNumber, "symbol": tSymbol, "issued_on": tIssuedOn,
	"place": tPlace, "subject": tSubject, "signer": tSigner, "post": tPost, "urgency": tUrgency, "internal": tInternal, "in_force": tEffectsTitle,
	"aliases": tAliases, "audience": tAudience,
}

func changesOf(ctx context.Context, changed map[string]Change) []ui.Change {
	var out []ui.Change
	for field, c := range changed {
		out = append(out, ui.Change{Label: fieldTitles[field].In(ctx), Before: said(c.Before), After: said(c.After)})
	}
	slices.SortFunc(out, func(a, b ui.Change) int { return text.Compare(a.Label, b.Label) })
	return out
}

func said(v any) string {
	if v == nil {
		return "–"
	}
	return fmt.Sprint(v)
}

func regimeOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: string(org.PartyRegime), Label: org.PartyRegime.Title().In(ctx)},
		{Value: string(org.StateRegime), Label: org.StateRegime.Title().In(ctx)},
	}
}

func urgencyOptions(ctx context.Context) (out []ui.Option) {
	for _, u := range Urgencies()[1:] { // leaving it empty is the ordinary one
		out = append(out, ui.Option{Value: string(u), Label: u.Title().In(ctx)})
	}
	return out
}

func relationOptions(ctx context.Context) (out []ui.Option) {
	for _, r := range Relations() {
		out = append(out, ui.Option{Value: string(r), Label: r.Title().In(ctx)})
	}
	return out
}

func (f documentForm) action() string {
	if f.ID == "" {
		return "/documents"
	}
	return f.ID.Address()
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
