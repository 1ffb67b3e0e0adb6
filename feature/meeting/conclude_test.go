package meeting_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/viet"
	"quyet/base/work"
	"quyet/feature/doc"
	"quyet/feature/doc/citation"
	"quyet/feature/intake/reading"
	"quyet/feature/intake/source"
	"quyet/feature/meeting"
	"quyet/feature/org"
	"quyet/feature/task"
	"quyet/feature/task/deadline"
)

// running is a conference of the province that runs, with its report taken up.
func (p *place) running(t testing.TB, about doc.ID) meeting.ID {
	t.Helper()
	m := p.planned()
	m.Body, m.Title, m.Document = p.province, "Hội nghị giao ban tháng 11 năm 2026", about
	id := p.made(t, m)
	if err := p.does(t, id, meeting.DoOpen); err != nil {
		t.Fatal(err)
	}
	_, a := p.found(t, id)
	p.MustDo(t, func(u *work.Unit) error { return meeting.Take(t.Context(), u, a[1].ID) })
	return id
}

func (p *place) notes(t testing.TB, m meeting.ID, all ...meeting.Outcome) (ids []meeting.OutcomeID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) error {
		for _, o := range all {
			made, err := meeting.Note(t.Context(), u, m, o)
			if err != nil {
				return err
			}
			ids = append(ids, made)
		}
		return nil
	})
	return ids
}

func (p *place) drafted(t testing.TB, m meeting.ID) (d *meeting.Drafted) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		d, err = meeting.Draft(t.Context(), v, m)
		return err
	})
	return d
}

func (p *place) issues(t testing.TB, files *blob.Store, m meeting.ID, in meeting.Issuance) (made doc.ID, err error) {
	err = p.Do(t.Context(), work.System("test"), func(u *work.Unit) (err error) {
		made, err = meeting.Issue(t.Context(), u, files, m, in)
		return err
	})
	return made, err
}

func (p *place) documented(t testing.TB, d doc.ID) (found *doc.Document, text string) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		if found, err = doc.Find(t.Context(), v, d); err != nil {
			return err
		}
		text, _, err = doc.Read(t.Context(), v, d)
		return err
	})
	return found, text
}

// A notice is issued: every order with a lead becomes a task whose passage is its
// sentence in the notice, what was given before is linked and not given again, what
// nobody leads waits until its lead is clear, of whom the body does not instruct an
// answer is asked. The file says the same to the program that reads documents.
func TestTheNoticeOfConclusions(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx, files := t.Context(), p.store
		var about doc.ID
		p.MustDo(t, func(u *work.Unit) (err error) {
			about, err = doc.Register(ctx, u, doc.NewDocument{Owner: p.province, Metadata: doc.Metadata{Body: p.province, Type: doc.Of(citation.Plan), Symbol: "05-KH/TU", IssuedOn: u.Today, Subject: "về chuyển đổi số"}})
			return err
		})
		m := p.running(t, about)
		next := p.today.Year + 1
		day := civil.On(next, 1, 15)
		ids := p.notes(t, m,
			meeting.Outcome{Kind: meeting.Speech, Words: "Nhiều việc chậm", Speaker: "Văn phòng"},
			meeting.Outcome{Kind: meeting.Decided, Words: "Thống nhất nội dung báo cáo.\nGiữ nguyên tiến độ."},
			meeting.Outcome{Kind: meeting.Order, Words: fmt.Sprintf("Giao Đảng uỷ xã An Hoà chủ trì, phối hợp với Đảng uỷ xã Bình Phú rà soát tổ chức cơ sở đảng, hoàn thành trước ngày 15/01/%d.", next)},
			meeting.Outcome{Kind: meeting.Order, Words: "Rà soát các nhiệm vụ quá hạn", Lead: p.other, Coordinators: []org.ID{p.commune}, Due: day, Deliverable: "Báo cáo rà soát"},
			meeting.Outcome{Kind: meeting.Order, Words: "Tiếp tục tăng cường công tác kiểm tra"},
			meeting.Outcome{Kind: meeting.Information, Words: "Kỳ họp sau vào tháng 12"},
			meeting.Outcome{Kind: meeting.Order, Words: "Đảng uỷ xã Bình Phú báo cáo kết quả tuyển quân.", Lead: p.other, Due: day},
		)
		// One is given before.
		p.MustDo(t, func(u *work.Unit) error {
			all, err := meeting.Outcomes(ctx, &u.View, m)
			if err != nil {
				return err
			}
			for _, o := range all {
				if o.ID != ids[6] && o.Kind == meeting.Order {
					o.Lead, o.Deliverable = "", "x" // for now
					if err := meeting.ChangeOutcome(ctx, u, o); err != nil {
						return err
					}
				}
			}
			if n, err := meeting.Give(ctx, u, m); n != 1 || err != nil {
				t.Errorf("%d given before: %v", n, err)
			}
			for _, was := range all {
				if was.ID != ids[6] && was.Kind == meeting.Order {
					was.Version++
					if err := meeting.ChangeOutcome(ctx, u, was); err != nil {
						return err
					}
				}
			}
			return nil
		})
		d := p.drafted(t, m)
		if got := fates(d); got != "- said task task no_lead - given" {
			t.Fatalf("what becomes of them: %s", got)
		}
		// Left out and put back again.
		for _, in := range []bool{false, true} {
			p.MustDo(t, func(u *work.Unit) error {
				return meeting.Conclude(ctx, u, m, []meeting.Chosen{{Outcome: ids[1], Concluded: in}})
			})
		}
		if _, err := p.issues(t, files, m, meeting.Issuance{Seal: "another", Symbol: "15-TB/TU"}); !fault.Is(err, fault.Conflict) {
			t.Errorf("what nobody saw is issued: %v", err)
		}
		for field, bad := range map[string]meeting.Issuance{"symbol": {}, "of": {Symbol: "15-TB/TU", Warrant: "by_order"}, "subject": {Symbol: "15-TB/TU", Subject: strings.Repeat("x", 301)}} {
			bad.Seal = d.Seal()
			_, err := p.issues(t, files, m, bad)
			if all := fault.All(err); !fault.Is(err, fault.Invalid) || all[0].Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		made, err := p.issues(t, files, m, meeting.Issuance{Seal: d.Seal(), Symbol: "15-TB/TU", Place: "Sông Lam", Warrant: "by_order", Of: "Ban Thường vụ", Post: "Chánh Văn phòng", Recipients: []string{"Như trên", ""}})
		if err != nil {
			t.Fatal(err)
		}
		registered, text := p.documented(t, made)
		if registered.Number != "15" || registered.Regime != org.PartyRegime || registered.Subject != "kết luận hội nghị giao ban tháng 11 năm 2026" || len(registered.Files) != 1 {
			t.Errorf("registered is %+v", registered)
		}
		p.MustView(t, func(v *work.View) error {
			links, _, err := doc.Links(ctx, v, made)
			if err != nil || len(links) != 1 || links[0].To != about || links[0].Relation != doc.Implements {
				t.Errorf("it is linked to %+v: %v", links, err)
			}
			spots, err := task.SpotsOf(ctx, v, task.DocID(made))
			if err != nil || len(spots) != 3 {
				t.Fatalf("the document marks %+v: %v", spots, err)
			}
			all, err := meeting.Outcomes(ctx, v, m)
			if err != nil {
				return err
			}
			for i, at := range map[int]int{2: 0, 3: 1, 6: 2} {
				w, err := task.Get(ctx, v, all[i].Task)
				if err != nil {
					return err
				}
				said := text[spots[at].Start:spots[at].End]
				if spots[at].ID != w.ID || len(w.Sources) != 1 || w.Sources[0].Quote != said || w.Sources[0].FileHash != registered.Files[0].SHA256 || w.Issuer != p.province {
					t.Errorf("%q leads to %+v, %+v", said, w.Task, w.Sources)
				}
				if !strings.HasPrefix(said, strings.TrimSuffix(all[i].Words, ".")) && i != 3 {
					t.Errorf("of %q the notice says %q", all[i].Words, said)
				}
			}
			want := "Giao Đảng uỷ xã Bình Phú chủ trì, phối hợp với Đảng uỷ xã An Hoà rà soát các nhiệm vụ quá hạn. Thời hạn hoàn thành: " + day.Vietnamese() + ". Sản phẩm: Báo cáo rà soát."
			if got := text[spots[1].Start:spots[1].End]; got != want {
				t.Errorf("what the record knows is told as %q, want %q", got, want)
			}
			return nil
		})
		p.readBack(t, files, registered, []readTask{
			{p.commune, []org.ID{p.other}, day}, {p.other, []org.ID{p.commune}, day}, {p.other, nil, day},
		})
		// Issued is issued; what is left is given when its lead is clear.
		if _, err := p.issues(t, files, m, meeting.Issuance{Seal: p.drafted(t, m).Seal(), Symbol: "16-TB/TU"}); !fault.Is(err, fault.Conflict) {
			t.Errorf("issued twice: %v", err)
		}
		if err := p.Do(ctx, work.System("test"), func(u *work.Unit) error {
			return meeting.Conclude(ctx, u, m, []meeting.Chosen{{Outcome: ids[1], Concluded: false}})
		}); !fault.Is(err, fault.Conflict) {
			t.Errorf("taken out after it was issued: %v", err)
		}
		left := p.outcome(t, ids[4])
		left.Lead = p.commune
		reworded := left
		reworded.Words = "Khác"
		if err := p.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.ChangeOutcome(ctx, u, reworded) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("what is issued is reworded: %v", err)
		}
		if err := p.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.RemoveOutcome(ctx, u, left.ID, left.Version) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("what is issued is taken out: %v", err)
		}
		p.MustDo(t, func(u *work.Unit) error {
			if err := meeting.ChangeOutcome(ctx, u, left); err != nil {
				return err
			}
			n, err := meeting.Give(ctx, u, m)
			if n != 1 {
				t.Errorf("%d are left to give", n)
			}
			return err
		})
		p.MustView(t, func(v *work.View) error {
			spots, err := task.SpotsOf(ctx, v, task.DocID(made))
			if len(spots) != 4 {
				t.Errorf("after the rest was given the document marks %+v", spots)
			}
			return err
		})
	})
}

func fates(d *meeting.Drafted) string {
	var out []string
	for _, c := range d.Conclusions {
		if c.Fate == meeting.LeftOut {
			c.Fate = "-"
		}
		out = append(out, string(c.Fate))
	}
	return strings.Join(out, " ")
}

func (p *place) outcome(t testing.TB, id meeting.OutcomeID) (o meeting.Outcome) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		o, _, err = meeting.FindOutcome(t.Context(), v, id)
		return err
	})
	return o
}

type readTask struct {
	lead  org.ID
	helps []org.ID
	due   civil.Date
}

// readBack reads a notice as the program reads any document, and wants these tasks.
func (p *place) readBack(t *testing.T, files *blob.Store, d *doc.Document, want []readTask) {
	t.Helper()
	f, err := files.Open(t.Context(), d.Files[0].SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	officetest.Sound(t, "notice.docx", content)
	read, err := source.Read(t.Context(), "notice.docx", bytes.NewReader(content), int64(len(content)), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	r := reading.Of(read, deadline.Defaults{})
	if r.Metadata.Symbol.Value.String() != d.Symbol {
		t.Errorf("the symbol is read as %q", r.Metadata.Symbol.Value.String())
	}
	var got []readTask
	for _, one := range r.Tasks {
		if len(one.Lead) == 0 {
			continue
		}
		var x readTask
		for i, b := range append(one.Lead, one.Coordinating...) {
			bodies := p.tree.Resolve(b.Name, p.province, p.today).Bodies
			if len(bodies) != 1 {
				t.Errorf("%q is read as a body in %q", b.Name, one.Text)
				continue
			}
			if i < len(one.Lead) {
				x.lead = bodies[0]
			} else {
				x.helps = append(x.helps, bodies[0])
			}
		}
		x.due = one.Deadline.Due
		got = append(got, x)
	}
	if !slices.EqualFunc(got, want, func(a, b readTask) bool { return a.lead == b.lead && slices.Equal(a.helps, b.helps) && a.due == b.due }) {
		t.Errorf("read back: %+v\nwant: %+v\n%s", got, want, read.Text)
	}
}

// A commune's conference asks of the province, whom it cannot instruct, an answer,
// which the province gives.
func TestAnAnswerIsAskedOfWhoIsNotInstructed(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx, files := t.Context(), p.store
		m := p.made(t, p.planned())
		if err := p.does(t, m, meeting.DoOpen); err != nil {
			t.Fatal(err)
		}
		ids := p.notes(t, m,
			meeting.Outcome{Kind: meeting.Order, Words: "Đề nghị tỉnh bổ sung kinh phí", Lead: p.province, Due: p.today.AddDays(9)},
			meeting.Outcome{Kind: meeting.Decided, Words: "Cần ý kiến của xã bạn"},
		)
		d := p.drafted(t, m)
		if got := fates(d); got != "asked said" {
			t.Fatalf("what becomes of them: %s", got)
		}
		if _, err := p.issues(t, files, m, meeting.Issuance{Seal: d.Seal(), Symbol: "01-TB/ĐU"}); err != nil {
			t.Fatal(err)
		}
		owed := func(b org.ID) (all []meeting.Debt) {
			p.MustView(t, func(v *work.View) (err error) {
				all, err = meeting.Owed(ctx, v, b)
				return err
			})
			return all
		}
		if all := owed(p.province); len(all) != 1 || all[0].Outcome != ids[0] || all[0].On != p.today.AddDays(9) || all[0].Body != p.commune || p.outcome(t, ids[0]).Task != "" {
			t.Fatalf("the province owes %+v", all)
		}
		if err := p.Do(ctx, work.System("test"), func(u *work.Unit) error { return only(meeting.Give(ctx, u, m)) }); !fault.Is(err, fault.Invalid) {
			t.Errorf("it is given: %v", err)
		}
		need := func(o meeting.Outcome, by org.ID) error {
			return p.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.NeedFollow(ctx, u, o.ID, o.Version, by, civil.Date{}) })
		}
		said := p.outcome(t, ids[1])
		if err := need(said, "nobody"); !fault.Is(err, fault.Invalid) {
			t.Errorf("asked of nobody: %v", err)
		}
		if err := need(said, p.other); err != nil {
			t.Fatal(err)
		}
		if err := need(said, p.other); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		if len(owed(p.other)) != 1 {
			t.Error("the other commune owes nothing")
		}
		if err := need(p.outcome(t, ids[1]), ""); err != nil || len(owed(p.other)) != 0 {
			t.Errorf("not needed any more: %v", err)
		}
		answer := func(words string) error {
			return p.Do(ctx, work.System("test"), func(u *work.Unit) error { return meeting.Provide(ctx, u, ids[0], words) })
		}
		if err := answer(" "); !fault.Is(err, fault.Invalid) {
			t.Errorf("nothing answered: %v", err)
		}
		if err := answer("Đã bổ sung trong dự toán"); err != nil {
			t.Fatal(err)
		}
		if err := answer("Lần nữa"); !fault.Is(err, fault.Conflict) {
			t.Errorf("answered twice: %v", err)
		}
		if f := p.outcome(t, ids[0]).Follow; f.State != meeting.Provided || f.Words != "Đã bổ sung trong dự toán" || f.At.IsZero() || len(owed(p.province)) != 0 {
			t.Errorf("the answer is kept as %+v", f)
		}
	})
}

// What is recorded after the notice was issued is issued by a second one: it says what it
// goes on with, leads its own tasks to its own sentences, and leaves those of the first
// as they are.
func TestASecondNotice(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx, files := t.Context(), p.store
		m := p.running(t, "")
		order := func(words string) meeting.Outcome {
			return meeting.Outcome{Kind: meeting.Order, Words: words, Lead: p.commune, Due: p.today.AddDays(30)}
		}
		issue := func(symbol string) (*doc.Document, string) {
			made, err := p.issues(t, files, m, meeting.Issuance{Seal: p.drafted(t, m).Seal(), Symbol: symbol})
			if err != nil {
				t.Fatal(err)
			}
			return p.documented(t, made)
		}
		p.notes(t, m, meeting.Outcome{Kind: meeting.Speech, Words: "Nhiều việc chậm"}, order("Rà soát nhiệm vụ quá hạn"))
		first, _ := issue("15-TB/TU")
		_, a := p.found(t, m)
		p.MustDo(t, func(u *work.Unit) error { return meeting.Take(ctx, u, a[3].ID) })
		ids := p.notes(t, m, order("Tuyển quân năm tới"), meeting.Outcome{Kind: meeting.Decided, Words: "Thống nhất chương trình công tác"}, order("Việc để lại"))
		p.MustDo(t, func(u *work.Unit) error {
			return meeting.Conclude(ctx, u, m, []meeting.Chosen{{Outcome: ids[2], Concluded: false}})
		})
		if d := p.drafted(t, m); fates(d) != "- given task said -" || d.Count(meeting.WasGiven) != 0 || len(d.Stand()) != 2 {
			t.Fatalf("the second would hold %s", fates(d))
		}
		second, text := issue("18-TB/TU")
		for _, want := range []string{
			"Tiếp theo Thông báo số 15-TB/TU ngày " + p.today.Paper() + ", hội nghị kết luận như sau:", "kết luận bổ sung hội nghị giao ban tháng 11 năm 2026", "1. Giao Đảng uỷ xã An Hoà chủ trì, tuyển quân năm tới.", "2. Thống nhất chương trình công tác.",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("the second notice does not say %q: %s", want, text)
			}
		}
		if strings.Contains(text, "quá hạn") || strings.Contains(text, "để lại") {
			t.Errorf("the second notice says %s", text)
		}
		p.MustView(t, func(v *work.View) error {
			links, _, err := doc.Links(ctx, v, second.ID)
			if err != nil || len(links) != 1 || links[0].To != first.ID || links[0].Relation != doc.Mentions {
				t.Errorf("it is linked to %+v: %v", links, err)
			}
			all, err := meeting.Outcomes(ctx, v, m)
			if err != nil {
				return err
			}
			for i, d := range map[int]*doc.Document{1: first, 2: second} {
				w, err := task.Get(ctx, v, all[i].Task)
				if err != nil {
					return err
				}
				if len(w.Sources) != 1 || w.Sources[0].Doc != task.DocID(d.ID) || !strings.Contains(viet.Fold(w.Sources[0].Quote), viet.Fold(all[i].Words)) {
					t.Errorf("%q leads to %+v", all[i].Words, w.Sources)
				}
			}
			return nil
		})
		if _, err := p.issues(t, files, m, meeting.Issuance{Seal: p.drafted(t, m).Seal(), Symbol: "19-TB/TU"}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a third one of nothing: %v", err)
		}
		// Without a notice the rest is given all the same, and leads to none.
		p.MustDo(t, func(u *work.Unit) error { return only(meeting.Give(ctx, u, m)) })
		p.MustView(t, func(v *work.View) error {
			w, err := task.Get(ctx, v, p.outcome(t, ids[2]).Task)
			if err == nil && len(w.Sources) != 0 {
				t.Errorf("what stands in no notice leads to %+v", w.Sources)
			}
			return err
		})
	})
}

// Two hundred orders become tasks in one step, and where several press at once it is
// issued once.
func TestTwoIssueAtOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx, files := t.Context(), p.store
		m := p.running(t, "")
		var all []meeting.Outcome
		for i := range 200 {
			all = append(all, meeting.Outcome{Kind: meeting.Order, Words: fmt.Sprintf("Rà soát nhóm việc thứ %d", i+1), Lead: []org.ID{p.commune, p.other}[i%2], Due: p.today.AddDays(30)})
		}
		p.notes(t, m, all...)
		seal := p.drafted(t, m).Seal()
		var wait sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			wait.Go(func() {
				_, errs[i] = p.issues(t, files, m, meeting.Issuance{Seal: seal, Symbol: fmt.Sprintf("%02d-TB/TU", i+1)})
			})
		}
		wait.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if !fault.Is(err, fault.Conflict) {
				t.Errorf("not issued: %v", err)
			}
		}
		p.MustView(t, func(v *work.View) error {
			all, err := meeting.NoticesOf(ctx, v, m)
			if err != nil || len(all) != 1 {
				t.Fatalf("issued are %v: %v", all, err)
			}
			spots, err := task.SpotsOf(ctx, v, task.DocID(all[0].Document))
			given, _, countErr := task.Count(ctx, v, task.Filter{Issuer: p.province}, 1000)
			if won != 1 || len(spots) != 200 || given != 200 || countErr != nil {
				t.Errorf("issued %d times, %d marks, %d tasks", won, len(spots), given)
			}
			return err
		})
	})
}

// What cannot be printed as it was typed is issued all the same, and what bears a mark
// of secrecy is not.
func TestHostileConclusions(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		files := p.store
		m := p.running(t, "")
		p.notes(t, m,
			meeting.Outcome{Kind: meeting.Decided, Words: "-----"},
			meeting.Outcome{Kind: meeting.Decided, Words: "1. 2. <w:p> & \u202e đảo\n\n   ***\nhai"},
			meeting.Outcome{Kind: meeting.Order, Words: "_____", Lead: p.commune},
			meeting.Outcome{Kind: meeting.Order, Words: "2. Rà soát   nhiệm vụ", Lead: p.commune},
		)
		made, err := p.issues(t, files, m, meeting.Issuance{Seal: p.drafted(t, m).Seal(), Symbol: "01-TB/TU"})
		if err != nil {
			t.Fatal(err)
		}
		_, text := p.documented(t, made)
		p.MustView(t, func(v *work.View) error {
			all, err := meeting.Outcomes(t.Context(), v, m)
			for _, o := range all {
				if s := text[o.InNotice.Start:o.InNotice.End]; o.Kind == meeting.Order && !strings.HasPrefix(s, "Giao Đảng uỷ xã An Hoà chủ trì, ") {
					t.Errorf("of %q the notice says %q", o.Words, s)
				}
			}
			return err
		})
		secret := p.running(t, "")
		p.notes(t, secret, meeting.Outcome{Kind: meeting.Decided, Words: "Nội dung:\nTUYỆT MẬT\nkhông phổ biến"})
		if _, err := p.issues(t, files, secret, meeting.Issuance{Seal: p.drafted(t, secret).Seal(), Symbol: "02-TB/TU"}); !fault.Is(err, fault.Invalid) {
			t.Errorf("what bears a mark of secrecy is issued: %v", err)
		}
	})
}

// From the page of a conference the clerk comes to its conclusions, chooses them,
// issues the notice (what is wrong is told, and what was typed stays) and finds the
// file; who is asked for an answer finds it on the page of conferences.
func TestConclusionsOnPages(t *testing.T) {
	p := newPlace(t, dbtest.New(t, db.SQLite, schema))
	m := p.running(t, "")
	ids := p.notes(t, m,
		meeting.Outcome{Kind: meeting.Decided, Words: "Thống nhất nội dung báo cáo"},
		meeting.Outcome{Kind: meeting.Order, Words: "Rà soát các nhiệm vụ quá hạn", Lead: p.commune, Due: p.today},
		meeting.Outcome{Kind: meeting.Speech, Words: "Nhiều việc chậm"},
		meeting.Outcome{Kind: meeting.Order, Words: "Tiếp tục tăng cường"},
	)
	office := p.browser(t, access.Office, p.province)
	both(t, office, m.Address())
	page := both(t, office, m.Address()+"/conclusions")
	if page.Find("input[name=in][checked]").Length() != 3 || page.Find("input[name=shown]").Length() != 4 {
		t.Errorf("%d of %d are chosen", page.Find("input[name=in][checked]").Length(), page.Find("input[name=shown]").Length())
	}
	page = page.Submit("form[action$='/conclusions']", "in", string(ids[1])).Want(http.StatusOK)
	if page.Find("input[name=in][checked]").Length() != 1 || !strings.Contains(page.Text("#conclusions"), "1. Giao Đảng uỷ xã An Hoà chủ trì, rà soát các nhiệm vụ quá hạn.") {
		t.Errorf("one is chosen: %s", page.Text("#conclusions"))
	}
	draft := office.Get(m.Address() + "/conclusions/file").Want(http.StatusOK)
	officetest.Sound(t, "draft.docx", draft.Body)
	form := "form[action$='/issue']"
	page = page.Submit(form, "warrant", "by_order", "post", "Chánh Văn phòng").Want(http.StatusUnprocessableEntity)
	if page.Find("#f-of-error").Length() != 1 || page.Find("#f-post").AttrOr("value", "") != "Chánh Văn phòng" {
		t.Errorf("what is wrong: %s", page.Text("main"))
	}
	page = page.Submit(form, "of", "Ban Thường vụ", "symbol", "07-TB/TU").Want(http.StatusOK)
	if page.Has(form) || page.Find("input[name=in]").Length() != 3 || !strings.Contains(page.Text("main"), "07-TB/TU") {
		t.Errorf("after it was issued: %s", page.Text("main"))
	}
	page = both(t, office, m.Address()+"/conclusions")
	issued := office.Get(m.Address() + "/conclusions/file").Want(http.StatusOK).Body
	officetest.Sound(t, "issued.docx", issued)
	// What was left out is issued by a second notice.
	page = page.Submit("form[action$='/conclusions']", "in", string(ids[0])).Want(http.StatusOK)
	if got := page.Text("#conclusions"); !strings.Contains(got, "Chưa ban hành") || !strings.Contains(got, "1. Thống nhất nội dung báo cáo.") || page.Find("#f-subject").Text() != "kết luận bổ sung hội nghị giao ban tháng 11 năm 2026" {
		t.Errorf("the second notice would say %s, %s", got, page.Find("#f-subject").Text())
	}
	both(t, office, m.Address()+"/conclusions")
	officetest.Sound(t, "draft.docx", office.Get(m.Address()+"/conclusions/file").Want(http.StatusOK).Body)
	page = page.Submit(form, "symbol", "09-TB/TU").Want(http.StatusOK)
	both(t, office, m.Address()+"/conclusions")
	if rows := page.Text("#conclusions .group-row"); !strings.Contains(rows, "07-TB/TU") || !strings.Contains(rows, "09-TB/TU") {
		t.Errorf("issued are %s", rows)
	}
	if first := office.Get(m.Address() + "/conclusions/file?no=1").Want(http.StatusOK).Body; !bytes.Equal(first, issued) {
		t.Error("the first notice is another")
	}
	office.Get(m.Address() + "/conclusions/file?no=2").Want(http.StatusOK)
	office.Get(m.Address() + "/conclusions/file?no=3").Want(http.StatusNotFound)
	// Somebody is asked for an answer.
	page = both(t, office, m.Address()+"/outcomes/"+string(ids[0]))
	page = page.Submit("form[action$='/follow']", "follow_on", "31/02/2026").Want(http.StatusUnprocessableEntity)
	if page.Find("#f-follow_on-error").Length() != 1 {
		t.Errorf("a day that is none: %s", page.Text("main"))
	}
	page.Submit("form[action$='/follow']", "by", string(p.other), "follow_on", "25/11/2026").Want(http.StatusOK)
	both(t, office, m.Address())
	other := p.browser(t, access.Office, p.other)
	page = both(t, other, "/meetings")
	if !strings.Contains(page.Text("#owed"), "Thống nhất nội dung báo cáo") {
		t.Fatalf("who is asked sees %s", page.Text("main"))
	}
	at := page.Find("#owed a").AttrOr("href", "")
	page = both(t, other, at)
	page.Submit("form.form", "words", " ").Want(http.StatusUnprocessableEntity)
	page.Submit("form.form", "words", "Nhất trí").Want(http.StatusOK)
	if page = both(t, other, at); page.Has("form.form") || !strings.Contains(page.Text("main"), "Nhất trí") {
		t.Errorf("answered: %s", page.Text("main"))
	}
	other.Get(m.Address() + "/conclusions").Want(http.StatusNotFound)
	if page = both(t, office, m.Address()); !strings.Contains(page.Text("#record"), "Nhất trí") {
		t.Errorf("the answer is not in the record: %s", page.Text("#record"))
	}
}
