package app_test

import (
	"net/http"
	"slices"
	"testing"

	"quyet/base/access"
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
