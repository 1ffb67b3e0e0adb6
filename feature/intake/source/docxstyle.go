package source

import (
	"encoding/xml"
	"strings"
)

// A runStyle is what reading needs to know of how characters look.
type runStyle struct {
	bold, italic, hidden bool
	font                 string
}

// A docxStyle is a named style of a docx, with what it inherits resolved.
type docxStyle struct {
	name     string
	based    string
	run      runStyle
	list     string // list instance
	depth    int    // level of that list
	outline  int    // heading level, 0 for text
	centered bool
	bordered bool // a table style that draws lines
	resolved bool
}

// A styleSheet holds the styles of a docx by their id.
type styleSheet struct {
	styles  map[string]*docxStyle
	regular *docxStyle // what applies where nothing is named
}

func readStyles(x *xmlReader) (*styleSheet, error) {
	sheet := &styleSheet{styles: map[string]*docxStyle{}, regular: &docxStyle{resolved: true}}
	var byDefault string
	err := x.all(func(root xml.StartElement) error {
		return x.inside(func(s xml.StartElement) error {
			switch s.Name.Local {
			case "docDefaults":
				return readStyle(x, sheet.regular)
			case "style":
				if len(sheet.styles) >= maxStyles {
					return refuse(TooLarge, "styles")
				}
				style := &docxStyle{}
				id := attr(s, "styleId")
				sheet.styles[id] = style
				if attr(s, "type") == "paragraph" && attr(s, "default") == "1" {
					byDefault = id
				}
				return readStyle(x, style)
			}
			return x.skip()
		}, nil)
	})
	if normal := sheet.styles[byDefault]; normal != nil {
		base := *sheet.regular
		sheet.regular = normal
		if normal.run.font == "" {
			normal.run.font = base.run.font
		}
	}
	return sheet, err
}

// maxStyles is five times the limit of Word itself.
const maxStyles = 20_000

func readStyle(x *xmlReader, style *docxStyle) error {
	return x.inside(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "name":
			style.name = strings.ToLower(attr(s, "val"))
		case "basedOn":
			style.based = attr(s, "val")
		case "rPrDefault", "pPrDefault":
			return readStyle(x, style)
		case "rPr":
			return readRunStyle(x, &style.run, nil)
		case "tblPr":
			return x.inside(func(s xml.StartElement) error {
				if s.Name.Local == "tblBorders" {
					return readBorders(x, &style.bordered)
				}
				return x.skip()
			}, nil)
		case "pPr":
			return x.inside(func(s xml.StartElement) error {
				switch s.Name.Local {
				case "numPr":
					return readNumberOf(x, &style.list, &style.depth)
				case "outlineLvl":
					style.outline = outlineLevel(s)
				case "jc":
					style.centered = attr(s, "val") == "center"
				}
				return x.skip()
			}, nil)
		}
		return x.skip()
	}, nil)
}

// readRunStyle reads an rPr element. Seen, if not nil, hears of every
// element that is not about looks.
func readRunStyle(x *xmlReader, run *runStyle, seen func(xml.StartElement)) error {
	return x.inside(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "b":
			run.bold = isOn(s)
		case "i":
			run.italic = isOn(s)
		case "vanish", "specVanish":
			run.hidden = isOn(s)
		case "rFonts":
			for _, name := range []string{"ascii", "hAnsi", "cs"} {
				if font := attr(s, name); font != "" {
					run.font = font
					break
				}
			}
		default:
			if seen != nil {
				seen(s)
			}
		}
		return x.skip()
	}, nil)
}

func readNumberOf(x *xmlReader, list *string, depth *int) error {
	return x.inside(func(s xml.StartElement) error {
		switch s.Name.Local {
		case "numId":
			*list = attr(s, "val")
		case "ilvl":
			*depth = listDepth(attr(s, "val"))
		}
		return x.skip()
	}, nil)
}

// readBorders reads tblBorders or tcBorders: drawn says whether any line is.
func readBorders(x *xmlReader, drawn *bool) error {
	return x.inside(func(s xml.StartElement) error {
		switch attr(s, "val") {
		case "", "nil", "none":
		default:
			*drawn = true
		}
		return x.skip()
	}, nil)
}

func outlineLevel(s xml.StartElement) int {
	if v := attr(s, "val"); len(v) == 1 && '0' <= v[0] && v[0] < '9' {
		return int(v[0]-'0') + 1
	}
	return 0 // 9 is body text
}

// style returns the style with the given id, with what it inherits.
func (sheet *styleSheet) style(id string) *docxStyle {
	s, ok := sheet.styles[id]
	if !ok {
		return sheet.regular
	}
	if s.resolved {
		return s
	}
	s.resolved = true // before looking up, so that a cycle ends
	base := sheet.regular
	if s.based != "" {
		base = sheet.style(s.based)
	}
	s.run.bold = s.run.bold || base.run.bold
	s.run.italic = s.run.italic || base.run.italic
	s.run.hidden = s.run.hidden || base.run.hidden
	s.centered = s.centered || base.centered
	s.bordered = s.bordered || base.bordered
	if s.run.font == "" {
		s.run.font = base.run.font
	}
	if s.list == "" {
		s.list, s.depth = base.list, max(s.depth, base.depth)
	}
	if s.outline == 0 {
		s.outline = base.outline
	}
	return s
}
