package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/xuri/excelize/v2"

	"quyet/app"
	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/org"
)

// A workload is one thing to do, with the product and with the floor.
type workload struct {
	name, what string
	product    op
	floor      op
	check      string // a path of the product whose page is looked at once …
	checker    int    // … by the office of this province
	holds      func(page string) error
	writes     bool
	slack      time.Duration // over twice the floor's time that the goal gives
	unpaced    bool          // no goal says how many a second 16 clients get
}

// A browser asks one server, as a signed-in person if it has a cookie.
type browser struct {
	at     string
	cookie string
	client *http.Client
}

func newBrowser(at string) *browser {
	return &browser{at: at, client: &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 32, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       10 * time.Minute,
	}}
}

// ask sends a request and returns the answer, its body read. Pages come
// compressed, as browsers ask for them, and are not unpacked here.
func (b *browser) ask(ctx context.Context, method, path, kind string, body []byte) (*http.Response, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, b.at+path, bytes.NewReader(body))
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if b.cookie != "" {
		r.Header.Set("Cookie", b.cookie)
	}
	answer, err := b.client.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	return answer, content, err
}

func (b *browser) get(ctx context.Context, path string) error {
	answer, _, err := b.ask(ctx, http.MethodGet, path, "", nil)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s", path, answer.Status)
	}
	return err
}

// page returns a page as a person sees it.
func (b *browser) page(ctx context.Context, path string) (string, error) {
	answer, content, err := b.ask(ctx, http.MethodGet, path, "", nil)
	if err != nil || answer.Header.Get("Content-Encoding") != "gzip" {
		return string(content), err
	}
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return "", err
	}
	plain, err := io.ReadAll(z)
	return string(plain), err
}

// send posts a form and returns where the person is sent.
func (b *browser) send(ctx context.Context, path string, form url.Values) (*http.Response, error) {
	return b.sendAs(ctx, path, "application/x-www-form-urlencoded", []byte(form.Encode()))
}

func (b *browser) sendAs(ctx context.Context, path, kind string, body []byte) (*http.Response, error) {
	answer, _, err := b.ask(ctx, http.MethodPost, path, kind, body)
	if err == nil && answer.StatusCode != http.StatusSeeOther {
		err = fmt.Errorf("POST %s: %s", path, answer.Status)
	}
	return answer, err
}

func (b *browser) sendJSON(ctx context.Context, path string, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	answer, content, err := b.ask(ctx, http.MethodPost, path, "application/json", body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("POST %s: %s: %.200s", path, answer.Status, content)
	}
	return err
}

// multipartForm is a form as the page with a field for files sends it.
func multipartForm(fields map[string]string, fileName string, file []byte) (kind string, body []byte, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			return "", nil, err
		}
	}
	if fileName != "" {
		part, err := w.CreateFormFile("files", fileName)
		if err != nil {
			return "", nil, err
		}
		if _, err := part.Write(file); err != nil {
			return "", nil, err
		}
	}
	err = w.Close()
	return w.FormDataContentType(), b.Bytes(), err
}

// signIn gives the browser a session.
func (b *browser) signIn(ctx context.Context, login string) error {
	answer, err := b.send(ctx, "/login", url.Values{"login": {login}, "password": {password}})
	if err != nil {
		return err
	}
	var all []string
	for _, c := range answer.Cookies() {
		all = append(all, c.Name+"="+c.Value)
	}
	b.cookie = strings.Join(all, "; ")
	return nil
}

// A place is what the benchmark knows of the product's database.
type place struct {
	shape
	today      civil.Date
	tops       []org.ID
	units      []org.ID
	tasks      []held
	accepted   []held // not due yet and nothing reported: a report moves them on the map
	begun      []held // reported on before: one more report moves them nowhere
	openFloor  []int  // numbers of tasks that are open on the floor
	reportNext atomic.Int64
}

// A held task is one that a province's office sees.
type held struct {
	task     string
	province int
}

// tasksOf returns tasks with the number of their province.
func (p *place) tasksOf(ctx context.Context, raw *sql.DB, where string, args ...any) ([]held, error) {
	number := map[string]int{}
	for n, top := range p.tops {
		number[string(top)] = n
	}
	rows, err := texts(ctx, raw, `SELECT id || ' ' || province_id FROM task WHERE `+where, args...)
	out := make([]held, len(rows))
	for i, row := range rows {
		id, top, _ := strings.Cut(row, " ")
		out[i] = held{id, number[top]}
	}
	return out, err
}

// learn reads the identifiers that the workloads ask for.
func learn(ctx context.Context, c app.Config, raw *sql.DB, s shape, today civil.Date) (*place, error) {
	p := &place{shape: s, today: today}
	a, err := app.Open(ctx, c, quiet)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	if err := a.Office.View(ctx, seeding, func(v *work.View) error {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return err
		}
		for n := range s.provinces {
			b, _ := tree.ByCode(fmt.Sprint("T", n))
			p.tops = append(p.tops, b.ID)
		}
		for n := range s.units {
			b, _ := tree.ByCode(fmt.Sprint("C", n))
			p.units = append(p.units, b.ID)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	if p.tasks, err = p.tasksOf(ctx, raw, `state = 'confirmed' ORDER BY id LIMIT 100000`); err != nil {
		return nil, err
	}
	if p.accepted, err = p.tasksOf(ctx, raw, `state = 'accepted' AND due_on > $1 ORDER BY id LIMIT 400000`, today.String()); err != nil {
		return nil, err
	}
	if p.begun, err = p.tasksOf(ctx, raw, `state = 'in_progress' ORDER BY id LIMIT 100000`); err != nil {
		return nil, err
	}
	// People do not ask in the order in which rows were made.
	for _, ids := range [][]held{p.tasks, p.accepted, p.begun} {
		r := random(7)
		for i := len(ids) - 1; i > 0; i-- {
			j := r.below(i + 1)
			ids[i], ids[j] = ids[j], ids[i]
		}
	}
	for n := 0; n < s.tasks && len(p.openFloor) < 20_000; n++ {
		if s.task(n).submitted == 0 {
			p.openFloor = append(p.openFloor, n+1)
		}
	}
	return p, nil
}

var taskLink = regexp.MustCompile(`href="/tasks/[0-9a-z]{16}"`)

// listed sees that a page lists n different tasks.
func listed(atLeast int) func(string) error {
	return func(page string) error {
		seen := map[string]bool{}
		for _, l := range taskLink.FindAllString(page, -1) {
			seen[l] = true
		}
		if len(seen) < atLeast {
			return fmt.Errorf("the page lists %d tasks, not %d", len(seen), atLeast)
		}
		return nil
	}
}

// For how long a person may wait for the register in another order, and in
// groups, of which each is counted.
const (
	inAnOrder = 20 * time.Millisecond
	inGroups  = 100 * time.Millisecond
)

// workloads are those of the goals. What is in a province is asked for by the
// office of the province.
func (p *place) workloads(offices []*browser, floor *browser) []workload {
	at := func(n int) *random { r := random(uint64(n) + 1); return &r }
	unit := func(n int) int { return at(n).below(len(p.units)) }
	query := func(n int) string { return url.QueryEscape(threeWords(at(n))) }
	top := func(n int) int { return at(n).below(p.provinces) }
	provinceOf := func(unit int) int { return p.provinceOf(p.communeOf(unit)) }
	// Orders and groups that the floor does not have: the goal is that a person
	// does not wait, whatever the floor can do in the one order it has.
	ordered := func(name, what, more string, slack time.Duration) workload {
		return workload{
			name: name, what: what, slack: slack, unpaced: true,
			product: func(ctx context.Context, _, n int) error {
				return offices[top(n)].get(ctx, "/tasks?body="+string(p.tops[top(n)])+more)
			},
			floor: func(ctx context.Context, _, n int) error {
				return floor.get(ctx, fmt.Sprintf("/provinces/%d/open", 1+top(n)))
			},
			check: "/tasks?body=" + string(p.tops[0]) + more, holds: listed(50),
		}
	}
	report := func(ctx context.Context, on held, n, progress int) error {
		kind, body, err := multipartForm(map[string]string{"note": note(n, 1), "progress": strconv.Itoa(progress)}, "", nil)
		if err != nil {
			return err
		}
		_, err = offices[on.province].sendAs(ctx, "/tasks/"+on.task+"/update", kind, body)
		return err
	}
	return []workload{
		{
			name: "R1", what: "open tasks of a unit", slack: 500 * time.Microsecond,
			product: func(ctx context.Context, _, n int) error {
				return offices[provinceOf(unit(n))].get(ctx, "/tasks?body="+string(p.units[unit(n)]))
			},
			floor: func(ctx context.Context, _, n int) error {
				u, _, _ := p.floorPlace(unit(n))
				return floor.get(ctx, fmt.Sprintf("/units/%d/open", u))
			},
			check: "/tasks?body=" + string(p.units[0]), holds: listed(1),
		},
		{
			name: "R1p", what: "open tasks of a province", slack: 500 * time.Microsecond,
			product: func(ctx context.Context, _, n int) error {
				return offices[top(n)].get(ctx, "/tasks?body="+string(p.tops[top(n)]))
			},
			floor: func(ctx context.Context, _, n int) error {
				return floor.get(ctx, fmt.Sprintf("/provinces/%d/open", 1+top(n)))
			},
			check: "/tasks?body=" + string(p.tops[0]), holds: listed(50),
		},
		ordered("R1o", "the same, by lead body", "&sort=lead", inAnOrder), ordered("R1i", "the same, by issuer", "&sort=issuer", inAnOrder),
		ordered("R1l", "the same, by days late", "&sort=-late", inAnOrder), ordered("R1r", "the same, by next report", "&sort=update", inAnOrder),
		ordered("R1d", "the same, last deadline first", "&sort=-due", inAnOrder), ordered("R1f", "the same, by first deadline", "&sort=first", inAnOrder),
		ordered("R1s", "the same, by state", "&sort=state", inAnOrder), ordered("R1q", "the same, by progress", "&sort=-progress", inAnOrder),
		ordered("R1e", "the same, by result", "&sort=-result", inAnOrder),
		ordered("R1g", "the same, in groups by lead body", "&group=lead", inGroups), ordered("R1m", "the same, in groups by month", "&group=month", inGroups),
		ordered("R1t", "the same, in groups by timing", "&group=timing", inGroups),
		{
			name: "R2", what: "map of the communes", slack: 500 * time.Microsecond,
			product: func(ctx context.Context, _, n int) error {
				return offices[top(n)].get(ctx, "/map?body="+string(p.tops[top(n)]))
			},
			floor: func(ctx context.Context, _, n int) error {
				return floor.get(ctx, fmt.Sprintf("/provinces/%d/board", 1+top(n)))
			},
			check: "/map?body=" + string(p.tops[0]),
			holds: func(page string) error {
				if rows := strings.Count(page, "<tr"); rows < p.communesIn(0) {
					return fmt.Errorf("the map has %d rows for %d communes", rows, p.communesIn(0))
				}
				return nil
			},
		},
		{
			name: "R3", what: "search, three words", slack: time.Millisecond, unpaced: true,
			product: func(ctx context.Context, _, n int) error {
				return offices[top(n)].get(ctx, "/search?kind=task&q="+query(n))
			},
			floor: func(ctx context.Context, _, n int) error { return floor.get(ctx, "/search?q="+query(n)) },
			check: "/search?kind=task&q=" + query(1), holds: listed(50),
		},
		{
			name: "R4", what: "a task with its history", slack: 500 * time.Microsecond,
			product: func(ctx context.Context, _, n int) error {
				t := p.tasks[at(n).below(len(p.tasks))]
				return offices[t.province].get(ctx, "/tasks/"+t.task)
			},
			floor: func(ctx context.Context, _, n int) error {
				return floor.get(ctx, fmt.Sprintf("/tasks/%d", 1+at(n).below(p.shape.tasks)))
			},
			check: "/tasks/" + p.tasks[0].task, checker: p.tasks[0].province,
			holds: func(page string) error {
				if !strings.Contains(page, "Kiến nghị") && !strings.Contains(page, "Đề nghị") {
					return fmt.Errorf("the page of the task shows no report")
				}
				return nil
			},
		},
		{
			name: "W1", what: "assign a task", writes: true,
			product: func(ctx context.Context, _, n int) error {
				u := unit(n)
				_, err := offices[provinceOf(u)].send(ctx, "/tasks", url.Values{
					"issuer": {string(p.tops[provinceOf(u)])}, "lead": {string(p.units[u])},
					"text": {title(at(n), p.shape.tasks+n)}, "due": {p.today.AddDays(10 + n%300).String()},
				})
				return err
			},
			floor: func(ctx context.Context, _, n int) error {
				return floor.sendJSON(ctx, "/tasks", []floorNew{p.floorNew(unit(n), n)})
			},
		},
		{
			name: "W2", what: "report on a task", writes: true,
			product: func(ctx context.Context, _, _ int) error {
				n := int(p.reportNext.Add(1) - 1)
				if n >= len(p.accepted) {
					return fmt.Errorf("no task is left to report on")
				}
				return report(ctx, p.accepted[n], n, 30)
			},
			floor: func(ctx context.Context, _, n int) error {
				id := p.openFloor[n%len(p.openFloor)]
				return floor.sendJSON(ctx, fmt.Sprintf("/tasks/%d/reports", id), floorNote{State: 1 - n/len(p.openFloor)%2, Progress: 30, Note: note(n, 1)})
			},
		},
		{
			name: "W3", what: "one more report on a task", writes: true,
			product: func(ctx context.Context, _, n int) error {
				return report(ctx, p.begun[n%len(p.begun)], n, 30+n/len(p.begun)%60)
			},
			floor: func(ctx context.Context, _, n int) error {
				id := p.openFloor[n%len(p.openFloor)]
				return floor.sendJSON(ctx, fmt.Sprintf("/tasks/%d/reports", id), floorNote{State: 1, Progress: 30, Note: note(n, 2)})
			},
		},
	}
}

func (p *place) floorNew(unit, n int) floorNew {
	r := random(uint64(n))
	u, commune, province := p.floorPlace(unit)
	return floorNew{u, commune, province, title(&r, p.shape.tasks+n), p.today.AddDays(10 + n%300).Start(time.UTC).Unix()}
}

// annex is a spreadsheet of n tasks as offices send it along with a plan.
func (p *place) annex(n int) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return nil, err
	}
	if err := w.SetRow("A1", []any{"STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Sản phẩm"}); err != nil {
		return nil, err
	}
	for i := range n {
		r := random(uint64(i) + 5)
		t := title(&r, p.shape.tasks*2+i)
		if err := w.SetRow(fmt.Sprint("A", i+2), []any{i + 1, t, unitName(r.below(p.shape.units)), "", p.today.AddDays(30 + i%200).Vietnamese(), "Báo cáo"}); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	_, err = f.WriteTo(&b)
	return b.Bytes(), err
}
