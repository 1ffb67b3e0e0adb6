package indicator

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"quyet/base/db"
)

// The numbers of a return that counts stand twice: packed in the return, from which they are
// added up, and a row each, from which a former instant is read. The two are held against
// each other.
var (
	heldReturns = db.SQL("indicator.heldReturns", `SELECT id, state, cells FROM indicator_return WHERE id > $1 ORDER BY id LIMIT $2`)
	heldValues  = db.SQL("indicator.heldValues", `
		SELECT r.id, i.no, v.says, v.value, v.part, v.note FROM indicator_return r
		JOIN indicator i ON i.set_id = r.set_id JOIN indicator_value v ON v.period = r.period AND v.indicator_id = i.id AND v.body_id = r.body_id
		WHERE r.id > $1 AND r.id <= $2`).Long()

	_ = db.Examine("indicator.packed", holdAll)
)

// perHeld is how many returns are held in memory.
const perHeld = 200

func holdAll(ctx context.Context, s *db.Snapshot, found func(string)) error {
	type held struct {
		id     ReturnID
		packed string
	}
	var after ReturnID
	for {
		all, err := db.All(ctx, s, heldReturns, func(scan db.Scan) (h held, err error) {
			var state State
			err = scan(&h.id, &state, &h.packed)
			if !state.Counts() {
				h.packed = ""
			}
			return h, err
		}, after, perHeld)
		if err != nil || len(all) == 0 {
			return err
		}
		last := all[len(all)-1].id
		rows := map[ReturnID]Cells{}
		if err := db.Each(ctx, s, heldValues, func(scan db.Scan) error {
			var id ReturnID
			var no int
			var says string
			var c Cell
			err := scan(&id, &no, &says, &c.Value, &c.Part, &c.Note)
			c.NotHere = says == "not_here"
			if rows[id] == nil {
				rows[id] = Cells{}
			}
			rows[id][no] = c
			return err
		}, after, last); err != nil {
			return err
		}
		for _, h := range all {
			packed, err := unpack(h.packed)
			if err != nil {
				found(string(h.id) + ": " + err.Error())
				continue
			}
			for _, at := range packed.differ(rows[h.id]) {
				found(string(h.id) + ": " + at)
			}
		}
		after = last
	}
}

// differ tells where cells and the rows of the same return differ.
func (c Cells) differ(rows Cells) (out []string) {
	both := maps.Clone(c)
	maps.Copy(both, rows)
	for _, no := range slices.Sorted(maps.Keys(both)) {
		packed, has := c[no]
		row, counts := rows[no]
		if packed != row || has != counts {
			out = append(out, fmt.Sprintf("indicator %d is packed as %d/%d and its row says %d/%d", no, packed.Value, packed.Part, row.Value, row.Part))
		}
	}
	return out
}
