package period

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
)

const (
	unverified = "Mặc định của chương trình (chưa kiểm chứng)"

	// The dates of sending are those of an expired decree: what replaced it was not read.
	expired = "Nghị định 138/2016/NĐ-CP (Quy chế làm việc của Chính phủ), hết hiệu lực ngày 18/6/2022; chưa đối chiếu văn bản thay thế"
)

// ruleClose says on which day of its last month a month, quarter, half-year or year
// closes. The next one begins on the day after.
var ruleClose = rule.Number("period.close_day", tRuleClose, tRuleCloseHint, 0, 28,
	rule.Shipped{Value: "14", From: "2019-03-12", Citation: "Nghị định 09/2019/NĐ-CP về chế độ báo cáo của cơ quan hành chính nhà nước: tháng, từ ngày 15 tháng trước đến ngày 14; quý, 6 tháng, năm đến ngày 14 của tháng cuối (theo bản đăng lại, chưa đối chiếu văn bản gốc)"}).Named("0", tLastDay)

// ruleCloseWeek says on which day of the week the figures of a week close.
var ruleCloseWeek = rule.OneOf("period.close_weekday", tRuleCloseWeek, tRuleCloseWeekHint, weekdays(""),
	rule.Shipped{Value: "4", From: "2000-01-01", Citation: "Mặc định của chương trình: báo cáo tuần từ thứ Sáu đến hết thứ Năm (chưa kiểm chứng)"})

// ruleDue says by when a period of each kind is sent by whom its date addresses: those
// who report to the centre.
var ruleDue = map[Kind]*rule.Rule{
	Week:    rule.OneOf("period.due_week", tRuleDueWeek, tRuleDueHint, append(weekdays(""), weekdays(following)...), rule.Shipped{Value: "5", From: "2000-01-01", Citation: "Mặc định của chương trình: ngày làm việc sau ngày chốt số liệu (chưa kiểm chứng)"}),
	Month:   dueRule("period.due_month", tRuleDueMonth, "25"),
	Quarter: dueRule("period.due_quarter", tRuleDueQuarter, "20"),
	Half:    dueRule("period.due_half", tRuleDueHalf, "15"),
	Year:    dueRule("period.due_year", tRuleDueYear, "10"),
}

func dueRule(key string, title text.T, day string) *rule.Rule {
	return rule.OneOf(key, title, tRuleDueHint, append(monthDays("", tDayOfLast, tLastDayOfLast), monthDays(following, tDayAfter, tLastDayAfter)...),
		rule.Shipped{Value: day, From: "2000-01-01", Citation: expired})
}

// following begins the value of a day that lies in the week or month after the period.
const following = "+"

func weekdays(prefix string) (choices []rule.Choice) {
	for i, name := range weekdayNames {
		title := text.New(name.For(text.Vietnamese), name.For(text.English))
		if prefix == following {
			title = text.New(tWeekAfter.For(text.Vietnamese, name), tWeekAfter.For(text.English, name))
		}
		choices = append(choices, rule.Choice{Value: prefix + strconv.Itoa(i+1), Title: title})
	}
	return choices
}

func monthDays(prefix string, day, last text.T) (choices []rule.Choice) {
	for n := 1; n <= 28; n++ {
		choices = append(choices, rule.Choice{Value: prefix + strconv.Itoa(n), Title: text.New(day.For(text.Vietnamese, n), day.For(text.English, n))})
	}
	return append(choices, rule.Choice{Value: prefix + "0", Title: last})
}

// ruleOff says which day it becomes where a due day is a day off.
var ruleOff = rule.OneOf("period.due_off", tRuleOff, tRuleOffHint, []rule.Choice{{Value: offLater, Title: tOffLater}, {Value: offEarlier, Title: tOffEarlier}},
	rule.Shipped{Value: offLater, From: "2017-01-01", Citation: "Bộ luật Dân sự 91/2015/QH13, Điều 148: thời hạn kết thúc vào ngày nghỉ thì kéo sang ngày làm việc tiếp theo (áp dụng tương tự, chưa kiểm chứng)"})

const (
	offLater   = "later"
	offEarlier = "earlier"
)

// ruleEarlier says how many working days before the tier above each tier sends its own,
// so that what is rolled up arrives in time. Counted from tier to tier, a lower one is
// never due after a higher one, whatever is set. The shipped numbers let even cells
// declare a quarter no earlier than on the day on which it closes.
var ruleEarlier = map[Tier]*rule.Rule{
	Province:   earlierRule("period.earlier_province", tRuleEarlierProvince, "0"),
	Commune:    earlierRule("period.earlier_commune", tRuleEarlierCommune, "2"),
	Grassroots: earlierRule("period.earlier_grassroots", tRuleEarlierGrassroots, "1"),
	Cell:       earlierRule("period.earlier_cell", tRuleEarlierCell, "1"),
}

func earlierRule(key string, title text.T, days string) *rule.Rule {
	return rule.Number(key, title, tRuleEarlierHint, 0, 20, rule.Shipped{Value: days, From: "2000-01-01", Citation: unverified})
}

// A setting is a rule's value with the day since which it holds.
type setting struct {
	from  civil.Date
	later bool // the day lies after the period
	n     int  // a day of the month, 0 for the last; of the week, from Monday; a number of days
	ref   string
}

// settings are what a rule says over time, in order of their days.
type settings []setting

// on returns what holds on day; before the first one, the first.
func (s settings) on(day civil.Date) setting {
	in := s[0]
	for _, one := range s[1:] {
		if day.Before(one.from) {
			break
		}
		in = one
	}
	return in
}

func settingsOf(ctx context.Context, v *work.View, r *rule.Rule) (settings, error) {
	versions, err := r.Versions(ctx, v)
	if err != nil {
		return nil, err
	}
	all := make(settings, len(versions))
	for i, in := range versions {
		if all[i], err = read(in); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// read reads a version of one of the rules.
func read(in rule.Version) (s setting, err error) {
	s = setting{from: in.From, ref: in.Ref()}
	switch in.Value {
	case offLater:
		s.later = true
	case offEarlier:
	default:
		var n string
		n, s.later = strings.CutPrefix(in.Value, following)
		if s.n, err = strconv.Atoi(n); err != nil {
			return s, fmt.Errorf("rule %s: %w", in.Key, err)
		}
	}
	return s, nil
}

// Load reads the rules of periods, all versions of each.
//
// Everybody works by the rules in force: it asks for no right.
func Load(ctx context.Context, v *work.View) (c Calendar, err error) {
	load := func(r *rule.Rule) settings {
		if err != nil {
			return nil
		}
		var all settings
		all, err = settingsOf(ctx, v, r)
		return all
	}
	c.closes, c.closesWeek, c.moves = load(ruleClose), load(ruleCloseWeek), load(ruleOff)
	c.due, c.earlier = map[Kind]settings{}, map[Tier]settings{}
	for kind, r := range ruleDue {
		c.due[kind] = load(r)
	}
	for tier, r := range ruleEarlier {
		c.earlier[tier] = load(r)
	}
	if err != nil {
		return Calendar{}, err
	}
	c.off, err = rule.DaysOff.Calendar(ctx, v)
	return c, err
}

var weekdayNames = [...]text.T{
	time.Monday - 1: text.New("thứ Hai", "Monday"), time.Tuesday - 1: text.New("thứ Ba", "Tuesday"), time.Wednesday - 1: text.New("thứ Tư", "Wednesday"),
	time.Thursday - 1: text.New("thứ Năm", "Thursday"), time.Friday - 1: text.New("thứ Sáu", "Friday"), time.Saturday - 1: text.New("thứ Bảy", "Saturday"),
	6: text.New("Chủ nhật", "Sunday"),
}

var (
	tRuleClose         = text.New("Kỳ tháng, quý, 6 tháng, năm: chốt số liệu hết ngày (của tháng cuối kỳ)", "Month, quarter, half-year and year: figures close on day (of the last month)")
	tRuleCloseHint     = text.New("Kỳ sau bắt đầu vào hôm sau: chốt ngày 14 thì số liệu tháng 11 tính từ 15/10 đến hết 14/11, quý IV từ 15/9, năm từ 15/12 năm trước. 0 nghĩa là ngày cuối cùng của tháng. Kỳ nào theo giá trị áp dụng vào ngày cuối cùng của kỳ theo lịch; kỳ đã chốt không đổi khi giá trị thay đổi về sau.", "The next period begins on the day after: closing on day 14, November's figures run from 15/10 to the end of 14/11, Q4's from 15/9, the year's from 15/12 of the year before. 0 means the last day of the month. A period goes by the value in force on its last day in the calendar; what is closed does not change with a later value.")
	tLastDay           = text.New("Ngày cuối cùng của tháng", "The last day of the month")
	tRuleCloseWeek     = text.New("Kỳ tuần: chốt số liệu hết", "Week: figures close at the end of")
	tRuleCloseWeekHint = text.New("Tuần sau bắt đầu vào hôm sau: chốt thứ Năm thì số liệu tính từ thứ Sáu tuần trước.", "The next week begins on the day after: closing on Thursday, figures run from Friday of the week before.")

	tRuleDueWeek    = text.New("Báo cáo tuần: gửi chậm nhất", "Weekly report: sent by")
	tRuleDueMonth   = text.New("Báo cáo tháng: gửi chậm nhất", "Monthly report: sent by")
	tRuleDueQuarter = text.New("Báo cáo quý: gửi chậm nhất", "Quarterly report: sent by")
	tRuleDueHalf    = text.New("Báo cáo 6 tháng: gửi chậm nhất", "Half-year report: sent by")
	tRuleDueYear    = text.New("Báo cáo năm: gửi chậm nhất", "Yearly report: sent by")
	tRuleDueHint    = text.New("Hạn gửi của cấp báo cáo Trung ương; các cấp dưới gửi sớm hơn theo quy tắc riêng của từng cấp. Hạn rơi vào ngày nghỉ thì theo quy tắc về ngày nghỉ.", "For those who report to the centre; the tiers below are earlier by rules of their own. Where it is a day off, the rule of days off says which day it becomes.")
	tWeekAfter      = text.New("%s tuần sau", "%s of the week after")
	tDayOfLast      = text.New("ngày %d của tháng cuối kỳ", "day %d of the last month")
	tLastDayOfLast  = text.New("ngày cuối cùng của tháng cuối kỳ", "the last day of the last month")
	tDayAfter       = text.New("ngày %d của tháng sau", "day %d of the month after")
	tLastDayAfter   = text.New("ngày cuối cùng của tháng sau", "the last day of the month after")

	tRuleOff     = text.New("Hạn gửi báo cáo rơi vào ngày nghỉ", "A report that is due on a day off")
	tRuleOffHint = text.New("Ngày nghỉ theo quy tắc “Ngày nghỉ”.", "Days off are those of the rule “Days off”.")
	tOffLater    = text.New("lùi đến ngày làm việc kế tiếp", "is due on the next working day")
	tOffEarlier  = text.New("sớm lên ngày làm việc liền trước", "is due on the working day before")

	tRuleEarlierProvince   = text.New("Cấp tỉnh gửi báo cáo trước hạn của Trung ương, số ngày làm việc", "Working days by which a province reports ahead of the centre's date")
	tRuleEarlierCommune    = text.New("Cấp xã gửi báo cáo trước cấp tỉnh, số ngày làm việc", "Working days by which a commune reports ahead of its province")
	tRuleEarlierGrassroots = text.New("Tổ chức cơ sở gửi báo cáo trước cấp xã, số ngày làm việc", "Working days by which a grassroots organisation reports ahead of its commune")
	tRuleEarlierCell       = text.New("Chi bộ gửi báo cáo trước tổ chức cơ sở, số ngày làm việc", "Working days by which a cell reports ahead of its grassroots organisation")
	tRuleEarlierHint       = text.New("Để cấp trên kịp tổng hợp. Đếm từ cấp trên liền kề, nên cấp dưới không bao giờ có hạn sau cấp trên.", "So that the tier above can roll up in time. Counted from the tier above, so a lower tier is never due after a higher one.")
)
