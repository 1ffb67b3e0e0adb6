package text

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// A collator keeps state between calls, so each user takes one of its own.
var collators = sync.Pool{New: func() any {
	return &collator{c: collate.New(language.Vietnamese, collate.IgnoreCase, collate.Numeric)}
}}

type collator struct {
	c   *collate.Collator
	buf collate.Buffer
}

// SortKey returns bytes that sort s in the Vietnamese alphabet
// (a ă â b c d đ e ê …) and numbers by value ("Chi bộ 2" before "Chi bộ 10").
// It is stored beside a name, because the two database engines sort text
// differently and neither sorts Vietnamese.
func SortKey(s string) []byte {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	c.buf.Reset()
	return append([]byte(nil), c.c.KeyFromString(&c.buf, s)...)
}

// Compare orders a and b in the Vietnamese alphabet, as [SortKey] does.
func Compare(a, b string) int {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	return c.c.CompareString(a, b)
}
