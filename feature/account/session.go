package account

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/factor"
	"quyet/feature/org"
)

// How long a session lasts: a working day, with a lunch break in it.
const (
	IdleTime    = 4 * time.Hour  // without a request
	LongestTime = 12 * time.Hour // after signing in
)

// clockSkew is by how much the clocks of two instances may differ.
const clockSkew = 5 * time.Minute

// seenEvery is how often it is written down that a session is in use.
const seenEvery = 5 * time.Minute

// A Token is what a browser keeps: 256 bits of chance, in base64.
type Token string

func newToken() Token {
	var b [32]byte
	rand.Read(b[:])
	return Token(base64.RawURLEncoding.EncodeToString(b[:]))
}

// hash returns what the database keeps of a token.
func (t Token) hash() []byte {
	h := sha256.Sum256([]byte(t))
	return h[:]
}

// A SessionID identifies a session; it is no secret.
type SessionID string

// A Session is one browser that is signed in.
type Session struct {
	ID      SessionID
	Account ID
	Body    org.ID // for which it acts, as last switched; "" if never
	Created time.Time
	Seen    time.Time // last request, to five minutes
	Expires time.Time // at the latest

	Proved time.Time // when its person last proved who they are; zero where that was not kept

	proofs     string   // as [factor.Proofs] writes them
	deputising DeputyID // by which it acts in the place of somebody; "" if it does not
	mustChange bool
	name       string
}

// Proofs returns by what its person has proved who they are.
func (s *Session) Proofs() factor.Proofs { return factor.ReadProofs(s.proofs) }

// alive says whether the session has not expired. One of a day to come, when
// the clock was wrong, is over since it was set right; one of some hours to come
// goes on, and ends within a day.
func (s *Session) alive(now time.Time) bool {
	return !now.Before(s.Created.Add(-LongestTime)) && now.Before(s.Expires) && now.Before(s.Seen.Add(IdleTime))
}

// BySession returns the actor whose browser sent token, in the post it last
// switched to and with the grants of that post in force today. A token that is unknown, expired or revoked means nobody.
//
// An account whose password must be changed first has no rights in a session
// that began with it, nor has one
// whose person has proved less than they must ([factor.Needed]): all it can do
// is what every account may do with itself.
func BySession(token Token) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		a, _, err := resolve(ctx, v, token)
		return a, err
	}
}

// resolve returns the actor and the session of a token; nobody and nil if
// there is none.
func resolve(ctx context.Context, v *work.View, token Token) (access.Actor, *Session, error) {
	s, rights, err := sessionAndRights(ctx, v, token)
	if err != nil || s == nil {
		return access.Actor{}, nil, err
	}
	a := access.Actor{Account: string(s.Account), Name: s.name}
	if s.mustChange && slices.Contains(s.Proofs(), factor.Password) {
		if s.Proofs().Reach(factor.BySecond) { // and so is not only who gave them the password
			a.ProvedUntil, err = provedUntil(ctx, v, s)
		}
		return a, s, err
	}
	if err = actIn(ctx, v, &a, rights, cmp.Or(string(s.deputising), string(s.Body))); err != nil {
		return a, s, err
	}
	err = proved(ctx, v, &a, s)
	return a, s, err
}

// actIn lets the actor act in a post, with the rights of that post; in the
// first one if it is no post of theirs, or no more.
func actIn(ctx context.Context, v *work.View, a *access.Actor, rights []right, post string) error {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	a.Tree = tree
	if a.Posts, err = postsOf(ctx, v, tree, rights); err != nil {
		return err
	}
	if len(a.Posts) == 0 {
		return nil
	}
	chosen := max(0, slices.IndexFunc(a.Posts, func(p access.Post) bool { return p.ID == post }))
	*a = a.In(a.Posts[chosen])
	return nil
}

// sessionAndRights returns the session of a token that is alive, nil if there
// is none, and what its account may act with today.
func sessionAndRights(ctx context.Context, v *work.View, token Token) (*Session, []right, error) {
	if token == "" {
		return nil, nil, nil
	}
	var s *Session
	var rights []right
	v.AheadMemo() // for the tree, and what the page asks of the rules
	err := db.Each(ctx, v.Snapshot, actorByToken, func(scan db.Scan) error {
		s = &Session{}
		r, ok, err := scanRight(scan, s.columns(&s.name, &s.mustChange)...)
		if ok {
			rights = append(rights, r)
		}
		return err
	}, token.hash(), v.Today)
	if err != nil || s == nil || !s.alive(v.Now) {
		return nil, nil, err
	}
	rights, err = inPlace(ctx, v, s.Account, rights)
	return s, rights, err
}

func sessionOf(ctx context.Context, v *work.View, token Token) (*Session, error) {
	if token == "" {
		return nil, nil
	}
	var s Session
	err := v.One(ctx, sessionByToken, []any{token.hash()}, s.columns(&s.name, &s.mustChange)...)
	if errors.Is(err, db.ErrNoRow) {
		return nil, nil
	}
	if err != nil || !s.alive(v.Now) {
		return nil, err
	}
	return &s, nil
}

// seen writes down that a session is in use.
func seen(ctx context.Context, o *work.Office, s SessionID) error {
	return o.Do(ctx, work.System("session in use"), func(u *work.Unit) error {
		_, err := u.Exec(ctx, markSeen, s, u.Now.UnixMicro(), u.Now.Add(-seenEvery).UnixMicro())
		return err
	})
}

// begin makes a session with token for an account whose person has given proofs.
func begin(ctx context.Context, u *work.Unit, account ID, token Token, proofs factor.Proofs) error {
	s := id.New[SessionID]()
	if _, err := u.Exec(ctx, insertSession, s, token.hash(), account, u.Now.UnixMicro(), u.Now.Add(LongestTime).UnixMicro(), proofs.String()); err != nil {
		return fmt.Errorf("begin session: %w", err)
	}
	return u.Record(ctx, "account.signed_in", string(account), map[string]any{"session": s, "by": proofs})
}

// SignOut ends the session of token; it does nothing if there is none.
func SignOut(ctx context.Context, u *work.Unit, token Token) error {
	s, err := sessionOf(ctx, &u.View, token)
	if err != nil || s == nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteSession, s.ID); err != nil {
		return err
	}
	return u.Record(ctx, "account.signed_out", string(s.Account), map[string]any{"session": s.ID})
}

// Switch makes the session of token act in another of the account's posts, and
// returns it. Faults: Unknown where the account has no such post today.
func Switch(ctx context.Context, u *work.Unit, token Token, post string) (access.Post, error) {
	a, s, err := resolve(ctx, &u.View, token)
	if err != nil {
		return access.Post{}, err
	}
	to := slices.IndexFunc(a.Posts, func(p access.Post) bool { return p.ID == post })
	if s == nil || to < 0 {
		return access.Post{}, fault.New(fault.Unknown, tNoPost)
	}
	p := a.Posts[to]
	var deputising any
	if p.For != "" {
		deputising = p.ID
	}
	_, err = u.Exec(ctx, setPost, s.ID, orNull(bodyOf(p.Body)), deputising)
	return p, err
}

// mostSessions bounds the list of an account's sessions.
const mostSessions = 100

// Sessions returns where an account is signed in, the latest first.
//
// Everyone may see their own; those of others the person who may disable the
// account. Faults: Unknown.
func Sessions(ctx context.Context, v *work.View, account ID) ([]Session, error) {
	if v.Actor.Account != string(account) {
		if _, err := inHand(ctx, v, account); err != nil {
			return nil, err
		}
		if err := seeing(ctx, v, "sessions", account); err != nil {
			return nil, err
		}
	}
	return db.All(ctx, v.Snapshot, sessionsOf, scanSession, account, v.Now.UnixMicro(), v.Now.Add(-IdleTime).UnixMicro(), mostSessions)
}

// RevokeSession ends a session. The rights and faults are those of [Sessions];
// a fresh proof is asked for (ASVS 5.0, 7.5.2).
func RevokeSession(ctx context.Context, u *work.Unit, session SessionID) error {
	var account ID
	err := u.One(ctx, sessionAccount, []any{session}, &account)
	if errors.Is(err, db.ErrNoRow) {
		return fault.New(fault.Unknown, tNoSession)
	}
	if err != nil {
		return err
	}
	if u.Actor.Account != string(account) {
		if _, err := inHand(ctx, &u.View, account); fault.Is(err, fault.Unknown) {
			return fault.New(fault.Unknown, tNoSession)
		} else if err != nil {
			return err
		}
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteSession, session); err != nil {
		return err
	}
	return u.Record(ctx, "account.session_revoked", string(account), map[string]any{"session": session})
}

// RevokeOthers ends all sessions of the actor but that of token, and what of
// theirs is on its way to become one.
//
// Everyone may end their own. Faults: Forbidden for nobody and for who comes
// without a session, Unproven.
func RevokeOthers(ctx context.Context, u *work.Unit, token Token) error {
	s, err := sessionOf(ctx, &u.View, token)
	if err != nil {
		return err
	}
	if s == nil || string(s.Account) != u.Actor.Account {
		return fault.New(fault.Forbidden, tNobody)
	}
	if err := u.CheckProof(); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteOthers, s.Account, token.hash()); err != nil {
		return err
	}
	if _, err := u.Exec(ctx, deleteArrivals, s.Account); err != nil {
		return err
	}
	return u.Record(ctx, "account.sessions_revoked", string(s.Account), nil)
}

// sweepEvery is how often sessions that have expired are deleted.
const sweepEvery = time.Hour

// Sweep deletes the sessions that have expired, what of signing in is over, and
// the access tokens that expired a while ago.
func Sweep(ctx context.Context, o *work.Office) error {
	return o.Do(ctx, work.System("expired sessions"), func(u *work.Unit) error {
		if _, err := u.Exec(ctx, deleteExpired, u.Now.UnixMicro(), u.Now.Add(-IdleTime).UnixMicro()); err != nil {
			return err
		}
		if _, err := u.Exec(ctx, overArrivals, u.Now.UnixMicro()); err != nil {
			return err
		}
		if _, err := u.Exec(ctx, fullAttempts, u.Now.UnixMicro()); err != nil {
			return err
		}
		if _, err := u.Exec(ctx, oldEntries, u.Now.Add(-entryTime).UnixMicro()); err != nil {
			return err
		}
		_, err := u.Exec(ctx, expiredTokens, u.Today.AddDays(-keepExpired))
		return err
	})
}

// knownBrowser returns the value of the cookie by which a browser proves that
// an account has signed in on it. It needs no table and no key: it is keyed
// with the stored password, so it ends with that password.
func knownBrowser(account ID, stored string) string {
	m := hmac.New(sha256.New, []byte(stored))
	m.Write([]byte("browser\x00" + account))
	return hex.EncodeToString(m.Sum(nil))
}
