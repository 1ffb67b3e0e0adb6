package source

import (
	"strings"

	"quyet/base/viet"
)

// Office documents set their head (issuer and number on the left, State or
// Party, place and date on the right) and their foot (recipients on the left,
// signature on the right) as tables without lines. They are read as two
// columns of paragraphs, not as rows.

// isLetterhead says whether the cells of grid, each a list of paragraphs,
// are a head or foot: two columns with text, few rows, and the words that
// such a table cannot be without.
func isLetterhead(grid [][][]line) bool {
	if len(grid) == 0 || len(grid) > maxLayoutRows || !twoColumns(grid) {
		return false
	}
	for _, row := range grid {
		for _, cell := range row {
			for _, l := range cell {
				if hasOfficialMotto(viet.Fold(l.text)) {
					return true
				}
			}
		}
	}
	return false
}

// maxLayoutRows is more than a letterhead has and less than a table of tasks.
const maxLayoutRows = 8

// twoColumns says whether no row of grid has more than two cells with text.
func twoColumns(grid [][][]line) bool {
	for _, row := range grid {
		filled := 0
		for _, cell := range row {
			if !isBlank(cell) {
				filled++
			}
		}
		if filled > 2 {
			return false
		}
	}
	return true
}

func isBlank(cell []line) bool {
	for _, l := range cell {
		if squeeze(l.text) != "" {
			return false
		}
	}
	return true
}

// hasOfficialMotto recognises, in folded text, what stands on the right of a
// head and on the left of a foot.
func hasOfficialMotto(folded string) bool {
	for _, phrase := range []string{"cong hoa xa hoi chu nghia", "dang cong san viet nam", "doc lap - tu do", "noi nhan", "tm. ", "t/m ", "kt. ", "tl. "} {
		if strings.HasPrefix(folded, phrase) {
			return true
		}
	}
	return false
}

// flatten adds the cells of grid as paragraphs, column by column.
func flatten(b *builder, grid [][][]line) {
	columns := 0
	for _, row := range grid {
		columns = max(columns, len(row))
	}
	for c := range columns {
		for _, row := range grid {
			if c < len(row) {
				for _, l := range row[c] {
					b.paragraph(l)
				}
			}
		}
	}
}
