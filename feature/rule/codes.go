package rule

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
)

// Codes declares a rule whose value is a list of named codes, from which a
// person picks one: a line for each, "code = tiếng Việt / English". What was
// coded keeps its code when a later version drops it; [Rule.Say] tells no code,
// [Code.Title] does.
func Codes(key string, title, hint text.T, shipped ...Shipped) *Rule {
	return declare(&Rule{Key: key, Title: title, Hint: hint, Coded: true}, shipped)
}

// A Code is one of a list of codes.
type Code struct {
	Code  string
	Title text.T
}

// mostCodes bounds a list of codes, longestCode one of its titles in bytes.
const (
	mostCodes   = 60
	longestCode = 200
)

var codeForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// parseCodes reads a list of codes; ok is false for an empty one, and where a
// code is no word of small letters, is named twice or has no title.
func parseCodes(s string) (codes []Code, ok bool) {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		code, titles, cut := strings.Cut(line, "=")
		code = strings.TrimSpace(code)
		vietnamese, english, both := strings.Cut(titles, "/")
		vietnamese, english = strings.TrimSpace(vietnamese), strings.TrimSpace(english)
		if !cut || !both || vietnamese == "" || english == "" || len(line) > 2*longestCode || !codeForm.MatchString(code) ||
			slices.ContainsFunc(codes, func(c Code) bool { return c.Code == code }) {
			return nil, false
		}
		codes = append(codes, Code{code, text.New(vietnamese, english)})
	}
	return codes, len(codes) > 0 && len(codes) <= mostCodes
}

// Codes returns the codes in force on day, and the version that lists them.
func (r *Rule) Codes(ctx context.Context, v *work.View, day civil.Date) ([]Code, Version, error) {
	now, err := r.On(ctx, v, day)
	codes, _ := parseCodes(now.Value)
	return codes, now, err
}

// CodeTitle returns what a code means: by the newest version that has it, so
// that a code which is used no more is still told. ok is false where none has.
func (r *Rule) CodeTitle(ctx context.Context, v *work.View, code string) (title text.T, ok bool, err error) {
	versions, err := r.Versions(ctx, v)
	if err != nil {
		return title, false, err
	}
	for _, version := range slices.Backward(versions) {
		codes, _ := parseCodes(version.Value)
		if i := slices.IndexFunc(codes, func(c Code) bool { return c.Code == code }); i >= 0 {
			return codes[i].Title, true, nil
		}
	}
	return title, false, nil
}
