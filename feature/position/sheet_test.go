package position_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/position"
)

func (p *place) lines(t testing.TB) (lines [][]string) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		lines, err = position.Lines(t.Context(), v)
		return err
	})
	return lines
}

func (p *place) bring(t testing.TB, lines [][]string) (done int, err error) {
	t.Helper()
	err = p.do(t, func(u *work.Unit) error {
		done, err = position.Import(t.Context(), u, lines)
		return err
	})
	return done, err
}

// What is exported changes nothing where it came from, and makes the same in an empty
// office: also of two people of one name, and of one who holds two titles. A changed last
// day is carried over.
func TestSheetThereAndBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		first := p.put(t, holding("Bí thư xã", position.Secretary, p.commune, "2022-01-01", "2024-01-01"))
		member := first
		member.ID, member.Title, member.Body, member.Note = "", position.Member, p.province, "12-QĐ/TU; \"số\""
		p.put(t, member)
		p.put(t, holding("Bí thư xã", position.Secretary, p.other, "2022-01-01", ""))
		given := p.lines(t)
		var book bytes.Buffer
		if err := org.WriteWorkbook(&book, "Chức danh", make([]float64, len(given[0])), given); err != nil {
			t.Fatal(err)
		}
		officetest.Workbook(t, book.Bytes())
		read, err := org.ReadSheet(book.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if done, err := p.bring(t, read.Lines); err != nil || done != 0 {
			t.Errorf("what was given out changes %d lines, %v", done, err)
		}

		fresh := newPlace(t, dbtest.New(t, o.DB.Engine, schema))
		if done, err := fresh.bring(t, read.Lines); err != nil || done != 3 {
			t.Fatalf("an empty office takes %d lines, %v", done, err)
		}
		// But for the identifiers of people, of which there are as many.
		people := map[string]string{}
		plain := func(lines [][]string) (out []string) {
			for _, l := range lines {
				out = append(out, strings.Join(l[1:], "|"))
			}
			slices.Sort(out)
			return out
		}
		again := fresh.lines(t)
		if !slices.Equal(plain(given), plain(again)) {
			t.Errorf("given out\n%q\nbrought back\n%q", plain(given), plain(again))
		}
		for _, l := range again[1:] {
			people[l[0]] = l[1]
		}
		if len(people) != 2 {
			t.Errorf("of two people became %v", people)
		}

		for _, l := range given[1:] {
			if l[6] == "" {
				l[6] = "01/07/2026"
			}
		}
		if done, err := p.bring(t, given); err != nil || done != 1 {
			t.Errorf("one was ended in the sheet: %d, %v", done, err)
		}
		if got := p.seats(t, "2026-07-01", []position.Title{position.Secretary}, p.other); got != "Y secretary –" {
			t.Errorf("afterwards: %s", got)
		}
	})
}

// One wrong line, and nothing is stored; each is told on its line in words that name what
// is wrong.
func TestWrongLinesOfASheet(t *testing.T) {
	head := []string{"Mã người", "Họ và tên", "Chức danh", "Mã đơn vị", "Giữ từ ngày", "Thôi giữ từ ngày"}
	right := []string{"", "Cấp uỷ viên", "Cấp uỷ viên", "X", "01/01/2025", ""}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		known := p.put(t, holding("Bí thư xã", position.Secretary, p.commune, "2022-01-01", "2024-01-01"))
		p.put(t, holding("Trùng tên", position.Secretary, p.other, "2022-01-01", ""))
		p.put(t, holding("Trùng tên", position.Member, p.other, "2022-01-01", ""))
		with := func(at int, cell string) []string {
			l := slices.Clone(right)
			l[at] = cell
			return l
		}
		office := p.as(access.Office, p.commune)
		for name, c := range map[string]struct {
			lines [][]string
			line  int
			said  string
		}{
			"no headings":            {[][]string{{"Tên"}, right}, 0, "Mã đơn vị"},
			"no lines":               {[][]string{head}, 0, "không có dòng nào"},
			"no body":                {[][]string{head, with(3, "W")}, 2, "W"},
			"a body of others":       {[][]string{head, with(3, "Y")}, 2, "không được ghi"},
			"no title":               {[][]string{head, with(2, "Vua")}, 2, "Bí thư; Phó bí thư"},
			"no name":                {[][]string{head, with(1, "")}, 2, "họ và tên"},
			"no day":                 {[][]string{head, with(4, "hôm qua")}, 2, "không đúng"},
			"a day missing":          {[][]string{head, with(4, "")}, 2, "bắt đầu"},
			"the end first":          {[][]string{head, with(5, "01/01/2025")}, 2, "phải sau"},
			"before the body":        {[][]string{head, with(4, "01/01/2019")}, 2, "chỉ có trong"},
			"twice":                  {[][]string{head, right, {}, right}, 4, "dòng 2"},
			"overlapping":            {[][]string{head, right, with(4, "02/01/2025")}, 3, "những ngày đó"},
			"two of that name":       {[][]string{head, with(1, "Trùng tên")}, 2, "2 người"},
			"a name of another":      {[][]string{head, {string(known.Person.ID), "Người lạ", "Bí thư", "X", "01/02/2024"}}, 2, "Bí thư xã"},
			"two names of one":       {[][]string{head, {"a", "Một", "Bí thư", "X", "01/02/2024"}, {"a", "Hai", "Bí thư", "X", "01/02/2024"}}, 3, "hai tên"},
			"over what is there":     {[][]string{head, {"", "Bí thư xã", "Bí thư", "X", "01/06/2023"}}, 2, "những ngày đó"},
			"a change that overlaps": {[][]string{head, {"", "Bí thư xã", "Bí thư", "X", "01/01/2024", ""}, {"", "Bí thư xã", "Bí thư", "X", "01/01/2022", "01/02/2024"}}, 3, "những ngày đó"},
		} {
			var d *position.Draft
			if err := p.View(t.Context(), office, func(v *work.View) (err error) {
				d, err = position.Read(t.Context(), v, c.lines)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			found := false
			for _, w := range d.Problems {
				found = found || w.Line == c.line && strings.Contains(w.Text.For(text.Vietnamese, w.Args...), c.said)
				for _, l := range []text.Lang{text.Vietnamese, text.English} {
					if said := w.Text.For(l, w.Args...); strings.Contains(said, "%!") {
						t.Errorf("%s: %q", name, said)
					}
				}
			}
			if !found || d.Ready() {
				t.Errorf("%s: told %+v, want %q on line %d", name, d.Problems, c.said, c.line)
			}
			before := len(p.lines(t))
			err := p.Do(t.Context(), office, func(u *work.Unit) error {
				_, err := position.Import(t.Context(), u, c.lines)
				return err
			})
			if !fault.Is(err, fault.Invalid) || len(p.lines(t)) != before {
				t.Errorf("%s: imported, %v", name, err)
			}
		}
		// A person who is there, by name alone, and a new one in two lines.
		if done, err := p.bring(t, [][]string{head, {"", "bí thư xã", "Bí thư", "X", "01/01/2024", ""}, right, with(2, "Phó bí thư"), with(1, "Cấp uỷ viện")}); err != nil || done != 4 {
			t.Fatalf("imported %d, %v", done, err)
		}
		p.MustView(t, func(v *work.View) error {
			held, err := position.Held(t.Context(), v, known.Person.ID)
			if len(held) != 2 {
				t.Errorf("the secretary holds %+v", held)
			}
			named, err2 := position.Named(t.Context(), v, "Cấp uỷ viên", 10)
			of := map[position.PersonID]int{}
			for _, h := range named {
				of[h.Person.ID]++
			}
			if len(named) != 3 || len(of) != 2 {
				t.Errorf("two lines of one name and one of another tone are %+v, %v", named, err2)
			}
			return err
		})
	})
}
