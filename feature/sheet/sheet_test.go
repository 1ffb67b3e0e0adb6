package sheet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/saved"
	"quyet/feature/search"
	"quyet/feature/sheet"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, task.Schema, board.Schema, saved.Schema}
)

// A place is a province with two communes.
type place struct {
	*dbtest.Office
	province, commune, other org.ID
	tree                     *org.Tree
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	p := &place{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior},
				day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Province, "")
		p.commune = establish("X", "Đảng uỷ xã An Hoà", org.Commune, p.province)
		p.other = establish("Y", "Đảng uỷ xã Bình Phú", org.Commune, p.province)
		return nil
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

func (p *place) as(name string, role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: name, Name: name, Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

// some assigns n tasks and brings some of them on.
func (p *place) some(t testing.TB, n int) (ids []task.ID) {
	t.Helper()
	news := make([]task.New, n)
	for i := range news {
		news[i] = task.New{
			Text: fmt.Sprintf("Rà soát %d hộ “cần hỗ trợ” & báo cáo <kết quả>", i), Issuer: p.province, Lead: []org.ID{p.commune, p.other}[i%2],
			Deliverable: []string{"", "Báo cáo", "=HYPERLINK(\"x\")"}[i%3], Person: []string{"Chánh Văn phòng", "", "+84", "-", "@ai"}[i%5], UpdateEvery: 30,
		}
		if i%4 > 0 {
			news[i].Due = day("2026-12-01").AddDays(i % 200)
		} else {
			news[i].Ongoing = true
		}
	}
	if err := p.Do(t.Context(), p.as("clerk", access.Office, p.province), func(u *work.Unit) (err error) {
		ids, err = task.AssignMany(t.Context(), u, news)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return ids
}

// book gives the tasks of a body out.
func (p *place) book(t testing.TB, who work.Who, f task.Filter, fill bool) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.View(t.Context(), who, func(v *work.View) error {
		q, err := question(v, f)
		if err != nil {
			return err
		}
		out.Reset()
		return sheet.Write(text.WithLang(t.Context(), text.Vietnamese), v, &out, q, fill, nil)
	}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bring brings a workbook back.
func (p *place) bring(t testing.TB, who work.Who, content []byte, look bool) (plan *sheet.Plan, err error) {
	t.Helper()
	err = p.Do(t.Context(), who, func(u *work.Unit) (err error) {
		plan, err = sheet.Bring(t.Context(), u, content, look)
		return err
	})
	return plan, err
}

// rows are all tasks as the database holds them.
func (p *place) rows(t testing.TB) (all []string) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		stmt := db.Built("task.all", `SELECT id || version || text || deliverable || person || issuer_id || lead_id || state || progress || due_on || first_due_on || next_update_on || unclear FROM task ORDER BY id`)
		all, err = db.All(t.Context(), v.Snapshot, stmt, db.Text[string])
		return err
	})
	return all
}

// change sets cells of a workbook as a person does.
func change(t testing.TB, content []byte, cells map[string]any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, v := range cells {
		if err := f.SetCellValue(f.GetSheetName(0), at, v); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Ten thousand tasks given out and brought back change nothing, not one field
// of one of them, whatever was done to them meanwhile; ten thousand new ones
// are assigned from a sheet in a time that nobody minds.
func TestGivenOutAndBroughtBack(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		const n = 10_000
		ids := p.some(t, n)
		clerk := p.as("clerk", access.Office, p.province)
		content := p.book(t, clerk, task.Filter{Body: p.province}, true)
		before := p.rows(t)
		plan, err := p.bring(t, clerk, content, false)
		if err != nil || plan.Rows != n || plan.Untouched != n || len(plan.Changes) > 0 {
			t.Fatalf("brought back as it was: %v, %+v", err, plan)
		}
		if after := p.rows(t); !slices.Equal(before, after) {
			t.Fatal("the tasks are not what they were")
		}
		// Without the sums every cell is compared with what is there.
		var sums = map[string]any{}
		for i := range n {
			sums[fmt.Sprintf("C%d", i+3)] = ""
		}
		plan, err = p.bring(t, clerk, change(t, content, sums), false)
		if err != nil || plan.Untouched != n || len(plan.Changes) > 0 {
			t.Fatalf("compared cell by cell: %v, %d changes, %+v", err, len(plan.Changes), plan.Problems)
		}
		// What somebody did meanwhile is no matter of rows that nobody touched.
		o.MustDo(t, func(u *work.Unit) error { return task.Accept(t.Context(), u, task.Ref{ID: ids[0]}, "") })
		if plan, err = p.bring(t, clerk, content, false); err != nil || plan.Untouched != n {
			t.Fatalf("after a change that is not in the sheet: %v", err)
		}
		// The same list as new tasks.
		fresh := map[string]any{}
		for i := range n {
			for _, column := range []string{"A", "B", "C"} {
				fresh[fmt.Sprintf("%s%d", column, i+3)] = ""
			}
			fresh[fmt.Sprintf("J%d", i+3)] = ""
		}
		again := change(t, content, fresh)
		began := time.Now()
		plan, err = p.bring(t, clerk, again, false)
		took := time.Since(began)
		if err != nil || len(plan.New) != n {
			t.Fatalf("as new tasks: %v, %+v", err, plan)
		}
		t.Logf("%d tasks from a workbook in %v", n, took)
		if got := p.rows(t); len(got) != 2*n {
			t.Errorf("%d tasks, want %d", len(got), 2*n)
		}
	})
}

// What is changed in a sheet is done with the verbs of tasks and the rights that
// they ask for, all of it or nothing; what is wrong is told by its cell.
func TestChangesInASheet(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		ids := p.some(t, 6)
		lead, issuer := p.as("lead", access.Office, p.commune), p.as("clerk", access.Office, p.province)
		for _, id := range []task.ID{ids[0], ids[2], ids[4]} {
			o.MustDo(t, func(u *work.Unit) error { return task.Accept(ctx, u, task.Ref{ID: id}, "") })
		}
		o.MustDo(t, func(u *work.Unit) error {
			return task.RequestExtension(ctx, u, task.Ref{ID: ids[2]}, day("2027-02-01"), "disaster", "Mưa lũ")
		})
		f := task.Filter{Lead: p.commune, Order: task.Order{By: task.ByDue}}
		// Columns: D task, E lead, F issuer, G person, H deliverable, I deadline, J progress, K what was done.
		content := p.book(t, issuer, f, true)
		row := map[task.ID]int{}
		book, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		for i := 3; i < 9; i++ {
			id, _ := book.GetCellValue(book.GetSheetName(0), fmt.Sprintf("A%d", i))
			row[task.ID(id)] = i
		}
		at := func(column string, id task.ID) string { return fmt.Sprintf("%s%d", column, row[id]) }

		edited := change(t, content, map[string]any{
			at("D", ids[0]): "Rà soát lại toàn bộ", at("H", ids[0]): "Báo cáo có phụ lục", at("I", ids[2]): time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC),
			"D9": "Việc mới trong bảng tính", "E9": "Đảng uỷ xã Bình Phú", "I9": "15/03/2027",
		})
		if plan, err := p.bring(t, issuer, edited, true); !errors.Is(err, sheet.ErrLooked) || len(plan.Changes) != 4 || len(plan.New) != 1 {
			t.Fatalf("looked at: %v, %+v", err, plan)
		}
		if plan, err := p.bring(t, lead, edited, false); !errors.Is(err, sheet.ErrProblems) || len(plan.Problems) == 0 {
			t.Fatalf("who does not give the tasks brings it: %v, %+v", err, plan)
		}
		before := p.rows(t)
		if plan, err := p.bring(t, issuer, edited, false); err != nil {
			t.Fatalf("brought: %v %+v", err, plan)
		}
		var first, second *task.Whole
		p.MustView(t, func(v *work.View) (err error) {
			if first, err = task.Get(ctx, v, ids[0]); err == nil {
				second, err = task.Get(ctx, v, ids[2])
			}
			return err
		})
		if first.Text != "Rà soát lại toàn bộ" || first.Deliverable != "Báo cáo có phụ lục" || second.Due != day("2027-03-01") || len(p.rows(t)) != len(before)+1 {
			t.Errorf("the tasks say %q, %q and %v", first.Text, first.Deliverable, second.Due)
		}
		// The same sheet again says nothing new, and makes no task twice.
		plan, err := p.bring(t, issuer, edited, false)
		if err != nil || len(plan.Changes) != 0 || plan.Untouched != 4 || len(p.rows(t)) != len(before)+1 {
			t.Fatalf("brought twice: %v, %+v", err, plan)
		}

		// Progress, by the lead.
		mine := p.book(t, lead, f, true)
		report := change(t, mine, map[string]any{at("J", ids[4]): 40, at("K", ids[4]): "Xong 2/5 thôn"})
		if plan, err := p.bring(t, lead, report, false); err != nil {
			t.Fatalf("a report: %v %+v", err, plan)
		}
		p.MustView(t, func(v *work.View) error {
			w, err := task.Get(ctx, v, ids[4])
			if err == nil && (w.Progress != 40 || w.State != task.InProgress) {
				t.Errorf("after the report: %d, %s", w.Progress, w.State)
			}
			return err
		})

		for _, c := range []struct {
			what  string
			cells map[string]any
			cell  string
		}{
			{"no day", map[string]any{at("I", ids[0]): "mai"}, at("I", ids[0])},
			{"a deadline that nobody asked to move", map[string]any{at("I", ids[4]): "01/06/2027"}, at("I", ids[4])},
			{"progress of more than all", map[string]any{at("J", ids[4]): 140}, at("J", ids[4])},
			{"progress without a word", map[string]any{at("J", ids[4]): 60}, at("K", ids[4])},
			{"no words", map[string]any{at("D", ids[0]): ""}, at("D", ids[0])},
			{"another lead", map[string]any{at("E", ids[0]): "Đảng uỷ xã Bình Phú"}, at("E", ids[0])},
			{"a body that there is not", map[string]any{"D20": "Việc", "E20": "Sở Không Có"}, "E20"},
			{"a new task without a lead", map[string]any{"D20": "Việc"}, "E20"},
			{"a new task twice", map[string]any{"D20": "Việc", "E20": "Đảng uỷ xã Bình Phú", "D21": "Việc", "E21": "Đảng uỷ xã Bình Phú"}, "D21"},
			{"a task twice", map[string]any{"A20": string(ids[0]), "B20": 1, "D20": "Việc"}, "D20"},
			{"a task that there is not", map[string]any{"A20": "nothing", "B20": 1, "D20": "Việc"}, "D20"},
			{"a broken version", map[string]any{"B3": "x"}, "B3"},
		} {
			before := p.rows(t)
			plan, err := p.bring(t, issuer, change(t, p.book(t, issuer, f, true), c.cells), false)
			if !errors.Is(err, sheet.ErrProblems) || !slices.ContainsFunc(plan.Problems, func(q sheet.Problem) bool { return q.Cell == c.cell }) {
				t.Errorf("%s: %v, told %+v, want a word on %s", c.what, err, plan, c.cell)
			}
			if !slices.Equal(before, p.rows(t)) {
				t.Errorf("%s: something was written", c.what)
			}
		}
		// Somebody changes a task while the sheet is out.
		out := p.book(t, issuer, f, true)
		o.MustDo(t, func(u *work.Unit) error {
			return task.Reword(ctx, u, task.Ref{ID: ids[4]}, task.Wording{Text: "Của người khác"})
		})
		plan, err = p.bring(t, issuer, change(t, out, map[string]any{at("D", ids[4]): "Của tôi"}), false)
		if !errors.Is(err, sheet.ErrProblems) || !strings.Contains(plan.Problems[0].Words(text.WithLang(ctx, text.Vietnamese)), "Của người khác") {
			t.Errorf("changed meanwhile: %v, %+v", err, plan)
		}
		for _, broken := range [][]byte{nil, []byte("no zip"), []byte("PK\x03\x04broken")} {
			if _, err := p.bring(t, issuer, broken, true); !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: %v", broken, err)
			}
		}
	})
}

// A workbook opens in LibreOffice with every cell as it was written: days are
// days, numbers numbers, and words that begin like a formula are words.
func TestLibreOfficeReadsTheSame(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.some(t, 40)
	content := p.book(t, p.as("clerk", access.Office, p.province), task.Filter{Body: p.province}, true)
	converted := officetest.Convert(t, "list.xlsx", content, "xlsx:Calc MS Excel 2007 XML")
	book, ours := cells(t, content)
	list := book.GetSheetName(0)
	_, theirs := cells(t, converted)
	if len(theirs) != len(ours) || len(ours) != 42 {
		t.Fatalf("LibreOffice reads %d rows, %d were written", len(theirs), len(ours))
	}
	for i, row := range ours {
		for j, cell := range row {
			if j < len(theirs[i]) && theirs[i][j] != cell || j >= len(theirs[i]) && cell != "" {
				t.Errorf("row %d, column %d: LibreOffice reads %q, written was %q", i+1, j+1, theirs[i], cell)
			}
		}
	}
	if plan, err := p.bring(t, p.as("clerk", access.Office, p.province), converted, false); err != nil || plan.Untouched != 40 {
		t.Errorf("saved by LibreOffice and brought back: %v, %+v", err, plan)
	}
	// It is what was promised: days and numbers have a type, formulas there are none.
	kinds := map[string]excelize.CellType{}
	for _, at := range []string{"D3", "H5", "I3", "J3"} {
		kind, err := book.GetCellType(list, at)
		if err != nil {
			t.Fatal(err)
		}
		kinds[at] = kind
	}
	for i := range ours {
		for j := range 11 {
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if formula, _ := book.GetCellFormula(list, at); formula != "" {
				t.Errorf("%s holds the formula %s", at, formula)
			}
		}
	}
	if kinds["D3"] != excelize.CellTypeInlineString || kinds["J3"] == excelize.CellTypeInlineString {
		t.Errorf("the cells are of the types %v", kinds)
	}
	panes, err := book.GetPanes(list)
	layout, err2 := book.GetPageLayout(list)
	if errors.Join(err, err2) != nil || !panes.Freeze || panes.YSplit != 2 || *layout.Orientation != "landscape" || *layout.Size != 9 || layout.FitToHeight == nil || *layout.FitToHeight != 0 {
		t.Errorf("panes %+v, layout %+v", panes, layout)
	}
	if visible, err := book.GetColVisible(list, "A"); err != nil || visible {
		t.Error("the identifiers are in sight")
	}
	if names := book.GetDefinedName(); !slices.ContainsFunc(names, func(n excelize.DefinedName) bool { return n.Name == "_xlnm.Print_Titles" }) {
		t.Errorf("no headings on every page: %+v", names)
	}
}

// cells are the values of a workbook's first sheet as they are stored.
func cells(t *testing.T, content []byte) (*excelize.File, [][]string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return f, rows
}

// FuzzBring: whatever bytes come, they are refused or read, and nothing panics.
func FuzzBring(f *testing.F) {
	p := newPlace(f, dbtest.New(f, db.SQLite, schema))
	p.some(f, 2)
	clerk := p.as("clerk", access.Office, p.province)
	f.Add(p.book(f, clerk, task.Filter{Body: p.province}, true))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		err := p.Do(context.Background(), clerk, func(u *work.Unit) error {
			_, err := sheet.Bring(context.Background(), u, content, true)
			return err
		})
		if err != nil && !errors.Is(err, sheet.ErrLooked) && !errors.Is(err, sheet.ErrProblems) && fault.KindOf(err) == 0 {
			t.Error(err)
		}
	})
}

// BenchmarkBring assigns ten thousand tasks from a workbook: reading it, comparing,
// and writing with rights, events, counters and search.
func BenchmarkBring(b *testing.B) {
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		b.Run(engine.String(), func(b *testing.B) { bringMany(b, newPlace(b, dbtest.New(b, engine, schema))) })
	}
}

func bringMany(b *testing.B, p *place) {
	f := excelize.NewFile()
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	const n = 10_000
	rows := [][]any{{"Nhiệm vụ", "Cơ quan chủ trì", "Sản phẩm", "Thời hạn"}}
	for i := range n {
		rows = append(rows, []any{fmt.Sprintf("Rà soát, hoàn thiện hồ sơ số %d phục vụ sắp xếp tổ chức bộ máy", i), "Đảng uỷ xã An Hoà", "Báo cáo", "31/12/2026"})
	}
	for i, row := range rows {
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			b.Fatal(err)
		}
	}
	var content bytes.Buffer
	if err := errors.Join(out.Flush(), f.Write(&content)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		plan, err := p.bring(b, p.as("clerk", access.Office, p.province), content.Bytes(), true)
		if !errors.Is(err, sheet.ErrLooked) || len(plan.New) != n {
			b.Fatal(err, plan)
		}
	}
}
