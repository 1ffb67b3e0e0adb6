package schedule

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/org"
)

var (
	tScheduleShort = text.New("Lịch tuần", "This week")
	tSchedule      = text.New("Lịch công tác", "Weekly schedule")
	tWeekOf        = text.New("Lịch công tác tuần từ %s đến %s", "Schedule of the week from %s to %s")
	tBefore        = text.New("Tuần trước", "Week before")
	tAfter         = text.New("Tuần sau", "Week after")
	tWord          = text.New("Lịch tuần (Word)", "Schedule (Word)")
	tAdd           = text.New("Thêm vào lịch", "Add an entry")
	tEdit          = text.New("Sửa", "Change")
	tEditOf        = text.New("Sửa: %s", "Change: %s")
	tDo            = text.New("Thao tác", "Do")
	tEditEntry     = text.New("Sửa mục trong lịch", "Change an entry")
	tIssue         = text.New("Ban hành lịch tuần", "Issue the week")
	tRepeat        = text.New("Chép từ tuần trước", "Copy from the week before")
	tSaved         = text.New("Đã lưu.", "Saved.")
	tRemoved       = text.New("Đã xoá khỏi lịch.", "Taken out of the schedule.")
	tIssuedNow     = text.New("Đã ban hành lịch tuần.", "The week is issued.")
	tRepeated      = text.New("Đã chép %d mục từ tuần trước.", "Entries copied from the week before: %d.")
	tDraft         = text.New("Chưa ban hành, chỉ người lập lịch thấy", "Not issued: only those who make it see it")
	tIssuedWord    = text.New("Đã ban hành", "Issued")
	tNotYet        = text.New("Lịch tuần này chưa ban hành", "This week is not issued yet")
	tNotYetHow     = text.New("Văn phòng sẽ ban hành trước khi tuần bắt đầu; hãy xem tuần khác.", "The office issues it before the week begins; look at another week.")
	tNothing       = text.New("Chưa có mục nào", "Nothing yet")
	tNothingHow    = text.New("Thêm từng việc, hoặc chép từ tuần trước rồi sửa.", "Add entries one by one, or copy the week before and change it.")
	tTime          = text.New("Thời gian", "Time")
	tWords         = text.New("Nội dung", "What")
	tChair         = text.New("Lãnh đạo chủ trì, tham dự", "Who chairs or takes part")
	tPlace         = text.New("Địa điểm", "Where")
	tAttending     = text.New("Thành phần", "Who attends")
	tPrepared      = text.New("Chuẩn bị, theo dõi", "Who prepares")
	tNote          = text.New("Ghi chú", "Note")
	tDay           = text.New("Ngày", "Day")
	tFromTime      = text.New("Từ giờ", "From")
	tUntilTime     = text.New("Đến giờ", "Until")
	tTimeHint      = text.New("Ví dụ 8h30. Để trống nếu cả ngày.", "For example 8:30. Left empty for the whole day.")
	tCalledOff     = text.New("Hoãn, lý do", "Called off, because")
	tCalledOffAs   = text.New("Hoãn: %s", "Called off: %s")
	tOffHint       = text.New("Để trống nếu vẫn diễn ra.", "Left empty where it takes place.")
	tRemove        = text.New("Xoá khỏi lịch", "Take out of the schedule")
	tWholeDay      = text.New("Cả ngày", "Whole day")
	tSave          = text.New("Lưu", "Save")
	tDueInWeek     = text.New("Nhiệm vụ đến hạn trong tuần", "Tasks due in the week")
	tTask          = text.New("Nhiệm vụ", "Task")
	tDue           = text.New("Thời hạn", "Deadline")
	tAllDue        = text.New("Xem tất cả", "All of them")
	tLeader        = text.New("Lãnh đạo", "Leader")
	tEverybody     = text.New("Tất cả", "Everybody")
	tShow          = text.New("Xem", "Show")
	tNothingOf     = text.New("Trong tuần không có việc của %s.", "The week holds nothing of %s.")
	tSamePlace     = text.New("Trùng địa điểm %s: “%s” và “%s”.", "Both at %s: “%s” and “%s”.")
	tSameChair     = text.New("Trùng người chủ trì %s: “%s” và “%s”.", "%s chairs both “%s” and “%s”.")
)

var weekdays = map[time.Weekday]text.T{
	time.Monday: text.New("Thứ Hai", "Monday"), time.Tuesday: text.New("Thứ Ba", "Tuesday"), time.Wednesday: text.New("Thứ Tư", "Wednesday"), time.Thursday: text.New("Thứ Năm", "Thursday"),
	time.Friday: text.New("Thứ Sáu", "Friday"), time.Saturday: text.New("Thứ Bảy", "Saturday"), time.Sunday: text.New("Chủ nhật", "Sunday"),
}

func dayTitle(ctx context.Context, day civil.Date) string {
	return weekdays[day.Weekday()].In(ctx) + ", " + day.Vietnamese()
}

func (p weekPage) title(ctx context.Context) string {
	return tWeekOf.In(ctx, p.Monday.Vietnamese(), p.Monday.AddDays(6).Vietnamese())
}

func (p weekPage) actions(ctx context.Context) []ui.Action {
	out := []ui.Action{
		{Label: tBefore.In(ctx), Href: weekAddress(p.Body, p.Monday.AddDays(-7)), Icon: ui.IconPrevious},
		{Label: tAfter.In(ctx), Href: weekAddress(p.Body, p.Monday.AddDays(7)), Icon: ui.IconNext},
	}
	if len(p.Entries) > 0 {
		out = append(out, ui.Action{Label: tWord.In(ctx), Href: p.file(), Icon: ui.IconDownload})
	}
	if p.MayMake {
		day := p.Monday
		if day == MondayOf(p.Today) {
			day = p.Today
		}
		out = append(out, ui.Action{Label: tAdd.In(ctx), Href: "/schedule/new?body=" + string(p.Body) + "&on=" + day.String(), Icon: ui.IconPlus, Weight: ui.Primary, Key: "n"})
	}
	return out
}

// file is where the paper of the week is got, as it is shown.
func (p weekPage) file() string {
	at := fileAddress(p.Body, p.Monday)
	if p.Leader != "" {
		at += "&leader=" + url.QueryEscape(p.Leader)
	}
	return at
}

// leaderOptions are those who chair or take part in the week, and all of them.
func (p weekPage) leaderOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: tEverybody.In(ctx)}}
	known := p.Leader == ""
	for _, l := range p.Leaders {
		known = known || l == p.Leader
		out = append(out, ui.Option{Value: l, Label: l})
	}
	if !known {
		out = append(out, ui.Option{Value: p.Leader, Label: p.Leader})
	}
	return out
}

func (p weekPage) status(ctx context.Context) ui.Status {
	if p.Issued.IsZero() {
		return ui.Status{Word: tDraft.In(ctx), Tone: ui.Off}
	}
	return ui.Status{Word: tIssuedWord.In(ctx), Tone: ui.Positive}
}

func (e Entry) times(ctx context.Context) string {
	switch {
	case e.From == "":
		return tWholeDay.In(ctx)
	case e.Until == "":
		return e.From
	}
	return e.From + "–" + e.Until
}

func (c Clash) words(ctx context.Context) string {
	if c.Place {
		return tSamePlace.In(ctx, c.A.Place, c.A.Words, c.B.Words)
	}
	return tSameChair.In(ctx, c.A.Chair, c.A.Words, c.B.Words)
}

// columns are those of the week; who may make it has one more to mend a line.
func (p weekPage) columns(ctx context.Context) []ui.Column {
	all := []ui.Column{{Label: tTime.In(ctx), Narrow: true}, {Label: tWords.In(ctx)}, {Label: tChair.In(ctx)}, {Label: tPlace.In(ctx)}, {Label: tAttending.In(ctx)}, {Label: tPrepared.In(ctx)}}
	if p.MayMake {
		all = append(all, ui.Column{Label: tDo.In(ctx), Narrow: true})
	}
	return all
}

func dueColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTask.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}}
}

func (p weekPage) allDue() string {
	return "/tasks?lead=" + string(p.Body) + "&from=" + p.Monday.String() + "&until=" + p.Monday.AddDays(6).String()
}

func (p entryPage) action() string {
	if p.ID == "" {
		return "/schedule"
	}
	return "/schedule/" + string(p.ID)
}

func (p entryPage) title(ctx context.Context) string {
	if p.ID == "" {
		return tAdd.In(ctx)
	}
	return tEditEntry.In(ctx)
}

func (p entryPage) week() string {
	day, ok := civil.Read(p.Form.On)
	if !ok || day.IsZero() {
		day = p.Today
	}
	return weekAddress(org.ID(p.Form.Body), day)
}

func version(n int64) string { return strconv.FormatInt(n, 10) }
