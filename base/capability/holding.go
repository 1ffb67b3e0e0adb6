package capability

import (
	"context"

	"quyet/base/text"
	"quyet/base/work"
)

// A Holding says what a capability keeps about people: which columns, for what,
// by which law, how long, and who may see it. The page that tells everyone what
// is held about them, and the file a person gets of it, are made from these
// declarations; a test fails where a column of the database is in none of them
// and has not been looked at.
type Holding struct {
	Name    string // "account.sessions"; stable
	Title   text.T
	Purpose text.T
	Basis   string // key of the rule that says by what right, with its citation
	Kept    text.T // how long, and what becomes of it then
	KeptBy  string // key of the rule that says how many months; "" where the code does
	Fields  []Field

	// Read returns what is held about the person, a row for each record with a
	// text for each field that is shown to the person. It runs as the person
	// themself. nil where nothing can be told by person: Kept says why.
	Read func(ctx context.Context, v *work.View, person string) ([][]string, error)
}

// A Field is one thing that is held.
type Field struct {
	Title   text.T
	Columns []string // "account.login"
	Seen    []Reader // by whom; nobody at all where it is empty
}

// A Reader is someone who may see a field.
type Reader string

// The readers.
const (
	Self       Reader = "self"       // the person
	Colleagues Reader = "colleagues" // everyone signed in who may see what was done
	Reach      Reader = "reach"      // administrators of a body at which the person holds or held a role
	Hand       Reader = "hand"       // administrators of every body at which the person holds a role
)

// Shown returns the fields that a reader may see.
func (h Holding) Shown(to Reader) (fields []Field) {
	for _, f := range h.Fields {
		for _, r := range f.Seen {
			if r == to {
				fields = append(fields, f)
				break
			}
		}
	}
	return fields
}
