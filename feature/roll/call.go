package roll

import (
	"context"
	"errors"
	"slices"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/position"
)

// A Call is who is to be called to a conference, in lines.
type Call struct {
	Version  int64     // 0 where nobody has written one
	Summoned time.Time // last; zero before
	Lines    []Line

	door string
}

// CallOf returns the call of a conference or a template. Rights and faults are those of
// [meeting.Find].
func CallOf(ctx context.Context, v *work.View, m meeting.ID) (Call, error) {
	if _, err := meeting.Find(ctx, v, m); err != nil {
		return Call{}, err
	}
	return callOf(ctx, v, m)
}

func callOf(ctx context.Context, v *work.View, m meeting.ID) (c Call, err error) {
	err = db.Each(ctx, v.Snapshot, selectCall, func(scan db.Scan) error {
		var summoned int64
		err := scan(&c.Version, &summoned, &c.door)
		c.Summoned = instant(summoned)
		return err
	}, m)
	if err != nil {
		return c, err
	}
	c.Lines, err = db.All(ctx, v.Snapshot, selectLines, scanLine, m, mostLines)
	return c, err
}

// planning returns a conference that may still be planned, for who plans it.
func planning(ctx context.Context, v *work.View, m meeting.ID) (*meeting.Meeting, error) {
	found, err := meeting.Find(ctx, v, m)
	if err != nil {
		return nil, err
	}
	if err := v.Check(meeting.CanPlan, found.Body.Scope()); err != nil {
		return nil, err
	}
	if found.State.Ended() {
		return nil, fault.New(fault.Conflict, tOver)
	}
	return found, nil
}

// dayOf is the day as of which people are called: that of the conference; of a template
// today.
func dayOf(v *work.View, m *meeting.Meeting) civil.Date {
	if m.Template {
		return v.Today
	}
	return v.Day(m.Starts)
}

// SetCall lays down who is to be called to a conference, or to those that are made
// after a template, in the place of what was laid down before. Nobody is summoned by it.
//
// The actor needs [meeting.CanPlan] on its body. Faults: Unknown; Invalid for a line
// that means nobody on the day of the conference; TooMuch; Conflict where somebody
// changed it since version, and where the conference is over.
func SetCall(ctx context.Context, u *work.Unit, m meeting.ID, version int64, lines []Line) error {
	found, err := planning(ctx, &u.View, m)
	if err != nil {
		return err
	}
	if err := check(ctx, &u.View, dayOf(&u.View, found), lines); err != nil {
		return err
	}
	if err := put(ctx, u, m, version, lines); err != nil {
		return err
	}
	return u.Record(ctx, "roll.call", string(m), map[string]any{"lines": len(lines)})
}

func put(ctx context.Context, u *work.Unit, m meeting.ID, version int64, lines []Line) error {
	stmt, args := touchCall, []any{m, version}
	if version == 0 {
		stmt, args = insertCall, args[:1]
	}
	n, err := u.Exec(ctx, stmt, args...)
	if errors.Is(err, db.ErrUnique) || err == nil && n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteLines, m); err != nil {
		return err
	}
	rows := make([][]any, len(lines))
	for i, l := range lines {
		rows[i] = []any{m, i + 1, l.Minus, l.Capacity, l.Title, l.Group, l.Body}
	}
	return u.ExecMany(ctx, insertLine, rows)
}

// check says what is wrong with lines as of a day.
func check(ctx context.Context, v *work.View, day civil.Date, lines []Line) error {
	if len(lines) > mostLines {
		return fault.New(fault.TooMuch, tTooManyLines, mostLines)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	titles, err := position.Titles(ctx, v, day)
	if err != nil {
		return err
	}
	for _, l := range lines {
		known := func(t position.TitleName) bool { return t.Title == l.Title }
		switch {
		case l.Minus == (l.Capacity != "") || l.Capacity != "" && !slices.Contains(Capacities(), l.Capacity):
			return fault.At("capacity", tNoCapacity)
		case l.Title != "" && !slices.ContainsFunc(titles, known):
			return fault.At("title", tNoTitle)
		case len(bodiesOf(tree, l, day)) == 0:
			return fault.At("of", tMeansNobody, tree.Name(l.Body, day), day.Vietnamese())
		}
	}
	return nil
}

// bodiesOf are the bodies that a line means on a day.
func bodiesOf(tree *org.Tree, l Line, day civil.Date) (bodies []org.ID) {
	if l.Group == "" {
		if tree.Chart(day).Has(l.Body) {
			bodies = []org.ID{l.Body}
		}
		return bodies
	}
	g, err := tree.Group(l.Group, day)
	if err != nil {
		return nil // the group has ended
	}
	for _, b := range tree.Expand(g, l.Body, day) {
		bodies = append(bodies, b.ID)
	}
	return bodies
}

// A Preview is who would be called by lines as of a day.
type Preview struct {
	Day    civil.Date
	Called []Called
	Counts []int // how many each line calls, or takes away
	Meant  []int // how many seats each line means, also those that another line called
}

// Vacant returns how many of those called nobody is known to be.
func (p Preview) Vacant() (n int) {
	for _, c := range p.Called {
		if c.Vacant() && c.Title != "" {
			n++
		}
	}
	return n
}

// PreviewOf returns who would be called to a conference by its lines as of a day; zero is
// that of the conference. It changes nothing.
//
// Rights are those of [meeting.Find], and of [position.Seats]. Faults: Unknown; TooMuch
// where more than 5,000 are called.
func PreviewOf(ctx context.Context, v *work.View, m meeting.ID, day civil.Date) (Preview, error) {
	found, err := meeting.Find(ctx, v, m)
	if err != nil {
		return Preview{}, err
	}
	c, err := callOf(ctx, v, m)
	if err != nil {
		return Preview{}, err
	}
	if day.IsZero() {
		day = dayOf(v, found)
	}
	return preview(ctx, v, c.Lines, day)
}

func preview(ctx context.Context, v *work.View, lines []Line, day civil.Date) (p Preview, err error) {
	p.Day = day
	tree, err := org.Load(ctx, v)
	if err != nil {
		return p, err
	}
	found := make([][]position.Seat, len(lines))
	for i, l := range lines {
		bodies := bodiesOf(tree, l, day)
		if l.Title == "" {
			for _, b := range bodies {
				found[i] = append(found[i], position.Seat{Body: b})
			}
			continue
		}
		// A statement for each of a few lines: what they ask has nothing in common.
		if found[i], err = position.Seats(ctx, v, day, []position.Title{l.Title}, bodies); err != nil {
			return p, err
		}
	}
	p.Called, p.Counts = call(lines, found)
	for _, seats := range found {
		p.Meant = append(p.Meant, len(seats))
	}
	if len(p.Called) > mostCalled {
		return p, fault.New(fault.TooMuch, tTooManyCalled, mostCalled)
	}
	return p, nil
}

// Summon calls those whom the lines mean as of the day of the conference: the seats are
// frozen. Where it was summoned before, those are added who are new, and seats filled
// whose title nobody held; who is called no more is asked for by itself ([Release]). It returns how many letters there
// are to send.
//
// The actor needs [meeting.CanPlan] on its body. Faults: Unknown; TooMuch; Conflict where
// the lines mean nobody, or nobody new, for a template, and where the conference is over.
func Summon(ctx context.Context, u *work.Unit, m meeting.ID) (letters int, err error) {
	found, err := planning(ctx, &u.View, m)
	if err != nil {
		return 0, err
	}
	if found.Template {
		return 0, fault.New(fault.Conflict, tOfTemplate)
	}
	c, err := callOf(ctx, &u.View, m)
	if err != nil {
		return 0, err
	}
	p, err := preview(ctx, &u.View, c.Lines, dayOf(&u.View, found))
	if err != nil {
		return 0, err
	}
	if len(p.Called) == 0 {
		return 0, fault.New(fault.Conflict, tNobodyCalled)
	}
	there, err := seats(ctx, &u.View, m)
	if err != nil {
		return 0, err
	}
	fresh, filled := news(p.Called, there)
	if len(there)+len(fresh) > mostCalled {
		return 0, fault.New(fault.TooMuch, tTooManyCalled, mostCalled)
	}
	if letters = len(fresh) + len(filled); letters == 0 {
		return 0, fault.New(fault.Conflict, tNobodyNew)
	}
	var made, marks, fills [][]any
	last := 0 // seats that were given up leave gaps
	for _, s := range there {
		last = max(last, s.No)
	}
	for i, s := range fresh {
		no := last + i + 1
		made = append(made, []any{m, no, s.Capacity, s.Title, s.Body, holder(s.Seat), u.Now.UnixMicro()})
		marks = append(marks, []any{m, no})
	}
	for no, s := range filled {
		fills = append(fills, []any{m, no, s.Person.ID, u.Now.UnixMicro()})
	}
	for _, add := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{{insertSeat, made}, {insertMark, marks}, {fillSeat, fills}} {
		if err := u.ExecMany(ctx, add.stmt, add.rows); err != nil {
			return 0, err
		}
	}
	if _, err := u.Exec(ctx, summonCall, m, u.Now.UnixMicro()); err != nil {
		return 0, err
	}
	return letters, u.Record(ctx, "roll.summon", string(m), map[string]any{"seats": len(there) + len(fresh), "new": letters})
}

// news are those called that have no seat yet, and those who fill a vacant one, by its
// number.
func news(called []Called, there []Seat) (fresh []Called, filled map[int]Called) {
	filled = map[int]Called{}
	at := map[string]int{}
	for _, s := range there {
		at[same(s.Person, s.Title, s.Body)] = s.No
	}
	for _, c := range called {
		if at[key(c.Seat)] > 0 {
			continue
		}
		vacant := same("", c.Title, c.Body)
		if no := at[vacant]; no > 0 {
			filled[no] = c
			delete(at, vacant)
			continue
		}
		fresh = append(fresh, c)
	}
	return fresh, filled
}

// gone are the seats that the lines mean no more, of people of whom nothing is known yet
// but that they do not come.
func gone(called []Called, there []Seat) (out []Seat) {
	meant := map[string]bool{}
	for _, c := range called {
		meant[key(c.Seat)] = true
		meant[same("", c.Title, c.Body)] = true // a vacant one is filled
	}
	for _, s := range there {
		if (s.Standing == NotYet || s.Standing == Excused) && !meant[same(s.Person, s.Title, s.Body)] {
			out = append(out, s)
		}
	}
	return out
}

// Release calls those no more who were summoned and whom the lines do not mean any more:
// their seats are given up, and the codes of their letters lead nowhere. It returns how
// many they were.
//
// The actor needs [meeting.CanPlan] on its body. Faults: Unknown; Conflict where there is
// nobody to release, and from when the conference was opened: then the roll has them.
func Release(ctx context.Context, u *work.Unit, m meeting.ID) (released int, err error) {
	found, err := planning(ctx, &u.View, m)
	if err != nil {
		return 0, err
	}
	if found.State != meeting.Planned {
		return 0, fault.New(fault.Conflict, tReleaseLate)
	}
	c, err := callOf(ctx, &u.View, m)
	if err != nil {
		return 0, err
	}
	p, err := preview(ctx, &u.View, c.Lines, dayOf(&u.View, found))
	if err != nil {
		return 0, err
	}
	there, err := seats(ctx, &u.View, m)
	if err != nil {
		return 0, err
	}
	var rows [][]any
	var told []any
	for _, s := range gone(p.Called, there) {
		rows = append(rows, []any{m, s.No})
		told = append(told, map[string]any{"seat": s.No, "title": s.Title, "body": s.Body})
	}
	if len(rows) == 0 {
		return 0, fault.New(fault.Conflict, tNobodyGone)
	}
	for _, stmt := range []*db.Stmt{deleteMark, deleteSeat} {
		if err := u.ExecMany(ctx, stmt, rows); err != nil {
			return 0, err
		}
	}
	return len(rows), u.Record(ctx, "roll.release", string(m), map[string]any{"seats": told})
}

// Seats returns who was summoned to a conference, in the order of the lines, with the
// roll; at most 5,000.
//
// Rights and faults are those of [meeting.Find].
func Seats(ctx context.Context, v *work.View, m meeting.ID) ([]Seat, error) {
	if _, err := meeting.Find(ctx, v, m); err != nil {
		return nil, err
	}
	return seats(ctx, v, m)
}

func seats(ctx context.Context, v *work.View, m meeting.ID) ([]Seat, error) {
	return db.All(ctx, v.Snapshot, selectSeats, scanSeat, m, mostCalled)
}

// copied takes the lines of a conference or a template along to one that is made after
// it, and away with a template that is deleted.
func copied(ctx context.Context, u *work.Unit, e work.Event) error {
	m := meeting.ID(e.Subject)
	switch e.Kind {
	case "meeting.drop":
		for _, stmt := range []*db.Stmt{deleteLines, deleteCall} {
			if _, err := u.Exec(ctx, stmt, m); err != nil {
				return err
			}
		}
	case "meeting.make":
		made, err := meeting.Find(ctx, &u.View, m)
		if err != nil || made.Copied == "" {
			return err
		}
		c, err := CallOf(ctx, &u.View, made.Copied)
		if err != nil || len(c.Lines) == 0 {
			return err
		}
		return put(ctx, u, m, 0, c.Lines)
	}
	return nil
}
