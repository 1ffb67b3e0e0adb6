package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/base/viet"
)

// This file tells paragraphs from lines, for formats that only have lines:
// pdf, and text that was hard-wrapped when it was copied out of a page. A
// line break inside a paragraph is put back to a blank; one that a person
// meant is kept. Where the words do not decide, the width does: nobody
// breaks a paragraph before the line is full.

// startsItem says whether s begins something of its own: a numbered or
// bulleted item, an article, a clause of the preamble.
func startsItem(s string) bool {
	if s == "" {
		return false
	}
	first, n := utf8.DecodeRuneInString(s)
	rest := s[n:]
	switch {
	case strings.ContainsRune("-–—+*•·●○▪■◦➢✓\uf0b7\uf02d", first):
		return rest == "" || !isDigit(rest[0]) && (rest[0] == ' ' || first != '-')
	case isDigit(s[0]):
		i := 0
		for i < len(s) && (isDigit(s[i]) || s[i] == '.' && i+1 < len(s) && isDigit(s[i+1])) {
			i++
		}
		first := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
		return first <= 3 && i <= 8 && isDelimiter(s[i:]) // "2026." ends a sentence
	case 'a' <= first && first <= 'z' || 'A' <= first && first <= 'H' || first == 'đ' || first == 'Đ':
		if strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, "/ ") {
			return true
		}
	case first == '(':
		i := strings.IndexByte(s, ')')
		return 0 < i && i <= 5 && !strings.ContainsRune(s[:i], ' ')
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("IVX", r) }); i > 0 && i <= 5 {
		if isDelimiter(s[i:]) || strings.HasPrefix(s[i:], "- ") || strings.HasPrefix(s[i:], "/ ") {
			return true
		}
	}
	if i := strings.IndexByte(s, ':'); i > 2 && i <= 30 && isCapitals(s[:i]) && !strings.ContainsAny(s[:i], ",0123456789") {
		return true // "KÍNH GỬI: …", the name of a field in a form
	}
	word, after, _ := strings.Cut(s, " ")
	switch viet.Fold(word) {
	case "dieu", "khoan", "chuong", "muc", "phan":
		// Capitalised and numbered; "điều 5" within a sentence is neither.
		return unicode.IsUpper(first) && after != "" && (isDigit(after[0]) || strings.ContainsRune("IVX", rune(after[0])))
	case "can":
		return s == "Căn cứ" || strings.HasPrefix(s, "Căn cứ ")
	case "theo":
		return strings.HasPrefix(s, "Theo đề nghị ")
	case "xet":
		return strings.HasPrefix(s, "Xét đề nghị ")
	case "noi":
		return strings.HasPrefix(s, "Nơi nhận")
	case "kinh":
		return strings.HasPrefix(s, "Kính gửi")
	case "so", "so:":
		return isOwnNumber(s)
	}
	return false
}

// isOwnNumber recognises the line of a document's own number, "Số: 12/KH-UBND".
func isOwnNumber(s string) bool {
	return strings.HasPrefix(s, "Số:") || strings.HasPrefix(s, "Số :")
}

// isDelimiter says whether s goes on as after the number of an item.
func isDelimiter(s string) bool {
	if s == "" || s[0] != '.' && s[0] != ')' && s[0] != '/' {
		return false
	}
	if len(s) == 1 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[1:])
	return r == ' ' || s[0] != '/' && unicode.IsLetter(r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// endsSentence says whether nothing of the same paragraph need follow s.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "”\"'’) ")
	if s == "" {
		return false
	}
	return strings.ContainsRune(".;:!?…", rune(s[len(s)-1])) || strings.HasSuffix(s, "…")
}

// expectsMore says whether s stops in the middle of a phrase that next goes on with.
func expectsMore(s, next string) bool {
	if s == "" {
		return false
	}
	switch s[len(s)-1] {
	case ',', '(', '/':
		return true
	case '-':
		return strings.HasSuffix(s, " -") && utf8.RuneCountInString(s) > 20
	}
	if strings.HasSuffix(s, "“") || strings.HasSuffix(s, " –") && utf8.RuneCountInString(s) > 20 {
		return true
	}
	word := s[strings.LastIndexByte(s, ' ')+1:]
	switch word {
	case "Số:", "số:", "Bộ", "Sở":
		return true
	}
	if len(word) == len(s) {
		return false
	}
	word = strings.ToLower(word)
	if word == "số" {
		// "một số", "Kế hoạch số" / "12/KH-UBND"; "hạ tầng số" and "những con số" say all.
		before := strings.ToLower(strings.TrimSuffix(s[:len(s)-len(word)], " "))
		before = before[strings.LastIndexByte(before, ' ')+1:]
		return before == "một" || before == "tổng" || before == "trong" || before != "con" && next != "" && isDigit(next[0])
	}
	return bindingWords[word] || numberedWords[word] && next != "" && (isDigit(next[0]) || strings.ContainsRune("IVX", rune(next[0])))
}

// bindingWords never end a paragraph: prepositions and conjunctions.
var bindingWords = wordSet("của và về tại với theo cho các những trên từ đến do bởi thuộc để bằng giữa cùng gồm " +
	"hoặc hay là một mỗi mọi nếu vì")

// numberedWords do not end one if a number follows.
var numberedWords = wordSet("ngày tháng năm khoản điểm điều quý lần khóa khoá đoạn kỳ")

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// beginsLower says whether s goes on in the middle of a sentence.
func beginsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// isCapitals says whether every letter of s is a capital and there are some.
func isCapitals(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

// isSyllable says whether s is one word of letters. A heading that stops
// after one was cut by a machine.
func isSyllable(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return s != "" && utf8.RuneCountInString(s) <= 7
}

// A wrapping is what the line lengths of a text say about its line breaks.
type wrapping struct {
	hard  bool // the text was cut into lines by a machine
	width int  // in characters, of a full line
	known bool // the width is that of lines that were certainly cut
}

// measure looks for hard wrapping. Blank lines separate paragraphs.
func measure(lines []string) wrapping {
	counts := map[int]int{}
	inside, total, cut := 0, 0, 0
	for i, l := range lines {
		if l == "" {
			continue
		}
		total++
		counts[utf8.RuneCountInString(l)]++
		if i+1 < len(lines) && beginsLower(lines[i+1]) && !endsSentence(l) && !startsItem(lines[i+1]) {
			inside++
			cut = max(cut, utf8.RuneCountInString(l))
		}
	}
	// The width is the length that all but one line in fifty stay within.
	w, seen := 0, 0
	for n := 400; n > 0; n-- {
		if seen += counts[n]; seen*50 >= total {
			w = n
			break
		}
	}
	const telling = 4 // lines that were certainly cut
	known := inside >= telling && cut <= 140
	if known {
		w = min(w, cut) // longer lines, such as a headline, were not
	}
	return wrapping{known: known, hard: inside >= 2 && inside*12 >= total && w <= 140, width: w}
}

// joins says whether next goes on with the paragraph whose last line is last.
func (w wrapping) joins(last, next string) bool {
	if last == "" || next == "" || startsItem(next) && !isCompound(last, next) || isTypeName(last) || isStamp(last) || isStamp(next) || isClock(next) {
		return false
	}
	if isRepublic(last, next) || isCompound(last, next) {
		return true
	}
	if opensText(next) && !expectsMore(last, next) {
		return false
	}
	if w.hard && isClause(last) && !endsSentence(last) && !isHeading(next) {
		return true
	}
	if isCapitals(next) && strings.HasPrefix(viet.Fold(next), "cong h") {
		return false // the name of the State, clean or damaged
	}
	length := utf8.RuneCountInString(last)
	lastHead, nextHead := isHeading(last), isHeading(next)
	nextHead = nextHead || lastHead && isCapitals(next)
	if isCapitals(last) && isSyllable(last) {
		return isCapitals(next)
	}
	switch {
	case lastHead != nextHead:
		return lastHead && isSyllable(next) && isCapitals(next)
	case lastHead:
		return expectsMore(last, next) || !namesAuthority(next) && (isSyllable(next) || length > min(w.width*2/3, shortLine*3/4))
	case expectsMore(last, next):
		return true
	case endsSentence(last):
		return false
	case beginsLower(next):
		return true
	case !w.hard:
		return false
	case isSyllable(last), isPlaceDate(last, next):
		return true
	}
	if startsItem(last) && !strings.HasPrefix(last, "Điều") {
		// Maybe a heading: then only a line without room for the next word goes on.
		word, _, _ := strings.Cut(next, " ")
		return length+1+utf8.RuneCountInString(word) > w.width
	}
	const slack = 8 // characters by which a line that was cut may pass those known
	return length > w.width*3/4 && (!w.known || length <= w.width+slack)
}

// isHeading says whether s is set in capitals throughout, as a title is;
// symbols and numbers alone are not a title.
func isHeading(s string) bool {
	if !isCapitals(s) {
		return false
	}
	words := 0
	for w := range strings.FieldsSeq(s) {
		if isSyllable(strings.TrimRight(w, ":,")) {
			words++
		}
	}
	return words >= 2
}

// isTypeName says whether s is the line that names the kind of document. It
// stands alone, whatever follows.
func isTypeName(s string) bool {
	return isHeading(s) && typeNames[strings.TrimRight(viet.Fold(s), " :")]
}

var typeNames = map[string]bool{
	"nghi quyet": true, "quyet dinh": true, "quyet nghi": true, "ke hoach": true, "chuong trinh": true,
	"chuong trinh hanh dong": true, "chi thi": true, "ket luan": true, "bao cao": true, "thong bao": true,
	"huong dan": true, "thong tu": true, "nghi dinh": true, "to trinh": true, "quy dinh": true,
	"quy che": true, "de an": true, "cong dien": true, "phu luc": true, "thong tri": true,
}

// isStamp says whether s is a mark of secrecy or urgency. It is no part of the
// words around it.
func isStamp(s string) bool {
	if len(s) > shortLine {
		return false
	}
	switch viet.Fold(s) {
	case "khan", "thuong khan", "hoa toc":
		return true
	}
	return markIn(s) != ""
}

// isClock says whether the line s dates a page to the minute, with or without its
// author: "An Nam - 09/12/2023 08:05". It is no part of the headline above.
func isClock(s string) bool {
	if len(s) > shortLine {
		return false
	}
	fields := strings.Fields(s)
	for i, field := range fields {
		if strings.Count(field, "/") != 2 || !isDigit(field[0]) {
			continue
		}
		for k := max(0, i-2); k < min(len(fields), i+3); k++ {
			if at := strings.IndexByte(fields[k], ':'); at > 0 && at+1 < len(fields[k]) && isDigit(fields[k][at-1]) && isDigit(fields[k][at+1]) {
				return true
			}
		}
	}
	return false
}

// namesAuthority says whether the heading s names who issues, which follows a title on a line of its own.
func namesAuthority(s string) bool {
	f := viet.Fold(s)
	for _, start := range []string{"uy ban", "chu tich", "thu tuong", "chinh phu", "bo truong", "hoi dong", "giam doc", "ban chap hanh", "ban thuong vu", "quoc hoi", "bo chinh tri", "ban bi thu"} {
		if strings.HasPrefix(f, start) {
			return true
		}
	}
	return false
}

// opensText says whether s begins as the first sentence of a text does, and
// as nothing within a sentence: a title may stand before it without a full stop.
func opensText(s string) bool {
	for _, opening := range []string{"Thực hiện ", "Căn cứ ", "Nhằm ", "Để ", "Trên cơ sở ", "Sau khi ", "Trong thời gian ", "Thời gian qua", "Triển khai thực hiện ", "Trong những năm ", "Những năm qua", "Xét "} {
		if strings.HasPrefix(s, opening) {
			return true
		}
	}
	return false
}

// isClause says whether s begins as a clause of the preamble does, which goes
// on to its semicolon however short its first line is.
func isClause(s string) bool {
	return s == "Căn cứ" || strings.HasPrefix(s, "Căn cứ ") || strings.HasPrefix(s, "Theo đề nghị ") || strings.HasPrefix(s, "Xét đề nghị ")
}

// compounds are names of two parts with a dash between that lines are broken
// at: there the dash is no bullet.
var compounds = [][2]string{
	{"lao dong", "thuong binh"}, {"kinh te", "xa hoi"}, {"quoc phong", "an ninh"}, {"dan so", "ke hoach hoa"}, {"thi dua", "khen thuong"},
	{"tai chinh", "ke hoach"}, {"kinh te", "ha tang"}, {"giao duc", "dao tao"}, {"van hoa", "xa hoi"}, {"giao duc nghe nghiep", "giao duc thuong xuyen"},
}

// isCompound says whether next goes on with the name that last breaks off, as
// "Sở Lao động" / "- Thương binh và Xã hội".
func isCompound(last, next string) bool {
	rest := strings.TrimLeft(next, "-– ")
	if len(rest) == len(next) || len(last) < len("giao duc") {
		return false
	}
	before, after := viet.Fold(last), viet.Fold(rest)
	for _, c := range compounds {
		if strings.HasSuffix(before, c[0]) && strings.HasPrefix(after, c[1]) {
			return true
		}
	}
	return false
}

const republic = "cong hoa xa hoi chu nghia viet nam"

// isRepublic recognises the name of the State cut in two.
func isRepublic(last, next string) bool {
	first := viet.Fold(last)
	return len(first) > 4 && len(first) < len(republic) && strings.HasPrefix(republic, first) &&
		strings.HasPrefix(first+" "+viet.Fold(next), republic)
}

// isPlaceDate recognises "Tân" / "Lập, ngày 5 tháng 6 …": a place of two
// lines before its date.
func isPlaceDate(last, next string) bool {
	head, _, found := strings.Cut(next, ", ngày")
	return found && len(strings.Fields(head)) <= 2 && len(strings.Fields(last)) <= 5
}
