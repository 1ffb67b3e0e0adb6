package story

import (
	"context"
	"fmt"
	"slices"
	"time"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/roll"
)

// The agendas of the conferences of the story.
const (
	briefingAgenda = `1. Khai mạc (5 phút)
2. Báo cáo kết quả công tác tháng, nhiệm vụ tháng tới (25 phút) - Văn phòng
3. Thảo luận (50 phút)
3.1. Nhiệm vụ quá hạn, chậm tiến độ (30 phút)
3.2. Kiến nghị của cơ sở (20 phút)
4. Kết luận (20 phút) - Người chủ trì`

	reviewAgenda = `1. Khai mạc (10 phút)
2. Báo cáo sơ kết (40 phút) - Văn phòng Tỉnh uỷ
3. Tham luận tại các điểm cầu (60 phút)
Nghỉ giải lao (15 phút)
4. Thảo luận (45 phút)
5. Phát biểu kết luận (30 phút) - Thường trực Tỉnh uỷ`
)

// tellMeetings tells the monthly briefings of the province and of every commune:
// the template, the last one with its course and the next one. The review of an
// action programme stands on the agenda of today and has not begun.
func (t *teller) tellMeetings(ctx context.Context) error {
	bodies := []org.ID{t.places.committee}
	for _, c := range t.places.communes {
		bodies = append(bodies, c.committee)
	}
	t.at(Today.AddDays(-30), 9, 0)
	var last []meeting.ID
	var review meeting.ID
	err := t.do(ctx, func(u *work.Unit) error {
		for _, b := range bodies {
			made, err := t.tellBriefings(ctx, u, b)
			if err != nil {
				return err
			}
			last = append(last, made)
		}
		if len(t.actions) == 0 {
			return nil
		}
		a := t.actions[len(t.actions)-1]
		var err error
		review, err = meeting.Make(ctx, u, meeting.Meeting{
			Body: t.places.committee, Kind: meeting.Interim, Title: "Hội nghị trực tuyến sơ kết thực hiện " + a.short, Document: a.doc, Place: "Hội trường Tỉnh uỷ và các điểm cầu xã, phường",
			Starts: t.instant(Today, "08:00"), Ends: t.instant(Today, "11:20"), Chair: "Thường trực Tỉnh uỷ", Secretary: "Văn phòng Tỉnh uỷ",
		}, meeting.ReadAgenda(reviewAgenda))
		if err != nil {
			return err
		}
		agenda, err := meeting.AgendaOf(ctx, &u.View, review)
		if err != nil {
			return err
		}
		if err := meeting.HandOut(ctx, u, agenda[1].ID, nil, a.doc); err != nil { // what the review is about
			return err
		}
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		if err := call(ctx, u, review, t.calledToReview(tree)); err != nil {
			return err
		}
		if _, err = roll.Summon(ctx, u, review); err != nil {
			return err
		}
		return replied(ctx, u, review)
	})
	if err != nil {
		return err
	}
	if err := t.holdBriefings(ctx, last); err != nil || review == "" {
		return err
	}
	return t.tellPoints(ctx, review)
}

// tellBriefings plans the briefings of a body and returns the one that is past.
func (t *teller) tellBriefings(ctx context.Context, u *work.Unit, b org.ID) (past meeting.ID, err error) {
	m := meeting.Meeting{Body: b, Kind: meeting.Briefing, Title: "Giao ban hằng tháng", Template: true, Place: "Phòng họp số 1", Chair: "Thường trực", Secretary: "Văn phòng"}
	template, err := meeting.Make(ctx, u, m, meeting.ReadAgenda(briefingAgenda))
	if err != nil {
		return "", err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return "", err
	}
	lines := t.called(tree, b)
	if err := call(ctx, u, template, lines); err != nil {
		return "", err
	}
	m.Template = false
	for _, on := range []civil.Date{lastBriefing, lastBriefing.AddDays(28)} {
		m.Title = fmt.Sprintf("Hội nghị giao ban tháng %d năm %d", on.Month, on.Year)
		m.Starts, m.Ends = t.instant(on, "08:00"), t.instant(on, "09:40")
		made, err := meeting.MakeAfter(ctx, u, template, m)
		if err != nil {
			return "", err
		}
		if err := call(ctx, u, made, lines); err != nil {
			return "", err
		}
		if on == lastBriefing {
			past = made
			if _, err := roll.Summon(ctx, u, made); err != nil {
				return "", err
			}
		}
	}
	return past, nil
}

// lastBriefing is the day of the last monthly briefing.
var lastBriefing = Today.AddDays(-17)

func (t *teller) instant(on civil.Date, clock string) time.Time {
	return on.At(clock, t.office.Zone).UTC()
}

// holdBriefings lets the last briefings take place: each item of the agenda as
// long as planned, but the last one, which is ten minutes longer.
func (t *teller) holdBriefings(ctx context.Context, briefings []meeting.ID) error {
	minute := 2
	step := func(fn func(u *work.Unit, m meeting.ID, a meeting.Agenda) error) error {
		t.at(lastBriefing, 8, minute)
		return t.do(ctx, func(u *work.Unit) error {
			for _, m := range briefings {
				a, err := meeting.AgendaOf(ctx, &u.View, m)
				if err != nil {
					return err
				}
				if err := fn(u, m, a); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := step(func(u *work.Unit, m meeting.ID, _ meeting.Agenda) error {
		return meeting.Do(ctx, u, m, meeting.DoOpen, "")
	}); err != nil {
		return err
	}
	if err := step(func(u *work.Unit, m meeting.ID, _ meeting.Agenda) error { return marked(ctx, u, m) }); err != nil {
		return err
	}
	for i, item := range meeting.ReadAgenda(briefingAgenda) {
		if err := step(func(u *work.Unit, _ meeting.ID, a meeting.Agenda) error { return meeting.Take(ctx, u, a[i].ID) }); err != nil {
			return err
		}
		if i == 3 {
			if err := step(func(u *work.Unit, m meeting.ID, _ meeting.Agenda) error { return t.noteBriefing(ctx, u, m) }); err != nil {
				return err
			}
		}
		if i != 2 { // its parts take its time
			minute += int(item.Planned / time.Minute)
		}
	}
	minute += 10
	if err := step(func(u *work.Unit, m meeting.ID, _ meeting.Agenda) error {
		return meeting.Do(ctx, u, m, meeting.DoClose, "")
	}); err != nil {
		return err
	}
	return t.concludeBriefing(ctx, briefings[0])
}

// concludeBriefing issues the notice of what the province's last briefing concluded, two
// days after it: its orders become tasks. The minutes are corrected, approved and signed
// in the days after.
func (t *teller) concludeBriefing(ctx context.Context, m meeting.ID) error {
	t.at(lastBriefing.AddDays(2), 9, 0)
	err := t.do(ctx, func(u *work.Unit) error {
		d, err := meeting.Draft(ctx, &u.View, m)
		if err != nil {
			return err
		}
		_, err = meeting.Issue(ctx, u, t.files, m, meeting.Issuance{
			Seal: d.Seal(), Warrant: "by_order", Of: "Ban Thường vụ", Post: "Chánh Văn phòng", Recipients: []string{"Thường trực Tỉnh uỷ", "Các cơ quan được giao nhiệm vụ", "Lưu hồ sơ hội nghị"},
		})
		return err
	})
	if err != nil {
		return err
	}
	for day, do := range []func(u *work.Unit) error{
		func(u *work.Unit) error {
			return meeting.Correct(ctx, u, m, meeting.OfChair, "Thường trực", "Thường trực Tỉnh uỷ", "Ghi đủ tên cơ quan chủ trì")
		},
		func(u *work.Unit) error { return meeting.Approve(ctx, u, meeting.Deps{Files: t.files}, m) },
		func(u *work.Unit) error { return meeting.Sign(ctx, u, m, "", "") },
	} {
		t.at(lastBriefing.AddDays(3+day), 15, 0)
		if err := t.do(ctx, do); err != nil {
			return err
		}
	}
	return nil
}

// noteBriefing writes down what came of a briefing. The orders of a commune are not
// given yet; of the province it asks an answer. Those of the province stand in its
// notice.
func (t *teller) noteBriefing(ctx context.Context, u *work.Unit, m meeting.ID) error {
	held, err := meeting.Find(ctx, &u.View, m)
	if err != nil {
		return err
	}
	all := []meeting.Outcome{
		{Kind: meeting.Speech, Words: "Nhiều nhiệm vụ quá hạn do phải chờ ý kiến phối hợp; đề nghị quy định thời hạn trả lời.", Speaker: "Văn phòng"},
		{Kind: meeting.Decided, Words: "Thống nhất xử lý dứt điểm các nhiệm vụ quá hạn trước kỳ giao ban tháng sau."},
		{Kind: meeting.Order, Words: "Rà soát, phân loại các nhiệm vụ quá hạn; báo cáo Thường trực trước ngày 25/11/2026.", Lead: held.Body, Due: civil.On(2026, 11, 25), Deliverable: "Báo cáo rà soát"},
	}
	asked := meeting.Outcome{Kind: meeting.Information, Words: "Đề nghị Tỉnh uỷ cho ý kiến về thời hạn trả lời ý kiến phối hợp giữa các cơ quan."}
	of, by := t.places.committee, Today.AddDays(5)
	if held.Body == t.places.committee {
		all = append(all,
			meeting.Outcome{Kind: meeting.Order, Words: "Giao Sở Nội vụ chủ trì, phối hợp với Ban Tổ chức Tỉnh uỷ rà soát việc bố trí cán bộ theo dõi nhiệm vụ ở xã, phường, hoàn thành trước ngày 15/01/2027. Sản phẩm: báo cáo rà soát."},
			meeting.Outcome{Kind: meeting.Order, Words: "Giao Văn phòng Tỉnh uỷ tổng hợp kiến nghị của cơ sở, hoàn thành trong tháng 12/2026."},
			meeting.Outcome{Kind: meeting.Order, Words: "Tiếp tục tăng cường kiểm tra việc thực hiện nhiệm vụ được giao."},
		)
		asked.Words, of = "Đề nghị xã nêu rõ nguyên nhân các nhiệm vụ quá hạn kéo dài.", t.places.communes[0].committee
	}
	for _, o := range all {
		if _, err := meeting.Note(ctx, u, m, o); err != nil {
			return err
		}
	}
	// A few communes ask: the province has other things to do as well.
	if at := slices.IndexFunc(t.places.communes, func(c commune) bool { return c.committee == held.Body }); at > 0 && at%40 != 1 {
		return nil
	}
	made, err := meeting.Note(ctx, u, m, asked)
	if err != nil {
		return err
	}
	return meeting.NeedFollow(ctx, u, made, 1, of, by)
}
