package hook

import (
	"context"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/work"
)

// basisRule is the rule that says by what right data of people are kept; it is
// declared where personal data are looked after.
const basisRule = "personal.basis"

var hooksOf = db.SQL("hook.of", `SELECT `+columns+` FROM hook WHERE account_id = $1 ORDER BY made LIMIT 100`)

// holdings are what hooks say about people.
func holdings() []capability.Holding {
	seen := []capability.Reader{capability.Self, capability.Reach}
	return []capability.Holding{{
		Name: "hook.owners", Title: tHooks,
		Purpose: text.New("Biết phần mềm nào được báo việc theo quyền xem của tài khoản nào.", "To know which programs are told of tasks by whose sight."),
		Basis:   basisRule, Kept: text.New("Giữ cùng mã tài khoản; kết nối dừng khi tài khoản bị khoá hoặc danh tính bị xoá.", "Kept with the identifier; the hook ends when the account is disabled or the identity erased."),
		Fields: []capability.Field{
			{Title: tAddress, Columns: []string{"hook.account_id", "hook.address"}, Seen: seen},
			{Title: tRegistered, Columns: []string{"hook.made", "hook.made_by"}, Seen: seen},
		},
		Read: func(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
			held, err := db.All(ctx, v.Snapshot, hooksOf, scanHook, person)
			for _, h := range held {
				rows = append(rows, []string{h.Address, v.Day(h.Made).Vietnamese()})
			}
			return rows, err
		},
	}}
}
