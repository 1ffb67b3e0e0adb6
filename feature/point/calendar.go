package point

import (
	"cmp"
	"context"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/ics"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// among reads the points of some bodies at conferences that begin between two instants.
func among(bodies int) *db.Stmt {
	return db.Built("point.among", `
		SELECT p.id, p.version, p.name, p.place, p.body_id, m.id, m.version, m.title, m.starts_at, m.ends_at, m.called_off
		FROM point_planned p JOIN meeting m ON m.id = p.meeting_id
		WHERE NOT m.template AND p.body_id IN (`+db.Places(4, bodies)+`) AND m.starts_at >= $1 AND m.starts_at < $2 ORDER BY m.starts_at, m.id, p.no LIMIT $3`)
}

// Events returns, for calendars, the conferences at which bodies have a point and that
// begin from a day to another, both counted, by their beginning, at most most; those
// called off as well, as such. A conference stands there once, at the first of the points,
// and leads to it: who takes part there need not see what else is said of it. site is
// where the program is found. Who may see the points is asked by whoever calls.
func Events(ctx context.Context, v *work.View, bodies []org.ID, from, until civil.Date, most int, site string) ([]ics.Event, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	last := meeting.ID("")
	var events []ics.Event
	err = db.Each(ctx, v.Snapshot, among(len(bodies)), func(scan db.Scan) error {
		var p Point
		var m meeting.Meeting
		var starts, ends int64
		if err := scan(&p.ID, &p.Version, &p.Name, &p.Place, &p.Body, &m.ID, &m.Version, &m.Title, &starts, &ends, &m.CalledOff); err != nil || m.ID == last {
			return err
		}
		last = m.ID
		m.Version += p.Version
		m.Starts, m.Ends = time.UnixMicro(starts).UTC(), time.UnixMicro(ends).UTC()
		m.Place = cmp.Or(p.Place, p.Name, tree.Name(p.Body, v.Today))
		events = append(events, m.Event(site+p.ID.Address()))
		return nil
	}, append([]any{from.Start(v.Zone).UnixMicro(), until.AddDays(1).Start(v.Zone).UnixMicro(), most}, db.Args(bodies)...)...)
	return events, err
}
