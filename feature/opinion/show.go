package opinion

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
)

func (p listPage) tabs(ctx context.Context) (out []ui.Tab) {
	for _, t := range []struct {
		shelf Shelf
		title text.T
	}{{OfUs, tOfUs}, {ByUs, tByUs}, {Past, tPast}} {
		out = append(out, ui.Tab{Label: t.title.In(ctx), Href: listAddress(p.Body, t.shelf), Current: p.Shelf == t.shelf})
	}
	return out
}

func (p listPage) actions(ctx context.Context) []ui.Action {
	if !p.MayAsk {
		return nil
	}
	return []ui.Action{{Label: tNew.In(ctx), Href: "/opinions/new?body=" + string(p.Body), Icon: ui.IconPlus, Weight: ui.Primary, Key: "n"}}
}

func (p listPage) empty(ctx context.Context) (what, how string) {
	switch p.Shelf {
	case Past:
		return tNonePast.In(ctx), ""
	case ByUs:
		return tNoneByUs.In(ctx), tNoneByUsHow.In(ctx)
	}
	return tNoneOfUs.In(ctx), ""
}

func (p listPage) columns(ctx context.Context) []ui.Column {
	if p.Shelf == ByUs {
		return []ui.Column{{Label: tTitle.In(ctx)}, {Label: tAskedOn.In(ctx), Narrow: true}, {Label: tClock.In(ctx), Narrow: true}, {Label: tOpinion.In(ctx), Narrow: true}}
	}
	last := tClock
	if p.Shelf == Past {
		last = tOpinion
	}
	return []ui.Column{{Label: tTitle.In(ctx)}, {Label: tAsker.In(ctx)}, {Label: tAskedOn.In(ctx), Narrow: true}, {Label: last.In(ctx), Narrow: true}}
}

func (p listPage) next() string {
	if p.Next == (Cursor{}) {
		return ""
	}
	at := listAddress(p.Body, p.Shelf) + "&after=" + url.QueryEscape(p.Next.ID)
	if !p.Next.Due.IsZero() {
		at += "&due=" + p.Next.Due.String()
	}
	return at
}

// soon is from how many days before on a clock is marked.
const soon = 2

// left tells how much time there is.
func (c Clock) left(ctx context.Context, today civil.Date) ui.Status {
	switch n := c.Last().Sub(today); {
	case n < 0:
		return ui.Status{Word: tDueOver.In(ctx), Tone: ui.Negative}
	case n == 0:
		return ui.Status{Word: tDueToday.In(ctx), Tone: ui.Caution}
	case n <= soon:
		return ui.Status{Word: tDaysLeft.In(ctx, n), Tone: ui.Caution}
	default:
		return ui.Status{Word: tDaysLeft.In(ctx, n), Tone: ui.Neutral}
	}
}

var (
	answerTones = map[Answer]ui.Tone{Agreed: ui.Positive, AgreedWith: ui.Positive, Disagreed: ui.Negative, NoView: ui.Neutral}
	lapseTones  = map[Lapse]ui.Tone{NotGiven: ui.Off, DeemedAgreed: ui.Notable, Withdrawn: ui.Off}
)

// statuses say how an opinion stands: what was answered, and beside it what the silence
// was taken for.
func (o *Opinion) statuses(ctx context.Context) (out []ui.Status) {
	if o.Lapse != "" {
		out = append(out, ui.Status{Word: o.Lapse.Title().In(ctx), Tone: lapseTones[o.Lapse]})
	}
	if o.Answer != "" {
		out = append(out, ui.Status{Word: o.Answer.Title().In(ctx), Tone: answerTones[o.Answer]})
	}
	if o.Late() {
		out = append(out, ui.Status{Word: tLate.In(ctx), Tone: ui.Caution})
	}
	return out
}

func (p formPage) proposed(ctx context.Context) string {
	words := tProposed.In(ctx, p.Proposal.Days, p.Today.Vietnamese(), rule.Cited(ctx, p.Proposal.Rule.Ref()))
	return words + skipped(ctx, p.Proposal.Skipped) + " " + silent(ctx, p.Silence, p.By)
}

func skipped(ctx context.Context, off []civil.Date) string {
	if len(off) == 0 {
		return ""
	}
	days := make([]string, len(off))
	for i, d := range off {
		days[i] = d.Vietnamese()[:5]
	}
	return " " + tSkips.In(ctx, len(off), strings.Join(days, ", "))
}

// silent tells what silence means, and by which rule.
func silent(ctx context.Context, l Lapse, by rule.Version) string {
	means := tSilenceNotGiven
	if l == DeemedAgreed {
		means = tSilenceAgreed
	}
	return tSilentIs.In(ctx, means.In(ctx), rule.Cited(ctx, by.Ref()))
}

// parts are the parts of the page that it is about, of which one can be asked about.
func (p formPage) parts(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: tWhole.In(ctx)}}
	for _, part := range p.About.Parts {
		out = append(out, ui.Option{Value: part.ID, Label: part.Title})
	}
	return out
}

func (p formPage) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tOpinions.In(ctx), Href: listAddress(org.ID(p.Form.Body), ByUs)}}
}

// crumbs lead from the list in which the person has the question.
func (p showPage) crumbs(ctx context.Context, own bool) []ui.Crumb {
	out := []ui.Crumb{{Label: tOpinions.In(ctx), Href: listAddress(p.Body, ByUs)}}
	if !p.Asks {
		shelf := Past
		if p.Opinions[0].Open() {
			shelf = OfUs
		}
		out[0].Href = listAddress(p.Opinions[0].Body, shelf)
	}
	if !own {
		out = append(out, ui.Crumb{Label: p.Title, Href: p.ID.Address()})
	}
	return out
}

func (p showPage) actions(ctx context.Context) (out []ui.Action) {
	if !p.Asks {
		return nil
	}
	out = append(out, ui.Action{Label: tWordFile.In(ctx), Href: p.ID.Address() + "/summary.docx", Icon: ui.IconDownload})
	if p.MayAsk && p.Stand.Open > 0 {
		out = append(out, ui.Action{Label: tExtend.In(ctx), Href: p.ID.Address() + "/extend", Icon: ui.IconClock, Key: "e"})
	}
	return out
}

func (p showPage) more(ctx context.Context) (out []ui.Action) {
	if p.Asks {
		out = append(out, ui.Action{Label: tSheetFile.In(ctx), Href: p.ID.Address() + "/summary.xlsx", Icon: ui.IconDownload})
	}
	if p.MayAsk {
		out = append(out, ui.Action{Label: tWithdraw.In(ctx), Href: p.ID.Address() + "/withdraw", Icon: ui.IconCancel})
	}
	return out
}

// due is until when: all of those who are still waited for, or else all at first.
func (p showPage) due() civil.Date {
	if !p.Stand.Next.IsZero() {
		return p.Stand.Next
	}
	if len(p.Opinions) == 1 {
		return p.Opinions[0].Due
	}
	return p.Due
}

func (p showPage) facts(ctx context.Context) []ui.Fact {
	due := p.due()
	clock := p.Clock(due)
	out := []ui.Fact{
		{Term: tAsker.In(ctx), Value: p.Tree.Name(p.Body, p.On)},
		{Term: tAskedOn.In(ctx), Value: p.On.Vietnamese()},
		{Term: tClock.In(ctx), Value: due.Vietnamese(), Note: strings.TrimSpace(strings.TrimSpace(skipped(ctx, clock.Calendar.Skipped(p.On, due))) + " " + silent(ctx, p.Silence, p.By))},
	}
	if p.Document != nil {
		out = append(out, ui.Fact{Term: tDoc.In(ctx), Value: p.Document.Title(), Href: p.Document.ID.Address()})
	}
	if p.File.SHA256 != "" {
		out = append(out, ui.Fact{Term: tFileOf.In(ctx), Value: p.File.Name, Href: p.ID.Address() + "/file"})
	}
	if p.About != "" {
		out = append(out, ui.Fact{Term: tAbout.In(ctx), Value: p.About, Href: p.Subject})
	}
	if p.Question.Withdrawn != "" {
		out = append(out, ui.Fact{Term: tWithdrawnC.In(ctx), Value: p.Question.Withdrawn})
	}
	return out
}

// The numbers of a question, by which its opinions are listed.
const (
	onlyOpen = "open"
	onlyLate = "late"
)

// has says whether an opinion is among those that a number counts.
func (o *Opinion) has(only string) bool {
	switch only {
	case onlyOpen:
		return o.Open()
	case onlyLate:
		return o.Late()
	case string(NotGiven), string(DeemedAgreed), string(Withdrawn):
		return string(o.Lapse) == only
	}
	return string(o.Answer) == only && !o.Late()
}

// figures are the numbers of a question, each of which leads to its rows.
func (p showPage) figures(ctx context.Context) []ui.Figure {
	n := func(i int) string { return text.Int(ctx, int64(i)) }
	out := []ui.Figure{{Label: tAllAsked.In(ctx), Value: n(p.Stand.Asked), Href: p.ID.Address() + "#replies"}}
	for _, c := range []struct {
		label text.T
		count int
		only  string
	}{
		{Agreed.Title(), p.Stand.Answers[Agreed], string(Agreed)}, {AgreedWith.Title(), p.Stand.Answers[AgreedWith], string(AgreedWith)},
		{Disagreed.Title(), p.Stand.Answers[Disagreed], string(Disagreed)}, {NoView.Title(), p.Stand.Answers[NoView], string(NoView)},
		{tWaits, p.Stand.Open, onlyOpen}, {NotGiven.Title(), p.Stand.NotGiven, string(NotGiven)}, {DeemedAgreed.Title(), p.Stand.Deemed, string(DeemedAgreed)},
		{tLate, p.Stand.Late, onlyLate}, {Withdrawn.Title(), p.Stand.Withdrew, string(Withdrawn)},
	} {
		if c.count > 0 {
			out = append(out, ui.Figure{Label: c.label.In(ctx), Value: n(c.count), Href: p.ID.Address() + "?only=" + c.only + "#replies"})
		}
	}
	return out
}

// listed are the opinions that the page lists.
func (p showPage) listed() []*Opinion {
	if p.Only == "" {
		return p.Opinions
	}
	return slices.DeleteFunc(slices.Clone(p.Opinions), func(o *Opinion) bool { return !o.has(p.Only) })
}

func (p showPage) columns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tBody.In(ctx)}, {Label: tOpinion.In(ctx), Narrow: true}, {Label: tContent.In(ctx)}, {Label: tWhen.In(ctx), Narrow: true}}
}

// came is the day of an answer: on which it came on paper, or was given here.
func (p showPage) came(o *Opinion) civil.Date {
	if !o.Came.IsZero() {
		return o.Came
	}
	return p.day(o.Answered)
}

// rowStatuses say how an opinion stands, also that it is waited for.
func (p showPage) rowStatuses(ctx context.Context, o *Opinion) []ui.Status {
	if o.Open() {
		return []ui.Status{{Word: tWaits.In(ctx), Tone: ui.Notable}}
	}
	return o.statuses(ctx)
}

func (o *Opinion) address() string { return Asked{Opinion: o}.Address() }

func (o *Opinion) fileAddress() string { return o.address() + "/file" }

func answerOptions(ctx context.Context) (out []ui.Option) {
	for _, a := range Answers() {
		out = append(out, ui.Option{Value: string(a), Label: a.Title().In(ctx)})
	}
	return out
}

// forAll stands for every body that is waited for.
const forAll = "all"

// now tells until when those have time who are waited for.
func (p extendPage) now(ctx context.Context) string { return tDueNow.In(ctx, p.due().Vietnamese()) }

func (p extendPage) options(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: forAll, Label: tForAll.In(ctx)}}
	for _, o := range p.Opinions {
		if o.Open() {
			out = append(out, ui.Option{Value: string(o.ID), Label: p.Tree.Name(o.Body, p.Today) + " (" + o.Due.Vietnamese() + ")"})
		}
	}
	return out
}

func version(n int64) string { return strconv.FormatInt(n, 10) }

// paragraphs are words line by line.
func paragraphs(words string) (out []string) {
	for line := range strings.Lines(words) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// A panelPage is what is asked about a page of the program.
type panelPage struct {
	Questions []*Question
	Stand     map[QuestionID]Standing
	New       string // where others are asked; "" for who may not
}

// Panel tells on the page of something how the opinions stand that were asked about it by
// its body, and leads to where others are asked as long as open says that there is a
// point in it. It is nil where there is nothing to say.
func Panel(ctx context.Context, v *work.View, address string, body org.ID, open bool) (templ.Component, error) {
	p := panelPage{}
	var err error
	if p.Questions, p.Stand, err = About(ctx, v, address); err != nil {
		return nil, err
	}
	if open && v.Actor.May(CanAsk, body.Scope()) {
		p.New = "/opinions/new?" + url.Values{"body": {string(body)}, "about": {address}}.Encode()
	}
	if len(p.Questions) == 0 && p.New == "" {
		return nil, nil
	}
	return panelView(p), nil
}

// actions lead to where others are asked.
func (p panelPage) actions(ctx context.Context) []ui.Action {
	if p.New == "" {
		return nil
	}
	return []ui.Action{{Label: tNew.In(ctx), Href: p.New, Icon: ui.IconSend}}
}

// day is the day of an instant in the zone of the office.
func (p showPage) day(at time.Time) civil.Date { return civil.Of(at.In(p.Zone)) }

func (p opinionPage) button(ctx context.Context) string {
	if p.Opinion.Answer != "" {
		return tGiveAgain.In(ctx)
	}
	return tGive.In(ctx)
}

func (p opinionPage) fileHint(ctx context.Context) string {
	if p.Opinion.File.Name != "" {
		return tKeepsFile.In(ctx, p.Opinion.File.Name)
	}
	return tFileHint.In(ctx)
}

// unplaced are the errors on a page that no longer has the fields that they are of.
func (p opinionPage) unplaced() []ui.FieldError {
	out := slices.Clone(p.Errors)
	for i := range out {
		out[i].Field = ""
	}
	return out
}
