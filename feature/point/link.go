package point

import (
	"context"
	"net/http"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/meeting"
)

// A Given link is the secret address of a point, as it is told once.
type Given struct {
	*Point
	Secret Secret
}

// GiveLinks gives secret addresses to points of a conference that have none, at most limit
// and never more than [MostLinks], by their numbers, and returns whether more have none.
// Whoever has such an address reports
// for its point and does nothing else, by the right of the actor: it ends with theirs, with
// the conference, and when it is revoked. The addresses are kept nowhere and told once. Of
// the question Meeting, Under, Tier and After count.
//
// The actor needs [meeting.CanPlan] on the body of the conference, or of the point under
// which they stand. Faults: Unknown; Forbidden, also for a program and the program itself;
// Conflict where it is over.
func GiveLinks(ctx context.Context, u *work.Unit, q Question, limit int) (given []Given, more bool, err error) {
	q.Which = Unlinked
	if err := q.see(ctx, &u.View); err != nil {
		return nil, false, err
	}
	m, err := conference(ctx, &u.View, q.Meeting)
	if err != nil {
		return nil, false, err
	}
	if !u.Actor.May(meeting.CanPlan, m.Body.Scope()) {
		body := m.Body
		if q.Under != 0 {
			under, err := db.All(ctx, u.Snapshot, selectNo, scanPoint, q.Meeting, q.Under)
			if err != nil {
				return nil, false, err
			}
			body = under[0].Body
		}
		if err := u.Check(meeting.CanPlan, body.Scope()); err != nil {
			return nil, false, err
		}
	}
	found, more, err := List(ctx, &u.View, q, min(limit, MostLinks))
	if err != nil {
		return nil, false, err
	}
	given, err = give(ctx, u, m, found)
	return given, more, err
}

// GiveLink gives a point a secret address in the place of the one before, which ends.
//
// The actor needs [meeting.CanPlan] on the body of the point or of the conference. Faults
// are those of [GiveLinks].
func GiveLink(ctx context.Context, u *work.Unit, id ID) (Given, error) {
	p, m, err := Find(ctx, &u.View, id)
	if err != nil {
		return Given{}, err
	}
	if err := mayArrange(&u.View, p, m); err != nil {
		return Given{}, err
	}
	given, err := give(ctx, u, m, []*Point{p})
	if err != nil {
		return Given{}, err
	}
	return given[0], nil
}

func give(ctx context.Context, u *work.Unit, m *meeting.Meeting, points []*Point) (given []Given, err error) {
	if !u.Actor.SignedIn() || u.Actor.Only != nil {
		return nil, fault.New(fault.Forbidden, tNotForYou)
	}
	if m.State.Ended() {
		return nil, fault.New(fault.Conflict, tOver)
	}
	var rows [][]any
	var told []work.Event
	var details []any
	for _, p := range points {
		s := newSecret()
		given = append(given, Given{p, s})
		rows = append(rows, []any{p.ID, s.hash(), u.Actor.Account, u.Actor.Post, u.Now.UnixMicro()})
		told = append(told, work.Event{Kind: "point.link", Subject: string(p.ID)})
		details = append(details, map[string]any{"meeting": p.Meeting})
	}
	if len(rows) == 0 {
		return nil, nil
	}
	if err := u.ExecMany(ctx, putLink, rows); err != nil {
		return nil, err
	}
	return given, u.RecordMany(ctx, told, details)
}

// Revoke ends the secret address of a point at once.
//
// The actor needs [meeting.CanPlan] on the body of the point or of the conference. Faults:
// Unknown, also where it has none; Forbidden.
func Revoke(ctx context.Context, u *work.Unit, id ID) error {
	p, m, err := Find(ctx, &u.View, id)
	if err != nil {
		return err
	}
	if err := mayArrange(&u.View, p, m); err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteLink, id)
	if err == nil && n == 0 {
		err = fault.New(fault.Unknown, tNoLink)
	}
	if err != nil {
		return err
	}
	return u.Record(ctx, "point.unlink", string(id), map[string]any{"meeting": p.Meeting})
}

// linkFor returns the link of a secret; Unknown where there is none.
func linkFor(ctx context.Context, v *work.View, s Secret) (l link, err error) {
	if !s.wellFormed() {
		return l, fault.New(fault.Unknown, tNoSuchLink)
	}
	found, err := db.All(ctx, v.Snapshot, linkBySecret, scanLink, s.hash())
	if err == nil && len(found) == 0 {
		err = fault.New(fault.Unknown, tNoSuchLink)
	}
	if err != nil {
		return l, err
	}
	return found[0], nil
}

// Who returns who acts at a secret address: the one who gave it, as they stand now and in
// the post in which they gave it, who may do nothing but report; nobody for a wrong
// address.
func Who(r *http.Request) work.Who {
	s := Secret(r.PathValue("secret"))
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		l, err := linkFor(ctx, v, s)
		if fault.Is(err, fault.Unknown) {
			return access.Actor{}, nil
		}
		if err != nil {
			return access.Actor{}, err
		}
		a, err := account.Absent(ctx, v, account.ID(l.Account), l.At)
		if err != nil {
			return access.Actor{}, err
		}
		for _, p := range a.Posts {
			if p.ID == l.Post {
				a = a.In(p)
				a.Only = []*access.Permission{CanReport}
				return a, nil
			}
		}
		return access.Actor{}, nil
	}
}

// paceOf is by what the pace of a secret address is counted: thousands report by the right
// of one account.
func paceOf(r *http.Request) string { return string(Secret(r.PathValue("secret")).hash()) }

// linked returns the point of a secret address and its conference, for whoever acts there.
// What there is not, was revoked, and may no more be reported by are one and the same.
func linked(ctx context.Context, v *work.View, s Secret) (*Point, *meeting.Meeting, error) {
	l, err := linkFor(ctx, v, s)
	if err != nil {
		return nil, nil, err
	}
	if v.Actor.Account != l.Account {
		return nil, nil, fault.New(fault.Unknown, tNoSuchLink)
	}
	p, m, err := find(ctx, v, l.Point)
	if err == nil && !v.Actor.May(CanReport, p.Body.Scope()) && !v.Actor.May(CanReport, m.Body.Scope()) {
		err = fault.New(fault.Unknown, tNoSuchLink)
	}
	return p, m, err
}

// linkOfPoint returns the link of a point; ok is false where it has none.
func linkOfPoint(ctx context.Context, v *work.View, p ID) (l link, ok bool, err error) {
	found, err := db.All(ctx, v.Snapshot, linkOf, scanLink, p)
	if err != nil || len(found) == 0 {
		return l, false, err
	}
	return found[0], true, nil
}
