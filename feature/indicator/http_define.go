package indicator

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/period"
)

// A setForm is what was typed of a set.
type setForm struct {
	Body, Code, Name, Frequency, Document, Passage, From, Until, Scope string
	Version                                                            int64
}

type setFormPage struct {
	frame
	ID     SetID // "" of a new one
	Form   setForm
	Bodies org.Chooser
}

func readSet(r *web.Request) setForm {
	version, _ := r.Int("version")
	return setForm{Body: r.Text("body"), Code: r.Text("code"), Name: r.Text("name"), Frequency: r.Text("frequency"), Document: r.Text("document"), Passage: r.Text("passage"),
		From: r.Text("from"), Until: r.Text("until"), Scope: r.Raw("scope"), Version: int64(version)}
}

// set turns what was typed into a set. All that cannot be read is told at once.
func (h handlers) readSet(ctx context.Context, v *work.View, tree *org.Tree, f setForm) (s Set, err error) {
	var wrong fault.Fields
	s = Set{Body: org.ID(f.Body), Code: f.Code, Name: f.Name, Frequency: period.Kind(f.Frequency), Passage: f.Passage, Version: f.Version}
	var ok bool
	if s.From, ok = civil.Read(f.From); !ok {
		wrong.Add("from", tDayWrong)
	}
	if s.Until, ok = civil.Read(f.Until); !ok {
		wrong.Add("until", tDayWrong)
	}
	if f.Document != "" && h.Named != nil {
		found, err := h.Named(ctx, v, f.Document)
		switch {
		case err != nil:
			return s, err
		case len(found) == 0:
			wrong.Add("document", tNoDocument)
		case len(found) > 1:
			wrong.Add("document", tSeveralDocuments)
		default:
			s.Document = found[0]
		}
	}
	c := tree.Chooser(v.Today, s.Body, "").WithGroups()
	for _, line := range rowsOf(f.Scope) {
		if g, is := tree.GroupNamed(line, v.Today); is {
			s.Scope = append(s.Scope, Reporting{Group: g.ID})
			continue
		}
		b, err := c.Meant("scope", line)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				return s, err
			}
			wrong = append(wrong, fault.All(err)...)
			continue
		}
		s.Scope = append(s.Scope, Reporting{Body: b})
	}
	return s, wrong.Err()
}

func (h handlers) setForm(ctx context.Context, v *work.View, id SetID, f setForm, wrong error) (templ.Component, error) {
	fr, err := frameOf(ctx, v, wrong)
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanDefine, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	return setFormView(setFormPage{frame: fr, ID: id, Form: f, Bodies: fr.Tree.Chooser(v.Today, org.ID(f.Body), "").WithGroups()}), nil
}

func (h handlers) newSet(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	c, err := h.setForm(ctx, v, "", setForm{Body: string(ownBody(tree, v, r)), Frequency: string(period.Quarter), From: v.Today.Vietnamese()}, nil)
	return web.Show(c), err
}

func (h handlers) defineSet(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.keepSet(ctx, u, "", readSet(r))
}

func (h handlers) keepSet(ctx context.Context, u *work.Unit, id SetID, f setForm) (web.Answer, error) {
	if err := u.Check(CanDefine, org.ID(f.Body).Scope()); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	s, err := h.readSet(ctx, &u.View, tree, f)
	if err == nil {
		s.ID = id
		if id == "" {
			id, err = DefineSet(ctx, u, s)
		} else {
			err = ChangeSet(ctx, u, s)
		}
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.setForm(ctx, v, s.ID, f, err)
		})
	}
	return web.To(id.Address()).Saying(tSetKept), nil
}

// formOf is a set as it is typed.
func (h handlers) formOf(ctx context.Context, v *work.View, s *Set) (setForm, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return setForm{}, err
	}
	f := setForm{Body: string(s.Body), Code: s.Code, Name: s.Name, Frequency: string(s.Frequency), Passage: s.Passage, From: s.From.Vietnamese(), Version: s.Version}
	if !s.Until.IsZero() {
		f.Until = s.Until.Vietnamese()
	}
	if s.Document != "" {
		found, err := doc.Documents(ctx, v, []doc.ID{s.Document})
		if err != nil {
			return f, err
		}
		if d := found[s.Document]; d != nil {
			f.Document = d.Short()
		}
	}
	var lines []string
	for _, r := range s.Scope {
		if r.Body != "" {
			lines = append(lines, tree.Name(r.Body, v.Today))
		} else if g, err := tree.Group(r.Group, v.Today); err == nil {
			lines = append(lines, g.Name)
		}
	}
	f.Scope = strings.Join(lines, "\n")
	return f, nil
}

func (h handlers) askChangeSet(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s, _, err := FindSet(ctx, v, SetID(r.PathValue("set")))
	if err != nil {
		return nil, err
	}
	f, err := h.formOf(ctx, v, s)
	if err != nil {
		return nil, err
	}
	c, err := h.setForm(ctx, v, s.ID, f, nil)
	return web.Show(c), err
}

func (h handlers) changeSet(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	s, _, err := FindSet(ctx, &u.View, SetID(r.PathValue("set")))
	if err != nil {
		return nil, err
	}
	f := readSet(r)
	f.Body, f.Frequency, f.From = string(s.Body), string(s.Frequency), s.From.Vietnamese()
	return h.keepSet(ctx, u, s.ID, f)
}

// An indicatorForm is what was typed of an indicator.
type indicatorForm struct {
	Code, Name, Unit, Decimals, Direction, Sort, Aggregation, Running, Steps, TotalOf, Formula, Source, Low, High, Jump, Passage, Until string
	Version                                                                                                                             int64
}

type indicatorFormPage struct {
	frame
	Set  *Set
	Old  *Indicator // nil of a new one
	Form indicatorForm
}

func readIndicatorForm(r *web.Request) indicatorForm {
	version, _ := r.Int("version")
	return indicatorForm{Code: r.Text("code"), Name: r.Text("name"), Unit: r.Text("unit"), Decimals: r.Text("decimals"), Direction: r.Text("direction"), Sort: r.Text("sort"), Aggregation: r.Text("aggregation"),
		Running: r.Text("running"), Steps: r.Raw("steps"), TotalOf: r.Text("total_of"), Formula: r.Text("formula"), Source: r.Text("source"), Low: r.Text("low"), High: r.Text("high"), Jump: r.Text("jump"), Passage: r.Text("passage"), Until: r.Text("until"), Version: int64(version)}
}

// read turns what was typed into an indicator. All that cannot be read is told at once.
func (f indicatorForm) read(l text.Lang, old *Indicator) (i Indicator, err error) {
	var wrong fault.Fields
	i = Indicator{Version: f.Version, Code: f.Code, Name: f.Name, Unit: f.Unit, Direction: Direction(f.Direction), Sort: Sort(f.Sort), Aggregation: Aggregation(f.Aggregation), Running: Running(f.Running),
		Steps: rowsOf(f.Steps), TotalOf: strings.Fields(strings.NewReplacer(",", " ", "+", " ", ";", " ").Replace(f.TotalOf)), Formula: clean(f.Formula), Passage: f.Passage}
	if f.Decimals != "" {
		n, err := strconv.Atoi(f.Decimals)
		if err != nil {
			n = -1
		}
		i.Decimals = n
	}
	if s, known := sources[f.Source]; old == nil && f.Source != "" {
		i.Source = f.Source
		if known {
			i.follow(s)
		}
	}
	if old != nil {
		i.ID, i.Decimals, i.Sort, i.Aggregation = old.ID, old.Decimals, old.Sort, old.Aggregation
	}
	number := func(field, typed string, decimals int) *int64 {
		if clean(typed) == "" {
			return nil
		}
		n, ok := readValue(l, clean(typed), min(max(decimals, 0), 6))
		if !ok {
			wrong.Add(field, tNumberWrong, decimals)
		}
		return &n
	}
	decimals := i.Decimals
	if i.Sort == Ratio {
		decimals = 2
	}
	i.Low, i.High = number("low", f.Low, decimals), number("high", f.High, decimals)
	if jump := number("jump", f.Jump, 0); jump != nil {
		i.Jump = *jump
	}
	var ok bool
	if i.Until, ok = civil.Read(f.Until); !ok {
		wrong.Add("until", tDayWrong)
	}
	return i, wrong.Err()
}

// formOf is an indicator as it is typed.
func (i *Indicator) formOf(l text.Lang) indicatorForm {
	f := indicatorForm{Code: i.Code, Name: i.Name, Unit: i.Unit, Decimals: strconv.Itoa(i.Decimals), Direction: string(i.Direction), Sort: string(i.Sort), Aggregation: string(i.Aggregation), Running: string(i.Running),
		Steps: strings.Join(i.Steps, "\n"), TotalOf: strings.Join(i.TotalOf, " "), Formula: i.Formula, Passage: i.Passage, Version: i.Version}
	decimals := i.Decimals
	if i.Sort == Ratio {
		decimals = 2
	}
	if i.Low != nil {
		f.Low = writeValue(l, *i.Low, decimals)
	}
	if i.High != nil {
		f.High = writeValue(l, *i.High, decimals)
	}
	if i.Jump > 0 {
		f.Jump = strconv.FormatInt(i.Jump, 10)
	}
	if !i.Until.IsZero() {
		f.Until = i.Until.Vietnamese()
	}
	return f
}

func (h handlers) indicatorForm(ctx context.Context, v *work.View, s *Set, old *Indicator, f indicatorForm, wrong error) (templ.Component, error) {
	fr, err := frameOf(ctx, v, wrong)
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanDefine, s.Body.Scope()); err != nil {
		return nil, err
	}
	return indicatorFormView(indicatorFormPage{fr, s, old, f}), nil
}

func (h handlers) askDefine(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	s, _, err := FindSet(ctx, v, SetID(r.PathValue("set")))
	if err != nil {
		return nil, err
	}
	c, err := h.indicatorForm(ctx, v, s, nil, indicatorForm{Decimals: "0", Direction: string(Up), Sort: string(Number), Aggregation: string(Total), Running: string(OfPeriod)}, nil)
	return web.Show(c), err
}

func (h handlers) define(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	s, _, err := FindSet(ctx, &u.View, SetID(r.PathValue("set")))
	if err != nil {
		return nil, err
	}
	f := readIndicatorForm(r)
	i, err := f.read(r.Lang(), nil)
	if err == nil {
		_, err = Define(ctx, u, s.ID, i)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.indicatorForm(ctx, v, s, nil, f, err)
		})
	}
	return web.To(s.ID.Address()).Saying(tIndicatorKept), nil
}

func (h handlers) askChange(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	i, s, _, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	c, err := h.indicatorForm(ctx, v, s, i, i.formOf(r.Lang()), nil)
	return web.Show(c), err
}

func (h handlers) change(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	old, s, _, err := Find(ctx, &u.View, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	f := readIndicatorForm(r)
	i, err := f.read(r.Lang(), old)
	if err == nil {
		err = Change(ctx, u, i)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.indicatorForm(ctx, v, s, old, f, err)
		})
	}
	return web.To(old.ID.Address()).Saying(tIndicatorKept), nil
}

// An aimPage is what a body is to reach in a period, indicator by indicator.
type aimPage struct {
	frame
	*Set
	Indicators []*Indicator
	Body       org.ID
	Bodies     org.Chooser
	Period     period.Period
	Periods    []period.Period
	Typed      map[int]typed
	Asked      string // the body, as it was typed and is not known
	Baseline   bool
	Basis      string
}

func (h handlers) aimPage(ctx context.Context, v *work.View, r *web.Request, form map[int]typed, wrong error) (templ.Component, error) {
	s, all, err := FindSet(ctx, v, SetID(r.PathValue("set")))
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanDefine, s.Body.Scope()); err != nil {
		return nil, err
	}
	p := aimPage{Set: s, Indicators: judged(all), Body: s.Body, Typed: form, Basis: r.Text("basis"), Baseline: r.Checked("baseline")}
	if p.frame, err = frameOf(ctx, v, wrong); err != nil {
		return nil, err
	}
	p.Bodies = p.Tree.Chooser(v.Today, s.Body, "")
	if typed := r.Text("body"); typed != "" {
		b, err := p.Bodies.Meant("body", typed)
		if _, known := p.Tree.Body(org.ID(typed)); known {
			b, err = org.ID(typed), nil
		}
		if p.Body = b; err != nil {
			p.Asked, p.Body, p.Errors = typed, "", append(p.Errors, web.FieldErrors(ctx, err)...)
		}
	}
	now := p.Calendar.Holding(s.Frequency, v.Today)
	if p.Period, err = period.Parse(r.Text("period")); err != nil || !p.Period.Valid() {
		p.Period = now
	}
	for q, n := now.Prev(), 0; n < aimedPeriods; q, n = q.Next(), n+1 {
		p.Periods = append(p.Periods, q)
	}
	if form == nil {
		targets, err := Targets(ctx, v, s, p.Body, v.Today)
		if err != nil {
			return nil, err
		}
		p.Typed = map[int]typed{}
		for _, i := range p.Indicators {
			if t, has := targets[i.ID][p.Period]; has {
				p.Typed[i.No], p.Basis, p.Baseline = i.typed(r.Lang(), t.Cell), t.Cell.Note, t.Baseline
			}
		}
	}
	return aimView(p), nil
}

// aimedPeriods is for how many periods targets can be chosen, from the one before on.
const aimedPeriods = 10

// judged are the indicators that can be met or missed.
func judged(all []*Indicator) (out []*Indicator) {
	for _, i := range all {
		if i.Direction != Flat {
			out = append(out, i)
		}
	}
	return out
}

func (h handlers) askAim(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.aimPage(ctx, v, r, nil, nil)
	return web.Show(c), err
}

func (h handlers) aim(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	s, all, err := FindSet(ctx, &u.View, SetID(r.PathValue("set")))
	if err != nil {
		return nil, err
	}
	if err := u.Check(CanDefine, s.Body.Scope()); err != nil {
		return nil, err
	}
	all = judged(all)
	form := readTyped(r, all)
	cells, err := readCells(r.Lang(), all, form)
	body := org.ID(r.Text("body"))
	p, wrong := period.Parse(r.Text("period"))
	if wrong != nil {
		return nil, fault.At("period", tPeriodWrong)
	}
	if err == nil {
		before, err2 := Targets(ctx, &u.View, s, body, u.Today)
		if err2 != nil {
			return nil, err2
		}
		var targets []Target
		for _, i := range all {
			c, has := cells[i.No]
			c.Note = r.Text("basis")
			t := Target{Indicator: i.ID, Body: body, Period: p, Cell: c, Baseline: r.Checked("baseline")}
			if old, had := before[i.ID][p]; has && (!had || old.Cell != c || old.Baseline != t.Baseline) {
				targets = append(targets, t)
			}
		}
		err = Aim(ctx, u, s.ID, targets...)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.aimPage(ctx, v, r, form, err)
		})
	}
	return web.To(s.ID.Address()).Saying(tAimed), nil
}

func optionsOf[T ~string](ctx context.Context, all []T, title func(T) text.T) (out []ui.Option) {
	for _, one := range all {
		out = append(out, ui.Option{Value: string(one), Label: title(one).In(ctx)})
	}
	return out
}
