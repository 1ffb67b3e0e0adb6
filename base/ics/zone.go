package ics

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// A zone is how a calendar tells instants: by the clocks of a place, which it
// then describes, or in UTC. A program that reads by the name alone may know other
// rules than those here, or none, so the name never goes without what it means
// (RFC 5545, 3.6.5).
type zone struct {
	*time.Location           // nil: UTC
	since          time.Time // when the clocks were last changed; zero: never
	before, now    int       // seconds east of UTC, until since and from then on
	name           string    // of the time that they show, "+07"
}

// zone returns the zone of c, where all its events can be told by one offset.
func (c Calendar) zone() zone {
	first, last, timed := c.span()
	if !timed || c.Zone == nil || !known(c.Zone.String()) {
		return zone{}
	}
	z := zone{Location: c.Zone}
	z.name, z.now = first.In(c.Zone).Zone()
	from, until := first.In(c.Zone).ZoneBounds()
	for !until.IsZero() && !until.After(last) {
		if east(until) != z.now {
			return zone{}
		}
		_, until = until.ZoneBounds()
	}
	for !from.IsZero() && east(from.Add(-time.Second)) == z.now {
		from, _ = from.Add(-time.Second).ZoneBounds()
	}
	if z.since, z.before = from, z.now; !from.IsZero() {
		z.before = east(from.Add(-time.Second))
	}
	// Clocks that were put back show some hours twice, and programs do not agree
	// which of the two is meant.
	if !from.IsZero() && first.Sub(from) < 24*time.Hour {
		return zone{}
	}
	return z
}

// east returns how many seconds the clocks at t are before those of UTC. Bounds of
// a zone are more than its changes: files of zones also name instants from which
// on all is as it was.
func east(t time.Time) int {
	_, seconds := t.Zone()
	return seconds
}

// known says whether a zone may be told by its name: it is one of those that go
// round the world, "Asia/Ho_Chi_Minh", and not this machine's or made up.
func known(name string) bool {
	return strings.Contains(name, "/") && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '/' && r != '_' && r != '-' && r != '+' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
}

// span returns the first and the last instant that the timed events name; ok is
// false where there is none.
func (c Calendar) span() (first, last time.Time, ok bool) {
	for _, e := range c.Events {
		if !e.Day.IsZero() {
			continue
		}
		if !ok || e.Starts.Before(first) {
			first = e.Starts
		}
		for _, t := range []time.Time{e.Starts, e.Ends} {
			if !ok || t.After(last) {
				last, ok = t, true
			}
		}
	}
	return first, last, ok
}

// write describes the zone: the one time that its clocks show from the change
// before the first event on.
func (z zone) write(w *bytes.Buffer) {
	if z.Location == nil {
		return
	}
	since := "16010101T000000" // clocks that were never changed
	if !z.since.IsZero() {     // told by the clocks as they were before (RFC 5545, 3.6.5)
		since = z.since.UTC().Add(time.Duration(z.before) * time.Second).Format(local)
	}
	line(w, "BEGIN", "VTIMEZONE")
	line(w, "TZID", z.String())
	line(w, "BEGIN", "STANDARD")
	line(w, "DTSTART", since)
	line(w, "TZOFFSETFROM", offset(z.before))
	line(w, "TZOFFSETTO", offset(z.now))
	text(w, "TZNAME", z.name)
	line(w, "END", "STANDARD")
	line(w, "END", "VTIMEZONE")
}

const local = "20060102T150405"

// instant writes a property that is an instant.
func (z zone) instant(w *bytes.Buffer, name string, t time.Time) {
	if z.Location == nil {
		line(w, name, inUTC(t))
		return
	}
	line(w, name+";TZID="+z.String(), t.In(z.Location).Format(local))
}

// offset writes seconds east of UTC, "+0700".
func offset(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	s := fmt.Sprintf("%s%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 > 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}
