package backup

import "quyet/base/text"

var (
	tCanSee = text.New("Xem tình trạng sao lưu", "See how the office is backed up")
	tNoPage = text.New("Không có trang này.", "There is no such page.")

	tBackup = text.New("Sao lưu", "Backup")
	tLead   = text.New("Mọi thay đổi được mã hoá và gửi sang nơi khác trong vài giây; mỗi đêm chương trình tự khôi phục thử.", "Every change is sealed and sent elsewhere within seconds; every night the program tries whether all comes back.")

	tLeadFiles = text.New("Các tệp được mã hoá và gửi sang nơi khác trong vài giây; mỗi đêm chương trình mở lại thử, và soát dữ liệu cùng nhật ký.", "The files are sealed and sent elsewhere within seconds; every night the program opens them again, and looks at the data and the log.")

	tOff      = text.New("Chưa bật sao lưu liên tục: nếu máy chủ hỏng, mọi việc làm từ bản sao lưu gần nhất sẽ mất.", "Continuous backup is off: if the server is lost, so is all that was done since the last backup.")
	tOffDo    = text.New("Cách bật, trên máy chủ", "How to turn it on, on the server")
	tOffKey   = text.New("Tạo khoá trên một máy khác: quyet vault-key quyet.key. Cất tệp khoá và một bản in của nó ở nơi an toàn, ngoài máy chủ. Mất khoá là mất mọi bản sao lưu.", "Make a key on another machine: quyet vault-key quyet.key. Keep the file and a printed copy of it in a safe place, away from the server. Without the key nothing comes back.")
	tOffStart = text.New("Đặt QUYET_VAULT là một thư mục trên máy khác hoặc kho S3, QUYET_VAULT_FOR là khoá công khai vừa in ra, rồi khởi động lại Quyết.", "Set QUYET_VAULT to a folder on another machine or an S3 store, QUYET_VAULT_FOR to the public key that was printed, and start Quyết again.")

	tSafe           = text.New("Mọi thay đổi đến %s đã được giữ ở nơi sao lưu.", "All that was done until %s is in the store.")
	tSafeFiles      = text.New("Mọi tệp đến %s đã được giữ ở nơi sao lưu.", "All files that came until %s are in the store.")
	tBeginningFiles = text.New("Đang gửi các tệp lần đầu; chưa có gì được giữ.", "The files are on their way; nothing is safe yet.")
	tBeginning      = text.New("Đang gửi bản đầy đủ đầu tiên; chưa có gì được giữ.", "The first image is on its way; nothing is safe yet.")
	tFailing        = text.New("Không dùng được nơi sao lưu từ %s. Công việc vẫn chạy bình thường; khi nơi sao lưu hoạt động lại, chương trình tự gửi bù.", "The store cannot be used since %s. Work goes on; when the store is back, the program catches up by itself.")
	tFailingDo      = text.New("Cần làm: kiểm tra máy hoặc kho chứa, đường mạng, dung lượng và mật khẩu của kho. Chi tiết: %s", "What to do: look at the machine or service of the store, the network, its free space and its password. It said: %s")

	tStore            = text.New("Nơi sao lưu", "Store")
	tSafeUntil        = text.New("An toàn đến", "Safe until")
	tLag              = text.New("Chậm nhất trong giờ qua", "Longest delay of the last hour")
	tImage            = text.New("Bản đầy đủ mới nhất", "Newest image")
	tSent             = text.New("Đã gửi từ khi khởi động", "Sent since the start")
	tTerms            = text.New("Thời gian giữ", "Kept for")
	tTermsSay         = text.New("mọi thời điểm trong %d ngày, mỗi ngày một bản trong %d ngày", "every moment for %d days, one image of each day for %d days")
	tOnlyFiles        = text.New("Chỉ các tệp được gửi từ đây. Cơ sở dữ liệu PostgreSQL được sao lưu riêng bằng quyet-pg; hãy xem tình trạng ở máy chủ PostgreSQL.", "Only the files are sent from here. The PostgreSQL database is backed up by quyet-pg; see there how it stands.")
	tSeconds          = text.New("%s giây", "%s s")
	tRestoreHow       = text.New("Khôi phục", "Restoring")
	tRestoreSaysFiles = text.New("Cơ sở dữ liệu: quyet-pg restore trên máy PostgreSQL mới. Các tệp: quyet restore --from NƠI_SAO_LƯU --key TỆP_KHOÁ với một cơ sở dữ liệu còn trống. Thứ tự các bước ở docs/backup.md, mục PostgreSQL.", "The database: quyet-pg restore on the new PostgreSQL machine. The files: quyet restore --from STORE --key KEY_FILE with a database that is still empty. The order of the steps is in docs/backup.md, under PostgreSQL.")
	tRestoreSays      = text.New("Trên máy mới: quyet --data THƯ_MỤC_TRỐNG restore --from NƠI_SAO_LƯU --key TỆP_KHOÁ; thêm --at \"27/11/2026 09:30\" để quay lại thời điểm đó.", "On a new machine: quyet --data EMPTY_FOLDER restore --from STORE --key KEY_FILE; add --at \"2026-11-27 09:30\" to go back to that moment.")

	tDrills       = text.New("Diễn tập khôi phục", "Drills")
	tNoDrill      = text.New("Chưa có lần diễn tập nào; lần đầu diễn ra sau khi bản đầy đủ đầu tiên được giữ.", "There was no drill yet; the first comes when the first image is in the store.")
	tNoDrillFiles = text.New("Chưa có lần diễn tập nào; lần đầu diễn ra sau khi các tệp được giữ.", "There was no drill yet; the first comes when the files are in the store.")
	tNoKey        = text.New("Máy chủ không giữ khoá diễn tập, nên không tự khôi phục thử. Mỗi tháng hãy khôi phục thử trên một máy khác bằng khoá riêng, rồi chạy quyet doctor.", "The server keeps no key for drills and does none. Every month, restore on another machine with the private key, and run quyet doctor there.")
	tGood         = text.New("Khôi phục được", "Came back whole")
	tGoodFiles    = text.New("Tệp khôi phục được", "Files came back whole")
	tGoodSayFiles = text.New("Lần diễn tập gần nhất, lúc %s: các tệp khôi phục được; dữ liệu và nhật ký đang dùng không có lỗi. Cơ sở dữ liệu phải được khôi phục thử riêng bằng quyet-pg.", "In the last drill, at %s, the files came back, and nothing was wrong with the data and the log in use. Whether the database comes back is tried apart, with quyet-pg.")
	tBad          = text.New("Có lỗi", "Something is wrong")
	tGoodSay      = text.New("Lần diễn tập gần nhất, lúc %s, khôi phục được toàn bộ và không thấy lỗi.", "In the last drill, at %s, all came back and nothing was wrong.")
	tBadSay       = text.New("Lần diễn tập gần nhất, lúc %s, có lỗi. Bản sao lưu có thể không khôi phục được.", "In the last drill, at %s, something was wrong. What is kept may not come back.")
	tOldSay       = text.New("Lần diễn tập gần nhất từ lúc %s, đã quá hai ngày.", "The last drill was at %s, more than two days ago.")
	tWhen         = text.New("Lúc", "At")
	tResult       = text.New("Kết quả", "Result")
	tMoment       = text.New("Khôi phục đến", "Came back as of")
	tTook         = text.New("Mất", "Took")
	tSize         = text.New("Đã đọc", "Read")
	tHowMany      = text.New("%d thay đổi, %d tệp, %s", "%d changes, %d files, %s")
	tWhatToDo     = text.New("Cần làm", "What to do")
	tFoundHere    = text.New("Đã thấy", "What was found")

	tDo = map[Kind]text.T{
		Restoring: text.New("Bản sao lưu bị hỏng hoặc thiếu. Ngay bây giờ: chạy quyet backup và cất tệp ở nơi khác; khởi động lại Quyết để bắt đầu một bản đầy đủ mới; rồi tìm nguyên nhân ở nơi sao lưu.", "What is kept is damaged or missing. Now: run quyet backup and put the file elsewhere; start Quyết again, which begins with a new image; then look for the cause at the store."),
		Late:      text.New("Bản khôi phục cũ hơn những gì đã gửi: có thứ ở nơi sao lưu đã bị xoá. Hãy kiểm tra ai xoá được ở đó, và khởi động lại Quyết để bắt đầu một bản đầy đủ mới.", "What came back is older than what was sent: something was deleted in the store. See who can delete there, and start Quyết again, which begins with a new image."),
		Engine:    text.New("Tệp cơ sở dữ liệu khôi phục bị hỏng. Hãy chạy quyet doctor trên máy chủ ngay: có thể dữ liệu đang dùng cũng hỏng.", "The database that came back is damaged. Run quyet doctor on the server now: the one in use may be damaged too."),
		Rules:     text.New("Dữ liệu vi phạm quy tắc của chính nó. Hãy chạy quyet doctor và báo cho nơi phát triển kèm các dòng dưới đây.", "The data breaks its own rules. Run quyet doctor and report the lines below to the makers."),
		Log:       text.New("Nhật ký đã bị sửa. Giữ nguyên máy chủ, không xoá gì; báo ngay cho thủ trưởng và cơ quan kiểm tra.", "The log was altered. Leave the server as it is and delete nothing; tell the head of the office and the inspection at once."),
		Files:     text.New("Có tệp thiếu hoặc bị sửa ở nơi sao lưu. Hãy xem tệp gốc còn nguyên không bằng quyet doctor; xoá tệp bị sửa ở nơi sao lưu rồi khởi động lại Quyết để gửi lại.", "Files are missing or altered in the store. See with quyet doctor whether the originals are whole; delete the altered ones in the store and start Quyết again, which sends them anew."),
	}

	tKinds = map[Kind]text.T{
		Restoring: text.New("Bản sao lưu", "What is kept"),
		Late:      text.New("Mới nhất", "How new it is"),
		Engine:    text.New("Tệp cơ sở dữ liệu", "Database file"),
		Rules:     text.New("Quy tắc của dữ liệu", "Rules of the data"),
		Log:       text.New("Nhật ký", "Log"),
		Files:     text.New("Tệp văn bản", "Files"),
	}

	tDoctorBad  = text.New("lần diễn tập khôi phục lúc %s có lỗi: %s", "the drill at %s found: %s")
	tDoctorOld  = text.New("lần diễn tập khôi phục gần nhất từ lúc %s", "the last drill was at %s")
	tDoctorNone = text.New("chưa có lần diễn tập khôi phục nào", "there was no drill yet")
)
