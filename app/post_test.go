package app_test

import (
	"net/http"
	"strings"
	"testing"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/ui"
	"quyet/base/webtest"
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

// What is sent from a page is carried out in the post in which the page was
// shown, whatever post the person has switched to in another window, and they
// are told so. Where they hold that post no more it is refused, and what was
// typed stays, to be sent in the post they are in now.
func TestAFormIsCarriedOutInThePostItWasShownIn(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		// Whoever has both posts may update the task of the one and of the other.
		who := s.at(ownBody, access.Office)
		p.alsoGrant(t, who, otherBody, access.Office)
		file := s.evidence[ownBody]
		at, _, _ := strings.Cut(file, "/files/")
		id := strings.TrimPrefix(at, "/tasks/")
		own, other := p.bodyOf(t, ownBody), p.bodyOf(t, otherBody)
		acting := func(post org.ID) string { return p.accountOf(t, who) + ui.ActingBetween + string(post) }
		c := p.as(t, who)
		last := func() (e work.Event) {
			t.Helper()
			err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
				events, err := v.History(t.Context(), id, 1)
				e = events[0]
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
		to := func(body org.ID) {
			c.Post("/account/body", "body", string(body), "back", "/account").Want(http.StatusOK)
		}

		form := "main form[action$='/update']"
		shown := c.Get(at + "/update").Want(http.StatusOK)
		if shown.Value(ui.ActingField) != acting(own) {
			t.Fatalf("the form says %q", shown.Value(ui.ActingField))
		}
		to(other)
		before := last()
		page := shown.Submit(form, "note", "Đã rà soát xong ba thôn")
		if e := last(); e.Seq == before.Seq || e.Body != string(own) || !strings.Contains(string(e.Detail), "ba thôn") {
			t.Errorf("recorded: %+v", e)
		}
		if !strings.Contains(string(page.Body), "cương vị của trang mà bạn đã gửi") || !strings.Contains(page.Text(".account-post"), p.nameOf(t, otherBody)) {
			t.Errorf("after it the person reads %d %s, as %s", page.Status, page.Text("main"), page.Text(".account-post"))
		}

		// A form that is refused, here because the task has changed since, comes
		// back for the same post.
		wrong := shown.Submit(form, "note", "Đã rà soát thêm một thôn").Want(http.StatusConflict)
		if wrong.Value(ui.ActingField) != acting(own) || !strings.Contains(wrong.Text(".account-post"), p.nameOf(t, ownBody)) {
			t.Errorf("the form that comes back is for %q", wrong.Value(ui.ActingField))
		}
		before = last()
		wrong.Submit(form)
		if e := last(); e.Seq == before.Seq || e.Body != string(own) {
			t.Errorf("recorded: %+v", e)
		}

		// A form without the field, or of nobody's post, changes no right.
		if e := c.Post(at+"/update", "note", "x", ui.ActingField, acting(p.bodyOf(t, province))); e.Status != http.StatusConflict || !strings.Contains(string(e.Body), "không còn giữ") {
			t.Errorf("the post of others: %d %s", e.Status, e.Text("main"))
		}

		p.revokeAt(t, who, own)
		before = last()
		refused := shown.Submit(form, "note", "Đã rà soát xong bốn thôn").Want(http.StatusConflict)
		if last().Seq != before.Seq || !strings.Contains(refused.Text("main"), "không còn giữ") || !strings.Contains(refused.Text("main .kept"), "bốn thôn") || refused.Value(ui.ActingField) != acting(other) {
			t.Errorf("refused by: %s", refused.Text("main"))
		}
		// Sent again it is sent in the present post, which has no such task.
		refused.Submit("main form").Want(http.StatusNotFound)

		// Who they are and in which post they act they can always change.
		stale := c.Post("/account/body", "body", string(other), "back", "/account", ui.ActingField, acting(own)).Want(http.StatusOK)
		if strings.Contains(string(stale.Body), "cương vị của trang") {
			t.Error("switching is said to be recorded in a post")
		}
		c.Post("/logout", ui.ActingField, acting(own)).Want(http.StatusOK)
	})
}

// A form that was shown to somebody is not carried out for whoever has signed
// in at the same browser since, though they might do the same.
func TestAFormOfAnotherAccount(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		at, _, _ := strings.Cut(s.evidence[ownBody], "/files/")
		clerk, head := s.at(ownBody, access.Office), s.at(ownBody, access.Head)
		form := p.as(t, clerk).Get(at + "/update").Want(http.StatusOK)
		c := p.as(t, head)
		fields := webtest.Filled(form.Find("main form[action$='/update']"))
		fields.Set("note", "Đã rà soát xong ba thôn")
		refused := c.Do(webtest.FormRequest(at+"/update", fields)).Want(http.StatusConflict)
		if !strings.Contains(refused.Text("main"), "một tài khoản khác") || !strings.Contains(refused.Text("main .kept"), "ba thôn") {
			t.Errorf("refused by: %s", refused.Text("main"))
		}
		page := c.Get(at).Want(http.StatusOK)
		if strings.Contains(string(page.Body), "ba thôn") {
			t.Error("it was carried out all the same")
		}
		refused.Submit("main form").Want(http.StatusOK)
		if page := c.Get(at); !strings.Contains(page.Text("main"), "ba thôn") {
			t.Error("sent again by who is signed in it was not carried out")
		}
	})
}

// accountOf returns the identifier of a person's account.
func (p *play) accountOf(t *testing.T, who person) (a string) {
	t.Helper()
	err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		found, err := account.ByLogin(t.Context(), v, who.login())
		a = string(found)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// bodyOf returns a body by its code.
func (p *play) bodyOf(t *testing.T, code string) (b org.ID) {
	t.Helper()
	err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		if err != nil {
			return err
		}
		body, _ := tree.ByCode(code)
		b = body.ID
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// revokeAt takes every role at a body away from a person.
func (p *play) revokeAt(t *testing.T, who person, body org.ID) {
	t.Helper()
	err := p.Office.Do(t.Context(), work.System("test"), func(u *work.Unit) error {
		whom, err := account.ByLogin(t.Context(), &u.View, who.login())
		if err != nil {
			return err
		}
		a, err := account.Find(t.Context(), &u.View, whom)
		if err != nil {
			return err
		}
		for _, g := range a.Grants {
			if g.Scope == body.Scope() {
				if err := account.Revoke(t.Context(), u, g.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
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
