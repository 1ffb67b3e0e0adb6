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
	tRuleWarn       = text.New("Số ngày báo sắp đến hạn", "Days before a deadline from which a task is due soon")
	tRuleWarnHint   = text.New("Nhiệm vụ còn ít ngày hơn số này thì được báo “sắp đến hạn” trên mọi trang và hiện trên bàn làm việc.", "A task with fewer days left is called “due soon” on every page, and stands on the desk.")
	tRuleUpdate     = text.New("Số ngày giữa hai lần cập nhật tiến độ", "Days between two progress reports")
	tRuleUpdateHint = text.New("Đồng hồ thứ hai của nhiệm vụ, độc lập với thời hạn. 0 nghĩa là không yêu cầu.", "The second clock of a task, independent of its deadline. 0 means none is asked for.")
	tRuleColourHint = text.New("Chữ nói tình trạng; màu chỉ để trang trí và luôn đi kèm chữ, biểu tượng và kiểu viền.", "Words tell where a task stands; a colour only decorates, beside its word, icon and border.")
)
