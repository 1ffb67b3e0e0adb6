package app

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/opinion"
)

func (a *App) opinionDeps() opinion.Deps {
	return opinion.Deps{Files: a.Files, Refuse: refuseSecret, Named: documentsNamed, About: pageAbout}
}

// pageAbout tells of a page on which opinions are asked: a conference, or an item of its
// agenda.
func pageAbout(ctx context.Context, v *work.View, address string) (p opinion.Page, ok bool, err error) {
	id, ok := strings.CutPrefix(address, "/meetings/")
	if !ok {
		return p, false, nil
	}
	id, item, one := strings.Cut(id, "#")
	m, err := meeting.Find(ctx, v, meeting.ID(id))
	if fault.Is(err, fault.Unknown) {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	agenda, err := meeting.AgendaOf(ctx, v, m.ID)
	if err != nil {
		return p, false, err
	}
	p.Title = m.Title
	for n, number := range agenda.Numbers() {
		title := agenda[n].Title
		if number != "" {
			title = number + ". " + title
		}
		switch {
		case !one:
			p.Parts = append(p.Parts, opinion.Part{ID: string(agenda[n].ID), Title: title})
		case string(agenda[n].ID) == item:
			p.Title += ": " + title
		}
	}
	return p, true, nil
}

// opinionsOn tells on the page of a conference of the opinions that were asked before it.
func opinionsOn(ctx context.Context, v *work.View, m *meeting.Meeting) (templ.Component, error) {
	return opinion.Panel(ctx, v, m.ID.Address(), m.Body, m.State == meeting.Planned && !m.Template)
}
