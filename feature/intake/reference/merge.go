package reference

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/source"
)

type finder struct {
	doc   *source.Document
	meta  letterhead.Metadata
	t     *citation.Text
	all   []citation.Citation
	news  bool
	title source.Span

	found     []Reference
	byKey     map[string]int // index into found, by what identifies a document
	operation int            // block with the operative words, -1 for none
	drafts    map[int]bool   // citations of documents still to be made
	last      int            // index into found of the document last mentioned
	lastEnd   int            // where that mention ends
	ranks     []int          // of the relation of each found reference
	block     int            // of the mention being read
	preamble  cue            // that the sentence of the last mention opened with
	basis     []bool         // blocks under a heading such as "Căn cứ pháp lý"
}

func newFinder(doc *source.Document, meta letterhead.Metadata, t *citation.Text) *finder {
	return &finder{doc: doc, meta: meta, t: t, basis: basisBlocks(doc), operation: operationBlock(doc), byKey: map[string]int{}, drafts: map[int]bool{}, title: meta.Title.Span, news: meta.Kind.Value == citation.News}
}

// mention enters one mention.
func (f *finder) mention(i int, c citation.Citation) {
	for f.block+1 < len(f.doc.Blocks) && f.doc.Blocks[f.block+1].Start <= c.Start {
		f.block++
	}
	if f.itself(c) || f.partOfTitle(c) || f.inSlogan(c) {
		return
	}
	if f.alias(c) {
		return
	}
	r := f.relate(c)
	if c.Named() && !f.exists(c, r) || f.amendingDraft(c) {
		f.drafts[i] = true
		return
	}
	at, known := f.known(c)
	if !known {
		if truncated(f.doc.Text, c) {
			return
		}
		at = len(f.found)
		f.found = append(f.found, Reference{Citation: c, Relation: r.relation, How: r.how})
		f.ranks = append(f.ranks, r.rank)
	}
	f.last, f.lastEnd = at, c.End
	ref := &f.found[at]
	ref.Mentions = append(ref.Mentions, source.Span(c.Span))
	if known {
		enrich(&ref.Citation, c)
		if r.rank > f.ranks[at] {
			f.ranks[at], ref.Relation, ref.How = r.rank, r.relation, r.how
		}
	}
	for _, k := range keys(ref.Citation) {
		if _, taken := f.byKey[k]; !taken {
			f.byKey[k] = at
		}
	}
}

// alias says whether c, in brackets right behind the document last mentioned, is its
// other name: "Đề án “…” (Đề án 06)", "(sau đây gọi tắt là Chương trình 135)". Later
// mentions by that name are of the same document.
func (f *finder) alias(c citation.Citation) bool {
	if f.last >= len(f.found) || f.found[f.last].Type != c.Type || f.lastEnd == 0 || f.lastEnd > c.Start || c.End >= len(f.doc.Text) || f.doc.Text[c.End] != ')' {
		return false
	}
	between, ok := strings.CutPrefix(strings.TrimLeft(f.doc.Text[f.lastEnd:c.Start], " "), "(")
	if !ok || f.found[f.last].Symbol.Number != "" {
		return false
	}
	switch viet.Fold(strings.TrimSpace(between)) {
	case "", "sau day goi tat la", "goi tat la", "sau day goi la", "goi la", "viet tat la", "sau day viet tat la":
	default:
		return false
	}
	for _, k := range keys(c) {
		if _, taken := f.byKey[k]; !taken {
			f.byKey[k] = f.last
		}
	}
	return true
}

// keys returns all that a later mention may be recognised by.
func keys(c citation.Citation) (keys []string) {
	typ := string(c.Type)
	add := func(k string) { keys = append(keys, k) }
	if c.By == citation.ByBlank {
		add("blank " + c.Key() + c.Date.String())
		return keys
	}
	if k := c.Symbol.Key(); k != "" {
		if !c.Symbol.Bare() {
			add("symbol " + k)
		}
		add("number " + typ + " " + strings.TrimLeft(viet.Fold(c.Symbol.Number), "0"))
	}
	if c.Plenum != (citation.Plenum{}) && c.Type == citation.Resolution {
		add("plenum " + string(rune('A'+c.Plenum.No)) + string(rune('A'+c.Plenum.Term)))
	}
	if c.By == citation.ByLaw || c.By == citation.BySymbol && c.Name != "" {
		add("law " + squeeze(c.Name))
	}
	if c.By == citation.ByCongress {
		add("congress " + squeeze(congressName(c.Issuer)))
	}
	if c.Named() {
		add("name " + typ + squeeze(c.Name))
	}
	return keys
}

// congressName leaves the term away, which not every mention repeats.
func congressName(s string) string {
	if i := strings.Index(viet.Fold(s), ", nhiem ky"); i > 0 && i <= len(s) {
		t := citation.Lex(s)
		p := citation.NewPhrase("nhiệm kỳ")
		for j := range t.Tokens {
			if _, ok := t.At(j, p); ok && j > 0 {
				return t.Slice(0, j)
			}
		}
	}
	return s
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, viet.Fold(s))
}

// known returns the reference that c is another mention of. A number alone
// may be short for a full symbol of the same type; two full symbols that
// differ never are one document.
func (f *finder) known(c citation.Citation) (at int, ok bool) {
	if n := len(f.all) - 2; n >= 0 && (c.By == citation.ByPlenum || c.By == citation.ByCongress) {
		// "Nghị quyết số 8-NQ/TW (Nghị quyết Hội nghị Trung ương 8)": one document, named twice.
		if prev := f.all[n]; prev.By == citation.BySymbol && prev.Type == c.Type && prev.End <= c.Start && strings.TrimSpace(f.doc.Text[prev.End:c.Start]) == "(" {
			c = prev
		}
	}
	for _, k := range keys(c) {
		if strings.HasPrefix(k, "number ") && !c.Symbol.Bare() {
			if at, ok := f.byKey[k]; ok && f.found[at].Symbol.Bare() && sameDay(f.found[at].Date, c.Date) {
				return at, true
			}
			continue
		}
		at, ok := f.byKey[k]
		if ok && !(f.found[at].By == citation.BySymbol && c.By == citation.BySymbol && f.found[at].Symbol.Key() != c.Symbol.Key()) {
			return at, true
		}
	}
	return 0, false
}

func sameDay(a, b citation.Date) bool { return a.IsZero() || b.IsZero() || a == b }

// truncated says whether the text ends in the middle of c.
func truncated(text string, c citation.Citation) bool {
	return c.By == citation.BySymbol && strings.TrimSpace(text[c.End:]) == "" && len(c.Symbol.Organs) == 1 && len(c.Symbol.Organs[0]) < 2
}

// enrich adds to a kept mention what a later one tells, and lets a fuller one
// take its place.
func enrich(kept *citation.Citation, c citation.Citation) {
	if kept.Symbol.Bare() && !c.Symbol.Bare() && c.Symbol.Number != "" || kept.Symbol.IsZero() && !c.Symbol.IsZero() {
		kept.Symbol, kept.By = c.Symbol, c.By
	}
	fuller := len(c.Text) > len(kept.Text) && (kept.By == citation.ByPlenum && c.By == kept.By && kept.Plenum.Term == 0 || kept.Date.IsZero() && !c.Date.IsZero() || kept.Issuer == "" && c.Issuer != "")
	if kept.Date.IsZero() {
		kept.Date = c.Date
	}
	if kept.Issuer == "" {
		kept.Issuer = c.Issuer
	}
	if kept.Title.Start == kept.Title.End {
		kept.Title = c.Title
	}
	if fuller {
		kept.Span, kept.Text = c.Span, c.Text
		if c.Typed && !kept.Typed {
			kept.Type, kept.Typed = c.Type, true
		}
	}
}

// itself says whether c is the document at hand.
func (f *finder) itself(c citation.Citation) bool {
	own := f.meta.Symbol.Value
	if !c.Symbol.IsZero() && !own.IsZero() && !c.Symbol.Bare() && c.Symbol.Key() == own.Key() && c.By == citation.BySymbol {
		return f.meta.Kind.Value != citation.News
	}
	if above := f.meta.Symbol.Span.Start; c.End <= above && c.By == citation.BySymbol && sameButYear(c.Symbol, own) {
		return f.meta.Kind.Value != citation.News // the heading of a page
	}
	if s := f.meta.Symbol.Span; s.Len() > 0 && s.Start < c.End && c.Start < s.End {
		return f.meta.Kind.Value != citation.News
	}
	if c.By == citation.ByBlank {
		// A blank number of the document's own type and organs, as in "(Kèm theo Kế
		// hoạch số   /KH-UBND …)".
		return !own.IsZero() && own.Number == "" && own.Key() == c.Symbol.Key() || own.IsZero() && c.Type == f.meta.Kind.Value && c.Date.Day == 0
	}
	if c.By == citation.ByCongress {
		body, issuer := squeeze(congressName(c.Issuer)), squeeze(congressName(f.meta.Issuer.Value))
		return !f.news && f.meta.Kind.Value == citation.Resolution && issuer != "" && (strings.HasPrefix(issuer, body) || strings.HasPrefix(body, issuer))
	}
	if c.Named() {
		return f.sameSubject(c)
	}
	return false
}

// sameButYear says whether two symbols have number and codes in common.
func sameButYear(a, b citation.Symbol) bool {
	a.Year, b.Year = 0, 0
	return a.Key() == b.Key()
}

// sameSubject says whether a name is the document's own subject: a plan
// speaks of itself by its title.
func (f *finder) sameSubject(c citation.Citation) bool {
	name, title := squeeze(c.Name), squeeze(f.meta.Title.Value)
	if name == "" || title == "" || f.news || c.Type != f.meta.Kind.Value && carriedOut(title, name) {
		return false
	}
	const enough = 18 // letters
	if len(name) >= enough && strings.Contains(title, name) {
		return true
	}
	n := min(len(name), len(title), 40)
	return n >= enough && strings.Contains(title, name[:n]) || n >= enough && strings.Contains(name, title[:n])
}

// carriedOut says whether a subject is to carry out the document of that name, both
// without blanks: "Thực hiện Đề án “…”".
func carriedOut(title, name string) bool {
	at := strings.Index(title, name)
	if at < 0 {
		return false
	}
	for _, act := range []string{"thuchien", "trienkhai", "soket", "tongket", "huongung"} {
		for _, typ := range []string{"dean", "chuongtrinh", "chienluoc", "quyhoach"} {
			if strings.HasSuffix(title[:at], act+typ) {
				return true
			}
		}
	}
	return false
}

// inSlogan says whether c stands in the slogan that a page carries above its
// headline: "Quyết tâm thực hiện thắng lợi Nghị quyết Đại hội …".
func (f *finder) inSlogan(c citation.Citation) bool {
	if c.By != citation.ByCongress || f.title.Len() == 0 || c.End > f.title.Start {
		return false
	}
	return strings.Contains(viet.Fold(f.doc.Slice(f.doc.Blocks[f.block].Span)), "thuc hien thang loi")
}

// partOfTitle says whether c is only a name inside the title of another
// document: "Luật sửa đổi, bổ sung một số điều của Luật …". One with a number of its own
// is a reference.
func (f *finder) partOfTitle(c citation.Citation) bool {
	if f.outer(c) < 0 {
		return false
	}
	return c.Symbol.IsZero() && c.By != citation.ByBlank && !f.drafts[c.Within]
}

// outer returns the index of the other document in whose title c stands, -1 for
// none. The own title, as a page repeats it, is none.
func (f *finder) outer(c citation.Citation) int {
	if c.Within >= 0 && f.itself(f.all[c.Within]) {
		return -1
	}
	return c.Within
}

// amendingDraft says whether c is a law amending others that is still being
// made; the laws that it will amend are references then.
func (f *finder) amendingDraft(c citation.Citation) bool {
	if c.By != citation.ByLaw || !c.Symbol.IsZero() || !c.Date.IsZero() || !strings.HasPrefix(viet.Fold(c.Name), "sua doi") {
		return false
	}
	first := f.t.Find(c.Start)
	for i := max(0, first-4); i < first; i++ {
		if _, _, ok := making.At(f.t, i); ok {
			return true
		}
	}
	return false
}
