package task

import (
	"context"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/rule"
)

// ruleWarn says when a task is due soon. No regulation was found that fixes
// it; the shipped value is what trackers of provinces commonly use.
var ruleWarn = rule.Number("task.warning_days", tRuleWarn, tRuleWarnHint, 0, 90,
	rule.Shipped{Value: "7", From: "2000-01-01", Citation: "Mặc định của chương trình (Quy chế 08-QC/TW ngày 05/11/2025 không đọc được phần quy định số ngày)"})

// ruleUpdate winds the second clock of a task.
var ruleUpdate = rule.Number("task.update_days", tRuleUpdate, tRuleUpdateHint, 0, 366,
	rule.Shipped{Value: "30", From: "2000-01-01", Citation: "Mặc định của chương trình: báo cáo tiến độ hằng tháng (chưa kiểm chứng với quy chế của cơ quan)"})

// ruleReceipt says how long a lead has to receive a task.
var ruleReceipt = rule.Number("task.receipt_hours", tRuleReceipt, tRuleReceiptHint, 0, 720,
	rule.Shipped{Value: "24", From: "2000-01-01", Citation: "Mặc định của chương trình: một ngày làm việc, như thời gian cập nhật nhiệm vụ mới theo quy định của UBND tỉnh Thanh Hoá năm 2025 (chưa kiểm chứng)"})

// ruleClarity and the rules below say within how many working days what is asked
// is to be answered, and a rejection appealed against. No regulation on tasks was
// found that fixes them.
var (
	ruleClarity      = rule.Number("task.clarity_days", tRuleClarity, tRuleClarityHint, 1, 60, byDefault("2"))
	ruleExplanation  = rule.Number("task.explanation_days", tRuleExplanation, tRuleExplanationHint, 1, 60, byDefault("3"))
	ruleAppeal       = rule.Number("task.appeal_days", tRuleAppeal, tRuleAppealHint, 1, 90, byDefault("10"))
	ruleAppealAnswer = rule.Number("task.appeal_answer_days", tRuleAppealAnswer, tRuleAppealAnswerHint, 1, 90, byDefault("10"))
	ruleComment      = rule.Number("task.comment_days", tRuleComment, tRuleCommentHint, 1, 366, byDefault("5"))
)

func byDefault(value string) rule.Shipped {
	return rule.Shipped{Value: value, From: "2000-01-01", Citation: "Mặc định của chương trình (chưa tìm được quy định về số ngày)"}
}

// ruleCauses are the codes of the reasons for which more time is asked for and a
// delay is excused.
var ruleCauses = rule.Codes("task.causes", tRuleCauses, tRuleCausesHint,
	rule.Shipped{Value: `guidance = Chờ hướng dẫn, ý kiến của cấp trên / Waiting for guidance from above
partner = Chờ cơ quan phối hợp / Waiting for a body that helps
legal = Quy định của pháp luật, của Đảng thay đổi hoặc chưa có / A regulation changed or is missing
funds = Chưa bố trí được kinh phí / No funds yet
disaster = Thiên tai, dịch bệnh / Disaster or epidemic
merger = Sắp xếp tổ chức, thay đổi nhân sự / Reorganisation or change of staff
scope = Phát sinh thêm nội dung, khối lượng / More work than was assigned
own = Nguyên nhân chủ quan của đơn vị / The body's own fault
other = Lý do khác / Another reason`, From: "2000-01-01", Citation: "Mặc định của chương trình (chưa tìm được quy định về danh mục lý do)"})

// UpdateDays returns every how many days a new task asks for a report, by the
// rule in force today, and the name of its version; 0 for none. The task keeps
// both ([New.UpdateEvery], [New.Rules]).
//
// Everybody works by the rules in force: it asks for no right.
func UpdateDays(ctx context.Context, v *work.View) (days int64, by string, err error) {
	n, in, err := ruleUpdate.Number(ctx, v, v.Today)
	return int64(n), in.Ref(), err
}

// warn is the number of days before its deadline from which a task is due
// soon, by the rule in force on day.
func warn(ctx context.Context, v *work.View, day civil.Date) (int, error) {
	days, _, err := ruleWarn.Number(ctx, v, day)
	return days, err
}

// colours are what a rule chooses from. The word says it; a colour only
// decorates, and every one has an icon and a border of its own.
var colours = []struct {
	value string
	tone  ui.Tone
	title text.T
}{
	{"green", ui.Positive, text.New("Xanh lá cây", "Green")},
	{"blue", ui.Notable, text.New("Xanh da trời", "Blue")},
	{"orange", ui.Caution, text.New("Cam", "Orange")},
	{"red", ui.Negative, text.New("Đỏ", "Red")},
	{"none", ui.Neutral, text.New("Không màu", "None")},
}

// ruleColours say in which colour each timing is shown.
var ruleColours = map[Timing]*rule.Rule{
	OnTrack: colour(OnTrack, "blue"), DueSoon: colour(DueSoon, "orange"), Overdue: colour(Overdue, "red"), Ongoing: colour(Ongoing, "blue"),
	DoneOnTime: colour(DoneOnTime, "green"), DoneLate: colour(DoneLate, "orange"),
}

func colour(t Timing, shipped string) *rule.Rule {
	choices := make([]rule.Choice, len(colours))
	for i, c := range colours {
		choices[i] = rule.Choice{Value: c.value, Title: c.title}
	}
	title := timingTitles[t]
	return rule.OneOf("task.colour."+string(t),
		text.New("Màu của “"+title.For(text.Vietnamese)+"”", "Colour of “"+title.For(text.English)+"”"), tRuleColourHint, choices,
		rule.Shipped{Value: shipped, From: "2000-01-01", Citation: "Mặc định của chương trình: chưa tìm được văn bản quy định màu của nhiệm vụ (quản trị thực thi của TP. Hồ Chí Minh từ 28/9/2023 dùng đỏ, cam, xanh lá cho chỉ tiêu)"})
}

// Tones returns in which tone each timing is shown by the rules in force on
// day. What is open within its deadline is shown as what is on track.
//
// Whoever sees a page sees its colours: it asks for no right.
func Tones(ctx context.Context, v *work.View, day civil.Date) (map[Timing]ui.Tone, error) {
	tones := map[Timing]ui.Tone{}
	for timing, r := range ruleColours {
		version, err := r.On(ctx, v, day)
		if err != nil {
			return nil, err
		}
		for _, c := range colours {
			if c.value == version.Value {
				tones[timing] = c.tone
			}
		}
	}
	tones[Within] = tones[OnTrack]
	return tones, nil
}

var (
	tRuleWarn             = text.New("Số ngày báo sắp đến hạn", "Days before a deadline from which a task is due soon")
	tRuleWarnHint         = text.New("Nhiệm vụ còn ít ngày hơn số này thì được báo “sắp đến hạn” trên mọi trang và hiện trên bàn làm việc.", "A task with fewer days left is called “due soon” on every page, and stands on the desk.")
	tRuleUpdate           = text.New("Số ngày giữa hai lần cập nhật tiến độ", "Days between two progress reports")
	tRuleUpdateHint       = text.New("Đồng hồ thứ hai của nhiệm vụ, độc lập với thời hạn. 0 nghĩa là không yêu cầu.", "The second clock of a task, independent of its deadline. 0 means none is asked for.")
	tRuleReceipt          = text.New("Số giờ để tiếp nhận nhiệm vụ", "Hours in which a task must be received")
	tRuleReceiptHint      = text.New("Tính từ khi giao, không tính ngày nghỉ. Quá giờ mà cơ quan chủ trì không tiếp nhận, trả lại hay đề nghị làm rõ thì hệ thống ghi vào lịch sử. 0 nghĩa là không yêu cầu.", "From when it is given, days off not counted. Where the lead has neither received it nor given it back nor asked what is meant by then, this is noted in its history. 0 means none are asked for.")
	tRuleClarity          = text.New("Số ngày làm việc để trả lời đề nghị làm rõ", "Working days in which to say what is meant")
	tRuleClarityHint      = text.New("Cơ quan giao trả lời trong số ngày này.", "The issuer answers within these days.")
	tRuleExplanation      = text.New("Số ngày làm việc để giải trình", "Working days in which to explain")
	tRuleExplanationHint  = text.New("Hạn trả lời khi người yêu cầu giải trình không chọn ngày khác.", "When an explanation is due, unless whoever asks for it names another day.")
	tRuleAppeal           = text.New("Số ngày làm việc để kiến nghị khi kết quả không được công nhận", "Working days in which to appeal against a rejection")
	tRuleAppealHint       = text.New("Tính từ ngày kết quả không được công nhận.", "From the day of the rejection.")
	tRuleAppealAnswer     = text.New("Số ngày làm việc để cấp trên trả lời kiến nghị", "Working days in which the level above decides an appeal")
	tRuleAppealAnswerHint = text.New("Tính từ ngày kiến nghị.", "From the day of the appeal.")
	tRuleComment          = text.New("Số ngày làm việc đề xuất cho việc giao từ ý kiến chỉ đạo", "Working days proposed for a task made of a comment")
	tRuleCommentHint      = text.New("Thời hạn điền sẵn; người giao sửa được trước khi giao.", "The deadline that is filled in; whoever assigns the task may change it.")
	tRuleCauses           = text.New("Danh mục lý do xin gia hạn và lý do chậm", "Causes of extensions and delays")
	tRuleCausesHint       = text.New("Người xin gia hạn hoặc đề nghị ghi nhận lý do chậm chọn một mã trong danh mục này.", "Whoever asks for more time, or that a delay be excused, picks one of these.")
	tRuleColourHint       = text.New("Chữ nói tình trạng; màu chỉ để trang trí và luôn đi kèm chữ, biểu tượng và kiểu viền.", "Words tell where a task stands; a colour only decorates, beside its word, icon and border.")
)

// WarnDays returns the number of days before its deadline from which a task is
// due soon, by the rule in force on day.
//
// Everybody works by the rules in force: it asks for no right.
func WarnDays(ctx context.Context, v *work.View, day civil.Date) (int, error) {
	return warn(ctx, v, day)
}
