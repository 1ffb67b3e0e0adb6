package citation

// lawNames holds the names of laws, codes and ordinances, which are cited by
// name more often than by number. It settles where a name ends; laws that are
// not in it are read by the shape of their name, see [lawName].
var lawNames = NewLexicon[bool]().Add(true,
	// Organisation of the State
	"Tổ chức Quốc hội", "Tổ chức Chính phủ", "Tổ chức chính quyền địa phương", "Tổ chức Hội đồng nhân dân và Ủy ban nhân dân", "Tổ chức Tòa án nhân dân", "Tổ chức Viện kiểm sát nhân dân",
	"Hoạt động giám sát của Quốc hội và Hội đồng nhân dân", "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân", "Mặt trận Tổ quốc Việt Nam", "Kiểm toán nhà nước", "Trưng cầu ý dân",
	"Ban hành văn bản quy phạm pháp luật", "Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân", "Cán bộ, công chức", "Viên chức", "Thủ đô", "Thanh tra", "Tiếp công dân", "Khiếu nại", "Tố cáo", "Khiếu nại, tố cáo", "Khiếu nại và tố cáo",
	"Phòng, chống tham nhũng", "Thực hành tiết kiệm, chống lãng phí", "Thực hiện dân chủ ở cơ sở", "Tiếp cận thông tin", "Thi đua, khen thưởng", "Bảo vệ bí mật nhà nước", "Cơ yếu", "Lưu trữ", "Hộ tịch", "Quốc tịch Việt Nam", "Cư trú", "Căn cước", "Căn cước công dân", "Trách nhiệm bồi thường của Nhà nước", "Công đoàn", "Thanh niên", "Bình đẳng giới", "Trẻ em", "Người cao tuổi", "Người khuyết tật", "Hòa giải ở cơ sở", "Hòa giải, đối thoại tại Tòa án", "Tín ngưỡng, tôn giáo", "Phổ biến, giáo dục pháp luật", "Trợ giúp pháp lý", "Luật sư", "Công chứng", "Giám định tư pháp", "Đấu giá tài sản", "Thi hành án dân sự", "Thi hành án hình sự", "Thi hành tạm giữ, tạm giam", "Đặc xá", "Tương trợ tư pháp", "Lý lịch tư pháp", "Tố tụng hành chính", "Xử lý vi phạm hành chính", "Nuôi con nuôi", "Hôn nhân và gia đình", "Phòng, chống bạo lực gia đình", "Cơ quan đại diện nước Cộng hòa xã hội chủ nghĩa Việt Nam ở nước ngoài", "Điều ước quốc tế", "Thỏa thuận quốc tế",
	// Codes
	"Hình sự", "Dân sự", "Lao động", "Tố tụng hình sự", "Tố tụng dân sự", "Hàng hải Việt Nam", "Hàng hải",
	// Finance and economy
	"Ngân sách nhà nước", "Đầu tư công", "Đầu tư", "Đầu tư theo phương thức đối tác công tư", "Đấu thầu", "Doanh nghiệp", "Hợp tác xã", "Hỗ trợ doanh nghiệp nhỏ và vừa", "Phá sản", "Cạnh tranh", "Thương mại", "Quản lý ngoại thương", "Hải quan", "Quản lý thuế", "Thuế giá trị gia tăng", "Thuế thu nhập cá nhân", "Thuế thu nhập doanh nghiệp", "Thuế tiêu thụ đặc biệt", "Thuế xuất khẩu, thuế nhập khẩu", "Thuế xuất khẩu, nhập khẩu", "Thuế bảo vệ môi trường", "Thuế tài nguyên", "Thuế sử dụng đất nông nghiệp", "Thuế sử dụng đất phi nông nghiệp", "Phí và lệ phí", "Giá", "Kế toán", "Kiểm toán độc lập", "Chứng khoán", "Các tổ chức tín dụng", "Ngân hàng Nhà nước Việt Nam", "Bảo hiểm tiền gửi", "Kinh doanh bảo hiểm", "Phòng, chống rửa tiền", "Quản lý nợ công", "Quản lý, sử dụng tài sản công", "Quản lý và sử dụng tài sản công", "Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp", "Quản lý và đầu tư vốn nhà nước tại doanh nghiệp", "Dự trữ quốc gia", "Thống kê", "Quy hoạch", "Bảo vệ quyền lợi người tiêu dùng", "Chất lượng sản phẩm, hàng hóa", "Tiêu chuẩn và quy chuẩn kỹ thuật", "Đo lường", "Quảng cáo",
	// Land, building, resources
	"Đất đai", "Nhà ở", "Kinh doanh bất động sản", "Xây dựng", "Quy hoạch đô thị", "Quy hoạch đô thị và nông thôn", "Kiến trúc", "Bảo vệ môi trường", "Tài nguyên nước", "Khoáng sản", "Địa chất và khoáng sản", "Dầu khí", "Điện lực", "Năng lượng nguyên tử", "Sử dụng năng lượng tiết kiệm và hiệu quả", "Hóa chất", "Đa dạng sinh học", "Lâm nghiệp", "Bảo vệ và Phát triển rừng", "Thủy sản", "Thủy lợi", "Chăn nuôi", "Trồng trọt", "Thú y", "Bảo vệ và kiểm dịch thực vật", "Đê điều", "Phòng, chống thiên tai", "Khí tượng thủy văn", "Tài nguyên, môi trường biển và hải đảo", "Biển Việt Nam", "Đo đạc và bản đồ", "Giao thông đường bộ", "Đường bộ", "Trật tự, an toàn giao thông đường bộ", "Giao thông đường thủy nội địa", "Đường sắt", "Hàng không dân dụng Việt Nam", "Cấp, thoát nước",
	// Science and information
	"Khoa học và Công nghệ", "Khoa học, Công nghệ và Đổi mới sáng tạo", "Chuyển giao công nghệ", "Công nghệ cao", "Công nghệ thông tin", "Công nghiệp công nghệ số", "Giao dịch điện tử", "Dữ liệu", "Bảo vệ dữ liệu cá nhân", "An ninh mạng", "An toàn thông tin mạng", "Viễn thông", "Tần số vô tuyến điện", "Bưu chính", "Báo chí", "Xuất bản", "Sở hữu trí tuệ", "Chuyển đổi số", "Trí tuệ nhân tạo",
	// Culture, education, health, labour
	"Giáo dục", "Giáo dục đại học", "Giáo dục nghề nghiệp", "Nhà giáo", "Học tập suốt đời", "Di sản văn hóa", "Điện ảnh", "Du lịch", "Thể dục, thể thao", "Thư viện", "Khám bệnh, chữa bệnh", "Bảo hiểm y tế", "Bảo hiểm xã hội", "Dược", "An toàn thực phẩm", "Phòng, chống tác hại của rượu, bia", "Phòng, chống tác hại của thuốc lá", "Phòng, chống bệnh truyền nhiễm", "Phòng bệnh", "Phòng, chống ma túy", "Phòng, chống mua bán người", "Phòng, chống HIV/AIDS", "Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người", "Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác", "Dân số", "An toàn, vệ sinh lao động", "Việc làm", "Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng", "Ưu đãi người có công với cách mạng",
	// Defence and security
	"Quốc phòng", "An ninh quốc gia", "Nghĩa vụ quân sự", "Dân quân tự vệ", "Sĩ quan Quân đội nhân dân Việt Nam", "Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng", "Công an nhân dân", "Công an xã", "Cảnh sát cơ động", "Cảnh sát biển Việt Nam", "Biên phòng Việt Nam", "Biên giới quốc gia", "Lực lượng dự bị động viên", "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở", "Phòng thủ dân sự", "Phòng không nhân dân", "Phòng cháy và chữa cháy", "Phòng cháy, chữa cháy", "Phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Phòng, chống khủng bố", "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ", "Công nghiệp quốc phòng, an ninh và động viên công nghiệp", "Giáo dục quốc phòng và an ninh", "Cảnh vệ", "Tình trạng khẩn cấp",
	"Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam", "Xuất cảnh, nhập cảnh của công dân Việt Nam", "Tham gia lực lượng gìn giữ hòa bình của Liên hợp quốc",
	"Tư pháp người chưa thành niên", "Công chức", "Luật gia")

// lawEnd lists what ends the name of a law that [lawNames] does not hold.
var lawEnd = NewStrictLexicon[bool]().Add(true,
	"ngày", "năm", "số", "được", "để", "theo", "thì", "là", "đã", "có", "do", "khi", "tại", "từ", "nhằm", "gồm", "này", "quy định", "sửa đổi", "bổ sung", "hướng dẫn", "thay thế", "còn", "trên", "trong", "với", "như", "trình", "đến", "bằng", "phải", "và các", "hoặc",
	"luật", "bộ luật", "pháp lệnh", "hiến pháp", "nghị định", "nghị quyết", "thông tư", "quyết định", "chỉ thị", "các văn bản", "kế hoạch", "chương trình")

// lawName returns the token after the name of a law that begins at token i;
// capital says whether the word "Luật" before it had a capital, without which
// the name itself must have one.
func lawName(t *Text, i int, capital bool) (next int, ok bool) {
	if i >= len(t.Tokens) || t.Tokens[i].Gap == Parted {
		return i, false
	}
	first := t.Tokens[i]
	if _, next, ok := lawNames.At(t, i); ok && (capital || first.Capital) {
		return next, true
	}
	if !first.Capital && capital && first.Word() {
		return datedName(t, i)
	}
	if !first.Capital || t.Tokens[i-1].Upper != first.Upper {
		return i, false // "Luật PPP" is short for one named before
	}
	c := cursor{t, i}
	const longest = 18
	for c.open() && c.i-i < longest {
		if _, _, stop := lawEnd.At(t, c.i); stop {
			break
		}
		tok := c.token()
		if end, ok := BodyAt(t, c.i+1); ok && tok.Fold == "," && dated(t, end) {
			c.i = end // "Tổ chức Hội đồng nhân dân, Ủy ban nhân dân năm 2003"
			break
		}
		if tok.Fold == "," && !(c.i+1 < len(t.Tokens) && t.Tokens[c.i+1].Gap != Parted && !t.Tokens[c.i+1].Capital && t.Tokens[c.i+1].Word()) {
			break
		}
		if tok.Fold != "," && tok.Fold != "-" && !tok.Word() {
			break
		}
		c.i++
	}
	for c.i > i && !t.Tokens[c.i-1].Word() {
		c.i--
	}
	for c.i > i && (t.Tokens[c.i-1].Fold == "va" || t.Tokens[c.i-1].Fold == "cua") {
		c.i--
	}
	return c.i, c.i > i
}

// datedName reads the name of a law in small letters, which only its year or
// date tells from other words: "Luật ban hành VBQPPL của HĐND 2004".
func datedName(t *Text, i int) (next int, ok bool) {
	const longest = 14
	switch t.Tokens[i].Fold {
	case "cua", "nay", "do":
		return i, false
	}
	c := cursor{t, i}
	for c.open() && c.i-i < longest {
		if c.i > i+1 && dated(t, c.i) {
			return c.i, true
		}
		if tok := c.token(); !tok.Word() && tok.Fold != "," && tok.Fold != "-" && tok.Fold != "&" {
			break
		}
		if typ, _, ok := TypeAt(t, c.i); ok && typ != Letter && !notLaw[t.Tokens[c.i-1].Fold] { // "văn bản" is a word like others here
			break
		}
		c.i++
	}
	return i, false
}

// dated says whether a year or a date stands at token i.
func dated(t *Text, i int) bool {
	c := cursor{t, i}
	if !c.open() {
		return false
	}
	if _, _, ok := DateAt(t, i); ok {
		return true
	}
	c.phrase(wYear)
	_, ok := c.year()
	return ok
}
