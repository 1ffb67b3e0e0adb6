package chase

import "quyet/base/text"

var stepTitles = map[Step]text.T{
	Remind:   text.New("Nhắc trước hạn", "Reminder"),
	Urge:     text.New("Đôn đốc khi quá hạn", "Urge"),
	Escalate: text.New("Báo cáo cấp trên của cơ quan chủ trì", "Told to the level above"),
	Update:   text.New("Đôn đốc cập nhật tiến độ", "Urge to report"),
	Listed:   text.New("Đưa vào danh sách giao ban", "Listed for the briefing"),
	ByHand:   text.New("Đôn đốc của cơ quan giao", "Urged by the issuer"),
}

// What is told.
var (
	tRemindOne    = text.New("Nhắc: nhiệm vụ sắp đến hạn", "Reminder: a task is due soon")
	tRemindMany   = text.Plural("Nhắc: %d nhiệm vụ sắp đến hạn", "Reminder: %d task is due soon", "Reminder: %d tasks are due soon")
	tUrgeOne      = text.New("Đôn đốc: nhiệm vụ đã quá hạn", "Urge: a task is overdue")
	tUrgeMany     = text.Plural("Đôn đốc: %d nhiệm vụ đã quá hạn", "Urge: %d task is overdue", "Urge: %d tasks are overdue")
	tEscalateOne  = text.New("Báo cáo cấp trên: nhiệm vụ quá hạn kéo dài", "To the level above: a task stays overdue")
	tEscalateMany = text.Plural("Báo cáo cấp trên: %d nhiệm vụ quá hạn kéo dài", "To the level above: %d task stays overdue", "To the level above: %d tasks stay overdue")
	tUpdateOne    = text.New("Đôn đốc: chưa cập nhật tiến độ kỳ này", "Urge: a progress report is owed")
	tUpdateMany   = text.Plural("Đôn đốc: %d nhiệm vụ chưa cập nhật tiến độ kỳ này", "Urge: a progress report is owed on %d task", "Urge: progress reports are owed on %d tasks")
	tListOne      = text.New("Danh sách giao ban: 1 nhiệm vụ quá hạn", "For the briefing: 1 task is overdue")
	tListMany     = text.Plural("Danh sách giao ban: %d nhiệm vụ quá hạn", "For the briefing: %d task is overdue", "For the briefing: %d tasks are overdue")
	tHandOne      = text.New("Cơ quan giao đôn đốc thực hiện", "The issuer urges you")
	tHandMany     = text.Plural("Cơ quan giao đôn đốc thực hiện %d nhiệm vụ", "The issuer urges you about %d task", "The issuer urges you about %d tasks")
)

// Rules.
var (
	tRuleRemind       = text.New("Nhắc trước hạn, số ngày làm việc", "Reminder before the deadline, working days")
	tRuleRemindHint   = text.New("Nhắc cơ quan chủ trì trước thời hạn bao nhiêu ngày làm việc; 0: không nhắc.", "How many working days before the deadline the lead is reminded; 0: it is not.")
	tRuleUrge         = text.New("Đôn đốc khi quá hạn, số ngày làm việc", "Urge when overdue, working days")
	tRuleUrgeHint     = text.New("Đôn đốc cơ quan chủ trì và người đứng đầu sau thời hạn bao nhiêu ngày làm việc.", "How many working days after the deadline the lead and its head are urged.")
	tRuleEscalate     = text.New("Báo cáo cấp trên, số ngày làm việc", "To the level above, working days")
	tRuleEscalateHint = text.New("Quá hạn bao nhiêu ngày làm việc thì báo cáo cấp trên trực tiếp của cơ quan chủ trì.", "After how many working days overdue the superior of the lead is told.")
	tRuleUpdate       = text.New("Đôn đốc cập nhật tiến độ, số ngày làm việc", "Urge to report, working days")
	tRuleUpdateHint   = text.New("Sau kỳ cập nhật bao nhiêu ngày làm việc thì đôn đốc cơ quan chưa cập nhật.", "How many working days after a report was due the lead is urged to make it.")
	tRuleBriefing     = text.New("Ngày lập danh sách giao ban", "Day of the list for the briefing")
	tRuleBriefingHint = text.New("Mỗi tuần một lần lập danh sách nhiệm vụ quá hạn cho cơ quan giao; trùng ngày nghỉ thì vào ngày làm việc tiếp theo.", "Once a week the overdue tasks of each issuer are listed; on a day off, on the next working day.")
)

// Refusals.
var (
	tCanUrge      = text.New("Đôn đốc nhiệm vụ đã giao", "Urge tasks that were given")
	tNotChased    = text.New("Nhiệm vụ đang ở trạng thái “%s” nên không cần đôn đốc.", "The task is “%s” and need not be urged.")
	tWordsMissing = text.New("Hãy ghi nội dung đôn đốc.", "Say what you urge them to do.")
	tWordsLong    = text.New("Nội dung dài quá; chỉ được %d ký tự.", "This is too long; %d characters at most.")
	tUrgedLately  = text.New("Nhiệm vụ này vừa được đôn đốc hôm nay; hãy chờ cơ quan chủ trì trả lời.", "This task was urged today already; let the lead answer first.")
	tNoBody       = text.New("Bạn đang không làm việc ở cương vị của cơ quan nào", "You act for no body at present")
	tNoBodyHow    = text.New("Việc đôn đốc là của cơ quan đã giao việc; hãy đổi sang cương vị ở cơ quan đó.", "Tasks are chased by the body that gave them; switch to your post there.")
	tNoTask       = text.New("Không có nhiệm vụ này, hoặc bạn không được xem.", "There is no such task, or it is not for you to see.")
	tDayWrong     = text.New("Ngày này không đúng; hãy nhập như 23/11/2026.", "This is no date; write it like 23/11/2026.")
)

// Pages.
var (
	tChase         = text.New("Đôn đốc", "Chasing")
	tLead          = text.New("Việc %s đã giao: đã nhắc, đã đôn đốc những gì và danh sách quá hạn cho giao ban.", "What %s has given: what was reminded and urged, and the overdue for the briefing.")
	tBriefing      = text.New("Danh sách nhiệm vụ quá hạn phục vụ giao ban", "Overdue tasks for the briefing")
	tBriefingOf    = text.New("%s, ngày %s", "%s, on %s")
	tNoList        = text.New("Chưa có danh sách giao ban nào", "No list for the briefing yet")
	tNoListHow     = text.New("Danh sách được lập mỗi tuần vào %s, khi có nhiệm vụ quá hạn.", "It is made every week on %s, where something is overdue.")
	tOtherDay      = text.New("Danh sách của ngày", "The list of")
	tShow          = text.New("Xem", "Show")
	tPrint         = text.New("Trang để in", "Page to print")
	tNothing       = text.New("Chưa nhắc hay đôn đốc việc nào", "Nothing was reminded or urged yet")
	tNothingHow    = text.New("Chương trình nhắc và đôn đốc theo quy tắc, vào ngày làm việc.", "The program reminds and urges by the rule, on working days.")
	tLatest        = text.New("Đã nhắc, đã đôn đốc", "Reminded and urged")
	tTask          = text.New("Nhiệm vụ", "Task")
	tLeadBody      = text.New("Cơ quan chủ trì", "Lead body")
	tDue           = text.New("Thời hạn", "Deadline")
	tLate          = text.New("Quá hạn", "Overdue by")
	tStep          = text.New("Hình thức", "Step")
	tDay           = text.New("Ngày", "Day")
	tNo            = text.New("TT", "No.")
	tDays          = text.Plural("%d ngày", "%d day", "%d days")
	tSaid          = text.New("“%s”", "“%s”")
	tPlan          = text.New("Sẽ nhắc, đôn đốc", "What will come")
	tBecause       = text.New("%d ngày làm việc sau %s", "%d working days after %s")
	tBecauseBack   = text.New("%d ngày làm việc trước %s", "%d working days before %s")
	tSkipping      = text.New("không tính ngày nghỉ %s", "without the days off %s")
	tNextRun       = text.New("ngày ấy đã qua nên làm vào ngày làm việc tới", "that day has gone, so it comes on the next working day")
	tByRule        = text.New("theo quy tắc %s", "by the rule %s")
	tUrgeNow       = text.New("Đôn đốc", "Urge")
	tUrgeWords     = text.New("Nội dung đôn đốc", "What you urge them to do")
	tUrgeHint      = text.New("Gửi ngay đến cơ quan chủ trì và ghi vào nhiệm vụ.", "Goes to the lead at once, and is kept with the task.")
	tUrged         = text.New("Đã đôn đốc.", "Urged.")
	tUrgeTitle     = text.New("Đôn đốc thực hiện nhiệm vụ", "Urge a task")
	tTasks         = text.New("Nhiệm vụ", "Tasks")
	tUrgeManyTitle = text.New("Đôn đốc nhiều nhiệm vụ", "Urge several tasks")
	tUrgeLead      = text.New("Đôn đốc được %d nhiệm vụ của %d cơ quan chủ trì.", "%d tasks of %d lead bodies can be urged.")
	tUrgeManyHint  = text.New("Gửi ngay đến %d cơ quan chủ trì, mỗi cơ quan một thông báo về mọi việc của mình, và ghi vào từng nhiệm vụ.", "Goes at once to %d lead bodies, one notice to each about all its tasks, and is kept with each task.")
	tUrgeManyNow   = text.New("Đôn đốc (%d)", "Urge (%d)")
	tUrgePreview   = text.New("Xem trước", "Preview")
	tUrgeMore      = text.New("Điều kiện lọc có nhiều nhiệm vụ hơn; chỉ lấy %d nhiệm vụ đầu.", "The filters give more tasks; the first %d are taken.")
	tUrgeTooMany   = text.New("Mỗi lần chỉ đôn đốc tối đa %d nhiệm vụ; hãy chia nhỏ.", "At most %d tasks can be urged at once; split them.")
	tBecomes       = text.New("Kết quả", "What becomes of it")
	tWillBeUrged   = text.New("Sẽ được đôn đốc", "Will be urged")
	tWontBeUrged   = text.New("Không đôn đốc được", "Cannot be urged")
	tNoneUrged     = text.New("Không đôn đốc được nhiệm vụ nào đã chọn; lý do ở từng nhiệm vụ.", "None of the tasks chosen can be urged; the reasons stand at each.")
	tNoneChosen    = text.New("Hãy chọn ít nhất một nhiệm vụ để đôn đốc.", "Choose at least one task to urge.")
	tUrgedMany     = text.New("Đã đôn đốc %d nhiệm vụ của %d cơ quan chủ trì.", "Urged: %d tasks of %d lead bodies.")
	tBackToList    = text.New("Về danh sách", "Back to the list")
	tGone          = text.New("việc bạn không còn được xem", "work that you may no longer see")
	tStopped       = text.New("Việc đang tạm dừng, đã nộp kết quả hoặc đã kết thúc thì không đôn đốc.", "Work that is suspended, handed in or ended is not chased.")
	tFirstListed   = text.New("Ở đây là %d nhiệm vụ quá hạn lâu nhất.", "These are the %d that are overdue the longest.")
	tWholeList     = text.New("Xem cả danh sách", "See the whole list")
	tMostListed    = text.New("Chỉ hiện %d nhiệm vụ đầu.", "Only the first %d are shown.")
)

// What is kept about people.
var (
	tHeldUrges = text.New("Ai đã đôn đốc", "Who urged")
)
