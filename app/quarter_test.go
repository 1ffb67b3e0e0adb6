package app_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/browsertest"
	"quyet/base/db"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

// rawSum adds up the rows of an indicator, without returns, trees and packed cells.
var rawSum = db.SQL("quarter_test.rawSum", `
	SELECT coalesce(sum(v.value), 0), coalesce(sum(v.part), 0), count(*) FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id
	WHERE i.code = $1 AND v.period = $2 AND v.says = 'number'`)

func (p *play) rawSum(t *testing.T, code string) (value, part, n int64) {
	t.Helper()
	if err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		return db.Each(t.Context(), v.Snapshot, rawSum, func(scan db.Scan) error { return scan(&value, &part, &n) }, code, "2026-Q4")
	}); err != nil {
		t.Fatal(err)
	}
	return value, part, n
}

// The fourth quarter of the story: a commune enters and declares its figures on a telephone,
// its head approves them, the province accepts them and the other communes', looks at the
// sums, reports on the quarter and freezes the report. What a commune corrects afterwards
// changes the sums, and not what was frozen.
func TestFourthQuarter(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p, phone := browse(t, s.at(ownBody, access.Office))
	phone.Width(browsertest.Phone)
	phone.Go("/indicators")
	phone.Arrive(func() { phone.Click("main a[href^='/returns/']") })
	at := phone.Address()
	for _, e := range phone.TooWide() {
		t.Errorf("the form scrolls sideways on a telephone: %s", e)
	}
	women, men := phone.Value("c2"), phone.Value("c3")
	phone.Fill("c1", "1000")
	phone.Expect(http.StatusUnprocessableEntity)
	phone.Arrive(func() { phone.Click("button[value=declare]") })
	phone.See("#f-c1-error", "KN.NU + KN.NAM")
	if phone.Value("c1") != "1000" || phone.Value("c2") != women {
		t.Error("what was typed is lost")
	}
	var w, m int
	if _, err := fmt.Sscan(women, &w); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(men, &m); err != nil {
		t.Fatal(err)
	}
	phone.Fill("c1", fmt.Sprint(w+m))
	phone.Arrive(func() { phone.Click("button[value=declare]") })
	phone.See("main", "Chờ lãnh đạo cơ quan duyệt")

	open := func(body string, role access.Role) *browsertest.Tab {
		b := browsertest.Open(t, p)
		b.Keep(s.at(body, role).sessions...)
		return b
	}
	head := open(ownBody, access.Head)
	head.Go(at)
	head.Arrive(func() { head.Click("button[value=approve]") })
	head.See("main", "Chờ")

	office := p.provincials(t)[0]
	centre := browsertest.Open(t, p)
	centre.Keep(office.sessions...)
	centre.Go("/indicators")
	centre.Arrive(func() { centre.Click("main a[href*='/period/2026-Q4']") })
	rollAt := centre.Address()
	centre.Go(at)
	centre.Arrive(func() { centre.Click("button[value=accept]") })
	centre.See("main", "Đã tiếp nhận")
	p.collectRest(t)

	// The sums of the page are those of the rows.
	centre.Go(rollAt)
	members, _, bodies := p.rawSum(t, "KN")
	met, cells, _ := p.rawSum(t, "SH")
	if bodies < 5 {
		t.Fatalf("%d communes reported: the test tests nothing", bodies)
	}
	row := centre.Text("main table tbody tr:first-child")
	if !strings.Contains(row, fmt.Sprint(members)) || !strings.Contains(row, fmt.Sprintf("%d/%d cơ quan", bodies, bodies)) {
		t.Errorf("the rows hold %d members of %d communes; the page says %s", members, bodies, row)
	}
	share := text.Percent(text.WithLang(t.Context(), text.Vietnamese), met, cells, text.HalfUp)
	if !strings.Contains(centre.Text("main"), share) {
		t.Errorf("the rows hold %d of %d cells, %s; the page does not say so", met, cells, share)
	}

	// The quarter is reported, frozen, and the paper is whole.
	centre.Go("/reports/new?kind=quarter")
	centre.Arrive(func() { centre.Click("main form.form button[type=submit]") })
	report := centre.Address()
	report, _, _ = strings.Cut(report, "?")
	centre.See("#paper", fmt.Sprint(members))
	centre.Go(report + "/freeze")
	centre.Arrive(func() { centre.Click("main form.form button[type=submit]") })
	centre.See("main", fmt.Sprint(members))
	// The file is announced while it is made, and then it is there.
	browsertest.Eval[bool](centre, `(window.waited = 0, new MutationObserver(() => { if (document.querySelector(".wait progress")) window.waited++ }).observe(document.body, {childList: true, subtree: true}), true)`)
	centre.Click("a[href$='/report.docx']")
	centre.Until(`window.waited > 0 && !document.querySelector(".wait")`)
	paper := p.file(t, office, report+"/report.docx")
	officetest.Sound(t, "quarter.docx", paper)
	if said := string(officetest.Convert(t, "quarter.docx", paper, "txt:Text")); !strings.Contains(said, fmt.Sprint(members)) {
		t.Errorf("the paper does not say %d", members)
	}
	officetest.Workbook(t, p.file(t, office, report+"/report.xlsx"))

	// A correction afterwards is told, and leaves alone what was frozen.
	head.Go(at + "/correct")
	head.Fill("c2", fmt.Sprint(w+1))
	head.Fill("c1", fmt.Sprint(w+m+1))
	head.Fill("reason", "Sót một đồng chí")
	head.Arrive(func() { head.Click("button[value=correct]") })
	head.See("main", "Có đính chính")
	if now, _, _ := p.rawSum(t, "KN"); now != members+1 {
		t.Fatalf("the correction added %d", now-members)
	}
	centre.Go(rollAt)
	centre.See("main table tbody tr:first-child", fmt.Sprint(members+1))
	centre.Go(report + "/rebuild")
	centre.See("main", "Trùng khớp từng byte")
	if again := p.file(t, office, report+"/report.docx"); string(again) != string(paper) {
		t.Error("the frozen paper has changed")
	}
}

// collectRest lets every commune that has not done so report the quarter, and the province
// accept it.
func (p *play) collectRest(t *testing.T) {
	t.Helper()
	if err := p.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		ctx := t.Context()
		sets, err := indicator.Sets(ctx, &u.View)
		if err != nil {
			return err
		}
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		root, _ := tree.ByCode(province)
		for _, set := range sets {
			if set.Code != "XDD" {
				continue
			}
			r, err := indicator.RollOf(ctx, &u.View, indicator.Question{Set: set.ID, Period: period.Period{Kind: period.Quarter, Year: 2026, Number: 4}, Root: root.ID, Charted: u.Today})
			if err != nil {
				return err
			}
			for n, l := range r.Lines {
				for _, step := range []indicator.Taking{
					{Verb: indicator.Enter, Cells: indicator.Cells{1: {Value: int64(n + 3)}, 2: {Value: int64(n)}, 3: {Value: 3}, 4: {Value: 19, Part: 20}, 5: {Value: 2}}},
					{Verb: indicator.Declare, Sure: true}, {Verb: indicator.Approve}, {Verb: indicator.Accept},
				} {
					f, err := indicator.FindReturn(ctx, &u.View, l.ID)
					if err != nil {
						return err
					}
					if !slices.Contains(f.May(u.View), step.Verb) {
						continue
					}
					step.Version = f.Version
					if err := indicator.Take(ctx, u, l.ID, step); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
