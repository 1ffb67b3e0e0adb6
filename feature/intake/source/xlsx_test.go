package source

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbook returns the xlsx that make builds.
func workbook(t testing.TB, build func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	build(f)
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func fill(t testing.TB, f *excelize.File, sheet, from string, rows ...[]any) {
	t.Helper()
	column, row, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		name, err := excelize.CoordinatesToCellName(column, row+i)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow(sheet, name, &r); err != nil {
			t.Fatal(err)
		}
	}
}

func style(t testing.TB, f *excelize.File, cell string, s excelize.Style) {
	t.Helper()
	id, err := f.NewStyle(&s)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
		t.Fatal(err)
	}
}

func merge(t testing.TB, f *excelize.File, from, to string) {
	t.Helper()
	if err := f.MergeCell("Sheet1", from, to); err != nil {
		t.Fatal(err)
	}
}

func TestWorkbook(t *testing.T) {
	month := `mm"/"yyyy`
	d := readBytes(t, "a.xlsx", workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", "A1", []any{"PHỤ LỤC I"}, []any{"(Kèm theo Kế hoạch số 12/KH-UBND)"}, nil,
			[]any{"TT", "Nhiệm vụ", "Cơ quan", nil, "Hạn", "Tỷ lệ"}, []any{nil, nil, "Chủ trì", "Phối hợp"},
			[]any{1, "Xây dựng quy chế", "Sở Nội vụ", "Sở Tài chính", 46203, 0.955}, []any{2, "Rà soát", nil, "Các sở", 46203, 12.5},
			[]any{"007", "Báo cáo\nquý", "Văn phòng", "", "Quý IV", 0.1 + 0.2})
		merge(t, f, "A1", "F1")
		merge(t, f, "A4", "A5")
		merge(t, f, "C4", "D4")
		merge(t, f, "C6", "C7")
		style(t, f, "E6", excelize.Style{NumFmt: 14})
		style(t, f, "E7", excelize.Style{CustomNumFmt: &month})
		style(t, f, "F6", excelize.Style{NumFmt: 10})
		hidden, err := f.NewSheet("ẩn")
		if err != nil || hidden < 0 {
			t.Fatal(err)
		}
		fill(t, f, "ẩn", "A1", []any{"không đọc"})
		if err := f.SetSheetVisible("ẩn", false); err != nil {
			t.Fatal(err)
		}
	}))
	wantText(t, d, "PHỤ LỤC I", "(Kèm theo Kế hoạch số 12/KH-UBND)", "TT|Nhiệm vụ|Cơ quan|Hạn|Tỷ lệ", "||Chủ trì|Phối hợp||",
		"1|Xây dựng quy chế|Sở Nội vụ|Sở Tài chính|30/06/2026|95,5%", "2|Rà soát||Các sở|06/2026|12,5", "007|Báo cáo quý|Văn phòng||Quý IV|0,3")
	rows := d.Tables[0].Rows
	if !rows[0].Header || !rows[1].Header || rows[2].Header {
		t.Errorf("rows %+v", rows)
	}
	if s, ok := d.Cell(0, 3, 2); !ok || d.Slice(s) != "Sở Nội vụ" {
		t.Errorf("the merged cell reads %q", d.Slice(s))
	}
}

func TestFormatOf(t *testing.T) {
	for _, c := range []struct {
		id   int
		code string
		want cellFormat
	}{
		{0, "", plainNumber}, {9, "", percentNumber}, {14, "", dayDate}, {17, "", monthDate}, {0, "dd/mm/yyyy", dayDate},
		{0, `"ngày "dd" tháng "mm`, dayDate}, {0, "yyyy", yearDate}, {0, `#,##0 "đồng"`, plainNumber}, {0, "0.0%", percentNumber}, {0, "[Red]0.00", plainNumber},
	} {
		if got := formatOf(c.id, c.code); got != c.want {
			t.Errorf("%d %q: %v, want %v", c.id, c.code, got, c.want)
		}
	}
}

func TestWorkbookBehindPassword(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	fill(t, f, "Sheet1", "A1", []any{"chữ"})
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	locked, err := excelize.Encrypt(out.Bytes(), &excelize.Options{Password: "mở ra"})
	if err != nil {
		t.Fatal(err)
	}
	if got := refusalOf(t, "a.xlsx", locked, DefaultLimits); got.Kind != Encrypted {
		t.Errorf("%v", got)
	}
}

// The order of calculating names the cells with formulas once more, from all
// over the sheet; they are no cells beside those of the sheet.
func TestWorkbookWithFormulas(t *testing.T) {
	content := workbook(t, func(f *excelize.File) {
		fill(t, f, "Sheet1", "A1", []any{"TT", "Nhiệm vụ", "Chủ trì"}, []any{1, "Rà soát", "Sở Nội vụ"})
	})
	chain := `<calcChain ` + spreadsheet + `>` + strings.Repeat(`<c r="A1" i="1"/><c r="XFD1" i="1"/>`, DefaultLimits.Cells/16383+1) + `</calcChain>`
	wantText(t, readBytes(t, "a.xlsx", replacePart(t, content, "xl/calcChain.xml", chain)), "TT|Nhiệm vụ|Chủ trì", "1|Rà soát|Sở Nội vụ")
}
