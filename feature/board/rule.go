package board

import (
	"context"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
)

// ruleDeadline says by which deadline the four numbers of the official table
// are counted. The table itself, completed {on time, late} and not completed
// {within the deadline, overdue}, is that of Quyết định 42/2014/QĐ-TTg; the
// part that says how extensions count could not be read.
var ruleDeadline = rule.OneOf("board.outcome_deadline", tRuleDeadline, tRuleDeadlineHint,
	[]rule.Choice{{Value: byPresent, Title: tByPresent}, {Value: byFirst, Title: tByFirst}},
	rule.Shipped{Value: byPresent, From: "2000-01-01", Citation: "Bảng 4 số theo Quyết định 42/2014/QĐ-TTg và 23/2018/QĐ-TTg (văn bản hợp nhất 01/HNVB-VPCP); tính theo thời hạn đã gia hạn là mặc định của chương trình"})

// ruleRate says over what the completion rate is taken. The Government's
// report of 2017 divides by what has fallen due: 16.051 by 16.051 + 223.
var ruleRate = rule.OneOf("board.rate_over", tRuleRate, tRuleRateHint,
	[]rule.Choice{{Value: overDue, Title: tOverDue}, {Value: overAll, Title: tOverAll}},
	rule.Shipped{Value: overDue, From: "2000-01-01", Citation: "Báo cáo 1270/BC-TCTTTg năm 2017: 16.051 nhiệm vụ hoàn thành trên 16.051 + 223 nhiệm vụ đến hạn"})

// ruleRounding says how the completion rate is cut to two decimals. The
// Government's report of 2017 (BC 1270/BC-TCTTTg) printed truncated shares
// (98,62 % and 1,38 % of 16.274); most offices round half up.
var ruleRounding = rule.OneOf("board.rounding", tRuleRounding, tRuleRoundingHint,
	[]rule.Choice{{Value: string(text.HalfUp), Title: tHalfUp}, {Value: string(text.Truncate), Title: tTruncate}},
	rule.Shipped{Value: string(text.HalfUp), From: "2000-01-01", Citation: "Thông lệ làm tròn số thập phân; Báo cáo 1270/BC-TCTTTg năm 2017 cắt bỏ phần lẻ"})

// The values of the choices.
const (
	byPresent = "present"
	byFirst   = "first"
	overDue   = "fallen_due"
	overAll   = "all"
)

// A Method is how the numbers of a map are worked out: the versions of the
// rules in force on its day, which a page shows beside the numbers.
type Method struct {
	First    bool // counted on the deadlines first given
	All      bool // the rate is over all tasks with a deadline, not over those fallen due
	Rounding text.Rounding
	By       []Basis
}

// A Basis is one rule by which numbers were worked out.
type Basis struct {
	Rule *rule.Rule
	rule.Version
}

// MethodOn returns the method in force on day.
//
// Everybody works by the rules in force: it asks for no right.
func MethodOn(ctx context.Context, v *work.View, day civil.Date) (m Method, err error) {
	for _, r := range []*rule.Rule{ruleDeadline, ruleRate, ruleRounding} {
		version, err := r.On(ctx, v, day)
		if err != nil {
			return m, err
		}
		m.By = append(m.By, Basis{r, version})
	}
	m.First, m.All, m.Rounding = m.By[0].Value == byFirst, m.By[1].Value == overAll, text.Rounding(m.By[2].Value)
	return m, nil
}

// Of returns c as the method counts it: its four official numbers on the
// deadlines that the method names, and in the place of those first given the
// other ones.
func (m Method) Of(c Counts) Counts {
	if m.First {
		return c.byFirst()
	}
	return c
}

// Over returns the denominator of the completion rate of c.
func (m Method) Over(c Counts) int64 {
	if m.All {
		return c.Open() + c.Completed()
	}
	return c.FallenDue()
}

var (
	tRuleDeadline     = text.New("Bảng kết quả 4 số tính theo thời hạn nào", "By which deadline the four numbers are counted")
	tRuleDeadlineHint = text.New("Hoàn thành đúng hạn, hoàn thành quá hạn, trong hạn, quá hạn: theo thời hạn hiện tại (đã gia hạn) hay theo thời hạn giao lần đầu.", "Done on time, done late, within the deadline, overdue: by the present deadline (as extended) or by the one first given.")
	tByPresent        = text.New("Thời hạn hiện tại", "Present deadline")
	tByFirst          = text.New("Thời hạn giao lần đầu", "Deadline first given")
	tRuleRate         = text.New("Tỷ lệ hoàn thành tính trên", "The completion rate is over")
	tRuleRateHint     = text.New("Nhiệm vụ đến hạn: đã hoàn thành và quá hạn. Tất cả: cả nhiệm vụ còn trong hạn.", "Fallen due: what is completed and what is overdue. All: what is within its deadline as well.")
	tOverDue          = text.New("Nhiệm vụ đã đến hạn", "Tasks fallen due")
	tOverAll          = text.New("Tất cả nhiệm vụ có thời hạn", "All tasks with a deadline")
	tRuleRounding     = text.New("Cách làm tròn tỷ lệ hoàn thành", "How the completion rate is rounded")
	tRuleRoundingHint = text.New("Tỷ lệ được in với hai chữ số thập phân, kèm tử số và mẫu số.", "The rate is printed with two decimals, with its numerator and denominator.")
	tHalfUp           = text.New("Làm tròn (từ 5 trở lên)", "Round half up")
	tTruncate         = text.New("Cắt bỏ phần lẻ", "Truncate")
)
