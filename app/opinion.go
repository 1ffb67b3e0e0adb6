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

// pageAbout tells what a page is about on which opinions are asked: a conference.
func pageAbout(ctx context.Context, v *work.View, address string) (title string, ok bool, err error) {
	id, ok := strings.CutPrefix(address, "/meetings/")
	if !ok {
		return "", false, nil
	}
	m, err := meeting.Find(ctx, v, meeting.ID(id))
	if fault.Is(err, fault.Unknown) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	return m.Title, true, nil
}

// opinionsOn tells on the page of a conference of the opinions that were asked before it.
func opinionsOn(ctx context.Context, v *work.View, m *meeting.Meeting) (templ.Component, error) {
	return opinion.Panel(ctx, v, m.ID.Address(), m.Body, m.State == meeting.Planned && !m.Template)
}
