package assignment

import "quyet/base/viet"

// The words that make a sentence an instruction.

// duties stand between a body and what it must do.
var duties = viet.NewSpelt("nên", "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "phải", "cần", "cần phải", "chủ trì", "chủ động", "làm đầu mối", "là đầu mối", "là cơ quan", "là đơn vị", "được giao",
	"nghiêm túc", "khẩn trương", "kịp thời", "thường xuyên", "định kỳ", "tích cực", "trực tiếp", "có kế hoạch", "có giải pháp", "có biện pháp", "có phương án", "có hình thức", "quan tâm", "tiếp tục", "tập trung", "nhanh chóng", "cùng", "chịu sự")

// strong duties make an instruction of any sentence, even in news.
var strong = viet.NewSpelt("có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "phải", "cần", "cần phải", "chủ trì")

// manners may stand between a body and its verb: the body acts within its powers.
var manners = viet.NewSpelt("theo chức năng", "theo thẩm quyền", "trong phạm vi", "căn cứ", "trên cơ sở", "theo nhiệm vụ", "theo phạm vi", "theo phân công", "theo lĩnh vực", "theo nội dung", "theo quy định", "tùy theo", "tuỳ theo", "trong quá trình", "bằng", "ngoài", "hằng", "hàng", "hằng năm", "hàng năm", "theo", "sau khi", "khi", "trước", "đến", "không")

// verbs begin what a body does. Their first letter is small in running text,
// which tells "xây dựng" from "Sở Xây dựng".
var verbs = viet.NewSpelt(
	"xây dựng", "tổ chức", "triển khai", "thực hiện", "rà soát", "ban hành", "tham mưu", "trình", "hướng dẫn", "kiểm tra", "giám sát", "thanh tra", "theo dõi", "đôn đốc",
	"tổng hợp", "báo cáo", "đề xuất", "chỉ đạo", "lãnh đạo", "quán triệt", "tuyên truyền", "phổ biến", "phối hợp", "phân công", "bố trí", "bảo đảm", "đảm bảo", "cân đối",
	"thẩm định", "phê duyệt", "cập nhật", "cung cấp", "công bố", "công khai", "đăng tải", "gửi", "hoàn thành", "hoàn thiện", "tăng cường", "đẩy mạnh", "nâng cao",
	"phát huy", "đổi mới", "chú trọng", "quan tâm", "tập trung", "tiếp tục", "nghiên cứu", "rút kinh nghiệm", "xử lý", "giải quyết", "khắc phục", "ngăn chặn", "phòng ngừa",
	"đấu tranh", "quản lý", "vận hành", "duy trì", "kết nối", "chia sẻ", "số hóa", "số hoá", "đào tạo", "bồi dưỡng", "tập huấn", "sắp xếp", "kiện toàn", "thành lập",
	"củng cố", "huy động", "hỗ trợ", "tạo điều kiện", "khuyến khích", "vận động", "biểu dương", "khen thưởng", "nhân rộng", "đánh giá", "sơ kết", "tổng kết", "khảo sát",
	"thống kê", "điều tra", "tiếp nhận", "tiếp thu", "cụ thể hóa", "cụ thể hoá", "lồng ghép", "đưa", "nắm", "nắm bắt", "phát hiện", "xác định", "lựa chọn", "đăng ký",
	"cam kết", "chấp hành", "niêm yết", "tham gia", "giúp", "căn cứ", "điều chỉnh", "sửa đổi", "bổ sung", "ứng dụng", "phát triển", "đầu tư", "mở rộng", "cải thiện",
	"cải cách", "thúc đẩy", "giao", "cử", "chuẩn bị", "thông báo", "thông tin", "truyền thông", "đấu mối", "tiến hành", "thực thi", "giữ vững", "kiểm soát", "khai thác",
	"sử dụng", "bàn giao", "thu hồi", "lấy ý kiến", "góp ý", "cho ý kiến", "phản biện", "phản ánh", "kiến nghị", "yêu cầu", "đề nghị", "nhắc nhở", "tổng rà soát",
	"thẩm tra", "chuyển", "trả lời", "xem xét", "phát động", "hưởng ứng", "gương mẫu", "nêu gương", "đối chiếu", "ký kết", "phân bổ", "giải ngân", "quyết toán", "kê khai",
	"chi trả", "in ấn", "phát hành", "sản xuất", "xuất bản", "mời", "đón tiếp", "trang trí", "tu sửa", "sửa chữa", "nâng cấp", "lắp đặt", "mua sắm", "thiết lập",
	"thiết kế", "kiểm kê", "kiểm điểm", "kiên quyết", "siết chặt", "làm tốt", "làm rõ", "kết hợp", "đề ra", "đồng hành", "tìm", "tháo gỡ", "đối thoại", "gặp mặt",
	"trao đổi", "hợp tác", "xúc tiến", "quảng bá", "bảo vệ", "bảo tồn", "chăm sóc", "ứng phó", "điều động", "điều hành", "ưu tiên", "hạn chế", "giảm", "tạo", "đi đầu",
	"đề cao", "nghiêm túc", "chủ động", "chủ trì", "khẩn trương", "kịp thời", "thường xuyên", "tích cực", "nghiêm cấm", "tuyệt đối", "hình thành", "lưu trữ", "phân loại",
	"thu thập", "thu gom", "thu hút", "giới thiệu", "đo lường", "thí điểm", "vận dụng", "tích hợp", "tái cấu trúc", "cắt giảm", "đơn giản hóa", "phân cấp", "thi hành",
	"khởi công", "nghiệm thu", "khuyến cáo", "cảnh báo", "dự báo", "đăng", "viết", "tọa đàm", "tăng", "phấn đấu", "thực hành", "học tập", "xóa", "ra soát", "rà roát",
	"phân tích", "đáp ứng", "dành", "cho", "lập dự toán", "lập kế hoạch", "lập hồ sơ", "lập danh sách", "lập phương án", "lập dự án", "lập quy hoạch", "ký cam kết",
	"làm việc", "làm cơ sở", "không để", "không được", "không tổ chức", "không cấp", "không thực hiện", "lấy mẫu", "trả kết quả", "trao tặng", "mở lớp", "mở đợt",
	"đẩy nhanh", "đẩy lùi", "bám sát", "tham vấn", "tư vấn", "giữ gìn", "tiếp công dân", "giải phóng", "khoanh vùng", "xác minh", "truy quét", "rút ngắn", "tuyển chọn",
	"tuyển dụng", "khai báo", "nhận diện", "thảo luận", "quyết định", "ủy quyền", "uỷ quyền", "trích lập", "thu ngân sách", "trực ban", "phát sóng", "phát thanh",
	"tiếp sóng", "phân luồng", "hoàn trả", "khuyến nông", "xây", "mở", "kéo giảm", "dừng", "thay thế", "lắng nghe", "tra cứu", "sưu tầm", "bình chọn", "tôn vinh",
	"đồng thời", "cùng", "chung tay", "quy hoạch", "rèn luyện", "nhận thức", "kết nạp", "đóng góp", "quyên góp", "vận chuyển", "di dời", "sơ tán", "cấp phát", "cấp giấy",
	"thu hoạch", "gieo trồng", "tiêm phòng", "điều trị", "cách ly", "truy vết", "chuyển đổi", "đo đạc", "cắm mốc", "bồi thường", "tái định cư", "cưỡng chế", "xử phạt",
	"khởi tố", "truy tố", "xét xử", "giáo dục", "định hướng", "luân chuyển", "quy tập", "tri ân", "tặng quà", "thẩm duyệt", "xếp loại", "chấm điểm", "bình xét",
	"tự kiểm tra", "tự đánh giá", "tự kiểm điểm", "nhanh chóng", "chấn chỉnh", "tham khảo", "tổng kiểm tra", "tiết kiệm", "nắm chắc", "nắm vững", "hoạch định", "bố cục",
	"phân tuyến", "trang bị", "thống nhất", "lan tỏa", "ghi nhận đầy đủ", "tăng thời lượng", "tăng thu", "giảm nghèo", "xóa đói", "xóa nhà", "giảm tải", "giải trình",
	"trấn áp", "tấn công", "tuần tra", "canh gác", "triệt phá", "khử khuẩn", "xét nghiệm", "phong tỏa", "cung ứng", "dự trữ", "bình ổn", "điều tiết", "soạn thảo",
	"dự thảo", "biên soạn", "nộp", "vào cuộc", "ra quân", "chăm lo", "thăm hỏi", "động viên", "giúp đỡ", "bảo trì", "bảo dưỡng", "khơi thông", "nạo vét", "gia cố",
	"tôn tạo", "phê bình", "kỷ luật", "thay đổi", "khơi dậy", "tranh thủ", "tận dụng", "giãn cách", "tạm dừng", "tạm hoãn", "áp dụng", "công nhận", "xác nhận", "sáp nhập",
	"giải thể", "hợp nhất", "tinh giản", "nỗ lực", "cố gắng", "quyết tâm", "tăng tốc", "họp định kỳ", "họp xét", "họp đánh giá", "họp thống nhất", "lập biên bản", "lập đoàn", "lập tổ", "lập sổ", "lập đề án", "coi trọng", "nêu cao",
	"đảm nhận", "bắt tay", "trực tiếp", "nâng", "làm", "thi đua", "treo", "treo cờ", "tải", "download", "đôn thúc", "nhắc", "xét", "xét chọn", "suy tôn", "tham dự",
	"dự họp", "đề cử", "phổ cập", "cấp bù", "cho phép", "bảo lưu", "trồng", "dọn dẹp", "trang hoàng", "phản bác", "đính chính", "gỡ", "quán xuyến", "lập thủ tục",
	"lập tờ trình", "hoàn tất", "khởi động", "tạm ứng", "luân phiên", "định giá", "đấu giá", "đấu thầu", "chuyển giao", "gia hạn", "khôi phục", "ổn định", "tinh gọn",
	"kích cầu", "tuyển sinh", "dạy", "giảng dạy", "đồng loạt", "xử trí", "thắt chặt", "tích lũy", "khoan thư", "gặp gỡ", "ủng hộ", "thừa ủy quyền", "thừa uỷ quyền",
	"hoàn chỉnh", "bổ nhiệm", "miễn nhiệm", "giải đáp", "chuẩn hóa", "chuẩn hoá", "làm sạch", "chỉnh lý", "chỉnh sửa", "chỉnh trang", "biên tập", "cài đặt", "kích hoạt", "đấu nối", "thanh toán", "thanh lý", "tu bổ", "trưng bày", "biểu diễn", "phòng chống", "phòng , chống", "đảm trách", "tạm ngừng", "ngừng", "khai mạc", "bế mạc", "dâng hương", "viếng", "thăm", "tháo dỡ", "di chuyển", "phủ sóng", "khoanh nuôi", "phát dọn", "san gạt", "thẩm vấn", "tiếp cận", "phân định", "phân bố", "điều phối", "đối phó", "nhập liệu",
	"chọn", "dự sinh hoạt", "dự hội nghị", "dự đại hội", "hủy", "huỷ", "hoãn", "cấm", "lắp", "đắp", "bơm", "dọn", "ghi", "lưu", "gọi", "chốt", "rút", "giữ", "tìm hiểu", "sẵn sàng", "thu dọn", "chằng chống", "neo đậu", "cắm", "đón", "đốc thúc", "quán triệt", "thẩm tra", "hòa giải", "hoà giải", "xã hội hóa", "xã hội hoá",
	"thay mặt", "quyết liệt", "sớm", "ngay", "mạnh dạn", "linh hoạt", "cương quyết", "đồng bộ", "nghiêm", "tự giác", "thật sự", "thực sự")

// penalties are for those who fail. "Để xử lý" is what a report is for, and "bị" ends "chuẩn bị".
var penalties = viet.NewSpelt("thì bị", "sẽ bị", "đều bị", "bị xử lý", "bị kỷ luật", "bị nhắc nhở", "bị đánh giá", "bị xem xét", "bị cắt", "bị hạ", "bị phạt", "bị thu hồi", "chịu trách nhiệm", "trừ điểm", "phê bình", "kiểm điểm", "sẽ xử lý", "thì xử lý", "xử lý nghiêm", "xử lý kỷ luật", "xử lý trách nhiệm")

// orders stand before the body that is told to act.
var orders = viet.NewSpelt("giao", "giao cho", "giao nhiệm vụ cho", "giao trách nhiệm cho", "yêu cầu", "đề nghị", "phân công", "phân công cho", "chỉ đạo", "ủy quyền cho", "uỷ quyền cho", "giao quyền cho", "lưu ý", "nhắc nhở", "thống nhất giao", "đồng ý giao", "kính đề nghị", "trân trọng đề nghị", "kêu gọi")

// asks are orders that nobody is charged with: who asks is the speaker.
var asks = viet.NewSpelt("yêu cầu", "đề nghị", "lưu ý", "kêu gọi", "nhắc nhở")

// neverOrders look like orders and are not: "theo đề nghị của", "được giao".
var neverOrders = viet.NewSpelt("đề nghị của", "yêu cầu của", "chỉ đạo của", "yêu cầu về", "đề nghị xây dựng", "giao ban", "giao thông", "giao dịch", "giao lưu", "giao tiếp", "giao nhận", "giao đất", "giao quyền tự chủ", "giao thoa")

// openings may stand before the body of an instruction, up to a comma.
var openings = viet.NewSpelt("quá thời hạn", "sau thời hạn", "hết thời hạn", "trên cơ sở", "căn cứ", "theo", "trong", "để", "nhằm", "khi", "nếu", "định kỳ", "hằng", "hàng", "trước", "sau", "tháng", "quý", "ngày", "đối với", "với", "về", "từ", "đồng thời", "bên cạnh", "bên cạnh đó", "ngoài ra",
	"cùng với", "thực hiện", "riêng", "đến", "do", "tiếp tục", "mặt khác", "thời gian tới", "song song", "qua", "tại", "chậm nhất", "năm", "việc", "ngay", "ngay sau", "vì vậy", "do đó", "trường hợp", "kết luận", "phát biểu", "thứ nhất", "thứ hai", "thứ ba", "một là", "hai là", "ba là", "cụ thể", "tiếp đó", "song", "để bảo đảm", "trong đó", "trước mắt", "cuối cùng", "tuy nhiên", "bám sát", "đặc biệt", "theo đó", "sau đó", "nhân dịp", "kết luận")

// past and plan words after a body make a statement of it.
var statements = viet.NewSpelt("thống nhất đánh giá", "thống nhất nhận định", "thống nhất với", "thống nhất thông qua", "cơ bản thống nhất", "nhất trí", "tán thành", "đã", "vừa", "đang", "sẽ", "chưa", "luôn", "cũng đã", "vẫn", "được", "là", "có", "dự kiến", "dự hội", "tham dự", "ghi nhận", "cho biết", "cho rằng", "nhấn mạnh", "khẳng định", "đạt", "cơ bản", "tiếp tục được", "gồm", "bao gồm", "trở thành", "như", "bị", "thuộc",
	"chủ trì hội nghị", "chủ trì buổi", "chủ trì cuộc", "chủ trì phiên", "chủ trì họp", "chủ trì lễ", "đồng chủ trì", "đến dự", "phát biểu", "đánh giá cao")

// speeches after a person introduce what was said.
var speeches = viet.NewSpelt("cho rằng", "nhấn mạnh", "khẳng định", "phát biểu", "cho biết", "nêu rõ", "đã nhấn mạnh", "chỉ rõ")

// connectors carry the body of the sentence before.
var connectors = viet.NewSpelt("đồng thời", "bên cạnh đó", "ngoài ra", "cùng với đó", "mặt khác", "song song với đó", "tiếp tục")

// helps introduces the coordinating bodies.
var helps = viet.NewSpelt(append(helping, "phối hợp với", "phối hợp cùng", "phối hợp chặt chẽ với", "kết hợp với", "phối hợp", "cùng với", "phối hợp cùng với", "với sự phối hợp của", "với sự tham gia của", "kết hợp cùng", "phối hợp đồng bộ với", "phối kết hợp với", "chủ trì cùng", "chủ trì , cùng", "chủ trì , cùng với")...)

var leads = viet.NewSpelt("chủ trì", "chịu trách nhiệm", "làm đầu mối", "chủ trì ,", "chủ động", "có trách nhiệm", "có trách nhiệm chủ trì")

// closings end a document and give no task.
var closings = viet.NewSpelt("rất mong", "rất mong nhận được", "kính mong", "xin chân thành cảm ơn", "xin cảm ơn", "trân trọng ./.", "trân trọng .", "trân trọng !", "trân trọng cảm ơn", "xin trân trọng", "trân trọng báo cáo", "trân trọng kính", "nghị quyết này", "chỉ thị này", "kế hoạch này", "quyết định này", "chương trình này", "thông báo này", "quy định này", "kết luận này", "hướng dẫn này", "quy chế này", "công văn này", "chịu trách nhiệm thi hành", "có trách nhiệm thi hành", "chịu trách nhiệm tổ chức thi hành", "chịu trách nhiệm thực hiện quyết định", "chịu trách nhiệm thực hiện nghị quyết", "căn cứ quyết định", "căn cứ nghị quyết", "có hiệu lực", "kèm theo", "trên đây là")

// rulings let a sentence name who must act by what they were charged with: "các
// cơ quan được phân công chủ trì … có trách nhiệm lập dự toán".
var rulings = viet.NewSpelt("có trách nhiệm", "chịu trách nhiệm", "phải", "cần")

// breaks are small words that stand in no name of a body.
var breaks = viet.NewSpelt("để", "nhằm", "nếu", "thì", "mà", "nhưng", "trong việc", "trong công tác", "thông qua", "bao gồm", "cũng như", "trong năm", "trong tháng", "trong quý", "trong thời gian", "trong giai đoạn", "trong suốt", "trong quá trình", "trong khuôn khổ", "đặc biệt là", "nhất là")

// soon may stand before the body without a comma.
var soon = viet.NewSpelt("trong thời gian tới", "thời gian tới", "trước mắt", "trong thời gian này", "từ nay đến cuối năm", "hiện nay", "trong quá trình thực hiện", "vì vậy", "do đó", "riêng", "đề nghị", "vì thế", "trong giai đoạn tới", "trong năm tới", "những tháng cuối năm")

// reporting is what the points of a list may be of.
var reporting = viet.NewSpelt("báo cáo")

// follows open what a document told of before says.
var follows = viet.NewSpelt("theo đó", "theo kế hoạch", "cụ thể")

// coming times lie ahead of the day of the text.
var coming = viet.NewSpelt("thời gian tới", "tháng cuối năm", "thời gian còn lại", "tháng còn lại", "quý tới", "năm tới", "nhiệm kỳ tới", "giai đoạn tới", "tháng tới", "tuần tới")

// regarding may stand before the body charged.
var regarding = viet.NewSpelt("đối với", "về phía", "riêng", "riêng đối với")

// backward refers to the sentence before: "Việc này, địa phương phải …".
var backward = viet.NewSpelt("việc này", "nội dung này", "nhiệm vụ này", "công việc này", "vấn đề này")

// anonymous bodies are those addressed without a name: who was meant stands before.
var anonymous = viet.NewSpelt("đồng chí", "các đồng chí", "quý", "các ông", "các bà")

// directives at the end of a line that ends in ":" make what follows orders.
var directives = viet.NewSpelt("yêu cầu", "chỉ đạo", "giao", "đề nghị", "phân công", "kết luận", "có ý kiến", "lưu ý", "quán triệt")

// concluding words open what was decided at a meeting.
var concluding = viet.NewSpelt("kết luận hội nghị", "kết luận buổi làm việc", "kết luận cuộc họp", "kết luận phiên họp", "phát biểu kết luận", "phát biểu chỉ đạo", "kết luận tại")

// speakers are posts of those who tell others what to do, in news.
var speakers = viet.NewSpelt("chủ tịch nước", "phó chủ tịch", "bí thư", "phó bí thư", "thủ tướng", "phó thủ tướng", "đồng chí", "đ / c", "ông", "bà", "lãnh đạo")

// politeness is all that a closing request says.
var politeness = viet.NewSpelt("nghiêm túc", "khẩn trương", "quan tâm", "phối hợp", "phối hợp chặt chẽ", "kịp thời", "triển khai", "thực hiện", "tổ chức", "chỉ đạo", "theo", "đúng", "các", "nội dung", "này", "nầy", "trên", "nêu trên", "ý kiến", "chỉ đạo này", "và", "hiệu quả", "có hiệu quả", "tốt", "công văn", "kế hoạch", "chỉ thị", "văn bản", "tinh thần", "biết", "để", "quy định", "đầy đủ", "nghiêm")

// announcing verbs say what the document does.
var announcing = viet.NewSpelt("giới thiệu toàn văn", "giới thiệu nội dung", "đăng tải toàn văn", "xin giới thiệu", "trân trọng giới thiệu", "ban hành", "quyết định", "thông báo", "trân trọng", "nhận được")

// lists end a sentence that leads over to lines below it.
var lists = viet.NewSpelt("nội dung sau", "nội dung sau đây", "nhiệm vụ sau", "nhiệm vụ sau đây", "nội dung như sau", "cụ thể như sau", "công việc sau", "việc sau", "vấn đề sau", "giải pháp sau", "biện pháp sau", "nội dung cụ thể sau", "nội dung trọng tâm sau", "nhiệm vụ trọng tâm sau", "một số nội dung cụ thể", "thực hiện như sau")

// issuing verbs and the documents of orders that news tell of.
var (
	issuing  = viet.NewSpelt("ban hành", "vừa có", "ký ban hành", "đã có", "có")
	ordering = viet.NewSpelt("công văn", "kế hoạch", "chỉ thị", "văn bản", "công điện", "thông báo", "hướng dẫn")
)

// urgent manners say how an order is to be carried out, and stand in orders only.
var urgent = viet.NewSpelt("chủ động", "khẩn trương", "tăng cường", "tập trung", "nghiêm túc", "thực hiện nghiêm", "tiếp tục", "kịp thời", "thường xuyên", "nghiêm cấm", "rà soát", "phối hợp chặt chẽ", "đẩy mạnh")

// namely picks some of the bodies just named.
var namely = viet.NewSpelt("đặc biệt là", "nhất là", "trong đó có", "trước hết là", "trọng tâm là", "bao gồm", "gồm")

// demanded may follow a body that is ordered to have or be something: "yêu cầu
// mỗi chi bộ có ít nhất một bài dự thi".
var demanded = viet.NewSpelt("có", "luôn", "gồm")

// events may stand between an order and the bodies it names.
var events = viet.NewSpelt("sau khi", "khi", "trước khi", "ngay sau", "trong thời gian tới", "thời gian tới", "trong quá trình", "trong năm", "từ nay đến", "trên cơ sở")
