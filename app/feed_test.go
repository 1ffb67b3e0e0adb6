package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/emersion/go-ical"

	"quyet/base/access"
	"quyet/base/webtest"
)

// conferencesIn returns what a calendar tells of conferences, by the page it leads to:
// their standing and where they are.
func conferencesIn(t *testing.T, p *play, at string) map[string]string {
	t.Helper()
	got := p.as(t, person{}).Get(at).Want(http.StatusOK).Body
	c, err := ical.NewDecoder(strings.NewReader(string(got))).Decode()
	if err != nil {
		t.Fatalf("%v:\n%s", err, got)
	}
	out := map[string]string{}
	seen := map[string]bool{}
	for _, e := range c.Events() {
		uid := e.Props.Get("UID").Value
		if seen[uid] {
			t.Errorf("%s stands there twice", uid)
		}
		if seen[uid] = true; !strings.HasSuffix(uid, ".conference@quyet") {
			continue
		}
		begins, err := e.DateTimeStart(time.UTC)
		if err != nil {
			t.Error(err)
		}
		place, _ := e.Props.Text("LOCATION")
		page, err := url.Parse(e.Props.Get("URL").Value)
		if err != nil {
			t.Fatal(err)
		}
		out[page.Path] = e.Props.Get("STATUS").Value + " " + begins.UTC().Format("2006-01-02 15:04") + " " + place
	}
	return out
}

// Conferences stand in calendars: those of a body, and those of others at which it has a
// connection point, of which only the point is shown. One that is called off is told as
// such. Whose right to see them is gone is told of none.
func TestConferencesInCalendars(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		p := s.begin(t)
		centre, clerk := p.as(t, s.at(province, access.Office)), p.as(t, s.at(ownBody, access.Office))
		list := centre.Get("/meetings?body=" + string(p.bodyOf(t, "TG-TU"))).Want(http.StatusOK)
		review := list.Find("main a[href^='/meetings/']").FilterFunction(func(_ int, a *goquery.Selection) bool { return strings.Contains(a.Text(), "sơ kết") }).First().AttrOr("href", "")
		if review == "" {
			t.Fatal("the province holds no review")
		}
		calendars := map[string]string{"desk": calendarOf(t, clerk, ""), "body": calendarOf(t, clerk, string(p.bodyOf(t, ownBody)))}
		told := func(want string) {
			t.Helper()
			for name, at := range calendars {
				points := 0
				for page, words := range conferencesIn(t, p, at) {
					if r := clerk.Get(page).Want(http.StatusOK); strings.HasPrefix(page, "/points/") {
						points++
						if !strings.HasPrefix(words, want) {
							t.Errorf("%s: %s is told as %s, want %s", name, page, words, want)
						}
						if strings.Contains(string(r.Body), review+"/agenda") {
							t.Errorf("%s leads to what the conference says", page)
						}
					}
				}
				if points != 1 {
					t.Errorf("%s tells of %d conferences at which the commune has a point", name, points)
				}
			}
		}
		told("CONFIRMED 2026-")
		held := conferencesIn(t, p, calendarOf(t, centre, string(p.bodyOf(t, "TG-TU"))))
		if !strings.HasPrefix(held[review], "CONFIRMED 2026-") {
			t.Errorf("the province's own calendar tells of its review %q", held[review])
		}
		centre.Send(review+"/call-off", webtest.Fields("words", "Chờ ý kiến Trung ương")).Want(http.StatusOK)
		told("CANCELLED 2026-")
	})
}
