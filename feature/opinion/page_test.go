package opinion_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
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
	"quyet/feature/doc"
	"quyet/feature/opinion"
	"quyet/feature/org"
)

func (p *place) browser(t *testing.T, role access.Role, b org.ID) *webtest.Client {
	t.Helper()
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
	if p.deps.Files == nil {
		files, err := blob.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		p.deps = opinion.Deps{
			Files: files,
			Named: func(context.Context, *work.View, string) ([]doc.ID, error) { return nil, nil },
			About: func(_ context.Context, _ *work.View, address string) (opinion.Page, bool, error) {
				if address == "/meetings/1#2" {
					return opinion.Page{Title: "Hội nghị tỉnh uỷ: 2. Thảo luận"}, true, nil
				}
				return opinion.Page{Title: "Hội nghị tỉnh uỷ", Parts: []opinion.Part{{ID: "2", Title: "2. Thảo luận"}}}, address == "/meetings/1", nil
			},
			Refuse: func(_ context.Context, _ string, content []byte) error {
				if strings.Contains(string(content), "TUYỆT MẬT") {
					return fault.New(fault.Invalid, text.New("Tệp có dấu mật.", "The file bears a mark of secrecy."))
				}
				return nil
			},
		}
	}
	return webtest.New(t, site.Handler(opinion.Capability(p.deps).Routes))
}

// bothLangs returns a page in Vietnamese, which is sound as it is in English.
func bothLangs(t *testing.T, c *webtest.Client, address string) *webtest.Page {
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

// From the page of a conference bodies are asked: a group is all of its bodies but the one
// that asks, whatever was typed wrong stays, a secret file is not kept; the asker sees who
// has answered and who has not, and every number leads to its rows.
func TestAskingOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.MustDo(t, func(u *work.Unit) error {
		_, err := org.AddGroups(t.Context(), u, []org.Group{{Name: "các xã", Kinds: []org.Kind{org.Committee}, Tier: org.Commune}}, day("2020-01-01"), org.Act{Symbol: "2-QĐ/TU"})
		return err
	})
	asker := p.browser(t, access.Office, p.province)
	if none := bothLangs(t, asker, "/opinions/asked"); none.Find(".empty").Length() != 1 {
		t.Error("nothing is said where nobody was asked")
	}
	form := bothLangs(t, asker, "/opinions/new?about=/meetings/1&body="+string(p.province))
	if due := form.Find("[name=due]").AttrOr("value", ""); due != "27/11/2026" || !strings.Contains(form.Text("main"), "5 ngày làm việc") || !strings.Contains(form.Text("main"), "21/11, 22/11") || !strings.Contains(form.Text("main"), "coi như không có ý kiến") {
		t.Errorf("proposed until %q: %s", due, form.Text("main"))
	}
	wrong := form.Submit("form.form", "title", "", "words", "Cho ý kiến", "body1", "Xã không có", "more", "X\nQ", "due", "31/02/2027", "doc", "5-KH").Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"title", "body1", "more", "due", "doc"} {
		if wrong.Find("#f-"+field+"-error").Length() != 1 {
			t.Errorf("%s is not told to be wrong", field)
		}
	}
	if wrong.Find("[name=words]").Text() != "Cho ý kiến" || wrong.Find("[name=more]").Text() != "X\nQ" || wrong.Find("[name=about]").AttrOr("value", "") != "/meetings/1" {
		t.Error("what was typed is gone")
	}
	secret := sent(form, asker, "Dự thảo.txt", []byte("TUYỆT MẬT"), "body1", "các xã").Want(http.StatusUnprocessableEntity)
	if secret.Find("#f-file-error").Length() != 1 {
		t.Error("a secret file is taken")
	}
	at := sent(form, asker, "Dự thảo.txt", []byte("Điều 1."), "title", "Dự thảo Nghị quyết", "part", "2", "body1", "các xã", "body2", "X").Want(http.StatusOK)
	if rows := at.Find("#replies tbody tr").Length(); rows != 3 {
		t.Fatalf("%d bodies were asked: %s", rows, at.Text("main"))
	}
	page := bothLangs(t, asker, at.Address)
	if !strings.Contains(page.Text("main"), "Hội nghị tỉnh uỷ: 2. Thảo luận") || page.Find("a[href='/meetings/1#2']").Length() != 1 || !strings.Contains(page.Text("main"), "Chưa trả lời") {
		t.Errorf("the question: %s", page.Text("main"))
	}
	if file := asker.Get(page.Find("a[href$='/file']").First().AttrOr("href", "")).Want(http.StatusOK); string(file.Body) != "Điều 1." {
		t.Errorf("the file is %q", file.Body)
	}

	owing := p.browser(t, access.Head, p.asked[0])
	mine := bothLangs(t, owing, "/opinions").Find("tbody a").First().AttrOr("href", "")
	reply := bothLangs(t, owing, mine)
	if again := reply.Submit("form.form", "answer", "disagreed").Want(http.StatusUnprocessableEntity); again.Find("#f-words-error").Length() != 1 {
		t.Error("who disagrees need not say why")
	}
	given := sent(reply, owing, "Ý kiến.txt", []byte("Không khả thi."), "answer", "disagreed", "words", "Chưa khả thi.\nCần thêm nguồn lực.").Want(http.StatusOK)
	if !strings.Contains(given.Text("main"), "Không nhất trí") || given.Find("a[href$='/file']").Length() != 2 {
		t.Errorf("given: %s", given.Text("main"))
	}
	// Who mends the words keeps the file.
	if kept := given.Submit("form.form", "words", "Chưa khả thi.").Want(http.StatusOK); kept.Find("a[href$='/of/"+mine[strings.LastIndex(mine, "/")+1:]+"/file']").Length() != 1 {
		t.Error("the file of the opinion is gone")
	}
	if seen := owing.Get(at.Address).Want(http.StatusOK); seen.Find("#replies tbody tr").Length() != 1 || seen.Find(".figures").Length() != 0 {
		t.Error("a body that is asked sees what others answer")
	}
	owing.Get(at.Address + "/summary.docx").Want(http.StatusNotFound)

	page = bothLangs(t, asker, at.Address)
	for only, want := range map[string]int{"disagreed": 1, "open": 2} {
		to := page.Find(".figures a[href*='only=" + only + "']")
		if n := strings.TrimSpace(to.Find(".figure-value").Text()); n != text.Int(t.Context(), want) {
			t.Errorf("%s are %s", only, n)
		}
		link, _, _ := strings.Cut(to.AttrOr("href", ""), "#")
		if rows := asker.Get(link).Want(http.StatusOK).Find("#replies tbody tr").Length(); rows != want {
			t.Errorf("%s leads to %d rows, not %d", only, rows, want)
		}
	}
	// One of those that are waited for answered on paper.
	waits := asker.Get(at.Address+"?only=open").Want(http.StatusOK).Find("#replies tbody a").First().AttrOr("href", "")
	paper := bothLangs(t, asker, waits)
	if wrong := paper.Submit("form[action$='/enter']", "answer", "agreed", "came", "31/02/2027").Want(http.StatusUnprocessableEntity); wrong.Find("#f-came-error").Length() != 1 || wrong.Value("came") != "31/02/2027" || wrong.Find("[name=answer][value=agreed][checked]").Length() != 1 {
		t.Errorf("a day that there is not: %s", wrong.Text("main"))
	}
	if entered := paper.Submit("form[action$='/enter']", "answer", "agreed", "came", "20/11/2026").Want(http.StatusOK); !strings.Contains(entered.Text("main"), "bằng văn bản") || entered.Has("form[action$='/enter']") {
		t.Errorf("entered: %s", entered.Text("main"))
	}
	bothLangs(t, asker, waits)
	bothLangs(t, asker, at.Address+"/withdraw")
	longer := bothLangs(t, asker, at.Address+"/extend").Submit("form.form", "due", "26/11/2026").Want(http.StatusUnprocessableEntity)
	if longer.Find("#f-due-error").Length() != 1 {
		t.Error("the time becomes shorter")
	}
	if got := longer.Submit("form.form", "due", "04/12/2026").Want(http.StatusOK); !strings.Contains(got.Text("main"), "04/12/2026") {
		t.Errorf("more time: %s", got.Text("main"))
	}
	if urged := page.Submit("form[action$='/urge']").Want(http.StatusOK); !strings.Contains(urged.Text("body"), "Đã nhắc 1 cơ quan") {
		t.Errorf("urged: %s", urged.Text("main"))
	}
	if again := asker.Get(at.Address).Submit("form[action$='/urge']").Want(http.StatusConflict); !strings.Contains(again.Text("main"), "Hôm nay đã nhắc rồi") {
		t.Errorf("urged again: %s", again.Text("main"))
	}
}

// The summary is a paper that Word takes, in the form of the Party, with every body in it:
// who was silent is never said to agree, and a late answer stands beside that.
func TestSummary(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	ctx := t.Context()
	id := p.asks(t, p.question(), p.asked...)
	_, all := p.of(t, id)
	if err := p.gives(ctx, all[0], opinion.AgreedWith, "Bổ sung chỉ tiêu.\nNêu rõ nguồn lực."); err != nil {
		t.Fatal(err)
	}
	p.MustDo(t, func(u *work.Unit) error {
		return opinion.Extend(ctx, u, id, civil.MustParse("2026-12-11"), all[2].ID)
	})
	p.at(t, "2026-11-30", "08:00")
	if err := p.lapses(ctx); err != nil {
		t.Fatal(err)
	}
	if err := p.gives(ctx, all[1], opinion.NoView, ""); err != nil {
		t.Fatal(err)
	}
	asker := p.browser(t, access.Specialist, p.province)
	paper := asker.Get(id.Address() + "/summary.docx").Want(http.StatusOK).Body
	officetest.Sound(t, "tổng hợp.docx", paper)
	words := document(t, paper)
	for _, said := range []string{
		"ĐẢNG CỘNG SẢN VIỆT NAM", "TỔNG HỢP Ý KIẾN", "về dự thảo Nghị quyết về chuyển đổi số", "Bổ sung chỉ tiêu.", "Nêu rõ nguồn lực.", "Đảng uỷ xã Cẩm Sơn", "Chưa trả lời (hạn 11/12/2026)",
		"Coi như không có ý kiến; trả lời muộn ngày 30/11/2026: Không có ý kiến", "1 nhất trí, có ý kiến thêm", "1 chưa trả lời; trong số hết hạn có 1 trả lời muộn.",
	} {
		if !strings.Contains(words, said) {
			t.Errorf("%q is not in the paper", said)
		}
	}
	if strings.Contains(words, "1 không có ý kiến") {
		t.Error("a late answer is counted with those in time")
	}
	if strings.Contains(words, "oi như nhất trí") {
		t.Error("silence is printed as agreement")
	}
	officetest.Sound(t, "tổng hợp.xlsx", asker.Get(id.Address()+"/summary.xlsx").Want(http.StatusOK).Body)
}

// sent sends the form of a page with a file, and with what was typed in turn.
func sent(p *webtest.Page, c *webtest.Client, name string, content []byte, typed ...string) *webtest.Page {
	form := p.Find("form.form").First()
	fields := webtest.Filled(form)
	for i := 0; i < len(typed); i += 2 {
		fields.Set(typed[i], typed[i+1])
	}
	return c.Send(form.AttrOr("action", ""), fields, webtest.Upload{Field: "file", Name: name, Content: content})
}

// document returns the words of a paper.
func document(t *testing.T, paper []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(paper), int64(len(paper)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
