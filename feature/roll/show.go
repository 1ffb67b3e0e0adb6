package roll

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/feature/meeting"
	"quyet/feature/rule"
)

// crumbs lead from the list of conferences and the page of this one.
func (a about) crumbs(ctx context.Context) []ui.Crumb { return crumbs(ctx, a.Meeting) }

func crumbs(ctx context.Context, m *meeting.Meeting) []ui.Crumb {
	return []ui.Crumb{{Label: tMeetings.In(ctx), Href: "/meetings?body=" + string(m.Body)}, {Label: m.Title, Href: m.ID.Address()}}
}

func (p callPage) lead(ctx context.Context) string {
	if p.Template {
		return tCallTemplate.In(ctx, p.Title)
	}
	return tCallLead.In(ctx, p.Title, p.about.Day.Vietnamese())
}

func signOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "plus", Label: tPlus.In(ctx)}, {Value: "minus", Label: tMinus.In(ctx)}}
}

func (p callPage) titleOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: tAnyTitle.In(ctx)}}
	for _, t := range p.Titles {
		out = append(out, ui.Option{Value: string(t.Title), Label: t.Name.In(ctx)})
	}
	return out
}

func capacityOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: tByTitle.In(ctx)}}
	for _, c := range Capacities() {
		out = append(out, ui.Option{Value: string(c), Label: capacityWords[c].In(ctx)})
	}
	return out
}

// words are a line as the clerk reads it.
func (p callPage) words(ctx context.Context, l Line) string {
	title := p.title(l.Title)
	if l.Minus && l.Title == "" {
		title = tEverybody
	}
	body := p.Tree.Name(l.Body, p.Preview.Day)
	if l.Group == "" {
		return tLineOf.In(ctx, title, body)
	}
	name := string(l.Group)
	if g, err := p.Tree.Group(l.Group, p.Preview.Day); err == nil {
		name = g.Name
	}
	return tLineOfGroup.In(ctx, title, name, body)
}

func (l Line) signs(ctx context.Context) []ui.Status {
	if l.Minus {
		return []ui.Status{{Word: tMinus.In(ctx), Tone: ui.Caution}}
	}
	return []ui.Status{{Word: tPlus.In(ctx), Tone: ui.Positive}, {Word: l.Capacity.Title().In(ctx), Tone: ui.Neutral}}
}

// actions lead on once people are summoned.
func (p callPage) actions(ctx context.Context) (out []ui.Action) {
	if p.Seats == 0 {
		return nil
	}
	if p.MayPlan {
		out = append(out, ui.Action{Label: tLetters.In(ctx), Href: p.ID.Address() + "/letters", Icon: ui.IconSend})
	}
	return append(out, ui.Action{Label: tRoll.In(ctx), Href: rollAddress(p.ID), Icon: ui.IconCheck})
}

func (p callPage) count(ctx context.Context, i int) string {
	n := text.Int(ctx, int64(p.Counts[i]))
	if p.Lines[i].Minus {
		return "−" + n
	}
	return n
}

// elsewhere says of a line how many of those that it means were called by a line above.
func (p callPage) elsewhere(ctx context.Context, i int) string {
	if n := p.Meant[i] - p.Counts[i]; n > 0 && !p.Lines[i].Minus {
		return tCalledAbove.In(ctx, n)
	}
	return ""
}

func (p callPage) lineColumns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tLine.In(ctx)}, {Label: tCount.In(ctx), Numeric: true, Narrow: true}}
	if p.MayPlan {
		out = append(out, ui.Column{Label: tDo.In(ctx), Narrow: true, Hidden: true})
	}
	return out
}

func nameColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tPerson.In(ctx)}, {Label: tTitle.In(ctx)}, {Label: tBody.In(ctx)}, {Label: tCapacity.In(ctx), Narrow: true}}
}

// name is who holds the title of one who is called.
func (c Called) name() string {
	if c.Holding == nil {
		return ""
	}
	return c.Person.Name
}

// marks tell of one who is called what needs a look.
func (p callPage) marks(ctx context.Context, c Called) (out []ui.Status) {
	switch {
	case c.Title == "":
	case c.Vacant():
		out = append(out, ui.Status{Word: tNobodyHolds.In(ctx), Tone: ui.Caution})
	case c.Person.Name == "":
		out = append(out, ui.Status{Word: tNameErased.In(ctx), Tone: ui.Off})
	}
	if !p.Summoned.IsZero() && p.New[key(c.Seat)] {
		out = append(out, ui.Status{Word: tIsNew.In(ctx), Tone: ui.Notable})
	}
	return out
}

func (p callPage) summonWords(ctx context.Context) string {
	n := text.Int(ctx, int64(len(p.New)))
	if p.Summoned.IsZero() {
		return tSummon.In(ctx, n)
	}
	return tSummonMore.In(ctx, len(p.New), n)
}

// goneShown is how many stand on the page who are summoned and not meant any more.
const goneShown = 50

func (p callPage) who(ctx context.Context, s Seat) string {
	return s.words(ctx, p.Tree.Name(s.Body, p.about.Day), p.Titles)
}

// current says whether the page shows the day as of which people are summoned.
func (p callPage) current() bool { return p.Preview.Day == p.about.Day }

func (p callPage) summonedWords(ctx context.Context) string {
	return tSummonedAt.In(ctx, text.Int(ctx, int64(p.Seats)), web.Moment(ctx, p.Summoned))
}

func version(n int64) string { return strconv.FormatInt(n, 10) }

// addWeight lets the form call until there is somebody to summon.
func (p callPage) addWeight() ui.Weight {
	if len(p.New) > 0 && !p.Template {
		return ui.Ordinary
	}
	return ui.Primary
}

func (p panel) actions(ctx context.Context) []ui.Action {
	label := tSeeCall
	if p.MayPlan && len(p.Lines) == 0 {
		label = tWriteCall
	}
	out := []ui.Action{{Label: label.In(ctx), Href: callAddress(p.ID), Weight: ui.Quiet}}
	if p.Seats == 0 {
		return out
	}
	out = append(out, ui.Action{Label: tRoll.In(ctx), Href: rollAddress(p.ID), Weight: ui.Quiet})
	if p.MayPlan {
		out = append(out, ui.Action{Label: tLetters.In(ctx), Href: p.ID.Address() + "/letters", Weight: ui.Quiet})
	}
	return append(out, ui.Action{Label: tCalendar.In(ctx), Href: p.ID.Address() + "/calendar.ics", Weight: ui.Quiet})
}

func (p panel) words(ctx context.Context) string {
	switch {
	case p.Seats > 0:
		return tSummonedAt.In(ctx, text.Int(ctx, int64(p.Seats)), web.Moment(ctx, p.Summoned))
	case len(p.Lines) > 0:
		return tWillCall.In(ctx, len(p.Lines), text.Int(ctx, int64(len(p.Lines))))
	}
	return tNoCallYet.In(ctx)
}

// hours tell from when to when something is planned.
func hours(starts, ends time.Time, zone *time.Location) string {
	from, until := starts.In(zone), ends.In(zone)
	first, last := civil.Of(from), civil.Of(until)
	if first == last {
		return from.Format("15:04") + "–" + until.Format("15:04") + ", " + first.Vietnamese()
	}
	return from.Format("15:04") + ", " + first.Vietnamese() + " – " + until.Format("15:04") + ", " + last.Vietnamese()
}

var standingTones = map[Standing]ui.Tone{NotYet: ui.Neutral, Present: ui.Positive, Late: ui.Caution, Excused: ui.Notable, Absent: ui.Caution, Left: ui.Off}

// status is how somebody stands in the roll, and since when.
func (m Mark) status(ctx context.Context, zone *time.Location) ui.Status {
	s := ui.Status{Word: m.Standing.Title().In(ctx), Tone: standingTones[m.Standing]}
	switch {
	case m.Standing == Left && !m.Left.IsZero():
		s.Note = m.Left.In(zone).Format("15:04")
	case m.Standing.There() && !m.Came.IsZero():
		s.Note = m.Came.In(zone).Format("15:04")
	}
	return s
}

// replied is what somebody answered, in words; "" where nobody did.
func (m Mark) replied(ctx context.Context, excuses []rule.Code) string {
	switch m.Reply {
	case NoReply:
		return ""
	case Not:
		for _, c := range excuses {
			if c.Code == m.Cause {
				return tRepliedAs.In(ctx, m.Reply.Title(), c.Title)
			}
		}
	case Other:
		return tRepliedAs.In(ctx, m.Reply.Title(), m.Substitute)
	}
	return m.Reply.Title().In(ctx)
}

func (p rollPage) tabs(ctx context.Context) (out []ui.Tab) {
	at := rollAddress(p.ID)
	out = append(out, ui.Tab{Label: tAllOf.In(ctx), Href: at, Current: p.Only == "", Count: text.Int(ctx, int64(p.All))})
	for _, s := range append([]Standing{NotYet}, Standings()...) {
		tab := ui.Tab{Label: s.Title().In(ctx), Href: at + "?only=" + string(s), Current: p.Only == s}
		if n := p.Stand[s]; n > 0 {
			tab.Count = text.Int(ctx, int64(n))
		}
		out = append(out, tab)
	}
	return out
}

func (p rollPage) columns(ctx context.Context) []ui.Column {
	out := []ui.Column{{Label: tPerson.In(ctx)}, {Label: tCapacity.In(ctx), Narrow: true, Spare: true}, {Label: tRoll.In(ctx), Narrow: true}}
	if p.May {
		out = append(out, ui.Column{Label: tDo.In(ctx), Hidden: true})
	}
	return out
}

// sums tell who is there, capacity by capacity.
func (p rollPage) sums(ctx context.Context) (out []string) {
	for _, g := range p.Groups {
		words := tThere.In(ctx, g.Name, text.Int(ctx, int64(g.Present)), text.Int(ctx, int64(g.Called)))
		if g.Excused > 0 {
			words += tAndExcused.In(ctx, text.Int(ctx, int64(g.Excused)))
		}
		out = append(out, words)
	}
	return out
}

// replies tell how many answered what; "" where nobody did.
func (p rollPage) replies(ctx context.Context) string {
	var said []string
	for _, r := range []Reply{Comes, Other, Not, NoReply} {
		if n := p.Replies[r]; n > 0 {
			said = append(said, tReplyCount.In(ctx, text.Int(ctx, int64(n)), strings.ToLower(r.Title().In(ctx))))
		}
	}
	if p.Replies[NoReply] == p.All {
		return ""
	}
	return tReplies.In(ctx, strings.Join(said, ", "))
}

// findHint says how to find somebody, and where one is left, by which keys to mark them.
func (p rollPage) findHint(ctx context.Context) string {
	if p.May && len(p.Seats) == 1 {
		return tFindHint.In(ctx) + " " + tFindKeys.In(ctx)
	}
	return tFindHint.In(ctx)
}

// keys of the buttons, where one person is looked for.
var standingKeys = map[Standing]string{Present: "p", Late: "l", Excused: "e", Absent: "a", Left: "v"}

// buttons mark somebody; that how they stand takes it back.
func (p rollPage) buttons(ctx context.Context, s Seat) (out []ui.Action) {
	for _, to := range Standings() {
		if p.Early && (to.There() || to == Left) || to == Left && !s.Standing.There() && s.Standing != Left {
			continue
		}
		a := ui.Action{Label: to.Title().In(ctx), Name: "standing", Value: string(to), Attrs: templ.Attributes{"aria-label": tMarkOf.In(ctx, to.Title(), p.who(ctx, s))}}
		if to == s.Standing {
			a.Label, a.Value, a.Weight, a.Icon = tUndo.In(ctx), string(NotYet), ui.Quiet, ui.IconReturn
			a.Attrs = templ.Attributes{"aria-label": tMarkOf.In(ctx, tUndo, p.who(ctx, s))}
		} else if len(p.Seats) == 1 {
			a.Key = standingKeys[to]
		}
		out = append(out, a)
	}
	return out
}

func (p rollPage) who(ctx context.Context, s Seat) string {
	return s.words(ctx, p.Tree.Name(s.Body, p.Day), p.Titles)
}

func (p rollPage) actions(ctx context.Context) (out []ui.Action) {
	if p.May && !p.Summoned.IsZero() {
		out = append(out, ui.Action{Label: tDoor.In(ctx), Href: p.ID.Address() + "/door", Icon: ui.IconLock})
	}
	return append(out, ui.Action{Label: tSeeCall.In(ctx), Href: callAddress(p.ID), Icon: ui.IconList})
}

func (p seatPage) who(ctx context.Context) string {
	return p.Seat.words(ctx, p.Tree.Name(p.Seat.Body, p.Day), p.Titles)
}

func causeOptions(ctx context.Context, codes []rule.Code) []ui.Option {
	out := []ui.Option{{Value: "", Label: tChooseCause.In(ctx)}}
	for _, c := range codes {
		out = append(out, ui.Option{Value: c.Code, Label: c.Title.In(ctx)})
	}
	return out
}

func replyOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, r := range []Reply{NoReply, Comes, Not, Other} {
		out = append(out, ui.Option{Value: string(r), Label: r.Title().In(ctx)})
	}
	return out
}

func (p lettersPage) formOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "each", Label: tEach.In(ctx, text.Int(ctx, int64(len(p.Seats))))}, {Value: "circular", Label: tCircular.In(ctx)}}
}

func warrantOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "on_behalf", Label: tOnBehalf.In(ctx)}, {Value: "in_place", Label: tInPlace.In(ctx)}, {Value: "by_order", Label: tByOrder.In(ctx)}}
}

func (p lettersPage) whomOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "", Label: tToAll.In(ctx, text.Int(ctx, int64(len(p.Seats))))}, {Value: "new", Label: tToNew.In(ctx, text.Int(ctx, int64(p.New)))}}
}

func (p invitationPage) facts(ctx context.Context) []ui.Fact {
	out := []ui.Fact{{Term: tInvited.In(ctx), Value: p.about.Who}, {Term: tCapacity.In(ctx), Value: p.Capacity.Title().In(ctx)}, {Term: tWhen.In(ctx), Value: p.about.When}}
	for _, f := range []ui.Fact{{Term: tWhere.In(ctx), Value: p.Place}, {Term: tChair.In(ctx), Value: p.Chair}} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}

// repliedWords are the receipt of a reply, for who may never have seen the program.
func (p invitationPage) repliedWords(ctx context.Context, said string) string {
	words := tReplied.In(ctx, said)
	if p.mayReply() {
		words += " " + tReplyAgain.In(ctx)
	}
	return words
}

// substituteLabel and sendLabel are of a body that sends somebody other words than of who
// is called in person.
func (p invitationPage) substituteLabel() text.T {
	if p.ofBody {
		return tSentPerson
	}
	return tSubstitute
}

func (p invitationPage) sendLabel() text.T {
	if p.ofBody {
		return tWeSend
	}
	return tISend
}

// mayReply says whether the letter can still be answered.
func (p invitationPage) mayReply() bool { return p.State == meeting.Planned && !p.Standing.There() }

func (p invitationPage) comesWeight() ui.Weight {
	if p.Reply == NoReply && !p.MayCome {
		return ui.Primary
	}
	return ui.Ordinary
}

// sendWeight lets a body's answer call until it is given.
func (p invitationPage) sendWeight() ui.Weight {
	if p.ofBody && p.Reply == NoReply && !p.MayCome {
		return ui.Primary
	}
	return ui.Ordinary
}

func (p invitationPage) crumbs(ctx context.Context) []ui.Crumb {
	if p.byCode {
		return nil
	}
	return []ui.Crumb{{Label: tInvitations.In(ctx), Href: ownPath}}
}

func letterColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tConference.In(ctx)}, {Label: tWhen.In(ctx), Narrow: true}, {Label: tInvited.In(ctx)}, {Label: tReply.In(ctx), Narrow: true}}
}
