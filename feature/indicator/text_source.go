package indicator

import "quyet/base/text"

var (
	tSourceUnknown  = text.New("Không có nguồn số liệu này.", "There is no such source.")
	tSourceSort     = text.New("Nguồn “%s” cho loại “%s”, số “%s”, không có số thập phân.", "The source “%s” gives the sort “%s”, a number “%s”, without decimals.")
	tSourceFormula  = text.New("Chỉ tiêu có nguồn số liệu thì không có công thức hay kiểm tra tổng.", "What has a source has no formula and no check of its sum.")
	tTooManySources = text.New("Một biểu có nhiều nhất %d chỉ tiêu có nguồn số liệu.", "At most %d indicators of a set have a source.")
	tSourceGone     = text.New("Chương trình không còn nguồn số liệu này; hãy báo cơ quan đặt biểu.", "The program has this source no more; tell the body that defines the set.")
)

var (
	tSource     = text.New("Nguồn số liệu", "Source")
	tSourceHint = text.New("Chọn nếu chương trình đã có số này; loại chỉ tiêu và cách tính kỳ khi đó theo nguồn.", "Choose one where the program knows the number; sort and kind of time then follow it.")
	tSourceNone = text.New("Cơ quan nhập", "Entered by bodies")
)
