package meeting

import (
	"context"
	"strings"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/ics"
	"quyet/base/work"
	"quyet/feature/org"
)

// mostBetween is how many conferences of a body are told at once to those who show
// them beside other things.
const mostBetween = 300

var selectBetween = db.SQL("meeting.between", `SELECT `+meetingColumns+fromMeeting+` WHERE NOT m.template AND m.body_id = $1 AND m.starts_at >= $2 AND m.starts_at < $3
	ORDER BY m.starts_at, m.id LIMIT $4`)

// Between returns the conferences of a body that begin from a day to another, both
// counted, by their beginning; those called off as well. It returns the first 300.
//
// The actor needs [CanSee] on the body.
func Between(ctx context.Context, v *work.View, body org.ID, from, until civil.Date) ([]*Meeting, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectBetween, scanMeeting, body, micro(from.Start(v.Zone)), micro(until.AddDays(1).Start(v.Zone)), mostBetween)
}

// among reads the conferences of some bodies that begin between two instants.
func among(bodies int) *db.Stmt {
	return db.Built("meeting.among", `SELECT `+meetingColumns+fromMeeting+` WHERE NOT m.template AND m.body_id IN (`+db.Places(4, bodies)+`)
		AND m.starts_at >= $1 AND m.starts_at < $2 ORDER BY m.starts_at, m.id LIMIT $3`)
}

// Events returns, for calendars, the conferences of bodies that begin from a day to
// another, both counted, by their beginning, at most most; those called off as well, as
// such. site is where the program is found. Who may see them is asked by whoever calls.
func Events(ctx context.Context, v *work.View, bodies []org.ID, from, until civil.Date, most int, site string) ([]ics.Event, error) {
	found, err := db.All(ctx, v.Snapshot, among(len(bodies)), scanMeeting,
		append([]any{micro(from.Start(v.Zone)), micro(until.AddDays(1).Start(v.Zone)), most}, db.Args(bodies)...)...)
	events := make([]ics.Event, len(found))
	for i, m := range found {
		events[i] = m.Event(site + m.ID.Address())
	}
	return events, err
}

// Event is the conference as calendars tell it; address is the page that it leads to.
func (m *Meeting) Event(address string) ics.Event {
	return ics.Event{
		UID: string(m.ID) + ".conference@quyet", Sequence: m.Version, Stamp: m.Starts, Starts: m.Starts, Ends: m.Ends,
		Title: m.Title, Place: m.Place, About: strings.TrimSpace(m.Chair), Address: address, Cancelled: m.CalledOff != "",
	}
}
