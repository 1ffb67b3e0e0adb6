package brief

import "embed"

// Schema holds the tables of briefing.
//
//go:embed schema/*.sql
var Schema embed.FS
