package notice

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/org"
	"quyet/feature/task"
)

const (
	// gatherEvery is how often the log is looked at.
	gatherEvery = 15 * time.Second
	// perGather is how many events one unit looks at.
	perGather = 4000
	// mostOpen bounds the matters to which more may come.
	mostOpen = 20_000
	// mostWords is how much of what was said in a step a notice repeats.
	mostWords = 400
)

// errOther says that another instance was quicker.
var errOther = errors.New("notice: gathered by another instance")

// Gather reads on in the log and notes whom to tell of what. It begins with
// what comes after it was called first.
//
// It runs as the program itself; several instances may do it at once, and none
// of what was committed is told twice or lost, whatever dies in between: the
// place in the log moves in the unit that writes the notices.
func Gather(ctx context.Context, o *work.Office) error {
	// Mostly there is nothing, and so nothing to write either.
	more := false
	if err := o.View(ctx, work.System("notice.gather"), func(v *work.View) error {
		var place int64
		if err := v.One(ctx, selectPlace, nil, &place); err != nil {
			return err
		}
		end, err := audit.Length(ctx, v)
		more = place != end
		return err
	}); err != nil {
		return err
	}
	for more {
		err := o.Do(ctx, work.System("notice.gather"), func(u *work.Unit) (err error) {
			more, err = gatherSome(ctx, u)
			return err
		})
		if errors.Is(err, errOther) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func gatherSome(ctx context.Context, u *work.Unit) (more bool, err error) {
	var place int64
	if err := u.One(ctx, selectPlace, nil, &place); err != nil {
		return false, err
	}
	if place < 0 {
		return false, start(ctx, u, place)
	}
	lines, next, err := audit.Since(ctx, &u.View, place, perGather)
	if err != nil {
		return false, err
	}
	if _, err := u.Exec(ctx, closeOld, u.Now.Add(-15*time.Minute).UnixMicro()); err != nil || next == place {
		return false, err
	}
	if n, err := u.Exec(ctx, movePlace, next, place); err != nil || n == 0 {
		return false, errors.Join(err, errOther)
	}
	if err := tell(ctx, u, lines); err != nil {
		return false, err
	}
	return next-place == perGather, nil
}

// start begins at the end of the log, once everything that was done before is in
// it: an office that is brought up to date is not told of its past.
func start(ctx context.Context, u *work.Unit, place int64) error {
	if log, err := audit.Newest(ctx, &u.View); err != nil || log.Waiting > 0 {
		return err
	}
	end, err := audit.Length(ctx, &u.View)
	if err != nil {
		return err
	}
	_, err = u.Exec(ctx, movePlace, end, place)
	return err
}

// A telling is what is told of one event to one side.
type telling struct {
	key
	kind  Kind
	to    Recipient
	at    time.Time
	place int64 // in the log
	thing string
	words string
}

// A key is what the events of one matter have in common.
type key struct {
	kind    string
	side    Side
	body    org.ID
	by, For string
	doer    account.ID // of [Doer]: what is told to one is no news to another
}

// tell writes the notices that events give rise to.
func tell(ctx context.Context, u *work.Unit, lines []audit.Line) error {
	ids := map[*Sort][]string{}
	lines = slices.DeleteFunc(lines, func(l audit.Line) bool {
		_, declared := kinds[l.Kind]
		return !declared && !strings.HasPrefix(l.Kind, "task.")
	})
	for _, l := range lines {
		ids[sorts[l.Kind]] = append(ids[sorts[l.Kind]], thingOf(l))
	}
	if len(lines) == 0 {
		return nil
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return err
	}
	chart := tree.Chart(u.Today)
	things := make(map[*Sort]map[string]Thing, len(ids))
	for s, some := range ids {
		slices.Sort(some)
		if s == nil {
			continue // tasks are told of by their state as well, see below
		}
		if things[s], err = s.things(ctx, &u.View, chart, slices.Compact(some)); err != nil {
			return err
		}
	}
	tasks, err := task.Several(ctx, &u.View, taskIDs(ids[nil]))
	if err != nil {
		return err
	}
	var all []telling
	for _, l := range lines {
		of := thingOf(l)
		if s := sorts[l.Kind]; s == nil {
			if p, ok := tasks[task.ID(of)]; ok {
				all = append(all, tellings(tree, chart, l, p)...)
			}
		} else if t, ok := things[s][of]; ok && !t.Draft {
			all = append(all, tellingsOf(tree, l, kinds[l.Kind], of, t)...)
		}
	}
	return note(ctx, u, all)
}

func taskIDs(ids []string) []task.ID {
	out := make([]task.ID, 0, len(ids))
	for _, t := range slices.Compact(ids) {
		out = append(out, task.ID(t))
	}
	return out
}

// thingOf returns what an event is about: its subject, or the task that its detail
// names where something else was done than a verb of tasks.
func thingOf(l audit.Line) string {
	if sorts[l.Kind] != nil || strings.HasPrefix(l.Kind, "task.") {
		return l.Subject
	}
	var d task.Detail
	if json.Unmarshal(l.Detail, &d) != nil {
		return ""
	}
	return string(d.Task)
}

// tellings returns what is told of an event.
func tellings(tree *org.Tree, chart *org.Chart, l audit.Line, p task.Parties) (out []telling) {
	var d task.Detail
	if json.Unmarshal(l.Detail, &d) != nil {
		return nil
	}
	k, ok := kindOfEvent(l, d, p)
	if !ok {
		if l.Account == "" {
			return nil // the program's own business
		}
		by := org.ID(l.Body)
		k = kindOther(l.Kind, p.Lead != p.Issuer && (by == p.Lead || chart.Within(by, p.Lead)))
	}
	if p.State == task.Draft || d.To == task.Draft || k.Event == "" {
		return nil
	}
	return tellingsOf(tree, l, k, string(p.ID), ofTask(chart, p))
}

// tellingsOf returns what is told to each side of a thing.
func tellingsOf(tree *org.Tree, l audit.Line, k Kind, id string, t Thing) (out []telling) {
	var d struct {
		Note string     `json:"note"`
		Doer account.ID `json:"doer"`
	}
	if len(l.Detail) > 0 && json.Unmarshal(l.Detail, &d) != nil {
		return nil
	}
	words := clip(d.Note, mostWords)
	for _, r := range k.Tell {
		for _, b := range t.Sides[r.Side] {
			// A body that is two sides at once is told once.
			twice := slices.ContainsFunc(out, func(o telling) bool { return o.body == b && slices.Equal(o.to.Can.Roles, r.Can.Roles) })
			if _, there := tree.Body(b); there && !twice {
				key := key{kind: k.Event, side: r.Side, body: b, by: l.Account, For: l.For}
				if r.Side == Doer {
					key.doer = d.Doer
				}
				out = append(out, telling{key, k, r, l.At, l.Index, id, words})
			}
		}
	}
	return out
}

// kindOfEvent returns the kind of an event. A task that comes into being bears
// the verb that made it: passed down, transferred or the next turn of another.
func kindOfEvent(l audit.Line, d task.Detail, p task.Parties) (Kind, bool) {
	switch {
	case l.Kind == "task.pass_down" && d.Lead != "":
		return kinds["task.assign"], true
	case l.Kind == "task.transfer" && p.State != task.Transferred:
		return kinds["task.assign"], true
	case l.Kind == "task.confirm" && d.To == task.Accepted:
		return kinds[again], true
	}
	k, ok := kinds[l.Kind]
	return k, ok
}

// note writes matters, and who is told of them.
func note(ctx context.Context, u *work.Unit, all []telling) error {
	if len(all) == 0 {
		return nil
	}
	var bodies []org.ID
	oldest := all[0].at
	for _, t := range all {
		bodies = append(bodies, t.body)
		if t.at.Before(oldest) {
			oldest = t.at
		}
	}
	slices.Sort(bodies)
	holders, err := account.Holders(ctx, &u.View, slices.Compact(bodies))
	if err != nil {
		return err
	}
	at := map[org.ID][]account.Holder{}
	for _, h := range holders {
		at[h.Body] = append(at[h.Body], h)
	}
	open, err := db.All(ctx, u.Snapshot, openMatters, scanMatter, oldest.Add(-growth).UnixMicro(), mostOpen)
	if err != nil {
		return err
	}
	growing := map[key][]*matter{}
	for i := range open {
		m := &open[i]
		k := key{kind: m.Kind, side: m.Side, body: m.Body, by: m.By, For: m.For}
		growing[k] = append(growing[k], m)
	}
	touched := map[ID]*gathered{}
	var order []*gathered
	for _, t := range all {
		told := recipients(at[t.body], t)
		if len(told) == 0 {
			continue
		}
		m := matterFor(growing, t)
		g := touched[m.ID]
		if g == nil {
			g = &gathered{matter: m, kind: t.kind}
			touched[m.ID] = g
			order = append(order, g)
		}
		for _, h := range told {
			if !slices.Contains(g.told, h) {
				g.told = append(g.told, h)
			}
		}
		g.tasks = append(g.tasks, []any{m.ID, t.place, t.thing, t.words})
	}
	return write(ctx, u, order)
}

// A gathered is a matter with what comes to it.
type gathered struct {
	*matter
	kind  Kind
	told  []account.Holder
	tasks [][]any
}

// matterFor returns the matter that a telling belongs to, a new one where none
// of the same is near in time.
func matterFor(growing map[key][]*matter, t telling) *matter {
	for _, m := range growing[t.key] {
		if t.at.Sub(m.At) <= growth && m.First.Sub(t.at) <= growth {
			if t.at.After(m.At) {
				m.At = t.at
			}
			if t.at.Before(m.First) {
				m.First = t.at
			}
			return m
		}
	}
	m := &matter{ID: id.New[ID](), Kind: t.key.kind, Side: t.side, Body: t.body, By: t.by, For: t.For, First: t.at, At: t.at}
	growing[t.key] = append(growing[t.key], m)
	return m
}

// recipients returns who is told: each post once.
func recipients(at []account.Holder, t telling) (told []account.Holder) {
	for _, h := range at {
		switch {
		case !slices.Contains(t.to.Can.Roles, h.Role) || t.side == Doer && h.Account != t.doer:
		case string(h.Account) == t.by || string(h.Account) == t.For && t.For != "":
		case slices.ContainsFunc(told, func(o account.Holder) bool { return o.Account == h.Account && o.Post == h.Post }):
		default:
			told = append(told, h)
		}
	}
	return told
}

func write(ctx context.Context, u *work.Unit, order []*gathered) error {
	var who []account.ID
	for _, g := range order {
		for _, h := range g.told {
			who = append(who, h.Account)
		}
	}
	slices.Sort(who)
	people, err := peopleOf(ctx, &u.View, slices.Compact(who))
	if err != nil {
		return err
	}
	var matters, tasks, counted, notices [][]any
	for _, g := range order {
		m := g.matter
		matters = append(matters, []any{m.ID, m.Kind, m.Side, m.Body, m.By, m.For, m.First.UnixMicro(), m.At.UnixMicro()})
		tasks, counted = append(tasks, g.tasks...), append(counted, []any{m.ID})
		for _, h := range g.told {
			due := people[h.Account].due(g.kind.Class, m.At, u.Zone)
			notices = append(notices, []any{h.Account, h.Post, m.ID, m.At.UnixMicro(), stored(due)})
		}
	}
	for _, rows := range []struct {
		by *db.Stmt
		of [][]any
	}{{putMatter, matters}, {insertTask, tasks}, {countTasks, counted}, {putNotice, notices}} {
		if err := u.Send(ctx, rows.by, rows.of...); err != nil {
			return err
		}
	}
	return nil
}

// perQuery is how many accounts one statement asks for.
const perQuery = 400

// peopleOf returns how people want to be told, also of those who have not said
// anything.
func peopleOf(ctx context.Context, v *work.View, accounts []account.ID) (map[account.ID]Person, error) {
	out := make(map[account.ID]Person, len(accounts))
	for _, a := range accounts {
		out[a] = usual()
	}
	for some := range slices.Chunk(accounts, perQuery) {
		in := db.Places(1, len(some))
		stmt := db.Built("notice.people", `SELECT account_id, address, asked, asked_at, lang, quiet_from, quiet_until FROM notice_person WHERE account_id IN (`+in+`)`)
		if err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
			who, p, err := scanPerson(scan)
			out[account.ID(who)] = p
			return err
		}, db.Args(some)...); err != nil {
			return nil, err
		}
		stmt = db.Built("notice.choicesOf", `SELECT account_id, class, how FROM notice_choice WHERE account_id IN (`+in+`)`)
		if err := db.Each(ctx, v.Snapshot, stmt, func(scan db.Scan) error {
			var who account.ID
			var c Class
			var h How
			err := scan(&who, &c, &h)
			p := out[who]
			if p.How == nil {
				p.How = map[Class]How{}
			}
			p.How[c] = h
			out[who] = p
			return err
		}, db.Args(some)...); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// clip cuts a text at a word.
func clip(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = cut[:at]
	}
	return cut + " …"
}
