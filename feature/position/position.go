// Package position knows who holds which title at which body in which days: the
// secretary of a Party committee, the members of it, the head of a department, who
// follows an area.
//
// A title (chức danh) is what a person is to the political system; a role is what an
// account may do in the program (package access), and one says nothing of the other.
// So a person here is a name and, only where they use the program, their account. A
// holder (người giữ chức danh) holds a title at a body from a day on, until a day or
// until further notice. Which titles there are is a list of codes that offices keep
// (rule position.titles), for it differs from place to place and with the years.
//
// What holds always: nobody holds one title at one body twice on a day, and no holding
// begins before its body does. Where a body ends, the titles at it end
// with it, whatever their own last day says: the day asked for decides ([Seats]).
//
// A name is data about a person, though that of a public office. Events hold
// identifiers only; when an account is erased, so is the name of its person, and what
// was held stays as held by somebody who is named no more.
package position

import (
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/account"
	"quyet/feature/org"
)

// A PersonID identifies a person for ever.
type PersonID string

// A Person holds titles.
type Person struct {
	ID      PersonID
	Version int64
	Name    string     // "" where it was erased
	Account account.ID // "" where they have none
}

// A HoldingID identifies a holding for ever.
type HoldingID string

// A Title is the code of a title, as the rule position.titles lists them.
type Title string

// The titles that the program itself speaks of.
const (
	Secretary Title = "secretary" // bí thư
	Member    Title = "member"    // cấp uỷ viên
	Follower  Title = "follower"  // được phân công theo dõi địa bàn: held at the body of the area
)

// A Holding says that a person holds a title at a body in some days.
type Holding struct {
	ID      HoldingID
	Version int64
	Person  Person
	Title   Title
	Body    org.ID
	civil.Interval
	Note string // the decision by which it is so, for example
}

// A Seat is a title at a body on a day, with who holds it; Holding is nil where nobody
// does.
type Seat struct {
	Body  org.ID
	Title Title
	*Holding
}

// Vacant says whether nobody is known to hold the title.
func (s Seat) Vacant() bool { return s.Holding == nil }

// Permissions of the capability.
var (
	// CanSee lets a person see who holds which title; everybody who signed in may, as
	// they may see the bodies.
	CanSee = access.Allow("position.see", tCanSee, access.Roles()...)
	// CanKeep lets a person enter and change who holds the titles of a body.
	CanKeep = access.Allow("position.keep", tCanKeep, access.Office, access.Administrator)
)

// Bounds.
const (
	longName    = 100
	longNote    = 500
	mostHolders = 2000 // of one body, over the years
	mostSame    = 50   // titles of one person, over the years
	mostSeats   = 200_000

	// MostBodies is at how many bodies [Seats] looks at once.
	MostBodies = 10_000
)

// seats brings what was found on a day into the order of bodies and titles, with a
// vacant seat where nobody holds a title.
func seats(found []Holding, bodies []org.ID, titles []Title) []Seat {
	type place struct {
		body  org.ID
		title Title
	}
	held := map[place][]*Holding{}
	for i, h := range found {
		at := place{h.Body, h.Title}
		held[at] = append(held[at], &found[i])
	}
	var out []Seat
	for _, b := range bodies {
		for _, t := range titles {
			for _, h := range held[place{b, t}] {
				out = append(out, Seat{b, t, h})
			}
			if len(held[place{b, t}]) == 0 {
				out = append(out, Seat{Body: b, Title: t})
			}
		}
	}
	return out
}

// within says whether a holding lies in the life of its body.
func within(h Holding, b *org.Body) bool {
	return !h.From.Before(b.From) && (b.Until.IsZero() || h.From.Before(b.Until) && !h.Until.IsZero() && !h.Until.After(b.Until))
}

// overlaps says whether h shares a day with another holding of the same person, title
// and body among those given.
func overlaps(h Holding, others []Holding) bool {
	return slices.ContainsFunc(others, func(o Holding) bool {
		return o.ID != h.ID && o.Person.ID == h.Person.ID && o.Title == h.Title && o.Body == h.Body && o.Overlaps(h.Interval)
	})
}

func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(text.Holdable(s))), " ") }
