package plan

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
	"quyet/feature/task"
)

// ItemsAddress returns the page of the items of a programme.
func (p ID) ItemsAddress() string { return p.Address() + "/items" }

// The parts of a programme that a page shows.
const (
	showAhead = "ahead"
	showLate  = "late"
	showBare  = "bare"
	showAll   = "all"
)

type itemsPage struct {
	*Programme
	Tree     *org.Tree
	Today    civil.Date
	Items    []Item
	Show     string
	MayPlan  bool
	Docs     map[doc.ID]*doc.Document
	Meetings map[MeetingID]Meeting
	Errors   []ui.FieldError
}

func (h handlers) items(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	page, err := h.itemsOf(ctx, v, p)
	if err != nil {
		return nil, err
	}
	if page.Show = r.Text("show"); !slices.Contains([]string{showAhead, showLate, showBare, showAll}, page.Show) {
		if page.Show = showAhead; page.count(showAhead) == 0 {
			page.Show = showAll
		}
	}
	return web.Show(itemsView(page)), nil
}

func (h handlers) itemsOf(ctx context.Context, v *work.View, p *Programme) (page itemsPage, err error) {
	page = itemsPage{Programme: p, Today: v.Today, Show: showAll, MayPlan: v.Actor.May(CanPlan, p.Body.Scope())}
	if page.Tree, err = org.Load(ctx, v); err != nil {
		return page, err
	}
	if page.Items, err = ItemsOf(ctx, v, p.ID); err != nil {
		return page, err
	}
	var ids []doc.ID
	for _, i := range page.Items {
		if i.Doc != "" {
			ids = append(ids, i.Doc)
		}
	}
	if page.Docs, err = doc.Documents(ctx, v, ids); err != nil {
		return page, err
	}
	meetings, err := h.meetings(ctx, v, p)
	page.Meetings = map[MeetingID]Meeting{}
	for _, m := range meetings {
		page.Meetings[m.ID] = m
	}
	return page, err
}

// later is how many days behind the end of a programme its conferences are still
// looked for: an item may be moved there.
const later = 92

func (h handlers) meetings(ctx context.Context, v *work.View, p *Programme) ([]Meeting, error) {
	if h.Conferences == nil {
		return nil, nil
	}
	return h.Conferences(ctx, v, p.Body, p.From, p.Until.AddDays(later))
}

// An itemForm is what was typed.
type itemForm struct {
	Version                                                                    int64
	Words, Forum, When, Prepares, Reviews, About, ReportBy, Doc, Meeting, Task string

	To, Reason  string // of a move
	On, Dropped string // of an end
}

func readItem(r *web.Request) itemForm {
	version, _ := r.Int("version")
	return itemForm{
		Version: int64(version), Words: r.Text("words"), Forum: r.Text("forum"), When: r.Text("when"), Prepares: r.Text("prepares"), Reviews: r.Text("reviews"),
		About: r.Text("about"), ReportBy: r.Text("report_by"), Doc: r.Text("doc"), Meeting: r.Text("meeting"), Task: r.Text("task"),
		To: r.Text("to"), Reason: r.Text("reason"), On: r.Text("on"), Dropped: r.Text("dropped"),
	}
}

// item turns what was typed into an item; when is the time that it had. A new time with a
// number in it is meant to be one: "Tháng 13" is told, "Thường xuyên" is not.
func (h handlers) item(ctx context.Context, v *work.View, f itemForm, when string) (i Item, err error) {
	i = Item{
		Version: f.Version, Words: f.Words, Forum: Forum(f.Forum), When: f.When, Prepares: f.Prepares, Reviews: f.Reviews, About: f.About,
		Meeting: MeetingID(f.Meeting), Task: task.ID(f.Task),
	}
	var wrong fault.Fields
	var ok bool
	if i.ReportBy, ok = civil.Read(f.ReportBy); !ok {
		wrong.Add("report_by", tDayWrong)
	}
	if _, _, ok := readWhen(f.When, v.Today); !ok && f.When != when && strings.ContainsAny(f.When, "0123456789") {
		wrong.Add("when", tWhenUnread)
	}
	if f.Doc != "" {
		found, err := h.Named(ctx, v, f.Doc)
		if err != nil {
			return i, err
		}
		if len(found) == 0 {
			wrong.Add("doc", tNoDoc)
		} else {
			i.Doc = found[0]
		}
	}
	return i, wrong.Err()
}

type itemPage struct {
	*Programme
	Tree      *org.Tree
	Today     civil.Date
	Item      Item // without ID for a new one
	Form      itemForm
	Doing     string // what was asked for: "" for the item itself, "move", "done", "dropped"
	Typed     itemForm
	Document  *doc.Document
	Meetings  []Meeting
	Tasks     []*task.Task
	MayPlan   bool
	MayReport bool
	MaySee    bool // the programme, and not only the item
	Chased    templ.Component
	Errors    []ui.FieldError
}

// tasksOffered is how many tasks of a programme are offered to be linked to an item.
const tasksOffered = 200

func (h handlers) itemPage(ctx context.Context, v *work.View, programme ID, item ItemID, f *itemForm, doing string, wrong error) (templ.Component, error) {
	var i Item
	p, err := Find(ctx, v, programme)
	if item != "" {
		i, p, err = FindItem(ctx, v, item)
	}
	if err != nil {
		return nil, err
	}
	page := itemPage{Programme: p, Today: v.Today, Item: i, Doing: doing, MayPlan: v.Actor.May(CanPlan, p.Body.Scope()), MayReport: v.Actor.May(CanReport, p.Body.Scope()), MaySee: v.Actor.May(CanSee, p.Body.Scope()), Errors: web.FieldErrors(ctx, wrong)}
	page.Form.Forum = string(OtherForum)
	if p.Kind == Inspection {
		page.Form.Forum = string(Inspecting)
	}
	if item != "" {
		if page.Item.Programme != programme {
			return nil, fault.New(fault.Unknown, tNoItem)
		}
		if page.Item.Doc != "" {
			documents, err := doc.Documents(ctx, v, []doc.ID{page.Item.Doc})
			if err != nil {
				return nil, err
			}
			page.Document = documents[page.Item.Doc]
		}
		page.Form = page.formOf()
	}
	if f != nil {
		version := page.Form.Version
		if doing == "" {
			page.Form = *f
		} else {
			page.Typed = *f
		}
		if page.Form.Version = f.Version; fault.Is(wrong, fault.Conflict) {
			page.Form.Version = version
		}
	}
	if page.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	if page.Item.Preparer != "" && page.Item.Preparer != p.Body {
		if page.Chased, err = reminders.Panel(ctx, v, page.Item.duty(p), page.Item.State == ToDo); err != nil {
			return nil, err
		}
	}
	if !page.MaySee {
		return itemView(page), nil // nothing else of the programme
	}
	if page.Meetings, err = h.meetings(ctx, v, p); err != nil {
		return nil, err
	}
	parts, err := PartsOf(ctx, v, p)
	if err != nil {
		return nil, err
	}
	var ids []task.ID
	for _, part := range parts[:min(len(parts), tasksOffered)] {
		ids = append(ids, part.ID)
	}
	if t := page.Item.Task; t != "" && !slices.Contains(ids, t) {
		ids = append(ids, t)
	}
	page.Tasks, err = task.Among(ctx, v, ids)
	return itemView(page), err
}

func (p itemPage) formOf() itemForm {
	i := p.Item
	f := itemForm{
		Version: i.Version, Words: i.Words, Forum: string(i.Forum), When: i.When, Prepares: i.Prepares, Reviews: i.Reviews, About: i.About, ReportBy: i.ReportBy.Vietnamese(),
		Meeting: string(i.Meeting), Task: string(i.Task),
	}
	if p.Document != nil {
		f.Doc = p.Document.Short()
	}
	return f
}

func (h handlers) newItem(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if err := v.Check(CanPlan, p.Body.Scope()); err != nil {
		return nil, err
	}
	c, err := h.itemPage(ctx, v, p.ID, "", nil, "", nil)
	return web.Show(c), err
}

func (h handlers) addItem(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at, f := ID(r.PathValue("id")), readItem(r)
	if _, err := changing(ctx, u, at); err != nil {
		return nil, err
	}
	i, err := h.item(ctx, &u.View, f, "")
	if err == nil {
		err = PutItems(ctx, u, at, []Item{i})
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.itemPage(ctx, v, at, "", &f, "", err)
		})
	}
	return web.To(at.ItemsAddress() + "?show=" + showAll).Saying(tSaved), nil
}

type pastePage struct {
	*Programme
	Lines  string
	Errors []ui.FieldError
}

func (h handlers) pastePage(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.pasteAgain(ctx, v, ID(r.PathValue("id")), "", nil)
	return web.Show(c), err
}

func (h handlers) pasteAgain(ctx context.Context, v *work.View, at ID, lines string, wrong error) (templ.Component, error) {
	p, err := Find(ctx, v, at)
	if err != nil {
		return nil, err
	}
	return pasteView(pastePage{p, lines, web.FieldErrors(ctx, wrong)}), v.Check(CanPlan, p.Body.Scope())
}

func (h handlers) paste(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	p, err := changing(ctx, u, at)
	if err != nil {
		return nil, err
	}
	lines := r.Raw("lines")
	items := ReadItems(lines, p.From)
	if err := PutItems(ctx, u, at, items); err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.pasteAgain(ctx, v, at, lines, err)
		})
	}
	return web.To(at.ItemsAddress()+"?show="+showAll).Saying(tPasted, len(items)), nil
}

func (h handlers) editItem(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	c, err := h.itemPage(ctx, v, ID(r.PathValue("id")), ItemID(r.PathValue("item")), nil, "", nil)
	return web.Show(c), err
}

// onItem carries out what is asked for on the page of an item.
func (h handlers) onItem(ctx context.Context, u *work.Unit, r *web.Request, doing string, do func(item ItemID, f itemForm) error) (web.Answer, error) {
	at, item, f := ID(r.PathValue("id")), ItemID(r.PathValue("item")), readItem(r)
	i, _, err := FindItem(ctx, &u.View, item)
	if err != nil {
		return nil, err
	}
	if i.Programme != at {
		return nil, fault.New(fault.Unknown, tNoItem)
	}
	err = do(item, f)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			return h.itemPage(ctx, v, at, item, &f, doing, err)
		})
	}
	if err != nil {
		return nil, err
	}
	return web.To(i.Address()).Saying(tSaved), nil
}

func (h handlers) changeItem(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.onItem(ctx, u, r, "", func(item ItemID, f itemForm) error {
		was, _, err := changingItem(ctx, u, item, CanPlan)
		if err != nil {
			return err
		}
		i, err := h.item(ctx, &u.View, f, was.When)
		if err != nil {
			return err
		}
		i.ID = item
		return ChangeItem(ctx, u, i)
	})
}

func (h handlers) moveItem(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	return h.onItem(ctx, u, r, "move", func(item ItemID, f itemForm) error {
		return MoveItem(ctx, u, item, f.Version, f.To, f.Reason)
	})
}

func (h handlers) endItem(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	state := ItemState(r.Text("state"))
	return h.onItem(ctx, u, r, string(state), func(item ItemID, f itemForm) error {
		on, ok := civil.Read(f.On)
		if !ok {
			return fault.At("on", tDayWrong)
		}
		if state == Dropped {
			on = u.Today
		}
		return EndItem(ctx, u, item, f.Version, state, on, f.Dropped)
	})
}

func (h handlers) removeItem(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	at := ID(r.PathValue("id"))
	answer, err := h.onItem(ctx, u, r, "remove", func(item ItemID, f itemForm) error { return RemoveItem(ctx, u, item, f.Version) })
	if err != nil || answer == nil {
		return answer, err
	}
	return web.To(at.ItemsAddress()).Saying(tRemovedItem), nil
}

type preparingPage struct {
	Tree  *org.Tree
	Today civil.Date
	Body  org.ID
	Found []Preparation
	More  bool
}

func preparingAddress(body org.ID) string {
	return "/plans/preparing?" + url.Values{"body": {string(body)}}.Encode()
}

func (p preparingPage) next() string {
	if !p.More {
		return ""
	}
	return preparingAddress(p.Body) + "&after=" + url.QueryEscape(p.Found[len(p.Found)-1].place().String())
}

func (h handlers) preparing(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	if !v.Actor.MaySomewhere(CanSee) {
		return nil, fault.New(fault.Unknown, tNoProgramme)
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := preparingPage{Tree: tree, Today: v.Today, Body: ownBody(tree, v, r)}
	if _, known := tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoProgramme)
	}
	p.Found, p.More, err = Preparing(ctx, v, p.Body, ParsePlace(r.Text("after")), preparingShown)
	return web.Show(preparingView(p)), err
}
