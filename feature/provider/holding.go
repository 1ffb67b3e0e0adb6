package provider

import (
	"context"

	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/work"
)

// basisRule is the rule that says by what right data of people are kept; it is
// declared where personal data are looked after.
const basisRule = "personal.basis"

// holdings are what bindings say about people.
func holdings(all []*Provider) []capability.Holding {
	self := []capability.Reader{capability.Self}
	return []capability.Holding{{
		Name: "provider.bindings", Title: tBindings, Purpose: tHoldingTo, Basis: basisRule,
		Kept: text.New("Giữ đến khi người đó gỡ liên kết; xoá cùng danh tính.", "Kept until the person takes the binding away; erased with the identity."),
		Fields: []capability.Field{
			{Title: tProvider, Columns: []string{"provider_binding.account_id", "provider_binding.issuer"}, Seen: self},
			{Title: tBoundOn, Columns: []string{"provider_binding.bound_at"}, Seen: self},
			{Title: tUsedOn, Columns: []string{"provider_binding.used_at"}, Seen: self},
			{Title: tSubject, Columns: []string{"provider_binding.subject"}},
		},
		Read: func(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
			held, err := bindings(ctx, v, person)
			for _, b := range held {
				rows = append(rows, []string{nameOf(ctx, all, b.Issuer), when(v, b.Bound), when(v, b.Used)})
			}
			return rows, err
		},
	}}
}
