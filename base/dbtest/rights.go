package dbtest

import (
	"errors"
	"slices"
	"testing"

	"quyet/base/access"
	"quyet/base/fault"
	"quyet/base/work"
)

// An Operation is an exported function of a capability that works for an
// actor, in a table of who may do what. It says whether it did or showed
// something; what it changes is undone.
type Operation struct {
	// Own and Other tell what becomes of it for each of [access.Roles], in that
	// order: for a person of the body it is about, and for one of another body.
	// y: done; -: nothing is shown; f: forbidden; u: unknown, as if what it is
	// about were not there.
	Own, Other string
	Do         func(u *work.Unit) (something bool, err error)
}

// errUndone ends the unit of an operation that was only tried.
var errUndone = errors.New("undone after it was tried")

// Rights tries every operation as every role at both bodies. The table names
// every operation of the package under test, and nothing else.
func Rights(t *testing.T, o *Office, as func(access.Role, bool) work.Who, table map[string]Operation) {
	t.Helper()
	named := Operations(t)
	for name := range table {
		if !slices.Contains(named, name) {
			t.Errorf("%s is in the table and no operation of the package", name)
		}
	}
	for _, name := range named {
		op, ok := table[name]
		if !ok {
			t.Errorf("operation %s is missing in the table of rights", name)
			continue
		}
		for own, want := range map[bool]string{true: op.Own, false: op.Other} {
			got := ""
			for _, role := range access.Roles() {
				got += try(t, o, as(role, own), op.Do)
			}
			if got != want {
				t.Errorf("%s, own body %v: %v get %s, want %s", name, own, access.Roles(), got, want)
			}
		}
	}
}

func try(t *testing.T, o *Office, who work.Who, do func(*work.Unit) (bool, error)) string {
	t.Helper()
	something := false
	var failed error
	err := o.Do(t.Context(), who, func(u *work.Unit) error {
		something, failed = do(u)
		if failed != nil && len(fault.All(failed)) == 0 {
			return failed // of the database, which may have it carried out again
		}
		return errUndone
	})
	if !errors.Is(err, errUndone) {
		t.Fatal(err)
	}
	switch {
	case fault.Is(failed, fault.Forbidden):
		return "f"
	case fault.Is(failed, fault.Unknown):
		return "u"
	case failed != nil:
		t.Fatal(failed)
	case something:
		return "y"
	}
	return "-"
}
