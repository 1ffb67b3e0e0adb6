package chart

import "quyet/base/text"

var (
	tList     = text.New("Danh sách", "List")
	tBoard    = text.New("Bảng theo trạng thái", "Board by state")
	tGantt    = text.New("Biểu đồ thời gian", "Gantt")
	tCalendar = text.New("Lịch thời hạn", "Calendar")
	tTasks    = text.New("Nhiệm vụ", "Tasks")
	tAllOpen  = text.New("Mọi việc đang mở mà bạn được xem", "All open tasks that you may see")
	tWays     = text.New("Cách xem", "Ways to look")
	tNone     = text.New("Không có nhiệm vụ nào", "There are no tasks")
	tNoneHow  = text.New("Hãy bỏ bớt điều kiện lọc trong danh sách.", "Take away some of the conditions in the list.")

	tColumn   = text.New("%s: %s", "%s: %s")
	tMove     = text.New("Chuyển", "Move")
	tMoveOf   = text.New("Chuyển: %s", "Move: %s")
	tMoveTo   = text.New("%s (sang “%s”)", "%s (to “%s”)")
	tAll      = text.New("Xem tất cả %s việc", "See all %s")
	tNothing  = text.New("Không có việc nào", "None")
	tDueOn    = text.New("Hạn %s", "Due %s")
	tDragHow  = text.New("Bấm Chuyển trên thẻ để mở biểu mẫu của bước tiếp theo; hoặc kéo thẻ sang cột. Chỉ hiện những bước được phép.", "Press Move on a card to open the form of the next step, or drag the card to a column. Only what is allowed is offered.")
	tProgress = text.New("đạt %d%%", "%d%% done")

	tByLead          = text.New("Nhóm theo cơ quan chủ trì", "Grouped by lead body")
	tByProgramme     = text.New("Nhóm theo chương trình", "Grouped by programme")
	tGroupBy         = text.New("Cách nhóm", "Groups")
	tNoProgramme     = text.New("Không thuộc chương trình nào", "Under no programme")
	tUnseenProgramme = text.New("Chương trình bạn không được xem", "A programme that you may not see")
	tTask            = text.New("Nhiệm vụ", "Task")
	tNote            = text.New("Gia hạn, chậm, kết quả", "Extensions, delay, result")
	tTime            = text.New("Thời gian", "Time")
	tBarFrom         = text.New("từ %s đến hạn %s", "from %s until the deadline %s")
	tBarFirst        = text.New("hạn giao ban đầu %s", "first deadline %s")
	tExtended        = text.New("gia hạn từ %s đến %s: %s", "extended from %s to %s: %s")
	tLateBy          = text.Plural("quá hạn %d ngày", "%d day overdue", "%d days overdue")
	tOverdueBy       = text.Plural("Quá hạn %d ngày", "Overdue %d day", "Overdue %d days")
	tDoneOn          = text.New("nộp kết quả %s", "result on %s")
	tKey             = text.New("Chú giải", "Key")
	tKeyNow          = text.New("thời hạn hiện tại", "current deadline")
	tKeyGhost        = text.New("thời hạn giao ban đầu", "deadline first given")
	tKeyNotch        = text.New("chỗ được gia hạn", "where it was extended")
	tKeyLate         = text.New("quá hạn", "overdue")
	tKeyToday        = text.New("hôm nay, %s", "today, %s")
	tOngoingCount    = text.Plural("Còn %d việc thường xuyên, không có thời hạn nên không vẽ.", "%d ongoing task has no deadline and is not drawn.", "%d ongoing tasks have no deadline and are not drawn.")
	tLeads           = text.New("Cơ quan chủ trì", "Lead body")
	tProgrammes      = text.New("Chương trình", "Programme")
	tLeft            = text.New("Tờ này vẽ %s việc trong %s việc của danh sách. Để có đủ trên một tờ, hãy lọc danh sách theo cơ quan, chương trình hoặc thời hạn, không quá %d việc.", "This sheet draws %s of the %s tasks of the list. To have them all on one sheet, narrow the list by body, programme or deadline, to %d tasks at most.")
	tMoreThan        = text.New("hơn %s", "more than %s")
	tClipped         = text.New("Dấu … ở cuối ô: lời dài hơn hai dòng; đọc đủ ở trang của nhiệm vụ.", "Where a cell ends with … its words go on; they stand in full on the page of the task.")
	tSheet           = text.New("Mỗi trang %d việc, in vừa một tờ A3 ngang.", "%d tasks on a page, which prints on one A3 sheet.")

	tMonth     = text.New("Tháng %d/%d", "%[2]d-%02[1]d")
	tMonthSum  = text.New("%s việc đến hạn trong tháng", "%s due in this month")
	tBefore    = text.New("Tháng trước", "Month before")
	tNext      = text.New("Tháng sau", "Month after")
	tThisMonth = text.New("Tháng này", "This month")
	tDayDue    = text.New("%s việc đến hạn", "%s due")
	tOff       = text.New("nghỉ", "off")
	tToday     = text.New("Hôm nay", "Today")
	tNoMonth   = text.New("Tháng trong địa chỉ không đúng; viết như 2026-11.", "The month in the address is not right; write it like 2026-11.")
)

var weekdays = []text.T{
	text.New("Thứ Hai", "Monday"), text.New("Thứ Ba", "Tuesday"), text.New("Thứ Tư", "Wednesday"), text.New("Thứ Năm", "Thursday"),
	text.New("Thứ Sáu", "Friday"), text.New("Thứ Bảy", "Saturday"), text.New("Chủ nhật", "Sunday"),
}
