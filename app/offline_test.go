package app_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/story"
	"quyet/feature/task"
)

// A line is what lies between a browser and the program.
type line struct {
	http.Handler
	cut  atomic.Bool // nothing comes through
	lose atomic.Bool // what is sent arrives, and its answer does not
}

func (l *line) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	lost := l.lose.Load() && r.Method == http.MethodPost
	if lost {
		l.Handler.ServeHTTP(httptest.NewRecorder(), r)
	}
	if lost || l.cut.Load() {
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			c.Close()
		}
		return
	}
	l.Handler.ServeHTTP(w, r)
}

// A far desk is that of a commune's clerk, on a line that is cut.
type farDesk struct {
	t    *testing.T
	p    *play
	b    *browsertest.Tab
	line *line
	who  person
}

// farAway opens the desk of a commune's clerk and switches on that it is kept.
func farAway(t *testing.T) *farDesk {
	return farAwayAt(t, func() time.Time { return now })
}

// farAwayAt is [farAway] by another clock of the program.
func farAwayAt(t *testing.T, clock func() time.Time) *farDesk {
	s := stageOn(t, db.SQLite)
	f := &farDesk{t: t, p: s.beginWith(t, errorsOf(t), clock), who: s.at(ownBody, access.Office)}
	f.line = &line{Handler: f.p}
	f.b = browsertest.Open(t, f.line)
	f.b.Lossy()
	f.b.Width(browsertest.Phone)
	f.b.Keep(f.who.sessions...)
	f.switchOn()
	return f
}

func (f *farDesk) switchOn() {
	f.t.Helper()
	f.b.Go("/offline")
	f.b.Until(`document.querySelector("[data-offline-on]")?.checkVisibility()`)
	f.b.Click("[data-offline-on]")
	f.b.See("[data-offline-status]", "Đã sẵn sàng")
	f.b.Until(`navigator.serviceWorker.controller`)
	f.b.Go("/desk")
}

// reported returns the notes of the reports on a task.
func (f *farDesk) reported(id task.ID) (notes []string) {
	f.t.Helper()
	err := f.p.Office.View(f.t.Context(), work.System("test"), func(v *work.View) error {
		events, err := v.History(f.t.Context(), string(id), 50)
		for _, e := range events {
			if e.Kind == "task.update" || e.Kind == "task.submit" {
				notes = append(notes, string(e.Detail))
			}
		}
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return notes
}

func (f *farDesk) count(id task.ID, words string) (n int) {
	f.t.Helper()
	for _, note := range f.reported(id) {
		if strings.Contains(note, words) {
			n++
		}
	}
	return n
}

// write writes a report on a task.
func (f *farDesk) write(id task.ID, words string) {
	f.t.Helper()
	f.b.Go(id.Address() + "/update")
	f.b.Fill("note", words)
	f.b.Click("main form button.btn-primary")
}

// onDesk returns the first task on the desk that can be reported on.
func (f *farDesk) onDesk() task.ID {
	f.t.Helper()
	at := browsertest.Eval[string](f.b, `document.querySelector("main a[href*='/update']").getAttribute("href")`)
	return task.ID(strings.Split(at, "/")[2])
}

// becomes waits until a promise tells what is wanted.
func (f *farDesk) becomes(promise string, want string) {
	f.t.Helper()
	f.b.Until(`(` + promise + `.then((n) => { window.told = String(n); }), window.told === "` + want + `")`)
}

// A week in the mountains: the desk opens without a line, a report waits, and is
// stored once when the line is back, though its first answer was lost.
func TestDeskWithoutLine(t *testing.T) {
	f := farAway(t)
	b := f.b
	one := f.onDesk()
	before := len(f.reported(one))

	f.line.cut.Store(true)
	b.Go("/desk")
	b.See("h1", "Bàn làm việc")
	b.See("#offline-stored", "bản lưu trên máy")
	b.Arrive(func() { b.Click("main a[href='" + one.Address() + "']") })
	b.See("#offline-stored", "bản lưu trên máy")
	b.Go("/desk")
	b.Arrive(func() { b.Click("main a[href^='" + one.Address() + "/update']") })
	b.Fill("note", "Đã họp với 12 thôn, viết lúc không có mạng")
	// The clock of the device when it is written: two hours before the line is back.
	browsertest.Eval[bool](b, fmt.Sprintf(`(Date.now = () => %d, true)`, now.Add(-2*time.Hour).UnixMilli()))
	b.Click("main form button.btn-primary")
	b.See("[data-offline-queue] li[data-state=waiting]", "Chờ gửi")
	if got := browsertest.Eval[string](b, `document.querySelector("[data-offline-queue] textarea").value`); got != "Đã họp với 12 thôn, viết lúc không có mạng" {
		t.Errorf("what waits says %q", got)
	}
	for _, e := range b.TooWide() {
		t.Errorf("the list of what waits is too wide: %s", e)
	}
	for _, v := range b.Violations() {
		t.Errorf("%s: %s", v.ID, strings.Join(v.Nodes, "\n"))
	}
	look(t, b, "offline-waiting")
	b.Go("/desk")
	b.See("#offline-waiting", "1 cập nhật chờ gửi")
	b.Go("/tasks") // is not kept: the page that says what is stands in its place
	b.See("[data-offline-queue]", "Chờ gửi")
	if len(f.reported(one)) != before {
		t.Fatal("something was stored without a line")
	}

	f.line.cut.Store(false)
	f.line.lose.Store(true)
	b.Go("/offline")
	b.See("#offline-waiting", "1 cập nhật chờ gửi")
	b.Until(`!document.querySelector("#offline-waiting button").disabled`)
	for began := time.Now(); f.count(one, "12 thôn") == 0 && time.Since(began) < 10*time.Second; {
		b.Still()
	}
	if n := f.count(one, "12 thôn"); n != 1 {
		t.Fatalf("stored %d times when the answer was lost", n)
	}
	b.See("#offline-waiting", "1 cập nhật chờ gửi")
	f.line.lose.Store(false)
	// The browser may have tried once more by itself, with success.
	b.Until(`!document.querySelector("#offline-waiting button:disabled")`)
	browsertest.Eval[bool](b, `(document.querySelector("#offline-waiting button")?.click(), true)`)
	b.Until(`!document.querySelector("#offline-waiting") && document.querySelectorAll("[data-offline-queue] li").length === 0`)
	b.See("#sent", "Đã gửi 1")
	b.Go("/desk")
	b.Go("/offline")
	b.Until(`!document.querySelector("[data-offline-empty]").hidden`)
	if n := f.count(one, "12 thôn"); n != 1 || len(f.reported(one)) != before+1 {
		t.Errorf("stored %d times, %d reports more", n, len(f.reported(one))-before)
	}
	b.Go(one.Address())
	b.See("ol.history", "viết lúc 07:00 "+civil.Of(now).Vietnamese()+" theo đồng hồ của máy, đến lúc 09:00")
}

// Seven days without a line: each day something is written, once with a file.
// When the line is back nobody is signed in any more; who signs in again has all
// of it sent, once, in the order in which it was written, and the file whole.
func TestDeskWeekWithoutLine(t *testing.T) {
	var at atomic.Int64
	at.Store(now.Unix())
	f := farAwayAt(t, func() time.Time { return time.Unix(at.Load(), 0) })
	b := f.b
	one := f.onDesk()
	before := len(f.reported(one))
	minutes := f.p.plan(t, "Biên bản họp thôn.docx")
	f.line.cut.Store(true)
	const days = 7
	for day := 1; day <= days; day++ {
		at.Add(24 * 3600)
		b.Go("/desk")
		b.See("#offline-stored", "bản lưu trên máy")
		b.Go(one.Address() + "/update")
		if day > 1 { // what waits is said above the form, and moves it
			b.See("#offline-waiting", fmt.Sprintf("%d cập nhật chờ gửi", day-1))
		}
		b.Fill("note", fmt.Sprintf("Ngày %d trên núi", day))
		if day == 3 {
			b.Click("main form details summary")
			b.Choose("files", minutes)
		}
		b.Click("main form button.btn-primary")
		b.Until(fmt.Sprintf(`document.querySelectorAll("[data-offline-queue] li[data-state=waiting]").length === %d`, day))
	}
	f.line.cut.Store(false)
	b.Expect(401)
	b.Go("/desk")
	b.See("#offline-waiting", fmt.Sprintf("%d cập nhật chờ gửi", days))
	b.See("#offline-waiting", "đăng nhập lại")
	b.Fill("login", f.who.login())
	b.Fill("password", story.Password)
	b.Arrive(func() { b.Click("main form button.btn-primary") })
	b.See("#sent", fmt.Sprintf("Đã gửi %d", days))
	all := f.reported(one)
	if len(all) != before+days {
		t.Fatalf("%d reports more after %d days", len(all)-before, days)
	}
	slices.Reverse(all) // the newest comes first
	for i, note := range all[before:] {
		if !strings.Contains(note, fmt.Sprintf("Ngày %d trên núi", i+1)) {
			t.Errorf("report %d says %s", i+1, note)
		}
	}
	b.Go(one.Address())
	b.See("main", "Biên bản họp thôn.docx")
	link := browsertest.Eval[string](b, `[...document.querySelectorAll("main a")].find((a) => a.textContent.includes("Biên bản họp thôn")).getAttribute("href")`)
	c := webtest.New(t, f.p)
	c.Keep(f.who.sessionsAnew(t, f.p)...)
	got := c.Get(link).Want(http.StatusOK)
	want, err := os.ReadFile(minutes)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Body, want) {
		t.Errorf("the file came as %d bytes, it has %d", len(got.Body), len(want))
	}
}

// With a line a report goes as it always did, and what is wrong with it is said on
// the page.
func TestDeskWithLine(t *testing.T) {
	f := farAway(t)
	one := f.onDesk()
	f.b.Expect(422)
	f.write(one, "")
	f.b.See(".error-summary", "")
	f.b.Fill("note", "Đã xong phần đầu")
	f.b.Arrive(func() { f.b.Click("main form button.btn-primary") })
	if n := f.count(one, "Đã xong phần đầu"); n != 1 {
		t.Errorf("stored %d times", n)
	}
	f.b.Go("/offline")
	f.b.Until(`!document.querySelector("[data-offline-empty]").hidden`)
}

// Where the task has changed meanwhile, both sides are shown; nothing is
// overwritten and nothing lost, and the person decides.
func TestDeskConflict(t *testing.T) {
	f := farAway(t)
	b := f.b
	one := f.onDesk()
	f.line.cut.Store(true)
	f.write(one, "Viết ở thôn")
	b.See("[data-offline-queue] li[data-state=waiting]", "Chờ gửi")
	b.Go(one.Address() + "/update")
	b.See("#offline-waiting", "1 cập nhật chờ gửi")
	b.Fill("note", "Viết buổi chiều")
	b.Click("main form button.btn-primary")
	b.Until(`document.querySelectorAll("[data-offline-queue] li[data-state=waiting]").length === 2`)
	if err := f.p.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		return task.Update(t.Context(), u, task.Ref{ID: one}, task.Report{Note: "Viết ở văn phòng"})
	}); err != nil {
		t.Fatal(err)
	}
	f.line.cut.Store(false)
	b.Expect(409)
	b.Go("/offline")
	b.See("[data-offline-queue] li[data-state=conflict]", "Viết ở văn phòng")
	b.Until(`document.querySelectorAll("[data-offline-queue] li[data-state=conflict]").length === 2`)
	if got := browsertest.Eval[string](b, `document.querySelector("[data-offline-queue] textarea").value`); got != "Viết ở thôn" {
		t.Errorf("what was typed is %q", got)
	}
	look(t, b, "offline-conflict")
	for _, e := range b.TooWide() {
		t.Errorf("both sides are too wide: %s", e)
	}
	if f.count(one, "Viết ở thôn") != 0 {
		t.Fatal("stored over what somebody else wrote")
	}
	// What was written after it rests on it: one decision each is enough.
	b.Click("[data-offline-queue] .btn-primary")
	b.Until(`document.querySelectorAll("[data-offline-queue] > li").length === 1`)
	b.Click("[data-offline-queue] .btn-primary")
	b.Until(`!document.querySelector("[data-offline-empty]").hidden`)
	if f.count(one, "Viết buổi chiều") != 1 || f.count(one, "Viết ở thôn") != 1 || f.count(one, "Viết ở văn phòng") != 1 {
		t.Errorf("the reports are %q", f.reported(one))
	}

	// Without the right there is nothing to decide: it can be copied and discarded.
	f.line.cut.Store(true)
	f.write(one, "Viết sau khi thôi việc")
	b.See("[data-offline-queue] li[data-state=waiting]", "Chờ gửi")
	ctx := context.WithoutCancel(t.Context())
	if err := f.p.Office.Do(ctx, work.System("test"), func(u *work.Unit) error {
		id, err := account.ByLogin(ctx, &u.View, f.who.login())
		if err != nil {
			return err
		}
		a, err := account.Find(ctx, &u.View, id)
		if err != nil {
			return err
		}
		for _, g := range a.Grants {
			if err := account.Revoke(ctx, u, g.ID); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	f.line.cut.Store(false)
	b.Expect(40) // and a figure: 409, since the post is gone, and 404
	b.Go("/offline")
	b.Until(`document.querySelector("[data-offline-queue] li[data-state=conflict]")`)
	if b.Count("[data-offline-queue] .btn-primary") != 0 || f.count(one, "thôi việc") != 0 {
		t.Error("it can be sent without the right")
	}
	b.Click("[data-offline-queue] .btn-outline-danger")
	b.Click("[data-offline-queue] .btn-outline-danger")
	b.Until(`!document.querySelector("[data-offline-empty]").hidden`)
}

// A session that is over keeps what waits: who signs in again sends it. Signing out
// lets go of all, after asking; and somebody else finds nothing.
func TestDeskIsLetGo(t *testing.T) {
	f := farAway(t)
	b := f.b
	one := f.onDesk()
	f.line.cut.Store(true)
	f.write(one, "Chờ qua đêm")
	b.See("[data-offline-queue] li[data-state=waiting]", "Chờ gửi")
	f.line.cut.Store(false)
	b.Forget()
	b.Expect(401)
	b.Click("#offline-waiting button")
	b.See("#offline-waiting", "đăng nhập lại")
	if f.count(one, "qua đêm") != 0 {
		t.Error("stored for nobody")
	}
	b.Go("/login")
	b.Fill("login", f.who.login())
	b.Fill("password", story.Password)
	b.Arrive(func() { b.Click("main form button.btn-primary") })
	b.See("#sent", "Đã gửi 1")
	if n := f.count(one, "qua đêm"); n != 1 {
		t.Errorf("after signing in again it was stored %d times", n)
	}

	f.line.cut.Store(true)
	f.write(one, "Sẽ bỏ")
	b.See("[data-offline-queue] li[data-state=waiting]", "Chờ gửi")
	b.Click("details.account summary")
	b.Click("form[action='/logout'] button")
	b.See("dialog", "Đăng xuất bây giờ thì mất")
	b.Click("dialog .btn-primary")
	b.Until(`!document.querySelector("dialog[open]")`)
	if b.Count("[data-offline-queue] li") != 1 {
		t.Error("staying has lost something")
	}
	f.line.cut.Store(false)
	f.line.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/update") {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		f.p.ServeHTTP(w, r)
	})
	b.Expect(502)
	b.Go("/desk")
	b.Click("details.account summary")
	b.Click("form[action='/logout'] button")
	b.Arrive(func() { b.Click("dialog .btn-outline-danger") })
	if b.Address() != "/login" {
		t.Fatalf("signing out leads to %s", b.Address())
	}
	nothing := `Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations(), new Promise((done) => { const r = indexedDB.open("quyet-offline", 1); r.onupgradeneeded = () => r.transaction.abort(); r.onerror = () => done(0); r.onsuccess = () => { const t = r.result.transaction(["state", "queue"]); const a = t.objectStore("state").count(); const q = t.objectStore("queue").count(); t.oncomplete = () => { r.result.close(); done(a.result + q.result); }; }; })]).then(([c, s, n]) => c.length + s.length + n)`
	f.becomes(nothing, "0")

	// Somebody else at the same machine.
	b.Keep(f.who.sessionsAnew(t, f.p)...)
	f.switchOn()
	f.becomes(`caches.keys().then((c) => c.length > 0)`, "true")
	b.Forget()
	b.Keep(stageOn(t, db.SQLite).at(otherBody, access.Office).sessions...)
	b.Go("/desk")
	f.becomes(nothing, "0")
}

// sessionsAnew signs a person in once more.
func (who person) sessionsAnew(t *testing.T, p *play) []*http.Cookie {
	t.Helper()
	r := httptest.NewRecorder()
	q := httptest.NewRequest(http.MethodPost, "/login", strings.NewReader("login="+who.login()+"&password="+strings.ReplaceAll(story.Password, " ", "+")))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	p.ServeHTTP(r, q)
	return slices.DeleteFunc(r.Result().Cookies(), func(c *http.Cookie) bool { return c.MaxAge < 0 })
}
