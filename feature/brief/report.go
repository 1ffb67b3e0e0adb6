package brief

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/plan"
)

// reporting returns what a body was asked for, and asks that the actor may report on it.
func reporting(ctx context.Context, u *work.Unit, d doc.ID, b org.ID) (*Record, error) {
	r, err := Of(ctx, &u.View, d, b)
	if err != nil {
		return nil, err
	}
	return r, u.Check(CanReport, b.Scope())
}

// Expect says for a body how many people there are of some audiences, from today on.
//
// The actor sees the document and needs [CanReport] on the body. Faults: Unknown,
// Forbidden; Invalid at the audience for one that is not asked for, and for fewer than
// were reached already.
func Expect(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, expected map[Audience]int64) error {
	r, err := reporting(ctx, u, d, b)
	if err != nil {
		return err
	}
	var wrong fault.Fields
	if len(expected) == 0 {
		wrong.Add("expected", tNumberMissing)
	}
	var rows [][]any
	for _, a := range slices.Sorted(maps.Keys(expected)) {
		n := expected[a]
		switch l, ok := r.line(a); {
		case !ok:
			wrong.Add(expectedField(a), tNotAsked)
		case n < 0 || n > mostPeople:
			wrong.Add(expectedField(a), tNumberWrong)
		case n < l.Reached:
			wrong.Add(expectedField(a), tFewerThanReached, text.Int(ctx, l.Reached))
		case n != l.Expected:
			rows = append(rows, []any{d, b, a, u.Today, n})
		}
	}
	if err := wrong.Err(); err != nil || len(rows) == 0 {
		return err
	}
	if err := u.ExecMany(ctx, insertExpected, rows); err != nil {
		return err
	}
	return u.Record(ctx, "brief.expect", string(d), map[string]any{"body": b, "expected": expected})
}

// expectedField and reachedField are the fields of a form with a number of people.
func expectedField(a Audience) string { return "expected_" + string(a) }
func reachedField(a Audience) string  { return "reached_" + string(a) }

// Finish says for a body that it has briefed everybody whom it could, on a day; words
// says why, where fewer were reached than the rule brief.reach asks. The step of the
// checklist of the document is reported as done.
//
// The actor sees the document and needs [CanReport] on the body. Faults: Unknown,
// Forbidden; Invalid for a day that is missing, to come or before the last sitting, for
// an expected number that was not said, and for a reason that is missing; Conflict where
// nothing is open.
func Finish(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, on civil.Date, words string) error {
	r, err := reporting(ctx, u, d, b)
	if err != nil {
		return err
	}
	open := slices.DeleteFunc(slices.Clone(r.Lines), func(l Line) bool { return !l.Done.IsZero() })
	if len(open) == 0 {
		return fault.New(fault.Conflict, tNothingOpen)
	}
	share, _, err := ruleReach.Number(ctx, &u.View, u.Today)
	if err != nil {
		return err
	}
	words = strings.TrimSpace(viet.NFC(text.Holdable(words)))
	if err := r.checkFinish(open, on, u.Today, words, int64(share)); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, finishDuties, d, b, on, words); err != nil {
		return err
	}
	if err := u.Record(ctx, "brief.finish", string(d), map[string]any{"body": b, "on": on, "words": words}); err != nil {
		return err
	}
	var all Cover
	for _, l := range r.Lines {
		all = all.Plus(l.cover(on))
	}
	// Who reads the checklist gets the numbers, in the language of the documents.
	said := tFinishedWords.For(text.Vietnamese, all.Reached, all.Expected, r.held())
	if words != "" {
		said += " " + words
	}
	return report(ctx, u, d, b, on, said)
}

func (r *Record) checkFinish(open []Line, on, today civil.Date, words string, share int64) error {
	var wrong fault.Fields
	switch {
	case on.IsZero():
		wrong.Add("done", tDayMissing)
	case on.After(today):
		wrong.Add("done", tDayToCome)
	case slices.ContainsFunc(r.Sittings, func(s Sitting) bool { return s.Withdrawn == "" && s.On.After(on) }):
		wrong.Add("done", tBeforeSitting)
	}
	few := false
	for _, l := range open {
		if l.Expected == Unsaid {
			wrong.Add(expectedField(l.Audience), tExpectedFirst)
		}
		few = few || l.Reached*100 < l.Expected*share
	}
	switch {
	case few && words == "":
		wrong.Add("reason", tFewReason)
	case utf8.RuneCountInString(words) > longWords:
		wrong.Add("reason", tTooLong, longWords)
	}
	return wrong.Err()
}

// report tells the checklist of a document what a body did; where no step of it is
// asked of the body, nothing.
func report(ctx context.Context, u *work.Unit, d doc.ID, b org.ID, on civil.Date, words string) error {
	due, err := plan.FindDue(ctx, &u.View, d, b, plan.Brief)
	switch {
	case fault.Is(err, fault.Unknown), err == nil && on.IsZero() && due.Done.IsZero():
		return nil
	case err != nil:
		return err
	}
	return plan.Report(ctx, u, due, on, words)
}

// Reopen takes back that a body has finished.
//
// The actor sees the document and needs [CanReport] on the body. Faults: Unknown,
// Forbidden; Conflict where it has not finished.
func Reopen(ctx context.Context, u *work.Unit, d doc.ID, b org.ID) error {
	if _, err := reporting(ctx, u, d, b); err != nil {
		return err
	}
	n, err := u.Exec(ctx, reopenDuties, d, b)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tNotFinished)
	}
	if err := u.Record(ctx, "brief.reopen", string(d), map[string]any{"body": b}); err != nil {
		return err
	}
	return report(ctx, u, d, b, civil.Date{}, "")
}
