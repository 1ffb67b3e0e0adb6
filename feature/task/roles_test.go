package task_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/task"
)

// Who may do what: one line per operation of the package. The letters stand
// for the roles office, head, specialist, inspector, administrator at the
// issuer, at the lead, and for the office of a body beside both: "." may,
// F is forbidden, U is told that there is no such thing.
const (
	byLead     = "FFFFU ..FFU U" // the office or the head of the lead
	byReporter = "FFFFU ...FU U" // who reports for the lead
	byIssuer   = "..FFU FFFFU U"
	byNobody   = "FFFFU FFFFU U" // only the level above both
	inItsName  = "..FFF FFFFF F" // in the name of the issuer, before there is a task
	whoSees    = "....U ....U U" // of one task
	whoSeesOf  = "FFFFF ....F F" // of the lead's tasks
	whoSeesAny = "....F ....F ."
	everybody  = "..... ..... ."
	nobody     = "FFFFF FFFFF F" // but the program itself
)

// An operation is called on a task that a department gave to a commune.
type operation struct {
	may string
	in  task.State
	do  func(context.Context, *work.Unit, *sideways) error
}

// A sideways is the scene: a task between two bodies of which none stands
// above the other.
type sideways struct {
	*place
	id task.ID
}

func (s *sideways) ref() task.Ref { return task.Ref{ID: s.id} }

func (s *sideways) n() task.New {
	return task.New{Text: "Lập danh sách hộ cần hỗ trợ", Issuer: s.department, Lead: s.commune, Due: day("2026-12-31")}
}

func only[T any](_ T, err error) error { return err }

var operations = map[string]operation{
	"Accept": {byLead, task.Assigned, func(ctx context.Context, u *work.Unit, s *sideways) error { return task.Accept(ctx, u, s.ref(), "") }},
	"Return": {byLead, task.Assigned, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Return(ctx, u, s.ref(), "Không thuộc địa bàn")
	}},
	"PassDown": {byLead, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.PassDown(ctx, u, s.ref(), []task.New{{Text: "Rà soát trong thôn", Lead: s.cell}}))
	}},
	"Start": {byReporter, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error { return task.Start(ctx, u, s.ref(), "") }},
	"Update": {byReporter, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Update(ctx, u, s.ref(), task.Report{Note: "Đã xong 12 thôn"})
	}},
	"Submit": {byReporter, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Submit(ctx, u, s.ref(), task.Report{Note: "Đã xong"})
	}},
	"RequestExtension": {byReporter, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.RequestExtension(ctx, u, s.ref(), day("2027-02-01"), "disaster", "Mưa lũ")
	}},
	"GrantExtension": {byIssuer, "asked", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.GrantExtension(ctx, u, s.ref(), civil.Date{}, "")
	}},
	"RefuseExtension": {byIssuer, "asked", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.RefuseExtension(ctx, u, s.ref(), "Chưa đủ lý do")
	}},
	"Confirm": {byIssuer, task.Submitted, func(ctx context.Context, u *work.Unit, s *sideways) error { return task.Confirm(ctx, u, s.ref(), "") }},
	"Reject": {byIssuer, task.Submitted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Reject(ctx, u, s.ref(), "Thiếu biểu số 2")
	}},
	"Close": {byIssuer, task.Confirmed, func(ctx context.Context, u *work.Unit, s *sideways) error { return task.Close(ctx, u, s.ref(), "") }},
	"Suspend": {byIssuer, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Suspend(ctx, u, s.ref(), "Chờ hướng dẫn")
	}},
	"Resume": {byIssuer, task.Suspended, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Resume(ctx, u, s.ref(), civil.Date{}, "")
	}},
	"Cancel": {byIssuer, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Cancel(ctx, u, s.ref(), "15-KL/TU", "")
	}},
	"Transfer": {byIssuer, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.Transfer(ctx, u, s.ref(), s.other, "Thuộc địa bàn xã khác"))
	}},
	"Assign": {byIssuer, task.Returned, func(ctx context.Context, u *work.Unit, s *sideways) error { return task.Assign(ctx, u, s.ref(), s.n()) }},
	"AddSource": {byIssuer, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.AddSource(ctx, u, s.ref(), task.Passage{Doc: "d", End: 9, Quote: "Lập …"})
	}},
	"Coordinate": {byIssuer, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Coordinate(ctx, u, s.ref(), []org.ID{s.cell})
	}},
	"Reword": {byIssuer, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Reword(ctx, u, s.ref(), task.Wording{Text: "Lập danh sách hộ cần hỗ trợ, có bản đồ"})
	}},
	"Discard": {byIssuer, task.Draft, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Discard(ctx, u, s.ref(), "")
	}},
	"Reopen": {byIssuer, task.Closed, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Reopen(ctx, u, s.ref(), "Cần theo dõi tiếp")
	}},
	"Restore": {byIssuer, task.Cancelled, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Restore(ctx, u, s.ref(), "Huỷ nhầm")
	}},
	"Entrust": {byLead, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Entrust(ctx, u, s.ref(), "", "Tổ công tác số 2", "")
	}},
	"Clarify": {byLead, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Clarify(ctx, u, s.ref(), "Gồm cả hộ tạm trú không?")
	}},
	"Answer": {byIssuer, "asked to clarify", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Answer(ctx, u, s.ref(), "Có")
	}},
	"Demand": {byIssuer, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Demand(ctx, u, s.ref(), civil.Date{}, "Vì sao chưa báo cáo?")
	}},
	"Explain": {byReporter, "asked to explain", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Explain(ctx, u, s.ref(), "Chờ số liệu của thôn")
	}},
	"Plead": {byReporter, "late", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Plead(ctx, u, s.ref(), "disaster", "Lũ cuốn trôi hồ sơ")
	}},
	"Excuse": {byIssuer, "asked to excuse", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Excuse(ctx, u, s.ref(), "")
	}},
	"RefuseExcuse": {byIssuer, "asked to excuse", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.RefuseExcuse(ctx, u, s.ref(), "Các xã khác vẫn xong")
	}},
	"Appeal": {byLead, task.Rejected, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Appeal(ctx, u, s.ref(), "Biểu số 2 đã gửi kèm")
	}},
	"GrantAppeal": {byNobody, "appealed", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.GrantAppeal(ctx, u, s.ref(), "Kết quả đủ theo yêu cầu")
	}},
	"RefuseAppeal": {byNobody, "appealed", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.RefuseAppeal(ctx, u, s.ref(), "Biểu số 2 còn thiếu cột")
	}},
	"Comment": {byIssuer, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Comment(ctx, u, s.ref(), "Gửi danh sách hộ nghèo trước")
	}},
	"FollowUp": {byIssuer, "commented", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.FollowUp(ctx, u, s.ref()))
	}},
	// Who holds a right on the issuer alone hands it over to nobody.
	"Succeed": {byNobody, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return task.Succeed(ctx, u, s.ref(), s.province, "Kế thừa nhiệm vụ")
	}},
	"Silences":  {"FFFFF FFFFF F", task.Assigned, func(ctx context.Context, u *work.Unit, _ *sideways) error { return only(task.Silences(ctx, u)) }},
	"Causes":    {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error { return only(task.Causes(ctx, &u.View)) }},
	"ExplainBy": {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error { return only(task.ExplainBy(ctx, &u.View)) }},
	"EstateOf": {"FFFFF ..FFF F", "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.EstateOf(ctx, &u.View, s.commune))
	}},
	"HandOn": {"FFFFF ..FFF F", "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.HandOn(ctx, u, task.Handover{Body: s.commune, Lead: s.other, Reason: "Sáp nhập"}))
	}},
	"NewDraft":  {inItsName, "", func(ctx context.Context, u *work.Unit, s *sideways) error { return only(task.NewDraft(ctx, u, s.n())) }},
	"AssignNew": {inItsName, "", func(ctx context.Context, u *work.Unit, s *sideways) error { return only(task.AssignNew(ctx, u, s.n())) }},
	"AssignMany": {inItsName, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.AssignMany(ctx, u, []task.New{s.n(), s.n()}))
	}},
	"Get": {whoSees, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error { return only(task.Get(ctx, &u.View, s.id)) }},
	"LineageOf": {whoSees, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.LineageOf(ctx, &u.View, s.id))
	}},
	"Find": {whoSeesOf, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.Find(ctx, &u.View, task.Filter{Lead: s.commune}))
	}},
	"FindAll": {whoSeesOf, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		_, _, err := task.FindAll(ctx, &u.View, task.Filter{Lead: s.commune}, 10)
		return err
	}},
	"Many": {whoSees, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		seen, err := task.Many(ctx, &u.View, []task.ID{s.id})
		if err == nil && seen[s.id] == nil {
			return fault.New(fault.Unknown, text.New("không thấy", "not seen"))
		}
		return err
	}},
	"LookupOf": {"....U ....U .", "", func(ctx context.Context, u *work.Unit, _ *sideways) error { return only(task.LookupOf(ctx, &u.View)) }},
	"Count": {whoSeesOf, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		_, _, err := task.Count(ctx, &u.View, task.Filter{Body: s.commune}, 10)
		return err
	}},
	"StateCounts": {whoSeesOf, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.StateCounts(ctx, &u.View, task.Filter{Lead: s.commune}))
	}},
	"DueDays": {whoSeesOf, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.DueDays(ctx, &u.View, task.Filter{Lead: s.commune, From: u.Today, Until: u.Today.AddDays(30)}))
	}},
	"DeskOf": {whoSeesOf, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.DeskOf(ctx, &u.View, s.commune, 7))
	}},
	"CountsAt": {whoSeesOf, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.CountsAt(ctx, &u.View, s.commune, u.Now.Add(-time.Hour)))
	}},
	"ChangesOf": {whoSeesOf, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.ChangesOf(ctx, &u.View, task.ChangeFilter{From: u.Today, Until: u.Today, Body: s.commune}))
	}},
	"Gaps": {whoSeesAny, "", func(ctx context.Context, u *work.Unit, _ *sideways) error { return only(task.Gaps(ctx, &u.View)) }},
	"PerDocument": {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		return only(task.PerDocument(ctx, &u.View, []task.DocID{"d"}))
	}},
	"WithParts": {whoSees, task.Accepted, func(ctx context.Context, u *work.Unit, s *sideways) error {
		shown, err := task.WithParts(ctx, &u.View, []task.ID{s.id, "none"})
		if err == nil && len(shown) == 0 {
			return fault.New(fault.Unknown, text.Verbatim("not shown"))
		}
		return err
	}},
	// Who sees nothing is told that there is nothing.
	"Ask": {"....U ....U .", "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		return only(task.Ask(ctx, &u.View, &web.Request{Request: httptest.NewRequest(http.MethodGet, "/tasks", http.NoBody)}, nil))
	}},
	"AskChanges": {"....U ....U .", "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		return only(task.AskChanges(ctx, &u.View, &web.Request{Request: httptest.NewRequest(http.MethodGet, task.ChangesAddress, http.NoBody)}, nil))
	}},
	"OpenAfter": {nobody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		return only(task.OpenAfter(ctx, &u.View, "", 10))
	}},
	"Several": {everybody, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.Several(ctx, &u.View, []task.ID{s.id}))
	}},
	"SpotsOf": {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		return only(task.SpotsOf(ctx, &u.View, "d"))
	}},
	"OfDocument": {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		return only(task.OfDocument(ctx, &u.View, "d"))
	}},
	"Tones": {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		return only(task.Tones(ctx, &u.View, u.Today))
	}},
	// Offered to those of issuer and lead who may change something; the others look on.
	"Task.Verbs": {"..FFU ...FU U", task.Assigned, func(ctx context.Context, u *work.Unit, s *sideways) error {
		w, err := task.Get(ctx, &u.View, s.id)
		if err == nil && len(w.Verbs(&u.View)) == 0 {
			return fault.New(fault.Forbidden, text.Verbatim("no verb"))
		}
		return err
	}},
	"Whole.Verbs": {"..FFU ...FU U", task.Assigned, func(ctx context.Context, u *work.Unit, s *sideways) error {
		w, err := task.Get(ctx, &u.View, s.id)
		if err == nil && len(w.Task.Verbs(&u.View)) == 0 {
			return fault.New(fault.Forbidden, text.Verbatim("no verb"))
		}
		return err
	}},
	"Among": {everybody, "", func(ctx context.Context, u *work.Unit, s *sideways) error {
		return only(task.Among(ctx, &u.View, []task.ID{s.id}))
	}},
	"WarnDays": {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		return only(task.WarnDays(ctx, &u.View, u.Today))
	}},
	"UpdateDays": {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error {
		_, _, err := task.UpdateDays(ctx, &u.View)
		return err
	}},
	"Settle": {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error { return only(task.Settle(ctx, u)) }},
	"Turn":   {everybody, "", func(ctx context.Context, u *work.Unit, _ *sideways) error { return task.Turn(ctx, u) }},
}

var errUndo = errors.New("undo")

func TestEveryOperationRefusesWhoMayNot(t *testing.T) {
	names := dbtest.Operations(t)
	for _, name := range names {
		if _, ok := operations[name]; !ok {
			t.Errorf("operation %s is missing from the table: say who may do it", name)
		}
	}
	if len(names) != len(operations) {
		t.Errorf("the package has %d operations, the table %d", len(names), len(operations))
	}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		var who []work.Who
		for _, b := range []org.ID{p.department, p.commune} {
			for _, r := range access.Roles() {
				who = append(who, p.as(string(r)+" "+string(b), r, b))
			}
		}
		who = append(who, p.as("beside", access.Office, p.other))
		for name, op := range operations {
			s := &sideways{place: p}
			s.prepare(t, op.in)
			want := strings.ReplaceAll(op.may, " ", "")
			got := make([]byte, len(who))
			for i, one := range who {
				err := o.Do(t.Context(), one, func(u *work.Unit) error {
					if err := op.do(t.Context(), u, s); err != nil {
						return err
					}
					return errUndo
				})
				switch {
				case errors.Is(err, errUndo):
					got[i] = '.'
				case fault.Is(err, fault.Forbidden):
					got[i] = 'F'
				case fault.Is(err, fault.Unknown):
					got[i] = 'U'
				default:
					t.Errorf("%s by the person %d: %v", name, i, err)
					got[i] = '?'
				}
			}
			if string(got) != want {
				t.Errorf("%s: %s, want %s (%s)", name, got, want, op.may)
			}
		}
	})
}

// asked says by which verbs a task gets to where something is to be answered.
var asked = map[task.State][]task.Verb{
	"asked":            {task.DoAccept, task.DoAskExtension},
	"asked to clarify": {task.DoAccept, task.DoClarify},
	"asked to explain": {task.DoAccept, task.DoDemand},
	"late":             {task.DoAccept},
	"asked to excuse":  {task.DoAccept, task.DoPlead},
	"appealed":         {task.DoAccept, task.DoSubmit, task.DoReject, task.DoAppeal},
	"commented":        {task.DoAccept, task.DoComment},
}

// prepare brings a new task of the department into a state.
func (s *sideways) prepare(t *testing.T, in task.State) {
	t.Helper()
	if in == "" {
		return
	}
	n, steps := s.n(), paths[in]
	if asked, ok := asked[in]; ok {
		steps = asked
	}
	if in == "late" || in == "asked to excuse" {
		n.Due = day("2026-01-05")
	}
	s.MustDo(t, func(u *work.Unit) (err error) {
		add := task.AssignNew
		if in == task.Draft {
			add = task.NewDraft
		}
		s.id, err = add(t.Context(), u, n)
		return err
	})
	for _, verb := range steps {
		s.MustDo(t, verbs(s.place, t, s.id)[verb])
	}
}
