// Package fault gives errors a kind and a text for the person who met them.
//
// An operation wraps what went wrong with what it was doing, as Go programs
// do. Where the person can do something about it, it returns a [*Fault]: its
// text says what to do, in their language; the page shows only that text, the
// log has everything. An error without a fault in its chain is internal: the
// page shows a number to quote, nothing else.
package fault

import (
	"errors"
	"fmt"
	"time"

	"quyet/base/text"
)

// A Kind tells what class of thing went wrong, and so which status a page
// answers with.
type Kind uint8

// The kinds of fault.
const (
	Internal    Kind = iota // a defect or a broken machine; nothing the person did
	Invalid                 // what was entered breaks a rule; the fields say which
	Unknown                 // there is no such thing, or this person may not know of it
	Forbidden               // the person knows of it but may not do this
	Unproven                // the person has to prove first who they are, once more or by more
	Conflict                // someone else changed it first, or it exists already
	TooMuch                 // more than the program takes at once
	TooOften                // too many tries; the fault says after how long there is another one
	Unavailable             // works later without a change: database away, disk full
)

// Kinds lists every kind, for tests that must not miss one.
func Kinds() []Kind {
	return []Kind{Internal, Invalid, Unknown, Forbidden, Unproven, Conflict, TooMuch, TooOften, Unavailable}
}

// String returns the kind's name for logs.
func (k Kind) String() string {
	return [...]string{"internal", "invalid", "unknown", "forbidden", "unproven", "conflict", "too much", "too often", "unavailable"}[k]
}

// A Fault is an error that a person can act upon.
type Fault struct {
	Kind  Kind
	Text  text.T
	Args  []any
	Field string // name of the form field it is about, if any
	Err   error  // what caused it, for the log

	Wait time.Duration // of [TooOften]: how long until it may be tried again
}

// New returns a fault of kind k that tells the person t.
func New(k Kind, t text.T, args ...any) *Fault { return &Fault{Kind: k, Text: t, Args: args} }

// At returns an [Invalid] fault about one field of a form.
func At(field string, t text.T, args ...any) *Fault {
	return &Fault{Kind: Invalid, Field: field, Text: t, Args: args}
}

// After returns a [TooOften] fault: in wait it may be tried again.
func After(wait time.Duration, t text.T, args ...any) *Fault {
	return &Fault{Kind: TooOften, Text: t, Args: args, Wait: wait}
}

// Because returns f with its cause, which only the log shows.
func (f *Fault) Because(err error) *Fault {
	g := *f
	g.Err = err
	return &g
}

// In returns what the person is told, in language l.
func (f *Fault) In(l text.Lang) string { return f.Text.For(l, f.Args...) }

func (f *Fault) Error() string {
	s := f.In(text.English)
	if f.Field != "" {
		s = f.Field + ": " + s
	}
	if f.Err != nil {
		s = fmt.Sprintf("%s: %v", s, f.Err)
	}
	return s
}

func (f *Fault) Unwrap() error { return f.Err }

// Fields collects the faults of one form, so that a person sees all of them
// at once.
type Fields []*Fault

// Add notes a fault about field.
func (fs *Fields) Add(field string, t text.T, args ...any) { *fs = append(*fs, At(field, t, args...)) }

// Err returns nil if nothing was noted, else fs itself.
func (fs Fields) Err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}

func (fs Fields) Error() string {
	errs := make([]error, len(fs))
	for i, f := range fs {
		errs[i] = f
	}
	return errors.Join(errs...).Error()
}

func (f *Fault) faults() []*Fault  { return []*Fault{f} }
func (fs Fields) faults() []*Fault { return fs }

// KindOf returns the kind of the first fault in err's chain, and [Internal]
// if there is none.
func KindOf(err error) Kind {
	if all := All(err); len(all) > 0 {
		return all[0].Kind
	}
	return Internal
}

// Is says whether err is a fault of kind k.
func Is(err error, k Kind) bool { return err != nil && KindOf(err) == k }

// All returns the faults in err's chain: several for a form, one for most,
// none for an internal error.
func All(err error) []*Fault {
	var first interface {
		error
		faults() []*Fault
	}
	if errors.As(err, &first) {
		return first.faults()
	}
	return nil
}
