package assignment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
)

// One reads a sentence of which a person has already said that it is a task, as the
// clerk of a conference does who types it while it is said. [Find] asks whether words
// are a task at all, and often answers no for a sentence without its document; One
// always gives exactly one task, with what the sentence says of lead, coordinating
// bodies, deadline and product, and nothing where it says nothing.
//
// Several sentences are read as one task ("Giao Sở A … . Hoàn thành trước ngày … . Sản
// phẩm: …"): the first that charges a body gives the lead. A number or bullet before
// the words is left out of them. All spans are bytes of sentence, whatever it holds.
func One(sentence string, c Context) Task {
	text := blanked(sentence)
	whole := source.Span{End: len(text)}
	doc := &source.Document{Format: source.TXT, Text: text, Blocks: []source.Block{{Kind: source.Paragraph, Span: whole}}}
	f := finder{doc: doc, o: outline.Of(doc), c: c, times: deadline.Context{Issued: c.Issued, Defaults: c.Defaults}}
	span := whole
	if n, ok := f.o.Opens(0); ok && f.o.Nodes[n].Label != "" {
		span.Start = f.o.Nodes[n].Title.Start
	}
	if span = trim(text, span); span.Len() == 0 {
		return Task{Place: Sentence, How: "one", Deadline: deadline.Deadline{Kind: deadline.None}}
	}
	x := f.lex(span)
	in := x.firstCharge()
	task := f.assigned(0, span, x, in, in.from >= 0, unit{})
	task.Place, task.How = Sentence, "one"+strings.TrimPrefix(task.How, "item")
	f.finish(&task, span, x.said(in.to))
	f.settle(&f.tasks[0])
	return f.tasks[0]
}

// firstCharge takes the first sentence apart that charges a body; from is -1 if none does.
func (x lexer) firstCharge() instruction {
	promises := x
	promises.news = true
	for at := 0; at < len(x.tokens); {
		end := x.sentenceEnd(at)
		if in, ok := promises.chargedIn(at, end); ok && in.how == "planned" {
			return in // "Sở A sẽ rà soát …": said in the room, it is as good as an order
		}
		in, ok := x.instruction(at, end)
		submits := ok && x.submits(in, at) && x.fold(in.order) == "de" && !x.given(at, in.order)
		if ok && in.from >= 0 && !submits {
			return in
		}
		at = end
	}
	return instruction{from: -1}
}

// blanked is s of the same length with every line end and every byte that is no text as
// blanks, since a document's block is one line of valid text.
func blanked(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			b.WriteString("      "[:n])
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}
