package personal

import (
	"context"

	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
)

var seenByHand = []capability.Reader{capability.Self, capability.Hand}

// holdings are what this capability keeps about people, and what the log does.
func holdings() []capability.Holding {
	return []capability.Holding{
		{
			Name: "event", Title: text.New("Lịch sử công việc", "History of the work"),
			Purpose: text.New("Chứng minh việc gì đã làm, khi nào, do tài khoản nào, và không ai sửa được.", "To prove what was done, when and through which account, so that nobody can change it."),
			Basis:   basis.Key, Kept: text.New("Giữ lâu dài với mã tài khoản, không có tên; có trong tệp dữ liệu của bạn.", "Kept for good with the identifier and without a name; it is in the file of your data."),
			Fields: []capability.Field{{
				Title:   text.New("Tài khoản, việc, lúc làm", "Account, deed, time"),
				Columns: []string{"event_act.account_id", "event_act.for_account_id", "event_act.reason", "event_act.body_id", "event_act.kind", "event.at", "event.act_no", "event.subject", "event.detail"},
				Seen:    []capability.Reader{capability.Self, capability.Colleagues},
			}},
		},
		{
			Name: "personal.view", Title: tLooks,
			Purpose: text.New("Cho bạn biết ai đã xem hồ sơ của bạn, và ngăn việc xem không có lý do.", "To tell you who looked at your record, and to keep people from looking without reason."),
			Basis:   basis.Key, Kept: text.New("Xoá khi hết hạn; xoá cùng danh tính của người được xem.", "Deleted when the time is over, and with the identity of the person looked at."), KeptBy: viewMonths.Key,
			Fields: []capability.Field{
				{Title: tAt, Columns: []string{"personal_view.at", "personal_view.seq", "personal_view.viewed_id"}, Seen: seenByHand},
				{Title: tViewer, Columns: []string{"personal_view.viewer_id", "personal_view.reason", "personal_view.body_id"}, Seen: seenByHand},
				{Title: tWhat, Columns: []string{"personal_view.what"}, Seen: seenByHand},
				{Title: tRight, Columns: []string{"personal_view.permission", "personal_view.scopes"}, Seen: seenByHand},
			},
			Read: readLooks,
		},
		{
			Name: "personal.request", Title: tRequests,
			Purpose: text.New("Trả lời bạn đúng hạn và chứng minh đã trả lời.", "To answer you in time, and to prove it."),
			Basis:   basis.Key, Kept: text.New("Xoá khi hết hạn sau câu trả lời; xoá cùng danh tính.", "Deleted when the time after the answer is over, and with the identity."), KeptBy: requestMonths.Key,
			Fields: []capability.Field{
				{Title: tKind, Columns: []string{"personal_request.kind", "personal_request.id", "personal_request.account_id"}, Seen: seenByHand},
				{Title: tWords, Columns: []string{"personal_request.words"}, Seen: seenByHand},
				{Title: tMade, Columns: []string{"personal_request.made_at"}, Seen: seenByHand},
				{Title: tDue, Columns: []string{"personal_request.due_on", "personal_request.rules"}, Seen: seenByHand},
				{Title: tAnswer, Columns: []string{"personal_request.answer", "personal_request.answered_at", "personal_request.answered_by"}, Seen: seenByHand},
			},
			Read: readRequests,
		},
	}
}

func readLooks(ctx context.Context, v *work.View, person string) ([][]string, error) {
	looks, err := Looks(ctx, v, account.ID(person), mostLooks)
	if err != nil {
		return nil, err
	}
	return tellLooks(ctx, v, looks)
}

// tellLooks puts looks into words, a row each.
func tellLooks(ctx context.Context, v *work.View, looks []Look) ([][]string, error) {
	var ids []account.ID
	for _, l := range looks {
		ids = append(ids, l.Viewer)
	}
	names, err := account.Names(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	places, err := placesOf(ctx, v)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, l := range looks {
		who := names[l.Viewer]
		if l.Viewer == "" {
			who = l.Reason
		}
		if l.Body != "" {
			who += ", " + places(l.Body)
		}
		right := account.CanManage.Title.In(ctx)
		if l.Scopes != "" {
			right += ": " + places(l.Scopes)
		}
		rows = append(rows, []string{web.Moment(ctx, l.At), who, whatOf(l.What).In(ctx), right})
	}
	return rows, nil
}

func readRequests(ctx context.Context, v *work.View, _ string) ([][]string, error) {
	asked, err := Asked(ctx, v)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, r := range asked {
		rows = append(rows, []string{r.Kind.Title().In(ctx), r.Words, web.Moment(ctx, r.Made), r.Due.Vietnamese(), r.Answer})
	}
	return rows, nil
}
