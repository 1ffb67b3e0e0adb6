package search

import "embed"

// Schema holds the index.
//
//go:embed schema/*.sql
var Schema embed.FS
