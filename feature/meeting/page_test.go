package meeting_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
	"quyet/feature/meeting"
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
	p.deps.Named = func(context.Context, *work.View, string) ([]doc.ID, error) { return p.named, nil }
	p.deps.Files = p.store
	return webtest.New(t, site.Handler(meeting.Capability(p.deps).Routes))
}

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

// Whoever changes something else of a conference does not change the document that it
// is about: neither one that they may not see, nor one of several with its symbol.
func TestTheDocumentStays(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	register := func(body org.ID, before int) (made doc.ID) {
		p.MustDo(t, func(u *work.Unit) (err error) {
			made, err = doc.Register(t.Context(), u, doc.NewDocument{Owner: body, Metadata: doc.Metadata{
				Body: body, Issuer: "Cơ quan", Type: doc.Of(citation.Plan), Number: "5", Symbol: "05-KH/ĐU", IssuedOn: u.Today.AddDays(-before), Subject: "về chuyển đổi số", Internal: true, Audience: []org.ID{body},
			}})
			return err
		})
		return made
	}
	unseen, own, another := register(p.other, 0), register(p.commune, 0), register(p.commune, 400)
	p.named = []doc.ID{another, own}
	office := p.browser(t, access.Office, p.commune)
	for _, d := range []doc.ID{unseen, own} {
		m := p.planned()
		m.Document = d
		id := p.made(t, m)
		office.Get(id.Address()+"/edit").Want(http.StatusOK).Submit("form.form", "place", "Phòng họp số 2").Want(http.StatusOK)
		if m, _ := p.found(t, id); m.Document != d || m.Place != "Phòng họp số 2" {
			t.Errorf("the document %s became %s, the place %q", d, m.Document, m.Place)
		}
	}
	several := office.Get("/meetings/new").Want(http.StatusOK).Submit("form.form", "title", "Họp", "kind", "other", "on", p.today.Vietnamese(), "from", "8h", "until", "9h", "doc", "05-KH/ĐU").Want(http.StatusUnprocessableEntity)
	if !strings.Contains(several.Text("#f-doc-error"), "Có nhiều văn bản") {
		t.Errorf("of several with the symbol it says %q", several.Text(".error-summary"))
	}
}

// A conference from its first line to its end, with wrong input first.
func TestPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office, reader := p.browser(t, access.Office, p.commune), p.browser(t, access.Specialist, p.commune)
	if empty := both(t, office, "/meetings"); !empty.Has(".empty") {
		t.Errorf("no conference: %s", empty.Text("main"))
	}
	form := both(t, office, "/meetings/new")
	wrong := form.Submit("form.form", "title", "", "on", "mai", "from", "sáng", "doc", "99-X", "lines", lines).Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"title", "kind", "on", "from", "doc"} {
		if !wrong.Has("#f-" + field + "-error") {
			t.Errorf("of %s nothing is said: %s", field, wrong.Text(".error-summary"))
		}
	}
	if !strings.Contains(wrong.Text("textarea[name=lines]"), "Báo cáo kết quả") || wrong.Value("from") != "sáng" {
		t.Error("what was typed is lost")
	}
	shown := wrong.Submit("form.form", "title", "Giao ban tháng 11", "kind", "briefing", "on", p.today.AddDays(1).Vietnamese(), "from", "8h", "until", "9h30", "doc", "").Want(http.StatusOK)
	if rows := shown.Find("tbody tr").Length(); rows != 4 {
		t.Errorf("%d items: %s", rows, shown.Text("main"))
	}
	if !strings.Contains(shown.Text(".notice-caution"), "30 phút") {
		t.Errorf("that the agenda is longer than the conference is told as %q", shown.Text(".notice-caution"))
	}
	at := strings.SplitN(shown.Find("form[action$='/open']").AttrOr("action", ""), "/open", 2)[0]
	if read := both(t, reader, at); read.Has("main form") {
		t.Errorf("who only reads can do something: %s", read.Text("main"))
	}
	agenda := both(t, office, at+"/agenda")
	agenda = agenda.Submit("form[action$='/agenda']", "lines", "  ").Want(http.StatusUnprocessableEntity)
	agenda = agenda.Submit("form[action$='/agenda']", "lines", "Việc khác (5 phút)").Want(http.StatusOK)
	item := agenda.Find("td a[href*='/items/']").First().AttrOr("href", "")
	edit := both(t, office, item)
	if edit.Has("#f-part") || !both(t, office, agenda.Find("td a[href*='/items/']").Last().AttrOr("href", "")).Has("#f-part") {
		t.Error("the first item can be made a part, or the last one cannot")
	}
	if again := edit.Submit("form.form", "minutes", "nhiều").Want(http.StatusUnprocessableEntity); !again.Has("#f-minutes-error") {
		t.Errorf("minutes in words: %s", again.Text(".error-summary"))
	}
	edit.Submit("form.form", "minutes", "5", "reporting", "Đảng uỷ xã Bình Phú").Want(http.StatusOK)
	if both(t, office, at+"/agenda").Submit("form[action$='/move']", "to", "down").Want(http.StatusOK); !strings.HasPrefix(both(t, office, at).Text("tbody tr:first-child td:first-child"), "1. Báo cáo") {
		t.Error("the first item was not moved down")
	}
	// Long before its time, and with items that were not taken up, whoever presses is asked.
	asked := both(t, office, at).Submit("form[action$='/open']").Want(http.StatusConflict)
	if !strings.Contains(asked.Text("main"), "Hội nghị dự kiến bắt đầu lúc") {
		t.Errorf("opened a day early: %s", asked.Text("main"))
	}
	if both(t, office, at); !office.Get(at).Has("form[action$='/open']") {
		t.Error("it is open before that was answered")
	}
	for _, f := range webtest.Faults(asked.Body) {
		t.Error(f)
	}
	run := asked.Submit("form:has([name=sure])").Want(http.StatusOK)
	run = run.Submit("tbody tr:first-child form[action$='/take']").Want(http.StatusOK)
	if !strings.Contains(run.Text("tbody tr:first-child"), "Đang diễn ra") {
		t.Errorf("the item that is on: %s", run.Text("tbody"))
	}
	both(t, office, at)
	if again := run.Submit("form[action$='/outcomes']", "words", " ").Want(http.StatusUnprocessableEntity); !again.Has("#f-words-error") {
		t.Errorf("nothing was said: %s", again.Text(".error-summary"))
	}
	said := run.Submit("form[action$='/outcomes']", "words", "Tiếp tục rà soát, hoàn thành trong quý I", "kind", "task", "speaker", "Chủ trì").Want(http.StatusOK)
	if !strings.Contains(said.Text("#record"), "Chưa rõ cơ quan chủ trì") || said.Has("form[action$='/give']") {
		t.Errorf("of an order without a lead: %s", said.Text("main"))
	}
	outcome := said.Find("#record td a").First().AttrOr("href", "")
	mend := both(t, office, outcome)
	// What an order alone says is out of the way of anything else.
	mend.Submit("form.form", "kind", "information").Want(http.StatusOK)
	information := both(t, office, outcome)
	if !information.Has("details:not([open]) #f-lead") {
		t.Errorf("of an information it asks %s", information.Text("main"))
	}
	if wrong := information.Submit("form.form", "due", "mai").Want(http.StatusUnprocessableEntity); !wrong.Has("details[open] #f-due-error") {
		t.Errorf("what is wrong stays hidden: %s", wrong.Text("main"))
	}
	information.Submit("form.form", "kind", "task").Want(http.StatusOK)
	mend = both(t, office, outcome)
	mend = mend.Submit("form.form", "lead", "không có", "due", "mai").Want(http.StatusUnprocessableEntity)
	if !mend.Has("#f-lead-error") || !mend.Has("#f-due-error") || mend.Value("due") != "mai" {
		t.Errorf("what is wrong: %s", mend.Text(".error-summary"))
	}
	said = mend.Submit("form.form", "lead", "Đảng uỷ xã An Hoà", "due", p.today.AddDays(40).Vietnamese(), "deliverable", "Báo cáo").Want(http.StatusOK)
	said = said.Submit("form[action$='/give']").Want(http.StatusOK)
	if !strings.Contains(said.Text("#record"), "Đã giao") || !said.Has("#record td a[href^='/tasks/']") {
		t.Errorf("after it was given: %s", said.Text("#record"))
	}
	both(t, reader, at)
	minutes := office.Get(at + "/minutes/file").Want(http.StatusOK).Body
	officetest.Sound(t, "bien-ban.docx", minutes)
	paper, err := source.Read(t.Context(), "bien-ban.docx", bytes.NewReader(minutes), int64(len(minutes)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"BIÊN BẢN", "Giao ban tháng 11", "Báo cáo kết quả", "Tiếp tục rà soát, hoàn thành trong quý I", "Đảng uỷ xã An Hoà", "DỰ THẢO"} {
		if !strings.Contains(paper.Text, words) {
			t.Errorf("the minutes do not say %q: %s", words, paper.Text)
		}
	}
	reader.Get(at + "/minutes/file").Want(http.StatusOK)
	p.browser(t, access.Office, p.other).Get(at + "/minutes/file").Want(http.StatusNotFound)
	office.Get(at+"/call-off").Want(http.StatusOK).Submit("form.form", "words", "Bão").Want(http.StatusConflict)
	asked = run.Submit("form[action$='/close']").Want(http.StatusConflict)
	if left := asked.Text("main ul"); !strings.Contains(left, "Kết luận") || strings.Contains(left, "Khai mạc") || strings.Contains(left, "Báo cáo") {
		t.Errorf("closed with items left, it tells of %q", left)
	}
	over := asked.Submit("form:has([name=sure])").Want(http.StatusOK)
	if over.Has("form[action$='/take']") || !strings.Contains(over.Text("main"), "Đã bế mạc") {
		t.Errorf("after it closed: %s", over.Text("main"))
	}
	if waits := both(t, office, at+"/minutes"); !strings.Contains(waits.Text("main"), "chờ lãnh đạo cơ quan thông qua") || waits.Has("form[action$='/approve']") {
		t.Errorf("whom the minutes wait for: %s", waits.Text("main"))
	}
	if head := both(t, p.browser(t, access.Head, p.commune), at+"/minutes"); strings.Contains(head.Text("main"), "chờ lãnh đạo") || !head.Has("form[action$='/approve']") {
		t.Errorf("who approves is told %s", head.Text("main"))
	}
	next := both(t, office, "/meetings/new?after="+strings.TrimPrefix(at, "/meetings/"))
	planned := next.Submit("form.form", "on", p.today.AddDays(30).Vietnamese()).Want(http.StatusOK)
	both(t, office, strings.SplitN(planned.Find("form[action$='/open']").AttrOr("action", ""), "/open", 2)[0]+"/call-off").Submit("form.form", "words", "Bão").Want(http.StatusOK)
	template := both(t, office, "/meetings/new?template=1").Submit("form.form", "title", "Giao ban tháng", "kind", "briefing", "lines", lines).Want(http.StatusOK)
	both(t, office, "/meetings?part=templates")
	both(t, office, "/meetings/new")
	template.Submit("form[action$='/drop']").Want(http.StatusOK)
	p.browser(t, access.Office, p.other).Get(at).Want(http.StatusNotFound)
	p.browser(t, access.Office, p.other).Get(item).Want(http.StatusNotFound)
}
