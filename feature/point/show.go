package point

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// name is what a point is called.
func (s scope) name(p *Point) string {
	if p.Name != "" {
		return p.Name
	}
	return s.Tree.Name(p.Body, s.Day)
}

// upper is the body above that of a point: many communes have a cell of one name.
func (s scope) upper(p *Point) string {
	if up := s.Tree.Chart(s.Day).Superior(p.Body); up != "" {
		return s.Tree.Name(up, s.Day)
	}
	return ""
}

// crumbs lead to the scope from above: for who does not see the whole conference from
// the points of their body.
func (p pointsPage) crumbs(ctx context.Context) []ui.Crumb {
	if p.Point == nil {
		return p.scope.crumbs(ctx, true)
	}
	if !p.SeesAll {
		return []ui.Crumb{{Label: tPoints.In(ctx), Href: address}}
	}
	return []ui.Crumb{{Label: tMeetings.In(ctx), Href: "/meetings"}, {Label: p.Meeting.Title, Href: p.Meeting.ID.Address()}, {Label: tPoints.In(ctx), Href: pointsOf(p.Meeting.ID)}}
}

// crumbs lead to a page of the scope; own for that of the scope itself.
func (s scope) crumbs(ctx context.Context, own bool) []ui.Crumb {
	if s.Point != nil {
		return []ui.Crumb{{Label: tPoints.In(ctx), Href: address}, {Label: s.name(s.Point), Href: s.Point.ID.Address()}}
	}
	out := []ui.Crumb{{Label: tMeetings.In(ctx), Href: "/meetings"}, {Label: s.Meeting.Title, Href: s.Meeting.ID.Address()}}
	if !own {
		out = append(out, ui.Crumb{Label: tPoints.In(ctx), Href: pointsOf(s.Meeting.ID)})
	}
	return out
}

// section is the menu entry to which pages of the scope belong.
func (s scope) section() string {
	if s.Point != nil {
		return address
	}
	return "/meetings"
}

// lead is the sentence below the title of a page about the scope.
func (s scope) lead() string {
	if s.Point != nil {
		return s.name(s.Point) + " · " + s.Meeting.Title
	}
	return s.Meeting.Title
}

func (p pointsPage) actions(ctx context.Context) (out []ui.Action) {
	if len(p.Sums) > 0 && (p.Point == nil || len(p.Rows) > 0) {
		out = append(out, ui.Action{Label: tPaper.In(ctx), Href: p.address() + "/file", Icon: ui.IconDownload})
	}
	if p.MayEdit {
		out = append(out, ui.Action{Label: tEditShort.In(ctx), Href: p.address() + "/edit", Icon: ui.IconEdit, Key: "e"})
	}
	if p.MayPlan && (p.Point == nil || p.Point.level() < 3) {
		title := tNew
		if p.Point != nil {
			title = tNewOf
		}
		out = append(out, ui.Action{Label: title.In(ctx), Href: p.address() + "/new", Icon: ui.IconPlus, Key: "a"})
		if len(p.Sums) > 0 && (p.Point == nil || len(p.Rows) > 0) {
			out = append(out, ui.Action{Label: tLinks.In(ctx), Href: p.address() + "/links", Icon: ui.IconPrint})
		}
	}
	return out
}

func (p pointsPage) figures(ctx context.Context) []ui.Figure {
	all := Whole(p.Sums)
	n := func(i int) string { return text.Int(ctx, i) }
	out := []ui.Figure{
		{Label: tCount.In(ctx), Value: n(all.Points), Href: p.rows("", All)},
		{Label: tHave.In(ctx), Value: n(all.Reported), Href: p.rows("", Reported)},
		{Label: tHaveNot.In(ctx), Value: n(all.Points - all.Reported), Href: p.rows("", Missing)},
		{Label: tPresent.In(ctx), Value: n(all.Present), Href: p.rows("", Reported)},
	}
	if all.Called > 0 {
		out[3].Note = tReportedOf.In(ctx, n(all.Present), n(all.Called))
	}
	if all.Points > all.Reported && p.counting() {
		out[2].Tone = ui.Caution
	}
	return out
}

// rows is the address of the points behind a number.
func (s scope) rows(tier org.Tier, which Which) string {
	q := url.Values{}
	if tier != "" {
		q.Set("tier", string(tier))
	}
	if which != All {
		q.Set("which", string(which))
	}
	at := s.address() + "/all"
	if len(q) > 0 {
		at += "?" + q.Encode()
	}
	return at
}

// lines are the sums by tier, and all of them where there is more than one.
func (p pointsPage) lines() []TierSum {
	if len(p.Sums) < 2 {
		return p.Sums
	}
	return append(slices.Clone(p.Sums), TierSum{"", Whole(p.Sums)})
}

func tierName(ctx context.Context, t org.Tier) string {
	if t == "" {
		return tWholeRow.In(ctx)
	}
	return t.Title().In(ctx)
}

// share is how many of those called are present: "95,4%"; nothing where nobody was called.
func share(ctx context.Context, t meeting.Turnout) string {
	if t.Called == 0 {
		return ""
	}
	return text.Percent(ctx, t.Present, t.Called, text.HalfUp)
}

// of tells how many of those called are present, with both numbers.
func of(ctx context.Context, t meeting.Turnout) string {
	return text.Int(ctx, t.Present) + "/" + text.Int(ctx, t.Called)
}

func (p pointsPage) tierColumns(ctx context.Context) []ui.Column {
	return append([]ui.Column{
		{Label: tTier.In(ctx)}, {Label: tCount.In(ctx), Numeric: true}, {Label: tHave.In(ctx), Numeric: true}, {Label: tHaveNot.In(ctx), Numeric: true},
		{Label: tCalled.In(ctx), Numeric: true}, {Label: tPresent.In(ctx), Numeric: true}, {Label: tShare.In(ctx), Numeric: true}, {Label: tExcused.In(ctx), Numeric: true, Spare: true},
	}, audienceColumns(ctx, p.Audiences)...)
}

func audienceColumns(ctx context.Context, audiences []Audience) (out []ui.Column) {
	for _, a := range audiences {
		out = append(out, ui.Column{Label: a.Title.In(ctx), Numeric: true})
	}
	return out
}

func (p pointsPage) rowColumns(ctx context.Context) []ui.Column {
	return append([]ui.Column{
		{Label: tPoint.In(ctx)}, {Label: tHave.In(ctx), Numeric: true}, {Label: tCalled.In(ctx), Numeric: true}, {Label: tPresent.In(ctx), Numeric: true}, {Label: tShare.In(ctx), Numeric: true},
	}, audienceColumns(ctx, p.Audiences)...)
}

func (p listPage) columns(ctx context.Context) []ui.Column {
	return append([]ui.Column{
		{Label: tPoint.In(ctx)}, {Label: tUpper.In(ctx)}, {Label: tTier.In(ctx), Narrow: true}, {Label: tCharge.In(ctx), Spare: true}, {Label: tAt.In(ctx), Narrow: true},
		{Label: tCalled.In(ctx), Numeric: true}, {Label: tPresent.In(ctx), Numeric: true}, {Label: tExcused.In(ctx), Numeric: true, Spare: true},
	}, audienceColumns(ctx, p.Audiences)...)
}

func missingColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tPoint.In(ctx)}, {Label: tUpper.In(ctx)}, {Label: tPlace.In(ctx), Spare: true}, {Label: tCharge.In(ctx)}}
}

func (p ownPage) columns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tPoint.In(ctx)}, {Label: tMeeting.In(ctx)}, {Label: tWhen.In(ctx), Narrow: true}, {Label: tAt.In(ctx), Narrow: true}, {Label: tPresent.In(ctx), Numeric: true}}
}

// moment tells when a point reported: the time, and the day where it is not that of the
// conference.
func (s scope) moment(at time.Time) string {
	in := at.In(s.Zone)
	if civil.Of(in) == s.Day {
		return in.Format("15:04")
	}
	return in.Format("15:04") + ", " + civil.Of(in).Vietnamese()
}

// marks are what has to be seen beside the numbers of a point.
func (s scope) marks(ctx context.Context, p *Point) (out []ui.Status) {
	if p.Times == 0 {
		return []ui.Status{{Word: tHaveNot.In(ctx), Tone: ui.Caution}}
	}
	if p.Present > p.Called {
		out = append(out, ui.Status{Word: tMoreCame.In(ctx), Tone: ui.Notable})
	}
	if p.Reason != "" {
		out = append(out, ui.Status{Word: tSetRight.In(ctx, p.Reason), Tone: ui.Notable})
	}
	return out
}

// receipt tells what was received of a point, and when.
func (p pointsPage) receipt(ctx context.Context) string {
	if p.Point.Times == 0 {
		return tNothingYet.In(ctx)
	}
	at := p.Point.At.In(p.Zone)
	return tReceipt.In(ctx, at.Format("15:04:05"), civil.Of(at).Vietnamese(), text.Int(ctx, p.Point.Present), text.Int(ctx, p.Point.Called))
}

// closedWords say why no report is taken now; "" where one is.
func (p pointsPage) closedWords(ctx context.Context) string {
	opens := p.Opens.In(p.Zone)
	switch {
	case p.Meeting.State == meeting.NotHeld:
		return tNotHeldNow.In(ctx)
	case p.Meeting.State.Ended():
		return tEndedNow.In(ctx)
	case p.Now.Before(p.Opens):
		return tOpensAt.In(ctx, opens.Format("15:04"), civil.Of(opens).Vietnamese())
	}
	return ""
}

func (p pointsPage) facts(ctx context.Context) []ui.Fact {
	meets := ui.Fact{Term: tMeeting.In(ctx), Value: p.Meeting.Title}
	if p.SeesAll {
		meets.Href = p.Meeting.ID.Address()
	}
	out := []ui.Fact{meets, {Term: tWhen.In(ctx), Value: p.when()}, {Term: tTier.In(ctx), Value: p.Point.tier.Title().In(ctx)}}
	if p.Point.Name != "" {
		out = append(out, ui.Fact{Term: tBody.In(ctx), Value: p.Tree.Name(p.Point.Body, p.Day)})
	}
	out = append(out, ui.Fact{Term: tPlace.In(ctx), Value: p.Point.Place}, ui.Fact{Term: tCharge.In(ctx), Value: p.Point.Charge})
	if p.Up != nil {
		out = append(out, ui.Fact{Term: tUnderPoint.In(ctx), Value: p.name(p.Up), Href: p.Up.ID.Address()})
	}
	return out
}

func (s scope) when() string { return when(s.Meeting.Starts, s.Zone) }

// when tells when a conference begins.
func when(starts time.Time, zone *time.Location) string {
	from := starts.In(zone)
	return from.Format("15:04") + ", " + civil.Of(from).Vietnamese()
}

// A numberField is one number of the form.
type numberField struct {
	name  string
	label text.T
}

// A numberGroup are the numbers of all people, or of a category.
type numberGroup struct {
	title  string
	fields []numberField
}

func (p pointsPage) groups(ctx context.Context) []numberGroup {
	out := []numberGroup{{tAllPeople.In(ctx), []numberField{{"called", tCalled}, {"present", tPresent}, {"excused", tExcused}}}}
	for i, a := range p.Audiences {
		out = append(out, numberGroup{a.Title.In(ctx), []numberField{{calledField(i), tCalled}, {presentField(i), tPresent}}})
	}
	return out
}

func (p pointsPage) field(ctx context.Context, f numberField) ui.Field {
	return ui.Field{
		Name: f.name, Label: f.label.In(ctx), Value: p.Form.Typed[f.name], Required: true, Short: true, Error: ui.ErrorOf(p.Errors, f.name),
		Attrs: map[string]any{"inputmode": "numeric", "autocomplete": "off"},
	}
}

func tierOptions(ctx context.Context, none text.T) []ui.Option {
	out := []ui.Option{{Value: "", Label: none.In(ctx)}}
	for _, t := range org.Tiers() {
		out = append(out, ui.Option{Value: string(t), Label: t.Title().In(ctx)})
	}
	return out
}

func whichOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "", Label: tAnyState.In(ctx)}, {Value: string(Missing), Label: tHaveNot.In(ctx)}, {Value: string(Reported), Label: tHave.In(ctx)}, {Value: string(Unlinked), Label: tUnlinked.In(ctx)}}
}

func (p listPage) next() string {
	if !p.More {
		return ""
	}
	q := url.Values{"after": {strconv.FormatInt(p.Points[len(p.Points)-1].No, 10)}}
	if p.Question.Tier != "" {
		q.Set("tier", string(p.Question.Tier))
	}
	if p.Question.Which != All {
		q.Set("which", string(p.Question.Which))
	}
	return p.address() + "/all?" + q.Encode()
}

func (p pointsPage) next() string {
	if !p.More {
		return ""
	}
	return p.address() + "?after=" + strconv.FormatInt(p.Rows[len(p.Rows)-1].No, 10)
}

// counted tells what the conference counts, in words.
func (p pointsPage) counted(ctx context.Context) string {
	words := ""
	for i, a := range p.Audiences {
		if i > 0 {
			words += ", "
		}
		words += a.Title.In(ctx)
	}
	if words == "" {
		return tAudiencesNone.In(ctx)
	}
	return words
}

func version(n int64) string { return strconv.FormatInt(n, 10) }

func (p pointsPage) belowTitle(ctx context.Context) string {
	if p.Point != nil {
		return tBelow.In(ctx)
	}
	return tFirstLevel.In(ctx)
}

func (p newPage) title(ctx context.Context) string {
	if p.Point != nil {
		return tNewOf.In(ctx)
	}
	return tNew.In(ctx)
}
