package app

import (
	"bytes"
	"testing"
)

// What the server itself logs leaves out who is at the other end.
func TestWithoutAddresses(t *testing.T) {
	for said, want := range map[string]string{
		"http: TLS handshake error from 192.0.2.7:50312: EOF\n":                 "http: TLS handshake error from …: EOF",
		"http: panic serving [2001:db8::7%eth0]:50312: oh\n":                    "http: panic serving …: oh",
		"http: response.WriteHeader on hijacked connection from 10.0.0.1 again": "http: response.WriteHeader on hijacked connection from … again",
		"http: Accept error: accept tcp [::]:8080: too many open files":         "http: Accept error: accept tcp …: too many open files",
		"version 1.2.3 at 14:05":                                                "version 1.2.3 at 14:05",
	} {
		var log bytes.Buffer
		n, err := withoutAddresses{&log}.Write([]byte(said))
		if log.String() != want || n != len(said) || err != nil {
			t.Errorf("%q is logged as %q, %d, %v", said, log.String(), n, err)
		}
	}
}
