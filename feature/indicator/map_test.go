package indicator_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/period"
)

// local is a set that the first commune defines for itself.
func (p *place) local(t testing.TB, code string, f period.Kind, more ...indicator.Indicator) (set indicator.SetID, ids []indicator.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		a := p.communes[0]
		if set, err = indicator.DefineSet(t.Context(), u, indicator.Set{Body: a, Code: code, Name: "Biểu của xã", Frequency: f, Interval: civil.Since(day("2025-12-15")), Scope: []indicator.Reporting{{Body: a}}}); err != nil {
			return err
		}
		ids, err = indicator.Define(t.Context(), u, set, more...)
		return err
	})
	return set, ids
}

func (p *place) mapped(t testing.TB, who work.Who, from, to indicator.ID) error {
	t.Helper()
	return p.Do(t.Context(), who, func(u *work.Unit) error { return indicator.Map(t.Context(), u, from, to, day("2026-01-01")) })
}

// in does something with another set of the first commune.
func (p *place) in(set indicator.SetID, do func()) {
	was := p.set
	p.set = set
	do()
	p.set = was
}

// A commune keeps a set of its own; what it declares there stands in the province's set
// without being entered again, until that is declared; a number that somebody entered stays.
func TestOneEntryFillsBoth(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		a := p.communes[0]
		own := []indicator.Indicator{indicators()[1], indicators()[3], indicators()[5]}
		own[1].Decimals = 0
		for n := range own {
			own[n].Code = "X" + own[n].Code
		}
		set, ids := p.local(t, "XA", period.Quarter, own...)
		clerk := p.as("office", a)
		for n, to := range []int{2, 4, 6} {
			if err := p.mapped(t, clerk, ids[n], p.ids[to-1]); err != nil {
				t.Fatal(err)
			}
		}
		p.opens(t)
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: indicator.Cells{3: {Value: 5}, 6: {Value: 1}}})
		says := indicator.Cells{1: {Value: 7, Note: "kể cả chuyển đến"}, 2: {Value: 405, Part: 1000}, 3: {Value: 3}}
		filled := func(want indicator.Cells) {
			t.Helper()
			if got := p.of(t, a, q4); !maps.Equal(got.Cells, want) {
				t.Errorf("%v, want %v", got.Cells, want)
			}
		}
		p.in(set, func() {
			p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: says})
		})
		filled(indicator.Cells{3: {Value: 5}, 6: {Value: 1}}) // a draft fills nothing
		p.MustView(t, func(v *work.View) error {
			all, err := indicator.Fillings(t.Context(), v, p.of(t, a, q4))
			if f := all[2]; len(all) != 3 || f.Has || f.Of.Code != "XA" || f.State != indicator.Open {
				t.Errorf("before it is declared: %+v", all)
			}
			return err
		})
		p.in(set, func() { p.must(t, a, q4, indicator.Taking{Verb: indicator.Declare}) })
		filled(indicator.Cells{2: {Value: 7, Note: "kể cả chuyển đến"}, 3: {Value: 5}, 4: {Value: 4050, Part: 10000}, 6: {Value: 1}})
		p.MustView(t, func(v *work.View) error {
			all, err := indicator.Fillings(t.Context(), v, p.of(t, a, q4))
			if f := all[4]; !f.Has || f.Cell != (indicator.Cell{Value: 4050, Part: 10000}) || all[6].Cell.Value != 3 {
				t.Errorf("fillings: %+v", all)
			}
			return err
		})
		// Given back, mended and declared anew: what it filled follows, what was entered stays.
		p.in(set, func() {
			mended := maps.Clone(says)
			mended[1], mended[3] = indicator.Cell{Value: 8}, indicator.Cell{Value: 2}
			p.must(t, a, q4, indicator.Taking{Verb: indicator.GiveBack, Reason: "Sửa"}, indicator.Taking{Verb: indicator.Enter, Cells: mended}, indicator.Taking{Verb: indicator.Declare, Sure: true})
		})
		now := indicator.Cells{2: {Value: 8}, 3: {Value: 5}, 4: {Value: 4050, Part: 10000}, 6: {Value: 1}}
		filled(now)
		// Corrected after it was accepted, it fills still; once the other is declared, no more.
		p.in(set, func() {
			p.must(t, a, q4, indicator.Taking{Verb: indicator.Approve}, indicator.Taking{Verb: indicator.Accept}, indicator.Taking{Verb: indicator.Correct, Cells: indicator.Cells{1: {Value: 9}}, Reason: "Sót"})
		})
		now[2] = indicator.Cell{Value: 9}
		filled(now)
		whole := maps.Clone(now)
		whole[1], whole[5] = indicator.Cell{Value: 14}, indicator.Cell{Value: 5250, Part: 1000}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: whole}, indicator.Taking{Verb: indicator.Declare, Sure: true})
		p.in(set, func() {
			p.must(t, a, q4, indicator.Taking{Verb: indicator.Correct, Cells: indicator.Cells{1: {Value: 10}}, Reason: "Sót nữa"})
		})
		filled(whole)
		// Ended, it fills no more.
		if err := p.Do(t.Context(), clerk, func(u *work.Unit) error {
			return indicator.Unmap(t.Context(), u, ids[0], p.ids[1], day("2026-06-01"))
		}); err != nil {
			t.Fatal(err)
		}
		p.MustView(t, func(v *work.View) error {
			all, err := indicator.Mappings(t.Context(), v, set)
			if len(all) != 3 || !slices.ContainsFunc(all, func(m indicator.Mapping) bool { return m.From.Code == "XKN.NU" && m.Until == day("2026-06-01") }) {
				t.Errorf("mappings: %+v", all)
			}
			left, err2 := indicator.Fillings(t.Context(), v, p.of(t, a, q4))
			if _, still := left[2]; still || len(left) != 2 {
				t.Errorf("what has ended fills: %+v", left)
			}
			if err == nil {
				err = err2
			}
			return err
		})
	})
}

// Months fill a quarter: what happened in them is added up when all three are declared, how
// it stands is that of the last.
func TestMonthsFillAQuarter(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 1)
		a := p.communes[0]
		one := func(code string, running indicator.Running, decimals int) indicator.Indicator {
			return indicator.Indicator{Code: code, Name: code, Unit: "hồ sơ", Decimals: decimals, Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: running}
		}
		p.define(t, one("HS", indicator.OfPeriod, 1), one("TON", indicator.AtEnd, 0))
		set, ids := p.local(t, "XA", period.Month, one("HS", indicator.OfPeriod, 0), one("TON", indicator.AtEnd, 0))
		for n := range ids {
			if err := p.mapped(t, p.as("office", a), ids[n], p.ids[6+n]); err != nil {
				t.Fatal(err)
			}
		}
		wants := []indicator.Cells{{}, {}, {7: {Value: 600}, 8: {Value: 300}}}
		for n, at := range []time.Month{time.October, time.November, time.December} {
			p.Set(time.Date(2026, at, 10, 3, 0, 0, 0, time.UTC))
			p.opens(t)
			m := period.Period{Kind: period.Month, Year: 2026, Number: int(at)}
			p.in(set, func() {
				said := indicator.Cells{1: {Value: int64(10 * (n + 1))}, 2: {Value: int64(100 * (n + 1))}}
				p.must(t, a, m, indicator.Taking{Verb: indicator.Enter, Cells: said}, indicator.Taking{Verb: indicator.Declare, Sure: true})
			})
			if got := p.of(t, a, q4).Cells; !maps.Equal(got, wants[n]) {
				t.Errorf("after month %d: %v, want %v", at, got, wants[n])
			}
		}
		// A month that is declared anew moves the sum.
		p.in(set, func() {
			m := period.Period{Kind: period.Month, Year: 2026, Number: 11}
			p.must(t, a, m, indicator.Taking{Verb: indicator.GiveBack, Reason: "Sửa"}, indicator.Taking{Verb: indicator.Enter, Cells: indicator.Cells{1: {Value: 21}, 2: {Value: 7}}}, indicator.Taking{Verb: indicator.Declare, Sure: true})
		})
		if got := p.of(t, a, q4).Cells; !maps.Equal(got, indicator.Cells{7: {Value: 610}, 8: {Value: 300}}) {
			t.Errorf("after November anew: %v", got)
		}
	})
}

// What cannot fill is told, and only who defines the set below may map it.
func TestMappingIsChecked(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		a := p.communes[0]
		clerk := p.as("office", a)
		base := indicators()[1]
		with := func(code string, change func(*indicator.Indicator)) indicator.Indicator {
			i := base
			i.Code = code
			change(&i)
			return i
		}
		p.define(t, formulas()[1])
		_, ids := p.local(t, "XA", period.Quarter,
			with("OK", func(*indicator.Indicator) {}), with("TWICE", func(*indicator.Indicator) {}),
			with("UNIT", func(i *indicator.Indicator) { i.Unit = "nghìn đảng viên" }), with("DEC", func(i *indicator.Indicator) { i.Decimals = 1 }),
			with("RUN", func(i *indicator.Indicator) { i.Running = indicator.AtEnd }), with("MEAN", func(i *indicator.Indicator) { i.Aggregation = indicator.Mean }),
			with("RATIO", func(i *indicator.Indicator) { i.Sort, i.Aggregation = indicator.Ratio, indicator.RatioOfSum }))
		_, year := p.local(t, "NAM", period.Year, with("Y", func(*indicator.Indicator) {}))
		refused := func(from, to indicator.ID, words string) {
			t.Helper()
			err := p.mapped(t, clerk, from, to)
			all := fault.All(err)
			if len(all) != 1 || all[0].Kind != fault.Invalid || all[0].Field != "to" || !strings.Contains(all[0].Error(), words) {
				t.Errorf("%v, want %q", err, words)
			}
		}
		kn := p.ids[1]
		refused(ids[2], kn, "units differ")
		refused(ids[3], kn, "1 decimals")
		refused(ids[4], kn, "One is a number")
		refused(ids[5], kn, "another sort")
		refused(ids[6], kn, "another sort")
		refused(ids[0], p.ids[6], "formula")
		refused(year[0], kn, "more often")
		refused(ids[0], ids[1], "not of a body above")
		if err := p.mapped(t, p.as("office", p.communes[1]), ids[0], kn); !fault.Is(err, fault.Unknown) {
			t.Errorf("another commune maps: %v", err)
		}
		if err := p.mapped(t, p.as("specialist", a), ids[0], kn); !fault.Is(err, fault.Forbidden) {
			t.Errorf("who may not define maps: %v", err)
		}
		if err := p.mapped(t, clerk, ids[0], kn); err != nil {
			t.Fatal(err)
		}
		refused(ids[1], kn, "filled from OK already")
		if wrong, err := p.DB.Broken(t.Context()); err != nil || len(wrong) > 0 {
			t.Errorf("broken: %v %v", wrong, err)
		}
	})
}

// A commune maps its indicator on a page that offers what fits, sees on the form where a
// number comes from, and ends the mapping.
func TestMappingOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema), 1)
	a := p.communes[0]
	set, ids := p.local(t, "XA", period.Quarter, indicators()[1])
	p.define(t, sourced()[0], formulas()[1])
	c := p.browser(t, "office", a)
	at := ids[0].Address() + "/map"
	page := bothLangs(t, c, at)
	has(t, page, "XDD, KN.NU", "XDD, KN ")
	if strings.Contains(string(page.Body), "XDD, GN") {
		t.Error("what does not fit is offered")
	}
	wrong := c.Post(at, "to", string(p.ids[1]), "from", "31/2/2026").Want(http.StatusUnprocessableEntity)
	has(t, wrong, "31/2/2026", "Ngày không đúng")
	c.Post(at, "from", "1/1/2026").Want(http.StatusUnprocessableEntity)
	has(t, c.Post(at, "to", string(p.ids[1]), "from", "1/1/2026").Want(http.StatusOK), "Đã liên kết", "từ 01/01/2026")
	p.opens(t)
	f := p.of(t, a, q4)
	has(t, bothLangs(t, c, f.ID.Address()), "Sẽ điền từ biểu XA", "Chương trình tự lấy", "Tính từ công thức", "form.xlsx", f.ID.Address()+"/sheet")
	p.in(set, func() {
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: indicator.Cells{1: {Value: 7}}}, indicator.Taking{Verb: indicator.Declare})
	})
	has(t, c.Get(f.ID.Address()).Want(http.StatusOK), "Điền từ biểu XA: 7", `value="7"`)
	p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: indicator.Cells{1: {Value: 8}, 2: {Value: 6}}})
	has(t, c.Get(f.ID.Address()).Want(http.StatusOK), "Khác số ở biểu XA: 7", "75,00")
	p.Advance(24 * time.Hour)
	has(t, c.Post(ids[0].Address()+"/unmap", "to", string(p.ids[1])).Want(http.StatusOK), "Đã bỏ liên kết", "trước 02/12/2026")
	p.browser(t, "specialist", a).Get(at).Want(http.StatusForbidden)
	// At the top there is nothing above.
	has(t, p.browser(t, "office", p.province).Get(p.ids[0].Address()+"/map").Want(http.StatusOK), "Không có chỉ tiêu phù hợp")
	// A source is chosen where an indicator is defined, and brings its sort along.
	d := p.browser(t, "office", p.province)
	has(t, bothLangs(t, d, p.set.Address()+"/define"), "Số cơ quan cấp dưới")
	d.Send(p.set.Address()+"/define", url.Values{"name": {"Có từ đầu kỳ"}, "code": {"DK"}, "decimals": {"2"}, "direction": {"up"}, "sort": {"number"}, "aggregation": {"mean"}, "running": {"of_period"}, "source": {"test.old"}}).Want(http.StatusOK)
	bad := d.Send(p.set.Address()+"/define", url.Values{"name": {"Sai nguồn"}, "code": {"SN"}, "decimals": {"0"}, "direction": {"up"}, "sort": {"number"}, "aggregation": {"sum"}, "running": {"at_end"}, "source": {"khong.co"}}).Want(http.StatusUnprocessableEntity)
	has(t, bad, "Không có nguồn số liệu này")
}
