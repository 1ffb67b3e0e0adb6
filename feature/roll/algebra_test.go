package roll

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/feature/org"
	"quyet/feature/position"
)

// drawn is a call whose lines mean people of a few bodies and titles, some of whom hold
// several titles, and some titles nobody.
func drawn(r *rapid.T) (lines []Line, found [][]position.Seat) {
	titles := []position.Title{position.Secretary, position.Member, "head", ""}
	bodies := []org.ID{"a", "b", "c"}
	people := map[string][]*position.Holding{}
	for _, b := range bodies {
		for _, t := range titles[:3] {
			for range rapid.IntRange(0, 2).Draw(r, "holders") {
				who := position.PersonID(fmt.Sprint("p", rapid.IntRange(0, 5).Draw(r, "person")))
				at := string(b) + string(t)
				if !slices.ContainsFunc(people[at], func(h *position.Holding) bool { return h.Person.ID == who }) {
					people[at] = append(people[at], &position.Holding{Person: position.Person{ID: who}, Title: t, Body: b, Interval: civil.Interval{}})
				}
			}
		}
	}
	for range rapid.IntRange(0, 6).Draw(r, "lines") {
		l := Line{Minus: rapid.Bool().Draw(r, "minus"), Title: rapid.SampledFrom(titles).Draw(r, "title")}
		if !l.Minus {
			l.Capacity = rapid.SampledFrom(Capacities()).Draw(r, "capacity")
		}
		var seats []position.Seat
		for _, b := range bodies {
			if !rapid.Bool().Draw(r, "means "+string(b)) {
				continue
			}
			held := people[string(b)+string(l.Title)]
			for _, h := range held {
				seats = append(seats, position.Seat{Body: b, Title: l.Title, Holding: h})
			}
			if len(held) == 0 {
				seats = append(seats, position.Seat{Body: b, Title: l.Title})
			}
		}
		lines, found = append(lines, l), append(found, seats)
	}
	return lines, found
}

// Who is called follows, seat by seat, from the lines in their order: whom the last line
// that touches them takes away is not called, all others are, once, in the capacity of
// the first line since; and the counts add up.
func TestCallProperty(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lines, found := drawn(r)
		called, counts := call(lines, found)

		type state struct {
			seat position.Seat
			as   Capacity
		}
		in := map[string]state{}
		for i, l := range lines {
			for _, s := range found[i] {
				switch k := key(s); {
				case l.Minus && l.Title == "":
					for other, st := range in {
						if st.seat.Body == s.Body {
							delete(in, other)
						}
					}
				case l.Minus:
					delete(in, k)
				default:
					if _, there := in[k]; !there {
						in[k] = state{s, l.Capacity}
					}
				}
			}
		}
		seen := map[string]bool{}
		for _, c := range called {
			k := key(c.Seat)
			if seen[k] {
				r.Fatalf("%s is called twice", k)
			}
			seen[k] = true
			if want, ok := in[k]; !ok || want.as != c.Capacity || lines[c.Line].Capacity != c.Capacity {
				r.Fatalf("%s is called as %s, want %+v", k, c.Capacity, want)
			}
		}
		if len(called) != len(in) {
			r.Fatalf("%d are called, want %d", len(called), len(in))
		}
		sum := 0
		for i, n := range counts {
			if lines[i].Minus {
				n = -n
			}
			sum += n
		}
		if sum != len(called) {
			r.Fatalf("the lines count %v and %d are called", counts, len(called))
		}
	})
}

// The order of lines that only call changes nothing but capacities, and what a last line
// takes away is not there.
func TestOrderProperty(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lines, found := drawn(r)
		var plus []int
		for i, l := range lines {
			if !l.Minus {
				plus = append(plus, i)
			}
		}
		who := func(order []int) (keys []string) {
			var ls []Line
			var fs [][]position.Seat
			for _, i := range order {
				ls, fs = append(ls, lines[i]), append(fs, found[i])
			}
			called, _ := call(ls, fs)
			for _, c := range called {
				keys = append(keys, key(c.Seat))
			}
			slices.Sort(keys)
			return keys
		}
		if a, b := who(plus), who(rapid.Permutation(plus).Draw(r, "order")); !slices.Equal(a, b) {
			r.Fatalf("in another order %v are called, not %v", b, a)
		}
		if n := len(lines); n > 0 && lines[n-1].Minus && lines[n-1].Title != "" {
			called, _ := call(lines, found)
			for _, s := range found[n-1] {
				if slices.ContainsFunc(called, func(c Called) bool { return key(c.Seat) == key(s) }) {
					r.Fatalf("%s was taken away and is called", key(s))
				}
			}
		}
	})
}
