package db

import "sync/atomic"

// Figures are what a database has done since it was opened, and how many wait
// for it now.
type Figures struct {
	Units     uint64 // functions of [DB.Write] and [DB.Quick] that were committed
	Commits   uint64 // transactions committed for them: fewer on SQLite, where a group shares one
	Failed    uint64 // functions whose transaction was rolled back for good
	Conflicts uint64 // transactions begun again because they met another one
	Alone     uint64 // functions run again alone because their group could not be committed; SQLite only
	Waiting   int    // functions that wait for their turn to write
	Conns     int    // connections open
	ConnsUsed int    // of these, in use
}

// counts are the parts of [Figures] that are counted.
type counts struct {
	units, commits, failed, conflicts, alone atomic.Uint64
	waiting                                  atomic.Int64 // PostgreSQL only
}

// Figures returns what the database has done so far.
func (d *DB) Figures() Figures {
	f := Figures{
		Units: d.counts.units.Load(), Commits: d.counts.commits.Load(), Failed: d.counts.failed.Load(),
		Conflicts: d.counts.conflicts.Load(), Alone: d.counts.alone.Load(),
	}
	if d.Engine == SQLite {
		read, write := d.read.Stats(), d.write.Stats()
		f.Waiting, f.Conns, f.ConnsUsed = len(d.queue), read.OpenConnections+write.OpenConnections, len(d.readers.slots)+1
		return f
	}
	pool := d.server.pool.Stat()
	f.Waiting, f.Conns, f.ConnsUsed = int(d.counts.waiting.Load()), int(pool.TotalConns()), int(pool.AcquiredConns())
	return f
}
