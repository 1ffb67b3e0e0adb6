package indicator

import "quyet/base/text"

var (
	tMapNotAbove  = text.New("Biểu %s không phải của cấp trên cơ quan đặt biểu này.", "The set %s is not of a body above the one that defines this set.")
	tMapFormula   = text.New("Chỉ tiêu %s được tính theo công thức hoặc có nguồn số liệu, không nhận số.", "%s is worked out by a formula or has a source, and takes no number.")
	tMapSort      = text.New("Chỉ tiêu %s khác loại, khác cách cộng hoặc khác các mức.", "%s is of another sort, is added up otherwise or has other steps.")
	tMapUnit      = text.New("Khác đơn vị tính: “%s” và “%s”.", "The units differ: “%s” and “%s”.")
	tMapDecimals  = text.New("Chỉ tiêu này có %d chữ số thập phân, cấp trên chỉ nhận %d.", "This indicator has %d decimals, the level above takes %d.")
	tMapRunning   = text.New("Một bên là số “%s”, bên kia là số “%s”.", "One is a number “%s”, the other one “%s”.")
	tMapFrequency = text.New("Kỳ báo cáo của chỉ tiêu %s ngắn hơn, hoặc không suy ra được từ các kỳ của biểu này.", "%s is reported more often, or its number does not follow from the periods of this set.")
	tMapTaken     = text.New("Chỉ tiêu %s đã được điền từ chỉ tiêu %s.", "%s is filled from %s already.")
	tTooManyMaps  = text.New("Một biểu có nhiều nhất %d liên kết.", "A set has at most %d mappings.")
	tNoMap        = text.New("Không có liên kết này.", "There is no such mapping.")
)
