package intake

import (
	"quyet/base/text"
	"quyet/feature/intake/source"
	"quyet/feature/task/deadline"
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
		"%s không có chữ nào. Hãy kiểm tra có gửi nhầm tệp trống không rồi gửi lại.",
		"%s holds no text. Check whether an empty file was sent by mistake, then send the right one."),
	source.Misnamed: text.New(
		"%s không phải tệp như tên gọi. Hãy xin lại tệp gốc rồi gửi lại.",
		"%s is not what its name says. Ask for the original file and send that."),
	source.Secret: text.New(
		"%s có dấu độ mật nên bị từ chối và không được lưu. Văn bản mật không được đưa vào hệ thống này; hãy xử lý theo quy định về bảo vệ bí mật nhà nước.",
		"%s bears a secrecy mark, so it was refused and not stored. Secret documents must not be put into this system; handle them by the rules on state secrets."),
}

// formats tell what a file seems to be that is of no kind that can be read, or not
// of the kind that its name says, and what to do.
var formats = map[string]text.T{
	"doc": tOldFormat,
	"xls": tOldFormat,
	"rtf": text.New(
		"%s là tệp rtf. Hãy mở bằng Word, chọn Lưu thành docx rồi gửi lại.",
		"%s is an rtf file. Open it in Word, save it as docx and send it again."),
	"image": text.New(
		"%s là ảnh, không có chữ để đọc. Hãy xin bản Word hoặc PDF xuất từ Word.",
		"%s is a picture without text to read. Ask for the Word file or a PDF made from it."),
	"zip": text.New(
		"%s là tệp nén, không phải văn bản. Hãy giải nén rồi gửi từng văn bản ở trong.",
		"%s is an archive, not a document. Unpack it and send the documents in it."),
	"binary": text.New(
		"%s không phải văn bản: nội dung là dữ liệu không đọc được, có thể tệp bị hỏng hoặc bị đổi tên. Hãy xin lại tệp gốc; các loại đọc được là docx, pdf có chữ, html, txt và xlsx.",
		"%s is no document: it holds data that cannot be read, so it may be damaged or renamed. Ask for the original file; docx, pdf with text, html, txt and xlsx can be read."),
	"txt": text.New(
		"%s không phải tệp như tên gọi: thật ra đó là tệp chữ thuần (txt). Hãy kiểm tra có lấy nhầm tệp không; nếu đúng là văn bản cần đọc, đổi đuôi tên thành .txt rồi gửi lại.",
		"%s is not what its name says: it really is plain text. Check whether it is the right file; if it is, rename it to end in .txt and send it again."),
	"html": text.New(
		"%s không phải tệp như tên gọi: thật ra đó là trang web (html), có thể là trang báo lỗi hoặc trang đăng nhập tải về thay cho tệp. Hãy mở bằng Word rồi lưu thành docx, hoặc đổi đuôi tên thành .html nếu đúng là văn bản cần đọc.",
		"%s is not what its name says: it really is a web page (html), perhaps an error or sign-in page that was downloaded in its place. If it is the right document, open it in Word and save it as docx, or rename it to end in .html."),
	"xml": text.New(
		"%s không phải tệp như tên gọi: thật ra đó là tệp xml. Hãy mở bằng Word hoặc Excel, lưu thành docx hoặc xlsx rồi gửi lại.",
		"%s is not what its name says: it really is an xml file. Open it in Word or Excel, save it as docx or xlsx and send it again."),
}

var tOldFormat = text.New(
	"%s ở định dạng cũ. Hãy mở bằng Word hoặc Excel, chọn Lưu thành docx hoặc xlsx rồi gửi lại.",
	"%s is in an old format. Open it in Word or Excel, save it as docx or xlsx and send it again.")

var (
	tNoBodyActed = text.New(
		"Tài khoản này không làm việc cho một đơn vị cụ thể nên không nhận văn bản được. Hãy đề nghị người quản trị phân quyền tại một đơn vị.",
		"This account acts for no body in particular, so it cannot take documents in. Ask your administrator for a role at a body.")
	tNoFile         = text.New("Không có tệp này, hoặc bạn không được xem.", "There is no such file, or you may not see it.")
	tNoProposal     = text.New("Không có đề xuất này trong tệp.", "There is no such proposal in this file.")
	tNotOpen        = text.New("Tệp này đã được ghi nhận hoặc đã bỏ; không sửa được nữa.", "This file was entered or discarded; it can no longer be changed.")
	tNotEntered     = text.New("Tệp này chưa được ghi nhận nên không cần mở lại.", "This file was not entered, so there is nothing to open again.")
	tStale          = text.New("Người khác vừa quyết định đề xuất này. Hãy tải lại trang để xem rồi quyết định lại nếu cần.", "Someone else has just decided on this proposal. Reload the page to see it, then decide again if need be.")
	tPlanStale      = text.New("Đề xuất hoặc sổ văn bản đã thay đổi sau khi bạn xem bản tóm tắt; chưa ghi nhận gì. Hãy mở lại bản tóm tắt.", "Decisions or the register have changed since you looked at the summary; nothing was entered. Open the summary again.")
	tMayReadNowhere = text.New("Tài khoản của bạn chưa được giao quyền đọc văn bản đến ở đơn vị nào.", "Your account may not read documents for any body.")

	tTypeMissing      = text.New("Hãy chọn loại văn bản.", "Choose the type of document.")
	tSymbolWrong      = text.New("“%s” không phải số, ký hiệu văn bản; hãy nhập như 12/KH-UBND hoặc 28-NQ/TU.", "“%s” is no symbol of a document; write it like 12/KH-UBND or 28-NQ/TU.")
	tTitleMissing     = text.New("Hãy nhập trích yếu.", "Enter the subject.")
	tReferenceMissing = text.New("Hãy nhập số, ký hiệu hoặc tên của văn bản được viện dẫn.", "Enter the symbol or the name of the document that is cited.")
	tDateMissing      = text.New("Hãy nhập đủ ngày, tháng, năm ban hành.", "Enter the full date of issue.")
	tDateLater        = text.New("Ngày ban hành sau ngày hôm nay; hãy kiểm tra lại.", "The date of issue is later than today; check it.")
	tIssuerMissing    = text.New("Hãy nhập cơ quan ban hành.", "Enter the issuing body.")
	tIssuerOpen       = text.New("Cơ quan ban hành “%s” có thể là nhiều đơn vị; hãy nhập tên đầy đủ hoặc mã: %s.", "The issuer “%s” may mean several bodies; enter the full name or code: %s.")
	tIssuerNotThen    = text.New("%s không tồn tại vào ngày %s; hãy kiểm tra ngày ban hành hoặc cơ quan.", "%s did not exist on %s; check the date of issue or the issuer.")
	tTextMissing      = text.New("Hãy nhập nội dung nhiệm vụ.", "Enter what is to be done.")
	tLeadMissing      = text.New("Chưa có cơ quan chủ trì; hãy nhập tên hoặc mã đơn vị.", "There is no lead body; enter the name or code of one.")
	tLeadOpen         = text.New("“%s” có thể là nhiều đơn vị; hãy nhập tên đầy đủ hoặc mã: %s.", "“%s” may mean several bodies; enter the full name or code: %s.")
	tLeadUnknown      = text.New("Chưa có đơn vị nào tên “%s”; hãy nhập tên đầy đủ hoặc mã.", "No body is called “%s”; enter the full name or code.")
	tTooLong          = text.New("Nội dung này dài quá %d ký tự; hãy rút gọn.", "This is longer than %d characters; shorten it.")
	tDateWrong        = text.New("Ngày này không đúng; hãy nhập như 20/11/2026.", "This is no date; write it like 20/11/2026.")

	tStillOpen        = text.Plural("Còn %d đề xuất chưa quyết định; hãy duyệt hoặc bỏ từng đề xuất rồi ghi nhận.", "%d proposal is still undecided; accept or reject it, then enter.", "%d proposals are still undecided; accept or reject each, then enter.")
	tDocumentRejected = text.New("Thông tin của văn bản chưa được duyệt; hãy duyệt trước khi ghi nhận.", "The document's own details are not accepted; accept them before entering.")
	tAcceptedWrong    = text.New("Đề xuất đã duyệt “%s” không còn đủ thông tin (tên đơn vị được hiểu theo ngày và cơ quan ban hành mới sửa). Hãy mở lại, sửa rồi duyệt.", "The accepted proposal “%s” lacks something now (names are read by the date and issuer that were edited). Reopen, edit and accept it.")
)

var (
	tIntake     = text.New("Đọc văn bản", "Read documents")
	tIntakeLead = text.New("Thả kế hoạch, nghị quyết, thông báo… vào đây; hệ thống đọc nhiệm vụ, thời hạn, văn bản viện dẫn để bạn duyệt.", "Drop plans, resolutions, notices… here; their tasks, dates and references are read for you to decide on.")
	tFiles      = text.New("Chọn tệp docx, pdf, html, txt hoặc xlsx", "Choose docx, pdf, html, txt or xlsx files")
	tFilesHint  = text.New("Mỗi lần tối đa 64 MB. Không gửi văn bản mật.", "At most 64 MB at a time. No secret documents.")
	tNoUpload   = text.New("Hãy chọn ít nhất một tệp.", "Choose at least one file.")
	tUpload     = text.New("Đọc", "Read")
	tRecent     = text.New("Đã đọc gần đây", "Read lately")
	tNothingYet = text.New("Chưa đọc tệp nào", "No files yet")
	tNothingWhy = text.New("Tệp bạn gửi sẽ ở đây cho đến khi được ghi nhận; quyết định nào đã làm thì giữ nguyên, làm tiếp lúc nào cũng được.", "Files you send stay here until they are entered; what was decided stays decided, and you can go on at any time.")
	tFile       = text.New("Tệp", "File")
	tProgress   = text.New("Đã quyết định", "Decided")
	tState      = text.New("Tình trạng", "State")
	tReadAt     = text.New("Đọc lúc", "Read at")
	tOfDecided  = text.New("%d/%d", "%d/%d")

	tStateOpen    = text.New("Chờ duyệt", "To decide")
	tStateReady   = text.New("Đã duyệt, chờ ghi nhận", "Decided, to be entered")
	tStateEntered = text.New("Đã ghi nhận", "Entered")
	tStateGone    = text.New("Đã bỏ", "Discarded")
	tArrived      = text.New("%s: đã đọc.", "%s: read.")
	tArrivedAgain = text.New("%s: đơn vị bạn đã đọc tệp này trước đây.", "%s: your body has read this file before.")
	tOpenBench    = text.New("Mở để duyệt", "Open to decide")
)

var (
	tSource         = text.New("Văn bản", "Source")
	tStructure      = text.New("Bố cục", "Structure")
	tProposals      = text.New("Đề xuất", "Proposals")
	tPartOf         = text.New("Phần %d/%d", "Part %d of %d")
	tPartOpen       = text.Plural("còn %d đề xuất", "%d proposal left", "%d proposals left")
	tNextOpen       = text.New("Phần còn đề xuất", "Part with open proposals")
	tNoneHere       = text.New("Phần này không có đề xuất nào.", "There are no proposals in this part.")
	tCut            = text.New("… (dòng quá dài, phần sau không hiện ở đây; xem tệp gốc)", "… (the line is too long to show whole; see the original file)")
	tAccept         = text.New("Duyệt", "Accept")
	tReject         = text.New("Bỏ", "Reject")
	tEdit           = text.New("Sửa", "Edit")
	tReopen         = text.New("Mở lại", "Reopen")
	tSaveAccept     = text.New("Lưu và duyệt", "Save and accept")
	tCancel         = text.New("Thôi", "Cancel")
	tAcceptKind     = text.New("Duyệt mục rõ ràng", "Accept what is clear")
	tAcceptAll      = text.New("Duyệt mọi đề xuất rõ ràng", "Accept everything clear")
	tRejectAll      = text.New("Bỏ mọi đề xuất còn lại", "Reject everything left")
	tUndo           = text.New("Hoàn tác", "Undo")
	tMore           = text.New("Khác…", "More…")
	tDiscardFile    = text.New("Bỏ tệp này", "Discard this file")
	tDiscardHint    = text.New("Tệp và các quyết định không hiện ở danh sách nữa. Gửi lại tệp thì duyệt lại từ đầu.", "The file and what was decided leave the list. Sent again, it is decided on from the start.")
	tEnterButton    = text.New("Xem trước khi ghi nhận", "Review and enter")
	tOriginal       = text.New("Tải tệp gốc", "Original file")
	tNoTasksFound   = text.New("Không thấy nhiệm vụ nào trong văn bản. Vẫn ghi nhận được văn bản và viện dẫn.", "No task was found in the document. It can be entered with its references all the same.")
	tPassage        = text.New("Xem trong văn bản", "See in the source")
	tHow            = text.New("Cách đọc", "How it was read")
	tLeadUnclear    = text.New("Cần nói rõ cơ quan chủ trì", "Say who leads")
	tKeyNext        = text.New("đề xuất sau / trước", "next / previous proposal")
	tKeyAccept      = text.New("duyệt", "accept")
	tKeyReject      = text.New("bỏ", "reject")
	tKeyEdit        = text.New("sửa", "edit")
	tKeyReopen      = text.New("mở lại", "reopen")
	tKeyEnter       = text.New("xem trước khi ghi nhận, khi đã quyết định hết", "review and enter, once all are decided")
	tKeyPassage     = text.New("xem trong văn bản", "see in the source")
	tAccepted       = text.New("Đã duyệt", "Accepted")
	tMendedAccepted = text.New("Đã sửa và duyệt", "Edited and accepted")
	tRejected       = text.New("Đã bỏ", "Rejected")
	tUndecided      = text.New("Chờ quyết định", "Undecided")
	tAcceptedClear  = text.Plural("Đã duyệt %d đề xuất rõ ràng; còn %d cần xem từng mục.", "%d clear proposal accepted; left to look at: %d.", "%d clear proposals accepted; left to look at: %d.")
	tRejectedRest   = text.Plural("Đã bỏ %d đề xuất còn lại.", "The remaining %d proposal was rejected.", "The remaining %d proposals were rejected.")
	tUndone         = text.Plural("Đã mở lại %d đề xuất.", "%d proposal is open again.", "%d proposals are open again.")
	tNothingToUndo  = text.New("Bạn chưa quyết định đề xuất nào ở tệp này.", "You have decided on nothing in this file.")
	tDiscarded      = text.New("Đã bỏ tệp.", "The file was discarded.")

	tMeansMany    = text.Plural("%[2]s (%[1]d đơn vị)", "%[2]s (%[1]d body)", "%[2]s (%[1]d bodies)")
	tMeansOne     = text.New("%s (%s)", "%s (%s)")
	tMeansSeveral = text.New("%s (có %d khả năng, cần chọn)", "%s (%d possibilities, to be chosen)")
	tMeansNobody  = text.New("%s (chưa rõ là đơn vị nào)", "%s (not known who)")
	tOutside      = text.New("%s (ngoài danh sách đơn vị)", "%s (not among the bodies here)")
	tNoDeadline   = text.New("chưa có", "none")
	tDueOn        = text.New("hạn %s", "due %s")
	tReached      = text.New("đạt %s %s", "reached %s %s")
	tGoal         = text.New("mục tiêu %s %s", "goal %s %s")

	tLead         = text.New("Chủ trì", "Lead")
	tCoordinating = text.New("Phối hợp", "Coordinating")
	tAccountable  = text.New("Người chịu trách nhiệm", "Accountable")
	tDeadlineName = text.New("Thời hạn", "Deadline")
	tDeliverable  = text.New("Sản phẩm", "Deliverable")
	tContent      = text.New("Nội dung", "What is to be done")
	tType         = text.New("Loại văn bản", "Type")
	tSymbol       = text.New("Số, ký hiệu", "Symbol")
	tIssuer       = text.New("Cơ quan ban hành", "Issuer")
	tPlace        = text.New("Nơi ban hành", "Place")
	tDate         = text.New("Ngày ban hành", "Date of issue")
	tTitle        = text.New("Trích yếu", "Subject")
	tSigner       = text.New("Người ký", "Signer")
	tUrgency      = text.New("Độ khẩn", "Urgency")
	tInternal     = text.New("Lưu hành nội bộ", "For internal circulation")
	tRelation     = text.New("Quan hệ", "Relation")
	tCitedAs      = text.New("Được viện dẫn là", "Cited as")
	tNamesHint    = text.New("Tên hoặc mã đơn vị; nhiều đơn vị cách nhau bằng dấu chấm phẩy.", "Names or codes of bodies, separated by semicolons.")
	tIssuerHint   = text.New("Tên hoặc mã đơn vị.", "Name or code of a body.")
	tDeadlineHint = text.New("Ví dụ: trước ngày 30/6/2027; Quý II/2027; Thường xuyên", "For example: trước ngày 30/6/2027; Quý II/2027; Thường xuyên")
)

var (
	tPreview           = text.New("Sẽ ghi nhận", "What will be made")
	tPreviewLead       = text.New("Kiểm tra lần cuối. Tất cả được ghi cùng lúc: văn bản vào sổ, nhiệm vụ đến bàn làm việc của từng đơn vị.", "A last look. Everything is entered together: the document into the register, the tasks to the desks of the bodies.")
	tWillBeNew         = text.New("Văn bản mới trong sổ", "A new document in the register")
	tIsThere           = text.New("Văn bản đã có trong sổ", "The register holds this document")
	tMayNotAdd         = text.New("Văn bản đứng ở sổ của %s nên bạn không bổ sung tệp và viện dẫn được; nhiệm vụ vẫn được giao.", "The document stands in the register of %s, so you cannot add the file and the references; the tasks are assigned all the same.")
	tDiffers           = text.New("Thông tin khác nhau", "Details that differ")
	tDiffersHow        = text.New("Sổ được giữ nguyên. Nếu tệp đúng hơn, hãy mở văn bản và chọn Sửa thông tin.", "The register is kept as it is. If the file is right, open the document and choose “Edit the details”.")
	tDetail            = text.New("Thông tin", "Detail")
	tInRegister        = text.New("Trong sổ (giữ nguyên)", "In the register (kept)")
	tInFile            = text.New("Trong tệp này", "In this file")
	tWholeText         = text.New("Nội dung, cấu trúc", "Text and structure")
	tIsAdded           = text.New("sẽ thêm vào văn bản", "will be added")
	tHasThat           = text.New("đã có, giữ nguyên", "is there, kept as it is")
	tNotAdded          = text.New("không thêm được", "cannot be added")
	tNothingNew        = text.New("Không có gì mới: văn bản, viện dẫn và nhiệm vụ đều đã có. Ghi nhận chỉ để hoàn tất tệp này.", "Nothing is new: the document, its references and tasks are there. Entering only closes this file.")
	tEnterNow          = text.New("Ghi nhận", "Enter")
	tBackToBench       = text.New("Quay lại duyệt", "Back to the bench")
	tLinks             = text.New("Văn bản viện dẫn (%d mới, %d đã có)", "References (%d new, %d there)")
	tLinkUnseen        = text.New("sẽ dẫn tới một văn bản trong sổ mà bạn không xem được", "will lead to a registered document that you may not see")
	tLinkWaits         = text.New("chờ: văn bản này chưa có trong sổ", "waits: that document is not registered yet")
	tLinkDoubtful      = text.New("cần xác định sau khi ghi nhận", "to be settled after entering")
	tLinksResolvedMore = text.New("Ít nhất %s viện dẫn ở văn bản khác đang chờ sẽ dẫn tới văn bản này", "At least %s citations in other documents that wait will lead to this one")
	tLinksResolved     = text.Plural("%d viện dẫn ở văn bản khác đang chờ sẽ dẫn tới văn bản này", "%d citation in other documents that waits will lead to this one", "%d citations in other documents that wait will lead to this one")
	tLinksThere        = text.New("Đã có, không ghi lần nữa (%d)", "There already, not entered again (%d)")
	tTasksThere        = text.New("Nhiệm vụ đã có, không giao lần nữa (%d)", "Tasks there already, not assigned again (%d)")
	tTasksFor          = text.Plural("%[1]d nhiệm vụ mới cho %[2]v", "%[1]d new task for %[2]v", "%[1]d new tasks for %[2]v")
	tBodiesMany        = text.Plural("%d đơn vị", "%d body", "%d bodies")
	tTasksOf           = text.New("%s (%d)", "%s (%d)")
	tAssignedBy        = text.New("Đơn vị giao: %s.", "Assigned by: %s.")
	tMoreTasks         = text.New("… và %d nhiệm vụ nữa như trên.", "… and %d more like these.")
	tMoreBodies        = text.Plural("… và %d đơn vị nữa.", "… and %d more body.", "… and %d more bodies.")
	tNoTasks           = text.New("Không có nhiệm vụ mới để giao.", "There are no new tasks to assign.")
	tFiguresKept       = text.Plural("%d số liệu giữ cùng tệp.", "%d figure stays with the file.", "%d figures stay with the file.")
	tRejectedList      = text.New("Không ghi: đề xuất đã bỏ (%d)", "Not entered: rejected (%d)")
	tMoreRejected      = text.New("… và %d đề xuất nữa.", "… and %d more.")
	tLeftOut           = text.New("Không giao được (%d)", "Not assigned (%d)")
	tLeftOutWhy        = text.New("Các đơn vị này không thuộc quyền giao việc của đơn vị bạn; nhiệm vụ của họ không được ghi ở đây.", "Your body cannot assign to these bodies; their tasks are not entered here.")
	tUnknownHelp       = text.New("Chưa rõ cơ quan phối hợp: %s. Nhiệm vụ vẫn được giao; muốn ghi đúng, hãy quay lại và sửa.", "Not known who these coordinating bodies are: %s. The tasks are assigned all the same; to have them right, go back and edit.")
	tEntered           = text.Plural("Đã ghi nhận văn bản và giao %d nhiệm vụ.", "The document is registered and %d task is assigned.", "The document is registered and %d tasks are assigned.")
	tEnteredMore       = text.Plural("Văn bản đã có trong sổ: đã thêm phần còn thiếu và giao %d nhiệm vụ mới.", "The document was there: what it lacked is added and %d new task is assigned.", "The document was there: what it lacked is added and %d new tasks are assigned.")
	tMade              = text.New("Đã ghi nhận", "What was made")
	tMadeThere         = text.New("%s mới, %s đã có từ trước", "%s new, %s there before")
	tDocumentName      = text.New("Văn bản", "Document")
	tMadeNew           = text.New("mới trong sổ", "new in the register")
	tMadeWasThere      = text.New("đã có trong sổ từ trước", "in the register before")
	tNotAssigned       = text.New("Không giao được", "Not assigned")
	tResume            = text.New("Mở lại để duyệt tiếp", "Open again")
	tResumeHint        = text.New("Có đề xuất đã bỏ. Mở lại tệp để duyệt thêm; những gì đã ghi nhận giữ nguyên và không bị ghi lần nữa.", "Some proposals were rejected. Open the file again to accept more; what was entered stays and is not entered twice.")
	tResumed           = text.New("Đã mở lại tệp. Chọn “Mở lại” ở đề xuất cần duyệt thêm.", "The file is open again. Choose “Reopen” at what you want to accept.")
	tMadeTasks         = text.New("Nhiệm vụ giao theo văn bản này", "Tasks that this document assigns")
	tMadeUnseen        = text.New("Văn bản này không nằm trong phạm vi bạn được xem.", "You may not see this document.")
	tTaskState         = text.New("Trạng thái", "State")

	tUnclearCounts  = text.New("Số lượng theo cơ quan giao", "Numbers by issuer")
	tUnclear        = text.New("Nhiệm vụ chưa rõ", "Unclear tasks")
	tUnclearLead    = text.New("Nhiệm vụ thiếu cơ quan chủ trì, thời hạn hoặc sản phẩm, hoặc chỉ nêu chung chung, theo cơ quan ban hành.", "Tasks without lead, deadline or deliverable, or in general words only, by issuer.")
	tUnclearGiven   = text.New("Đã giao", "Assigned")
	tUnclearAtBench = text.New("Đang chờ duyệt", "At the bench")
	tUnclearNone    = text.New("Không có nhiệm vụ nào chưa rõ", "Nothing is unclear")
	tUnclearNoneWhy = text.New("Mọi nhiệm vụ đều có cơ quan chủ trì, thời hạn và sản phẩm.", "Every task has a lead, a deadline and a deliverable.")
	tMissing        = text.New("Còn thiếu", "Missing")
	tShow           = text.New("Xem", "Show")
)

var deadlineKinds = map[deadline.Kind]text.T{
	deadline.Ongoing:     text.New("thường xuyên", "ongoing"),
	deadline.Recurring:   text.New("lặp lại", "recurring"),
	deadline.Relative:    text.New("tính từ một việc khác", "counted from another event"),
	deadline.Conditional: text.New("theo điều kiện", "conditional"),
	deadline.Unread:      text.New("chưa hiểu; hãy sửa", "not understood; please edit"),
	deadline.None:        text.New("chưa có", "none"),
	deadline.Date:        text.New("không rõ ngày", "no day"),
	deadline.Period:      text.New("không rõ kỳ", "no period"),
}

// rules say in words by which rule something was read. The text for "" stands
// where no finer one does.
var rules = map[Kind]map[string]text.T{
	Document: {
		"":                      text.New("Từ phần đầu và phần ký của văn bản", "From the head and the signature of the document"),
		"field":                 text.New("Từ bảng thông tin ở đầu trang", "From the table of details at the top"),
		"no head, no signature": text.New("Không có phần đầu và chữ ký: đọc như một bài viết", "Without head and signature: read as an article"),
		"no type":               text.New("Không thấy tên loại văn bản", "No type of document was found"),
		"no type, addressed":    text.New("Không có tên loại, có nơi kính gửi: công văn", "No type but an addressee: an official letter"),
	},
	Reference: {
		"":                        text.New("Tên văn bản nêu trong câu", "A document named in the sentence"),
		"symbol":                  text.New("Có số, ký hiệu", "By number and symbol"),
		"number":                  text.New("Chỉ có số", "By a number alone"),
		"blank":                   text.New("Ký hiệu để trống số", "A symbol with its number left blank"),
		"law":                     text.New("Tên luật", "By the name of a law"),
		"plenum":                  text.New("Hội nghị Trung ương", "By a plenum of the Central Committee"),
		"congress":                text.New("Đại hội", "By a congress"),
		"body":                    text.New("Tên cơ quan và năm", "By a body and a year"),
		"name":                    text.New("Tên chương trình, đề án", "By the name of a programme or scheme"),
		"title":                   text.New("quan hệ đọc từ trích yếu", "relation read from the subject"),
		"heading":                 text.New("nằm dưới mục căn cứ", "under the heading of legal bases"),
		"preamble":                text.New("nằm trong phần căn cứ", "in the preamble"),
		"mentioned":               text.New("chỉ được nhắc đến", "only mentioned"),
		"submission":              text.New("là tờ trình, đề nghị", "a submission"),
		"amends another":          text.New("là văn bản sửa đổi văn bản khác", "it amends another document"),
		"in the title of another": text.New("nằm trong tên của văn bản khác", "in the title of another document"),
		"list of amendments":      text.New("nằm trong danh sách văn bản sửa đổi", "in the list of amendments"),
	},
	Task: {
		"":            text.New("Câu giao việc", "A sentence that assigns"),
		"table_row":   text.New("Một dòng của bảng phân công", "A row of an assignment table"),
		"merged_cell": text.New("có ô gộp từ dòng trên", "with a cell merged from above"),
		"group_row":   text.New("đơn vị ghi ở dòng nhóm phía trên", "the body stands in the group row above"),
		"item":        text.New("Một mục của phần nhiệm vụ", "An item under a heading of tasks"),
		"heading":     text.New("đơn vị ghi ở đề mục", "the body stands in the heading"),
		"sentence":    text.New("Câu giao việc", "A sentence that assigns"),
		"clause":      text.New("vế sau của cùng câu", "a later clause of the sentence"),
		"carried":     text.New("đơn vị nêu ở câu trước", "the body stands in the sentence before"),
		"labelled":    text.New("có nhãn “cơ quan chủ trì”", "labelled as the lead body"),
		"planned":     text.New("ghi theo kế hoạch", "as planned"),
		"charged":     text.New("đơn vị đứng trước việc phải làm", "the body stands before what it has to do"),
		"ordered":     text.New("có chữ “giao”, “yêu cầu”", "with the word for assigning"),
	},
	Figure: {
		"":         text.New("Số liệu có đơn vị tính", "A number with its unit"),
		"rank":     text.New("Thứ hạng", "A rank"),
		"ratio":    text.New("Đạt được trên tổng số", "Reached, out of a total"),
		"quantity": text.New("Số lượng có đơn vị tính", "A quantity with its unit"),
	},
}

// quoted are the rules of references that are the words themselves.
var quoted = map[string]bool{
	"căn cứ": true, "thực hiện": true, "đề nghị": true, "thay thế": true, "bãi bỏ": true, "sửa đổi": true, "kèm theo": true,
	"được thay thế bởi": true, "được sửa đổi bởi": true,
}

var tByWords = text.New("sau chữ “%s”", "after the words “%s”")

// noteTexts say what was done to a text on the way in.
var noteTexts = map[source.NoteKind]text.T{
	source.NoteTCVN3:      text.New("Đã chuyển từ bảng mã TCVN3.", "Converted from TCVN3."),
	source.NoteVNI:        text.New("Đã chuyển từ bảng mã VNI.", "Converted from VNI."),
	source.NoteVISCII:     text.New("Đã chuyển từ bảng mã VISCII.", "Converted from VISCII."),
	source.NoteTracked:    text.New("Các sửa đổi được theo dõi trong Word đã được coi là chấp nhận.", "Tracked changes were read as accepted."),
	source.NoteBroken:     text.New("Có ký tự hỏng đã được thay thế.", "Damaged characters were replaced."),
	source.NoteNoLayout:   text.New("Bảng trong tệp pdf được suy ra từ khoảng trống; hãy kiểm tra kỹ.", "Tables of the pdf were guessed from gaps; look closely."),
	source.NoteAttachment: text.New("Ảnh và tệp nhúng không được đọc.", "Pictures and embedded files were not read."),
}
