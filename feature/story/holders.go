package story

import (
	"context"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/position"
)

// tellHolders enters who holds the titles of the present term. People are named after
// their posts, so nobody is made up; who holds two titles is one person, as the secretary
// of every fourth commune, who sits on the provincial committee as well.
func (t *teller) tellHolders(ctx context.Context) error {
	t.at(termDays[org.Province], 9, 0)
	return t.do(ctx, func(u *work.Unit) error {
		tree, err := org.Load(ctx, &u.View)
		if err != nil {
			return err
		}
		name := func(b org.ID) string { return tree.Name(b, u.Today) }
		enter := func(who position.Person, title position.Title, b org.ID, i civil.Interval) (position.Person, error) {
			made, err := position.Put(ctx, u, position.Holding{Person: who, Title: title, Body: b, Interval: i})
			if err != nil {
				return who, err
			}
			h, err := position.Find(ctx, &u.View, made)
			return h.Person, err
		}
		term := civil.Since(termDays[org.Province])
		var members []position.Person
		for _, post := range []struct {
			title position.Title
			name  string
		}{{position.Secretary, "Bí thư "}, {"deputy_secretary", "Phó bí thư Thường trực "}, {"deputy_secretary", "Phó bí thư "}} {
			who, err := enter(position.Person{Name: post.name + name(t.places.committee)}, post.title, t.places.committee, term)
			if err != nil {
				return err
			}
			members = append(members, who)
		}
		if _, err := enter(position.Person{Name: "Uỷ viên Trung ương phụ trách địa bàn"}, position.Follower, t.places.committee, term); err != nil {
			return err
		}
		for _, b := range append(append([]org.ID{}, t.places.boards...), t.places.departments...) {
			who, err := enter(position.Person{Name: "Người đứng đầu " + name(b)}, "head", b, term)
			if err != nil {
				return err
			}
			members = append(members, who)
		}
		communes := civil.Since(termDays[org.Commune])
		for i, c := range t.places.communes {
			former := position.Person{Name: "Bí thư " + name(c.committee) + " khi sáp nhập"}
			if _, err := enter(former, position.Secretary, c.committee, civil.Interval{From: mergerDay, Until: communes.From}); err != nil {
				return err
			}
			secretary := position.Person{Name: "Bí thư " + name(c.committee)}
			if secretary.Account, err = secretaryOf(ctx, u, tree, c.committee); err != nil {
				return err
			}
			if secretary, err = enter(secretary, position.Secretary, c.committee, communes); err != nil {
				return err
			}
			if _, err := enter(position.Person{Name: "Phó bí thư " + name(c.committee)}, "deputy_secretary", c.committee, communes); err != nil {
				return err
			}
			if i%4 == 0 {
				members = append(members, secretary)
			}
		}
		for _, m := range members {
			if _, err := enter(m, position.Member, t.places.committee, term); err != nil {
				return err
			}
		}
		return nil
	})
}

// secretaryOf returns the account of the story that is named after the secretary of a
// committee below the province; "" where there is none.
func secretaryOf(ctx context.Context, u *work.Unit, tree *org.Tree, committee org.ID) (account.ID, error) {
	for _, p := range People() {
		if b, ok := tree.ByCode(p.At); ok && b.ID == committee && p.Roles[0] == access.Head {
			return account.ByLogin(ctx, &u.View, p.Login)
		}
	}
	return "", nil
}
