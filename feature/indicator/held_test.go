package indicator_test

import (
	"strings"
	"testing"

	"quyet/base/dbtest"
	"quyet/feature/indicator"
)

// A number that was changed behind the program's back, in the return or in its row, is
// found, whichever it was; what is a draft has no row and needs none.
func TestDamagedNumbersAreFound(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o, 2)
		p.opens(t)
		all := cells(7, 5, 405, 1000, 5250, 1000, 3)
		all[2] = indicator.Cell{Value: 7, Note: "số của 12 chi bộ"}
		p.must(t, p.communes[0], q4, indicator.Taking{Verb: indicator.Enter, Cells: all}, indicator.Taking{Verb: indicator.Declare})
		p.must(t, p.communes[1], q4, indicator.Taking{Verb: indicator.Enter, Cells: cells(1, 1, 5, 10, 50, 10, 1)})
		id := string(p.of(t, p.communes[0], q4).ID)
		finds := func(damage, mend string, wants ...string) {
			t.Helper()
			if err := o.DB.Script(t.Context(), damage); err != nil {
				t.Fatal(err)
			}
			found, err := o.DB.Broken(t.Context())
			if err != nil || len(found) != len(wants) {
				t.Fatalf("%s: %v %q", damage, err, found)
			}
			for i, want := range wants {
				if found[i] != "indicator.packed: "+id+": "+want && !strings.HasPrefix(found[i], want) {
					t.Errorf("%s: %q, want %q", damage, found[i], want)
				}
			}
			if err := o.DB.Script(t.Context(), mend); err != nil {
				t.Fatal(err)
			}
		}
		finds("", "")
		finds(`UPDATE indicator_value SET value = value + 1 WHERE value = 12`, `UPDATE indicator_value SET value = 12 WHERE value = 13`, "indicator 1 is packed as 12/0 and its row says 13/0")
		finds(`UPDATE indicator_value SET note = '' WHERE value = 7`, `UPDATE indicator_value SET note = 'số của 12 chi bộ' WHERE value = 7`, "indicator 2 is packed as 7/0 and its row says 7/0")
		finds(`UPDATE indicator_return SET cells = replace(cells, '4 405 1000', '4 504 1000') WHERE state = 'declared'`, `UPDATE indicator_return SET cells = replace(cells, '4 504 1000', '4 405 1000')`, "indicator 4 is packed as 504/1000 and its row says 405/1000")
		finds(`UPDATE indicator_return SET cells = replace(cells, '4 405 1000', '4 four') WHERE state = 'declared'`, `UPDATE indicator_return SET cells = replace(cells, '4 four', '4 405 1000')`, `packed cells: line "4 four"`)
		finds(`DELETE FROM indicator_value WHERE value = 12`, `INSERT INTO indicator_value SELECT v.period, i.id, v.body_id, v.says, 12, 0, '', v.at, v.by_account FROM indicator_value v, indicator i WHERE v.value = 405 AND i.no = 1`,
			"indicator 1 is packed as 12/0 and its row says 0/0")
	})
}
