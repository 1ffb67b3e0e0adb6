package doc

import (
	"slices"
	"strings"

	"quyet/base/text"
	"quyet/feature/doc/citation"
	"quyet/feature/org"
)

// A Type is a type of document (thể loại). Citations know the types that are
// cited; the register knows the other papers that are numbered as well.
type Type string

// Of returns the type of a citation as the register's.
func Of(t citation.Type) Type { return Type(t) }

// Types that the register has beyond those of package citation.
const (
	Platform     Type = "platform"
	Proclamation Type = "proclamation"
	Appeal       Type = "appeal"
	Contract     Type = "contract"
	Memorandum   Type = "memorandum"
	Agreement    Type = "agreement"
	Mandate      Type = "mandate"
	Introduction Type = "introduction"
	Leave        Type = "leave"
	SendingSlip  Type = "sending_slip"
	ForwardSlip  Type = "forward_slip"
	NoticeSlip   Type = "notice_slip"
	OpenLetter   Type = "open_letter"
)

// A Genre tells which rules provide for a type.
type Genre uint8

// The genres, which a type may combine.
const (
	PartyType  Genre = 1 << iota // Quy định 399-QĐ/TW (2026): 25 types
	StateType                    // Nghị định 30/2020/NĐ-CP, phụ lục III: 29 types
	Normative                    // Luật Ban hành văn bản quy phạm pháp luật
	PartyPaper                   // papers of the Party beside its 25 types
)

// A TypeInfo is what is known of a type.
type TypeInfo struct {
	Type
	Genre Genre
	Party string // code in Party symbols; "" where the rules seen give none
	State string // code in State symbols; "" for letters, which have none
	Name  text.T
}

// types holds the types in list order. Codes: domain rules of Nghị định
// 30/2020/NĐ-CP, phụ lục III, and Party symbols seen in print; of "TT" for
// thông tri no source was found.
var types = []TypeInfo{
	known(citation.Resolution, PartyType|StateType|Normative, "NQ", "NQ"),
	known(citation.Directive, PartyType|StateType, "CT", "CT"),
	known(citation.Conclusion, PartyType, "KL", ""),
	known(citation.Decision, PartyType|StateType|Normative, "QĐ", "QĐ"),
	known(citation.Regulation, PartyType|StateType, "QĐ", "QyĐ"),
	known(citation.WorkingRules, PartyType|StateType, "QC", "QC"),
	known(citation.Programme, PartyType|StateType, "CTr", "CTr"),
	known(citation.Plan, PartyType|StateType, "KH", "KH"),
	known(citation.Guideline, PartyType|StateType, "HD", "HD"),
	known(citation.Notice, PartyType|StateType, "TB", "TB"),
	known(citation.Report, PartyType|StateType, "BC", "BC"),
	known(citation.Scheme, PartyType|StateType, "ĐA", "ĐA"),
	known(citation.OptionPlan, PartyType|StateType, "PA", "PA"),
	known(citation.Project, PartyType|StateType, "DA", "DA"),
	known(citation.Submission, PartyType|StateType, "TTr", "TTr"),
	known(citation.Letter, PartyType|StateType, "CV", ""),
	known(citation.Communique, PartyType|StateType, "TC", "TC"),
	known(citation.Minutes, PartyType|StateType, "BB", "BB"),
	known(citation.CircularNote, PartyType, "TT", ""),
	known(citation.Strategy, PartyType, "CL", ""),
	known(citation.MasterPlan, PartyType, "QH", ""),
	known(citation.Charter, PartyType, "", ""),
	{Platform, PartyType, "", "", text.New("Cương lĩnh chính trị", "Political platform")},
	{Proclamation, PartyType, "", "", text.New("Tuyên bố", "Proclamation")},
	{Appeal, PartyType, "", "", text.New("Lời kêu gọi", "Appeal")},
	known(citation.UrgentDispatch, StateType, "", "CĐ"),
	known(citation.Invitation, StateType|PartyPaper, "GM", "GM"),
	{Contract, StateType, "", "HĐ", text.New("Hợp đồng", "Contract")},
	{Memorandum, StateType, "", "BGN", text.New("Bản ghi nhớ", "Memorandum")},
	{Agreement, StateType, "", "BTT", text.New("Bản thỏa thuận", "Agreement")},
	{Mandate, StateType, "", "GUQ", text.New("Giấy ủy quyền", "Power of attorney")},
	{Introduction, StateType | PartyPaper, "", "GGT", text.New("Giấy giới thiệu", "Letter of introduction")},
	{Leave, StateType | PartyPaper, "", "GNP", text.New("Giấy nghỉ phép", "Leave paper")},
	{SendingSlip, StateType | PartyPaper, "", "PG", text.New("Phiếu gửi", "Sending slip")},
	{ForwardSlip, StateType | PartyPaper, "", "PC", text.New("Phiếu chuyển", "Forwarding slip")},
	{NoticeSlip, StateType, "", "PB", text.New("Phiếu báo", "Notice slip")},
	{OpenLetter, StateType | PartyPaper, "", "", text.New("Thư công", "Official personal letter")},
	known(citation.Constitution, Normative, "", ""),
	known(citation.Code, Normative, "", ""),
	known(citation.Law, Normative, "", ""),
	known(citation.Ordinance, Normative, "", "PL"),
	known(citation.Order, Normative, "", "L"),
	known(citation.Edict, Normative, "", "SL"),
	known(citation.Decree, Normative, "", "NĐ"),
	known(citation.Circular, Normative, "", "TT"),
	known(citation.JointCircular, Normative, "", "TTLT"),
	known(citation.JointResolution, Normative, "", "NQLT"),
	known(citation.Consolidated, Normative, "", "VBHN"),
}

func known(t citation.Type, g Genre, party, state string) TypeInfo {
	return TypeInfo{Of(t), g, party, state, t.Name()}
}

// Types returns every type of document that the register knows.
func Types() []TypeInfo { return types }

func info(t Type) (TypeInfo, bool) {
	i := slices.IndexFunc(types, func(i TypeInfo) bool { return i.Type == t })
	if i < 0 {
		return TypeInfo{}, false
	}
	return types[i], true
}

// typesCoded returns the types that a code in symbols of a regime stands for. A
// State symbol without a code is that of a letter.
func typesCoded(code string, r org.Regime) (out []TypeInfo) {
	if code == "" && r == org.StateRegime {
		letter, _ := info(Of(citation.Letter))
		return []TypeInfo{letter}
	}
	for _, i := range types {
		if c := i.Code(r); c != "" && strings.EqualFold(c, code) {
			out = append(out, i)
		}
	}
	return out
}

// Title returns the type's name for people.
func (t Type) Title() text.T {
	i, _ := info(t)
	return i.Name
}

// Code returns the type's code in symbols of a regime.
func (i TypeInfo) Code(r org.Regime) string {
	if r == org.PartyRegime {
		return i.Party
	}
	return i.State
}

// carriedOut says whether documents of a type are carried out by those below the
// issuer, who then derive, brief, implement and review.
func (t Type) carriedOut() bool {
	return slices.Contains([]Type{
		Of(citation.Resolution), Of(citation.Directive), Of(citation.Conclusion), Of(citation.Decision), Of(citation.Programme), Of(citation.Plan), Of(citation.Scheme), Of(citation.Strategy),
	}, t)
}
