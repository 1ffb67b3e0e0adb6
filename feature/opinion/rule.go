package opinion

import (
	"context"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
)

// No regulation was found that fixes how long bodies have, and what their silence
// means is laid down by the working rules of each, so both are rules of the office.
var (
	ruleDays = rule.Number("opinion.days", tRuleDays, tRuleDaysHint, 1, 60,
		rule.Shipped{Value: "5", From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})
	ruleSilence = rule.OneOf("opinion.silence", tRuleSilence, tRuleSilenceHint,
		[]rule.Choice{{Value: string(NotGiven), Title: tSilenceNotGiven}, {Value: string(DeemedAgreed), Title: tSilenceAgreed}},
		rule.Shipped{Value: string(NotGiven), From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})
)

// A Proposal is until when bodies are asked by rule.
type Proposal struct {
	Due     civil.Date
	Days    int          // working days after the day of asking
	Skipped []civil.Date // days off between
	Rule    rule.Version // that says how many days
	Rules   []string     // the versions of both rules
}

// Propose returns until when bodies are asked that are asked on day.
//
// Everybody works by the rules in force: it asks for no right.
func Propose(ctx context.Context, v *work.View, day civil.Date) (p Proposal, err error) {
	if p.Days, p.Rule, err = ruleDays.Number(ctx, v, day); err != nil {
		return p, err
	}
	c, err := rule.DaysOff.Calendar(ctx, v)
	if err != nil {
		return p, err
	}
	p.Due = c.After(day, p.Days)
	p.Skipped, p.Rules = c.Skipped(day, p.Due), []string{p.Rule.Ref(), c.Ref(p.Due)}
	return p, nil
}

// silenceOn returns what silence until the end of a day means, and the version of the
// rule that says so.
func silenceOn(ctx context.Context, v *work.View, due civil.Date) (Lapse, rule.Version, error) {
	in, err := ruleSilence.On(ctx, v, due)
	return Lapse(in.Value), in, err
}

var (
	tRuleDays        = text.New("Thời hạn lấy ý kiến, tính bằng ngày làm việc", "Working days to give an opinion")
	tRuleDaysHint    = text.New("Dùng để đề xuất hạn trả lời khi lấy ý kiến; người lấy ý kiến sửa được.", "Proposes until when opinions are asked for; who asks can change it.")
	tRuleSilence     = text.New("Hết hạn mà không trả lời ý kiến", "Where no opinion is given in time")
	tRuleSilenceHint = text.New("Chỉ chọn “coi như nhất trí” khi quy chế làm việc quy định như vậy; ghi rõ căn cứ.", "“Taken as agreement” is for offices whose working rules say so, and is cited.")
	tSilenceNotGiven = text.New("coi như không có ý kiến", "considered not given")
	tSilenceAgreed   = text.New("coi như nhất trí", "taken as agreement")
)
