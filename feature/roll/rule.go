package roll

import (
	"context"

	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
)

// Why somebody does not come is one of a few codes. There is none of health: that is
// sensitive by law, and nobody needs it to keep a roll.
var ruleExcuses = rule.Codes("meeting.excuses", tRuleExcuses, tRuleExcusesHint,
	rule.Shipped{Value: `on_duty = Bận công tác / On duty
mission = Đi công tác / Away on a mission
leave = Nghỉ phép / On leave
other = Lý do khác / Another reason`, From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})

// From when the roll is kept, and from when who comes is late.
var (
	ruleBefore = rule.Number("meeting.roll_before", tRuleBefore, tRuleBeforeHint, 0, 1440,
		rule.Shipped{Value: "90", From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})
	ruleLate = rule.Number("meeting.late_minutes", tRuleLate, tRuleLateHint, 0, 240,
		rule.Shipped{Value: "0", From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})
)

// causeTitle returns what a code of why somebody does not come means; "" for none.
func causeTitle(ctx context.Context, v *work.View, code string) (text.T, error) {
	if code == "" {
		return text.Verbatim(""), nil
	}
	title, ok, err := ruleExcuses.CodeTitle(ctx, v, code)
	if !ok {
		title = text.Verbatim(code)
	}
	return title, err
}

// excuses are the codes in force today.
func excuses(ctx context.Context, v *work.View) ([]rule.Code, error) {
	codes, _, err := ruleExcuses.Codes(ctx, v, v.Today)
	return codes, err
}
