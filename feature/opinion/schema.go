package opinion

import "embed"

// Schema holds the tables of opinions.
//
//go:embed schema/*.sql
var Schema embed.FS
