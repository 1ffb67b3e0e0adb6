package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/id"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/story"
)

// What a supervisor asks is answered by one word, to which no cookie and no
// name of anything is added.
func TestHealth(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		c := webtest.New(t, p)
		want := func(address string, status int, word string) {
			t.Helper()
			page := c.Get(address)
			if page.Status != status || string(page.Body) != word+"\n" || page.Header.Get("Set-Cookie") != "" {
				t.Errorf("%s: %d %q %v, want %d %s", address, page.Status, page.Body, page.Header, status, word)
			}
		}
		want("/healthz", 200, "alive")
		want("/readyz", 200, "ready")
		if err := p.Office.DB.Script(t.Context(), `UPDATE schema_step SET name = 'x' || name WHERE name = '20261121_org.sql'`); err != nil {
			t.Fatal(err)
		}
		want("/readyz", 503, "unready")
		if err := p.Office.DB.Script(t.Context(), `UPDATE schema_step SET name = '20261121_org.sql' WHERE name = 'x20261121_org.sql'`); err != nil {
			t.Fatal(err)
		}
		// What a later version has added does not take this one out of service.
		if err := p.Office.DB.Script(t.Context(), `INSERT INTO schema_step (name, checksum) VALUES ('99991231_later.sql', '')`); err != nil {
			t.Fatal(err)
		}
		want("/readyz", 200, "ready")
		p.end()
		want("/readyz", 503, "unready")
		want("/healthz", 200, "alive")
	})
}

// figuresOf returns what the program tells of itself, by the names of the
// samples with their labels. It fails where a line is not in the text format
// of Prometheus.
func figuresOf(t *testing.T, a *app.App) map[string]string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- a.ServeFigures(ctx, ln) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	res, err := http.Get("http://" + ln.Addr().String() + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/plain; version=0.0.4") {
		t.Fatal(err, res.Status, res.Header)
	}
	found := map[string]string{}
	for line := range strings.Lines(string(body)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "# HELP ") || strings.HasPrefix(line, "# TYPE ") {
			continue
		}
		m := sample.FindStringSubmatch(line)
		if m == nil || found[m[1]] != "" {
			t.Fatalf("no sample, or one that has been: %s", line)
		}
		found[m[1]] = m[2]
	}
	for _, address := range []string{"/", "/desk", "/debug/pprof/"} {
		res, err := http.Get("http://" + ln.Addr().String() + address)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusNotFound {
			t.Errorf("beside the figures %s is served: %s", address, res.Status)
		}
	}
	return found
}

var sample = regexp.MustCompile(`^([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{[a-z_]+="(?:[^"\\\n]|\\.)*"(?:, ?[a-zA-Z_]+="(?:[^"\\\n]|\\.)*")*\})?) (-?[0-9.e+-]+|NaN|\+Inf)$`)

func TestFigures(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		p.Capabilities = append(p.Capabilities, capability.Capability{Name: "probe", Gauges: []capability.Gauge{
			{Name: "probe_age_seconds", Help: "How old the probe is.", Read: func(context.Context, *work.Office) (float64, error) { return 7.5, nil }},
			{Name: "probe_broken", Help: "Never known.", Read: func(context.Context, *work.Office) (float64, error) { return 0, errors.New("broken") }},
		}})
		c := p.as(t, s.at(ownBody, access.Office))
		before := figuresOf(t, p.App)
		task := c.Get("/desk").Find("main a[href^='/tasks/']").AttrOr("href", "")
		for range 3 {
			c.Get(task).Want(http.StatusOK)
		}
		c.Get("/tasks/" + id.New[string]()).Want(http.StatusNotFound)
		handsInEvidence(t, c)
		c.Get("/nowhere/" + id.New[string]()).Want(http.StatusNotFound)
		after := figuresOf(t, p.App)
		for name, want := range map[string]string{
			`quyet_requests_total{route="GET /tasks/{id}",status="404"}`:   "1",
			`quyet_requests_total{route="GET /",status="404"}`:             "1",
			`quyet_requests_now{route="GET /tasks/{id}"}`:                  "0",
			`quyet_request_seconds_bucket{route="GET /desk",le="+Inf"}`:    "1",
			`quyet_request_seconds_count{route="POST /tasks/{id}/{verb}"}`: "1",
			`quyet_probe_age_seconds`:                                      "7.5",
			`quyet_probe_broken`:                                           "",
			`quyet_gauges_failed_total`:                                    "2",
			`quyet_stopping`:                                               "0",
			`quyet_units_failed_total`:                                     "0",
			`quyet_units_waiting`:                                          "0",
		} {
			if after[name] != want {
				t.Errorf("%s is %q, want %q", name, after[name], want)
			}
		}
		for _, more := range []string{"quyet_events_total", "quyet_commits_total", "quyet_units_total"} {
			if before[more] == "" || before[more] == after[more] {
				t.Errorf("%s was %q and is %q after a report", more, before[more], after[more])
			}
		}
		for name := range after {
			if regexp.MustCompile(`[0-9a-v]{16}`).MatchString(name) {
				t.Errorf("a figure names a thing: %s", name)
			}
		}
	})
}

// A log keeps what is written to it.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// The log at its most talkative, after every page was opened by everybody and
// every form was sent, holds nothing of a person but the identifier of the
// account: no login, name, password, token, nor what was typed. The address
// from which somebody tried to sign in stands in the line that says that the
// sign-in was refused, and nowhere else: whoever looks into an attack needs it
// (ASVS 16.2.1, 16.3.1).
func TestLogsNameNobody(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		var log logged
		p := s.beginWith(t, slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), nil)
		secret := map[string]string{story.Password: "the password"}
		const typed = "Nguyễn Thị Không Ai"
		secret[typed] = "what was typed"
		secret[url.QueryEscape(typed)] = "what was typed"
		for _, who := range s.people {
			for _, c := range who.sessions {
				secret[c.Value] = "a token"
			}
			if who.bearer != "" {
				secret[who.bearer] = "an access token"
			}
			if who.role == "" || who.bearer != "" {
				continue
			}
			secret[who.login()] = "a login"
			secret[string(who.role)+" "+who.body] = "a name"
			c := webtest.New(t, p)
			c.Do(webtest.FormRequest("/login", webtest.Fields("login", who.login(), "password", story.Password))).Want(http.StatusSeeOther)
			c.Do(webtest.FormRequest("/login", webtest.Fields("login", who.login(), "password", typed)))
			c.Do(webtest.FormRequest("/login", webtest.Fields("login", typed, "password", typed)))
			for _, k := range c.Get("/account").Kept() {
				if k.Name != "lang" {
					secret[k.Value] = "a token"
				}
			}
		}
		for _, person := range story.People() {
			secret[person.Login] = "a login"
		}
		for _, rt := range p.Routes() {
			who := s.people[len(s.people)-1]
			path := regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(pathOf(rt), url.PathEscape(typed))
			r := httptest.NewRequest(methodOf(rt), path+"?q="+url.QueryEscape(typed), http.NoBody)
			if methodOf(rt) == http.MethodPost && path != "/logout" {
				r = webtest.FormRequest(path, webtest.Fields("name", typed, "login", typed, "text", typed, "note", typed, "password", typed, "q", typed))
			}
			p.as(t, who).Do(r)
		}
		pages := 0
		for _, who := range s.people {
			c := p.as(t, who)
			for _, address := range []string{"/desk", "/tasks", "/accounts", "/account", "/documents"} {
				c.Get(address).Find("main a[href^='/']").Each(func(i int, a *goquery.Selection) {
					if i < 5 {
						c.Get(a.AttrOr("href", ""))
						pages++
					}
				})
			}
		}
		refused, lines := 0, 0
		addresses := regexp.MustCompile(`\b10\.\d+\.\d+\.\d+`)
		for line := range strings.Lines(log.b.String()) {
			lines++
			var said map[string]any
			if err := json.Unmarshal([]byte(line), &said); err != nil {
				t.Fatalf("no JSON: %s", line)
			}
			for _, s := range slices.Sorted(maps.Keys(secret)) {
				if len(s) > 3 && strings.Contains(line, s) {
					t.Errorf("the log holds %s, %s: %s", secret[s], s, line)
				}
			}
			if said["msg"] == "sign-in refused" {
				refused++
			} else if addresses.MatchString(line) {
				t.Errorf("the log holds an address: %s", line)
			}
		}
		if refused == 0 || lines < pages || pages < 50 {
			t.Errorf("%d lines, %d sign-ins refused, %d pages: the log was not put to the test", lines, refused, pages)
		}
	})
}
