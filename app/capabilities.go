package app

import (
	"context"

	"github.com/a-h/templ"

	"quyet/base/capability"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/annex"
	"quyet/feature/audit"
	"quyet/feature/backup"
	"quyet/feature/board"
	"quyet/feature/brief"
	"quyet/feature/chart"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/factor"
	"quyet/feature/feed"
	"quyet/feature/hook"
	"quyet/feature/indicator"
	"quyet/feature/intake"
	"quyet/feature/meeting"
	"quyet/feature/notice"
	"quyet/feature/offline"
	"quyet/feature/opinion"
	"quyet/feature/org"
	"quyet/feature/personal"
	"quyet/feature/plan"
	"quyet/feature/point"
	"quyet/feature/position"
	"quyet/feature/provider"
	"quyet/feature/report"
	"quyet/feature/roll"
	"quyet/feature/rule"
	"quyet/feature/saved"
	"quyet/feature/schedule"
	"quyet/feature/search"
	"quyet/feature/sheet"
	"quyet/feature/slip"
	"quyet/feature/task"
)

// capabilities is the list of what the program can do, lower ones first: a
// capability may build on those above it in the list, never the other way.
func (a *App) capabilities() []capability.Capability {
	return []capability.Capability{
		chores(),
		rule.Capability(),
		org.Capability(org.Deps{
			Files: a.Files, Beside: []capability.MenuEntry{position.Beside()},
			Panels:   []func(context.Context, *work.View, org.ID) (templ.Component, error){board.Panel, position.Panel},
			Affected: []func(context.Context, *work.View, []org.ID) ([]org.Effect, error){openTasks, account.Affected},
		}),
		factor.Capability(factor.Deps{Keeper: a.factors(), Proved: a.Door.Proved}),
		account.Capability(a.accountDeps()),
		provider.Capability(a.providerDeps()),
		position.Capability(position.Deps{Files: a.Files}),
		personal.Capability(personal.Deps{Holdings: a.holdings}),
		audit.Capability(audit.Deps{Keeper: a.Keeper, Subjects: subjects()}),
		search.Capability(),
		doc.Capability(doc.Deps{Slots: documentSlots(), Files: a.Files}),
		task.Capability(task.Deps{Files: a.Files, Refuse: refuseSecret, Documents: citedDocuments, Named: namedDocuments, AtBenches: intake.UnclearAt, Saved: savedList, First: firstList, Calendar: feed.PageOf, Offline: offline.Address, Open: board.OpenIn, Sheets: sheet.At, ChangeSheets: sheet.ChangesAt, Slips: slip.Address, Views: otherViews(), Batches: []task.OtherBatch{chase.Many()}, Panels: []func(context.Context, *work.View, *task.Task) (templ.Component, error){meeting.Panel, chase.Panel}}),
		plan.Capability(plan.Deps{Named: documentsNamed, Conferences: conferencesOf, AnnexAt: func(p plan.ID) string { return annex.OfProgramme(string(p)) }, ProvenAt: provenAt}),
		meeting.Capability(a.meetingDeps()),
		roll.Capability(a.rollDeps()),
		point.Capability(a.pointDeps()),
		brief.Capability(brief.Deps{Named: documentsNamed}),
		schedule.Capability(schedule.Deps{Others: conferencesInWeek}),
		feed.Capability(a.feedDeps()),
		slip.Capability(a.slipDeps()),
		annex.Capability(annex.Deps{Documents: citedDocuments, Attached: attachedTo, Programme: annexOfPlan}),
		chart.Capability(chart.Deps{Documents: citedDocuments}),
		hook.Capability(a.hooks()),
		saved.Capability(),
		sheet.Capability(sheet.Deps{Documents: citedDocuments, Files: a.Files}),
		offline.Capability(),
		board.Capability(board.Deps{Programmes: citedDocuments}),
		intake.Capability(intake.Deps{Files: a.Files}),
		notice.Capability(a.noticePost()),
		chase.Capability(),
		opinion.Capability(a.opinionDeps()),
		indicator.Capability(a.indicatorDeps()),
		report.Capability(report.Deps{Files: a.Files, Refuse: refuseSecret, PDF: a.Config.pdfs()}),
		backup.Capability(a.backupDeps()),
	}
}

// otherViews are the pages that show in another way what the register of tasks
// is asked.
func otherViews() []task.OtherView {
	return append(chart.Views(), slip.View(), annex.View())
}

// factors keeps what people prove who they are by; nil where nothing is open.
func (a *App) factors() *factor.Keeper {
	if a.Door == nil {
		return nil
	}
	return a.Door.Factors
}

// holdings are what all capabilities keep about people.
func (a *App) holdings() (all []capability.Holding) {
	for _, c := range a.Capabilities {
		all = append(all, c.Holdings...)
	}
	return all
}
