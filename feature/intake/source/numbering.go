package source

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// Automatic numbers are not in the text of a docx: each paragraph names a
// list and a level, and the number follows from all paragraphs before it
// (ECMA-376 part 1, 17.9). Several lists may be instances of one definition
// and then go on counting with each other, unless an instance says otherwise.

// A numbering holds the list definitions of a docx and counts.
type numbering struct {
	definitions map[string]*listDefinition
	instances   map[string]*listInstance
}

type listDefinition struct {
	levels  [maxListLevels]listLevel
	counts  [maxListLevels]int
	started [maxListLevels]bool
}

type listInstance struct {
	definition *listDefinition
	start      map[int]int // levels at which this instance starts anew
	levels     map[int]listLevel
}

type listLevel struct {
	format  string
	text    string
	start   int
	legal   bool // writes all numbers in it as decimals
	restart int  // 1-based level above which it starts anew; 0 never, -1 any
}

// maxListLevels is fixed by the format.
const maxListLevels = 9

// maxLists is more than copying from file to file for years leaves behind.
const maxLists = 50_000

func readNumbering(x *xmlReader) (*numbering, error) {
	n := &numbering{definitions: map[string]*listDefinition{}, instances: map[string]*listInstance{}}
	err := x.all(func(root xml.StartElement) error {
		return x.inside(func(s xml.StartElement) error {
			if len(n.definitions)+len(n.instances) >= maxLists {
				return refuse(TooLarge, "lists")
			}
			switch s.Name.Local {
			case "abstractNum":
				d := &listDefinition{}
				n.definitions[attr(s, "abstractNumId")] = d
				return x.inside(func(s xml.StartElement) error {
					if s.Name.Local != "lvl" {
						return x.skip()
					}
					at := listDepth(attr(s, "ilvl"))
					l, err := readListLevel(x)
					d.levels[at] = l
					return err
				}, nil)
			case "num":
				return n.readInstance(x, attr(s, "numId"))
			}
			return x.skip()
		}, nil)
	})
	return n, err
}

func (n *numbering) readInstance(x *xmlReader, id string) error {
	in := &listInstance{start: map[int]int{}, levels: map[int]listLevel{}}
	n.instances[id] = in
	return x.inside(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "abstractNumId":
			in.definition = n.definitions[attr(s, "val")]
			return x.skip()
		case "lvlOverride":
			at := listDepth(attr(s, "ilvl"))
			return x.inside(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "startOverride":
					in.start[at], _ = strconv.Atoi(attr(s, "val"))
				case "lvl":
					l, err := readListLevel(x)
					in.levels[at] = l
					return err
				}
				return x.skip()
			}, nil)
		}
		return x.skip()
	}, nil)
}

func readListLevel(x *xmlReader) (listLevel, error) {
	l := listLevel{start: 1, restart: -1}
	err := x.inside(func(s xml.StartElement) error {
		v := attr(s, "val")
		switch s.Name.Local {
		case "start":
			l.start, _ = strconv.Atoi(v)
		case "numFmt":
			l.format = v
		case "lvlText":
			if len(v) <= longestLevelText {
				l.text = v
			}
		case "lvlRestart":
			l.restart, _ = strconv.Atoi(v)
		case "isLgl":
			l.legal = isOn(s)
		}
		return x.skip()
	}, nil)
	return l, err
}

// longestLevelText is ten times the limit of Word itself, which is 31 characters.
// The text stands before every paragraph of the level.
const longestLevelText = 1000

func listDepth(s string) int {
	n, _ := strconv.Atoi(s)
	return min(max(n, 0), maxListLevels-1)
}

// label counts one paragraph of list instance id at the given level and
// returns its number as printed.
func (n *numbering) label(id string, level int) string {
	in := n.instances[id]
	if in == nil || in.definition == nil {
		return ""
	}
	d := in.definition
	at := func(i int) listLevel {
		if l, ok := in.levels[i]; ok {
			return l
		}
		return d.levels[i]
	}
	if start, ok := in.start[level]; ok {
		d.counts[level], d.started[level] = start, true
		delete(in.start, level) // only its first paragraph starts anew
	} else if d.started[level] {
		d.counts[level]++
	} else {
		d.counts[level], d.started[level] = at(level).start, true
	}
	for deeper := level + 1; deeper < maxListLevels; deeper++ {
		if r := at(deeper).restart; r < 0 || level < r {
			d.started[deeper] = false
		}
	}
	l := at(level)
	switch l.format {
	case "none", "":
		return l.text
	case "bullet":
		return bullet(l.text)
	}
	text := l.text
	for i := range level + 1 {
		if !strings.Contains(text, "%") {
			break
		}
		count := d.counts[i]
		if !d.started[i] {
			count = at(i).start
		}
		format := at(i).format
		if l.legal {
			format = "decimal"
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), countAs(format, count))
	}
	return text
}

// bullet returns the mark as people type it. Word draws most bullets with
// symbol fonts, whose characters mean nothing elsewhere.
func bullet(s string) string {
	switch s = strings.TrimSpace(s); s {
	case "-", "–", "—", "+", "*", "•":
		return s
	case "\uf02d":
		return "-"
	case "":
		return ""
	}
	return "•"
}

// countAs writes n as a list level of the given format does.
func countAs(format string, n int) string {
	if n <= 0 || n > 5000 {
		return strconv.Itoa(n)
	}
	switch format {
	case "lowerLetter":
		return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
	case "upperLetter":
		return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}
