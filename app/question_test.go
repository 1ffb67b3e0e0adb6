package app_test

import (
	"net/http"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/webtest"
)

// A page that is asked for something that there is not stands there all the
// same, says what is wrong, and lets one go on: no address of a page that
// shows something leads to a page of errors alone.
func TestPageShowsItselfWhereTheQuestionIsWrong(t *testing.T) {
	s := stageOn(t, db.SQLite)
	c := s.begin(t).as(t, s.at(ownBody, access.Office))
	document := c.Get("/documents").Find("main tbody a").AttrOr("href", "")
	for address, fields := range map[string][]string{
		"/desk":              {"body"},
		"/map":               {"on", "day", "since", "body"},
		"/tasks/changes":     {"from", "until", "body", "kind"},
		"/tasks":             {"body", "row", "lead", "issuer", "coordinator", "state", "timing", "bucket", "part", "reason", "from", "until", "on"},
		"/documents":         {"issuer", "type", "year"},
		"/documents/series":  {"body"},
		"/citations":         {"state"},
		"/intake/unclear":    {"issuer"},
		document:             {"as", "only", "from"},
		document + "/duties": {"from"},
	} {
		own := c.Get(address).Want(http.StatusOK).Text("h1")
		for _, field := range fields {
			asked := address + "?" + field + "=kh%C3%B4ng+c%C3%B3"
			page := c.Get(asked)
			if page.Status != http.StatusUnprocessableEntity && page.Status != http.StatusForbidden && page.Status != http.StatusNotFound {
				t.Errorf("%s answers with %d", asked, page.Status)
			}
			// The changes are called by the day since which they are.
			if title := page.Text("h1"); title != own {
				t.Errorf("%s is called %q, not %q", asked, title, own)
			}
			if !page.Has(".error-summary[data-focus] li") || page.Find("main a, main form").Length() == 0 {
				t.Errorf("%s does not say what is wrong: %s", asked, page.Text("main"))
			}
			for _, a := range page.Find(`.error-summary a[href^="#"]`).EachIter() {
				if !page.Has("[id='" + a.AttrOr("href", "#")[1:] + "']") {
					t.Errorf("%s: the fault leads to %s, which there is not", asked, a.AttrOr("href", ""))
				}
			}
			c.SetLang(text.English)
			for _, f := range append(webtest.Faults(page.Body), webtest.Faults(c.Get(asked).Body)...) {
				t.Errorf("%s: %s", asked, f)
			}
			c.SetLang(text.Vietnamese)
		}
	}
}
