package indicator

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"quyet/base/fault"
	"quyet/base/text"
)

// Whatever file is brought is read or refused, and what is read of it is within the bounds
// of numbers.
func FuzzForm(f *testing.F) {
	book := excelize.NewFile()
	for row, line := range [][]any{{"Mã", "Số liệu (tử số)", "Mẫu số hoặc trọng số", "Giải trình"}, {"A", 1.5, 2, "x"}, {"B", "1.214", nil, nil}, {"A", 9e99, -1, nil}} {
		if err := book.SetSheetRow("Sheet1", cellName(1, row+1), &line); err != nil {
			f.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte(nil))
	of := &Filed{Return: &Return{Cells: Cells{}}, Indicators: []*Indicator{{No: 1, Code: "A", Decimals: 1, Sort: Ratio, Aggregation: RatioOfSum}, {No: 2, Code: "B", Sort: Number, Aggregation: Total}}}
	f.Fuzz(func(t *testing.T, content []byte) {
		b, err := readForm(content)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("refused with %v", err)
			}
			return
		}
		p, err := b.plan(of, text.Vietnamese)
		if err != nil {
			return
		}
		for no, c := range p.cells {
			if magnitude(c.Value) > mostValue || magnitude(c.Part) > mostValue {
				t.Errorf("%d is read as %+v", no, c)
			}
		}
	})
}
