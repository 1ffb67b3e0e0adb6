package notice

import "embed"

// Schema holds the tables of notices.
//
//go:embed schema/*.sql
var Schema embed.FS
