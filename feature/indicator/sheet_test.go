package indicator_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/webtest"
	"quyet/feature/indicator"
)

// many are as many indicators as a set has, of every sort and with every number of decimals.
func many(more int) (all []indicator.Indicator) {
	for n := range more {
		i := indicator.Indicator{Code: fmt.Sprint("M.", n), Name: fmt.Sprint("=Chỉ tiêu & <", n, ">"), Unit: "tỷ đồng", Decimals: n % 7, Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.OfPeriod}
		switch n % 5 {
		case 1:
			i.Sort, i.Aggregation = indicator.Ratio, indicator.RatioOfSum
		case 2:
			i.Aggregation = indicator.Mean
		case 3:
			i.Sort, i.Aggregation, i.Steps = indicator.Steps, indicator.Apart, []string{"Chưa làm", "Đang làm, chậm", "Xong"}
		}
		all = append(all, i)
	}
	return all
}

// filled answers most of them, with the largest numbers that there are among them.
func filled(all []indicator.Indicator, first int) indicator.Cells {
	random, out := rand.New(rand.NewPCG(5, 6)), indicator.Cells{}
	number := func() int64 {
		if random.IntN(3) == 0 {
			return int64(9e14) - random.Int64N(10)
		}
		return random.Int64N(9e14)
	}
	for n, i := range all {
		c := indicator.Cell{Value: number(), Part: 0}
		switch {
		case n%11 == 10:
			continue
		case n%13 == 12:
			c = indicator.Cell{NotHere: true, Note: "Xã không có"}
		case i.Sort == indicator.Steps:
			c.Value = 1 + random.Int64N(3)
		case i.Sort == indicator.Ratio || i.Aggregation == indicator.Mean:
			c.Part = number()
		case n%2 == 1:
			c.Value, c.Note = -c.Value, fmt.Sprintf("=1+1; %d%% “giảm” +x", n)
		}
		out[first+n] = c
	}
	return out
}

// form gets the workbook of a return.
func form(t *testing.T, c *webtest.Client, f *indicator.Filed) []byte {
	t.Helper()
	return c.Get(f.ID.Address() + "/form.xlsx").Want(http.StatusOK).Body
}

// change changes cells of a workbook.
func change(t *testing.T, content []byte, cells map[string]any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range cells {
		if err := f.SetCellValue(f.GetSheetName(0), at, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func bring(c *webtest.Client, f *indicator.Filed, content []byte) *webtest.Page {
	return c.Send(f.ID.Address()+"/sheet", nil, webtest.Upload{Field: "file", Name: "a.xlsx", Content: content})
}

var action = regexp.MustCompile(`action="(/returns/[^"]+/sheet/[^"]+)"`)

// confirm does what was looked at.
func confirm(t *testing.T, c *webtest.Client, looked *webtest.Page, version int64) *webtest.Page {
	t.Helper()
	m := action.FindSubmatch(looked.Want(http.StatusOK).Body)
	if m == nil {
		t.Fatalf("nothing to confirm: %s", looked.Body)
	}
	return c.Send(string(m[1]), url.Values{"version": {strconv.FormatInt(version, 10)}})
}

// Five hundred indicators go out into a workbook that Excel and LibreOffice take, and come
// back as they were, to the last digit, also after LibreOffice has written it anew.
func TestFormGoesOutAndComesBack(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema), 1)
	all := many(494)
	p.define(t, all...)
	p.opens(t)
	a := p.communes[0]
	cells := filled(all, 7)
	p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: cells})
	c := p.browser(t, access.Office, a)
	f := p.of(t, a, q4)
	content := form(t, c, f)
	officetest.Workbook(t, content)
	theirs := officetest.Convert(t, "form.xlsx", content, "xlsx:Calc MS Excel 2007 XML")
	for name, content := range map[string][]byte{"our own": content, "LibreOffice's": theirs} {
		has(t, bring(c, f, content).Want(http.StatusOK), "Không có gì thay đổi", "Đã đọc 500 dòng")
		if name == "our own" {
			c.SetLang(text.English)
			has(t, bring(c, f, content).Want(http.StatusOK), "Nothing changes")
			c.SetLang(text.Vietnamese)
		}
	}
	// Emptied, the return takes everything from the file: what counts is what stands there.
	p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: indicator.Cells{}})
	f = p.of(t, a, q4)
	for _, content := range [][]byte{content, theirs} {
		empty := change(t, content, madeOfNothing(500))
		looked := bring(c, f, empty)
		confirm(t, c, looked, f.Version).Want(http.StatusOK)
		if got := p.of(t, a, q4); !maps.Equal(got.Cells, cells) {
			for no, want := range cells {
				if got.Cells[no] != want {
					t.Errorf("%d: %+v became %+v", no, want, got.Cells[no])
				}
			}
		}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: indicator.Cells{}})
		f = p.of(t, a, q4)
	}
}

// madeOfNothing makes a workbook one that was made of an empty return: the hidden column says so.
func madeOfNothing(rows int) map[string]any {
	out := map[string]any{}
	for n := range rows {
		out[fmt.Sprint("A", 6+n)] = strconv.Itoa(n + 1)
	}
	return out
}

// What a clerk does to a workbook is told before it is taken, and taken as told: a number
// typed as words or as a number, one taken away, what does not apply, columns moved about.
// What cannot be read is told with its cell, and nothing is taken then.
func TestFormIsBroughtBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		p.define(t, formulas()[1])
		p.opens(t)
		a := p.communes[0]
		was := cells(7, 5, 405, 1000, 5250, 1000, 3)
		was[2] = indicator.Cell{Value: 7, Note: "kể cả chuyển đến"}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: was})
		c := p.browser(t, access.Office, a)
		f := p.of(t, a, q4)
		has(t, bothLangs(t, c, f.ID.Address()+"/sheet"), "form.xlsx", `type="file"`)
		content := form(t, c, f)
		officetest.Workbook(t, content)

		// Rows 6 and on are KN, KN.NU, KN.NAM, GN, TN, KH and the formula.
		wrong := bring(c, f, change(t, content, map[string]any{"F6": "mười hai", "F8": 5.5, "G9": "?", "F10": "1.2345,678", "F11": "Đang nghĩ", "H7": "x", "B10": "KHONG"})).Want(http.StatusUnprocessableEntity)
		has(t, wrong, "F6", "mười hai", "F8", "5.5", "G9", "F11", "Đã ban hành", "H7", "B10", "KHONG", "Chưa có gì được lưu")
		if got := p.of(t, a, q4); got.Version != f.Version {
			t.Error("a file that cannot be read was taken")
		}
		looked := bring(c, f, change(t, content, map[string]any{"F6": "1.013", "F8": 1006, "F7": "", "I7": "", "H7": "X", "F9": 0.1 + 0.2, "G9": "1.000,5", "F10": nil, "G10": nil, "F11": "đang DỰ thảo", "F12": "99"}))
		has(t, looked.Want(http.StatusOK), "1.013", "Không áp dụng", "Đang dự thảo", "6 số sẽ thay đổi")
		for _, fault := range webtest.Faults(looked.Body) {
			t.Error(fault)
		}
		has(t, confirm(t, c, looked, f.Version).Want(http.StatusOK), "Đã lưu số liệu")
		want := indicator.Cells{1: {Value: 1013}, 2: {NotHere: true}, 3: {Value: 1006}, 4: {Value: 3, Part: 10005}, 6: {Value: 2}}
		f = p.of(t, a, q4)
		if !maps.Equal(f.Cells, want) {
			t.Errorf("%v, want %v", f.Cells, want)
		}
		// The old file once more: what nobody touched in it changes nothing, and a row touched
		// in both stays as the program has it, with both told.
		has(t, bring(c, f, content).Want(http.StatusOK), "Không có gì thay đổi")
		both := bring(c, f, change(t, content, map[string]any{"F6": 14, "F11": "Chưa làm", "F8": 1006}))
		has(t, both.Want(http.StatusOK), "Không có gì thay đổi", "Người khác đã sửa", "1.013", "Chưa làm")

		// A file without the hidden row and column is read by its headings; what is empty in
		// it leaves what is there.
		bare := excelize.NewFile()
		for row, line := range [][]any{{"Note", "Code", "Figure (numerator)"}, {"", "kn", 20}, {"", "KN.NAM", nil}} {
			if err := bare.SetSheetRow("Sheet1", fmt.Sprint("A", 1+row), &line); err != nil {
				t.Fatal(err)
			}
		}
		var out bytes.Buffer
		if err := bare.Write(&out); err != nil {
			t.Fatal(err)
		}
		looked = bring(c, f, out.Bytes())
		has(t, looked.Want(http.StatusOK), "1 số sẽ thay đổi")
		// Somebody else enters between the look and the word.
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: want})
		other := maps.Clone(want)
		other[3] = indicator.Cell{Value: 9}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: other})
		confirm(t, c, looked, f.Version).Want(http.StatusConflict)
		f = p.of(t, a, q4)
		confirm(t, c, bring(c, f, out.Bytes()), f.Version).Want(http.StatusOK)
		other[1] = indicator.Cell{Value: 20}
		if got := p.of(t, a, q4); !maps.Equal(got.Cells, other) {
			t.Errorf("%v, want %v", got.Cells, other)
		}

		// Of another body, of no workbook, and by who may not.
		b := p.of(t, p.communes[1], q4)
		d := p.browser(t, access.Office, p.communes[1])
		has(t, bring(d, b, content).Want(http.StatusUnprocessableEntity), "cơ quan hoặc kỳ khác")
		for _, broken := range [][]byte{nil, []byte("PK\x03\x04"), []byte("Mã,Số liệu"), change(t, content, map[string]any{"B5": "Gì đó"})} {
			bring(c, f, broken).Want(http.StatusUnprocessableEntity)
		}
		bring(p.browser(t, access.Inspector, p.province), f, content).Want(http.StatusForbidden)
		d.Get(f.ID.Address() + "/form.xlsx").Want(http.StatusNotFound)
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: was}, indicator.Taking{Verb: indicator.Declare})
		bring(c, f, content).Want(http.StatusConflict)
	})
}

// The table of the level above: the whole first, then each body, numbers as numbers, and no
// report told as such.
func TestTableOfAPeriod(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 3)
		p.define(t, formulas()...)
		p.opens(t)
		for n, b := range p.communes[:2] {
			all := cells(7, int64(5*n), 405, 1000, 5250, 1000, int64(2+n))
			if n == 1 {
				all[5] = indicator.Cell{NotHere: true}
			}
			p.must(t, b, q4, indicator.Taking{Verb: indicator.Enter, Cells: all}, indicator.Taking{Verb: indicator.Declare})
		}
		c := p.browser(t, access.Office, p.province)
		content := c.Get(p.set.Address() + "/period/2026-Q4/table.xlsx").Want(http.StatusOK).Body
		officetest.Workbook(t, content)
		f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		for at, want := range map[int][]string{
			3: {"Cơ quan", "Tình trạng", "Đã chốt", "KN", "KN.NU", "KN.NAM", "GN", "TN", "KH", "C"},
			5: {"Tỉnh uỷ Sông Lam", "", "2/3", "19", "14", "5", "40.5", "52.5", "Đang dự thảo: 1; Đã ban hành: 1"},
			6: {"Đảng uỷ xã A", "Đã chốt, chờ duyệt", "1/1", "7", "7", "0", "40.5", "52.5", "Đang dự thảo"},
			7: {"Đảng uỷ xã AA", "Đã chốt, chờ duyệt", "1/1", "12", "7", "5", "40.5", "Không áp dụng", "Đã ban hành"},
			8: {"Đảng uỷ xã AAA", "chưa có báo cáo", "0/1"},
		} {
			for n, w := range want {
				if n >= len(rows[at]) && w != "" || n < len(rows[at]) && rows[at][n] != w {
					t.Errorf("row %d is %q, want %q", at+1, rows[at], want)
					break
				}
			}
		}
		if last := rows[5]; last[len(last)-2] != "không tính được: chia cho KN.NU - KN.NU, bằng 0" {
			t.Errorf("what cannot be worked out: %q", last)
		}
		p.browser(t, access.Office, p.communes[0]).Get(p.set.Address() + "/period/2026-Q4/table.xlsx?body=" + url.QueryEscape(string(p.province))).Want(http.StatusNotFound)
	})
}
