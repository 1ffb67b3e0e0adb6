package brief

import (
	"context"
	"net/url"

	"quyet/base/civil"
	"quyet/base/ui"
	"quyet/feature/doc"
	"quyet/feature/org"
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

// parted parts checks into those of a body, or of one above it, and those of bodies below,
// of which there may be thousands.
func parted(tree *org.Tree, all []Check, b org.ID) (near, below []Check) {
	for _, c := range all {
		if c.Body != b && tree.Within(c.Body.Scope(), b.Scope()) {
			below = append(below, c)
		} else {
			near = append(near, c)
		}
	}
	return near, below
}

func (p *checksPage) columns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tBody.In(ctx)}, {Label: tCheckTitle.In(ctx)}, {Label: tState.In(ctx)}}
}

// next is the address of the page after this one.
func (p *checksPage) next() string {
	if p.Next == "" {
		return ""
	}
	return checksAt(p.Document.ID, p.Body) + "&after=" + string(p.Next)
}

func checksAt(d doc.ID, b org.ID) string {
	return Address(d) + "/checks?" + url.Values{"body": {string(b)}}.Encode()
}
