package org

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"quyet/base/capability"
	"quyet/base/civil"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
)

// bodiesCommand is `quyet bodies`: the tree as a spreadsheet.
type bodiesCommand struct {
	Import importCommand `cmd:"" help:"Thêm các đơn vị mới từ tệp xlsx hoặc csv. || Add new bodies from an xlsx or csv file."`
	Export exportCommand `cmd:"" help:"Ghi mọi đơn vị ra tệp xlsx hoặc csv. || Write all bodies into an xlsx or csv file."`
}

const helpBodies = "Nhập, xuất cơ quan, tổ chức. || Import and export bodies."

type importCommand struct {
	File   string `arg:"" help:"Tệp bảng tính. || Spreadsheet." type:"path"`
	DryRun bool   `help:"Chỉ kiểm tra, không lưu gì. || Only check; store nothing."`
	JSON   bool   `name:"json" help:"In kết quả dạng JSON. || Print the outcome as JSON."`
}

// An outcome is what a command tells of an import.
type outcome struct {
	Added     int           `json:"added"` // or would be added, in a dry run
	Unchanged int           `json:"unchanged"`
	Problems  []toldProblem `json:"problems"`
}

type toldProblem struct {
	Line    int    `json:"line"`
	Code    string `json:"code,omitempty"`
	Column  string `json:"column,omitempty"`
	Warning bool   `json:"warning"`
	Text    string `json:"text"`
}

// Run imports the file, all or nothing, and tells what is wrong line by line.
func (c *importCommand) Run(ctx context.Context, t *capability.Terminal) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return err
	}
	read, err := ReadSheet(content)
	if err != nil {
		return err
	}
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	var d *Draft
	if err := office.View(ctx, t.Who, func(v *work.View) error {
		d, err = draftOf(ctx, v, read)
		return err
	}); err != nil {
		return err
	}
	done := outcome{Added: len(d.New), Unchanged: d.Unchanged, Problems: []toldProblem{}}
	for _, p := range d.Problems {
		done.Problems = append(done.Problems, toldProblem{p.Line, p.Code, p.Column.In(ctx), p.Warning, p.Text.In(ctx, p.Args...)})
	}
	if d.Errors() > 0 {
		done.Added = 0
	}
	var wrong error
	switch {
	case d.Errors() > 0:
		wrong = fault.New(fault.Invalid, tSheetNotReady, d.Errors())
	case !c.DryRun:
		if err := office.Do(ctx, t.Who, func(u *work.Unit) error {
			done.Added, err = Import(ctx, u, read.Lines)
			return err
		}); err != nil {
			return err
		}
	}
	return errors.Join(c.tell(ctx, t.Out, done), wrong)
}

func (c *importCommand) tell(ctx context.Context, out io.Writer, done outcome) error {
	if c.JSON {
		return json.NewEncoder(out).Encode(done)
	}
	for _, p := range done.Problems {
		word := tError
		if p.Warning {
			word = tWarning
		}
		where := tWholeFile.In(ctx)
		if p.Line > 0 {
			where = fmt.Sprintf("%s %d", tLineNo.In(ctx), p.Line)
		}
		if _, err := fmt.Fprintf(out, "%s\t%s\t%s\t%s: %s\n", where, p.Code, p.Column, word.In(ctx), p.Text); err != nil {
			return err
		}
	}
	told := tImported
	if c.DryRun {
		told = tWouldImport
	}
	_, err := fmt.Fprintln(out, told.In(ctx, done.Added, text.Int(ctx, done.Added)))
	return err
}

type exportCommand struct {
	File string `arg:"" help:"Tệp .xlsx hoặc .csv sẽ ghi. || The .xlsx or .csv file to write." type:"path"`
	AsOf string `help:"Chỉ các đơn vị của ngày này, như thể thành lập ngày đó; ví dụ 01/07/2025. || Only the bodies of this day, as if they began then; for example 01/07/2025."`
}

// Run writes the file.
func (c *exportCommand) Run(ctx context.Context, t *capability.Terminal) (err error) {
	day, ok := civil.Read(c.AsOf)
	if !ok {
		return fault.At("as-of", tDayWrong)
	}
	text := strings.HasSuffix(strings.ToLower(c.File), ".csv")
	if !text && !strings.HasSuffix(strings.ToLower(c.File), ".xlsx") {
		return fault.New(fault.Invalid, tExportName)
	}
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	var lines [][]string
	if err := office.View(ctx, t.Who, func(v *work.View) error {
		tree, err := seen(ctx, v)
		if err != nil {
			return err
		}
		if lines = tree.Lines(ctx); !day.IsZero() {
			lines = tree.LinesOn(ctx, day)
		}
		return nil
	}); err != nil {
		return err
	}
	f, err := os.Create(c.File)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if text {
		return writeText(f, lines)
	}
	return WriteWorkbook(f, tBodies.In(ctx), widths(), lines)
}
