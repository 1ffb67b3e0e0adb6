package app_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/webtest"
	"quyet/feature/intake/source/sourcetest"
)

// Who acts for no body in particular is told so, and nothing is taken in.
func TestUploadNeedsABody(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		i := slices.IndexFunc(s.people, func(p person) bool { return p.body == province && p.role == access.Office })
		if i < 0 {
			t.Fatal("the stage has no office that works everywhere")
		}
		c := s.begin(t).as(t, s.people[i])
		c.Send("/intake", nil, webtest.Upload{Field: "files", Name: "Kế hoạch.docx", Content: sourcetest.Plan(2).Bytes()}).Want(http.StatusUnprocessableEntity)
	})
}

// A file of a gigabyte is refused once the limit is passed, in words that say
// what the limit is, and the rest of it is not read.
func TestHugeUpload(t *testing.T) {
	const limit = 64 << 20
	s := stageOn(t, db.SQLite)
	c := s.begin(t).as(t, s.at(ownBody, access.Office))
	var head bytes.Buffer
	w := multipart.NewWriter(&head)
	if _, err := w.CreateFormFile("files", "Kế hoạch.docx"); err != nil {
		t.Fatal(err)
	}
	sent := &counted{r: io.MultiReader(&head, io.LimitReader(zeros{}, 1<<30))}
	r := httptest.NewRequest(http.MethodPost, "/intake", sent)
	r.Header.Set("Content-Type", w.FormDataContentType())
	page := c.Do(r).Want(http.StatusRequestEntityTooLarge)
	if !strings.Contains(page.Text("main"), "64 MB") {
		t.Errorf("the page does not say the limit: %s", page.Text("main"))
	}
	if sent.n > limit+1<<20 {
		t.Errorf("%d MB of the file were read", sent.n>>20)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// A counted reader counts what is read.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
