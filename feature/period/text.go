package period

import "quyet/base/text"

var (
	titles = map[Kind]text.T{
		Week:    text.New("Tuần %d năm %d", "Week %d of %d"),
		Month:   text.New("Tháng %d năm %d", "%s %d"),
		Quarter: text.New("Quý %s năm %d", "Q%d %d"),
		Half:    text.New("6 tháng %s năm %d", "The %s half of %d"),
		Year:    text.New("Năm %d", "%d"),
	}
	insides = map[Kind]text.T{
		Week:    text.New("tuần %d năm %d", "week %d of %d"),
		Month:   text.New("tháng %d năm %d", "%s %d"),
		Quarter: text.New("quý %s năm %d", "Q%d %d"),
		Half:    text.New("6 tháng %s năm %d", "the %s half of %d"),
		Year:    text.New("năm %d", "%d"),
	}
	kinds = map[Kind]text.T{
		Week: text.New("Tuần", "Week"), Month: text.New("Tháng", "Month"), Quarter: text.New("Quý", "Quarter"),
		Half: text.New("6 tháng", "Half-year"), Year: text.New("Năm", "Year"),
	}
)

// Title returns the name of a kind: "Quý", "Quarter".
func (k Kind) Title() text.T { return kinds[k] }

var tKeyWrong = text.New("“%s” không phải là kỳ báo cáo. Hãy ghi như 2026-W48, 2026-M11, 2026-Q4, 2026-H2 hoặc 2026-Y.",
	"“%s” is no reporting period. Write it like 2026-W48, 2026-M11, 2026-Q4, 2026-H2 or 2026-Y.")

// Windows and due days, as pages tell them.
var (
	tWindow        = text.New("số liệu từ %s đến hết %s", "figures from %s to the end of %s")
	tStretched     = text.New("; kỳ này dài hơn hoặc ngắn hơn quy tắc, vì ngày chốt số liệu đã thay đổi", "; longer or shorter than by rule, since the day of closing changed")
	tFixed         = text.New("theo quy tắc: %s", "by the rule: %s")
	tMovedLater    = text.New("%s là ngày nghỉ: lùi đến ngày làm việc kế tiếp, %s", "%s is a day off: the next working day, %s")
	tMovedEarlier  = text.New("%s là ngày nghỉ: sớm lên ngày làm việc liền trước, %s", "%s is a day off: the working day before, %s")
	tEarlier       = text.New("%[2]s gửi trước cấp trên %[1]d ngày làm việc: %[3]s", "%[2]s is %[1]d working days ahead of the tier above: %[3]s")
	tSkipping      = text.New(", không tính %d ngày nghỉ", ", %d days off not counted")
	tEstimated     = text.New("hạn này không sau ngày chốt số liệu %s: những ngày còn lại của kỳ ghi số ước thực hiện", "not after the figures close on %s: the rest of the period is estimated")
	tByRule        = text.New(" (%s)", " (%s)")
	tTierProvince  = text.New("cấp tỉnh", "the province")
	tTierCommune   = text.New("cấp xã", "the commune")
	tTierGrassroot = text.New("tổ chức cơ sở", "the grassroots organisation")
	tTierCell      = text.New("chi bộ", "the cell")
)
