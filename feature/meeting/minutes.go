package meeting

import (
	"bytes"
	"context"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/meeting/paper"
)

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// minutes gives the minutes of a conference as they follow from what is recorded of
// it now: at any moment after it was opened, and as a draft, for nothing but the
// record makes them.
func (h handlers) minutes(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	m, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if m.Opened.IsZero() {
		return nil, fault.New(fault.Conflict, tNotOpenedYet)
	}
	p, err := h.showPageOf(ctx, v, m, nil)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	// It is a Vietnamese document whatever the language of the pages.
	if err := p.minutes(text.WithLang(ctx, text.Vietnamese)).Paper().Write(&out); err != nil {
		return nil, err
	}
	return web.File("bien-ban-"+v.Day(m.Opened).String()+".docx", wordType, bytes.NewReader(out.Bytes())), nil
}

// minutes are the record as the paper takes it.
func (p showPage) minutes(ctx context.Context) paper.Minutes {
	day := civil.Of(p.Opened.In(p.Zone))
	m := paper.Minutes{
		Head: p.Tree.HeadOf(p.Body, day), On: day, Title: p.Title, Kind: p.Kind.Title().In(ctx), Opened: p.Opened, Closed: p.Closed, Zone: p.Zone,
		Where: p.Place, Chair: p.Chair, Secretary: p.Secretary, Draft: p.Now,
	}
	if p.Document != nil {
		m.About = p.Document.Title()
	}
	said := map[ItemID][]paper.Outcome{}
	for _, o := range p.Record {
		said[o.Item] = append(said[o.Item], p.onPaper(o, day))
	}
	m.Loose = said[""]
	rows := p.rowsOf()
	for i, r := range rows {
		took := p.Took(r.Item, p.Now)
		held := r.Done || r.On || took > 0 || len(said[r.ID]) > 0
		for _, part := range rows[i+1 : p.Agenda.end(i)] { // a part stands below its item
			held = held || part.Done || part.On || p.Took(part.Item, p.Now) > 0
		}
		if held {
			m.Items = append(m.Items, paper.Item{Number: r.Number, Title: r.Title, Reporter: p.reporter(r.Item, day), Took: took, Late: r.Late, Outcomes: said[r.ID]})
		}
	}
	return m
}

var paperKinds = map[OutcomeKind]paper.OutcomeKind{Information: paper.Information, Speech: paper.Speech, Decided: paper.Decision, Order: paper.Task}

func (p showPage) onPaper(o Outcome, day civil.Date) paper.Outcome {
	out := paper.Outcome{Kind: paperKinds[o.Kind], Words: o.Words, Speaker: o.Speaker, At: o.Said, Due: o.DueWords, Deliverable: o.Deliverable}
	if o.Lead != "" {
		out.Lead = p.Tree.Name(o.Lead, day)
	}
	if !o.Due.IsZero() {
		out.Due = o.Due.Vietnamese()
	}
	return out
}
