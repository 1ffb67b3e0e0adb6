package point

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

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

// A linksPage gives secret addresses, or shows those that were given: once.
type linksPage struct {
	scope
	Slips []slip
	Left  bool // more points have none
}

// A slip is what is printed for one point.
type slip struct {
	*Point
	Address string
	Code    ui.Code
}

func (h handlers) links(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s, err := scopeOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	if !s.mayPlan(v) {
		if err := v.Check(meeting.CanPlan, s.root().Scope()); err != nil {
			return nil, err
		}
		return nil, fault.New(fault.Conflict, tOver)
	}
	q := s.question()
	q.Which = Unlinked
	found, _, err := List(ctx, v, q, 1)
	return web.Show(linksView(linksPage{scope: s, Left: len(found) > 0})), err
}

func (h handlers) give(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	s, err := scopeOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	given, left, err := GiveLinks(ctx, u, s.question(), MostLinks)
	if err != nil {
		return nil, err
	}
	return h.printed(r, s, given, left)
}

func (h handlers) printed(r *web.Request, s scope, given []Given, left bool) (web.Answer, error) {
	p := linksPage{scope: s, Left: left}
	for _, g := range given {
		one := slip{Point: g.Point, Address: h.site(r.Request) + g.Secret.Path()}
		var err error
		if one.Code, err = ui.CodeOf(one.Address); err != nil {
			return nil, err
		}
		p.Slips = append(p.Slips, one)
	}
	return web.Show(linksView(p)), nil
}

func (h handlers) giveOne(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	s, err := scopeOf(ctx, &u.View, r)
	if err != nil {
		return nil, err
	}
	given, err := GiveLink(ctx, u, s.Point.ID)
	if err != nil {
		return nil, err
	}
	return h.printed(r, s, []Given{given}, false)
}

func (h handlers) revoke(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id := ID(r.PathValue("point"))
	if err := Revoke(ctx, u, id); err != nil {
		return nil, err
	}
	return web.To(id.Address()).Saying(tRevoked), nil
}

// A secretPage is what whoever has the address of a point sees: what it is a point of, and
// what it has said.
type secretPage struct {
	pointsPage
	Secret Secret
}

func (h handlers) secret(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s := Secret(r.PathValue("secret"))
	p, m, err := linked(ctx, v, s)
	if err != nil {
		return nil, err
	}
	c, err := h.secretOf(ctx, v, s, p, m, formOf(p), nil)
	return web.Show(c), err
}

func (h handlers) secretOf(ctx context.Context, v *work.View, s Secret, p *Point, m *meeting.Meeting, f countsForm, wrong error) (templ.Component, error) {
	page := secretPage{pointsPage{scope: scope{Meeting: m, Point: p, Day: day(v, m), Now: v.Now, Zone: v.Zone}, Form: f, Errors: web.FieldErrors(ctx, wrong)}, s}
	var err error
	if page.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if page.Audiences, err = audiencesOf(ctx, v, m.ID); err != nil {
		return nil, err
	}
	if page.Opens, err = Opens(ctx, v, m); err != nil {
		return nil, err
	}
	page.MayReport = page.open()
	shell := ui.Shell{Today: v.Today, LangAt: "/language", Current: s.Path()}
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return secretView(page).Render(ui.WithShell(ctx, shell), w)
	}), nil
}

func (h handlers) reportBySecret(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	s := Secret(r.PathValue("secret"))
	p, m, err := linked(ctx, &u.View, s)
	if err != nil {
		return nil, err
	}
	f, c, err := readCounts(r)
	if err == nil {
		err = put(ctx, u, p, m, c)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, m, pageErr := linked(ctx, v, s)
			if pageErr != nil {
				return nil, pageErr
			}
			return h.secretOf(ctx, v, s, p, m, f, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(s.Path()), nil
}

// open says whether points may report now.
func (p pointsPage) open() bool {
	return !p.Meeting.Template && !p.Meeting.State.Ended() && !p.Now.Before(p.Opens)
}

// counting says whether it is time to ask who has not reported.
func (p pointsPage) counting() bool {
	return p.Meeting.State.Runs() || p.Meeting.State == meeting.Closed || !p.Now.Before(p.Meeting.Starts.Add(-24*time.Hour))
}
