package factor

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
)

// The codes of an app, as every app takes them without being told: RFC 6238
// with SHA-1, whose weakness does not bear on HMAC.
const (
	period       = 30 * time.Second
	secretLength = 20 // bytes, as RFC 4226, 4 recommends
	sealedFor    = "totp"
	draftTime    = time.Hour // for which a secret waits for its first code
)

var codes = hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}

// stepOf returns the step of thirty seconds to which an instant belongs.
func stepOf(now time.Time) int64 { return now.Unix() / int64(period/time.Second) }

// isAppCode says whether a code, squeezed, has the form of an app's.
func isAppCode(code string) bool {
	return len(code) == otp.DigitsSix.Length() && !strings.ContainsFunc(code, func(r rune) bool { return r < '0' || '9' < r })
}

// fits says whether code is the one of a step.
func fits(secret []byte, step int64, code string) bool {
	if step < 0 {
		return false
	}
	ok, err := hotp.ValidateCustom(code, uint64(step), inBase32(secret), codes)
	return ok && err == nil
}

func inBase32(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// A Draft is a secret that an app is to take over, and that has not proved yet
// that it did.
type Draft struct {
	Secret  string // in base32
	Account string // what the app calls it
}

// Typed returns the secret in groups, to be typed where no picture can be taken.
func (d Draft) Typed() string { return inGroups(d.Secret) }

// issuer is what an app calls the program.
const issuer = "Quyết"

// URI returns the address that the picture holds, as apps read it.
func (d Draft) URI() string {
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + d.Account}
	q := "secret=" + d.Secret + "&issuer=" + url.PathEscape(issuer) + "&algorithm=SHA1&digits=6&period=30"
	return u.String() + "?" + q
}

// BeginApp draws the secret for the actor's authenticator app. Faults:
// Forbidden for nobody and for a program, Unproven, Conflict where there is an
// app.
func (k *Keeper) BeginApp(ctx context.Context, u *work.Unit) error {
	account, err := own(&u.View)
	if err != nil {
		return err
	}
	drawn := make([]byte, secretLength)
	rand.Read(drawn)
	sealed, err := k.sealing.Seal(sealedFor, account, drawn)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, draftTOTP, account, sealed, u.Now.UnixMicro())
	if err != nil {
		return fmt.Errorf("begin app: %w", err)
	}
	if n == 0 {
		return fault.New(fault.Conflict, tAppAlready)
	}
	return nil
}

// App returns the secret that the actor's app is to take over. Faults:
// Forbidden and Unproven as of [Keeper.BeginApp], Unknown where none was drawn, or an hour
// ago, and where the app has it already: it is shown to nobody any more.
func (k *Keeper) App(ctx context.Context, v *work.View) (Draft, error) {
	account, err := own(v)
	if err != nil {
		return Draft{}, err
	}
	t, err := k.totp(ctx, v, account)
	if err != nil {
		return Draft{}, err
	}
	if t == nil || t.confirmed || v.Now.Sub(t.made) > draftTime {
		return Draft{}, fault.New(fault.Unknown, tNoDraft)
	}
	return Draft{Secret: inBase32(t.secret), Account: v.Actor.Name}, nil
}

// ConfirmApp takes the first code of the actor's app, from which on it is asked
// for at each sign-in, and returns recovery codes: they are kept nowhere.
//
// Faults: as of [Keeper.App]; Invalid at "code".
func (k *Keeper) ConfirmApp(ctx context.Context, u *work.Unit, typed string) ([]string, error) {
	if _, err := k.App(ctx, &u.View); err != nil {
		return nil, err
	}
	account := u.Actor.Account
	t, err := k.totp(ctx, &u.View, account)
	if err != nil {
		return nil, err
	}
	step := stepOf(u.Now)
	if code := squeezed(typed); !isAppCode(code) || !fits(t.secret, step, code) {
		return nil, fault.At("code", tCodeWrong)
	}
	n, err := u.Exec(ctx, confirmTOTP, account, u.Now.UnixMicro(), step)
	if err != nil {
		return nil, fmt.Errorf("confirm app: %w", err)
	}
	if n == 0 {
		return nil, fault.New(fault.Conflict, tAppAlready)
	}
	if err := u.Record(ctx, "factor.app_added", account, nil); err != nil {
		return nil, err
	}
	return NewRecovery(ctx, u)
}

// RemoveApp takes the actor's app away, and the recovery codes with it.
// Faults: Forbidden for nobody and for a program, Unproven, Unknown where there
// is none.
func RemoveApp(ctx context.Context, u *work.Unit) error {
	account, err := own(&u.View)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteTOTP, account)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Unknown, tNoApp)
	}
	if _, err := u.Exec(ctx, deleteRecovery, account); err != nil {
		return err
	}
	return u.Record(ctx, "factor.app_removed", account, nil)
}

// useCode says whether code is that of the present step, and was not used.
func (k *Keeper) useCode(ctx context.Context, u *work.Unit, account, code string) (bool, error) {
	t, err := k.totp(ctx, &u.View, account)
	if err != nil || t == nil || !t.confirmed {
		return false, err
	}
	step := stepOf(u.Now)
	if !fits(t.secret, step, code) {
		return false, nil
	}
	n, err := u.Exec(ctx, useStep, account, step)
	return n == 1, err
}

type totp struct {
	secret    []byte
	made      time.Time
	confirmed bool
}

// totp returns the secret of an account; nil if there is none.
func (k *Keeper) totp(ctx context.Context, v *work.View, account string) (*totp, error) {
	var sealed []byte
	var made, confirmed int64
	err := v.One(ctx, totpOf, []any{account}, &sealed, &made, &confirmed)
	if errors.Is(err, db.ErrNoRow) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	opened, err := k.sealing.Open(sealedFor, account, sealed)
	if err != nil {
		return nil, fmt.Errorf("secret of the authenticator app of account %s: %w", account, err)
	}
	return &totp{opened, time.UnixMicro(made), confirmed != 0}, nil
}

// perCheck is how many secrets are opened at once.
const perCheck = 500

// Sound tries to open every secret and returns those accounts whose secret the
// key does not open, at most some hundreds.
func (k *Keeper) Sound(ctx context.Context, d *db.DB) (ill []string, err error) {
	err = d.Read(ctx, func(s *db.Snapshot) error {
		ill = nil
		for after := ""; ; {
			type row struct {
				account string
				sealed  []byte
			}
			some, err := db.All(ctx, s, allTOTP, func(scan db.Scan) (r row, err error) { return r, scan(&r.account, &r.sealed) }, after, perCheck)
			if err != nil || len(some) == 0 {
				return err
			}
			for _, r := range some {
				if _, err := k.sealing.Open(sealedFor, r.account, r.sealed); err != nil {
					ill = append(ill, r.account)
				}
				after = r.account
			}
		}
	})
	return ill, err
}
