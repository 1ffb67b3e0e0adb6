package personal_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/personal"
	"quyet/feature/rule"
)

var schema = []fs.FS{rule.Schema, org.Schema, account.Schema, factor.Schema, personal.Schema}

// A town has two communes and a person at each, and one who holds no role.
type town struct {
	*dbtest.Office
	north, south         org.ID
	clerk, other, nobody account.ID
}

func build(t *testing.T, o *dbtest.Office) *town {
	t.Helper()
	ctx := t.Context()
	w := &town{Office: o}
	o.Subscribers = personal.Capability(personal.Deps{}).Subscribers
	password, err := account.Choose(ctx, "con cò bay lả bay la")
	if err != nil {
		t.Fatal(err)
	}
	o.MustDo(t, func(u *work.Unit) error {
		act := org.Act{Symbol: "01-QĐ/TU", On: civil.MustParse("2025-06-12")}
		establish := func(code, name string) org.ID {
			b, err := org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: org.Commune, Line: org.Party}, civil.MustParse("2025-07-01"), act)
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		w.north, w.south = establish("N", "Đảng uỷ xã Bắc Hà"), establish("S", "Đảng uỷ xã Nam Hà")
		made, err := account.CreateAll(ctx, u, []account.NewAccount{
			{Login: "bac.vanphong", Name: "Văn phòng xã Bắc Hà", Password: password}, {Login: "nam.vanphong", Name: "Văn phòng xã Nam Hà", Password: password},
			{Login: "khong.vai.tro", Name: "Người đã nghỉ", Password: password},
		})
		if err != nil {
			return err
		}
		w.clerk, w.other, w.nobody = made[0], made[1], made[2]
		always := civil.Since(civil.MustParse("2026-01-01"))
		_, err = account.GrantRoles(ctx, u, []account.NewGrant{
			{Account: w.clerk, Role: access.Office, Scope: w.north.Scope(), Interval: always},
			{Account: w.other, Role: access.Office, Scope: w.south.Scope(), Interval: always},
			{Account: w.nobody, Role: access.Office, Scope: w.north.Scope(), Interval: civil.Interval{From: civil.MustParse("2026-01-01"), Until: civil.MustParse("2026-12-01")}},
		})
		return err
	})
	return w
}

// as returns who acts for an account with a role on a scope.
func as(a account.ID, role access.Role, scope access.Scope) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		tree, err := org.Load(ctx, v)
		return access.Actor{Account: string(a), Name: "Người thử", Tree: tree, Body: scope, Grants: []access.Grant{{Role: role, Scope: scope}}}, err
	}
}

// Each operation answers each role at both bodies as the table says. The
// actors are not the clerk whose data they are about.
func TestRights(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		var request personal.RequestID
		if err := o.Do(ctx, as(w.clerk, access.Office, w.north.Scope()), func(u *work.Unit) (err error) {
			request, err = personal.Ask(ctx, u, personal.See, "")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		who := func(role access.Role, own bool) work.Who {
			scope := w.south.Scope()
			if own {
				scope = w.north.Scope()
			}
			return as(w.other, role, scope)
		}
		all := "yyyyy"
		dbtest.Rights(t, o, who, map[string]dbtest.Operation{
			"Looks": {Own: "uuuuy", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, err := personal.Looks(ctx, &u.View, w.clerk, 10)
				return true, err
			}},
			"Ask": {Own: all, Other: all, Do: func(u *work.Unit) (bool, error) {
				_, err := personal.Ask(ctx, u, personal.See, "")
				return true, err
			}},
			"Asked": {Own: "-----", Other: "-----", Do: func(u *work.Unit) (bool, error) {
				found, err := personal.Asked(ctx, &u.View)
				return len(found) > 0, err
			}},
			"Waiting": {Own: "uuuuy", Other: "uuuu-", Do: func(u *work.Unit) (bool, error) {
				found, _, err := personal.Waiting(ctx, &u.View)
				return len(found) > 0, err
			}},
			"Find": {Own: "uuuuy", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				_, err := personal.Find(ctx, &u.View, request)
				return true, err
			}},
			"Answer": {Own: "uuuuy", Other: "uuuuu", Do: func(u *work.Unit) (bool, error) {
				return true, personal.Answer(ctx, u, request, "Sẽ gửi bản sao")
			}},
		})
	})
}

func TestRequests(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		clerk, chief := as(w.clerk, access.Office, w.north.Scope()), as(w.other, access.Administrator, w.north.Scope())
		ask := func(k personal.Kind, words string) (r personal.RequestID, err error) {
			err = o.Do(ctx, clerk, func(u *work.Unit) error { r, err = personal.Ask(ctx, u, k, words); return err })
			return r, err
		}
		if _, err := ask(personal.Correct, "  "); !fault.Is(err, fault.Invalid) {
			t.Errorf("a correction without words: %v", err)
		}
		if _, err := ask("steal", "x"); !fault.Is(err, fault.Invalid) {
			t.Errorf("an unknown kind: %v", err)
		}
		if err := o.Do(ctx, work.As(access.Actor{}), func(u *work.Unit) error { _, err := personal.Ask(ctx, u, personal.See, ""); return err }); !fault.Is(err, fault.Forbidden) {
			t.Errorf("nobody asks: %v", err)
		}
		first, err := ask(personal.Correct, "Tên tôi viết sai")
		if err != nil {
			t.Fatal(err)
		}
		late := func() (overdue bool, due civil.Date) {
			o.MustView(t, func(v *work.View) error {
				r, err := personal.Find(ctx, v, first)
				overdue, due = r.Overdue(v.Today), r.Due
				return err
			})
			return overdue, due
		}
		// The clock stands on Friday the 20th: two working days end on Tuesday.
		if overdue, due := late(); overdue || due != civil.MustParse("2026-11-24") {
			t.Errorf("due on %s, overdue %v", due, overdue)
		}
		o.Set(time.Date(2026, 11, 24, 23, 59, 0, 0, dbtest.Zone))
		if overdue, _ := late(); overdue {
			t.Error("overdue on the last day")
		}
		o.Advance(time.Minute)
		if overdue, _ := late(); !overdue {
			t.Error("not overdue on the day after")
		}
		for range 4 {
			if _, err := ask(personal.See, ""); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := ask(personal.See, ""); !fault.Is(err, fault.Conflict) {
			t.Errorf("a sixth request that waits: %v", err)
		}
		waiting := func(who work.Who) (n int, head personal.RequestID) {
			if err := o.View(ctx, who, func(v *work.View) error {
				found, more, err := personal.Waiting(ctx, v)
				if n = len(found); n > 0 {
					head = found[0].ID
				}
				if more {
					t.Error("there are more")
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return n, head
		}
		if n, head := waiting(chief); n != 5 || head != first {
			t.Errorf("%d wait, first %s", n, head)
		}
		answer := func(who work.Who, words string) error {
			return o.Do(ctx, who, func(u *work.Unit) error { return personal.Answer(ctx, u, first, words) })
		}
		for name, c := range map[string]struct {
			who   work.Who
			words string
			want  fault.Kind
		}{
			"one's own":     {as(w.clerk, access.Administrator, w.north.Scope()), "Được", fault.Conflict},
			"without words": {chief, " ", fault.Invalid},
			"from outside":  {as(w.other, access.Administrator, w.south.Scope()), "Được", fault.Unknown},
		} {
			if err := answer(c.who, c.words); !fault.Is(err, c.want) {
				t.Errorf("answering %s: %v", name, err)
			}
		}
		if err := answer(chief, "Đã sửa tên"); err != nil {
			t.Fatal(err)
		}
		if err := answer(chief, "Lần nữa"); !fault.Is(err, fault.Conflict) {
			t.Errorf("answering twice: %v", err)
		}
		if n, _ := waiting(chief); n != 4 {
			t.Errorf("%d wait after the answer", n)
		}
		if err := o.View(ctx, clerk, func(v *work.View) error {
			mine, err := personal.Asked(ctx, v)
			if err == nil && (len(mine) != 5 || mine[4].Answer != "Đã sửa tên" || mine[4].AnsweredBy != w.other) {
				t.Errorf("the person reads %+v", mine)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}

// More requests on one day than one read takes are all found, whoever's they
// are.
func TestManyWaiting(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		password, err := account.Choose(ctx, "con cò bay lả bay la")
		if err != nil {
			t.Fatal(err)
		}
		var made []account.ID
		o.MustDo(t, func(u *work.Unit) error {
			var accounts []account.NewAccount
			for i := range 60 {
				accounts = append(accounts, account.NewAccount{Login: fmt.Sprintf("nam.%d", i), Name: "Nam", Password: password})
			}
			if made, err = account.CreateAll(ctx, u, accounts); err != nil {
				return err
			}
			var grants []account.NewGrant
			for _, a := range made {
				grants = append(grants, account.NewGrant{Account: a, Role: access.Specialist, Scope: w.south.Scope(), Interval: civil.Since(u.Today)})
			}
			_, err = account.GrantRoles(ctx, u, grants)
			return err
		})
		for _, a := range append(made, w.clerk) {
			if err := o.Do(ctx, as(a, access.Specialist, w.south.Scope()), func(u *work.Unit) error {
				for range 4 {
					if _, err := personal.Ask(ctx, u, personal.See, ""); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		for scope, want := range map[access.Scope]int{w.north.Scope(): 4, w.south.Scope(): 240} {
			if err := o.View(ctx, as(w.other, access.Administrator, scope), func(v *work.View) error {
				found, _, err := personal.Waiting(ctx, v)
				if len(found) != want {
					t.Errorf("%d of 244 are the business of the administrator, want %d", len(found), want)
				}
				return err
			}); err != nil {
				t.Error(err)
			}
		}
	})
}

// Each look at another's record is written down with who, when, for whom they
// acted and by what right, before anything is shown.
func TestLooks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		chief := as(w.other, access.Administrator, w.north.Scope())
		view := func(who work.Who, fn func(v *work.View) error) error { return o.View(ctx, who, fn) }
		for _, look := range []func(v *work.View) error{
			func(v *work.View) error { _, err := account.Find(ctx, v, w.clerk); return err },
			func(v *work.View) error { _, _, err := account.List(ctx, v, account.Question{}); return err },
			func(v *work.View) error { _, err := account.Sessions(ctx, v, w.clerk); return err },
		} {
			o.Advance(time.Hour)
			if err := view(chief, look); err != nil {
				t.Fatal(err)
			}
		}
		if err := view(as(w.other, access.Administrator, w.south.Scope()), func(v *work.View) error { _, err := account.Find(ctx, v, w.clerk); return err }); !fault.Is(err, fault.Unknown) {
			t.Errorf("a look that was refused: %v", err)
		}
		own := as(w.clerk, access.Office, w.north.Scope())
		if err := view(own, func(v *work.View) error { _, err := account.Find(ctx, v, w.clerk); return err }); err != nil {
			t.Fatal(err)
		}
		if err := view(own, func(v *work.View) error {
			looks, err := personal.Looks(ctx, v, w.clerk, 100)
			var what []string
			for _, l := range looks {
				what = append(what, l.What)
				if l.Viewer != w.other || l.Body != string(w.north) || l.Permission != "account.manage" || l.Scopes != string(w.north) {
					t.Errorf("a look says %+v", l)
				}
			}
			// To read where somebody is signed in begins with finding them.
			if got := fmt.Sprint(what); got != "[sessions account accounts account]" && got != "[account sessions accounts account]" {
				t.Errorf("the looks are %s", got)
			}
			if len(looks) > 0 && !looks[len(looks)-1].At.Equal(dbtest.Start.Add(time.Hour)) {
				t.Errorf("the first look was at %s", looks[len(looks)-1].At)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}

// What has been kept long enough goes, and nothing else.
func TestExpire(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		chief, clerk := as(w.other, access.Administrator, w.north.Scope()), as(w.clerk, access.Office, w.north.Scope())
		state := func() (looks, requests int, erased bool) {
			t.Helper()
			if err := errors.Join(
				o.View(ctx, clerk, func(v *work.View) error {
					l, err := personal.Looks(ctx, v, w.clerk, 100)
					looks = len(l)
					r, err2 := personal.Asked(ctx, v)
					requests = len(r)
					return errors.Join(err, err2)
				}),
				o.View(ctx, as(w.nobody, access.Office, w.north.Scope()), func(v *work.View) error {
					a, err := account.Find(ctx, v, w.nobody)
					erased = err == nil && a.IsErased()
					return err
				}),
			); err != nil {
				t.Fatal(err)
			}
			return looks, requests, erased
		}
		var request personal.RequestID
		if err := o.Do(ctx, clerk, func(u *work.Unit) (err error) { request, err = personal.Ask(ctx, u, personal.See, ""); return err }); err != nil {
			t.Fatal(err)
		}
		if err := o.Do(ctx, chief, func(u *work.Unit) error { return personal.Answer(ctx, u, request, "Đã gửi") }); err != nil {
			t.Fatal(err)
		}
		if err := o.View(ctx, chief, func(v *work.View) error { _, err := account.Find(ctx, v, w.clerk); return err }); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			on              string
			looks, requests int
			erased          bool
		}{
			{"2026-11-21", 1, 1, false}, {"2028-11-20", 1, 1, false}, {"2028-11-21", 0, 1, false},
			{"2028-11-30", 0, 1, false}, {"2028-12-01", 0, 1, true}, {"2031-11-20", 0, 1, true}, {"2031-11-21", 0, 0, true},
		} {
			o.Set(civil.MustParse(step.on).Start(dbtest.Zone).Add(time.Hour))
			for range 2 {
				if err := personal.Expire(ctx, o.Office); err != nil {
					t.Fatal(err)
				}
			}
			if looks, requests, erased := state(); looks != step.looks || requests != step.requests || erased != step.erased {
				t.Errorf("on %s there are %d looks, %d requests, erased %v; want %d, %d, %v", step.on, looks, requests, erased, step.looks, step.requests, step.erased)
			}
		}
	})
}

// The file holds what the declarations can tell of the person, and names what
// they cannot.
func TestExport(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		own := account.Run(o.Office, as(w.clerk, access.Office, w.north.Scope()))
		held := append(account.Capability(account.Deps{}).Holdings, personal.Capability(personal.Deps{}).Holdings...)
		f, err := personal.Export(text.WithLang(ctx, text.English), own, held)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Holdings) != len(held) || f.Account != string(w.clerk) || len(f.Deeds) != 1 || f.Deeds[0].Kind != "personal.exported" || !f.Whole {
			t.Errorf("the file holds %d parts and the deeds %+v", len(f.Holdings), f.Deeds)
		}
		for i, p := range f.Holdings {
			for _, row := range p.Rows {
				if len(row) != len(p.Fields) {
					t.Errorf("%s: %d fields and %d values", p.Name, len(p.Fields), len(row))
				}
			}
			if p.Untold != (held[i].Read == nil) || !p.Unproven || p.Purpose == "" || p.Basis == "" || p.Kept == "" {
				t.Errorf("%s is told as %+v", p.Name, p)
			}
		}
		if id := f.Holdings[0]; len(id.Rows) != 1 || id.Rows[0][0] != "Văn phòng xã Bắc Hà" || id.Rows[0][1] != "bac.vanphong" {
			t.Errorf("the identity is %+v", id)
		}
		if _, err := personal.Export(ctx, own, held); !fault.Is(err, fault.TooOften) {
			t.Errorf("a second file at once: %v", err)
		}
		o.Advance(time.Hour)
		if _, err := personal.Export(ctx, own, held); err != nil {
			t.Errorf("a file an hour later: %v", err)
		}
	})
}
