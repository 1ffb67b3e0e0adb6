// Package point is the connection points (điểm cầu) of conferences: the halls at which
// people follow one that is held in another place, who is in charge of each, and how
// many people are there.
//
// Points are made for the bodies of a level at once. Each stands under the point of the
// nearest body above its own, at most two points deep below the one right under the
// conference. A point reports how many were called and are there, all of them and by
// category of audience; the numbers are those of the moment and take the place of the
// ones before, so that a report whose answer was lost can be sent again. Whoever works at
// the body of a point reports, or whoever holds the secret address that was printed for
// it and needs no account. Sums are added up when they are asked for and stored nowhere:
// there is no row that two points write.
//
// Of people nothing is kept here but numbers, and the person in charge in words.
package point

import (
	"crypto/rand"
	"crypto/sha256"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/text"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// An ID identifies a connection point for ever.
type ID string

// Address returns the page of the point.
func (p ID) Address() string { return address + "/" + string(p) }

// address is the page of the points of a body.
const address = "/points"

// Bounds.
const (
	MostPoints    = 40_000 // of a conference
	MostAtOnce    = 2_000  // made in one unit
	MostLinks     = 200    // given in one unit
	MostAudiences = 8      // counted by a conference
	mostPeople    = 100_000
	mostField     = 300
	mostReason    = 500
)

// A Point is a connection point of a conference.
type Point struct {
	ID      ID
	Version int64
	Meeting meeting.ID
	No      int64 // among those of the conference, from 1
	Under   int64 // No of the point above; 0 for one right under the conference
	Body    org.ID
	Name    string // "" where it is called after its body
	Place   string
	Charge  string // who is in charge, in words

	Report

	tier     org.Tier
	top, mid int64
}

// A Report is what a point has last said.
type Report struct {
	Times  int       // how often it did; 0 for not yet
	At     time.Time // zero before
	Reason string    // why it was set right after the conference was closed; "" where it was not
	Counts
}

// Counts are how many people were called to a place, and how many of them are there.
type Counts struct {
	meeting.Turnout
	Excused int
	// Of are the categories that the conference counts, in its order. They overlap.
	Of [MostAudiences]meeting.Turnout
}

// An Audience is a category that a conference counts.
type Audience struct {
	Code  string
	Title text.T
}

// Permissions of the capability.
var (
	// CanSee lets a person see the connection points of a body, and those under them.
	CanSee = access.Allow("point.see", tCanSee, access.Office, access.Head, access.Specialist, access.Inspector)
	// CanReport lets a person report how many people are at the connection points of a
	// body.
	CanReport = access.Allow("point.report", tCanReport, access.Office, access.Head, access.Specialist)
)

// A Sum is what some points add up to.
type Sum struct {
	Points, Reported int
	Counts           // of those that have reported
}

func (s Sum) and(o Sum) Sum {
	s.Points += o.Points
	s.Reported += o.Reported
	s.Called += o.Called
	s.Present += o.Present
	s.Excused += o.Excused
	for i := range s.Of {
		s.Of[i].Called += o.Of[i].Called
		s.Of[i].Present += o.Of[i].Present
	}
	return s
}

// A TierSum is what the points of one tier add up to.
type TierSum struct {
	Tier org.Tier
	Sum
}

// A Secret is what the address of a point holds: 130 bits of chance in base32, in small
// letters.
type Secret string

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

// Path returns the address on this site at which a point reports.
func (s Secret) Path() string { return secretPath + string(s) }

const secretPath = "/p/"

// Told says in words what was done to a point.
func Told(kind string) text.T { return told[kind] }
