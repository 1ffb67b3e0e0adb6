package app_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/feature/intake/source/sourcetest"
)

// Files are dragged onto the desk, several at once; what was interrupted goes
// on: a file that arrived before the page went away is not sent again.
func TestDroppedFilesArriveOnce(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p := s.begin(t)
	var posts, lost atomic.Int64
	b := browsertest.Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.URL.Path == "/intake" {
			if posts.Add(1) == 3 && lost.Load() == 0 {
				// The window is closed while the third file is on its way.
				lost.Add(1)
				<-r.Context().Done()
				return
			}
		}
		p.ServeHTTP(w, r)
	}))
	b.Keep(s.at(ownBody, access.Office).sessions...)
	folder := t.TempDir()
	var paths []string
	for i, name := range []string{"Một.docx", "Hai.docx", "Ba.docx", "Ảnh.png"} {
		path := filepath.Join(folder, name)
		content := sourcetest.Plan(i + 5).Bytes()
		if strings.HasSuffix(name, ".png") {
			content = []byte("\x89PNG\r\n\x1a\n")
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	rows := func() int { return b.Count("#recent tbody tr") }

	b.Go("/intake")
	before := rows()
	b.Drop(".drop", paths[:3]...)
	b.Until(`document.querySelectorAll(".drop-list li").length === 3`)
	b.Lossy()
	b.Click("form[enctype] button[type=submit]")
	b.Until(`document.querySelectorAll(".drop-answer a").length === 2`)
	b.Go("/intake") // closed and opened again
	if got := rows() - before; got != 2 {
		t.Errorf("%d files arrived before the page went away, not 2", got)
	}

	sent := posts.Load()
	b.Expect(422) // a picture is no document
	b.Drop(".drop", paths...)
	b.Until(`document.querySelectorAll(".drop-list li").length === 4`)
	b.Click("form[enctype] button[type=submit]")
	b.Until(`document.querySelectorAll(".drop-answer .notice").length === 4`)
	if n := posts.Load() - sent; n != 2 {
		t.Errorf("%d files were sent again, want the one that was interrupted and the picture", n)
	}
	if said := b.Text(".drop-list"); strings.Count(said, "Đã gửi xong") != 3 || b.Count(".drop-failed") != 1 {
		t.Errorf("the lines say %s", said)
	}
	b.Until(`document.querySelectorAll("#recent tbody tr").length === ` + string(rune('0'+before+3)))
	b.Go("/intake")
	if got := rows() - before; got != 3 {
		t.Errorf("the desk has %d files more than before, not 3", got)
	}
}
