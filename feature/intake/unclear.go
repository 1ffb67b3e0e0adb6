package intake

import (
	"context"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/clarity"
)

// Unclear lists what the tasks of one issuer leave open: those given already,
// and those still at the benches of the actor's bodies, whoever issued them.
type Unclear struct {
	Issuer  org.ID
	Issuers org.Chooser // that can be asked about: where the actor sees tasks
	Tree    *org.Tree
	Today   civil.Date
	Given   []*task.Task
	Next    task.Cursor
	AtBench []UnclearProposal
}

// An UnclearProposal is a task at a bench that leaves something open.
type UnclearProposal struct {
	File     ID
	Proposal string
	Issuer   string // as the document names it
	Text     string
	Lead     []string
	Deadline string
	Gaps     []clarity.Reason
}

const (
	mostUnclear = 100 // proposals shown
	newestFiles = 20  // benches looked at
)

// UnclearTasks returns a page of the unclear tasks of an issuer; of the body
// the actor acts for, if issuer is "".
//
// The actor needs task.see on the issuer. Faults: Forbidden.
func UnclearTasks(ctx context.Context, v *work.View, issuer org.ID, after task.Cursor) (*Unclear, error) {
	if !v.Actor.MaySomewhere(CanRead) {
		return nil, fault.New(fault.Forbidden, tMayReadNowhere)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	if issuer == "" {
		issuer = org.ID(v.Actor.Body)
	}
	l := &Unclear{Issuer: issuer, Tree: tree, Today: v.Today, Issuers: tree.ChooserOf(v.Actor, task.CanSee, v.Today)}
	if issuer != "" {
		given, err := task.Find(ctx, v, task.Filter{Issuer: issuer, Unclear: true, After: after})
		if err != nil {
			return nil, err
		}
		l.Given, l.Next = given.Tasks, given.Next
	}
	if after.IsZero() {
		l.AtBench, err = unclearAtBenches(ctx, v, tree)
	}
	return l, err
}

// unclearAtBenches assesses the task proposals of the newest open files.
func unclearAtBenches(ctx context.Context, v *work.View, tree *org.Tree) ([]UnclearProposal, error) {
	defaults, err := Defaults(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	all, err := tasksAtBenches(ctx, v, mine(v), newestFiles)
	if err != nil {
		return nil, err
	}
	var out []UnclearProposal
	var document Value
	for _, p := range all {
		if p.Kind == Document {
			document = p.Value
			continue
		}
		var issuer org.ID
		if who := party(tree, document.Issuer, org.ID(v.Actor.Body), dayOr(document.day(), v.Today)); len(who.Bodies) == 1 {
			issuer = who.Bodies[0]
		}
		a := Assess(tree, p.Value, issuer, dayOr(document.day(), v.Today), defaults)
		if len(a.Gaps) == 0 {
			continue
		}
		out = append(out, UnclearProposal{p.File, p.ID, document.Issuer, p.Value.Text, p.Value.Lead, p.Value.Deadline, a.Gaps})
		if len(out) == mostUnclear {
			break
		}
	}
	return out, nil
}

func dayOr(day, otherwise civil.Date) civil.Date {
	if day.IsZero() {
		return otherwise
	}
	return day
}
