package personal

import (
	"quyet/base/text"
	"quyet/feature/rule"
)

const law = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (hiệu lực 01/01/2026)"

// Rules. None was held against the text of the law yet: an office that has done
// so sets its own version with the article.
var (
	basis = rule.OneOf("personal.basis", tBasisRule, tBasisHint, []rule.Choice{
		{Value: "duty", Title: tBasisDuty}, {Value: "consent", Title: tBasisConsent},
	}, rule.Shipped{Value: "duty", From: "2026-01-01", Citation: law + "; điều khoản do đơn vị đối chiếu"})
	answerDays = rule.Number("personal.answer_days", tAnswerDays, tAnswerDaysHint, 1, 30,
		rule.Shipped{Value: "2", From: "2026-01-01", Citation: "Nghị định 356/2025/NĐ-CP (hiệu lực 01/01/2026)"})
	eraseMonths   = months("personal.erase_months", tEraseMonths, tEraseMonthsHint, "24")
	viewMonths    = months("personal.view_months", tViewMonths, tViewMonthsHint, "24")
	requestMonths = months("personal.request_months", tRequestMonths, tRequestMonthsHint, "60")
)

// months declares a rule that says for how long something is kept.
func months(key string, title, hint text.T, value string) *rule.Rule {
	return rule.Number(key, title, hint, 1, 600, rule.Shipped{Value: value, From: "2026-01-01",
		Citation: law + ": không giữ lâu hơn mục đích cần; số tháng là đề xuất của phần mềm"})
}
