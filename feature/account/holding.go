package account

import (
	"context"
	"strings"

	"quyet/base/capability"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
)

var (
	whoSeesRights = []capability.Reader{capability.Self, capability.Reach}
	whoSeesTimes  = []capability.Reader{capability.Self, capability.Hand}
)

// holdings are what accounts say about people.
func holdings() []capability.Holding {
	return []capability.Holding{
		{
			Name: "account.identity", Title: text.New("Danh tính", "Identity"),
			Purpose: text.New("Biết ai đăng nhập và ai đã làm việc gì.", "To know who signs in and who did what."),
			Basis:   basisRule, Kept: text.New("Xoá tên, tên cũ và tên đăng nhập khi hết hạn sau vai trò cuối cùng; lịch sử chỉ giữ mã.", "Name, former names and login are erased when the time after the last role is over; the history keeps the identifier only."), KeptBy: eraseRule,
			Fields: []capability.Field{
				{Title: tName, Columns: []string{"account.name", "account.search"}, Seen: []capability.Reader{capability.Self, capability.Colleagues, capability.Reach}},
				{Title: tLogin, Columns: []string{"account.login", "account.search"}, Seen: whoSeesRights},
				{Title: tCreatedAt, Columns: []string{"account.created"}, Seen: whoSeesRights},
				{Title: tState, Columns: []string{"account.disabled", "account.must_change", "account.erased"}, Seen: whoSeesRights},
				{Title: tFormerNames, Columns: []string{"account_name.name", "account_name.from_at", "account_name.until_at", "account_name.account_id", "account_name.id"}, Seen: whoSeesTimes},
				{Title: tIdentifier, Columns: []string{"account.id"}, Seen: []capability.Reader{capability.Self, capability.Reach}},
			},
			Read: readIdentity,
		},
		{
			Name: "account.rights", Title: tRights,
			Purpose: text.New("Biết ai được làm gì, ở đâu, từ ngày nào và do ai giao.", "To know who may do what, where, since when and by whose decision."),
			Basis:   basisRule, Kept: text.New("Giữ lâu dài cùng mã tài khoản, vì mọi quyết định đã làm dựa vào đó; khi danh tính bị xoá thì không còn tên.", "Kept for good with the identifier, for every decision made rests on it; when the identity is erased no name is left."),
			Fields: []capability.Field{
				{Title: tBody, Columns: []string{"account_grant.body_id"}, Seen: whoSeesRights},
				{Title: tRole, Columns: []string{"account_grant.role"}, Seen: whoSeesRights},
				{Title: tPeriod, Columns: []string{"account_grant.from_on", "account_grant.until_on"}, Seen: whoSeesRights},
				{Title: tGrantedBy, Columns: []string{"account_grant.granted_by", "account_grant.granted_at", "account_grant.id", "account_grant.account_id"}, Seen: whoSeesRights},
			},
			Read: readRights,
		},
		{
			Name: "account.secret", Title: tPassword,
			Purpose: text.New("Kiểm tra người đăng nhập là chủ tài khoản.", "To check that who signs in is the owner of the account."),
			Basis:   basisRule, Kept: text.New("Chỉ giữ giá trị băm, không ai đọc lại được; xoá cùng danh tính.", "Kept as a hash that nobody can read back; erased with the identity."), KeptBy: eraseRule,
			Fields: []capability.Field{{Title: tPassword, Columns: []string{"account.password", "account.password_at"}}},
		},
		{
			Name: "account.sessions", Title: tSessions,
			Purpose: text.New("Giữ người đã đăng nhập ở trong hệ thống và cho họ kết thúc phiên lạ.", "To keep those who signed in, and to let them end a session that is not theirs."),
			Basis:   basisRule, Kept: text.New("Xoá trong vòng một giờ sau khi phiên hết; phiên dài nhất 12 giờ.", "Deleted within an hour after the session is over; a session lasts 12 hours at most."),
			Fields: []capability.Field{
				{Title: tSignedInAt, Columns: []string{"account_session.created", "account_session.expires"}, Seen: whoSeesTimes},
				{Title: tLastSeen, Columns: []string{"account_session.seen", "account_session.id", "account_session.account_id"}, Seen: whoSeesTimes},
				{Title: tActingFor, Columns: []string{"account_session.body_id", "account_session.deputy_id"}, Seen: whoSeesTimes},
				{Title: tProofs, Columns: []string{"account_session.proofs", "account_session.proved_at"}, Seen: whoSeesTimes},
				{Title: tSessionToken, Columns: []string{"account_session.token_hash"}},
			},
			Read: readSessions,
		},
		{
			Name: "account.entries", Title: tEntries,
			Purpose: text.New("Cho bạn thấy ai đã đăng nhập bằng tài khoản của bạn, khi nào và từ loại máy nào.", "To let you see when somebody signed in to your account, how, and from what kind of device."),
			Basis:   basisRule, Kept: text.New("Xoá sau 180 ngày; xoá cùng danh tính.", "Deleted after 180 days; erased with the identity."),
			Fields: []capability.Field{
				{Title: tSignedInAt, Columns: []string{"account_entry.id", "account_entry.account_id", "account_entry.at"}, Seen: whoSeesTimes},
				{Title: tProofs, Columns: []string{"account_entry.proofs"}, Seen: whoSeesTimes},
				{Title: tDevice, Columns: []string{"account_entry.device"}, Seen: whoSeesTimes},
			},
			Read: func(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
				all, err := Entries(ctx, v, ID(person))
				for _, e := range all {
					rows = append(rows, []string{said(v, e.At), e.Proofs.In(ctx), deviceInWords(ctx, e.Device)})
				}
				return rows, err
			},
		},
		{
			Name: "account.attempts", Title: tAttempts,
			Purpose: text.New("Làm chậm việc dò mật khẩu mà không khoá chủ tài khoản.", "To slow down guessing without locking the owner out."),
			Basis:   basisRule, Kept: text.New("Tên đăng nhập và địa chỉ mạng chỉ được giữ ở dạng băm; xoá trong vòng một giờ sau khi bộ đếm đầy lại.", "Login and network address are kept as a hash only; deleted within an hour after the count is full again."),
			Fields: []capability.Field{{Title: tAttempts, Columns: []string{"account_attempt.counted", "account_attempt.remaining", "account_attempt.at", "account_attempt.full_at"}}},
		},
		{
			Name: "account.arrivals", Title: tSecond,
			Purpose: text.New("Hỏi bước hai sau mật khẩu.", "To ask for the second step after the password."),
			Basis:   basisRule, Kept: text.New("Xoá ngay sau bước hai, chậm nhất một giờ sau 5 phút chờ.", "Deleted with the second step; at the latest an hour after the five minutes it waits."),
			Fields: []capability.Field{{Title: tSecond, Columns: []string{"account_arrival.token_hash", "account_arrival.account_id", "account_arrival.begun", "account_arrival.expires", "account_arrival.wrong", "account_arrival.proofs"}}},
		},
		{
			Name: "account.deputies", Title: tDeputies,
			Purpose: text.New("Biết ai thay ai, ở đâu và khi nào.", "To know who stood in for whom, where and when."),
			Basis:   basisRule, Kept: text.New("Giữ lâu dài cùng mã tài khoản, như phân quyền; khi danh tính bị xoá thì không còn tên.", "Kept for good with the identifier, as grants are; when the identity is erased no name is left."),
			Fields: []capability.Field{
				{Title: tDeputy, Columns: []string{"account_deputy.account_id", "account_deputy.deputy_id", "account_deputy.administers", "account_deputy.id"}, Seen: whoSeesRights},
				{Title: tBody, Columns: []string{"account_deputy.body_id"}, Seen: whoSeesRights},
				{Title: tPeriod, Columns: []string{"account_deputy.from_on", "account_deputy.until_on"}, Seen: whoSeesRights},
				{Title: tGrantedBy, Columns: []string{"account_deputy.named_by", "account_deputy.named_at"}, Seen: whoSeesRights},
			},
			Read: readDeputies,
		},
		{
			Name: "account.tokens", Title: tTokens,
			Purpose: text.New("Cho chương trình làm thay một người trong phạm vi người đó chọn.", "To let a program act for a person as far as they choose."),
			Basis:   basisRule, Kept: text.New("Xoá khi thu hồi, khi khoá tài khoản, và 30 ngày sau khi hết hạn.", "Deleted when revoked, when the account is disabled, and 30 days after the end."),
			Fields: []capability.Field{
				{Title: tTokenName, Columns: []string{"account_token.name", "account_token.id", "account_token.account_id", "account_token.made"}, Seen: whoSeesTimes},
				{Title: tBody, Columns: []string{"account_token.body_id", "account_token.deputy_id"}, Seen: whoSeesTimes},
				{Title: tTokenScope, Columns: []string{"account_token.scope"}, Seen: whoSeesTimes},
				{Title: tUntil, Columns: []string{"account_token.until_on"}, Seen: whoSeesTimes},
				{Title: tLastUsed, Columns: []string{"account_token.used_on"}, Seen: whoSeesTimes},
				{Title: tToken, Columns: []string{"account_token.token_hash"}},
			},
			Read: readTokens,
		},
	}
}

func readDeputies(ctx context.Context, v *work.View, person string) ([][]string, error) {
	all, err := Deputies(ctx, v, ID(person))
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var who []ID
	for _, d := range all {
		who = append(who, d.For, d.Account, ID(d.By))
	}
	names, err := Names(ctx, v, who)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, d := range all {
		by := names[ID(d.By)]
		if d.By == "" {
			by = tByProgram.In(ctx)
		}
		rows = append(rows, []string{tInPlaceOf.In(ctx, names[d.Account], names[d.For]), placeName(ctx, tree, d.Body, v.Today), periodInWords(ctx, d.Interval), by + ", " + said(v, d.At)})
	}
	return rows, nil
}

func readTokens(ctx context.Context, v *work.View, person string) ([][]string, error) {
	all, err := Tokens(ctx, v, ID(person))
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, t := range all {
		rows = append(rows, []string{t.Name + ", " + said(v, t.Made), placeName(ctx, tree, t.Body, v.Today), t.Scope, t.Until.AddDays(-1).Vietnamese(), usedOn(ctx, t)})
	}
	return rows, nil
}

// The rules by which identities are kept; they are declared where personal
// data are looked after.
const (
	basisRule = "personal.basis"
	eraseRule = "personal.erase_months"
)

func readIdentity(ctx context.Context, v *work.View, person string) ([][]string, error) {
	a, err := Find(ctx, v, ID(person))
	if err != nil {
		return nil, err
	}
	former, err := FormerNames(ctx, v, a.ID)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range former {
		names = append(names, f.Name+" ("+v.Day(f.From).Vietnamese()+" – "+v.Day(f.Until).Vietnamese()+")")
	}
	state := tStateInUse
	if a.MustChange {
		state = tStateTemporary
	}
	return [][]string{{a.Name, a.Login, said(v, a.Created), state.In(ctx), strings.Join(names, "; "), string(a.ID)}}, nil
}

func readRights(ctx context.Context, v *work.View, person string) ([][]string, error) {
	a, err := Find(ctx, v, ID(person))
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var granters []ID
	for _, g := range a.Grants {
		granters = append(granters, ID(g.By))
	}
	names, err := Names(ctx, v, granters)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, g := range a.Grants {
		by := names[ID(g.By)]
		if g.By == "" {
			by = tByProgram.In(ctx)
		}
		rows = append(rows, []string{placeName(ctx, tree, g.Body(), dayOf(g.Interval, v.Today)), RoleTitle(g.Role).In(ctx), periodInWords(ctx, g.Interval), by + ", " + said(v, g.At)})
	}
	return rows, nil
}

// dayOf returns the day of a period on which its body is named.
func dayOf(in civil.Interval, today civil.Date) civil.Date {
	if in.Contains(today) {
		return today
	}
	return in.From
}

func readSessions(ctx context.Context, v *work.View, person string) ([][]string, error) {
	sessions, err := Sessions(ctx, v, ID(person))
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, s := range sessions {
		body := ""
		if s.Body != "" {
			body = tree.Name(s.Body, v.Today)
		}
		rows = append(rows, []string{said(v, s.Created), said(v, s.Seen), body, s.Proofs().In(ctx)})
	}
	return rows, nil
}
