package account_test

import (
	"context"
	"errors"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// openToAll are the operations that refuse nobody for want of a role, with the
// reason.
var openToAll = map[string]string{
	"Door.ChangePassword": "acts on the account of the actor, who must know its password",
	"Door.SignIn":         "whoever signs in is nobody yet",
	"Door.Second":         "whoever signs in is nobody yet",
	"Door.Arrive":         "whoever signs in is nobody yet",
	"Door.Prove":          "acts on the session of the actor, who must know its password",
	"RevokeOthers":        "ends the actor's own sessions, by the token of one of them",
	"ProofPage":           "asks the actor for a proof, and shows them nothing else",
	"Door.Proved":         "acts on the session of a token that only its owner has",
	"Absent":              "finds out who the actor is, and gives no right",
	"Left":                "tells of a colleague whom a page names already whether they are there",
	"Colleagues":          "lists for a post of the actor's own, and is empty for anybody else",
	"Door.MakeToken":      "acts for the actor themselves, in the post they act in",
	"Acting":              "is for the program itself, and refuses everybody else",
	"Holders":             "is for the program itself, and refuses everybody else",
	"Names":               "whoever may see what was done may see by whom",
	"SignOut":             "ends the session of a token that only its owner has",
	"Signed":              "shows the actor to themselves",
	"Switch":              "acts on the session of a token that only its owner has, and only for posts held",
}

// errUndo undoes what an operation did that was rightly let through.
var errUndo = errors.New("undone")

// Every operation is refused to every role but the administrator of the body
// it is about, on both engines, and does what it is for when the administrator
// asks. One that is missing here fails.
func TestWhoMayDoWhat(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		w := build(t, o)
		w.enter(t, "bac.vanphong")
		var clerk *account.Account
		var session account.SessionID
		o.MustView(t, func(v *work.View) (err error) {
			if clerk, err = account.Find(ctx, v, w.clerk); err != nil {
				return err
			}
			sessions, err := account.Sessions(ctx, v, w.clerk)
			if err == nil {
				session = sessions[0].ID
			}
			return err
		})
		deputy := account.NewDeputy{For: w.clerk, Body: w.north, Account: w.chief, Interval: civil.Interval{From: day("2026-12-01"), Until: day("2026-12-05")}}
		var token account.AccessTokenID
		w.token(t, "bac.vanphong", "read", day("2026-12-31"))
		o.MustView(t, func(v *work.View) error {
			own, err := account.Tokens(ctx, v, w.clerk)
			if err == nil {
				token = own[0].ID
			}
			return err
		})
		var deputising account.DeputyID
		o.MustDo(t, func(u *work.Unit) (err error) {
			early := deputy
			early.Interval = civil.Interval{From: day("2026-11-20"), Until: day("2026-11-25")}
			deputising, err = account.NameDeputy(ctx, u, early)
			return err
		})
		grant := account.NewGrant{Account: w.clerk, Role: access.Head, Scope: w.north.Scope(), Interval: civil.Since(day("2026-12-01"))}
		table := map[string]func(u *work.Unit) error{
			"Create": func(u *work.Unit) error {
				_, err := account.Create(ctx, u, account.NewAccount{Login: "moi.1", Name: "Mới", Password: w.password})
				return err
			},
			"CreateAll": func(u *work.Unit) error {
				_, err := account.CreateAll(ctx, u, []account.NewAccount{{Login: "moi.1", Name: "Mới", Password: w.password}})
				return err
			},
			"SetPassword":   func(u *work.Unit) error { return account.SetPassword(ctx, u, w.clerk, w.password) },
			"Entries":       func(u *work.Unit) error { _, err := account.Entries(ctx, &u.View, w.clerk); return err },
			"ResetFactors":  func(u *work.Unit) error { return account.ResetFactors(ctx, u, w.clerk) },
			"Rename":        func(u *work.Unit) error { return account.Rename(ctx, u, w.clerk, "Tên khác") },
			"Disable":       func(u *work.Unit) error { return account.Disable(ctx, u, w.clerk) },
			"Enable":        func(u *work.Unit) error { return account.Enable(ctx, u, w.clerk) },
			"GrantRole":     func(u *work.Unit) error { _, err := account.GrantRole(ctx, u, grant); return err },
			"GrantRoles":    func(u *work.Unit) error { _, err := account.GrantRoles(ctx, u, []account.NewGrant{grant}); return err },
			"Revoke":        func(u *work.Unit) error { return account.Revoke(ctx, u, clerk.Grants[0].ID) },
			"Find":          func(u *work.Unit) error { _, err := account.Find(ctx, &u.View, w.clerk); return err },
			"ByLogin":       func(u *work.Unit) error { _, err := account.ByLogin(ctx, &u.View, "bac.vanphong"); return err },
			"List":          func(u *work.Unit) error { _, _, err := account.List(ctx, &u.View, account.Question{}); return err },
			"Sessions":      func(u *work.Unit) error { _, err := account.Sessions(ctx, &u.View, w.clerk); return err },
			"RevokeSession": func(u *work.Unit) error { return account.RevokeSession(ctx, u, session) },
			"Tokens":        func(u *work.Unit) error { _, err := account.Tokens(ctx, &u.View, w.clerk); return err },
			"RevokeToken":   func(u *work.Unit) error { return account.RevokeToken(ctx, u, token) },
			"Deputies":      func(u *work.Unit) error { _, err := account.Deputies(ctx, &u.View, w.clerk); return err },
			"NameDeputy":    func(u *work.Unit) error { _, err := account.NameDeputy(ctx, u, deputy); return err },
			"EndDeputy":     func(u *work.Unit) error { return account.EndDeputy(ctx, u, deputising) },
			"Affected":      func(u *work.Unit) error { _, err := account.Affected(ctx, &u.View, []org.ID{w.north}); return err },
			"FormerNames":   func(u *work.Unit) error { _, err := account.FormerNames(ctx, &u.View, w.clerk); return err },
			"Serving": func(u *work.Unit) error {
				_, err := account.Serving(ctx, &u.View, w.north, account.CanManage)
				return err
			},
			"Unused": func(u *work.Unit) error { _, err := account.Unused(ctx, &u.View, u.Today, 10); return err },
			"InHandOf": func(u *work.Unit) error {
				mine, err := account.InHandOf(ctx, &u.View, []account.ID{w.clerk})
				if err == nil && mine[w.clerk] == nil {
					return fault.New(fault.Unknown, account.RoleTitle(access.Office))
				}
				return err
			},
			// Its roles are over first, which the program sees to here.
			"Erase": func(u *work.Unit) error {
				ending := *u
				ending.Actor = access.System("test")
				for _, g := range clerk.Grants {
					if err := account.Revoke(ctx, &ending, g.ID); err != nil {
						return err
					}
				}
				return account.Erase(ctx, u, w.clerk)
			},
			"InHand": func(u *work.Unit) error {
				if !account.InHand(&u.View, clerk) {
					return fault.New(fault.Forbidden, account.RoleTitle(access.Office))
				}
				return nil
			},
		}
		// These belong to no body yet, so an administrator of any may.
		somewhere := map[string]bool{"Create": true, "CreateAll": true, "ByLogin": true, "List": true}
		everywhere := map[string]bool{"Unused": true} // of all accounts there are
		for _, name := range dbtest.Operations(t) {
			if (table[name] == nil) == (openToAll[name] == "") {
				t.Errorf("%s stands in the table of refusals or in the list of those that refuse nobody, and not in both", name)
			}
		}
		as := func(role access.Role, scope access.Scope) work.Who {
			return func(ctx context.Context, v *work.View) (access.Actor, error) {
				tree, err := org.Load(ctx, v)
				return access.Actor{Account: string(w.other), ProvedUntil: justProved, Tree: tree, Grants: []access.Grant{{Role: role, Scope: scope}}}, err
			}
		}
		for name, do := range table {
			asks := func(who work.Who) error {
				return o.Do(ctx, who, func(u *work.Unit) error {
					if err := do(u); err != nil {
						return err
					}
					return errUndo
				})
			}
			people := map[string]work.Who{"nobody": work.As(access.Actor{})}
			for _, role := range access.Roles() {
				if role != access.Administrator {
					people[string(role)+" of the commune"] = as(role, w.north.Scope())
					people[string(role)+" everywhere"] = as(role, access.Everywhere)
				}
			}
			if !somewhere[name] {
				people["the administrator of another commune"] = as(access.Administrator, w.south.Scope())
			}
			for person, who := range people {
				if err := asks(who); fault.KindOf(err) != fault.Forbidden && fault.KindOf(err) != fault.Unknown {
					t.Errorf("%s by %s: %v, want it refused", name, person, err)
				}
			}
			for person, who := range map[string]work.Who{"the administrator": as(access.Administrator, access.Everywhere), "the administrator of the commune": as(access.Administrator, w.north.Scope())} {
				if everywhere[name] && person != "the administrator" {
					continue
				}
				if err := asks(who); !errors.Is(err, errUndo) {
					t.Errorf("%s by %s: %v", name, person, err)
				}
			}
		}
	})
}
