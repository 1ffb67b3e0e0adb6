package notice_test

import (
	"context"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/work"
	"quyet/feature/notice"
)

// Everybody has notices of their own and no others; only who administers the
// whole installation sees what becomes of mail.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		s.assign(t, s.commune, 1)
		s.gather(t)
		var id notice.ID
		if err := o.View(ctx, s.as("commune.office"), func(v *work.View) error {
			items, _, err := notice.Inbox(ctx, v, notice.Cursor{})
			id = items[0].ID
			return err
		}); err != nil {
			t.Fatal(err)
		}
		failed := func(t testing.TB) notice.MailID {
			if err := o.DB.Script(ctx, `INSERT INTO notice_mail (id, account_id, kind, made_at, next_at, tries, outcome, ended_at, trouble) VALUES ('m', '`+string(s.people["commune.second"])+`', 'notices', 1, 1, 1, 'failed', 1, '') ON CONFLICT (id) DO NOTHING;`); err != nil {
				t.Fatal(err)
			}
			return "m"
		}(t)
		as := func(r access.Role, own bool) work.Who {
			scope, post := s.department.Scope(), string(s.department)
			if own {
				scope, post = s.commune.Scope(), string(s.commune)
			}
			return func(ctx context.Context, v *work.View) (access.Actor, error) {
				return access.Actor{Account: string(s.people["commune.office"]), Body: scope, Post: post, ProvedUntil: v.Now.AddDate(0, 0, 1),
					Grants: []access.Grant{{Role: r, Scope: scope, Interval: civil.Since(civil.MustParse("2020-01-01"))}}}, nil
			}
		}
		everybody := func(do func(u *work.Unit) error) dbtest.Operation {
			return dbtest.Operation{Own: "yyyyy", Other: "yyyyy", Do: func(u *work.Unit) (bool, error) { return true, do(u) }}
		}
		administrators := func(own, other string, do func(u *work.Unit) error) dbtest.Operation {
			return dbtest.Operation{Own: own, Other: other, Do: func(u *work.Unit) (bool, error) { return true, do(u) }}
		}
		dbtest.Rights(t, o, as, map[string]dbtest.Operation{
			// In the post in which they were told, by who may see the task: all but administration.
			"Open": {Own: "yyyyu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { _, err := notice.Open(ctx, &u.View, id); return true, err }},
			"Inbox": {Own: "yyyy-", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				items, _, err := notice.Inbox(ctx, &u.View, notice.Cursor{})
				return len(items) > 0 && !items[0].Gone(), err
			}},
			"AheadUnread": everybody(func(u *work.Unit) error { notice.AheadUnread(&u.View); return nil }),
			"Unread":      everybody(func(u *work.Unit) error { _, err := notice.Unread(ctx, &u.View); return err }),
			"Elsewhere":   everybody(func(u *work.Unit) error { _, err := notice.Elsewhere(ctx, &u.View); return err }),
			"MarkRead":    {Own: "yyyyy", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) { return true, notice.MarkRead(ctx, u, id) }},
			"MarkAllRead": everybody(func(u *work.Unit) error { return notice.MarkAllRead(ctx, u) }),
			"WishesOf":    everybody(func(u *work.Unit) error { _, err := notice.WishesOf(ctx, &u.View); return err }),
			"Choose": everybody(func(u *work.Unit) error {
				p := notice.Person{How: map[notice.Class]notice.How{}}
				for _, c := range notice.Classes() {
					p.How[c] = notice.Daily
				}
				return notice.Choose(ctx, u, p)
			}),
			"AskAddress":  everybody(func(u *work.Unit) error { return notice.AskAddress(ctx, u, "a@b.vn") }),
			"DropAddress": everybody(func(u *work.Unit) error { return notice.DropAddress(ctx, u) }),
			"Confirming": {Own: "uuuuu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, err := notice.Confirming(ctx, &u.View, "no link of theirs")
				return true, err
			}},
			"Confirm": {Own: "uuuuu", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, err := notice.Confirm(ctx, u, "no link of theirs")
				return true, err
			}},
			"QueueOf":   administrators("ffffy", "ffffy", func(u *work.Unit) error { _, err := notice.QueueOf(ctx, &u.View); return err }),
			"SendAgain": administrators("ffffy", "ffffu", func(u *work.Unit) error { return notice.SendAgain(ctx, u, failed) }),
			"DropMail":  administrators("ffffy", "ffffu", func(u *work.Unit) error { return notice.DropMail(ctx, u, failed) }),
		})
		everywhere := access.Actor{Account: "admin", Grants: []access.Grant{{Role: access.Administrator, Scope: access.Everywhere, Interval: civil.Since(civil.MustParse("2020-01-01"))}}}
		if err := o.Do(ctx, work.As(everywhere), func(u *work.Unit) error {
			if _, err := notice.QueueOf(ctx, &u.View); err != nil {
				return err
			}
			return notice.DropMail(ctx, u, failed)
		}); err != nil {
			t.Error(err)
		}
	})
}
