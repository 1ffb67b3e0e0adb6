package brief

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"quyet/base/text"
	"quyet/base/ui"
)

// takeForm begins the name of the form that takes the counts of a point.
const takeForm = "take:"

// shownOffers are those that the page tells of: what is to be taken, and what differs.
func (p *bodyPage) shownOffers() (out []Offer) {
	for _, o := range p.Offers {
		if o.Differs() || o.Taken == nil && p.MayReport && p.open() {
			out = append(out, o)
		}
	}
	return out
}

// hasOffer says whether there are counts of a point to take: then that comes first.
func (p *bodyPage) hasOffer() bool {
	return slices.ContainsFunc(p.shownOffers(), func(o Offer) bool { return o.Taken == nil && len(o.Hand) == 0 })
}

func (p *bodyPage) offerColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tAudience.In(ctx)}, {Label: tCountedAs.In(ctx)}, {Label: tCountedThere.In(ctx), Numeric: true}}
}

// countedAs tells which categories of the point make up an audience, each with its number.
func countedAs(ctx context.Context, o Offer, a Audience) string {
	var out []string
	for _, code := range a.from() {
		for i, c := range o.At.Audiences {
			if c.Code == code {
				out = append(out, c.Title.In(ctx)+" "+text.Int(ctx, o.At.Of[i].Present))
			}
		}
	}
	return strings.Join(out, " + ")
}

// offeredOf are the audiences that a point counted.
func (p *bodyPage) offeredOf(o Offer) (out []AudienceName) {
	for _, a := range p.Audiences {
		if _, counted := o.Reached[a.Audience]; counted {
			out = append(out, a)
		}
	}
	return out
}

// notCounted names the audiences that are asked for and that the point did not count.
func (p *bodyPage) notCounted(ctx context.Context, o Offer) string {
	var out []string
	for _, a := range p.Audiences {
		if _, counted := o.Reached[a.Audience]; !counted {
			out = append(out, a.Name.In(ctx))
		}
	}
	return strings.Join(out, ", ")
}

// inWords tells how many of each audience that the point counted there are.
func (p *bodyPage) inWords(ctx context.Context, o Offer, of map[Audience]int64) string {
	var out []string
	for _, a := range p.offeredOf(o) {
		out = append(out, a.Name.In(ctx)+" "+text.Int(ctx, of[a.Audience]))
	}
	if len(out) == 0 {
		return tNothing.In(ctx)
	}
	return strings.Join(out, ", ")
}

func (p *bodyPage) differs(ctx context.Context, o Offer) string {
	said := tDiffers.In(ctx, p.inWords(ctx, o, o.Reached), p.inWords(ctx, o, o.Taken.Reached))
	if o.Taken.byHand() {
		said += " " + tDiffersHand.In(ctx)
	}
	return said
}

// differing says whether the point of a sitting was set right after it was taken.
func (p *bodyPage) differing(s SittingID) bool {
	for _, o := range p.Offers {
		if o.Differs() && o.Taken.ID == s {
			return true
		}
	}
	return false
}

// fromPoint tells of which report of its point a sitting is.
func (s Sitting) fromPoint(ctx context.Context) string {
	said := tFromPointAt.In(ctx, s.Heard)
	if s.byHand() {
		said += ", " + tFromPointHand.In(ctx)
	}
	return said
}

func (p takingsPage) crumbs(ctx context.Context) []ui.Crumb {
	return []ui.Crumb{{Label: p.Meeting.Title, Href: p.Meeting.ID.Address()}, {Label: p.Document.Short(), Href: Address(p.Document.ID)}}
}

func (p takingsPage) columns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tBody.In(ctx)}, {Label: tPeople.In(ctx)}, {Label: tBecomes.In(ctx)}}
}

func (p takingsPage) name(t Taking) string {
	if t.Name != "" {
		return t.Name
	}
	return p.Tree.Distinct(t.Body, p.Meeting.Body, p.Day)
}

func (p takingsPage) said(ctx context.Context, t Taking) string {
	var out []string
	for _, a := range p.Audiences {
		if n, counted := t.Reached[a.Audience]; counted {
			out = append(out, a.Name.In(ctx)+": "+text.Int(ctx, n))
		}
	}
	return strings.Join(out, "; ")
}

var fateTones = map[Fate]ui.Tone{ToTake: ui.Notable, ToRetake: ui.Caution, TakenSo: ui.Positive, TooMany: ui.Caution}

func (f Fate) status(ctx context.Context) ui.Status {
	tone := fateTones[f]
	if tone == "" {
		tone = ui.Neutral
	}
	return ui.Status{Word: f.Title().In(ctx), Tone: tone}
}

func (p takingsPage) next() string {
	if !p.More {
		return ""
	}
	return takingsOf(p.Meeting.ID) + "?after=" + strconv.FormatInt(p.Takings[len(p.Takings)-1].No, 10)
}

func taken(ctx context.Context, n int) string {
	if n == 0 {
		return tPanelNone.In(ctx)
	}
	return tPanelTaken.In(ctx, text.Int(ctx, n))
}

func times(n int) string { return strconv.Itoa(n) }
