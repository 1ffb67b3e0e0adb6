package meeting

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/rule"
)

// A SeriesID identifies a series for ever.
type SeriesID string

// Address returns the page of the series.
func (s SeriesID) Address() string { return "/meeting-series/" + string(s) }

// A Series makes one conference after the other: the briefings of every week or
// month, each after a template.
type Series struct {
	ID         SeriesID
	Version    int64
	Meeting    *Meeting // the template; its body is that of the series
	Recurrence string   // RRULE, as civil.ParseRecurrence reads it
	From       string   // "08:00"
	Until      string
	Moves      bool       // one on a day off is on the next working day
	Next       civil.Date // for which day the next conference will be made; zero when the series has ended
}

// Ended says whether the series makes no more conferences.
func (s *Series) Ended() bool { return s.Next.IsZero() }

// A Turn is a conference that a series made.
type Turn struct {
	Series  SeriesID
	On      civil.Date // on which it was to be
	Meeting *Meeting
}

// Bounds of series.
const (
	madeAhead  = 14  // days before it a conference is made
	mostSeries = 100 // of a body, on its page
	mostTurns  = 100 // of a series, on its page
	madeAtOnce = 50  // series in one unit
)

const seriesColumns = `s.id, s.version, s.recurrence, s.from_time, s.until_time, s.moves, s.next_on`

var (
	insertSeries = db.SQL("meeting.insertSeries", `
		INSERT INTO meeting_series (id, version, body_id, template_id, recurrence, from_time, until_time, moves, next_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	endSeries    = db.SQL("meeting.endSeries", `UPDATE meeting_series SET version = version + 1, next_on = '' WHERE id = $1 AND version = $2 AND next_on <> ''`)
	moveSeries   = db.SQL("meeting.moveSeries", `UPDATE meeting_series SET next_on = $3 WHERE id = $1 AND next_on = $2`)
	insertTurn   = db.SQL("meeting.insertTurn", `INSERT INTO meeting_turn (series_id, on_day, meeting_id) VALUES ($1, $2, $3)`)
	selectSeries = db.SQL("meeting.series", `SELECT `+seriesColumns+`, `+meetingColumns+` FROM meeting_series s JOIN meeting m ON m.id = s.template_id JOIN meeting_run r ON r.meeting_id = m.id
		WHERE s.id = $1`)
	selectSeriesOf = db.SQL("meeting.seriesOf", `SELECT `+seriesColumns+`, `+meetingColumns+` FROM meeting_series s JOIN meeting m ON m.id = s.template_id JOIN meeting_run r ON r.meeting_id = m.id
		WHERE s.body_id = $1 ORDER BY s.id DESC LIMIT $2`)
	selectSeriesDue = db.SQL("meeting.seriesDue", `SELECT `+seriesColumns+`, `+meetingColumns+` FROM meeting_series s JOIN meeting m ON m.id = s.template_id JOIN meeting_run r ON r.meeting_id = m.id
		WHERE s.next_on <> '' AND s.next_on <= $1 ORDER BY s.next_on, s.id LIMIT $2`)
	selectTurns = db.SQL("meeting.turns", `SELECT t.series_id, t.on_day, `+meetingColumns+` FROM meeting_turn t JOIN meeting m ON m.id = t.meeting_id JOIN meeting_run r ON r.meeting_id = m.id
		WHERE t.series_id = $1 ORDER BY t.on_day DESC LIMIT $2`)
	selectTurnOf = db.SQL("meeting.turnOf", `SELECT t.series_id, t.on_day, `+meetingColumns+` FROM meeting_turn t JOIN meeting m ON m.id = t.meeting_id JOIN meeting_run r ON r.meeting_id = m.id
		WHERE t.meeting_id = $1`)
	countRunning = db.SQL("meeting.runsOn", `SELECT COUNT(*) FROM meeting_series WHERE template_id = $1`)
)

// behind scans some columns and then those of a conference.
func behind(scan db.Scan, first ...any) (*Meeting, error) {
	return scanMeeting(func(rest ...any) error { return scan(append(first, rest...)...) })
}

func scanSeries(scan db.Scan) (s *Series, err error) {
	s = &Series{}
	s.Meeting, err = behind(scan, &s.ID, &s.Version, &s.Recurrence, &s.From, &s.Until, &s.Moves, &s.Next)
	return s, err
}

func scanTurn(scan db.Scan) (t Turn, err error) {
	t.Meeting, err = behind(scan, &t.Series, &t.On)
	return t, err
}

// FindSeries returns a series.
//
// The actor needs [CanSee] on its body; otherwise, and where there is none, the
// fault is Unknown.
func FindSeries(ctx context.Context, v *work.View, s SeriesID) (*Series, error) {
	found, err := db.All(ctx, v.Snapshot, selectSeries, scanSeries, s)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || v.Check(CanSee, found[0].Meeting.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoSeries)
	}
	return found[0], nil
}

// TurnsOf returns the conferences of a series, the last one first, at most 100.
// Rights are those of [FindSeries].
func TurnsOf(ctx context.Context, v *work.View, s SeriesID) ([]Turn, error) {
	if _, err := FindSeries(ctx, v, s); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectTurns, scanTurn, s, mostTurns)
}

// PutSeries begins a series of conferences after a template: the first one is on
// the first day of the recurrence from first on, and is made at once. ID, Version
// and Next of s are not looked at, and of its template the ID only.
//
// The actor needs [CanPlan] on the body of the template. Faults: Unknown, Invalid,
// and Conflict where it is no template.
func PutSeries(ctx context.Context, u *work.Unit, s Series, first civil.Date) (SeriesID, error) {
	template, err := find(ctx, &u.View, s.Meeting.ID, CanPlan)
	if err != nil {
		return "", err
	}
	if !template.Template {
		return "", fault.New(fault.Conflict, tNoTemplate)
	}
	var wrong fault.Fields
	every, ok := civil.ParseRecurrence(s.Recurrence)
	if !ok {
		wrong.Add("every", tEveryMissing)
	}
	for name, of := range map[string]*string{"from": &s.From, "until": &s.Until} {
		clock, ok := civil.ReadClock(*of)
		if *of = clock; !ok || clock == "" {
			wrong.Add(name, tClockMissing)
		}
	}
	if len(wrong) == 0 && s.Until <= s.From {
		wrong.Add("until", tUntilEarly)
	}
	switch {
	case first.IsZero():
		wrong.Add("first", tDayMissing)
	case first.Before(u.Today):
		wrong.Add("first", tFirstPast)
	case first.Sub(u.Today) > 366:
		wrong.Add("first", tFirstFar)
	}
	if ok && s.Moves && (strings.HasSuffix(s.Recurrence, "SA") || strings.HasSuffix(s.Recurrence, "SU")) {
		wrong.Add("moves", tMovesAlways)
	}
	if err := wrong.Err(); err != nil {
		return "", err
	}
	s.ID, s.Version, s.Meeting, s.Next = id.New[SeriesID](), 1, template, every.Next(first.AddDays(-1))
	if _, err := u.Exec(ctx, insertSeries, s.ID, s.Version, template.Body, template.ID, s.Recurrence, s.From, s.Until, s.Moves, s.Next); err != nil {
		return "", err
	}
	if err := u.Record(ctx, "meeting.series", string(template.ID), map[string]any{"series": s.ID, "recurrence": s.Recurrence, "from": s.From, "until": s.Until, "first": s.Next}); err != nil {
		return "", err
	}
	return s.ID, s.make(ctx, u)
}

// EndSeries ends a series: no more conferences are made. Those that were stay, and
// are called off one by one where they shall not take place.
//
// The actor needs [CanPlan] on the body. Faults: Unknown, and Conflict where it
// was changed since version or has ended.
func EndSeries(ctx context.Context, u *work.Unit, series SeriesID, version int64) error {
	s, err := FindSeries(ctx, &u.View, series)
	if err != nil {
		return err
	}
	if err := u.Check(CanPlan, s.Meeting.Body.Scope()); err != nil {
		return err
	}
	n, err := u.Exec(ctx, endSeries, series, version)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Conflict, tSeriesOver)
	}
	return u.Record(ctx, "meeting.end_series", string(s.Meeting.ID), map[string]any{"series": s.ID})
}

// MakeNext makes the conferences of series that are due to be made, and returns how
// many series there were; at most 50 at once.
//
// Only the program does so: the order was given with the series.
func MakeNext(ctx context.Context, u *work.Unit) (int, error) {
	if !u.Actor.IsSystem() {
		return 0, u.Check(CanPlan, "")
	}
	due, err := db.All(ctx, u.Snapshot, selectSeriesDue, scanSeries, u.Today.AddDays(madeAhead), madeAtOnce)
	if err != nil {
		return 0, err
	}
	for _, s := range due {
		if err := s.make(ctx, u); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}

func makeNext(ctx context.Context, o *work.Office) error {
	for n := madeAtOnce; n == madeAtOnce; {
		if err := o.Do(ctx, work.System("meeting.turn"), func(u *work.Unit) (err error) {
			n, err = MakeNext(ctx, u)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// make makes the next conference of a series. Days that went by while nothing ran
// are passed over: nobody meets in the past.
func (s *Series) make(ctx context.Context, u *work.Unit) error {
	every, ok := civil.ParseRecurrence(s.Recurrence)
	if !ok {
		return fault.New(fault.Invalid, tEveryMissing)
	}
	turn := s.Next
	for turn.Before(u.Today) {
		turn = every.Next(turn)
	}
	on := turn
	if s.Moves {
		days, err := rule.DaysOff.Calendar(ctx, &u.View)
		if err != nil {
			return err
		}
		on = days.From(turn)
	}
	// Of two that make it at the same time one sees here that it was made.
	n, err := u.Exec(ctx, moveSeries, s.ID, s.Next, every.Next(turn))
	if err != nil || n == 0 {
		return err
	}
	of := s.Meeting
	m := Meeting{
		Body: of.Body, Kind: of.Kind, Title: s.title(turn), Place: of.Place, Chair: of.Chair, Secretary: of.Secretary,
		Starts: on.At(s.From, u.Zone).UTC(), Ends: on.At(s.Until, u.Zone).UTC(),
	}
	made, err := MakeAfter(ctx, u, of.ID, m)
	if err != nil {
		return err
	}
	_, err = u.Exec(ctx, insertTurn, s.ID, turn, made)
	return err
}

// title is what the conference of a turn is called: the month, the quarter or the
// day is told behind the template's title. What is registered is Vietnamese.
func (s *Series) title(turn civil.Date) string {
	said := "ngày " + turn.Vietnamese()
	if e, _ := everyOf(s.Recurrence); e.Period == Monthly || e.Period == Quarterly {
		said = "tháng " + strconv.Itoa(int(turn.Month)) + "/" + strconv.Itoa(turn.Year)
		if e.Period == Quarterly {
			said = "quý " + []string{"I", "II", "III", "IV"}[(int(turn.Month)-1)/3] + "/" + strconv.Itoa(turn.Year)
		}
	}
	runes := []rune(s.Meeting.Title)
	return strings.TrimSpace(string(runes[:min(len(runes), mostTitle-30)])) + ", " + said
}

// A Period says how often a series comes.
type Period string

// The periods.
const (
	Weekly      Period = "week"
	Fortnightly Period = "fortnight"
	Monthly     Period = "month"
	Quarterly   Period = "quarter"
)

// Periods lists the periods in the order in which people choose.
func Periods() []Period { return []Period{Weekly, Fortnightly, Monthly, Quarterly} }

// An Every is a recurrence as people say it: every second Tuesday, the first Monday
// of the month, the 25th of the last month of a quarter.
type Every struct {
	Period  Period
	Weekday string // "MO"; "" where Day says it
	Nth     int    // of a month: 1 to 4, -1 for the last; 0 otherwise
	Day     int    // of the month; 0 where Weekday says it
}

// Weekdays lists the codes of the weekdays, from Monday.
func Weekdays() []string { return []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"} }

// Recurrence returns e as an RRULE; "" where e says nothing that recurs.
func (e Every) Recurrence() string {
	var r string
	switch e.Period {
	case Weekly:
		r = "FREQ=WEEKLY"
	case Fortnightly:
		r = "FREQ=WEEKLY;INTERVAL=2"
	case Monthly:
		r = "FREQ=MONTHLY"
	case Quarterly:
		r = "FREQ=MONTHLY;INTERVAL=3"
	default:
		return ""
	}
	week := e.Period == Weekly || e.Period == Fortnightly
	switch {
	case week && e.Day == 0 && slices.Contains(Weekdays(), e.Weekday):
		r += ";BYDAY=" + e.Weekday
	case !week && e.Day > 0 && e.Day <= 31:
		r += ";BYMONTHDAY=" + strconv.Itoa(e.Day)
	case !week && e.Day == 0 && slices.Contains(Weekdays(), e.Weekday) && (e.Nth == -1 || e.Nth > 0 && e.Nth < 5):
		r += ";BYDAY=" + strconv.Itoa(e.Nth) + e.Weekday
	default:
		return ""
	}
	return r
}

// everyOf reads back what [Every.Recurrence] wrote.
func everyOf(recurrence string) (Every, bool) {
	for _, p := range Periods() {
		for _, w := range Weekdays() {
			for _, n := range []int{0, 1, 2, 3, 4, -1} {
				if e := (Every{Period: p, Weekday: w, Nth: n}); e.Recurrence() == recurrence {
					if p == Weekly || p == Fortnightly {
						e.Nth = 0
					}
					return e, true
				}
			}
		}
		for d := range 31 {
			if e := (Every{Period: p, Day: d + 1}); e.Recurrence() == recurrence {
				return e, true
			}
		}
	}
	return Every{}, false
}
