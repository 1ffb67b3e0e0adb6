package plan

import (
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/feature/org"
)

// A Cursor is where a list of programmes goes on: after one of them, or before it.
// The zero Cursor is the beginning. It holds what the list is sorted by, so that a
// programme that was changed since moves itself and nothing else.
type Cursor struct {
	Back  bool // before the programme, and towards the beginning
	place int  // 3: own, 2: of a body below, 1 and 0: the same and ended
	until string
	id    ID
}

// first stands before every programme.
var first = Cursor{place: 4}

// IsZero says whether the list begins at its beginning.
func (c Cursor) IsZero() bool { return c.until == "" }

// String writes c for an address, without its direction.
func (c Cursor) String() string {
	if c.IsZero() {
		return ""
	}
	return strings.Join([]string{strconv.Itoa(c.place), c.until, string(c.id)}, "_")
}

// ParseCursor reads what [Cursor.String] wrote; anything else is the beginning.
func ParseCursor(s string, back bool) Cursor {
	parts := strings.SplitN(s, "_", 3)
	if len(parts) != 3 {
		return Cursor{}
	}
	place, err := strconv.Atoi(parts[0])
	if _, wrong := civil.Parse(parts[1]); err != nil || wrong != nil || parts[1] == "" || place < 0 || place > 3 {
		return Cursor{}
	}
	return Cursor{back, place, parts[1], ID(parts[2])}
}

// cursorOf is at a programme in the list of a body.
func cursorOf(p *Programme, body org.ID, back bool) Cursor {
	c := Cursor{Back: back, until: p.Until.String(), id: p.ID}
	if !p.Ended {
		c.place = 2
	}
	if p.Body == body {
		c.place++
	}
	return c
}
