package brief

import (
	"context"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

type comparePage struct {
	*mapPage
	Before    *Coverage
	With      *doc.Document
	Then      civil.Date
	Others    []*doc.Document // that it can be compared with
	Audience  Audience        // "" for all together
	TypedThen string
	Refused   []ui.FieldError
}

// compare shows coverage beside that of another document, or of another day: where
// nothing is said, of the same document a year before.
func compare(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	d, with, body, audience := doc.ID(r.PathValue("document")), doc.ID(r.Text("with")), org.ID(r.Text("body")), Audience(r.Text("audience"))
	on, ok := ui.ParseAsOf(r.Raw, v.Today.AddDays(-reaches), v.Today)
	if !ok {
		on = v.Today // a link that somebody changed by hand
	}
	if with == "" {
		with = d
	}
	then, ok := r.Day("then")
	switch {
	case ok && then.IsZero() && with == d:
		then = on.AddMonths(-12)
	case ok && then.IsZero():
		then = on
	}
	if !ok {
		typed, wrong := r.Text("then"), fault.At("then", tDayWrong)
		return nil, web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err := compareOf(ctx, v, body, d, on, with, on)
			if err != nil {
				return nil, err
			}
			p.Audience, p.TypedThen, p.Refused = audience, typed, web.FieldErrors(ctx, wrong)
			return compareView(p), nil
		})
	}
	p, err := compareOf(ctx, v, body, d, on, with, then)
	if err != nil {
		return nil, err
	}
	p.Audience = audience
	return web.Show(compareView(p)), nil
}

func compareOf(ctx context.Context, v *work.View, body org.ID, d doc.ID, on civil.Date, with doc.ID, then civil.Date) (*comparePage, error) {
	m, err := mapOf(ctx, v, d, body, on, on)
	if err != nil {
		return nil, err
	}
	p := &comparePage{mapPage: m, Then: then}
	if p.With, err = doc.Find(ctx, v, with); err != nil {
		return nil, err
	}
	if p.Before, err = CoverageOf(ctx, v, with, m.Coverage.Body, then, on); err != nil {
		return nil, err
	}
	p.Others, err = Listed(ctx, v, listedShown)
	return p, err
}

// A pair is one row of the comparison.
type pair struct {
	Name        string
	Now, Before Cover
	Of          narrowing
}

// cover is what the page looks at of a sum.
func (p *comparePage) cover(s Sum) Cover {
	if p.Audience == "" {
		return s.All
	}
	return s.Of[p.Audience]
}

func (p *comparePage) pairs(ctx context.Context) (out []pair) {
	tiers, parts := map[org.Tier]Sum{}, map[org.ID]Sum{}
	for _, t := range p.Before.Tiers {
		tiers[t.Tier] = t.Sum
	}
	for _, part := range p.Before.Parts {
		parts[part.Body] = part.Sum
	}
	add := func(name string, now, before Sum, of narrowing) {
		of.Audience = p.Audience
		if pair := (pair{name, p.cover(now), p.cover(before), of}); !pair.Now.IsZero() || !pair.Before.IsZero() {
			out = append(out, pair)
		}
	}
	add(tAllLevels.In(ctx), p.Sum, p.Before.Sum, narrowing{})
	for _, t := range p.Tiers {
		add(t.Tier.Title().In(ctx), t.Sum, tiers[t.Tier], narrowing{Tier: t.Tier})
		delete(tiers, t.Tier)
	}
	for _, t := range p.Before.Tiers { // that nobody is asked at now
		if s, left := tiers[t.Tier]; left {
			add(t.Tier.Title().In(ctx), Sum{}, s, narrowing{Tier: t.Tier})
		}
	}
	rows := p.Parts
	for _, part := range p.Before.Parts {
		known := false
		for _, now := range p.Parts {
			known = known || now.Body == part.Body
		}
		if !known {
			rows = append(rows, Part{Body: part.Body})
		}
	}
	for _, part := range rows {
		of := narrowing{Body: part.Body}
		if part.Body == p.Coverage.Body || part.Body == "" {
			of.Body, of.Itself = p.Coverage.Body, true
		}
		add(p.partName(ctx, part), part.Sum, parts[part.Body], of)
	}
	return out
}

// then is the list of the bodies behind a number of the other column.
func (p *comparePage) then(n narrowing) string {
	other := *p.mapPage
	other.Document, other.On = p.With, p.Then
	return other.rows(n)
}

// points tells in words how far two shares are apart, in percentage points; "" where
// one of them is none.
func points(ctx context.Context, now, before Cover, r text.Rounding) string {
	if now.Expected == 0 || before.Expected == 0 {
		return ""
	}
	n := text.HundredthsOfPercent(now.Reached, now.Expected, r) - text.HundredthsOfPercent(before.Reached, before.Expected, r)
	said := func(n int64) string { return strings.TrimSuffix(text.Percent(ctx, n, 10_000, text.HalfUp), "%") }
	switch {
	case n > 0:
		return tMore.In(ctx, said(n))
	case n < 0:
		return tLess.In(ctx, said(-n))
	}
	return tSame.In(ctx)
}

func (p *comparePage) columns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tBody.In(ctx)}, {Label: p.column(ctx, p.Document, p.On), Numeric: true}, {Label: p.column(ctx, p.With, p.Then), Numeric: true}, {Label: tChange.In(ctx)}}
}

// column names a column: by its day, and where there are two documents by these.
func (p *comparePage) column(ctx context.Context, d *doc.Document, on civil.Date) string {
	name := tNowColumn.In(ctx, on.Vietnamese())
	if p.With.ID != p.Document.ID {
		return d.Short() + ", " + name
	}
	return name
}

func (p *comparePage) otherOptions() (out []ui.Option) {
	for _, d := range p.Others {
		out = append(out, ui.Option{Value: string(d.ID), Label: d.Short()})
	}
	return out
}

func (p *comparePage) thenTyped() string {
	if len(p.Refused) > 0 {
		return p.TypedThen
	}
	return p.Then.Vietnamese()
}

// actions lead from the map to what is made of it.
func (p *mapPage) actions(ctx context.Context) []ui.Action {
	var out []ui.Action
	at := "?body=" + string(p.Coverage.Body)
	if p.MayAskAcks {
		out = append(out, ui.Action{Label: tAcks.In(ctx), Href: Address(p.Document.ID) + "/acks" + at, Icon: ui.IconPerson})
	}
	out = append(out, ui.Action{Label: tChecks.In(ctx), Href: Address(p.Document.ID) + "/checks" + at, Icon: ui.IconHelp})
	if len(p.Bodies) == 0 {
		return out
	}
	return append(out, []ui.Action{{Label: tCompare.In(ctx), Href: p.beside("compare"), Icon: ui.IconHistory}, {Label: tWord.In(ctx), Href: p.beside("file"), Icon: ui.IconDownload}, {Label: tExcel.In(ctx), Href: p.beside("coverage.xlsx"), Icon: ui.IconDownload}}...)
}

// beside is the address of something else about what the map shows.
func (p *mapPage) beside(what string) string {
	q := url.Values{"body": {string(p.Coverage.Body)}}
	if p.On != p.Today {
		q.Set("on", p.On.String())
	}
	return Address(p.Document.ID) + "/" + what + "?" + q.Encode()
}
