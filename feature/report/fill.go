package report

import (
	"context"
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/task"
)

// numberWidth is that of the column of numbers before every table, in millimetres.
const numberWidth = 11

// A filler fills the blocks of one report with the figures of the moment, as the actor
// may see them.
type filler struct {
	*work.View
	*Report
	tree   *org.Tree
	method board.Method
	kept   map[civil.Date]*board.Map // of the scope, by day
}

// fill is the data set of a report as it is at this moment.
func fill(ctx context.Context, v *work.View, r *Report) (*Figures, error) {
	ctx = text.WithLang(ctx, text.Vietnamese) // it is a Vietnamese document whatever the language of the pages
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	f := filler{View: v, Report: r, tree: tree, kept: map[civil.Date]*board.Map{}}
	if f.method, err = board.MethodOn(ctx, v, r.Until); err != nil {
		return nil, err
	}
	var rules []string
	for _, b := range f.method.By {
		rules = append(rules, b.Ref())
	}
	head := tree.HeadOf(r.Body, v.Today)
	out := &Figures{
		Format: format, Report: r.ID, Title: r.Title, Body: head.Name, Above: head.Above, Party: head.Regime == org.PartyRegime,
		Scope: tree.Name(r.Scope, f.day()), Period: r.Period, From: r.From, Until: r.Until, On: v.Today, Post: r.Post, Rounding: f.method.Rounding, Rules: rules,
	}
	if r.Programme != "" {
		found, err := doc.Documents(ctx, v, []doc.ID{r.Programme})
		if err != nil {
			return nil, err
		}
		if d := found[r.Programme]; d != nil {
			out.Under = d.Title()
		}
	}
	if r.Form != "" {
		form, err := FindForm(ctx, v, r.Form)
		if err != nil {
			return nil, err
		}
		m, err := f.mapOn(ctx, f.day())
		if err != nil {
			return nil, err
		}
		out.Form, out.Marks = form.SHA256, f.marks(ctx, m.Total)
	}
	for _, b := range r.Blocks {
		p, err := f.piece(ctx, b)
		if err != nil {
			return nil, err
		}
		out.Blocks = append(out.Blocks, p)
	}
	return out, nil
}

// day is the last of the period that has come.
func (f *filler) day() civil.Date {
	if f.Until.After(f.Today) {
		return f.Today
	}
	return f.Until
}

func (f *filler) piece(ctx context.Context, b Block) (Piece, error) {
	p := Piece{ID: b.ID, Kind: b.Kind, Title: b.Title}
	var err error
	switch b.Kind {
	case Outcome:
		err = f.outcome(ctx, b, &p)
	case Compare:
		err = f.compare(ctx, &p)
	case Tasks:
		err = f.tasks(ctx, b, &p)
	case Collected:
		err = f.collected(ctx, b, &p)
	case Changes:
		err = f.changes(ctx, b, &p)
	case Indicators:
		err = f.indicators(ctx, b, &p)
	case Course, Ranked:
		err = f.drawn(ctx, b, &p)
	case Undeclared:
		err = f.undeclared(ctx, b, &p)
	case Narrative:
		said, err := f.told(ctx, b.Words, "")
		p.Words = paragraphs(said)
		return p, err
	case Checkpoint:
		line, said := "", error(nil)
		if line, said = audit.CheckpointLine(ctx, f.View); line != "" {
			p.Words = []string{line}
		}
		err = said
	}
	return p, err
}

// mapOn is the map of the scope at the end of a day, of which there is one for today.
func (f *filler) mapOn(ctx context.Context, day civil.Date) (m *board.Map, err error) {
	if m = f.kept[day]; m != nil {
		return m, nil
	}
	programme := task.DocID(f.Programme)
	if day.Before(f.Today) {
		m, err = board.ShowAt(ctx, f.View, f.Scope, programme, day.AddDays(1).Start(f.Zone).Add(-1))
	} else {
		m, err = board.Show(ctx, f.View, f.Scope, programme)
	}
	f.kept[day] = m
	return m, err
}

// outcome is the table of four numbers at the end of the period.
func (f *filler) outcome(ctx context.Context, b Block, p *Piece) error {
	m, err := f.mapOn(ctx, f.day())
	if err != nil {
		return err
	}
	p.Table = &Table{Columns: []Column{
		{"Cơ quan, đơn vị", 37, false}, {"Tổng số", 16, true}, {"Hoàn thành đúng hạn", 18, true}, {"Hoàn thành quá hạn", 18, true},
		{"Chưa hoàn thành, trong hạn", 20, true}, {"Chưa hoàn thành, quá hạn", 20, true}, {"Tỷ lệ hoàn thành", 25, true},
	}}
	if b.By == ByBody {
		for _, r := range m.Rows {
			if r.Counts.IsZero() {
				continue
			}
			name := f.tree.Name(r.Body, f.day())
			if r.Body == m.Body {
				name += " (trực tiếp)"
			}
			p.Table.Rows = append(p.Table.Rows, Row{Key: string(r.Body), Cells: f.counts(name, r.Counts)})
		}
	}
	p.Table.Rows = append(p.Table.Rows, Row{Key: "total", Total: true, Cells: f.counts("Tổng cộng", m.Total)})
	p.Notes = f.basis()
	return nil
}

func (f *filler) counts(name string, c board.Counts) []Cell {
	c = f.method.Of(c)
	return []Cell{words(name), number(c.Open() + c.Completed()), number(c.OnTime), number(c.Late), number(c.Within()), number(c.Overdue), share(c.Completed(), f.method.Over(c))}
}

// basis tells of which day the numbers are and how they are counted; by which versions of
// the rules stands in the data set.
func (f *filler) basis() []string {
	deadline, over, cut := "thời hạn hiện tại", "nhiệm vụ đã đến hạn", "làm tròn"
	if f.method.First {
		deadline = "thời hạn giao lần đầu"
	}
	if f.method.All {
		over = "tất cả nhiệm vụ có thời hạn"
	}
	if f.method.Rounding == text.Truncate {
		cut = "cắt bỏ phần lẻ"
	}
	return []string{"Số liệu tính đến hết ngày " + f.day().Vietnamese() + " theo " + deadline + ", không gồm nhiệm vụ thường xuyên và nhiệm vụ tạm dừng; tỷ lệ tính trên " + over + ", " + cut + " ở chữ số thập phân thứ hai."}
}

// compare is the numbers of the scope beside those of the same day a year before.
func (f *filler) compare(ctx context.Context, p *Piece) error {
	now, err := f.mapOn(ctx, f.day())
	if err != nil {
		return err
	}
	before := f.day().AddMonths(-12)
	then, err := f.mapOn(ctx, before)
	if err != nil {
		return err
	}
	a, b := f.method.Of(then.Total), f.method.Of(now.Total)
	p.Table = &Table{Columns: []Column{{"Chỉ tiêu", 64, false}, {"Đến " + before.Vietnamese(), 32, true}, {"Đến " + f.day().Vietnamese(), 32, true}, {"Tăng, giảm", 26, true}}}
	for _, n := range []struct {
		key, name string
		of        func(board.Counts) int64
	}{
		{"all", "Tổng số nhiệm vụ có thời hạn", func(c board.Counts) int64 { return c.Open() + c.Completed() }},
		{"on_time", "Hoàn thành đúng hạn", func(c board.Counts) int64 { return c.OnTime }},
		{"late", "Hoàn thành quá hạn", func(c board.Counts) int64 { return c.Late }},
		{"within", "Chưa hoàn thành, trong hạn", board.Counts.Within},
		{"overdue", "Chưa hoàn thành, quá hạn", func(c board.Counts) int64 { return c.Overdue }},
	} {
		p.Table.Rows = append(p.Table.Rows, Row{Key: n.key, Cells: []Cell{words(n.name), number(n.of(a)), number(n.of(b)), number(n.of(b) - n.of(a))}})
	}
	p.Table.Rows = append(p.Table.Rows, Row{Key: "rate", Cells: []Cell{words("Tỷ lệ hoàn thành"), share(a.Completed(), f.method.Over(a)), share(b.Completed(), f.method.Over(b)), words("")}})
	if then.Total.IsZero() {
		p.Notes = []string{"Cùng kỳ năm trước chưa có nhiệm vụ nào được theo dõi."}
	}
	return nil
}

// mostCounted is how far the tasks are counted of which some are listed.
const mostCounted = 20000

// tasks is a list of tasks, with how many more there are.
func (f *filler) tasks(ctx context.Context, b Block, p *Piece) error {
	q := task.Filter{Body: f.Scope, Programme: task.DocID(f.Programme), Limit: b.Most}
	switch b.Which {
	case OverdueTasks:
		q.Timing = task.Overdue
		if f.Until.Before(f.Today) {
			q.Day = f.Until
		}
	case ComingTasks:
		q.From, q.Until = f.Until.AddDays(1), f.Until.AddDays(f.Until.Sub(f.From)+1)
	}
	found, err := task.Find(ctx, f.View, q)
	if err != nil {
		return err
	}
	more := 0
	if !found.Next.IsZero() {
		n, _, err := task.Count(ctx, f.View, q, mostCounted)
		if err != nil {
			return err
		}
		more = n - len(found.Tasks)
	}
	f.list(ctx, p, found.Tasks, more)
	return nil
}

func (f *filler) list(ctx context.Context, p *Piece, tasks []*task.Task, more int) {
	if len(tasks) == 0 {
		p.Words = []string{"Không có."}
		return
	}
	p.Table = &Table{Columns: []Column{{"Nhiệm vụ", 66, false}, {"Cơ quan chủ trì", 36, false}, {"Thời hạn", 26, false}, {"Tình trạng", 26, false}}}
	for _, t := range tasks {
		due := t.Due.Vietnamese()
		if t.Due.IsZero() {
			due = "Thường xuyên"
		}
		p.Table.Rows = append(p.Table.Rows, Row{Key: string(t.ID), Cells: []Cell{words(t.Text), words(f.tree.Name(t.Lead, f.day())), words(due), words(t.State.Title().In(ctx))}})
	}
	if more > 0 {
		p.Notes = []string{"Còn " + text.Int(ctx, int64(more)) + " nhiệm vụ khác không nêu ở đây."}
	}
}

// changes is what happened to tasks in the period: how often of each kind, and the latest.
func (f *filler) changes(ctx context.Context, b Block, p *Piece) error {
	found, err := task.ChangesOf(ctx, f.View, task.ChangeFilter{From: f.From, Until: f.day(), Body: f.Scope, Programme: task.DocID(f.Programme), Each: b.Most})
	if err != nil {
		return err
	}
	if len(found.Tallies) == 0 {
		p.Words = []string{"Không có thay đổi."}
		return nil
	}
	var all []string
	n := 0
	for _, t := range found.Tallies {
		n += int(t.N)
		all = append(all, t.Kind.Title().In(ctx)+": "+text.Int(ctx, t.N))
	}
	p.Words = []string{strings.Join(all, "; ") + "."}
	p.Table = &Table{Columns: []Column{{"Thay đổi", 30, false}, {"Nhiệm vụ", 64, false}, {"Cơ quan chủ trì", 34, false}, {"Ngày", 26, false}}}
	rows := found.Rows[:min(len(found.Rows), b.Most)]
	for _, c := range rows {
		p.Table.Rows = append(p.Table.Rows, Row{
			Key: string(c.Kind) + " " + string(c.ID) + " " + strconv.FormatInt(c.Event.Seq, 10), Cells: []Cell{words(c.Kind.Title().In(ctx)), words(c.Text), words(f.tree.Name(c.Lead, f.day())), words(f.Day(c.At).Vietnamese())},
		})
	}
	if n > len(rows) {
		p.Notes = []string{"Còn " + text.Int(ctx, n-len(rows)) + " thay đổi khác không nêu ở đây."}
	}
	return nil
}

// inside says whether a scope is a body whose tasks a report may tell: its own or one
// below it, on the last day of the period that has come.
func inside(tree *org.Tree, body, scope org.ID, day civil.Date) error {
	chart := tree.Chart(day)
	if scope != body && !(chart.Has(scope) && chart.Within(scope, body)) {
		return fault.At("scope", tScopeWrong)
	}
	return nil
}
