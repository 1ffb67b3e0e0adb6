package app_test

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/webtest"
	"quyet/feature/account"
	"quyet/feature/story"
)

var (
	tablesLite = db.Built("probe.tables", `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_word%' ORDER BY name`)
	tablesPG   = db.Built("probe.tables", `SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1`)
	taskState  = db.Built("probe.tasks", `SELECT id || ' ' || version || ' ' || state || ' ' || progress FROM task ORDER BY id`)
)

// stateOf returns how many rows every table has, and where every task stands.
// When sessions were seen last is not looked at: pages note it.
func stateOf(t *testing.T, d *db.DB) map[string]string {
	t.Helper()
	state := map[string]string{}
	if err := d.Read(t.Context(), func(s *db.Snapshot) error {
		list := tablesLite
		if d.Engine == db.Postgres {
			list = tablesPG
		}
		names, err := db.All(t.Context(), s, list, db.Text[string])
		if err != nil {
			return err
		}
		for _, name := range names {
			if name == "account_attempt" {
				continue // an attempt is counted before it is made, whatever becomes of it
			}
			var n int
			if err := s.One(t.Context(), db.Built("probe.count", `SELECT count(*) FROM `+name), nil, &n); err != nil {
				return err
			}
			state[name] = fmt.Sprint(n)
		}
		tasks, err := db.All(t.Context(), s, taskState, db.Text[string])
		state["of tasks"] = strings.Join(tasks, "\n")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return state
}

// A deed is one request that changes something in several tables.
type deed struct {
	name string
	do   func(t *testing.T, s *stage, p *play) *webtest.Page
}

// deeds, each by a person who may.
func deeds(t *testing.T, s *stage) []deed {
	t.Helper()
	clerk := s.at(ownBody, access.Office)
	p := s.begin(t)
	defer p.end()
	task := ""
	for _, a := range p.as(t, clerk).Get("/tasks").Find("main a[href^='/tasks/']").EachIter() {
		at := a.AttrOr("href", "")
		if p.as(t, clerk).Get(at+"/update").Find("main form[enctype]").Length() == 1 {
			task = at
			break
		}
	}
	if task == "" {
		t.Fatal("the story has nothing to do")
	}
	send := func(who person, address string, fields ...string) func(*testing.T, *stage, *play) *webtest.Page {
		return func(t *testing.T, _ *stage, p *play) *webtest.Page {
			return p.as(t, who).Do(webtest.FormRequest(address, webtest.Fields(fields...)))
		}
	}
	return []deed{
		{"report on a task", send(clerk, task+"/update", "note", "Đã làm xong phần việc quý này.", "progress", "40")},
		{"sign in", func(t *testing.T, _ *stage, p *play) *webtest.Page {
			return webtest.New(t, p).Do(webtest.FormRequest("/login", webtest.Fields("login", clerk.login(), "password", story.Password)))
		}},
		{"submit a result", send(clerk, task+"/submit", "note", "Kết quả đã được nghiệm thu.", "result", "Kết quả đã được nghiệm thu.")},
	}
}

// quiet is a log that nobody reads: these tests make errors.
var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

// breaks walks through a request: its nth step fails, from the first on, until
// it comes through. Each time the answer is an error and the state is as before
// or as after, or the answer is none and the state is as after. The next
// request finds everything whole.
func breaks(t *testing.T, s *stage, d deed, begin func() *play, fail func(n int64), mend func() bool) (steps, refused int) {
	t.Helper()
	p := begin()
	before := stateOf(t, p.Office.DB)
	if page := d.do(t, s, p); page.Status != http.StatusSeeOther {
		t.Fatalf("%s: status %d: %s", d.name, page.Status, page.Text("main"))
	}
	after := stateOf(t, p.Office.DB)
	if maps.Equal(before, after) {
		t.Fatalf("%s changes nothing", d.name)
	}
	same := func(got, want map[string]string, counts bool) bool {
		return maps.EqualFunc(got, want, func(x, y string) bool { return x == y || counts && strings.Contains(x, " ") })
	}
	fresh := func() {
		p.end()
		p = begin()
	}
	fresh()
	for n := int64(1); ; n++ {
		if n > 3000 {
			t.Fatalf("%s never comes through", d.name)
		}
		fail(n)
		page := d.do(t, s, p)
		hit := mend()
		state := stateOf(t, p.Office.DB)
		isBefore, isAfter := same(state, before, false), same(state, after, true)
		done := page.Status == http.StatusSeeOther
		switch {
		case done && !isAfter:
			t.Errorf("%s, broken at %d: acknowledged, and the state is not that after it: %v", d.name, n, difference(state, after))
		case !done && !isBefore && !isAfter:
			t.Errorf("%s, broken at %d: between before and after: %v", d.name, n, difference(state, before))
		case !done && page.Status != http.StatusServiceUnavailable:
			t.Errorf("%s, broken at %d: status %d, want 503: %s", d.name, n, page.Status, page.Text("main"))
		case !done && page.Header.Get("Retry-After") == "":
			t.Errorf("%s, broken at %d: nobody is told when to try again", d.name, n)
		}
		if !done {
			refused++
		}
		if found, err := p.Office.DB.Sound(t.Context()); err != nil || len(found) > 0 {
			t.Fatalf("%s, broken at %d: the file is damaged: %v %q", d.name, n, err, found)
		}
		if !isBefore {
			fresh()
		}
		if !hit {
			if !done {
				t.Errorf("%s: nothing broke, and yet: %d", d.name, page.Status)
			}
			return int(n) - 1, refused
		}
	}
}

func difference(got, want map[string]string) (all []string) {
	for name := range got {
		if got[name] != want[name] && len(got[name]) < 100 {
			all = append(all, fmt.Sprintf("%s %s, not %s", name, got[name], want[name]))
		}
	}
	slices.Sort(all)
	return all
}

// Every write to the disk of a request fails in turn: once, as where a cable
// was loose, and for good, as where the disk is damaged, full or read-only.
func TestEveryWriteFails(t *testing.T) {
	disk := dbtest.BreakableDisk(t)
	s := stageOn(t, db.SQLite)
	begin := func() *play { return s.beginWith(t, quiet, nil) }
	for _, d := range deeds(t, s) {
		for name, fail := range map[string]func(int64){
			"once":      func(n int64) { disk.Fail(n, n, dbtest.IOError) },
			"for good":  func(n int64) { disk.Fail(n, 0, dbtest.IOError) },
			"full":      func(n int64) { disk.Fail(n, 0, dbtest.Full) },
			"read-only": func(n int64) { disk.Fail(n, 0, dbtest.ReadOnly) },
		} {
			t.Run(d.name+"/"+name, func(t *testing.T) {
				steps, refused := breaks(t, s, d, begin, fail, func() bool { return disk.Mend() > 0 })
				if steps < 3 || name != "once" && refused == 0 {
					t.Errorf("%d writes, %d refused: nothing was put to the test", steps, refused)
				}
				t.Logf("%d writes, %d answers refused", steps, refused)
			})
		}
	}
}

// overLine begins a play whose database is reached over a line.
func (s *stage) overLine(t *testing.T) (*play, *dbtest.Line) {
	t.Helper()
	under := s.begin(t)
	line, at := dbtest.NewLine(t, under.Config.Database)
	c := under.Config
	c.Database = at
	a, err := app.Open(t.Context(), c, errorsOf(t))
	if err != nil {
		t.Fatal(err)
	}
	p := &play{App: a, Handler: a.Handler()}
	p.end = func() {
		if a != nil {
			if err := a.Close(); err != nil {
				t.Error(err)
			}
			a = nil
			under.end()
		}
	}
	t.Cleanup(p.end)
	return p, line
}

// The line to PostgreSQL is cut at every message of a request in turn, of the
// program and of the server. Where the answer to the commit does not come, the
// person is told that nobody knows.
func TestLineIsCutAtEveryMessage(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		if s.engine != db.Postgres {
			return
		}
		var line *dbtest.Line
		begin := func() *play {
			p, l := s.overLine(t)
			line = l
			return p
		}
		for _, d := range deeds(t, s)[:2] {
			for name, answers := range map[string]bool{"asked": false, "answered": true} {
				if !answers && d.name == "sign in" {
					continue // there is little that the other ways do not show
				}
				t.Run(d.name+"/"+name, func(t *testing.T) {
					steps, refused := breaks(t, s, d, begin, func(n int64) { line.Cut(n, answers) }, func() bool { return line.Mend() })
					if steps < 10 || refused < 5 {
						t.Errorf("%d messages, %d refused: nothing was put to the test", steps, refused)
					}
					t.Logf("%d messages, %d answers refused", steps, refused)
				})
			}
		}
	})
}

// Where the database is gone, or cannot be written, people are told so in their
// language, nothing they typed is lost, and the program goes on by itself when
// it is back.
func TestDatabaseGoneAndBack(t *testing.T) {
	disk := dbtest.BreakableDisk(t)
	onEachEngine(t, func(t *testing.T, s *stage) {
		var p *play
		gone, back := func() { disk.Fail(1, 0, dbtest.Full) }, func() { disk.Mend() }
		if s.engine == db.Postgres {
			var line *dbtest.Line
			p, line = s.overLine(t)
			gone, back = line.Down, line.Up
		} else {
			p = s.beginWith(t, quiet, nil)
		}
		clerk := s.at(ownBody, access.Office)
		d := deeds(t, s)[0]
		gone()
		page := d.do(t, s, p)
		if page.Status != http.StatusServiceUnavailable || page.Header.Get("Retry-After") == "" || !strings.Contains(string(page.Body), "Đã làm xong phần việc quý này.") {
			t.Errorf("status %d, %v: %s", page.Status, page.Header, page.Text("main"))
		}
		if said := page.Text("main"); !strings.Contains(said, "Chưa có gì thay đổi") {
			t.Errorf("the person is told: %s", page.Text(".error-summary, main p"))
		}
		c := p.as(t, clerk)
		c.SetLang(text.English)
		if s.engine == db.Postgres {
			english := c.Get("/desk")
			if english.Status != http.StatusServiceUnavailable || !strings.Contains(english.Text("main"), "The system cannot") || !english.Has("main a[href='/desk']") {
				t.Errorf("status %d: %s", english.Status, english.Text("main"))
			}
			if ready := webtest.New(t, p).Get("/readyz"); ready.Status != http.StatusServiceUnavailable {
				t.Errorf("ready without a database: %d", ready.Status)
			}
		} else if desk := c.Get("/desk"); desk.Status != http.StatusOK {
			t.Errorf("a disk that is full cannot be read: %d", desk.Status)
		}
		secret := webtest.New(t, p).Do(webtest.FormRequest("/login", webtest.Fields("login", clerk.login(), "password", story.Password)))
		if secret.Status != http.StatusServiceUnavailable || strings.Contains(string(secret.Body), story.Password) {
			t.Errorf("signing in: status %d, or the password is on the page", secret.Status)
		}
		back()
		if again := page.Submit("main form"); again.Status != http.StatusOK {
			t.Errorf("sent again: status %d: %s", again.Status, again.Text("main"))
		}
		if ready := webtest.New(t, p).Get("/readyz"); ready.Status != http.StatusOK {
			t.Errorf("not ready again: %d", ready.Status)
		}
	})
}

// The clock of the machine jumps some hours or weeks ahead and back. Who was
// signed in still is where the jump is shorter than a pause may be, chores are
// done, and history stays in the order in which it was made.
func TestClockJumps(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		at := now
		p := s.beginWith(t, errorsOf(t), func() time.Time { return at })
		clerk := s.at(ownBody, access.Office)
		c := p.as(t, clerk)
		for _, jump := range []time.Duration{0, 3 * time.Hour, -3 * time.Hour, 0, 40 * 24 * time.Hour, 0} {
			before := at
			at = now.Add(jump)
			if done := p.Chores(t.Context()); done == 0 {
				t.Errorf("%v: chores wait for a time that a wrong clock has named", jump)
			}
			if at.Sub(before).Abs() > account.LongestTime {
				c = webtest.New(t, p)
				c.Do(webtest.FormRequest("/login", webtest.Fields("login", clerk.login(), "password", story.Password))).Want(http.StatusSeeOther)
			}
			if desk := c.Get("/desk").Want(http.StatusOK); desk.Address != "/desk" {
				t.Fatalf("%v: signed out", jump)
			}
			handsInEvidence(t, c)
		}
		if found, err := p.Office.DB.Broken(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("%v %q", err, found)
		}
	})
}
