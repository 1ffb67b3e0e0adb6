package indicator

import (
	"maps"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/text"
)

func drawCell(t *rapid.T) Cell {
	c := Cell{NotHere: rapid.Bool().Draw(t, "not here"), Note: rapid.StringN(0, 20, -1).Draw(t, "note")}
	if !c.NotHere {
		c.Value, c.Part = rapid.Int64Range(-mostValue, mostValue).Draw(t, "value"), rapid.Int64Range(0, mostValue).Draw(t, "part")
	}
	return c
}

// What was packed is unpacked as it was, whatever the note.
func TestPacked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := Cells(rapid.MapOfN(rapid.IntRange(1, 500), rapid.Custom(drawCell), 0, 20).Draw(t, "cells"))
		got, err := unpack(cells.pack())
		if err != nil || !maps.Equal(got, cells) {
			t.Fatalf("%v became %v: %v", cells, got, err)
		}
	})
}

// What is written is read again as it was, in both languages and with every number of
// decimals.
func TestValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value, decimals := rapid.Int64Range(-mostValue, mostValue).Draw(t, "value"), rapid.IntRange(0, 6).Draw(t, "decimals")
		for _, l := range []text.Lang{text.Vietnamese, text.English} {
			said := writeValue(l, value, decimals)
			if got, ok := readValue(l, said, decimals); !ok || got != value {
				t.Fatalf("%d with %d decimals is written %q and read %d, %v", value, decimals, said, got, ok)
			}
		}
	})
	for _, c := range []struct {
		typed    string
		decimals int
		want     int64
		ok       bool
	}{
		{"1.214", 0, 1214, true}, {"1214", 0, 1214, true}, {"67,5", 1, 675, true}, {"67,50", 1, 675, true}, {"67.5", 1, 675, true}, {" 1 214 ", 0, 1214, true}, {"-3", 0, -3, true}, {"0", 2, 0, true},
		{"1.214", 3, 1214000, true}, {"67,55", 1, 0, false}, {"1.2.3", 0, 0, false}, {"12.34.567", 0, 0, false}, {"1,2,3", 2, 0, false}, {"", 0, 0, false}, {"-", 0, 0, false}, {"12a", 0, 0, false}, {"1,", 1, 0, false}, {"1.1234", 4, 11234, true},
		{"1234.567", 0, 0, false}, {"999999999999999999999", 0, 0, false},
	} {
		if got, ok := readValue(text.Vietnamese, c.typed, c.decimals); got != c.want || ok != c.ok {
			t.Errorf("%q is read %d, %v", c.typed, got, ok)
		}
	}
	if got, ok := readValue(text.English, "1,214.5", 1); got != 12145 || !ok {
		t.Errorf("English: %d, %v", got, ok)
	}
}

// Whatever is typed is read or not, and what is read is within its bounds.
func FuzzValue(f *testing.F) {
	for _, s := range []string{"1.214", "67,5", "-3", "", ".", ",", "-.", "1..2", "9.999.999.999.999"} {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, typed string, decimals int) {
		decimals = ((decimals % 7) + 7) % 7
		if n, ok := readValue(text.Vietnamese, typed, decimals); ok && (n > mostValue || n < -mostValue) {
			t.Errorf("%q is read %d", typed, n)
		}
	})
}

// Cells that somebody has damaged are an error and never a number.
func FuzzPacked(f *testing.F) {
	f.Add("1 2\n3 - 0 a%20b\n")
	f.Add("1 2")
	f.Fuzz(func(t *testing.T, packed string) {
		cells, err := unpack(packed)
		if err != nil {
			return
		}
		again, err := unpack(cells.pack())
		if err != nil || !maps.Equal(cells, again) {
			t.Errorf("%q is unpacked %v and then %v: %v", packed, cells, again, err)
		}
	})
}

// A mean of large numbers is what it is in fractions.
func TestMeanAgainstFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := &Indicator{Sort: Number, Aggregation: Mean}
		var s Sum
		sum, weights := new(big.Int), new(big.Int)
		for range rapid.IntRange(2, 8).Draw(t, "bodies") {
			c := Cell{Value: rapid.Int64Range(-mostValue, mostValue).Draw(t, "value"), Part: rapid.Int64Range(1, mostValue).Draw(t, "weight")}
			s.add(i, &c)
			sum.Add(sum, product(c.Value, c.Part))
			weights.Add(weights, big.NewInt(c.Part))
		}
		r := rapid.SampledFrom([]text.Rounding{text.HalfUp, text.Truncate}).Draw(t, "rounding")
		got, ok := s.Number(i, r)
		// Twice as large, and one more for half: what is cut is the floor of the magnitude.
		twice := new(big.Int).Abs(new(big.Int).Lsh(sum, 1))
		if r == text.HalfUp {
			twice.Add(twice, weights)
		}
		want := twice.Quo(twice, new(big.Int).Lsh(weights, 1))
		if sum.Sign() < 0 {
			want.Neg(want)
		}
		if !ok || big.NewInt(got).Cmp(want) != 0 {
			t.Fatalf("%d, %v; want %s", got, ok, want)
		}
	})
}

// Sums do not depend on the order in which parts are added, nor on how they are grouped.
func TestSumsOfParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.SampledFrom([]*Indicator{
			{Sort: Number, Aggregation: Total}, {Sort: Number, Aggregation: Mean}, {Sort: Ratio, Aggregation: RatioOfSum}, {Sort: Steps, Aggregation: Apart, Steps: []string{"a", "b", "c"}},
		}).Draw(t, "indicator")
		cells := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Cell {
			return Cell{NotHere: rapid.Bool().Draw(t, "not here"), Value: rapid.Int64Range(1, 3).Draw(t, "value"), Part: rapid.Int64Range(1, 1000).Draw(t, "part")}
		}), 2, 12).Draw(t, "cells")
		var whole, left, right Sum
		cut := rapid.IntRange(0, len(cells)).Draw(t, "cut")
		for at := range cells {
			whole.add(i, &cells[at])
			if at < cut {
				left.add(i, &cells[at])
			} else {
				right.add(i, &cells[at])
			}
		}
		right.plus(i, &left)
		a, aok := whole.Number(i, text.HalfUp)
		b, bok := right.Number(i, text.HalfUp)
		if a != b && whole.Bodies != 1 || aok != bok || whole.Bodies != right.Bodies || whole.NotHere != right.NotHere {
			t.Fatalf("%+v and %+v", whole, right)
		}
		for at, n := range whole.Steps {
			if right.Steps[at] != n {
				t.Fatalf("steps %v and %v", whole.Steps, right.Steps)
			}
		}
	})
}

// What is better is judged by the direction, exactly, and only where all is there.
func TestStanding(t *testing.T) {
	up, down := &Indicator{Direction: Up, Sort: Number, Aggregation: Total}, &Indicator{Direction: Down, Sort: Number, Aggregation: Total}
	ratio := &Indicator{Direction: Up, Sort: Ratio, Aggregation: RatioOfSum}
	sum := func(i *Indicator, c Cell) *Sum {
		var s Sum
		s.add(i, &c)
		return &s
	}
	for _, c := range []struct {
		i        *Indicator
		is, aim  Cell
		complete bool
		want     Standing
	}{
		{up, Cell{Value: 1214}, Cell{Value: 1200}, true, Exceeded}, {up, Cell{Value: 1200}, Cell{Value: 1200}, true, Met}, {up, Cell{Value: 1199}, Cell{Value: 1200}, true, Missed},
		{down, Cell{Value: 1214}, Cell{Value: 1200}, true, Missed}, {down, Cell{Value: 9}, Cell{Value: 12}, true, Exceeded}, {up, Cell{Value: 1214}, Cell{Value: 1200}, false, NotYet},
		{up, Cell{NotHere: true}, Cell{Value: 1}, true, NotYet}, {ratio, Cell{Value: 1, Part: 3}, Cell{Value: 2, Part: 6}, true, Met}, {ratio, Cell{Value: 333334, Part: 1000000}, Cell{Value: 1, Part: 3}, true, Exceeded},
		{&Indicator{Direction: Flat, Sort: Number, Aggregation: Total}, Cell{Value: 1}, Cell{Value: 1}, true, NoTarget},
	} {
		if got := c.i.Standing(sum(c.i, c.is), c.aim, c.complete); got != c.want {
			t.Errorf("%+v against %+v: %q, want %q", c.is, c.aim, got, c.want)
		}
	}
	if n, ok := up.Reached(sum(up, Cell{Value: 1214}), Cell{Value: 1200}, text.HalfUp); n != 10117 || !ok {
		t.Errorf("1.214 of 1.200 is %d", n)
	}
}
