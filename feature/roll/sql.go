package roll

import (
	"time"

	"quyet/base/db"
)

const seatColumns = `s.meeting_id, s.no, s.capacity, s.title, s.body_id, s.person_id, coalesce(p.name, ''), coalesce(p.account_id, ''), s.called_at, s.code_hash IS NOT NULL,
	k.standing, k.came_at, k.left_at, k.reply, k.cause, k.substitute, k.means`

const fromSeat = ` FROM roll_seat s JOIN roll_mark k ON k.meeting_id = s.meeting_id AND k.no = s.no LEFT JOIN position_person p ON p.id = s.person_id AND s.person_id <> '' `

const invitationColumns = seatColumns + `, m.body_id, m.title, m.place, m.chair, m.starts_at, m.ends_at, r.state, r.opened_at, c.door, k.wrong, k.wrong_at, m.version, m.called_off`

const withMeeting = ` JOIN meeting m ON m.id = s.meeting_id JOIN meeting_run r ON r.meeting_id = s.meeting_id JOIN roll_call c ON c.meeting_id = s.meeting_id `

// ownSeats are those of the person of an account.
const ownSeats = ` FROM position_person p JOIN roll_seat s ON s.person_id = p.id AND s.person_id <> '' JOIN roll_mark k ON k.meeting_id = s.meeting_id AND k.no = s.no `

var (
	selectCall = db.SQL("roll.call", `SELECT version, summoned_at, door FROM roll_call WHERE meeting_id = $1`)
	insertCall = db.SQL("roll.newCall", `INSERT INTO roll_call (meeting_id, version, summoned_at, door) VALUES ($1, 1, 0, '')`)
	touchCall  = db.SQL("roll.touchCall", `UPDATE roll_call SET version = version + 1 WHERE meeting_id = $1 AND version = $2`)
	summonCall = db.SQL("roll.summonCall", `UPDATE roll_call SET summoned_at = $2 WHERE meeting_id = $1`)
	deleteCall = db.SQL("roll.deleteCall", `DELETE FROM roll_call WHERE meeting_id = $1`)

	insertLine  = db.SQL("roll.newLine", `INSERT INTO roll_line (meeting_id, no, minus, capacity, title, group_id, body_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`)
	selectLines = db.SQL("roll.lines", `SELECT minus, capacity, title, group_id, body_id FROM roll_line WHERE meeting_id = $1 ORDER BY no LIMIT $2`)
	deleteLines = db.SQL("roll.deleteLines", `DELETE FROM roll_line WHERE meeting_id = $1`)

	insertSeat = db.SQL("roll.newSeat", `INSERT INTO roll_seat (meeting_id, no, capacity, title, body_id, person_id, called_at, code_hash, code_by, code_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, '', 0)`)
	fillSeat   = db.SQL("roll.fillSeat", `UPDATE roll_seat SET person_id = $3, called_at = $4 WHERE meeting_id = $1 AND no = $2 AND person_id = ''`)
	insertMark = db.SQL("roll.newMark", `
		INSERT INTO roll_mark (meeting_id, no, standing, came_at, left_at, reply, cause, substitute, means, wrong, wrong_at) VALUES ($1, $2, 'called', 0, 0, '', '', '', '', 0, 0)`)
	deleteMark  = db.SQL("roll.deleteMark", `DELETE FROM roll_mark WHERE meeting_id = $1 AND no = $2`)
	deleteSeat  = db.SQL("roll.deleteSeat", `DELETE FROM roll_seat WHERE meeting_id = $1 AND no = $2`)
	selectSeats = db.SQL("roll.seats", `SELECT `+seatColumns+fromSeat+`WHERE s.meeting_id = $1 ORDER BY s.no LIMIT $2`)
	// Of a roll that was thinned its totals are left.
	countSeats = db.SQL("roll.countSeats", `SELECT (SELECT count(*) FROM roll_seat WHERE meeting_id = $1) + (SELECT CAST(coalesce(sum(people), 0) AS BIGINT) FROM roll_total WHERE meeting_id = $1)`)
	selectSeat = db.SQL("roll.seat", `SELECT `+seatColumns+fromSeat+`WHERE s.meeting_id = $1 AND s.no = $2`)
	updateMark = db.SQL("roll.mark", `
		UPDATE roll_mark SET standing = $3, came_at = $4, left_at = $5, reply = $6, cause = $7, substitute = $8, means = $9, wrong = 0, wrong_at = 0 WHERE meeting_id = $1 AND no = $2`)
	wrongDoor  = db.SQL("roll.wrongDoor", `UPDATE roll_mark SET wrong = $3, wrong_at = $4 WHERE meeting_id = $1 AND no = $2`)
	setDoor    = db.SQL("roll.setDoor", `UPDATE roll_call SET door = $2 WHERE meeting_id = $1`)
	countMarks = db.SQL("roll.count", `SELECT s.capacity, k.standing, k.substitute <> '', count(*) FROM roll_seat s JOIN roll_mark k ON k.meeting_id = s.meeting_id AND k.no = s.no
		WHERE s.meeting_id = $1 GROUP BY s.capacity, k.standing, k.substitute <> ''
		UNION ALL SELECT capacity, standing, instead, people FROM roll_total WHERE meeting_id = $1`)
	selectAbsent = db.SQL("roll.absent", `SELECT `+seatColumns+fromSeat+`WHERE s.meeting_id = $1 AND k.standing IN ('called', 'excused', 'absent') ORDER BY s.no LIMIT $2`)

	giveCode    = db.SQL("roll.giveCode", `UPDATE roll_seat SET code_hash = $3, code_by = $4, code_at = $5 WHERE meeting_id = $1 AND no = $2`)
	selectGiver = db.SQL("roll.giver", `SELECT s.code_by, s.code_at, m.body_id FROM roll_seat s JOIN meeting m ON m.id = s.meeting_id WHERE s.code_hash = $1`)

	selectByCode     = db.SQL("roll.byCode", `SELECT `+invitationColumns+fromSeat+withMeeting+`WHERE s.code_hash = $1`)
	selectOwn        = db.SQL("roll.own", `SELECT `+invitationColumns+ownSeats+withMeeting+`WHERE p.account_id = $1 AND p.account_id <> '' AND s.meeting_id = $2`)
	selectComing     = db.SQL("roll.coming", `SELECT `+invitationColumns+ownSeats+withMeeting+`WHERE p.account_id = $1 AND p.account_id <> '' AND m.ends_at >= $2 ORDER BY m.starts_at, m.id LIMIT $3`)
	selectSent       = db.SQL("roll.sent", `SELECT `+invitationColumns+fromSeat+withMeeting+`WHERE s.title = '' AND s.body_id = $1 AND s.meeting_id = $2`)
	selectComingSent = db.SQL("roll.comingSent", `SELECT `+invitationColumns+fromSeat+withMeeting+`WHERE s.title = '' AND s.body_id = $1 AND m.ends_at >= $2 ORDER BY m.starts_at, m.id LIMIT $3`)
	selectBetween    = db.SQL("roll.between", `SELECT `+invitationColumns+ownSeats+withMeeting+`WHERE p.account_id = $1 AND p.account_id <> '' AND m.starts_at >= $2 AND m.starts_at < $3
		ORDER BY m.starts_at, m.id LIMIT $4`)
	selectTold = db.SQL("roll.told", `SELECT `+seatColumns+`, m.title`+ownSeats+`JOIN meeting m ON m.id = s.meeting_id
		WHERE p.account_id = $1 AND p.account_id <> '' ORDER BY s.called_at DESC, s.meeting_id LIMIT $2`)
)

func scanLine(scan db.Scan) (l Line, err error) {
	return l, scan(&l.Minus, &l.Capacity, &l.Title, &l.Group, &l.Body)
}

func scanSeat(scan db.Scan) (s Seat, err error) {
	var called, came, left int64
	err = scan(&s.Meeting, &s.No, &s.Capacity, &s.Title, &s.Body, &s.Person, &s.Name, &s.Account, &called, &s.Coded,
		&s.Standing, &came, &left, &s.Reply, &s.Cause, &s.Substitute, &s.Means)
	s.Called, s.Came, s.Left = instant(called), instant(came), instant(left)
	return s, err
}

// instant is 0 for no time.
func instant(micro int64) time.Time {
	if micro == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micro).UTC()
}

func scanInvitation(scan db.Scan) (i Invitation, err error) {
	var starts, ends, opened, wrongAt int64
	i.Seat, err = scanSeat(func(to ...any) error {
		return scan(append(to, &i.Of, &i.Conference, &i.Place, &i.Chair, &starts, &ends, &i.State, &opened, &i.door, &i.wrong, &wrongAt, &i.version, &i.calledOff)...)
	})
	i.Starts, i.Ends, i.Opened, i.wrongAt = instant(starts), instant(ends), instant(opened), instant(wrongAt)
	return i, err
}
