package app

import (
	"context"

	"quyet/base/fault"
	"quyet/base/mail"
	"quyet/base/text"
	"quyet/feature/notice"
)

// MailConfig says by way of which server the program writes to people. The
// zero value writes to nobody.
type MailConfig struct {
	Server       string `name:"smtp" env:"QUYET_SMTP" placeholder:"smtp://…" help:"Máy chủ thư để gửi thông báo: smtp://TÊN@MÁY:587 (STARTTLS) hoặc smtps://TÊN@MÁY:465; không ghi thì không gửi thư. || Mail server for notices: smtp://USER@HOST:587 (STARTTLS) or smtps://USER@HOST:465; no mail is sent without it."`
	PasswordFile string `name:"smtp-password" env:"QUYET_SMTP_PASSWORD" placeholder:"FILE" help:"Tệp chứa mật khẩu của máy chủ thư, chỉ chủ tệp đọc được. || File with the password of the mail server, readable by its owner only." type:"path"`
	From         string `name:"smtp-from" env:"QUYET_SMTP_FROM" placeholder:"ADDRESS" help:"Địa chỉ gửi thư, ví dụ: Văn phòng <vanphong@example.vn>. || Address of the sender, for example: The office <office@example.vn>."`
	Plain        bool   `name:"smtp-plain" env:"QUYET_SMTP_PLAIN" help:"Cho gửi không mã hoá nếu máy chủ thư không hỗ trợ mã hoá. || Send unencrypted where the mail server knows no encryption."`
}

// openMail reads how mail is sent; it asks the server nothing.
func (a *App) openMail() error {
	c := a.Config.Mail
	if c.Server == "" {
		if c.PasswordFile != "" || c.From != "" || c.Plain {
			return fault.New(fault.Invalid, tMailNeedsServer) // rather than to send nothing, unsaid
		}
		return nil
	}
	if a.Config.Address == "" {
		return fault.New(fault.Invalid, tMailNeedsAddress)
	}
	var err error
	if a.post, err = mail.New(mail.Config{Server: c.Server, PasswordFile: c.PasswordFile, From: c.From, Plain: c.Plain}); err != nil {
		return fault.New(fault.Invalid, tNoMail, err).Because(err)
	}
	return nil
}

// noticePost is by way of what notices go out.
func (a *App) noticePost() notice.Post {
	origin, _ := a.Config.origin() // was looked at when the program was opened
	return notice.Post{Sender: a.post, Origin: origin, Log: a.Log}
}

// mailDelivered tells how many mails were given up.
func (a *App) mailDelivered(ctx context.Context) ([]string, error) {
	n, err := notice.Failed(ctx, a.Office.DB)
	if err != nil || n == 0 {
		return nil, err
	}
	return []string{tMailsFailed.In(ctx, n)}, nil
}

var (
	tMailsFailed = text.Plural(
		"%d thư thông báo không gửi được; xem trang Thư không gửi được để biết vì sao và gửi lại.",
		"%d mail could not be delivered; the page Undelivered mail says why, and sends it again.",
		"%d mails could not be delivered; the page Undelivered mail says why, and sends them again.")
	tMailNeedsServer = text.New(
		"--smtp-password, --smtp-from và --smtp-plain chỉ có nghĩa khi có --smtp; hãy ghi máy chủ thư, hoặc bỏ các tham số này.",
		"--smtp-password, --smtp-from and --smtp-plain mean nothing without --smtp; name the mail server, or leave them out.")
	tMailNeedsAddress = text.New(
		"Để gửi thư có đường dẫn đúng, hãy ghi cả địa chỉ của chương trình bằng --address.",
		"To send mail with links that lead here, say where browsers find the program too, with --address.")
	tNoMail = text.New(
		"--smtp: không dùng được. Máy chủ có dạng smtp://tên@máy:587, mật khẩu nằm trong tệp của --smtp-password chỉ chủ tệp đọc được, người gửi là --smtp-from. %v",
		"--smtp: cannot be used. The server is like smtp://user@host:587, the password stands in the file of --smtp-password that its owner alone can read, the sender is --smtp-from. %v")
)
