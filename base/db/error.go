package db

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lite "modernc.org/sqlite/lib"
)

// Errors that both engines report alike.
var (
	ErrNoRow       = errors.New("no row")
	ErrUnique      = errors.New("already exists")
	ErrForeignKey  = errors.New("refers to something that does not exist, or is still referred to")
	ErrCheck       = errors.New("breaks a rule of the schema")
	ErrBusy        = errors.New("too many at the same time")
	ErrUnavailable = errors.New("database does not answer, or its disk is full or read-only")
	ErrAddress     = errors.New("not an address of a database")
	ErrOpenLine    = errors.New("the way to the server is not encrypted for sure")
	ErrRefused     = errors.New("the server does not let this user in")
	ErrForbidden   = errors.New("the server lets this user not do it")
	ErrNoDatabase  = errors.New("the server has no such database")
	ErrUncertain   = errors.New("the answer to the commit did not come: it is not known whether it was done")
	ErrDamaged     = errors.New("not a database, or a damaged one")

	errRetry  = errors.New("try again")
	errClosed = fmt.Errorf("database is closed: %w", ErrUnavailable)
)

func wrap(name string, err error) error {
	if err == nil {
		return nil
	}
	if kind := classify(err); kind != nil {
		return fmt.Errorf("%s: %w: %w", name, kind, err)
	}
	return fmt.Errorf("%s: %w", name, err)
}

func classify(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNoRow
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return classifyPostgres(e.Code)
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return classifySQLite(e.Code())
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return ErrUnavailable
	}
	if _, ok := errors.AsType[net.Error](err); ok || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) {
		return ErrUnavailable
	}
	return nil
}

// uncertain says of an error of a commit whether the transaction may have been
// committed all the same: where no answer came, or one that is about the end of
// the server and not about the transaction.
func uncertain(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return errors.Is(classifyPostgres(e.Code), ErrUnavailable) && e.Code[:2] != "53"
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()&0xff == lite.SQLITE_IOERR // what was written may be read again after a crash
	}
	return true
}

func classifyPostgres(code string) error {
	switch code {
	case "42501":
		return ErrForbidden
	case "23505":
		return ErrUnique
	case "23503":
		return ErrForeignKey
	case "23514", "23502":
		return ErrCheck
	case "40001", "40P01":
		return errRetry
	case "57P01", "57P02", "57P03", "25006":
		return ErrUnavailable
	}
	switch code[:2] {
	case "08", "53": // connection lost; out of disk, memory or connections
		return ErrUnavailable
	case "28":
		return ErrRefused
	case "3D":
		return ErrNoDatabase
	}
	return nil
}

func classifySQLite(code int) error {
	switch code {
	case lite.SQLITE_CONSTRAINT_UNIQUE, lite.SQLITE_CONSTRAINT_PRIMARYKEY, lite.SQLITE_CONSTRAINT_ROWID:
		return ErrUnique
	case lite.SQLITE_CONSTRAINT_FOREIGNKEY:
		return ErrForeignKey
	case lite.SQLITE_CONSTRAINT_CHECK, lite.SQLITE_CONSTRAINT_NOTNULL, lite.SQLITE_CONSTRAINT_DATATYPE:
		return ErrCheck
	}
	switch code & 0xff {
	case lite.SQLITE_BUSY, lite.SQLITE_LOCKED:
		return ErrBusy
	case lite.SQLITE_NOTADB, lite.SQLITE_CORRUPT:
		return ErrDamaged
	case lite.SQLITE_FULL, lite.SQLITE_READONLY, lite.SQLITE_IOERR, lite.SQLITE_CANTOPEN, lite.SQLITE_NOMEM:
		return ErrUnavailable
	}
	return nil
}
