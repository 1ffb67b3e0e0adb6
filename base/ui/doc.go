// Package ui is the look of Quyết: the components that every page is made of,
// their styles and scripts, and the shell around them. It knows no domain; a
// capability's pages put its words into these forms.
//
// # The look
//
// Calm, official, dense enough for office work, and readable at 65: body text
// of 17 px, contrast of 7:1, one visible focus mark, no colour without a word.
// Deep red is the line above the page and nothing else; what can be followed
// or pressed is ink blue; states have muted colours, each with an icon and a
// border of its own, so that they survive a black-and-white printer. The page
// of [Gallery] shows everything.
//
// The styles are Tabler's without what no page uses, with our own layer over
// them (css, a file per component). Pages may use these classes for layout:
// split, split-even, split-three (panes side by side), stack, num (figures to
// the right), soft (quiet text), visually-hidden, print-only. There is no
// style="" and no inline script: the Content-Security-Policy is
// default-src 'self'. Widths that come from data are attributes of SVG.
//
// # Writing a page
//
// A page is a templ component of its capability. Labels are strings, said in
// the language of the context; what is the same on every page of a request
// (navigation, account, notices) comes from the [Shell] that the web layer put
// there.
//
//	var (
//		tTitle  = text.New("Nhiệm vụ", "Tasks")
//		tAssign = text.New("Giao nhiệm vụ", "Assign a task")
//		tDue    = text.New("Thời hạn", "Deadline")
//	)
//
//	templ listPage(tasks []row, next string) {
//		@ui.Layout(ui.Page{
//			Title:   tTitle.In(ctx),
//			Section: "/tasks",
//			Actions: []ui.Action{{Label: tAssign.In(ctx), Href: "/tasks/new", Weight: ui.Primary, Icon: ui.IconPlus, Key: "c"}},
//			Keys:    []ui.Shortcut{{Keys: "c", Does: tAssign.In(ctx)}},
//		}) {
//			@ui.Table(ui.TableSpec{Caption: tTitle.In(ctx), Browse: true, Columns: []ui.Column{
//				{Label: tTitle.In(ctx)},
//				{Label: tDue.In(ctx), Narrow: true, Sort: "?sort=due"},
//			}}) {
//				for _, t := range tasks {
//					<tr>
//						<td><a href={ templ.SafeURL(t.href()) }>{ t.title }</a></td>
//						<td>@ui.Day(t.due)</td>
//					</tr>
//				}
//			}
//			@ui.Pager(ui.PagerSpec{Next: next})
//		}
//	}
//
// A form says what was refused above its fields and at each of them, keeps
// what was typed, and answers with status 422:
//
//	@ui.Form(ui.FormSpec{Action: "/tasks", Errors: errs}) {
//		@ui.TextField(ui.Field{Name: "title", Label: tTitle.In(ctx), Value: in.Title, Required: true, Error: ui.ErrorOf(errs, "title")})
//		@ui.DateField(ui.Field{Name: "due", Label: tDue.In(ctx), Value: in.Due, Error: ui.ErrorOf(errs, "due")})
//		@ui.Button(ui.Action{Label: tAssign.In(ctx), Weight: ui.Primary})
//	}
//
// # Without and with scripts
//
// Every page works without scripts. With them: data-key="u" (or [Action.Key])
// makes a shortcut, "g d" one of two keys; [Option.Key] chooses an answer of a
// [RadioField]; j, k and Enter walk a table with
// Browse, and data-row-key="a" on a button within a row is pressed by a while
// that row is selected; ? lists the shortcuts. htmx is there for fragments;
// a fragment with status 422 is swapped in like any other, and an element with
// data-focus in it takes the focus. <html data-ready="true"> says that the
// scripts have run.
//
// # Built files
//
// `make assets` builds css, js, fonts and icons into dist, which is embedded;
// [Assets] serves them under names with a hash. A program built without them
// runs, and its pages come unstyled.
package ui
