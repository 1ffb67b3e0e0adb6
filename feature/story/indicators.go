package story

import (
	"context"
	"fmt"

	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

// tellIndicators tells of what bodies report in numbers: members admitted, quarter by
// quarter since before the merger; disbursement and administrative reform of this year;
// and the sixteen targets of the province for a year.
func (t *teller) tellIndicators(ctx context.Context) error {
	var c period.Calendar
	t.at(civil.On(2024, 12, 16), 8, 0)
	if err := t.do(ctx, func(u *work.Unit) (err error) {
		c, err = period.Load(ctx, &u.View)
		return err
	}); err != nil {
		return err
	}
	party, err := t.defineSet(ctx, indicator.Set{
		Body: t.places.centre, Code: "XDD", Name: "Phát triển đảng viên và sinh hoạt chi bộ", Frequency: period.Quarter, Interval: civil.Since(civil.On(2024, 12, 15)),
		Passage: "Mục II, Chương trình công tác năm",
	}, "đảng uỷ các xã, phường", partyIndicators())
	if err != nil {
		return err
	}
	// The quarters of a year and a half; the one that goes on is not complete.
	now := period.Period{Kind: period.Quarter, Year: 2026, Number: 4}
	first := period.Period{Kind: period.Quarter, Year: 2025, Number: 1}
	for q := first; q != now.Next(); q = q.Next() {
		if err := t.collect(ctx, party, q, c, q == now, partyCells); err != nil {
			return err
		}
	}
	money, err := t.defineSet(ctx, indicator.Set{
		Body: t.places.committee, Code: "TC", Name: "Thu ngân sách và giải ngân vốn đầu tư công", Frequency: period.Quarter, Interval: civil.Since(civil.On(2026, 3, 15)),
	}, "uỷ ban nhân dân các xã, phường", moneyIndicators())
	if err != nil {
		return err
	}
	reform, err := t.defineSet(ctx, indicator.Set{
		Body: t.places.committee, Code: "CCHC", Name: "Cải cách hành chính", Frequency: period.Quarter, Interval: civil.Since(civil.On(2026, 6, 15)),
	}, "uỷ ban nhân dân các xã, phường", reformIndicators())
	if err != nil {
		return err
	}
	for _, q := range []period.Period{now.Prev().Prev(), now.Prev(), now} {
		if err := t.collect(ctx, money, q, c, q == now, moneyCells); err != nil {
			return err
		}
		if q.Number >= 3 {
			if err := t.collect(ctx, reform, q, c, q == now, reformCells); err != nil {
				return err
			}
		}
	}
	if err := t.aimParty(ctx, party); err != nil {
		return err
	}
	return t.tellYear(ctx, c)
}

// defineSet defines a set that a group reports, as whoever may.
func (t *teller) defineSet(ctx context.Context, s indicator.Set, group string, all []indicator.Indicator) (*indicator.Set, error) {
	t.at(s.From.AddDays(1), 9, 0)
	err := t.do(ctx, func(u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		if group != "" {
			g, ok := tree.GroupNamed(group, u.Today)
			if !ok {
				return fmt.Errorf("no group %s", group)
			}
			s.Scope = []indicator.Reporting{{Group: g.ID}}
		}
		if s.ID, err = indicator.DefineSet(ctx, u, s); err != nil {
			return err
		}
		_, err = indicator.Define(ctx, u, s.ID, all...)
		return err
	})
	return &s, err
}

// perReport is how many returns are filled in one unit.
const perReport = 100

// collect tells how bodies reported a period. Where it goes on, a third has declared, some of
// them were approved, and the others have a draft or nothing; of what is over everything
// was accepted, one was given back and corrected.
func (t *teller) collect(ctx context.Context, s *indicator.Set, q period.Period, c period.Calendar, open bool, cells func(i int, q period.Period) indicator.Cells) error {
	w := c.Window(q)
	opened := w.To.AddDays(-20)
	if open {
		opened = Today.AddDays(-6)
	}
	t.at(opened, 7, 0)
	for n := 1; n > 0; {
		if err := t.do(ctx, func(u *work.Unit) (err error) {
			n, err = indicator.OpenReturns(ctx, u, s, q, c)
			return err
		}); err != nil {
			return err
		}
	}
	var lines []indicator.Line
	if err := t.do(ctx, func(u *work.Unit) error {
		r, err := indicator.RollOf(ctx, &u.View, indicator.Question{Set: s.ID, Period: q, Root: s.Body, Charted: u.Today})
		if err == nil {
			lines = r.Lines
		}
		return err
	}); err != nil {
		return err
	}
	for from := 0; from < len(lines); from += perReport {
		some := lines[from:min(from+perReport, len(lines))]
		t.at(opened.AddDays(2), 9, 0)
		if err := t.do(ctx, func(u *work.Unit) error {
			chart := t.desks.tree.Chart(u.Today)
			for n, l := range some {
				i := from + n
				how := 4
				if open {
					how = []int{0, 1, 2, 3, 4, 2}[i%6]
					if tried := t.tried(); l.Body == tried.committee || l.Body == tried.people {
						how = 1 // a draft, for who tries the program
					}
				}
				if err := t.fill(ctx, u, chart, l, cells(i, q), how); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// tried is the commune whose office and secretary have accounts.
func (t *teller) tried() commune {
	for _, c := range t.places.communes {
		if c.code == "TG-X002" {
			return c
		}
	}
	return commune{}
}

// fill takes the first so many steps with one return: enter, declare, approve, accept.
func (t *teller) fill(ctx context.Context, u *work.Unit, chart *org.Chart, l indicator.Line, cells indicator.Cells, steps int) error {
	above := chart.Superior(l.Body)
	version := int64(1)
	for _, step := range []struct {
		indicator.Verb
		body org.ID
		head bool
	}{{indicator.Enter, l.Body, false}, {indicator.Declare, l.Body, false}, {indicator.Approve, l.Body, true}, {indicator.Accept, above, false}}[:steps] {
		u.Actor = t.desks.actor(step.body, chart, step.head)
		taking := indicator.Taking{Verb: step.Verb, Version: version, Sure: true}
		if step.Verb == indicator.Enter {
			taking.Cells = cells
		}
		if err := indicator.Take(ctx, u, l.ID, taking); err != nil {
			return fmt.Errorf("%s of %s: %w", step.Verb, l.Body, err)
		}
		version++
	}
	return nil
}

func low(n int64) *int64 { return &n }

func partyIndicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Code: "KN", Name: "Đảng viên mới kết nạp", Unit: "đảng viên", Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart, Low: low(0), Jump: 300, TotalOf: []string{"KN.NU", "KN.NAM"}},
		{Code: "KN.NU", Name: "Trong đó: nữ", Unit: "đảng viên", Direction: indicator.Flat, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart, Low: low(0)},
		{Code: "KN.NAM", Name: "Trong đó: nam", Unit: "đảng viên", Direction: indicator.Flat, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart, Low: low(0)},
		{Code: "SH", Name: "Chi bộ sinh hoạt định kỳ đúng quy định", Unit: "%", Direction: indicator.Up, Sort: indicator.Ratio, Aggregation: indicator.RatioOfSum, Running: indicator.OfPeriod, Low: low(5000), High: low(10000)},
		{Code: "HD", Name: "Chi bộ tổ chức sinh hoạt chuyên đề", Unit: "chi bộ", Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.OfPeriod, Low: low(0)},
	}
}

func partyCells(i int, q period.Period) indicator.Cells {
	women, men := int64(q.Number*(1+i%2)), int64(q.Number+i*3%4)
	cells := int64(12 + i*5%17)
	met := cells - int64((i+q.Number)%5/4)
	out := indicator.Cells{1: {Value: women + men}, 2: {Value: women}, 3: {Value: men}, 4: {Value: met, Part: cells}, 5: {Value: cells / 3}}
	if i%11 == 10 {
		out[5] = indicator.Cell{NotHere: true}
	}
	return out
}

func moneyIndicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Code: "THU", Name: "Thu ngân sách trên địa bàn", Unit: "triệu đồng", Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart, Low: low(0)},
		{Code: "GN", Name: "Tỷ lệ giải ngân vốn đầu tư công", Unit: "%", Decimals: 1, Direction: indicator.Up, Sort: indicator.Ratio, Aggregation: indicator.RatioOfSum, Running: indicator.FromStart, Low: low(0), High: low(10000)},
		{Code: "CT", Name: "Công trình khởi công", Unit: "công trình", Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Total, Running: indicator.FromStart, Low: low(0)},
	}
}

func moneyCells(i int, q period.Period) indicator.Cells {
	given := int64(90_000 + i*7919%60_000)
	spent := given * int64(15+q.Number*17+i*3%9) / 100
	return indicator.Cells{1: {Value: int64(q.Number) * int64(4_000+i*617%5_000)}, 2: {Value: min(spent, given), Part: given}, 3: {Value: int64(q.Number + i%3)}}
}

func reformIndicators() []indicator.Indicator {
	return []indicator.Indicator{
		{Code: "DVC", Name: "Hồ sơ tiếp nhận trực tuyến", Unit: "%", Direction: indicator.Up, Sort: indicator.Ratio, Aggregation: indicator.RatioOfSum, Running: indicator.OfPeriod, Low: low(0), High: low(10000)},
		{Code: "DH", Name: "Hồ sơ giải quyết đúng hạn", Unit: "%", Direction: indicator.Up, Sort: indicator.Ratio, Aggregation: indicator.RatioOfSum, Running: indicator.OfPeriod, Low: low(0), High: low(10000)},
		{Code: "TG", Name: "Thời gian giải quyết trung bình một hồ sơ", Unit: "ngày", Decimals: 1, Direction: indicator.Down, Sort: indicator.Number, Aggregation: indicator.Mean, Running: indicator.OfPeriod, Low: low(0)},
		{Code: "KH", Name: "Kế hoạch cải cách hành chính của năm", Direction: indicator.Up, Sort: indicator.Steps, Aggregation: indicator.Apart, Running: indicator.AtEnd, Steps: []string{"Chưa xây dựng", "Đang xây dựng", "Đã ban hành", "Đã sơ kết"}},
	}
}

func reformCells(i int, q period.Period) indicator.Cells {
	files := int64(400 + i*131%900)
	return indicator.Cells{
		1: {Value: files * int64(60+q.Number*5+i%12) / 100, Part: files}, 2: {Value: files - files*int64(i%7)/100, Part: files},
		3: {Value: int64(32 + i*7%40), Part: files}, 4: {Value: int64(min(2+(i+q.Number)%3, 4))},
	}
}

// aimParty says how many members are to be admitted this year: 1.200 in the whole province
// at its full size, a quarter of it each quarter, and by each commune its part.
func (t *teller) aimParty(ctx context.Context, s *indicator.Set) error {
	t.at(civil.On(2026, 1, 12), 9, 0)
	return t.do(ctx, func(u *work.Unit) error {
		_, all, err := indicator.FindSet(ctx, &u.View, s.ID)
		if err != nil {
			return err
		}
		each := int64(10)
		total := each * int64(len(t.places.communes))
		if len(t.places.communes) == Full.Communes {
			total = 1200
		}
		var targets []indicator.Target
		for q := (period.Period{Kind: period.Quarter, Year: 2026, Number: 1}); q.Year == 2026; q = q.Next() {
			targets = append(targets, indicator.Target{Indicator: all[0].ID, Body: t.places.committee, Period: q, Cell: indicator.Cell{Value: total * int64(q.Number) / 4, Note: "Nghị quyết về chỉ tiêu kết nạp đảng viên năm 2026"}},
				indicator.Target{Indicator: all[3].ID, Body: t.places.committee, Period: q, Cell: indicator.Cell{Value: 97, Part: 100, Note: "Nghị quyết về chỉ tiêu kết nạp đảng viên năm 2026"}})
		}
		for _, c := range t.places.communes {
			for q := (period.Period{Kind: period.Quarter, Year: 2026, Number: 1}); q.Year == 2026; q = q.Next() {
				targets = append(targets, indicator.Target{Indicator: all[0].ID, Body: c.committee, Period: q, Cell: indicator.Cell{Value: each * int64(q.Number) / 4}},
					indicator.Target{Indicator: all[3].ID, Body: c.committee, Period: q, Cell: indicator.Cell{Value: 97, Part: 100}})
			}
		}
		return indicator.Aim(ctx, u, s.ID, targets...)
	})
}

// yearly are the targets of a year: what was to be reached, and what was. Twelve of sixteen
// were met or exceeded.
var yearly = []struct {
	code, name, unit string
	decimals         int
	down             bool
	target, reached  int64
}{
	{"GRDP", "Tốc độ tăng trưởng kinh tế (GRDP)", "%", 1, false, 80, 83},
	{"GRDPNG", "GRDP bình quân đầu người", "triệu đồng", 1, false, 920, 934},
	{"VDT", "Tổng vốn đầu tư toàn xã hội", "tỷ đồng", 0, false, 58_000, 56_420},
	{"TNS", "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", 0, false, 16_500, 17_214},
	{"XK", "Kim ngạch xuất khẩu", "triệu USD", 0, false, 2_600, 2_655},
	{"IIP", "Chỉ số sản xuất công nghiệp tăng", "%", 1, false, 95, 91},
	{"DN", "Doanh nghiệp thành lập mới", "doanh nghiệp", 0, false, 1_500, 1_500},
	{"NTM", "Xã đạt chuẩn nông thôn mới", "%", 1, false, 850, 862},
	{"HN", "Tỷ lệ hộ nghèo đa chiều", "%", 2, true, 150, 142},
	{"VL", "Lao động được tạo việc làm mới", "nghìn người", 1, false, 420, 431},
	{"DT", "Lao động qua đào tạo", "%", 1, false, 730, 730},
	{"DTH", "Tỷ lệ đô thị hoá", "%", 1, false, 385, 379},
	{"TH", "Trường học đạt chuẩn quốc gia", "%", 1, false, 780, 784},
	{"NS", "Dân số được dùng nước sạch", "%", 1, false, 920, 926},
	{"RT", "Chất thải rắn sinh hoạt được thu gom, xử lý", "%", 1, false, 900, 887},
	{"CDS", "Hồ sơ giải quyết toàn trình trực tuyến", "%", 1, false, 700, 748},
}

// tellYear tells the sixteen targets of the year 2025, which the province reported itself.
func (t *teller) tellYear(ctx context.Context, c period.Calendar) error {
	var all []indicator.Indicator
	cells := indicator.Cells{}
	for n, y := range yearly {
		i := indicator.Indicator{Code: y.code, Name: y.name, Unit: y.unit, Decimals: y.decimals, Direction: indicator.Up, Sort: indicator.Number, Aggregation: indicator.Apart, Running: indicator.AtEnd}
		if y.down {
			i.Direction = indicator.Down
		}
		all = append(all, i)
		cells[n+1] = indicator.Cell{Value: y.reached}
	}
	year := period.Period{Kind: period.Year, Year: 2025, Number: 1}
	s, err := t.defineSet(ctx, indicator.Set{Body: t.places.committee, Code: "KTXH", Name: "Chỉ tiêu kinh tế - xã hội của năm", Frequency: period.Year, Interval: civil.Since(civil.On(2025, 7, 15)),
		Scope: []indicator.Reporting{{Body: t.places.people}}, Passage: "Nghị quyết về nhiệm vụ năm"}, "", all)
	if err != nil {
		return err
	}
	if err := t.collect(ctx, s, year, c, false, func(int, period.Period) indicator.Cells { return cells }); err != nil {
		return err
	}
	t.at(civil.On(2025, 7, 20), 9, 0)
	return t.do(ctx, func(u *work.Unit) error {
		_, defined, err := indicator.FindSet(ctx, &u.View, s.ID)
		if err != nil {
			return err
		}
		var targets []indicator.Target
		for n, y := range yearly {
			for _, b := range []org.ID{t.places.committee, t.places.people} {
				targets = append(targets, indicator.Target{Indicator: defined[n].ID, Body: b, Period: year, Cell: indicator.Cell{Value: y.target}})
			}
		}
		return indicator.Aim(ctx, u, s.ID, targets...)
	})
}
