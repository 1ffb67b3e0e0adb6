package meeting

import (
	"context"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
)

func (h handlers) seriesRoutes() []web.Route {
	return []web.Route{
		web.Get("/meeting-series", h.listSeries),
		web.Get("/meeting-series/new", h.newSeries),
		web.Post("/meeting-series", h.putSeries),
		web.Get("/meeting-series/{series}", h.showSeries),
		web.Post("/meeting-series/{series}/end", h.endSeries),
	}
}

func seriesAddress(body org.ID) string { return "/meeting-series?body=" + string(body) }

type seriesListPage struct {
	Tree    *org.Tree
	Today   civil.Date
	Body    org.ID
	Series  []*Series
	MayPlan bool
}

func (h handlers) listSeries(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := seriesListPage{Tree: tree, Today: v.Today, Body: ownBody(tree, v, r)}
	if _, known := tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoSeries)
	}
	p.MayPlan = v.Actor.May(CanPlan, p.Body.Scope())
	p.Series, err = db.All(ctx, v.Snapshot, selectSeriesOf, scanSeries, p.Body, mostSeries)
	return web.Show(seriesListView(p)), err
}

// A seriesForm is what was typed.
type seriesForm struct {
	Body, Template, Period, Weekday, Nth, Day, From, Until, First string
	Moves                                                         bool
}

type seriesFormPage struct {
	Tree      *org.Tree
	Today     civil.Date
	Form      seriesForm
	Templates []*Meeting
	Errors    []ui.FieldError
}

// templatesOffered is how many templates are offered for a series.
const templatesOffered = 100

func (h handlers) seriesForm(ctx context.Context, v *work.View, f seriesForm, wrong error) (templ.Component, error) {
	body := org.ID(f.Body)
	if err := v.Check(CanPlan, body.Scope()); err != nil {
		return nil, err
	}
	p := seriesFormPage{Today: v.Today, Form: f, Errors: web.FieldErrors(ctx, wrong)}
	var err error
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Templates, _, err = List(ctx, v, body, Templates, Cursor{}, templatesOffered); len(p.Templates) == 1 && f.Template == "" {
		p.Form.Template = string(p.Templates[0].ID)
	}
	return seriesFormView(p), err
}

func (h handlers) newSeries(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	c, err := h.seriesForm(ctx, v, seriesForm{
		Body: string(ownBody(tree, v, r)), Template: r.Text("template"), Period: string(Weekly), Weekday: "TU", Nth: "1", First: v.Today.AddDays(1).Vietnamese(), Moves: true,
	}, nil)
	return web.Show(c), err
}

func (h handlers) putSeries(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := seriesForm{
		Body: r.Text("body"), Template: r.Text("template"), Period: r.Text("period"), Weekday: r.Text("weekday"), Nth: r.Text("nth"), Day: r.Text("day"),
		From: r.Text("from"), Until: r.Text("until"), First: r.Text("first"), Moves: r.Checked("moves"),
	}
	if err := u.Check(CanPlan, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	made, err := h.begin(ctx, u, f)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.seriesForm(ctx, v, f, err) })
	}
	if err != nil {
		return nil, err
	}
	return web.To(made.Address()).Saying(tSeriesMade), nil
}

func (h handlers) begin(ctx context.Context, u *work.Unit, f seriesForm) (SeriesID, error) {
	var wrong fault.Fields
	first, ok := civil.Read(f.First)
	if !ok {
		wrong.Add("first", tDayWrong)
	}
	e := Every{Period: Period(f.Period), Weekday: f.Weekday}
	if f.Day != "" {
		day, err := strconv.Atoi(f.Day)
		if err != nil || day < 1 || day > 31 {
			wrong.Add("day", tMonthDayWrong)
		}
		e.Day, e.Weekday = day, ""
	}
	if e.Period == Monthly || e.Period == Quarterly {
		if e.Day == 0 {
			e.Nth, _ = strconv.Atoi(f.Nth)
		}
	} else if e.Day != 0 {
		wrong.Add("day", tDayOfWeekly)
	}
	if f.Template == "" {
		wrong.Add("template", tTemplateMissing)
	}
	if err := wrong.Err(); err != nil {
		return "", err
	}
	s := Series{Meeting: &Meeting{ID: ID(f.Template)}, Recurrence: e.Recurrence(), From: f.From, Until: f.Until, Moves: f.Moves}
	return PutSeries(ctx, u, s, first)
}

type seriesPage struct {
	*Series
	Tree    *org.Tree
	Today   civil.Date
	Turns   []Turn
	Whys    []string // of Turns, why each is on another day
	Zone    *time.Location
	MayPlan bool
	Errors  []ui.FieldError
}

func (h handlers) showSeries(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.seriesPage(ctx, v, SeriesID(r.PathValue("series")), nil)
	return web.Show(c), err
}

func (h handlers) seriesPage(ctx context.Context, v *work.View, at SeriesID, wrong error) (templ.Component, error) {
	s, err := FindSeries(ctx, v, at)
	if err != nil {
		return nil, err
	}
	p := seriesPage{Series: s, Today: v.Today, Zone: v.Zone, MayPlan: v.Actor.May(CanPlan, s.Meeting.Body.Scope()), Errors: web.FieldErrors(ctx, wrong)}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Turns, err = TurnsOf(ctx, v, at); err != nil {
		return nil, err
	}
	days, err := rule.DaysOff.Calendar(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, t := range p.Turns {
		p.Whys = append(p.Whys, t.why(ctx, v, days.Off))
	}
	return seriesView(p), nil
}

func (h handlers) endSeries(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := SeriesID(r.PathValue("series"))
	version, _ := r.Int("version")
	err := EndSeries(ctx, u, at, int64(version))
	if fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return h.seriesPage(ctx, v, at, err) })
	}
	if err != nil {
		return nil, err
	}
	return web.To(at.Address()).Saying(tSeriesEnded), nil
}

// SeriesPanel tells on the page of a conference, or of a template, of the series that
// made it, and why it is on another day.
func SeriesPanel(ctx context.Context, v *work.View, m *Meeting) (templ.Component, error) {
	turns, err := db.All(ctx, v.Snapshot, selectTurnOf, scanTurn, m.ID)
	if err != nil || len(turns) == 0 || v.Check(CanSee, m.Body.Scope()) != nil {
		return nil, err
	}
	days, err := rule.DaysOff.Calendar(ctx, v)
	if err != nil {
		return nil, err
	}
	return seriesPanel(turns[0], turns[0].why(ctx, v, days.Off)), nil
}

// why tells why a conference is on another day than its series said; "" where it is
// on that day.
func (t Turn) why(ctx context.Context, v *work.View, off func(civil.Date) bool) string {
	switch {
	case v.Day(t.Meeting.Starts) == t.On:
		return ""
	case off(t.On):
		return tTurnOff.In(ctx, t.On.Vietnamese())
	}
	return tTurnMoved.In(ctx, t.On.Vietnamese())
}

func (e Every) words(ctx context.Context) string {
	weekday := weekdayTitles[e.Weekday].In(ctx)
	switch {
	case e.Period == Weekly:
		return tEveryWeek.In(ctx, weekday)
	case e.Period == Fortnightly:
		return tEveryFortnight.In(ctx, weekday)
	case e.Period == Monthly && e.Day > 0:
		return tEveryMonthDay.In(ctx, e.Day)
	case e.Period == Quarterly && e.Day > 0:
		return tEveryQuarterDay.In(ctx, e.Day)
	case e.Period == Quarterly:
		return tEveryQuarter.In(ctx, weekday, nthTitles[e.Nth])
	}
	return tEveryMonth.In(ctx, weekday, nthTitles[e.Nth])
}

// every is the recurrence in words.
func (s *Series) every(ctx context.Context) string {
	e, ok := everyOf(s.Recurrence)
	if !ok {
		return s.Recurrence
	}
	return e.words(ctx) + ", " + s.From + "–" + s.Until
}

func (s *Series) status(ctx context.Context) ui.Status {
	if s.Ended() {
		return ui.Status{Word: tSeriesOverWord.In(ctx), Tone: ui.Off}
	}
	return ui.Status{Word: tSeriesRuns.In(ctx), Tone: ui.Notable}
}

func (p seriesFormPage) periods(ctx context.Context) (out []ui.Option) {
	for _, one := range Periods() {
		out = append(out, ui.Option{Value: string(one), Label: periodTitles[one].In(ctx)})
	}
	return out
}

func (p seriesFormPage) weekdays(ctx context.Context) (out []ui.Option) {
	for _, w := range Weekdays() {
		out = append(out, ui.Option{Value: w, Label: weekdayTitles[w].In(ctx)})
	}
	return out
}

func (p seriesFormPage) nths(ctx context.Context) (out []ui.Option) {
	for _, n := range []int{1, 2, 3, 4, -1} {
		out = append(out, ui.Option{Value: strconv.Itoa(n), Label: nthTitles[n].In(ctx)})
	}
	return out
}

func (p seriesFormPage) templates(ctx context.Context) (out []ui.Option) {
	for _, m := range p.Templates {
		out = append(out, ui.Option{Value: string(m.ID), Label: m.Title})
	}
	return out
}

func (p seriesListPage) columns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tSeriesTemplate.In(ctx)}, {Label: tSeriesEvery.In(ctx)}, {Label: tSeriesNext.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

func turnColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tTitle.In(ctx)}, {Label: tWhen.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

func (p seriesListPage) actions(ctx context.Context) []ui.Action {
	if !p.MayPlan {
		return nil
	}
	return []ui.Action{{Label: tNewSeries.In(ctx), Href: "/meeting-series/new?body=" + string(p.Body), Icon: ui.IconPlus, Weight: ui.Primary, Key: "n"}}
}

var periodTitles = map[Period]text.T{
	Weekly: text.New("Hằng tuần", "Every week"), Fortnightly: text.New("Hai tuần một lần", "Every two weeks"), Monthly: text.New("Hằng tháng", "Every month"),
	Quarterly: text.New("Hằng quý, tháng cuối quý", "Every quarter, in its last month"),
}

var weekdayTitles = map[string]text.T{
	"MO": text.New("thứ Hai", "Monday"), "TU": text.New("thứ Ba", "Tuesday"), "WE": text.New("thứ Tư", "Wednesday"), "TH": text.New("thứ Năm", "Thursday"),
	"FR": text.New("thứ Sáu", "Friday"), "SA": text.New("thứ Bảy", "Saturday"), "SU": text.New("Chủ nhật", "Sunday"),
}

var nthTitles = map[int]text.T{1: text.New("đầu tiên", "first"), 2: text.New("lần thứ 2", "second"), 3: text.New("lần thứ 3", "third"), 4: text.New("lần thứ 4", "fourth"), -1: text.New("cuối cùng", "last")}

var (
	tNoSeries        = text.New("Không có lịch họp định kỳ này, hoặc bạn không được xem.", "There is no such series, or you may not see it.")
	tNoTemplate      = text.New("Hãy chọn một mẫu hội nghị.", "Choose a template.")
	tTemplateMissing = text.New("Hãy chọn mẫu hội nghị.", "Choose a template.")
	tEveryMissing    = text.New("Hãy chọn họp vào ngày nào.", "Choose the day on which it is.")
	tClockMissing    = text.New("Hãy nhập giờ như 8h00.", "Enter a time like 8:00.")
	tFirstPast       = text.New("Kỳ đầu tiên phải từ hôm nay trở đi.", "The first one cannot be in the past.")
	tFirstFar        = text.New("Kỳ đầu tiên phải trong vòng một năm.", "The first one is within a year.")
	tMovesAlways     = text.New("Họp vào thứ Bảy, Chủ nhật thì bỏ chọn mục này.", "For a Saturday or Sunday do not tick this.")
	tMonthDayWrong   = text.New("Hãy nhập ngày trong tháng, từ 1 đến 31.", "Enter a day of the month, 1 to 31.")
	tDayOfWeekly     = text.New("Họp hằng tuần thì để trống ngày trong tháng.", "Leave the day of the month empty for weeks.")
	tSeriesOver      = text.New("Lịch họp này đã kết thúc.", "The series has ended already.")
	tTemplateRuns    = text.New("Mẫu này đang dùng cho lịch họp định kỳ nên không xoá được.", "Conferences come again after this template; it cannot be deleted.")
	tSeriesMade      = text.New("Đã lập lịch họp định kỳ; kỳ đầu tiên đã có trong danh sách hội nghị.", "The series has begun; its first conference is planned.")
	tSeriesEnded     = text.New("Đã kết thúc; các hội nghị đã lập vẫn giữ nguyên.", "Ended; the conferences that were planned stay.")

	tSeriesAll      = text.New("Họp định kỳ", "Series")
	tNewSeries      = text.New("Lập lịch họp định kỳ", "New series")
	tSeriesTemplate = text.New("Theo mẫu", "After the template")
	tSeriesEvery    = text.New("Khi nào", "When")
	tSeriesNext     = text.New("Lập tiếp cho ngày", "Next one made for")
	tSeriesOverWord = text.New("Đã kết thúc", "Ended")
	tSeriesRuns     = text.New("Đang áp dụng", "Running")
	tNoSeriesYet    = text.New("Chưa có lịch họp định kỳ", "No series yet")
	tNoSeriesHow    = text.New("Lập mẫu hội nghị giao ban rồi chọn họp hằng tuần hay hằng tháng; chương trình tự lập từng kỳ trước 14 ngày.", "Make a template of the briefing and say how often; each conference is planned 14 days before.")
	tNeedTemplate   = text.New("Cần có mẫu hội nghị trước", "A template is needed first")
	tPeriod         = text.New("Bao lâu một lần", "How often")
	tWeekday        = text.New("Vào", "On")
	tNth            = text.New("Tuần nào trong tháng", "Which of the month")
	tNthHint        = text.New("Chỉ với hằng tháng, hằng quý.", "For months and quarters only.")
	tMonthDay       = text.New("Hoặc vào ngày", "Or on day")
	tMonthDayHint   = text.New("Ngày trong tháng, thay cho thứ; ví dụ 25. Có thể để trống.", "Of the month, instead of the weekday; for example 25. May be left empty.")
	tFirst          = text.New("Từ ngày", "From")
	tFirstHint      = text.New("Kỳ đầu tiên là ngày họp đầu tiên từ ngày này.", "The first one is on the first such day from here on.")
	tMoves          = text.New("Trùng ngày nghỉ thì họp vào ngày làm việc sau đó", "On a day off, meet on the next working day")
	tEndSeries      = text.New("Kết thúc, không họp định kỳ nữa", "End the series")
	tTurns          = text.New("Các kỳ đã lập", "Conferences of the series")
	tTurnMoved      = text.New("Đúng kỳ là %s; có người đã chuyển sang ngày khác.", "It was to be on %s; somebody moved it.")
	tTurnOff        = text.New("Đúng kỳ là %s, ngày nghỉ; chuyển sang ngày làm việc sau đó.", "It was to be on %s, a day off, and is on the next working day.")
	tOfSeries       = text.New("Thuộc lịch họp định kỳ", "Of a series")
	tEveryWeek      = text.New("%s hằng tuần", "every %s")
	tEveryFortnight = text.New("%s, hai tuần một lần", "every second %s")
	tEveryMonth     = text.New("%s %s của tháng", "%s, the %s of the month")
	tEveryQuarter   = text.New("%s %s của tháng cuối quý", "%s, the %s of the last month of the quarter")
	tEveryMonthDay  = text.New("ngày %d hằng tháng", "day %d of the month")

	tEveryQuarterDay = text.New("ngày %d tháng cuối quý", "day %d of the last month of the quarter")
)
