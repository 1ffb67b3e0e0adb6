package factor

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"strings"

	"quyet/base/fault"
	"quyet/base/work"
)

const (
	recoveryCodes  = 10
	recoveryLength = 24 // of base32: 120 bits, see ASVS 5.0, 6.5.2
)

// NewRecovery replaces the actor's recovery codes and returns the new ones:
// they are kept nowhere. Faults: Forbidden for nobody and for a program,
// Unproven, Conflict where there is no app whose loss they are for.
func NewRecovery(ctx context.Context, u *work.Unit) ([]string, error) {
	account, err := own(&u.View)
	if err != nil {
		return nil, err
	}
	if h, err := Of(ctx, &u.View, account); err != nil {
		return nil, err
	} else if !h.Second() {
		return nil, fault.New(fault.Conflict, tNoApp)
	}
	if _, err := u.Exec(ctx, deleteRecovery, account); err != nil {
		return nil, err
	}
	var drawn []string
	var rows [][]any
	for range recoveryCodes {
		code := rand.Text()[:recoveryLength]
		drawn = append(drawn, inGroups(strings.ToLower(code)))
		rows = append(rows, []any{account, hashOf(account, code), u.Now.UnixMicro()})
	}
	if err := u.ExecMany(ctx, insertRecovery, rows); err != nil {
		return nil, fmt.Errorf("recovery codes: %w", err)
	}
	return drawn, u.Record(ctx, "factor.recovery_made", account, nil)
}

// inGroups returns a code as it is read: "abcd efgh ijkl".
func inGroups(code string) string {
	var groups []string
	for i := 0; i < len(code); i += 4 {
		groups = append(groups, code[i:min(i+4, len(code))])
	}
	return strings.Join(groups, " ")
}

// hashOf returns what is kept of a recovery code, squeezed. The codes have
// none of the digits 0, 1 and 8, so each is taken for the letter that it looks
// like.
func hashOf(account, code string) []byte {
	h := sha256.Sum256([]byte("recovery\x00" + account + "\x00" + strings.NewReplacer("0", "O", "1", "I", "8", "B").Replace(code)))
	return h[:]
}

// useRecovery says whether code, squeezed, is one that was left, and uses it up.
func useRecovery(ctx context.Context, u *work.Unit, account, code string) (bool, error) {
	n, err := u.Exec(ctx, deleteCode, account, hashOf(account, code))
	if err != nil || n == 0 {
		return false, err
	}
	h, err := Of(ctx, &u.View, account)
	if err != nil {
		return false, err
	}
	return true, u.Record(ctx, "factor.recovery_used", account, map[string]any{"left": h.Recovery})
}
