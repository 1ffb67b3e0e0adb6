package intake

import (
	"context"
	"io"

	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/intake/reading"
)

const helpRead = "Đọc văn bản và in kết quả, không dùng cơ sở dữ liệu. || Read documents and print what was found, without a database."

// readCommand reads files and writes what was found, in the interchange
// schema, one JSON file per document.
type readCommand struct {
	Out   string   `help:"Thư mục ghi kết quả, mỗi tệp một NAME.json. || Folder for the results, one NAME.json per file." type:"path" placeholder:"DIR"`
	JSON  bool     `name:"json" help:"In kết quả ra màn hình, mỗi tệp một dòng. || Print the results, one line per file."`
	Files []string `arg:"" name:"file" help:"Tệp docx, pdf, html, txt hoặc xlsx. || docx, pdf, html, txt or xlsx files." type:"path"`
}

// Run reads the files. One that cannot be read does not keep the others from
// being read; each is named with the reason, and the status is 1.
func (c *readCommand) Run(ctx context.Context, t *capability.Terminal) error {
	if c.Out == "" && !c.JSON {
		return fault.New(fault.Invalid, tWhereTo)
	}
	var out io.Writer
	if c.JSON {
		out = t.Out
	}
	return asFaults(reading.WriteAnnotations(ctx, c.Out, c.Files, out))
}

// asFaults tells of each of several joined errors why a file was not read.
func asFaults(err error) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var faults fault.Fields
	for _, e := range joined.Unwrap() {
		all := fault.All(asFault(e))
		if len(all) == 0 {
			all = []*fault.Fault{fault.New(fault.Invalid, tNotRead, e)}
		}
		faults = append(faults, all...)
	}
	return faults.Err()
}

var (
	tWhereTo = text.New("Hãy nêu nơi ghi kết quả: --out DIR hoặc --json.", "Say where the results go: --out DIR or --json.")
	tNotRead = text.New("Không đọc được: %v", "Not read: %v")
)
