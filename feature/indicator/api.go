package indicator

import (
	"context"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// What programs are told of returns, and may do with them: enter, declare. Who answers for
// figures and who accepts them are people, on pages.

// apiRoutes are the addresses for programs.
func apiRoutes() []web.Route {
	return []web.Route{
		web.Get("/api/v1/returns", tellReturns).For(web.Description{Title: tAPIReturns, Query: returnsAsked{}, Answer: returnsTold{}}),
		web.Get("/api/v1/returns/{id}", tellReturn).For(web.Description{Title: tAPIReturn, Answer: ReturnTold{}}),
		web.Post("/api/v1/returns/{id}/steps", takeStep).For(web.Description{Title: tAPIStep, Body: stepSent{}, Answer: ReturnTold{}}),
	}
}

// returnsAsked is the query of the list of returns.
type returnsAsked struct {
	Body  org.ID `query:"body" doc:"Whose; left out, the body for which the token acts."`
	Part  string `query:"part" doc:"Left out: what is to be declared, by its day; done: what was." enum:"done"`
	After string `query:"after" doc:"Value of next of the page before."`
	Limit int    `query:"limit" doc:"Returns on a page, 1 to 200; 50 if left out." minimum:"1" maximum:"200"`
}

// returnsTold is a page of a list.
type returnsTold struct {
	Returns []ReturnLine `json:"returns"`
	Next    string       `json:"next,omitempty" doc:"To be sent as after for the next page; missing on the last."`
}

// A ReturnLine is what a program is told of a return in a list; it has a name outside of the
// package so that its fields stand in the description of what embeds it.
type ReturnLine struct {
	ID      ReturnID   `json:"id"`
	Version int64      `json:"version" doc:"Grows with every change; to be sent with a step."`
	Set     SetID      `json:"set"`
	Period  string     `json:"period" doc:"2026-Q4, 2026-M11, 2026-H2, 2026-Y, 2026-W48"`
	Body    org.ID     `json:"body"`
	State   State      `json:"state" enum:"open,declared,approved,accepted,locked"`
	Due     civil.Date `json:"due" doc:"By when it is to be declared."`
}

// ReturnTold is one return with its figures and what may be done next.
type ReturnTold struct {
	ReturnLine
	Code     string     `json:"code" doc:"Of the set."`
	Name     string     `json:"name" doc:"Of the set."`
	Returned string     `json:"returned,omitempty" doc:"Why it was given back."`
	Figures  []figureOf `json:"figures" doc:"One for each indicator that is asked for, in their order."`
	May      []Verb     `json:"may" doc:"What whoever asks may do next, on pages or here." enum:"enter,declare,approve,give_back,accept,lock,correct"`
}

// figureOf is one figure, told or sent.
type figureOf struct {
	Code    string `json:"code" doc:"Of the indicator."`
	Name    string `json:"name,omitempty" doc:"Of the indicator; need not be sent."`
	Unit    string `json:"unit,omitempty" doc:"Need not be sent."`
	Value   string `json:"value,omitempty" doc:"Decimal number with a point, such as 67.5; missing where nothing was entered. Of steps the number of the step, the first is 1."`
	Part    string `json:"part,omitempty" doc:"Of a ratio what the value is divided by, of a mean its weight."`
	NotHere bool   `json:"not_here,omitempty" doc:"The indicator does not apply to the body."`
	Note    string `json:"note,omitempty"`
}

// stepSent is what a program does with a return.
type stepSent struct {
	Verb    Verb       `json:"verb" enum:"enter,declare"`
	Version int64      `json:"version" doc:"Of the return as it was read: where it has changed meanwhile, nothing is written (409)."`
	Figures []figureOf `json:"figures,omitempty" doc:"Of enter: all of them; what is left out is not entered."`
	Sure    bool       `json:"sure,omitempty" doc:"Of declare: figures far from the period before are right."`
}

const (
	usualReturns = 50
	mostOfPage   = 200
)

func lineOf(r *Return) ReturnLine {
	return ReturnLine{ID: r.ID, Version: r.Version, Set: r.Set, Period: r.Period.Key(), Body: r.Body, State: r.State, Due: r.Due}
}

func tellReturns(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	body := org.ID(r.Text("body"))
	if body == "" {
		body = org.ID(v.Actor.Body)
	}
	limit := usualReturns
	if n, ok := r.Int("limit"); ok {
		limit = min(max(n, 1), mostOfPage)
	}
	day, id, _ := strings.Cut(r.Text("after"), "_")
	due, err := civil.Parse(day)
	if err != nil {
		due = civil.Date{} // the beginning
	}
	list := Owed
	if r.Text("part") == "done" {
		list = Done
	}
	found, next, err := list(ctx, v, body, Cursor{due, id}, limit)
	if err != nil {
		return nil, err
	}
	out := returnsTold{Returns: []ReturnLine{}}
	for _, one := range found {
		out.Returns = append(out.Returns, lineOf(one))
	}
	if next != (Cursor{}) {
		out.Next = next.Due.String() + "_" + next.ID
	}
	return web.JSON(out), nil
}

func tellReturn(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	return tellOne(ctx, v, ReturnID(id))
}

// tellOne tells of one return.
func tellOne(ctx context.Context, v *work.View, id ReturnID) (web.Answer, error) {
	f, err := FindReturn(ctx, v, id)
	if err != nil {
		return nil, err
	}
	out := ReturnTold{ReturnLine: lineOf(f.Return), Code: f.Of.Code, Name: f.Of.Name, Returned: f.Returned, Figures: []figureOf{}, May: append([]Verb{}, f.May(*v)...)}
	for _, i := range f.Indicators {
		one := figureOf{Code: i.Code, Name: i.Name, Unit: i.Unit}
		if c, has := f.Cells[i.No]; has {
			one.Note, one.NotHere = c.Note, c.NotHere
			if !c.NotHere {
				one.Value = plain(c.Value, i.valueDecimals())
				if i.twoFields() {
					one.Part = plain(c.Part, i.partDecimals())
				}
			}
		}
		out.Figures = append(out.Figures, one)
	}
	return web.JSON(out), nil
}

// plain is a value for programs: digits and a point.
func plain(value int64, decimals int) string {
	return strings.ReplaceAll(writeValue(text.English, value, decimals), ",", "")
}

// valueDecimals are those of the first number: that of a step is whole.
func (i *Indicator) valueDecimals() int {
	if i.Sort == Steps {
		return 0
	}
	return i.Decimals
}

func takeStep(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	f, err := FindReturn(ctx, &u.View, ReturnID(id))
	if err != nil {
		return nil, err
	}
	var sent stepSent
	if err := r.JSON(&sent); err != nil {
		return nil, err
	}
	if sent.Verb != Enter && sent.Verb != Declare {
		return nil, fault.At("verb", tChoose)
	}
	t := Taking{Verb: sent.Verb, Version: sent.Version, Sure: sent.Sure}
	if t.Verb == Enter {
		if t.Cells, err = f.cellsOf(sent.Figures); err != nil {
			return nil, err
		}
	}
	if err := Take(ctx, u, f.ID, t); err != nil {
		return nil, err
	}
	return tellOne(ctx, &u.View, f.ID)
}

// cellsOf reads figures that a program sent. All that cannot be read is told at once.
func (f *Filed) cellsOf(sent []figureOf) (Cells, error) {
	form := map[int]typed{}
	var wrong fault.Fields
	for _, one := range sent {
		at := slices.IndexFunc(f.asks(), func(i *Indicator) bool { return i.Code == one.Code })
		if at < 0 {
			wrong.Add("figures", tNoSuchCode, one.Code)
			continue
		}
		form[f.asks()[at].No] = typed{Value: one.Value, Part: one.Part, Note: one.Note, NotHere: one.NotHere}
	}
	cells, err := readCells(text.English, f.asks(), form)
	return cells, append(wrong, fault.All(err)...).Err()
}
