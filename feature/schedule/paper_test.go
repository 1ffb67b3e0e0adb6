package schedule_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/schedule"
)

// paperOf reads the paper of a week back: its words, and the cells of its rows.
func paperOf(t *testing.T, c *webtest.Client, query string) (string, [][]string, []byte) {
	t.Helper()
	content := c.Get("/schedule/file" + query).Want(http.StatusOK).Body
	officetest.Sound(t, "a.docx", content)
	read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	list := read.Tables[len(read.Tables)-1]
	if !list.Rows[0].Header {
		t.Error("the headings do not come again on the next page")
	}
	var rows [][]string
	for _, row := range list.Rows {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, strings.Join(strings.Fields(read.Text[cell.Start:cell.End]), " "))
		}
		rows = append(rows, cells)
	}
	return strings.Join(strings.Fields(read.Text), " "), rows, content
}

// A week is a paper in the form of its body: head, title, a row for each entry with
// its day beside the first; a draft says that it is one and is for who makes it.
func TestWeekOnPaper(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		monday := schedule.MondayOf(p.today)
		e := p.entry()
		e.Attending, e.Prepared, e.Note, e.On = "Các đồng chí Uỷ viên <Ban Thường vụ>", "Văn phòng", "Có tài liệu", monday
		p.add(t, e)
		off := p.add(t, schedule.Entry{Body: p.commune, On: monday, From: "14h", Words: "Tiếp công dân", Place: "Trụ sở"})
		p.add(t, schedule.Entry{Body: p.commune, On: monday.AddDays(5), Words: "Ngày thứ Bảy tình nguyện"})
		p.MustDo(t, func(u *work.Unit) error {
			return schedule.Change(t.Context(), u, schedule.Entry{ID: off, Version: 1, On: monday, From: "14h", Words: "Tiếp công dân", Place: "Trụ sở", CalledOff: "Lãnh đạo đi họp tỉnh"})
		})
		office, reader := p.browser(t, access.Office, p.commune), p.browser(t, access.Specialist, p.commune)
		if !office.Get("/schedule").Want(http.StatusOK).Has("a[href^='/schedule/file?']") || reader.Get("/schedule").Want(http.StatusOK).Has("a[href^='/schedule/file?']") {
			t.Error("the page of the week does not lead to its paper, or leads there who may not have it")
		}
		hidden := reader.Get("/schedule/file").Want(http.StatusOK).Body
		read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(hidden), int64(len(hidden)), source.DefaultLimits)
		if err != nil || strings.Contains(read.Text, "Họp") || !strings.Contains(read.Text, "(Lịch tuần này chưa ban hành)") {
			t.Errorf("a week that is not issued: %v, %.300q", err, read.Text)
		}
		draft, _, _ := paperOf(t, office, "")
		if !strings.Contains(draft, "(Dự thảo)") {
			t.Error("a draft does not say that it is one")
		}
		p.MustDo(t, func(u *work.Unit) error { return schedule.Issue(t.Context(), u, p.commune, monday) })
		reader.SetLang(text.English) // the paper is Vietnamese all the same
		said, rows, _ := paperOf(t, reader, "?body="+string(p.commune)+"&week="+p.today.String())
		at := 0
		for _, w := range []string{"TỈNH UỶ SÔNG LAM", "ĐẢNG UỶ XÃ AN HOÀ", "ĐẢNG CỘNG SẢN VIỆT NAM", "ngày " + p.today.Paper(), "LỊCH CÔNG TÁC", "Tuần từ ngày " + monday.Vietnamese() + " đến ngày " + monday.AddDays(6).Vietnamese(), "Ngày", "Họp Ban Thường vụ"} {
			i := strings.Index(said[at:], w)
			if i < 0 {
				t.Fatalf("%q is not behind what is before it: %.500q", w, said)
			}
			at += i
		}
		if strings.Contains(said, "Dự thảo") {
			t.Error("what was issued says that it is a draft")
		}
		day := func(n int, name string) string { return name + " " + monday.AddDays(n).Vietnamese() }
		want := [][]string{
			{"Ngày", "Thời gian", "Nội dung", "Lãnh đạo chủ trì, tham dự", "Địa điểm", "Thành phần", "Chuẩn bị, theo dõi", "Ghi chú"},
			{day(0, "Thứ Hai"), "08h00–10h30", "Họp Ban Thường vụ", "Bí thư Đảng uỷ", "Phòng họp số 1", "Các đồng chí Uỷ viên <Ban Thường vụ>", "Văn phòng", "Có tài liệu"},
			{"", "14h00", "Hoãn: Lãnh đạo đi họp tỉnh Tiếp công dân", "", "Trụ sở", "", "", ""},
			{day(1, "Thứ Ba"), "", "", "", "", "", "", ""},
			{day(2, "Thứ Tư"), "", "", "", "", "", "", ""},
			{day(3, "Thứ Năm"), "", "", "", "", "", "", ""},
			{day(4, "Thứ Sáu"), "", "", "", "", "", "", ""},
			{day(5, "Thứ Bảy"), "Cả ngày", "Ngày thứ Bảy tình nguyện", "", "", "", "", ""},
		}
		if len(rows) != len(want) {
			t.Fatalf("the rows are %q", rows)
		}
		for i := range want {
			if !slices.Equal(rows[i], want[i]) {
				t.Errorf("row %d is %q, want %q", i, rows[i], want[i])
			}
		}
		for _, who := range []*webtest.Client{p.browser(t, access.Office, p.other), p.browser(t, access.Specialist, p.other)} {
			who.Get("/schedule/file?body=" + string(p.commune)).Want(http.StatusNotFound)
		}
		office.Get("/schedule/file?week=mai").Want(http.StatusUnprocessableEntity)
	})
}

// LibreOffice prints a full week of a body of the State on A4 across.
func TestWeekInLibreOffice(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.MustDo(t, func(u *work.Unit) (err error) {
		p.commune, err = org.Establish(t.Context(), u, org.NewBody{Code: "U", Name: "Uỷ ban nhân dân xã An Hoà", Kind: org.PeoplesCommittee, Tier: org.Commune, Line: org.Government, Superior: p.commune}, day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
		return err
	})
	p.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	monday := schedule.MondayOf(p.today)
	for i := range 30 {
		p.add(t, schedule.Entry{Body: p.commune, On: monday.AddDays(i % 6), From: fmt.Sprintf("%dh30", 7+i/6), Words: fmt.Sprintf("Hội nghị số %d về rà soát, hoàn thiện hồ sơ sắp xếp tổ chức bộ máy", i+1), Chair: "Chủ tịch, các Phó Chủ tịch", Place: "Phòng họp số 1", Attending: "Các ngành liên quan", Prepared: "Văn phòng"})
	}
	said, rows, content := paperOf(t, p.browser(t, access.Office, p.commune), "")
	if !strings.Contains(said, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc") || strings.Contains(said, "ĐẢNG") || len(rows) != 31 {
		t.Errorf("%d rows: %.300q", len(rows), said)
	}
	paper := officetest.Convert(t, "lich.docx", content, "pdf")
	read, err := source.Read(t.Context(), "a.pdf", bytes.NewReader(paper), int64(len(paper)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(read.Text), " ")
	for _, want := range []string{"LỊCH CÔNG TÁC", "Thứ Hai", "Thứ Bảy", civil.Date.Vietnamese(monday.AddDays(5))} {
		if !strings.Contains(words, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	if !bytes.Contains(paper, []byte("/MediaBox[0 0 841.")) && !bytes.Contains(paper, []byte("/MediaBox [0 0 841.")) {
		t.Error("the paper is not A4 across")
	}
}
