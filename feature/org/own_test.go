package org_test

import (
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
)

// The body whose pages come first is that of the post, where it gives the right,
// else one that does; at the top for who holds it everywhere; none for the rest.
func TestOwn(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		var top, below org.ID
		o.MustDo(t, func(u *work.Unit) (err error) {
			act := org.Act{Symbol: "1-QĐ/TW"}
			if top, err = org.Establish(t.Context(), u, org.NewBody{Code: "T", Name: "Tỉnh uỷ Sông Lam", Kind: org.Committee, Tier: org.Province, Line: org.Party}, u.Today, act); err != nil {
				return err
			}
			below, err = org.Establish(t.Context(), u, org.NewBody{Code: "X", Name: "Đảng uỷ xã An Hoà", Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: top}, u.Today, act)
			return err
		})
		see := access.Allow("test.see", text.Verbatim("see"), access.Office)
		o.MustView(t, func(v *work.View) error {
			tree, err := org.Load(t.Context(), v)
			if err != nil {
				return err
			}
			for name, c := range map[string]struct {
				body  access.Scope
				role  access.Role
				scope access.Scope
				want  org.ID
			}{
				"own post":           {below.Scope(), access.Office, below.Scope(), below},
				"a right elsewhere":  {below.Scope(), access.Office, top.Scope(), below}, // which covers it
				"a post without":     {top.Scope(), access.Office, below.Scope(), below},
				"everywhere":         {"", access.Office, access.Everywhere, top},
				"another role, none": {below.Scope(), access.Head, below.Scope(), ""},
			} {
				a := access.Actor{Account: "a", Body: c.body, Tree: tree, Grants: []access.Grant{{Role: c.role, Scope: c.scope}}}
				if got := tree.Own(a, see, v.Today); got != c.want {
					t.Errorf("%s: %q, want %q", name, got, c.want)
				}
			}
			return nil
		})
	})
}
