package org

import (
	"context"
	"slices"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
)

// What programs are told of bodies.

// apiRoutes are the addresses for programs.
func apiRoutes() []web.Route {
	return []web.Route{
		web.Get("/api/v1/bodies", listBodies).For(web.Description{Title: tAPIBodies, Query: bodiesAsked{}, Answer: bodiesTold{}}),
	}
}

// bodiesAsked is the query of the list of bodies.
type bodiesAsked struct {
	After string `query:"after" doc:"Value of next of the page before."`
	Limit int    `query:"limit" doc:"Bodies on a page, 1 to 500; 100 if left out." minimum:"1" maximum:"500"`
}

// bodiesTold is a page of the bodies that exist today, each before those below
// it.
type bodiesTold struct {
	Bodies []bodyTold `json:"bodies"`
	Next   string     `json:"next,omitempty" doc:"To be sent as after for the next page; missing on the last."`
}

type bodyTold struct {
	ID       ID         `json:"id"`
	Code     string     `json:"code"`
	Name     string     `json:"name"`
	Short    string     `json:"short"`
	Kind     Kind       `json:"kind"`
	Tier     Tier       `json:"tier"`
	Line     Line       `json:"line"`
	Superior ID         `json:"superior,omitempty" doc:"Missing at the top."`
	Since    civil.Date `json:"since"`
}

const (
	usualBodies   = 100
	longestBodies = 500
)

func listBodies(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, v.Check(CanSee, v.Actor.Body)
	}
	t, err := Load(ctx, v)
	if err != nil {
		return nil, err
	}
	limit := usualBodies
	if n, ok := r.Int("limit"); ok {
		limit = min(max(n, 1), longestBodies)
	}
	chart := t.Chart(v.Today)
	all := chart.Subtree("")
	if after := ID(r.Text("after")); after != "" {
		at := slices.Index(all, after)
		if at < 0 {
			return nil, fault.New(fault.Unknown, tNoBody)
		}
		all = all[at+1:]
	}
	told := bodiesTold{Bodies: []bodyTold{}}
	for _, b := range all[:min(len(all), limit)] {
		body, _ := t.Body(b)
		told.Bodies = append(told.Bodies, bodyTold{
			ID: b, Code: body.Code, Name: body.NameOn(v.Today), Short: body.ShortOn(v.Today), Kind: body.Kind, Tier: body.Tier, Line: body.Line,
			Superior: chart.Superior(b), Since: body.From,
		})
	}
	if len(all) > limit {
		told.Next = string(all[limit-1])
	}
	return web.JSON(told), nil
}
