package meeting

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAgendaIsReadFromLines(t *testing.T) {
	a := ReadAgenda(`
1. Chào cờ, tuyên bố lý do (10 phút)
2. Trình bày báo cáo sơ kết - Ban Tổ chức (20 phút)
   2.1. Kết quả   thực hiện; (15')
   b) Hạn chế, nguyên nhân [5 phút]
- Nghỉ giải lao 15 phút
3) Tham luận: kinh nghiệm xây dựng chi bộ – Đảng uỷ xã An Hoà
Biểu quyết thông qua dự thảo nghị quyết (10 ph).
4. Kết luận hội nghị
`)
	want := []struct {
		number, title, reporter string
		kind                    ItemKind
		minutes                 int
	}{
		{"1", "Chào cờ, tuyên bố lý do", "", Opening, 10},
		{"2", "Trình bày báo cáo sơ kết", "Ban Tổ chức", Reported, 20},
		{"2.1", "Kết quả thực hiện", "", Another, 15},
		{"2.2", "Hạn chế, nguyên nhân", "", Another, 5},
		{"", "Nghỉ giải lao", "", Break, 15},
		{"3", "Tham luận: kinh nghiệm xây dựng chi bộ", "Đảng uỷ xã An Hoà", Paper, 0},
		{"4", "Biểu quyết thông qua dự thảo nghị quyết", "", Vote, 10},
		{"5", "Kết luận hội nghị", "", Conclusion, 0},
	}
	numbers := a.Numbers()
	if len(a) != len(want) {
		t.Fatalf("%d items, want %d: %+v", len(a), len(want), a)
	}
	for i, w := range want {
		if got := a[i]; numbers[i] != w.number || got.Title != w.title || got.Reporter != w.reporter || got.Kind != w.kind || got.Planned != time.Duration(w.minutes)*time.Minute {
			t.Errorf("item %d is %q %+v, want %+v", i, numbers[i], got, w)
		}
	}
	for line, w := range map[string]Item{
		"Báo cáo tình hình kinh tế - xã hội, quốc phòng - an ninh (30 phút)": {Title: "Báo cáo tình hình kinh tế - xã hội, quốc phòng - an ninh", Planned: 30 * time.Minute},
		"Thông qua Nghị quyết phát triển kinh tế - xã hội":                   {Title: "Thông qua Nghị quyết phát triển kinh tế - xã hội"},
		"8h00 - 8h30: Khai mạc":                {Title: "Khai mạc", Planned: 30 * time.Minute},
		"14:00–15:45 Thảo luận":                {Title: "Thảo luận", Planned: 105 * time.Minute},
		"8h00: Chào cờ":                        {Title: "Chào cờ"},
		"Thảo luận (1 giờ 30 phút)":            {Title: "Thảo luận", Planned: 90 * time.Minute},
		"Thảo luận (2 giờ) - đồng chí chủ trì": {Title: "Thảo luận", Planned: 2 * time.Hour, Reporter: "đồng chí chủ trì"},
		"10 năm thực hiện Nghị quyết 18":       {Title: "10 năm thực hiện Nghị quyết 18"},
		"5 phút giải lao":                      {Title: "5 phút giải lao"},
		"3. Báo cáo - Ban Tổ chức - 20 phút":   {Title: "Báo cáo", Reporter: "Ban Tổ chức", Planned: 20 * time.Minute},
	} {
		if a := ReadAgenda(line); len(a) != 1 || a[0].Title != w.Title || a[0].Planned != w.Planned || a[0].Reporter != w.Reporter {
			t.Errorf("%q is read as %+v", line, a)
		}
	}
	if within := ReadAgenda("2. Báo cáo\n2.1 Kết quả\nNghỉ giải lao\n2.2 Thảo luận").Numbers(); strings.Join(within, " ") != "1 1.1  1.2" {
		t.Errorf("a break between parts: %q", within)
	}
	if first := ReadAgenda("1.1 Khai mạc"); len(first) != 1 || first[0].Part {
		t.Errorf("what begins as a part is %+v", first)
	}
}

func FuzzReadAgenda(f *testing.F) {
	for _, s := range []string{"1. Khai mạc (10 phút)", "a) x", "(15 phút)", "1.1.1. Báo cáo - A - B (5')", "– – –", "\x00", "- 9 phút - 9 phút"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := ReadAgenda(s)
		if len(a) > 0 && a[0].Part || len(a) > strings.Count(s, "\n")+1 {
			t.Errorf("%q is read as %+v", s, a)
		}
		for _, i := range a {
			if i.Title == "" || i.Planned < 0 || i.Planned > 999*time.Minute || i.Kind == "" {
				t.Errorf("%q has the item %+v", s, i)
			}
		}
	})
}

func drawAgenda(r *rapid.T) Agenda {
	var a Agenda
	for n := range rapid.IntRange(1, 8).Draw(r, "items") {
		a = append(a, Item{
			ID: ItemID(rune('a' + n)), Part: n > 0 && rapid.Bool().Draw(r, "part"), Planned: time.Duration(rapid.IntRange(0, 90).Draw(r, "minutes")) * time.Minute,
			Took: time.Duration(rapid.IntRange(0, 100).Draw(r, "took")) * time.Minute, Done: rapid.Bool().Draw(r, "done"), Kind: Another, order: int64(n + 1),
		})
	}
	return a
}

// Items follow one another without a gap, parts stand inside what they are parts
// of, and all together take what the agenda is planned to take.
func TestTimetable(t *testing.T) {
	starts := time.Date(2026, 11, 20, 1, 0, 0, 0, time.UTC)
	rapid.Check(t, func(r *rapid.T) {
		a := drawAgenda(r)
		slots := a.Timetable(starts)
		at, within, whole := starts, starts, Slot{} // until when the items before last, and the parts before
		for i, s := range slots {
			if s.Until.Before(s.From) || a[i].Part && s.From.Before(within) {
				r.Fatalf("part %d is on %v to %v, the one before to %v", i, s.From, s.Until, within)
			}
			if !a[i].Part {
				if !s.From.Equal(at) {
					r.Fatalf("item %d begins at %v, and what was before ended at %v", i, s.From, at)
				}
				if whole = s; s.Until.Sub(s.From) < a[i].Planned {
					r.Fatalf("item %d has less than it is planned to take", i)
				}
				at, within = s.Until, s.From
				continue
			}
			if within = s.Until; s.From.Before(whole.From) || s.Until.After(whole.Until) {
				r.Fatalf("part %d, %v to %v, stands outside of %v to %v", i, s.From, s.Until, whole.From, whole.Until)
			}
		}
		if at.Sub(starts) != a.Planned() {
			r.Fatalf("it takes %v and is planned to take %v", at.Sub(starts), a.Planned())
		}
	})
}

// A conference that keeps to its agenda is on time at every minute of it; each
// minute that an item takes too long is a minute behind.
func TestOverrun(t *testing.T) {
	starts := time.Date(2026, 11, 20, 1, 0, 0, 0, time.UTC)
	rapid.Check(t, func(r *rapid.T) {
		a := drawAgenda(r)
		for i := range a {
			a[i].Took, a[i].Done = 0, false
		}
		m := Meeting{Starts: starts, Ends: starts.Add(a.Planned()), Run: Run{State: Open}}
		now := starts
		if m.Overrun(a, now) != 0 {
			r.Fatalf("before it began it is %v behind", m.Overrun(a, now))
		}
		late := time.Duration(0)
		for i := range a {
			m.Item, m.Since = a[i].ID, now
			takes := a.own(i)
			if more := time.Duration(rapid.IntRange(-5, 10).Draw(r, "more")) * time.Minute; takes+more >= 0 {
				takes += more
				if more > 0 {
					if half := m.Overrun(a, now.Add(takes)); half != late+more {
						r.Fatalf("item %d is %v too long and the conference %v behind, before %v", i, more, half, late)
					}
				}
				late += more
			}
			now = now.Add(takes)
			a[i].Took, a[i].Done, m.Item = takes, true, ""
			if got := m.Overrun(a, now); got != late {
				r.Fatalf("after item %d it is %v behind, want %v", i, got, late)
			}
		}
	})
}

// An item that is moved takes its parts along, and moved back all is as before.
func TestMoving(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := drawAgenda(r)
		item := a[rapid.IntRange(0, len(a)-1).Draw(r, "which")]
		up := rapid.Bool().Draw(r, "up")
		moved := a.moved(item.ID, up)
		ids := func(a Agenda) (s string) {
			for _, i := range a {
				s += string(i.ID)
				if i.Part {
					s += "'"
				}
			}
			return s
		}
		if len(moved) != len(a) || moved[0].Part {
			r.Fatalf("%s became %s", ids(a), ids(moved))
		}
		parts := func(a Agenda) map[ItemID]ItemID {
			of, whole := map[ItemID]ItemID{}, ItemID("")
			for _, i := range a {
				if !i.Part {
					whole = i.ID
				}
				of[i.ID] = whole
			}
			return of
		}
		before, after := parts(a), parts(moved)
		for id, whole := range before {
			if after[id] != whole {
				r.Fatalf("%s became %s: a part changed its item", ids(a), ids(moved))
			}
		}
		if ids(moved) != ids(a) && ids(moved.moved(item.ID, !up)) != ids(a) {
			r.Fatalf("%s became %s and did not come back", ids(a), ids(moved))
		}
	})
}

// The course holds every item once, parts right behind what they are parts of; those
// that were taken up are in the order in which they were, and nothing is moved where
// that is the order of the agenda.
func TestCourse(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 11, 20, 1, minute, 0, 0, time.UTC) }
	a := Agenda{{ID: "1", Taken: at(1)}, {ID: "2"}, {ID: "2.1", Part: true, Taken: at(30)}, {ID: "2.2", Part: true, Taken: at(20)}, {ID: "3"}, {ID: "4", Taken: at(5)}}
	var got string
	for _, i := range a.course() {
		got += string(a[i].ID) + " "
	}
	if got != "1 4 2 2.2 2.1 3 " {
		t.Errorf("the course is %s", got)
	}
	rapid.Check(t, func(r *rapid.T) {
		a := drawAgenda(r)
		for i := range a {
			if rapid.Bool().Draw(r, "taken") {
				a[i].Taken = at(rapid.IntRange(1, 50).Draw(r, "at"))
			}
		}
		order := a.course()
		sorted := slices.Sorted(slices.Values(order))
		for i := range a {
			if len(sorted) != len(a) || sorted[i] != i {
				t.Fatalf("the course is %v", order)
			}
		}
		whole := -1
		var last time.Time
		for _, i := range order {
			if a[i].Part {
				if i < whole || i >= a.end(whole) {
					t.Fatalf("item %d stands behind %d in %v", i, whole, order)
				}
				continue
			}
			whole = i
			if alone := a.end(i) == i+1; alone && !a[i].Taken.IsZero() {
				if a[i].Taken.Before(last) {
					t.Fatalf("item %d was taken up before in %v", i, order)
				}
				last = a[i].Taken
			}
		}
		for i := range a {
			a[i].Taken = time.Time{}
			if i%2 == 0 {
				a[i].Taken = at(i + 1)
			}
		}
		if order := a.course(); !slices.IsSorted(order) {
			t.Fatalf("in the order of the agenda it is %v", order)
		}
	})
}
