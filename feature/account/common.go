package account

import "strings"

// common holds the passwords that guessers try first, as squeeze leaves
// them, from the lists that are published after each year's breaches, with
// the Vietnamese ones beside them. Short ones count as well: "matkhau" stands
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
