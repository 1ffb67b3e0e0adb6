package schedule

import "embed"

// Schema holds the tables of the weekly schedules.
//
//go:embed schema/*.sql
var Schema embed.FS
