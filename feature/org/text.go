package org

import "quyet/base/text"

var (
	tCanSee     = text.New("Xem cơ quan, tổ chức", "See bodies")
	tCanArrange = text.New("Sắp xếp cơ quan, tổ chức", "Arrange bodies")
)

var kindTitles = map[Kind]text.T{
	Committee:        text.New("Cấp uỷ", "Party committee"),
	PartyOffice:      text.New("Văn phòng cấp uỷ", "Party office"),
	Inspection:       text.New("Uỷ ban kiểm tra", "Inspection commission"),
	PartyBoard:       text.New("Ban tham mưu, giúp việc cấp uỷ", "Advisory board of the Party committee"),
	PeoplesCouncil:   text.New("Hội đồng nhân dân", "People's Council"),
	PeoplesCommittee: text.New("Uỷ ban nhân dân", "People's Committee"),
	Ministry:         text.New("Bộ, cơ quan ngang bộ", "Ministry"),
	Department:       text.New("Sở, ban, ngành", "Department"),
	Office:           text.New("Văn phòng, phòng chuyên môn", "Office"),
	FatherlandFront:  text.New("Mặt trận Tổ quốc", "Fatherland Front"),
	MassOrg:          text.New("Tổ chức chính trị - xã hội", "Mass organisation"),
	PublicUnit:       text.New("Đơn vị sự nghiệp", "Public service unit"),
	GrassrootsOrg:    text.New("Tổ chức cơ sở đảng", "Grassroots Party organisation"),
	PartyCell:        text.New("Chi bộ", "Party cell"),
	OtherBody:        text.New("Tổ chức khác", "Other body"),
}

var tierTitles = map[Tier]text.T{
	Centre:     text.New("Trung ương", "Centre"),
	Province:   text.New("Cấp tỉnh", "Province"),
	Commune:    text.New("Cấp xã", "Commune"),
	Grassroots: text.New("Cơ sở", "Grassroots"),
	Cell:       text.New("Chi bộ", "Cell"),
}

var lineTitles = map[Line]text.T{
	Party:      text.New("Đảng", "Party"),
	Council:    text.New("Hội đồng nhân dân", "Council"),
	Government: text.New("Chính quyền", "Government"),
	Front:      text.New("Mặt trận Tổ quốc", "Fatherland Front"),
	Mass:       text.New("Đoàn thể", "Mass organisations"),
}

var eventTitles = map[EventKind]text.T{
	Established: text.New("Thành lập", "Established"),
	Renamed:     text.New("Đổi tên", "Renamed"),
	Moved:       text.New("Chuyển cấp trên trực tiếp", "Moved"),
	Merged:      text.New("Hợp nhất, sáp nhập", "Merged"),
	Divided:     text.New("Chia, tách", "Split"),
	Dissolved:   text.New("Kết thúc hoạt động", "Dissolved"),
}

var regimeTitles = map[Regime]text.T{
	PartyRegime: text.New("Văn bản của Đảng (đánh số theo nhiệm kỳ)", "Party documents (numbered by term)"),
	StateRegime: text.New("Văn bản của Nhà nước (đánh số theo năm)", "State documents (numbered by year)"),
}

// Refusals: each tells the person what to do.
var (
	tNoBody = text.New(
		"Không có cơ quan, tổ chức này, hoặc bạn không được xem.",
		"There is no such body, or you may not see it.")
	tNameMissing = text.New("Hãy nhập tên của cơ quan, tổ chức.", "Enter the body's name.")
	tNameLong    = text.New("Tên dài quá %d ký tự; hãy rút gọn.", "The name is longer than %d characters; shorten it.")
	tCodeMissing = text.New("Hãy nhập mã của cơ quan, tổ chức.", "Enter the body's code.")
	tCodeTaken   = text.New("Mã “%s” đã được dùng cho %s; hãy chọn mã khác.", "The code “%s” belongs to %s; choose another one.")
	tKindUnknown = text.New("Hãy chọn loại cơ quan, tổ chức trong danh sách.", "Choose the kind of body from the list.")
	tTierUnknown = text.New("Hãy chọn cấp trong danh sách.", "Choose the tier from the list.")
	tLineUnknown = text.New("Hãy chọn hệ thống trong danh sách.", "Choose the line from the list.")
	tDayMissing  = text.New("Hãy nhập ngày có hiệu lực, ví dụ 01/07/2025.", "Enter the day it takes effect, for example 01/07/2025.")
	tActMissing  = text.New(
		"Hãy nhập số, ký hiệu hoặc trích yếu của văn bản quyết định việc này.",
		"Enter the symbol or the title of the document that orders this.")
	tNotThen = text.New(
		"%s không hoạt động vào ngày %s; hãy kiểm tra lại ngày.",
		"%s does not exist on %s; check the day.")
	tTooEarly = text.New(
		"%s đã có thay đổi vào ngày %s; ngày mới phải sau ngày đó.",
		"%s was already changed on %s; the new day must be later.")
	tLoop = text.New(
		"%s nằm dưới %s nên không thể là cấp trên của đơn vị này.",
		"%s stands under %s and so cannot be its superior.")
	tSameSuperior = text.New("%s đã là cấp trên trực tiếp.", "%s is the superior already.")
	tSameName     = text.New("Tên mới giống tên đang dùng.", "The new name is the present one.")
	tHasBelow     = text.New(
		"Còn %d đơn vị trực thuộc %s; hãy chuyển hoặc kết thúc hoạt động của các đơn vị đó trước.",
		"%d bodies still stand under %s; move or dissolve them first.")
	tTooFewSources = text.New("Hợp nhất cần ít nhất hai đơn vị.", "A merger needs at least two bodies.")
	tTooFewHeirs   = text.New("Chia, tách cần ít nhất hai đơn vị kế thừa.", "A split needs at least two successors.")
	tTwice         = text.New("%s được chọn hai lần.", "%s is chosen twice.")
	tSeriesRegime  = text.New("Hãy chọn chế độ đánh số của ký hiệu “%s”.", "Choose the numbering regime of the code “%s”.")
)
