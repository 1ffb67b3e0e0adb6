package plan_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/chase"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/plan"
)

// office gives a body somebody who works in its office.
func (p *place) office(t testing.TB, b org.ID) work.Who {
	t.Helper()
	secret, err := account.Choose(t.Context(), "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	var made account.ID
	p.MustDo(t, func(u *work.Unit) error {
		if made, err = account.Create(t.Context(), u, account.NewAccount{Login: "vp." + strings.ToLower(string(b)), Name: "Văn phòng", Password: secret}); err != nil {
			return err
		}
		_, err := account.GrantRole(t.Context(), u, account.NewGrant{Account: made, Role: access.Office, Scope: b.Scope(), Interval: civil.Since(day("2026-01-01"))})
		return err
	})
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		system := *v
		system.Actor = access.System("test")
		actors, err := account.Acting(ctx, &system, []account.ID{made})
		return actors[made], err
	}
}

func (p *place) items(t testing.TB, id plan.ID) (items []plan.Item) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		items, err = plan.ItemsOf(t.Context(), v, id)
		return err
	})
	return items
}

// A body that prepares items of another's programme is told of them, sees them and nothing
// else of the programme, is told when they are moved or dropped, reminded, and urged when
// they are overdue, together with whose programme it is.
func TestWhoPrepares(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		at := func(on civil.Date) { o.Set(on.Start(o.Zone).Add(8 * time.Hour)) }
		at(day("2026-03-02"))
		keeper := audit.NewKeeper(filepath.Join(t.TempDir(), "log.key"))
		province, commune := p.office(t, p.province), p.office(t, p.commune)
		gather := func() {
			t.Helper()
			if err := errors.Join(keeper.Seal(ctx, o.Office), notice.Gather(ctx, o.Office)); err != nil {
				t.Fatal(err)
			}
		}
		gather()
		told := func(who work.Who) (titles []string) {
			t.Helper()
			gather()
			if err := o.View(ctx, who, func(v *work.View) error {
				items, _, err := notice.Inbox(ctx, v, notice.Cursor{})
				for _, i := range items {
					titles = append(titles, i.Title(ctx))
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			slices.Sort(titles)
			return titles
		}
		id := p.programme(t)
		if err := o.Do(ctx, province, func(u *work.Unit) error {
			return plan.PutItems(ctx, u, id, []plan.Item{
				{Words: "Sơ kết chuyển đổi số", Forum: plan.Board, When: "Tháng 4", Prepares: "Đảng uỷ xã An Hoà"},
				{Words: "Nghị quyết về kinh tế biển", Forum: plan.Board, When: "Tháng 3", Prepares: "Đảng uỷ xã An Hoà"},
				{Words: "Tổng kết", Forum: plan.Board, When: "Tháng 3", Prepares: "Tỉnh uỷ Sông Lam"},
				{Words: "Làm việc với xã", Forum: plan.Board, When: "Thường xuyên", Prepares: "Đảng uỷ xã An Hoà"},
			})
		}); err != nil {
			t.Fatal(err)
		}
		if got := told(commune); fmt.Sprint(got) != "[Được giao chuẩn bị 3 nội dung của chương trình]" {
			t.Errorf("the commune is told %q", got)
		}
		preparing := func() (out []string) {
			t.Helper()
			if err := o.View(ctx, commune, func(v *work.View) error {
				var at plan.Place
				for {
					found, more, err := plan.Preparing(ctx, v, p.commune, at, 1)
					for _, i := range found {
						out = append(out, i.Words)
						at = plan.ParsePlace(i.Until.String() + "_" + string(i.ID))
					}
					if err != nil || !more {
						return err
					}
				}
			}); err != nil {
				t.Fatal(err)
			}
			return out
		}
		if got := preparing(); fmt.Sprint(got) != "[Nghị quyết về kinh tế biển Sơ kết chuyển đổi số]" {
			t.Errorf("the commune prepares %q", got)
		}
		items := p.items(t, id)
		if err := o.View(ctx, commune, func(v *work.View) error {
			for _, i := range items {
				want := !fault.Is(only2(plan.FindItem(ctx, v, i.ID)), fault.Unknown)
				if prepares := i.Preparer == p.commune; prepares != want {
					t.Errorf("%s, prepared by %s: seen %t", i.Words, i.Prepares, want)
				}
			}
			if _, err := plan.Find(ctx, v, id); !fault.Is(err, fault.Unknown) {
				t.Errorf("who prepares an item sees the whole programme: %v", err)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		first := items[slices.IndexFunc(items, func(i plan.Item) bool { return i.When == "Tháng 4" })]
		if err := o.Do(ctx, commune, func(u *work.Unit) error { return plan.MoveItem(ctx, u, first.ID, first.Version, "Tháng 5", "x") }); !fault.Is(err, fault.Forbidden) {
			t.Errorf("who prepares an item moves it: %v", err)
		}
		if err := o.Do(ctx, province, func(u *work.Unit) error {
			return plan.MoveItem(ctx, u, first.ID, first.Version, "Tháng 5", "Chờ số liệu quý I")
		}); err != nil {
			t.Fatal(err)
		}
		if got := told(commune); !slices.Contains(got, "Nội dung đang chuẩn bị được chuyển thời gian") {
			t.Errorf("of the move the commune is told %q", got)
		}
		for d := day("2026-03-20"); d.Before(day("2026-05-05")); d = d.AddDays(1) {
			at(d)
			if err := chase.Run(ctx, o.Office); err != nil {
				t.Fatal(err)
			}
		}
		got, above := told(commune), told(province)
		for _, want := range []string{"Nhắc: sắp đến hạn chuẩn bị một nội dung của chương trình", "Đôn đốc: một nội dung của chương trình quá thời gian"} {
			if !slices.Contains(got, want) {
				t.Errorf("the commune is told %q, without %q", got, want)
			}
		}
		if !slices.ContainsFunc(above, func(s string) bool { return strings.HasPrefix(s, "Đôn đốc") }) {
			t.Errorf("the province is told %q", above)
		}
		if err := o.Do(ctx, province, func(u *work.Unit) error {
			return plan.EndItem(ctx, u, first.ID, first.Version+1, plan.Dropped, u.Today, "Gộp vào hội nghị cuối năm")
		}); err != nil {
			t.Fatal(err)
		}
		if got := told(commune); !slices.Contains(got, "Nội dung đang chuẩn bị thôi không thực hiện") || slices.Contains(preparing(), first.Words) {
			t.Errorf("of what was dropped the commune is told %q and prepares %q", got, preparing())
		}
	})
}

func only2[A, B any](_ A, _ B, err error) error { return err }

// The pages of a body that prepares items: the list, and of an item what concerns it.
func TestPreparingPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id := p.programme(t)
	p.MustDo(t, func(u *work.Unit) error {
		return plan.PutItems(t.Context(), u, id, []plan.Item{{Words: "Sơ kết chuyển đổi số", Forum: plan.Board, When: "Tháng 12", Prepares: "Đảng uỷ xã An Hoà"}})
	})
	item := p.items(t, id)[0]
	commune := p.browser(t, access.Office, p.commune)
	for _, at := range []string{"/plans?body=" + string(p.commune), "/plans/preparing?body=" + string(p.commune)} {
		if page := both(t, commune, at); page.Find("main a[href='"+item.Address()+"']").Length() != 1 || !strings.Contains(page.Text("main"), "Tỉnh uỷ Sông Lam") {
			t.Errorf("%s: %s", at, page.Text("main"))
		}
	}
	page := both(t, commune, item.Address())
	if page.Has("form[action$='/move']") || page.Has("form[action$='/end']") || page.Has("a[href='"+id.ItemsAddress()+"']") {
		t.Errorf("who prepares an item is offered what is not theirs: %s", page.Text("main"))
	}
	if !both(t, commune, "/plans/preparing?after=2099-01-01_x&body="+string(p.commune)).Has(".empty") {
		t.Error("behind the last one there is something")
	}
	commune.Get("/plans/preparing?body=" + string(p.other)).Want(http.StatusNotFound)
	p.browser(t, access.Office, p.other).Get(item.Address()).Want(http.StatusNotFound)
}

// Whatever stands in an address, the list begins or goes on somewhere, and what was
// written is read back.
func TestPlaceOfAList(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		if got := plan.ParsePlace(rapid.String().Draw(r, "address")).String(); got != "_" && !strings.Contains(got, "_") {
			r.Errorf("%q", got)
		}
		written := day("2026-01-01").AddDays(rapid.IntRange(0, 4000).Draw(r, "day")).String() + "_" + rapid.StringMatching(`[0-9a-z]{1,20}`).Draw(r, "item")
		if got := plan.ParsePlace(written).String(); got != written {
			r.Errorf("%q is read as %q", written, got)
		}
	})
}
