package saved_test

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/saved"
	"quyet/feature/search"
	"quyet/feature/task"
)

var schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, task.Schema, board.Schema, saved.Schema}

// A place is a province with a commune and another one.
type place struct {
	*dbtest.Office
	province, commune, other org.ID
	tree                     *org.Tree
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	p := &place{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior},
				civil.MustParse("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Province, "")
		p.commune = establish("X", "Đảng uỷ xã An Hoà", org.Commune, p.province)
		p.other = establish("Y", "Đảng uỷ xã Bình Phú", org.Commune, p.province)
		return nil
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

func (p *place) as(name string, role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: name, Name: name, Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

func (p *place) do(t testing.TB, who work.Who, fn func(*work.Unit) error) error {
	t.Helper()
	return p.Do(t.Context(), who, fn)
}

func (p *place) all(t testing.TB, who work.Who) (names string) {
	t.Helper()
	if err := p.View(t.Context(), who, func(v *work.View) error {
		lists, err := saved.All(t.Context(), v)
		for _, l := range lists {
			names += l.Name + ";"
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return names
}

// A list is its owner's until it is shared; then who sees the tasks of the body
// finds it, and who keeps the office there changes it.
func TestWhoFindsAndChangesAList(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		clerk, head := p.as("clerk", access.Specialist, p.commune), p.as("head", access.Head, p.commune)
		stranger, above := p.as("stranger", access.Office, p.other), p.as("above", access.Office, p.province)
		var own, shared saved.ID
		if err := p.do(t, clerk, func(u *work.Unit) (err error) {
			if _, err = saved.Save(ctx, u, saved.Wish{Name: "Chia sẻ", Body: p.commune}); !fault.Is(err, fault.Forbidden) {
				t.Errorf("a specialist shares a list: %v", err)
			}
			own, err = saved.Save(ctx, u, saved.Wish{Name: "  Việc   của tôi ", Ask: "sort=-late&after=x&at=y&more=1&timing="})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := p.do(t, head, func(u *work.Unit) (err error) {
			shared, err = saved.Save(ctx, u, saved.Wish{Name: "Quá hạn của xã", Body: p.commune, Ask: "timing=overdue"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for who, want := range map[string]string{"clerk": "Việc của tôi;Quá hạn của xã;", "head": "Quá hạn của xã;", "stranger": ""} {
			if got := p.all(t, map[string]work.Who{"clerk": clerk, "head": head, "stranger": stranger}[who]); got != want {
				t.Errorf("%s finds %q, want %q", who, got, want)
			}
		}
		// Where a list is: the question without the place on the page.
		if err := p.View(ctx, clerk, func(v *work.View) error {
			l, err := saved.Find(ctx, v, own)
			if err == nil && (l.Address() != "/tasks?list="+string(own)+"&sort=-late" || !l.Asks(url.Values{"sort": {"-late"}, "list": {"x"}}) || l.Asks(url.Values{"sort": {"due"}})) {
				t.Errorf("the list is at %s", l.Address())
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		change := func(list saved.ID, version int64, w saved.Wish) func(*work.Unit) error {
			return func(u *work.Unit) error { return saved.Change(ctx, u, list, version, w) }
		}
		for _, c := range []struct {
			what string
			who  work.Who
			do   func(*work.Unit) error
			want fault.Kind
		}{
			{"who does not find it changes it", head, change(own, 1, saved.Wish{Name: "x"}), fault.Unknown},
			{"another body changes it", stranger, change(shared, 1, saved.Wish{Name: "x", Body: p.commune}), fault.Unknown},
			{"a specialist changes what is shared", clerk, change(shared, 1, saved.Wish{Name: "x", Body: p.commune}), fault.Forbidden},
			{"it is taken from the body by who is not its owner", above, change(shared, 1, saved.Wish{Name: "x"}), fault.Invalid},
			{"it is shared elsewhere", head, change(shared, 1, saved.Wish{Name: "x", Body: p.other}), fault.Forbidden},
			{"an old version is changed", head, change(shared, 7, saved.Wish{Name: "x", Body: p.commune}), fault.Conflict},
			{"it has no name", head, change(shared, 1, saved.Wish{Body: p.commune}), fault.Invalid},
			{"it is on no paper", head, change(shared, 1, saved.Wish{Name: "x", Body: p.commune, Paper: "A5"}), fault.Invalid},
			{"a stranger opens with it", stranger, func(u *work.Unit) error { return saved.OpenWith(ctx, u, shared) }, fault.Unknown},
			{"a specialist deletes it", clerk, func(u *work.Unit) error { return saved.Delete(ctx, u, shared) }, fault.Forbidden},
		} {
			if err := p.do(t, c.who, c.do); fault.KindOf(err) != c.want {
				t.Errorf("%s: %v", c.what, err)
			}
		}
		// The question stays where nothing else is asked.
		if err := p.do(t, above, change(shared, 1, saved.Wish{Name: "Quá hạn", Body: p.commune, Paper: saved.A3})); err != nil {
			t.Fatal(err)
		}
		if err := p.do(t, clerk, func(u *work.Unit) error { return saved.OpenWith(ctx, u, shared) }); err != nil {
			t.Fatal(err)
		}
		first := func() string {
			at := ""
			if err := p.View(ctx, clerk, func(v *work.View) error {
				l, err := saved.First(ctx, v)
				if l != nil {
					at = l.Address()
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return at
		}
		if at := first(); at != "/tasks?list="+string(shared)+"&timing=overdue" {
			t.Errorf("the register opens with %q", at)
		}
		if err := p.do(t, head, func(u *work.Unit) error { return saved.Delete(ctx, u, shared) }); err != nil {
			t.Fatal(err)
		}
		if at := first(); at != "" {
			t.Errorf("the register opens with a list that is gone: %q", at)
		}
		if got := p.all(t, clerk); got != "Việc của tôi;" {
			t.Errorf("after deleting: %q", got)
		}
	})
}

func (p *place) browser(t *testing.T, who work.Who) *webtest.Client {
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	return webtest.New(t, site.Handler(append(saved.Capability().Routes, task.Capability(task.Deps{}).Routes...)))
}

// On the pages: a list is saved, opened, changed under somebody's hands and
// told so, and deleted.
func TestListsOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	c, other := p.browser(t, p.as("head", access.Head, p.commune)), p.browser(t, p.as("office", access.Office, p.commune))
	for _, lang := range []text.Lang{text.English, text.Vietnamese} {
		c.SetLang(lang)
		for _, at := range []string{"/lists", "/lists/new?ask=sort%3D-late"} {
			for _, f := range webtest.Faults(c.Get(at).Want(http.StatusOK).Body) {
				t.Errorf("%s: %s", at, f)
			}
		}
	}
	form := c.Get("/lists/new?ask=sort%3D-late%26after%3Dx").Want(http.StatusOK)
	if wrong := form.Submit("form.form").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-name-error") || wrong.Value("ask") != "sort=-late&after=x" {
		t.Errorf("without a name: %s", wrong.Text("main"))
	}
	opened := form.Submit("form.form", "name", "Theo ngày trễ", "body", "Đảng uỷ xã An Hoà").Want(http.StatusOK)
	if opened.Find("th[aria-sort]").Length() == 0 && !opened.Has(".empty") {
		t.Errorf("saving opens %s", opened.Address)
	}
	all := other.Get("/lists").Want(http.StatusOK)
	at := all.Find("a:contains('Sửa')").AttrOr("href", "")
	mine, theirs := c.Get(at).Want(http.StatusOK), other.Get(at).Want(http.StatusOK)
	theirs.Submit("form.form", "name", "Trễ nhất trước").Want(http.StatusOK)
	stale := mine.Submit("form.form", "name", "Tên của tôi").Want(http.StatusConflict)
	if stale.Value("name") != "Tên của tôi" || len(stale.Text(".notice")) == 0 {
		t.Errorf("a list that was changed meanwhile: %s", stale.Text("main"))
	}
	stale.Submit("form.form").Want(http.StatusOK)
	if got := other.Get("/lists").Text("tbody"); got == "" {
		t.Errorf("the lists are %q", got)
	}
	c.Get("/lists").Submit("form[action='/lists/first']").Want(http.StatusOK)
	c.Get(at).Submit("form[action$='/delete']").Want(http.StatusOK)
	if !c.Get("/lists").Want(http.StatusOK).Has(".empty") {
		t.Error("the list is still there")
	}
}
