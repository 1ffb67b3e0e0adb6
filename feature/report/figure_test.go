package report_test

import (
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
	"quyet/feature/report"
)

var q4 = period.Period{Kind: period.Quarter, Year: 2026, Number: 4}

// collects has both communes report a number and a ratio for the fourth quarter, of which
// one declares.
func (p *place) collects(t testing.TB) (set indicator.SetID) {
	t.Helper()
	ctx := t.Context()
	p.Set(time.Date(2026, 12, 21, 3, 0, 0, 0, time.UTC))
	p.MustDo(t, func(u *work.Unit) (err error) {
		set, err = indicator.DefineSet(ctx, u, indicator.Set{
			Body: p.province, Code: "KTXH", Name: "Biểu kinh tế xã hội", Frequency: period.Quarter, Interval: civil.Since(day("2026-01-01")), Scope: []indicator.Reporting{{Body: p.commune}, {Body: p.other}},
		})
		if err != nil {
			return err
		}
		made, err := indicator.Define(ctx, u, set,
			indicator.Indicator{Code: "KN", Name: "Đảng viên mới kết nạp", Unit: "đảng viên", Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart},
			indicator.Indicator{Code: "GN", Name: "Tỷ lệ giải ngân", Unit: "%", Decimals: 1, Direction: indicator.Up, Sort: indicator.Ratio, Aggregation: indicator.RatioOfSum, Running: indicator.FromStart})
		if err != nil {
			return err
		}
		return indicator.Aim(ctx, u, set, indicator.Target{Indicator: made[0], Body: p.province, Period: q4, Cell: indicator.Cell{Value: 1200}})
	})
	if err := indicator.Capability(indicator.Deps{}).Chores[0].Do(ctx, p.Office.Office); err != nil {
		t.Fatal(err)
	}
	for b, cells := range map[org.ID]indicator.Cells{p.commune: {1: {Value: 1214}, 2: {Value: 350, Part: 400}}, p.other: {1: {Value: 7}, 2: {Value: 10, Part: 300}}} {
		if err := p.Do(ctx, p.as(access.Office, b), func(u *work.Unit) error {
			r, err := indicator.ReturnOf(ctx, &u.View, set, q4, b)
			if err != nil {
				return err
			}
			if err := indicator.Take(ctx, u, r.ID, indicator.Taking{Verb: indicator.Enter, Version: r.Version, Cells: cells}); err != nil || b == p.other {
				return err
			}
			if r, err = indicator.ReturnOf(ctx, &u.View, set, q4, b); err != nil {
				return err
			}
			return indicator.Take(ctx, u, r.ID, indicator.Taking{Verb: indicator.Declare, Version: r.Version})
		}); err != nil {
			t.Fatal(err)
		}
	}
	return set
}

// selectCounted adds up what was declared from the rows of the cells alone.
var selectCounted = db.SQL("report_test.counted", `
	SELECT i.code, CAST(sum(c.value) AS BIGINT), CAST(sum(c.part) AS BIGINT) FROM indicator_value c JOIN indicator i ON i.id = c.indicator_id
		JOIN indicator_return r ON r.set_id = i.set_id AND r.period = c.period AND r.body_id = c.body_id
	WHERE c.period = '2026-Q4' AND r.state <> 'open' GROUP BY i.code ORDER BY i.code`)

// The table of indicators says what the rows add up to, of how many bodies, beside the
// target; who has not declared is named; the period is that of the rules.
func TestIndicatorsInAReport(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.collects(t)
		var made report.ID
		if err := o.Do(ctx, p.as(access.Head, p.province), func(u *work.Unit) (err error) {
			made, err = report.Begin(ctx, u, p.province, "quarter", report.Outline{Title: "quý IV", Scope: p.province, Key: q4.Key()})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		r := p.froze(t, made)
		if r.From != day("2026-09-15") || r.Until != day("2026-12-14") || r.Period != "Quý IV năm 2026" {
			t.Errorf("the period is %q, %s to %s", r.Period, r.From, r.Until)
		}
		f := p.figures(t, r)
		var table, missing report.Piece
		for _, b := range f.Blocks {
			switch b.Kind {
			case report.Indicators:
				table = b
			case report.Undeclared:
				missing = b
			}
		}
		type sum struct{ value, part int64 }
		raw := map[string]sum{}
		o.MustView(t, func(v *work.View) error {
			return db.Each(ctx, v.Snapshot, selectCounted, func(scan db.Scan) error {
				var code string
				var s sum
				err := scan(&code, &s.value, &s.part)
				raw[code] = s
				return err
			})
		})
		if raw["KN"].value != 1214 {
			t.Fatalf("the rows add up to %+v", raw)
		}
		rows := table.Table.Rows
		if n := rows[0].Cells[3].N; n == nil || *n != raw["KN"].value || *rows[0].Cells[2].N != 1200 {
			t.Errorf("admitted: %+v", rows[0])
		}
		if n, want := rows[1].Cells[3].N, text.HundredthsOfPercent(raw["GN"].value, raw["GN"].part, text.HalfUp); n == nil || *n != want {
			t.Errorf("spent: %+v, want %d", rows[1], want)
		}
		if rows[0].Cells[4].Words != "Chưa có báo cáo" || rows[0].Cells[5].Words != "Chưa đánh giá được" {
			t.Errorf("the year before and the judgement: %+v", rows[0])
		}
		if len(missing.Table.Rows) != 1 || missing.Table.Rows[0].Key != string(p.other) || missing.Words[0] != "Biểu kinh tế xã hội, quý IV năm 2026: 1/2 cơ quan đã chốt số liệu." {
			t.Errorf("who has not declared: %+v", missing)
		}
	})
}
