package report

import "quyet/base/text"

// dashRefresh is after how many seconds the screen of a room is fetched again where there
// are no scripts.
const dashRefresh = 60

var (
	tCanCompose    = text.New("Lập bảng theo dõi", "Compose dashboards")
	tDashes        = text.New("Bảng theo dõi", "Dashboards")
	tDash          = text.New("Bảng", "Dashboard")
	tNoDashes      = text.New("Chưa có bảng theo dõi nào", "There are no dashboards yet")
	tNoDashesHow   = text.New("Ghép các khối số liệu bạn hay xem vào một trang; chia sẻ, in, hoặc chiếu toàn màn hình.", "Put the blocks you often look at on one page; share, print or show them full screen.")
	tNewDash       = text.New("Lập bảng mới", "Compose a dashboard")
	tCompose       = text.New("Lập bảng", "Compose")
	tComposed      = text.New("Đã lập bảng. Thêm, bớt, xếp lại các khối ở đây.", "Composed. Add, remove and order its blocks here.")
	tDashTitle     = text.New("Tên bảng", "Title")
	tTellsOf       = text.New("Số liệu của", "Tells of")
	tDashPeriod    = text.New("Theo kỳ", "For each")
	tShareIt       = text.New("Cho mọi người trong cơ quan cùng xem", "Everybody at the body may see it")
	tUnsentParts   = text.New("Còn %d cơ quan chưa gửi phần của mình; chốt bây giờ thì báo cáo không có phần đó.", "%d bodies have not sent their parts; frozen now, the report is without them.")
	tDashUntitled  = text.New("Hãy đặt tên cho bảng.", "Give the dashboard a title.")
	tMaking        = text.New("Đang lập tệp…", "Making the file…")
	tOfIndicator   = text.New("Chỉ tiêu", "Indicator")
	tWhose         = text.New("Của ai", "Whose")
	tMine          = text.New("Của tôi", "Mine")
	tSharedDash    = text.New("Được chia sẻ", "Shared")
	tFullScreen    = text.New("Toàn màn hình", "Full screen")
	tEditDash      = text.New("Sửa bảng", "Edit")
	tAboutDash     = text.New("Tên, phạm vi, chia sẻ", "Title, scope, sharing")
	tDiscardDash   = text.New("Bỏ bảng", "Discard")
	tDashGone      = text.New("Đã bỏ bảng.", "The dashboard has been discarded.")
	tNoDash        = text.New("Không có bảng theo dõi này, hoặc bạn không được xem.", "There is no such dashboard, or it is not for you to see.")
	tOthersDash    = text.New("Bảng này của người khác; hãy lập bảng của mình.", "This dashboard is somebody else's; compose one of your own.")
	tNobodysDash   = text.New("Chỉ người dùng mới lập được bảng theo dõi.", "Only people compose dashboards.")
	tDashChanged   = text.New("Bảng vừa được sửa ở nơi khác; hãy mở lại trang.", "The dashboard was changed elsewhere meanwhile; open the page again.")
	tTooManyDashes = text.New("Mỗi người có nhiều nhất %d bảng.", "A person has at most %d dashboards.")
)
