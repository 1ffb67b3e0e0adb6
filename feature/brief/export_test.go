package brief

import (
	"context"

	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/org"
)

// AskedToRead lets an account that only a test knows be asked to read a document.
func AskedToRead(ctx context.Context, u *work.Unit, d doc.ID, account string, b org.ID) error {
	_, err := u.Exec(ctx, insertAck, d, account, b, u.Today, u.Today)
	return err
}

// Briefed writes down for bodies what they expect and reached of some audiences, without
// what each operation asks: three of four said how many there are, two of three briefed.
func Briefed(ctx context.Context, u *work.Unit, d doc.ID, on map[Audience]civil.Date, bodies []org.ID) error {
	var expected, sittings, counts [][]any
	for i, b := range bodies {
		s := Sitting{ID: id.New[SittingID](), Doc: d, Body: b, On: u.Today, Reached: map[Audience]int64{}}
		for a := range on {
			if i%4 > 0 {
				expected = append(expected, []any{d, b, a, u.Today, 40 + i%300})
			}
			s.Reached[a] = int64(30 + i%(10+i%3*140))
		}
		if i%3 > 0 {
			sittings = append(sittings, []any{s.ID, d, b, s.On, "", Hall, "", "", "", "", "", "", 0})
			counts = append(counts, s.counts()...)
		}
	}
	for _, step := range []struct {
		stmt *db.Stmt
		rows [][]any
	}{{insertExpected, expected}, {insertSitting, sittings}, {insertCount, counts}} {
		if err := u.ExecMany(ctx, step.stmt, step.rows); err != nil {
			return err
		}
	}
	return nil
}

// WithLarge reads every document as a large one while do runs: what stands at so many
// bodies by naming them, and what stands at more from what is kept.
func WithLarge(named int, do func()) {
	from, most := largeFrom, mostNamed
	largeFrom, mostNamed = 0, named
	defer func() { largeFrom, mostNamed = from, most }()
	do()
}
