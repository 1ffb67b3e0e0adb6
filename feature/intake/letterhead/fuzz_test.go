package letterhead_test

import (
	"strings"
	"testing"

	"quyet/base/viet"
	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/source"
)

func FuzzRead(f *testing.F) {
	f.Add("UBND TỈNH NAM SƠN\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNam Sơn, ngày 5 tháng 3 năm 2026\nKẾ HOẠCH\nvề việc a\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu")
	f.Add("SỐ KÝ HIỆU: /KH\nTRÍCH YẾU: V/v\nKính gửi")
	f.Add("Số hiệu | 1/QĐ-TTg\nNgười ký | Lê Mẫu\nPHỤ LỤC\n(Kèm theo Quyết định số")
	f.Add("T/M\nKT.\nQ.\n*\nĐỘC LẬP - TỰ DO - HẠNH PHÚC\nSố")
	f.Fuzz(func(t *testing.T, s string) {
		doc := paragraphs(s)
		if err := doc.Check(); err != nil {
			t.Skip()
		}
		m := letterhead.Read(doc)
		if !m.Kind.Ok() {
			t.Fatal("no kind")
		}
		for _, at := range []source.Span{m.Kind.Span, m.Symbol.Span, m.Issuer.Span, m.Superior.Span, m.Place.Span, m.Date.Span, m.Title.Span, m.Signer.Span, m.Classification.Span, m.Urgency.Span} {
			if at.Start < 0 || at.Start > at.End || at.End > len(doc.Text) {
				t.Fatalf("span %v of %d bytes", at, len(doc.Text))
			}
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
