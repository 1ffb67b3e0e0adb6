package intake

import (
	"context"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
	"quyet/feature/task/deadline"
)

// When a deadline names only a period, the day it ends on is a convention.
// The shipped one is the last day of the period; an office whose reporting
// year ends on 14 December sets its own.
var (
	ruleMonth = rule.Number("deadline.month_day", tRuleMonth, tRuleDayHint, 0, 28,
		rule.Shipped{Value: "0", From: "2000-01-01", Citation: tLastDay}).Named("0", tRuleLastDay)
	ruleQuarter = rule.Number("deadline.quarter_day", tRuleQuarter, tRuleDayHint, 0, 28,
		rule.Shipped{Value: "0", From: "2000-01-01", Citation: tLastDay}).Named("0", tRuleLastDay)
	ruleHalf = rule.Number("deadline.half_year_day", tRuleHalf, tRuleDayHint, 0, 28,
		rule.Shipped{Value: "0", From: "2000-01-01", Citation: tLastDay}).Named("0", tRuleLastDay)
	ruleYear = rule.Number("deadline.year_day", tRuleYear, tRuleDayHint, 0, 31,
		rule.Shipped{Value: "31", From: "2000-01-01", Citation: tLastDay})
)

// tLastDay is the basis of the shipped conventions: usage, not a regulation.
const tLastDay = "Thông lệ hành chính: hết ngày cuối cùng của kỳ (chưa có văn bản quy định thống nhất)"

// Defaults returns the conventions for deadlines in force on day.
func Defaults(ctx context.Context, v *work.View, day civil.Date) (d deadline.Defaults, err error) {
	for _, step := range []struct {
		rule *rule.Rule
		to   *int
		by   *string
	}{
		{ruleMonth, &d.MonthDay, &d.MonthRule}, {ruleQuarter, &d.QuarterDay, &d.QuarterRule},
		{ruleHalf, &d.HalfDay, &d.HalfRule}, {ruleYear, &d.YearDay, &d.YearRule},
	} {
		n, in, err := step.rule.Number(ctx, v, day)
		if err != nil {
			return d, err
		}
		*step.to, *step.by = n, in.Ref()
	}
	return d, nil
}

var (
	tRuleMonth   = text.New("Hạn ghi theo tháng: hết ngày", "A deadline that names a month ends on day")
	tRuleQuarter = text.New("Hạn ghi theo quý: hết ngày (của tháng cuối quý)", "A deadline that names a quarter ends on day (of its last month)")
	tRuleHalf    = text.New("Hạn ghi theo 6 tháng: hết ngày (của tháng cuối kỳ)", "A deadline that names a half-year ends on day (of its last month)")
	tRuleYear    = text.New("Hạn ghi theo năm: hết ngày (của tháng 12)", "A deadline that names a year ends on day (of December)")
	tRuleLastDay = text.New("Ngày cuối cùng", "The last day")
	tRuleDayHint = text.New("0 nghĩa là ngày cuối cùng. Giá trị được ghi kèm từng hạn đã tính.", "0 means the last day. The value is kept with each deadline computed with it.")
)
