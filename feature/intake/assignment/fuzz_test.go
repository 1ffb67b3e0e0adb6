package assignment

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"quyet/feature/intake/outline"
)

func FuzzFind(f *testing.F) {
	for _, s := range samples {
		f.Add(s.text, s.kind)
	}
	f.Add("Giao các, và các ; Sở - - (a Bộ", "")
	f.Fuzz(func(t *testing.T, text, kind string) {
		text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool { return r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' }), " ")
		doc := documentOf(text)
		if doc.Check() != nil {
			t.Skip()
		}
		last := 0
		for _, x := range Find(doc, outline.Of(doc), Context{Kind: kind, Issued: issued}) {
			if x.Start < 0 || x.End <= x.Start || x.End > len(doc.Text) || x.Text != oneLine(doc.Slice(x.Span)) || !utf8.ValidString(x.Text) {
				t.Fatalf("bad words %+v", x)
			}
			if x.Block < last {
				t.Fatal("tasks out of order")
			}
			last = x.Block
			for _, b := range append(append([]Body{}, x.Lead...), x.Coordinating...) {
				if b.Name == "" || b.Name != doc.Slice(b.Span) {
					t.Fatalf("body %+v", b)
				}
			}
			if w := x.Deadline.Words; w != "" && (x.Deadline.Start < 0 || x.Deadline.End > len(doc.Text)) {
				t.Fatalf("deadline %+v", x.Deadline)
			}
		}
	})
}

// However a list of bodies is written, it is cut into the same bodies, and the
// commas and "và" inside a name do not cut it.
func TestCutFindsEveryBody(t *testing.T) {
	names := []string{"Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "các sở, ban, ngành",
		"Ủy ban nhân dân các xã, phường", "Văn phòng HĐND và UBND xã", "Bộ Lao động - Thương binh và Xã hội", "Hội Nông dân tỉnh", "các tổ chức chính trị - xã hội", "Kho bạc Nhà nước khu vực III", "VNPT"}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(rapid.SampledFrom(names), 1, 5, rapid.ID).Draw(t, "names")
		text := list[0]
		for _, n := range list[1:] {
			// An abbreviation that is no known body is one only after ";".
			separators := []string{"; ", ", "}
			if n == "VNPT" || strings.HasPrefix(text, "VNPT") || strings.HasSuffix(text, "VNPT") {
				separators = separators[:1]
			}
			text += rapid.SampledFrom(separators).Draw(t, "separator") + n
		}
		x := finder{doc: documentOf(text)}
		l := x.lex(x.doc.Blocks[0].Span)
		var got []string
		for _, b := range x.bodies(l, 0, len(l.tokens)) {
			got = append(got, b.Name)
		}
		if strings.Join(got, "|") != strings.Join(list, "|") {
			t.Fatalf("%q cut into %q", text, got)
		}
	})
}

// A document of one repeated line costs in proportion to its length.
func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for _, s := range samples {
		text.WriteString(s.text + "\n\n")
	}
	doc := documentOf(text.String())
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		Find(doc, outline.Of(doc), Context{Kind: "ke_hoach", Issued: issued})
	}
}

// So does one of many bodies with their parts in brackets.
func BenchmarkMarked(b *testing.B) {
	doc := documentOf("1. Rà soát thủ tục hành chính: Sở Nội vụ (chủ trì)" + strings.Repeat(", Sở Tư pháp (phối hợp)", 8000))
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		f := finder{doc: doc}
		x := f.lex(doc.Blocks[0].Span)
		if _, helping, _ := f.marked(x, 7, len(x.tokens)); len(helping) != 8000 {
			b.Fatal(len(helping))
		}
	}
}
