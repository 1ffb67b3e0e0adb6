package indicator

import (
	"context"
	"slices"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/chase"
	"quyet/feature/notice"
	"quyet/feature/org"
)

// A return is a thing of which people are told: its lead is the body that reports, its
// issuer the one that accepts.
var returns = &notice.Sort{Several: things}

var (
	toEnterer  = []notice.Recipient{{Side: notice.Lead, Can: CanEnter}}
	toApprover = []notice.Recipient{{Side: notice.Lead, Can: CanApprove}}
	toAccepter = []notice.Recipient{{Side: notice.Issuer, Can: CanAccept}}

	_ = returns.Of(notice.Kind{Event: "indicator_return.declare", Class: notice.Asked, Tell: toApprover, One: tToldDeclareOne, Many: tToldDeclareMany})
	_ = returns.Of(notice.Kind{Event: "indicator_return.approve", Class: notice.Asked, Tell: toAccepter, One: tToldApproveOne, Many: tToldApproveMany})
	_ = returns.Of(notice.Kind{Event: "indicator_return.give_back", Class: notice.Decided, Tell: toEnterer, One: tToldGiveBackOne, Many: tToldGiveBackMany})
	_ = returns.Of(notice.Kind{Event: "indicator_return.accept", Class: notice.Decided, Tell: toEnterer, One: tToldAcceptOne, Many: tToldAcceptMany})
	_ = returns.Of(notice.Kind{Event: "indicator_return.correct", Class: notice.Decided, Tell: toAccepter, One: tToldCorrectOne, Many: tToldCorrectMany})

	_ = chase.NewSource(chase.Source{
		Name: "indicator_return",
		Sort: returns,
		Steps: map[chase.Step]chase.Telling{
			chase.Remind:   {Tell: toEnterer, One: tToldRemindOne, Many: tToldRemindMany},
			chase.Urge:     {Tell: slices.Concat(toEnterer, toApprover), One: tToldUrgeOne, Many: tToldUrgeMany},
			chase.Escalate: {Tell: slices.Concat(toEnterer, toAccepter), One: tToldEscalateOne, Many: tToldEscalateMany},
		},
		OpenAfter: openAfter,
	})
)

// things returns those returns that the actor may see.
func things(ctx context.Context, v *work.View, ids []string) (map[string]notice.Thing, error) {
	out := map[string]notice.Thing{}
	var sets []*Set
	var tree *org.Tree
	for some := range slices.Chunk(ids, perUnit) {
		q := db.Built("indicator.things", `SELECT `+returnColumns+` FROM indicator_return r WHERE r.id IN (`+db.Places(1, len(some))+`)`)
		found, err := db.All(ctx, v.Snapshot, q, scanReturn, db.Args(some)...)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 && tree == nil {
			if sets, err = allSets(ctx, v); err != nil {
				return nil, err
			}
			if tree, err = org.Load(ctx, v); err != nil {
				return nil, err
			}
		}
		if len(found) == 0 {
			continue
		}
		chart := tree.Chart(v.Today)
		for _, r := range found {
			at := slices.IndexFunc(sets, func(s *Set) bool { return s.ID == r.Set })
			if at < 0 || !v.Actor.May(CanSee, r.Body.Scope()) {
				continue
			}
			out[string(r.ID)] = notice.Thing{
				Title: sets[at].Code + ", " + r.Period.Words(text.Vietnamese), Address: r.ID.Address(), Body: r.Body, Due: r.Due,
				Sides: map[notice.Side][]org.ID{notice.Lead: {tree.Stands(chart, r.Body)}, notice.Issuer: {sets[at].above(chart, tree.Stands(chart, r.Body))}},
				Seen:  func(who access.Actor) bool { return who.May(CanSee, r.Body.Scope()) },
			}
		}
	}
	return out, nil
}

// openAfter returns the returns that are owed.
func openAfter(ctx context.Context, v *work.View, after string, most int) (out []chase.Duty, err error) {
	found, err := db.All(ctx, v.Snapshot, selectChase, scanReturn, after, most)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	sets, err := allSets(ctx, v)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	chart := tree.Chart(v.Today)
	for _, r := range found {
		d := chase.Duty{ID: string(r.ID), Owes: tree.Stands(chart, r.Body), Due: r.Due}
		if at := slices.IndexFunc(sets, func(s *Set) bool { return s.ID == r.Set }); at >= 0 {
			d.Asks = sets[at].above(chart, d.Owes)
		}
		out = append(out, d)
	}
	return out, nil
}
