package meeting

import (
	"context"

	"quyet/base/civil"
	"quyet/base/db"
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
