package task

import (
	"context"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/work"
)

// RequestExtension asks the issuer for a later deadline, with the reason and its
// code, one of [Causes]. It can be asked for only up to the last day, and once at
// a time.
//
// The actor needs [CanSubmit] on the lead.
func RequestExtension(ctx context.Context, u *work.Unit, ref Ref, due civil.Date, cause, reason string) error {
	s, err := begin(ctx, u, ref, DoAskExtension)
	if err != nil {
		return err
	}
	if err := s.mayAsk(u.Today); err != nil {
		return err
	}
	if err := s.note(reason); err != nil {
		return err
	}
	if err := s.cause(ctx, u, cause); err != nil {
		return err
	}
	if due.IsZero() {
		return fault.At("due", tDueMissing)
	}
	if !due.After(s.Due) {
		return fault.At("due", tNotLater, s.Due.Vietnamese())
	}
	if _, err := u.Exec(ctx, insertExtension, s.ID, u.Now.UnixMicro(), u.Actor.Account, s.Due, due, s.detail.Note, s.detail.Cause); err != nil {
		return err
	}
	s.Asked = due
	s.detail.Due, s.detail.Before = due, s.Due
	return s.end(ctx, u)
}

// GrantExtension gives the deadline asked for, or due if that is not zero: any
// day after the present deadline. What was asked for in time may be decided
// after the deadline: the lead does not pay for a slow answer.
//
// The actor needs [CanExtend] on the issuer.
func GrantExtension(ctx context.Context, u *work.Unit, ref Ref, due civil.Date, answer string) error {
	s, err := deciding(ctx, u, ref, DoGrantExtension, answer)
	if err != nil {
		return err
	}
	if due.IsZero() {
		due = s.Asked
	}
	if !due.After(s.Due) {
		return fault.At("due", tNotLater, s.Due.Vietnamese())
	}
	s.detail.Due, s.detail.Before = due, s.Due
	s.Due = due
	return s.decided(ctx, u, "granted")
}

// RefuseExtension refuses the deadline asked for, with the reason.
//
// The actor needs [CanExtend] on the issuer.
func RefuseExtension(ctx context.Context, u *work.Unit, ref Ref, reason string) error {
	s, err := deciding(ctx, u, ref, DoRefuseExtension, reason)
	if err != nil {
		return err
	}
	s.detail.Due = s.Asked
	return s.decided(ctx, u, "refused")
}

func deciding(ctx context.Context, u *work.Unit, ref Ref, verb Verb, answer string) (*step, error) {
	s, err := begin(ctx, u, ref, verb)
	if err != nil {
		return nil, err
	}
	if s.Asked.IsZero() {
		return nil, fault.New(fault.Conflict, tNotAsked)
	}
	return s, s.note(answer)
}

func (s *step) decided(ctx context.Context, u *work.Unit, outcome string) error {
	s.Asked = civil.Date{}
	if _, err := u.Exec(ctx, decideExtension, s.ID, outcome, u.Now.UnixMicro(), u.Actor.Account, s.detail.Note); err != nil {
		return err
	}
	return s.end(ctx, u)
}

// drop ends a request for more time that the step makes pointless.
func (s *step) drop(ctx context.Context, u *work.Unit) error {
	if s.Asked.IsZero() {
		return nil
	}
	s.Asked = civil.Date{}
	_, err := u.Exec(ctx, decideExtension, s.ID, "dropped", u.Now.UnixMicro(), u.Actor.Account, "")
	return err
}
