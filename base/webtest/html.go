package webtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"quyet/base/viet"
)

// Faults returns what is wrong with the HTML of a page: elements that are not
// closed, stand where HTML does not allow them, or close one another; ids
// given twice; labels and references that lead nowhere; fields and buttons
// without a name; anything but one h1 and one title; scripts and styles that
// the policy of the site refuses; texts whose arguments do not fit their verbs.
//
// A browser mends most of these silently, each in its way, which is why they
// are looked for here.
func Faults(page []byte) []string {
	written, faults := asWritten(page)
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(page))
	if err != nil {
		return append(faults, err.Error())
	}
	if len(faults) == 0 {
		faults = append(faults, misplaced(written, asUnderstood(doc.Nodes[0], "", nil))...)
	}
	for _, look := range []func(*goquery.Document) []string{outlineFaults, idFaults, nameFaults, policyFaults, verbFaults} {
		faults = append(faults, look(doc)...)
	}
	return faults
}

// An element is one start tag and the element in which it stands.
type element struct{ name, within string }

func (e element) String() string { return "<" + e.name + "> in <" + e.within + ">" }

// leaves have no end tag.
var leaves = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// asWritten returns the elements in the order and nesting in which their tags
// stand. Every element that is no leaf needs its end tag.
func asWritten(page []byte) (all []element, faults []string) {
	var open []string
	within := func() string {
		if len(open) == 0 {
			return ""
		}
		return open[len(open)-1]
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				faults = append(faults, z.Err().Error())
			}
			for _, name := range open {
				faults = append(faults, "<"+name+"> is not closed")
			}
			return all, faults
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			self := strings.HasSuffix(raw, "/>")
			t := z.Token()
			all = append(all, element{t.Data, within()})
			faults = append(faults, repeated(raw)...)
			if !self && !slices.Contains(leaves, t.Data) {
				open = append(open, t.Data)
			}
		case html.EndTagToken:
			t := z.Token()
			if within() != t.Data {
				return all, append(faults, fmt.Sprintf("</%s> closes <%s>", t.Data, within()))
			}
			open = open[:len(open)-1]
		}
	}
}

// attribute finds the attributes of a start tag, with values in double quotes.
var attribute = regexp.MustCompile(`\s([^\s"'>/=]+)(?:="[^"]*")?`)

// repeated looks at the tag as it was written: parsers forget the second of
// two attributes.
func repeated(tag string) (faults []string) {
	seen := map[string]bool{}
	for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
		if seen[m[1]] {
			faults = append(faults, fmt.Sprintf("%s has %s twice", tag, m[1]))
		}
		seen[m[1]] = true
	}
	return faults
}

// asUnderstood returns the elements as a browser sees them.
func asUnderstood(n *html.Node, within string, all []element) []element {
	if n.Type == html.ElementNode {
		all = append(all, element{n.Data, within})
		within = n.Data
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		all = asUnderstood(c, within, all)
	}
	return all
}

// misplaced tells of the first element that a browser has to move, close or
// add. It may add <tbody>, which HTML lets one leave out.
func misplaced(written, understood []element) []string {
	written, understood = withoutBodies(written), withoutBodies(understood)
	for i := range max(len(written), len(understood)) {
		switch {
		case i >= len(understood):
			return []string{fmt.Sprintf("%v is left out by browsers", written[i])}
		case i >= len(written):
			return []string{fmt.Sprintf("%v is added by browsers", understood[i])}
		case written[i] != understood[i]:
			return []string{fmt.Sprintf("%v becomes %v", written[i], understood[i])}
		}
	}
	return nil
}

func withoutBodies(all []element) []element {
	var out []element
	for _, e := range all {
		if e.within == "tbody" {
			e.within = "table"
		}
		if e.name != "tbody" {
			out = append(out, e)
		}
	}
	return out
}

func outlineFaults(doc *goquery.Document) (faults []string) {
	for _, one := range []string{"html[lang]", "head title", "h1", "main"} {
		if n := doc.Find(one).Length(); n != 1 {
			faults = append(faults, fmt.Sprintf("%d %s, want one", n, one))
		} else if spaced(doc.Find(one).Text()) == "" {
			faults = append(faults, one+" is empty")
		}
	}
	return faults
}

// references are the attributes that name other elements of the page by their
// ids.
var references = []string{"for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-activedescendant", "data-dialog"}

func idFaults(doc *goquery.Document) (faults []string) {
	ids := map[string]int{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) { ids[s.AttrOr("id", "")]++ })
	for id, n := range ids {
		if n > 1 || strings.ContainsFunc(id, unicode.IsSpace) || id == "" {
			faults = append(faults, fmt.Sprintf("id %q is given %d times", id, n))
		}
	}
	slices.Sort(faults)
	for _, attr := range references {
		doc.Find("[" + attr + "]").Each(func(_ int, s *goquery.Selection) {
			for id := range strings.FieldsSeq(s.AttrOr(attr, "")) {
				if ids[id] == 0 {
					faults = append(faults, fmt.Sprintf("%s=%q leads nowhere", attr, id))
				}
			}
		})
	}
	doc.Find("a[href^='#']").Each(func(_ int, s *goquery.Selection) {
		if id := strings.TrimPrefix(s.AttrOr("href", ""), "#"); id != "" && ids[id] == 0 {
			faults = append(faults, fmt.Sprintf("link to #%s leads nowhere", id))
		}
	})
	doc.Find("label[for]").Each(func(_ int, s *goquery.Selection) {
		if to := doc.Find("[id='" + s.AttrOr("for", "") + "']"); to.Length() > 0 && !to.Is("input, select, textarea, output, progress, meter, button") {
			faults = append(faults, fmt.Sprintf("label %q is for a <%s>", spaced(s.Text()), goquery.NodeName(to)))
		}
	})
	return faults
}

func nameFaults(doc *goquery.Document) (faults []string) {
	doc.Find("input:not([type=hidden], [type=submit], [type=button]), select, textarea").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if s.Is("[aria-label], [aria-labelledby]") || s.Closest("label").Length() > 0 || id != "" && doc.Find("label[for='"+id+"']").Length() > 0 {
			return
		}
		faults = append(faults, fmt.Sprintf("field %q has no label", s.AttrOr("name", id)))
	})
	doc.Find("button, a[href], summary, label, legend, th, option, h1, h2, h3, h4, caption").Each(func(_ int, s *goquery.Selection) {
		if spaced(s.Text()) == "" && !s.Is("[aria-label], [aria-labelledby]") && s.Find("img[alt]:not([alt=''])").Length() == 0 {
			outer, err := goquery.OuterHtml(s)
			faults = append(faults, fmt.Sprintf("says nothing: %s %v", outer, err))
		}
	})
	doc.Find("img:not([alt])").Each(func(_ int, s *goquery.Selection) {
		faults = append(faults, fmt.Sprintf("image %q has no alt", s.AttrOr("src", "")))
	})
	doc.Find("form form, a a, a button, button a, label label, button button").Each(func(_ int, s *goquery.Selection) {
		faults = append(faults, fmt.Sprintf("<%s> stands within what it may not", goquery.NodeName(s)))
	})
	return faults
}

func policyFaults(doc *goquery.Document) (faults []string) {
	doc.Find("script:not([src]), style").Each(func(_ int, s *goquery.Selection) {
		faults = append(faults, fmt.Sprintf("<%s> stands in the page", goquery.NodeName(s)))
	})
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				faults = append(faults, fmt.Sprintf("<%s> has %s=%q", goquery.NodeName(s), a.Key, a.Val))
			}
		}
	})
	return faults
}

// unfilled is what package fmt writes for a verb that its argument does not fit.
var unfilled = regexp.MustCompile(`%!\w?\([^)]*\)`)

func verbFaults(doc *goquery.Document) (faults []string) {
	for _, f := range unfilled.FindAllString(doc.Text(), -1) {
		faults = append(faults, fmt.Sprintf("a text was filled in wrongly: %s", f))
	}
	return faults
}

// spoken selects what is text of the program and not of the office: what
// people entered is in one language only. What holds a digit is taken for a
// document; the label of a check box may be the name of a body.
const spoken = "label:not(.form-check-label), legend, th:not(:has(a)), .form-hint, .optional, .mainnav a, nav[aria-label] h2, dt, .btn"

// Untranslated returns the texts of the program that are the same on the
// Vietnamese and on the English version of a page, though at least one of
// them must be wrong: labels, headings of columns, hints, the menu. What a page says to be
// in another language is no text of the program.
func Untranslated(vi, en *Page) []string {
	english := map[string]bool{}
	en.Find(spoken).Not("body [lang] *").Each(func(_ int, s *goquery.Selection) { english[spaced(s.Text())] = true })
	var same []string
	vi.Find(spoken).Not("[lang], body [lang] *").Each(func(_ int, s *goquery.Selection) {
		if t := spaced(s.Text()); english[t] && viet.Fold(t) != strings.ToLower(t) && !strings.ContainsFunc(t, unicode.IsDigit) && !slices.Contains(same, t) {
			same = append(same, t)
		}
	})
	if lang := en.Find("html").AttrOr("lang", ""); lang != "en" {
		same = append(same, "the English page has lang="+lang)
	}
	return same
}
