package app

import (
	"slices"
	"testing"

	"quyet/feature/org"
	"quyet/feature/period"
)

// The tiers for which due days are worked out are those of bodies, so that one stands
// for the other.
func TestTiersOfPeriodsAreThoseOfBodies(t *testing.T) {
	var theirs []period.Tier
	for _, tier := range org.Tiers() {
		theirs = append(theirs, period.Tier(tier))
	}
	if !slices.Equal(theirs, period.Tiers()) {
		t.Errorf("bodies have the tiers %v, periods %v", theirs, period.Tiers())
	}
}
