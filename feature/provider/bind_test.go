package provider_test

import (
	"context"
	"io/fs"
	"slices"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/provider"
	"quyet/feature/rule"
)

var schema = []fs.FS{rule.Schema, org.Schema, factor.Schema, account.Schema, provider.Schema}

const sso, other = "https://sso.example.vn", "https://id.example.vn"

// as returns a person of an account, who sits at a browser.
func as(account string) work.Who {
	return work.As(access.Actor{Account: account, Name: account, ProvedUntil: time.Now().AddDate(1, 0, 0)})
}

func wantKind(t *testing.T, what string, err error, want fault.Kind) {
	t.Helper()
	if !fault.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// People bind their own accounts and see their own bindings; nobody, and no
// program that acts for a person, binds anything. An account is one subject of a
// provider, and a subject one account.
func TestBindings(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		bind := func(who work.Who, issuer, subject string) error {
			return o.Do(ctx, who, func(u *work.Unit) error { return provider.Bind(ctx, u, issuer, subject) })
		}
		unbind := func(who work.Who, issuer string) error {
			return o.Do(ctx, who, func(u *work.Unit) error { return provider.Unbind(ctx, u, issuer) })
		}
		issuers := func(who work.Who) (all []string) {
			t.Helper()
			if err := o.View(ctx, who, func(v *work.View) error {
				held, err := provider.Bindings(ctx, v)
				for _, b := range held {
					if !b.Bound.Equal(o.Now()) || !b.Used.IsZero() {
						t.Errorf("%+v", b)
					}
					all = append(all, b.Issuer)
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return all
		}
		nobody, an, binh := work.As(access.Actor{}), as("an"), as("binh")
		stale := work.As(access.Actor{Account: "an"})
		program := work.As(access.Actor{Account: "an", Only: []*access.Permission{}})
		for what, err := range map[string]error{
			"nobody binds":      bind(nobody, sso, "1"),
			"nobody unbinds":    unbind(nobody, sso),
			"a program binds":   bind(program, sso, "1"),
			"a program unbinds": unbind(program, sso),
			"nobody looks": o.View(ctx, nobody, func(v *work.View) error {
				_, err := provider.Bindings(ctx, v)
				return err
			}),
		} {
			wantKind(t, what, err, fault.Forbidden)
		}
		for _, issuer := range []string{sso, other} {
			if err := bind(an, issuer, "1"); err != nil {
				t.Fatal(err)
			}
		}
		if got := issuers(an); !slices.Equal(got, []string{other, sso}) {
			t.Errorf("bound to %q", got)
		}
		if got := issuers(binh); len(got) > 0 {
			t.Errorf("another sees %q", got)
		}
		wantKind(t, "unbinding long after signing in", unbind(stale, sso), fault.Unproven)
		wantKind(t, "a second subject", bind(an, sso, "2"), fault.Conflict)
		wantKind(t, "the subject of another", bind(binh, sso, "1"), fault.Conflict)
		wantKind(t, "unbinding what is not bound", unbind(binh, sso), fault.Unknown)
		if err := bind(binh, sso, "2"); err != nil {
			t.Fatal(err)
		}
		if err := unbind(an, sso); err != nil {
			t.Fatal(err)
		}
		if got := issuers(an); !slices.Equal(got, []string{other}) {
			t.Errorf("bound to %q after unbinding", got)
		}
		if got := issuers(binh); !slices.Equal(got, []string{sso}) {
			t.Errorf("unbinding one took from another: %q", got)
		}
		var kinds []string
		o.MustView(t, func(v *work.View) error {
			events, err := v.History(ctx, "an", 10)
			for _, e := range events {
				kinds = append(kinds, e.Kind)
			}
			return err
		})
		slices.Sort(kinds)
		if !slices.Equal(kinds, []string{"provider.bound", "provider.bound", "provider.unbound"}) {
			t.Errorf("the history says %q", kinds)
		}
	})
}

// An account that is erased, or whose factors were reset, is nobody's at any
// provider.
func TestErased(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		o.Subscribers = provider.Capability(provider.Deps{}).Subscribers
		ctx := t.Context()
		for _, who := range []string{"an", "binh", "chi"} {
			if err := o.Do(ctx, as(who), func(u *work.Unit) error { return provider.Bind(ctx, u, sso, who) }); err != nil {
				t.Fatal(err)
			}
		}
		o.MustDo(t, func(u *work.Unit) error { return u.Record(ctx, "account.erased", "an", nil) })
		o.MustDo(t, func(u *work.Unit) error { return factor.Forget(ctx, u, "chi", true) })
		left := func(ctx context.Context, who string) (n int) {
			t.Helper()
			if err := o.View(ctx, as(who), func(v *work.View) error {
				held, err := provider.Bindings(ctx, v)
				n = len(held)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return n
		}
		if left(ctx, "an") != 0 || left(ctx, "binh") != 1 || left(ctx, "chi") != 0 {
			t.Errorf("%d, %d and %d are left", left(ctx, "an"), left(ctx, "binh"), left(ctx, "chi"))
		}
	})
}
