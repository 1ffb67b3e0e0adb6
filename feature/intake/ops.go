package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/intake/reading"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/task/deadline"
)

// A Taken is a file that was read and may be kept.
type Taken struct {
	Reading *reading.Reading
	Content []byte
}

// Take reads a file from memory. It stores nothing: what must be refused is
// refused here. The error is a [*source.Error].
func Take(ctx context.Context, name string, content []byte, defaults deadline.Defaults) (*Taken, error) {
	read, err := source.Read(ctx, name, bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		return nil, err
	}
	if mark, _, ok := source.SecrecyMark(read); ok {
		return nil, &source.Error{Kind: source.Secret, Name: name, Detail: mark}
	}
	return &Taken{reading.Of(read, defaults), content}, nil
}

// Refused records that a document bearing a secrecy mark was turned away at a
// body: that it happened, and the mark. Neither its name nor anything in it
// is kept.
func Refused(ctx context.Context, u *work.Unit, body org.ID, mark string) error {
	if err := u.Check(CanRead, body.Scope()); err != nil {
		return err
	}
	return u.Record(ctx, "intake.refused", string(body), map[string]string{"mark": mark})
}

// RefuseSecret returns a fault for content that bears a mark of state secrecy,
// nil for everything else, also for what cannot be read: other capabilities
// ask it before they store a file that a person sends.
func RefuseSecret(ctx context.Context, name string, content []byte) error {
	read, err := source.Read(ctx, name, bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	refusal, refused := errors.AsType[*source.Error](err)
	if refused && refusal.Kind == source.Misnamed {
		// A name that misleads must not hide a mark.
		read, err = source.Read(ctx, "", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
		_, refused = errors.AsType[*source.Error](err)
	}
	if refused {
		return nil
	}
	if err != nil {
		return err
	}
	if mark, _, ok := source.SecrecyMark(read); ok {
		return asFault(&source.Error{Kind: source.Secret, Name: name, Detail: mark})
	}
	return nil
}

// secretMark returns the secrecy mark that err is about.
func secretMark(err error) (mark string, secret bool) {
	e, ok := errors.AsType[*source.Error](err)
	if !ok || e.Kind != source.Secret {
		return "", false
	}
	return e.Detail, true
}

// asFault tells the person why a file was not read.
func asFault(err error) error {
	e, ok := errors.AsType[*source.Error](err)
	if !ok {
		return err
	}
	kind := fault.Invalid
	if e.Kind == source.TooLarge || e.Kind == source.ZipBomb {
		kind = fault.TooMuch
	}
	t, known := refusals[e.Kind]
	if !known {
		t = refusals[source.Broken]
	}
	if e.Kind == source.NotSupported || e.Kind == source.Misnamed {
		if t, known = formats[e.Detail]; !known {
			t = refusals[e.Kind]
		}
	}
	return fault.New(kind, t, e.Name).Because(err)
}

// Keep stores a file that was read, with its proposals, for body. The content
// must be in the file store already. A file that the body has taken in before
// is not taken twice: the earlier one is returned, and again is true.
//
// The actor needs [CanRead] on body.
func Keep(ctx context.Context, u *work.Unit, body org.ID, t *Taken, sha256 string) (f ID, again bool, err error) {
	if err := u.Check(CanRead, body.Scope()); err != nil {
		return "", false, err
	}
	if err := u.One(ctx, fileByHash, []any{body, sha256}, &f); !errors.Is(err, db.ErrNoRow) {
		return f, err == nil, err
	}
	read := t.Reading.Document
	layout, err := json.Marshal(layoutOf(t.Reading))
	if err != nil {
		return "", false, err
	}
	f = id.New[ID]()
	if _, err := u.Exec(ctx, insertFile, f, body, u.Actor.Account, read.Name, read.Format, sha256, len(t.Content), u.Now.UnixMicro()); err != nil {
		return "", false, fmt.Errorf("keep %s: %w", read.Name, err)
	}
	if _, err := u.Exec(ctx, insertText, f, read.Text, string(layout)); err != nil {
		return "", false, fmt.Errorf("keep %s: %w", read.Name, err)
	}
	var rows [][]any
	for _, p := range proposalsOf(t.Reading) {
		found := p.Found.String()
		rows = append(rows, []any{id.New[string](), f, p.Ord, p.Kind, p.Span.Start, p.Span.End, found, found})
	}
	if err := u.ExecMany(ctx, insertProposal, rows); err != nil {
		return "", false, fmt.Errorf("keep %s: %w", read.Name, err)
	}
	return f, false, u.Record(ctx, "intake.read", string(f), map[string]any{"sha256": sha256, "proposals": len(rows)})
}

// takeIn reads one file and keeps it for body; do runs a unit of work. The
// content reaches the file store only after it is known that it may be kept.
func takeIn(ctx context.Context, do func(context.Context, func(*work.Unit) error) error, files *blob.Store, body org.ID, name string, content []byte, d deadline.Defaults) (f ID, again bool, err error) {
	taken, err := Take(ctx, name, content, d)
	if err != nil {
		if mark, secret := secretMark(err); secret {
			if recordErr := do(ctx, func(u *work.Unit) error { return Refused(ctx, u, body, mark) }); recordErr != nil {
				return "", false, recordErr
			}
		}
		return "", false, asFault(err)
	}
	sum, _, err := files.Put(ctx, bytes.NewReader(content))
	if err != nil {
		return "", false, err
	}
	err = do(ctx, func(u *work.Unit) error {
		f, again, err = Keep(ctx, u, body, taken, sum)
		return err
	})
	return f, again, err
}

// Find returns a file. Who may not read for its body does not learn that it
// exists.
func Find(ctx context.Context, v *work.View, f ID) (File, error) {
	none := fault.New(fault.Unknown, tNoFile)
	if !id.Valid(string(f)) {
		return File{}, none
	}
	found, err := db.All(ctx, v.Snapshot, getFile, scanFile, f)
	if err != nil {
		return File{}, err
	}
	if len(found) == 0 || !v.Actor.May(CanRead, found[0].Body.Scope()) {
		return File{}, none
	}
	return found[0], nil
}

// Proposals returns what was found in a file, in order. The actor needs
// [CanRead] on the file's body.
func Proposals(ctx context.Context, v *work.View, f ID) ([]Proposal, error) {
	if _, err := Find(ctx, v, f); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, proposalsIn, scanProposal, f)
}

// A Summary is a file in a list.
type Summary struct {
	ID      ID
	Name    string
	State   State
	ReadAt  time.Time
	Doc     doc.ID
	Total   int
	Decided int
}

// listLimit is how many files a desk shows.
const listLimit = 50

// Waiting returns the newest files of the bodies for which the actor reads,
// at most 50.
func Waiting(ctx context.Context, v *work.View) ([]Summary, error) {
	if !v.Actor.MaySomewhere(CanRead) {
		return nil, fault.New(fault.Forbidden, tMayReadNowhere)
	}
	return waiting(ctx, v, mine(v), listLimit)
}

// mine lists the bodies for which the actor may read documents: the acting
// body, and what its grants name.
func mine(v *work.View) []string {
	var out []string
	for _, s := range append(v.Actor.Roots(CanRead), v.Actor.Body) {
		if s != "" && s != access.Everywhere && v.Actor.May(CanRead, s) && !slices.Contains(out, string(s)) {
			out = append(out, string(s))
		}
	}
	return out
}

// A Tally says how many proposals there are and how many are decided.
type Tally struct{ Total, Decided int }

// Open returns how many are left.
func (t Tally) Open() int { return t.Total - t.Decided }

// A Bench is a file with its proposals and what is known of them: what its
// page shows and what decisions are made upon.
type Bench struct {
	File File
	content
	Proposals []Proposal     // in the order of the text, the document's own first
	Tallies   map[Kind]Tally // of all proposals, also where only some are loaded
	Tree      *org.Tree
	Issuer    Party
	Issued    civil.Date // zero where the document does not say

	defaults deadline.Defaults
	tasks    map[string]Assessment // by proposal, as far as asked for
}

// Load returns the bench of a file. The actor needs [CanRead] on its body.
// Faults: Unknown.
func Load(ctx context.Context, v *work.View, f ID) (*Bench, error) {
	file, err := Find(ctx, v, f)
	if err != nil {
		return nil, err
	}
	b := &Bench{File: file}
	if b.Proposals, err = db.All(ctx, v.Snapshot, proposalsIn, scanProposal, f); err != nil {
		return nil, err
	}
	texts, err := db.All(ctx, v.Snapshot, getText, scanText, f)
	if err != nil {
		return nil, err
	}
	b.content = texts[0]
	return b, b.know(ctx, v)
}

// loadOne returns the bench with one proposal, that of the document, and
// without the text: what a single decision needs.
func loadOne(ctx context.Context, v *work.View, f ID, proposal string) (*Bench, error) {
	file, err := Find(ctx, v, f)
	if err != nil {
		return nil, err
	}
	b := &Bench{File: file}
	if b.Proposals, err = db.All(ctx, v.Snapshot, proposalAlone, scanProposal, f, proposal); err != nil {
		return nil, err
	}
	return b, b.know(ctx, v)
}

func (b *Bench) know(ctx context.Context, v *work.View) (err error) {
	if b.Tree, err = org.Load(ctx, v); err != nil {
		return err
	}
	if b.defaults, err = Defaults(ctx, v, v.Today); err != nil {
		return err
	}
	b.Tallies = map[Kind]Tally{}
	err = db.Each(ctx, v.Snapshot, tallies, func(scan db.Scan) error {
		var k Kind
		var t Tally
		err := scan(&k, &t.Total, &t.Decided)
		b.Tallies[k] = t
		return err
	}, b.File.ID)
	b.readDocument()
	return err
}

// readDocument takes over what the document's own proposal says; what other
// proposals mean depends on it.
func (b *Bench) readDocument() {
	v := b.document().Value
	b.Issued = v.day()
	b.Issuer = party(b.Tree, v.Issuer, b.File.Body, b.asOf())
	b.tasks = map[string]Assessment{}
}

// Tally counts all proposals.
func (b *Bench) Tally() (all Tally) {
	for _, t := range b.Tallies {
		all.Total += t.Total
		all.Decided += t.Decided
	}
	return all
}

// Task returns what is known of a task proposal besides its words.
func (b *Bench) Task(p Proposal) Assessment {
	if p.Kind != Task {
		return Assessment{}
	}
	a, ok := b.tasks[p.ID]
	if !ok {
		a = Assess(b.Tree, p.Value, b.issuer(), b.asOf(), b.defaults)
		b.tasks[p.ID] = a
	}
	return a
}

// issuer is the body whose document it is: the one named, or the one that
// took it in where the name is not clear.
func (b *Bench) issuer() org.ID {
	if len(b.Issuer.Bodies) == 1 {
		return b.Issuer.Bodies[0]
	}
	return b.File.Body
}

// asOf is the day on which names of bodies are read: the document's, or the
// day it was taken in where it bears none.
func (b *Bench) asOf() civil.Date {
	if b.Issued.IsZero() {
		return civil.Of(b.File.ReadAt)
	}
	return b.Issued
}

func (b *Bench) document() Proposal { return b.Proposals[0] }

// Proposal returns one of the bench's proposals. Faults: Unknown.
func (b *Bench) Proposal(p string) (Proposal, error) {
	i := slices.IndexFunc(b.Proposals, func(q Proposal) bool { return q.ID == p })
	if i < 0 {
		return Proposal{}, fault.New(fault.Unknown, tNoProposal)
	}
	return b.Proposals[i], nil
}

// changing returns b, of an open file, for a change. Who may read a file may
// decide on it; the check says so once more where it matters.
func changing(u *work.Unit, b *Bench, err error) (*Bench, error) {
	if err != nil {
		return nil, err
	}
	if err := u.Check(CanRead, b.File.Body.Scope()); err != nil {
		return nil, err
	}
	if b.File.State != Open {
		return nil, fault.New(fault.Conflict, tNotOpen)
	}
	return b, nil
}

// Decide accepts or rejects a proposal, or opens it again.
//
// The actor needs [CanRead] on the file's body. Faults: Unknown; Conflict (the
// file is entered already, or someone else has decided since); Invalid: what
// has to be said before it can be accepted.
func Decide(ctx context.Context, u *work.Unit, at Ref, d Decision) error {
	b, p, err := one(ctx, u, at)
	if err != nil {
		return err
	}
	if d == Accepted {
		if err := b.obstacles(p, u.Today).Err(); err != nil {
			return err
		}
	}
	return b.save(ctx, u, p, d)
}

// one loads the proposal that at names for a change.
func one(ctx context.Context, u *work.Unit, at Ref) (*Bench, Proposal, error) {
	loaded, err := loadOne(ctx, &u.View, at.File, at.Proposal)
	b, err := changing(u, loaded, err)
	if err != nil {
		return nil, Proposal{}, err
	}
	p, err := b.Proposal(at.Proposal)
	if err == nil && at.Version != 0 && at.Version != p.Version {
		err = fault.New(fault.Conflict, tStale)
	}
	return b, p, err
}

func (b *Bench) save(ctx context.Context, u *work.Unit, p Proposal, d Decision) error {
	return b.saveAll(ctx, u, []Proposal{p}, d)
}

func (b *Bench) saveAll(ctx context.Context, u *work.Unit, all []Proposal, d Decision) error {
	account, at := u.Actor.Account, u.Now.UnixMicro()
	if d == Undecided {
		account, at = "", 0
	}
	rows := make([][]any, len(all))
	for i, p := range all {
		rows[i] = []any{p.ID, p.Version, d, p.Value.String(), account, at}
	}
	if err := u.ExecMany(ctx, decide, rows); err != nil {
		return err
	}
	_, err := u.Exec(ctx, touchFile, b.File.ID)
	return err
}

// Mend changes what a proposal says and accepts it.
//
// The actor needs [CanRead] on the file's body. Faults as for [Decide].
func Mend(ctx context.Context, u *work.Unit, at Ref, v Value) error {
	b, p, err := one(ctx, u, at)
	if err != nil {
		return err
	}
	v.How, v.Figure = p.Found.How, p.Found.Figure
	if p.Kind == Figure {
		v.Text = p.Found.Text
	}
	p.Value = v.normal()
	b.replace(p)
	if err := b.obstacles(p, u.Today).Err(); err != nil {
		return err
	}
	return b.save(ctx, u, p, Accepted)
}

// replace puts a mended proposal into the bench.
func (b *Bench) replace(p Proposal) {
	i := slices.IndexFunc(b.Proposals, func(q Proposal) bool { return q.ID == p.ID })
	b.Proposals[i] = p
	b.readDocument()
}

// clean puts a typed text in normal form and its white space in order.
func clean(s string) string { return strings.Join(strings.Fields(viet.NFC(s)), " ") }

// AcceptClear accepts every open proposal that nothing stands in the way of,
// of one kind or, for "", of all. Tasks with gaps stay open: a person looks
// at each of them. It returns how many were accepted and how many stay open.
//
// The actor needs [CanRead] on the file's body. Faults: Unknown, Conflict.
func AcceptClear(ctx context.Context, u *work.Unit, f ID, kind Kind) (accepted, left int, err error) {
	return accept(ctx, u, f, kind, true)
}

// AcceptAll is [AcceptClear] for tasks with gaps too. What cannot be entered,
// such as a task whose lead is not known, stays open.
func AcceptAll(ctx context.Context, u *work.Unit, f ID, kind Kind) (accepted, left int, err error) {
	return accept(ctx, u, f, kind, false)
}

func accept(ctx context.Context, u *work.Unit, f ID, kind Kind, clearOnly bool) (accepted, left int, err error) {
	loaded, err := Load(ctx, &u.View, f)
	b, err := changing(u, loaded, err)
	if err != nil {
		return 0, 0, err
	}
	var ready []Proposal
	for _, p := range b.Proposals {
		switch {
		case p.Decision != Undecided || kind != "" && p.Kind != kind:
		case len(b.obstacles(p, u.Today)) > 0, clearOnly && len(b.Task(p).Gaps) > 0:
			left++
		default:
			ready = append(ready, p)
		}
	}
	if len(ready) == 0 {
		return 0, left, nil
	}
	return len(ready), left, b.saveAll(ctx, u, ready, Accepted)
}

// RejectRest rejects every open proposal but that of the document itself, of
// one kind or, for "", of all.
//
// The actor needs [CanRead] on the file's body. Faults: Unknown, Conflict.
func RejectRest(ctx context.Context, u *work.Unit, f ID, kind Kind) (rejected int, err error) {
	loaded, err := Load(ctx, &u.View, f)
	b, err := changing(u, loaded, err)
	if err != nil {
		return 0, err
	}
	var rest []Proposal
	for _, p := range b.Proposals {
		if p.Decision == Undecided && p.Kind != Document && (kind == "" || p.Kind == kind) {
			rest = append(rest, p)
		}
	}
	if len(rest) == 0 {
		return 0, nil
	}
	return len(rest), b.saveAll(ctx, u, rest, Rejected)
}

// Undo opens again what the actor decided last in a file: one proposal, or
// all that were decided at once. What was mended stays mended. It returns how
// many were opened.
//
// The actor needs [CanRead] on the file's body. Faults: Unknown, Conflict.
func Undo(ctx context.Context, u *work.Unit, f ID) (opened int, err error) {
	loaded, err := loadOne(ctx, &u.View, f, "")
	b, err := changing(u, loaded, err)
	if err != nil {
		return 0, err
	}
	var at int64
	if err := u.One(ctx, lastDecided, []any{f, u.Actor.Account}, &at); err != nil || at == 0 {
		return 0, err
	}
	n, err := u.Exec(ctx, reopen, f, u.Actor.Account, at)
	if err != nil {
		return 0, err
	}
	_, err = u.Exec(ctx, touchFile, b.File.ID)
	return int(n), err
}

// Discard puts a file aside that nobody wants.
//
// The actor needs [CanRead] on the file's body. Faults: Unknown, Conflict.
func Discard(ctx context.Context, u *work.Unit, f ID) error {
	loaded, err := loadOne(ctx, &u.View, f, "")
	b, err := changing(u, loaded, err)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, endFile, b.File.ID, Discarded, ""); err != nil {
		return err
	}
	return u.Record(ctx, "intake.discarded", string(f), nil)
}

// readAll reads an upload into memory, up to limit bytes.
func readAll(r io.Reader, name string, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = &source.Error{Kind: source.TooLarge, Name: name, Detail: "bytes"}
	}
	return b, err
}
