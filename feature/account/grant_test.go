package account_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

func TestWhoMayGrant(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		token := map[string]account.Token{}
		for _, login := range []string{"quantri", "bac.quantri", "bac.vanphong"} {
			token[login] = w.enter(t, login).Token
		}
		who := func(login string) work.Who { return account.BySession(token[login]) }
		grant := func(login string, role access.Role, scope access.Scope, period civil.Interval) (g account.GrantID, err error) {
			err = o.Do(ctx, who(login), func(u *work.Unit) error {
				g, err = account.GrantRole(ctx, u, account.NewGrant{Account: w.other, Role: role, Scope: scope, Interval: period})
				return err
			})
			return g, err
		}
		now := civil.Since(day("2026-11-20"))
		for name, c := range map[string]struct {
			by     string
			role   access.Role
			scope  access.Scope
			period civil.Interval
			want   fault.Kind
		}{
			"a clerk":                   {"bac.vanphong", access.Office, w.north.Scope(), now, fault.Forbidden},
			"above one's scope":         {"bac.quantri", access.Office, w.province.Scope(), now, fault.Forbidden},
			"beside one's scope":        {"bac.quantri", access.Head, w.south.Scope(), now, fault.Forbidden},
			"everywhere from somewhere": {"bac.quantri", access.Administrator, access.Everywhere, now, fault.Forbidden},
			"nobody":                    {"", access.Office, w.north.Scope(), now, fault.Forbidden},
			"a body that is not there":  {"quantri", access.Office, "nowhere", now, fault.Unknown},
			"a role that is not there":  {"quantri", "emperor", w.north.Scope(), now, fault.Invalid},
			"no first day":              {"quantri", access.Head, w.north.Scope(), civil.Interval{}, fault.Invalid},
			"an empty period":           {"quantri", access.Head, w.north.Scope(), civil.Interval{From: day("2026-12-01"), Until: day("2026-12-01")}, fault.Invalid},
			"a period that is over":     {"quantri", access.Head, w.north.Scope(), civil.Interval{From: day("2026-01-01"), Until: day("2026-11-20")}, fault.Invalid},
			"from a day that is past":   {"quantri", access.Head, w.north.Scope(), civil.Since(day("2026-11-19")), fault.Invalid},
			"a role held already":       {"quantri", access.Office, w.south.Scope(), now, fault.Conflict},
		} {
			_, err := grant(c.by, c.role, c.scope, c.period)
			wantKind(t, name, err, c.want)
		}
		err := o.Do(ctx, who("quantri"), func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: "nobody", Role: access.Head, Scope: w.north.Scope(), Interval: now})
			return err
		})
		wantKind(t, "an account that is not there", err, fault.Unknown)

		g, err := grant("bac.quantri", access.Specialist, w.north.Scope(), now)
		if err != nil {
			t.Fatal(err)
		}
		// The account now serves two communes: neither administrator has it in hand.
		err = o.Do(ctx, who("bac.quantri"), func(u *work.Unit) error { return account.SetPassword(ctx, u, w.other, w.password) })
		wantKind(t, "the password of one who serves elsewhere too", err, fault.Forbidden)
		err = o.Do(ctx, who("quantri"), func(u *work.Unit) error { return account.SetPassword(ctx, u, w.other, w.password) })
		if err != nil {
			t.Error(err)
		}
		revoke := func(by string, g account.GrantID) error {
			return o.Do(ctx, who(by), func(u *work.Unit) error { return account.Revoke(ctx, u, g) })
		}
		wantKind(t, "revoking without the right", revoke("bac.vanphong", g), fault.Unknown)
		if err := revoke("bac.quantri", g); err != nil {
			t.Error(err)
		}
		o.MustView(t, func(v *work.View) error {
			a, err := account.Find(ctx, v, w.other)
			if err != nil {
				return err
			}
			if n := len(a.Grants); n != 2 || a.Grants[1].By != string(w.chief) || a.Grants[1].StateOn(v.Today) != account.Ended || a.Grants[0].StateOn(v.Today) != account.InForce {
				t.Errorf("the grants are %+v", a.Grants)
			}
			root, err := account.Find(ctx, v, w.root)
			if err != nil {
				return err
			}
			wantKind(t, "revoking one's own", revoke("quantri", root.Grants[0].ID), fault.Conflict)
			wantKind(t, "revoking above one's scope", revoke("bac.quantri", root.Grants[0].ID), fault.Unknown)
			return nil
		})
		if _, err := grant("bac.quantri", access.Specialist, w.north.Scope(), now); err != nil {
			t.Errorf("granting again what was revoked: %v", err)
		}
	})
}

func TestCreateRefusals(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		create := func(by string, n account.NewAccount) error {
			return o.Do(ctx, account.BySession(w.enter(t, by).Token), func(u *work.Unit) error {
				_, err := account.Create(ctx, u, n)
				return err
			})
		}
		good := account.NewAccount{Login: "Hồng.Hà", Name: "Cán bộ thử", Password: w.password}
		with := func(change func(*account.NewAccount)) account.NewAccount {
			n := good
			change(&n)
			return n
		}
		wantKind(t, "a clerk", create("bac.vanphong", good), fault.Forbidden)
		wantKind(t, "a login in use", create("quantri", with(func(n *account.NewAccount) { n.Login = "QUẢNTRỊ" })), fault.Conflict)
		wantKind(t, "a login with blanks", create("quantri", with(func(n *account.NewAccount) { n.Login = "hai tu" })), fault.Invalid)
		wantKind(t, "a login with foreign letters", create("quantri", with(func(n *account.NewAccount) { n.Login = "иван" })), fault.Invalid)
		wantKind(t, "no name", create("quantri", with(func(n *account.NewAccount) { n.Name = "  " })), fault.Invalid)
		wantKind(t, "a name too long", create("quantri", with(func(n *account.NewAccount) { n.Name = strings.Repeat("ạ", 101) })), fault.Invalid)
		wantKind(t, "no password", create("quantri", with(func(n *account.NewAccount) { n.Password = account.Password{} })), fault.Invalid)
		if err := create("bac.quantri", good); err != nil {
			t.Error(err)
		}
		w.enter(t, "hong.ha")
	})
}

func TestList(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		list := func(by string, q account.Question) []string {
			t.Helper()
			var logins []string
			err := o.View(ctx, account.BySession(w.enter(t, by).Token), func(v *work.View) error {
				for more := true; more; {
					var page []account.Account
					var err error
					if page, more, err = account.List(ctx, v, q); err != nil {
						return err
					}
					if q.Limit > 0 && len(page) > q.Limit {
						t.Errorf("a page of %d, want at most %d", len(page), q.Limit)
					}
					for _, a := range page {
						logins = append(logins, a.Login)
						q.After = a.Login
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return logins
		}
		all := []string{"bac.quantri", "bac.vanphong", "nam.vanphong", "quantri"}
		for name, c := range map[string]struct {
			by   string
			q    account.Question
			want []string
		}{
			"everything":        {"quantri", account.Question{}, all},
			"in pages":          {"quantri", account.Question{Limit: 1}, all},
			"without marks":     {"quantri", account.Question{Search: "VAN PHONG"}, []string{"bac.vanphong", "nam.vanphong"}},
			"signs of patterns": {"quantri", account.Question{Search: "%"}, nil},
			"of a body":         {"quantri", account.Question{Body: w.south}, []string{"nam.vanphong"}},
			"within a scope":    {"bac.quantri", account.Question{}, []string{"bac.quantri", "bac.vanphong"}},
			"outside the scope": {"bac.quantri", account.Question{Body: w.south}, nil},
		} {
			if got := list(c.by, c.q); !slices.Equal(got, c.want) {
				t.Errorf("%s: got %q, want %q", name, got, c.want)
			}
		}
		err := o.View(ctx, account.BySession(w.enter(t, "bac.vanphong").Token), func(v *work.View) error {
			_, _, err := account.List(ctx, v, account.Question{})
			return err
		})
		wantKind(t, "a clerk", err, fault.Forbidden)
	})
}

func TestSwitch(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		o.MustDo(t, func(u *work.Unit) error {
			_, err := account.GrantRole(ctx, u, account.NewGrant{Account: w.clerk, Role: access.Head, Scope: w.south.Scope(),
				Interval: civil.Interval{From: day("2026-11-01"), Until: day("2026-11-22")}})
			return err
		})
		here, there := w.enter(t, "bac.vanphong").Token, w.enter(t, "bac.vanphong").Token
		to := func(b org.ID) error {
			return o.Do(ctx, account.BySession(here), func(u *work.Unit) error { _, err := account.Switch(ctx, u, here, string(b)); return err })
		}
		wantKind(t, "a body without a role", to(w.province), fault.Unknown)
		if err := to(w.south); err != nil {
			t.Fatal(err)
		}
		if w.actor(t, here).Body != w.south.Scope() || w.actor(t, there).Body != w.north.Scope() {
			t.Error("switching must change this session and no other")
		}
		o.Set(time.Date(2026, 11, 21, 23, 0, 0, 0, dbtest.Zone))
		here = w.enter(t, "bac.vanphong").Token
		if err := to(w.south); err != nil {
			t.Fatal(err)
		}
		o.Advance(2 * time.Hour)
		if a := w.actor(t, here); a.Body != w.north.Scope() || len(a.Grants) != 1 {
			t.Errorf("after the grant has ended: %+v, want the other body", a)
		}
	})
}

// TestGrantsOverTime grants and revokes at random and compares what an account
// holds each day, and what its actor may do at the end, with a plain list.
func TestGrantsOverTime(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		w := build(t, o)
		runs := 0
		rapid.Check(t, func(rt *rapid.T) {
			runs++
			m := &model{town: w, login: fmt.Sprintf("thu.%d", runs)}
			o.MustDo(t, func(u *work.Unit) (err error) {
				m.account, err = account.Create(t.Context(), u, account.NewAccount{Login: m.login, Name: "Tài khoản thử", Password: w.password})
				return err
			})
			steps := []func(*rapid.T){m.grant, m.grant, m.revoke, m.wait}
			for range rapid.IntRange(1, 12).Draw(rt, "steps") {
				rapid.SampledFrom(steps).Draw(rt, "step")(rt)
			}
			m.check(rt)
			var got []string
			for _, p := range w.actor(t, w.enter(t, m.login).Token).Posts {
				for _, g := range p.Grants {
					if g.Scope != p.Body {
						rt.Fatalf("in the post at %s the actor holds %+v", p.Body, g)
					}
					got = append(got, fmt.Sprint(g.Role, g.Scope))
				}
			}
			if want := m.held(); !same(got, want) {
				rt.Fatalf("the actor holds %q, want %q", got, want)
			}
		})
	})
}

// A model is a plain list of what was granted.
type model struct {
	*town
	login   string
	account account.ID
	grants  []modelGrant
}

type modelGrant struct {
	id   account.GrantID
	role access.Role
	body org.ID
	civil.Interval
}

func (m *model) today() civil.Date { return civil.Of(m.Now().In(dbtest.Zone)) }

func (m *model) grant(t *rapid.T) {
	g := modelGrant{role: rapid.SampledFrom(access.Roles()).Draw(t, "role"), body: rapid.SampledFrom([]org.ID{m.north, m.south}).Draw(t, "body")}
	g.From = m.today().AddDays(rapid.IntRange(-5, 5).Draw(t, "from"))
	if n := rapid.IntRange(0, 12).Draw(t, "days"); n > 0 {
		g.Until = g.From.AddDays(n)
	}
	refused := !g.Until.IsZero() && !m.today().Before(g.Until) || slices.ContainsFunc(m.grants, func(h modelGrant) bool {
		return h.role == g.role && h.body == g.body && h.Valid() && h.Overlaps(g.Interval)
	})
	ctx := context.Background()
	err := m.Do(ctx, work.System("test"), func(u *work.Unit) (err error) {
		g.id, err = account.GrantRole(ctx, u, account.NewGrant{Account: m.account, Role: g.role, Scope: g.body.Scope(), Interval: g.Interval})
		return err
	})
	if refused != (err != nil) {
		t.Fatalf("granting %+v on %v: %v", g, m.today(), err)
	}
	if err == nil {
		m.grants = append(m.grants, g)
	}
}

func (m *model) revoke(t *rapid.T) {
	if len(m.grants) == 0 {
		return
	}
	g := &m.grants[rapid.IntRange(0, len(m.grants)-1).Draw(t, "which")]
	ctx := context.Background()
	if err := m.Do(ctx, work.System("test"), func(u *work.Unit) error { return account.Revoke(ctx, u, g.id) }); err != nil {
		t.Fatal(err)
	}
	if today := m.today(); g.Until.IsZero() || today.Before(g.Until) {
		g.Until = today
		if today.Before(g.From) {
			g.Until = g.From
		}
	}
}

func (m *model) wait(t *rapid.T) {
	m.Advance(time.Duration(rapid.IntRange(1, 5).Draw(t, "days")) * 24 * time.Hour)
}

// held returns what is in force today.
func (m *model) held() (held []string) {
	for _, g := range m.grants {
		if g.Valid() && g.Contains(m.today()) {
			held = append(held, fmt.Sprint(g.role, g.body))
		}
	}
	return held
}

func (m *model) check(t *rapid.T) {
	ctx := context.Background()
	err := m.View(ctx, work.System("test"), func(v *work.View) error {
		a, err := account.Find(ctx, v, m.account)
		if err != nil {
			return err
		}
		var got []string
		for _, g := range a.Grants {
			if g.StateOn(v.Today) == account.InForce {
				got = append(got, fmt.Sprint(g.Role, g.Scope))
			}
		}
		if want := m.held(); !same(got, want) {
			t.Fatalf("on %v the account holds %q, want %q", v.Today, got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// same says whether a and b hold the same, in whatever order.
func same(a, b []string) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
