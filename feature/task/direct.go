package task

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
)

// A Basis is the comment of a superior that a task was made of.
type Basis struct {
	Task    ID     // on which it was made
	Comment int64  // its event
	Quote   string // its words
}

var (
	insertBasis    = db.SQL("task.insertBasis", `INSERT INTO task_basis (task_id, of_id, event_seq, quote) VALUES ($1, $2, $3, $4)`)
	moveRequests   = db.SQL("task.moveRequests", `UPDATE task_request SET to_id = $3 WHERE task_id = $1 AND to_id = $2 AND outcome = ''`)
	selectComments = db.SQL("task.followedUp", `SELECT count(*) FROM task_basis WHERE of_id = $1 AND event_seq = $2`)
)

// Comment lets a superior say something on a task (ý kiến chỉ đạo). It orders
// nothing by itself; [FollowUp] makes a task of it.
//
// The actor needs [CanDirect] on the issuer, or on the lead from above it.
func Comment(ctx context.Context, u *work.Unit, ref Ref, words string) error {
	return do(ctx, u, ref, DoComment, words)
}

// FollowUp makes a task of the newest comment on a task, for the same lead, with
// the comment as its basis, and returns it: a draft in the words of the comment,
// due after the working days of the rule, which is given to the lead when
// somebody has looked at it ([Assign]).
//
// The actor needs [CanDirect] as for [Comment], and [CanAssign] on the body for
// which they act, or on the issuer where that one does not give tasks to the
// lead. Faults: Conflict where there is no comment, or it was followed up.
func FollowUp(ctx context.Context, u *work.Unit, ref Ref) (ID, error) {
	s, err := begin(ctx, u, ref, DoFollowUp)
	if err != nil {
		return "", err
	}
	comment, err := lastOf(ctx, &u.View, s.ID, DoComment)
	if err != nil {
		return "", err
	}
	if comment == nil {
		return "", fault.New(fault.Conflict, tNoComment)
	}
	var before int
	if err := u.One(ctx, selectComments, []any{s.ID, comment.Seq}, &before); err != nil {
		return "", err
	}
	if before > 0 {
		return "", fault.New(fault.Conflict, tFollowedUp)
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return "", err
	}
	n := New{Text: detailOf(*comment).Note, Issuer: org.ID(u.Actor.Body), Lead: s.Lead, Programme: s.Programme}
	if chart := tree.Chart(u.Today); !chart.Has(n.Issuer) || n.Issuer == s.Lead || !instructs(tree, chart, n.Issuer, s.Lead) {
		n.Issuer = s.Issuer
	}
	days, by, err := ruleComment.Number(ctx, &u.View, u.Today)
	if err != nil {
		return "", err
	}
	if n.Due, err = rule.DaysOff.AfterWorkdays(ctx, &u.View, u.Today, days); err != nil {
		return "", err
	}
	n.Rules = []string{by.Ref()}
	made, err := NewDraft(ctx, u, n)
	if err != nil {
		return "", err
	}
	if _, err := u.Exec(ctx, insertBasis, made, s.ID, comment.Seq, detailOf(*comment).Note); err != nil {
		return "", err
	}
	s.detail.Task = made
	return made, s.end(ctx, u)
}

// Entrust says who at the lead does the work: an account that holds a role on the
// lead, or somebody in words, in the place of whoever was named before. Both
// empty, nobody is named any more.
//
// The actor needs [CanAccept] on the lead.
func Entrust(ctx context.Context, u *work.Unit, ref Ref, doer account.ID, person, note string) error {
	s, err := begin(ctx, u, ref, DoEntrust)
	if err != nil {
		return err
	}
	if err := s.note(note); err != nil {
		return err
	}
	if doer != "" {
		serving, err := account.Serving(ctx, &u.View, s.Lead, CanAccept)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(serving, func(c account.Colleague) bool { return c.ID == doer }) {
			return fault.At("doer", tNotServing)
		}
	}
	if person = clean(person); len([]rune(person)) > maxShort {
		return fault.At("person", tTooLong, maxShort)
	}
	s.Doer, s.Person = doer, person
	s.detail.Doer, s.detail.Person = doer, person
	if _, err := u.Exec(ctx, saveDoer, s.ID, doer, person); err != nil {
		return err
	}
	return s.end(ctx, u)
}

// Succeed has another body take the place of the issuer, with the reason: after
// a merger, or where a body hands over what it followed up. It decides from now
// on what waits for an answer of the issuer.
//
// The actor needs [CanEnd] on the issuer, and on the body that takes over.
func Succeed(ctx context.Context, u *work.Unit, ref Ref, to org.ID, reason string) error {
	s, err := begin(ctx, u, ref, DoSucceed)
	if err != nil {
		return err
	}
	if err := s.note(reason); err != nil {
		return err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	chart := tree.Chart(u.Today)
	switch {
	case !chart.Has(to):
		return fault.At("lead", tNoSuchBody)
	case to == s.Issuer:
		return fault.At("lead", tSameIssuer, tree.Name(to, u.Today))
	case chart.Has(s.Lead) && !instructs(tree, chart, to, s.Lead):
		return fault.At("lead", tNotBelow, tree.Name(s.Lead, u.Today), tree.Name(to, u.Today))
	}
	if err := u.Check(CanEnd, to.Scope()); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, moveRequests, s.ID, s.Issuer, to); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, saveIssuer, s.ID, to); err != nil {
		return err
	}
	s.Issuer, s.detail.Bodies = to, []org.ID{to}
	helping, err := db.All(ctx, u.Snapshot, selectCoordinators, db.Text[org.ID], s.ID)
	if err != nil {
		return err
	}
	if err := search.Put(ctx, u, s.entry(helping)); err != nil {
		return err
	}
	return s.end(ctx, u)
}
