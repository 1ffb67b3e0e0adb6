package task_test

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/factor"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
	"quyet/feature/task/clarity"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, task.Schema, board.Schema}
)

// A place is a small province: a committee, a department under it, and a
// commune with a cell.
type place struct {
	*dbtest.Office
	province, department, commune, cell, other org.ID
	issuer                                     org.ID // of what [place.assign] gives
	tree                                       *org.Tree
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, kind org.Kind, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: kind, Tier: tier, Line: org.Party, Superior: superior},
				day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Committee, org.Province, "")
		p.department = establish("S", "Sở Công Thương", org.Department, org.Province, p.province)
		p.commune = establish("X", "Đảng uỷ xã An Hoà", org.Committee, org.Commune, p.province)
		p.other = establish("Y", "Đảng uỷ xã Bình Phú", org.Committee, org.Commune, p.province)
		p.cell = establish("C", "Chi bộ thôn Đông", org.PartyCell, org.Cell, p.commune)
		p.issuer = p.province
		return nil
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

// as returns a person with one role on one body.
func (p *place) as(account string, role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: account, Name: account, Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

func (p *place) do(who work.Who, t testing.TB, fn func(*work.Unit) error) {
	t.Helper()
	if err := p.Do(t.Context(), who, fn); err != nil {
		t.Fatal(err)
	}
}

func (p *place) get(t testing.TB, id task.ID) *task.Whole {
	t.Helper()
	var w *task.Whole
	p.MustView(t, func(v *work.View) (err error) {
		w, err = task.Get(t.Context(), v, id)
		return err
	})
	return w
}

func (p *place) assign(t testing.TB, lead org.ID, due string) task.ID {
	t.Helper()
	var id task.ID
	p.do(p.as("clerk", access.Office, p.issuer), t, func(u *work.Unit) (err error) {
		id, err = task.AssignNew(t.Context(), u, task.New{Text: "Lập danh sách hộ cần hỗ trợ", Deliverable: "Danh sách", Issuer: p.issuer, Lead: lead, Due: day(due), UpdateEvery: 30})
		return err
	})
	return id
}

// verbs does each verb as who with all that it needs.
func verbs(p *place, t testing.TB, id task.ID) map[task.Verb]func(*work.Unit) error {
	ctx, ref := t.Context(), task.Ref{ID: id}
	n := task.New{Text: "Lập danh sách hộ cần hỗ trợ, đợt 2", Lead: p.commune, Due: day("2026-12-31")}
	report := task.Report{Note: "Đã xong 12 thôn"}
	return map[task.Verb]func(*work.Unit) error{
		task.DoAssign: func(u *work.Unit) error { return task.Assign(ctx, u, ref, n) },
		task.DoAccept: func(u *work.Unit) error { return task.Accept(ctx, u, ref, "") },
		task.DoReturn: func(u *work.Unit) error { return task.Return(ctx, u, ref, "Không thuộc địa bàn") },
		task.DoStart:  func(u *work.Unit) error { return task.Start(ctx, u, ref, "") },
		task.DoUpdate: func(u *work.Unit) error { return task.Update(ctx, u, ref, report) },
		task.DoPassDown: func(u *work.Unit) error {
			_, err := task.PassDown(ctx, u, ref, []task.New{{Text: "Rà soát trong thôn", Lead: p.cell}})
			return err
		},
		task.DoSubmit:  func(u *work.Unit) error { return task.Submit(ctx, u, ref, report) },
		task.DoConfirm: func(u *work.Unit) error { return task.Confirm(ctx, u, ref, "") },
		task.DoReject:  func(u *work.Unit) error { return task.Reject(ctx, u, ref, "Thiếu biểu số 2") },
		task.DoClose:   func(u *work.Unit) error { return task.Close(ctx, u, ref, "") },
		task.DoAskExtension: func(u *work.Unit) error {
			return task.RequestExtension(ctx, u, ref, day("2027-02-01"), "disaster", "Mưa lũ")
		},
		task.DoGrantExtension:  func(u *work.Unit) error { return task.GrantExtension(ctx, u, ref, civil.Date{}, "") },
		task.DoRefuseExtension: func(u *work.Unit) error { return task.RefuseExtension(ctx, u, ref, "Chưa đủ lý do") },
		task.DoSuspend:         func(u *work.Unit) error { return task.Suspend(ctx, u, ref, "Chờ hướng dẫn") },
		task.DoResume:          func(u *work.Unit) error { return task.Resume(ctx, u, ref, civil.Date{}, "") },
		task.DoCancel:          func(u *work.Unit) error { return task.Cancel(ctx, u, ref, "15-KL/TU", "") },
		task.DoTransfer: func(u *work.Unit) error {
			_, err := task.Transfer(ctx, u, ref, p.other, "Thuộc địa bàn xã khác")
			return err
		},
		task.DoSource: func(u *work.Unit) error {
			return task.AddSource(ctx, u, ref, task.Passage{Doc: "d", End: 9, Quote: "Lập …"})
		},
		task.DoCoordinate: func(u *work.Unit) error { return task.Coordinate(ctx, u, ref, []org.ID{p.other}) },
		task.DoDiscard:    func(u *work.Unit) error { return task.Discard(ctx, u, ref, "") },
		task.DoReopen:     func(u *work.Unit) error { return task.Reopen(ctx, u, ref, "Cần theo dõi tiếp") },
		task.DoRestore:    func(u *work.Unit) error { return task.Restore(ctx, u, ref, "Huỷ nhầm") },
		task.DoReword: func(u *work.Unit) error {
			return task.Reword(ctx, u, ref, task.Wording{Text: "Lập danh sách hộ cần hỗ trợ, có bản đồ", Deliverable: "Danh sách"})
		},
		task.DoEntrust: func(u *work.Unit) error { return task.Entrust(ctx, u, ref, "", "Tổ công tác số 2", "") },
		task.DoSilence: func(u *work.Unit) error {
			_, err := task.Silences(ctx, u)
			if w := p.in1(t, u, id); err == nil && (w == nil || !w.Silent) {
				return fault.New(fault.Conflict, text.Verbatim("not silent"))
			}
			return err
		},
		task.DoClarify:      func(u *work.Unit) error { return task.Clarify(ctx, u, ref, "Gồm cả hộ tạm trú không?") },
		task.DoAnswer:       func(u *work.Unit) error { return task.Answer(ctx, u, ref, "Có") },
		task.DoDemand:       func(u *work.Unit) error { return task.Demand(ctx, u, ref, civil.Date{}, "Vì sao chưa báo cáo?") },
		task.DoExplain:      func(u *work.Unit) error { return task.Explain(ctx, u, ref, "Chờ số liệu của thôn") },
		task.DoPlead:        func(u *work.Unit) error { return task.Plead(ctx, u, ref, "disaster", "Lũ cuốn trôi hồ sơ") },
		task.DoExcuse:       func(u *work.Unit) error { return task.Excuse(ctx, u, ref, "") },
		task.DoRefuseExcuse: func(u *work.Unit) error { return task.RefuseExcuse(ctx, u, ref, "Các xã khác vẫn xong") },
		task.DoAppeal:       func(u *work.Unit) error { return task.Appeal(ctx, u, ref, "Biểu số 2 đã gửi kèm") },
		task.DoGrantAppeal:  func(u *work.Unit) error { return task.GrantAppeal(ctx, u, ref, "Kết quả đủ theo yêu cầu") },
		task.DoRefuseAppeal: func(u *work.Unit) error { return task.RefuseAppeal(ctx, u, ref, "Biểu số 2 còn thiếu cột") },
		task.DoComment:      func(u *work.Unit) error { return task.Comment(ctx, u, ref, "Gửi danh sách hộ nghèo trước") },
		task.DoFollowUp: func(u *work.Unit) error {
			_, err := task.FollowUp(ctx, u, ref)
			return err
		},
		task.DoSucceed: func(u *work.Unit) error {
			return task.Succeed(ctx, u, ref, p.heir(), "Kế thừa nhiệm vụ sau sắp xếp")
		},
	}
}

// in1 returns a task as it stands inside a unit.
func (p *place) in1(t testing.TB, u *work.Unit, id task.ID) *task.Whole {
	w, err := task.Get(t.Context(), &u.View, id)
	if err != nil {
		return nil
	}
	return w
}

// heir is the body that takes the place of the issuer.
func (p *place) heir() org.ID {
	if p.issuer == p.province {
		return p.department
	}
	return p.province
}

// before says by which verb must have been asked what a verb answers.
var before = map[task.Verb]task.Verb{
	task.DoGrantExtension: task.DoAskExtension, task.DoRefuseExtension: task.DoAskExtension, task.DoAnswer: task.DoClarify, task.DoExplain: task.DoDemand,
	task.DoExcuse: task.DoPlead, task.DoRefuseExcuse: task.DoPlead, task.DoGrantAppeal: task.DoAppeal, task.DoRefuseAppeal: task.DoAppeal, task.DoFollowUp: task.DoComment,
}

// late are the verbs for which a task must be late.
var late = []task.Verb{task.DoPlead, task.DoExcuse, task.DoRefuseExcuse}

// dueFor returns a deadline by which a verb can be done.
func dueFor(verb task.Verb) string {
	if slices.Contains(late, verb) {
		return "2026-01-05"
	}
	return "2026-12-15"
}

// paths says by which verbs a task gets into a state.
var paths = map[task.State][]task.Verb{
	task.Assigned:    {},
	task.Accepted:    {task.DoAccept},
	task.Returned:    {task.DoReturn},
	task.InProgress:  {task.DoAccept, task.DoStart},
	task.Submitted:   {task.DoAccept, task.DoSubmit},
	task.Rejected:    {task.DoAccept, task.DoSubmit, task.DoReject},
	task.Confirmed:   {task.DoAccept, task.DoSubmit, task.DoConfirm},
	task.Closed:      {task.DoAccept, task.DoSubmit, task.DoConfirm, task.DoClose},
	task.Suspended:   {task.DoAccept, task.DoSuspend},
	task.Cancelled:   {task.DoCancel},
	task.Transferred: {task.DoTransfer},
}

// in returns a task in the given state.
func (p *place) in(t testing.TB, s task.State) task.ID { return p.inDue(t, s, "2026-12-15") }

// inDue is in for a task with another deadline.
func (p *place) inDue(t testing.TB, s task.State, due string) task.ID {
	t.Helper()
	if s == task.Draft {
		var id task.ID
		p.do(p.as("clerk", access.Office, p.issuer), t, func(u *work.Unit) (err error) {
			id, err = task.NewDraft(t.Context(), u, task.New{Text: "Lập danh sách", Issuer: p.issuer, Lead: p.commune, Due: day(due)})
			return err
		})
		return id
	}
	id := p.assign(t, p.commune, due)
	for _, verb := range paths[s] {
		p.MustDo(t, verbs(p, t, id)[verb])
	}
	return id
}

// The matrix: which state each verb leads to from each state; "." where it is
// refused. What answers to something needs it to have been asked, in the states
// marked "?".
const matrix = `
                  draft     assigned    accepted    returned    in_progress submitted   confirmed   rejected    closed suspended   cancelled transferred
assign            assigned  .           .           assigned    .           .           .           .           .      .           .         .
accept            .         accepted    .           .           .           .           .           .           .      .           .         .
return            .         returned    .           .           .           .           .           .           .      .           .         .
start             .         .           in_progress .           .           .           .           in_progress .      .           .         .
update            .         .           in_progress .           in_progress .           .           in_progress .      .           .         .
pass_down         .         .           in_progress .           in_progress .           .           in_progress .      .           .         .
submit            .         .           submitted   .           submitted   .           .           submitted   .      .           .         .
confirm           .         .           .           .           .           confirmed   .           .           .      .           .         .
reject            .         .           .           .           .           rejected    .           .           .      .           .         .
close             .         .           .           .           .           .           closed      .           .      .           .         .
reopen            .         .           .           .           .           .           .           .           confirmed .        .         .
ask_extension     .         assigned    accepted    .           in_progress .           .           rejected    .      .           .         .
grant_extension   .         ?           ?           .           ?           .           .           ?           .      .           .         .
refuse_extension  .         ?           ?           .           ?           .           .           ?           .      .           .         .
suspend           .         suspended   suspended   .           suspended   .           .           suspended   .      .           .         .
resume            .         .           .           .           .           .           .           .           .      accepted    .         .
cancel            cancelled cancelled   cancelled   cancelled   cancelled   cancelled   .           cancelled   .      cancelled   .         .
transfer          .         transferred transferred transferred transferred transferred .           transferred .      transferred .         .
source            draft     assigned    accepted    returned    in_progress submitted   confirmed   rejected    .      suspended   .         .
coordinate        draft     assigned    accepted    returned    in_progress submitted   confirmed   rejected    .      suspended   .         .
reword            draft     assigned    accepted    returned    in_progress .           .           rejected    .      suspended   .         .
entrust           .         assigned    accepted    .           in_progress .           .           rejected    .      .           .         .
clarify           .         assigned    accepted    .           in_progress .           .           rejected    .      .           .         .
answer            .         ?           ?           .           ?           .           .           ?           .      .           .         .
demand            .         assigned    accepted    returned    in_progress submitted   confirmed   rejected    .      suspended   .         .
explain           .         ?           ?           ?           ?           ?           ?           ?           .      ?           .         .
plead             .         assigned    accepted    .           in_progress submitted   confirmed   rejected    closed .           .         .
excuse            .         ?           ?           .           ?           ?           ?           ?           ?      .           .         .
refuse_excuse     .         ?           ?           .           ?           ?           ?           ?           ?      .           .         .
appeal            .         .           .           .           .           .           .           rejected    .      .           .         .
grant_appeal      .         .           .           .           .           .           .           ?confirmed  .      .           .         .
refuse_appeal     .         .           .           .           .           .           .           ?           .      .           .         .
comment           .         assigned    accepted    returned    in_progress submitted   confirmed   rejected    closed suspended   .         .
follow_up         .         ?           ?           ?           ?           ?           ?           ?           ?      ?           .         .
succeed           draft     assigned    accepted    returned    in_progress submitted   confirmed   rejected    .      suspended   .         .
discard           cancelled .           .           .           .           .           .           .           .      .           .         .
restore           .         .           .           .           .           .           .           .           .      .           assigned  .
silence           .         assigned    .           .           .           .           .           .           .      .           .         .
`

func TestEveryVerbInEveryState(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(matrix), "\n")
	states := strings.Fields(lines[0])
	if len(states) != len(task.States()) || len(lines)-1 != len(task.Rules()) {
		t.Fatalf("the matrix has %d states and %d verbs, the program %d and %d", len(states), len(lines)-1, len(task.States()), len(task.Rules()))
	}
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.issuer = p.department // so that there is a level above it
		for _, line := range lines[1:] {
			cells := strings.Fields(line)
			verb := task.Verb(cells[0])
			for i, want := range cells[1:] {
				from := task.State(states[i])
				id := p.inDue(t, from, dueFor(verb))
				if after, ok := strings.CutPrefix(want, "?"); ok {
					if err := o.Do(t.Context(), work.System("test"), verbs(p, t, id)[verb]); !fault.Is(err, fault.Conflict) {
						t.Errorf("%s in %s without a request: %v, want a conflict", verb, from, err)
					}
					p.MustDo(t, verbs(p, t, id)[before[verb]])
					want = cmp.Or(after, string(from))
				}
				if verb == task.DoSilence && want != "." {
					o.Advance(100 * time.Hour)
				}
				o.Advance(time.Minute)
				err := o.Do(t.Context(), work.System("test"), verbs(p, t, id)[verb])
				got := p.get(t, id)
				switch {
				case want == "." && (!fault.Is(err, fault.Conflict) || got.State != from):
					t.Errorf("%s in %s: %v, now %s; want a conflict and no change", verb, from, err, got.State)
				case want != "." && (err != nil || string(got.State) != want):
					t.Errorf("%s in %s: %v, now %s; want %s", verb, from, err, got.State, want)
				}
				if err == nil && got.History[0].Kind != "task."+string(verb) {
					t.Errorf("%s in %s left no event but %s", verb, from, got.History[0].Kind)
				}
			}
		}
	})
}

func TestTheDeedIsNotItsOwnJudge(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		id := p.in(t, task.Accepted)
		doer := p.as("clerk", access.Office, p.province)
		p.do(doer, t, verbs(p, t, id)[task.DoSubmit])
		for _, verb := range []task.Verb{task.DoConfirm, task.DoReject} {
			if err := o.Do(t.Context(), doer, verbs(p, t, id)[verb]); !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s by who handed in: %v, want forbidden", verb, err)
			}
			// A person of the lead with rights on the issuer.
			inLead := work.As(access.Actor{Account: "b", Body: p.commune.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: access.Head, Scope: p.province.Scope()}}})
			if err := o.Do(t.Context(), inLead, verbs(p, t, id)[verb]); !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s by a person of the lead: %v, want forbidden", verb, err)
			}
		}
		p.do(p.as("another", access.Head, p.province), t, verbs(p, t, id)[task.DoConfirm])
	})
}

// What a deputy hands in is the deed of both, and so is what the person who is
// replaced hands in: neither judges it, in whichever post. A third may, and a
// superior may judge what somebody else hands in who happens to be their deputy.
func TestADeputyAndWhoIsReplacedDoNotJudgeEachOther(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		actor := func(account, instead string, standsInFor ...string) access.Actor {
			a := access.Actor{Account: account, For: instead, Body: p.province.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: access.Head, Scope: p.province.Scope()}}}
			for _, whom := range standsInFor {
				a.Posts = append(a.Posts, access.Post{ID: "d-" + whom, Body: p.commune.Scope(), For: whom})
			}
			return a
		}
		own, deputy := actor("p", ""), actor("d", "p", "p")
		inOwnPost := actor("d", "", "p")
		for name, c := range map[string]struct {
			hands  access.Actor
			judges access.Actor
			may    bool
		}{
			"who handed in": {own, own, false},
			"the deputy of who handed in, in their place":         {own, deputy, false},
			"the deputy of who handed in, in a post of their own": {own, inOwnPost, false},
			"who is replaced by who handed in":                    {deputy, own, false},
			"the deputy who handed in, in their place":            {deputy, deputy, false},
			"the deputy who handed in, in a post of their own":    {deputy, actor("d", ""), false},
			"another deputy of the same person":                   {deputy, actor("e", "p", "p"), false},
			"another deputy, in a post of their own":              {deputy, actor("e", "", "p"), false},
			"the deputy in the place of another person":           {own, actor("d", "q", "p", "q"), false},
			"who handed in, in the place of another person":       {own, actor("p", "q", "q"), false},
			"somebody else":                                     {deputy, actor("x", ""), true},
			"a deputy of somebody else":                         {deputy, actor("x", "q", "q"), true},
			"who was a deputy, which is over":                   {own, actor("d", ""), true},
			"the superior of a deputy who acted for themselves": {inOwnPost, own, true},
		} {
			id := p.in(t, task.Accepted)
			p.do(work.As(c.hands), t, verbs(p, t, id)[task.DoSubmit])
			for _, verb := range []task.Verb{task.DoReject, task.DoConfirm} {
				var offered bool
				if err := o.View(t.Context(), work.As(c.judges), func(v *work.View) error {
					w, err := task.Get(t.Context(), v, id)
					offered = err == nil && slices.Contains(w.Verbs(v), verb)
					return err
				}); err != nil {
					t.Fatal(err)
				}
				err := o.Do(t.Context(), work.As(c.judges), verbs(p, t, id)[verb])
				if c.may && err != nil || !c.may && !fault.Is(err, fault.Forbidden) || offered != c.may {
					t.Errorf("%s by %s: %v, offered: %v", verb, name, err, offered)
				}
				if verb == task.DoReject && err == nil {
					if w := p.get(t, id); w.SubmittedBy != "" || w.SubmittedFor != "" {
						t.Errorf("a rejected result is still that of %q for %q", w.SubmittedBy, w.SubmittedFor)
					}
					p.do(work.As(c.hands), t, verbs(p, t, id)[task.DoSubmit])
				}
			}
		}
	})
}

func TestRefusedInput(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		accepted, submitted := task.Ref{ID: p.in(t, task.Accepted)}, task.Ref{ID: p.in(t, task.Submitted)}
		over := int64(101)
		n := task.New{Text: "Lập danh sách", Issuer: p.province, Lead: p.commune, Due: day("2026-12-15")}
		with := func(change func(*task.New)) func(*work.Unit) error {
			n := n
			change(&n)
			return func(u *work.Unit) error { _, err := task.AssignNew(ctx, u, n); return err }
		}
		for name, refused := range map[string]struct {
			field string
			do    func(*work.Unit) error
		}{
			"no words":              {"text", with(func(n *task.New) { n.Text = "\n " })},
			"too many words":        {"text", with(func(n *task.New) { n.Text = strings.Repeat("việc ", 900) })},
			"no lead":               {"lead", with(func(n *task.New) { n.Lead = "" })},
			"an unknown lead":       {"lead", with(func(n *task.New) { n.Lead = "nobody" })},
			"a lead above":          {"lead", with(func(n *task.New) { n.Issuer, n.Lead = p.commune, p.province })},
			"a lead beside":         {"lead", with(func(n *task.New) { n.Issuer, n.Lead = p.commune, p.other })},
			"an unknown recurrence": {"recurrence", with(func(n *task.New) { n.Recurrence = "FREQ=SOMETIMES" })},
			"a long second clock":   {"every", with(func(n *task.New) { n.UpdateEvery = 400 })},
			"an unknown helper":     {"coordinators", with(func(n *task.New) { n.Coordinators = []org.ID{"nobody"} })},
			"a report of nothing":   {"note", func(u *work.Unit) error { return task.Update(ctx, u, accepted, task.Report{}) }},
			"101 per cent": {"progress", func(u *work.Unit) error {
				return task.Update(ctx, u, accepted, task.Report{Note: "x", Progress: &over})
			}},
			"no result":         {"note", func(u *work.Unit) error { return task.Submit(ctx, u, accepted, task.Report{Note: " "}) }},
			"nothing missing":   {"note", func(u *work.Unit) error { return task.Reject(ctx, u, submitted, "") }},
			"no cancelling act": {"document", func(u *work.Unit) error { return task.Cancel(ctx, u, accepted, "", "Thôi") }},
			"an earlier extension": {"due", func(u *work.Unit) error {
				return task.RequestExtension(ctx, u, accepted, day("2026-12-15"), "disaster", "Mưa")
			}},
			"transfer to itself": {"lead", func(u *work.Unit) error { _, err := task.Transfer(ctx, u, accepted, p.commune, "x"); return err }},
			"passed down outside": {"lead", func(u *work.Unit) error {
				_, err := task.PassDown(ctx, u, accepted, []task.New{{Text: "x", Lead: p.other}})
				return err
			}},
			"passed down for later": {"due", func(u *work.Unit) error {
				_, err := task.PassDown(ctx, u, accepted, []task.New{{Text: "x", Lead: p.cell, Due: day("2026-12-16")}})
				return err
			}},
			"one bad task of two": {"1.text", func(u *work.Unit) error {
				_, err := task.AssignMany(ctx, u, []task.New{n, {Issuer: p.province, Lead: p.commune}})
				return err
			}},
		} {
			err := o.Do(ctx, work.System("test"), refused.do)
			if all := fault.All(err); len(all) != 1 || all[0].Kind != fault.Invalid || all[0].Field != refused.field {
				t.Errorf("%s: got %v (%v), want one invalid %s", name, err, fault.KindOf(err), refused.field)
			}
		}
		if w := p.get(t, accepted.ID); w.Version != 2 || len(w.History) != 2 {
			t.Errorf("refused steps left version %d and %d events, want 2 and 2", w.Version, len(w.History))
		}
		stale := task.Ref{ID: accepted.ID, Version: 1}
		err := o.Do(ctx, work.System("test"), func(u *work.Unit) error { return task.Start(ctx, u, stale, "") })
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("a step on an old version: %v, want a conflict", err)
		}
	})
}

func TestExtensionsAndBothDeadlines(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.assign(t, p.commune, "2026-11-25")
		p.MustDo(t, verbs(p, t, id)[task.DoAccept])
		lead, issuer := p.as("xã", access.Head, p.commune), p.as("tỉnh", access.Head, p.province)
		ask := func(u *work.Unit) error {
			return task.RequestExtension(ctx, u, task.Ref{ID: id}, day("2026-12-10"), "partner", "Chờ số liệu")
		}
		o.Set(time.Date(2026, 11, 25, 23, 0, 0, 0, dbtest.Zone)) // the last hour
		p.do(lead, t, ask)
		if err := o.Do(ctx, lead, ask); !fault.Is(err, fault.Conflict) {
			t.Errorf("asked twice: %v", err)
		}
		o.Advance(24 * time.Hour) // granted too late, asked in time
		p.do(issuer, t, func(u *work.Unit) error { return task.GrantExtension(ctx, u, task.Ref{ID: id}, civil.Date{}, "") })
		w := p.get(t, id)
		if w.Due != day("2026-12-10") || w.FirstDue != day("2026-11-25") || w.Extensions[0].Outcome != "granted" || !w.Asked.IsZero() {
			t.Errorf("after the grant: due %v, first %v, %+v", w.Due, w.FirstDue, w.Extensions)
		}
		today := day("2026-11-26")
		if got, first := w.Timing(today, 7), w.FirstTiming(today, 7); got != task.OnTrack || first != task.Overdue {
			t.Errorf("timing %s and %s by the first deadline, want on track and overdue", got, first)
		}
		o.Set(time.Date(2026, 12, 11, 0, 1, 0, 0, dbtest.Zone))
		if err := o.Do(ctx, lead, func(u *work.Unit) error {
			return task.RequestExtension(ctx, u, task.Ref{ID: id}, day("2026-12-30"), "other", "Nữa")
		}); !fault.Is(err, fault.Conflict) {
			t.Errorf("asked after expiry: %v, want a conflict", err)
		}
	})
}

// A rejected result counts as not done: the progress is what was reported
// before it was handed in.
func TestARejectedResultIsNotDone(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		for _, reported := range []int64{0, 40} {
			id := p.in(t, task.Accepted)
			if reported > 0 {
				p.MustDo(t, func(u *work.Unit) error {
					return task.Update(t.Context(), u, task.Ref{ID: id}, task.Report{Note: "Đã xong 4 thôn", Progress: &reported})
				})
			}
			p.MustDo(t, verbs(p, t, id)[task.DoSubmit])
			if w := p.get(t, id); w.Progress != 100 {
				t.Errorf("handed in at %d%%", w.Progress)
			}
			p.MustDo(t, verbs(p, t, id)[task.DoReject])
			if w := p.get(t, id); w.Progress != reported || !w.Submitted.IsZero() {
				t.Errorf("rejected, the task stands at %d%%, want %d%%", w.Progress, reported)
			}
		}
	})
}

// However much was written since a percentage was reported, a task stands
// there again when its result is rejected.
func TestARejectedResultStandsWhereItStood(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	id, reached := p.in(t, task.InProgress), int64(40)
	p.do(work.System("test"), t, func(u *work.Unit) error {
		for i := range 210 {
			r := task.Report{Note: "Đang làm"}
			if i == 0 {
				r.Progress = &reached
			}
			if err := task.Update(t.Context(), u, task.Ref{ID: id}, r); err != nil {
				return err
			}
		}
		return nil
	})
	for _, verb := range []task.Verb{task.DoSubmit, task.DoCoordinate, task.DoReject} {
		p.MustDo(t, verbs(p, t, id)[verb])
	}
	if w := p.get(t, id); w.Progress != reached {
		t.Errorf("rejected, the task stands at %d%%, want %d%%", w.Progress, reached)
	}
}

func TestTimings(t *testing.T) {
	at := day("2026-11-20")
	for _, c := range []struct {
		state     task.State
		due       string
		submitted string
		want      task.Timing
		late      int
	}{
		{task.Accepted, "", "", task.Ongoing, 0},
		{task.Accepted, "2026-11-19", "", task.Overdue, 1},
		{task.Accepted, "2026-11-20", "", task.DueSoon, 0},
		{task.Assigned, "2026-11-27", "", task.DueSoon, 0},
		{task.InProgress, "2026-11-28", "", task.OnTrack, 0},
		{task.Rejected, "2026-11-10", "", task.Overdue, 10},
		{task.Submitted, "2026-11-10", "2026-11-10", task.OnTrack, 0},
		{task.Submitted, "2026-11-10", "2026-11-12", task.Overdue, 2},
		{task.Confirmed, "2026-11-10", "2026-11-10", task.DoneOnTime, 0},
		{task.Closed, "2026-11-10", "2026-11-11", task.DoneLate, 1},
		{task.Confirmed, "", "2026-11-11", task.DoneOnTime, 0},
		{task.Suspended, "2026-11-10", "", task.NoTiming, 0},
		{task.Cancelled, "2026-11-10", "", task.NoTiming, 0},
		{task.Draft, "2026-11-10", "", task.NoTiming, 0},
	} {
		w := task.Task{State: c.state, Due: day(c.due), FirstDue: day(c.due), Submitted: day(c.submitted)}
		if got := w.Timing(at, 7); got != c.want || w.FirstTiming(at, 7) != c.want || w.DaysLate(at) != c.late {
			t.Errorf("%s due %s handed in %s: %s, %d days late; want %s, %d", c.state, c.due, c.submitted, got, w.DaysLate(at), c.want, c.late)
		}
	}
}

func TestRecurrencePassingDownAndTransfer(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		var id task.ID
		p.do(p.as("clerk", access.Office, p.province), t, func(u *work.Unit) (err error) {
			id, err = task.AssignNew(ctx, u, task.New{
				Text: "Báo cáo kết quả", Deliverable: "Báo cáo", Issuer: p.province, Lead: p.commune, Recurrence: "FREQ=MONTHLY;INTERVAL=3", DueWords: "hằng quý",
				Coordinators: []org.ID{p.department}, Sources: []task.Passage{{Doc: "d1", Start: 4, End: 20, Page: 2, Quote: "Báo cáo …", FileHash: "h"}},
			})
			return err
		})
		if w := p.get(t, id); w.Due != day("2026-12-31") {
			t.Errorf("the first turn is due %v, want the end of the quarter", w.Due)
		}
		p.MustDo(t, verbs(p, t, id)[task.DoAccept])
		var parts []task.ID
		p.do(p.as("xã", access.Office, p.commune), t, func(u *work.Unit) (err error) {
			parts, err = task.PassDown(ctx, u, task.Ref{ID: id}, []task.New{{Text: "Báo cáo của chi bộ", Lead: p.cell}})
			return err
		})
		if part := p.get(t, parts[0]); part.Parent != id || part.Issuer != p.commune || part.Due != day("2026-12-31") || len(part.Sources) != 1 {
			t.Errorf("passed down: %+v", part)
		}
		p.MustDo(t, verbs(p, t, id)[task.DoSubmit])
		if w := p.get(t, id); w.OpenBelow() != 1 || w.State != task.Submitted {
			t.Errorf("handed in with %d open below in state %s, want 1, submitted", w.OpenBelow(), w.State)
		}
		p.MustDo(t, verbs(p, t, id)[task.DoConfirm])
		var page task.List
		p.MustView(t, func(v *work.View) (err error) {
			page, err = task.Find(ctx, v, task.Filter{Body: p.commune})
			return err
		})
		i := slices.IndexFunc(page.Tasks, func(x *task.Task) bool { return p.get(t, x.ID).Origin == id })
		if i < 0 {
			t.Fatal("no next turn after the first was confirmed")
		}
		next := p.get(t, page.Tasks[i].ID)
		if next.Due != day("2027-03-31") || next.State != task.Accepted || len(next.Sources) != 1 || next.Sources[0].Page != 2 || next.Coordinators[0] != p.department {
			t.Errorf("the next turn is %+v", next)
		}
		p.MustDo(t, verbs(p, t, next.ID)[task.DoTransfer])
		p.MustView(t, func(v *work.View) (err error) {
			page, err = task.Find(ctx, v, task.Filter{Body: p.other})
			return err
		})
		if len(page.Tasks) != 1 || p.get(t, page.Tasks[0].ID).Origin != next.ID || page.Tasks[0].State != task.Assigned || page.Tasks[0].FirstDue != day("2027-03-31") {
			t.Errorf("the successor has %+v", page.Tasks)
		}
	})
}

func TestNoUpdateIsLost(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		id := p.in(t, task.InProgress)
		start := p.get(t, id)
		who := p.as("xã", access.Specialist, p.commune)
		const writers, each = 16, 5
		var wg sync.WaitGroup
		errs := make(chan error, writers*each)
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					errs <- o.Do(t.Context(), who, func(u *work.Unit) error {
						return task.Update(t.Context(), u, task.Ref{ID: id}, task.Report{Note: fmt.Sprintf("Báo cáo %d của người %d", i, w)})
					})
				}
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			if err != nil {
				t.Error(err)
			}
		}
		w := p.get(t, id)
		if w.Version != start.Version+writers*each || len(w.History) != len(start.History)+writers*each {
			t.Errorf("%d versions and %d events were added, want %d of both", w.Version-start.Version, len(w.History)-len(start.History), writers*each)
		}
	})
}

func TestListsAndDesk(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		due := map[string]string{"a": "2026-11-19", "b": "2026-11-24", "c": "2027-01-05", "d": ""}
		ids := map[string]task.ID{}
		p.do(p.as("clerk", access.Office, p.province), t, func(u *work.Unit) error {
			for _, name := range []string{"d", "c", "b", "a"} {
				id, err := task.AssignNew(ctx, u, task.New{
					Text: "Công tác chuyển đổi số " + name, Issuer: p.province, Lead: p.commune, Due: day(due[name]), Ongoing: due[name] == "",
					Programme: "chương trình", UpdateEvery: 3, Coordinators: []org.ID{p.department},
				})
				if err != nil {
					return err
				}
				ids[name] = id
			}
			_, err := task.AssignNew(ctx, u, task.New{Text: "Việc của chi bộ", Deliverable: "Biên bản", Issuer: p.commune, Lead: p.cell, Due: day("2026-11-30")})
			return err
		})
		for _, name := range []string{"a", "c", "d"} {
			p.MustDo(t, verbs(p, t, ids[name])[task.DoAccept])
		}
		p.MustDo(t, verbs(p, t, ids["c"])[task.DoSubmit])
		names := func(tasks []*task.Task) string {
			var s []string
			for _, x := range tasks {
				s = append(s, x.Text[len(x.Text)-1:])
			}
			return strings.Join(s, "")
		}
		find := func(who work.Who, f task.Filter) (l task.List, err error) {
			err = o.View(ctx, who, func(v *work.View) (err error) {
				l, err = task.Find(ctx, v, f)
				return err
			})
			return l, err
		}
		head := p.as("tỉnh", access.Head, p.province)
		for name, c := range map[string]struct {
			f    task.Filter
			want string // last letters, in order; ộ ends in the byte of "ộ"
		}{
			"the commune's own": {task.Filter{Body: p.commune, Programme: "chương trình"}, "abcd"},
			"overdue":           {task.Filter{Body: p.province, Timing: task.Overdue}, "a"},
			"due soon":          {task.Filter{Body: p.commune, Timing: task.DueSoon, Warn: 7}, "b"},
			"on track":          {task.Filter{Body: p.commune, Timing: task.OnTrack, Warn: 10}, "c"},
			"ongoing":           {task.Filter{Body: p.commune, Timing: task.Ongoing}, "d"},
			"by state":          {task.Filter{Body: p.commune, State: task.Submitted}, "c"},
			"by bucket":         {task.Filter{Body: p.commune, Bucket: task.UnderWay}, "c"},
			"helped by":         {task.Filter{Coordinator: p.department, Until: day("2026-12-01")}, "ab"},
			"vaguely worded":    {task.Filter{Issuer: p.province, Unclear: true, From: day("2026-11-20")}, "bcd"},
			"by words":          {task.Filter{Body: p.commune, Words: "chuyen doi so b"}, "b"},
			"all one may see":   {task.Filter{Programme: "chương trình"}, "abcd"},
			"past":              {task.Filter{Body: p.commune, Part: task.PastTasks}, ""},
			"of no row":         {task.Filter{Body: p.commune, Row: p.province}, ""},
			"drafts":            {task.Filter{Issuer: p.province, Part: task.Drafts}, ""},
		} {
			l, err := find(head, c.f)
			if err != nil || names(l.Tasks) != c.want {
				t.Errorf("%s: %q, %v; want %q", name, names(l.Tasks), err, c.want)
			}
		}
		var paged string
		f := task.Filter{Body: p.commune, Limit: 2}
		for range 4 {
			l, err := find(head, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range l.Tasks {
				paged += x.Due.String() + " "
			}
			if f.After = l.Next; l.Next.IsZero() {
				break
			}
		}
		if want := "2026-11-19 2026-11-24 2026-11-30 2027-01-05  "; paged != want {
			t.Errorf("page by page: %q, want %q", paged, want)
		}
		if _, err := find(p.as("xã khác", access.Head, p.other), task.Filter{Body: p.commune}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("another commune's list: %v, want forbidden", err)
		}
		if l, err := find(p.as("xã khác", access.Head, p.other), task.Filter{}); err != nil || len(l.Tasks) != 0 {
			t.Errorf("what another commune may see: %v %v, want nothing", l, err)
		}
		var desk, above *task.Desk
		p.MustView(t, func(v *work.View) (err error) {
			if desk, err = task.DeskOf(ctx, v, p.commune, 7); err != nil {
				return err
			}
			above, err = task.DeskOf(ctx, v, p.province, 7)
			return err
		})
		if desk.Receive.Count != 1 || names(desk.Receive.Tasks) != "b" || names(desk.Due.Tasks) != "a" || desk.Update.Count != 0 || desk.Verify.Count != 0 {
			t.Errorf("desk of the commune: %+v", desk)
		}
		if names(above.Verify.Tasks) != "c" || above.Receive.Count+above.Due.Count != 0 {
			t.Errorf("desk of the province: %+v", above)
		}
		if got := p.get(t, ids["b"]).Unclear; !slices.Equal(got, []clarity.Reason{clarity.NoDeliverable}) && len(got) == 0 {
			t.Errorf("a task without a deliverable is clear: %v", got)
		}
	})
}
