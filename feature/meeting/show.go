package meeting

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
	"quyet/feature/org"
)

func (p listPage) tabs(ctx context.Context) (out []ui.Tab) {
	for _, t := range []struct {
		part  Part
		title text.T
	}{{Coming, tComing}, {Past, tPast}, {Templates, tTemplates}} {
		out = append(out, ui.Tab{Label: t.title.In(ctx), Href: listAddress(p.Body, t.part), Current: p.Part == t.part})
	}
	return out
}

func (p listPage) actions(ctx context.Context) []ui.Action {
	series := ui.Action{Label: tSeriesAll.In(ctx), Href: seriesAddress(p.Body), Icon: ui.IconCalendar}
	if !p.MayPlan {
		return []ui.Action{series}
	}
	at := "/meetings/new?body=" + string(p.Body)
	if p.Part == Templates {
		return []ui.Action{series, {Label: tNewTemplate.In(ctx), Href: at + "&template=1", Icon: ui.IconPlus, Weight: ui.Primary, Key: "n"}}
	}
	return []ui.Action{series, {Label: tNew.In(ctx), Href: at, Icon: ui.IconPlus, Weight: ui.Primary, Key: "n"}}
}

func (p listPage) columns(ctx context.Context) []ui.Column {
	if p.Part == Templates {
		return []ui.Column{{Label: tTitle.In(ctx)}, {Label: tKind.In(ctx)}, {Label: tPlace.In(ctx), Spare: true}}
	}
	return []ui.Column{{Label: tTitle.In(ctx)}, {Label: tWhen.In(ctx), Narrow: true}, {Label: tKind.In(ctx)}, {Label: tPlace.In(ctx), Spare: true}, {Label: tState.In(ctx), Narrow: true}}
}

func (p listPage) next() string {
	if p.Next == (Cursor{}) {
		return ""
	}
	at := listAddress(p.Body, p.Part) + "&after=" + string(p.Next.ID)
	if p.Part == Templates {
		return at + "&title=" + url.QueryEscape(p.Next.Title)
	}
	return at + "&at=" + strconv.FormatInt(p.Next.At, 10)
}

func (p listPage) empty(ctx context.Context) (what, how string) {
	switch p.Part {
	case Past:
		return tNonePast.In(ctx), ""
	case Templates:
		return tNoTemplates.In(ctx), tNoTemplatesHow.In(ctx)
	}
	return tNone.In(ctx), tNoneHow.In(ctx)
}

// when tells from when to when a conference is planned.
func (m *Meeting) when(zone *time.Location) string {
	from, until := civil.Of(m.Starts.In(zone)), civil.Of(m.Ends.In(zone))
	if from == until {
		return from.Vietnamese() + ", " + clock(m.Starts, zone) + "–" + clock(m.Ends, zone)
	}
	return from.Vietnamese() + ", " + clock(m.Starts, zone) + " – " + until.Vietnamese() + ", " + clock(m.Ends, zone)
}

var stateTones = map[State]ui.Tone{Planned: ui.Notable, Open: ui.Positive, Paused: ui.Caution, Closed: ui.Off, Approved: ui.Off, Signed: ui.Off, NotHeld: ui.Off}

func (m *Meeting) status(ctx context.Context) ui.Status {
	if m.Template {
		return ui.Status{Word: tTemplate.In(ctx), Tone: ui.Off}
	}
	return ui.Status{Word: m.State.Title().In(ctx), Tone: stateTones[m.State]}
}

func kindOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: tChooseKind.In(ctx)}}
	for _, k := range Kinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Title().In(ctx)})
	}
	return out
}

func itemOptions(ctx context.Context) (out []ui.Option) {
	for _, k := range ItemKinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Title().In(ctx)})
	}
	return out
}

func (p formPage) title(ctx context.Context) string {
	switch {
	case p.ID != "" && p.Form.Template:
		return tEditTemplate.In(ctx)
	case p.ID != "":
		return tEdit.In(ctx)
	case p.Form.Template:
		return tNewTemplate.In(ctx)
	}
	return tNew.In(ctx)
}

func (p formPage) action() string {
	if p.ID == "" {
		return "/meetings"
	}
	return p.ID.Address() + "/edit"
}

// crumbs lead from the list of the part in which the conference stands.
func (m *Meeting) crumbs(ctx context.Context, own bool) []ui.Crumb {
	part := Coming
	switch {
	case m.Template:
		part = Templates
	case m.State.Ended():
		part = Past
	}
	out := []ui.Crumb{{Label: tMeetings.In(ctx), Href: listAddress(m.Body, part)}}
	if !own {
		out = append(out, ui.Crumb{Label: m.Title, Href: m.ID.Address()})
	}
	return out
}

func (p showPage) lead(ctx context.Context) string {
	return p.Kind.Title().In(ctx) + " · " + p.Tree.Name(p.Body, p.Today)
}

// actions are what is done seldom, or elsewhere.
func (p showPage) actions(ctx context.Context) (out []ui.Action) {
	if !p.Opened.IsZero() {
		out = append(out, ui.Action{Label: tConclusions.In(ctx), Href: conclusionsAddress(p.ID), Icon: ui.IconDocument, Key: "c"},
			ui.Action{Label: tMinutesPage.In(ctx), Href: minutesAddress(p.ID), Icon: ui.IconDocument, Key: "b"})
	}
	if p.MayRun && p.State == Open {
		out = append(out, ui.Action{Label: tVoteTitle.In(ctx), Href: p.ID.Address() + "/vote", Icon: ui.IconChecks, Key: "v"})
	}
	if p.MayPlan {
		out = append(out, ui.Action{Label: tAgendaEdit.In(ctx), Href: agendaAddress(p.ID), Icon: ui.IconList, Key: "a"},
			ui.Action{Label: tEditShort.In(ctx), Href: p.ID.Address() + "/edit", Icon: ui.IconEdit, Key: "e"})
	}
	return out
}

func (p showPage) more(ctx context.Context) (out []ui.Action) {
	if p.MayAgain && !p.Template { // of a template that is the one thing to do
		out = append(out, ui.Action{Label: tAgain.In(ctx), Href: "/meetings/new?after=" + string(p.ID), Icon: ui.IconCopy})
	}
	if !p.Opened.IsZero() || p.State == Planned && !p.Template {
		out = append(out, ui.Action{Label: tHall.In(ctx), Href: p.ID.Address() + "/hall", Icon: ui.IconExternal})
	}
	for _, v := range p.Verbs {
		if v == DoCallOff {
			out = append(out, ui.Action{Label: v.Title().In(ctx), Href: p.ID.Address() + "/call-off", Icon: ui.IconCancel})
		}
	}
	return out
}

func (p showPage) facts(ctx context.Context) []ui.Fact {
	var out []ui.Fact
	if !p.Template {
		out = append(out, ui.Fact{Term: tWhen.In(ctx), Value: p.when(p.Zone)})
	}
	for _, f := range []ui.Fact{{Term: tPlace.In(ctx), Value: p.Place}, {Term: tChair.In(ctx), Value: p.Chair}, {Term: tSecretary.In(ctx), Value: p.Secretary}} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	if p.Document != nil {
		out = append(out, ui.Fact{Term: tAbout.In(ctx), Value: p.Document.Title(), Href: p.Document.ID.Address()})
	}
	if !p.Opened.IsZero() {
		out = append(out, ui.Fact{Term: tOpenedAt.In(ctx), Value: p.moment(p.Opened)})
	}
	if !p.Closed.IsZero() {
		out = append(out, ui.Fact{Term: tClosedAt.In(ctx), Value: p.moment(p.Closed)})
	}
	if p.CalledOff != "" {
		out = append(out, ui.Fact{Term: tCalledOff.In(ctx), Value: p.CalledOff})
	}
	return out
}

// moment tells when something was, with the day where it is not the planned one.
func (p showPage) moment(at time.Time) string {
	if day := civil.Of(at.In(p.Zone)); day != civil.Of(p.Starts.In(p.Zone)) {
		return clock(at, p.Zone) + ", " + day.Vietnamese()
	}
	return clock(at, p.Zone)
}

// oneDay says whether it is planned for one day: of several nobody knows from the
// agenda alone what is on which.
func (m *Meeting) oneDay(zone *time.Location) bool {
	return civil.Of(m.Starts.In(zone)) == civil.Of(m.Ends.In(zone))
}

// course says in words how a conference that runs stands to its plan, or what
// the plan itself leaves or exceeds.
func (p showPage) course(ctx context.Context) (words string, tone ui.Tone) {
	planned := p.Agenda.Planned()
	switch {
	case !p.oneDay(p.Zone):
	case p.State.Runs() && civil.Of(p.Opened.In(p.Zone)) != civil.Of(p.Starts.In(p.Zone)):
		// Held on another day than planned, it is neither ahead of its clock nor behind.
	case p.State.Runs() && len(p.Agenda) > 0:
		over := int(p.Overrun(p.Agenda, p.Now).Round(time.Minute) / time.Minute)
		switch {
		case over > 0:
			return tBehind.In(ctx, over, clock(p.Ends.Add(time.Duration(over)*time.Minute), p.Zone)), ui.Caution
		case over < 0:
			return tAheadOf.In(ctx, -over), ui.Positive
		}
		return tOnTime.In(ctx), ui.Positive
	case p.State == Planned && !p.Template && planned > p.Length():
		return tAgendaLonger.In(ctx, int((planned-p.Length())/time.Minute)), ui.Caution
	}
	return "", ui.Neutral
}

// rowsOf are the items as they are shown.
func (p showPage) rowsOf() (out []itemRow) {
	numbers, slots := p.Agenda.Numbers(), p.Agenda.Timetable(p.Starts)
	for n, i := range p.Agenda {
		out = append(out, itemRow{i, numbers[n], slots[n], p.Item == i.ID && p.State.Runs()})
	}
	return out
}

// An itemRow is an item in its place.
type itemRow struct {
	Item
	Number string
	Slot   Slot
	On     bool
}

func (p showPage) columns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tContent.In(ctx)}, {Label: tReporter.In(ctx)}, {Label: tMinutes.In(ctx), Narrow: true, Numeric: true}}
	if p.slotted() {
		out = append(out, ui.Column{Label: tTime.In(ctx), Narrow: true})
	}
	if p.MayRun && p.State == Open {
		out = append(out, ui.Column{Label: tDo.In(ctx), Narrow: true})
	}
	return out
}

// slotted says whether the agenda tells when each item is on.
func (p showPage) slotted() bool { return !p.Template && p.oneDay(p.Zone) }

// next is the item that the person can take up now, nil for none.
func (p showPage) next() *itemRow {
	if !p.MayRun || p.State != Open {
		return nil
	}
	return p.following()
}

// following is the item that comes after the one that is on, or the first; nil at the
// end.
func (p showPage) following() *itemRow {
	rows := p.rowsOf()
	from := 0
	for i, r := range rows {
		if r.On {
			from = i + 1
		}
	}
	for _, r := range rows[from:] {
		if !r.Done {
			return &r
		}
	}
	return nil
}

func (r itemRow) minutes(ctx context.Context) string {
	if r.Planned == 0 {
		return ""
	}
	return text.Int(ctx, int64(r.Planned/time.Minute))
}

// words are an item as the agenda names it, with its number.
func (r itemRow) words() string {
	if r.Number == "" {
		return r.Title
	}
	return r.Number + ". " + r.Title
}

// took says how long an item has been on, in whole minutes; nothing of one whose
// parts took its time.
func (p showPage) took(ctx context.Context, r itemRow) string {
	d := p.Took(r.Item, p.Now)
	switch minutes := int(d / time.Minute); {
	case r.On && minutes == 0:
		return tUnderAMinute.In(ctx)
	case r.On:
		return tTook.In(ctx, minutes)
	case minutes > 0:
		return tTookInAll.In(ctx, minutes)
	}
	return ""
}

func (p showPage) statuses(ctx context.Context, r itemRow) (out []ui.Status) {
	if r.On {
		out = append(out, ui.Status{Word: tNowOn.In(ctx), Tone: ui.Positive})
	}
	if r.Done && !p.State.Ended() {
		out = append(out, ui.Status{Word: tDone.In(ctx), Tone: ui.Off})
	}
	if r.Late {
		out = append(out, ui.Status{Word: tLate.In(ctx), Tone: ui.Caution})
	}
	return out
}

func (p showPage) reporter(i Item, day civil.Date) string { return reporter(p.Tree, i, day) }

// reporter is who presents an item, in words, with the body.
func reporter(tree *org.Tree, i Item, day civil.Date) string {
	name := ""
	if i.Body != "" {
		name = tree.Name(i.Body, day)
	}
	switch {
	case i.Reporter == "":
		return name
	case name == "", i.Reporter == name:
		return i.Reporter
	}
	return i.Reporter + " (" + name + ")"
}

// buttons are the verbs that are done by one press; the next step is the first.
func (p showPage) buttons(ctx context.Context) (out []ui.Action) {
	icons := map[Verb]ui.IconName{DoOpen: ui.IconFlag, DoPause: ui.IconBlocked, DoResume: ui.IconArrow, DoClose: ui.IconCheck}
	for _, v := range p.Verbs {
		if icon, ok := icons[v]; ok {
			a := ui.Action{Label: v.Title().In(ctx), Icon: icon, Value: string(v)}
			if v == DoOpen || v == DoResume {
				a.Weight = ui.Primary
			}
			out = append(out, a)
		}
	}
	return out
}

func (p agendaPage) columns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tContent.In(ctx)}, {Label: tReporter.In(ctx)}, {Label: tMinutes.In(ctx), Narrow: true, Numeric: true}, {Label: tDo.In(ctx), Narrow: true}}
}

func (r itemRow) address() string { return r.Meeting.Address() + "/items/" + string(r.ID) }

func version(n int64) string { return strconv.FormatInt(n, 10) }

// pressed is a button of its own form: where it leads stands there.
func pressed(a ui.Action) ui.Action {
	a.Value = ""
	return a
}

func orgID(s string) org.ID { return org.ID(s) }

// crumbs lead from the list, or from the conference that is changed.
func (p formPage) crumbs(ctx context.Context) []ui.Crumb {
	part := Coming
	if p.Form.Template {
		part = Templates
	}
	out := []ui.Crumb{{Label: tMeetings.In(ctx), Href: listAddress(org.ID(p.Form.Body), part)}}
	if p.Was != nil {
		out = append(out, ui.Crumb{Label: p.Was.Title, Href: p.ID.Address()})
	}
	return out
}

func outcomeOptions(ctx context.Context) (out []ui.Option) {
	for _, k := range OutcomeKinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Title().In(ctx), Key: outcomeKeys[k]})
	}
	return out
}

// outcomeKeys choose how the next thing is written down.
var outcomeKeys = map[OutcomeKind]string{Information: "i", Decided: "d", Order: "t", Speech: "s"}

// keys are the shortcuts of the page that stand on no button.
func (p showPage) keys(ctx context.Context) (out []ui.Shortcut) {
	if p.MayRun && p.State.Runs() {
		for _, k := range OutcomeKinds() {
			out = append(out, ui.Shortcut{Keys: outcomeKeys[k], Does: k.Title().In(ctx)})
		}
	}
	return out
}

// kind is how the next thing is written down, as the last one was.
func (p showPage) kind() string {
	if slices.Contains(OutcomeKinds(), OutcomeKind(p.Note.Kind)) {
		return p.Note.Kind
	}
	return string(Order)
}

func (p showPage) recordColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tSaid.In(ctx)}, {Label: tLead.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

// about is the item that was on when something was said, for the first thing that
// was said then; "" for what follows.
func (p showPage) about(i int) string {
	o := p.Record[i]
	if o.Item == "" || i > 0 && p.Record[i-1].Item == o.Item {
		return ""
	}
	for _, r := range p.rowsOf() {
		if r.ID == o.Item {
			return r.words()
		}
	}
	return ""
}

func (p showPage) ledBy(ctx context.Context, o Outcome) string {
	switch {
	case o.Kind != Order:
		return ""
	case o.Lead == "":
		return tNoLead.In(ctx)
	}
	return p.Tree.Name(o.Lead, p.Today)
}

// besides tells who coordinates and what comes of it.
func (p showPage) besides(ctx context.Context, o Outcome) (out []string) {
	if o.Kind == Voted {
		out = append(out, p.Votes[o.ID].told(ctx))
	}
	if len(o.Coordinators) > 0 {
		var names []string
		for _, b := range o.Coordinators {
			names = append(names, p.Tree.Name(b, p.Today))
		}
		out = append(out, tCoordinating.In(ctx, strings.Join(names, ", ")))
	}
	if o.Deliverable != "" {
		out = append(out, tDeliverableAs.In(ctx, o.Deliverable))
	}
	switch f := o.Follow; f.State {
	case Needed:
		by := p.Tree.Name(f.By, p.Today)
		if !f.On.IsZero() {
			by += ", " + f.On.Vietnamese()
		}
		out = append(out, tNeededOf.In(ctx, by))
	case Provided:
		out = append(out, tProvidedBy.In(ctx, p.Tree.Name(f.By, p.Today), f.Words))
	}
	return out
}

func (o Outcome) statuses(ctx context.Context) []ui.Status {
	out := []ui.Status{{Word: o.Kind.Title().In(ctx), Tone: ui.Neutral}}
	if o.Given() {
		out[0] = ui.Status{Word: tGiven.In(ctx), Tone: ui.Positive}
	}
	switch o.Follow.State {
	case Needed:
		out = append(out, ui.Status{Word: tAnswerNeeded.In(ctx), Tone: ui.Caution})
	case Provided:
		out = append(out, ui.Status{Word: tProvided.In(ctx), Tone: ui.Positive})
	}
	return out
}

func (o Outcome) address() string { return o.Meeting.Address() + "/outcomes/" + string(o.ID) }

// toGive counts the orders that can be given, and those that lack a lead.
func (p showPage) toGive() (ready, open int) {
	for _, o := range p.Record {
		switch {
		case o.givable():
			ready++
		case o.Kind == Order && !o.Given() && o.Lead == "":
			open++
		}
	}
	return ready, open
}

// asks are what makes the live part of the page ask for itself again: as long as
// somebody may still come.
func (p showPage) asks() templ.Attributes {
	if p.State.Ended() || p.Template || p.State == Planned && p.Attendance.Points+p.Attendance.Voters.Called == 0 {
		return nil
	}
	return templ.Attributes{"hx-get": p.ID.Address() + "/live", "hx-trigger": "every 5s", "hx-swap": "outerHTML"}
}

// A presentLine is who is there, as one of those tells who count, and whether that is
// enough.
type presentLine struct {
	words  string
	enough *ui.Status // nil where nothing is asked for
}

func (p showPage) present(ctx context.Context) (out []presentLine) {
	n := func(i int) string { return text.Int(ctx, int64(i)) }
	a := p.Attendance
	if a.Voters.Called > 0 {
		l := presentLine{words: tVotersPresent.In(ctx, n(a.Voters.Present), n(a.Voters.Called))}
		if p.Quorum.Need > 0 && p.Quorum.Reached() {
			l.enough = &ui.Status{Word: tQuorum.In(ctx), Note: tNeeded.In(ctx, n(p.Quorum.Need)), Tone: ui.Positive}
		} else if p.Quorum.Need > 0 {
			l.enough = &ui.Status{Word: tNoQuorum.In(ctx), Note: tNeeded.In(ctx, n(p.Quorum.Need)), Tone: ui.Caution}
		}
		out = append(out, l)
	}
	if a.Points > 0 {
		out = append(out, presentLine{words: tPointsReported.In(ctx, n(a.Reported), n(a.Points), n(a.AtPoints.Present))})
	}
	return out
}
