package roll_test

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/roll"
)

func (p *place) browser(t *testing.T, role access.Role, b org.ID) *webtest.Client {
	t.Helper()
	return p.browserAs(t, p.as(role, b))
}

func (p *place) browserAs(t *testing.T, who work.Who) *webtest.Client {
	t.Helper()
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	deps := meeting.Deps{
		Named:  func(context.Context, *work.View, string) ([]doc.ID, error) { return nil, nil },
		Panels: []func(context.Context, *work.View, *meeting.Meeting) (templ.Component, error){roll.Panel},
	}
	return webtest.New(t, site.Handler(append(meeting.Capability(deps).Routes, roll.Capability(roll.Deps{Files: p.store}).Routes...)))
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

// The example of the issue as a clerk does it: two lines, and the names are there.
func TestPageOfTheCall(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office, reader := p.browser(t, access.Office, p.province), p.browser(t, access.Specialist, p.province)
	m := p.planned(t, meeting.Meeting{})
	page := both(t, office, m.Address())
	if !strings.Contains(page.Text("main"), "Chưa xác định thành phần") || !page.Has("a[href$='/call']") {
		t.Errorf("the page of the conference says %q", page.Text("main"))
	}
	if strings.Contains(both(t, reader, m.Address()).Text("main"), "Thành phần") {
		t.Error("who may do nothing is told that nobody is called")
	}
	call := both(t, office, m.Address()+"/call")
	// A form sent by mistake calls nobody.
	if empty := call.Submit("form.form").Want(http.StatusUnprocessableEntity); !empty.Has("#f-of-error") || empty.Find("option[value=plus][selected]").Length() != 1 {
		t.Errorf("a line that says nothing: %s", empty.Text("main"))
	}
	wrong := call.Submit("form.form", "title", "secretary", "of", "sở nào đó").Want(http.StatusUnprocessableEntity)
	if !wrong.Has("#f-of-error") || wrong.Value("of") != "sở nào đó" || wrong.Find("option[value=secretary][selected]").Length() != 1 {
		t.Errorf("what was typed is lost: %s", wrong.Text("main"))
	}
	call = wrong.Submit("form.form", "title", "secretary", "of", "Đảng uỷ các xã").Want(http.StatusOK)
	if rows := call.Find("tbody").Last().Find("tr").Length(); rows != 3 {
		t.Errorf("%d are called: %s", rows, call.Text("main"))
	}
	stale := call
	call = call.Submit("form.form", "sign", "minus", "title", "member", "of", "").Want(http.StatusOK)
	if got := call.Text("main"); !strings.Contains(got, "Mời 2 người") || !strings.Contains(got, "−1") || !strings.Contains(got, "Bí thư xã Bình Phú") || strings.Contains(got, "Bí thư xã An Hoà") || !strings.Contains(got, "Chưa có người giữ") {
		t.Errorf("with two lines the page says %s", got)
	}
	if late := stale.Submit("form.form", "title", "follower").Want(http.StatusConflict); !late.Has(".error-summary") {
		t.Errorf("a stale page: %s", late.Text("main"))
	}
	both(t, office, m.Address()+"/call?on=01/01/2019")
	if read := both(t, reader, m.Address()+"/call"); read.Has("main form[method=post]") {
		t.Errorf("who only reads can do something: %s", read.Text("main"))
	}
	call = call.Submit("form.form", "title", "follower", "of", "").Want(http.StatusOK)
	if !strings.Contains(call.Find("tbody").Last().Text(), "Theo dõi") {
		t.Errorf("who follows the area does not observe: %s", call.Text("main"))
	}
	call = call.Submit("form[action$='/call/3/drop']").Want(http.StatusOK)
	call = call.Submit("form[action$='/summon']").Want(http.StatusOK)
	if !strings.Contains(call.Text("main"), "Đã triệu tập 2 người") || call.Has("form[action$='/summon']") {
		t.Errorf("after it was summoned: %s", call.Text("main"))
	}
	if !call.Has("main .buttons a[href$='/letters']") || both(t, reader, m.Address()+"/call").Has("a[href$='/letters']") {
		t.Error("who summoned is not led to the letters, or who only reads is")
	}
	fewer := call.Submit("form.form", "sign", "minus", "title", "secretary", "of", "Y").Want(http.StatusOK)
	if !strings.Contains(fewer.Text("main"), "Bí thư xã Bình Phú") || !fewer.Has("form[action$='/release']") || both(t, reader, m.Address()+"/call").Has("form[action$='/release']") {
		t.Errorf("who is called no more: %s", fewer.Text("main"))
	}
	both(t, office, m.Address()+"/call")
	if left := fewer.Submit("form[action$='/release']").Want(http.StatusOK); !strings.Contains(left.Text("body"), "Đã thôi triệu tập 1 người") || left.Has("form[action$='/release']") {
		t.Errorf("after that: %s", left.Text("main"))
	}
	if again := fewer.Submit("form[action$='/release']").Want(http.StatusConflict); !again.Has(".error-summary") {
		t.Errorf("once more: %s", again.Text("main"))
	}
	call = office.Get(m.Address() + "/call").Submit("form[action$='/call/3/drop']").Want(http.StatusOK).Submit("form[action$='/summon']").Want(http.StatusOK)
	if page := both(t, reader, m.Address()); !strings.Contains(page.Text("main"), "Đã triệu tập 2 người") {
		t.Errorf("the page of the conference says %q", page.Text("main"))
	}
	template := p.planned(t, meeting.Meeting{Template: true})
	both(t, office, template.Address())
	of := both(t, office, template.Address()+"/call").Submit("form.form", "title", "secretary", "of", "X").Want(http.StatusOK)
	if of.Has("form[action$='/summon']") || !strings.Contains(both(t, office, template.Address()).Text("main"), "1 dòng thành phần") {
		t.Errorf("a template: %s", of.Text("main"))
	}
	p.browser(t, access.Office, p.second).Get(m.Address() + "/call").Want(http.StatusNotFound)
	if err := p.Do(t.Context(), work.System("test"), func(u *work.Unit) error { return meeting.Do(t.Context(), u, m, meeting.DoCallOff, "Bão") }); err != nil {
		t.Fatal(err)
	}
	if over := call.Submit("form.form", "title", "follower").Want(http.StatusConflict); !strings.Contains(over.Text(".error-summary"), "kết thúc") {
		t.Errorf("after it was called off: %s", over.Text("main"))
	}
}

// The page of a conference counts its seats without reading them, and the roll does not
// look up by name who is absent: it lists everybody.
func TestPagesReadWhatTheyShow(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	p := newPlace(t, o)
	m := p.summoned(t, meeting.Meeting{})
	p.does(t, m, meeting.DoOpen)
	c := p.browser(t, access.Office, p.province)
	asked := map[string]int{}
	o.DB.Watch(func(s *db.Stmt) { asked[s.Name]++ })
	defer o.DB.Watch(nil)
	if page := c.Get(m.Address()).Want(http.StatusOK); !strings.Contains(page.Text("main"), "Đã triệu tập 4 người") || asked["roll.countSeats"] != 1 || asked["roll.seats"] > 0 {
		t.Errorf("the page of the conference asks %v", asked)
	}
	clear(asked)
	if c.Get(m.Address() + "/roll").Want(http.StatusOK); asked["roll.count"] != 1 || asked["roll.seats"] != 1 || asked["roll.absent"] > 0 {
		t.Errorf("the roll asks %v", asked)
	}
}
