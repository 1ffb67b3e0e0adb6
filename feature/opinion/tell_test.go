package opinion_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/chase"
	"quyet/feature/notice"
	"quyet/feature/opinion"
	"quyet/feature/org"
)

// Bodies are told that they are asked, reminded before the day and told that it is over;
// who asks is told of answers. Nobody else is told, and who has answered is not reminded.
func TestWhoIsTold(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		keeper := audit.NewKeeper(filepath.Join(t.TempDir(), "log.key"))
		secret, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
		if err != nil {
			t.Fatal(err)
		}
		people := map[org.ID]account.ID{}
		o.MustDo(t, func(u *work.Unit) error {
			for i, b := range append([]org.ID{p.province}, p.asked...) {
				made, err := account.Create(ctx, u, account.NewAccount{Login: fmt.Sprintf("vp.%d", i), Name: "Văn phòng", Password: secret})
				if err != nil {
					return err
				}
				people[b] = made
				if _, err := account.GrantRole(ctx, u, account.NewGrant{Account: made, Role: access.Office, Scope: b.Scope(), Interval: civil.Since(day("2026-01-01"))}); err != nil {
					return err
				}
			}
			return nil
		})
		as := func(b org.ID) work.Who {
			return func(ctx context.Context, v *work.View) (access.Actor, error) {
				system := *v
				system.Actor = access.System("test")
				actors, err := account.Acting(ctx, &system, []account.ID{people[b]})
				return actors[people[b]], err
			}
		}
		gather := func() {
			t.Helper()
			if err := errors.Join(keeper.Seal(ctx, o.Office), notice.Gather(ctx, o.Office)); err != nil {
				t.Fatal(err)
			}
		}
		told := func(b org.ID) (titles []string) {
			t.Helper()
			if err := o.View(ctx, as(b), func(v *work.View) error {
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
		gather()
		var id opinion.QuestionID
		if err := o.Do(ctx, as(p.province), func(u *work.Unit) (err error) {
			id, err = opinion.Ask(ctx, u, p.question(), p.asked[:2])
			return err
		}); err != nil {
			t.Fatal(err)
		}
		_, all := p.of(t, id)
		if err := o.Do(ctx, as(p.asked[0]), func(u *work.Unit) error {
			return opinion.Give(ctx, u, all[0].ID, opinion.Reply{Version: 1, Answer: opinion.Agreed})
		}); err != nil {
			t.Fatal(err)
		}
		for d := day("2026-11-23"); d.Before(day("2026-12-10")); d = d.AddDays(1) {
			p.at(t, d.String(), "07:00")
			if err := errors.Join(p.lapses(ctx), chase.Run(ctx, o.Office)); err != nil {
				t.Fatal(err)
			}
		}
		gather()
		for b, want := range map[org.ID][]string{
			p.asked[0]: {"Được lấy ý kiến"},
			p.asked[1]: {"Hết hạn trả lời ý kiến", "Sắp hết hạn trả lời ý kiến", "Được lấy ý kiến"},
			p.province: {"Có ý kiến trả lời", "Hết hạn trả lời ý kiến"},
			p.asked[2]: nil,
		} {
			slices.Sort(want)
			if got := told(b); !slices.Equal(got, want) {
				t.Errorf("%s is told %q, not %q", p.tree.Name(b, day("2026-11-20")), got, want)
			}
		}
	})
}
