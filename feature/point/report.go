package point

import (
	"context"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/meeting"
)

// Opens returns from when the points of a conference may report.
//
// Everybody works by the rules in force: it asks for no right.
func Opens(ctx context.Context, v *work.View, m *meeting.Meeting) (time.Time, error) {
	before, _, err := ruleBefore.Number(ctx, v, day(v, m))
	return m.Starts.Add(-time.Duration(before) * time.Minute), err
}

// Put reports how many people are at a point: what it said before is forgotten but for
// the history.
//
// The actor needs [CanReport] on the body of the point, or on that of the conference: it
// sits above all of them. Faults: Unknown, Forbidden, Invalid, and Conflict before the
// points may report and when the conference is over.
func Put(ctx context.Context, u *work.Unit, id ID, c Counts) error {
	p, m, err := toReport(ctx, u, id)
	if err != nil {
		return err
	}
	if !u.Actor.May(CanReport, m.Body.Scope()) {
		if err := u.Check(CanReport, p.Body.Scope()); err != nil {
			return err
		}
	}
	return put(ctx, u, p, m, c)
}

// toReport is [Find] for who reports, who need not see anything.
func toReport(ctx context.Context, u *work.Unit, id ID) (*Point, *meeting.Meeting, error) {
	p, m, err := find(ctx, &u.View, id)
	if err != nil {
		return nil, nil, err
	}
	for _, right := range []*access.Permission{CanSee, CanReport} {
		if u.Actor.May(right, p.Body.Scope()) || u.Actor.May(right, m.Body.Scope()) {
			return p, m, nil
		}
	}
	return nil, nil, fault.New(fault.Unknown, tNoPoint)
}

func put(ctx context.Context, u *work.Unit, p *Point, m *meeting.Meeting, c Counts) error {
	opens, err := Opens(ctx, &u.View, m)
	if err != nil {
		return err
	}
	switch {
	case m.State == meeting.NotHeld:
		return fault.New(fault.Conflict, tNotHeld)
	case m.State.Ended():
		return fault.New(fault.Conflict, tClosedAlready)
	case u.Now.Before(opens):
		at := opens.In(u.Zone)
		return fault.New(fault.Conflict, tTooEarly, at.Format("15:04"), civil.Of(at).Vietnamese())
	}
	return write(ctx, u, p, "point.report", c, "")
}

// Correct sets right what a point had said, after the conference was closed. The reason
// stands beside the numbers from then on; what they were stays in the history.
//
// The actor needs [CanReport] on the body of the point above, or of the conference: who
// counted does not correct themselves. Faults: Unknown, Forbidden, Invalid, and Conflict
// while it is not closed.
func Correct(ctx context.Context, u *work.Unit, id ID, c Counts, reason string) error {
	p, m, err := Find(ctx, &u.View, id)
	if err != nil {
		return err
	}
	up, err := above(ctx, &u.View, p, m)
	if err != nil {
		return err
	}
	if !u.Actor.May(CanReport, m.Body.Scope()) {
		if err := u.Check(CanReport, up.Scope()); err != nil {
			return err
		}
	}
	if m.State != meeting.Closed {
		return fault.New(fault.Conflict, tNotClosed)
	}
	if reason = clean(reason); reason == "" {
		return fault.At("reason", tReasonMissing)
	}
	if utf8.RuneCountInString(reason) > mostReason {
		return fault.At("reason", tTooLong, mostReason)
	}
	return write(ctx, u, p, "point.correct", c, reason)
}

func write(ctx context.Context, u *work.Unit, p *Point, kind string, c Counts, reason string) error {
	audiences, err := audiencesOf(ctx, &u.View, p.Meeting)
	if err != nil {
		return err
	}
	if err := c.check(audiences); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, report, append([]any{p.Meeting, p.No, u.Now.UnixMicro(), reason}, c.row()...)...); err != nil {
		return err
	}
	told := map[string]any{"called": c.Called, "present": c.Present, "excused": c.Excused}
	if len(audiences) > 0 {
		of := map[string]meeting.Turnout{}
		for i, a := range audiences {
			of[a.Code] = c.Of[i]
		}
		told["of"] = of
	}
	if reason != "" {
		told["reason"] = reason
		told["was"] = map[string]any{"called": p.Called, "present": p.Present, "excused": p.Excused}
	}
	return u.Record(ctx, kind, string(p.ID), told)
}

// check asks whether a point can say so. More people than were called may have come:
// that is shown and not refused.
func (c *Counts) check(audiences []Audience) error {
	var wrong fault.Fields
	in := func(name string, n int) {
		if n < 0 || n > mostPeople {
			wrong.Add(name, tNumberWrong, mostPeople)
		}
	}
	in("called", c.Called)
	in("present", c.Present)
	in("excused", c.Excused)
	for i := range c.Of {
		if i >= len(audiences) {
			c.Of[i] = meeting.Turnout{}
			continue
		}
		a, of := audiences[i], c.Of[i]
		in(calledField(i), of.Called)
		in(presentField(i), of.Present)
		if of.Present > max(c.Present, 0) {
			wrong.Add(presentField(i), tMoreThanAll, a.Title, of.Present, c.Present)
		}
		if of.Called > max(c.Called, 0) {
			wrong.Add(calledField(i), tMoreThanAll, a.Title, of.Called, c.Called)
		}
	}
	return wrong.Err()
}

func calledField(i int) string  { return "c" + string(rune('1'+i)) }
func presentField(i int) string { return "p" + string(rune('1'+i)) }
