package plan

import "quyet/base/text"

var (
	tCanSee    = text.New("Xem chương trình, việc triển khai nghị quyết", "See programmes and checklists")
	tCanPlan   = text.New("Lập chương trình công tác", "Make programmes")
	tCanReport = text.New("Báo cáo việc triển khai nghị quyết", "Report on checklists")
)

var kindTitles = map[Kind]text.T{
	Work:   text.New("Chương trình công tác", "Work programme"),
	Action: text.New("Chương trình hành động", "Action programme"),

	Inspection: text.New("Chương trình kiểm tra, giám sát", "Inspection and supervision programme"),
}

var stepTitles = map[Step]text.T{
	Derive:    text.New("Ban hành chương trình, kế hoạch", "Issue a programme or plan"),
	Brief:     text.New("Quán triệt, phổ biến", "Brief"),
	Implement: text.New("Tổ chức thực hiện", "Implement"),
	Interim:   text.New("Sơ kết", "Interim review"),
	Final:     text.New("Tổng kết", "Final review"),
}

var standingTitles = map[Standing]text.T{
	NotAsked: text.New("Không yêu cầu", "Not asked"),
	Ahead:    text.New("Chưa đến hạn", "Not due yet"),
	Overdue:  text.New("Quá hạn", "Overdue"),
	InTime:   text.New("Đã làm, đúng hạn", "Done in time"),
	TooLate:  text.New("Đã làm, quá hạn", "Done late"),
	GivenUp:  text.New("Không thực hiện", "Dropped"),
}

var (
	tStale         = text.New("Vừa có người khác thay đổi. Hãy xem lại nội dung mới rồi làm lại; những gì bạn đã nhập vẫn được giữ.", "Somebody changed this meanwhile. Look at it again and repeat; what you typed is kept.")
	tNoProgramme   = text.New("Không có chương trình này, hoặc bạn không được xem.", "There is no such programme, or you may not see it.")
	tNoTask        = text.New("Có nhiệm vụ không tìm thấy, hoặc bạn không được xem.", "A task is not there, or you may not see it.")
	tNoStep        = text.New("Cơ quan này không được yêu cầu làm bước đó, hoặc bạn không được xem.", "This body is not asked for that step, or you may not see it.")
	tTitleMissing  = text.New("Hãy nhập tên chương trình.", "Enter the name of the programme.")
	tTooLong       = text.New("Nội dung dài quá %d ký tự; hãy rút gọn.", "This is longer than %d characters; shorten it.")
	tKindMissing   = text.New("Hãy chọn loại chương trình.", "Choose the kind of programme.")
	tDayMissing    = text.New("Hãy nhập ngày.", "Enter a day.")
	tDayWrong      = text.New("Ngày này không đúng; hãy nhập như 01/07/2026.", "This is no date; enter one like 01/07/2026.")
	tUntilEarly    = text.New("Ngày cuối phải từ ngày đầu trở đi.", "The last day must not be before the first.")
	tTooFar        = text.New("Một chương trình dài tối đa một nhiệm kỳ (6 năm); hãy chia nhỏ.", "A programme lasts at most one term (6 years); divide it.")
	tNoBody        = text.New("Hãy chọn cơ quan.", "Choose the body.")
	tNoDoc         = text.New("Không có văn bản này trong sổ, hoặc bạn không được xem.", "There is no such document in the register, or you may not see it.")
	tNonePicked    = text.New("Hãy chọn ít nhất một nhiệm vụ.", "Choose at least one task.")
	tTooManyPicked = text.New("Mỗi lần chỉ chọn tối đa %d nhiệm vụ.", "At most %d tasks can be chosen at once.")
	tStepEarly     = text.New("Hạn của “%s” không được trước hạn của bước đứng trước (%s).", "“%s” cannot be due before the step that stands before it (%s).")
	tNotWaived     = text.New("Bước này không còn chờ, hoặc đã làm xong; không bỏ được.", "This step is not waiting any more, or was done; it cannot be taken back.")
	tDoneLater     = text.New("Ngày làm xong không được sau hôm nay.", "The day on which it was done cannot be after today.")
	tWordsMissing  = text.New("Hãy nêu đã làm gì.", "Say what was done.")

	tPlansShort   = text.New("Kế hoạch", "Plans")
	tPlans        = text.New("Chương trình, kế hoạch", "Programmes and plans")
	tProgrammes   = text.New("Chương trình", "Programmes")
	tNewProgramme = text.New("Lập chương trình", "New programme")
	tAnnex        = text.New("Phụ lục (Word)", "Annex (Word)")
	tEdit         = text.New("Sửa", "Edit")
	tTitle        = text.New("Tên chương trình", "Name")
	tKind         = text.New("Loại", "Kind")
	tBody         = text.New("Cơ quan", "Body")
	tFrom         = text.New("Từ ngày", "From")
	tUntil        = text.New("Đến ngày", "Until")
	tDoc          = text.New("Văn bản ban hành", "Document that lays it down")
	tDocHint      = text.New("Số, ký hiệu văn bản đã có trong sổ; nhiệm vụ tính theo văn bản này tự có trong chương trình. Có thể để trống.", "Symbol of a registered document: the tasks that count under it belong to the programme by themselves. May be left empty.")
	tEnded        = text.New("Đã kết thúc, chỉ để tra cứu", "Ended, kept to be read")
	tEndedWord    = text.New("Đã kết thúc", "Ended")
	tRunning      = text.New("Đang thực hiện", "Running")
	tPeriod       = text.New("%s – %s", "%s – %s")
	tPeriodLabel  = text.New("Thời gian", "Period")
	tState        = text.New("Tình trạng", "State")
	tSave         = text.New("Lưu", "Save")
	tSaved        = text.New("Đã lưu.", "Saved.")
	tNoneYet      = text.New("Chưa có chương trình nào", "No programme yet")
	tNoneYetHow   = text.New("Chương trình gom các nhiệm vụ của một năm, một nhiệm kỳ hay một nghị quyết lại một nơi.", "A programme holds the tasks of a year, a term or a resolution in one place.")
	tTasks        = text.New("Nhiệm vụ của chương trình (%s)", "Tasks of the programme (%s)")
	tTask         = text.New("Nhiệm vụ", "Task")
	tLead         = text.New("Cơ quan chủ trì", "Lead body")
	tDue          = text.New("Thời hạn", "Deadline")
	tProgress     = text.New("Tiến độ", "Progress")
	tByFirst      = text.New("%s theo thời hạn giao lần đầu", "%s by the deadline first given")
	tAllTasks     = text.New("Xem mọi nhiệm vụ của chương trình", "All tasks of the programme")
	tCounted      = text.New("Chương trình có nhiều nhiệm vụ hơn số tính được: các số trên chỉ gồm %d nhiệm vụ đầu theo thời hạn.", "The programme has more tasks than are counted: the numbers above are of its first %d by deadline.")
	tHidden       = text.New("%d nhiệm vụ khác bạn không được xem.", "%d other tasks are not for you to see.")
	tNoTasks      = text.New("Chương trình chưa có nhiệm vụ nào", "The programme has no tasks yet")
	tNoTasksHow   = text.New("Chọn nhiệm vụ đã giao để đưa vào chương trình, hoặc ghi văn bản ban hành.", "Pick tasks that were assigned, or name the document that lays it down.")
	tPick         = text.New("Chọn nhiệm vụ đưa vào", "Pick tasks")
	tPickWords    = text.New("Tìm nhiệm vụ theo nội dung", "Find tasks by their words")
	tFind         = text.New("Tìm", "Find")
	tPickChosen   = text.New("Đưa vào chương trình", "Add those chosen")
	tPicked       = text.New("Đã đưa %d nhiệm vụ vào chương trình.", "Tasks added: %d.")
	tDrop         = text.New("Bỏ khỏi chương trình", "Take out")
	tDropped      = text.New("Đã bỏ nhiệm vụ khỏi chương trình; nhiệm vụ vẫn được theo dõi.", "The task was taken out of the programme; it is still followed.")
	tChoose       = text.New("Chọn: %s", "Choose: %s")
	tNoHits       = text.New("Không có nhiệm vụ nào khớp.", "No task fits.")

	tMoreChecklists   = text.Plural("%d văn bản khác", "%d other document", "%d other documents")
	tNewestChecklists = text.New("Chỉ hiện %d văn bản vào sổ sau cùng; việc triển khai của văn bản khác xem ở trang của văn bản ấy.", "Only the %d registered last are shown; the checklist of any other is on its own page.")
	tChecklists       = text.New("Việc triển khai nghị quyết", "Carrying out resolutions")
	tChecklist        = text.New("Các bước triển khai", "Steps to carry it out")
	tOwnSteps         = text.New("Việc %s còn phải làm", "What %s has still to do")
	tDocument         = text.New("Văn bản", "Document")
	tStep             = text.New("Bước", "Step")
	tDoneOf           = text.New("%d/%d", "%d of %d")
	tOverdueCount     = text.New("%d quá hạn", "%d overdue")
	tDoneOn           = text.New("%s (hạn %s)", "%s (due %s)")
	tDueOn            = text.New("hạn %s", "due %s")
	tNobodyAsked      = text.New("Chưa yêu cầu cơ quan nào", "No body is asked yet")
	tNobodyAskedHow   = text.New("Chọn cơ quan hoặc nhóm cơ quan và hạn của từng bước.", "Choose a body or a named group, and a day for each step.")
	tAsk              = text.New("Yêu cầu triển khai", "Ask for steps")
	tBodyOrGroup      = text.New("Cơ quan hoặc nhóm cơ quan", "Body or named group")
	tStepHint         = text.New("Để trống thì không yêu cầu, hoặc giữ hạn đã có.", "Left empty it is not asked for, or keeps its day.")
	tReport           = text.New("Báo cáo đã làm", "Report as done")
	tDone             = text.New("Ngày làm xong", "Done on")
	tDoneHint         = text.New("Để trống nếu chưa làm.", "Leave empty while it is not done.")
	tWords            = text.New("Đã làm gì, ở đâu, bao nhiêu người", "What was done, where, with how many people")
	tWaive            = text.New("Bỏ yêu cầu", "Take back")
	tWaived           = text.New("Đã bỏ yêu cầu.", "Taken back.")
	tNoChecklists     = text.New("Chưa có nghị quyết nào được theo dõi các bước triển khai.", "No resolution has a checklist yet.")
	tFromDocument     = text.New("Mở trang của văn bản và chọn “Các bước triển khai”.", "Open the page of a document and choose “Steps to carry it out”.")
	tProvenAt         = text.New("Ghi buổi quán triệt và kết thúc ở trang quán triệt của cơ quan", "Sittings are written down, and briefing is finished, on the page of the body’s briefing")
	tProven           = text.New("Bước này được báo cáo ở trang quán triệt của cơ quan, cùng số người đã học.", "This step is reported on the page of the body’s briefing, with how many people were reached.")
	tOpenTasksOf      = text.New("Nhiệm vụ của cơ quan theo văn bản này", "Tasks of the body under this document")
)
