package app_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
)

// browse opens a tab on a copy of the stage, in which who is signed in.
func browse(t *testing.T, who person) (*play, *browsertest.Tab) {
	t.Helper()
	if ui.Asset("quyet.css") == "" || ui.Asset("quyet.js") == "" {
		t.Fatal("the styles and scripts are not built: run the tests with `make test`")
	}
	p := stageOn(t, db.SQLite).begin(t)
	b := browsertest.Open(t, p)
	b.Keep(who.sessions...)
	return p, b
}

// at returns the person of the stage with a role at a body.
func (s *stage) at(body string, role access.Role) person {
	return s.people[slices.IndexFunc(s.people, func(p person) bool { return p.body == body && p.role == role && p.kind == "" })]
}

// Every page, as the first person who may see it: accessible by WCAG 2.2 AA
// in both languages, not wider than a telephone, and still there on paper.
func TestEveryPageInTheBrowser(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p, b := browse(t, person{})
	own, _ := p.collect(t, s, p.Routes())
	for _, rt := range p.Routes() {
		if methodOf(rt) != http.MethodGet {
			continue
		}
		address, ok := own.fill(pathOf(rt))
		if !ok {
			continue // TestAccess tells
		}
		who, ok := p.whoSees(t, s, address)
		if !ok {
			continue
		}
		t.Run(rt.Pattern, func(t *testing.T) {
			b := b.In(t)
			b.Forget()
			b.Keep(who.sessions...)
			for _, look := range []struct {
				lang  text.Lang
				width int64
			}{{text.English, browsertest.Desk}, {text.Vietnamese, browsertest.Phone}} {
				b.Keep(web.LanguageCookie(look.lang))
				b.Width(look.width)
				b.Go(address)
				for _, v := range b.Violations() {
					t.Errorf("%s, %d pixels wide: %s (%s): %s", address, look.width, v.ID, v.Help, strings.Join(v.Nodes, "\n"))
				}
			}
			for _, e := range b.TooWide() {
				t.Errorf("%s scrolls sideways on a telephone: %s", address, e)
			}
			for _, e := range b.TooSmall() {
				t.Errorf("%s has letters below 16 pixels on a telephone: %s", address, e)
			}
			b.Width(browsertest.Desk)
			b.Paper(true)
			if b.Text("h1") == "" || b.Count("header.topbar") > 0 && browsertest.Eval[bool](b, `document.querySelector("nav.mainnav, .topbar-search, .keyhint")?.checkVisibility() ?? false`) {
				t.Errorf("%s on paper: heading %q, or with the menu", address, b.Text("h1"))
			}
			b.Paper(false)
		})
	}
}

// whoSees returns the first person who is shown a page at an address.
func (p *play) whoSees(t *testing.T, s *stage, address string) (person, bool) {
	t.Helper()
	for _, who := range s.people {
		page := p.as(t, who).Get(address)
		if page.Status == http.StatusOK && page.IsHTML() && page.Address == address && page.Has("main") {
			return who, true
		}
	}
	return person{}, false
}
