package task_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// browser returns a browser in which somebody works for a body. The register
// of documents knows those of documents.
func (p *place) browser(t *testing.T, role access.Role, b org.ID, documents ...task.Named) *webtest.Client {
	t.Helper()
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	who := p.as(string(role)+" "+string(b), role, b)
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	deps := task.Deps{
		Files: files,
		Refuse: func(_ context.Context, name string, content []byte) error {
			if strings.HasPrefix(string(content), "MẬT") {
				return fault.New(fault.Invalid, text.New("Tệp %s mang dấu mật.", "%s bears a mark of secrecy."), name)
			}
			return nil
		},
		Named: func(_ context.Context, _ *work.View, symbol string) (found []task.Named, err error) {
			for _, d := range documents {
				if strings.HasPrefix(d.Title, symbol) {
					found = append(found, d)
				}
			}
			return found, nil
		},
		Documents: func(_ context.Context, _ *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error) {
			out := map[task.DocID]task.Cited{}
			for _, d := range documents {
				if slices.Contains(ids, d.ID) {
					out[d.ID] = d.Cited
				}
			}
			return out, nil
		},
	}
	return webtest.New(t, site.Handler(task.Capability(deps).Routes))
}

// both opens a page in both languages and looks at its HTML.
func both(t *testing.T, c *webtest.Client, address string) *webtest.Page {
	t.Helper()
	c.SetLang(text.English)
	en := c.Get(address).Want(http.StatusOK)
	c.SetLang(text.Vietnamese)
	vi := c.Get(address).Want(http.StatusOK)
	for _, f := range append(webtest.Faults(vi.Body), webtest.Faults(en.Body)...) {
		t.Errorf("%s: %s", address, f)
	}
	return vi
}

func TestRegisterOfTasks(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	c := p.browser(t, access.Office, p.province, task.Named{ID: "d1", Cited: task.Cited{Title: "8-NQ/TU về chuyển đổi số", Address: "/documents/d1"}})
	p.do(work.System("test"), t, func(u *work.Unit) error {
		for _, n := range []task.New{
			{Text: "Chuyển đổi số xã", Lead: p.commune, Due: day("2026-12-15"), Programme: "d1", Sources: []task.Passage{{Doc: "d1", Start: 1, End: 2}}},
			{Text: "Chuyển đổi số thôn", Lead: p.cell, Due: day("2027-01-15"), Programme: "d1"},
			{Text: "Rà soát hộ nghèo", Deliverable: "Danh sách", Lead: p.other, Due: day("2026-11-19")},
			{Text: "Tăng cường tuyên truyền", Lead: p.other, Ongoing: true},
		} {
			n.Issuer = p.province
			if _, err := task.AssignNew(t.Context(), u, n); err != nil {
				return err
			}
		}
		return nil
	})
	for query, want := range map[string]string{
		"":                                     "4 nhiệm vụ",
		"q=chuyen+doi+so":                      "2 nhiệm vụ",
		"body=" + string(p.commune):            "2 nhiệm vụ",
		"lead=" + string(p.commune):            "1 nhiệm vụ",
		"issuer=" + string(p.province):         "4 nhiệm vụ",
		"issuer=" + string(p.commune):          "0 nhiệm vụ",
		"programme=d1":                         "2 nhiệm vụ",
		"document=d1":                          "1 nhiệm vụ",
		"state=assigned":                       "4 nhiệm vụ",
		"timing=overdue":                       "1 nhiệm vụ",
		"timing=ongoing":                       "1 nhiệm vụ",
		"from=1/12/2026&until=31/12/2026":      "1 nhiệm vụ",
		"unclear=1":                            "3 nhiệm vụ",
		"reason=vague_verb":                    "1 nhiệm vụ",
		"timing=done_on_time":                  "0 nhiệm vụ",
		"on=2026-11-01":                        "0 nhiệm vụ",
		"coordinator=" + string(p.department):  "0 nhiệm vụ",
		"bucket=1&programme=d1":                "2 nhiệm vụ",
		"first=1&timing=overdue":               "1 nhiệm vụ",
		"part=past":                            "0 nhiệm vụ",
		"part=drafts&issuer=" + string(p.cell): "0 nhiệm vụ",
	} {
		page := both(t, c, "/tasks?"+query)
		if got := page.Text(".asked > p"); got != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
		rows, number := page.Find("tbody tr").Length(), want[:1]
		if number != string(rune('0'+rows)) {
			t.Errorf("%q: %d rows beside %q", query, rows, want)
		}
		if part := strings.HasPrefix(query, "part="); query != "" && !part && page.Find(".asked li a").Length() == 0 {
			t.Errorf("%q cannot be taken away", query)
		}
	}

	// Each condition can be taken away by itself, and the others stay.
	page := c.Get("/tasks?q=chuyen+doi+so&body=" + string(p.commune) + "&timing=within&until=31/12/2026").Want(http.StatusOK)
	if n := page.Find(".asked li").Length(); n != 5 {
		t.Fatalf("the page names %d conditions, want four and all", n)
	}
	less := page.Follow(".asked li:nth-child(2) a").Want(http.StatusOK)
	if less.Find(".asked li").Length() != 4 || less.Value("q") != "chuyen doi so" || less.Value("until") != "31/12/2026" || less.Value("body") != "" {
		t.Errorf("without the body the page asks %s", less.Text(".asked"))
	}
	if all := page.Follow(".asked-all").Want(http.StatusOK); all.Has(".asked li") {
		t.Error("all taken away, something is left")
	}
	// A form without scripts asks the same: fields that are empty ask nothing.
	if again := page.Submit("form.ask", "timing", "").Want(http.StatusOK); again.Find(".asked li").Length() != 4 {
		t.Errorf("the form asks %s", again.Text(".asked"))
	}

	for query, field := range map[string]string{
		"from=31/2/2026": "from", "until=mai": "until", "from=2/1/2027&until=1/1/2027": "until", "state=lost": "state", "timing=soonish": "timing", "on=hôm+qua": "",
		"body=none": "body", "issuer=none": "issuer", "lead=none": "", "coordinator=none": "", "part=lost": "", "bucket=9": "", "reason=none": "",
	} {
		wrong := c.Get("/tasks?q=giu+lai&" + query).Want(http.StatusUnprocessableEntity)
		if wrong.Value("q") != "giu lai" || !wrong.Has(".error-summary") || field != "" && !wrong.Has("#f-"+field+"-error") {
			t.Errorf("%s: the page keeps %q and says %q", query, wrong.Value("q"), wrong.Text(".error-summary"))
		}
		// What has no field cannot be mended: it is left out of the next question.
		if field == "" {
			wrong.Submit("form.ask").Want(http.StatusOK)
		}
		for _, f := range webtest.Faults(wrong.Body) {
			t.Errorf("%s: %s", query, f)
		}
	}
	if other := p.browser(t, access.Office, p.commune).Get("/tasks?q=giu+lai&body=" + string(p.other)).Want(http.StatusForbidden); other.Value("q") != "giu lai" || !other.Has("#f-body-error") {
		t.Errorf("a body of others: %s", other.Text("main"))
	}

	if rows := both(t, c, "/desk").Follow(`a[href*="unclear=1"]`).Want(http.StatusOK); rows.Text(".asked > p") != "3 nhiệm vụ" {
		t.Errorf("the desk's number of unclear tasks opens to %q", rows.Text(".asked > p"))
	}
	gaps := both(t, c, "/tasks/unclear")
	if rows := gaps.Follow("tbody a").Want(http.StatusOK); rows.Text(".asked > p") != "3 nhiệm vụ" {
		t.Errorf("the first number of the overview opens to %q", rows.Text(".asked > p"))
	}
}

// The 40-second update from the desk: two fields, then the next one, until the
// desk is empty; what is refused is kept, and can be sent again.
func TestReportsFromTheDesk(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	var ids []task.ID
	p.do(work.System("test"), t, func(u *work.Unit) (err error) {
		n := task.New{Text: "Rà soát hộ nghèo", Issuer: p.province, Lead: p.commune, Due: day("2027-12-15"), UpdateEvery: 7}
		if ids, err = task.AssignMany(t.Context(), u, []task.New{n, n, n}); err != nil {
			return err
		}
		for _, id := range ids {
			if err := task.Accept(t.Context(), u, task.Ref{ID: id}, ""); err != nil {
				return err
			}
		}
		return nil
	})
	p.Advance(7 * 24 * time.Hour)
	c := p.browser(t, access.Specialist, p.commune)
	desk := both(t, c, "/desk")
	form := desk.Follow(`#update .row-current a[data-row-key="u"]`).Want(http.StatusOK)
	fields := form.Find("form.form").Find("input:not([type=hidden]), textarea, select").FilterFunction(func(_ int, f *goquery.Selection) bool {
		return f.Closest("details").Length() == 0
	})
	if fields.Length() != 2 || form.Find("form.form [data-drop]").Length() != 0 {
		t.Errorf("the update asks %d questions, want two", fields.Length())
	}
	if !strings.Contains(form.Text("main"), "Còn 2 việc khác") {
		t.Errorf("the update does not say that two more wait: %s", form.Text("main"))
	}
	// Another one is skipped to, and the first one still waits.
	if next := form.Follow(".buttons a").Want(http.StatusOK); next.Title() != form.Title() || next.Find("form.form").AttrOr("action", "") == form.Find("form.form").AttrOr("action", "") {
		t.Errorf("“later” leads to %q", next.Title())
	}
	refused := form.Submit("form.form", "note", "Đã rà soát 8 thôn", "progress", "gần xong").Want(http.StatusUnprocessableEntity)
	if refused.Value("progress") != "gần xong" || !strings.Contains(refused.Text("textarea"), "Đã rà soát 8 thôn") {
		t.Error("what was typed is lost")
	}
	// Meanwhile somebody else reports: the text is kept and can be sent again.
	p.do(work.System("test"), t, func(u *work.Unit) error { return task.Start(t.Context(), u, task.Ref{ID: ids[0]}, "") })
	stale := refused.Submit("form.form", "progress", "8/12 thôn").Want(http.StatusConflict)
	if !strings.Contains(stale.Text("textarea"), "Đã rà soát 8 thôn") {
		t.Error("what was typed into an outdated form is lost")
	}
	page := stale.Submit("form.form")
	for range 2 {
		if page.Want(http.StatusOK).Title() != form.Title() {
			t.Fatalf("after a report comes %q", page.Title())
		}
		page = page.Submit("form.form", "note", "Đã xong")
	}
	if !page.Want(http.StatusOK).Has(".empty") || page.Title() != desk.Title() {
		t.Errorf("after the last report the page is %q: %s", page.Title(), page.Text("main"))
	}
	first := p.get(t, ids[0])
	if first.Progress != 66 || !strings.Contains(string(first.History[0].Detail), "8/12 thôn") {
		t.Errorf("the first task stands at %d%%: %s", first.Progress, first.History[0].Detail)
	}
}

// A file that came with a report that was refused need not be chosen again;
// nobody else gets at it, and nobody is made to keep it.
func TestFilesOfARefusedReportStay(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id := p.in(t, task.InProgress)
	c := p.browser(t, access.Office, p.commune)
	at := id.Address() + "/update"
	fields := webtest.Filled(c.Get(at).Want(http.StatusOK).Find("form.form"))
	refused := c.Send(at, fields, webtest.Upload{Field: "files", Name: "Biên bản.txt", Content: []byte("Biên bản")}).Want(http.StatusUnprocessableEntity)
	for _, f := range webtest.Faults(refused.Body) {
		t.Error(f)
	}
	kept := refused.Find("details[open] input[name=kept][checked]")
	if kept.Length() != 1 || !strings.Contains(refused.Text("main"), "Biên bản.txt") {
		t.Fatalf("the file is not kept: %s", refused.Text("main"))
	}
	again := refused.Submit("form.form", "progress", "không rõ").Want(http.StatusUnprocessableEntity) // refused once more
	if done := again.Submit("form.form", "note", "Đã họp", "progress", "50"); done.Want(http.StatusOK).Find(`a[href*="/files/"]`).Length() != 1 {
		t.Errorf("the file is not with the task: %s", done.Text("main"))
	}
	other := p.browser(t, access.Specialist, p.commune)
	stolen := other.Post(at, "note", "x", "version", "0", "kept", kept.AttrOr("value", "")).Want(http.StatusUnprocessableEntity)
	if !stolen.Has("#f-files-error") || stolen.Has("input[name=kept]") {
		t.Errorf("a file of somebody else is handed in: %s", stolen.Text("main"))
	}
}

// Of several files each one that may not be kept is named, and all others
// stay, wherever they stood among them.
func TestGoodFilesStayBesideRefusedOnes(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id := p.in(t, task.InProgress)
	c := p.browser(t, access.Office, p.commune)
	at := id.Address() + "/update"
	fields := webtest.Filled(c.Get(at).Want(http.StatusOK).Find("form.form"))
	fields.Set("note", "Đã họp")
	file := func(name, content string) webtest.Upload {
		return webtest.Upload{Field: "files", Name: name, Content: []byte(content)}
	}
	refused := c.Send(at, fields, file("a.txt", "Biên bản"), file("b.txt", "MẬT 1"), file("c.txt", "Danh sách"), file("d.txt", "MẬT 2"), file("e.txt", "Ảnh")).Want(http.StatusUnprocessableEntity)
	for _, f := range webtest.Faults(refused.Body) {
		t.Error(f)
	}
	if told := refused.Text(".error-summary"); !strings.Contains(told, "b.txt") || !strings.Contains(told, "d.txt") {
		t.Errorf("of the refused files the page says %q", told)
	}
	if n := refused.Find("input[name=kept][checked]").Length(); n != 3 {
		t.Errorf("%d files are kept, want three: %s", n, refused.Text("main"))
	}
	if done := refused.Submit("form.form"); done.Want(http.StatusOK).Find(`a[href*="/files/"]`).Length() != 3 {
		t.Errorf("not all good files are with the task: %s", done.Text("main"))
	}
}

// The same file chosen twice, or kept and chosen again, is handed in once.
func TestSameFileTwiceInOneForm(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id := p.in(t, task.InProgress)
	c := p.browser(t, access.Office, p.commune)
	at := id.Address() + "/update"
	fields := webtest.Filled(c.Get(at).Want(http.StatusOK).Find("form.form"))
	file := func(name string) webtest.Upload {
		return webtest.Upload{Field: "files", Name: name, Content: []byte("Biên bản")}
	}
	refused := c.Send(at, fields, file("Biên bản.txt"), file("Biên bản (1).txt")).Want(http.StatusUnprocessableEntity)
	if n := refused.Find("input[name=kept]").Length(); n != 1 {
		t.Errorf("the form keeps %d files, want one", n)
	}
	fields = webtest.Filled(refused.Find("form.form"))
	fields.Set("note", "Đã họp")
	done := c.Send(at, fields, file("Biên bản (2).txt")).Want(http.StatusOK)
	if n := done.Find(`a[href*="/files/"]`).Length(); n != 1 {
		t.Errorf("the task has %d files, want one", n)
	}
	var told task.Detail
	if err := json.Unmarshal(p.get(t, id).History[0].Detail, &told); err != nil || !slices.Equal(told.Files, []string{"Biên bản.txt"}) {
		t.Errorf("the history names %q", told.Files)
	}
}

// A further document is named by its symbol and the words of the passage.
func TestAddingASourceOnAPage(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	plan := task.Named{ID: "d1", Cited: task.Cited{Title: "163-KH/TU về chuyển đổi số", Address: "/documents/d1"},
		Text: "I. Mục tiêu\nGiao các xã lập danh sách\nhộ cần hỗ trợ. Báo cáo. Báo cáo."}
	twin := []task.Named{{ID: "d2", Cited: task.Cited{Title: "5-KL/TU ngày 01/02/2026"}}, {ID: "d3", Cited: task.Cited{Title: "5-KL/TU ngày 01/02/2025"}}}
	c := p.browser(t, access.Office, p.province, append(twin, plan)...)
	id := p.in(t, task.InProgress)
	at := id.Address() + "/source"
	form := both(t, c, at)
	for name, wrong := range map[string][2]string{
		"document": {"99-KH/TU", "lập danh sách hộ cần hỗ trợ"}, "quote": {"163-KH/TU", "lập danh sách hộ nghèo"},
	} {
		page := form.Submit("form.form", "document", wrong[0], "quote", wrong[1]).Want(http.StatusUnprocessableEntity)
		if !page.Has("#f-"+name+"-error") || page.Value("document") != wrong[0] || !strings.Contains(page.Text("textarea"), wrong[1]) {
			t.Errorf("a wrong %s: %s", name, page.Text("main"))
		}
	}
	for _, wrong := range [][2]string{{"", "x"}, {"163-KH/TU", ""}, {"163-KH/TU", "Báo cáo."}, {"5-KL/TU", "x"}, {"163-KH/TU", strings.Repeat("dài ", 3000)}} {
		if page := form.Submit("form.form", "document", wrong[0], "quote", wrong[1]).Want(http.StatusUnprocessableEntity); !page.Has(".field-error") {
			t.Errorf("%.40q is not refused in words", wrong)
		}
	}
	done := form.Submit("form.form", "document", "163-KH/TU", "quote", "lập danh sách hộ cần  hỗ trợ").Want(http.StatusOK)
	if !done.Has(`a[href^="/documents/d1#p"]`) {
		t.Errorf("the task's page does not lead to the passage: %s", done.Text("main"))
	}
	s := p.get(t, id).Sources
	if len(s) != 1 || plan.Text[s[0].Start:s[0].End] != "lập danh sách\nhộ cần hỗ trợ" || s[0].Quote != plan.Text[s[0].Start:s[0].End] {
		t.Errorf("the source is %+v", s)
	}
	if !strings.Contains(done.Text(".history"), "163-KH/TU") {
		t.Errorf("the history does not name the document: %s", done.Text(".history"))
	}
	both(t, c, at).Submit("form.form", "document", "163-KH/TU", "quote", "lập danh sách hộ cần hỗ trợ").Want(http.StatusUnprocessableEntity)
	both(t, c, at).Submit("form.form", "document", "5-KL/TU ngày 01/02/2025", "quote", "Kết luận giao việc").Want(http.StatusOK)
	p.browser(t, access.Office, p.commune, plan).Get(at).Want(http.StatusForbidden)
}

// The page of a task shows what is above and below it, and marks itself.
func TestLineageOnAPage(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id := p.in(t, task.Accepted)
	p.MustDo(t, verbs(p, t, id)[task.DoPassDown])
	above := both(t, p.browser(t, access.Office, p.province), id.Address())
	if above.Find(".tree .node").Length() != 2 || above.Find(".tree .node a").Length() != 1 {
		t.Errorf("the tree of the task above: %s", above.Text(".tree"))
	}
	part := above.Follow(".tree .branches .branches a").Want(http.StatusOK)
	if part.Title() != "Rà soát trong thôn" || !strings.Contains(part.Text(".tree .branches .branches .node"), "việc đang xem") || !part.Has(".tree > .branches > li > .node a") {
		t.Errorf("the tree of the part: %s", part.Text(".tree"))
	}
	if alone := both(t, p.browser(t, access.Head, p.cell), p.get(t, id).Children[0].ID.Address()); alone.Has(".tree") {
		t.Errorf("the cell sees %s", alone.Text(".tree"))
	}
}

// A task has one kind of deadline, and both clocks can be set on a page; a
// returned task keeps both when it is assigned again.
func TestBothClocksOnAPage(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	c := p.browser(t, access.Office, p.province)
	form := both(t, c, "/tasks/new")
	if form.Value("every") != "30" {
		t.Errorf("a new task asks for a report every %q days", form.Value("every"))
	}
	typed := []string{"text", "Báo cáo kết quả", "deliverable", "Báo cáo", "lead", string(p.commune)}
	for field, wrong := range map[string][]string{
		"due": {"use", "1", "due", "31/12/2026"}, "recurrence": {"use", "1", "recurrence", "FREQ=WEEKLY"}, "every": {"every", "nhiều"},
	} {
		page := form.Submit("form.form", append(wrong, typed...)...).Want(http.StatusUnprocessableEntity)
		if !page.Has("#f-"+field+"-error") || !strings.Contains(page.Text("textarea"), "Báo cáo kết quả") {
			t.Errorf("a wrong %s: %s", field, page.Text("main"))
		}
	}
	made := form.Submit("form.form", append([]string{"recurrence", "FREQ=MONTHLY;INTERVAL=3", "every", "14"}, typed...)...).Want(http.StatusOK)
	for _, want := range []string{"31/12/2026", "Hằng quý"} {
		if !strings.Contains(made.Text("main"), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	var id task.ID
	p.MustView(t, func(v *work.View) error {
		l, err := task.Find(t.Context(), v, task.Filter{Lead: p.commune})
		id = l.Tasks[0].ID
		return err
	})
	p.MustDo(t, verbs(p, t, id)[task.DoReturn])
	again := both(t, c, id.Address()+"/assign")
	again.Submit("form.form", "text", "Báo cáo kết quả quý").Want(http.StatusOK)
	if w := p.get(t, id); w.Recurrence != "FREQ=MONTHLY;INTERVAL=3" || w.UpdateEvery != 14 || w.Text != "Báo cáo kết quả quý" || w.Due != day("2026-12-31") {
		t.Errorf("assigned again: %q every %d days, due %v", w.Recurrence, w.UpdateEvery, w.Due)
	}
	// The second clock runs by itself and says when it is late.
	p.MustDo(t, verbs(p, t, id)[task.DoAccept])
	p.Advance(16 * 24 * time.Hour)
	if page := both(t, c, id.Address()); !strings.Contains(page.Text("main"), "mỗi 14 ngày; đã quá 2 ngày") {
		t.Errorf("the page does not tell the second clock: %s", page.Text("main"))
	}
}

// Who may see few of the programmes can choose among them, however many there
// are beside.
func TestProgrammesToChooseAreThoseSeen(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.do(work.System("test"), t, func(u *work.Unit) error {
		var all []task.New
		for i := range 1250 {
			all = append(all, task.New{Text: "Việc", Issuer: p.province, Lead: p.commune, Ongoing: true, Programme: task.DocID(fmt.Sprintf("d%04d", i))})
		}
		_, err := task.AssignMany(t.Context(), u, all)
		return err
	})
	c := p.browser(t, access.Office, p.commune, task.Named{ID: "d0000", Cited: task.Cited{Title: "8-NQ/TU"}}, task.Named{ID: "d1249", Cited: task.Cited{Title: "9-NQ/TU"}})
	for address, want := range map[string]int{"/tasks?more=1": 2, "/tasks?programme=d0000": 2, "/tasks?programme=d0300": 2} {
		page := c.Get(address).Want(http.StatusOK)
		if n := page.Find(`select[name=programme] option:not([value=""])`).Length(); n != want {
			t.Errorf("%s offers %d programmes, want %d", address, n, want)
		}
		if strings.Contains(page.Text("main"), "d0300") {
			t.Errorf("%s names a programme by its identifier", address)
		}
	}
}

// The desk of another body speaks of that body.
func TestDeskOfAnotherBody(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.do(work.System("test"), t, func(u *work.Unit) error {
		_, err := task.AssignNew(t.Context(), u, task.New{Text: "Tăng cường tuyên truyền", Issuer: p.commune, Lead: p.cell, Ongoing: true})
		return err
	})
	desk := both(t, p.browser(t, access.Office, p.province), "/desk?body="+string(p.commune))
	for _, want := range []string{"Không có việc nào đang chờ Đảng uỷ xã An Hoà.", "1 nhiệm vụ do Đảng uỷ xã An Hoà giao còn chưa rõ"} {
		if !strings.Contains(desk.Text("main"), want) {
			t.Errorf("the desk does not say %q: %s", want, desk.Text("main"))
		}
	}
}

// The history of a task tells where a step led, where its name does not.
func TestHistoryTellsWhereStepsLed(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id := p.in(t, task.InProgress)
	p.MustDo(t, verbs(p, t, id)[task.DoSuspend])
	p.MustDo(t, verbs(p, t, id)[task.DoResume])
	page := both(t, p.browser(t, access.Office, p.province), id.Address())
	var told []string
	page.Find(".history .moment-detail").Each(func(_ int, m *goquery.Selection) { told = append(told, m.Text()) })
	if n := len(told); n == 0 || told[0] != "Đang thực hiện" || strings.Contains(strings.Join(told[1:], " "), "Tạm dừng") {
		t.Errorf("the history says %q", told)
	}
}

// Who gave a task is not called to accept it, though they may; what is done
// seldom is folded away; and why a task stands still is at the top of its page.
func TestPageOfATaskCallsForTheNextStep(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id := p.in(t, task.Assigned)
	issuer, lead := p.browser(t, access.Office, p.province), p.browser(t, access.Office, p.commune)
	verb := func(v task.Verb) string { return "[href='" + id.Address() + "/" + string(v) + "']" }
	page := both(t, issuer, id.Address())
	if page.Has(".btn-primary") || !page.Has(".buttons-more "+verb(task.DoAccept)) || !page.Has(".buttons-more "+verb(task.DoCancel)) {
		t.Errorf("the issuer is offered %s", page.Text(".page-head .buttons"))
	}
	page = both(t, lead, id.Address())
	if !page.Has(".btn-primary"+verb(task.DoAccept)) || page.Has(".buttons-more "+verb(task.DoReturn)) || page.Has(".buttons-more "+verb(task.DoClarify)) || !page.Has(verb(task.DoReturn)) || !page.Has(verb(task.DoClarify)) {
		t.Errorf("the lead is offered %s", page.Text(".page-head .buttons"))
	}

	form := both(t, lead, id.Address()+"/return")
	page = form.Submit("form.form", "note", "Chưa rõ mẫu").Want(http.StatusOK)
	if told := page.Text(".notice-caution"); !strings.Contains(told, "Chưa rõ mẫu") {
		t.Errorf("of the reason the page says %q", told)
	}
	page = both(t, issuer, id.Address())
	if !page.Has(".btn-primary" + verb(task.DoAssign)) {
		t.Errorf("after the return the issuer is offered %s", page.Text(".page-head .buttons"))
	}
	if again := both(t, issuer, id.Address()+"/assign"); !strings.Contains(again.Text(".history"), "Chưa rõ mẫu") {
		t.Errorf("the form to assign again lacks the reason: %s", again.Text("main"))
	}
}

// A form begins where something must be filled: nobody goes back up for it.
func TestFormsBeginWhereOneTypes(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	issuer, lead := p.browser(t, access.Office, p.province), p.browser(t, access.Office, p.commune)
	id := p.in(t, task.InProgress)
	for verb, field := range map[task.Verb]string{
		task.DoUpdate: "note", task.DoSubmit: "note", task.DoClarify: "note", task.DoPassDown: "text", task.DoAskExtension: "due", task.DoEntrust: "doer",
	} {
		form := both(t, lead, id.Address()+"/"+string(verb))
		if got := form.Find("main [autofocus]"); got.Length() != 1 || got.AttrOr("name", "") != field {
			t.Errorf("%s begins with %d fields, %q", verb, got.Length(), got.AttrOr("name", ""))
		}
	}
	for verb, field := range map[task.Verb]string{task.DoCancel: "document", task.DoTransfer: "lead", task.DoSuspend: "note"} {
		if got := both(t, issuer, id.Address()+"/"+string(verb)).Find("main [autofocus]"); got.Length() != 1 || got.AttrOr("name", "") != field {
			t.Errorf("%s begins with %d fields, %q", verb, got.Length(), got.AttrOr("name", ""))
		}
	}
}

// Who confirms a result, or more time, sees what they decide upon.
func TestFormsShowWhatIsDecided(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id := p.in(t, task.InProgress)
	issuer, lead := p.browser(t, access.Office, p.province), p.browser(t, access.Office, p.commune)

	ask := lead.Post(id.Address()+"/ask_extension", "version", "0").Want(http.StatusUnprocessableEntity)
	if !ask.Has("#f-due-error") || !ask.Has("#f-note-error") {
		t.Errorf("an empty request for more time: %s", ask.Text(".error-summary"))
	}
	ask.Submit("form.form", "due", "31/12/2026", "cause", "disaster", "note", "Mưa lũ").Want(http.StatusOK)
	for _, v := range []task.Verb{task.DoGrantExtension, task.DoRefuseExtension} {
		if form := both(t, issuer, id.Address()+"/"+string(v)); !strings.Contains(form.Text(".history"), "Mưa lũ") || !strings.Contains(form.Text(".history"), "31/12/2026") {
			t.Errorf("%s: %s", v, form.Text("main"))
		}
	}
	if page := both(t, issuer, id.Address()); !strings.Contains(page.Text(".notice-notable"), "Mưa lũ") || page.Has(".buttons-more "+"a[href$=grant_extension]") {
		t.Errorf("the page with a request for more time: %s", page.Text("main"))
	}

	at := id.Address() + "/submit"
	if form := both(t, lead, at); !form.Has("label[for=f-files] .optional") || form.Has("label[for=f-note] .optional") {
		t.Errorf("what must be handed in: %s", form.Text("form.form"))
	}
	fields := webtest.Filled(both(t, lead, at).Find("form.form"))
	fields.Set("note", "Đã lập xong")
	fields.Set("quantity", "120/120 hộ")
	lead.Send(at, fields, webtest.Upload{Field: "files", Name: "Danh sách.txt", Content: []byte("Danh sách")}).Want(http.StatusOK)
	for _, v := range []task.Verb{task.DoConfirm, task.DoReject} {
		form := both(t, issuer, id.Address()+"/"+string(v))
		for _, part := range []string{"Đã lập xong", "120/120 hộ", "Danh sách.txt"} {
			if strings.Count(form.Text(".card"), part) != 1 {
				t.Errorf("%s: %q is not told once: %s", v, part, form.Text("main"))
			}
		}
		if !form.Has("main a[href*='/files/']") {
			t.Errorf("%s: the file cannot be opened", v)
		}
	}
}

// A task without a deadline is ongoing only where that was meant.
func TestOnlyWhatIsMeantSoIsOngoing(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	c := p.browser(t, access.Office, p.province)
	for _, n := range []struct {
		task.New
		want string
	}{
		{task.New{Text: "Giữ gìn vệ sinh", Ongoing: true}, "Thường xuyên"},
		{task.New{Text: "Giữ gìn trật tự", Ongoing: true, DueWords: "thường xuyên"}, "Thường xuyên"},
		{task.New{Text: "Sửa cầu"}, "chưa có"},
		{task.New{Text: "Sửa đường", DueWords: "theo kế hoạch của tỉnh"}, "chưa có"},
	} {
		n.Issuer, n.Lead = p.province, p.commune
		var id task.ID
		p.do(work.System("test"), t, func(u *work.Unit) (err error) {
			id, err = task.NewDraft(t.Context(), u, n.New)
			return err
		})
		page := both(t, c, id.Address())
		if due := page.Find(".facts > div").FilterFunction(func(_ int, f *goquery.Selection) bool { return f.Find("dt").Text() == "Thời hạn" }).Find("dd").Text(); !strings.HasPrefix(strings.TrimSpace(due), n.want) {
			t.Errorf("%q is due %q, want %q", n.Text, due, n.want)
		}
		if use := c.Get(id.Address() + "/assign").Has("input[name=use][checked]"); use != n.Ongoing {
			t.Errorf("%q: the form says ongoing: %v", n.Text, use)
		}
	}
}

// A body is chosen by words of its name: who has no script is offered those
// that the words may mean, and only those to whom the task can be given.
func TestBodiesAreChosenByWords(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	c := p.browser(t, access.Office, p.province)
	form := both(t, c, "/tasks/new")
	typed := []string{"text", "Lập danh sách", "deliverable", "Danh sách"}
	open := form.Submit("form.form", append(typed, "lead", "dang uy xa")...).Want(http.StatusUnprocessableEntity)
	if n := open.Find("input[name=lead_pick]").Length(); n != 2 || open.Value("lead") != "dang uy xa" || !open.Has("#f-lead-error") {
		t.Errorf("%d bodies are offered for %q", n, open.Value("lead"))
	}
	none := open.Submit("form.form", "lead", "bộ ngoại giao", "due", "mai").Want(http.StatusUnprocessableEntity)
	if none.Has("input[name=lead_pick]") || !none.Has("#f-lead-error") || !none.Has("#f-due-error") {
		t.Errorf("what names nothing is told with %q", none.Text(".error-summary"))
	}
	made := open.Submit("form.form", "lead_pick", "Đảng uỷ xã An Hoà (X)", "due", "31/12/2026").Want(http.StatusOK)
	if !strings.Contains(made.Text("main"), "Đảng uỷ xã An Hoà") {
		t.Errorf("made is %s", made.Text("main"))
	}
	if !strings.Contains(made.Text(".history"), "tính theo quy tắc") {
		t.Errorf("the rule that the form offered is not kept: %s", made.Text(".history"))
	}
	var id task.ID
	p.MustView(t, func(v *work.View) error {
		l, err := task.Find(t.Context(), v, task.Filter{Lead: p.commune})
		id = l.Tasks[0].ID
		return err
	})
	helped := both(t, c, id.Address()+"/coordinate").Submit("form.form", "coordinator1", "so cong thuong", "coordinator2", "xã Bình Phú").Want(http.StatusUnprocessableEntity)
	if helped.Value("coordinator2") != "xã Bình Phú" || !helped.Has("#f-coordinator2-error") || helped.Has("#f-coordinator1-error") {
		t.Errorf("two bodies that help: %s", helped.Text(".error-summary"))
	}
	helped.Submit("form.form").Want(http.StatusOK)
	if got := p.get(t, id).Coordinators; len(got) != 2 || !slices.Contains(got, p.department) || !slices.Contains(got, p.other) {
		t.Errorf("%v help", got)
	}
	p.MustDo(t, verbs(p, t, id)[task.DoAccept])
	down := both(t, c, id.Address()+"/pass_down")
	down.Submit("form.form", "text", "Rà soát", "lead", "Đảng uỷ xã Bình Phú").Want(http.StatusUnprocessableEntity)
	down.Submit("form.form", "text", "Rà soát", "lead", "chi bộ thôn đông").Want(http.StatusOK)
	both(t, c, id.Address()+"/transfer").Submit("form.form", "lead", "đảng uỷ xã bình phú", "note", "Thuộc địa bàn xã khác").Want(http.StatusOK)
	if w := p.get(t, id); w.State != task.Transferred || len(w.Children) != 1 || w.Children[0].State != task.Assigned {
		t.Errorf("the task is %s with %d parts", w.State, len(w.Children))
	}
}

// The register is narrowed to a body by words of its name, of those whose
// tasks the person may see; the address keeps the body itself.
func TestRegisterOfABodyByWords(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.assign(t, p.commune, "2026-12-15")
	c := p.browser(t, access.Office, p.province)
	wide := both(t, c, "/tasks?more=1")
	open := wide.Submit("form.ask", "body", "dang uy xa", "q", "danh sach").Want(http.StatusUnprocessableEntity)
	for _, f := range webtest.Faults(open.Body) {
		t.Error(f)
	}
	if n := open.Find("input[name=body_pick]").Length(); n != 2 || open.Value("body") != "dang uy xa" || open.Value("q") != "danh sach" || open.Find(".error-summary li").Length() != 1 {
		t.Errorf("%d bodies are offered for %q: %s", n, open.Value("body"), open.Text(".error-summary"))
	}
	one := open.Submit("form.ask", "body_pick", "Đảng uỷ xã An Hoà (X)", "issuer", "tinh uy song lam").Want(http.StatusOK)
	if n := one.Find("tbody tr").Length(); n != 1 || one.Value("body") != "Đảng uỷ xã An Hoà (X)" || !strings.Contains(one.Text(".asked"), "Đảng uỷ xã An Hoà") {
		t.Errorf("%d tasks of %q: %s", n, one.Value("body"), one.Text(".asked"))
	}
	if less := one.Find(".asked li:first-child a").AttrOr("href", ""); !strings.Contains(less, string(p.commune)) || strings.Contains(less, "pick") {
		t.Errorf("without the words the page is %s", less)
	}
	if none := p.browser(t, access.Office, p.commune).Get("/tasks?body=binh+phu").Want(http.StatusUnprocessableEntity); none.Has("input[name=body_pick]") || !none.Has("#f-body-error") {
		t.Errorf("a body of others: %s", none.Text("main"))
	}
}

// All that is wrong with a form is told at once, what was left out beside what
// cannot be read.
func TestFormsTellAllThatIsWrong(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	issuer, lead := p.browser(t, access.Office, p.province), p.browser(t, access.Office, p.commune)
	for _, c := range []struct {
		by    *webtest.Client
		state task.State
		verb  task.Verb
		typed []string
		wrong []string
	}{
		{lead, task.InProgress, task.DoAskExtension, nil, []string{"due", "cause", "note"}},
		{lead, task.InProgress, task.DoAskExtension, []string{"due", "31/2/2027"}, []string{"due", "cause", "note"}},
		{lead, task.InProgress, task.DoUpdate, []string{"progress", "nhiều"}, []string{"progress", "note"}},
		{lead, task.InProgress, task.DoPassDown, []string{"due", "mai"}, []string{"due", "text", "lead"}},
		{issuer, task.InProgress, task.DoTransfer, nil, []string{"lead", "note"}},
		{issuer, task.Returned, task.DoAssign, []string{"text", "", "due", "mai"}, []string{"text", "due"}},
		{issuer, "", "", []string{"due", "mai", "use", "1", "every", "x"}, []string{"text", "lead", "due", "every"}},
	} {
		at := "/tasks/new"
		if c.state != "" {
			at = p.in(t, c.state).Address() + "/" + string(c.verb)
		}
		page := both(t, c.by, at).Submit("form.form", c.typed...).Want(http.StatusUnprocessableEntity)
		for _, field := range c.wrong {
			if !page.Has("#f-" + field + "-error") {
				t.Errorf("%s with %q: nothing is told of %s: %s", c.verb, c.typed, field, page.Text(".error-summary"))
			}
		}
		if n := page.Find(".error-summary li").Length(); n != len(c.wrong) {
			t.Errorf("%s with %q: %d things are wrong: %s", c.verb, c.typed, n, page.Text(".error-summary"))
		}
		for i := 0; i+1 < len(c.typed); i += 2 {
			if c.typed[i] != "text" && c.typed[i] != "use" && page.Value(c.typed[i]) != c.typed[i+1] {
				t.Errorf("%s: of %s the page keeps %q", c.verb, c.typed[i], page.Value(c.typed[i]))
			}
		}
	}
}
