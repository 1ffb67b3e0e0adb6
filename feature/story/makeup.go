package story

import (
	"context"

	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

// makeUpDay is when the province briefed those again who had not begun.
var makeUpDay = Today.AddDays(-9)

// tellMakeUp tells of the conference at which the province briefed the communes about the
// last action programme that had not begun: their points counted who was there. One of
// them took the counts as its sitting, and then the province set the count right; the
// others have not taken theirs.
func (t *teller) tellMakeUp(ctx context.Context, no int, a action) error {
	var bodies []org.ID
	at := map[org.ID]int{}
	for i, c := range t.places.communes {
		if (i+no)%5 == 0 {
			bodies, at[c.committee] = append(bodies, c.committee), i+no
		}
	}
	var made meeting.ID
	t.at(makeUpDay.AddDays(-7), 9, 0)
	if err := t.do(ctx, func(u *work.Unit) (err error) {
		made, err = meeting.Make(ctx, u, meeting.Meeting{
			Body: t.places.committee, Kind: meeting.Brief, Title: "Hội nghị trực tuyến quán triệt bổ sung " + a.short, Document: a.doc, Place: "Hội trường Tỉnh uỷ và các điểm cầu xã, phường",
			Starts: t.instant(makeUpDay, "14:00"), Ends: t.instant(makeUpDay, "16:30"), Chair: "Thường trực Tỉnh uỷ", Secretary: "Văn phòng Tỉnh uỷ",
		}, meeting.ReadAgenda("1. Khai mạc (10 phút)\n2. Quán triệt nội dung chương trình (120 phút)\n3. Kết luận (20 phút)"))
		if err != nil {
			return err
		}
		if _, err := point.Make(ctx, u, made, bodies); err != nil {
			return err
		}
		return point.SetAudiences(ctx, u, made, []string{"key_officials", "members"})
	}); err != nil {
		return err
	}
	if err := t.holdMakeUp(ctx, made, at); err != nil || len(bodies) == 0 {
		return err
	}
	t.at(makeUpDay.AddDays(1), 8, 30)
	return t.do(ctx, func(u *work.Unit) error { return t.takeFirst(ctx, u, a, bodies[0]) })
}

// holdMakeUp opens the conference, lets its points count, and closes it.
func (t *teller) holdMakeUp(ctx context.Context, m meeting.ID, at map[org.ID]int) error {
	t.at(makeUpDay, 14, 0)
	if err := t.do(ctx, func(u *work.Unit) error {
		if err := meeting.Do(ctx, u, m, meeting.DoOpen, ""); err != nil {
			return err
		}
		all, _, err := point.List(ctx, &u.View, point.Question{Meeting: m}, point.MostAtOnce)
		if err != nil {
			return err
		}
		for _, p := range all {
			people := crowd(at[p.Body])
			officials, party := int(people[keyOfficials])-1, int(people[members])*3/4
			c := point.Counts{Turnout: meeting.Turnout{Called: officials + party + 6, Present: officials + party}, Excused: 4}
			c.Of[0], c.Of[1] = meeting.Turnout{Called: officials + 1, Present: officials}, meeting.Turnout{Called: party + 5, Present: party}
			if err := point.Put(ctx, u, p.ID, c); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	t.at(makeUpDay, 16, 40)
	return t.do(ctx, func(u *work.Unit) error { return meeting.Do(ctx, u, m, meeting.DoClose, "") })
}

// takeFirst lets a commune take what its point counted; afterwards the province sets that
// right.
func (t *teller) takeFirst(ctx context.Context, u *work.Unit, a action, body org.ID) error {
	r, err := brief.Of(ctx, &u.View, a.doc, body)
	if err != nil {
		return err
	}
	offers, err := brief.Offers(ctx, &u.View, r)
	if err != nil || len(offers) == 0 {
		return err
	}
	p := offers[0].At
	if _, err := brief.Take(ctx, u, a.doc, body, p.Point.ID, p.Times, ""); err != nil {
		return err
	}
	c := p.Counts
	c.Present, c.Of[1].Present = c.Present-3, c.Of[1].Present-3
	return point.Correct(ctx, u, p.Point.ID, c, "Đếm trùng đảng viên sinh hoạt nơi khác")
}
