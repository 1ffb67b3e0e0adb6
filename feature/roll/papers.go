package roll

import (
	"context"
	"slices"

	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/web"
	"quyet/base/work"
	"quyet/feature/meeting"
)

// A handout is a file that is handed out with an item of the agenda.
type handout struct{ ID, Item, Name, SHA256 string }

// mostPapers is how many files a letter names; a conference hands out no more.
const mostPapers = 500

var selectPapers = db.SQL("roll.papers", `
	SELECT h.id, i.title, h.name, h.sha256 FROM meeting_handout h JOIN meeting_item i ON i.id = h.item_id
	WHERE h.meeting_id = $1 AND h.sha256 <> '' ORDER BY i.ord, h.ord, h.id LIMIT $2`)

// papersOf are the files that are handed out at a conference, for who is called to it.
//
// By the code of a letter there are none: letters lie on tables, and who holds one is not
// known. Documents of the register are found there, by who may see them.
func papersOf(ctx context.Context, v *work.View, i Invitation) ([]handout, error) {
	if i.byCode || i.State == meeting.NotHeld {
		return nil, nil
	}
	return db.All(ctx, v.Snapshot, selectPapers, func(scan db.Scan) (p handout, err error) {
		return p, scan(&p.ID, &p.Item, &p.Name, &p.SHA256)
	}, i.Meeting, mostPapers)
}

// paper gives a file back as it was sent.
func (h handlers) paper(ctx context.Context, v *work.View, r *web.Request) (web.Answer, error) {
	i, err := Find(ctx, v, Key{Meeting: meeting.ID(r.PathValue("id"))})
	if err != nil {
		return nil, err
	}
	all, err := papersOf(ctx, v, i)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(p handout) bool { return p.ID == r.PathValue("paper") })
	if at < 0 {
		return nil, fault.New(fault.Unknown, tNoPaper)
	}
	content, err := h.Files.Open(ctx, all[at].SHA256)
	if err != nil {
		return nil, err
	}
	return web.File(all[at].Name, "application/octet-stream", content), nil
}
