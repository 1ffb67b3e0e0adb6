package point

import (
	"context"
	"strings"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
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

// day is that of a conference: who stands under whom is asked as of then.
func day(v *work.View, m *meeting.Meeting) civil.Date {
	if m.Starts.IsZero() {
		return v.Today
	}
	return v.Day(m.Starts)
}

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
