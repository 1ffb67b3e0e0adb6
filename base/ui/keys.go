package ui

import "context"

// allKeys returns the shortcuts of a page, then those of every page.
func allKeys(ctx context.Context, s Shell, page []Shortcut) []Shortcut {
	keys := append([]Shortcut(nil), page...)
	keys = append(keys,
		Shortcut{"j k", tKeyRows.In(ctx)},
		Shortcut{"Enter", tKeyOpen.In(ctx)},
	)
	if s.SearchAt != "" {
		keys = append(keys, Shortcut{"/", tKeySearch.In(ctx)})
	}
	for _, n := range s.Nav {
		if n.Key != "" {
			keys = append(keys, Shortcut{n.Key, n.Title.In(ctx)})
		}
	}
	return append(keys, Shortcut{"?", tAllKeys.In(ctx)})
}
