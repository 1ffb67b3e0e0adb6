package app_test

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/PuerkitoBio/goquery"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/org"
)

var update = flag.Bool("update", false, "write the golden files")

const golden = "access.golden"

const goldenHead = `# What every address of the program answers to whom: the status for something
# of the person's own body / of a body elsewhere in the province, one status
# where the address names no thing. Forms are sent empty. Both engines answer
# alike. Written by: go test ./app -run TestAccess -update
`

// Every route answers as access.golden says, on both engines. A new route
// changes the file, and so is seen in a review. No form makes the program
// fail, and every page is sound.
func TestAccess(t *testing.T) {
	onEachEngine(t, func(t *testing.T, s *stage) {
		w := newWalk(t, s)
		got := w.table()
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got == string(want) {
			return
		}
		known := strings.Split(string(want), "\n")
		for _, line := range strings.Split(got, "\n") {
			if !slices.Contains(known, line) {
				t.Errorf("not in %s: %s", golden, line)
			}
		}
		t.Errorf("%s is out of date: look at every line that changes, then write it with: go test ./app -run TestAccess -update", golden)
	})
}

// A walk asks every address as every person.
type walk struct {
	t      *testing.T
	stage  *stage
	play   *play
	routes []web.Route
	own    samples
	other  samples
	looked map[string]bool // pages whose HTML was looked at
}

func newWalk(t *testing.T, s *stage) *walk {
	t.Helper()
	w := &walk{t: t, stage: s, play: s.begin(t), looked: map[string]bool{}}
	w.routes = w.play.Routes()
	slices.SortFunc(w.routes, func(x, y web.Route) int {
		return strings.Compare(pathOf(x)+methodOf(x), pathOf(y)+methodOf(y))
	})
	w.own, w.other = w.play.collect(t, s, w.routes)
	return w
}

func methodOf(rt web.Route) string { method, _, _ := strings.Cut(rt.Pattern, " "); return method }
func pathOf(rt web.Route) string   { _, path, _ := strings.Cut(rt.Pattern, " "); return path }

func (w *walk) table() string {
	var out bytes.Buffer
	out.WriteString(goldenHead)
	tw := tabwriter.NewWriter(&out, 0, 1, 2, ' ', 0)
	fmt.Fprint(tw, "route")
	for _, p := range w.columns() {
		fmt.Fprint(tw, "\t", p.title())
	}
	fmt.Fprintln(tw)
	for _, rt := range w.routes {
		fmt.Fprint(tw, rt.Pattern)
		said := map[string]string{}
		for _, p := range w.columns() {
			cell := w.cell(rt, p)
			said[p.title()] = cell
			fmt.Fprint(tw, "\t", cell)
		}
		fmt.Fprintln(tw)
		w.compare(rt, said)
	}
	tw.Flush()
	return out.String()
}

// columns are the people of the matrix.
func (w *walk) columns() (people []person) {
	for _, p := range w.stage.people {
		if p.body == ownBody || p.role == "" {
			people = append(people, p)
		}
	}
	return people
}

// ofThePerson are the addresses that answer by who somebody is, whatever the
// post.
var ofThePerson = []string{"/account/deputies", "/account/deputies/{id}/end", "/account/sessions/{id}/revoke", "/account/tokens/{id}/revoke", "/account/calendar/{id}/revoke", "/notices/settings/confirm/{token}", "/invitations/{id}", "/invitations/{id}/reply", "/invitations/{id}/checkin", "/invitations/{id}/papers/{paper}"}

// compare sees that another post gives no right in this one, that a deputy has
// the rights of who is replaced, and that an inspection commission reads what
// an inspector of its committee does.
func (w *walk) compare(rt web.Route, said map[string]string) {
	if slices.Contains(ofThePerson, pathOf(rt)) {
		return
	}
	if rt.Program == nil && said[program] != said["anonymous"] {
		w.t.Errorf("%s answers %s to a token", rt.Pattern, said[program])
	}
	for kind, role := range map[string]access.Role{severalPosts: access.Head, deputyThere: access.Head, commissioner: access.Inspector} {
		if said[kind] != said[string(role)] {
			w.t.Errorf("%s answers %s to %s, %s to %s", rt.Pattern, said[kind], kind, said[string(role)], role)
		}
	}
}

func (w *walk) cell(rt web.Route, p person) string {
	own, ok := w.own.fill(pathOf(rt))
	other, ok2 := w.other.fill(pathOf(rt))
	if !ok || !ok2 {
		w.t.Errorf("%s: no page leads to such an address: let the small story hold an example", rt.Pattern)
		return "?"
	}
	cell := fmt.Sprint(w.ask(rt, p, own))
	if own != other {
		cell += fmt.Sprint("/", w.ask(rt, p, other))
	}
	return cell
}

// ask returns the status of one request. The next one finds the office as it
// was before.
func (w *walk) ask(rt web.Route, p person, address string) int {
	c := w.play.as(w.t, p)
	r := httptest.NewRequest(methodOf(rt), address, http.NoBody)
	if r.Method == http.MethodPost {
		r = webtest.FormRequest(address, nil)
	}
	page := c.Do(r)
	if page.Status >= 500 {
		w.t.Errorf("%s %s as %s: status %d", r.Method, address, p.role, page.Status)
	}
	if r.Method == http.MethodPost && page.Status < 400 {
		w.play.end()
		w.play = w.stage.begin(w.t)
	}
	if page.IsHTML() && page.Status != http.StatusSeeOther {
		w.look(c, rt, p, page)
	}
	return page.Status
}

// look looks at the HTML of a page in both languages, once per route, role
// and status.
func (w *walk) look(c *webtest.Client, rt web.Route, p person, page *webtest.Page) {
	key := fmt.Sprint(rt.Pattern, p.role, page.Status)
	if page.Status >= 400 {
		key = fmt.Sprint(rt.Pattern, page.Status)
	}
	if w.looked[key] {
		return
	}
	w.looked[key] = true
	for _, f := range webtest.Faults(page.Body) {
		w.t.Errorf("%s as %s: %s", rt.Pattern, p.role, f)
	}
	page.Find("form[method=post]").Each(func(_ int, f *goquery.Selection) {
		if to := f.AttrOr("action", ""); p.role != "" && w.inSomePost(to) && f.Find("input[name="+ui.ActingField+"]").Length() != 1 {
			w.t.Errorf("%s as %s: the form that leads to %s does not say for which post it is shown: put @ui.Acting() into it", rt.Pattern, p.role, to)
		}
	})
	if methodOf(rt) != http.MethodGet || page.Status != http.StatusOK {
		return
	}
	c.SetLang(text.English)
	english := c.Do(httptest.NewRequest(http.MethodGet, page.Address, http.NoBody))
	for _, f := range webtest.Faults(english.Body) {
		w.t.Errorf("%s as %s in English: %s", rt.Pattern, p.role, f)
	}
	for _, same := range webtest.Untranslated(page, english) {
		w.t.Errorf("%s as %s: on the English page stands %q", rt.Pattern, p.role, same)
	}
}

// inSomePost says whether what is sent to an address is done in a post.
func (w *walk) inSomePost(address string) bool {
	mux := http.NewServeMux()
	for _, rt := range w.routes {
		if methodOf(rt) == http.MethodPost && !rt.Public && !rt.Person {
			mux.Handle(rt.Pattern, http.NotFoundHandler())
		}
	}
	_, pattern := mux.Handler(httptest.NewRequest(http.MethodPost, address, http.NoBody))
	return pattern != ""
}

// samples are addresses that pages lead to, by the pattern up to a wildcard:
// "/bodies/{id}" → "/bodies/01…".
type samples map[string]string

// fill returns an address for the path of a pattern.
func (s samples) fill(path string) (string, bool) {
	path = strings.TrimSuffix(path, "{$}")
	end := strings.LastIndexByte(path, '}') + 1
	if end == 0 {
		return path, true
	}
	known, ok := s[path[:end]]
	return known + path[end:], ok
}

// learn takes the values of the wildcards of an address that has a pattern.
func (s samples) learn(pattern, address string) {
	names, values := strings.Split(pattern, "/"), strings.Split(address, "/")
	for i, name := range names {
		if key := strings.Join(names[:i+1], "/"); strings.HasPrefix(name, "{") && name != "{$}" && s[key] == "" {
			s[key] = strings.Join(values[:i+1], "/")
		}
	}
}

// visits is how many addresses of one pattern a person opens.
const visits = 2

// collect goes where the pages lead, as the people of both communes, and
// returns the addresses of things of the one and of things that only the
// other shows. What neither shows, those of the province do. A link that
// leads nowhere fails the test.
func (p *play) collect(t *testing.T, s *stage, routes []web.Route) (own, other samples) {
	t.Helper()
	seen := map[string]bool{}
	own, other = samples{}, samples{}
	province := samples{}
	broken := map[string]string{}
	for _, who := range s.people {
		if who.kind != "" {
			continue
		}
		p.wander(t, who, routes, broken, func(pattern, address, _ string) {
			switch who.body {
			case ownBody:
				seen[address] = true
				own.learn(pattern, address)
			case otherBody:
				if !seen[address] {
					other.learn(pattern, address)
				}
			default:
				province.learn(pattern, address)
			}
		})
	}
	for to, from := range broken {
		t.Errorf("%s: on %s", to, from)
	}
	for key, address := range province {
		if own[key] == "" {
			own[key] = address
		}
	}
	for key, address := range own {
		if other[key] == "" {
			other[key] = address
		}
	}
	// Of the tasks that are opened, which are few, none may have a file.
	own["/tasks/{id}/files/{file}"], other["/tasks/{id}/files/{file}"] = s.evidence[ownBody], s.evidence[otherBody]
	// Who makes an address is shown it once, and no page leads there.
	own["/c/{code}"], other["/c/{code}"] = s.codes[ownBody], s.codes[otherBody]
	own["/calendar/{secret}"], other["/calendar/{secret}"] = s.calendars[ownBody], s.calendars[otherBody]
	own["/p/{secret}"], other["/p/{secret}"] = s.points[ownBody], s.points[otherBody]
	for at, code := range map[*samples]string{&own: ownBody, &other: otherBody} {
		(*at)["/notices/settings/confirm/{token}"] = "/notices/settings/confirm/" + confirming(code)
	}
	own["/sheets/tasks/{sum}"], other["/sheets/tasks/{sum}"] = "/sheets/tasks/"+s.tasks, "/sheets/tasks/"+s.tasks
	own["/bodies/import/{sum}"] = "/bodies/import/" + s.sheet
	other["/bodies/import/{sum}"] = own["/bodies/import/{sum}"]
	for _, one := range []samples{own, other} {
		one["/positions/import/{sum}"] = "/positions/import/" + s.sheet
	}
	for _, one := range []samples{own, other} {
		one.ofReturns(s.tasks)
		one["/api/v1/tasks/{id}"] = "/api/v1" + one["/tasks/{id}"]
	}
	p.pin(t, own, ownBody)
	p.pin(t, other, otherBody)
	return own, other
}

// To every page leads a link or a form of another one: what nobody finds might as well
// not be there.
func TestEveryPageIsLedTo(t *testing.T) {
	s := stageOn(t, db.SQLite)
	p := s.begin(t)
	led := map[string]bool{}
	for _, who := range s.people {
		p.wander(t, who, p.Routes(), map[string]string{}, func(pattern, _, on string) { led[pattern] = led[pattern] || pattern != on })
	}
	for _, rt := range p.Routes() {
		if path := pathOf(rt); methodOf(rt) == http.MethodGet && !led[path] && notLedTo[path] == "" {
			t.Errorf("nothing leads to %s", path)
		} else if led[path] && notLedTo[path] != "" {
			t.Errorf("something leads to %s after all", path)
		}
	}
}

// notLedTo are the addresses to which no page of the stage leads, with the reason.
var notLedTo = map[string]string{
	"/reports/{id}/report.pdf":          "is led to where LibreOffice is installed, which the tests do not ask for: TestPDF",
	"/healthz":                          "for programs and browsers",
	"/readyz":                           "for programs and browsers",
	"/api/v1/bodies":                    "for programs and browsers",
	"/api/v1/tasks":                     "for programs and browsers",
	"/api/v1/tasks/{id}":                "for programs and browsers",
	"/api/v1/returns":                   "for programs and browsers",
	"/api/v1/returns/{id}":              "for programs and browsers",
	"/api/v1/openapi.json":              "for programs and browsers",
	"/manifest.webmanifest":             "for programs and browsers",
	"/offline/pack":                     "for programs and browsers",
	"/returns/{id}/correct":             "a return that was accepted leads there: TestReportingOnPages of feature/indicator",
	"/reports/{id}/correct":             "a report that was frozen leads there: TestPages of feature/report",
	"/audit/growth":                     "for programs and browsers",
	"/calendar/{secret}":                "for programs and browsers",
	"/bodies/find":                      "asked by a script of a page",
	"/positions/find":                   "asked by a script of a page",
	"/accounts/bodies":                  "asked by a script of a page",
	"/documents/{id}/below":             "asked by a script of a page",
	"/meetings/{id}/live":               "asked by a script of a page",
	"/login/second":                     "where a form sends its sender",
	"/account/prove":                    "where a form sends its sender",
	"/login/provider/{provider}/answer": "where a form sends its sender",
	"/bodies/import/{sum}":              "where a form sends its sender",
	"/positions/import/{sum}":           "where a form sends its sender",
	"/c/{code}":                         "on paper or in a letter",
	"/p/{secret}":                       "on paper or in a letter",
	"/notices/settings/confirm/{token}": "on paper or in a letter",
	"/meetings/{id}/minutes/signed":     "where the stage has nothing that it is about",
	"/meetings/{id}/points/links":       "where the stage has nothing that it is about",
	"/slips/print":                      "where the stage has nothing that it is about",
	"/lists/new":                        "where the stage has nothing that it is about",
	"/intake/{id}/enter":                "where the stage has nothing that it is about",
	"/chase/list":                       "where the stage has nothing that it is about",
	"/plans/preparing":                  "where the stage has nothing that it is about",
}

// pin makes the body of a code the sample of a body, and what belongs to a
// body that of this one.
func (p *play) pin(t *testing.T, s samples, code string) {
	t.Helper()
	err := p.Office.View(t.Context(), work.System("test"), func(v *work.View) error {
		tree, err := org.Load(t.Context(), v)
		if err != nil {
			return err
		}
		body, _ := tree.ByCode(code)
		for key, address := range s {
			if strings.HasPrefix(key, "/bodies/{id}") {
				s[key] = strings.Join(append([]string{"", "bodies", string(body.ID)}, strings.Split(address, "/")[3:]...), "/")
			}
			if key == "/bodies/below/{id}" {
				s[key] = "/bodies/below/" + string(body.ID)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wander opens pages as a person and tells of every address that a link or a
// form leads to, with the path of its pattern and that of the page where it stands. Into broken go the links that
// lead nowhere, each with a page on which it stands.
func (p *play) wander(t *testing.T, who person, routes []web.Route, broken map[string]string, found func(pattern, address, on string)) {
	t.Helper()
	mux := http.NewServeMux()
	var queue []string
	for _, rt := range routes {
		pattern := rt.Pattern
		if strings.HasSuffix(pattern, "/") {
			pattern += "{$}"
		}
		mux.Handle(pattern, http.NotFoundHandler())
		if methodOf(rt) == http.MethodGet && !strings.Contains(pattern, "{") {
			queue = append(queue, pathOf(rt)) // whether linked or not
		}
	}
	c := p.as(t, who)
	opened, from := map[string]int{}, map[string]string{}
	for i := 0; i < len(queue); i++ {
		address := queue[i]
		_, pattern := mux.Handler(httptest.NewRequest(http.MethodGet, address, http.NoBody))
		if opened[pattern] >= visits {
			continue
		}
		page := c.Get(address)
		if page.Status < 400 {
			opened[pattern]++
		}
		if from[address] != "" && page.Status >= 400 {
			broken[fmt.Sprintf("a link to GET %s, %s, is answered by %d", pattern, address, page.Status)] = from[address]
		}
		if page.Status != http.StatusOK || !page.IsHTML() {
			continue
		}
		_, on, _ := strings.Cut(pattern, " ")
		tell := func(method, to string) {
			to, _, _ = strings.Cut(to, "#")
			r := httptest.NewRequest(method, to, http.NoBody)
			_, pattern := mux.Handler(r)
			if _, path, ok := strings.Cut(pattern, " "); ok {
				found(path, r.URL.Path, on)
			} else if !strings.HasPrefix(to, ui.AssetPath) {
				broken[method+" "+to+" is no address"] = page.Address
			}
			if method == http.MethodGet && pattern != "" && from[to] == "" {
				from[to] = page.Address
				queue = append(queue, to)
			}
		}
		page.Find("a[href^='/']").Each(func(_ int, a *goquery.Selection) { tell(http.MethodGet, a.AttrOr("href", "")) })
		page.Find("form[action^='/']").Each(func(_ int, f *goquery.Selection) {
			tell(strings.ToUpper(f.AttrOr("method", "get")), f.AttrOr("action", ""))
		})
	}
}
