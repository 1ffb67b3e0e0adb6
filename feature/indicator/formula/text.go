package formula

import "quyet/base/text"

// What is wrong with a formula: at which character, and what to do.
var (
	tEmpty         = text.New("Hãy nhập công thức, ví dụ A1 / A2 * 100.", "Enter a formula, for example A1 / A2 * 100.")
	tLong          = text.New("Công thức dài nhất %d ký tự; công thức này có %d. Hãy tách thành hai chỉ tiêu.", "A formula has at most %d characters; this one has %d. Split it into two indicators.")
	tNoCode        = text.New("Công thức không có chỉ tiêu nào. Hãy ghi mã chỉ tiêu, ví dụ A1; mã bắt đầu bằng chữ số thì đặt trong ngoặc vuông, ví dụ [1.2].", "The formula has no indicator. Write the code of one, for example A1; a code that begins with a digit stands in brackets, for example [1.2].")
	tEnds          = text.New("Công thức chưa hết: cuối công thức còn thiếu một mã chỉ tiêu hoặc một số.", "The formula is not finished: a code or a number is missing at its end.")
	tOperand       = text.New("Ký tự thứ %d: trước “%s” thiếu một mã chỉ tiêu hoặc một số.", "Character %d: a code or a number is missing before “%s”.")
	tOperation     = text.New("Ký tự thứ %d: trước “%s” thiếu phép tính. Hãy ghi +, -, * (nhân) hoặc / (chia).", "Character %d: an operation is missing before “%s”. Write +, -, * (times) or / (divided by).")
	tFunction      = text.New("Ký tự thứ %d: không có hàm %s(…). Hãy chỉ dùng + - * / và ngoặc; nếu %[2]s là chỉ tiêu thì ghi phép tính ở sau.", "Character %d: there is no function %s(…). Use + - * / and brackets only; if %[2]s is an indicator, write an operation behind it.")
	tCodeLong      = text.New("Ký tự thứ %d: mã chỉ tiêu dài nhất %d ký tự.", "Character %d: a code has at most %d characters.")
	tDeep          = text.New("Ký tự thứ %d: ngoặc lồng nhau quá %d lớp. Hãy tách thành hai chỉ tiêu.", "Character %d: more than %d brackets within each other. Split it into two indicators.")
	tUnclosed      = text.New("Ký tự thứ %d: dấu “%s” chưa đóng. Hãy thêm “%s”.", "Character %d: “%s” is not closed. Add “%s”.")
	tUnopened      = text.New("Ký tự thứ %d: dấu “)” không có dấu “(” mở trước. Hãy bỏ đi hoặc thêm “(”.", "Character %d: “)” closes nothing. Take it away or add “(”.")
	tNothingQuoted = text.New("Ký tự thứ %d: trong ngoặc vuông phải có mã chỉ tiêu, ví dụ [1.2].", "Character %d: the code of an indicator stands in square brackets, for example [1.2].")
	tDigitFirst    = text.New("Ký tự thứ %d: “%s” không phải là số. Nếu là mã chỉ tiêu, hãy ghi [%[2]s]; nếu là phép nhân, hãy ghi dấu *.", "Character %d: “%s” is no number. If it is a code, write [%[2]s]; if it is a multiplication, write *.")
	tThousands     = text.New("Ký tự thứ %d: “%s” có thể hiểu theo hai cách. Hãy ghi %s nếu là số nguyên, %s nếu có phần thập phân.", "Character %d: “%s” can be read in two ways. Write %s if it is whole, %s if it has decimals.")
	tGrouped       = text.New("Ký tự thứ %d: hãy ghi “%s” không có dấu phân nhóm: %s.", "Character %d: write “%s” without signs between the thousands: %s.")
	tNumber        = text.New("Ký tự thứ %d: không đọc được số “%s”. Hãy ghi như 100 hoặc 0,5.", "Character %d: the number “%s” cannot be read. Write it like 100 or 0.5.")
	tPercent       = text.New("Ký tự thứ %d: không dùng dấu %%. Muốn ra phần trăm, hãy ghi * 100.", "Character %d: no %% here. For a percentage write * 100.")
	tSign          = text.New("Ký tự thứ %d: không dùng được “%s”. Công thức chỉ gồm mã chỉ tiêu, số, + - * / và ngoặc.", "Character %d: “%s” cannot be used. A formula has codes, numbers, + - * / and brackets.")
	tUnknown       = text.New("Ký tự thứ %d: không có chỉ tiêu mã %s. Hãy kiểm tra lại mã, hoặc thêm chỉ tiêu đó trước.", "Character %d: there is no indicator %s. Check its code, or add that indicator first.")
	tEither        = text.New("Ký tự thứ %d: “%s” vừa là số vừa là mã chỉ tiêu. Hãy ghi [%[2]s] nếu là chỉ tiêu, %[3]s nếu là số.", "Character %d: “%s” is a number and the code of an indicator. Write [%[2]s] for the indicator, %[3]s for the number.")
	tCircle        = text.New("Các công thức tính vòng tròn: %s. Hãy để một trong các chỉ tiêu này nhập số, hoặc sửa công thức.", "The formulas run in a circle: %s. Have one of these indicators entered, or change its formula.")
)

// Why there is no number.
var (
	tMissing = text.New("chưa có số liệu của %s", "no number yet of %s")
	tZero    = text.New("không tính được: chia cho %s, bằng 0", "cannot be worked out: divided by %s, which is 0")
)
