package story

import (
	"context"
	"slices"

	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/point"
)

// tellPoints gives the review of today its connection points: the hall of the province,
// each commune, and under each commune its grassroots organisations. By twenty past eight
// most of them have reported.
func (t *teller) tellPoints(ctx context.Context, review meeting.ID) error {
	bodies := []org.ID{t.places.committee}
	waiting := map[org.ID]bool{} // that have not reported
	size := map[org.ID]int{t.places.committee: 180}
	for i, c := range t.places.communes {
		bodies = append(bodies, c.committee)
		waiting[c.committee], size[c.committee] = i%5 == 1, 42+i*7%31
		for j, cell := range c.cells {
			bodies = append(bodies, cell)
			waiting[cell], size[cell] = (i+j)%6 == 1, 14+(i+j*5)%23
		}
	}
	t.at(Today.AddDays(-3), 10, 0)
	for some := range slices.Chunk(bodies, point.MostAtOnce) {
		if err := t.do(ctx, func(u *work.Unit) error {
			_, err := point.Make(ctx, u, review, some)
			return err
		}); err != nil {
			return err
		}
	}
	if err := t.do(ctx, func(u *work.Unit) error { return t.equipPoints(ctx, u, review) }); err != nil {
		return err
	}
	return t.reportPoints(ctx, review, waiting, size)
}

// equipPoints says what the points count, and of those of the communes where they are and
// who is in charge.
func (t *teller) equipPoints(ctx context.Context, u *work.Unit, review meeting.ID) error {
	if err := point.SetAudiences(ctx, u, review, []string{"key_officials", "members"}); err != nil {
		return err
	}
	rows, _, err := point.Below(ctx, &u.View, point.Question{Meeting: review}, 1+len(t.places.communes))
	if err != nil {
		return err
	}
	for i, row := range rows {
		place, charge := "Hội trường Đảng uỷ", "Văn phòng Đảng uỷ"
		if i == 0 {
			place, charge = "Hội trường Tỉnh uỷ", "Văn phòng Tỉnh uỷ"
		}
		if err := point.Change(ctx, u, row.ID, row.Version, "", place, charge); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) reportPoints(ctx context.Context, review meeting.ID, waiting map[org.ID]bool, size map[org.ID]int) error {
	q := point.Question{Meeting: review}
	for minute, more := 30, true; more; minute = min(minute+2, 80) {
		t.at(Today, 7, minute)
		last := q.After
		if err := t.do(ctx, func(u *work.Unit) error {
			var found []*point.Point
			var err error
			if found, more, err = point.List(ctx, &u.View, q, 200); err != nil {
				return err
			}
			for i, p := range found {
				last = p.No
				if waiting[p.Body] {
					continue
				}
				n := size[p.Body]
				away := (i + n) % 4
				c := point.Counts{Turnout: meeting.Turnout{Called: n, Present: n - away}, Excused: away}
				c.Of[0] = meeting.Turnout{Called: n / 3, Present: n/3 - away/2}
				c.Of[1] = meeting.Turnout{Called: n - 2, Present: n - 2 - away}
				if err := point.Put(ctx, u, p.ID, c); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		q.After = last
	}
	return nil
}
