package saved

import (
	"context"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/work"
)

// holdings are what lists say about people.
func holdings() []capability.Holding {
	seen := []capability.Reader{capability.Self, capability.Colleagues}
	return []capability.Holding{{
		Name: "saved.lists", Title: tLists,
		Purpose: text.New("Để bạn xem lại những danh sách nhiệm vụ thường dùng.", "To let you come back to the lists of tasks that you use."),
		Basis:   "personal.basis", Kept: text.New("Giữ đến khi bạn xoá; danh sách riêng xoá cùng danh tính, danh sách đã chia sẻ thuộc về cơ quan.", "Kept until you delete it; your own lists are erased with the identity, shared ones belong to the body."),
		Fields: []capability.Field{
			{Title: tName, Columns: []string{"saved_list.account_id", "saved_list.name", "saved_list.ask", "saved_list.heading"}, Seen: seen},
			{Title: text.New("Ai sửa lần cuối", "Who changed it last"), Columns: []string{"saved_list.changed_by"}, Seen: seen},
			{Title: tFirst, Columns: []string{"saved_first.account_id", "saved_first.list_id"}, Seen: []capability.Reader{capability.Self}},
		},
		Read: func(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
			own, err := db.All(ctx, v.Snapshot, selectOwn, scanList, person, mostOwn)
			for _, l := range own {
				first := ""
				if l.First {
					first = tFirst.In(ctx)
				}
				rows = append(rows, []string{l.Name, "", first})
			}
			return rows, err
		},
	}}
}
