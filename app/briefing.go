package app

import (
	"context"

	"quyet/base/work"
	"quyet/feature/brief"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/plan"
)

// provenAt is the page of a body's briefing, where that proves a step of the checklist
// of a document.
func provenAt(ctx context.Context, v *work.View, d doc.ID, b org.ID, s plan.Step) (string, error) {
	if s != plan.Brief {
		return "", nil
	}
	asked, err := brief.Asked(ctx, v, d, b)
	if !asked {
		return "", err
	}
	return brief.PageOf(d, b), err
}
