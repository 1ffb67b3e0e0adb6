package doc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/search"
)

// Amend corrects what the register says of a document; what it said before
// stays in its history. version is the one the person saw.
//
// The actor needs [CanRegister] on the owner or on the issuer. Faults: Unknown,
// Invalid, Conflict as for [Register], and Conflict if someone else amended it
// first.
func Amend(ctx context.Context, u *work.Unit, doc ID, version int64, to Metadata) error {
	d, tree, err := changing(ctx, u, doc)
	if err != nil {
		return err
	}
	before, names := d.Metadata, d.names()
	d.Metadata = to
	if len(d.Audience) == 0 {
		d.Audience = before.Audience
	}
	if err := d.tidy(tree, u.Today); err != nil {
		return err
	}
	if d.Number != before.Number {
		d.NumberedBy = "" // it is now what a person says
	}
	if err := refuseDuplicate(ctx, u, d); err != nil {
		return err
	}
	args := append(append([]any{d.ID}, d.row()...), version)
	if n, err := u.Exec(ctx, updateDocument, args...); err != nil || n == 0 {
		if err == nil {
			err = fault.New(fault.Conflict, tChanged)
		}
		return err
	}
	for _, s := range []*db.Stmt{deleteNames, deleteAudience} {
		if _, err := u.Exec(ctx, s, d.ID); err != nil {
			return err
		}
	}
	if err := d.insertNamesAndAudience(ctx, u); err != nil {
		return err
	}
	var content string
	if err := u.One(ctx, findText, []any{d.ID}, &content); err != nil && !errors.Is(err, db.ErrNoRow) {
		return err
	}
	if err := search.Put(ctx, u, d.entry(content)); err != nil {
		return err
	}
	changed, err := difference(before, d.Metadata)
	if err != nil {
		return err
	}
	if err := u.Record(ctx, "doc.amended", string(d.ID), changed); err != nil {
		return err
	}
	return settle(ctx, u, tree, d, append(names, d.names()...), nil)
}

// A Change is one corrected field of a document, as history keeps it. Of the
// signer it says only that they were changed: an event holds no person's name.
type Change struct {
	Before any `json:"before"`
	After  any `json:"after"`
}

func difference(before, after Metadata) (map[string]Change, error) {
	fields := func(m Metadata) (out map[string]any, err error) {
		b, err := json.Marshal(m)
		if err != nil {
			return nil, err
		}
		return out, json.Unmarshal(b, &out)
	}
	a, err := fields(before)
	if err != nil {
		return nil, err
	}
	b, err := fields(after)
	if err != nil {
		return nil, err
	}
	out := map[string]Change{}
	for k := range merged(a, b) {
		switch {
		case fmt.Sprint(a[k]) == fmt.Sprint(b[k]):
		case k == "signer":
			out[k] = Change{}
		default:
			out[k] = Change{a[k], b[k]}
		}
	}
	return out, nil
}

func merged(a, b map[string]any) map[string]bool {
	out := map[string]bool{}
	for k := range a {
		out[k] = true
	}
	for k := range b {
		out[k] = true
	}
	return out
}

// changing loads a document that is to be changed and checks the right to do
// so.
func changing(ctx context.Context, u *work.Unit, doc ID) (*Document, *org.Tree, error) {
	d, err := Find(ctx, &u.View, doc)
	if err != nil {
		return nil, nil, err
	}
	if d.Body == "" || !u.Actor.May(CanRegister, d.Body.Scope()) {
		if err := u.Check(CanRegister, d.Owner.Scope()); err != nil {
			return nil, nil, err
		}
	}
	tree, err := org.Load(ctx, &u.View)
	return d, tree, err
}

// MayChange says whether the actor may correct d and its links.
func MayChange(v *work.View, d *Document) bool {
	return v.Actor.May(CanRegister, d.Owner.Scope()) || d.Body != "" && v.Actor.May(CanRegister, d.Body.Scope())
}
