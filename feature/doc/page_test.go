package doc_test

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
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
	"quyet/feature/search"
)

// site returns the pages of the register and the search for who.
func (s *scene) site(who work.Who, slots doc.Slots) http.Handler {
	site := &web.Site{
		Office: s.Office.Office,
		Who:    func(*http.Request) work.Who { return who },
		Dress: func(ctx context.Context, v *work.View, _ *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, SearchAt: search.Address}), nil
		},
		Problem: func(p web.Problem) templ.Component {
			return ui.Layout(ui.Page{Title: p.Kind.String()})
		},
		SignIn: "/login",
		Log:    slog.New(slog.DiscardHandler),
	}
	return site.Handler(append(doc.Capability(doc.Deps{Slots: slots, Files: s.files}).Routes, search.Capability().Routes...))
}

// resolution registers a resolution with articles, duties and a plan below it.
func (s *scene) resolution(t testing.TB) (resolution, plan doc.ID, sum string) {
	sys := work.System("test")
	n := party(s.province, "01-NQ/TU", "2026-02-01")
	n.Type, n.Subject = doc.Of(citation.Resolution), "về chuyển đổi số trong các cơ quan của tỉnh giai đoạn 2026 - 2030"
	n.Signer, n.Post, n.Place = "Người ký mẫu", "Bí thư", "Sông Đông"
	if s.files != nil {
		held, size, err := s.files.Put(t.Context(), strings.NewReader("the file"))
		if err != nil {
			t.Fatal(err)
		}
		sum, n.Files = held, []doc.File{{SHA256: held, Name: "nq01.docx", Media: "text/html", Size: size}}
	}
	n.Text = "Điều 1. Mục tiêu đến năm 2030\nĐiều 2. Nhiệm vụ về hạ tầng số\nĐiều 3. Tổ chức thực hiện Nghị quyết số 57-NQ/TW"
	at := func(from, to string) doc.Span {
		i := strings.Index(n.Text, from)
		return doc.Span{Start: int64(i), End: int64(i + strings.Index(n.Text[i:], to) + len(to))}
	}
	n.Parts = []doc.Part{
		{Span: at("Điều 1", "2030"), Kind: "article", Label: "1", Title: "Mục tiêu đến năm 2030", Level: 1},
		{Span: at("Điều 2", "số"), Kind: "article", Label: "2", Title: "Nhiệm vụ về hạ tầng số", Level: 1},
		{Span: at("Điều 3", "TW"), Kind: "article", Label: "3", Title: "Tổ chức thực hiện", Level: 1},
	}
	n.Links = []doc.NewLink{{Relation: doc.Implements, Cited: "Nghị quyết số 57-NQ/TW", Span: at("Nghị quyết số 57", "TW")}}
	n.Duties = []doc.Duty{{Body: s.phu, DueOn: day("2026-03-01")}, {Body: s.hoa, DueOn: day("2026-11-10")}}
	resolution = s.register(t, sys, n)
	p := party(s.phu, "02-KH/ĐU", "2026-03-04")
	p.Links = []doc.NewLink{{Relation: doc.Implements, To: resolution, Part: "Điều 1"}}
	p.Audience = append(p.Audience, s.province)
	plan = s.register(t, sys, p)
	b := party(s.hoa, "03-KH/ĐUH", "2026-04-04")
	b.Links = []doc.NewLink{{Relation: doc.BasedOn, To: plan}}
	s.register(t, sys, b)
	return resolution, plan, sum
}

func TestPages(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	s := newScene(t, o)
	var err error
	if s.files, err = blob.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	resolution, plan, sum := s.resolution(t)
	slots := doc.Slots{Tasks: func(context.Context, *work.View, []doc.ID) (map[doc.ID]doc.Counts, error) {
		return map[doc.ID]doc.Counts{plan: {OnTime: 3, Late: 1, Open: 4, Overdue: 2}}, nil
	}, Passages: func(_ context.Context, _ *work.View, d doc.ID) ([]doc.Passage, error) {
		if d != resolution {
			return nil, nil
		}
		return []doc.Passage{{Span: doc.Span{Start: 0, End: 7}, Tasks: 1, Address: "/tasks/t1"}}, nil
	}}
	s.Office.MustDo(t, func(u *work.Unit) error {
		_, err := org.AddGroups(t.Context(), u, []org.Group{{Name: "các đảng uỷ", Kinds: []org.Kind{org.Committee}, Line: org.Party}}, day("2020-10-01"), org.Act{Title: "Kết quả đại hội"})
		return err
	})
	site := s.site(s.as(access.Office, s.province), slots)
	c := webtest.New(t, site)
	at := resolution.Address()
	for _, address := range []string{
		"/documents", "/documents?q=chuyen+doi&year=2026&issuer=" + string(s.province), "/documents?type=decree", "/documents/new", "/citations", "/citations?state=waiting",
		at, at + "?as=table", at + "?as=table&only=overdue", at + "?as=flow", at + "/edit", at + "/duties", at + "/below?in=" + string(plan), "/search", "/search?q=chuyen+doi+so", "/search?q=khong+co&kind=document",
	} {
		vi := c.Get(address).Want(http.StatusOK)
		c.SetLang(text.English)
		en := c.Get(address).Want(http.StatusOK)
		c.SetLang(text.Vietnamese)
		for _, p := range []*webtest.Page{vi, en} {
			if faults := webtest.Faults(p.Body); len(faults) > 0 {
				t.Errorf("%s: %q", address, faults)
			}
		}
	}

	p := c.Get(at)
	for _, want := range []string{"Nghị quyết 01-NQ/TU", "Kế hoạch 02-KH/ĐU", "Quá hạn 10 ngày", "chưa được triển khai"} {
		if !strings.Contains(p.Text("main"), want) {
			t.Errorf("the resolution's page does not say %q", want)
		}
	}
	if got := c.Get(at + "/duties").Text("main"); !strings.Contains(got, "Chậm 3 ngày") {
		t.Error("the page of duties does not say who was late")
	}
	if got := p.Find(".node-ringed").Length(); got != 2 {
		t.Errorf("%d articles are ringed, want 2", got)
	}
	if got := c.Get(at + "?as=flow").Find("svg rect").Length(); got < 3 {
		t.Errorf("the diagram has %d boxes", got)
	}
	if p := c.Get("/search?q=chuyen+doi+so"); p.Find("mark").Length() == 0 || !strings.Contains(p.Text("mark"), "chuyển") {
		t.Error("the search marks no words as they are spelt")
	}

	// The article's task is marked, and reached by its place.
	if got := p.Find("#p0 a").AttrOr("href", ""); got != "/tasks/t1" {
		t.Errorf("the task's passage leads to %q", got)
	}

	// Registering: what was refused keeps what was typed, and leads to the same document.
	form := []string{"owner", string(s.province), "type", "plan", "body", string(s.province), "symbol", "07-KH/TU", "issued_on", "05/05/2026", "subject", "về kiểm tra"}
	if made := c.Post("/documents", form...).Want(http.StatusOK); !strings.Contains(made.Title(), "07-KH/TU") {
		t.Errorf("registering led to %q", made.Title())
	}
	again := c.Post("/documents", form...).Want(http.StatusConflict)
	if again.Value("subject") != "về kiểm tra" || !again.Has(`a[href^="/documents/0"]`) {
		t.Error("a duplicate lost what was typed, or leads nowhere")
	}
	c.Post("/documents", "owner", string(s.province), "type", "plan", "issued_on", "31/02/2026").Want(http.StatusUnprocessableEntity)
	if taken := c.Post("/documents", "owner", string(s.province), "type", "plan", "body", string(s.province), "take", "1", "issued_on", "06/05/2026", "subject", "về kiểm tra").Want(http.StatusOK); !strings.Contains(taken.Title(), "08-KH/TU") {
		t.Errorf("the next number led to %q", taken.Title())
	}
	c.Post(at+"/links", "relation", "mentions", "cited", "Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị").Want(http.StatusOK)
	c.Post(at+"/links", "relation", "mentions", "cited", " ").Want(http.StatusUnprocessableEntity)
	// Without a day a duty is taken away; there must be one.
	if wrong := c.Post(at+"/duties", "body", string(s.neighbour), "due", "").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-due-error") {
		t.Errorf("a duty without a day: %s", wrong.Text("main"))
	}
	c.Post(at+"/duties", "body", string(s.neighbour), "due", "01/01/2027").Want(http.StatusOK)
	if gone := c.Post(at+"/duties", "body", string(s.neighbour), "due", "").Want(http.StatusOK); strings.Contains(gone.Text("main"), "01/01/2027") {
		t.Errorf("the duty is not taken away: %s", gone.Text("main"))
	}
	c.Post(at+"/duties", "body", string(s.neighbour), "due", "01/01/2027").Want(http.StatusOK)
	edit := c.Get(at + "/edit")
	if edited := edit.Submit(`form[action="`+at+`"]`, "subject", "về khoa học, công nghệ").Want(http.StatusOK); !strings.Contains(edited.Text("main"), "về khoa học, công nghệ") {
		t.Error("the correction does not show")
	}
	edit.Submit(`form[action="`+at+`"]`, "subject", "về điều khác").Want(http.StatusConflict)

	// Duties of a group, files, recipients.
	laid := c.Get(at+"/duties").Submit(`form[action="`+at+`/duties"]`, "body", "các đảng uỷ", "due", "02/01/2027").Want(http.StatusOK)
	if got := strings.Count(laid.Text("main table"), "02/01/2027"); got != 3 {
		t.Errorf("%d bodies of the group have to issue a document, want 3", got)
	}
	for typed, offered := range map[string]int{"nobody": 0, "xa an": 2} {
		wrong := c.Post(at+"/duties", "body", typed, "due", "02/01/2027").Want(http.StatusUnprocessableEntity)
		if n := wrong.Find("input[name=body_pick]").Length(); n != offered || wrong.Value("body") != typed || wrong.Value("due") != "02/01/2027" {
			t.Errorf("%d bodies are offered for %q", n, wrong.Value("body"))
		}
	}
	if got := c.Get(at + "/files/" + sum).Want(http.StatusOK); string(got.Body) != "the file" {
		t.Errorf("the file holds %q", got.Body)
	}
	c.Get(at + "/files/" + strings.Repeat("0", 64)).Want(http.StatusNotFound)
	c.Get(at+"/edit").Submit(`form[action="`+at+`"]`, "audience-0", "Các Đảng uỷ").Want(http.StatusOK)
	if kept := c.Get(at + "/edit").Find(`input[name^="keep-"]`).Length(); kept != 3 {
		t.Errorf("%d recipients, want the three of the group", kept)
	}

	// The same number again, on another day of the term.
	twin := c.Post("/documents", "owner", string(s.province), "type", "plan", "body", string(s.province), "symbol", "07-KH/TU", "issued_on", "07/05/2026", "subject", "về kiểm tra").Want(http.StatusOK)
	if !strings.Contains(twin.Text("main"), "Trùng số") {
		t.Error("a number given twice is not flagged")
	}
	if got := c.Get("/documents/new").Text("main"); !strings.Contains(got, "09-KH/TU") {
		t.Error("the form does not tell the next number")
	}

	outside := webtest.New(t, s.site(s.as(access.Office, s.neighbour), slots))
	for _, address := range []string{at, at + "/edit"} {
		outside.Get(address).Want(http.StatusNotFound)
	}
	reader := webtest.New(t, s.site(s.as(access.Inspector, s.province), slots))
	reader.Get(at).Want(http.StatusOK)
	reader.Get(at + "/edit").Want(http.StatusForbidden)
	reader.Post("/documents", form...).Want(http.StatusForbidden)
}

// Bodies are chosen by words: in the list, for the register and the recipients
// of a document, and for the next numbers.
func TestBodiesAreChosenByWords(t *testing.T) {
	s := newScene(t, dbtest.New(t, db.SQLite, schema))
	c := webtest.New(t, s.site(s.as(access.Office, s.province), doc.Slots{}))
	s.register(t, work.System("test"), party(s.phu, "08-KH/ĐU", "2026-02-09"))
	clean := func(p *webtest.Page) *webtest.Page {
		t.Helper()
		for _, wrong := range webtest.Faults(p.Body) {
			t.Errorf("%s: %s", p.Address, wrong)
		}
		return p
	}
	filters := `form[action="/documents"]`
	open := clean(c.Get("/documents").Submit(filters, "issuer", "dang uy xa", "type", "plan").Want(http.StatusUnprocessableEntity))
	if n := open.Find("input[name=issuer_pick]").Length(); n != 2 || open.Value("issuer") != "dang uy xa" || open.Has("main table") {
		t.Errorf("%d issuers are offered for %q", n, open.Value("issuer"))
	}
	listed := clean(open.Submit(filters, "issuer_pick", "Đảng uỷ xã An Phú (đu)").Want(http.StatusOK))
	if listed.Find("main tbody tr").Length() != 1 || listed.Value("issuer") != "Đảng uỷ xã An Phú (đu)" {
		t.Errorf("of %q are listed %s", listed.Value("issuer"), listed.Text("main tbody"))
	}
	if other := c.Get("/documents?issuer=" + string(s.hoa)).Want(http.StatusOK); other.Has("main tbody tr") || other.Value("issuer") != "Đảng uỷ xã An Hoà (đuh)" {
		t.Errorf("of %q are listed %s", other.Value("issuer"), other.Text("main tbody"))
	}

	form := `form[action="/documents"]`
	typed := []string{"symbol", "07-KH/ĐUH", "issued_on", "05/05/2026", "subject", "về kiểm tra", "type", "plan", "issuer", "Đảng uỷ xã An Hoà (đuh)"}
	first := clean(c.Get("/documents/new").Want(http.StatusOK))
	wrong := clean(first.Submit(form, append(typed, "owner", "sơn hạ", "audience-1", "nơi nào đó")...).Want(http.StatusUnprocessableEntity))
	if !wrong.Has("#f-owner-error") || !wrong.Has("#f-audience-1-error") || wrong.Has("#f-issuer-error") || wrong.Value("audience-1") != "nơi nào đó" {
		t.Errorf("a register of others and no recipient: %s", wrong.Text(".error-summary"))
	}
	made := wrong.Submit(form, "owner", "xã an hoà", "audience-1", "xã An Phú").Want(http.StatusUnprocessableEntity)
	done := made.Submit(form).Want(http.StatusOK)
	if said := done.Text("main dl"); !strings.Contains(said, "Đảng uỷ xã An Hoà") || strings.Contains(said, "(đuh)") || !strings.Contains(said, "Đảng uỷ xã An Phú") {
		t.Errorf("registered is %s", said)
	}

	series := clean(c.Get("/documents/series").Want(http.StatusOK))
	if none := clean(series.Submit(`form[action="/documents/series"][method=get]`, "body", "sơn hạ").Want(http.StatusUnprocessableEntity)); !none.Has("#f-which-error") || none.Value("body") != "sơn hạ" {
		t.Errorf("the numbers of others: %s", none.Text("main"))
	}
	if own := clean(series.Submit(`form[action="/documents/series"][method=get]`, "body", "Đảng uỷ xã An Hoà").Want(http.StatusOK)); !strings.HasPrefix(own.Text("main h2"), "Đảng uỷ xã An Hoà") {
		t.Errorf("the numbers are of %q", own.Text("main h2"))
	}
}
