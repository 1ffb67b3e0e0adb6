package brief

import (
	"context"

	"quyet/base/civil"
	"quyet/base/ui"
)

// read is how many have said that they read the document.
func (p *ackPage) read() (n int) {
	for _, a := range p.Acks {
		if !a.Read.IsZero() {
			n++
		}
	}
	return n
}

func (a Ack) status(ctx context.Context, today civil.Date) ui.Status {
	switch {
	case !a.Read.IsZero():
		return ui.Status{Word: tReadOn.In(ctx), Tone: ui.Positive, Note: a.Read.Vietnamese()}
	case today.After(a.Due):
		return ui.Status{Word: tNotRead.In(ctx), Tone: ui.Negative}
	}
	return ui.Status{Word: tNotRead.In(ctx), Tone: ui.Notable}
}

func ackColumnsOf(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tOfficial.In(ctx)}, {Label: tDue.In(ctx), Narrow: true}, {Label: tState.In(ctx), Narrow: true}}
}

// openUntil tells how long a check goes on, or went on.
func openUntil(ctx context.Context, c Check, today civil.Date) string {
	if today.After(c.Until) {
		return tClosedOn.In(ctx, c.Until.Vietnamese())
	}
	return tOpenUntil.In(ctx, c.Until.Vietnamese())
}
