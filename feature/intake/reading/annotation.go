package reading

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"quyet/feature/intake/assignment"
	"quyet/feature/intake/figure"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
)

// An annotation is a reading in the form in which readings of documents are
// compared: flat, Vietnamese slugs for kinds and relations, ISO dates, null
// for what the document does not say.
type annotation struct {
	Kind           *string               `json:"kind"`
	Symbol         *string               `json:"symbol"`
	Number         *string               `json:"number"`
	Issuer         *string               `json:"issuer"`
	Place          *string               `json:"place"`
	Date           *string               `json:"date"`
	Title          *string               `json:"title"`
	Signer         *string               `json:"signer"`
	Classification *string               `json:"classification"`
	References     []annotationReference `json:"refs"`
	Tasks          []annotationTask      `json:"tasks"`
	Figures        []annotationFigure    `json:"figures"`
}

type annotationReference struct {
	Text     string  `json:"text"`
	Type     *string `json:"type"`
	Symbol   *string `json:"symbol"`
	Date     *string `json:"date"`
	Issuer   *string `json:"issuer"`
	Relation string  `json:"relation"`
}

type annotationTask struct {
	TextStart    string   `json:"text_start"` // the first 60 characters
	Lead         []string `json:"lead"`
	Coordinating []string `json:"coordinating"`
	Deadline     *string  `json:"deadline"` // as printed
	Deliverable  *string  `json:"deliverable"`
	Measurable   bool     `json:"measurable"`
	InTable      bool     `json:"in_table"`
}

type annotationFigure struct {
	Text      string       `json:"text"`
	Value     *json.Number `json:"value"`
	Unit      *string      `json:"unit"`
	Target    *json.Number `json:"target"`
	TargetMax *json.Number `json:"target_max,omitempty"`
	Percent   *json.Number `json:"percent"`
	Of        *json.Number `json:"of,omitempty"`
}

// Annotation returns r as a value that marshals to the JSON of the annotation
// schema.
func Annotation(r *Reading) any {
	m := r.Metadata
	a := annotation{
		Kind: known(m.Kind.Value.Slug()), Number: known(m.Number()), Issuer: known(m.Issuer.Value),
		Place: known(m.Place.Value), Date: known(m.Date.Value.String()), Title: known(m.Title.Value),
		Signer: known(m.Signer.Value), Classification: known(m.Classification.Value),
		References: []annotationReference{}, Tasks: []annotationTask{}, Figures: []annotationFigure{},
	}
	if a.Number != nil {
		a.Symbol = known(m.Symbol.Value.Printed)
	}
	for _, ref := range r.References {
		n := annotationReference{
			Text: flat(ref.Text), Type: known(ref.Type.Slug()), Date: known(ref.Date.String()),
			Issuer: known(ref.Issuer), Relation: ref.Relation.Slug(),
		}
		if ref.Symbol.Number != "" {
			n.Symbol = known(ref.Symbol.Printed)
		}
		a.References = append(a.References, n)
	}
	for _, t := range r.Tasks {
		a.Tasks = append(a.Tasks, annotationTask{
			TextStart: start(flat(t.Text), 60), Lead: names(t.Lead), Coordinating: names(t.Coordinating),
			Deadline: known(t.Deadline.Words), Deliverable: known(t.Deliverable),
			Measurable: t.Measurable(), InTable: t.Place == assignment.Row,
		})
	}
	for _, f := range r.Figures {
		a.Figures = append(a.Figures, annotationFigure{
			Text: flat(r.Document.Slice(f.Span)), Unit: known(f.Unit), Value: number(f.Value), Target: number(f.Target),
			TargetMax: number(f.TargetMax), Percent: number(f.Percent), Of: number(f.Of),
		})
	}
	return a
}

// known returns s on one line, or nil for nothing.
func known(s string) *string {
	if s = flat(s); s == "" {
		return nil
	}
	return &s
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// start returns the first n characters of s.
func start(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n])
}

func names(bodies []assignment.Body) []string {
	list := make([]string, len(bodies))
	for i, b := range bodies {
		list[i] = flat(b.Name)
	}
	return list
}

func number(n *figure.Number) *json.Number {
	if n == nil {
		return nil
	}
	j := json.Number(n.String())
	return &j
}

// WriteAnnotations reads files and writes one NAME.json for each into dir,
// which it makes, and all of them to stdout, one line each. An empty dir or a
// nil stdout leaves that out.
//
// A file that cannot be read does not keep the others from being read. The
// error returned then joins one error for each such file, in order, for the
// caller to tell them in the person's language: [*source.Error] for what is in
// the file, [*fs.PathError] for the file itself, [*SameName] for its name. Where
// dir cannot be written or ctx ends, nothing more is read and that error is
// returned.
func WriteAnnotations(ctx context.Context, dir string, files []string, stdout io.Writer) error {
	if dir != "" {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return err
		}
	}
	written := map[string]string{}
	var failed []error
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + ".json"
		if other, twice := written[name]; twice && dir != "" {
			failed = append(failed, &SameName{File: file, Other: other, Name: name})
			continue
		}
		r, err := ReadFile(ctx, file, source.DefaultLimits, deadline.Defaults{})
		if err != nil {
			failed = append(failed, err)
			continue
		}
		written[name] = file
		if err := write(r, dir, name, stdout); err != nil {
			return err
		}
	}
	return errors.Join(failed...)
}

// A SameName says that a file was left out, because its reading would have the
// name of another one's and replace it.
type SameName struct {
	File, Other string // as they were given
	Name        string // of the reading
}

// Error returns both files and the name, for logs.
func (e *SameName) Error() string {
	return fmt.Sprintf("reading %s: %s is already the reading of %s", e.File, e.Name, e.Other)
}

func write(r *Reading, dir, name string, stdout io.Writer) error {
	if stdout != nil {
		if err := json.NewEncoder(stdout).Encode(Annotation(r)); err != nil {
			return err
		}
	}
	if dir == "" {
		return nil
	}
	out, err := json.MarshalIndent(Annotation(r), "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name), append(out, '\n'), 0o666)
}
