// Package browsertest drives a real browser, Chromium, through pages served
// by the test itself.
//
// One browser runs per test binary; each test has a [Tab] in a context of its
// own, as a private window has, so that cookies of one test are unknown to the
// next. A tab fails its test for whatever the page writes to the console as an
// error, for scripts that throw, for requests that fail and for what the
// Content-Security-Policy refuses. A test that fails leaves behind what it saw:
// a picture of the page, its HTML and its console.
//
// Without Chromium, or without the built styles and scripts, a test fails and
// says what to run. It is never skipped.
package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a page may take to become what a test waits for. It is
// far more than any page needs, so that a slow machine fails no test.
const patience = 30 * time.Second

// The widths at which pages are looked at, in pixels.
const (
	Desk  = 1440
	Phone = 390
)

const height = 900

// browser is the one that all tests of the binary share.
var browser struct {
	once  sync.Once
	ctx   context.Context
	close func()
	err   error
}

// start starts the browser unless it runs.
func start() (context.Context, error) {
	browser.once.Do(func() {
		path, err := find()
		if err != nil {
			browser.err = err
			return
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:],
			chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(4*patience),
			// It asks nobody but the test for anything.
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
			// A key pressed before a page has drawn its first frame would be
			// lost, on a busy machine now and then.
			chromedp.Flag("allow-pre-commit-input", true),
			// A page that glides to its place is somewhere else when it is clicked.
			chromedp.Flag("force-prefers-reduced-motion", true),
			chromedp.Flag("lang", "vi"), chromedp.WindowSize(Desk, height),
		)
		allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(allocator)
		browser.ctx, browser.close = ctx, func() { cancel(); stop() }
		browser.err = chromedp.Do(ctx)
	})
	return browser.ctx, browser.err
}

func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium on this machine: run the tests with `make test`, which says how to get it")
}

// Close ends the browser, if one runs. TestMain calls it after the tests.
func Close() {
	if browser.close != nil {
		browser.close()
	}
}

// axeFile is the checker of accessibility, below the root of the module.
const axeFile = "node_modules/axe-core/axe.min.js"

var axe = sync.OnceValues(func() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		b, readErr := os.ReadFile(filepath.Join(dir, axeFile))
		if readErr == nil {
			return string(b), nil
		}
		if filepath.Dir(dir) == dir {
			return "", fmt.Errorf("%s is missing: run the tests with `make test`, which fetches it", axeFile)
		}
		dir = filepath.Dir(dir)
	}
	return "", err
})

// A Tab is a page in a private window, which a test acts on.
type Tab struct {
	// Site is the address of the server, without a slash at its end.
	Site string

	t   testing.TB
	ctx context.Context
	*notes
}

// notes are what a page did that it may not.
type notes struct {
	mu     sync.Mutex
	faults []string
	said   []string // what the page wrote to the console, of any level
	expect int      // status of an answer that is no fault
	lossy  bool     // the connection may be lost
	asked  int      // whether to leave a page
}

// Open serves h and opens a tab on it. Both end with the test.
func Open(t testing.TB, h http.Handler) *Tab {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	shared, err := start()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(shared, chromedp.WithNewBrowserContext())
	tab := &Tab{Site: server.URL, t: t, ctx: ctx, notes: &notes{}}
	t.Cleanup(func() {
		tab.Quiet()
		if t.Failed() {
			tab.remains()
		}
		cancel()
	})
	if err := chromedp.Listen(ctx, func(event any) {
		if _, asks := event.(*page.EventJavascriptDialogOpening); asks {
			// Not here: the page says nothing more before it is answered.
			go tab.answer()
			return
		}
		tab.listen(event)
	}); err != nil {
		t.Fatal(err)
	}
	tab.Width(Desk)
	return tab
}

// In returns the tab for a subtest, which fails for what happens from now on.
func (b *Tab) In(t testing.TB) *Tab {
	t.Helper()
	b.Quiet()
	in := &Tab{Site: b.Site, ctx: b.ctx, t: t, notes: b.notes}
	t.Cleanup(func() {
		in.Quiet()
		if t.Failed() {
			in.remains()
		}
	})
	return in
}

// answer says yes to a dialog, which asks whether to leave a page.
func (b *Tab) answer() {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, call(page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})); err != nil {
		b.note("answer of a dialog: " + err.Error())
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked++
}

// Asked returns how often pages asked whether to leave them. Each time the
// answer was yes.
func (b *Tab) Asked() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.asked
}

// listen notes what a page may not do.
func (n *notes) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		n.note("script: " + e.ExceptionDetails.Text + " " + describe(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		said := "console:"
		for _, a := range e.Args {
			said += " " + describe(a)
		}
		n.keep(said)
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			n.note(said)
		}
	case *log.EventEntryAdded:
		said := string(e.Entry.Source) + ": " + e.Entry.Text + " " + e.Entry.URL
		n.keep(said)
		if e.Entry.Level == log.EntryLevelError {
			n.note(said)
		}
	}
}

func describe(o *runtime.RemoteObject) string {
	if o == nil {
		return ""
	}
	return string(o.Value) + o.Description
}

// keep remembers what a page said lately, for whoever looks into a failure.
func (n *notes) keep(said string) {
	const most = 50
	n.mu.Lock()
	defer n.mu.Unlock()
	n.said = append(n.said, said)
	n.said = n.said[max(len(n.said)-most, 0):]
}

func (n *notes) note(fault string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.lossy && strings.Contains(fault, "net::ERR_") {
		return
	}
	if n.expect != 0 && strings.Contains(fault, fmt.Sprintf("status of %d", n.expect)) {
		return
	}
	n.faults = append(n.faults, fault)
}

// Expect lets answers with a status pass that the browser tells of as errors,
// such as 422 where a test leaves a field out.
func (b *Tab) Expect(status int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.expect = status
}

// Lossy lets requests pass whose connection is lost.
func (b *Tab) Lossy() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lossy = true
}

// Quiet fails the test for every fault since it was last called.
func (b *Tab) Quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		b.t.Error(f)
	}
	b.faults = nil
}

// remains keeps what the page was at the end, in files that stay after the
// test, and says where it was and what it wrote to the console.
func (b *Tab) remains() {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	var at struct{ Address, Focus, HTML string }
	if got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`JSON.stringify({
		Address: location.href, Focus: document.activeElement?.outerHTML.slice(0, 300) ?? "", HTML: document.documentElement.outerHTML
	})`)); err != nil {
		b.t.Logf("the page says nothing of itself: %v", err)
	} else if err := json.Unmarshal([]byte(got), &at); err != nil {
		b.t.Log(err)
	}
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Logf("no picture of the page: %v", err)
	}
	b.mu.Lock()
	said := strings.Join(b.said, "\n")
	b.mu.Unlock()
	b.t.Logf("at the end: %s\nfocus: %s\npicture: %s\nHTML: %s\n%s",
		at.Address, at.Focus, b.left("png", picture), b.left("html", []byte(at.HTML)), said)
}

// An Authenticator is a device that holds passkeys, as the browser plays it.
type Authenticator struct {
	b  *Tab
	id webauthn.AuthenticatorID
}

// Authenticator plugs an authenticator in that verifies its person.
func (b *Tab) Authenticator() Authenticator {
	b.t.Helper()
	run(b, "authenticators", call(webauthn.Enable, webauthn.EnableParams{}))
	made := run(b, "authenticator", call(webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}}))
	return Authenticator{b, made.AuthenticatorID}
}

// Unplug takes the authenticator away.
func (a Authenticator) Unplug() {
	a.b.t.Helper()
	run(a.b, "unplug", call(webauthn.RemoveVirtualAuthenticator, webauthn.RemoveVirtualAuthenticatorParams{AuthenticatorID: a.id}))
}

// Verify says whether the person is known again by finger, face or PIN.
func (a Authenticator) Verify(known bool) {
	a.b.t.Helper()
	run(a.b, "verify", call(webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: a.id, IsUserVerified: known}))
}

// Picture returns a picture of the whole page, as PNG.
func (b *Tab) Picture() []byte {
	b.t.Helper()
	return run(b, "picture", chromedp.FullScreenshot(100))
}

// left writes a file that stays after the test and returns its path.
func (b *Tab) left(kind string, content []byte) string {
	f, err := os.CreateTemp("", "quyet-page-*."+kind)
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	if _, err := f.Write(content); err != nil {
		return err.Error()
	}
	return f.Name()
}

// run does something in the browser, within the time a test waits.
func run[T any](b *Tab, what string, a chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	got, err := chromedp.Run(ctx, a)
	if err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
	return got
}

// call is the action that gives the browser one command.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[R] {
	return func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, command, params) }
}

// Width makes the window that wide.
func (b *Tab) Width(pixels int64) {
	b.t.Helper()
	run(b, "width", chromedp.EmulateViewport(pixels, height))
}

// Keep sets cookies, such as that of a session.
func (b *Tab) Keep(cookies ...*http.Cookie) {
	b.t.Helper()
	for _, c := range cookies {
		run(b, "cookie "+c.Name, call(network.SetCookie, network.SetCookieParams{Name: c.Name, Value: c.Value, URL: b.Site}))
	}
}

// Forget forgets all cookies.
func (b *Tab) Forget() {
	b.t.Helper()
	run(b, "forget", call(network.ClearBrowserCookies, cdp.Empty{}))
}

// Go opens an address of the site.
func (b *Tab) Go(address string) {
	b.t.Helper()
	run(b, "open "+address, chromedp.Navigate(b.Site+address))
}

// Address returns the path, query and fragment of the page.
func (b *Tab) Address() string {
	b.t.Helper()
	return strings.TrimPrefix(run(b, "address", chromedp.Location()), b.Site)
}

// Title returns the heading of the page.
func (b *Tab) Title() string {
	b.t.Helper()
	return b.Text("h1")
}

// Text returns the text of the first element that matches, as it is seen;
// "" where none does.
func (b *Tab) Text(selector string) string {
	b.t.Helper()
	return strings.Join(strings.Fields(Eval[string](b, `document.querySelector(`+quote(selector)+`)?.innerText ?? ""`)), " ")
}

// Value returns what stands in the field of a name.
func (b *Tab) Value(name string) string {
	b.t.Helper()
	return Eval[string](b, `document.querySelector(`+quote(`[name="`+name+`"]:not([type=hidden])`)+`)?.value ?? ""`)
}

// Count returns how many elements match.
func (b *Tab) Count(selector string) int {
	b.t.Helper()
	return Eval[int](b, `document.querySelectorAll(`+quote(selector)+`).length`)
}

// Fill puts text into the field of a name, in place of what stands there, as
// someone who types.
func (b *Tab) Fill(name, text string) {
	b.t.Helper()
	run(b, "fill "+name, chromedp.Steps(
		chromedp.Focus(chromedp.CSS(`[name="`+name+`"]:not([type=hidden]):not([hidden])`)),
		chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)),
		chromedp.KeyEvent(kb.Delete+text),
	))
}

// Click clicks what matches.
func (b *Tab) Click(selector string) {
	b.t.Helper()
	run(b, "click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// Press presses keys one after the other, wherever the focus is. Special keys
// are in package kb. To the page they come in quick succession, however long
// a busy machine takes.
func (b *Tab) Press(keys string) {
	b.t.Helper()
	at := time.Now()
	for _, r := range keys {
		press := kb.Encode(r) // down, the character if it has one, up
		if len(press) == 3 {
			// Down and the character are one event, as a keyboard has it: what a
			// page takes for a command is not written into the field that it opens.
			press[0].Type, press[0].Text, press[0].UnmodifiedText = input.DispatchKeyEventTypeKeyDown, press[1].Text, press[1].UnmodifiedText
			press = []*input.DispatchKeyEventParams{press[0], press[2]}
		}
		for _, k := range press {
			at = at.Add(time.Millisecond)
			k.Timestamp = input.TimeSinceEpoch(float64(at.UnixMicro()) / 1e6)
			run(b, "press "+keys, call(input.DispatchKeyEvent, *k))
		}
	}
}

// Focused returns what tells the focused element apart: its name, its id or
// its text.
func (b *Tab) Focused() string {
	b.t.Helper()
	return Eval[string](b, `(e => e.name || e.id || e.innerText.trim())(document.activeElement)`)
}

// Choose puts files into the file field of a name.
func (b *Tab) Choose(name string, paths ...string) {
	b.t.Helper()
	run(b, "choose "+name, chromedp.SetUploadFiles(chromedp.CSS(`input[type=file][name="`+name+`"]`), paths))
}

// Drop drags files over what matches and lets them go there.
func (b *Tab) Drop(selector string, paths ...string) {
	b.t.Helper()
	at := Eval[[2]float64](b, `(() => {
		const place = document.querySelector(`+quote(selector)+`);
		place.scrollIntoView({block: "center", behavior: "instant"});
		const box = place.getBoundingClientRect();
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`)
	const copying = 1
	for _, step := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		run(b, step.String()+" over "+selector, call(input.DispatchDragEvent, input.DispatchDragEventParams{
			Type: step, X: at[0], Y: at[1], Data: &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: copying},
		}))
	}
}

// Until waits until an expression of JavaScript is true, through swaps and
// new pages.
func (b *Tab) Until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for {
		// A page that goes away takes the question with it: ask the next one.
		if is, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`)); err == nil && is {
			return
		}
		select {
		case <-ctx.Done():
			b.t.Fatalf("waited %v for %s; the page is %s %q", patience, expression, b.Address(), b.Text("main"))
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// See waits until the page shows text in an element that matches.
func (b *Tab) See(selector, text string) {
	b.t.Helper()
	b.Until(`document.readyState === "complete" && [...document.querySelectorAll(` + quote(selector) + `)].some(e => e.innerText.replace(/\s+/g, " ").includes(` + quote(text) + `))`)
}

// Still waits until the page has put in place what it fetched: before that the
// focus may move by itself.
func (b *Tab) Still() {
	b.t.Helper()
	b.Until(`!document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")`)
}

// Arrive waits until the page is another one than the one on which act was
// begun.
func (b *Tab) Arrive(act func()) {
	b.t.Helper()
	Eval[bool](b, `window.before = true`)
	act()
	b.Until(`!window.before && document.readyState === "complete"`)
}

// Scripts turns the scripts of the pages that follow on or off.
func (b *Tab) Scripts(on bool) {
	b.t.Helper()
	run(b, "scripts", call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}))
}

// Paper shows the page as it is printed, or on the screen again.
func (b *Tab) Paper(on bool) {
	b.t.Helper()
	media := ""
	if on {
		media = "print"
	}
	run(b, "media", call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media}))
}

// PDF returns the page as it is printed, on the paper that its styles name.
func (b *Tab) PDF() []byte {
	b.t.Helper()
	named := true
	return run(b, "print", call(page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &named})).Data
}

// Eval returns the value of an expression of JavaScript; a promise is waited
// for.
func Eval[T any](b *Tab, expression string) T {
	b.t.Helper()
	return run(b, expression, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// A Violation is a rule of accessibility that the page breaks.
type Violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"` // HTML of the elements
}

// Violations returns what axe finds against WCAG 2.2, levels A and AA.
func (b *Tab) Violations() []Violation {
	b.t.Helper()
	code, err := axe()
	if err != nil {
		b.t.Fatal(err)
	}
	if !Eval[bool](b, `typeof axe === "object"`) {
		Eval[bool](b, code+"\n;true")
	}
	return Eval[[]Violation](b, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]})
		.then(r => r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 300) + " " + (n.failureSummary ?? ""))})))`)
}

// TooWide returns the widest elements that make the page scroll sideways,
// none if it does not.
func (b *Tab) TooWide() []string {
	b.t.Helper()
	return Eval[[]string](b, `(() => {
		const page = document.documentElement;
		if (page.scrollWidth <= page.clientWidth) return [];
		return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > page.clientWidth + 1)
			.slice(0, 5).map(e => e.outerHTML.slice(0, 200));
	})()`)
}

// TooSmall returns the elements whose words are below 16 pixels, which is
// little for old eyes; none where all are legible.
func (b *Tab) TooSmall() []string {
	b.t.Helper()
	return Eval[[]string](b, `(() => {
		const small = [];
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (texts.nextNode()) {
			const e = texts.currentNode.parentElement;
			if (!texts.currentNode.data.trim() || !e.checkVisibility({checkVisibilityCSS: true}) || e.closest(".visually-hidden, option, svg, script")) continue;
			if (parseFloat(getComputedStyle(e).fontSize) < 16) small.push(e.outerHTML.slice(0, 200));
		}
		return small.slice(0, 5);
	})()`)
}
