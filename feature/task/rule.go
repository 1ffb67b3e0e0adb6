package task

import (
	"quyet/base/text"
	"quyet/feature/rule"
)

// ruleWarn says when a task is due soon. No regulation was found that fixes
// it; the shipped value is what trackers of provinces commonly use.
var ruleWarn = rule.Number("task.warning_days", tRuleWarn, tRuleWarnHint, 0, 90,
	rule.Shipped{Value: "7", From: "2000-01-01", Citation: "Mặc định của chương trình (Quy chế 08-QC/TW ngày 05/11/2025 không đọc được phần quy định số ngày)"})

var (
	tRuleWarn     = text.New("Số ngày báo sắp đến hạn", "Days before a deadline from which a task is due soon")
	tRuleWarnHint = text.New("Nhiệm vụ còn ít ngày hơn số này thì được báo “sắp đến hạn” trên mọi trang.", "A task with fewer days left is called “due soon” on every page.")
)
