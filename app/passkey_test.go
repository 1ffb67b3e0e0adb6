package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/webtest"
	"quyet/feature/story"
)

// Somebody adds a passkey, signs in with it and proves with it who they are.
// Another authenticator, one that does not know its person, an answer that was
// sent before and a passkey that was removed let nobody in.
func TestPasskeys(t *testing.T) {
	who := stageOn(t, db.SQLite).at(ownBody, access.Administrator)
	p, b, clock := browseWith(t, person{})
	b.Site = strings.Replace(b.Site, "127.0.0.1", "localhost", 1) // passkeys are for names
	origin, err := url.Parse(b.Site)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Door.Factors.At(origin); err != nil {
		t.Fatal(err)
	}
	submit := func() { b.Arrive(func() { b.Click("main form button[type=submit]") }) }
	byPasskey := "main form[data-passkey=get] button[type=submit]"

	b.Go("/login?next=/account/factors")
	look(t, b, "passkey-login")
	b.Fill("login", who.login())
	b.Fill("password", story.Password)
	submit()
	clock.advance(11 * time.Minute)
	b.Expect(http.StatusForbidden)
	b.Arrive(func() { b.Click(`a[href="/account/factors/passkeys"]`) })
	b.Fill("proof_password", story.Password)
	submit()
	look(t, b, "passkey-new")
	mine := b.Authenticator()
	b.Fill("name", "Máy tính phòng văn thư")
	submit()
	if b.Title() != "Xác thực hai bước" || !strings.Contains(b.Text("main"), "Máy tính phòng văn thư") {
		t.Fatalf("adding a passkey leads to %q: %s", b.Title(), b.Text("main"))
	}
	look(t, b, "passkey-added")

	// Signing in without a password.
	leave := func() {
		b.Forget()
		b.Go("/login?next=/account/factors")
	}
	leave()
	b.Arrive(func() { b.Click(byPasskey) })
	if b.Title() != "Xác thực hai bước" {
		t.Fatalf("the passkey leads to %q: %s", b.Title(), b.Text("main"))
	}
	clock.advance(11 * time.Minute)
	b.Go("/accounts")
	b.Expect(http.StatusForbidden)
	b.Go("/account/factors/passkeys")
	look(t, b, "passkey-proof")
	b.Arrive(func() { b.Click(byPasskey) })
	if b.Title() != "Thêm khoá truy cập" {
		t.Errorf("proved with the passkey: %q", b.Title())
	}
	b.Go("/account")
	if said := b.Text("main"); !strings.Contains(said, "Khoá truy cập (passkey)") {
		t.Errorf("the account does not say how its owner came in: %s", said)
	}

	// Whose finger it is not, and whose authenticator.
	leave()
	mine.Verify(false)
	b.Click(byPasskey)
	b.See("[data-passkey-said]", "Trình duyệt không hoàn thành được")
	mine.Verify(true)

	// What was sent once is worth nothing a second time, nor in another browser.
	browsertest.Eval[bool](b, `(HTMLFormElement.prototype.submit = function () { document.body.dataset.sent = new URLSearchParams(new FormData(this)).toString() }, true)`)
	b.Click(byPasskey)
	b.Until(`document.body.dataset.sent`)
	sent, err := url.ParseQuery(browsertest.Eval[string](b, `document.body.dataset.sent`))
	if err != nil {
		t.Fatal(err)
	}
	c := webtest.New(t, p)
	c.Do(webtest.FormRequest("/login/passkey", sent)).Want(http.StatusSeeOther)
	if page := webtest.New(t, p).Do(webtest.FormRequest("/login/passkey", sent)); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Text("main"), "không dùng được ở đây") {
		t.Errorf("an answer sent twice: %d %s", page.Status, page.Text("main"))
	}

	// The passkey is removed here and still in the authenticator.
	b.Go("/login?next=/account/factors")
	b.Arrive(func() { b.Click(byPasskey) })
	b.Arrive(func() { b.Click(`form[action$="/remove"] button`) })
	leave()
	b.Expect(http.StatusUnprocessableEntity)
	b.Arrive(func() { b.Click(byPasskey) })
	look(t, b, "passkey-removed")
	if !strings.Contains(b.Text("main"), "không dùng được ở đây") {
		t.Errorf("a removed passkey: %s", b.Text("main"))
	}

	// An authenticator that holds nothing for this site.
	mine.Unplug()
	b.Authenticator()
	b.Go("/login")
	b.Click(byPasskey)
	b.See("[data-passkey-said]", "Trình duyệt không hoàn thành được")

	// Questions are bounded by network.
	asked := 0
	for range 60 {
		r := httptest.NewRequest(http.MethodPost, "/login/passkey/begin", http.NoBody)
		r.Header.Set("Accept", "application/json")
		if page := c.Do(r); page.Status == http.StatusTooManyRequests {
			break
		}
		asked++
	}
	if asked != 30 {
		t.Errorf("one network is asked %d questions at once", asked)
	}
}
