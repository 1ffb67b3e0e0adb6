package doc

import "quyet/base/text"

var (
	tCanSee      = text.New("Xem văn bản", "See documents")
	tCanRegister = text.New("Đăng ký, cấp số văn bản", "Register and number documents")

	tDocuments = text.New("Văn bản", "Documents")
)

// Pages.
var (
	tRegister     = text.New("Đăng ký văn bản", "Register a document")
	tEdit         = text.New("Sửa thông tin", "Edit the details")
	tSave         = text.New("Lưu", "Save")
	tSaved        = text.New("Đã lưu.", "Saved.")
	tRegistered   = text.New("Đã đăng ký văn bản.", "The document is registered.")
	tAmended      = text.New("Đã sửa thông tin văn bản.", "The document is corrected.")
	tSeeSame      = text.New("Mở văn bản đã có", "Open the document that is there")
	tCitations    = text.New("Viện dẫn chưa xác định", "Unsettled citations")
	tWords        = text.New("Từ trong văn bản", "Words")
	tIssuer       = text.New("Cơ quan ban hành", "Issuer")
	tIssuerHint   = text.New("Như in trên văn bản, hoặc mã đơn vị. Để trống nếu ký hiệu đã đủ rõ.", "As printed, or the code of a body. Leave empty where the symbol tells it.")
	tBySymbol     = text.New("Để trống nếu ký hiệu đã đủ rõ", "Leave empty where the symbol tells it")
	tMoreFields   = text.New("Thông tin khác: người ký, độ khẩn, nơi nhận, hiệu lực…", "More: signer, urgency, recipients, force…")
	tNumberHint   = text.New("Chỉ khi văn bản có số mà không có ký hiệu", "Only for a document with a number but no symbol")
	tIssuerBelow  = text.New("Cơ quan và trực thuộc", "Issuer and those below")
	tType         = text.New("Thể loại", "Type")
	tYear         = text.New("Năm", "Year")
	tShow         = text.New("Xem", "Show")
	tFilter       = text.New("Lọc", "Filter")
	tNoDocuments  = text.New("Không có văn bản nào", "No documents")
	tNoDocsHow    = text.New("Thử bỏ bớt điều kiện lọc, hoặc đăng ký văn bản đầu tiên.", "Remove a filter, or register the first document.")
	tSymbol       = text.New("Số, ký hiệu", "Symbol")
	tSymbolHint   = text.New("Ví dụ 08-KH/ĐU hoặc 726/KH-UBND", "For example 08-KH/ĐU or 726/KH-UBND")
	tNumber       = text.New("Số", "Number")
	tTake         = text.New("Cấp số tiếp theo trong sổ của cơ quan ban hành", "Take the next number of the issuer's series")
	tTakeHint     = text.New("Số, ký hiệu được tạo khi lưu", "Number and symbol are made on saving")
	tIssuedOn     = text.New("Ngày ban hành", "Date of issue")
	tPlace        = text.New("Nơi ban hành", "Place")
	tSubject      = text.New("Trích yếu", "Subject")
	tCorrected    = text.New("đã sửa", "corrected")
	tSigner       = text.New("Người ký", "Signer")
	tPost         = text.New("Chức vụ người ký", "Signer's post")
	tUrgency      = text.New("Độ khẩn", "Urgency")
	tInternal     = text.New("Lưu hành nội bộ", "For internal circulation")
	tRegime       = text.New("Hệ thống văn bản", "System")
	tByIssuer     = text.New("Để trống: theo ký hiệu hoặc cơ quan ban hành", "Leave empty: as the symbol or the issuer tells")
	tThere        = text.New("Văn bản này đã được đăng ký.", "This document is registered already.")
	tFrom         = text.New("Có hiệu lực từ", "In force from")
	tUntil        = text.New("Hết hiệu lực từ", "In force until")
	tAliases      = text.New("Tên gọi khác, mỗi dòng một tên", "Other names, one on each line")
	tAliasesHint  = text.New("Ví dụ: Nghị quyết Trung ương 5 khoá X", "For example: Nghị quyết Trung ương 5 khoá X")
	tOwner        = text.New("Đơn vị đăng ký", "Register of")
	tAudience     = text.New("Nơi nhận", "Recipients")
	tAbout        = text.New("Thông tin văn bản", "About the document")
	tYearWrong    = text.New("Hãy nhập một năm, như 2026.", "Enter a year, like 2026.")
	tNoSuchChoice = text.New("Không có lựa chọn này; hãy chọn lại.", "There is no such choice; choose again.")
	tNoSuchRow    = text.New("Danh sách không có phần mà địa chỉ này dẫn tới; dưới đây là phần đầu.", "The list has no such part as this address leads to; below is its beginning.")
	tDateWrong    = text.New("Hãy nhập ngày theo mẫu 09/02/2026.", "Enter the date like 09/02/2026.")
	tFiles        = text.New("Tệp", "Files")
	tCascade      = text.New("Văn bản triển khai", "What it led to")
	tNothingBelow = text.New("Chưa có văn bản nào triển khai", "Nothing implements it yet")
	tNothingHow   = text.New("Văn bản thực hiện hoặc căn cứ văn bản này sẽ hiện ở đây.", "Documents that implement it or are based on it appear here.")
	tMoreBelow    = text.New("Chỉ hiện một phần: có quá nhiều văn bản bên dưới.", "Only a part is shown: there are too many documents below.")
	tAsTree       = text.New("Cây", "Tree")
	tAsTable      = text.New("Bảng", "Table")
	tAsFlow       = text.New("Sơ đồ", "Diagram")
	tFlowLabel    = text.New("Sơ đồ văn bản triển khai %s", "Diagram of what %s led to")
	tTasks        = text.New("Nhiệm vụ", "Tasks")
	tOnTime       = text.New("Hoàn thành đúng hạn", "Done in time")
	tLate         = text.New("Hoàn thành quá hạn", "Done late")
	tOpen         = text.New("Đang thực hiện, trong hạn", "Open, within the deadline")
	tOverdue      = text.New("Đang thực hiện, quá hạn", "Open, overdue")
	tRelation     = text.New("Quan hệ", "Relation")
	tAbove        = text.New("Văn bản cấp trên", "Stands under")
	tOwing        = text.New("Chưa ban hành văn bản triển khai (%s)", "Have not issued a document (%s)")
	tBody         = text.New("Cơ quan", "Body")
	tDue          = text.New("Hạn ban hành", "Due")
	tDaysLate     = text.Plural("Quá hạn %d ngày", "%d day overdue", "%d days overdue")
	tDaysLeft     = text.Plural("Còn %d ngày", "%d day left", "%d days left")
	tDueToday     = text.New("Đến hạn hôm nay", "Due today")
	tNothingYet   = text.New("Chưa có văn bản hay nhiệm vụ nào triển khai điều, mục cụ thể.", "No document or task takes up an article yet.")
	tChooseOne    = text.New("Hãy chọn một văn bản, hoặc “Không phải văn bản nào ở đây”.", "Choose a document, or “None of these”.")
	tWholly       = text.New("Văn bản bên dưới thực hiện toàn bộ, không chỉ rõ điều, mục nào.", "What stands below implements it as a whole and names no article.")
	tInTime       = text.New("Đúng hạn", "In time")
	tIssuedLate   = text.Plural("Chậm %d ngày", "%d day late", "%d days late")
	tAddDuty      = text.New("Giao ban hành văn bản triển khai", "Oblige a body to issue a document")
	tDueHint      = text.New("Nếu đã giao, để trống để bỏ giao", "Left empty, a duty that is there is taken away")
	tArticles     = text.New("Điều, mục và phần triển khai", "Articles and what takes them up")
	tUntouched    = text.New("chưa được triển khai", "nothing takes it up")
	tByLinks      = text.Plural("%d viện dẫn", "%d reference", "%d references")
	tByTasks      = text.Plural("%d nhiệm vụ", "%d task", "%d tasks")
	tStructure    = text.New("Cấu trúc", "Structure")
	tLinksOut     = text.New("Văn bản này viện dẫn", "It refers to")
	tLinksIn      = text.New("Được viện dẫn trong", "Referred to by")
	tDocument     = text.New("Văn bản", "Document")
	tState        = text.New("Tình trạng", "State")
	tWaitingTag   = text.New("Chưa có trong sổ", "Not registered")
	tDoubtfulTag  = text.New("Cần xác định", "To be decided")
	tSettledTag   = text.New("Đã xác định", "Settled")
	tRemove       = text.New("Xoá viện dẫn", "Remove")
	tAddLink      = text.New("Thêm viện dẫn", "Add a reference")
	tCited        = text.New("Văn bản được viện dẫn", "Document referred to")
	tCitedHint    = text.New("Ví dụ: Nghị quyết số 28-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương", "For example: Nghị quyết số 28-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương")
	tPart         = text.New("Điều, mục", "Article")
	tEffectsTitle = text.New("Hiệu lực", "Force")
	tEndsBy       = text.New("Hết hiệu lực từ %s do %s %s", "No longer in force from %s: it %s %s")
	tEffectOn     = text.New("Từ %s %s %s", "From %s it %s %s")
	tText         = text.New("Nội dung", "Text")
	tHistory      = text.New("Lịch sử", "History")
	tNoOpen       = text.New("Mọi viện dẫn đều đã xác định", "Every citation is settled")
	tNoOpenHow    = text.New("Khi đăng ký văn bản mới, các viện dẫn tự tìm đến văn bản.", "When documents are registered, citations find them by themselves.")
	tChoose       = text.New("Chọn", "Choose")
	tNone         = text.New("Không phải văn bản nào ở đây", "None of these")
	tCiting       = text.New("Văn bản viện dẫn", "Citing document")
	tCandidates   = text.New("Có thể là", "May be")
	tNowhere      = text.New("–", "–")
	tManyMore     = text.Plural("và %d văn bản khác", "and %d more document", "and %d more documents")
	tRange        = text.New("%s–%s trong %s", "%s–%s of %s")
	tTask         = text.New("Nhiệm vụ", "Task")
	tTaskTotals   = text.New("Nhiệm vụ của văn bản và các văn bản triển khai", "Tasks of the document and of all below it")

	tBodiesIssued   = text.New("Cơ quan đã ban hành", "Bodies that issued")
	tBodiesOverdue  = text.New("Quá hạn", "Overdue")
	tBodiesLate     = text.Plural("%d cơ quan quá hạn", "%d body overdue", "%d bodies overdue")
	tDocumentsBelow = text.New("Văn bản triển khai", "Documents below")
	tArticlesTaken  = text.New("Điều, mục đã triển khai", "Articles taken up")
	tArticlesLeft   = text.New("còn %d chưa triển khai", "%d not yet")
	tAnnex          = text.New("Phụ lục (Word)", "Annex (Word)")
	tBriefing       = text.New("Quán triệt", "Briefing")
	tChecklist      = text.New("Các bước triển khai", "Steps to carry it out")
	tDuties         = text.New("Giao ban hành văn bản", "Who has to issue")
	tAllDuties      = text.New("Tất cả cơ quan được giao (%s)", "All bodies that have to (%s)")
	tDueOn          = text.New("hạn %s", "due %s")
	tNobodyOwes     = text.New("Chưa giao cơ quan nào", "Nobody has to issue one")
	tNobodyOwesHow  = text.New("Giao cho một cơ quan, hoặc cho cả nhóm như “đảng uỷ các xã, phường”.", "Lay it on one body, or on a group such as “đảng uỷ các xã, phường”.")
	tBodyOrGroup    = text.New("Cơ quan hoặc nhóm", "Body or group")
	tAddAudience    = text.New("Thêm nơi nhận", "Add recipients")
	tAudienceHint   = text.New("Cơ quan, hoặc nhóm như tại ngày ban hành", "A body, or a group as of the date of issue")
	tNextNumbers    = text.New("Số tiếp theo của %s: %s", "Next of %s: %s")
	tTwin           = text.New("Trùng số trong cùng sổ: %s ngày %s cũng mang số này.", "The same number twice in one series: %s of %s bears it too.")
	tMoreRows       = text.New("Xem thêm %s", "%s more")
	tPassageKeys    = text.New("Gạch chân: viện dẫn và nhiệm vụ; bấm để mở.", "Underlined: citations and tasks; follow to open.")

	tConflicts      = text.New("Viện dẫn cần xác định (%s)", "Citations to be decided (%s)")
	tCitedHere      = text.New("Văn bản này viện dẫn “%s”.", "It cites “%s”.")
	tCitedThere     = text.New("%s của %s viện dẫn “%s”.", "%s of %s cites “%s”.")
	tOpenCiting     = text.New("Mở văn bản viện dẫn", "Open the citing document")
	tAskOwner       = text.New("Nơi đăng ký văn bản viện dẫn sẽ xác định; hãy báo cho nơi đó nếu bạn biết văn bản nào đúng.", "Those who registered the citing document decide; tell them if you know which one is right.")
	tAdviseChoose   = text.New("Hãy đối chiếu bản gốc rồi chọn văn bản được nói đến.", "Look at the original, then choose the document that is meant.")
	tAdviseContrary = text.New("Hãy đối chiếu bản gốc. Nếu viện dẫn ghi sai, chọn văn bản được nói đến; nếu sổ ghi sai, mở văn bản đó và sửa thông tin.", "Look at the original. If the citation is wrong, choose the document that is meant; if the register is, open that document and correct it.")
	tAdviseCited    = text.New("Hãy đối chiếu bản gốc. Viện dẫn nào sai thì xoá ở bảng bên dưới rồi thêm lại cho đúng; viện dẫn tự xác định khi văn bản được đăng ký.", "Look at the original. Remove the citation that is wrong from the table below and add it rightly; it settles by itself when the document is registered.")
	tAdviseCorrect  = text.New("Hãy đối chiếu bản gốc. Nếu sổ ghi sai, chọn Sửa thông tin ở trang này; nếu viện dẫn sai, xác định ở văn bản viện dẫn.", "Look at the original. If the register is wrong, choose “Edit the details” on this page; if the citation is, decide at the citing document.")
	tAdviseTell     = text.New("Nơi đăng ký hai văn bản cần đối chiếu bản gốc và xác định.", "Those who registered the two documents have to look at the original and decide.")
	tAdviseThere    = text.New("Viện dẫn này có thể nói đến văn bản đang xem.", "The citation may mean the document you see.")

	tSeries        = text.New("Số tiếp theo và nhiệm kỳ", "Next numbers and terms")
	tSeriesLead    = text.New("Số sẽ cấp cho văn bản tiếp theo của một cơ quan. Số bỏ trống trong dãy là bình thường.", "The numbers that the next documents of a body get. Numbers left out are normal.")
	tNextNumber    = text.New("Số, ký hiệu tiếp theo", "Next symbol")
	tNoneYet       = text.New("Chưa có văn bản nào trong dãy số này", "No document in this series yet")
	tNoneYetHow    = text.New("Văn bản đầu tiên của mỗi thể loại được cấp số 01.", "The first document of each type gets number 01.")
	tTermNeeded    = text.New("Chưa có nhiệm kỳ nào của cơ quan này bao gồm hôm nay nên chưa cấp được số. Hãy nhập nhiệm kỳ bên dưới.", "No term of this body covers today, so no number can be given. Enter the term below.")
	tRuleObeyed    = text.New("Số bắt đầu lại từ 01: %s", "Numbers begin again at 01: %s")
	tSeeRule       = text.New("Xem quy tắc", "See the rule")
	tTerms         = text.New("Nhiệm kỳ", "Terms")
	tOrdinal       = text.New("Nhiệm kỳ", "Term")
	tOrdinalHint   = text.New("Ví dụ: XVIII hoặc 2025-2030", "For example XVIII or 2025-2030")
	tTermFrom      = text.New("Từ ngày", "From")
	tTermFromHint  = text.New("Ngày liền sau ngày bế mạc đại hội", "The day after the congress closes")
	tTermUntil     = text.New("Đến hết nhiệm kỳ: ngày bắt đầu nhiệm kỳ sau", "Until: first day of the next term")
	tTermUntilHint = text.New("Để trống nếu là nhiệm kỳ hiện nay", "Leave empty for the present term")
	tOpenTerm      = text.New("Thêm nhiệm kỳ", "Add a term")
	tNumberedBy    = text.New("Cấp số theo quy tắc", "Numbered by rule")

	tNoFile           = text.New("Không có tệp này.", "There is no such file.")
	tRecipientUnknown = text.New("Hãy chọn cơ quan hoặc nhóm trong danh sách.", "Choose a body or a group from the list.")
)

var eventTitles = map[string]text.T{
	"doc.registered": text.New("Đăng ký", "Registered"),
	"doc.amended":    text.New("Sửa thông tin", "Corrected"),
	"doc.completed":  text.New("Bổ sung tệp, nội dung", "Files or text added"),
	"doc.linked":     text.New("Thêm viện dẫn", "References added"),
	"doc.unlinked":   text.New("Xoá viện dẫn", "Reference removed"),
	"doc.resolved":   text.New("Viện dẫn được xác định lại", "Citation settled anew"),
	"doc.chosen":     text.New("Chọn văn bản cho viện dẫn", "Citation decided"),
	"doc.duties":     text.New("Giao ban hành văn bản triển khai", "Duties laid down"),
}

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
	tTakeOrType     = text.New("Đã chọn cấp số tiếp theo thì để trống số, ký hiệu; hoặc bỏ chọn.", "To take the next number leave the symbol empty, or do not choose it.")
	tTypeAsk        = text.New("Ký hiệu “%s” có thể là %s hoặc %s; hãy chọn thể loại.", "“%s” may stand for %s or %s; choose the type.")
	tIssuerAsk      = text.New("Nhiều cơ quan dùng ký hiệu “%s”; hãy nhập tên cơ quan ban hành.", "Several bodies use the code “%s”; enter who issued it.")
	tIssuerOpen     = text.New("“%s” có thể là nhiều cơ quan; hãy nhập tên đầy đủ hoặc mã: %s.", "“%s” may mean several bodies; enter the full name or code: %s.")
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
	tDutyDue        = text.New("Hãy nhập hạn ban hành.", "Enter the day by which it has to be issued.")
	tDutyTwice      = text.New("%s được giao hai lần.", "%s is named twice.")
	tTermMissing    = text.New(
		"Chưa có nhiệm kỳ của %s vào ngày %s nên chưa cấp được số. Hãy thêm nhiệm kỳ ở trang “Số tiếp theo và nhiệm kỳ”, hoặc nhập số, ký hiệu.",
		"No term of %s on %s is known, so no number can be given. Add the term on the page “Next numbers and terms”, or enter the symbol.")
	tTermWrong = text.New("Ngày bắt đầu nhiệm kỳ sau phải sau ngày bắt đầu nhiệm kỳ này.", "The next term must begin after this one.")

	tOrdinalMissing  = text.New("Hãy nhập tên nhiệm kỳ, ví dụ XVIII hoặc 2025-2030.", "Enter the name of the term, for example XVIII or 2025-2030.")
	tTermFromMissing = text.New("Hãy nhập ngày bắt đầu của nhiệm kỳ.", "Enter the first day of the term.")
	tTermOverlap     = text.New("Nhiệm kỳ này trùng ngày với nhiệm kỳ %s.", "This term shares days with the term %s.")
)
