package doc

import "embed"

// Schema holds the register's tables.
//
//go:embed schema/*.sql
var Schema embed.FS
