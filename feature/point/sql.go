package point

import (
	"fmt"
	"strings"
	"time"

	"quyet/base/db"
)

// counted are the columns of what a point says, in the order of [Counts.row].
var counted = func() string {
	columns := []string{"called", "present", "excused"}
	for i := range MostAudiences {
		columns = append(columns, fmt.Sprintf("c%d", i+1), fmt.Sprintf("p%d", i+1))
	}
	return strings.Join(columns, ", ")
}()

// sums add up what those that have reported said (all others have zeros), of as many
// categories as the conference counts: each column costs something, of each row.
func sums(audiences int) string {
	columns := strings.Split(counted, ", ")[:3+2*audiences]
	return `count(*), CAST(sum(CASE WHEN t.times > 0 THEN 1 ELSE 0 END) AS BIGINT), CAST(sum(t.` + strings.Join(columns, `) AS BIGINT), CAST(sum(t.`) + `) AS BIGINT)`
}

var pointColumns = `p.id, p.version, p.meeting_id, p.no, p.under_no, p.body_id, p.name, p.place, p.charge, t.tier, t.top_no, t.mid_no, t.times, t.at, t.reason, t.` + strings.ReplaceAll(counted, ", ", ", t.")

const fromPoint = ` FROM point_planned p JOIN point_tally t ON t.meeting_id = p.meeting_id AND t.no = p.no`

// set are the assignments of a report, from the fourth argument on.
var set = func() string {
	var out []string
	for i, column := range strings.Split(counted, ", ") {
		out = append(out, fmt.Sprintf("%s = $%d", column, i+5))
	}
	return strings.Join(out, ", ")
}()

const zeros = `0, 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0`

var (
	insertPoint = db.SQL("point.insert", `
		INSERT INTO point_planned (id, version, meeting_id, no, under_no, body_id, name, place, charge) VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8)`)
	insertTally = db.SQL("point.insertTally", `
		INSERT INTO point_tally (meeting_id, no, top_no, mid_no, tier, times, at, reason, `+counted+`) VALUES ($1, $2, $3, $4, $5, `+zeros+`)`)
	updatePoint  = db.SQL("point.update", `UPDATE point_planned SET version = version + 1, name = $3, place = $4, charge = $5 WHERE id = $1 AND version = $2`)
	movePoint    = db.SQL("point.move", `UPDATE point_planned SET under_no = $3 WHERE meeting_id = $1 AND no = $2`)
	moveTally    = db.SQL("point.moveTally", `UPDATE point_tally SET top_no = $3, mid_no = $4 WHERE meeting_id = $1 AND no = $2`)
	deletePoint  = db.SQL("point.delete", `DELETE FROM point_planned WHERE meeting_id = $1 AND no = $2`)
	deleteTally  = db.SQL("point.deleteTally", `DELETE FROM point_tally WHERE meeting_id = $1 AND no = $2`)
	report       = db.SQL("point.report", `UPDATE point_tally SET times = times + 1, at = $3, reason = $4, `+set+` WHERE meeting_id = $1 AND no = $2`)
	selectPoint  = db.SQL("point.one", `SELECT `+pointColumns+fromPoint+` WHERE p.id = $1`)
	selectPlaces = db.SQL("point.places", `
		SELECT p.id, p.no, p.under_no, p.body_id, t.top_no, t.mid_no, t.times`+fromPoint+` WHERE p.meeting_id = $1 ORDER BY p.no LIMIT $2`)
	selectNo = db.SQL("point.numbered", `SELECT `+pointColumns+fromPoint+` WHERE p.meeting_id = $1 AND p.no = $2`)

	// What is right under a point, 0 for the conference.
	selectUnder = db.SQL("point.under", `SELECT `+pointColumns+fromPoint+` WHERE p.meeting_id = $1 AND p.under_no = $2 AND p.no > $3 ORDER BY p.no LIMIT $4`)
	// The points of a body at conferences that are not over long ago.
	selectOfBody = db.SQL("point.ofBody", `
		SELECT `+pointColumns+`, m.title, m.starts_at`+fromPoint+` JOIN meeting m ON m.id = p.meeting_id WHERE p.body_id = $1 AND m.ends_at >= $2 ORDER BY m.starts_at, p.meeting_id, p.no LIMIT $3`)

	// What the points of a body said at conferences about a document that are over.
	selectHeard = db.SQL("point.heard", `
		SELECT `+pointColumns+`, m.title, m.body_id, r.opened_at, r.closed_at`+fromPoint+`
		JOIN meeting m ON m.id = p.meeting_id JOIN meeting_run r ON r.meeting_id = m.id
		WHERE p.body_id = $1 AND m.document_id = $2 AND m.kind = $3 AND t.times > 0 AND r.state IN ('closed', 'approved', 'signed')
		ORDER BY r.opened_at DESC, p.meeting_id, p.no LIMIT 20`)

	selectAudiences = db.SQL("point.audiences", `SELECT slot, code FROM point_audience WHERE meeting_id = $1 ORDER BY slot LIMIT 8`)
	deleteAudiences = db.SQL("point.deleteAudiences", `DELETE FROM point_audience WHERE meeting_id = $1`)
	insertAudience  = db.SQL("point.insertAudience", `INSERT INTO point_audience (meeting_id, slot, code) VALUES ($1, $2, $3)`)
	selectReported  = db.SQL("point.reported", `SELECT no FROM point_tally WHERE meeting_id = $1 AND times > 0 LIMIT 1`)

	putLink = db.SQL("point.putLink", `
		INSERT INTO point_link (point_id, secret_hash, account_id, post, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (point_id) DO UPDATE SET secret_hash = excluded.secret_hash, account_id = excluded.account_id, post = excluded.post, at = excluded.at`)
	deleteLink   = db.SQL("point.deleteLink", `DELETE FROM point_link WHERE point_id = $1`)
	linkOf       = db.SQL("point.linkOf", `SELECT point_id, account_id, post, at FROM point_link WHERE point_id = $1`)
	linkBySecret = db.SQL("point.linkBySecret", `SELECT point_id, account_id, post, at FROM point_link WHERE secret_hash = $1`)

	_ = db.Invariant("point.noTally", `
		SELECT id FROM point_planned p WHERE NOT EXISTS (SELECT 1 FROM point_tally t WHERE t.meeting_id = p.meeting_id AND t.no = p.no)`)
	_ = db.Invariant("point.noPlan", `
		SELECT t.meeting_id FROM point_tally t WHERE NOT EXISTS (SELECT 1 FROM point_planned p WHERE p.meeting_id = t.meeting_id AND p.no = t.no)`)
	_ = db.Invariant("point.saidNothing", `SELECT meeting_id FROM point_tally WHERE times = 0 AND (at <> 0 OR called + present + excused > 0)`)
)

// The columns by which points are added up.
const (
	byTop = "top_no"
	byMid = "mid_no"
	byNo  = "no"
)

// audiencesAt lists the categories that some conferences count.
func audiencesAt(meetings int) *db.Stmt {
	return db.Built("point.audiencesAt", fmt.Sprintf(`SELECT meeting_id, code FROM point_audience WHERE meeting_id IN (`+db.Places(1, meetings)+`) ORDER BY meeting_id, slot LIMIT %d`, meetings*MostAudiences))
}

// sumTiers adds up, tier by tier, all points of a conference.
func sumTiers(audiences int) *db.Stmt {
	return db.Built("point.sumTiers", `SELECT t.tier, `+sums(audiences)+` FROM point_tally t WHERE t.meeting_id = $1 GROUP BY t.tier`)
}

// sumBelow adds up, tier by tier, what stands under one point, itself with it.
func sumBelow(column string, audiences int) *db.Stmt {
	return db.Built("point.sumBelow", `SELECT t.tier, `+sums(audiences)+` FROM point_tally t WHERE t.meeting_id = $1 AND t.`+column+` = $2 GROUP BY t.tier`)
}

// sumEach adds up what stands under each of some points, itself with it.
func sumEach(column string, points, audiences int) *db.Stmt {
	return db.Built("point.sumEach", `
		SELECT t.`+column+`, `+sums(audiences)+` FROM point_tally t WHERE t.meeting_id = $1 AND t.`+column+` IN (`+db.Places(2, points)+`) GROUP BY t.`+column)
}

// listed lists points of a conference after one of them by their numbers: those under
// one, of a tier, that have reported or have not, that have no link.
func listed(q Question, limit int) (*db.Stmt, []any) {
	args := []any{q.Meeting, q.After, limit}
	where := ""
	if q.column != "" {
		args = append(args, q.Under)
		where += fmt.Sprintf(` AND t.%s = $%d`, q.column, len(args))
	}
	if q.Tier != "" {
		args = append(args, q.Tier)
		where += fmt.Sprintf(` AND t.tier = $%d`, len(args))
	}
	switch q.Which {
	case All:
	case Missing:
		where += ` AND t.times = 0`
	case Reported:
		where += ` AND t.times > 0`
	case Unlinked:
		where += ` AND NOT EXISTS (SELECT 1 FROM point_link l WHERE l.point_id = p.id)`
	}
	return db.Built("point.listed", `SELECT `+pointColumns+fromPoint+` WHERE p.meeting_id = $1 AND p.no > $2`+where+` ORDER BY p.no LIMIT $3`), args
}

func scanPoint(scan db.Scan) (*Point, error) {
	var p Point
	var at int64
	to := []any{&p.ID, &p.Version, &p.Meeting, &p.No, &p.Under, &p.Body, &p.Name, &p.Place, &p.Charge, &p.tier, &p.top, &p.mid, &p.Times, &at, &p.Reason}
	err := scan(append(to, p.into(MostAudiences)...)...)
	if at != 0 {
		p.At = time.UnixMicro(at).UTC()
	}
	return &p, err
}

func scanOwn(scan db.Scan) (o Own, err error) {
	var starts int64
	o.Point, err = scanPoint(func(to ...any) error { return scan(append(to, &o.Conference, &starts)...) })
	o.Starts = time.UnixMicro(starts).UTC()
	return o, err
}

// into are where the columns of counted go, of so many categories.
func (c *Counts) into(audiences int) []any {
	out := []any{&c.Called, &c.Present, &c.Excused}
	for i := range audiences {
		out = append(out, &c.Of[i].Called, &c.Of[i].Present)
	}
	return out
}

// row are the values of the columns of counted.
func (c Counts) row() []any {
	out := []any{c.Called, c.Present, c.Excused}
	for _, a := range c.Of {
		out = append(out, a.Called, a.Present)
	}
	return out
}

func scanTierSum(audiences int) func(db.Scan) (TierSum, error) {
	return func(scan db.Scan) (s TierSum, err error) {
		err = scan(append([]any{&s.Tier, &s.Points, &s.Reported}, s.into(audiences)...)...)
		return s, err
	}
}

type noSum struct {
	no int64
	Sum
}

func scanNoSum(audiences int) func(db.Scan) (noSum, error) {
	return func(scan db.Scan) (s noSum, err error) {
		err = scan(append([]any{&s.no, &s.Points, &s.Reported}, s.into(audiences)...)...)
		return s, err
	}
}

// A link is by whose right a point reports at its secret address.
type link struct {
	Point   ID
	Account string
	Post    string
	At      time.Time
}

func scanLink(scan db.Scan) (l link, err error) {
	var at int64
	err = scan(&l.Point, &l.Account, &l.Post, &at)
	l.At = time.UnixMicro(at).UTC()
	return l, err
}
