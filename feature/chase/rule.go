package chase

import (
	"context"
	"strconv"
	"time"

	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
)

const unread = " (chưa kiểm chứng: phần đọc được của Quy chế 08-QC/TW ngày 05/11/2025 không nêu số ngày)"

var (
	ruleRemind = rule.Number("chase.remind_days", tRuleRemind, tRuleRemindHint, 0, 60,
		rule.Shipped{Value: "3", From: "2000-01-01", Citation: "Mặc định của chương trình: cảnh báo việc sắp đến hạn như hệ thống theo dõi của Hải Dương (3/2025)" + unread})
	ruleUrge = rule.Number("chase.urge_days", tRuleUrge, tRuleUrgeHint, 1, 60,
		rule.Shipped{Value: "1", From: "2000-01-01", Citation: "Mặc định của chương trình: văn bản đôn đốc vào ngày làm việc sau hạn" + unread})
	ruleEscalate = rule.Number("chase.escalate_days", tRuleEscalate, tRuleEscalateHint, 2, 250,
		rule.Shipped{Value: "10", From: "2000-01-01", Citation: "Mặc định của chương trình: quá hạn hai tuần làm việc thì báo cáo cấp trên của cơ quan chủ trì" + unread})
	ruleUpdate = rule.Number("chase.update_days", tRuleUpdate, tRuleUpdateHint, 1, 60,
		rule.Shipped{Value: "1", From: "2000-01-01", Citation: "Mặc định của chương trình: đôn đốc vào ngày làm việc sau kỳ cập nhật" + unread})
	ruleBriefing = rule.OneOf("chase.briefing_day", tRuleBriefing, tRuleBriefingHint, weekdays(),
		rule.Shipped{Value: "1", From: "2000-01-01", Citation: "Mặc định của chương trình: giao ban tuần vào sáng thứ Hai" + unread})
)

func weekdays() (days []rule.Choice) {
	for i, title := range []text.T{
		text.New("thứ Hai", "Monday"), text.New("thứ Ba", "Tuesday"), text.New("thứ Tư", "Wednesday"), text.New("thứ Năm", "Thursday"), text.New("thứ Sáu", "Friday"),
	} {
		days = append(days, rule.Choice{Value: strconv.Itoa(i + 1), Title: title})
	}
	return days
}

// LadderOf returns the ladder in force today.
//
// Everybody works by the rules in force: it asks for no right.
func LadderOf(ctx context.Context, v *work.View) (l Ladder, err error) {
	for _, n := range []struct {
		rule *rule.Rule
		to   *int
	}{{ruleRemind, &l.Remind}, {ruleUrge, &l.Urge}, {ruleEscalate, &l.Escalate}, {ruleUpdate, &l.Update}} {
		days, in, err := n.rule.Number(ctx, v, v.Today)
		if err != nil {
			return l, err
		}
		*n.to, l.By = days, append(l.By, in.Ref())
	}
	in, err := ruleBriefing.On(ctx, v, v.Today)
	if err != nil {
		return l, err
	}
	day, err := strconv.Atoi(in.Value)
	l.Briefing, l.By = time.Weekday(day), append(l.By, in.Ref())
	return l, err
}
