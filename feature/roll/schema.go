package roll

import "embed"

// Schema holds the tables of the capability.
//
//go:embed schema/*.sql
var Schema embed.FS
