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
	examine(name, func(ctx context.Context, snap *Snapshot, found func(string)) error {
		return Each(ctx, snap, s, func(scan Scan) error {
			row, err := Text[string](scan)
			found(row)
			return err
		})
	})
	return s
}

// Examine registers what no single statement can find, with the same effect:
// look calls found with a text naming each offending row. It may read every
// row there is, so it holds few of them at a time.
func Examine(name string, look func(ctx context.Context, s *Snapshot, found func(row string)) error) struct{} {
	examine(name, look)
	return struct{}{}
}

func examine(name string, look func(context.Context, *Snapshot, func(string)) error) {
	examinations = append(examinations, examination{name, look})
}

type examination struct {
	name string
	look func(context.Context, *Snapshot, func(string)) error
}

var (
	invariants   []*Stmt
	examinations []examination
)

// IsBuilt says whether s was put together for one call, by [Built].
func (s *Stmt) IsBuilt() bool { return s.once }

// IsInvariant says whether s was registered by [Invariant].
func (s *Stmt) IsInvariant() bool { return slices.Contains(invariants, s) }

// mostFound is how many findings of one kind are told one by one.
const mostFound = 10

// Broken returns what every registered invariant and examination found, at
// most ten findings each, as "name: finding".
func (d *DB) Broken(ctx context.Context) ([]string, error) {
	var found []string
	err := d.Read(ctx, func(s *Snapshot) error {
		found = nil
		for _, e := range examinations {
			n := 0
			err := e.look(ctx, s, func(row string) {
				if n++; n <= mostFound {
					found = append(found, e.name+": "+row)
				}
			})
			if err != nil {
				return fmt.Errorf("examine %s: %w", e.name, err)
			}
			if n > mostFound {
				found = append(found, fmt.Sprintf("%s: … %d more", e.name, n-mostFound))
			}
		}
		return nil
	})
	return found, err
}
