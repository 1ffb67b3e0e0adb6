package indicator

import (
	"math/big"
	"math/bits"
	"slices"

	"quyet/base/text"
	"quyet/feature/org"
)

// A Sum is the numbers of several bodies for one indicator and period, added up.
type Sum struct {
	Value int64 // of a ratio what is divided; of a mean see [Sum.Mean]
	Part  int64 // of a ratio by what; of a mean the weights together
	wide  wide  // of a mean each value times its weight

	worked *worked // of what a formula works out; its Value is then rounded half up

	Bodies  int   // that reported a number
	NotHere int   // that said that it does not apply to them
	Earlier int   // of Bodies those that stand with the number of an earlier period
	Steps   []int // of steps how many bodies stand at each, the first at 0
}

// Reported says whether any body reported a number.
func (s *Sum) Reported() bool { return s.Bodies > 0 }

// add adds the cell of one body.
func (s *Sum) add(i *Indicator, c *Cell) {
	if c.NotHere {
		s.NotHere++
		return
	}
	s.Bodies++
	switch {
	case i.Sort == Steps:
		for int64(len(s.Steps)) < c.Value {
			s.Steps = append(s.Steps, 0)
		}
		if c.Value > 0 {
			s.Steps[c.Value-1]++
		}
		s.Value = c.Value
	case i.Aggregation == Mean:
		s.wide.add(c.Value, c.Part)
		s.Value, s.Part = c.Value, s.Part+c.Part
	default:
		s.Value, s.Part = s.Value+c.Value, s.Part+c.Part
	}
}

// plus adds another sum, which is of other bodies or of other times.
func (s *Sum) plus(i *Indicator, o *Sum) {
	if o.Bodies > 0 {
		switch {
		case i.Sort == Steps:
			for len(s.Steps) < len(o.Steps) {
				s.Steps = append(s.Steps, 0)
			}
			for at, n := range o.Steps {
				s.Steps[at] += n
			}
			s.Value = o.Value
		case i.Aggregation == Mean:
			s.wide.plus(o.wide)
			s.Value, s.Part = o.Value, s.Part+o.Part
		default:
			s.Value, s.Part = s.Value+o.Value, s.Part+o.Part
		}
	}
	s.Bodies, s.NotHere, s.Earlier = s.Bodies+o.Bodies, s.NotHere+o.NotHere, s.Earlier+o.Earlier
}

// Number returns what the sum comes to, times ten to the power of the decimals of the
// indicator: the value, of a ratio hundredths of a percent, of a mean the mean, rounded by
// r. ok is false where nobody reported, where it is divided by nothing, and where several
// bodies do not become one. What a formula works out is worked out of sums, never added up, and
// rounded once; where it has none, [Sum.Why] tells why.
func (s *Sum) Number(i *Indicator, r text.Rounding) (n int64, ok bool) {
	switch {
	case s.worked != nil:
		return s.worked.rounded(i, r)
	case s.Bodies == 0, s.Bodies > 1 && (i.Sort == Steps || i.Aggregation == Apart):
		return 0, false
	case i.Sort == Ratio:
		if s.Part == 0 || magnitude(s.Value)/s.Part > mostValue {
			return 0, false
		}
		return text.HundredthsOfPercent(s.Value, s.Part, r), true
	case i.Aggregation == Mean && s.Bodies > 1:
		if s.Part == 0 {
			return 0, false
		}
		return divided(s.wide.big(), s.Part, r), true
	}
	return s.Value, true
}

// divided is n / by, rounded by r; what is negative is rounded as its opposite.
func divided(n *big.Int, by int64, r text.Rounding) int64 {
	q, rest := new(big.Int).QuoRem(n, big.NewInt(by), new(big.Int))
	if r == text.HalfUp && rest.Sign() != 0 && new(big.Int).Abs(rest.Lsh(rest, 1)).Cmp(new(big.Int).Abs(big.NewInt(by))) >= 0 {
		if (n.Sign() < 0) != (by < 0) {
			return q.Int64() - 1
		}
		return q.Int64() + 1
	}
	return q.Int64()
}

// wide is a sum of products that may not fit into 64 bits.
type wide struct {
	hi int64
	lo uint64
}

func (w *wide) add(a, b int64) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	h := int64(hi)
	if a < 0 {
		h -= b
	}
	if b < 0 {
		h -= a
	}
	w.plus(wide{h, lo})
}

func (w *wide) plus(o wide) {
	lo, carry := bits.Add64(w.lo, o.lo, 0)
	w.lo, w.hi = lo, w.hi+o.hi+int64(carry)
}

func (w wide) big() *big.Int {
	n := new(big.Int).Lsh(big.NewInt(w.hi), 64)
	return n.Add(n, new(big.Int).SetUint64(w.lo))
}

// A Tally is how far the returns of a part are.
type Tally struct {
	Returns int // that are asked for
	By      map[State]int
	Late    int // declared behind their day, or open behind it
}

// Counted is how many of them count.
func (t Tally) Counted() int { return t.Returns - t.By[Open] }

// add counts one return.
func (t *Tally) add(s State, late bool) {
	if t.By == nil {
		t.By = map[State]int{}
	}
	t.Returns++
	t.By[s]++
	if late {
		t.Late++
	}
}

// A adder adds cells up over a chart.
type adder struct {
	tree       *org.Tree
	chart      *org.Chart
	root       org.ID
	roots      []org.ID // in the chart: root itself, or those that it took over from
	indicators []*Indicator
	at         []int // by number: the place in indicators, less one; 0 for none
	latest     bool  // the latest number counts of one of them
	stands     map[org.ID]org.ID
	own        map[org.ID][]Sum // by the body at which the numbers stand
}

func newAdder(tree *org.Tree, chart *org.Chart, root org.ID, indicators []*Indicator) *adder {
	a := &adder{tree: tree, chart: chart, root: root, roots: rootsOf(tree, chart, root), indicators: indicators, stands: map[org.ID]org.ID{}, own: map[org.ID][]Sum{}}
	a.at, a.latest = placesOf(indicators)
	return a
}

// placesOf returns where indicators stand by their numbers, each one more than its place,
// and whether the latest number counts of one of them.
func placesOf(indicators []*Indicator) (at []int, latest bool) {
	for n, i := range indicators {
		for len(at) <= i.No {
			at = append(at, 0)
		}
		at[i.No] = n + 1
		latest = latest || i.Aggregation == Latest
	}
	return at, latest
}

// rootsOf returns what stands in a chart for a body: itself, or in a chart of a day before
// it the bodies from which it took over.
func rootsOf(tree *org.Tree, chart *org.Chart, b org.ID) []org.ID {
	body, ok := tree.Body(b)
	if b == "" || chart.Has(b) || !ok || !chart.Day.Before(body.From) {
		return []org.ID{b}
	}
	var out []org.ID
	for _, f := range body.Forbears {
		for _, r := range rootsOf(tree, chart, f.From) {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	// It may have taken over from a body and from those below that: each counts once.
	whole := slices.Clone(out)
	return slices.DeleteFunc(out, func(r org.ID) bool {
		return slices.ContainsFunc(whole, func(o org.ID) bool { return o != r && chart.Within(r, o) })
	})
}

// within says whether a body of the chart stands within what is added up.
func (a *adder) within(b org.ID) bool {
	return slices.ContainsFunc(a.roots, func(r org.ID) bool { return r == "" || a.chart.Within(b, r) })
}

// of returns the sums at which the numbers of a body stand; nil where they stand outside
// of root.
func (a *adder) of(body org.ID) []Sum {
	at, known := a.stands[body]
	if !known {
		at = a.tree.Stands(a.chart, body)
		if !a.within(at) {
			at = nowhere
		}
		a.stands[body] = at
	}
	if at == nowhere {
		return nil
	}
	sums := a.own[at]
	if sums == nil {
		sums = make([]Sum, len(a.indicators))
		a.own[at] = sums
	}
	return sums
}

// nowhere is no body, and not the one above everything.
const nowhere = org.ID("-")

// place returns where the indicator with a number stands among the indicators; -1 for none.
func (a *adder) place(no int) int {
	if no < 0 || no >= len(a.at) {
		return -1
	}
	return a.at[no] - 1
}

// addPacked adds the packed cells of a body.
func (a *adder) addPacked(body org.ID, packed string) error {
	sums := a.of(body)
	if sums == nil {
		return nil
	}
	return eachPacked(packed, func(no int, c Cell) {
		if at := a.place(no); at >= 0 {
			sums[at].add(a.indicators[at], &c)
		}
	})
}

// up adds what stands at each body to all those above it, up to root, and returns the sums
// of every body that has any.
func (a *adder) up() map[org.ID][]Sum {
	all := make(map[org.ID][]Sum, len(a.own))
	into := func(b org.ID, sums []Sum) {
		have := all[b]
		if have == nil {
			have = make([]Sum, len(a.indicators))
			all[b] = have
		}
		for at := range sums {
			have[at].plus(a.indicators[at], &sums[at])
		}
	}
	// From below: a subtree is in the order of the chart, superiors first.
	for _, root := range a.roots {
		order := a.chart.Subtree(root)
		for at := len(order) - 1; at >= 0; at-- {
			b := order[at]
			if own := a.own[b]; own != nil {
				into(b, own)
			}
			if sums := all[b]; sums != nil && b != root {
				into(a.chart.Superior(b), sums)
			}
		}
		if root != a.root {
			into(a.root, all[root])
		}
	}
	if a.root == "" {
		into("", a.own[""])
	}
	return all
}
