package indicator

import (
	"context"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// OpenReturns makes the returns of a set for a period that are missing, of the bodies that
// report of it today, or where the period is over on its last day. It returns how many
// it made; at most 500 at once.
//
// Only the program does so, whenever a period begins or a body joins.
func OpenReturns(ctx context.Context, u *work.Unit, s *Set, p period.Period, c period.Calendar) (int, error) {
	if !u.Actor.IsSystem() {
		return 0, u.Check(CanDefine, "")
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return 0, err
	}
	day := u.Today
	if w := c.Window(p); w.To.Before(day) {
		day = w.To
	}
	has := map[org.ID]bool{}
	if err := db.Each(ctx, u.Snapshot, selectBodies, func(scan db.Scan) error {
		var b org.ID
		err := scan(&b)
		has[b] = true
		return err
	}, s.ID, p.Key(), mostReturns); err != nil {
		return 0, err
	}
	missing := slices.DeleteFunc(s.reporters(tree, day), func(b org.ID) bool { return has[b] })
	missing = missing[:min(len(missing), perUnit)]
	rows, events, details := make([][]any, len(missing)), make([]work.Event, len(missing)), make([]any, len(missing))
	for i, b := range missing {
		body, err := tree.Find(b)
		if err != nil {
			return 0, err
		}
		due, why := c.Due(p, period.Tier(body.Tier))
		var rules []string
		for _, w := range why {
			if w.Rule != "" {
				rules = append(rules, w.Rule)
			}
		}
		r := id.New[ReturnID]()
		rows[i] = []any{r, s.ID, p.Key(), b, due, joined(rules)}
		events[i] = work.Event{Kind: "indicator_return.open", Subject: string(r), First: true}
		details[i] = map[string]any{"set": s.ID, "period": p.Key(), "body": b, "due": due, "rules": rules}
	}
	if len(rows) == 0 {
		return 0, nil
	}
	if err := u.ExecMany(ctx, insertReturn, rows); err != nil {
		return 0, err
	}
	return len(rows), u.RecordMany(ctx, events, details)
}

// asked are the periods of a set for which there are to be returns on a day: the one that
// the day lies in, and the one before, which is being collected.
func (s *Set) asked(c period.Calendar, today civil.Date) (out []period.Period) {
	now := c.Holding(s.Frequency, today)
	for _, p := range []period.Period{now.Prev(), now} {
		w := c.Window(p)
		if !s.From.After(w.To) && (s.Until.IsZero() || w.From.Before(s.Until)) {
			out = append(out, p)
		}
	}
	return out
}

// openAll makes every return that is missing, some at a time.
func openAll(ctx context.Context, o *work.Office) error {
	who := work.System("indicator.open")
	var all []*Set
	var c period.Calendar
	var today civil.Date
	if err := o.View(ctx, who, func(v *work.View) (err error) {
		if c, err = period.Load(ctx, v); err != nil {
			return err
		}
		today = v.Today
		all, err = allSets(ctx, v)
		return err
	}); err != nil {
		return err
	}
	for _, s := range all {
		for _, p := range s.asked(c, today) {
			for n := perUnit; n == perUnit; {
				if err := o.Do(ctx, who, func(u *work.Unit) (err error) {
					n, err = OpenReturns(ctx, u, s, p, c)
					return err
				}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// LockReturns locks the returns that were accepted and are due since so many days as the
// rule says; at most 500 at once.
//
// Only the program does so.
func LockReturns(ctx context.Context, u *work.Unit) (int, error) {
	if !u.Actor.IsSystem() {
		return 0, u.Check(CanAccept, "")
	}
	days, by, err := ruleLock.Number(ctx, &u.View, u.Today)
	if err != nil {
		return 0, err
	}
	all, err := db.All(ctx, u.Snapshot, selectLocking, scanReturn, u.Today.AddDays(-days), perUnit)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	rows, events, details := make([][]any, len(all)), make([]work.Event, len(all)), make([]any, len(all))
	for i, r := range all {
		r.State = Locked
		rows[i] = r.row()
		events[i] = work.Event{Kind: "indicator_return.lock", Subject: string(r.ID)}
		details[i] = map[string]any{"rules": []string{by.Ref()}}
	}
	if err := u.ExecMany(ctx, updateReturn, rows); err != nil {
		return 0, err
	}
	return len(rows), u.RecordMany(ctx, events, details)
}

func lockAll(ctx context.Context, o *work.Office) error {
	for n := perUnit; n == perUnit; {
		if err := o.Do(ctx, work.System("indicator.lock"), func(u *work.Unit) (err error) {
			n, err = LockReturns(ctx, u)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// A Filed is a return with its set and what stands around it.
type Filed struct {
	*Return
	Of         *Set
	Indicators []*Indicator // that are asked for in the period, in their order
	Above      org.ID       // the body that accepts it
}

// above is the body that accepts what a body reports of the set: the one under which it
// stands, or of its own the one that defines the set.
func (s *Set) above(chart *org.Chart, body org.ID) org.ID {
	up := chart.Superior(body)
	if body == s.Body || up == "" {
		return s.Body
	}
	return up
}

// FindReturn returns a return.
//
// The actor needs [CanSee] on the body that reports, which who may see the body above it
// has; otherwise, and where there is none, the fault is Unknown.
func FindReturn(ctx context.Context, v *work.View, r ReturnID) (*Filed, error) {
	found, err := db.All(ctx, v.Snapshot, selectReturn, scanReturn, r)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || !v.Actor.May(CanSee, found[0].Body.Scope()) {
		return nil, fault.New(fault.Unknown, tNoReturn)
	}
	return filed(ctx, v, found[0])
}

// ReturnOf returns the return of a body for a period; nil where there is none. Rights are
// those of [FindReturn].
func ReturnOf(ctx context.Context, v *work.View, s SetID, p period.Period, body org.ID) (*Return, error) {
	if !v.Actor.May(CanSee, body.Scope()) {
		return nil, fault.New(fault.Unknown, tNoReturn)
	}
	found, err := db.All(ctx, v.Snapshot, selectOf, scanReturn, s, p.Key(), body)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

func filed(ctx context.Context, v *work.View, r *Return) (*Filed, error) {
	sets, err := allSets(ctx, v)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(sets, func(s *Set) bool { return s.ID == r.Set })
	if at < 0 {
		return nil, fault.New(fault.Unknown, tNoReturn)
	}
	all, err := db.All(ctx, v.Snapshot, selectIndicators, scanIndicator, r.Set, mostIndicators)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	c, err := period.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(i *Indicator) bool {
		_, has := r.Cells[i.No]
		return !has && !i.On(c.Window(r.Period).From)
	})
	chart := tree.Chart(v.Today)
	return &Filed{r, sets[at], all, sets[at].above(chart, tree.Stands(chart, r.Body))}, nil
}

// May returns what an actor may do next with the return, in the order in which pages offer
// it. Who declared it does not approve it.
func (f *Filed) May(a work.View) (out []Verb) {
	for _, verb := range Verbs() {
		s := stepOf(verb)
		if slices.Contains(s.From, f.State) && s.may(a.Actor, f.Body, f.Above) && !(verb == Approve && a.Actor.Account != "" && f.Declared.By == a.Actor.Account) {
			out = append(out, verb)
		}
	}
	return out
}

// A Taking is what is done to a return.
type Taking struct {
	Verb    Verb
	Version int64  // of the return that was seen
	Cells   Cells  // of [Enter] all of them, of [Correct] those that change; else nil
	Reason  string // of [GiveBack] and [Correct]
	Sure    bool   // of [Declare]: large jumps against the period before are right
}

// Take does something to a return: see [Life]. What is entered is kept as far as it can be
// read, and checked when it is declared: what is missing, out of its range without a note,
// or does not add up, is refused, at fields "c" and the number of the indicator; a large
// jump without a note is asked about, at field "sure".
//
// Faults: Unknown, Forbidden, Invalid, and Conflict where the return is in another state
// or was changed meanwhile.
func Take(ctx context.Context, u *work.Unit, id ReturnID, t Taking) error {
	f, err := FindReturn(ctx, &u.View, id)
	if err != nil {
		return err
	}
	step := stepOf(t.Verb)
	if !step.may(u.Actor, f.Body, f.Above) {
		if step.Own != nil {
			return u.Check(step.Own, f.Body.Scope())
		}
		return u.Check(step.Above, f.Above.Scope())
	}
	switch {
	case !slices.Contains(step.From, f.State):
		return fault.New(fault.Conflict, tOtherState, f.State.Title())
	case f.Version != t.Version:
		return fault.New(fault.Conflict, tReturnChanged)
	case t.Verb == Approve && u.Actor.Account != "" && f.Declared.By == u.Actor.Account:
		return fault.New(fault.Conflict, tOwnApproval)
	}
	t.Reason = clean(t.Reason)
	if t.Verb == GiveBack || t.Verb == Correct {
		switch n := utf8.RuneCountInString(t.Reason); {
		case n == 0:
			return fault.At("reason", tReasonMissing)
		case n > mostReason:
			return fault.At("reason", tTooLong, mostReason)
		}
	}
	fills := t.Verb == Declare || t.Verb == Correct
	var former Cells
	if fills {
		if former, err = f.formerly(ctx, &u.View); err != nil {
			return err
		}
	}
	r, by := f.Return, Deed{u.Actor.Account, u.Now}
	detail := map[string]any{"period": r.Period.Key(), "body": r.Body}
	switch t.Verb {
	case Enter:
		if err := f.checkEntered(t.Cells); err != nil {
			return err
		}
		if maps.EqualFunc(r.Cells, t.Cells, func(a, b Cell) bool { return a == b }) {
			return nil
		}
		r.Cells, r.Entered = t.Cells, by
		detail["cells"] = len(t.Cells)
	case Declare:
		before, err := before(ctx, &u.View, f)
		if err != nil {
			return err
		}
		if err := f.takeSourced(ctx, &u.View); err != nil {
			return err
		}
		if err := f.checkDeclared(before, t.Sure); err != nil {
			return err
		}
		r.Declared, r.Returned = by, ""
		if err := f.insertValues(ctx, u, r.Cells); err != nil {
			return err
		}
		detail["cells"] = r.Cells.pack()
	case Approve:
		r.Approved = by
	case Accept:
		r.Accepted = by
	case GiveBack:
		if _, err := u.Exec(ctx, keepValues, r.Set, r.Period.Key(), r.Body, u.Now.UnixMicro(), t.Reason); err != nil {
			return err
		}
		if _, err := u.Exec(ctx, deleteValues, r.Set, r.Period.Key(), r.Body); err != nil {
			return err
		}
		r.Declared, r.Approved, r.Returned = Deed{}, Deed{}, t.Reason
		detail["reason"] = t.Reason
	case Correct:
		if err := f.correct(ctx, u, t, detail); err != nil {
			return err
		}
	}
	if step.To != "" {
		r.State = step.To
	}
	n, err := u.Exec(ctx, updateReturn, r.row()...)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tReturnChanged)
	}
	if fills {
		if err := f.fillAbove(ctx, u, former); err != nil {
			return err
		}
	}
	return u.Record(ctx, "indicator_return."+string(t.Verb), string(id), detail)
}

// insertValues writes numbers that count from now on.
func (f *Filed) insertValues(ctx context.Context, u *work.Unit, cells Cells) error {
	rows := make([][]any, 0, len(cells))
	for _, no := range slices.Sorted(maps.Keys(cells)) {
		c, i := cells[no], byNo(f.Indicators, no)
		says := "number"
		if c.NotHere {
			says = "not_here"
		}
		rows = append(rows, []any{f.Period.Key(), i.ID, f.Body, says, c.Value, c.Part, c.Note, u.Now.UnixMicro(), u.Actor.Account})
	}
	return u.ExecMany(ctx, insertValue, rows)
}

// correct puts numbers in the place of others, which are kept with the reason.
func (f *Filed) correct(ctx context.Context, u *work.Unit, t Taking, detail map[string]any) error {
	r, changed := f.Return, Cells{}
	for no, c := range t.Cells {
		if old, has := r.Cells[no]; !has || old != c {
			changed[no] = c
		}
	}
	if len(changed) == 0 {
		return fault.New(fault.Invalid, tNothingCorrected)
	}
	if err := f.checkEntered(changed); err != nil {
		return err
	}
	whole := maps.Clone(r.Cells)
	maps.Copy(whole, changed)
	was := r.Cells
	r.Cells = whole
	if err := f.checkDeclared(nil, true); err != nil {
		r.Cells = was
		return err
	}
	var keep, remove [][]any
	former := Cells{}
	for _, no := range slices.Sorted(maps.Keys(changed)) {
		i := byNo(f.Indicators, no)
		former[no] = was[no]
		keep = append(keep, []any{i.ID, r.Period.Key(), r.Body, u.Now.UnixMicro(), t.Reason})
		remove = append(remove, []any{i.ID, r.Period.Key(), r.Body})
	}
	if err := u.ExecMany(ctx, keepValue, keep); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, deleteValue, remove); err != nil {
		return err
	}
	if err := f.insertValues(ctx, u, changed); err != nil {
		return err
	}
	r.Corrected++
	detail["reason"], detail["cells"], detail["former"] = t.Reason, changed.pack(), former.pack()
	return nil
}

// A Former is what a cell said before.
type Former struct {
	No     int
	Until  time.Time
	Cell   Cell
	Said   Deed
	Reason string
}

// mostPast is how many former numbers of a return are shown.
const mostPast = 500

// Past returns what the cells of a return said before, the latest change first; at most
// 500. Rights are those of [FindReturn].
func Past(ctx context.Context, v *work.View, f *Filed) ([]Former, error) {
	if !v.Actor.May(CanSee, f.Body.Scope()) {
		return nil, fault.New(fault.Unknown, tNoReturn)
	}
	return db.All(ctx, v.Snapshot, selectPast, func(scan db.Scan) (o Former, err error) {
		var until, at int64
		var says string
		err = scan(&o.No, &until, &says, &o.Cell.Value, &o.Cell.Part, &o.Cell.Note, &at, &o.Said.By, &o.Reason)
		o.Until, o.Said.At, o.Cell.NotHere = instant(until), instant(at), says == "not_here"
		return o, err
	}, f.Set, f.Period.Key(), f.Body, mostPast)
}

// A Cursor is where a page of returns ended.
type Cursor struct {
	Due civil.Date
	ID  string
}

// Owed returns the open returns of a body, and those of bodies that it took over from, the
// most urgent first, at most limit after a cursor, and the cursor of the next page, zero on
// the last.
//
// The actor needs [CanSee] on the body.
func Owed(ctx context.Context, v *work.View, body org.ID, after Cursor, limit int) ([]*Return, Cursor, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, Cursor{}, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, Cursor{}, err
	}
	bodies := answersFor(tree, body, nil)
	q := db.Built("indicator.owed", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.state = 'open' AND (r.due_on, r.id) > ($1, $2) AND r.body_id IN (`+db.Places(4, len(bodies))+`) ORDER BY r.due_on, r.id LIMIT $3`)
	found, err := db.All(ctx, v.Snapshot, q, scanReturn, append([]any{after.Due, after.ID, limit + 1}, db.Args(bodies)...)...)
	return paged(found, limit, err)
}

// mostFormer is for how many former bodies a body answers.
const mostFormer = 200

// answersFor adds to bodies one and all from which it took over, also through others.
func answersFor(tree *org.Tree, b org.ID, bodies []org.ID) []org.ID {
	if len(bodies) >= mostFormer || slices.Contains(bodies, b) {
		return bodies
	}
	bodies = append(bodies, b)
	if body, ok := tree.Body(b); ok {
		for _, f := range body.Forbears {
			bodies = answersFor(tree, f.From, bodies)
		}
	}
	return bodies
}

// Done returns the other returns of a body, the latest first, as [Owed] does.
//
// The actor needs [CanSee] on the body.
func Done(ctx context.Context, v *work.View, body org.ID, after Cursor, limit int) ([]*Return, Cursor, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, Cursor{}, err
	}
	if after.ID == "" {
		after.ID = "~" // behind every identifier
	}
	found, err := db.All(ctx, v.Snapshot, selectDone, scanReturn, body, after.ID, limit+1)
	return paged(found, limit, err)
}

func paged(found []*Return, limit int, err error) ([]*Return, Cursor, error) {
	if err != nil || len(found) <= limit {
		return found, Cursor{}, err
	}
	last := found[limit-1]
	return found[:limit], Cursor{last.Due, string(last.ID)}, nil
}

// endOf is the last instant of a day in the office's zone.
func endOf(v *work.View, day civil.Date) time.Time {
	return day.AddDays(1).Start(v.Zone).Add(-time.Microsecond)
}
