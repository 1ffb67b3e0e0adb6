package report

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"quyet/base/blob"
	"quyet/base/db"
	"quyet/base/docx"
	"quyet/base/fault"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/report/template"
)

// A FormID identifies a template of an office for ever.
type FormID string

// A Form is a template of an office (mẫu của cơ quan): a docx with placeholders, which a
// clerk made in Word.
type Form struct {
	ID      FormID
	Body    org.ID
	Name    string
	SHA256  string
	Added   time.Time
	By      string // account
	Retired bool
}

// mostForms is how many templates an office has.
const mostForms = 50

var (
	insertForm  = db.SQL("report.insertForm", `INSERT INTO report_form (id, body_id, name, sha256, added_at, added_by, retired) VALUES ($1, $2, $3, $4, $5, $6, FALSE)`)
	retireForm  = db.SQL("report.retireForm", `UPDATE report_form SET retired = TRUE WHERE id = $1`)
	selectForms = db.SQL("report.forms", `SELECT id, body_id, name, sha256, added_at, added_by, retired FROM report_form WHERE body_id = $1 AND NOT retired ORDER BY id LIMIT $2`)
	selectForm  = db.SQL("report.form", `SELECT id, body_id, name, sha256, added_at, added_by, retired FROM report_form WHERE id = $1`)
)

func scanForm(scan db.Scan) (*Form, error) {
	var f Form
	var added int64
	err := scan(&f.ID, &f.Body, &f.Name, &f.SHA256, &added, &f.By, &f.Retired)
	f.Added = time.UnixMicro(added).UTC()
	return &f, err
}

// bodyMark is the placeholder in whose place all blocks of the report stand.
const bodyMark = "nội dung báo cáo"

// vocabulary is what a template may hold: besides [Marks] what stands around the blocks,
// and the rows of their tables. The names do not change: templates that offices made hold
// them.
func vocabulary() template.Vocabulary {
	return template.Vocabulary{
		Fields: append(Marks(), "tên cơ quan", "cơ quan cấp trên", "trích yếu", "phạm vi", "chương trình", "chức vụ người ký", "ngày báo cáo"),
		Lists: map[string][]string{
			"kết quả":  {"tt", "tên", "tổng số", "đúng hạn", "hoàn thành quá hạn", "trong hạn", "quá hạn", "tỷ lệ hoàn thành"},
			"nhiệm vụ": {"tt", "nội dung", "cơ quan chủ trì", "thời hạn", "tình trạng"},
			"chỉ tiêu": {"tt", "tên", "đơn vị", "kế hoạch", "thực hiện", "cùng kỳ năm trước", "đánh giá"},
		},
		Body: bodyMark,
	}
}

// lists are the kinds of blocks whose rows a list holds.
var lists = map[BlockKind]string{Outcome: "kết quả", Tasks: "nhiệm vụ", Indicators: "chỉ tiêu"}

// AddForm adds a template to those of an office; it must have been read without a fault and
// be in the file store.
//
// The actor needs [CanMake] on the body and must act for it. Faults: Forbidden, Invalid,
// TooMuch.
func AddForm(ctx context.Context, u *work.Unit, body org.ID, name, sha256 string) (FormID, error) {
	if err := checkMakes(&u.View, body); err != nil {
		return "", err
	}
	switch name = clean(name); {
	case name == "":
		return "", fault.At("name", tFormNameless)
	case utf8.RuneCountInString(name) > mostField:
		return "", fault.At("name", tTooLong, mostField)
	}
	there, err := db.All(ctx, u.Snapshot, selectForms, scanForm, body, mostForms)
	if err != nil {
		return "", err
	}
	if len(there) >= mostForms {
		return "", fault.New(fault.TooMuch, tTooManyForms, mostForms)
	}
	f := id.New[FormID]()
	if _, err := u.Exec(ctx, insertForm, f, body, name, sha256, u.Now.UnixMicro(), u.Actor.Account); err != nil {
		return "", err
	}
	return f, u.RecordMany(ctx, []work.Event{{Kind: "report_form.add", Subject: string(f), First: true}}, []any{map[string]any{"body": body, "name": name, "sha256": sha256}})
}

// Forms returns the templates of an office that are offered.
//
// The actor needs [CanMake] on the body and must act for it.
func Forms(ctx context.Context, v *work.View, body org.ID) ([]*Form, error) {
	if err := checkMakes(v, body); err != nil {
		return nil, err
	}
	return db.All(ctx, v.Snapshot, selectForms, scanForm, body, mostForms)
}

// FindForm returns a template of an office.
//
// The actor needs [CanMake] on its body and must act for it; otherwise, and where there is
// none, the fault is Unknown.
func FindForm(ctx context.Context, v *work.View, form FormID) (*Form, error) {
	found, err := db.All(ctx, v.Snapshot, selectForm, scanForm, form)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || !makes(v.Actor, found[0].Body) {
		return nil, fault.New(fault.Unknown, tNoForm)
	}
	return found[0], nil
}

// RetireForm offers a template no more. Drafts and what was frozen keep it. Rights and
// faults are those of [FindForm].
func RetireForm(ctx context.Context, u *work.Unit, form FormID) error {
	f, err := FindForm(ctx, &u.View, form)
	if err != nil {
		return err
	}
	if _, err := u.Exec(ctx, retireForm, f.ID); err != nil {
		return err
	}
	return u.Record(ctx, "report_form.retire", string(f.ID), map[string]any{"name": f.Name})
}

// inForm is the paper in the template of an office, byte for byte the same for the same
// figures and file.
func (f *Figures) inForm(ctx context.Context, files *blob.Store) ([]byte, error) {
	content, err := read(ctx, files, f.Form)
	if err != nil {
		return nil, err
	}
	form, err := template.Read(content, vocabulary())
	if err != nil {
		return nil, err
	}
	v := template.Values{Fields: map[string]string{
		"tên cơ quan": f.Body, "cơ quan cấp trên": f.Above, "trích yếu": f.about(), "phạm vi": f.Scope, "chương trình": f.Under, "chức vụ người ký": f.Post, "ngày báo cáo": "ngày " + f.On.Paper(),
	}, Lists: map[string][]map[string]string{}}
	for name, said := range f.Marks {
		v.Fields[name] = said
	}
	for _, p := range f.Blocks {
		list, known := lists[p.Kind]
		if !known || p.Table == nil {
			continue
		}
		columns := vocabulary().Lists[list]
		for i, r := range p.Table.Rows {
			item := map[string]string{"tt": strconv.Itoa(i + 1)}
			if r.Total {
				item["tt"] = ""
			}
			for k, c := range r.Cells {
				item[columns[k+1]] = c.said(vietnamese, f.Rounding)
			}
			v.Lists[list] = append(v.Lists[list], item)
		}
	}
	if v.Body, err = bodyOf(f.sections()); err != nil {
		return nil, err
	}
	made, err := form.Fill(v)
	if err != nil {
		return nil, err
	}
	return settled(made)
}

// bodyOf is blocks as XML, to stand in another document.
func bodyOf(blocks []docx.Block) (string, error) {
	var out bytes.Buffer
	if err := (docx.Document{Body: blocks}).Write(&out); err != nil {
		return "", err
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		return "", err
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		return "", err
	}
	defer part.Close()
	content, err := io.ReadAll(part)
	if err != nil {
		return "", err
	}
	_, body, _ := strings.Cut(string(content), "<w:body>")
	return body[:strings.LastIndex(body, "<w:sectPr>")], nil
}

// Sample is a template to begin with, in the form of a body: what stands in braces is
// filled, everything else is the office's to change.
func Sample(head org.Head) docx.Document {
	party := head.Regime == org.PartyRegime
	sign := "-"
	if party {
		sign = "/"
	}
	cell := func(align docx.Align, s string) docx.Cell { return cell(align, false, s) }
	t := docx.Table{Widths: []int{numberWidth, 74, 20, 20, 20, 20}, Head: [][]docx.Cell{nil}}
	for _, h := range []string{"TT", "Cơ quan, đơn vị", "Tổng số", "Đúng hạn", "Quá hạn", "Tỷ lệ"} {
		t.Head[0] = append(t.Head[0], cell(docx.Center, h))
	}
	t.Rows = [][]docx.Cell{{
		cell(docx.Center, "{{kết quả.tt}}"), cell(docx.Left, "{{kết quả.tên}}"), cell(docx.Right, "{{kết quả.tổng số}}"), cell(docx.Right, "{{kết quả.đúng hạn}}"), cell(docx.Right, "{{kết quả.quá hạn}}"), cell(docx.Right, "{{kết quả.tỷ lệ hoàn thành}}"),
	}}
	above := ""
	if head.Above != "" {
		above = "{{CƠ QUAN CẤP TRÊN}}"
	}
	last := docx.Line(docx.Run{Size: 6})
	last.Next = true
	return docx.Document{Body: []docx.Block{
		docx.Letterhead{Party: party, Above: above, Name: "{{TÊN CƠ QUAN}}", Number: docx.Number{Symbol: "BC" + sign + "……"}, Dated: "…………, {{ngày báo cáo}}"}.Table(docx.Upright),
		docx.Title{Party: party, Kind: "Báo cáo", About: "{{trích yếu}}"},
		docx.Prose(docx.Run{Text: "Trong {{kỳ}} (từ {{từ ngày}} đến {{đến ngày}}), {{tên cơ quan}} theo dõi {{tổng số}} nhiệm vụ; tỷ lệ hoàn thành đạt {{tỷ lệ hoàn thành}}."}),
		t, docx.Prose(docx.Run{Text: "{{" + bodyMark + "}}"}), last,
		docx.Ending{Party: party, Recipients: []string{"Như trên", "Lưu"}, Right: docx.Signature{Post: "{{chức vụ người ký}}"}},
	}}
}
