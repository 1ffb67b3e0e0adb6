package indicator_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

// Two things that the tree of bodies tells: how many stand right below one, and how many of
// them were there when the period began.
var _, _ = indicator.NewSource(indicator.Source{
	Name: "test.below", Title: text.New("Số cơ quan cấp dưới", "Bodies below"), Sort: indicator.Number, Running: indicator.AtEnd,
	Work: func(ctx context.Context, v *work.View, body org.ID, w period.Window) (value, part int64, ok bool, err error) {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return 0, 0, false, err
		}
		n := len(tree.Chart(v.Today).Below(body))
		return int64(n), 0, n > 0, nil
	},
}), indicator.NewSource(indicator.Source{
	Name: "test.old", Title: text.New("Có từ đầu kỳ", "There when it began"), Sort: indicator.Ratio, Running: indicator.AtEnd,
	Work: func(ctx context.Context, v *work.View, body org.ID, w period.Window) (value, part int64, ok bool, err error) {
		tree, err := org.Load(ctx, v)
		if err != nil {
			return 0, 0, false, err
		}
		return int64(len(tree.Chart(w.From).Below(body))), int64(len(tree.Chart(v.Today).Below(body))), true, nil
	},
})

func sourced() []indicator.Indicator {
	i := func(code, source string, sort indicator.Sort, a indicator.Aggregation) indicator.Indicator {
		return indicator.Indicator{Code: code, Name: "Tự biết " + code, Direction: indicator.Up, Sort: sort, Aggregation: a, Running: indicator.AtEnd, Source: source}
	}
	return []indicator.Indicator{i("DUOI", "test.below", indicator.Number, indicator.Total), i("CU", "test.old", indicator.Ratio, indicator.RatioOfSum)}
}

// What the program knows is shown before, declared as it is then, added up like the rest and
// never entered; where a body has nothing of the kind it does not apply.
func TestSources(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		p.MustDo(t, func(u *work.Unit) (err error) {
			scope := []indicator.Reporting{{Body: p.province}, {Body: p.communes[0]}}
			if p.set, err = indicator.DefineSet(t.Context(), u, indicator.Set{Body: p.province, Code: "NGUON", Name: "Tự biết", Frequency: period.Quarter, Interval: civil.Since(day("2025-12-15")), Scope: scope}); err != nil {
				return err
			}
			_, err = indicator.Define(t.Context(), u, p.set, append(sourced(), indicators()[1])...)
			return err
		})
		p.opens(t)
		shows := func(b org.ID, want indicator.Cells) {
			t.Helper()
			p.MustView(t, func(v *work.View) error {
				got, err := indicator.Sourced(t.Context(), v, p.of(t, b, q4))
				if !maps.Equal(got, want) {
					t.Errorf("%v is shown, want %v", got, want)
				}
				return err
			})
		}
		two := indicator.Cells{1: {Value: 2}, 2: {Value: 2, Part: 2}}
		none := indicator.Cells{1: {NotHere: true}, 2: {NotHere: true}}
		shows(p.province, two)
		shows(p.communes[0], none)
		clerk := p.as("office", p.province)
		if err := p.takes(t, clerk, p.province, q4, indicator.Taking{Verb: indicator.Enter, Cells: indicator.Cells{1: {Value: 99}}}); !fault.Is(err, fault.Invalid) {
			t.Errorf("what the program knows was entered: %v", err)
		}
		one := indicator.Cells{3: {Value: 1}}
		for _, b := range []org.ID{p.province, p.communes[0]} {
			p.must(t, b, q4, indicator.Taking{Verb: indicator.Enter, Cells: one}, indicator.Taking{Verb: indicator.Declare})
		}
		holds := func(b org.ID, want indicator.Cells) {
			t.Helper()
			whole := maps.Clone(want)
			whole[3] = indicator.Cell{Value: 1}
			if got := p.of(t, b, q4).Cells; !maps.Equal(got, whole) {
				t.Errorf("%v was declared, want %v", got, whole)
			}
		}
		holds(p.province, two)
		holds(p.communes[0], none)
		r := p.roll(t, indicator.Question{})
		if s := r.Of(p.province, r.Indicators[0]); s.Value != 2 || s.Bodies != 1 || s.NotHere != 1 {
			t.Errorf("added up: %+v", s)
		}
		// What was declared stays as it was; declared anew, it is as of then.
		p.MustDo(t, func(u *work.Unit) error {
			_, err := org.Establish(t.Context(), u, org.NewBody{Code: "MOI", Name: "Đảng uỷ xã Mới", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: p.province}, day("2026-11-01"), org.Act{Symbol: "9-QĐ/TU"})
			return err
		})
		p.Advance(time.Minute)
		shows(p.province, two)
		p.must(t, p.province, q4, indicator.Taking{Verb: indicator.GiveBack, Reason: "Thêm xã"})
		three := indicator.Cells{1: {Value: 3}, 2: {Value: 2, Part: 3}}
		shows(p.province, three)
		p.must(t, p.province, q4, indicator.Taking{Verb: indicator.Enter, Cells: one}, indicator.Taking{Verb: indicator.Declare})
		holds(p.province, three)
		// The workbook shows it and takes nothing of it back.
		p.must(t, p.province, q4, indicator.Taking{Verb: indicator.GiveBack, Reason: "Xem lại"})
		f, c := p.of(t, p.province, q4), p.browser(t, "office", p.province)
		confirm(t, c, bring(c, f, change(t, form(t, c, f), map[string]any{"F6": 77, "F8": 4})), f.Version)
		if got := p.of(t, p.province, q4).Cells; !maps.Equal(got, indicator.Cells{3: {Value: 4}}) {
			t.Errorf("brought back: %v", got)
		}
	})
}

// A source gives one sort of number, of one kind of time; anything else is refused.
func TestSourcesAreChecked(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 1)
		for n, change := range []func(*indicator.Indicator){
			func(i *indicator.Indicator) { i.Source = "test.nobody" }, func(i *indicator.Indicator) { i.Running = indicator.OfPeriod },
			func(i *indicator.Indicator) { i.Decimals = 1 }, func(i *indicator.Indicator) { i.Formula = "KN" }, func(i *indicator.Indicator) { i.TotalOf = []string{"KN"} },
			func(i *indicator.Indicator) { i.Aggregation = indicator.Mean }, func(i *indicator.Indicator) { i.Sort, i.Aggregation = indicator.Ratio, indicator.RatioOfSum },
		} {
			i := sourced()[0]
			change(&i)
			err := p.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
				_, err := indicator.Define(t.Context(), u, p.set, i)
				return err
			})
			if all := fault.All(err); len(all) != 1 || all[0].Field != "source" {
				t.Errorf("%d: %v", n, err)
			}
		}
		p.define(t, sourced()...)
		p.MustDo(t, func(u *work.Unit) error {
			i, _, _, err := indicator.Find(t.Context(), &u.View, p.ids[6])
			if err != nil || i.Source != "test.below" {
				t.Fatalf("%+v %v", i, err)
			}
			c := *i
			c.Name, c.Source = "Tên khác", ""
			if err := indicator.Change(t.Context(), u, c); err != nil {
				return err
			}
			again, _, _, err := indicator.Find(t.Context(), &u.View, p.ids[6])
			if again.Source != "test.below" || again.Name != "Tên khác" {
				t.Errorf("%+v", again)
			}
			return err
		})
	})
}
