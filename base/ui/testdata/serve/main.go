package main
import ("net/http";"quyet/base/ui";"quyet/base/text";"quyet/base/civil")
func main(){
 http.Handle(ui.AssetPath, ui.Assets())
 http.HandleFunc("/dev/ui", func(w http.ResponseWriter, r *http.Request){
  w.Header().Set("Content-Security-Policy","default-src 'self'; frame-ancestors 'self'")
  w.Header().Set("Content-Type","text/html; charset=utf-8")
  l:=text.Vietnamese; if r.URL.Query().Get("l")=="en" {l=text.English}
  ctx:=ui.WithShell(text.WithLang(r.Context(),l), ui.Shell{Current:"/dev/ui",SearchAt:"/search",LangAt:"/language",Today:civil.On(2026,11,21),
   Account:&ui.Account{Name:"Nguyễn Văn Mẫu",Post:"Văn phòng Tỉnh uỷ",Menu:[]ui.MenuItem{{Label:"Tài khoản của tôi",Href:"/me",Icon:ui.IconSettings},{Label:"Đăng xuất",Href:"/sign-out",Post:true,Icon:ui.IconSignOut}}},
   Nav:[]ui.NavItem{{Title:text.New("Bàn làm việc","Desk"),Href:"/desk",Icon:ui.IconDesk,Key:"g d"},{Title:text.New("Văn bản","Documents"),Href:"/doc",Icon:ui.IconDocument},{Title:text.New("Nhiệm vụ","Tasks"),Href:"/task",Icon:ui.IconTask},{Title:text.New("Bản đồ","Map"),Href:"/dev/ui",Icon:ui.IconMap},{Title:text.New("Tổ chức","Bodies"),Href:"/org",Icon:ui.IconBody},{Title:text.New("Quy tắc","Rules"),Href:"/rule",Icon:ui.IconRule}}})
  ui.Gallery().Render(ctx,w)})
http.HandleFunc("/frame",func(w http.ResponseWriter,r *http.Request){w.Write([]byte("<!doctype html><body style='margin:0'><iframe width=390 height=6800 style='border:0' src='/dev/ui'></iframe>"))})
 http.ListenAndServe("127.0.0.1:8797",nil)}
