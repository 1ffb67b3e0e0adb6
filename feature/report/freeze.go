package report

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"unicode/utf8"

	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/text"
	"quyet/base/work"
)

// mostFigures bounds a data set that is read back, in bytes.
const mostFigures = 32 << 20

// Freeze freezes a draft: its data set as it is at this moment, its template, its paper
// and its spreadsheet are kept, and the event names the hash of each.
//
// The actor needs [CanMake] on its body and must act for it. Faults: Unknown, Forbidden,
// and Conflict where it is frozen, somebody has changed it meanwhile, or it corrects a
// report and says nothing else than that.
func Freeze(ctx context.Context, u *work.Unit, files *blob.Store, report ID, version int64) error {
	r, err := draft(ctx, u, report, version)
	if err != nil {
		return err
	}
	f, err := filled(ctx, &u.View, files, r)
	if err != nil {
		return err
	}
	if f.Corrects != nil && len(f.Corrects.Changes) == 0 {
		return fault.New(fault.Conflict, tNothingCorrected)
	}
	figures, err := canonical(f)
	if err != nil {
		return err
	}
	form, err := canonical(r.Blocks)
	if err != nil {
		return err
	}
	made, err := outputs(ctx, files, figures)
	if err != nil {
		return err
	}
	if f.Form != "" {
		if form, err = read(ctx, files, f.Form); err != nil {
			return err
		}
	}
	k := Record{At: u.Now, By: u.Actor.Account}
	for _, file := range []struct {
		to      *string
		content []byte
	}{{&k.Figures, figures}, {&k.Template, form}, {&k.Docx, made.Docx}, {&k.Xlsx, made.Xlsx}} {
		if *file.to, _, err = files.Put(ctx, bytes.NewReader(file.content)); err != nil {
			return err
		}
	}
	n, err := u.Exec(ctx, freezeReport, r.ID, version)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, tStale)
	}
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, insertFrozen, r.ID, k.Figures, k.Template, k.Docx, k.Xlsx, k.At.UnixMicro(), k.By); err != nil {
		return err
	}
	return u.Record(ctx, "report.freeze", string(r.ID), map[string]any{"figures": k.Figures, "template": k.Template, "docx": k.Docx, "xlsx": k.Xlsx})
}

// filled is [fill], with what differs from the report that is corrected.
func filled(ctx context.Context, v *work.View, files *blob.Store, r *Report) (*Figures, error) {
	f, err := fill(ctx, v, r)
	if err != nil || r.Corrects == "" {
		return f, err
	}
	was, err := Find(ctx, v, r.Corrects)
	if err != nil {
		return nil, err
	}
	old, _, err := kept(ctx, files, was)
	if err != nil {
		return nil, err
	}
	f.Corrects = &Correction{Report: was.ID, Figures: was.Frozen.Figures, On: v.Day(was.Frozen.At), Reason: r.Reason}
	f.Corrects.Changes, f.Corrects.More = differences(text.WithLang(ctx, text.Vietnamese), old, f)
	return f, nil
}

// kept returns the data set of a frozen report, and its bytes.
func kept(ctx context.Context, files *blob.Store, r *Report) (*Figures, []byte, error) {
	content, err := read(ctx, files, r.Frozen.Figures)
	if err != nil {
		return nil, nil, err
	}
	f, err := decode(content)
	return f, content, err
}

// read returns a file whole. One that is not what its name says is an error.
func read(ctx context.Context, files *blob.Store, sum string) ([]byte, error) {
	file, err := files.Open(ctx, sum)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, mostFigures))
	if err != nil {
		return nil, err
	}
	if sumOf(content) != sum {
		return nil, fmt.Errorf("file %s of the store was altered", sum)
	}
	return content, nil
}

func sumOf(content []byte) string {
	h := sha256.Sum256(content)
	return hex.EncodeToString(h[:])
}

// Outputs are what a data set is told as.
type Outputs struct{ Docx, Xlsx []byte }

// outputs makes paper and spreadsheet of the bytes of a data set, and of nothing else but
// the template of the office that it names by its hash.
func outputs(ctx context.Context, files *blob.Store, figures []byte) (o Outputs, err error) {
	f, err := decode(figures)
	if err != nil {
		return o, err
	}
	if o.Docx, err = f.word(ctx, files, false); err != nil {
		return o, err
	}
	o.Xlsx, err = f.workbook()
	return o, err
}

// A Rebuilt is an output that was made again, by what it is and what it was.
type Rebuilt struct {
	Name     string // "figures", "docx", "xlsx"
	Was, Now string // SHA-256; Now is "" where it could not be made
}

// Same says whether it is the same bytes.
func (r Rebuilt) Same() bool { return r.Was == r.Now }

// Rebuild makes the outputs of a frozen report again from the data set that was kept, and
// tells of each whether it is the same. It reads no table but that of reports.
//
// Rights are those of [Find]. A draft is refused as Conflict.
func Rebuild(ctx context.Context, v *work.View, files *blob.Store, report ID) ([]Rebuilt, error) {
	r, err := Find(ctx, v, report)
	if err != nil {
		return nil, err
	}
	if r.Frozen == nil {
		return nil, fault.New(fault.Conflict, tIsDraft)
	}
	all := []Rebuilt{{"figures", r.Frozen.Figures, ""}, {"docx", r.Frozen.Docx, ""}, {"xlsx", r.Frozen.Xlsx, ""}}
	f, content, err := kept(ctx, files, r)
	if err != nil {
		return nil, err
	}
	again, err := canonical(f)
	if err != nil {
		return nil, err
	}
	made, err := outputs(ctx, files, content)
	if err != nil {
		return nil, err
	}
	all[0].Now, all[1].Now, all[2].Now = sumOf(again), sumOf(made.Docx), sumOf(made.Xlsx)
	return all, nil
}

// Correct begins the correction of a frozen report, with its outline and blocks. It is a
// draft of its own; the frozen report stays as it is.
//
// The actor needs [CanMake] on the body of the report and must act for it. Faults:
// Unknown, Forbidden, Invalid without a reason, and Conflict where it is a draft or is
// corrected already.
func Correct(ctx context.Context, u *work.Unit, report ID, reason string) (ID, error) {
	was, err := Find(ctx, &u.View, report)
	if err != nil {
		return "", err
	}
	if err := checkMakes(&u.View, was.Body); err != nil {
		return "", err
	}
	if was.State != Frozen {
		return "", fault.New(fault.Conflict, tIsDraft)
	}
	switch reason = clean(reason); {
	case reason == "":
		return "", fault.At("reason", tReasonMissing)
	case utf8.RuneCountInString(reason) > mostTitle:
		return "", fault.At("reason", tTooLong, mostTitle)
	}
	by, err := db.All(ctx, u.Snapshot, selectCorrecter, scanReport, report)
	if err != nil {
		return "", err
	}
	if len(by) > 0 {
		return "", fault.New(fault.Conflict, tIsCorrected)
	}
	r := &Report{ID: id.New[ID](), Body: was.Body, Kind: was.Kind, Outline: was.Outline, Blocks: was.Blocks, Corrects: was.ID, Reason: reason}
	if err := r.insert(ctx, u, "report.correct"); err != nil {
		return "", err
	}
	return r.ID, copySlots(ctx, u, was.ID, r.ID)
}

// Corrected returns the report that corrects a frozen one, nil where none does that the
// actor may see. Rights are those of [Find] for either.
func Corrected(ctx context.Context, v *work.View, report ID) (*Report, error) {
	r, err := one(ctx, v, selectCorrecter, report)
	if fault.Is(err, fault.Unknown) {
		return nil, nil
	}
	return r, err
}
