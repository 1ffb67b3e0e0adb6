package offline

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

// Each key is found by its hash alone; how many there are of one person is for
// that person only.
var sentOf = db.SQL("offline.sentOf", `SELECT at FROM offline_sent WHERE account_id = $1 ORDER BY at DESC LIMIT 100`)

// holdings are what sending once says about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "offline.sent", Title: tSentKeys,
		Purpose: text.New("Để cập nhật gửi lại sau khi mất mạng không bị ghi hai lần.", "So that a report that is sent again after the line was lost is not stored twice."),
		Basis:   basisRule, Kept: text.New("Xoá sau số ngày quy định.", "Deleted after the days that the rule says."), KeptBy: "",
		Fields: []capability.Field{{Title: tSentAt, Columns: []string{"offline_sent.key_hash", "offline_sent.account_id", "offline_sent.at"}, Seen: []capability.Reader{capability.Self}}},
		Read: func(ctx context.Context, v *work.View, person string) ([][]string, error) {
			return db.All(ctx, v.Snapshot, sentOf, func(scan db.Scan) ([]string, error) {
				var at int64
				err := scan(&at)
				return []string{instant(v, at)}, err
			}, person)
		},
	}}
}
