package position

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/org"
)

// Holders as a spreadsheet: a line for each holding. What is exported can be imported,
// into an empty office or into the same one, where it changes nothing. A line says who
// is meant by an identifier; one that the office does not know stands for somebody
// new, the same in every line.

// A sheetLine is one line as it stands in the spreadsheet.
type sheetLine struct {
	no                                                 int // in the file, from 1
	person, name, title, code, body, from, until, note string
}

// A column of the spreadsheet.
type column struct {
	title, meaning text.T
	cell           func(*sheetLine) *string
	width          float64 // in characters
	needed         bool
}

var sheetColumns = []column{
	{tColPerson, tColPersonIs, func(l *sheetLine) *string { return &l.person }, 14, false},
	{tPerson, tColNameIs, func(l *sheetLine) *string { return &l.name }, 32, true},
	{tTitle, tColTitleIs, func(l *sheetLine) *string { return &l.title }, 28, true},
	{tBodyCode, tColBodyIs, func(l *sheetLine) *string { return &l.code }, 14, true},
	{tColBodyName, tColBodyNamed, func(l *sheetLine) *string { return &l.body }, 40, false},
	{tFrom, tColFromIs, func(l *sheetLine) *string { return &l.from }, 14, true},
	{tUntil, tColUntilIs, func(l *sheetLine) *string { return &l.until }, 16, false},
	{tNote, tNoteHint, func(l *sheetLine) *string { return &l.note }, 32, false},
}

const (
	mostLines    = 100_000
	headingLines = 10 // in which the headings are looked for
)

func headings(ctx context.Context) []string {
	out := make([]string, len(sheetColumns))
	for i, c := range sheetColumns {
		out[i] = c.title.In(ctx)
	}
	return out
}

func (l *sheetLine) cells() []string {
	out := make([]string, len(sheetColumns))
	for i, c := range sheetColumns {
		out[i] = *c.cell(l)
	}
	return out
}

// Lines returns every holding whose person has a name as a line of a spreadsheet,
// headings first, in the language of ctx; at most 100,000.
//
// The actor needs [CanSee] somewhere.
func Lines(ctx context.Context, v *work.View) ([][]string, error) {
	if err := see(v); err != nil {
		return nil, err
	}
	o, err := load(ctx, v)
	if err != nil {
		return nil, err
	}
	out := [][]string{headings(ctx)}
	for _, h := range o.held {
		b, ok := o.tree.Body(h.Body)
		if h.Person.Name == "" || !ok {
			continue
		}
		name, err := nameOf(ctx, v, o.titles, h.Title)
		if err != nil {
			return nil, err
		}
		l := sheetLine{
			person: string(h.Person.ID), name: h.Person.Name, title: name.In(ctx), code: b.Code, body: b.NameOn(h.From),
			from: h.From.Vietnamese(), until: h.Until.Vietnamese(), note: h.Note,
		}
		out = append(out, l.cells())
	}
	return out, nil
}

// An office is what is known before a spreadsheet is read.
type office struct {
	tree   *org.Tree
	titles []TitleName
	held   []Holding
	people map[PersonID]Person
	named  map[string][]Person // by [alike]
}

func load(ctx context.Context, v *work.View) (o office, err error) {
	if o.tree, err = org.Load(ctx, v); err != nil {
		return o, err
	}
	if o.titles, err = Titles(ctx, v, v.Today); err != nil {
		return o, err
	}
	o.held, err = db.All(ctx, v.Snapshot, selectAll, scanHolding, mostLines)
	o.people, o.named = map[PersonID]Person{}, map[string][]Person{}
	for _, h := range o.held {
		if _, known := o.people[h.Person.ID]; !known && h.Person.Name != "" {
			o.people[h.Person.ID] = h.Person
			o.named[alike(h.Person.Name)] = append(o.named[alike(h.Person.Name)], h.Person)
		}
	}
	return o, err
}

// alike is the same for names that mean one person to who typed them: capitals do not
// tell people apart, tones do.
func alike(name string) string { return strings.ToLower(name) }

// A Draft is what a spreadsheet adds and changes, and what is wrong with it. Nothing of
// it is stored yet.
type Draft struct {
	New       []Holding // of new persons as well: the same identifier in each line of one
	Changed   []Holding // whose last day or note is another
	Unchanged int
	Problems  []org.Problem

	fresh  map[PersonID]bool // persons that would be new
	holds  map[PersonID]Holding
	titles []TitleName
	tree   *org.Tree
}

// called is the name of a title of the rule.
func (d *Draft) called(ctx context.Context, t Title) string {
	for _, one := range d.titles {
		if one.Title == t {
			return one.Name.In(ctx)
		}
	}
	return string(t)
}

// known tells by which title a person is registered already, the one taken on last.
func (d *Draft) known(ctx context.Context, p PersonID) string {
	h, ok := d.holds[p]
	if !ok {
		return ""
	}
	return tMoment.In(ctx, d.called(ctx, h.Title), d.tree.Name(h.Body, h.From))
}

// Ready says whether there is something to import, and nothing that stops it.
func (d *Draft) Ready() bool { return len(d.Problems) == 0 && len(d.New)+len(d.Changed) > 0 }

func (d *Draft) wrong(line int, code string, column, t text.T, args ...any) {
	d.Problems = append(d.Problems, org.Problem{Line: line, Code: code, Column: column, Text: t, Args: args})
}

// Read tells what the lines of a spreadsheet would add and change. Each line asks for
// [CanKeep] on its body; one without it is a problem of that line.
//
// The actor needs [CanKeep] somewhere.
func Read(ctx context.Context, v *work.View, lines [][]string) (*Draft, error) {
	if !v.Actor.MaySomewhere(CanKeep) {
		return nil, v.Check(CanKeep, v.Actor.Body)
	}
	o, err := load(ctx, v)
	if err != nil {
		return nil, err
	}
	d := &Draft{fresh: map[PersonID]bool{}, holds: map[PersonID]Holding{}, titles: o.titles, tree: o.tree}
	r := reader{office: o, Draft: d, labels: map[string]Person{}, at: map[key]int{}, of: map[key][]Holding{}}
	for _, h := range o.held {
		k := keyOf(h)
		r.of[k] = append(r.of[k], h)
		if was, ok := d.holds[h.Person.ID]; !ok || was.From.Before(h.From) {
			d.holds[h.Person.ID] = h
		}
	}
	for _, l := range d.parse(lines) {
		r.line(v, l)
	}
	return d, nil
}

// parse finds the columns by their headings, in either language, and returns the lines
// below in which something stands.
func (d *Draft) parse(lines [][]string) (out []sheetLine) {
	at, below := find(lines)
	if at == nil {
		var needed []string
		for _, c := range sheetColumns {
			if c.needed {
				needed = append(needed, c.title.For(text.Vietnamese))
			}
		}
		d.wrong(0, "", text.T{}, tSheetColumn, strings.Join(needed, ", "))
		return nil
	}
	for n, cells := range lines[below:] {
		l := sheetLine{no: below + n + 1}
		blank := true
		for i, c := range sheetColumns {
			if at[i] >= 0 && at[i] < len(cells) {
				*c.cell(&l) = clean(cells[at[i]])
				blank = blank && *c.cell(&l) == ""
			}
		}
		if !blank {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		d.wrong(0, "", text.T{}, tSheetEmpty)
	}
	return out
}

// find returns in which cell of the headings each column stands, -1 for one that is
// not there, and how many lines lie above the first holding; nil where none holds all
// that are needed.
func find(lines [][]string) (at []int, below int) {
	for n, cells := range lines[:min(len(lines), headingLines)] {
		at, all := make([]int, len(sheetColumns)), true
		for i, c := range sheetColumns {
			at[i] = slices.IndexFunc(cells, func(h string) bool { return called(c.title, h) })
			all = all && (at[i] >= 0 || !c.needed)
		}
		if all {
			return at, n + 1
		}
	}
	return nil, 0
}

// called says whether typed is t in one of the languages, whatever its capitals and tones.
func called(t text.T, typed string) bool {
	fold := viet.Fold(clean(typed))
	return fold == viet.Fold(t.For(text.Vietnamese)) || fold == viet.Fold(t.For(text.English))
}

// A key is what a person can hold once on a day.
type key struct {
	person PersonID
	title  Title
	body   org.ID
}

func keyOf(h Holding) key { return key{h.Person.ID, h.Title, h.Body} }

// A reader reads the lines of a spreadsheet one after the other.
type reader struct {
	office
	*Draft
	labels map[string]Person // of persons that are new, by what the lines call them
	at     map[key]int       // the line in which a key was last seen
	of     map[key][]Holding // of the office and of the lines read
}

func (r *reader) line(v *work.View, l sheetLine) {
	before := len(r.Problems)
	wrong := func(column, t text.T, args ...any) { r.wrong(l.no, l.code, column, t, args...) }
	h := Holding{Note: l.note}
	b, ok := r.office.tree.ByCode(l.code)
	switch {
	case !ok:
		wrong(tBodyCode, tSheetBody, l.code)
	case !v.Actor.May(CanKeep, b.ID.Scope()):
		wrong(tBodyCode, tSheetNotKept)
	default:
		h.Body = b.ID
	}
	if i := slices.IndexFunc(r.office.titles, func(t TitleName) bool { return called(t.Name, l.title) || string(t.Title) == l.title }); i >= 0 {
		h.Title = r.office.titles[i].Title
	} else {
		wrong(tTitle, tSheetTitle, l.title, listed(r.office.titles))
	}
	var read bool
	if h.From, read = org.ReadDay(l.from); !read {
		wrong(tFrom, tDayWrong)
	} else if h.From.IsZero() {
		wrong(tFrom, tFromMissing)
	}
	if h.Until, read = org.ReadDay(l.until); !read {
		wrong(tUntil, tDayWrong)
	} else if !h.Valid() {
		wrong(tUntil, tUntilEarly)
	}
	if utf8.RuneCountInString(l.note) > longNote {
		wrong(tNote, tTooLong, longNote)
	}
	h.Person = r.who(l, wrong)
	if len(r.Problems) > before {
		return
	}
	if !within(h, b) {
		wrong(tFrom, tOutside, b.NameOn(h.From), life(b))
		return
	}
	k := keyOf(h)
	same := r.of[k]
	if i := slices.IndexFunc(same, func(o Holding) bool { return o.From == h.From }); i >= 0 {
		was := same[i]
		switch {
		case was.ID == "":
			wrong(tPerson, tSheetSame, r.at[k])
			return
		case was.Until == h.Until && was.Note == h.Note:
			r.Unchanged++
			return
		}
		h.ID, h.Version = was.ID, was.Version
		r.of[k] = slices.Delete(slices.Clone(same), i, i+1)
	}
	if slices.ContainsFunc(r.of[k], func(o Holding) bool { return o.Overlaps(h.Interval) }) {
		wrong(tFrom, tOverlap)
		return
	}
	r.of[k] = append(r.of[k], Holding{Person: h.Person, Title: h.Title, Body: h.Body, Interval: h.Interval})
	r.at[k] = l.no
	if h.ID != "" {
		r.Changed = append(r.Changed, h)
	} else {
		r.New = append(r.New, h)
	}
}

// who returns the person of a line: the one registered under its identifier; without
// one, the only one registered under its name; else somebody new, the same for each line
// of that identifier or, without one, of that name.
func (r *reader) who(l sheetLine, wrong func(column, t text.T, args ...any)) Person {
	switch n := utf8.RuneCountInString(l.name); {
	case n == 0:
		wrong(tPerson, tNameMissing)
		return Person{}
	case n > longName:
		wrong(tPerson, tTooLong, longName)
		return Person{}
	}
	if known, ok := r.people[PersonID(l.person)]; ok && l.person != "" {
		if known.Name != l.name {
			wrong(tPerson, tSheetName, known.Name)
		}
		return known
	}
	label := "id " + l.person
	if l.person == "" {
		label = "name " + alike(l.name)
		switch named := r.named[alike(l.name)]; {
		case len(named) == 1:
			return named[0]
		case len(named) > 1:
			wrong(tColPerson, tSheetSeveral, len(named))
			return Person{}
		}
	}
	p, ok := r.labels[label]
	switch {
	case !ok:
		p = Person{ID: id.New[PersonID](), Name: l.name}
		r.labels[label], r.fresh[p.ID] = p, true
	case alike(p.Name) != alike(l.name):
		wrong(tPerson, tSheetNames, p.Name, l.name)
	}
	return p
}

// listed names all titles, in both languages.
func listed(all []TitleName) text.T {
	var vi, en []string
	for _, t := range all {
		vi, en = append(vi, t.Name.For(text.Vietnamese)), append(en, t.Name.For(text.English))
	}
	return text.New(strings.Join(vi, "; "), strings.Join(en, "; "))
}

// Import stores what a spreadsheet adds and changes, all or nothing, and returns how many
// lines that were. It reads the lines again, so that what another person stored since the
// preview is seen.
//
// Rights are those of [Read]. Faults: Invalid where a line is wrong.
func Import(ctx context.Context, u *work.Unit, lines [][]string) (int, error) {
	d, err := Read(ctx, &u.View, lines)
	if err != nil {
		return 0, err
	}
	if n := len(d.Problems); n > 0 {
		return 0, fault.New(fault.Invalid, tSheetNotReady, n)
	}
	var people, put, changed [][]any
	var events []work.Event
	var details []any
	for i := range d.New {
		h := &d.New[i]
		if d.fresh[h.Person.ID] {
			d.fresh[h.Person.ID] = false
			people = append(people, []any{h.Person.ID, h.Person.Name, viet.Fold(h.Person.Name), ""})
		}
		h.ID = id.New[HoldingID]()
		put = append(put, []any{h.ID, h.Person.ID, h.Title, h.Body, h.From, h.Until, h.Note})
		events, details = append(events, work.Event{Kind: "position.put", Subject: string(h.ID), First: true}), append(details, h.told())
	}
	for _, h := range d.Changed {
		changed = append(changed, []any{h.ID, h.Version, h.From, h.Until, h.Note})
		events, details = append(events, work.Event{Kind: "position.change", Subject: string(h.ID)}), append(details, h.told())
	}
	for _, part := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{{insertPerson, people}, {insertHolding, put}, {updateHolding, changed}} {
		if err := u.ExecMany(ctx, part.stmt, part.rows); err != nil {
			return 0, fmt.Errorf("import holders: %w", err)
		}
	}
	return len(put) + len(changed), u.RecordMany(ctx, events, details)
}

// interval tells the days of a holding.
func interval(i civil.Interval) string {
	if i.Until.IsZero() {
		return i.From.Vietnamese() + " –"
	}
	return i.From.Vietnamese() + " – " + i.Until.AddDays(-1).Vietnamese()
}
