package report

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

// A slot is a thing of which people are told: its lead is the body that is asked, its
// issuer the one whose report it is.
var slotSort = &notice.Sort{Several: slotThings}

var (
	toAsked = []notice.Recipient{{Side: notice.Lead, Can: CanWrite}}
	toAsker = []notice.Recipient{{Side: notice.Issuer, Can: CanMake}}

	_ = slotSort.Of(notice.Kind{Event: "report_slot.ask", Class: notice.Given, Tell: toAsked, One: tToldAskOne, Many: tToldAskMany})
	_ = slotSort.Of(notice.Kind{Event: "report_slot.send", Class: notice.Asked, Tell: toAsker, One: tToldSendOne, Many: tToldSendMany})
	_ = slotSort.Of(notice.Kind{Event: "report_slot.return", Class: notice.Decided, Tell: toAsked, One: tToldReturnOne, Many: tToldReturnMany})

	_ = chase.NewSource(chase.Source{
		Name: "report_slot", Sort: slotSort, OpenAfter: slotsOpenAfter,
		Steps: map[chase.Step]chase.Telling{
			chase.Remind: {Tell: toAsked, One: tToldRemindOne, Many: tToldRemindMany},
			chase.Urge:   {Tell: append(slices.Clone(toAsked), toAsker...), One: tToldUrgeOne, Many: tToldUrgeMany},
		},
	})
)

// perUnit is how many slots are read at once to tell of them.
const perUnit = 500

// slotThings returns those slots that the actor may see.
func slotThings(ctx context.Context, v *work.View, ids []string) (map[string]notice.Thing, error) {
	out := map[string]notice.Thing{}
	for some := range slices.Chunk(ids, perUnit) {
		q := db.Built("report.slotThings", slotsWith+` WHERE s.id IN (`+db.Places(1, len(some))+`)`)
		found, err := db.All(ctx, v.Snapshot, q, scanSlot, db.Args(some)...)
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			asks, asked := s.Of.Body, s.Body
			seen := func(who access.Actor) bool {
				return who.May(CanSee, asks.Scope()) || who.May(CanSee, asked.Scope())
			}
			if seen(v.Actor) {
				out[string(s.ID)] = notice.Thing{
					Title: "Báo cáo " + s.Of.Title, Address: s.ID.Address(), Body: asked, Due: s.Due,
					Sides: map[notice.Side][]org.ID{notice.Lead: {asked}, notice.Issuer: {asks}}, Seen: seen,
				}
			}
		}
	}
	return out, nil
}

func slotsOpenAfter(ctx context.Context, v *work.View, after string, most int) (out []chase.Duty, err error) {
	found, err := db.All(ctx, v.Snapshot, selectChase, scanSlot, after, most)
	for _, s := range found {
		out = append(out, chase.Duty{ID: string(s.ID), Asks: s.Of.Body, Owes: s.Body, Due: s.Due})
	}
	return out, err
}
