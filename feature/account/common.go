package account

import (
	"slices"
	"strings"

	"github.com/trustelem/zxcvbn/frequency"
)

// isCommon says whether one of the words, as squeeze leaves them, is a password
// that guessers try first: one of the 30,000 most frequent of the breaches
// until now, or one of ours. It goes through the list each time, a millisecond or
// two beside the tens that the hash takes, and keeps none in memory.
func isCommon(words ...string) bool {
	for _, w := range words {
		if common[w] {
			return true
		}
	}
	return slices.ContainsFunc(frequency.FrequencyLists["passwords"], func(p string) bool {
		return slices.Contains(words, squeeze(p))
	})
}

// common holds what the list of the world does not: the Vietnamese ones, those
// of offices, and the longer ones. Short ones count as well: "matkhau" stands
// for "Mật khẩu 2026" and "matkhaumatkhau".
var common = func() map[string]bool {
	m := map[string]bool{}
	for _, p := range strings.Fields(`
		1234 12345 123456 1234567 12345678 123456789 1234567890 12345678910 0123456789 9876543210 0987654321
		123456789012 1234567891011 123456123456 112233445566 111222333444 1122334455 147258369 1q2w3e4r5t6y 1q2w3e4r5t 1qaz2wsx3edc
		1qaz2wsx 1q2w3e4r 1q2w3e q1w2e3r4t5y6 qazwsxedc qazwsxedcrfv zaq12wsx zxcvbnm asdfghjkl asdfghjklzxcvbnm asdf
		qwerty qwertyui qwertyuiop qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyuiopzxcvbnm 1234qwer qwer 123qwe 123qweasd 123qweasdzxc 123456qwerty
		abc abcd abcdef abcdefgh abcdefghijkl abcdefghijklmnopqrstuvwxyz abc123 abcd1234 aabbcc abcabc 123abc 123456abc 123456abcdef
		password passw0rd pass passwd p4ssw0rd mypassword thisismypassword passwordpassword changeme changeit letmein letmeinplease iloveyou
		welcome admin administrator adminadmin root superadmin test testtest guest user demo default secret login master computer internet
		dragon monkey sunshine princess football baseball superman batman trustno1 starwars whatever hello google facebook
		matkhau matkhaumoi matkhaucuatoi matkhaumacdinh doimatkhau quantri quantrivien vanphong vietnam hanoi saigon anhyeuem emyeuanh yeuem toiyeuvietnam
		songlaudai xinchao khongbiet khongcomatkhau taikhoan dangnhap hochiminh chucmungnammoi quyet quyetquyet`) {
		m[p] = true
	}
	return m
}()
