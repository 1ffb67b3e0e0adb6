package point

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// conference returns the conference of a point, whoever asks: who works at a point has
// to know what it is a point of, and need not see what else is said there.
func conference(ctx context.Context, v *work.View, id meeting.ID) (*meeting.Meeting, error) {
	of := *v
	of.Actor = access.System("tells a point of its conference")
	return meeting.Find(ctx, &of, id)
}

// Make makes a connection point at each of some bodies that has none yet at a conference,
// in the order given, at most [MostAtOnce], and returns how many it made. Each stands under
// the point of the nearest body above its own, also where that one is made later.
//
// The actor needs [meeting.CanPlan] on the body of the conference, or on a body above all
// of them that has a point there. Faults: Unknown; Forbidden; Conflict for a template and
// one that is over; TooMuch.
func Make(ctx context.Context, u *work.Unit, of meeting.ID, bodies []org.ID) (made int, err error) {
	m, err := conference(ctx, &u.View, of)
	if err != nil {
		return 0, err
	}
	if len(bodies) > MostAtOnce {
		return 0, fault.New(fault.TooMuch, tTooManyAtOnce, MostAtOnce)
	}
	all, err := places(ctx, &u.View, of)
	if err != nil {
		return 0, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return 0, err
	}
	chart := tree.Chart(day(&u.View, m))
	if err := mayMake(&u.View, m, all, chart, bodies); err != nil {
		return 0, err
	}
	if m.Template || m.State.Ended() {
		return 0, fault.New(fault.Conflict, tOver)
	}
	there := map[org.ID]bool{}
	last := int64(0)
	for _, p := range all {
		there[p.body], last = true, max(last, p.no)
	}
	had := len(all)
	for _, b := range bodies {
		if _, known := tree.Body(b); known && !there[b] {
			last++
			there[b] = true
			all = append(all, placed{id: id.New[ID](), no: last, body: b})
		}
	}
	if len(all) > MostPoints {
		return 0, fault.New(fault.TooMuch, tTooMany, MostPoints)
	}
	if len(all) == had {
		return 0, nil
	}
	before := slices.Clone(all)
	arrange(all, m.Body, chart)
	return len(all) - had, store(ctx, u, m, tree, all[:had], before[:had], all[had:])
}

// mayMake asks whether the actor may make points at some bodies.
func mayMake(v *work.View, m *meeting.Meeting, there []placed, chart *org.Chart, bodies []org.ID) error {
	if v.Actor.May(meeting.CanPlan, m.Body.Scope()) {
		return nil
	}
	for _, p := range there {
		if p.body != m.Body && v.Actor.May(meeting.CanPlan, p.body.Scope()) &&
			!slices.ContainsFunc(bodies, func(b org.ID) bool { return !chart.Within(b, p.body) }) {
			return nil
		}
	}
	if !v.Actor.May(meeting.CanSee, m.Body.Scope()) {
		return fault.New(fault.Unknown, tNoMeeting)
	}
	return v.Check(meeting.CanPlan, m.Body.Scope())
}

// day is that of a conference: who stands under whom is asked as of then.
func day(v *work.View, m *meeting.Meeting) civil.Date {
	if m.Starts.IsZero() {
		return v.Today
	}
	return v.Day(m.Starts)
}

func store(ctx context.Context, u *work.Unit, m *meeting.Meeting, tree *org.Tree, now, before, added []placed) error {
	var moved, movedTally, rows, tallies [][]any
	for i, p := range now {
		if p.under != before[i].under {
			moved = append(moved, []any{m.ID, p.no, p.under})
		}
		if p.top != before[i].top || p.mid != before[i].mid {
			movedTally = append(movedTally, []any{m.ID, p.no, p.top, p.mid})
		}
	}
	var told []work.Event
	var details []any
	for _, p := range added {
		b, _ := tree.Body(p.body)
		rows = append(rows, []any{p.id, m.ID, p.no, p.under, p.body, "", "", ""})
		tallies = append(tallies, []any{m.ID, p.no, p.top, p.mid, b.Tier})
		told = append(told, work.Event{Kind: "point.make", Subject: string(p.id), First: true})
		details = append(details, map[string]any{"meeting": m.ID, "no": p.no, "body": p.body})
	}
	for _, step := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{{movePoint, moved}, {moveTally, movedTally}, {insertPoint, rows}, {insertTally, tallies}} {
		if len(step.rows) == 0 {
			continue
		}
		if err := u.ExecMany(ctx, step.stmt, step.rows); err != nil {
			return err
		}
	}
	return u.RecordMany(ctx, told, details)
}

// A placed point is where a point stands among those of its conference.
type placed struct {
	id                  ID
	no, under, top, mid int64
	body                org.ID
	times               int
}

func places(ctx context.Context, v *work.View, of meeting.ID) ([]placed, error) {
	return db.All(ctx, v.Snapshot, selectPlaces, func(scan db.Scan) (p placed, err error) {
		err = scan(&p.id, &p.no, &p.under, &p.body, &p.top, &p.mid, &p.times)
		return p, err
	}, of, MostPoints)
}

// arrange puts each point under that of the nearest body above its own; what would be
// deeper than the third level stands on it. A body's second point stands beside its first.
func arrange(all []placed, host org.ID, chart *org.Chart) {
	of := make(map[org.ID]int, len(all)) // first point of a body
	for i, p := range all {
		if _, ok := of[p.body]; !ok && p.body != host {
			of[p.body] = i
		}
	}
	// The chain is walked from the point upwards: three at most are kept, the topmost ones.
	for i := range all {
		p := &all[i]
		var chain []int64
		for b := chart.Superior(p.body); b != "" && b != host; b = chart.Superior(b) {
			if at, ok := of[b]; ok {
				chain = append(chain, all[at].no)
			}
		}
		slices.Reverse(chain)
		chain = append(chain[:min(len(chain), 2)], p.no)
		p.under, p.top, p.mid = 0, chain[0], chain[0]
		if len(chain) > 1 {
			p.under, p.mid = chain[len(chain)-2], chain[1]
		}
	}
}

// level is how deep a point stands: 1 for one right under its conference, up to 3.
func (p *Point) level() int {
	switch {
	case p.Under == 0:
		return 1
	case p.Under == p.top:
		return 2
	}
	return 3
}

// column is by which those under p are found, p itself with them.
func (p *Point) column() string { return [...]string{byTop, byMid, byNo}[p.level()-1] }

// Find returns a point and its conference.
//
// The actor needs [CanSee] on the body of the point, or [meeting.CanSee] on that of the
// conference; otherwise, and where there is none, the fault is Unknown.
func Find(ctx context.Context, v *work.View, id ID) (*Point, *meeting.Meeting, error) {
	p, m, err := find(ctx, v, id)
	if err == nil && !v.Actor.May(CanSee, p.Body.Scope()) && !v.Actor.May(meeting.CanSee, m.Body.Scope()) {
		err = fault.New(fault.Unknown, tNoPoint)
	}
	if err != nil {
		return nil, nil, err
	}
	return p, m, nil
}

func find(ctx context.Context, v *work.View, id ID) (*Point, *meeting.Meeting, error) {
	found, err := db.All(ctx, v.Snapshot, selectPoint, scanPoint, id)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.Unknown, tNoPoint)
	}
	if err != nil {
		return nil, nil, err
	}
	m, err := conference(ctx, v, found[0].Meeting)
	return found[0], m, err
}

// pointAbove returns the point above one, nil where that is the conference itself.
func pointAbove(ctx context.Context, v *work.View, p *Point) (*Point, error) {
	if p.Under == 0 {
		return nil, nil
	}
	up, err := db.All(ctx, v.Snapshot, selectNo, scanPoint, p.Meeting, p.Under)
	if err != nil || len(up) == 0 {
		return nil, err
	}
	return up[0], nil
}

// above returns the body that stands above a point: that of the point above it, or of the
// conference.
func above(ctx context.Context, v *work.View, p *Point, m *meeting.Meeting) (org.ID, error) {
	up, err := pointAbove(ctx, v, p)
	if err != nil || up == nil {
		return m.Body, err
	}
	return up.Body, nil
}

// mayArrange asks whether the actor may say where a point is and who is in charge of it,
// and give its link.
func mayArrange(v *work.View, p *Point, m *meeting.Meeting) error {
	if v.Actor.May(meeting.CanPlan, m.Body.Scope()) {
		return nil
	}
	return v.Check(meeting.CanPlan, p.Body.Scope())
}

// Change says what a point is called, where it is and who is in charge of it; the name is
// empty for one that is called after its body.
//
// The actor needs [meeting.CanPlan] on the body of the point or of the conference. Faults:
// Unknown, Forbidden, Invalid, and Conflict where it was changed since version, or the
// conference is over.
func Change(ctx context.Context, u *work.Unit, id ID, version int64, name, place, charge string) error {
	p, m, err := Find(ctx, &u.View, id)
	if err != nil {
		return err
	}
	if err := mayArrange(&u.View, p, m); err != nil {
		return err
	}
	if m.State.Ended() {
		return fault.New(fault.Conflict, tOver)
	}
	var wrong fault.Fields
	for _, f := range []struct {
		name string
		of   *string
	}{{"name", &name}, {"place", &place}, {"charge", &charge}} {
		if *f.of = clean(*f.of); utf8.RuneCountInString(*f.of) > mostField {
			wrong.Add(f.name, tTooLong, mostField)
		}
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updatePoint, id, version, name, place, charge)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, tStale)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, "point.change", string(id), map[string]any{"name": name, "place": place})
}

func clean(s string) string { return strings.Join(strings.Fields(text.Holdable(viet.NFC(s))), " ") }

// Remove takes a point off a conference, with those under it; none of them may have
// reported.
//
// The actor needs [meeting.CanPlan] on the body of the conference, or on the one above the
// point. Faults: Unknown, Forbidden, Conflict.
func Remove(ctx context.Context, u *work.Unit, id ID) error {
	p, m, err := Find(ctx, &u.View, id)
	if err != nil {
		return err
	}
	up, err := above(ctx, &u.View, p, m)
	if err != nil {
		return err
	}
	if !u.Actor.May(meeting.CanPlan, m.Body.Scope()) {
		if err := u.Check(meeting.CanPlan, up.Scope()); err != nil {
			return err
		}
	}
	if m.State.Ended() {
		return fault.New(fault.Conflict, tOver)
	}
	all, err := places(ctx, &u.View, m.ID)
	if err != nil {
		return err
	}
	var links, rows [][]any
	var told []work.Event
	var details []any
	for _, o := range all {
		if o.no != p.No && (p.level() != 1 || o.top != p.No) && (p.level() != 2 || o.mid != p.No) {
			continue
		}
		if o.times > 0 {
			return fault.New(fault.Conflict, tHasReported)
		}
		links, rows = append(links, []any{o.id}), append(rows, []any{m.ID, o.no})
		told = append(told, work.Event{Kind: "point.remove", Subject: string(o.id)})
		details = append(details, map[string]any{"meeting": m.ID, "no": o.no, "body": o.body})
	}
	if err := u.ExecMany(ctx, deleteLink, links); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, deleteTally, rows); err != nil {
		return err
	}
	if err := u.ExecMany(ctx, deletePoint, rows); err != nil {
		return err
	}
	return u.RecordMany(ctx, told, details)
}

// Opens returns from when the points of a conference may report.
//
// Everybody works by the rules in force: it asks for no right.
func Opens(ctx context.Context, v *work.View, m *meeting.Meeting) (time.Time, error) {
	before, _, err := ruleBefore.Number(ctx, v, day(v, m))
	return m.Starts.Add(-time.Duration(before) * time.Minute), err
}

// Put reports how many people are at a point: what it said before is forgotten but for
// the history.
//
// The actor needs [CanReport] on the body of the point, or on that of the conference: it
// sits above all of them. Faults: Unknown, Forbidden, Invalid, and Conflict before the
// points may report and when the conference is over.
func Put(ctx context.Context, u *work.Unit, id ID, c Counts) error {
	p, m, err := toReport(ctx, u, id)
	if err != nil {
		return err
	}
	if !u.Actor.May(CanReport, m.Body.Scope()) {
		if err := u.Check(CanReport, p.Body.Scope()); err != nil {
			return err
		}
	}
	return put(ctx, u, p, m, c)
}

// toReport is [Find] for who reports, who need not see anything.
func toReport(ctx context.Context, u *work.Unit, id ID) (*Point, *meeting.Meeting, error) {
	p, m, err := find(ctx, &u.View, id)
	if err != nil {
		return nil, nil, err
	}
	for _, right := range []*access.Permission{CanSee, CanReport} {
		if u.Actor.May(right, p.Body.Scope()) || u.Actor.May(right, m.Body.Scope()) {
			return p, m, nil
		}
	}
	return nil, nil, fault.New(fault.Unknown, tNoPoint)
}

func put(ctx context.Context, u *work.Unit, p *Point, m *meeting.Meeting, c Counts) error {
	opens, err := Opens(ctx, &u.View, m)
	if err != nil {
		return err
	}
	switch {
	case m.State == meeting.NotHeld:
		return fault.New(fault.Conflict, tNotHeld)
	case m.State.Ended():
		return fault.New(fault.Conflict, tClosedAlready)
	case u.Now.Before(opens):
		at := opens.In(u.Zone)
		return fault.New(fault.Conflict, tTooEarly, at.Format("15:04"), civil.Of(at).Vietnamese())
	}
	return write(ctx, u, p, "point.report", c, "")
}

// Correct sets right what a point had said, after the conference was closed. The reason
// stands beside the numbers from then on; what they were stays in the history.
//
// The actor needs [CanReport] on the body of the point above, or of the conference: who
// counted does not correct themselves. Faults: Unknown, Forbidden, Invalid, and Conflict
// while it is not closed.
func Correct(ctx context.Context, u *work.Unit, id ID, c Counts, reason string) error {
	p, m, err := Find(ctx, &u.View, id)
	if err != nil {
		return err
	}
	up, err := above(ctx, &u.View, p, m)
	if err != nil {
		return err
	}
	if !u.Actor.May(CanReport, m.Body.Scope()) {
		if err := u.Check(CanReport, up.Scope()); err != nil {
			return err
		}
	}
	if m.State != meeting.Closed {
		return fault.New(fault.Conflict, tNotClosed)
	}
	if reason = clean(reason); reason == "" {
		return fault.At("reason", tReasonMissing)
	}
	if utf8.RuneCountInString(reason) > mostReason {
		return fault.At("reason", tTooLong, mostReason)
	}
	return write(ctx, u, p, "point.correct", c, reason)
}

func write(ctx context.Context, u *work.Unit, p *Point, kind string, c Counts, reason string) error {
	audiences, err := audiencesOf(ctx, &u.View, p.Meeting)
	if err != nil {
		return err
	}
	if err := c.check(audiences); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, report, append([]any{p.Meeting, p.No, u.Now.UnixMicro(), reason}, c.row()...)...); err != nil {
		return err
	}
	told := map[string]any{"called": c.Called, "present": c.Present, "excused": c.Excused}
	if len(audiences) > 0 {
		of := map[string]meeting.Turnout{}
		for i, a := range audiences {
			of[a.Code] = c.Of[i]
		}
		told["of"] = of
	}
	if reason != "" {
		told["reason"] = reason
		told["was"] = map[string]any{"called": p.Called, "present": p.Present, "excused": p.Excused}
	}
	return u.Record(ctx, kind, string(p.ID), told)
}

// check asks whether a point can say so. More people than were called may have come:
// that is shown and not refused.
func (c *Counts) check(audiences []Audience) error {
	var wrong fault.Fields
	in := func(name string, n int) {
		if n < 0 || n > mostPeople {
			wrong.Add(name, tNumberWrong, mostPeople)
		}
	}
	in("called", c.Called)
	in("present", c.Present)
	in("excused", c.Excused)
	for i := range c.Of {
		if i >= len(audiences) {
			c.Of[i] = meeting.Turnout{}
			continue
		}
		a, of := audiences[i], c.Of[i]
		in(calledField(i), of.Called)
		in(presentField(i), of.Present)
		if of.Present > max(c.Present, 0) {
			wrong.Add(presentField(i), tMoreThanAll, a.Title, of.Present, c.Present)
		}
		if of.Called > max(c.Called, 0) {
			wrong.Add(calledField(i), tMoreThanAll, a.Title, of.Called, c.Called)
		}
	}
	return wrong.Err()
}

// audiencesOf returns the categories that a conference counts, in order, to whoever counts
// or sees what was counted.
func audiencesOf(ctx context.Context, v *work.View, m meeting.ID) ([]Audience, error) {
	out, err := db.All(ctx, v.Snapshot, selectAudiences, func(scan db.Scan) (a Audience, err error) {
		var slot int
		err = scan(&slot, &a.Code)
		return a, err
	}, m)
	for i := range out {
		name, ok, err := ruleAudiences.CodeTitle(ctx, v, out[i].Code)
		if err != nil {
			return nil, err
		}
		if out[i].Title = name; !ok {
			out[i].Title = text.Verbatim(out[i].Code)
		}
	}
	return out, err
}

// SetAudiences says which categories a conference counts, by their codes in the rule
// "point.audiences", at most [MostAudiences]. It is said before anybody reports: numbers
// of one category never become those of another.
//
// The actor needs [meeting.CanPlan] on the body of the conference. Faults: Unknown,
// Forbidden, Invalid, Conflict.
func SetAudiences(ctx context.Context, u *work.Unit, of meeting.ID, codes []string) error {
	m, err := meeting.Find(ctx, &u.View, of)
	if err != nil {
		return err
	}
	if err := u.Check(meeting.CanPlan, m.Body.Scope()); err != nil {
		return err
	}
	if m.Template || m.State.Ended() {
		return fault.New(fault.Conflict, tOver)
	}
	had, err := audiencesOf(ctx, &u.View, of)
	if err != nil {
		return err
	}
	if slices.EqualFunc(had, codes, func(a Audience, code string) bool { return a.Code == code }) {
		return nil
	}
	known, _, err := ruleAudiences.Codes(ctx, &u.View, day(&u.View, m))
	if err != nil {
		return err
	}
	if len(codes) > MostAudiences {
		return fault.At("audience", tTooManyAudiences, MostAudiences)
	}
	var rows [][]any
	for i, code := range codes {
		title, ok, err := ruleAudiences.CodeTitle(ctx, &u.View, code)
		if err != nil {
			return err
		}
		kept := slices.ContainsFunc(had, func(a Audience) bool { return a.Code == code })
		listed := kept && ok
		for _, c := range known {
			listed = listed || c.Code == code
		}
		if !listed || slices.Contains(codes[:i], code) {
			if !ok {
				title = text.Verbatim(code)
			}
			return fault.At("audience", tNoAudience, title)
		}
		rows = append(rows, []any{of, i + 1, code})
	}
	said, err := db.All(ctx, u.Snapshot, selectReported, func(scan db.Scan) (no int64, err error) { return no, scan(&no) }, of)
	if err != nil {
		return err
	}
	if len(said) > 0 {
		return fault.New(fault.Conflict, tAlreadyCounting)
	}
	if _, err := u.Exec(ctx, deleteAudiences, of); err != nil {
		return err
	}
	if len(rows) > 0 {
		if err := u.ExecMany(ctx, insertAudience, rows); err != nil {
			return err
		}
	}
	return u.Record(ctx, "point.audiences", string(of), map[string]any{"codes": codes})
}

// Which points of a conference are listed.
type Which string

// The choices.
const (
	All      Which = ""
	Missing  Which = "missing"  // that have not reported
	Reported Which = "reported" // that have
	Unlinked Which = "unlinked" // that have no secret address
)

// A Question asks for points of a conference, by their numbers.
type Question struct {
	Meeting meeting.ID
	Under   int64    // the point under which they stand, itself with them; 0 for all
	Tier    org.Tier // "" for all
	Which   Which
	After   int64 // number of the last one of the page before

	column string
}

// seen asks whether the actor may see what a question is about, and completes it.
func (q *Question) seen(ctx context.Context, v *work.View) error {
	if q.Under == 0 {
		_, err := meeting.Find(ctx, v, q.Meeting)
		return err
	}
	found, err := db.All(ctx, v.Snapshot, selectNo, scanPoint, q.Meeting, q.Under)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fault.New(fault.Unknown, tNoPoint)
	}
	if _, _, err := Find(ctx, v, found[0].ID); err != nil {
		return err
	}
	q.column = found[0].column()
	return nil
}

// List returns points of a conference, at most limit, and whether there are more.
//
// The actor needs [meeting.CanSee] on the body of the conference; of those under a point
// the right to see that one, see [Find]. Otherwise the fault is Unknown.
func List(ctx context.Context, v *work.View, q Question, limit int) (found []*Point, more bool, err error) {
	if err := q.seen(ctx, v); err != nil {
		return nil, false, err
	}
	stmt, args := listed(q, limit+1)
	if found, err = db.All(ctx, v.Snapshot, stmt, scanPoint, args...); err != nil {
		return nil, false, err
	}
	return found[:min(len(found), limit)], len(found) > limit, nil
}

// A Row is a point with what stands under it added up, itself with it.
type Row struct {
	*Point
	Sum Sum
}

// Below returns the points right under one (the conference for Under 0), at most limit,
// after one of them, each with what stands under it; and whether there are more. Of the
// question only Meeting, Under and After count.
//
// Rights are those of [List].
func Below(ctx context.Context, v *work.View, q Question, limit int) (rows []Row, more bool, err error) {
	if err := q.seen(ctx, v); err != nil {
		return nil, false, err
	}
	found, err := db.All(ctx, v.Snapshot, selectUnder, scanPoint, q.Meeting, q.Under, q.After, limit+1)
	if err != nil || len(found) == 0 {
		return nil, false, err
	}
	more = len(found) > limit
	found = found[:min(len(found), limit)]
	args := []any{q.Meeting}
	for _, p := range found {
		args = append(args, p.No)
	}
	counted, err := slots(ctx, v, q.Meeting)
	if err != nil {
		return nil, false, err
	}
	each, err := db.All(ctx, v.Snapshot, sumEach(found[0].column(), len(found), counted), scanNoSum(counted), args...)
	if err != nil {
		return nil, false, err
	}
	of := make(map[int64]Sum, len(each))
	for _, s := range each {
		of[s.no] = s.Sum
	}
	for _, p := range found {
		rows = append(rows, Row{p, of[p.No]})
	}
	return rows, more, nil
}

// Totals adds up, tier by tier from the top, the points of a conference, or those under
// one, itself with them. Of the question only Meeting and Under count. The sums of a large
// conference may be two seconds old.
//
// Rights are those of [List].
func Totals(ctx context.Context, v *work.View, q Question) ([]TierSum, error) {
	if err := q.seen(ctx, v); err != nil {
		return nil, err
	}
	if q.Under == 0 {
		return totals(ctx, v, q.Meeting)
	}
	counted, err := slots(ctx, v, q.Meeting)
	if err != nil {
		return nil, err
	}
	found, err := db.All(ctx, v.Snapshot, sumBelow(q.column, counted), scanTierSum(counted), q.Meeting, q.Under)
	return inOrder(found), err
}

// slots returns how many categories a conference counts.
func slots(ctx context.Context, v *work.View, m meeting.ID) (int, error) {
	found, err := db.All(ctx, v.Snapshot, selectAudiences, func(scan db.Scan) (slot int, err error) {
		var code string
		return slot, scan(&slot, &code)
	}, m)
	return len(found), err
}

func inOrder(sums []TierSum) []TierSum {
	slices.SortFunc(sums, func(a, b TierSum) int { return slices.Index(org.Tiers(), a.Tier) - slices.Index(org.Tiers(), b.Tier) })
	return sums
}

// Whole adds sums up.
func Whole(sums []TierSum) (all Sum) {
	for _, s := range sums {
		all = all.and(s.Sum)
	}
	return all
}

// OfBody returns the points of a body at conferences that end on the day given or later,
// at most 100, by the beginning of their conferences.
//
// The actor needs [CanSee] on the body.
func OfBody(ctx context.Context, v *work.View, body org.ID, from civil.Date) ([]*Point, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectOfBody, scanPoint, body, from.Start(v.Zone).UnixMicro(), mostOfBody)
}

const mostOfBody = 100

func calledField(i int) string  { return "c" + string(rune('1'+i)) }
func presentField(i int) string { return "p" + string(rune('1'+i)) }
