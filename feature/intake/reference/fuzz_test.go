package reference_test

import (
	"reflect"
	"strings"
	"testing"

	"quyet/base/viet"
	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/reference"
	"quyet/feature/intake/source"
)

func FuzzFind(f *testing.F) {
	f.Add(planHead + "Căn cứ Luật Đất đai năm 2024; các Nghị định: số 1/2024/NĐ-CP, số 2/2024/NĐ-CP;")
	f.Add(decisionHead + "Điều 1. Thay thế Quyết định số 1/QĐ-UBND, được sửa đổi bởi Quyết định số 2/QĐ-UBND")
	f.Add("Nghị quyết Trung ương 5 khóa X và Nghị quyết số 15-NQ/TW của Hội nghị Trung ương 5 khóa X")
	f.Fuzz(func(t *testing.T, s string) {
		doc := paragraphs(s)
		if err := doc.Check(); err != nil {
			t.Skip()
		}
		meta := letterhead.Read(doc)
		found := reference.Find(doc, meta)
		for _, ref := range found {
			if ref.Relation == 0 || ref.How == "" || len(ref.Mentions) == 0 {
				t.Fatalf("incomplete reference %+v", ref)
			}
			for _, at := range append(ref.Mentions, source.Span(ref.Span)) {
				if at.Start < 0 || at.Start >= at.End || at.End > len(doc.Text) {
					t.Fatalf("span %v of %d bytes", at, len(doc.Text))
				}
			}
			if doc.Slice(source.Span(ref.Span)) != ref.Text {
				t.Fatalf("text %q is not at its span", ref.Text)
			}
		}
		if again := reference.Find(doc, meta); !reflect.DeepEqual(found, again) {
			t.Fatal("a second reading differs")
		}
	})
}

// paragraphs makes a document of the lines of s without any reader's care.
func paragraphs(s string) *source.Document {
	doc := &source.Document{Name: "f.txt", Text: viet.NFC(strings.ToValidUTF8(s, ""))}
	at := 0
	for line := range strings.SplitAfterSeq(doc.Text, "\n") {
		end := at + len(strings.TrimSuffix(line, "\n"))
		if strings.TrimSpace(line) != "" {
			doc.Blocks = append(doc.Blocks, source.Block{Span: source.Span{Start: at, End: end}})
		}
		at += len(line)
	}
	return doc
}
