package webtest

import (
	"strings"
	"testing"
)

func TestFaults(t *testing.T) {
	const sound = `<!DOCTYPE html><html lang="vi"><head><title>Việc</title><meta charset="utf-8"/></head><body>` +
		`<main><h1>Việc</h1><p>Một<br/>hai</p><table><tbody><tr><th>A</th><td>1</td></tr></tbody></table>` +
		`<form><label for="f-a">Tên</label><input id="f-a" name="a" aria-describedby="f-h"/><p id="f-h">Gợi ý</p>` +
		`<svg viewBox="0 0 1 1"><path d="M0 0"/></svg></form></main></body></html>`
	if faults := Faults([]byte(sound)); len(faults) > 0 {
		t.Fatalf("a sound page: %q", faults)
	}
	for _, c := range []struct{ from, to, want string }{
		{`</p><table>`, `<table>`, "closes"},
		{`<p>Một`, `<p><div>khối</div>Một`, "becomes"},
		{`<tbody>`, `<tbody><b>x</b>`, "becomes"},
		{`<tbody><tr>`, `<tr>`, "closes"},
		{`<tbody><tr>`, `<tbody><tr><tr>`, "closes"},
		{`<td>1</td>`, `<td>1`, "closes"},
		{`<br/>`, `<div/>`, "becomes"},
		{`</html>`, ``, "not closed"},
		{`id="f-h"`, `id="f-a"`, "2 times"},
		{`id="f-h"`, `id=""`, "given 1 times"},
		{`for="f-a"`, `for="f-b"`, "leads nowhere"},
		{`for="f-a"`, `for="f-h"`, "is for a <p>"},
		{`<label for="f-a">Tên</label>`, ``, "has no label"},
		{`aria-describedby="f-h"`, `aria-describedby="x"`, "leads nowhere"},
		{`name="a"`, `name="a" name="b"`, "twice"},
		{`<h1>Việc</h1>`, ``, "0 h1"},
		{`<h1>Việc</h1>`, `<h1>Việc</h1><h1>Hai</h1>`, "2 h1"},
		{`<h1>Việc</h1>`, `<h1> </h1>`, "empty"},
		{`<title>Việc</title>`, ``, "0 head title"},
		{` lang="vi"`, ``, "0 html[lang]"},
		{`Một`, `<button></button>`, "says nothing"},
		{`Một`, `<a href="#nowhere">x</a>`, "leads nowhere"},
		{`Một`, `<img src="x.png"/>`, "no alt"},
		{`Một`, `<script>x()</script>`, "stands in the page"},
		{`Một`, `Đã lập %!s(int=3) điểm cầu`, "filled in wrongly"},
		{`Một`, `<b style="color:red">x</b>`, "style="},
		{`Một`, `<b onclick="x()">x</b>`, "onclick="},
		{`Một`, `<a href="/"><button>x</button></a>`, "may not"},
	} {
		page := strings.Replace(sound, c.from, c.to, 1)
		if page == sound {
			t.Fatalf("%s is not in the page", c.from)
		}
		if faults := strings.Join(Faults([]byte(page)), "; "); !strings.Contains(faults, c.want) {
			t.Errorf("%s instead of %s: faults %q, want one with %q", c.to, c.from, faults, c.want)
		}
	}
}
