package doc_test

import (
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/doc"
)

// Where what stands below implements the whole document and names no article,
// no article is called left out; where one is named, the others are.
func TestImplementedAsAWhole(t *testing.T) {
	s := newScene(t, dbtest.New(t, db.SQLite, schema))
	sys := work.System("test")
	n := party(s.province, "31-KH/TU", "2026-01-05")
	n.Text = "Mục một. Mục hai."
	n.Parts = []doc.Part{
		{Span: doc.Span{Start: 0, End: 9}, Kind: "article", Label: "1", Title: "Mục một", Level: 1},
		{Span: doc.Span{Start: 10, End: int64(len(n.Text))}, Kind: "article", Label: "2", Title: "Mục hai", Level: 1},
	}
	above := s.register(t, sys, n)
	c := webtest.New(t, s.site(s.as(access.Office, s.province), doc.Slots{}))
	below := func(symbol, part string) *webtest.Page {
		t.Helper()
		p := party(s.phu, symbol, "2026-02-09")
		p.Links = []doc.NewLink{{Relation: doc.Implements, To: above, Part: part}}
		p.Audience = append(p.Audience, s.province)
		s.register(t, sys, p)
		return c.Get(above.Address()).Want(http.StatusOK)
	}
	if p := below("01-KH/ĐU", ""); p.Has(".node-ringed") || !strings.Contains(p.Text("#articles"), "thực hiện toàn bộ") {
		t.Errorf("implemented as a whole: %s", p.Text("#articles"))
	}
	if p := below("02-KH/ĐU", "Điều 2"); p.Find(".node-ringed").Length() != 1 || strings.Contains(p.Text("#articles"), "thực hiện toàn bộ") {
		t.Errorf("one article named: %s", p.Text("#articles"))
	}
}
