package rule

import "quyet/base/text"

var (
	tCanSee = text.New("Xem quy tắc", "See rules")
	tCanSet = text.New("Đặt quy tắc", "Set rules")

	tNoRule          = text.New("Không có quy tắc này.", "There is no such rule.")
	tFromMissing     = text.New("Hãy nhập ngày bắt đầu áp dụng, ví dụ 01/01/2026.", "Enter the day it applies from, for example 01/01/2026.")
	tFromWrong       = text.New("Ngày này không đúng; hãy nhập như 01/01/2026.", "This is no date; write it like 01/01/2026.")
	tFromEarly       = text.New("Ngày áp dụng phải sau %s, ngày áp dụng của giá trị đặt gần nhất.", "The day must be later than %s, from which the last value set applies.")
	tCitationMissing = text.New("Hãy ghi văn bản làm căn cứ.", "Name the document it rests on.")
	tChoiceMissing   = text.New("Hãy chọn một giá trị trong danh sách.", "Choose a value from the list.")
	tNumberWrong     = text.New("Hãy nhập một số từ %d đến %d.", "Enter a number from %d to %d.")

	tRules         = text.New("Quy tắc", "Rules")
	tRulesLead     = text.New("Các ngưỡng, thời hạn và cách tính do văn bản quy định; mỗi giá trị có ngày áp dụng và căn cứ.", "Thresholds, periods and ways of computing that documents fix; each value has its day and its basis.")
	tRule          = text.New("Quy tắc", "Rule")
	tValue         = text.New("Giá trị", "Value")
	tFrom          = text.New("Áp dụng từ", "Applies from")
	tCitation      = text.New("Căn cứ", "Basis")
	tCited         = text.New("“%s”, áp dụng từ %s", "“%s”, in force since %s")
	tState         = text.New("Kiểm chứng", "Verified")
	tVerified      = text.New("Đã kiểm chứng", "Verified")
	tUnverified    = text.New("Chưa kiểm chứng", "Not verified")
	tVerifiedCheck = text.New("Tôi đã đối chiếu giá trị này với văn bản làm căn cứ", "I have held this value against the document it rests on")
	tSetBy         = text.New("Nguồn", "Set by")
	tShippedBy     = text.New("Kèm theo chương trình", "Shipped with the program")
	tOwn           = text.New("Cơ quan đặt", "Set here")
	tNewVersion    = text.New("Đặt giá trị mới", "Set a new value")
	tVersions      = text.New("Các giá trị theo thời gian", "Values over time")
	tSave          = text.New("Lưu", "Save")
	tSaved         = text.New("Đã đặt quy tắc “%s”.", "The rule “%s” is set.")
)

// The calendar.
var (
	tDaysOff     = text.New("Ngày nghỉ", "Days off")
	tDaysOffHint = text.New("Những ngày không tính là ngày làm việc khi đếm thời hạn theo ngày làm việc.", "The days that do not count where a clock runs in working days.")
	tDaysForm    = text.New("Cách nhau bằng dấu phẩy: T7, CN, 30/04 (hằng năm), 06/02/2027-10/02/2027 (một đợt), +22/08/2026 (làm bù).",
		"Separated by commas: T7, CN (Saturday, Sunday), 30/04 (every year), 06/02/2027-10/02/2027 (a period), +22/08/2026 (worked all the same).")
	tDaysWrong = text.New("Có ngày không đọc được, hoặc cả tuần đều nghỉ. Hãy ghi như: T7, CN, 30/04, 06/02/2027-10/02/2027, +22/08/2026.",
		"A day cannot be read, or the whole week is off. Write it like: T7, CN, 30/04, 06/02/2027-10/02/2027, +22/08/2026.")
)

// Lists of codes.
var (
	tCodesForm  = text.New("Mỗi dòng một mã: ma_so = tên tiếng Việt / tên tiếng Anh.", "One code a line: code = Vietnamese name / English name.")
	tCodesWrong = text.New("Có dòng không đọc được, hoặc một mã ghi hai lần. Mỗi dòng ghi: mã bằng chữ thường không dấu = tên tiếng Việt / tên tiếng Anh.",
		"A line cannot be read, or a code stands twice. Write on each line: a code in small letters = Vietnamese name / English name.")
)
