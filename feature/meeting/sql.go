package meeting

import (
	"time"

	"quyet/base/db"
)

const (
	meetingColumns = `m.id, m.version, m.body_id, m.kind, m.template, m.copied_id, m.title, m.starts_at, m.ends_at, m.place, m.chair, m.secretary, m.document_id, m.called_off,
		r.state, r.item_id, r.item_since, r.opened_at, r.closed_at`
	fromMeeting = ` FROM meeting m JOIN meeting_run r ON r.meeting_id = m.id`
	itemColumns = `id, version, meeting_id, ord, part, kind, title, planned, reporter, reporter_id, late, took, done, taken_at`
)

var (
	insertMeeting = db.SQL("meeting.insert", `
		INSERT INTO meeting (id, version, body_id, kind, template, copied_id, title, starts_at, ends_at, place, chair, secretary, document_id, called_off)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`)
	updateMeeting = db.SQL("meeting.update", `
		UPDATE meeting SET version = version + 1, kind = $3, title = $4, starts_at = $5, ends_at = $6, place = $7, chair = $8, secretary = $9, document_id = $10
		WHERE id = $1 AND version = $2`)
	callOff       = db.SQL("meeting.callOff", `UPDATE meeting SET version = version + 1, called_off = $2 WHERE id = $1`)
	deleteMeeting = db.SQL("meeting.delete", `DELETE FROM meeting WHERE id = $1`)
	selectMeeting = db.SQL("meeting.one", `SELECT `+meetingColumns+fromMeeting+` WHERE m.id = $1`)
	// What runs, or was to end today or later ($5), is coming, whenever it began.
	selectComing = db.SQL("meeting.coming", `SELECT `+meetingColumns+fromMeeting+` WHERE NOT m.template AND m.body_id = $1 AND (m.starts_at, m.id) > ($2, $3)
		AND (m.ends_at >= $5 OR r.state IN ('open', 'paused')) ORDER BY m.starts_at, m.id LIMIT $4`)
	// What runs though it began long ago: somebody forgot to close it.
	selectForgotten = db.SQL("meeting.forgotten", `SELECT `+meetingColumns+` FROM meeting_run r JOIN meeting m ON r.meeting_id = m.id
		WHERE r.state IN ('open', 'paused') AND m.body_id = $1 AND m.starts_at <= $2 ORDER BY m.starts_at, m.id LIMIT $3`)
	selectPast = db.SQL("meeting.past", `SELECT `+meetingColumns+fromMeeting+` WHERE NOT m.template AND m.body_id = $1 AND (m.starts_at, m.id) < ($2, $3)
		AND m.ends_at < $5 AND r.state NOT IN ('open', 'paused') ORDER BY m.starts_at DESC, m.id DESC LIMIT $4`)
	selectTemplates = db.SQL("meeting.templates", `SELECT `+meetingColumns+fromMeeting+` WHERE m.template AND m.body_id = $1 AND (m.title, m.id) > ($2, $3) ORDER BY m.title, m.id LIMIT $4`)

	insertRun = db.SQL("meeting.insertRun", `
		INSERT INTO meeting_run (meeting_id, state, item_id, item_since, opened_at, closed_at) VALUES ($1, $2, '', 0, 0, 0)`)
	updateRun = db.SQL("meeting.updateRun", `
		UPDATE meeting_run SET state = $2, item_id = $3, item_since = $4, opened_at = $5, closed_at = $6 WHERE meeting_id = $1`)
	deleteRun = db.SQL("meeting.deleteRun", `DELETE FROM meeting_run WHERE meeting_id = $1`)

	insertItem = db.SQL("meeting.insertItem", `
		INSERT INTO meeting_item (`+itemColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0)`)
	updateItem = db.SQL("meeting.updateItem", `
		UPDATE meeting_item SET version = version + 1, part = $3, kind = $4, title = $5, planned = $6, reporter = $7, reporter_id = $8 WHERE id = $1 AND version = $2`)
	orderItem  = db.SQL("meeting.orderItem", `UPDATE meeting_item SET ord = $2 WHERE id = $1`)
	wholeItem  = db.SQL("meeting.wholeItem", `UPDATE meeting_item SET version = version + 1, part = FALSE WHERE id = $1`)
	settleItem = db.SQL("meeting.settleItem", `
		UPDATE meeting_item SET took = took + $2, done = $3 AND took + $2 >= $4, taken_at = CASE WHEN $3 AND took + $2 < $4 THEN 0 ELSE taken_at END WHERE id = $1`)
	againItem   = db.SQL("meeting.againItem", `UPDATE meeting_item SET done = FALSE, taken_at = CASE WHEN taken_at = 0 THEN $2 ELSE taken_at END WHERE id = $1`)
	deleteItem  = db.SQL("meeting.deleteItem", `DELETE FROM meeting_item WHERE id = $1 AND version = $2`)
	deleteItems = db.SQL("meeting.deleteItems", `DELETE FROM meeting_item WHERE meeting_id = $1`)
	selectItem  = db.SQL("meeting.item", `SELECT `+itemColumns+` FROM meeting_item WHERE id = $1`)
	selectItems = db.SQL("meeting.items", `SELECT `+itemColumns+` FROM meeting_item WHERE meeting_id = $1 ORDER BY ord, id LIMIT $2`)
)

func scanMeeting(scan db.Scan) (*Meeting, error) {
	var m Meeting
	var starts, ends, since, opened, closed int64
	err := scan(&m.ID, &m.Version, &m.Body, &m.Kind, &m.Template, &m.Copied, &m.Title, &starts, &ends, &m.Place, &m.Chair, &m.Secretary, &m.Document, &m.CalledOff,
		&m.State, &m.Item, &since, &opened, &closed)
	m.Starts, m.Ends, m.Since, m.Opened, m.Closed = instant(starts), instant(ends), instant(since), instant(opened), instant(closed)
	return &m, err
}

func scanItem(scan db.Scan) (i Item, err error) {
	var planned, took, taken int64
	err = scan(&i.ID, &i.Version, &i.Meeting, &i.order, &i.Part, &i.Kind, &i.Title, &planned, &i.Reporter, &i.Body, &i.Late, &took, &i.Done, &taken)
	i.Taken = instant(taken)
	i.Planned, i.Took = time.Duration(planned)*time.Minute, time.Duration(took)*time.Second
	return i, err
}

// instant is 0 for no time.
func instant(micro int64) time.Time {
	if micro == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micro).UTC()
}
