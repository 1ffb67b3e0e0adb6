package db

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"reflect"
	"unsafe"

	lite "modernc.org/sqlite/lib"
)

// A preparedLite is a statement of SQLite as its driver has it. What database/sql
// does around it (locks for callers that share a connection, retries on others,
// conversion of columns into any type) took a tenth of the time of a page: a
// session is used by one caller at a time, and columns become the few types that
// [liteRows.Scan] knows.
type preparedLite interface {
	driver.Stmt
	driver.StmtQueryContext
	driver.StmtExecContext
}

// arguments are args as the driver takes them, good until the next call.
func (c *session) arguments(args []any) ([]driver.NamedValue, error) {
	c.args = c.args[:0]
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			return nil, fmt.Errorf("argument %d: %w", i+1, err)
		}
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return c.args, nil
}

// liteRows are an answer of SQLite, of which a session reads one at a time.
type liteRows struct {
	rows   driver.Rows // nil: closed
	values []driver.Value
	err    error
}

func (r *liteRows) open(rows driver.Rows) {
	n := len(rows.Columns())
	if cap(r.values) < n {
		r.values = make([]driver.Value, n)
	}
	r.rows, r.values, r.err = rows, r.values[:n], nil
}

func (r *liteRows) Next() bool {
	if r.rows == nil {
		return false
	}
	err := r.rows.Next(r.values)
	if err == nil {
		return true
	}
	if !errors.Is(err, io.EOF) {
		r.err = err
	}
	return false
}

func (r *liteRows) Err() error { return r.err }

func (r *liteRows) Close() error {
	if r.rows == nil {
		return nil
	}
	rows := r.rows
	r.rows = nil
	clear(r.values)
	return rows.Close()
}

func (r *liteRows) Scan(dest ...any) error {
	if len(dest) != len(r.values) {
		return fmt.Errorf("%d columns for %d values", len(r.values), len(dest))
	}
	for i, d := range dest {
		if err := assign(d, r.values[i]); err != nil {
			return fmt.Errorf("column %d: %w", i, err)
		}
	}
	return nil
}

// assign writes a value of SQLite into dest: text and integers into whatever is
// made of them, truth from 0 and 1.
func assign(dest any, value driver.Value) error {
	if b, ok := value.([]byte); ok {
		value = bytes.Clone(b) // the driver may use the place again
	}
	switch d := dest.(type) {
	case sql.Scanner:
		return d.Scan(value)
	case *any:
		*d = value
		return nil
	}
	if value == nil {
		return scanNull(dest)
	}
	to := reflect.ValueOf(dest).Elem()
	switch v := value.(type) {
	case string:
		switch d, isBytes := dest.(*[]byte); {
		case isBytes:
			*d = []byte(v)
			return nil
		case to.Kind() == reflect.String:
			to.SetString(v)
			return nil
		}
	case int64:
		switch {
		case to.CanInt() && !to.OverflowInt(v):
			to.SetInt(v)
			return nil
		case to.CanUint() && v >= 0 && !to.OverflowUint(uint64(v)):
			to.SetUint(uint64(v))
			return nil
		case to.Kind() == reflect.Bool && (v == 0 || v == 1):
			to.SetBool(v == 1)
			return nil
		case to.CanFloat():
			to.SetFloat(float64(v))
			return nil
		}
	case float64:
		if to.CanFloat() {
			to.SetFloat(v)
			return nil
		}
	case []byte:
		if d, ok := dest.(*[]byte); ok {
			*d = v
			return nil
		}
	}
	return fmt.Errorf("%T is no %s", value, to.Type())
}

// prepareLite prepares q on the connection, which the session has to itself.
func (c *session) prepareLite(ctx context.Context, q string) (preparedLite, error) {
	st, err := c.raw.PrepareContext(ctx, q)
	if err != nil {
		return nil, err
	}
	prepared, ok := st.(preparedLite)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the driver's statement is a %T", st), st.Close())
	}
	return prepared, nil
}

// unlocked takes the mutex away that SQLite locks for each column of each row:
// it is what SQLITE_OPEN_NOMUTEX does, which the driver gives no way to ask for,
// and a tenth of the time of a page. It protects callers who share a connection,
// and those the driver does not stand in any case; a session is used by one at a
// time. Interrupting a statement, which another goroutine may do, takes no mutex.
// It says whether the connection was as expected; it is left as it is where not.
func unlocked(raw any) bool {
	conn := reflect.Indirect(reflect.ValueOf(raw))
	if conn.Kind() != reflect.Struct {
		return false
	}
	field := conn.FieldByName("db")
	if !field.IsValid() || field.Kind() != reflect.Uintptr || field.IsZero() {
		return false
	}
	address := uintptr(field.Uint())
	// Not a pointer into Go's memory: SQLite's is beside it.
	(*(**lite.Tsqlite3)(unsafe.Pointer(&address))).Fmutex = 0
	return lite.Xsqlite3_db_mutex(nil, address) == 0
}
