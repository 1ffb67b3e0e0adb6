package indicator

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/blob"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
)

// sheetRoutes are the workbooks of returns and of what is added up.
func (h handlers) sheetRoutes() []web.Route {
	return []web.Route{
		web.Get("/returns/{id}/form.xlsx", h.formFile),
		web.Get("/returns/{id}/sheet", h.askSheet),
		web.InSteps("POST /returns/{id}/sheet", h.lookAtSheet).Taking(maxFile + 1<<20),
		web.InSteps("POST /returns/{id}/sheet/{sum}", h.bringSheet),
		web.Get("/indicators/{set}/period/{period}/table.xlsx", h.tableFile),
	}
}

func (h handlers) formFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	f, err := FindReturn(ctx, v, ReturnID(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := writeForm(ctx, v, &out, f); err != nil {
		return nil, err
	}
	return web.File(fileName(f.Of, f.Period.Key()), org.WorkbookType, bytes.NewReader(out.Bytes())), nil
}

func fileName(s *Set, key string) string { return strings.ToLower(s.Code+"-"+key) + ".xlsx" }

func (h handlers) tableFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := rollPageOf(ctx, v, r)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := p.WriteTable(ctx, &out, p.Tree, p.Rounding, v.Today); err != nil {
		return nil, err
	}
	return web.File(fileName(p.Roll.Set, p.Period.Key()), org.WorkbookType, bytes.NewReader(out.Bytes())), nil
}

// A sheetPage is a workbook that is brought back: what it would do.
type sheetPage struct {
	frame
	*Filed
	Plan *formPlan // nil before a file was looked at
	Sum  string    // of the file
}

// sheetPageOf returns the page of a return that the person may enter now.
func sheetPageOf(ctx context.Context, v *work.View, id ReturnID, wrong error) (p sheetPage, err error) {
	if p.Filed, err = FindReturn(ctx, v, id); err != nil {
		return p, err
	}
	if err := v.Check(CanEnter, p.Body.Scope()); err != nil {
		return p, err
	}
	if !slices.Contains(p.May(*v), Enter) {
		return p, fault.New(fault.Conflict, tOtherState, p.State.Title())
	}
	p.frame, err = frameOf(ctx, v, wrong)
	return p, err
}

func (p sheetPage) title(ctx context.Context) string {
	return p.Of.Name + ", " + p.Period.Inside().In(ctx) + ", " + p.Tree.Name(p.Body, p.Today)
}

func (p sheetPage) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: tIndicators.In(ctx), Href: hubAddress(p.Body, "")}, {Label: p.Of.Name, Href: p.ID.Address()}}
}

// sayWhole tells a cell with its note.
func (i *Indicator) sayWhole(ctx context.Context, c Cell, has bool, how text.Rounding) string {
	said := i.SayCell(ctx, c, has, how)
	if i.Aggregation == Mean && has && !c.NotHere {
		said += " (" + tColPart.In(ctx) + ": " + writeValue(text.LangOf(ctx), c.Part, 0) + ")"
	}
	if c.Note != "" {
		said += " — " + c.Note
	}
	return said
}

func (h handlers) askSheet(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	p, err := sheetPageOf(ctx, v, ReturnID(r.PathValue("id")), nil)
	if err != nil {
		return nil, err
	}
	return web.Show(sheetView(p)), nil
}

// lookAtSheet keeps the file under the hash of its bytes, by which the confirmation names
// exactly this file, and shows what it would change.
func (h handlers) lookAtSheet(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	id := ReturnID(r.PathValue("id"))
	var p sheetPage
	if err := s.View(ctx, func(v *work.View) (err error) {
		p, err = sheetPageOf(ctx, v, id, nil)
		return err
	}); err != nil {
		return nil, err
	}
	content, err := uploaded(r)
	if err == nil {
		p.Plan, err = planOf(content, p.Filed, r)
	}
	if fault.Is(err, fault.Invalid) {
		return nil, web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
			again, wrong := sheetPageOf(ctx, v, id, err)
			return sheetView(again), wrong
		})
	}
	if err != nil {
		return nil, err
	}
	if len(p.Plan.Problems) > 0 {
		wrong := fault.New(fault.Invalid, tFormProblems, len(p.Plan.Problems))
		return nil, web.Again(wrong, func(context.Context, *work.View) (templ.Component, error) { return sheetView(p), nil })
	}
	if p.Sum, _, err = h.Files.Put(ctx, bytes.NewReader(content)); err != nil {
		return nil, err
	}
	return web.Show(sheetView(p)), nil
}

func uploaded(r *web.Request) ([]byte, error) {
	files := r.Files("file")
	if len(files) == 0 {
		return nil, fault.At("file", tFileMissing)
	}
	f, err := files[0].Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}

func planOf(content []byte, f *Filed, r *web.Request) (*formPlan, error) {
	b, err := readForm(content)
	if err != nil {
		return nil, err
	}
	return b.plan(f, r.Lang())
}

// bringSheet enters what the file says that was looked at, unless the return was changed
// since.
func (h handlers) bringSheet(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	id := ReturnID(r.PathValue("id"))
	if err := s.View(ctx, func(v *work.View) error {
		_, err := sheetPageOf(ctx, v, id, nil)
		return err
	}); err != nil {
		return nil, err
	}
	content, err := h.kept(ctx, r.PathValue("sum"))
	if err != nil {
		return nil, err
	}
	version, _ := r.Int("version")
	if err := s.Do(ctx, func(u *work.Unit) error {
		f, err := FindReturn(ctx, &u.View, id)
		if err != nil {
			return err
		}
		plan, err := planOf(content, f, r)
		if err != nil {
			return err
		}
		if len(plan.Problems) > 0 {
			return fault.New(fault.Unknown, tNoUpload)
		}
		return Take(ctx, u, id, Taking{Verb: Enter, Version: int64(version), Cells: plan.cells})
	}); err != nil {
		return nil, err
	}
	return web.To(id.Address()).Saying(tBroughtForm), nil
}

// kept returns the file that was looked at.
func (h handlers) kept(ctx context.Context, sum string) ([]byte, error) {
	f, err := h.Files.Open(ctx, sum)
	if errors.Is(err, blob.ErrNone) {
		return nil, fault.New(fault.Unknown, tNoUpload).Because(err)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}
