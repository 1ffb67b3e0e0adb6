package indicator_test

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
)

// formulas are added to the set of a place; D is divided by nothing, E made of D.
func formulas() []indicator.Indicator {
	f := func(code, formula string, decimals int) indicator.Indicator {
		return indicator.Indicator{Code: code, Name: "Tính " + code, Unit: "%", Decimals: decimals, Direction: indicator.Up, Sort: indicator.Number, Running: indicator.FromStart, Formula: formula}
	}
	// C stands before what it is made of.
	return []indicator.Indicator{f("C", "tn × 12 − a", 0), f("A", "kn.nu : kn * 100", 2), f("B", "=GN*100", 1), f("D", "KN / (KN.NU - KN.NU)", 0), f("E", "D + KN", 0)}
}

// What the rows of a body and those right below it come to, added up by the database.
var sumsBelow = db.SQL("indicator_test.sumsBelow", `
	SELECT i.code, CAST(sum(v.value) AS BIGINT), CAST(sum(v.part) AS BIGINT), CAST(sum(v.value * v.part) AS BIGINT) FROM indicator_value v JOIN indicator i ON i.id = v.indicator_id
	WHERE v.period = $1 AND v.says = 'number' AND (v.body_id = $2 OR v.body_id IN (SELECT body_id FROM org_place WHERE superior_id = $2)) GROUP BY i.code`)

// Formulas are worked out over the sums of each body: what a page tells is what the sums of
// the rows come to, worked out in the test with other arithmetic and rounded by the
// library.
func TestFormulasOverSums(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 4)
		p.define(t, formulas()...)
		p.opens(t)
		random := rand.New(rand.NewPCG(3, 4))
		for n, b := range p.communes[:3] {
			all := cells(random.Int64N(50), random.Int64N(50), random.Int64N(1000), 1000+random.Int64N(1000), random.Int64N(9000), 1+random.Int64N(5000), 2)
			if n == 1 {
				all[1], all[2] = all[3], indicator.Cell{NotHere: true}
			}
			p.must(t, b, q4, indicator.Taking{Verb: indicator.Enter, Cells: all})
			p.agree(t, p.of(t, b, q4))
			p.must(t, b, q4, indicator.Taking{Verb: indicator.Declare})
		}
		r := p.roll(t, indicator.Question{})
		for n, b := range append([]org.ID{p.province}, p.communes...) {
			of := map[string][3]int64{}
			p.MustView(t, func(v *work.View) error {
				return db.Each(t.Context(), v.Snapshot, sumsBelow, func(scan db.Scan) error {
					var code string
					var s [3]int64
					err := scan(&code, &s[0], &s[1], &s[2])
					of[code] = s
					return err
				}, q4.Key(), b)
			})
			want := wanted(of)
			for _, i := range r.Indicators {
				if i.Formula == "" {
					continue
				}
				got, ok := r.Of(b, i).Number(i, text.HalfUp)
				if said, has := want[i.Code]; ok != has || has && strconv.FormatInt(got, 10) != said {
					t.Errorf("%s of body %d is %d (%v), the rows say %q", i.Code, n, got, ok, said)
				}
			}
		}
		of := func(code string) (*indicator.Sum, *indicator.Indicator) {
			for _, i := range r.Indicators {
				if i.Code == code {
					return r.Of(p.province, i), i
				}
			}
			t.Fatal(code)
			return nil, nil
		}
		vi := text.WithLang(t.Context(), text.Vietnamese)
		if d, _ := of("D"); d.Why(vi) != "không tính được: chia cho KN.NU - KN.NU, bằng 0" {
			t.Errorf("D: %q", d.Why(vi))
		}
		if e, _ := of("E"); e.Why(vi) != "chưa có số liệu của D" || e.Bodies != 0 && e.Bodies != 2 {
			t.Errorf("E: %q of %d", e.Why(vi), e.Bodies)
		}
		// One body has no number of women: the share is of fewer than three, and says so.
		a, i := of("A")
		if a.Bodies != 2 || a.NotHere != 1 || !a.Uneven() {
			t.Errorf("A is of %d bodies, not of %d, uneven %v", a.Bodies, a.NotHere, a.Uneven())
		}
		n, _ := a.Number(i, text.HalfUp)
		for target, want := range map[int64]indicator.Standing{n: "", n - 1: indicator.Exceeded, n + 1: indicator.Missed} {
			if got := i.Standing(a, indicator.Cell{Value: target}, true); got != want && target != n || target == n && got == indicator.NotYet {
				t.Errorf("%d against %d is %q", n, target, got)
			}
		}
		if got := i.Standing(a, indicator.Cell{Value: n}, false); got != indicator.NotYet {
			t.Errorf("before all have reported: %q", got)
		}
		if d, i := of("D"); i.Standing(d, indicator.Cell{Value: 1}, true) != indicator.NotYet {
			t.Error("what has no number is judged")
		}
		if share, ok := i.Reached(a, indicator.Cell{Value: 2 * n}, text.HalfUp); !ok || share < 4999 || share > 5001 {
			t.Errorf("half of the target is %d, %v", share, ok)
		}
	})
}

// wanted works the formulas of [formulas] out by hand: what cannot be is not in it.
func wanted(of map[string][3]int64) map[string]string {
	out := map[string]string{}
	rat := func(a, b int64) *big.Rat {
		if b == 0 {
			return nil
		}
		return big.NewRat(a, b)
	}
	say := func(code string, n *big.Rat, decimals int) {
		if n != nil {
			out[code] = plain(n.FloatString(decimals))
		}
	}
	var a *big.Rat
	if women, has := of["KN.NU"]; has {
		a = rat(women[0]*100, of["KN"][0])
		say("A", a, 2)
	}
	say("B", rat(of["GN"][0]*100, of["GN"][1]), 1)
	if mean := rat(of["TN"][2], of["TN"][1]*100); mean != nil && a != nil {
		say("C", mean.Sub(mean.Mul(mean, big.NewRat(12, 1)), a), 0)
	}
	return out
}

// plain is a number without its point: "12.50" is 1250.
func plain(s string) string {
	n, _ := new(big.Int).SetString(strings.Replace(s, ".", "", 1), 10)
	return n.String()
}

// agree holds what a return works out of its own cells against the same by hand.
func (p *place) agree(t *testing.T, f *indicator.Filed) {
	t.Helper()
	of := map[string][3]int64{}
	for _, i := range f.Indicators {
		if c, has := f.Cells[i.No]; has && !c.NotHere {
			of[i.Code] = [3]int64{c.Value, c.Part, c.Value * c.Part}
		}
	}
	want, got := wanted(of), f.Worked()
	if len(got) != len(formulas()) {
		t.Errorf("%d are worked out", len(got))
	}
	for _, i := range f.Indicators {
		s := got[i.No]
		if s == nil {
			continue
		}
		n, ok := s.Number(i, text.HalfUp)
		if said, has := want[i.Code]; ok != has || has && strconv.FormatInt(n, 10) != said {
			t.Errorf("%s of a return is %d (%v), by hand %q", i.Code, n, ok, said)
		}
		if !ok && s.Why(text.WithLang(t.Context(), text.English)) == "" {
			t.Errorf("nobody is told why %s has no number", i.Code)
		}
	}
}

func (p *place) define(t testing.TB, more ...indicator.Indicator) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error {
		ids, err := indicator.Define(t.Context(), u, p.set, more...)
		p.ids = append(p.ids, ids...)
		return err
	})
}

// A formula that nobody could work out is refused where it is written, and what formulas are
// made of is neither renamed nor ended under them.
func TestFormulasAreChecked(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 1)
		refused := func(field string, more ...indicator.Indicator) {
			t.Helper()
			err := p.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
				_, err := indicator.Define(t.Context(), u, p.set, more...)
				return err
			})
			all := fault.All(err)
			if len(all) == 0 || all[0].Kind != fault.Invalid || all[0].Field != field {
				t.Errorf("%v, want it at %q", err, field)
			}
		}
		with := func(change func(*indicator.Indicator)) indicator.Indicator {
			i := formulas()[1]
			change(&i)
			return i
		}
		refused("formula", with(func(i *indicator.Indicator) { i.Formula = "KN +" }))
		refused("formula", with(func(i *indicator.Indicator) { i.Formula = "NOBODY / KN" }))
		refused("formula", with(func(i *indicator.Indicator) { i.Formula = "KH * 2" })) // a step in words
		refused("formula", with(func(i *indicator.Indicator) { i.Formula = "A + 1" }))
		refused("sort", with(func(i *indicator.Indicator) { i.Sort = indicator.Ratio }))
		refused("total_of", with(func(i *indicator.Indicator) { i.TotalOf = []string{"KN"} }))
		one, two := formulas()[1], formulas()[1]
		one.Formula, two.Code, two.Formula = "Z + KN", "Z", "A + KN"
		refused("formula", one, two)
		var many []indicator.Indicator
		for n := range 101 {
			i := formulas()[1]
			i.Code = "M" + strconv.Itoa(n)
			many = append(many, i)
		}
		refused("formula", many...)

		p.define(t, formulas()...)
		change := func(no int, change func(*indicator.Indicator)) error {
			return p.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
				i, _, _, err := indicator.Find(t.Context(), &u.View, p.ids[no-1])
				if err != nil {
					return err
				}
				c := *i
				change(&c)
				return indicator.Change(t.Context(), u, c)
			})
		}
		at := func(err error, field string) {
			t.Helper()
			if all := fault.All(err); len(all) == 0 || all[0].Field != field {
				t.Errorf("%v, want it at %q", err, field)
			}
		}
		at(change(2, func(i *indicator.Indicator) { i.Code = "NU" }), "code")
		at(change(2, func(i *indicator.Indicator) { i.Until = day("2027-01-01") }), "until")
		at(change(8, func(i *indicator.Indicator) { i.Formula = "C + KN" }), "formula") // C is made of A
		at(change(8, func(i *indicator.Indicator) { i.Formula = "" }), "formula")
		at(change(4, func(i *indicator.Indicator) { i.Formula = "KN" }), "formula")
		if err := change(8, func(i *indicator.Indicator) { i.Formula, i.Name = "kn.nam/kn", "Tỷ lệ nam" }); err != nil {
			t.Error(err)
		}
		p.MustView(t, func(v *work.View) error {
			i, _, _, err := indicator.Find(t.Context(), v, p.ids[7])
			if i.Formula != "KN.NAM / KN" || i.Aggregation != indicator.Apart {
				t.Errorf("%+v", i)
			}
			return err
		})
		// A worked-out indicator is not entered, and a return is declared without it.
		p.Advance(time.Second)
		p.opens(t)
		a := p.communes[0]
		if err := p.takes(t, p.as("office", a), a, q4, indicator.Taking{Verb: indicator.Enter, Cells: indicator.Cells{8: {Value: 1}}}); !fault.Is(err, fault.Invalid) {
			t.Errorf("a formula was entered: %v", err)
		}
		p.must(t, a, q4, indicator.Taking{Verb: indicator.Enter, Cells: cells(7, 5, 405, 1000, 5250, 1000, 3)}, indicator.Taking{Verb: indicator.Declare})
	})
}
