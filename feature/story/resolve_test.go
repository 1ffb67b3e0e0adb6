package story_test

import (
	"testing"

	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/story"
)

// What offices print resolves to the bodies of the story.
func TestPrintedNames(t *testing.T) {
	o := dbtest.New(t, db.SQLite, schema)
	if err := story.Tell(t.Context(), o.Office, papers(t), story.Small, 1, nil); err != nil {
		t.Fatal(err)
	}
	o.MustView(t, func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		if err != nil {
			return err
		}
		province, _ := tree.ByCode("TG-TU")
		people, _ := tree.ByCode("TG-UBND")
		commune, _ := tree.ByCode("TG-X002")
		if commune == nil {
			t.Fatal("the story has no commune TG-X002")
		}
		for _, c := range []struct {
			printed string
			issuer  *org.Body
			want    string // code of the one body, or the number of bodies
			n       int
		}{
			{"Sở Tài chính", province, "TG-STC", 1},
			{"sở tài chính", people, "TG-STC", 1},
			{"Giám đốc Sở Nội vụ", people, "TG-SNV", 1},
			{"Uỷ ban nhân dân tỉnh", province, "TG-UBND", 1},
			{"UBND tỉnh", province, "TG-UBND", 1},
			{"Ban Thường vụ Tỉnh uỷ", province, "TG-TU", 1},
			{"Ban Tuyên giáo và Dân vận Tỉnh uỷ", province, "TG-BTGDV", 1},
			{"Văn phòng Tỉnh ủy", province, "TG-VPTU", 1},
			{"Trường Chính trị tỉnh", province, "TG-TCT", 1},
			{"Văn phòng Đảng uỷ", commune, "TG-X002-VP", 1},
			{"UBND xã", commune, "TG-X002-UB", 1},
			{"Ban Xây dựng Đảng", commune, "TG-X002-XD", 1},
			{"các sở, ban, ngành", province, "", 15},
			{"UBND các xã, phường", people, "", 6},
			{"Đảng uỷ các xã, phường", province, "", 6},
			{"các chi bộ trực thuộc", commune, "", 3},
			{"Sở Ngoại vụ", province, "", 0},
			{"", province, "", 0},
		} {
			r := tree.Resolve(c.printed, c.issuer.ID, story.Today)
			if len(r.Bodies) != c.n {
				t.Errorf("%q by %s: %d bodies (%+v), want %d", c.printed, c.issuer.Code, len(r.Bodies), r, c.n)
				continue
			}
			if c.want != "" {
				if b, _ := tree.Body(r.Bodies[0]); b.Code != c.want {
					t.Errorf("%q by %s: %s, want %s", c.printed, c.issuer.Code, b.Code, c.want)
				}
			}
		}
		return nil
	})
}
