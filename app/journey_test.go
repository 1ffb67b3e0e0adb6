package app_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/org"
	"quyet/feature/story"
)

// tabTo goes through the page with the Tab key until the focus is on a field,
// link or button with a name, an id or a text.
func tabTo(t *testing.T, b *browsertest.Tab, what string) {
	t.Helper()
	const most = 80
	var passed []string
	for range most {
		if b.Focused() == what {
			return
		}
		passed = append(passed, b.Focused())
		b.Press(kb.Tab)
	}
	t.Fatalf("%d times Tab do not lead to %q: %q", most, what, passed)
}

// From signing in to a mended form, without a pointer.
func TestKeyboardAlone(t *testing.T) {
	admin := stageOn(t, db.SQLite).at(province, access.Administrator)
	_, b := browse(t, person{})
	b.Go("/rules")
	tabTo(t, b, "login")
	b.Press(admin.login())
	tabTo(t, b, "password")
	b.Press(story.Password)
	b.Arrive(func() { b.Press(kb.Enter) })
	if b.Address() != "/rules" {
		t.Fatalf("signing in leads to %s, not to the page that was wanted", b.Address())
	}

	b.Press("?")
	b.Until(`document.querySelector("dialog#key-help").open`)
	b.Press(kb.Escape)
	b.Until(`!document.querySelector("dialog#key-help").open`)
	b.Arrive(func() { b.Press("ga") })
	if b.Address() != "/accounts" {
		t.Errorf("g a leads to %s", b.Address())
	}

	// Rows of a list by j and k, opened by Enter.
	b.Go("/rules")
	b.Press("jjk")
	b.Until(`document.querySelector("[data-browse] .row-current") === document.querySelector("[data-browse] > tbody > tr, [data-browse] > li")`)
	b.Arrive(func() { b.Press(kb.Enter) })

	// A form that is refused takes the focus to what is wrong, and keeps what
	// was typed.
	b.Expect(422)
	tabTo(t, b, "from")
	b.Press(strings.Repeat(kb.Delete, 10) + strings.Repeat(kb.Backspace, 10) + "31/2/2027")
	tabTo(t, b, "citation")
	b.Press("Quy định của năm mới")
	b.Press(kb.Enter)
	b.See(".error-summary", "")
	b.Until(`document.activeElement.matches(".error-summary")`)
	if b.Value("from") != "31/2/2027" || b.Value("citation") != "Quy định của năm mới" {
		t.Errorf("the form keeps %q and %q", b.Value("from"), b.Value("citation"))
	}
	b.Press(kb.Tab + kb.Enter)
	b.Until(`document.activeElement.name === "from"`)
}

// The buttons that are folded away on the page of a task shut on Escape and on
// a press elsewhere.
func TestFoldedButtons(t *testing.T) {
	_, b := browse(t, stageOn(t, db.SQLite).at(province, access.Office))
	b.Go("/tasks")
	b.Arrive(func() { b.Click("main tbody a") })
	open := `document.querySelector("details.buttons-more").open`
	b.Click(".buttons-more summary")
	b.Until(open)
	b.Press(kb.Escape)
	b.Until("!" + open)
	if got := browsertest.Eval[bool](b, `document.activeElement.matches(".buttons-more summary")`); !got {
		t.Errorf("after Escape the focus is on %q", b.Focused())
	}
	b.Click(".buttons-more summary")
	b.Until(open)
	b.Click("h1")
	b.Until("!" + open)
}

// The main way works in a browser that runs no scripts.
func TestWithoutScripts(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p, b := browse(t, person{})
	b.Scripts(false)
	signIn := func(who person) {
		t.Helper()
		b.Go("/login")
		b.Fill("login", who.login())
		b.Fill("password", story.Password)
		b.Arrive(func() { b.Press(kb.Enter) })
	}
	signIn(s.at(province, access.Administrator))
	b.Go("/bodies")
	b.Arrive(func() { b.Click("main a[href^='/bodies/0']") })
	if b.Title() == "" {
		t.Errorf("%s has no heading", b.Address())
	}
	b.Go("/rules")
	b.Arrive(func() { b.Click("main tbody a") })
	b.Expect(422)
	b.Fill("from", "không phải ngày")
	b.Arrive(func() { b.Press(kb.Enter) })
	if b.Count(".error-summary") != 1 || b.Value("from") != "không phải ngày" {
		t.Errorf("a wrong day: %s", b.Text("main"))
	}
	b.Go("/")
	b.Click("details.account summary")
	b.Arrive(func() { b.Click("form[action='/logout'] button") })

	signIn(s.at(ownBody, access.Office))
	b.Go("/intake")
	b.Choose("files", p.plan(t, "Kế hoạch thứ hai.docx"))
	b.Arrive(func() { b.Click("form[enctype] button[type=submit]") })
	if b.Title() != "Kế hoạch thứ hai.docx" {
		t.Fatalf("the upload leads to %s %q", b.Address(), b.Text("main"))
	}
	before := b.Text("#bench-head")
	b.Arrive(func() { b.Click("form[action$='/accept'] button") })
	if after := b.Text("#bench-head"); after == before {
		t.Errorf("accepting changes nothing: %s", after)
	}
}

// plan writes a plan of the commune's committee with three tasks into a file
// of its own, whose name its title tells too, and returns its path.
func (p *play) plan(t *testing.T, name string) string {
	t.Helper()
	issuer := ""
	if err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		if err != nil {
			return err
		}
		body, _ := tree.ByCode(ownBody)
		issuer = body.NameOn(v.Today)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	const centered = `<w:jc w:val="center"/>`
	var body strings.Builder
	body.WriteString(sourcetest.Table("", []int{4300, 5500}, sourcetest.Cells(strings.ToUpper(issuer), "ĐẢNG CỘNG SẢN VIỆT NAM"),
		sourcetest.Cells("Số 71-KH/ĐU", "Ngày 16 tháng 11 năm 2026")))
	for _, line := range []string{"KẾ HOẠCH", "rà soát công tác tiếp nhận văn bản theo " + strings.TrimSuffix(name, ".docx")} {
		body.WriteString(sourcetest.P(line, centered))
	}
	for _, line := range []string{
		"1. Văn phòng Đảng uỷ chủ trì, phối hợp với Ban Xây dựng Đảng xây dựng quy trình tiếp nhận văn bản, hoàn thành trước ngày 15/12/2026.",
		"2. Ban Xây dựng Đảng rà soát danh sách cán bộ chuyên trách và báo cáo bằng văn bản trước ngày 20/12/2026.",
		"3. Uỷ ban Kiểm tra Đảng uỷ xây dựng kế hoạch kiểm tra việc tiếp nhận văn bản, hoàn thành trước ngày 25/12/2026.",
	} {
		body.WriteString(sourcetest.P(line))
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, sourcetest.Docx{Body: body.String()}.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The main job: a plan arrives, is decided upon with the keyboard, becomes
// tasks, and the map shows them.
func TestFromAPlanToTheMap(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p, b := browse(t, s.at(ownBody, access.Office))
	b.Go("/map")
	before := b.Text("main")

	b.Go("/intake")
	b.Choose("files", p.plan(t, "Kế hoạch mới.docx"))
	b.Click("form[enctype] button[type=submit]")
	b.Until(`document.querySelector(".drop-answer a")`)
	b.Arrive(func() { b.Click(".drop-answer a") })
	if b.Title() != "Kế hoạch mới.docx" {
		t.Fatalf("the link leads to %s %q", b.Address(), b.Title())
	}

	decided := func() int {
		return browsertest.Eval[int](b, `document.querySelectorAll(".proposal-accepted, .proposal-rejected").length`)
	}
	open := decided()
	b.Press("j")
	b.Until(`document.querySelector(".row-current")`)
	b.Press("a")
	b.Until(`document.querySelectorAll(".proposal-accepted").length === 1`)
	b.Still()
	if now := decided(); now != open+1 {
		t.Errorf("a decides on %d proposals", now-open)
	}
	b.Press("j")
	b.Press("x")
	b.Until(`document.querySelectorAll(".proposal-rejected").length === 1`)
	b.Still()
	b.Press("j")
	b.Press("e")
	b.Until(`document.querySelector(".proposal form textarea, .proposal form input[name=text], .proposal form input[name=symbol]")`)
	b.Until(`document.activeElement.closest(".proposal form")`)
	b.Press(kb.Enter)
	b.Until(`document.querySelector(".proposal-edited, .proposal-accepted ~ .proposal-accepted") || document.querySelectorAll(".proposal-accepted").length === 2`)
	b.Still()

	b.Arrive(func() { b.Click(".bench-head form[action$='/accept'] button") })
	if b.Count(".bench-head form[action$='/accept']") > 0 {
		b.Click(".bench-more summary")
		b.Arrive(func() { b.Click(".bench-head form[action$='/reject'] button") })
	}
	b.Arrive(func() { b.Click(".bench-head a[href$='/enter']") })
	b.Arrive(func() { b.Click("main form[action$='/enter'] button[type=submit]") })
	task := browsertest.Eval[string](b, `document.querySelector("main a[href^='/tasks/']")?.getAttribute("href") ?? ""`)
	b.Go("/map")
	entered := b.Text("main")
	if entered == before {
		t.Errorf("the map is as it was: %s", entered)
	}

	b.Go(task + "/accept")
	b.Arrive(func() { b.Click("main form button[type=submit]") })
	b.Go(task + "/update")
	b.Fill("note", "Đã có dự thảo quy trình")
	b.Fill("progress", "40")
	b.Arrive(func() { b.Click("main form button[type=submit]") })
	b.Go(task)
	b.See("main", "Đã có dự thảo quy trình")
	b.See("main", "40")
}

// A page does not stay in sight when its session is over: where the person has
// signed out in another window, where signing in is shown in another, and where
// nothing was asked for as long as a session lasts. What was typed stays typed,
// unless the person signed out.
func TestPagesDoNotOutliveTheSession(t *testing.T) {
	s := stageOn(t, db.SQLite)
	who := s.at(ownBody, access.Head)
	open := func() (*browsertest.Tab, string) {
		p, b := browse(t, who)
		task := ""
		for _, a := range p.as(t, who).Get("/tasks").Find("main a[href^='/tasks/']").EachIter() {
			if form := a.AttrOr("href", "") + "/update"; p.as(t, who).Get(form).Has("form[data-keep] [name=note]") {
				task = form
				break
			}
		}
		b.Go(task)
		b.Fill("note", "Đã gửi báo cáo")
		b.Keep(&http.Cookie{Name: "session", Value: "over"})
		return b, task
	}
	const tell = `(() => { new BroadcastChannel("quyet").postMessage(%q); return true; })()`
	for name, over := range map[string]string{
		"signing in is shown elsewhere":  fmt.Sprintf(tell, "over"),
		"nothing was asked for too long": `(() => { const then = Date.now(); Date.now = () => then + 24 * 3600e3; document.dispatchEvent(new Event("visibilitychange")); return true; })()`,
	} {
		t.Run(name, func(t *testing.T) {
			b, task := open()
			b.Arrive(func() { browsertest.Eval[bool](b, over) })
			if at := b.Address(); !strings.HasPrefix(at, "/login") {
				t.Errorf("at %s", at)
			}
			b.Keep(who.sessions...)
			b.Go(task)
			if note := b.Value("note"); note != "Đã gửi báo cáo" {
				t.Errorf("what was typed is %q", note)
			}
		})
	}
	t.Run("signed out elsewhere", func(t *testing.T) {
		b, task := open()
		browsertest.Eval[bool](b, fmt.Sprintf(tell, "out"))
		b.Arrive(func() { browsertest.Eval[bool](b, fmt.Sprintf(tell, "over")) })
		b.Keep(who.sessions...)
		b.Go(task)
		if note := b.Value("note"); note != "" {
			t.Errorf("what was typed is %q", note)
		}
	})
	t.Run("somebody else comes", func(t *testing.T) {
		b, task := open()
		b.Keep(s.at(ownBody, access.Specialist).sessions...)
		b.Go(task)
		if note := b.Value("note"); note != "" {
			t.Errorf("they read what another has typed: %q", note)
		}
	})
	t.Run("looked at a minute later", func(t *testing.T) {
		b, task := open()
		browsertest.Eval[bool](b, `(() => { const then = Date.now(); Date.now = () => then + 60e3; document.dispatchEvent(new Event("visibilitychange")); return true; })()`)
		if b.Still(); b.Address() != task {
			t.Errorf("left for %s", b.Address())
		}
	})
	t.Run("those who sign in tell the others", func(t *testing.T) {
		_, b := browse(t, person{})
		b.Go("/login")
		heard := browsertest.Eval[string](b, `new Promise((heard) => {
			new BroadcastChannel("quyet").addEventListener("message", (event) => heard(event.data));
			window.open("/login");
			setTimeout(() => heard("nothing"), 5000);
		})`)
		if heard != "over" {
			t.Errorf("the others hear %q", heard)
		}
	})
}
