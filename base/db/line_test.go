package db

import (
	"testing"

	"github.com/jackc/pgx/v5"
)

func TestOpenLine(t *testing.T) {
	for _, c := range []struct {
		address, mode string // of PGSSLMODE
		want          bool
	}{
		{address: "postgres://q@127.0.0.1/q"},
		{address: "postgres://q@localhost/q"},
		{address: "postgres://q@[::1]/q"},
		{address: "postgres:///q?host=/var/run/postgresql"},
		{address: "postgres://q@db1/q", want: true},
		{address: "postgres://q@db1/q?sslmode=prefer", want: true},
		{address: "postgres://q@db1/q?sslmode=allow", want: true},
		{address: "postgres://q@db1/q?sslmode=require"},
		{address: "postgres://q@db1/q?sslmode=verify-full"},
		{address: "postgres://q@db1/q?sslmode=disable"},
		{address: "postgres://q@127.0.0.1,db2/q", want: true},
		{address: "postgres://q@db1,db2/q?sslmode=verify-full"},
		{address: "postgres://q@db1/q", mode: "verify-full"},
		{address: "postgres://q@db1/q", mode: "disable"},
		{address: "postgres://q@db1/q?sslmode=prefer", mode: "disable", want: true},
		{address: "postgres://q@192.0.2.1:5432/q", want: true},
	} {
		t.Setenv("PGSSLMODE", c.mode)
		config, err := pgx.ParseConfig(c.address)
		if err != nil {
			t.Fatal(c.address, err)
		}
		if got := openLine(&config.Config); got != c.want {
			t.Errorf("%s with PGSSLMODE=%q: %v", c.address, c.mode, got)
		}
	}
}
