package indicator_test

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/factor"
	"quyet/feature/indicator"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/period"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, doc.Schema, task.Schema, board.Schema, notice.Schema, chase.Schema, indicator.Schema}
)

// A place is a province whose communes report each quarter: members admitted, the money
// spent of what was given, the share of procedures done online, and how far a plan is.
type place struct {
	*dbtest.Office
	province org.ID
	communes []org.ID
	tree     *org.Tree
	set      indicator.SetID
	ids      []indicator.ID
}

func (p *place) establish(t testing.TB, u *work.Unit, code, name string, tier org.Tier, superior org.ID) org.ID {
	t.Helper()
	made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior}, day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func indicators() []indicator.Indicator {
	low := int64(0)
	return []indicator.Indicator{
		{Code: "KN", Name: "Đảng viên mới kết nạp", Unit: "đảng viên", Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart, Low: &low, Jump: 300, TotalOf: []string{"KN.NU", "KN.NAM"}},
		{Code: "KN.NU", Name: "Trong đó: nữ", Unit: "đảng viên", Direction: indicator.Flat, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart},
		{Code: "KN.NAM", Name: "Trong đó: nam", Unit: "đảng viên", Direction: indicator.Flat, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart},
		{Code: "GN", Name: "Tỷ lệ giải ngân vốn đầu tư công", Unit: "%", Decimals: 1, Direction: indicator.Up, Sort: indicator.Ratio, Aggregation: indicator.RatioOfSum, Running: indicator.FromStart},
		{Code: "TN", Name: "Thu nhập bình quân", Unit: "triệu đồng", Decimals: 2, Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Mean, Running: indicator.AtEnd},
		{Code: "KH", Name: "Kế hoạch cải cách hành chính", Direction: indicator.Up, Sort: indicator.Steps, Aggregation: indicator.Apart, Running: indicator.AtEnd, Steps: []string{"Chưa làm", "Đang dự thảo", "Đã ban hành"}},
	}
}

func newPlace(t testing.TB, o *dbtest.Office, communes int) *place {
	t.Helper()
	p := &place{Office: o}
	p.Set(time.Date(2026, 12, 1, 3, 0, 0, 0, time.UTC))
	o.MustDo(t, func(u *work.Unit) error {
		p.province = p.establish(t, u, "T", "Tỉnh uỷ Sông Lam", org.Province, "")
		for i := range communes {
			p.communes = append(p.communes, p.establish(t, u, "X"+strings.Repeat("I", i), "Đảng uỷ xã "+strings.Repeat("A", i+1), org.Commune, p.province))
		}
		groups, err := org.AddGroups(t.Context(), u, []org.Group{{Name: "các xã", Kinds: []org.Kind{org.Committee}, Tier: org.Commune}}, day("2020-01-01"), org.Act{Symbol: "2-QĐ/TU"})
		if err != nil {
			return err
		}
		p.set, err = indicator.DefineSet(t.Context(), u, indicator.Set{Body: p.province, Code: "XDD", Name: "Xây dựng Đảng", Frequency: period.Quarter, Interval: civil.Since(day("2025-12-15")), Scope: []indicator.Reporting{{Group: groups[0]}}})
		if err != nil {
			return err
		}
		p.ids, err = indicator.Define(t.Context(), u, p.set, indicators()...)
		return err
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

func (p *place) as(role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: string(role) + string(b), Name: string(role), Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

// opens does what the program does every hour.
func (p *place) opens(t testing.TB) {
	t.Helper()
	if err := indicator.Capability(indicator.Deps{}).Chores[0].Do(t.Context(), p.Office.Office); err != nil {
		t.Fatal(err)
	}
}

var q4 = period.Period{Kind: period.Quarter, Year: 2026, Number: 4}

// of returns the return of a body.
func (p *place) of(t testing.TB, b org.ID, q period.Period) (f *indicator.Filed) {
	t.Helper()
	p.MustView(t, func(v *work.View) error {
		r, err := indicator.ReturnOf(t.Context(), v, p.set, q, b)
		if err != nil || r == nil {
			t.Fatalf("no return of %s for %s: %v", b, q.Key(), err)
		}
		f, err = indicator.FindReturn(t.Context(), v, r.ID)
		return err
	})
	return f
}

// takes does one thing to the return of a body as somebody.
func (p *place) takes(t testing.TB, who work.Who, b org.ID, q period.Period, taking indicator.Taking) error {
	t.Helper()
	f := p.of(t, b, q)
	taking.Version = f.Version
	p.Advance(time.Second)
	return p.Do(t.Context(), who, func(u *work.Unit) error { return indicator.Take(t.Context(), u, f.ID, taking) })
}

// must takes every verb, each by whoever may.
func (p *place) must(t testing.TB, b org.ID, q period.Period, takings ...indicator.Taking) {
	t.Helper()
	for _, taking := range takings {
		who := p.as(access.Office, b)
		switch taking.Verb {
		case indicator.Approve, indicator.Correct:
			who = p.as(access.Head, b)
		case indicator.Accept, indicator.GiveBack, indicator.Lock:
			who = p.as(access.Office, p.province)
		}
		if err := p.takes(t, who, b, q, taking); err != nil {
			t.Fatalf("%s: %v", taking.Verb, err)
		}
	}
}

func cells(women, men, spent, given, income, people, step int64) indicator.Cells {
	return indicator.Cells{1: {Value: women + men}, 2: {Value: women}, 3: {Value: men}, 4: {Value: spent, Part: given}, 5: {Value: income, Part: people}, 6: {Value: step}}
}

func (p *place) roll(t testing.TB, q indicator.Question) (r *indicator.Roll) {
	t.Helper()
	if q.Set == "" {
		q.Set = p.set
	}
	if q.Period.IsZero() {
		q.Period = q4
	}
	if q.Root == "" {
		q.Root = p.province
	}
	p.MustView(t, func(v *work.View) (err error) {
		r, err = indicator.RollOf(t.Context(), v, q)
		return err
	})
	return r
}

// A quarter is entered by three communes, declared, approved, accepted: what is open counts
// nowhere, no report is not a zero, what does not apply is told. A correction changes the
// sum of now and not the one of then.
func TestOneQuarter(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 3)
		p.opens(t)
		a, b, c := p.communes[0], p.communes[1], p.communes[2]
		if f := p.of(t, a, q4); f.State != indicator.Open || len(f.Indicators) != 6 || f.Above != p.province || f.Due.IsZero() {
			t.Fatalf("the return of the first commune: %+v", f.Return)
		}
		p.opens(t) // once more makes none twice
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: cells(7, 5, 405, 1000, 5250, 1000, 3)})
		kn := func(r *indicator.Roll) *indicator.Sum { return r.Of(p.province, r.Indicators[0]) }
		if r := p.roll(t, indicator.Question{}); kn(r).Reported() || r.Tally(p.province).Returns != 3 || r.Tally(p.province).Counted() != 0 {
			t.Errorf("a draft counts: %+v of %+v", kn(r), r.Tally(p.province))
		}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Declare}, indicator.Taking{Verb: indicator.Approve}, indicator.Taking{Verb: indicator.Accept})
		other := cells(0, 20, 200, 500, 4000, 3000, 2)
		other[2] = indicator.Cell{NotHere: true}
		p.must(t, b, q4, indicator.Taking{Verb: indicator.Enter, Cells: other}, indicator.Taking{Verb: indicator.Declare})
		r := p.roll(t, indicator.Question{})
		want := func(r *indicator.Roll, code string, n int64, bodies, notHere int) {
			t.Helper()
			for _, i := range r.Indicators {
				if i.Code != code {
					continue
				}
				s := r.Of(p.province, i)
				if got, ok := s.Number(i, "half_up"); got != n || !ok || s.Bodies != bodies || s.NotHere != notHere {
					t.Errorf("%s is %d (%v) of %d bodies, not of %d; want %d of %d and %d", code, got, ok, s.Bodies, s.NotHere, n, bodies, notHere)
				}
			}
		}
		want(r, "KN", 32, 2, 0)
		want(r, "KN.NU", 7, 1, 1)
		want(r, "GN", 4033, 2, 0) // 605 of 1500
		want(r, "TN", 4313, 2, 0) // (5250·1000 + 4000·3000) / 4000 = 4312,5
		if s := r.Of(p.province, r.Indicators[5]); s.Bodies != 2 || s.Steps[1] != 1 || s.Steps[2] != 1 {
			t.Errorf("steps: %+v", s)
		}
		if _, ok := r.Own(c); !ok || len(r.Lines) != 3 || r.Complete(p.province, day("2027-01-01")) {
			t.Errorf("lines: %+v", r.Lines)
		}

		then := p.Now()
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Correct, Cells: indicator.Cells{1: {Value: 13}, 2: {Value: 8}}, Reason: "Sót một đồng chí"})
		want(p.roll(t, indicator.Question{}), "KN", 33, 2, 0)
		want(p.roll(t, indicator.Question{At: then}), "KN", 32, 2, 0)
		want(p.roll(t, indicator.Question{At: p.Now()}), "KN", 33, 2, 0)
		p.MustView(t, func(v *work.View) error {
			past, err := indicator.Past(t.Context(), v, p.of(t, a, q4))
			if len(past) != 2 || past[0].Cell.Value != 12 || past[0].Reason != "Sót một đồng chí" {
				t.Errorf("past: %+v", past)
			}
			return err
		})
		// Given back, its numbers count no more; then they did.
		p.must(t, b, q4, indicator.Taking{Verb: indicator.GiveBack, Reason: "Thiếu chi bộ Hai"})
		want(p.roll(t, indicator.Question{}), "KN", 13, 1, 0)
		want(p.roll(t, indicator.Question{At: then}), "KN", 32, 2, 0)
		if f := p.of(t, b, q4); f.State != indicator.Open || f.Returned != "Thiếu chi bộ Hai" || f.Cells[3].Value != 20 {
			t.Errorf("given back: %+v", f.Return)
		}
		if wrong, err := p.DB.Broken(t.Context()); err != nil || len(wrong) > 0 {
			t.Errorf("broken: %v %v", wrong, err)
		}
	})
}

// What cannot be declared is told at its field: what is missing, does not add up, is out of
// range without a note; a jump is asked about.
func TestChecks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 1)
		p.opens(t)
		a := p.communes[0]
		refused := func(fields ...string) {
			t.Helper()
			err := p.takes(t, p.as(access.Office, a), a, q4, indicator.Taking{Verb: indicator.Declare})
			var got []string
			for _, f := range fault.All(err) {
				got = append(got, f.Field)
			}
			if strings.Join(got, " ") != strings.Join(fields, " ") {
				t.Errorf("refused at %v (%v), want %v", got, err, fields)
			}
		}
		refused("c1", "c2", "c3", "c4", "c5", "c6")
		wrong := cells(7, 5, 405, 1000, 5250, 1000, 3)
		wrong[1] = indicator.Cell{Value: 13}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: wrong})
		refused("c1")
		negative := cells(-7, 5, 405, 1000, 5250, 1000, 3)
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: negative})
		refused("c1")
		negative[1] = indicator.Cell{Value: -2, Note: "Trừ sang kỳ trước"}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: negative}, indicator.Taking{Verb: indicator.Declare})
		for _, bad := range []indicator.Cells{{4: {Value: 1}}, {6: {Value: 4}}, {9: {Value: 1}}, {1: {Value: 1e18}}, {5: {Value: 1}}} {
			p.must(t, a, q4, indicator.Taking{Verb: indicator.GiveBack, Reason: "Sửa"})
			if err := p.takes(t, p.as(access.Office, a), a, q4, indicator.Taking{Verb: indicator.Enter, Cells: bad}); !fault.Is(err, fault.Invalid) {
				t.Errorf("%v is taken: %v", bad, err)
			}
			p.must(t, a, q4, indicator.Taking{Verb: indicator.Declare})
		}
	})
}

// A jump against the period before is asked about, not refused; across the end of a year a
// number since its beginning is compared with none.
func TestJump(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 1)
		a, q3 := p.communes[0], q4.Prev()
		p.Set(time.Date(2026, 9, 10, 3, 0, 0, 0, time.UTC))
		p.opens(t)
		p.must(t, a, q3, indicator.Taking{Verb: indicator.Enter, Cells: cells(1, 1, 405, 1000, 5250, 1000, 3)}, indicator.Taking{Verb: indicator.Declare})
		p.Set(time.Date(2026, 12, 10, 3, 0, 0, 0, time.UTC))
		p.opens(t)
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: cells(5, 5, 405, 1000, 5250, 1000, 3)})
		err := p.takes(t, p.as(access.Office, a), a, q4, indicator.Taking{Verb: indicator.Declare})
		if all := fault.All(err); len(all) != 1 || all[0].Field != "sure" {
			t.Errorf("a jump: %v", err)
		}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Declare, Sure: true})
	})
}
