package meeting

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// Bounds.
const (
	mostItems  = 200 // of one agenda
	mostTitle  = 500
	mostField  = 300
	mostWords  = 1000
	longest    = 31 * 24 * time.Hour
	mostOfItem = 24 * time.Hour

	mostForgotten = 20
)

// Make plans a conference, or makes a template, with its agenda.
//
// The actor needs [CanPlan] on the body. Faults: Invalid, TooMuch.
func Make(ctx context.Context, u *work.Unit, m Meeting, a Agenda) (ID, error) {
	if err := u.Check(CanPlan, m.Body.Scope()); err != nil {
		return "", err
	}
	if err := m.check(ctx, &u.View, nil); err != nil {
		return "", err
	}
	m.ID, m.Version, m.CalledOff, m.Run = id.New[ID](), 1, "", Run{State: Planned}
	if _, err := u.Exec(ctx, insertMeeting, m.ID, m.Version, m.Body, m.Kind, m.Template, m.Copied, m.Title, micro(m.Starts), micro(m.Ends), m.Place, m.Chair, m.Secretary, m.Document, ""); err != nil {
		return "", err
	}
	if _, err := u.Exec(ctx, insertRun, m.ID, m.State); err != nil {
		return "", err
	}
	if err := u.Record(ctx, "meeting.make", string(m.ID), m.told()); err != nil {
		return "", err
	}
	return m.ID, put(ctx, u, &m, nil, a)
}

// MakeAfter plans a conference, or makes a template, with the agenda of another
// one, or of a template, and with what the template hands out.
//
// The actor needs [CanSee] on the body of the other one and [CanPlan] on that of
// the new one. Faults: Unknown, Invalid.
func MakeAfter(ctx context.Context, u *work.Unit, of ID, m Meeting) (ID, error) {
	first, err := Find(ctx, &u.View, of)
	if err != nil {
		return "", err
	}
	a, err := agenda(ctx, &u.View, of)
	if err != nil {
		return "", err
	}
	var items Agenda
	var after []ItemID
	for _, i := range a {
		if !i.Late { // nobody planned it
			after = append(after, i.ID)
			items = append(items, Item{Part: i.Part, Kind: i.Kind, Title: i.Title, Planned: i.Planned, Reporter: i.Reporter, Body: i.Body})
		}
	}
	if len(items) > 0 {
		items[0].Part = false
	}
	m.Copied = of
	made, err := Make(ctx, u, m, items)
	if err != nil || !first.Template {
		return made, err
	}
	return made, copyHandouts(ctx, u, of, made, after)
}

// Change changes what was planned of a conference; its body, and whether it is a
// template, stay.
//
// The actor needs [CanPlan] on the body. Faults: Unknown, Invalid, and Conflict
// where it was changed since the version of m, or is over.
func Change(ctx context.Context, u *work.Unit, m Meeting) error {
	was, err := find(ctx, &u.View, m.ID, CanPlan)
	if err != nil {
		return err
	}
	if was.State.Ended() {
		return fault.New(fault.Conflict, tOver)
	}
	m.Body, m.Template = was.Body, was.Template
	if err := m.check(ctx, &u.View, was); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateMeeting, m.ID, m.Version, m.Kind, m.Title, micro(m.Starts), micro(m.Ends), m.Place, m.Chair, m.Secretary, m.Document)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	return u.Record(ctx, "meeting.change", string(m.ID), m.told())
}

func (m *Meeting) told() map[string]any {
	told := map[string]any{"body": m.Body, "kind": m.Kind, "title": m.Title, "place": m.Place, "template": m.Template}
	if !m.Template {
		told["starts"], told["ends"] = m.Starts, m.Ends
	}
	if m.Document != "" {
		told["doc"] = m.Document
	}
	return told
}

// check asks whether a conference can be planned so, which was like was before, nil
// for a new one: what was right then is not asked again.
func (m *Meeting) check(ctx context.Context, v *work.View, was *Meeting) error {
	var wrong fault.Fields
	for _, f := range []struct {
		name string
		of   *string
		most int
	}{{"title", &m.Title, mostTitle}, {"place", &m.Place, mostField}, {"chair", &m.Chair, mostField}, {"secretary", &m.Secretary, mostField}} {
		if *f.of = clean(*f.of); utf8.RuneCountInString(*f.of) > f.most {
			wrong.Add(f.name, tTooLong, f.most)
		}
	}
	if m.Title == "" {
		wrong.Add("title", tTitleMissing)
	}
	if !slices.Contains(Kinds(), m.Kind) {
		wrong.Add("kind", tKindMissing)
	}
	switch {
	case m.Template:
		m.Starts, m.Ends = time.Time{}, time.Time{}
	case m.Starts.IsZero():
		wrong.Add("on", tDayMissing)
	case !m.Ends.After(m.Starts):
		wrong.Add("until", tUntilEarly)
	case m.Length() > longest:
		wrong.Add("until", tTooLongLasting)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	day := v.Today
	if !m.Starts.IsZero() {
		day = v.Day(m.Starts)
	}
	if was == nil && !tree.Chart(day).Has(m.Body) && !tree.Chart(v.Today).Has(m.Body) {
		wrong.Add("title", tNoBody)
	}
	if m.Document != "" && (was == nil || m.Document != was.Document) {
		if _, err := doc.Find(ctx, v, m.Document); fault.Is(err, fault.Unknown) {
			wrong.Add("doc", tNoDoc)
		} else if err != nil {
			return err
		}
	}
	return wrong.Err()
}

func clean(s string) string { return strings.Join(strings.Fields(text.Holdable(viet.NFC(s))), " ") }

// Find returns a conference.
//
// The actor needs [CanSee] on its body; otherwise, and where there is none, the
// fault is Unknown.
func Find(ctx context.Context, v *work.View, m ID) (*Meeting, error) {
	found, err := db.All(ctx, v.Snapshot, selectMeeting, scanMeeting, m)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || v.Check(CanSee, found[0].Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoMeeting)
	}
	return found[0], nil
}

// find is [Find] for who needs another right on the body as well: Forbidden
// where they see it and may do no more.
func find(ctx context.Context, v *work.View, m ID, can *access.Permission) (*Meeting, error) {
	found, err := Find(ctx, v, m)
	if err != nil {
		return nil, err
	}
	return found, v.Check(can, found.Body.Scope())
}

// A Part is one of the lists of conferences.
type Part string

// The parts.
const (
	Coming    Part = ""          // that run or are to come, and today's; the next one first
	Past      Part = "past"      // the last one first
	Templates Part = "templates" // by title
)

// A Cursor is where a page of a list of conferences ended.
type Cursor struct {
	At    int64  // of its beginning, in microseconds
	Title string // of a template
	ID    ID
}

// List returns the conferences of a body, at most limit, after a cursor, and the
// cursor of the next page, zero on the last.
//
// The actor needs [CanSee] on the body.
func List(ctx context.Context, v *work.View, body org.ID, part Part, after Cursor, limit int) ([]*Meeting, Cursor, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, Cursor{}, err
	}
	today := v.Today.Start(v.Zone)
	var found []*Meeting
	var err error
	switch part {
	case Templates:
		found, err = db.All(ctx, v.Snapshot, selectTemplates, scanMeeting, body, after.Title, after.ID, limit+1)
	case Past:
		before := after.At
		if after == (Cursor{}) {
			before = today.UnixMicro()
		}
		found, err = db.All(ctx, v.Snapshot, selectPast, scanMeeting, body, before, after.ID, limit+1, today.UnixMicro())
	default:
		first := after == (Cursor{})
		if first {
			after.At = today.Add(-longest).UnixMicro()
			if found, err = db.All(ctx, v.Snapshot, selectForgotten, scanMeeting, body, after.At, mostForgotten); err != nil {
				return nil, Cursor{}, err
			}
		}
		var some []*Meeting
		some, err = db.All(ctx, v.Snapshot, selectComing, scanMeeting, body, after.At, after.ID, limit+1, today.UnixMicro())
		// Those that nobody closed stand above the page and do not count.
		if found = append(found, some...); err != nil || len(some) <= limit {
			return found, Cursor{}, err
		}
		last := some[limit-1]
		return found[:len(found)-1], Cursor{At: micro(last.Starts), ID: last.ID}, nil
	}
	if err != nil || len(found) <= limit {
		return found, Cursor{}, err
	}
	last := found[limit-1]
	return found[:limit], Cursor{At: micro(last.Starts), Title: last.Title, ID: last.ID}, nil
}

// AgendaOf returns the agenda of a conference, in order. Rights are those of
// [Find].
func AgendaOf(ctx context.Context, v *work.View, m ID) (Agenda, error) {
	if _, err := Find(ctx, v, m); err != nil {
		return nil, err
	}
	return agenda(ctx, v, m)
}

func agenda(ctx context.Context, v *work.View, m ID) (Agenda, error) {
	return db.All(ctx, v.Snapshot, selectItems, scanItem, m, mostItems)
}

// Put adds items at the end of the agenda of a conference. What is added after it
// was opened is late.
//
// The actor needs [CanPlan] on the body. Faults: Unknown, Invalid, TooMuch, and
// Conflict where it is over.
func Put(ctx context.Context, u *work.Unit, m ID, items Agenda) error {
	found, err := find(ctx, &u.View, m, CanPlan)
	if err != nil {
		return err
	}
	if found.State.Ended() {
		return fault.New(fault.Conflict, tOver)
	}
	if len(items) == 0 {
		return fault.At("lines", tNoItems)
	}
	there, err := agenda(ctx, &u.View, m)
	if err != nil {
		return err
	}
	return put(ctx, u, found, there, items)
}

func put(ctx context.Context, u *work.Unit, m *Meeting, there, items Agenda) error {
	if len(items) == 0 {
		return nil
	}
	if len(there)+len(items) > mostItems {
		return fault.New(fault.TooMuch, tTooManyItems, mostItems)
	}
	next := int64(1)
	if n := len(there); n > 0 {
		next = there[n-1].order + 1
	}
	var rows [][]any
	var titles []string
	for n, i := range items {
		if err := i.check(ctx, &u.View, len(there)+n == 0); err != nil {
			return ofLine(err, n+1)
		}
		i.ID, i.Version, i.Meeting, i.order, i.Late, i.Took, i.Done = id.New[ItemID](), 1, m.ID, next+int64(n), m.State != Planned, 0, false
		rows = append(rows, i.row())
		titles = append(titles, i.Title)
	}
	if err := u.ExecMany(ctx, insertItem, rows); err != nil {
		return err
	}
	return u.Record(ctx, "meeting.put", string(m.ID), map[string]any{"items": titles, "late": m.State != Planned})
}

// ofLine tells which of the lines that were typed is wrong.
func ofLine(err error, line int) error {
	all := fault.All(err)
	if len(all) == 0 || !fault.Is(err, fault.Invalid) {
		return err
	}
	return fault.At("lines", tLineWrong, line, text.New(all[0].In(text.Vietnamese), all[0].In(text.English)))
}

func (i *Item) row() []any {
	return []any{i.ID, i.Version, i.Meeting, i.order, i.Part, i.Kind, i.Title, int64(i.Planned / time.Minute), i.Reporter, i.Body, i.Late, int64(i.Took / time.Second), i.Done}
}

// check asks whether an item can stand on an agenda, first as the first of it.
func (i *Item) check(ctx context.Context, v *work.View, first bool) error {
	var wrong fault.Fields
	if i.Title, i.Reporter = clean(i.Title), clean(i.Reporter); i.Title == "" {
		wrong.Add("title", tItemMissing)
	}
	if utf8.RuneCountInString(i.Title) > mostWords {
		wrong.Add("title", tTooLong, mostWords)
	}
	if utf8.RuneCountInString(i.Reporter) > mostField {
		wrong.Add("reporter", tTooLong, mostField)
	}
	if i.Part && first {
		wrong.Add("part", tFirstIsWhole)
	}
	if !slices.Contains(ItemKinds(), i.Kind) {
		wrong.Add("kind", tKindMissing)
	}
	if i.Planned < 0 || i.Planned > mostOfItem || i.Planned%time.Minute != 0 {
		wrong.Add("minutes", tMinutesWrong, int(mostOfItem/time.Minute))
	}
	if i.Body != "" {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return err
		}
		if _, known := tree.Body(i.Body); !known {
			wrong.Add("body", tNoBody)
		}
	}
	return wrong.Err()
}

// FindItem returns an item and its conference. Rights are those of [Find].
func FindItem(ctx context.Context, v *work.View, item ItemID) (Item, *Meeting, error) {
	found, err := db.All(ctx, v.Snapshot, selectItem, scanItem, item)
	if err != nil {
		return Item{}, nil, err
	}
	if len(found) == 0 {
		return Item{}, nil, fault.New(fault.Unknown, tNoItem)
	}
	m, err := Find(ctx, v, found[0].Meeting)
	if fault.Is(err, fault.Unknown) {
		err = fault.New(fault.Unknown, tNoItem)
	}
	return found[0], m, err
}

// toChange returns an item, its conference and its agenda for who may change them.
func toChange(ctx context.Context, u *work.Unit, item ItemID) (Item, *Meeting, Agenda, error) {
	was, m, err := FindItem(ctx, &u.View, item)
	if err != nil {
		return was, m, nil, err
	}
	if err := u.Check(CanPlan, m.Body.Scope()); err != nil {
		return was, m, nil, err
	}
	if m.State.Ended() {
		return was, m, nil, fault.New(fault.Conflict, tOver)
	}
	a, err := agenda(ctx, &u.View, m.ID)
	return was, m, a, err
}

// ChangeItem changes an item; where it stands stays.
//
// The actor needs [CanPlan] on the body. Faults: Unknown, Invalid, and Conflict
// where it was changed since the version of i, or the conference is over.
func ChangeItem(ctx context.Context, u *work.Unit, i Item) error {
	was, m, a, err := toChange(ctx, u, i.ID)
	if err != nil {
		return err
	}
	if err := i.check(ctx, &u.View, a[0].ID == i.ID); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateItem, i.ID, i.Version, i.Part, i.Kind, i.Title, int64(i.Planned/time.Minute), i.Reporter, i.Body)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStaleItem)
	}
	return u.Record(ctx, "meeting.item", string(m.ID), map[string]any{"item": i.ID, "title": i.Title, "was": was.Title, "minutes": int64(i.Planned / time.Minute)})
}

// MoveItem moves an item before the one that stands before it, or behind the one
// after it, together with its parts; a part stays one of its item. At the end of
// the way nothing happens.
//
// Rights and faults are those of [ChangeItem].
func MoveItem(ctx context.Context, u *work.Unit, item ItemID, up bool) error {
	was, m, a, err := toChange(ctx, u, item)
	if err != nil {
		return err
	}
	moved := a.moved(item, up)
	var rows [][]any
	for n, i := range moved {
		if order := int64(n) + 1; i.order != order {
			rows = append(rows, []any{i.ID, order})
		}
	}
	if slices.EqualFunc(a, moved, func(x, y Item) bool { return x.ID == y.ID }) {
		return nil
	}
	if err := u.ExecMany(ctx, orderItem, rows); err != nil {
		return err
	}
	return u.Record(ctx, "meeting.move", string(m.ID), map[string]any{"item": item, "title": was.Title, "up": up})
}

// moved returns the agenda after an item was moved by one place.
func (a Agenda) moved(item ItemID, up bool) Agenda {
	at := slices.IndexFunc(a, func(i Item) bool { return i.ID == item })
	if at < 0 {
		return a
	}
	end := a.end(at)
	to := at // where what moves begins afterwards, before it is taken out
	switch {
	case a[at].Part && up:
		if !a[at-1].Part {
			return a
		}
		to = at - 1
	case a[at].Part:
		if end == len(a) || !a[end].Part {
			return a
		}
		to = end + 1
	case up:
		for to > 0 {
			if to--; !a[to].Part {
				break
			}
		}
	default:
		if end == len(a) {
			return a
		}
		to = a.end(end)
	}
	block := slices.Clone(a[at:end])
	rest := slices.Concat(a[:at], a[end:])
	if to > at {
		to -= len(block)
	}
	return slices.Insert(rest, to, block...)
}

// end returns where the ith item ends, with its parts.
func (a Agenda) end(i int) int {
	end := i + 1
	for !a[i].Part && end < len(a) && a[end].Part {
		end++
	}
	return end
}

// RemoveItem takes an item off the agenda, with what was handed out with it; its parts
// become parts of the item before. What was taken up stays.
//
// Rights and faults are those of [ChangeItem]; Conflict also where it was taken up, or
// something that was recorded belongs to it.
func RemoveItem(ctx context.Context, u *work.Unit, item ItemID, version int64) error {
	was, m, a, err := toChange(ctx, u, item)
	if err != nil {
		return err
	}
	var said int64 // one that was not taken up may be said later to be what something belongs to
	if err := u.One(ctx, countSaid, []any{m.ID, item}, &said); err != nil {
		return err
	}
	if was.Done || was.Took > 0 || m.Item == item || said > 0 {
		return fault.New(fault.Conflict, tTakenUp)
	}
	with, err := db.All(ctx, u.Snapshot, selectHandoutsOfIt, scanHandout, m.ID, item, mostHandouts)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteHandoutsOf, m.ID, item); err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteItem, item, version)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStaleItem)
	}
	if a[0].ID == item && len(a) > 1 && a[1].Part {
		if _, err := u.Exec(ctx, wholeItem, a[1].ID); err != nil {
			return err
		}
	}
	told := map[string]any{"item": item, "title": was.Title}
	if len(with) > 0 {
		told["papers"] = toldOf(with)
	}
	return u.Record(ctx, "meeting.remove", string(m.ID), told)
}

// Do does to a conference as a whole what [Rules] allows. words say why it does
// not take place, and are needed for [DoCallOff] only.
//
// The actor needs the permission of the rule on the body. Faults: Unknown,
// Forbidden, Invalid without words, and Conflict where the conference is not so
// far, is further, or is a template.
func Do(ctx context.Context, u *work.Unit, m ID, verb Verb, words string) error {
	r, ok := ruleOf(verb)
	if !ok || verb == DoApprove || verb == DoSign { // they need more than words
		return fault.New(fault.Unknown, tNoMeeting)
	}
	was, err := begin(ctx, u, m, verb)
	if err != nil {
		return err
	}
	if words = clean(words); verb == DoCallOff {
		switch {
		case words == "":
			return fault.At("words", tReasonMissing)
		case utf8.RuneCountInString(words) > mostField:
			return fault.At("words", tTooLong, mostField)
		}
		if _, err := u.Exec(ctx, callOff, m, words); err != nil {
			return err
		}
	}
	run := was.Run
	run.State = r.To
	switch verb {
	case DoOpen:
		run.Opened = u.Now
	case DoPause:
		err = was.settle(ctx, u, false)
		run.Since = time.Time{}
	case DoResume:
		if run.Item != "" {
			run.Since = u.Now
		}
	case DoClose:
		err = was.settle(ctx, u, true)
		run.Item, run.Since, run.Closed = "", time.Time{}, u.Now
	}
	if err != nil {
		return err
	}
	if err := run.save(ctx, u, m); err != nil {
		return err
	}
	detail := map[string]any{}
	if words != "" {
		detail["words"] = words
	}
	return u.Record(ctx, "meeting."+string(verb), string(m), detail)
}

// Take takes an item of a conference that runs up, or up again; the one that was
// on is done.
//
// The actor needs [CanRun] on the body. Faults: Unknown, Forbidden, and Conflict
// where the conference does not run or pauses.
func Take(ctx context.Context, u *work.Unit, item ItemID) error {
	i, m, err := FindItem(ctx, &u.View, item)
	if err != nil {
		return err
	}
	if err := u.Check(CanRun, m.Body.Scope()); err != nil {
		return err
	}
	if m.State != Open {
		return fault.New(fault.Conflict, tNotOpen)
	}
	if m.Item == item {
		return nil
	}
	if err := m.settle(ctx, u, true); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, againItem, item, micro(u.Now)); err != nil {
		return err
	}
	run := m.Run
	run.Item, run.Since = item, u.Now
	if err := run.save(ctx, u, m.ID); err != nil {
		return err
	}
	return u.Record(ctx, "meeting.take", string(m.ID), map[string]any{"item": item, "title": i.Title})
}

// mistaken is for how many seconds an item is on that was pressed by mistake: it is
// not done.
const mistaken = 20

// settle writes down how long the item that is on has been on.
func (m *Meeting) settle(ctx context.Context, u *work.Unit, done bool) error {
	if m.Item == "" {
		return nil
	}
	var seconds int64
	if !m.Since.IsZero() && u.Now.After(m.Since) {
		seconds = int64(u.Now.Sub(m.Since) / time.Second)
	}
	_, err := u.Exec(ctx, settleItem, m.Item, seconds, done, mistaken)
	return err
}

func (r Run) save(ctx context.Context, u *work.Unit, m ID) error {
	_, err := u.Exec(ctx, updateRun, m, r.State, r.Item, micro(r.Since), micro(r.Opened), micro(r.Closed))
	return err
}

// Drop deletes a template. A conference is called off instead.
//
// The actor needs [CanPlan] on the body. Faults: Unknown, Conflict.
func Drop(ctx context.Context, u *work.Unit, m ID) error {
	was, err := find(ctx, &u.View, m, CanPlan)
	if err != nil {
		return err
	}
	if !was.Template {
		return fault.New(fault.Conflict, tCallOffInstead)
	}
	var series int64
	if err := u.One(ctx, countRunning, []any{m}, &series); err != nil {
		return err
	}
	if series > 0 {
		return fault.New(fault.Conflict, tTemplateRuns)
	}
	for _, stmt := range []*db.Stmt{deleteHandouts, deleteItems, deleteRun, deleteMeeting} {
		if _, err := u.Exec(ctx, stmt, m); err != nil {
			return err
		}
	}
	return u.Record(ctx, "meeting.drop", string(m), was.told())
}

func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}
