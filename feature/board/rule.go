package board

import (
	"quyet/base/text"
	"quyet/feature/rule"
)

// ruleRounding says how the completion rate is cut to two decimals. The
// Government's report of 2017 (BC 1270/BC-TCTTTg) printed truncated shares
// (98,62 % and 1,38 % of 16.274); most offices round half up.
var ruleRounding = rule.OneOf("board.rounding", tRuleRounding, tRuleRoundingHint,
	[]rule.Choice{{Value: string(text.HalfUp), Title: tHalfUp}, {Value: string(text.Truncate), Title: tTruncate}},
	rule.Shipped{Value: string(text.HalfUp), From: "2000-01-01", Citation: "Thông lệ làm tròn số thập phân; Báo cáo 1270/BC-TCTTTg năm 2017 cắt bỏ phần lẻ"})

var (
	tRuleRounding     = text.New("Cách làm tròn tỷ lệ hoàn thành", "How the completion rate is rounded")
	tRuleRoundingHint = text.New("Tỷ lệ được in với hai chữ số thập phân, kèm tử số và mẫu số.", "The rate is printed with two decimals, with its numerator and denominator.")
	tHalfUp           = text.New("Làm tròn (từ 5 trở lên)", "Round half up")
	tTruncate         = text.New("Cắt bỏ phần lẻ", "Truncate")
)
