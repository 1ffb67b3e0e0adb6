package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Class is the class attribute made of the names that are not empty. It stands
// where templ's own class={ … } would: that one sorts out duplicates, which
// took a sixth of the time of a long table.
func Class(names ...string) templ.OrderedAttributes {
	all := names[0]
	for _, n := range names[1:] {
		if n != "" {
			all += " " + n
		}
	}
	all = strings.TrimPrefix(all, " ")
	if all == "" {
		return nil
	}
	return templ.OrderedAttributes{{Key: "class", Value: all}}
}

// when is name where is is true.
func when(is bool, name string) string {
	if is {
		return name
	}
	return ""
}
