package report

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/board"
	"quyet/feature/doc"
	"quyet/feature/indicator"
	"quyet/feature/org"
	"quyet/feature/period"
)

// Bounds of what a page shows.
const (
	shown           = 50
	owedFirst       = 5 // slots above the other shelves
	mostProgrammes  = 40
	mostBodiesBelow = 500
)

// A shelf is a part of the list.
type shelf string

const (
	shelfDrafts shelf = ""
	shelfFrozen shelf = "frozen"
	shelfBelow  shelf = "below"
	shelfOwed   shelf = "owed"
)

type listPage struct {
	Tree    *org.Tree
	Today   civil.Date
	Body    org.ID
	Shelf   shelf
	MayMake bool
	Reports []*Report
	Next    ID
	Slots   []*Slot // of the shelf of what is owed; on the others the first of them
	After   SlotCursor
	day     func(*Report) civil.Date
}

func (h handlers) list(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := listPage{Tree: tree, Today: v.Today, Body: org.ID(r.Text("body")), Shelf: shelf(r.Text("part"))}
	if p.Body == "" {
		p.Body = tree.Own(v.Actor, CanSee, v.Today)
	}
	if _, known := tree.Body(p.Body); !known || v.Check(CanSee, p.Body.Scope()) != nil {
		return nil, fault.New(fault.Unknown, tNoReport)
	}
	if p.MayMake = makes(v.Actor, p.Body); !p.MayMake && p.Shelf == shelfDrafts {
		p.Shelf = shelfFrozen
	}
	p.day = func(r *Report) civil.Date {
		if r.Frozen != nil {
			return v.Day(r.Frozen.At)
		}
		return v.Day(r.Made)
	}
	before := ID(r.Text("before"))
	switch p.Shelf {
	case shelfBelow:
		p.Reports, p.Next, err = Below(ctx, v, p.Body, before, shown)
	case shelfOwed:
		due, _ := r.Day("due")
		p.Slots, p.After, err = OwedSlots(ctx, v, p.Body, SlotCursor{due, SlotID(r.Text("after"))}, shown)
	case shelfFrozen:
		p.Reports, p.Next, err = List(ctx, v, p.Body, Frozen, before, shown)
	default:
		p.Shelf = shelfDrafts
		p.Reports, p.Next, err = List(ctx, v, p.Body, Draft, before, shown)
	}
	if err == nil && p.Shelf != shelfOwed && before == "" {
		p.Slots, p.After, err = OwedSlots(ctx, v, p.Body, SlotCursor{}, owedFirst)
	}
	return web.Show(listView(p)), err
}

// An outlineForm is what was typed of an outline.
type outlineForm struct {
	Version                                                                   int64
	Body, Kind, Title, Scope, Programme, Key, Period, From, Until, Post, Form string
}

func readOutline(r *web.Request) outlineForm {
	version, _ := r.Int("version")
	return outlineForm{
		Version: int64(version), Body: r.Text("body"), Kind: r.Text("kind"), Title: r.Text("title"), Scope: r.Choice("scope"), Programme: r.Text("programme"), Key: r.Text("key"),
		Period: r.Text("period"), From: r.Text("from"), Until: r.Text("until"), Post: r.Text("post"), Form: r.Text("form"),
	}
}

// outline is what was typed as an outline; scopes are the bodies that may be chosen.
func (f outlineForm) outline(scopes org.Chooser) (Outline, error) {
	o := Outline{Title: f.Title, Programme: doc.ID(f.Programme), Key: f.Key, Period: f.Period, Post: f.Post, Form: FormID(f.Form)}
	var wrong fault.Fields
	var err error
	if o.Scope, err = scopes.Meant("scope", f.Scope); err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	for _, d := range []struct {
		field, typed string
		to           *civil.Date
	}{{"from", f.From, &o.From}, {"until", f.Until, &o.Until}} {
		day, ok := civil.Read(d.typed)
		if *d.to = day; !ok {
			wrong.Add(d.field, tDayWrong)
		}
	}
	return o, wrong.Err()
}

func formOf(r *Report) outlineForm {
	return outlineForm{
		Version: r.Version, Body: string(r.Body), Kind: r.Kind, Title: r.Title, Scope: string(r.Scope), Programme: string(r.Programme), Key: r.Key, Period: r.Period,
		From: r.From.Vietnamese(), Until: r.Until.Vietnamese(), Post: r.Post, Form: string(r.Form),
	}
}

// programmes are the programmes that a report on a scope may be about, and the one that
// is chosen.
func programmes(ctx context.Context, v *work.View, scope org.ID, chosen string) ([]ui.Option, error) {
	out := []ui.Option{{Label: tWholeWork.In(ctx)}}
	counts, err := board.Programmes(ctx, v, scope, mostProgrammes)
	if fault.Is(err, fault.Forbidden) {
		counts, err = nil, nil
	}
	if err != nil {
		return nil, err
	}
	var ids []doc.ID
	for _, c := range counts {
		ids = append(ids, doc.ID(c.Programme))
	}
	if chosen != "" {
		ids = append(ids, doc.ID(chosen))
	}
	found, err := doc.Documents(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	listed := map[doc.ID]bool{}
	for _, d := range ids {
		if found[d] != nil && !listed[d] {
			listed[d] = true
			out = append(out, ui.Option{Value: string(d), Label: found[d].Title()})
		}
	}
	return out, nil
}

// periods are the reporting periods that may be chosen: of each kind that of today and the
// two before, and the one that is chosen.
func periods(ctx context.Context, v *work.View, chosen string) ([]ui.Option, error) {
	c, err := period.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	out := []ui.Option{{Label: tOwnDays.In(ctx)}}
	add := func(p period.Period) {
		if !p.IsZero() && !slices.ContainsFunc(out, func(o ui.Option) bool { return o.Value == p.Key() }) {
			w := c.Window(p)
			out = append(out, ui.Option{Value: p.Key(), Label: p.Title().In(ctx) + " (" + w.From.Vietnamese() + "–" + w.To.Vietnamese() + ")"})
		}
	}
	for _, k := range period.Kinds() {
		now := c.Holding(k, v.Today)
		add(now)
		add(now.Prev())
		add(now.Prev().Prev())
	}
	if p, err := period.Parse(chosen); err == nil {
		add(p)
	}
	return out, nil
}

type newPage struct {
	Tree       *org.Tree
	Periods    []ui.Option
	Forms      []ui.Option
	Today      civil.Date
	Scopes     org.Chooser
	Programmes []ui.Option
	Form       outlineForm
	Errors     []ui.FieldError
}

func newPageOf(ctx context.Context, v *work.View, f outlineForm, wrong error) (templ.Component, error) {
	body := org.ID(f.Body)
	if err := checkMakes(v, body); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := newPage{Tree: tree, Today: v.Today, Scopes: tree.Chooser(v.Today, body, ""), Form: f, Errors: web.FieldErrors(ctx, wrong)}
	if p.Programmes, err = programmes(ctx, v, body, f.Programme); err != nil {
		return nil, err
	}
	if p.Periods, err = periods(ctx, v, f.Key); err != nil {
		return nil, err
	}
	if p.Forms, err = formOptions(ctx, v, body, f.Form); err != nil {
		return nil, err
	}
	return newView(p), nil
}

func newReport(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body := org.ID(r.Text("body"))
	if body == "" {
		body = tree.Own(v.Actor, CanMake, v.Today)
	}
	t, ok := shippedAs(r.Text("kind"))
	if !ok {
		t = shipped[0]
	}
	calendar, err := period.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	o := t.outline(calendar, v.Today)
	o.Scope = body
	c, err := newPageOf(ctx, v, formOf(&Report{Body: body, Kind: t.Kind, Outline: o}), nil)
	return web.Show(c), err
}

func begin(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f := readOutline(r)
	body := org.ID(f.Body)
	if err := checkMakes(&u.View, body); err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	o, err := f.outline(tree.Chooser(u.Today, body, ""))
	var made ID
	if err == nil {
		made, err = Begin(ctx, u, body, f.Kind, o)
	}
	if err != nil {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) { return newPageOf(ctx, v, f, err) })
	}
	return web.To(made.Address()).Saying(tBegun), nil
}

// A builderPage is a draft at its bench.
type builderPage struct {
	*Report
	Tree       *org.Tree
	Today      civil.Date
	Scopes     org.Chooser
	Programmes []ui.Option
	Periods    []ui.Option
	Forms      []ui.Option
	Sets       []ui.Option // or indicators, where the chosen block is about one
	Slots      []*Slot     // of the chosen block
	Ask        askForm     // for further ones
	Form       outlineForm
	Chosen     *Block // whose settings are shown, as they were typed; nil for none
	Figures    *Figures
	PDF        bool            // the machine makes them
	Errors     []ui.FieldError // of the outline, or of the page
	BlockWrong []ui.FieldError // of the settings
}

// A frozenPage is what was frozen.
type frozenPage struct {
	*Report
	Tree      *org.Tree
	Figures   *Figures
	FrozenOn  civil.Date
	PDF       bool // the machine makes them
	MayMake   bool
	Corrected *Report // by which it was corrected; nil where it is not, or that is not for the actor to see
}

func (h handlers) show(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	found, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if found.State == Frozen {
		return h.showFrozen(ctx, v, found)
	}
	p := builderPage{Report: found, Form: formOf(found)}
	if at, err := found.at(r.Text("block")); err == nil {
		p.Chosen = &found.Blocks[at]
	}
	c, err := h.builder(ctx, v, p)
	return web.Show(c), err
}

func (h handlers) showFrozen(ctx context.Context, v *work.View, r *Report) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := frozenPage{Report: r, Tree: tree, FrozenOn: v.Day(r.Frozen.At), PDF: h.PDF != nil, MayMake: makes(v.Actor, r.Body)}
	if p.Figures, _, err = kept(ctx, h.Files, r); err != nil {
		return nil, err
	}
	p.Corrected, err = Corrected(ctx, v, r.ID)
	return web.Show(frozenView(p)), err
}

// builder makes the page of a draft; what was typed is in p.
func (h handlers) builder(ctx context.Context, v *work.View, p builderPage) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p.Tree, p.Today, p.Scopes, p.PDF = tree, v.Today, tree.Chooser(v.Today, p.Body, ""), h.PDF != nil
	if p.Programmes, err = programmes(ctx, v, p.Body, p.Form.Programme); err != nil {
		return nil, err
	}
	if p.Periods, err = periods(ctx, v, p.Form.Key); err != nil {
		return nil, err
	}
	if p.Forms, err = formOptions(ctx, v, p.Body, p.Form.Form); err != nil {
		return nil, err
	}
	if p.Chosen != nil && p.Chosen.takesIndicator() {
		if p.Sets, err = drawnOptions(ctx, v); err != nil {
			return nil, err
		}
	}
	if p.Chosen != nil && p.Chosen.takesSet() {
		sets, err := indicator.Sets(ctx, v)
		if err != nil {
			return nil, err
		}
		for _, s := range sets {
			p.Sets = append(p.Sets, ui.Option{Value: string(s.ID), Label: s.Name})
		}
	}
	if p.Chosen != nil && p.Chosen.Kind == Collected {
		if p.Slots, err = Slots(ctx, v, p.ID, p.Chosen.ID); err != nil {
			return nil, err
		}
	}
	if p.Figures, err = filled(ctx, v, h.Files, p.Report); err != nil {
		return nil, err
	}
	return builderView(p), nil
}

// again shows the draft anew with what was refused; set puts what was typed into the page.
func (h handlers) again(report ID, err error, set func(p *builderPage, wrong []ui.FieldError)) error {
	return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
		found, cause := Find(ctx, v, report)
		if cause != nil {
			return nil, cause
		}
		if found.State == Frozen {
			return nil, err
		}
		p := builderPage{Report: found, Form: formOf(found)}
		set(&p, web.FieldErrors(ctx, err))
		return h.builder(ctx, v, p)
	})
}

// onPage says what was refused above the page.
func onPage(p *builderPage, wrong []ui.FieldError) { p.Errors = wrong }

func (h handlers) change(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report, f := ID(r.PathValue("id")), readOutline(r)
	found, err := Find(ctx, &u.View, report)
	if err != nil {
		return nil, err
	}
	tree, err := org.Load(ctx, &u.View)
	if err != nil {
		return nil, err
	}
	o, err := f.outline(tree.Chooser(u.Today, found.Body, ""))
	if err == nil {
		err = Change(ctx, u, report, f.Version, o)
	}
	if err != nil {
		return nil, h.again(report, err, func(p *builderPage, wrong []ui.FieldError) {
			f.Version = p.Version
			p.Form, p.Errors = f, wrong
		})
	}
	return web.To(report.Address()).Saying(tSaved), nil
}

// readBlock reads the settings of a block.
func readBlock(r *web.Request) Block {
	most, _ := r.Int("most")
	return Block{ID: r.PathValue("block"), Title: r.Text("heading"), Settings: Settings{By: Rows(r.Text("by")), Which: Which(r.Text("which")), Most: most, Words: r.Raw("words"), Set: indicator.SetID(r.Text("set")), Indicator: indicator.ID(r.Text("indicator"))}}
}

func versionOf(r *web.Request) int64 {
	n, _ := r.Int("version")
	return int64(n)
}

// preview answers with the paper as it is with what is typed, and keeps nothing.
func (h handlers) preview(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	var answer web.Answer
	err := s.View(ctx, func(v *work.View) error {
		found, err := Find(ctx, v, ID(r.PathValue("id")))
		if err != nil {
			return err
		}
		if err := checkMakes(v, found.Body); err != nil {
			return err
		}
		if found.State != Draft {
			return fault.New(fault.Conflict, tIsFrozen)
		}
		b := readBlock(r)
		b.ID = r.Text("block")
		if err := found.set(b); err != nil && !fault.Is(err, fault.Invalid) {
			return err // what is not right yet is shown as it was
		}
		f, err := filled(ctx, v, h.Files, found)
		answer = web.Show(paperView(f))
		return err
	})
	return answer, err
}

func (h handlers) addBlock(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report := ID(r.PathValue("id"))
	made, err := AddBlock(ctx, u, report, versionOf(r), BlockKind(r.Text("kind")))
	if err != nil {
		return nil, h.again(report, err, onPage)
	}
	return web.To(blockAddress(report, made)).Saying(tAdded), nil
}

func (h handlers) setBlock(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report, b := ID(r.PathValue("id")), readBlock(r)
	if err := SetBlock(ctx, u, report, versionOf(r), b); err != nil {
		return nil, h.again(report, err, func(p *builderPage, wrong []ui.FieldError) {
			if at, gone := p.at(b.ID); gone == nil {
				b.Kind = p.Blocks[at].Kind
				p.Chosen = &b
			}
			p.BlockWrong = wrong
		})
	}
	return web.To(blockAddress(report, b.ID)).Saying(tSaved), nil
}

func (h handlers) moveBlock(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report, block := ID(r.PathValue("id")), r.PathValue("block")
	by, _ := r.Int("by")
	if err := MoveBlock(ctx, u, report, versionOf(r), block, by); err != nil {
		return nil, h.again(report, err, onPage)
	}
	return web.To(blockAddress(report, block)), nil
}

func (h handlers) removeBlock(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report := ID(r.PathValue("id"))
	if err := RemoveBlock(ctx, u, report, versionOf(r), r.PathValue("block")); err != nil {
		return nil, h.again(report, err, onPage)
	}
	return web.To(report.Address()).Saying(tRemoved), nil
}

func (h handlers) discard(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	report := ID(r.PathValue("id"))
	found, err := Find(ctx, &u.View, report)
	if err != nil {
		return nil, err
	}
	if err := Discard(ctx, u, report, versionOf(r)); err != nil {
		return nil, h.again(report, err, onPage)
	}
	return web.To(listAddress(found.Body, shelfDrafts)).Saying(tDiscarded), nil
}

// file answers with an output: of a frozen report what was kept, of a draft what it would
// be at this moment.
func (h handlers) file(ctx context.Context, v *work.View, r *web.Request, ending, media string, kept func(*Record) string, now func(context.Context, *blob.Store, *Figures) ([]byte, error)) (web.Answer, error) {
	found, err := Find(ctx, v, ID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	name := "bao-cao-" + found.Until.String() + ending
	if found.Frozen != nil {
		f, err := h.Files.Open(ctx, kept(found.Frozen))
		if err != nil {
			return nil, err
		}
		return web.File(name, media, f), nil
	}
	f, err := filled(ctx, v, h.Files, found)
	if err != nil {
		return nil, err
	}
	content, err := now(ctx, h.Files, f)
	if err != nil {
		return nil, err
	}
	return web.File("du-thao-"+name, media, bytes.NewReader(content)), nil
}

func (h handlers) word(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	return h.file(ctx, v, r, ".docx", docx.Type, func(k *Record) string { return k.Docx }, func(ctx context.Context, files *blob.Store, f *Figures) ([]byte, error) {
		return f.word(ctx, files, true)
	})
}

// pdf answers with the pdf of the very docx. It is made outside of the view, for it takes
// seconds.
func (h handlers) pdf(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	var content []byte
	var name string
	if err := s.View(ctx, func(v *work.View) error {
		found, err := Find(ctx, v, ID(r.PathValue("id")))
		if err != nil {
			return err
		}
		if h.PDF == nil {
			return fault.New(fault.Conflict, tNoPDF)
		}
		name = "bao-cao-" + found.Until.String() + ".pdf"
		if found.Frozen != nil {
			content, err = read(ctx, h.Files, found.Frozen.Docx)
			return err
		}
		f, err := filled(ctx, v, h.Files, found)
		if err != nil {
			return err
		}
		content, err = f.word(ctx, h.Files, true)
		return err
	}); err != nil {
		return nil, err
	}
	made, err := h.PDF(ctx, content)
	if err != nil {
		return nil, fault.New(fault.Unavailable, tPDFFailed).Because(err)
	}
	return web.File(name, "application/pdf", bytes.NewReader(made)), nil
}

func (h handlers) sheet(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	return h.file(ctx, v, r, ".xlsx", xlsxType, func(k *Record) string { return k.Xlsx }, func(_ context.Context, _ *blob.Store, f *Figures) ([]byte, error) { return f.workbook() })
}

func version(n int64) string { return strconv.FormatInt(n, 10) }
