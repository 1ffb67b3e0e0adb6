// Package provider lets people sign in with an account that they have elsewhere:
// at an identity provider (nhà cung cấp danh tính) such as the common sign-in of
// a province, by OpenID Connect.
//
// The provider says who somebody is for it: a subject of an issuer. Which
// account that is here, its owner has said before, signed in, by binding the
// two (liên kết), or an administrator on the command line. Nothing is ever
// bound by a name or an e-mail address, which others may have had or come to
// have, and no account is made.
//
// The exchange is the authorisation code flow with PKCE (RFC 7636, S256), a
// state and a nonce. What has to be remembered in between is in a cookie, sealed
// with the key of the installation: nothing is stored for whoever only opens
// the first address. The answer of a provider is believed by its signature, for
// the client it was made for, once (RFC 9700; OpenID Connect Core 1.0). No token
// of the provider is kept: who has signed in has a session like any other.
package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"quyet/base/outward"
	"quyet/base/text"
)

// A Provider is an identity provider that the administrator has named.
type Provider struct {
	// ID stands in addresses: small letters, digits and dashes.
	ID string `json:"id"`

	// Vietnamese and English are its name for people, "Tài khoản chung của tỉnh".
	Vietnamese string `json:"name"`
	English    string `json:"name_en"`

	// Issuer is the address under which it describes itself, as it spells it.
	Issuer string `json:"issuer"`

	// Client and Secret are what it knows the program by.
	Client string `json:"client"`
	Secret string `json:"secret"`

	// Second says that it asks its people for a second factor itself: always, or
	// where ACR is given whenever its token says so by that class. Otherwise an
	// account that has one here is asked for it after the provider.
	Second bool   `json:"second_factor"`
	ACR    string `json:"acr"`

	// Networks are those in which it may be reached though they are not public,
	// "10.1.0.0/16".
	Networks []string `json:"networks"`

	// Hosts are others than the issuer's that it may name for its keys and
	// tokens, "keys.example.vn".
	Hosts []string `json:"hosts"`

	client *http.Client
	mu     sync.Mutex
	known  *oidc.Provider // what it has said of itself; nil until it was asked
}

// Title returns the provider's name for people.
func (p *Provider) Title() text.T {
	if p.English == "" {
		return text.New(p.Vietnamese, p.Vietnamese)
	}
	return text.New(p.Vietnamese, p.English)
}

// ErrList is returned for a file that lists no providers; what is wrong stands
// behind it.
var ErrList = errors.New("not a list of identity providers")

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)

// ReadFile reads the providers from a JSON file: a list of objects with the
// fields of [Provider]. It refuses a file that others than its owner can read,
// for secrets stand in it. Errors: ErrList, and those of reading a file.
func ReadFile(path string) ([]*Provider, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("identity providers: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%w: others than the owner can read it: chmod 600 %s", ErrList, path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("identity providers: %w", err)
	}
	var list []*Provider
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(&list); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrList, err)
	}
	seen, issuers := map[string]bool{}, map[string]bool{}
	for i, p := range list {
		if p == nil {
			return nil, fmt.Errorf("%w: number %d is none", ErrList, i+1)
		}
		if err := p.check(); err != nil {
			return nil, fmt.Errorf("%w: %q: %w", ErrList, p.ID, err)
		}
		if seen[p.ID] || issuers[p.Issuer] {
			return nil, fmt.Errorf("%w: %q stands there twice", ErrList, p.ID)
		}
		seen[p.ID], issuers[p.Issuer] = true, true
	}
	return list, nil
}

// check looks at what was filled in, and makes the client for it.
func (p *Provider) check() error {
	issuer, err := url.Parse(p.Issuer)
	if err != nil || issuer.Hostname() == "" || issuer.User != nil || issuer.RawQuery != "" || issuer.Fragment != "" {
		return errors.New("issuer is no address")
	}
	switch {
	case !idForm.MatchString(p.ID):
		return errors.New("id must be of small letters, digits and dashes")
	case strings.TrimSpace(p.Vietnamese) == "":
		return errors.New("name is missing")
	case !outward.Encrypted(issuer):
		return errors.New("issuer must begin with https://")
	case p.Client == "" || p.Secret == "":
		return errors.New("client or secret is missing")
	}
	allow, err := outward.ParseAllow(p.Networks)
	if err != nil {
		return err
	}
	p.client = outward.Policy{Allow: allow, Hosts: append([]string{issuer.Host}, p.Hosts...), Plain: issuer.Scheme == "http"}.Client()
	return nil
}

// ask returns what the provider says of itself; it is asked when it is first
// needed, so that the program starts without it, and again until it answers.
func (p *Provider) ask(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil {
		// The keys that sign are fetched with the client of this context later on.
		known, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.Issuer)
		if err != nil {
			return nil, fmt.Errorf("identity provider %s: %w", p.ID, err)
		}
		p.known = known
	}
	return p.known, nil
}

// at returns the provider's end of the flow, with the address here to which it
// sends people back.
func (p *Provider) at(known *oidc.Provider, back string) *oauth2.Config {
	return &oauth2.Config{ClientID: p.Client, ClientSecret: p.Secret, Endpoint: known.Endpoint(), RedirectURL: back, Scopes: []string{oidc.ScopeOpenID}}
}

// errAnswer is an answer of a provider that proves nothing.
var errAnswer = errors.New("the answer of the identity provider proves nothing")

// A proven is somebody whom a token proves.
type proven struct {
	subject string
	whole   bool // by two steps
}

// prove exchanges the code of an answer for a token, and returns whom it proves.
// Errors: errAnswer for a code or a token that is not good, others where the
// provider does not answer.
func (p *Provider) prove(ctx context.Context, back, code string, v visit) (proven, error) {
	known, err := p.ask(ctx)
	if err != nil {
		return proven{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	got, err := p.at(known, back).Exchange(ctx, code, oauth2.VerifierOption(v.Verifier))
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok && refused.Response.StatusCode < http.StatusInternalServerError {
		return proven{}, fmt.Errorf("%w: %s", errAnswer, refused.ErrorCode)
	}
	if err != nil {
		return proven{}, fmt.Errorf("identity provider %s: %w", p.ID, err)
	}
	raw, _ := got.Extra("id_token").(string)
	token, err := known.Verifier(&oidc.Config{ClientID: p.Client}).Verify(ctx, raw)
	if err != nil {
		return proven{}, fmt.Errorf("%w: %w", errAnswer, err)
	}
	var claims struct {
		ACR  string `json:"acr"`
		Time int64  `json:"auth_time"` // seconds since 1970
	}
	if err := token.Claims(&claims); err != nil {
		return proven{}, fmt.Errorf("%w: %w", errAnswer, err)
	}
	// Longer than 255 characters no subject may be (section 2).
	if token.Nonce != v.Nonce || token.Subject == "" || len(token.Subject) > 255 {
		return proven{}, errAnswer
	}
	// Whoever binds was to sign in anew there, and not to be who was before.
	if v.Account != "" && claims.Time != 0 && claims.Time < v.begun().Add(-clockSkew).Unix() {
		return proven{}, fmt.Errorf("%w: signed in long before", errAnswer)
	}
	return proven{subject: token.Subject, whole: p.Second && (p.ACR == "" || claims.ACR == p.ACR)}, nil
}

// clockSkew is by how much the clock of a provider may be behind.
const clockSkew = time.Minute
