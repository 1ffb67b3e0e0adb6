package app_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/feature/intake/source"
)

// The annex of a list is read back by the program's own reader as the tasks of
// the list, each with its lead.
func TestAnnexIsReadBack(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		c := s.begin(t).as(t, s.at(ownBody, access.Office))
		var want []string
		for _, a := range c.Get("/tasks").Want(http.StatusOK).Find("main tbody a[href^='/tasks/']").EachIter() {
			want = append(want, strings.TrimSpace(a.Text()))
		}
		file := c.Get("/annex").Want(http.StatusOK).Body
		read, err := source.Read(t.Context(), "phu-luc.docx", bytes.NewReader(file), int64(len(file)), source.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(read.Text, "ĐẢNG CỘNG SẢN VIỆT NAM") || len(read.Tables) != 1 || !read.Tables[0].Rows[0].Header {
			t.Fatalf("the annex says %.300s", read.Text)
		}
		var got []string
		for _, row := range read.Tables[0].Rows[1:] {
			if len(row.Cells) != 7 {
				continue // the name of a lead
			}
			got = append(got, strings.TrimSpace(read.Text[row.Cells[1].Start:row.Cells[1].End]))
			if row.Cells[2].Start == row.Cells[2].End {
				t.Errorf("%q has no lead", got[len(got)-1])
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("the annex holds %q, the list %q", got, want)
		}
	})
}
