package assignment

// samples are invented documents in the shapes that offices write.
var samples = []struct{ name, kind, issuer, text, want string }{
	{"plan with units as headings", "ke_hoach", "Ủy ban nhân dân xã Bình Minh", `
		KẾ HOẠCH
		Chuyển đổi số năm 2026
		Thực hiện Kế hoạch số 20/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã ban hành Kế hoạch như sau:
		I. MỤC ĐÍCH, YÊU CẦU
		1. Nâng cao nhận thức của cán bộ và Nhân dân.
		II. NHIỆM VỤ VÀ GIẢI PHÁP
		1. Công tác tuyên truyền
		- Tuyên truyền trên hệ thống truyền thanh về lợi ích của chuyển đổi số.
		- Tổ chức 02 lớp tập huấn kỹ năng số cho cán bộ thôn trong Quý II/2026.
		2. Hạ tầng số
		Rà soát các điểm lõm sóng trên địa bàn xã, đề xuất doanh nghiệp viễn thông phủ sóng.
		III. KINH PHÍ
		Kinh phí thực hiện từ ngân sách xã năm 2026.
		IV. TỔ CHỨC THỰC HIỆN
		1. Phòng Văn hóa - Xã hội
		- Là cơ quan thường trực, chủ trì, phối hợp với Văn phòng HĐND và UBND xã và các thôn triển khai Kế hoạch.
		- Tổng hợp, báo cáo kết quả trước ngày 10/12/2026.
		2. Giao Phòng Kinh tế bố trí kinh phí thực hiện.
		3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các đoàn thể vận động Nhân dân tham gia.
		4. Các thôn: Kiện toàn Tổ công nghệ số cộng đồng, hoàn thành trong tháng 4/2026.
		Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh về Phòng Văn hóa - Xã hội để tổng hợp./.
		Nơi nhận:
		- Như trên;
		- Lưu: VT.
		TM. ỦY BAN NHÂN DÂN
		CHỦ TỊCH`, `
		 > Tuyên truyền trên hệ
		 @ trong Quý II/2026 > Tổ chức 02 lớp
		 > Rà soát các điểm
		Phòng Văn hóa - Xã hội < Văn phòng HĐND và UBND xã + các thôn > Là cơ quan thường
		Phòng Văn hóa - Xã hội @ trước ngày 10/12/2026 > Tổng hợp, báo cáo
		Phòng Kinh tế > Giao Phòng Kinh tế
		Ủy ban Mặt trận Tổ quốc Việt Nam xã + các đoàn thể > Đề nghị Ủy ban
		Các thôn @ trong tháng 4/2026 > Các thôn: Kiện toàn`},
	{"plan with attributes under each item", "ke_hoach", "Ủy ban nhân dân tỉnh", `
		II. NỘI DUNG, NHIỆM VỤ
		1. Xây dựng quy chế phối hợp trong quản lý đô thị
		- Cơ quan chủ trì: Sở Xây dựng.
		- Cơ quan phối hợp: Sở Nội vụ, Ủy ban nhân dân các xã, phường.
		- Thời gian hoàn thành: Quý III/2026.
		2. Tập huấn nghiệp vụ cho công chức cấp xã
		a) Đơn vị thực hiện: Sở Tư pháp
		b) Thời gian thực hiện: Tháng 5/2026
		c) Sản phẩm: Báo cáo kết quả tập huấn
		3. Kiểm tra công tác lưu trữ (Cơ quan chủ trì: Sở Nội vụ; thời gian thực hiện: trước ngày 30/9/2026).`, `
		Sở Xây dựng < Sở Nội vụ + Ủy ban nhân dân các xã, phường @ Quý III/2026 > Xây dựng quy chế
		Sở Tư pháp @ Tháng 5/2026 > Tập huấn nghiệp vụ
		Sở Nội vụ @ trước ngày 30/9/2026 > Kiểm tra công tác`},
	{"letter with a lead-in over items", "cong_van", "Ủy ban nhân dân tỉnh", `
		Kính gửi:
		- Các sở, ban, ngành;
		- Ủy ban nhân dân các xã, phường.
		Thời gian qua, tình hình cháy rừng diễn biến phức tạp.
		Để chủ động phòng ngừa, Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, Ủy ban nhân dân các xã, phường thực hiện tốt các nội dung sau:
		1. Tổ chức trực 24/24 giờ trong các tháng cao điểm.
		2. Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Công an tỉnh và Bộ Chỉ huy Quân sự tỉnh kiểm tra các chủ rừng; báo cáo trước ngày 15/4/2026.
		3. Báo và Phát thanh, Truyền hình tỉnh tăng thời lượng cảnh báo.
		4. Sở Khoa học và Công nghệ:
		- Bảo đảm thông tin liên lạc.
		- Theo dõi, dự báo cháy rừng qua ảnh vệ tinh.
		Yêu cầu Thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.`, `
		các sở, ban, ngành + Ủy ban nhân dân các xã, phường > Tổ chức trực 24/24
		Sở Nông nghiệp và Môi trường < Công an tỉnh + Bộ Chỉ huy Quân sự tỉnh @ trước ngày 15/4/2026 > Giao Sở Nông nghiệp
		Báo và Phát thanh, Truyền hình tỉnh > Báo và Phát thanh,
		Sở Khoa học và Công nghệ > Bảo đảm thông tin
		Sở Khoa học và Công nghệ > Theo dõi, dự báo`},
	{"decision", "quyet_dinh", "Ủy ban nhân dân tỉnh", `
		Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;
		Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 12/TTr-SYT ngày 02/3/2026,
		QUYẾT ĐỊNH:
		Điều 1. Phê duyệt Đề án nâng cao chất lượng y tế cơ sở.
		Điều 2. Tổ chức thực hiện
		1. Sở Y tế chủ trì, phối hợp với các sở, ngành liên quan và Ủy ban nhân dân các xã, phường tổ chức thực hiện Đề án; định kỳ hằng năm báo cáo Ủy ban nhân dân tỉnh.
		2. Sở Tài chính có trách nhiệm cân đối, bố trí kinh phí.
		Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
		Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các Sở: Y tế, Tài chính và Thủ trưởng các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.`, `
		Sở Y tế < các sở, ngành liên quan + Ủy ban nhân dân các xã, phường @ định kỳ hằng năm > Sở Y tế chủ
		Sở Tài chính > Sở Tài chính có`},
	{"council's resolution", "nghi_quyet", "Hội đồng nhân dân tỉnh", `
		Điều 1. Thông qua mục tiêu phát triển kinh tế - xã hội năm 2026.
		Điều 2. Giao Ủy ban nhân dân tỉnh tổ chức triển khai thực hiện Nghị quyết.
		Điều 3. Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân và đại biểu Hội đồng nhân dân tỉnh giám sát việc thực hiện Nghị quyết.
		Nghị quyết này đã được Hội đồng nhân dân tỉnh khóa X thông qua ngày 10/12/2025.`, `
		Ủy ban nhân dân tỉnh > Giao Ủy ban nhân
		Thường trực Hội đồng nhân dân + các Ban của Hội đồng nhân dân + đại biểu Hội đồng nhân dân tỉnh > Thường trực Hội đồng`},
	{"conclusions of a meeting", "thong_bao", "Văn phòng Ủy ban nhân dân tỉnh", `
		Sau khi nghe báo cáo và ý kiến của các đại biểu, đồng chí Chủ tịch Ủy ban nhân dân tỉnh kết luận:
		1. Thống nhất với báo cáo của Sở Xây dựng.
		2. Giao Sở Xây dựng:
		a) Hoàn thiện hồ sơ quy hoạch, trình Ủy ban nhân dân tỉnh trước ngày 25/4/2026.
		b) Công bố quy hoạch sau khi được phê duyệt.
		3. Ban Quản lý dự án tỉnh khẩn trương giải ngân vốn, hoàn thành trong Quý II/2026. Sở Tài chính theo dõi, đôn đốc.
		4. Về kiến nghị của huyện: đồng ý chủ trương.`, `
		Sở Xây dựng @ trước ngày 25/4/2026 > Hoàn thiện hồ sơ
		Sở Xây dựng > Công bố quy hoạch
		Ban Quản lý dự án tỉnh @ trong Quý II/2026 > Ban Quản lý dự
		Sở Tài chính > Sở Tài chính theo`},
	{"party directive", "chi_thi", "Ban Thường vụ Tỉnh ủy", `
		Để lãnh đạo thực hiện tốt đại hội, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng, chính quyền, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tập trung thực hiện tốt các nhiệm vụ sau:
		1- Lãnh đạo, chỉ đạo quán triệt sâu rộng Chỉ thị đến cán bộ, đảng viên.
		2- Ban Tuyên giáo và Dân vận Tỉnh uỷ định hướng, hướng dẫn công tác tuyên truyền.
		3- Văn phòng Tỉnh uỷ phối hợp với các ban xây dựng Đảng theo dõi, đôn đốc, kiểm tra việc thực hiện Chỉ thị; định kỳ báo cáo Ban Thường vụ Tỉnh uỷ.
		Chỉ thị này phổ biến đến chi bộ.`, `
		các cấp ủy, tổ chức đảng, chính quyền + Mặt trận Tổ quốc + các tổ chức chính trị - xã hội > Lãnh đạo, chỉ đạo
		Ban Tuyên giáo và Dân vận Tỉnh uỷ > Ban Tuyên giáo và
		Văn phòng Tỉnh uỷ < các ban xây dựng Đảng > Văn phòng Tỉnh uỷ`},
	{"news with and without orders", "tin_bai", "", `
		Sáng 5/3, Ban Thường vụ Huyện ủy tổ chức hội nghị sơ kết quý I. Trong quý, các xã đã thực hiện tốt nhiệm vụ được giao.
		Phát biểu tại hội nghị, đồng chí Bí thư Huyện ủy yêu cầu các xã, thị trấn đẩy nhanh giải phóng mặt bằng, hoàn thành trước ngày 30/6/2026. Bên cạnh đó, cần chú trọng chăm lo đời sống người dân vùng dự án.
		Các phòng, ban chuyên môn phải bám sát cơ sở. Dịp này, huyện đề nghị tỉnh hỗ trợ kinh phí nâng cấp đường liên xã.
		Ý kiến của bạn
		Tin mới nhất trong ngày`, `
		các xã, thị trấn @ trước ngày 30/6/2026 > Phát biểu tại hội
		các xã, thị trấn > Bên cạnh đó, cần
		Các phòng, ban chuyên môn > Các phòng, ban chuyên`},
	{"report: results are no tasks", "bao_cao", "Ủy ban nhân dân huyện", `
		I. KẾT QUẢ ĐẠT ĐƯỢC
		1. Sở Nội vụ chủ trì, phối hợp với các xã tổ chức 5 lớp tập huấn.
		II. TỒN TẠI, HẠN CHẾ
		- Một số xã chưa thực hiện nghiêm chế độ báo cáo.
		III. ĐỀ XUẤT, KIẾN NGHỊ
		1. Đề nghị Bộ Nội vụ hướng dẫn thực hiện chế độ phụ cấp.`, ""},
	{"table in usual order", "phu_luc", "", `
		PHỤ LỤC
		PHÂN CÔNG NHIỆM VỤ
		(Kèm theo Kế hoạch số 15/KH-UBND ngày 20/3/2026)

		| STT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Kết quả/Sản phẩm | Thời gian | Ghi chú |
		| I | Thể chế | | | | | |
		| 1 | Ban hành Quy chế quản lý dữ liệu dùng chung | Phòng VH-XH | VP HĐND-UBND; Công an xã | Quy chế | Quý II/2026 | |
		| 2 | Rà soát thủ tục hành chính nội bộ của xã | ^ | - | Danh mục | ^ | |
		| II | Hạ tầng | | | | | |
		| 3 | Nâng cấp mạng nội bộ của Ủy ban nhân dân xã | Phòng Kinh tế, Phòng VH-XH | Các thôn | Hệ thống mạng | 2026 - 2027 | |`, `
		Phòng VH-XH < VP HĐND-UBND + Công an xã @ Quý II/2026 > Ban hành Quy chế
		Phòng VH-XH @ Quý II/2026 > Rà soát thủ tục
		Phòng Kinh tế + Phòng VH-XH < Các thôn @ 2026 - 2027 > Nâng cấp mạng nội`},
	{"table in another order, two-row heading, continued without heading", "ke_hoach", "", `
		II. NHIỆM VỤ

		| TT | Nội dung công việc | Đơn vị thực hiện | ^ | Thời hạn hoàn thành | Sản phẩm |
		| ^ | ^ | Chủ trì | Phối hợp | ^ | ^ |
		| (1) | (2) | (3) | (4) | (5) | (6) |
		| 1 | Khảo sát nhu cầu đào tạo nghề của lao động nông thôn | Sở Nội vụ | UBND các xã | 30/4/2026 | Báo cáo khảo sát |

		| 2 | Mở lớp dạy nghề cho lao động nông thôn | Trường Cao đẳng nghề | Sở Nội vụ, UBND các xã | Hằng năm | |`, `
		Sở Nội vụ < UBND các xã @ 30/4/2026 > Khảo sát nhu cầu
		Trường Cao đẳng nghề < Sở Nội vụ + UBND các xã @ Hằng năm > Mở lớp dạy nghề`},
	{"table grouped by body", "ke_hoach", "", `

		| Số TT | Nhiệm vụ | Thời gian hoàn thành | Lãnh đạo phụ trách |
		| I | Sở Tài chính | | |
		| 1 | Tham mưu phân bổ vốn đầu tư công đợt 1 | Tháng 4/2026 | Phó Chủ tịch |
		| II | Văn phòng Ủy ban nhân dân tỉnh | | |
		| 2 | Chuẩn bị nội dung phiên họp thường kỳ | Hằng tháng | Chủ tịch |`, `
		Sở Tài chính @ Tháng 4/2026 > Tham mưu phân bổ
		Văn phòng Ủy ban nhân dân tỉnh @ Hằng tháng > Chuẩn bị nội dung`},
	{"units in roman numerals, with and without colon", "cong_van", "Ủy ban nhân dân thành phố", `
		Chủ tịch Ủy ban nhân dân thành phố yêu cầu:
		I. Sở Y tế
		1. Chỉ đạo các cơ sở khám bệnh dự trữ đủ thuốc, hoàn thành trước ngày 15/5/2026.
		2. Công khai đường dây nóng.
		II. Đối với Ủy ban nhân dân các xã, phường
		- Tổ chức vệ sinh môi trường hằng tuần.
		III. Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các xã, phường căn cứ nội dung Công văn này triển khai thực hiện.`, `
		Sở Y tế @ trước ngày 15/5/2026 > Chỉ đạo các cơ
		Sở Y tế > Công khai đường dây
		Ủy ban nhân dân các xã, phường > Tổ chức vệ sinh
		Thủ trưởng các sở, ban, ngành + Chủ tịch Ủy ban nhân dân các xã, phường > Thủ trưởng các sở,`},
	{"organisation in sentences", "chuong_trinh", "Tỉnh ủy", `
		V- TỔ CHỨC THỰC HIỆN
		1- Căn cứ Chương trình này, các cấp uỷ, tổ chức đảng trực thuộc xây dựng kế hoạch thực hiện trong quý II/2026.
		2- Đảng uỷ Uỷ ban nhân dân tỉnh lãnh đạo xây dựng các đề án, dự án cụ thể; định kỳ hằng năm báo cáo Ban Thường vụ Tỉnh uỷ.
		3- Giao Ban Tổ chức Tỉnh uỷ, Uỷ ban Kiểm tra Tỉnh uỷ và Văn phòng Tỉnh uỷ theo dõi, đôn đốc việc thực hiện.
		4- Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội phối hợp với chính quyền cùng cấp vận động Nhân dân tham gia giám sát.
		5- Kinh phí tuyên truyền do Sở Tài chính chủ trì bố trí.
		Chương trình này được phổ biến đến chi bộ.`, `
		các cấp uỷ, tổ chức đảng trực thuộc @ trong quý II/2026 > Căn cứ Chương trình
		Đảng uỷ Uỷ ban nhân dân tỉnh @ định kỳ hằng năm > Đảng uỷ Uỷ ban
		Ban Tổ chức Tỉnh uỷ + Uỷ ban Kiểm tra Tỉnh uỷ + Văn phòng Tỉnh uỷ > Giao Ban Tổ chức
		Mặt trận Tổ quốc Việt Nam tỉnh + các tổ chức chính trị - xã hội < chính quyền cùng cấp > Mặt trận Tổ quốc
		Sở Tài chính > Kinh phí tuyên truyền`},
	{"one column for both roles; a timetable and indicators are no tasks", "ke_hoach", "", `

		| STT | Nội dung | Cơ quan chủ trì, phối hợp | Thời gian |
		| 1 | Thẩm định thiết kế trường mầm non xã | Sở Xây dựng chủ trì, phối hợp với Sở Giáo dục và Đào tạo | 15/6/2026 |

		| Ngày | Buổi | Nội dung | Chủ trì | Địa điểm | Thành phần |
		| 12/5 | Sáng | Họp giao ban tuần của Thường trực | Chủ tịch | Phòng họp số 1 | Các phó chủ tịch |

		| TT | Nội dung chỉ tiêu | ĐVT | Kế hoạch 2026 | Cơ quan chủ trì |
		| 1 | Tỷ lệ hộ dân dùng nước sạch | % | 95 | Sở Nông nghiệp |`, `
		Sở Xây dựng < Sở Giáo dục và Đào tạo @ 15/6/2026 > Thẩm định thiết kế`},
	{"directive naming posts", "chi_thi", "Chủ tịch Ủy ban nhân dân tỉnh", `
		Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
		1. Giám đốc các sở, Thủ trưởng các ban, ngành, Chủ tịch Ủy ban nhân dân các xã, phường:
		a) Tổ chức quán triệt nghiêm túc Chỉ thị này.
		b) Chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh nếu để xảy ra vi phạm.
		2. Sở Nội vụ chủ trì, phối hợp với Thanh tra tỉnh kiểm tra công vụ tại các cơ quan, đơn vị; tham mưu xử lý nghiêm vi phạm.
		3. Công an tỉnh chỉ đạo các đơn vị nghiệp vụ tăng cường tuần tra.
		4. Văn phòng Ủy ban nhân dân tỉnh theo dõi, tổng hợp, định kỳ hằng quý báo cáo Chủ tịch Ủy ban nhân dân tỉnh./.`, `
		Giám đốc các sở + Thủ trưởng các ban, ngành + Chủ tịch Ủy ban nhân dân các xã, phường > Tổ chức quán triệt
		Giám đốc các sở + Thủ trưởng các ban, ngành + Chủ tịch Ủy ban nhân dân các xã, phường > Chịu trách nhiệm trước
		Sở Nội vụ < Thanh tra tỉnh > Sở Nội vụ chủ
		Công an tỉnh > Công an tỉnh chỉ
		Văn phòng Ủy ban nhân dân tỉnh @ định kỳ hằng quý > Văn phòng Ủy ban`},
	{"plan promulgated by a decision; a regulation gives no tasks", "quyet_dinh", "Ủy ban nhân dân tỉnh", `
		QUYẾT ĐỊNH:
		Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phát triển du lịch.
		Điều 2. Chánh Văn phòng và Thủ trưởng các sở chịu trách nhiệm thi hành Quyết định này.
		Nơi nhận:
		- Như Điều 2;
		KẾ HOẠCH
		Phát triển du lịch năm 2026
		(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 02/3/2026)
		II. NHIỆM VỤ
		1. Quảng bá điểm đến trên nền tảng số; hoàn thành cổng thông tin du lịch trong Quý III/2026.
		QUY CHẾ
		Quản lý khu du lịch
		(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 02/3/2026)
		Điều 3. Nguyên tắc
		1. Cơ quan, đơn vị phải bảo đảm vệ sinh môi trường.
		Điều 9. Trách nhiệm của Sở Văn hóa, Thể thao và Du lịch
		1. Hướng dẫn thực hiện Quy chế.`, `
		@ trong Quý III/2026 > Quảng bá điểm đến
		Sở Văn hóa, Thể thao và Du lịch > Hướng dẫn thực hiện`},
	{"clauses with dates of their own", "tin_bai", "", `
		Thủ tướng giao Bộ Nội vụ chuẩn bị dự thảo Nghị định về tuyển dụng, trình Chính phủ trong tháng 9/2026; dự thảo Thông tư hướng dẫn, ban hành trong tháng 10/2026.
		Theo kế hoạch, các xã sẽ tổ chức tổng kết xong trước ngày 15/11/2026. Người dân rất phấn khởi.`, `
		Bộ Nội vụ @ trong tháng 9/2026 > Thủ tướng giao Bộ
		Bộ Nội vụ @ trong tháng 10/2026 > dự thảo Thông tư
		các xã @ xong trước ngày 15/11/2026 > Theo kế hoạch, các`},
	{"school: led headings over plain lines", "ke_hoach", "Trường THPT", `
		II. NHIỆM VỤ
		1. Đối với Ban Giám hiệu (đồng chí Phó Hiệu trưởng phụ trách)
		Xây dựng nội quy nhà trường, niêm yết công khai.
		2. Đối với giáo viên chủ nhiệm
		Phối hợp thường xuyên với cha mẹ học sinh và Công an xã quản lý học sinh.
		Định kỳ cuối học kỳ I và cuối năm học báo cáo tình hình lớp.
		Bình Minh, ngày 20 tháng 3 năm 2026`, `
		Ban Giám hiệu > Xây dựng nội quy
		giáo viên chủ nhiệm < cha mẹ học sinh + Công an xã > Phối hợp thường xuyên
		giáo viên chủ nhiệm @ Định kỳ cuối học kỳ I và cuối năm học > Định kỳ cuối học`},
	{"items with a second body after a semicolon, an order to unnamed owners", "ke_hoach", "Tỉnh ủy", `
		II- NHIỆM VỤ
		1. Ban Tổ chức Tỉnh ủy tham mưu hướng dẫn trong tháng 5/2026; các cấp ủy trực thuộc hoàn thành rà soát trước ngày 30/6/2026.
		2. Yêu cầu các chủ đầu tư:
		- Lập kế hoạch giải ngân chi tiết, gửi Sở Tài chính trước 15/5.
		3. Đánh giá hiện trạng hạ tầng số của các xã.
		4. Đối với công tác dân vận: Ban Dân vận các xã đổi mới nội dung, hình thức vận động.`, `
		Ban Tổ chức Tỉnh ủy @ trong tháng 5/2026 > Ban Tổ chức Tỉnh
		các cấp ủy trực thuộc @ trước ngày 30/6/2026 > các cấp ủy trực
		các chủ đầu tư @ trước 15/5 > Lập kế hoạch giải
		> Đánh giá hiện trạng
		Ban Dân vận các xã > Đối với công tác`},
	{"news: orders passed on, lists parted by semicolons", "tin_bai", "", `
		Chủ tịch Ủy ban nhân dân tỉnh vừa có công văn về phòng, chống cháy rừng mùa khô.
		Theo đó, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu thành viên Ban Chỉ đạo phòng, chống thiên tai các cấp; Giám đốc các sở; Chủ tịch Ủy ban nhân dân các xã quyết liệt kiểm tra các điểm nóng.
		Các chủ rừng tăng cường tuần tra trong những ngày nắng.
		Chi cục Kiểm lâm chủ trì, phối hợp với các xã lập chốt gác.
		Hạt trưởng cho biết lực lượng đã trực suốt đêm.`, `
		thành viên Ban Chỉ đạo phòng, chống thiên tai các cấp + Giám đốc các sở + Chủ tịch Ủy ban nhân dân các xã > Theo đó, Chủ tịch
		Các chủ rừng > Các chủ rừng tăng
		Chi cục Kiểm lâm < các xã > Chi cục Kiểm lâm`},
	{"news: what is ordered stands below a colon", "tin_bai", "", `
		Ủy ban nhân dân huyện ban hành công văn về trực Tết; theo đó, Ủy ban nhân dân huyện yêu cầu:
		1. Về công tác trực:
		Các phòng chuyên môn, Ủy ban nhân dân các xã bố trí lịch trực hợp lý.
		2. Về thông tin:
		Trung tâm Văn hóa đưa tin hằng ngày.`, `
		Các phòng chuyên môn + Ủy ban nhân dân các xã > Các phòng chuyên môn,
		Trung tâm Văn hóa > Trung tâm Văn hóa`},
	{"news: a time before the body, a day in the next sentence", "tin_bai", "", `
		Chủ tịch Ủy ban nhân dân tỉnh yêu cầu: từ ngày 28/4/2026 đến hết ngày 02/5/2026, các đơn vị phân công trực đầy đủ.
		Sở Nội vụ cũng yêu cầu các phòng lập danh sách công chức cần bồi dưỡng. Danh sách gửi về Sở trước ngày 15/5/2026.`, `
		các đơn vị @ từ ngày 28/4/2026 đến hết ngày 02/5/2026 > Chủ tịch Ủy ban
		các phòng @ trước ngày 15/5/2026 > Sở Nội vụ cũng`},
	{"news: what was done is no task", "tin_bai", "", `
		Trong 6 tháng đầu năm, Huyện ủy tập trung chỉ đạo sản xuất, thu được nhiều kết quả.
		Chỉ đạo các xã nạo vét 12 km kênh, sửa chữa 3 km đường.
		Đồng chí Bí thư đánh giá cao nỗ lực của các xã.`, ``},
	{"letter: the giver stands between, capitals of the letterhead above", "cong_van", "Bộ Nội vụ", `
		BỘ NỘI VỤ
		CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
		Kính gửi: Các Sở Nội vụ.
		Năm 2026, ngành nội vụ thực hiện nhiệm vụ trong bối cảnh mới; tiếp tục sắp xếp bộ máy, Bộ Nội vụ (BNV) đề nghị các Sở Nội vụ tổ chức thực hiện các nội dung sau:
		A. NHIỆM VỤ CHUNG
		1. Tiếp tục rà soát vị trí việc làm của công chức cấp xã.
		2. Đổi mới công tác đánh giá công chức.`, `
		các Sở Nội vụ > Tiếp tục rà soát
		các Sở Nội vụ > Đổi mới công tác`},
	{"plan: sections whose words say nothing of their job", "ke_hoach", "Đoàn trường", `
		KẾ HOẠCH
		THỰC HIỆN CÁC NHIỆM VỤ CHÀO MỪNG NGÀY NHÀ GIÁO
		Thời gian qua, phong trào của trường đã có nhiều khởi sắc.
		I. VĂN NGHỆ, THỂ THAO
		1. Tổ chức hội diễn văn nghệ giữa các chi đoàn.
		2. Bình xét và giới thiệu đoàn viên ưu tú đề nghị Chi bộ xem xét kết nạp.`, `
		> Tổ chức hội diễn
		> Bình xét và giới`},
	{"decision: who carries it out gets no task, a committee with its purpose does", "quyet_dinh", "Ủy ban nhân dân tỉnh", `
		Điều 2. Ban Chỉ đạo chuyển đổi số tỉnh có trách nhiệm đôn đốc việc thực hiện.
		Điều 3. Chánh Văn phòng, Giám đốc các Sở, Ban, ngành căn cứ Quyết định thi hành.
		Điều 4. Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này kể từ ngày ký, không kể ngày lễ./.`, `
		Ban Chỉ đạo chuyển đổi số tỉnh > Ban Chỉ đạo chuyển`},
	{"a plan whose head is lost, taken for news", "tin_bai", "", `
		IV. TỔ CHỨC THỰC HIỆN
		1. Hội đồng nhân dân, Ủy ban nhân dân huyện cụ thể hóa thành kế hoạch hằng năm.
		2. Đối với Phòng Tài chính, cần chủ động tham mưu phân bổ vốn.
		Trong quá trình thực hiện, nếu có vướng mắc, báo cáo Ban Thường vụ.`, `
		Hội đồng nhân dân + Ủy ban nhân dân huyện > Hội đồng nhân dân,
		Phòng Tài chính > Đối với Phòng Tài`},
	{"news: who presides is charged with nothing", "tin_bai", "", `
		Chủ tịch Ủy ban nhân dân tỉnh chủ trì hội nghị. Bí thư Tỉnh ủy phát biểu tại hội nghị.`, ``},
	{"bodies told apart by a verb in their name", "cong_van", "Ủy ban nhân dân tỉnh", `
		Ủy ban nhân dân tỉnh yêu cầu các cơ quan soạn thảo tiếp thu ý kiến, hoàn thiện dự thảo quy chế.
		Các cơ quan được phân công chủ trì chủ động phối hợp với các đơn vị liên quan xây dựng kế hoạch chi tiết.
		Các đơn vị sử dụng lao động phải thực hiện đúng quy định về an toàn.
		Ban Văn hóa thông tin xã xây dựng chương trình phát thanh hằng tuần.
		Phòng Chính trị, tư tưởng phối hợp với các phòng chuyên môn kiểm tra đột xuất.
		Đề nghị Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn các xã, phường từ An Bình đến Phú Lộc khẩn trương ứng phó với mưa lớn.
		Các xã, nhất là các xã vùng trũng, khẩn trương gia cố đê bao.
		Phó Hiệu trưởng phối hợp với Công an xã An Bình mời báo cáo viên.`, `
		các cơ quan soạn thảo > Ủy ban nhân dân
		Các cơ quan được phân công chủ trì < các đơn vị liên quan > Các cơ quan được
		Các đơn vị sử dụng lao động > Các đơn vị sử
		Ban Văn hóa thông tin xã > Ban Văn hóa thông
		Phòng Chính trị, tư tưởng < các phòng chuyên môn > Phòng Chính trị, tư
		Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn các xã, phường từ An Bình đến Phú Lộc > Đề nghị Ban Chỉ
		Các xã > Các xã, nhất là
		Phó Hiệu trưởng < Công an xã An Bình > Phó Hiệu trưởng phối`},
	{"letter that asks for a report and says what goes into it", "cong_van", "Sở Nội vụ", `
		Sở Nội vụ đề nghị Thủ trưởng các đơn vị thực hiện các việc sau:
		1. Báo cáo kết quả thực hiện với các nội dung sau:
		- Công tác chỉ đạo, triển khai
		- Đánh giá chung
		- Đề xuất, kiến nghị
		2. Thời gian nộp báo cáo:
		Các đơn vị gửi báo cáo về Phòng Tổ chức trước ngày 11/5/2026 để tổng hợp.`, `
		Thủ trưởng các đơn vị > Báo cáo kết quả
		Các đơn vị @ trước ngày 11/5/2026 > Các đơn vị gửi`},
	{"lead-in that ends in a full stop, over lines without numbers", "cong_van", "Trường Trung học phổ thông An Bình", `
		Trường Trung học phổ thông An Bình yêu cầu các tổ chuyên môn nghiêm túc triển khai các nội dung sau.
		Tăng cường vệ sinh lớp học; hướng dẫn học sinh rửa tay bằng xà phòng.
		Theo dõi sức khỏe học sinh hằng ngày, báo cáo ngay khi có ca bệnh.
		Giáo viên chủ nhiệm chịu trách nhiệm cập nhật thông tin của lớp mình.`, `
		các tổ chuyên môn > Tăng cường vệ sinh
		các tổ chuyên môn > Theo dõi sức khỏe
		Giáo viên chủ nhiệm > Giáo viên chủ nhiệm`},
	{"headings without numbers over bullets, a line broken in two, place and time of an event", "ke_hoach", "Ủy ban nhân dân xã An Bình", `
		NHIỆM VỤ, GIẢI PHÁP
		1. Thời gian tổ chức
		03 ngày: 24, 25 và 26 tháng 8 năm 2026.
		2. Các hoạt động
		Đẩy mạnh tuyên truyền, nâng cao nhận thức
		- Phát thanh trên hệ thống truyền thanh xã.
		- Treo băng rôn tại trụ sở các thôn.
		TỔ CHỨC THỰC HIỆN
		Phòng Kinh tế (giao bộ phận Địa chính)
		- Tham mưu ban hành danh mục hạ tầng dùng chung;
		báo cáo định kỳ khi có yêu cầu.
		Các doanh nghiệp viễn thông
		Chủ động xây dựng kế hoạch của doanh nghiệp;
		bố trí kinh phí thực hiện.`, `
		 > Phát thanh trên hệ
		 > Treo băng rôn tại
		Phòng Kinh tế > Tham mưu ban hành
		Các doanh nghiệp viễn thông > Chủ động xây dựng`},
	{"news of a document just issued, and what is no order", "tin_bai", "", `
		(ABO) - Ủy ban nhân dân tỉnh vừa ban hành kế hoạch về bảo vệ rừng năm 2026.
		Kế hoạch nhằm phân công trách nhiệm cho từng cơ quan chủ trì các nhiệm vụ do Ban Thường vụ Tỉnh ủy giao Ủy ban nhân dân tỉnh thực hiện.
		Các cơ quan được giao nhiệm vụ chủ động phối hợp với các địa phương kiểm tra hồ sơ rừng.
		Theo đó, các chủ rừng báo cáo hiện trạng trước mùa khô.
		Cùng thời gian, huyện đã tổ chức 5 cuộc kiểm tra; phân công các đồng chí ủy viên dự sinh hoạt chi bộ.`, `
		Các cơ quan được giao nhiệm vụ < các địa phương > Các cơ quan được
		các chủ rừng > Theo đó, các chủ`},
	{"page that reprints one article", "tin_bai", "", `
		Điều 8. Trách nhiệm thi hành
		1. Sở Xây dựng:
		- Chủ trì, phối hợp với Sở Tài chính hướng dẫn thực hiện;
		- Tổng hợp, báo cáo Ủy ban nhân dân tỉnh.
		2. Trách nhiệm của Ủy ban nhân dân các xã
		a) Công bố công khai danh sách hộ được hỗ trợ;`, `
		Sở Xây dựng < Sở Tài chính > Chủ trì, phối hợp
		Sở Xây dựng > Tổng hợp, báo cáo
		Ủy ban nhân dân các xã > Công bố công khai`},
	{"table whose merged cells a converter repeats", "phu_luc", "", `
		PHỤ LỤC
		| TT | Nhiệm vụ | Đơn vị chủ trì | Thời gian |
		| I | Mở rộng vùng phủ sóng | Mở rộng vùng phủ sóng | Mở rộng vùng phủ sóng |
		| 1 | Khảo sát các điểm lõm sóng trên địa bàn | Phòng Kinh tế | Quý II/2026 |`, `
		Phòng Kinh tế @ Quý II/2026 > Khảo sát các điểm`},
	{"dispatch on a storm: verbs that no list knows, a body that must have a plan", "cong_dien", "Chủ tịch Ủy ban nhân dân tỉnh", `
		Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
		1. Các sở, ban, ngành, địa phương khước từ các cuộc họp không cần thiết.
		2. Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh sẵn sàng lực lượng, phương tiện.
		3. Công ty Điện lực An Bình có phương án cấp điện cho các cơ sở trọng yếu.
		4. Ban Quản lý dự án đầu tư xây dựng tỉnh:
		- Lập lại tiến độ từng gói thầu trước ngày 20/8/2026.`, `
		Các sở, ban, ngành, địa phương > Các sở, ban, ngành,
		Bộ Chỉ huy Quân sự tỉnh + Công an tỉnh > Bộ Chỉ huy Quân
		Công ty Điện lực An Bình > Công ty Điện lực
		Ban Quản lý dự án đầu tư xây dựng tỉnh @ trước ngày 20/8/2026 > Lập lại tiến độ`},
	{"plan of a ceremony: who takes part and what is given are no tasks", "ke_hoach", "Ủy ban nhân dân xã An Bình", `
		II. NỘI DUNG THỰC HIỆN
		1. Tổ chức thăm, tặng quà gia đình chính sách
		- Đối tượng: người có công tiêu biểu của xã.
		- Mức quà: theo quy định của tỉnh.
		- Thời gian: trước ngày 25/7/2026.
		- Đơn vị thực hiện: Phòng Văn hóa - Xã hội.`, `
		Phòng Văn hóa - Xã hội @ trước ngày 25/7/2026 > Tổ chức thăm, tặng`},
	{"letter: the closing request before the sentence on difficulties", "cong_van", "Sở Giáo dục và Đào tạo", `
		1. Các trường lập danh sách học sinh dự thi, gửi về Sở trước ngày 20/10/2026.
		Nhận được công văn này, đề nghị các trường triển khai thực hiện. Trong quá trình thực hiện nếu có vướng mắc, liên hệ Phòng Trung học./.
		Nơi nhận:
		- Như trên.`, `
		Các trường @ trước ngày 20/10/2026 > Các trường lập danh`},
	{"news: orders with a time between, demands, matters that concern a body", "tin_bai", "", `
		Ban Thường vụ Huyện ủy yêu cầu sau khi kết thúc đại hội các đơn vị gửi báo cáo về huyện trước ngày 30/6/2026. Yêu cầu mỗi chi bộ có ít nhất 01 bài dự thi.
		Đối với các cơ quan báo chí, tăng cường thời lượng tuyên truyền. Các tiểu ban nên hoàn chỉnh kế hoạch.
		Ngoài ra, Ủy ban nhân dân huyện sẽ điều chỉnh quy hoạch chợ.`, `
		các đơn vị @ trước ngày 30/6/2026 > Ban Thường vụ Huyện
		mỗi chi bộ > Yêu cầu mỗi chi
		các cơ quan báo chí > Đối với các cơ
		Các tiểu ban > Các tiểu ban nên`},
	{"news: what was done on a day is no task", "tin_bai", "", `
		Ngày 24 tháng 10 năm 2026, thực hiện Nghị quyết của Huyện ủy, Chi bộ Văn phòng 1 tiến hành họp góp ý.`, ``},
	{"news: who was told to directs others, past a line without a body", "tin_bai", "", `
		Ủy ban nhân dân tỉnh đề nghị các đơn vị liên quan thực hiện nghiêm quy định phòng cháy rừng.
		Bảo đảm lực lượng trực trong mùa khô; kiểm soát người vào rừng.
		Lực lượng kiểm lâm, quân đội, công an trên địa bàn thực hiện tốt quy chế phối hợp.
		Sở Nông nghiệp và Môi trường chỉ đạo các chủ rừng tổ chức lực lượng thường trực.
		Ủy ban nhân dân tỉnh cũng chỉ đạo Sở Y tế chuẩn bị thuốc men.`, `
		các đơn vị liên quan > Ủy ban nhân dân
		Lực lượng kiểm lâm + quân đội, công an trên địa bàn > Lực lượng kiểm lâm,
		Sở Nông nghiệp và Môi trường > Sở Nông nghiệp và
		Sở Y tế > Ủy ban nhân dân`},
	{"table by bodies, each named once", "phu_luc", "", `
		PHỤ LỤC PHÂN CÔNG
		| Đơn vị | Nhiệm vụ | Thời hạn |
		| Phòng Kinh tế | Lập danh mục công trình cần sửa chữa | 15/02/2026 |
		| | Kiểm tra an toàn hồ đập trước mùa mưa | 28/02/2026 |
		| Các khoa, Phòng Đào tạo | Tổ chức thi kết thúc học phần | Thường xuyên |`, `
		Phòng Kinh tế @ 15/02/2026 > Lập danh mục công
		Phòng Kinh tế @ 28/02/2026 > Kiểm tra an toàn
		Các khoa + Phòng Đào tạo @ Thường xuyên > Tổ chức thi kết`},
	{"table whose group rows have a time", "phu_luc", "", `
		PHỤ LỤC
		| Mã | Công việc | Đơn vị chủ trì | Thời hạn |
		| A1 | THỦ TỤC VÀ TỔ CHỨC | | Tuần 1 |
		| 1.1 | Soạn thảo công văn xin chủ trương | Phòng Kỹ thuật | 15/3/2026 |`, `
		Phòng Kỹ thuật @ 15/3/2026 > Soạn thảo công văn`},
	{"letter whose lead-in ends in the bodies", "cong_van", "Sở Nội vụ", `
		Thực hiện Công văn số 3344/BNV-TCBC ngày 02/8/2026 của Bộ Nội vụ, Sở Nội vụ đề nghị các cơ quan, đơn vị, địa phương:
		Rà soát số lượng công chức có mặt theo biểu mẫu kèm theo.
		Báo cáo bằng văn bản gửi về Sở Nội vụ trước ngày 20/8/2026.`, `
		các cơ quan, đơn vị, địa phương > Rà soát số lượng
		các cơ quan, đơn vị, địa phương @ trước ngày 20/8/2026 > Báo cáo bằng văn`},
	{"news: a duty behind the whole name", "tin_bai", "", `
		Chủ đầu tư các công trình xây dựng trên địa bàn xã phải che chắn vật liệu.`, `
		Chủ đầu tư các công trình xây dựng trên địa bàn xã > Chủ đầu tư các`},
	{"telegram: who it goes to is told nothing yet", "cong_dien", "", `
		CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:
		- Giám đốc các Sở: Xây dựng, Y tế;
		- Chủ tịch Ủy ban nhân dân các xã, phường trong tỉnh.
		Để phòng ngừa tai nạn, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
		1. Sở Y tế chuẩn bị thuốc men, vật tư.`, `
		Sở Y tế > Sở Y tế chuẩn`},
	{"plan whose headings name bodies of all kinds", "ke_hoach", "", `
		KẾ HOẠCH
		Tổ chức Ngày hội Thanh niên chuyển đổi số năm 2026
		III. TỔ CHỨC THỰC HIỆN
		1. Các huyện, thị, thành đoàn và Đoàn trực thuộc
		- Vận động ít nhất 02 gian hàng tham gia.
		2. Các Sở, ngành: Nội vụ, Y tế
		- Cử 05 công chức tham dự.
		3. Hội Phụ nữ các xã, phường, thị trấn
		- Cử đội thi.
		4. Bộ phận Tiếp nhận và trả kết quả
		- Bố trí màn hình.
		5. Cán bộ phụ trách công nghệ thông tin, Tổng phụ trách Đội
		- Chuẩn bị đường truyền.
		6. Các cơ quan thông tấn, báo chí; Trạm Khuyến nông; VNPT tỉnh
		- Đưa tin về Ngày hội.
		7. Ở cấp xã
		- Đăng ký tham gia trước ngày 25/7/2026.
		8. Các trường mầm non, tiểu học, THCS
		- Tham gia đồng diễn.`, `
		Các huyện, thị, thành đoàn + Đoàn trực thuộc > Vận động ít nhất
		Các Sở, ngành: Nội vụ, Y tế > Cử 05 công chức
		Hội Phụ nữ các xã, phường, thị trấn > Cử đội thi.
		Bộ phận Tiếp nhận và trả kết quả > Bố trí màn hình.
		Cán bộ phụ trách công nghệ thông tin + Tổng phụ trách Đội > Chuẩn bị đường truyền.
		Các cơ quan thông tấn, báo chí + Trạm Khuyến nông + VNPT tỉnh > Đưa tin về Ngày
		cấp xã @ trước ngày 25/7/2026 > Đăng ký tham gia
		Các trường mầm non, tiểu học, THCS > Tham gia đồng diễn.`},
	{"plan that names persons, and orders before a colon", "ke_hoach", "", `
		III. TỔ CHỨC THỰC HIỆN
		1. Đề nghị UBMTTQ huyện và các đoàn thể: tăng cường tuyên truyền, vận động hội viên.
		2. Phân công đồng chí Trần Thị Bưởi - Phó Hiệu trưởng: phụ trách chuyên môn, xây dựng thời khóa biểu.
		3. Giao đồng chí Nguyễn Văn Ổi, Phó Chủ tịch UBND huyện chỉ đạo, theo dõi, đôn đốc việc thực hiện.
		4. Trung tâm VH,TT&TT: viết tin, bài, phóng sự.
		5. Đơn vị nào không thực hiện sẽ bị trừ điểm thi đua.
		6. Phòng Tài chính không trình các nội dung chưa đủ hồ sơ.
		7. Phòng Y tế chủ trì, cùng Phòng Nội vụ rà soát, báo cáo trong tháng 4.
		8. Phòng Y tế, UBND các xã (theo chức năng, nhiệm vụ) kiểm tra an toàn thực phẩm.`, `
		UBMTTQ huyện + các đoàn thể > Đề nghị UBMTTQ huyện
		đồng chí Trần Thị Bưởi - Phó Hiệu trưởng > Phân công đồng chí
		đồng chí Nguyễn Văn Ổi, Phó Chủ tịch UBND huyện > Giao đồng chí Nguyễn
		Trung tâm VH,TT&TT > Trung tâm VH,TT&TT: viết
		Phòng Tài chính > Phòng Tài chính không
		Phòng Y tế < Phòng Nội vụ @ trong tháng 4 > Phòng Y tế chủ
		Phòng Y tế + UBND các xã > Phòng Y tế, UBND`},
	{"news: an order from a time on", "tin_bai", "", `
		Đồng chí yêu cầu, trong thời gian tới, các bệnh viện tập trung đào tạo nhân lực; Sở Nội vụ tham mưu chính sách thu hút bác sĩ.`, `
		các bệnh viện > Đồng chí yêu cầu,
		Sở Nội vụ > Sở Nội vụ tham`},
	{"news: what bodies are to do in the time to come", "tin_bai", "", `
		6 tháng đầu năm, huyện thu ngân sách đạt 25,5 tỷ đồng. Trong 6 tháng cuối năm, Đảng bộ huyện Nam Sơn tập trung chuẩn bị Đại hội đại biểu Đảng bộ huyện. Bên cạnh đó, tiếp tục chỉ đạo thực hiện các chỉ tiêu đã đề ra.
		Phát biểu tại hội nghị, đồng chí đề nghị thời gian tới, Ban Thường vụ Huyện ủy tập trung lãnh đạo thực hiện cải cách hành chính.`, `
		Đảng bộ huyện Nam Sơn @ Trong 6 tháng cuối năm > Trong 6 tháng cuối
		Đảng bộ huyện Nam Sơn > Bên cạnh đó, tiếp
		Ban Thường vụ Huyện ủy > Phát biểu tại hội`},
	{"news: what a plan just issued charges one body with", "tin_bai", "", `
		Trước đó, UBND tỉnh đã ban hành kế hoạch kiểm tra an toàn cháy nổ. Theo đó, Công an tỉnh phối hợp với các sở, ngành tổng kiểm tra các chợ, kho hàng.
		Đối với các chi bộ trực thuộc Đảng bộ xã Nam Sơn sẽ tiến hành đại hội trước ngày 31-12-2026.`, `
		Công an tỉnh < các sở, ngành > Theo đó, Công an
		các chi bộ trực thuộc Đảng bộ xã Nam Sơn @ trước ngày 31-12-2026 > Đối với các chi`},
	{"letter that asks for a report by points", "cong_van", "Bộ Giáo dục và Đào tạo", `
		Kính gửi: Các sở giáo dục và đào tạo
		Bộ Giáo dục và Đào tạo đề nghị các sở giáo dục và đào tạo báo cáo tình hình thực hiện theo các nội dung cụ thể sau:
		1. Công tác chỉ đạo về việc mua sắm, kết quả tổ chức thực hiện.
		2. Công tác kiểm tra, giám sát.
		3. Những đề xuất, kiến nghị.
		Nhận được công văn này, Bộ Giáo dục và Đào tạo đề nghị các sở giáo dục và đào tạo gửi báo cáo trước ngày 20/12/2026.`, `
		các sở giáo dục và đào tạo > Bộ Giáo dục và
		các sở giáo dục và đào tạo @ trước ngày 20/12/2026 > Nhận được công văn`},
	{"letter that asks for a report by points, in the words of an urgent one", "cong_van", "Bộ Giáo dục và Đào tạo", `
		Kính gửi: Các sở giáo dục và đào tạo
		Bộ Giáo dục và Đào tạo đề nghị các sở giáo dục và đào tạo báo cáo tình hình thực hiện theo các nội dung cụ thể sau:
		1. Công tác chỉ đạo về việc mua sắm, kết quả tổ chức thực hiện.
		2. Công tác kiểm tra, giám sát.
		3. Những đề xuất, kiến nghị.
		Ngay sau khi nhận được Công điện này, Bộ Giáo dục và Đào tạo đề nghị các sở giáo dục và đào tạo gửi báo cáo trước ngày 20/12/2026.`, `
		các sở giáo dục và đào tạo > Bộ Giáo dục và
		các sở giáo dục và đào tạo @ trước ngày 20/12/2026 > Ngay sau khi nhận`},
	{"conclusion: what the committee settles, and whom it charges", "ket_luan", "Tỉnh ủy Nam Sơn", `
		2. Về dự án khu thể thao: Ban Thường vụ Tỉnh ủy thống nhất chủ trương đầu tư theo đề nghị của các cơ quan. Giao Sở Xây dựng lập dự án, trình trong quý III/2026.
		3. Các chủ rừng là tổ chức, doanh nghiệp có trách nhiệm tu sửa đường băng cản lửa xong trước ngày 30/4/2026.`, `
		Sở Xây dựng @ trong quý III/2026 > Giao Sở Xây dựng
		Các chủ rừng là tổ chức, doanh nghiệp @ xong trước ngày 30/4/2026 > Các chủ rừng là`},
	{"members of a committee and abbreviated posts", "ke_hoach", "Trường Trung học cơ sở Bình Minh", `
		III. PHÂN CÔNG NHIỆM VỤ
		1. Bà Đặng Thị Mẫu - Phó Chủ tịch UBND xã: Phó Trưởng ban thường trực;
		2. Ông Lê Văn Mẫu, Trưởng Công an xã: Thành viên Ban Chỉ đạo.
		3. GVCN: Tuyên truyền, hướng dẫn phụ huynh cài đặt phần mềm xong trước ngày 30/9/2026.
		Rất mong các bậc phụ huynh quan tâm phối hợp cùng nhà trường./.`, `
		GVCN @ xong trước ngày 30/9/2026 > GVCN: Tuyên truyền, hướng`},
	{"verbs that no list has; tiers over bodies", "ke_hoach", "Tỉnh đoàn Nam Sơn", `
		IV. TỔ CHỨC THỰC HIỆN
		1. Cấp tỉnh
		- Ban Thanh niên nông thôn tham mưu, tổng hợp kết quả.
		- Tổ chức lễ ra quân.
		2. Cấp cơ sở
		- Đoàn các xã, phường ra mắt đội hình tình nguyện trước ngày 20/5/2026.
		3. Bộ đội Biên phòng phối hợp với Sở Nông nghiệp và Môi trường kiểm đếm tàu thuyền.
		4. Công an tỉnh truy bắt các đối tượng phá rừng; Sở Xây dựng tỉnh Nam Sơn vá đường.`, `
		Ban Thanh niên nông thôn > Ban Thanh niên nông
		Cấp tỉnh > Tổ chức lễ ra
		Đoàn các xã, phường @ trước ngày 20/5/2026 > Đoàn các xã, phường
		Bộ đội Biên phòng < Sở Nông nghiệp và Môi trường > Bộ đội Biên phòng
		Công an tỉnh > Công an tỉnh truy
		Sở Xây dựng tỉnh Nam Sơn > Sở Xây dựng tỉnh`},
	{"bodies described by what they lag with; names with a dash; a duty on watch", "cong_van", "Ủy ban nhân dân tỉnh Nam Sơn", `
		1. Các địa phương chưa ban hành kế hoạch khẩn trương ban hành, báo cáo trước ngày 15/4/2026.
		2. Quá thời hạn nêu trên, Sở Tài chính tổng hợp danh sách.
		3. Đài truyền thanh - truyền hình huyện tăng thời lượng phát sóng.
		4. Sở Nông nghiệp và Môi trường trực 24/24 giờ, phối hợp với Sở Y tế trong suốt mùa mưa bão.`, `
		Các địa phương chưa ban hành kế hoạch @ trước ngày 15/4/2026 > Các địa phương chưa
		Sở Tài chính > Quá thời hạn nêu
		Đài truyền thanh - truyền hình huyện > Đài truyền thanh -
		Sở Nông nghiệp và Môi trường < Sở Y tế > Sở Nông nghiệp và`},
	{"news that prints each body above what it is told", "tin_bai", "", `
		Thủ tướng Chính phủ yêu cầu các Bộ trưởng, Chủ tịch UBND các tỉnh, thành phố thực hiện các nhiệm vụ sau:
		Bộ Tài chính
		Chủ trì, phối hợp với các bộ, địa phương rà soát, tháo gỡ vướng mắc trong tháng 5/2026.
		Định kỳ hằng tháng công khai tình hình giải ngân.
		Bộ Nông nghiệp và Môi trường
		Hướng dẫn các địa phương tháo gỡ khó khăn về đất đai.
		Bộ Xây dựng chỉ đạo các địa phương công bố giá vật liệu.
		Nhân dịp này, Thủ tướng đã tặng quà 20 gia đình.
		Tiếp tục chương trình công tác, đoàn thăm khu công nghiệp.`, `
		Bộ Tài chính < các bộ, địa phương @ trong tháng 5/2026 > Chủ trì, phối hợp
		Bộ Tài chính @ Định kỳ hằng tháng > Định kỳ hằng tháng
		Bộ Nông nghiệp và Môi trường > Hướng dẫn các địa
		Bộ Xây dựng > Bộ Xây dựng chỉ`},
	{"guideline: the matter before the body", "huong_dan", "Ban Xây dựng Đảng", `
		III. PHƯƠNG PHÁP TIẾN HÀNH
		1. Thành phần: Chi uỷ, đảng viên trong chi bộ.
		2. Tiến hành sinh hoạt: đồng chí bí thư chi bộ chủ trì, gợi ý thảo luận; thư ký ghi biên bản.`, `
		đồng chí bí thư chi bộ > Tiến hành sinh hoạt:`},
	{"points numbered within one line", "thong_bao", "Văn phòng Tỉnh ủy", `
		Thường trực Tỉnh ủy thống nhất kết luận. Trong quý IV/2026, yêu cầu các cơ quan tập trung các nhiệm vụ sau: (1) Văn phòng Tỉnh ủy chuẩn bị hội nghị, gửi tài liệu trước ngày 20/9/2026; (2) Trường Chính trị tỉnh mở 05 lớp bồi dưỡng trong quý IV. (3) Rà soát quy chế làm việc.`, `
		Văn phòng Tỉnh ủy @ trước ngày 20/9/2026 > Văn phòng Tỉnh ủy
		Trường Chính trị tỉnh @ trong quý IV > Trường Chính trị tỉnh
		các cơ quan > Rà soát quy chế`},
	{"who orders is not charged; persons in charge; heads of posts", "cong_van", "Bệnh viện đa khoa tỉnh", `
		Thực hiện quy định về kiểm soát nhiễm khuẩn, Giám đốc bệnh viện yêu cầu:
		- Điều dưỡng trưởng các khoa chịu trách nhiệm về vệ sinh khoa phòng.
		- Phòng Kế hoạch tổng hợp làm đầu mối theo dõi.
		- Phân công đồng chí Nguyễn Văn Mẫu phụ trách thu đảng phí, nộp trước ngày 25/10/2026.
		Đề nghị các khoa, phòng nghiêm túc thực hiện.
		GIÁM ĐỐC
		Bùi Văn Mẫu`, `
		Điều dưỡng trưởng các khoa > Điều dưỡng trưởng các
		Phòng Kế hoạch tổng hợp > Phòng Kế hoạch tổng
		đồng chí Nguyễn Văn Mẫu @ trước ngày 25/10/2026 > Phân công đồng chí`},
	{"news: the next sentence with a day of its own", "tin_bai", "", `
		Theo đó, UBND tỉnh giao Chủ tịch UBND các xã chịu trách nhiệm về quản lý đất đai. Rà soát toàn bộ các công trình vi phạm, lập hồ sơ xử lý, báo cáo UBND tỉnh trước ngày 15/6/2026.`, `
		Chủ tịch UBND các xã > Theo đó, UBND tỉnh
		Chủ tịch UBND các xã @ trước ngày 15/6/2026 > Rà soát toàn bộ`},
	{"page that copies a letterhead and introduces a text", "huong_dan", "Ban Thường trực", `
		Văn phòng Chính phủ Số: 26/QĐ-VP
		Ngày 08/02/2026, Ban Thường trực ban hành Hướng dẫn; Ban Biên tập trang tin giới thiệu toàn văn Hướng dẫn.`, ``},
	{"plan that names the bodies behind the words", "ke_hoach", "", `
		II. NHIỆM VỤ
		1. Rà soát thủ tục hành chính: Sở Nội vụ (chủ trì), Văn phòng UBND tỉnh, Sở Tư pháp (phối hợp), hoàn thành trong quý II/2026.
		2. Xây dựng kho dữ liệu dùng chung - Sở Khoa học và Công nghệ chủ trì; Công an tỉnh, Sở Tài chính phối hợp.
		3. Tổ chức tập huấn kỹ năng số (Sở Nội vụ; UBND các xã, phường thực hiện).
		4. Nâng cấp hạ tầng mạng. Sở Khoa học và Công nghệ chủ trì, phối hợp với Công an tỉnh thực hiện.`, `
		Sở Nội vụ < Văn phòng UBND tỉnh + Sở Tư pháp @ trong quý II/2026 > Rà soát thủ tục
		Sở Khoa học và Công nghệ < Công an tỉnh + Sở Tài chính > Xây dựng kho dữ
		Sở Nội vụ + UBND các xã, phường > Tổ chức tập huấn
		Sở Khoa học và Công nghệ < Công an tỉnh > Nâng cấp hạ tầng`},
	{"table that repeats its heading and shares a cell", "phu_luc", "", `
		PHỤ LỤC
		| TT | Nội dung công việc | Chủ trì | Phối hợp | Tiến độ | Kết quả |
		| 1 | Sửa quy chế báo cáo | Sở Nội vụ (chủ trì); Văn phòng UBND tỉnh (phối hợp) | | 30/6/2026 | Quyết định |
		| TT | Nội dung công việc | Chủ trì | Phối hợp | Tiến độ | Kết quả |
		| 2 | Lắp đặt camera an ninh | CT: Công an tỉnh; PH: Sở Xây dựng | | Tháng 8/2026 | |`, `
		Sở Nội vụ < Văn phòng UBND tỉnh @ 30/6/2026 > Sửa quy chế báo
		Công an tỉnh < Sở Xây dựng @ Tháng 8/2026 > Lắp đặt camera an`},
	{"news: a caption below an order is no task", "tin_bai", "", `
		Chính phủ yêu cầu các bộ, cơ quan tập trung triển khai nhiệm vụ từ nay đến cuối năm, như sau:
		Về công tác chuẩn bị Đề án trình Trung ương
		Chính phủ yêu cầu Bộ Tài chính hoàn thiện các đề án trong tháng 11.`, `
		Bộ Tài chính @ trong tháng 11 > Chính phủ yêu cầu`},
	{"resolution that states what was found", "nghi_quyet", "Chính phủ", `
		Chính phủ thống nhất đánh giá: Trong tháng 9, tình hình tiếp tục có nhiều chuyển biến tích cực.`, ``},
	{"news: bodies named by what they manage, and where to read on", "tin_bai", "", `
		UBND tỉnh ban hành văn bản yêu cầu các sở, ngành, các đơn vị quản lý hồ chứa thủy điện, thủy lợi và các đơn vị có liên quan chủ động ứng phó với bão.
		Theo kế hoạch, Đảng ủy Khối sẽ chọn một số đảng bộ tiến hành đại hội điểm vào cuối tháng 3-2027.
		Xem văn bản tại đây`, `
		các sở, ngành + các đơn vị quản lý hồ chứa thủy điện, thủy lợi + các đơn vị có liên quan > UBND tỉnh ban hành
		Đảng ủy Khối @ vào cuối tháng 3-2027 > Theo kế hoạch, Đảng`},
	{"plan: an order about a matter has no full stop and is no caption", "ke_hoach", "", `
		IV. TỔ CHỨC THỰC HIỆN
		Về kinh phí, giao Sở Tài chính tham mưu Ủy ban nhân dân tỉnh bố trí nguồn vốn
		Về nhân sự, Sở Nội vụ có trách nhiệm điều động công chức
		Về công tác phòng, chống dịch bệnh`, `
		Sở Tài chính > Về kinh phí, giao
		Sở Nội vụ > Về nhân sự, Sở`},
	{"letter that orders between and behind the points of a report", "cong_van", "Bộ Nội vụ", `
		Kính gửi: Ủy ban nhân dân các tỉnh
		Bộ Nội vụ đề nghị Ủy ban nhân dân các tỉnh báo cáo tình hình thực hiện theo các nội dung cụ thể sau:
		1. Kết quả sắp xếp cán bộ, công chức; đề xuất, kiến nghị.
		2. Giao Sở Nội vụ rà soát, tổng hợp trước ngày 20/12/2026.
		3. Sở Tài chính cân đối kinh phí:
		- Lập dự toán trước ngày 25/12/2026.`, `
		Ủy ban nhân dân các tỉnh > Bộ Nội vụ đề
		Sở Nội vụ @ trước ngày 20/12/2026 > Giao Sở Nội vụ
		Sở Tài chính @ trước ngày 25/12/2026 > Lập dự toán trước`},
	{"plan: who wants something is to say so, who fails is warned", "ke_hoach", "", `
		III. TỔ CHỨC THỰC HIỆN
		1. Đơn vị nào có nhu cầu thì gửi đăng ký về Phòng Nội vụ trước ngày 5/5/2026.
		2. Địa phương nào chưa chuẩn bị đủ biểu mẫu thì báo cáo Phòng Nội vụ để xử lý.
		3. Đơn vị nào chậm trễ thì người đứng đầu chịu trách nhiệm.
		4. Đơn vị nào để xảy ra vi phạm, Ủy ban nhân dân xã sẽ xử lý nghiêm.`, `
		@ trước ngày 5/5/2026 > Đơn vị nào có
		 > Địa phương nào chưa`},
}
