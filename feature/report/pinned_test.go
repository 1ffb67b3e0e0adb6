package report

import (
	"testing"

	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/text"
)

// What was frozen by a former version of the program is made again as the same bytes. Where
// this fails because papers are to look otherwise, what is frozen already must go on looking
// as it did: give the new look to a new [format], and let this one be.
func TestFormerFiguresGiveFormerBytes(t *testing.T) {
	f := Figures{
		Format: 1, Report: "06h", Title: "kết quả quý IV", Body: "Đảng uỷ xã An Hoà", Above: "Tỉnh uỷ Sông Lam", Party: true, Scope: "Đảng uỷ xã An Hoà", Period: "Quý IV năm 2026",
		From: civil.MustParse("2026-09-15"), Until: civil.MustParse("2026-12-14"), On: civil.MustParse("2026-12-15"), Post: "Bí thư", Rounding: text.HalfUp, Rules: []string{},
		Blocks: []Piece{
			{ID: "a", Kind: Outcome, Title: "Kết quả", Notes: []string{"Số liệu tính đến hết ngày 14/12/2026."}, Table: &Table{
				Columns: []Column{{"Cơ quan", 84, false}, {"Tổng số", 30, true}, {"Tỷ lệ", 40, true}},
				Rows:    []Row{{Key: "x", Cells: []Cell{words("Xã <A>"), number(1214), share(7, 8)}}, {Key: "total", Total: true, Cells: []Cell{words("Tổng cộng"), {N: new(int64), Decimals: 2, Percent: true}, share(0, 0)}}},
			}},
			{ID: "b", Kind: Collected, Title: "Tình hình", Words: []string{"Đã làm."}, Sources: []string{"Đảng uỷ xã An Hoà"}}, {ID: "c", Kind: Narrative}, {ID: "d", Kind: Checkpoint, Words: []string{"Nhật ký: 5 mục"}},
		},
		Corrects: &Correction{Report: "05h", On: civil.MustParse("2026-12-14"), Reason: "Ghi nhầm", Changes: []Difference{{"Kết quả", "1", "2"}}, More: 1},
	}
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	figures, err := canonical(&f)
	if err != nil {
		t.Fatal(err)
	}
	made, err := outputs(t.Context(), files, figures)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"figures", figures, "40106aecf7709a526ec2d6ec27f69af2782b7942556d9941690fd885a7f95e4f"},
		{"docx", made.Docx, "c494d4c49ef20f39a620589faa4c4f856769474723345c0d86eacf23f5617060"},
		{"xlsx", made.Xlsx, "1b700ee6ec25b8ec86d2d7dcf33fe1bf25447f5f7a6e46ffeeadeb0aafe08e3d"},
	} {
		if got := sumOf(one.content); got != one.want {
			t.Errorf("%s is %s", one.name, got)
		}
	}
}
