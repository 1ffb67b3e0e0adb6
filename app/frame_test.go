package app_test

import (
	"net/http"
	"testing"

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
