package report_test

import (
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/report"
)

func only[T any](_ T, err error) error { return err }

// The other body is the one above: it sees what is frozen and makes nothing of it.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		draft, frozen := p.begun(t, p.commune), p.froze(t, p.begun(t, p.commune)).ID
		_, _, slots := p.asked(t)
		slot, gone := slots[p.commune], slots[p.other]
		if err := o.Do(ctx, p.as(access.Head, p.other), func(u *work.Unit) error { return report.SendSlot(ctx, u, gone, 1, "Đã làm") }); err != nil {
			t.Fatal(err)
		}
		private, shared := p.composed(t, false), p.composed(t, true)
		var form report.FormID
		if err := o.Do(ctx, p.as(access.Head, p.commune), func(u *work.Unit) (err error) {
			form, err = report.AddForm(ctx, u, p.commune, "Mẫu", strings.Repeat("0", 64))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		outline := p.outline(t, p.commune)
		block := p.found(t, draft).Blocks[0]
		done := func(err error) (bool, error) { return err == nil, err }
		table := func(above bool) map[string]dbtest.Operation {
			const make, see = "yyuuu", "yyyyu"
			of := map[string]dbtest.Operation{
				"Begin":       {Own: "yyfff", Do: func(u *work.Unit) (bool, error) { return done(only(report.Begin(ctx, u, p.commune, "month", outline))) }},
				"Find":        {Own: make, Do: func(u *work.Unit) (bool, error) { return done(only(report.Find(ctx, &u.View, draft))) }},
				"Change":      {Own: make, Do: func(u *work.Unit) (bool, error) { return done(report.Change(ctx, u, draft, 1, outline)) }},
				"AddBlock":    {Own: make, Do: func(u *work.Unit) (bool, error) { return done(only(report.AddBlock(ctx, u, draft, 1, report.Outcome))) }},
				"SetBlock":    {Own: make, Do: func(u *work.Unit) (bool, error) { return done(report.SetBlock(ctx, u, draft, 1, block)) }},
				"MoveBlock":   {Own: make, Do: func(u *work.Unit) (bool, error) { return done(report.MoveBlock(ctx, u, draft, 1, block.ID, 1)) }},
				"RemoveBlock": {Own: make, Do: func(u *work.Unit) (bool, error) { return done(report.RemoveBlock(ctx, u, draft, 1, block.ID)) }},
				"Discard":     {Own: make, Do: func(u *work.Unit) (bool, error) { return done(report.Discard(ctx, u, draft, 1)) }},
				"Freeze":      {Own: make, Do: func(u *work.Unit) (bool, error) { return done(report.Freeze(ctx, u, p.files, draft, 1)) }},
				"Correct":     {Own: "yyffu", Do: func(u *work.Unit) (bool, error) { return done(only(report.Correct(ctx, u, frozen, "Ghi nhầm"))) }},
				"Rebuild":     {Own: see, Do: func(u *work.Unit) (bool, error) { return done(only(report.Rebuild(ctx, &u.View, p.files, frozen))) }},
				"Corrected":   {Own: "yyyyy", Do: func(u *work.Unit) (bool, error) { return done(only(report.Corrected(ctx, &u.View, frozen))) }},
				"AddForm": {Own: "yyfff", Do: func(u *work.Unit) (bool, error) {
					return done(only(report.AddForm(ctx, u, p.commune, "Mẫu", strings.Repeat("0", 64))))
				}},
				"Forms": {Own: "yyfff", Do: func(u *work.Unit) (bool, error) {
					found, err := report.Forms(ctx, &u.View, p.commune)
					return len(found) > 0, err
				}},
				"FindForm":   {Own: make, Do: func(u *work.Unit) (bool, error) { return done(only(report.FindForm(ctx, &u.View, form))) }},
				"RetireForm": {Own: make, Do: func(u *work.Unit) (bool, error) { return done(report.RetireForm(ctx, u, form)) }},
				// The report is of the province, which asks and edits; the commune writes.
				"AskSlots": {Own: "uuuuu", Do: func(u *work.Unit) (bool, error) {
					return done(only(report.AskSlots(ctx, u, draft, "", u.Today, nil)))
				}},
				"FindSlot": {Own: "yyyyu", Do: func(u *work.Unit) (bool, error) { return done(only(report.FindSlot(ctx, &u.View, slot))) }},
				"Slots": {Own: "yyyy-", Do: func(u *work.Unit) (bool, error) {
					s, err := report.FindSlot(ctx, &u.View, slot)
					if fault.Is(err, fault.Unknown) {
						return false, nil
					}
					found, err := report.Slots(ctx, &u.View, s.Report, "")
					return len(found) > 0, err
				}},
				"OwedSlots": {Own: "yyyyf", Do: func(u *work.Unit) (bool, error) {
					found, _, err := report.OwedSlots(ctx, &u.View, p.commune, report.SlotCursor{}, 5)
					return len(found) > 0, err
				}},
				"WriteSlot":  {Own: "yyyfu", Do: func(u *work.Unit) (bool, error) { return done(report.WriteSlot(ctx, u, slot, 1, "Đã làm")) }},
				"SendSlot":   {Own: "fyffu", Do: func(u *work.Unit) (bool, error) { return done(report.SendSlot(ctx, u, slot, 1, "Đã làm")) }},
				"ReturnSlot": {Own: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(report.ReturnSlot(ctx, u, gone, 2, "Viết lại")) }},
				"EditSlot":   {Own: "uuuuu", Do: func(u *work.Unit) (bool, error) { return done(report.EditSlot(ctx, u, gone, 2, "", true)) }},
				"List": {Own: "yyyyf", Do: func(u *work.Unit) (bool, error) {
					found, _, err := report.List(ctx, &u.View, p.commune, report.Frozen, "", 5)
					return len(found) == 1, err
				}},
				"Below": {Own: "----f", Do: func(u *work.Unit) (bool, error) {
					found, _, err := report.Below(ctx, &u.View, p.commune, "", 5)
					return len(found) > 0, err
				}},
			}
			// Of what is shared everybody at the body sees it; who composed it changes it.
			dash, change := report.Dash{Body: p.commune, Title: "Giao ban", Frequency: "quarter"}, report.Dash{ID: shared.ID, Version: 1, Title: "Giao ban", Frequency: "month"}
			dashes := map[string]dbtest.Operation{
				"Compose":  {Own: "yyyyf", Do: func(u *work.Unit) (bool, error) { return done(only(report.Compose(ctx, u, dash))) }},
				"FindDash": {Own: "yuuuu", Do: func(u *work.Unit) (bool, error) { return done(only(report.FindDash(ctx, &u.View, private.ID))) }},
				"Dashes": {Own: "yyyyu", Do: func(u *work.Unit) (bool, error) {
					_, _, err := report.Dashes(ctx, &u.View, p.commune)
					return done(err)
				}},
				"ChangeDash": {Own: "yfffu", Do: func(u *work.Unit) (bool, error) { return done(report.ChangeDash(ctx, u, change)) }},
				"AddToDash": {Own: "yfffu", Do: func(u *work.Unit) (bool, error) {
					return done(only(report.AddToDash(ctx, u, shared.ID, 1, report.Outcome)))
				}},
				"SetInDash": {Own: "yfffu", Do: func(u *work.Unit) (bool, error) {
					return done(report.SetInDash(ctx, u, shared.ID, 1, shared.Blocks[0]))
				}},
				"MoveInDash": {Own: "yfffu", Do: func(u *work.Unit) (bool, error) {
					return done(report.MoveInDash(ctx, u, shared.ID, 1, shared.Blocks[0].ID, 1))
				}},
				"DiscardDash": {Own: "yfffu", Do: func(u *work.Unit) (bool, error) { return done(report.DiscardDash(ctx, u, shared.ID, 1)) }},
			}
			for name, op := range of {
				switch {
				case name == "AskSlots":
					op.Other = "uuuuu"
				case name == "FindSlot" && above:
					op.Other = "yyyyu"
				case name == "Slots":
					if op.Other = "-----"; above {
						op.Other = "yyyy-"
					}
				case name == "OwedSlots":
					if op.Other = "fffff"; above {
						op.Other = "yyyyf"
					}
				case (name == "WriteSlot" || name == "SendSlot") && above:
					op.Other = "ffffu"
				case name == "ReturnSlot" || name == "EditSlot":
					if op.Other = "ffffu"; above {
						op.Other = "yyffu"
					}
				case name == "Corrected":
					op.Other = "yyyyy"
				case name == "List" && above:
					op.Other = "yyyyf"
				case name == "Below" && above:
					op.Other = "----f"
				case name == "List" || name == "Below" || name == "Begin" || name == "AddForm" || name == "Forms":
					op.Other = "fffff"
				case name == "Rebuild" && above:
					op.Other = see
				case name == "Correct" && above:
					op.Other = "ffffu"
				default:
					op.Other = "uuuuu"
				}
				of[name] = op
			}
			for name, op := range dashes {
				if op.Other = op.Own; !above {
					op.Other = "uuuuu"
				}
				if name == "Compose" && !above {
					op.Other = "fffff"
				}
				of[name] = op
			}
			return of
		}
		for _, other := range []struct {
			body  bool
			table map[string]dbtest.Operation
		}{{true, table(true)}, {false, table(false)}} {
			as := func(r access.Role, own bool) work.Who {
				switch {
				case own:
					return p.as(r, p.commune)
				case other.body:
					return p.as(r, p.province)
				}
				return p.as(r, p.other)
			}
			dbtest.Rights(t, o, as, other.table)
		}
	})
}
