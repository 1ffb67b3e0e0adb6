package story

import (
	"context"

	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// tellSeries tells the briefing of every Tuesday that the province and each commune
// begin to hold after the next monthly one, with the first one planned.
func (t *teller) tellSeries(ctx context.Context) error {
	bodies := []org.ID{t.places.committee}
	for _, c := range t.places.communes {
		bodies = append(bodies, c.committee)
	}
	t.at(Today, 8, 20)
	return t.do(ctx, func(u *work.Unit) error {
		for _, b := range bodies {
			template, err := meeting.Make(ctx, u, meeting.Meeting{
				Body: b, Kind: meeting.Briefing, Template: true, Title: "Giao ban các cơ quan tham mưu", Place: "Phòng họp số 2", Chair: "Phó Bí thư Thường trực", Secretary: "Văn phòng",
			}, meeting.ReadAgenda("1. Kết quả tuần (20 phút) - Văn phòng\n2. Việc tuần tới (20 phút)\n3. Kết luận (10 phút)"))
			if err != nil {
				return err
			}
			every := meeting.Every{Period: meeting.Weekly, Weekday: "TU"}
			if _, err := meeting.PutSeries(ctx, u, meeting.Series{Meeting: &meeting.Meeting{ID: template}, Recurrence: every.Recurrence(), From: "14:00", Until: "15:00", Moves: true}, u.Today.AddDays(12)); err != nil {
				return err
			}
		}
		return nil
	})
}
