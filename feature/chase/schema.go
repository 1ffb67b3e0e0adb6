package chase

import "embed"

// Schema holds the tables of chasing.
//
//go:embed schema/*.sql
var Schema embed.FS
