package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/web"
	"quyet/base/webtest"
)

// A client of the programs' addresses, which sees that each answer is as the
// description of the address says.
type apiClient struct {
	t      *testing.T
	p      *play
	api    *huma.OpenAPI
	bearer string
	lang   string
}

func (p *play) api(t *testing.T, bearer string) apiClient {
	return apiClient{t: t, p: p, api: app.Describe(p.Routes()), bearer: bearer}
}

// ask sends body, if any, and reads the answer into an object.
func (c apiClient) ask(method, address string, body any, want int) map[string]any {
	c.t.Helper()
	var sent io.Reader = http.NoBody
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		sent = bytes.NewReader(b)
	}
	r := httptest.NewRequest(method, address, sent)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", c.lang)
	if c.bearer != "" {
		r.Header.Set("Authorization", "Bearer "+c.bearer)
	}
	w := httptest.NewRecorder()
	c.p.ServeHTTP(w, r)
	if w.Code != want {
		c.t.Fatalf("%s %s: status %d, want %d: %s", method, address, w.Code, want, w.Body)
	}
	media := "application/json"
	if want >= 400 {
		media = "application/problem+json"
	}
	if got := w.Header().Get("Content-Type"); got != media {
		c.t.Errorf("%s %s: %s", method, address, got)
	}
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		c.t.Fatal(err)
	}
	c.holdAgainst(method, r.URL.Path, want, media, got)
	return got
}

// holdAgainst compares an answer with the description.
func (c apiClient) holdAgainst(method, path string, status int, media string, got any) {
	c.t.Helper()
	for pattern, item := range c.api.Paths {
		if !matches(pattern, path) {
			continue
		}
		op := item.Get
		if method == http.MethodPost {
			op = item.Post
		}
		answer := op.Responses["default"]
		if status < 400 {
			answer = op.Responses["200"]
		}
		var result huma.ValidateResult
		huma.Validate(c.api.Components.Schemas, answer.Content[media].Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, got, &result)
		for _, err := range result.Errors {
			c.t.Errorf("%s %s is not as described: %v", method, path, err)
		}
		return
	}
}

func matches(pattern, path string) bool {
	names, values := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(names) != len(values) {
		return false
	}
	for i, name := range names {
		if name != values[i] && !strings.HasPrefix(name, "{") {
			return false
		}
	}
	return true
}

// bearerOf makes a token as a person and returns it.
func (p *play) bearerOf(t *testing.T, who person, scope string) string {
	t.Helper()
	made := p.as(t, who).Post("/account/tokens", "name", "Thử", "scope", scope, "until", civil.Of(now).AddDays(9).Vietnamese()).Want(http.StatusOK)
	return made.Text("dd code")
}

func TestAPI(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		head := s.at(ownBody, access.Head)
		read, update := p.api(t, p.bearerOf(t, head, "read")), p.api(t, p.bearerOf(t, head, "update"))

		// The bodies, in pages.
		var bodies []any
		for address := "/api/v1/bodies?limit=40"; address != ""; {
			got := read.ask(http.MethodGet, address, nil, http.StatusOK)
			bodies = append(bodies, got["bodies"].([]any)...)
			address = ""
			if next, more := got["next"]; more {
				address = "/api/v1/bodies?limit=40&after=" + next.(string)
			}
		}
		own := ""
		for _, b := range bodies {
			if b.(map[string]any)["code"] == ownBody {
				own = b.(map[string]any)["id"].(string)
			}
		}
		if own == "" || len(bodies) < 41 {
			t.Fatalf("of %d bodies none is %s", len(bodies), ownBody)
		}

		// The tasks that the person sees on pages, all and each once.
		seen := map[string]bool{}
		var first string
		for address := "/api/v1/tasks?limit=3"; address != ""; {
			got := read.ask(http.MethodGet, address, nil, http.StatusOK)
			for _, one := range got["tasks"].([]any) {
				id := one.(map[string]any)["id"].(string)
				if seen[id] {
					t.Errorf("task %s is told twice", id)
				}
				seen[id] = true
				if state := one.(map[string]any)["state"]; first == "" && (state == "in_progress" || state == "accepted") && one.(map[string]any)["lead"] == own {
					first = id
				}
			}
			address = ""
			if next, more := got["next"]; more {
				address = "/api/v1/tasks?limit=3&after=" + next.(string)
			}
		}
		page := p.as(t, head).Get("/tasks")
		for _, a := range page.Find("main tbody a[href^='/tasks/']").EachIter() {
			if id := strings.TrimPrefix(a.AttrOr("href", ""), "/tasks/"); !strings.ContainsAny(id, "/?") && !seen[id] {
				t.Errorf("task %s stands on the page and is not told", id)
			}
		}
		if first == "" {
			t.Fatalf("of %d tasks none can be reported on", len(seen))
		}
		for _, filter := range []string{"lead=" + own, "body=" + own, "timing=overdue", "state=in_progress", "q=xã", "part=past", "from=2026-01-01&until=2026-12-31"} {
			read.ask(http.MethodGet, "/api/v1/tasks?"+filter, nil, http.StatusOK)
		}
		for _, wrong := range []string{"lead=nowhere", "state=asleep", "timing=soon", "part=none", "from=yesterday"} {
			read.ask(http.MethodGet, "/api/v1/tasks?"+wrong, nil, http.StatusUnprocessableEntity)
		}

		// An update is for who may, of the task as it was read.
		whole := read.ask(http.MethodGet, "/api/v1/tasks/"+first, nil, http.StatusOK)
		at := "/api/v1/tasks/" + first + "/updates"
		note := map[string]any{"version": whole["version"], "note": "Đã xong bước một", "progress": 40}
		read.ask(http.MethodPost, at, note, http.StatusForbidden)
		after := update.ask(http.MethodPost, at, note, http.StatusOK)
		told := after["history"].([]any)[0].(map[string]any)
		if after["progress"] != float64(40) || told["note"] != "Đã xong bước một" || told["what"] != "update" || told["by"] != "head "+ownBody {
			t.Errorf("after the update: %v", after)
		}
		update.ask(http.MethodPost, at, note, http.StatusConflict)
		if page := p.as(t, head).Get("/tasks/" + first).Want(http.StatusOK); !strings.Contains(page.Text("main"), "Đã xong bước một") {
			t.Error("the update does not stand on the page")
		}
		for _, wrong := range []map[string]any{{"version": after["version"]}, {"version": after["version"], "note": "x", "progress": 101}, {"version": after["version"], "note": "x", "deadline": "2030-01-01"}, {"version": "one", "note": "x"}} {
			update.ask(http.MethodPost, at, wrong, http.StatusUnprocessableEntity)
		}

		// Errors are told in the language that the program asks for.
		there, _, _ := strings.Cut(strings.TrimPrefix(s.evidence[otherBody], "/tasks/"), "/")
		said := map[string]bool{}
		for _, lang := range []string{"", "vi", "en-GB,vi;q=0.5"} {
			read.lang = lang
			said[read.ask(http.MethodGet, "/api/v1/tasks/"+there, nil, http.StatusNotFound)["detail"].(string)] = true
			read.ask(http.MethodGet, "/api/v1/nothing", nil, http.StatusNotFound)
		}
		if len(said) != 2 {
			t.Errorf("the errors say %v", said)
		}

		// Cookies open no address for programs, tokens open no page.
		for _, c := range []apiClient{p.api(t, ""), p.api(t, "quyet_AAAA")} {
			if d := c.ask(http.MethodGet, "/api/v1/tasks", nil, http.StatusUnauthorized)["detail"]; d == "" {
				t.Error("a program without a token is told nothing")
			}
		}
		p.as(t, head).Do(httptest.NewRequest(http.MethodGet, "/api/v1/tasks", http.NoBody)).Want(http.StatusUnauthorized)
		p.as(t, person{bearer: update.bearer}).Do(httptest.NewRequest(http.MethodGet, "/tasks", http.NoBody)).Want(http.StatusSeeOther)
		p.as(t, person{bearer: update.bearer}).Do(webtest.FormRequest("/tasks/"+first+"/update", nil)).Want(http.StatusUnauthorized)
	})
}

// Every address for programs is described, with what it takes and gives.
func TestAPIDescription(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		w := httptest.NewRecorder()
		p.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/openapi.json", http.NoBody))
		var told struct {
			OpenAPI string
			Paths   map[string]map[string]struct {
				Summary, OperationID string
				Responses            map[string]any
			}
		}
		if err := json.Unmarshal(w.Body.Bytes(), &told); err != nil || told.OpenAPI != "3.1.0" {
			t.Fatalf("%v: %s", err, w.Body)
		}
		n, names := 0, map[string]bool{}
		for _, rt := range p.Routes() {
			if rt.Program == nil || rt.Public {
				continue
			}
			n++
			op := told.Paths[pathOf(rt)][strings.ToLower(methodOf(rt))]
			if op.Summary == "" || op.Responses["200"] == nil || names[op.OperationID] {
				t.Errorf("%s is described as %+v", rt.Pattern, op)
			}
			names[op.OperationID] = true
		}
		if n < 4 {
			t.Errorf("%d addresses are described", n)
		}
	})
}

// queryOf returns the keys of the query of a route for programs.
func queryOf(rt web.Route) (keys []string) {
	for f := range reflect.TypeOf(rt.Program.Query).Fields() {
		keys = append(keys, f.Tag.Get("query"))
	}
	return keys
}

// A program of a commune reads what is to be declared and what may be done next, enters and
// declares it; what is wrong is told at its figure, and it neither approves nor accepts.
func TestFiguresByPrograms(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		clerk := s.at(ownBody, access.Office)
		read, update := p.api(t, p.bearerOf(t, clerk, "read")), p.api(t, p.bearerOf(t, clerk, "update"))
		list := read.ask(http.MethodGet, "/api/v1/returns?limit=1", nil, http.StatusOK)["returns"].([]any)
		if len(list) != 1 {
			t.Fatalf("to be declared: %v", list)
		}
		at := "/api/v1/returns/" + list[0].(map[string]any)["id"].(string)
		one := read.ask(http.MethodGet, at, nil, http.StatusOK)
		if may := one["may"].([]any); len(may) != 0 {
			t.Errorf("a token for reading may %v", may)
		}
		one = update.ask(http.MethodGet, at, nil, http.StatusOK)
		if may := one["may"].([]any); len(may) != 2 || may[0] != "enter" || may[1] != "declare" {
			t.Errorf("a token for updates may %v", may)
		}
		figures := one["figures"].([]any)
		if first := figures[0].(map[string]any); first["code"] != "KN" || first["unit"] != "đảng viên" || first["value"] == nil {
			t.Fatalf("the first figure: %v", first)
		}
		send := func(verb string, want int, figures ...map[string]any) map[string]any {
			t.Helper()
			version := update.ask(http.MethodGet, at, nil, http.StatusOK)["version"]
			return update.ask(http.MethodPost, at+"/steps", map[string]any{"verb": verb, "version": version, "figures": figures}, want)
		}
		good := []map[string]any{
			{"code": "KN", "value": "12"}, {"code": "KN.NU", "value": "7"}, {"code": "KN.NAM", "value": "5", "note": "kể cả chuyển đến"}, {"code": "SH", "value": "19", "part": "20"}, {"code": "HD", "not_here": true},
		}
		read.ask(http.MethodPost, at+"/steps", map[string]any{"verb": "enter", "version": one["version"], "figures": good}, http.StatusForbidden)
		send("enter", http.StatusUnprocessableEntity, map[string]any{"code": "KN", "value": "twelve"})
		send("enter", http.StatusUnprocessableEntity, map[string]any{"code": "KHONG", "value": "1"})
		send("approve", http.StatusUnprocessableEntity)
		send("enter", http.StatusOK, append([]map[string]any{{"code": "KN", "value": "13"}}, good[1:]...)...)
		send("declare", http.StatusUnprocessableEntity) // 13 is not 7 and 5
		after := send("enter", http.StatusOK, good...)
		if got := after["figures"].([]any)[3].(map[string]any); got["value"] != "19" || got["part"] != "20" {
			t.Errorf("the share was kept as %v", got)
		}
		declared := update.ask(http.MethodPost, at+"/steps", map[string]any{"verb": "declare", "version": after["version"], "sure": true}, http.StatusOK)
		if declared["state"] != "declared" {
			t.Errorf("declared: %v", declared)
		}
		update.ask(http.MethodPost, at+"/steps", map[string]any{"verb": "declare", "version": after["version"]}, http.StatusConflict)
		far := p.api(t, p.bearerOf(t, s.at(otherBody, access.Office), "update"))
		far.ask(http.MethodGet, at, nil, http.StatusNotFound)
	})
}
