package feed

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/civil"
)

// A calendar is what RFC 5545 calls an iCalendar object.
type calendar struct {
	name, about string
	lang        string // of its texts
	entries     []entry
}

// An entry is an event of a whole day.
type entry struct {
	uid      string // for ever the same
	sequence int64  // grows when the day or the words change
	stamp    time.Time
	day      civil.Date
	title    string
	about    string
	category string
	address  string // of the page of the task
}

// refresh is how often programs that subscribe are told to ask.
const refresh = "PT1H"

// ics returns the calendar as it is sent: lines of at most 75 octets, each
// ended by CRLF (RFC 5545, 3.1), instants in UTC.
func (c calendar) ics() []byte {
	var w bytes.Buffer
	line(&w, "BEGIN", "VCALENDAR")
	line(&w, "VERSION", "2.0")
	line(&w, "PRODID", "-//Quyet//Quyet//"+strings.ToUpper(c.lang))
	line(&w, "CALSCALE", "GREGORIAN")
	line(&w, "METHOD", "PUBLISH")
	for _, name := range []string{"NAME", "X-WR-CALNAME"} { // of RFC 7986, and as programs had it before
		line(&w, name, escaped(c.name))
	}
	for _, name := range []string{"DESCRIPTION", "X-WR-CALDESC"} {
		line(&w, name, escaped(c.about))
	}
	line(&w, "REFRESH-INTERVAL;VALUE=DURATION", refresh)
	line(&w, "X-PUBLISHED-TTL", refresh)
	for _, e := range c.entries {
		e.write(&w)
	}
	line(&w, "END", "VCALENDAR")
	return w.Bytes()
}

func (e entry) write(w *bytes.Buffer) {
	line(w, "BEGIN", "VEVENT")
	line(w, "UID", escaped(e.uid))
	line(w, "DTSTAMP", e.stamp.UTC().Format("20060102T150405Z"))
	line(w, "SEQUENCE", fmt.Sprint(e.sequence))
	line(w, "DTSTART;VALUE=DATE", dated(e.day))
	line(w, "DTEND;VALUE=DATE", dated(e.day.AddDays(1))) // the first day that is not part of it
	line(w, "SUMMARY", escaped(e.title))
	line(w, "DESCRIPTION", escaped(e.about))
	line(w, "CATEGORIES", escaped(e.category))
	line(w, "URL", uri(e.address))
	line(w, "STATUS", "CONFIRMED")
	line(w, "TRANSP", "TRANSPARENT") // a deadline keeps nobody from being invited
	line(w, "END", "VEVENT")
}

func dated(d civil.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// escaped returns a text as the value of a property (RFC 5545, 3.3.11), without
// the control characters that none may hold.
func escaped(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD")
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\\' || r == ';' || r == ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' && r != '\t' || r == 0x7f:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// uri returns an address as the value of a property: it is no text and is not
// escaped, and may hold neither the end of a line nor anything invisible.
func uri(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

// mostOctets is how long a line may be, without its end.
const mostOctets = 75

// line writes a property, folded: what does not fit goes on in a line that
// begins with a space. No letter is cut in two.
func line(w *bytes.Buffer, name, value string) {
	rest := name + ":" + value
	for room := mostOctets; len(rest) > room; room = mostOctets - 1 {
		at := room
		for at > 0 && !utf8.RuneStart(rest[at]) {
			at--
		}
		w.WriteString(rest[:at])
		w.WriteString("\r\n ")
		rest = rest[at:]
	}
	w.WriteString(rest)
	w.WriteString("\r\n")
}
