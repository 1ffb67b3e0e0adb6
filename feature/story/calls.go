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

// replied are the answers to the letters of the review: some come, one is away, one
// sends somebody else.
func replied(ctx context.Context, u *work.Unit, m meeting.ID) error {
	seats, err := roll.Seats(ctx, &u.View, m)
	if err != nil {
		return err
	}
	for i, s := range seats {
		var a roll.Answer
		switch {
		case i == 2:
			a = roll.Answer{Reply: roll.Not, Cause: "mission"}
		case i == 4:
			a = roll.Answer{Reply: roll.Other, Substitute: "Cấp phó được uỷ quyền"}
		case i%3 != 0:
			a = roll.Answer{Reply: roll.Comes}
		default:
			continue
		}
		if err := roll.ReplyFor(ctx, u, m, s.No, a); err != nil {
			return err
		}
	}
	return nil
}

// marked is the roll of a briefing: most are there, one comes late, one is excused.
func marked(ctx context.Context, u *work.Unit, m meeting.ID) error {
	seats, err := roll.Seats(ctx, &u.View, m)
	if err != nil {
		return err
	}
	for i, s := range seats {
		standing := roll.Present
		switch {
		case i%7 == 3:
			standing = roll.Late
		case i%7 == 5:
			if err := roll.ReplyFor(ctx, u, m, s.No, roll.Answer{Reply: roll.Not, Cause: "on_duty"}); err != nil {
				return err
			}
			continue
		}
		if err := roll.Put(ctx, u, m, s.No, standing); err != nil {
			return err
		}
	}
	return nil
}
