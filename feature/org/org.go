// Package org holds the bodies of the political system and how they change.
//
// A body (cơ quan, tổ chức) is a key with a validity interval, never a name
// or a code: the Party committee of a province before and after a merger is
// two bodies that may bear one name. Its names, its superior and its number
// series each have their own intervals, and each change is an event (sự kiện)
// with a day and the act that ordered it: establish, rename, move, merge,
// divide, dissolve. Merging and dissolving name successors, so that open work
// can be handed on. Nothing is overwritten; the tree, every list and every
// count can be asked as of a day.
//
// "Superior" (cấp trên) is the body in whose subtree a body is led and
// counted. The four lines of a locality (Party, council, government, front
// with its mass organisations) hang under the Party committee that leads
// them: so a secretary's page covers the whole locality, and an inspection
// commission's access to "everything under the committee" is one subtree.
//
// The tree is small beside the work done in it (1,700 bodies for a province,
// 55,000 for the country) and changes seldom, so it is read once and kept in
// memory as a [Tree]; pages and rules ask the tree, not the database.
package org

import (
	"slices"

	"quyet/base/access"
	"quyet/base/civil"
	"quyet/base/text"
)

// An ID identifies a body for ever.
type ID string

// Scope returns the body's subtree as something rights are granted on.
func (b ID) Scope() access.Scope { return access.Scope(b) }

// A Tier is the level at which a body stands. There has been no district
// level since 1 July 2025; bodies of former districts keep the tier
// [Commune], under which their work went on.
type Tier string

// The tiers, from the top.
const (
	Centre     Tier = "centre"
	Province   Tier = "province"
	Commune    Tier = "commune"
	Grassroots Tier = "grassroots"
	Cell       Tier = "cell"
)

// Tiers lists the tiers from the top.
func Tiers() []Tier { return []Tier{Centre, Province, Commune, Grassroots, Cell} }

// A Line is the system a body belongs to.
type Line string

// The lines.
const (
	Party      Line = "party"
	Council    Line = "council"
	Government Line = "government"
	Front      Line = "front"
	Mass       Line = "mass"
)

// Lines lists the lines in protocol order.
func Lines() []Line { return []Line{Party, Council, Government, Front, Mass} }

// A Kind is what sort of body it is.
type Kind string

// The kinds of body, in the order in which lists show the bodies under one
// superior.
const (
	Committee        Kind = "committee"         // cấp uỷ: tỉnh uỷ, đảng uỷ
	PartyCongress    Kind = "congress"          // đại hội: từ phiên trù bị đến khi bế mạc
	PartyOffice      Kind = "party_office"      // văn phòng cấp uỷ
	Inspection       Kind = "inspection"        // uỷ ban kiểm tra
	PartyBoard       Kind = "party_board"       // ban tham mưu, giúp việc cấp uỷ
	PeoplesCouncil   Kind = "peoples_council"   // hội đồng nhân dân
	PeoplesCommittee Kind = "peoples_committee" // uỷ ban nhân dân
	Ministry         Kind = "ministry"          // bộ, cơ quan ngang bộ
	Department       Kind = "department"        // sở, ban, ngành
	Office           Kind = "office"            // văn phòng, phòng chuyên môn
	FatherlandFront  Kind = "fatherland_front"  // Mặt trận Tổ quốc
	MassOrg          Kind = "mass_organisation" // tổ chức chính trị - xã hội
	PublicUnit       Kind = "public_unit"       // đơn vị sự nghiệp, trường, trạm
	GrassrootsOrg    Kind = "grassroots_org"    // tổ chức cơ sở đảng
	PartyCell        Kind = "party_cell"        // chi bộ
	OtherBody        Kind = "other"
)

// Kinds lists the kinds in list order.
func Kinds() []Kind {
	return []Kind{Committee, PartyCongress, PartyOffice, Inspection, PartyBoard, PeoplesCouncil, PeoplesCommittee, Ministry, Department,
		Office, FatherlandFront, MassOrg, PublicUnit, GrassrootsOrg, PartyCell, OtherBody}
}

// A Regime says by which rules a body numbers its documents.
type Regime string

// The regimes: Party series restart with each committee term (HD 36-HD/VPTW),
// State series with each calendar year (Nghị định 30/2020/NĐ-CP).
const (
	PartyRegime Regime = "party"
	StateRegime Regime = "state"
)

// A Body is one body with all its states over time.
type Body struct {
	ID   ID
	Code string // unique key for people and for import and export
	Kind Kind
	Tier Tier
	Line Line
	civil.Interval
	End EventID // what ended it; "" while it exists

	Names    []Name       // in order of time, at least one
	Places   []Place      // in order of time, at least one
	Series   []Series     // number-series codes
	Heirs    []Succession // who took over, if the body was merged, split or dissolved
	Forbears []Succession // whose work the body took over
}

// A Name is how a body is called during an interval.
type Name struct {
	civil.Interval
	Full  string // "Đảng uỷ xã Tân Hoà"
	Short string // "ĐU Tân Hoà"; the full name where there is none
	Event EventID
}

// A Place is under whom a body stands during an interval.
type Place struct {
	civil.Interval
	Superior ID // "" at the top
	Event    EventID
}

// A Series is the code that ends a body's document symbols, such as "TU" in
// 28-NQ/TU. The same code is used by many bodies.
type Series struct {
	civil.Interval
	Code   string
	Regime Regime
}

// A Succession says that one body took over from another.
type Succession struct {
	From, To ID
	On       civil.Date
	Event    EventID
}

// NameOn returns the body's name on day; the nearest one if it had none then.
func (b *Body) NameOn(day civil.Date) string { return b.nameOn(day).Full }

// ShortOn returns the body's short name on day.
func (b *Body) ShortOn(day civil.Date) string { return b.nameOn(day).Short }

func (b *Body) nameOn(day civil.Date) Name {
	for _, n := range slices.Backward(b.Names) {
		if !day.Before(n.From) {
			return n
		}
	}
	if len(b.Names) == 0 {
		return Name{}
	}
	return b.Names[0]
}

// SuperiorOn returns under whom the body stands on day. Before and after its
// life it is the first and the last superior: inspection reaches bodies that
// exist no more (Quy định 296-QĐ/TW).
func (b *Body) SuperiorOn(day civil.Date) ID {
	for _, p := range slices.Backward(b.Places) {
		if !day.Before(p.From) {
			return p.Superior
		}
	}
	if len(b.Places) == 0 {
		return ""
	}
	return b.Places[0].Superior
}

// An EventID identifies an event in the life of bodies.
type EventID string

// An EventKind is what happened to bodies.
type EventKind string

// The kinds of event.
const (
	Established EventKind = "establish" // thành lập
	Renamed     EventKind = "rename"    // đổi tên
	Moved       EventKind = "move"      // chuyển cấp trên
	Merged      EventKind = "merge"     // hợp nhất, sáp nhập
	Divided     EventKind = "split"     // chia, tách
	Dissolved   EventKind = "dissolve"  // giải thể, kết thúc hoạt động

	// Regrouped happens to a named group, not to bodies: it is made, changed
	// or ended.
	Regrouped EventKind = "group"
)

// An Act is the document that ordered a change.
type Act struct {
	Symbol string     // "326-QĐ/TW"; may be empty where only the title is known
	Title  string     // what it is about
	On     civil.Date // its date, zero if unknown
}

// An Event is one change in the life of bodies.
type Event struct {
	ID   EventID
	Kind EventKind
	On   civil.Date
	Act  Act
}

// EventKinds lists the kinds of event in the life of bodies.
func EventKinds() []EventKind {
	return []EventKind{Established, Renamed, Moved, Merged, Divided, Dissolved}
}

// Permissions of the capability.
var (
	// CanSee lets a person see the tree of bodies; everybody who signed in may.
	CanSee = access.Allow("org.see", tCanSee, access.Roles()...)
	// CanArrange lets a person establish, change and dissolve bodies.
	CanArrange = access.Allow("org.arrange", tCanArrange, access.Administrator)
)

// Title returns the kind's name for people.
func (k Kind) Title() text.T { return kindTitles[k] }

// Title returns the tier's name for people.
func (t Tier) Title() text.T { return tierTitles[t] }

// Title returns the line's name for people.
func (l Line) Title() text.T { return lineTitles[l] }

// Title returns the event kind's name for people.
func (k EventKind) Title() text.T { return eventTitles[k] }

// Title returns the regime's name for people.
func (r Regime) Title() text.T { return regimeTitles[r] }
