package roll_test

import (
	"bytes"
	"image/png"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/ui"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/intake/source"
	"quyet/feature/meeting"
	"quyet/feature/roll"
)

// textOf is what the program's own reader reads in a paper.
func textOf(t *testing.T, content []byte) string {
	t.Helper()
	officetest.Sound(t, "giay-moi.docx", content)
	read, err := source.Read(t.Context(), "giay-moi.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return read.Text
}

// The clerk downloads a letter for each, one for all with the list, and letters with codes,
// by which those who are called answer; the QR code says the same address as the letter.
func TestLetters(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	m := p.planned(t, meeting.Meeting{})
	office := p.browserAs(t, p.officeAccount(t))
	if none := both(t, office, m.Address()+"/letters"); !none.Has(".empty") || none.Has("form.form") {
		t.Errorf("nobody is summoned: %s", none.Text("main"))
	}
	m = p.summoned(t, meeting.Meeting{})
	form := both(t, office, m.Address()+"/letters")
	if wrong := form.Submit("form.form", "reply_by", "mai", "post", "Chánh Văn phòng").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-reply_by-error") || wrong.Value("post") != "Chánh Văn phòng" {
		t.Errorf("what was typed is lost: %s", wrong.Text("main"))
	}
	for _, day := range []civil.Date{p.today.AddDays(-1), p.today.AddDays(400)} {
		if never := form.Submit("form.form", "reply_by", day.Vietnamese()).Want(http.StatusUnprocessableEntity); !never.Has("#f-reply_by-error") {
			t.Errorf("a reply asked for until %v: %s", day, never.Text("main"))
		}
	}
	each := textOf(t, form.Submit("form.form", "form", "each", "reply_by", p.today.Vietnamese(), "post", "Chánh Văn phòng", "behalf", "Ban Thường vụ").Want(http.StatusOK).Body)
	for _, want := range []string{"GIẤY MỜI", "Tỉnh uỷ Sông Lam trân trọng kính mời: Bí thư xã An Hoà, cấp uỷ viên, Tỉnh uỷ Sông Lam", "Bí thư, Đảng uỷ xã Cẩm Tú", "Tới dự: Hội nghị sơ kết", "1. Khai mạc", "Hội trường Tỉnh uỷ", "T/M BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "Đề nghị trả lời"} {
		if !strings.Contains(each, want) {
			t.Errorf("the letters do not say %q:\n%s", want, each)
		}
	}
	if n := strings.Count(each, "GIẤY MỜI"); n != 4 {
		t.Errorf("%d letters for four people", n)
	}
	if wrong := form.Submit("form.form", "warrant", "by_order").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-behalf-error") {
		t.Errorf("by the order of nobody: %s", wrong.Text("main"))
	}
	if by := textOf(t, form.Submit("form.form", "warrant", "by_order", "behalf", "Ban Thường vụ").Want(http.StatusOK).Body); !strings.Contains(by, "T/L BAN THƯỜNG VỤ") {
		t.Errorf("by order:\n%s", by)
	}
	circular := textOf(t, form.Submit("form.form", "form", "circular", "coded", "1").Want(http.StatusOK).Body)
	if strings.Count(circular, "GIẤY MỜI") != 1 || !strings.Contains(circular, "DANH SÁCH") || !strings.Contains(circular, "Trưởng ban") || strings.Contains(circular, "/c/") {
		t.Errorf("one letter for all:\n%s", circular)
	}
	coded := textOf(t, form.Submit("form.form", "form", "each", "coded", "1").Want(http.StatusOK).Body)
	codes := regexp.MustCompile(`http://\S+/c/([0-9-]{24})`).FindAllStringSubmatch(coded, -1)
	if len(codes) != 4 {
		t.Fatalf("%d codes:\n%s", len(codes), coded)
	}
	page, err := ui.PNGOf(codes[0][0])
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	if read, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true}); err != nil || read.GetText() != codes[0][0] {
		t.Errorf("the code is read as %v: %v", read, err)
	}

	// By the code: no name stands on the page, and all three answers can be given.
	nobody := p.browserAs(t, work.As(access.Actor{}))
	at, err := url.Parse(codes[0][0])
	if err != nil {
		t.Fatal(err)
	}
	p.handsOut(t, m)
	letter := both(t, nobody, at.Path)
	if letter.Has("#papers") {
		t.Error("whoever holds the letter reads the papers")
	}
	if got := letter.Text("main"); strings.Contains(got, "Bí thư xã An Hoà") || !strings.Contains(got, "Cấp uỷ viên, Tỉnh uỷ Sông Lam") {
		t.Errorf("by the code the page says %s", got)
	}
	replies := at.Path + "/reply"
	if wrong := letter.Submit("form[action$='/reply']:nth-of-type(2)", "cause", "").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-cause-error") {
		t.Errorf("without a reason: %s", wrong.Text("main"))
	}
	for _, answer := range []url.Values{{"reply": {"not"}, "cause": {"mission"}}, {"reply": {"other"}, "substitute": {"Phó bí thư"}}, {"reply": {"comes"}}} {
		nobody.Post(replies, "reply", answer.Get("reply"), "cause", answer.Get("cause"), "substitute", answer.Get("substitute")).Want(http.StatusOK)
	}
	if s := p.seats(t, m)[0]; s.Reply != roll.Comes {
		t.Errorf("after the replies: %+v", s)
	}
	door := both(t, office, m.Address()+"/door").Submit("form[action$='/door']").Want(http.StatusOK)
	both(t, office, m.Address()+"/door")
	if wrong := both(t, nobody, at.Path).Submit("form[action$='/checkin']", "door", "12").Want(http.StatusOK); !wrong.Has("#f-door-error") {
		t.Errorf("a wrong code of the door: %s", wrong.Text("main"))
	}
	here := nobody.Post(at.Path+"/checkin", "door", door.Text(".door-code")).Want(http.StatusOK)
	if !strings.Contains(here.Text("main"), "Có mặt") || here.Has("form") {
		t.Errorf("who is there: %s", here.Text("main"))
	}
	both(t, nobody, at.Path)
	for _, wrong := range []string{"/c/0000-0000-0000-0000-0000", "/c/abc"} {
		nobody.Get(wrong).Want(http.StatusNotFound)
	}
	cal := string(office.Get(m.Address() + "/calendar.ics").Want(http.StatusOK).Body)
	if !strings.Contains(cal, "SUMMARY:Hội nghị sơ kết") || !strings.Contains(cal, "DTSTART") {
		t.Errorf("the calendar: %s", cal)
	}
	p.browser(t, access.Office, p.second).Get(m.Address() + "/calendar.ics").Want(http.StatusNotFound)
}

// officeAccount signs in an account of the office of the province.
func (p *place) officeAccount(t testing.TB) work.Who {
	t.Helper()
	password, err := account.Choose(t.Context(), "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	var made account.ID
	p.MustDo(t, func(u *work.Unit) (err error) {
		if made, err = account.Create(t.Context(), u, account.NewAccount{Login: "van.phong", Name: "Văn phòng", Password: password}); err != nil {
			return err
		}
		return only(account.GrantRole(t.Context(), u, account.NewGrant{Account: made, Role: access.Office, Scope: p.province.Scope(), Interval: civil.Since(u.Today.AddDays(-1))}))
	})
	return work.As(access.Actor{Account: string(made), Name: "Văn phòng", Body: p.province.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: access.Office, Scope: p.province.Scope()}}})
}

// The roll on the screen: who is looked for is marked by one press.
func TestPageOfTheRoll(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	office, reader := p.browser(t, access.Office, p.province), p.browser(t, access.Specialist, p.province)
	if none := both(t, office, p.planned(t, meeting.Meeting{}).Address()+"/roll"); !none.Has(".empty") {
		t.Errorf("nobody is summoned: %s", none.Text("main"))
	}
	later := p.summoned(t, meeting.Meeting{Starts: p.Now().Add(48 * time.Hour)})
	if early := both(t, office, later.Address()+"/roll"); early.Has("button[value=present]") || !early.Has("button[value=excused]") {
		t.Errorf("two days before: %s", early.Text("main"))
	}
	office.Post(later.Address()+"/roll/1", "standing", "present").Want(http.StatusConflict)
	m := p.summoned(t, meeting.Meeting{})
	page := both(t, office, m.Address()+"/roll")
	if rows := page.Find("tbody tr").Length(); rows != 4 || page.Has("button[data-key=p]") {
		t.Errorf("%d rows: %s", rows, page.Text("main"))
	}
	one := both(t, office, m.Address()+"/roll?q=binh+phu")
	if !one.Has("button[data-key=p]") || one.Has("input[autofocus]") || one.Find("tbody tr").Length() != 1 {
		t.Errorf("who is looked for: %s", one.Text("main"))
	}
	after := one.Submit("tbody form", "standing", "present").Want(http.StatusOK)
	if !strings.Contains(after.Text("body"), "Bí thư xã Bình Phú") || after.Value("q") != "" || !strings.Contains(after.Text("main"), "Đại biểu: 1/2 có mặt") {
		t.Errorf("after it was marked: %s", after.Text("main"))
	}
	if tabs := both(t, office, m.Address()+"/roll?only=present").Find("main a[href*='only=present']").Text(); strings.Join(strings.Fields(tabs), " ") != "Có mặt 1" {
		t.Errorf("how many are there: %q", tabs)
	}
	both(t, office, m.Address()+"/roll?q=khong+ai")
	if read := both(t, reader, m.Address()+"/roll"); read.Has("main form[method=post]") {
		t.Errorf("who only reads can mark: %s", read.Text("main"))
	}
	seat := both(t, office, m.Address()+"/roll/1")
	if wrong := seat.Submit("form.form", "reply", "not", "cause", "").Want(http.StatusUnprocessableEntity); !wrong.Has("#f-cause-error") {
		t.Errorf("without a reason: %s", wrong.Text("main"))
	}
	seat.Submit("form.form", "reply", "not", "cause", "leave").Want(http.StatusOK)
	if told := both(t, reader, m.Address()+"/roll"); !strings.Contains(told.Text("main"), "Trả lời giấy mời: 1 không dự được, 3 chưa trả lời.") {
		t.Errorf("who answered what: %s", told.Text("main"))
	}
	both(t, reader, m.Address()+"/roll/1")
	office.Get(m.Address() + "/roll/99").Want(http.StatusNotFound)
	if shown := both(t, reader, m.Address()); !strings.Contains(shown.Text("main"), "Đã triệu tập 4 người") {
		t.Errorf("the page of the conference: %s", shown.Text("main"))
	}
	p.does(t, m, meeting.DoOpen)
	p.does(t, m, meeting.DoClose)
	if over := both(t, office, m.Address()+"/roll"); over.Has("main form[method=post]") {
		t.Errorf("after it was closed it can be marked: %s", over.Text("main"))
	}
	office.Post(m.Address()+"/roll/1", "standing", "present").Want(http.StatusConflict)
}

// handsOut hands a file out with a new item of a conference.
func (p *place) handsOut(t testing.TB, m meeting.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error {
		if err := meeting.Put(t.Context(), u, m, meeting.ReadAgenda("Báo cáo")); err != nil {
			return err
		}
		a, err := meeting.AgendaOf(t.Context(), &u.View, m)
		if err != nil {
			return err
		}
		sum, size, err := p.store.Put(t.Context(), strings.NewReader("Nội dung báo cáo"))
		if err != nil {
			return err
		}
		return meeting.HandOut(t.Context(), u, a[len(a)-1].ID, []meeting.File{{Name: "Báo cáo.txt", SHA256: sum, Size: size}}, "")
	})
}

// Invitations of who signs in.
func TestPageOfInvitations(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	self := p.browserAs(t, p.signedIn(t, p.first))
	if none := both(t, self, "/invitations"); !none.Has(".empty") {
		t.Errorf("no invitation: %s", none.Text("main"))
	}
	m := p.summoned(t, meeting.Meeting{})
	both(t, self, "/invitations")
	at := "/invitations/" + string(m)
	letter := both(t, self, at)
	if answered := letter.Submit("form[action$='/reply']").Want(http.StatusOK); !strings.Contains(answered.Text("main"), "Đã ghi nhận trả lời: Sẽ dự.") || answered.Find("form[action$='/reply']").Length() != 2 {
		t.Errorf("after the reply: %s", answered.Text("main"))
	}
	other := p.browser(t, access.Office, p.second)
	other.Get(at).Want(http.StatusNotFound)
	// What is handed out is read by who signs in, and not by the code of a letter.
	p.handsOut(t, m)
	paper := both(t, self, at).Find("#papers a").AttrOr("href", "")
	if got := self.Get(paper).Want(http.StatusOK).Body; string(got) != "Nội dung báo cáo" {
		t.Errorf("%s is given back as %q", paper, got)
	}
	other.Get(paper).Want(http.StatusNotFound)
	self.Get(at + "/papers/x").Want(http.StatusNotFound)
	p.does(t, m, meeting.DoCallOff)
	self.Get(paper).Want(http.StatusNotFound)
	if off := both(t, self, at); off.Has("main form") || !strings.Contains(off.Text("main"), "không tổ chức") {
		t.Errorf("after it was called off: %s", off.Text("main"))
	}
}

// A body that sends somebody finds the letter and says whom: its office does, and nobody
// else.
func TestABodySaysWhomItSends(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		m := p.planned(t, meeting.Meeting{})
		p.set(t, m, roll.Line{Capacity: roll.Delegate, Body: p.second})
		if n, err := p.summon(t, m); err != nil || n != 1 {
			t.Fatalf("%d are summoned: %v", n, err)
		}
		office, at := p.browser(t, access.Office, p.second), "/invitations/"+string(m)
		if list := both(t, office, "/invitations"); !list.Has("main tbody a[href='"+at+"']") || !strings.Contains(list.Text("main"), "Người do cơ quan cử, Đảng uỷ xã Bình Phú") {
			t.Fatalf("the letters of a body: %s", list.Text("main"))
		}
		letter := both(t, office, at)
		if letter.Has("input[name=reply][value=comes]") {
			t.Error("a body that sends somebody comes itself")
		}
		sent := letter.Submit("form:has([name=substitute])", "substitute", "Phó Bí thư").Want(http.StatusOK)
		if s := p.seats(t, m)[0]; s.Reply != roll.Other || s.Substitute != "Phó Bí thư" || !strings.Contains(sent.Text("main"), "Phó Bí thư") {
			t.Errorf("whom it sends: %+v, %s", s, sent.Text("main"))
		}
		for who, c := range map[string]*webtest.Client{"another body": p.browser(t, access.Office, p.first), "who plans nothing": p.browser(t, access.Specialist, p.second)} {
			if list := c.Get("/invitations").Want(http.StatusOK); !list.Has(".empty") {
				t.Errorf("%s sees %s", who, list.Text("main"))
			}
			c.Get(at).Want(http.StatusNotFound)
			c.Post(at+"/reply", "reply", "not", "cause", "mission").Want(http.StatusNotFound)
		}
	})
}
