package citation_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
)

var seeds = []string{
	"Nghị quyết số 28-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương Đảng khóa XIII về",
	"các Quyết định của UBND tỉnh: số 12/QĐ-UBND ngày 1/2/2024; 15/QĐ-UBND và số      /QĐ-UBND",
	"Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở (sửa đổi) số 43/2024/QH15",
	"Nghị quyết Trung ương 5 khoá X, Đề án “a” giai đoạn 2021 - 2025, tầm nhìn đến năm 2030",
	"Số: 16 - HD/BTCTW\nngày … tháng … năm 2026 (ngày 30/02/2026) TP. Nam Sơn",
	"\u0301số\u0301 1/\x00/NQ-", "theoQuyếtđịnh số12/QĐ-UBND", "ngày //2020", "Nghị quyết", "số", "của", "1", "(", "khóa", "Quyết định số 2/",
}

func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = viet.NFC(strings.ToValidUTF8(s, ""))
		found := citation.Find(s)
		for i, c := range found {
			if c.Start < 0 || c.End > len(s) || c.Start >= c.End || s[c.Start:c.End] != c.Text {
				t.Fatalf("span [%d,%d) of %d bytes, text %q", c.Start, c.End, len(s), c.Text)
			}
			if !utf8.ValidString(c.Text) {
				t.Fatalf("text %q cuts a letter", c.Text)
			}
			if c.Title.Start > c.Title.End || c.Title.End > len(s) || c.Title.Start < c.Title.End && c.Title.Start < c.End {
				t.Fatalf("title %v of mention %v", c.Title, c.Span)
			}
			if c.Within >= i || c.Within < -1 {
				t.Fatalf("citation %d within %d", i, c.Within)
			}
			if i > 0 && c.Start < found[i-1].Start {
				t.Fatalf("citation %d begins before the one before it", i)
			}
			if d, ok := c.Date.Civil(); ok && d.String() != c.Date.String() {
				t.Fatalf("date %v is no day", c.Date)
			}
		}
	})
}

func FuzzParseSymbol(f *testing.F) {
	for _, s := range []string{"28-NQ/TW", "41/2023/QĐ-TTg", "7653/UBND-KT", "Số: 09 KH/ĐU", "30c/NQ-CP", "217-HĐBT", "02/2011/TTLT-VPCP-BNV", "-", "1", "12/", "43/2022/QH15"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sym, ok := citation.ParseSymbol(s)
		if !ok {
			return
		}
		again, ok := citation.ParseSymbol(sym.String())
		if !ok || again.Key() != sym.Key() {
			t.Fatalf("%q is written %q, which reads as %+v with key %q, not %q", s, sym.String(), again, again.Key(), sym.Key())
		}
	})
}

func FuzzDateAt(f *testing.F) {
	f.Add("ngày 27 tháng 2 năm 2023")
	f.Add("ngày …/…/2026")
	f.Fuzz(func(t *testing.T, s string) {
		text := citation.Lex(strings.ToValidUTF8(s, ""))
		for i := range text.Tokens {
			d, next, ok := citation.DateAt(text, i)
			if ok && (next <= i || next > len(text.Tokens) || d.Year == 0) {
				t.Fatalf("date %v ends at token %d of %d", d, next, len(text.Tokens))
			}
		}
	})
}

func TestParseSymbol(t *testing.T) {
	for _, tt := range []struct{ in, want, key, typ string }{
		{"28-NQ/TW", "28-NQ/TW", "28/nqtw", "resolution"},
		{"Số 08-KH/ĐU", "08-KH/ĐU", "8/khdu", "plan"},
		{"số: 09 KH/ĐU", "09-KH/ĐU", "9/khdu", "plan"},
		{"16 - HD/BTCTW", "16-HD/BTCTW", "16/hdbtctw", "guideline"},
		{"15–QÐ/TU", "15-QĐ/TU", "15/qdtu", "decision"},
		{"12/qđ-ubnd", "12/qđ-ubnd", "12/qdubnd", "decision"},
		{"41/2023/QĐ-TTg", "41/2023/QĐ-TTg", "41/2023/qdttg", "decision"},
		{"43/2022/QH15", "43/2022/QH15", "43/2022/qh15", "law"},
		{"7653/UBND-KT", "7653/UBND-KT", "7653/ubndkt", "letter"},
		{"31/BC- STC.NS", "31/BC-STC.NS", "31/bcstcns", "report"},
		{"01/QCPH/UBND-UBMTTQ", "01/QCPH-UBND-UBMTTQ", "1/qcphubndubmttq", "working_rules"},
		{"30c/NQ-CP", "30c/NQ-CP", "30c/nqcp", "resolution"},
		{"1521/SGD&ĐT-GDTrH", "1521/SGD&ĐT-GDTrH", "1521/sgd&dtgdtrh", "letter"},
	} {
		sym, ok := citation.ParseSymbol(tt.in)
		if !ok || sym.String() != tt.want || sym.Key() != tt.key || string(sym.DocType()) != tt.typ {
			t.Errorf("ParseSymbol(%q) = %q, key %q, type %s, %v; want %q, %q, %s", tt.in, sym, sym.Key(), sym.DocType(), ok, tt.want, tt.key, tt.typ)
		}
	}
	for _, in := range []string{"", "28", "NQ/TW", "12/16", "22/12/2020", "km/h", "số", "28-NQ/TW và", "12 tháng", "5 KH"} {
		if sym, ok := citation.ParseSymbol(in); ok {
			t.Errorf("ParseSymbol(%q) = %+v; want none", in, sym)
		}
	}
}

// A symbol is found in a sentence wherever it stands, and reads as typed alone.
func TestSymbolInText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`0?[1-9][0-9]{0,3}`).Draw(t, "number")
		symbol := rapid.SampledFrom([]string{"-NQ/TW", "-CTr/TU", "/KH-UBND", "/2024/QĐ-UBND", "/UBND-KGVX", "/BC-SNN.KHTC", "-BS/UBKTTU"}).Draw(t, "symbol")
		before := rapid.SampledFrom([]string{"Căn cứ ", "thực hiện ", "- ", "", "(", "theo tinh thần "}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", ";", ".", ", ngày 5/6/2024", " của Tỉnh ủy", " về việc học tập", ")"}).Draw(t, "after")
		s := before + "Văn bản số " + number + symbol + after
		found := citation.Find(s)
		alone, ok := citation.ParseSymbol(number + symbol)
		if !ok || len(found) != 1 || found[0].Symbol.Key() != alone.Key() || found[0].Symbol.Printed != number+symbol {
			t.Fatalf("Find(%q) = %+v; alone %+v %v", s, found, alone, ok)
		}
	})
}

// Marks, case and blanks do not change what a citation means.
func TestFoldedText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom([]string{
			"Nghị quyết số 28-NQ/TW ngày 17/11/2022 của Bộ Chính trị",
			"Quyết định số 12/QĐ-UBND ngày 5 tháng 6 năm 2024 của Ủy ban nhân dân tỉnh",
			"Kế hoạch số 163-KH/TU ngày 24/02/2023 của Ban Thường vụ Tỉnh ủy",
		}).Draw(t, "s")
		want := citation.Find(s)[0]
		words := strings.Fields(s)
		gap := rapid.SampledFrom([]string{" ", "  ", "\u00a0"}).Draw(t, "gap")
		changed := viet.NFC(strings.Join(words, gap))
		if rapid.Bool().Draw(t, "upper") {
			changed = strings.ToUpper(changed)
		}
		got := citation.Find(changed)
		if len(got) != 1 || got[0].Symbol.Key() != want.Symbol.Key() || got[0].Date != want.Date || viet.Fold(got[0].Issuer) == "" || got[0].Type != want.Type {
			t.Fatalf("%q reads as %+v, not as %+v", changed, got, want)
		}
	})
}
