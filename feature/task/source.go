package task

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"quyet/base/fault"
	"quyet/base/viet"
	"quyet/base/work"
)

// mostSources is how many passages assign one task at most.
const mostSources = 100

// AddSource adds a passage that assigns the same task.
//
// The actor needs [CanAssign] on the issuer. Faults are those of [Accept];
// Invalid for a passage that is there already.
func AddSource(ctx context.Context, u *work.Unit, ref Ref, p Passage) error {
	s, err := begin(ctx, u, ref, DoSource)
	if err != nil {
		return err
	}
	p.Quote = viet.NFC(p.Quote)
	switch {
	case p.Doc == "" || p.Start < 0 || p.End < p.Start:
		return fault.At("document", tSourceMissing)
	case utf8.RuneCountInString(p.Quote) > maxText:
		return fault.At("quote", tTooLong, maxText)
	}
	parts, err := partsOf(ctx, &u.View, s.ID)
	if err != nil {
		return err
	}
	if len(parts.Sources) >= mostSources {
		return fault.New(fault.TooMuch, tManySources, mostSources)
	}
	if slices.ContainsFunc(parts.Sources, func(have Passage) bool {
		return have.Doc == p.Doc && have.Start == p.Start && have.End == p.End && have.Quote == p.Quote
	}) {
		return fault.At("quote", tSourceThere)
	}
	var no int64
	if err := u.One(ctx, nextSource, []any{s.ID}, &no); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, insertSource, s.ID, no, p.Doc, p.Start, p.End, p.Page, p.Quote, p.FileHash); err != nil {
		return err
	}
	s.detail.Document, s.detail.Note = string(p.Doc), p.Quote
	return s.end(ctx, u)
}

// addSource adds the passage that a person tells by the document's number and
// symbol and the words of the passage. Every fault is about what was typed:
// who may not add a source is told so first.
func (h handlers) addSource(ctx context.Context, u *work.Unit, ref Ref, document, quote string) error {
	if _, err := begin(ctx, u, ref, DoSource); err != nil {
		return err
	}
	var wrong fault.Fields
	if document == "" {
		wrong.Add("document", tSourceMissing)
	}
	if clean(quote) == "" {
		wrong.Add("quote", tQuoteMissing)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	var found []Named
	if h.Named != nil {
		var err error
		if found, err = h.Named(ctx, &u.View, document); err != nil {
			return err
		}
	}
	switch {
	case len(found) == 0:
		return fault.At("document", tNoSuchDocument, document)
	case len(found) > 1:
		titles := make([]string, len(found))
		for i, d := range found {
			titles[i] = d.Title
		}
		return fault.At("document", tManyDocuments, document, strings.Join(titles, "; "))
	}
	p := Passage{Doc: found[0].ID, Quote: tidy(quote)}
	if found[0].Text != "" {
		at := places(found[0].Text, quote)
		switch {
		case len(at) == 0:
			return fault.At("quote", tQuoteNotThere, found[0].Title)
		case len(at) > 1:
			return fault.At("quote", tQuoteTwice)
		}
		p.Start, p.End = int64(at[0][0]), int64(at[0][1])
		p.Quote = found[0].Text[p.Start:p.End]
	}
	return AddSource(ctx, u, ref, p)
}

// places returns where the words of quote stand in a text, whatever white
// space is between them; two places are enough to know that one is not meant.
func places(text, quote string) [][]int {
	words := strings.Fields(viet.NFC(quote))
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	shape, err := regexp.Compile(strings.Join(words, `\s+`))
	if err != nil || len(words) == 0 {
		return nil
	}
	return shape.FindAllStringIndex(text, 2)
}
