package search

import "quyet/base/text"

var (
	tSearch    = text.New("Tìm kiếm", "Search")
	tWords     = text.New("Từ cần tìm", "Words")
	tWordsHint = text.New(
		"Có dấu hay không dấu đều được. Đặt cụm từ trong ngoặc kép để tìm đúng cụm.",
		"With or without diacritics. Put words in quotes to find them together.")
	tAll     = text.New("Tất cả", "All")
	tKinds   = text.New("Loại kết quả", "Kinds of result")
	tNothing = text.New("Không tìm thấy “%s”", "Nothing found for “%s”")
	tHow     = text.New(
		"Thử bớt từ, hoặc gõ số, ký hiệu như 28-NQ/TW. Chỉ những gì bạn được xem mới hiện ở đây.",
		"Try fewer words, or a symbol such as 28-NQ/TW. Only what you may see is found.")
	tNoSuchKind = text.New("Không có loại kết quả này; dưới đây là tất cả.", "There is no such kind of result; below are all.")
	tMore       = text.New("Xem thêm: %s", "More: %s")
	tNewest     = text.New("Đây là %d kết quả mới nhất; hãy thêm từ để tìm hẹp hơn.", "These are the newest %d; add words to narrow the search.")
	tBegin      = text.New("Tìm văn bản, nhiệm vụ theo từ trong tên và nội dung", "Find documents and tasks by words of their titles and texts")
	tFindNow    = text.New("Tìm", "Search")
)
