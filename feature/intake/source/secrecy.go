package source

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"quyet/base/viet"
)

// The marks of state secrecy, as they are stamped (Luật Bảo vệ bí mật nhà
// nước, Điều 8: ba độ mật).
const (
	markSecret    = "Mật"
	markTopSecret = "Tối mật"
	markUltra     = "Tuyệt mật"
)

// headBlocks is how many paragraphs from the start a stamp may stand in: the
// letterhead, with a line or two of a web page before it.
const headBlocks = 25

// SecrecyMark says whether d carries a mark of state secrecy, and which:
// "Mật", "Tối mật" or "Tuyệt mật". Where tells in what it was found: "head",
// a line of its own near the start; "margin", a running header, stamp or
// watermark; "property" of the file; "name" of the file, in brackets before
// it. Such a document must not be stored, not even in part.
//
// The mark counts, not the word: "bí mật", "bảo mật", "Không mật" or a list
// of the three degrees in a sentence is none, and "Lưu hành nội bộ" is no
// secrecy.
func SecrecyMark(d *Document) (mark, where string, ok bool) {
	if m := nameMark(d.Name); m != "" {
		return m, "name", true
	}
	for _, key := range slices.Sorted(maps.Keys(d.Properties)) {
		for part := range strings.FieldsFuncSeq(d.Properties[key], func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '/' }) {
			if m := cmp.Or(markIn(part), plainMark(part)); m != "" {
				return m, "property", true
			}
		}
	}
	if m := markAmong(d.Margins); m != "" {
		return m, "margin", true
	}
	var head []string
	for _, b := range d.Blocks[:min(len(d.Blocks), headBlocks)] {
		if b.Kind == Paragraph {
			head = append(head, d.Slice(b.Span))
		}
	}
	if m := markAmong(head); m != "" {
		return m, "head", true
	}
	return "", "", false
}

// markAmong returns the mark that one of lines is, or two that follow each
// other, as a narrow stamp is set.
func markAmong(lines []string) string {
	for i, l := range lines {
		m := markIn(l)
		if m == "" {
			continue
		}
		if i > 0 {
			if wider := markIn(lines[i-1] + " " + l); wider != "" {
				return wider
			}
		}
		return m
	}
	return ""
}

// markIn returns the mark that s is, or "". Blanks and signs between the
// letters do not hide it: "M Ậ T", "* TỐI MẬT *".
func markIn(s string) string {
	if len(s) > longestStamp {
		return ""
	}
	letters := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, viet.NFC(s)))
	for _, said := range []string{"mứcđộmật", "độmật", "dấumật", "tàiliệu", "vănbản"} {
		if rest, ok := strings.CutPrefix(letters, said); ok {
			letters = rest
			break
		}
	}
	// The stamp may go on with the number of the copy.
	letters, _, _ = strings.Cut(letters, "bảnsố")
	switch letters {
	case "mật":
		return markSecret
	case "tốimật":
		return markTopSecret
	case "tuyệtmật":
		return markUltra
	}
	return ""
}

// plainMark returns the mark that s is in capitals without diacritics, as
// programs write it, or "".
func plainMark(s string) string {
	switch strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '_' || r == '-' }), " ") {
	case "MAT":
		return markSecret
	case "TOI MAT":
		return markTopSecret
	case "TUYET MAT":
		return markUltra
	}
	return ""
}

// nameMark returns the mark in brackets before a file name: "[MẬT] …".
func nameMark(name string) string {
	name = strings.TrimSpace(viet.NFC(name))
	if name == "" || name[0] != '[' && name[0] != '(' {
		return ""
	}
	end := strings.IndexAny(name, "])")
	if end < 0 {
		return ""
	}
	return cmp.Or(markIn(name[1:end]), plainMark(strings.ToUpper(name[1:end])))
}
