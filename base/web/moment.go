package web

import (
	"context"
	"time"
)

type zoneKey struct{}

// withZone keeps the office's zone for [Moment].
func withZone(ctx context.Context, zone *time.Location) context.Context {
	return context.WithValue(ctx, zoneKey{}, zone)
}

// Moment returns an instant as pages show it, 14:05 20/11/2026, in the
// office's zone.
func Moment(ctx context.Context, at time.Time) string {
	if zone, ok := ctx.Value(zoneKey{}).(*time.Location); ok {
		at = at.In(zone)
	}
	return at.Format("15:04 02/01/2006")
}
