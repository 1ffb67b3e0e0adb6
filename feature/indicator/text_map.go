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

var (
	tFilledFrom  = text.New("Điền từ biểu %s: %s", "Filled from the set %s: %s")
	tFilledWaits = text.New("Sẽ điền từ biểu %s khi số liệu ở đó được chốt", "Filled from the set %s when it is declared there")
	tFilledElse  = text.New("Khác số ở biểu %s: %s", "The set %s says %s")
	tFromSource  = text.New("Chương trình tự lấy: %s", "Known to the program: %s")

	tMapTitle   = text.New("Liên kết với chỉ tiêu cấp trên", "Mapping to an indicator above")
	tMapLead    = text.New("Khi cơ quan chốt số của chỉ tiêu này, số đó được điền vào báo cáo chưa chốt của cùng cơ quan ở biểu cấp trên. Số đã có người nhập ở đó thì giữ nguyên.", "When a body declares this indicator, the number fills its open return of the set above. What somebody entered there stays.")
	tMapLink    = text.New("Liên kết với chỉ tiêu cấp trên", "Map to an indicator above")
	tMapTo      = text.New("Chỉ tiêu cấp trên", "Indicator above")
	tMapFits    = text.New("Chỉ có các chỉ tiêu cùng loại, cùng đơn vị tính, cùng cách tính kỳ.", "Those of the same sort, unit and kind of time.")
	tMapDays    = text.New("Thời gian", "Days")
	tMapEnd     = text.New("Bỏ liên kết từ hôm nay", "End as of today")
	tMapsAre    = text.New("Đang liên kết", "Mappings")
	tMapSince   = text.New("từ %s", "since %s")
	tMapWas     = text.New("từ %s, trước %s", "from %s, before %s")
	tMapNone    = text.New("Không có chỉ tiêu phù hợp", "Nothing fits")
	tMapNoneHow = text.New("Chưa có biểu của cấp trên có chỉ tiêu cùng loại, cùng đơn vị tính, cùng cách tính kỳ và không ngắn kỳ hơn.", "No set of a body above has an indicator of the same sort, unit and kind of time that is reported as often or less.")
	tMapDo      = text.New("Liên kết", "Map")
	tMapped     = text.New("Đã liên kết.", "Mapped.")
	tUnmapped   = text.New("Đã bỏ liên kết.", "The mapping was ended.")
)
