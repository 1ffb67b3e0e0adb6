package story

import (
	"context"
	"fmt"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// Password is the password of every account of the story. It is no secret:
// the sign-in page of a demonstration shows it.
const Password = "từ nghị quyết đến kết quả"

// A Person is an account of the story, named after its post.
type Person struct {
	Login string
	Who   text.T
	At    string // code of the body; "" for everywhere
	Roles []access.Role
}

// People are the accounts of the story, in the order of the life of a task.
func People() []Person {
	return []Person{
		{"vanphong", text.New("Văn phòng Tỉnh uỷ", "Office of the provincial committee"), "TG-TU", []access.Role{access.Office}},
		{"thuongtruc", text.New("Thường trực Tỉnh uỷ", "Standing board of the provincial committee"), "TG-TU", []access.Role{access.Head}},
		{"sotaichinh", text.New("Sở Tài chính", "Department of Finance"), "TG-STC", []access.Role{access.Office, access.Specialist}},
		{"vanphongxa", text.New("Văn phòng một đảng uỷ xã", "Office of a commune committee"), "TG-X002", []access.Role{access.Office, access.Specialist}},
		{"bithuxa", text.New("Bí thư một đảng uỷ xã", "Secretary of a commune committee"), "TG-X002", []access.Role{access.Head}},
		{"kiemtra", text.New("Uỷ ban Kiểm tra Tỉnh uỷ", "Inspection commission of the provincial committee"), "TG-TU", []access.Role{access.Inspector}},
		{"quantri", text.New("Quản trị hệ thống", "System administration"), "", []access.Role{access.Administrator}},
	}
}

// tellAccounts makes the accounts of the story.
func (t *teller) tellAccounts(ctx context.Context) error {
	on := mergerDay
	t.at(on, 7, 30)
	people := People()
	secrets := make([]account.Password, len(people))
	for i, p := range people {
		var err error
		if secrets[i], err = account.Choose(ctx, Password, p.Login); err != nil {
			return fmt.Errorf("account %s: %w", p.Login, err)
		}
	}
	defer t.progress("accounts")
	return t.do(ctx, func(u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		for i, p := range people {
			made, err := account.Create(ctx, u, account.NewAccount{Login: p.Login, Name: p.Who.For(text.Vietnamese), Password: secrets[i]})
			if err != nil {
				return err
			}
			scope := access.Everywhere
			if p.At != "" {
				body, ok := tree.ByCode(p.At)
				if !ok {
					return fmt.Errorf("account %s: the story has no body %s", p.Login, p.At)
				}
				scope = body.ID.Scope()
			}
			for _, role := range p.Roles {
				if _, err := account.GrantRole(ctx, u, account.NewGrant{Account: made, Role: role, Scope: scope, Interval: civil.Since(on)}); err != nil {
					return fmt.Errorf("account %s: %w", p.Login, err)
				}
			}
		}
		return nil
	})
}
