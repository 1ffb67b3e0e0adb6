package factor_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"slices"
	"testing"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/factor"
)

// An authenticator holds one passkey, and does what a wrong one would do where
// it is told to.
type authenticator struct {
	key    *ecdsa.PrivateKey
	id     []byte
	handle string
	count  uint32

	origin, site, kind string // "" for those that are right
	present            bool   // the person was there, and not verified
}

func newAuthenticator(t *testing.T) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &authenticator{key: key, id: []byte(rand.Text())}
}

const (
	userPresent  = 0x01
	userVerified = 0x04
	holdsKey     = 0x40
)

// asked are the options as far as an authenticator looks at them.
type asked struct {
	Challenge string `json:"challenge"`
	User      struct {
		ID string `json:"id"`
	} `json:"user"`
}

func read(t *testing.T, c factor.Challenge) (a asked) {
	t.Helper()
	b, err := json.Marshal(c.Options)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &a); err != nil || a.Challenge == "" {
		t.Fatalf("%s: %v", b, err)
	}
	return a
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// said is what the browser says that was asked, and what the authenticator says.
func (a *authenticator) said(kind, challenge string, more []byte) (client, data []byte) {
	client, _ = json.Marshal(map[string]any{"type": or(a.kind, kind), "challenge": challenge, "origin": or(a.origin, "https://quyet.test"), "crossOrigin": false})
	site := sha256.Sum256([]byte(or(a.site, "quyet.test")))
	flags := byte(userPresent)
	if !a.present {
		flags |= userVerified
	}
	if more != nil {
		flags |= holdsKey
	}
	data = binary.BigEndian.AppendUint32(append(site[:], flags), a.count)
	return client, append(data, more...)
}

func inText(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// create answers who asks for a new key.
func (a *authenticator) create(t *testing.T, c factor.Challenge) []byte {
	t.Helper()
	q := read(t, c)
	handle, err := base64.RawURLEncoding.DecodeString(q.User.ID)
	if err != nil {
		t.Fatal(err)
	}
	a.handle = string(handle)
	point, err := a.key.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	// COSE_Key in CBOR: EC2, ES256, P-256, x and y.
	cose := slices.Concat([]byte{0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32}, point[1:33], []byte{0x22, 0x58, 32}, point[33:])
	more := slices.Concat(make([]byte, 16), binary.BigEndian.AppendUint16(nil, uint16(len(a.id))), a.id, cose)
	client, data := a.said("webauthn.create", q.Challenge, more)
	object := slices.Concat([]byte{0xa3, 0x63}, []byte("fmt"), []byte{0x64}, []byte("none"), []byte{0x67}, []byte("attStmt"), []byte{0xa0, 0x68}, []byte("authData"), []byte{0x58, byte(len(data))}, data)
	answer, err := json.Marshal(map[string]any{"id": inText(a.id), "rawId": inText(a.id), "type": "public-key", "clientExtensionResults": map[string]any{},
		"response": map[string]any{"clientDataJSON": inText(client), "attestationObject": inText(object)}})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// sign answers who asks for a signature.
func (a *authenticator) sign(t *testing.T, c factor.Challenge) []byte {
	t.Helper()
	a.count++
	client, data := a.said("webauthn.get", read(t, c).Challenge, nil)
	sum := sha256.Sum256(client)
	signed := sha256.Sum256(slices.Concat(data, sum[:]))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, signed[:])
	if err != nil {
		t.Fatal(err)
	}
	answer, err := json.Marshal(map[string]any{"id": inText(a.id), "rawId": inText(a.id), "type": "public-key", "clientExtensionResults": map[string]any{},
		"response": map[string]any{"clientDataJSON": inText(client), "authenticatorData": inText(data), "signature": inText(signature), "userHandle": inText([]byte(a.handle))}})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// begin asks for a new key of the person.
func (d *desk) begin() (c factor.Challenge) {
	d.t.Helper()
	if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
		c, err = d.keeper.BeginPasskey(ctx, u)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return c
}

// ask asks for a signature.
func (d *desk) ask(account string) (c factor.Challenge) {
	d.t.Helper()
	if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
		c, err = d.keeper.AskPasskey(ctx, u, account)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return c
}

func (d *desk) add(token string, answer []byte) (refused *fault.Fault) {
	d.t.Helper()
	if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
		refused, err = d.keeper.AddPasskey(ctx, u, token, "Máy", answer)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return refused
}

func (d *desk) whose(account, token string, answer []byte) (whose string) {
	d.t.Helper()
	if err := d.do(func(ctx context.Context, u *work.Unit) (err error) {
		whose, err = d.keeper.ProvePasskey(ctx, u, account, token, answer)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return whose
}

// What an authenticator signs lets in once, here, whom it is for, and for what
// was asked.
func TestSignatures(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		d := sit(t, o)
		for what, wrong := range map[string]func(a *authenticator){
			"another site's page": func(a *authenticator) { a.origin = "https://quyet.test.example" },
			"a page without TLS":  func(a *authenticator) { a.origin = "http://quyet.test" },
			"a neighbour's page":  func(a *authenticator) { a.origin = "https://other.quyet.test" },
			"another port":        func(a *authenticator) { a.origin = "https://quyet.test:8443" },
			"for another site":    func(a *authenticator) { a.site = "test" },
			"another ceremony":    func(a *authenticator) { a.kind = "webauthn.get" },
			"nobody verified":     func(a *authenticator) { a.present = true },
		} {
			a, c := newAuthenticator(t), d.begin()
			wrong(a)
			if d.add(c.Token, a.create(t, c)) == nil {
				t.Errorf("a key is kept: %s", what)
			}
		}
		a, c := newAuthenticator(t), d.begin()
		made := a.create(t, c)
		if refused := d.add(c.Token, made); refused != nil {
			t.Fatal(refused)
		}
		if d.add(c.Token, made) == nil {
			t.Error("an answer is taken twice")
		}
		for what, wrong := range map[string]func(a *authenticator){
			"another site's page": func(a *authenticator) { a.origin = "https://quyet.test.example" },
			"a page without TLS":  func(a *authenticator) { a.origin = "http://quyet.test" },
			"a neighbour's page":  func(a *authenticator) { a.origin = "https://other.quyet.test" },
			"for another site":    func(a *authenticator) { a.site = "test" },
			"another ceremony":    func(a *authenticator) { a.kind = "webauthn.create" },
			"nobody verified":     func(a *authenticator) { a.present = true },
			"somebody else":       func(a *authenticator) { a.handle = "0000000000000002" },
			"another key":         func(a *authenticator) { a.key = newAuthenticator(t).key },
			"a copy":              func(a *authenticator) { a.count = 0 },
		} {
			right := *a
			if what == "a copy" {
				for range 3 {
					c := d.ask("")
					if d.whose("", c.Token, a.sign(t, c)) != person {
						t.Fatal("the original is not taken")
					}
				}
			}
			wrong(&right)
			c := d.ask("")
			if got := d.whose("", c.Token, right.sign(t, c)); got != "" {
				t.Errorf("%s lets %q in", what, got)
			}
		}
		c = d.ask("")
		answer := a.sign(t, c)
		for account, token := range map[string]string{person: c.Token, "0000000000000002": c.Token, "": d.ask("").Token} {
			if got := d.whose(account, token, answer); got != "" {
				t.Errorf("a signature for a sign-in, at %q, lets %q in", account, got)
			}
		}
		if got := d.whose("", c.Token, answer); got != person {
			t.Errorf("the signature lets %q in", got)
		}
		if got := d.whose("", c.Token, answer); got != "" {
			t.Error("a signature is taken twice")
		}
		// What was asked for one thing is no question for another.
		c = d.begin()
		if got := d.whose(person, c.Token, a.sign(t, c)); got != "" {
			t.Error("what a new key was to answer lets somebody in")
		}
		c = d.ask(person)
		b := newAuthenticator(t)
		if d.add(c.Token, b.create(t, c)) == nil {
			t.Error("what was to be signed is answered by a new key")
		}
		c = d.ask(person)
		if got := d.whose(person, c.Token, a.sign(t, c)); got != person {
			t.Errorf("a proof: %q", got)
		}
		// A key that somebody has is no other's.
		other := access.Actor{Account: "0000000000000002", Name: "Khác", ProvedUntil: me.ProvedUntil}
		var refused *fault.Fault
		err := o.Do(t.Context(), work.As(other), func(u *work.Unit) (err error) {
			c, err = d.keeper.BeginPasskey(t.Context(), u)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		a.count = 0
		stolen := a.create(t, c)
		err = o.Do(t.Context(), work.As(other), func(u *work.Unit) (err error) {
			refused, err = d.keeper.AddPasskey(t.Context(), u, c.Token, "Máy", stolen)
			return err
		})
		if err == nil && refused == nil {
			t.Error("a key of somebody is kept as another's")
		}
	})
}
