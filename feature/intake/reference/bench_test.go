package reference_test

import (
	"strings"
	"testing"

	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/reference"
	"quyet/feature/intake/source"
)

// BenchmarkFind reads metadata and references of a plan of about five pages.
func BenchmarkFind(b *testing.B) {
	item := "Ủy ban nhân dân các xã, phường chủ trì, phối hợp với Sở Nội vụ tiếp tục thực hiện Kế hoạch số 20/KH-UBND ngày 3/1/2026 của Ủy ban nhân dân tỉnh Nam Sơn về cải cách hành chính; rà soát, sắp xếp tổ chức bộ máy tinh gọn, nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức; báo cáo kết quả trước ngày 15 tháng cuối quý.\n\n"
	text := planHead + strings.Repeat(item, 35)
	r := strings.NewReader(text)
	doc, err := source.Read(b.Context(), "sample.txt", r, r.Size(), source.DefaultLimits)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		reference.Find(doc, letterhead.Read(doc))
	}
}
