package graph

import (
	"math"

	"gonum.org/v1/plot"

	"quyet/base/text"
)

// A scale is the part of an axis that is drawn, from its first mark to its last.
type scale struct {
	min, max float64
	marks    []plot.Tick
}

// scale finds round marks, about so many, around all values. From zero takes
// zero in as well, which bars need: their length is their number.
func (m Measure) scale(l text.Lang, fromZero bool, about int, values []int64) scale {
	low, high := 0.0, 0.0
	for i, n := range values {
		v := float64(n)
		if i == 0 && !fromZero {
			low, high = v, v
		}
		low, high = min(low, v), max(high, v)
	}
	if low == high {
		// A single value lies in the middle, zero at the lower end.
		switch {
		case low == 0:
			high = 1
		default:
			around := math.Abs(low) / 2
			low, high = low-around, high+around
		}
	}
	step, power := 1.0, 0
	for raw := (high - low) / float64(about); ; power++ {
		unit := math.Pow10(power)
		for _, f := range [...]float64{1, 2, 5} {
			if step = f * unit; step >= raw {
				break
			}
		}
		if step >= raw {
			break
		}
	}
	first, last := math.Floor(low/step), math.Ceil(high/step)
	if first == last {
		last++
	}
	sc := scale{min: first * step, max: last * step}
	drop := min(power, m.decimals()) // decimals that no mark needs
	for i := first; i <= last; i++ {
		v := i * step
		mark := plot.Tick{Value: v}
		// Where a mark lies beyond what an integer holds, no value can be there.
		if n := math.Round(v / math.Pow10(drop)); n > math.MinInt64 && n < math.MaxInt64 {
			mark.Label = m.after(decimal(l, int64(n), m.decimals()-drop))
		}
		sc.marks = append(sc.marks, mark)
	}
	return sc
}
