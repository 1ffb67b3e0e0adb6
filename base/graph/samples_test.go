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
		{Period: "Q1/2027", Value: Of(298), Target: Of(300), Standing: NotYet},
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

var samples = []Chart{admitted, disbursed, many(12, 4), many(175, 88)}
