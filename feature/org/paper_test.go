package org

import (
	"testing"

	"quyet/base/civil"
)

// At the head of papers a body stands alone or under the one of its own line; the
// Party committee that leads a locality is nothing to the papers of the State.
func TestHeadsOfPapers(t *testing.T) {
	tree := two(t)
	for _, c := range []struct {
		body, above string
		regime      Regime
	}{
		{"A", "", PartyRegime}, // a committee of a province: HD 36, II.1.2
		{"TW", "", PartyRegime},
		{"A-VP", "Tỉnh uỷ Tân Hoà", PartyRegime},
		{"A-X1", "Tỉnh uỷ Tân Hoà", PartyRegime},
		{"A-X1-VP", "Đảng uỷ xã An Hoà", PartyRegime},
		{"A-X2-CB1", "Đảng uỷ xã An Hoá", PartyRegime},
		{"A-TCT", "Tỉnh uỷ Tân Hoà", StateRegime},
		{"A-UB", "", StateRegime},
		{"A-X1-UB", "", StateRegime},
		{"A-STC", "Uỷ ban nhân dân tỉnh Tân Hoà", StateRegime},
		{"A-VPUB", "Uỷ ban nhân dân tỉnh Tân Hoà", StateRegime},
	} {
		body := tree.bodies[ID(c.body)]
		want := Head{Regime: c.regime, Above: c.above, Name: body.Names[0].Full}
		if got := tree.HeadOf(body.ID, civil.MustParse("2026-11-20")); got != want {
			t.Errorf("%s: %+v, want %+v", c.body, got, want)
		}
	}
	if got := tree.HeadOf("none", civil.MustParse("2026-11-20")); got != (Head{Regime: StateRegime}) {
		t.Errorf("of nobody: %+v", got)
	}
}
