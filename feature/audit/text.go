package audit

import "quyet/base/text"

var (
	tNoKey = text.New(
		"Không có khoá ký nhật ký tại %s. Hãy chép khoá từ nơi cất giữ về đó (xem quyet audit key), hoặc chỉ nơi đặt khoá bằng --log-key.",
		"The key that signs the log is not at %s. Put it back there from where it is kept (see quyet audit key), or name its place with --log-key.")
	tKeyBroken = text.New("Tệp %s không phải là khoá ký nhật ký.", "The file %s is no key of the log.")
	tOtherKey  = text.New(
		"Khoá tại %s không phải là khoá đang ký nhật ký này. Hãy dùng đúng khoá, hoặc đổi khoá bằng quyet audit rotate.",
		"The key at %s is not the one by which this log is signed. Use the right key, or change it with quyet audit rotate.")
	tAltered = text.New(
		"Nhật ký không còn khớp với mốc niêm phong gần nhất: dữ liệu đã bị sửa ngoài chương trình. Chương trình ngừng niêm phong; hãy chạy quyet audit verify để biết chỗ bị sửa.",
		"The log does not fit its newest checkpoint any more: something was altered outside of the program. Nothing more is signed; run quyet audit verify to learn what.")
)

var (
	tNotSoLong     = text.New("Nhật ký chưa từng có %d mục.", "The log has never had %d entries.")
	tNoSuchHistory = text.New("Không có hồ sơ này, hoặc bạn không được xem.", "There is no such record, or it is not for you to see.")
	tNoSuchEvent   = text.New("Không có sự kiện số %d của hồ sơ này.", "There is no event %d of this record.")
	tOnlyProgram   = text.New(
		"Chỉ chương trình tự đọc toàn bộ nhật ký; hãy xem lịch sử ở trang của từng việc.",
		"Only the program itself reads the whole log; look at the history on the page of each thing.")
	tNotSealed = text.New(
		"Sự kiện số %d chưa được niêm phong. Hãy thử lại sau một phút.",
		"Event %d is not sealed yet. Try again in a minute.")
)

// What verifying finds.
var (
	tEntryAltered = text.New(
		"Sự kiện số %d (mục %d của nhật ký, %s, %s) đã bị sửa.",
		"Event %d (entry %d of the log, %s, %s) was altered.")
	tRemoved = text.New(
		"Sự kiện số %d (mục %d của nhật ký) đã bị xoá.",
		"Event %d (entry %d of the log) was removed.")
	tInserted = text.New(
		"Sự kiện số %d (%s, ghi là %s) được chèn vào sau, không có trong nhật ký.",
		"Event %d (%s, dated %s) was put in later; it is not in the log.")
	tRewritten = text.New(
		"Các mục %d–%d của nhật ký không đúng với mốc niêm phong lúc %s; mốc cuối cùng còn đúng: %s.",
		"Entries %d–%d of the log do not fit the checkpoint of %s; the last one that fits: %s.")
	tLaterCheckpoints = text.Plural(
		"%d mốc niêm phong sau đó cũng không đúng.", "%d later checkpoint does not fit either.", "%d later checkpoints do not fit either.")
	tNodeWrong = text.New(
		"Mã băm lưu cho các mục %d–%d không đúng với các mục ấy.",
		"The hash stored for entries %d–%d is not theirs.")
	tBadSignature = text.New(
		"Mốc niêm phong lúc %s (cỡ %d) không có chữ ký đúng.",
		"The checkpoint of %s (size %d) is not rightly signed.")
	tBadCosignature = text.New(
		"Chữ ký của bên chứng kiến %s trên mốc cỡ %d không đúng.",
		"The signature of witness %s on the checkpoint of size %d is not right.")
	tRolledBack = text.New(
		"Có người đã thấy nhật ký với %d mục, nay chỉ còn %d: dữ liệu đã bị đưa về trạng thái cũ, mất %d mục.",
		"The log was seen with %d entries and has %d now: the database was rolled back, %d entries are lost.")
	tCutOff = text.New(
		"Mốc niêm phong lúc %s có %d mục, nay nhật ký chỉ còn %d: phần cuối đã bị cắt.",
		"The checkpoint of %s has %d entries, the log has %d now: its end was cut off.")
	tForked = text.New(
		"Nhật ký không phải là nhật ký người ta đã thấy khi có %d mục: dữ liệu đã bị thay.",
		"This is not the log that was seen with %d entries: the data were replaced.")
	tBlockBroken = text.New("Khối %d của nhật ký bị hỏng hoặc bị sửa.", "Block %d of the log is damaged or was altered.")
	tHeadWrong   = text.New("Nhật ký ghi là có %d mục nhưng thấy %d.", "The log says it has %d entries, but %d are there.")
	tTwice       = text.New("Sự kiện số %d có mặt hai lần trong nhật ký.", "Event %d stands in the log twice.")
)

var (
	tNoWitnessKey     = text.New("Khoá của bên chứng kiến không đúng. Hãy chép nguyên dòng mà bên ấy in ra bằng quyet audit watch.", "The key of the witness is none. Copy the line that the witness prints with quyet audit watch.")
	tWitnessNamed     = text.New("Khoá này là của %s; hãy dùng đúng tên ấy.", "This key is that of %s; use that name.")
	tNoWitnessAddress = text.New("Địa chỉ phải là https://… (kèm khoá của bên chứng kiến) hoặc đường dẫn đầy đủ của một thư mục.", "The address must be https://… (with the key of the witness) or the full path of a folder.")
	tWitnessThere     = text.New("Đã có bên chứng kiến tên %s.", "There is a witness called %s already.")
	tNoWitness        = text.New("Không có bên chứng kiến tên %s.", "There is no witness called %s.")
	tNoLogKey         = text.New("Khoá công khai của nhật ký không đúng. Hãy chép nguyên dòng mà bên kia in ra bằng quyet audit key.", "The public key of the log is none. Copy the line that the other side prints with quyet audit key.")
	tWatchedThere     = text.New("Nhật ký %s đã được chứng kiến.", "The log %s is watched already.")
	tNoRequest        = text.New("Yêu cầu không đúng dạng.", "This is no request to a witness.")
	tNotWatched       = text.New("Nhật ký này không được chứng kiến ở đây.", "This log is not watched here.")
	tNotSigned        = text.New("Mốc niêm phong không có chữ ký đúng của nhật ký.", "The checkpoint is not signed by the log.")
	tRewrittenLog     = text.New("Nhật ký %s không nối tiếp mốc đã ký trước đây: đã bị viết lại.", "The log %s does not go on from what was signed before: it was rewritten.")
)

// What the command line says.
var (
	tVerified = text.New(
		"Đã đọc %d mục của nhật ký, %d mốc niêm phong, %d chữ ký của bên chứng kiến.",
		"Read %d entries of the log, %d checkpoints, %d signatures of witnesses.")
	tRootIs  = text.New("Mã gốc: %s", "Root: %s")
	tWaiting = text.New("%d sự kiện mới chưa được niêm phong.", "%d new events are not sealed yet.")
	tOwnKeys = text.New(
		"Không có khoá nào được đưa vào: chữ ký được kiểm bằng khoá ghi trong chính dữ liệu. Hãy thêm --key, và --seen với mốc bạn đã giữ.",
		"No key was given: signatures were checked by the key in the database itself. Add --key, and --seen with a checkpoint that you kept.")
	tMoreFindings = text.New("… và %d chỗ nữa.", "… and %d more.")
	tNotWhole     = text.Plural("Nhật ký không còn nguyên vẹn: %d chỗ.", "The log is not whole: %d finding.", "The log is not whole: %d findings.")
	tWhole        = text.New("Nhật ký nguyên vẹn.", "The log is whole.")
	tNoCheckpoint = text.New("%s không phải là một mốc niêm phong.", "%s is no checkpoint.")
	tNoProof      = text.New("%s không phải là một tệp bằng chứng.", "%s is no proof.")
	tNotProven    = text.New("%s không chứng minh được điều nó ghi: tệp đã bị sửa hoặc khoá không đúng.", "%s does not prove what it says: it was altered, or the key is another one.")
	tProven       = text.New("Đúng: đây là mục %d trong %d mục của nhật ký %s.", "Proven: this is entry %d of %d of the log %s.")
	tRotateAgain  = text.New("Khoá vừa được đổi. Hãy thử lại khi có sự kiện mới được niêm phong.", "The key was changed just now. Try again when newer events are sealed.")
	tCosigned     = text.Plural("Đã ký %d mốc.", "Signed %d checkpoint.", "Signed %d checkpoints.")
	tNotFromHere  = text.New(
		"Mốc tiếp theo nối từ %d mục, nhưng bạn đã ký tới %d mục. Hãy báo cho nơi giữ nhật ký để đặt lại.",
		"The next checkpoint goes on from %d entries, but you have signed up to %d. Tell those who keep the log to appoint you anew.")
)

// What the pages say.
var (
	tCanWatch = text.New("Theo dõi nhật ký", "Watch the log")
	tLog      = text.New("Nhật ký", "Log")
	tLogLead  = text.New(
		"Mọi thay đổi được ghi thành một mục và niêm phong; không ai, kể cả quản trị viên, sửa được mà không bị phát hiện.",
		"Every change becomes an entry and is sealed; nobody, an administrator included, can alter one unnoticed.")
	tNewest           = text.New("Mốc niêm phong mới nhất", "Newest checkpoint")
	tKeepIt           = text.New("Tải mốc này", "Download it")
	tEntries          = text.New("Số mục", "Entries")
	tRoot             = text.New("Mã gốc", "Root")
	tSealedAt         = text.New("Niêm phong lúc", "Sealed at")
	tNotSealedYet     = text.New("Sự kiện chưa niêm phong", "Events not sealed yet")
	tWhyKeep          = text.New("Giữ lại hoặc chép tay số mục và mã gốc: sau này có thể đối chiếu xem mọi việc trước đó còn nguyên hay không.", "Keep the number of entries and the root, or write them down: later they tell whether all that was done before is still as it was.")
	tVerifyYourself   = text.New("Tự kiểm tra", "Verify it yourself")
	tVerifyHow        = text.New("Ai có một bản sao dữ liệu đều kiểm tra được, không cần mạng:", "Whoever has a copy of the data can verify it, without a network:")
	tOlderKeys        = text.New("Các khoá cũ (thêm mỗi khoá một --key):", "Older keys (one --key for each):")
	tWitnesses        = text.New("Bên chứng kiến", "Witnesses")
	tWitness          = text.New("Bên chứng kiến", "Witness")
	tNoWitnesses      = text.New("Chưa có bên chứng kiến. Quản trị viên thêm bằng quyet audit witness add: một nơi cài đặt khác, hoặc thư mục dùng chung của cơ quan khác.", "There is none yet. The administrator appoints one with quyet audit witness add: another installation, or a shared folder of another body.")
	tSignedUpTo       = text.New("Đã ký tới mục", "Signed up to")
	tAsked            = text.New("Hỏi lần cuối", "Last asked")
	tState            = text.New("Tình trạng", "State")
	tSigns            = text.New("Đang ký", "Signs")
	tKeeps            = text.New("Đang cất giữ", "Keeps")
	tDoesNotSign      = text.New("Chưa ký", "Does not sign")
	tWatchedHere      = text.New("Nhật ký được chứng kiến tại đây", "Logs that are watched here")
	tLogOf            = text.New("Nhật ký", "Log")
	tSignedAt         = text.New("Ký lần cuối", "Last signed")
	tNothingSealed    = text.New("Chưa niêm phong lần nào", "Nothing is sealed yet")
	tNothingSealedWhy = text.New("Mốc đầu tiên có trong vòng một phút kể từ thay đổi đầu tiên.", "The first checkpoint is there within a minute of the first change.")
	tTrouble          = text.New("Chương trình đã ngừng niêm phong. Hãy chạy quyet audit verify trên máy chủ để biết lý do.", "The program has stopped sealing. Run quyet audit verify on the server to learn why.")
	tStale            = text.New("Có sự kiện từ %s chưa được niêm phong. Hãy báo cho quản trị viên.", "Events since %s are not sealed. Tell the administrator.")
	tNoSize           = text.New("Hãy ghi số mục, ví dụ ?old=52418.", "Give a number of entries, like ?old=52418.")
	tHistoryLead      = text.New("Từng việc đã làm, kèm bằng chứng là nó nằm trong nhật ký.", "Everything that was done, with the proof that it stands in the log.")
	tProofs           = text.New("Bằng chứng", "Proofs")
	tHistory          = text.New("Quá trình", "History")
	tRecord           = text.New("Trở lại hồ sơ", "Back to the record")
	tOlder            = text.New("Chỉ hiện %d việc gần nhất.", "Only the latest %d are shown.")
	tEntry            = text.New("Mục %s của nhật ký.", "Entry %s of the log.")
	tProofOf          = text.New("Tải bằng chứng của sự kiện số %d", "Download the proof of event %d")
	tEventWaits       = text.New("Sự kiện số %d, sẽ được niêm phong trong vòng một phút.", "Event %d, sealed within a minute.")
	tProgram          = text.New("Chương trình (%s)", "The program (%s)")
	tInPlaceOf        = text.New("%s thay %s", "%s in place of %s")
	tSomebody         = text.New("Tài khoản đã xoá", "An erased account")
	tCheckpointLine   = text.New("Nhật ký: %s mục, mã gốc %s, niêm phong lúc %s", "Log: %s entries, root %s, sealed at %s")
)
