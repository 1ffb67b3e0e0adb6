package indicator

import (
	"quyet/base/text"
	"quyet/feature/rule"
)

// No regulation was found that fixes when figures can no more be corrected without the
// level above.
var ruleLock = rule.Number("indicator.lock_days", tRuleLock, tRuleLockHint, 1, 1000,
	rule.Shipped{Value: "60", From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})

var (
	tRuleLock     = text.New("Số ngày sau hạn chốt thì khoá số liệu đã tiếp nhận", "Days after the due day when accepted figures are locked")
	tRuleLockHint = text.New("Sau khi khoá, số liệu chỉ được đính chính, có lý do; số cũ vẫn còn.", "What is locked can only be corrected, with a reason; the former number stays.")
)
