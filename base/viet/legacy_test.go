package viet

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// letters are the 134 letters of Vietnamese that ASCII has not, and their capitals.
const letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

const plan = "Giao Sở Nội vụ chủ trì, phối hợp với các đơn vị rà soát, trình Uỷ ban nhân dân tỉnh trước ngày 30/6; thường xuyên kiểm tra, đôn đốc việc thực hiện, kịp thời tháo gỡ những khó khăn, vướng mắc."

// encode writes s, in form NFC, as the bytes of e, each byte as one character.
func encode(t interface{ Fatalf(string, ...any) }, e Encoding, s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(encodeLetter(t, e, r))
	}
	return b.String()
}

func encodeLetter(t interface{ Fatalf(string, ...any) }, e Encoding, r rune) string {
	if r < 0x80 {
		return string(r)
	}
	switch e {
	case TCVN3, VISCII:
		table := &tcvn3
		if e == VISCII {
			table = &viscii
		}
		for c, l := range table {
			if l == r {
				return string(rune(c))
			}
		}
	case VNI:
		for pair, l := range vniPairs {
			// ỵ has a single of its own; a pair is accepted too.
			if l == r {
				return string(pair[:])
			}
		}
		for c, l := range vniSingles {
			if l == r {
				return string(c)
			}
		}
		if strings.ContainsRune("ìíÌÍ", r) {
			return string(r)
		}
	case Windows1258:
		if c, ok := charmap.Windows1258.EncodeRune(r); ok {
			return string(rune(c))
		}
		d := []rune(norm.NFD.String(string(r)))
		tone := len(d) - 1
		if d[1] == '\u0323' { // below sorts before the vowel's own mark
			tone = 1
		}
		mark := d[tone]
		base := norm.NFC.String(string(append(append([]rune{}, d[:tone]...), d[tone+1:]...)))
		a, _ := charmap.Windows1258.EncodeRune([]rune(base)[0])
		m, _ := charmap.Windows1258.EncodeRune(mark)
		return string(rune(a)) + string(rune(m))
	}
	t.Fatalf("%v cannot write %c", e, r)
	return ""
}

func TestAllLettersSurviveEveryEncoding(t *testing.T) {
	small := []rune(letters)
	if 2*len(small) != 134 {
		t.Fatalf("the alphabet has %d letters", 2*len(small))
	}
	for _, e := range []Encoding{TCVN3, VNI, VISCII, Windows1258} {
		all := letters
		if e != TCVN3 { // its fonts, not its bytes, make capitals
			all += strings.ToUpper(letters)
		}
		for _, r := range all {
			if got := e.Decode(encode(t, e, string(r))); got != string(r) {
				t.Errorf("%v: %c came back as %q", e, r, got)
			}
		}
	}
}

func TestAnyTextSurvivesEveryEncoding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// A capital vowel before a capital that VNI uses as a mark is
		// ambiguous in that encoding itself, so words are kept apart.
		words := rapid.SliceOf(rapid.SampledFrom(strings.Fields(plan+" "+strings.ToUpper(plan)))).Draw(t, "words")
		s := strings.Join(words, " ")
		for _, e := range []Encoding{VNI, VISCII, Windows1258} {
			if got := e.Decode(encode(t, e, s)); got != s {
				t.Fatalf("%v: %q came back as %q", e, s, got)
			}
		}
	})
}

func TestDetect(t *testing.T) {
	for _, e := range []Encoding{TCVN3, VNI, VISCII, Windows1258} {
		if got := Detect(encode(t, e, plan)); got != e {
			t.Errorf("text in %v taken for %v", e, got)
		}
	}
	for _, s := range []string{
		plan, norm.NFD.String(plan), "", "The quick brown fox", "12/16 © 2025 – 30 °C",
		"Der Bürgermeister prüft die Maßnahmen für das nächste Jahr", "Le préfet a été chargé de la tâche",
	} {
		if got := Detect(s); got != Unicode {
			t.Errorf("%q taken for %v", s, got)
		}
	}
}

func TestDecodeBytes(t *testing.T) {
	utf16le, utf16be := []byte{}, []byte{}
	for _, r := range plan {
		utf16le = append(utf16le, byte(r), byte(r>>8))
		utf16be = append(utf16be, byte(r>>8), byte(r))
	}
	latin := func(e Encoding) []byte {
		var b []byte
		for _, r := range encode(t, e, plan) {
			b = append(b, byte(r))
		}
		return b
	}
	for name, b := range map[string][]byte{
		"UTF-8":             []byte(plan),
		"UTF-8 with mark":   []byte("\xef\xbb\xbf" + plan),
		"NFD":               []byte(norm.NFD.String(plan)),
		"UTF-16 LE":         utf16le,
		"UTF-16 BE":         utf16be,
		"UTF-16 LE marked":  append([]byte("\xff\xfe"), utf16le...),
		"UTF-16 BE marked":  append([]byte("\xfe\xff"), utf16be...),
		"TCVN3":             latin(TCVN3),
		"VNI":               latin(VNI),
		"VISCII":            latin(VISCII),
		"Windows-1258":      latin(Windows1258),
		"TCVN3 within UTF8": []byte(encode(t, TCVN3, plan)),
	} {
		got, _, broken := DecodeBytes(b)
		if got != plan || broken != 0 {
			t.Errorf("%s: %q, %d broken", name, got, broken)
		}
	}
	if got, _, broken := DecodeBytes([]byte(strings.Repeat(plan, 3) + "\xff" + plan)); broken != 1 || !strings.Contains(got, "\uFFFD") {
		t.Errorf("one broken byte in UTF-8: %d reported", broken)
	}
}

func TestFontEncoding(t *testing.T) {
	for font, want := range map[string]struct {
		e    Encoding
		caps bool
	}{
		".VnTime": {TCVN3, false}, ".VnTimeH": {TCVN3, true}, ".VnArialH": {TCVN3, true},
		"VNI-Times": {VNI, false}, "Times New Roman": {Unicode, false}, "": {Unicode, false},
	} {
		if e, caps := FontEncoding(font); e != want.e || caps != want.caps {
			t.Errorf("%q: %v, %v", font, e, caps)
		}
	}
}

func TestIsSyllable(t *testing.T) {
	for _, w := range strings.FieldsFunc(plan, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !IsSyllable(w) {
			t.Errorf("%q is a syllable", w)
		}
	}
	for _, w := range []string{"nguyễn", "QUYẾT", "giữa", "khuỷu", "thuở", "xoong", "quốc", "gì", "yếu", "ươm"} {
		if !IsSyllable(w) {
			t.Errorf("%q is a syllable", w)
		}
	}
	for _, w := range []string{"nh©n", "Ủẁ", "d©n", "Bürger", "nhiïåm", "été", "b", ""} {
		if IsSyllable(w) {
			t.Errorf("%q is no syllable", w)
		}
	}
}

func FuzzDecodeBytes(f *testing.F) {
	f.Add([]byte(plan))
	f.Add([]byte(encode(f, VNI, plan)))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("\xb5\xbb\xc6 n\xa9n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, _, _ := DecodeBytes(b)
		if s != NFC(s) {
			t.Errorf("%q is not in normal form", s)
		}
		Fold(s)
	})
}
