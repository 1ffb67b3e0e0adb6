package account

import (
	"context"
	"slices"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
)

// Address returns the page of an account.
func (a ID) Address() string { return "/accounts/" + string(a) }

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get("/login", h.signInPage).Open(),
		web.InSteps("POST /login", h.signIn).Open(),
		web.Get(secondAddress, h.secondPage).Open(),
		web.InSteps("POST "+secondAddress, h.second).Open(),
		web.InSteps("POST "+passkeyAddress+"/begin", h.beginPasskey).Open(),
		web.InSteps("POST "+passkeyAddress, h.signInByPasskey).Open(),
		web.Post("/logout", h.signOut).Open(),
		web.Get("/account", h.own),
		web.InSteps("POST /account/password", h.changePassword).OfPerson(),
		web.Post("/account/body", h.switchBody).OfPerson(),
		web.Post("/account/sessions/{id}/revoke", h.revokeOwnSession).OfPerson(),
		web.Post("/account/sessions/others/revoke", h.revokeOthers).OfPerson(),
		web.Get(proveAddress, h.provePage),
		web.Post(proveAddress, h.prove).OfPerson(),
		web.Post(provePasskeyBegins, h.beginProof).OfPerson(),
		web.Get(policyAddress, h.policies),
		web.Post(policyAddress, h.require),
		web.Get("/account/tokens", h.tokens),
		web.Post("/account/tokens", h.makeToken),
		web.Post("/account/tokens/{id}/revoke", h.revokeToken),
		web.Get("/account/deputies", h.ownDeputies),
		web.Post("/account/deputies", h.nameOwnDeputy),
		web.Post("/account/deputies/{id}/end", h.endDeputy),
		web.Get("/accounts", h.list),
		web.Get("/accounts/new", h.newAccount),
		web.Get(bodiesAddress, h.offer),
		web.InSteps("POST /accounts", h.create),
		web.Get("/accounts/{id}", h.account),
		web.Post("/accounts/{id}/grants", h.grant),
		web.Post("/accounts/grants/{id}/revoke", h.revoke),
		web.Get("/accounts/{id}/deputies", h.deputies),
		web.Post("/accounts/{id}/deputies", h.nameDeputy),
		web.InSteps("POST /accounts/{id}/password", h.resetPassword),
		web.Post("/accounts/{id}/name", h.rename),
		web.Post("/accounts/{id}/factors/reset", h.resetFactors),
		web.Post("/accounts/{id}/disable", h.disable),
		web.Post("/accounts/{id}/enable", h.enable),
	}
}

type handlers struct{ Deps }

// Signed returns who is signed in as the frame of every page shows it; nil
// for nobody.
func Signed(ctx context.Context, v *work.View) (*ui.Account, error) {
	if !v.Actor.SignedIn() {
		return nil, nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	a := &ui.Account{ID: v.Actor.Account, Name: v.Actor.Name}
	if v.Actor.Post != "" {
		a.Acting = v.Actor.Account + ui.ActingBetween + v.Actor.Post
	}
	names, err := replaced(ctx, v, v.Actor.Posts)
	if err != nil {
		return nil, err
	}
	for _, p := range v.Actor.Posts {
		said := postInWords(ctx, tree, names, p, v.Today)
		if p.ID == v.Actor.Post {
			a.Post = said
			continue
		}
		a.Posts = append(a.Posts, ui.MenuItem{Label: tActAs.In(ctx, said), Href: "/account/body", Post: true, Name: "body", Value: p.ID, Icon: ui.IconBody})
	}
	a.Menu = []ui.MenuItem{
		{Label: tOwn.In(ctx), Href: "/account", Icon: ui.IconPerson},
		{Label: tSignOut.In(ctx), Href: "/logout", Post: true, Icon: ui.IconSignOut},
	}
	return a, nil
}

// replaced returns the names of those in whose place posts are held.
func replaced(ctx context.Context, v *work.View, posts []access.Post) (map[ID]string, error) {
	var who []ID
	for _, p := range posts {
		if p.For != "" {
			who = append(who, ID(p.For))
		}
	}
	if who == nil {
		return nil, nil
	}
	return Names(ctx, v, who)
}

// postInWords says what somebody is in a post: "Văn phòng, Tỉnh uỷ …", and in
// whose place, by the names of [replaced].
func postInWords(ctx context.Context, tree *org.Tree, names map[ID]string, p access.Post, day civil.Date) string {
	said := ""
	if p.For != "" {
		said = tInPlaceOfWhom.In(ctx, names[ID(p.For)]) + ": "
	}
	for _, r := range rolesIn(p) {
		said += RoleTitle(r).In(ctx) + ", "
	}
	return said + placeName(ctx, tree, bodyOf(p.Body), day)
}

// rolesIn returns the roles that were granted on the body of a post.
func rolesIn(p access.Post) (roles []access.Role) {
	for _, g := range p.Grants {
		if g.Scope == p.Body && !slices.Contains(roles, g.Role) {
			roles = append(roles, g.Role)
		}
	}
	return roles
}

// placeName returns the name of the body, or the words for everywhere.
func placeName(ctx context.Context, tree *org.Tree, b org.ID, day civil.Date) string {
	if b == "" {
		return tEverywhere.In(ctx)
	}
	return tree.Name(b, day)
}

func (h handlers) signInPage(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	next := r.Local("next", "/")
	if v.Actor.SignedIn() {
		return web.To(next), nil
	}
	return web.Show(signInView(signInForm{Next: next, Ways: h.Ways, Demo: h.Demo, Passkeys: h.Door.Factors.Passkeys()}, nil)), nil
}

// browserTime is how long a browser is known after signing in, in seconds.
const browserTime = 365 * 24 * 3600

func (h handlers) signIn(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	form := h.signInForm(r)
	entry, err := h.Door.SignIn(ctx, s, Attempt{
		Login: form.Login, Password: r.Raw("password"), Address: r.RemoteAddr, Device: r.UserAgent(),
		Browser: h.Door.value(r.Request, browserCookie), Token: h.Door.token(r.Request),
	})
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return signInView(form, web.FieldErrors(ctx, err)), nil
		})
	}
	return h.Door.Entered(r, entry, form.Next), nil
}

func (h handlers) signOut(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := SignOut(ctx, u, h.Door.token(r.Request)); err != nil {
		return nil, err
	}
	return web.To("/login").Saying(tSignedOut).Setting(h.Door.cookie(r.Request, sessionCookie, "", -1)), nil
}

func (h handlers) own(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.ownPage(ctx, v, r, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) ownPage(ctx context.Context, v *work.View, r *web.Request, wrong []ui.FieldError) (templ.Component, error) {
	own := ID(v.Actor.Account)
	a, err := Find(ctx, v, own)
	if err != nil {
		return nil, err
	}
	p := ownAccount{Account: a, OwnWays: h.OwnWays, Pages: h.Pages, Post: v.Actor.Post, Posts: v.Actor.Posts, Today: v.Today, Wrong: wrong}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Standing, err = standing(ctx, v, p.Tree, a.Grants); err != nil {
		return nil, err
	}
	if p.Replaced, err = replaced(ctx, v, p.Posts); err != nil {
		return nil, err
	}
	if p.Sessions, err = Sessions(ctx, v, own); err != nil {
		return nil, err
	}
	if p.Entries, err = Entries(ctx, v, own); err != nil {
		return nil, err
	}
	if s, err := sessionOf(ctx, v, h.Door.token(r.Request)); err != nil {
		return nil, err
	} else if s != nil {
		p.Here = s.ID
	}
	p.say = func(t time.Time) string { return said(v, t) }
	return ownView(p), nil
}

// said returns an instant as pages show it, to the minute.
func said(v *work.View, at time.Time) string { return at.In(v.Zone).Format("15:04 02/01/2006") }

func (h handlers) changePassword(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	old, chosen := r.Raw("old"), r.Raw("new")
	var err error
	if chosen != r.Raw("again") {
		err = fault.At("again", tNotAgain)
	} else {
		err = h.Door.ChangePassword(ctx, s, h.Door.token(r.Request), old, chosen)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.ownPage(ctx, v, r, web.FieldErrors(ctx, err))
		})
	}
	return web.To("/account").Saying(tPasswordChanged), nil
}

func (h handlers) switchBody(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	p, err := Switch(ctx, u, h.Door.token(r.Request), r.Text("body"))
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	names, err := replaced(ctx, &u.View, []access.Post{p})
	if err != nil {
		return nil, err
	}
	return web.To(r.Local("back", "/")).Saying(tSwitched, postInWords(ctx, tree, names, p, u.Today)), nil
}

func (h handlers) revokeOwnSession(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	s, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := RevokeSession(ctx, u, SessionID(s)); err != nil {
		return nil, err
	}
	return web.To("/account").Saying(tSessionRevoked), nil
}

func (h handlers) revokeOthers(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	if err := RevokeOthers(ctx, u, h.Door.token(r.Request)); err != nil {
		return nil, err
	}
	return web.To("/account").Saying(tOthersRevoked), nil
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if err := checkSomewhere(v); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := accountList{
		Question: Question{Search: r.Text("q"), After: r.Text("after"), Disabled: r.Checked("disabled")},
		At:       r.Choice("body"), Tree: tree, Bodies: bodies(v, tree, v.Today), Today: v.Today,
	}
	var unclear error
	if p.Body, unclear = p.Bodies.Meant("body", p.At); unclear != nil {
		p.Wrong = web.FieldErrors(ctx, unclear)
		return nil, web.Again(unclear, func(context.Context, *work.View) (templ.Component, error) { return listView(p), nil })
	}
	if p.Accounts, p.More, err = List(ctx, v, p.Question); err != nil {
		return nil, err
	}
	return web.Show(listView(p)), nil
}

// bodiesAddress offers the bodies on which the actor may grant roles.
const bodiesAddress = "/accounts/bodies"

// bodies is a field for a body of day on which the actor may grant roles.
func bodies(v *work.View, tree *org.Tree, day civil.Date) org.Chooser {
	actor := v.Actor
	return org.Chooser{Tree: tree, Day: day, From: bodiesAddress, May: func(b org.ID) bool { return actor.May(CanManage, b.Scope()) }}
}

// scopes is a field for the scope of a role: one of [bodies], or everywhere
// for those who may grant it there.
func scopes(ctx context.Context, v *work.View, tree *org.Tree, f grantForm) org.Chooser {
	day := v.Today
	if from, ok := civil.Read(f.From); ok && !from.IsZero() {
		day = from
	}
	c := bodies(v, tree, day)
	c.DayField = "from"
	if v.Actor.May(CanManage, access.Everywhere) {
		c.From += "?everywhere=1"
		c.Also = []string{tEverywhere.In(ctx)}
	}
	return c
}

// offer offers the bodies on which roles can be granted to the field in which
// one is chosen.
func (h handlers) offer(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if err := checkSomewhere(v); err != nil {
		return nil, err
	}
	if !r.WantsJSON() {
		return web.To("/accounts"), nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	c := bodies(v, tree, v.Today)
	if r.Checked("everywhere") {
		c = scopes(ctx, v, tree, grantForm{})
	}
	return c.Offer(r), nil
}

func roleOptions(ctx context.Context) []ui.Option {
	var options []ui.Option
	for _, r := range access.Roles() {
		options = append(options, ui.Option{Value: string(r), Label: RoleTitle(r).In(ctx), Hint: roleHints[r].In(ctx)})
	}
	return options
}

func (h handlers) newAccount(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := newPage(ctx, v, newForm{grantForm: firstGrant(v)}, nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func newPage(ctx context.Context, v *work.View, f newForm, wrong []ui.FieldError) (templ.Component, error) {
	if err := checkSomewhere(v); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	return newView(f, scopes(ctx, v, tree, f.grantForm), wrong), nil
}

func (h handlers) create(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	f := newForm{Login: r.Text("login"), Name: r.Text("name"), grantForm: readGrant(r)}
	made, plain, err := h.createWith(ctx, s, f)
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return newPage(ctx, v, f, web.FieldErrors(ctx, err))
		})
	}
	return web.Show(issuedView(made, FoldLogin(f.Login), plain)), nil
}

// createWith makes the account with its first role, and a temporary password
// to hand to its owner.
func (h handlers) createWith(ctx context.Context, s *web.Session, f newForm) (made ID, plain string, err error) {
	if err := s.View(ctx, checkSomewhere); err != nil {
		return "", "", err
	}
	plain = Temporary()
	p, err := Choose(ctx, plain)
	if err != nil {
		return "", "", err
	}
	err = s.Do(ctx, func(u *work.Unit) error {
		if made, err = Create(ctx, u, NewAccount{Login: f.Login, Name: f.Name, Password: p, Temporary: true}); err != nil {
			return err
		}
		return f.grant(ctx, u, made)
	})
	return made, plain, err
}

// readGrant reads the fields that grant a role.
func readGrant(r *web.Request) grantForm {
	return grantForm{Role: r.Text("role"), Body: r.Choice("body"), From: r.Text("from"), Until: r.Text("until")}
}

// grant grants what was filled in. People mean the last day of a period to be
// part of it.
func (f grantForm) grant(ctx context.Context, u *work.Unit, to ID) error {
	from, ok1 := civil.Read(f.From)
	until, ok2 := civil.Read(f.Until)
	var wrong fault.Fields
	if !ok1 {
		wrong.Add("from", tDayWrong)
	}
	if !ok2 {
		wrong.Add("until", tDayWrong)
	}
	scope, err := f.scope(ctx, &u.View)
	wrong = append(wrong, fault.All(err)...)
	if err := wrong.Err(); err != nil {
		return err
	}
	if !until.IsZero() {
		until = until.AddDays(1)
	}
	_, err = GrantRole(ctx, u, NewGrant{Account: to, Role: access.Role(f.Role), Scope: scope, Interval: civil.Interval{From: from, Until: until}})
	return err
}

// scope returns where the role is to be held.
func (f grantForm) scope(ctx context.Context, v *work.View) (access.Scope, error) {
	if f.Body == "" {
		return "", fault.At("body", tBodyMissing)
	}
	if access.Scope(f.Body) == access.Everywhere || f.Body == tEverywhere.For(text.Vietnamese) || f.Body == tEverywhere.For(text.English) {
		return access.Everywhere, nil
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return "", err
	}
	b, err := scopes(ctx, v, tree, f).Meant("body", f.Body)
	return b.Scope(), err
}

func (h handlers) account(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	a, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	c, err := h.accountPage(ctx, v, ID(a), firstGrant(v), nil)
	if err != nil {
		return nil, err
	}
	return web.Show(c), nil
}

func (h handlers) accountPage(ctx context.Context, v *work.View, account ID, f grantForm, wrong []ui.FieldError) (templ.Component, error) {
	p, err := h.accountOf(ctx, v, account, f)
	p.Wrong = wrong
	return accountView(p), err
}

func (h handlers) accountOf(ctx context.Context, v *work.View, account ID, f grantForm) (p oneAccount, err error) {
	if err := checkSomewhere(v); err != nil {
		return p, err
	}
	a, err := Find(ctx, v, account)
	if err != nil {
		return p, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return p, err
	}
	p = oneAccount{Account: a, Tree: tree, NewName: a.Name, Form: f, Bodies: scopes(ctx, v, tree, f),
		InHand: InHand(v, a), Leads: leads(ctx, v, a), Own: v.Actor.Account == string(account), Actor: v.Actor, Today: v.Today}
	if p.Standing, err = standing(ctx, v, tree, a.Grants); err != nil {
		return p, err
	}
	if p.Tokens, err = tokensIn(ctx, v, a, tree, h.Door.Scopes); err != nil {
		return p, err
	}
	if p.InHand {
		if p.Factors, err = factor.Of(ctx, v, string(a.ID)); err != nil {
			return p, err
		}
	}
	slices.Reverse(a.Grants)
	var granters []ID
	for _, g := range a.Grants {
		granters = append(granters, ID(g.By))
	}
	p.Created = said(v, a.Created)
	p.Names, err = Names(ctx, v, granters)
	return p, err
}

// A Lead returns a link from the page of an account to what another capability
// keeps about its person, and whether the actor may follow it.
type Lead func(ctx context.Context, v *work.View, a *Account) (ui.Action, bool)

var leadsFrom []Lead

// LeadFrom adds a link to the page of an account. Call it from package-level
// variables only.
func LeadFrom(l Lead) struct{} {
	leadsFrom = append(leadsFrom, l)
	return struct{}{}
}

func leads(ctx context.Context, v *work.View, a *Account) (out []ui.Action) {
	for _, l := range leadsFrom {
		if to, ok := l(ctx, v, a); ok {
			out = append(out, to)
		}
	}
	return out
}

func (h handlers) grant(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	a, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	f := readGrant(r)
	if err := f.grant(ctx, u, ID(a)); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.accountPage(ctx, v, ID(a), f, web.FieldErrors(ctx, err))
		})
	}
	return web.To(ID(a).Address()).Saying(tGranted), nil
}

func (h handlers) revoke(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	g, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := Revoke(ctx, u, GrantID(g)); err != nil {
		return nil, err
	}
	return web.To(r.Local("back", "/accounts")).Saying(tRevoked), nil
}

func (h handlers) resetPassword(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	path, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	var a *Account
	if err := s.View(ctx, func(v *work.View) error {
		a, err = inHand(ctx, v, ID(path))
		return err
	}); err != nil {
		return nil, err
	}
	plain := Temporary()
	p, err := Choose(ctx, plain)
	if err != nil {
		return nil, err
	}
	if err := s.Do(ctx, func(u *work.Unit) error { return SetPassword(ctx, u, a.ID, p) }); err != nil {
		return nil, err
	}
	return web.Show(issuedView(a.ID, a.Login, plain)), nil
}

func (h handlers) rename(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	a, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	name := r.Text("name")
	if wrong := Rename(ctx, u, ID(a), name); wrong != nil {
		return nil, web.Again(wrong, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, err := h.accountOf(ctx, v, ID(a), firstGrant(v))
			p.NewName, p.WrongName = name, web.FieldErrors(ctx, wrong)
			return accountView(p), err
		})
	}
	return web.To(ID(a).Address()).Saying(tRenamedDone), nil
}

func (h handlers) disable(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	a, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := Disable(ctx, u, ID(a)); err != nil {
		return nil, err
	}
	return web.To(ID(a).Address()).Saying(tDisabledDone), nil
}

func (h handlers) enable(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	a, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	if err := Enable(ctx, u, ID(a)); err != nil {
		return nil, err
	}
	return web.To(ID(a).Address()).Saying(tEnabledDone), nil
}

// firstGrant returns what the fields that grant a role begin with.
func firstGrant(v *work.View) grantForm {
	return grantForm{Role: string(access.Specialist), From: v.Today.Vietnamese()}
}
