package report

import "embed"

// Schema holds the tables of reports.
//
//go:embed schema/*.sql
var Schema embed.FS
