package doc

import "quyet/base/text"

var (
	tCanSee      = text.New("Xem văn bản", "See documents")
	tCanRegister = text.New("Đăng ký, cấp số văn bản", "Register and number documents")

	tDocuments = text.New("Văn bản", "Documents")
)

var urgencyTitles = map[Urgency]text.T{
	Ordinary:   text.New("Thường", "Ordinary"),
	Urgent:     text.New("Khẩn", "Urgent"),
	VeryUrgent: text.New("Thượng khẩn", "Very urgent"),
	Flash:      text.New("Hỏa tốc", "Flash"),
}

var relationTitles = map[Relation]text.T{
	BasedOn:     text.New("căn cứ", "based on"),
	Implements:  text.New("thực hiện", "implements"),
	Amends:      text.New("sửa đổi", "amends"),
	Supplements: text.New("bổ sung", "supplements"),
	Replaces:    text.New("thay thế", "replaces"),
	Repeals:     text.New("bãi bỏ", "repeals"),
	Mentions:    text.New("nhắc đến", "mentions"),
}

var inverseTitles = map[Relation]text.T{
	BasedOn:     text.New("là căn cứ của", "is the basis of"),
	Implements:  text.New("được thực hiện bởi", "is implemented by"),
	Amends:      text.New("được sửa đổi bởi", "is amended by"),
	Supplements: text.New("được bổ sung bởi", "is supplemented by"),
	Replaces:    text.New("được thay thế bởi", "is replaced by"),
	Repeals:     text.New("bị bãi bỏ bởi", "is repealed by"),
	Mentions:    text.New("được nhắc đến trong", "is mentioned in"),
}

var doubtTitles = map[Doubt]text.T{
	SeveralFit:     text.New("Nhiều văn bản cùng khớp với viện dẫn", "Several documents fit the citation"),
	OtherDate:      text.New("Cùng số, ký hiệu nhưng khác ngày ban hành", "The same symbol, but another date"),
	OtherIssuer:    text.New("Cùng số, ký hiệu nhưng khác thẩm quyền ban hành", "The same symbol, but another organ issued it"),
	TooLittle:      text.New("Viện dẫn không nêu ngày và nơi ban hành", "The citation tells neither date nor issuer"),
	CitedOtherwise: text.New("Các văn bản viện dẫn không thống nhất về ngày hoặc nơi ban hành", "Documents cite it with different dates or issuers"),
}

// Refusals: each tells the person what to do.
var (
	tNoDocument = text.New(
		"Không có văn bản này, hoặc bạn không được xem.",
		"There is no such document, or you may not see it.")
	tNoLink = text.New(
		"Không có viện dẫn này, hoặc viện dẫn đã được xoá.",
		"There is no such link, or it was removed.")
	tChanged = text.New(
		"Người khác vừa sửa văn bản này. Hãy mở lại trang, xem thay đổi rồi sửa tiếp.",
		"Someone else has just changed this document. Open the page again, look at the change and go on.")
	tDuplicate = text.New(
		"Văn bản %s ngày %s đã có trong sổ đăng ký.",
		"Document %s of %s is in the register already.")
	tDuplicateUnseen = text.New(
		"Văn bản này đã có trong sổ đăng ký nhưng đơn vị của bạn chưa được xem. Hãy đề nghị nơi đã đăng ký bổ sung đơn vị vào nơi nhận.",
		"This document is in the register already, but your body may not see it. Ask those who registered it to add your body to the recipients.")
	tOwnerMissing   = text.New("Hãy chọn đơn vị đăng ký văn bản.", "Choose the body whose register it goes into.")
	tIssuerMissing  = text.New("Hãy nhập cơ quan ban hành.", "Enter who issued it.")
	tIssuerNotThen  = text.New("%s không hoạt động vào ngày %s; hãy kiểm tra lại ngày hoặc cơ quan ban hành.", "%s does not exist on %s; check the date or the issuer.")
	tTypeUnknown    = text.New("Hãy chọn thể loại văn bản trong danh sách.", "Choose the type of document from the list.")
	tRegimeUnknown  = text.New("Hãy chọn văn bản của Đảng hay của Nhà nước.", "Choose whether it is a Party or a State document.")
	tNumberWrong    = text.New("Số văn bản gồm chữ số, có thể thêm một chữ cái, ví dụ 08 hoặc 30c.", "A number is digits and perhaps one letter, such as 08 or 30c.")
	tSymbolWrong    = text.New("Không đọc được số, ký hiệu “%s”; ví dụ đúng: 08-KH/ĐU hoặc 726/KH-UBND.", "The symbol “%s” cannot be read; right are for example 08-KH/ĐU or 726/KH-UBND.")
	tSymbolNumber   = text.New("Số trong ký hiệu “%s” khác với số %s.", "The number within the symbol “%s” is not %s.")
	tDateMissing    = text.New("Hãy nhập ngày ban hành, ví dụ 09/02/2026.", "Enter the date of issue, for example 09/02/2026.")
	tDateLater      = text.New("Ngày ban hành không thể sau hôm nay.", "The date of issue cannot be later than today.")
	tSubjectMissing = text.New("Hãy nhập trích yếu nội dung.", "Enter what the document is about.")
	tTooLong        = text.New("Nội dung dài quá %d ký tự; hãy rút gọn.", "This is longer than %d characters; shorten it.")
	tInForceWrong   = text.New("Ngày hết hiệu lực phải sau ngày có hiệu lực.", "The end of its force must be later than the beginning.")
	tUrgencyUnknown = text.New("Hãy chọn độ khẩn trong danh sách.", "Choose the urgency from the list.")
	tFileWrong      = text.New("Tệp “%s” chưa được lưu; hãy gửi lại.", "The file “%s” has not been stored; send it again.")
	tPartsWrong     = text.New("Cấu trúc của văn bản không khớp với nội dung.", "The structure of the document does not fit its text.")
	tRelationWrong  = text.New("Hãy chọn quan hệ trong danh sách.", "Choose the relation from the list.")
	tLinkTarget     = text.New("Hãy chọn văn bản hoặc nhập viện dẫn.", "Choose a document or enter a citation.")
	tLinkSelf       = text.New("Văn bản không thể viện dẫn chính nó.", "A document cannot refer to itself.")
	tNotCandidate   = text.New("Hãy chọn một văn bản có trong sổ đăng ký.", "Choose a document of the register.")
	tDutyDay        = text.New("Hãy nhập thời hạn ban hành văn bản của %s.", "Enter the day by which %s has to issue its document.")
	tDutyTwice      = text.New("%s được giao hai lần.", "%s is named twice.")
	tTermMissing    = text.New(
		"Chưa có nhiệm kỳ của %s vào ngày %s nên chưa cấp được số. Hãy nhập nhiệm kỳ, hoặc nhập số văn bản.",
		"No term of %s on %s is known, so no number can be given. Enter the term, or the number.")
	tTermWrong   = text.New("Hãy nhập tên và ngày bắt đầu của nhiệm kỳ; ngày kết thúc phải sau ngày bắt đầu.", "Enter the name and the first day of the term; its end must be later.")
	tTermOverlap = text.New("Nhiệm kỳ này trùng ngày với nhiệm kỳ %s.", "This term shares days with the term %s.")
)
