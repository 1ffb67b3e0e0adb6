package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"quyet/base/civil"
	"quyet/feature/story"
)

// A person works with the program at one of its addresses after another: where
// one does not answer, as a browser behind a proxy.
type person struct {
	cookie string
	client *http.Client
}

func newPerson() *person {
	return &person{client: &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 32, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       time.Minute,
	}}
}

// errRefused is an answer of the program that says that nothing was done, or
// that nobody knows: a status of 500 and above.
var errRefused = errors.New("the program could not do it")

// ask sends a request and returns the answer and its body.
func (p *person) ask(ctx context.Context, method, address, kind string, body []byte) (*http.Response, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	r.Header.Set("Cookie", p.cookie)
	answer, err := p.client.Do(r)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	return answer, content, err
}

// send posts a form, with a file unless that is nil, and returns where the
// person is sent: then it was done.
func (p *person) send(ctx context.Context, address string, fields url.Values, file []byte) (to string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, values := range fields {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				return "", err
			}
		}
	}
	if file != nil {
		part, err := w.CreateFormFile("files", "Báo cáo.txt")
		if err != nil {
			return "", err
		}
		if _, err := part.Write(file); err != nil {
			return "", err
		}
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	answer, content, err := p.ask(ctx, http.MethodPost, address, w.FormDataContentType(), b.Bytes())
	switch {
	case err != nil:
		return "", err
	case answer.StatusCode == http.StatusSeeOther:
		return answer.Header.Get("Location"), nil
	case answer.StatusCode >= http.StatusInternalServerError:
		return "", fmt.Errorf("%w: %s", errRefused, answer.Status)
	}
	return "", fmt.Errorf("POST %s: %s: %.2000s", address, answer.Status, content)
}

// signIn gives the person a session.
func (p *person) signIn(ctx context.Context, at, login string) error {
	answer, _, err := p.ask(ctx, http.MethodPost, at+"/login", "application/x-www-form-urlencoded",
		[]byte(url.Values{"login": {login}, "password": {story.Password}}.Encode()))
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("sign in as %s: %s", login, answer.Status)
	}
	var all []string
	for _, c := range answer.Cookies() {
		all = append(all, c.Name+"="+c.Value)
	}
	p.cookie = strings.Join(all, "; ")
	return nil
}

// A crew are the people who work: the office that assigns and the office of
// the commune that reports.
type crew struct {
	assigns, reports *person
	issuer, lead     string // identifiers of their bodies
}

// signIn signs the crew in.
func (c *crew) signIn(ctx context.Context, at string) error {
	c.assigns, c.reports = newPerson(), newPerson()
	return errors.Join(c.assigns.signIn(ctx, at, "vanphong"), c.reports.signIn(ctx, at, "vanphongxa"))
}

// A ledger is what people were told was done. Each change has a mark that no
// other has.
type ledger struct {
	mu     sync.Mutex
	tasks  map[string]string // mark in the text → address of the task
	notes  map[string]string // mark in the note of a report → address of the task
	files  map[string]string // mark in a file that was handed in → address of the task
	failed int               // requests that were not answered well
	why    []error           // why the first of them were not
	odd    []error           // answers that no crash explains
	last   time.Time         // when something was acknowledged last
	gap    time.Duration     // the longest time in which nothing was
}

func newLedger() *ledger {
	return &ledger{tasks: map[string]string{}, notes: map[string]string{}, files: map[string]string{}, last: time.Now()}
}

// count returns how many changes were acknowledged; some of them came with a
// file.
func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.tasks) + len(l.notes)
}

// note writes an outcome down and says whether the change was acknowledged.
func (l *ledger) note(ctx context.Context, err error, acked func()) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		l.gap = max(l.gap, time.Since(l.last))
		l.last = time.Now()
		acked()
		return true
	}
	if ctx.Err() != nil {
		return false
	}
	if l.failed++; len(l.why) < 10 {
		l.why = append(l.why, err)
	}
	var reached *url.Error
	if !errors.Is(err, errRefused) && !errors.As(err, &reached) && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		l.odd = append(l.odd, err)
	}
	return false
}

// work lets clients assign tasks and report on them until ctx ends. at gives
// the address to ask, which may change. Where something fails the client goes
// on with something new a moment later: nothing is sent twice.
func (c *crew) work(ctx context.Context, at func(client int) string, clients int, mark string, l *ledger) {
	today := civil.Of(time.Now())
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				name := fmt.Sprintf("%s-%d-%d", mark, client, n)
				if !c.once(ctx, at(client), name, today, n, l) {
					select {
					case <-time.After(5 * time.Millisecond):
					case <-ctx.Done():
					}
				}
			}
		})
	}
	all.Wait()
}

// once assigns a task, accepts it and reports on it.
func (c *crew) once(ctx context.Context, at, name string, today civil.Date, n int, l *ledger) bool {
	task, err := c.assigns.send(ctx, at+"/tasks", url.Values{
		"issuer": {c.issuer}, "lead": {c.lead}, "text": {"Kiểm tra khả năng chịu lỗi, việc " + name + "-t"}, "due": {today.AddDays(30).String()},
	}, nil)
	if !l.note(ctx, err, func() { l.tasks[name+"-t"] = task }) {
		return false
	}
	if _, err := c.reports.send(ctx, at+task+"/accept", url.Values{}, nil); !l.note(ctx, err, func() {}) {
		return false
	}
	for k := range 2 {
		note := fmt.Sprintf("%s-n%d", name, k)
		var file []byte
		if k == 1 && n%3 == 0 {
			file = []byte("Báo cáo kết quả " + name + "-f")
		}
		_, err := c.reports.send(ctx, at+task+"/update", url.Values{"note": {"Đã làm, lần " + note + "."}, "progress": {"30"}}, file)
		if !l.note(ctx, err, func() {
			l.notes[note] = task
			if file != nil {
				l.files[name+"-f"] = task
			}
		}) {
			return false
		}
	}
	return true
}
