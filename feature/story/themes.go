package story

import "quyet/base/civil"

// A theme is a resolution of the centre and what the province makes of it.
// Numbers, dates and words are invented; none of these documents exists.
type theme struct {
	subject string     // of the resolution
	short   string     // as plans repeat it
	number  string     // symbol of the resolution
	on      civil.Date // of the resolution
	works   []deed     // what is to be done
}

// A deed is one thing to do about a theme.
type deed struct{ verb, object, product string }

var themes = []theme{
	{"đẩy mạnh chuyển đổi số trong hệ thống chính trị", "chuyển đổi số", "71-NQ/TW", civil.MustParse("2024-11-05"), []deed{
		{"Số hoá", "hồ sơ, tài liệu lưu trữ còn hiệu lực", "Hồ sơ số hoá"}, {"Xây dựng", "cơ sở dữ liệu dùng chung của tỉnh", "Cơ sở dữ liệu"},
		{"Tập huấn", "kỹ năng số cho cán bộ, công chức", "Báo cáo kết quả tập huấn"}, {"Rà soát", "hạ tầng mạng của cơ quan", "Báo cáo rà soát"},
		{"Ban hành", "quy chế khai thác dữ liệu", "Quy chế"}, {"Kết nối", "hệ thống quản lý văn bản với các xã, phường", "Biên bản nghiệm thu"}}},
	{"xây dựng tổ chức bộ máy tinh gọn, hoạt động hiệu quả", "tổ chức bộ máy", "72-NQ/TW", civil.MustParse("2024-12-10"), []deed{
		{"Hoàn thiện", "quy chế làm việc sau sắp xếp", "Quy chế làm việc"}, {"Rà soát", "biên chế và vị trí việc làm", "Đề án vị trí việc làm"},
		{"Bàn giao", "hồ sơ, tài sản sau sắp xếp", "Biên bản bàn giao"}, {"Bố trí", "trụ sở làm việc", "Phương án bố trí"}, {"Kiểm tra", "việc thực hiện chế độ, chính sách", "Báo cáo kiểm tra"}}},
	{"tăng cường phòng, chống lãng phí trong quản lý tài sản công", "phòng, chống lãng phí", "73-NQ/TW", civil.MustParse("2025-01-20"), []deed{
		{"Kiểm kê", "nhà đất, tài sản công dôi dư", "Bảng kiểm kê"}, {"Lập", "phương án xử lý trụ sở không còn sử dụng", "Phương án"},
		{"Công khai", "dự toán và quyết toán ngân sách", "Quyết định công khai"}, {"Kiểm tra, giám sát", "các dự án chậm tiến độ", "Kết luận kiểm tra"}}},
	{"phát triển kinh tế tập thể và kinh tế hộ", "kinh tế tập thể", "74-NQ/TW", civil.MustParse("2025-08-15"), []deed{
		{"Thành lập mới", "hợp tác xã kiểu mới", "Danh sách hợp tác xã"}, {"Hỗ trợ", "hộ kinh doanh chuyển đổi thành doanh nghiệp", "Báo cáo kết quả"},
		{"Cho vay", "vốn ưu đãi đối với tổ hợp tác", "Báo cáo giải ngân"}, {"Tổ chức", "hội nghị kết nối cung cầu", "Biên bản ghi nhớ"}}},
	{"xây dựng nông thôn mới gắn với giảm nghèo bền vững", "nông thôn mới", "75-NQ/TW", civil.MustParse("2025-08-28"), []deed{
		{"Hoàn thành", "tiêu chí giao thông nông thôn", "Hồ sơ công nhận"}, {"Rà soát", "hộ nghèo, hộ cận nghèo", "Danh sách được phê duyệt"},
		{"Xây dựng", "nhà ở cho hộ nghèo", "Biên bản nghiệm thu nhà ở"}, {"Đào tạo", "nghề cho lao động nông thôn", "Danh sách học viên"}, {"Duy trì", "chợ và nhà văn hoá ấp, khu phố", "Báo cáo"}}},
	{"nâng cao chất lượng giáo dục phổ thông", "giáo dục phổ thông", "76-NQ/TW", civil.MustParse("2025-09-12"), []deed{
		{"Kiên cố hoá", "phòng học tạm", "Biên bản nghiệm thu"}, {"Bổ sung", "giáo viên còn thiếu", "Quyết định tuyển dụng"}, {"Tổ chức", "dạy học hai buổi mỗi ngày", "Kế hoạch dạy học"},
		{"Kiểm tra", "điều kiện an toàn trường học", "Báo cáo kiểm tra"}}},
	{"bảo vệ môi trường và thích ứng với biến đổi khí hậu", "bảo vệ môi trường", "77-NQ/TW", civil.MustParse("2025-10-03"), []deed{
		{"Thu gom, xử lý", "rác thải sinh hoạt nông thôn", "Phương án thu gom"}, {"Kiểm soát", "xả thải tại các cơ sở sản xuất", "Báo cáo quan trắc"},
		{"Gia cố", "đê bao, bờ bao xung yếu", "Hồ sơ hoàn công"}, {"Cập nhật", "phương án phòng, chống thiên tai", "Phương án được duyệt"}}},
	{"củng cố tổ chức cơ sở đảng và phát triển đảng viên", "tổ chức cơ sở đảng", "78-NQ/TW", civil.MustParse("2025-10-21"), []deed{
		{"Kết nạp", "đảng viên mới trong thanh niên và công nhân", "Danh sách kết nạp"}, {"Đổi mới", "nội dung sinh hoạt chi bộ theo chuyên đề", "Kế hoạch sinh hoạt"},
		{"Bồi dưỡng", "bí thư chi bộ ấp, khu phố", "Báo cáo kết quả bồi dưỡng"}, {"Kiểm tra", "việc chấp hành Điều lệ Đảng", "Kết luận kiểm tra"}}},
	{"cải cách thủ tục hành chính phục vụ người dân", "cải cách hành chính", "79-NQ/TW", civil.MustParse("2026-01-14"), []deed{
		{"Cắt giảm", "thời gian giải quyết thủ tục hành chính", "Quyết định công bố"}, {"Vận hành", "điểm phục vụ hành chính công", "Báo cáo vận hành"},
		{"Trả lời", "phản ánh, kiến nghị của người dân", "Bảng tổng hợp trả lời"}, {"Đánh giá", "mức độ hài lòng về thủ tục hành chính", "Báo cáo đánh giá"}}},
	{"đẩy nhanh giải ngân vốn đầu tư công", "đầu tư công", "80-NQ/TW", civil.MustParse("2026-03-02"), []deed{
		{"Giải phóng", "mặt bằng các dự án trọng điểm", "Biên bản bàn giao mặt bằng"}, {"Giải ngân", "vốn đầu tư công năm 2026", "Báo cáo giải ngân"},
		{"Hoàn thành", "thủ tục chuẩn bị đầu tư", "Quyết định phê duyệt"}, {"Nghiệm thu", "công trình hoàn thành", "Biên bản nghiệm thu"}}},
}

// What a body writes when it reports, hands in or is sent back.
var (
	reportNotes = []string{"Đã phân công bộ phận phụ trách và triển khai bước đầu.", "Đang lấy ý kiến các đơn vị liên quan.", "Đã hoàn thành khảo sát, đang tổng hợp số liệu.",
		"Đang thực hiện theo tiến độ.", "Đã làm việc với các ấp, khu phố; còn vướng về kinh phí.", "Đã dự thảo, đang trình xem xét."}
	resultNotes  = []string{"Đã hoàn thành và gửi sản phẩm kèm theo.", "Đã ban hành và tổ chức thực hiện.", "Đã hoàn thành toàn bộ khối lượng được giao."}
	missingNotes = []string{"Chưa có sản phẩm theo yêu cầu.", "Số liệu chưa đầy đủ, đề nghị bổ sung.", "Chưa có phụ lục kèm theo."}
)
