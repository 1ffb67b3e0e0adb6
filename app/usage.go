package app

import (
	"regexp"
	"strings"

	"quyet/base/text"
)

// A complaint is something the parser of the command line says, in English,
// and how it is said in Vietnamese. What the pattern holds in brackets takes
// the places $1, $2, ….
type complaint struct {
	said *regexp.Regexp
	in   string
}

var complaints = []complaint{
	{regexp.MustCompile(`^unknown flag (\S+?)(?:, did you mean (.+)\?)?$`), "không có tuỳ chọn $1"},
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean (.+)\?)?$`), "không hiểu “$1”: không có lệnh này, hoặc thừa một tham số"},
	{regexp.MustCompile(`^unexpected token (.+)$`), "không hiểu “$1”"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "thiếu tuỳ chọn $1"},
	{regexp.MustCompile(`^missing positional arguments (.+)$`), "thiếu $1"},
	{regexp.MustCompile(`^expected one of (.+)$`), "cần một trong các lệnh $1"},
	{regexp.MustCompile(`^expected "(.+)"$`), "thiếu $1"},
	{regexp.MustCompile(`^no command selected$`), "chưa chọn lệnh nào"},
	{regexp.MustCompile(`^(.+?) must be one of (.+) but got (".*")$`), "$1 phải là một trong $2, không phải $3"},
	{regexp.MustCompile(`^(--\S+) and (--\S+) can't be used together$`), "$1 và $2 không dùng cùng lúc được"},
	{regexp.MustCompile(`^(.+?): expected duration but got (".*?")(?:: .*)?$`), "$1 phải là một khoảng thời gian như 30s hay 5m, không phải $2"},
	{regexp.MustCompile(`^(.+?): (?:expected an? (?:valid )?(?:\d+ bit )?(?:u?int|float)) but got (".*?")(?: .*)?$`), "$1 phải là một số, không phải $2"},
	{regexp.MustCompile(`^(.+?): (?:expected bool|bool value must be true, 1, yes, false, 0 or no) but got (".*?")(?: .*)?$`), "$1 phải là true hoặc false, không phải $2"},
	{regexp.MustCompile(`^(.+?): missing value, expecting .*$`), "$1 cần có giá trị"},
	{regexp.MustCompile(`^(.+?): expected string value but got .*$`), "$1 cần có giá trị"},
	{regexp.MustCompile(`^(.+?): open (.+): no such file or directory$`), "$1: không có tệp $2"},
	{regexp.MustCompile(`^(.+?): stat (.+): no such file or directory$`), "$1: không có tệp $2"},
	{regexp.MustCompile(`^(.+?): "(.+)" exists but is a directory$`), "$1: $2 là một thư mục, không phải tệp"},
	{regexp.MustCompile(`^(.+?): (?:open|stat) (.+): permission denied$`), "$1: không có quyền đọc $2"},
}

// usageError says in lang what is wrong with a command line. What the parser
// says that nobody has put into Vietnamese stays as it is, after words that
// tell the person where to look.
func usageError(err error, lang text.Lang) string {
	said := err.Error()
	if lang == text.English {
		return said
	}
	for _, c := range complaints {
		m := c.said.FindStringSubmatchIndex(said)
		if m == nil {
			continue
		}
		out := string(c.said.ExpandString(nil, c.in, said, m))
		if _, near, ok := strings.Cut(said, "did you mean "); ok {
			near = strings.TrimPrefix(strings.TrimSuffix(near, "?"), "one of ")
			out += "; có phải " + near + "?"
		}
		return out
	}
	return "dòng lệnh chưa đúng: " + said
}
