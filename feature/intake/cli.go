package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/intake/reading"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
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
		if missing, ok := errors.AsType[*fs.PathError](e); ok && errors.Is(e, fs.ErrNotExist) {
			all = []*fault.Fault{fault.New(fault.Unknown, tNoSuchFile, missing.Path)}
		} else if len(all) == 0 {
			all = []*fault.Fault{fault.New(fault.Invalid, tNotRead, e)}
		}
		faults = append(faults, all...)
	}
	return faults.Err()
}

const helpImport = "Đọc văn bản vào bàn duyệt của một đơn vị, như khi thả tệp vào trang Đọc văn bản; có thể duyệt luôn phần rõ ràng và ghi nhận. || Take documents in for a body, as if dropped onto the page Read documents; accepts what is clear and enters it if asked to."

// importCommand takes files in for a body, as the page does, and tells what
// was found and what is unclear.
type importCommand struct {
	Body   string   `required:"" placeholder:"MA" help:"Mã đơn vị nhận văn bản, như ở trang Cơ quan, tổ chức. || Code of the body that takes the documents in, as on the page of bodies."`
	Accept string   `enum:"none,clear,all" default:"none" help:"Duyệt luôn: none (không), clear (đề xuất rõ ràng), all (cả nhiệm vụ còn thiếu thời hạn, sản phẩm; trừ khi chưa rõ ai chủ trì). || Accept at once: none, clear (what is clear), all (tasks that lack a deadline or deliverable too, but none whose lead is not known)."`
	Enter  bool     `help:"Ghi nhận văn bản và giao nhiệm vụ nếu không còn đề xuất nào chờ. || Enter the document and assign its tasks if nothing is left to decide."`
	JSON   bool     `name:"json" help:"In kết quả cho máy: mỗi tệp một dòng JSON. || Print for machines: one line of JSON per file."`
	Files  []string `arg:"" name:"file" help:"Tệp docx, pdf, html, txt hoặc xlsx. || docx, pdf, html, txt or xlsx files." type:"path"`
}

// An imported is what became of one file, as --json prints it.
type imported struct {
	Name    string          `json:"file"`
	ID      ID              `json:"id,omitempty"`
	Again   bool            `json:"again,omitempty"` // the body has it already
	State   State           `json:"state,omitempty"`
	Error   string          `json:"error,omitempty"` // why it was not read, or not entered
	Symbol  string          `json:"symbol,omitempty"`
	Date    string          `json:"date,omitempty"`
	Issuer  string          `json:"issuer,omitempty"`
	Title   string          `json:"title,omitempty"`
	Found   map[Kind]int    `json:"found,omitempty"`
	Decided int             `json:"decided"`
	Total   int             `json:"total"`
	Unclear []importUnclear `json:"unclear,omitempty"`
	Entered *Made           `json:"entered,omitempty"`
}

type importUnclear struct {
	Kind    Kind             `json:"kind"`
	Text    string           `json:"text"`
	Reasons []clarity.Reason `json:"reasons,omitempty"`
	Asked   []string         `json:"asked,omitempty"` // what has to be said before it can be accepted
}

// Run takes the files in, one after the other. A refused one is named with
// the reason and does not keep the others out; the status is then 1.
func (c *importCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	files, err := t.Files(ctx)
	if err != nil {
		return err
	}
	in := importer{importCommand: c, office: office, files: files, who: t.Who}
	if err := office.View(ctx, t.Who, func(v *work.View) error { return in.prepare(ctx, v) }); err != nil {
		return err
	}
	var refused fault.Fields
	for _, file := range c.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		got, err := in.take(ctx, file)
		if err != nil {
			faults := fault.All(err)
			if len(faults) == 0 {
				return fmt.Errorf("%s: %w", file, err)
			}
			refused = append(refused, faults...)
			got.Error = faults[0].In(text.LangOf(ctx))
		}
		if err := c.print(ctx, t.Out, got); err != nil {
			return err
		}
	}
	return refused.Err()
}

// An importer is an import under way.
type importer struct {
	*importCommand
	office   *work.Office
	files    *blob.Store
	who      work.Who
	body     org.ID
	defaults deadline.Defaults
}

func (in *importer) prepare(ctx context.Context, v *work.View) error {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return err
	}
	b, ok := tree.ByCode(in.Body)
	if !ok {
		return fault.New(fault.Unknown, tNoBody, in.Body)
	}
	in.body = b.ID
	in.defaults, err = Defaults(ctx, v, v.Today)
	return err
}

func (in *importer) do(ctx context.Context, fn func(*work.Unit) error) error {
	return in.office.Do(ctx, in.who, fn)
}

// take takes one file in and decides and enters what it was asked to. What is
// returned holds as far as it came.
func (in *importer) take(ctx context.Context, file string) (got imported, err error) {
	got.Name = filepath.Base(file)
	content, err := readFile(file)
	if err != nil {
		return got, err
	}
	if got.ID, got.Again, err = takeIn(ctx, in.do, in.files, in.body, got.Name, content, in.defaults); err != nil {
		return got, err
	}
	var state State
	if err := in.office.View(ctx, in.who, func(v *work.View) error {
		f, err := Find(ctx, v, got.ID)
		state = f.State
		return err
	}); err != nil {
		return got, err
	}
	if accept := map[string]func(context.Context, *work.Unit, ID, Kind) (int, int, error){"clear": AcceptClear, "all": AcceptAll}[in.Accept]; accept != nil && state == Open {
		if err := in.do(ctx, func(u *work.Unit) error {
			_, _, err := accept(ctx, u, got.ID, "")
			return err
		}); err != nil {
			return got, err
		}
	}
	if err := in.office.View(ctx, in.who, func(v *work.View) error { return got.tell(ctx, v) }); err != nil {
		return got, err
	}
	if !in.Enter || state != Open {
		return got, nil
	}
	err = in.do(ctx, func(u *work.Unit) error {
		made, err := Enter(ctx, u, got.ID, "")
		got.Entered, got.State = &made, Entered
		return err
	})
	if err != nil {
		got.Entered, got.State = nil, Open
	}
	return got, err
}

// readFile reads a file into memory, where it stays until it may be kept.
func readFile(path string) ([]byte, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fault.New(fault.Unknown, tNoSuchFile, name).Because(err)
	case !info.Mode().IsRegular():
		return nil, fault.New(fault.Invalid, tNotAFile, name)
	case info.Size() > uploadLimit:
		return nil, asFault(&source.Error{Kind: source.TooLarge, Name: name, Detail: "bytes"})
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.New(fault.Invalid, tNotRead, name).Because(err)
	}
	return b, nil
}

// tell fills in what stands at the bench.
func (got *imported) tell(ctx context.Context, v *work.View) error {
	b, err := Load(ctx, v, got.ID)
	if err != nil {
		return err
	}
	d := b.document().Value
	got.Symbol, got.Date, got.Issuer, got.Title = d.Symbol, d.Date, d.Issuer, d.Title
	got.State = b.File.State
	got.Decided, got.Total = b.Tally().Decided, b.Tally().Total
	got.Found, got.Unclear = map[Kind]int{}, nil
	for _, k := range Kinds() {
		got.Found[k] = b.Tallies[k].Total
	}
	for _, p := range b.Proposals {
		if p.Decision == Rejected {
			continue
		}
		n := importUnclear{Kind: p.Kind, Text: p.Value.Text, Reasons: b.Task(p).Gaps}
		if p.Kind == Document {
			n.Text = p.Value.Title
		}
		for _, f := range b.obstacles(p, v.Today) {
			n.Asked = append(n.Asked, f.In(text.LangOf(ctx)))
		}
		if len(n.Reasons)+len(n.Asked) > 0 {
			got.Unclear = append(got.Unclear, n)
		}
	}
	return nil
}

// print tells what became of a file: a line of JSON, or a few for people.
func (c *importCommand) print(ctx context.Context, out io.Writer, got imported) error {
	if c.JSON {
		return json.NewEncoder(out).Encode(got)
	}
	if got.Total == 0 {
		return nil // refused; the error names it
	}
	w := &strings.Builder{}
	fmt.Fprintln(w, got.Name)
	fmt.Fprintf(w, "  %s\n", strings.Join(names([]string{got.Symbol, got.Date, got.Issuer, got.Title}), " · "))
	fmt.Fprintf(w, "  %s\n", tImportFound.In(ctx, got.Found[Task], got.Found[Reference], got.Found[Figure], got.Decided, got.Total))
	if got.Again {
		fmt.Fprintf(w, "  %s\n", tImportAgain.In(ctx))
	}
	for _, n := range got.Unclear {
		reasons := n.Asked
		for _, g := range n.Reasons {
			reasons = append(reasons, gapTitles[g].In(ctx))
		}
		fmt.Fprintf(w, "  ? %s: %s\n", short(n.Text), strings.Join(reasons, "; "))
	}
	if got.Entered != nil {
		fmt.Fprintf(w, "  %s\n", tImportEntered.In(ctx, got.Entered.Tasks, got.Entered.LeftOut, got.Entered.Document.Address()))
	} else {
		fmt.Fprintf(w, "  %s\n", tImportOpen.In(ctx, got.ID.Address()))
	}
	_, err := io.WriteString(out, w.String())
	return err
}

var (
	tWhereTo       = text.New("Hãy nêu nơi ghi kết quả: --out DIR hoặc --json.", "Say where the results go: --out DIR or --json.")
	tNotRead       = text.New("Không đọc được: %v", "Not read: %v")
	tNoSuchFile    = text.New("Không có tệp %s; hãy kiểm tra tên và đường dẫn.", "There is no file %s; check its name and path.")
	tNotAFile      = text.New("%s không phải là tệp; hãy nêu từng tệp.", "%s is not a file; name the files one by one.")
	tNoBody        = text.New("Không có đơn vị mang mã %s.", "No body has the code %s.")
	tImportFound   = text.New("%d nhiệm vụ, %d viện dẫn, %d số liệu; đã quyết định %d/%d", "%d tasks, %d references, %d figures; %d of %d decided")
	tImportAgain   = text.New("Đơn vị đã đọc tệp này trước đây.", "The body has read this file before.")
	tImportEntered = text.New("Đã ghi nhận, giao %d nhiệm vụ (không giao được %d): %s", "Entered, %d tasks assigned (%d not): %s")
	tImportOpen    = text.New("Duyệt tại %s", "Decide at %s")
)
