package ui_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
)

// shell is what stands around the gallery in these tests.
func shell() ui.Shell {
	return ui.Shell{
		Nav:      []ui.NavItem{{Title: text.New("Bàn làm việc", "Desk"), Href: "/desk", Icon: ui.IconDesk, Key: "g d"}},
		Account:  &ui.Account{Name: "Lê Thị Mẫu", Post: "Văn phòng", Menu: []ui.MenuItem{{Label: "Đăng xuất", Href: "/sign-out", Post: true, Icon: ui.IconSignOut}}, Posts: []ui.MenuItem{{Label: "Chi bộ 2", Href: "/post", Post: true, Name: "post", Value: "2"}}},
		Current:  "/dev/ui",
		Query:    "khoá",
		Notices:  []ui.Notice{{Tone: ui.Positive, Text: "Đã lưu."}},
		Today:    civil.On(2026, 11, 21),
		SearchAt: "/search",
		LangAt:   "/language",
	}
}

// gallery renders the page with every component in one language.
func gallery(t *testing.T, l text.Lang) string {
	t.Helper()
	var b bytes.Buffer
	if err := ui.Gallery().Render(ui.WithShell(text.WithLang(t.Context(), l), shell()), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func document(t *testing.T, page string) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var languages = []text.Lang{text.Vietnamese, text.English}

func TestGalleryIsValidHTML(t *testing.T) {
	for _, l := range languages {
		checkBalanced(t, gallery(t, l))
		d := document(t, gallery(t, l))
		seen := map[string]bool{}
		d.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			id := s.AttrOr("id", "")
			if id == "" || seen[id] {
				t.Errorf("%s: id %q is empty or stands twice", l, id)
			}
			seen[id] = true
		})
		for _, refers := range []string{"for", "form", "aria-describedby", "aria-labelledby", "data-dialog"} {
			d.Find("[" + refers + "]").Each(func(_ int, s *goquery.Selection) {
				for _, id := range strings.Fields(s.AttrOr(refers, "")) {
					if !seen[id] {
						t.Errorf("%s: %s names %q, which is not on the page", l, refers, id)
					}
				}
			})
		}
		if n := d.Find("h1").Length(); n != 1 {
			t.Errorf("%s: %d h1", l, n)
		}
		if got := d.Find("html").AttrOr("lang", ""); got != l.String() {
			t.Errorf("lang=%q, want %q", got, l)
		}
	}
}

// checkBalanced fails the test if a tag of page is closed that was not the
// last one opened, or is left open. A browser would guess; we do not.
func checkBalanced(t *testing.T, page string) {
	t.Helper()
	void := []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("left open: %v", open)
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			if !slices.Contains(void, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("</%s> closes nothing; open: %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func TestPagesObeyTheContentSecurityPolicy(t *testing.T) {
	d := document(t, gallery(t, text.Vietnamese))
	d.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s %s=%q>: the policy refuses it", s.Nodes[0].Data, a.Key, a.Val)
			}
		}
	})
	d.Find("script, style").Each(func(_ int, s *goquery.Selection) {
		if strings.TrimSpace(s.Text()) != "" {
			t.Errorf("inline %s: the policy refuses it", s.Nodes[0].Data)
		}
	})
}

// What stays Vietnamese on the English page is a name, a symbol, or what the
// shell and the quoted passage of the sample bring.
func TestEnglishPageIsEnglish(t *testing.T) {
	d := document(t, gallery(t, text.English))
	names := regexp.MustCompile(`Quyết|Tiếng Việt|Tỉnh uỷ|Sở Nội vụ|Sở Tài chính|Đảng uỷ (phường Hoà Bình|xã Tân Lập)|Ban Tổ chức|Hoà Bình|08-CTr/ĐU|21-KH/ĐU|Lê Thị Mẫu|Văn phòng|Đăng xuất|Chi bộ 2|Đã lưu|Giao|chủ trì, hoàn thành|trước ngày`)
	vietnamese := regexp.MustCompile(`[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹăđơư]`)
	for _, n := range words(d.Find("body").Nodes[0]) {
		if vietnamese.MatchString(strings.ToLower(names.ReplaceAllString(n, ""))) {
			t.Errorf("Vietnamese on the English page: %q", n)
		}
	}
}

// words returns the texts below n.
func words(n *html.Node) []string {
	if n.Type == html.TextNode {
		if s := strings.TrimSpace(n.Data); s != "" {
			return []string{s}
		}
		return nil
	}
	var all []string
	for c := range n.ChildNodes() {
		all = append(all, words(c)...)
	}
	return all
}

func TestRefusedFieldSaysWhatIsWrong(t *testing.T) {
	d := document(t, gallery(t, text.Vietnamese))
	summary := d.Find(".error-summary")
	if got := summary.Find("h2").Text(); got != "Có 2 chỗ cần sửa" {
		t.Errorf("heading of the summary: %q", got)
	}
	link := summary.Find("a").First()
	field := d.Find(link.AttrOr("href", "none"))
	if field.AttrOr("name", "") != "deliverable" || field.AttrOr("aria-invalid", "") != "true" {
		t.Error("the first line of the summary does not lead to the refused field")
	}
	said := d.Find("#" + field.AttrOr("aria-describedby", "none")).Text()
	if !strings.Contains(said, link.Text()) {
		t.Errorf("the field says %q, the summary %q", said, link.Text())
	}
	if got := d.Find("#f-deadline").AttrOr("value", ""); got != "31/02/2026" {
		t.Errorf("what was typed is lost: %q", got)
	}
}

// A day that cannot be read stands there as it was typed, with what is wrong.
func TestAsOfKeepsWhatWasTyped(t *testing.T) {
	var b bytes.Buffer
	spec := ui.AsOfSpec{Action: "/x", On: civil.On(2026, 11, 21), From: civil.On(2025, 7, 1), To: civil.On(2026, 11, 21), Typed: "31/2/2026", Error: "Không có ngày này."}
	if err := ui.AsOf(spec).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	box := document(t, b.String()).Find("input[name=on]")
	said := document(t, b.String()).Find("#" + box.AttrOr("aria-describedby", "none")).Text()
	if box.AttrOr("value", "") != "31/2/2026" || box.AttrOr("aria-invalid", "") != "true" || !strings.Contains(said, spec.Error) {
		t.Errorf("the box says %q: %q", box.AttrOr("value", ""), said)
	}
}

// Bars say their numbers in words, whatever they draw.
func TestBarHasItsNumbersAsText(t *testing.T) {
	var b bytes.Buffer
	parts := []ui.Part{{Label: "Xong", N: 1999, Pattern: ui.Solid}, {Label: "Quá hạn", N: 1, Pattern: ui.Hatched, Href: "/late"}}
	if err := ui.Bar("Kết quả", parts, false).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	d := document(t, b.String())
	if got := strings.Join(strings.Fields(d.Find("ul").Text()), " "); got != "Xong: 1.999 Quá hạn: 1" {
		t.Errorf("in words: %q", got)
	}
	if got := d.Find("a").AttrOr("href", ""); got != "/late" {
		t.Errorf("the number leads to %q", got)
	}
	b.Reset()
	if err := ui.Bar("Kết quả", parts, true).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	small := document(t, b.String())
	if got := small.Find("svg[role=img] > title").Text(); got != "Kết quả: Xong 1.999, Quá hạn 1" {
		t.Errorf("the small bar is named %q", got)
	}
	if got := d.Find(".bar-drawing rect").Eq(1).AttrOr("width", ""); got != "0.8%" {
		t.Errorf("one in two thousand is %q wide, want 0.8%%: it must be seen", got)
	}
	if got := small.Find(".bar-small rect").Eq(1).AttrOr("x", ""); got != "99.2%" {
		t.Errorf("in the small bar one in two thousand begins at %q, want 99.2%%: it must be seen", got)
	}
}

func TestPassage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		var spans []ui.Span
		for range rapid.IntRange(0, 5).Draw(t, "spans") {
			spans = append(spans, ui.Span{From: rapid.IntRange(-2, len(s)+2).Draw(t, "from"), To: rapid.IntRange(-2, len(s)+2).Draw(t, "to")})
		}
		var plain, marked bytes.Buffer
		if err := ui.Passage(s, nil).Render(context.Background(), &plain); err != nil {
			t.Fatal(err)
		}
		if err := ui.Passage(s, spans).Render(context.Background(), &marked); err != nil {
			t.Fatal(err)
		}
		without := regexp.MustCompile(`</?mark[^>]*>`).ReplaceAllString(marked.String(), "")
		if without != plain.String() {
			t.Fatalf("marking changed the text: %q, want %q", without, plain.String())
		}
	})
}

func TestParseAsOf(t *testing.T) {
	from, to := civil.On(2025, 7, 1), civil.On(2026, 11, 21)
	for _, c := range []struct {
		name string
		sent map[string]string
		want string
		ok   bool
	}{
		{"nothing asked", nil, "2026-11-21", true},
		{"typed", map[string]string{"on": "9/2/2026", "day": "508", "was": "508"}, "2026-02-09", true},
		{"slid", map[string]string{"on": "21/11/2026", "day": "31", "was": "508"}, "2025-08-01", true},
		{"slid over a bad date", map[string]string{"on": "x", "day": "0", "was": "508"}, "2025-07-01", true},
		{"too early", map[string]string{"on": "1/1/2020"}, "2025-07-01", true},
		{"too late", map[string]string{"day": "9999", "was": "0"}, "2026-11-21", true},
		{"no date", map[string]string{"on": "31/2/2026"}, "2026-11-21", false},
		{"no number", map[string]string{"day": "-3", "was": "0"}, "2026-11-21", false},
	} {
		got, ok := ui.ParseAsOf(func(k string) string { return c.sent[k] }, from, to)
		if got.String() != c.want || ok != c.ok {
			t.Errorf("%s: %v, %v; want %s, %v", c.name, got, ok, c.want, c.ok)
		}
	}
}

// Nothing but the files a page asks for is served, whether or not they were
// built.
func TestAssetsServesNothingElse(t *testing.T) {
	for _, path := range []string{"/assets/", "/assets/manifest.json", "/assets/.keep", "/assets/../assets.go", "/assets/none-0123456789.css", "/assets/quyet.css"} {
		w := httptest.NewRecorder()
		ui.Assets().ServeHTTP(w, &http.Request{Method: http.MethodGet, URL: mustURL(t, path), Header: http.Header{}})
		if w.Code != http.StatusNotFound {
			t.Errorf("GET %s: %d", path, w.Code)
		}
	}
}

// mustURL is the address as it would arrive: not cleaned.
func mustURL(t *testing.T, path string) *url.URL {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// Built files come compressed for those who take it and are kept for ever.
func TestBuiltAssets(t *testing.T) {
	for _, name := range []string{"quyet.css", "quyet.js", "icons.svg"} {
		at := ui.Asset(name)
		if at == "" {
			continue // not built: go test works without make assets
		}
		var sizes []int
		for _, coding := range []string{"br", "gzip, deflate", "br;q=0", ""} {
			r := httptest.NewRequest(http.MethodGet, at, nil)
			r.Header.Set("Accept-Encoding", coding)
			w := httptest.NewRecorder()
			ui.Assets().ServeHTTP(w, r)
			want := map[string]string{"br": "br", "gzip, deflate": "gzip"}[coding]
			if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != want || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
				t.Errorf("%s for %q: %d %v", at, coding, w.Code, w.Header())
			}
			sizes = append(sizes, w.Body.Len())
		}
		if sizes[0] >= sizes[1] || sizes[1] >= sizes[2] || sizes[2] != sizes[3] {
			t.Errorf("%s: %v bytes with br, gzip, neither, neither", at, sizes)
		}
	}
}

// Rows written as text are what the components show, and nothing in them is
// taken for HTML.
func TestRowsAreWhatTheComponentsShow(t *testing.T) {
	columns := []ui.Column{{Label: "Việc"}, {Label: `"Số"`, Numeric: true, Narrow: true}, {Label: "Ẩn"}}
	statuses := []ui.Status{{Word: "Quá hạn", Tone: ui.Negative, Note: "3 ngày"}, {Word: "<b>", Tone: ui.Neutral}}
	r := ui.NewRows(columns, 2)
	r.Row()
	r.Cell(0)
	r.Link("/tasks?a=1&b=2", "<script>")
	r.EndCell()
	r.Cell(1)
	r.Text("1 < 2")
	r.EndCell()
	r.Cell(2)
	r.Tags(statuses...)
	r.EndCell()
	r.EndRow()
	var written bytes.Buffer
	if err := r.Render(t.Context(), &written); err != nil {
		t.Fatal(err)
	}
	d := document(t, "<table><tbody>"+written.String()+"</tbody></table>")
	if d.Find("script, b").Length() != 0 {
		t.Errorf("words became elements: %s", &written)
	}
	if a := d.Find("td a"); a.AttrOr("href", "") != "/tasks?a=1&b=2" || a.Text() != "<script>" {
		t.Errorf("the link is %s", &written)
	}
	cells := d.Find("td")
	for i, want := range []struct{ class, label string }{{"", ""}, {"num narrow", `"Số"`}, {"", ""}} {
		if c := cells.Eq(i); c.AttrOr("class", "") != want.class || c.AttrOr("data-label", "") != want.label {
			t.Errorf("cell %d has the class %q and the label %q", i, c.AttrOr("class", ""), c.AttrOr("data-label", ""))
		}
	}
	var b bytes.Buffer
	if err := ui.Tags(statuses...).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	shape := func(d *goquery.Document) string {
		html, err := d.Find(".tags").Html()
		if err != nil {
			t.Fatal(err)
		}
		return strings.NewReplacer("> ", ">", " <", "<").Replace(strings.Join(strings.Fields(html), " "))
	}
	if got, want := shape(d), shape(document(t, b.String())); got != want {
		t.Errorf("tags as text are\n%s\nnot\n%s", got, want)
	}
}
