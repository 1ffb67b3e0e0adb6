package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/viet"
)

type actor = access.Actor

// A Request is a request whose form has been read whole, so that no
// transaction waits for a slow line.
type Request struct {
	*http.Request
	route   string // pattern
	public  bool   // whoever asks need not have signed in
	person  bool   // it is about themselves
	number  string
	lang    text.Lang
	acting  actor  // as last loaded
	counted bool   // against the pace of who sent it
	secure  bool   // came through TLS
	sent    []byte // the body, of JSON

	otherPost bool  // what was sent is carried out in another post than the session is in
	notShown  error // why it is refused: the form was shown to somebody who it is not, or in a post that is theirs no more
	told      bool  // they are being told so
}

// asShown returns the actor in the post in which the person was shown the form
// that was sent, see [ui.Acting]; the session may have been switched to
// another one since. It is an own post, so they gain nothing by it. Faults:
// Conflict where it is theirs no more, or the form was shown to somebody else
// who was signed in at this browser before. The page that tells them so is for
// the actor as they are.
func (r *Request) asShown(a actor) (actor, error) {
	shown := r.PostForm.Get(ui.ActingField)
	if r.otherPost = false; shown == "" || !a.SignedIn() || a.Unproven || r.told {
		return a, nil
	}
	account, post, _ := strings.Cut(shown, ui.ActingBetween)
	at := slices.IndexFunc(a.Posts, func(p access.Post) bool { return p.ID == post })
	switch {
	case account != a.Account:
		r.notShown = errOtherAccount
	case post == a.Post:
		return a, nil
	case at < 0:
		r.notShown = errPostGone
	default:
		r.otherPost = true
		return a.In(a.Posts[at]), nil
	}
	return a, r.notShown
}

// Lang returns the language the person reads.
func (r *Request) Lang() text.Lang { return r.lang }

// memoryForUploads is how much of an upload is kept in memory; the rest waits
// in a temporary file, unless the route keeps it all in memory.
const memoryForUploads = 4 << 20

func (r *Request) read(w http.ResponseWriter, rt Route) error {
	if text.Holdable(r.URL.Path) != r.URL.Path {
		return fault.New(fault.Unknown, tNoPage)
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return nil
	}
	limit := rt.Upload
	if limit == 0 {
		limit = DefaultUpload
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	var err error
	switch media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media {
	case "multipart/form-data":
		memory := int64(memoryForUploads)
		if rt.Memory {
			memory = limit // the body is no longer than that
		}
		err = r.ParseMultipartForm(memory)
	case "application/json":
		r.sent, err = io.ReadAll(r.Body)
	default:
		err = r.ParseForm()
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return fault.New(fault.TooMuch, tTooLarge, limit>>20).Because(err)
	}
	if err != nil {
		return fault.New(fault.Invalid, tBadForm).Because(err)
	}
	return nil
}

// secretFields are the names of fields that no page shows again.
var secretFields = []string{"password", "old", "new", "again", "secret", "token"}

// typed returns what was sent with a form, nil where none was sent, or one
// that holds a secret, as those do by which people sign in.
func (r *Request) typed() *Typed {
	if r.Method != http.MethodPost || r.public || len(r.PostForm) == 0 && r.MultipartForm == nil {
		return nil
	}
	t := &Typed{Action: r.URL.RequestURI()}
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if slices.Contains(secretFields, name) {
			return nil
		}
		if strings.HasPrefix(name, ProofPrefix) || name == ui.ActingField && (r.acting.Post != "" || r.notShown != nil) {
			continue // the page on which it is shown again has its own
		}
		for _, v := range r.PostForm[name] {
			t.Fields = append(t.Fields, TypedField{name, text.Holdable(v)})
		}
	}
	if r.MultipartForm != nil {
		for _, name := range slices.Sorted(maps.Keys(r.MultipartForm.File)) {
			for _, f := range r.MultipartForm.File[name] {
				t.Files = append(t.Files, TypedField{name, f.Filename})
			}
		}
	}
	return t
}

// key returns the key of a request that may come twice, "" where it has none.
func (r *Request) key() string {
	if key := r.Header.Get(KeyHeader); len(key) <= longestKey {
		return key
	}
	return ""
}

// proves says whether a proof was sent along with a form.
func (r *Request) proves() bool {
	for name := range r.PostForm {
		if strings.HasPrefix(name, ProofPrefix) {
			return true
		}
	}
	return false
}

// hostPrefix binds a cookie to this host over TLS, so that no neighbouring site
// can set it (RFC 6265bis, 4.1.3).
const hostPrefix = "__Host-"

// set sets a cookie, which over TLS is bound to this host and sent no other way.
func (r *Request) set(w http.ResponseWriter, c *http.Cookie) {
	if r.secure {
		bound := *c
		bound.Name, bound.Secure = hostPrefix+strings.TrimPrefix(c.Name, hostPrefix), true
		c = &bound
	}
	http.SetCookie(w, c)
}

// adopt makes the request one of a browser that has been given cookies.
func (r *Request) adopt(cookies []*http.Cookie) {
	given := map[string]*http.Cookie{}
	for _, c := range cookies {
		given[strings.TrimPrefix(c.Name, hostPrefix)] = c
	}
	kept := r.Cookies()
	r.Header = r.Header.Clone()
	r.Header.Del("Cookie")
	for _, c := range kept {
		if given[strings.TrimPrefix(c.Name, hostPrefix)] == nil {
			r.AddCookie(c)
		}
	}
	for name, c := range given {
		if r.secure {
			name = hostPrefix + name
		}
		r.AddCookie(&http.Cookie{Name: name, Value: c.Value})
	}
}

// Kept returns what the program has put into a cookie of this browser
// ([Redirect.Setting]), "" if there is none.
func (r *Request) Kept(name string) string { return r.cookie(name) }

// cookie returns the value of a cookie that set has set, "" if there is none.
func (r *Request) cookie(name string) string {
	if r.secure {
		name = hostPrefix + name
	}
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// JSON reads what a program sent into v, a pointer to a struct; a field that v
// does not have is refused, so that nobody believes it was obeyed.
func (r *Request) JSON(v any) error {
	d := json.NewDecoder(bytes.NewReader(r.sent))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fault.New(fault.Invalid, tBadJSON).Because(err)
	}
	if d.More() {
		return fault.New(fault.Invalid, tBadJSON)
	}
	return nil
}

var tBadJSON = text.New(
	"Nội dung gửi không phải JSON theo mô tả của địa chỉ này (/api/v1/openapi.json); hãy sửa rồi gửi lại.",
	"What was sent is not the JSON that this address is described to take (/api/v1/openapi.json); mend it and send it again.")

// Text returns a form or query value in normal form, without white space
// around it.
func (r *Request) Text(name string) string { return tidy(r.FormValue(name)) }

// Tidy returns a text that a program sent as [Request.Text] returns one that a
// person typed.
func Tidy(s string) string { return tidy(s) }

func tidy(s string) string { return strings.TrimSpace(viet.NFC(text.Holdable(s))) }

// Choice returns what a ui.FindField holds: of the answers offered for its
// words the one that was picked, or else its words.
func (r *Request) Choice(name string) string {
	words := r.Text(name)
	if pick := r.Text(name + "_pick"); pick != "" && r.Text(name+"_words") == words {
		return pick
	}
	return words
}

// Raw returns a form or query value as it was sent.
func (r *Request) Raw(name string) string { return r.FormValue(name) }

// Texts returns all values of a field, each as [Request.Text] does, without
// empty ones.
func (r *Request) Texts(name string) []string {
	if r.Form == nil {
		r.FormValue(name) // parses the query
	}
	var out []string
	for _, s := range r.Form[name] {
		if s = tidy(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Checked says whether a check box was ticked.
func (r *Request) Checked(name string) bool { return r.FormValue(name) != "" }

// Int returns a whole number; ok is false where the field holds anything
// else, or nothing.
func (r *Request) Int(name string) (n int, ok bool) {
	n, err := strconv.Atoi(r.Text(name))
	return n, err == nil
}

// Day returns a date as people type it; ok is false where the field holds
// something that is no date. An empty field is the zero date.
func (r *Request) Day(name string) (d civil.Date, ok bool) { return civil.Read(r.Text(name)) }

// Path returns the identifier in the address, or a fault where there is none.
func (r *Request) Path(name string) (string, error) {
	if s := r.PathValue(name); id.Valid(s) {
		return s, nil
	}
	return "", fault.New(fault.Unknown, tNoPage)
}

// Files returns the files sent in a field.
func (r *Request) Files(name string) []*multipart.FileHeader {
	if r.MultipartForm == nil {
		return nil
	}
	return r.MultipartForm.File[name]
}

// Partial says whether htmx asks for a part of the page.
func (r *Request) Partial() bool { return r.Header.Get("HX-Request") == "true" }

// WantsJSON says whether a program asks, not a person.
func (r *Request) WantsJSON() bool {
	return hasPrefixFold(r.Header.Get("Accept"), "application/json")
}

// Local returns the address in a field if it lies on this site, and otherwise
// instead: a link that signs someone in must not lead elsewhere.
func (r *Request) Local(name, instead string) string {
	next := r.Raw(name)
	u, err := url.Parse(next)
	if err != nil || next == "" || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
		return instead
	}
	return next
}

// before returns the address on this site of the page from which the person
// came, "" where the browser does not tell or it is the same.
func (r *Request) before() string {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host != r.Host || u.RequestURI() == r.URL.RequestURI() || strings.HasPrefix(u.Path, "//") {
		return ""
	}
	return (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String()
}

func queryEscape(s string) string { return url.QueryEscape(s) }
