package meeting_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/meeting"
	"quyet/feature/org"
)

// Who coordinates is mended by hand, several of them, and so is to which item of the
// agenda an outcome belongs; after the conference that is a correction.
func TestAnOutcomeIsMended(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		m, elsewhere := p.running(t, ""), p.running(t, "")
		_, a := p.found(t, m)
		_, b := p.found(t, elsewhere)
		said := p.notes(t, m, meeting.Outcome{Kind: meeting.Order, Words: "Rà soát tổ chức cơ sở đảng"})[0]
		change := func(do func(*meeting.Outcome)) error {
			now := p.outcome(t, said)
			do(&now)
			return o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.ChangeOutcome(ctx, u, now) })
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(change(func(o *meeting.Outcome) {
			o.Lead, o.Coordinators = p.commune, []org.ID{p.other, p.commune, "", p.province, p.other}
		}))
		if got := p.outcome(t, said).Coordinators; !slices.Equal(got, []org.ID{p.other, p.province}) {
			t.Errorf("coordinating are %v", got)
		}
		for _, item := range []meeting.ItemID{b[0].ID, "x"} {
			if err := change(func(o *meeting.Outcome) { o.Item = item }); !fault.Is(err, fault.Invalid) {
				t.Errorf("it belongs to %q: %v", item, err)
			}
		}
		for _, item := range []meeting.ItemID{a[1].ID, "", a[2].ID} {
			must(change(func(o *meeting.Outcome) { o.Item = item }))
			if got := p.outcome(t, said).Item; got != item {
				t.Errorf("it belongs to %q, not %q", got, item)
			}
		}
		if err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.RemoveItem(ctx, u, a[2].ID, 1) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("an item to which something belongs is taken off: %v", err)
		}
		must(p.does(t, m, meeting.DoClose))
		if err := change(func(o *meeting.Outcome) { o.Item = a[0].ID }); !fault.Is(err, fault.Conflict) {
			t.Errorf("moved after it was closed: %v", err)
		}
		must(change(func(o *meeting.Outcome) { o.Coordinators = nil }))
		at := meeting.ItemOf(said)
		if err := p.corrects(m, at, "2.1. Thảo luận", "9. Không có", "Ghi nhầm"); !fault.Is(err, fault.Invalid) {
			t.Errorf("corrected to what is not on the agenda: %v", err)
		}
		for _, to := range []struct {
			was, becomes string
			item         meeting.ItemID
		}{{"2.1. Thảo luận", "", ""}, {"", "3. Kết luận", a[3].ID}} {
			must(p.corrects(m, at, to.was, to.becomes, "Ghi nhầm"))
			if got := p.outcome(t, said).Item; got != to.item {
				t.Errorf("corrected from %q to %q it belongs to %q", to.was, to.becomes, got)
			}
		}
	})
}

func TestAnOutcomeIsMendedOnPages(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		m := p.running(t, "")
		_, a := p.found(t, m)
		said := p.notes(t, m, meeting.Outcome{Kind: meeting.Order, Words: "Rà soát tổ chức cơ sở đảng"})[0]
		office := p.browser(t, access.Office, p.province)
		at := m.Address() + "/outcomes/" + string(said)
		page := both(t, office, at).Submit("form.form", "coordinator1", "Đảng uỷ xã An Hoà", "coordinator2", "không có", "due", "mai").Want(http.StatusUnprocessableEntity)
		if !page.Has("#f-coordinator2-error") || page.Value("coordinator1") != "Đảng uỷ xã An Hoà" || page.Value("coordinator2") != "không có" {
			t.Errorf("what is wrong: %s", page.Text(".error-summary"))
		}
		page = page.Submit("form.form", "coordinator2", "Đảng uỷ xã Bình Phú", "due", "", "item", string(a[1].ID)).Want(http.StatusOK)
		if got := page.Text("#record"); !strings.Contains(got, "Phối hợp: Đảng uỷ xã An Hoà, Đảng uỷ xã Bình Phú") || !strings.Contains(got, "2. Báo cáo kết quả") {
			t.Errorf("the record says %s", got)
		}
		// One is taken out, the other stays.
		both(t, office, at).Submit("form.form", "coordinator1", "", "item", "").Want(http.StatusOK)
		if got := p.outcome(t, said); !slices.Equal(got.Coordinators, []org.ID{p.other}) || got.Item != "" {
			t.Errorf("it is %+v", got)
		}
		if err := p.does(t, m, meeting.DoClose); err != nil {
			t.Fatal(err)
		}
		minutes := m.Address() + "/minutes"
		page = both(t, office, both(t, office, minutes).Find("#places a[href*='.item']").AttrOr("href", ""))
		page = page.Submit("form.form", "becomes", "3. Kết luận", "reason", "").Want(http.StatusUnprocessableEntity)
		page.Submit("form.form", "reason", "Ghi nhầm nội dung").Want(http.StatusOK)
		if page = both(t, office, minutes); page.Text("#corrections ins") != "3. Kết luận" || p.outcome(t, said).Item != a[3].ID {
			t.Errorf("corrected: %s", page.Text("#corrections"))
		}
	})
}
