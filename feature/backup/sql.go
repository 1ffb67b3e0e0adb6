package backup

import "quyet/base/db"

var (
	addDrill = db.SQL("backup.drilled", `
		INSERT INTO backup_drill (at, took, moment, lag, changes, files, bytes, found) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	listDrills = db.SQL("backup.drills", `
		SELECT at, took, moment, lag, changes, files, bytes, found FROM backup_drill ORDER BY at DESC LIMIT $1`)
	forgetDrills = db.SQL("backup.forget", `DELETE FROM backup_drill WHERE at < $1`)
)
