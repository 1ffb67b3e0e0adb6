package opinion

import (
	"context"
	"slices"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/chase"
	"quyet/feature/notice"
	"quyet/feature/org"
)

// An opinion is a thing of which people are told: its lead is the body that is asked, its
// issuer the one that asks.
var sort = &notice.Sort{Several: things}

var (
	toAsked = []notice.Recipient{{Side: notice.Lead, Can: CanGive}}
	toAsker = []notice.Recipient{{Side: notice.Issuer, Can: CanAsk}}

	_ = sort.Of(notice.Kind{Event: "opinion.ask", Class: notice.Given, Tell: toAsked, One: tToldAskOne, Many: tToldAskMany})
	_ = sort.Of(notice.Kind{Event: "opinion.give", Class: notice.Asked, Tell: toAsker, One: tToldGiveOne, Many: tToldGiveMany})
	_ = sort.Of(notice.Kind{Event: "opinion.enter", Class: notice.Decided, Tell: toAsked, One: tToldEnterOne, Many: tToldEnterMany})
	_ = sort.Of(notice.Kind{Event: "opinion.extend", Class: notice.Decided, Tell: toAsked, One: tToldExtendOne, Many: tToldExtendMany})
	_ = sort.Of(notice.Kind{Event: "opinion.withdraw", Class: notice.Decided, Tell: toAsked, One: tToldWithdrawOne, Many: tToldWithdrawMany})
	_ = sort.Of(notice.Kind{Event: "opinion.urge", Class: notice.Chased, Tell: toAsked, One: tToldUrgeOne, Many: tToldUrgeMany})
	_ = sort.Of(notice.Kind{Event: "opinion.lapse", Class: notice.Chased, Tell: append(slices.Clone(toAsked), toAsker...), One: tToldLapseOne, Many: tToldLapseMany})

	// Opinions are reminded of before the day, and not urged behind it: then they lapse.
	reminders = chase.NewSource(chase.Source{
		Name:      "opinion",
		Sort:      sort,
		Steps:     map[chase.Step]chase.Telling{chase.Remind: {Tell: toAsked, One: tToldRemindOne, Many: tToldRemindMany}},
		OpenAfter: openAfter,
	})
)

// things returns those opinions that the actor may see.
func things(ctx context.Context, v *work.View, ids []string) (map[string]notice.Thing, error) {
	out := map[string]notice.Thing{}
	for some := range slices.Chunk(ids, perUnit) {
		q := db.Built("opinion.things", both+` WHERE o.id IN (`+db.Places(1, len(some))+`)`)
		found, err := db.All(ctx, v.Snapshot, q, scanBoth, db.Args(some)...)
		if err != nil {
			return nil, err
		}
		for _, a := range found {
			if !a.seenBy(v) {
				continue
			}
			asks, asked := a.Of.Body, a.Body
			out[string(a.ID)] = notice.Thing{
				Title: a.Of.Title, Address: a.Address(), Body: asked, Due: a.Due,
				Sides: map[notice.Side][]org.ID{notice.Lead: {asked}, notice.Issuer: {asks}},
				Seen: func(who access.Actor) bool {
					return who.May(CanSee, asks.Scope()) || who.May(CanSee, asked.Scope())
				},
			}
		}
	}
	return out, nil
}

func openAfter(ctx context.Context, v *work.View, after string, most int) (out []chase.Duty, err error) {
	found, err := db.All(ctx, v.Snapshot, selectChase, scanBoth, after, most)
	for _, a := range found {
		out = append(out, a.duty())
	}
	return out, err
}

func (a Asked) duty() chase.Duty {
	return chase.Duty{ID: string(a.ID), Asks: a.Of.Body, Owes: a.Body, Due: a.Due}
}

// Address returns the page of the opinion.
func (a Asked) Address() string { return a.Question.Address() + "/of/" + string(a.ID) }
