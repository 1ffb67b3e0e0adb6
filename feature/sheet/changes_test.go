package sheet_test

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/sheet"
	"quyet/feature/task"
)

// What changed is got from its page as a workbook that is in order whatever the texts
// are: of the days, bodies and kind that the page is asked for, the deadlines as days,
// and nothing that the person may not see.
func TestChangesAsAWorkbook(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		ids := p.some(t, 12)
		clerk := p.as("clerk", access.Office, p.province)
		var made []task.ID
		for i, words := range hostile {
			if err := p.Do(ctx, clerk, func(u *work.Unit) error {
				one, err := task.AssignNew(ctx, u, task.New{Text: "Việc " + words, Issuer: p.province, Lead: p.commune, Due: day("2026-12-01").AddDays(i)})
				made = append(made, one)
				return err
			}); err != nil {
				t.Logf("refused: %.30q: %v", words, err)
			}
		}
		to := day("2027-03-01")
		o.MustDo(t, func(u *work.Unit) error {
			ref := task.Ref{ID: ids[2]}
			return errors.Join(task.RequestExtension(ctx, u, ref, to, "disaster", "Mưa lũ"), task.GrantExtension(ctx, u, ref, to, "=SUM(A1) đồng ý"))
		})
		c := p.browser(t, clerk)
		get := func(at string) (rows [][]string, about string) {
			page := c.Get(at).Want(http.StatusOK)
			content := c.Get(page.Find("a[href^='/sheets/changes']").AttrOr("href", "")).Want(http.StatusOK).Body
			officetest.Workbook(t, content)
			f, rows := cells(t, content)
			lines, err := f.GetRows(f.GetSheetName(1))
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range lines {
				about += strings.Join(line, " ") + "\n"
			}
			return rows, about
		}
		rows, about := get("/tasks/changes")
		if len(rows) != 1+len(ids)+len(made)+2 || strings.Contains(about, "Chỉ có") {
			t.Errorf("%d rows: %s", len(rows), about)
		}
		moved, about := get("/tasks/changes?kind=due")
		if len(moved) != 2 || !strings.Contains(about, "Đổi thời hạn") {
			t.Fatalf("of the deadlines: %q, %s", moved, about)
		}
		serial := func(d civil.Date) string { return strconv.Itoa(d.Sub(day("1899-12-30"))) }
		if got := moved[1]; got[4] != serial(day("2026-12-03")) || got[5] != serial(to) || got[7] == "" || !strings.Contains(got[6], "=SUM(A1)") {
			t.Errorf("the deadline moved: %q", got)
		}
		theirs, about := get("/tasks/changes?body=" + string(p.other))
		if len(theirs) != 1+6 || slices.ContainsFunc(theirs[1:], func(r []string) bool { return !strings.Contains(r[2], "Bình Phú") }) || !strings.Contains(about, "Bình Phú") {
			t.Errorf("of another body: %q, %s", theirs, about)
		}
		other := p.browser(t, p.as("other", access.Office, p.other))
		_, seen := cells(t, other.Get("/sheets/changes").Want(http.StatusOK).Body)
		if len(seen) != 1+6 {
			t.Errorf("who sees one body gets %d rows", len(seen))
		}
		for at, want := range map[string]int{"?from=mai": 422, "?kind=x": 422, "?from=01/02/2026&until=01/01/2026": 422, "?body=" + string(p.province): 403} {
			if got := other.Get("/sheets/changes" + at).Status; got != want {
				t.Errorf("%s: %d, want %d", at, got, want)
			}
		}
		// Where there are more than the workbook holds it says so.
		if err := p.Do(ctx, clerk, func(u *work.Unit) error {
			all := make([]task.New, task.MostOfEach)
			for i := range all {
				all[i] = task.New{Text: "Việc", Issuer: p.province, Lead: p.other, Ongoing: true}
			}
			_, err := task.AssignMany(ctx, u, all)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		given := task.MostOfEach + len(ids) + len(made)
		if rows, about := get("/tasks/changes"); len(rows) != 1+task.MostOfEach+2 || !strings.Contains(about, "tất cả có "+text.Int(text.WithLang(ctx, text.Vietnamese), given)) {
			t.Errorf("%d rows of many: %s", len(rows), about)
		}
		if rows, about := get("/tasks/changes?kind=given"); len(rows) != 1+given || strings.Contains(about, "Chỉ có") {
			t.Errorf("%d rows of one kind, of %d: %s", len(rows), given, about)
		}
	})
}

// LibreOffice reads what changed as it was written.
func TestLibreOfficeReadsTheChanges(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.some(t, 20)
	content := p.browser(t, p.as("clerk", access.Office, p.province)).Get(sheet.ChangesAt).Want(http.StatusOK).Body
	_, ours := cells(t, content)
	_, theirs := cells(t, officetest.Convert(t, "changes.xlsx", content, "xlsx:Calc MS Excel 2007 XML"))
	if len(ours) != 21 || len(theirs) != len(ours) {
		t.Fatalf("LibreOffice reads %d rows, %d were written", len(theirs), len(ours))
	}
	for i, row := range ours {
		if !slices.Equal(row, theirs[i]) {
			t.Errorf("row %d: LibreOffice reads %q, written was %q", i+1, theirs[i], row)
		}
	}
}
