package viet

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// An Encoding is a way in which Vietnamese text was written before, or
// beside, Unicode.
type Encoding uint8

// The encodings found in office files.
const (
	Unicode     Encoding = iota // UTF-8 or UTF-16, in any normal form
	TCVN3                       // TCVN 5712:1993 VN3, the .VnTime fonts; one byte a letter, capitals of toned letters by font
	VNI                         // the VNI-* fonts; a base letter followed by a byte for its marks
	VISCII                      // RFC 1456; one byte a letter
	Windows1258                 // one byte a vowel, followed by a byte for its tone
)

// String returns the name of the encoding as people know it.
func (e Encoding) String() string {
	return [...]string{"Unicode", "TCVN3", "VNI", "VISCII", "Windows-1258"}[e]
}

// Decode returns s, whose characters below U+0100 stand for the bytes of e,
// as Unicode in form [NFC]. Such text is what an office file holds whose
// letters were typed in a legacy font: "Uû ban nh©n d©n" for "Uỷ ban nhân dân".
// Characters that e does not know stay as they are.
func (e Encoding) Decode(s string) string {
	if e == Unicode {
		return NFC(s)
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/4)
	switch e {
	case VNI:
		decodeVNI(&b, s)
	case TCVN3:
		decodeBytes(&b, s, &tcvn3)
	case VISCII:
		decodeBytes(&b, s, &viscii)
	case Windows1258:
		for _, r := range s {
			if r < 0x100 {
				r = charmap.Windows1258.DecodeByte(byte(r))
			}
			b.WriteRune(r)
		}
	}
	return NFC(b.String())
}

func decodeBytes(b *strings.Builder, s string, table *[256]rune) {
	for _, r := range s {
		if r < 0x100 && table[r] != 0 {
			r = table[r]
		}
		b.WriteRune(r)
	}
}

func decodeVNI(b *strings.Builder, s string) {
	var last rune // a base letter not yet written, which marks may follow
	for _, r := range s {
		if marked, ok := vniPairs[[2]rune{last, r}]; ok {
			b.WriteRune(marked)
			last = 0
			continue
		}
		if last != 0 {
			b.WriteRune(vniLetter(last))
		}
		last = r
	}
	if last != 0 {
		b.WriteRune(vniLetter(last))
	}
}

func vniLetter(r rune) rune {
	if l, ok := vniSingles[r]; ok {
		return l
	}
	return r
}

// FontEncoding tells in which encoding text in the named font was typed.
// Capitals says that the font draws small letters as capitals, as the TCVN3
// fonts whose name ends in H do, because that encoding has no toned capitals.
// It returns [Unicode] for a font that is neither.
func FontEncoding(font string) (e Encoding, capitals bool) {
	f := strings.ToLower(strings.TrimSpace(font))
	switch {
	case strings.HasPrefix(f, ".vn"):
		return TCVN3, strings.HasSuffix(f, "h")
	case strings.HasPrefix(f, "vni-"), strings.HasPrefix(f, "vni "):
		return VNI, false
	}
	return Unicode, false
}

// Detect tells in which encoding s was written, its characters below U+0100
// standing for bytes as for [Encoding.Decode]. It reads s in every encoding
// and takes the one in which most of the words with marks are possible
// Vietnamese syllables; it returns [Unicode] where s is readable as it is, or
// in no encoding.
func Detect(s string) Encoding {
	s = sample(s)
	if isUnicode(s) {
		return Unicode
	}
	best, encoding := 0.0, Unicode
	if marked, share := Readable(s); marked > 0 && share > 0.5 {
		return Unicode
	}
	for _, e := range []Encoding{TCVN3, VNI, Windows1258, VISCII} {
		if marked, share := Readable(e.Decode(s)); marked >= 3 && share > best {
			best, encoding = share, e
		}
	}
	if best < 0.75 {
		return Unicode
	}
	return encoding
}

// isUnicode says whether s holds letters that no byte stands for, as every
// sentence of Vietnamese in Unicode does. It settles most texts at once.
func isUnicode(s string) bool {
	beyond, bytes := 0, 0
	for _, r := range s {
		switch {
		case r < 0x80:
		case r < 0x100:
			bytes++
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
			beyond++
		}
	}
	return beyond > 0 && beyond*5 >= bytes
}

// sample returns enough of s to know its encoding, cut between words.
func sample(s string) string {
	const enough = 16 << 10
	if len(s) <= enough {
		return s
	}
	if i := strings.LastIndexByte(s[:enough], ' '); i > 0 {
		return s[:i]
	}
	cut := enough
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut]
}

// Readable counts the words of s that hold a letter outside ASCII, and the
// share of them that are possible Vietnamese syllables.
func Readable(s string) (marked int, share float64) {
	good := 0
	for _, word := range strings.FieldsFunc(NFC(s), func(r rune) bool {
		return r < 0x80 && !unicode.IsLetter(r)
	}) {
		if isPlain(word) {
			continue
		}
		// Typographic marks beside a word are no part of it.
		word = strings.TrimFunc(word, func(r rune) bool {
			return unicode.Is(unicode.Punct, r) && r > 0xFF || unicode.IsSpace(r)
		})
		if isPlain(word) {
			continue
		}
		marked++
		if IsSyllable(word) {
			good++
		}
	}
	if marked == 0 {
		return 0, 0
	}
	return marked, float64(good) / float64(marked)
}

// DecodeBytes returns the bytes of a text file as text in form [NFC]. It
// knows UTF-8 and UTF-16, with a byte order mark or without, and the legacy
// encodings by [Detect]; broken counts what had to be replaced by U+FFFD.
func DecodeBytes(b []byte) (s string, e Encoding, broken int) {
	if s, ok := decodeMarked(b); ok {
		return decodeText(s)
	}
	if order, ok := utf16Order(b); ok {
		return decodeText(decodeUTF16(b, order))
	}
	if s, broken := decodeUTF8(b); broken*200 <= len(b) {
		return decodeText(s)
	}
	// Not UTF-8: every byte is a letter of an older encoding.
	var latin strings.Builder
	latin.Grow(len(b) * 2)
	for _, c := range b {
		latin.WriteRune(rune(c))
	}
	e = Detect(latin.String())
	if e == Unicode {
		e = Windows1258 // the code page of a Vietnamese Windows; ASCII and most of Latin 1 agree
	}
	return e.Decode(latin.String()), e, 0
}

// decodeText handles text that is Unicode on the outside: it may still hold
// legacy letters, when it was copied out of a document in legacy fonts.
func decodeText(s string) (string, Encoding, int) {
	e := Detect(s)
	return e.Decode(s), e, strings.Count(s, "\uFFFD")
}

func decodeUTF8(b []byte) (s string, broken int) {
	if utf8.Valid(b) {
		return string(b), 0
	}
	var out strings.Builder
	out.Grow(len(b))
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			broken++
		}
		out.WriteRune(r)
		b = b[n:]
	}
	return out.String(), broken
}

// decodeMarked decodes text that begins with a byte order mark.
func decodeMarked(b []byte) (s string, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decodeUTF16(b[2:], littleEndian), true
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decodeUTF16(b[2:], bigEndian), true
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		s, _ = decodeUTF8(b[3:])
		return s, true
	}
	return "", false
}
