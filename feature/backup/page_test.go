package backup

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"quyet/base/dbtest"
	"quyet/base/text"
	"quyet/base/vault"
	"quyet/base/webtest"
)

// The page says in words how things stand and what is to be done, in both
// languages.
func TestPage(t *testing.T) {
	now := time.Date(2026, 11, 27, 9, 30, 0, 0, dbtest.Zone)
	on := page{On: true, HasKey: true, Store: "s3://kho/tinh/", Now: now, Zone: dbtest.Zone, Keep: vault.Terms{Moments: 14 * 24 * time.Hour, Days: 92 * 24 * time.Hour}}
	on.Status = vault.Status{Safe: now.Add(-time.Second), Image: now.Add(-9 * time.Hour), Lag: 700 * time.Millisecond, Bytes: 1234567}
	on.Drills = []Drill{{At: now.Add(-7 * time.Hour), Took: 4200 * time.Millisecond, Moment: now.Add(-7 * time.Hour), Changes: 10, Files: 3, Bytes: 5000000}}
	change := func(f func(*page)) page {
		p := on
		f(&p)
		return p
	}
	for name, c := range map[string]struct {
		page   page
		vi, en string
	}{
		"off":         {page{}, "Chưa bật sao lưu liên tục", "Continuous backup is off"},
		"good":        {on, "Mọi thay đổi đến 09:29:59 27/11/2026 đã được giữ", "All that was done until 09:29:59 27/11/2026"},
		"drilled":     {on, "khôi phục được toàn bộ", "all came back"},
		"figures":     {on, "0,7 giây", "0.7 s"},
		"bytes":       {on, "1,2 MB", "1.2 MB"},
		"begins":      {change(func(p *page) { p.Status = vault.Status{} }), "bản đầy đủ đầu tiên", "first image is on its way"},
		"fails":       {change(func(p *page) { p.Status.Failing, p.Status.Err = now, "no space" }), "Không dùng được nơi sao lưu từ 09:30:00", "it said: no space"},
		"no key":      {change(func(p *page) { p.HasKey, p.Drills = false, nil }), "không giữ khoá diễn tập", "keeps no key for drills"},
		"no drill":    {change(func(p *page) { p.Drills = nil }), "Chưa có lần diễn tập nào", "no drill yet"},
		"old":         {change(func(p *page) { p.Now = now.Add(72 * time.Hour) }), "đã quá hai ngày", "more than two days ago"},
		"bad":         {change(func(p *page) { p.Drills = []Drill{{At: now, Found: []Finding{{Late, "x"}, {Log, "event 5"}}}} }), "báo ngay cho thủ trưởng", "Log: event 5"},
		"on postgres": {change(func(p *page) { p.OnlyFiles = true }), "Chỉ các tệp", "Only the files"},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, want := range map[text.Lang]string{text.Vietnamese: c.vi, text.English: c.en} {
				var b bytes.Buffer
				if err := view(c.page).Render(text.WithLang(t.Context(), lang), &b); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(strings.ToLower(b.String()), strings.ToLower(want)) {
					t.Errorf("the page does not say %q: %s", want, b.String())
				}
				for _, f := range webtest.Faults(b.Bytes()) {
					t.Error(f)
				}
			}
		})
	}
	for _, k := range []Kind{Restoring, Late, Engine, Rules, Log, Files} {
		if tKinds[k].For(text.English) == "" || tDo[k].For(text.English) == "" {
			t.Errorf("%s has no words", k)
		}
	}
}
