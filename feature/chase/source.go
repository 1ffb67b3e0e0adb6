package chase

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// A Source is a sort of duties other than tasks that are chased by the ladder: to
// brief, to give an opinion. The list for the briefing holds tasks only.
type Source struct {
	// Name is the prefix of the kinds of events by which its things are known in the log:
	// "brief". A step of the ladder is recorded of the thing as "brief.urge".
	Name string
	// Sort says whom a thing concerns.
	Sort *notice.Sort
	// Steps are the rungs that there are of its ladder, with who is told; of the others
	// nothing is done. Escalate needs Urge.
	Steps map[Step]Telling
	// OpenAfter returns duties that are open, in the order of their identifiers after one,
	// at most most. It is asked by the program itself.
	OpenAfter func(ctx context.Context, v *work.View, after string, most int) ([]Duty, error)
}

// A Telling says who is told of a step, and in which words.
type Telling struct {
	Tell      []notice.Recipient
	One, Many text.T // as of [notice.Kind]
}

// A Duty is something that a body owes another by a day.
type Duty struct {
	ID   string // the subject of its events
	Asks org.ID // the body that asked for it
	Owes org.ID // the body that owes it
	Due  civil.Date
}

var sources []*Source

// NewSource declares a source. It is called from package-level variables only.
func NewSource(s Source) *Source {
	for _, other := range sources {
		if other.Name == s.Name {
			panic("chase: two sources are called " + s.Name)
		}
	}
	for _, step := range Steps() {
		if t, ok := s.Steps[step]; ok {
			s.Sort.Of(notice.Kind{Event: s.event(step), Class: notice.Chased, Tell: t.Tell, One: t.One, Many: t.Many})
		}
	}
	sources = append(sources, &s)
	slices.SortFunc(sources, func(a, b *Source) int { return strings.Compare(a.Name, b.Name) })
	return &s
}

func (s *Source) event(step Step) string { return s.Name + "." + string(step) }

var (
	addPlace    = db.SQL("chase.addPlace", `INSERT INTO chase_place (source, day, after_id, done) VALUES ($1, '', '', FALSE) ON CONFLICT (source) DO NOTHING`)
	selectPlace = db.SQL("chase.place", `SELECT day, after_id, done FROM chase_place WHERE source = $1`)
	movePlace   = db.SQL("chase.movePlace", `
		UPDATE chase_place SET day = $2, after_id = $3, done = $4 WHERE source = $1 AND day = $5 AND after_id = $6 AND done = $7`)
	insertOther = db.SQL("chase.insertOther", `
		INSERT INTO chase_other (source, thing_id, step, due_on, id, day, at, asks_id, owes_id, rules) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`)
	otherOf = db.SQL("chase.otherOf", `
		SELECT id, step, due_on, day, at, asks_id, owes_id, rules FROM chase_other WHERE source = $1 AND thing_id = $2 ORDER BY at DESC, id DESC LIMIT $3`)
	_ = db.Invariant("chase.otherBeforeItsRung", `
		SELECT e.id FROM chase_other e WHERE e.step = 'escalate' AND NOT EXISTS (
			SELECT 1 FROM chase_other u WHERE u.source = e.source AND u.thing_id = e.thing_id AND u.step = 'urge' AND u.due_on = e.due_on AND u.day < e.day)`)
)

// place returns how far the ladder of the day was climbed.
func (s *Source) place(ctx context.Context, v *work.View) (day civil.Date, after string, done bool, err error) {
	err = db.Each(ctx, v.Snapshot, selectPlace, func(scan db.Scan) error { return scan(&day, &after, &done) }, s.Name)
	return day, after, done, err
}

// run does what is due today of the duties of a source, as [Run] does of tasks.
func (s *Source) run(ctx context.Context, o *work.Office) error {
	return climbing(ctx, o, func(v *work.View) (bool, error) {
		day, _, done, err := s.place(ctx, v)
		return day != v.Today || !done, err
	}, s.runSome)
}

func (s *Source) runSome(ctx context.Context, u *work.Unit) (more bool, err error) {
	if u.Now.In(u.Zone).Hour() < runFrom {
		return false, nil
	}
	c, err := rule.DaysOff.Calendar(ctx, &u.View)
	if err != nil || c.Off(u.Today) {
		return false, err
	}
	if _, err := u.Exec(ctx, addPlace, s.Name); err != nil {
		return false, err
	}
	day, after, done, err := s.place(ctx, &u.View)
	if err != nil || day == u.Today && done {
		return false, err
	}
	from := after
	if day != u.Today {
		from = ""
	}
	duties, err := s.OpenAfter(ctx, &u.View, from, perRun)
	if err != nil {
		return false, err
	}
	to, more := from, len(duties) == perRun
	if len(duties) > 0 {
		to = duties[len(duties)-1].ID
	}
	if n, err := u.Exec(ctx, movePlace, s.Name, u.Today, to, !more, day, after, done); err != nil || n == 0 {
		return false, errors.Join(err, errOther)
	}
	return more, s.climb(ctx, u, c, duties)
}

// ladder is the ladder in force with the steps of the source.
func (s *Source) ladder(ctx context.Context, v *work.View) (Ladder, error) {
	l, err := LadderOf(ctx, v)
	l.only = s.Steps
	return l, err
}

func (s *Source) climb(ctx context.Context, u *work.Unit, c *rule.Calendar, duties []Duty) error {
	l, err := s.ladder(ctx, &u.View)
	if err != nil {
		return err
	}
	l.By = append(l.By, c.Ref(u.Today))
	ids := make([]string, len(duties))
	for i, d := range duties {
		ids[i] = d.ID
	}
	done, err := s.marks(ctx, &u.View, ids)
	if err != nil {
		return err
	}
	var rows [][]any
	var events []work.Event
	var details []any
	for _, d := range duties {
		step, due := l.rung(c, d.Due, u.Today, func(s Step, due civil.Date, _ int64) (civil.Date, bool) {
			i := slices.IndexFunc(done[d.ID], func(m mark) bool { return m.step == s && m.due == due })
			if i < 0 {
				return civil.Date{}, false
			}
			return done[d.ID][i].day, true
		})
		if !due {
			continue
		}
		rows = append(rows, []any{s.Name, d.ID, step, d.Due, id.New[DoneID](), u.Today, u.Now.UnixMicro(), d.Asks, d.Owes, strings.Join(l.By, " ")})
		events = append(events, work.Event{Kind: s.event(step), Subject: d.ID})
		details = append(details, task.Detail{Due: d.Due, Rules: l.By})
	}
	if len(rows) == 0 {
		return nil
	}
	if err := u.ExecMany(ctx, insertOther, rows); err != nil {
		return fmt.Errorf("chase: %w", err)
	}
	return u.RecordMany(ctx, events, details)
}

// marks returns what was done of duties already.
func (s *Source) marks(ctx context.Context, v *work.View, ids []string) (map[string][]mark, error) {
	out := map[string][]mark{}
	for some := range slices.Chunk(ids, perRun) {
		q := db.Built("chase.marksOfOthers", `SELECT thing_id, step, due_on, day FROM chase_other WHERE source = $1 AND thing_id IN (`+db.Places(2, len(some))+`)`)
		if err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
			var thing string
			var m mark
			err := scan(&thing, &m.step, &m.due, &m.day)
			out[thing] = append(out[thing], m)
			return err
		}, append([]any{s.Name}, db.Args(some)...)...); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Outlook returns what was done of a duty, the latest first, and what will be where it
// is open still.
//
// It is for pages that have asked whether the actor may see the duty.
func (s *Source) Outlook(ctx context.Context, v *work.View, d Duty, open bool) (*Outlook, error) {
	out := &Outlook{Chased: open}
	var err error
	if out.Done, err = db.All(ctx, v.Snapshot, otherOf, func(scan db.Scan) (d Done, err error) {
		var at int64
		err = scan(&d.ID, &d.Step, &d.Due, &d.Day, &at, &d.Issuer, &d.Lead, &d.Rules)
		d.At = time.UnixMicro(at).UTC()
		return d, err
	}, s.Name, d.ID, mostDone); err != nil || !open {
		return out, err
	}
	c, err := rule.DaysOff.Calendar(ctx, v)
	if err != nil {
		return nil, err
	}
	if out.Ladder, err = s.ladder(ctx, v); err != nil {
		return nil, err
	}
	day, _, whole, err := s.place(ctx, v)
	done := make([]mark, len(out.Done))
	for i, d := range out.Done {
		done[i] = mark{step: d.Step, due: d.Due, day: d.Day}
	}
	out.Coming = out.Ladder.coming(c, d.Due, v.Today, day == v.Today && whole, done)
	return out, err
}

// Panel says on the page of a duty what was and will be done to remind of it; nil where
// nothing was or will be.
//
// It is for pages that have asked whether the actor may see the duty.
func (s *Source) Panel(ctx context.Context, v *work.View, d Duty, open bool) (templ.Component, error) {
	o, err := s.Outlook(ctx, v, d, open)
	if err != nil || len(o.Done) == 0 && len(o.Coming) == 0 {
		return nil, err
	}
	return panelView(nil, o, nil), nil
}
