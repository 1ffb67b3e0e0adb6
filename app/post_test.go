package app_test

import (
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
)

// A page that is there in another of a person's posts is not shown in this
// one, which offers to switch. Nobody else is offered anything.
func TestPageOfAnotherPost(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		both := s.at(ownBody, access.Specialist)
		p.alsoGrant(t, both, otherBody, access.Specialist)
		file := s.evidence[otherBody]
		there, _, _ := strings.Cut(file, "/files/")

		c := p.as(t, both)
		if own := c.Get("/account").Find(".account-post").Text(); !strings.Contains(own, p.nameOf(t, ownBody)) {
			t.Errorf("the frame says %q", own)
		}
		page := c.Get(there).Want(http.StatusNotFound)
		offer := page.Find("main form[action='/account/body']")
		if offer.Length() != 1 || !strings.Contains(offer.Text(), p.nameOf(t, otherBody)) {
			t.Fatalf("%d offers to switch: %q", offer.Length(), offer.Text())
		}
		page.Submit("main form[action='/account/body']").Want(http.StatusOK)
		if now := c.Get(there).Want(http.StatusOK).Find(".account-post").Text(); !strings.Contains(now, p.nameOf(t, otherBody)) {
			t.Errorf("after switching the frame says %q", now)
		}
		c.Get(file).Want(http.StatusOK)
		own, _, _ := strings.Cut(s.evidence[ownBody], "/files/")
		c.Get(own).Want(http.StatusNotFound)

		if n := p.as(t, s.at(ownBody, access.Head)).Get(there).Want(http.StatusNotFound).Find("main form").Length(); n != 0 {
			t.Errorf("a person with one post is offered %d others", n)
		}
		if n := p.as(t, both).Get("/tasks/nothing").Want(http.StatusNotFound).Find("main form").Length(); n != 0 {
			t.Errorf("for a page that is nowhere %d posts are offered", n)
		}
	})
}

// alsoGrant gives a person one more role.
func (p *play) alsoGrant(t *testing.T, who person, code string, role access.Role) {
	t.Helper()
	err := p.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		tree, err := org.Load(t.Context(), &u.View)
		if err != nil {
			return err
		}
		body, _ := tree.ByCode(code)
		a, err := account.ByLogin(t.Context(), &u.View, who.login())
		if err != nil {
			return err
		}
		_, err = account.GrantRole(t.Context(), u, account.NewGrant{Account: a, Role: role, Scope: body.ID.Scope(), Interval: civil.Since(u.Today)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// nameOf returns the name of a body by its code.
func (p *play) nameOf(t *testing.T, code string) (name string) {
	t.Helper()
	err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		if err != nil {
			return err
		}
		body, _ := tree.ByCode(code)
		name = body.NameOn(v.Today)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return name
}
