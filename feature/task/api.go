package task

import (
	"context"
	"strings"
	"time"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// What programs are told of tasks, and may say.

// apiRoutes are the addresses for programs.
func apiRoutes(h handlers) []web.Route {
	return []web.Route{
		web.Get("/api/v1/tasks", h.tellTasks).For(web.Description{Title: tAPITasks, Query: tasksAsked{}, Answer: tasksTold{}}),
		web.Get("/api/v1/tasks/{id}", h.tellTask).For(web.Description{Title: tAPITask, Answer: wholeTold{}}),
		web.Post("/api/v1/tasks/{id}/updates", h.takeUpdate).For(web.Description{Title: tAPIUpdate, Body: updateSent{}, Answer: wholeTold{}}),
	}
}

// tasksAsked is the query of the list of tasks.
type tasksAsked struct {
	Part   Part       `query:"part" doc:"Left out: open tasks by deadline; past: what is over; drafts." enum:"past,drafts"`
	Body   org.ID     `query:"body" doc:"Led by this body or one below it."`
	Lead   org.ID     `query:"lead" doc:"Led by this body itself."`
	Issuer org.ID     `query:"issuer" doc:"Given by this body."`
	State  State      `query:"state" doc:"As the field state of a task."`
	Timing Timing     `query:"timing" doc:"As the field timing of a task."`
	Words  string     `query:"q" doc:"Words of the text, with or without marks."`
	From   civil.Date `query:"from" doc:"Deadline on or after this day, YYYY-MM-DD."`
	Until  civil.Date `query:"until" doc:"Deadline on or before this day, YYYY-MM-DD."`
	After  string     `query:"after" doc:"Value of next of the page before."`
	Limit  int        `query:"limit" doc:"Tasks on a page, 1 to 500; 50 if left out." minimum:"1" maximum:"500"`
}

// tasksTold is a page of a list.
type tasksTold struct {
	Tasks []ToldTask `json:"tasks"`
	Next  string     `json:"next,omitempty" doc:"To be sent as after for the next page; missing on the last."`
}

// A ToldTask is what a program is told of a task; it has a name outside of the
// package so that its fields stand in the description of what embeds it.
type ToldTask struct {
	ID          ID         `json:"id"`
	Version     int64      `json:"version,omitempty" doc:"Grows with every change; to be sent with an update. Only of a single task."`
	Text        string     `json:"text"`
	Deliverable string     `json:"deliverable,omitempty"`
	Issuer      org.ID     `json:"issuer"`
	Lead        org.ID     `json:"lead,omitempty" doc:"Missing for a draft without one."`
	State       State      `json:"state" enum:"draft,assigned,accepted,returned,in_progress,submitted,confirmed,rejected,closed,suspended,cancelled,transferred"`
	Timing      Timing     `json:"timing,omitempty" enum:"ongoing,on_track,due_soon,overdue,done_on_time,done_late" doc:"Today, to the present deadline; missing where none counts."`
	Progress    int64      `json:"progress" doc:"Per cent, as the lead reports it."`
	Due         civil.Date `json:"due,omitzero" doc:"The present deadline; missing for ongoing work."`
	FirstDue    civil.Date `json:"first_due,omitzero" doc:"The deadline first given."`
	Submitted   civil.Date `json:"submitted,omitzero" doc:"When the result that stands was handed in."`
}

// wholeTold is one task with its history.
type wholeTold struct {
	ToldTask
	Coordinators []org.ID    `json:"coordinators"`
	History      []eventTold `json:"history" doc:"Newest first."`
}

type eventTold struct {
	At       time.Time  `json:"at"`
	What     string     `json:"what" doc:"The verb: assign, accept, update, submit, confirm …"`
	By       string     `json:"by,omitempty" doc:"Who did it, and in whose place."`
	Body     org.ID     `json:"body,omitempty" doc:"For which body."`
	Note     string     `json:"note,omitempty"`
	Progress *int64     `json:"progress,omitempty"`
	Due      civil.Date `json:"due,omitzero"`
}

// updateSent is what a program reports.
type updateSent struct {
	Version  int64  `json:"version" doc:"Of the task as it was read: where it has changed meanwhile, nothing is written (409)."`
	Note     string `json:"note" doc:"What was done." minLength:"1"`
	Progress *int64 `json:"progress,omitempty" doc:"Per cent; left out, it stays." minimum:"0" maximum:"100"`
}

func (p page) told(t *Task) ToldTask {
	return ToldTask{
		ID: t.ID, Version: t.Version, Text: t.Text, Deliverable: t.Deliverable, Issuer: t.Issuer, Lead: t.Lead, State: t.State,
		Timing: t.Timing(p.Today, p.Warn), Progress: t.Progress, Due: t.Due, FirstDue: t.FirstDue, Submitted: t.Submitted,
	}
}

func (h handlers) tellTasks(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, v.Check(CanSee, v.Actor.Body)
	}
	lp := &listPage{page: p, Filter: Filter{
		Part: Part(r.Text("part")), Body: org.ID(r.Text("body")), Lead: org.ID(r.Text("lead")), Issuer: org.ID(r.Text("issuer")),
		State: State(r.Text("state")), Timing: Timing(r.Text("timing")), Words: r.Text("q"), Warn: p.Warn,
	}}
	wrong := fault.Fields(fault.All(lp.read(v, r)))
	if _, known := p.Tree.Body(lp.Filter.Body); lp.Filter.Body != "" && !known {
		wrong.Add("body", tNoSuchChoice)
	}
	if _, known := p.Tree.Body(lp.Filter.Issuer); lp.Filter.Issuer != "" && !known {
		wrong.Add("issuer", tNoSuchChoice)
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	f := lp.Filter
	f.Part = f.part()
	f.After.Day, f.After.ID = cursorOf(r.Text("after"))
	if n, ok := r.Int("limit"); ok {
		f.Limit = min(max(n, 1), MaxRows)
	}
	found, err := Find(ctx, v, f)
	if err != nil {
		return nil, err
	}
	told := tasksTold{Tasks: []ToldTask{}}
	for _, t := range found.Tasks {
		one := p.told(t)
		one.Version = 0
		told.Tasks = append(told.Tasks, one)
	}
	if !found.Next.IsZero() {
		told.Next = found.Next.Day + "_" + string(found.Next.ID)
	}
	return web.JSON(told), nil
}

// cursorOf reads where a page of a list ended.
func cursorOf(next string) (day string, id ID) {
	day, rest, _ := strings.Cut(next, "_")
	return day, ID(rest)
}

func (h handlers) tellTask(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	return h.told(ctx, v, ID(id))
}

func (h handlers) told(ctx context.Context, v *work.View, id ID) (web.Answer, error) {
	p, err := h.page(ctx, v)
	if err != nil {
		return nil, err
	}
	w, err := Get(ctx, v, id)
	if err != nil {
		return nil, err
	}
	names, err := account.Names(ctx, v, account.Doers(w.History...))
	if err != nil {
		return nil, err
	}
	told := wholeTold{ToldTask: p.told(w.Task), Coordinators: append([]org.ID{}, w.Coordinators...), History: []eventTold{}}
	for _, e := range w.History {
		d := detailOf(e)
		told.History = append(told.History, eventTold{
			At: e.At, What: strings.TrimPrefix(e.Kind, kindOf("")), By: account.Doer(ctx, names, e), Body: org.ID(e.Body), Note: d.Note, Progress: d.Progress, Due: d.Due,
		})
	}
	return web.JSON(told), nil
}

func (h handlers) takeUpdate(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	t, _, err := find(ctx, &u.View, ID(id))
	if err != nil {
		return nil, err
	}
	if err := visible(ctx, &u.View, t); err != nil {
		return nil, err
	}
	var sent updateSent
	if err := r.JSON(&sent); err != nil {
		return nil, err
	}
	if err := Update(ctx, u, Ref{t.ID, sent.Version}, Report{Note: web.Tidy(sent.Note), Progress: sent.Progress}); err != nil {
		return nil, err
	}
	return h.told(ctx, &u.View, t.ID)
}
