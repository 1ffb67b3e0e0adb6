package indicator

import (
	"context"
	"maps"
	"slices"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A Source is what the program knows already, so that nobody enters it: it is worked out
// when a return is declared, and shown before.
type Source struct {
	Name    string // "task.on_time"
	Title   text.T
	Sort    Sort    // Number or Ratio
	Running Running // what its numbers are of
	// Work returns the whole numbers of a body itself, without those of bodies below it, for
	// the days of a window that has begun; ok is false where the body has nothing of the
	// kind, which does not apply to it then. The actor may see what the body reports.
	Work func(ctx context.Context, v *work.View, body org.ID, w period.Window) (value, part int64, ok bool, err error)
}

// mostSourced is how many indicators of a set have a source.
const mostSourced = 20

var sources = map[string]Source{}

// NewSource registers a source; where the program begins, once for each.
func NewSource(s Source) struct{} {
	if _, twice := sources[s.Name]; twice || s.Sort != Number && s.Sort != Ratio {
		panic("indicator: source " + s.Name)
	}
	sources[s.Name] = s
	return struct{}{}
}

// Sources returns what is registered, by name.
func Sources() []Source {
	out := make([]Source, 0, len(sources))
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		out = append(out, sources[name])
	}
	return out
}

// entered says whether people enter the indicator: it has neither a formula nor a source.
func (i *Indicator) entered() bool { return i.Formula == "" && i.Source == "" }

// Sourced returns what the program knows of the indicators of a return that have a source,
// by their numbers: of an open return as of now, of any other what was declared. What a
// source does not know any more is not among them.
//
// The actor needs [CanSee] on the body of the return, and the rights of each source.
func Sourced(ctx context.Context, v *work.View, f *Filed) (Cells, error) {
	if err := v.Check(CanSee, f.Body.Scope()); err != nil {
		return nil, err
	}
	out := Cells{}
	var w period.Window
	for _, i := range f.Indicators {
		if i.Source == "" {
			continue
		}
		if f.State.Counts() {
			if c, has := f.Cells[i.No]; has {
				out[i.No] = c
			}
			continue
		}
		s, known := sources[i.Source]
		if !known {
			continue
		}
		if w.From.IsZero() {
			c, err := period.Load(ctx, v)
			if err != nil {
				return nil, err
			}
			w = c.Window(f.Period)
		}
		value, part, ok, err := s.Work(ctx, v, f.Body, w)
		if err != nil {
			return nil, err
		}
		if i.Sort != Ratio {
			part = 0
		}
		out[i.No] = Cell{NotHere: !ok, Value: value, Part: part}
		if !ok || i.Sort == Ratio && part == 0 {
			out[i.No] = Cell{NotHere: true}
		}
	}
	return out, nil
}

// takeSourced puts what the program knows into the cells that are declared.
func (f *Filed) takeSourced(ctx context.Context, v *work.View) error {
	known, err := Sourced(ctx, v, f)
	if err != nil || len(known) == 0 {
		return err
	}
	whole := maps.Clone(f.Cells)
	maps.Copy(whole, known)
	f.Cells = whole
	return nil
}

// sourceFaults tells why an indicator cannot have its source among all of its set.
func (i *Indicator) sourceFaults(all []*Indicator) (wrong fault.Fields) {
	if i.Source == "" {
		return nil
	}
	s, known := sources[i.Source]
	sourced := 0
	for _, o := range all {
		if o.Source != "" {
			sourced++
		}
	}
	switch {
	case !known:
		wrong.Add("source", tSourceUnknown)
	case i.Formula != "" || len(i.TotalOf) > 0:
		wrong.Add("source", tSourceFormula)
	case i.Sort != s.Sort || i.Running != s.Running || i.Decimals != 0 || i.Aggregation == Mean:
		wrong.Add("source", tSourceSort, s.Title, s.Sort.Title(), s.Running.Title())
	case sourced > mostSourced:
		wrong.Add("source", tTooManySources, mostSourced)
	}
	return wrong
}

// follow brings an indicator into the form that its source gives.
func (i *Indicator) follow(s Source) {
	i.Sort, i.Running, i.Decimals, i.Steps = s.Sort, s.Running, 0, nil
	switch {
	case s.Sort == Ratio:
		i.Aggregation = RatioOfSum
	case i.Aggregation == Mean || i.Aggregation == RatioOfSum:
		i.Aggregation = Total
	}
}

func sourceOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: tSourceNone.In(ctx)}}
	for _, s := range Sources() {
		out = append(out, ui.Option{Value: s.Name, Label: s.Title.In(ctx)})
	}
	return out
}
