package source

import "fmt"

// A Kind names why a file was not read. The names are stable: texts for
// people and the record of a refusal go by them.
type Kind string

// The kinds of refusal.
const (
	Scanned      Kind = "scanned"       // pages are pictures; there is no text to read
	Encrypted    Kind = "encrypted"     // opens only with a password
	TooLarge     Kind = "too_large"     // more than [Limits] allow; Detail says of what
	ZipBomb      Kind = "zip_bomb"      // unpacks to absurdly more than its size
	NotSupported Kind = "not_supported" // another format; Detail names it: "doc", "xls", "rtf", "image", "zip", "binary"
	Broken       Kind = "broken"        // damaged, or not what its first bytes say
	Empty        Kind = "empty"         // well-formed, but holds no text
	Misnamed     Kind = "misnamed"      // text under the name of an office file or pdf; Detail says what: "txt", "html", "xml"
	Secret       Kind = "secret"        // carries a mark of state secrecy; Detail is the mark
)

// Kinds lists every kind, for tests that must not miss one.
func Kinds() []Kind {
	return []Kind{Scanned, Encrypted, TooLarge, ZipBomb, NotSupported, Broken, Empty, Misnamed, Secret}
}

// An Error says why a file was not read. It never holds text of the file,
// so it may be logged.
type Error struct {
	Kind   Kind
	Name   string // of the file
	Detail string // which limit, format or mark; a stable word, not for people
	Err    error  // what was met, for the log; may be nil
}

// Error returns the kind, the file and the cause, for logs.
func (e *Error) Error() string {
	s := fmt.Sprintf("source: %s: %s", e.Name, e.Kind)
	if e.Detail != "" {
		s += " (" + e.Detail + ")"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func refuse(kind Kind, detail string) *Error { return &Error{Kind: kind, Detail: detail} }

func broken(err error) *Error { return &Error{Kind: Broken, Err: err} }
