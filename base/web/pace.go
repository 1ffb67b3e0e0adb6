package web

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"quyet/base/fault"
	"quyet/base/text"
)

// A pace bounds how much one account asks for, by all its browsers and programs
// together, in one instance. Nobody who reads what they ask for comes near it;
// who copies an office page by page, or fills it with rubbish, does.
type pace struct {
	perMinute int

	mu    sync.Mutex
	of    map[string]*rate.Limiter // by account
	swept time.Time
}

// newPace returns the pace of so many requests a minute, half of them at once;
// nil, which lets everything pass, for 0.
func newPace(perMinute int) *pace {
	if perMinute <= 0 {
		return nil
	}
	return &pace{perMinute: perMinute, of: map[string]*rate.Limiter{}}
}

// take counts a request of an account. Faults: TooOften.
func (p *pace) take(account string, now time.Time) error {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	burst := max(p.perMinute/2, 1)
	if now.Sub(p.swept) > time.Minute {
		for a, l := range p.of {
			if l.TokensAt(now) >= float64(burst) {
				delete(p.of, a)
			}
		}
		p.swept = now
	}
	l := p.of[account]
	if l == nil {
		l = rate.NewLimiter(rate.Limit(float64(p.perMinute)/60), burst)
		p.of[account] = l
	}
	if l.AllowN(now, 1) {
		return nil
	}
	wait := time.Duration((1 - l.TokensAt(now)) / float64(l.Limit()) * float64(time.Second))
	return fault.After(max(wait, time.Second), tTooFast, int(math.Ceil(max(wait, time.Second).Seconds())))
}

var tTooFast = text.New(
	"Tài khoản này đang gửi quá nhiều yêu cầu cùng lúc. Hãy đợi %d giây rồi thử lại; chưa có gì thay đổi.",
	"This account asks for too much at once. Wait %d s and try again; nothing has changed.")
