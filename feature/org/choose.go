package org

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/ui"
	"quyet/base/viet"
	"quyet/base/web"
	"quyet/base/work"
)

// A Chooser is a field of a form in which a body is chosen among more than a
// page can hold: by its name or code, whatever its tones and capitals. The
// field holds the body's [Body.Label] or, where another one was typed, those
// words; a value that is an [ID] is shown as the label. [Chooser.Field] shows
// it, [web.Request.Choice] reads it, [Chooser.Meant] tells which body is meant.
type Chooser struct {
	Tree *Tree
	Day  civil.Date    // on which the bodies offered exist
	May  func(ID) bool // which of them; any where it is nil

	From     string   // address that offers more to scripts, see [Chooser.Offer]
	DayField string   // of the same form, whose day is meant once it is typed
	Also     []string // further answers, which are no bodies
}

// Label returns by what a form names the body: its name on day and its code,
// which it shares with no other.
func (b *Body) Label(day civil.Date) string { return b.NameOn(day) + " (" + b.Code + ")" }

// findAddress offers every body.
const findAddress = "/bodies/find"

// mostOffered is how many bodies are offered at once; more words find others.
const mostOffered = 20

// Chooser returns a field for a body of the subtree of root on day (of all for
// ""), but one ("" for none). Who may see bodies is offered them.
func (t *Tree) Chooser(day civil.Date, root, but ID) Chooser {
	c := Chooser{Tree: t, Day: day, From: findAddress}
	if root != "" {
		c.From = more(c.From, "in", string(root))
	}
	if but != "" {
		c.From = more(c.From, "but", string(but))
	}
	if root != "" || but != "" {
		chart := t.Chart(day)
		c.May = func(b ID) bool { return b != but && (root == "" || chart.Within(b, root)) }
	}
	return c
}

// more adds to what an address asks.
func more(address, name, value string) string {
	sign := "?"
	if strings.Contains(address, sign) {
		sign = "&"
	}
	return address + sign + name + "=" + url.QueryEscape(value)
}

// ChooserOf returns a field for a body on which an actor holds a right.
func (t *Tree) ChooserOf(actor access.Actor, right *access.Permission, day civil.Date) Chooser {
	root := ID("")
	if roots := actor.Roots(right); len(roots) == 1 && roots[0] != access.Everywhere {
		root = ID(roots[0])
	}
	c := t.Chooser(day, root, "")
	c.May = func(b ID) bool { return actor.May(right, b.Scope()) }
	return c
}

// MeantOrNamed is [Chooser.Meant], but leaves it to who uses the answer whether
// a body may be chosen that is named by its identifier, as in an address.
func (c Chooser) MeantOrNamed(field, typed string) (ID, error) {
	if _, known := c.Tree.bodies[ID(typed)]; known {
		return ID(typed), nil
	}
	return c.Meant(field, typed)
}

// On returns the field for another day, whatever its form says.
func (c Chooser) On(day civil.Date) Chooser {
	c.Day, c.From = day, more(c.From, "on", day.String())
	return c
}

// WithGroups returns the field with the named groups of its day as further
// answers; [Tree.GroupNamed] reads those.
func (c Chooser) WithGroups() Chooser {
	c.From = more(c.From, "groups", "1")
	for _, g := range c.Tree.Groups(c.Day) {
		c.Also = append(c.Also, g.Name)
	}
	return c
}

// chooser returns a field for any body but one ("" for none) of the day in the
// field "on" of its form.
func (t *Tree) chooser(day civil.Date, but ID) Chooser {
	c := t.Chooser(day, "", but)
	c.DayField = "on"
	return c
}

// Meant returns the body that typed means: the one of that identifier, code or
// label, or the only one of that name on the day; "" where nothing was typed.
// Faults, at field: Invalid where no body or more than one is meant. Whether
// the body exists on the day is not asked where it is meant without doubt.
func (c Chooser) Meant(field, typed string) (ID, error) {
	typed = clean(typed)
	if typed == "" {
		return "", nil
	}
	if b := c.exactly(typed); b != "" {
		if !c.may(b) {
			return "", fault.At(field, tNotToChoose, c.Tree.Name(b, c.Day))
		}
		return b, nil
	}
	if found, _ := c.Find(typed, 1); len(found) == 0 {
		return "", fault.At(field, tNoneMeant, typed)
	}
	return "", fault.At(field, tSeveralMeant, typed)
}

func (c Chooser) exactly(typed string) ID {
	if _, ok := c.Tree.bodies[ID(typed)]; ok && id.Valid(typed) {
		return ID(typed)
	}
	if b, ok := c.Tree.codes[typed]; ok {
		return b
	}
	if inner, ok := strings.CutSuffix(typed, ")"); ok {
		for at := strings.IndexByte(inner, '('); at >= 0; {
			inner = inner[at+1:]
			if b, ok := c.Tree.codes[inner]; ok {
				return b
			}
			at = strings.IndexByte(inner, '(')
		}
	}
	named := slices.DeleteFunc(c.Tree.Named(typed, c.Day), func(b *Body) bool { return !c.may(b.ID) })
	if len(named) == 1 {
		return named[0].ID
	}
	return ""
}

func (c Chooser) may(b ID) bool { return c.May == nil || c.May(b) }

// Find returns at most limit bodies of the day whose name or code holds every
// word typed, and whether there are more: first the one whose code it is, then
// those whose name begins with it, the others in list order.
func (c Chooser) Find(typed string, limit int) (found []*Body, more bool) {
	whole := viet.Fold(clean(typed))
	var ranks [3][]*Body
	for b, text := range c.Tree.holding(typed, c.Day) {
		rank := 2
		switch {
		case whole == "":
		case viet.Fold(b.Code) == whole:
			rank = 0
		case strings.HasPrefix(text, whole):
			rank = 1
		}
		if len(ranks[rank]) <= limit && c.may(b.ID) {
			ranks[rank] = append(ranks[rank], b)
			if whole == "" && len(ranks[rank]) > limit {
				break // all are of this rank
			}
		}
	}
	found = slices.Concat(ranks[:]...)
	return found[:min(len(found), limit)], len(found) > limit
}

// Options returns what [Chooser.Find] finds as answers to choose: the further
// answers before the bodies, each with its superior to tell it apart.
func (c Chooser) Options(typed string, limit int) (options []ui.Option, more bool) {
	words := strings.Fields(viet.Fold(clean(typed)))
	for _, also := range c.Also {
		in := viet.Fold(also)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(in, w) }) {
			options = append(options, ui.Option{Label: also})
		}
	}
	found, more := c.Find(typed, limit)
	chart := c.Tree.Chart(c.Day)
	for _, b := range found {
		o := ui.Option{Label: b.Label(c.Day)}
		if up := chart.Superior(b.ID); up != "" {
			o.Hint = c.Tree.Name(up, c.Day)
		}
		options = append(options, o)
	}
	return options, more
}

// Offer answers a script that asks for bodies by the words in q, on the day in
// on where that is one.
func (c Chooser) Offer(r *web.Request) web.Answer {
	if day, ok := r.Day("on"); ok && !day.IsZero() {
		c.Day = day
	}
	return web.JSON(ui.FoundOf(c.Options(r.Text("q"), mostOffered)))
}

// Field is the field. Where it was refused because no body, or more than one,
// is meant, it offers those that may be.
func (c Chooser) Field(f ui.Field) templ.Component {
	in := ui.Finding{From: c.From, Day: c.DayField}
	if f.Error != "" && f.Value != "" && c.exactly(clean(f.Value)) == "" {
		in.Among, in.More = c.Options(f.Value, mostOffered)
	}
	if b, ok := c.Tree.bodies[ID(f.Value)]; ok {
		f.Value = b.Label(c.Day)
	}
	return ui.FindField(f, in)
}

// find offers bodies to the field in which one is chosen, see [Tree.Chooser].
// Who has no script sees the list of bodies.
func (h handlers) find(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	t, err := seen(ctx, v)
	if err != nil {
		return nil, err
	}
	if !r.WantsJSON() {
		return web.To("/bodies?" + r.URL.RawQuery), nil
	}
	c := t.Chooser(dayOr(r.Text("on"), v.Today), ID(r.Text("in")), ID(r.Text("but")))
	if r.Checked("groups") {
		c = c.WithGroups()
	}
	return c.Offer(r), nil
}
