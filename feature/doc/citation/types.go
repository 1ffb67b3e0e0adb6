package citation

import "quyet/base/text"

// A Type is a type of document (thể loại). It is kept apart from the symbol,
// because symbols do not tell types apart: QĐ is decision and regulation, TT is
// circular and Party circular note.
type Type string

// The types of document. Party types: Quy định 399-QĐ/TW (2026). State
// administrative types: Nghị định 30/2020/NĐ-CP, phụ lục III. State normative
// types: Luật Ban hành văn bản quy phạm pháp luật, Điều 4.
const (
	NoType          Type = ""
	Resolution      Type = "resolution"
	JointResolution Type = "joint_resolution"
	Decision        Type = "decision"
	Regulation      Type = "regulation"
	Directive       Type = "directive"
	Conclusion      Type = "conclusion"
	WorkingRules    Type = "working_rules"
	Guideline       Type = "guideline"
	Notice          Type = "notice"
	Communique      Type = "communique"
	Report          Type = "report"
	Plan            Type = "plan"
	Programme       Type = "programme"
	Scheme          Type = "scheme"
	OptionPlan      Type = "option_plan"
	Project         Type = "project"
	Strategy        Type = "strategy"
	MasterPlan      Type = "master_plan"
	Submission      Type = "submission"
	Letter          Type = "letter"
	UrgentDispatch  Type = "urgent_dispatch"
	Minutes         Type = "minutes"
	Invitation      Type = "invitation"
	CircularNote    Type = "circular_note"
	Constitution    Type = "constitution"
	Code            Type = "code"
	Law             Type = "law"
	Ordinance       Type = "ordinance"
	Order           Type = "order"
	Edict           Type = "edict"
	Decree          Type = "decree"
	Circular        Type = "circular"
	JointCircular   Type = "joint_circular"
	Consolidated    Type = "consolidated"
	Charter         Type = "charter"
	Annex           Type = "annex"
	News            Type = "news" // a page that tells about documents; never cited
)

type typeInfo struct {
	Type
	slug  string
	name  text.T
	codes []string // in a symbol, folded
	words []string // in running text
}

// types lists every type with its words and codes. Where two types share a
// code, the one listed first is what a symbol alone is taken for.
var types = []typeInfo{
	{Resolution, "nghi_quyet", text.New("Nghị quyết", "Resolution"), []string{"nq", "nqcd"}, []string{"nghị quyết chuyên đề", "nghị quyết"}},
	{JointResolution, "nghi_quyet_lien_tich", text.New("Nghị quyết liên tịch", "Joint resolution"), []string{"nqlt"}, []string{"nghị quyết liên tịch"}},
	{Decision, "quyet_dinh", text.New("Quyết định", "Decision"), []string{"qd", "qdns"}, []string{"quyết định"}},
	{Regulation, "quy_dinh", text.New("Quy định", "Regulation"), []string{"qdi", "qyd"}, []string{"quy định"}},
	{Directive, "chi_thi", text.New("Chỉ thị", "Directive"), []string{"ct"}, []string{"chỉ thị"}},
	{Conclusion, "ket_luan", text.New("Kết luận", "Conclusion"), []string{"kl", "kltt", "kltr"}, []string{"kết luận thanh tra", "kết luận kiểm tra", "kết luận"}},
	{WorkingRules, "quy_che", text.New("Quy chế", "Working rules"), []string{"qc", "qcph", "qcphlt", "ctphlt"}, []string{"quy chế phối hợp", "quy chế làm việc", "quy chế"}},
	{Guideline, "huong_dan", text.New("Hướng dẫn", "Guideline"), []string{"hd", "hdlt", "hdln"}, []string{"hướng dẫn liên ngành", "hướng dẫn liên tịch", "hướng dẫn"}},
	{Notice, "thong_bao", text.New("Thông báo", "Notice"), []string{"tb", "tbkl"}, []string{"thông báo kết luận", "thông báo nhanh", "thông báo"}},
	{Communique, "thong_cao", text.New("Thông cáo", "Communiqué"), []string{"tc"}, []string{"thông cáo"}},
	{Report, "bao_cao", text.New("Báo cáo", "Report"), []string{"bc"}, []string{"báo cáo chính trị", "báo cáo thẩm định", "báo cáo thẩm tra", "báo cáo"}},
	{Plan, "ke_hoach", text.New("Kế hoạch", "Plan"), []string{"kh", "khlt", "khph", "khln"}, []string{"kế hoạch liên tịch", "kế hoạch phối hợp", "kế hoạch hành động", "kế hoạch tổng thể", "kế hoạch chi tiết", "kế hoạch"}},
	{Programme, "chuong_trinh", text.New("Chương trình", "Programme"), []string{"ctr", "cthd", "ctrhd", "ctph", "ctrph", "ctht"}, []string{"chương trình hành động", "chương trình phối hợp", "chương trình công tác", "chương trình"}},
	{Scheme, "de_an", text.New("Đề án", "Scheme"), []string{"da"}, []string{"đề án"}},
	{OptionPlan, "phuong_an", text.New("Phương án", "Option plan"), []string{"pa"}, []string{"phương án"}},
	{Project, "du_an", text.New("Dự án", "Project"), nil, []string{"dự án"}},
	{Strategy, "chien_luoc", text.New("Chiến lược", "Strategy"), []string{"cl"}, []string{"chiến lược"}},
	{MasterPlan, "quy_hoach", text.New("Quy hoạch", "Master plan"), []string{"qh"}, []string{"quy hoạch"}},
	{Submission, "to_trinh", text.New("Tờ trình", "Submission"), []string{"ttr", "ttrlt"}, []string{"tờ trình"}},
	{Letter, "cong_van", text.New("Công văn", "Official letter"), []string{"cv", "vb"}, []string{"công văn", "văn bản", "thư công"}},
	{UrgentDispatch, "cong_dien", text.New("Công điện", "Urgent dispatch"), []string{"cd"}, []string{"công điện"}},
	{Minutes, "bien_ban", text.New("Biên bản", "Minutes"), []string{"bb"}, []string{"biên bản"}},
	{Invitation, "giay_moi", text.New("Giấy mời", "Invitation"), []string{"gm"}, []string{"giấy mời"}},
	{Circular, "thong_tu", text.New("Thông tư", "Circular"), []string{"tt"}, []string{"thông tư"}},
	{CircularNote, "thong_tri", text.New("Thông tri", "Circular note"), nil, []string{"thông tri"}},
	{JointCircular, "thong_tu_lien_tich", text.New("Thông tư liên tịch", "Joint circular"), []string{"ttlt", "ttltlb"}, []string{"thông tư liên tịch", "thông tư liên bộ"}},
	{Constitution, "hien_phap", text.New("Hiến pháp", "Constitution"), nil, []string{"hiến pháp"}},
	{Code, "bo_luat", text.New("Bộ luật", "Code"), nil, []string{"bộ luật"}},
	{Law, "luat", text.New("Luật", "Law"), nil, []string{"luật"}},
	{Ordinance, "phap_lenh", text.New("Pháp lệnh", "Ordinance"), []string{"pl"}, []string{"pháp lệnh"}},
	{Order, "lenh", text.New("Lệnh", "Order"), []string{"l"}, []string{"lệnh"}},
	{Edict, "sac_lenh", text.New("Sắc lệnh", "Edict"), []string{"sl"}, []string{"sắc lệnh"}},
	{Decree, "nghi_dinh", text.New("Nghị định", "Decree"), []string{"nd"}, []string{"nghị định"}},
	{Consolidated, "van_ban_hop_nhat", text.New("Văn bản hợp nhất", "Consolidated text"), []string{"vbhn", "hnvb"}, []string{"văn bản hợp nhất"}},
	{Charter, "dieu_le", text.New("Điều lệ", "Charter"), nil, []string{"điều lệ"}},
	{Annex, "phu_luc", text.New("Phụ lục", "Annex"), nil, []string{"phụ lục"}},
	{News, "tin_bai", text.New("Tin, bài", "News"), nil, nil},
}

var (
	typeWords  = NewLexicon[Type]()
	typeByCode = map[string]Type{}
	typeByID   = map[Type]*typeInfo{}
)

func init() {
	for i := range types {
		info := &types[i]
		typeByID[info.Type] = info
		typeWords.Add(info.Type, info.words...)
		for _, c := range info.codes {
			if _, taken := typeByCode[c]; !taken {
				typeByCode[c] = info.Type
			}
		}
	}
}

// Slug returns the Vietnamese name of t without marks, words joined by "_"
// ("nghi_quyet"), as interchange files write it; "" for no type.
func (t Type) Slug() string {
	if info := typeByID[t]; info != nil {
		return info.slug
	}
	return ""
}

// Name returns the name of t for people; the empty text for no type.
func (t Type) Name() text.T {
	if info := typeByID[t]; info != nil {
		return info.name
	}
	return text.T{}
}

// TypeAt returns the type whose words stand at token i of t ("Chương trình
// hành động") and the index of the token after them; ok is false if none do.
func TypeAt(t *Text, i int) (typ Type, next int, ok bool) { return typeWords.At(t, i) }

// TypeAcross is [TypeAt] for text whose lines say nothing.
func TypeAcross(t *Text, i int) (typ Type, next int, ok bool) { return typeWords.Across(t, i) }

// Legislation says whether documents of type t are usually cited by name
// instead of number.
func (t Type) Legislation() bool {
	switch t {
	case Law, Code, Ordinance, Constitution:
		return true
	}
	return false
}
