package roll

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// CanAnswer lets a code on a letter answer it: who made the code must hold it at the body
// whose conference it is, and the code gives no other right.
var CanAnswer = access.Allow("roll.answer", tCanAnswer, access.Office, access.Head)

// A Code on a letter is a secret of whom it is sent to: by it they answer and check in
// without an account. It is of digits alone, as the number of a slip is: 66 bits of
// chance that can be typed on any telephone. The database keeps a hash of it.
type Code string

const codeLength = 20

var codes = new(big.Int).Exp(big.NewInt(10), big.NewInt(codeLength), nil)

func newCode() (Code, error) {
	n, err := rand.Int(rand.Reader, codes)
	if err != nil {
		return "", err
	}
	return Code(fmt.Sprintf("%0*d", codeLength, n)), nil
}

// codeOf reads a code as it is typed, in groups or not; "" where it is none.
func codeOf(typed string) Code {
	digits := strings.NewReplacer(" ", "", "-", "").Replace(typed)
	if len(digits) != codeLength || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return Code(digits)
}

func (c Code) hash() []byte {
	h := sha256.Sum256([]byte(c))
	return h[:]
}

const codePath = "/c/"

// Path returns the address on this site at which the letter is answered, in groups that
// can be read out.
func (c Code) Path() string {
	var groups []string
	for at := 0; at+4 <= len(c); at += 4 {
		groups = append(groups, string(c[at:at+4]))
	}
	return codePath + strings.Join(groups, "-")
}

// GiveCodes makes the codes of some seats, in the place of those before, and returns
// them by the number of the seat. They are kept nowhere and are to be printed at once.
//
// The actor needs [meeting.CanPlan] on the body. Faults: Unknown, and Conflict where the
// conference is over.
func GiveCodes(ctx context.Context, u *work.Unit, m meeting.ID, seats []int) (map[int]Code, error) {
	if _, err := planning(ctx, &u.View, m); err != nil {
		return nil, err
	}
	made := map[int]Code{}
	var rows [][]any
	for _, no := range seats {
		c, err := newCode()
		if err != nil {
			return nil, err
		}
		made[no] = c
		rows = append(rows, []any{m, no, c.hash(), u.Actor.Account, u.Now.UnixMicro()})
	}
	if err := u.ExecMany(ctx, giveCode, rows); err != nil {
		return nil, err
	}
	return made, u.Record(ctx, "roll.codes", string(m), map[string]any{"letters": len(made)})
}

// paceOf is by what the pace of a code is counted: a whole hall checks in by the right of
// one account.
func paceOf(r *http.Request) string { return string(codeOf(r.PathValue("code")).hash()) }

// Who returns who acts where the code of a letter is used: who made it, as they stand
// now, who may do nothing but answer it; nobody for a wrong code.
func Who(r *http.Request) work.Who {
	code := codeOf(r.PathValue("code"))
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		if code == "" {
			return access.Actor{}, nil
		}
		var by account.ID
		var at int64
		var body org.ID
		err := db.Each(ctx, v.Snapshot, selectGiver, func(scan db.Scan) error { return scan(&by, &at, &body) }, code.hash())
		if err != nil || by == "" {
			return access.Actor{}, err
		}
		a, err := account.Absent(ctx, v, by, time.UnixMicro(at).UTC())
		if err != nil {
			return access.Actor{}, err
		}
		a.Only = []*access.Permission{CanAnswer}
		for _, p := range a.Posts {
			if in := a.In(p); in.May(CanAnswer, body.Scope()) {
				return in, nil
			}
		}
		return access.Actor{}, nil
	}
}

// An Invitation is a seat with what its letter says of the conference.
type Invitation struct {
	Seat
	Of           org.ID // whose conference it is
	Conference   string // its title
	Place, Chair string
	Starts, Ends time.Time
	State        meeting.State
	Opened       time.Time
	door         string
	wrong        int
	wrongAt      time.Time
	byCode       bool
	ofBody       bool // the body of the actor sends somebody

	version   int64  // of the conference
	calledOff string // why it does not take place; "" where it does
}

// A Key says which seat is meant: that of the code of a letter or, where there is none,
// that of the actor at a conference, or of whom their body sends.
type Key struct {
	Code    Code
	Meeting meeting.ID
}

// Find returns the invitation of a key.
//
// By a code, the actor is who [Who] tells; otherwise everybody finds their own, and who
// has [meeting.CanPlan] on the body for which they act that of whom it sends. Faults:
// Unknown.
func Find(ctx context.Context, v *work.View, k Key) (i Invitation, err error) {
	if k.Code == "" && !v.Actor.SignedIn() {
		return i, fault.New(fault.Unknown, tNoInvitation)
	}
	var found []Invitation
	if k.Code != "" {
		found, err = db.All(ctx, v.Snapshot, selectByCode, scanInvitation, k.Code.hash())
	} else {
		found, err = db.All(ctx, v.Snapshot, selectOwn, scanInvitation, v.Actor.Account, k.Meeting)
		if err == nil && len(found) == 0 && sends(v) {
			found, err = db.All(ctx, v.Snapshot, selectSent, scanInvitation, v.Actor.Body, k.Meeting)
			if len(found) > 0 {
				found[0].ofBody = true
			}
		}
	}
	if err != nil {
		return i, err
	}
	if len(found) == 0 || k.Code != "" && !v.Actor.May(CanAnswer, found[0].Of.Scope()) {
		return i, fault.New(fault.Unknown, tNoInvitation)
	}
	found[0].byCode = k.Code != ""
	return found[0], nil
}

// sends says whether the actor says whom a body sends.
func sends(v *work.View) bool {
	return v.Actor.Body != "" && v.Actor.May(meeting.CanPlan, v.Actor.Body)
}

// Invitations returns the conferences to which the actor is called, or to which the body
// for which they act has to send somebody, that end today or later, the next one first; at
// most 50 of either.
func Invitations(ctx context.Context, v *work.View) ([]Invitation, error) {
	if !v.Actor.SignedIn() {
		return nil, nil
	}
	from := v.Today.Start(v.Zone).UnixMicro()
	found, err := db.All(ctx, v.Snapshot, selectComing, scanInvitation, v.Actor.Account, from, mostInvited)
	if err != nil || !sends(v) {
		return found, err
	}
	sent, err := db.All(ctx, v.Snapshot, selectComingSent, scanInvitation, v.Actor.Body, from, mostInvited)
	for _, i := range sent {
		i.ofBody = true
		found = append(found, i)
	}
	slices.SortStableFunc(found, func(a, b Invitation) int { return a.Starts.Compare(b.Starts) })
	return found, err
}

func (i Invitation) means() Means {
	if i.byCode {
		return ByCode
	}
	return BySignIn
}

// The codes of the door: a wrong one is refused, and after some of them every one, for a
// while.
const (
	doorLength = 6
	mostWrong  = 5
	wrongFor   = 10 * time.Minute
)

// NewDoor makes the code that is shown in the hall, in the place of the one before: who
// checks in is there. It returns it.
//
// The actor needs [meeting.CanRun] on the body. Faults: Unknown, and Conflict where
// nobody is summoned or the conference is over.
func NewDoor(ctx context.Context, u *work.Unit, m meeting.ID) (string, error) {
	if _, err := running(ctx, &u.View, m); err != nil {
		return "", err
	}
	c, err := callOf(ctx, &u.View, m)
	if err != nil {
		return "", err
	}
	if c.Summoned.IsZero() {
		return "", fault.New(fault.Conflict, tNotSummoned)
	}
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", err
	}
	door := fmt.Sprintf("%0*d", doorLength, n)
	if _, err := u.Exec(ctx, setDoor, m, door); err != nil {
		return "", err
	}
	return door, u.Record(ctx, "roll.door", string(m), nil)
}

// running returns a conference that is not over, for who runs it.
func running(ctx context.Context, v *work.View, m meeting.ID) (*meeting.Meeting, error) {
	found, err := meeting.Find(ctx, v, m)
	if err != nil {
		return nil, err
	}
	if err := v.Check(meeting.CanRun, found.Body.Scope()); err != nil {
		return nil, err
	}
	if found.State.Ended() {
		return nil, fault.New(fault.Conflict, tRollOver)
	}
	return found, nil
}

// CheckIn writes down that who is called is there: right is false for a wrong code of the
// door, which is counted. Who was there already stays as they are.
//
// Rights are those of [Find]. Faults: Unknown; Conflict before the roll is kept, where no
// code is shown, and after the conference; TooOften after too many wrong codes.
func CheckIn(ctx context.Context, u *work.Unit, k Key, door string) (right bool, err error) {
	i, err := Find(ctx, &u.View, k)
	if err != nil {
		return false, err
	}
	if err := rollIsKept(ctx, &u.View, i.State, i.Starts); err != nil {
		return false, err
	}
	if i.door == "" {
		return false, fault.New(fault.Conflict, tNoDoor)
	}
	wrong := i.wrong
	if !i.wrongAt.Add(wrongFor).After(u.Now) {
		wrong = 0
	}
	if wrong >= mostWrong {
		wait := i.wrongAt.Add(wrongFor).Sub(u.Now)
		return false, fault.After(wait, tDoorTooOften, int(wait/time.Minute)+1)
	}
	typed := strings.NewReplacer(" ", "", "-", "").Replace(door)
	if subtle.ConstantTimeCompare([]byte(typed), []byte(i.door)) != 1 {
		at := i.wrongAt
		if wrong == 0 {
			at = u.Now
		}
		_, err := u.Exec(ctx, wrongDoor, i.Meeting, i.No, wrong+1, at.UnixMicro())
		return false, err
	}
	if i.Standing.There() {
		return true, nil
	}
	mark := i.Mark
	if mark.Standing, err = arriving(ctx, &u.View, i.Opened); err != nil {
		return false, err
	}
	mark.Came, mark.Left, mark.Means = u.Now, time.Time{}, i.means()
	return true, write(ctx, u, i.Seat, mark)
}

// arriving is how somebody stands who comes now: late from some minutes after the
// conference was opened.
func arriving(ctx context.Context, v *work.View, opened time.Time) (Standing, error) {
	minutes, _, err := ruleLate.Number(ctx, v, v.Today)
	if err != nil {
		return "", err
	}
	if !opened.IsZero() && v.Now.After(opened.Add(time.Duration(minutes)*time.Minute)) {
		return Late, nil
	}
	return Present, nil
}
