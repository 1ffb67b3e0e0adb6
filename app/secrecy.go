package app

import (
	"net/url"
	"strings"

	"quyet/base/text"
)

// bearsPassword says whether a secret stands among the arguments of the command
// line, which everybody on the machine can read while the program runs: an
// address with a password in it, in the place of the user or as a parameter.
// Such an address belongs in the environment or in a file.
func bearsPassword(args []string) bool {
	for _, arg := range args {
		if _, value, ok := strings.Cut(arg, "="); ok && strings.HasPrefix(arg, "-") {
			arg = value
		}
		_, rest, address := strings.Cut(arg, "://")
		if !address {
			continue
		}
		at, err := url.Parse(arg)
		if err != nil {
			// What cannot be read as an address may still hold a password.
			user, _, named := strings.Cut(rest, "@")
			if named && strings.Contains(user, ":") {
				return true
			}
			continue
		}
		if _, set := at.User.Password(); set {
			return true
		}
		for name := range at.Query() {
			if isSecretName(name) {
				return true
			}
		}
	}
	return false
}

// isSecretName says whether what bears this name is a secret.
func isSecretName(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"password", "passphrase", "passwd", "secret", "token", "apikey", "api-key", "api_key"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

var tPasswordInArguments = text.New(
	"Không ghi mật khẩu trong dòng lệnh: mọi người dùng của máy đều đọc được. Hãy đặt địa chỉ vào biến QUYET_DATABASE, hoặc bỏ mật khẩu khỏi địa chỉ và ghi nó vào tệp ~/.pgpass (PGPASSFILE).",
	"Do not write a password on the command line: everybody on the machine can read it. Put the address into the variable QUYET_DATABASE, or leave the password out of it and write it into the file ~/.pgpass (PGPASSFILE).")
