package slip

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/org"
	"quyet/feature/task"
)

func routes(d Deps) []web.Route {
	h := handlers{d}
	return []web.Route{
		web.Get(Address, h.open),
		web.Get(Address+"/new", h.choose),
		web.Post(Address, h.give),
		web.Get(Address+"/print", h.print),
	}
}

type handlers struct{ Deps }

// asked is how an address asks for a slip.
const asked = "?no="

// address returns where the QR code of a slip leads.
func (h handlers) address(r *http.Request, n Number) string {
	site := "http://" + r.Host
	switch {
	case h.Origin != nil:
		site = h.Origin.String()
	case h.Secure || r.TLS != nil:
		site = "https://" + r.Host
	}
	return site + Address + asked + n.String()
}

// An openPage takes a number.
type openPage struct {
	Typed  string
	Errors []ui.FieldError
}

// open leads from a number to the form in which its task is updated; where the
// person cannot do that now, to the task.
func (h handlers) open(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(task.CanSee) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	typed := r.Text("no")
	if typed == "" {
		return web.Show(openView(openPage{})), nil
	}
	n, err := Parse(typed)
	if err == nil {
		var t *task.Whole
		if t, err = Find(ctx, v, n); err == nil {
			if slices.Contains(t.Task.Verbs(v), task.DoUpdate) {
				return web.To(t.ID.Form(task.DoUpdate, Address)), nil
			}
			return web.To(t.ID.Address()), nil
		}
	}
	return nil, web.Again(err, func(ctx context.Context, _ *work.View) (templ.Component, error) {
		return openView(openPage{typed, web.FieldErrors(ctx, err)}), nil
	})
}

// A choosePage offers slips of the tasks of a list.
type choosePage struct {
	task.Question
	Tree  *org.Tree
	Today civil.Date
	Slips []Slip
	Next  string
	Error []ui.FieldError
}

// choose shows the tasks of a list, asked like the register; where nothing is
// asked, those of the body for which the person acts.
func (h handlers) choose(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := h.chosen(ctx, v, r)
	if err != nil {
		return nil, err
	}
	return web.Show(chooseView(p)), nil
}

func (h handlers) chosen(ctx context.Context, v *work.View, r *web.Request) (p choosePage, err error) {
	if p.Question, err = task.Ask(ctx, v, r, h.Documents); err != nil {
		return p, err
	}
	f := p.Filter
	if p.Question.IsZero() && v.Actor.Body != access.Everywhere {
		f.Lead = org.ID(v.Actor.Body)
	}
	f.Limit, f.Group = Most, task.NoGroups
	list, err := task.Find(ctx, v, f)
	if err != nil {
		return p, err
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return p, err
	}
	p.Today = v.Today
	ids := make([]task.ID, len(list.Tasks))
	for i, t := range list.Tasks {
		ids[i] = t.ID
	}
	if !list.Next.IsZero() {
		p.Next = p.At(Address+"/new", "lead", string(f.Lead), "after", list.Next.Day, "at", string(list.Next.ID))
	}
	p.Slips, err = Of(ctx, v, ids)
	return p, err
}

// give gives the numbers, and leads to the sheets.
func (h handlers) give(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	var ids []task.ID
	for _, id := range r.Texts("id") {
		ids = append(ids, task.ID(id))
	}
	if len(ids) == 0 {
		return web.To(r.Local("back", Address+"/new")).Warning(tNoneChosen), nil
	}
	numbers, err := Give(ctx, u, ids)
	if err != nil {
		return nil, err
	}
	q := url.Values{}
	for _, n := range numbers {
		q.Add("no", n.String())
	}
	return web.To(Address + "/print?" + q.Encode()), nil
}

// A sheet is what one slip shows.
type sheet struct {
	Slip
	Code ui.Code
}

type printPage struct {
	Tree   *org.Tree
	Today  civil.Date
	Sheets []sheet
	Names  map[account.ID]string
	Cited  map[task.DocID]task.Cited
}

func (h handlers) print(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(task.CanSee) {
		return nil, fault.New(fault.Unknown, tNoTask)
	}
	slips, err := Numbered(ctx, v, numbersOf(r.Texts("no")))
	if err != nil {
		return nil, err
	}
	p := printPage{Today: v.Today}
	var docs []task.DocID
	var doers []account.ID
	for _, s := range slips {
		code, err := ui.CodeOf(h.address(r.Request, s.No))
		if err != nil {
			return nil, err
		}
		p.Sheets = append(p.Sheets, sheet{s, code})
		if s.Doer != "" {
			doers = append(doers, s.Doer)
		}
		for _, of := range s.Sources[:min(len(s.Sources), mostBases)] {
			docs = append(docs, of.Doc)
		}
	}
	if p.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if p.Names, err = account.Names(ctx, v, doers); err != nil {
		return nil, err
	}
	if h.Documents != nil && len(docs) > 0 {
		if p.Cited, err = h.Documents(ctx, v, docs); err != nil {
			return nil, err
		}
	}
	return web.Show(printView(p)), nil
}

func (p printPage) name(b org.ID) string { return cmp.Or(p.Tree.Name(b, p.Today), "–") }
