// Package deadline reads deadlines as Vietnamese offices write them, in
// the cell of an annex, in running text, or typed into a form.
//
// The words as printed are always kept; everything else is what this package
// understood of them, with How naming each assumption, so that a page can show "trong
// tháng 6/2026" beside "30/6/2026, the last day of the month".
//
// The grammar, over folded words (column sets and spellings of real annexes:
// "trước ngày …", "Quý I/2025", "2025 và những năm tiếp theo", "Hằng năm", "Theo kế hoạch …"):
//
//	deadline    = [ label ] ( points | recurrence | ongoing | relative | condition ) .
//	label       = ( "thời gian" | "thời hạn" | "tiến độ" ) { word } [ ":" ] .
//	points      = point { ( "và" | "," | ";" | "-" | "đến" ) point } [ recurrence | "và những năm tiếp theo" ] .
//	point       = { before } [ clock ] [ part ] ( day | month | quarter | half | year ) .
//	before      = "trước" | "chậm nhất" | "muộn nhất" | "không quá" | "xong" | "trong" | "vào" | "đến" | "hết" | "từ" | … .
//	clock       = number ( "h" | "giờ" ) [ number ] .
//	part        = "đầu" | "giữa" | "cuối" .
//	day         = [ "ngày" ] d sep m [ sep yyyy ] | "ngày" d "tháng" m [ "năm" yyyy ]
//	            | "ngày" d [ "của" ] ( "hằng tháng" | "tháng cuối quý" | "tháng đầu quý" ) .
//	month       = "tháng" m [ ( "/" | "năm" ) yyyy ] | m "/" yyyy .
//	quarter     = "quý" ( roman | 1…4 ) [ ( "/" | "năm" ) yyyy ] .
//	half        = ( "6" | "sáu" | "9" | "3" ) "tháng" ( "đầu" | "cuối" ) "năm" [ yyyy ] .
//	year        = [ "năm" | "giai đoạn" | "nhiệm kỳ" ] yyyy [ "-" yyyy ] .
//	recurrence  = [ "định kỳ" ] ( "hằng" | "hàng" | "mỗi" ) ( "năm" | "quý" | "tháng" | "tuần" | "ngày" ) | "định kỳ" n ( "tháng" | "năm" ) .
//	ongoing     = "thường xuyên" | "liên tục" .
//	relative    = ( "sau" | "trong" | "chậm nhất" … ) n ( "ngày" [ "làm việc" ] | "tuần" | "tháng" ) … .
//	condition   = ( "sau khi" | "trước khi" | "ngay sau" | "khi" | "theo" ) words .
//
// In running text a time is a deadline only where the sentence makes it one;
// see [Find]. The package is pure.
package deadline

import (
	"strings"

	"quyet/base/civil"
)

// A Kind says what sort of deadline the words are.
type Kind string

// The kinds of deadline.
const (
	None        Kind = "none"        // no words, or "-"
	Date        Kind = "date"        // a day: "trước ngày 30/6/2026"
	Period      Kind = "period"      // within a month, quarter, half-year, year or range; Due is its end
	Ongoing     Kind = "ongoing"     // "Thường xuyên"
	Recurring   Kind = "recurring"   // "Hằng năm", "trước ngày 15 hằng tháng"; see Recurrence
	Relative    Kind = "relative"    // "sau 10 ngày làm việc kể từ …": an event starts the clock
	Conditional Kind = "conditional" // "Theo kế hoạch …", "ngay sau khi …"
	Unread      Kind = "unread"      // words that the grammar does not know: ask, do not guess
)

// A Deadline is what words say about when something must be done.
type Deadline struct {
	Words      string // as printed, with preposition
	Start, End int    // bytes of the text that was read
	Kind       Kind

	// Due is the last day, From the first where a range is given. Both are
	// zero where the words name no day. Of several days Due is the last.
	Due  civil.Date
	From civil.Date

	// Recurrence is an RFC 5545 RRULE without DTSTART ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
	// empty where nothing recurs.
	Recurrence string

	// How names every assumption made, machine-readable, separated by ";":
	// "month_end", "year_of_document", … in the order they were made.
	How string

	// Rules are the versions of the rules whose days were used.
	Rules []string
}

// Definite says whether a day can be named by which the task is late. "Thường
// xuyên" and a bare "định kỳ" are not definite; a recurring day of the month is.
func (d Deadline) Definite() bool {
	switch d.Kind {
	case Date, Period, Relative:
		return true
	case Recurring:
		return strings.Contains(d.Recurrence, "BYMONTHDAY") || strings.Contains(d.How, "event")
	case Conditional:
		return strings.Contains(d.How, "event")
	case Ongoing:
		return !d.From.IsZero() // "2025 và những năm tiếp theo": something is due in 2025
	}
	return false
}

// Defaults say on which day a period ends when the words name only the
// period. The zero value means the last day of each: month, quarter, half-year, year.
type Defaults struct {
	MonthDay   int // day of the month on which a month ends; 0 is its last day
	QuarterDay int // day of the quarter's last month
	HalfDay    int // day of the half-year's last month
	YearMonth  int // month in which a year ends; 0 is December
	YearDay    int // day of that month

	// The versions of the rules in which each stands, copied onto the
	// deadlines that they settle.
	MonthRule, QuarterRule, HalfRule, YearRule string
}

// rule returns the version of the rule by which how was assumed.
func (d Defaults) rule(how string) string {
	switch how {
	case "month_end":
		return d.MonthRule
	case "quarter_end":
		return d.QuarterRule
	case "half_end":
		return d.HalfRule
	case "year_end":
		return d.YearRule
	}
	return ""
}

// A Context is what the words alone do not say.
type Context struct {
	Issued   civil.Date // of the document: gives the year that the words leave out
	Defaults Defaults
}
