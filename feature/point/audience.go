package point

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/meeting"
)

// audiencesOf returns the categories that a conference counts, in order, to whoever counts
// or sees what was counted.
func audiencesOf(ctx context.Context, v *work.View, m meeting.ID) ([]Audience, error) {
	out, err := db.All(ctx, v.Snapshot, selectAudiences, func(scan db.Scan) (a Audience, err error) {
		var slot int
		err = scan(&slot, &a.Code)
		return a, err
	}, m)
	if err != nil {
		return nil, err
	}
	return titled(ctx, v, out)
}

// titled gives categories their names.
func titled(ctx context.Context, v *work.View, out []Audience) ([]Audience, error) {
	for i := range out {
		name, ok, err := ruleAudiences.CodeTitle(ctx, v, out[i].Code)
		if err != nil {
			return nil, err
		}
		if out[i].Title = name; !ok {
			out[i].Title = text.Verbatim(out[i].Code)
		}
	}
	return out, nil
}

// SetAudiences says which categories a conference counts, by their codes in the rule
// "point.audiences", at most [MostAudiences]. It is said before anybody reports: numbers
// of one category never become those of another.
//
// The actor needs [meeting.CanPlan] on the body of the conference. Faults: Unknown,
// Forbidden, Invalid, Conflict.
func SetAudiences(ctx context.Context, u *work.Unit, of meeting.ID, codes []string) error {
	m, err := meeting.Find(ctx, &u.View, of)
	if err != nil {
		return err
	}
	if err := u.Check(meeting.CanPlan, m.Body.Scope()); err != nil {
		return err
	}
	if m.Template || m.State.Ended() {
		return fault.New(fault.Conflict, tOver)
	}
	had, err := audiencesOf(ctx, &u.View, of)
	if err != nil {
		return err
	}
	if slices.EqualFunc(had, codes, func(a Audience, code string) bool { return a.Code == code }) {
		return nil
	}
	known, _, err := ruleAudiences.Codes(ctx, &u.View, day(&u.View, m))
	if err != nil {
		return err
	}
	if len(codes) > MostAudiences {
		return fault.At("audience", tTooManyAudiences, MostAudiences)
	}
	var rows [][]any
	for i, code := range codes {
		title, ok, err := ruleAudiences.CodeTitle(ctx, &u.View, code)
		if err != nil {
			return err
		}
		kept := slices.ContainsFunc(had, func(a Audience) bool { return a.Code == code })
		listed := kept && ok
		for _, c := range known {
			listed = listed || c.Code == code
		}
		if !listed || slices.Contains(codes[:i], code) {
			if !ok {
				title = text.Verbatim(code)
			}
			return fault.At("audience", tNoAudience, title)
		}
		rows = append(rows, []any{of, i + 1, code})
	}
	said, err := db.All(ctx, u.Snapshot, selectReported, func(scan db.Scan) (no int64, err error) { return no, scan(&no) }, of)
	if err != nil {
		return err
	}
	if len(said) > 0 {
		return fault.New(fault.Conflict, tAlreadyCounting)
	}
	if _, err := u.Exec(ctx, deleteAudiences, of); err != nil {
		return err
	}
	if len(rows) > 0 {
		if err := u.ExecMany(ctx, insertAudience, rows); err != nil {
			return err
		}
	}
	return u.Record(ctx, "point.audiences", string(of), map[string]any{"codes": codes})
}

// slots returns how many categories a conference counts.
func slots(ctx context.Context, v *work.View, m meeting.ID) (int, error) {
	found, err := db.All(ctx, v.Snapshot, selectAudiences, func(scan db.Scan) (slot int, err error) {
		var code string
		return slot, scan(&slot, &code)
	}, m)
	return len(found), err
}
