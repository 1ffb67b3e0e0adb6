package intake

import (
	"quyet/base/text"
	"quyet/feature/intake/source"
	"quyet/feature/task/clarity"
)

var (
	tCanRead  = text.New("Đọc văn bản đến", "Read documents")
	tCanEnter = text.New("Ghi nhận văn bản và nhiệm vụ đã duyệt", "Enter what was decided")
)

var kindTitles = map[Kind]text.T{
	Document:  text.New("Văn bản", "Document"),
	Reference: text.New("Văn bản viện dẫn", "References"),
	Task:      text.New("Nhiệm vụ", "Tasks"),
	Figure:    text.New("Số liệu, chỉ tiêu", "Figures"),
}

// refusals tell why a file was not read, and what to do.
var refusals = map[source.Kind]text.T{
	source.Scanned: text.New(
		"%s là bản chụp: các trang là ảnh, không có chữ để đọc. Hãy xin bản Word hoặc PDF xuất từ Word, hoặc nhận dạng chữ trước.",
		"%s is a scan: its pages are pictures without text. Ask for the Word file or a PDF made from it, or run text recognition first."),
	source.Encrypted: text.New(
		"%s có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại.",
		"%s is protected by a password. Remove it and send the file again."),
	source.TooLarge: text.New(
		"%s quá lớn nên không được nhận. Hãy tách thành nhiều tệp hoặc bỏ ảnh trong văn bản.",
		"%s is too large and was not taken. Split it, or take the pictures out."),
	source.ZipBomb: text.New(
		"%s nở ra lớn bất thường nên không được mở. Hãy lưu lại văn bản bằng Word rồi gửi lại.",
		"%s unpacks to an abnormal size and was not opened. Save the document again in Word and send it once more."),
	source.NotSupported: text.New(
		"%s không phải định dạng đọc được. Hãy gửi tệp docx, pdf có chữ, html, txt hoặc xlsx.",
		"%s is in a format that cannot be read. Send docx, pdf with text, html, txt or xlsx."),
	source.Broken: text.New(
		"%s bị hỏng nên không đọc được. Hãy mở bằng Word, lưu lại rồi gửi lại.",
		"%s is damaged. Open it in Word, save it and send it again."),
	source.Empty: text.New(
		"%s không có chữ nào.",
		"%s holds no text."),
	source.Secret: text.New(
		"%s có dấu độ mật nên bị từ chối và không được lưu. Văn bản mật không được đưa vào hệ thống này; hãy xử lý theo quy định về bảo vệ bí mật nhà nước.",
		"%s bears a secrecy mark, so it was refused and not stored. Secret documents must not be put into this system; handle them by the rules on state secrets."),
}

var tOldFormat = text.New(
	"%s ở định dạng cũ. Hãy mở bằng Word hoặc Excel, chọn Lưu thành docx hoặc xlsx rồi gửi lại.",
	"%s is in an old format. Open it in Word or Excel, save it as docx or xlsx and send it again.")

// gapTitles say what a task lacks.
var gapTitles = map[clarity.Reason]text.T{
	clarity.NoOwner:       text.New("Chưa rõ cơ quan chủ trì", "No lead body"),
	clarity.NoDeadline:    text.New("Chưa có thời hạn", "No deadline"),
	clarity.OpenDeadline:  text.New("Thời hạn không xác định được ngày", "Deadline names no day"),
	clarity.NoDeliverable: text.New("Chưa rõ sản phẩm", "No deliverable"),
	clarity.VagueVerb:     text.New("Chỉ nêu chung chung", "Only general words"),
}

var (
	tNoFile     = text.New("Không có tệp này, hoặc bạn không được xem.", "There is no such file, or you may not see it.")
	tNoProposal = text.New("Không có đề xuất này trong tệp.", "There is no such proposal in this file.")
	tNotOpen    = text.New("Tệp này đã được ghi nhận hoặc đã bỏ; không sửa được nữa.", "This file was entered or discarded; it can no longer be changed.")

	tTypeMissing   = text.New("Hãy chọn loại văn bản.", "Choose the type of document.")
	tTitleMissing  = text.New("Hãy nhập trích yếu.", "Enter the subject.")
	tDateMissing   = text.New("Hãy nhập đủ ngày, tháng, năm ban hành.", "Enter the full date of issue.")
	tIssuerMissing = text.New("Hãy nhập cơ quan ban hành.", "Enter the issuing body.")
	tTextMissing   = text.New("Hãy nhập nội dung nhiệm vụ.", "Enter what is to be done.")
	tLeadMissing   = text.New("Chưa có cơ quan chủ trì; hãy bấm Sửa và nhập.", "There is no lead body; press Edit and enter one.")
	tLeadOpen      = text.New("“%s” có thể là nhiều đơn vị; hãy bấm Sửa và nhập tên đầy đủ hoặc mã: %s.", "“%s” may mean several bodies; press Edit and enter the full name or code: %s.")
	tLeadUnknown   = text.New("Chưa có đơn vị nào tên “%s”; hãy bấm Sửa và nhập tên đầy đủ hoặc mã.", "No body is called “%s”; press Edit and enter the full name or code.")
)
