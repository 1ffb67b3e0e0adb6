package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/story"
	"quyet/feature/task"
)

// The numbers of tasks of a document, and of those that it led to, open to the
// tasks: who sees all finds as many as the number says.
func TestNumbersOfADocumentOpen(t *testing.T) {
	s := stageOn(t, db.SQLite)
	c := s.begin(t).as(t, s.at(province, access.Office))
	opened := map[string]int{}
	follow := func(a *goquery.Selection) {
		at := a.AttrOr("href", "")
		tasks := c.Get(at).Want(http.StatusOK)
		found, _, _ := strings.Cut(tasks.Text(".asked > p"), " ")
		_, said, labelled := strings.Cut(strings.TrimSpace(a.Text()), ": ")
		if !labelled {
			said = strings.TrimSpace(a.Text())
		}
		_, timing, exact := strings.Cut(at, "timing=")
		if exact && found != said || tasks.Find(".asked li a").Length() == 0 {
			t.Errorf("%s beside %s: %s", at, a.Text(), tasks.Text(".asked"))
		}
		if said != "0" {
			opened[timing]++
		}
	}
	c.Get("/documents").Want(http.StatusOK).Find("tbody a[href^='/documents/']").Each(func(_ int, a *goquery.Selection) {
		page := c.Get(a.AttrOr("href", "")).Want(http.StatusOK)
		page.Find("main a[href^='/tasks?document=']").Each(func(_ int, a *goquery.Selection) { follow(a) })
		page.Find("main a[href*='as=table&only=']").Each(func(_ int, a *goquery.Selection) {
			at, _, _ := strings.Cut(a.AttrOr("href", ""), "#")
			table := c.Get(at).Want(http.StatusOK)
			links := table.Find("#cascade a[href^='/tasks?document=']")
			if !strings.HasSuffix(strings.TrimSpace(a.Text()), ": 0") && links.Length() == 0 {
				t.Errorf("%s opens to no document with tasks", a.Text())
			}
			links.Each(func(_ int, a *goquery.Selection) { follow(a) })
		})
	})
	for _, timing := range []string{"", "overdue", "done_on_time", "done_late"} {
		if opened[timing] == 0 {
			t.Errorf("no number opened to tasks of timing %q: %v", timing, opened)
		}
	}
}

// The preview of a merger counts the open tasks that a body leaves behind,
// those it leads and those it gave.
func TestTasksThatAnEndingBodyLeaves(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		p.owe(t, 2)
		var own, other *org.Body
		var leads, gave int
		if err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
			tree, err := org.Load(t.Context(), v)
			if err != nil {
				return err
			}
			own, _ = tree.ByCode(ownBody)
			other, _ = tree.ByCode(otherBody)
			if leads, _, err = task.Count(t.Context(), v, task.Filter{Lead: own.ID}, 100); err != nil {
				return err
			}
			gave, _, err = task.Count(t.Context(), v, task.Filter{Issuer: own.ID}, 100)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if leads < 2 || gave < 2 {
			t.Fatalf("the commune leads %d tasks and gave %d, want some", leads, gave)
		}
		page := p.as(t, s.at(province, access.Administrator)).Post(own.ID.Address()+"/change/merge", "step", "look", "on", "01/01/2027", "act", "12-NQ/TU",
			"code", "TG-X900", "name", "Đảng uỷ xã Mới", "kind", string(own.Kind), "tier", string(own.Tier), "line", string(own.Line),
			"superior", string(own.SuperiorOn(story.Today)), "with_"+string(other.ID), "on").Want(http.StatusOK)
		for _, said := range []string{fmt.Sprintf("chủ trì %d nhiệm vụ đang mở", leads), fmt.Sprintf("đã giao %d nhiệm vụ đang mở", gave)} {
			if !strings.Contains(page.Text("main"), said) {
				t.Errorf("the preview does not say %q: %s", said, page.Text("main"))
			}
		}
	})
}
