package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/plan"
)

const pastedLines = `CHƯƠNG TRÌNH CÔNG TÁC
Tháng 3
1. Sơ kết công tác quý I (Văn phòng Tỉnh uỷ chuẩn bị)
2) Báo cáo tình hình thu ngân sách - Đảng uỷ xã An Hoà chuẩn bị.
II. TRÌNH BAN THƯỜNG VỤ
Quý II/2026:
- Quy định về đánh giá cán bộ (Ban Tổ chức; thẩm định: Văn phòng; tháng 5)
Thường xuyên
+ Theo dõi tình hình cơ sở;

`

// Lines without numbers that name a time are something to be done all the same.
const unnumberedLines = `Tháng 12
Triển khai nhiệm vụ năm 2027 (Văn phòng Tỉnh uỷ; thẩm định: Thường trực Tỉnh uỷ)
Kiểm điểm, đánh giá, xếp loại cuối năm (Ban Tổ chức Tỉnh uỷ)
Hội nghị tổng kết năm 2026, nhiệm vụ quý I năm 2027
Quý III, quý IV
Báo cáo quý III
Từ tháng 3 đến tháng 4/2026
Sơ kết 6 tháng đầu năm
6 tháng cuối năm
Tổng kết`

// A programme as it is pasted from a paper: headings say when and before whom, what
// stands in brackets or behind a dash who prepares.
func TestReadItems(t *testing.T) {
	got := ""
	for _, i := range plan.ReadItems(pastedLines, day("2026-01-01")) {
		got += fmt.Sprintf("%s | %s | %s | %s | %s | %s–%s\n", i.Words, i.Forum, i.Prepares, i.Reviews, i.When, i.From, i.Until)
	}
	want := `Sơ kết công tác quý I | conference | Văn phòng Tỉnh uỷ |  | Tháng 3 | 2026-03-01–2026-03-31
Báo cáo tình hình thu ngân sách | other | Đảng uỷ xã An Hoà |  | Tháng 3 | 2026-03-01–2026-03-31
Quy định về đánh giá cán bộ | standing | Ban Tổ chức | Văn phòng | tháng 5 | 2026-05-01–2026-05-31
Theo dõi tình hình cơ sở | standing |  |  | Thường xuyên | –
`
	if got != want {
		t.Errorf("read:\n%s\nwant:\n%s", got, want)
	}
}

func TestReadItemsWithoutNumbers(t *testing.T) {
	got := ""
	for _, i := range plan.ReadItems(unnumberedLines, day("2026-01-01")) {
		got += fmt.Sprintf("%s | %s | %s\n", i.Words, i.Prepares, i.When)
	}
	want := `Triển khai nhiệm vụ năm 2027 | Văn phòng Tỉnh uỷ | Tháng 12
Kiểm điểm, đánh giá, xếp loại cuối năm | Ban Tổ chức Tỉnh uỷ | Tháng 12
Hội nghị tổng kết năm 2026, nhiệm vụ quý I năm 2027 |  | Tháng 12
Báo cáo quý III |  | Quý III, quý IV
Sơ kết 6 tháng đầu năm |  | Từ tháng 3 đến tháng 4/2026
Tổng kết |  | 6 tháng cuối năm
`
	if got != want {
		t.Errorf("read:\n%s\nwant:\n%s", got, want)
	}
}

// Whatever time a line names, it is no heading where it says something to be done.
func TestNoItemIsTakenForAHeading(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		time := rapid.SampledFrom([]string{"năm 2026", "quý II", "tháng 3", "6 tháng đầu năm", "cuối năm", "ngày 15/4/2026"}).Draw(r, "time")
		deed := rapid.SampledFrom([]string{"Báo cáo", "Hội nghị tổng kết", "Kiểm điểm cuối nhiệm kỳ", "Đề án", "Làm việc với xã"}).Draw(r, "deed")
		line := deed + " " + time
		if rapid.Bool().Draw(r, "prepared") {
			line += " (Văn phòng Tỉnh uỷ)"
		}
		if items := plan.ReadItems("Tháng 5\n"+line, day("2026-01-01")); len(items) != 1 || items[0].Words != deed+" "+time || items[0].When != "Tháng 5" {
			r.Errorf("%q is read as %+v", line, items)
		}
	})
}

// A table as it is pasted from a paper: with headings in whatever order, or without.
func TestReadItemsFromATable(t *testing.T) {
	for name, c := range map[string]struct{ lines, want string }{
		"with headings": {
			"TT\tThời gian\tNội dung\tCấp trình\tCơ quan chuẩn bị\tCơ quan thẩm định\n1\tTháng 3 - 4\tĐề án chuyển đổi số\tBan Chấp hành\tSở Khoa học\tVăn phòng",
			"Đề án chuyển đổi số committee Sở Khoa học Văn phòng 2026-03-01–2026-04-30",
		},
		"without, with a year in the words": {"1\tTổng kết năm 2026\tVăn phòng\tTháng 12", "Tổng kết năm 2026 conference Văn phòng  2026-12-01–2026-12-31"},
		"without":                           {"1\tTổng kết năm\tVăn phòng\tTháng 12", "Tổng kết năm conference Văn phòng  2026-12-01–2026-12-31"},
		"inspections": {
			"STT\tNội dung\tĐối tượng\tĐoàn kiểm tra\tThời gian\tHạn báo cáo tự kiểm tra\n01\tKiểm tra thu, chi ngân sách\tĐảng uỷ xã An Hoà\tĐoàn số 1\tQuý III\t15/7/2026",
			"Kiểm tra thu, chi ngân sách inspection Đoàn số 1  2026-07-01–2026-09-30 Đảng uỷ xã An Hoà 2026-07-15",
		},
	} {
		items := plan.ReadItems(c.lines, day("2026-01-01"))
		if len(items) != 1 {
			t.Errorf("%s: %d items were read", name, len(items))
			continue
		}
		i := items[0]
		got := fmt.Sprintf("%s %s %s %s %s–%s", i.Words, i.Forum, i.Prepares, i.Reviews, i.From, i.Until)
		if i.About != "" {
			got += fmt.Sprintf(" %s %s", i.About, i.ReportBy)
		}
		if got != c.want {
			t.Errorf("%s: read %q, want %q", name, got, c.want)
		}
	}
}

// Who is looked at stands in the words of an inspection.
func TestWhoIsLookedAt(t *testing.T) {
	for line, want := range map[string]string{
		"1. Kiểm tra Ban Thường vụ Đảng uỷ xã An Hoà về thực hiện nghị quyết (tháng 4)": "Ban Thường vụ Đảng uỷ xã An Hoà",
		"- Giám sát chuyên đề đối với Đảng uỷ xã Bình Phú trong công tác cán bộ":        "Đảng uỷ xã Bình Phú",
		"Tổng kết công tác kiểm tra đối với các xã về đất đai":                          "",
	} {
		if items := plan.ReadItems(line, day("2026-01-01")); len(items) != 1 || items[0].About != want {
			t.Errorf("%s: %+v", line, items)
		}
	}
}

// Whatever is pasted, nothing breaks, what is read can be held, and words are not
// invented.
func FuzzReadItems(f *testing.F) {
	f.Add(pastedLines)
	f.Add("TT\tNội dung\tThời gian\n1\tA\tQuý I")
	f.Add("((((a)))) - B (; ;)\nI.\n-\n1.\t\t")
	f.Fuzz(func(t *testing.T, lines string) {
		for _, i := range plan.ReadItems(lines, day("2026-01-01")) {
			if strings.TrimSpace(i.Words) == "" || i.From.After(i.Until) || i.From.IsZero() != i.Until.IsZero() {
				t.Fatalf("%q gave %+v", lines, i)
			}
		}
	})
}

func someItem(t *rapid.T, n int) plan.Item {
	from := day("2026-01-01").AddDays(rapid.IntRange(0, 364).Draw(t, "from"))
	i := plan.Item{
		ID: plan.ItemID(fmt.Sprint(n)), Forum: rapid.SampledFrom(plan.Forums()).Draw(t, "forum"), State: rapid.SampledFrom([]plan.ItemState{plan.ToDo, plan.Done, plan.Dropped}).Draw(t, "state"),
		Looked: org.ID(rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "looked")), From: from, Until: from.AddDays(rapid.IntRange(0, 120).Draw(t, "days")),
	}
	if rapid.IntRange(0, 4).Draw(t, "dated") == 0 {
		i.From, i.Until = civil.Date{}, civil.Date{}
	}
	return i
}

// Months hold every item once, each in the month of its last day, in order.
func TestMonthsHoldEveryItem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var items []plan.Item
		for n := range rapid.IntRange(0, 12).Draw(t, "n") {
			items = append(items, someItem(t, n))
		}
		seen := map[plan.ItemID]int{}
		var last civil.Date
		for at, m := range plan.Months(items) {
			if at > 0 && !m.First.IsZero() && !m.First.After(last) {
				t.Fatalf("%s comes behind %s", m.First, last)
			}
			last = m.First
			for _, i := range m.Items {
				if seen[i.ID]++; !m.First.IsZero() && (i.Until.Year != m.First.Year || i.Until.Month != m.First.Month) || m.First.IsZero() != i.Until.IsZero() {
					t.Fatalf("%+v stands in %s", i, m.First)
				}
			}
		}
		for _, i := range items {
			if seen[i.ID] != 1 {
				t.Fatalf("%s stands %d times", i.ID, seen[i.ID])
			}
		}
	})
}

// Two inspections of one body clash exactly where both are on in one month of the
// year and neither was dropped.
func TestClashesAreInspectionsOfOneBodyInOneMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var items []plan.Item
		for n := range rapid.IntRange(0, 6).Draw(t, "n") {
			items = append(items, someItem(t, n))
		}
		clash := map[[2]plan.ItemID]bool{}
		for _, c := range plan.Clashes(2026, items) {
			for a := range c.Items {
				for b := range c.Items[:a] {
					clash[[2]plan.ItemID{c.Items[b].ID, c.Items[a].ID}] = true
				}
			}
		}
		looks := func(i plan.Item) bool {
			return i.Inspects() && i.Looked != "" && i.State != plan.Dropped && !i.Until.IsZero()
		}
		month := func(d civil.Date) int { return d.Year*12 + int(d.Month) }
		for b := range items {
			for a := range items[:b] {
				x, y := items[a], items[b]
				want := looks(x) && looks(y) && x.Looked == y.Looked && month(x.From) <= month(y.Until) && month(y.From) <= month(x.Until)
				// What is on together in the next year only is told there.
				want = want && max(month(x.From), month(y.From)) <= 2026*12+12
				if got := clash[[2]plan.ItemID{x.ID, y.ID}]; got != want {
					t.Fatalf("%+v and %+v: told %v, want %v", x, y, got, want)
				}
			}
		}
	})
}

func TestItems(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.programme(t)
		p.MustDo(t, func(u *work.Unit) error {
			return plan.PutItems(ctx, u, id, plan.ReadItems(pastedLines, day("2026-01-01")))
		})
		all := func() (items []plan.Item) {
			o.MustView(t, func(v *work.View) (err error) {
				items, err = plan.ItemsOf(ctx, v, id)
				return err
			})
			return items
		}
		named := func(words string) plan.Item {
			for _, i := range all() {
				if strings.Contains(i.Words, words) {
					return i
				}
			}
			t.Fatalf("%q is not in the programme", words)
			return plan.Item{}
		}
		if n := len(all()); n != 4 {
			t.Fatalf("%d items", n)
		}
		budget := named("ngân sách")
		if budget.Preparer != p.commune {
			t.Errorf("who prepares %q is %q", budget.Prepares, budget.Preparer)
		}
		do := func(fn func(u *work.Unit) error) error { return o.Do(ctx, work.System("test"), fn) }
		refused := func(what string, err error, kind fault.Kind, field string) {
			t.Helper()
			if !fault.Is(err, kind) || field != "" && (len(fault.All(err)) == 0 || fault.All(err)[0].Field != field) {
				t.Errorf("%s: %v", what, err)
			}
		}
		refused("moved without words", do(func(u *work.Unit) error { return plan.MoveItem(ctx, u, budget.ID, budget.Version, "khi cần", "") }), fault.Invalid, "to")
		refused("moved to where it is", do(func(u *work.Unit) error { return plan.MoveItem(ctx, u, budget.ID, budget.Version, "tháng 3", "Vì") }), fault.Invalid, "to")
		p.MustDo(t, func(u *work.Unit) error {
			return plan.MoveItem(ctx, u, budget.ID, budget.Version, "Tháng 6", "Chờ số liệu")
		})
		p.MustDo(t, func(u *work.Unit) error {
			return plan.MoveItem(ctx, u, budget.ID, budget.Version+1, "Quý III", "Chờ nữa")
		})
		moved := named("ngân sách")
		if moved.FirstWhen != "Tháng 3" || moved.FirstUntil != day("2026-03-31") || moved.Until != day("2026-09-30") || moved.Reason != "Chờ nữa" {
			t.Errorf("moved twice: %+v", moved)
		}
		refused("moved by an old page", do(func(u *work.Unit) error { return plan.MoveItem(ctx, u, budget.ID, 1, "Tháng 12", "x") }), fault.Conflict, "")
		refused("deleted after it was moved", do(func(u *work.Unit) error { return plan.RemoveItem(ctx, u, budget.ID, moved.Version) }), fault.Conflict, "")
		// The programme runs: its time is not changed in the form.
		changed := moved
		changed.Words, changed.When = "Báo cáo thu, chi", "Tháng 12"
		p.MustDo(t, func(u *work.Unit) error { return plan.ChangeItem(ctx, u, changed) })
		if i := named("thu, chi"); i.When != "Quý III" || i.Reason != "Chờ nữa" {
			t.Errorf("changed: %+v", i)
		}
		// What has no day yet is given one.
		often := named("cơ sở")
		often.When = "Tháng 13"
		p.MustDo(t, func(u *work.Unit) error { return plan.ChangeItem(ctx, u, often) })
		often = named("cơ sở")
		often.When = "Năm 2030"
		refused("outside the programme", do(func(u *work.Unit) error { return plan.ChangeItem(ctx, u, often) }), fault.Invalid, "when")
		often.When = "Tháng 8"
		p.MustDo(t, func(u *work.Unit) error { return plan.ChangeItem(ctx, u, often) })
		if i := named("cơ sở"); i.Until != day("2026-08-31") || i.Moved() {
			t.Errorf("given a day: %+v", i)
		}
		rule := named("đánh giá")
		refused("dropped without words", do(func(u *work.Unit) error {
			return plan.EndItem(ctx, u, rule.ID, rule.Version, plan.Dropped, u.Today, " ")
		}), fault.Invalid, "dropped")
		refused("done tomorrow", do(func(u *work.Unit) error {
			return plan.EndItem(ctx, u, rule.ID, rule.Version, plan.Done, u.Today.AddDays(1), "")
		}), fault.Invalid, "on")
		p.MustDo(t, func(u *work.Unit) error {
			return plan.EndItem(ctx, u, rule.ID, rule.Version, plan.Dropped, u.Today, "Cấp trên đã ban hành")
		})
		refused("moved after it was dropped", do(func(u *work.Unit) error { return plan.MoveItem(ctx, u, rule.ID, rule.Version+1, "Tháng 12", "x") }), fault.Conflict, "")
		p.MustDo(t, func(u *work.Unit) error {
			return plan.EndItem(ctx, u, rule.ID, rule.Version+1, plan.ToDo, civil.Date{}, "")
		})
		p.MustDo(t, func(u *work.Unit) error { return plan.RemoveItem(ctx, u, rule.ID, rule.Version+2) })
		if n := len(all()); n != 3 {
			t.Errorf("%d items are left", n)
		}
		refused("a removed one", do(func(u *work.Unit) error { return plan.RemoveItem(ctx, u, rule.ID, 1) }), fault.Unknown, "")
		refused("no lines", do(func(u *work.Unit) error { return plan.PutItems(ctx, u, id, nil) }), fault.Invalid, "lines")
		refused("too many", do(func(u *work.Unit) error { return plan.PutItems(ctx, u, id, make([]plan.Item, plan.MostItems)) }), fault.TooMuch, "")
		refused("a wrong line", do(func(u *work.Unit) error {
			return plan.PutItems(ctx, u, id, []plan.Item{{Words: "A", Forum: plan.Board}, {Words: " ", Forum: plan.Board}})
		}), fault.Invalid, "lines")
		p.MustDo(t, func(u *work.Unit) error {
			bad := plan.Item{Words: "A", Forum: "x", When: "Tháng 3/2031", Doc: "no", Task: "no"}
			all := fault.All(plan.PutItems(ctx, u, id, []plan.Item{bad}))
			got := ""
			for _, f := range all {
				got += f.Field + " "
			}
			if got != "forum when doc task " {
				t.Errorf("wrong are %q", got)
			}
			return nil
		})
	})
}

// Of a resolution's programme an item says how it stands by its words alone.
func TestStandingOfItems(t *testing.T) {
	in := plan.Item{State: plan.ToDo, From: day("2026-03-01"), Until: day("2026-03-31")}
	done := in
	done.State, done.Ended = plan.Done, day("2026-04-01")
	dropped := in
	dropped.State = plan.Dropped
	for _, c := range []struct {
		item plan.Item
		on   string
		want plan.Standing
		near bool
	}{
		{in, "2026-03-31", plan.Ahead, true}, {in, "2026-04-01", plan.Overdue, true}, {in, "2026-01-31", plan.Ahead, false}, {in, "2026-02-01", plan.Ahead, true},
		{done, "2026-06-01", plan.TooLate, false}, {dropped, "2026-06-01", plan.GivenUp, false}, {plan.Item{State: plan.ToDo}, "2026-06-01", plan.Ahead, false}, {plan.Item{State: plan.Done, Ended: day("2026-01-01")}, "2026-06-01", plan.InTime, false},
	} {
		if got := c.item.Standing(day(c.on)); got != c.want || c.item.Near(day(c.on)) != c.near || c.item.Bare(day(c.on)) != c.near {
			t.Errorf("%+v on %s: %s, near %v", c.item, c.on, got, c.item.Near(day(c.on)))
		}
	}
}
