package meeting

import "embed"

// Schema holds the tables of conferences.
//
//go:embed schema/*.sql
var Schema embed.FS
