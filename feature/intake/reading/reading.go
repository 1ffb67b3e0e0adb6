// Package reading reads a whole document: it runs every grammar of intake on
// it and returns what they found as one [Reading].
//
// It decides nothing itself. What depends on what: the letterhead gives the
// references their issuer and the tasks their year; the structure tells goals
// from tasks. Every finding keeps its span in the document's text and, in
// How, the rule that found it, because a person confirms each one before
// anything is entered.
//
// Reading is deterministic and touches nothing but the file: no database, no
// clock, no network.
package reading

import (
	"context"

	"quyet/feature/intake/assignment"
	"quyet/feature/intake/figure"
	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/outline"
	"quyet/feature/intake/reference"
	"quyet/feature/intake/source"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

// A Reading is everything that was read in one document. All spans are of
// Document.Text.
type Reading struct {
	Document   *source.Document
	Metadata   letterhead.Metadata
	Outline    *outline.Outline
	References []reference.Reference
	Tasks      []Task
	Figures    []figure.Figure
}

// A Task is a task as the document gives it, with what it leaves open.
type Task struct {
	assignment.Task
	Gaps []clarity.Reason // nil where the task is clear
}

// Of reads doc. Defaults say on which day a period ends when the words name
// only the period; the zero value means its last day.
func Of(doc *source.Document, defaults deadline.Defaults) *Reading {
	r := &Reading{Document: doc, Metadata: letterhead.Read(doc), Outline: outline.Of(doc)}
	r.References = reference.Find(doc, r.Metadata)
	kind := r.Metadata.Kind.Value.Slug()
	issued, _ := r.Metadata.Date.Value.Civil() // zero where a part of the date is blank
	tasks := assignment.Find(doc, r.Outline, assignment.Context{
		Issued: issued, Issuer: r.Metadata.Issuer.Value, Kind: kind, Defaults: defaults,
	})
	for _, t := range tasks {
		r.Tasks = append(r.Tasks, Task{t, clarity.Check(clarity.Wording{
			Text: t.Text, Leads: len(t.Lead), Deadline: t.Deadline, Deliverable: t.Deliverable,
		})})
	}
	r.Figures = figure.Find(doc, r.Outline, figure.Context{Kind: kind})
	return r
}

// ReadFile reads the file at path. It returns the errors of [source.ReadFile],
// and a [*source.Error] of kind [source.Secret] where the document carries a
// mark of state secrecy: such a document is not read any further.
func ReadFile(ctx context.Context, path string, limits source.Limits, defaults deadline.Defaults) (*Reading, error) {
	doc, err := source.ReadFile(ctx, path, limits)
	if err != nil {
		return nil, err
	}
	if mark, _, ok := source.SecrecyMark(doc); ok {
		return nil, &source.Error{Kind: source.Secret, Name: doc.Name, Detail: mark}
	}
	return Of(doc, defaults), nil
}
