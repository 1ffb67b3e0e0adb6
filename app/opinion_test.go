package app_test

import (
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
)

// An office asks another body for its opinion and chooses it by a part of its name; its
// head answers on a telephone, with too little first; the office sees the answer in the
// table, and the number that leads to it.
func TestOpinionInTheBrowser(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p, b := browse(t, s.at(ownBody, access.Office))
	b.Go("/opinions/asked")
	b.Arrive(func() { b.Press("n") })
	b.Until(`document.activeElement.name === "title"`)
	b.Press("Dự thảo Quy chế phối hợp")
	b.Fill("body1", otherBody)
	b.Fill("due", "31/02/2026")
	b.Expect(http.StatusUnprocessableEntity)
	b.Arrive(func() { b.Click("main form.form button[type=submit]") })
	if b.Count("#f-words-error") != 1 || b.Count("#f-due-error") != 1 || b.Value("body1") != otherBody {
		t.Fatalf("what is wrong: %s", b.Text(".error-summary"))
	}
	b.Fill("words", "Đề nghị cho ý kiến.")
	b.Fill("due", "27/11/2026")
	b.Arrive(func() { b.Click("main form.form button[type=submit]") })
	at := b.Address()
	b.See("#replies", "Chưa trả lời")

	head := browsertest.Open(t, p)
	head.Keep(s.at(otherBody, access.Head).sessions...)
	head.Width(browsertest.Phone)
	head.Go("/opinions")
	head.Arrive(func() { head.Click("a[href^='" + at + "/of/']") })
	head.Click("label[for=f-answer-2]")
	head.Expect(http.StatusUnprocessableEntity)
	head.Arrive(func() { head.Click("main form.form button[type=submit]") })
	if head.Count("#f-words-error") != 1 {
		t.Fatalf("who disagrees says why: %s", head.Text("main"))
	}
	head.Fill("words", "Chưa rõ nguồn lực.")
	head.Arrive(func() { head.Click("main form.form button[type=submit]") })
	head.See("main", "Không nhất trí")
	for _, e := range head.TooWide() {
		t.Errorf("scrolls sideways on a telephone: %s", e)
	}

	b.Go(at)
	b.Arrive(func() { b.Click(".figures a[href*='only=disagreed']") })
	if said := b.Text("#replies"); !strings.Contains(said, "Chưa rõ nguồn lực.") {
		t.Errorf("the table says %s", said)
	}
}
