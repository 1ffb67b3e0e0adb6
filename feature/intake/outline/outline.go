// Package outline finds the structure of a document: parts, chapters,
// articles, numbered and bulleted items, unnumbered headings, annexes, and what each
// section is for.
//
// The other grammars stand on it (a goal is no task, whatever it says), and the
// page of a resolution cites by it ("Điều 3 khoản 2").
//
// Vocabulary. A node is a heading or item with all that stands under it; its
// label is the number as printed, its title the words after it. A role is the
// job of a section (purpose, goals, tasks, organisation of implementation …), known by its
// words; a node without words of its own has the role of the node above it.
//
// The grammar of one line (numbering per Nghị định 30/2020/NĐ-CP phụ lục I, and per Hướng
// dẫn 36-HD/VPTW for the Party, which writes "I-" and "1-" where the State writes "I." and "1."):
//
//	line     = annex | part | chapter | section | article | upper | roman | decimal
//	         | point | number | bullet | title | text .
//	annex    = "PHỤ LỤC" [ numeral ] text | capitals, before a line "(Ban hành kèm theo …)" .
//	part     = "Phần" ( "thứ" ordinal | numeral ) text .
//	chapter  = "Chương" numeral text .    section = "Mục" numeral text .
//	article  = "Điều" number [ "." | ":" ] text .
//	upper    = "A"…"H" mark text .        roman = roman-numeral mark text .
//	decimal  = number { "." number } mark text .
//	point    = letter ( ")" | "." | "-" ) text .
//	number   = "(" ( number | roman-numeral ) ")" text | number ")" text .
//	bullet   = ( "-" | "–" | "+" | "*" | "•" ) text .
//	title    = a short line all in capitals or bold | a short line that ends in ":" .
//	mark     = "." | "-" | "/" | ":" | ")" .
//
// Nesting is by rank in the order above: an item closes every open item of its
// own rank or lower. A line of plain text closes bullets only.
//
// Invariants: nodes are in the order of the text; a node's span and blocks lie
// inside its parent's; every block belongs to exactly one deepest node or to none.
package outline

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/intake/source"
)

// A Kind tells what a node is.
type Kind string

// The kinds of node, from the highest rank to the lowest.
const (
	Annex   Kind = "annex"   // a phụ lục, or the document that a decision promulgates
	Part    Kind = "part"    // Phần
	Chapter Kind = "chapter" // Chương
	Section Kind = "section" // Mục
	Heading Kind = "heading" // A., I-, or an unnumbered line in capitals or bold
	Article Kind = "article" // Điều
	Clause  Kind = "clause"  // 1., 1.1. (khoản)
	Point   Kind = "point"   // a), (1), (i) (điểm)
	Caption Kind = "caption" // an unnumbered short line that ends in ":"
	Bullet  Kind = "bullet"  // -, +, *
)

// A Role is the job of a section.
type Role string

// The roles. The zero Role is a section whose words say nothing of its job.
const (
	Preamble     Role = "preamble"     // căn cứ, what the document carries out
	Purpose      Role = "purpose"      // mục đích, yêu cầu
	Goals        Role = "goals"        // quan điểm, mục tiêu, chỉ tiêu
	Scope        Role = "scope"        // phạm vi, đối tượng, thời gian, địa điểm, thành phần
	Results      Role = "results"      // kết quả, tình hình, đánh giá, hạn chế, nguyên nhân
	Proposals    Role = "proposals"    // kiến nghị, đề xuất: petitions upwards
	Tasks        Role = "tasks"        // nhiệm vụ, giải pháp, nội dung thực hiện
	Funding      Role = "funding"      // kinh phí
	Organisation Role = "organisation" // tổ chức thực hiện, phân công, trách nhiệm
	Recipients   Role = "recipients"   // nơi nhận
	Signature    Role = "signature"    // who signs
)

// A Node is a heading or item with what stands under it.
type Node struct {
	source.Span
	Kind  Kind
	Level int         // depth, 1 the highest
	Label string      // as printed, without its mark: "II", "1.2", "a", "-"
	Title source.Span // the words of its first line after the label
	Role  Role        // its own or the one of the node above
	First int         // its blocks are [First, Last)
	Last  int

	Parent int // index into Outline.Nodes, -1 at the top
	rank   int
}

// An Outline is the structure of one document.
type Outline struct {
	Nodes []Node

	deepest []int  // by block: index of the deepest node it belongs to, -1
	roles   []Role // by block, for blocks outside every node
}

// At returns the index of the deepest node that block belongs to, -1 if none.
func (o *Outline) At(block int) int {
	if block < 0 || block >= len(o.deepest) {
		return -1
	}
	return o.deepest[block]
}

// Role returns the role of the section that block stands in.
func (o *Outline) Role(block int) Role {
	if block < 0 || block >= len(o.roles) {
		return ""
	}
	if r := o.roles[block]; r != "" {
		return r
	}
	if n := o.deepest[block]; n >= 0 {
		return o.Nodes[n].Role
	}
	return ""
}

// Opens says whether node begins at block, so that block is its first line.
func (o *Outline) Opens(block int) (node int, ok bool) {
	n := o.At(block)
	return n, n >= 0 && o.Nodes[n].First == block
}

// Annex returns the index of the annex that block stands in, -1 if it stands in the
// document itself.
func (o *Outline) Annex(block int) int {
	for n := o.At(block); n >= 0; n = o.Nodes[n].Parent {
		if o.Nodes[n].Kind == Annex {
			return n
		}
	}
	return -1
}

// Cite returns the place of a node as a citation names it, highest first:
// "Điều 3 khoản 2 điểm a". Bullets are not cited; the empty text means that no
// node above has a number.
func (o *Outline) Cite(node int) string {
	var parts []string
	for n := node; n >= 0; n = o.Nodes[n].Parent {
		word := ""
		switch x := o.Nodes[n]; x.Kind {
		case Part:
			word = "Phần "
		case Chapter:
			word = "Chương "
		case Section:
			word = "Mục "
		case Article:
			word = "Điều "
		case Clause:
			word = "khoản "
		case Point:
			word = "điểm "
		case Heading:
			word = "Mục "
		}
		if label := o.Nodes[n].Label; word != "" && label != "" {
			parts = append(parts, word+label)
		}
		if o.Nodes[n].Kind == Article {
			break // an article is numbered through the whole document
		}
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return strings.Join(parts, " ")
}

// Of finds the structure of doc. Its cost is linear in the length of the text.
func Of(doc *source.Document) *Outline {
	b := builder{doc: doc, o: &Outline{deepest: make([]int, len(doc.Blocks)), roles: make([]Role, len(doc.Blocks))}}
	for i := range doc.Blocks {
		b.block(i)
	}
	b.closeTo(-1, len(doc.Blocks))
	b.inheritRoles()
	return b.o
}

type builder struct {
	doc   *source.Document
	o     *Outline
	stack []int // open nodes
	state tail
	title bool // the last line was the type of the document or its title
}

// tail is where the reading stands after the last numbered item.
type tail uint8

const (
	inText tail = iota
	inRecipients
	inSignature
)

func (b *builder) block(i int) {
	blk := b.doc.Blocks[i]
	text := b.doc.Slice(blk.Span)
	b.o.deepest[i] = b.top()
	if blk.Kind == source.TableRow {
		return
	}
	l := readLine(text, blk)
	if l.recipients {
		b.closeTo(b.annexBelow(), i)
		b.state = inRecipients
	} else if b.state != inSignature && l.signature {
		b.closeTo(b.annexBelow(), i)
		b.state = inSignature
	}
	annex := l.annex || l.capitals && titled.Match(firstTokens(text, 4)) > 0 && b.attached(i)
	if annex && (b.top() < 0 || b.o.Nodes[b.top()].Kind != Annex || b.o.Nodes[b.top()].First < i-6 || l.annex) {
		b.state = inText
		b.open(i, Node{Kind: Annex, Label: l.label, Title: blk.Span, rank: rankAnnex})
		return
	}
	if b.state != inText {
		// Some letters print their recipients first: numbered items and long
		// sentences are never recipients.
		if l.kind == Article || l.kind == Chapter || l.kind == Part || l.kind == Heading && l.label != "" || l.kind == Clause ||
			b.state == inRecipients && l.kind != Bullet && len(text) > 150 && strings.HasSuffix(text, ".") && !l.recipients {
			b.state = inText
		} else {
			b.o.deepest[i] = b.top()
			b.o.roles[i] = Recipients
			if b.state == inSignature {
				b.o.roles[i] = Signature
			}
			return
		}
	}
	if l.kind == "" {
		if b.preamble(text, i) || b.titled(text) {
			b.o.roles[i] = Preamble
		}
		for t := b.top(); t >= 0 && (b.o.Nodes[t].Kind == Bullet || b.o.Nodes[t].Role == Recipients); t = b.top() {
			b.closeOne(i)
		}
		b.title = false
		b.o.deepest[i] = b.top()
		return
	}
	title := source.Span{Start: blk.Start + l.title, End: blk.End}
	// "KẾ HOẠCH" over "THỰC HIỆN NHIỆM VỤ …": a title says what the document
	// is about, not what a section of it is for.
	b.title = l.kind == Heading && l.label == "" && (b.title || len(text) < longestType && types.Match(firstTokens(text, 4)) > 0)
	if b.title {
		l.role = ""
	}
	b.open(i, Node{Kind: l.kind, Label: l.label, Title: title, Role: l.role, rank: l.rank})
}

// preamble says whether a plain line before the first node is one of the
// grounds the document stands on.
func (b *builder) preamble(text string, i int) bool {
	if t := b.top(); t >= 0 && (b.o.Nodes[t].Kind != Annex || i > b.o.Nodes[t].First+8) && b.o.Nodes[t].Kind != Heading {
		return false
	}
	if grounds.Match(firstTokens(text, 4)) == 0 {
		return false
	}
	// Grounds end in ";" and lead over in ":"; a sentence of the letter itself
	// may begin with "Căn cứ" too and ends in a full stop.
	switch text[len(text)-1] {
	case ';', ',':
		return true
	case ':': // unless it leads over to orders rather than to the decision
		at, _ := demands.Index(viet.Tokens(text), 0)
		return at < 0
	}
	return i > 0 && b.o.roles[i-1] == Preamble && len(text) < 500
}

// titled says whether a line of small letters goes on with the title above it:
// "KẾ HOẠCH" over "Tổ chức Ngày hội đọc sách năm 2023".
func (b *builder) titled(text string) bool {
	return b.title && len(text) <= 2*longestTitle && !strings.ContainsAny(text[len(text)-1:], ".:;,")
}

// attached says whether a line like "(Ban hành kèm theo …)" follows block i
// closely: then the capitals at i are the title of an attached document.
func (b *builder) attached(i int) bool {
	for j := i + 1; j < len(b.doc.Blocks) && j <= i+5; j++ {
		text := b.doc.Slice(b.doc.Blocks[j].Span)
		if enclosed.Match(firstTokens(text, 6)) > 0 {
			return true
		}
		if len(text) > 400 || b.doc.Blocks[j].Kind == source.TableRow {
			return false
		}
	}
	return false
}

func (b *builder) top() int {
	if len(b.stack) == 0 {
		return -1
	}
	return b.stack[len(b.stack)-1]
}

// annexBelow returns the innermost open annex, -1 if none is open.
func (b *builder) annexBelow() int {
	for k := len(b.stack) - 1; k >= 0; k-- {
		if b.o.Nodes[b.stack[k]].Kind == Annex {
			return b.stack[k]
		}
	}
	return -1
}

func (b *builder) open(i int, n Node) {
	for t := b.top(); t >= 0 && b.o.Nodes[t].rank >= n.rank; t = b.top() {
		b.closeOne(i)
	}
	n.Parent = b.top()
	n.Level = len(b.stack) + 1
	n.First = i
	n.Start = b.doc.Blocks[i].Start
	b.o.Nodes = append(b.o.Nodes, n)
	b.stack = append(b.stack, len(b.o.Nodes)-1)
	b.o.deepest[i] = b.top()
}

func (b *builder) closeOne(next int) {
	n := &b.o.Nodes[b.top()]
	n.Last = next
	n.End = b.doc.Blocks[next-1].End
	b.stack = b.stack[:len(b.stack)-1]
}

// closeTo closes open nodes above node keep; next is the first block after them.
func (b *builder) closeTo(keep, next int) {
	for b.top() >= 0 && b.top() != keep {
		b.closeOne(next)
	}
}

// longestScope is the length in bytes up to which "Thời gian tổ chức" among tasks
// is the heading of a section on time, place or people, rather than a task.
const longestScope = 50

func (b *builder) inheritRoles() {
	for i := range b.o.Nodes {
		n := &b.o.Nodes[i]
		if n.Parent < 0 {
			continue
		}
		above := b.o.Nodes[n.Parent].Role
		// Under tasks, "1. Đánh giá hiện trạng" is one of them, not a section
		// of results; only goals and purposes are never tasks.
		within := (above == Tasks || above == Organisation) && n.rank > rankRoman &&
			n.Role != Goals && n.Role != Purpose && n.Role != Tasks && n.Role != Organisation &&
			(n.Role != Scope || n.Title.Len() > longestScope)
		if n.Role == "" || within {
			n.Role = above
		}
	}
}
