package source

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

func readPage(t testing.TB, page string) *Document {
	t.Helper()
	return readBytes(t, "a.html", []byte(page))
}

func TestHTMLBlocks(t *testing.T) {
	d := readPage(t, `<!doctype html><html><head><title>Trang tin</title><style>p{}</style></head><body><nav>Trang chủ</nav>
		<h2>I. MỤC ĐÍCH</h2><p style="text-align: center"><b>Kế
		hoạch</b> năm&nbsp;2026<br>dòng hai</p><div>Chữ rời<p>đoạn <i>trong</i> khối</p>sau đoạn</div>
		<script>x()</script><p hidden>ẩn</p><p style="display:none">ẩn</p><del>bỏ</del><p><strong>đậm hết</strong></p></body></html>`)
	wantText(t, d, "I. MỤC ĐÍCH", "Kế hoạch năm 2026", "dòng hai", "Chữ rời", "đoạn trong khối", "sau đoạn", "đậm hết")
	if d.Properties["title"] != "Trang tin" || d.Blocks[0].Level != 2 || !d.Blocks[1].Centered || d.Blocks[1].Bold || !d.Blocks[6].Bold {
		t.Errorf("%q %+v", d.Properties, d.Blocks)
	}
}

func TestHTMLLists(t *testing.T) {
	d := readPage(t, `<html><ol start="3"><li>ba<li><p>bốn</p><ul><li>con</ul><li value="9">chín</ol><ol type="a"><li>điểm a</ol><ol type="I"><li>phần một</ol>`)
	wantText(t, d, "3. ba", "4. bốn", "- con", "9. chín", "a) điểm a", "I. phần một")
}

func TestHTMLTables(t *testing.T) {
	d := readPage(t, `<html><table border="1"><tr><th>TT</th><th>Nhiệm vụ</th><th>Chủ trì</th></tr>
		<tr><td colspan="3">I. Thể chế</td></tr><tr><td>1</td><td><p>Xây dựng</p><p>quy chế</p></td><td rowspan="2">Sở Nội vụ</td></tr>
		<tr><td>2</td><td>Rà soát</td></tr></table>
		<table><tr><td>SỞ NỘI VỤ<br>Số: 5/BC</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>`)
	wantText(t, d, "TT|Nhiệm vụ|Chủ trì", "I. Thể chế", "1|Xây dựng quy chế|Sở Nội vụ", "2|Rà soát|", "SỞ NỘI VỤ", "Số: 5/BC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
	if !d.Tables[0].Rows[0].Header || d.Tables[0].Rows[1].Header {
		t.Errorf("tables %+v", d.Tables)
	}
	if s, ok := d.Cell(0, 3, 2); !ok || d.Slice(s) != "Sở Nội vụ" {
		t.Errorf("the cell over two rows reads %q", d.Slice(s))
	}
}

func TestHTMLEncodings(t *testing.T) {
	d := readPage(t, "<html><head><meta charset=\"windows-1258\"></head><p>Nghi\xf2 quy\xea\xec"+"t</p></html>")
	wantText(t, d, "Nghị quyết")
	d = readPage(t, "<html><p><font face=\".VnTime\">Uû ban nh©n d©n</font> tỉnh</p></html>")
	wantText(t, d, "Uỷ ban nhân dân tỉnh")
}

// The parser makes no more of any page than was counted before.
func TestElementsCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tags := rapid.SampledFrom([]string{
			"<b x=%d>", "<b x=%d/>", "<i>", "<a y=%d>", "<font face=f%d>", "<p>", "<div>", "<div/>", "<li>", "<span>", "<table>", "<tr>",
			"<td>", "<caption>", "<select>", "<option>", "<svg>", "<g/>", "<math>", "<mi>", "<foreignObject>", "<template>", "<object>",
			"<style>", "<title>", "<textarea>", "<nobr>", "<h1>", "<form>", "<br>", "<!--", "-->", "<![CDATA[", "]]>", "a", "<", "\"", "'",
			"</b>", "</i>", "</a>", "</font>", "</p>", "</div>", "</span>", "</table>", "</tr>", "</td>", "</select>", "</svg>", "</math>",
			"</foreignObject>", "</template>", "</object>", "</style>", "</title>", "</textarea>", "</nobr>", "</body>", "</br>",
		})
		var page strings.Builder
		for range rapid.IntRange(1, 6).Draw(t, "pieces") {
			piece := strings.Join(rapid.SliceOfN(tags, 1, 5).Draw(t, "tags"), "")
			for i := range rapid.SampledFrom([]int{1, 1, 3, 9, 40}).Draw(t, "times") {
				page.WriteString(strings.ReplaceAll(piece, "%d", strconv.Itoa(i)))
			}
		}
		r := newMarkupReader(newBuilder(context.Background(), DefaultLimits), page.String())
		root, err := html.Parse(r)
		if err != nil {
			// The parser has one reason to refuse a page, and says it in no other way.
			if err.Error() != "html: open stack of elements exceeds 512 nodes" {
				t.Fatalf("%q: %v", page.String(), err)
			}
			var refused *Error
			err = readMarkup(newBuilder(context.Background(), DefaultLimits), page.String(), false)
			if !errors.As(err, &refused) || refused.Kind != TooLarge || refused.Detail != "depth" {
				t.Fatalf("%q is too deep: %v", page.String(), err)
			}
			return
		}
		made := 0
		for n := range root.Descendants() {
			if n.Type == html.ElementNode {
				made++
			}
		}
		// A cell may bring the parts of a table around it, and a page its three.
		if most := 3*r.elements + 3; made > most {
			t.Errorf("%q: %d elements of which %d were counted", page.String(), made, r.elements)
		}
	})
}
