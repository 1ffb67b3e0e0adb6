package work

import "embed"

// Schema holds the table of events.
//
//go:embed schema/*.sql
var Schema embed.FS
