package web

import (
	"math"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"quyet/base/fault"
	"quyet/base/text"
)

// The pace of secret addresses, see [Route.Paced].
const (
	// LinkPace is how many requests a minute one address answers: to open the page, send
	// it and see what was received are three.
	LinkPace = 20
	// StrayPace is how many requests a minute for addresses that there are not one place
	// may send. A whole province may come through one proxy, and somebody there mistypes.
	StrayPace = 3000
)

// origin is where a request comes from, as far as a pace tells one place from another:
// an address, or the network of one that has a whole network to itself.
func origin(r *http.Request) string {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	at := from.Addr().Unmap().WithZone("")
	if at.Is6() {
		network, _ := at.Prefix(64) // an IPv6 address has as many bits
		return network.String()
	}
	return at.String()
}

// A pace bounds how much one account, or one secret address, asks for, by all its
// browsers and programs together, in one instance. Nobody who reads what they ask for comes near it;
// who copies an office page by page, or fills it with rubbish, does.
type pace struct {
	perMinute int
	said      text.T // to who is too fast; its argument are the seconds to wait

	mu    sync.Mutex
	of    map[string]*rate.Limiter // by account or address
	swept time.Time
}

// newPace returns the pace of so many requests a minute, half of them at once;
// nil, which lets everything pass, for 0.
func newPace(perMinute int, said text.T) *pace {
	if perMinute <= 0 {
		return nil
	}
	return &pace{perMinute: perMinute, said: said, of: map[string]*rate.Limiter{}}
}

// take counts a request of an account, or of an address. Faults: TooOften.
func (p *pace) take(of string, now time.Time) error {
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
	l := p.of[of]
	if l == nil {
		l = rate.NewLimiter(rate.Limit(float64(p.perMinute)/60), burst)
		p.of[of] = l
	}
	if l.AllowN(now, 1) {
		return nil
	}
	wait := time.Duration((1 - l.TokensAt(now)) / float64(l.Limit()) * float64(time.Second))
	return fault.After(max(wait, time.Second), p.said, int(math.Ceil(max(wait, time.Second).Seconds())))
}

var (
	tTooFast = text.New(
		"Tài khoản này đang gửi quá nhiều yêu cầu cùng lúc. Hãy đợi %d giây rồi thử lại; chưa có gì thay đổi.",
		"This account asks for too much at once. Wait %d s and try again; nothing has changed.")
	tLinkTooFast = text.New(
		"Địa chỉ này được mở quá nhiều lần cùng lúc. Hãy đợi %d giây rồi gửi lại; lần gửi vừa rồi chưa được ghi.",
		"This address is asked too often at once. Wait %d s and send it again; what was sent just now was not stored.")
	tStraysTooFast = text.New(
		"Từ mạng này có quá nhiều lần mở địa chỉ sai. Hãy đợi %d giây, kiểm tra lại địa chỉ rồi thử lại.",
		"Too many wrong addresses were asked for from this network. Wait %d s, look at the address and try again.")
)
