package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/source"
	"quyet/feature/task/clarity"
	"quyet/feature/task/deadline"
)

// secretMark returns the secrecy mark that err is about.
func secretMark(err error) (mark string, secret bool) {
	e, ok := errors.AsType[*source.Error](err)
	if !ok || e.Kind != source.Secret {
		return "", false
	}
	return e.Detail, true
}

// A benchPage is what the bench shows.
type benchModel struct {
	*Bench
	Editing  string // proposal whose form is open
	Form     Value  // what stands in it
	Wrong    []ui.FieldError
	MayEnter bool
}

func benchOf(ctx context.Context, b *Bench, editing string, typed *Value, wrong error, mayEnter bool) benchModel {
	m := benchModel{Bench: b, Editing: editing, Wrong: web.FieldErrors(ctx, wrong), MayEnter: mayEnter && b.File.State == Open}
	if p, err := b.Proposal(editing); err == nil {
		m.Form = p.Value
		if typed != nil {
			m.Form = *typed
		}
	}
	return m
}

func (m benchModel) count(k Kind) (total, open int) {
	for _, p := range m.Proposals {
		if p.Kind == k {
			total++
			if p.Decision == Undecided {
				open++
			}
		}
	}
	return total, open
}

func (m benchModel) of(k Kind) []Proposal {
	return slices.DeleteFunc(slices.Clone(m.Proposals), func(p Proposal) bool { return p.Kind != k })
}

func (m benchModel) allDecided() bool { return m.Decided() == len(m.Proposals) }

// spansIn returns the marks on one stretch of the text, relative to its start.
func (m benchModel) spansIn(start, end int) []ui.Span {
	var out []ui.Span
	at := start
	for _, p := range m.Proposals[1:] {
		from, to := max(p.Span.Start, start), min(p.Span.End, end)
		if from >= to || from < at {
			continue
		}
		s := ui.Span{From: from - start, To: to - start, Tone: markTones[p.Kind], Href: "#p-" + p.ID}
		if p.Span.Start >= start {
			s.ID = "s-" + p.ID
		}
		out = append(out, s)
		at = to
	}
	return out
}

var markTones = map[Kind]ui.Tone{Task: ui.Notable, Reference: ui.Positive, Figure: ui.Caution}

// state is a word about a proposal's decision.
func (m benchModel) state(ctx context.Context, p Proposal) ui.Status {
	switch p.Decision {
	case Accepted:
		if p.Touched() {
			return ui.Status{Word: tMendedAccepted.In(ctx), Tone: ui.Positive}
		}
		return ui.Status{Word: tAccepted.In(ctx), Tone: ui.Positive}
	case Rejected:
		return ui.Status{Word: tRejected.In(ctx), Tone: ui.Off}
	}
	return ui.Status{Word: tUndecided.In(ctx), Tone: ui.Neutral}
}

// gaps are words about what a task lacks.
func (m benchModel) gaps(ctx context.Context, p Proposal) []ui.Status {
	var out []ui.Status
	for _, g := range m.Tasks[p.ID].Gaps {
		out = append(out, ui.Status{Word: GapTitle(g).In(ctx), Tone: ui.Caution})
	}
	return out
}

// GapTitle says what a task lacks.
func GapTitle(r clarity.Reason) text.T { return gapTitles[r] }

// parties tells who is meant by the names of a task.
func (m benchModel) parties(ctx context.Context, all []Party) string {
	var out []string
	for _, p := range all {
		out = append(out, m.party(ctx, p))
	}
	return strings.Join(out, "; ")
}

func (m benchModel) party(ctx context.Context, p Party) string {
	switch {
	case p.Group != "":
		return tMeansMany.In(ctx, p.Printed, len(p.Bodies))
	case p.Clear():
		name := m.Tree.Name(p.Bodies[0], m.asOf())
		if name == p.Printed {
			return name
		}
		return tMeansOne.In(ctx, p.Printed, name)
	case len(p.Candidates) > 0:
		return tMeansSeveral.In(ctx, p.Printed, len(p.Candidates))
	}
	return tMeansNobody.In(ctx, p.Printed)
}

// when tells a deadline: its words and the day they mean.
func when(ctx context.Context, d deadline.Deadline) string {
	switch {
	case d.Words == "":
		return tNoDeadline.In(ctx)
	case d.Due.IsZero():
		return d.Words + " – " + deadlineKinds[d.Kind].In(ctx)
	}
	return d.Words + " – " + tDueOn.In(ctx, d.Due.Vietnamese())
}

func typeOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, t := range citation.Types() {
		out = append(out, ui.Option{Value: t.Slug(), Label: t.Name().In(ctx)})
	}
	return out
}

func typeName(ctx context.Context, slug string) string {
	for _, t := range citation.Types() {
		if t.Slug() == slug {
			return t.Name().In(ctx)
		}
	}
	return slug
}

func relationOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, l := range relations {
		out = append(out, ui.Option{Value: l.link, Label: l.title.In(ctx)})
	}
	return out
}

func relationName(ctx context.Context, link string, inverse bool) string {
	for _, l := range relations {
		if l.link == link {
			if inverse {
				return l.inverse.In(ctx)
			}
			return l.title.In(ctx)
		}
	}
	return link
}

// relations are the links of the register, as the bench names them.
var relations = []struct {
	link           string
	title, inverse text.T
}{
	{"based_on", text.New("Căn cứ", "Based on"), text.New("Làm căn cứ cho", "Basis of")},
	{"implements", text.New("Thực hiện", "Implements"), text.New("Được thực hiện bởi", "Implemented by")},
	{"amends", text.New("Sửa đổi", "Amends"), text.New("Được sửa đổi bởi", "Amended by")},
	{"supplements", text.New("Bổ sung, ban hành kèm", "Supplements"), text.New("Được bổ sung bởi", "Supplemented by")},
	{"replaces", text.New("Thay thế", "Replaces"), text.New("Được thay thế bởi", "Replaced by")},
	{"repeals", text.New("Bãi bỏ", "Repeals"), text.New("Bị bãi bỏ bởi", "Repealed by")},
	{"mentions", text.New("Nhắc đến", "Mentions"), text.New("Được nhắc đến trong", "Mentioned in")},
}

// figureText tells a figure as it is printed.
func figureText(ctx context.Context, f *FigureValue) string {
	if f == nil {
		return ""
	}
	var out []string
	if f.Value != "" {
		out = append(out, tReached.In(ctx, f.Value, f.Unit))
	}
	if f.Target != "" {
		goal := f.Target
		if f.Max != "" {
			goal += "–" + f.Max
		}
		out = append(out, tGoal.In(ctx, goal, f.Unit))
	}
	if f.Percent != "" {
		out = append(out, fmt.Sprintf("%s%%", f.Percent))
	}
	return strings.Join(out, "; ")
}

var deadlineKinds = map[deadline.Kind]text.T{
	deadline.Ongoing:     text.New("thường xuyên", "ongoing"),
	deadline.Recurring:   text.New("lặp lại", "recurring"),
	deadline.Relative:    text.New("tính từ một việc khác", "counted from another event"),
	deadline.Conditional: text.New("theo điều kiện", "conditional"),
	deadline.Unread:      text.New("chưa hiểu; hãy sửa", "not understood; please edit"),
	deadline.None:        text.New("chưa có", "none"),
	deadline.Date:        text.New("ngày", "day"),
	deadline.Period:      text.New("kỳ", "period"),
}

var (
	tRuleUpdate       = text.New("Số ngày giữa hai lần cập nhật tiến độ", "Days between two progress reports")
	tRuleUpdateHint   = text.New("Đồng hồ thứ hai của nhiệm vụ, độc lập với thời hạn. 0 nghĩa là không yêu cầu.", "The second clock of a task, independent of its deadline. 0 means none is asked for.")
	tStillOpen        = text.New("Còn %d đề xuất chưa quyết định; hãy duyệt hoặc bỏ từng đề xuất rồi ghi nhận.", "%d proposals are still undecided; accept or reject each, then enter.")
	tDocumentRejected = text.New("Thông tin của văn bản chưa được duyệt; hãy duyệt trước khi ghi nhận.", "The document's own details are not accepted; accept them before entering.")
	tEntered          = text.New("Đã ghi nhận văn bản và giao %d nhiệm vụ.", "The document is registered and %d tasks are assigned.")
	tPreview          = text.New("Sẽ ghi nhận", "What will be made")
	tPreviewLead      = text.New("Kiểm tra lần cuối trước khi ghi nhận. Tất cả được ghi cùng lúc.", "A last look before entering. Everything is entered together.")
	tEnterNow         = text.New("Ghi nhận", "Enter")
	tBackToBench      = text.New("Quay lại duyệt", "Back to the bench")
	tTasksFor         = text.New("%d nhiệm vụ cho %d đơn vị", "%d tasks for %d bodies")
	tLinksCount       = text.New("%d văn bản viện dẫn", "%d references")
	tFiguresCount     = text.New("%d số liệu", "%d figures")
	tLeftOut          = text.New("Không giao được (%d)", "Not assigned (%d)")
	tLeftOutWhy       = text.New("Các đơn vị này không thuộc quyền giao việc của đơn vị bạn; nhiệm vụ của họ không được ghi nhận ở đây.", "Your body cannot assign to these bodies; their tasks are not entered here.")

	tNoUpload       = text.New("Hãy chọn ít nhất một tệp.", "Choose at least one file.")
	tDateWrong      = text.New("Ngày này không đúng; hãy nhập như 20/11/2026.", "This is no date; write it like 20/11/2026.")
	tAcceptedClear  = text.New("Đã duyệt %d đề xuất rõ ràng; còn %d cần xem từng mục.", "%d clear proposals accepted; %d are left to look at.")
	tRejectedRest   = text.New("Đã bỏ %d đề xuất còn lại.", "The remaining %d proposals were rejected.")
	tDiscarded      = text.New("Đã bỏ tệp.", "The file was discarded.")
	tAccepted       = text.New("Đã duyệt", "Accepted")
	tMendedAccepted = text.New("Đã sửa và duyệt", "Edited and accepted")
	tRejected       = text.New("Đã bỏ", "Rejected")
	tUndecided      = text.New("Chờ quyết định", "Undecided")
	tMeansMany      = text.New("%s (%d đơn vị)", "%s (%d bodies)")
	tMeansOne       = text.New("%s (%s)", "%s (%s)")
	tMeansSeveral   = text.New("%s (có %d khả năng, cần chọn)", "%s (%d possibilities, to be chosen)")
	tMeansNobody    = text.New("%s (chưa rõ là đơn vị nào)", "%s (not known who)")
	tNoDeadline     = text.New("chưa có", "none")
	tDueOn          = text.New("hạn %s", "due %s")
	tReached        = text.New("đạt %s %s", "reached %s %s")
	tGoal           = text.New("mục tiêu %s %s", "goal %s %s")

	tIntake       = text.New("Đọc văn bản", "Read documents")
	tIntakeLead   = text.New("Thả kế hoạch, nghị quyết, thông báo… vào đây; hệ thống đọc nhiệm vụ, thời hạn, văn bản viện dẫn để bạn duyệt.", "Drop plans, resolutions, notices… here; their tasks, dates and references are read for you to decide on.")
	tFiles        = text.New("Chọn tệp docx, pdf, html, txt hoặc xlsx", "Choose docx, pdf, html, txt or xlsx files")
	tFilesHint    = text.New("Mỗi lần tối đa 64 MB. Không gửi văn bản mật.", "At most 64 MB at a time. No secret documents.")
	tUpload       = text.New("Đọc", "Read")
	tRecent       = text.New("Đã đọc gần đây", "Read lately")
	tNothingYet   = text.New("Chưa có tệp nào", "No files yet")
	tFile         = text.New("Tệp", "File")
	tProgress     = text.New("Đã quyết định", "Decided")
	tStateColumn  = text.New("Tình trạng", "State")
	tReadAt       = text.New("Đọc lúc", "Read at")
	tOfDecided    = text.New("%d/%d", "%d/%d")
	tDecidedOf    = text.New("Đã quyết định %d trên %d", "%d of %d decided")
	tStateOpen    = text.New("Chờ duyệt", "To decide")
	tStateEntered = text.New("Đã ghi nhận", "Entered")
	tStateGone    = text.New("Đã bỏ", "Discarded")
	tArrivedOk    = text.New("%s: đã đọc", "%s: read")
	tArrivedAgain = text.New("%s: đã đọc trước đây", "%s: read before")
	tOpenBench    = text.New("mở để duyệt", "open to decide")

	tSource       = text.New("Văn bản", "Source")
	tStructure    = text.New("Bố cục", "Structure")
	tProposals    = text.New("Đề xuất", "Proposals")
	tAccept       = text.New("Duyệt", "Accept")
	tReject       = text.New("Bỏ", "Reject")
	tEdit         = text.New("Sửa", "Edit")
	tReopen       = text.New("Xem lại", "Reopen")
	tSaveAccept   = text.New("Lưu và duyệt", "Save and accept")
	tCancel       = text.New("Thôi", "Cancel")
	tAcceptAll    = text.New("Duyệt mọi đề xuất rõ ràng", "Accept everything clear")
	tRejectAll    = text.New("Bỏ mọi đề xuất còn lại", "Reject everything left")
	tDiscardFile  = text.New("Bỏ tệp này", "Discard this file")
	tEnterButton  = text.New("Ghi nhận…", "Enter…")
	tEnterHint    = text.New("Còn %d đề xuất chưa quyết định.", "%d proposals are still undecided.")
	tOriginal     = text.New("Tải tệp gốc", "Original file")
	tPassage      = text.New("Xem trong văn bản", "See in the source")
	tWhy          = text.New("Cách đọc: %s", "Read by: %s")
	tKeyNext      = text.New("đề xuất sau / trước", "next / previous proposal")
	tKeyAccept    = text.New("duyệt", "accept")
	tKeyReject    = text.New("bỏ", "reject")
	tKeyEdit      = text.New("sửa", "edit")
	tLead         = text.New("Chủ trì", "Lead")
	tCoordinating = text.New("Phối hợp", "Coordinating")
	tAccountable  = text.New("Người chịu trách nhiệm", "Accountable")
	tDeadlineName = text.New("Thời hạn", "Deadline")
	tDeliverable  = text.New("Sản phẩm", "Deliverable")
	tContent      = text.New("Nội dung", "What is to be done")
	tType         = text.New("Loại văn bản", "Type")
	tSymbol       = text.New("Số, ký hiệu", "Symbol")
	tIssuer       = text.New("Cơ quan ban hành", "Issuer")
	tPlace        = text.New("Nơi ban hành", "Place")
	tDate         = text.New("Ngày ban hành", "Date of issue")
	tTitle        = text.New("Trích yếu", "Subject")
	tSigner       = text.New("Người ký", "Signer")
	tUrgency      = text.New("Độ khẩn", "Urgency")
	tRelation     = text.New("Quan hệ", "Relation")
	tNamesHint    = text.New("Tên hoặc mã đơn vị; nhiều đơn vị cách nhau bằng dấu chấm phẩy.", "Names or codes of bodies, separated by semicolons.")
	tDeadlineHint = text.New("Ví dụ: trước ngày 30/6/2027; Quý II/2027; Thường xuyên", "For example: trước ngày 30/6/2027; Quý II/2027; Thường xuyên")
	tGaps         = text.New("Chưa rõ", "Unclear")
)

func joinNames(all []string) string { return strings.Join(all, "; ") }
