// Package clarity checks whether a task can be carried out and judged as it is
// worded: somebody owns it, it has a deadline, there is something to show, and
// its verb says what is to be done.
//
// Offices ask for exactly this ("việc phân công … các nhiệm vụ rõ ràng, tránh chung chung") and
// the tracking of results stands on it. The check finds gaps in the words, it
// does not judge who wrote them. It is pure; the texts shown for a reason live with the pages.
package clarity

import (
	"strings"

	"quyet/base/viet"
	"quyet/feature/task/deadline"
)

// A Reason is one thing that a task leaves open. The codes are stored and
// never change.
type Reason string

// The reasons, in the order in which [Check] gives them.
const (
	NoOwner       Reason = "no_owner"       // no body leads
	NoDeadline    Reason = "no_deadline"    // no words say when
	OpenDeadline  Reason = "open_deadline"  // words say when, but no day can be named by which it is late
	NoDeliverable Reason = "no_deliverable" // neither a product nor a number to reach
	VagueVerb     Reason = "vague_verb"     // only "tăng cường", "đẩy mạnh" and the like
)

// A Wording is what a task says.
type Wording struct {
	Text        string
	Leads       int // number of bodies that lead
	Deadline    deadline.Deadline
	Deliverable string
}

// Check returns what w leaves open, nil if nothing.
func Check(w Wording) []Reason {
	var open []Reason
	if w.Leads == 0 {
		open = append(open, NoOwner)
	}
	switch {
	case w.Deadline.Kind == deadline.None || w.Deadline.Kind == "":
		open = append(open, NoDeadline)
	case w.Deadline.Kind != deadline.Ongoing && w.Deadline.Kind != deadline.Recurring && !w.Deadline.Definite():
		// Ongoing and recurring tasks are a kind of their own, not a gap.
		open = append(open, OpenDeadline)
	}
	if w.Deliverable == "" && !HasTarget(w.Text) {
		open = append(open, NoDeliverable)
		if Vague(w.Text) {
			open = append(open, VagueVerb)
		}
	}
	return open
}

var (
	vague = viet.NewPhrases("tăng cường", "đẩy mạnh", "tiếp tục", "quan tâm", "chú trọng", "phát huy", "nâng cao", "chủ động", "tích cực", "quán triệt", "không ngừng",
		"tập trung", "coi trọng", "thường xuyên", "kịp thời", "khẩn trương", "quyết liệt", "nghiêm túc", "thực hiện tốt", "thực hiện có hiệu quả", "thực hiện hiệu quả", "thực hiện nghiêm", "thực hiện nghiêm túc",
		"lãnh đạo", "chỉ đạo", "phối hợp", "đổi mới", "cải thiện", "củng cố", "bảo đảm", "đảm bảo", "hướng tới", "góp phần", "từng bước", "duy trì", "giữ vững", "khuyến khích", "nhân rộng", "làm tốt", "đề cao", "siết chặt")
	fillers = viet.NewPhrases("hơn nữa", "nữa", "việc", "công tác", "và", ",", "hơn", "đồng bộ", "có hiệu quả", "hiệu quả", "các", "cần", "phải", "trong")
	// Verbs whose object is a thing that exists afterwards or an act that has a date.
	concrete = viet.NewPhrases("xây dựng kế hoạch", "xây dựng đề án", "ban hành", "trình", "lập", "báo cáo", "rà soát", "kiểm tra", "thành lập", "khởi công", "nghiệm thu", "phê duyệt", "thẩm định", "tổng kết", "sơ kết",
		"bố trí", "xử lý dứt điểm", "công bố", "số hóa", "đào tạo", "tập huấn", "tuyển dụng", "sắp xếp", "hoàn thành", "thống kê", "khảo sát", "tổ chức hội nghị", "tổ chức lớp", "tham mưu")
	least = viet.NewPhrases("ít nhất", "tối thiểu", "đạt", "trên", "phấn đấu", "từ", "tối đa", "đủ", "giảm", "tăng", "mỗi năm", "không quá", "dưới", "hoàn thành", "gần", "khoảng")
)

// Vague says whether text begins with verbs that name no act ("tăng cường",
// "đẩy mạnh") and no concrete verb follows in it.
func Vague(text string) bool {
	t := viet.Tokens(text)
	i, found := 0, false
	for i < len(t) {
		if n := vague.Match(t[i:]); n > 0 {
			found = true
			i += n
			continue
		}
		if n := fillers.Match(t[i:]); n > 0 && found {
			i += n
			continue
		}
		break
	}
	if !found {
		return false
	}
	at, _ := concrete.Index(t, i)
	return at < 0
}

// HasTarget says whether text sets a number to reach: a share in per cent, or a count after
// words such as "ít nhất" and "đạt". Numbers of documents, dates and years are not targets.
func HasTarget(text string) bool {
	if !strings.ContainsAny(text, "0123456789") {
		return false
	}
	t := viet.Tokens(text)
	for i := range t {
		if t[i].Kind != viet.Number {
			continue
		}
		if i+1 < len(t) && t[i+1].Fold == "%" {
			return true
		}
		if i > 0 && i+1 < len(t) && t[i+1].Kind == viet.Word && !t[i+1].Is("thang", "ngay", "nam", "quy", "gio", "h") &&
			(least.Match(t[i-1:]) == 1 || i > 1 && least.Match(t[i-2:]) == 2) && !year(t[i].Fold) {
			return true
		}
	}
	return false
}

func year(digits string) bool { return len(digits) == 4 && (digits[:2] == "19" || digits[:2] == "20") }
