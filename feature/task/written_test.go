package task_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"quyet/base/access"
	"quyet/base/dbtest"
	"quyet/base/webtest"
	"quyet/base/work"
	"quyet/feature/task"
)

// A report that waited for a line tells when it was written, by the clock of the
// device, beside when it arrived. What that clock cannot have said is left out, and
// the report is taken all the same; the days of the task are those of arrival.
func TestWhenAReportWasWritten(t *testing.T) {
	dbtest.Each(t, schema, func(t *testing.T, o *dbtest.Office) {
		p := newPlace(t, o)
		c := p.browser(t, access.Head, p.commune)
		id := p.in(t, task.InProgress)
		var now time.Time
		o.MustView(t, func(v *work.View) error { now = v.Now; return nil })
		ago := func(d time.Duration) string { return strconv.FormatInt(now.Add(-d).UnixMilli(), 10) }
		const day = 24 * time.Hour
		for _, r := range []struct {
			written string
			told    bool
		}{
			{"", false}, {ago(2 * time.Hour), true}, {ago(6 * time.Minute), true}, {ago(4 * time.Minute), false}, {ago(29 * day), true}, {ago(31 * day), false},
			{ago(-time.Minute), false}, {ago(-400 * day), false}, {"hôm qua", false}, {"9223372036854775807", false}, {"-9223372036854775808", false}, {"0", false}, {ago(time.Hour) + "0", false},
		} {
			form := c.Get(id.Address() + "/update").Want(http.StatusOK).Find("main form[enctype]")
			fields := webtest.Filled(form)
			fields.Set("note", "Viết "+r.written)
			fields.Set("written", r.written)
			c.Send(form.AttrOr("action", ""), fields).Want(http.StatusOK)
			got := p.get(t, id)
			last := got.History[0]
			if has := strings.Contains(string(last.Detail), `"written":`); has != r.told || !last.At.Equal(now) {
				t.Errorf("written %q: %s at %s", r.written, last.Detail, last.At)
			}
			said := c.Get(id.Address()).Want(http.StatusOK).Find("ol.history li").First().Text()
			if strings.Contains(said, "theo đồng hồ của máy, đến lúc") != r.told {
				t.Errorf("written %q: %s", r.written, said)
			}
		}
	})
}
