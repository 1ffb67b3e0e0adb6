package story

import (
	"context"
	"fmt"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// The congresses of 2025 closed the day before: those of communes in August,
// that of the province in October.
var termDays = map[org.Tier]civil.Date{
	org.Commune:  civil.MustParse("2025-08-16"),
	org.Province: civil.MustParse("2025-10-16"),
}

// tellTerms enters the present term of every committee, without which nobody
// could give the next document its number.
func (t *teller) tellTerms(ctx context.Context) error {
	return t.do(ctx, func(u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		chart := tree.Chart(Today)
		for _, b := range tree.Bodies() {
			day, ok := termDays[b.Tier]
			if !ok || b.Kind != org.Committee || !chart.Has(b.ID) {
				continue
			}
			if err := doc.OpenTerm(ctx, u, doc.Term{Issuer: b.ID, Ordinal: "2025-2030", Interval: civil.Since(day)}); err != nil {
				return fmt.Errorf("term of %s: %w", b.Code, err)
			}
		}
		return nil
	})
}
