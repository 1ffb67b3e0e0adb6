package app_test

import (
	"net/http"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/story"
)

// Who may do nothing, as with a temporary password, is led on every page to
// the one that says why.
func TestWhoMayDoNothingIsToldWhy(t *testing.T) {
	p := stageOn(t, db.SQLite).begin(t)
	secret, err := account.Choose(t.Context(), story.Password)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		_, err := account.Create(t.Context(), u, account.NewAccount{Login: "moi", Name: "Người mới", Password: secret})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	c := webtest.New(t, p)
	c.Do(webtest.FormRequest("/login", webtest.Fields("login", "moi", "password", story.Password))).Want(http.StatusSeeOther)
	for _, address := range []string{"/desk", "/bodies/new", "/nowhere"} {
		page := c.Get(address)
		if page.Status == http.StatusOK {
			t.Errorf("%s: status %d", address, page.Status)
		}
		if own := page.Follow("#notices a").Want(http.StatusOK); own.Address != "/account" || own.Has("#notices a") {
			t.Errorf("from %s the notice leads to %s", address, own.Address)
		}
	}
}

// What stands around a page, the number of unread notices among it, costs no
// journey to the server of its own: it comes with what the page asks, after
// the one that finds out who asks.
func TestTheFrameTakesNoJourney(t *testing.T) {
	s := stageOn(t, db.Postgres)
	p := s.begin(t)
	c := p.as(t, s.at(ownBody, access.Office))
	for address, most := range map[string]int64{"/desk": 2, "/tasks?body=" + string(p.bodyOf(t, ownBody)): 2, "/tasks": 3} {
		least := int64(100)
		for range 30 { // a connection learns each statement once
			before := p.Office.DB.Journeys()
			c.Get(address).Want(http.StatusOK)
			least = min(least, p.Office.DB.Journeys()-before)
		}
		if least > most {
			t.Errorf("%s takes %d journeys, want %d", address, least, most)
		}
	}
}

// What belongs to another section is in the menu of that section and of what stands
// there beside it, and folded away on every other page; its shortcut works on all.
func TestTheMenuFoldsWhatBelongsToASection(t *testing.T) {
	s := stageOn(t, db.SQLite)
	c := s.begin(t).as(t, s.at(ownBody, access.Office))
	for address, want := range map[string]bool{"/desk": false, "/tasks": false, "/meetings": true, "/points": true, "/schedule": true} {
		page := c.Get(address).Want(http.StatusOK)
		li := page.Find("nav.mainnav a[href='/opinions'][data-key]").Parent()
		if li.Length() != 1 || li.HasClass("nav-near") != want {
			t.Errorf("%s: the menu shows what belongs to conferences: %v, want %v", address, li.HasClass("nav-near"), want)
		}
	}
}
