package provider

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
)

// Address is the page on which people see and change their bindings.
const Address = "/account/providers"

const signInAddress = "/login/provider/"

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.InSteps("GET "+signInAddress+"{provider}", h.leave).Open(),
		web.InSteps("GET "+signInAddress+"{provider}/answer", h.answer).Open(),
		web.Get(Address, h.list),
		web.InSteps("POST "+Address+"/{provider}", h.begin),
		web.Post(Address+"/{provider}/remove", h.remove),
	}
}

type handlers struct{ Deps }

// named returns the provider that the address names. Faults: Unknown.
func (h handlers) named(r *web.Request) (*Provider, error) {
	for _, p := range h.Providers {
		if p.ID == r.PathValue("provider") {
			return p, nil
		}
	}
	return nil, fault.New(fault.Unknown, tNotBound)
}

// back is the address to which a provider sends people back: each has its own,
// so that the answer of one is never taken for that of another (RFC 9700, 4.4).
func (h handlers) back(p *Provider) string {
	return h.Origin.JoinPath(signInAddress, p.ID, "answer").String()
}

// leave sends somebody to a provider to sign in. No other site may begin that.
func (h handlers) leave(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	p, err := h.named(r)
	if err != nil {
		return nil, err
	}
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
		return web.To("/login"), nil
	}
	now, account, err := asked(ctx, s)
	if err != nil {
		return nil, err
	}
	to, cookie, err := h.visit(ctx, p, newVisit(p.ID, r.Local("next", "/"), "", now))
	if err != nil {
		return h.silent(ctx, err, p, account)
	}
	return web.To(to).Setting(cookie), nil
}

// asked returns the time, and who asks.
func asked(ctx context.Context, s *web.Session) (now time.Time, account string, err error) {
	err = s.View(ctx, func(v *work.View) error {
		now, account = v.Now, v.Actor.Account
		return nil
	})
	return now, account, err
}

// visit begins a visit: it returns the address at the provider, and the cookie.
func (h handlers) visit(ctx context.Context, p *Provider, v visit, more ...oauth2.AuthCodeOption) (to string, cookie *http.Cookie, err error) {
	known, err := p.ask(ctx)
	if err != nil {
		return "", nil, err
	}
	sealed, err := v.seal(h.Sealing)
	if err != nil {
		return "", nil, err
	}
	if p.ACR != "" {
		more = append(more, oauth2.SetAuthURLParam("acr_values", p.ACR))
	}
	more = append(more, oidc.Nonce(v.Nonce), oauth2.S256ChallengeOption(v.Verifier))
	return p.at(known, h.back(p)).AuthCodeURL(v.State, more...), cookieOf(sealed, int(visitTime/time.Second)), nil
}

// cookieOf returns the cookie of a visit. It comes back with the person, whom
// another site sends here: Lax, not Strict.
func cookieOf(value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: visitCookie, Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// silent sends somebody back to where they can go on without the provider, which
// does not answer.
func (h handlers) silent(ctx context.Context, err error, p *Provider, account string) (web.Answer, error) {
	h.Log.WarnContext(ctx, "identity provider does not answer", "provider", p.ID, "error", err)
	return home(account).Saying(tSilent, p.Title()), nil
}

// answer takes what a provider answers: it lets the person in, or binds their
// account.
func (h handlers) answer(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	p, err := h.named(r)
	if err != nil {
		return nil, err
	}
	now, account, err := asked(ctx, s)
	if err != nil {
		return nil, err
	}
	v, ok := openVisit(h.Sealing, r.Kept(visitCookie), p.ID, r.Raw("state"), now)
	if !ok {
		return home(account).Warning(tVisitOver), nil
	}
	over := func(t text.T, args ...any) (web.Answer, error) {
		return backTo(v).Saying(t, args...).Setting(cookieOf("", -1)), nil
	}
	switch {
	case v.Account != account && v.Account != "":
		return over(tVisitOver) // somebody else has signed in at this browser meanwhile
	case r.Raw("iss") != "" && r.Raw("iss") != p.Issuer: // RFC 9207
		return over(tFailed, p.Title())
	case r.Raw("error") == "access_denied":
		return over(tDenied, p.Title())
	case r.Raw("error") != "" || r.Raw("code") == "":
		return over(tFailed, p.Title())
	}
	who, err := p.prove(ctx, h.back(p), r.Raw("code"), v)
	if errors.Is(err, errAnswer) {
		return over(tFailed, p.Title())
	}
	if err != nil {
		return h.silent(ctx, err, p, account)
	}
	if v.Account != "" {
		if err := s.Do(ctx, func(u *work.Unit) error { return Bind(ctx, u, p.Issuer, who.subject) }); err != nil {
			return nil, err
		}
		return over(tBoundDone, p.Title())
	}
	var owned string
	if err := s.View(ctx, func(v *work.View) error {
		owned, err = owner(ctx, v, p.Issuer, who.subject)
		return err
	}); err != nil {
		return nil, err
	}
	if owned == "" {
		return over(tUnbound, p.Title())
	}
	entered, err := h.Enter(ctx, s, r, owned, who.whole, v.Next)
	if err != nil {
		return nil, err
	}
	return entered.Setting(cookieOf("", -1)), s.Do(ctx, func(u *work.Unit) error {
		_, err := u.Exec(ctx, used, p.Issuer, who.subject, u.Now.UnixMicro())
		return err
	})
}

// home is where somebody goes on who has come from nowhere.
func home(account string) web.Redirect {
	if account != "" {
		return web.To(Address)
	}
	return web.To("/login")
}

// backTo is where a visit began.
func backTo(v visit) web.Redirect { return home(v.Account) }

// A row is a provider on the page, bound or not.
type row struct {
	Provider *Provider // nil where it is not named any more
	Issuer   string
	Binding  *Binding // nil where there is none
}

// id stands for the row in addresses; that of one that is not named any more is
// no provider's.
func (r row) id() string {
	if r.Provider == nil {
		return "-"
	}
	return r.Provider.ID
}

func (r row) title(ctx context.Context) string {
	if r.Provider == nil {
		return r.Issuer
	}
	return r.Provider.Title().In(ctx)
}

func (h handlers) list(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	held, err := Bindings(ctx, v)
	if err != nil {
		return nil, err
	}
	return web.Show(listView(v, h.rows(held))), nil
}

// rows returns the providers that are named, and after them those to which there
// are bindings still.
func (h handlers) rows(held []Binding) (rows []row) {
	left := map[string]*Binding{}
	for i := range held {
		left[held[i].Issuer] = &held[i]
	}
	for _, p := range h.Providers {
		rows = append(rows, row{Provider: p, Issuer: p.Issuer, Binding: left[p.Issuer]})
		delete(left, p.Issuer)
	}
	for i := range held {
		if left[held[i].Issuer] != nil {
			rows = append(rows, row{Issuer: held[i].Issuer, Binding: &held[i]})
		}
	}
	return rows
}

// begin shows the way to a provider, where the person proves who they are for it.
// It asks the provider to let them sign in anew: on a machine of an office
// somebody else may be signed in there.
func (h handlers) begin(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	p, err := h.named(r)
	if err != nil {
		return nil, err
	}
	var now time.Time
	var account string
	if err := s.View(ctx, func(v *work.View) error {
		now, account = v.Now, v.Actor.Account
		return v.CheckProof()
	}); err != nil {
		return nil, err
	}
	to, cookie, err := h.visit(ctx, p, newVisit(p.ID, "/", account, now), oauth2.SetAuthURLParam("prompt", "login"))
	if err != nil {
		return h.silent(ctx, err, p, account)
	}
	return web.ShowSetting(goView(p, to), cookie), nil
}

func (h handlers) remove(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	issuer := r.Choice("issuer") // of one that is not named any more
	for _, p := range h.Providers {
		if p.ID == r.PathValue("provider") {
			issuer = p.Issuer
		}
	}
	if err := Unbind(ctx, u, issuer); err != nil {
		return nil, err
	}
	return web.To(Address).Saying(tUnboundDone), nil
}

// nameOf returns the name of an issuer for people: its address where it is not
// named any more.
func nameOf(ctx context.Context, all []*Provider, issuer string) string {
	for _, p := range all {
		if p.Issuer == issuer {
			return p.Title().In(ctx)
		}
	}
	return issuer
}

func when(v *work.View, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(v.Zone).Format("15:04 02/01/2006")
}
