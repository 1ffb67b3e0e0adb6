package report

import (
	"context"
	"slices"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/period"
)

// firstSet is the first set that the actor may see of a frequency, or of any for "";
// "" where there is none.
func firstSet(ctx context.Context, v *work.View, k period.Kind) (indicator.SetID, error) {
	sets, err := indicator.Sets(ctx, v)
	if err != nil {
		return "", err
	}
	for _, s := range sets {
		if s.Contains(v.Today) && (k == "" || s.Frequency == k) {
			return s.ID, nil
		}
	}
	return "", nil
}

// withSets are the blocks of a template; those about indicators are about the first set of
// its period, or of any, and left out where there is none.
func withSets(ctx context.Context, v *work.View, t Template) ([]Block, error) {
	set, err := firstSet(ctx, v, t.Period)
	if err == nil && set == "" {
		set, err = firstSet(ctx, v, "")
	}
	if err != nil {
		return nil, err
	}
	blocks := t.blocks()
	if set == "" {
		return slices.DeleteFunc(blocks, func(b Block) bool { return b.takesSet() || b.takesIndicator() }), nil
	}
	_, all, err := indicator.FindSet(ctx, v, set)
	if err != nil {
		return nil, err
	}
	drawn := slices.IndexFunc(all, func(i *indicator.Indicator) bool { return i.Sort != indicator.Steps })
	if drawn < 0 {
		blocks = slices.DeleteFunc(blocks, func(b Block) bool { return b.takesIndicator() })
	}
	for i := range blocks {
		if blocks[i].takesSet() {
			blocks[i].Set = set
		}
		if blocks[i].takesIndicator() {
			blocks[i].Indicator = all[drawn].ID
		}
	}
	return blocks, nil
}

// rolled is a set for the period that the report is about: the report's own where it is of
// that kind, else the last one that the report reaches into. nil where the actor may see
// no such set.
func (f *filler) rolled(ctx context.Context, set indicator.SetID) (now, before *indicator.Roll, err error) {
	s, _, err := indicator.FindSet(ctx, f.View, set)
	if fault.Is(err, fault.Unknown) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	c, err := period.Load(ctx, f.View)
	if err != nil {
		return nil, nil, err
	}
	p, err := period.Parse(f.Key)
	if err != nil || p.Kind != s.Frequency {
		p = c.Holding(s.Frequency, f.day())
	}
	both := []period.Period{p}
	if y := p.YearBefore(); !y.IsZero() {
		both = append(both, y)
	}
	rolls, err := indicator.RollsOf(ctx, f.View, indicator.Question{Set: set, Root: f.Scope, Charted: f.day()}, both)
	if fault.Is(err, fault.Unknown) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if len(rolls) > 1 {
		before = rolls[1]
	}
	return rolls[0], before, nil
}

const unseen = "Không có biểu chỉ tiêu này, hoặc người lập báo cáo không được xem."

// indicators is a set added up over the scope, each beside its target and the same period
// of the year before.
func (f *filler) indicators(ctx context.Context, b Block, p *Piece) error {
	now, before, err := f.rolled(ctx, b.Set)
	if err != nil {
		return err
	}
	if now == nil {
		p.Words = []string{unseen}
		return nil
	}
	targets, err := indicator.Targets(ctx, f.View, now.Set, f.Scope, f.Today)
	if err != nil {
		return err
	}
	p.Table = &Table{Columns: []Column{{"Chỉ tiêu", 46, false}, {"Đơn vị", 20, false}, {"Kế hoạch", 20, true}, {"Thực hiện", 22, true}, {"Cùng kỳ năm trước", 22, true}, {"Đánh giá", 24, false}}}
	complete := now.Complete(f.Scope, f.Today)
	for _, i := range now.Indicators {
		var was *indicator.Sum
		if before != nil {
			was = before.Of(f.Scope, i)
		}
		aim, judged := words(""), words("")
		if t, ok := targets[i.ID][now.Period]; ok && !t.Baseline {
			aim = f.cell(i, t.Cell)
			judged = words(i.Standing(now.Of(f.Scope, i), t.Cell, complete).Title().In(ctx))
		}
		p.Table.Rows = append(p.Table.Rows, Row{Key: string(i.ID), Cells: []Cell{words(i.Name), words(i.Unit), aim, f.sum(i, now.Of(f.Scope, i)), f.sum(i, was), judged}})
	}
	t := now.Tally(f.Scope)
	p.Notes = []string{now.Period.Words(text.Vietnamese) + ", " + now.Window.Words(ctx) + "; tổng hợp của " + text.Int(ctx, t.Counted()) + "/" + text.Int(ctx, t.Returns) + " cơ quan đã chốt số liệu."}
	return nil
}

// cell is what a target comes to.
func (f *filler) cell(i *indicator.Indicator, c indicator.Cell) Cell {
	switch {
	case i.Sort == indicator.Steps:
		return step(i, c.Value)
	case i.Sort == indicator.Ratio && c.Part > 0:
		return hundredths(text.HundredthsOfPercent(c.Value, c.Part, f.method.Rounding))
	case i.Sort == indicator.Ratio:
		return words("–")
	}
	return Cell{N: &c.Value, Decimals: i.Decimals}
}

// sum is what a sum comes to; what nobody reported is no number.
func (f *filler) sum(i *indicator.Indicator, s *indicator.Sum) Cell {
	if s == nil || !s.Reported() {
		return words("Chưa có báo cáo")
	}
	n, ok := s.Number(i, f.method.Rounding)
	switch {
	case !ok:
		return words("–")
	case i.Sort == indicator.Steps:
		return step(i, n)
	case i.Sort == indicator.Ratio:
		return hundredths(n)
	}
	return Cell{N: &n, Decimals: i.Decimals}
}

func hundredths(n int64) Cell { return Cell{N: &n, Decimals: 2, Percent: true} }

func step(i *indicator.Indicator, n int64) Cell {
	if n < 1 || n > int64(len(i.Steps)) {
		return words("–")
	}
	return words(i.Steps[n-1])
}

// undeclared is who has not declared its numbers of a set.
func (f *filler) undeclared(ctx context.Context, b Block, p *Piece) error {
	now, _, err := f.rolled(ctx, b.Set)
	if err != nil {
		return err
	}
	if now == nil {
		p.Words = []string{unseen}
		return nil
	}
	t := now.Tally(f.Scope)
	p.Words = []string{now.Set.Name + ", " + lowered(now.Period.Words(text.Vietnamese)) + ": " + text.Int(ctx, t.Counted()) + "/" + text.Int(ctx, t.Returns) + " cơ quan đã chốt số liệu."}
	if t.Counted() == t.Returns {
		return nil
	}
	p.Table = &Table{Columns: []Column{{"Cơ quan chưa chốt số liệu", 90, false}, {"Hạn", 30, false}, {"Tình trạng", 34, false}}}
	more := 0
	for _, l := range now.Lines {
		if l.State != indicator.Open {
			continue
		}
		if len(p.Table.Rows) >= mostListed {
			more++
			continue
		}
		state := "Trong hạn"
		if l.Late {
			state = "Quá hạn"
		}
		p.Table.Rows = append(p.Table.Rows, Row{Key: string(l.Body), Cells: []Cell{words(f.tree.Name(l.Body, f.day())), words(l.Due.Vietnamese()), words(state)}})
	}
	if more > 0 {
		p.Notes = []string{"Còn " + text.Int(ctx, more) + " cơ quan khác không nêu ở đây."}
	}
	return nil
}
