package app

import (
	"context"

	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/audit"
	"quyet/feature/indicator"
)

func (a *App) indicatorDeps() indicator.Deps {
	return indicator.Deps{Named: documentsNamed, Files: a.Files}
}

func indicatorSubject(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	i, _, _, err := indicator.Find(ctx, v, indicator.ID(id))
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: i.Name, Address: i.ID.Address(), Words: indicator.Told}, nil
}

func setSubject(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	s, _, err := indicator.FindSet(ctx, v, indicator.SetID(id))
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: s.Name, Address: s.ID.Address(), Words: indicator.Told}, nil
}

func returnSubject(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	f, err := indicator.FindReturn(ctx, v, indicator.ReturnID(id))
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: f.Of.Code + ", " + f.Period.Words(text.LangOf(ctx)), Address: f.ID.Address(), Words: indicator.Told}, nil
}
