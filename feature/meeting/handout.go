package meeting

import (
	"context"
	"path"
	"slices"
	"strings"
	"time"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/doc"
)

// A HandoutID identifies a handout for ever.
type HandoutID string

// A Handout is a paper that is handed out with an item of the agenda (tài liệu của nội
// dung): a file, or a document of the register.
type Handout struct {
	ID       HandoutID
	Meeting  ID
	Item     ItemID
	File     File          // zero of a document
	Document *doc.Document // nil of a file
	Added    time.Time
	By       account.ID

	document doc.ID
	order    int64
}

// A File is one that was sent, and is in the file store.
type File struct {
	Name   string
	SHA256 string // of its content; "" of no file
	Size   int64  // in bytes
}

const (
	mostHandouts    = 20  // of one item
	mostOfThem      = 500 // of one conference
	mostFileName    = 200
	largestHandouts = 64 << 20 // of the files that are sent at once, in bytes
)

const handoutColumns = `id, meeting_id, item_id, ord, name, sha256, size, document_id, added_at, account_id`

var (
	insertHandout      = db.SQL("meeting.insertHandout", `INSERT INTO meeting_handout (`+handoutColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`)
	deleteHandout      = db.SQL("meeting.deleteHandout", `DELETE FROM meeting_handout WHERE id = $1`)
	deleteHandoutsOf   = db.SQL("meeting.deleteHandoutsOf", `DELETE FROM meeting_handout WHERE meeting_id = $1 AND item_id = $2`)
	deleteHandouts     = db.SQL("meeting.deleteHandouts", `DELETE FROM meeting_handout WHERE meeting_id = $1`)
	selectHandout      = db.SQL("meeting.handout", `SELECT `+handoutColumns+` FROM meeting_handout WHERE id = $1`)
	selectHandouts     = db.SQL("meeting.handouts", `SELECT `+handoutColumns+` FROM meeting_handout WHERE meeting_id = $1 ORDER BY ord, id LIMIT $2`)
	selectHandoutsOfIt = db.SQL("meeting.handoutsOf", `SELECT `+handoutColumns+` FROM meeting_handout WHERE meeting_id = $1 AND item_id = $2 ORDER BY ord, id LIMIT $3`)
	countHandouts      = db.SQL("meeting.countHandouts", `SELECT count(*), coalesce(max(ord), 0) FROM meeting_handout WHERE meeting_id = $1`)
)

func scanHandout(scan db.Scan) (h Handout, err error) {
	var at int64
	err = scan(&h.ID, &h.Meeting, &h.Item, &h.order, &h.File.Name, &h.File.SHA256, &h.File.Size, &h.document, &at, &h.By)
	h.Added = instant(at)
	return h, err
}

func (h *Handout) row() []any {
	return []any{h.ID, h.Meeting, h.Item, h.order, h.File.Name, h.File.SHA256, h.File.Size, h.document, micro(h.Added), h.By}
}

// Handouts returns what is handed out with each item of a conference, in the order in
// which it was added. Documents that the actor may not see are left out.
//
// Rights are those of [Find].
func Handouts(ctx context.Context, v *work.View, m ID) (map[ItemID][]Handout, error) {
	if _, err := Find(ctx, v, m); err != nil {
		return nil, err
	}
	return handouts(ctx, v, m)
}

func handouts(ctx context.Context, v *work.View, m ID) (map[ItemID][]Handout, error) {
	all, err := db.All(ctx, v.Snapshot, selectHandouts, scanHandout, m, mostOfThem)
	if err != nil {
		return nil, err
	}
	if all, err = seen(ctx, v, all); err != nil {
		return nil, err
	}
	of := map[ItemID][]Handout{}
	for _, h := range all {
		of[h.Item] = append(of[h.Item], h)
	}
	return of, nil
}

// seen are handouts with the documents that they are, without those that the actor may
// not see.
func seen(ctx context.Context, v *work.View, all []Handout) (out []Handout, err error) {
	var named []doc.ID
	for _, h := range all {
		if h.document != "" {
			named = append(named, h.document)
		}
	}
	documents := map[doc.ID]*doc.Document{}
	if len(named) > 0 {
		if documents, err = doc.Documents(ctx, v, named); err != nil {
			return nil, err
		}
	}
	for _, h := range all {
		if h.Document = documents[h.document]; h.document == "" || h.Document != nil {
			out = append(out, h)
		}
	}
	return out, nil
}

// FindHandout returns something that is handed out, and its conference. Rights are
// those of [Find], and of a document those of [doc.Find] as well.
func FindHandout(ctx context.Context, v *work.View, at HandoutID) (Handout, *Meeting, error) {
	found, err := db.All(ctx, v.Snapshot, selectHandout, scanHandout, at)
	if err != nil {
		return Handout{}, nil, err
	}
	if found, err = seen(ctx, v, found); err != nil {
		return Handout{}, nil, err
	}
	if len(found) == 0 {
		return Handout{}, nil, fault.New(fault.Unknown, tNoHandout)
	}
	m, err := Find(ctx, v, found[0].Meeting)
	if fault.Is(err, fault.Unknown) {
		err = fault.New(fault.Unknown, tNoHandout)
	}
	return found[0], m, err
}

// HandOut adds files and a document, "" for none, to what is handed out with an item.
// The files must be in the file store. What is there already is not added twice.
//
// Rights and faults are those of [ChangeItem]; Invalid also where there is nothing to
// add, and TooMuch.
func HandOut(ctx context.Context, u *work.Unit, item ItemID, files []File, d doc.ID) error {
	i, m, _, err := toChange(ctx, u, item)
	if err != nil {
		return err
	}
	if len(files) == 0 && d == "" {
		return fault.At("papers", tNothingHandedOut)
	}
	if d != "" {
		if _, err := doc.Find(ctx, &u.View, d); fault.Is(err, fault.Unknown) {
			return fault.At("doc", tNoDoc)
		} else if err != nil {
			return err
		}
	}
	var all, last int64
	if err := u.One(ctx, countHandouts, []any{m.ID}, &all, &last); err != nil {
		return err
	}
	there, err := db.All(ctx, u.Snapshot, selectHandoutsOfIt, scanHandout, m.ID, item, mostHandouts)
	if err != nil {
		return err
	}
	before := len(there)
	var rows [][]any
	add := func(h Handout) {
		if slices.ContainsFunc(there, func(o Handout) bool { return o.File.SHA256 == h.File.SHA256 && o.document == h.document }) {
			return
		}
		last++
		h.ID, h.Meeting, h.Item, h.order, h.Added, h.By = id.New[HandoutID](), m.ID, item, last, u.Now, account.ID(u.Actor.Account)
		rows, there = append(rows, h.row()), append(there, h)
	}
	for _, f := range files {
		f.Name = fileName(f.Name)
		add(Handout{File: f})
	}
	if d != "" {
		add(Handout{document: d})
	}
	switch {
	case len(rows) == 0:
		return nil
	case len(there) > mostHandouts:
		return fault.New(fault.TooMuch, tTooManyHandouts, mostHandouts)
	case int(all)+len(rows) > mostOfThem:
		return fault.New(fault.TooMuch, tTooManyInAll, mostOfThem)
	}
	if err := u.ExecMany(ctx, insertHandout, rows); err != nil {
		return err
	}
	return u.Record(ctx, "meeting.hand_out", string(m.ID), map[string]any{"item": item, "title": i.Title, "papers": toldOf(there[before:])})
}

// fileName is the name of a file without where it was, and of a length that can be kept;
// what it ends in stays, for that says what opens it.
func fileName(name string) string {
	name = clean(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if len([]rune(name)) <= mostFileName {
		return name
	}
	end := cut(path.Ext(name), mostFileName/4)
	return cut(name, mostFileName-len([]rune(end))) + end
}

// TakeBack takes something off what is handed out; who took it, when and its name and
// hash stay in the log, and the file in the store.
//
// Rights and faults are those of [ChangeItem].
func TakeBack(ctx context.Context, u *work.Unit, at HandoutID) error {
	h, _, err := FindHandout(ctx, &u.View, at)
	if err != nil {
		return err
	}
	i, m, _, err := toChange(ctx, u, h.Item)
	if err != nil {
		return err
	}
	n, err := u.Exec(ctx, deleteHandout, at)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.New(fault.Unknown, tNoHandout)
	}
	return u.Record(ctx, "meeting.take_back", string(m.ID), map[string]any{"item": i.ID, "title": i.Title, "papers": toldOf([]Handout{h})})
}

// toldOf is what the log says of handouts.
func toldOf(all []Handout) (told []map[string]any) {
	for _, h := range all {
		if h.document != "" {
			told = append(told, map[string]any{"doc": h.document})
		} else {
			told = append(told, map[string]any{"name": h.File.Name, "sha256": h.File.SHA256})
		}
	}
	return told
}

// copyHandouts hands out with the items of a conference that was made after a template
// what was with those of the template: whoever puts a paper there means all that are
// made after it. after holds which item of the template each item was made after.
//
// What a conference itself hands out is of that one day, as its late items are, and is
// not copied: the report of October would else lie before those who meet in November.
func copyHandouts(ctx context.Context, u *work.Unit, template, made ID, after []ItemID) error {
	all, err := db.All(ctx, u.Snapshot, selectHandouts, scanHandout, template, mostOfThem)
	if err != nil || len(all) == 0 {
		return err
	}
	items, err := agenda(ctx, &u.View, made)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, h := range all {
		if n := slices.Index(after, h.Item); n >= 0 && n < len(items) {
			h.ID, h.Meeting, h.Item = id.New[HandoutID](), made, items[n].ID
			rows = append(rows, h.row())
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return u.ExecMany(ctx, insertHandout, rows)
}
