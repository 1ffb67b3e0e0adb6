package task

import (
	"context"
	"time"

	"quyet/base/civil"
	"quyet/base/web"
	"quyet/base/work"
)

// How many changes are told at once outside the page.
const (
	// MostChanges is how many of one kind.
	MostChanges = 2000
	// MostOfEach is how many of each kind, where all kinds are asked for.
	MostOfEach = 200
)

// A ToldChange is a change in the words in which the page of changes tells it.
type ToldChange struct {
	Kind   ChangeKind
	Text   string // of the task
	Lead   string
	What   string
	Why    string
	WasDue civil.Date // the deadline before, where the change moved it; zero otherwise
	IsDue  civil.Date // the deadline after it; zero where there is none or it is not known
	Day    civil.Date
	Clock  string // "" where it is of no hour
	Who    string // "" for what nobody did
}

// ToldChanges is what changed between two days, in words.
type ToldChanges struct {
	Title string
	Of    string   // whose tasks
	Said  []string // what else was asked for
	Rows  []ToldChange
	Left  []Tally // the kinds of which there are more than the rows hold, and how many
	Since time.Time
}

// AskChanges reads the question of a request as the page of changes does, and tells
// what changed: of one kind the latest [MostChanges], of all kinds the latest
// [MostOfEach] of each. documents tells what documents are called, see [Deps].
//
// Faults: Unknown for who may see no tasks; Invalid and Forbidden as the page shows
// them.
func AskChanges(ctx context.Context, v *work.View, r *web.Request, documents func(context.Context, *work.View, []DocID) (map[DocID]Cited, error)) (*ToldChanges, error) {
	h := handlers{Deps: Deps{Documents: documents}}
	p, wrong, err := h.changesAsked(ctx, v, r)
	if err == nil {
		err = wrong.Err()
	}
	if err != nil {
		return nil, err
	}
	f := p.Filter
	f.After, f.Each, f.Limit = ChangeCursor{}, MostOfEach, MaxRows
	if p.Changes, err = ChangesOf(ctx, v, f); err != nil {
		return nil, err
	}
	for f.After = p.Next; !f.After.IsZero() && len(p.Rows) < MostChanges; {
		more, err := ChangesOf(ctx, v, f)
		if err != nil {
			return nil, err
		}
		p.Rows, f.After = append(p.Rows, more.Rows...), more.Next
	}
	if err := p.named(ctx, v); err != nil {
		return nil, err
	}
	told := &ToldChanges{Title: p.title(ctx), Of: p.lead(ctx), Since: p.Since}
	if f.Kind != "" {
		told.Said = append(told.Said, f.Kind.Title().In(ctx))
	}
	for _, o := range p.Programmes {
		if o.Value == string(f.Programme) {
			told.Said = append(told.Said, tProgramme.In(ctx)+": "+o.Label)
		}
	}
	held := map[ChangeKind]int64{}
	for _, c := range p.Rows {
		held[c.Kind]++
		told.Rows = append(told.Rows, p.told(ctx, c))
	}
	for _, t := range p.Tallies {
		if (f.Kind == "" || f.Kind == t.Kind) && t.N > held[t.Kind] {
			told.Left = append(told.Left, t)
		}
	}
	return told, nil
}

func (p *changesPage) told(ctx context.Context, c Change) ToldChange {
	at := c.At.In(p.Zone)
	out := ToldChange{Kind: c.Kind, Text: c.Text, Lead: p.whose(c.Lead), What: p.what(ctx, c), Why: p.why(ctx, c), IsDue: c.IsDue, Day: civil.Of(at), Who: p.who(ctx, c)}
	if c.Kind != BecameLate {
		out.Clock = at.Format("15:04")
		if c.WasDue != c.IsDue {
			out.WasDue = c.WasDue
		}
	}
	return out
}
