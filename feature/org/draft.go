package org

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
)

// A Draft is what a spreadsheet of bodies adds to the tree, and what is wrong
// with it. Nothing of it is stored yet.
type Draft struct {
	New       []*Body   // in the order of the spreadsheet, with all their states
	Unchanged int       // bodies that are there already, exactly so
	Problems  []Problem // by line

	below  int   // how many lines lie above the first body
	tree   *Tree // that of the office, with the new bodies
	events map[Event]EventID
	codes  map[string]ID // of the tree and of the spreadsheet
}

// A Problem is what is wrong with one line of a spreadsheet.
type Problem struct {
	Line    int    // as in the file, from 1; 0: the file as a whole
	Code    string // of the body, if it is known
	Column  text.T // heading of the cell, if it is one
	Warning bool   // worth a look; does not stop the import
	Text    text.T
	Args    []any
}

// Errors returns the number of problems that stop the import.
func (d *Draft) Errors() int {
	n := 0
	for _, p := range d.Problems {
		if !p.Warning {
			n++
		}
	}
	return n
}

// Ready says whether there is something to import, and nothing that stops it.
func (d *Draft) Ready() bool { return len(d.New) > 0 && d.Errors() == 0 }

// Name returns what a body, of the tree or of the draft, is called at the end.
func (d *Draft) Name(b ID) string {
	if body, ok := d.tree.bodies[b]; ok {
		return last(body.Names).Full
	}
	return ""
}

func (d *Draft) wrong(l *sheetLine, column text.T, t text.T, args ...any) {
	d.Problems = append(d.Problems, Problem{Line: l.No, Code: l.Code, Column: column, Text: t, Args: args})
}

func (d *Draft) warn(l *sheetLine, t text.T, args ...any) {
	d.Problems = append(d.Problems, Problem{Line: l.No, Code: l.Code, Warning: true, Text: t, Args: args})
}

// A life is a body of the spreadsheet with the lines it was read from.
type life struct {
	*Body
	first, end *sheetLine   // of its beginning and its end; end is nil while it exists
	moves      []*sheetLine // of each of its Places
}

// Read reads the lines of a spreadsheet, headings first, against the tree.
// What is wrong is in the draft. A body that is there already must be there
// exactly so: a spreadsheet adds and never changes.
func (t *Tree) Read(lines [][]string) *Draft {
	d := &Draft{tree: t, events: map[Event]EventID{}, codes: maps.Clone(t.codes)}
	sheet := d.parse(lines)
	var order []string
	byCode := map[string][]*sheetLine{}
	for i := range sheet {
		l := &sheet[i]
		if byCode[l.Code] == nil {
			order = append(order, l.Code)
			if _, there := t.codes[l.Code]; !there {
				d.codes[l.Code] = id.New[ID]()
			}
		}
		byCode[l.Code] = append(byCode[l.Code], l)
	}
	var lives []life
	for _, code := range order {
		if b, ok := d.life(byCode[code]); ok {
			lives = append(lives, b)
		}
	}
	d.compare(t, lives)
	d.lookTwice(t, lives)
	slices.SortStableFunc(d.Problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return d
}

// parse finds the columns by their headings, in either language, and returns
// the lines that bear a code. A line without any cell filled is left out.
func (d *Draft) parse(lines [][]string) (out []sheetLine) {
	var at []int
	if at, d.below = d.headings(lines); at == nil {
		return nil
	}
	for i, cells := range lines[d.below:] {
		l := sheetLine{No: d.below + i + 1}
		blank := true
		for i, c := range columns {
			if at[i] >= 0 && at[i] < len(cells) {
				*c.cell(&l) = clean(cells[at[i]])
				blank = blank && *c.cell(&l) == ""
			}
		}
		if blank {
			continue
		}
		if wrong := codeFaults(l.Code); len(wrong) > 0 {
			d.wrong(&l, tColCode, wrong[0].Text, wrong[0].Args...)
			continue
		}
		out = append(out, l)
	}
	if len(out) == 0 && len(d.Problems) == 0 {
		d.wrong(&sheetLine{}, text.T{}, tSheetEmpty)
	}
	return out
}

// headings finds the line that holds the headings, below a title if there is
// one, and returns in which cell each column stands, -1 for one that is not
// there, and how many lines lie above the first body. It returns nil where a
// column is missing, of the line that has most of them.
func (d *Draft) headings(lines [][]string) (at []int, below int) {
	var best []int
	least := len(columns) + 1
	for n, cells := range lines[:min(len(lines), headingLines)] {
		at, missing := make([]int, len(columns)), 0
		for i, c := range columns {
			at[i] = slices.IndexFunc(cells, func(h string) bool { return titles(c.title, h) })
			if at[i] < 0 && c.needed {
				missing++
			}
		}
		if missing < least {
			best, below, least = at, n+1, missing
		}
	}
	switch {
	case best == nil:
		d.wrong(&sheetLine{}, text.T{}, tSheetEmpty)
		return nil, 0
	case least == 0:
		for below < len(lines) && goesOn(best, lines[below]) {
			below++
		}
		return best, below
	}
	var missing []text.T
	for i, c := range columns {
		if best[i] < 0 && c.needed {
			missing = append(missing, c.title)
		}
	}
	d.wrong(&sheetLine{No: below}, text.T{}, tSheetColumn, listed(missing, ", "))
	return nil, 0
}

// goesOn says whether the headings, found in the cells at, go on in a line
// below: one that repeats some of them, because their cells are merged over
// both. Columns that only this line names are added to at.
func goesOn(at []int, line []string) (repeats bool) {
	for i, c := range columns {
		repeats = repeats || at[i] >= 0 && at[i] < len(line) && titles(c.title, line[at[i]])
	}
	for i, c := range columns {
		if repeats && at[i] < 0 {
			at[i] = slices.IndexFunc(line, func(h string) bool { return titles(c.title, h) })
		}
	}
	return repeats
}

// listed joins texts to one, in both languages.
func listed(all []text.T, by string) text.T {
	var vi, en []string
	for _, t := range all {
		vi, en = append(vi, t.For(text.Vietnamese)), append(en, t.For(text.English))
	}
	return text.New(strings.Join(vi, by), strings.Join(en, by))
}

func oneOf[T interface{ Title() text.T }](all []T) text.T {
	words := make([]text.T, len(all))
	for i, v := range all {
		words[i] = v.Title()
	}
	return listed(words, "; ")
}

// titles says whether typed is t in one of the languages, whatever its
// capitals and accents.
func titles(t text.T, typed string) bool {
	typed = viet.Fold(clean(typed))
	return typed == viet.Fold(t.For(text.Vietnamese)) || typed == viet.Fold(t.For(text.English))
}

// titled returns the value whose title, or whose own name, is typed.
func titled[T interface {
	~string
	Title() text.T
}](all []T, typed string) (found T, ok bool) {
	i := slices.IndexFunc(all, func(v T) bool { return titles(v.Title(), typed) || string(v) == typed })
	if i < 0 {
		return "", false
	}
	return all[i], true
}

// A dated line is one whose day was read.
type datedLine struct {
	*sheetLine
	on  civil.Date
	act Act
}

// life reads the lines of one body; ok is false if one of them is wrong.
func (d *Draft) life(lines []*sheetLine) (b life, ok bool) {
	before := len(d.Problems)
	dated := make([]datedLine, len(lines))
	for i, l := range lines {
		dated[i] = datedLine{l, d.day(l, tColOn, l.On, true), Act{l.Act, l.ActTitle, d.day(l, tActOn, l.ActOn, false)}}
		for _, f := range actFaults(dated[i].on, dated[i].act) {
			if f.Field != "on" { // told by day
				d.wrong(l, tColAct, f.Text, f.Args...)
			}
		}
	}
	if len(d.Problems) > before {
		return b, false
	}
	slices.SortStableFunc(dated, func(x, y datedLine) int { return x.on.Compare(y.on) })
	d.begin(&b, dated[0])
	for _, l := range dated[1:] {
		if len(d.Problems) > before {
			return b, false
		}
		d.change(&b, l)
	}
	for _, l := range dated {
		d.same(&b, l)
	}
	return b, len(d.Problems) == before
}

func (d *Draft) day(l *sheetLine, column text.T, typed string, needed bool) civil.Date {
	day, ok := ReadDay(typed)
	switch {
	case !ok:
		d.wrong(l, column, tDayWrong)
	case needed && day.IsZero():
		d.wrong(l, column, tDayMissing)
	}
	return day
}

// serial matches a day as a spreadsheet program stores it, counted from 1900.
var serial = regexp.MustCompile(`^[1-9]\d{4}(\.\d+)?$`)

// ReadDay reads a day that was typed, or that a spreadsheet program made a
// number of.
func ReadDay(typed string) (civil.Date, bool) {
	if serial.MatchString(typed) {
		whole, _, _ := strings.Cut(typed, ".")
		n, err := strconv.Atoi(whole)
		// Day 60 is 29 February 1900, which never was: later days count from
		// 30 December 1899.
		return civil.On(1899, 12, 30).AddDays(n), err == nil
	}
	return civil.Read(typed)
}

// begin reads the first line of a body.
func (d *Draft) begin(b *life, l datedLine) {
	event, ok := d.event(l, Established, Merged, Divided)
	if !ok {
		d.wrong(l.sheetLine, tColEvent, tSheetBegin)
	}
	kind := chosen(d, l.sheetLine, tKind, l.Kind, Kinds())
	tier := chosen(d, l.sheetLine, tTier, l.Tier, Tiers())
	line := chosen(d, l.sheetLine, tLine, l.Line, Lines())
	if l.Heirs != "" {
		d.wrong(l.sheetLine, tColHeirs, tSheetHeirsHere)
	}
	series := append(seriesOf(l.PartySeries, PartyRegime), seriesOf(l.StateSeries, StateRegime)...)
	for _, f := range seriesFaults(series) {
		d.wrong(l.sheetLine, tSeries, f.Text, f.Args...)
	}
	n := NewBody{ID: d.codes[l.Code], Code: l.Code, Name: l.Name, Short: shortOr(l.Short, l.Name), Kind: kind, Tier: tier, Line: line, Series: series}
	n.Superior = d.superior(l.sheetLine)
	d.named(l.sheetLine, n.Name, n.Short)
	*b = life{Body: n.body(l.on), first: l.sheetLine, moves: []*sheetLine{l.sheetLine}}
	b.Names[0].Event, b.Places[0].Event = event, event
}

// chosen reads a cell that holds the title of one of all.
func chosen[T interface {
	~string
	Title() text.T
}](d *Draft, l *sheetLine, column text.T, typed string, all []T) T {
	v, ok := titled(all, typed)
	switch {
	case ok:
	case typed == "":
		d.wrong(l, column, tSheetNone, oneOf(all))
	default:
		d.wrong(l, column, tSheetNoSuch, typed, oneOf(all))
	}
	return v
}

func (d *Draft) named(l *sheetLine, name, short string) {
	for _, f := range nameFaults(name, short) {
		d.wrong(l, tName, f.Text, f.Args...)
	}
}

func (d *Draft) superior(l *sheetLine) ID {
	if l.Superior == "" {
		return ""
	}
	b, ok := d.codes[l.Superior]
	if !ok {
		d.wrong(l, tColSuperior, tSheetSuperior, l.Superior)
	}
	return b
}

// change reads a later line of a body.
func (d *Draft) change(b *life, l datedLine) {
	kind, _ := titled(EventKinds(), l.Event)
	switch {
	case b.end != nil:
		d.wrong(l.sheetLine, tColOn, tSheetAfterEnd, b.end.No)
	case kind == Renamed:
		d.rename(b, l)
	case kind == Moved, (kind == Merged || kind == Divided) && l.Heirs == "" && l.Superior != "":
		d.move(b, l)
	case kind == Dissolved, (kind == Merged || kind == Divided) && l.Heirs != "":
		d.ends(b, l)
	case kind == Merged || kind == Divided:
		d.wrong(l.sheetLine, tColHeirs, tSheetHeirsMissing)
	case l.Event == "" || kind == Established:
		d.wrong(l.sheetLine, tColCode, tSheetCodeTwice, l.Code, b.first.No)
	default:
		d.wrong(l.sheetLine, tColEvent, tSheetEvent)
	}
}

func (d *Draft) rename(b *life, l datedLine) {
	now := last(b.Names)
	if !l.on.After(now.From) {
		d.wrong(l.sheetLine, tColOn, tSheetTwice, l.on.Vietnamese())
		return
	}
	event, _ := d.event(l, Renamed)
	short := shortOr(l.Short, l.Name)
	d.named(l.sheetLine, l.Name, short)
	if now.Full == l.Name && now.Short == short {
		d.wrong(l.sheetLine, tName, tSameName)
	}
	b.Names[len(b.Names)-1].Until = l.on
	b.Names = append(b.Names, Name{civil.Since(l.on), l.Name, short, event})
}

func (d *Draft) move(b *life, l datedLine) {
	now, superior := last(b.Places), d.superior(l.sheetLine)
	if !l.on.After(now.From) {
		d.wrong(l.sheetLine, tColOn, tSheetTwice, l.on.Vietnamese())
		return
	}
	event, _ := d.event(l, Moved, Merged, Divided)
	if now.Superior == superior {
		d.wrong(l.sheetLine, tColSuperior, tSheetSameSuperior)
	}
	b.Places[len(b.Places)-1].Until = l.on
	b.Places = append(b.Places, Place{civil.Since(l.on), superior, event})
	b.moves = append(b.moves, l.sheetLine)
}

func (d *Draft) ends(b *life, l datedLine) {
	if !l.on.After(last(b.Names).From) || !l.on.After(last(b.Places).From) {
		d.wrong(l.sheetLine, tColOn, tSheetTwice, l.on.Vietnamese())
		return
	}
	b.end = l.sheetLine
	b.Until = l.on
	b.Names[len(b.Names)-1].Until = l.on
	b.Places[len(b.Places)-1].Until = l.on
	for i := range b.Series {
		b.Series[i].Until = l.on
	}
	b.End, _ = d.event(l, Merged, Divided, Dissolved)
	for code := range strings.SplitSeq(l.Heirs, ",") {
		if code = clean(code); code == "" {
			continue
		}
		heir, known := d.codes[code]
		switch {
		case !known || heir == b.ID:
			d.wrong(l.sheetLine, tColHeirs, tSheetHeir, code)
		case slices.ContainsFunc(b.Heirs, func(s Succession) bool { return s.To == heir }):
			d.wrong(l.sheetLine, tColHeirs, tTwice, code)
		default:
			b.Heirs = append(b.Heirs, Succession{From: b.ID, To: heir, On: l.on, Event: b.End})
		}
	}
}

// same refuses a line that says something about the body which no line of its
// day changed; cells left empty say nothing.
func (d *Draft) same(b *life, l datedLine) {
	now := b.nameOn(l.on)
	place := b.first
	for i, p := range b.Places {
		if !l.on.Before(p.From) {
			place = b.moves[i]
		}
	}
	for _, c := range []struct {
		column     text.T
		said, same string
	}{
		{tName, l.Name, now.Full}, {tShort, l.Short, now.Short}, {tColSuperior, l.Superior, place.Superior},
		{tKind, l.Kind, b.first.Kind}, {tTier, l.Tier, b.first.Tier}, {tLine, l.Line, b.first.Line},
		{tPartySeries, l.PartySeries, b.first.PartySeries}, {tStateSeries, l.StateSeries, b.first.StateSeries},
	} {
		if c.said != "" && c.said != c.same {
			d.wrong(l.sheetLine, c.column, tSheetNotChanged, c.said, c.same)
		}
	}
}

// event returns the event of the line, one for all lines that say the same
// kind, day and act; ok is false unless it is one of kinds. An empty cell
// means the first of them.
func (d *Draft) event(l datedLine, kinds ...EventKind) (EventID, bool) {
	kind, ok := kinds[0], true
	if l.Event != "" {
		kind, ok = titled(kinds, l.Event)
	}
	key := Event{Kind: kind, On: l.on, Act: l.act}
	if _, known := d.events[key]; !known && ok {
		d.events[key] = id.New[EventID]()
	}
	return d.events[key], ok
}

// compare parts the bodies that are new from those that are in t already.
func (d *Draft) compare(t *Tree, lives []life) {
	both := &Tree{bodies: maps.Clone(t.bodies), events: maps.Clone(t.events)}
	for _, b := range lives {
		if _, known := t.bodies[b.ID]; !known {
			both.bodies[b.ID] = b.Body
		}
	}
	for e, made := range d.events {
		e.ID = made
		both.events[made] = e
	}
	d.tree = both
	ctx := context.Background() // any language will do to compare in
	for _, b := range lives {
		there, known := t.bodies[b.ID]
		switch {
		case !known:
			d.New = append(d.New, b.Body)
			d.check(b)
		case slices.Equal(both.linesOf(ctx, there), both.linesOf(ctx, b.Body)):
			d.Unchanged++
		default:
			d.wrong(b.first, text.T{}, tSheetDiffers, last(there.Names).Full)
		}
	}
}

// check looks at a new body among all others: its superiors are there while
// it stands under them, it never stands under itself, and whoever takes over
// from it is there. Those whose own lines are wrong have been told of.
func (d *Draft) check(b life) {
	for i, p := range b.Places {
		up, ok := d.tree.bodies[p.Superior]
		switch l := b.moves[i]; {
		case !ok:
		case !up.Contains(p.From):
			d.wrong(l, tColSuperior, tNotThen, up.NameOn(p.From), p.From.Vietnamese())
		case !up.Until.IsZero() && (p.Until.IsZero() || p.Until.After(up.Until)):
			d.wrong(l, tColSuperior, tSheetOutlives, up.NameOn(up.Until), up.Until.Vietnamese())
		case d.tree.loops(b.ID, []civil.Date{p.From}, func(ID) (ID, bool) { return "", false }):
			d.wrong(l, tColSuperior, tLoop, up.NameOn(p.From), b.NameOn(p.From))
		}
	}
	for _, h := range b.Heirs {
		if heir, ok := d.tree.bodies[h.To]; ok && !heir.Contains(h.On) {
			d.wrong(b.end, tColHeirs, tNotThen, heir.NameOn(h.On), h.On.Vietnamese())
		}
	}
}

// lookTwice warns of what is allowed and seldom meant.
func (d *Draft) lookTwice(t *Tree, lives []life) {
	type home struct {
		superior ID
		name     string
	}
	type span struct {
		name string
		kind Kind
		civil.Interval
	}
	homeOf := func(b *Body) home { return home{last(b.Places).Superior, viet.Fold(last(b.Names).Full)} }
	spanOf := func(b *Body) span { return span{viet.Fold(last(b.Names).Full), b.Kind, b.Interval} }
	homes, spans, folded := map[home]*Body{}, map[span]*Body{}, map[string]string{}
	for _, b := range t.bodies {
		folded[viet.Fold(b.Code)] = b.Code
		homes[homeOf(b)], spans[spanOf(b)] = b, b
	}
	for _, b := range lives {
		if _, known := t.bodies[b.ID]; known {
			continue
		}
		name := last(b.Names).Full
		if twin, ok := homes[homeOf(b.Body)]; ok && twin.Overlaps(b.Interval) {
			d.warn(b.first, tSheetTwin, name, twin.Code)
		} else if twin, ok := spans[spanOf(b.Body)]; ok {
			d.warn(b.first, tSheetElsewhere, name, twin.Code)
		}
		homes[homeOf(b.Body)] = b.Body
		if other, ok := folded[viet.Fold(b.Code)]; ok && other != b.Code {
			d.warn(b.first, tSheetCodeLike, b.Code, other)
		}
		folded[viet.Fold(b.Code)] = b.Code
		if numbers := []Kind{Committee, PartyOffice, Inspection, PartyBoard}; slices.Contains(numbers, b.Kind) && b.codes(PartyRegime) == "" {
			d.warn(b.first, tSheetNoSeries, name)
		}
	}
}

// Import stores what a spreadsheet adds to the tree, all or nothing, and
// returns the number of bodies added. It reads the lines again, so that what
// another person stored since the preview is seen.
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
	if n := d.Errors(); n > 0 {
		return 0, fault.New(fault.Invalid, tSheetNotReady, n)
	}
	if len(d.New) == 0 {
		return 0, nil
	}
	used := map[EventID]bool{}
	for _, b := range d.New {
		used[b.End] = true
		for _, n := range b.Names {
			used[n.Event] = true
		}
		for _, p := range b.Places {
			used[p.Event] = true
		}
	}
	var events [][]any
	for e, made := range d.events {
		if used[made] {
			events = append(events, []any{made, e.Kind, e.On, e.Act.Symbol, e.Act.Title, e.Act.On})
		}
	}
	if err := u.ExecMany(ctx, insertEvent, events); err != nil {
		return 0, fmt.Errorf("import bodies: %w", err)
	}
	if err := insert(ctx, u, d.New, "org.imported"); err != nil {
		return 0, err
	}
	return len(d.New), u.Changed(ctx, memoName)
}
