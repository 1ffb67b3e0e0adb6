package doc

import (
	"context"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// How the numbers of a series run on is laid down by each system for its
// documents and changes with its guides, so it is a rule. The terms of the
// committees are data of the register, see [OpenTerm].
var (
	ruleParty = rule.OneOf("doc.series_party", tRuleParty, tRuleSeriesHint, seriesChoices,
		rule.Shipped{Value: "term_type", From: "2018-04-03", Verified: true,
			Citation: "Hướng dẫn 36-HD/VPTW ngày 03/4/2018: ghi liên tục từ số 01 cho mỗi tên loại văn bản trong một nhiệm kỳ cấp uỷ; văn bản mật chung dãy số"},
		rule.Shipped{Value: "term_type", From: "2026-01-09",
			Citation: "Quy định 399-QĐ/TW ngày 09/01/2026; chưa tìm thấy hướng dẫn mới về cách ghi số nên giữ theo Hướng dẫn 36-HD/VPTW"})
	ruleCongress = rule.OneOf("doc.series_congress", tRuleCongress, tRuleSeriesHint, append([]rule.Choice{onceChoice}, seriesChoices...),
		rule.Shipped{Value: "once", From: "2018-04-03", Verified: true,
			Citation: "Hướng dẫn 36-HD/VPTW ngày 03/4/2018: văn bản của các cơ quan của đại hội ghi liên tục từ số 01 chung cho tất cả tên loại, từ phiên trù bị đến khi bế mạc đại hội"})
	ruleState = rule.OneOf("doc.series_state", tRuleState, tRuleSeriesHint, seriesChoices,
		rule.Shipped{Value: "year_type", From: "2020-03-05",
			Citation: "Nghị định 30/2020/NĐ-CP: số bắt đầu lại từ 01 mỗi năm; riêng từng thể loại hay chung do cơ quan quy định (chưa đối chiếu bản gốc)"})
	ruleDigits = rule.Number("doc.number_digits", tRuleDigits, tRuleDigitsHint, 1, 4,
		rule.Shipped{Value: "2", From: "2018-04-03",
			Citation: "Hướng dẫn 36-HD/VPTW: “từ số 01”; Nghị định 30/2020/NĐ-CP: số dưới 10 ghi thêm số 0 phía trước (chưa đối chiếu bản gốc của Nghị định)"})
)

var seriesChoices = []rule.Choice{
	{Value: "term_type", Title: text.New("mỗi nhiệm kỳ cấp uỷ, riêng từng thể loại", "each committee term, each type by itself")},
	{Value: "term", Title: text.New("mỗi nhiệm kỳ cấp uỷ, chung mọi thể loại", "each committee term, all types together")},
	{Value: "year_type", Title: text.New("mỗi năm, riêng từng thể loại", "each year, each type by itself")},
	{Value: "year", Title: text.New("mỗi năm, chung mọi thể loại", "each year, all types together")},
}

// onceChoice is for bodies that do one thing and end.
var onceChoice = rule.Choice{Value: "once", Title: text.New("không bắt đầu lại: một dãy chung mọi thể loại từ ngày thành lập", "never: one series for all types from the day it is set up")}

// A way is how the numbers of a body run: when they begin again at 01, and
// whether each type has its own.
type way struct {
	byTerm, byType bool
	once           bool   // one series as long as the body is there
	rule           string // the version it stands in
}

// ruleOf returns the rule by which the numbers of a body run in a regime.
func ruleOf(b *org.Body, r org.Regime) *rule.Rule {
	switch {
	case r == org.StateRegime:
		return ruleState
	case b.Kind == org.PartyCongress:
		return ruleCongress
	}
	return ruleParty
}

// wayOn returns the way in force on day.
func wayOn(ctx context.Context, v *work.View, b *org.Body, r org.Regime, day civil.Date) (way, error) {
	in, err := ruleOf(b, r).On(ctx, v, day)
	return wayOf(in), err
}

func wayOf(in rule.Version) way {
	return way{
		byTerm: in.Value == "term_type" || in.Value == "term", byType: in.Value == "term_type" || in.Value == "year_type",
		once: in.Value == "once", rule: in.Ref(),
	}
}

var (
	tRuleParty      = text.New("Số văn bản của Đảng bắt đầu lại từ 01", "Numbers of Party documents begin again at 01")
	tRuleCongress   = text.New("Số văn bản của đại hội đảng bắt đầu lại từ 01", "Numbers of a Party congress begin again at 01")
	tRuleState      = text.New("Số văn bản của Nhà nước bắt đầu lại từ 01", "Numbers of State documents begin again at 01")
	tRuleSeriesHint = text.New(
		"Dùng khi cấp số tiếp theo và khi báo trùng số. Số bỏ trống trong dãy không bao giờ là lỗi. Văn bản được cấp số ghi kèm giá trị đã dùng.",
		"Obeyed when the next number is given and when a number given twice is flagged. Numbers left out are never an error. A document keeps the value by which it was numbered.")
	tRuleDigits     = text.New("Số văn bản ghi ít nhất bấy nhiêu chữ số", "A number is written with at least so many digits")
	tRuleDigitsHint = text.New("Số ngắn hơn được thêm số 0 phía trước khi cấp số: 7 thành 07.", "A shorter number given by the register gets noughts in front: 7 becomes 07.")
)
