package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/dbtest"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
)

// What is sent with a key is carried out once: in an action and in steps, again
// where it failed, always without a key, and never by a key for programs.
func TestRequestsThatComeTwice(t *testing.T) {
	o := dbtest.New(t, db.SQLite, nil)
	known, done, fails := map[string]bool{}, 0, false
	count := func(u *work.Unit) error {
		if fails {
			return fault.New(fault.Conflict, tWrong, "x")
		}
		u.AfterCommit(func() { done++ })
		return nil
	}
	s := &web.Site{
		Office: o.Office, Log: slog.New(slog.DiscardHandler),
		Who:     func(*http.Request) work.Who { return work.As(access.Actor{Account: "an", Name: "an"}) },
		Program: func(*http.Request) work.Who { return work.As(access.Actor{Account: "an", Name: "an"}) },
		Problem: func(web.Problem) templ.Component { return says("problem") },
		Once: func(_ context.Context, u *work.Unit, key string) (bool, error) {
			if known[key] {
				return true, nil
			}
			u.AfterCommit(func() { known[key] = true })
			return false, nil
		},
	}
	act := func(_ context.Context, u *work.Unit, _ *web.Request) (web.Answer, error) {
		return web.To("/done"), count(u)
	}
	h := s.Handler([]web.Route{
		web.Post("/act", act),
		web.Post("/api/act", func(ctx context.Context, u *work.Unit, r *web.Request) (web.Answer, error) {
			return web.JSON("ok"), count(u)
		}).For(web.Description{Title: tDone}),
		web.InSteps("POST /steps", func(ctx context.Context, s *web.Session, _ *web.Request) (web.Answer, error) {
			if err := s.Do(ctx, count); err != nil {
				return nil, web.Again(err, func(context.Context, *work.View) (templ.Component, error) { return says("again"), nil })
			}
			return web.To("/done"), s.Do(ctx, func(*work.Unit) error { return nil })
		}),
	})
	send := func(address, key string, status, want int) {
		t.Helper()
		before := done
		r := httptest.NewRequest(http.MethodPost, address, strings.NewReader("a=b"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if key != "" {
			r.Header.Set(web.KeyHeader, key)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != status || done-before != want {
			t.Errorf("%s with the key %.9q: status %d, carried out %d times; want %d, %d", address, key, w.Code, done-before, status, want)
		}
	}
	for _, address := range []string{"/act", "/steps"} {
		fails = true
		send(address, address, http.StatusConflict, 0)
		fails = false
		send(address, address, http.StatusSeeOther, 1)
		send(address, address, http.StatusSeeOther, 0)
		send(address, "", http.StatusSeeOther, 1)
		send(address, "", http.StatusSeeOther, 1)
		send(address, strings.Repeat("k", 101), http.StatusSeeOther, 1)
	}
	send("/api/act", "/act", http.StatusOK, 1)
}
