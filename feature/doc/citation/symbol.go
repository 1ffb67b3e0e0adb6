package citation

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/base/viet"
)

// A Regime is the body of rules that a symbol follows.
type Regime uint8

// The regimes. Party: HD 36-HD/VPTW, number and type joined by a hyphen
// ("28-NQ/TW"). State: Nghị định 30/2020/NĐ-CP, number and type parted by a slash
// ("726/KH-UBND").
const (
	NoRegime Regime = iota
	Party
	State
)

// A Symbol is the number and symbol of a document (số, ký hiệu).
type Symbol struct {
	Printed string   // as printed, inner blanks and slips kept, markup marks taken out
	Number  string   // "28", "30c"; as printed, with leading zeros; empty where left blank
	Year    int      // of State normative acts; 0 for others
	Type    string   // type code as printed, "NQ", "CTr"; empty for letters and laws
	Organs  []string // organ and unit codes as printed: "UBND", "KT"; "QH15"
	Regime  Regime
}

// ParseSymbol reads a number and symbol that someone typed or copied, with or
// without "Số". It forgives lost hyphens, blanks, dashes of any length, Ð for Đ
// and either case; ok is false if s is not one.
func ParseSymbol(s string) (sym Symbol, ok bool) {
	s = strings.TrimSpace(viet.NFC(s))
	if rest := strings.TrimLeft(s, " .:"); len(viet.Fold(rest)) >= 2 && viet.Fold(rest)[:2] == "so" {
		r := []rune(rest)
		s = strings.TrimLeft(string(r[2:]), " .:")
	}
	sym, end, ok := scanSymbol(s, 0, true)
	if !ok || strings.TrimSpace(s[end:]) != "" {
		return Symbol{}, false
	}
	return sym, true
}

// Serial returns the number without its letter; 0 where it was left blank.
func (s Symbol) Serial() int {
	n, _ := strconv.Atoi(strings.TrimRightFunc(s.Number, unicode.IsLetter))
	return n
}

// IsZero says whether s is no symbol at all.
func (s Symbol) IsZero() bool { return s.Printed == "" }

// Bare says whether s is a number alone ("Nghị quyết số 21").
func (s Symbol) Bare() bool { return s.Number != "" && s.Type == "" && len(s.Organs) == 0 }

// DocType returns the type that the type code of s stands for; [Letter] where
// there are organs but no type code, as the State writes letters, [Law] for
// acts numbered by a term of the National Assembly. It is a guess where codes
// are shared; the words before a symbol know better.
func (s Symbol) DocType() Type {
	if t, ok := typeByCode[viet.Fold(s.Type)]; ok {
		return t
	}
	if len(s.Organs) == 0 {
		return NoType
	}
	if isAssembly(viet.Fold(s.Organs[0])) {
		return Law
	}
	return Letter
}

// Key returns what two prints of one symbol have in common: number without
// leading zeros, year, and the letters and digits of the codes without marks,
// case, hyphens and slashes. Keys of different documents may be equal, since
// numbers restart (see the package comment); the empty key means no symbol.
func (s Symbol) Key() string {
	if s.IsZero() {
		return ""
	}
	var b strings.Builder
	b.WriteString(strings.TrimLeft(viet.Fold(s.Number), "0"))
	if s.Year != 0 {
		b.WriteByte('/')
		b.WriteString(strconv.Itoa(s.Year))
	}
	b.WriteByte('/')
	b.WriteString(codeKey(s.Type))
	for _, o := range s.Organs {
		b.WriteString(codeKey(o))
	}
	return strings.TrimSuffix(b.String(), "/")
}

func codeKey(code string) string {
	return strings.Map(func(r rune) rune {
		if r == '&' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, viet.Fold(code))
}

// String returns s as its regime's rules write it: "28-NQ/TW", "41/2023/QĐ-TTg",
// "7653/UBND-KT".
func (s Symbol) String() string {
	if s.Bare() || s.IsZero() {
		return s.Number
	}
	organs := strings.Join(s.Organs, "-")
	if s.Regime == Party && organs == "" {
		return s.Number + "-" + s.Type
	}
	if s.Regime == Party {
		return s.Number + "-" + s.Type + "/" + organs
	}
	parts := []string{s.Number}
	if s.Year != 0 {
		parts = append(parts, strconv.Itoa(s.Year))
	}
	code := s.Type
	if code != "" && organs != "" {
		code += "-"
	}
	return strings.Join(append(parts, code+organs), "/")
}

// isAssembly says whether a folded code is the National Assembly or its
// standing committee in a term: QH15, UBTVQH14.
func isAssembly(code string) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(code, "ubtv"), "qh")
	if !ok || rest == "" {
		return false
	}
	for _, r := range rest {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// scanSymbol reads a symbol at byte at of s:
//
//	symbol = number ( "/" [ year "/" ] | "-" | " " ) code { ( "-" | "/" ) code } .
//	number = digit { digit } [ letter ] .
//
// Where told is set, a word before it says that a symbol follows; otherwise
// it must have a shape that nothing else in running text has.
func scanSymbol(s string, at int, told bool) (sym Symbol, end int, ok bool) {
	i := at
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i == at || i-at > 6 {
		return Symbol{}, at, false
	}
	digits := i
	if r, size := utf8.DecodeRuneInString(s[i:]); unicode.IsLetter(r) {
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		if unicode.IsLetter(next) || unicode.IsDigit(next) || !unicode.IsLower(r) && next != '/' {
			return Symbol{}, at, false
		}
		i += size
	}
	sym.Number = s[at:i]
	codes := codeScan{s: s, at: i}
	sep := codes.separator()
	if sep.kind == 0 {
		return Symbol{}, at, false
	}
	if sep.kind == '/' {
		if year, next, ok := scanYear(s, codes.at); ok {
			sym.Year, codes.at = year, next
			if sep = codes.separator(); sep.kind == 0 {
				return Symbol{}, at, false
			}
		}
	}
	end = codes.rest(&sym, sep, told)
	if end < 0 {
		return Symbol{}, at, false
	}
	if !told && (i > digits || !sym.unmistakable()) && !sym.telling() {
		return Symbol{}, at, false
	}
	sym.Printed = unmark(s[at:end])
	return sym, end, true
}

// scanBlank reads what is left of a symbol whose number was left open: "/KH-UBND",
// "-NQ/TW", "/2025/QĐ-UBND".
func scanBlank(s string, at int) (sym Symbol, end int, ok bool) {
	codes := codeScan{s: s, at: at}
	sep := codes.separator()
	if sep.kind == 0 || sep.kind == ' ' {
		return Symbol{}, at, false
	}
	if year, next, ok := scanYear(s, codes.at); ok && sep.kind == '/' {
		sym.Year, codes.at = year, next
		if sep = codes.separator(); sep.kind == 0 {
			return Symbol{}, at, false
		}
	}
	if end = codes.rest(&sym, sep, true); end < 0 {
		return Symbol{}, at, false
	}
	sym.Printed = unmark(strings.TrimSpace(s[at:end]))
	return sym, end, true
}

// unmistakable says whether s has a known type code and an organ.
func (s Symbol) unmistakable() bool {
	return len(s.Organs) > 0 && (typeByCode[viet.Fold(s.Type)] != NoType || isAssembly(viet.Fold(s.Organs[0])))
}

// telling says whether s looks like a letter's symbol: two codes of capitals.
func (s Symbol) telling() bool {
	return s.Regime == State && (s.unmistakable() || len(s.Organs) >= 2 && len(s.Organs[0]) >= 3 && len(s.Organs[1]) >= 2)
}

func unmark(s string) string {
	if !strings.ContainsAny(s, "\\*| \n\t") {
		return s
	}
	return strings.Join(strings.Fields(strings.NewReplacer(`\`, "", "*", "", "|", "").Replace(s)), " ")
}

func scanYear(s string, at int) (year, next int, ok bool) {
	if at+4 > len(s) || at+4 < len(s) && '0' <= s[at+4] && s[at+4] <= '9' {
		return 0, at, false
	}
	year, err := strconv.Atoi(s[at : at+4])
	return year, at + 4, err == nil && 1900 <= year && year <= 2100
}

// A codeScan reads the codes of a symbol.
type codeScan struct {
	s  string
	at int
}

// A separator is a slash, a hyphen or dash, or blanks alone, with the blanks
// around it.
type separator struct {
	kind          byte // '/', '-', ' ' or 0 for none
	before, after bool // there are blanks
}

func (c *codeScan) blanks() bool {
	from := c.at
	breaks := 0
	for c.at < len(c.s) {
		switch c.s[c.at] {
		case '\n':
			breaks++
			if breaks > 1 {
				return c.at > from
			}
		case ' ', '\t', '\r', '\\', '*':
		default:
			return c.at > from
		}
		c.at++
	}
	return c.at > from
}

func (c *codeScan) separator() (sep separator) {
	from := c.at
	sep.before = c.blanks()
	r, size := utf8.DecodeRuneInString(c.s[c.at:])
	switch r {
	case '/', '⁄', '∕', '／':
		sep.kind = '/'
	case '-', '–', '—', '‐', '‑', '‒', '−':
		sep.kind = '-'
	default:
		if sep.before {
			sep.kind = ' '
			return sep
		}
		c.at = from
		return sep
	}
	c.at += size
	sep.after = c.blanks()
	return sep
}

// rest reads the codes after the first separator into sym and returns the end
// of the symbol, -1 if there is no code.
func (c *codeScan) rest(sym *Symbol, sep separator, told bool) (end int) {
	end = -1
	first, second := sep.kind, byte(0)
	airy := sep.before && sep.after // printed "12 / UBND - VX"
	for n := 0; ; n++ {
		from := c.at
		code := c.code()
		if code == "" {
			break
		}
		typ := typeByCode[viet.Fold(code)]
		switch {
		case n == 0 && sep.kind == ' ':
			// "09 KH/ĐU": the hyphen is lost, so a type code and a slash must show it.
			if typ == NoType || !strings.HasPrefix(strings.TrimLeft(c.s[c.at:], " "), "/") {
				return -1
			}
		case n > 0 && sep.kind == ' ',
			n > 0 && sep.before && sep.after && len(sym.Organs) > 0 && !airy,
			n > 0 && (sep.before || sep.after) && (!isCoded(code) || typ != NoType && len(sym.Organs) > 0),
			n > 5:
			c.at = from
			return end
		}
		if n == 0 && typ != NoType && !(first == '/' && looksLikeOrgan(c.s[c.at:], code)) {
			sym.Type = code
		} else {
			sym.Organs = append(sym.Organs, code)
		}
		end = c.at
		if n == 1 {
			second = sep.kind
		}
		sep = c.separator()
		if sep.kind == 0 {
			break
		}
	}
	if end < 0 {
		return -1
	}
	if len(sym.Type)+len(sym.Organs) == 0 {
		return -1
	}
	// Only the Party joins the number to a type code by a hyphen; the reforms
	// before 1996 joined it to an organ ("217-HĐBT").
	switch {
	case first == '/':
		sym.Regime = State
	case sym.Type != "":
		sym.Regime = Party
	case first == '-' && told && second == '/': // a type code that is not in the lists
		sym.Regime, sym.Type, sym.Organs = Party, sym.Organs[0], sym.Organs[1:]
	case first == '-' && told && len(sym.Organs) == 1 && isUpper(sym.Organs[0]):
		sym.Regime = State
	default:
		return -1
	}
	if sym.Type != "" && len(sym.Organs) == 0 {
		switch viet.Fold(sym.Type) {
		case "nq", "qd", "ct", "kh", "bc", "tb", "sl", "hd", "kl", "cv", "tt", "pl", "ttr", "ctr", "ttlt", "da", "qdns", "vbhn":
			if !told {
				return -1
			}
		default: // a short word in capitals, not a type: "217-CP", "30/CT"
			sym.Organs, sym.Type = []string{sym.Type}, ""
		}
	}
	return end
}

// looksLikeOrgan settles codes that are both: none today is followed by
// nothing else in a State symbol, so a type code needs a code after it.
func looksLikeOrgan(rest, code string) bool {
	return viet.Fold(code) == "cl" && !strings.HasPrefix(rest, "-")
}

// code reads one code: letters beginning with a capital, at most two of them
// small, with digits, "&" and inner dots; or a known type code in small
// letters.
func (c *codeScan) code() string {
	i, smalls, letters := c.at, 0, 0
	for i < len(c.s) {
		r, size := utf8.DecodeRuneInString(c.s[i:])
		switch {
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLetter(r):
			letters++
			smalls++
		case unicode.IsDigit(r) || r == '&':
			if letters == 0 {
				return ""
			}
		case r == '.' && letters > 0 && i+size < len(c.s):
			if next, _ := utf8.DecodeRuneInString(c.s[i+size:]); !unicode.IsUpper(next) {
				return c.take(i, smalls, letters)
			}
		case unicode.Is(unicode.Mn, r):
		default:
			return c.take(i, smalls, letters)
		}
		i += size
	}
	return c.take(i, smalls, letters)
}

// gluedWords are what copies run into the last code of a symbol: "QĐ-SNVNgày ban
// hành", "NĐ-CPngày 5/3".
var gluedWords = []string{"ngay", "nguoi", "so", "loai", "noi", "cua", "ve", "quy", "trich", "linh"}

// gluedAt returns where in code a word begins that a copy ran into it, -1 if none
// does.
func gluedAt(code string) int {
	for i, r := range code {
		if i < 2 || !unicode.IsLetter(r) {
			continue
		}
		for _, w := range gluedWords {
			if viet.Fold(code[i:]) == w && strings.ContainsFunc(code[i:], unicode.IsLower) && isUpper(code[:i]) {
				return i
			}
		}
	}
	return -1
}

func (c *codeScan) take(end, smalls, letters int) string {
	code := c.s[c.at:end]
	if smalls > 0 && smalls < letters {
		if n := gluedAt(code); n > 0 {
			c.at += n
			return code[:n]
		}
	}
	const longest = 16
	if letters == 0 || letters > longest {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(code)
	switch {
	case unicode.IsUpper(first) && smalls <= 2 && smalls < letters-smalls+1 && !isName(code, smalls, letters):
	case smalls == letters && knownSmall[viet.Fold(code)]:
	default:
		return ""
	}
	c.at = end
	return code
}

// isName says whether a code is rather a short capitalised word: one capital
// and then small letters with a mark, as "Bộ" and "Sở" are.
func isName(code string, smalls, letters int) bool {
	return letters-smalls == 1 && smalls > 0 && typeByCode[viet.Fold(code)] == NoType
}

// knownSmall lists codes that are taken for codes in small letters too.
var knownSmall = func() map[string]bool {
	m := map[string]bool{}
	for _, c := range []string{"ubnd", "hdnd", "tu", "tw", "ttg", "cp", "du", "hu", "vpcp", "nq", "qd", "ct", "kl", "kh", "ctr", "bc", "tb", "ttr", "cv", "nd", "tt", "hd"} {
		m[c] = true
	}
	return m
}()

// isCoded says whether a code with a blank before it still looks like one: it has
// no small letters, or begins with two capitals as "TTg" does.
func isCoded(s string) bool {
	if isUpper(s) {
		return true
	}
	first, n := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsUpper(first) && unicode.IsUpper(second)
}

func isUpper(s string) bool {
	return !strings.ContainsFunc(s, unicode.IsLower)
}

// LeadingSymbol reads the number and symbol that s begins with, such as follows
// "Số:" in a letterhead; one whose number was left open has no Number. size is
// the length of what was read; ok is false if there is none.
func LeadingSymbol(s string) (sym Symbol, size int, ok bool) {
	at := len(s) - len(strings.TrimLeft(s, " \t*\\"))
	if sym, end, ok := scanSymbol(s, at, true); ok {
		return sym, end, true
	}
	at = len(s) - len(strings.TrimLeft(s, " \t.…_*\\"))
	sym, end, ok := scanBlank(s, at)
	return sym, end, ok
}
