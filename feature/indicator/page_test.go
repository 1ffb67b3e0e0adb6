package indicator_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

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
	"quyet/feature/indicator"
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
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	deps := indicator.Deps{Files: files, Named: func(context.Context, *work.View, string) ([]doc.ID, error) { return nil, nil }}
	return webtest.New(t, site.Handler(indicator.Capability(deps).Routes))
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

func has(t *testing.T, p *webtest.Page, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(string(p.Body), w) {
			t.Errorf("the page lacks %q", w)
		}
	}
}

// A set is defined on pages, with what was typed wrong told and kept, gets an indicator and
// targets, and is changed.
func TestDefiningOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema), 2)
	c := p.browser(t, access.Office, p.province)
	bothLangs(t, c, "/indicators?part=sets")
	bothLangs(t, c, "/indicators/new")
	wrong := c.Send("/indicators", url.Values{"body": {string(p.province)}, "name": {"Cải cách"}, "code": {"cải"}, "frequency": {"month"}, "from": {"31/2/2026"}, "scope": {"các xã\nXã không có"}}).Want(http.StatusUnprocessableEntity)
	has(t, wrong, "Cải cách", "31/2/2026", "Xã không có", "Ngày không đúng")
	made := c.Send("/indicators", url.Values{"body": {string(p.province)}, "name": {"Cải cách hành chính"}, "code": {"cchc"}, "frequency": {"month"}, "from": {"1/1/2026"}, "scope": {"các xã\nĐảng uỷ xã A"}}).Want(http.StatusOK)
	at := made.Address
	has(t, bothLangs(t, c, at), "Cải cách hành chính", "các xã")
	bothLangs(t, c, at+"/define")
	bad := c.Send(at+"/define", url.Values{"name": {""}, "code": {"TT"}, "decimals": {"9"}, "direction": {"up"}, "sort": {"ratio"}, "aggregation": {"sum"}, "running": {"of_period"}, "low": {"ba"}, "total_of": {"KHONG"}}).Want(http.StatusUnprocessableEntity)
	has(t, bad, "Không đọc được số này", "ba")
	bad = c.Send(at+"/define", url.Values{"name": {""}, "code": {"TT"}, "decimals": {"9"}, "direction": {"up"}, "sort": {"ratio"}, "aggregation": {"sum"}, "running": {"of_period"}, "total_of": {"KHONG"}}).Want(http.StatusUnprocessableEntity)
	has(t, bad, "Hãy ghi tên", "từ 0 đến 6", "không hợp với loại", "KHONG")
	c.Send(at+"/define", url.Values{"name": {"Hồ sơ trực tuyến"}, "code": {"tt"}, "decimals": {"0"}, "direction": {"up"}, "sort": {"ratio"}, "aggregation": {"ratio"}, "running": {"of_period"}, "low": {"50"}, "unit": {"%"}}).Want(http.StatusOK)
	set := bothLangs(t, c, at)
	has(t, set, "Hồ sơ trực tuyến", "≥ 50,00")
	bothLangs(t, c, at+"/aim")
	aimed := c.Send(at+"/aim", url.Values{"body": {string(p.province)}, "period": {"2026-M12"}, "c1": {"90"}, "p1": {"100"}, "basis": {"Kế hoạch 12"}}).Want(http.StatusOK)
	_ = aimed
	if unknown := bothLangs(t, c, at+"/aim?body=x%C3%A3+kh%C3%B4ng+c%C3%B3"); unknown.Has("[name=c1]") || unknown.Value("body") != "xã không có" {
		t.Error("targets of a body that is not known can be saved")
	}
	c.Send(at+"/aim", url.Values{"body": {string(p.province)}, "period": {"2026-M12"}, "c1": {"90"}, "p1": {"0"}}).Want(http.StatusUnprocessableEntity)
	has(t, c.Get(at+"/aim?period=2026-M12").Want(http.StatusOK), `value="90"`, "Kế hoạch 12")
	changed := bothLangs(t, c, at+"/change")
	has(t, changed, "các xã")
	c.Send(at+"/change", url.Values{"version": {"1"}, "name": {"Cải cách hành chính"}, "code": {"CCHC"}, "scope": {"các xã"}, "until": {"1/1/2030"}}).Want(http.StatusOK)
	again := c.Send(at+"/change", url.Values{"version": {"1"}, "name": {"Khác"}, "code": {"CCHC"}, "scope": {"các xã"}}).Want(http.StatusConflict)
	has(t, again, "Người khác vừa sửa")
	p.browser(t, access.Specialist, p.province).Get("/indicators/new").Want(http.StatusForbidden)
	p.browser(t, access.Administrator, p.province).Get("/indicators").Want(http.StatusNotFound)
}

// A commune enters a quarter on the form, with what cannot be read told and kept, declares
// it; the head approves it, the province gives it back and then accepts it, and corrects
// nothing: that is the commune's head's.
func TestReportingOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema), 2)
	p.opens(t)
	a := p.communes[0]
	clerk, head, above := p.browser(t, access.Office, a), p.browser(t, access.Head, a), p.browser(t, access.Office, p.province)
	owed := bothLangs(t, clerk, "/indicators")
	r := p.of(t, a, q4)
	has(t, owed, string(r.ID), "Xây dựng Đảng")
	has(t, bothLangs(t, above, "/indicators"), "Cấp dưới đang báo cáo", "/period/2026-Q4")
	form := bothLangs(t, clerk, r.ID.Address())
	has(t, form, "Chốt số liệu", `name="c1"`, `name="p4"`, "Đang dự thảo")
	version := func() string { return strconv.FormatInt(p.of(t, a, q4).Version, 10) }
	typed := url.Values{"version": {version()}, "verb": {"declare"}, "c1": {"mười hai"}, "c2": {"7"}, "c3": {"5"}, "c4": {"405"}, "p4": {"1.000"}, "c5": {"52,50"}, "p5": {"1.000"}, "c6": {"3"}, "n2": {"kể cả chuyển đến"}}
	refused := clerk.Send(r.ID.Address(), typed).Want(http.StatusUnprocessableEntity)
	has(t, refused, "mười hai", "Không đọc được số này", "kể cả chuyển đến", `value="52,50"`)
	if got := p.of(t, a, q4); got.Version != r.Version {
		t.Error("what was refused was kept")
	}
	typed.Set("c1", "13")
	refused = clerk.Send(r.ID.Address(), typed).Want(http.StatusUnprocessableEntity)
	has(t, refused, "Không bằng tổng KN.NU + KN.NAM", `value="13"`)
	typed.Set("c1", "12")
	typed.Set("verb", "enter")
	typed.Set("x6", "on")
	has(t, clerk.Send(r.ID.Address(), typed).Want(http.StatusUnprocessableEntity), "Vừa ghi số vừa đánh dấu")
	typed.Del("x6")
	clerk.Send(r.ID.Address(), typed).Want(http.StatusOK)
	// A page that was open elsewhere meanwhile writes nothing over, however often it is sent.
	stale := clerk.Send(r.ID.Address(), typed).Want(http.StatusConflict)
	if got := stale.Value("version"); got != typed.Get("version") {
		t.Errorf("a stale page comes back with version %s", got)
	}
	typed.Set("verb", "declare")
	typed.Set("version", version())
	clerk.Send(r.ID.Address(), typed).Want(http.StatusOK)
	has(t, bothLangs(t, head, "/indicators"), "Chờ duyệt", string(r.ID))
	has(t, bothLangs(t, clerk, r.ID.Address()), "40,50% (405,0/1.000,0)", "Chờ lãnh đạo cơ quan duyệt", "52,50", "Đã ban hành")
	has(t, bothLangs(t, head, r.ID.Address()), "Duyệt")
	p.Advance(time.Minute)
	head.Send(r.ID.Address(), url.Values{"version": {version()}, "verb": {"approve"}}).Want(http.StatusOK)
	bothLangs(t, above, r.ID.Address()+"/give_back")
	above.Send(r.ID.Address(), url.Values{"version": {version()}, "verb": {"give_back"}}).Want(http.StatusUnprocessableEntity)
	above.Send(r.ID.Address(), url.Values{"version": {version()}, "verb": {"give_back"}, "reason": {"Thiếu một chi bộ"}}).Want(http.StatusOK)
	has(t, bothLangs(t, clerk, r.ID.Address()), "Bị trả lại: Thiếu một chi bộ", `value="12"`)
	typed.Set("version", version())
	p.Advance(time.Minute)
	clerk.Send(r.ID.Address(), typed).Want(http.StatusOK)
	head.Send(r.ID.Address(), url.Values{"version": {version()}, "verb": {"approve"}}).Want(http.StatusOK)
	above.Send(r.ID.Address(), url.Values{"version": {version()}, "verb": {"accept"}}).Want(http.StatusOK)
	has(t, bothLangs(t, head, r.ID.Address()), r.ID.Address()+"/correct")
	has(t, bothLangs(t, head, r.ID.Address()+"/correct"), "Số cũ vẫn còn")
	p.Advance(time.Minute)
	typed.Set("version", version())
	typed.Set("verb", "correct")
	typed.Set("c2", "8")
	typed.Set("c1", "13")
	head.Send(r.ID.Address(), typed).Want(http.StatusUnprocessableEntity)
	typed.Set("reason", "Sót một đồng chí")
	head.Send(r.ID.Address(), typed).Want(http.StatusOK)
	has(t, bothLangs(t, clerk, r.ID.Address()), "Sót một đồng chí", "Có đính chính")
	has(t, bothLangs(t, clerk, "/indicators?part=done"), string(r.ID))
	roll := bothLangs(t, above, p.set.Address()+"/period/2026-Q4")
	has(t, roll, "1 / 2", "1/2 cơ quan", "Chưa chốt")
	open := bothLangs(t, above, p.set.Address()+"/period/2026-Q4?only=open")
	if n := open.Find("#returns tbody tr").Length(); n != 1 {
		t.Errorf("behind the one return that is open stand %d", n)
	}
	bothLangs(t, above, p.set.Address()+"/period/2026-Q4?tree=then&at=30/11/2026")
	wrongDay := bothLangs(t, above, p.set.Address()+"/period/2026-Q4?at=31/2/2026")
	has(t, wrongDay, "31/2/2026")
	if said := wrongDay.Text(".error-summary"); !strings.Contains(said, "Ngày không đúng hoặc chưa đến") {
		t.Errorf("a day that is none is told as %q", said)
	}
	bothLangs(t, above, p.ids[0].Address())
	bothLangs(t, above, p.ids[5].Address())
	bothLangs(t, above, p.ids[0].Address()+"/change")
	above.Get(p.set.Address() + "/period/2026-M12").Want(http.StatusNotFound)
	p.browser(t, access.Office, p.communes[1]).Get(r.ID.Address()).Want(http.StatusNotFound)
}
