package schedule

import (
	"context"
	"errors"
	"strings"
	"time"
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

const entryColumns = `id, version, body_id, on_day, from_time, until_time, words, chair, place, attending, prepared, note, called_off`

// Bounds.
const (
	mostEntries = 300 // of one week
	longWords   = 1000
	longField   = 500
)

var (
	insertEntry = db.SQL("schedule.insert", `
		INSERT INTO schedule_entry (`+entryColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`)
	updateEntry = db.SQL("schedule.update", `
		UPDATE schedule_entry SET version = version + 1, on_day = $3, from_time = $4, until_time = $5, words = $6, chair = $7, place = $8, attending = $9,
			prepared = $10, note = $11, called_off = $12 WHERE id = $1 AND version = $2`)
	deleteEntry  = db.SQL("schedule.delete", `DELETE FROM schedule_entry WHERE id = $1 AND version = $2`)
	selectEntry  = db.SQL("schedule.entry", `SELECT `+entryColumns+` FROM schedule_entry WHERE id = $1`)
	selectWeek   = db.SQL("schedule.week", `SELECT `+entryColumns+` FROM schedule_entry WHERE body_id = $1 AND on_day >= $2 AND on_day < $3 ORDER BY on_day, from_time, id LIMIT $4`)
	selectIssued = db.SQL("schedule.issued", `SELECT issued_at FROM schedule_week WHERE body_id = $1 AND monday = $2`)
	insertIssued = db.SQL("schedule.issue", `INSERT INTO schedule_week (body_id, monday, issued_at, issued_by) VALUES ($1, $2, $3, $4)`)
)

func scanEntry(scan db.Scan) (e Entry, err error) {
	return e, scan(&e.ID, &e.Version, &e.Body, &e.On, &e.From, &e.Until, &e.Words, &e.Chair, &e.Place, &e.Attending, &e.Prepared, &e.Note, &e.CalledOff)
}

// WeekOf returns the week of a body in which a day lies.
//
// The actor needs [CanSee] on the body; of a week that was not issued those see
// the entries who hold [CanMake].
func WeekOf(ctx context.Context, v *work.View, body org.ID, day civil.Date) (*Week, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, err
	}
	w := &Week{Body: body, Monday: MondayOf(day)}
	issued, err := issuedAt(ctx, v, body, w.Monday)
	if err != nil {
		return nil, err
	}
	if w.Issued = issued; issued.IsZero() && !v.Actor.May(CanMake, body.Scope()) {
		return w, nil
	}
	w.Entries, err = db.All(ctx, v.Snapshot, selectWeek, scanEntry, body, w.Monday, w.Monday.AddDays(7), mostEntries)
	w.Entries = sorted(w.Entries)
	return w, err
}

func issuedAt(ctx context.Context, v *work.View, body org.ID, monday civil.Date) (time.Time, error) {
	var at int64
	err := v.One(ctx, selectIssued, []any{body, monday}, &at)
	if errors.Is(err, db.ErrNoRow) {
		return time.Time{}, nil
	}
	return time.UnixMicro(at).UTC(), err
}

// Find returns an entry.
//
// The actor needs [CanMake] on its body; otherwise, and where there is none, the
// fault is Unknown.
func Find(ctx context.Context, v *work.View, entry ID) (Entry, error) {
	found, err := db.All(ctx, v.Snapshot, selectEntry, scanEntry, entry)
	if err != nil {
		return Entry{}, err
	}
	if len(found) == 0 || v.Check(CanMake, found[0].Body.Scope()) != nil {
		return Entry{}, fault.New(fault.Unknown, tNoEntry)
	}
	return found[0], nil
}

// Add puts an entry into the schedule of its body.
//
// The actor needs [CanMake] on the body. Faults: Invalid, TooMuch.
func Add(ctx context.Context, u *work.Unit, e Entry) (ID, error) {
	if err := u.Check(CanMake, e.Body.Scope()); err != nil {
		return "", err
	}
	if err := e.check(ctx, &u.View); err != nil {
		return "", err
	}
	w, err := WeekOf(ctx, &u.View, e.Body, e.On)
	if err != nil {
		return "", err
	}
	if len(w.Entries) >= mostEntries {
		return "", fault.New(fault.TooMuch, tWeekFull, mostEntries)
	}
	e.ID, e.Version, e.CalledOff = id.New[ID](), 1, ""
	if _, err := u.Exec(ctx, insertEntry, e.row()...); err != nil {
		return "", err
	}
	return e.ID, u.Record(ctx, "schedule.add", string(e.ID), e.told())
}

// Change changes an entry; its body stays. With CalledOff it does not take place.
//
// Rights are those of [Find]. Faults: Unknown, Invalid, Conflict where it was
// changed since the version of e.
func Change(ctx context.Context, u *work.Unit, e Entry) error {
	was, err := Find(ctx, &u.View, e.ID)
	if err != nil {
		return err
	}
	e.Body = was.Body
	if err := e.check(ctx, &u.View); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateEntry, e.ID, e.Version, e.On, e.From, e.Until, e.Words, e.Chair, e.Place, e.Attending, e.Prepared, e.Note, e.CalledOff)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	return u.Record(ctx, "schedule.change", string(e.ID), e.told())
}

// Remove takes an entry away from a week that was not issued. What was issued is
// called off instead, so that who planned on it sees why.
//
// Rights are those of [Find]. Faults: Unknown, Conflict.
func Remove(ctx context.Context, u *work.Unit, entry ID, version int64) error {
	e, err := Find(ctx, &u.View, entry)
	if err != nil {
		return err
	}
	issued, err := issuedAt(ctx, &u.View, e.Body, MondayOf(e.On))
	if err != nil {
		return err
	}
	if !issued.IsZero() {
		return fault.New(fault.Conflict, tIssuedStays)
	}
	n, err := u.Exec(ctx, deleteEntry, e.ID, version)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	return u.Record(ctx, "schedule.remove", string(e.ID), e.told())
}

// Issue shows a week to everybody who may see the schedule of the body.
//
// The actor needs [CanMake] on the body. Faults: Conflict where it was issued,
// Invalid where nothing is in it.
func Issue(ctx context.Context, u *work.Unit, body org.ID, day civil.Date) error {
	if err := u.Check(CanMake, body.Scope()); err != nil {
		return err
	}
	w, err := WeekOf(ctx, &u.View, body, day)
	switch {
	case err != nil:
		return err
	case !w.Issued.IsZero():
		return fault.New(fault.Conflict, tIssuedAlready)
	case len(w.Entries) == 0:
		return fault.New(fault.Invalid, tNothingToIssue)
	}
	if _, err := u.Exec(ctx, insertIssued, body, w.Monday, u.Now.UnixMicro(), u.Actor.Account); err != nil {
		return err
	}
	return u.Record(ctx, "schedule.issue", string(body), map[string]any{"monday": w.Monday, "entries": len(w.Entries)})
}

// Repeat copies what took place in the week before into a week that was not
// issued, a week later, and returns how many entries that were. What is there
// already in the same words at the same time is not copied.
//
// The actor needs [CanMake] on the body. Faults: Conflict where it was issued.
func Repeat(ctx context.Context, u *work.Unit, body org.ID, day civil.Date) (int, error) {
	if err := u.Check(CanMake, body.Scope()); err != nil {
		return 0, err
	}
	w, err := WeekOf(ctx, &u.View, body, day)
	if err != nil {
		return 0, err
	}
	if !w.Issued.IsZero() {
		return 0, fault.New(fault.Conflict, tIssuedAlready)
	}
	before, err := WeekOf(ctx, &u.View, body, w.Monday.AddDays(-7))
	if err != nil {
		return 0, err
	}
	there := map[string]bool{}
	for _, e := range w.Entries {
		there[e.key()] = true
	}
	var rows [][]any
	for _, e := range before.Entries {
		e.On = e.On.AddDays(7)
		if e.CalledOff != "" || there[e.key()] || len(w.Entries)+len(rows) >= mostEntries {
			continue
		}
		e.ID, e.Version = id.New[ID](), 1
		rows = append(rows, e.row())
	}
	if err := u.ExecMany(ctx, insertEntry, rows); err != nil {
		return 0, err
	}
	return len(rows), u.Record(ctx, "schedule.repeat", string(body), map[string]any{"monday": w.Monday, "entries": len(rows)})
}

func (e *Entry) key() string { return e.On.String() + e.From + viet.Fold(e.Words) }

func (e *Entry) row() []any {
	return []any{e.ID, e.Version, e.Body, e.On, e.From, e.Until, e.Words, e.Chair, e.Place, e.Attending, e.Prepared, e.Note, e.CalledOff}
}

func (e *Entry) told() map[string]any {
	return map[string]any{"body": e.Body, "on": e.On, "from": e.From, "until": e.Until, "words": e.Words, "called_off": e.CalledOff}
}

func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

func (e *Entry) check(ctx context.Context, v *work.View) error {
	var wrong fault.Fields
	for _, f := range []struct {
		name string
		of   *string
		most int
	}{
		{"words", &e.Words, longWords}, {"chair", &e.Chair, longField}, {"place", &e.Place, longField}, {"attending", &e.Attending, longField},
		{"prepared", &e.Prepared, longField}, {"note", &e.Note, longField}, {"called_off", &e.CalledOff, longField},
	} {
		if *f.of = clean(*f.of); utf8.RuneCountInString(*f.of) > f.most {
			wrong.Add(f.name, tTooLong, f.most)
		}
	}
	if e.Words == "" {
		wrong.Add("words", tWordsMissing)
	}
	if e.On.IsZero() {
		wrong.Add("on", tDayMissing)
	}
	for name, of := range map[string]*string{"from": &e.From, "until": &e.Until} {
		clock, ok := civil.ReadClock(*of)
		if *of = clock; !ok {
			wrong.Add(name, tTimeWrong)
		}
	}
	if e.Until != "" && (e.From == "" || e.Until <= e.From) {
		wrong.Add("until", tUntilEarly)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	if !e.On.IsZero() && !tree.Chart(e.On).Has(e.Body) && !tree.Chart(v.Today).Has(e.Body) {
		wrong.Add("words", tNoBody)
	}
	return wrong.Err()
}

var (
	tCanSee  = text.New("Xem lịch công tác", "See weekly schedules")
	tCanMake = text.New("Lập, ban hành lịch công tác", "Make and issue weekly schedules")

	tNoEntry        = text.New("Không có mục này trong lịch, hoặc bạn không được sửa.", "There is no such entry, or you may not change it.")
	tStale          = text.New("Vừa có người khác sửa mục này. Hãy xem lại rồi làm lại; những gì bạn đã nhập vẫn được giữ.", "Somebody changed this entry meanwhile. Look at it again and repeat; what you typed is kept.")
	tWeekFull       = text.New("Một tuần chỉ có tối đa %d mục.", "A week holds at most %d entries.")
	tIssuedStays    = text.New("Lịch tuần này đã ban hành; hãy ghi lý do hoãn thay vì xoá, để người đã xếp việc theo lịch được biết.", "This week was issued; call the entry off with the reason instead, so that those who planned on it know.")
	tIssuedAlready  = text.New("Lịch tuần này đã ban hành.", "This week was issued already.")
	tNothingToIssue = text.New("Tuần này chưa có mục nào để ban hành.", "There is nothing in this week to issue.")
	tTooLong        = text.New("Nội dung dài quá %d ký tự; hãy rút gọn.", "This is longer than %d characters; shorten it.")
	tWordsMissing   = text.New("Hãy nhập nội dung.", "Say what it is.")
	tDayMissing     = text.New("Hãy nhập ngày.", "Enter the day.")
	tDayWrong       = text.New("Ngày này không đúng; hãy nhập như 01/07/2026.", "This is no date; enter one like 01/07/2026.")
	tTimeWrong      = text.New("Giờ này không đúng; hãy nhập như 8h30 hoặc 14:00.", "This is no time; enter one like 8:30 or 14:00.")
	tUntilEarly     = text.New("Giờ kết thúc phải sau giờ bắt đầu.", "It must end after it begins.")
	tNoBody         = text.New("Cơ quan này không hoạt động vào ngày đó.", "The body does not exist on that day.")
)
