// Package hook tells other programs what happens to tasks: by signed webhooks, in
// the way of Standard Webhooks (standardwebhooks.com).
//
// A hook (kết nối) is an address of another program, the kinds of events it is
// told of, and the body whose tasks they are about, with all below it. An
// administrator of the body registers it. It has an owner: an account whose sight
// counts. Only tasks that the owner may see when something is sent are told of,
// in whichever of their posts; so an office makes an account for the other
// program and gives it the role that it is to have. Drafts are never told of.
//
// What is sent says which kind of thing was done to which task, when, and where
// its page is; not what was written. The other program asks for that with an
// access token of its own.
//
// What is to be told is derived from the log of events in its order
// (audit.Since), so that nothing is left out whatever dies, and stands in a queue
// until it was taken. An address that does not take it is tried again, for a day
// and a half; one that fails for days is ended and the page says so, and so does
// one that answers 410 Gone. What was sent comes at least once: the same message
// has the same webhook-id.
package hook

import (
	"crypto/rand"
	"encoding/base64"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/text"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/task"
)

// CanHook lets a person say which programs are told of the tasks of a body and
// all below it.
var CanHook = access.Allow("hook.manage", tCanHook, access.Administrator)

// An ID identifies a hook.
type ID string

// A DeliveryID identifies a message; it is its webhook-id.
type DeliveryID string

// A Secret is by what the receiver knows that a message is ours: "whsec_" and
// 192 bits of chance in base64, as the specification has it.
type Secret string

const secretBytes = 24

func newSecret() Secret {
	var b [secretBytes]byte
	rand.Read(b[:])
	return Secret("whsec_" + base64.StdEncoding.EncodeToString(b[:]))
}

// A Hook is an address that is told of events.
type Hook struct {
	ID      ID
	Owner   account.ID // whose sight counts
	Body    org.ID     // whose tasks, and those of all below it
	Address string
	Kinds   []string // of events: "task.submit"
	Made    time.Time
	By      account.ID // who registered it

	Until   time.Time // until when the secret before is used as well; zero for none
	Failing time.Time // since when nothing has arrived that was sent; zero if it does
	Ended   time.Time // zero while it is in use
	Why     Why       // it ended

	secret, before []byte // sealed
}

// Address returns the page of a hook.
func (h ID) Address() string { return listAddress + "/" + string(h) }

// A Why says why a hook ended.
type Why string

// The reasons.
const (
	ByPerson Why = "person"  // somebody ended it
	Gone     Why = "gone"    // the other program has answered 410: it wants no more
	Failing  Why = "failing" // nothing has arrived for days
)

// Kinds are the kinds of events that can be told, in the order of a task's life.
// What is said of the wording of a task is not among them: it may be said of a
// draft.
func Kinds() (kinds []string) {
	for _, r := range task.Rules() {
		if k := kindOf(r.Verb); r.Verb != task.DoSource && r.Verb != task.DoCoordinate && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

const kindPrefix = "task."

func kindOf(v task.Verb) string { return kindPrefix + string(v) }

// titleOf returns the name of a kind for people.
func titleOf(kind string) text.T { return task.Verb(strings.TrimPrefix(kind, kindPrefix)).Title() }

// A State is what has become of a message.
type State string

// The states.
const (
	Waiting State = "waiting" // is still to be sent
	Sent    State = "sent"    // was taken
	Failed  State = "failed"  // was not taken, and is not tried again
	Unseen  State = "unseen"  // the owner may not see the task any more
)

// A Delivery is a message, with what became of it.
type Delivery struct {
	ID      DeliveryID
	Hook    ID
	Place   int64 // of the event in the log
	Kind    string
	Task    task.ID
	At      time.Time // of the event
	State   State
	Tries   int
	Next    time.Time // when it is tried next, if it waits
	Tried   time.Time // last; zero for never
	Status  int       // of the last answer; 0 for none
	Trouble Trouble   // of the last try
}

// A Trouble says why a message did not arrive.
type Trouble string

// The troubles.
const (
	NoTrouble   Trouble = ""
	Refused     Trouble = "refused"  // answered with another status than 2xx
	Private     Trouble = "private"  // leads to an address that is not public
	Redirected  Trouble = "redirect" // answered by leading elsewhere
	TooSlow     Trouble = "slow"
	TooLarge    Trouble = "large" // the answer
	Unreachable Trouble = "unreachable"
)

// delays are how long after a try in vain the next one comes, as the
// specification proposes: a day and a half in all.
var delays = []time.Duration{
	5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour,
}

// after returns how long to wait after so many tries in vain; ok is false where it
// is not tried again. Messages that failed together do not come back together.
func after(tries int, id DeliveryID) (wait time.Duration, ok bool) {
	if tries < 1 || tries > len(delays) {
		return 0, false
	}
	spread := 0
	for _, c := range []byte(id) {
		spread = (spread*31 + int(c)) % 100
	}
	return delays[tries-1] + delays[tries-1]*time.Duration(spread)/1000, true
}

// addressed reads an address to which something can be sent: by HTTPS, or by HTTP
// to a literal address in networks that the installation allows. It does not look
// it up: where a name leads is looked at when it is dialled.
func addressed(typed string, allow []netip.Prefix) (string, error) {
	u, err := url.Parse(typed)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.Opaque != "":
		return "", errNoAddress
	case u.Scheme == "https":
		return u.String(), nil
	case u.Scheme == "http" && len(allow) > 0:
		return u.String(), nil
	}
	return "", errNoAddress
}
