package intake

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"quyet/base/blob"
	"quyet/base/capability"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/intake/reading"
	"quyet/feature/intake/source"
	"quyet/feature/org"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

// Help is the manual of the command.
func (*readCommand) Help() string {
	return `Mỗi tệp cho một bản ghi JSON: thông tin văn bản, cấu trúc, viện dẫn, nhiệm vụ, số liệu, mỗi mục kèm vị trí trong văn bản. Văn bản có dấu độ mật bị từ chối, không ghi gì.

Mã kết thúc: 0 khi đọc được mọi tệp; 1 khi có tệp không đọc được (lý do ở đầu ra lỗi, các tệp khác vẫn được đọc); 2 khi gọi sai cách.

Ví dụ:

  quyet read --out ket-qua *.docx

  quyet read --json ke-hoach.pdf || Each file gives one JSON record: what the document says of itself, its structure, references, tasks and figures, each with its place in the text. A document that bears a secrecy mark is refused, and nothing is written.

Exit status: 0 if every file was read; 1 if one was not (the reason is on standard error, the others are read); 2 for a wrong call.

Examples:

  quyet read --out results *.docx

  quyet read --json plan.pdf`
}

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
	var refused fault.Fields
	files := slices.DeleteFunc(slices.Clone(c.Files), func(file string) bool {
		info, err := os.Stat(file)
		folder := err == nil && info.IsDir()
		if folder {
			refused = append(refused, fault.New(fault.Invalid, tNotAFile, file))
		}
		return folder
	})
	wrong, err := asFaults(reading.WriteAnnotations(ctx, c.Out, files, out))
	if err != nil {
		return err
	}
	return append(refused, wrong...).Err()
}

// asFaults tells of each of several joined errors why a file was not read.
// What is no matter of one file is returned as it is, a folder that cannot be
// written as a fault.
func asFaults(err error) (fault.Fields, error) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		if unwritten, ok := errors.AsType[*fs.PathError](err); ok {
			return fault.Fields{fault.New(fault.Invalid, tNotWritten, unwritten.Path)}, nil
		}
		return nil, err
	}
	var faults fault.Fields
	for _, e := range joined.Unwrap() {
		all := fault.All(asFault(e))
		if missing, ok := errors.AsType[*fs.PathError](e); ok && errors.Is(e, fs.ErrNotExist) {
			all = []*fault.Fault{fault.New(fault.Unknown, tNoSuchFile, missing.Path)}
		} else if twice, ok := errors.AsType[*reading.SameName](e); ok {
			all = []*fault.Fault{fault.New(fault.Conflict, tSameName, twice.File, twice.Name, twice.Other)}
		} else if len(all) == 0 {
			all = []*fault.Fault{fault.New(fault.Invalid, tNotRead, e)}
		}
		faults = append(faults, all...)
	}
	return faults, nil
}

const helpImport = "Đọc văn bản vào bàn duyệt của một đơn vị, tóm tắt, hỏi rồi ghi nhận. || Take documents in for a body, sum them up, ask, and enter them."

// Help is the manual of the command.
func (*importCommand) Help() string {
	return `Mỗi tệp được đọc như khi thả vào trang Đọc văn bản: văn bản, viện dẫn, nhiệm vụ và số liệu tìm thấy trở thành đề xuất ở bàn duyệt của đơn vị. Ở terminal, quyet tóm tắt từng tệp rồi hỏi có duyệt phần rõ ràng không và, khi không còn gì chờ quyết định, có ghi nhận không. Có --accept, --enter hoặc --json thì không hỏi.

Ngưỡng duyệt --accept: "none" không duyệt gì; "clear" duyệt đề xuất không vướng mắc và không thiếu thông tin; "all" duyệt cả nhiệm vụ thiếu thời hạn, sản phẩm hoặc chỉ nêu chung chung. Nhiệm vụ chưa rõ ai chủ trì và văn bản thiếu thông tin bắt buộc luôn chờ người quyết định.

Văn bản đã có trong sổ được bổ sung phần còn thiếu; viện dẫn và nhiệm vụ đã có không bị ghi lần nữa.

Mã kết thúc: 0 khi làm xong mọi việc được yêu cầu; 1 khi có tệp bị từ chối hoặc chưa ghi nhận được (lý do ở đầu ra lỗi, các tệp khác vẫn được nhận); 2 khi gọi sai cách.

Ví dụ:

  quyet import --body TG-TU ke-hoach.docx

  quyet import --body TG-TU --accept clear --enter --json *.docx || Each file is read as if dropped onto the page Read documents: the document, references, tasks and figures found in it become proposals at the body's bench. At a terminal quyet sums each file up, asks whether to accept what is clear and, once nothing is left to decide, whether to enter it. With --accept, --enter or --json it does not ask.

The threshold --accept: "none" accepts nothing; "clear" what nothing stands in the way of and nothing is missing from; "all" tasks without deadline or deliverable or in general words too. A task whose lead is not known, and a document that lacks what it must have, always wait for a person.

A document that the register holds already gets what it lacks; references and tasks that are there are not entered again.

Exit status: 0 if all that was asked for is done; 1 if a file was refused or could not be entered (the reason is on standard error, the other files are taken in); 2 for a wrong call.

Examples:

  quyet import --body TG-TU plan.docx

  quyet import --body TG-TU --accept clear --enter --json *.docx`
}

// importCommand takes files in for a body, as the page does, and tells what
// was found and what is unclear.
type importCommand struct {
	Body   string   `required:"" placeholder:"MA" help:"Mã đơn vị nhận văn bản, như ở trang Cơ quan, tổ chức. || Code of the body that takes the documents in, as on the page of bodies."`
	Accept string   `enum:"none,clear,all" default:"none" help:"Ngưỡng duyệt luôn: none, clear hoặc all. || Threshold of what is accepted at once: none, clear or all."`
	Enter  bool     `help:"Ghi nhận văn bản và giao nhiệm vụ nếu không còn đề xuất nào chờ. || Enter the document and assign its tasks if nothing is left to decide."`
	Ask    bool     `help:"Hỏi cả khi đầu vào không phải terminal; mỗi câu trả lời một dòng. || Ask even where the input is no terminal; one line for each answer."`
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
	Clear   int             `json:"clear,omitempty"`  // undecided, and nothing is missing
	Gapped  int             `json:"gapped,omitempty"` // undecided tasks that lack something and can be accepted all the same
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
	if c.Ask || c.Accept == "none" && !c.Enter && !c.JSON && isTerminal(t.In) {
		in.answers = bufio.NewReader(t.In)
	}
	if err := office.View(ctx, t.Who, func(v *work.View) error { return in.prepare(ctx, v) }); err != nil {
		return err
	}
	var refused fault.Fields
	for _, file := range c.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		got, err := in.take(ctx, file)
		if err == nil && in.answers != nil {
			if err = in.converse(ctx, t.Out, &got); err != nil && len(fault.All(err)) > 0 {
				got.Error = fault.All(err)[0].In(text.LangOf(ctx))
			}
		} else if !c.JSON {
			got.summary(ctx, t.Out)
		}
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
	answers  *bufio.Reader // of the person who is asked; nil where nobody is
}

func isTerminal(r io.Reader) bool {
	f, ok := r.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	nobody, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, nobody)
}

// yes asks a question; what is no clear yes is a no.
func (in *importer) yes(ctx context.Context, out io.Writer, question text.T, args ...any) bool {
	fmt.Fprintf(out, "  %s [%s] ", question.In(ctx, args...), tYesNo.In(ctx))
	answer, err := in.answers.ReadString('\n')
	if err != nil {
		fmt.Fprintln(out)
	}
	return slices.Contains([]string{"c", "co", "y", "yes"}, viet.Fold(strings.TrimSpace(answer)))
}

// converse sums a file up, and asks whether to accept what is clear and to
// enter what is decided.
func (in *importer) converse(ctx context.Context, out io.Writer, got *imported) error {
	got.summary(ctx, out)
	if got.State != Open {
		return nil
	}
	if got.Clear > 0 && in.yes(ctx, out, tAskAccept, got.Clear) {
		if err := in.accept(ctx, got, AcceptClear); err != nil {
			return err
		}
	}
	if got.Clear == 0 && got.Gapped > 0 && in.yes(ctx, out, tAskGapped, got.Gapped) {
		if err := in.accept(ctx, got, AcceptAll); err != nil {
			return err
		}
	}
	if got.Decided < got.Total {
		return nil
	}
	mark := ""
	if err := in.office.View(ctx, in.who, func(v *work.View) error {
		b, err := Load(ctx, v, got.ID)
		if err != nil {
			return err
		}
		p, err := b.Planned(ctx, v)
		if err != nil {
			return err
		}
		mark = p.Mark()
		p.say(ctx, out)
		return nil
	}); err != nil {
		return err
	}
	if !in.yes(ctx, out, tAskEnter) {
		return nil
	}
	return in.enter(ctx, got, mark)
}

// accept accepts what stands at a threshold, and tells anew.
func (in *importer) accept(ctx context.Context, got *imported, some threshold) error {
	if err := in.do(ctx, func(u *work.Unit) error {
		_, _, err := some(ctx, u, got.ID, "")
		return err
	}); err != nil {
		return err
	}
	return in.office.View(ctx, in.who, func(v *work.View) error { return got.tell(ctx, v) })
}

// A threshold accepts what is good enough in a file.
type threshold func(ctx context.Context, u *work.Unit, f ID, kind Kind) (accepted, left int, err error)

// thresholds are those that a caller can name.
var thresholds = map[string]threshold{"clear": AcceptClear, "all": AcceptAll}

// say tells in a few lines what entering makes, and what is there.
func (p *Plan) say(ctx context.Context, out io.Writer) {
	state := tMadeNew
	if p.There != nil {
		state = tMadeWasThere
	}
	fmt.Fprintf(out, "  %s: %s\n", tDocumentName.In(ctx), state.In(ctx))
	fmt.Fprintf(out, "  %s: %s\n", kindTitles[Reference].In(ctx), tMadeThere.In(ctx, text.Int(ctx, len(p.Adds.Links)), text.Int(ctx, len(p.Has))))
	fmt.Fprintf(out, "  %s: %s\n", kindTitles[Task].In(ctx), tMadeThere.In(ctx, text.Int(ctx, len(p.Tasks)), text.Int(ctx, len(p.Given))))
	if len(p.LeftOut) > 0 {
		fmt.Fprintf(out, "  %s\n", tLeftOut.In(ctx, len(p.LeftOut)))
	}
}

// enter enters a file; mark is that of the plan the person agreed to.
func (in *importer) enter(ctx context.Context, got *imported, mark string) error {
	err := in.do(ctx, func(u *work.Unit) error {
		made, err := Enter(ctx, u, got.ID, mark)
		got.Entered, got.State = &made, Entered
		return err
	})
	if err != nil {
		got.Entered, got.State = nil, Open
	}
	return err
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
	if err := in.office.View(ctx, in.who, func(v *work.View) error { return got.tell(ctx, v) }); err != nil {
		return got, err
	}
	if some := thresholds[in.Accept]; some != nil && state == Open {
		if err := in.accept(ctx, &got, some); err != nil {
			return got, err
		}
	}
	if !in.Enter || state != Open {
		return got, nil
	}
	return got, in.enter(ctx, &got, "")
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
	got.Found, got.Unclear, got.Clear, got.Gapped = map[Kind]int{}, nil, 0, 0
	for _, k := range Kinds() {
		got.Found[k] = b.Tallies[k].Total
	}
	for _, p := range b.Proposals {
		if p.Decision == Rejected {
			continue
		}
		switch {
		case p.Decision != Undecided || len(b.obstacles(p, v.Today)) > 0:
		case len(b.Task(p).Gaps) > 0:
			got.Gapped++
		default:
			got.Clear++
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

// summary tells people what was found in a file, and what is unclear.
func (got *imported) summary(ctx context.Context, out io.Writer) {
	if got.Total == 0 {
		return // refused; the error names it
	}
	fmt.Fprintln(out, got.Name)
	fmt.Fprintf(out, "  %s\n", strings.Join(names([]string{got.Symbol, got.Date, got.Issuer, got.Title}), " · "))
	fmt.Fprintf(out, "  %s\n", tImportFound.In(ctx, got.Found[Task], got.Found[Reference], got.Found[Figure], got.Decided, got.Total))
	if got.Again {
		fmt.Fprintf(out, "  %s\n", tImportAgain.In(ctx))
	}
	for _, n := range got.Unclear {
		reasons := n.Asked
		for _, g := range n.Reasons {
			reasons = append(reasons, gapTitles[g].In(ctx))
		}
		fmt.Fprintf(out, "  ? %s: %s\n", short(n.Text), strings.Join(reasons, "; "))
	}
}

// print tells what became of a file in the end: a line of JSON, or one for
// people.
func (c *importCommand) print(ctx context.Context, out io.Writer, got imported) error {
	switch made := got.Entered; {
	case c.JSON:
		return json.NewEncoder(out).Encode(got)
	case got.Total == 0:
		return nil
	case made != nil:
		said := tImportEntered
		if !made.New {
			said = tImportAdded
		}
		_, err := fmt.Fprintf(out, "  %s\n", said.In(ctx, made.Tasks, made.Given, made.LeftOut, made.Document.Address()))
		return err
	case got.State == Entered:
		_, err := fmt.Fprintf(out, "  %s\n", tImportWas.In(ctx, got.ID.Address()))
		return err
	}
	_, err := fmt.Fprintf(out, "  %s\n", tImportOpen.In(ctx, got.Total-got.Decided, got.ID.Address()))
	return err
}

var (
	tWhereTo       = text.New("Hãy nêu nơi ghi kết quả: --out DIR hoặc --json.", "Say where the results go: --out DIR or --json.")
	tNotRead       = text.New("Không đọc được: %v", "Not read: %v")
	tNoSuchFile    = text.New("Không có tệp %s; hãy kiểm tra tên và đường dẫn.", "There is no file %s; check its name and path.")
	tNotAFile      = text.New("%s không phải là tệp; hãy nêu từng tệp.", "%s is not a file; name the files one by one.")
	tNotWritten    = text.New("Không ghi được vào %s; hãy nêu một thư mục ghi được sau --out.", "%s cannot be written; name a folder after --out that can.")
	tSameName      = text.New("%s cũng cho kết quả tên %s như %s nên không được đọc; hãy ghi vào thư mục khác.", "%s would be read into %s as %s was, so it was left out; write it to another folder.")
	tNoBody        = text.New("Không có đơn vị mang mã %s.", "No body has the code %s.")
	tImportFound   = text.New("%d nhiệm vụ, %d viện dẫn, %d số liệu; đã quyết định %d/%d", "%d tasks, %d references, %d figures; %d of %d decided")
	tImportAgain   = text.New("Đơn vị đã đọc tệp này trước đây.", "The body has read this file before.")
	tImportEntered = text.New("Đã ghi nhận văn bản mới, giao %d nhiệm vụ (%d đã có, %d không giao được): %s", "A new document entered, %d tasks assigned (%d were there, %d not assigned): %s")
	tImportAdded   = text.New("Văn bản đã có trong sổ: giao thêm %d nhiệm vụ (%d đã có, %d không giao được): %s", "The document was in the register: %d more tasks assigned (%d were there, %d not assigned): %s")
	tImportWas     = text.New("Đã ghi nhận trước đây: %s", "Entered before: %s")
	tImportOpen    = text.Plural("Còn %d đề xuất chờ quyết định tại %s", "%d proposal waits for a decision at %s", "%d proposals wait for a decision at %s")
	tAskAccept     = text.Plural("Duyệt %d đề xuất rõ ràng?", "Accept the %d clear proposal?", "Accept the %d clear proposals?")
	tAskGapped     = text.Plural("Duyệt cả %d nhiệm vụ còn thiếu thông tin?", "Accept the %d task that lacks something too?", "Accept the %d tasks that lack something too?")
	tAskEnter      = text.New("Ghi nhận?", "Enter this?")
	tYesNo         = text.New("c/K", "y/N")
)
