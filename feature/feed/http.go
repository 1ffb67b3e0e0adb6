package feed

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ics"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get(path+"{secret}", h.calendar).By(h.who),
		web.Get(PageAddress, h.page),
		web.Post(PageAddress, h.make),
		web.Post(PageAddress+"/{id}/revoke", h.revoke),
	}
}

type handlers struct{ Deps }

// site returns where the program is found: "https://quyet.example.vn".
func (h handlers) site(r *http.Request) string {
	switch {
	case h.Origin != nil:
		return h.Origin.String()
	case h.Secure || r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// calendar answers with the calendar of a secret address.
func (h handlers) calendar(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.read(ctx, v, secretOf(r.Request), h.site(r.Request))
	if err != nil {
		return nil, err
	}
	return web.Unchanged(ics.Type, c.Bytes()), nil
}

// An ownPage shows a person's addresses: of their desk, of a body that was
// asked for, and of bodies for which they made one before.
type ownPage struct {
	Rows  []row
	Today civil.Date
	May   bool
	Idle  int // days after which an address ends that no calendar asks
}

// A row is a calendar, with its address where there is one.
type row struct {
	Body org.ID
	Name string
	*Address
}

func (h handlers) page(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.own(ctx, v, org.ID(r.Text("body")))
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) own(ctx context.Context, v *work.View, asked org.ID) (templ.Component, error) {
	own, err := Addresses(ctx, v)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := ownPage{Today: v.Today, May: v.Actor.MaySomewhere(task.CanSee)}
	if p.Idle, _, err = idleDays.Number(ctx, v, v.Today); err != nil {
		return nil, err
	}
	p.Rows = []row{{Name: tOwnCalendar.In(ctx)}}
	if asked != "" {
		if _, ok := tree.Body(asked); !ok || !v.Actor.May(task.CanSee, asked.Scope()) {
			return nil, fault.New(fault.Unknown, tNoBody)
		}
		p.Rows = append(p.Rows, row{Body: asked, Name: tree.Name(asked, v.Today)})
	}
	for i := range own {
		a := &own[i]
		switch {
		case a.Body == "":
			p.Rows[0].Address = a
		case a.Body == asked:
			p.Rows[1].Address = a
		default:
			p.Rows = append(p.Rows, row{Body: a.Body, Name: tree.Name(a.Body, v.Today), Address: a})
		}
	}
	return ownView(p), nil
}

func (h handlers) make(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	body := org.ID(r.Text("body"))
	s, err := Make(ctx, u, body)
	if err != nil {
		return nil, err
	}
	name := tOwnCalendar.In(ctx)
	if body != "" {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return nil, err
		}
		name = tree.Name(body, u.Today)
	}
	return web.Show(madeView(name, h.site(r.Request)+s.Path())), nil
}

func (h handlers) revoke(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	a, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := Revoke(ctx, u, AddressID(a)); err != nil {
		return nil, err
	}
	return web.To(PageAddress).Saying(tRevoked), nil
}
