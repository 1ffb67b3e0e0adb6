package account

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// A right is a role in force today that an account may act with, in one of
// its posts.
type right struct {
	access.Grant
	id         GrantID
	deputising DeputyID // by which it is held; "" for a right of one's own
	replaced   ID       // in whose place
}

// post returns the name of the post to which the right belongs; "" for one
// that is held everywhere, which comes with each post of one's own.
func (r right) post() string {
	if r.deputising != "" {
		return string(r.deputising)
	}
	return string(bodyOf(r.Scope))
}

// scanRight reads a right that follows other columns; ok is false where there
// is none.
func scanRight(scan db.Scan, before ...any) (r right, ok bool, err error) {
	var role, body, id sql.Null[string]
	err = scan(append(before, &role, &body, &r.From, &r.Until, &id, &r.deputising, &r.replaced)...)
	r.Role, r.Scope, r.id = access.Role(role.V), scopeOf(org.ID(body.V)), GrantID(id.V)
	return r, role.Valid, err
}

// standInMemo names what is kept of who was ever named to stand in for others:
// whoever names one says that it changed.
const standInMemo = "account.stand-in"

// standsIn says whether an account was ever named to stand in for anybody.
// Every request asks it, of what is kept in memory: the few who were are asked
// for their rights of today, all others cost no statement.
func standsIn(ctx context.Context, v *work.View, account ID) (bool, error) {
	deputies, err := work.Memo(ctx, v, standInMemo, func() (map[ID]bool, error) {
		all, err := db.All(ctx, v.Snapshot, allDeputies, db.Text[ID])
		named := make(map[ID]bool, len(all))
		for _, a := range all {
			named[a] = true
		}
		return named, err
	})
	return deputies[account], err
}

// inPlace adds to what an account holds itself what it holds today in the
// place of others.
func inPlace(ctx context.Context, v *work.View, account ID, own []right) ([]right, error) {
	if standing, err := standsIn(ctx, v, account); err != nil || !standing {
		return own, err
	}
	held, err := db.All(ctx, v.Snapshot, rightsInPlace, func(scan db.Scan) (right, error) {
		r, _, err := scanRight(scan)
		return r, err
	}, account, v.Today)
	return append(own, held...), err
}

// postsOf returns the posts in which an account can act. A body on which it
// holds roles is one, with those roles and the ones it holds everywhere; so is
// each in which it stands in for somebody, with what that person holds there
// and nothing else. Who holds roles everywhere and on no body has them in a
// post of that name. One's own come first, in the order of their roles; a
// session begins with the first.
func postsOf(ctx context.Context, v *work.View, tree *org.Tree, rights []right) ([]access.Post, error) {
	slices.SortFunc(rights, func(x, y right) int {
		return cmp.Or(cmp.Compare(x.replaced, y.replaced), x.From.Compare(y.From), cmp.Compare(x.id, y.id))
	})
	var posts []access.Post
	for _, deputy := range []bool{false, true} {
		for _, role := range access.Roles() {
			for _, r := range rights {
				if r.Role == role && (r.deputising != "") == deputy && r.post() != "" && !slices.ContainsFunc(posts, func(p access.Post) bool { return p.ID == r.post() }) {
					posts = append(posts, access.Post{ID: r.post(), Body: r.Scope, For: string(r.replaced)})
				}
			}
		}
	}
	if everywhere(rights) != nil && (posts == nil || posts[0].For != "") {
		posts = slices.Insert(posts, 0, access.Post{ID: string(access.Everywhere), Body: access.Everywhere})
	}
	for i := range posts {
		p := &posts[i]
		for _, r := range rights {
			if r.post() == p.ID || r.post() == "" && p.For == "" {
				p.Grants = append(p.Grants, r.Grant)
			}
		}
		standing, ok, err := standingRight(ctx, v, tree, p.Body, p.Grants)
		if err != nil {
			return nil, err
		}
		if ok {
			p.Grants = append(p.Grants, standing)
		}
	}
	return posts, nil
}

// everywhere returns what an account holds on no body but everywhere.
func everywhere(rights []right) (grants []access.Grant) {
	for _, r := range rights {
		if r.post() == "" {
			grants = append(grants, r.Grant)
		}
	}
	return grants
}

// The values of the rule that lets inspection commissions read.
const (
	readsAll  = "all"
	readsNone = "none"
)

// inspectionReads is why an inspection commission needs no grant to read.
var inspectionReads = rule.OneOf("account.inspection_reads", tInspectionReads, tInspectionReadsHint,
	[]rule.Choice{{Value: readsAll, Title: tReadsAll}, {Value: readsNone, Title: tReadsNone}},
	rule.Shipped{Value: readsAll, From: "2000-01-01", Citation: "Quy định 296-QĐ/TW về kiểm tra, giám sát, kỷ luật của Đảng; Quy chế 08-QC/TW ngày 05/11/2025: uỷ ban kiểm tra các cấp được truy cập để theo dõi thường xuyên (chưa đọc được toàn văn)"})

// standingRight returns what comes with a post at an inspection commission by
// itself: reading everything under the committee to which the commission
// belongs today, and nothing beside or above it. It comes with every role but
// administration, which is no membership of the commission.
func standingRight(ctx context.Context, v *work.View, tree *org.Tree, at access.Scope, grants []access.Grant) (g access.Grant, ok bool, err error) {
	committee, ok := committeeOf(tree, bodyOf(at), v.Today)
	member := func(g access.Grant) bool { return g.Scope == at && g.Role != access.Administrator }
	if !ok || !slices.ContainsFunc(grants, member) {
		return g, false, nil
	}
	in, err := inspectionReads.On(ctx, v, v.Today)
	return access.Grant{Role: access.Inspector, Scope: committee.Scope(), Interval: civil.Since(v.Today)}, in.Value == readsAll, err
}

// committeeOf returns the committee to which an inspection commission belongs
// on day; ok is false for every other body.
func committeeOf(tree *org.Tree, b org.ID, day civil.Date) (committee org.ID, ok bool) {
	body, ok := tree.Body(b)
	if !ok || body.Kind != org.Inspection || !body.Contains(day) {
		return "", false
	}
	above, ok := tree.Body(body.SuperiorOn(day))
	if !ok || above.Kind != org.Committee && above.Kind != org.GrassrootsOrg {
		return "", false
	}
	return above.ID, true
}

// A Standing is a right that comes with a post by itself.
type Standing struct {
	Committee org.ID // under which everything may be read
	By        org.ID // the inspection commission
	Citation  string
}

// standing returns the rights that come with what an account holds today.
func standing(ctx context.Context, v *work.View, tree *org.Tree, grants []Grant) (out []Standing, err error) {
	var rights []right
	for _, g := range grants {
		if g.StateOn(v.Today) == InForce {
			rights = append(rights, right{Grant: g.Grant, id: g.ID})
		}
	}
	posts, err := postsOf(ctx, v, tree, rights)
	if err != nil {
		return nil, err
	}
	for _, p := range posts {
		g, ok, err := standingRight(ctx, v, tree, p.Body, p.Grants)
		if err != nil {
			return nil, err
		}
		if ok {
			in, err := inspectionReads.On(ctx, v, v.Today)
			if err != nil {
				return nil, err
			}
			out = append(out, Standing{Committee: bodyOf(g.Scope), By: bodyOf(p.Body), Citation: in.Citation})
		}
	}
	return out, nil
}
