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

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/intake/figure"
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
	doc, err := source.Read(ctx, name, bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		return nil, err
	}
	if mark, _, ok := source.SecrecyMark(doc); ok {
		return nil, &source.Error{Kind: source.Secret, Name: doc.Name, Detail: mark}
	}
	return &Taken{reading.Of(doc, defaults), content}, nil
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
	if e.Kind == source.NotSupported && (e.Detail == "doc" || e.Detail == "xls") {
		t = tOldFormat
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
	if err := u.One(ctx, fileByHash, []any{body, sha256}, &f); err == nil {
		return f, true, nil
	} else if !errors.Is(err, db.ErrNoRow) {
		return "", false, err
	}
	doc := t.Reading.Document
	layout, err := json.Marshal(layoutOf(t.Reading))
	if err != nil {
		return "", false, err
	}
	f = id.New[ID]()
	if _, err := u.Exec(ctx, insertFile, f, body, u.Actor.Account, doc.Name, doc.Format, sha256, len(t.Content), doc.Text, string(layout), u.Now.UnixMicro()); err != nil {
		return "", false, fmt.Errorf("keep %s: %w", doc.Name, err)
	}
	var rows [][]any
	for _, p := range proposalsOf(t.Reading) {
		found := p.Found.String()
		rows = append(rows, []any{id.New[string](), f, p.Ord, p.Kind, p.Span.Start, p.Span.End, found, found})
	}
	if err := u.ExecMany(ctx, insertProposal, rows); err != nil {
		return "", false, fmt.Errorf("keep %s: %w", doc.Name, err)
	}
	return f, false, u.Record(ctx, "intake.read", string(f), map[string]any{"sha256": sha256, "proposals": len(rows)})
}

// store puts the content of a file into the file store.
func store(ctx context.Context, files *blob.Store, content []byte) (string, error) {
	sum, _, err := files.Put(ctx, bytes.NewReader(content))
	return sum, err
}

// Find returns a file. Who may not read for its body does not learn that it
// exists.
func Find(ctx context.Context, v *work.View, f ID) (File, error) {
	if !id.Valid(string(f)) {
		return File{}, fault.New(fault.Unknown, tNoFile)
	}
	var file File
	err := db.Each(ctx, v.Snapshot, getFile, func(scan db.Scan) (err error) {
		file, err = scanFile(scan)
		return err
	}, f)
	if err != nil {
		return File{}, err
	}
	if file.ID == "" || !v.Actor.May(CanRead, file.Body.Scope()) {
		return File{}, fault.New(fault.Unknown, tNoFile)
	}
	return file, nil
}

// Proposals returns what was found in a file, in order. The actor needs
// [CanRead] on the file's body.
func Proposals(ctx context.Context, v *work.View, f ID) ([]Proposal, error) {
	if _, err := Find(ctx, v, f); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, proposalsIn, scanProposal, f)
}

// listLimit is how many files a desk shows.
const listLimit = 50

// Waiting returns the newest files of the bodies for which the actor reads.
func Waiting(ctx context.Context, v *work.View) ([]Summary, error) {
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

// A Bench is a file with its proposals and what is known of them: everything
// its page shows.
type Bench struct {
	File      File
	Proposals []Proposal
	Tree      *org.Tree
	Issuer    org.Resolution
	Issued    civil.Date
	Tasks     map[string]Assessment // by proposal

	defaults deadline.Defaults
}

// Load returns the bench of a file. The actor needs [CanRead] on its body.
func Load(ctx context.Context, v *work.View, f ID) (*Bench, error) {
	file, err := Find(ctx, v, f)
	if err != nil {
		return nil, err
	}
	b := &Bench{File: file, Tasks: map[string]Assessment{}}
	if b.Proposals, err = db.All(ctx, v.Snapshot, proposalsIn, scanProposal, f); err != nil {
		return nil, err
	}
	if b.Tree, err = org.Load(ctx, v); err != nil {
		return nil, err
	}
	defaults, err := Defaults(ctx, v, v.Today)
	if err != nil {
		return nil, err
	}
	doc := b.document().Value
	b.Issued = doc.day()
	b.Issuer = party(b.Tree, doc.Issuer, file.Body, b.asOf()).Resolution
	b.defaults = defaults
	for _, p := range b.Proposals {
		b.assess(p)
	}
	return b, nil
}

// issuer is the body whose document it is: the one named, or the one that
// took it in where the name is not clear.
func (b *Bench) issuer() org.ID {
	if len(b.Issuer.Bodies) == 1 {
		return b.Issuer.Bodies[0]
	}
	return b.File.Body
}

func (b *Bench) assess(p Proposal) {
	if p.Kind == Task {
		b.Tasks[p.ID] = Assess(b.Tree, p.Value, b.issuer(), b.asOf(), b.defaults)
	}
}

// asOf is the day on which names of bodies are read: the document's, or the
// day it was taken in where it bears none.
func (b *Bench) asOf() civil.Date {
	if b.Issued.IsZero() {
		return civil.Of(b.File.ReadAt)
	}
	return b.Issued
}

func (b *Bench) document() Proposal {
	i := slices.IndexFunc(b.Proposals, func(p Proposal) bool { return p.Kind == Document })
	if i < 0 {
		return Proposal{}
	}
	return b.Proposals[i]
}

// Proposal returns one of the bench's proposals.
func (b *Bench) Proposal(p string) (Proposal, error) {
	i := slices.IndexFunc(b.Proposals, func(q Proposal) bool { return q.ID == p })
	if i < 0 {
		return Proposal{}, fault.New(fault.Unknown, tNoProposal)
	}
	return b.Proposals[i], nil
}

// Decided returns how many proposals are decided.
func (b *Bench) Decided() int {
	n := 0
	for _, p := range b.Proposals {
		if p.Decision != Undecided {
			n++
		}
	}
	return n
}

// obstacle returns why a proposal cannot be accepted as it stands, nil if it can.
func (b *Bench) obstacle(p Proposal) error {
	var wrong fault.Fields
	switch p.Kind {
	case Document:
		if p.Value.Type == "" {
			wrong.Add("type", tTypeMissing)
		}
		if p.Value.Title == "" {
			wrong.Add("title", tTitleMissing)
		}
		if b.Issued.IsZero() {
			wrong.Add("date", tDateMissing)
		}
		if p.Value.Issuer == "" {
			wrong.Add("issuer", tIssuerMissing)
		}
	case Task:
		if p.Value.Text == "" {
			wrong.Add("text", tTextMissing)
		}
		wrong = append(wrong, b.leadFaults(b.Tasks[p.ID])...)
	}
	return wrong.Err()
}

func (b *Bench) leadFaults(a Assessment) (wrong fault.Fields) {
	if len(a.Lead) == 0 {
		wrong.Add("lead", tLeadMissing)
	}
	for _, p := range a.Lead {
		switch {
		case p.Clear():
		case len(p.Candidates) > 0:
			wrong.Add("lead", tLeadOpen, p.Printed, b.listed(p.Candidates))
		default:
			wrong.Add("lead", tLeadUnknown, p.Printed)
		}
	}
	return wrong
}

// listed names bodies with their codes, for a person to choose from.
func (b *Bench) listed(ids []org.ID) string {
	var out []string
	for _, c := range ids[:min(len(ids), 6)] {
		body, _ := b.Tree.Body(c)
		out = append(out, fmt.Sprintf("%s (%s)", body.NameOn(b.Issued), body.Code))
	}
	return strings.Join(out, "; ")
}

// changing loads an open file's bench for a change.
func changing(ctx context.Context, u *work.Unit, f ID) (*Bench, error) {
	b, err := Load(ctx, &u.View, f)
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
// The actor needs [CanRead] on the file's body. Faults: Unknown, Conflict (the
// file is entered already), Invalid: what has to be said before it can be
// accepted.
func Decide(ctx context.Context, u *work.Unit, f ID, proposal string, d Decision) error {
	b, err := changing(ctx, u, f)
	if err != nil {
		return err
	}
	p, err := b.Proposal(proposal)
	if err != nil {
		return err
	}
	if d == Accepted {
		if err := b.obstacle(p); err != nil {
			return err
		}
	}
	return b.save(ctx, u, p, d)
}

func (b *Bench) save(ctx context.Context, u *work.Unit, p Proposal, d Decision) error {
	at := u.Now.UnixMicro()
	if d == Undecided {
		at = 0
	}
	_, err := u.Exec(ctx, decide, p.ID, d, p.Value.String(), u.Actor.Account, at)
	return err
}

// Mend changes what a proposal says and accepts it.
//
// The actor needs [CanRead] on the file's body. Faults as for [Decide].
func Mend(ctx context.Context, u *work.Unit, f ID, proposal string, v Value) error {
	b, err := changing(ctx, u, f)
	if err != nil {
		return err
	}
	p, err := b.Proposal(proposal)
	if err != nil {
		return err
	}
	v.How = p.Found.How
	if p.Kind == Figure {
		v.Figure = p.Value.Figure
	}
	p.Value = v.normal()
	b.replace(p)
	if err := b.obstacle(p); err != nil {
		return err
	}
	return b.save(ctx, u, p, Accepted)
}

// replace puts a mended proposal into the bench.
func (b *Bench) replace(p Proposal) {
	i := slices.IndexFunc(b.Proposals, func(q Proposal) bool { return q.ID == p.ID })
	b.Proposals[i] = p
	if p.Kind == Document {
		b.Issued = p.Value.day()
	}
	b.assess(p)
}

// normal puts typed texts in order.
func (v Value) normal() Value {
	for _, s := range []*string{&v.Type, &v.Symbol, &v.Issuer, &v.Place, &v.Date, &v.Title, &v.Signer, &v.Urgency, &v.Relation, &v.Text, &v.Accountable, &v.Deadline, &v.Deliverable} {
		*s = strings.Join(strings.Fields(viet.NFC(*s)), " ")
	}
	v.Lead, v.Coordinating = names(v.Lead), names(v.Coordinating)
	return v
}

func names(in []string) []string {
	var out []string
	for _, s := range in {
		if s = strings.Join(strings.Fields(viet.NFC(s)), " "); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// AcceptClear accepts every open proposal that nothing stands in the way of,
// of one kind or, for "", of all. Tasks with gaps stay open: a person looks
// at each of them. It returns how many were accepted and how many stay open.
//
// The actor needs [CanRead] on the file's body.
func AcceptClear(ctx context.Context, u *work.Unit, f ID, kind Kind) (accepted, left int, err error) {
	b, err := changing(ctx, u, f)
	if err != nil {
		return 0, 0, err
	}
	var rows [][]any
	for _, p := range b.Proposals {
		if p.Decision != Undecided || kind != "" && p.Kind != kind {
			continue
		}
		if b.obstacle(p) != nil || len(b.Tasks[p.ID].Gaps) > 0 {
			left++
			continue
		}
		rows = append(rows, []any{p.ID, Accepted, p.Value.String(), u.Actor.Account, u.Now.UnixMicro()})
	}
	return len(rows), left, u.ExecMany(ctx, decide, rows)
}

// RejectRest rejects every open proposal but that of the document itself.
//
// The actor needs [CanRead] on the file's body.
func RejectRest(ctx context.Context, u *work.Unit, f ID) (rejected int, err error) {
	b, err := changing(ctx, u, f)
	if err != nil {
		return 0, err
	}
	var rows [][]any
	for _, p := range b.Proposals {
		if p.Decision == Undecided && p.Kind != Document {
			rows = append(rows, []any{p.ID, Rejected, p.Value.String(), u.Actor.Account, u.Now.UnixMicro()})
		}
	}
	return len(rows), u.ExecMany(ctx, decide, rows)
}

// Discard puts a file aside that nobody wants.
//
// The actor needs [CanRead] on the file's body. Faults: Unknown, Conflict.
func Discard(ctx context.Context, u *work.Unit, f ID) error {
	b, err := changing(ctx, u, f)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, endFile, b.File.ID, Discarded, ""); err != nil {
		return err
	}
	return u.Record(ctx, "intake.discarded", string(f), nil)
}

func figureValue(f figure.Figure) *FigureValue {
	say := func(n *figure.Number) string {
		if n == nil {
			return ""
		}
		return n.String()
	}
	return &FigureValue{Value: say(f.Value), Target: say(f.Target), Max: say(f.TargetMax), Percent: say(f.Percent), Unit: f.Unit}
}

// readAll reads an upload into memory, up to limit bytes.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = &source.Error{Kind: source.TooLarge, Detail: "bytes"}
	}
	return b, err
}
