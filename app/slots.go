package app

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ics"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/annex"
	"quyet/feature/brief"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/feed"
	"quyet/feature/intake"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/plan"
	"quyet/feature/point"
	"quyet/feature/roll"
	"quyet/feature/saved"
	"quyet/feature/schedule"
	"quyet/feature/task"
)

// Slots join capabilities against the direction of their imports: a
// document's page shows its tasks, a task's page the documents that assign it.

func documentSlots() doc.Slots {
	return doc.Slots{
		Tasks: func(ctx context.Context, v *work.View, docs []doc.ID) (map[doc.ID]doc.Counts, error) {
			ids := make([]task.DocID, len(docs))
			for i, d := range docs {
				ids[i] = task.DocID(d)
			}
			per, err := task.PerDocument(ctx, v, ids)
			out := make(map[doc.ID]doc.Counts, len(per))
			for d, o := range per {
				out[doc.ID(d)] = doc.Counts(o)
			}
			return out, err
		},
		TasksAt: func(d doc.ID, number string) string {
			q := url.Values{"document": {string(d)}}
			// What is open within its deadline stands in the list of all that is open.
			if timing, ok := map[string]task.Timing{"on-time": task.DoneOnTime, "late": task.DoneLate, "overdue": task.Overdue}[number]; ok {
				q.Set("timing", string(timing))
			}
			return "/tasks?" + q.Encode()
		},
		ChecklistAt: func(d doc.ID) string { return plan.ChecklistAddress(d) },
		BriefingAt: func(v *work.View, d doc.ID) string {
			if !v.Actor.MaySomewhere(brief.CanSee) {
				return ""
			}
			return brief.Address(d)
		},
		AnnexAt: func(d doc.ID) string { return annex.Of(task.DocID(d)) },
		Passages: func(ctx context.Context, v *work.View, d doc.ID) ([]doc.Passage, error) {
			tasks, err := task.SpotsOf(ctx, v, task.DocID(d))
			passages := make([]doc.Passage, len(tasks))
			for i, t := range tasks {
				passages[i] = doc.Passage{Span: doc.Span{Start: t.Start, End: t.End}, Tasks: t.Tasks, Address: t.ID.Address()}
			}
			return passages, err
		},
	}
}

// citedDocuments tells a task's page of the documents that the actor may see.
func citedDocuments(ctx context.Context, v *work.View, ids []task.DocID) (map[task.DocID]task.Cited, error) {
	docs := make([]doc.ID, len(ids))
	for i, d := range ids {
		docs[i] = doc.ID(d)
	}
	found, err := doc.Documents(ctx, v, docs)
	out := make(map[task.DocID]task.Cited, len(found))
	for d, document := range found {
		out[task.DocID(d)] = task.Cited{Title: document.Title(), Address: d.Address()}
	}
	return out, err
}

// attachedTo tells of a document what stands on its annex; ok is false for one
// that the actor may not see.
func attachedTo(ctx context.Context, v *work.View, id task.DocID) (annex.Paper, bool, error) {
	found, err := doc.Documents(ctx, v, []doc.ID{doc.ID(id)})
	d := found[doc.ID(id)]
	if err != nil || d == nil {
		return annex.Paper{}, false, err
	}
	words := d.Type.Title().For(text.Vietnamese)
	if d.Symbol != "" {
		words += " số " + d.Symbol
	} else {
		words += " " + d.Subject
	}
	if !d.IssuedOn.IsZero() {
		words += " ngày " + d.IssuedOn.Paper()
	}
	if d.Issuer != "" {
		words += " của " + d.Issuer
	}
	return annex.Paper{Cited: words, Body: d.Body, Regime: d.Regime}, true, nil
}

// annexOfPlan tells of a programme of work what stands on its annex, and its
// tasks.
func annexOfPlan(ctx context.Context, v *work.View, programme string) (annex.Paper, []task.ID, error) {
	p, err := plan.Find(ctx, v, plan.ID(programme))
	if err != nil {
		return annex.Paper{}, nil, err
	}
	parts, err := plan.PartsOf(ctx, v, p)
	if err != nil {
		return annex.Paper{}, nil, err
	}
	ids := make([]task.ID, len(parts))
	for i, part := range parts {
		ids[i] = part.ID
	}
	paper := annex.Paper{}
	if p.Doc != "" {
		if paper, _, err = attachedTo(ctx, v, task.DocID(p.Doc)); err != nil {
			return paper, nil, err
		}
	}
	if paper.Name = p.Title; paper.Body == "" {
		paper.Body = p.Body
	}
	return paper, ids, nil
}

// mostLeft is how far the tasks are counted that a body leaves behind.
const mostLeft = 500

// openTasks tells how many open tasks bodies that end leave behind. Who
// arranges bodies may know how many, without seeing them.
func openTasks(ctx context.Context, v *work.View, ending []org.ID) (out []org.Effect, err error) {
	counting := *v
	counting.Actor = access.System("counts the tasks of bodies that end")
	for _, b := range ending {
		if err := v.Check(org.CanArrange, b.Scope()); err != nil {
			return nil, err
		}
		for _, q := range []struct {
			field      string
			filter     task.Filter
			what, next text.T
		}{
			{"lead", task.Filter{Lead: b}, tLeadsTasks, tHandOn},
			{"issuer", task.Filter{Issuer: b}, tGaveTasks, tGoOnAsking},
		} {
			n, more, err := task.Count(ctx, &counting, q.filter, mostLeft)
			if err != nil {
				return nil, err
			}
			if n == 0 {
				continue
			}
			how := text.Int(ctx, n)
			if more {
				how = tMoreThan.In(ctx, how)
			}
			e := org.Effect{Body: b, What: q.what, Args: []any{n, how}, Next: q.next}
			if ended(ctx, v, b) && v.Actor.May(task.CanEnd, b.Scope()) {
				e.Address = task.HandoverAddress(b)
			} else if v.Actor.May(task.CanSee, b.Scope()) {
				e.Address = "/tasks?" + q.field + "=" + string(b)
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// ended says whether a body exists no more, so that what it leaves can be handed
// on.
func ended(ctx context.Context, v *work.View, b org.ID) bool {
	tree, err := org.Load(ctx, v)
	return err == nil && !tree.Chart(v.Today).Has(b)
}

// mostNamed is among how many documents with the words of a symbol the ones
// that bear it are looked for.
const mostNamed = 200

// namedDocuments finds the documents that bear a number and symbol; of several
// those of the day, where one is told.
func namedDocuments(ctx context.Context, v *work.View, typed string) ([]task.Named, error) {
	var told citation.Citation
	if symbol, ok := citation.ParseSymbol(typed); ok {
		told.Symbol = symbol
	} else if all := citation.Find(typed); len(all) == 1 && all[0].By == citation.BySymbol {
		told = all[0]
	} else {
		return nil, nil
	}
	if !v.Actor.MaySomewhere(doc.CanSee) {
		return nil, nil
	}
	docs, _, err := doc.List(ctx, v, doc.Filter{Words: told.Symbol.String()}, doc.Cursor{}, mostNamed)
	if err != nil {
		return nil, err
	}
	day, whole := told.Date.Civil()
	var found []task.Named
	for _, d := range docs {
		symbol, ok := citation.ParseSymbol(d.Symbol)
		if !ok || symbol.Key() != told.Symbol.Key() || whole && d.IssuedOn != day {
			continue
		}
		content, _, err := doc.Read(ctx, v, d.ID)
		if err != nil {
			return nil, err
		}
		title := d.Title() + " (" + d.IssuedOn.Vietnamese() + ")"
		found = append(found, task.Named{ID: task.DocID(d.ID), Cited: task.Cited{Title: title, Address: d.ID.Address()}, Text: content})
	}
	return found, nil
}

// savedList tells the register of a saved list that is open.
func savedList(ctx context.Context, v *work.View, list string) (*task.SavedList, error) {
	l, err := saved.Find(ctx, v, saved.ID(list))
	if fault.Is(err, fault.Unknown) {
		return nil, nil // the address asks the whole question all the same
	}
	if err != nil {
		return nil, err
	}
	s := &task.SavedList{Name: l.Name, Asks: l.Asks}
	if l.MayChange(v) {
		s.Page = l.Page()
	}
	return s, nil
}

// firstList is the address with which the register opens for a person.
func firstList(ctx context.Context, v *work.View) (string, error) {
	l, err := saved.First(ctx, v)
	if err != nil || l == nil {
		return "", err
	}
	return l.Address(), nil
}

// documentsNamed finds the documents that bear a number and symbol, newest first.
func documentsNamed(ctx context.Context, v *work.View, typed string) ([]doc.ID, error) {
	found, err := namedDocuments(ctx, v, typed)
	ids := make([]doc.ID, len(found))
	for i, n := range found {
		ids[i] = doc.ID(n.ID)
	}
	return ids, err
}

// conferencesOf tells a programme of the conferences of a body between two days.
func conferencesOf(ctx context.Context, v *work.View, body org.ID, from, until civil.Date) ([]plan.Meeting, error) {
	if !v.Actor.May(meeting.CanSee, body.Scope()) {
		return nil, nil
	}
	found, err := meeting.Between(ctx, v, body, from, until)
	out := make([]plan.Meeting, len(found))
	for i, m := range found {
		out[i] = plan.Meeting{ID: plan.MeetingID(m.ID), Title: m.Title, On: v.Day(m.Starts), Address: m.ID.Address()}
	}
	return out, err
}

// conferencesInWeek are the conferences of a body as entries of its weekly schedule.
func conferencesInWeek(ctx context.Context, v *work.View, body org.ID, from, until civil.Date) ([]schedule.Entry, error) {
	if !v.Actor.May(meeting.CanSee, body.Scope()) {
		return nil, nil
	}
	found, err := meeting.Between(ctx, v, body, from, until)
	out := make([]schedule.Entry, len(found))
	for i, m := range found {
		e := schedule.Entry{
			ID: schedule.ID(m.ID), Body: body, On: v.Day(m.Starts), From: m.Starts.In(v.Zone).Format("15:04"), Words: m.Title, Chair: m.Chair, Place: m.Place,
			Prepared: m.Secretary, CalledOff: m.CalledOff, Address: m.ID.Address(),
		}
		if v.Day(m.Ends) == e.On {
			e.Until = m.Ends.In(v.Zone).Format("15:04")
		}
		out[i] = e
	}
	return out, err
}

// refuseSecret turns away evidence that bears a mark of secrecy.
func refuseSecret(ctx context.Context, name string, content []byte) error {
	return intake.RefuseSecret(ctx, name, content)
}

// meetingDeps join to the page of a conference those who count who comes.
func (a *App) meetingDeps() meeting.Deps {
	return meeting.Deps{
		Named:      documentsNamed,
		Files:      a.Files,
		Panels:     []func(context.Context, *work.View, *meeting.Meeting) (templ.Component, error){meeting.SeriesPanel, point.Panel, roll.Panel, brief.Panel, opinionsOn},
		Attendance: []meeting.Attending{point.Attending, roll.Attending},
	}
}

// conferencesInCalendars tells the calendars of feeds of conferences: those that a body
// holds, those to which the owner of a calendar is called, and those at which a body has
// a connection point.
func conferencesInCalendars() []feed.Other {
	return []feed.Other{
		{See: meeting.CanSee, Events: func(ctx context.Context, v *work.View, a feed.Asked) ([]ics.Event, error) {
			return meeting.Events(ctx, v, a.Bodies, a.From, a.Until, a.Most, a.Site)
		}},
		{Events: func(ctx context.Context, v *work.View, a feed.Asked) ([]ics.Event, error) {
			return roll.Events(ctx, v, a.From, a.Until, a.Most, a.Site)
		}},
		{See: point.CanSee, Events: func(ctx context.Context, v *work.View, a feed.Asked) ([]ics.Event, error) {
			return point.Events(ctx, v, a.Bodies, a.From, a.Until, a.Most, a.Site)
		}},
	}
}
