package notice

import (
	"context"
	"time"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/work"
)

// basisRule is the rule that says by what right data of people are kept; it is
// declared where personal data are looked after.
const basisRule = "personal.basis"

// mostHeld bounds what a person is told of each part.
const mostHeld = 1000

// holdings are what notices say about people.
func holdings() []capability.Holding {
	self := []capability.Reader{capability.Self}
	return []capability.Holding{
		{
			Name: "notice.wishes", Title: tHeldSettings, Basis: basisRule,
			Purpose: text.New("Gửi thư cho bạn theo cách bạn chọn.", "To write to you as you chose."),
			Kept:    text.New("Giữ đến khi bạn thôi nhận thư; xoá cùng danh tính.", "Kept until you want no more mail; erased with the identity."),
			Fields: []capability.Field{
				{Title: tAddress, Columns: []string{"notice_person.address", "notice_person.confirmed_at", "notice_person.asked", "notice_person.asked_at", "notice_person.account_id"}, Seen: self},
				{Title: tLanguage, Columns: []string{"notice_person.lang"}, Seen: self},
				{Title: tHeldQuiet, Columns: []string{"notice_person.quiet_from", "notice_person.quiet_until"}, Seen: self},
				{Title: tHeldChoices, Columns: []string{"notice_choice.account_id", "notice_choice.class", "notice_choice.how"}, Seen: self},
				{Title: tHeldLink, Columns: []string{"notice_person.token_hash"}},
			},
			Read: func(ctx context.Context, v *work.View, _ string) ([][]string, error) {
				p, err := WishesOf(ctx, v)
				if err != nil {
					return nil, err
				}
				choices := ""
				for _, c := range Classes() {
					choices += c.Title().In(ctx) + ": " + p.Of(c).Title().In(ctx) + ". "
				}
				address := p.Address
				if p.Asked != "" {
					address += " " + tAddressWaits.In(ctx, p.Asked)
				}
				return [][]string{{address, p.Lang.String(), clock(p.Quiet.From) + " – " + clock(p.Quiet.Until), choices}}, nil
			},
		},
		{
			Name: "notice.told", Title: tHeldNotices, Basis: basisRule,
			Purpose: text.New("Cho bạn biết việc đã xảy ra với nhiệm vụ của cơ quan mình.", "To tell you what happened to the tasks of your body."),
			Kept:    text.New("Xoá sau một năm; xoá cùng danh tính.", "Deleted after a year; erased with the identity."),
			Fields: []capability.Field{
				{Title: tHeldKind, Columns: []string{"notice.account_id", "notice.post", "notice.matter_id"}, Seen: self},
				{Title: tWhen, Columns: []string{"notice.at", "notice.mail_due", "notice.mail_id"}, Seen: self},
				{Title: tRead, Columns: []string{"notice.read_at"}, Seen: self},
			},
			Read: func(ctx context.Context, v *work.View, person string) ([][]string, error) {
				return db.All(ctx, v.Snapshot, noticesHeld, func(scan db.Scan) ([]string, error) {
					var kind string
					var side Side
					var at, read time.Time
					err := scan(&kind, &side, instant{&at}, instant{&read})
					return []string{kindOf(kind, side).One.In(ctx), said(v, at), said(v, read)}, err
				}, person, mostHeld)
			},
		},
		{
			Name: "notice.doers", Title: text.New("Ai đã làm việc được thông báo", "Who did what notices tell of"), Basis: basisRule,
			Purpose: text.New("Cho người nhận biết ai đã làm.", "To tell those who are told by whom it was done."),
			Kept:    text.New("Chỉ có mã tài khoản; xoá sau một năm.", "The identifier of the account only; deleted after a year."),
			Fields: []capability.Field{
				{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"notice_matter.by_account", "notice_matter.by_for"}, Seen: []capability.Reader{capability.Colleagues}},
			},
		},
		{
			Name: "notice.mails", Title: tHeldMails, Basis: basisRule,
			Purpose: text.New("Gửi lại thư chưa đến nơi.", "To send again what did not arrive."),
			Kept:    text.New("Nội dung thư không được giữ; dòng ghi đã gửi xoá sau một tháng; xoá cùng danh tính.", "What a mail said is not kept; that it was sent is deleted after a month; erased with the identity."),
			Fields: []capability.Field{
				{Title: tWhen, Columns: []string{"notice_mail.id", "notice_mail.account_id", "notice_mail.kind", "notice_mail.made_at", "notice_mail.next_at", "notice_mail.ended_at"}, Seen: self},
				{Title: tHeldOutcome, Columns: []string{"notice_mail.outcome", "notice_mail.tries", "notice_mail.trouble"}, Seen: self},
			},
			Read: func(ctx context.Context, v *work.View, person string) ([][]string, error) {
				return db.All(ctx, v.Snapshot, mailsHeld, func(scan db.Scan) ([]string, error) {
					var made, ended time.Time
					var outcome string
					err := scan(instant{&made}, &outcome, instant{&ended})
					return []string{said(v, made), outcomes[outcome].In(ctx)}, err
				}, person, mostHeld)
			},
		},
	}
}

// said writes an instant for a person; nothing for none.
func said(v *work.View, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(v.Zone).Format("15:04 02/01/2006")
}
