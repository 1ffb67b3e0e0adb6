package org

import "quyet/base/civil"

// A Head is what stands of a body at the head of its papers.
type Head struct {
	Regime Regime // the form in which it writes
	Above  string // the body that is named above it; "" where none is
	Name   string
}

// HeadOf returns the head of the papers that a body issues on a day.
//
// Bodies of the Party write in its form, all others in that of the State, its
// schools and newspapers too (HD 36, mục I.2: trường chính trị, đơn vị sự nghiệp
// are not among those that it binds). Above
// the issuer stands whom it is under in its own line: the Party committee that
// leads a locality is nothing to the papers of the State there. Nobody stands
// above a committee of the Party right under the centre, that of a province among
// them (Hướng dẫn 36-HD/VPTW, mục II.1.2: its papers bear its own name only), nor
// above a people's council or committee or a ministry (Nghị định 30/2020/NĐ-CP,
// phụ lục I, phần I, mục II.2: the body above is named "nếu có", and these have
// none that is their cơ quan chủ quản).
func (t *Tree) HeadOf(b ID, day civil.Date) Head {
	body, ok := t.bodies[b]
	if !ok {
		return Head{Regime: StateRegime}
	}
	h := Head{Regime: StateRegime, Name: body.NameOn(day)}
	if body.Line == Party && body.Kind != PublicUnit {
		h.Regime = PartyRegime
	}
	switch body.Kind {
	case PeoplesCouncil, PeoplesCommittee, Ministry:
		return h
	}
	for at, n := body.SuperiorOn(day), 0; at != "" && n < maxDepth; n++ {
		above, ok := t.bodies[at]
		if !ok {
			break
		}
		if above.Line == body.Line {
			if body.Kind != Committee || above.Tier != Centre {
				h.Above = above.NameOn(day)
			}
			break
		}
		at = above.SuperiorOn(day)
	}
	return h
}
