package app

import (
	"context"

	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/board"
	"quyet/feature/indicator"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/period"
)

// What the program knows of the figures that bodies report: of each body what it leads or
// holds itself, so that sums over bodies count nothing twice.
var (
	_ = indicator.NewSource(indicator.Source{
		Name: "task.on_time", Title: text.New("Nhiệm vụ hoàn thành đúng hạn trên số đã đến hạn", "Tasks done in time, of those that fell due"), Sort: indicator.Ratio, Running: indicator.AtEnd,
		Work: func(ctx context.Context, v *work.View, body org.ID, w period.Window) (value, part int64, ok bool, err error) {
			c, err := ownCounts(ctx, v, body, w)
			return c.OnTime, c.FallenDue(), c.FallenDue() > 0, err
		},
	})
	_ = indicator.NewSource(indicator.Source{
		Name: "task.overdue", Title: text.New("Nhiệm vụ quá hạn chưa hoàn thành", "Tasks that are overdue"), Sort: indicator.Number, Running: indicator.AtEnd,
		Work: func(ctx context.Context, v *work.View, body org.ID, w period.Window) (value, part int64, ok bool, err error) {
			c, err := ownCounts(ctx, v, body, w)
			return c.Overdue, 0, true, err
		},
	})
	_ = indicator.NewSource(indicator.Source{
		Name: "meeting.held", Title: text.New("Hội nghị đã tổ chức", "Conferences held"), Sort: indicator.Number, Running: indicator.OfPeriod,
		Work: func(ctx context.Context, v *work.View, body org.ID, w period.Window) (value, part int64, ok bool, err error) {
			all, err := meeting.Between(ctx, v, body, w.From, w.To)
			for _, m := range all {
				if m.State.Held() {
					value++
				}
			}
			return value, 0, true, err
		},
	})
)

// ownCounts are the counts of the tasks that a body leads itself at the end of a window, or
// now where that has not come.
func ownCounts(ctx context.Context, v *work.View, body org.ID, w period.Window) (board.Counts, error) {
	end := w.To.AddDays(1).Start(v.Zone)
	show := func() (*board.Map, error) { return board.ShowAt(ctx, v, body, "", end) }
	if v.Now.Before(end) {
		show = func() (*board.Map, error) { return board.Show(ctx, v, body, "") }
	}
	m, err := show()
	if err != nil || len(m.Rows) == 0 || m.Rows[0].Body != body {
		return board.Counts{}, err
	}
	return m.Rows[0].Counts, nil
}
