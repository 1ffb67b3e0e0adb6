package paper

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/feature/org"
)

// A Notice is what a conference concluded, as it is sent to those concerned (thông
// báo kết luận): who met, when and where, who presided, what was heard; then the
// conclusions, numbered, among them the sentences that assign tasks.
//
// Its skeleton is that of notices as offices issue them; no regulation with a sample
// of it was found (chưa kiểm chứng). Head, number and signature follow the rules of
// each form, as in [Minutes].
type Notice struct {
	Head org.Head // of the body whose conference it was; also says in which form to write
	// Number is that of the notice. One without No is a draft, on which room is left; so
	// it is where the Symbol, "TB/TU" or "TB-UBND", is not known.
	Number docx.Number
	Place  string     // the locality at the head (địa danh); "" leaves room
	On     civil.Date // zero leaves room

	About string         // the extract; that of the title where it is empty
	Title string         // of the conference
	Held  time.Time      // when it was opened
	Zone  *time.Location // in which times are told; nil tells each in its own
	Where string         // "" leaves it out
	Chair string         // in words; "" leaves it out
	Heard []string       // what was presented: reports, documents
	Views bool           // speeches were recorded

	// Follows are the notices of the same conference that were issued before, each as
	// "số 15-TB/TU ngày 30 tháng 11 năm 2026".
	Follows []string

	Conclusions []string // each line of one is a paragraph

	Recipients []string
	Signature  docx.Signature
	// Draft is the instant up to which the draft tells; zero of what is issued.
	Draft time.Time
}

// Paper returns the notice as a document.
func (n Notice) Paper() docx.Document {
	var body []docx.Block
	if !n.Draft.IsZero() {
		m := Minutes{Zone: n.Zone}
		body = append(body, docx.Line(docx.Run{Text: "DỰ THẢO, tính đến " + m.moment(n.Draft), Bold: true, Size: 14}), docx.Line(docx.Run{Size: 6}))
	}
	body = append(body, n.letterhead().Table(docx.Upright), docx.Title{Party: n.party(), Kind: "Thông báo", About: n.about()}, docx.Prose(docx.Run{Text: n.opening()}), docx.Prose(docx.Run{Text: n.basis()}))
	for i, c := range n.Conclusions {
		for k, line := range strings.Split(c, "\n") {
			if k == 0 {
				body = append(body, docx.Section{Party: n.party(), Level: docx.Figure, No: i + 1, Words: []docx.Run{{Text: line}}})
			} else if line != "" {
				body = append(body, docx.Prose(docx.Run{Text: line}))
			}
		}
	}
	stop := "./."
	if n.party() {
		stop = "."
	}
	last := docx.Prose(docx.Run{Text: Closing + stop})
	last.Next = true
	return docx.Document{Body: append(body, last, docx.Ending{Party: n.party(), Recipients: n.Recipients, Right: n.Signature})}
}

// Concluding is how the sentence ends behind which the conclusions stand.
const Concluding = "kết luận như sau:"

// Closing is how a notice ends, without the sign behind.
const Closing = "Trên đây là thông báo kết luận hội nghị để các cơ quan, đơn vị có liên quan biết, thực hiện"

func (n Notice) party() bool { return n.Head.Regime == org.PartyRegime }

func (n Notice) letterhead() docx.Letterhead {
	number, sign := n.Number, "-"
	if n.party() {
		sign = "/"
	}
	if number.Symbol == "" {
		number.Symbol = "TB" + sign + "……"
	}
	place, day := n.Place, n.On.Paper()
	if place == "" {
		place = "…………"
	}
	if day == "" {
		day = "…… tháng …… năm ………"
	}
	return docx.Letterhead{Party: n.party(), Above: strings.ToUpper(n.Head.Above), Name: strings.ToUpper(n.Head.Name), Number: number, Dated: place + ", ngày " + day}
}

// about is the extract, which begins with a small letter in papers of the Party.
func (n Notice) about() string {
	about := n.About
	if about == "" {
		about = Subject(n.Title)
	}
	if n.party() {
		return about
	}
	return first(about, unicode.ToUpper)
}

// Subject is what a notice about a conference is about, as its extract and the register
// say it: "kết luận hội nghị giao ban tháng 11".
func Subject(title string) string { return "kết luận " + conference(title) }

// FurtherSubject is what a notice is about that goes on with another one of the same
// conference: "kết luận bổ sung hội nghị giao ban tháng 11".
func FurtherSubject(title string) string { return "kết luận bổ sung " + conference(title) }

// conference is a title within a sentence.
func conference(title string) string {
	folded := strings.ToLower(title)
	for _, w := range []string{"hội nghị", "cuộc họp", "phiên họp", "buổi họp"} {
		if strings.HasPrefix(folded, w) {
			return first(title, unicode.ToLower)
		}
	}
	return "hội nghị “" + title + "”"
}

func first(s string, turn func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(turn(r)) + s[n:]
}

// opening says who met, when, where, and who presided.
func (n Notice) opening() string {
	at := n.Held
	if n.Zone != nil {
		at = at.In(n.Zone)
	}
	s := "Ngày " + civil.Of(at).Paper()
	if n.Where != "" {
		s += ", tại " + n.Where
	}
	s += ", " + n.Head.Name + " đã tổ chức " + conference(n.Title) + "."
	if n.Chair != "" {
		s += " Chủ trì: " + n.Chair + "."
	}
	return s
}

// basis says upon what the conference concluded, as far as it was recorded.
func (n Notice) basis() string {
	on := n.Heard
	if len(on) > 0 {
		on = []string{strings.Join(on, "; ")}
	}
	if n.Views {
		on = append(on, "các ý kiến phát biểu")
	}
	var s string
	if len(n.Follows) > 0 {
		s = "tiếp theo Thông báo " + strings.Join(n.Follows, ", ") + ", "
	}
	if len(on) > 0 {
		s += "sau khi nghe " + strings.Join(on, " và ") + ", "
	}
	return first(s+"hội nghị "+Concluding, unicode.ToUpper)
}
