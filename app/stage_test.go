package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/browsertest"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/id"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/feed"
	"quyet/feature/intake/source"
	"quyet/feature/intake/source/sourcetest"
	"quyet/feature/meeting"
	"quyet/feature/notice"
	"quyet/feature/opinion"
	"quyet/feature/org"
	"quyet/feature/position"
	"quyet/feature/roll"
	"quyet/feature/story"
	"quyet/feature/task"
)

// The stage is the whole program with the small story told in it, once per
// engine and test binary; each test plays on a copy of it.

// The bodies between which the tests tell own from other: two communes of the
// story.
const (
	ownBody   = "TG-X002"
	otherBody = "TG-X003"
	province  = "TG-TU" // above both
)

// now is where the clock of every test stands.
var now = story.Today.Start(dbtest.Zone).Add(9 * time.Hour)

// A person has one role on one body, and a session; or is one of the kinds
// below, and acts with that role at that body for another reason.
type person struct {
	role     access.Role // "" for nobody
	body     string      // code
	kind     string
	sessions []*http.Cookie
	bearer   string // of a program
}

// The kinds of people who act otherwise than by their only role.
const (
	severalPosts = "several"    // holds the role at the other body as well
	deputyThere  = "deputy"     // stands in for who holds the role, and is of the other body
	commissioner = "commission" // serves on the inspection commission of the body
	program      = "token"      // is a program of who holds the role, with a token to report progress
)

func (p person) login() string {
	login := strings.ToLower(p.body + "." + string(p.role))
	if p.kind != "" {
		return "z." + p.kind + "." + login // at the end of lists
	}
	return login
}

// title is how the matrix of rights calls the person.
func (p person) title() string {
	switch {
	case p.kind != "":
		return p.kind
	case p.role == "":
		return "anonymous"
	}
	return string(p.role)
}

// A stage is an office that tests copy: a data folder, and on PostgreSQL a
// database beside it.
type stage struct {
	engine    db.Engine
	data      string // folder
	database  string // name on the server; "" for SQLite
	people    []person
	evidence  map[string]string     // of a body, by code: the address of a file handed in with a report
	calendars map[string]string     // of a body, by code: the secret address of the calendar of its head
	meetings  map[string]meeting.ID // of a body, by code: the conference that runs
	codes     map[string]string     // of a body, by code: where a letter to its conference is answered
	points    map[string]string     // of a body, by code: the secret address of its connection point
	sheet     string                // SHA-256 of a spreadsheet of bodies in the file store
	tasks     string                // and of one of tasks, as a person got it

	posts map[string]string // by kind of person: the post in which they act
}

// TestMain lets the test binary be the program itself for the scripts of the
// command line, and clears the stages away.
func TestMain(m *testing.M) {
	testscript.Main(cleared{m}, map[string]func(){
		"quyet": func() { os.Exit(app.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

type cleared struct{ m *testing.M }

func (c cleared) Run() int {
	status := c.m.Run()
	browsertest.Close()
	os.Remove(deadProvider())
	for _, s := range stages.built {
		os.RemoveAll(s.data)
		if s.database != "" {
			onServer("DROP DATABASE " + s.database + " WITH (FORCE)")
		}
	}
	return status
}

var stages struct {
	sync.Mutex
	built map[db.Engine]*stage
}

// stageOn returns the stage of an engine.
func stageOn(t *testing.T, e db.Engine) *stage {
	t.Helper()
	stages.Lock()
	defer stages.Unlock()
	if s := stages.built[e]; s != nil {
		return s
	}
	s, err := build(t, e)
	if err != nil {
		t.Fatal(err)
	}
	if stages.built == nil {
		stages.built = map[db.Engine]*stage{}
	}
	stages.built[e] = s
	return s
}

// A mail to an account that was given up, and an address that waits to be
// confirmed by a link.
var (
	sampleMail = db.Built("notice.sampleMail", `
		INSERT INTO notice_mail (id, account_id, kind, made_at, next_at, tries, outcome, ended_at, trouble)
		SELECT $1, id, 'notices', $2, $2, 8, 'failed', $2, '550 5.1.1' FROM account WHERE login = $3`)
	sampleAddress = db.Built("notice.sampleAddress", `
		INSERT INTO notice_person (account_id, address, confirmed_at, asked, asked_at, token_hash, lang, quiet_from, quiet_until)
		SELECT id, '', 0, 'a@example.vn', $1, $2, 'vi', 0, 0 FROM account WHERE login = $3`)
)

// confirming is what the link of the office of a body holds.
func confirming(code string) string { return "link-of-" + code }

func addMail(ctx context.Context, u *work.Unit, p person) error {
	link := sha256.Sum256([]byte(confirming(p.body)))
	_, err := u.Exec(ctx, sampleMail, id.New[string](), u.Now.UnixMicro(), p.login())
	_, err2 := u.Exec(ctx, sampleAddress, u.Now.UnixMicro(), link[:], p.login())
	return errors.Join(err, err2)
}

// addFigures has a commune report figures of a set of its own, which are still open.
func addFigures(ctx context.Context, u *work.Unit, p person) error {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	body, _ := tree.ByCode(p.body)
	_, err = reportFigures(ctx, u, body.ID, "Số liệu riêng của cơ quan")
	return err
}

// samplePasskey gives an account a passkey that signs nothing: what a real one
// signs is tried in the browser.
var samplePasskey = db.Built("factor.samplePasskey", `
	INSERT INTO factor_passkey (id, account_id, key_hash, credential, name, made, used) SELECT $1, id, $2, '{}', 'Máy văn thư', $3, 0 FROM account WHERE login = $4`)

func build(t *testing.T, e db.Engine) (*stage, error) {
	data, err := os.MkdirTemp("", "quyet-stage-")
	if err != nil {
		return nil, err
	}
	s := &stage{engine: e, data: data, evidence: map[string]string{}, calendars: map[string]string{}, points: map[string]string{}, codes: map[string]string{}, meetings: map[string]meeting.ID{}}
	if e == db.Postgres {
		s.database = "quyet_stage_" + id.New[string]()
		if err := onServer("CREATE DATABASE " + s.database); err != nil {
			return nil, err
		}
	}
	a, err := app.Open(t.Context(), config(s.data, s.database), errorsOf(t))
	if err != nil {
		return nil, err
	}
	if err := story.Tell(t.Context(), a.Office, a.Files, story.Small, 1, nil); err != nil {
		return nil, err
	}
	if err := s.addPeople(t.Context(), a.Office); err != nil {
		return nil, err
	}
	// What the story did is news to the people of the tests.
	if err := a.Office.DB.Script(t.Context(), `UPDATE notice_place SET place = 0;`); err != nil {
		return nil, err
	}
	if err := s.addFiles(t.Context(), a); err != nil {
		return nil, err
	}
	for _, body := range []string{ownBody, otherBody} {
		hookOf(t, a.Handler(), person{role: access.Administrator, body: body})
	}
	for i, p := range s.people {
		if p.role == "" || p.bearer != "" {
			continue
		}
		c := webtest.New(t, a.Handler())
		signIn := func(c *webtest.Client) *webtest.Page {
			return c.Do(webtest.FormRequest("/login", webtest.Fields("login", p.login(), "password", story.Password))).Want(http.StatusSeeOther)
		}
		page := signIn(c)
		if post := s.posts[p.kind]; post != "" {
			page = c.Post("/account/body", "body", post).Want(http.StatusOK)
		}
		s.people[i].sessions = page.Kept()
		if p.role == access.Head && p.kind == "" && p.body != province {
			made := c.Post("/account/tokens", "name", "Bảng theo dõi", "scope", "update", "until", civil.Of(now).AddDays(30).Vietnamese()).Want(http.StatusOK)
			s.calendars[p.body] = calendarOf(t, c, "")
			if p.body == ownBody {
				s.people = append(s.people, person{role: p.role, body: p.body, kind: program, bearer: made.Text("dd code")})
			}
		}
		if p.role == access.Office && p.kind == "" && p.body != province {
			signIn(webtest.New(t, a.Handler())) // elsewhere too
			s.codes[p.body] = letterOf(t, c, s.meetings[p.body])
			s.evidence[p.body] = handsInEvidence(t, c)
			s.points[p.body] = pointOf(t, c)
			c.Post("/tasks/batch", "verb", string(task.DoComment), "whole", "1", "step", "do", "note", "Tập trung hoàn thành đúng hạn").Want(http.StatusOK)
			given := c.Get("/sheets/tasks?fill=1").Want(http.StatusOK).Body
			c.Send("/sheets/tasks", nil, webtest.Upload{Field: "file", Name: "Nhiệm vụ.xlsx", Content: given}).Want(http.StatusOK)
			s.tasks = fmt.Sprintf("%x", sha256.Sum256(given))
			c.Post("/lists", "name", "Quá hạn", "ask", "timing=overdue&sort=-late").Want(http.StatusOK)
			if body := c.Get("/dashes").Value("body"); body != "" {
				c.Post("/dashes", "body", body, "title", "Giao ban", "frequency", "month").Want(http.StatusOK)
			}
			if err := a.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
				_, err := u.Exec(t.Context(), samplePasskey, id.New[string](), []byte(id.New[string]()+id.New[string]()), u.Now.UnixMicro(), p.login())
				return errors.Join(err, addMail(t.Context(), u, p), addFigures(t.Context(), u, p))
			}); err != nil {
				return nil, err
			}
			c.Send("/personal/requests", webtest.Fields("kind", "see")).Want(http.StatusOK)
			cite(t, c)
			c.Send("/intake", nil, webtest.Upload{Field: "files", Name: "Kế hoạch.docx", Content: sourcetest.Plan(4).Bytes()}).Want(http.StatusOK)
		}
	}
	if err := errors.Join(chase.Run(t.Context(), a.Office), a.Keeper.Seal(t.Context(), a.Office), notice.Gather(t.Context(), a.Office)); err != nil {
		return nil, err
	}
	deriveHooks(t, a)
	return s, a.Close()
}

// hookOf registers a hook of the tasks of a body, as its administrator and by
// their own sight.
func hookOf(t *testing.T, h http.Handler, who person) {
	t.Helper()
	c := webtest.New(t, h)
	c.Do(webtest.FormRequest("/login", webtest.Fields("login", who.login(), "password", story.Password))).Want(http.StatusSeeOther)
	c.Post("/hooks", "address", "https://"+strings.ToLower(who.body)+".example.vn/"+who.login(), "body", who.body, "owner", who.login(), "kinds", "task.update").Want(http.StatusOK)
}

// sampleFailure has every message tried in vain, so that it can be sent again.
var sampleFailure = db.Built("hook.sampleFailure", `UPDATE hook_delivery SET state = 'failed', tries = 8, tried_at = $1, status = 500, trouble = 'refused'`)

// deriveHooks puts into the queue what hooks are to be told.
func deriveHooks(t *testing.T, a *app.App) {
	t.Helper()
	for _, c := range a.Capabilities {
		for _, chore := range c.Chores {
			if chore.Name == "hook.derive" {
				if err := chore.Do(t.Context(), a.Office); err != nil {
					t.Fatal(err)
				}
				if err := a.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
					_, err := u.Exec(t.Context(), sampleFailure, u.Now.UnixMicro())
					return err
				}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// calendarOf makes a calendar of a person's desk, or of a body, and returns its
// secret address on this site.
func calendarOf(t *testing.T, c *webtest.Client, body string) string {
	t.Helper()
	made := c.Post(feed.PageAddress, "body", body).Want(http.StatusOK)
	at, err := url.Parse(made.Find("main input[readonly]").AttrOr("value", ""))
	if err != nil || !strings.HasPrefix(at.Path, "/calendar/") {
		t.Fatalf("the address of a calendar is %q", at)
	}
	return at.Path
}

// pointOf gives the first connection point of a person's body an address at which it
// reports, and returns it.
func pointOf(t *testing.T, c *webtest.Client) string {
	t.Helper()
	at := c.Get("/points").Want(http.StatusOK).Find("main tbody a").AttrOr("href", "")
	given := c.Get(at).Want(http.StatusOK).Submit("form[action$='/link']").Want(http.StatusOK).Text(".point-address")
	link, err := url.Parse(given)
	if err != nil || !strings.HasPrefix(link.Path, "/p/") {
		t.Fatalf("the address of a connection point is %q", given)
	}
	return link.Path
}

// letterOf has the letters of a conference written with codes, and returns where the first
// of them is answered.
func letterOf(t *testing.T, c *webtest.Client, m meeting.ID) string {
	t.Helper()
	c.Post(m.Address() + "/door").Want(http.StatusOK)
	letters := c.Post(m.Address()+"/letters", "form", "each", "coded", "1").Want(http.StatusOK).Body
	read, err := source.Read(t.Context(), "giay-moi.docx", bytes.NewReader(letters), int64(len(letters)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	at := regexp.MustCompile(`/c/[0-9]{4}(-[0-9]{4}){4}`).FindString(read.Text)
	if at == "" {
		t.Fatalf("no code is in the letters:\n%s", read.Text)
	}
	return at
}

// handsInEvidence reports on the first task that the person may report on, with a file,
// and returns the address of the file.
func handsInEvidence(t *testing.T, c *webtest.Client) string {
	t.Helper()
	for _, a := range c.Get("/tasks").Find("main a[href^='/tasks/']").EachIter() {
		page := c.Get(a.AttrOr("href", "") + "/update")
		if form := page.Find("main form[enctype]"); form.Length() == 1 {
			fields := webtest.Filled(form)
			fields.Set("note", "Đã có báo cáo kèm theo")
			c.Send(form.AttrOr("action", ""), fields, webtest.Upload{Field: "files", Name: "Báo cáo.txt", Content: []byte("Báo cáo kết quả")}).Want(http.StatusOK)
			file, ok := c.Get(a.AttrOr("href", "")).Find("main a[href*='/files/']").Attr("href")
			if !ok {
				t.Fatal("the file handed in is not on the page of its task")
			}
			return file
		}
	}
	t.Fatal("the small story has no task that the person may report on")
	return ""
}

// cite cites a resolution of the story by a day that is not its own, in the
// first document that the person may change.
func cite(t *testing.T, c *webtest.Client) {
	t.Helper()
	for _, a := range c.Get("/documents").Find("main a[href^='/documents/']").EachIter() {
		page := c.Get(a.AttrOr("href", ""))
		if page.Has("form[action$='/links']") {
			page.Submit("form[action$='/links']", "relation", page.Find("select[name=relation] option:not([value=''])").AttrOr("value", ""), "cited", "Nghị quyết số 78-NQ/TW ngày 22/10/2025 của Bộ Chính trị").Want(http.StatusOK)
			return
		}
	}
	t.Fatal("the small story has no document that the person may change")
}

// addFiles registers a document with its file at each commune, and keeps a
// spreadsheet that waits to be imported.
func (s *stage) addFiles(ctx context.Context, a *app.App) error {
	plan, size, err := a.Files.Put(ctx, strings.NewReader("Kế hoạch"))
	if err != nil {
		return err
	}
	if s.sheet, _, err = a.Files.Put(ctx, strings.NewReader("Mã,Tên\nX1,Đảng uỷ xã Mới\n")); err != nil {
		return err
	}
	return a.Office.Do(ctx, work.System("test"), func(u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		for _, code := range []string{ownBody, otherBody} {
			body, _ := tree.ByCode(code)
			if _, err := doc.Register(ctx, u, doc.NewDocument{
				Owner: body.ID,
				Metadata: doc.Metadata{
					Body: body.ID, Issuer: body.NameOn(u.Today), Type: doc.Of(citation.Plan), Symbol: "99-KH/ĐU", IssuedOn: u.Today, Subject: "về công tác lưu trữ",
				},
				Files: []doc.File{{SHA256: plan, Name: "Kế hoạch.txt", Media: "text/plain; charset=utf-8", Size: size}},
			}); err != nil {
				return err
			}
			if s.meetings[code], err = openMeeting(ctx, u, body.ID, person{role: access.Head, body: code}.login()); err != nil {
				return err
			}
			if err := handOut(ctx, u, s.meetings[code], meeting.File{Name: "Kế hoạch.txt", SHA256: plan, Size: size}); err != nil {
				return err
			}
			if err := askWithFile(ctx, u, body.ID, opinion.File{SHA256: plan, Name: "Kế hoạch.txt"}); err != nil {
				return err
			}
			if err := settledMeetings(ctx, u, a.Files, body.ID, plan, "Hội nghị đã qua"); err != nil {
				return err
			}
		}
		return nil
	})
}

// handOut hands a file out with the first item of a conference.
func handOut(ctx context.Context, u *work.Unit, m meeting.ID, file meeting.File) error {
	agenda, err := meeting.AgendaOf(ctx, &u.View, m)
	if err != nil {
		return err
	}
	return meeting.HandOut(ctx, u, agenda[0].ID, []meeting.File{file}, "")
}

// askWithFile lets a body ask another one for its opinion on a file, which answers with it.
func askWithFile(ctx context.Context, u *work.Unit, body org.ID, file opinion.File) error {
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	root, _ := tree.ByCode(province)
	at, err := opinion.Ask(ctx, u, opinion.Question{Body: body, Title: "Dự thảo Kế hoạch công tác lưu trữ", File: file}, []org.ID{root.ID})
	if err != nil {
		return err
	}
	_, asked, err := opinion.Find(ctx, &u.View, at)
	if err != nil {
		return err
	}
	return opinion.Give(ctx, u, asked[0].ID, opinion.Reply{Version: asked[0].Version, Answer: opinion.Agreed, File: file})
}

// openMeeting lets the next conference of a body run, with something written down. Called
// is among others the account of that login, as a secretary of the body.
func openMeeting(ctx context.Context, u *work.Unit, body org.ID, login string) (meeting.ID, error) {
	secretary, err := account.ByLogin(ctx, &u.View, login)
	if err != nil {
		return "", err
	}
	if _, err := position.Put(ctx, u, position.Holding{Person: position.Person{Name: "Người giữ chức danh bí thư", Account: secretary}, Title: position.Secretary, Body: body, Interval: civil.Since(u.Today)}); err != nil {
		return "", err
	}
	coming, _, err := meeting.List(ctx, &u.View, body, meeting.Coming, meeting.Cursor{}, 1)
	if err != nil {
		return "", err
	}
	if len(coming) == 0 {
		return "", fmt.Errorf("the story has no conference of %s to come", body)
	}
	at := coming[0].ID
	if _, err := roll.Summon(ctx, u, at); err != nil {
		return "", err
	}
	if err := meeting.Do(ctx, u, at, meeting.DoOpen, ""); err != nil {
		return "", err
	}
	agenda, err := meeting.AgendaOf(ctx, &u.View, at)
	if err != nil {
		return "", err
	}
	if err := meeting.Take(ctx, u, agenda[0].ID); err != nil {
		return "", err
	}
	if _, err = meeting.Note(ctx, u, at, meeting.Outcome{Kind: meeting.Order, Words: "Rà soát nhiệm vụ quá hạn", Lead: body}); err != nil {
		return "", err
	}
	asked, err := meeting.Note(ctx, u, at, meeting.Outcome{Kind: meeting.Decided, Words: "Giữ nguyên tiến độ"})
	if err != nil {
		return "", err
	}
	return at, meeting.NeedFollow(ctx, u, asked, 1, body, u.Today.AddDays(3))
}

// settledMeetings holds conferences of a body that are over: one that is closed, one
// whose minutes are approved, and one whose minutes are signed, with that file.
func settledMeetings(ctx context.Context, u *work.Unit, files *blob.Store, body org.ID, signed, title string) error {
	for n := range 3 {
		m, err := meeting.Make(ctx, u, meeting.Meeting{Body: body, Kind: meeting.Other, Title: title, Starts: u.Now.AddDate(0, 0, -2), Ends: u.Now.AddDate(0, 0, -1)}, meeting.ReadAgenda("1. Báo cáo"))
		if err != nil {
			return err
		}
		for _, verb := range []meeting.Verb{meeting.DoOpen, meeting.DoClose} {
			if err := meeting.Do(ctx, u, m, verb, ""); err != nil {
				return err
			}
		}
		if n > 0 {
			if err := meeting.Approve(ctx, u, meeting.Deps{Files: files}, m); err != nil {
				return err
			}
		}
		if n > 1 {
			if err := meeting.Sign(ctx, u, m, signed, "application/pdf"); err != nil {
				return err
			}
		}
	}
	return nil
}

// addPeople gives every role an account of its own at both bodies.
func (s *stage) addPeople(ctx context.Context, o *work.Office) error {
	secret, err := account.Choose(ctx, story.Password)
	if err != nil {
		return err
	}
	s.people = []person{{}}
	return o.Do(ctx, work.System("test"), func(u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		s.people = s.people[:1]
		for _, code := range []string{ownBody, otherBody, province} {
			body, ok := tree.ByCode(code)
			if !ok {
				return fmt.Errorf("the story has no body %s", code)
			}
			scope := body.ID.Scope()
			if code == province {
				scope = access.Everywhere
			}
			for _, role := range access.Roles() {
				p := person{role: role, body: code}
				made, err := account.Create(ctx, u, account.NewAccount{Login: p.login(), Name: string(role) + " " + code, Password: secret})
				if err != nil {
					return err
				}
				if _, err := account.GrantRole(ctx, u, account.NewGrant{Account: made, Role: role, Scope: scope, Interval: civil.Since(civil.Of(now))}); err != nil {
					return err
				}
				s.people = append(s.people, p)
			}
		}
		return s.addKinds(ctx, u, tree, secret)
	})
}

// addKinds adds the people who act otherwise than by their only role. Of both
// communes the head is somebody in whose place another one stands.
func (s *stage) addKinds(ctx context.Context, u *work.Unit, tree *org.Tree, secret account.Password) error {
	own, _ := tree.ByCode(ownBody)
	other, _ := tree.ByCode(otherBody)
	var commission org.ID
	for _, b := range tree.Chart(u.Today).Below(own.ID) {
		if body, _ := tree.Body(b); body.Kind == org.Inspection {
			commission = b
		}
	}
	made := map[string]account.ID{}
	for _, k := range []struct {
		person
		holds map[org.ID]access.Role
	}{
		{person{role: access.Head, body: ownBody, kind: severalPosts}, map[org.ID]access.Role{own.ID: access.Head, other.ID: access.Head}},
		{person{role: access.Head, body: ownBody, kind: deputyThere}, map[org.ID]access.Role{other.ID: access.Specialist}},
		{person{role: access.Inspector, body: ownBody, kind: commissioner}, map[org.ID]access.Role{commission: access.Inspector}},
	} {
		a, err := account.Create(ctx, u, account.NewAccount{Login: k.login(), Name: k.kind + " " + k.body, Password: secret})
		if err != nil {
			return err
		}
		for b, role := range k.holds {
			if _, err := account.GrantRole(ctx, u, account.NewGrant{Account: a, Role: role, Scope: b.Scope(), Interval: civil.Since(civil.Of(now))}); err != nil {
				return err
			}
		}
		made[k.kind] = a
		s.people = append(s.people, k.person)
	}
	today := civil.Of(now)
	for b, deputy := range map[*org.Body]account.ID{own: made[deputyThere], other: made[severalPosts]} {
		head, err := account.ByLogin(ctx, &u.View, person{role: access.Head, body: b.Code}.login())
		if err != nil {
			return err
		}
		named, err := account.NameDeputy(ctx, u, account.NewDeputy{For: head, Body: b.ID, Account: deputy, Interval: civil.Interval{From: today, Until: today.AddDays(30)}})
		if err != nil {
			return err
		}
		if b == own {
			s.posts = map[string]string{severalPosts: string(own.ID), deputyThere: string(named)}
		}
	}
	return nil
}

func config(data, database string) app.Config {
	c := app.Config{Data: data, Now: func() time.Time { return now }, Address: "https://quyet.example.vn", Providers: deadProvider()}
	if database != "" {
		c.Database = server(database)
	}
	return c
}

// deadProvider returns a file of identity providers with one that never answers.
var deadProvider = sync.OnceValue(func() string {
	f, err := os.CreateTemp("", "quyet-providers-")
	if err != nil {
		panic(err)
	}
	defer f.Close()
	if _, err := f.WriteString(`[{"id": "tinh", "name": "Tài khoản chung", "name_en": "Common account", "issuer": "https://127.0.0.1:1", "client": "quyet", "secret": "s"}]`); err != nil {
		panic(err)
	}
	return f.Name()
})

// server returns the address of a database on the test server; "" is the one
// that is there from the beginning.
func server(database string) string {
	u, err := url.Parse(os.Getenv("QUYET_TEST_POSTGRES"))
	if err != nil {
		panic(err)
	}
	if database != "" {
		u.Path = "/" + database
	}
	return u.String()
}

func onServer(statement string) error {
	if os.Getenv("QUYET_TEST_POSTGRES") == "" {
		return fmt.Errorf("QUYET_TEST_POSTGRES is not set: run the tests with `make test`, or set QUYET_TEST_ENGINES=sqlite to work on one engine")
	}
	d, err := db.Open(context.Background(), server(""))
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Script(context.Background(), statement)
}

// A play is a copy of a stage on which a test acts.
type play struct {
	*app.App
	http.Handler
	end func()
}

// begin copies the stage. The copy ends with the test, or earlier.
func (s *stage) begin(t *testing.T) *play {
	t.Helper()
	return s.beginWith(t, errorsOf(t), nil)
}

// beginWith is begin with a log, a clock if it is not nil, and other settings.
func (s *stage) beginWith(t *testing.T, log *slog.Logger, clock func() time.Time, set ...func(*app.Config)) *play {
	t.Helper()
	data, database := t.TempDir(), ""
	if err := os.Chmod(data, 0o700); err != nil {
		t.Fatal(err)
	}
	data = filepath.Join(data, "data")
	if err := os.CopyFS(data, os.DirFS(s.data)); err != nil {
		t.Fatal(err)
	}
	// A copy is readable by more than its owner, which a key may not be.
	if err := os.Chmod(filepath.Join(data, "keys", "sealing.key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if s.database != "" {
		database = "quyet_play_" + id.New[string]()
		if err := onServer("CREATE DATABASE " + database + " TEMPLATE " + s.database); err != nil {
			t.Fatal(err)
		}
	}
	c := config(data, database)
	if clock != nil {
		c.Now = clock
	}
	for _, f := range set {
		f(&c)
	}
	a, err := app.Open(t.Context(), c, log)
	if err != nil {
		t.Fatal(err)
	}
	p := &play{App: a, Handler: a.Handler()}
	p.end = sync.OnceFunc(func() {
		if found, err := a.Office.DB.Broken(context.Background()); err != nil || len(found) > 0 {
			t.Errorf("invariants broken at the end of the play: %v %q", err, found)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		if database != "" {
			if err := onServer("DROP DATABASE " + database + " WITH (FORCE)"); err != nil {
				t.Error(err)
			}
		}
	})
	t.Cleanup(p.end)
	return p
}

// errorsOf shows what the program logs as an error beside the test.
func errorsOf(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
}

// as returns a browser in which p is signed in.
func (p *play) as(t *testing.T, who person) *webtest.Client {
	t.Helper()
	c := webtest.New(t, p)
	if who.bearer != "" {
		c = webtest.New(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Set("Authorization", "Bearer "+who.bearer)
			p.ServeHTTP(w, r)
		}))
	}
	c.Keep(who.sessions...)
	return c
}

// onEachEngine runs fn as a subtest on the stage of each engine.
func onEachEngine(t *testing.T, fn func(t *testing.T, s *stage)) {
	t.Helper()
	only := os.Getenv("QUYET_TEST_ENGINES")
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		if only == "" || strings.EqualFold(only, e.String()) {
			t.Run(e.String(), func(t *testing.T) { fn(t, stageOn(t, e)) })
		}
	}
}
