package plan

import "embed"

// Schema holds the tables of programmes and checklists.
//
//go:embed schema/*.sql
var Schema embed.FS
