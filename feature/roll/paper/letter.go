// Package paper writes the letters by which people are called to a conference (giấy
// mời), in the form of the Party or of the State. It is told everything that they say
// and asks nobody; what is not known is left out, or has room to be written by hand.
package paper

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/feature/org"
)

// Letters call people to one conference: each by a letter of their own, or all by one
// with the list of them as annex.
//
// The words are those of the letter of Nghị định 30/2020/NĐ-CP, phụ lục III, as read in
// reprints ("trân trọng kính mời … tới dự …"); the Party has the same kind of paper since
// Quy định 399-QĐ/TW, whose sample was not found, and is given the same words below its
// own head (chưa kiểm chứng).
type Letters struct {
	Head  org.Head   // of the body that calls; also says in which form to write
	Place string     // the locality at the head (địa danh); "" leaves room
	On    civil.Date // when they are dated; zero leaves room

	Title  string   // of the conference
	Agenda []string // with their numbers, in order
	Chair  string   // in words; "" leaves the line out
	Where  string   // "" leaves room
	Starts time.Time
	Ends   time.Time
	Zone   *time.Location

	ReplyBy   civil.Date   // until when they are asked to say whether they come; zero asks nothing
	Authority string       // on whose behalf they are signed: "Ban Thường vụ"; "" for nobody's
	Warrant   docx.Warrant // of the authority: on behalf, in place, by order
	Post      string       // of who signs; "" leaves room

	To []Invitee
}

// An Invitee is somebody who is called.
type Invitee struct {
	Name     string // "" where nobody is known
	Title    string // "Bí thư"; "" where the body sends whom it wants
	Body     string
	Capacity string
	// Code is where they answer, and its QR code as a PNG; "" for none.
	Code string
	QR   []byte
}

// words are an invitee as the letter names them.
func (i Invitee) words() string {
	who := "Đại diện " + i.Body
	if i.Title != "" {
		who = i.Title + ", " + i.Body
	}
	switch i.Name {
	case "":
		return who
	case i.Title + " " + i.Body: // who is known by the post alone is not named twice
		return i.Name
	}
	first, size := utf8.DecodeRuneInString(who)
	return i.Name + ", " + string(unicode.ToLower(first)) + who[size:]
}

const room = "……………………"

// Each is a letter for everybody, each on a page of its own.
func (l Letters) Each() docx.Document {
	var body []docx.Block
	for i, to := range l.To {
		if i > 0 {
			body = append(body, docx.Break{})
		}
		body = append(body, l.letter(to.words(), to)...)
	}
	return docx.Document{Body: body}
}

// Circular is one letter with the list of those who are called behind it.
func (l Letters) Circular() docx.Document {
	body := l.letter("Các đồng chí có tên trong danh sách kèm theo", Invitee{})
	if !l.party() {
		body = l.letter("Các ông, bà có tên trong danh sách kèm theo", Invitee{})
	}
	body = append(body, docx.Break{}, docx.Title{Party: l.party(), Kind: "Danh sách", About: "mời dự " + l.Title})
	t := docx.Table{Head: [][]docx.Cell{nil}}
	for _, c := range []struct {
		head  string
		width int
	}{{"TT", 12}, {"Họ và tên", 50}, {"Chức danh, cơ quan", 73}, {"Tư cách", 30}} {
		t.Widths, t.Head[0] = append(t.Widths, c.width), append(t.Head[0], docx.CellOf(docx.Center, docx.Run{Text: c.head, Bold: true}))
	}
	for n, i := range l.To {
		place := i.Body
		if i.Title != "" {
			place = i.Title + ", " + i.Body
		}
		t.Rows = append(t.Rows, []docx.Cell{
			docx.CellOf(docx.Center, docx.Run{Text: strconv.Itoa(n + 1)}), docx.CellOf(docx.Left, docx.Run{Text: i.Name}), docx.CellOf(docx.Left, docx.Run{Text: place}), docx.CellOf(docx.Left, docx.Run{Text: i.Capacity}),
		})
	}
	return docx.Document{Body: append(body, t)}
}

func (l Letters) party() bool { return l.Head.Regime == org.PartyRegime }

func (l Letters) letter(to string, i Invitee) []docx.Block {
	body := []docx.Block{l.letterhead().Table(docx.Upright), docx.Title{Party: l.party(), Kind: "Giấy mời", About: l.subject()}}
	line := func(name, words string) {
		if words != "" {
			body = append(body, docx.Prose(docx.Run{Text: name + ": ", Bold: true}, docx.Run{Text: words}))
		}
	}
	body = append(body, docx.Prose(docx.Run{Text: l.Head.Name + " trân trọng kính mời: "}, docx.Run{Text: to, Bold: true}))
	line("Tới dự", l.Title)
	if len(l.Agenda) > 0 {
		heading := docx.Prose(docx.Run{Text: "Chương trình:", Bold: true})
		heading.Next = true
		body = append(body, heading)
		for _, item := range l.Agenda {
			p := docx.Prose(docx.Run{Text: item})
			p.After = 2
			body = append(body, p)
		}
	}
	line("Chủ trì", l.Chair)
	line("Thời gian", l.when())
	where := l.Where
	if where == "" {
		where = room
	}
	line("Địa điểm", where)
	if !l.ReplyBy.IsZero() {
		body = append(body, docx.Prose(docx.Run{Text: "Đề nghị trả lời trước hết ngày " + l.ReplyBy.Paper() + " để " + l.Head.Name + " chuẩn bị."}))
	}
	stop := "./."
	if l.party() {
		stop = "."
	}
	end := docx.Prose(docx.Run{Text: "Trân trọng kính mời" + stop})
	end.Next = true
	if i.Code != "" {
		body = append(body, l.code(i))
	}
	return append(body, end, l.ending())
}

// subject is the extract: of the Party it begins with a small letter.
func (l Letters) subject() string {
	if l.party() {
		return "dự " + l.Title
	}
	return "Dự " + l.Title
}

// code is where an invitee answers, beside its QR code.
func (l Letters) code(i Invitee) docx.Block {
	words := []docx.Paragraph{
		{Runs: []docx.Run{{Text: "Quét mã để trả lời giấy mời và tự điểm danh khi đến dự; hoặc mở:", Size: 12}}},
		{Runs: []docx.Run{{Text: i.Code, Size: 12, Bold: true}}, Before: 3},
		{Runs: []docx.Run{{Text: "Mã dành riêng cho người được mời, hết hiệu lực khi hội nghị kết thúc.", Size: 12, Italic: true}}, Before: 3},
	}
	picture := docx.Paragraph{Align: docx.Center, Runs: []docx.Run{{Picture: &docx.Picture{PNG: i.QR, Width: 25, About: "Mã QR của giấy mời"}}}}
	return docx.Table{Plain: true, Widths: []int{30, docx.Upright - 30}, Rows: [][]docx.Cell{{{Paragraphs: []docx.Paragraph{picture}}, {Paragraphs: words}}}}
}

// when tells the hours and the day, in words: "08 giờ 00 phút đến 11 giờ 20 phút, thứ
// Sáu, ngày 20 tháng 11 năm 2026".
func (l Letters) when() string {
	from, until := l.in(l.Starts), l.in(l.Ends)
	first, last := civil.Of(from), civil.Of(until)
	if first == last {
		return clock(from) + " đến " + clock(until) + ", " + weekdays[from.Weekday()] + ", ngày " + first.Paper()
	}
	return "từ " + clock(from) + ", " + weekdays[from.Weekday()] + ", ngày " + first.Paper() + " đến " + clock(until) + ", " + weekdays[until.Weekday()] + ", ngày " + last.Paper()
}

var weekdays = [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}

func clock(t time.Time) string { return fmt.Sprintf("%02d giờ %02d phút", t.Hour(), t.Minute()) }

func (l Letters) in(t time.Time) time.Time {
	if l.Zone == nil {
		return t
	}
	return t.In(l.Zone)
}

func (l Letters) letterhead() docx.Letterhead {
	symbol := "GM-……"
	if l.party() {
		symbol = "GM/……"
	}
	place, day := l.Place, l.On.Paper()
	if place == "" {
		place = "…………"
	}
	if day == "" {
		day = "…… tháng …… năm ………"
	}
	return docx.Letterhead{
		Party: l.party(), Above: strings.ToUpper(l.Head.Above), Name: strings.ToUpper(l.Head.Name), Number: docx.Number{Symbol: symbol}, Dated: place + ", ngày " + day,
	}
}

func (l Letters) ending() docx.Ending {
	sign := docx.Signature{Post: l.Post}
	if sign.Post == "" {
		sign.Post = room
	}
	if l.Authority != "" {
		sign.Authority = []docx.Authority{{Warrant: l.Warrant, Of: l.Authority}}
	}
	kept := "Lưu: VT"
	if l.party() {
		kept = "Lưu Văn phòng"
	}
	return docx.Ending{Party: l.party(), Recipients: []string{"Như trên", kept}, Right: sign}
}
