package org

import "quyet/base/text"

var (
	tCanSee     = text.New("Xem cơ quan, tổ chức", "See bodies")
	tCanArrange = text.New("Sắp xếp cơ quan, tổ chức", "Arrange bodies")
)

var kindTitles = map[Kind]text.T{
	Committee:        text.New("Cấp uỷ", "Party committee"),
	PartyCongress:    text.New("Đại hội đảng", "Party congress"),
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
	Divided:     text.New("Chia, tách", "Divided"),
	Dissolved:   text.New("Kết thúc hoạt động", "Dissolved"),
	Regrouped:   text.New("Lập, đổi nhóm cơ quan", "Group changed"),
}

// eventDeeds are the words on the button, and above the form, of each of [changes].
var eventDeeds = map[EventKind]text.T{
	Renamed:   text.New("Đổi tên", "Rename"),
	Moved:     text.New("Chuyển cấp trên trực tiếp", "Move"),
	Merged:    text.New("Hợp nhất, sáp nhập", "Merge"),
	Divided:   text.New("Chia, tách", "Divide"),
	Dissolved: text.New("Kết thúc hoạt động", "Dissolve"),
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
	tCodeLong    = text.New("Mã dài quá %d ký tự; hãy rút gọn.", "The code is longer than %d characters; shorten it.")
	tCodeComma   = text.New("Mã không được có dấu phẩy.", "A code holds no comma.")
	tCodeTwice   = text.New("Mã “%s” được dùng hai lần; mỗi đơn vị một mã riêng.", "The code “%s” is used twice; each body needs its own.")
	tKindUnknown = text.New("Hãy chọn loại cơ quan, tổ chức trong danh sách.", "Choose the kind of body from the list.")
	tTierUnknown = text.New("Hãy chọn cấp trong danh sách.", "Choose the tier from the list.")
	tLineUnknown = text.New("Hãy chọn hệ thống trong danh sách.", "Choose the line from the list.")
	tDayMissing  = text.New("Hãy nhập ngày có hiệu lực, ví dụ 01/07/2025.", "Enter the day it takes effect, for example 01/07/2025.")
	tActMissing  = text.New(
		"Hãy nhập số, ký hiệu hoặc trích yếu của văn bản quyết định việc này.",
		"Enter the symbol or the title of the document that orders this.")
	tActLong = text.New("Nội dung dài quá %d ký tự; hãy rút gọn.", "This is longer than %d characters; shorten it.")
	tNotThen = text.New(
		"%s không hoạt động vào ngày %s; hãy kiểm tra lại ngày.",
		"%s does not exist on %s; check the day.")
	tEnds = text.New(
		"%s kết thúc hoạt động ngày %s nên không thể là cấp trên từ nay về sau.",
		"%s ends on %s and so cannot be a superior from now on.")
	tTooEarly = text.New(
		"%s, hoặc đơn vị trực thuộc, đã có thay đổi vào ngày %s; ngày mới phải sau ngày đó.",
		"%s, or a body directly under it, was already changed on %s; the new day must be later.")
	tLoop = text.New(
		"%s nằm dưới %s nên không thể là cấp trên của đơn vị này.",
		"%s stands under %s and so cannot be its superior.")
	tSameSuperior = text.New("%s đã là cấp trên trực tiếp.", "%s is the superior already.")
	tSameName     = text.New("Tên mới giống tên đang dùng.", "The new name is the present one.")
	tHasBelow     = text.Plural(
		"Còn %d đơn vị trực thuộc %s; hãy chọn cấp trên mới của các đơn vị đó.",
		"%d body still stands under %s; choose its new superior.",
		"%d bodies still stand under %s; choose their new superior.")
	tChooseHint    = text.New("Gõ vài chữ của tên hoặc mã, có dấu hay không dấu.", "Type a few letters of the name or code, with or without diacritics.")
	tNoneMeant     = text.New("Không có đơn vị nào có “%s” trong tên hoặc mã vào ngày này; hãy nhập ít từ hơn.", "No body has “%s” in its name or code on this day; try fewer words.")
	tNotToChoose   = text.New("%s không chọn được ở đây; hãy chọn đơn vị khác.", "%s cannot be chosen here; choose another body.")
	tSeveralMeant  = text.New("“%s” chưa nói rõ là đơn vị nào; hãy chọn một trong các đơn vị dưới ô nhập.", "“%s” does not tell which body; choose one of those below the box.")
	tNotBelow      = text.New("%s không trực thuộc %s vào ngày đó.", "%s does not stand under %s on that day.")
	tNotTaken      = text.Plural("Còn %d đơn vị trực thuộc chưa chuyển về đơn vị kế thừa nào; hãy chọn.", "%d body below goes on under no successor yet; choose one.", "%d bodies below go on under no successor yet; choose one.")
	tTooFewSources = text.New("Hợp nhất cần ít nhất hai đơn vị.", "A merger needs at least two bodies.")
	tTooFewHeirs   = text.New("Chia, tách cần ít nhất hai đơn vị kế thừa.", "A split needs at least two successors.")
	tTwice         = text.New("%s được chọn hai lần.", "%s is chosen twice.")
	tSeriesCode    = text.New("“%s” không phải là ký hiệu văn bản; hãy nhập chữ, không có dấu phẩy.", "“%s” is no code of document symbols; enter letters without a comma.")
	tSeriesTwice   = text.New("Ký hiệu “%s” được ghi hai lần.", "The code “%s” is given twice.")
	tNoGroup       = text.New("Không có nhóm này.", "There is no such group.")
	tGroupTaken    = text.New("“%s” đã là cách gọi của nhóm “%s”.", "“%s” already stands for the group “%s”.")
	tGroupAll      = text.New("Hãy chọn ít nhất một loại, cấp hoặc hệ thống; nhóm không thể gồm mọi cơ quan.", "Choose at least one kind, tier or line; a group cannot mean every body.")
	tSameGroup     = text.New("Nhóm chưa có gì thay đổi.", "Nothing of the group is changed.")
	tGroupOver     = text.New("Nhóm “%s” đã kết thúc ngày %s.", "The group “%s” ended on %s.")
	tGroupEarly    = text.New("Nhóm “%s” đã có thay đổi vào ngày %s; ngày mới phải sau ngày đó.", "The group “%s” was already changed on %s; the new day must be later.")
	tSeriesRegime  = text.New("Hãy chọn chế độ đánh số của ký hiệu “%s”.", "Choose the numbering regime of the code “%s”.")
)

// What the pages say.
var (
	tBodies          = text.New("Cơ quan, tổ chức", "Bodies")
	tBodiesShort     = text.New("Cơ quan", "Bodies")
	tBodiesLead      = text.Plural("%[2]s đơn vị tại ngày %[3]s", "%[2]s body on %[3]s", "%[2]s bodies on %[3]s")
	tAsOf            = text.New("Tại ngày", "As of")
	tFindBody        = text.New("Tìm theo tên hoặc mã", "Find by name or code")
	tShow            = text.New("Xem", "Show")
	tNoBodies        = text.New("Chưa có cơ quan, tổ chức nào vào ngày này", "There are no bodies on this day")
	tNoBodiesHow     = text.New("Hãy nhập từ bảng tính hoặc thêm từng đơn vị.", "Import them from a spreadsheet, or add them one by one.")
	tNoMatch         = text.New("Không có đơn vị nào có “%s” trong tên hoặc mã", "No body has “%s” in its name or code")
	tNoMatchHow      = text.New("Hãy thử ít từ hơn, hoặc một ngày khác.", "Try fewer words, or another day.")
	tMoreMatches     = text.New("Chỉ hiện %d đơn vị đầu; hãy nhập thêm từ để thu hẹp.", "Only the first %d are shown; add words to narrow the search.")
	tExport          = text.New("Xuất bảng tính", "Export a spreadsheet")
	tImport          = text.New("Nhập từ bảng tính", "Import a spreadsheet")
	tNewBody         = text.New("Thêm đơn vị", "Add a body")
	tNewBelow        = text.New("Thêm đơn vị trực thuộc", "Add a body below")
	tUnder           = text.New("Trực thuộc %s", "Under %s")
	tAbout           = text.New("Thông tin", "About")
	tName            = text.New("Tên", "Name")
	tShort           = text.New("Tên viết tắt", "Short name")
	tCode            = text.New("Mã", "Code")
	tCodeHint        = text.New("Duy nhất trong hệ thống; dùng khi nhập, xuất bảng tính.", "Unique in the system; used in spreadsheets.")
	tKind            = text.New("Loại", "Kind")
	tTier            = text.New("Cấp", "Tier")
	tLine            = text.New("Hệ thống", "Line")
	tLife            = text.New("Thời gian hoạt động", "In existence")
	tSince           = text.New("từ %s đến nay", "since %s")
	tFromTo          = text.New("từ %s đến %s", "%s to %s")
	tSeries          = text.New("Ký hiệu văn bản", "Codes of document symbols")
	tPartySeries     = text.New("Ký hiệu văn bản của Đảng", "Codes of Party documents")
	tStateSeries     = text.New("Ký hiệu văn bản của Nhà nước", "Codes of State documents")
	tPartySeriesHint = text.New("Ví dụ: TU. Nhiều ký hiệu thì cách nhau bằng dấu phẩy.", "For example: TU. Separate several by commas.")
	tStateSeriesHint = text.New("Ví dụ: UBND. Nhiều ký hiệu thì cách nhau bằng dấu phẩy.", "For example: UBND. Separate several by commas.")
	tSuperior        = text.New("Cấp trên trực tiếp", "Superior")
	tBelow           = text.New("Đơn vị trực thuộc (%s)", "Bodies below (%s)")
	tHistory         = text.New("Quá trình", "History")
	tNotOnDay        = text.New("Đơn vị này không hoạt động vào ngày %s; thông tin dưới đây là tại ngày %s.", "This body did not exist on %s; what follows is as of %s.")
	tEnded           = text.New("Kết thúc hoạt động (%s)", "Ended (%s)")
	tYours           = text.New("Đơn vị của bạn", "Your body")
	tCount           = text.Plural("%[2]s đơn vị", "%[2]s body", "%[2]s bodies")
	tManyOf          = text.New("%s (%s)", "%s (%s)")
	tTookOver        = text.Plural("Thành lập với tên %[2]s, tiếp nhận từ %[1]d đơn vị", "Established as %[2]s, taking over from %[1]d body", "Established as %[2]s, taking over from %[1]d bodies")
	tRenamedTo       = text.New("Đổi tên thành %s", "Renamed %s")
	tMovedTo         = text.New("Chuyển về trực thuộc %s", "Moved under %s")
	tActDated        = text.New("%s, ngày %s", "%s, %s")
	tNewName         = text.New("Tên mới", "New name")
	tEffective       = text.New("Ngày có hiệu lực", "Takes effect on")
	tActSymbol       = text.New("Số, ký hiệu văn bản quyết định", "Symbol of the ordering document")
	tActHint         = text.New("Ví dụ: 326-QĐ/TW", "For example: 326-QĐ/TW")
	tActTitle        = text.New("Trích yếu văn bản", "Title of the document")
	tActOn           = text.New("Ngày ban hành văn bản", "Date of the document")
	tSave            = text.New("Lưu", "Save")
	tDayWrong        = text.New("Đây không phải là ngày; hãy nhập như 01/07/2025.", "This is no date; write it like 01/07/2025.")

	tEstablished   = text.New("Đã thêm %s.", "%s was added.")
	tEstablishedAs = text.New("Thành lập với tên %s", "Established as %s")
	tChanged       = text.New("Đã ghi nhận: %s – %s.", "Recorded: %s – %s.")
)

// Named groups.
var (
	tGroups         = text.New("Nhóm cơ quan", "Named groups")
	tGroupsLead     = text.New("Văn bản giao việc cho “các sở, ban, ngành” là giao cho những cơ quan có trong nhóm vào ngày ban hành.", "A document that charges “the departments” charges the bodies of the group on the day it is issued.")
	tGroup          = text.New("Nhóm", "Group")
	tGroupMeans     = text.New("Là các cơ quan", "Means bodies that are")
	tGroupBodies    = text.New("Gồm", "Holds")
	tLineIs         = text.New("hệ thống %s", "%s line")
	tNobody         = text.New("Không có cơ quan nào", "No body")
	tNoGroups       = text.New("Chưa có nhóm nào vào ngày này", "There are no groups on this day")
	tNoGroupsHow    = text.New("Người quản trị có thể thêm nhóm.", "An administrator can add one.")
	tNewGroup       = text.New("Thêm nhóm", "Add a group")
	tChangeGroup    = text.New("Đổi nhóm", "Change the group")
	tEndGroup       = text.New("Kết thúc nhóm", "End the group")
	tEndGroupMeans  = text.New("Từ ngày đó, tên nhóm không còn nghĩa. Nhiệm vụ và văn bản đã có giữ nguyên.", "From that day on its name means nobody. Tasks and documents that are there stay as they are.")
	tGroupUnnamed   = text.New("Hãy nhập tên nhóm.", "Enter the name of the group.")
	tGroupName      = text.New("Tên nhóm", "Name of the group")
	tGroupNameHint  = text.New("Như văn bản viết, ví dụ: các sở, ban, ngành.", "As documents print it, for example: các sở, ban, ngành.")
	tAliases        = text.New("Cách viết khác", "Also printed as")
	tAliasesHint    = text.New("Mỗi cách một dòng.", "One on each line.")
	tGroupKindsHint = text.New("Không chọn loại nào nghĩa là mọi loại.", "None ticked means every kind.")
	tMembers        = text.Plural("%[2]s đơn vị tại ngày %[3]s", "%[2]s body on %[3]s", "%[2]s bodies on %[3]s")
	tNoGroupOnDay   = text.New("Nhóm này không có vào ngày %s; thông tin dưới đây là tại ngày %s.", "The group did not exist on %s; what follows is as of %s.")
	tGroupBegan     = text.New("Lập nhóm “%s”: %s", "Group “%s” made: %s")
	tGroupBecame    = text.New("Đổi thành “%s”: %s", "Changed to “%s”: %s")
	tGroupOff       = text.New("Kết thúc nhóm", "Group ended")
	tGroupAdded     = text.New("Đã thêm nhóm “%s”.", "The group “%s” was added.")
	tGroupChanged   = text.New("Đã đổi nhóm “%s”.", "The group “%s” was changed.")
	tGroupEnded     = text.New("Nhóm “%s” kết thúc từ ngày %s.", "The group “%s” ends on %s.")
)

// Mergers, divisions and dissolutions.
var (
	tMergeWithAll  = text.New("Hợp nhất với", "Merged with")
	tMergeWith     = text.New("Đơn vị cùng hợp nhất", "Body to merge with")
	tOneMore       = text.New("Thêm đơn vị này", "Add this body")
	tIntoName      = text.New("Tên đơn vị mới", "Name of the new body")
	tIntoCode      = text.New("Mã đơn vị mới", "Code of the new body")
	tIntoCodeHint  = text.New("Đơn vị sau hợp nhất là đơn vị mới, nên có mã mới.", "A merger makes a new body, which has a code of its own.")
	tDivideHow     = text.New("Các đơn vị kế thừa có loại, cấp, hệ thống và ký hiệu văn bản như đơn vị được chia.", "The successors have the kind, tier, line and document codes of the body that is divided.")
	tHeirNo        = text.New("Đơn vị kế thừa thứ %d", "Successor %d")
	tOneMoreHeir   = text.New("Thêm đơn vị kế thừa", "Add a successor")
	tHeirsSuperior = text.New("Cấp trên trực tiếp của các đơn vị kế thừa", "Superior of the successors")
	tTakes         = text.New("Đơn vị trực thuộc chuyển về", "Bodies below go on under")
	tTakesEach     = text.New("Chọn riêng từng đơn vị (%s)", "Choose one by one (%s)")
	tTakesRest     = text.New("Mọi đơn vị không chọn riêng", "All that are not chosen below")
	tMovesTo       = text.Plural("%[2]s đơn vị trực thuộc chuyển về", "%[2]s body below moves under", "%[2]s bodies below move under")
	tMovesRest     = text.New("Mọi đơn vị không chọn riêng", "All that are not chosen one by one")
	tHeirs         = text.New("Đơn vị tiếp nhận", "Successors")
	tLook          = text.New("Xem trước", "Preview")
	tPlanPreview   = text.New("Xem trước: %s", "Preview: %s")
	tPlanLead      = text.New("Từ ngày %s, theo %s. Chưa lưu gì.", "From %s, by %s. Nothing is stored yet.")
	tWillEnd       = text.New("Kết thúc hoạt động", "Ends")
	tWillBegin     = text.New("Thành lập", "Begins")
	tWillMove      = text.New("Đơn vị trực thuộc", "Bodies below")
	tNowUnder      = text.New("Đang trực thuộc", "Now under")
	tThenUnder     = text.New("Sẽ trực thuộc", "Then under")
	tNoHeir        = text.New("Không có", "None")
	tNobodyMoves   = text.New("Không có đơn vị trực thuộc nào phải chuyển.", "No body below has to move.")
	tLeft          = text.New("Còn phải bàn giao", "Still to be handed on")
	tNothingLeft   = text.New("Không có nhiệm vụ đang mở hay vai trò nào.", "There are no open tasks and no roles.")
	tBody          = text.New("Đơn vị", "Body")
	tStillThere    = text.New("Đang có", "There is")
	tToDo          = text.New("Việc cần làm", "To do")
	tStorePlan     = text.New("Ghi nhận", "Store")
	tEditPlan      = text.New("Sửa lại", "Back to the form")
	tMerged        = text.New("Đã ghi nhận: %s đơn vị hợp nhất thành %s từ ngày %s.", "Recorded: %s bodies became %s on %s.")
	tDivided       = text.New("Đã ghi nhận: %s được chia thành %s đơn vị từ ngày %s.", "Recorded: %s was divided into %s bodies on %s.")
	tDissolvedOn   = text.New("Đã ghi nhận: %s kết thúc hoạt động từ ngày %s.", "Recorded: %s ends on %s.")
)

// The columns of a spreadsheet of bodies that pages call otherwise, and what
// belongs into each.
var (
	tColCode       = text.New("Mã", "Code")
	tColCodeIs     = text.New("Mỗi đơn vị một mã riêng, không đổi, ví dụ TG-X001.", "One for each body, never changed, for example TG-X001.")
	tColEvent      = text.New("Sự kiện", "Event")
	tColEventIs    = text.New("Để trống là Thành lập. Dòng sau của cùng đơn vị: Đổi tên; Chuyển cấp trên trực tiếp; Hợp nhất, sáp nhập; Chia, tách; Kết thúc hoạt động.", "Empty means Established. On later lines of a body: Renamed, Moved, Merged, Divided, Dissolved.")
	tColOn         = text.New("Từ ngày", "From")
	tColOnIs       = text.New("Ngày sự kiện có hiệu lực, ví dụ 01/07/2025.", "The day on which the event takes effect, for example 01/07/2025.")
	tColNameIs     = text.New("Tên đầy đủ kể từ ngày đó.", "The full name from that day on.")
	tColShortIs    = text.New("Để trống nếu không có.", "Empty if there is none.")
	tColKindIs     = text.New("Một trong: %s.", "One of: %s.")
	tColTierIs     = tColKindIs
	tColLineIs     = tColKindIs
	tColSuperior   = text.New("Mã cấp trên", "Superior's code")
	tColSuperiorIs = text.New("Mã của đơn vị cấp trên trực tiếp; để trống nếu không có cấp trên.", "The code of the superior; empty at the top.")
	tColAct        = text.New("Số văn bản", "Act")
	tColActIs      = text.New("Số, ký hiệu văn bản quyết định việc này. Cần có số hoặc trích yếu.", "The symbol of the document that ordered it. The symbol or the title is needed.")
	tColActTitleIs = text.New("Trích yếu của văn bản đó.", "The title of that document.")
	tColActOnIs    = text.New("Ngày ban hành văn bản đó; có thể để trống.", "The date of that document; may be empty.")
	tColHeirs      = text.New("Mã đơn vị tiếp nhận", "Successors' codes")
	tColHeirsIs    = text.New("Chỉ ở dòng kết thúc: mã các đơn vị tiếp nhận, cách nhau bằng dấu phẩy.", "Only on the line that ends a body: the codes of who takes over, separated by commas.")
)

// What can be wrong with a spreadsheet of bodies.
var (
	tSheetEmpty        = text.New("Bảng tính không có dòng nào dưới dòng tiêu đề.", "The spreadsheet has no line below its headings.")
	tSheetColumn       = text.New("Không thấy dòng tiêu đề có đủ các cột; còn thiếu: %s. Hãy dùng tiêu đề như trong mẫu.", "No line holds all the headings; these are missing: %s. Use the headings of the template.")
	tSheetNoSuch       = text.New("“%s” không có trong danh sách; hãy ghi một trong: %s.", "“%s” is not in the list; write one of: %s.")
	tSheetNone         = text.New("Ô này để trống; hãy ghi một trong: %s.", "This cell is empty; write one of: %s.")
	tSheetCodeTwice    = text.New("Mã “%s” đã có ở dòng %d. Đơn vị khác thì đặt mã khác; thay đổi của đơn vị đó thì ghi sự kiện.", "The code “%s” stands on line %d already. Another body needs another code; a change of that body needs its event.")
	tSheetCodeLike     = text.New("Mã “%s” chỉ khác mã “%s” ở chữ hoa, chữ thường hoặc dấu.", "The code “%s” differs from “%s” only in capitals or accents.")
	tSheetBegin        = text.New("Dòng đầu tiên của một đơn vị phải là Thành lập; Hợp nhất, sáp nhập; hoặc Chia, tách.", "The first line of a body must say Established, Merged or Divided.")
	tSheetEvent        = text.New("Hãy ghi một sự kiện có trong danh sách; một đơn vị chỉ thành lập một lần.", "Enter one of the listed events; a body is established only once.")
	tSheetSuperior     = text.New("Không có đơn vị nào mang mã “%s”.", "No body has the code “%s”.")
	tSheetSameSuperior = text.New("Cấp trên không đổi so với dòng trước.", "The superior is the same as on the line before.")
	tSheetHeir         = text.New("Không có đơn vị tiếp nhận nào mang mã “%s”.", "No successor has the code “%s”.")
	tSheetHeirsHere    = text.New("Đơn vị tiếp nhận chỉ ghi ở dòng kết thúc của đơn vị cũ.", "Successors belong on the line that ends the former body.")
	tSheetHeirsMissing = text.New("Hãy ghi mã đơn vị tiếp nhận.", "Enter the codes of the successors.")
	tSheetTwice        = text.New("Đơn vị này đã có thay đổi cùng loại vào ngày %s; mỗi thay đổi một ngày khác nhau.", "This body already has such a change on %s; each needs a day of its own.")
	tSheetAfterEnd     = text.New("Đơn vị này đã kết thúc hoạt động ở dòng %d.", "This body ends on line %d.")
	tSheetOutlives     = text.New("%s kết thúc hoạt động ngày %s; hãy thêm dòng chuyển cấp trên hoặc kết thúc cho đơn vị này.", "%s ends on %s; add a line that moves or ends this body.")
	tSheetNotChanged   = text.New("“%s” khác với “%s” là trạng thái tại ngày này. Hãy thêm dòng sự kiện tương ứng, hoặc để trống ô.", "“%s” is not “%s”, which holds on this day. Add a line with the event that changes it, or leave the cell empty.")
	tSheetDiffers      = text.New("%s đã có và khác với bảng tính; bảng tính chỉ thêm mới. Hãy ghi nhận thay đổi ở trang của đơn vị.", "%s is there already and differs from the spreadsheet, which only adds. Record the change on the body's own page.")
	tSheetTwin         = text.New("%s trùng tên với đơn vị mã %s cùng cấp trên.", "%s bears the name of the body with the code %s under the same superior.")
	tSheetElsewhere    = text.New("%s trùng tên, loại và thời gian hoạt động với đơn vị đã có mang mã %s.", "%s has the name, kind and dates of the body with the code %s, which is there already.")
	tSheetNoSeries     = text.New("%s chưa có ký hiệu văn bản của Đảng.", "%s has no code for Party documents.")
	tSheetNotReady     = text.Plural("Bảng tính còn %d lỗi; chưa nhập gì. Hãy sửa tệp rồi tải lên lại.", "The spreadsheet has %d error; nothing was imported. Mend the file and send it again.", "The spreadsheet has %d errors; nothing was imported. Mend the file and send it again.")
)

// Why a file is not read as a spreadsheet.
var (
	tFileMissing  = text.New("Hãy chọn một tệp xlsx hoặc csv.", "Choose an xlsx or csv file.")
	tFileLarge    = text.New("Tệp lớn hơn %d MB; hãy chia thành nhiều tệp.", "The file is larger than %d MB; split it.")
	tFileLong     = text.New("Bảng tính có hơn %d dòng; hãy chia thành nhiều tệp.", "The spreadsheet has more than %d lines; split it.")
	tFileOld      = text.New("Tệp thuộc định dạng Excel cũ (.xls) hoặc có mật khẩu; hãy mở bằng Excel rồi lưu lại dạng .xlsx không mật khẩu.", "The file is of the old Excel format (.xls) or behind a password; open it and save it as .xlsx without a password.")
	tFileBroken   = text.New("Không đọc được tệp: tệp hỏng hoặc không phải bảng tính xlsx, csv.", "The file cannot be read: it is damaged, or no xlsx or csv spreadsheet.")
	tFileEncoding = text.New("Không đọc được bảng mã của tệp csv; hãy lưu lại dạng “CSV UTF-8”.", "The encoding of the csv file is not known; save it as “CSV UTF-8”.")
	tFileDecoded  = text.New("Tệp không dùng bảng mã UTF-8 và được đọc theo %v; hãy xem kỹ tên các đơn vị.", "The file is not in UTF-8 and was read as %v; look closely at the names.")
	tFileMerged   = text.New("Ô gộp %s được hiểu là “%s” trên mọi dòng của ô.", "The merged cell %s is read as “%s” on each of its lines.")
	tFileQuote    = text.New("Dòng %d của tệp csv có dấu ngoặc kép đặt sai.", "Line %d of the csv file has a misplaced quotation mark.")
	tFile1904     = text.New("Tệp đếm ngày từ năm 1904; hãy tắt lựa chọn “1904 date system” trong Excel rồi lưu lại.", "The file counts days from 1904; switch the “1904 date system” off in Excel and save it again.")
)

// What the pages of spreadsheets say.
var (
	tCanArrangeOnly = text.New("Nhập từ bảng tính chỉ thêm đơn vị mới, không sửa đơn vị đã có. Xem trước rồi mới lưu.", "A spreadsheet only adds bodies and changes none. You see what would be added before anything is stored.")
	tFile           = text.New("Tệp bảng tính (xlsx hoặc csv)", "Spreadsheet (xlsx or csv)")
	tFileHint       = text.New("Mỗi dòng là một sự kiện của một đơn vị; dòng đầu tiên là tiêu đề.", "Each line is one event in the life of a body; the first line holds the headings.")
	tCheckFile      = text.New("Kiểm tra tệp", "Check the file")
	tTemplate       = text.New("Tải mẫu trống", "Empty template")
	tExportText     = text.New("Xuất CSV", "Export as CSV")
	tColumns        = text.New("Các cột của bảng tính", "Columns of the spreadsheet")
	tColumn         = text.New("Cột", "Column")
	tMeaning        = text.New("Nội dung", "Meaning")
	tNeeded         = text.New("bắt buộc", "needed")
	tPreview        = text.New("Xem trước khi nhập", "Before you import")
	tSeePreview     = text.New("Xem trước: %s đơn vị mới, %s lỗi", "Preview (new bodies: %s; errors: %s)")
	tPreviewLead    = text.New("%s đơn vị mới, %s đơn vị đã có và giữ nguyên, %s lỗi, %s cảnh báo. Chưa lưu gì.", "New bodies: %s; there already and unchanged: %s; errors: %s; warnings: %s. Nothing is stored yet.")
	tProblems       = text.New("Cần xem lại", "To look at")
	tLineNo         = text.New("Dòng", "Line")
	tWholeFile      = text.New("Cả tệp", "The file")
	tWhat           = text.New("Nội dung cần sửa", "What is wrong")
	tError          = text.New("Lỗi", "Error")
	tWarning        = text.New("Cảnh báo", "Warning")
	tOnlyFirst      = text.New("Chỉ hiện %s dòng đầu trong %s.", "Only the first %s of %s are shown.")
	tWouldAdd       = text.New("Sẽ thêm", "Would be added")
	tImportNow      = text.Plural("Nhập %[2]s đơn vị", "Import %[2]s body", "Import %[2]s bodies")
	tNothingNew     = text.New("Không có gì mới để nhập", "Nothing new to import")
	tNothingNewHow  = text.New("Mọi đơn vị trong tệp đã có và giống hệt.", "Every body of the file is there already, exactly so.")
	tImported       = text.Plural("Đã nhập %[2]s đơn vị.", "%[2]s body was imported.", "%[2]s bodies were imported.")
	tWouldImport    = text.Plural("Sẽ nhập %[2]s đơn vị; chưa lưu gì.", "%[2]s body would be imported; nothing is stored.", "%[2]s bodies would be imported; nothing is stored.")
	tOtherFile      = text.New("Chọn tệp khác", "Choose another file")
	tNoUpload       = text.New("Không còn tệp này; hãy tải lên lại.", "The file is no longer there; send it again.")
	tExportName     = text.New("Hãy đặt tên tệp kết thúc bằng .xlsx hoặc .csv.", "Give the file a name that ends in .xlsx or .csv.")
)

var tAPIBodies = text.New("Danh sách cơ quan, tổ chức hiện có", "The bodies that exist today")
