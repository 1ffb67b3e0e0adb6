// Package roll knows who is called to a conference and who came.
//
// The office says who is called (thành phần) in lines that are added up from above: a
// title at a body, or at the bodies that a group means, as of the day of the
// conference; a line with minus takes away. "Secretaries of the committees of communes,
// without the members of the provincial committee" is two lines. Nobody is called
// twice: the first line that calls a person says in which capacity.
//
// Summoning (triệu tập) freezes what came out as seats (ghế): title, body, person. Who
// takes office later is called by an additional letter; nobody is silently called no
// more. A seat whose title nobody is known to hold stays, and is filled when it is
// summoned again.
//
// The roll (điểm danh) has a row for each seat: whether they said that they come, who
// comes in their place, and whether they came. It can be kept from a while before the
// conference until it is closed. Why somebody is excused is a code; there is none of
// health.
package roll

import (
	"slices"
	"time"

	"quyet/base/text"
	"quyet/feature/account"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/position"
)

// A Capacity is as what somebody is called.
type Capacity string

// The capacities.
const (
	Member   Capacity = "member"   // thành viên: has a right to vote
	Delegate Capacity = "delegate" // đại biểu được triệu tập
	Guest    Capacity = "guest"    // khách mời
	Observer Capacity = "observer" // dự để theo dõi
)

// Capacities lists the capacities in the order in which they stand on paper.
func Capacities() []Capacity { return []Capacity{Member, Delegate, Guest, Observer} }

// Title returns the capacity's name for people.
func (c Capacity) Title() text.T { return capacityTitles[c] }

// A Line says whom to call, or not to call. Title "" means the body itself: it sends
// whom it wants.
type Line struct {
	Minus    bool
	Capacity Capacity // "" of a minus
	Title    position.Title
	Group    org.GroupID // "" for one body
	Body     org.ID      // the body, or the one below which the group is meant
}

// A Called is a seat as the lines have it on a day, before anybody is summoned.
type Called struct {
	position.Seat
	Capacity Capacity
	Line     int // which line called it, from 0
}

// same is by what two seats are the same: the person, or where nobody is known ("") the
// title and the body.
func same(person position.PersonID, t position.Title, b org.ID) string {
	if person != "" {
		return "person " + string(person)
	}
	return "title " + string(t) + " " + string(b)
}

// holder is who is known to hold the title of a seat; "" for nobody.
func holder(s position.Seat) position.PersonID {
	if s.Holding == nil {
		return ""
	}
	return s.Person.ID
}

func key(s position.Seat) string { return same(holder(s), s.Title, s.Body) }

// call adds lines up from above. found are the seats that each line means. Beside who
// is called it returns how many each line called, or took away.
//
// A minus with a title takes away the persons that hold it, and the vacant seats of that
// title; one without takes away every seat at its bodies.
func call(lines []Line, found [][]position.Seat) (called []Called, counts []int) {
	counts = make([]int, len(lines))
	in := map[string]bool{}
	for i, l := range lines {
		switch {
		case l.Minus && l.Title == "":
			bodies := map[org.ID]bool{}
			for _, s := range found[i] {
				bodies[s.Body] = true
			}
			called = slices.DeleteFunc(called, func(c Called) bool {
				if !bodies[c.Body] {
					return false
				}
				delete(in, key(c.Seat))
				counts[i]++
				return true
			})
		case l.Minus:
			out := map[string]bool{}
			for _, s := range found[i] {
				out[key(s)] = true
			}
			called = slices.DeleteFunc(called, func(c Called) bool {
				k := key(c.Seat)
				if !out[k] {
					return false
				}
				delete(in, k)
				counts[i]++
				return true
			})
		default:
			for _, s := range found[i] {
				if k := key(s); !in[k] {
					in[k] = true
					called = append(called, Called{s, l.Capacity, i})
					counts[i]++
				}
			}
		}
	}
	return called, counts
}

// capacityOf is as what a line calls where nobody said: those who follow an area
// observe, the members of the body whose conference it is are its members, all others
// delegates.
func capacityOf(t position.Title, of, body org.ID) Capacity {
	switch {
	case t == position.Follower:
		return Observer
	case t == position.Member && of == body:
		return Member
	}
	return Delegate
}

// A Seat is somebody who was summoned, with their row of the roll.
type Seat struct {
	Meeting  meeting.ID
	No       int
	Capacity Capacity
	Title    position.Title // "" where the body sends whom it wants
	Body     org.ID
	Person   position.PersonID // "" where nobody is known to hold the title
	Name     string            // "" too where it was erased
	Account  account.ID        // "" where they have none
	Called   time.Time
	Coded    bool // a letter with a code was made for it

	Mark
}

// A Mark is what stands in the roll of a seat.
type Mark struct {
	Standing   Standing
	Came, Left time.Time // zero where they did not, or nobody noted when
	Reply      Reply
	Cause      string // a code of why they do not come; "" where nobody said
	Substitute string // who comes in their place, in words
	Means      Means
}

// A Standing is how somebody stands in the roll.
type Standing string

// The standings.
const (
	NotYet  Standing = "called"  // has not come, and nobody said more
	Present Standing = "present" // có mặt
	Late    Standing = "late"    // đến muộn
	Excused Standing = "excused" // vắng có lý do
	Absent  Standing = "absent"  // vắng
	Left    Standing = "left"    // về trước
)

// Standings lists what can be marked, in the order of the buttons.
func Standings() []Standing { return []Standing{Present, Late, Excused, Absent, Left} }

// Title returns the standing's name for people.
func (s Standing) Title() text.T { return standingTitles[s] }

// There says whether somebody who stands so is in the room.
func (s Standing) There() bool { return s == Present || s == Late }

// A Reply is what somebody answered to their letter.
type Reply string

// The replies.
const (
	NoReply Reply = ""
	Comes   Reply = "comes"
	Not     Reply = "not"   // with a code of why
	Other   Reply = "other" // somebody comes in their place
)

// Title returns the reply's name for people.
func (r Reply) Title() text.T { return replyTitles[r] }

// Means is how somebody was marked.
type Means string

// The means.
const (
	ByClerk  Means = "clerk"
	ByCode   Means = "code"    // of the letter, and the one of the door
	BySignIn Means = "sign_in" // and the code of the door
)

// Bounds.
const (
	mostLines  = 50
	mostCalled = 5000 // to one conference
	mostField  = 300

	mostInvited = 50  // conferences that one person is shown
	mostAbsent  = 500 // of one conference, that are named
)
