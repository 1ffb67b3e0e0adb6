package civil

import (
	"strconv"
	"strings"
	"time"
)

// Read reads a date as people type it: 1/7/2025, 01-07-2025, 1.7.2025, or
// 2025-07-01 as a browser's date field sends it. The empty text is the zero
// date. ok is false for anything else.
func Read(s string) (d Date, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}, true
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) != 3 {
		return Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(strings.TrimSpace(p))
		if err != nil || v < 0 {
			return Date{}, false
		}
		n[i] = v
	}
	year, month, day := n[2], n[1], n[0]
	if len(strings.TrimSpace(parts[0])) == 4 {
		year, day = n[0], n[2]
	}
	if year < 1000 || !Valid(year, time.Month(month), day) {
		return Date{}, false
	}
	return Date{year, time.Month(month), day}, true
}
