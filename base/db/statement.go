package db

import (
	"context"
	"database/sql/driver"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Stmt is one SQL statement, known by name in logs and errors.
type Stmt struct {
	Name string // "capability.verb"; the part before the dot owns the tables written
	SQL  string // in PostgreSQL's words, with $1, $2, …

	once   bool // built per call
	apart  bool // see Distinct
	long   bool // see Long
	lite   sync.Once
	sqlite string

	look    sync.Once
	writing bool // see writes

	manifold sync.Once
	many     *Stmt // see inRows
}

var registry = map[string]*Stmt{}

// SQL registers a statement. Call it from package-level variables only, so
// that every statement of the program is known when it starts and
// [DB.CheckStatements] sees it.
func SQL(name, text string) *Stmt {
	if registry[name] != nil {
		panic("db: two statements are named " + name)
	}
	s := &Stmt{Name: name, SQL: text}
	registry[name] = s
	return s
}

// Long marks a statement that may read a great deal before its first row. On
// SQLite only such a statement, and one that was [Built], is interrupted
// where its request is given up; of others, which are over in no time, only
// the rows that follow are left unread.
func (s *Stmt) Long() *Stmt {
	s.long = true
	return s
}

// Distinct marks an INSERT with ON CONFLICT of which no two rows of one
// [Tx.ExecMany] or [Tx.Send] have the same key.
func (s *Stmt) Distinct() *Stmt {
	s.apart = true
	return s
}

// rowsTogether is how many rows one statement of [Stmt.inRows] inserts.
const rowsTogether = 64

// inRows returns s inserting several rows at once, which takes PostgreSQL a
// fraction of the time of as many statements; nil if s is no INSERT of values,
// or might meet one row twice.
func (s *Stmt) inRows() *Stmt {
	s.manifold.Do(func() {
		parts := insert.FindStringSubmatch(s.SQL)
		// A row that asks the database would not see the row before it.
		if s.once || parts == nil || parts[3] != "" && !s.apart || strings.Contains(parts[2], "SELECT") {
			return
		}
		width := 0
		for _, p := range place.FindAllString(parts[2], -1) {
			n, _ := strconv.Atoi(p[1:])
			width = max(width, n)
		}
		if place.MatchString(parts[3]) || width == 0 {
			return
		}
		rows := make([]string, rowsTogether)
		for i := range rows {
			rows[i] = place.ReplaceAllStringFunc(parts[2], func(p string) string {
				n, _ := strconv.Atoi(p[1:])
				return "$" + strconv.Itoa(i*width+n)
			})
		}
		s.many = &Stmt{Name: s.Name, SQL: parts[1] + strings.Join(rows, ", ") + parts[3]}
	})
	return s.many
}

var (
	insert = regexp.MustCompile(`(?s)^((?:\s*--[^\n]*\n)?\s*INSERT INTO \w+ \([^()]*\)\s+VALUES )(\((?:[^()]|\([^()]*\))*\))\s*(|ON CONFLICT .*)$`)
	place  = regexp.MustCompile(`\$[0-9]+`)
)

// Built returns a statement whose text was put together for this call, such
// as a list with optional filters. Nothing that a person typed may be part of
// text: that belongs into arguments.
func Built(name, text string) *Stmt { return &Stmt{Name: name, SQL: text, once: true} }

// Statements returns every registered statement, by name.
func Statements() []*Stmt {
	all := make([]*Stmt, 0, len(registry))
	for _, s := range registry {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *Stmt) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// CheckStatements prepares every registered statement and returns what the
// engine says of those it refuses.
func (d *DB) CheckStatements(ctx context.Context) (errs []error) {
	for _, s := range Statements() {
		if only, ok := onlyFor(s.SQL); ok && only != d.Engine {
			continue
		}
		texts := []string{s.text(d.Engine)}
		if many := s.inRows(); many != nil && d.Engine == Postgres {
			texts = append(texts, many.SQL)
		}
		for _, text := range texts {
			st, err := d.read.PrepareContext(ctx, text)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s on %s: %w", s.Name, d.Engine, err))
				continue
			}
			st.Close()
		}
	}
	return errs
}

// onlyFor reads the mark "-- +sqlite" or "-- +postgres" at the head of a
// statement that exists for one engine only.
func onlyFor(q string) (Engine, bool) {
	q = strings.TrimSpace(q)
	switch {
	case strings.HasPrefix(q, "-- +sqlite"):
		return SQLite, true
	case strings.HasPrefix(q, "-- +postgres"):
		return Postgres, true
	}
	return 0, false
}

func (s *Stmt) text(e Engine) string {
	if e == Postgres {
		return s.SQL
	}
	s.lite.Do(func() { s.sqlite = rewrite(s.SQL) })
	return s.sqlite
}

// writes says whether s may write: whether one of the words that do stands in
// it, wherever.
func (s *Stmt) writes() bool {
	s.look.Do(func() { s.writing = writing.MatchString(s.SQL) })
	return s.writing
}

var writing = regexp.MustCompile(`(?i)\b(INSERT|UPDATE|DELETE|REPLACE)\b`)

// rewrite turns $N into ?N, which SQLite binds by number whatever their
// order, and drops FOR UPDATE, which it does not know and does not need: its
// writer is alone. A limit that is a bare argument becomes an expression:
// SQLite plans by its value and would prepare the statement anew each time it
// is bound. Text inside quotes and comments is left alone.
func rewrite(q string) string {
	var b strings.Builder
	for i := 0; i < len(q); {
		switch c := q[i]; {
		case c == '\'' || c == '"':
			j := i + 1
			for j < len(q) && q[j] != c {
				j++
			}
			j = min(j+1, len(q))
			b.WriteString(q[i:j])
			i = j
		case strings.HasPrefix(q[i:], "--"):
			j := strings.IndexByte(q[i:], '\n')
			if j < 0 {
				j = len(q) - i
			}
			b.WriteString(q[i : i+j])
			i += j
		case strings.HasPrefix(q[i:], "/*"):
			j := strings.Index(q[i:], "*/") + len("*/")
			if j < len("/**/") {
				j = len(q) - i
			}
			b.WriteString(q[i : i+j])
			i += j
		case c == '$' && i+1 < len(q) && '0' <= q[i+1] && q[i+1] <= '9':
			b.WriteByte('?')
			i++
		case strings.HasPrefix(q[i:], "LIMIT $"):
			b.WriteString("LIMIT 0+")
			i += len("LIMIT ")
		case strings.HasPrefix(q[i:], "FOR UPDATE"):
			i += len("FOR UPDATE")
			if strings.HasPrefix(q[i:], " SKIP LOCKED") {
				i += len(" SKIP LOCKED")
			}
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// Places returns n placeholders from $first on, separated by commas, for an
// IN list.
func Places(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(first + i))
	}
	return b.String()
}

// Args turns a list of values into statement arguments.
func Args[T any](vs []T) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = v
	}
	return out
}

// plain resolves values that know how to store themselves, and named basic
// types, as database/sql does; a batch goes past it.
func plain(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			v = a
		}
		out[i] = v
	}
	return out
}

// storable refuses text that PostgreSQL cannot hold and SQLite would take.
func storable(args []any) error {
	for _, a := range args {
		s, ok := a.(string)
		if !ok {
			v := reflect.ValueOf(a)
			if v.Kind() != reflect.String {
				continue
			}
			s = v.String()
		}
		if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
			return fmt.Errorf("%w: text that is not UTF-8 or holds a zero byte", ErrCheck)
		}
	}
	return nil
}
