package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"quyet/base/civil"
)

// A FormSpec describes a form to [Form].
type FormSpec struct {
	ID     string
	Action string
	Get    bool         // a question, not a change
	Files  bool         // it sends files
	Errors []FieldError // what was refused; shown above the fields
	Attrs  templ.Attributes
}

func (f FormSpec) method() string {
	if f.Get {
		return "get"
	}
	return "post"
}

// A FieldError says what is wrong with one field, or with the form as a whole
// where Field is "".
type FieldError struct{ Field, Text string }

// ErrorOf returns what is wrong with the field of that name, "" if nothing.
func ErrorOf(errs []FieldError, field string) string {
	i := slices.IndexFunc(errs, func(e FieldError) bool { return e.Field == field })
	if i < 0 {
		return ""
	}
	return errs[i].Text
}

// A Field is one question of a form.
type Field struct {
	Name     string
	Label    string
	Hint     string
	Value    string // what was typed, also where it was refused
	Error    string
	Required bool
	ID       string // "f-" and Name, unless a page has two forms with one name
	Short    bool   // a number, a date, a symbol: a narrow box
	Attrs    templ.Attributes
}

func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return "f-" + f.Name
}

// describedBy names the elements that explain the field, for aria-describedby.
func (f Field) describedBy(hint string) string {
	var ids []string
	if hint != "" {
		ids = append(ids, f.id()+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.id()+"-error")
	}
	return strings.Join(ids, " ")
}

// attrs returns what every kind of box has in common.
func (f Field) attrs(hint string) templ.Attributes {
	a := templ.Attributes{"id": f.id(), "name": f.Name}
	if d := f.describedBy(hint); d != "" {
		a["aria-describedby"] = d
	}
	if f.Error != "" {
		a["aria-invalid"] = "true"
	}
	if f.Required {
		a["aria-required"] = "true"
	}
	for k, v := range f.Attrs {
		a[k] = v
	}
	return a
}

// An Option is one answer that can be chosen.
type Option struct {
	Value, Label, Hint string
	Key                string // of a [RadioField]: the shortcut that chooses it
}

// A Finding says where a [FindField] finds its answers.
type Finding struct {
	// From is the address that answers with [Found] to the words in its
	// parameter q, on the day in its parameter on.
	From string

	// Day names the field of the same form whose day the answers are of; ""
	// leaves it to From.
	Day string

	// Among are the answers offered because the words that were sent mean
	// none by themselves: the Label is what the field then holds, the Hint
	// tells answers of like names apart.
	Among []Option
	More  bool // there are more than are offered
}

// Found is what the address of a [Finding] answers a script with.
type Found struct {
	Found []FoundOption `json:"found"`
	More  bool          `json:"more"` // there are more
}

// A FoundOption is one answer to choose. The field then holds its label.
type FoundOption struct {
	Label string `json:"label"`
	Hint  string `json:"hint,omitempty"`
}

// FoundOf makes of options what a script is answered.
func FoundOf(options []Option, more bool) Found {
	f := Found{Found: make([]FoundOption, len(options)), More: more}
	for i, o := range options {
		f.Found[i] = FoundOption{Label: o.Label, Hint: o.Hint}
	}
	return f
}

// An AsOfSpec describes the day slider.
type AsOfSpec struct {
	Label    string     // what the day is of; the figures, if ""
	Action   string     // path of the page that shows the figures
	On       civil.Date // the day shown
	From, To civil.Date // the days that can be chosen, both included
	Typed    string     // what was typed in its place, where that was refused
	Error    string     // why
	Keep     []Option   // Value and Label: other parts of the question to keep
	Target   string     // CSS selector of what a moved slider replaces; "" reloads the page
}

// typed is what stands in the box: the day shown, or what was typed in its
// place.
func (a AsOfSpec) typed() string {
	if a.Error != "" {
		return a.Typed
	}
	return a.On.Vietnamese()
}

// ParseAsOf reads what the day slider of [AsOf] sent. The slider wins if it
// was moved, otherwise the date that was typed; a day outside of from…to is
// moved to the nearer end. It returns to where nothing was asked, and false
// where the typed date is none.
func ParseAsOf(get func(string) string, from, to civil.Date) (civil.Date, bool) {
	day := to
	if slid := get("day"); slid != "" && slid != get("was") {
		n, ok := atoi(slid)
		if !ok {
			return to, false
		}
		day = from.AddDays(n)
	} else if typed := strings.TrimSpace(get("on")); typed != "" {
		d, ok := civil.Read(typed)
		if !ok {
			return to, false
		}
		day = d
	}
	if day.Before(from) {
		day = from
	}
	if day.After(to) {
		day = to
	}
	return day, true
}

// narrow returns f with a box as wide as a number.
func narrow(f Field) Field {
	f.Short = true
	return f
}

// dateHint returns the hint of a day: the page's own, or how to write one.
func dateHint(ctx context.Context, f Field) string {
	if f.Hint != "" {
		return f.Hint
	}
	return tDateHint.In(ctx)
}

// amongID identifies one of the answers offered to a [FindField].
func amongID(f Field, i int) string { return f.id() + "-pick-" + strconv.Itoa(i) }

func radioID(f Field, i int) string {
	if i == 0 {
		return f.id() // where the error summary leads
	}
	return f.id() + "-" + strconv.Itoa(i)
}

// atoi reads a whole number of at most six digits, without sign.
func atoi(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 32)
	return int(n), err == nil && len(s) <= 6
}
