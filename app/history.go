package app

import (
	"context"

	"quyet/base/fault"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/account"
	"quyet/feature/audit"
	"quyet/feature/brief"
	"quyet/feature/chase"
	"quyet/feature/doc"
	"quyet/feature/hook"
	"quyet/feature/intake"
	"quyet/feature/meeting"
	"quyet/feature/opinion"
	"quyet/feature/org"
	"quyet/feature/plan"
	"quyet/feature/point"
	"quyet/feature/position"
	"quyet/feature/report"
	"quyet/feature/roll"
	"quyet/feature/rule"
	"quyet/feature/task"
)

// subjects tells the log what the things are called to which something was
// done, and who may see them: each capability answers for its own.
func subjects() audit.Subjects {
	return audit.Subjects{
		"task": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			t, err := task.Get(ctx, v, task.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: t.Text, Address: t.ID.Address(), Words: task.Told}, nil
		},
		"doc": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			d, err := doc.Find(ctx, v, doc.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: d.Title(), Address: d.ID.Address(), Words: toldOf}, nil
		},
		"intake": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			f, err := intake.Find(ctx, v, intake.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: f.Name, Address: f.ID.Address(), Words: toldOf}, nil
		},
		"hook": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			h, _, err := hook.Find(ctx, v, hook.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: h.Address, Address: h.ID.Address(), Words: toldOf}, nil
		},
		"meeting": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			m, err := meeting.Find(ctx, v, meeting.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: m.Title, Address: m.ID.Address(), Words: meeting.Told}, nil
		},
		"roll": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			m, err := meeting.Find(ctx, v, meeting.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: m.Title, Address: m.ID.Address(), Words: roll.Told}, nil
		},
		"opinion": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			o, err := opinion.FindOpinion(ctx, v, opinion.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: o.Of.Title, Address: o.Address(), Words: opinion.Told}, nil
		},
		"report": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			r, err := report.Find(ctx, v, report.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: r.Title, Address: r.ID.Address(), Words: report.Told}, nil
		},
		"report_dash": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			d, err := report.FindDash(ctx, v, report.DashID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: d.Title, Address: d.ID.Address(), Words: report.Told}, nil
		},
		"report_form": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			f, err := report.FindForm(ctx, v, report.FormID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: f.Name, Address: "/report-forms", Words: report.Told}, nil
		},
		"report_slot": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			s, err := report.FindSlot(ctx, v, report.SlotID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: s.Asked, Address: s.ID.Address(), Words: report.Told}, nil
		},
		"chase": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			d, err := chase.Find(ctx, v, chase.DoneID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: d.Step.Title().In(ctx), Address: d.Task.Address(), Words: chase.Told}, nil
		},
		"brief": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			d, err := doc.Find(ctx, v, doc.ID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: d.Title(), Address: brief.Address(d.ID), Words: toldOf}, nil
		},
		"brief_duty": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			d, at, err := brief.Reminded(ctx, v, id)
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: d.Title(), Address: at, Words: toldOf}, nil
		},
		"indicator":        indicatorSubject,
		"indicator_set":    setSubject,
		"indicator_return": returnSubject,
		"point":            pointSubject,
		"plan":             planSubject,
		"plan_item": func(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
			i, _, err := plan.FindItem(ctx, v, plan.ItemID(id))
			if err != nil {
				return audit.Subject{}, err
			}
			return audit.Subject{Title: i.Words, Address: i.Address(), Words: plan.Told}, nil
		},
		"position": holderSubject,
		"account":  accountSubject,
		"feed":     accountSubject,
		"factor":   accountSubject,
		"org":      bodyOrGroup,
		"rule":     ruleSubject,
	}
}

// pointSubject is a connection point, or the conference of which it was said what its
// points count.
func pointSubject(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	p, m, err := point.Find(ctx, v, point.ID(id))
	if fault.Is(err, fault.Unknown) {
		if m, err = meeting.Find(ctx, v, meeting.ID(id)); err != nil {
			return audit.Subject{}, err
		}
		return audit.Subject{Title: m.Title, Address: m.ID.Address(), Words: point.Told}, nil
	}
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: m.Title, Address: p.ID.Address(), Words: point.Told}, nil
}

// planSubject is a programme, or a document whose checklist it is about.
func planSubject(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	p, err := plan.Find(ctx, v, plan.ID(id))
	if fault.Is(err, fault.Unknown) {
		d, err := doc.Find(ctx, v, doc.ID(id))
		if err != nil {
			return audit.Subject{}, err
		}
		return audit.Subject{Title: d.Title(), Address: plan.ChecklistAddress(d.ID), Words: plan.Told}, nil
	}
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: p.Title, Address: p.ID.Address(), Words: plan.Told}, nil
}

// holderSubject is a holding of a title, or a person who holds one.
func holderSubject(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	h, err := position.Find(ctx, v, position.HoldingID(id))
	if fault.Is(err, fault.Unknown) {
		held, heldErr := position.Held(ctx, v, position.PersonID(id))
		if heldErr == nil && len(held) > 0 {
			h, err = held[len(held)-1], nil
		}
	}
	if err != nil {
		return audit.Subject{}, err
	}
	tree, err := org.Load(ctx, v)
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: tHolders.In(ctx, tree.Name(h.Body, h.From)), Address: position.PageOf(h.Body), Words: toldOf}, nil
}

func accountSubject(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	a, err := account.Find(ctx, v, account.ID(id))
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: a.Name, Address: a.ID.Address(), Words: toldOf}, nil
}

func bodyOrGroup(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	tree, err := org.Load(ctx, v)
	if err != nil {
		return audit.Subject{}, err
	}
	if !v.Actor.MaySomewhere(org.CanSee) {
		return audit.Subject{}, fault.New(fault.Unknown, tNotToSee)
	}
	if b, ok := tree.Body(org.ID(id)); ok {
		return audit.Subject{Title: b.NameOn(v.Today), Address: b.ID.Address(), Words: toldOf}, nil
	}
	g, err := tree.Group(org.GroupID(id), v.Today)
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: g.Name, Address: g.ID.Address(), Words: toldOf}, nil
}

func ruleSubject(ctx context.Context, v *work.View, id string) (audit.Subject, error) {
	r, err := rule.Find(id)
	if err == nil && !v.Actor.MaySomewhere(rule.CanSee) {
		err = fault.New(fault.Unknown, tNotToSee)
	}
	if err != nil {
		return audit.Subject{}, err
	}
	return audit.Subject{Title: r.Title.In(ctx), Address: "/rules/" + r.Key, Words: toldOf}, nil
}

// toldOf says in words what was done, for the kinds of events for which no
// capability has words of its own.
func toldOf(kind string) text.T { return told[kind] }

var told = map[string]text.T{
	"account.created":          text.New("Lập tài khoản", "Created the account"),
	"account.granted":          text.New("Giao vai trò", "Granted a role"),
	"account.revoked":          text.New("Thôi giao vai trò", "Revoked a role"),
	"account.renamed":          text.New("Sửa tên", "Changed the name"),
	"account.disabled":         text.New("Khoá tài khoản", "Disabled the account"),
	"account.enabled":          text.New("Mở khoá tài khoản", "Enabled the account"),
	"account.password_reset":   text.New("Cấp mật khẩu tạm", "Gave a temporary password"),
	"account.password_changed": text.New("Đổi mật khẩu", "Changed the password"),
	"account.signed_in":        text.New("Đăng nhập", "Signed in"),
	"account.signed_out":       text.New("Đăng xuất", "Signed out"),
	"account.session_revoked":  text.New("Kết thúc một phiên đăng nhập", "Ended a session"),
	"account.sessions_revoked": text.New("Kết thúc mọi phiên khác", "Ended all other sessions"),
	"account.second_refused":   text.New("Nhập sai mã ở bước hai", "Gave a wrong code as the second step"),
	"account.proved":           text.New("Xác nhận lại danh tính", "Proved again who they are"),
	"factor.required":          text.New("Đặt yêu cầu khi đăng nhập", "Set what signing in requires"),
	"factor.app_added":         text.New("Thiết lập ứng dụng xác thực", "Set up an authenticator app"),
	"factor.app_removed":       text.New("Gỡ ứng dụng xác thực", "Removed the authenticator app"),
	"factor.passkey_added":     text.New("Thêm khoá truy cập", "Added a passkey"),
	"factor.passkey_removed":   text.New("Gỡ khoá truy cập", "Removed a passkey"),
	"factor.recovery_made":     text.New("Tạo bộ mã khôi phục", "Made recovery codes"),
	"factor.recovery_used":     text.New("Dùng một mã khôi phục", "Used a recovery code"),
	"factor.reset":             text.New("Đặt lại xác thực hai bước", "Reset the second step"),
	"notice.chosen":            text.New("Chọn cách nhận thông báo", "Chose how to be told"),
	"notice.address_asked":     text.New("Đề nghị nhận thư ở một địa chỉ", "Asked for mail to an address"),
	"notice.address_confirmed": text.New("Xác nhận địa chỉ nhận thư", "Confirmed the address for mail"),
	"notice.address_dropped":   text.New("Thôi nhận thư", "Wanted no more mail"),
	"doc.registered":           text.New("Vào sổ văn bản", "Registered the document"),
	"doc.amended":              text.New("Sửa thông tin văn bản", "Amended the document"),
	"doc.completed":            text.New("Bổ sung tệp", "Added files"),
	"doc.duties":               text.New("Ghi việc phải cụ thể hoá", "Noted who has to make it concrete"),
	"doc.linked":               text.New("Ghi các viện dẫn", "Noted what it cites"),
	"doc.unlinked":             text.New("Bỏ một liên kết", "Removed a link"),
	"doc.chosen":               text.New("Chọn văn bản được viện dẫn", "Chose the document that is cited"),
	"doc.resolved":             text.New("Nhận ra văn bản được viện dẫn", "Recognised the document that is cited"),
	"doc.term":                 text.New("Ghi nhiệm kỳ", "Noted a term of office"),
	"intake.read":              text.New("Đọc văn bản", "Read the document"),
	"intake.entered":           text.New("Đưa vào sổ và giao việc", "Entered it and assigned its tasks"),
	"intake.resumed":           text.New("Đọc tiếp", "Went on reading"),
	"intake.refused":           text.New("Từ chối tài liệu có dấu mật", "Refused a document marked secret"),
	"intake.discarded":         text.New("Bỏ tài liệu", "Discarded the document"),
	"account.token_made":       text.New("Tạo mã truy cập", "Made an access token"),
	"account.token_revoked":    text.New("Thu hồi mã truy cập", "Revoked an access token"),
	"feed.made":                text.New("Tạo địa chỉ lịch nhắc hạn", "Made the address of a calendar"),
	"feed.revoked":             text.New("Thu hồi địa chỉ lịch nhắc hạn", "Revoked the address of a calendar"),
	"hook.registered":          text.New("Đăng ký kết nối", "Registered the webhook"),
	"hook.rotated":             text.New("Tạo khoá mới", "Made a new secret"),
	"hook.ended":               text.New("Dừng kết nối", "Ended the webhook"),
	"hook.resumed":             text.New("Bật lại kết nối", "Resumed the webhook"),
	"hook.again":               text.New("Gửi lại một tin", "Sent a message again"),
	"position.put":             text.New("Ghi người giữ chức danh", "Entered a holder of a title"),
	"position.change":          text.New("Sửa ngày giữ chức danh", "Changed the days of a title"),
	"position.end":             text.New("Ghi thôi giữ chức danh", "Ended the holding of a title"),
	"position.remove":          text.New("Xoá dòng chức danh ghi nhầm", "Took an entry of a title away"),
	"position.rename":          text.New("Sửa họ tên, tài khoản của người giữ chức danh", "Changed name or account of a holder"),
	"position.erase":           text.New("Xoá tên người giữ chức danh", "Erased the name of a holder"),
	"brief.ask":                text.New("Yêu cầu quán triệt", "Asked to brief"),
	"brief_duty.asked":         text.New("Được yêu cầu quán triệt", "Was asked to brief"),
	"brief_duty.remind":        text.New("Nhắc trước hạn quán triệt", "Reminded to brief"),
	"brief_duty.urge":          text.New("Đôn đốc quán triệt khi quá hạn", "Urged to brief"),
	"brief_duty.escalate":      text.New("Báo cáo cấp trên việc quán triệt quá hạn", "Told the level above of overdue briefing"),
	"brief.waive":              text.New("Bỏ yêu cầu quán triệt", "Took a request to brief back"),
	"brief.expect":             text.New("Ghi số phải học", "Said how many there are"),
	"brief.hold":               text.New("Ghi buổi quán triệt", "Wrote a sitting down"),
	"brief.change":             text.New("Sửa buổi quán triệt", "Changed a sitting"),
	"brief.take":               text.New("Lấy số điểm cầu thành buổi quán triệt", "Took counts of points as sittings"),
	"brief.withdraw":           text.New("Bỏ buổi quán triệt khỏi số liệu", "Took a sitting back"),
	"brief.finish":             text.New("Kết thúc việc quán triệt", "Finished briefing"),
	"brief.material":           text.New("Thêm tài liệu quán triệt", "Added a document to brief with"),
	"brief.material_removed":   text.New("Bỏ tài liệu quán triệt", "Took a document to brief with away"),
	"brief.ask_ack":            text.New("Yêu cầu xác nhận đã đọc", "Asked officials to say that it was read"),
	"brief.check":              text.New("Tạo câu hỏi thu hoạch", "Made a knowledge check"),
	"brief.reopen":             text.New("Mở lại việc quán triệt", "Opened briefing again"),
	"rule.set":                 text.New("Đặt quy tắc", "Set the rule"),
	"org.established":          text.New("Thành lập", "Established"),
	"org.imported":             text.New("Nạp từ bảng", "Imported from a sheet"),
	"org.renamed":              text.New("Đổi tên", "Renamed"),
	"org.moved":                text.New("Chuyển cấp trên", "Moved under another superior"),
	"org.merged":               text.New("Hợp nhất, sáp nhập", "Merged"),
	"org.divided":              text.New("Chia, tách", "Divided"),
	"org.dissolved":            text.New("Kết thúc hoạt động", "Dissolved"),
	"org.groupAdded":           text.New("Lập nhóm đơn vị", "Made the group"),
	"org.groupChanged":         text.New("Sửa nhóm đơn vị", "Changed the group"),
	"org.groupEnded":           text.New("Kết thúc nhóm đơn vị", "Ended the group"),
}

var tHolders = text.New("Chức danh: %s", "Titles: %s")

var tNotToSee = text.New("Không có hồ sơ này, hoặc bạn không được xem.", "There is no such record, or it is not for you to see.")
