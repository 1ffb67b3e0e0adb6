package app_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/story"
)

// A clock is one that a test moves on.
type clock struct{ past atomic.Int64 }

func (c *clock) now() time.Time          { return now.Add(time.Duration(c.past.Load())) }
func (c *clock) advance(d time.Duration) { c.past.Add(int64(d)) }

// shown returns the code that an app shows for a secret, as people type it.
func (c *clock) shown(t *testing.T, secret string) string {
	t.Helper()
	code, err := hotp.GenerateCodeCustom(strings.ReplaceAll(secret, " ", ""), uint64(c.now().Unix()/30), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		t.Fatal(err)
	}
	return code[:3] + " " + code[3:]
}

// browseWith opens a tab on a copy of the stage whose clock the test moves on.
func browseWith(t *testing.T, who person) (*play, *browsertest.Tab, *clock) {
	t.Helper()
	c := &clock{}
	p := stageOn(t, db.SQLite).beginWith(t, errorsOf(t), c.now)
	b := browsertest.Open(t, p)
	b.Keep(who.sessions...)
	return p, b, c
}

// look checks a page as every page is checked, at both widths and in both
// languages; with QUYET_PICTURES it leaves pictures in that folder.
func look(t *testing.T, b *browsertest.Tab, name string) {
	t.Helper()
	for _, width := range []int64{browsertest.Phone, browsertest.Desk} {
		b.Width(width)
		for _, v := range b.Violations() {
			t.Errorf("%s, %d pixels wide: %s (%s): %s", name, width, v.ID, v.Help, strings.Join(v.Nodes, "\n"))
		}
		if folder := os.Getenv("QUYET_PICTURES"); folder != "" {
			file := filepath.Join(folder, name+map[int64]string{browsertest.Phone: "-390.png", browsertest.Desk: "-1440.png"}[width])
			if err := os.WriteFile(file, b.Picture(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range b.TooWide() {
			t.Errorf("%s scrolls sideways at %d pixels: %s", name, width, e)
		}
	}
}

// Somebody sets up an authenticator app, and signs in with it: a wrong code and
// one that was used are refused, a recovery code stands in for the telephone.
func TestSecondStepInTheBrowser(t *testing.T) {
	who := stageOn(t, db.SQLite).at(ownBody, access.Specialist)
	_, b, clock := browseWith(t, who)
	b.Go("/account")
	b.Arrive(func() { b.Click(`a[href="/account/factors"]`) })
	look(t, b, "factors-none")
	b.Arrive(func() { b.Click(`form[action="/account/factors/app"] button`) })
	look(t, b, "factors-app")
	if b.Count("svg.qr path") != 1 {
		t.Error("there is no picture to scan")
	}
	secret := b.Text("main code")
	b.Expect(http.StatusUnprocessableEntity)
	b.Fill("code", "123 45")
	b.Arrive(func() { b.Click("main form button[type=submit]") })
	look(t, b, "factors-app-wrong")
	if b.Text("main code") != secret || b.Count("#f-code-error") != 1 {
		t.Error("after a wrong code another secret is shown, or nothing is said")
	}
	confirmed := clock.shown(t, secret)
	b.Fill("code", confirmed)
	b.Arrive(func() { b.Click("main form button[type=submit]") })
	look(t, b, "factors-recovery")
	recovery := b.Text("ol.codes li")
	if b.Count("ol.codes li") != 10 || len(recovery) < 29 {
		t.Fatalf("%d recovery codes, the first %q", b.Count("ol.codes li"), recovery)
	}
	b.Go("/account/factors")
	look(t, b, "factors-set")
	b.Go("/account")
	look(t, b, "account")

	b.Forget()
	signIn := func() {
		b.Go("/login?next=/account/factors")
		b.Fill("login", who.login())
		b.Fill("password", story.Password)
		b.Arrive(func() { b.Click("main form button[type=submit]") })
	}
	give := func(code string) {
		b.Fill("code", code)
		b.Arrive(func() { b.Click("main form button[type=submit]") })
	}
	signIn()
	look(t, b, "second")
	for what, code := range map[string]string{"a code that was used": confirmed, "a wrong code": "000 000"} {
		b.Expect(http.StatusUnprocessableEntity)
		if give(code); b.Count("#f-code-error") != 1 {
			t.Errorf("%s: %s", what, b.Text("main"))
		}
	}
	look(t, b, "second-wrong")
	clock.advance(30 * time.Second)
	if give(clock.shown(t, secret)); b.Title() != "Xác thực hai bước" {
		t.Fatalf("the right code leads to %q", b.Title())
	}
	b.Forget()
	signIn()
	b.Arrive(func() { b.Click(`a[href*="recovery=1"]`) })
	look(t, b, "second-recovery")
	if give(recovery); b.Title() != "Xác thực hai bước" || !strings.Contains(b.Text("main"), "Còn 9 mã") {
		t.Errorf("the recovery code leads to %q: %s", b.Title(), b.Text("main"))
	}
	look(t, b, "factors-recovered")
}

// An administrator requires a second step of the people of a commune; one of
// them is led to set one up, can do nothing until then, and goes on at once.
func TestSecondStepIsRequired(t *testing.T) {
	s := stageOn(t, db.SQLite)
	admin, clerk := s.at(province, access.Administrator), s.at(ownBody, access.Specialist)
	p, b, clock := browseWith(t, admin)
	clock.advance(11 * time.Minute)
	b.Go("/accounts")
	b.Go("/accounts/proofs")
	look(t, b, "policy-none")
	body := strings.TrimSpace(p.labelOf(t, ownBody))
	b.Fill("body", body)
	b.Fill("reason", "Kế hoạch 12-KH/TU về an toàn thông tin")
	b.Expect(http.StatusForbidden)
	b.Arrive(func() { b.Click(`main form[action="/accounts/proofs"] button[type=submit]`) })
	look(t, b, "proof")
	b.Expect(http.StatusUnprocessableEntity)
	b.Fill("proof_password", "không phải thế")
	b.Arrive(func() { b.Click(`main form button[type=submit]`) })
	look(t, b, "proof-wrong")
	b.Fill("proof_password", story.Password)
	b.Arrive(func() { b.Click(`main form button[type=submit]`) })
	if !strings.Contains(b.Text("main"), "Kế hoạch 12-KH/TU") {
		t.Fatalf("what was typed before the proof is not set: %s", b.Text("main"))
	}
	look(t, b, "policy-set")

	b.Forget()
	b.Go("/login?next=/tasks")
	b.Fill("login", clerk.login())
	b.Fill("password", story.Password)
	b.Arrive(func() { b.Click("main form button[type=submit]") })
	if b.Title() != "Xác thực hai bước" {
		t.Fatalf("who has no second step and must have one is led to %q", b.Title())
	}
	look(t, b, "required")
	b.Expect(http.StatusForbidden)
	b.Go("/tasks")
	if b.Title() != "Xác nhận đúng là bạn" || b.Count("main tbody tr") != 0 {
		t.Errorf("before the second step is set up the tasks are %q", b.Title())
	}
	look(t, b, "required-elsewhere")
	b.Arrive(func() { b.Click(`a[href="/account/prove"]`) })
	look(t, b, "required-prove")
	b.Arrive(func() { b.Click(`main a[href="/account/factors"]`) })
	b.Arrive(func() { b.Click(`form[action="/account/factors/app"] button`) })
	b.Fill("code", clock.shown(t, b.Text("main code")))
	b.Arrive(func() { b.Click("main form button[type=submit]") })
	if b.Count("ol.codes li") != 10 {
		t.Fatalf("setting up leads to %q", b.Title())
	}
	b.Go("/tasks")
	if b.Count("main tbody tr") == 0 {
		t.Errorf("after setting up there are no tasks: %s", b.Text("main"))
	}
	b.Go("/account")
	look(t, b, "account-entries")
}

// labelOf returns how a form names the body with a code.
func (p *play) labelOf(t *testing.T, code string) (name string) {
	t.Helper()
	if err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		b, _ := tree.ByCode(code)
		name = b.Label(v.Today)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return name
}

// Where the key is lost that seals what people prove who they are by, the
// doctor says whose it is.
func TestDoctorMissesTheKey(t *testing.T) {
	p := stageOn(t, db.SQLite).begin(t)
	const whom = "0000000000000001"
	who := work.As(access.Actor{Account: whom, ProvedUntil: p.Office.Now().Add(time.Hour)})
	if err := p.Office.Do(t.Context(), who, func(u *work.Unit) error { return p.Door.Factors.BeginApp(t.Context(), u) }); err != nil {
		t.Fatal(err)
	}
	p.deliver(t)
	p.end()
	doctor := func() (int, string) {
		var out bytes.Buffer
		return app.Main([]string{"--data", p.Config.Data, "--lang", "en", "doctor"}, strings.NewReader(""), &out, &out), out.String()
	}
	if status, said := doctor(); status != 0 || !strings.Contains(said, "The key opens what was sealed") {
		t.Errorf("with the key: %d %s", status, said)
	}
	if err := os.Remove(filepath.Join(p.Config.Data, "keys", "sealing.key")); err != nil {
		t.Fatal(err)
	}
	if status, said := doctor(); status == 0 || !strings.Contains(said, whom) {
		t.Errorf("without it: %d %s", status, said)
	}
}
