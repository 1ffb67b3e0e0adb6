package indicator

import "quyet/base/text"

var (
	tCanSee     = text.New("Xem số liệu báo cáo", "See reported figures")
	tCanDefine  = text.New("Đặt biểu báo cáo và chỉ tiêu", "Define sets and indicators")
	tCanEnter   = text.New("Nhập số liệu của cơ quan", "Enter the figures of a body")
	tCanDeclare = text.New("Chốt số liệu của cơ quan", "Declare the figures of a body")
	tCanApprove = text.New("Duyệt số liệu của cơ quan", "Approve the figures of a body")
	tCanAccept  = text.New("Tiếp nhận số liệu của cấp dưới", "Accept the figures of the level below")

	directionTitles = map[Direction]text.T{Up: text.New("Càng cao càng tốt", "Higher is better"), Down: text.New("Càng thấp càng tốt", "Lower is better"), Flat: text.New("Chỉ để theo dõi", "For information only")}
	sortTitles      = map[Sort]text.T{Number: text.New("Số", "Number"), Ratio: text.New("Tỷ lệ (tử số, mẫu số)", "Ratio (of two numbers)"), Steps: text.New("Mức, bằng lời", "Step, in words")}

	aggregationTitles = map[Aggregation]text.T{
		Total: text.New("Cộng lại", "Added up"), Mean: text.New("Trung bình có trọng số", "Weighted mean"), RatioOfSum: text.New("Tổng tử số trên tổng mẫu số", "Ratio of sums"),
		Latest: text.New("Cộng số mới nhất", "Latest, added up"), Apart: text.New("Không cộng", "Not added up"),
	}
	runningTitles = map[Running]text.T{OfPeriod: text.New("Trong kỳ", "In the period"), FromStart: text.New("Luỹ kế từ đầu năm", "Since the year began"), AtEnd: text.New("Tại thời điểm cuối kỳ", "At the end of the period")}
	stateTitles   = map[State]text.T{
		Open: text.New("Chưa chốt", "Not declared"), Declared: text.New("Đã chốt, chờ duyệt", "Declared, to be approved"), Approved: text.New("Đã duyệt, chờ cấp trên tiếp nhận", "Approved, to be accepted"),
		Accepted: text.New("Đã tiếp nhận", "Accepted"), Locked: text.New("Đã khoá", "Locked"),
	}
	verbTitles = map[Verb]text.T{
		Enter: text.New("Lưu nháp", "Save draft"), Declare: text.New("Chốt số liệu", "Declare"), Approve: text.New("Duyệt", "Approve"), GiveBack: text.New("Trả lại", "Give back"),
		Accept: text.New("Tiếp nhận", "Accept"), Lock: text.New("Khoá", "Lock"), Correct: text.New("Đính chính", "Correct"),
	}
	standingTitles = map[Standing]text.T{Exceeded: text.New("Vượt", "Exceeded"), Met: text.New("Đạt", "Met"), Missed: text.New("Không đạt", "Missed"), NotYet: text.New("Chưa đánh giá được", "Cannot be judged yet")}

	tNoSet             = text.New("Không có biểu báo cáo này, hoặc bạn không được xem.", "There is no such set, or it is not for you to see.")
	tNoReturn          = text.New("Không có báo cáo số liệu này, hoặc bạn không được xem.", "There is no such return, or it is not for you to see.")
	tTooManySets       = text.New("Đã có %d biểu báo cáo, không thêm được nữa.", "There are %d sets already; no more fit in.")
	tTooManyIndicators = text.New("Một biểu có nhiều nhất %d chỉ tiêu.", "A set has at most %d indicators.")
	tTooManyPeriods    = text.New("Mỗi lần cộng nhiều nhất %d kỳ.", "At most %d periods are added up at once.")
	tSetChanged        = text.New("Người khác vừa sửa; hãy mở lại rồi sửa tiếp.", "Somebody else has changed it meanwhile; open it again.")
	tReturnChanged     = text.New("Số liệu này vừa được cập nhật ở nơi khác; hãy mở lại trang để thấy số mới.", "These figures were changed elsewhere meanwhile; open the page again to see them.")
	tOtherState        = text.New("Không làm được, vì số liệu đang ở trạng thái “%s”.", "This cannot be done, as the figures are “%s”.")
	tOwnApproval       = text.New("Người đã chốt số liệu không tự duyệt; hãy để người khác có thẩm quyền duyệt.", "Who declared the figures does not approve them; let somebody else do so.")
	tReasonMissing     = text.New("Hãy ghi lý do.", "Say why.")
	tNothingCorrected  = text.New("Chưa có số nào khác trước; hãy sửa số cần đính chính.", "No figure differs from before; change the one to be corrected.")

	tCodeWrong        = text.New("Mã chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch dưới; nhiều nhất 40 ký tự.", "A code has letters without marks, digits, points and underscores only; 40 characters at most.")
	tCodeTaken        = text.New("Mã này đã có.", "This code is taken.")
	tNameMissing      = text.New("Hãy ghi tên.", "Give a name.")
	tTooLong          = text.New("Dài quá %d ký tự.", "Longer than %d characters.")
	tFrequencyWrong   = text.New("Hãy chọn kỳ báo cáo.", "Choose how often it is reported.")
	tDayMissing       = text.New("Hãy ghi ngày.", "Write a day.")
	tDayWrong         = text.New("Ngày không đúng. Viết như 15/12/2026.", "No such day. Write it like 15/12/2026.")
	tUntilWrong       = text.New("Ngày thôi dùng phải sau ngày bắt đầu.", "It must end after it begins.")
	tNoDocument       = text.New("Không có văn bản này trong sổ, hoặc bạn không được xem.", "The register has no such document, or it is not for you to see.")
	tSeveralDocuments = text.New("Nhiều văn bản có ký hiệu này. Ghi thêm ngày, ví dụ 05-NQ/TU ngày 10/3/2026.", "Several documents bear this symbol. Add the day, such as 05-NQ/TU ngày 10/3/2026.")
	tScopeMissing     = text.New("Hãy ghi ít nhất một cơ quan hoặc nhóm phải báo cáo.", "Name at least one body or group that reports.")
	tScopeLong        = text.New("Nhiều nhất %d dòng.", "At most %d lines.")
	tScopeOutside     = text.New("%s không thuộc cơ quan đặt biểu.", "%s does not stand below the body that defines the set.")
	tScopeNoGroup     = text.New("Không có nhóm này.", "There is no such group.")
	tPeriodWrong      = text.New("Không có kỳ này. Viết như 2026-Q4.", "There is no such period. Write it like 2026-Q4.")
	tDecimalsWrong    = text.New("Số chữ số thập phân từ 0 đến 6.", "Between 0 and 6 decimals.")
	tChoose           = text.New("Hãy chọn một.", "Choose one.")
	tAggregationWrong = text.New("Cách cộng này không hợp với loại chỉ tiêu đã chọn.", "An indicator of this sort is not added up in this way.")
	tStepTwice        = text.New("Mức “%s” được ghi hai lần.", "The step “%s” stands there twice.")
	tAimWrong         = text.New("Chỉ tiêu của %s chưa đúng: mẫu số phải lớn hơn 0, mức phải là một trong các mức.", "The target of %s cannot be: what it is divided by is above 0, and a step is one of the steps.")
	tStepsWrong       = text.New("Ghi từ 2 đến %d mức, mỗi dòng một mức.", "Between 2 and %d steps, a line each.")
	tRangeWrong       = text.New("Số lớn nhất nhỏ hơn số nhỏ nhất.", "The highest is below the lowest.")
	tJumpWrong        = text.New("Từ 0 đến 1000 phần trăm.", "Between 0 and 1000 per cent.")
	tNoSuchCode       = text.New("Không có chỉ tiêu %s trong biểu.", "The set has no indicator %s.")
	tTotalWrong       = text.New("Chỉ tiêu %s không cộng được vào đây: khác loại hoặc khác số thập phân.", "The indicator %s cannot be added here: it is of another sort or has other decimals.")

	tNoSuchCell   = text.New("Biểu không có chỉ tiêu số %d để nhập.", "The set has no indicator number %d to be entered.")
	tTooLarge     = text.New("Số quá lớn.", "The number is too large.")
	tPartWrong    = text.New("Hãy ghi mẫu số hoặc trọng số lớn hơn 0.", "Give a denominator or weight above 0.")
	tBoth         = text.New("Vừa ghi số vừa đánh dấu “Không áp dụng”: hãy bỏ một trong hai.", "There is a figure and it “does not apply”: take one of them away.")
	tCellMissing  = text.New("Chưa có số. Nếu cơ quan không có chỉ tiêu này, chọn “Không áp dụng”.", "No figure yet. Where the indicator does not apply to the body, choose “Does not apply”.")
	tOutOfRange   = text.New("Ngoài khoảng dự kiến (%s). Nếu số đúng, hãy ghi giải trình.", "Outside of the expected range (%s). If it is right, write a note.")
	tDoesNotAddUp = text.New("Không bằng tổng %s.", "It is not the sum of %s.")
	tJumps        = text.New("Chênh lệch lớn so với kỳ trước: %s. Nếu đúng, đánh dấu xác nhận hoặc ghi giải trình.", "Far from the period before: %s. If they are right, confirm or write a note.")

	tNumberWrong = text.New("Không đọc được số này (nhiều nhất %d chữ số thập phân). Viết như 1.214 hoặc 67,5.", "This number cannot be read (at most %d decimals). Write it like 1,214 or 67.5.")

	tToldDeclareOne   = text.New("Số liệu đã chốt, chờ duyệt", "Figures declared, to be approved")
	tToldDeclareMany  = text.New("%d báo cáo số liệu đã chốt, chờ duyệt", "%d returns declared, to be approved")
	tToldApproveOne   = text.New("Số liệu đã duyệt, chờ tiếp nhận", "Figures approved, to be accepted")
	tToldApproveMany  = text.New("%d báo cáo số liệu chờ tiếp nhận", "%d returns to be accepted")
	tToldGiveBackOne  = text.New("Số liệu bị trả lại", "Figures given back")
	tToldGiveBackMany = text.New("%d báo cáo số liệu bị trả lại", "%d returns given back")
	tToldAcceptOne    = text.New("Số liệu đã được tiếp nhận", "Figures accepted")
	tToldAcceptMany   = text.New("%d báo cáo số liệu đã được tiếp nhận", "%d returns accepted")
	tToldCorrectOne   = text.New("Số liệu được đính chính", "Figures corrected")
	tToldCorrectMany  = text.New("%d báo cáo số liệu được đính chính", "%d returns corrected")
	tToldRemindOne    = text.New("Sắp đến hạn chốt số liệu", "Figures are due soon")
	tToldRemindMany   = text.New("%d báo cáo số liệu sắp đến hạn chốt", "%d returns are due soon")
	tToldUrgeOne      = text.New("Quá hạn chốt số liệu", "Figures are overdue")
	tToldUrgeMany     = text.New("%d báo cáo số liệu quá hạn chốt", "%d returns are overdue")
	tToldEscalateOne  = text.New("Quá hạn chốt số liệu, báo cáo cấp trên", "Figures are overdue, the level above is told")
	tToldEscalateMany = text.New("%d báo cáo số liệu quá hạn, báo cáo cấp trên", "%d returns are overdue, the level above is told")
)

// Told says in a few words what an event of an indicator, a set or a return was.
func Told(kind string) text.T { return told[kind] }

var told = map[string]text.T{
	"indicator_set.define":       text.New("Đặt biểu báo cáo", "Defined the set"),
	"indicator_set.change":       text.New("Sửa biểu báo cáo", "Changed the set"),
	"indicator_set.aim":          text.New("Giao chỉ tiêu", "Said what is to be reached"),
	"indicator.define":           text.New("Thêm chỉ tiêu", "Added the indicator"),
	"indicator.change":           text.New("Sửa chỉ tiêu", "Changed the indicator"),
	"indicator.map":              text.New("Liên kết với chỉ tiêu cấp trên", "Mapped to an indicator above"),
	"indicator.unmap":            text.New("Bỏ liên kết với chỉ tiêu cấp trên", "Ended the mapping to an indicator above"),
	"indicator_return.fill":      text.New("Điền số từ biểu của cấp dưới", "Filled from a set of a body below"),
	"indicator_return.open":      text.New("Mở kỳ báo cáo", "Opened for the period"),
	"indicator_return.enter":     text.New("Nhập số liệu", "Entered figures"),
	"indicator_return.declare":   text.New("Chốt số liệu", "Declared the figures"),
	"indicator_return.approve":   text.New("Duyệt số liệu", "Approved the figures"),
	"indicator_return.give_back": text.New("Trả lại", "Gave back"),
	"indicator_return.accept":    text.New("Tiếp nhận số liệu", "Accepted the figures"),
	"indicator_return.lock":      text.New("Khoá số liệu", "Locked the figures"),
	"indicator_return.correct":   text.New("Đính chính", "Corrected"),
	"indicator_return.remind":    text.New("Nhắc trước hạn", "Reminded before the day"),
	"indicator_return.urge":      text.New("Đôn đốc", "Urged"),
	"indicator_return.escalate":  text.New("Báo cáo cấp trên", "Told the level above"),
}
