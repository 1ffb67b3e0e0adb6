package letterhead

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
)

// A foot is what was found below the text.
type foot struct {
	signed     bool // an authority line such as "TM. ỦY BAN NHÂN DÂN"
	recipients bool // "Nơi nhận"
	issuer     Found[string]
	place      Found[string]
	date       Found[citation.Date]
}

// authority lists what a signature begins with: on behalf of a body (TM., T/M), for
// the head (KT., K/T), by order (TL., T/L), by authorisation (TUQ.), acting (Q.). Nghị
// định 30/2020/NĐ-CP, phụ lục I, mục II.7; the Party writes a slash.
var authority = []string{"tm.", "t/m", "kt.", "k/t", "tl.", "t/l", "tuq.", "t.u.q", "q.", "tm ", "kt "}

// signatories are the posts that sign; a line of nothing else in capitals, or
// after an authority line, is a signature.
var signatories = citation.NewLexicon[bool]().Add(true,
	"Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch Thường trực", "Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực", "Bộ trưởng", "Thứ trưởng", "Thủ tướng", "Phó Thủ tướng", "Giám đốc", "Phó Giám đốc", "Tổng Giám đốc", "Phó Tổng Giám đốc",
	"Hiệu trưởng", "Phó Hiệu trưởng", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Trưởng ban", "Phó Trưởng ban", "Phó Trưởng ban Thường trực", "Trưởng phòng", "Phó Trưởng phòng", "Cục trưởng", "Phó Cục trưởng", "Tổng cục trưởng", "Phó Tổng cục trưởng", "Vụ trưởng", "Phó Vụ trưởng",
	"Chủ nhiệm", "Phó Chủ nhiệm", "Bộ trưởng, Chủ nhiệm", "Thống đốc", "Phó Thống đốc", "Viện trưởng", "Phó Viện trưởng", "Chánh án", "Tổng Bí thư", "Thường trực Ban Bí thư", "Ủy viên Thường vụ", "Ủy viên Thường trực", "Phó Trưởng ban Chỉ đạo", "Ủy viên", "Trưởng Ban Chỉ đạo", "Trưởng Công an", "Phó Trưởng Công an", "Đại tá", "Thượng tá", "Chi cục trưởng", "Tổ trưởng", "Đội trưởng", "Chánh Thanh tra", "Phó Chánh Thanh tra", "Tổng Thanh tra", "Thủ trưởng", "Phó Thủ trưởng", "Bí thư Chi bộ", "Trưởng đoàn", "Người ký", "Thủ trưởng đơn vị", "Chỉ huy trưởng", "Tư lệnh", "Chính ủy", "Kế toán trưởng")

// readFoot looks for recipients, place and date below the text, and the
// signature: the name under the last of the posts.
func (r *reader) readFoot() {
	for i, l := range r.lines {
		const longest = 240
		if l.Len() > longest {
			continue
		}
		text := r.text(l.Span)
		fold := viet.Fold(text)
		switch {
		case strings.HasPrefix(fold, "noi nhan"):
			r.foot.recipients = true
			if _, rest, ok := strings.Cut(text, ":"); ok && !r.foot.signed && isPost(strings.TrimSpace(rest)) {
				r.sign(i) // the two columns of the foot on one line
			}
		case !r.foot.signed && isAuthority(fold) && text[:2] == strings.ToUpper(text[:2]):
			r.sign(i)
		case !r.foot.signed && i > 3 && !l.row && isPost(text):
			r.sign(i)
		case !r.foot.place.Ok() && strings.Contains(fold, "ngay"):
			t := citation.Lex(text)
			if place, date, next, ok := placeDateAt(t, 0, map[int]bool{0: true}); ok && next >= len(t.Tokens)-1 {
				if !place.Ok() && (!r.foot.signed || r.foot.date.Ok()) {
					continue // a line with a date, not the foot
				}
				place.Span = shift(place.Span, l.Start)
				date.Span = shift(date.Span, l.Start)
				r.foot.place, r.foot.date = place, date
			}
		}
	}
}

func shift(s source.Span, by int) source.Span {
	return source.Span{Start: s.Start + by, End: s.End + by}
}

func isAuthority(fold string) bool {
	for _, a := range authority {
		if strings.HasPrefix(fold, a) {
			return true
		}
	}
	return false
}

// isPost says whether a line is a post that signs, in capitals, and nothing else.
func isPost(s string) bool {
	if s != strings.ToUpper(s) {
		return false
	}
	t := citation.Lex(s)
	_, next, ok := signatories.At(t, 0)
	return ok && next == len(t.Tokens)
}

// sign reads the signature that begins at line i: posts in capitals, then the
// name, on the same line or one of the next.
func (r *reader) sign(i int) {
	const within = 7
	for j := i; j < min(len(r.lines), i+within); j++ {
		l := r.lines[j]
		text := r.text(l.Span)
		if j > i && (r.lines[j].Len() > 160 || strings.HasPrefix(viet.Fold(text), "noi nhan") || strings.HasPrefix(viet.Fold(text), "phu luc")) {
			break
		}
		if j > i && strings.HasPrefix(text, "- ") {
			continue // one of the recipients, in the other column
		}
		if j == i {
			if issuer, ok := onBehalf(text); ok {
				r.foot.issuer = Found[string]{issuer, l.Span, "signed for"}
			}
		}
		name := text
		if isAuthority(viet.Fold(text)) || j == i {
			name = afterCapitals(text)
		}
		name = trimSigned(name)
		if isPost(name) || !isPerson(name) {
			continue
		}
		at := l.Start + strings.LastIndex(text, name)
		r.meta.Signer = Found[string]{name, source.Span{Start: at, End: at + len(name)}, "signature"}
		r.foot.signed = true
		return
	}
	r.foot.signed = r.foot.signed || isAuthority(viet.Fold(r.text(r.lines[i].Span)))
}

// onBehalf returns the body in "TM. ỦY BAN NHÂN DÂN TỈNH".
func onBehalf(s string) (body string, ok bool) {
	fold := viet.Fold(s)
	for _, a := range []string{"tm.", "t/m", "tm "} {
		if strings.HasPrefix(fold, a) {
			body = strings.TrimSpace(strings.TrimLeft(s[len(a):], ". "))
			t := citation.Lex(body)
			end, ok := citation.BodyAt(t, 0)
			if !ok {
				return "", false
			}
			return t.Slice(0, end), true
		}
	}
	return "", false
}

// afterCapitals returns what follows the words in capitals that s begins with.
func afterCapitals(s string) string {
	t := citation.Lex(s)
	for i, tok := range t.Tokens {
		if tok.Word() && !tok.Upper {
			return t.Source[t.Tokens[i].Start:]
		}
	}
	return ""
}

// trimSigned takes away what stands around the name: "(Đã ký)", a rank or degree.
func trimSigned(s string) string {
	s = strings.Trim(s, " *_./-–:()")
	for _, prefix := range []string{"đã ký", "ký tên", "ký bởi", "pgs", "gs", "ts", "ths", "bscki", "bsckii", "bs", "cki", "ckii", "ks", "kts", "đại tá", "thượng tá", "trung tá", "thiếu tướng", "trung tướng", "thượng tướng", "đại tướng", "ông", "bà", "đ/c"} {
		if len(s) <= len(prefix) || !strings.HasPrefix(strings.ToLower(s), prefix) {
			continue
		}
		// A word that only begins with these letters is a name: "Bàn Thị Mẫu".
		rest := s[len(prefix):]
		if next, _ := utf8.DecodeRuneInString(rest); !unicode.IsLetter(next) && !unicode.Is(unicode.Mn, next) {
			s = strings.Trim(rest, " ,*_./-–:()")
		}
	}
	return s
}

// isPerson says whether s looks like a Vietnamese name: two to five words,
// each with a capital, none of them a word of posts and bodies.
func isPerson(s string) bool {
	t := citation.Lex(s)
	if len(t.Tokens) < 2 || len(t.Tokens) > 6 || t.Tokens[0].Fold == "pho" { // a deputy, not a name
		return false
	}
	if _, _, ok := signatories.At(t, 0); ok {
		return false
	}
	if _, ok := citation.BodyAt(t, 0); ok {
		return false
	}
	if _, _, ok := citation.TypeAt(t, 0); ok {
		return false
	}
	if _, _, ok := mottos.At(t, 0); ok {
		return false
	}
	for _, tok := range t.Tokens {
		if !tok.Word() || !tok.Capital || tok.Gap > citation.Spaced {
			return false
		}
		if len(tok.Fold) > 7 {
			return false // no syllable of Vietnamese is longer
		}
	}
	return true
}
