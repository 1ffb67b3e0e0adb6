package app_test

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
)

// Where the connection is lost while files are sent, they go on by themselves,
// and each arrives once.
func TestUploadGoesOn(t *testing.T) {
	s := stageOn(t, db.SQLite)
	who := s.at(ownBody, access.Office)
	p := s.begin(t)
	var cut atomic.Int32
	b := browsertest.Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.URL.Path == "/intake" {
			switch cut.Add(1) {
			case 1: // before it arrives
				panic(http.ErrAbortHandler)
			case 3: // after it has arrived, before the answer
				p.ServeHTTP(httptest.NewRecorder(), r)
				panic(http.ErrAbortHandler)
			}
		}
		p.ServeHTTP(w, r)
	}))
	b.Keep(who.sessions...)
	b.Lossy()
	b.Go("/intake")
	before := b.Count("#recent tbody tr")
	b.Choose("files", p.plan(t, "Một.docx"), p.plan(t, "Hai.docx"))
	b.Click("form[enctype] button[type=submit]")
	b.Until(`document.querySelectorAll(".drop-answer a").length === 2`)
	if n := b.Count(".drop-failed"); n != 0 {
		t.Errorf("%d files failed for good", n)
	}
	b.Go("/intake")
	if now := b.Count("#recent tbody tr"); now != before+2 {
		t.Errorf("two files make %d lines more", now-before)
	}
}

// Files dragged from a folder and let go over the page arrive as chosen ones
// do. Who leaves while one is on its way is asked first.
func TestFilesDropped(t *testing.T) {
	s := stageOn(t, db.SQLite)
	who := s.at(ownBody, access.Office)
	p := s.begin(t)
	arrived, goOn := make(chan struct{}, 3), make(chan struct{})
	var once sync.Once
	release := func() { once.Do(func() { close(goOn) }) }
	t.Cleanup(release)
	b := browsertest.Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.URL.Path == "/intake" {
			arrived <- struct{}{}
			<-goOn
		}
		p.ServeHTTP(w, r)
	}))
	b.Keep(who.sessions...)
	b.Lossy() // what is on its way when the page is left
	b.Go("/intake")
	before := b.Count("#recent tbody tr")

	b.Drop("[data-drop] input[type=file]", p.plan(t, "Một.docx"), p.plan(t, "Hai.docx"))
	b.Until(`document.querySelectorAll(".drop-list li").length === 2`)
	b.Click("form[enctype] button[type=submit]")
	<-arrived
	b.Arrive(func() { b.Go("/tasks") })
	if n := b.Asked(); n != 1 {
		t.Errorf("asked %d times whether to leave", n)
	}

	release()
	b.Go("/intake")
	b.Drop("[data-drop] input[type=file]", p.plan(t, "Ba.docx"), p.plan(t, "Bốn.docx"))
	b.Click("form[enctype] button[type=submit]")
	b.Until(`document.querySelectorAll(".drop-answer a").length === 2`)
	b.Go("/intake")
	if now := b.Count("#recent tbody tr"); now < before+2 {
		t.Errorf("two files dropped make %d lines more", now-before)
	}
	if n := b.Asked(); n != 1 {
		t.Errorf("asked %d times: nothing was on its way any more", n-1)
	}
}

// All proposals of a plan are decided by a and x alone: each decision leads to
// the next undecided one and brings its words into sight, and the last one to
// the look before entering.
func TestBenchByTwoKeys(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p, b := browse(t, s.at(ownBody, access.Office))
	b.Go("/intake")
	b.Choose("files", p.plan(t, "Kế hoạch hai phím.docx"))
	b.Click("form[enctype] button[type=submit]")
	b.Until(`document.querySelector(".drop-answer a")`)
	b.Arrive(func() { b.Click(".drop-answer a") })

	const current = `document.querySelector(".proposals > li.row-current")`
	open := func() int { return b.Count(".proposal-open") }
	b.Press("j")
	b.Until(current)
	for left := open(); left > 0; left-- {
		at := browsertest.Eval[string](b, current+`.id`)
		if !browsertest.Eval[bool](b, current+`.querySelector(".proposal-open") !== null`) {
			t.Fatalf("with %d undecided, a decided one is chosen", left)
		}
		if browsertest.Eval[bool](b, `document.getElementById("s-" + `+current+`.id.slice(2)) !== null`) {
			b.Until(`(() => {
				const words = document.querySelector(".passage-current");
				if (words?.id !== "s-" + ` + current + `.id.slice(2)) return false;
				const box = words.closest(".bench-source").getBoundingClientRect(), place = words.getBoundingClientRect();
				return place.top >= box.top && place.bottom <= box.bottom;
			})()`)
		}
		key := "a"
		if left%3 == 0 && !browsertest.Eval[bool](b, current+`.querySelector("[data-row-key=x]") === null`) {
			key = "x"
		}
		b.Press(key)
		b.Until(`document.getElementById("` + at + `").querySelector(".proposal-accepted, .proposal-rejected")`)
		if left > 1 {
			b.Until(current + `.querySelector(".proposal-open")`)
		}
	}
	b.Until(`document.activeElement.matches("#bench-head .btn-primary")`)

	// Opened again, the last one has the focus; its form is left by Escape.
	b.Press("o")
	b.Until(`document.activeElement.matches(".proposal-open [data-row-key=a]")`)
	if open() != 1 {
		t.Errorf("after opening one again, %d are open", open())
	}
	b.Press("e")
	b.Until(`document.activeElement.closest(".proposal form.form")`)
	// A button works from the moment it is on the page: nothing is loaded anew.
	browsertest.Eval[bool](b, `window.before = true`)
	browsertest.Eval[bool](b, `(new MutationObserver((_, o) => {
		const button = document.querySelector(".proposal-open [data-row-key=a]");
		if (!button) return;
		o.disconnect();
		button.click();
	}).observe(document.body, {childList: true, subtree: true}), true)`)
	b.Press(kb.Escape)
	b.Until(`document.activeElement.matches("#bench-head .btn-primary")`)
	if !browsertest.Eval[bool](b, `!!window.before`) {
		t.Error("the page was loaded anew")
	}
	b.Arrive(func() { b.Press("c") })
	if b.Count("form[action$='/enter']") != 1 {
		t.Errorf("c leads to %s %q", b.Address(), b.Title())
	}
	for _, v := range b.Violations() {
		t.Errorf("the look before entering: %s (%s)", v.ID, v.Help)
	}
}
