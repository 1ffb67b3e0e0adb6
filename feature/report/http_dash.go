package report

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A dashForm is what was typed of a dashboard.
type dashForm struct {
	Body, Title, Scope, Frequency string
	Shared                        bool
	Version                       int64
}

func readDash(r *web.Request) dashForm {
	return dashForm{Body: r.Text("body"), Title: r.Text("title"), Scope: r.Choice("scope"), Frequency: r.Text("frequency"), Shared: r.Checked("shared"), Version: versionOf(r)}
}

func (d *Dash) form() dashForm {
	return dashForm{Body: string(d.Body), Title: d.Title, Scope: string(d.Scope), Frequency: string(d.Frequency), Shared: d.Shared, Version: d.Version}
}

// dash is what was typed; scopes are the bodies that may be chosen.
func (f dashForm) dash(scopes org.Chooser) (Dash, error) {
	d := Dash{Version: f.Version, Body: org.ID(f.Body), Title: f.Title, Frequency: period.Kind(f.Frequency), Shared: f.Shared}
	var err error
	d.Scope, err = scopes.Meant("scope", f.Scope)
	return d, err
}

type dashesPage struct {
	Tree        *org.Tree
	Body        org.ID
	Own, Shared []*Dash
	Form        dashForm
	Scopes      org.Chooser
	Errors      []ui.FieldError
}

func dashesOf(ctx context.Context, v *work.View, f dashForm, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := dashesPage{Tree: tree, Body: org.ID(f.Body), Form: f, Errors: web.FieldErrors(ctx, wrong)}
	if p.Body == "" {
		p.Body = tree.Own(v.Actor, CanCompose, v.Today)
	}
	if p.Own, p.Shared, err = Dashes(ctx, v, p.Body); err != nil {
		return nil, err
	}
	p.Scopes = tree.Chooser(v.Today, p.Body, "")
	if wrong == nil {
		p.Form = dashForm{Body: string(p.Body), Scope: string(p.Body), Frequency: string(period.Quarter)}
	}
	return dashesView(p), nil
}

func dashes(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := dashesOf(ctx, v, dashForm{Body: r.Text("body")}, nil)
	return web.Show(c), err
}

func compose(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := readDash(r)
	if err := u.Check(CanCompose, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	d, err := f.dash(tree.Chooser(u.Today, org.ID(f.Body), ""))
	var made DashID
	if err == nil {
		made, err = Compose(ctx, u, d)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return dashesOf(ctx, v, f, err) })
	}
	return web.To(made.Address() + "/edit").Saying(tComposed), nil
}

type dashPage struct {
	*Dash
	Figures *Figures
	Period  period.Period
	Mine    bool
}

func dashPageOf(ctx context.Context, v *work.View, r *web.Request) (p dashPage, err error) {
	if p.Dash, err = FindDash(ctx, v, DashID(r.PathValue("dash"))); err != nil {
		return p, err
	}
	asked, _ := period.Parse(r.Text("period")) // anything else is the one of today
	p.Mine = p.ownedBy(v.Actor)
	p.Figures, p.Period, err = p.figures(ctx, v, asked)
	return p, err
}

func showDash(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := dashPageOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	return web.Show(dashView(p)), nil
}

// dashScreen is for a wall: the whole page, or for scripts the part that is fetched again.
func dashScreen(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := dashPageOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	if r.Partial() {
		return web.Show(dashWall(p)), nil
	}
	return web.Show(dashScreenView(p)), nil
}

type dashEditPage struct {
	*Dash
	Tree    *org.Tree
	Form    dashForm
	Scopes  org.Chooser
	Sets    []ui.Option
	Drawn   []ui.Option // indicators
	Chosen  string      // the block whose settings are open
	Block   *Block      // as it was typed, where that was refused
	Errors  []ui.FieldError
	Refused []ui.FieldError // of the block
}

func dashEditOf(ctx context.Context, v *work.View, d *Dash, p dashEditPage) (templ.Component, error) {
	var err error
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if !d.ownedBy(v.Actor) {
		return nil, fault.New(fault.Forbidden, tOthersDash)
	}
	p.Dash, p.Scopes = d, p.Tree.Chooser(v.Today, d.Body, "")
	if p.Form.Title == "" && len(p.Errors) == 0 {
		p.Form = d.form()
	}
	sets, err := indicator.Sets(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, s := range sets {
		p.Sets = append(p.Sets, ui.Option{Value: string(s.ID), Label: s.Name})
	}
	if p.Drawn, err = drawnOptions(ctx, v); err != nil {
		return nil, err
	}
	return dashEditView(p), nil
}

func editDash(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	d, err := FindDash(ctx, v, DashID(r.PathValue("dash")))
	if err != nil {
		return nil, err
	}
	c, err := dashEditOf(ctx, v, d, dashEditPage{Chosen: r.Text("block")})
	return web.Show(c), err
}

// dashAgain shows the page of editing anew with what was refused.
func dashAgain(dash DashID, err error, set func(p *dashEditPage, wrong []ui.FieldError)) error {
	return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
		d, cause := FindDash(ctx, v, dash)
		if cause != nil {
			return nil, cause
		}
		var p dashEditPage
		set(&p, web.FieldErrors(ctx, err))
		return dashEditOf(ctx, v, d, p)
	})
}

func onDash(p *dashEditPage, wrong []ui.FieldError) { p.Errors = wrong }

func changeDash(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	dash, f := DashID(r.PathValue("dash")), readDash(r)
	old, err := FindDash(ctx, &u.View, dash)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	d, err := f.dash(tree.Chooser(u.Today, old.Body, ""))
	if err == nil {
		d.ID = dash
		err = ChangeDash(ctx, u, d)
	}
	if err != nil {
		return nil, dashAgain(dash, err, func(p *dashEditPage, wrong []ui.FieldError) { p.Form, p.Errors = f, wrong })
	}
	return web.To(dash.Address()).Saying(tSaved), nil
}

func addToDash(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	dash := DashID(r.PathValue("dash"))
	made, err := AddToDash(ctx, u, dash, versionOf(r), BlockKind(r.Text("kind")))
	if err != nil {
		return nil, dashAgain(dash, err, onDash)
	}
	return web.To(dash.Address() + "/edit?block=" + made).Saying(tAdded), nil
}

func setInDash(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	dash, b := DashID(r.PathValue("dash")), readBlock(r)
	if err := SetInDash(ctx, u, dash, versionOf(r), b); err != nil {
		return nil, dashAgain(dash, err, func(p *dashEditPage, wrong []ui.FieldError) { p.Chosen, p.Block, p.Refused = b.ID, &b, wrong })
	}
	return web.To(dash.Address() + "/edit").Saying(tSaved), nil
}

func moveInDash(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	dash := DashID(r.PathValue("dash"))
	by, _ := r.Int("by")
	if err := MoveInDash(ctx, u, dash, versionOf(r), r.PathValue("block"), by); err != nil {
		return nil, dashAgain(dash, err, onDash)
	}
	return web.To(dash.Address() + "/edit"), nil
}

func discardDash(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	dash := DashID(r.PathValue("dash"))
	if err := DiscardDash(ctx, u, dash, versionOf(r)); err != nil {
		return nil, dashAgain(dash, err, onDash)
	}
	return web.To("/dashes").Saying(tDashGone), nil
}

func (p dashPage) actions(ctx context.Context) []ui.Action {
	out := []ui.Action{{Label: tFullScreen.In(ctx), Href: p.ID.Address() + "/screen?period=" + p.Period.Key(), Icon: ui.IconExternal, Key: "f"}}
	if p.Mine {
		out = append(out, ui.Action{Label: tEditDash.In(ctx), Href: p.ID.Address() + "/edit", Icon: ui.IconEdit, Key: "e"})
	}
	return out
}

func dashKindOptions(ctx context.Context) (out []ui.Option) {
	for _, k := range DashKinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Title().In(ctx)})
	}
	return out
}

func frequencyOptions(ctx context.Context) (out []ui.Option) {
	for _, k := range period.Kinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Title().In(ctx)})
	}
	return out
}

// shownBlock is a block as it is, or as it was typed where that was refused.
func (p dashEditPage) shownBlock(b Block) Block {
	if p.Block != nil && p.Block.ID == b.ID {
		typed := *p.Block
		typed.Kind = b.Kind
		return typed
	}
	return b
}

// wrong is what was refused of a block.
func (p dashEditPage) wrong(b Block) []ui.FieldError {
	if p.Block != nil && p.Block.ID == b.ID {
		return p.Refused
	}
	return nil
}

func (p dashPage) at(q period.Period) string { return p.ID.Address() + "?period=" + q.Key() }

func periodName(ctx context.Context, q period.Period) string { return q.Words(text.LangOf(ctx)) }
