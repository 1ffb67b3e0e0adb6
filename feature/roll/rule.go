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
