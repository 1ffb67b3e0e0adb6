package meeting

import (
	"context"

	"quyet/base/work"
)

// What pages show of a conference, as tests read it.
var (
	MinutesKept = kept
	NoticesOf   = notices
	Corrections = corrections
	Outcomes    = outcomes
	Votes       = votes
)

// Stands is what stands at a place of the record.
func Stands(ctx context.Context, v *work.View, m ID, p Place) (string, error) {
	found, err := Find(ctx, v, m)
	if err != nil {
		return "", err
	}
	at, err := spotAt(ctx, v, found, p)
	return at.stands, err
}
