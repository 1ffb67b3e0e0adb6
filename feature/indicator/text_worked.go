package indicator

import "quyet/base/text"

var (
	tFormulaStays    = text.New("Chỉ tiêu đã nhập số thì không chuyển sang tính theo công thức, và ngược lại; hãy thêm chỉ tiêu mới rồi thôi dùng chỉ tiêu này.", "What is entered does not become worked out, nor the other way round; add another indicator and end this one.")
	tFormulaSort     = text.New("Chỉ tiêu tính theo công thức phải là loại “Số”.", "What is worked out is of the sort “Number”.")
	tFormulaTotal    = text.New("Chỉ tiêu tính theo công thức không cần kiểm tra tổng; hãy để trống.", "What is worked out needs no check of its sum; leave it empty.")
	tFormulaOperand  = text.New("Chỉ tiêu %s không tính toán được: là mức bằng lời, hoặc không cộng được giữa các cơ quan.", "Nothing can be worked out of %s: it is a step in words, or is not added up over bodies.")
	tTooManyFormulas = text.New("Một biểu có nhiều nhất %d chỉ tiêu tính theo công thức.", "At most %d indicators of a set are worked out.")
	tCodeUsed        = text.New("Chỉ tiêu %s được tính từ chỉ tiêu này; hãy sửa chỉ tiêu đó trước.", "%s is made of this indicator; change that one first.")
)
