// Package feed gives deadlines to the calendars that people use already: on a
// telephone, in the mail program of the office, on the screen in the corridor.
//
// A calendar (lịch nhắc hạn) is read behind an address that is a secret: whoever
// has it needs no account. A person makes one of their own desk, which holds what
// the bodies they act for have to do and report on, in all their posts; and one
// of a body whose tasks they may see, which holds what that body leads and what
// it gave out. The database keeps a hash of the address. Making it anew, revoking it,
// and a time in which no calendar has asked end it.
//
// An address tells what its owner may see at the moment it is read, and nothing
// when the right is gone, the account is disabled or has a password to be
// changed, or more must be proved today than when it was made. What does not
// exist, was revoked and may not be seen are one and the same answer.
//
// The calendar is written as RFC 5545 has it: an event of a whole day for each
// deadline and each next report, and events with their hours that others tell, such
// as conferences ([Other]). What is done, suspended or only drafted is not
// in it: programs that subscribe take out what they find no more.
package feed

import (
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/feature/account"
	"quyet/feature/org"
)

// A Secret is what the address of a calendar holds: 130 bits of chance in
// base32, in small letters.
type Secret string

// An AddressID identifies an address; it is no secret.
type AddressID string

// An Address is where a calendar can be read.
type Address struct {
	ID      AddressID
	Account account.ID // who made it
	Body    org.ID     // whose deadlines it tells; "" for those of its owner's desk
	Made    time.Time  // last
	Used    civil.Date // the last day on which a calendar asked; zero for never

	lang text.Lang // in which it was asked for
}

const secretLength = 26 // of [rand.Text]

func newSecret() Secret { return Secret(strings.ToLower(rand.Text())) }

// wellFormed says whether s can be one of ours.
func (s Secret) wellFormed() bool {
	return len(s) == secretLength && strings.Trim(string(s), "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// hash returns what the database keeps of s.
func (s Secret) hash() []byte {
	h := sha256.Sum256([]byte(s))
	return h[:]
}

const (
	path      = "/calendar/" // where addresses begin
	extension = ".ics"       // by it programs know what it is
)

// Path returns the address on this site behind which a calendar is read.
func (s Secret) Path() string { return path + string(s) + extension }

// secretOf returns the secret that a request was sent to.
func secretOf(r *http.Request) Secret {
	s, ok := strings.CutSuffix(r.PathValue("secret"), extension)
	if !ok {
		return ""
	}
	return Secret(s)
}

const (
	mostAddresses = 20  // of an account
	mostEntries   = 500 // deadlines, and reports, in one calendar
	mostBodies    = 50  // that a person acts for
	daysBack      = 92  // for which what is overdue stays
	daysAhead     = 732 // beyond which nothing is told yet
)
