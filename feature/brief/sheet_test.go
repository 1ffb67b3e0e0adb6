package brief_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/feature/brief"
	"quyet/feature/org"
)

// The map and the list of who is not through are workbooks in the language of the person,
// which an office opens, with all four numbers of each audience.
func TestWorkbooks(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.asks(t, p.commune, p.other, p.cell)
	p.expects(t, p.commune, map[brief.Audience]int64{members: 1200, key: 10})
	p.expects(t, p.cell, map[brief.Audience]int64{members: 4, key: 2})
	p.holds(t, p.sitting(p.commune, map[brief.Audience]int64{members: 1000}))
	p.holds(t, p.sitting(p.cell, map[brief.Audience]int64{members: 4, key: 2}))
	p.holds(t, p.sitting(p.other, map[brief.Audience]int64{members: 7}))
	office := p.browser(t, access.Office, p.province)
	read := func(address string) (lines [][]string) {
		content := office.Get(address).Want(http.StatusOK).Body
		officetest.Sound(t, "a.xlsx", content)
		officetest.Workbook(t, content)
		if csv := string(officetest.Convert(t, "a.xlsx", content, "csv")); !strings.Contains(csv, "1000") && !strings.Contains(csv, "1004") {
			t.Errorf("%s: an office reads %q", address, csv)
		}
		sheet, err := org.ReadSheet(content)
		if err != nil {
			t.Fatal(err)
		}
		return sheet.Lines
	}
	has := func(lines [][]string, want ...string) {
		t.Helper()
		if !slices.ContainsFunc(lines, func(l []string) bool { return slices.Equal(l, want) }) {
			t.Errorf("no line is %q: %q", want, lines)
		}
	}
	office.SetLang(text.English)
	at := both(t, office, brief.Address(p.resolution)).Find("a[href*='coverage.xlsx']").AttrOr("href", "")
	office.SetLang(text.English)
	sums := read(at)
	has(sums, "Body", "Bodies asked", "Complete", "Overdue", "Did not say how many", "Key officials – expected", "Key officials – reached", "Key officials – share", "Key officials – not reached",
		"Party members – expected", "Party members – reached", "Party members – share", "Party members – not reached")
	has(sums, "Đảng uỷ xã An Hoà", "2", "1", "0", "0", "12", "2", "16.67%", "10", "1204", "1004", "83.39%", "200")
	has(sums, "Đảng uỷ xã Bình Phú", "1", "0", "0", "1", "not said", "0", "", "", "not said", "7")
	has(sums, "All together", "3", "1", "0", "1", "12", "2", "16.67%", "10", "1204", "1004", "83.39%", "200")

	list := both(t, office, brief.Address(p.resolution)+"/bodies?only=open&body="+string(p.province)).Find("a[href*='bodies.xlsx']").AttrOr("href", "")
	missing := read(list) // in Vietnamese: the page was looked at in it last
	if len(missing) != 3 {
		t.Errorf("%d lines: %q", len(missing)-1, missing)
	}
	due := p.record(t, p.commune).Lines[1].Due.Vietnamese()
	has(missing, "Đảng uỷ xã An Hoà", "Cấp xã", due, "Đang tổ chức", "10", "0", "0,00%", "10", "1200", "1000", "83,33%", "200")
	office.Get(brief.Address(p.resolution) + "/coverage.xlsx?on=mai").Want(http.StatusUnprocessableEntity)
	p.browser(t, access.Office, p.commune).Get(brief.Address(p.resolution) + "/bodies.xlsx?body=" + string(p.province)).Want(http.StatusNotFound)
}
