package figure

import (
	"strings"
	"testing"

	"quyet/feature/intake/outline"
	"quyet/feature/intake/source"
)

func documentOf(text string) *source.Document {
	doc := &source.Document{Name: "sample", Format: source.TXT, Text: text}
	at := 0
	for _, line := range strings.Split(text, "\n") {
		if line != "" {
			doc.Blocks = append(doc.Blocks, source.Block{Span: source.Span{Start: at, End: at + len(line)}})
		}
		at += len(line) + 1
	}
	return doc
}

// shown writes a figure as "value/target..max unit (percent)"; a target alone
// has a leading "/".
func shown(f Figure) string {
	s := ""
	if f.Value != nil {
		s = f.Value.String()
	}
	if f.Target != nil {
		s += "/" + f.Target.String()
	}
	if f.TargetMax != nil {
		s += ".." + f.TargetMax.String()
	}
	s += " " + f.Unit
	if f.Percent != nil {
		s += " (" + f.Percent.String() + "%)"
	}
	if f.Of != nil {
		s += " of " + f.Of.String()
	}
	return s
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ kind, text, want string }{
		{"bao_cao", "Toàn tỉnh kết nạp 1.305 đảng viên, đạt 104,4% chỉ tiêu.", "1305 đảng viên (104.4%)"},
		{"bao_cao", "Có 14/18 chỉ tiêu đạt và vượt kế hoạch.", "14/18 chỉ tiêu"},
		{"bao_cao", "Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ đạt gần 96%.", "96 %"},
		{"bao_cao", "Thu ngân sách đạt 3.250,5 tỷ đồng, tăng 8,2% so với cùng kỳ, bằng 62% dự toán.", "3250.5 tỷ đồng (62%); 8.2 %"},
		{"bao_cao", "Dân số 2,15 triệu người; tỷ lệ hộ nghèo giảm từ 4,5% xuống còn 3,1%.", "2.15 triệu người; 4.5 %; 3.1 %"},
		{"bao_cao", "Chỉ số cải cách hành chính xếp thứ 12/34 tỉnh, thành phố.", "12 thứ hạng of 34"},
		{"tin_bai", "Chính phủ yêu cầu 11 bộ, cơ quan hoàn thiện đề án; thí điểm tại 11 xã; xây dựng nông thôn mới trên địa bàn 27 xã; là một trong 8 tỉnh tham gia; họp trực tuyến tại 34 tỉnh, thành phố.", ""},
		{"tin_bai", "12 Đảng bộ hoàn thành quán triệt nghị quyết\nĐến nay có 12 đảng bộ đã hoàn thành.", "12 đảng bộ"},
		{"tin_bai", "GRDP bình quân đầu người ước đạt 68,37 triệu đồng (tương đương 2.873 USD). Số lượt người xem: 1039 Bản in", "68.37 triệu đồng"},
		{"bao_cao", "Năm qua có 9 chỉ tiêu đạt từ 123,5% - 530%.", "9 chỉ tiêu (123.5%)"},
		{"bao_cao", "Chỉ số xếp vị trí thứ 9 với 16,35 điểm; năm trước xếp vị trí thứ 42/63 tỉnh.", "9 thứ hạng; 16.35 điểm; 42 thứ hạng of 63"},
		{"bao_cao", "Chỉ số hài lòng cao hơn 29 bậc so với năm trước (năm trước là 86%).", "29 bậc; 86 %"},
		{"tin_bai", "Nghị quyết đề ra 25 chỉ tiêu chủ yếu: về kinh tế có 12 chỉ tiêu, môi trường có 3 chỉ tiêu. Năm qua có 9 chỉ tiêu vượt kế hoạch.", "9 chỉ tiêu"},
		{"tin_bai", "Huyện thực hiện tốt các chỉ tiêu: thu ngân sách đạt 108,1 tỷ đồng, bằng 81% kế hoạch.", "108.1 tỷ đồng (81%)"},
		{"tin_bai", "Hội vận động xây dựng được 64 Mái ấm tình thương.", "64 Mái ấm"},
		{"tin_bai", "Hội vận động xây dựng được 1.250 Mái ấm tình thương.", "1250 Mái ấm"},
		{"bao_cao", "Trong năm đã tổ chức 15 cuộc kiểm tra, 1.200 lượt người tham dự.", "15 cuộc kiểm tra; 1200 lượt người"},
		{"ke_hoach", "Phấn đấu tăng trưởng từ 9,5 - 10% trở lên.", "/9.5..10 %"},
		{"ke_hoach", "Tỷ lệ hồ sơ trực tuyến đạt từ 85% trở lên; 100% cán bộ được tập huấn.", "/85 %; /100 %"},
		{"ke_hoach", "Mỗi xã có ít nhất 02 mô hình dân vận khéo.", "/2 mô hình"},
		{"tin_bai", "Năm 2025 xã đã kết nạp 41 đảng viên; phấn đấu kết nạp 45 đảng viên vào năm 2026.", "41 đảng viên; /45 đảng viên"},
		{"tin_bai", "Thu nhập bình quân đạt 72 triệu đồng/người/năm.", "72 triệu đồng/người/năm"},
		{"bao_cao", "Đã giải ngân 1.250 tỷ đồng (đạt 45,3% kế hoạch).", "1250 tỷ đồng (45.3%)"},
		{"bao_cao", "Số hộ nghèo còn 1.023 hộ, chiếm 2,1%; sắp xếp 12 xã còn 5 xã.", "1023 hộ (2.1%); 12 xã; 5 xã"},
		{"bao_cao", "Đạt 15.000 ha lúa, năng suất 62,5 tạ/ha.", "15000 ha; 62.5 tạ"},
		{"bao_cao", "Năm 2026 phấn đấu: kết nạp 60 đảng viên; thu ngân sách đạt 120 tỷ đồng.", "/60 đảng viên; /120 tỷ đồng"},
		{"bao_cao", "Có 12 trong tổng số 15 xã về đích; đóng góp 2.300 ngày công.", "12/15 xã; 2300 ngày công"},
		{"bao_cao", "Có 95 đồng chí (chỉ tiêu 110 đồng chí), đạt 86,4%.", "95 đồng chí (86.4%); /110 đồng chí"},
		{"ke_hoach", "Giao huyện giải phóng mặt bằng, trong đó 50,5% diện tích đã được bàn giao.", "50.5 %"},
		{"bao_cao", "Xã cách trung tâm huyện khoảng 06km; học 2 buổi/ngày; danh hiệu “Học sinh 3 tốt”; dịch Covid -19.", ""},
		{"bao_cao", "Diện tích 45,6 km2, trồng mới 200ha rừng.", "45.6 km2; 200 ha"},
		{"ke_hoach", "Tốc độ tải xuống trung bình tối thiểu 40 Mbit/s.", "/40 Mbit/s"},
		{"tin_bai", "Đến nay có 1.250 CĐ cơ sở tổ chức xong đại hội.", "1250 CĐ cơ sở"},
		{"ke_hoach", "Nâng mức thu nhập lên 72 triệu đồng/người/năm.", "/72 triệu đồng/người/năm"},
		{"tin_bai", "Các đại biểu đã phát biểu 6 ý kiến.", "6 ý kiến"},
		{"bao_cao", "Đàn trâu có 1.250 con/1.100 con, đạt 113,6% kế hoạch; hoàn thành 15/20 nhiệm vụ, 9/12 ngành tăng.", "1250/1100 con (113.6%); 15/20 nhiệm vụ; 9/12 ngành"},
		{"bao_cao", "Quỹ đã vận động được 34 triệu 170 ngàn đồng và 2 tỷ 500 triệu đồng.", "34.17 triệu đồng; 2.5 tỷ đồng"},
		{"bao_cao", "Tặng 80 phần quà với tổng trị giá 24 triệu đồng, mỗi phần trị giá 300 nghìn đồng.", "80 phần quà; 24 triệu đồng"},
		{"bao_cao", "Số xã đạt từ 10 tiêu chí trở lên là 37 xã, gấp 2,46 lần so với kế hoạch.", "37 xã; 2.46 lần"},
		{"ke_hoach", "100% doanh nghiệp có từ 25 lao động trở lên thành lập công đoàn; mỗi xã có từ 02 mô hình trở lên.", "/100 %; /2 mô hình"},
		{"nghi_quyet", "Tỷ lệ hộ nghèo còn 2%; hỗ trợ một lần 30 triệu đồng cho hộ làm nhà mới, trợ cấp 500.000 đồng/người/tháng.", "2 %"},
		{"bao_cao", "Đã hỗ trợ mỗi hộ 30 triệu đồng, tổng kinh phí 1,2 tỷ đồng.", "30 triệu đồng; 1.2 tỷ đồng"},
		{"tin_bai", "Tặng 45 suất quà cho hộ nghèo\nSáng nay, xã trao 45 suất quà cho hộ nghèo và 3 căn nhà.", "45 suất quà; 3 căn nhà"},
		{"tin_bai", "Trồng 120 ha lúa\nNăm nay xã trồng 120 ha lúa và 120 tấn.", "120 ha; 120 tấn"},
		{"tin_bai", "Huyện có 12 cơ quan đạt chuẩn\nTrong đó 12 cơ sở y tế đạt chuẩn.", "12 cơ quan; 12 cơ sở"},
		{"tin_bai", "Hoàn thành 14/18 chỉ tiêu\nNăm ngoái đạt 14/20 chỉ tiêu.", "14/18 chỉ tiêu; 14/20 chỉ tiêu"},
		{"tin_bai", "Hoàn thành 14/18 chỉ tiêu\nNăm nay đạt 14/18 chỉ tiêu.", "14/18 chỉ tiêu"},
		{"tin_bai", "Tỉnh xếp thứ 12\nToàn tỉnh xếp thứ 12/34 tỉnh, thành phố.", "12 thứ hạng of 34"},
		{"ke_hoach", "Về kinh tế (11 chỉ tiêu): thu ngân sách 120 tỷ đồng.", "/120 tỷ đồng"},
		{"tin_bai", "Có trên 91% số hộ đạt 8 tiêu chí của cuộc vận động; với 12 tiêu chí “chi hội kiểu mẫu”, xã A đạt 15 tiêu chí.", "91 %; 15 tiêu chí"},
		{"tin_bai", "Bình quân mỗi chị nhận từ 1 triệu đến 1,2 triệu đồng.", "1..1.2 triệu đồng"},
		// the ends of a range have one magnitude, and what is composed of two has no range
		{"tin_bai", "Mỗi chị nhận được từ 500 nghìn đến 1,2 triệu đồng.", "0.5..1.2 triệu đồng"},
		{"bao_cao", "Quỹ thu được từ 1 tỷ đến 2 tỷ 500 triệu đồng.", "1..2.5 tỷ đồng"},
		{"bao_cao", "Thu nhập giảm từ 1 triệu đến 500 nghìn đồng.", "1 triệu; 500 nghìn đồng"},
		{"bao_cao", "Quỹ thu được 999.999.999.999.999.999 triệu 170 ngàn đồng.", "170 ngàn đồng"},
		// a share of a plan or of last year does not make a goal a result
		{"ke_hoach", "Phấn đấu thu ngân sách đạt 120 tỷ đồng, bằng 105% so với năm 2026.", "/120 tỷ đồng (105%)"},
		{"ke_hoach", "Phấn đấu thu ngân sách đạt 120 tỷ đồng, bằng 105% kế hoạch năm 2026.", "/120 tỷ đồng (105%)"},
		{"ke_hoach", "Thu ngân sách đạt 120 tỷ đồng, bằng 105% so với năm 2026.", "/120 tỷ đồng (105%)"},
		{"ke_hoach", "Thu ngân sách 6 tháng đạt 120 tỷ đồng, bằng 55% dự toán.", "120 tỷ đồng (55%)"},
		{"bao_cao", "Dự kiến năm 2026 giải ngân 8.700 tỷ đồng, bằng 98% kế hoạch.", "/8700 tỷ đồng (98%)"},
		// no figures
		{"tin_bai", "Gió mạnh cấp 9-10, giật cấp 12; lượng mưa 200 mm; mực nước trạm A là 2,60 m.", ""},
		{"tin_bai", "Phát động phong trào “90 việc làm cụ thể vì trẻ em”, xây dựng gia đình 5 không 3 sạch.", ""},
		{"tin_bai", "Đoàn kiểm tra công tác phòng dịch tại 3 huyện ven biển.", ""},
		{"bao_cao", "Nghị quyết số 18-NQ/TW ngày 25/10/2017 và Kế hoạch số 130/KH-UBND năm 2025.", ""},
		{"bao_cao", "Trong 15 năm qua, đề ra 4 nhóm nhiệm vụ, 3 khâu đột phá và 10 nhiệm vụ, giải pháp.", ""},
		{"bao_cao", "Mức thu 120.000 đồng/hồ sơ; phạt tiền từ 2.000.000 đồng đến 5.000.000 đồng.", ""},
		{"bao_cao", "Đồng chí năm nay 56 tuổi, 30 năm tuổi Đảng, họp lúc 14 giờ 30 phút.", ""},
		{"bao_cao", "Giai đoạn 2021 - 2025, tầm nhìn 2030; khóa XIII, nhiệm kỳ 2025 - 2030.", ""},
		{"bao_cao", "Khoản 2 Điều 5 Luật số 72/2025/QH15; mẫu số 03; Biểu mẫu số 01, 02 kèm theo.", ""},
		{"bao_cao", "Quận 1, Phường 12, Tổ 5, Quốc lộ 1A, Covid-19.", ""},
		{"ke_hoach", "1. Mục đích\n2. Yêu cầu\n1.1. Nội dung", ""},
	} {
		doc := documentOf(c.text)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range Find(doc, outline.Of(doc), Context{Kind: c.kind}) {
			got = append(got, shown(f))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
