package indicator

import (
	"quyet/base/access"
	"quyet/base/text"
	"quyet/feature/org"
)

// A State is how far a return is.
type State string

// The states.
const (
	Open     State = "open"     // đang nhập
	Declared State = "declared" // đã chốt, chờ lãnh đạo duyệt
	Approved State = "approved" // đã duyệt, chờ cấp trên tiếp nhận
	Accepted State = "accepted" // cấp trên đã tiếp nhận
	Locked   State = "locked"   // đã khoá
)

// States lists the states in their order.
func States() []State { return []State{Open, Declared, Approved, Accepted, Locked} }

// Title returns the state's name for people.
func (s State) Title() text.T { return stateTitles[s] }

// Counts says whether the numbers of a return in the state count.
func (s State) Counts() bool { return s != Open }

// A Verb is what is done to a return.
type Verb string

// The verbs.
const (
	Enter    Verb = "enter"     // nhập số liệu
	Declare  Verb = "declare"   // chốt số liệu
	Approve  Verb = "approve"   // duyệt
	GiveBack Verb = "give_back" // trả lại
	Accept   Verb = "accept"    // tiếp nhận
	Lock     Verb = "lock"      // khoá
	Correct  Verb = "correct"   // đính chính
)

// Verbs lists the verbs in the order in which pages offer them.
func Verbs() []Verb { return []Verb{Enter, Declare, Approve, Accept, Lock, GiveBack, Correct} }

// Title returns the verb's name for people.
func (v Verb) Title() text.T { return verbTitles[v] }

// A Step is a verb that leads from states to one.
type Step struct {
	Verb Verb
	From []State
	To   State
	// Own is what is needed on the body that reports; Above what is needed on the body
	// above it. Where both stand, either will do.
	Own, Above *access.Permission
}

// Life is what can be done to a return, in which state, and by whom. What was accepted is
// not given back: it is corrected, so that the former number stays in sight.
func Life() []Step {
	return []Step{
		{Enter, []State{Open}, Open, CanEnter, nil},
		{Declare, []State{Open}, Declared, CanDeclare, nil},
		{Approve, []State{Declared}, Approved, CanApprove, nil},
		{Accept, []State{Approved}, Accepted, nil, CanAccept},
		{Lock, []State{Accepted}, Locked, nil, CanAccept},
		{GiveBack, []State{Declared, Approved}, Open, CanApprove, CanAccept},
		{Correct, []State{Accepted, Locked}, "", CanApprove, nil},
	}
}

// may says whether an actor has the right to take the step for a body that stands below
// above.
func (s Step) may(a access.Actor, body, above org.ID) bool {
	return s.Own != nil && a.May(s.Own, body.Scope()) || s.Above != nil && a.May(s.Above, above.Scope())
}

func stepOf(verb Verb) Step {
	for _, s := range Life() {
		if s.Verb == verb {
			return s
		}
	}
	panic("indicator: no such verb " + string(verb))
}
