package brief

import (
	"context"
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/notice"
	"quyet/feature/org"
)

// An owed is that a body is asked to brief about a document, with all its audiences: of
// that it is told, reminded and urged once, and not once for each audience.
type owed struct {
	Doc  doc.ID
	Body org.ID
	By   org.ID     // that asked; "" for the program itself
	Due  civil.Date // the first of its days that is still to be kept, the first of all where it finished
	Open bool
}

// name is by what the log and the ladder know it.
func (o owed) name() string { return string(o.Doc) + "/" + string(o.Body) }

func (o owed) duty() chase.Duty {
	return chase.Duty{ID: o.name(), Asks: o.By, Owes: o.Body, Due: o.Due}
}

const owedColumns = `document_id, body_id, max(asked_by), coalesce(min(CASE WHEN done_on = '' THEN due_on END), min(due_on)), max(CASE WHEN done_on = '' THEN 1 ELSE 0 END)`

var selectOwed = db.SQL("brief.owed", `
	SELECT `+owedColumns+` FROM brief_duty WHERE done_on = '' AND (document_id, body_id) > ($1, $2)
	GROUP BY document_id, body_id ORDER BY document_id, body_id LIMIT $3`)

func scanOwed(scan db.Scan) (o owed, err error) {
	var open int
	err = scan(&o.Doc, &o.Body, &o.By, &o.Due, &open)
	o.Open = open == 1
	return o, err
}

var (
	owedSort = &notice.Sort{Several: things}

	toOwing = []notice.Recipient{{Side: notice.Lead, Can: CanReport}}
	toAsker = []notice.Recipient{{Side: notice.Issuer, Can: CanAsk}}
	toAbove = []notice.Recipient{{Side: notice.Above, Can: CanAsk}}

	_ = owedSort.Of(notice.Kind{Event: eventAsked, Class: notice.Given, Tell: toOwing, One: tToldAskedOne, Many: tToldAskedMany})

	reminders = chase.NewSource(chase.Source{
		Name: "brief_duty",
		Sort: owedSort,
		Steps: map[chase.Step]chase.Telling{
			chase.Remind:   {Tell: toOwing, One: tToldRemindOne, Many: tToldRemindMany},
			chase.Urge:     {Tell: slices.Concat(toOwing, toAsker), One: tToldUrgeOne, Many: tToldUrgeMany},
			chase.Escalate: {Tell: slices.Concat(toOwing, toAsker, toAbove), One: tToldEscalateOne, Many: tToldEscalateMany},
		},
		OpenAfter: openAfter,
	})
)

// eventAsked is recorded of each body that is asked.
const eventAsked = "brief_duty.asked"

// perThings is how many one statement asks for.
const perThings = 200

// things returns what bodies are asked to brief about, as far as the actor may see it.
func things(ctx context.Context, v *work.View, ids []string) (map[string]notice.Thing, error) {
	out := map[string]notice.Thing{}
	var found []owed
	for some := range slices.Chunk(ids, perThings) {
		pairs := make([]string, 0, len(some))
		var args []any
		for _, name := range some {
			d, b, ok := strings.Cut(name, "/")
			if !ok {
				continue
			}
			pairs, args = append(pairs, "("+db.Places(len(args)+1, 2)+")"), append(args, d, b)
		}
		if len(pairs) == 0 {
			continue
		}
		q := db.Built("brief.things", `SELECT `+owedColumns+` FROM brief_duty WHERE (document_id, body_id) IN (VALUES `+strings.Join(pairs, ", ")+`) GROUP BY document_id, body_id`)
		more, err := db.All(ctx, v.Snapshot, q, scanOwed, args...)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	if len(found) == 0 {
		return out, nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var docs []doc.ID
	for _, o := range found {
		docs = append(docs, o.Doc)
	}
	slices.Sort(docs)
	documents, err := doc.Documents(ctx, v, slices.Compact(docs))
	if err != nil {
		return nil, err
	}
	chart := tree.Chart(v.Today)
	for _, o := range found {
		document := documents[o.Doc]
		seen := func(a access.Actor) bool {
			return a.May(CanSee, o.Body.Scope()) || o.By != "" && a.May(CanSee, o.By.Scope())
		}
		if document == nil || !seen(v.Actor) {
			continue
		}
		t := notice.Thing{Title: document.Title(), Address: PageOf(o.Doc, o.Body), Body: o.Body, Due: o.Due, Seen: seen, Sides: map[notice.Side][]org.ID{notice.Lead: {o.Body}}}
		if o.By != "" && o.By != o.Body {
			t.Sides[notice.Issuer] = []org.ID{o.By}
		}
		if above := chart.Superior(o.Body); above != "" {
			t.Sides[notice.Above] = []org.ID{above}
		}
		out[o.name()] = t
	}
	return out, nil
}

func openAfter(ctx context.Context, v *work.View, after string, most int) (out []chase.Duty, err error) {
	d, b, _ := strings.Cut(after, "/")
	found, err := db.All(ctx, v.Snapshot, selectOwed, scanOwed, d, b, most)
	for _, o := range found {
		out = append(out, o.duty())
	}
	return out, err
}

// tellAsked records of each body that it is asked, so that it is told.
func tellAsked(ctx context.Context, u *work.Unit, d doc.ID, bodies []org.ID) error {
	events, details := make([]work.Event, len(bodies)), make([]any, len(bodies))
	for i, b := range bodies {
		events[i] = work.Event{Kind: eventAsked, Subject: owed{Doc: d, Body: b}.name()}
	}
	return u.RecordMany(ctx, events, details)
}

// owedBy sums up the duties of a body about one document.
func owedBy(duties []Line) (o owed, ok bool) {
	for _, l := range duties {
		open := l.Done.IsZero()
		switch {
		case !ok || open && !o.Open, open == o.Open && l.Due.Before(o.Due):
			o.Due = l.Due
		}
		o.Doc, o.Body, o.By, o.Open, ok = l.Doc, l.Body, l.By, o.Open || open, true
	}
	return o, ok
}

// Reminded returns the document and the page of what an event of the ladder was about, by
// the subject of the event.
//
// Rights and faults are those of [doc.Find].
func Reminded(ctx context.Context, v *work.View, subject string) (*doc.Document, string, error) {
	d, b, _ := strings.Cut(subject, "/")
	document, err := doc.Find(ctx, v, doc.ID(d))
	return document, PageOf(doc.ID(d), org.ID(b)), err
}
