package story

import (
	"context"

	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/position"
	"quyet/feature/roll"
)

// called are the lines by which the conferences of a body call people: their own
// leaders, and whom those below send; at the province the heads of its boards.
func (t *teller) called(tree *org.Tree, b org.ID) []roll.Line {
	lines := []roll.Line{
		{Capacity: roll.Member, Title: position.Secretary, Body: b},
		{Capacity: roll.Member, Title: "deputy_secretary", Body: b},
	}
	if b != t.places.committee {
		if g, ok := tree.GroupNamed("các tổ chức cơ sở đảng", Today); ok && len(tree.Expand(g, b, Today)) > 0 {
			lines = append(lines, roll.Line{Capacity: roll.Delegate, Group: g.ID, Body: b})
		}
		return lines
	}
	if g, ok := tree.GroupNamed("các ban đảng", Today); ok {
		lines = append(lines, roll.Line{Capacity: roll.Delegate, Title: "head", Group: g.ID, Body: b})
	}
	return lines
}

// calledToReview are the secretaries of communes who do not sit on the provincial
// committee, its members, the heads of departments, and who follows the province.
func (t *teller) calledToReview(tree *org.Tree) []roll.Line {
	b := t.places.committee
	var lines []roll.Line
	if g, ok := tree.GroupNamed("đảng uỷ các xã, phường", Today); ok {
		lines = append(lines, roll.Line{Capacity: roll.Delegate, Title: position.Secretary, Group: g.ID, Body: b})
	}
	lines = append(lines, roll.Line{Minus: true, Title: position.Member, Body: b}, roll.Line{Capacity: roll.Member, Title: position.Member, Body: b})
	if g, ok := tree.GroupNamed("các sở, ban, ngành", Today); ok {
		root := tree.Root(tree.Chart(Today), b, org.Province)
		lines = append(lines, roll.Line{Capacity: roll.Delegate, Title: "head", Group: g.ID, Body: root})
	}
	return append(lines, roll.Line{Capacity: roll.Observer, Title: position.Follower, Body: b})
}

// call lays down who is called to a conference or by a template.
func call(ctx context.Context, u *work.Unit, m meeting.ID, lines []roll.Line) error {
	c, err := roll.CallOf(ctx, &u.View, m)
	if err != nil {
		return err
	}
	return roll.SetCall(ctx, u, m, c.Version, lines)
}
