package task

import "quyet/base/text"

var sortTitles = map[Sort]text.T{
	ByDue: tDue, ByFirstDue: tFirstDueColumn, ByLead: tLead, ByIssuer: tIssuer, ByState: tState, ByProgress: tProgressLabel, ByUpdate: tNextUpdate,
	ByLate: tDaysLate, ByResult: tResultDay,
}

var groupTitles = map[Grouping]text.T{
	ByLeads: tLead, ByIssuers: tIssuer, ByProgramme: tProgramme, ByStates: tState, ByTimings: tTiming,
	ByMonths: text.New("Tháng của thời hạn", "Month of the deadline"),
}

var lackTitles = map[Lack]text.T{
	NoLead:      text.New("Chưa có cơ quan chủ trì", "No lead body"),
	NoDue:       text.New("Không có thời hạn", "No deadline"),
	NoPerson:    text.New("Chưa có người chịu trách nhiệm", "No accountable person"),
	NoOwner:     text.New("Người thực hiện không còn ở cơ quan", "Who does it has left"),
	NoNews:      text.New("Báo cáo chép lại lần trước", "The last report repeats the one before"),
	NoOutcome:   text.New("Chưa có sản phẩm", "No deliverable"),
	NoProgramme: text.New("Không tính theo văn bản nào", "Counted under no document"),
}

// What the register of tasks says.
var (
	tFirstDueColumn   = text.New("Thời hạn giao lần đầu", "Deadline first given")
	tDaysLate         = text.New("Số ngày quá hạn", "Days late")
	tResultDay        = text.New("Ngày nộp kết quả", "Result handed in")
	tUnclearColumn    = text.New("Chưa rõ", "Unclear")
	tPersonShort      = text.New("Người chịu trách nhiệm", "Accountable")
	tGreatestFirst    = text.New("%s, giảm dần", "%s, descending")
	tSortBy           = text.New("Sắp xếp theo", "Sort by")
	tGroupBy          = text.New("Nhóm theo", "Group by")
	tColumns          = text.New("Cột hiển thị", "Columns")
	tLacks            = text.New("Còn trống", "Is empty")
	tSilent           = text.New("Không có gì mới trong số ngày", "Nothing new for so many days")
	tSilentFor        = text.Plural("Không có gì mới trong %d ngày", "Nothing new for %d day", "Nothing new for %d days")
	tSilentWrong      = text.New("Số ngày phải từ 1 đến %d.", "The days must be between 1 and %d.")
	tManyGroups       = text.New("Danh sách chia thành hơn %d nhóm; hãy lọc bớt hoặc nhóm cách khác.", "The list falls into more than %d groups; filter it, or group it otherwise.")
	tManyBodies       = text.New("Có quá nhiều cơ quan để sắp xếp theo tên; hãy nhóm theo cơ quan hoặc sắp xếp cách khác.", "There are too many bodies to sort by their names; group by body, or sort otherwise.")
	tSumProgress      = text.New("tiến độ bình quân %d%%", "mean progress %d%%")
	tSumLate          = text.Plural("%d quá hạn", "%d late", "%d late")
	tTotal            = text.New("Tổng cộng", "Total")
	tGroupsOf         = text.Plural("Tổng hợp %d nhóm", "Summary of %d group", "Summary of %d groups")
	tGroupsMore       = text.New("Chỉ hiện %d nhóm đầu.", "Only the first %d groups are shown.")
	tMean             = text.New("Tiến độ bình quân", "Mean progress")
	tLateNumber       = text.New("Quá hạn", "Late")
	tLateFirst        = text.New("Quá hạn theo thời hạn giao lần đầu", "Late by the deadline first given")
	tSheet            = text.New("Xuất bảng tính", "As a spreadsheet")
	tSheetToFill      = text.New("Bảng tính để điền", "Spreadsheet to fill in")
	tSheetBack        = text.New("Nạp bảng tính đã điền", "Bring a spreadsheet back")
	tSavedLists       = text.New("Danh sách đã lưu", "Saved lists")
	tSaveList         = text.New("Lưu danh sách", "Save the list")
	tSaveAgain        = text.New("Lưu thay đổi vào “%s”", "Save the changes to “%s”")
	tMonth            = text.New("Tháng %s/%s", "%s/%s")
	tWithoutLead      = text.New("Chưa có cơ quan chủ trì", "Without a lead body")
	tWithoutProgramme = text.New("Không tính theo văn bản nào", "Counted under no document")
	tWithoutDue       = text.New("Không có thời hạn", "Without a deadline")
)
