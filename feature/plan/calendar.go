package plan

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// mostInspections is how many items a calendar shows.
const mostInspections = 1000

// InspectionsIn returns the items of the inspection programmes of a body and of the
// bodies right under it that are on in a year, by their days; the first 1,000.
//
// The actor needs [CanSee] on the body.
func InspectionsIn(ctx context.Context, v *work.View, body org.ID, year int) ([]Item, error) {
	if err := v.Check(CanSee, body.Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	bodies := append([]org.ID{body}, tree.Chart(v.Today).Below(body)...)
	stmt := db.Built("plan.inspections", `SELECT `+itemColumns+` FROM plan_item
		WHERE programme_id IN (SELECT id FROM plan_programme WHERE kind = 'inspection' AND body_id IN (`+db.Places(3, len(bodies))+`))
		AND until_on >= $1 AND from_on <= $2 ORDER BY until_on, ord, id LIMIT `+strconv.Itoa(mostInspections))
	return db.All(ctx, v.Snapshot, stmt, scanItem, append([]any{civil.On(year, 1, 1), civil.On(year, 12, 31)}, db.Args(bodies)...)...)
}

// A calendarPage is the year of the inspection programmes of a body.
type calendarPage struct {
	Tree  *org.Tree
	Today civil.Date
	Body  org.ID
	Year  int
	Items []Item
}

func (h handlers) calendar(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := calendarPage{Tree: tree, Today: v.Today, Body: ownBody(tree, v, r), Year: v.Today.Year}
	if _, known := tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoProgramme)
	}
	if year, ok := r.Int("year"); ok && year >= 1900 && year <= 2200 {
		p.Year = year
	}
	p.Items, err = InspectionsIn(ctx, v, p.Body, p.Year)
	return web.Show(calendarView(p)), err
}

func calendarAddress(body org.ID, year int) string {
	return "/plans/calendar?" + url.Values{"body": {string(body)}, "year": {strconv.Itoa(year)}}.Encode()
}

func (p calendarPage) actions(ctx context.Context) []ui.Action {
	return []ui.Action{
		{Label: tYear.In(ctx, p.Year-1), Href: calendarAddress(p.Body, p.Year-1), Icon: ui.IconPrevious},
		{Label: tYear.In(ctx, p.Year+1), Href: calendarAddress(p.Body, p.Year+1), Icon: ui.IconNext},
	}
}

// A yearRow is what is looked at, and what is on of it.
type yearRow struct {
	Name  string
	Items []Item
}

// rows are those who are looked at, by name; what names nobody comes last.
func (p calendarPage) rows(ctx context.Context) (rows []yearRow) {
	at := map[string]int{}
	for _, i := range p.Items {
		key := i.looked()
		n, known := at[key]
		if !known {
			n = len(rows)
			at[key] = n
			rows = append(rows, yearRow{Name: p.looked(ctx, i)})
		}
		rows[n].Items = append(rows[n].Items, i)
	}
	slices.SortStableFunc(rows, func(a, b yearRow) int {
		if none := tNobodyNamed.In(ctx); a.Name == none || b.Name == none {
			return boolInt(a.Name == none) - boolInt(b.Name == none)
		}
		return text.Compare(a.Name, b.Name)
	})
	return rows
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// looked is who is looked at in an item.
func (p calendarPage) looked(ctx context.Context, i Item) string {
	switch {
	case i.looked() == "":
		return tNobodyNamed.In(ctx)
	case i.Looked != "":
		return p.Tree.Distinct(i.Looked, "", p.Today)
	}
	return i.About
}

// in are the items of a row that are on in a month.
func (r yearRow) in(year int, month time.Month) (of []Item) {
	for _, i := range r.Items {
		if i.in(year, month) {
			of = append(of, i)
		}
	}
	return of
}

// mark is an item in a month of the year, as short as it can be.
func (i Item) mark() text.T {
	switch i.Forum {
	case Inspecting:
		return tInspectsMark
	case Supervising:
		return tSupervisesMark
	}
	return tOtherMark
}

// clashes tells which bodies are looked at more than once in a month.
func (p calendarPage) clashes(ctx context.Context) (said []string) {
	for _, c := range Clashes(p.Year, p.Items) {
		words := ""
		for n, i := range c.Items {
			if n > 0 {
				words += "; "
			}
			words += "“" + i.Words + "” (" + i.when(ctx) + ")"
		}
		said = append(said, tClash.In(ctx, p.looked(ctx, c.Items[0]), c.Month.Month, c.Month.Year, words))
	}
	return said
}

func (p calendarPage) listColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tWhen.In(ctx), Narrow: true}, {Label: tItemWords.In(ctx), Title: true}, {Label: tAbout.In(ctx)}, {Label: tTeam.In(ctx)}, {Label: tReportBy.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

var (
	tCalendarOf     = text.New("Lịch kiểm tra, giám sát năm %d", "Inspections and supervision in %d")
	tYear           = text.New("Năm %d", "%d")
	tNobodyNamed    = text.New("Chưa nêu đối tượng", "Nobody named")
	tInspectsMark   = text.New("KT", "I")
	tSupervisesMark = text.New("GS", "S")
	tOtherMark      = text.New("V", "O")
	tMarks          = text.New("KT: kiểm tra; GS: giám sát; V: việc khác. Việc không thực hiện được gạch ngang.", "I: inspection; S: supervision; O: other. What was dropped is struck through.")
	tClash          = text.New("%s được kiểm tra, giám sát nhiều lần trong tháng %d/%d: %s.", "%s is looked at more than once in month %d/%d: %s.")
	tNoInspections  = text.New("Không có cuộc kiểm tra, giám sát nào trong năm", "No inspection in the year")
	tNoInspectHow   = text.New("Lập chương trình loại “Chương trình kiểm tra, giám sát” rồi thêm từng cuộc, hoặc dán cả bảng từ Word.", "Make a programme of inspection and supervision and add its items, or paste the table from Word.")
	tMonthShort     = text.New("T%d", "%d")
	tByMonth        = text.New("Theo tháng", "By month")
	tWhoIsLooked    = text.New("Đối tượng", "Who is looked at")
)
