package brief

import (
	"context"

	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// AskedToRead lets an account that only a test knows be asked to read a document.
func AskedToRead(ctx context.Context, u *work.Unit, d doc.ID, account string, b org.ID) error {
	_, err := u.Exec(ctx, insertAck, d, account, b, u.Today, u.Today)
	return err
}
