package account

import (
	"context"
	"slices"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
)

// A Holder is somebody who holds a role on a body today, in one of their
// posts: their own, or that of somebody for whom they stand in.
type Holder struct {
	Account ID
	Post    string // see [access.Post]
	For     ID     // in whose place; "" in a post of one's own
	Body    org.ID
	Role    access.Role
}

// Holders returns who holds a role today on one of bodies itself: not above
// it, and not everywhere. Deputies are among them, accounts that are disabled
// are not.
//
// It is for the program itself, which finds out whom to tell: faults are
// Forbidden for everybody else.
func Holders(ctx context.Context, v *work.View, bodies []org.ID) (out []Holder, err error) {
	if !v.Actor.IsSystem() {
		return nil, fault.New(fault.Forbidden, tOnlyProgram)
	}
	for some := range slices.Chunk(bodies, perQuery) {
		in := db.Places(3, len(some))
		q := db.Built("account.holders", `
			SELECT g.account_id, g.role, g.body_id, $1 AS deputising, '' AS replaced FROM account_grant g JOIN account a ON a.id = g.account_id
			WHERE NOT a.disabled AND g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2) AND g.body_id IN (`+in+`)
			UNION ALL
			SELECT a.id, g.role, g.body_id, d.id, d.account_id FROM account_grant g JOIN account r ON r.id = g.account_id AND NOT r.disabled
			JOIN account_deputy d ON d.account_id = g.account_id AND d.body_id = g.body_id AND d.from_on <= $2 AND d.until_on > $2
			JOIN account a ON a.id = d.deputy_id AND NOT a.disabled
			WHERE g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2) AND (d.administers OR g.role <> 'administrator') AND g.body_id IN (`+in+`)`)
		found, err := db.All(ctx, v.Snapshot, q, func(scan db.Scan) (h Holder, err error) {
			if err = scan(&h.Account, &h.Role, &h.Body, &h.Post, &h.For); h.Post == "" {
				h.Post = string(h.Body)
			}
			return h, err
		}, append([]any{"", v.Today}, anys(some)...)...)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// Acting returns accounts as actors with all their posts of today, each in the
// first of them; an account that is disabled, or not there, is missing. Nobody
// has proved to be one of them: it is for finding out what a person may see,
// and not for acting in their name.
//
// It is for the program itself: faults are Forbidden for everybody else.
func Acting(ctx context.Context, v *work.View, accounts []ID) (map[ID]access.Actor, error) {
	if !v.Actor.IsSystem() {
		return nil, fault.New(fault.Forbidden, tOnlyProgram)
	}
	rights, names := map[ID][]right{}, map[ID]string{}
	for some := range slices.Chunk(accounts, perQuery) {
		in := db.Places(3, len(some))
		q := db.Built("account.acting", `
			SELECT a.id, a.name, g.role, g.body_id, g.from_on, g.until_on, g.id, $1 AS deputising, '' AS replaced FROM account a
			LEFT JOIN account_grant g ON g.account_id = a.id AND g.from_on <= $2 AND (g.until_on = '' OR g.until_on > $2)
			WHERE NOT a.disabled AND a.id IN (`+in+`)
			UNION ALL
			SELECT a.id, a.name, g.role, g.body_id, g.from_on, g.until_on, g.id, d.id, d.account_id FROM account a JOIN `+deputised+`
			WHERE NOT a.disabled AND a.id IN (`+in+`)`)
		err := db.Each(ctx, v.Snapshot, q, func(scan db.Scan) error {
			var id ID
			var name string
			r, ok, err := scanRight(scan, &id, &name)
			names[id] = name
			if ok {
				rights[id] = append(rights[id], r)
			}
			return err
		}, append([]any{"", v.Today}, anys(some)...)...)
		if err != nil {
			return nil, err
		}
	}
	out := make(map[ID]access.Actor, len(names))
	for id, name := range names {
		a := access.Actor{Account: string(id), Name: name}
		if err := actIn(ctx, v, &a, rights[id], ""); err != nil {
			return nil, err
		}
		out[id] = a
	}
	return out, nil
}
