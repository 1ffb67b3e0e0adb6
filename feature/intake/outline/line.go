package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/base/viet"
	"quyet/feature/intake/source"
)

// Ranks order the ways to number; see the package comment.
const (
	rankAnnex = iota
	rankPart
	rankChapter
	rankSection
	rankUpper
	rankTitle
	rankRoman
	rankArticle
	rankDecimal // 1., and two more for 1.1., 1.1.1.
	rankDecimal2
	rankDecimal3
	rankNumber // 1)
	rankPoint  // a)
	rankParen  // (1), (i)
	rankCaption
	rankDash
	rankPlus
	rankDot
)

// longestTitle is the length in bytes up to which a line can be a heading:
// about 120 letters of Vietnamese.
const longestTitle = 200

// longestType is the length in bytes up to which a line names only the type of
// the document: "CHƯƠNG TRÌNH HÀNH ĐỘNG".
const longestType = 40

// A line is what the first words of a block make it.
type line struct {
	kind  Kind
	rank  int
	label string
	title int // offset of the words after the label
	role  Role

	annex, recipients, signature, capitals, addressed bool
}

var (
	grounds = viet.NewPhrases("căn cứ", "thực hiện", "theo đề nghị", "xét đề nghị", "xét tờ trình", "trên cơ sở", "theo chỉ đạo", "sau khi xem xét", "để thực hiện",
		"nhằm", "tiếp theo", "theo kết quả")
	demands  = viet.NewSpelt("yêu cầu các", "đề nghị các", "yêu cầu thủ trưởng", "đề nghị thủ trưởng", "yêu cầu giám đốc", "đề nghị giám đốc", "yêu cầu chủ tịch", "đề nghị chủ tịch", "yêu cầu ủy ban", "đề nghị ủy ban", "yêu cầu uỷ ban", "đề nghị uỷ ban", "yêu cầu ubnd", "đề nghị ubnd", "yêu cầu hiệu trưởng", "đề nghị hiệu trưởng", "yêu cầu ban", "đề nghị ban", "yêu cầu đảng ủy", "đề nghị đảng ủy", "yêu cầu toàn thể", "đề nghị toàn thể", "yêu cầu cấp ủy", "đề nghị cấp ủy", "yêu cầu sở", "đề nghị sở", "yêu cầu phòng", "đề nghị phòng", "yêu cầu bí thư", "đề nghị bí thư")
	enclosed = viet.NewPhrases("( ban hanh kem", "( kem theo", "ban hanh kem theo", "kem theo quyet dinh so", "( dinh kem")
	address  = viet.NewPhrases("kinh gui")
	// titled are the kinds of document that are attached to another.
	titled = viet.NewPhrases("ke hoach", "chuong trinh", "quy che", "quy dinh", "de an", "danh muc", "bang", "bieu", "huong dan", "dieu le", "phuong an", "chien luoc", "quy trinh", "mau",
		"bo tieu chi", "noi dung", "chi tieu", "phan cong", "danh sach", "the le", "kich ban", "quy hoach", "de cuong", "lo trinh", "tieu chi", "bao cao", "nhiem vu", "du an", "tong hop", "cac nhiem vu")
	types   = viet.NewPhrases("ke hoach", "chuong trinh", "nghi quyet", "quyet dinh", "chi thi", "bao cao", "thong bao", "ket luan", "huong dan", "de an", "to trinh", "cong van", "thong tu", "nghi dinh", "quy che", "quy dinh", "phuong an")
	receive = viet.NewPhrases("noi nhan", "noi gui")
	signed  = viet.NewPhrases("tm .", "t / m", "kt .", "k / t", "tl .", "t / l", "tuq .", "t / uq", "( da ky )", "[ da ky ]", "da ky", "q .", "thay mat ban", "nguoi ky")
)

func firstTokens(text string, n int) []viet.Token {
	limit := min(len(text), n*24)
	for limit < len(text) && !utf8.RuneStart(text[limit]) {
		limit++
	}
	return viet.Tokens(text[:limit])
}

// readLine reads the head of one block.
func readLine(text string, blk source.Block) line {
	t := firstTokens(text, 10)
	var l line
	for len(t) > 1 && (t[0].Fold == "*" || t[0].Fold == "#" || t[0].Fold == "_" || t[0].Fold == `"` || t[0].Fold == "“") && t[1].Start == t[0].End {
		t = t[1:] // emphasis that a converter left in, or a quotation
	}
	if len(t) == 0 {
		return l
	}
	l.capitals = len(text) <= 2*longestTitle && allCapitals(text)
	l.addressed = address.Match(t) > 0 || wired(text)
	l.recipients = receive.Match(t) > 0
	l.signature = len(text) <= 120 && signed.Match(t) > 0 && (l.capitals || t[0].Capital || t[0].Kind == viet.Mark)
	if len(t) > 1 && t[0].Fold == "phu" && t[1].Fold == "luc" && (l.capitals || len(text) < 40) {
		l.annex = true
		if len(t) > 2 && len(t[2].Fold) <= 4 {
			l.label = text[t[2].Start:t[2].End]
		}
		return l
	}
	l.label, l.title, l.kind, l.rank = numbered(text, t)
	if l.kind == "" {
		l.unnumbered(text, blk)
	}
	if l.addressed {
		l.kind, l.rank, l.role = Caption, rankCaption, Recipients
	} else if l.kind != "" {
		l.role = roleOf(text[l.title:], l.rank)
	}
	return l
}

// wired says whether a line names who sends a telegram, to whom it goes to
// below: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:".
func wired(text string) bool {
	if len(text) > longestTitle || !strings.HasSuffix(text, ":") {
		return false
	}
	t := viet.Tokens(text)
	last := len(t) - 2
	return last >= 0 && (t[last].Lower == "điện" || t[last].Lower == "gửi")
}

// unnumbered recognises a heading that has no number.
func (l *line) unnumbered(text string, blk source.Block) {
	trimmed := strings.TrimRight(text, " *_:")
	switch {
	case l.capitals && len(text) >= 8 && strings.Contains(trimmed, " ") && utf8.RuneCountInString(trimmed) >= 6:
		l.kind, l.rank = Heading, rankTitle
	case blk.Bold && len(text) <= longestTitle && !strings.HasSuffix(trimmed, "."):
		l.kind, l.rank = Caption, rankCaption
	case strings.HasSuffix(text, ":") && len(text) <= longestTitle*2/3:
		l.kind, l.rank = Caption, rankCaption
	}
}

// numbered reads the number of a heading or item.
func numbered(text string, t []viet.Token) (label string, title int, kind Kind, rank int) {
	after := func(i int) int {
		for i < len(t) && t[i].Kind == viet.Mark && strings.Contains(".-–:/)*", t[i].Fold) && i < 6 {
			i++
		}
		if i < len(t) {
			return t[i].Start
		}
		return len(text)
	}
	if len(t) >= 2 {
		num := t[1]
		switch {
		case t[0].Fold == "phan" && t[0].Capital && (num.Is("thu") || numeral(num)):
			i := 1
			if num.Is("thu") {
				i = 2
			}
			if i < len(t) {
				return text[t[i].Start:t[i].End], after(i + 1), Part, rankPart
			}
		case t[0].Fold == "chuong" && t[0].Capital && numeral(num):
			return text[num.Start:num.End], after(2), Chapter, rankChapter
		case t[0].Fold == "muc" && t[0].Capital && numeral(num) && (len(t) == 2 || t[2].Fold != "tieu"):
			return text[num.Start:num.End], after(2), Section, rankSection
		case t[0].Fold == "dieu" && t[0].Capital && num.Kind == viet.Number && (len(t) == 2 || t[2].Is(".", ":", "-", "*") || t[2].Capital):
			end := num.End
			if len(t) > 2 && len(t[2].Fold) == 1 && t[2].Kind == viet.Word && t[2].Start == num.End {
				return text[num.Start:t[2].End], after(3), Article, rankArticle // Điều 5a
			}
			return text[num.Start:end], after(2), Article, rankArticle
		}
	}
	switch {
	case t[0].Kind == viet.Number && len(t[0].Fold) <= 2:
		return decimal(text, t, after)
	case t[0].Kind == viet.Word && len(t) > 1 && marks(t[1]) && t[1].Start == t[0].End:
		w := text[t[0].Start:t[0].End]
		blank := len(t) == 2 || t[2].Start > t[1].End || t[1].Fold == "." || t[1].Fold == ")"
		switch {
		case !blank || len(t) > 2 && t[1].Fold == "/" && t[2].Start == t[1].End:
		case t[0].Capital && roman(t[0].Fold) > 0 && t[0].Fold != "c" && t[0].Fold != "d":
			return w, after(1), Heading, rankRoman
		case t[0].Capital && len(t[0].Fold) == 1 && t[1].Fold != ")" && !(len(t) > 2 && t[2].Fold == "."):
			return w, after(1), Heading, rankUpper
		case t[1].Fold == "." && (len(t) == 2 || t[2].Start == t[1].End):
		case len(t[0].Fold) == 1 && (t[1].Fold == ")" || t[1].Fold == "." || t[1].Fold == "-" || t[1].Fold == "/"):
			return w, after(1), Point, rankPoint
		}
	case t[0].Fold == "(" && len(t) > 3 && t[2].Fold == ")" && (t[1].Kind == viet.Number && len(t[1].Fold) <= 2 || roman(t[1].Fold) > 0 || len(t[1].Fold) == 1):
		return text[t[1].Start:t[1].End], t[3].Start, Point, rankParen
	case t[0].Is("-", "–", "—", "−", "+", "*", "•", "·", "●", "▪", "◦", "") && len(t) > 1 && (t[1].Start > t[0].End || t[1].Kind == viet.Word):
		rank := rankDot
		switch t[0].Fold {
		case "-", "–", "—", "−":
			rank = rankDash
		case "+":
			rank = rankPlus
		}
		return text[t[0].Start:t[0].End], t[1].Start, Bullet, rank
	}
	return "", 0, "", 0
}

func decimal(text string, t []viet.Token, after func(int) int) (label string, title int, kind Kind, rank int) {
	depth, i := 1, 1
	for i+1 < len(t) && t[i].Fold == "." && t[i].Start == t[i-1].End && t[i+1].Kind == viet.Number && t[i+1].Start == t[i].End && len(t[i+1].Fold) <= 2 {
		depth, i = depth+1, i+2
	}
	label = text[t[0].Start:t[i-1].End]
	if i >= len(t) {
		return "", 0, "", 0
	}
	mark := t[i]
	switch {
	case !marks(mark) || mark.Start != t[i-1].End && mark.Fold != ".":
		// "1.2 Nội dung": two levels need no mark, one level does.
		if depth < 2 || !mark.Capital {
			return "", 0, "", 0
		}
		return label, mark.Start, Clause, min(rankDecimal+depth-1, rankDecimal3)
	case mark.Fold == "/" && i+1 < len(t) && t[i+1].Kind == viet.Number:
		return "", 0, "", 0 // 30/6, 14/18
	case mark.Fold == "-" && i+1 < len(t) && t[i+1].Kind == viet.Number:
		return "", 0, "", 0 // 15-17
	case mark.Fold == ":" || mark.Fold == "–":
		return "", 0, "", 0
	case mark.Fold == "." && i+1 < len(t) && t[i+1].Kind == viet.Number && t[i+1].Start == mark.End:
		return "", 0, "", 0 // 1.305
	case mark.Fold == ")":
		return label, after(i), Clause, rankNumber
	}
	return label, after(i), Clause, min(rankDecimal+depth-1, rankDecimal3)
}

func marks(t viet.Token) bool { return t.Is(".", "-", "–", "/", ":", ")") }

func numeral(t viet.Token) bool { return t.Kind == viet.Number || roman(t.Fold) > 0 }

// roman returns the value of a roman numeral below 40, 0 if s is none.
func roman(s string) int {
	value, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := 0
		switch s[i] {
		case 'i':
			v = 1
		case 'v':
			v = 5
		case 'x':
			v = 10
		default:
			return 0
		}
		if v < last {
			value -= v
		} else {
			value += v
			last = v
		}
	}
	if len(s) > 6 {
		return 0
	}
	return value
}

// allCapitals says whether text has letters and none is small.
func allCapitals(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 3
}
