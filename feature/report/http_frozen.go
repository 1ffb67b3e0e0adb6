package report

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

type askPage struct {
	*Report
	Tree   *org.Tree
	Reason string
	Unsent int      // parts that bodies below were asked for and have not sent
	Empty  []string // headings of blocks in which nothing is written yet
	Early  bool     // the period is not over
	Errors []ui.FieldError
}

func (h handlers) askFreeze(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.freezePage(ctx, v, ID(r.PathValue("id")), nil)
	return web.Show(c), err
}

func (h handlers) freezePage(ctx context.Context, v *work.View, report ID, wrong error) (templ.Component, error) {
	found, err := Find(ctx, v, report)
	if err != nil {
		return nil, err
	}
	if err := checkMakes(v, found.Body); err != nil {
		return nil, err
	}
	if found.State != Draft {
		return nil, fault.New(fault.Conflict, tIsFrozen)
	}
	p := askPage{Report: found, Early: !found.Until.Before(v.Today), Errors: web.FieldErrors(ctx, wrong)}
	for _, b := range found.Blocks {
		if b.Kind == Narrative && b.Words == "" {
			p.Empty = append(p.Empty, b.heading(ctx))
		}
	}
	slots, err := Slots(ctx, v, found.ID, "")
	if err != nil {
		return nil, err
	}
	for _, s := range slots {
		if s.State != SlotSent {
			p.Unsent++
		}
	}
	return freezeView(p), nil
}

func (h handlers) freeze(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report := ID(r.PathValue("id"))
	if err := Freeze(ctx, u, h.Files, report, versionOf(r)); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.freezePage(ctx, v, report, err)
		})
	}
	return web.To(report.Address()).Saying(tFrozenNow), nil
}

type rebuiltPage struct {
	*Report
	All []Rebuilt
}

func (h handlers) rebuild(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	found, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	all, err := Rebuild(ctx, v, h.Files, found.ID)
	return web.Show(rebuiltView(rebuiltPage{found, all})), err
}

func (h handlers) askCorrect(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := correctPage(ctx, v, ID(r.PathValue("id")), "", nil)
	return web.Show(c), err
}

func correctPage(ctx context.Context, v *work.View, report ID, reason string, wrong error) (templ.Component, error) {
	found, err := Find(ctx, v, report)
	if err != nil {
		return nil, err
	}
	if err := checkMakes(v, found.Body); err != nil {
		return nil, err
	}
	if found.State != Frozen {
		return nil, fault.New(fault.Conflict, tIsDraft)
	}
	return correctView(askPage{Report: found, Reason: reason, Errors: web.FieldErrors(ctx, wrong)}), nil
}

func (h handlers) correct(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report, reason := ID(r.PathValue("id")), r.Text("reason")
	made, err := Correct(ctx, u, report, reason)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return correctPage(ctx, v, report, reason, err)
		})
	}
	return web.To(made.Address()).Saying(tBegun), nil
}
