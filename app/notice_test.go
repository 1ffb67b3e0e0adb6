package app_test

import (
	"net/http"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/feature/chase"
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

// The issuer sees what was chased, prints the list for the briefing, and urges
// by hand.
func TestChasingInTheBrowser(t *testing.T) {
	who := stageOn(t, db.SQLite).at(ownBody, access.Office)
	p, b, clock := browseWith(t, who)
	clock.advance(3 * 24 * time.Hour) // to a Monday, on which the list is made
	if err := chase.Run(t.Context(), p.Office); err != nil {
		t.Fatal(err)
	}
	clock.advance(-3 * 24 * time.Hour)
	b.Go("/chase")
	look(t, b, "chase")
	b.Arrive(func() { b.Click(`a[href^="/chase/list"]`) })
	look(t, b, "chase-list")
	b.Go("/chase")
	b.Arrive(func() { b.Click(`main table a[href^="/tasks/"]`) })
	look(t, b, "chase-task")
	b.Arrive(func() { b.Click(`a[href^="/chase/tasks/"]`) })
	b.Expect(http.StatusUnprocessableEntity)
	b.Arrive(func() { b.Click(`main form button[type=submit]`) })
	b.See(".error-summary", "Hãy ghi nội dung đôn đốc.")
	b.Fill("words", "Đề nghị báo cáo trước 17 giờ hôm nay.")
	look(t, b, "chase-urge")
	b.Arrive(func() { b.Click(`main form button[type=submit]`) })
	b.See("main", "Đề nghị báo cáo trước 17 giờ hôm nay.")

	// Many at once, from the register: one notice for each lead.
	b.Go("/tasks?timing=overdue&choose=1")
	b.Click(`#choose-many input[name=whole]`)
	b.Arrive(func() { b.Click(`#choose-many [formaction^="/chase/many"]`) })
	b.See("main", "Sẽ được đôn đốc")
	b.Fill("words", "Các cơ quan khẩn trương hoàn thành.")
	look(t, b, "chase-many")
	b.Arrive(func() { b.Click(`main form button[name=step]`) })
	b.See("body", "Đã đôn đốc")
}
