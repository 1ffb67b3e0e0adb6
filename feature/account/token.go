package account

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// A Bearer is what a program sends to act for a person: "quyet_", 130 bits of
// chance in base32 and a checksum, so that who looks for secrets in files finds
// it, and one that was mistyped is refused without asking the database.
type Bearer string

// BearerPrefix begins every [Bearer].
const BearerPrefix = "quyet_"

const (
	chanceLength = 26 // of [rand.Text]
	sumLength    = 7  // of 32 bits in base32
)

func newBearer() Bearer {
	chance := rand.Text()
	return Bearer(BearerPrefix + chance + sumOf(chance))
}

func sumOf(chance string) string {
	sum := binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(chance)))
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum)
}

// wellFormed says whether b can be one of ours.
func (b Bearer) wellFormed() bool {
	rest, ok := strings.CutPrefix(string(b), BearerPrefix)
	return ok && len(rest) == chanceLength+sumLength && rest[chanceLength:] == sumOf(rest[:chanceLength])
}

// hash returns what the database keeps of b.
func (b Bearer) hash() []byte {
	h := sha256.Sum256([]byte(b))
	return h[:]
}

// A TokenScope is how much of a person's rights a token may use.
type TokenScope struct {
	Name        string // "read"; kept with each token
	Title       text.T
	Permissions []*access.Permission
}

// An AccessTokenID identifies an access token; it is no secret.
type AccessTokenID string

// An AccessToken lets a program act for a person in one of their posts, with
// the permissions of its scope and no more than the person has at that moment.
// It ends by itself, when it is revoked, when the account is disabled, and with
// the post: the roles there, or the deputising.
type AccessToken struct {
	ID         AccessTokenID
	Account    ID
	Body       org.ID   // of the post; "" for what is held everywhere
	Deputising DeputyID // of the post, where somebody is replaced
	Name       string   // what it is for, in the words of who made it
	Scope      string
	Made       time.Time
	Until      civil.Date // the first day on which it is no more in force
	Used       civil.Date // the last day of use; zero for never

	name       string // of the account
	mustChange bool
}

// post returns the name of the post in which the token acts.
func (a AccessToken) post() string { return cmp.Or(string(a.Deputising), string(a.Body)) }

// tokenDays and tokenRate bound what a token is worth to who has stolen it.
var (
	tokenDays = rule.Number("account.token_days", tTokenDays, tTokenDaysHint, 1, 366,
		rule.Shipped{Value: "180", From: "2000-01-01", Citation: "Mặc định của chương trình"})
	tokenRate = rule.Number("account.token_rate", tTokenRate, tTokenRateHint, 1, 6000,
		rule.Shipped{Value: "120", From: "2000-01-01", Citation: "Mặc định của chương trình"})
)

const (
	mostTokens    = 20 // of an account
	longestReason = 60 // characters of what a token is for
	keepExpired   = 30 // days for which one that has expired is still listed
)

// A NewAccessToken is what is needed to make one.
type NewAccessToken struct {
	Name  string
	Scope string
	Until civil.Date // the first day on which it is no more in force
}

// MakeToken makes an access token for the post in which the actor acts, and
// returns what the program has to send: it is kept nowhere.
//
// Everyone may make their own. Faults: Forbidden for nobody and for a program;
// Unproven;
// Invalid for what is missing, for a scope that there is not and a time that is
// over or too long; Conflict for too many.
func (d *Door) MakeToken(ctx context.Context, u *work.Unit, n NewAccessToken) (Bearer, error) {
	if !u.Actor.SignedIn() || u.Actor.Only != nil || u.Actor.Grants == nil {
		return "", fault.New(fault.Forbidden, tNoTokenForYou)
	}
	if err := u.CheckProof(); err != nil {
		return "", err
	}
	most, _, err := tokenDays.Number(ctx, &u.View, u.Today)
	if err != nil {
		return "", err
	}
	n.Name = clean(n.Name)
	var wrong fault.Fields
	switch {
	case n.Name == "":
		wrong.Add("name", tTokenNameMissing)
	case utf8.RuneCountInString(n.Name) > longestReason:
		wrong.Add("name", tNameLong, longestReason)
	}
	if _, ok := d.scope(n.Scope); !ok {
		wrong.Add("scope", tScopeMissing)
	}
	switch {
	case n.Until.IsZero() || n.Until.After(u.Today.AddDays(most)):
		wrong.Add("until", tTokenLong, most)
	case !n.Until.After(u.Today):
		wrong.Add("until", tAlreadyOver)
	}
	if err := wrong.Err(); err != nil {
		return "", err
	}
	own, err := Tokens(ctx, &u.View, ID(u.Actor.Account))
	if err != nil {
		return "", err
	}
	if len(own) >= mostTokens {
		return "", fault.New(fault.Conflict, tTooManyTokens, mostTokens)
	}
	b, made := newBearer(), id.New[AccessTokenID]()
	var deputising any
	if u.Actor.For != "" {
		deputising = u.Actor.Post
	}
	if _, err := u.Exec(ctx, insertToken, made, b.hash(), u.Actor.Account, orNull(bodyOf(u.Actor.Body)), deputising, n.Name, n.Scope, u.Now.UnixMicro(), n.Until); err != nil {
		return "", fmt.Errorf("make token: %w", err)
	}
	return b, u.Record(ctx, "account.token_made", u.Actor.Account, map[string]any{"token": made, "scope": n.Scope, "until": n.Until})
}

func (d *Door) scope(name string) (TokenScope, bool) {
	i := slices.IndexFunc(d.Scopes, func(s TokenScope) bool { return s.Name == name })
	if i < 0 {
		return TokenScope{}, false
	}
	return d.Scopes[i], true
}

// Tokens returns the access tokens of an account, the latest first.
//
// Everyone may see their own; those of others who has the account in hand.
// Faults: Unknown, Forbidden.
func Tokens(ctx context.Context, v *work.View, account ID) ([]AccessToken, error) {
	if v.Actor.Account != string(account) {
		if _, err := inHand(ctx, v, account); err != nil {
			return nil, err
		}
	}
	return db.All(ctx, v.Snapshot, tokensOf, func(scan db.Scan) (a AccessToken, err error) { return a, scan(a.columns()...) }, account, mostTokens+1)
}

// RevokeToken ends an access token at once. Rights and faults are those of
// [Tokens].
func RevokeToken(ctx context.Context, u *work.Unit, token AccessTokenID) error {
	var account ID
	err := u.One(ctx, tokenAccount, []any{token}, &account)
	if errors.Is(err, db.ErrNoRow) {
		return fault.New(fault.Unknown, tNoSuchToken)
	}
	if err != nil {
		return err
	}
	if u.Actor.Account != string(account) {
		if _, err := inHand(ctx, &u.View, account); fault.Is(err, fault.Unknown) {
			return fault.New(fault.Unknown, tNoSuchToken)
		} else if err != nil {
			return err
		}
	}
	if _, err := u.Exec(ctx, deleteToken, token); err != nil {
		return err
	}
	return u.Record(ctx, "account.token_revoked", string(account), map[string]any{"token": token})
}

// Program returns who acts in a request of a program, by its field
// Authorization; nobody where that bears no token in force. Cookies count for
// nothing there.
func (d *Door) Program(r *http.Request) work.Who {
	scheme, b, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return work.As(access.Actor{})
	}
	return d.ByBearer(Bearer(strings.TrimSpace(b)))
}

// ByBearer returns the actor for whom a program acts: with what the person
// holds today in the post of the token, as far as its scope goes. One that is
// unknown, expired or whose post has ended means nobody. It fails with TooOften
// for a program that asks too much, and with Forbidden where more has to be proved
// today than when the token was made.
func (d *Door) ByBearer(b Bearer) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		if !b.wellFormed() {
			return access.Actor{}, nil
		}
		a, token, err := d.byToken(ctx, v, b)
		if err != nil || token == nil {
			return access.Actor{}, err
		}
		rate, _, err := tokenRate.Number(ctx, v, v.Today)
		if err != nil {
			return access.Actor{}, err
		}
		if wait, ok := d.rates.spend(v.Now, string(token.ID), rate); !ok {
			return access.Actor{}, fault.After(wait, tTooManyRequests, rate)
		}
		if token.Used.Before(v.Today) {
			d.marksUse(context.WithoutCancel(ctx), token.ID)
		}
		return a, nil
	}
}

func (d *Door) byToken(ctx context.Context, v *work.View, b Bearer) (access.Actor, *AccessToken, error) {
	var token *AccessToken
	var rights []right
	v.AheadMemo()
	err := db.Each(ctx, v.Snapshot, actorByBearer, func(scan db.Scan) error {
		token = &AccessToken{}
		r, ok, err := scanRight(scan, token.columns(&token.name, &token.mustChange)...)
		if ok {
			rights = append(rights, r)
		}
		return err
	}, b.hash(), v.Today)
	if err != nil || token == nil || token.mustChange {
		return access.Actor{}, nil, err
	}
	scope, ok := d.scope(token.Scope)
	if !ok {
		return access.Actor{}, nil, nil
	}
	if rights, err = inPlace(ctx, v, token.Account, rights); err != nil {
		return access.Actor{}, nil, err
	}
	a := access.Actor{Account: string(token.Account), Name: token.name}
	if err := actIn(ctx, v, &a, rights, token.post()); err != nil {
		return access.Actor{}, nil, err
	}
	if token.post() == "" {
		a = access.Actor{Account: a.Account, Name: a.Name, Tree: a.Tree, Grants: everywhere(rights)}
	}
	// A post that has ended is not replaced by another one.
	if a.Post != token.post() || len(a.Grants) == 0 {
		return access.Actor{}, nil, nil
	}
	if err := asStrict(ctx, v, a, token.Made, token.Body.Scope()); err != nil {
		return access.Actor{}, nil, err
	}
	a.Posts, a.Only = nil, append([]*access.Permission{}, scope.Permissions...)
	return a, token, nil
}

// asStrict refuses what acts for somebody since it was made, where its owner had
// to prove less then than they have to today: it would get round what was
// required since. Beside the posts of the actor, more are asked about.
func asStrict(ctx context.Context, v *work.View, a access.Actor, made time.Time, more ...access.Scope) error {
	scopes := more
	for _, p := range a.Posts {
		scopes = append(scopes, p.Body)
	}
	now, err := factor.Needed(ctx, v, a.Tree, scopes)
	if err != nil {
		return err
	}
	then, err := factor.NeededAt(ctx, v, a.Tree, scopes, made)
	if err == nil && now.Above(then) {
		err = fault.New(fault.Forbidden, tTokenTooLax)
	}
	return err
}

// marksUse writes down the day on which a token was used, in a unit of its own
// that nobody waits for.
func (d *Door) marksUse(ctx context.Context, token AccessTokenID) {
	if _, already := d.marking.LoadOrStore(token, true); already {
		return
	}
	d.marks.Go(func() {
		defer d.marking.Delete(token)
		err := d.office.Do(ctx, work.System("token in use"), func(u *work.Unit) error {
			_, err := u.Exec(ctx, markToken, token, u.Today)
			return err
		})
		if err != nil {
			d.log.WarnContext(ctx, "token not marked as used", "error", err)
		}
	})
}

// columns returns where the columns of a token go, followed by more.
func (a *AccessToken) columns(more ...any) []any {
	return append([]any{&a.ID, &a.Account, orNone{&a.Body}, orNone{(*org.ID)(&a.Deputising)}, &a.Name, &a.Scope, instant{&a.Made}, &a.Until, &a.Used}, more...)
}
