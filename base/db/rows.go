package db

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// A rowSet is the answer to a statement, read row by row.
type rowSet interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close() error
}

// rows are an answer of PostgreSQL: as it comes, or kept. It reads columns as
// database/sql does, in less time.
type rows struct {
	types  *pgtype.Map
	fields []pgconn.FieldDescription
	values [][]byte // of the present row

	answer *pgconn.ResultReader
	line   *line
	kept   [][][]byte
	err    error
	closed bool
}

func (r *rows) Next() bool {
	switch {
	case r.answer != nil && r.answer.NextRow():
		r.values = r.answer.Values()
	case r.answer == nil && len(r.kept) > 0:
		r.values, r.kept = r.kept[0], r.kept[1:]
	default:
		return false
	}
	return true
}

func (r *rows) Err() error { return r.err }

func (r *rows) Close() error {
	if r.answer == nil || r.closed {
		return nil
	}
	r.closed = true
	if _, err := r.answer.Close(); err != nil {
		r.err = r.line.broken(err)
	}
	return r.err
}

func (r *rows) Scan(dest ...any) error {
	if len(dest) != len(r.values) {
		return fmt.Errorf("%d columns for %d values", len(r.values), len(dest))
	}
	for i, d := range dest {
		if err := r.column(i, d); err != nil {
			return fmt.Errorf("column %d, %s: %w", i, r.fields[i].Name, err)
		}
	}
	return nil
}

func (r *rows) column(i int, dest any) error {
	b := r.values[i]
	if b == nil {
		return scanNull(dest)
	}
	switch d := dest.(type) {
	case sql.Scanner:
		v, err := r.value(i)
		if err != nil {
			return err
		}
		return d.Scan(v)
	case *any:
		v, err := r.value(i)
		*d = v
		return err
	}
	f := &r.fields[i]
	switch f.DataTypeOID {
	case pgtype.TextOID, pgtype.VarcharOID:
		if v := reflect.ValueOf(dest).Elem(); v.Kind() == reflect.String {
			v.SetString(string(b))
			return nil
		}
	case pgtype.Int8OID, pgtype.Int4OID, pgtype.Int2OID:
		n, ok := integer(f, b)
		if v := reflect.ValueOf(dest).Elem(); ok && v.CanInt() && !v.OverflowInt(n) {
			v.SetInt(n)
			return nil
		}
	case pgtype.ByteaOID:
		if d, ok := dest.(*[]byte); ok && f.Format == pgtype.BinaryFormatCode {
			*d = bytes.Clone(b)
			return nil
		}
	}
	return r.types.PlanScan(f.DataTypeOID, f.Format, dest).Scan(b, dest)
}

func scanNull(dest any) error {
	switch d := dest.(type) {
	case sql.Scanner:
		return d.Scan(nil)
	case *any:
		*d = nil
	case *[]byte:
		*d = nil
	default:
		return fmt.Errorf("NULL is no %T", dest)
	}
	return nil
}

// value returns a column as database/sql has it: text as a string, numbers as
// int64 or float64, truth as a bool.
func (r *rows) value(i int) (any, error) {
	f, b := &r.fields[i], r.values[i]
	binaryForm := f.Format == pgtype.BinaryFormatCode
	switch f.DataTypeOID {
	case pgtype.TextOID, pgtype.VarcharOID:
		return string(b), nil
	case pgtype.Int8OID, pgtype.Int4OID, pgtype.Int2OID:
		if n, ok := integer(f, b); ok {
			return n, nil
		}
	case pgtype.BoolOID:
		if binaryForm && len(b) == 1 {
			return b[0] == 1, nil
		}
	case pgtype.Float8OID:
		if binaryForm && len(b) == 8 {
			return math.Float64frombits(binary.BigEndian.Uint64(b)), nil
		}
	case pgtype.ByteaOID:
		if binaryForm {
			return bytes.Clone(b), nil
		}
	}
	t, ok := r.types.TypeForOID(f.DataTypeOID)
	if !ok {
		return string(b), nil
	}
	return t.Codec.DecodeDatabaseSQLValue(r.types, f.DataTypeOID, f.Format, b)
}

func integer(f *pgconn.FieldDescription, b []byte) (int64, bool) {
	switch {
	case f.Format != pgtype.BinaryFormatCode:
		return 0, false
	case len(b) == 8:
		return int64(binary.BigEndian.Uint64(b)), true
	case len(b) == 4:
		return int64(int32(binary.BigEndian.Uint32(b))), true
	case len(b) == 2:
		return int64(int16(binary.BigEndian.Uint16(b))), true
	}
	return 0, false
}
