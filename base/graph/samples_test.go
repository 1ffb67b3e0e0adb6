package graph

import "fmt"

// The samples are what the charts are looked at and measured with.

// admitted is a trajectory of a year and a half with every standing, a quarter that
// nobody reported and two that are still to come.
var admitted = Trajectory{
	Title:   "Đảng viên mới kết nạp, luỹ kế từ đầu năm",
	Measure: Measure{Unit: "người"},
	Base:    Base{Label: "Cùng kỳ 2025", Value: Of(982)},
	Points: []Point{
		{Period: "Q1/2026", Value: Of(212), Target: Of(250), Standing: Missed},
		{Period: "Q2/2026", Value: Of(561), Target: Of(560), Standing: Met},
		{Period: "Q3/2026", Target: Of(900), Standing: NotYet},
		{Period: "Q4/2026", Value: Of(1214), Target: Of(1200), Standing: Exceeded, Href: "/returns/4"},
		{Period: "Q1/2027", Value: Of(298), Target: Of(300), Standing: NotYet, Anew: true},
		{Period: "Q2/2027", Target: Of(620), Standing: NotYet, Ahead: true},
		{Period: "Q3/2027", Target: Of(980), Standing: NotYet, Ahead: true},
	},
}

// disbursed lies far from zero, by straight targets.
var disbursed = Trajectory{
	Title:    "Tỷ lệ giải ngân vốn đầu tư công so với kế hoạch được giao",
	Measure:  Measure{Decimals: 2, Suffix: "%"},
	Straight: true,
	Points: []Point{
		{Period: "2021", Value: Of(8830), Target: Of(9000), Standing: Missed},
		{Period: "2022", Value: Of(9112), Standing: Unjudged},
		{Period: "2023", Value: Of(9340), Standing: Unjudged},
		{Period: "2024", Value: Of(9395), Target: Of(9500), Standing: Missed},
		{Period: "2025", Value: Of(10117), Target: Of(9700), Standing: Exceeded},
	},
}

// names of bodies that are long enough to be cut, and short.
func body(i int) string {
	names := [...]string{"Xã An Bình", "Phường Trung tâm", "Đảng uỷ các cơ quan Đảng tỉnh", "Xã Bình Minh", "Đảng uỷ Uỷ ban nhân dân tỉnh", "Xã Tân Thuận Đông", "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp"}
	return fmt.Sprintf("%s %d", names[i%len(names)], i+1)
}

// many is a ranking of so many bodies, one of which is the own.
func many(n, own int) Ranking {
	r := Ranking{Title: "Tỷ lệ giải ngân theo đơn vị, quý IV/2026", Measure: Measure{Decimals: 2, Suffix: "%"}, Line: Base{Label: "Mục tiêu", Value: Of(9500)}}
	for i := range n {
		b := Ranked{Name: body(i), Own: i == own, Href: fmt.Sprintf("/bodies/%d", i)}
		switch v := int64(9990 - (i*i*7919)%2700 + i%13*11); {
		case i%29 == 28:
			b.Standing = NotYet
		case v >= 9800:
			b.Value, b.Standing = Of(v), Exceeded
		case v >= 9500:
			b.Value, b.Standing = Of(v), Met
		default:
			b.Value, b.Standing = Of(v), Missed
		}
		r.Ranked = append(r.Ranked, b)
	}
	return r
}

// coarse is a ranking of many bodies with few values among them.
func coarse(n int) Ranking {
	r := Ranking{Title: "Đảng viên mới kết nạp, quý IV/2026", Measure: Measure{Unit: "đảng viên"}}
	for i := range n {
		r.Ranked = append(r.Ranked, Ranked{Name: body(i), Value: Of(int64(8 + i*i%5*2)), Own: i == 7})
	}
	return r
}

// communes is a map of many tiles whose names begin alike.
func communes(n int) Areas {
	a := Areas{Title: "Các đơn vị so với mục tiêu, quý III năm 2026", Size: "Số chỉ tiêu có mục tiêu"}
	for i := range n {
		a.Areas = append(a.Areas, Area{Name: fmt.Sprintf("Đảng uỷ %s An Hoà %d", []string{"xã", "phường"}[i%2], i+1), Size: Of(int64(2 + i%3)), Note: "1/2 đạt", Standing: standings[i*i%4]})
	}
	return a
}

var samples = []Chart{communes(124), coarse(124), admitted, disbursed, many(12, 4), many(175, 88), quarters(24), tree(), flat(), compared, changes}

// quarters is a trajectory of six quarters for so many bodies.
func quarters(n int) Multiples {
	m := Multiples{Title: "Đảng viên mới kết nạp theo đơn vị", Measure: Measure{Unit: "người"}}
	for i := range n {
		e := Small{Name: body(i), Own: i == 3, Href: fmt.Sprintf("/bodies/%d", i)}
		for q := range 6 {
			p := Point{Period: fmt.Sprintf("Q%d/%d", q%4+1, 2026+q/4), Target: Of(int64(10 + 8*(q%4)))}
			v := int64(8+9*(q%4)) + int64(i*37%17) - 7
			switch {
			case q == 5:
				p.Ahead, p.Standing = true, NotYet
			case i%7 == 5 && q == 2 || i == 9:
				p.Standing = NotYet
			case v > p.Target.N+2:
				p.Value, p.Standing = Of(v), Exceeded
			case v >= p.Target.N:
				p.Value, p.Standing = Of(v), Met
			default:
				p.Value, p.Standing = Of(v), Missed
			}
			e.Points = append(e.Points, p)
		}
		m.Each = append(m.Each, e)
	}
	return m
}

// tree is a map of bodies in three frames and some that stand alone.
func tree() Areas {
	a := Areas{Title: "Chỉ tiêu năm 2026 theo đơn vị", Size: "Số chỉ tiêu"}
	for i, name := range []string{"Khối các cơ quan Đảng", "Khối chính quyền", "Các xã, phường"} {
		f := Area{Name: name}
		for j := range 4 + 5*i {
			k := i*9 + j
			f.Parts = append(f.Parts, Area{Name: body(k), Size: Of(int64(30 - 3*j + k%4)), Note: fmt.Sprintf("%d/%d chỉ tiêu", k%12, 16), Standing: standings[(k*7+j)%4], Own: k == 10, Href: fmt.Sprintf("/bodies/%d", k)})
		}
		a.Areas = append(a.Areas, f)
	}
	a.Areas = append(a.Areas, Area{Name: "Ban Chỉ huy Quân sự tỉnh", Size: Of(25), Standing: Met}, Area{Name: "Không có chỉ tiêu nào", Standing: NotYet})
	return a
}

// flat is a map of one level.
func flat() Areas {
	a := Areas{Title: "Vốn được giao và kết quả giải ngân", Measure: Measure{Unit: "tỷ đồng", Decimals: 1}, Size: "Vốn được giao"}
	for i := range 40 {
		a.Areas = append(a.Areas, Area{Name: body(i), Size: Of(int64(90000 / (i + 2))), Standing: standings[i*5%4], Own: i == 4})
	}
	return a
}

var compared = Pairs{
	Title: "So với cùng kỳ năm trước", Measure: Measure{Unit: "người"}, Now: "Năm 2026", Before: "Năm 2025",
	Pairs: []Pair{
		{Name: "Kết nạp đảng viên", Now: Of(1214), Before: Of(982), Change: "tăng 23,6 %"},
		{Name: "Công nhận đảng viên chính thức", Now: Of(903), Before: Of(941), Change: "giảm 4,0 %"},
		{Name: "Quần chúng được cử đi học lớp bồi dưỡng nhận thức về Đảng", Now: Of(1630), Before: Of(1500), Change: "tăng 8,7 %"},
		{Name: "Đảng viên xin ra khỏi Đảng", Before: Of(12)},
		{Name: "Đảng viên là người có đạo", Now: Of(38), Before: Of(0), Own: true},
	},
}

var changes = Pairs{
	Title: "Tăng, giảm biên chế theo đơn vị", Now: "6 tháng 2026", Before: "6 tháng 2025",
	Pairs: []Pair{{Name: "Xã An Bình", Now: Of(-12), Before: Of(4)}, {Name: "Phường Trung tâm", Now: Of(7), Before: Of(-3)}},
}
