package brief_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/doc"
	"quyet/feature/intake/source"
	"quyet/feature/org"
)

// A document is compared with itself a year before and with another one, by the bodies
// of today: those that were merged since count where their numbers stand now.
func TestCompare(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.asks(t, p.commune, p.other)
		for _, b := range []org.ID{p.commune, p.other} {
			p.expects(t, b, map[brief.Audience]int64{members: 100, key: 10})
			p.holds(t, p.sitting(b, map[brief.Audience]int64{members: 50}))
		}
		then := p.today
		o.Advance(365 * 24 * time.Hour)
		p.MustDo(t, func(u *work.Unit) error {
			_, err := org.Merge(ctx, u, []org.ID{p.commune, p.other}, org.NewBody{Code: "Z", Name: "Đảng uỷ xã Hoà Phú", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.province}, u.Today, org.Act{Symbol: "2-QĐ/TW"})
			return err
		})
		p.reload(t)
		p.holds(t, p.sitting(p.commune, map[brief.Audience]int64{members: 25}))
		later := p.registers(t, "06-NQ/TU", p.today)
		merged, _ := p.tree.ByCode("Z")
		compare := func(with doc.ID) (now, before *brief.Coverage) {
			p.MustView(t, func(v *work.View) (err error) {
				if now, err = brief.CoverageOf(ctx, v, p.resolution, p.province, p.today, p.today); err != nil {
					return err
				}
				before, err = brief.CoverageOf(ctx, v, with, p.province, then, p.today)
				return err
			})
			return now, before
		}
		now, before := compare(p.resolution)
		if now.All.Reached != 125 || before.All.Reached != 100 || now.All.Expected != 220 || before.All.Expected != 220 {
			t.Errorf("now %+v, a year before %+v", now.All, before.All)
		}
		if len(before.Parts) != 1 || before.Parts[0].Body != merged.ID || before.Day != then {
			t.Errorf("a year before by the bodies of today: %+v", before.Parts)
		}
		if _, none := compare(later); len(none.Bodies) != 0 {
			t.Errorf("of a document that nobody was asked about: %+v", none.All)
		}

		office := p.browser(t, access.Office, p.province)
		page := both(t, office, brief.Address(p.resolution)+"/compare")
		if said := page.Text("table"); !strings.Contains(said, "tăng 11,37 điểm") || !strings.Contains(said, "125/220") || !strings.Contains(said, "100/220") {
			t.Errorf("the page says %s", said)
		}
		for _, a := range page.Find("table a").EachIter() {
			rows := both(t, office, a.AttrOr("href", ""))
			if want := strings.TrimSpace(a.Text()); !strings.Contains(rows.Text("caption"), want) {
				t.Errorf("%s opens to %q", want, rows.Text("caption"))
			}
		}
		if wrong := office.Get(brief.Address(p.resolution) + "/compare?then=mai").Want(http.StatusUnprocessableEntity); wrong.Value("then") != "mai" {
			t.Errorf("what was typed is %q", wrong.Value("then"))
		}
		if other := both(t, office, brief.Address(p.resolution)+"/compare?with="+string(later)); !strings.Contains(other.Text("table"), "06-NQ/TU") {
			t.Errorf("with another one: %s", other.Text("table"))
		}
		office.Get(brief.Address(p.resolution) + "/compare?with=x").Want(http.StatusNotFound)
		both(t, office, brief.Address(p.resolution)+"/compare?audience=members&on="+then.String())
	})
}

// The map is a paper in the form of its body, with both numbers and the share.
func TestCoverageOnPaper(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.asks(t, p.commune, p.other, p.cell)
	p.expects(t, p.commune, map[brief.Audience]int64{members: 1200, key: 10})
	p.holds(t, p.sitting(p.commune, map[brief.Audience]int64{members: 1000}))
	office := p.browser(t, access.Office, p.province)
	office.SetLang(text.English) // the paper is Vietnamese all the same
	content := office.Get(brief.Address(p.resolution) + "/file").Want(http.StatusOK).Body
	officetest.Sound(t, "a.docx", content)
	read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(read.Text), " ")
	for _, want := range []string{"TỈNH UỶ SÔNG LAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "KẾT QUẢ HỌC TẬP, QUÁN TRIỆT", "05-NQ/TU", "tính đến hết ngày " + p.today.Vietnamese()} {
		if !strings.Contains(words, want) {
			t.Errorf("the paper lacks %q: %.400q", want, words)
		}
	}
	list := read.Tables[len(read.Tables)-1]
	var rows [][]string
	for _, row := range list.Rows {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, strings.Join(strings.Fields(read.Text[cell.Start:cell.End]), " "))
		}
		rows = append(rows, cells)
	}
	want := []string{"1", "Đảng uỷ xã An Hoà", "0/2", "0", "0/10 chưa ai học", "1.000/1.200 83,33%"}
	if !slices.ContainsFunc(rows, func(r []string) bool { return slices.Equal(r, want) }) {
		t.Errorf("no row is %q: %q", want, rows)
	}
	office.Get(brief.Address(p.resolution) + "/file?on=mai").Want(http.StatusUnprocessableEntity)
	p.browser(t, access.Office, p.commune).Get(brief.Address(p.resolution) + "/file?body=" + string(p.province)).Want(http.StatusNotFound)
}
