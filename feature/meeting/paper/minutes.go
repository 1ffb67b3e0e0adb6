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
	"quyet/base/text"
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

	// Present is who came (thành phần); left out where nobody was counted.
	Present Composition
	// Fixed are the corrections of the lines below the title, marked in a draft.
	Fixed map[Line]docx.Correction

	Items []Item // that were taken up, in the order in which they were
	// Reordered says that the items were taken up in another order than that of the
	// agenda, whose numbers they bear.
	Reordered bool
	Loose     []Outcome // recorded while no item was on, in their order

	// Corrections are what was put right after the conference was closed, in order.
	Corrections []Correction

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

	TitleFixed *docx.Correction // marked in a draft
}

// A Line is one of those below the title of minutes.
type Line int

// The lines that can be corrected.
const (
	OfWhere Line = iota + 1
	OfChair
	OfSecretary
)

// A Composition is who was called and who came (thành phần hội nghị), in numbers and,
// of those who did not come, in words.
type Composition struct {
	Groups                     []Group
	Points, Reported, AtPoints int // connection points, those that reported, the people there
	Voters, VotersPresent      int // with a right to vote
	Absent                     []Absence
}

// A Group is a part of those who were called.
type Group struct {
	Name                     string
	Called, Present, Excused int
}

// An Absence is who did not come, and why; "" where nobody said.
type Absence struct{ Who, Reason string }

// A Correction is a line of the list of what was put right.
type Correction struct {
	Place, Was, Becomes, Reason string
	On                          civil.Date
	By                          string
}

// An OutcomeKind says what was recorded.
type OutcomeKind string

// The kinds of outcomes.
const (
	Information OutcomeKind = "information" // thông tin
	Speech      OutcomeKind = "speech"      // ý kiến phát biểu
	Decision    OutcomeKind = "decision"    // quyết định
	Task        OutcomeKind = "task"        // giao việc
	Vote        OutcomeKind = "vote"        // biểu quyết giơ tay
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

	Show Show // of a vote

	WordsFixed, SpeakerFixed *docx.Correction // marked in a draft
}

// A Show is what came of a vote by show of hands.
type Show struct {
	Members, Present       int // with a right to vote
	Agreed, Against, Other int
	Carried                bool
}

// told says a vote as minutes do.
func (s Show) told() string {
	end := "không được thông qua"
	if s.Carried {
		end = "được thông qua"
	}
	return fmt.Sprintf("Biểu quyết bằng hình thức giơ tay: %s/%s người có mặt đồng ý, %s không đồng ý, %s ý kiến khác (%s/%s người có quyền biểu quyết có mặt); %s.",
		figure(s.Agreed), figure(s.Present), figure(s.Against), figure(s.Other), figure(s.Present), figure(s.Members), end)
}

// figure is a number with its thousands parted, as papers print it.
func figure(n int) string { return string(text.AppendInt(nil, text.Vietnamese, int64(n))) }

// room is what stands where something is to be written by hand.
const room = "……………………"

// Paper returns the minutes as a document: head, title, what the form has below it,
// the course item by item, what was decided and assigned as a table, when the
// conference ended, and who signs.
//
// A section without content is left out, and the others are numbered on. In a draft
// corrections are marked where they are, what stood there struck; minutes that are
// approved only list them.
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
		if _, behind := body[len(body)-1].(docx.Table); behind {
			body = append(body, docx.Line(docx.Run{Size: 6}))
		}
		section++
		body = append(body, docx.Section{Party: m.party(), Level: docx.Figure, No: section, Title: title})
	}
	if present := m.Present.lines(); len(present) > 0 {
		begin("Thành phần hội nghị")
		body = append(body, present...)
	}
	begin("Diễn biến hội nghị")
	body = append(body, m.course()...)
	if settled := m.settled(); len(settled.Rows) > 0 {
		begin("Kết luận, nhiệm vụ")
		body = append(body, settled)
	}
	if len(m.Corrections) > 0 {
		begin("Nội dung hiệu đính")
		body = append(body, m.corrected())
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
	type line struct {
		name, words string
		of          Line
	}
	when := "(chưa khai mạc)"
	if !m.Opened.IsZero() {
		when = m.moment(m.Opened)
		if m.party() {
			when = "bắt đầu vào hồi " + when
		}
	}
	about := line{"Nội dung", m.About, 0}
	form := []line{{"Thời gian bắt đầu", when, 0}, {"Địa điểm", orRoom(m.Where), OfWhere}, {"Chủ trì", orRoom(m.Chair), OfChair}, {"Thư ký (người ghi biên bản)", orRoom(m.Secretary), OfSecretary}, about}
	dash := ""
	if m.party() {
		form = []line{{"Thời gian", when, 0}, {"Địa điểm", orRoom(m.Where), OfWhere}, about, {"Người chủ trì", orRoom(m.Chair), OfChair}, {"Người ghi biên bản", orRoom(m.Secretary), OfSecretary}}
		dash = "- "
	}
	for _, l := range form {
		if l.words != "" {
			runs := []docx.Run{{Text: l.words}}
			if c, ok := m.Fixed[l.of]; ok && !m.Draft.IsZero() {
				runs = c.Runs()
			}
			lines = append(lines, docx.Prose(append([]docx.Run{{Text: dash + l.name + ": "}}, runs...)...))
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
	marked := !m.Draft.IsZero()
	if m.Reordered {
		body = append(body, docx.Prose(docx.Run{Text: "(Ghi theo thứ tự tiến hành tại hội nghị; số của nội dung theo chương trình.)", Italic: true}))
	}
	for _, item := range m.Items {
		body = append(body, item.blocks(marked)...)
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
		body = append(body, o.blocks(at, marked)...)
	}
	return body
}

// blocks are an item and what came of it; marked shows its corrections.
func (i Item) blocks(marked bool) (body []docx.Block) {
	var name []docx.Run
	if i.Number != "" {
		name = append(name, docx.Run{Text: "Nội dung " + i.Number + ": ", Bold: true})
	}
	if i.TitleFixed != nil && marked {
		name = append(name, i.TitleFixed.Runs()...)
	} else {
		name = append(name, docx.Run{Text: i.Title, Bold: true})
	}
	if i.Late {
		name = append(name, docx.Run{Text: " (bổ sung)", Bold: true})
	}
	var facts []string
	if i.Reporter != "" {
		facts = append(facts, "trình bày: "+i.Reporter)
	}
	if minutes := int(i.Took / time.Minute); minutes > 0 {
		facts = append(facts, "thời gian: "+strconv.Itoa(minutes)+" phút")
	}
	heading := docx.Prose(name...)
	heading.Next = len(facts) > 0 || len(i.Outcomes) > 0
	body = append(body, heading)
	if len(facts) > 0 {
		line := sentence(facts)
		line.Next = len(i.Outcomes) > 0
		body = append(body, line)
	}
	for _, o := range i.Outcomes {
		body = append(body, o.blocks("", marked)...)
	}
	return body
}

// blocks are an outcome: what it is, behind at, and its words; of a task below them
// who leads it, until when and what comes of it, as far as it was said.
//
// Minutes tell without comment what was said (16-HD/VPTW), so nothing stands before
// the speaker that was not recorded: no "đồng chí", no "ông", no "bà".
func (o Outcome) blocks(at string, marked bool) (body []docx.Block) {
	var facts []string
	if o.Kind == Task {
		for _, f := range []struct{ name, words string }{{"chủ trì", o.Lead}, {"thời hạn", o.Due}, {"sản phẩm", o.Deliverable}} {
			if f.words != "" {
				facts = append(facts, f.name+": "+f.words)
			}
		}
	}
	var behind []docx.Block
	if len(facts) > 0 {
		behind = append(behind, sentence(facts))
	}
	if o.Kind == Vote {
		behind = append(behind, docx.Prose(docx.Run{Text: o.Show.told()}))
	}
	// Words stand on the page of what is said of them.
	said := func(runs []docx.Run) docx.Paragraph {
		p := docx.Prose(runs...)
		p.Next = len(behind) > 0
		return p
	}
	first := append([]docx.Run{{Text: at}}, o.mark(marked)...)
	if o.WordsFixed != nil && marked {
		flat := docx.Correction{No: o.WordsFixed.No, Was: oneLine(o.WordsFixed.Was), Becomes: oneLine(o.WordsFixed.Becomes)}
		return append(append(body, said(append(first, flat.Runs()...))), behind...)
	}
	for n, line := range strings.Split(strings.TrimSpace(o.Words), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case n == 0:
			body = append(body, said(append(first, docx.Run{Text: line})))
		case line != "":
			body = append(body, said([]docx.Run{{Text: line}}))
		}
	}
	return append(body, behind...)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// mark says what an outcome is and, as far as it was recorded, whose.
func (o Outcome) mark(marked bool) []docx.Run {
	bold := o.Kind == Decision || o.Kind == Task || o.Kind == Vote
	speaker := []docx.Run{{Text: o.Speaker, Bold: bold}}
	if o.SpeakerFixed != nil && marked {
		speaker = o.SpeakerFixed.Runs()
	}
	whose := o.Speaker != "" || o.SpeakerFixed != nil && marked
	around := func(before, behind string) []docx.Run {
		return append(append([]docx.Run{{Text: before, Bold: bold}}, speaker...), docx.Run{Text: behind, Bold: bold})
	}
	name := map[OutcomeKind]string{Information: "Thông tin", Speech: "Ý kiến phát biểu", Decision: "Quyết định", Task: "Giao việc", Vote: "Biểu quyết"}[o.Kind]
	switch {
	case o.Kind == Speech && whose:
		return around("", " phát biểu: ")
	case name == "" && !whose:
		return nil
	case name == "":
		return around("", ": ")
	case whose:
		return around(name+" (", "): ")
	}
	return []docx.Run{{Text: name + ": ", Bold: bold}}
}

// lines tell who came: group by group, at the connection points, who may vote, who
// did not come.
func (c Composition) lines() (body []docx.Block) {
	say := func(s string) { body = append(body, docx.Prose(docx.Run{Text: "- " + s + "."})) }
	for _, g := range c.Groups {
		s := g.Name + ": triệu tập " + figure(g.Called) + ", có mặt " + figure(g.Present)
		if g.Excused > 0 {
			s += ", vắng có lý do " + figure(g.Excused)
		}
		say(s)
	}
	if c.Points > 0 {
		say("Điểm cầu: " + figure(c.Reported) + "/" + figure(c.Points) + " điểm cầu đã báo cáo, " + figure(c.AtPoints) + " người dự")
	}
	if c.Voters > 0 {
		say("Có quyền biểu quyết: " + figure(c.VotersPresent) + "/" + figure(c.Voters) + " người có mặt")
	}
	if len(c.Absent) > mostAbsent {
		say("Vắng mặt: " + figure(len(c.Absent)) + " người (danh sách lưu trong hồ sơ hội nghị)")
	} else if len(c.Absent) > 0 {
		var who []string
		for _, a := range c.Absent {
			if a.Reason != "" {
				a.Who += " (" + a.Reason + ")"
			}
			who = append(who, a.Who)
		}
		say("Vắng mặt: " + strings.Join(who, "; "))
	}
	return body
}

// mostAbsent is up to how many of those who did not come are named.
const mostAbsent = 60

// corrected is the list of what was put right.
func (m Minutes) corrected() docx.Table {
	t := table([]column{{"TT", 10}, {"Vị trí", 30}, {"Đã ghi", 36}, {"Hiệu đính thành", 36}, {"Lý do", 27}, {"Ngày, người hiệu đính", 26}})
	for i, c := range m.Corrections {
		who := c.On.Vietnamese()
		if c.By != "" {
			who += ", " + c.By
		}
		row := []docx.Cell{docx.CellOf(docx.Center, docx.Run{Text: strconv.Itoa(i + 1)})}
		for _, s := range []string{c.Place, c.Was, c.Becomes, c.Reason, who} {
			row = append(row, docx.CellOf(docx.Left, docx.Run{Text: oneLine(s)}))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// sentence is facts as one: "Chủ trì: Văn phòng; thời hạn: 15/01/2027."
func sentence(facts []string) docx.Paragraph {
	said := []rune(strings.TrimRight(strings.Join(facts, "; "), " ."))
	return docx.Prose(docx.Run{Text: strings.ToUpper(string(said[:1])) + string(said[1:]) + "."})
}

// A column is one of a table, with its width in millimetres.
type column struct {
	head  string
	width int
}

// table is a table without rows.
func table(columns []column) docx.Table {
	t := docx.Table{Head: [][]docx.Cell{nil}}
	for _, c := range columns {
		t.Widths, t.Head[0] = append(t.Widths, c.width), append(t.Head[0], docx.CellOf(docx.Center, docx.Run{Text: c.head, Bold: true}))
	}
	return t
}

// settled is what was decided and assigned, in the order of the course. No form has such
// a table; it is what people look for in minutes.
func (m Minutes) settled() docx.Table {
	t := table([]column{{"TT", 12}, {"Nội dung", 83}, {"Chủ trì", 40}, {"Thời hạn", 30}})
	for _, o := range m.outcomes() {
		if o.Kind != Decision && o.Kind != Task {
			continue
		}
		t.Rows = append(t.Rows, []docx.Cell{
			docx.CellOf(docx.Center, docx.Run{Text: strconv.Itoa(len(t.Rows) + 1)}), docx.CellOf(docx.Justify, docx.Run{Text: oneLine(o.Words)}),
			docx.CellOf(docx.Left, docx.Run{Text: o.Lead}), docx.CellOf(docx.Left, docx.Run{Text: o.Due}),
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
