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
// the list, each with its lead, in a column or in the row above.
func TestAnnexIsReadBack(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		c := s.begin(t).as(t, s.at(ownBody, access.Office))
		var want []string
		for _, a := range c.Get("/tasks").Want(http.StatusOK).Find("main tbody a[href^='/tasks/']").EachIter() {
			want = append(want, strings.TrimSpace(a.Text()))
		}
		slices.Sort(want)
		for query, columns := range map[string]int{"": 6, "?by=none": 7} {
			read, rows := annexOf(t, c.Get("/annex/file"+query).Want(http.StatusOK).Body)
			if !strings.Contains(read.Text, "ĐẢNG CỘNG SẢN VIỆT NAM") {
				t.Errorf("the annex says %.300s", read.Text)
			}
			var got []string
			lead := ""
			for _, row := range rows {
				if len(row) != columns {
					lead = row[1]
					continue
				}
				got = append(got, row[1])
				if columns == 7 {
					lead = row[2]
				}
				if lead == "" {
					t.Errorf("%q has no lead", row[1])
				}
			}
			if slices.Sort(got); len(want) == 0 || !slices.Equal(got, want) {
				t.Errorf("the annex holds %q, the list %q", got, want)
			}
		}
	})
}

// The page of a document that assigns tasks leads to its annex, which says to
// which it is attached and holds its tasks; so does that of a programme of work.
func TestAnnexOfADocument(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		c := s.begin(t).as(t, s.at(ownBody, access.Office))
		found := false
		for _, a := range c.Get("/documents").Want(http.StatusOK).Find("main tbody a[href^='/documents/']").EachIter() {
			page := c.Get(a.AttrOr("href", "")).Want(http.StatusOK)
			if !page.Has("a[href^='/annex?of=']") {
				continue
			}
			found = true
			choose := page.Follow("a[href^='/annex?of=']").Want(http.StatusOK)
			if !choose.Has("main form") {
				continue
			}
			read, rows := annexOf(t, choose.Submit("main form").Want(http.StatusOK).Body)
			if !strings.Contains(read.Text, "(Kèm theo ") || len(rows) == 0 {
				t.Errorf("%s: the annex says %.300s", choose.Address, read.Text)
			}
		}
		if !found {
			t.Error("no document of the story leads to an annex")
		}
		plans := c.Get("/plans").Want(http.StatusOK).Find("main tbody a[href^='/plans/']")
		found = false
		for _, a := range plans.EachIter() {
			if page := c.Get(a.AttrOr("href", "")).Want(http.StatusOK); page.Has("a[href^='/annex?plan=']") {
				found = true
				if _, rows := annexOf(t, page.Follow("a[href^='/annex?plan=']").Want(http.StatusOK).Submit("main form").Want(http.StatusOK).Body); len(rows) == 0 {
					t.Errorf("the annex of %s is empty", page.Address)
				}
			}
		}
		if !found {
			t.Errorf("none of %d programmes leads to an annex", plans.Length())
		}
	})
}

// annexOf reads an annex back: its text, and the cells of its rows.
func annexOf(t *testing.T, file []byte) (*source.Document, [][]string) {
	t.Helper()
	read, err := source.Read(t.Context(), "phu-luc.docx", bytes.NewReader(file), int64(len(file)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Tables) != 1 || !read.Tables[0].Rows[0].Header {
		t.Fatalf("the annex says %.300s", read.Text)
	}
	var rows [][]string
	for _, row := range read.Tables[0].Rows[1:] {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, strings.TrimSpace(read.Text[cell.Start:cell.End]))
		}
		rows = append(rows, cells)
	}
	return read, rows
}
