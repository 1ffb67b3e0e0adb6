package chart

import (
	"context"
	"slices"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{web.Get(boardAddress, h.board), web.Get(ganttAddress, h.gantt), web.Get(calendarAddress, h.calendar)}
}

type handlers struct{ Deps }

// A page is what every chart needs.
type page struct {
	task.Question
	Here  string // its own address
	Tree  *org.Tree
	Today civil.Date
	Root  org.ID // within which bodies are told from each other
}

func (h handlers) page(ctx context.Context, v *work.View, r *web.Request, at string) (p page, err error) {
	p = page{Here: at, Today: v.Today}
	if p.Question, err = task.Ask(ctx, v, r, h.Documents); err != nil {
		return p, err
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return p, err
	}
	p.Root = p.Tree.Own(v.Actor, task.CanSee, v.Today)
	return p, err
}

func (p page) name(b org.ID) string {
	return p.Tree.Distinct(b, p.Root, p.Today)
}

// cardsEach is how many cards a column of the board holds.
const cardsEach = 15

// A column is a state, with the first of the tasks in it.
type column struct {
	State task.State
	Count int64
	Cards []card
}

// A card is a task and the verbs by which the person may move it.
type card struct {
	*task.Whole
	Moves []move
}

// A move is a verb that leads a task to another state.
type move struct {
	Verb task.Verb
	To   task.State
}

type boardPage struct {
	page
	Columns []column
}

// statesOf are the columns of a part of the register, in the order of a task's
// life.
func statesOf(part task.Part) (out []task.State) {
	for _, s := range task.States() {
		standing := s.Standing()
		if part == task.Drafts && s == task.Draft || part == task.OpenTasks && standing.Open() || part == task.PastTasks && !standing.Open() && s != task.Draft {
			out = append(out, s)
		}
	}
	return out
}

func (h handlers) board(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := boardPage{}
	var err error
	if p.page, err = h.page(ctx, v, r, boardAddress); err != nil {
		return nil, err
	}
	counts, err := task.StateCounts(ctx, v, p.Filter)
	if err != nil {
		return nil, err
	}
	var ids []task.ID
	for _, s := range statesOf(p.Filter.Part) {
		if p.Filter.State != "" && p.Filter.State != s {
			continue
		}
		c := column{State: s, Count: counts[s]}
		if c.Count > 0 {
			// One statement for each state that there is, at most seven: each ends
			// with its first rows, where one for all would sort the whole list.
			f := p.Filter
			f.State, f.Limit, f.Order, f.Group, f.After, f.Wide = s, cardsEach, task.Order{}, task.NoGroups, task.Cursor{}, false
			list, err := task.Find(ctx, v, f)
			if err != nil {
				return nil, err
			}
			for _, t := range list.Tasks {
				ids = append(ids, t.ID)
			}
		}
		p.Columns = append(p.Columns, c)
	}
	tasks, err := task.WithParts(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	for _, t := range tasks {
		if i := slices.IndexFunc(p.Columns, func(c column) bool { return c.State == t.State }); i >= 0 {
			p.Columns[i].Cards = append(p.Columns[i].Cards, card{t, movesOf(v, t)})
		}
	}
	return web.Show(boardView(p)), nil
}

// movesOf are the verbs that lead a task to another state, as its rules and the
// rights of the actor allow.
func movesOf(v *work.View, t *task.Whole) (out []move) {
	verbs := t.Task.Verbs(v)
	for _, r := range task.Rules() {
		to := r.To
		if r.Verb == task.DoResume || r.Verb == task.DoRestore {
			to = t.Before
		}
		if to == "" || to == t.State || r.By == task.ProgramSide || !slices.Contains(verbs, r.Verb) {
			continue
		}
		if !slices.ContainsFunc(out, func(m move) bool { return m.Verb == r.Verb }) {
			out = append(out, move{r.Verb, to})
		}
	}
	return out
}

// Rows of one sheet of the Gantt: as many as an A3 sheet holds, each two lines of
// letters of 8 points high, with the group of each beside it and not above, so
// that as many groups fit. A test prints it.
const ganttRows = 36

// mostCounted is how far the tasks of a list are counted that is too long for one
// sheet.
const mostCounted = 10_000

// firstEvents tells when tasks were made: the name of a task stands in the first
// event of it.
func firstEvents(n int) *db.Stmt {
	return db.Built("chart.made", `SELECT subject, at FROM event WHERE subject IN (`+db.Places(1, n)+`)`)
}

type ganttPage struct {
	page
	Programmes bool // rows are grouped by programme, not by lead
	Groups     []ganttGroup
	Axis       axis
	Next       string
	Ongoing    int // tasks of the page without a deadline, which no bar shows
	// Part says that the list holds more than the page; Drawn are on it, of Count
	// or, with More, of more than that.
	Part         bool
	Drawn, Count int
	More         bool
}

type ganttGroup struct {
	Name string
	Rows []bar
}

func (h handlers) gantt(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := ganttPage{Programmes: r.Text("by") == "programme"}
	var err error
	if p.page, err = h.page(ctx, v, r, ganttAddress); err != nil {
		return nil, err
	}
	f := p.Filter
	f.Limit, f.Order, f.Group = ganttRows, task.Order{}, task.NoGroups
	list, err := task.Find(ctx, v, f)
	if err != nil {
		return nil, err
	}
	by := ""
	if p.Programmes {
		by = "programme"
	}
	if !list.Next.IsZero() {
		p.Next = p.At(ganttAddress, "by", by, "after", list.Next.Day, "at", string(list.Next.ID))
	}
	ids := make([]task.ID, len(list.Tasks))
	for i, t := range list.Tasks {
		ids[i] = t.ID
	}
	tasks, err := task.WithParts(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	made := map[task.ID]civil.Date{}
	if len(ids) > 0 {
		if err := db.Each(ctx, v.Snapshot, firstEvents(len(ids)), func(scan db.Scan) error {
			var id task.ID
			var at int64
			err := scan(&id, &at)
			made[id] = v.Day(time.UnixMicro(at))
			return err
		}, db.Args(ids)...); err != nil {
			return nil, err
		}
	}
	var bars []bar
	for _, t := range tasks {
		if t.Due.IsZero() {
			p.Ongoing++
			continue
		}
		bars = append(bars, barOf(t, made[t.ID], v.Today))
	}
	p.Axis, p.Drawn = axisOf(bars, v.Today), len(bars)
	if p.Part = p.Next != "" || !f.After.IsZero(); p.Part {
		all := f
		all.After = task.Cursor{}
		if p.Count, p.More, err = task.Count(ctx, v, all, mostCounted); err != nil {
			return nil, err
		}
	}
	names, err := h.groups(ctx, v, p, bars)
	if err != nil {
		return nil, err
	}
	for i, b := range bars {
		at := slices.IndexFunc(p.Groups, func(g ganttGroup) bool { return g.Name == names[i] })
		if at < 0 {
			at, p.Groups = len(p.Groups), append(p.Groups, ganttGroup{Name: names[i]})
		}
		p.Groups[at].Rows = append(p.Groups[at].Rows, b)
	}
	return web.Show(ganttView(p)), nil
}

// groups names the group of each bar; groups follow in the order of their first
// deadline.
func (h handlers) groups(ctx context.Context, v *work.View, p ganttPage, bars []bar) ([]string, error) {
	names := make([]string, len(bars))
	var docs []task.DocID
	for i, b := range bars {
		names[i] = p.name(b.Lead)
		if p.Programmes && b.Programme != "" {
			docs = append(docs, b.Programme)
		}
	}
	if !p.Programmes {
		return names, nil
	}
	cited := map[task.DocID]task.Cited{}
	if h.Documents != nil && len(docs) > 0 {
		var err error
		if cited, err = h.Documents(ctx, v, docs); err != nil {
			return nil, err
		}
	}
	for i, b := range bars {
		switch c, ok := cited[b.Programme]; {
		case ok:
			names[i] = c.Title
		case b.Programme != "":
			names[i] = tUnseenProgramme.In(ctx)
		default:
			names[i] = tNoProgramme.In(ctx)
		}
	}
	return names, nil
}

type calendarPage struct {
	page
	Month        civil.Date // its first day
	Weeks        [][]dayCell
	Total        int64
	Before, Next string
}

type dayCell struct {
	civil.Date
	Tasks   int64
	Href    string
	Off     bool
	Outside bool // of the month before or after
}

func (h handlers) calendar(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p := calendarPage{}
	var err error
	if p.page, err = h.page(ctx, v, r, calendarAddress); err != nil {
		return nil, err
	}
	p.Month = civil.On(v.Today.Year, v.Today.Month, 1)
	if s := r.Text("month"); s != "" {
		at, err := time.Parse("2006-01", s)
		if err != nil || at.Year() < 1945 || at.Year() > 2200 {
			return nil, fault.At("month", tNoMonth)
		}
		p.Month = civil.On(at.Year(), at.Month(), 1)
	}
	f := p.Filter
	f.From, f.Until = p.Month, civil.On(p.Month.Year, p.Month.Month, civil.DaysIn(p.Month.Year, p.Month.Month))
	counts, err := task.DueDays(ctx, v, f)
	if err != nil {
		return nil, err
	}
	from := f.From.AddDays(-(int(f.From.Weekday()) + 6) % 7)
	until := f.Until.AddDays((7 - int(f.Until.Weekday())) % 7)
	off, err := rule.DaysOff.Off(ctx, v, from, until)
	if err != nil {
		return nil, err
	}
	for day := from; !day.After(until); day = day.AddDays(1) {
		if day.Weekday() == time.Monday {
			p.Weeks = append(p.Weeks, nil)
		}
		c := dayCell{Date: day, Tasks: counts[day], Off: off[day], Outside: day.Before(f.From) || day.After(f.Until)}
		if c.Tasks > 0 {
			c.Href = p.At("/tasks", "from", day.Vietnamese(), "until", day.Vietnamese())
			p.Total += c.Tasks
		}
		p.Weeks[len(p.Weeks)-1] = append(p.Weeks[len(p.Weeks)-1], c)
	}
	p.Before, p.Next = p.monthAt(p.Month.AddMonths(-1)), p.monthAt(p.Month.AddMonths(1))
	return web.Show(calendarView(p)), nil
}

func (p calendarPage) monthAt(m civil.Date) string {
	return p.At(calendarAddress, "from", "", "until", "", "month", m.String()[:7])
}

// tabs lead between the ways to show the list, with the same question.
func (p page) tabs(ctx context.Context) []ui.Tab {
	out := []ui.Tab{{Label: tList.In(ctx), Href: p.At("/tasks")}}
	for _, o := range Views() {
		out = append(out, ui.Tab{Label: o.Title.In(ctx), Href: p.At(o.Address), Current: o.Address == p.Here})
	}
	return out
}
