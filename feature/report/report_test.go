package report_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/blob"
	"quyet/base/civil"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/officetest"
	"quyet/base/text"
	"quyet/base/ui"
	"quyet/base/web"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/board"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/factor"
	"quyet/feature/indicator"
	"quyet/feature/intake/source"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/report"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var (
	day    = civil.MustParse
	schema = []fs.FS{org.Schema, rule.Schema, account.Schema, audit.Schema, factor.Schema, search.Schema, doc.Schema, task.Schema, board.Schema, notice.Schema, chase.Schema, indicator.Schema, report.Schema}
)

// A place is a province with two communes, each with tasks.
type place struct {
	*dbtest.Office
	province, commune, other org.ID
	tree                     *org.Tree
	files                    *blob.Store
}

func newPlace(t testing.TB, o *dbtest.Office) *place {
	t.Helper()
	p := &place{Office: o}
	var err error
	if p.files, err = blob.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	o.MustDo(t, func(u *work.Unit) error {
		establish := func(code, name string, tier org.Tier, superior org.ID) org.ID {
			made, err := org.Establish(t.Context(), u, org.NewBody{Code: code, Name: name, Kind: org.Committee, Tier: tier, Line: org.Party, Superior: superior}, day("2020-01-01"), org.Act{Symbol: "1-QĐ/TW"})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		p.province = establish("T", "Tỉnh uỷ Sông Lam", org.Province, "")
		p.commune = establish("X", "Đảng uỷ xã An Hoà", org.Commune, p.province)
		p.other = establish("Y", "Đảng uỷ xã Bình Phú", org.Commune, p.province)
		return nil
	})
	o.MustView(t, func(v *work.View) (err error) {
		p.tree, err = org.Load(t.Context(), v)
		return err
	})
	return p
}

func (p *place) as(role access.Role, b org.ID) work.Who {
	return work.As(access.Actor{Account: string(role), Name: string(role), Body: b.Scope(), Tree: p.tree, Grants: []access.Grant{{Role: role, Scope: b.Scope()}}})
}

// assigned gives a body tasks that are due on a day; of those that are late some are done.
func (p *place) assigned(t testing.TB, lead org.ID, due civil.Date, n, done int) (made []task.ID) {
	t.Helper()
	p.MustDo(t, func(u *work.Unit) (err error) {
		news := make([]task.New, n)
		for i := range news {
			news[i] = task.New{Text: "Rà soát hồ sơ sắp xếp tổ chức bộ máy", Issuer: p.province, Lead: lead, Due: due}
		}
		if made, err = task.AssignMany(t.Context(), u, news); err != nil {
			return err
		}
		for _, id := range made[:done] {
			if err := p.finish(t.Context(), u, id); err != nil {
				return err
			}
		}
		return nil
	})
	return made
}

func (p *place) finish(ctx context.Context, u *work.Unit, id task.ID) error {
	for _, step := range []func() error{
		func() error { return task.Accept(ctx, u, task.Ref{ID: id}, "") },
		func() error { return task.Start(ctx, u, task.Ref{ID: id}, "") },
		func() error { return task.Submit(ctx, u, task.Ref{ID: id}, task.Report{Note: "Đã rà soát xong"}) },
		func() error { return task.Confirm(ctx, u, task.Ref{ID: id}, "") },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// filled has the province assign work: five tasks each way, of which the numbers differ.
func (p *place) filled(t testing.TB) {
	t.Helper()
	var today civil.Date
	p.MustView(t, func(v *work.View) error { today = v.Today; return nil })
	p.assigned(t, p.commune, today.AddDays(-3), 5, 2) // 2 late, 3 overdue
	p.assigned(t, p.commune, today.AddDays(9), 4, 1)  // 1 on time, 3 within
	p.assigned(t, p.other, today.AddDays(-1), 3, 0)   // 3 overdue
	p.assigned(t, p.province, today.AddDays(20), 2, 2)
	p.assigned(t, p.other, civil.Date{}, 1, 0) // ongoing
}

func (p *place) outline(t testing.TB, scope org.ID) report.Outline {
	var o report.Outline
	p.MustView(t, func(v *work.View) error {
		o = report.Outline{Title: "kết quả thực hiện nhiệm vụ quý", Scope: scope, Period: "Quý này", From: v.Today.AddDays(-60), Until: v.Today, Post: "Phó Bí thư"}
		return nil
	})
	return o
}

func (p *place) begun(t testing.TB, body org.ID) (made report.ID) {
	t.Helper()
	if err := p.Do(t.Context(), p.as(access.Office, body), func(u *work.Unit) (err error) {
		made, err = report.Begin(t.Context(), u, body, "quarter", p.outline(t, body))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return made
}

func (p *place) found(t testing.TB, id report.ID) (r *report.Report) {
	t.Helper()
	p.MustView(t, func(v *work.View) (err error) {
		r, err = report.Find(t.Context(), v, id)
		return err
	})
	return r
}

func (p *place) froze(t testing.TB, id report.ID) *report.Report {
	t.Helper()
	r := p.found(t, id)
	if err := p.Do(t.Context(), p.as(access.Office, r.Body), func(u *work.Unit) error {
		return report.Freeze(t.Context(), u, p.files, id, r.Version)
	}); err != nil {
		t.Fatal(err)
	}
	return p.found(t, id)
}

func (p *place) kept(t testing.TB, sum string) []byte {
	t.Helper()
	f, err := p.files.Open(t.Context(), sum)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// figures is the data set that was kept of a report.
func (p *place) figures(t testing.TB, r *report.Report) (f report.Figures) {
	t.Helper()
	if err := json.Unmarshal(p.kept(t, r.Frozen.Figures), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// counted counts the tasks of bodies one by one from their rows, another way than the
// board does: by due day and the day of the result, in Go.
var selectRaw = db.SQL("report_test.raw", `SELECT lead_id, state, due_on, submitted_on FROM task WHERE state NOT IN ('draft', 'cancelled', 'transferred', 'suspended')`)

type four struct{ onTime, late, within, overdue int64 }

func (p *place) counted(t testing.TB) map[org.ID]four {
	t.Helper()
	out := map[org.ID]four{}
	p.MustView(t, func(v *work.View) error {
		return db.Each(t.Context(), v.Snapshot, selectRaw, func(scan db.Scan) error {
			var lead org.ID
			var state task.State
			var due, done string
			if err := scan(&lead, &state, &due, &done); err != nil {
				return err
			}
			f := out[lead]
			finished := state == task.Confirmed || state == task.Closed
			switch {
			case due > "9000" || due == "":
			case finished && done <= due:
				f.onTime++
			case finished:
				f.late++
			case v.Today.String() <= due:
				f.within++
			default:
				f.overdue++
			}
			out[lead] = f
			return nil
		})
	})
	return out
}

func cells(r report.Row) (n []int64) {
	for _, c := range r.Cells[2:6] {
		n = append(n, *c.N)
	}
	return n
}

// The four numbers of what was frozen are those of the rows, counted another way; the log
// names the hash of all that was kept; and what is made again from it after the tasks
// changed is the same, byte for byte.
func TestFrozen(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.filled(t)
		raw := p.counted(t)
		r := p.froze(t, p.begun(t, p.province))
		f := p.figures(t, r)
		var all four
		for _, n := range raw {
			all = four{all.onTime + n.onTime, all.late + n.late, all.within + n.within, all.overdue + n.overdue}
		}
		if all != (four{3, 2, 3, 6}) {
			t.Fatalf("the tasks stand otherwise than they were made: %+v", all)
		}
		if said := f.Blocks[0].Words[0]; said != "Trong quý này, theo dõi 14 nhiệm vụ có thời hạn; hoàn thành 5, trong đó đúng hạn 3; còn 6 nhiệm vụ quá hạn. Tỷ lệ hoàn thành đạt 45,45%." {
			t.Errorf("the figures in the words: %s", said)
		}
		rows := 0
		for _, row := range f.Blocks[1].Table.Rows {
			want := raw[org.ID(row.Key)]
			if row.Total {
				want = all
			}
			if n := cells(row); n[0] != want.onTime || n[1] != want.late || n[2] != want.within || n[3] != want.overdue {
				t.Errorf("%s: %v, counted %+v", row.Cells[0].Words, n, want)
			}
			rows++
		}
		if rows != 4 {
			t.Errorf("%d rows", rows)
		}
		if rate := f.Blocks[1].Table.Rows[3].Cells[6]; *rate.N != 5 || *rate.Of != 11 {
			t.Errorf("the rate is %d of %d", *rate.N, *rate.Of)
		}

		var logged struct{ Figures, Template, Docx, Xlsx string }
		p.MustView(t, func(v *work.View) error {
			events, err := v.History(t.Context(), string(r.ID), 10)
			if err != nil {
				return err
			}
			if events[0].Kind != "report.freeze" {
				t.Errorf("the last event is %s", events[0].Kind)
			}
			return json.Unmarshal(events[0].Detail, &logged)
		})
		if logged.Figures != r.Frozen.Figures || logged.Template != r.Frozen.Template || logged.Docx != r.Frozen.Docx || logged.Xlsx != r.Frozen.Xlsx {
			t.Errorf("the log says %+v, kept was %+v", logged, r.Frozen)
		}

		// Two days later all is different, and what is made again is not.
		p.Advance(48 * time.Hour)
		p.assigned(t, p.commune, day("2020-02-02"), 7, 3)
		var again []report.Rebuilt
		p.MustView(t, func(v *work.View) (err error) {
			again, err = report.Rebuild(t.Context(), v, p.files, r.ID)
			return err
		})
		if len(again) != 3 {
			t.Errorf("%d files", len(again))
		}
		for _, one := range again {
			if !one.Same() {
				t.Errorf("%s was %s and is %s", one.Name, one.Was, one.Now)
			}
		}
		// Both outputs are sound, and the paper says what was frozen.
		paper := p.kept(t, r.Frozen.Docx)
		officetest.Sound(t, "a.docx", paper)
		officetest.Workbook(t, p.kept(t, r.Frozen.Xlsx))
		read, err := source.Read(t.Context(), "a.docx", bytes.NewReader(paper), int64(len(paper)), source.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Join(strings.Fields(read.Text), " ")
		at := 0
		for _, w := range []string{"TỈNH UỶ SÔNG LAM", "-BC/……", "ĐẢNG CỘNG SẢN VIỆT NAM", "BÁO CÁO", "kết quả thực hiện nhiệm vụ quý", "I- KHÁI QUÁT", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "Đảng uỷ xã An Hoà", "Tổng cộng", "45,45% (5/11)", "PHÓ BÍ THƯ"} {
			i := strings.Index(said[at:], w)
			if i < 0 {
				t.Fatalf("%q is not behind what is before it: %.900q", w, said)
			}
			at += i
		}
		if strings.Contains(said, "DỰ THẢO") {
			t.Error("what is frozen says that it is a draft")
		}
	})
}

// What is frozen is not changed; a correction is a report of its own that names every
// difference and why, and there is one of each.
func TestCorrection(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.filled(t)
		r := p.froze(t, p.begun(t, p.commune))
		office := p.as(access.Office, p.commune)
		do := func(f func(u *work.Unit) error) error { return o.Do(ctx, office, f) }
		for name, f := range map[string]func(u *work.Unit) error{
			"change":  func(u *work.Unit) error { return report.Change(ctx, u, r.ID, r.Version, r.Outline) },
			"set":     func(u *work.Unit) error { return report.SetBlock(ctx, u, r.ID, r.Version, r.Blocks[0]) },
			"discard": func(u *work.Unit) error { return report.Discard(ctx, u, r.ID, r.Version) },
			"freeze":  func(u *work.Unit) error { return report.Freeze(ctx, u, p.files, r.ID, r.Version) },
		} {
			if err := do(f); !fault.Is(err, fault.Conflict) {
				t.Errorf("%s what is frozen: %v", name, err)
			}
		}
		if err := do(func(u *work.Unit) error { _, err := report.Correct(ctx, u, r.ID, " "); return err }); !fault.Is(err, fault.Invalid) {
			t.Errorf("a correction without a reason: %v", err)
		}
		var c report.ID
		if err := do(func(u *work.Unit) (err error) {
			c, err = report.Correct(ctx, u, r.ID, "Bỏ sót hai nhiệm vụ")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := do(func(u *work.Unit) error { _, err := report.Correct(ctx, u, r.ID, "Lần nữa"); return err }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a report is corrected twice: %v", err)
		}
		if err := do(func(u *work.Unit) error { return report.Freeze(ctx, u, p.files, c, 1) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a correction of nothing is frozen: %v", err)
		}
		p.assigned(t, p.commune, day("2020-02-02"), 2, 0)
		second := p.froze(t, c)
		f := p.figures(t, second)
		if f.Corrects == nil || f.Corrects.Report != r.ID || f.Corrects.Figures != r.Frozen.Figures || f.Corrects.Reason != "Bỏ sót hai nhiệm vụ" {
			t.Fatalf("what is corrected: %+v", f.Corrects)
		}
		named := map[string]report.Difference{}
		for _, d := range f.Corrects.Changes {
			named[d.Where] = d
		}
		if d := named["Kết quả thực hiện nhiệm vụ: Tổng cộng, chưa hoàn thành, quá hạn"]; d.Was != "3" || d.Is != "5" {
			t.Errorf("the differences are %+v", f.Corrects.Changes)
		}
		if _, ok := named["Kết quả thực hiện nhiệm vụ: Tổng cộng, hoàn thành quá hạn"]; ok {
			t.Error("a number that is the same is named")
		}
		// The first one still is what it was.
		if was := p.found(t, r.ID); *was.Frozen != *r.Frozen {
			t.Errorf("what was frozen is now %+v", was.Frozen)
		}
		o.MustView(t, func(v *work.View) error {
			by, err := report.Corrected(ctx, v, r.ID)
			if err != nil || by == nil || by.ID != c {
				t.Errorf("corrected by %+v, %v", by, err)
			}
			return nil
		})
	})
}

// Blocks are added, set, moved and removed; what their kind does not have is not kept, and
// what is wrong is refused.
func TestBlocks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		id := p.begun(t, p.commune)
		office := p.as(access.Office, p.commune)
		do := func(f func(u *work.Unit, version int64) error) error {
			r := p.found(t, id)
			return o.Do(ctx, office, func(u *work.Unit) error { return f(u, r.Version) })
		}
		n := len(p.found(t, id).Blocks)
		var added string
		if err := do(func(u *work.Unit, v int64) (err error) {
			added, err = report.AddBlock(ctx, u, id, v, report.Tasks)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		set := func(s report.Settings) error {
			return do(func(u *work.Unit, v int64) error {
				return report.SetBlock(ctx, u, id, v, report.Block{ID: added, Kind: report.Narrative, Title: "  Việc   tới hạn ", Settings: s})
			})
		}
		for _, s := range []report.Settings{{}, {Which: "all", Most: 5}, {Which: report.ComingTasks}, {Which: report.ComingTasks, Most: 201}} {
			if err := set(s); !fault.Is(err, fault.Invalid) {
				t.Errorf("settings %+v: %v", s, err)
			}
		}
		if err := set(report.Settings{Which: report.ComingTasks, Most: 5, Words: "thừa", By: report.InTotal}); err != nil {
			t.Error(err)
		}
		if err := do(func(u *work.Unit, v int64) error { return report.MoveBlock(ctx, u, id, v, added, -1000) }); err != nil {
			t.Error(err)
		}
		want := report.Block{ID: added, Kind: report.Tasks, Title: "Việc tới hạn", Settings: report.Settings{Which: report.ComingTasks, Most: 5}}
		if got := p.found(t, id).Blocks; len(got) != n+1 || got[0] != want {
			t.Errorf("the first of %d blocks is %+v", len(got), got[0])
		}
		if err := do(func(u *work.Unit, v int64) error { return report.RemoveBlock(ctx, u, id, v, added) }); err != nil {
			t.Error(err)
		}
		if err := do(func(u *work.Unit, v int64) error { return report.RemoveBlock(ctx, u, id, v, added) }); !fault.Is(err, fault.Unknown) {
			t.Errorf("a block that is gone is removed: %v", err)
		}
		if err := do(func(u *work.Unit, v int64) error { return report.RemoveBlock(ctx, u, id, v-1, added) }); !fault.Is(err, fault.Conflict) {
			t.Errorf("a stale version: %v", err)
		}
		if err := do(func(u *work.Unit, v int64) error { _, err := report.AddBlock(ctx, u, id, v, "map"); return err }); !fault.Is(err, fault.Invalid) {
			t.Errorf("a block of no kind: %v", err)
		}
		wrong := p.outline(t, p.province) // above the body
		if err := do(func(u *work.Unit, v int64) error { return report.Change(ctx, u, id, v, wrong) }); !fault.Is(err, fault.Invalid) {
			t.Errorf("a commune reports on its province: %v", err)
		}
		if err := do(func(u *work.Unit, v int64) error { return report.Discard(ctx, u, id, v) }); err != nil {
			t.Error(err)
		}
	})
}

// A list says how many tasks it does not name.
func TestListedTasks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		ctx := t.Context()
		p.assigned(t, p.commune, day("2020-02-02"), 7, 0)
		id := p.begun(t, p.commune)
		r := p.found(t, id)
		b := r.Blocks[3]
		b.Most = 3
		if err := o.Do(ctx, p.as(access.Head, p.commune), func(u *work.Unit) error { return report.SetBlock(ctx, u, id, r.Version, b) }); err != nil {
			t.Fatal(err)
		}
		got := p.figures(t, p.froze(t, id)).Blocks[3]
		if len(got.Table.Rows) != 3 || len(got.Notes) != 1 || got.Notes[0] != "Còn 4 nhiệm vụ khác không nêu ở đây." {
			t.Errorf("%d rows, %q", len(got.Table.Rows), got.Notes)
		}
	})
}

func (p *place) browser(t *testing.T, role access.Role, b org.ID) *webtest.Client {
	t.Helper()
	who := p.as(role, b)
	site := &web.Site{
		Office: p.Office.Office, Who: func(*http.Request) work.Who { return who }, Log: slog.New(slog.DiscardHandler),
		Problem: func(p web.Problem) templ.Component {
			return templ.Raw("<!doctype html><title>" + p.Kind.String() + "</title>")
		},
		Dress: func(ctx context.Context, v *work.View, r *web.Request) (context.Context, error) {
			return ui.WithShell(ctx, ui.Shell{Today: v.Today, LangAt: "/language", Notices: []ui.Notice{{Text: r.Said()}}}), nil
		},
	}
	return webtest.New(t, site.Handler(report.Capability(report.Deps{Files: p.files}).Routes))
}

func both(t *testing.T, c *webtest.Client, address string) *webtest.Page {
	t.Helper()
	c.SetLang(text.English)
	en := c.Get(address).Want(http.StatusOK)
	c.SetLang(text.Vietnamese)
	vi := c.Get(address).Want(http.StatusOK)
	for _, f := range append(webtest.Faults(vi.Body), webtest.Faults(en.Body)...) {
		t.Errorf("%s: %s", address, f)
	}
	for _, same := range webtest.Untranslated(vi, en) {
		t.Errorf("%s: %q is the same in both languages", address, same)
	}
	return vi
}

// An office makes a report by its pages alone: begins, writes, moves, looks, freezes,
// corrects; and nobody else sees it before it is frozen.
func TestPages(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		p.filled(t)
		c := p.browser(t, access.Office, p.commune)
		both(t, c, "/reports")
		page := both(t, c, "/reports/new?kind=year")
		if page.Submit("main form", "from", "hôm qua").Want(http.StatusUnprocessableEntity).Value("title") == "" {
			t.Error("what was typed is lost")
		}
		page = page.Submit("main form", "post", "Bí thư").Want(http.StatusOK)
		if page.Find(".report-paper table").Length() < 2 {
			t.Error("the paper is not there")
		}
		at := page.Find("form[action$='/discard']").AttrOr("action", "")
		at = strings.TrimSuffix(at, "/discard")
		both(t, c, at)

		narrative := page.Find(".report-outline a:contains('Hạn chế')").AttrOr("href", "")
		block := both(t, c, strings.TrimSuffix(narrative, "#settings"))
		settings := block.Find(".report-settings form").First()
		shown := c.Send(at+"/preview", webtest.Filled(settings)).Want(http.StatusOK)
		if strings.Contains(string(shown.Body), "Còn chậm") {
			t.Error("the preview says what nobody typed")
		}
		typed := webtest.Filled(settings)
		typed.Set("words", "Còn chậm ở khâu giải ngân.")
		if shown = c.Send(at+"/preview", typed).Want(http.StatusOK); !strings.Contains(string(shown.Body), "Còn chậm ở khâu giải ngân.") || shown.Has("html") && shown.Has("nav") {
			t.Errorf("the preview: %.300s", shown.Body)
		}
		if strings.Contains(string(c.Get(at).Body), "Còn chậm") {
			t.Error("the preview was kept")
		}
		block.Submit(".report-settings form", "words", "Còn chậm ở khâu giải ngân.").Want(http.StatusOK)
		if !strings.Contains(string(c.Get(at).Body), "Còn chậm") {
			t.Error("what was saved is not on the paper")
		}

		province := p.browser(t, access.Office, p.province)
		province.Get(at).Want(http.StatusNotFound)
		p.browser(t, access.Specialist, p.commune).Get(at).Want(http.StatusNotFound)
		both(t, c, at+"/freeze").Submit("main form").Want(http.StatusOK)
		both(t, c, at)
		province.Get(at).Want(http.StatusOK)
		p.browser(t, access.Specialist, p.commune).Get(at).Want(http.StatusOK)
		p.browser(t, access.Head, p.other).Get(at).Want(http.StatusNotFound)
		if !both(t, province, "/reports?part=below").Has("a[href='" + at + "']") {
			t.Error("the level above does not find what was frozen")
		}
		if both(t, province, at+"/rebuild").Find(".tag").Length() != 3 {
			t.Error("the comparison names not all files")
		}
		province.Get(at + "/correct").Want(http.StatusForbidden)
		if !c.Get(at).Has("a[href='"+at+"/correct']") || province.Get(at).Has("a[href$='/correct']") {
			t.Error("the page does not lead to its correction, or leads there who may not")
		}
		fix := both(t, c, at+"/correct")
		fix.Submit("main form", "reason", "").Want(http.StatusUnprocessableEntity)
		fix.Submit("main form", "reason", "Ghi nhầm").Want(http.StatusOK)
		for _, file := range []string{"/report.docx", "/report.xlsx"} {
			if len(c.Get(at+file).Want(http.StatusOK).Body) < 1000 {
				t.Errorf("%s is empty", file)
			}
		}
	})
}
