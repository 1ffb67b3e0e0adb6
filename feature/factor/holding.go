package factor

import (
	"context"
	"strconv"
	"time"

	"quyet/base/capability"
	"quyet/base/text"
	"quyet/base/work"
)

// basisRule is the rule that says by what right data of people are kept; it is
// declared where personal data are looked after.
const basisRule = "personal.basis"

// holdings are what factors say about people.
func holdings() []capability.Holding {
	self := []capability.Reader{capability.Self}
	return []capability.Holding{{
		Name: "factor.factors", Title: tHolding, Purpose: tHoldingTo, Basis: basisRule, Kept: tKept,
		Fields: []capability.Field{
			{Title: tMade, Columns: []string{"factor_totp.account_id", "factor_totp.made", "factor_totp.confirmed", "factor_totp.step"}, Seen: self},
			{Title: tRecovery, Columns: []string{"factor_recovery.account_id", "factor_recovery.made"}, Seen: self},
			{Title: tSecret, Columns: []string{"factor_totp.sealed", "factor_recovery.code_hash"}},
		},
		Read: func(ctx context.Context, v *work.View, person string) ([][]string, error) {
			h, err := Of(ctx, v, person)
			if err != nil || !h.App {
				return nil, err
			}
			var sealed []byte
			var made, confirmed int64
			if err := v.One(ctx, totpOf, []any{person}, &sealed, &made, &confirmed); err != nil {
				return nil, err
			}
			return [][]string{{time.UnixMicro(confirmed).In(v.Zone).Format("15:04 02/01/2006"), strconv.Itoa(h.Recovery)}}, nil
		},
	}, {
		Name: "factor.passkeys", Title: tPasskeys, Purpose: tHoldingTo, Basis: basisRule, Kept: tKept,
		Fields: []capability.Field{
			{Title: tPasskeyName, Columns: []string{"factor_passkey.name", "factor_passkey.id", "factor_passkey.account_id"}, Seen: self},
			{Title: tAdded, Columns: []string{"factor_passkey.made"}, Seen: self},
			{Title: tUsed, Columns: []string{"factor_passkey.used"}, Seen: self},
			{Title: tPublicKey, Columns: []string{"factor_passkey.key_hash", "factor_passkey.credential", "factor_challenge.token_hash", "factor_challenge.account_id", "factor_challenge.asked", "factor_challenge.expires"}},
		},
		Read: func(ctx context.Context, v *work.View, person string) (rows [][]string, err error) {
			keys, err := PasskeysOf(ctx, v, person)
			said := factorsPage{Zone: v.Zone}.said
			for _, k := range keys {
				used := tNeverUsed.In(ctx)
				if !k.Used.IsZero() {
					used = said(k.Used)
				}
				rows = append(rows, []string{k.Name, said(k.Made), used})
			}
			return rows, err
		},
	}, {
		Name: "factor.setter", Title: text.New("Ai đã đặt yêu cầu khi đăng nhập", "Who set what signing in requires"),
		Purpose: text.New("Biết yêu cầu do tài khoản nào đặt.", "To know through which account it was set."),
		Basis:   basisRule, Kept: text.New("Chỉ có mã tài khoản, giữ cùng yêu cầu; từng việc có trong lịch sử công việc.", "The identifier of the account only, kept with what was set; each deed is in the history of the work."),
		Fields: []capability.Field{{Title: text.New("Mã tài khoản", "Identifier of the account"), Columns: []string{"factor_policy.set_by"}, Seen: self}},
	}}
}
