package factor

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
)

// Passkeys are for one site, which is the one that the installation says it is
// and never the one that a request names: whoever could choose that could have
// a person sign for theirs.

// At lets passkeys be used at the address by which browsers reach the program,
// such as https://quyet.example.vn. Without one nobody can use any, nor where it
// is a number: passkeys are for a name.
func (k *Keeper) At(origin *url.URL) (err error) {
	k.site = nil
	if origin == nil || net.ParseIP(origin.Hostname()) != nil {
		return nil
	}
	k.site, err = webauthn.New(&webauthn.Config{
		RPID: origin.Hostname(), RPDisplayName: issuer, RPOrigins: []string{origin.Scheme + "://" + origin.Host},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(), UserVerification: protocol.VerificationRequired,
		},
	})
	return err
}

// Passkeys says whether passkeys can be used.
func (k *Keeper) Passkeys() bool { return k != nil && k.site != nil }

const (
	challengeTime = 5 * time.Minute
	mostPasskeys  = 20 // of an account
	longestName   = 60 // of a passkey, in characters
)

// A PasskeyID identifies a passkey; it is no secret.
type PasskeyID string

// A PasskeyKept is a passkey of somebody.
type PasskeyKept struct {
	ID   PasskeyID
	Name string // in the words of its owner: "Máy tính phòng văn thư"
	Made time.Time
	Used time.Time // the last time; zero for never

	account    string
	credential webauthn.Credential
}

// A Challenge is what a browser is to have signed.
type Challenge struct {
	Token   string `json:"token"`   // to send back with the signature
	Options any    `json:"options"` // for navigator.credentials, as WebAuthn has them in JSON
}

// holder is somebody as the library knows them.
type holder struct {
	account, name string
	keys          []PasskeyKept
}

func (h holder) WebAuthnID() []byte          { return []byte(h.account) }
func (h holder) WebAuthnName() string        { return h.name }
func (h holder) WebAuthnDisplayName() string { return h.name }
func (h holder) WebAuthnCredentials() (all []webauthn.Credential) {
	for _, k := range h.keys {
		all = append(all, k.credential)
	}
	return all
}

var _ webauthn.User = holder{}

// PasskeysOf returns the passkeys of an account, the latest first. It is for
// its owner, and for who has the account in hand: who calls it has asked.
func PasskeysOf(ctx context.Context, v *work.View, account string) ([]PasskeyKept, error) {
	return db.All(ctx, v.Snapshot, passkeysOf, scanPasskey, account, mostPasskeys)
}

func scanPasskey(scan db.Scan) (p PasskeyKept, err error) {
	var credential string
	var made, used int64
	if err = scan(&p.ID, &p.account, &credential, &p.Name, &made, &used); err != nil {
		return p, err
	}
	p.Made = time.UnixMicro(made).UTC()
	if used != 0 {
		p.Used = time.UnixMicro(used).UTC()
	}
	return p, json.Unmarshal([]byte(credential), &p.credential)
}

// BeginPasskey asks an authenticator of the actor for a new key. Faults:
// Forbidden for nobody and for a program, Unproven, Conflict for too many, and
// where the installation has no address.
func (k *Keeper) BeginPasskey(ctx context.Context, u *work.Unit) (Challenge, error) {
	account, err := own(&u.View)
	if err != nil {
		return Challenge{}, err
	}
	if !k.Passkeys() {
		return Challenge{}, fault.New(fault.Conflict, tNoAddress)
	}
	keys, err := PasskeysOf(ctx, &u.View, account)
	if err != nil {
		return Challenge{}, err
	}
	if len(keys) >= mostPasskeys {
		return Challenge{}, fault.New(fault.Conflict, tTooManyPasskeys, mostPasskeys)
	}
	h := holder{account, u.Actor.Name, keys}
	options, asked, err := k.site.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return Challenge{}, fmt.Errorf("begin passkey: %w", err)
	}
	return challenge(ctx, u, account, asked, options.Response)
}

// challenge keeps what was asked.
func challenge(ctx context.Context, u *work.Unit, account string, asked *webauthn.SessionData, options any) (Challenge, error) {
	token := rand.Text()
	kept, err := json.Marshal(asked)
	if err != nil {
		return Challenge{}, err
	}
	_, err = u.Exec(ctx, insertChallenge, hashOfToken(token), account, string(kept), u.Now.Add(challengeTime).UnixMicro())
	return Challenge{Token: token, Options: options}, err
}

func hashOfToken(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

// asked takes what was asked of an account, "" for nobody: once, whatever is
// answered. It is nil where nothing was, or longer ago than five minutes.
func asked(ctx context.Context, u *work.Unit, account, token string) (*webauthn.SessionData, error) {
	var kept string
	err := u.One(ctx, challengeByToken, []any{hashOfToken(token), account, u.Now.UnixMicro()}, &kept)
	if errors.Is(err, db.ErrNoRow) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if n, err := u.Exec(ctx, deleteChallenge, hashOfToken(token)); err != nil || n == 0 {
		return nil, err
	}
	data := &webauthn.SessionData{}
	return data, json.Unmarshal([]byte(kept), data)
}

// AddPasskey keeps the key that an authenticator of the actor has made, under a
// name.
//
// Faults: as of [Keeper.BeginPasskey]; Invalid at "name"; Invalid for an answer
// to what was not asked, that was given before, or that is wrong. The last three
// commit what was used up, so the fault is returned beside a nil error.
func (k *Keeper) AddPasskey(ctx context.Context, u *work.Unit, token, name string, answer []byte) (refused *fault.Fault, err error) {
	account, err := own(&u.View)
	if err != nil {
		return nil, err
	}
	if !k.Passkeys() {
		return nil, fault.New(fault.Conflict, tNoAddress)
	}
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		return nil, fault.At("name", tPasskeyNameMissing)
	case n > longestName:
		return nil, fault.At("name", tPasskeyNameLong, longestName)
	}
	data, err := asked(ctx, u, account, token)
	if err != nil {
		return nil, err
	}
	refused = fault.New(fault.Invalid, tPasskeyRefused)
	if data == nil {
		return refused, nil
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return refused.Because(err), nil
	}
	made, err := k.site.CreateCredential(holder{account: account, name: u.Actor.Name}, *data, parsed)
	if err != nil {
		return refused.Because(err), nil
	}
	kept, err := json.Marshal(made)
	if err != nil {
		return nil, err
	}
	p := id.New[PasskeyID]()
	if _, err := u.Exec(ctx, insertPasskey, p, account, hashOfKey(made.ID), string(kept), name, u.Now.UnixMicro()); err != nil {
		if errors.Is(err, db.ErrUnique) {
			return nil, fault.New(fault.Conflict, tPasskeyThere).Because(err)
		}
		return nil, fmt.Errorf("add passkey: %w", err)
	}
	return nil, u.Record(ctx, "factor.passkey_added", account, map[string]any{"passkey": p})
}

func hashOfKey(key []byte) []byte {
	h := sha256.Sum256(key)
	return h[:]
}

// RemovePasskey takes a passkey of the actor away. Faults: Forbidden for nobody
// and for a program, Unproven, Unknown.
func RemovePasskey(ctx context.Context, u *work.Unit, passkey PasskeyID) error {
	account, err := own(&u.View)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, deletePasskey, passkey, account)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Unknown, tNoPasskey)
	}
	return u.Record(ctx, "factor.passkey_removed", account, map[string]any{"passkey": passkey})
}

// AskPasskey asks for the signature of whatever passkey the person at the
// browser has, of an account, or of whoever it is for "". It is part of signing
// in: who calls it bounds how often. Faults: Conflict where the installation has
// no address.
func (k *Keeper) AskPasskey(ctx context.Context, u *work.Unit, account string) (Challenge, error) {
	if !k.Passkeys() {
		return Challenge{}, fault.New(fault.Conflict, tNoAddress)
	}
	options, asked, err := k.site.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Challenge{}, fmt.Errorf("ask for a passkey: %w", err)
	}
	return challenge(ctx, u, account, asked, options.Response)
}

// ProvePasskey returns the account whose passkey has signed what was asked of
// account, "" for whoever signs in; "" where it has not. It is part of signing
// in. A signature that comes from a copy of the key counts for nothing.
func (k *Keeper) ProvePasskey(ctx context.Context, u *work.Unit, account, token string, answer []byte) (whose string, err error) {
	if !k.Passkeys() {
		return "", fault.New(fault.Conflict, tNoAddress)
	}
	data, err := asked(ctx, u, account, token)
	if err != nil || data == nil {
		return "", err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return "", nil //nolint:nilerr // what it is worth is said by what is returned
	}
	var kept PasskeyKept
	var failed error
	_, signed, err := k.site.ValidatePasskeyLogin(func(key, handle []byte) (webauthn.User, error) {
		found, err := db.All(ctx, u.Snapshot, passkeyByKey, scanPasskey, hashOfKey(key))
		if err != nil {
			failed = err
			return nil, err
		}
		if len(found) == 0 || found[0].account != string(handle) || account != "" && account != found[0].account {
			return nil, errNoSuchKey
		}
		kept = found[0]
		return holder{kept.account, "", found}, nil
	}, *data, parsed)
	if failed != nil {
		return "", failed
	}
	if err != nil || signed.Authenticator.CloneWarning {
		return "", nil //nolint:nilerr // as above
	}
	stored, err := json.Marshal(signed)
	if err != nil {
		return "", err
	}
	_, err = u.Exec(ctx, usePasskey, kept.ID, string(stored), u.Now.UnixMicro())
	return kept.account, err
}

var errNoSuchKey = errors.New("no such passkey")
