package provider

import "quyet/base/text"

// Refusals: each tells the person what to do.
var (
	tNobody       = text.New("Hãy đăng nhập trên trang web để liên kết tài khoản của mình.", "Sign in on the web page to bind your account.")
	tBoundAlready = text.New("Tài khoản của bạn đã liên kết với một người dùng ở đó. Muốn đổi, hãy gỡ liên kết cũ trước.", "Your account is bound to somebody there already. To change that, take the old binding away first.")
	tBoundToOther = text.New("Người dùng ấy đã liên kết với một tài khoản khác ở đây. Nếu đó cũng là tài khoản của bạn, hãy đăng nhập vào đó và gỡ liên kết trước.", "That one is bound to another account here. If that is yours too, sign in there and take the binding away first.")
	tNotBound     = text.New("Liên kết này không còn; có thể đã được gỡ ở cửa sổ khác.", "This binding is not there any more; it may have been taken away in another window.")

	tVisitOver = text.New("Lần đăng nhập này đã quá lâu hoặc được mở ở trình duyệt khác. Hãy bắt đầu lại.", "This sign-in took too long or was begun in another browser. Begin anew.")
	tDenied    = text.New("%s báo rằng bạn đã không đồng ý đăng nhập. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.", "%s says that you did not agree. Try again, or sign in with your password.")
	tFailed    = text.New("%s không xác nhận được bạn là ai. Hãy thử lại; nếu vẫn vậy, hãy đăng nhập bằng mật khẩu và báo người quản trị.", "%s could not confirm who you are. Try again; if it stays so, sign in with your password and tell your administrator.")
	tSilent    = text.New("%s không trả lời. Hãy thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.", "%s does not answer. Try again in a few minutes, or sign in with your password.")
	tUnbound   = text.New("Người dùng này của %s chưa liên kết với tài khoản nào ở đây. Hãy đăng nhập bằng mật khẩu, rồi vào Tài khoản của tôi, Đăng nhập qua nơi khác để liên kết.", "This user of %s is not bound to any account here. Sign in with your password, then bind it under My account, Signing in by way of others.")
)

// Pages.
var (
	tOwn      = text.New("Tài khoản của tôi", "My account")
	tBindings = text.New("Đăng nhập qua nơi khác", "Signing in by way of others")
	tLead     = text.New("Liên kết tài khoản này với tài khoản bạn đã có ở nơi khác, để đăng nhập bằng tài khoản ấy.", "Bind this account to one that you have elsewhere, and sign in with that.")
	tNone     = text.New("Người quản trị chưa khai báo nơi nào.", "The administrator has named none.")
	tProvider = text.New("Nơi đăng nhập", "By way of")
	tState    = text.New("Liên kết", "Binding")
	tBoundOn  = text.New("Liên kết từ", "Bound since")
	tUsedOn   = text.New("Dùng lần cuối", "Last used")
	tSubject  = text.New("Mã người dùng ở đó", "Identifier there")
	tNever    = text.New("Chưa dùng", "Never")
	tYes      = text.New("Đã liên kết", "Bound")
	tNo       = text.New("Chưa liên kết", "Not bound")
	tDo       = text.New("Việc có thể làm", "What can be done")
	tBind     = text.New("Liên kết", "Bind")
	tBindTo   = text.New("Liên kết với %s", "Bind to %s")
	tUnbind   = text.New("Gỡ liên kết", "Take away")
	tUnbindOf = text.New("Gỡ liên kết với %s", "Take the binding to %s away")
	tGone     = text.New("Nơi này không còn được khai báo", "No longer named here")

	tGoTitle = text.New("Sang %s", "On to %s")
	tGoLead  = text.New("Ở đó hãy đăng nhập bằng tài khoản của chính bạn. Xong, bạn sẽ được đưa trở lại đây và liên kết được ghi lại.", "Sign in there with your own account. You are then brought back here, and the binding is made.")
	tGo      = text.New("Tiếp tục sang %s", "Go on to %s")
	tCancel  = text.New("Thôi", "Cancel")

	tBoundDone   = text.New("Đã liên kết với %s. Từ nay bạn có thể đăng nhập bằng tài khoản ấy.", "Bound to %s. From now on you can sign in with that account.")
	tUnboundDone = text.New("Đã gỡ liên kết.", "The binding is taken away.")

	tHoldingTo = text.New("Nhận ra người đăng nhập qua nơi khác", "To know who signs in by way of others")
)

// The command line.
var (
	helpProvider = "Nơi đăng nhập khác (OIDC): liên kết và gỡ liên kết tài khoản. || Identity providers (OIDC): bind and unbind accounts."
	tBoundCLI    = text.New("Đã liên kết %s với %s.", "%s is bound to %s.")
	tUnboundCLI  = text.New("Đã gỡ liên kết của %s với %s.", "The binding of %s to %s is taken away.")
	tIssuerWrong = text.New("“%s” không phải địa chỉ của nơi đăng nhập khác. Hãy chép đúng mục issuer đã khai báo, dạng https://…", "“%s” is no address of an identity provider. Copy the issuer as it was named, like https://…")
	tSubjectLong = text.New("Mã người dùng phải có từ 1 đến 255 ký tự.", "The identifier must have 1 to 255 characters.")
)
