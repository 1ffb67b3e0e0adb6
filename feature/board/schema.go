package board

import "embed"

// Schema holds the table of counts.
//
//go:embed schema/*.sql
var Schema embed.FS
