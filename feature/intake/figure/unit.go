package figure

import "quyet/base/viet"

// magnitudes stand between a number and what is counted.
var magnitudes = viet.NewSpelt("triệu", "tỷ", "tỉ", "nghìn", "ngàn", "vạn", "trăm", "nghìn tỷ", "ngàn tỷ", "trăm triệu", "trăm nghìn", "triệu lượt", "nghìn lượt")

// units are words of counting and measuring of more than one syllable, and those of
// one syllable that could begin a longer word.
var units = viet.NewSpelt("đồng", "đồng / người", "đồng / người / năm", "usd", "đô la", "đô la mỹ", "ha", "héc ta", "hecta", "km", "km ²", "km 2", "m ²", "m 2", "m 3", "m ³", "kg", "tấn", "tạ", "lít", "mw", "kwh", "mbit", "mbit / s", "mbps", "gbps", "kw", "gb", "mét", "mét vuông", "mét khối",
	"ngày công", "ngày công lao động", "đảng viên", "đoàn viên", "hội viên", "cán bộ", "công chức", "viên chức", "cán bộ , công chức", "người", "người dân", "lao động", "nhân lực", "học sinh", "sinh viên", "giáo viên", "đại biểu", "cử tri", "thành viên", "quần chúng", "quần chúng ưu tú", "hộ", "hộ dân", "hộ nghèo", "hộ gia đình", "hộ cận nghèo", "nhân khẩu",
	"xã", "phường", "thị trấn", "huyện", "tỉnh", "thành phố", "thôn", "ấp", "bản", "tổ dân phố", "khu phố", "đơn vị", "đơn vị cấp xã", "đơn vị hành chính", "cơ quan", "tổ chức", "tổ chức đảng", "chi bộ", "đảng bộ", "tổ chức cơ sở đảng", "chi bộ trực thuộc",
	"doanh nghiệp", "hợp tác xã", "công ty", "dự án", "công trình", "hồ sơ", "thủ tục", "thủ tục hành chính", "dịch vụ công", "văn bản", "đề nghị", "ý kiến", "kiến nghị", "đơn", "đơn thư", "vụ", "vụ việc", "vụ án", "cuộc", "cuộc kiểm tra", "cuộc họp", "cuộc giám sát", "buổi", "lớp", "hội nghị", "lượt", "lượt người", "lượt khách", "ca", "trường hợp",
	"trường", "trường học", "lớp học", "phòng học", "bệnh viện", "giường bệnh", "bác sĩ", "sản phẩm", "mô hình", "tin", "bài", "tin bài", "chỉ tiêu", "tiêu chí", "suất quà", "phần quà", "căn nhà", "nhà", "ngôi nhà", "con", "chiếc", "cái", "bộ", "bảng", "giấy chứng nhận", "huy hiệu", "huy hiệu đảng", "bằng khen", "giấy khen",
	"cơ sở dữ liệu", "nền tảng", "hệ thống", "trạm", "điểm", "điểm phần trăm", "khu công nghiệp", "cụm công nghiệp", "khu dân cư", "câu lạc bộ", "tổ", "đội", "nhóm", "gia đình", "tập thể", "cá nhân", "đồng chí", "nhiệm vụ", "cđ", "cđ cơ sở", "cđcs", "lđlđ", "htx", "dn", "tht", "clb", "tthc", "đvtn", "tccsđ", "hs", "hssv", "gv", "sv", "cb", "cbcc", "cbccvc", "gcn")

// notCounted follow a number without making a quantity that states a result:
// times, ages, parts of a text, sizes of files.
var notCounted = viet.NewSpelt("ngày", "tháng", "năm", "tuần", "giờ", "phút", "giây", "h", "mm", "độ", "độ c", "tuổi", "quý", "thập kỷ", "thế kỷ", "kỳ", "nhiệm kỳ", "nhóm nhiệm vụ", "nhóm giải pháp", "nhóm vấn đề", "nhóm nội dung", "nhóm", "nhiệm vụ , giải pháp", "nhiệm vụ giải pháp", "nhiệm vụ", "giải pháp", "nội dung", "chương", "điều", "khoản", "phần", "mục",
	"hướng", "khâu", "khâu đột phá", "đột phá", "trụ cột", "lĩnh vực", "yếu tố", "vấn đề", "bước", "cấp", "mặt", "chuyên đề", "quan điểm", "mục tiêu", "nguyên tắc", "yêu cầu", "trang", "kb", "mb", "bản chính", "bản sao", "b", "loại", "hình thức", "phương án", "chữ", "dòng", "cột", "trên", "dưới", "và", "của", "đến", "hoặc",
	"nước", "cửa", "loại hình", "thành phần", "nhân tố", "câu", "bài học", "ngành", "bên", "lần", "km đầu", "giai đoạn", "đợt", "tầng", "phía", "không", "thành tựu", "lượt xem", "tiểu dự án", "dự án thành phần", "nhóm tiêu chí", "nội dung thành phần", "phụ lục", "mẫu", "biểu mẫu", "biểu", "chiều", "bộ chỉ số", "chính sách", "hạng mục", "khía cạnh", "nghề", "việc", "vị trí", "kết luận", "quy chế", "quy định", "tiết", "phiên", "điểm cầu", "khóa", "khoá", "ông", "bà", "k", "thông báo", "tôn giáo", "dân tộc", "giới", "đ/c", "trong", "ở", "tại", "với", "để", "đã", "được", "là", "theo", "từ", "về", "cho", "có", "thì", "nhưng", "các", "những", "này", "đó", "nên", "khi", "do", "so", "tham", "tiến hành", "kèm", "lúa", "sạch", "kíp", "như", "cũng", "sẽ", "phải", "cần", "vào", "ra", "lên", "xuống", "còn", "qua", "giữa", "sau", "trước", "thuộc", "nằm", "góp", "nhằm", "tổ chức kỷ", "âm lịch", "dương lịch", "xem", "rõ", "download", "views", "view", "comment", "like")

// labels before a number make it the name of something.
var labels = viet.NewSpelt("số", "điều", "khoản", "mục", "chương", "phụ lục", "khóa", "khoá", "biểu", "mẫu", "mẫu số", "hình", "bảng", "ngày", "tháng", "năm", "quý", "quốc lộ", "tỉnh lộ", "đường", "ngõ", "kiểm", "trang", "lần thứ", "lần", "covid", "nghị quyết", "chỉ thị", "quyết định", "nghị định", "kết luận", "luật", "thông tư", "kế hoạch", "đề án", "chương trình", "tp", "bước", "phiên bản",
	"cấp độ", "mức độ", "loại", "nhóm", "hạng", "vòng", "giai đoạn", "lúc", "sáng", "chiều", "tối", "hồi", "dự án", "công văn", "qđ", "hotline", "điện thoại", "đt", "fax", "tel", "giá", "kỳ họp thứ", "thứ", "hội nghị lần", "trung ương", "điểm", "tầm nhìn", "thời kỳ", "nhiệm kỳ", "cột", "dòng", "quận", "khu vực", "tổ", "lớp", "khối", "số lượng xem", "iso", "giật cấp", "gió cấp", "mạnh cấp", "bão cấp", "bão số", "báo động", "áp thấp nhiệt đới số", "rủi ro thiên tai cấp", "văn phòng", "thôn", "ấp", "khu phố", "tổ dân phố", "khóm", "tiểu khu", "trung đoàn", "tiểu đoàn")

// prices make what follows a rate or a price fixed by law.
var prices = viet.NewSpelt("mức thu", "mức phạt", "phạt tiền", "lệ phí", "đơn giá", "giá dịch vụ", "mức chi", "thuế suất", "lãi suất", "mức giá", "mức đóng", "mức lương", "mức hỗ trợ", "định mức", "mức phí", "giá trị gói thầu", "giá vé", "giá bán", "phạt cảnh cáo", "mức trợ cấp", "mức quà", "mức thưởng", "hệ số", "mực nước", "lượng mưa", "nhiệt độ", "sức gió", "báo động", "độ ẩm", "độ mặn")

// aims before a number make it one to reach, results one that was reached.
var (
	aims = viet.NewSpelt("phấn đấu", "mục tiêu", "chỉ tiêu", "đến năm", "đến hết năm", "ít nhất", "tối thiểu", "dự kiến", "sẽ", "kế hoạch giao", "bảo đảm", "đảm bảo", "yêu cầu", "hướng tới", "cần đạt", "đề ra", "vào năm", "tầm nhìn", "đặt ra", "định hướng", "không quá", "tối đa",
		"đến cuối năm", "đến quý", "đến tháng", "phải đạt", "cố gắng", "quyết tâm", "giao chỉ tiêu", "≥")
	results = viet.NewSpelt("đã", "đạt được", "kết quả", "ước đạt", "thực hiện được", "ghi nhận", "hiện có", "hiện nay", "hiện", "tính đến", "toàn tỉnh có", "so với", "cùng kỳ", "báo cáo của")
	shares  = viet.NewSpelt("đạt", "chiếm", "đạt tỷ lệ", "tỷ lệ", "bằng", "tương đương", "tương ứng", "đạt tỉ lệ", "tỉ lệ", "(", "hoàn thành", "đạt khoảng", "đạt trên")
	growth  = viet.NewSpelt("tăng", "giảm", "tăng trưởng", "tăng thêm", "giảm còn", "tăng hơn", "giảm hơn", "tăng khoảng", "giảm khoảng", "tăng gần", "vượt")
)

// papers are counted as results only in numbers: "khoảng 1.000 nghị định", but
// not "2 đề án" that the text goes on to name.
var papers = viet.NewSpelt("luật", "nghị quyết", "nghị định", "thông tư", "chỉ thị", "quyết định", "pháp lệnh", "đề án", "kế hoạch", "chương trình", "dự thảo", "dự thảo luật", "kết luận")

// fewPapers is the number up to which papers are parts of the text.
const fewPapers = 9

// fewPlaces is the number up to which places are where something happens: there
// were never more provinces.
const fewPlaces = 64

// places are where something happens, if few of them are counted after "tại".
var places = viet.NewSpelt("xã", "phường", "huyện", "tỉnh", "thôn", "ấp", "thị xã", "thành phố", "địa phương", "khu vực", "quận", "bản", "điểm", "bộ", "cơ quan", "đơn vị", "sở", "ngành")

// parts are counted among notCounted, but "x/y" of them was reached: "15/20 nhiệm vụ".
var parts = viet.NewSpelt("nhiệm vụ", "giải pháp", "nội dung", "mục tiêu", "lĩnh vực", "ngành", "nhóm", "hạng mục", "chính sách", "kết luận", "việc", "vấn đề", "nghề")

// grants give money by a rule, each says that it is given to every one.
var (
	grants = viet.NewSpelt("hỗ trợ", "trợ cấp", "phụ cấp", "bồi dưỡng", "thưởng", "được hưởng", "bồi thường", "đóng góp")
	each   = viet.NewSpelt("một lần", "/ người", "/ hộ", "/ tháng", "/ lần", "/ trường hợp", "/ nhà", "/ căn", "/ suất", "/ mô hình", "/ năm", "/ ngày", "mỗi", "tối đa", "không quá", "tối thiểu", "với mức", "mức", "cho mỗi")
	// made stand before a number of things that are named in capitals: "trao 20 Mái ấm tình thương".
	made = viet.NewSpelt("được", "xây", "trao", "tặng", "dựng")
	// viewed end the label of a counter.
	viewed = viet.NewSpelt("xem", "cập", "đọc", "tải")
	// planned is what a share of what was reached is of.
	planned = viet.NewSpelt("kế hoạch", "dự toán", "chỉ tiêu")
	// striving leaves a number one to reach, whatever it is a share of.
	striving = viet.NewSpelt("phấn đấu", "dự kiến", "sẽ", "quyết tâm", "cố gắng", "giao chỉ tiêu")
	// reached say that the goals counted beside them were, or were not, met.
	reached = viet.NewSpelt("đạt", "vượt", "hoàn thành", "thực hiện", "không đạt", "chưa", "về đích")
	// goesOn follow "trở lên" where the sentence says no more of its subject.
	goesOn = viet.NewSpelt("trong", "vào", "đến", "theo", "mỗi", "hằng", "hàng", "so", "và", "năm", "ở", "tại", "cho", "về", "hoặc", "nhưng")
)
