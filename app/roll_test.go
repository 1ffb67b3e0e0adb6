package app_test

import (
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
)

// Who is called opens the code of their letter on a telephone, without signing in: a wrong
// code of the door is refused, the right one says that they are there, and nothing scrolls
// sideways. The office sees it in the roll.
func TestCheckInOnATelephone(t *testing.T) {
	s := stageOn(t, db.SQLite)
	_, b := browse(t, s.at(ownBody, access.Office))
	b.Go(s.meetings[ownBody].Address() + "/door")
	door := strings.TrimSpace(b.Text(".door-code"))
	if len(door) != 6 {
		t.Fatalf("the code of the door is %q", door)
	}
	b.Forget()
	b.Width(browsertest.Phone)
	b.Go(s.codes[ownBody])
	for _, e := range b.TooWide() {
		t.Errorf("scrolls sideways on a telephone: %s", e)
	}
	wrong := "000000"
	if wrong == door {
		wrong = "111111"
	}
	b.Fill("door", wrong)
	b.Arrive(func() { b.Click("form[action$='/checkin'] button") })
	if b.Count("#f-door-error") != 1 {
		t.Fatalf("a wrong code of the door: %s", b.Text("main"))
	}
	b.Fill("door", door)
	b.Arrive(func() { b.Click("form[action$='/checkin'] button") })
	if !strings.Contains(b.Text("main"), "Có mặt 09:00") || b.Count("main form") != 0 {
		t.Errorf("who is there: %s", b.Text("main"))
	}
	b.Keep(s.at(ownBody, access.Office).sessions...)
	b.Go(s.meetings[ownBody].Address() + "/roll?only=present")
	if b.Count("tbody tr") != 1 {
		t.Errorf("the roll: %s", b.Text("main"))
	}
	for _, e := range b.TooWide() {
		t.Errorf("the roll scrolls sideways on a telephone: %s", e)
	}
}
