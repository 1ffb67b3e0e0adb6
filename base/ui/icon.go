package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// An IconName names a drawing of the Tabler set. The build puts exactly the
// icons of this list into one sprite, so a page can only name one that is
// there. An icon stands beside a word and never alone for one.
type IconName string

// The icons of the program.
const (
	IconAlert    IconName = "alert-triangle"
	IconArrow    IconName = "arrow-right"
	IconBack     IconName = "arrow-left"
	IconBell     IconName = "bell"
	IconBoard    IconName = "layout-dashboard"
	IconBody     IconName = "building-bank"
	IconBlocked  IconName = "player-pause"
	IconCalendar IconName = "calendar"
	IconCancel   IconName = "ban"
	IconCheck    IconName = "check"
	IconChecks   IconName = "checks"
	IconClock    IconName = "clock"
	IconClose    IconName = "x"
	IconCopy     IconName = "copy"
	IconDesk     IconName = "inbox"
	IconDocument IconName = "file-text"
	IconDown     IconName = "chevron-down"
	IconDownload IconName = "download"
	IconEdit     IconName = "pencil"
	IconExternal IconName = "external-link"
	IconFilter   IconName = "filter"
	IconFlag     IconName = "flag"
	IconHelp     IconName = "help"
	IconHistory  IconName = "history"
	IconInfo     IconName = "info-circle"
	IconKey      IconName = "keyboard"
	IconLanguage IconName = "language"
	IconLink     IconName = "link"
	IconList     IconName = "list-details"
	IconLock     IconName = "lock"
	IconMap      IconName = "grid-dots"
	IconNext     IconName = "chevron-right"
	IconPerson   IconName = "user"
	IconPlus     IconName = "plus"
	IconPrevious IconName = "chevron-left"
	IconPrint    IconName = "printer"
	IconReturn   IconName = "arrow-back-up"
	IconRule     IconName = "scale"
	IconSearch   IconName = "search"
	IconSend     IconName = "send"
	IconSettings IconName = "settings"
	IconSignOut  IconName = "logout"
	IconSort     IconName = "arrows-sort"
	IconSortDown IconName = "sort-descending"
	IconSortUp   IconName = "sort-ascending"
	IconTask     IconName = "checklist"
	IconTree     IconName = "sitemap"
	IconTrash    IconName = "trash"
	IconUpload   IconName = "upload"
)

// Icon draws a decoration beside a word; screen readers pass over it. It takes
// the colour and the size of the text around it.
func Icon(name IconName) templ.Component { return name }

// Render writes the drawing; nothing in a program built without its assets.
func (name IconName) Render(_ context.Context, w io.Writer) error {
	if !name.drawn() {
		return nil
	}
	_, err := io.WriteString(w, iconStart+string(name)+iconEnd)
	return err
}

func (name IconName) drawn() bool { return name != "" && Asset("icons.svg") != "" }

// What stands around the name of a drawing. A page has dozens of them.
var iconStart, iconEnd = `<svg class="icon" aria-hidden="true" width="20" height="20"><use href="` + Asset("icons.svg") + "#", `"/></svg>`
