package org_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/ui"
)

func TestMain(m *testing.M) {
	status := m.Run()
	browsertest.Close()
	os.Exit(status)
}

// A body is chosen with the keyboard alone among those that the server offers,
// and what is left in words is asked about, by a page that the keyboard and a
// reader of screens can work with too.
func TestChoosingInTheBrowser(t *testing.T) {
	if ui.Asset("quyet.css") == "" || ui.Asset("quyet.js") == "" {
		t.Fatal("the styles and scripts are not built: run the tests with `make test`")
	}
	o := dbtest.New(t, db.SQLite, schema)
	k := family(t, o)
	pages := http.NewServeMux()
	pages.Handle(ui.AssetPath, ui.Assets())
	pages.Handle("/", site(t, o, admin))
	b := browsertest.Open(t, pages)
	b.Go("/bodies/new?superior=" + string(k.people))
	if got := b.Value("superior"); got != "Uỷ ban nhân dân tỉnh Tân Lập (U)" {
		t.Fatalf("the form begins with %q", got)
	}
	sound := func(when string) {
		t.Helper()
		for _, v := range b.Violations() {
			t.Errorf("%s: %s (%s): %s", when, v.ID, v.Help, strings.Join(v.Nodes, "\n"))
		}
	}
	b.Fill("superior", "so tai chinh")
	b.See("[role=option]", "Sở Tài chính (S1) Uỷ ban nhân dân tỉnh Tân Lập")
	sound("with offers")
	b.Press(kb.ArrowDown)
	b.Until(`document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.matches("[role=option][aria-selected=true]")`)
	b.Press(kb.Enter)
	b.Until(`document.querySelector("[role=listbox]").hidden`)
	if got := b.Value("superior"); got != "Sở Tài chính (S1)" || b.Focused() != "superior" {
		t.Errorf("after Enter the box holds %q, the focus is on %q", got, b.Focused())
	}

	// Escape shuts the offers and keeps the words; the server asks about them.
	b.Fill("superior", "xa")
	b.Until(`document.querySelectorAll("[role=option]").length === 2`)
	b.Press(kb.Escape)
	b.Until(`document.querySelector("[role=listbox]").hidden`)
	b.Expect(http.StatusUnprocessableEntity)
	b.Arrive(func() { b.Press(kb.Enter) })
	b.Until(`document.activeElement?.matches(".error-summary")`)
	if b.Value("superior") != "xa" || b.Count("[name=superior_pick]") != 2 {
		t.Errorf("%d bodies are offered for %q", b.Count("[name=superior_pick]"), b.Value("superior"))
	}
	sound("with the bodies that are meant")
	for range 40 {
		if b.Focused() == "superior_pick" {
			break
		}
		b.Press(kb.Tab)
	}
	b.Press(" ")
	b.Expect(http.StatusUnprocessableEntity)
	b.Arrive(func() { b.Press(kb.Enter) })
	b.Until(`document.activeElement?.matches(".error-summary")`)
	if b.Value("superior") != "Đảng uỷ xã An Hoà (X1)" || b.Count("[name=superior_pick]") != 0 {
		t.Errorf("what was picked stands in the box as %q", b.Value("superior"))
	}

	// A click only to look changes nothing.
	b.Click("[name=superior]")
	b.Until(`document.querySelectorAll("[role=option]").length > 2`)
	b.Press(kb.Enter)
	b.Until(`document.querySelector("[role=listbox]").hidden`)
	if got := b.Value("superior"); got != "Đảng uỷ xã An Hoà (X1)" {
		t.Errorf("a look at the offers has changed the box to %q", got)
	}
}
