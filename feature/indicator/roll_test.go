package indicator_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

var (
	q3of2024 = period.Period{Kind: period.Quarter, Year: 2024, Number: 3}

	// What the tables say, added up in another way: straight from the rows, through the
	// successions that the tables tell, without a tree in memory.
	sumByHeir = db.SQL("indicator_test.sumByHeir", `
		WITH RECURSIVE stands (body, at) AS (
			SELECT id, id FROM org_body
			UNION ALL
			SELECT s.body, h.to_id FROM stands s JOIN org_succession h ON h.from_id = s.at
		), under (body) AS (
			SELECT id FROM org_body WHERE id = $3
			UNION
			SELECT p.body_id FROM under u JOIN org_place p ON p.superior_id = u.body AND p.from_on <= $4 AND (p.until_on = '' OR p.until_on > $4)
		)
		SELECT coalesce(sum(v.value), 0), coalesce(sum(v.part), 0), count(*) FROM indicator_value v
		JOIN indicator i ON i.id = v.indicator_id AND i.code = $2
		WHERE v.period = $1 AND v.says = 'number' AND v.body_id IN (SELECT s.body FROM stands s JOIN under u ON u.body = s.at)`)
)

// A year of a set that is reported each quarter is what happened in its quarters added up,
// and the last of what stands at an end; and of what only the latest counts, a body that has
// not reported stands with what it said last.
func TestLongerPeriods(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		o.MustDo(t, func(u *work.Unit) error {
			ids, err := indicator.Define(t.Context(), u, p.set,
				indicator.Indicator{Code: "HOP", Name: "Cuộc họp", Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.OfPeriod},
				indicator.Indicator{Code: "DS", Name: "Dân số", Direction: indicator.Flat, Sort: indicator.Number, Aggregation: indicator.Latest, Running: indicator.AtEnd})
			p.ids = append(p.ids, ids...)
			return err
		})
		report := func(b org.ID, q period.Period, members, held int64, people ...int64) {
			c := cells(members, 0, 1, 2, 3, 4, 1)
			c[7] = indicator.Cell{Value: held}
			c[8] = indicator.Cell{NotHere: true}
			if len(people) > 0 {
				c[8] = indicator.Cell{Value: people[0]}
			}
			p.must(t, b, q, indicator.Taking{Verb: indicator.Enter, Cells: c}, indicator.Taking{Verb: indicator.Declare, Sure: true})
		}
		first := period.Period{Kind: period.Quarter, Year: 2026, Number: 1}
		for n, on := range []time.Time{time.Date(2026, 3, 1, 3, 0, 0, 0, time.UTC), time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC), time.Date(2026, 9, 1, 3, 0, 0, 0, time.UTC), time.Date(2026, 12, 1, 3, 0, 0, 0, time.UTC)} {
			p.Set(on)
			p.opens(t)
			q := first
			for range n {
				q = q.Next()
			}
			report(p.communes[0], q, int64(10*(n+1)), int64(n+1), 1000+int64(n))
			if n < 2 {
				report(p.communes[1], q, 1, 5, 500)
			}
		}
		year := p.roll(t, indicator.Question{Period: period.Period{Kind: period.Year, Year: 2026, Number: 1}})
		for _, c := range []struct {
			at   int
			want int64
		}{{0, 40}, {6, 1 + 2 + 3 + 4 + 5 + 5}, {7, 1503}} {
			if s := year.Of(p.province, year.Indicators[c.at]); s.Value != c.want {
				t.Errorf("%s of the year is %d, want %d", year.Indicators[c.at].Code, s.Value, c.want)
			}
		}
		if got := year.Tally(p.province); got.Returns != 8 || got.Counted() != 6 {
			t.Errorf("returns of the year: %+v", got)
		}
		last := p.roll(t, indicator.Question{})
		if s := last.Of(p.province, last.Indicators[7]); s.Value != 1503 || s.Earlier != 1 || s.Bodies != 2 {
			t.Errorf("the latest: %+v", s)
		}
		half := p.roll(t, indicator.Question{Period: period.Period{Kind: period.Half, Year: 2026, Number: 1}})
		if s := half.Of(p.communes[1], half.Indicators[6]); s.Value != 10 {
			t.Errorf("a half: %+v", s)
		}
	})
}

// A course over a quarter looks back eight quarters; over fifteen years it is drawn by years.
func TestCourses(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 1)
		var ids []indicator.ID
		o.MustDo(t, func(u *work.Unit) error {
			set, err := indicator.DefineSet(t.Context(), u, indicator.Set{Body: p.province, Code: "CU", Name: "Biểu cũ", Frequency: period.Quarter, Interval: civil.Since(day("2010-12-15")), Scope: []indicator.Reporting{{Body: p.communes[0]}}})
			if err != nil {
				return err
			}
			ids, err = indicator.Define(t.Context(), u, set, indicators()[1])
			return err
		})
		for _, c := range []struct {
			from        string
			n           int
			first, last string
		}{{"2026-09-15", 8, "Q1/2025", "Q4/2026"}, {"2024-12-15", 8, "Q1/2025", "Q4/2026"}, {"2023-12-15", 12, "Q1/2024", "Q4/2026"}, {"2011-12-15", 15, "2012", "2026"}, {"1990-01-01", 16, "2011", "2026"}} {
			o.MustView(t, func(v *work.View) error {
				drawn, err := indicator.CourseOf(t.Context(), v, ids[0], p.province, day(c.from), q4)
				if err != nil {
					return err
				}
				if n := len(drawn.Points); n != c.n || drawn.Points[0].Period != c.first || drawn.Points[n-1].Period != c.last {
					t.Errorf("from %s: %d points from %s to %s", c.from, n, drawn.Points[0].Period, drawn.Points[n-1].Period)
				}
				return nil
			})
		}
	})
}

// Two old provinces report, become one, and two of their communes do: the old numbers stand
// in the tree of then at the old ones and in the tree of now at the new one, and each sum is
// what plain SQL says.
func TestRollAcrossMergers(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := &place{Office: o}
		random := rand.New(rand.NewPCG(1, 2))
		ctx := t.Context()
		p.Set(time.Date(2024, 9, 10, 3, 0, 0, 0, time.UTC))
		var olds []org.ID
		communes := map[org.ID][]org.ID{}
		var group []org.GroupID
		var centre org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			centre = p.establish(t, u, "TW", "Trung ương", org.Centre, "")
			for i := range 2 {
				old := p.establish(t, u, fmt.Sprint("T", i), fmt.Sprint("Tỉnh uỷ ", i), org.Province, centre)
				olds = append(olds, old)
				for j := range 4 {
					communes[old] = append(communes[old], p.establish(t, u, fmt.Sprint("X", i, j), fmt.Sprint("Đảng uỷ xã ", i, j), org.Commune, old))
				}
			}
			if group, err = org.AddGroups(ctx, u, []org.Group{{Name: "các xã", Kinds: []org.Kind{org.Committee}, Tier: org.Commune}}, day("2020-01-01"), org.Act{Symbol: "2-QĐ/TU"}); err != nil {
				return err
			}
			if p.set, err = indicator.DefineSet(ctx, u, indicator.Set{Body: centre, Code: "XDD", Name: "Xây dựng Đảng", Frequency: period.Quarter, Interval: civil.Since(day("2023-12-15")), Scope: []indicator.Reporting{{Group: group[0]}}}); err != nil {
				return err
			}
			_, err = indicator.Define(ctx, u, p.set, indicators()...)
			return err
		})
		report := func(q period.Period, but int) {
			p.MustView(t, func(v *work.View) (err error) {
				p.tree, err = org.Load(ctx, v)
				return err
			})
			p.province = centre
			p.opens(t)
			r := p.roll(t, indicator.Question{Period: q, Root: centre})
			for n, l := range r.Lines {
				if n == but || l.State != indicator.Open {
					continue
				}
				women, men := random.Int64N(50), random.Int64N(50)
				p.must(t, l.Body, q, indicator.Taking{Verb: indicator.Enter, Cells: cells(women, men, random.Int64N(1000), 1000+random.Int64N(1000), random.Int64N(9000), 1+random.Int64N(5000), 1+random.Int64N(3))}, indicator.Taking{Verb: indicator.Declare, Sure: true})
			}
		}
		report(q3of2024, 2)
		var province, commune org.ID
		p.Set(time.Date(2025, 8, 2, 3, 0, 0, 0, time.UTC))
		o.MustDo(t, func(u *work.Unit) (err error) {
			if province, err = org.Merge(ctx, u, olds, org.NewBody{Code: "T", Name: "Tỉnh uỷ mới", Kind: org.Committee, Tier: org.Province, Line: org.Party, Superior: centre}, day("2025-07-01"), org.Act{Symbol: "326-QĐ/TW"}); err != nil {
				return err
			}
			commune, err = org.Merge(ctx, u, []org.ID{communes[olds[0]][0], communes[olds[1]][0]}, org.NewBody{Code: "XM", Name: "Đảng uỷ xã mới", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: province}, day("2025-08-01"), org.Act{Symbol: "327-QĐ/TU"})
			return err
		})
		// One commune is dissolved into the province itself, which then took over from a body
		// and from one below it.
		p.Set(time.Date(2025, 8, 20, 3, 0, 0, 0, time.UTC))
		o.MustDo(t, func(u *work.Unit) error {
			return org.Dissolve(ctx, u, communes[olds[0]][3], []org.ID{province}, day("2025-08-20"), org.Act{Symbol: "328-QĐ/TU"})
		})
		// What two communes had not reported of the quarter before, the one that took over
		// from them owes.
		o.MustView(t, func(v *work.View) error {
			owed, _, err := indicator.Owed(ctx, v, commune, indicator.Cursor{}, 5)
			if err != nil || len(owed) != 2 || owed[0].Body == owed[1].Body || owed[0].Period != q3of2024.Prev() {
				t.Fatalf("owed for those that have ended: %v, %v", owed, err)
			}
			if p.tree, err = org.Load(ctx, v); err != nil {
				return err
			}
			// Its office opens what it owes, and may fill it in.
			return o.View(ctx, p.as(access.Office, commune), func(v *work.View) error {
				f, err := indicator.FindReturn(ctx, v, owed[0].ID)
				if err == nil && !slices.Contains(f.May(*v), indicator.Enter) {
					t.Errorf("may %v with what it owes for a former body", f.May(*v))
				}
				return err
			})
		})
		q3 := period.Period{Kind: period.Quarter, Year: 2025, Number: 3}
		p.Set(time.Date(2025, 9, 10, 3, 0, 0, 0, time.UTC))
		report(q3, 3)

		bySQL := func(q period.Period, code string, root org.ID, on civil.Date) (value, part, n int64) {
			p.MustView(t, func(v *work.View) error {
				return db.Each(ctx, v.Snapshot, sumByHeir, func(scan db.Scan) error { return scan(&value, &part, &n) }, q.Key(), code, root, on)
			})
			return value, part, n
		}
		agree := func(r *indicator.Roll, root org.ID) {
			t.Helper()
			for _, i := range r.Indicators {
				if i.Sort == indicator.Steps || i.Aggregation == indicator.Mean {
					continue
				}
				value, part, n := bySQL(r.Period, i.Code, root, r.Chart.Day)
				if s := r.Of(root, i); s.Value != value || s.Part != part || int64(s.Bodies) != n {
					t.Errorf("%s of %s in the tree of %s: %d/%d of %d, the rows say %d/%d of %d", i.Code, r.Period.Key(), r.Chart.Day, s.Value, s.Part, s.Bodies, value, part, n)
				}
			}
		}
		// In the tree of now.
		today := p.roll(t, indicator.Question{Period: q3of2024, Root: province, Charted: day("2025-09-10")})
		for _, b := range append([]org.ID{province, commune}, communes[olds[0]][1], communes[olds[1]][3]) {
			agree(today, b)
		}
		if got := today.Tally(province); got.Returns != 8 || got.Counted() != 7 {
			t.Errorf("%+v", got)
		}
		if kn := today.Of(commune, today.Indicators[0]); kn.Bodies != 2 {
			t.Errorf("what two communes reported stands at the new one as of %d", kn.Bodies)
		}
		// In the tree of then: the new province stands for the two old ones.
		then := p.roll(t, indicator.Question{Period: q3of2024, Root: province})
		if parts := then.Parts(province); len(parts) != 2 || then.Chart.Has(province) {
			t.Errorf("parts of then: %v", parts)
		}
		for _, old := range olds {
			agree(then, old)
			if len(then.Parts(old)) != 4 {
				t.Errorf("communes of then: %v", then.Parts(old))
			}
		}
		for _, i := range then.Indicators {
			a, b := then.Of(province, i), today.Of(province, i)
			x, xok := a.Number(i, text.HalfUp)
			y, yok := b.Number(i, text.HalfUp)
			if x != y || xok != yok || a.Bodies != b.Bodies {
				t.Errorf("%s is %d in the old tree and %d in the new one", i.Code, x, y)
			}
		}
		// The quarter after, and what is above.
		now := p.roll(t, indicator.Question{Period: q3, Root: centre})
		for _, b := range []org.ID{centre, province, commune} {
			agree(now, b)
		}
		// Several quarters at once are each what they are alone.
		p.MustView(t, func(v *work.View) error {
			all, err := indicator.RollsOf(ctx, v, indicator.Question{Set: p.set, Root: province, Charted: day("2025-09-10")}, []period.Period{q3of2024, q3})
			if err != nil {
				return err
			}
			agree(all[0], province)
			agree(all[1], province)
			return nil
		})
	})
}
