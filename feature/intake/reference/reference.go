// Package reference finds the other documents that a document refers to, and
// how it stands to each: it implements one, is based on another, replaces a
// third. It is pure: a document and its metadata in, references with spans out.
//
// The mentions come from package citation. This package decides three things:
//
//   - Which mentions are one document. A second mention is often shorter
//     ("Nghị quyết số 57" after "Nghị quyết số 57-NQ/TW ngày …"); the fullest mention
//     stands for all.
//   - Which mentions are references at all: not the document itself, not a
//     document still to be made ("xây dựng Đề án …"), not a law named inside the
//     title of another.
//   - The relation, from the document's own words: those before the mention
//     in its sentence, the heading above it, the title. The strongest of all
//     mentions counts, see [Relation].
package reference

import (
	"quyet/feature/doc/citation"
	"quyet/feature/intake/letterhead"
	"quyet/feature/intake/source"
)

// A Relation says how the document stands to the one it cites.
type Relation uint8

// The relations, from the weakest. Where two mentions of one document differ,
// the stronger one holds; between BasedOn and Implements the title decides, and
// else what the preamble says first.
const (
	Mentions   Relation = iota + 1
	AttachedTo          // this text is attached to the cited one (ban hành kèm theo)
	Proposed            // a proposal or appraisal that led to this document (theo đề nghị)
	BasedOn             // căn cứ
	Implements          // thực hiện
	Amends              // sửa đổi, bổ sung, bãi bỏ một phần
	Repeals             // bãi bỏ toàn bộ
	Replaces            // thay thế
	AmendedBy           // this document is amended by the cited one
	ReplacedBy          // this document is replaced by the cited one
)

var slugs = [...]string{"", "nhac_den", "ban_hanh_kem", "de_nghi", "can_cu", "thuc_hien", "sua_doi", "sua_doi", "thay_the", "bi_sua_doi", "bi_thay_the"}

// Slug returns the Vietnamese name of r without marks, as interchange files
// write it; a repeal is written as an amendment there.
func (r Relation) Slug() string { return slugs[r] }

// A Link is a typed link between registered documents, in the sense of the ELI
// vocabulary.
type Link string

// The links of the register.
const (
	LinkBasedOn     Link = "based_on"
	LinkImplements  Link = "implements"
	LinkAmends      Link = "amends"
	LinkSupplements Link = "supplements"
	LinkReplaces    Link = "replaces"
	LinkRepeals     Link = "repeals"
	LinkMentions    Link = "mentions"
)

// Link returns the link of the register that r is; inverse says that it leads
// from the cited document to this one.
func (r Relation) Link() (link Link, inverse bool) {
	switch r {
	case AttachedTo:
		return LinkSupplements, false
	case Proposed, BasedOn:
		return LinkBasedOn, false
	case Implements:
		return LinkImplements, false
	case Amends:
		return LinkAmends, false
	case Repeals:
		return LinkRepeals, false
	case Replaces:
		return LinkReplaces, false
	case AmendedBy:
		return LinkAmends, true
	case ReplacedBy:
		return LinkReplaces, true
	}
	return LinkMentions, false
}

// A Reference is another document that a document refers to.
type Reference struct {
	citation.Citation // the fullest mention, with what other mentions add
	Relation          Relation
	How               string        // what the relation was read from: "căn cứ", "title", "heading"
	Mentions          []source.Span // all mentions, in order
}

// Find returns the references of doc, in the order of their first mention.
func Find(doc *source.Document, meta letterhead.Metadata) []Reference {
	t := citation.Lex(doc.Text)
	f := newFinder(doc, meta, t)
	for i, c := range citation.In(t) {
		f.all = append(f.all, c)
		f.mention(i, c)
	}
	return f.found
}
