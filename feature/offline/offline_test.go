package offline

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var schema = []fs.FS{org.Schema, rule.Schema, account.Schema, factor.Schema, audit.Schema, search.Schema, task.Schema, Schema}

// A commune is the scene: two communes with a clerk each.
type commune struct {
	*dbtest.Office
	province, own, other org.ID
	clerk, stranger      account.ID
}

func build(t testing.TB, o *dbtest.Office) *commune {
	t.Helper()
	ctx := t.Context()
	c := &commune{Office: o}
	password, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, above org.ID) org.ID {
			b, err := org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: above}, civil.MustParse("2025-07-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		c.province = establish("P", "Tỉnh uỷ Sông Đông", org.Province, "")
		c.own, c.other = establish("N", "Đảng uỷ xã Bắc Hà", org.Commune, c.province), establish("S", "Đảng uỷ xã Nam Hà", org.Commune, c.province)
		made, err := account.CreateAll(ctx, u, []account.NewAccount{{Login: "bac.vanphong", Name: "Văn phòng xã Bắc Hà", Password: password}, {Login: "nam.vanphong", Name: "Văn phòng xã Nam Hà", Password: password}})
		if err != nil {
			return err
		}
		c.clerk, c.stranger = made[0], made[1]
		_, err = account.GrantRoles(ctx, u, []account.NewGrant{
			{Account: c.clerk, Role: access.Office, Scope: c.own.Scope(), Interval: civil.Since(civil.MustParse("2026-01-01"))},
			{Account: c.stranger, Role: access.Office, Scope: c.other.Scope(), Interval: civil.Since(civil.MustParse("2026-01-01"))},
		})
		return err
	})
	return c
}

func as(a account.ID) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		who, err := account.Absent(ctx, v, a, v.Now)
		if err == nil && len(who.Posts) > 0 {
			who = who.In(who.Posts[0])
		}
		return who, err
	}
}

var errUndone = errors.New("undone")

// What comes with a key is carried out once, for one account, also when it comes
// twice at the same time; and again where it was not carried out.
func TestOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		c := build(t, o)
		once := func(who account.ID, key string, end error) (before bool, err error) {
			err = o.Do(ctx, as(who), func(u *work.Unit) (err error) {
				if before, err = Once(ctx, u, key); err != nil {
					return err
				}
				return end
			})
			return before, err
		}
		wants := func(what string, who account.ID, key string, want bool) {
			t.Helper()
			if got, err := once(who, key, nil); err != nil || got != want {
				t.Errorf("%s: %v %v, want %v", what, got, err, want)
			}
		}
		if _, err := once(c.clerk, "a", errUndone); !errors.Is(err, errUndone) {
			t.Fatal(err)
		}
		wants("after one that failed", c.clerk, "a", false)
		wants("the same again", c.clerk, "a", true)
		wants("another", c.clerk, "b", false)
		wants("of somebody else", c.stranger, "a", false)
		var all sync.WaitGroup
		var mu sync.Mutex
		carried := 0
		for range 6 {
			all.Go(func() {
				before, err := once(c.clerk, "c", nil)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
				}
				if !before {
					carried++
				}
			})
		}
		all.Wait()
		if carried != 1 {
			t.Errorf("at the same time it was carried out %d times", carried)
		}
		for _, step := range []struct {
			days int
			want bool
		}{{59, true}, {3, false}} {
			o.Advance(time.Duration(step.days) * 24 * time.Hour)
			if err := sweep(ctx, o.Office); err != nil {
				t.Fatal(err)
			}
			wants("later", c.clerk, "a", step.want)
		}
	})
}

func (c *commune) site(who work.Who) http.Handler {
	site := &web.Site{
		Office: c.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, _ *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language"}), nil
		},
	}
	return site.Handler(Capability().Routes)
}

// A desk is its tasks with the forms that the person may send, and nothing of
// anybody else.
func TestPack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		c := build(t, o)
		var own, waiting, other task.ID
		o.MustDo(t, func(u *work.Unit) error {
			made, err := task.AssignMany(ctx, u, []task.New{
				{Text: "Việc của xã", Issuer: c.province, Lead: c.own, Due: civil.MustParse("2026-12-30")}, {Text: "Chưa nhận", Issuer: c.province, Lead: c.own, Due: civil.MustParse("2026-12-31")},
				{Text: "Việc của xã khác", Issuer: c.province, Lead: c.other, Due: civil.MustParse("2026-12-31")},
			})
			if err != nil {
				return err
			}
			own, waiting, other = made[0], made[1], made[2]
			return task.Accept(ctx, u, task.Ref{ID: own}, "")
		})
		read := func(who work.Who) (p packed) {
			page := webtest.New(t, c.site(who)).Get("/offline/pack").Want(http.StatusOK)
			if err := json.Unmarshal(page.Body, &p); err != nil {
				t.Fatal(err)
			}
			return p
		}
		p := read(as(c.clerk))
		want := []string{"/offline", "/desk", waiting.Address(), own.Address(), own.Address() + "/update", own.Address() + "/submit"}
		slices.Sort(want)
		slices.Sort(p.Pages)
		if p.Who != string(c.clerk) || !slices.Equal(p.Pages, want) {
			t.Errorf("kept is %+v, want %q", p, want)
		}
		if p := read(as(c.stranger)); slices.ContainsFunc(p.Pages, func(at string) bool { return strings.Contains(at, string(own)) }) || !slices.Contains(p.Pages, other.Address()) {
			t.Errorf("somebody else keeps %q", p.Pages)
		}
	})
}

// A telephone is told how the program stands among its own, whoever asks.
func TestManifest(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		c := build(t, o)
		page := webtest.New(t, c.site(work.As(access.Actor{}))).Get("/manifest.webmanifest").Want(http.StatusOK)
		var told map[string]any
		if err := json.Unmarshal(page.Body, &told); err != nil {
			t.Fatal(err)
		}
		if page.Header.Get("Content-Type") != "application/manifest+json" || told["start_url"] != "/desk" || told["display"] != "standalone" || told["short_name"] != "Quyết" {
			t.Errorf("%v %v", page.Header, told)
		}
		for _, icon := range told["icons"].([]any) {
			at := icon.(map[string]any)["src"].(string)
			if !strings.HasPrefix(at, ui.AssetPath) {
				t.Errorf("a picture is at %q", at)
			}
		}
	})
}

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		c := build(t, o)
		as := func(r access.Role, own bool) work.Who {
			return work.As(access.Actor{Account: string(c.clerk), Body: c.own.Scope(), Grants: []access.Grant{{Role: r, Scope: c.own.Scope(), Interval: civil.Since(civil.MustParse("2020-01-01"))}}})
		}
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			"Once": {Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) { before, err := Once(t.Context(), u, "x"); return !before, err }},
		})
		if err := o.Do(t.Context(), work.As(access.Actor{}), func(u *work.Unit) error {
			if before, err := Once(t.Context(), u, "x"); before || err != nil {
				t.Errorf("nobody: %v %v", before, err)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}
