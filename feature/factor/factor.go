// Package factor holds by what, beside a password, people prove who they are.
//
// An authenticator app (ứng dụng xác thực) shares a secret with the program and
// shows a code for each thirty seconds (TOTP, RFC 6238). A code is good within
// its own thirty seconds and once (ASVS 5.0, 6.5.1 and 6.5.5): the last step
// used is kept, and moved on by one statement, so that of two instances only
// one takes it. The secret is sealed with the key of the installation, for its
// account: a copy of the database alone gives no code.
//
// Recovery codes (mã khôi phục) let a person in who has lost the telephone.
// There are ten, shown once, each good once, and replaced as a whole. They are
// 120 bits of chance, which nobody finds by trying, so a fast hash keeps them,
// which a password must never have (ASVS 5.0, 6.5.2: from 112 bits on).
//
// A passkey (khoá truy cập) is a key that an authenticator holds: a telephone,
// a computer, a stick. It signs for this site alone, and only after it has
// verified the person by finger, face or PIN, so that it is two factors at once
// and a way to sign in of its own. What it is to sign is drawn here, kept for
// five minutes and taken back with the first answer.
//
// Accounts stand above this package: it knows of one its identifier only.
// Whoever changes the factors of an account has been let through by
// [quyet/feature/account], or is its owner.
package factor

import (
	"context"
	"slices"
	"strings"

	"github.com/go-webauthn/webauthn/webauthn"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/secret"
	"quyet/base/text"
	"quyet/base/work"
)

// A Proof is a way in which a person has proved who they are.
type Proof string

// The proofs.
const (
	Password Proof = "password"
	Code     Proof = "code"     // of an authenticator app
	Recovery Proof = "recovery" // code, used up
	Passkey  Proof = "passkey"  // whose authenticator has verified the person
	Provider Proof = "provider" // of identities, which has asked for a password or the like
	Vouched  Proof = "vouched"  // by a provider of identities, which has asked for two steps
)

// Title returns the proof's name for people.
func (p Proof) Title() text.T { return proofTitles[p] }

// Proofs are what a person has proved in one session, in order.
type Proofs []Proof

// ReadProofs reads what [Proofs.String] wrote.
func ReadProofs(s string) (ps Proofs) {
	for f := range strings.FieldsSeq(s) {
		ps = append(ps, Proof(f))
	}
	return ps
}

// String returns the proofs as they are stored.
func (ps Proofs) String() string {
	said := make([]string, len(ps))
	for i, p := range ps {
		said[i] = string(p)
	}
	return strings.Join(said, " ")
}

// With returns the proofs and another one, each once.
func (ps Proofs) With(p Proof) Proofs {
	if slices.Contains(ps, p) {
		return ps
	}
	return append(slices.Clone(ps), p)
}

// In says the proofs in words: "Mật khẩu, mã của ứng dụng".
func (ps Proofs) In(ctx context.Context) string {
	said := make([]string, len(ps))
	for i, p := range ps {
		said[i] = p.Title().In(ctx)
	}
	return strings.Join(said, " + ")
}

// A Keeper keeps the factors that need the key of the installation, or its
// address.
type Keeper struct {
	sealing *secret.Key
	site    *webauthn.WebAuthn // nil: no passkeys, see [Keeper.At]
}

// With returns the Keeper that seals with a key.
func With(sealing *secret.Key) *Keeper { return &Keeper{sealing: sealing} }

// Held is what an account has beside a password.
type Held struct {
	App      bool // an authenticator app that was confirmed
	Recovery int  // recovery codes that are left
	Passkeys int
}

// Second says whether the account has anything by which a second step can be
// asked for.
func (h Held) Second() bool { return h.App }

// Level returns the most that the account can prove by what it has.
func (h Held) Level() Level {
	switch {
	case h.Passkeys > 0:
		return ByPasskey
	case h.Second():
		return BySecond
	}
	return ByPassword
}

// Of returns what an account has. It takes the same statement for one that
// does not exist.
func Of(ctx context.Context, v *work.View, account string) (h Held, err error) {
	var apps int
	err = v.One(ctx, heldBy, []any{account}, &apps, &h.Recovery, &h.Passkeys)
	h.App = apps > 0
	return h, err
}

// Forget takes all factors from an account, for who has lost them or is
// erased. It is for whoever has the account in hand: who calls it has asked.
// reset says that it is told as an event of its own.
func Forget(ctx context.Context, u *work.Unit, account string, reset bool) error {
	for _, s := range []*db.Stmt{deleteTOTP, deleteRecovery, deletePasskeys} {
		if _, err := u.Exec(ctx, s, account); err != nil {
			return err
		}
	}
	if !reset {
		return nil
	}
	return u.Record(ctx, "factor.reset", account, nil)
}

// Prove checks a code typed as the second step of an account: of its app, or
// one of its recovery codes, which is so used up. It returns "" where it is
// none. It is part of signing in: who calls it counts the attempts.
func (k *Keeper) Prove(ctx context.Context, u *work.Unit, account, typed string) (Proof, error) {
	switch code := squeezed(typed); {
	case isAppCode(code):
		ok, err := k.useCode(ctx, u, account, code)
		if !ok || err != nil {
			return "", err
		}
		return Code, nil
	case len(code) == recoveryLength:
		ok, err := useRecovery(ctx, u, account, code)
		if !ok || err != nil {
			return "", err
		}
		return Recovery, nil
	}
	return "", nil
}

// squeezed returns a code without what people put between its parts.
func squeezed(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case '0' <= r && r <= '9', 'A' <= r && r <= 'Z':
			return r
		case 'a' <= r && r <= 'z':
			return r - 'a' + 'A'
		case r == ' ', r == '-', r == '.', r == '\u00a0', r == '\t':
			return -1
		}
		return '?' // fits nothing
	}, typed)
}

// own returns the account of the actor, who acts for themselves, in a browser,
// and has proved a moment ago who they are: who finds a browser left open
// changes nothing.
func own(v *work.View) (string, error) {
	if !v.Actor.SignedIn() || v.Actor.Only != nil {
		return "", fault.New(fault.Forbidden, tNobody)
	}
	return v.Actor.Account, v.CheckProof()
}
