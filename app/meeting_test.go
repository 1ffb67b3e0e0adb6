package app_test

import (
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
)

// A clerk leads through a conference: it is opened, items are taken up, an order is
// typed as it is said and its parts are read, what is not clear is mended, the tasks
// are given, and from the task one comes back to where it was said. Wrong input
// first.
func TestConferenceInTheBrowser(t *testing.T) {
	who := stageOn(t, db.SQLite).at(province, access.Office)
	_, b := browse(t, who)
	b.Go("/meetings")
	b.Arrive(func() { b.Press("n") })
	b.Until(`document.activeElement.name === "title"`)
	b.Press("Hội nghị giao ban quý IV")
	b.Fill("on", "31/02/2026")
	b.Fill("from", "8h")
	b.Fill("until", "9h")
	b.Fill("lines", "1. Khai mạc (10 phút)\n2. Báo cáo (30 phút) - Văn phòng\n3. Kết luận (20 phút)")
	b.Expect(http.StatusUnprocessableEntity)
	b.Arrive(func() { b.Click("main form.form button[type=submit]") })
	if b.Count("#f-on-error") != 1 || b.Count("#f-kind-error") != 1 || b.Value("until") != "9h" || !strings.Contains(b.Value("lines"), "Khai mạc") {
		t.Fatalf("what is wrong: %s", b.Text(".error-summary"))
	}
	b.Fill("on", "20/11/2026")
	choose(b, "kind", "briefing")
	b.Arrive(func() { b.Click("main form.form button[type=submit]") })
	at := b.Address()
	if b.Title() != "Hội nghị giao ban quý IV" || b.Count("tbody tr") != 3 {
		t.Fatalf("%s shows %q with %d items", at, b.Title(), b.Count("tbody tr"))
	}
	b.Arrive(func() { b.Click("form[action$='/open'] button") })
	b.Arrive(func() { b.Click("tr:nth-child(2) form[action$='/take'] button") })
	b.See("tr:nth-child(2)", "Đang diễn ra")
	note := func(words string) {
		t.Helper()
		b.Until(`document.activeElement.name === "words"`)
		b.Press(words)
		b.Arrive(func() { b.Click("form[action$='/outcomes'] button") })
	}
	note("Giao Sở Nội vụ chủ trì, phối hợp với Ban Tổ chức Tỉnh uỷ rà soát tổ chức cơ sở đảng, hoàn thành trước ngày 15/01/2027.")
	note("Tiếp tục tăng cường kiểm tra")
	// Outside of fields keys choose how it is written down; within one they are text.
	kind := func() string {
		return browsertest.Eval[string](b, `document.querySelector("main input[name=kind]:checked").value`)
	}
	for _, c := range [][2]string{{"d", "decision"}, {"i", "information"}, {"s", "speech"}, {"t", "task"}} {
		key, want := c[0], c[1]
		browsertest.Eval[bool](b, `document.activeElement.blur() ?? true`)
		b.Press(key)
		b.Until(`document.activeElement.name === "words"`)
		if kind() != want {
			t.Errorf("%s chooses %s", key, kind())
		}
	}
	chosen := kind()
	b.Press("did")
	if kind() != chosen || b.Value("words") != "did" {
		t.Errorf("typed as %s: %q", kind(), b.Value("words"))
	}
	// What was typed and not sent is found again, and as what.
	b.Click("main input[name=kind][value=speech]")
	b.Go(at)
	if kind() != "speech" || b.Value("words") != "did" {
		t.Errorf("found again as %s: %q", kind(), b.Value("words"))
	}
	b.Fill("words", "")
	record := b.Text("#record")
	for _, read := range []string{"Sở Nội vụ", "Ban Tổ chức Tỉnh uỷ", "15/01/2027", "Chưa rõ cơ quan chủ trì"} {
		if !strings.Contains(record, read) {
			t.Errorf("of what was said %q was not read: %s", read, record)
		}
	}
	b.Width(browsertest.Phone)
	for _, e := range b.TooWide() {
		t.Errorf("scrolls sideways on a telephone: %s", e)
	}
	b.Width(browsertest.Desk)
	b.Arrive(func() { b.Click("form[action$='/give'] button") })
	b.Arrive(func() { b.Click("#record td a[href^='/tasks/']") })
	if !strings.Contains(b.Title(), "rà soát tổ chức cơ sở đảng") || !strings.Contains(b.Text("main"), "Giao tại hội nghị") {
		t.Errorf("the task is %q: %s", b.Title(), b.Text("main"))
	}
	b.Arrive(func() { b.Click("main a[href^='" + at + "']") })
	closeConference(b)
	if !strings.Contains(b.Text("main"), "Đã bế mạc") || b.Count("form[action$='/outcomes']") != 0 {
		t.Errorf("after it closed: %s", b.Text("main"))
	}
}
