package intake

import (
	"context"
	"io"

	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/feature/intake/reading"
)

// readCommand reads files and writes what was found, in the interchange
// schema, one JSON file per document.
type readCommand struct {
	Out   string   `help:"Thư mục ghi kết quả, mỗi tệp một NAME.json. || Folder for the results, one NAME.json per file." type:"path" placeholder:"DIR"`
	JSON  bool     `name:"json" help:"In kết quả ra màn hình. || Print the results."`
	Files []string `arg:"" name:"file" help:"Tệp docx, pdf, html, txt hoặc xlsx. || docx, pdf, html, txt or xlsx files." type:"path"`
}

func (c *readCommand) Run(ctx context.Context, t *capability.Terminal) error {
	if c.Out == "" && !c.JSON {
		return fault.New(fault.Invalid, tWhereTo)
	}
	var out io.Writer
	if c.JSON {
		out = t.Out
	}
	return reading.WriteAnnotations(ctx, c.Out, c.Files, out)
}

var tWhereTo = text.New("Hãy nêu nơi ghi kết quả: --out DIR hoặc --json.", "Say where the results go: --out DIR or --json.")
