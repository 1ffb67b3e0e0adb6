package report

import (
	"context"

	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/graph"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/indicator"
	"quyet/feature/period"
)

// tableWidth is what the columns of a table share, in millimetres, beside that of numbers.
const tableWidth = 154

// takesIndicator says whether a block is a picture of an indicator.
func (b *Block) takesIndicator() bool { return b.Kind == Course || b.Kind == Ranked }

// chart is the picture of a piece; nil for none.
func (p *Piece) chart() graph.Chart {
	switch {
	case p.Course != nil:
		return *p.Course
	case p.Ranking != nil:
		return *p.Ranking
	}
	return nil
}

// drawn draws an indicator over the scope, with the table behind it.
func (f *filler) drawn(ctx context.Context, b Block, p *Piece) error {
	c, err := period.Load(ctx, f.View)
	if err != nil {
		return err
	}
	at, err := period.Parse(f.Key)
	if err != nil {
		at = c.Holding(period.Month, f.day())
	}
	if b.Kind == Course {
		var drawn graph.Trajectory
		drawn, err = indicator.CourseOf(ctx, f.View, b.Indicator, f.Scope, f.From, at)
		p.Course = &drawn
	} else {
		var drawn graph.Ranking
		drawn, err = indicator.RankingOf(ctx, f.View, b.Indicator, f.Scope, at)
		p.Ranking = &drawn
	}
	if fault.Is(err, fault.Unknown) {
		p.Course, p.Ranking, p.Words = nil, nil, []string{unseen}
		return nil
	}
	if err != nil {
		return err
	}
	behind := p.chart().Table(text.Vietnamese)
	p.Table = &Table{}
	for i, column := range behind.Columns {
		width := tableWidth / (len(behind.Columns) + 1)
		if i == 0 {
			width = tableWidth - width*(len(behind.Columns)-1)
		}
		p.Table.Columns = append(p.Table.Columns, Column{column.Label, width, column.Numeric})
	}
	for i, row := range behind.Rows {
		r := Row{Key: version(int64(i))}
		for _, cell := range row.Cells {
			r.Cells = append(r.Cells, words(cell))
		}
		p.Table.Rows = append(p.Table.Rows, r)
	}
	return nil
}

// picture is the chart of a piece as the paper shows it; nil for none. Where it cannot be
// drawn, which only a chart of nothing cannot, its table stands in its place.
func (p *Piece) picture() docx.Block {
	c := p.chart()
	if c == nil {
		return nil
	}
	drawn, err := graph.OnPaper(text.Vietnamese, c, "")
	if err != nil {
		return nil
	}
	return drawn
}

// drawnOptions are the indicators that can be drawn.
func drawnOptions(ctx context.Context, v *work.View) (out []ui.Option, err error) {
	all, of, err := indicator.Drawn(ctx, v)
	for _, i := range all {
		out = append(out, ui.Option{Value: string(i.ID), Label: of[i.ID].Code + " – " + i.Name})
	}
	return out, err
}

// firstDrawn lets a block that is added be about the first indicator that can be drawn.
// Faults: Invalid, at the kind, where there is none.
func firstDrawn(ctx context.Context, v *work.View, b *Block) error {
	all, _, err := indicator.Drawn(ctx, v)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fault.At("kind", tNoSets)
	}
	b.Indicator = all[0].ID
	return nil
}

// checkDrawn asks whether the indicator of a block is one that the actor may see.
func checkDrawn(ctx context.Context, v *work.View, b *Block) error {
	if _, _, _, err := indicator.Find(ctx, v, b.Indicator); fault.Is(err, fault.Unknown) {
		return fault.At("indicator", tChooseOne)
	} else if err != nil {
		return err
	}
	return nil
}
