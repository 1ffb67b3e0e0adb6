package position_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
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
	"quyet/feature/org"
	"quyet/feature/position"
)

func (p *place) browser(t *testing.T, role access.Role, b org.ID) *webtest.Client {
	t.Helper()
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	who := p.as(role, b)
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	return webtest.New(t, site.Handler(position.Capability(position.Deps{Files: files}).Routes))
}

// both opens a page in both languages; neither has a fault, and the English one no
// Vietnamese but names.
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

// A holder from the first form on, with wrong input first, through a second title, the
// end of the first, another name, to the erasure of it.
func TestPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office, reader := p.browser(t, access.Office, p.commune), p.browser(t, access.Specialist, p.commune)
	home := position.PageOf(p.commune)
	if page := both(t, office, home); !page.Has(".empty") {
		t.Errorf("nobody yet: %s", page.Text("main"))
	}
	form := both(t, office, "/positions/new?body="+string(p.commune))
	wrong := form.Submit("form.form", "person", "", "from", "hôm qua").Want(http.StatusUnprocessableEntity)
	if !wrong.Has("#f-from-error") || wrong.Value("from") != "hôm qua" {
		t.Errorf("a wrong day: %s", wrong.Text(".error-summary"))
	}
	wrong = wrong.Submit("form.form", "person", "", "title", "", "from", "01/01/2024").Want(http.StatusUnprocessableEntity)
	if !wrong.Has("#f-person-error") || !wrong.Has("#f-title-error") {
		t.Errorf("nothing chosen: %s", wrong.Text(".error-summary"))
	}
	wrong.Submit("form.form", "person", "Bí thư Đảng uỷ xã", "title", "secretary", "from", "01/01/2024", "note", "12-QĐ/TU").Want(http.StatusOK)

	// The same name once more is asked for: the one who is there, or somebody else.
	form = both(t, office, "/positions/new?body="+string(p.commune))
	wrong = form.Submit("form.form", "person", "bí thư đảng uỷ xã", "title", "member", "from", "01/01/2024").Want(http.StatusUnprocessableEntity)
	label := "Bí thư Đảng uỷ xã – Bí thư, Đảng uỷ xã An Hoà"
	if !strings.Contains(wrong.Text("#f-person-error"), label) {
		t.Errorf("a name that is there: %s", wrong.Text("#f-person-error"))
	}
	request, err := http.NewRequest(http.MethodGet, "/positions/find?q=bi+thu", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "application/json")
	if found := office.Do(request).Want(http.StatusOK); !strings.Contains(string(found.Body), label) {
		t.Errorf("offered: %s", found.Body)
	}
	wrong.Submit("form.form", "person", label, "title", "member", "from", "01/01/2024").Want(http.StatusOK)
	p.MustView(t, func(v *work.View) error {
		held, err := position.HoldersOn(t.Context(), v, v.Today, p.commune)
		if len(held) != 2 || held[0].Person.ID != held[1].Person.ID {
			t.Errorf("two titles of one person: %+v", held)
		}
		return err
	})

	shown := both(t, reader, home)
	if shown.Has("main td a") || !strings.Contains(shown.Text("main"), "12-QĐ/TU") {
		t.Errorf("who only reads sees %s", shown.Text("main"))
	}
	shown = both(t, office, home)
	page := both(t, office, shown.Find("main td a").First().AttrOr("href", ""))
	end := "form.form[action$='/end']"
	if again := page.Submit(end, "ended", "01/01/2023").Want(http.StatusUnprocessableEntity); !again.Has("#f-ended-error") || again.Value("ended") != "01/01/2023" {
		t.Errorf("ended before it began: %s", again.Text(".error-summary"))
	}
	page.Submit(end, "ended", "01/06/2025").Want(http.StatusOK)
	page = both(t, office, shown.Find("main td a").First().AttrOr("href", ""))
	if page.Has(end) {
		t.Error("what has ended can be ended once more")
	}
	page.Submit("form.form[action$='/person']", "person", "Nguyên Bí thư Đảng uỷ xã").Want(http.StatusOK)
	page.Submit("form[action$='/erase']").Want(http.StatusConflict)
	if found := both(t, office, "/positions?q=nguyen+bi+thu"); !strings.Contains(found.Text("main"), "Nguyên Bí thư Đảng uỷ xã") {
		t.Errorf("found by name: %s", found.Text("main"))
	}
	if all := both(t, office, "/positions"); !strings.Contains(all.Text("main"), "Cấp uỷ viên: Nguyên Bí thư") {
		t.Errorf("the list: %s", all.Text("main"))
	}
	both(t, office, "/positions?q=khong+co")

	// The other entry was a mistake; then nothing is held any more, and the name may go.
	shown = both(t, office, home)
	both(t, office, shown.Find("main td a").First().AttrOr("href", "")).Submit("form[action$='/remove']").Want(http.StatusOK)
	shown = both(t, office, home)
	both(t, office, shown.Find("main td a").First().AttrOr("href", "")).Submit("form[action$='/erase']").Want(http.StatusOK)
	if shown = both(t, office, home); !strings.Contains(shown.Text("main"), "(đã xoá tên)") {
		t.Errorf("after the name was erased: %s", shown.Text("main"))
	}
}

// A spreadsheet is looked at before it is stored, and refused with what is wrong in it.
// Who held titles goes on from page to page, each once, the last who ended first.
func TestThoseBeforeGoOn(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	const all = 120
	for i := range all {
		from := day("2020-01-01").AddDays(10 * i)
		p.put(t, holding(fmt.Sprintf("Uỷ viên thứ %d", i), position.Member, p.commune, from.String(), from.AddDays(9).String()))
	}
	office := p.browser(t, access.Office, p.commune)
	seen := map[string]bool{}
	at, pages := position.PageOf(p.commune), 0
	for ; at != ""; pages++ {
		page := both(t, office, at)
		page.Find("#then tbody tr").Each(func(_ int, row *goquery.Selection) { seen[row.Find("td").Eq(1).Text()] = true })
		at = page.Find(".pager a[rel=next]").AttrOr("href", "")
	}
	if len(seen) != all || pages != 3 {
		t.Errorf("%d of %d on %d pages", len(seen), all, pages)
	}
}

func TestImportPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office := p.browser(t, access.Office, p.commune)
	both(t, office, "/positions/import")
	send := func(content string) *webtest.Page {
		return office.Send("/positions/import", nil, webtest.Upload{Field: "file", Name: "chuc-danh.csv", Content: []byte(content)})
	}
	office.Send("/positions/import", nil).Want(http.StatusUnprocessableEntity)
	head := "Họ và tên,Chức danh,Mã đơn vị,Giữ từ ngày\n"
	if wrong := send(head + "Bí thư xã,Vua,X,01/01/2024\n").Want(http.StatusOK); wrong.Has("form.form") || !strings.Contains(wrong.Text("main"), "Vua") {
		t.Errorf("a wrong line: %s", wrong.Text("main"))
	}
	preview := send(head + "Bí thư xã,Bí thư,X,01/01/2024\n").Want(http.StatusOK)
	preview.Submit("form.form").Want(http.StatusOK)
	if page := both(t, office, position.PageOf(p.commune)); !strings.Contains(page.Text("main"), "Bí thư xã") {
		t.Errorf("imported: %s", page.Text("main"))
	}
	given := office.Get("/positions/export.xlsx").Want(http.StatusOK).Body
	if again := office.Send("/positions/import", nil, webtest.Upload{Field: "file", Name: "chuc-danh.xlsx", Content: given}).Want(http.StatusOK); !again.Has(".empty") {
		t.Errorf("what was given out: %s", again.Text("main"))
	}
	office.Get("/positions/template.xlsx").Want(http.StatusOK)
	p.browser(t, access.Specialist, p.commune).Get("/positions/import").Want(http.StatusForbidden)
}
