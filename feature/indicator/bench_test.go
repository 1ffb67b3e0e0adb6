package indicator_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A shape is how much is collected: bodies of three levels, the first of which are old
// provinces that have become one, and what they report.
type shape struct {
	provinces, districts, bodies int // of each level, together
	indicators                   int
	periods                      int // quarters, up to the third of 2026
}

var (
	province = shape{provinces: 3, districts: 24, bodies: 175, indicators: 200, periods: 40}
	nation   = shape{provinces: 34, districts: 0, bodies: 34 + 3_321, indicators: 30, periods: 1}
)

// A province of the bench: the communes are merged by two where the provinces are.
type benched struct {
	*place
	top     org.ID // that took over from the old provinces, or the centre
	bodies  []org.ID
	periods []period.Period
	told    int // cells
}

var (
	benchReturn = db.SQL("indicator_bench.return", `
		INSERT INTO indicator_return (id, version, set_id, period, body_id, state, due_on, rules, cells, entered_by, entered_at, declared_by, declared_at, approved_by, approved_at, accepted_by, accepted_at, returned, corrected)
		VALUES ($1, 1, $2, $3, $4, 'locked', '2026-12-14', '', $5, 'a', 1, 'a', $6, 'b', 1, 'c', 1, '', 0)`)
	// The rows are made of the returns by the rule of [said].
	benchValues = db.SQL("indicator_bench.values", `
		INSERT INTO indicator_value (period, indicator_id, body_id, says, value, part, note, at, by_account)
		SELECT r.period, i.id, r.body_id, 'number', (r.declared_at + i.no * 7919) % 1000, CASE i.sort WHEN 'ratio' THEN 1000 ELSE 0 END, '', r.declared_at, 'a'
		FROM indicator_return r JOIN indicator i ON i.set_id = r.set_id`)

	// The least SQL that adds up the same numbers, by period and indicator.
	floorRows = db.SQL("indicator_bench.floorRows", `SELECT period, indicator_id, CAST(sum(value) AS BIGINT), CAST(sum(part) AS BIGINT), count(*) FROM indicator_value WHERE period BETWEEN $1 AND $2 GROUP BY period, indicator_id`)
	// The least that reads the packed numbers.
	floorPacked = db.SQL("indicator_bench.floorPacked", `SELECT cells FROM indicator_return WHERE set_id = $1 AND period BETWEEN $2 AND $3`)
)

// said is what a body says of an indicator in a return that was declared at an instant.
func said(at int64, no int) int64 { return (at + int64(no)*7919) % 1000 }

// fill makes the bodies and everything that they reported, straight into the tables.
func fill(b *testing.B, e db.Engine, s shape) *benched {
	b.Helper()
	p := &benched{place: &place{Office: dbtest.New(b, e, schema)}}
	ctx, started, act := b.Context(), time.Now(), org.Act{Symbol: "1-QĐ/TW"}
	p.Set(time.Date(2026, 12, 20, 3, 0, 0, 0, time.UTC))
	p.MustDo(b, func(u *work.Unit) (err error) {
		if p.top, err = org.Establish(ctx, u, org.NewBody{Code: "TW", Name: "Trung ương", Kind: org.Committee, Tier: org.Centre, Line: org.Party}, day("2015-01-01"), act); err != nil {
			return err
		}
		var next []org.NewBody
		for i := range s.provinces {
			next = append(next, org.NewBody{Code: fmt.Sprint("T", i), Name: fmt.Sprint("Tỉnh uỷ ", i), Kind: org.Committee, Tier: org.Province, Line: org.Party, Superior: p.top})
		}
		provinces, err := org.EstablishAll(ctx, u, next, day("2015-01-01"), act)
		if err != nil {
			return err
		}
		next = nil
		for i := range s.districts {
			next = append(next, org.NewBody{Code: fmt.Sprint("H", i), Name: fmt.Sprint("Đảng bộ ", i), Kind: org.Committee, Tier: org.Province, Line: org.Party, Superior: provinces[i%s.provinces]})
		}
		districts, err := org.EstablishAll(ctx, u, next, day("2015-01-01"), act)
		if err != nil {
			return err
		}
		above := append(slices.Clone(districts), provinces...)[:max(s.districts, s.provinces)] // without districts, the provinces
		next = nil
		for i := range s.bodies - s.provinces - s.districts {
			next = append(next, org.NewBody{Code: fmt.Sprint("X", i), Name: fmt.Sprint("Đảng uỷ xã ", i), Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: above[i%len(above)]})
		}
		communes, err := org.EstablishAll(ctx, u, next, day("2015-01-01"), act)
		p.bodies = append(append(provinces, districts...), communes...)
		return err
	})
	p.MustDo(b, func(u *work.Unit) (err error) {
		scope := []indicator.Reporting{{Body: p.top}}
		if p.set, err = indicator.DefineSet(ctx, u, indicator.Set{Body: p.top, Code: "KTXH", Name: "Kinh tế - xã hội", Frequency: period.Quarter, Interval: civil.Since(day("2016-01-01")), Scope: scope}); err != nil {
			return err
		}
		var all []indicator.Indicator
		for i := range s.indicators {
			n := indicator.Indicator{Code: fmt.Sprint("C", i+1), Name: fmt.Sprint("Chỉ tiêu ", i+1), Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.OfPeriod}
			if i%4 == 3 {
				n.Sort, n.Aggregation = indicator.Ratio, indicator.RatioOfSum
			}
			all = append(all, n)
		}
		p.ids, err = indicator.Define(ctx, u, p.set, all...)
		return err
	})
	last := period.Period{Kind: period.Quarter, Year: 2026, Number: 3}
	for range s.periods {
		p.periods = append([]period.Period{last}, p.periods...)
		last = last.Prev()
	}
	p.MustDo(b, func(u *work.Unit) error {
		for _, q := range p.periods {
			var rows [][]any
			for n, body := range p.bodies {
				at := int64(1_700_000_000_000_000 + n*31 + q.Year*17 + q.Number)
				rows = append(rows, []any{fmt.Sprint(q.Key(), " ", body), p.set, q.Key(), body, packed(at, s.indicators), at})
				p.told += s.indicators
			}
			if err := u.ExecMany(ctx, benchReturn, rows); err != nil {
				return err
			}
		}
		_, err := u.Exec(ctx, benchValues)
		return err
	})
	if s == province {
		p.merge(b, s)
	}
	if e == db.Postgres {
		if err := p.DB.Script(ctx, "ANALYZE"); err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("%s: %d cells of %d bodies in %v", e, p.told, len(p.bodies), time.Since(started).Round(time.Millisecond))
	return p
}

func packed(at int64, indicators int) string {
	var b []byte
	for no := 1; no <= indicators; no++ {
		b = strconv.AppendInt(b, int64(no), 10)
		b = strconv.AppendInt(append(b, ' '), said(at, no), 10)
		if no%4 == 0 {
			b = append(b, " 1000"...)
		}
		b = append(b, '\n')
	}
	return string(b)
}

// merge makes one province of the old ones, and one commune of each two.
func (p *benched) merge(b *testing.B, s shape) {
	b.Helper()
	p.MustDo(b, func(u *work.Unit) (err error) {
		p.top, err = org.Merge(b.Context(), u, p.bodies[:s.provinces], org.NewBody{Code: "T", Name: "Tỉnh uỷ mới", Kind: org.Committee, Tier: org.Province, Line: org.Party, Superior: p.top}, day("2025-07-01"), org.Act{Symbol: "326-QĐ/TW"})
		return err
	})
	p.MustDo(b, func(u *work.Unit) error {
		communes := p.bodies[s.provinces+s.districts:]
		var mergers []org.Merger
		for n := 0; n+s.districts < len(communes); n += 2 * s.districts {
			for i := n; i < min(n+s.districts, len(communes)-s.districts); i++ {
				mergers = append(mergers, org.Merger{Sources: []org.ID{communes[i], communes[i+s.districts]}, Into: org.NewBody{Code: fmt.Sprint("M", i), Name: fmt.Sprint("Đảng uỷ xã mới ", i), Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.bodies[s.provinces+i%s.districts]}})
			}
		}
		_, err := org.MergeAll(b.Context(), u, mergers, day("2025-07-01"), org.Act{Symbol: "327-QĐ/TU"})
		return err
	})
}

// floors are the two of which the ratios are told: the rows added up by the database, and
// the packed numbers added up as they are read.
func (p *benched) floors(b *testing.B, since period.Period) (byRows, byPacked time.Duration) {
	b.Helper()
	until := p.periods[len(p.periods)-1]
	sums := map[string]int64{}
	byRows = lasts(b, func() {
		p.MustView(b, func(v *work.View) error {
			return db.Each(b.Context(), v.Snapshot, floorRows, func(scan db.Scan) error {
				var key, i string
				var value, part, n int64
				err := scan(&key, &i, &value, &part, &n)
				sums[key+i] = value
				return err
			}, since.Key(), until.Key())
		})
	})
	byPacked = lasts(b, func() {
		of := make([]int64, 1000)
		p.MustView(b, func(v *work.View) error {
			return db.Each(b.Context(), v.Snapshot, floorPacked, func(scan db.Scan) error {
				var cells string
				err := scan(&cells)
				addBare(of, cells)
				return err
			}, p.set, since.Key(), until.Key())
		})
	})
	return byRows, byPacked
}

// addBare adds up packed numbers and nothing else: no check, no notes, nothing negative.
func addBare(of []int64, cells string) {
	var n [3]int64
	field := 0
	for i := range len(cells) {
		switch c := cells[i]; c {
		case ' ':
			field++
		case '\n':
			of[n[0]] += n[1]
			n, field = [3]int64{}, 0
		default:
			n[field] = n[field]*10 + int64(c-'0')
		}
	}
}

// lasts is the best of three.
func lasts(b *testing.B, do func()) (best time.Duration) {
	b.Helper()
	for range 3 {
		started := time.Now()
		do()
		if took := time.Since(started); best == 0 || took < best {
			best = took
		}
	}
	return best
}

// tell reports how long something took of how long it may, beside its floors.
func tell(b *testing.B, took, most, rows, packed time.Duration) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(took.Microseconds())/1000, "ms")
	b.ReportMetric(float64(packed.Microseconds())/1000, "ms-floor-packed")
	b.ReportMetric(float64(took)/float64(packed), "×floor-packed")
	b.ReportMetric(float64(rows.Microseconds())/1000, "ms-floor-rows")
	b.ReportMetric(float64(took)/float64(rows), "×floor-rows")
	if most > 0 && took > most {
		b.Errorf("%v, and at most %v is wanted", took, most)
	}
}

// BenchmarkRoll measures what the issue wants to be fast: a province's quarter, ten years
// of quarters in the tree of then and in the one of now, and the whole country's quarter.
// It fails where the sums are wrong or the time is over.
func BenchmarkRoll(b *testing.B) {
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		b.Run(e.String(), func(b *testing.B) {
			p := fill(b, e, province)
			last := p.periods[len(p.periods)-1]
			b.Run("quarter", func(b *testing.B) {
				var r *indicator.Roll
				took := lasts(b, func() { r = p.roll(b, indicator.Question{Period: last, Root: p.top}) })
				p.right(b, r, p.top)
				rows, packed := p.floors(b, last)
				tell(b, took, 200*time.Millisecond, rows, packed)
			})
			b.Run("ten years, then and now", func(b *testing.B) {
				var then, now []*indicator.Roll
				took := lasts(b, func() { then, now = p.compare(b, "2025-06-30"), p.compare(b, "2026-12-20") })
				for at := range p.periods {
					p.right(b, then[at], p.top)
					p.right(b, now[at], p.top)
					if parts := then[at].Parts(p.top); len(parts) != province.provinces {
						b.Fatalf("the old provinces: %v", parts)
					}
				}
				rows, packed := p.floors(b, p.periods[0])
				tell(b, took, 2*time.Second, rows, packed)
			})
		})
		b.Run(e.String()+" nation", func(b *testing.B) {
			p := fill(b, e, nation)
			b.Run("quarter", func(b *testing.B) {
				var r *indicator.Roll
				took := lasts(b, func() { r = p.roll(b, indicator.Question{Period: p.periods[0], Root: p.top}) })
				p.right(b, r, p.top)
				rows, packed := p.floors(b, p.periods[0])
				tell(b, took, 0, rows, packed)
			})
		})
	}
}

// compare adds every period up in the tree of a day.
func (p *benched) compare(b *testing.B, charted string) (all []*indicator.Roll) {
	b.Helper()
	p.MustView(b, func(v *work.View) (err error) {
		all, err = indicator.RollsOf(b.Context(), v, indicator.Question{Set: p.set, Root: p.top, Charted: day(charted)}, p.periods)
		return err
	})
	return all
}

// right holds a roll against what every body said.
func (p *benched) right(b *testing.B, r *indicator.Roll, top org.ID) {
	b.Helper()
	for _, i := range r.Indicators {
		var want int64
		for n := range p.bodies {
			want += said(int64(1_700_000_000_000_000+n*31+r.Period.Year*17+r.Period.Number), i.No)
		}
		if s := r.Of(top, i); s.Value != want || s.Bodies != len(p.bodies) {
			b.Fatalf("%s of %s is %d of %d bodies, want %d of %d", i.Code, r.Period.Key(), s.Value, s.Bodies, want, len(p.bodies))
		}
	}
}
