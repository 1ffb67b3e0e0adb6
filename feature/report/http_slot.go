package report

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// An askForm is what was typed to ask bodies for their parts.
type askForm struct {
	All         bool
	Bodies, Due string
	Errors      []ui.FieldError
}

// bodies are those that were asked for: all directly below, or those on each line.
func (f askForm) bodies(tree *org.Tree, body org.ID, day civil.Date) ([]org.ID, error) {
	below := tree.Chart(day).Below(body)
	if f.All {
		return below, nil
	}
	c := tree.Chooser(day, body, body)
	var out []org.ID
	for line := range strings.Lines(f.Bodies) {
		b, err := c.Meant("bodies", line)
		if err != nil {
			return nil, err
		}
		if b != "" {
			out = append(out, b)
		}
	}
	if len(out) == 0 {
		return nil, fault.At("bodies", tNobodyAsked)
	}
	return out, nil
}

func (h handlers) askSlots(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report, block := ID(r.PathValue("id")), r.PathValue("block")
	found, err := Find(ctx, &u.View, report)
	if err != nil {
		return nil, err
	}
	f := askForm{All: r.Checked("all"), Bodies: r.Raw("bodies"), Due: r.Text("due")}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	n := 0
	bodies, err := f.bodies(tree, found.Body, u.Today)
	if err == nil {
		due, ok := r.Day("due")
		if err = fault.At("due", tDayWrong); ok && !due.IsZero() {
			n, err = AskSlots(ctx, u, report, block, due, bodies)
		}
	}
	if err != nil {
		return nil, h.again(report, err, func(p *builderPage, wrong []ui.FieldError) {
			if at, gone := p.at(block); gone == nil {
				p.Chosen = &p.Blocks[at]
			}
			f.Errors = wrong
			p.Ask = f
		})
	}
	return web.To(blockAddress(report, block)).Saying(tAskedN, n), nil
}

// A slotPage is a slot with what was typed.
type slotPage struct {
	*Slot
	Tree                          *org.Tree
	Today                         civil.Date
	MayWrite, MaySend, MayEdit    bool
	Typed, TypedUsed, TypedReason string

	Errors, EditErrors, BackErrors []ui.FieldError
}

func (h handlers) slot(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := slotPageOf(ctx, v, SlotID(r.PathValue("slot")), func(*slotPage) {})
	return web.Show(c), err
}

func slotPageOf(ctx context.Context, v *work.View, at SlotID, set func(*slotPage)) (templ.Component, error) {
	s, err := FindSlot(ctx, v, at)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	open := s.Of.State == Draft
	p := slotPage{
		Slot: s, Tree: tree, Today: v.Today, Typed: s.Words, TypedUsed: s.Used,
		MayWrite: open && s.State == SlotAsked && writes(v.Actor, CanWrite, s.Body), MaySend: open && s.State == SlotAsked && writes(v.Actor, CanSend, s.Body),
		MayEdit: open && s.State == SlotSent && makes(v.Actor, s.Of.Body),
	}
	set(&p)
	return slotView(p), nil
}

// slotAgain shows the page of a slot anew with what was refused.
func slotAgain(at SlotID, err error, set func(p *slotPage, wrong []ui.FieldError)) error {
	return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
		return slotPageOf(ctx, v, at, func(p *slotPage) { set(p, web.FieldErrors(ctx, err)) })
	})
}

func (h handlers) writeSlot(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, typed := SlotID(r.PathValue("slot")), r.Raw("words")
	do, said := WriteSlot, tSaved
	if r.Checked("send") {
		do, said = SendSlot, tSentUp
	}
	if err := do(ctx, u, at, versionOf(r), typed); err != nil {
		return nil, slotAgain(at, err, func(p *slotPage, wrong []ui.FieldError) { p.Typed, p.Errors = typed, wrong })
	}
	return web.To(at.Address()).Saying(said), nil
}

func (h handlers) editSlot(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, used, out := SlotID(r.PathValue("slot")), r.Raw("used"), r.Checked("left_out")
	if err := EditSlot(ctx, u, at, versionOf(r), used, out); err != nil {
		return nil, slotAgain(at, err, func(p *slotPage, wrong []ui.FieldError) { p.TypedUsed, p.LeftOut, p.EditErrors = used, out, wrong })
	}
	return web.To(at.Address()).Saying(tSaved), nil
}

func (h handlers) returnSlot(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, reason := SlotID(r.PathValue("slot")), r.Text("reason")
	if err := ReturnSlot(ctx, u, at, versionOf(r), reason); err != nil {
		return nil, slotAgain(at, err, func(p *slotPage, wrong []ui.FieldError) { p.TypedReason, p.BackErrors = reason, wrong })
	}
	return web.To(at.Address()).Saying(tGivenBack), nil
}

func owedColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tSlot.In(ctx)}, {Label: tReports.In(ctx)}, {Label: tAsker.In(ctx)}, {Label: tSendBy.In(ctx), Narrow: true}}
}

func whoColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tBody.In(ctx)}, {Label: tSlotState.In(ctx), Narrow: true}}
}

func (s *Slot) status(ctx context.Context, today civil.Date) ui.Status {
	switch {
	case s.State == SlotSent && s.LeftOut:
		return ui.Status{Word: tOutWord.In(ctx), Tone: ui.Off}
	case s.State == SlotSent && s.Used != "":
		return ui.Status{Word: tEditedWord.In(ctx), Tone: ui.Notable}
	case s.State == SlotSent:
		return ui.Status{Word: tSentWord.In(ctx), Tone: ui.Positive}
	case today.After(s.Due):
		return ui.Status{Word: tLateWord.In(ctx), Tone: ui.Negative}
	case s.Returned != "":
		return ui.Status{Word: tBackWord.In(ctx), Tone: ui.Caution}
	}
	return ui.Status{Word: tWaitWord.In(ctx), Tone: ui.Neutral}
}

func (p listPage) allOwed(ctx context.Context) []ui.Action {
	if p.After == (SlotCursor{}) {
		return nil
	}
	return []ui.Action{{Label: tAllOwed.In(ctx), Href: listAddress(p.Body, shelfOwed)}}
}

func (p listPage) nextSlots() string {
	if p.After == (SlotCursor{}) {
		return ""
	}
	return listAddress(p.Body, shelfOwed) + "&after=" + string(p.After.ID) + "&due=" + p.After.Due.String()
}

func (p slotPage) crumbs(ctx context.Context) []ui.Crumb {
	if p.MayEdit {
		return []ui.Crumb{{Label: tReports.In(ctx), Href: listAddress(p.Of.Body, shelfDrafts)}, {Label: "Báo cáo " + p.Of.Title, Href: blockAddress(p.Report, p.Block)}}
	}
	return []ui.Crumb{{Label: tReports.In(ctx), Href: listAddress(p.Body, shelfOwed)}}
}

func (p slotPage) facts(ctx context.Context) []ui.Fact {
	out := []ui.Fact{
		{Term: tAsker.In(ctx), Value: p.Tree.Name(p.Of.Body, p.Today)}, {Term: tBody.In(ctx), Value: p.Tree.Name(p.Body, p.Today)}, {Term: tSendBy.In(ctx), Value: p.Due.Vietnamese()},
		{Term: tSlotState.In(ctx), Shown: ui.Tag(p.status(ctx, p.Today))},
	}
	if p.Of.Period != "" {
		out = append(out, ui.Fact{Term: tPeriod.In(ctx), Value: p.Of.Period})
	}
	return out
}
