package report

import "quyet/base/text"

var (
	tCanSee  = text.New("Xem báo cáo đã chốt", "See frozen reports")
	tCanMake = text.New("Lập và chốt báo cáo của cơ quan mình", "Make and freeze the reports of one's own body")

	stateTitles = map[State]text.T{Draft: text.New("Dự thảo", "Draft"), Frozen: text.New("Đã chốt", "Frozen")}
	blockTitles = map[BlockKind]text.T{
		Outcome: text.New("Bảng kết quả 4 số", "Outcome table of four numbers"), Compare: text.New("So với năm trước", "Comparison with the year before"),
		Changes: text.New("Thay đổi của nhiệm vụ", "What changed"), Indicators: text.New("Bảng chỉ tiêu", "Indicator table"), Undeclared: text.New("Ai chưa chốt số liệu", "Who has not declared"),
		Tasks: text.New("Danh sách nhiệm vụ", "List of tasks"), Narrative: text.New("Lời văn", "Narrative"), Checkpoint: text.New("Mốc niêm phong nhật ký", "Checkpoint of the log"),
	}
	rowTitles   = map[Rows]text.T{ByBody: text.New("Từng cơ quan trực thuộc", "Each body below"), InTotal: text.New("Chỉ tổng số", "The total only")}
	whichTitles = map[Which]text.T{
		OverdueTasks: text.New("Quá hạn vào cuối kỳ", "Overdue at the end of the period"), ComingTasks: text.New("Đến hạn trong kỳ tới", "Due in the next period"),
	}

	tReports    = text.New("Báo cáo", "Reports")
	tDrafts     = text.New("Dự thảo", "Drafts")
	tFrozenTab  = text.New("Đã chốt", "Frozen")
	tBelow      = text.New("Cấp dưới đã chốt", "Frozen below")
	tNew        = text.New("Lập báo cáo", "Make a report")
	tNoneDraft  = text.New("Chưa có báo cáo nào đang lập", "No report is being made")
	tNoneDraftH = text.New("Bắt đầu từ một mẫu có sẵn; số liệu tự lấy từ sổ nhiệm vụ.", "Begin from a template; the figures come from the register of tasks.")
	tNoneFrozen = text.New("Chưa có báo cáo nào được chốt", "No report is frozen yet")
	tTitle      = text.New("Báo cáo về", "Report on")
	tTitleHint  = text.New("Đứng sau chữ “Báo cáo”, ví dụ: kết quả thực hiện nhiệm vụ quý IV năm 2026.", "Stands behind the word “Báo cáo”, such as: kết quả thực hiện nhiệm vụ quý IV năm 2026.")
	tKind       = text.New("Mẫu", "Template")
	tPeriod     = text.New("Kỳ báo cáo", "Period")
	tPeriodHint = text.New("Chọn kỳ thì tên và ngày lấy theo quy tắc về kỳ báo cáo.", "Of a period name and days are taken from the rules of periods.")
	tPeriodName = text.New("Tên kỳ, nếu ngày tự chọn", "Name of the period, for days of one's own")
	tOwnDays    = text.New("Ngày tự chọn", "Days of one's own")
	tSet        = text.New("Biểu chỉ tiêu", "Set of indicators")
	tNoSets     = text.New("Chưa có biểu chỉ tiêu nào để chọn.", "There is no set of indicators to choose.")
	tNoMark     = text.New("Không có số liệu tên “%s”. Chọn trong danh sách bên dưới.", "There is no figure called “%s”. Choose one of the list below.")
	tMarks      = text.New("Số liệu tự điền", "Figures that fill themselves in")
	tMarksHow   = text.New("Viết tên trong hai ngoặc nhọn; trên giấy là con số lúc này, khi chốt sẽ giữ nguyên.", "Write the name in double braces; the paper shows the figure of the moment, and freezing keeps it.")
	tFrom       = text.New("Từ ngày", "From")
	tUntil      = text.New("Đến hết ngày", "Until")
	tScope      = text.New("Phạm vi: cơ quan và cấp dưới", "Scope: a body and those below")
	tProgramme  = text.New("Chỉ nhiệm vụ của chương trình", "Tasks of the programme only")
	tWholeWork  = text.New("Tất cả chương trình", "All programmes")
	tPost       = text.New("Chức vụ người ký", "Post of who signs")
	tPostHint   = text.New("Ví dụ: Phó Bí thư. Để trống thì giấy chừa chỗ.", "For example: Phó Bí thư. Left empty the paper leaves room.")
	tBegin      = text.New("Bắt đầu", "Begin")
	tBegun      = text.New("Đã lập dự thảo báo cáo.", "The draft is begun.")
	tSave       = text.New("Lưu", "Save")
	tSaved      = text.New("Đã lưu.", "Saved.")
	tMadeOn     = text.New("Lập ngày", "Made on")
	tFrozenOn   = text.New("Chốt ngày", "Frozen on")
	tBody       = text.New("Cơ quan", "Body")

	tAbout      = text.New("Nội dung báo cáo", "What it is about")
	tBlocks     = text.New("Các khối", "Blocks")
	tBlock      = text.New("Khối", "Block")
	tDo         = text.New("Thao tác", "Do")
	tUp         = text.New("Lên", "Up")
	tDown       = text.New("Xuống", "Down")
	tUpOf       = text.New("Đưa lên: %s", "Move up: %s")
	tDownOf     = text.New("Đưa xuống: %s", "Move down: %s")
	tRemove     = text.New("Bỏ khối", "Remove the block")
	tRemoved    = text.New("Đã bỏ khối.", "The block is removed.")
	tAdd        = text.New("Thêm khối", "Add a block")
	tAdded      = text.New("Đã thêm khối ở cuối.", "The block is added at the end.")
	tSettings   = text.New("Thiết lập: %s", "Settings: %s")
	tChooseHow  = text.New("Chọn một khối để thiết lập.", "Choose a block to set it.")
	tHeading    = text.New("Tên mục", "Heading")
	tHeadHint   = text.New("Để trống thì khối đứng không có tên mục.", "Left empty the block stands without a heading.")
	tRowsAre    = text.New("Các dòng", "Rows")
	tWhichTasks = text.New("Nhiệm vụ nào", "Which tasks")
	tMost       = text.New("Nêu nhiều nhất", "At most")
	tMostHint   = text.New("Báo cáo ghi rõ còn bao nhiêu nhiệm vụ không nêu.", "The report says how many more there are.")
	tWords      = text.New("Nội dung", "Text")
	tWordsHint  = text.New("Mỗi dòng là một đoạn.", "Each line is a paragraph.")
	tPaper      = text.New("Bản xem trước", "Preview")
	tPaperNow   = text.New("Số liệu lúc này; khi chốt sẽ giữ nguyên.", "Figures of this moment; freezing keeps them.")
	tBlockKeys  = text.New("Đi qua các khối; đưa lên, đưa xuống", "Walk the blocks; move up, move down")

	tFreeze     = text.New("Chốt báo cáo", "Freeze the report")
	tFreezeHow  = text.New("Số liệu, mẫu, bản Word và Excel được lưu cùng mã băm; sau đó chỉ sửa được bằng đính chính.", "Figures, template, Word and Excel are kept with their hashes; from then on only a correction changes anything.")
	tFrozenNow  = text.New("Đã chốt báo cáo.", "The report is frozen.")
	tDiscard    = text.New("Bỏ dự thảo", "Discard the draft")
	tDiscarded  = text.New("Đã bỏ dự thảo.", "The draft is discarded.")
	tWord       = text.New("Bản Word", "Word")
	tExcel      = text.New("Bản Excel", "Excel")
	tRebuild    = text.New("Dựng lại và đối chiếu", "Rebuild and compare")
	tRebuilt    = text.New("Dựng lại từ số liệu đã chốt", "Rebuilt from the frozen figures")
	tAllSame    = text.New("Trùng khớp từng byte với bản đã chốt.", "Byte for byte what was frozen.")
	tNotSame    = text.New("Có tệp dựng lại khác bản đã chốt. Bản đã chốt vẫn được giữ nguyên; hãy báo người quản trị.", "A file that was rebuilt differs from what was frozen, which is kept as it was; tell your administrator.")
	tFile       = text.New("Tệp", "File")
	tHash       = text.New("Mã băm SHA-256", "SHA-256")
	tCompared   = text.New("Đối chiếu", "Compared")
	tSame       = text.New("Trùng khớp", "The same")
	tDiffers    = text.New("Khác", "Differs")
	tFigures    = text.New("Số liệu", "Figures")
	tCorrect    = text.New("Đính chính", "Correct")
	tCorrectH   = text.New("Bản đã chốt giữ nguyên. Bản đính chính là báo cáo mới, nêu từng chỗ khác và lý do.", "What was frozen stays. The correction is a report of its own which names every difference, and why.")
	tReason     = text.New("Lý do đính chính", "Why it is corrected")
	tCorrectsB  = text.New("Đính chính báo cáo", "Corrects the report")
	tCorrected  = text.New("Báo cáo này đã có bản đính chính.", "This report has been corrected.")
	tSeeIt      = text.New("Xem bản đính chính", "See the correction")
	tSeeOld     = text.New("Xem báo cáo đã chốt trước", "See what was frozen before")
	tCorrection = text.New("Đính chính", "Correction")
	tEarly      = text.New("Kỳ báo cáo đến hết ngày %s chưa kết thúc; số liệu chốt là của hôm nay.", "The period until %s is not over; the figures frozen are those of today.")
	tNothingIn  = text.New("Mục “%s” chưa có nội dung.", "Nothing is written under “%s” yet.")
	tBeingCorr  = text.New("Đang lập bản đính chính.", "A correction is being made.")

	tNoReport         = text.New("Không có báo cáo này, hoặc bạn không được xem.", "There is no such report, or it is not for you to see.")
	tNoBlock          = text.New("Khối này không còn. Hãy tải lại trang.", "This block is gone. Load the page again.")
	tOtherBody        = text.New("Báo cáo do chính cơ quan ấy lập. Hãy chuyển sang vị trí của bạn tại cơ quan đó, nếu có.", "A report is made by the body itself. Change to your post there, if you have one.")
	tIsFrozen         = text.New("Báo cáo đã chốt nên không sửa được nữa; hãy đính chính.", "The report is frozen; correct it instead.")
	tIsDraft          = text.New("Báo cáo chưa chốt.", "The report is not frozen.")
	tIsCorrected      = text.New("Báo cáo này đã có bản đính chính; hãy đính chính bản đó.", "This report is corrected already; correct that one.")
	tNothingCorrected = text.New("Bản đính chính chưa khác gì bản đã chốt, nên chưa có gì để chốt.", "The correction says nothing else than what was frozen, so there is nothing to freeze.")
	tStale            = text.New("Có người vừa sửa báo cáo này. Hãy xem lại rồi làm lại.", "Somebody has just changed this report. Look at it and try again.")
	tTooLong          = text.New("Dài quá %d ký tự.", "Longer than %d characters.")
	tChooseOne        = text.New("Hãy chọn một mục trong danh sách.", "Choose one of the list.")
	tMostWrong        = text.New("Ghi một số từ 1 đến %d.", "Write a number from 1 to %d.")
	tTooManyBlocks    = text.New("Một báo cáo có nhiều nhất %d khối.", "A report has at most %d blocks.")
	tTitleMissing     = text.New("Hãy ghi báo cáo về việc gì.", "Say what the report is on.")
	tDayMissing       = text.New("Hãy ghi ngày.", "Write a day.")
	tDayWrong         = text.New("Ngày không đúng. Viết như 15/12/2026.", "No such day. Write it like 15/12/2026.")
	tEndsBefore       = text.New("Ngày cuối đứng trước ngày đầu.", "The last day is before the first.")
	tTooManyDays      = text.New("Kỳ báo cáo dài quá sáu năm.", "The period is longer than six years.")
	tNotBegun         = text.New("Kỳ này chưa bắt đầu.", "This period has not begun.")
	tScopeWrong       = text.New("Chọn chính cơ quan hoặc một cơ quan cấp dưới.", "Choose the body itself or one below it.")
	tNoProgramme      = text.New("Không có chương trình này, hoặc bạn không được xem.", "There is no such programme, or it is not for you to see.")
	tReasonMissing    = text.New("Hãy ghi lý do đính chính.", "Say why it is corrected.")
	tOtherFormat      = text.New("Số liệu được ghi ở định dạng %d mà chương trình này không đọc được.", "The figures are written in format %d, which this program does not read.")
)

var told = map[string]text.T{
	"report.begin": text.New("Lập dự thảo báo cáo", "The report was begun"), "report.change": text.New("Sửa dự thảo báo cáo", "The draft was changed"),
	"report.freeze": text.New("Chốt báo cáo", "The report was frozen"), "report.correct": text.New("Bắt đầu đính chính", "A correction was begun"),
	"report.discard": text.New("Bỏ dự thảo báo cáo", "The draft was discarded"),
}

// Told says in words what was done, by the kind of its event.
func Told(kind string) text.T { return told[kind] }
