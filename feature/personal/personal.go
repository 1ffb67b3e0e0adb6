// Package personal looks after personal data (dữ liệu cá nhân): it tells
// everyone what is held about them and why, writes down each look at another
// person's record, gives a person a file of all that is held about them, keeps
// the clock of their requests, and forgets people in time.
//
// What is held. Every capability declares what it keeps about people
// ([capability.Holding]); the page and the file are made from that, so neither
// can say less than is there. By what right, for how long and within how many
// days a request is answered are rules with a citation.
//
// Looks. What belongs to accounts tells of each look at another's record
// (account.Watch). It is written down when the view is over and before the page
// is answered: what could not be written down is not shown. Many at once share
// one commit. The person reads who looked, and so does who has the account in
// hand; after a time that a rule sets it is deleted, for it tells what staff
// do.
//
// Forgetting. An account whose last role ended long enough ago loses name,
// login, password and sessions. Events keep its identifier and were never told
// its name, so the log stays whole and the history reads "tài khoản đã xoá".
// What people typed about tasks and what documents say is not searched for
// names: it stays with the task or the document.
package personal

import (
	"time"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/account"
)

// A Look is one look at what is held about a person.
type Look struct {
	At         time.Time
	Viewer     account.ID // "" for the program at the command line
	Reason     string     // of the program
	Body       string     // for which the viewer acted
	What       string     // "account", "accounts", "sessions"
	Permission string     // by which
	Scopes     string     // the bodies on which the viewer held it, "*" for everywhere
}

// A Kind is what a person asks for.
type Kind string

// The kinds of requests that the law names.
const (
	See     Kind = "see"
	Correct Kind = "correct"
	Take    Kind = "export"
	Forget  Kind = "erase"
)

// Kinds returns every kind in the order in which pages show them.
func Kinds() []Kind { return []Kind{See, Correct, Take, Forget} }

// Title returns the kind in words.
func (k Kind) Title() text.T { return kindTitles[k] }

// A RequestID identifies a request.
type RequestID string

// Address returns the page of the request.
func (r RequestID) Address() string { return "/personal/requests/" + string(r) }

// A Request is what a person asked about their data.
type Request struct {
	ID         RequestID
	Account    account.ID
	Kind       Kind
	Words      string
	Made       time.Time
	Due        civil.Date // last day of the first answer
	Rules      string     // the versions of the rules by which Due was worked out
	Answered   time.Time  // zero while nobody has
	AnsweredBy account.ID
	Answer     string
}

// Open says whether nobody has answered yet.
func (r Request) Open() bool { return r.Answered.IsZero() }

// Overdue says whether the first answer is late on day, or came late.
func (r Request) Overdue(day civil.Date) bool { return r.Open() && r.Due.Before(day) }

// longestWords bounds what a person asks and is answered, in characters.
const longestWords = 2000

func wordsFaults(field, words string, needed bool) (wrong fault.Fields) {
	switch {
	case words == "" && needed:
		wrong.Add(field, tWordsMissing)
	case utf8.RuneCountInString(words) > longestWords:
		wrong.Add(field, tWordsLong, longestWords)
	}
	return wrong
}
