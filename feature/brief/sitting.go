package brief

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
)

// Bounds of what is written down.
const (
	longLine   = 300
	longWords  = 4000
	mostPeople = 10_000_000
)

func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(text.Holdable(s))), " ") }

// Hold writes a sitting of a body down, with how many of each audience were briefed
// there for the first time. ID, Version, RecordedBy and Withdrawn of s are not looked at;
// of Point, which is "" for one that is written down by hand, Heard says which report of
// it was looked at.
//
// The actor sees the document and needs [CanReport] on the body. Faults: Unknown,
// Forbidden; Invalid for a day that is missing or to come, a form that there is not,
// words that are too long, a sitting that makes up for none of the body, nobody reached,
// an audience that is not asked for, and more people than are expected; Conflict for a
// point that was taken before or has reported again.
func Hold(ctx context.Context, u *work.Unit, s Sitting) (SittingID, error) {
	r, err := reporting(ctx, u, s.Doc, s.Body)
	if err != nil {
		return "", err
	}
	s.ID = id.New[SittingID]()
	if s.Point != "" {
		if err := r.tie(ctx, u, &s); err != nil {
			return "", err
		}
	}
	if err := r.check(ctx, &u.View, &s); err != nil {
		return "", err
	}
	if len(r.Sittings) >= mostSittings {
		return "", fault.New(fault.TooMuch, tTooManySittings, mostSittings)
	}
	if _, err := u.Exec(ctx, insertSitting, s.ID, s.Doc, s.Body, s.On, s.Place, s.Form, s.Speaker, s.MakesUp, s.Words, u.Actor.Account, s.Meeting, s.Point, s.Heard); err != nil {
		return "", fmt.Errorf("hold a sitting: %w", err)
	}
	if err := count(ctx, u, s); err != nil {
		return "", err
	}
	return s.ID, u.Record(ctx, "brief.hold", string(s.Doc), s.told())
}

// Change changes what was written down of a sitting; document and body stay. s.Version
// says which state it changes.
//
// Rights and faults are those of [Hold], and Conflict where somebody changed it or took
// it back meanwhile.
func Change(ctx context.Context, u *work.Unit, s Sitting) error {
	was, r, err := FindSitting(ctx, &u.View, s.ID)
	if err != nil {
		return err
	}
	if err := u.Check(CanReport, was.Body.Scope()); err != nil {
		return err
	}
	s.Doc, s.Body, s.Meeting, s.Point, s.Heard = was.Doc, was.Body, was.Meeting, was.Point, was.Heard
	if err := r.check(ctx, &u.View, &s); err != nil {
		return err
	}
	n, err := u.Exec(ctx, updateSitting, s.ID, s.Version, s.On, s.Place, s.Form, s.Speaker, s.MakesUp, s.Words)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	if _, err := u.Exec(ctx, deleteCounts, s.ID); err != nil {
		return err
	}
	if err := count(ctx, u, s); err != nil {
		return err
	}
	return u.Record(ctx, "brief.change", string(s.Doc), s.told())
}

// Withdraw takes back a sitting that should not count: written down twice, or for
// another body. It stays to be read, with the reason.
//
// The actor needs [CanReport] on its body. Faults: Unknown, Forbidden; Invalid without
// a reason; Conflict where somebody changed it or took it back meanwhile.
func Withdraw(ctx context.Context, u *work.Unit, sitting SittingID, version int64, reason string) error {
	s, _, err := FindSitting(ctx, &u.View, sitting)
	if err != nil {
		return err
	}
	if err := u.Check(CanReport, s.Body.Scope()); err != nil {
		return err
	}
	switch reason = clean(reason); {
	case reason == "":
		return fault.At("reason", tReasonMissing)
	case utf8.RuneCountInString(reason) > longLine:
		return fault.At("reason", tTooLong, longLine)
	}
	n, err := u.Exec(ctx, withdrawSitting, sitting, version, reason)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tStale)
	}
	if _, err := u.Exec(ctx, deleteCounts, sitting); err != nil {
		return err
	}
	return u.Record(ctx, "brief.withdraw", string(s.Doc), map[string]any{"body": s.Body, "sitting": sitting, "reason": reason, "reached": s.Reached})
}

// check tidies a sitting up and says what is wrong with it.
func (r *Record) check(ctx context.Context, v *work.View, s *Sitting) error {
	var wrong fault.Fields
	switch {
	case s.On.IsZero():
		wrong.Add("on", tDayMissing)
	case s.On.After(v.Today):
		wrong.Add("on", tDayToCome)
	}
	for field, words := range map[string]*string{"place": &s.Place, "speaker": &s.Speaker} {
		if *words = clean(*words); utf8.RuneCountInString(*words) > longLine {
			wrong.Add(field, tTooLong, longLine)
		}
	}
	if s.Words = strings.TrimSpace(viet.NFC(text.Holdable(s.Words))); utf8.RuneCountInString(s.Words) > longWords {
		wrong.Add("words", tTooLong, longWords)
	}
	if !slices.Contains(Forms(), s.Form) {
		wrong.Add("form", tFormMissing)
	}
	if s.MakesUp != "" && !slices.ContainsFunc(r.Sittings, func(o Sitting) bool {
		return o.ID == s.MakesUp && o.ID != s.ID && o.Withdrawn == "" && !o.On.After(s.On)
	}) {
		wrong.Add("makes_up", tMakesUpNone)
	}
	var before map[Audience]int64 // what the sitting counted until now
	for _, o := range r.Sittings {
		if o.ID == s.ID {
			before = o.Reached
		}
	}
	any := false
	for _, a := range slices.Sorted(maps.Keys(s.Reached)) {
		n := s.Reached[a]
		any = any || n > 0
		switch l, ok := r.line(a); {
		case n == 0:
		case !ok:
			wrong.Add(reachedField(a), tNotAsked)
		case n < 0 || n > mostPeople:
			wrong.Add(reachedField(a), tNumberWrong)
		case l.Expected != Unsaid && l.Reached-before[a]+n > l.Expected:
			wrong.Add(reachedField(a), tMoreThanExpected, text.Int(ctx, l.Expected), text.Int(ctx, max(l.Expected-l.Reached+before[a], 0)))
		}
	}
	if !any && len(wrong) == 0 {
		wrong.Add("reached", tNobodyReached)
	}
	return wrong.Err()
}

func count(ctx context.Context, u *work.Unit, s Sitting) error {
	return u.ExecMany(ctx, insertCount, s.counts())
}

// counts are the rows that a sitting adds to coverage.
func (s *Sitting) counts() [][]any {
	rows := make([][]any, 0, len(s.Reached))
	for _, a := range slices.Sorted(maps.Keys(s.Reached)) {
		if n := s.Reached[a]; n > 0 {
			rows = append(rows, []any{s.Doc, s.Body, a, s.ID, s.On, n})
		}
	}
	return rows
}

func (s *Sitting) told() map[string]any {
	told := map[string]any{"body": s.Body, "sitting": s.ID, "on": s.On, "form": s.Form, "makes_up": s.MakesUp, "reached": s.Reached}
	if s.Point != "" {
		told["point"], told["heard"] = s.Point, s.Heard
	}
	return told
}

// FindSitting returns a sitting, and what its body was asked for.
//
// The actor sees the document and needs [CanSee] on the body; otherwise, and where
// there is none, the fault is Unknown.
func FindSitting(ctx context.Context, v *work.View, sitting SittingID) (Sitting, *Record, error) {
	found, err := db.All(ctx, v.Snapshot, selectSitting, scanSitting, sitting)
	if err != nil {
		return Sitting{}, nil, err
	}
	if len(found) == 0 {
		return Sitting{}, nil, fault.New(fault.Unknown, tNoSitting)
	}
	r, err := Of(ctx, v, found[0].Doc, found[0].Body)
	if fault.Is(err, fault.Unknown) {
		err = fault.New(fault.Unknown, tNoSitting) // as if it were not there
	}
	if err != nil {
		return Sitting{}, nil, err
	}
	i := slices.IndexFunc(r.Sittings, func(s Sitting) bool { return s.ID == sitting })
	if i < 0 {
		return Sitting{}, nil, fault.New(fault.Unknown, tNoSitting)
	}
	return r.Sittings[i], r, nil
}
