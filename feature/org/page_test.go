package org_test

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/org"
)

// as returns a person with a role on a scope.
func as(role access.Role, scope access.Scope) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		tree, err := org.Load(ctx, v)
		return access.Actor{Account: string(role), Name: string(role), Body: scope, Tree: tree, Grants: []access.Grant{{Role: role, Scope: scope}}}, err
	}
}

var admin = as(access.Administrator, access.Everywhere)

// site serves the pages of the capability to one person.
func site(t testing.TB, o *dbtest.Office, who work.Who, affected ...func(context.Context, *work.View, []org.ID) ([]org.Effect, error)) http.Handler {
	t.Helper()
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s := &web.Site{
		Office: o.Office,
		Who:    func(*http.Request) work.Who { return who },
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
		Problem: func(p web.Problem) templ.Component { return ui.Layout(ui.Page{Title: p.Kind.String()}) },
		SignIn:  "/login",
		Log:     slog.New(slog.DiscardHandler),
	}
	return s.Handler(org.Capability(org.Deps{Files: files, Affected: affected}).Routes)
}

// kin are the bodies of a small province: a committee, its government with
// two departments, and two communes.
type kin struct {
	province, people, finance, interior, an, binh org.ID
}

func family(t testing.TB, o *dbtest.Office) (k kin) {
	t.Helper()
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, kind org.Kind, tier org.Tier, line org.Line, superior org.ID) org.ID {
			t.Helper()
			n := org.NewBody{Code: code, Name: name, Kind: kind, Tier: tier, Line: line, Superior: superior}
			if line == org.Party {
				n.Series = []org.Series{{Code: "ĐU", Regime: org.PartyRegime}}
			}
			made, err := org.Establish(t.Context(), u, n, day("2020-10-01"), order)
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		k.province = establish("T", "Tỉnh uỷ Tân Lập", org.Committee, org.Province, org.Party, "")
		k.people = establish("U", "Uỷ ban nhân dân tỉnh Tân Lập", org.PeoplesCommittee, org.Province, org.Government, k.province)
		k.finance = establish("S1", "Sở Tài chính", org.Department, org.Province, org.Government, k.people)
		k.interior = establish("S2", "Sở Nội vụ", org.Department, org.Province, org.Government, k.people)
		k.an = establish("X1", "Đảng uỷ xã An Hoà", org.Committee, org.Commune, org.Party, k.province)
		k.binh = establish("X2", "Đảng uỷ xã Bình Phú", org.Committee, org.Commune, org.Party, k.province)
		return nil
	})
	return k
}

// A hint speaks of the field that it stands beside.
func TestHintsSpeakOfTheirField(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	k := family(t, o)
	c := webtest.New(t, site(t, o, admin))
	for _, at := range []string{"/bodies/new", k.people.Address() + "/change/merge"} {
		page := c.Get(at).Want(http.StatusOK)
		if party, state := page.Text("#f-party_series-hint"), page.Text("#f-state_series-hint"); !strings.Contains(party, "TU") || !strings.Contains(state, "UBND") {
			t.Errorf("%s: the codes of the Party are explained by %q, those of the State by %q", at, party, state)
		}
	}
}

// The pages of changes speak of one body as of one, name what a button does,
// and say of a field that was left empty only that.
func TestPagesSayWhatTheyDo(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	k := family(t, o)
	c := webtest.New(t, site(t, o, admin))
	c.SetLang(text.English)
	for kind, want := range map[org.EventKind]string{org.Renamed: "Rename", org.Moved: "Move", org.Merged: "Merge", org.Divided: "Divide", org.Dissolved: "Dissolve"} {
		at := k.people.Address() + "/change/" + string(kind)
		if title := c.Get(at).Want(http.StatusOK).Title(); title != want {
			t.Errorf("the form of %s is called %q", kind, title)
		}
		if got := strings.TrimSpace(c.Get(k.people.Address()).Find("main a[href='" + at + "']").Text()); got != want {
			t.Errorf("the button of %s reads %q", kind, got)
		}
	}
	if told := c.Get(k.an.Address() + "/change/split").Submit("main form").Want(http.StatusUnprocessableEntity).Text("main"); strings.Contains(told, "“”") {
		t.Errorf("codes left empty are told to be the same: %s", told)
	}
	if told := c.Get("/groups/new").Submit("main form").Want(http.StatusUnprocessableEntity).Text("#f-name-error"); !strings.Contains(told, "group") {
		t.Errorf("of the name of a group the page says %q", told)
	}

	preview := c.Send("/bodies/import", nil, webtest.Upload{Field: "file", Name: "a.csv", Content: []byte("Code,From,Name,Kind,Tier,Line,Superior's code,Act\nX9,01/07/2026,Đảng uỷ xã Mới,Party committee,Commune,Party,T,1-QĐ/TU\n")}).Want(http.StatusOK)
	if got := preview.Text("main form[method=post] button"); got != "Import 1 body" {
		t.Errorf("the button reads %q: %s", got, preview.Text("main"))
	}
	done := preview.Submit("main form[method=post]").Want(http.StatusOK)
	if !strings.Contains(done.Text("#notices"), "1 body was imported.") {
		t.Errorf("after the import: %s", done.Text("#notices"))
	}
}

// What is wrong with a form is told from its top to its end.
func TestFaultsComeInTheOrderOfTheForm(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	k := family(t, o)
	c := webtest.New(t, site(t, o, admin))
	for at, least := range map[string]int{"/bodies/new": 6, "/groups/new": 3, k.an.Address() + "/change/rename": 2, k.people.Address() + "/change/merge": 3, k.people.Address() + "/change/dissolve": 2} {
		page := c.Get(at).Want(http.StatusOK).Submit("main form").Want(http.StatusUnprocessableEntity)
		links := page.Find(".error-summary a")
		if links.Length() < least {
			t.Errorf("%s: %d things are wrong: %s", at, links.Length(), page.Text(".error-summary"))
		}
		before := -1
		for _, a := range links.EachIter() {
			field := strings.TrimPrefix(a.AttrOr("href", ""), "#")
			if place := strings.Index(string(page.Body), `id="`+field+`"`); place < before {
				t.Errorf("%s: %s is told after what stands below it: %s", at, field, page.Text(".error-summary"))
			} else {
				before = place
			}
		}
	}
}
