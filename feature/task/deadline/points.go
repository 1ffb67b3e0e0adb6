package deadline

import (
	"slices"
	"strconv"
	"strings"

	"quyet/base/civil"
)

// Points in time joined to one deadline, and the days they mean.

// skipBefore passes over the words that may stand before a point.
func (s scan) skipBefore(i int) int {
	for i < len(s.tokens) {
		switch {
		case s.fold(i) == "hoan" && s.is(i+1, "thành"), s.fold(i) == "bat" && s.is(i+1, "đầu"), s.fold(i) == "cham" && s.is(i+1, "nhất"):
			i += 2
			continue
		}
		if n := max(strict.Match(s.tokens[i:]), loose.Match(s.tokens[i:])); n > 0 {
			if n > 1 && calendar.Match(s.tokens[i+n-1:]) > 0 {
				n--
			}
			i += n
			continue
		}
		if s.fold(i) == "xong" || s.fold(i) == ":" || s.fold(i) == "(" || s.is(i, "là") {
			i++
			continue
		}
		return i
	}
	return i
}

// points reads points joined by "và", ",", ";", "đến" or a dash.
func (s scan) points(i int) (points []point, end int) {
	for {
		p, ok := s.point(i)
		if !ok {
			return points, end
		}
		points = append(points, p)
		end = p.end
		j := end
		// "trước ngày 18 của tháng cuối quý và trước ngày 05/12 hằng năm"
		if s.every(j) && s.is(j+1, "năm") {
			j += 2
			points[len(points)-1].rule = yearly(p)
			end = j
		}
		switch {
		case s.fold(j) == "," || s.fold(j) == ";" || s.dash(j) || s.is(j, "và") || s.is(j, "đến") || s.is(j, "hoặc"):
			j++
		default:
			return points, end
		}
		if s.is(j, "và") {
			j++
		}
		next := s.skipBefore(j)
		// "quý I, II/2026", "tháng 5, 6/2026": the second one leaves its noun out.
		if q, ok := s.bare(next, p); ok {
			points = append(points, q)
			end = q.end
			if s.every(end) && s.is(end+1, "năm") {
				points[len(points)-1].rule = yearly(q)
				end += 2
			}
			return points, end
		}
		i = next
	}
}

// bare reads a point that shares the noun of the one before it.
func (s scan) bare(i int, before point) (point, bool) {
	q := point{grain: before.grain, at: i, part: before.part}
	switch before.grain {
	case byDay:
		// "trước ngày 20/6 và 20/12 hằng năm"
		q, ok := (scan{tokens: s.tokens, cell: true}).day(i)
		return q, ok && before.year == 0 && q.year == 0 && q.month != 0 && s.is(before.at, "ngày")
	case byQuarter:
		n, ok := s.quarterNumber(i)
		if !ok {
			return q, false
		}
		q.n = n
	case byMonth:
		n, ok := s.number(i, 2)
		if !ok || n < 1 || n > 12 || before.year != 0 || !s.is(before.at, "tháng") {
			return q, false
		}
		q.month = n
	default:
		return q, false
	}
	q.end = s.ofYear(i+1, &q)
	return q, q.year != 0
}

func yearly(p point) string {
	switch p.grain {
	case byDay:
		return "FREQ=YEARLY;BYMONTH=" + strconv.Itoa(p.month) + ";BYMONTHDAY=" + strconv.Itoa(p.day)
	case byMonth:
		return "FREQ=YEARLY;BYMONTH=" + strconv.Itoa(p.month) + ";BYMONTHDAY=-1"
	case byQuarter:
		return "FREQ=YEARLY;BYMONTH=" + strconv.Itoa(3*p.n) + ";BYMONTHDAY=-1"
	}
	return "FREQ=YEARLY"
}

// by says that a day was taken from a version of a rule.
func (d *Deadline) by(rule string) {
	if rule != "" && !slices.Contains(d.Rules, rule) {
		d.Rules = append(d.Rules, rule)
	}
}

func (d *Deadline) how(assumption string) {
	if assumption == "" || strings.Contains(d.How, assumption) {
		return
	}
	if d.How != "" {
		d.How += ";"
	}
	d.How += assumption
}

// settle turns points into days, giving each the year it leaves out: from the
// next point that has one, else from the document.
func (s scan) settle(d *Deadline, points []point, rule string, c Context) {
	d.Kind = Period
	if rule != "" {
		d.Recurrence = rule
	}
	year := 0
	for k := len(points) - 1; k >= 0; k-- {
		if points[k].year != 0 {
			year = points[k].year
		} else {
			points[k].year = year
		}
	}
	for k, p := range points {
		if p.rule != "" {
			d.Kind, d.Recurrence = Recurring, p.rule
		}
		if p.grain == byRule || p.rule != "" {
			continue
		}
		if p.grain == byDay && d.Kind != Recurring {
			d.Kind = Date
		}
		year := p.year
		if year == 0 {
			if c.Issued.IsZero() {
				d.how("year_unknown")
				continue
			}
			year = c.Issued.Year
			if _, due, _ := p.days(year, c.Defaults); due.Before(c.Issued) && p.grain != byYear {
				year++
				d.how("year_after_document")
			} else {
				d.how("year_of_document")
			}
		}
		if rule != "" && p.year == 0 && strings.HasPrefix(rule, "FREQ=YEARLY") && p.grain != byYear {
			d.Kind, d.Recurrence = Recurring, yearly(p)
			continue
		}
		from, due, how := p.days(year, c.Defaults)
		d.how(how)
		d.by(c.Defaults.rule(how))
		if k == 0 {
			d.From = from
		}
		if due.After(d.Due) {
			d.Due = due
		}
		if !d.From.IsZero() && from.Before(d.From) {
			d.From = from
		}
	}
	if len(points) > 1 {
		d.how("last_of_several")
	}
	if d.Kind == Date && len(points) == 1 || d.Due.IsZero() || d.Kind == Recurring {
		d.From = civil.Date{}
	}
	if d.Kind == Recurring {
		d.Due = civil.Date{}
	}
}

// recurrence finds the words of a recurrence in tokens [i,end).
func (s scan) recurrence(i, end int) string {
	rule := ""
	for ; i < end; i++ {
		if s.every(i) {
			switch {
			case s.is(i+1, "năm"):
				rule = "FREQ=YEARLY"
			case s.is(i+1, "quý"):
				return "FREQ=MONTHLY;INTERVAL=3"
			case s.is(i+1, "tháng"):
				return "FREQ=MONTHLY"
			case s.is(i+1, "tuần"):
				return "FREQ=WEEKLY"
			case s.is(i+1, "ngày"):
				return "FREQ=DAILY"
			}
		}
		if s.fold(i) == "dinh" && s.is(i+1, "kỳ") {
			j := i + 2
			if n, ok := s.number(j, 2); ok && n > 0 && n <= 36 {
				switch {
				case s.is(j+1, "tháng") && !s.is(j+2, "năm"):
					return "FREQ=MONTHLY;INTERVAL=" + strconv.Itoa(n)
				case s.is(j+1, "năm"):
					return "FREQ=YEARLY;INTERVAL=" + strconv.Itoa(n)
				}
			}
			switch {
			case s.is(j, "quý"):
				return "FREQ=MONTHLY;INTERVAL=3"
			case s.is(j, "tháng"):
				return "FREQ=MONTHLY"
			case s.is(j, "năm"):
				rule = "FREQ=YEARLY"
			}
		}
		if n, ok := s.number(i, 2); ok && n == 6 && s.is(i+1, "tháng") && (s.fold(i+2) == "," || s.fold(i+2) == "/" || s.is(i+2, "và") || s.is(i+2, "một")) &&
			!s.is(i+2, "đầu") {
			return "FREQ=MONTHLY;INTERVAL=6"
		}
	}
	return rule
}
