package search

import (
	"context"
	"strconv"
	"strings"

	"quyet/base/access"
	"quyet/base/db"
	"quyet/base/work"
)

// An engine keeps the index. There are two, held to one test of conformance.
type engine interface {
	put(ctx context.Context, u *work.Unit, entries []Entry) error
	remove(ctx context.Context, u *work.Unit, kindAndID [][]any) error

	// match returns the newest entries up to sequence number upTo that
	// match, at most limit.
	match(ctx context.Context, v *work.View, m match, upTo int64, limit int) ([]found, error)
}

// A match says which entries are wanted.
type match struct {
	query   Query
	kind    *Kind
	inTitle bool           // all words stand in the title
	scopes  []access.Scope // if not nil: one of these is among the entry's
}

// A found entry, as the index knows it.
type found struct {
	seq    int64
	id     string
	scopes string // see [numbering]
}

func readFound(scan db.Scan) (f found, err error) { return f, scan(&f.seq, &f.id, &f.scopes) }

func engineOf(v *work.View) engine {
	if v.Engine() == db.Postgres {
		return postgres{}
	}
	return sqlite{}
}

func joinScopes(scopes []access.Scope) string {
	s := make([]string, len(scopes))
	for i, scope := range scopes {
		s[i] = string(scope)
	}
	return strings.Join(s, " ")
}

// sqlite keeps words in an FTS5 table without content: it holds the index and
// not the text. Its row number is the entry's sequence number, so newest first
// is the order in which it is read. The ascii tokenizer parts words at blanks
// and leaves letters of other scripts whole. Beginnings of three letters
// have an index of their own.
type sqlite struct{}

var (
	// The next number is one more than the greatest of the kind: there is one
	// writer.
	litePut = db.SQL("search.putLite", `-- +sqlite
		INSERT INTO search_entry (seq, kind, id, scopes)
		VALUES ((SELECT COALESCE(max(seq), $4) + 1 FROM search_entry WHERE seq BETWEEN $4 AND $5), $1, $2, $3)
		ON CONFLICT (kind, id) DO UPDATE SET scopes = excluded.scopes`)
	litePutWords = db.SQL("search.putWordsLite", `-- +sqlite
		INSERT OR REPLACE INTO search_words (rowid, title, body, scope)
		VALUES ((SELECT seq FROM search_entry WHERE kind = $1 AND id = $2), $3, $4, $5)`)
	liteRemoveWords = db.SQL("search.removeWordsLite", `-- +sqlite
		DELETE FROM search_words WHERE rowid = (SELECT seq FROM search_entry WHERE kind = $1 AND id = $2)`)
	liteMatch = db.SQL("search.matchLite", `-- +sqlite
		SELECT e.seq, e.id, e.scopes FROM search_words JOIN search_entry e ON e.seq = search_words.rowid
		WHERE search_words MATCH $1 AND search_words.rowid BETWEEN $2 AND $3
		ORDER BY search_words.rowid DESC LIMIT $4`).Long()

	removeEntry = db.SQL("search.remove", `DELETE FROM search_entry WHERE kind = $1 AND id = $2`)
)

func (sqlite) put(ctx context.Context, u *work.Unit, entries []Entry) error {
	entry, words := make([][]any, len(entries)), make([][]any, len(entries))
	n := numbering{}
	for i, e := range entries {
		scopes, err := n.number(ctx, u, e.Scopes)
		if err != nil {
			return err
		}
		entry[i] = []any{e.Kind.No, e.ID, scopes, e.Kind.first(), e.Kind.last()}
		words[i] = []any{e.Kind.No, e.ID, squeeze(e.Title), squeeze(e.Text), joinScopes(e.Scopes)}
	}
	if err := u.ExecMany(ctx, litePut, entry); err != nil {
		return err
	}
	return u.ExecMany(ctx, litePutWords, words)
}

func (sqlite) remove(ctx context.Context, u *work.Unit, rows [][]any) error {
	if err := u.ExecMany(ctx, liteRemoveWords, rows); err != nil {
		return err
	}
	return u.ExecMany(ctx, removeEntry, rows)
}

func (sqlite) match(ctx context.Context, v *work.View, m match, upTo int64, limit int) ([]found, error) {
	return db.All(ctx, v.Snapshot, liteMatch, readFound, m.fts5(), m.kind.first(), upTo, limit)
}

// fts5 returns m in the words of FTS5. Words hold no quote, see [wordsOf].
func (m match) fts5() string {
	var b strings.Builder
	if m.inTitle {
		b.WriteString("{title} : (")
	} else {
		b.WriteString("{title body} : (")
	}
	for i, t := range m.query.terms {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString(`"` + strings.Join(t.words, " ") + `"`)
		if t.prefix {
			b.WriteByte('*')
		}
	}
	b.WriteByte(')')
	if m.scopes != nil {
		b.WriteString(" AND {scope} : (")
		for i, s := range m.scopes {
			if i > 0 {
				b.WriteString(" OR ")
			}
			b.WriteString(`"` + string(s) + `"`)
		}
		b.WriteByte(')')
	}
	return b.String()
}

// postgres keeps words in a stored tsvector. Words of the title have weight
// A; scopes are lexemes that begin with a mark no word can hold. A phrase is
// found where it stands in the first 16,383 words of a text, as far as
// PostgreSQL keeps positions.
type postgres struct{}

var (
	pgPut = db.SQL("search.putPostgres", `-- +postgres
		INSERT INTO search_entry (seq, kind, id, scopes, words) VALUES ($1 + nextval('search_seq'), $2, $3, $4, $5::text::tsvector)
		ON CONFLICT (kind, id) DO UPDATE SET scopes = excluded.scopes, words = excluded.words`).Distinct()
	pgNear = db.SQL("search.nearPostgres", `-- +postgres
		SELECT seq, id, scopes FROM (
			SELECT seq, id, scopes, words FROM search_entry WHERE seq BETWEEN $2 AND $3 ORDER BY seq DESC LIMIT 2000
		) AS newest
		WHERE words @@ $1::text::tsquery
		ORDER BY seq DESC LIMIT $4`)
	pgNewest = db.SQL("search.newestPostgres", `-- +postgres
		SELECT COALESCE(max(seq), 0) FROM search_entry WHERE seq BETWEEN $1 AND $2`)
	pgMatch = db.SQL("search.matchPostgres", `-- +postgres
		WITH hit AS MATERIALIZED (
			SELECT seq, id, scopes FROM search_entry WHERE words || array_to_tsvector(ARRAY['#' || (seq >> 15)]) @@ $1::text::tsquery
		)
		SELECT seq, id, scopes FROM hit WHERE seq BETWEEN $2 AND $3 ORDER BY seq DESC LIMIT $4`)
)

func (postgres) put(ctx context.Context, u *work.Unit, entries []Entry) error {
	rows := make([][]any, len(entries))
	n := numbering{}
	for i, e := range entries {
		scopes, err := n.number(ctx, u, e.Scopes)
		if err != nil {
			return err
		}
		rows[i] = []any{e.Kind.first(), e.Kind.No, e.ID, scopes, e.tsvector()}
	}
	return u.Send(ctx, pgPut, rows...)
}

func (postgres) remove(ctx context.Context, u *work.Unit, rows [][]any) error {
	return u.ExecMany(ctx, removeEntry, rows)
}

// match looks through the newest entries first. Common words fill a page from
// those, and collecting all their hits to sort them would take long. Then the
// index is asked, for the newest shelf of entries, the eight before it, and so
// on: of common words that is enough, and rare ones have few hits in all.
func (postgres) match(ctx context.Context, v *work.View, m match, upTo int64, limit int) ([]found, error) {
	query, first := m.tsquery(), m.kind.first()
	if m.scopes == nil {
		near, err := db.All(ctx, v.Snapshot, pgNear, readFound, query, first, upTo, limit)
		if err != nil || len(near) == limit {
			return near, err
		}
	}
	if upTo == m.kind.last() {
		if err := v.One(ctx, pgNewest, []any{first, upTo}, &upTo); err != nil {
			return nil, err
		}
	}
	var all []found
	for shelves := int64(1); upTo >= first && len(all) < limit; shelves *= 8 {
		from, on := first, ""
		if least := (upTo>>shelfBits - shelves + 1) << shelfBits; shelves <= mostShelves && least > first {
			from = least
			names := make([]string, shelves)
			for i := range names {
				names[i] = "'#" + strconv.FormatInt(upTo>>shelfBits-int64(i), 10) + "'"
			}
			on = " & (" + strings.Join(names, " | ") + ")"
		}
		page, err := db.All(ctx, v.Snapshot, pgMatch, readFound, query+on, from, upTo, limit-len(all))
		if err != nil {
			return nil, err
		}
		all, upTo = append(all, page...), from-1
	}
	return all, nil
}

// Entries stand on shelves by their number, 2 to the power of shelfBits on
// each, as the index of PostgreSQL has it. More than mostShelves are not named
// one by one.
const (
	shelfBits   = 15
	mostShelves = 64
)

// maxPosition is the last position that a tsvector keeps.
const maxPosition = 1<<14 - 1

func (e Entry) tsvector() string {
	var b strings.Builder
	at := 0
	add := func(words []string, weight string) {
		for _, w := range words {
			at = min(at+1, maxPosition)
			b.WriteString("'" + w + "':" + strconv.Itoa(at) + weight + " ")
		}
		at++ // a phrase does not go on from the title to the text
	}
	add(wordsOf(e.Title), "A")
	add(wordsOf(e.Text), "")
	for _, s := range e.Scopes {
		b.WriteString("'@" + string(s) + "' ")
	}
	return b.String()
}

func (m match) tsquery() string {
	var b strings.Builder
	weight := ""
	if m.inTitle {
		weight = "A"
	}
	for i, t := range m.query.terms {
		if i > 0 {
			b.WriteString(" & ")
		}
		b.WriteByte('(')
		for j, w := range t.words {
			if j > 0 {
				b.WriteString(" <-> ")
			}
			b.WriteString("'" + w + "'")
			star := ""
			if t.prefix && j == len(t.words)-1 {
				star = "*"
			}
			if star+weight != "" {
				b.WriteString(":" + star + weight)
			}
		}
		b.WriteByte(')')
	}
	if m.scopes != nil {
		b.WriteString(" & (")
		for i, s := range m.scopes {
			if i > 0 {
				b.WriteString(" | ")
			}
			b.WriteString("'@" + string(s) + "'")
		}
		b.WriteByte(')')
	}
	return b.String()
}
