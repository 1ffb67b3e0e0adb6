package provider

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"time"

	"golang.org/x/oauth2"

	"quyet/base/secret"
)

// visitTime is how long somebody may be at the provider.
const visitTime = 15 * time.Minute

// visitCookie holds the visit meanwhile.
const visitCookie = "visit"

// visitPurpose is what a visit is sealed for.
const visitPurpose = "provider.visit"

// A visit is what has to be remembered while somebody is at the provider.
type visit struct {
	Provider string `json:"p"`
	State    string `json:"s"` // comes back in the address: the answer is to what was asked in this browser
	Nonce    string `json:"n"` // comes back in the token: it was made for this visit
	Verifier string `json:"v"` // shows that the code is ours (PKCE)
	Next     string `json:"to"`
	Account  string `json:"a"` // that is to be bound; "" for signing in
	Until    int64  `json:"t"` // seconds since 1970
}

// newVisit begins a visit.
func newVisit(provider, next, account string, now time.Time) visit {
	return visit{Provider: provider, State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Next: next, Account: account, Until: now.Add(visitTime).Unix()}
}

// begun is when the visit began.
func (v visit) begun() time.Time { return time.Unix(v.Until, 0).Add(-visitTime) }

// seal returns the visit as the cookie holds it.
func (v visit) seal(k *secret.Key) (string, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	sealed, err := k.Seal(visitPurpose, v.Provider, plain)
	return base64.RawURLEncoding.EncodeToString(sealed), err
}

// openVisit reads a visit to a provider from its cookie; ok is false for one
// that was not sealed here, is over, or to which the answer with state is none.
func openVisit(k *secret.Key, cookie, provider, state string, now time.Time) (v visit, ok bool) {
	sealed, err := base64.RawURLEncoding.DecodeString(cookie)
	if err != nil || cookie == "" || state == "" {
		return v, false
	}
	plain, err := k.Open(visitPurpose, provider, sealed)
	if err != nil || json.Unmarshal(plain, &v) != nil {
		return visit{}, false
	}
	ok = v.Provider == provider && now.Unix() < v.Until && subtle.ConstantTimeCompare([]byte(v.State), []byte(state)) == 1
	return v, ok
}
