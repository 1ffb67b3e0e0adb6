package citation

import "quyet/base/civil"

// Types returns every type, in the order in which lists show them.
func Types() []Type {
	out := make([]Type, len(types))
	for i, info := range types {
		out[i] = info.Type
	}
	return out
}

// TypeOf returns the type with the given slug; ok is false if there is none.
func TypeOf(slug string) (t Type, ok bool) {
	for _, info := range types {
		if info.slug == slug {
			return info.Type, true
		}
	}
	return t, false
}

// DateOf returns a full date as a citation tells it.
func DateOf(day civil.Date) Date {
	return Date{Year: day.Year, Month: day.Month, Day: day.Day}
}
