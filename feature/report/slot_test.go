package report_test

import (
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/chase"
	"quyet/feature/org"
	"quyet/feature/report"
)

// asked begins a report of the province with a block for which both communes are asked.
func (p *place) asked(t testing.TB) (made report.ID, block string, slots map[org.ID]report.SlotID) {
	t.Helper()
	ctx := t.Context()
	made, slots = p.begun(t, p.province), map[org.ID]report.SlotID{}
	if err := p.Do(ctx, p.as(access.Office, p.province), func(u *work.Unit) (err error) {
		if block, err = report.AddBlock(ctx, u, made, 1, report.Collected); err != nil {
			return err
		}
		n, err := report.AskSlots(ctx, u, made, block, u.Today.AddDays(3), []org.ID{p.commune, p.other, p.commune})
		if err == nil && n != 2 {
			t.Errorf("%d were asked", n)
		}
		if err != nil {
			return err
		}
		all, err := report.Slots(ctx, &u.View, made, block)
		for _, s := range all {
			slots[s.Body] = s.ID
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return made, block, slots
}

func (p *place) slot(t testing.TB, who work.Who, id report.SlotID) (s *report.Slot) {
	t.Helper()
	if err := p.View(t.Context(), who, func(v *work.View) (err error) {
		s, err = report.FindSlot(t.Context(), v, id)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return s
}

// The office below writes with live figures, its head sends, the level above edits and
// merges: each paragraph of what is frozen says whose it is, with the figures of that body.
// Nobody above reads what is not sent.
func TestSlots(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.filled(t)
		made, block, slots := p.asked(t)
		office, head := p.as(access.Office, p.commune), p.as(access.Head, p.commune)
		above := p.as(access.Office, p.province)
		at := slots[p.commune]
		do := func(who work.Who, f func(u *work.Unit) error) error { return o.Do(ctx, who, f) }
		if err := do(office, func(u *work.Unit) error {
			return report.WriteSlot(ctx, u, at, 1, "Còn {{ngân sách}} đồng")
		}); !fault.Is(err, fault.Invalid) {
			t.Errorf("a figure that there is not: %v", err)
		}
		if err := do(office, func(u *work.Unit) error {
			return report.WriteSlot(ctx, u, at, 1, "Còn {{quá hạn nhiệm vụ")
		}); !fault.Is(err, fault.Invalid) {
			t.Errorf("a mark that is not closed: %v", err)
		}
		if err := do(office, func(u *work.Unit) error {
			return report.WriteSlot(ctx, u, at, 1, "Còn {{quá hạn}} nhiệm vụ quá hạn.\nĐang chờ hướng dẫn.")
		}); err != nil {
			t.Fatal(err)
		}
		if s := p.slot(t, above, at); s.Words != "" {
			t.Errorf("the level above reads %q before it is sent", s.Words)
		}
		if err := do(office, func(u *work.Unit) error { return report.SendSlot(ctx, u, at, 2, "x") }); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the office sends: %v", err)
		}
		if err := do(head, func(u *work.Unit) error {
			return report.SendSlot(ctx, u, at, 2, p.slot(t, head, at).Words)
		}); err != nil {
			t.Fatal(err)
		}
		if err := do(office, func(u *work.Unit) error { return report.WriteSlot(ctx, u, at, 3, "muộn") }); !fault.Is(err, fault.Conflict) {
			t.Errorf("what is sent is written again: %v", err)
		}
		r := p.found(t, made)
		if err := do(above, func(u *work.Unit) error { return report.RemoveBlock(ctx, u, made, r.Version, block) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a block for which somebody wrote is removed: %v", err)
		}
		if err := do(above, func(u *work.Unit) error { return report.ReturnSlot(ctx, u, at, 3, "") }); !fault.Is(err, fault.Invalid) {
			t.Errorf("given back without a reason: %v", err)
		}
		if err := do(above, func(u *work.Unit) error {
			if err := report.ReturnSlot(ctx, u, at, 3, "Nêu rõ nguyên nhân"); err != nil {
				return err
			}
			s, err := report.FindSlot(ctx, &u.View, at)
			if err == nil && (s.State != report.SlotAsked || s.Returned == "") {
				t.Errorf("given back it is %+v", s)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := do(head, func(u *work.Unit) error {
			return report.SendSlot(ctx, u, at, 4, "Còn {{quá hạn}} nhiệm vụ quá hạn.\nNguyên nhân: chờ hướng dẫn.")
		}); err != nil {
			t.Fatal(err)
		}
		// The other one is edited above.
		if err := do(p.as(access.Head, p.other), func(u *work.Unit) error { return report.SendSlot(ctx, u, slots[p.other], 1, "Dài dòng.") }); err != nil {
			t.Fatal(err)
		}
		if err := do(above, func(u *work.Unit) error {
			return report.EditSlot(ctx, u, slots[p.other], 2, "Có {{quá hạn}} nhiệm vụ quá hạn.", false)
		}); err != nil {
			t.Fatal(err)
		}
		f := p.figures(t, p.froze(t, made))
		got := f.Blocks[len(f.Blocks)-2] // before the checkpoint
		want := []string{"Còn 3 nhiệm vụ quá hạn. (Đảng uỷ xã An Hoà)", "Nguyên nhân: chờ hướng dẫn. (Đảng uỷ xã An Hoà)", "Có 3 nhiệm vụ quá hạn. (theo Đảng uỷ xã Bình Phú)"}
		if len(got.Words) != len(want) || len(got.Sources) != len(want) {
			t.Fatalf("%q by %q", got.Words, got.Sources)
		}
		for i, w := range want {
			if said := got.Words[i] + " (" + got.Sources[i] + ")"; said != w {
				t.Errorf("%q, want %q", said, w)
			}
		}
		if err := do(above, func(u *work.Unit) error { return report.EditSlot(ctx, u, at, 5, "", true) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a part of what is frozen is edited: %v", err)
		}
	})
}

// Who has not sent is reminded before the day and urged behind it, until the report is
// frozen.
func TestSlotsAreChased(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		made, _, slots := p.asked(t)
		steps := map[string]int{}
		count := func(v *work.View) error {
			events, err := v.History(ctx, string(slots[p.commune]), 50)
			clear(steps)
			for _, e := range events {
				steps[e.Kind]++
			}
			return err
		}
		for range 12 {
			p.Advance(24 * 3600e9)
			for _, c := range chase.Capability().Chores {
				if err := c.Do(ctx, o.Office); err != nil {
					t.Fatal(err)
				}
			}
		}
		o.MustView(t, count)
		if steps["report_slot.remind"] != 1 || steps["report_slot.urge"] != 1 {
			t.Errorf("the steps are %v", steps)
		}
		p.froze(t, made)
		o.MustView(t, func(v *work.View) error {
			owed, _, err := report.OwedSlots(ctx, v, p.commune, report.SlotCursor{}, 5)
			if len(owed) != 0 {
				t.Error("what is frozen is still asked for")
			}
			return err
		})
	})
}

// The pages lead from being asked to the paper.
func TestSlotPages(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.filled(t)
		id := p.begun(t, p.province)
		above := p.browser(t, access.Office, p.province)
		page := above.Get(id.Address()).Want(http.StatusOK).Submit(".report-add", "kind", "collected").Want(http.StatusOK)
		if page.Submit("form[action$='/ask']", "due", "20/11/2030").Want(http.StatusUnprocessableEntity).Find("form[action$='/ask'] .field-error").Length() == 0 {
			t.Error("nobody is asked, and nothing is said")
		}
		page.Submit("form[action$='/ask']", "all", "1", "due", "30/11/2026").Want(http.StatusOK)
		head := p.browser(t, access.Head, p.commune)
		owed := both(t, head, "/reports?part=owed")
		at := owed.Find("main a[href^='/report-slots/']").AttrOr("href", "")
		both(t, head, at).Submit("main form", "words", "Phần của xã An Hoà", "send", "1").Want(http.StatusOK)
		mine := both(t, above, at)
		mine.Submit("form[action$='/edit']", "used", "Xã An Hoà đã làm").Want(http.StatusOK)
		if said := above.Get(id.Address()).Want(http.StatusOK).Text(".report-paper"); !strings.Contains(said, "Xã An Hoà đã làm") || !strings.Contains(said, "theo Đảng uỷ xã An Hoà") {
			t.Errorf("the paper: %.2000s", said)
		}
		above.Get(at).Submit("form[action$='/return']", "reason", "").Want(http.StatusUnprocessableEntity)
		above.Get(at).Submit("form[action$='/return']", "reason", "Ngắn quá").Want(http.StatusOK)
		p.browser(t, access.Head, p.other).Get(at).Want(http.StatusNotFound)
	})
}

// A correction has the parts that bodies wrote for what it corrects; before a report is
// frozen the page says how many have not sent theirs.
func TestCorrectionKeepsParts(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.filled(t)
		made, block, slots := p.asked(t)
		if err := o.Do(ctx, p.as(access.Head, p.commune), func(u *work.Unit) error {
			return report.SendSlot(ctx, u, slots[p.commune], 1, "Đã hoàn thành rà soát.")
		}); err != nil {
			t.Fatal(err)
		}
		c := p.browser(t, access.Office, p.province)
		if page := c.Get(made.Address() + "/freeze"); !strings.Contains(string(page.Body), "Còn 1 cơ quan chưa gửi") {
			t.Error("the page of freezing does not say who has not sent")
		}
		r := p.froze(t, made)
		var again report.ID
		if err := o.Do(ctx, p.as(access.Head, p.province), func(u *work.Unit) (err error) {
			if again, err = report.Correct(ctx, u, r.ID, "Ghi nhầm"); err != nil {
				return err
			}
			outline := r.Outline
			outline.Title = "kết quả đã đính chính"
			return report.Change(ctx, u, again, 1, outline)
		}); err != nil {
			t.Fatal(err)
		}
		for _, piece := range p.figures(t, p.froze(t, again)).Blocks {
			if piece.ID == block && (len(piece.Words) != 1 || piece.Words[0] != "Đã hoàn thành rà soát.") {
				t.Errorf("the correction says %q", piece.Words)
			}
		}
	})
}
