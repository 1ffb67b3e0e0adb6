package brief

import "quyet/base/text"

var (
	tNoOffer      = text.New("Điểm cầu này không có số liệu cho việc quán triệt văn bản đó, hoặc bạn không được xem.", "This point has no counts for briefing about that document, or you may not see it.")
	tPointChanged = text.New("Số của điểm cầu vừa được đính chính. Hãy xem số mới rồi làm lại.", "The count of the point was set right meanwhile. Look at the new one and repeat.")
	tTakenAlready = text.New("Số của điểm cầu này đã được lấy.", "The counts of this point were taken already.")
	tNotAbout     = text.New("Đây không phải hội nghị quán triệt một văn bản, hoặc bạn không được xem.", "This conference briefs about no document, or you may not see it.")
	tNotClosed    = text.New("Hội nghị chưa bế mạc; hãy lấy số sau khi bế mạc.", "The conference is not closed yet; take the counts when it is.")
)

var fateTitles = map[Fate]text.T{
	ToTake:    text.New("Sẽ lấy", "To be taken"),
	ToRetake:  text.New("Sẽ lấy lại", "To be taken again"),
	TakenSo:   text.New("Đã lấy", "Taken"),
	ByHand:    text.New("Cơ quan tự ghi", "Written down by the body"),
	TakenBack: text.New("Cơ quan đã bỏ", "Taken back by the body"),
	HeldMore:  text.New("Cơ quan tự lấy: đã có buổi khác", "Left to the body: it held another one"),
	Finished:  text.New("Cơ quan đã kết thúc", "The body has finished"),
	TooMany:   text.New("Nhiều hơn số phải học", "More than are expected"),
	Nobody:    text.New("Không đếm đối tượng được yêu cầu", "Nothing that is asked for was counted"),
	NotAsked:  text.New("Không được yêu cầu quán triệt", "Not asked to brief"),
}

// Title returns the fate's name for people.
func (f Fate) Title() text.T { return fateTitles[f] }

var (
	tOfPoint       = text.New("Số điểm cầu tại hội nghị ngày %s", "Counts of the point at the conference of %s")
	tOfferHow      = text.New("Điểm cầu của cơ quan tại “%s” đã báo số người dự. Lấy số này thì không phải ghi lại buổi quán triệt.", "The point of the body at “%s” reported who was there. Taken from it, the sitting need not be typed again.")
	tWasBefore     = text.New("Điểm cầu đếm người có mặt, kể cả người đã học ở buổi trước. Lấy xong, hãy mở buổi để trừ những người này.", "A point counts whoever is there, also those who were at an earlier sitting. Open the sitting afterwards to take these off.")
	tCountedAs     = text.New("Điểm cầu đếm", "Counted as")
	tCountedThere  = text.New("Có mặt", "Present")
	tNotCounted    = text.New("Điểm cầu không đếm: %s. Lấy xong, mở buổi để ghi thêm.", "Not counted at the point: %s. Open the sitting afterwards to add them.")
	tTakeThese     = text.New("Lấy số này", "Take these")
	tTakeOver      = text.New("Là buổi đã ghi ngày %s (%s): thay số", "It is the sitting of %s (%s): replace its numbers")
	tTakeBeside    = text.New("Là buổi khác: ghi thêm", "It is another one: add it")
	tHandThatDay   = text.New("Ngày này cơ quan đã ghi một buổi. Nếu là cùng một buổi, hãy thay số để không tính hai lần.", "A sitting of that day is written down already. If it is the same one, replace its numbers so that nobody counts twice.")
	tTakenNow      = text.New("Đã lấy số của điểm cầu.", "The counts of the point are taken.")
	tDiffers       = text.New("Số của điểm cầu đã được đính chính sau khi lấy: điểm cầu ghi %s; buổi quán triệt ghi %s.", "The count of the point was set right after it was taken: the point says %s; the sitting says %s.")
	tDiffersHand   = text.New("Cơ quan cũng đã sửa buổi này; lấy lại sẽ thay số đã sửa.", "The body changed this sitting as well; taking again replaces what it changed.")
	tTakeAgain     = text.New("Lấy lại", "Take again")
	tFromPoint     = text.New("Lấy từ điểm cầu", "Taken from a point")
	tFromPointAt   = text.New("lần báo thứ %d tại hội nghị", "report no. %d at the conference")
	tFromPointHand = text.New("đã sửa sau khi lấy", "changed since")
	tOtherCount    = text.New("Khác số điểm cầu", "Differs from the point")
	tNothing       = text.New("không ai", "nobody")

	tTakings      = text.New("Lấy số điểm cầu vào kết quả quán triệt", "Counts of points as sittings")
	tTakingsHow   = text.New("Mỗi điểm cầu đã báo thành một buổi quán triệt của cơ quan đó về văn bản của hội nghị. Những gì cơ quan tự ghi được giữ nguyên; cơ quan đã có buổi khác thì tự lấy, để không tính hai lần.", "Each point that reported becomes a sitting of its body about the document of the conference. What bodies wrote down themselves stays as it is; those that held another sitting take theirs themselves, so that nobody counts twice.")
	tTakeAll      = text.New("Lấy số của mọi điểm cầu", "Take the counts of all points")
	tTakenAll     = text.New("Đã lấy số của %s điểm cầu, lấy lại %s; giữ nguyên %s.", "Points taken: %s, taken again: %s, left alone: %s.")
	tNoneReported = text.New("Chưa điểm cầu nào báo số", "No point has reported")
	tBecomes      = text.New("Việc sẽ làm", "What becomes of it")
	tPanelTaken   = text.New("Đã lấy số của %s điểm cầu thành buổi quán triệt.", "Points whose counts were taken as sittings: %s.")
	tPanelNone    = text.New("Số của các điểm cầu có thể lấy thành buổi quán triệt của từng cơ quan, không phải nhập lại.", "The counts of the points can be taken as the sittings of their bodies; nobody types them again.")
	tOpenTakings  = text.New("Xem và lấy số", "Look and take")
	tOpenCoverage = text.New("Kết quả quán triệt", "Coverage")
)
