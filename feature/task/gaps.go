package task

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task/clarity"
)

// A Gap is how many tasks of one issuer leave something open in their wording,
// and what. One task may leave several things open.
type Gap struct {
	Issuer  org.ID
	Open    int                    // of the open tasks
	Reasons map[clarity.Reason]int // of these
	Drafts  int                    // of the drafts
}

// reasons lists what can be left open, in the order of the columns.
var reasons = []clarity.Reason{clarity.NoOwner, clarity.NoDeadline, clarity.OpenDeadline, clarity.NoDeliverable, clarity.VagueVerb}

// mostGaps is up to how many issuers are asked for by name; beyond that all
// are read.
const mostGaps = 300

const unclearOf = `
	SELECT issuer_id, 0, unclear, count(*) FROM task WHERE ` + isOpen + ` AND unclear <> '' AND ISSUERS GROUP BY issuer_id, unclear
	UNION ALL SELECT issuer_id, 1, unclear, count(*) FROM task WHERE standing = 'unassigned' AND unclear <> '' AND ISSUERS GROUP BY issuer_id, unclear`

// Gaps returns for each issuer whose tasks the actor may see how many of them
// are unclear, those with most first. Issuers without any are left out.
//
// The actor needs [CanSee] somewhere, else the fault is Forbidden. Every
// number opens to its rows: [Find] with the issuer and the reason.
func Gaps(ctx context.Context, v *work.View) ([]Gap, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Forbidden, tMaySeeNone)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	var issuers []org.ID
	for _, root := range v.Actor.Roots(CanSee) {
		if root == access.Everywhere {
			root = ""
		}
		issuers = append(issuers, tree.Chart(v.Today).Subtree(org.ID(root))...)
	}
	issuers = withForbears(tree, issuers)
	in, args := `issuer_id <> ''`, []any{}
	if len(issuers) <= mostGaps {
		in, args = `issuer_id IN (`+db.Places(1, len(issuers))+`)`, db.Args(issuers)
	}
	of := map[org.ID]*Gap{}
	stmt := db.Built("task.gaps", strings.ReplaceAll(unclearOf, "ISSUERS", in))
	err = db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
		var issuer org.ID
		var draft, n int
		var unclear string
		if err := scan(&issuer, &draft, &unclear, &n); err != nil || !v.Actor.May(CanSee, issuer.Scope()) {
			return err
		}
		g := of[issuer]
		if g == nil {
			g = &Gap{Issuer: issuer, Reasons: map[clarity.Reason]int{}}
			of[issuer] = g
		}
		if draft == 1 {
			g.Drafts += n
			return nil
		}
		g.Open += n
		for _, r := range splitReasons(unclear) {
			g.Reasons[r] += n
		}
		return nil
	}, args...)
	out := make([]Gap, 0, len(of))
	for _, g := range of {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(b.Open, a.Open), cmp.Compare(b.Drafts, a.Drafts), cmp.Compare(a.Issuer, b.Issuer))
	})
	return out, err
}
