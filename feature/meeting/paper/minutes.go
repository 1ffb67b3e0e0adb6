// Package paper writes the papers of a conference in the form of the Party or of
// the State: the minutes. It is told everything that they say and asks nobody, and
// what was not recorded is not written: where the form wants it, room is left to
// write it by hand.
package paper

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/feature/org"
)

// Minutes are what is written of a conference (biên bản).
//
// Those of the Party follow the sample of Hướng dẫn 16-HD/VPTW of 23/2/2023. It is
// unverified (chưa kiểm chứng): the head, the lines below the title, "Thành phần
// hội nghị" and "Diễn biến hội nghị" were read in a reprint, which broke off there;
// what comes behind was not found, and it rests on Quy định 66-QĐ/TW, which
// 399-QĐ/TW has replaced. It binds the committees of provinces; other bodies of the
// Party are given the same form. Those of the State follow Nghị định 30/2020/NĐ-CP,
// phụ lục III, mẫu 1.9, which was read in reprints too.
type Minutes struct {
	Head org.Head // of the body whose conference it is; also says in which form to write
	// Number is that of the minutes. One without No is a draft, on which room is left;
	// so it is where the Symbol, "BB/TU" or "BB-UBND", is not known.
	Number docx.Number
	Place  string     // the locality at the head (địa danh); "" leaves room
	On     civil.Date // when the minutes are dated; zero leaves room

	Title     string         // "Hội nghị sơ kết công tác năm 2026", as it stands in the title
	Kind      string         // what the conference is for, in words; stands as title where there is none
	Opened    time.Time      // zero while it has not begun
	Closed    time.Time      // zero while it is not over
	Zone      *time.Location // in which times are told; nil tells each in its own
	Where     string         // it is held; "" leaves room
	Chair     string         // in words; "" leaves room
	Secretary string         // who keeps the minutes, in words; "" leaves room
	About     string         // the document or the matter that it is about; "" leaves the line out

	Items []Item    // that were taken up, in the order of the agenda
	Loose []Outcome // recorded while no item was on, in their order

	// Recipients are those who receive the minutes beside the file, where they are
	// always kept.
	Recipients []string
	// Draft is the instant up to which the minutes tell, of those that are not final;
	// zero of those that are.
	Draft time.Time
}

// An Item is an item of the agenda with what came of it.
type Item struct {
	Number   string // "2.1"; "" of one without, as a break
	Title    string
	Reporter string        // who presented it, in words; "" where nobody was said
	Took     time.Duration // told in whole minutes; less than one is not told
	Late     bool          // added after the conference was opened
	Outcomes []Outcome     // in the order in which they were recorded
}

// An OutcomeKind says what was recorded.
type OutcomeKind string

// The kinds of outcomes.
const (
	Information OutcomeKind = "information" // thông tin
	Speech      OutcomeKind = "speech"      // ý kiến phát biểu
	Decision    OutcomeKind = "decision"    // quyết định
	Task        OutcomeKind = "task"        // giao việc
)

// An Outcome is something that was recorded while the conference ran.
type Outcome struct {
	Kind        OutcomeKind
	Words       string    // as they were recorded; each line is a paragraph
	Speaker     string    // who said it, in the words that were recorded; "" where nobody was said
	At          time.Time // when; told of what belongs to no item, zero is not told
	Lead        string    // of a task: the body; "" where none was said
	Due         string    // of a task: until when, in words; "" where nothing was said
	Deliverable string    // of a task; "" where none was said
}

// room is what stands where something is to be written by hand.
const room = "……………………"

// Paper returns the minutes as a document: head, title, what the form has below it,
// the course item by item, what was decided and assigned as a table, when the
// conference ended, and who signs.
//
// Who came (thành phần) is not written, for it is not recorded. A section without
// content is left out, and the others are numbered on.
func (m Minutes) Paper() docx.Document {
	var body []docx.Block
	if !m.Draft.IsZero() {
		body = append(body, docx.Line(docx.Run{Text: "DỰ THẢO, tính đến " + m.moment(m.Draft), Bold: true, Size: 14}), docx.Line(docx.Run{Size: 6}))
	}
	body = append(body, m.letterhead().Table(docx.Upright), docx.Title{Party: m.party(), Kind: "Biên bản", About: m.title()})
	for _, line := range m.lines() {
		body = append(body, line)
	}
	section := 0
	begin := func(title string) {
		section++
		body = append(body, docx.Section{Party: m.party(), Level: docx.Figure, No: section, Title: title})
	}
	begin("Diễn biến hội nghị")
	body = append(body, m.course()...)
	if settled := m.settled(); len(settled.Rows) > 0 {
		begin("Kết luận, nhiệm vụ")
		body = append(body, settled)
	}
	if !m.Closed.IsZero() {
		body = append(body, m.end())
	}
	return docx.Document{Body: append(body, m.ending())}
}

func (m Minutes) party() bool { return m.Head.Regime == org.PartyRegime }

// letterhead is the head. That of the State bears no place and day: mẫu 1.9 has
// none, since its text says when and where.
func (m Minutes) letterhead() docx.Letterhead {
	number, sign := m.Number, "-"
	if m.party() {
		sign = "/"
	}
	if number.Symbol == "" {
		number.Symbol = "BB" + sign + "……"
	}
	head := docx.Letterhead{Party: m.party(), Above: strings.ToUpper(m.Head.Above), Name: strings.ToUpper(m.Head.Name), Number: number}
	if m.party() {
		place, day := m.Place, m.On.Paper()
		if place == "" {
			place = "…………"
		}
		if day == "" {
			day = "…… tháng …… năm ………"
		}
		head.Dated = place + ", ngày " + day
	}
	return head
}

func (m Minutes) title() string {
	if m.Title == "" {
		return m.Kind
	}
	return m.Title
}

// lines are what stands below the title, in the order of the form: the Party says
// the content before who presides, each behind a dash; the State behind.
func (m Minutes) lines() (lines []docx.Paragraph) {
	type line struct{ name, words string }
	when := "(chưa khai mạc)"
	if !m.Opened.IsZero() {
		when = m.moment(m.Opened)
		if m.party() {
			when = "bắt đầu vào hồi " + when
		}
	}
	about := line{"Nội dung", m.About}
	form := []line{{"Thời gian bắt đầu", when}, {"Địa điểm", orRoom(m.Where)}, {"Chủ trì", orRoom(m.Chair)}, {"Thư ký (người ghi biên bản)", orRoom(m.Secretary)}, about}
	dash := ""
	if m.party() {
		form = []line{{"Thời gian", when}, {"Địa điểm", orRoom(m.Where)}, about, {"Người chủ trì", orRoom(m.Chair)}, {"Người ghi biên bản", orRoom(m.Secretary)}}
		dash = "- "
	}
	for _, l := range form {
		if l.words != "" {
			lines = append(lines, docx.Prose(docx.Run{Text: dash + l.name + ": " + l.words}))
		}
	}
	return lines
}

func orRoom(s string) string {
	if s == "" {
		return room
	}
	return s
}

// course is what happened, item by item. An item is called by its number in the
// agenda, so that it is not taken for a section of the minutes.
func (m Minutes) course() (body []docx.Block) {
	if len(m.Items) == 0 && len(m.Loose) == 0 {
		return []docx.Block{docx.Prose(docx.Run{Text: "(Chưa ghi nội dung nào.)", Italic: true})}
	}
	for _, item := range m.Items {
		body = append(body, item.blocks()...)
	}
	if len(m.Items) > 0 && len(m.Loose) > 0 {
		heading := docx.Prose(docx.Run{Text: "Ngoài các nội dung trong chương trình", Bold: true})
		heading.Next = true
		body = append(body, heading)
	}
	for _, o := range m.Loose {
		at := ""
		if !o.At.IsZero() {
			at = m.clock(o.At) + ": "
		}
		body = append(body, o.blocks(at)...)
	}
	return body
}

func (i Item) blocks() (body []docx.Block) {
	name := i.Title
	if i.Number != "" {
		name = "Nội dung " + i.Number + ": " + name
	}
	if i.Late {
		name += " (bổ sung)"
	}
	var facts []string
	if i.Reporter != "" {
		facts = append(facts, "trình bày: "+i.Reporter)
	}
	if minutes := int(i.Took / time.Minute); minutes > 0 {
		facts = append(facts, "thời gian: "+strconv.Itoa(minutes)+" phút")
	}
	heading := docx.Prose(docx.Run{Text: name, Bold: true})
	heading.Next = len(facts) > 0 || len(i.Outcomes) > 0
	body = append(body, heading)
	if len(facts) > 0 {
		line := sentence(facts)
		line.Next = len(i.Outcomes) > 0
		body = append(body, line)
	}
	for _, o := range i.Outcomes {
		body = append(body, o.blocks("")...)
	}
	return body
}

// blocks are an outcome: what it is, behind at, and its words; of a task below them
// who leads it, until when and what comes of it, as far as it was said.
//
// Minutes tell without comment what was said (16-HD/VPTW), so nothing stands before
// the speaker that was not recorded: no "đồng chí", no "ông", no "bà".
func (o Outcome) blocks(at string) (body []docx.Block) {
	var facts []string
	if o.Kind == Task {
		for _, f := range []struct{ name, words string }{{"chủ trì", o.Lead}, {"thời hạn", o.Due}, {"sản phẩm", o.Deliverable}} {
			if f.words != "" {
				facts = append(facts, f.name+": "+f.words)
			}
		}
	}
	// Words stand on the page of what is said of them.
	said := func(runs []docx.Run) docx.Paragraph {
		p := docx.Prose(runs...)
		p.Next = len(facts) > 0
		return p
	}
	first := []docx.Run{{Text: at}, {Text: o.mark(), Bold: o.Kind == Decision || o.Kind == Task}}
	for n, line := range strings.Split(strings.TrimSpace(o.Words), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case n == 0:
			body = append(body, said(append(first, docx.Run{Text: line})))
		case line != "":
			body = append(body, said([]docx.Run{{Text: line}}))
		}
	}
	if len(facts) > 0 {
		body = append(body, sentence(facts))
	}
	return body
}

// mark says what an outcome is and, as far as it was recorded, whose.
func (o Outcome) mark() string {
	if o.Kind == Speech && o.Speaker != "" {
		return o.Speaker + " phát biểu: "
	}
	name := map[OutcomeKind]string{Information: "Thông tin", Speech: "Ý kiến phát biểu", Decision: "Quyết định", Task: "Giao việc"}[o.Kind]
	switch {
	case name == "" && o.Speaker == "":
		return ""
	case name == "":
		return o.Speaker + ": "
	case o.Speaker != "":
		name += " (" + o.Speaker + ")"
	}
	return name + ": "
}

// sentence is facts as one: "Chủ trì: Văn phòng; thời hạn: 15/01/2027."
func sentence(facts []string) docx.Paragraph {
	said := []rune(strings.TrimRight(strings.Join(facts, "; "), " ."))
	return docx.Prose(docx.Run{Text: strings.ToUpper(string(said[:1])) + string(said[1:]) + "."})
}

// settledColumns are those of the table of what was decided and assigned, with their
// widths in millimetres. No form has one; it is what people look for in minutes.
var settledColumns = []struct {
	head  string
	width int
}{{"TT", 12}, {"Nội dung", 83}, {"Chủ trì", 40}, {"Thời hạn", 30}}

// settled is what was decided and assigned, in the order of the course.
func (m Minutes) settled() docx.Table {
	t := docx.Table{Head: [][]docx.Cell{nil}}
	for _, c := range settledColumns {
		t.Widths, t.Head[0] = append(t.Widths, c.width), append(t.Head[0], cell(docx.Center, docx.Run{Text: c.head, Bold: true}))
	}
	for _, o := range m.outcomes() {
		if o.Kind != Decision && o.Kind != Task {
			continue
		}
		t.Rows = append(t.Rows, []docx.Cell{
			cell(docx.Center, docx.Run{Text: strconv.Itoa(len(t.Rows) + 1)}), cell(docx.Justify, docx.Run{Text: strings.Join(strings.Fields(o.Words), " ")}),
			cell(docx.Left, docx.Run{Text: o.Lead}), cell(docx.Left, docx.Run{Text: o.Due}),
		})
	}
	return t
}

// outcomes are all of them, in the order of the course.
func (m Minutes) outcomes() (all []Outcome) {
	for _, i := range m.Items {
		all = append(all, i.Outcomes...)
	}
	return append(all, m.Loose...)
}

func cell(align docx.Align, runs ...docx.Run) docx.Cell {
	return docx.Cell{Paragraphs: []docx.Paragraph{{Align: align, Runs: runs}}}
}

// end says when the conference was over, on the page of who signs. The State ends a
// text with "./." (mẫu 1.9).
func (m Minutes) end() docx.Paragraph {
	stop := "./."
	if m.party() {
		stop = "."
	}
	p := docx.Prose(docx.Run{Text: "Hội nghị kết thúc vào " + m.moment(m.Closed) + stop})
	p.Before, p.Next = 6, true
	return p
}

// ending is who signs, on the left who kept the minutes and on the right who
// presided, and who receives them. Of the State the posts are called as in mẫu 1.9;
// of the Party as in the lines above, since how 16-HD/VPTW calls them was not found.
// No name is printed: who presides and who writes is known in words only, which may
// be a post.
func (m Minutes) ending() docx.Ending {
	secretary, chair, kept := "Thư ký", "Chủ tọa", "Lưu: VT, Hồ sơ"
	if m.party() {
		secretary, chair, kept = "Người ghi biên bản", "Người chủ trì", "Lưu hồ sơ hội nghị"
	}
	return docx.Ending{
		Party: m.party(), Recipients: append(append([]string(nil), m.Recipients...), kept),
		Left: &docx.Signature{Post: secretary}, Right: docx.Signature{Post: chair},
	}
}

func (m Minutes) in(t time.Time) time.Time {
	if m.Zone == nil {
		return t
	}
	return t.In(m.Zone)
}

func (m Minutes) clock(t time.Time) string {
	t = m.in(t)
	return fmt.Sprintf("%02d giờ %02d phút", t.Hour(), t.Minute())
}

// moment is an instant as papers tell it: "08 giờ 05 phút, ngày 27 tháng 11 năm
// 2026".
func (m Minutes) moment(t time.Time) string {
	return m.clock(t) + ", ngày " + civil.Of(m.in(t)).Paper()
}
