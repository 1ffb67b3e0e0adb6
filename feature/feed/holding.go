package feed

import (
	"context"

	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
)

// basisRule is the rule that says by what right data of people are kept; it is
// declared where personal data are looked after.
const basisRule = "personal.basis"

// holdings are what addresses say about people.
func holdings() []capability.Holding {
	self := []capability.Reader{capability.Self}
	return []capability.Holding{{
		Name: "feed.addresses", Title: tCalendars,
		Purpose: text.New("Cho bạn xem thời hạn trong ứng dụng lịch của mình mà không phải đăng nhập.", "To let you see deadlines in a calendar of your own without signing in."),
		Basis:   basisRule, Kept: text.New("Giữ đến khi bạn thu hồi, tài khoản bị khoá, hoặc không có ứng dụng lịch nào đọc trong thời gian quy định; xoá cùng danh tính.", "Kept until you revoke it, the account is disabled, or no calendar has asked for the time that the rule says; erased with the identity."),
		Fields: []capability.Field{
			{Title: tCalendar, Columns: []string{"feed_address.id", "feed_address.account_id", "feed_address.body_id", "feed_address.lang"}, Seen: self},
			{Title: tMadeOn, Columns: []string{"feed_address.made"}, Seen: self},
			{Title: tUsed, Columns: []string{"feed_address.used_on"}, Seen: self},
			{Title: tAddress, Columns: []string{"feed_address.secret_hash"}},
		},
		Read: func(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
			held, err := addresses(ctx, v, person)
			if err != nil {
				return nil, err
			}
			tree, err := org.Load(ctx, v)
			for _, a := range held {
				r := row{Body: a.Body, Name: tOwnCalendar.In(ctx), Address: &a}
				if a.Body != "" {
					r.Name = tree.Name(a.Body, v.Today)
				}
				rows = append(rows, []string{r.Name, v.Day(a.Made).Vietnamese(), r.used(ctx)})
			}
			return rows, err
		},
	}}
}
