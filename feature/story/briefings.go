package story

import (
	"context"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// The audiences that are asked for in the story.
const (
	keyOfficials brief.Audience = "key_officials"
	members      brief.Audience = "members"
	unionMembers brief.Audience = "union_members"
)

// crowd is how many people of each audience there are at the i-th body.
func crowd(i int) map[brief.Audience]int64 {
	return map[brief.Audience]int64{keyOfficials: int64(12 + i%9), members: int64(180 + i*37%240), unionMembers: int64(400 + i*53%600)}
}

// tellBriefing tells how communes were asked to brief their people about an action
// programme and did: one of five has not begun, one of six is not through, and the
// others held a make-up sitting and finished, some with a reason.
func (t *teller) tellBriefing(ctx context.Context, no int, d doc.ID, issued civil.Date, bodies []org.ID) error {
	t.at(issued.AddDays(3), 9, 0)
	on := map[brief.Audience]civil.Date{keyOfficials: issued.AddDays(50), members: issued.AddDays(60), unionMembers: issued.AddDays(60)}
	if err := t.do(ctx, func(u *work.Unit) error { return brief.Ask(ctx, u, d, on, bodies...) }); err != nil {
		return err
	}
	t.at(issued.AddDays(66), 16, 0)
	return t.do(ctx, func(u *work.Unit) error {
		chart := t.desks.tree.Chart(u.Today)
		for i, b := range bodies {
			u.Actor = t.desks.actor(b, chart, false)
			if err := t.briefed(ctx, u, i+no, d, b, issued); err != nil {
				return err
			}
		}
		return nil
	})
}

// briefed tells what one body did.
func (t *teller) briefed(ctx context.Context, u *work.Unit, i int, d doc.ID, b org.ID, issued civil.Date) error {
	if i%10 == 0 {
		return nil // said nothing at all
	}
	people := crowd(i)
	if err := brief.Expect(ctx, u, d, b, people); err != nil || i%5 == 0 {
		return err
	}
	away := int64(i * 7 % 23)
	first := brief.Sitting{Doc: d, Body: b, On: issued.AddDays(12 + i*5%20), Place: "Hội trường Đảng uỷ", Form: brief.Hall, Speaker: "Bí thư Đảng uỷ",
		Reached: map[brief.Audience]int64{keyOfficials: people[keyOfficials], members: people[members] - away - 5, unionMembers: people[unionMembers] / 2}}
	made, err := brief.Hold(ctx, u, first)
	if err != nil || i%6 == 5 {
		return err
	}
	last := first.On.AddDays(18)
	second := brief.Sitting{Doc: d, Body: b, On: last, Place: "Các chi bộ", Form: brief.Cell, Speaker: "Bí thư chi bộ", MakesUp: made,
		Reached: map[brief.Audience]int64{members: away + 5, unionMembers: people[unionMembers] - people[unionMembers]/2}}
	words := ""
	if i%4 == 3 {
		second.Reached[members] = 5
		words = "Số còn lại đi công tác, làm ăn xa; chi bộ gửi tài liệu để tự nghiên cứu."
	}
	if _, err := brief.Hold(ctx, u, second); err != nil {
		return err
	}
	return brief.Finish(ctx, u, d, b, last, words)
}

// The questions of the knowledge checks of the story.
const checkQuestions = `Chương trình hành động giao cơ quan nào chủ trì tổng hợp?
* Văn phòng
- Từng cơ quan tự tổng hợp
Khi chậm tiến độ thì báo cáo lúc nào?
- Cuối năm
* Trước khi hết hạn`

// tellReading tells what goes with the briefing about the last action programme: the
// resolution as its material, officials who are asked to read it, a knowledge check of
// the province that is over and one of every commune that goes on.
func (t *teller) tellReading(ctx context.Context) error {
	a := t.actions[len(t.actions)-1]
	top := t.places.committee
	var check brief.CheckID
	t.at(Today.AddDays(-10), 9, 0)
	if err := t.do(ctx, func(u *work.Unit) (err error) {
		if err := brief.AddMaterial(ctx, u, a.doc, a.of, top); err != nil {
			return err
		}
		check, err = brief.PutCheck(ctx, u, brief.Check{Doc: a.doc, Body: top, Title: "Câu hỏi thu hoạch của Tỉnh uỷ", Until: Today.AddDays(-5)}, checkQuestions)
		return err
	}); err != nil {
		return err
	}
	if err := t.do(ctx, func(u *work.Unit) error {
		chart := t.desks.tree.Chart(u.Today)
		for i, c := range t.places.communes[:min(len(t.places.communes), 3)] {
			u.Actor = t.desks.actor(c.committee, chart, false)
			for n := range 6 - 2*i { // the last of them are too few to be told
				if err := brief.Answer(ctx, u, check, []int{n % 2, 1}); err != nil {
					return err
				}
			}
		}
		return nil
	}); err != nil {
		return err
	}
	t.at(Today.AddDays(-2), 9, 0)
	return t.do(ctx, func(u *work.Unit) error {
		for _, c := range append([]commune{{committee: top}}, t.places.communes...) {
			if _, err := brief.AskAcks(ctx, u, a.doc, c.committee, Today.AddDays(3)); err != nil {
				return err
			}
			if c.committee == top {
				continue
			}
			if _, err := brief.PutCheck(ctx, u, brief.Check{Doc: a.doc, Body: c.committee, Title: "Câu hỏi thu hoạch", Until: Today.AddDays(10)}, checkQuestions); err != nil {
				return err
			}
		}
		return nil
	})
}
