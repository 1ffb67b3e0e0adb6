package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/task"
)

// ago does something as it was done so many days before today.
func (p *play) ago(t *testing.T, days int, fn func(ctx context.Context, u *work.Unit) error) {
	t.Helper()
	then := &work.Office{DB: p.Office.DB, Zone: p.Office.Zone, Subscribers: p.Office.Subscribers, Now: func() time.Time { return now.AddDate(0, 0, -days) }}
	if err := then.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return fn(t.Context(), u) }); err != nil {
		t.Fatal(err)
	}
}

// own gives a body so many tasks of its own, and returns them.
func (p *play) own(t *testing.T, days int, code, text string, many int, due civil.Date) (ids []task.ID) {
	t.Helper()
	p.ago(t, days, func(ctx context.Context, u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		body, _ := tree.ByCode(code)
		all := make([]task.New, many)
		for i := range all {
			all[i] = task.New{Text: fmt.Sprintf("%s %d", text, i+1), Issuer: body.ID, Lead: body.ID, Due: due}
		}
		ids, err = task.AssignMany(ctx, u, all)
		return err
	})
	return ids
}

// What changed between two days, as the office asks before a briefing: a deadline was
// moved on one day, a task cancelled on another and restored on a third. The days are
// typed with the keyboard, each number opens to its rows, a row tells what was and
// what became, and it is printed.
func TestWhatChangedBetweenTwoDays(t *testing.T) {
	p, b := browse(t, stageOn(t, db.SQLite).at(province, access.Office))
	today := civil.Of(now)
	due, moved := today.AddDays(40), today.AddDays(70)
	ids := p.own(t, 9, province, "Rà soát quy trình một cửa", 2, due)
	p.ago(t, 7, func(ctx context.Context, u *work.Unit) error {
		ref := task.Ref{ID: ids[0]}
		return errors.Join(task.RequestExtension(ctx, u, ref, moved, "disaster", "Mưa lũ kéo dài"), task.GrantExtension(ctx, u, ref, moved, "Đồng ý cho lùi"))
	})
	p.ago(t, 5, func(ctx context.Context, u *work.Unit) error {
		return task.Cancel(ctx, u, task.Ref{ID: ids[1]}, "15-KL/TU", "Trùng việc khác")
	})
	p.ago(t, 3, func(ctx context.Context, u *work.Unit) error {
		return task.Restore(ctx, u, task.Ref{ID: ids[1]}, "Vẫn cần làm")
	})

	// pick types two days and shows what changed between them.
	pick := func(from, until int) {
		tabTo(t, b, "from")
		b.Press(today.AddDays(-from).Vietnamese())
		tabTo(t, b, "until")
		b.Press(today.AddDays(-until).Vietnamese())
		b.Arrive(func() { b.Press(kb.Enter) })
	}
	counted := func(kind task.ChangeKind) string {
		return browsertest.Eval[string](b, fmt.Sprintf(`document.querySelector('.figures a[href*="kind=%s"]')?.innerText.replace(/\D+/g, "") ?? ""`, kind))
	}
	b.Go("/tasks/changes")
	pick(7, 5)
	if b.Value("from") != today.AddDays(-7).Vietnamese() || b.Value("until") != today.AddDays(-5).Vietnamese() {
		t.Fatalf("the days picked are %q and %q", b.Value("from"), b.Value("until"))
	}
	if counted(task.DueMoved) != "1" || counted(task.Ended) != "1" || counted(task.Restored) != "" {
		t.Errorf("from the day of the deadline to that of the cancelling: %q", b.Text(".figures"))
	}
	// Each number opens to its rows.
	tabTo(t, b, "from")
	for range 40 {
		if browsertest.Eval[bool](b, `document.activeElement.matches('.figures a[href*="kind=due"]')`) {
			break
		}
		b.Press(kb.Tab)
	}
	b.Arrive(func() { b.Press(kb.Enter) })
	row := b.Text("main tbody")
	for _, want := range []string{"Rà soát quy trình một cửa 1", due.Vietnamese() + " → " + moved.Vietnamese(), "Đồng ý cho lùi"} {
		if !strings.Contains(row, want) {
			t.Errorf("the row of the deadline lacks %q: %s", want, row)
		}
	}
	if b.Count("main tbody tr") != 1 || !strings.Contains(b.Address(), "kind=due") {
		t.Errorf("the number 1 opens to %d rows at %s", b.Count("main tbody tr"), b.Address())
	}
	if at := browsertest.Eval[string](b, `document.querySelector('a[href^="/sheets/changes"]').getAttribute("href")`); !strings.Contains(at, "kind=due") || !strings.Contains(at, url.Values{"from": {today.AddDays(-7).Vietnamese()}}.Encode()) {
		t.Errorf("the workbook is asked for at %s", at)
	}
	b.Arrive(func() { b.Click("main p a[href*='/tasks/changes']") })
	// The day on which it was restored alone.
	pick(3, 3)
	if counted(task.Restored) != "1" || counted(task.DueMoved) != "" || counted(task.Ended) != "" {
		t.Errorf("on the day of the restoring: %q", b.Text(".figures"))
	}
	if row := b.Text("#restored tbody"); !strings.Contains(row, "Vẫn cần làm") || !strings.Contains(row, "→") {
		t.Errorf("the row of what was restored: %s", row)
	}
	b.Width(browsertest.Phone)
	if wide := b.TooWide(); len(wide) > 0 {
		t.Errorf("wider than a telephone: %v", wide)
	}
	b.Width(browsertest.Desk)
	b.Go("/tasks/changes")
	pick(7, 3)
	printed := b.PDF()
	read, err := source.Read(t.Context(), "paper.pdf", bytes.NewReader(printed), int64(len(printed)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(read.Text), " ")
	for _, want := range []string{today.AddDays(-7).Vietnamese(), today.AddDays(-3).Vietnamese(), moved.Vietnamese(), "Rà soát quy trình một cửa 2"} {
		if !strings.Contains(words, want) {
			t.Errorf("the paper lacks %q: %.600s", want, words)
		}
	}
	// The words of a task lead to it.
	b.Arrive(func() { b.Click("#restored tbody a") })
	if !strings.HasSuffix(b.Address(), string(ids[1])) {
		t.Errorf("the row leads to %s", b.Address())
	}
}
