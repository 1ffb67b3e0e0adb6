package app_test

import (
	"testing"

	"quyet/base/access"
	"quyet/base/db"
)

// Somebody reads what they are told, with the keyboard: the number in the menu,
// the list, the task behind a notice; and says how they want to be written to.
func TestNoticesInTheBrowser(t *testing.T) {
	who := stageOn(t, db.SQLite).at(ownBody, access.Office)
	_, b, _ := browseWith(t, who)
	b.Go("/desk")
	before := b.Text(`a[href="/notices"] .nav-new`)
	if before == "" {
		t.Fatal("the menu does not tell that there is something new")
	}
	b.Arrive(func() { b.Press("gn") })
	look(t, b, "notices")
	b.Arrive(func() { b.Click(`main a[href^="/notices/0"]`) })
	look(t, b, "notice-opened")
	b.Go("/notices")
	if after := b.Text(`a[href="/notices"] .nav-new`); after == before {
		t.Errorf("%s were unread before one was opened, and after it", before)
	}
	b.Arrive(func() { b.Click(`form[action="/notices/read"] button`) })
	if b.Count(`a[href="/notices"] .nav-new`) > 0 {
		t.Error("all were marked as read, and the menu tells of some")
	}
	b.Go("/notices/settings")
	look(t, b, "notice-settings")
}
