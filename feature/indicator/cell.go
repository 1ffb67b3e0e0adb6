package indicator

import (
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"quyet/base/text"
)

// Cells are the cells of a return by the numbers of their indicators.
type Cells map[int]Cell

// pack writes cells as one text: a line each, "no value part", with "-" for what does not
// apply and the note behind, escaped.
func (c Cells) pack() string {
	var b []byte
	for _, no := range slices.Sorted(maps.Keys(c)) {
		cell := c[no]
		b = strconv.AppendInt(b, int64(no), 10)
		b = append(b, ' ')
		if cell.NotHere {
			b = append(b, '-')
		} else {
			b = strconv.AppendInt(b, cell.Value, 10)
		}
		if cell.Part != 0 || cell.Note != "" {
			b = append(b, ' ')
			b = strconv.AppendInt(b, cell.Part, 10)
		}
		if cell.Note != "" {
			b = append(b, ' ')
			b = append(b, url.QueryEscape(cell.Note)...)
		}
		b = append(b, '\n')
	}
	return string(b)
}

// eachPacked calls visit for every cell of what [Cells.pack] wrote, without its note. It
// allocates nothing, as roll-ups read a million cells.
func eachPacked(packed string, visit func(no int, c Cell)) error {
	for len(packed) > 0 {
		line, rest, ok := strings.Cut(packed, "\n")
		packed = rest
		no, after, _ := strings.Cut(line, " ")
		value, part, _ := strings.Cut(after, " ")
		part, _, _ = strings.Cut(part, " ")
		n, err := strconv.Atoi(no)
		var c Cell
		if value == "-" {
			c.NotHere = true
		} else if err == nil {
			c.Value, err = strconv.ParseInt(value, 10, 64)
		}
		if part != "" && err == nil {
			c.Part, err = strconv.ParseInt(part, 10, 64)
		}
		if err != nil || !ok {
			return fmt.Errorf("packed cells: line %q", line)
		}
		visit(n, c)
	}
	return nil
}

func unpack(packed string) (Cells, error) {
	out := Cells{}
	if err := eachPacked(packed, func(no int, c Cell) { out[no] = c }); err != nil {
		return nil, err
	}
	for line := range strings.Lines(packed) {
		if fields := strings.Split(strings.TrimSuffix(line, "\n"), " "); len(fields) == 4 {
			note, err := url.QueryUnescape(fields[3])
			if err != nil {
				return nil, fmt.Errorf("packed cells: %w", err)
			}
			no, _ := strconv.Atoi(fields[0])
			c := out[no]
			c.Note = note
			out[no] = c
		}
	}
	return out, nil
}

// mostValue is how large a value may be, so that sums over a country stay exact, and so
// do hundredths of a percent of one value.
const mostValue = int64(9e14)

// readValue reads a number as people write it in a language: "1.214", "67,5", "-3" in
// Vietnamese, where points part thousands and a comma the decimals; the other way round
// in English. A point that cannot part thousands is taken for the comma that was meant, as
// spreadsheets write it. ok is false for anything else, for more decimals than there are,
// and for what is beyond nine hundred million million.
func readValue(l text.Lang, typed string, decimals int) (value int64, ok bool) {
	s := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\u00a0' || r == '\u202f':
			return -1
		case r == '.' && l == text.English:
			return ','
		case r == ',' && l == text.English:
			return '.'
		}
		return r
	}, typed)
	s, negative := strings.CutPrefix(s, "-")
	whole, fraction, comma := strings.Cut(s, ",")
	if groups := strings.Split(whole, "."); len(groups) > 1 {
		switch last := groups[len(groups)-1]; {
		case !comma && len(groups) == 2 && len(last) != 3:
			whole, fraction = groups[0], last
		case len(groups[0]) > 3:
			return 0, false
		default:
			for _, g := range groups[1:] {
				if len(g) != 3 {
					return 0, false
				}
			}
			whole = strings.Join(groups, "")
		}
	}
	if comma && (fraction == "" || strings.Contains(fraction, ",")) || whole == "" {
		return 0, false
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > decimals {
		return 0, false
	}
	digits := whole + fraction + strings.Repeat("0", decimals-len(fraction))
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n > mostValue {
		return 0, false
	}
	if negative {
		n = -n
	}
	return n, true
}

// writeValue writes a value as [readValue] reads it, in the language: "1.214,5".
func writeValue(l text.Lang, value int64, decimals int) string {
	unit := int64(math.Pow10(decimals))
	whole, rest := value/unit, value%unit
	sign := ""
	if value < 0 {
		sign, whole, rest = "-", -whole, -rest
	}
	out := sign + string(text.AppendInt(nil, l, whole))
	if decimals == 0 {
		return out
	}
	comma := ","
	if l == text.English {
		comma = "."
	}
	digits := strconv.FormatInt(rest, 10)
	return out + comma + strings.Repeat("0", decimals-len(digits)) + digits
}
