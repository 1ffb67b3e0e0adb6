package point_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/work"
	"quyet/feature/intake/source"
	"quyet/feature/meeting"
	"quyet/feature/point"
)

// The sums are a paper that Word opens, with every number of the page: by level, and point
// by point one level down.
func TestSumsOnPaper(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	p.makes(t, append([]string{"T"}, codes...)...)
	p.MustDo(t, func(u *work.Unit) error { return point.SetAudiences(t.Context(), u, p.meeting, []string{"members"}) })
	for _, code := range []string{"A", "A1", "A1x"} {
		if err := p.reports(t, program, code, counts(1000, 900, meeting.Turnout{Called: 500, Present: 450})); err != nil {
			t.Fatal(err)
		}
	}
	office := p.browser(t, p.as(access.Office, p.of["T"]))
	content := office.Get(p.meeting.Address() + "/points/file").Want(http.StatusOK).Body
	officetest.Sound(t, "a.docx", content)
	read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(strings.Fields(read.Text), " ")
	for _, words := range []string{"TỔNG HỢP SỐ NGƯỜI DỰ", "Hội nghị trực tuyến", "Đảng viên có mặt", "3/15 3.000 2.700 90,00% 0 1.350/1.500", "Đảng uỷ A 3/7 3.000 2.700"} {
		if !strings.Contains(said, words) {
			t.Errorf("the paper does not say %q: %s", words, said)
		}
	}
	of := office.Get(p.points(t)["A"].ID.Address() + "/file").Want(http.StatusOK)
	officetest.Sound(t, "b.docx", of.Body)
}
