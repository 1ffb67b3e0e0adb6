package assignment

import (
	"strings"

	"quyet/feature/task/deadline"
)

// Where a sentence is cut because a clause has a body or a day of its own.

// clauseCut returns the token at which a clause of [from,to) with its own date
// or its own body begins, 0 if the sentence is one task: "Tháng 5/2026, các xã …,
// tháng 6/2026, gửi …"; "Sở A …; Sở B có trách nhiệm …".
func (x lexer) clauseCut(from, to int) int {
	to = min(to, from+longestToParse)
	var whole *instruction
	for k := from + shortestTask; k+shortestTask < to; k++ {
		switch x.fold(k) {
		case ",":
			if x.datedClause(k+1, to) && x.lower(k+1) != "trước" {
				return k + 1
			}
		case ";":
			if whole == nil {
				in, _ := x.instruction(from, min(to, from+longestHead))
				whole = &in
			}
			if whole.from < k && k < whole.to {
				continue // a list of bodies is parted by ";" too
			}
			next := k + 1
			if x.timed(next, to) {
				if before, ok := x.instruction(from, k); ok && before.from >= 0 {
					return next
				}
				continue
			}
			if x.named(next) && x.capital(next) || orders.Match(x.at(next)) > 0 && x.body(next+1) || quantities.Match(x.at(next)) > 0 {
				in, ok := x.instruction(next, min(to, next+longestBodies))
				if !ok || in.from < 0 || in.from > next+3 {
					continue
				}
				if before, ok := x.instruction(from, k); in.ordered || in.strong || ok && before.from >= 0 {
					return next
				}
			}
		}
	}
	return 0
}

// timed says whether a clause at k opens with a time and names a body after it:
// "từ ngày 5 đến ngày 10 hằng tháng, Phòng A kiểm tra".
func (x lexer) timed(k, to int) bool {
	if x.lower(k) != "từ" && x.lower(k) != "trước" && x.lower(k) != "chậm" && x.lower(k) != "định" && x.lower(k) != "hằng" && x.lower(k) != "hàng" {
		return false
	}
	in, ok := x.chargedIn(k, min(to, k+longestBodies))
	return ok && in.from > k && in.from < k+20
}

// datedCut returns the token after a ";" that parts two tasks with a deadline
// each, 0 if there is none.
func (f *finder) datedCut(x lexer, from, to int) int {
	if to-from > longestToParse || to <= from {
		return 0
	}
	span := x.span(from, to)
	if strings.IndexByte(f.doc.Slice(span), ';') < 0 {
		return 0
	}
	found := deadline.Find(f.doc.Slice(span), f.times)
	if len(found) < 2 {
		return 0
	}
	mark, first, next := 0, false, 0
	for k := from; k < to; k++ {
		at := x.base + x.tokens[k].Start - span.Start
		for next < len(found) && found[next].Start <= at {
			if found[next].Definite() {
				if mark > 0 {
					return mark
				}
				first = true
			}
			next++
		}
		if x.fold(k) == ";" {
			mark = 0
			if first && k+shortestTask < to {
				mark = k + 1
			}
		}
	}
	return 0
}

// datedClause says whether a clause at k opens with a month or quarter and a comma.
func (x lexer) datedClause(k, to int) bool {
	if x.lower(k) != "tháng" && x.lower(k) != "quý" {
		return false
	}
	for j := k + 1; j < min(to, k+6); j++ {
		if x.fold(j) == "," {
			return j > k+1 && (x.starts(j+1) || x.body(j+1))
		}
	}
	return false
}
