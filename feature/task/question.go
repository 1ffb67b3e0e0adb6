package task

import (
	"context"
	"net/url"
	"slices"

	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
)

// A Question is what the register of tasks is asked, for pages that show the
// same tasks in another way.
type Question struct {
	Filter  Filter
	Said    []string // what is asked for, in words; empty for all open tasks
	Columns []string // that the register shows behind the words of a task, by their names in addresses

	query url.Values
}

// Ask reads the question of a request as the register does. documents tells
// what documents are called, see [Deps].
//
// Faults: Unknown for who may see no tasks; Invalid and Forbidden as the
// register shows them.
func Ask(ctx context.Context, v *work.View, r *web.Request, documents func(context.Context, *work.View, []DocID) (map[DocID]Cited, error)) (Question, error) {
	h := handlers{Deps: Deps{Documents: documents}}
	p, err := h.question(ctx, v, r, nil)
	if err != nil {
		return Question{}, err
	}
	if err := p.read(v, r); err != nil {
		return Question{}, err
	}
	p.Filter.Part = p.Filter.part()
	if one := p.Filter.Programme; one != "" {
		if p.Cited, err = h.cited(ctx, v, []DocID{one}); err != nil {
			return Question{}, err
		}
	}
	q := Question{Filter: p.Filter, query: p.Query}
	if title, ok := map[Part]text.T{PastTasks: tPastTasks, Drafts: tDrafts}[p.Filter.Part]; ok && p.Query.Has("part") {
		q.Said = append(q.Said, title.In(ctx))
	}
	for _, c := range p.Shown {
		q.Columns = append(q.Columns, c.key)
	}
	for _, c := range p.conditions(ctx) {
		q.Said = append(q.Said, c.Label)
	}
	return q, nil
}

// List returns the identifier of the saved list that is open, "" for none.
func (q Question) List() string { return q.query.Get("list") }

// At returns the address of a page that is asked the same, with pairs of name
// and value in place of those of that name; "" takes one away.
func (q Question) At(path string, more ...string) string {
	query := url.Values{}
	for name, values := range q.query {
		query[name] = slices.Clone(values)
	}
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] == "" {
			query.Del(more[i])
		} else {
			query.Set(more[i], more[i+1])
		}
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// IsZero says whether nothing is asked: all open tasks.
func (q Question) IsZero() bool { return len(q.query) == 0 }
