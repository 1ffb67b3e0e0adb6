package meeting

import (
	"context"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// A FollowState says how far the answer is that an outcome needs.
type FollowState string

// The states of a follow-up.
const (
	NoFollow FollowState = ""
	Needed   FollowState = "needed"   // cần phản hồi
	Provided FollowState = "provided" // đã phản hồi
)

// A Follow is the answer that an outcome needs which is no task: a question that was
// taken along, a petition to a body above.
type Follow struct {
	State FollowState
	By    org.ID     // who is to answer
	On    civil.Date // until when; zero where nobody said
	Words string     // the answer
	At    time.Time  // when it was given; zero before
}

var (
	needFollow    = db.SQL("meeting.needFollow", `UPDATE meeting_outcome SET version = version + 1, follow = $3, follow_by = $4, follow_on = $5 WHERE id = $1 AND version = $2`)
	provideFollow = db.SQL("meeting.provideFollow", `UPDATE meeting_outcome SET version = version + 1, follow = 'provided', follow_words = $2, followed_at = $3 WHERE id = $1`)
	selectOwed    = db.SQL("meeting.owed", `
		SELECT o.id, o.words, o.follow_on, m.body_id, m.title FROM meeting_outcome o JOIN meeting m ON m.id = o.meeting_id
		WHERE o.follow = 'needed' AND o.follow_by = $1 ORDER BY o.follow_on, o.id LIMIT $2`)
)

// NeedFollow says that an outcome that is no task needs an answer of a body, by a
// day or without one; without a body that it needs none any more.
//
// The actor needs [CanRun] on the body of the conference. Faults: Unknown,
// Forbidden, Invalid, and Conflict where a task was made of it, it was answered, or it
// was changed since that version.
func NeedFollow(ctx context.Context, u *work.Unit, outcome OutcomeID, version int64, by org.ID, on civil.Date) error {
	was, m, err := FindOutcome(ctx, &u.View, outcome)
	if err != nil {
		return err
	}
	if err := u.Check(CanRun, m.Body.Scope()); err != nil {
		return err
	}
	switch {
	case was.Given():
		return fault.New(fault.Conflict, tGivenAlready)
	case was.Follow.State == Provided:
		return fault.New(fault.Conflict, tAnsweredAlready)
	}
	state := Needed
	if by == "" {
		state, on = NoFollow, civil.Date{}
	} else {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		if !tree.Chart(u.Today).Has(by) {
			return fault.At("by", tNoBody)
		}
	}
	n, err := u.Exec(ctx, needFollow, outcome, version, state, by, on)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStaleItem)
	}
	return u.Record(ctx, "meeting.follow", string(m.ID), map[string]any{"outcome": outcome, "by": by, "on": on})
}

// An Owing is an answer that a body owes a conference, with as much of the conference
// as the body has to know to give it.
type Owing struct {
	Outcome
	Body  org.ID // whose conference it was
	Title string
	Held  time.Time
}

// FindOwing returns the answer that is asked of a body, or was given.
//
// The actor needs [CanProvide] on the body that is to answer; otherwise, and where
// no answer is asked, the fault is Unknown.
func FindOwing(ctx context.Context, v *work.View, outcome OutcomeID) (Owing, error) {
	found, err := db.All(ctx, v.Snapshot, selectOutcome, scanOutcome, outcome)
	if err != nil {
		return Owing{}, err
	}
	if len(found) == 0 || found[0].Follow.State == NoFollow || v.Check(CanProvide, found[0].Follow.By.Scope()) != nil {
		return Owing{}, fault.New(fault.Unknown, tNoOutcome)
	}
	m, err := db.All(ctx, v.Snapshot, selectMeeting, scanMeeting, found[0].Meeting)
	if err != nil {
		return Owing{}, err
	}
	return Owing{found[0], m[0].Body, m[0].Title, m[0].Opened}, nil
}

// mostOwed is how many answers stand in the list of a body.
const mostOwed = 50

// A Debt is an answer that a body owes, in a list.
type Debt struct {
	Outcome OutcomeID
	Words   string
	On      civil.Date // zero where nobody said
	Body    org.ID     // whose conference it was
	Title   string     // of the conference
}

// Owed returns the answers that a body owes, the earliest first, 50 at most.
//
// The actor needs [CanProvide] on the body.
func Owed(ctx context.Context, v *work.View, body org.ID) ([]Debt, error) {
	if err := v.Check(CanProvide, body.Scope()); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectOwed, func(scan db.Scan) (d Debt, err error) {
		err = scan(&d.Outcome, &d.Words, &d.On, &d.Body, &d.Title)
		return d, err
	}, body, mostOwed)
}

// Provide gives the answer that an outcome needs.
//
// The actor needs [CanProvide] on the body that is asked. Faults: Unknown, Invalid,
// and Conflict where it was answered.
func Provide(ctx context.Context, u *work.Unit, outcome OutcomeID, words string) error {
	o, err := FindOwing(ctx, &u.View, outcome)
	if err != nil {
		return err
	}
	switch words = tidyLines(words); {
	case o.Follow.State == Provided:
		return fault.New(fault.Conflict, tAnsweredAlready)
	case words == "":
		return fault.At("words", tAnswerMissing)
	case utf8.RuneCountInString(words) > mostSaid:
		return fault.At("words", tTooLong, mostSaid)
	}
	if _, err := u.Exec(ctx, provideFollow, outcome, words, micro(u.Now)); err != nil {
		return err
	}
	return u.Record(ctx, "meeting.provide", string(o.Meeting), map[string]any{"outcome": outcome, "by": o.Follow.By, "words": words})
}

var (
	// CanConclude lets a person choose the conclusions of a conference of a body and
	// issue the notice of them.
	CanConclude = access.Allow("meeting.conclude", tCanConclude, access.Office, access.Head)
	// CanProvide lets a person answer for a body what conferences asked of it.
	CanProvide = access.Allow("meeting.provide", tCanProvide, access.Office, access.Head, access.Specialist)
)
