package chase

import (
	"context"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// Address is the page of what was chased.
const Address = "/chase"

const (
	listAddress = "/chase/list"
	urgeAddress = "/chase/tasks/"
)

// ManyAddress is where tasks that were chosen in the register are sent to be urged, see
// [task.OtherBatch].
const ManyAddress = "/chase/many"

// Many offers to the register to urge the tasks chosen there.
func Many() task.OtherBatch {
	return task.OtherBatch{Title: tUrgeNow, Address: ManyAddress, Can: CanUrge}
}

// Capability describes chasing to the program.
func Capability() capability.Capability {
	return capability.Capability{
		Name:        "chase",
		Schema:      Schema,
		Permissions: []*access.Permission{CanUrge},
		Routes: []web.Route{
			web.Get(Address, sheet),
			web.Get(listAddress, list),
			web.Get(urgeAddress+"{id}", urgeForm),
			web.Post(urgeAddress+"{id}", urge),
			web.InSteps("POST "+ManyAddress, urgeMany),
		},
		Menu:     []capability.MenuEntry{{Title: tChase, Address: Address, Icon: ui.IconClock, Key: "g u", Needs: CanUrge, Order: 35, Under: "/tasks"}},
		Chores:   []capability.Chore{{Name: "chase.run", Every: runEvery, Do: Run}},
		Holdings: holdings(),
	}
}

// How much a page shows.
const (
	stepsShown  = 50
	listedShown = 50 // of the list for the briefing, which has a page of its own
)

type sheetPage struct {
	*Sheet
	Tree   *org.Tree
	Latest []Line
	At     Cursor // where these begin; of later pages nothing else is shown
	Newer  Cursor
	Older  Cursor
	Names  map[account.ID]string
	Typed  string // day of the list
	Wrong  string // what is wrong with it
}

// read returns the list of the body for which the actor acts, at most so many lines;
// nothing for who acts for none.
func read(ctx context.Context, v *work.View, r *web.Request, limit int) (p sheetPage, err error) {
	b := org.ID(v.Actor.Body)
	if b == "" {
		return p, nil
	}
	p.Typed = r.Text("on")
	day, ok := r.Day("on")
	if !ok {
		p.Wrong = tDayWrong.In(ctx)
	}
	if p.Sheet, err = SheetOf(ctx, v, b, day, limit); err != nil {
		return p, err
	}
	p.Tree, err = org.Load(ctx, v)
	return p, err
}

// latest fills the steps that the address asks for. Where there is nothing, or less
// than a page before them, these are the latest.
func (p *sheetPage) latest(ctx context.Context, v *work.View, r *web.Request) (err error) {
	if p.At = ParseCursor(r.Text("after"), false); r.Text("before") != "" {
		p.At = ParseCursor(r.Text("before"), true)
	}
	if p.Latest, p.Newer, p.Older, err = Latest(ctx, v, p.Body, p.At, stepsShown); err != nil {
		return err
	}
	if !p.At.IsZero() && p.Newer.IsZero() {
		p.At = Cursor{}
		if p.Latest, p.Newer, p.Older, err = Latest(ctx, v, p.Body, p.At, stepsShown); err != nil {
			return err
		}
	}
	var who []account.ID
	for _, l := range p.Latest {
		if l.Account != "" {
			who = append(who, account.ID(l.Account))
		}
	}
	p.Names, err = account.Names(ctx, v, who)
	return err
}

// pager leads to the neighbouring pages of the steps.
func (p *sheetPage) pager() ui.PagerSpec {
	at := func(name string, c Cursor) string {
		if c.IsZero() {
			return ""
		}
		return Address + "?" + url.Values{name: {c.String()}}.Encode()
	}
	return ui.PagerSpec{Previous: at("before", p.Newer), Next: at("after", p.Older)}
}

func sheet(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := read(ctx, v, r, listedShown)
	if err != nil {
		return nil, err
	}
	if p.Sheet == nil {
		return web.Show(noBodyView()), nil
	}
	if err := p.latest(ctx, v, r); err != nil {
		return nil, err
	}
	return web.Show(sheetView(p, v)), nil
}

func list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := read(ctx, v, r, MostListed)
	if err != nil {
		return nil, err
	}
	if p.Sheet == nil {
		return web.Show(noBodyView()), nil
	}
	return web.Show(listView(p, v)), nil
}

// urgeable returns a task that the actor may urge. Faults: Unknown, Forbidden.
func urgeable(ctx context.Context, v *work.View, r *web.Request) (p task.Parties, err error) {
	id, err := r.Path("id")
	if err != nil {
		return p, err
	}
	found, err := task.Several(ctx, v, []task.ID{task.ID(id)})
	if err != nil {
		return p, err
	}
	p, ok := found[task.ID(id)]
	if !ok {
		return p, fault.New(fault.Unknown, tNoTask)
	}
	return p, v.Check(CanUrge, p.Issuer.Scope())
}

func urgeForm(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := urgeable(ctx, v, r)
	if err != nil {
		return nil, err
	}
	return web.Show(urgeView(p, "", nil)), nil
}

func urge(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	id, err := r.Path("id")
	if err != nil {
		return nil, err
	}
	words := r.Text("words")
	if err := UrgeTask(ctx, u, task.ID(id), words); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			p, wrong := urgeable(ctx, v, r)
			if wrong != nil {
				return nil, wrong
			}
			return urgeView(p, words, web.FieldErrors(ctx, err)), nil
		})
	}
	return web.To(task.ID(id).Address()).Saying(tUrged), nil
}

// A manyPage shows which of the tasks chosen would be urged, and asks for the words.
type manyPage struct {
	Urgings []Urging
	Tree    *org.Tree
	Today   civil.Date
	Words   string
	Back    string
	More    bool // the question holds more than were taken
	Errors  []ui.FieldError
}

// able is how many tasks would be urged, and of how many leads.
func (p *manyPage) able() (tasks, leads int) {
	of := map[org.ID]bool{}
	for _, one := range p.Urgings {
		if one.Refused == nil {
			tasks++
			of[one.Parties.Lead] = true
		}
	}
	return tasks, len(of)
}

func (p *manyPage) lead(ctx context.Context) string {
	tasks, leads := p.able()
	return tUrgeLead.In(ctx, tasks, leads)
}

func (one Urging) why(ctx context.Context) string {
	var why []string
	for _, e := range web.FieldErrors(ctx, one.Refused) {
		why = append(why, e.Text)
	}
	return strings.Join(why, " ")
}

// urgeMany shows which of the tasks that were chosen in the register would be urged,
// or urges them.
func urgeMany(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	p := manyPage{Words: r.Text("words"), Back: r.Local("back", "/tasks")}
	var ids []task.ID
	for _, one := range r.Texts("id") {
		ids = append(ids, task.ID(one))
	}
	look := func(v *work.View) (err error) {
		if !v.Actor.MaySomewhere(CanUrge) {
			return v.Check(CanUrge, access.Everywhere)
		}
		if r.Checked("whole") {
			if ids, p.More, err = wholeList(ctx, v, r); err != nil {
				return err
			}
		}
		if p.Tree, err = org.Load(ctx, v); err != nil {
			return err
		}
		p.Today = v.Today
		p.Urgings, err = urgings(ctx, v, ids)
		return err
	}
	if err := s.View(ctx, look); err != nil {
		return nil, err
	}
	if len(p.Urgings) == 0 {
		wrong := fault.New(fault.Invalid, tNoneChosen)
		return nil, web.Again(wrong, func(ctx context.Context, _ *work.View) (templ.Component, error) {
			return noneView(p.Back, web.FieldErrors(ctx, wrong)), nil
		})
	}
	if r.Text("step") != "do" {
		return web.Show(manyView(&p)), nil
	}
	urged := manyPage{}
	err := s.Do(ctx, func(u *work.Unit) (err error) {
		if urged.Urgings, err = UrgeMany(ctx, u, ids, p.Words); err != nil {
			return err
		}
		if n, _ := urged.able(); n == 0 {
			return fault.New(fault.Conflict, tNoneUrged)
		}
		return nil
	})
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			if err := look(v); err != nil {
				return nil, err
			}
			p.Errors = web.FieldErrors(ctx, err)
			return manyView(&p), nil
		})
	}
	tasks, leads := urged.able()
	return web.To(p.Back).Saying(tUrgedMany, tasks, leads), nil
}

// wholeList returns all tasks that the question of the register holds, up to what is
// urged at once, and whether there are more.
func wholeList(ctx context.Context, v *work.View, r *web.Request) (ids []task.ID, more bool, err error) {
	q, err := task.Ask(ctx, v, r, nil)
	if err != nil {
		return nil, false, err
	}
	f := q.Filter
	f.After, f.Limit, f.Group, f.Wide = task.Cursor{}, MostUrged, task.NoGroups, false
	l, err := task.Find(ctx, v, f)
	for _, t := range l.Tasks {
		ids = append(ids, t.ID)
	}
	return ids, !l.Next.IsZero(), err
}

// Panel says on the page of a task what was and will be done to get it done;
// nothing where nothing is.
func Panel(ctx context.Context, v *work.View, t *task.Task) (templ.Component, error) {
	o, err := Of(ctx, v, t.ID)
	if err != nil {
		return nil, err
	}
	if len(o.Done) == 0 && !o.MayUrge && len(o.Coming) == 0 {
		return nil, nil
	}
	var who []account.ID
	for _, d := range o.Done {
		if d.Account != "" {
			who = append(who, account.ID(d.Account))
		}
	}
	names, err := account.Names(ctx, v, who)
	if err != nil {
		return nil, err
	}
	return panelView(t, o, names), nil
}

// because explains the day of a rung: rule, days skipped.
func because(ctx context.Context, r Rung, by []string) string {
	said, n := tBecause, r.Days
	if n < 0 {
		said, n = tBecauseBack, -n
	}
	out := said.In(ctx, n, r.From.Vietnamese())
	if r.late {
		return out + "; " + tNextRun.In(ctx)
	}
	if len(r.Skipped) > 0 {
		out += ", " + tSkipping.In(ctx, days(r.Skipped))
	}
	for _, ref := range by {
		if strings.HasPrefix(ref, ruleOf[r.Step].Key+"@") {
			out += "; " + tByRule.In(ctx, rule.Cited(ctx, ref))
		}
	}
	return out
}

var ruleOf = map[Step]*rule.Rule{Remind: ruleRemind, Urge: ruleUrge, Escalate: ruleEscalate, Update: ruleUpdate, Listed: ruleBriefing}

// days writes days off, neighbours as a period.
func days(off []civil.Date) string {
	var parts []string
	for i := 0; i < len(off); {
		j := i
		for j+1 < len(off) && off[j+1] == off[j].AddDays(1) {
			j++
		}
		if i == j {
			parts = append(parts, off[i].Vietnamese())
		} else {
			parts = append(parts, off[i].Vietnamese()+" – "+off[j].Vietnamese())
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// holdings are what chasing says about people.
func holdings() []capability.Holding {
	return []capability.Holding{{
		Name: "chase.urger", Title: tHeldUrges, Basis: "personal.basis",
		Purpose: text.New("Biết ai của cơ quan giao đã đôn đốc.", "To know who of the issuer urged."),
		Kept:    text.New("Chỉ có mã tài khoản, giữ cùng nhiệm vụ; khi danh tính bị xoá thì không còn tên.", "The identifier of the account only, kept with the task; when the identity is erased no name is left."),
		Fields: []capability.Field{
			{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"chase_step.account_id"}, Seen: []capability.Reader{capability.Colleagues}},
		},
	}}
}
