package position

import (
	"context"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
)

// holdings are what is kept about the holders of titles.
func holdings() []capability.Holding {
	seen := []capability.Reader{capability.Self, capability.Colleagues}
	return []capability.Holding{{
		Name: "position.holders", Title: tPositions, Purpose: tPurpose, Basis: "personal.basis", Kept: tKept,
		Fields: []capability.Field{
			{Title: tPerson, Columns: []string{"position_person.name", "position_person.name_fold", "position_person.account_id"}, Seen: seen},
			{Title: tTitle, Columns: []string{"position_holding.person_id", "position_holding.title", "position_holding.body_id"}, Seen: seen},
			{Title: tFrom, Columns: []string{"position_holding.from_on", "position_holding.until_on"}, Seen: seen},
			{Title: tNote, Columns: []string{"position_holding.note"}, Seen: seen},
		},
		Read: func(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
			found, err := db.All(ctx, v.Snapshot, selectAccount, scanPerson, person)
			if err != nil || len(found) == 0 {
				return nil, err
			}
			held, err := db.All(ctx, v.Snapshot, selectHeld, scanHolding, found[0].ID, mostSame)
			if err != nil {
				return nil, err
			}
			tree, err := org.Load(ctx, v)
			if err != nil {
				return nil, err
			}
			for _, h := range held {
				name, err := nameOf(ctx, v, nil, h.Title)
				if err != nil {
					return nil, err
				}
				rows = append(rows, []string{h.Person.Name, name.In(ctx) + ", " + tree.Name(h.Body, h.From), interval(h.Interval), h.Note})
			}
			return rows, nil
		},
	}}
}
