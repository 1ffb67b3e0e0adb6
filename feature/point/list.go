package point

import (
	"context"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

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

	seen   bool // the actor may see what it is about: a page asks that once
	column string
}

// see asks whether the actor may see what a question is about, and completes it.
func (q *Question) see(ctx context.Context, v *work.View) error {
	if q.seen {
		return nil
	}
	if q.Under == 0 {
		_, err := meeting.Find(ctx, v, q.Meeting)
		q.seen = err == nil
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
	q.seen, q.column = true, found[0].column()
	return nil
}

// List returns points of a conference, at most limit, and whether there are more.
//
// The actor needs [meeting.CanSee] on the body of the conference; of those under a point
// the right to see that one, see [Find]. Otherwise the fault is Unknown.
func List(ctx context.Context, v *work.View, q Question, limit int) (found []*Point, more bool, err error) {
	if err := q.see(ctx, v); err != nil {
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
	if err := q.see(ctx, v); err != nil {
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

// An Own point is one of a body, with what that has to know of the conference: it need
// not see what else is said there.
type Own struct {
	*Point
	Conference string // its title
	Starts     time.Time
}

// OfBody returns the points of a body at conferences that end on the day given or later,
// at most 100, by the beginning of their conferences.
//
// The actor needs [CanSee] on the body.
func OfBody(ctx context.Context, v *work.View, body org.ID, from civil.Date) ([]Own, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectOfBody, scanOwn, body, from.Start(v.Zone).UnixMicro(), mostOfBody)
}

const mostOfBody = 100
