package org

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
)

// The tree as a spreadsheet: one line per state of a body, from the day on
// which its name or its superior changed. What is exported can be imported
// and changes nothing.

// A column of the spreadsheet.
type column struct {
	title text.T
	get   func(*sheetLine) *string
}

// A sheetLine is one line as it stands in the spreadsheet.
type sheetLine struct {
	No                                    int // in the file, from 1
	Code, Name, Short, Kind, Tier, Line   string
	Superior                              string // code
	From, Event, Act, ActTitle, ActOn     string
	Until, EndEvent, End, EndTitle, EndOn string
	Heirs                                 string // codes
	PartySeries, StateSeries              string
}

var columns = []column{
	{text.New("Mã", "Code"), func(l *sheetLine) *string { return &l.Code }},
	{text.New("Tên", "Name"), func(l *sheetLine) *string { return &l.Name }},
	{text.New("Tên viết tắt", "Short name"), func(l *sheetLine) *string { return &l.Short }},
	{text.New("Loại", "Kind"), func(l *sheetLine) *string { return &l.Kind }},
	{text.New("Cấp", "Tier"), func(l *sheetLine) *string { return &l.Tier }},
	{text.New("Hệ thống", "Line"), func(l *sheetLine) *string { return &l.Line }},
	{text.New("Mã cấp trên", "Superior's code"), func(l *sheetLine) *string { return &l.Superior }},
	{text.New("Từ ngày", "From"), func(l *sheetLine) *string { return &l.From }},
	{text.New("Sự kiện", "Event"), func(l *sheetLine) *string { return &l.Event }},
	{text.New("Số văn bản", "Act"), func(l *sheetLine) *string { return &l.Act }},
	{text.New("Trích yếu văn bản", "Title of the act"), func(l *sheetLine) *string { return &l.ActTitle }},
	{text.New("Ngày văn bản", "Date of the act"), func(l *sheetLine) *string { return &l.ActOn }},
	{text.New("Kết thúc từ ngày", "Ended on"), func(l *sheetLine) *string { return &l.Until }},
	{text.New("Sự kiện kết thúc", "Ending event"), func(l *sheetLine) *string { return &l.EndEvent }},
	{text.New("Số văn bản kết thúc", "Ending act"), func(l *sheetLine) *string { return &l.End }},
	{text.New("Trích yếu văn bản kết thúc", "Title of the ending act"), func(l *sheetLine) *string { return &l.EndTitle }},
	{text.New("Ngày văn bản kết thúc", "Date of the ending act"), func(l *sheetLine) *string { return &l.EndOn }},
	{text.New("Mã đơn vị tiếp nhận", "Successors' codes"), func(l *sheetLine) *string { return &l.Heirs }},
	{text.New("Ký hiệu văn bản Đảng", "Party symbol codes"), func(l *sheetLine) *string { return &l.PartySeries }},
	{text.New("Ký hiệu văn bản Nhà nước", "State symbol codes"), func(l *sheetLine) *string { return &l.StateSeries }},
}

// The columns that a spreadsheet must have; of the others, a missing one is
// empty in every line.
const neededColumns = 2

// Lines returns the tree as lines of a spreadsheet, headings first, in the
// language of ctx: superiors before those below them, states in order of time.
func (t *Tree) Lines(ctx context.Context) [][]string {
	head := make([]string, len(columns))
	for i, c := range columns {
		head[i] = c.title.In(ctx)
	}
	out := [][]string{head}
	for _, b := range t.ordered() {
		for _, l := range t.linesOf(ctx, b) {
			cells := make([]string, len(columns))
			for i, c := range columns {
				cells[i] = *c.get(&l)
			}
			out = append(out, cells)
		}
	}
	return out
}

// ordered returns every body, each after its first superior.
func (t *Tree) ordered() []*Body {
	depth := map[ID]int{}
	var rank func(b ID) int
	rank = func(b ID) int {
		body, ok := t.bodies[b]
		if !ok {
			return 0
		}
		if d, known := depth[b]; known {
			return d
		}
		depth[b] = 0 // a loop cannot be, but must not hang an export
		depth[b] = rank(body.SuperiorOn(body.From)) + 1
		return depth[b]
	}
	all := make([]*Body, 0, len(t.bodies))
	for _, b := range t.bodies {
		rank(b.ID)
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b *Body) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(depth[a.ID], depth[b.ID]), cmp.Compare(a.Code, b.Code))
	})
	return all
}

func (t *Tree) linesOf(ctx context.Context, b *Body) []sheetLine {
	var days []civil.Date
	for _, n := range b.Names {
		days = append(days, n.From)
	}
	for _, p := range b.Places {
		days = append(days, p.From)
	}
	slices.SortFunc(days, civil.Date.Compare)
	days = slices.Compact(days)
	out := make([]sheetLine, len(days))
	for i, day := range days {
		n := b.nameOn(day)
		l := &out[i]
		*l = sheetLine{Code: b.Code, Name: n.Full, Short: n.Short, Kind: b.Kind.Title().In(ctx), Tier: b.Tier.Title().In(ctx), Line: b.Line.Title().In(ctx), From: day.Vietnamese()}
		if up, ok := t.bodies[b.SuperiorOn(day)]; ok {
			l.Superior = up.Code
		}
		e := t.events[b.eventOn(day)]
		l.Event, l.Act, l.ActTitle, l.ActOn = e.Kind.Title().In(ctx), e.Act.Symbol, e.Act.Title, e.Act.On.Vietnamese()
		if i == 0 {
			l.PartySeries, l.StateSeries = b.codes(PartyRegime), b.codes(StateRegime)
		}
	}
	if !b.Until.IsZero() {
		t.endLine(ctx, b, &out[len(out)-1])
	}
	return out
}

func (t *Tree) endLine(ctx context.Context, b *Body, l *sheetLine) {
	l.Until = b.Until.Vietnamese()
	l.EndEvent = Dissolved.Title().In(ctx)
	var heirs []string
	for _, h := range b.Heirs {
		heirs = append(heirs, t.bodies[h.To].Code)
		e := t.events[h.Event]
		l.EndEvent, l.End, l.EndTitle, l.EndOn = e.Kind.Title().In(ctx), e.Act.Symbol, e.Act.Title, e.Act.On.Vietnamese()
	}
	l.Heirs = strings.Join(heirs, ", ")
}

// eventOn returns the event that began the body's state on day.
func (b *Body) eventOn(day civil.Date) EventID {
	for _, n := range b.Names {
		if n.From == day {
			return n.Event
		}
	}
	for _, p := range b.Places {
		if p.From == day {
			return p.Event
		}
	}
	return ""
}

func (b *Body) codes(regime Regime) string {
	var out []string
	for _, s := range b.Series {
		if s.Regime == regime {
			out = append(out, s.Code)
		}
	}
	return strings.Join(out, ", ")
}

// A Draft is a spreadsheet that was read and can be imported.
type Draft struct {
	New       []*Body // with all their states; identifiers are made here
	Unchanged int     // bodies that are in the tree already, as the spreadsheet has them
	Problems  []Problem

	events map[EventID]Event
}

// A Problem is what is wrong with one line, or with the file as a whole
// (line 0).
type Problem struct {
	Line    int
	Code    string
	Warning bool // worth a look; does not stop the import
	Text    text.T
	Args    []any
}

// Ready says whether the draft can be imported.
func (d *Draft) Ready() bool {
	return len(d.New) > 0 && !slices.ContainsFunc(d.Problems, func(p Problem) bool { return !p.Warning })
}

func (d *Draft) wrong(l *sheetLine, t text.T, args ...any) {
	d.Problems = append(d.Problems, Problem{Line: l.No, Code: l.Code, Text: t, Args: args})
}

// Read reads the lines of a spreadsheet, headings first, against the tree. It
// stores nothing; what is wrong is in the draft.
func (t *Tree) Read(lines [][]string) *Draft {
	d := &Draft{events: map[EventID]Event{}}
	read, ok := d.parse(lines)
	if !ok {
		return d
	}
	codes := map[string]ID{}
	for code, b := range t.codes {
		codes[code] = b
	}
	var order []string
	states := map[string][]*sheetLine{}
	for i := range read {
		l := &read[i]
		if states[l.Code] == nil {
			order = append(order, l.Code)
			if _, there := codes[l.Code]; !there {
				codes[l.Code] = id.New[ID]()
			}
		}
		states[l.Code] = append(states[l.Code], l)
	}
	for _, code := range order {
		d.body(t, codes, states[code])
	}
	d.check(t)
	slices.SortStableFunc(d.Problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return d
}

func (d *Draft) parse(lines [][]string) (out []sheetLine, ok bool) {
	if len(lines) < 2 {
		d.wrong(&sheetLine{}, tSheetEmpty)
		return nil, false
	}
	at := make([]int, len(columns))
	for i, c := range columns {
		at[i] = slices.IndexFunc(lines[0], func(h string) bool {
			h = viet.Fold(clean(h))
			return h == viet.Fold(c.title.For(text.Vietnamese)) || h == viet.Fold(c.title.For(text.English))
		})
		if at[i] < 0 && i < neededColumns {
			d.wrong(&sheetLine{No: 1}, tSheetColumn, c.title)
			ok = true
		}
	}
	if ok {
		return nil, false
	}
	for no, cells := range lines[1:] {
		l := sheetLine{No: no + 2}
		blank := true
		for i, c := range columns {
			if at[i] >= 0 && at[i] < len(cells) {
				*c.get(&l) = clean(cells[at[i]])
				blank = blank && *c.get(&l) == ""
			}
		}
		switch {
		case blank:
		case l.Code == "":
			d.wrong(&l, tCodeMissing)
		default:
			out = append(out, l)
		}
	}
	return out, true
}

// body reads all states of one body.
func (d *Draft) body(t *Tree, codes map[string]ID, states []*sheetLine) {
	first := states[0]
	slices.SortStableFunc(states, func(a, b *sheetLine) int { return dayIn(a.From).Compare(dayIn(b.From)) })
	b := &Body{
		ID: codes[first.Code], Code: first.Code,
		Kind: titled(Kinds(), first.Kind), Tier: titled(Tiers(), first.Tier), Line: titled(Lines(), first.Line),
	}
	before := len(d.Problems)
	for _, l := range states {
		d.state(b, l, codes)
	}
	if b.Kind == "" {
		d.wrong(first, tKindUnknown)
	}
	if b.Tier == "" {
		d.wrong(first, tTierUnknown)
	}
	if b.Line == "" {
		d.wrong(first, tLineUnknown)
	}
	if len(d.Problems) > before {
		return
	}
	b.From = b.Names[0].From
	d.ending(b, states[len(states)-1], codes)
	b.Series = append(seriesOf(first.PartySeries, PartyRegime), seriesOf(first.StateSeries, StateRegime)...)
	for i := range b.Series {
		b.Series[i].Interval = b.Interval
	}
	there, known := t.bodies[b.ID]
	switch {
	case !known:
		d.New = append(d.New, b)
	case sameStates(there, b):
		d.Unchanged++
	default:
		d.wrong(first, tSheetDiffers, last(there.Names).Full)
	}
}

// state adds one line to the states of b.
func (d *Draft) state(b *Body, l *sheetLine, codes map[string]ID) {
	from, ok := civil.Read(l.From)
	if !ok || from.IsZero() {
		d.wrong(l, tDayWrong)
		return
	}
	for _, f := range nameFaults(l.Name) {
		d.wrong(l, f.Text, f.Args...)
	}
	act, ok := d.act(l, l.Act, l.ActTitle, l.ActOn)
	if !ok {
		return
	}
	superior := ID("")
	if l.Superior != "" {
		if superior, ok = codes[l.Superior]; !ok {
			d.wrong(l, tSheetSuperior, l.Superior)
			return
		}
	}
	kind := titled([]EventKind{Established, Renamed, Moved, Merged, Divided}, l.Event)
	if kind == "" {
		kind = Established
	}
	event := d.event(kind, from, act)
	short := l.Short
	if short == "" {
		short = l.Name
	}
	if now := last(b.Names); len(b.Names) == 0 || now.Full != l.Name || now.Short != short {
		if len(b.Names) > 0 {
			b.Names[len(b.Names)-1].Until = from
		}
		b.Names = append(b.Names, Name{civil.Since(from), l.Name, short, event})
	}
	if now := last(b.Places); len(b.Places) == 0 || now.Superior != superior {
		if len(b.Places) > 0 {
			if !from.After(now.From) {
				d.wrong(l, tSheetTwice, from.Vietnamese())
				return
			}
			b.Places[len(b.Places)-1].Until = from
		}
		b.Places = append(b.Places, Place{civil.Since(from), superior, event})
	}
}

// ending reads when and how a body ended.
func (d *Draft) ending(b *Body, l *sheetLine, codes map[string]ID) {
	if l.Until == "" {
		return
	}
	until, ok := civil.Read(l.Until)
	if !ok || !until.After(last(b.Names).From) || !until.After(last(b.Places).From) {
		d.wrong(l, tSheetUntil)
		return
	}
	b.Until = until
	b.Names[len(b.Names)-1].Until = until
	b.Places[len(b.Places)-1].Until = until
	act, ok := d.act(l, l.End, l.EndTitle, l.EndOn)
	if !ok && l.Heirs != "" {
		return
	}
	kind := titled([]EventKind{Merged, Divided, Dissolved}, l.EndEvent)
	if kind == "" {
		kind = Dissolved
	}
	event := EventID("")
	if ok {
		event = d.event(kind, until, act)
	}
	for code := range strings.SplitSeq(l.Heirs, ",") {
		code = clean(code)
		if code == "" {
			continue
		}
		heir, known := codes[code]
		if !known || heir == b.ID {
			d.wrong(l, tSheetHeir, code)
			continue
		}
		b.Heirs = append(b.Heirs, Succession{From: b.ID, To: heir, On: until, Event: event})
	}
}

func (d *Draft) act(l *sheetLine, symbol, title, on string) (Act, bool) {
	day, ok := civil.Read(on)
	if !ok {
		d.wrong(l, tDayWrong)
		return Act{}, false
	}
	if symbol == "" && title == "" {
		if l.Until == "" || l.Heirs != "" || on != "" || symbol == l.Act && title == l.ActTitle {
			d.wrong(l, tActMissing)
		}
		return Act{}, false
	}
	return Act{symbol, title, day}, true
}

// event returns the event of that kind, day and act, one for all bodies.
func (d *Draft) event(kind EventKind, on civil.Date, act Act) EventID {
	for known, e := range d.events {
		if e.Kind == kind && e.On == on && e.Act == act {
			return known
		}
	}
	e := Event{ID: id.New[EventID](), Kind: kind, On: on, Act: act}
	d.events[e.ID] = e
	return e.ID
}

// check looks at the new bodies together with those of the tree: a superior
// must be there, and nobody stands under itself.
func (d *Draft) check(t *Tree) {
	all := map[ID]*Body{}
	for k, b := range t.bodies {
		all[k] = b
	}
	for _, b := range d.New {
		all[b.ID] = b
	}
	for _, b := range d.New {
		for _, p := range b.Places {
			up, ok := all[p.Superior]
			switch {
			case p.Superior == "":
			case !ok:
				d.wrong(&sheetLine{Code: b.Code}, tSheetSuperior, b.Code)
			case !up.Contains(p.From):
				d.wrong(&sheetLine{Code: b.Code}, tNotThen, up.NameOn(p.From), p.From.Vietnamese())
			case loops(all, b.ID, p.From):
				d.wrong(&sheetLine{Code: b.Code}, tLoop, up.NameOn(p.From), b.NameOn(p.From))
			}
		}
	}
}

func loops(all map[ID]*Body, b ID, day civil.Date) bool {
	at := b
	for range maxDepth {
		body, ok := all[at]
		if !ok {
			return false
		}
		if at = body.SuperiorOn(day); at == b {
			return true
		}
	}
	return true
}

// sameStates says whether two bodies have the same states over time.
func sameStates(a, b *Body) bool {
	sameName := func(x, y Name) bool { return x.Interval == y.Interval && x.Full == y.Full && x.Short == y.Short }
	samePlace := func(x, y Place) bool { return x.Interval == y.Interval && x.Superior == y.Superior }
	sameHeir := func(x, y Succession) bool { return x.To == y.To }
	return a.Kind == b.Kind && a.Tier == b.Tier && a.Line == b.Line && a.Interval == b.Interval &&
		slices.EqualFunc(a.Names, b.Names, sameName) && slices.EqualFunc(a.Places, b.Places, samePlace) &&
		slices.EqualFunc(a.Heirs, b.Heirs, sameHeir) && a.codes(PartyRegime) == b.codes(PartyRegime) && a.codes(StateRegime) == b.codes(StateRegime)
}

func dayIn(s string) civil.Date {
	d, _ := civil.Read(s)
	return d
}

// titled returns the value whose title, in either language, or whose own name
// is s; "" for none.
func titled[T interface {
	~string
	Title() text.T
}](all []T, s string) T {
	want := viet.Fold(clean(s))
	for _, v := range all {
		t := v.Title()
		if want == viet.Fold(t.For(text.Vietnamese)) || want == viet.Fold(t.For(text.English)) || want == string(v) {
			return v
		}
	}
	return ""
}

// Import stores what a spreadsheet adds to the tree, all or nothing. It reads
// the lines again, so that what another person stored since the preview is
// seen.
//
// The actor needs [CanArrange] everywhere. Faults: Invalid where a line is
// wrong.
func Import(ctx context.Context, u *work.Unit, lines [][]string) (added int, err error) {
	if err := u.Check(CanArrange, access.Everywhere); err != nil {
		return 0, err
	}
	t, err := Load(ctx, &u.View)
	if err != nil {
		return 0, err
	}
	d := t.Read(lines)
	if !d.Ready() {
		return 0, fault.New(fault.Invalid, tSheetNotReady)
	}
	return len(d.New), d.store(ctx, u)
}

func (d *Draft) store(ctx context.Context, u *work.Unit) error {
	var events, bodies, ends, names, places, series, heirs [][]any
	var told []work.Event
	var details []any
	for _, e := range d.events {
		events = append(events, []any{e.ID, e.Kind, e.On, e.Act.Symbol, e.Act.Title, e.Act.On})
	}
	for _, b := range d.New {
		bodies = append(bodies, []any{b.ID, b.Code, b.Kind, b.Tier, b.Line, b.From})
		for _, n := range b.Names {
			names = append(names, []any{b.ID, n.From, n.Until, n.Full, n.Short, n.Event})
		}
		for _, p := range b.Places {
			places = append(places, []any{b.ID, p.From, p.Until, orNull(p.Superior), p.Event})
		}
		for _, s := range b.Series {
			series = append(series, []any{b.ID, s.Code, s.Regime, b.From})
		}
		for _, h := range b.Heirs {
			heirs = append(heirs, []any{h.From, h.To, h.On, h.Share, h.Event})
		}
		if !b.Until.IsZero() {
			ends = append(ends, []any{b.ID, b.Until})
		}
		told = append(told, work.Event{Kind: "org.imported", Subject: string(b.ID)})
		details = append(details, map[string]any{"name": last(b.Names).Full, "on": b.From})
	}
	for _, step := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{
		{insertEvent, events}, {insertBody, bodies}, {endBody, ends}, {insertNameSpan, names}, {insertPlaceSpan, places},
		{insertSeries, series}, {endSeries, ends}, {insertSuccession, heirs},
	} {
		if err := u.ExecMany(ctx, step.stmt, step.rows); err != nil {
			return fmt.Errorf("import bodies: %w", err)
		}
	}
	if err := u.RecordMany(ctx, told, details); err != nil {
		return err
	}
	return u.Changed(ctx, memoName)
}
