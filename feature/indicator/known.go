package indicator

import (
	"context"
	"maps"

	"quyet/base/work"
)

// A known is what the page of a return tells of a cell beside what was typed.
type known struct {
	said  string // what nobody enters comes to; "" for what is entered
	from  string // of a cell that a set of a body below fills: where from
	at    string // the address of that return; "" for none
	waits bool   // it is not declared there yet
}

// know tells of every cell what the program knows of it.
func (p *returnPage) know(ctx context.Context, v *work.View) error {
	sourced, err := Sourced(ctx, v, p.Filed)
	if err != nil {
		return err
	}
	fillings, err := Fillings(ctx, v, p.Filed)
	if err != nil {
		return err
	}
	// What is worked out of a draft is worked out of what the program knows now as well.
	r := *p.Return
	if r.Cells = maps.Clone(r.Cells); r.Cells == nil {
		r.Cells = Cells{}
	}
	maps.Copy(r.Cells, sourced)
	draft := *p.Filed
	draft.Return = &r
	worked := draft.Worked()
	p.Known = map[int]known{}
	for _, i := range p.Indicators {
		switch fill, filled := fillings[i.No]; {
		case i.Formula != "":
			said := worked[i.No].Why(ctx)
			if said == "" {
				said = i.Say(ctx, worked[i.No], p.Rounding)
			}
			p.Known[i.No] = known{said: said}
		case i.Source != "":
			c, has := sourced[i.No]
			p.Known[i.No] = known{said: i.SayCell(ctx, c, has, p.Rounding)}
		case filled && !fill.Has:
			p.Known[i.No] = known{from: tFilledWaits.In(ctx, fill.Of.Code), at: fill.Return.Address(), waits: true}
		case filled:
			said := tFilledFrom
			if c, has := p.Cells[i.No]; !has || c != fill.Cell {
				said = tFilledElse
			}
			p.Known[i.No] = known{from: said.In(ctx, fill.Of.Code, i.SayCell(ctx, fill.Cell, true, p.Rounding)), at: fill.Return.Address()}
		}
	}
	return nil
}
