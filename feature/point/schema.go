package point

import "embed"

// Schema holds the tables of connection points.
//
//go:embed schema/*.sql
var Schema embed.FS
