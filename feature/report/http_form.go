package report

import (
	"bytes"
	"context"
	"io"

	"github.com/a-h/templ"

	"quyet/base/civil"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/report/template"
)

type formsPage struct {
	Tree   *org.Tree
	Today  civil.Date
	Body   org.ID
	Forms  []*Form
	Name   string
	Errors []ui.FieldError
	day    func(*Form) civil.Date
}

func (h handlers) forms(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body := org.ID(r.Text("body"))
	if body == "" {
		body = tree.Own(v.Actor, CanMake, v.Today)
	}
	c, err := formsPageOf(ctx, v, body, "", nil)
	return web.Show(c), err
}

func formsPageOf(ctx context.Context, v *work.View, body org.ID, name string, wrong error) (templ.Component, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	p := formsPage{Tree: tree, Today: v.Today, Body: body, Name: name, Errors: web.FieldErrors(ctx, wrong), day: func(f *Form) civil.Date { return v.Day(f.Added) }}
	p.Forms, err = Forms(ctx, v, body)
	return formsView(p), err
}

// addForm takes a template: it is read, and refused with the places of what is wrong,
// before a byte of it is kept.
func (h handlers) addForm(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	body, name := org.ID(r.Text("body")), r.Text("name")
	if err := s.View(ctx, func(v *work.View) error { return checkMakes(v, body) }); err != nil {
		return nil, err
	}
	err := fault.At("file", tFormMissing)
	if sent := r.Files("file"); len(sent) > 0 {
		in, cause := sent[0].Open()
		if cause != nil {
			return nil, cause
		}
		content, cause := io.ReadAll(in)
		in.Close()
		if cause != nil {
			return nil, cause
		}
		return h.keepForm(ctx, s, body, name, content)
	}
	return nil, formsAgain(body, name, err)
}

func (h handlers) keepForm(ctx context.Context, s *web.Session, body org.ID, name string, content []byte) (web.Answer, error) {
	if _, err := template.Read(content, vocabulary()); err != nil {
		return nil, formsAgain(body, name, err)
	}
	if h.Refuse != nil {
		if err := h.Refuse(ctx, name+".docx", content); err != nil {
			return nil, formsAgain(body, name, err)
		}
	}
	sum, _, err := h.Files.Put(ctx, bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	if err := s.Do(ctx, func(u *work.Unit) error {
		_, err := AddForm(ctx, u, body, name, sum)
		return err
	}); err != nil {
		return nil, formsAgain(body, name, err)
	}
	return web.To(formsAddress(body)).Saying(tFormAdded), nil
}

func formsAgain(body org.ID, name string, err error) error {
	return web.Again(err, func(ctx context.Context, v *work.View) (templ.Component, error) {
		return formsPageOf(ctx, v, body, name, err)
	})
}

func formsAddress(body org.ID) string { return "/report-forms?body=" + string(body) }

// formSample gives a template to begin with, in the form of the body.
func (h handlers) formSample(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return nil, err
	}
	body := org.ID(r.Text("body"))
	if body == "" {
		body = tree.Own(v.Actor, CanMake, v.Today)
	}
	if err := checkMakes(v, body); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := Sample(tree.HeadOf(body, v.Today)).Write(&out); err != nil {
		return nil, err
	}
	return web.File("mau-bao-cao.docx", docx.Type, bytes.NewReader(out.Bytes())), nil
}

func (h handlers) formFile(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	f, err := FindForm(ctx, v, FormID(r.PathValue("form")))
	if err != nil {
		return nil, err
	}
	content, err := h.Files.Open(ctx, f.SHA256)
	if err != nil {
		return nil, err
	}
	return web.File("mau-bao-cao.docx", docx.Type, content), nil
}

func (h handlers) retireForm(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
	f, err := FindForm(ctx, &u.View, FormID(r.PathValue("form")))
	if err != nil {
		return nil, err
	}
	if err := RetireForm(ctx, u, f.ID); err != nil {
		return nil, err
	}
	return web.To(formsAddress(f.Body)).Saying(tFormRetired), nil
}

func formColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tFormName.In(ctx)}, {Label: tAddedOn.In(ctx), Narrow: true}, {Label: tDo.In(ctx), Narrow: true, Hidden: true}}
}

// formOptions are the templates in which a report may be written.
func formOptions(ctx context.Context, v *work.View, body org.ID, chosen string) ([]ui.Option, error) {
	out := []ui.Option{{Label: tOwnForm.In(ctx)}}
	all, err := Forms(ctx, v, body)
	if err != nil {
		return nil, err
	}
	listed := chosen == ""
	for _, f := range all {
		listed = listed || string(f.ID) == chosen
		out = append(out, ui.Option{Value: string(f.ID), Label: f.Name})
	}
	if !listed {
		if f, err := FindForm(ctx, v, FormID(chosen)); err == nil {
			out = append(out, ui.Option{Value: chosen, Label: f.Name})
		} else if !fault.Is(err, fault.Unknown) {
			return nil, err
		}
	}
	return out, nil
}

// marked is a name as a clerk writes it in a template.
func marked(name string) string { return "{{" + name + "}}" }
