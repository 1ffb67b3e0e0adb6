package main

import (
	"fmt"
	"strings"

	"quyet/base/viet"
)

// A shape is the size of the world. Everything in it is a function of the
// number of the row, so that the product and the floor hold the same.
type shape struct {
	provinces, communes, units, tasks int
}

var shapes = map[string]shape{
	"commune":  {1, 10, 150, 5_000}, // to try the program out
	"province": {1, 100, 1_500, 100_000},
	"region":   {3, 330, 5_000, 300_000},
	"nation":   {34, 3_321, 50_000, 3_000_000},
}

// updatesPerTask is the average; who has reported nothing yet makes room for
// those who have reported five times.
const updatesPerTask = 4

func (s shape) communeOf(unit int) int     { return unit * s.communes / s.units }
func (s shape) provinceOf(commune int) int { return commune * s.provinces / s.communes }
func (s shape) communesIn(province int) int {
	return (province+1)*s.communes/s.provinces - province*s.communes/s.provinces
}

// A row is a task of the shape. Days count from today.
type row struct {
	unit                 int
	title                string
	assigned, due        int
	submitted, confirmed int  // 0: not
	waiting              bool // accepted, nothing reported
}

func (s shape) task(n int) row {
	r := random(uint64(n)*2654435761 + 42)
	t := row{unit: r.below(s.units), due: r.below(720) - 540}
	t.assigned = min(t.due-60-r.below(60), -20-r.below(20))
	fate := r.below(100)
	switch {
	case t.due >= 0:
		t.waiting = fate < 80
	case fate < 70:
		t.submitted = t.due - r.below(9)
	case fate < 82 && t.due < -32:
		t.submitted = t.due + 1 + r.below(30)
	}
	if t.submitted < 0 {
		t.confirmed = min(t.submitted+1+r.below(3), -1)
	}
	t.title = title(&r, n)
	return t
}

// title makes the words of task n.
func title(r *random, n int) string {
	return fmt.Sprintf("%s %s %s theo kế hoạch số %02d (việc %07d)", pick(r, deeds), pick(r, matters), pick(r, places), 1+r.below(80), n+1)
}

// note is the text of a report.
func note(n, k int) string {
	r := random(uint64(n)*31 + uint64(k)*977 + 7)
	return fmt.Sprintf("%s; đạt %d%% kế hoạch, %s. Đề nghị: %s.", pick(&r, reports), 5+r.below(95), pick(&r, places), pick(&r, wishes))
}

// threeWords is what a person types into the search, without diacritics.
func threeWords(r *random) string {
	w := strings.Fields(viet.Fold(pick(r, matters)))
	at := r.below(len(w) - 2)
	return strings.Join(w[at:at+3], " ")
}

// A random is splitmix64: small enough to seed for each row.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb
	return z ^ (z >> 31)
}

func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

func pick(r *random, of []string) string { return of[r.below(len(of))] }

var (
	deeds = []string{"Lập danh mục", "Soạn thảo đề án", "Tổng hợp số liệu", "Mở đợt ra quân", "Khảo sát, đánh giá", "Bố trí kinh phí cho",
		"Trình duyệt phương án", "Nghiệm thu kết quả", "Phân công cán bộ phụ trách", "Công bố công khai", "Hướng dẫn cơ sở", "Chấn chỉnh tình trạng chậm"}
	matters = []string{"cấp nước sạch nông thôn miền núi", "nâng cấp đường liên thôn liên xã", "trồng rừng gỗ lớn ven hồ", "sửa chữa trường lớp xuống cấp",
		"thu gom phân loại rác sinh hoạt", "lắp đặt chiếu sáng công cộng", "dạy nghề cho lao động trẻ", "cho vay vốn hộ mới thoát nghèo",
		"khơi thông kênh mương nội đồng", "kiểm kê tài sản trụ sở dôi dư", "số hóa sổ hộ tịch lưu trữ", "phủ sóng di động vùng lõm",
		"giữ gìn nghề dệt thổ cẩm", "mở rộng chợ trung tâm xã", "phòng cháy chữa cháy rừng", "tiêm phòng đàn gia súc gia cầm",
		"đo đạc bản đồ địa chính", "tu bổ di tích lịch sử địa phương", "hỗ trợ hợp tác xã kiểu mới", "xóa nhà tạm nhà dột nát"}
	places = []string{"ở các thôn vùng cao", "tại khu tái định cư", "trên toàn địa bàn", "trong quý tới", "cùng các hội, đoàn thể",
		"ở nơi mới sáp nhập", "theo từng cụm dân cư", "đến hết năm", "tại các đơn vị trực thuộc", "dọc tuyến biên giới"}
	reports = []string{"Đã họp thôn lấy ý kiến", "Đã ký hợp đồng với đơn vị thi công", "Đang hoàn chỉnh hồ sơ", "Đã làm thử ở hai nơi", "Đã giao việc cho từng người", "Đang chờ thẩm định"}
	wishes  = []string{"cấp đủ vốn đối ứng", "cử người giúp về kỹ thuật", "không có", "cho lùi hạn nghiệm thu", "gửi biểu mẫu thống nhất"}
)
