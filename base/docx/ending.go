package docx

import "strings"

// A Warrant is why somebody may sign.
type Warrant int

// The warrants: on behalf of a collective (thay mặt), in place of who is at the head
// (ký thay), by their order (thừa lệnh).
const (
	OnBehalf Warrant = iota
	InPlace
	ByOrder
)

// warrants are how they are written: with a slash by the Party (HD 36, mục II.1.7),
// with a point by the State (ND 30, mục II.7 b).
var warrants = [...]struct{ party, state string }{{"T/M", "TM."}, {"K/T", "KT."}, {"T/L", "TL."}}

// An Authority is a line above the post of who signs: "T/M BAN THƯỜNG VỤ" is
// {OnBehalf, "Ban Thường vụ"}.
type Authority struct {
	Warrant Warrant
	Of      string // the collective, or the post, in any letters
}

func (a Authority) in(party bool) string {
	w := warrants[min(max(int(a.Warrant), 0), len(warrants)-1)]
	if party {
		return w.party + " " + strings.ToUpper(a.Of)
	}
	return w.state + " " + strings.ToUpper(a.Of)
}

// A Signature is the place where somebody signs: by which authority, the post, room,
// the name.
type Signature struct {
	Authority []Authority // one below the other; none of who signs for themselves
	Post      string      // in any letters
	Name      string      // "" until it is known who signs
}

// roomToSign is the white between post and name, in points: for a signature and
// for the seal that covers a third of it.
const roomToSign = 72

// lines are the signature in the middle of its column. Of the State all is bold (ND
// 30, mục II.7 đ); of the Party the authority and the name, and the post where nothing
// stands above it (as its papers are printed; not compared with the table of HD 36,
// phụ lục 3).
func (s Signature) lines(party bool) (lines []Paragraph) {
	for _, a := range s.Authority {
		lines = append(lines, Line(Run{Text: a.in(party), Bold: true, Size: letters}))
	}
	post := Line(Run{Text: strings.ToUpper(s.Post), Bold: !party || len(s.Authority) == 0, Size: letters})
	name := Line(Run{Text: s.Name, Bold: true, Size: letters})
	name.Before = roomToSign
	return append(lines, post, name)
}

// An Ending is what stands below the text of a paper, in two columns without lines:
// on the left who receives it (nơi nhận), on the right who signs. Minutes are signed
// by two; then the second signs on the left, and who receives them stands below.
//
// It is never cut in two. So that it does not stand on a page alone, the last
// paragraph of the text is to be with what follows it ([Paragraph.Next]).
type Ending struct {
	Party      bool
	Recipients []string // "Như trên", "Lưu: VT, VP"; dashes and the signs behind are set here
	Right      Signature
	Left       *Signature // nil where one signs
}

func (e Ending) write(b *body) {
	left := b.room * 9 / 20
	beside := e.recipients()
	if e.Left != nil {
		if len(beside) > 0 {
			beside[0].Before = 6
		}
		beside = append(e.Left.lines(e.Party), beside...)
	}
	// One row, which a page cannot cut: between two the printer may turn the page.
	t := Table{Plain: true, Widths: []int{left, b.room - left}, Rows: [][]Cell{{{Paragraphs: beside}, {Paragraphs: e.Right.lines(e.Party)}}}}
	above := Line(Run{Size: 6})
	above.Next = true
	above.write(b)
	t.write(b)
}

// recipients are the list of those who receive the paper, a line each, which ends
// with a semicolon, the last with a point. Of the State "Nơi nhận:" is bold and
// italic in 12 and the list in 11 (ND 30, mục II.9 d); of the Party it is underlined
// in 14 and the list in 12 (as its papers are printed; not compared with the table of
// HD 36, phụ lục 3).
func (e Ending) recipients() (lines []Paragraph) {
	if len(e.Recipients) == 0 {
		return nil
	}
	head, size := Run{Text: "Nơi nhận:", Bold: true, Italic: true, Size: 12}, 11
	if e.Party {
		head, size = Run{Text: "Nơi nhận:", Underline: true, Size: letters}, 12
	}
	lines = append(lines, Paragraph{Runs: []Run{head}})
	for i, who := range e.Recipients {
		end := ";"
		if i == len(e.Recipients)-1 {
			end = "."
		}
		lines = append(lines, Paragraph{Runs: []Run{{Text: "- " + strings.TrimRight(who, " ;.") + end, Size: size}}})
	}
	return lines
}
