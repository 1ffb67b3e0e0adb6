package intake_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
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
	"quyet/feature/doc"
	"quyet/feature/intake"
	"quyet/feature/intake/source/sourcetest"
)

// A desk is the pages of the capability for one person, and where files are
// kept.
type desk struct {
	*scene
	*webtest.Client
	folder string
}

func (s *scene) desk(t *testing.T, who work.Who) desk {
	t.Helper()
	folder := t.TempDir()
	files, err := blob.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	site := &web.Site{
		Office: s.Office.Office,
		Who:    func(*http.Request) work.Who { return who },
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
		Problem: func(p web.Problem) templ.Component {
			said := p.Kind.String()
			for _, f := range p.Faults {
				said += ": " + f.In(text.Vietnamese)
			}
			return ui.Layout(ui.Page{Title: said})
		},
		SignIn: "/login",
		Log:    slog.New(slog.DiscardHandler),
	}
	return desk{s, webtest.New(t, site.Handler(intake.Capability(intake.Deps{Files: files}).Routes)), folder}
}

// kept returns the names of the files in the file store.
func (d desk) kept(t *testing.T) (names []string) {
	t.Helper()
	if err := filepath.WalkDir(d.folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, filepath.Base(path))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return names
}

// request is an upload of one file as the script sends it.
func (d desk) request(t *testing.T, name string, content []byte) *http.Request {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("files", name)
	if err != nil {
		t.Fatal(err)
	}
	part.Write(content)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/intake", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("HX-Request", "true")
	return r
}

// partial sends a form as htmx does.
func (d desk) partial(address string, form url.Values) *webtest.Page {
	r := webtest.FormRequest(address, form)
	r.Header.Set("HX-Request", "true")
	return d.Do(r)
}

func (d desk) partialGet(address string) *webtest.Page {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("HX-Request", "true")
	return d.Do(r)
}

func upload(name string, content []byte) webtest.Upload {
	return webtest.Upload{Field: "files", Name: name, Content: content}
}

func TestBenchWithoutScripts(t *testing.T) {
	s := build(t, dbtest.New(t, db.SQLite, schema))
	d := s.desk(t, s.clerk())
	if p := d.Get("/intake").Want(200); !p.Has(".empty") || !p.Has("input[type=file][name=files]") {
		t.Errorf("an empty desk: %s", p.Text("main"))
	}
	if p := d.Send("/intake", nil).Want(422); !p.Has("#f-files-error") {
		t.Error("sending nothing says nothing at the field")
	}
	content := plan("", rows...)
	p := d.Send("/intake", nil, upload("ke-hoach.docx", content)).Want(200)
	bench := p.Address
	if p.Title() != "ke-hoach.docx" || p.Text(".progress-of") != "0 trên 12" {
		t.Fatalf("the bench %q says %q", p.Title(), p.Text(".progress-of"))
	}
	check(t, p)

	// Passages and proposals lead to each other.
	for _, link := range []string{".bench-source mark a", ".bench-proposals a[data-row-key=s]", ".bench-structure a"} {
		if !p.Has(link) {
			t.Errorf("no %s", link)
		}
		for _, a := range p.Find(link).EachIter() {
			if href := a.AttrOr("href", ""); !strings.HasPrefix(href, "#") || !p.Has("[id='"+href[1:]+"']") {
				t.Errorf("%s leads to %q, which is not there", link, href)
			}
		}
	}

	if p.Has("form[action$='/undo']") {
		t.Error("undoing is offered where nothing is decided")
	}
	unknown := "li:has(.proposal-text:contains('Lập danh sách'))"
	p = p.Submit(unknown + " form[action*=accept]").Want(422)
	const open = "li:has(form.form)"
	if !strings.Contains(p.Text(open+" .error-summary"), "Ban Quản lý bến thuyền") || p.Value("lead") != "Ban Quản lý bến thuyền" {
		t.Errorf("accepting what has no lead: %s", p.Text(open))
	}
	p = p.Submit(open+" form.form", "lead", "Sở gì đó", "deliverable", "Danh sách có ký nhận").Want(422)
	if p.Value("lead") != "Sở gì đó" || p.Value("deliverable") != "Danh sách có ký nhận" {
		t.Error("what was typed is lost")
	}
	p = p.Submit(open+" form.form", "lead", "Sở Nội vụ; S2").Want(200)
	if p.Text(".progress-of") != "1 trên 12" || !strings.Contains(p.Text(unknown), "Đã sửa và duyệt") {
		t.Errorf("after mending: %s, %s", p.Text(".progress-of"), p.Text(unknown))
	}
	p = d.Get(bench).Submit(".kind-head form").Want(200) // tasks
	p = p.Submit("form[action$='/accept']").Want(200)
	if got := p.Text(".progress-of"); got != "10 trên 12" {
		t.Errorf("after accepting what is clear: %s; %s", got, p.Text("#notices"))
	}
	p = p.Submit("form[action$='/undo']").Submit("form[action$='/accept']").Submit("form[action$='/reject']").Want(200)
	if got := p.Text(".progress-of"); got != "12 trên 12" {
		t.Errorf("after rejecting the rest: %s", got)
	}
	for _, at := range []string{bench, "/intake"} {
		if got := d.Get(at).Text("main .tag"); !strings.HasPrefix(got, "Đã duyệt, chờ ghi nhận") {
			t.Errorf("%s: all decided, the file is %q", at, got)
		}
	}

	p = p.Follow(".bench-head a.btn-primary").Want(200)
	check(t, p)
	if got := p.Text("main"); !strings.Contains(got, "11 nhiệm vụ mới cho 5 đơn vị") || !strings.Contains(got, "Ban Quản lý bến thuyền") || p.Find(".preview-body").Length() != 6 {
		t.Errorf("the summary: %s", got)
	}
	stale := p
	d.Get(bench).Submit("li:has(.proposal-text:contains('Tăng cường')) form[action*=reopen]").Submit("form[action$='/reject']")
	if p := stale.Submit("form[action$='/enter']").Want(409); !strings.Contains(p.Text("main"), "Hãy mở lại bản tóm tắt") {
		t.Errorf("entering another plan than was seen: %s", p.Text("main"))
	}
	p = d.Get(bench + "/enter").Submit("form[action$='/enter']").Want(200)
	if p.Address != bench || p.Find(".preview-body tbody tr").Length() != 11 || !p.Has("a[href^='/documents/']") || !p.Has("a[href^='/tasks/']") || p.Has(".bench form") {
		t.Errorf("after entering: %s: %s", p.Address, p.Text("main"))
	}
	check(t, p)
	if p := d.Get(bench + "/enter").Want(200); p.Address != bench {
		t.Errorf("what is entered can be entered again: %s", p.Address)
	}
	unclear := d.Get("/intake/unclear").Want(200)
	check(t, unclear)
	filters := "form[action='/intake/unclear']"
	if open := unclear.Submit(filters, "issuer", "so").Want(422); open.Value("issuer") != "so" || open.Find("input[name=issuer_pick]").Length() < 2 {
		t.Errorf("several issuers are meant: %s", open.Text("main"))
	}
	if one := unclear.Submit(filters, "issuer", "sở nội vụ").Want(200); !strings.HasPrefix(one.Value("issuer"), "Sở Nội vụ (") {
		t.Errorf("the issuer is %q", one.Value("issuer"))
	}
	if got := d.Get(bench + "/file").Want(200); !bytes.Equal(got.Body, content) {
		t.Error("the original is not what was sent")
	}
}

// Of a document that the register holds, the summary and the bench tell what
// is new and what was there.
func TestPreviewOfWhatIsThere(t *testing.T) {
	s := build(t, dbtest.New(t, db.SQLite, schema))
	there := s.registered(t, doc.NewLink{Relation: doc.Implements, Cited: citedAbove})
	d := s.desk(t, s.clerk())
	upload1, upload2 := upload("mot.docx", plan("", rows[0])), upload("hai.docx", plan("", rows[0], rows[2]))
	enter := func(u webtest.Upload) (summary, bench *webtest.Page) {
		t.Helper()
		p := d.Send("/intake", nil, u).Want(200)
		p = p.Submit(".bench-head form[action$='/accept']").Want(200)
		summary = p.Follow(".bench-head a.btn-primary").Want(200)
		check(t, summary)
		return summary, summary.Submit("form[action$='/enter']").Want(200)
	}
	has := func(p *webtest.Page, all ...string) {
		t.Helper()
		for _, words := range all {
			if got := p.Text("main"); !strings.Contains(got, words) {
				t.Errorf("%s does not say %q: %s", p.Address, words, got)
			}
		}
	}
	summary, bench := enter(upload1)
	has(summary, "Văn bản đã có trong sổ", "mot.docx – sẽ thêm vào văn bản", "0 mới, 1 đã có", "1 nhiệm vụ mới", "về cải cách hành chính", "Cải cách hành chính năm 2026", "Trong sổ (giữ nguyên)")
	if !summary.Has("a[href='" + there.Address() + "']") {
		t.Error("the summary does not lead to the document that is there")
	}
	has(bench, "đã có trong sổ từ trước", "1 mới, 0 đã có từ trước")
	summary, bench = enter(upload2)
	has(summary, "đã có, giữ nguyên", "1 nhiệm vụ mới", "Nhiệm vụ đã có, không giao lần nữa (1)")
	has(bench, "1 mới, 1 đã có từ trước")
	if bench.Has("form[action$='/resume']") {
		t.Error("a file of which nothing was rejected can be opened again")
	}

	// What was rejected is accepted after all.
	third := d.Send("/intake", nil, upload("ba.docx", plan(sourcetest.P("ba"), rows[0], rows[2], rows[4]))).Want(200)
	p := third.Submit("li:has(.proposal-text:contains('Công bố')) form[action*=reject]").Submit(".bench-head form[action$='/accept']").Follow(".bench-head a.btn-primary").Want(200)
	has(p, "Không có nhiệm vụ mới", "đề xuất đã bỏ (1)")
	bench = p.Submit("form[action$='/enter']").Want(200)
	check(t, bench)
	p = bench.Submit("form[action$='/resume']").Want(200)
	p = p.Submit("li:has(.proposal-text:contains('Công bố')) form[action*=reopen]").Submit("li:has(.proposal-text:contains('Công bố')) form[action*=accept]").Want(200)
	has(p.Follow(".bench-head a.btn-primary").Want(200), "1 nhiệm vụ mới")
}

// check fails the test for what is wrong with the HTML of a page.
func check(t *testing.T, p *webtest.Page) {
	t.Helper()
	for _, wrong := range webtest.Faults(p.Body) {
		t.Errorf("%s: %s", p.Address, wrong)
	}
}

func TestBenchWithScripts(t *testing.T) {
	s := build(t, dbtest.New(t, db.SQLite, schema))
	d := s.desk(t, s.clerk())
	bench := d.Send("/intake", nil, upload("ke-hoach.docx", plan("", rows...))).Want(200)
	first := bench.Find("li:has(.proposal-text:contains('Xây dựng Kế hoạch')) form[hx-post*=accept]")
	p := d.partial(first.AttrOr("hx-post", ""), webtest.Filled(first)).Want(200)
	if p.Has("html > head > title") || !p.Has(".proposal-accepted") || p.Text("#bench-head[hx-swap-oob] .progress-of") != "1 trên 12" || p.Text("#count-task[hx-swap-oob]") != "1/9" {
		t.Errorf("accepted: %s", p.Body)
	}
	if p := d.partial(first.AttrOr("hx-post", ""), webtest.Filled(first)).Want(409); !strings.Contains(p.Title(), "Người khác") {
		t.Errorf("decided twice: %s", p.Title())
	}
	second := bench.Find("li:has(.proposal-text:contains('Số hoá hồ sơ')) form[hx-post*=accept]")
	p = d.partial(second.AttrOr("hx-post", ""), webtest.Filled(second)).Want(422)
	form := p.Find("form.form")
	if !p.Has(".error-summary[data-focus]") || form.Length() != 1 {
		t.Fatalf("what cannot be accepted opens no form: %s", p.Body)
	}
	for _, a := range p.Find(".error-summary a").EachIter() {
		if !p.Has("[id='" + strings.TrimPrefix(a.AttrOr("href", ""), "#") + "']") {
			t.Errorf("the summary leads to %q, which is not there", a.AttrOr("href", ""))
		}
	}
	filled := webtest.Filled(form)
	filled.Set("lead", "XC")
	if p := d.partial(form.AttrOr("hx-post", ""), filled).Want(200); !p.Has(".proposal-accepted") {
		t.Errorf("mended: %s", p.Body)
	}
}

func TestUploads(t *testing.T) {
	s := build(t, dbtest.New(t, db.SQLite, schema))
	d := s.desk(t, s.clerk())
	secret := plan(sourcetest.P("TỐI MẬT", "", "<w:b/>"), rows[0])
	p := d.Send("/intake", nil, upload("ten-rat-mat.docx", secret)).Want(422)
	if !strings.Contains(p.Text("main"), "bí mật nhà nước") {
		t.Errorf("a secret document: %s", p.Text("main"))
	}
	s.MustView(t, func(v *work.View) error {
		if names := d.kept(t); len(names) > 0 {
			t.Errorf("the file store holds %v", names)
		}
		events, err := v.History(t.Context(), string(s.people), 10)
		if err != nil {
			return err
		}
		refused := 0
		for _, e := range events {
			if e.Kind == "intake.refused" {
				refused++
				if got := string(e.Detail); got != `{"mark":"Tối mật"}` {
					t.Errorf("the record of the refusal holds %s", got)
				}
			}
		}
		if refused != 1 {
			t.Errorf("%d refusals are recorded", refused)
		}
		list, err := intake.Waiting(t.Context(), v)
		if len(list) > 0 {
			t.Errorf("the desk holds %v", list)
		}
		return err
	})

	content := plan("", rows...)
	p = d.Send("/intake", nil, upload("a.docx", content), upload("anh.png", []byte("\x89PNG\r\n\x1a\n")), upload("trong.txt", nil), upload("lai.docx", content)).Want(200)
	if got := p.Find("main .notice").Length(); got != 4 || p.Find("tbody tr").Length() != 1 || len(d.kept(t)) != 1 {
		t.Errorf("four files, one of them twice: %d lines, %d on the desk, %d kept", got, p.Find("tbody tr").Length(), len(d.kept(t)))
	}
	check(t, p)

	// A file that is there is known by its hash and need not be sent; who may
	// not read for the body learns nothing.
	sum := func(content []byte) string { return fmt.Sprintf("/intake?known=%x", sha256.Sum256(content)) }
	if there := d.partialGet(sum(content)).Want(200); there.Has("main") || there.Find("a[href^='/intake/']").Length() != 1 {
		t.Errorf("a file that is there: %s", there.Body)
	}
	if missing := d.partialGet(sum([]byte("other"))).Want(200); strings.TrimSpace(string(missing.Body)) != "" {
		t.Errorf("a file that is not there: %s", missing.Body)
	}
	if foreign := s.desk(t, s.as(access.Office, s.an)).partialGet(sum(content)).Want(200); strings.TrimSpace(string(foreign.Body)) != "" {
		t.Errorf("a file of another body: %s", foreign.Body)
	}

	// With scripts each file comes by itself; the answer is its line.
	for name, c := range map[string]struct {
		content []byte
		status  int
	}{"b.docx": {plan("", rows[0]), 200}, "b.doc": {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 422}} {
		r := d.request(t, name, c.content)
		if p := d.Do(r).Want(c.status); p.Has("table") || !strings.Contains(p.Text(".notice"), name) {
			t.Errorf("%s: %s", name, p.Body)
		}
	}
	if p := s.desk(t, s.as(access.Inspector, s.people)).Get("/intake"); p.Status != 403 {
		t.Errorf("an inspector's desk: %d", p.Status)
	}
	if p := s.desk(t, s.as(access.Office, s.an)).Send("/intake", nil, upload("a.docx", plan("", rows...))); p.Status != 200 || p.Title() != "a.docx" {
		t.Errorf("another body takes the same file in: %d", p.Status)
	}
}

// What is not of the kind that its name says is refused at the page with what it
// seems to be and what to do, in the person's language; nothing of it is kept, and
// what comes with it is taken.
func TestMisnamedUploads(t *testing.T) {
	s := build(t, dbtest.New(t, db.SQLite, schema))
	d := s.desk(t, s.clerk())
	for name, c := range map[string]struct{ content, vi, en string }{
		"chu.docx":   {"Kế hoạch số 12-KH/TU", "tệp chữ thuần (txt)", "plain text"},
		"chu.pdf":    {"Kế hoạch số 12-KH/TU", "đổi đuôi tên thành .txt", "rename it to end in .txt"},
		"trang.doc":  {"<!doctype html><p>Phiên làm việc đã hết", "trang web (html)", "a web page (html)"},
		"nhieu.docx": {"\x8f\x00\x12\xd3\x07\x01\xee\x9a\x03\x1c", "không phải văn bản", "is no document"},
	} {
		for lang, want := range map[text.Lang]string{text.Vietnamese: c.vi, text.English: c.en} {
			d.SetLang(lang)
			p := d.Send("/intake", nil, upload(name, []byte(c.content))).Want(422)
			if said := p.Text("main"); !strings.Contains(said, name) || !strings.Contains(said, want) {
				t.Errorf("%s: %s", name, said)
			}
			check(t, p)
		}
	}
	if names := d.kept(t); len(names) > 0 {
		t.Errorf("the file store holds %v", names)
	}
	d.SetLang(text.Vietnamese)
	p := d.Send("/intake", nil, upload("chu.docx", []byte("Kế hoạch")), upload("that.docx", plan("", rows...))).Want(200)
	if got := p.Text("main"); !strings.Contains(got, "tệp chữ thuần") || p.Find("tbody tr").Length() != 1 || len(d.kept(t)) != 1 {
		t.Errorf("one misnamed of two: %s", got)
	}
}

// A long document comes in parts; what is decided in one is counted in all.
func TestLongDocuments(t *testing.T) {
	s := build(t, dbtest.New(t, db.SQLite, schema))
	d := s.desk(t, s.clerk())
	var many []row
	for i := range 400 {
		r := rows[0]
		r.text += ", đợt " + strings.Repeat("một ", i%7) + "hai"
		many = append(many, r)
	}
	p := d.Send("/intake", nil, upload("dai.docx", plan("", many...))).Want(200)
	seen := 0
	for i := 0; ; i++ {
		if len(p.Body) > 400<<10 {
			t.Errorf("part %d has %d bytes", i+1, len(p.Body))
		}
		check(t, p)
		seen += p.Find(".proposals > li").Length()
		if !p.Has("a[rel=next]") {
			break
		}
		p = p.Follow("a[rel=next]").Want(200)
	}
	if all := p.Text(".progress-of"); all != "0 trên 402" && all != "0 trên 403" || seen < 402 {
		t.Errorf("seen %d proposals, %s", seen, all)
	}
	last := p.Address
	if p = p.Submit(".proposals > li form[action*=reject]").Want(200); p.Address != last || !strings.HasPrefix(p.Text(".progress-of"), "1 trên") {
		t.Errorf("deciding in %s leads to %s, %s", last, p.Address, p.Text(".progress-of"))
	}
}

func TestBothLanguages(t *testing.T) {
	s := build(t, dbtest.New(t, db.SQLite, schema))
	d := s.desk(t, s.clerk())
	vi := d.Send("/intake", nil, upload("plan.docx", plan("", rows...))).Want(200)
	d.SetLang(text.English)
	p := d.Get(vi.Address).Want(200)
	if got := p.Text(".bench-proposals h2"); !strings.Contains(got, "Tasks") || !strings.Contains(p.Text(".proposal-how"), "A row of an assignment table") {
		t.Errorf("in English: %s", got)
	}
	check(t, p)
	for _, same := range webtest.Untranslated(vi, p) {
		t.Errorf("said alike in both languages: %q", same)
	}

	// One task is spoken of as one.
	p = d.Get(vi.Address).Submit("form[action*='/proposals/'][action$='/accept']").Submit("li:has(.proposal-how:contains('assignment table')) form[action$='/accept']").Submit(".bench-head form[action$='/reject']").Want(200)
	if p = p.Follow(".bench-head a.btn-primary").Want(200); !strings.Contains(p.Text("main"), "1 new task for 1 body") {
		t.Errorf("the summary of one task: %s", p.Text("main"))
	}
}
