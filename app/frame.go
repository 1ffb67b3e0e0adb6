package app

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/notice"
	"quyet/feature/personal"
	"quyet/feature/search"
)

// ownAccount is the page of the person's own account. It says what to do for
// rights: change a temporary password, or ask for a role.
const ownAccount = "/account"

// dress puts the frame of a page into the context: who is signed in, where
// they can go, what the page before had to say.
func (a *App) dress(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
	shell := ui.Shell{Current: r.URL.RequestURI(), Today: v.Today, LangAt: "/language", SignInAt: "/login"}
	if said := r.Said(); said != "" {
		tone := ui.Positive
		if r.Warned() {
			tone = ui.Caution
		}
		shell.Notices = append(shell.Notices, ui.Notice{Tone: tone, Text: said})
	}
	if r.URL.Path == shell.SignInAt {
		// Who signs in sees how far the log reaches, and can keep it.
		var err error
		if shell.Foot, err = audit.CheckpointLine(ctx, v); err != nil {
			return ctx, err
		}
	}
	if v.Actor.SignedIn() {
		// What is printed tells what the log held: a report on paper is a witness.
		var err error
		if shell.Printed, err = a.Keeper.PrintedLine(ctx, v); err != nil {
			return ctx, err
		}
		shell.Nav = a.menu(v.Actor)
		notice.AheadUnread(v)
		if v.Actor.Unproven {
			shell.Notices = append(shell.Notices, account.MustProveMore(ctx))
		} else if len(shell.Nav) == 0 && r.URL.Path != ownAccount {
			shell.Notices = append(shell.Notices, ui.Notice{Tone: ui.Caution, Text: tMayNothing.In(ctx), Link: &ui.Crumb{Label: tSeeAccount.In(ctx), Href: ownAccount}})
		}
		shell.SearchAt = search.Address
		if r.URL.Path == search.Address {
			shell.Query = r.Text("q")
		}
		signed, err := account.Signed(ctx, v)
		if err != nil {
			return ctx, err
		}
		signed.Menu = slices.Insert(signed.Menu, 1, personal.MenuItem(ctx))
		shell.Account, shell.Idle = signed, account.IdleTime
	}
	return ui.WithShell(ctx, shell), nil
}

// finish tells in the menu how many notices are unread. The count was asked
// ahead, so on PostgreSQL it has come with what the page asked.
func (a *App) finish(ctx context.Context, v *work.View) error {
	unread, err := notice.Unread(ctx, v)
	if err == nil {
		ui.TellNew(ctx, notice.Address, unread)
	}
	return err
}

// menu returns the entries that the actor may follow.
func (a *App) menu(who access.Actor) []ui.NavItem {
	var entries []capability.MenuEntry
	for _, c := range a.Capabilities {
		for _, e := range c.Menu {
			if e.Needs == nil || who.MaySomewhere(e.Needs) {
				entries = append(entries, e)
			}
		}
	}
	slices.SortStableFunc(entries, func(x, y capability.MenuEntry) int { return cmp.Compare(x.Order, y.Order) })
	var items []ui.NavItem
	for _, e := range entries {
		if e.Under == "" || !listed(entries, e.Under) {
			items = append(items, ui.NavItem{Title: e.Title, Href: e.Address, Icon: e.Icon, Key: e.Key})
		}
		for _, under := range entries {
			if under.Under == e.Address {
				items = append(items, ui.NavItem{Title: under.Title, Href: under.Address, Icon: under.Icon, Key: under.Key, Under: e.Address})
			}
		}
	}
	return items
}

// listed says whether an entry with an address is in the menu: what stands under another
// one, which the person may not see, stands by itself.
func listed(entries []capability.MenuEntry, address string) bool {
	return slices.ContainsFunc(entries, func(e capability.MenuEntry) bool { return e.Address == address })
}

// ownRoutes are the addresses that belong to no capability.
func (a *App) ownRoutes() []web.Route {
	return []web.Route{
		web.Get("/{$}", a.start),
		web.InSteps("POST /language", setLanguage).Open(),
		web.InSteps("GET /healthz", alive).Open(),
		web.InSteps("GET /readyz", a.ready).Open(),
	}
}

// start leads to the first page of the person's own menu.
func (a *App) start(_ context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	if items := a.menu(v.Actor); len(items) > 0 {
		return web.To(items[0].Href), nil
	}
	return web.To(ownAccount), nil
}

func setLanguage(_ context.Context, _ *web.Session, r *web.Request) (web.Answer, error) {
	l, _ := text.ParseLang(r.Raw("lang"))
	return web.To(r.Local("back", "/")).Setting(web.LanguageCookie(l)), nil
}

// prove checks the proof that was sent along with a form.
func (a *App) prove(ctx context.Context, s *web.Session, r *web.Request) (*http.Cookie, error) {
	return a.Door.Prove(ctx, s, r)
}

// problemPage tells a person what went wrong.
func problemPage(p web.Problem) templ.Component { return problem(p) }
