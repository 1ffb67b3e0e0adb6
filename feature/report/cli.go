package report

import (
	"context"
	"fmt"

	"quyet/base/capability"
	"quyet/base/db"
	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
)

const helpReport = "Báo cáo đã chốt. || Frozen reports."

type reportCommand struct {
	Rebuild rebuildCommand `cmd:"" help:"Dựng lại báo cáo từ số liệu đã chốt và đối chiếu từng byte. || Rebuild a report from its frozen figures and compare every byte."`
}

type rebuildCommand struct {
	ID string `arg:"" optional:"" help:"Mã báo cáo, ở cuối địa chỉ trang của nó; không ghi thì tất cả. || The identifier of the report, at the end of the address of its page; all of them without one."`
}

// Run rebuilds the report, or all of them, and tells of each file whether it is the same.
func (c *rebuildCommand) Run(ctx context.Context, t *capability.Terminal) error {
	office, err := t.Open(ctx)
	if err != nil {
		return err
	}
	files, err := t.Files(ctx)
	if err != nil {
		return err
	}
	same, n := true, 0
	one := func(v *work.View, id ID) error {
		all, err := Rebuild(ctx, v, files, id)
		if err != nil {
			return fmt.Errorf("rebuild %s: %w", id, err)
		}
		n++
		for _, r := range all {
			word := tSame
			if !r.Same() {
				word, same = tDiffers, false
			}
			if _, err := fmt.Fprintf(t.Out, "%s\t%s\t%s\t%s\n", id, r.Name, r.Was, word.In(ctx)); err != nil {
				return err
			}
		}
		return nil
	}
	if err := office.View(ctx, t.Who, func(v *work.View) error {
		if c.ID != "" {
			return one(v, ID(c.ID))
		}
		for after := ID(""); ; {
			found, err := db.All(ctx, v.Snapshot, selectEvery, scanReport, after, shown)
			if err != nil || len(found) == 0 {
				return err
			}
			for _, r := range found {
				after = r.ID
				if err := one(v, r.ID); err != nil {
					return err
				}
			}
		}
	}); err != nil {
		return err
	}
	if !same {
		return fault.New(fault.Conflict, tRebuildDiffers)
	}
	_, err = fmt.Fprintln(t.Out, tRebuiltN.In(ctx, n))
	return err
}

var (
	tRebuildDiffers = text.New("Có tệp dựng lại khác bản đã chốt.", "A file that was rebuilt differs from what was frozen.")
	tRebuiltN       = text.Plural("%d báo cáo, trùng khớp từng byte.", "%d report, byte for byte the same.", "%d reports, byte for byte the same.")
)
