package sheet_test

import (
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/officetest"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// hostile is what people and other programs have typed into texts somewhere:
// formulas, control characters, white at the ends, escapes of Excel, letters
// beyond 16 bits, and much of it.
var hostile = []string{
	"=HYPERLINK(\"http://x\",\"y\")", "+84 912", "-1", "@SUM(A1)", "'dẫu", "\tthụt đầu dòng", "hai\ndòng", "\x1b[31mđỏ\x07", "a\x00b", "_x0041_ và _x000D_",
	" trắng hai đầu ", "👩🏽‍🌾 nông dân 🇻🇳", "]]>&amp;<x>", strings.Repeat("dài ", 400), "\u202Eđảo", "\uFFFE", "1e3", "01/02/2026", "TRUE",
}

// A workbook is in order by all the rules that Excel looks at, whatever the
// texts are, and brought back as it was it changes nothing.
func TestWorkbooksAreSound(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		var long org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			long, err = org.Establish(t.Context(), u, org.NewBody{Code: "L", Name: "Đảng uỷ xã " + strings.Repeat("Rất Dài ", 11) + "X", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.province},
				day("2020-01-01"), org.Act{Symbol: "=1-QĐ/TW"})
			return err
		})
		o.MustView(t, func(v *work.View) (err error) {
			p.tree, err = org.Load(t.Context(), v)
			return err
		})
		clerk := p.as("clerk", access.Office, p.province)
		var refused int
		for i, text := range hostile {
			n := task.New{Text: "Việc " + text, Issuer: p.province, Lead: []org.ID{p.commune, long}[i%2], Deliverable: text, Person: text, Due: day("2026-12-01").AddDays(i), UpdateEvery: 30}
			if i == 3 {
				n.Due = day("2199-12-31")
			}
			if err := p.Do(t.Context(), clerk, func(u *work.Unit) error {
				_, err := task.AssignNew(t.Context(), u, n)
				return err
			}); err != nil {
				t.Logf("refused: %.30q: %v", text, err)
				refused++
			}
		}
		if refused > len(hostile)/2 {
			t.Fatalf("%d of %d texts were refused: nothing is tested", refused, len(hostile))
		}
		for _, fill := range []bool{false, true} {
			content := p.book(t, clerk, task.Filter{Body: p.province}, fill)
			officetest.Workbook(t, content)
		}
		officetest.Workbook(t, p.book(t, clerk, task.Filter{Body: p.province, Words: "khôngcó"}, true))
		before := p.rows(t)
		plan, err := p.bring(t, clerk, p.book(t, clerk, task.Filter{Body: p.province}, true), false)
		if err != nil || plan.Untouched != len(hostile)-refused || len(plan.Changes) > 0 {
			t.Errorf("brought back as it was: %v, %+v", err, plan)
		}
		if after := p.rows(t); strings.Join(before, "|") != strings.Join(after, "|") {
			t.Error("the tasks are not what they were")
		}
	})
}
