package report

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"quyet/base/text"
	"quyet/base/viet"
	"quyet/feature/board"
	"quyet/feature/org"
)

// Marks are the names that words of a narrative may hold in double braces, as
// "{{quá hạn}}": on the paper of a draft stands the figure of the moment, and freezing
// keeps what stood there.
func Marks() []string {
	return []string{"tổng số", "hoàn thành", "đúng hạn", "hoàn thành quá hạn", "trong hạn", "quá hạn", "tỷ lệ hoàn thành", "kỳ", "từ ngày", "đến ngày"}
}

var mark = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// marksIn are the names in double braces in words.
func marksIn(words string) (names []string) {
	for _, m := range mark.FindAllStringSubmatch(words, -1) {
		names = append(names, clean(m[1]))
	}
	// Braces that are not closed are a mark that somebody began.
	if rest := mark.ReplaceAllString(words, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
		at := max(strings.Index(rest, "{{"), 0)
		names = append(names, clean(string([]rune(rest[at:])[:min(len([]rune(rest[at:])), 30)])))
	}
	return names
}

func known(name string) bool {
	return slices.ContainsFunc(Marks(), func(m string) bool { return viet.Fold(m) == viet.Fold(name) })
}

// told is words with figures in the place of their marks: those of the scope, or of one body
// directly below it. A body of which the scope has no row has none.
func (f *filler) told(ctx context.Context, words string, of org.ID) (string, error) {
	if len(marksIn(words)) == 0 {
		return words, nil
	}
	m, err := f.mapOn(ctx, f.day())
	if err != nil {
		return "", err
	}
	counts := m.Total
	if of != "" && of != f.Scope {
		counts = board.Counts{}
		for _, r := range m.Rows {
			if r.Body == of {
				counts = r.Counts
			}
		}
	}
	figures := f.marks(ctx, counts)
	folded := map[string]string{}
	for name, figure := range figures {
		folded[viet.Fold(name)] = figure
	}
	return mark.ReplaceAllStringFunc(words, func(m string) string {
		if figure, ok := folded[viet.Fold(clean(strings.Trim(m, "{}")))]; ok {
			return figure
		}
		return m
	}), nil
}

// lowered is a name as it stands within a sentence.
func lowered(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	return string(unicode.ToLower(r[0])) + string(r[1:])
}

// marks are the figures by the names of their marks.
func (f *filler) marks(ctx context.Context, counts board.Counts) map[string]string {
	c := f.method.Of(counts)
	n := func(n int64) string { return text.Int(ctx, n) }
	rate := "–"
	if of := f.method.Over(c); of > 0 {
		rate = text.Percent(ctx, c.Completed(), of, f.method.Rounding)
	}
	return map[string]string{
		"tổng số": n(c.Open() + c.Completed()), "hoàn thành": n(c.Completed()), "đúng hạn": n(c.OnTime), "hoàn thành quá hạn": n(c.Late),
		"trong hạn": n(c.Within()), "quá hạn": n(c.Overdue), "tỷ lệ hoàn thành": rate, "kỳ": lowered(f.Period), "từ ngày": f.From.Vietnamese(), "đến ngày": f.Until.Vietnamese(),
	}
}
