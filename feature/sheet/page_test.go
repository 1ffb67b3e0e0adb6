package sheet_test

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/sheet"
	"quyet/feature/task"
)

func (p *place) browser(t *testing.T, who work.Who) *webtest.Client {
	t.Helper()
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	tasks := task.Deps{Sheets: sheet.At, ChangeSheets: sheet.ChangesAt}
	return webtest.New(t, site.Handler(append(sheet.Capability(sheet.Deps{Files: files}).Routes, task.Capability(tasks).Routes...)))
}

// A list is got from its page with the question that it asks, changed, looked at
// and brought back.
func TestSheetsOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	ids := p.some(t, 6)
	c := p.browser(t, p.as("clerk", access.Office, p.province))
	list := c.Get("/tasks?lead=" + string(p.commune) + "&sort=-due&cols=due,late").Want(http.StatusOK)
	shown := c.Get(list.Find("a[href^='/sheets/tasks?']").First().AttrOr("href", "")).Want(http.StatusOK)
	f, rows := cells(t, shown.Body)
	if got := strings.Join(rows[1], "|"); got != "id|version|sum|Nhiệm vụ|Thời hạn|Số ngày quá hạn" || len(rows) != 5 {
		t.Errorf("the sheet of the list has %d rows and the headings %s", len(rows), got)
	}
	if about, err := f.GetRows(f.GetSheetName(1)); err != nil || !strings.Contains(about[3][1], "An Hoà") {
		t.Errorf("the question is told as %v", about)
	}
	for _, wrong := range []string{"?state=x", "?from=mai"} {
		if page := c.Get("/sheets/tasks" + wrong); page.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", wrong, page.Status)
		}
	}
	for _, lang := range []text.Lang{text.English, text.Vietnamese} {
		c.SetLang(lang)
		for _, fault := range webtest.Faults(c.Get("/sheets/tasks/new").Want(http.StatusOK).Body) {
			t.Error(fault)
		}
	}
	send := func(content []byte) *webtest.Page {
		form := c.Get("/sheets/tasks/new").Find("form.form")
		return c.Send("/sheets/tasks", webtest.Filled(form), webtest.Upload{Field: "file", Name: "Danh sách.xlsx", Content: content})
	}
	if none := c.Send("/sheets/tasks", webtest.Filled(c.Get("/sheets/tasks/new").Find("form.form"))); none.Status != http.StatusUnprocessableEntity || !none.Has("#f-file-error") {
		t.Errorf("without a file: %d", none.Status)
	}
	if broken := send([]byte("no workbook")); broken.Status != http.StatusUnprocessableEntity || !broken.Has("#f-file-error") {
		t.Errorf("no workbook: %d", broken.Status)
	}
	given := c.Get("/sheets/tasks?fill=1").Want(http.StatusOK).Body
	if same := send(given).Want(http.StatusOK); !same.Has(".empty") {
		t.Errorf("a sheet that changes nothing: %s", same.Text("main"))
	}
	if wrong := send(change(t, given, map[string]any{"I3": "mai"})); wrong.Status != http.StatusUnprocessableEntity || !strings.Contains(wrong.Text("tbody"), "I3") || wrong.Has("form[action^='/sheets/tasks/']") {
		t.Errorf("a wrong cell: %d %s", wrong.Status, wrong.Text("main"))
	}
	plan := send(change(t, given, map[string]any{"D3": "Nội dung mới"})).Want(http.StatusOK)
	for _, fault := range webtest.Faults(plan.Body) {
		t.Error(fault)
	}
	if got := plan.Text("tbody"); !strings.Contains(got, "D3") || !strings.Contains(got, "Nội dung mới") {
		t.Errorf("the plan says %s", got)
	}
	texts := func() (n int) {
		p.MustView(t, func(v *work.View) error {
			many, err := task.Many(t.Context(), v, ids)
			for _, one := range many {
				if one.Text == "Nội dung mới" {
					n++
				}
			}
			return err
		})
		return n
	}
	if texts() != 0 {
		t.Error("looking at it has written it")
	}
	if done := plan.Submit("form[action^='/sheets/tasks/']").Want(http.StatusOK); texts() != 1 || done.Address != "/tasks" {
		t.Errorf("brought back: %s", done.Address)
	}
	if gone := c.Post("/sheets/tasks/0000"); gone.Status != http.StatusNotFound {
		t.Errorf("a file that is not there: %d", gone.Status)
	}
}
