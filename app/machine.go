package app

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"quyet/base/db"
	"quyet/base/text"
)

// A cause is something that goes wrong on a machine or at a database server,
// and what whoever runs the program there can do about it.
type cause struct {
	of   func(error) bool
	told text.T
}

func is(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

// causes, those first that tell more.
var causes = []cause{
	{is(db.ErrNewer), text.New(
		"Cơ sở dữ liệu này do một phiên bản Quyết mới hơn tạo ra. Hãy cài phiên bản đó hoặc mới hơn; chưa có gì thay đổi.",
		"A newer version of Quyết has used this database. Install that version or a later one; nothing was changed.")},
	{is(db.ErrChanged), text.New(
		"Cấu trúc cơ sở dữ liệu không đúng với phiên bản Quyết này. Hãy cài lại bản phát hành chính thức; chưa có gì thay đổi.",
		"The schema of the database is not that of this version of Quyết. Install the released program again; nothing was changed.")},
	{is(db.ErrDamaged), text.New(
		"Tệp cơ sở dữ liệu bị hỏng hoặc không phải của Quyết. Hãy giữ nguyên thư mục dữ liệu và khôi phục bản sao lưu gần nhất vào một thư mục mới: quyet restore.",
		"The database file is damaged or not one of Quyết. Leave the data folder as it is and restore the last backup into a new one: quyet restore.")},
	{is(db.ErrAddress), tNoAddress},
	{is(db.ErrOpenLine), text.New(
		"Kết nối đến PostgreSQL trên máy khác phải mã hoá: hãy thêm sslmode=verify-full vào địa chỉ --database (hoặc sslmode=require nếu chưa có chứng thư; sslmode=disable chỉ khi mạng là của riêng máy chủ).",
		"The connection to PostgreSQL on another machine has to be encrypted: add sslmode=verify-full to the address of --database (or sslmode=require without a certificate; sslmode=disable only in a network of the servers' own).")},
	{is(db.ErrRefused), text.New(
		"Máy chủ PostgreSQL không cho đăng nhập. Hãy kiểm tra tên và mật khẩu trong địa chỉ --database.",
		"The PostgreSQL server refuses the sign-in. Check the name and the password in the address of --database.")},
	{is(db.ErrForbidden), text.New(
		"Tài khoản PostgreSQL này không đủ quyền. Nếu vừa cài phiên bản mới, chủ sở hữu cơ sở dữ liệu hãy chạy quyet migrate rồi tools/postgres-rights.sql.",
		"This user of the PostgreSQL server is not permitted to do that. If the version is new, let the owner of the database run quyet migrate and then tools/postgres-rights.sql.")},
	{is(db.ErrNoDatabase), text.New(
		"Máy chủ PostgreSQL không có cơ sở dữ liệu này. Hãy tạo bằng createdb, hoặc sửa tên trong địa chỉ --database.",
		"The PostgreSQL server has no such database. Make it with createdb, or correct the name in the address of --database.")},
	{is(syscall.ENOSPC), text.New("Ổ đĩa đã đầy. Hãy giải phóng chỗ rồi làm lại.", "The disk is full. Make room and try again.")},
	{is(syscall.EROFS), text.New(
		"Ổ đĩa chỉ cho đọc. Hãy cho phép ghi, hoặc chọn nơi khác.",
		"The disk is read-only. Allow writing, or choose another place.")},
	{is(fs.ErrPermission), text.New(
		"Không đủ quyền. Hãy chạy bằng tài khoản sở hữu thư mục dữ liệu.",
		"Not permitted. Run it as the user who owns the data folder.")},
	{is(syscall.ENOTDIR), text.New("Đường dẫn đi qua một tệp, không phải thư mục. Hãy chọn nơi khác.", "The path leads through a file, not a folder. Choose another place.")},
	{is(fs.ErrNotExist), text.New("Không có tệp hoặc thư mục này.", "There is no such file or folder.")},
	{is(db.ErrBusy), text.New(
		"Chương trình khác đang giữ cơ sở dữ liệu. Hãy đợi rồi làm lại.",
		"Another program holds the database. Wait and try again.")},
}

// What is said of a database that does not answer.
var unanswered = map[db.Engine]text.T{
	db.SQLite: text.New(
		"Không mở hoặc không ghi được tệp cơ sở dữ liệu: ổ đĩa đầy hoặc chỉ cho đọc, hoặc tài khoản đang chạy không có quyền.",
		"The database file cannot be opened or written: the disk is full or read-only, or the user has no right to it."),
	db.Postgres: text.New(
		"Không kết nối được với PostgreSQL. Hãy xem máy chủ có đang chạy và địa chỉ trong --database có đúng không.",
		"PostgreSQL cannot be reached. See whether the server runs and the address of --database is right."),
}

// explain says what to do about an error for which no operation has words, and
// then what the machine said, all in one line.
func explain(ctx context.Context, err error, engine db.Engine) string {
	said := strings.Join(strings.Fields(err.Error()), " ")
	for _, c := range causes {
		if c.of(err) {
			return c.told.In(ctx) + " (" + said + ")"
		}
	}
	if errors.Is(err, db.ErrUnavailable) {
		return unanswered[engine].In(ctx) + " (" + said + ")"
	}
	return said
}
