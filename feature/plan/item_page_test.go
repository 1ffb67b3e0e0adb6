package plan_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/plan"
)

// The items of a programme from the paste on: one is changed, moved with wrong input
// first, said to be done, dropped and taken up again; another is deleted.
func TestItemPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office := p.browser(t, access.Office, p.province)
	id := p.programme(t)
	at := id.ItemsAddress()
	if !both(t, office, at).Has(".empty") {
		t.Error("a programme without items shows some")
	}
	paste := both(t, office, at+"/paste")
	if wrong := paste.Submit("form.form", "lines", " \n").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-lines-error") {
		t.Error("nothing was pasted, and nothing is told")
	}
	all := paste.Submit("form.form", "lines", pastedLines+"\nTháng 12\nTổng kết năm (Văn phòng)").Want(http.StatusOK)
	if n := all.Find("tbody tr:not(.group-row)").Length(); n != 5 {
		t.Fatalf("%d items are shown: %s", n, all.Text("main"))
	}
	if said := both(t, office, id.Address()).Text("main a[href='" + at + "']"); !strings.Contains(said, "(5)") {
		t.Errorf("the programme leads to its 5 items by %q", said)
	}
	for _, show := range []string{"", "?show=ahead", "?show=late", "?show=bare", "?show=x"} {
		both(t, office, at+show)
	}
	item := all.Find("tbody a:contains('ngân sách')").AttrOr("href", "")
	one := both(t, office, item)
	wrong := one.Submit("form[action$='/move']", "to", "khi nào cần", "reason", "").Want(http.StatusUnprocessableEntity)
	if !wrong.Has("#f-to-error") || !wrong.Has("#f-reason-error") || wrong.Value("to") != "khi nào cần" {
		t.Errorf("moved wrongly: %s", wrong.Text(".error-summary"))
	}
	moved := wrong.Submit("form[action$='/move']", "to", "Tháng 12", "reason", "Chờ số liệu").Want(http.StatusOK)
	if said := both(t, office, at+"?show=all").Text("table"); !strings.Contains(said, "Chuyển từ Tháng 3: Chờ số liệu") {
		t.Errorf("the programme says of it: %s", said)
	}
	moved.Submit("form.form[action$='"+item+"']", "words", " ").Want(http.StatusUnprocessableEntity)
	moved.Submit("form.form[action$='"+item+"']", "doc", "99-NQ/TU").Want(http.StatusUnprocessableEntity)
	linked := moved.Submit("form.form[action$='"+item+"']", "doc", "05-NQ/TU").Want(http.StatusOK)
	if !linked.Has("main a[href='" + p.resolution.Address() + "']") {
		t.Errorf("its document is not shown: %s", linked.Text("main"))
	}
	if done := linked.Submit("form[action$='/end']:has([value=done])", "on", "31/12/2099").Want(http.StatusUnprocessableEntity); !done.Has("#f-on-error") {
		t.Error("done in the future")
	}
	done := linked.Submit("form[action$='/end']:has([value=done])").Want(http.StatusOK)
	again := done.Submit("form[action$='/end']").Want(http.StatusOK)
	if again.Submit("form[action$='/end']:has([value=dropped])").Want(http.StatusUnprocessableEntity); !again.Has("form[action$='/move']") {
		t.Error("what is still to be done is not moved")
	}
	dropped := both(t, office, item).Submit("form[action$='/end']:has([value=dropped])", "dropped", "Cấp trên làm").Want(http.StatusOK)
	if !strings.Contains(dropped.Text("main"), "Cấp trên làm") {
		t.Errorf("dropped: %s", dropped.Text("main"))
	}
	other := both(t, office, at+"?show=all").Find("tbody a:contains('cơ sở')").AttrOr("href", "")
	if left := both(t, office, other).Submit("form[action$='/remove']").Want(http.StatusOK); strings.Contains(left.Text("main"), "cơ sở") {
		t.Error("it was deleted and is shown")
	}
	added := both(t, office, at+"/new").Submit("form.form", "words", "", "forum", "board").Want(http.StatusUnprocessableEntity).
		Submit("form.form", "words", "Làm việc với xã", "when", "Tháng 13").Want(http.StatusUnprocessableEntity)
	if !added.Has("#f-when-error") || added.Value("when") != "Tháng 13" {
		t.Errorf("there is no 13th month: %s", added.Text(".error-summary"))
	}
	added = added.Submit("form.form", "when", "Tháng 6").Want(http.StatusOK)
	if !strings.Contains(added.Text("table"), "Làm việc với xã") {
		t.Errorf("added: %s", added.Text("main"))
	}
	both(t, office, id.Address())
	// Of another programme, and of nobody's business.
	office.Get(p.programme(t).ItemsAddress() + strings.TrimPrefix(item, at)).Want(http.StatusNotFound)
	p.browser(t, access.Office, p.other).Get(item).Want(http.StatusNotFound)
	if who := both(t, p.browser(t, access.Specialist, p.province), item); who.Has("form[action$='/move']") || who.Has("form.form[action$='"+item+"']") {
		t.Error("who may not plan is offered to change an item")
	}
	var version int64
	key := plan.ItemID(item[strings.LastIndex(item, "/")+1:])
	p.MustView(t, func(v *work.View) error {
		i, _, err := plan.FindItem(t.Context(), v, key)
		version = i.Version
		return err
	})
	if err := p.Do(t.Context(), p.as("specialist", access.Specialist, p.province), func(u *work.Unit) error {
		return plan.EndItem(t.Context(), u, key, version, plan.Dropped, u.Today, "x")
	}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a specialist drops an item: %v", err)
	}

	paper := office.Get(at + "/file").Want(http.StatusOK).Body
	officetest.Sound(t, "a.docx", paper)
	read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(paper), int64(len(paper)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026", "Quy định về đánh giá cán bộ", "Không thực hiện: Cấp trên làm", "Văn phòng Tỉnh uỷ", "Tháng 12/2026"} {
		if !strings.Contains(read.Text, want) {
			t.Errorf("the paper lacks %q: %s", want, read.Text)
		}
	}
}

// The calendar of inspections: a row for each body, a mark in each of its months, a
// body that is looked at twice in a month in words, and each item in the list.
func TestCalendarOfInspections(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office := p.browser(t, access.Office, p.province)
	if !both(t, office, "/plans/calendar").Has(".empty") {
		t.Error("without a programme the calendar holds something")
	}
	p.MustDo(t, func(u *work.Unit) error {
		id, err := plan.Make(t.Context(), u, plan.Programme{Kind: plan.Inspection, Body: p.province, Title: "Chương trình kiểm tra, giám sát", From: day("2026-01-01"), Until: day("2026-12-31")})
		if err != nil {
			return err
		}
		return plan.PutItems(t.Context(), u, id, plan.ReadItems(`STT	Nội dung	Đối tượng	Đoàn kiểm tra	Thời gian	Hạn báo cáo tự kiểm tra
1	Kiểm tra thu, chi	Đảng uỷ xã An Hoà	Đoàn số 1	Tháng 3 - 4	15/3/2026
2	Giám sát đất đai	Đảng uỷ xã An Hoà	Đoàn số 2	Quý II	1/4/2026
3	Giám sát đất đai	Đảng uỷ xã Bình Phú	Đoàn số 2	Tháng 9	1/9/2026
4	Kiểm tra theo kế hoạch riêng		Đoàn số 3	Tháng 10	`, day("2026-01-01")))
	})
	// It is reached from the programme.
	programme := both(t, office, both(t, office, "/plans").Find("main tbody a").AttrOr("href", ""))
	if !programme.Has("a[href^='/plans/calendar'][href*='year=2026']") || !both(t, office, programme.Find("a[href$='/items']").AttrOr("href", "")).Has("a[href^='/plans/calendar']") {
		t.Error("no page of the programme leads to the calendar")
	}
	page := both(t, office, "/plans/calendar?year=2026")
	if n := page.Find(".year tbody tr").Length(); n != 3 {
		t.Errorf("%d rows: %s", n, page.Text(".year"))
	}
	if n := page.Find(".year td a").Length(); n != 2+3+1+1 {
		t.Errorf("%d marks: %s", n, page.Text(".year"))
	}
	if said := page.Text("main"); !strings.Contains(said, "Đảng uỷ xã An Hoà được kiểm tra, giám sát nhiều lần trong tháng 4/2026") || strings.Contains(said, "Bình Phú được kiểm tra") {
		t.Errorf("clashes: %s", said)
	}
	if n := page.Find(".year-list tbody tr:not(.group-row)").Length(); n != 4 {
		t.Errorf("the list holds %d", n)
	}
	if !both(t, office, "/plans/calendar?year=2027").Has(".empty") || !both(t, office, "/plans/calendar?year=x").Has("h1") {
		t.Error("another year")
	}
	p.browser(t, access.Office, p.other).Get("/plans/calendar?body=" + string(p.province)).Want(http.StatusNotFound)
}
