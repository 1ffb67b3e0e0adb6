package brief

import (
	"context"
	"maps"
	"slices"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

// A sitting taken from a point does not follow when the level above sets the point right:
// how many a body has briefed is what that body, or one above it, wrote down, and may by
// then be finished and reported. That they differ is told on the page of the body and on
// that of the conference, where it is taken again with one press.

// An Offer is what a point of a body counted at a conference about a document, which can
// be taken as a sitting of the body.
type Offer struct {
	At      point.Heard
	On      civil.Date         // when the conference was opened
	Reached map[Audience]int64 // of the audiences that are asked for and were counted
	Taken   *Sitting           // into which it was taken; nil before
	Hand    []Sitting          // of those days, written down by hand: one of them may be this one
	Others  bool               // another sitting reached some of the same audiences: a point does not know who was there before
}

// Differs says whether the point was set right after it was taken.
func (o Offer) Differs() bool { return o.Taken != nil && o.Taken.Heard != o.At.Times }

// countedFrom are the categories of points that make up an audience, where it is not the
// one of the same code: briefing lists civil servants and public employees together.
var countedFrom = map[Audience][]string{"civil_servants": {"civil_servants", "public_employees"}}

// from returns the codes of the categories that make up an audience.
func (a Audience) from() []string {
	if codes := countedFrom[a]; codes != nil {
		return codes
	}
	return []string{string(a)}
}

// offer is what a point of the body says, as a sitting.
func (r *Record) offer(v *work.View, h point.Heard) Offer {
	o := Offer{At: h, On: v.Day(h.Opened), Reached: map[Audience]int64{}}
	for _, l := range r.Lines {
		for i, c := range h.Audiences {
			if slices.Contains(l.Audience.from(), c.Code) {
				o.Reached[l.Audience] += int64(h.Of[i].Present)
			}
		}
	}
	until := v.Day(h.Closed)
	for i, s := range r.Sittings {
		switch {
		case s.Withdrawn != "":
		case s.Point == h.Point.ID:
			o.Taken = &r.Sittings[i]
		case s.Point == "" && !s.On.Before(o.On) && !s.On.After(until):
			o.Hand = append(o.Hand, s)
		default:
			for a := range s.Reached {
				o.Others = o.Others || o.Reached[a] > 0
			}
		}
	}
	return o
}

// sitting is what becomes of an offer: a new sitting, or was with the numbers of the
// point. Audiences that the point did not count stay as they are.
func (r *Record) sitting(o Offer, was *Sitting) Sitting {
	s := Sitting{Doc: r.Document.ID, Body: r.Body, On: o.On, Place: o.At.Place, Form: Online}
	if o.At.Host == r.Body {
		s.Form = Hall
	}
	if was != nil {
		s = *was
	}
	s.Meeting, s.Point, s.Heard = o.At.Meeting, o.At.Point.ID, o.At.Times
	s.Reached = maps.Clone(s.Reached)
	if s.Reached == nil {
		s.Reached = map[Audience]int64{}
	}
	maps.Copy(s.Reached, o.Reached)
	return s
}

// Offers returns what the points of a body counted at conferences about the document that
// are over, the last one first.
//
// It is for who sees the record ([Of]); where the actor may not see the points of the
// body there are none.
func Offers(ctx context.Context, v *work.View, r *Record) ([]Offer, error) {
	if !v.Actor.May(point.CanSee, r.Body.Scope()) {
		return nil, nil
	}
	heard, err := point.HeardAbout(ctx, v, r.Body, r.Document.ID)
	if err != nil {
		return nil, err
	}
	var out []Offer
	for _, h := range heard {
		if o := r.offer(v, h); len(o.Reached) > 0 || o.Taken != nil {
			out = append(out, o)
		}
	}
	return out, nil
}

// offered returns what a point offers, as it was looked at: by its report no. times.
func (r *Record) offered(ctx context.Context, v *work.View, p point.ID, times int) (Offer, error) {
	all, err := Offers(ctx, v, r)
	if err != nil {
		return Offer{}, err
	}
	i := slices.IndexFunc(all, func(o Offer) bool { return o.At.Point.ID == p })
	switch {
	case i < 0:
		return Offer{}, fault.New(fault.Unknown, tNoOffer)
	case all[i].At.Times != times:
		return Offer{}, fault.New(fault.Conflict, tPointChanged)
	}
	return all[i], nil
}

// tie asks whether a new sitting can be the one that its point counted.
func (r *Record) tie(ctx context.Context, u *work.Unit, s *Sitting) error {
	o, err := r.offered(ctx, &u.View, s.Point, s.Heard)
	if err != nil {
		return err
	}
	if o.Taken != nil {
		return fault.New(fault.Conflict, tTakenAlready)
	}
	s.Meeting = o.At.Meeting
	return nil
}

// Take writes down as a sitting of a body what its point counted at a conference about the
// document that is over; heard is which of its reports was looked at. What was taken before
// is set right. A sitting that was written down by hand becomes the one of the point where
// over names it, so that nobody counts twice.
//
// The actor sees the document and needs [CanReport] on the body. Faults are those of
// [Hold] and [Change]; Unknown also for a point that offers nothing.
func Take(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, p point.ID, heard int, over SittingID) (SittingID, error) {
	r, err := reporting(ctx, u, d, b)
	if err != nil {
		return "", err
	}
	o, err := r.offered(ctx, &u.View, p, heard)
	if err != nil {
		return "", err
	}
	was := o.Taken
	if was == nil && over != "" {
		i := slices.IndexFunc(o.Hand, func(s Sitting) bool { return s.ID == over })
		if i < 0 {
			return "", fault.New(fault.Conflict, tStale)
		}
		was = &o.Hand[i]
	}
	s := r.sitting(o, was)
	if was == nil {
		return Hold(ctx, u, s)
	}
	if err := Change(ctx, u, s); err != nil {
		return "", err
	}
	_, err = u.Exec(ctx, tieSitting, s.ID, s.Meeting, s.Point, s.Heard)
	return s.ID, err
}

// A Fate is what becomes of the counts of a point when all of a conference are taken.
type Fate string

// The fates.
const (
	ToTake    Fate = "take"     // a new sitting
	ToRetake  Fate = "retake"   // what was taken is set right
	TakenSo   Fate = "taken"    // it was taken, and nothing has changed
	ByHand    Fate = "by_hand"  // the body wrote its sitting of that day itself, or changed what was taken
	TakenBack Fate = "back"     // the body took it back
	HeldMore  Fate = "more"     // it held another sitting, and knows who is counted already
	Finished  Fate = "finished" // the body has finished
	TooMany   Fate = "too_many" // more people than it expects
	Nobody    Fate = "nobody"   // nothing that is asked for was counted there
	NotAsked  Fate = "unasked"  // the body is not asked, or another one answers for it
)

// A Taking is what one point has for the briefing of its body.
type Taking struct {
	*point.Point
	Offer
	Fate Fate
}

// fate says what becomes of an offer.
func (r *Record) fate(ctx context.Context, v *work.View, o Offer) Fate {
	any := false
	for _, n := range o.Reached {
		any = any || n > 0
	}
	switch {
	case o.Taken != nil && !o.Differs():
		return TakenSo
	case o.Taken != nil && o.Taken.byHand():
		return ByHand
	case o.Taken == nil && slices.ContainsFunc(r.Sittings, func(s Sitting) bool { return s.Point == o.At.Point.ID }):
		return TakenBack
	case o.Taken == nil && len(o.Hand) > 0:
		return ByHand
	case o.Taken == nil && !r.open():
		return Finished
	case !any:
		return Nobody
	case o.Taken == nil && o.Others:
		return HeldMore
	}
	s := r.sitting(o, o.Taken)
	if r.check(ctx, v, &s) != nil {
		return TooMany
	}
	if o.Taken != nil {
		return ToRetake
	}
	return ToTake
}

// mayTake returns a conference about a document that is over, and the document, where the
// actor may take the counts of all its points.
func mayTake(ctx context.Context, v *work.View, of meeting.ID) (*meeting.Meeting, *doc.Document, error) {
	m, err := meeting.Find(ctx, v, of)
	if err != nil {
		return nil, nil, err
	}
	if err := v.Check(CanReport, m.Body.Scope()); err != nil {
		return nil, nil, err
	}
	if m.Kind != meeting.Brief || m.Document == "" {
		return nil, nil, fault.New(fault.Unknown, tNotAbout)
	}
	if !m.State.Held() {
		return nil, nil, fault.New(fault.Conflict, tNotClosed)
	}
	d, err := doc.Find(ctx, v, m.Document)
	return m, d, err
}

// Takings returns what the points of a conference that reported have for the briefing of
// their bodies, at most limit, by number, after one; and whether there are more.
//
// The actor sees the conference and its document and needs [CanReport] on the body of the
// conference. Faults: Unknown, also for a conference that briefs about nothing; Forbidden;
// Conflict before it is closed.
func Takings(ctx context.Context, v *work.View, of meeting.ID, after int64, limit int) ([]Taking, bool, error) {
	m, d, err := mayTake(ctx, v, of)
	if err != nil {
		return nil, false, err
	}
	all, more, _, err := takings(ctx, v, m, d, after, limit)
	return all, more, err
}

func takings(ctx context.Context, v *work.View, m *meeting.Meeting, d *doc.Document, after int64, limit int) ([]Taking, bool, map[org.ID]*Record, error) {
	q := point.Question{Meeting: m.ID, Which: point.Reported, After: after}
	points, more, err := point.List(ctx, v, q, limit)
	if err != nil {
		return nil, false, nil, err
	}
	audiences, err := point.Audiences(ctx, v, q)
	if err != nil {
		return nil, false, nil, err
	}
	var bodies []org.ID
	for _, p := range points {
		if v.Actor.May(CanReport, p.Body.Scope()) {
			bodies = append(bodies, p.Body)
		}
	}
	records, err := recordsOf(ctx, v, d, bodies...)
	if err != nil {
		return nil, false, nil, err
	}
	out := make([]Taking, len(points))
	for i, p := range points {
		out[i] = Taking{Point: p, Fate: NotAsked}
		if r := records[p.Body]; r != nil {
			out[i].Offer = r.offer(v, point.Heard{Point: p, Conference: m.Title, Host: m.Body, Opened: m.Opened, Closed: m.Closed, Audiences: audiences})
			out[i].Fate = r.fate(ctx, v, out[i].Offer)
		}
	}
	return out, more, records, nil
}

// MostTaken is of how many points the counts are taken at once.
const MostTaken = 500

// TakeAll takes the counts of the points of a conference after one of them, at most
// [MostTaken], as [Take] does, but leaves alone what people wrote down themselves, and
// bodies that held other sittings: a point does not know who was at one before. It returns
// how many of them had which fate, and the number of the last one; 0 where there are no
// more.
//
// Rights and faults are those of [Takings]; points of bodies on which the actor has no
// [CanReport] are passed over.
func TakeAll(ctx context.Context, u *work.Unit, of meeting.ID, after int64) (fates map[Fate]int, last int64, err error) {
	m, d, err := mayTake(ctx, &u.View, of)
	if err != nil {
		return nil, 0, err
	}
	all, more, records, err := takings(ctx, &u.View, m, d, after, MostTaken)
	if err != nil {
		return nil, 0, err
	}
	var held, again, gone, counts [][]any
	var told []any
	fates = map[Fate]int{}
	for _, t := range all {
		last = t.No
		fates[t.Fate]++
		if t.Fate != ToTake && t.Fate != ToRetake {
			continue
		}
		s := records[t.Body].sitting(t.Offer, t.Taken)
		if t.Fate == ToTake {
			s.ID = id.New[SittingID]()
			held = append(held, []any{s.ID, s.Doc, s.Body, s.On, s.Place, s.Form, "", "", "", u.Actor.Account, s.Meeting, s.Point, s.Heard})
		} else {
			again, gone = append(again, []any{s.ID, s.Heard}), append(gone, []any{s.ID})
		}
		counts = append(counts, s.counts()...)
		told = append(told, s.told())
	}
	if !more {
		last = 0
	}
	if len(told) == 0 {
		return fates, last, nil
	}
	for _, step := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{{insertSitting, held}, {retakeSitting, again}, {deleteCounts, gone}, {insertCount, counts}} {
		if len(step.rows) > 0 {
			if err := u.ExecMany(ctx, step.stmt, step.rows); err != nil {
				return nil, 0, err
			}
		}
	}
	return fates, last, u.Record(ctx, "brief.take", string(d.ID), map[string]any{"meeting": m.ID, "taken": told})
}
