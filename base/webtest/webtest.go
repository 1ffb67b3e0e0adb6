// Package webtest drives the pages of the program without a browser: it asks
// the handler itself, keeps cookies, follows redirects, fills in the forms
// that a page shows, and says what is wrong with the HTML of a page.
//
// A [Client] is one person at one browser that runs no scripts. What it gets
// is a [Page], of which tests look at parts by CSS selectors.
package webtest

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"quyet/base/text"
	"quyet/base/web"
)

// site is the address that the handler believes to be at. Nothing listens
// there.
var site = &url.URL{Scheme: "http", Host: "quyet.test"}

// A Client is one person at one browser.
type Client struct {
	handler http.Handler
	t       testing.TB
	jar     *cookiejar.Jar
	address string // from which it seems to come
}

// machines counts the browsers, so that each comes from an address of its own.
var machines atomic.Uint32

// New returns a browser that has not been here before.
func New(t testing.TB, h http.Handler) *Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	n := machines.Add(1)
	return &Client{h, t, jar, fmt.Sprintf("10.%d.%d.%d:1024", n>>16&255, n>>8&255, n&255)}
}

// SetLang chooses the language of the pages that follow.
func (c *Client) SetLang(l text.Lang) { c.Keep(web.LanguageCookie(l)) }

// Keep puts cookies into the browser, such as that of a session.
func (c *Client) Keep(cookies ...*http.Cookie) { c.jar.SetCookies(site, cookies) }

// Get opens an address and follows redirects.
func (c *Client) Get(address string) *Page {
	c.t.Helper()
	return c.follow(httptest.NewRequest(http.MethodGet, address, http.NoBody))
}

// Post sends a form, given as names and values in turn, and follows redirects.
func (c *Client) Post(address string, fields ...string) *Page {
	c.t.Helper()
	return c.follow(FormRequest(address, Fields(fields...)))
}

// An Upload is a file to send.
type Upload struct {
	Field, Name string
	Content     []byte
}

// Send sends a form with files and follows redirects.
func (c *Client) Send(address string, fields url.Values, uploads ...Upload) *Page {
	c.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range fields {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				c.t.Fatal(err)
			}
		}
	}
	for _, u := range uploads {
		part, err := w.CreateFormFile(u.Field, u.Name)
		if err != nil {
			c.t.Fatal(err)
		}
		if _, err := part.Write(u.Content); err != nil {
			c.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, address, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return c.follow(r)
}

// Fields returns a form of names and values given in turn.
func Fields(fields ...string) url.Values {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return form
}

// FormRequest returns a request as a browser sends it for a form.
func FormRequest(address string, form url.Values) *http.Request {
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// mostRedirects is how often a browser is sent on before it gives up.
const mostRedirects = 10

func (c *Client) follow(r *http.Request) *Page {
	c.t.Helper()
	for range mostRedirects {
		p := c.Do(r)
		if p.Status != http.StatusSeeOther {
			return p
		}
		r = httptest.NewRequest(http.MethodGet, p.resolve(p.Header.Get("Location")), http.NoBody)
	}
	c.t.Fatalf("%s: sent on %d times", r.URL, mostRedirects)
	return nil
}

// Do sends one request with the cookies of the browser, keeps those of the
// answer, and follows nothing.
func (c *Client) Do(r *http.Request) *Page {
	c.t.Helper()
	r.Host, r.RemoteAddr = site.Host, c.address
	for _, k := range c.jar.Cookies(site) {
		r.AddCookie(k)
	}
	rec := httptest.NewRecorder()
	c.handler.ServeHTTP(rec, r)
	res := rec.Result()
	defer res.Body.Close()
	c.jar.SetCookies(site, res.Cookies())
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return &Page{Status: res.StatusCode, Address: r.URL.RequestURI(), Header: res.Header, Body: body, client: c}
}

// A Page is what a request was answered with.
type Page struct {
	Status  int
	Address string // path and query, after redirects
	Header  http.Header
	Body    []byte

	client *Client
	doc    *goquery.Document
}

// Kept returns what the browser keeps.
func (p *Page) Kept() []*http.Cookie { return p.client.jar.Cookies(site) }

// IsHTML says whether the answer is a page for people.
func (p *Page) IsHTML() bool { return strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") }

// Want fails the test unless the page has a status.
func (p *Page) Want(status int) *Page {
	p.client.t.Helper()
	if p.Status != status {
		p.client.t.Fatalf("%s: status %d, want %d: %s", p.Address, p.Status, status, p.Text("main"))
	}
	return p
}

// Find returns the elements that match a CSS selector.
func (p *Page) Find(selector string) *goquery.Selection {
	p.client.t.Helper()
	if p.doc == nil {
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(p.Body))
		if err != nil {
			p.client.t.Fatal(err)
		}
		p.doc = doc
	}
	return p.doc.Find(selector)
}

// Has says whether any element matches.
func (p *Page) Has(selector string) bool {
	p.client.t.Helper()
	return p.Find(selector).Length() > 0
}

// Text returns the text of what matches, with single spaces.
func (p *Page) Text(selector string) string {
	p.client.t.Helper()
	return spaced(p.Find(selector).Text())
}

func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// Title returns the heading of the page.
func (p *Page) Title() string {
	p.client.t.Helper()
	return p.Text("h1")
}

// Value returns what stands in the field of a name.
func (p *Page) Value(name string) string {
	p.client.t.Helper()
	return Filled(p.Find("form:has([name='" + name + "'])").First()).Get(name)
}

// Follow opens the first link that matches.
func (p *Page) Follow(selector string) *Page {
	p.client.t.Helper()
	href, ok := p.Find(selector).First().Attr("href")
	if !ok {
		p.client.t.Fatalf("%s: no link matches %s", p.Address, selector)
	}
	return p.client.Get(p.resolve(href))
}

// Submit sends the first form that matches as a browser does that runs no
// scripts: with what stands in its fields, but for the names and values given
// in turn, and with its first button.
func (p *Page) Submit(selector string, fields ...string) *Page {
	p.client.t.Helper()
	form := p.Find(selector).First()
	if !form.Is("form") {
		p.client.t.Fatalf("%s: no form matches %s", p.Address, selector)
	}
	filled := Filled(form)
	for name, values := range Fields(fields...) {
		if form.Find("[name='"+name+"']").Length() == 0 {
			p.client.t.Fatalf("%s: the form %s has no field %s", p.Address, selector, name)
		}
		filled[name] = values
	}
	if b := form.Find("button[name]:not([type=button])").First(); b.Length() == 1 {
		filled.Add(b.AttrOr("name", ""), b.AttrOr("value", ""))
	}
	action := p.resolve(form.AttrOr("action", p.Address))
	if form.AttrOr("method", "get") == "get" {
		return p.client.Get(action + "?" + filled.Encode())
	}
	if form.AttrOr("enctype", "") == "multipart/form-data" {
		return p.client.Send(action, filled)
	}
	return p.client.follow(FormRequest(action, filled))
}

// Filled returns what a browser sends for a form in which nobody has typed.
func Filled(form *goquery.Selection) url.Values {
	filled := url.Values{}
	form.Find("input[name], textarea[name], select[name]").Each(func(_ int, f *goquery.Selection) {
		name := f.AttrOr("name", "")
		_, checked := f.Attr("checked")
		_, disabled := f.Attr("disabled")
		switch kind := f.AttrOr("type", "text"); {
		case disabled, kind == "file", kind == "submit", kind == "button":
		case f.Is("select"):
			chosen := f.Find("option[selected]")
			if chosen.Length() == 0 {
				chosen = f.Find("option").First()
			}
			chosen.Each(func(_ int, o *goquery.Selection) { filled.Add(name, o.AttrOr("value", o.Text())) })
		case f.Is("textarea"):
			filled.Add(name, f.Text())
		case (kind == "checkbox" || kind == "radio") && !checked:
		default:
			filled.Add(name, f.AttrOr("value", ""))
		}
	})
	return filled
}

// resolve returns the path and query that a link on the page leads to.
func (p *Page) resolve(link string) string {
	p.client.t.Helper()
	base, err := url.Parse(p.Address)
	if err != nil {
		p.client.t.Fatal(err)
	}
	to, err := base.Parse(link)
	if err != nil {
		p.client.t.Fatalf("%s: link %q: %v", p.Address, link, err)
	}
	if to.Host != "" && to.Host != site.Host {
		p.client.t.Fatalf("%s leads to another site: %s", p.Address, link)
	}
	return to.RequestURI()
}
