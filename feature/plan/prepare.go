package plan

import (
	"context"
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/chase"
	"quyet/feature/notice"
	"quyet/feature/org"
)

// A Preparation is an item that a body prepares in the programme of another.
type Preparation struct {
	Item
	Title string // of the programme
	Of    org.ID // whose programme it is
}

// isAhead is the condition of the index of what bodies prepare, word for word.
const isAhead = `standing = 'ahead' AND prepares_id <> '' AND until_on <> ''`

var preparationColumns = "i." + strings.Join(strings.Fields(itemColumns), " i.") + ", p.title, p.body_id"

var (
	selectPrepared = db.SQL("plan.prepared", `
		SELECT `+preparationColumns+` FROM (SELECT * FROM plan_item WHERE prepares_id = $1 AND `+isAhead+` AND (until_on, id) > ($2, $3)) i
		JOIN plan_programme p ON p.id = i.programme_id WHERE NOT p.ended AND p.body_id <> $1 ORDER BY i.until_on, i.id LIMIT $4`)
	selectChased = db.SQL("plan.chased", `
		SELECT `+preparationColumns+` FROM (SELECT * FROM plan_item WHERE id > $1 AND `+isAhead+`) i
		JOIN plan_programme p ON p.id = i.programme_id WHERE NOT p.ended ORDER BY i.id LIMIT $2`)
)

func scanPreparation(scan db.Scan) (p Preparation, err error) {
	p.Item, err = scanItem(func(to ...any) error { return scan(append(to, &p.Title, &p.Of)...) })
	return p, err
}

// Preparing returns what a body prepares in the programmes of others and is still to be
// done by a day, by that day, behind one of the list; behind the zero value from the
// beginning; at most limit. more says whether there are others behind them. What has no
// day is watched by nobody, and not among them.
//
// The actor needs [CanSee] on the body.
func Preparing(ctx context.Context, v *work.View, body org.ID, after Place, limit int) (found []Preparation, more bool, err error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, false, err
	}
	found, err = db.All(ctx, v.Snapshot, selectPrepared, scanPreparation, body, after.until, after.item, limit+1)
	more = len(found) > limit
	return found[:min(len(found), limit)], more, err
}

// A Place is where a list of preparations goes on. The zero Place is its beginning.
type Place struct {
	until civil.Date
	item  ItemID
}

// place is behind p.
func (p Preparation) place() Place { return Place{p.Until, p.ID} }

// String writes p for an address.
func (p Place) String() string { return p.until.String() + "_" + string(p.item) }

// ParsePlace reads what [Place.String] wrote; anything else is the beginning.
func ParsePlace(s string) Place {
	on, item, _ := strings.Cut(s, "_")
	until, err := civil.Parse(on)
	if err != nil || until.IsZero() {
		return Place{}
	}
	return Place{until, ItemID(item)}
}

// seenBy says whether an actor may see an item of a programme of body: who may see that,
// and who may see the programmes of the body that prepares it.
func (i Item) seenBy(a access.Actor, body org.ID) bool {
	return a.May(CanSee, body.Scope()) || i.Preparer != "" && a.May(CanSee, i.Preparer.Scope())
}

// The events that are recorded of an item whose preparation is another body's, beside those
// of the programme.
const (
	eventAsked  = "plan_item.asked"  // it is to prepare the item
	eventMoved  = "plan_item.moved"  // to another time
	eventNoMore = "plan_item.nomore" // it is dropped
)

// tell records what the bodies that prepare items are told.
func tell(ctx context.Context, u *work.Unit, p *Programme, kind string, items ...Item) error {
	var events []work.Event
	var details []any
	for _, i := range items {
		if i.Preparer != "" && i.Preparer != p.Body {
			events = append(events, work.Event{Kind: kind, Subject: string(i.ID)})
			details = append(details, map[string]any{"words": i.Words, "when": i.When, "by": i.Preparer})
		}
	}
	if len(events) == 0 {
		return nil
	}
	return u.RecordMany(ctx, events, details)
}

var (
	itemSort = &notice.Sort{Several: things}

	toPreparer  = []notice.Recipient{{Side: notice.Lead, Can: CanReport}}
	toProgramme = []notice.Recipient{{Side: notice.Issuer, Can: CanPlan}}

	_ = itemSort.Of(notice.Kind{Event: eventAsked, Class: notice.Given, Tell: toPreparer, One: tToldAskedOne, Many: tToldAskedMany})
	_ = itemSort.Of(notice.Kind{Event: eventMoved, Class: notice.Decided, Tell: toPreparer, One: tToldMovedOne, Many: tToldMovedMany})
	_ = itemSort.Of(notice.Kind{Event: eventNoMore, Class: notice.Decided, Tell: toPreparer, One: tToldNoMoreOne, Many: tToldNoMoreMany})

	reminders = chase.NewSource(chase.Source{
		Name: "plan_item",
		Sort: itemSort,
		Steps: map[chase.Step]chase.Telling{
			chase.Remind:   {Tell: toPreparer, One: tToldRemindOne, Many: tToldRemindMany},
			chase.Urge:     {Tell: slices.Concat(toPreparer, toProgramme), One: tToldUrgeOne, Many: tToldUrgeMany},
			chase.Escalate: {Tell: slices.Concat(toPreparer, toProgramme), One: tToldEscalateOne, Many: tToldEscalateMany},
		},
		OpenAfter: openAfter,
	})
)

// perThings is how many one statement asks for.
const perThings = 200

// things returns those items that the actor may see.
func things(ctx context.Context, v *work.View, ids []string) (map[string]notice.Thing, error) {
	out := map[string]notice.Thing{}
	for some := range slices.Chunk(ids, perThings) {
		q := db.Built("plan.things", `SELECT `+preparationColumns+` FROM plan_item i JOIN plan_programme p ON p.id = i.programme_id WHERE i.id IN (`+db.Places(1, len(some))+`)`)
		found, err := db.All(ctx, v.Snapshot, q, scanPreparation, db.Args(some)...)
		if err != nil {
			return nil, err
		}
		for _, i := range found {
			if !i.seenBy(v.Actor, i.Of) {
				continue
			}
			t := notice.Thing{
				Title: i.Words, Address: i.Address(), Body: i.Preparer, Due: i.Until, Sides: map[notice.Side][]org.ID{notice.Issuer: {i.Of}},
				Seen: func(a access.Actor) bool { return i.seenBy(a, i.Of) },
			}
			if i.Preparer != "" {
				t.Sides[notice.Lead] = []org.ID{i.Preparer}
			}
			out[string(i.ID)] = t
		}
	}
	return out, nil
}

func openAfter(ctx context.Context, v *work.View, after string, most int) (out []chase.Duty, err error) {
	found, err := db.All(ctx, v.Snapshot, selectChased, scanPreparation, after, most)
	for _, i := range found {
		out = append(out, i.duty(&Programme{Body: i.Of}))
	}
	return out, err
}

// duty is what the body owes that prepares an item of a programme.
func (i Item) duty(p *Programme) chase.Duty {
	return chase.Duty{ID: string(i.ID), Asks: p.Body, Owes: i.Preparer, Due: i.Until}
}

// anyProgramme returns a programme whoever asks: what they may see of it is theirs to ask.
func anyProgramme(ctx context.Context, v *work.View, programme ID) (*Programme, error) {
	found, err := db.All(ctx, v.Snapshot, selectProgramme, scanProgramme, programme)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fault.New(fault.Unknown, tNoProgramme)
	}
	return found[0], nil
}
