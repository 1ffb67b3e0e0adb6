package search

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
)

// firstHits is how many hits of each kind the page shows before one kind is
// chosen.
const firstHits = 10

// searchPage is what the page shows.
type searchPage struct {
	Query string
	Only  *Kind // nil for all kinds
	Hits  []Hits
	Wrong []ui.FieldError
}

func page(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := searchPage{Query: r.Text("q")}
	k, known := KindNamed(r.Text("kind"))
	if known {
		p.Only = k
	}
	if err := p.find(ctx, v, r.Raw("q")); err != nil {
		return nil, err
	}
	if !known && r.Text("kind") != "" {
		err := fault.At("", tNoSuchKind)
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			p.Wrong = web.FieldErrors(ctx, err)
			return searchView(p), nil
		})
	}
	return web.Show(searchView(p)), nil
}

// find finds what was typed: a blank at the end ends the last word.
func (p *searchPage) find(ctx context.Context, v *work.View, typed string) (err error) {
	if p.Only != nil {
		p.Hits, err = Find(ctx, v, typed, MaxHits, p.Only)
	} else {
		p.Hits, err = Find(ctx, v, typed, firstHits)
	}
	return err
}

// address returns the page of the same query for a kind, nil for all.
func (p searchPage) address(k *Kind) string {
	values := url.Values{"q": {p.Query}}
	if k != nil {
		values.Set("kind", k.Name)
	}
	return Address + "?" + values.Encode()
}

func (p searchPage) tabs(ctx context.Context) []ui.Tab {
	tabs := []ui.Tab{{Label: tAll.In(ctx), Href: p.address(nil), Current: p.Only == nil}}
	for _, k := range Kinds() {
		tabs = append(tabs, ui.Tab{Label: k.Title.In(ctx), Href: p.address(k), Current: p.Only == k})
	}
	return tabs
}

// spansOf returns the marked runs as spans of the whole text.
func spansOf(runs []Run) (spans []ui.Span) {
	at := 0
	for _, r := range runs {
		if r.Marked {
			spans = append(spans, ui.Span{From: at, To: at + len(r.Text)})
		}
		at += len(r.Text)
	}
	return spans
}
