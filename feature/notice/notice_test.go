package notice_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"path/filepath"
	"regexp"
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
	"quyet/base/mail"
	"quyet/base/mailtest"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/factor"
	"quyet/feature/notice"
	"quyet/feature/org"
	"quyet/feature/rule"
	"quyet/feature/search"
	"quyet/feature/task"
)

var schema = []fs.FS{rule.Schema, org.Schema, account.Schema, factor.Schema, audit.Schema, search.Schema, task.Schema, notice.Schema}

// An office with a province, a department and two communes, people at each, a
// mail server, and the log being sealed.
type office struct {
	*dbtest.Office
	keeper *audit.Keeper
	server *mailtest.Server
	post   notice.Post

	province, department, commune org.ID
	people                        map[string]account.ID // by what they are: "province.office"
}

func begin(t *testing.T, o *dbtest.Office) *office {
	t.Helper()
	ctx := t.Context()
	s := &office{Office: o, keeper: audit.NewKeeper(filepath.Join(t.TempDir(), "keys", "log.key")), server: mailtest.Start(t, true), people: map[string]account.ID{}}
	sender, err := mail.New(mail.Config{Server: "smtp://" + s.server.Address, From: "Quyết <quyet@example.vn>"})
	if err != nil {
		t.Fatal(err)
	}
	s.post = notice.Post{Sender: sender, Origin: &url.URL{Scheme: "https", Host: "quyet.example.vn"}, Log: slog.New(slog.DiscardHandler)}
	password, err := account.Choose(ctx, "từ nghị quyết đến kết quả")
	if err != nil {
		t.Fatal(err)
	}
	o.MustDo(t, func(u *work.Unit) (err error) {
		establish := func(code, name string, kind org.Kind, tier org.Tier, above org.ID) org.ID {
			b, wrong := org.Establish(ctx, u, org.NewBody{Code: code, Name: name, Kind: kind, Tier: tier, Line: org.Party, Superior: above}, civil.MustParse("2025-07-01"), org.Act{Symbol: "01-QĐ/TU", On: civil.MustParse("2025-06-12")})
			err = errors.Join(err, wrong)
			return b
		}
		s.province = establish("P", "Tỉnh uỷ Sông Đông", org.Committee, org.Province, "")
		s.department = establish("D", "Ban Tổ chức Tỉnh uỷ", org.Committee, org.Province, s.province)
		s.commune = establish("C", "Đảng uỷ xã Bắc Hà", org.Committee, org.Commune, s.province)
		return err
	})
	for i, at := range []struct {
		name string
		body org.ID
	}{{"province", s.province}, {"department", s.department}, {"commune", s.commune}} {
		for j, role := range []access.Role{access.Office, access.Head, access.Specialist, access.Inspector} {
			s.person(t, fmt.Sprintf("%s.%s", at.name, role), fmt.Sprintf("tk.%d%d", i, j), password, at.body, role)
		}
	}
	s.person(t, "commune.second", "tk.second", password, s.commune, access.Office)
	s.gather(t) // so that what was done before is no news
	return s
}

func (s *office) person(t *testing.T, name, login string, password account.Password, body org.ID, role access.Role) {
	t.Helper()
	s.MustDo(t, func(u *work.Unit) error {
		a, err := account.Create(t.Context(), u, account.NewAccount{Login: login, Name: "Người " + login, Password: password})
		if err != nil {
			return err
		}
		s.people[name] = a
		_, err = account.GrantRole(t.Context(), u, account.NewGrant{Account: a, Role: role, Scope: body.Scope(), Interval: civil.Since(civil.MustParse("2026-01-01"))})
		return err
	})
}

// as is a person in the first of their posts, who has just proved who they are.
func (s *office) as(name string) work.Who {
	return func(ctx context.Context, v *work.View) (access.Actor, error) {
		system := *v
		system.Actor = access.System("test")
		actors, err := account.Acting(ctx, &system, []account.ID{s.people[name]})
		a := actors[s.people[name]]
		a.ProvedUntil = v.Now.Add(time.Hour)
		return a, err
	}
}

func (s *office) do(t *testing.T, name string, fn func(u *work.Unit) error) {
	t.Helper()
	if err := s.Do(t.Context(), s.as(name), fn); err != nil {
		t.Fatal(err)
	}
}

// gather seals what was done and notes whom to tell.
func (s *office) gather(t *testing.T) {
	t.Helper()
	if err := s.keeper.Seal(t.Context(), s.Office.Office); err != nil {
		t.Fatal(err)
	}
	if err := notice.Gather(t.Context(), s.Office.Office); err != nil {
		t.Fatal(err)
	}
}

// deliver sends what is due and returns what has come.
func (s *office) deliver(t *testing.T) []mailtest.Letter {
	t.Helper()
	if err := s.post.Deliver(t.Context(), s.Office.Office); err != nil {
		t.Fatal(err)
	}
	return s.server.Letters()
}

// assign gives n tasks of the province to a lead.
func (s *office) assign(t *testing.T, lead org.ID, n int) (ids []task.ID) {
	t.Helper()
	s.do(t, "province.office", func(u *work.Unit) (err error) {
		ids, err = task.AssignMany(t.Context(), u, s.tasks(lead, n, u.Today))
		return err
	})
	return ids
}

func (s *office) tasks(lead org.ID, n int, day civil.Date) []task.New {
	all := make([]task.New, n)
	for i := range all {
		all[i] = task.New{Text: fmt.Sprintf("Xây dựng kế hoạch số %d", i+1), Deliverable: "Kế hoạch", Issuer: s.province, Lead: lead, Due: day.AddDays(60)}
	}
	return all
}

// inbox returns what a person sees: "2 nhiệm vụ mới được giao".
func (s *office) inbox(t *testing.T, name string) (titles []string) {
	t.Helper()
	if err := s.View(t.Context(), s.as(name), func(v *work.View) error {
		items, _, err := notice.Inbox(t.Context(), v, notice.Cursor{})
		for _, i := range items {
			if i.Gone() {
				titles = append(titles, "gone")
			} else {
				titles = append(titles, i.Title(t.Context()))
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return titles
}

func (s *office) want(t *testing.T, name string, titles ...string) {
	t.Helper()
	if got := s.inbox(t, name); !slices.Equal(got, titles) {
		t.Errorf("%s is told %q, want %q", name, got, titles)
	}
}

var linkIn = regexp.MustCompile(`/notices/settings/confirm/(\S+)`)

// reach gives a person a confirmed address, and returns it.
func (s *office) reach(t *testing.T, name string) string {
	t.Helper()
	address := name + "@example.vn"
	s.do(t, name, func(u *work.Unit) error { return notice.AskAddress(t.Context(), u, address) })
	letters := s.deliver(t)
	i := slices.IndexFunc(letters, func(l mailtest.Letter) bool { return l.To == address })
	if i < 0 {
		t.Fatalf("no letter to %s: %v", address, letters)
	}
	link := linkIn.FindStringSubmatch(letters[i].Text)
	s.do(t, name, func(u *work.Unit) error {
		got, err := notice.Confirm(t.Context(), u, notice.Token(link[1]))
		if got != address {
			t.Errorf("confirmed %q", got)
		}
		return err
	})
	return address
}

// wish sets how a person is told.
func (s *office) wish(t *testing.T, name string, change func(p *notice.Person)) {
	t.Helper()
	s.do(t, name, func(u *work.Unit) error {
		p, err := notice.WishesOf(t.Context(), &u.View)
		if err != nil {
			return err
		}
		how := map[notice.Class]notice.How{}
		for _, c := range notice.Classes() {
			how[c] = p.Of(c)
		}
		p.How = how
		change(&p)
		return notice.Choose(t.Context(), u, p)
	})
}

// at sets the clock to a time of the office's day.
func (s *office) at(day, clock string) {
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, s.Zone)
	if err != nil {
		panic(err)
	}
	s.Set(at)
}

// Whoever holds the right at the body concerned is told, and nobody else: not
// who did it, not the inspection, not the bodies beside.
func TestWhoIsTold(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		s.do(t, "province.office", func(u *work.Unit) error {
			n := s.tasks(s.commune, 1, u.Today)
			n[0].Coordinators = []org.ID{s.department}
			_, err := task.AssignNew(ctx, u, n[0])
			return err
		})
		s.gather(t)
		const given = "Nhiệm vụ mới được giao"
		for name, want := range map[string][]string{
			"commune.office": {given}, "commune.head": {given}, "commune.second": {given}, "commune.specialist": nil, "commune.inspector": nil,
			"department.office": {given}, "department.specialist": {given}, "department.inspector": nil, "province.office": nil, "province.head": nil,
		} {
			s.want(t, name, want...)
		}
		var id task.ID
		s.MustView(t, func(v *work.View) error {
			l, err := task.Find(ctx, v, task.Filter{Lead: s.commune})
			id = l.Tasks[0].ID
			return err
		})
		steps := []struct {
			by   string
			do   func(u *work.Unit) error
			told string
			want string
		}{
			{"commune.office", func(u *work.Unit) error { return task.Accept(ctx, u, task.Ref{ID: id}, "") }, "province.head", "Nhiệm vụ đã được tiếp nhận"},
			{"commune.specialist", func(u *work.Unit) error {
				causes, err := task.Causes(ctx, &u.View)
				if err != nil {
					return err
				}
				return task.RequestExtension(ctx, u, task.Ref{ID: id}, u.Today.AddDays(90), causes[0].Code, "Chờ hướng dẫn")
			}, "province.office", "Đề nghị gia hạn chờ trả lời"},
			{"province.head", func(u *work.Unit) error {
				return task.GrantExtension(ctx, u, task.Ref{ID: id}, civil.Date{}, "")
			}, "commune.specialist", "Đã được gia hạn"},
			{"commune.office", func(u *work.Unit) error {
				return task.Submit(ctx, u, task.Ref{ID: id}, task.Report{Note: "Đã ban hành"})
			}, "province.office", "Kết quả chờ xác nhận"},
			{"province.office", func(u *work.Unit) error { return task.Reject(ctx, u, task.Ref{ID: id}, "Thiếu phụ lục") }, "commune.office", "Kết quả bị trả lại, cần làm tiếp"},
			{"province.head", func(u *work.Unit) error {
				return task.Suspend(ctx, u, task.Ref{ID: id}, "Chờ quyết định")
			}, "commune.second", "Nhiệm vụ tạm dừng"},
		}
		for _, step := range steps {
			o.Advance(5 * time.Minute)
			s.do(t, step.by, step.do)
			before := s.inbox(t, step.by)
			s.gather(t)
			if got := s.inbox(t, step.told); len(got) == 0 || got[0] != step.want {
				t.Errorf("%s is told %q, want %q first", step.told, got, step.want)
			}
			if after := s.inbox(t, step.by); !slices.Equal(before, after) {
				t.Errorf("%s is told of what they did themselves: %q", step.by, after)
			}
			if got := s.inbox(t, "commune.inspector"); got != nil {
				t.Errorf("the inspection is told %q", got)
			}
		}
	})
}

// A draft tells nobody; given later it tells as any other does.
func TestADraftTellsNobody(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		var id task.ID
		n := s.tasks(s.commune, 1, civil.MustParse("2026-11-20"))[0]
		s.do(t, "province.office", func(u *work.Unit) (err error) {
			id, err = task.NewDraft(ctx, u, n)
			return err
		})
		s.gather(t)
		s.want(t, "commune.office")
		s.do(t, "province.office", func(u *work.Unit) error { return task.Assign(ctx, u, task.Ref{ID: id}, n) })
		s.gather(t)
		s.want(t, "commune.office", "Nhiệm vụ mới được giao")
	})
}

// What many events of one deed tell is one notice and one letter, which names
// the first few and counts them all; more than one unit of reading looks at.
func TestManyAtOnce(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := begin(t, o)
		address := s.reach(t, "commune.office")
		s.assign(t, s.commune, 4321)
		s.gather(t)
		s.want(t, "commune.office", "4321 nhiệm vụ mới được giao")
		if got := s.deliver(t); len(got) != 0 {
			t.Errorf("sent before it has settled: %q", got[0].Subject)
		}
		o.Advance(2 * time.Minute)
		got := s.deliver(t)
		if len(got) != 1 || got[0].To != address || got[0].Subject != "4321 nhiệm vụ mới được giao" {
			t.Fatalf("%d letters: %+v", len(got), got)
		}
		if !strings.Contains(got[0].Text, "Xây dựng kế hoạch số 1 (hạn ") || !strings.Contains(got[0].Text, "và 4316 việc khác") || strings.Count(got[0].Text, "https://quyet.example.vn/tasks/") != 5 {
			t.Errorf("the letter says\n%s", got[0].Text)
		}
		if again := s.deliver(t); len(again) != 0 {
			t.Errorf("sent again: %+v", again)
		}
	})
}

// Whatever order gathering, sealing and restarts come in, and however many
// instances there are, everything is told once.
func TestNothingLostNothingTwice(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		var working, gathering sync.WaitGroup
		done := make(chan struct{})
		for range 2 {
			gathering.Go(func() {
				for {
					if err := errors.Join(s.keeper.Seal(ctx, o.Office), notice.Gather(ctx, o.Office)); err != nil {
						t.Error(err)
					}
					select {
					case <-done:
						return
					default:
					}
				}
			})
		}
		const each = 12
		for w := range 3 {
			working.Go(func() {
				for range each {
					who := []string{"province.office", "province.head", "province.office"}[w]
					if err := s.Do(ctx, s.as(who), func(u *work.Unit) error {
						_, err := task.AssignMany(ctx, u, s.tasks(s.commune, 3, u.Today))
						return err
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		working.Wait()
		close(done)
		gathering.Wait()
		s.gather(t)
		var told, tasks int64
		s.MustView(t, func(v *work.View) error {
			return errors.Join(v.One(ctx, db.Built("notice.test", `SELECT count(*) FROM notice_task`), nil, &told),
				v.One(ctx, db.Built("notice.test", `SELECT count(DISTINCT task_id) FROM notice_task`), nil, &tasks))
		})
		if told != 3*3*each || tasks != told {
			t.Errorf("%d tasks were told %d times, want %d once", tasks, told, 3*3*each)
		}
	})
}

// Between the deed and the letter somebody loses the right, is disabled, or
// takes the address away: nothing goes out, and the page shows nothing of it.
func TestWhoLosesTheRight(t *testing.T) {
	lose := map[string]struct {
		how  func(t *testing.T, s *office)
		page []string // what the person still sees
	}{
		"revoked": {func(t *testing.T, s *office) {
			s.MustDo(t, func(u *work.Unit) error {
				a, err := account.Find(t.Context(), &u.View, s.people["commune.office"])
				if err != nil {
					return err
				}
				return account.Revoke(t.Context(), u, a.Grants[0].ID)
			})
			s.Advance(24 * time.Hour)
		}, nil},
		"disabled": {func(t *testing.T, s *office) {
			s.MustDo(t, func(u *work.Unit) error { return account.Disable(t.Context(), u, s.people["commune.office"]) })
		}, nil},
		"wants no mail": {func(t *testing.T, s *office) {
			s.wish(t, "commune.office", func(p *notice.Person) { p.How[notice.Given] = notice.Never })
		}, []string{"3 nhiệm vụ mới được giao"}},
		"no address": {func(t *testing.T, s *office) {
			s.do(t, "commune.office", func(u *work.Unit) error { return notice.DropAddress(t.Context(), u) })
		}, []string{"3 nhiệm vụ mới được giao"}},
		"nothing": {func(*testing.T, *office) {}, []string{"3 nhiệm vụ mới được giao"}},
	}
	for name, way := range lose {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
				s := begin(t, o)
				s.at("2026-11-26", "09:00")
				s.reach(t, "commune.office")
				s.assign(t, s.commune, 3)
				s.gather(t)
				o.Advance(5 * time.Minute)
				way.how(t, s)
				letters := 0
				if name == "nothing" {
					letters = 1
				}
				if got := s.deliver(t); len(got) != letters {
					t.Errorf("%d letters, want %d: %+v", len(got), letters, got)
				}
				if s.people["commune.office"] != "" && name != "disabled" {
					s.want(t, "commune.office", way.page...)
				}
			})
		})
	}
}

// Of a task that left the sight of the coordinating body only that is gone; the
// notice of the one that stayed is still there.
func TestNoLongerCoordinating(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		s.at("2026-11-26", "09:00")
		s.reach(t, "department.specialist")
		var ids []task.ID
		s.do(t, "province.office", func(u *work.Unit) (err error) {
			all := s.tasks(s.commune, 2, u.Today)
			all[0].Coordinators, all[1].Coordinators = []org.ID{s.department}, []org.ID{s.department}
			ids, err = task.AssignMany(ctx, u, all)
			return err
		})
		s.gather(t)
		s.want(t, "department.specialist", "2 nhiệm vụ mới được giao")
		o.Advance(5 * time.Minute)
		s.do(t, "province.office", func(u *work.Unit) error { return task.Coordinate(ctx, u, task.Ref{ID: ids[0]}, nil) })
		got := s.deliver(t)
		if len(got) != 1 || strings.Contains(got[0].Text, "kế hoạch số 1") || !strings.Contains(got[0].Text, "kế hoạch số 2") || got[0].Subject != "Nhiệm vụ mới được giao: Xây dựng kế hoạch số 2" {
			t.Errorf("%+v", got)
		}
		s.do(t, "province.office", func(u *work.Unit) error { return task.Coordinate(ctx, u, task.Ref{ID: ids[1]}, nil) })
		s.want(t, "department.specialist", "gone")
	})
}

// In quiet hours, here over midnight, nothing is sent; afterwards everything in
// one letter, each thing once.
func TestQuietHoursAndDigests(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := begin(t, o)
		s.at("2026-11-26", "15:00") // a Thursday
		s.reach(t, "commune.office")
		s.reach(t, "commune.head")
		s.reach(t, "commune.second")
		s.wish(t, "commune.office", func(p *notice.Person) { p.Quiet = notice.Quiet{From: 21 * 60, Until: 6*60 + 30} })
		s.wish(t, "commune.head", func(p *notice.Person) {
			p.Quiet = notice.Quiet{}
			p.How[notice.Given] = notice.Daily
			p.Lang = text.English
		})
		s.wish(t, "commune.second", func(p *notice.Person) { p.Quiet = notice.Quiet{}; p.How[notice.Given] = notice.Weekly })
		var sent []string
		step := func(day, clock string) {
			t.Helper()
			s.at(day, clock)
			for _, l := range s.deliver(t) {
				sent = append(sent, fmt.Sprintf("%s %s %s: %s", day, clock, strings.TrimSuffix(l.To, "@example.vn"), l.Subject))
				seen := map[string]bool{}
				for _, link := range regexp.MustCompile(`/tasks/\S+`).FindAllString(l.Text, -1) {
					if seen[link] {
						t.Errorf("%s stands twice in\n%s", link, l.Text)
					}
					seen[link] = true
				}
			}
		}
		s.at("2026-11-26", "20:57")
		s.assign(t, s.commune, 2)
		s.gather(t)
		step("2026-11-26", "20:58")
		step("2026-11-26", "21:00")
		s.at("2026-11-26", "23:59")
		s.assign(t, s.commune, 1)
		s.gather(t)
		step("2026-11-27", "00:05")
		step("2026-11-27", "06:29")
		step("2026-11-27", "06:30")
		step("2026-11-27", "07:29")
		step("2026-11-27", "07:31")
		step("2026-11-28", "07:31")
		step("2026-11-30", "07:29")
		step("2026-11-30", "07:31")
		want := []string{
			"2026-11-27 06:30 commune.office: 2 thông báo về nhiệm vụ",
			"2026-11-27 07:31 commune.head: 2 notices about tasks",
			"2026-11-30 07:31 commune.second: 2 thông báo về nhiệm vụ",
		}
		if !slices.Equal(sent, want) {
			t.Errorf("sent\n%s\nwant\n%s", strings.Join(sent, "\n"), strings.Join(want, "\n"))
		}
	})
}

// A deputy is told in the post in which they stand in, and no longer than that.
func TestADeputyIsTold(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		s.at("2026-11-26", "09:00")
		s.reach(t, "department.office")
		var deputising account.DeputyID
		o.MustDo(t, func(u *work.Unit) (err error) {
			deputising, err = account.NameDeputy(ctx, u, account.NewDeputy{For: s.people["commune.head"], Body: s.commune, Account: s.people["department.office"], Interval: civil.Interval{From: u.Today, Until: u.Today.AddDays(3)}})
			return err
		})
		s.assign(t, s.commune, 2)
		s.gather(t)
		s.want(t, "department.office") // in their own post: nothing
		if err := o.View(ctx, s.as("department.office"), func(v *work.View) error {
			n, err := notice.Elsewhere(ctx, v)
			if n != 1 {
				t.Errorf("%d unread in the other post", n)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		o.Advance(5 * time.Minute)
		if got := s.deliver(t); len(got) != 1 {
			t.Errorf("%d letters to the deputy", len(got))
		}
		s.assign(t, s.commune, 1)
		s.gather(t)
		o.MustDo(t, func(u *work.Unit) error { return account.EndDeputy(ctx, u, deputising) })
		o.Advance(5 * time.Minute)
		if got := s.deliver(t); len(got) != 0 {
			t.Errorf("%d letters when it is over", len(got))
		}
	})
}

// A server that is away is tried again, ever more seldom; what it refuses for
// good, or for too long, is given up and shown, and can be sent again.
func TestRetries(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		s.at("2026-11-26", "09:00")
		full, gone := s.reach(t, "commune.office"), s.reach(t, "commune.head")
		for _, name := range []string{"commune.office", "commune.head"} {
			s.wish(t, name, func(p *notice.Person) { p.Quiet = notice.Quiet{} })
		}
		s.server.Refuse(full, 452)
		s.server.Refuse(gone, 550)
		s.assign(t, s.commune, 1)
		s.gather(t)
		o.Advance(3 * time.Minute)
		queue := func() (q notice.Queue) {
			o.MustView(t, func(v *work.View) (err error) {
				q, err = notice.QueueOf(ctx, v)
				return err
			})
			return q
		}
		s.deliver(t)
		if q := queue(); len(q.Failed) != 1 || q.Failed[0].Account != s.people["commune.head"] || q.Waiting != 1 || strings.Contains(q.Failed[0].Trouble, gone) || !strings.Contains(q.Failed[0].Trouble, "550") {
			t.Fatalf("%+v", q)
		}
		hours := 0
		for ; queue().Waiting > 0 && hours < 200; hours++ {
			o.Advance(time.Hour)
			s.deliver(t)
		}
		if hours < 40 || hours > 60 {
			t.Errorf("given up after %d hours", hours)
		}
		s.server.Refuse(full, 0)
		s.server.Refuse(gone, 0)
		for _, f := range queue().Failed {
			o.MustDo(t, func(u *work.Unit) error { return notice.SendAgain(ctx, u, f.ID) })
		}
		if got := s.deliver(t); len(got) != 2 {
			t.Errorf("%d letters when the server is well again", len(got))
		}
		if q := queue(); len(q.Failed)+int(q.Waiting) != 0 {
			t.Errorf("%+v", q)
		}
	})
}

// Several instances deliver at once: each letter arrives once.
func TestInstancesDeliverTogether(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := begin(t, o)
		s.at("2026-11-26", "09:00")
		names := []string{"commune.office", "commune.head", "commune.second", "department.office", "department.head"}
		for _, name := range names {
			s.reach(t, name)
		}
		s.assign(t, s.commune, 3)
		s.assign(t, s.department, 3)
		s.gather(t)
		o.Advance(5 * time.Minute)
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() {
				if err := s.post.Deliver(t.Context(), o.Office); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		to := map[string]int{}
		for _, l := range s.server.Letters() {
			to[l.To]++
		}
		for _, name := range names {
			if to[name+"@example.vn"] != 1 {
				t.Errorf("%s got %d letters", name, to[name+"@example.vn"])
			}
		}
	})
}

// The program dies after the server took the letter and before that was noted:
// the letter comes again under the same name.
func TestDeathBetweenWordAndNote(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := begin(t, o)
		s.at("2026-11-26", "09:00")
		s.reach(t, "commune.office")
		s.assign(t, s.commune, 1)
		s.gather(t)
		o.Advance(5 * time.Minute)
		first := s.deliver(t)
		if err := o.DB.Script(t.Context(), `UPDATE notice_mail SET outcome = '', ended_at = 0 WHERE kind = 'notices';`); err != nil {
			t.Fatal(err)
		}
		o.Advance(4 * time.Minute)
		if got := s.deliver(t); len(got) != 0 {
			t.Errorf("sent again while the one who has it may still be at it")
		}
		o.Advance(2 * time.Minute)
		again := s.deliver(t)
		if len(first) != 1 || len(again) != 1 || first[0].Header.Get("Message-Id") != again[0].Header.Get("Message-Id") {
			t.Errorf("%d and %d letters", len(first), len(again))
		}
	})
}

// An address is used when its owner has opened the link that was sent there:
// within a day, once, signed in as the one who asked.
func TestConfirmingAnAddress(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		ask := func(address string) error {
			return o.Do(ctx, s.as("commune.office"), func(u *work.Unit) error { return notice.AskAddress(ctx, u, address) })
		}
		if err := ask("không phải địa chỉ"); !fault.Is(err, fault.Invalid) {
			t.Errorf("no address: %v", err)
		}
		unproven := func(ctx context.Context, v *work.View) (access.Actor, error) {
			a, err := s.as("commune.office")(ctx, v)
			a.ProvedUntil = time.Time{}
			return a, err
		}
		if err := o.Do(ctx, unproven, func(u *work.Unit) error { return notice.AskAddress(ctx, u, "a@b.vn") }); !fault.Is(err, fault.Unproven) {
			t.Errorf("without a proof: %v", err)
		}
		less := func(ctx context.Context, v *work.View) (access.Actor, error) {
			return access.Actor{Account: string(s.people["commune.office"]), Unproven: true, ProvedUntil: v.Now.Add(time.Hour)}, nil
		}
		if err := o.Do(ctx, less, func(u *work.Unit) error { return notice.AskAddress(ctx, u, "a@b.vn") }); !fault.Is(err, fault.Unproven) {
			t.Errorf("of one who has proved less than they must: %v", err)
		}
		if err := ask("a@b.vn"); err != nil {
			t.Fatal(err)
		}
		if err := ask("c@d.vn"); !fault.Is(err, fault.Invalid) {
			t.Errorf("a second one at once: %v", err)
		}
		letters := s.deliver(t)
		if len(letters) != 1 || letters[0].To != "a@b.vn" {
			t.Fatalf("%+v", letters)
		}
		s.assign(t, s.commune, 1)
		s.gather(t)
		o.Advance(5 * time.Minute)
		if got := s.deliver(t); len(got) != 0 {
			t.Error("written to an address that nobody has confirmed")
		}
		token := notice.Token(linkIn.FindStringSubmatch(letters[0].Text)[1])
		confirm := func(name string, t notice.Token) error {
			return o.Do(ctx, s.as(name), func(u *work.Unit) error { _, err := notice.Confirm(ctx, u, t); return err })
		}
		for what, err := range map[string]error{"somebody else": confirm("commune.head", token), "another link": confirm("commune.office", token+"x"), "none": confirm("commune.office", "")} {
			if !fault.Is(err, fault.Unknown) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if err := confirm("commune.office", token); err != nil {
			t.Fatal(err)
		}
		if err := confirm("commune.office", token); !fault.Is(err, fault.Unknown) {
			t.Errorf("used again: %v", err)
		}
		o.Advance(time.Hour)
		if err := ask("e@f.vn"); err != nil {
			t.Fatal(err)
		}
		late := notice.Token(linkIn.FindStringSubmatch(s.deliver(t)[0].Text)[1])
		o.Advance(25 * time.Hour)
		if err := confirm("commune.office", late); !fault.Is(err, fault.Unknown) {
			t.Errorf("after a day: %v", err)
		}
		if err := o.View(ctx, s.as("commune.office"), func(v *work.View) error {
			p, err := notice.WishesOf(ctx, v)
			if p.Address != "a@b.vn" {
				t.Errorf("the address in use is %q", p.Address)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// Reading marks what is one's own, in the post one acts in.
func TestReading(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		for range 3 {
			s.assign(t, s.commune, 1)
			o.Advance(10 * time.Minute)
		}
		s.gather(t)
		unread := func(name string) (n int) {
			if err := o.View(ctx, s.as(name), func(v *work.View) (err error) {
				n, err = notice.Unread(ctx, v)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return n
		}
		var first notice.ID
		if err := o.View(ctx, s.as("commune.office"), func(v *work.View) error {
			items, _, err := notice.Inbox(ctx, v, notice.Cursor{})
			first = items[0].ID
			return err
		}); err != nil {
			t.Fatal(err)
		}
		s.do(t, "commune.office", func(u *work.Unit) error { return notice.MarkRead(ctx, u, first) })
		s.do(t, "department.office", func(u *work.Unit) error { return notice.MarkAllRead(ctx, u) })
		if a, b := unread("commune.office"), unread("commune.head"); a != 2 || b != 3 {
			t.Errorf("unread: %d and %d", a, b)
		}
		s.do(t, "commune.office", func(u *work.Unit) error { return notice.MarkAllRead(ctx, u) })
		if a, b := unread("commune.office"), unread("commune.head"); a != 0 || b != 3 {
			t.Errorf("unread: %d and %d", a, b)
		}
		if err := o.View(ctx, s.as("department.office"), func(v *work.View) error {
			_, err := notice.Open(ctx, v, first)
			if !fault.Is(err, fault.Unknown) {
				t.Errorf("the notice of somebody else: %v", err)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// What was told is forgotten after a year; an account that is erased leaves
// nothing behind.
func TestForgetting(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		ctx := t.Context()
		s := begin(t, o)
		s.reach(t, "commune.office")
		s.assign(t, s.commune, 3)
		s.gather(t)
		count := func(table string) (n int64) {
			o.MustView(t, func(v *work.View) error {
				return v.One(ctx, db.Built("notice.test", `SELECT count(*) FROM `+table), nil, &n)
			})
			return n
		}
		before := count("notice")
		o.Subscribers = append(o.Subscribers, notice.Capability(notice.Post{}).Subscribers...)
		o.MustDo(t, func(u *work.Unit) error {
			a, err := account.Find(ctx, &u.View, s.people["commune.office"])
			if err != nil {
				return err
			}
			return errors.Join(account.Revoke(ctx, u, a.Grants[0].ID), account.Erase(ctx, u, a.ID))
		})
		if count("notice_person")+count("notice_choice")+count("notice_mail") != 0 || count("notice") != before-1 {
			t.Errorf("something of the erased one is left: %d of %d notices", count("notice"), before)
		}
		o.Advance(400 * 24 * time.Hour)
		if err := notice.Sweep(ctx, o.Office); err != nil {
			t.Fatal(err)
		}
		if count("notice")+count("notice_matter")+count("notice_task") != 0 {
			t.Error("what was told more than a year ago is still there")
		}
	})
}

// A room is a made-up sort of thing: of each identifier there is one, asked of one body
// by another.
var (
	roomSort = &notice.Sort{Several: func(_ context.Context, v *work.View, ids []string) (map[string]notice.Thing, error) {
		out := map[string]notice.Thing{}
		for _, r := range ids {
			owes, _, ok := strings.Cut(r, "/")
			t := notice.Thing{
				Title: "Phòng " + r, Address: "/rooms/" + r, Body: org.ID(owes), Draft: strings.HasSuffix(r, "draft"),
				Sides: map[notice.Side][]org.ID{notice.Lead: {org.ID(owes)}}, Seen: func(a access.Actor) bool { return a.May(task.CanSee, access.Scope(owes)) },
			}
			if ok && t.Seen(v.Actor) {
				out[r] = t
			}
		}
		return out, nil
	}}
	_ = roomSort.Of(notice.Kind{Event: "room.asked", Class: notice.Given, Tell: []notice.Recipient{{Side: notice.Lead, Can: task.CanAccept}}, One: text.New("Phòng được giao", "A room"), Many: text.New("%d phòng được giao", "%d rooms")})
)

// Things other than tasks are told of as tasks are: to who holds the right on the body
// of a side, several at once as one matter, a draft to nobody; tasks in the same
// stretch of the log are not mixed up with them, and who may see one no more sees
// nothing of it.
func TestOtherThingsThanTasks(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		s := begin(t, o)
		asked := func(rooms ...string) {
			s.do(t, "province.office", func(u *work.Unit) error {
				var events []work.Event
				var details []any
				for _, r := range rooms {
					events, details = append(events, work.Event{Kind: "room.asked", Subject: r, First: true}), append(details, map[string]string{"note": "Đến 17 giờ"})
				}
				if _, err := task.AssignNew(t.Context(), u, s.tasks(s.commune, 1, u.Today)[0]); err != nil {
					return err
				}
				return u.RecordMany(t.Context(), events, details)
			})
			s.gather(t)
		}
		of := string(s.commune)
		asked(of+"/1", of+"/2", of+"/draft", string(s.department)+"/3", "none")
		s.want(t, "commune.office", "2 phòng được giao", "Nhiệm vụ mới được giao")
		s.want(t, "department.office", "Phòng được giao")
		s.want(t, "commune.inspector")
		s.want(t, "province.office")
		if err := s.View(t.Context(), s.as("commune.office"), func(v *work.View) error {
			items, _, err := notice.Inbox(t.Context(), v, notice.Cursor{})
			if err != nil {
				return err
			}
			for _, i := range items {
				if len(i.Things) != 2 {
					continue
				}
				for n, th := range i.Things {
					if want := fmt.Sprintf("/rooms/%s/%d", of, n+1); th.Address != want || th.Words != "Đến 17 giờ" {
						t.Errorf("the %d. is %+v, want %s", n+1, th, want)
					}
				}
				whole, err := notice.Open(t.Context(), v, i.ID)
				if err != nil || whole.Count != 2 {
					t.Errorf("opened: %+v, %v", whole, err)
				}
				return nil
			}
			t.Errorf("no matter of two rooms in %+v", items)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}
