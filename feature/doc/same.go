package doc

import (
	"context"
	"errors"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// Same returns the registered document of the issuer, type, number and day
// that m tells: the one because of which [Register] would refuse m. It returns
// "" where there is none, or none that the actor may see.
func Same(ctx context.Context, v *work.View, m Metadata) (ID, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return "", err
	}
	d := &Document{Metadata: m}
	// What cannot be registered is not registered.
	if registrable := d.tidy(tree, v.Today) == nil; !registrable {
		return "", nil
	}
	n, _ := ParseNumber(d.Number)
	var same ID
	if err := v.One(ctx, sameKey, []any{d.issuerKey(), d.Type, n.Serial, n.Suffix, d.IssuedOn, d.ID}, &same); err != nil {
		if errors.Is(err, db.ErrNoRow) {
			err = nil
		}
		return "", err
	}
	if _, err := Find(ctx, v, same); err != nil {
		if fault.Is(err, fault.Unknown) {
			err = nil
		}
		return "", err
	}
	return same, nil
}
