// Package ics writes calendars for the programs of phones and desks (iCalendar,
// RFC 5545): whole days, and events that begin and end at an hour. It knows no
// domain.
package ics

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/civil"
)

// Type is the media type of a calendar.
const Type = "text/calendar; charset=utf-8"

// A Calendar is what RFC 5545 calls an iCalendar object. It is published: programs
// show it and answer nobody (METHOD:PUBLISH, RFC 5546, 1.4). To ask people for a
// reply, as METHOD:REQUEST does, it would have to name each of them by an address
// for mail.
type Calendar struct {
	Name, About string // "" leaves them out, as for a file of one event
	Lang        string // of the texts, "vi"
	// Refresh is how often programs that subscribe are told to ask again, in whole
	// minutes; 0 tells them nothing.
	Refresh time.Duration
	// Zone is the zone in which timed events are told. It is written out only where
	// its clocks do not change from the first of them to the last; otherwise, and
	// for no zone, their instants stand in UTC, which any program shows at the same
	// time.
	Zone   *time.Location
	Events []Event
}

// An Event is a whole day, or has an hour at which it begins.
type Event struct {
	UID      string    // for ever the same
	Sequence int64     // grows when the day, the hours or the words change
	Stamp    time.Time // since when it is as it is told
	// Day is the day of a whole-day event. It keeps nobody from being invited
	// elsewhere: a deadline is no appointment.
	Day civil.Date
	// Starts and Ends are those of a timed event, to the second, where there is no
	// Day. An event that does not end later than it starts is told without an end.
	Starts, Ends time.Time
	Title, About string
	Place        string
	Category     string
	Address      string // of the page about it
	Organizer    Organizer
	// Cancelled says that it does not take place. To take it out of calendars, tell
	// it on with a greater Sequence; what is told no more stays in many of them.
	Cancelled bool
}

// An Organizer is the office that holds an event. No person is meant: neither the
// name nor the address of one belongs into files that are passed on. Without an
// Address none is told.
type Organizer struct {
	Name    string
	Address string // a URI: "mailto:" with the mailbox of the office, or its page
}

// Bytes returns the calendar as it is sent: lines of at most 75 octets, each ended
// by CRLF (RFC 5545, 3.1). The same calendar is the same, byte for byte.
func (c Calendar) Bytes() []byte {
	var w bytes.Buffer
	line(&w, "BEGIN", "VCALENDAR")
	line(&w, "VERSION", "2.0")
	line(&w, "PRODID", "-//Quyet//Quyet//"+strings.ToUpper(c.Lang))
	line(&w, "CALSCALE", "GREGORIAN")
	line(&w, "METHOD", "PUBLISH")
	for _, name := range []string{"NAME", "X-WR-CALNAME"} { // of RFC 7986, and as programs had it before
		text(&w, name, c.Name)
	}
	for _, name := range []string{"DESCRIPTION", "X-WR-CALDESC"} {
		text(&w, name, c.About)
	}
	if minutes := int(c.Refresh / time.Minute); minutes > 0 {
		every := fmt.Sprintf("PT%dM", minutes)
		if minutes%60 == 0 {
			every = fmt.Sprintf("PT%dH", minutes/60)
		}
		line(&w, "REFRESH-INTERVAL;VALUE=DURATION", every)
		line(&w, "X-PUBLISHED-TTL", every)
	}
	z := c.zone()
	z.write(&w)
	for _, e := range c.Events {
		e.write(&w, z)
	}
	line(&w, "END", "VCALENDAR")
	return w.Bytes()
}

func (e Event) write(w *bytes.Buffer, z zone) {
	line(w, "BEGIN", "VEVENT")
	line(w, "UID", escaped(e.UID))
	line(w, "DTSTAMP", inUTC(e.Stamp))
	line(w, "SEQUENCE", fmt.Sprint(e.Sequence))
	timed := e.Day.IsZero()
	if timed {
		z.instant(w, "DTSTART", e.Starts)
		if e.Ends.Unix() > e.Starts.Unix() {
			z.instant(w, "DTEND", e.Ends)
		}
	} else {
		line(w, "DTSTART;VALUE=DATE", dated(e.Day))
		line(w, "DTEND;VALUE=DATE", dated(e.Day.AddDays(1))) // the first day that is not part of it
	}
	text(w, "SUMMARY", e.Title)
	text(w, "DESCRIPTION", e.About)
	text(w, "LOCATION", e.Place)
	text(w, "CATEGORIES", e.Category)
	if address := uri(e.Address); address != "" {
		line(w, "URL", address)
	}
	e.Organizer.write(w)
	status, busy := "CONFIRMED", timed
	if e.Cancelled {
		status, busy = "CANCELLED", false
	}
	line(w, "STATUS", status)
	if busy {
		line(w, "TRANSP", "OPAQUE")
	} else {
		line(w, "TRANSP", "TRANSPARENT")
	}
	line(w, "END", "VEVENT")
}

func (o Organizer) write(w *bytes.Buffer) {
	address, name := uri(o.Address), parameter(o.Name)
	switch {
	case address == "":
	case name == "":
		line(w, "ORGANIZER", address)
	default:
		line(w, `ORGANIZER;CN="`+name+`"`, address)
	}
}

func dated(d civil.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

func inUTC(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// text writes a property that is text; none where there is nothing to say.
func text(w *bytes.Buffer, name, s string) {
	if s != "" {
		line(w, name, escaped(s))
	}
}

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

// parameter returns a text as it stands between the quotes of a parameter (RFC
// 5545, 3.2): no escape is known there to all programs, so quotes become single
// ones and the ends of lines spaces.
func parameter(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '"':
			return '\''
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r == 0x7f:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
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
