package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/task"
)

// rowsOf returns how tasks stand: state, deadline and progress.
func (p *play) rowsOf(t *testing.T, ids []task.ID) (out []string) {
	t.Helper()
	if err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		found, err := task.Several(t.Context(), v, ids)
		for _, id := range ids {
			one := found[id]
			out = append(out, string(one.State)+" "+one.Due.String()+" "+string(one.Lead))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// tick opens the register for some tasks and ticks the first so many.
func tick(b *browsertest.Tab, question string, many int) {
	b.Go("/tasks?" + question)
	b.Arrive(func() { b.Click(".ask-links a[href*='choose=1']") })
	for range many {
		b.Click("tbody input[type=checkbox]:not(:checked)")
	}
}

// choose chooses from a select box.
func choose(b *browsertest.Tab, name, value string) {
	browsertest.Eval[bool](b, fmt.Sprintf(`(() => { const e = document.querySelector('main select[name=%s]'); e.value = %q; e.dispatchEvent(new Event("change", {bubbles: true})); return e.value !== ""; })()`, name, value))
}

// Three tasks of the register are suspended at once, looked at first, and that is
// undone from its page: all is as it was, and each tells both.
func TestDoingToSeveralAndUndoing(t *testing.T) {
	p, b := browse(t, stageOn(t, db.SQLite).at(province, access.Office))
	ids := p.own(t, 2, province, "Kiểm kê trang thiết bị", 4, civil.Of(now).AddDays(60))
	before := p.rowsOf(t, ids)
	tick(b, "q=ki%E1%BB%83m+k%C3%AA+trang+thi%E1%BA%BFt+b%E1%BB%8B", 3)
	// Who forgets to say what is asked for it, and has not ticked in vain.
	b.Expect(http.StatusUnprocessableEntity)
	b.Arrive(func() { b.Click("#choose-many button:not([formaction])") })
	look(t, b, "batch-nothing")
	if b.Focused() == "" || b.Count("main input[type=hidden][name=id], main input[type=hidden][name=ref]") != 3 {
		t.Fatalf("without saying what: %s", b.Text("main"))
	}
	choose(b, "verb", string(task.DoSuspend))
	b.Arrive(func() { b.Click("main form.form button[type=submit]") })
	look(t, b, "batch-preview")
	if n := b.Count("main tbody tr"); n != 3 {
		t.Fatalf("three were ticked, %d are looked at", n)
	}
	if now := p.rowsOf(t, ids); strings.Join(now, "|") != strings.Join(before, "|") {
		t.Fatalf("looking at it changed something: %v", now)
	}
	b.Fill("note", "Chờ hướng dẫn của cấp trên")
	b.Arrive(func() { b.Click("button[value=look]") })
	if rows := b.Text("main tbody"); strings.Count(rows, "→ Tạm dừng") != 3 {
		t.Errorf("what becomes of them: %s", rows)
	}
	b.Arrive(func() { b.Click("button[value=do]") })
	look(t, b, "batch-done")
	suspended := 0
	for _, row := range p.rowsOf(t, ids) {
		if strings.HasPrefix(row, string(task.Suspended)+" ") {
			suspended++
		}
	}
	if suspended != 3 {
		t.Fatalf("%d of three are suspended: %s", suspended, b.Text("main"))
	}
	b.Arrive(func() { b.Click("form[action$='/undo'] button") })
	look(t, b, "batch-undone")
	if now := p.rowsOf(t, ids); strings.Join(now, "|") != strings.Join(before, "|") {
		t.Errorf("after undoing they are %v, before it they were %v", now, before)
	}
	if b.Count("form[action$='/undo']") != 0 {
		t.Error("what was undone is offered to be undone")
	}
	b.Arrive(func() { b.Click("main tbody a") })
	if page := b.Text("main"); !strings.Contains(page, "Chờ hướng dẫn của cấp trên") {
		t.Errorf("the page of the task does not tell that it was suspended: %s", page)
	}
}

// Several tasks are urged at once, in the same words, and each of them tells it; the
// register is as it was asked for when the person comes back to it.
func TestUrgingSeveral(t *testing.T) {
	p, b := browse(t, stageOn(t, db.SQLite).at(province, access.Office))
	p.own(t, 2, province, "Báo cáo tình hình dân cư", 3, civil.Of(now).AddDays(60))
	tick(b, "q=b%C3%A1o+c%C3%A1o+t%C3%ACnh+h%C3%ACnh+d%C3%A2n+c%C6%B0", 3)
	b.Arrive(func() { b.Click("#choose-many button[formaction^='/chase/many']") })
	look(t, b, "urge-many")
	if n := b.Count("main tbody tr"); n != 3 {
		t.Fatalf("three were ticked, %d are looked at", n)
	}
	b.Fill("words", "Khẩn trương báo cáo trước giao ban")
	b.Arrive(func() { b.Click("button[value=do]") })
	if !strings.HasPrefix(b.Address(), "/tasks?") || !strings.Contains(b.Address(), "q=") {
		t.Errorf("after urging comes %s", b.Address())
	}
	b.See("body", "Đã đôn đốc 3 nhiệm vụ")
	b.Arrive(func() { b.Click("main tbody a") })
	b.See("main", "Khẩn trương báo cáo trước giao ban")
	// Nothing ticked: it says so, and leads back.
	tick(b, "q=b%C3%A1o+c%C3%A1o+t%C3%ACnh+h%C3%ACnh+d%C3%A2n+c%C6%B0", 0)
	b.Expect(http.StatusUnprocessableEntity)
	b.Arrive(func() { b.Click("#choose-many button[formaction^='/chase/many']") })
	b.See(".error-summary", "Hãy chọn ít nhất một nhiệm vụ")
	// Urged today already: none of them is urged again, and it says why.
	tick(b, "q=b%C3%A1o+c%C3%A1o+t%C3%ACnh+h%C3%ACnh+d%C3%A2n+c%C6%B0", 3)
	b.Arrive(func() { b.Click("#choose-many button[formaction^='/chase/many']") })
	if b.Count("button[value=do]") != 0 || !strings.Contains(b.Text("main"), "vừa được đôn đốc hôm nay") {
		t.Errorf("urging again the same day: %s", b.Text("main"))
	}
}
