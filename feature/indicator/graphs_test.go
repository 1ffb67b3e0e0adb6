package indicator_test

import (
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/indicator"
)

// behind returns the rows of the table behind the n-th graph of a page, as their cells
// read.
func behind(t *testing.T, p *webtest.Page, n int) (rows []string) {
	t.Helper()
	graph := p.Find("figure.graph").Eq(n)
	if graph.Find("svg[role=img]").Length() != 2 {
		t.Fatalf("graph %d has %d drawings", n, graph.Find("svg").Length())
	}
	graph.Find("tbody tr").Each(func(_ int, tr *goquery.Selection) {
		var cells []string
		tr.Find("th, td").Each(func(_ int, c *goquery.Selection) { cells = append(cells, c.Text()) })
		rows = append(rows, strings.Join(strings.Fields(strings.Join(cells, " | ")), " "))
	})
	return rows
}

func reads(t *testing.T, p *webtest.Page, n int, want ...string) {
	t.Helper()
	if got := behind(t, p, n); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("behind graph %d:\n%s\nand not\n%s", n, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What the graphs show is what the sums say: a quarter for which nobody was asked is told
// apart from one that a commune did not report, which is not ranked and no zero; a part is
// judged where it is complete, the whole is not.
func TestGraphsSayWhatTheSumsSay(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 3)
		p.opens(t)
		a, b, c := p.communes[0], p.communes[1], p.communes[2]
		for at, all := range []indicator.Cells{cells(7, 5, 405, 1000, 5250, 1000, 3), cells(8, 12, 200, 500, 4000, 3000, 2)} {
			p.must(t, p.communes[at], q4, indicator.Taking{Verb: indicator.Enter, Cells: all}, indicator.Taking{Verb: indicator.Declare})
		}
		o.MustDo(t, func(u *work.Unit) error {
			kn := func(b indicator.Target, n int64) indicator.Target {
				b.Indicator, b.Period, b.Cell.Value = p.ids[0], q4, n
				return b
			}
			return indicator.Aim(t.Context(), u, p.set,
				kn(indicator.Target{Body: p.province}, 30), kn(indicator.Target{Body: a}, 10), kn(indicator.Target{Body: b}, 20), kn(indicator.Target{Body: c}, 15))
		})
		p.Set(time.Date(2026, 12, 20, 3, 0, 0, 0, time.UTC))
		above := p.browser(t, access.Office, p.province)

		kn := bothLangs(t, above, p.ids[0].Address())
		trail := behind(t, kn, 0)
		if got := trail[len(trail)-2:]; got[0] != "Q4/2026 | 32 | 30 | Chưa đánh giá được" || got[1] != "Q1/2027 | Không phải báo cáo | |" {
			t.Errorf("the whole: %q", got)
		}
		if got := trail[0]; got != "Q1/2026 | Không phải báo cáo | |" {
			t.Errorf("a quarter before anybody was asked: %q", got)
		}
		reads(t, kn, 1, "Đảng uỷ xã AA | 1 | 20 | Đạt", "Đảng uỷ xã A | 2 | 12 | Vượt", "Đảng uỷ xã AAA | | Chưa có báo cáo | Chưa đánh giá được")
		for _, row := range behind(t, kn, 2) {
			if strings.HasPrefix(row, "Đảng uỷ xã AAA |") && !strings.Contains(row, "Không phải báo cáo | Chưa có báo cáo") {
				t.Errorf("the commune that did not report: %q", row)
			}
		}
		reads(t, kn, 3, "Đảng uỷ xã A | 12 | Vượt", "Đảng uỷ xã AA | 20 | Đạt", "Đảng uỷ xã AAA | Chưa có báo cáo | Chưa đánh giá được")

		gn := bothLangs(t, above, p.ids[3].Address())
		reads(t, gn, 1, "Đảng uỷ xã A | 1 | 40,50% |", "Đảng uỷ xã AA | 2 | 40,00% |", "Đảng uỷ xã AAA | | Chưa có báo cáo |", "Tỉnh uỷ Sông Lam | | 40,33% |")
		if steps := bothLangs(t, above, p.ids[5].Address()); steps.Find("figure.graph").Length() != 0 {
			t.Error("steps in words are drawn")
		}

		set := bothLangs(t, above, p.set.Address()+"/period/2026-Q4")
		reads(t, set, 0, "Đảng uỷ xã A | 1 | 1/1 đạt | Vượt", "Đảng uỷ xã AA | 1 | 1/1 đạt | Đạt", "Đảng uỷ xã AAA | 1 | 0/1 đạt | Chưa đánh giá được")

		// A commune sees its own line and nobody beside it.
		own := bothLangs(t, p.browser(t, access.Office, a), p.ids[0].Address())
		if n := own.Find("figure.graph").Length(); n != 1 || strings.Contains(string(own.Body), "xã AA") {
			t.Errorf("a commune sees %d graphs", n)
		}
	})
}
