package story

import (
	"context"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/opinion"
	"quyet/feature/org"
)

// opinionCommunes is how many communes ask bodies of theirs for an opinion.
const opinionCommunes = 10

// tellOpinions tells of prior opinions: the province asks three of its departments, and
// some communes three of their bodies. One answers in time, one is silent until its time
// is over, and one was given more time and is open still.
func (t *teller) tellOpinions(ctx context.Context) error {
	type asking struct {
		opinion.Question
		of []org.ID
	}
	var all []asking
	if len(t.places.departments) >= 3 {
		about, err := t.reviewed(ctx)
		if err != nil {
			return err
		}
		all = append(all, asking{opinion.Question{
			Body: t.places.committee, Subject: about, Title: "Dự thảo Nghị quyết của Tỉnh uỷ về chuyển đổi số giai đoạn 2026 - 2030",
			Words: "Đề nghị cho ý kiến về các chỉ tiêu đến năm 2030 và nguồn lực thực hiện.\nNêu rõ nội dung đề nghị sửa đổi, bổ sung.",
		}, t.places.departments[:3]})
	}
	for _, c := range t.places.communes[:min(len(t.places.communes), opinionCommunes)] {
		all = append(all, asking{opinion.Question{
			Body: c.committee, Title: "Dự thảo Quy chế làm việc của " + c.name, Words: "Đề nghị cho ý kiến về phân công, chế độ họp và chế độ báo cáo.",
		}, []org.ID{c.people, c.council, c.front}})
	}
	asked := make([][]*opinion.Opinion, len(all))
	t.at(Today.AddDays(-10), 9, 0)
	if err := t.do(ctx, func(u *work.Unit) error {
		for i, a := range all {
			made, err := opinion.Ask(ctx, u, a.Question, a.of)
			if err != nil {
				return err
			}
			if _, asked[i], err = opinion.Find(ctx, &u.View, made); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	t.at(Today.AddDays(-7), 15, 20)
	if err := t.do(ctx, func(u *work.Unit) error {
		for _, of := range asked {
			if err := opinion.Give(ctx, u, of[0].ID, opinion.Reply{Version: of[0].Version, Answer: opinion.AgreedWith, Words: "Thống nhất với dự thảo. Đề nghị ghi rõ cơ quan chủ trì từng chỉ tiêu."}); err != nil {
				return err
			}
			if err := opinion.Extend(ctx, u, of[2].Question, Today.AddDays(5), of[2].ID); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	t.at(lapsing, 0, 15)
	return t.do(ctx, func(u *work.Unit) error {
		_, err := opinion.Silences(ctx, u)
		return err
	})
}

// reviewed is the page of the conference of the province that is to take up what it asks
// about; "" where there is none.
func (t *teller) reviewed(ctx context.Context) (address string, err error) {
	err = t.do(ctx, func(u *work.Unit) error {
		coming, _, err := meeting.List(ctx, &u.View, t.places.committee, meeting.Coming, meeting.Cursor{}, 10)
		for _, m := range coming {
			if m.Kind == meeting.Interim {
				address = m.ID.Address()
			}
		}
		return err
	})
	return address, err
}

// lapsing is the working day behind the last one of the opinions that were asked for.
var lapsing = civil.On(2026, 11, 18)
