package task

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/org"
)

// A column is one of those that the table of the register can show behind the
// words of the task.
type column struct {
	key     string // in addresses
	label   text.T
	sort    Sort // by which its heading sorts
	down    bool // the greatest first, when it is sorted by first
	numeric bool
	narrow  bool
	wide    bool // needs [Filter.Wide]
	write   func(ctx context.Context, p *listPage, r *ui.Rows, i int, t *Task)
}

// columnsAll are the columns in the order in which a table shows them, and
// columnsFirst those that it shows where nobody chose.
var (
	columnsAll = []column{
		{key: "lead", label: tLead, sort: ByLead, write: func(_ context.Context, p *listPage, r *ui.Rows, _ int, t *Task) { r.Text(p.whose(t.Lead)) }},
		{key: "issuer", label: tIssuer, sort: ByIssuer, write: func(_ context.Context, p *listPage, r *ui.Rows, _ int, t *Task) { r.Text(p.whose(t.Issuer)) }},
		{key: "person", label: tPersonShort, wide: true, write: func(_ context.Context, _ *listPage, r *ui.Rows, _ int, t *Task) { r.Text(t.Person) }},
		{key: "deliverable", label: tDeliverable, wide: true, write: func(_ context.Context, _ *listPage, r *ui.Rows, _ int, t *Task) { r.Text(t.Deliverable) }},
		{key: "programme", label: tProgramme, wide: true, write: func(ctx context.Context, p *listPage, r *ui.Rows, _ int, t *Task) {
			r.Text(p.programmeName(ctx, t.Programme))
		}},
		{key: "due", label: tDue, sort: ByDue, narrow: true, write: func(_ context.Context, _ *listPage, r *ui.Rows, _ int, t *Task) { writeDay(r, t.Due) }},
		{key: "first", label: tFirstDueColumn, sort: ByFirstDue, narrow: true, write: func(_ context.Context, _ *listPage, r *ui.Rows, _ int, t *Task) { writeDay(r, t.FirstDue) }},
		{key: "standing", label: tStanding, sort: ByState, write: func(ctx context.Context, p *listPage, r *ui.Rows, i int, t *Task) {
			if p.Stood != nil {
				r.Tags(p.then(ctx, i)...)
			} else {
				r.Tags(p.statuses(ctx, t)...)
			}
		}},
		{key: "late", label: tDaysLate, sort: ByLate, down: true, numeric: true, write: func(ctx context.Context, p *listPage, r *ui.Rows, i int, t *Task) {
			if n := p.daysLate(i); n > 0 {
				r.Int(text.LangOf(ctx), int64(n))
			}
		}},
		{key: "progress", label: tProgressLabel, sort: ByProgress, down: true, numeric: true, write: func(ctx context.Context, p *listPage, r *ui.Rows, _ int, t *Task) {
			if p.Stood != nil {
				r.Text(t.State.Title().In(ctx))
			} else {
				r.Raw(strconv.FormatInt(t.Progress, 10), "%")
			}
		}},
		{key: "update", label: tNextUpdate, sort: ByUpdate, narrow: true, write: func(_ context.Context, _ *listPage, r *ui.Rows, _ int, t *Task) { writeDay(r, t.NextUpdate) }},
		{key: "result", label: tResultDay, sort: ByResult, down: true, narrow: true, write: func(_ context.Context, _ *listPage, r *ui.Rows, _ int, t *Task) { writeDay(r, t.Submitted) }},
		{key: "unclear", label: tUnclearColumn, write: func(ctx context.Context, _ *listPage, r *ui.Rows, _ int, t *Task) {
			r.Text(reasonWords(ctx, t.Unclear))
		}},
	}
	columnsFirst = []string{"lead", "due", "standing", "progress"}
)

// columnsNamed returns the names among keys that are columns, in the order of
// the table.
func columnsNamed(keys []string) (of []string) {
	for _, c := range columnsAll {
		if slices.Contains(keys, c.key) {
			of = append(of, c.key)
		}
	}
	return of
}

// shownColumns returns the columns that an address names, separated by
// commas; those shown where nobody chose where it names none.
func shownColumns(names string) (of []column) {
	keys := columnsNamed(strings.Split(names, ","))
	if len(keys) == 0 {
		keys = columnsFirst
	}
	for _, c := range columnsAll {
		if slices.Contains(keys, c.key) {
			of = append(of, c)
		}
	}
	return of
}

func writeDay(r *ui.Rows, d civil.Date) {
	if !d.IsZero() {
		r.Raw(`<time datetime="`, d.String(), `">`, d.Vietnamese(), `</time>`)
	}
}

// daysLate returns by how many days the ith task was late on the day of the
// page.
func (p *listPage) daysLate(i int) int {
	t := p.Tasks[i]
	if p.Stood == nil {
		return t.DaysLate(p.Today)
	}
	return daysLate(p.Stood[i], t.Due, t.Submitted, p.Filter.Day)
}

// columns are the headings of the table. A heading sorts by its column, and
// again the other way round.
func (p *listPage) columns(ctx context.Context) []ui.Column {
	order := p.Filter.Order
	if order == (Order{}) && p.Filter.Part != PastTasks {
		order = Order{By: ByDue}
	} else if order == (Order{}) {
		order = Order{By: ByResult, Down: true}
	}
	out := []ui.Column{{Label: tTask.In(ctx)}}
	for _, c := range p.Shown {
		h := ui.Column{Label: c.label.In(ctx), Numeric: c.numeric, Narrow: c.narrow}
		if p.Stood != nil {
			switch c.key {
			case "standing":
				h.Label, c.sort = tStoodOn.In(ctx, p.Filter.Day.Vietnamese()), BySelf
			case "progress":
				h.Label, h.Numeric, c.sort = tToday.In(ctx), false, ByState
			}
		}
		if c.sort != BySelf {
			next := Order{c.sort, c.down}
			if order.By == c.sort {
				next.Down = !order.Down
				if h.Sorted = ui.Ascending; order.Down {
					h.Sorted = ui.Descending
				}
			}
			h.Sort = p.with("sort", next.String())
		}
		out = append(out, h)
	}
	return out
}

// rows are the rows of the table, written as text.
func (p *listPage) rows(ctx context.Context) templ.Component {
	r := ui.NewRows(p.Columns, len(p.Columns))
	groups := map[string]Group{}
	for _, g := range p.Groups {
		groups[g.Key] = g
	}
	for i, t := range p.Tasks {
		if p.In != nil && (i == 0 || p.In[i] != p.In[i-1]) {
			p.heading(ctx, r, groups[p.In[i]])
		}
		r.Row()
		r.Cell(0)
		if p.choosing() {
			r.Raw(`<input class="form-check-input" type="checkbox" form="choose-many" name="id" value="`)
			r.Text(string(t.ID))
			r.Raw(`" aria-label="`)
			r.Text(tChoose.In(ctx, t.Text))
			r.Raw(`"> `)
		}
		r.Link(t.ID.Address(), t.Text)
		if p.Filter.Unclear || p.Filter.Reason != "" {
			r.Raw(`<div class="soft">`)
			r.Text(reasonWords(ctx, t.Unclear))
			r.Raw(`</div>`)
		}
		r.EndCell()
		for n, c := range p.Shown {
			r.Cell(n + 1)
			c.write(ctx, p, r, i, t)
			r.EndCell()
		}
		r.EndRow()
	}
	return r
}

// heading writes the row above those of a group: its name, how many tasks it
// has in all, how far they are and how many are late.
func (p *listPage) heading(ctx context.Context, r *ui.Rows, g Group) {
	r.Raw(`<tr class="group-row"><th scope="rowgroup" colspan="`, strconv.Itoa(len(p.Columns)), `">`)
	name := p.groupName(ctx, g.Key)
	if at := p.groupAt(g.Key); at != "" {
		r.Link(at, name)
	} else {
		r.Text(name)
	}
	r.Raw(` <span class="soft">`)
	r.Text(groupSum(ctx, g))
	r.Raw(`</span>`)
	if at := p.lateAt(g.Key, false); g.Late > 0 {
		r.Raw(` `)
		if at != "" {
			r.Link(at, tSumLate.In(ctx, g.Late))
		} else {
			r.Text(tSumLate.In(ctx, g.Late))
		}
	}
	r.Raw(`</th></tr>`)
}

// groupSum says how many tasks a group has, and how far they are on the mean.
func groupSum(ctx context.Context, g Group) string {
	return tCountIs.In(ctx, int(g.Tasks), text.Int(ctx, g.Tasks)) + " · " + tSumProgress.In(ctx, g.Mean())
}

// total is the whole list as one group.
func (p *listPage) total() (all Group) {
	for _, g := range p.Groups {
		all = all.And(g)
	}
	return all
}

// groupName is what the group of a key is called.
func (p *listPage) groupName(ctx context.Context, key string) string {
	switch p.Filter.Group {
	case ByLeads, ByIssuers:
		if key == "" {
			return tWithoutLead.In(ctx)
		}
		return p.whose(org.ID(key))
	case ByProgramme:
		if key == "" {
			return tWithoutProgramme.In(ctx)
		}
		return p.programmeName(ctx, DocID(key))
	case ByStates:
		return State(key).Title().In(ctx)
	case ByTimings:
		return Timing(key).Title().In(ctx)
	case ByMonths:
		if year, month, ok := strings.Cut(key, "-"); ok {
			return tMonth.In(ctx, month, year)
		}
		return tWithoutDue.In(ctx)
	}
	return ""
}

func (p *listPage) programmeName(ctx context.Context, d DocID) string {
	if d == "" {
		return ""
	}
	if c, ok := p.Cited[d]; ok {
		return c.Title
	}
	return tUnseenDocument.In(ctx)
}

// groupAt is the address of the rows of a group alone, "" where there is none
// that the person may open.
func (p *listPage) groupAt(key string) string {
	if more := p.groupAsks(key); more != nil {
		return p.with(append(more, "group", "")...)
	}
	return ""
}

// lateAt is the address of the rows of a group that are late, by their present
// deadlines or by those first given.
func (p *listPage) lateAt(key string, first bool) string {
	more := p.groupAsks(key)
	if more == nil {
		return ""
	}
	return p.with(append(more, p.lateAsks(first)...)...)
}

// allLate is the address of all rows that are late.
func (p *listPage) allLate(first bool) string { return p.with(p.lateAsks(first)...) }

func (p *listPage) lateAsks(first bool) []string {
	late, by := Overdue, ""
	if p.Filter.Part == PastTasks {
		late = DoneLate
	}
	if first {
		by = "1"
	}
	return []string{"group", "", "timing", string(late), "first", by}
}

// mostGroupRows is how many groups the summary of a list shows.
const mostGroupRows = 200

func groupColumns(ctx context.Context, p *listPage) []ui.Column {
	return []ui.Column{{Label: groupTitles[p.Filter.Group].In(ctx)}, {Label: tTasks.In(ctx), Numeric: true}, {Label: tMean.In(ctx), Numeric: true}, {Label: tLateNumber.In(ctx), Numeric: true}, {Label: tLateFirst.In(ctx), Numeric: true}}
}

// groupAsks is what the question says besides, about one group.
func (p *listPage) groupAsks(key string) []string {
	switch p.Filter.Group {
	case ByLeads:
		if key == "" {
			return []string{"lacks", string(NoLead)}
		}
		if p.MaySee(org.ID(key)) {
			return []string{"lead", key}
		}
	case ByIssuers:
		if p.MaySee(org.ID(key)) {
			return []string{"issuer", key}
		}
	case ByProgramme:
		if key == "" {
			return []string{"lacks", string(NoProgramme)}
		}
		return []string{"programme", key}
	case ByStates:
		return []string{"state", key}
	case ByTimings:
		if key == "" && p.Filter.Part == OpenTasks {
			return []string{"state", string(Suspended)}
		}
		if key != "" {
			return []string{"timing", key}
		}
	case ByMonths:
		if key == "" {
			return []string{"lacks", string(NoDue)}
		}
		from := civil.MustParse(key + "-01")
		until := from.AddMonths(1).AddDays(-1)
		// What the question asks for already is not widened.
		if from.Before(p.Filter.From) {
			from = p.Filter.From
		}
		if !p.Filter.Until.IsZero() && until.After(p.Filter.Until) {
			until = p.Filter.Until
		}
		return []string{"from", from.Vietnamese(), "until", until.Vietnamese()}
	}
	return nil
}

// save is the address on which the question of the page is saved: in the place
// of that of the list that is open, where the person may and it asks something
// else by now; else as a new one. again tells the first.
func (p *listPage) save() (at string, again bool) {
	ask := "?" + url.Values{"ask": {p.Query.Encode()}}.Encode()
	if p.Saved != nil && p.Saved.Page != "" && !p.Saved.Asks(p.Query) {
		return p.Saved.Page + ask, true
	}
	return "/lists/new" + ask, false
}

// sheet is the address of the list as a spreadsheet: as shown, or with fill
// with the columns that can be filled in and brought back.
func (p *listPage) sheet(fill string) string {
	q := url.Values{}
	for name, values := range p.Query {
		q[name] = values
	}
	if fill != "" {
		q.Set("fill", fill)
	}
	return p.Sheets + "?" + q.Encode()
}

// more are what is seldom done with a list.
func (p *listPage) more(ctx context.Context) (out []ui.Action) {
	if p.Lists {
		out = append(out, ui.Action{Label: tSavedLists.In(ctx), Href: "/lists"})
	}
	if p.Sheets != "" && p.Stood == nil && len(p.Errors) == 0 {
		out = append(out, ui.Action{Label: tSheet.In(ctx), Href: p.sheet("")}, ui.Action{Label: tSheetToFill.In(ctx), Href: p.sheet("1")})
	}
	if p.Sheets != "" {
		out = append(out, ui.Action{Label: tSheetBack.In(ctx), Href: p.Sheets + "/new"})
	}
	return append(out, ui.Action{Label: tBatches.In(ctx), Href: "/tasks/batches"})
}

// bare is the address of the register without any question: not that of the
// list with which it opens.
func (p *listPage) bare() string {
	if p.Query.Has("list") {
		return "/tasks?list=none"
	}
	return "/tasks"
}

// lead is the name of the list that is open.
func (p *listPage) lead() string {
	if p.Saved == nil {
		return ""
	}
	return p.Saved.Name
}

// citing adds the documents under which the tasks of the page count, where it
// shows them.
func (h handlers) citing(ctx context.Context, v *work.View, p *listPage) error {
	var ids []DocID
	add := func(d DocID) {
		if _, known := p.Cited[d]; d != "" && !known && !slices.Contains(ids, d) {
			ids = append(ids, d)
		}
	}
	if p.Filter.Group == ByProgramme {
		for _, g := range p.Groups[:min(len(p.Groups), mostProgrammes)] {
			add(DocID(g.Key))
		}
		for _, key := range p.In {
			add(DocID(key))
		}
	}
	if slices.ContainsFunc(p.Shown, func(c column) bool { return c.key == "programme" }) {
		for _, t := range p.Tasks {
			add(t.Programme)
		}
	}
	cited, err := h.cited(ctx, v, ids)
	if p.Cited == nil {
		p.Cited = map[DocID]Cited{}
	}
	for id, c := range cited {
		p.Cited[id] = c
	}
	return err
}

// orderOptions are the sorts, each in its usual direction first.
func orderOptions(ctx context.Context) []ui.Option {
	out := make([]ui.Option, 0, 2*len(sortTitles))
	for _, s := range Sorts() {
		for _, down := range []bool{false, true} {
			title := sortTitles[s].In(ctx)
			if down {
				title = tGreatestFirst.In(ctx, title)
			}
			out = append(out, ui.Option{Value: Order{s, down}.String(), Label: title})
		}
	}
	return out
}

func groupOptions(ctx context.Context) []ui.Option {
	out := make([]ui.Option, 0, len(groupTitles))
	for _, g := range Groupings() {
		out = append(out, ui.Option{Value: string(g), Label: groupTitles[g].In(ctx)})
	}
	return out
}

func lackOptions(ctx context.Context) []ui.Option {
	out := make([]ui.Option, 0, len(lackTitles))
	for _, l := range Lacks() {
		out = append(out, ui.Option{Value: string(l), Label: lackTitles[l].In(ctx)})
	}
	return out
}

// A choice is a column that can be shown.
type choice struct {
	Key, Label string
	Shown      bool
}

func (p *listPage) choices(ctx context.Context) []choice {
	out := make([]choice, len(columnsAll))
	for i, c := range columnsAll {
		out[i] = choice{c.key, c.label.In(ctx), slices.ContainsFunc(p.Shown, func(s column) bool { return s.key == c.key })}
	}
	return out
}
