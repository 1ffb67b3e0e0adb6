package point

import (
	"context"
	"time"

	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// A Heard point has reported at a conference that is over. Its body need not see what
// else was said there.
type Heard struct {
	*Point
	Conference     string // its title
	Host           org.ID // whose conference it was
	Opened, Closed time.Time
	Audiences      []Audience // that were counted, in the order of the counts
}

// HeardAbout returns what the points of a body said at conferences that briefed about a
// document ([meeting.Brief]) and are over, the last one first, at most 20.
//
// The actor needs [CanSee] on the body.
func HeardAbout(ctx context.Context, v *work.View, body org.ID, about doc.ID) ([]Heard, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, err
	}
	heard, err := db.All(ctx, v.Snapshot, selectHeard, scanHeard, body, about, meeting.Brief)
	if err != nil || len(heard) == 0 {
		return nil, err
	}
	of := map[meeting.ID][]Audience{}
	var meetings []meeting.ID
	for _, h := range heard {
		if _, has := of[h.Meeting]; !has {
			of[h.Meeting], meetings = nil, append(meetings, h.Meeting)
		}
	}
	err = db.Each(ctx, v.Snapshot, audiencesAt(len(meetings)), func(scan db.Scan) error {
		var m meeting.ID
		var a Audience
		if err := scan(&m, &a.Code); err != nil {
			return err
		}
		of[m] = append(of[m], a)
		return nil
	}, db.Args(meetings)...)
	if err != nil {
		return nil, err
	}
	for _, m := range meetings {
		if of[m], err = titled(ctx, v, of[m]); err != nil {
			return nil, err
		}
	}
	for i := range heard {
		heard[i].Audiences = of[heard[i].Meeting]
	}
	return heard, nil
}

// Audiences returns the categories that a conference counts, in the order of the counts
// of its points.
//
// Rights are those of [List]; of the question only Meeting and Under count.
func Audiences(ctx context.Context, v *work.View, q Question) ([]Audience, error) {
	if err := q.see(ctx, v); err != nil {
		return nil, err
	}
	return audiencesOf(ctx, v, q.Meeting)
}

func scanHeard(scan db.Scan) (h Heard, err error) {
	var opened, closed int64
	h.Point, err = scanPoint(func(to ...any) error { return scan(append(to, &h.Conference, &h.Host, &opened, &closed)...) })
	h.Opened, h.Closed = time.UnixMicro(opened).UTC(), time.UnixMicro(closed).UTC()
	return h, err
}
