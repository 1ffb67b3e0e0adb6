package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/ui"
	"quyet/base/viet"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

// A benchModel is what the bench shows: one stretch of the text with the
// proposals in it.
type benchModel struct {
	*Bench
	Parts    []stretch
	Part     int    // from 1
	Editing  string // proposal whose form is open
	Form     Value  // what stands in it
	Wrong    []ui.FieldError
	MayEnter bool
	Entered  *doc.Document // what the file became; nil if the actor may not see it
	Made     []task.InDocument
	Outcome  *Made // what entering made, and what was there; nil if history does not tell

	MayResume bool // the person may open the entered file again, and something was rejected
}

func modelOf(ctx context.Context, v *work.View, b *Bench, editing string, typed *Value, wrong error) benchModel {
	m := benchModel{Bench: b, Editing: editing, MayEnter: b.File.State == Open && v.Actor.May(CanEnter, b.File.Body.Scope())}
	for _, e := range web.FieldErrors(ctx, wrong) {
		if e.Field != "" {
			e.Field = fieldName(e.Field, editing)
		}
		m.Wrong = append(m.Wrong, e)
	}
	if p, err := b.Proposal(editing); err == nil {
		m.Form = p.Value
		if typed != nil {
			m.Form = *typed
			m.Form.Figure = p.Value.Figure
		}
	}
	return m
}

// fieldName tells the fields of several open forms apart.
func fieldName(field, proposal string) string { return field + "-" + proposal }

// field returns a field of the form of a proposal.
func (m benchModel) field(name, label, value string) ui.Field {
	return ui.Field{
		Name: name, ID: "f-" + fieldName(name, m.Editing), Label: label, Value: value, Error: ui.ErrorOf(m.Wrong, fieldName(name, m.Editing)),
	}
}

// A stretch is a part of a document that is shown at once: a document of
// three hundred pages is decided on part by part.
type stretch struct {
	From, To   int // blocks
	Start, End int // bytes; proposals that begin there are shown with it
	Open       int // undecided proposals
}

func (s stretch) holds(p Proposal) bool {
	if p.Kind == Document {
		return s.From == 0
	}
	return s.Start <= p.Span.Start && p.Span.Start < s.End
}

// How much one part holds: about twelve printed pages, or so many proposals
// as one person decides on at a sitting. A part ends at a heading if one comes
// after half of that.
const (
	stretchBytes     = 40 << 10
	stretchProposals = 60
)

// stretches cuts the text into parts. There is always one.
func (b *Bench) stretches() []stretch {
	heads := map[int]bool{}
	for _, n := range b.Layout.Nodes {
		heads[n.Start] = heads[n.Start] || n.Level <= 2
	}
	var out []stretch
	cur := stretch{}
	bytes, found, next := 0, 0, 1
	for i, block := range b.Layout.Blocks {
		full := bytes >= stretchBytes || found >= stretchProposals
		half := (2*bytes >= stretchBytes || 2*found >= stretchProposals) && heads[block.Start]
		if i > cur.From && (full || half) {
			cur.To, cur.End = i, block.Start
			out = append(out, cur)
			cur, bytes, found = stretch{From: i, Start: block.Start}, 0, 0
		}
		bytes += min(block.End-block.Start, longestBlock)
		for ; next < len(b.Proposals) && b.Proposals[next].Span.Start < block.End; next++ {
			found++
		}
	}
	cur.To, cur.End = len(b.Layout.Blocks), len(b.Text)+1
	out = append(out, cur)
	for i := range out {
		for _, p := range b.Proposals {
			if p.Decision == Undecided && out[i].holds(p) {
				out[i].Open++
			}
		}
	}
	return out
}

// current is the part that is shown.
func (m benchModel) current() stretch { return m.Parts[m.Part-1] }

// of returns the proposals of a kind in the part that is shown.
func (m benchModel) of(k Kind) (out []Proposal) {
	for _, p := range m.Proposals {
		if p.Kind == k && m.current().holds(p) {
			out = append(out, p)
		}
	}
	return out
}

// at is the address of a part.
func (m benchModel) at(part int) string {
	if part <= 1 {
		return m.File.ID.Address()
	}
	return m.File.ID.Address() + "?part=" + strconv.Itoa(part)
}

// openAfter is the first part behind the one shown in which something is
// undecided, going round; 0 if there is none but this.
func (m benchModel) openAfter() int {
	for i := 1; i < len(m.Parts); i++ {
		if next := (m.Part - 1 + i) % len(m.Parts); m.Parts[next].Open > 0 {
			return next + 1
		}
	}
	return 0
}

// structure is what of the outline helps to find one's way, with where it
// leads.
func (m benchModel) structure() (out []ui.Crumb, levels []int) {
	const most = 80
	for _, n := range m.Layout.Nodes {
		letterhead := n.Label == "" && n.Start < m.document().Span.End
		if n.Level > 2 || n.Title == "" || letterhead || len(out) == most {
			continue
		}
		part := 1 + slices.IndexFunc(m.Parts, func(s stretch) bool { return s.Start <= n.Start && n.Start < s.End })
		href := "#b-" + strconv.Itoa(n.Start)
		if part != m.Part {
			href = m.at(part) + href
		}
		out, levels = append(out, ui.Crumb{Label: strings.TrimSpace(n.Label + " " + n.Title), Href: href}), append(levels, n.Level)
	}
	return out, levels
}

// marks are the passages of the proposals that are shown, in order and without
// overlap: where one lies inside another, the inner one is marked there.
func (m benchModel) marks() []ui.Span {
	var found []Proposal
	var cuts []int
	for _, p := range m.Proposals {
		if p.Kind != Document && p.Span.Len() > 0 && m.current().holds(p) {
			found = append(found, p)
			cuts = append(cuts, p.Span.Start, p.Span.End)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []ui.Span
	led := map[string]bool{}
	for i := 1; i < len(cuts); i++ {
		inner := -1
		for j, p := range found {
			if p.Span.Start <= cuts[i-1] && cuts[i] <= p.Span.End && (inner < 0 || p.Span.Len() < found[inner].Span.Len()) {
				inner = j
			}
		}
		if inner < 0 {
			continue
		}
		p := found[inner]
		s := ui.Span{From: cuts[i-1], To: cuts[i], Tone: markTones[p.Kind], Href: "#p-" + p.ID}
		if !led[p.ID] {
			led[p.ID], s.ID = true, "s-"+p.ID
		}
		out = append(out, s)
	}
	return out
}

var markTones = map[Kind]ui.Tone{Task: ui.Notable, Reference: ui.Positive, Figure: ui.Caution}

// clip returns the marks on one stretch of the text, relative to its start.
func clip(marks []ui.Span, start, end int) []ui.Span {
	i, _ := slices.BinarySearchFunc(marks, start, func(s ui.Span, at int) int { return cmp.Compare(s.To, at+1) })
	var out []ui.Span
	for _, s := range marks[i:] {
		if s.From >= end {
			break
		}
		if s.From < start {
			s.ID = "" // the mark begins in the line before
		}
		s.From, s.To = max(s.From, start)-start, min(s.To, end)-start
		out = append(out, s)
	}
	return out
}

// longestBlock is how much of one line is shown, in bytes: a file may be one
// line of megabytes.
const longestBlock = 64 << 10

// shown returns the end of what is shown of a line.
func (m benchModel) shown(start, end int) int {
	if end-start <= longestBlock {
		return end
	}
	end = start + longestBlock
	for !utf8.RuneStart(m.Text[end]) {
		end--
	}
	return end
}

// A sourcePart is a paragraph, or rows of one table that follow each other.
type sourcePart struct {
	Block Block
	Rows  []Block
}

func (m benchModel) source() (out []sourcePart) {
	s := m.current()
	for _, b := range m.Layout.Blocks[s.From:s.To] {
		last := len(out) - 1
		switch {
		case b.Table == 0:
			out = append(out, sourcePart{Block: b})
		case last >= 0 && out[last].Block.Table == b.Table:
			out[last].Rows = append(out[last].Rows, b)
		default:
			out = append(out, sourcePart{Block: b, Rows: []Block{b}})
		}
	}
	return out
}

// state is a word about a proposal's decision.
func (m benchModel) state(ctx context.Context, p Proposal) ui.Status {
	switch p.Decision {
	case Accepted:
		if p.Touched() {
			return ui.Status{Word: tMendedAccepted.In(ctx), Tone: ui.Positive}
		}
		return ui.Status{Word: tAccepted.In(ctx), Tone: ui.Positive}
	case Rejected:
		return ui.Status{Word: tRejected.In(ctx), Tone: ui.Off}
	}
	return ui.Status{Word: tUndecided.In(ctx), Tone: ui.Neutral, Icon: ui.IconFlag}
}

// gaps are words about what a task lacks, and about names that nobody bears.
func (m benchModel) gaps(ctx context.Context, p Proposal) []ui.Status {
	a := m.Task(p)
	out := gapStatuses(ctx, a.Gaps)
	for _, party := range a.Lead {
		if !party.Clear() {
			out = append(out, ui.Status{Word: tLeadUnclear.In(ctx), Tone: ui.Negative})
			break
		}
	}
	return out
}

func gapStatuses(ctx context.Context, gaps []clarity.Reason) (out []ui.Status) {
	for _, g := range gaps {
		out = append(out, ui.Status{Word: gapTitles[g].In(ctx), Tone: ui.Caution})
	}
	return out
}

// parties tells who is meant by the names of a task.
func (m benchModel) parties(ctx context.Context, all []Party) string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = m.party(ctx, p)
	}
	return strings.Join(out, "; ")
}

func (m benchModel) party(ctx context.Context, p Party) string {
	switch {
	case p.Group != "", len(p.Bodies) > 1:
		return tMeansMany.In(ctx, len(p.Bodies), p.Printed)
	case p.Clear():
		name := m.Tree.Name(p.Bodies[0], m.asOf())
		if viet.Fold(name) == viet.Fold(p.Printed) {
			return name
		}
		return tMeansOne.In(ctx, p.Printed, name)
	case len(p.Candidates) > 0:
		return tMeansSeveral.In(ctx, p.Printed, len(p.Candidates))
	}
	return tMeansNobody.In(ctx, p.Printed)
}

// issuerText tells the issuer and who in the tree is meant.
func (m benchModel) issuerText(ctx context.Context) string {
	switch {
	case m.Issuer.Printed == "":
		return ""
	case !m.Issuer.Clear() && len(m.Issuer.Candidates) == 0:
		return tOutside.In(ctx, m.Issuer.Printed)
	}
	return m.party(ctx, m.Issuer)
}

// when tells a deadline: its words and the day they mean.
func when(ctx context.Context, d deadline.Deadline) string {
	switch {
	case d.Words == "":
		return tNoDeadline.In(ctx)
	case d.Due.IsZero():
		return d.Words + " – " + deadlineKinds[d.Kind].In(ctx)
	}
	return d.Words + " – " + tDueOn.In(ctx, d.Due.Vietnamese())
}

// due tells the deadline of a task that will be made: the day and, where the
// task comes back, the words.
func due(t task.New) string {
	switch {
	case t.Due.IsZero():
		return t.DueWords
	case t.Recurrence != "":
		return t.Due.Vietnamese() + " (" + t.DueWords + ")"
	}
	return t.Due.Vietnamese()
}

// how tells in words by which rules a proposal was read. Rules without a text
// of their own are left out: they refine one that is told.
func how(ctx context.Context, p Proposal) string {
	var out []string
	for rule := range strings.SplitSeq(p.Found.How, ";") {
		rule = strings.TrimSpace(rule)
		if t, ok := rules[p.Kind][rule]; ok {
			out = append(out, t.In(ctx))
		} else if p.Kind == Reference && quoted[rule] {
			out = append(out, tByWords.In(ctx, rule))
		}
	}
	if len(out) == 0 {
		out = []string{rules[p.Kind][""].In(ctx)}
	}
	return strings.Join(out, "; ")
}

func typeOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, t := range citation.Types() {
		out = append(out, ui.Option{Value: t.Slug(), Label: t.Name().In(ctx)})
	}
	return out
}

// registerTypeOptions are the types that the register takes.
func registerTypeOptions(ctx context.Context) []ui.Option {
	return slices.DeleteFunc(typeOptions(ctx), func(o ui.Option) bool {
		_, ok := Value{Type: o.Value}.docType()
		return !ok
	})
}

func typeName(ctx context.Context, slug string) string {
	if t, ok := citation.TypeOf(slug); ok {
		return t.Name().In(ctx)
	}
	return slug
}

func urgencyOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, u := range doc.Urgencies() {
		if u != doc.Ordinary {
			out = append(out, ui.Option{Value: string(u), Label: u.Title().In(ctx)})
		}
	}
	return out
}

func urgencyName(ctx context.Context, u string) string { return doc.Urgency(u).Title().In(ctx) }

// inverseMark ends the value of a relation that is read from the cited document.
const inverseMark = "-inverse"

func relationValue(v Value) string {
	if v.Inverse {
		return v.Relation + inverseMark
	}
	return v.Relation
}

func relationOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, r := range doc.Relations() {
		out = append(out, ui.Option{Value: string(r), Label: capital(r.Title().In(ctx))})
	}
	for _, r := range []doc.Relation{doc.Amends, doc.Supplements, doc.Replaces, doc.Repeals} {
		out = append(out, ui.Option{Value: string(r) + inverseMark, Label: capital(r.Inverse().In(ctx))})
	}
	return out
}

func relationName(ctx context.Context, v Value) string {
	r := doc.Relation(v.Relation)
	if v.Inverse {
		return capital(r.Inverse().In(ctx))
	}
	return capital(r.Title().In(ctx))
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}

// short cuts words to what a notice can hold.
func short(s string) string {
	const most = 80 // characters
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// figureText tells a figure as it is printed.
func figureText(ctx context.Context, f *FigureValue) string {
	if f == nil {
		return ""
	}
	var out []string
	if f.Value != "" {
		out = append(out, tReached.In(ctx, f.Value, f.Unit))
	}
	if f.Target != "" {
		goal := f.Target
		if f.Max != "" {
			goal += "–" + f.Max
		}
		out = append(out, tGoal.In(ctx, goal, f.Unit))
	}
	if f.Percent != "" {
		out = append(out, fmt.Sprintf("%s%%", f.Percent))
	}
	return strings.TrimSpace(strings.Join(out, "; "))
}

// notes tell what was done to the text on the way in.
func (m benchModel) notes(ctx context.Context) string {
	var out []string
	for _, n := range m.Layout.Notes {
		if t, ok := noteTexts[n.Kind]; ok {
			out = append(out, t.In(ctx))
		}
	}
	return strings.Join(out, " ")
}

// A group is the tasks that entering gives to one body.
type group struct {
	Lead  org.ID
	Tasks []task.New
}

// byLead groups the tasks of a plan by the body that leads, in the order of
// the document.
func (p *Plan) byLead() (out []group) {
	at := map[org.ID]int{}
	for _, t := range p.Tasks {
		i, ok := at[t.Lead]
		if !ok {
			i = len(out)
			at[t.Lead] = i
			out = append(out, group{Lead: t.Lead})
		}
		out[i].Tasks = append(out[i].Tasks, t)
	}
	return out
}

// leftOut groups what is left out by task: its words and how many bodies.
func (p *Plan) leftOut(tree *org.Tree, today civil.Date) (out []ui.Fact) {
	at := map[string]int{}
	var bodies [][]string
	for _, l := range p.LeftOut {
		i, ok := at[l.Text]
		if !ok {
			i = len(out)
			at[l.Text] = i
			out, bodies = append(out, ui.Fact{Value: l.Text}), append(bodies, nil)
		}
		bodies[i] = append(bodies[i], tree.Name(l.Lead, today))
	}
	const most = 5
	for i, names := range bodies {
		out[i].Term = strings.Join(names[:min(len(names), most)], "; ")
		if len(names) > most {
			out[i].Term += fmt.Sprintf(" … (%d)", len(names))
		}
	}
	return out
}

func joinNames(all []string) string { return strings.Join(all, "; ") }

// dayText is the date as it stands in a form: as typed, where it is no date.
func (v Value) dayText() string {
	if day := v.day(); !day.IsZero() {
		return day.Vietnamese()
	}
	return v.Date
}

// stateStatus says what waits to be done with a file of which so much is
// decided.
func stateStatus(ctx context.Context, s State, t Tally) ui.Status {
	switch {
	case s == Open && t.Total > 0 && t.Open() == 0:
		return ui.Status{Word: tStateReady.In(ctx), Tone: ui.Notable}
	case s == Open:
		return ui.Status{Word: tStateOpen.In(ctx), Tone: ui.Caution}
	case s == Entered:
		return ui.Status{Word: tStateEntered.In(ctx), Tone: ui.Positive}
	}
	return ui.Status{Word: tStateGone.In(ctx), Tone: ui.Off}
}
