package task

import "quyet/base/text"

// What the page of changes says.
var (
	tChanges        = text.New("Thay đổi gần đây", "What changed")
	tChangesBetween = text.New("Thay đổi từ %s đến %s", "What changed from %s to %s")
	tChangesOn      = text.New("Thay đổi trong ngày %s", "What changed on %s")
	tChangesOfAll   = text.New("Mọi nhiệm vụ bạn được xem", "All tasks that you may see")
	tChangesFrom    = text.New("Từ ngày", "From")
	tChangesUntil   = text.New("Đến ngày", "To")
	tChangeDone     = text.New("%d%% → %d%%", "%d%% → %d%%")
	tChangesShow    = text.New("Xem", "Show")
	tChangesOf      = text.New("%s (%s)", "%s (%s)")
	tChangesMore    = text.New("Xem tất cả %s", "See all %s")
	tChangesAll     = text.New("Mọi loại thay đổi", "All kinds of changes")
	tChangesCut     = text.New("Những ngày này có quá nhiều thay đổi; trang chỉ tính từ %s. Hãy chọn ít ngày hơn, hoặc chọn một cơ quan.", "There are too many changes in these days; the page tells those since %s. Choose fewer days, or a body.")
	tChangesTooLong = text.New("Mỗi lần chỉ xem được %d ngày; hãy chọn ngày muộn hơn.", "At most %d days can be looked at; choose a later day.")
	tNoChanges      = text.New("Không có thay đổi nào trong những ngày này", "Nothing changed in these days")
	tNoChangesOf    = text.New("Không có thay đổi loại “%s”", "No changes of the kind “%s”")
	tNoChangesHow   = text.New("Hãy chọn ngày khác, cơ quan khác hoặc mọi loại thay đổi.", "Choose other days, another body or all kinds.")
	tChangeWhat     = text.New("Thay đổi", "Change")
	tChangeWhy      = text.New("Nội dung, lý do", "Words and reasons")
	tChangeWhen     = text.New("Lúc, người làm", "When and who")
	tChangePassed   = text.New("Hết thời hạn %s mà chưa xong", "The deadline %s passed and it was not done")
	tChangeWorded   = text.New("trước đó là “%s”", "before it said “%s”")
)

var changeTitles = map[ChangeKind]text.T{
	Given:      text.New("Giao mới", "Newly given"),
	BecameLate: text.New("Thành quá hạn", "Became overdue"),
	DueMoved:   text.New("Đổi thời hạn", "Deadline moved"),
	Moved:      text.New("Chuyển cơ quan", "Handed to another body"),
	Ended:      text.New("Huỷ, bỏ dự thảo", "Cancelled, discarded"),
	Restored:   text.New("Khôi phục", "Restored"),
	Paused:     text.New("Tạm dừng, tiếp tục", "Suspended, resumed"),
	HandedOver: text.New("Nộp kết quả", "Result handed in"),
	SentBack:   text.New("Kết quả bị trả lại", "Result rejected"),
	Approved:   text.New("Xác nhận, kết thúc", "Confirmed, closed"),
	Received:   text.New("Tiếp nhận, trả lại việc", "Accepted, returned"),
	Reported:   text.New("Báo cáo tiến độ", "Progress reported"),
	Asking:     text.New("Đề nghị, trả lời, ý kiến", "Requests, answers, comments"),
	Worded:     text.New("Sửa nội dung, phân công", "Wording, people and bodies"),
	Drafted:    text.New("Dự thảo mới", "New drafts"),
}
