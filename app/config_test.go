package app

import "testing"

func TestOrigin(t *testing.T) {
	for address, want := range map[string]string{
		"":                              "",
		"https://Quyet.Example.vn":      "https://quyet.example.vn",
		"https://quyet.example.vn/":     "https://quyet.example.vn",
		"https://quyet.example.vn:8443": "https://quyet.example.vn:8443",
		"http://localhost:8080":         "http://localhost:8080",
		"http://127.0.0.1:8080":         "http://127.0.0.1:8080",
		"http://quyet.example.vn":       "refused",
		"https://quyet.example.vn/app":  "refused",
		"https://quyet.example.vn?a=b":  "refused",
		"https://quyet.example.vn#x":    "refused",
		"https://me@quyet.example.vn":   "refused",
		"quyet.example.vn":              "refused",
		"https://":                      "refused",
		"ftp://quyet.example.vn":        "refused",
		"https://quyet.example.vn\x7f/": "refused",
	} {
		u, err := (&Config{Address: address}).origin()
		got := "refused"
		if err == nil && u == nil {
			got = ""
		} else if err == nil {
			got = u.String()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", address, got, want)
		}
	}
}
