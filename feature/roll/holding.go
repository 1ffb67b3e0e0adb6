package roll

import (
	"context"
	"strings"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/position"
)

// mostTold bounds what a person is told of the conferences to which they were called.
const mostTold = 200

// holdings are what is kept about those who are called to conferences.
func holdings() []capability.Holding {
	seen := []capability.Reader{capability.Self, capability.Colleagues}
	return []capability.Holding{{
		Name: "roll.seats", Title: tPanel,
		Purpose: text.New("Mời họp đúng thành phần và điểm danh.", "To call the right people to conferences, and to keep the roll."),
		Basis:   "personal.basis",
		Kept:    text.New("Giữ số tháng theo quy tắc sau hội nghị, rồi chỉ còn số tổng. Họ tên đứng ở danh sách người giữ chức danh và xoá theo đó; người dự thay ghi bằng lời nên không xoá theo.", "Kept for so many months after the conference as the rule says; then only totals are left. The name stands with the holders of titles and is erased there; who came instead is in words and is not."),
		Fields: []capability.Field{
			{Title: tPerson, Columns: []string{"roll_seat.person_id"}, Seen: seen},
			{Title: tTitle, Columns: []string{"roll_seat.title", "roll_seat.body_id", "roll_seat.capacity"}, Seen: seen},
			{Title: tRoll, Columns: []string{"roll_mark.standing", "roll_mark.came_at", "roll_mark.left_at", "roll_mark.means"}, Seen: seen},
			{Title: tReply, Columns: []string{"roll_mark.reply", "roll_mark.cause", "roll_mark.substitute"}, Seen: seen},
			{Title: tCodeBy, Columns: []string{"roll_seat.code_by"}},
		},
		Read: read,
	}}
}

// read tells a person of the conferences to which they were called, the last one first.
func read(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var told []Seat
	var conferences []string
	err = db.Each(ctx, v.Snapshot, selectTold, func(scan db.Scan) error {
		var name string
		s, err := scanSeat(func(to ...any) error { return scan(append(to, &name)...) })
		told, conferences = append(told, s), append(conferences, name)
		return err
	}, person, mostTold)
	if err != nil {
		return nil, err
	}
	names, err := position.Titles(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	for i, s := range told {
		cause, err := causeTitle(ctx, v, s.Cause)
		if err != nil {
			return nil, err
		}
		reply := strings.Join(strings.Fields(strings.Join([]string{s.Reply.Title().In(ctx), cause.In(ctx), s.Substitute}, " ")), " ")
		rows = append(rows, []string{conferences[i], titleOf(names, s.Title).In(ctx) + ", " + tree.Name(s.Body, v.Day(s.Called)), s.Standing.Title().In(ctx), reply})
	}
	return rows, nil
}
