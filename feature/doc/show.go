package doc

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/feature/account"
	"quyet/feature/doc/citation"
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
		n := ui.Node{Label: short(strings.TrimSpace(part.heading(ctx)+" "+part.Title), titleLetters), Open: part.Level < 3}
		if at := slices.IndexFunc(p.Articles, func(a Article) bool { return a.Part == part }); at >= 0 {
			a := p.Articles[at]
			switch {
			case p.untouched():
			case a.Untouched():
				n.Ringed, n.Note = true, tUntouched.In(ctx)
			default:
				n.Note = a.taken(ctx)
			}
		}
		n.Children, i = p.partsFrom(ctx, i+1, part.Level+1)
		out = append(out, n)
	}
	return out, i
}

// untouched says whether nothing takes up any article: no document below names
// one, and no task stands in one. Then none is told from the others.
func (p documentPage) untouched() bool {
	return !slices.ContainsFunc(p.Articles, func(a Article) bool { return !a.Untouched() })
}

// articlesNote says what an untouched document is to think of.
func (p documentPage) articlesNote(ctx context.Context) string {
	switch {
	case len(p.Articles) == 0 || !p.untouched():
		return ""
	case len(p.Below) > 0:
		return tWholly.In(ctx)
	}
	return tNothingYet.In(ctx)
}

// titleLetters is how much of a part's title the structure shows: where the
// parts are clauses, their titles are the whole text.
const titleLetters = 110

// taken tells what takes an article up.
func (a Article) taken(ctx context.Context) string {
	var out []string
	if a.Links > 0 {
		out = append(out, tByLinks.In(ctx, a.Links))
	}
	if a.Tasks > 0 {
		out = append(out, tByTasks.In(ctx, a.Tasks))
	}
	return strings.Join(out, ", ")
}

func (p Part) heading(ctx context.Context) string {
	word := map[string]string{"article": "Điều", "chapter": "Chương", "part": "Phần", "section": "Mục", "annex": "Phụ lục"}[p.Kind]
	switch {
	case p.Label == "":
		return ""
	case word == "":
		return p.Label + "."
	}
	return word + " " + p.Label + "."
}

// crumbs is the way to a document's page.
func crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tDocuments.In(ctx), Href: "/documents"}}
}

// crumbsTo is the way to a page that belongs to a document.
func crumbsTo(ctx context.Context, d *Document) []ui.Crumb {
	return append(crumbs(ctx), ui.Crumb{Label: d.headline(ctx), Href: d.ID.Address()})
}

// addsAtOnce is how many recipients the form takes beside those chosen
// before.
const addsAtOnce = 2

// adding returns what the boxes for further recipients hold.
func (f documentForm) adding() []string {
	out := slices.Clone(f.Adding)
	for len(out) < addsAtOnce {
		out = append(out, "")
	}
	return out
}

func numbered(label string, i int) string {
	if i == 0 {
		return label
	}
	return fmt.Sprintf("%s (%d)", label, i+1)
}

// takeHint tells which numbers come next.
func (c formChoices) takeHint(ctx context.Context) string {
	hint := tTakeHint.In(ctx)
	if len(c.Next) == 0 {
		return hint
	}
	symbols := make([]string, len(c.Next))
	for i, n := range c.Next {
		symbols[i] = n.Symbol
	}
	return hint + ". " + tNextNumbers.In(ctx, c.Tree.Name(c.Issuer, c.Today), strings.Join(symbols, ", "))
}

func (p documentPage) actions(ctx context.Context) []ui.Action {
	var out []ui.Action
	if p.ChecklistAt != nil && p.Type.carriedOut() {
		out = append(out, ui.Action{Label: tChecklist.In(ctx), Href: p.ChecklistAt(p.ID), Icon: ui.IconList})
	}
	if p.Briefing != "" && p.Type.carriedOut() {
		out = append(out, ui.Action{Label: tBriefing.In(ctx), Href: p.Briefing, Icon: ui.IconPerson})
	}
	if p.AnnexAt != nil && p.Own.Total() > 0 {
		out = append(out, ui.Action{Label: tAnnex.In(ctx), Href: p.AnnexAt(p.ID), Icon: ui.IconDownload})
	}
	if !p.MayChange {
		return out
	}
	return append(out, []ui.Action{{Label: tDuties.In(ctx), Href: p.ID.Address() + "/duties", Icon: ui.IconSend}, {Label: tEdit.In(ctx), Href: p.ID.Address() + "/edit", Icon: ui.IconEdit, Key: "e"}}...)
}

func (p documentPage) facts(ctx context.Context) []ui.Fact {
	var audience []string
	for _, b := range p.Audience {
		audience = append(audience, p.Tree.Name(b, p.Today))
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
		p.numberedBy(ctx),
	}
	facts = slices.DeleteFunc(facts, func(f ui.Fact) bool { return f.Value == "" })
	if len(p.Files) > 0 {
		facts = append(facts, ui.Fact{Term: tFiles.In(ctx), Shown: fileList(p.Document)})
	}
	return facts
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
		return ui.Status{Word: tDoubtfulTag.In(ctx) + ": " + l.Doubt.Title().In(ctx), Tone: ui.Caution}
	}
	return ui.Status{Word: tWaitingTag.In(ctx), Tone: ui.Neutral}
}

func (d Debt) status(ctx context.Context) ui.Status {
	switch {
	case d.By == "" && d.Days > 0:
		return ui.Status{Word: tDaysLate.In(ctx, d.Days), Tone: ui.Negative}
	case d.By == "" && d.Left == 0:
		return ui.Status{Word: tDueToday.In(ctx), Tone: ui.Caution}
	case d.By == "":
		return ui.Status{Word: tDaysLeft.In(ctx, d.Left), Tone: ui.Neutral}
	case d.Days > 0:
		return ui.Status{Word: tIssuedLate.In(ctx, d.Days), Tone: ui.Caution}
	}
	return ui.Status{Word: tInTime.In(ctx), Tone: ui.Positive}
}

// spans marks in the text what was read there: citations, which lead to the
// documents they mean, and around them the passages that assign tasks, which
// lead to the tasks. The first piece of each has the anchor p and its place
// in the text, to which other pages lead.
func (p documentPage) spans(ctx context.Context) []ui.Span {
	var marks []ui.Span
	for _, l := range p.Out {
		m := ui.Span{From: int(l.Start), To: int(l.End), Title: l.Relation.Title().In(ctx), Tone: ui.Notable}
		if _, ok := p.Known[l.To]; ok {
			m.Href = l.To.Address()
		}
		marks = append(marks, m)
	}
	for _, t := range p.Passages {
		marks = append(marks, ui.Span{From: int(t.Start), To: int(t.End), Title: tTask.In(ctx), Tone: ui.Positive, Href: t.Address})
	}
	return layered(marks)
}

// layered cuts marks that overlap into pieces that do not; where several cover
// a piece, it belongs to the first of them. The first piece at the beginning
// of a mark gets the anchor.
func layered(marks []ui.Span) []ui.Span {
	marks = slices.DeleteFunc(marks, func(m ui.Span) bool { return m.To <= m.From })
	var cuts []int
	begins := map[int]bool{}
	for _, m := range marks {
		cuts = append(cuts, m.From, m.To)
		begins[m.From] = true
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	next := make([]int, len(marks)) // marks in the order in which they begin
	for i := range next {
		next[i] = i
	}
	slices.SortFunc(next, func(a, b int) int { return cmp.Or(marks[a].From-marks[b].From, a-b) })
	var out []ui.Span
	var open []int // marks that cover the piece
	for i := 0; i+1 < len(cuts); i++ {
		open = slices.DeleteFunc(open, func(m int) bool { return marks[m].To <= cuts[i] })
		for len(next) > 0 && marks[next[0]].From == cuts[i] {
			open, next = append(open, next[0]), next[1:]
		}
		if len(open) == 0 {
			continue
		}
		piece := marks[slices.Min(open)]
		piece.From, piece.To = cuts[i], cuts[i+1]
		if begins[piece.From] {
			piece.ID = "p" + strconv.Itoa(piece.From)
		}
		out = append(out, piece)
	}
	return out
}

// A line is one paragraph of a text with what is marked in it.
type line struct {
	text  string
	spans []ui.Span
}

// lines parts a text at its line breaks; a mark that goes over several of them
// is cut, and its first piece keeps the anchor.
func lines(content string, spans []ui.Span) []line {
	var out []line
	at := 0
	for s := range strings.Lines(content) {
		l := line{text: strings.TrimRight(s, "\r\n")}
		end := at + len(l.text)
		for len(spans) > 0 && spans[0].From < end {
			piece := spans[0]
			piece.From, piece.To = max(piece.From-at, 0), min(piece.To, end)-at
			if piece.From < piece.To { // it may hold a line break only
				l.spans = append(l.spans, piece)
			}
			if spans[0].To <= end {
				spans = spans[1:]
				continue
			}
			rest := spans[0]
			rest.From, rest.ID = at+len(s), ""
			spans = append([]ui.Span{rest}, spans[1:]...)
		}
		if l.text != "" {
			out = append(out, l)
		}
		at += len(s)
	}
	return out
}

func (p documentPage) moments(ctx context.Context) []ui.Moment {
	var out []ui.Moment
	for _, e := range p.History {
		title, ok := eventTitles[e.Kind]
		if !ok {
			continue
		}
		m := ui.Moment{When: web.Moment(ctx, e.At), Stamp: e.At.Format("2006-01-02T15:04:05Z"), What: title.In(ctx), Who: account.Doer(ctx, p.Names, e)}
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
		change := ui.Change{Label: fieldTitles[field].In(ctx), Before: said(c.Before), After: said(c.After)}
		if field == "signer" && c == (Change{}) {
			change.After = tCorrected.In(ctx)
		}
		out = append(out, change)
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

// actions lead from the form of a new document to what numbers come next.
func (f documentForm) actions(ctx context.Context) []ui.Action {
	if f.ID != "" {
		return nil
	}
	return []ui.Action{{Label: tSeries.In(ctx), Href: "/documents/series", Icon: ui.IconRule}}
}

// more says whether the part of the form that is seldom needed is open: while
// a document is corrected, and where something in it is wrong.
func (f documentForm) more(wrong []ui.FieldError) bool {
	first := []string{"", "symbol", "take", "issued_on", "subject", "type", "issuer"}
	return f.ID != "" || slices.ContainsFunc(wrong, func(e ui.FieldError) bool { return !slices.Contains(first, e.Field) })
}

// bareNumber is the number of a document that has no symbol: else the symbol
// tells it.
func (f documentForm) bareNumber() string {
	if sym, ok := citation.ParseSymbol(f.Symbol); ok && plainNumber(sym.Number) == plainNumber(f.Number) {
		return ""
	}
	return f.Number
}

// bareRegime is the regime where the symbol does not tell it.
func (f documentForm) bareRegime() string {
	sym, ok := citation.ParseSymbol(f.Symbol)
	if ok && (sym.Regime == citation.Party) == (org.Regime(f.Regime) == org.PartyRegime) {
		return ""
	}
	return f.Regime
}

func (f documentForm) action() string {
	if f.ID == "" {
		return "/documents"
	}
	return f.ID.Address()
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
