package board_test

import (
	"net/http"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/webtest"
)

// A question that cannot be answered is shown again: the page stands there,
// with the fault at its field, what was typed in it, and the way on.
func TestQuestionThatCannotBeAnsweredIsShownAgain(t *testing.T) {
	p := establish(t, dbtest.New(t, db.SQLite, schema))
	lead := p.browser(t, "Xã", access.Office, p.below[2])
	for _, c := range []struct {
		address, field, typed string
		status                int
	}{
		{"/map?on=31/2/2026", "on", "31/2/2026", http.StatusUnprocessableEntity},
		{"/map?on=&day=x&was=3", "on", "", http.StatusUnprocessableEntity},
		{"/map?since=h%C3%B4m+qua", "since", "hôm qua", http.StatusUnprocessableEntity},
		{"/tasks/changes?from=32/1/2026", "from", "32/1/2026", http.StatusUnprocessableEntity},
		{"/map?body=" + string(p.top), "", "", http.StatusForbidden},
		{"/map?body=none", "", "", http.StatusForbidden},
		{"/tasks/changes?body=" + string(p.top), "", "", http.StatusForbidden},
	} {
		page := lead.Get(c.address).Want(c.status)
		for _, f := range webtest.Faults(page.Body) {
			t.Errorf("%s: %s", c.address, f)
		}
		if !page.Has(".error-summary") || !page.Has("form button[type=submit]") {
			t.Errorf("%s: neither what is wrong nor a way on: %s", c.address, page.Text("main"))
		}
		if c.field == "" {
			continue
		}
		if box := page.Find("#f-" + c.field); box.AttrOr("value", "none") != c.typed || box.AttrOr("aria-invalid", "") != "true" {
			t.Errorf("%s: the field holds %q", c.address, box.AttrOr("value", "none"))
		}
		if again := page.Submit("form:has(#f-"+c.field+")", c.field, "01/11/2026").Want(http.StatusOK); again.Has(".error-summary") {
			t.Errorf("%s: what was mended is refused: %s", c.address, again.Text(".error-summary"))
		}
	}
}
