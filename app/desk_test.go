package app_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/chromedp/kb"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// owe lets the commune have tasks on which a weekly report is due.
func (p *play) owe(t *testing.T, many int) {
	t.Helper()
	earlier := &work.Office{DB: p.Office.DB, Zone: p.Office.Zone, Subscribers: p.Office.Subscribers, Now: func() time.Time { return now.AddDate(0, 0, -8) }}
	if err := earlier.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		tree, err := org.Load(t.Context(), &u.View)
		if err != nil {
			return err
		}
		commune, _ := tree.ByCode(ownBody)
		n := task.New{Text: "Rà soát hộ cần hỗ trợ", Issuer: commune.ID, Lead: commune.ID, Due: u.Today.AddDays(200), UpdateEvery: 7}
		ids, err := task.AssignMany(t.Context(), u, slices.Repeat([]task.New{n}, many))
		for _, id := range ids {
			if err := task.Accept(t.Context(), u, task.Ref{ID: id}, ""); err != nil {
				return err
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// The 40-second update with the keyboard alone: u on the desk opens it, Tab
// leads through two fields to the button, the next report follows; what was
// typed and not sent is there again.
func TestReportingWithTheKeyboard(t *testing.T) {
	who := stageOn(t, db.SQLite).at(ownBody, access.Specialist)
	p, b := browse(t, who)
	p.owe(t, 2)
	b.Go("/desk")
	b.Arrive(func() { b.Press("u") })
	first := b.Address()
	if !strings.Contains(first, "/update") {
		t.Fatalf("u on the desk leads to %s", first)
	}
	b.Until(`document.activeElement.name === "note"`)
	b.Press("Đã rà soát 8 trong 12 thôn")
	b.Go("/map")
	b.Go(first)
	if got := b.Value("note"); got != "Đã rà soát 8 trong 12 thôn" {
		t.Errorf("what was typed before going elsewhere is %q", got)
	}
	b.Expect(http.StatusUnprocessableEntity)
	tabTo(t, b, "note")
	b.Press(kb.Tab)
	if b.Focused() != "progress" {
		t.Errorf("after the words comes %q", b.Focused())
	}
	b.Fill("progress", "gần xong")
	b.Arrive(func() { b.Press(kb.Enter) })
	if b.Count(".error-summary") != 1 || b.Value("note") != "Đã rà soát 8 trong 12 thôn" || b.Value("progress") != "gần xong" {
		t.Errorf("a refused report keeps %q and %q", b.Value("note"), b.Value("progress"))
	}
	// Signed out meanwhile: sent in vain, and there again afterwards.
	b.Expect(http.StatusUnauthorized)
	b.Fill("progress", "8/12 thôn")
	b.Forget()
	b.Arrive(func() { b.Press(kb.Enter) })
	b.Keep(who.sessions...)
	b.Go(first)
	if b.Value("progress") != "8/12 thôn" || b.Value("note") != "Đã rà soát 8 trong 12 thôn" {
		t.Errorf("after signing in again the form holds %q and %q", b.Value("note"), b.Value("progress"))
	}
	tabTo(t, b, "progress")
	b.Arrive(func() { b.Press(kb.Enter) })
	if next := b.Address(); next == first || !strings.Contains(next, "/update") {
		t.Errorf("after a report comes %s, not the next one", next)
	}
	if b.Value("note") != "" {
		t.Errorf("the next report begins with %q", b.Value("note"))
	}
	b.Go(strings.TrimSuffix(strings.SplitN(first, "?", 2)[0], "/update"))
	b.See("main", "66%")
	b.Go(first)
	if b.Value("note") != "" {
		t.Errorf("what was sent is filled in again: %q", b.Value("note"))
	}
}

// What one update costs a commune's clerk on a phone: beside the words and the
// figure themselves one key to open the first form, one to get from the words to
// the figure, and one to send it and have the next. The time is told and not
// judged: it is the machine's, without the typing.
func TestEffortOfAnUpdate(t *testing.T) {
	who := stageOn(t, db.SQLite).at(ownBody, access.Specialist)
	p, b := browse(t, who)
	const many = 9
	b.Width(390)
	b.Go("/desk")
	before := b.Count("#update tbody tr")
	p.owe(t, many)
	b.Go("/desk")
	const words, figure = "Đã rà soát 8 trong 12 thôn", "8/12 thôn"
	var keys []int
	var took []time.Duration
	for i := range many {
		pressed := 0
		press := func(key string) { pressed++; b.Press(key) }
		began := time.Now()
		if i == 0 {
			b.Arrive(func() { press("u") })
		}
		b.Until(`document.activeElement.name === "note"`)
		b.Press(words)
		press(kb.Tab)
		b.Press(figure)
		b.Arrive(func() { press(kb.Enter) })
		keys, took = append(keys, pressed), append(took, time.Since(began))
	}
	slices.Sort(keys)
	slices.Sort(took)
	typed := utf8.RuneCountInString(words + figure)
	t.Logf("one update: median %d keys beside %d of words and figure, %.2f s of the machine with the words typed at once", keys[many/2], typed, took[many/2].Seconds())
	if keys[many/2] != 2 || keys[many-1] != 3 {
		t.Errorf("an update takes %v keys beside its words", keys)
	}
	b.Go("/desk")
	if left := b.Count("#update tbody tr"); left != before {
		t.Errorf("after %d updates the desk asks for %d, before them for %d", many, left, before)
	}
}

// A report with a file is one thing: the file goes with the words.
func TestReportingWithAFile(t *testing.T) {
	p, b := browse(t, stageOn(t, db.SQLite).at(ownBody, access.Specialist))
	p.owe(t, 2)
	b.Go("/desk")
	b.Arrive(func() { b.Press("u") })
	page := strings.SplitN(b.Address(), "/update", 2)[0]
	b.Fill("note", "Có biên bản kèm theo")
	b.Click("main form details summary")
	b.Choose("files", p.plan(t, "Biên bản một.docx"), p.plan(t, "Biên bản hai.docx"))
	b.Arrive(func() { b.Click("main form button[type=submit]") })
	b.Go(page)
	b.See("main", "Biên bản một.docx")
	b.See("main", "Biên bản hai.docx")
	if n := browsertest.Eval[int](b, `[...document.querySelectorAll(".moment-detail")].filter(e => e.innerText.includes("Có biên bản kèm theo")).length`); n != 1 {
		t.Errorf("one report with two files stands %d times in the history", n)
	}
}
