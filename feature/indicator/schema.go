package indicator

import "embed"

// Schema holds the tables of indicators.
//
//go:embed schema/*.sql
var Schema embed.FS
