package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
)

// The register keeps its place: whoever sorts it with the keyboard, goes on to
// the next page, scrolls down, opens a task and comes back stands where they
// stood. Without scripts a heading sorts as well.
func TestTheRegisterKeepsItsPlace(t *testing.T) {
	s := stageOn(t, db.SQLite)
	_, b := browse(t, s.at(province, access.Office))
	b.Go("/tasks")
	b.Until(`document.querySelector("th a.sort") !== null`)
	browsertest.Eval[bool](b, `document.querySelector("th:last-child a.sort").focus() === undefined`)
	b.Arrive(func() { b.Press(kb.Enter) })
	if b.Count("th[aria-sort=descending]") != 1 || !strings.Contains(b.Address(), "sort=-progress") {
		t.Fatalf("Enter on a heading leads to %s", b.Address())
	}
	if b.Count("a[rel=next]") > 0 {
		b.Arrive(func() { b.Press("n") })
	}
	at := b.Address()
	down := browsertest.Eval[float64](b, `(window.scrollTo(0, 400), window.scrollY)`)
	b.Arrive(func() { b.Click("tbody tr:nth-child(5) td:first-child a") })
	if b.Address() == at {
		t.Fatal("the task does not open")
	}
	browsertest.Eval[bool](b, `history.back() === undefined`)
	b.Until(fmt.Sprintf(`location.pathname + location.search === %q && Math.abs(window.scrollY - %v) < 3`, at, down))

	b.Scripts(false)
	b.Go("/tasks?group=state")
	if b.Count("tr.group-row") == 0 {
		t.Error("no groups")
	}
	b.Arrive(func() { b.Click("th:last-child a.sort") })
	if !strings.Contains(b.Address(), "group=state") || !strings.Contains(b.Address(), "sort=-progress") {
		t.Errorf("sorting a list in groups leads to %s", b.Address())
	}
}
