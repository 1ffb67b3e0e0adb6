package deadline

import (
	"strconv"
	"time"

	"quyet/base/civil"
	"quyet/base/viet"
)

// A grain is how exactly a point in time is named.
type grain uint8

const (
	byDay grain = iota
	byMonth
	byQuarter
	byHalf // the first or last n months of a year
	byYear
	byRule // a day of every month or quarter: recurrence only
)

// A point is one named time before its year is settled: a day, or a period.
type point struct {
	grain      grain
	year       int // 0: not written
	month, day int
	part       string // "dau", "giua", "cuoi" or ""
	n          int    // quarter number; months of a half
	untilYear  int    // second year of "2025 - 2030"
	rule       string // recurrence the point itself names
	at, end    int    // tokens
}

// scan reads points from tokens.
type scan struct {
	tokens []viet.Token
	cell   bool // the text is nothing but a deadline, so bare "2025" and "30/6" count
}

func (s scan) fold(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].Fold
}

// is says whether token i is the word as spelt; sp is its spelling with marks.
func (s scan) is(i int, sp string) bool {
	return i >= 0 && i < len(s.tokens) && s.tokens[i].Lower == sp
}

// number returns the number at i if it has at most digits digits.
func (s scan) number(i, digits int) (int, bool) {
	if i < 0 || i >= len(s.tokens) || s.tokens[i].Kind != viet.Number || len(s.tokens[i].Fold) > digits {
		return 0, false
	}
	n, err := strconv.Atoi(s.tokens[i].Fold)
	return n, err == nil
}

func (s scan) year(i int) (int, bool) {
	n, ok := s.number(i, 4)
	return n, ok && n >= 1945 && n <= 2100
}

// joined says whether token i follows the one before without a blank.
func (s scan) joined(i int) bool {
	return i > 0 && i < len(s.tokens) && s.tokens[i].Start == s.tokens[i-1].End
}

func (s scan) dash(i int) bool {
	switch s.fold(i) {
	case "-", "–", "—", "÷", "~":
		return true
	}
	return false
}

// point reads one point at token i; end is after its last token.
func (s scan) point(i int) (p point, ok bool) {
	p.at = i
	if j, found := s.clock(i); found {
		i = j
		if p, ok = s.day(i); ok {
			p.at = min(p.at, i)
			return p, true
		}
		return point{}, false
	}
	start := i
	part := ""
	if f := s.fold(i); (f == "dau" || f == "giua" || f == "cuoi") && !s.is(i, "dấu") {
		part, i = f, i+1
	}
	for _, read := range []func(int) (point, bool){s.half, s.day, s.month, s.quarter, s.years} {
		if p, ok = read(i); ok {
			break
		}
	}
	if !ok {
		return point{}, false
	}
	if part != "" {
		if p.grain == byDay || p.grain == byRule {
			return point{}, false
		}
		p.part = part
	}
	p.at = start
	return p, true
}

// clock reads "20h00", "17 giờ 30 phút", "17:00" and the blank or comma after it.
func (s scan) clock(i int) (next int, ok bool) {
	h, ok := s.number(i, 2)
	if !ok || h > 24 {
		return 0, false
	}
	i++
	switch s.fold(i) {
	case "h", "gio", "g":
		i++
	case ":":
		if _, ok := s.number(i+1, 2); !ok || !s.joined(i) {
			return 0, false
		}
		i++
	default:
		return 0, false
	}
	if m, ok := s.number(i, 2); ok && m < 60 && s.fold(i+1) != "/" {
		i++
		if s.fold(i) == "phut" || s.fold(i) == "'" {
			i++
		}
	}
	for s.fold(i) == "," || s.fold(i) == "cua" {
		i++
	}
	return i, true
}

var weekdays = viet.NewSpelt("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "thứ 2", "thứ 3", "thứ 4", "thứ 5", "thứ 6", "thứ 7", "chủ nhật")

func (s scan) day(i int) (point, bool) {
	p := point{grain: byDay, at: i}
	worded := false
	if n := weekdays.Match(s.tokens[min(i, len(s.tokens)):]); n > 0 { // "thứ Sáu, ngày 10/4"
		if i += n; s.fold(i) == "," {
			i++
		}
		if !s.is(i, "ngày") {
			return p, false
		}
	}
	if s.is(i, "ngày") || (s.fold(i) == "ngay" && !s.is(i, "ngay")) {
		worded = true
		i++
	}
	d, ok := s.number(i, 2)
	if !ok || d < 1 || d > 31 {
		return p, false
	}
	p.day = d
	i++
	sep := s.fold(i)
	switch {
	case sep == "/" || (sep == "-" || sep == ".") && s.joined(i) && s.joined(i+1):
		m, ok := s.number(i+1, 2)
		if !ok || m < 1 || m > 12 {
			return p, false
		}
		p.month = m
		i += 2
		if s.fold(i) == sep {
			if y, ok := s.year(i + 1); ok {
				p.year = y
				i += 2
			} else if y, ok := s.number(i+1, 2); ok && len(s.tokens[i+1].Fold) == 2 && worded {
				p.year = 2000 + y
				i += 2
			} else {
				return p, false
			}
		} else if !worded && (!s.cell || sep != "/") {
			return p, false
		}
		if p.year == 0 && s.is(i, "năm") {
			if y, ok := s.year(i + 1); ok {
				p.year = y
				i += 2
			}
		}
	case s.is(i, "tháng") && worded || s.is(i, "tháng") && !worded:
		m, ok := s.number(i+1, 2)
		if !ok {
			return s.dayOfRule(p, i)
		}
		if m < 1 || m > 12 {
			return p, false
		}
		p.month = m
		i += 2
		i = s.ofYear(i, &p)
	default:
		if !worded {
			return p, false
		}
		return s.dayOfRule(p, i)
	}
	if p.year != 0 && !civil.Valid(p.year, time.Month(p.month), p.day) || p.day > civil.DaysIn(2024, time.Month(p.month)) {
		return p, false
	}
	p.end = i
	return p, true
}

// dayOfRule reads what follows "ngày d" where no month number does: "hằng tháng",
// "của tháng cuối quý", "tháng đầu tiên của quý sau".
func (s scan) dayOfRule(p point, i int) (point, bool) {
	p.grain = byRule
	day := ";BYMONTHDAY=" + strconv.Itoa(p.day)
	if s.fold(i) == "cua" {
		i++
	}
	switch {
	case s.every(i) && s.is(i+1, "tháng"):
		p.rule, p.end = "FREQ=MONTHLY"+day, i+2
		return p, true
	case s.is(i, "tháng") && (s.is(i+1, "cuối") || s.is(i+1, "đầu")):
		months := ";BYMONTH=3,6,9,12"
		if s.is(i+1, "đầu") {
			months = ";BYMONTH=1,4,7,10"
		}
		i += 2
		for s.fold(i) == "cung" || s.fold(i) == "tien" || s.fold(i) == "cua" || s.every(i) {
			i++
		}
		if !s.is(i, "quý") {
			return p, false
		}
		i++
		if s.fold(i) == "sau" {
			i++
		}
		p.rule, p.end = "FREQ=MONTHLY"+months+day, i
		return p, true
	}
	return p, false
}

func (s scan) every(i int) bool {
	return s.is(i, "hằng") || s.is(i, "hàng") || s.is(i, "mỗi") || s.is(i, "từng")
}

// ofYear reads "/2026", "năm 2026", "-2026" after a month or a quarter.
func (s scan) ofYear(i int, p *point) int {
	j := i
	if s.fold(j) == "," || s.fold(j) == "cua" {
		j++
	}
	if s.fold(j) == "/" || s.is(j, "năm") || s.dash(j) && s.joined(j) {
		if y, ok := s.year(j + 1); ok {
			p.year = y
			return j + 2
		}
		if s.is(j, "năm") && s.is(j+1, "nay") {
			return j + 2
		}
	}
	return i
}

func (s scan) month(i int) (point, bool) {
	p := point{grain: byMonth, at: i}
	if s.is(i, "tháng") || s.fold(i) == "t" && s.joined(i+1) && s.cell {
		m, ok := s.number(i+1, 2)
		if !ok || m < 1 || m > 12 {
			return p, false
		}
		p.month = m
		p.end = s.ofYear(i+2, &p)
		return p, true
	}
	m, ok := s.number(i, 2)
	if !ok || m < 1 || m > 12 || s.fold(i+1) != "/" && !(s.cell && s.dash(i+1) && s.joined(i+1)) {
		return p, false
	}
	y, ok := s.year(i + 2)
	if !ok || s.fold(i+3) == "/" {
		return p, false
	}
	p.month, p.year, p.end = m, y, i+3
	return p, true
}

func (s scan) quarter(i int) (point, bool) {
	p := point{grain: byQuarter, at: i}
	if !s.is(i, "quý") && s.fold(i) != "q" {
		// An unmarked "quy" is a quarter only with its numeral and year.
		if s.fold(i) != "quy" || s.fold(i+2) != "/" {
			return p, false
		}
	}
	n, ok := s.quarterNumber(i + 1)
	if !ok {
		return p, false
	}
	p.n = n
	i += 2
	p.end = s.ofYear(i, &p)
	return p, true
}

func (s scan) quarterNumber(i int) (int, bool) {
	switch s.fold(i) {
	case "i":
		return 1, true
	case "ii":
		return 2, true
	case "iii":
		return 3, true
	case "iv":
		return 4, true
	}
	n, ok := s.number(i, 2)
	return n, ok && n >= 1 && n <= 4
}

func (s scan) half(i int) (point, bool) {
	p := point{grain: byHalf, at: i}
	n, ok := s.number(i, 2)
	if s.fold(i) == "sau" && s.is(i, "sáu") {
		n, ok = 6, true
	}
	if !ok || n < 2 || n > 11 || !s.is(i+1, "tháng") {
		return p, false
	}
	if !s.is(i+2, "đầu") && !s.is(i+2, "cuối") || !s.is(i+3, "năm") {
		return p, false
	}
	p.n, p.part = n, s.fold(i+2)
	p.end = i + 4
	if y, ok := s.year(i + 4); ok {
		p.year, p.end = y, i+5
	}
	return p, true
}

func (s scan) years(i int) (point, bool) {
	p := point{grain: byYear, at: i}
	worded := false
	switch {
	case s.is(i, "các") && s.is(i+1, "năm"):
		worded, i = true, i+2
	case s.is(i, "năm"), s.fold(i) == "khoa":
		worded, i = true, i+1
	case s.fold(i) == "giai" && s.is(i+1, "đoạn"), s.fold(i) == "nhiem" && s.is(i+1, "kỳ"):
		worded, i = true, i+2
		if s.is(i, "từ") {
			i++
		}
		if s.is(i, "năm") {
			i++
		}
	}
	if worded && (s.is(i, "nay") || s.is(i, "học")) {
		// "năm nay" is the document's year; "năm học 2025 - 2026" spans two.
		if s.is(i, "nay") {
			p.end = i + 1
			return p, true
		}
		i++
	}
	y, ok := s.year(i)
	if !ok {
		if worded && s.is(i-1, "năm") && i >= 2 && s.tokens[i-2].Is("cuoi", "dau", "giua") {
			p.end = i // "cuối năm": the document's year
			return p, true
		}
		return p, false
	}
	if !worded && !s.cell {
		return p, false
	}
	p.year = y
	i++
	j := i
	if s.dash(j) || s.is(j, "đến") || s.fold(j) == "," && s.cell || s.is(j, "và") {
		j++
		if s.is(j, "năm") {
			j++
		}
		if y2, ok := s.year(j); ok && y2 > y && y2-y <= 50 {
			p.untilYear = y2
			i = j + 1
		}
	}
	p.end = i
	return p, true
}

// days settles the first and last day of p in a year, by the defaults.
func (p point) days(year int, d Defaults) (from, due civil.Date, how string) {
	end := func(y, m, day int) civil.Date {
		last := civil.DaysIn(y, time.Month(m))
		if day > 0 {
			last = min(day, last)
		}
		return civil.Date{Year: y, Month: time.Month(m), Day: last}
	}
	first := func(y, m int) civil.Date { return civil.Date{Year: y, Month: time.Month(m), Day: 1} }
	switch p.grain {
	case byDay:
		day := min(p.day, civil.DaysIn(year, time.Month(p.month)))
		due = civil.Date{Year: year, Month: time.Month(p.month), Day: day}
		return due, due, ""
	case byMonth:
		from = first(year, p.month)
		switch p.part {
		case "dau":
			return from, end(year, p.month, 10), "month_early"
		case "giua":
			return from, end(year, p.month, 20), "month_middle"
		}
		return from, end(year, p.month, d.MonthDay), "month_end"
	case byQuarter:
		m := 3 * (p.n - 1)
		from = first(year, m+1)
		switch p.part {
		case "dau":
			return from, end(year, m+1, 0), "quarter_early"
		case "giua":
			return from, end(year, m+2, 0), "quarter_middle"
		}
		return from, end(year, m+3, d.QuarterDay), "quarter_end"
	case byHalf:
		if p.part == "dau" {
			return first(year, 1), end(year, p.n, d.HalfDay), "half_end"
		}
		return first(year, 13-p.n), end(year, 12, d.HalfDay), "half_end"
	}
	from = first(year, 1)
	switch p.part {
	case "dau":
		return from, end(year, 3, 0), "year_early"
	case "giua":
		return from, end(year, 6, 0), "year_middle"
	}
	last := max(year, p.untilYear)
	month := 12
	if d.YearMonth > 0 {
		month = d.YearMonth
	}
	return from, end(last, month, d.YearDay), "year_end"
}
