package report

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"quyet/base/text"
	"quyet/base/ui"
	"quyet/feature/org"
)

func listAddress(body org.ID, s shelf) string {
	q := url.Values{"body": {string(body)}}
	if s != "" {
		q.Set("part", string(s))
	}
	return "/reports?" + q.Encode()
}

func blockAddress(r ID, block string) string { return r.Address() + "?block=" + url.QueryEscape(block) }

func (p listPage) tabs(ctx context.Context) (out []ui.Tab) {
	for _, t := range []struct {
		shelf shelf
		title text.T
	}{{shelfDrafts, tDrafts}, {shelfOwed, tOwed}, {shelfFrozen, tFrozenTab}, {shelfBelow, tBelow}} {
		if t.shelf != shelfDrafts || p.MayMake {
			out = append(out, ui.Tab{Label: t.title.In(ctx), Href: listAddress(p.Body, t.shelf), Current: p.Shelf == t.shelf})
		}
	}
	return out
}

func (p listPage) actions(ctx context.Context) []ui.Action {
	if !p.MayMake {
		return nil
	}
	return []ui.Action{
		{Label: tForms.In(ctx), Href: formsAddress(p.Body), Icon: ui.IconDocument},
		{Label: tNew.In(ctx), Href: "/reports/new?body=" + string(p.Body), Icon: ui.IconPlus, Weight: ui.Primary, Key: "n"},
	}
}

func (p listPage) columns(ctx context.Context) []ui.Column {
	day := tFrozenOn
	if p.Shelf == shelfDrafts {
		day = tMadeOn
	}
	return []ui.Column{{Label: tTitle.In(ctx)}, {Label: tBody.In(ctx)}, {Label: tPeriod.In(ctx)}, {Label: day.In(ctx), Narrow: true}}
}

func (p listPage) next() string {
	if p.Next == "" {
		return ""
	}
	return listAddress(p.Body, p.Shelf) + "&before=" + string(p.Next)
}

func blockOptions(ctx context.Context) (out []ui.Option) {
	for _, k := range BlockKinds() {
		out = append(out, ui.Option{Value: string(k), Label: k.Title().In(ctx)})
	}
	return out
}

func rowOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(ByBody), Label: rowTitles[ByBody].In(ctx)}, {Value: string(InTotal), Label: rowTitles[InTotal].In(ctx)}}
}

func whichOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(OverdueTasks), Label: whichTitles[OverdueTasks].In(ctx)}, {Value: string(ComingTasks), Label: whichTitles[ComingTasks].In(ctx)}}
}

// heading is what a block is called on pages.
func (b Block) heading(ctx context.Context) string {
	if b.Title != "" {
		return b.Title
	}
	return b.Kind.Title().In(ctx)
}

func (r *Report) crumbs(ctx context.Context, here bool) []ui.Crumb {
	s := shelfDrafts
	if r.State == Frozen {
		s = shelfFrozen
	}
	out := []ui.Crumb{{Label: tReports.In(ctx), Href: listAddress(r.Body, s)}}
	if !here {
		out = append(out, ui.Crumb{Label: "Báo cáo " + r.Title, Href: r.ID.Address()})
	}
	return out
}

// pdfAction leads to the pdf where the machine makes one.
func (r *Report) pdfAction(ctx context.Context, made bool) []ui.Action {
	if !made {
		return nil
	}
	return []ui.Action{{Label: tPDF.In(ctx), Href: r.ID.Address() + "/report.pdf", Icon: ui.IconDownload, Attrs: making(ctx)}}
}

func (p builderPage) actions(ctx context.Context) []ui.Action {
	return append(p.pdfAction(ctx, p.PDF), []ui.Action{
		{Label: tWord.In(ctx), Href: p.ID.Address() + "/report.docx", Icon: ui.IconDownload, Attrs: making(ctx)},
		{Label: tExcel.In(ctx), Href: p.ID.Address() + "/report.xlsx", Icon: ui.IconDownload, Attrs: making(ctx)},
		{Label: tFreeze.In(ctx), Href: p.ID.Address() + "/freeze", Icon: ui.IconLock, Weight: ui.Primary},
	}...)
}

func (p builderPage) keys(ctx context.Context) []ui.Shortcut {
	return []ui.Shortcut{{Keys: "j k u d", Does: tBlockKeys.In(ctx)}}
}

func (p builderPage) blockColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tBlock.In(ctx)}, {Label: tDo.In(ctx), Narrow: true, Hidden: true}}
}

func (p builderPage) blockAt(b Block, what string) string {
	return p.ID.Address() + "/blocks/" + b.ID + what
}

func (p frozenPage) actions(ctx context.Context) []ui.Action {
	out := []ui.Action{
		{Label: tWord.In(ctx), Href: p.ID.Address() + "/report.docx", Icon: ui.IconDownload, Attrs: making(ctx), Weight: ui.Primary},
		{Label: tExcel.In(ctx), Href: p.ID.Address() + "/report.xlsx", Icon: ui.IconDownload, Attrs: making(ctx)},
		{Label: tRebuild.In(ctx), Href: p.ID.Address() + "/rebuild", Icon: ui.IconChecks},
	}
	out = append(out, p.pdfAction(ctx, p.PDF)...)
	if p.MayMake && p.Corrected == nil {
		out = append(out, ui.Action{Label: tCorrect.In(ctx), Href: p.ID.Address() + "/correct", Icon: ui.IconEdit})
	}
	return out
}

func (p frozenPage) facts(ctx context.Context) []ui.Fact {
	out := []ui.Fact{
		{Term: tFrozenOn.In(ctx), Value: p.FrozenOn.Vietnamese()}, {Term: tBody.In(ctx), Value: p.Figures.Body},
	}
	if p.Corrects != "" {
		out = append(out, ui.Fact{Term: tCorrectsB.In(ctx), Value: tSeeOld.In(ctx), Href: p.Corrects.Address()}, ui.Fact{Term: tReason.In(ctx), Value: p.Reason})
	}
	return out
}

func rebuiltColumns(ctx context.Context) []ui.Column {
	return []ui.Column{{Label: tFile.In(ctx)}, {Label: tHash.In(ctx)}, {Label: tCompared.In(ctx), Narrow: true}}
}

func (r Rebuilt) title(ctx context.Context) string {
	switch r.Name {
	case "docx":
		return tWord.In(ctx)
	case "xlsx":
		return tExcel.In(ctx)
	}
	return tFigures.In(ctx)
}

func (r Rebuilt) status(ctx context.Context) ui.Status {
	if r.Same() {
		return ui.Status{Word: tSame.In(ctx), Tone: ui.Positive}
	}
	return ui.Status{Word: tDiffers.In(ctx), Tone: ui.Negative}
}

func (p rebuiltPage) same() bool {
	for _, r := range p.All {
		if !r.Same() {
			return false
		}
	}
	return true
}

// columns are those of a table of figures, whose words are Vietnamese as on the paper.
func (t *Table) columns() (out []ui.Column) {
	for _, c := range t.Columns {
		out = append(out, ui.Column{Label: c.Title, Numeric: c.Numeric})
	}
	return out
}

func totalClass(r Row) string {
	if r.Total {
		return "report-total"
	}
	return ""
}

func (p newPage) body() org.ID { return org.ID(p.Form.Body) }

func (p newPage) tabs(ctx context.Context) (out []ui.Tab) {
	for _, t := range Shipped() {
		q := url.Values{"body": {p.Form.Body}, "kind": {t.Kind}}
		out = append(out, ui.Tab{Label: t.Title.In(ctx), Href: "/reports/new?" + q.Encode(), Current: t.Kind == p.Form.Kind})
	}
	return out
}

func scopeField(ctx context.Context, c org.Chooser, f outlineForm, errors []ui.FieldError) templ.Component {
	return c.Field(ui.Field{Name: "scope", Label: tScope.In(ctx), Value: f.Scope, Required: true, Error: ui.ErrorOf(errors, "scope")})
}

func (p newPage) scope(ctx context.Context) templ.Component {
	return scopeField(ctx, p.Scopes, p.Form, p.Errors)
}

func (p builderPage) scope(ctx context.Context) templ.Component {
	return scopeField(ctx, p.Scopes, p.Form, p.Errors)
}

func (p frozenPage) correctedWords(ctx context.Context) string {
	if p.Corrected.State == Draft {
		return tBeingCorr.In(ctx)
	}
	return tCorrected.In(ctx)
}

// making says beside a link to a file that it is being made, until it is there.
func making(ctx context.Context) templ.Attributes {
	return templ.Attributes{"data-wait": tMaking.In(ctx)}
}
