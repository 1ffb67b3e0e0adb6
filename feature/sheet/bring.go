package sheet

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// A Change is what a cell of a sheet changes.
type Change struct {
	Cell    string
	Task    task.ID // "" for a new one
	Text    string  // of the task
	Column  text.T
	Was, Is string
}

// A Plan is what bringing a sheet back does. Where there is a problem, nothing is
// done.
type Plan struct {
	Rows      int
	Untouched int // rows that say what was given out
	Changes   []Change
	New       []task.New
	Problems  []Problem

	steps []step
	from  []broughtRow // of New
	of    *brought
}

// A step is a row that changes a task.
type step struct {
	row   broughtRow
	task  *task.Task
	cells map[string]string // that change, by key
}

// Bring does what a sheet says: all of it or, where anything is wrong, nothing,
// and then the fault is [ErrProblems] and the plan tells what. With look it only
// finds out, and the fault is [ErrLooked].
//
// Each row asks for the rights of the verbs that it needs: [task.Reword] and
// [task.Entrust] for words and person, [task.GrantExtension] for a deadline that
// was asked for, [task.Update] for progress, [task.AssignMany] for what is new.
// A sheet of which the actor sees no task is refused row by row.
func Bring(ctx context.Context, u *work.Unit, content []byte, look bool) (*Plan, error) {
	b, err := read(content)
	if err != nil {
		return nil, err
	}
	return bring(ctx, u, b, look)
}

// Errors of [Bring].
var (
	ErrProblems = errors.New("something is wrong in the sheet")
	ErrLooked   = errors.New("looked")
)

func bring(ctx context.Context, u *work.Unit, b *brought, look bool) (*Plan, error) {
	p, err := planOf(ctx, u, b)
	if err != nil {
		return nil, err
	}
	if len(p.Problems) == 0 {
		if err := p.do(ctx, u); err != nil {
			return nil, err
		}
	}
	switch {
	case len(p.Problems) > 0:
		return p, ErrProblems
	case look:
		return p, ErrLooked
	case len(p.steps)+len(p.New) == 0:
		return p, nil
	}
	return p, u.Record(ctx, "sheet.brought", u.Actor.Account, map[string]any{"changed": len(p.steps), "new": len(p.New)})
}

// planOf compares a sheet with what is there.
func planOf(ctx context.Context, u *work.Unit, b *brought) (*Plan, error) {
	p := &Plan{Rows: len(b.rows), Problems: slices.Clone(b.problems), of: b}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	l := lookup{tree: tree, today: u.Today, bodies: map[string]named{}}
	ids, fresh := make([]task.ID, len(b.rows)), map[int]task.New{}
	for i, r := range b.rows {
		if ids[i] = r.id; r.id == "" {
			n := p.fresh(u, b, r, &l)
			ids[i], fresh[i] = n.ID, n
		}
	}
	there, err := task.Many(ctx, &u.View, ids)
	if err != nil {
		return nil, err
	}
	seen := map[task.ID]int{}
	for i, r := range b.rows {
		n, isNew := fresh[i]
		switch {
		case seen[ids[i]] > 0:
			p.wrong(b.at(r, keyText), tTwice, seen[ids[i]])
		case isNew && there[n.ID] != nil:
			p.Untouched++ // the sheet was brought before
		case isNew:
			p.New, p.from = append(p.New, n), append(p.from, r)
			p.Changes = append(p.Changes, Change{Cell: b.at(r, keyText), Text: n.Text, Column: tTask})
		case there[r.id] == nil:
			p.wrong(b.at(r, keyText), tNoTask)
		default:
			p.compare(b, r, there[r.id], &l)
		}
		seen[ids[i]] = r.no
	}
	return p, nil
}

func (p *Plan) wrong(at string, t text.T, args ...any) {
	p.Problems = append(p.Problems, Problem{at, t, args})
}

// now is what a task holds in the columns that can be changed.
func now(l *lookup, t *task.Task, key string) string {
	switch key {
	case keyText:
		return t.Text
	case "lead":
		return l.name(t.Lead)
	case "issuer":
		return l.name(t.Issuer)
	case "person":
		return t.Person
	case "deliverable":
		return t.Deliverable
	case "due":
		return t.Due.Vietnamese()
	case "progress":
		return strconv.FormatInt(t.Progress, 10)
	}
	return ""
}

// compare finds out what a row changes.
func (p *Plan) compare(b *brought, r broughtRow, t *task.Task, l *lookup) {
	if r.sum != "" && r.sum == sum(b.changing, b.values(r)) {
		p.Untouched++
		return
	}
	s := step{row: r, task: t, cells: map[string]string{}}
	for _, key := range b.changing {
		is, was := r.cells[key], writable(now(l, t, key))
		if is == was || key == "progress" && is == "" {
			continue
		}
		f, _ := fieldOf(key)
		at := b.at(r, key)
		switch {
		case r.version != t.Version:
			p.wrong(at, tMeanwhile, was)
			continue
		case key == "lead" || key == "issuer":
			if body, ok := l.body(is); ok && (key == "lead" && body == t.Lead || key == "issuer" && body == t.Issuer) {
				continue
			}
			p.wrong(at, tBodyStays)
			continue
		case key == keyText && is == "":
			p.wrong(at, tTextMissing)
			continue
		}
		s.cells[key] = is
		p.Changes = append(p.Changes, Change{at, t.ID, t.Text, f.title, was, is})
	}
	if len(s.cells) == 0 {
		p.Untouched++
		return
	}
	p.steps = append(p.steps, s)
}

// fresh takes a row without an identifier as a new task. Its identifier comes of
// what the row says, so that a sheet which is brought twice makes no task twice.
func (p *Plan) fresh(u *work.Unit, b *brought, r broughtRow, l *lookup) task.New {
	n := task.New{Text: r.cells[keyText], Deliverable: r.cells["deliverable"], Person: r.cells["person"], Issuer: org.ID(u.Actor.Body)}
	for _, of := range []struct {
		key string
		to  *org.ID
	}{{"lead", &n.Lead}, {"issuer", &n.Issuer}} {
		if r.cells[of.key] == "" {
			continue
		}
		body, ok := l.body(r.cells[of.key])
		if *of.to = body; !ok {
			p.wrong(b.at(r, of.key), tNoBody, r.cells[of.key])
		}
	}
	n.Due, _ = civil.Read(r.cells["due"])
	h := sha256.New()
	for _, s := range []string{string(n.Issuer), string(n.Lead), n.Text, n.Deliverable, n.Person, n.Due.String()} {
		fmt.Fprintf(h, "%d:%s;", len(s), s)
	}
	n.ID = task.ID(strings.ToLower(encoding.EncodeToString(h.Sum(nil)[:10])))
	return n
}

// encoding is that of identifiers.
var encoding = base32.HexEncoding.WithPadding(base32.NoPadding)

// A lookup finds bodies by what lists call them.
type lookup struct {
	tree   *org.Tree
	today  civil.Date
	bodies map[string]named
}

type named struct {
	body org.ID
	ok   bool
}

func (l *lookup) name(b org.ID) string {
	if body, ok := l.tree.Body(b); ok {
		return body.ShortOn(l.today)
	}
	return ""
}

// body returns the one body that words mean.
func (l *lookup) body(words string) (org.ID, bool) {
	if n, known := l.bodies[words]; known {
		return n.body, n.ok
	}
	body, err := org.Chooser{Tree: l.tree, Day: l.today}.Meant("", words)
	n := named{body, err == nil && body != ""}
	l.bodies[words] = n
	return n.body, n.ok
}

// do does what the plan says, row by row. What is refused becomes a problem of
// its cell.
func (p *Plan) do(ctx context.Context, u *work.Unit) error {
	for _, s := range p.steps {
		ref := task.Ref{ID: s.task.ID, Version: s.row.version}
		for _, one := range s.deeds() {
			err := one.do(ctx, u, ref)
			if err == nil {
				ref.Version++
				continue
			}
			if !p.refused(s.row, one.key, err) {
				return err
			}
			break
		}
	}
	if len(p.New) == 0 || len(p.Problems) > 0 {
		return nil
	}
	every, by, err := task.UpdateDays(ctx, &u.View)
	if err != nil {
		return err
	}
	for i := range p.New {
		p.New[i].UpdateEvery = every
		if every > 0 {
			p.New[i].Rules = []string{by}
		}
	}
	if _, err = task.AssignMany(ctx, u, p.New); err == nil {
		return nil
	}
	for _, f := range fault.All(err) {
		no, key, numbered := strings.Cut(f.Field, ".")
		i, bad := strconv.Atoi(no)
		if bad != nil || !numbered {
			i, key = 0, f.Field
		}
		if !p.refused(p.from[min(i, len(p.from)-1)], key, f) {
			return err
		}
	}
	if len(p.Problems) == 0 {
		return err
	}
	return nil
}

// refused takes a fault as a problem of the cell in a column; it returns false for
// what is no fault of the sheet.
func (p *Plan) refused(r broughtRow, key string, err error) bool {
	switch fault.KindOf(err) {
	case fault.Unknown, fault.Forbidden, fault.Conflict, fault.Invalid, fault.TooMuch:
	default:
		return false
	}
	for _, f := range fault.All(err) {
		p.wrong(p.of.at(r, key), f.Text, f.Args...)
	}
	return true
}

// A deed is one verb that a row asks for, and the column that is to blame.
type deed struct {
	key string
	do  func(context.Context, *work.Unit, task.Ref) error
}

// deeds are the verbs that a row needs, in their order.
func (s step) deeds() (all []deed) {
	cell := func(key, otherwise string) string {
		if is, ok := s.cells[key]; ok {
			return is
		}
		return otherwise
	}
	_, text := s.cells[keyText]
	_, deliverable := s.cells["deliverable"]
	_, person := s.cells["person"]
	w := task.Wording{Text: cell(keyText, s.task.Text), Deliverable: cell("deliverable", s.task.Deliverable), Person: cell("person", s.task.Person)}
	switch {
	case text:
		all = append(all, deed{keyText, func(ctx context.Context, u *work.Unit, r task.Ref) error { return task.Reword(ctx, u, r, w) }})
	case deliverable:
		all = append(all, deed{"deliverable", func(ctx context.Context, u *work.Unit, r task.Ref) error { return task.Reword(ctx, u, r, w) }})
	case person:
		// The lead names who does it, the issuer words it.
		all = append(all, deed{"person", func(ctx context.Context, u *work.Unit, r task.Ref) error {
			if err := task.Reword(ctx, u, r, w); !fault.Is(err, fault.Forbidden) {
				return err
			}
			return task.Entrust(ctx, u, r, "", w.Person, "")
		}})
	}
	if is, ok := s.cells["due"]; ok {
		all = append(all, deed{"due", func(ctx context.Context, u *work.Unit, r task.Ref) error {
			due, _ := civil.Read(is)
			if s.task.Asked.IsZero() || due.IsZero() {
				return fault.At("due", tDueByRules)
			}
			return task.GrantExtension(ctx, u, r, due, "")
		}})
	}
	progress, reports := s.cells["progress"]
	if note := s.cells[keyNote]; reports || note != "" {
		all = append(all, deed{keyNote, func(ctx context.Context, u *work.Unit, r task.Ref) error {
			report := task.Report{Note: note}
			if n, err := strconv.ParseInt(progress, 10, 64); reports && err == nil {
				report.Progress = &n
			}
			return task.Update(ctx, u, r, report)
		}})
	}
	return all
}
