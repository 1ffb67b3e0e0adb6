package outline

import (
	"fmt"
	"strings"
	"testing"

	"quyet/feature/intake/source"
)

func documentOf(text string) *source.Document {
	doc := &source.Document{Name: "sample", Format: source.TXT}
	var b strings.Builder
	for _, line := range strings.Split(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		doc.Blocks = append(doc.Blocks, source.Block{Span: source.Span{Start: b.Len(), End: b.Len() + len(line)}})
		b.WriteString(line)
	}
	doc.Text = b.String()
	return doc
}

func TestOf(t *testing.T) {
	doc := documentOf(`
		CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
		QUYẾT ĐỊNH
		Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;
		Điều 1. Ban hành Kế hoạch.
		Điều 2. Trách nhiệm thi hành
		1. Các sở.
		a) Sở Nội vụ;
		b) Sở Y tế.
		2. Các xã.
		Nơi nhận:
		- Như Điều 2;
		TM. ỦY BAN NHÂN DÂN
		CHỦ TỊCH
		KẾ HOẠCH
		(Ban hành kèm theo Quyết định số 5/QĐ-UBND)
		I. MỤC ĐÍCH, YÊU CẦU
		1. Mục đích
		- Nâng cao nhận thức.
		II- NHIỆM VỤ
		1.1. Tuyên truyền
		Nội dung của mục này.
		III/ TỔ CHỨC THỰC HIỆN
		1) Sở Nội vụ:
		+ Theo dõi.
		PHỤ LỤC I
		Danh mục`)
	o := Of(doc)
	var got []string
	for _, n := range o.Nodes {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%d %s %s %s", n.Level, n.Kind, n.Label, n.Role)))
	}
	want := strings.Split(`1 heading
1 heading
2 article 1
2 article 2 organisation
3 clause 1 organisation
4 point a organisation
4 point b organisation
3 clause 2 organisation
1 annex
2 heading I purpose
3 clause 1 purpose
4 bullet - purpose
2 heading II tasks
3 clause 1.1 tasks
2 heading III organisation
3 clause 1 organisation
4 bullet + organisation
1 annex I`, "\n")
	for i := range max(len(got), len(want)) {
		g, w := "", ""
		if i < len(got) {
			g = strings.Join(strings.Fields(got[i]), " ")
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("node %d: %q, want %q", i, g, w)
		}
	}
	if c := o.Cite(o.At(6)); c != "Điều 2 khoản 1 điểm a" {
		t.Errorf("cited as %q", c)
	}
	if r := o.Role(2); r != Preamble {
		t.Errorf("grounds have role %q", r)
	}
	if r := o.Role(12); r != Signature {
		t.Errorf("the signer's post has role %q", r)
	}
	if r := o.Role(20); r != Tasks {
		t.Errorf("plain text of a task section has role %q", r)
	}
}

func TestNumbersThatAreNoLabels(t *testing.T) {
	for _, line := range []string{"1.305 đảng viên", "30/6/2026 là hạn", "14/18 chỉ tiêu", "15-17 tháng 5", "2026", "a", "Điều này", "Mục tiêu chung", "v.v."} {
		o := Of(documentOf(line))
		for _, n := range o.Nodes {
			if n.Label != "" {
				t.Errorf("%q has label %q", line, n.Label)
			}
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("I. MỤC ĐÍCH\n1. a\n1.1. b\na) c\n- d\nĐiều 5a. e\nNơi nhận:\n- f\nPHỤ LỤC\n(1) g")
	f.Add("Kính gửi:\n- Các sở\nCăn cứ …;\n**Điều 1.** x")
	f.Fuzz(func(t *testing.T, s string) {
		doc := documentOf(strings.ToValidUTF8(s, ""))
		if doc.Check() != nil {
			t.Skip()
		}
		o := Of(doc)
		for i, n := range o.Nodes {
			if n.First >= n.Last || n.Last > len(doc.Blocks) || n.Start > n.Title.Start || n.Title.End > n.End || n.Title.Start > n.Title.End {
				t.Fatalf("node %d: %+v", i, n)
			}
			if n.Parent >= 0 {
				p := o.Nodes[n.Parent]
				if n.Parent >= i || !p.Contains(n.Span) || p.Level != n.Level-1 || n.First < p.First || n.Last > p.Last {
					t.Fatalf("node %d %+v is not inside its parent %+v", i, n, p)
				}
			}
			_ = o.Cite(i)
		}
		for b := range doc.Blocks {
			if n := o.At(b); n >= 0 && (b < o.Nodes[n].First || b >= o.Nodes[n].Last) {
				t.Fatalf("block %d is not in its node %+v", b, o.Nodes[n])
			}
		}
	})
}

// The title of a document says what it is about, not what a section is for.
func TestTitleHasNoRole(t *testing.T) {
	doc := documentOf(`
		KẾ HOẠCH
		THỰC HIỆN CÁC NHIỆM VỤ TRỌNG TÂM NĂM 2026
		Thời gian qua, phong trào đã có nhiều khởi sắc.
		NHIỆM VỤ TRỌNG TÂM
		Rà soát danh mục.`)
	o := Of(doc)
	if role := o.Role(2); role != "" {
		t.Errorf("below the title the role is %q", role)
	}
	if role := o.Role(4); role != Tasks {
		t.Errorf("below a heading the role is %q, want %q", role, Tasks)
	}
}
