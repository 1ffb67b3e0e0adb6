package template

import "quyet/base/text"

var (
	tInText   = text.New("trong văn bản", "in the text")
	tInHeader = text.New("ở đầu trang", "in the head of the pages")
	tInFooter = text.New("ở chân trang", "in the foot of the pages")
	tInNotes  = text.New("ở chú thích", "in the notes")

	tTooLarge     = text.New("Tệp lớn hơn %d MB.", "The file is larger than %d MB.")
	tNoDocx       = text.New("Tệp này không phải là văn bản Word (.docx). Hãy mở trong Word và lưu lại dạng .docx.", "This is no document of Word (.docx). Open it in Word and save it as .docx.")
	tTooManyParts = text.New("Tệp có quá nhiều thành phần (hơn %d).", "The file has too many parts (more than %d).")
	tPartName     = text.New("Tệp có thành phần tên không hợp lệ hoặc trùng: %s.", "A part of the file has a name that is not allowed or stands twice: %s.")
	tPartBroken   = text.New("Thành phần %s của tệp bị hỏng hoặc không đọc được.", "The part %s of the file is broken or cannot be read.")
	tBomb         = text.New("Nội dung của tệp lớn hơn %d MB khi mở nén.", "Unpacked, the file is larger than %d MB.")
	tMacros       = text.New("Tệp có macro. Hãy lưu lại dạng .docx không có macro.", "The file has macros. Save it as .docx without them.")
	tEmbedded     = text.New("Tệp có đối tượng nhúng (%s). Hãy bỏ đối tượng đó rồi lưu lại.", "The file holds an embedded object (%s). Remove it and save again.")
	tOutside      = text.New("Tệp lấy nội dung từ bên ngoài (%s: %s). Hãy dán nội dung đó vào văn bản rồi lưu lại.", "The file takes something from elsewhere (%s: %s). Paste it into the document and save again.")
	tFetches      = text.New("Tệp có trường “%s” %s, lấy hoặc chạy nội dung khác. Hãy bỏ trường đó.", "The file has a field “%s” %s, which fetches or runs something. Remove it.")
	tStray        = text.New("Có dấu {{ %s ở chỗ không điền được: “%s”. Chỉ điền được trong đoạn văn, bảng, đầu trang và chân trang.", "There are braces {{ %s where nothing can be filled in: “%s”. Only paragraphs, tables, heads and feet of pages are filled.")
	tUnclosed     = text.New("Dấu ngoặc {{ }} %s không khép: “%s”.", "Braces {{ }} %s are not closed: “%s”.")
	tUnknown      = text.New("Không có chỗ điền tên %s (%s: “%s”).", "There is no placeholder %s (%s: “%s”).")
	tBodyAlone    = text.New("%s phải đứng riêng một đoạn, không trong bảng (%s).", "%s has to be a paragraph of its own, outside of tables (%s).")
	tNoRow        = text.New("%s phải đứng trong một dòng của bảng (%s); dòng đó lặp lại cho từng mục.", "%s has to stand in a row of a table (%s), which comes again for each item.")
	tTwoLists     = text.New("%s đứng cùng dòng với danh sách khác (%s). Mỗi dòng chỉ lặp theo một danh sách.", "%s stands in a row of another list (%s). A row comes again for one list.")
)
