package slip_test

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
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
	"quyet/feature/slip"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, factor.Schema, audit.Schema, search.Schema, task.Schema, slip.Schema}
)

// An office of the tests: a province with two communes, each with tasks.
type office struct {
	*dbtest.Office
	tree                   *org.Tree
	province, north, south org.ID
	roads, poor, other     task.ID // two of north, the second not yet received; one of south
}

func open(t testing.TB, o *dbtest.Office) *office {
	t.Helper()
	ctx := t.Context()
	f := &office{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, above org.ID) org.ID {
			b, err := org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: above}, day("2025-07-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		f.province = establish("P", "Tỉnh uỷ Sông Đông", org.Province, "")
		f.north = establish("N", "Đảng uỷ xã Bắc Hà", org.Commune, f.province)
		f.south = establish("S", "Đảng uỷ xã Nam Hà", org.Commune, f.province)
		return nil
	})
	f.MustDo(t, func(u *work.Unit) (err error) {
		give := func(lead org.ID, words string) (made task.ID) {
			if err == nil {
				made, err = task.AssignNew(ctx, u, task.New{Text: words, Issuer: f.province, Lead: lead, Due: day("2026-12-10"), Deliverable: "Báo cáo", UpdateEvery: 30})
			}
			return made
		}
		f.roads, f.poor, f.other = give(f.north, "Sửa đường liên thôn"), give(f.north, "Rà soát hộ nghèo"), give(f.south, "Việc của xã khác")
		if err != nil {
			return err
		}
		f.tree, err = org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		return task.Accept(ctx, u, task.Ref{ID: f.roads}, "")
	})
	return f
}

func (f *office) as(r access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: "somebody", Body: b.Scope(), Tree: f.tree, Grants: []access.Grant{{Role: r, Scope: b.Scope(), Interval: civil.Since(day("2020-01-01"))}}})
}

func (f *office) give(t testing.TB, who work.Who, ids ...task.ID) (numbers []slip.Number) {
	t.Helper()
	if err := f.Do(t.Context(), who, func(u *work.Unit) (err error) { numbers, err = slip.Give(t.Context(), u, ids); return err }); err != nil {
		t.Fatal(err)
	}
	return numbers
}

func (f *office) browser(t testing.TB, who work.Who) *webtest.Client {
	site := &web.Site{
		Office: f.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Faults[0].In(text.Vietnamese) + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	routes := slices.Concat(slip.Capability(slip.Deps{}).Routes, task.Capability(task.Deps{Slips: slip.Address, Views: []task.OtherView{slip.View()}}).Routes)
	return webtest.New(t, site.Handler(routes))
}

// A task has one number for ever, another task another one.
func TestGive(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		f := open(t, o)
		above := f.as(access.Office, f.province)
		one := f.give(t, above, f.poor)
		both := f.give(t, above, f.roads, f.poor, f.roads)
		if len(one) != 1 || one[0].String() != "10006" && len(one[0].String()) != 5 || len(both) != 2 || both[1] != one[0] || both[0] != one[0]+1 {
			t.Errorf("the numbers are %v, then %v", one, both)
		}
		if again := f.give(t, f.as(access.Specialist, f.north), f.roads); again[0] != both[0] {
			t.Errorf("printed again, the task has the number %v", again)
		}
		for _, bad := range [][]task.ID{{f.other}, {f.roads, f.other}, {"khong-co"}, {}} {
			err := f.Do(t.Context(), f.as(access.Office, f.north), func(u *work.Unit) error { _, err := slip.Give(t.Context(), u, bad); return err })
			if !fault.Is(err, fault.Unknown) {
				t.Errorf("%v: %v", bad, err)
			}
		}
		err := f.Do(t.Context(), above, func(u *work.Unit) error {
			_, err := slip.Give(t.Context(), u, slices.Collect(func(yield func(task.ID) bool) {
				for i := range slip.Most + 1 {
					yield(task.ID(rune('a' + i)))
				}
			}))
			return err
		})
		if !fault.Is(err, fault.TooMuch) {
			t.Errorf("too many: %v", err)
		}
	})
}

// From the number typed, or scanned, to the form of the update; and what is said
// where there is none.
func TestOpening(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		f := open(t, o)
		numbers := f.give(t, f.as(access.Office, f.province), f.roads, f.poor, f.other)
		c := f.browser(t, f.as(access.Specialist, f.north))
		form := "/tasks/" + string(f.roads) + "/update?back=%2Fslips"
		for _, typed := range []string{numbers[0].String(), " " + numbers[0].String() + " ", "https://quyet.example.vn/slips?no=" + numbers[0].String()} {
			page := c.Get("/slips").Want(http.StatusOK).Submit("main form", "no", typed).Want(http.StatusOK)
			if got := page.Address; got != form {
				t.Errorf("%q leads to %s, want %s", typed, got, form)
			}
		}
		// What is not yet received cannot be reported on.
		if page := c.Get("/slips?no=" + numbers[1].String()).Want(http.StatusOK); page.Address != "/tasks/"+string(f.poor) {
			t.Errorf("before it is received it leads to %s", page.Address)
		}
		misread := []byte(numbers[0].String())
		misread[1], misread[4] = misread[4], misread[1]
		never := (numbers[2] + 1).String()
		for typed, want := range map[string]int{"abc": http.StatusUnprocessableEntity, string(misread): http.StatusUnprocessableEntity, never: http.StatusNotFound, numbers[2].String(): http.StatusNotFound} {
			page := c.Get("/slips?no=" + typed).Want(want)
			if page.Value("no") != typed || !page.Has("#f-no-error") {
				t.Errorf("%s: the page says %s", typed, page.Text("main"))
			}
		}
		// One that may not be seen is as if it were not there.
		hidden, none := c.Get("/slips?no="+numbers[2].String()).Text("#f-no-error"), c.Get("/slips?no="+never).Text("#f-no-error")
		if strings.ReplaceAll(hidden, numbers[2].String(), never) != none {
			t.Errorf("hidden: %q, none: %q", hidden, none)
		}
		f.browser(t, work.As(access.Actor{})).Get("/slips").Want(http.StatusNotFound)
	})
}

// From the task, the desk and the register to the sheets.
func TestPrinting(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		f := open(t, o)
		f.MustDo(t, func(u *work.Unit) error {
			causes, err := task.Causes(t.Context(), &u.View)
			if err != nil {
				return err
			}
			if err := task.RequestExtension(t.Context(), u, task.Ref{ID: f.roads}, day("2026-12-20"), causes[0].Code, "Mưa kéo dài"); err != nil {
				return err
			}
			return task.GrantExtension(t.Context(), u, task.Ref{ID: f.roads}, day("2026-12-20"), "")
		})
		c := f.browser(t, f.as(access.Office, f.north))
		one := c.Get("/tasks/" + string(f.roads)).Submit("#slip").Want(http.StatusOK)
		if one.Find(".slip").Length() != 1 || one.Text(".slip-words") != "Sửa đường liên thôn" || one.Text(".slip-issuer") != "Tỉnh uỷ Sông Đông" {
			t.Errorf("the slip says %s", one.Text("main"))
		}
		for _, want := range []string{"20/12/2026", "hạn giao ban đầu: 10/12/2026", "Đảng uỷ xã Bắc Hà", "Báo cáo"} {
			if !strings.Contains(one.Text(".slip-facts"), want) {
				t.Errorf("the slip lacks %q: %s", want, one.Text(".slip-facts"))
			}
		}
		desk := c.Get("/desk").Want(http.StatusOK)
		if !desk.Has(`form[action="/slips"] input[name=no]`) {
			t.Error("the desk takes no number")
		}
		several := desk.Follow(`main a[href^="/slips/new"]`).Want(http.StatusOK)
		if several.Find("tbody tr").Length() != 2 {
			t.Errorf("there are slips of %s", several.Text("tbody"))
		}
		printed := several.Submit("main form[method=post]").Want(http.StatusOK)
		if printed.Find(".slip .qr").Length() != 2 {
			t.Errorf("printed: %s", printed.Text("main"))
		}
		for _, at := range []string{"/slips", "/slips/new", printed.Address} {
			c.SetLang(text.English)
			en := c.Get(at).Want(http.StatusOK)
			c.SetLang(text.Vietnamese)
			vi := c.Get(at).Want(http.StatusOK)
			for _, wrong := range slices.Concat(webtest.Faults(vi.Body), webtest.Faults(en.Body)) {
				t.Errorf("%s: %s", at, wrong)
			}
		}
		if narrowed := c.Get("/tasks?q=ho+ngheo").Follow(`main a[href^="/slips/new"]`).Want(http.StatusOK); narrowed.Find("tbody tr").Length() != 1 {
			t.Errorf("narrowed: %s", narrowed.Text("main"))
		}
		if none := c.Post("/slips").Want(http.StatusOK); !none.Has("main form[method=post]") {
			t.Errorf("none chosen: %s", none.Text("main"))
		}
		c.Post("/slips", "id", string(f.other)).Want(http.StatusNotFound)
		theirs := f.give(t, f.as(access.Office, f.province), f.other)
		if page := c.Get("/slips/print?no=" + theirs[0].String()).Want(http.StatusOK); page.Has(".slip") {
			t.Error("a slip of a task that may not be seen is printed")
		}
	})
}

func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		f := open(t, o)
		n := f.give(t, f.as(access.Office, f.province), f.roads)[0]
		dbtest.Rights(t, o, func(r access.Role, own bool) work.Who {
			return f.as(r, map[bool]org.ID{true: f.north, false: f.south}[own])
		}, map[string]dbtest.Operation{
			"Give": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { _, err := slip.Give(ctx, u, []task.ID{f.poor}); return true, err }},
			"Of": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				s, err := slip.Of(ctx, &u.View, []task.ID{f.roads})
				return len(s) > 0, err
			}},
			"Numbered": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				s, err := slip.Numbered(ctx, &u.View, []slip.Number{n})
				return len(s) > 0, err
			}},
			"Find": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { _, err := slip.Find(ctx, &u.View, n); return true, err }},
		})
	})
}
