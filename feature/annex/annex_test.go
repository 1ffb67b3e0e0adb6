package annex_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/ledongthuc/pdf"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/annex"
	"quyet/feature/audit"
	"quyet/feature/factor"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, factor.Schema, audit.Schema, search.Schema, task.Schema}
)

// A place is a province with its people's committee, a department and two
// communes.
type place struct {
	*dbtest.Office
	tree                                         *org.Tree
	province, people, finance, commune, neighbor org.ID
	plan                                         []task.ID // of the programme of work
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, kind org.Kind, tier org.Tier, line org.Line, above org.ID) org.ID {
			b, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: kind, Tier: tier, Line: line, Superior: above}, day("2025-07-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		centre := establish("TW", "Ban Chấp hành Trung ương Đảng", org.Committee, org.Centre, org.Party, "")
		p.province = establish("P", "Tỉnh uỷ Sông Đông", org.Committee, org.Province, org.Party, centre)
		p.people = establish("U", "Uỷ ban nhân dân tỉnh Sông Đông", org.PeoplesCommittee, org.Province, org.Government, p.province)
		p.finance = establish("F", "Sở Tài chính", org.Department, org.Province, org.Government, p.people)
		p.commune = establish("N", "Đảng uỷ xã Bắc Hà", org.Committee, org.Commune, org.Party, p.province)
		p.neighbor = establish("S", "Đảng uỷ xã Nam Hà", org.Committee, org.Commune, org.Party, p.province)
		return nil
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

// give assigns a task of the province, which the document "d" assigns at a place
// of its text.
func (p *place) give(t testing.TB, at int64, n task.New) (made task.ID) {
	t.Helper()
	n.Issuer, n.Sources = p.province, []task.Passage{{Doc: "d", Start: at, End: at + 1, Quote: n.Text}}
	p.MustDo(t, func(u *work.Unit) (err error) {
		made, err = task.AssignNew(t.Context(), u, n)
		return err
	})
	return made
}

func (p *place) browser(t testing.TB, r access.Role, b org.ID) *webtest.Client {
	t.Helper()
	who := work.As(access.Actor{Account: "somebody", Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: r, Scope: b.Scope(), Interval: civil.Since(day("2020-01-01"))}}})
	if r == "" {
		who = work.As(access.Actor{Account: "nobody", Body: b.Scope(), Tree: p.tree})
	}
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Faults[0].In(text.Vietnamese) + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	d := annex.Deps{
		Attached: func(_ context.Context, _ *work.View, d task.DocID) (annex.Paper, bool, error) {
			return annex.Paper{Cited: "Kế hoạch số 08-KH/TU ngày 20 tháng 02 năm 2026 của Tỉnh uỷ Sông Đông", Body: p.province, Regime: org.PartyRegime}, d == "d", nil
		},
		Programme: func(_ context.Context, _ *work.View, programme string) (annex.Paper, []task.ID, error) {
			if programme != "quy-iv" {
				return annex.Paper{}, nil, fault.New(fault.Unknown, text.New("Không có", "There is none"))
			}
			return annex.Paper{Name: "Chương trình công tác quý IV", Body: p.people}, p.plan, nil
		},
	}
	return webtest.New(t, site.Handler(slices.Concat(annex.Capability(d).Routes, task.Capability(task.Deps{Views: []task.OtherView{annex.View()}}).Routes)))
}

// A sheet is an annex as it was read back.
type sheet struct {
	content []byte
	text    string
	rows    [][]string
	xml     string
}

func get(t testing.TB, c *webtest.Client, query string) sheet {
	t.Helper()
	content := c.Get("/annex/file?" + query).Want(http.StatusOK).Body
	read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	s := sheet{content: content, text: strings.Join(strings.Fields(read.Text), " ")}
	list := read.Tables[len(read.Tables)-1]
	if !list.Rows[0].Header {
		t.Error("the headings do not come again on the next page")
	}
	for _, row := range list.Rows {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, strings.TrimSpace(read.Text[cell.Start:cell.End]))
		}
		s.rows = append(s.rows, cells)
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	s.xml = string(b)
	officetest.Sound(t, "a.docx", content)
	return s
}

// inOrder says whether the words stand one after the other.
func inOrder(s string, words ...string) error {
	at := 0
	for _, w := range words {
		i := strings.Index(s[at:], w)
		if i < 0 {
			return fmt.Errorf("%q does not stand behind what is before it in %.400q", w, s)
		}
		at += i + len(w)
	}
	return nil
}

func (p *place) some(t testing.TB) {
	t.Helper()
	p.give(t, 30, task.New{Text: "Rà soát hộ nghèo", Lead: p.commune, Due: day("2026-12-10"), DueWords: "Quý IV/2026", Deliverable: "Danh sách", Coordinators: []org.ID{p.finance, p.neighbor}, Person: "Chánh Văn phòng"})
	p.give(t, 10, task.New{Text: "Sửa đường liên thôn", Lead: p.neighbor, Due: day("2026-12-20"), Deliverable: "Báo cáo"})
	p.plan = append(p.plan, p.give(t, 20, task.New{Text: "Tuyên truyền", Lead: p.commune, Ongoing: true, Deliverable: "Bài viết"}))
}

// The list of who asks bears the head of their body in its form, and the lead has
// a column unless the rows are grouped by it.
func TestListsStandAlone(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.some(t)
		c := p.browser(t, access.Office, p.province)
		c.SetLang(text.English) // the paper is Vietnamese all the same
		s := get(t, c, "")
		if err := inOrder(s.text, "TỈNH UỶ SÔNG ĐÔNG", "ĐẢNG CỘNG SẢN VIỆT NAM", "ngày 20 tháng 11 năm 2026", "DANH MỤC NHIỆM VỤ", "(Tính đến ngày 20/11/2026)"); err != nil {
			t.Error(err)
		}
		for _, not := range []string{"TRUNG ƯƠNG", "CỘNG HÒA", "PHỤ LỤC"} {
			if strings.Contains(s.text, not) {
				t.Errorf("a committee of a province writes %s", not)
			}
		}
		want := [][]string{
			{"TT", "Nhiệm vụ", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm", "Ghi chú"},
			{"I", "Đảng uỷ xã Bắc Hà"},
			{"1", "Rà soát hộ nghèo", "Sở Tài chính, Đảng uỷ xã Nam Hà", "Quý IV/2026", "Danh sách", ""},
			{"2", "Tuyên truyền", "", "Thường xuyên", "Bài viết", ""},
			{"II", "Đảng uỷ xã Nam Hà"},
			{"3", "Sửa đường liên thôn", "", "20/12/2026", "Báo cáo", ""},
		}
		same(t, s.rows, want)
		flat := get(t, c, "by=none&chosen=1&with=lead&with=person&with=standing&head=no&title=Vi%E1%BB%87c+t%E1%BB%93n")
		same(t, flat.rows[:2], [][]string{{"TT", "Nhiệm vụ", "Cơ quan chủ trì", "Người chịu trách nhiệm", "Tình hình thực hiện"}, {"1", "Rà soát hộ nghèo", "Đảng uỷ xã Bắc Hà", "Chánh Văn phòng", flat.rows[1][4]}})
		if strings.Contains(flat.text, "ĐẢNG CỘNG SẢN") || !strings.HasPrefix(flat.text, "VIỆC TỒN") {
			t.Errorf("without a head: %.200q", flat.text)
		}
		grouped := get(t, c, "by=programme")
		same(t, grouped.rows[:2], [][]string{{"TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm", "Ghi chú"}, {"I", "Không thuộc chương trình nào"}})
		if one := get(t, c, "lead="+string(p.neighbor)); len(one.rows) != 2 || one.rows[1][2] != "Đảng uỷ xã Nam Hà" {
			t.Errorf("of one lead: %q", one.rows)
		}
		// Below the province the committee above is named.
		if err := inOrder(get(t, p.browser(t, access.Office, p.commune), "").text, "TỈNH UỶ SÔNG ĐÔNG", "ĐẢNG UỶ XÃ BẮC HÀ", "ĐẢNG CỘNG SẢN VIỆT NAM"); err != nil {
			t.Error(err)
		}
	})
}

func same(t *testing.T, got, want [][]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("row %d is %q, want %q", i, got[i], want[i])
		}
	}
}

// Bodies of the State write in its form: the State and its motto on the right,
// nothing of the Party, and above a department its people's committee, not the
// Party committee that leads it.
func TestFormOfTheState(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.some(t)
		s := get(t, p.browser(t, access.Office, p.finance), "part=&coordinator="+string(p.finance))
		if err := inOrder(s.text, "UỶ BAN NHÂN DÂN TỈNH SÔNG ĐÔNG", "SỞ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ngày 20 tháng 11 năm 2026", "DANH MỤC NHIỆM VỤ", "TT", "Rà soát hộ nghèo"); err != nil {
			t.Error(err)
		}
		if strings.Contains(s.text, "ĐẢNG CỘNG SẢN") || strings.Contains(s.text, "TỈNH UỶ") || strings.Contains(s.xml, ">*<") {
			t.Errorf("the form of the Party shows: %.300q", s.text)
		}
		people := get(t, p.browser(t, access.Office, p.people), "coordinator="+string(p.finance))
		if err := inOrder(people.text, "UỶ BAN NHÂN DÂN TỈNH SÔNG ĐÔNG", "CỘNG HÒA"); err != nil || strings.Contains(people.text, "TỈNH UỶ") {
			t.Errorf("%v, or somebody stands above: %.200q", err, people.text)
		}
		// What a person chooses goes before.
		chosen := get(t, p.browser(t, access.Office, p.finance), "form=party&coordinator="+string(p.finance))
		if err := inOrder(chosen.xml, "SỞ TÀI CHÍNH", ">*<", "ĐẢNG CỘNG SẢN VIỆT NAM"); err != nil {
			t.Error(err)
		}
		look(t, s.xml)
		look(t, chosen.xml)
	})
}

// look holds a file against what both rules ask of a page: A4 across, 20 mm above
// and below, 30 on the left, 15 on the right, the sizes of letters.
func look(t *testing.T, xml string) {
	t.Helper()
	for _, want := range []string{`<w:pgSz w:w="16837" w:h="11905" w:orient="landscape"/>`, `<w:pgMar w:top="1133" w:right="850" w:bottom="1133" w:left="1700"`, `<w:tblHeader/>`, `<w:titlePg/>`} {
		if !strings.Contains(xml, want) {
			t.Errorf("the page has no %s: %s", want, xml[max(0, len(xml)-500):])
		}
	}
	for _, m := range regexp.MustCompile(`<w:sz w:val="(\d+)"/></w:rPr><w:t[^>]*>([^<]+)<|<w:sz w:val="(\d+)"/><w:u w:val="single"/></w:rPr><w:t[^>]*>([^<]+)<`).FindAllStringSubmatch(xml, -1) {
		size, words := m[1]+m[3], m[2]+m[4]
		want := map[string]string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": "26", "Độc lập - Tự do - Hạnh phúc": "28", "ĐẢNG CỘNG SẢN VIỆT NAM": "30"}[words]
		if want != "" && size != want {
			t.Errorf("%q has the size of %s half points, not %s", words, size, want)
		}
		if size < "26" {
			t.Errorf("%q is smaller than 13 points: %s", words, size)
		}
	}
}

// The annex of a document says to which it is attached, has no head of its own,
// keeps the order of the text, and holds the tasks whatever came of them.
func TestAttachedToADocument(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.some(t)
		gone := p.give(t, 40, task.New{Text: "Việc bỏ", Lead: p.commune, Due: day("2026-12-10"), Deliverable: "Báo cáo"})
		p.MustDo(t, func(u *work.Unit) error {
			return task.Cancel(t.Context(), u, task.Ref{ID: gone}, "Không cần nữa", "")
		})
		c := p.browser(t, access.Office, p.province)
		s := get(t, c, "of=d")
		if err := inOrder(s.text, "PHỤ LỤC", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số 08-KH/TU ngày 20 tháng 02 năm 2026 của Tỉnh uỷ Sông Đông)", "TT"); err != nil || strings.Contains(s.text, "ĐẢNG CỘNG SẢN") || strings.Contains(s.text, "Tính đến") {
			t.Errorf("%v: %.300q", err, s.text)
		}
		var names []string
		for _, row := range s.rows[1:] {
			names = append(names, row[1]+" – "+row[2])
		}
		if want := []string{"Sửa đường liên thôn – Đảng uỷ xã Nam Hà", "Tuyên truyền – Đảng uỷ xã Bắc Hà", "Rà soát hộ nghèo – Đảng uỷ xã Bắc Hà"}; !slices.Equal(names, want) {
			t.Errorf("the rows are %q", names)
		}
		state := get(t, c, "of=d&form=state&head=yes")
		if err := inOrder(state.text, "CỘNG HÒA", "Phụ lục DANH MỤC NHIỆM VỤ", "(Kèm theo"); err != nil {
			t.Error(err)
		}
		page := c.Get("/annex?of=d").Want(http.StatusOK)
		if words := page.Text("main"); !strings.Contains(words, "1 nhiệm vụ còn là dự thảo, đã huỷ") || !strings.Contains(words, "Kèm theo Kế hoạch số 08-KH/TU") {
			t.Errorf("the page says %.400q", words)
		}
		plan := get(t, c, "plan=quy-iv")
		if err := inOrder(plan.text, "UỶ BAN NHÂN DÂN", "CỘNG HÒA", "DANH MỤC NHIỆM VỤ CHƯƠNG TRÌNH CÔNG TÁC QUÝ IV"); err != nil || len(plan.rows) != 2 {
			t.Errorf("of a programme of work: %v, %q", err, plan.rows)
		}
	})
}

// The page offers what its kind of paper has, and the file is what it offers.
func TestChoosing(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.some(t)
		c := p.browser(t, access.Office, p.province)
		register := c.Get("/tasks").Want(http.StatusOK)
		if !register.Has("a[href='/annex']") {
			t.Error("the register does not lead to the annex")
		}
		for _, query := range []string{"", "lead=" + url.QueryEscape(string(p.commune)), "of=d", "plan=quy-iv"} {
			page := c.Get("/annex?" + query).Want(http.StatusOK)
			if got := page.Submit("main form").Want(http.StatusOK).Body; !bytes.Equal(got, get(t, c, query).content) {
				t.Errorf("%q: what the page offers is not what comes without choosing", query)
			}
			c.SetLang(text.English)
			if h := c.Get("/annex?" + query).Want(http.StatusOK).Text("h1"); h != "Annex (Word)" {
				t.Errorf("in English it is called %q", h)
			}
			c.SetLang(text.Vietnamese)
		}
		if none := c.Get("/annex?q=kh%C3%B4ngc%C3%B3").Want(http.StatusOK); none.Has("main form") || !strings.Contains(none.Text("main"), "Không có nhiệm vụ nào") {
			t.Error("an annex of nothing is offered")
		}
	})
}

// Nobody sees more by an annex than in the register.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.some(t)
		p.plan = append(p.plan, p.give(t, 50, task.New{Text: "Việc của xã khác", Lead: p.neighbor, Due: day("2026-12-10"), Deliverable: "Báo cáo"}))
		for _, role := range []access.Role{access.Office, access.Specialist, access.Inspector, access.Head} {
			c := p.browser(t, role, p.commune)
			for _, query := range []string{"", "of=d", "plan=quy-iv"} {
				if s := get(t, c, query); strings.Contains(s.text, "Việc của xã khác") || !strings.Contains(s.text, "Tuyên truyền") {
					t.Errorf("%s of a commune, %q: %.300q", role, query, s.text)
				}
			}
			if words := c.Get("/annex?plan=quy-iv").Want(http.StatusOK).Text("main"); !strings.Contains(words, "1 nhiệm vụ bạn không được xem") {
				t.Errorf("what is left out is not told: %.300q", words)
			}
			c.Get("/annex?of=other").Want(http.StatusNotFound)
			c.Get("/annex/file?of=other").Want(http.StatusNotFound)
			c.Get("/annex/file?plan=other").Want(http.StatusNotFound)
			c.Get("/annex/file?lead=" + string(p.neighbor)).Want(http.StatusForbidden)
		}
		c := p.browser(t, "", p.commune)
		for _, at := range []string{"/annex", "/annex/file", "/annex?of=d", "/annex/file?of=d", "/annex/file?plan=quy-iv"} {
			c.Get(at).Want(http.StatusNotFound)
		}
	})
}

// LibreOffice prints both forms on A4 across, every word of them, with the
// headings of the table on each page.
func TestOnPaper(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	for i := range 60 {
		p.give(t, int64(i), task.New{Text: fmt.Sprintf("Rà soát, hoàn thiện hồ sơ số %d phục vụ sắp xếp tổ chức bộ máy của hệ thống chính trị", i+1), Lead: []org.ID{p.commune, p.neighbor}[i%2],
			Due: day("2026-12-01").AddDays(i), Deliverable: "Báo cáo", Coordinators: []org.ID{p.finance}})
	}
	for _, query := range []string{"", "of=d&form=state", "form=state&chosen=1&by=none&with=lead&with=coordinators&with=person&with=due&with=deliverable&with=standing&with=note"} {
		s := get(t, p.browser(t, access.Office, p.province), query)
		paper := officetest.Convert(t, "phu-luc.docx", s.content, "pdf")
		read, err := source.Read(t.Context(), "a.pdf", bytes.NewReader(paper), int64(len(paper)), source.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		words := strings.Join(strings.Fields(read.Text), " ")
		pages := regexp.MustCompile(`/MediaBox\s*\[\s*0 0 (\d+)[.\d]* (\d+)[.\d]*\s*\]`).FindAllSubmatch(paper, -1)
		if len(pages) < 2 {
			t.Fatalf("%q: %d pages", query, len(pages))
		}
		for _, m := range pages {
			if string(m[1]) != "841" || string(m[2]) != "595" {
				t.Errorf("%q: a page of %s × %s points", query, m[1], m[2])
			}
		}
		printed, err := pdf.NewReader(bytes.NewReader(paper), int64(len(paper)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range printed.NumPage() {
			if words, err := printed.Page(n + 1).GetPlainText(nil); err != nil || !strings.Contains(words, "TT") {
				t.Errorf("%q: no headings on page %d: %v, %.200q", query, n+1, err, words)
			}
		}
		for _, want := range []string{"DANH MỤC NHIỆM VỤ", "hồ sơ số 60", "29/01/2027", strconv.Itoa(len(pages))} {
			if !strings.Contains(words, want) {
				t.Errorf("%q: the paper lacks %q", query, want)
			}
		}
	}
}
