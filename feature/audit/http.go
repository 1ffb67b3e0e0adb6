package audit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"quyet/base/access"
	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit/proof"
)

// CanWatch lets a person see who the witnesses are and what troubles the log.
var CanWatch = access.Allow("audit.watch", tCanWatch, access.Inspector, access.Administrator)

// Deps is what the capability is given by the program.
type Deps struct {
	Keeper   *Keeper
	Subjects Subjects
}

// Capability describes the log to the program.
func Capability(d Deps) capability.Capability {
	p := pages(d)
	c := capability.Capability{
		Name:        "audit",
		Schema:      Schema,
		Permissions: []*access.Permission{CanWatch},
		Routes: []web.Route{
			web.Get("/audit", p.overview),
			web.Get("/audit/checkpoint", checkpoint).Open(),
			web.Get("/audit/growth", growth).Open(),
			web.Get("/history/{id}", p.history),
			web.Get("/history/{id}/proof/{event}", p.proof),
			web.InSteps("POST /witness/add-checkpoint", p.cosign).Open(),
		},
		Menu:     []capability.MenuEntry{{Title: tLog, Address: "/audit", Icon: ui.IconHistory, Needs: CanWatch, Order: 95}},
		Commands: []capability.Command{{Name: "audit", Help: helpAudit, Value: &auditCommand{}}},
	}
	c.Gauges = []capability.Gauge{{Name: "audit_waiting_seconds", Help: "How long the oldest event has waited to be sealed; 0 if none waits.", Read: waitingSeconds}}
	if d.Keeper != nil {
		c.Chores = []capability.Chore{
			{Name: "audit.seal", Every: SealEvery, Takes: sealTime, Do: d.Keeper.Seal},
			{Name: "audit.ask", Every: AskEvery, Do: d.Keeper.Ask},
			{Name: "audit.thin", Every: thinEvery, Do: Thin},
		}
	}
	return c
}

// waitingSeconds is how long the oldest event that is not in the log waits.
func waitingSeconds(ctx context.Context, o *work.Office) (n float64, err error) {
	err = o.View(ctx, work.System("audit.gauge"), func(v *work.View) error {
		s, err := Newest(ctx, v)
		if err == nil && !s.Oldest.IsZero() {
			n = v.Now.Sub(s.Oldest).Seconds()
		}
		return err
	})
	return n, err
}

// pages are the handlers.
type pages Deps

// An overview is what the page of the log shows.
type overview struct {
	State
	Keys      []string
	Trouble   error // why nothing is sealed; nil if all is
	Watching  bool  // the person may see what follows
	Witnesses []Witness
	Watched   []Watched
	Now       time.Time
}

// staleTime is how long an event may wait before somebody is told.
const staleTime = 2 * time.Minute

// mostShown bounds the lists of the page.
const mostShown = 100

func (p pages) overview(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	o, err := overviewOf(ctx, v)
	if err != nil {
		return nil, err
	}
	o.Trouble, o.Now = p.Keeper.Trouble(), v.Now
	return web.Show(overviewView(o)), nil
}

func overviewOf(ctx context.Context, v *work.View) (o overview, err error) {
	if o.State, err = Newest(ctx, v); err != nil {
		return o, err
	}
	keys, err := db.All(ctx, v.Snapshot, selectKeys, scanKey)
	if err != nil {
		return o, err
	}
	for _, k := range keys {
		o.Keys = append(o.Keys, k.verifier)
	}
	if o.Watching = v.Actor.MaySomewhere(CanWatch); !o.Watching {
		return o, nil
	}
	if o.Witnesses, err = db.All(ctx, v.Snapshot, selectWitnesses, scanWitness); err != nil {
		return o, err
	}
	if o.Watched, err = db.All(ctx, v.Snapshot, selectWatched, scanWatched); err != nil {
		return o, err
	}
	o.Witnesses = o.Witnesses[:min(len(o.Witnesses), mostShown)]
	o.Watched = o.Watched[:min(len(o.Watched), mostShown)]
	return o, nil
}

// checkpoint gives the newest checkpoint to whoever keeps it.
func checkpoint(ctx context.Context, v *work.View, _ *web.Request) (web.Answer, error) {
	s, err := Newest(ctx, v)
	if err != nil {
		return nil, err
	}
	if s.Note == "" {
		return nil, fault.New(fault.Unknown, tNothingSealed)
	}
	return web.Plain(http.StatusOK, plainText, s.Note), nil
}

const plainText = "text/plain; charset=utf-8"

// growth gives the proof that the log has only grown since it had ?old=
// entries, in the form of a question to a witness.
func growth(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	old, err := strconv.ParseInt(r.Text("old"), 10, 64)
	if err != nil {
		return nil, fault.At("old", tNoSize)
	}
	req := proof.Request{Old: old}
	if req.Proof, req.Note, err = Growth(ctx, v, old); err != nil {
		return nil, err
	}
	return web.Plain(http.StatusOK, plainText, req.Text()), nil
}

// A historyPage is a history with the names of who did it.
type historyPage struct {
	*History
	Sealed int64 // entries that the newest checkpoint covers
	Names  map[account.ID]string
}

func (p pages) history(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	h, err := HistoryOf(ctx, v, p.Subjects, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	s, err := Newest(ctx, v)
	if err != nil {
		return nil, err
	}
	page := historyPage{History: h, Sealed: s.Newest.Size}
	var who []account.ID
	for _, l := range h.Lines {
		for _, a := range []string{l.Account, l.For} {
			if a != "" {
				who = append(who, account.ID(a))
			}
		}
	}
	if page.Names, err = account.Names(ctx, v, who); err != nil {
		return nil, err
	}
	return web.Show(historyView(page)), nil
}

// who tells by whom an event was done, and in whose place.
func (p historyPage) who(ctx context.Context, e work.Event) string {
	if e.Account == "" {
		return tProgram.In(ctx, e.Reason)
	}
	who := p.name(ctx, e.Account)
	if e.For != "" {
		return tInPlaceOf.In(ctx, who, p.name(ctx, e.For))
	}
	return who
}

func (p historyPage) name(ctx context.Context, a string) string {
	if n := p.Names[account.ID(a)]; n != "" {
		return n
	}
	return tSomebody.In(ctx)
}

func (p pages) proof(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	seq, err := strconv.ParseInt(r.PathValue("event"), 10, 64)
	if err != nil {
		return nil, fault.New(fault.Unknown, tNoSuchHistory)
	}
	found, err := Prove(ctx, v, p.Subjects, r.PathValue("id"), seq)
	if err != nil {
		return nil, err
	}
	return web.File(fmt.Sprintf("quyet-%d.proof", seq), plainText, strings.NewReader(found.Text())), nil
}

// cosign answers another installation that asks for a signature, as the
// protocol of witnesses has it: its statuses are not those of our pages.
func (p pages) cosign(ctx context.Context, s *web.Session, r *web.Request) (web.Answer, error) {
	req, understood := requestIn(r)
	if !understood {
		return web.Plain(http.StatusBadRequest, plainText, ""), nil
	}
	var line string
	err := s.Do(ctx, func(u *work.Unit) error {
		key, err := p.Keeper.witnessKey(func() time.Time { return u.Now })
		if err != nil {
			return err
		}
		line, err = Cosign(ctx, u, key, req)
		return err
	})
	var size errSize
	switch {
	case err == nil:
		return web.Plain(http.StatusOK, plainText, line), nil
	case errors.As(err, &size):
		return web.Plain(http.StatusConflict, "text/x.tlog.size", strconv.FormatInt(int64(size), 10)+"\n"), nil
	case fault.Is(err, fault.Unknown):
		return web.Plain(http.StatusNotFound, plainText, ""), nil
	case fault.Is(err, fault.Forbidden):
		return web.Plain(http.StatusForbidden, plainText, ""), nil
	case fault.Is(err, fault.Invalid):
		return web.Plain(http.StatusUnprocessableEntity, plainText, ""), nil
	}
	return nil, err
}

// requestIn reads what another installation asks for.
func requestIn(r *web.Request) (proof.Request, bool) {
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, proof.MostCheckpoint))
	if err != nil {
		return proof.Request{}, false
	}
	req, err := proof.ParseRequest(string(body))
	return req, err == nil
}

// CheckpointLine returns the newest checkpoint in one line, for pages that are kept or
// printed: how many entries, the root, and when. It is empty where there is
// none. It asks for no right, as [Newest].
func CheckpointLine(ctx context.Context, v *work.View) (string, error) {
	c, err := claimed(ctx, v)
	if c == nil || err != nil {
		return "", err
	}
	return line(ctx, c), nil
}

// claimed returns the newest checkpoint, nil where there is none.
func claimed(ctx context.Context, v *work.View) (*proof.Checkpoint, error) {
	last, err := first(ctx, v.Snapshot, newestCheckpoint, scanKept)
	if errors.Is(err, db.ErrNoRow) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c, err := proof.Claimed(last.Note)
	return &c, err
}

func line(ctx context.Context, c *proof.Checkpoint) string {
	return tCheckpointLine.In(ctx, numeral(ctx, c.Size), c.Root, web.Moment(ctx, c.At))
}

// A printed is the checkpoint that pages bore which were shown lately.
type printed struct {
	checkpoint *proof.Checkpoint // nil: there was none
	read       time.Time
}

// PrintedLine is [CheckpointLine] for what every page bears when it is printed:
// it may be one checkpoint behind, so that not every page asks for it.
func (k *Keeper) PrintedLine(ctx context.Context, v *work.View) (string, error) {
	p := k.printed.Load()
	if p == nil || v.Now.Before(p.read) || !v.Now.Before(p.read.Add(SealEvery)) {
		c, err := claimed(ctx, v)
		if err != nil {
			return "", err
		}
		p = &printed{c, v.Now}
		k.printed.Store(p)
	}
	if p.checkpoint == nil {
		return "", nil
	}
	return line(ctx, p.checkpoint), nil
}

// HistoryAction leads from the page of a thing to its history with the proofs.
func HistoryAction(ctx context.Context, id string) ui.Action {
	return ui.Action{Label: tProofs.In(ctx), Href: "/history/" + id, Icon: ui.IconChecks}
}
