// Package text holds what the program says to people, in Vietnamese and in
// English, beside the code that says it.
//
// A text is a package-level variable of the capability that shows it:
//
//	var tAssign = text.New("Giao việc", "Assign")
//
// Both languages are parameters of the constructor, so a missing translation
// does not compile, and an unused text is reported by the linter. There is no
// shared catalogue: two people who add pages to two capabilities never meet
// in one file.
//
// The language of a request travels in its context ([WithLang]), so that a
// page cannot be half in one language.
package text

import (
	"context"
	"fmt"
	"reflect"
)

// A Lang is a language of the interface.
type Lang uint8

// The languages of the interface. Vietnamese is the first one and the default.
const (
	Vietnamese Lang = iota
	English
)

// String returns the language's BCP 47 tag, as in an HTML lang attribute.
func (l Lang) String() string {
	if l == English {
		return "en"
	}
	return "vi"
}

// ParseLang returns the language with the given tag; ok is false for any
// other tag.
func ParseLang(tag string) (l Lang, ok bool) {
	switch tag {
	case "vi":
		return Vietnamese, true
	case "en":
		return English, true
	}
	return Vietnamese, false
}

// A T is a text in both languages. Its zero value is the empty text.
type T struct {
	vi, one, many string
}

// New returns the text that reads vi in Vietnamese and en in English. Both
// may hold the verbs of package fmt; the arguments come with [T.In].
func New(vi, en string) T { return T{vi, en, en} }

// Plural returns a text whose English form depends on its first argument, an
// integer. Vietnamese has one form for every number.
func Plural(vi, one, many string) T { return T{vi, one, many} }

// Verbatim returns the text that reads s in both languages: a name, a symbol.
func Verbatim(s string) T { return T{s, s, s} }

// Zero says whether t is the empty text.
func (t T) Zero() bool { return t == T{} }

// In returns t in the language of ctx, with args filled in. An argument that
// is itself a [T] is put into the same language.
func (t T) In(ctx context.Context, args ...any) string { return t.For(LangOf(ctx), args...) }

// For is [T.In] for a language known without a context.
func (t T) For(l Lang, args ...any) string {
	format := t.vi
	if l == English {
		format = t.many
		if len(args) > 0 && isOne(args[0]) {
			format = t.one
		}
	}
	if len(args) == 0 {
		return format
	}
	said := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case T:
			said[i] = a.For(l)
		default:
			said[i] = a
		}
	}
	return fmt.Sprintf(format, said...)
}

func isOne(a any) bool {
	v := reflect.ValueOf(a)
	return v.CanInt() && v.Int() == 1 || v.CanUint() && v.Uint() == 1
}

type langKey struct{}

// WithLang returns a context whose texts are in l.
func WithLang(ctx context.Context, l Lang) context.Context {
	return context.WithValue(ctx, langKey{}, l)
}

// LangOf returns the language of ctx, Vietnamese if none was set.
func LangOf(ctx context.Context) Lang {
	l, _ := ctx.Value(langKey{}).(Lang)
	return l
}
