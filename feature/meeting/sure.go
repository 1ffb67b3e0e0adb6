package meeting

import (
	"context"
	"time"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
)

// To open and to close a conference there is no way back. Where the plan says otherwise
// than what was pressed, whoever pressed is asked once more.

// Bounds within which a conference is opened without a question.
const (
	openedEarly = 2 * time.Hour
	openedLate  = 24 * time.Hour // after its planned end
)

// left are the items of the agenda that were never taken up; breaks are nobody's, and the
// opening is over when the conference is open.
func (m *Meeting) left(a Agenda) (left []Item) {
	for n, i := range a {
		parted := !i.Part && n+1 < len(a) && a[n+1].Part // taken up by its parts
		if !i.Done && i.Took == 0 && i.ID != m.Item && i.Kind != Break && i.Kind != Opening && !parted {
			left = append(left, i)
		}
	}
	return left
}

// A surePage asks whether a verb is meant.
type surePage struct {
	*Meeting
	Verb Verb
	Left []Item // that were not taken up, where it is closed
	Zone *time.Location
}

// doubted returns what is to be asked before a verb is done; nil for nothing.
func doubted(ctx context.Context, v *work.View, at ID, verb Verb) (*surePage, error) {
	m, err := Find(ctx, v, at)
	if err != nil {
		return nil, err
	}
	p := &surePage{Meeting: m, Verb: verb, Zone: v.Zone}
	switch {
	case verb == DoOpen && m.State == Planned && (v.Now.Before(m.Starts.Add(-openedEarly)) || v.Now.After(m.Ends.Add(openedLate))):
		return p, nil
	case verb == DoClose && m.State.Runs():
		a, err := agenda(ctx, v, at)
		if err != nil {
			return nil, err
		}
		if p.Left = m.left(a); len(p.Left) > 0 {
			return p, nil
		}
	}
	return nil, nil
}

// sure shows the question of a verb that is not said to be meant; nil where there is none.
func sure(ctx context.Context, u *work.Unit, r *web.Request, at ID, verb Verb) error {
	if r.Text("sure") != "" {
		return nil
	}
	p, err := doubted(ctx, &u.View, at, verb)
	if err != nil || p == nil {
		return err
	}
	if rule, ok := ruleOf(verb); ok {
		if err := u.Check(rule.Can, p.Body.Scope()); err != nil {
			return err
		}
	}
	return web.Again(fault.New(fault.Conflict, tSure), func(context.Context, *work.View) (templ.Component, error) {
		return sureView(*p), nil
	})
}
