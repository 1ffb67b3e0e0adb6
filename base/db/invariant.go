package db

import (
	"context"
	"fmt"
	"slices"
)

// Invariant registers a statement that finds what must never be: it returns
// one text column naming each offending row, and no row when all is well.
// doctor runs every invariant, and so does the end of every database test.
func Invariant(name, text string) *Stmt {
	s := SQL(name, text).Long()
	invariants = append(invariants, s)
	return s
}

var invariants []*Stmt

// IsBuilt says whether s was put together for one call, by [Built].
func (s *Stmt) IsBuilt() bool { return s.once }

// IsInvariant says whether s was registered by [Invariant].
func (s *Stmt) IsInvariant() bool { return slices.Contains(invariants, s) }

// Broken returns what every registered invariant found, at most ten findings
// each, as "name: finding".
func (d *DB) Broken(ctx context.Context) ([]string, error) {
	var found []string
	err := d.Read(ctx, func(s *Snapshot) error {
		for _, inv := range invariants {
			rows, err := All(ctx, s, inv, Text[string])
			if err != nil {
				return err
			}
			for i, r := range rows {
				if i == 10 {
					found = append(found, fmt.Sprintf("%s: … %d more", inv.Name, len(rows)-10))
					break
				}
				found = append(found, inv.Name+": "+r)
			}
		}
		return nil
	})
	return found, err
}
