package backup

import "embed"

// Schema holds the table of the capability.
//
//go:embed schema/*.sql
var Schema embed.FS
