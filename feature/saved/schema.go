package saved

import "embed"

// Schema holds the tables of saved lists.
//
//go:embed schema/*.sql
var Schema embed.FS
