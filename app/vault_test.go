package app_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quyet/app"
	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/webtest"
	"quyet/feature/story"
)

// A running is the program as a process of its own.
type running struct {
	*exec.Cmd
	http.Handler // sends requests to it
	log          *bytes.Buffer
}

func run(t *testing.T, args ...string) *running {
	t.Helper()
	r := &running{Cmd: exec.CommandContext(t.Context(), "quyet", append(args, "serve", "--pace", "0", "--listen", "127.0.0.1:0")...), log: &bytes.Buffer{}}
	r.Stderr = r.log
	out, err := r.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = r.Process.Kill()
		_ = r.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at := served.FindString(lines.Text()); at != "" {
			u, err := url.Parse(at)
			if err != nil {
				t.Fatal(err)
			}
			proxy := httputil.NewSingleHostReverseProxy(u)
			proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
			r.Handler = proxy
			go io.Copy(io.Discard, out)
			return r
		}
	}
	t.Fatalf("the program says no address: %s", r.log)
	return nil
}

// at returns a browser in which the clerk of a commune is signed in.
func (r *running) at(t *testing.T) *webtest.Client {
	t.Helper()
	clerk := person{role: access.Office, body: ownBody}
	c := webtest.New(t, r)
	c.Do(webtest.FormRequest("/login", webtest.Fields("login", clerk.login(), "password", story.Password))).Want(http.StatusSeeOther)
	return c
}

// key makes a pair of keys and returns the file of the private and the public.
func key(t *testing.T) (file, public string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "quyet.key")
	var out bytes.Buffer
	if status := app.Main([]string{"vault-key", file}, nil, &out, os.Stderr); status != 0 {
		t.Fatalf("vault-key ends with status %d", status)
	}
	return file, strings.TrimSpace(out.String())
}

var (
	listNotes = db.Built("event.notes", `SELECT detail FROM event`)
	listFiles = db.Built("task.proofs", `SELECT file_id FROM task_evidence`)
)

// The machine burns while many write: the program is killed and its folder is
// gone. From the store alone all comes back that was acknowledged two seconds
// before, with its files, and no rule of the data is broken.
func TestBurnt(t *testing.T) {
	s := stageOn(t, db.SQLite)
	play := s.begin(t)
	play.deliver(t)
	data, store := play.Config.Data, t.TempDir()
	play.end()
	private, public := key(t)
	r := run(t, "--data", data, "--vault", store, "--vault-for", public)
	var tasks []string
	c := r.at(t)
	for _, a := range c.Get("/tasks").Find("main a[href^='/tasks/']").EachIter() {
		if to := a.AttrOr("href", ""); c.Get(to + "/update").Has("main form[enctype]") {
			tasks = append(tasks, to)
		}
	}
	if len(tasks) < 2 {
		t.Fatalf("the clerk may report on %v", tasks)
	}
	acknowledged := map[string]time.Time{}
	var mu sync.Mutex
	var clerks sync.WaitGroup
	first := make(chan bool)
	for n, to := range tasks[:min(len(tasks), 4)] {
		c := r.at(t)
		clerks.Go(func() {
			for i := 0; ; i++ {
				form := c.Get(to + "/update").Find("main form[enctype]")
				if form.Length() == 0 {
					return // killed
				}
				note := fmt.Sprintf("Lần %d-%d", n, i)
				fields := webtest.Filled(form)
				fields.Set("note", note)
				page := c.Send(form.AttrOr("action", ""), fields, webtest.Upload{Field: "files", Name: note + ".txt", Content: []byte(note)})
				if page.Status != http.StatusOK {
					return
				}
				mu.Lock()
				acknowledged[note] = time.Now()
				if len(acknowledged) == 1 {
					close(first)
				}
				mu.Unlock()
			}
		})
	}
	<-first
	time.Sleep(5 * time.Second)
	if err := r.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	burnt := time.Now()
	clerks.Wait()
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}

	again := filepath.Join(t.TempDir(), "data")
	out, err := exec.CommandContext(t.Context(), "quyet", "--data", again, "restore", "--from", store, "--key", private).CombinedOutput()
	if err != nil {
		t.Fatalf("restore: %v: %s: %s", err, out, r.log)
	}
	notes, sums := column(t, again, listNotes), column(t, again, listFiles)
	files, err := blob.Open(filepath.Join(again, "files"))
	if err != nil {
		t.Fatal(err)
	}
	for sum := range sums {
		f, err := files.Open(t.Context(), sum)
		if err != nil {
			t.Errorf("a row names a file that did not come back: %v", err)
			continue
		}
		f.Close()
	}
	if altered, err := files.Check(t.Context()); err != nil || len(altered) > 0 {
		t.Errorf("files came back altered: %v %v", altered, err)
	}
	told := strings.Join(slices.Collect(maps.Keys(notes)), " ")
	old, lost, youngest := 0, 0, time.Duration(0)
	for note, at := range acknowledged {
		age := burnt.Sub(at)
		if !strings.Contains(told, `"`+note+`"`) {
			lost++
			youngest = max(youngest, age)
		}
		if age > 2*time.Second {
			old++
		}
	}
	if youngest > 2*time.Second || old < 10 {
		t.Errorf("of %d writes that were acknowledged, %d were older than two seconds; the oldest lost one was of %v before", len(acknowledged), old, youngest)
	}
	t.Logf("%d writes acknowledged, %d lost, the oldest %v before the end; %s", len(acknowledged), lost, youngest, strings.TrimSpace(string(out)))
	if out, err := exec.CommandContext(t.Context(), "quyet", "--data", again, "doctor").CombinedOutput(); err != nil {
		t.Errorf("doctor: %v: %s", err, out)
	}
}

// column returns the values of a statement of one column.
func column(t *testing.T, data string, stmt *db.Stmt) map[string]bool {
	t.Helper()
	d, err := db.Open(t.Context(), filepath.Join(data, "quyet.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	found := map[string]bool{}
	if err := d.Read(t.Context(), func(s *db.Snapshot) error {
		all, err := db.All(t.Context(), s, stmt, db.Text[string])
		for _, v := range all {
			found[v] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return found
}
