package provider

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"
	"golang.org/x/oauth2"
	"pgregory.net/rapid"

	"quyet/base/secret"
)

func TestReadFile(t *testing.T) {
	const good = `{"id":"tinh","name":"Tài khoản chung","issuer":"https://sso.example.vn","client":"quyet","secret":"s"}`
	at := filepath.Join(t.TempDir(), "providers.json")
	for _, c := range []struct {
		text string
		mode os.FileMode
		want string // part of the refusal; "" if it is read
	}{
		{"[" + good + "]", 0o600, ""},
		{"[]", 0o600, ""},
		{"[" + good + "]", 0o644, "chmod 600"},
		{"[" + good + "]", 0o640, "chmod 600"},
		{good, 0o600, "list"},
		{"", 0o600, "list"},
		{"[null]", 0o600, "number 1"},
		{"[" + good + "," + good + "]", 0o600, "twice"},
		{"[" + strings.Replace(good, `"secret"`, `"sekret"`, 1) + "]", 0o600, "sekret"},
		{"[" + strings.Replace(good, `"tinh"`, `"../x"`, 1) + "]", 0o600, "id"},
		{"[" + strings.Replace(good, `"tinh"`, `""`, 1) + "]", 0o600, "id"},
		{"[" + strings.Replace(good, `Tài khoản chung`, ` `, 1) + "]", 0o600, "name"},
		{"[" + strings.Replace(good, `https://sso`, `http://sso`, 1) + "]", 0o600, "https"},
		{"[" + strings.Replace(good, `https://sso.example.vn`, `http://127.0.0.1:8080`, 1) + "]", 0o600, ""},
		{"[" + strings.Replace(good, `https://sso.example.vn`, `sso.example.vn`, 1) + "]", 0o600, "address"},
		{"[" + strings.Replace(good, `https://sso.example.vn`, `https://a@sso.example.vn`, 1) + "]", 0o600, "address"},
		{"[" + strings.Replace(good, `"secret":"s"`, `"secret":""`, 1) + "]", 0o600, "secret"},
		{"[" + strings.Replace(good, `"secret":"s"`, `"secret":"s","networks":["office"]`, 1) + "]", 0o600, "office"},
	} {
		if err := os.WriteFile(at, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(at, c.mode); err != nil {
			t.Fatal(err)
		}
		_, err := ReadFile(at)
		if (err == nil) != (c.want == "") || err != nil && (!errors.Is(err, ErrList) || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s (%o): %v, want %q", c.text, c.mode, err, c.want)
		}
	}
	if _, err := ReadFile(at + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// A visit is what was sealed, for its provider and its answer, in its time, and
// nothing else is one.
func TestVisits(t *testing.T) {
	key, other := secret.InFile(filepath.Join(t.TempDir(), "key")), secret.InFile(filepath.Join(t.TempDir(), "other"))
	now := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		v := newVisit("tinh", rapid.String().Draw(t, "next"), rapid.String().Draw(t, "account"), now)
		v.Next = strings.ToValidUTF8(v.Next, "")
		v.Account = strings.ToValidUTF8(v.Account, "")
		cookie, err := v.seal(key)
		if err != nil {
			t.Fatal(err)
		}
		after := time.Duration(rapid.Int64Range(0, int64(visitTime)-1).Draw(t, "after"))
		if got, ok := openVisit(key, cookie, "tinh", v.State, now.Add(after)); !ok || got != v {
			t.Errorf("%+v comes back as %+v, %v", v, got, ok)
		}
		if _, ok := openVisit(key, cookie, "tinh", v.State, now.Add(visitTime)); ok {
			t.Error("a visit that is over is one")
		}
		for why, try := range map[string]func() (visit, bool){
			"another state":    func() (visit, bool) { return openVisit(key, cookie, "tinh", v.State+"x", now) },
			"no state":         func() (visit, bool) { return openVisit(key, cookie, "tinh", "", now) },
			"another provider": func() (visit, bool) { return openVisit(key, cookie, "bo", v.State, now) },
			"another key":      func() (visit, bool) { return openVisit(other, cookie, "tinh", v.State, now) },
			"no cookie":        func() (visit, bool) { return openVisit(key, "", "tinh", v.State, now) },
		} {
			if _, ok := try(); ok {
				t.Error(why)
			}
		}
		b, err := base64.RawURLEncoding.DecodeString(cookie)
		if err != nil {
			t.Fatal(err)
		}
		b[rapid.IntRange(0, len(b)-1).Draw(t, "at")] ^= byte(rapid.IntRange(1, 255).Draw(t, "by"))
		if _, ok := openVisit(key, base64.RawURLEncoding.EncodeToString(b), "tinh", v.State, now); ok {
			t.Error("a changed cookie is a visit")
		}
	})
}

// An issuer is an identity provider whose tokens a test writes.
type issuer struct {
	*httptest.Server
	key    *rsa.PrivateKey
	answer func(w http.ResponseWriter, r *http.Request) // at the token endpoint
}

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{key: key}
	described := &oidctest.Server{PublicKeys: []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "k", Algorithm: oidc.RS256}}}
	i.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			i.answer(w, r)
			return
		}
		described.ServeHTTP(w, r)
	}))
	t.Cleanup(i.Close)
	described.SetIssuer(i.URL)
	return i
}

func (i *issuer) provider(t *testing.T) *Provider {
	t.Helper()
	p := &Provider{ID: "tinh", Vietnamese: "Tài khoản chung", Issuer: i.URL, Client: "quyet", Secret: "s", Networks: []string{"127.0.0.0/8"}}
	if err := p.check(); err != nil {
		t.Fatal(err)
	}
	return p
}

// A token proves somebody only if the provider signed it, for this client, for
// this visit, and lately.
func TestWhatATokenProves(t *testing.T) {
	i := newIssuer(t)
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	v := newVisit("tinh", "/", "", time.Now())
	in, past := time.Now().Add(time.Hour).Unix(), time.Now().Add(-time.Hour).Unix()
	claims := func(change map[string]any) string {
		c := map[string]any{"iss": i.URL, "aud": "quyet", "sub": "người-17", "nonce": v.Nonce, "exp": in, "iat": past}
		for k, v := range change {
			c[k] = v
		}
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	signed := func(change map[string]any) string {
		return oidctest.SignIDToken(i.key, "k", oidc.RS256, claims(change))
	}
	unsigned := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString([]byte(claims(nil))) + "."
	for _, c := range []struct {
		name, token string
		want        string
	}{
		{"a good one", signed(nil), "người-17"},
		{"several audiences", signed(map[string]any{"aud": []string{"other", "quyet"}}), "người-17"},
		{"another client", signed(map[string]any{"aud": "other"}), ""},
		{"another issuer", signed(map[string]any{"iss": "https://sso.example.vn"}), ""},
		{"another visit", signed(map[string]any{"nonce": "of another"}), ""},
		{"no visit", signed(map[string]any{"nonce": nil}), ""},
		{"over", signed(map[string]any{"exp": past}), ""},
		{"nobody", signed(map[string]any{"sub": ""}), ""},
		{"too long", signed(map[string]any{"sub": strings.Repeat("a", 256)}), ""},
		{"a stranger's key", oidctest.SignIDToken(stranger, "k", oidc.RS256, claims(nil)), ""},
		{"an unknown key", oidctest.SignIDToken(i.key, "other", oidc.RS256, claims(nil)), ""},
		{"no signature", unsigned, ""},
		{"no token", "", ""},
		{"half a token", signed(nil)[:40], ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var sent http.Header
			i.answer = func(w http.ResponseWriter, r *http.Request) {
				if err := r.ParseForm(); err != nil || r.Form.Get("code") != "code" || r.Form.Get("code_verifier") != v.Verifier || r.Form.Get("redirect_uri") != "https://q/back" {
					t.Errorf("asked with %v: %v", r.Form, err)
				}
				sent = r.Header
				w.Header().Set("Content-Type", "application/json")
				fmt.Fprintf(w, `{"access_token":"a","token_type":"Bearer","id_token":%q}`, c.token)
			}
			got, err := i.provider(t).prove(t.Context(), "https://q/back", "code", v)
			if got.subject != c.want || got.whole || (err == nil) != (c.want != "") || err != nil && !errors.Is(err, errAnswer) {
				t.Errorf("%+v, %v; want %q", got, err, c.want)
			}
			if !strings.HasPrefix(sent.Get("Authorization"), "Basic ") {
				t.Errorf("without the secret of the client: %v", sent)
			}
		})
	}
}

// Two steps are believed where the administrator says so, and where a class was
// named when the token has it; somebody who binds has to have signed in anew.
func TestHowWellATokenProves(t *testing.T) {
	i := newIssuer(t)
	now := time.Now()
	signIn, bind := newVisit("tinh", "/", "", now), newVisit("tinh", "/", "an", now)
	for _, c := range []struct {
		name   string
		second bool
		acr    string
		claims string
		v      visit
		whole  bool
		fails  bool
	}{
		{"one step", false, "", `"acr":"mfa",`, signIn, false, false},
		{"two steps always", true, "", ``, signIn, true, false},
		{"two steps by class", true, "mfa", `"acr":"mfa",`, signIn, true, false},
		{"another class", true, "mfa", `"acr":"pwd",`, signIn, false, false},
		{"no class", true, "mfa", ``, signIn, false, false},
		{"no steps by class", false, "mfa", `"acr":"mfa",`, signIn, false, false},
		{"signed in before", false, "", fmt.Sprintf(`"auth_time":%d,`, now.Add(-time.Hour).Unix()), signIn, false, false},
		{"bound who has signed in before", false, "", fmt.Sprintf(`"auth_time":%d,`, now.Add(-time.Hour).Unix()), bind, false, true},
		{"bound who has signed in anew", false, "", fmt.Sprintf(`"auth_time":%d,`, now.Unix()), bind, false, false},
		{"bound, and not said when", false, "", ``, bind, false, false},
	} {
		p := i.provider(t)
		p.Second, p.ACR = c.second, c.acr
		token := oidctest.SignIDToken(i.key, "k", oidc.RS256, fmt.Sprintf(`{%s"iss":%q,"aud":"quyet","sub":"17","nonce":%q,"exp":%d}`, c.claims, i.URL, c.v.Nonce, now.Add(time.Hour).Unix()))
		i.answer = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"access_token":"a","token_type":"Bearer","id_token":%q}`, token)
		}
		got, err := p.prove(t.Context(), "https://q/back", "code", c.v)
		if got.whole != c.whole || (err != nil) != c.fails || err != nil && !errors.Is(err, errAnswer) {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

// A provider that refuses a code is told from one that does not work, and one
// that has not answered is asked again.
func TestProvidersThatFail(t *testing.T) {
	i := newIssuer(t)
	v := newVisit("tinh", "/", "", time.Now())
	for status, proves := range map[int]bool{http.StatusBadRequest: true, http.StatusUnauthorized: true, http.StatusInternalServerError: false, http.StatusBadGateway: false} {
		i.answer = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
		if _, err := i.provider(t).prove(t.Context(), "https://q/back", "code", v); err == nil || errors.Is(err, errAnswer) != proves {
			t.Errorf("%d: %v", status, err)
		}
	}
	p := i.provider(t)
	works := p.client
	p.client = &http.Client{Transport: failing{}}
	if _, err := p.ask(t.Context()); err == nil {
		t.Fatal("a provider that does not answer is known")
	}
	p.client = works
	known, err := p.ask(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	to := p.at(known, "https://q/back").AuthCodeURL(v.State, oidc.Nonce(v.Nonce), oauth2.S256ChallengeOption(v.Verifier))
	for _, part := range []string{"code_challenge_method=S256", "state=" + v.State, "nonce=" + v.Nonce, "response_type=code", "scope=openid"} {
		if !strings.Contains(to, part) {
			t.Errorf("%s is not in %s", part, to)
		}
	}
	if strings.Contains(to, v.Verifier) {
		t.Error("the verifier is given away")
	}
}

type failing struct{}

func (failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("no way") }
