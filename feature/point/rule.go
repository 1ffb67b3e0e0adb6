package point

import "quyet/feature/rule"

// ruleAudiences lists the categories that conferences count. Most stand in reports of
// conferences that were held; which of them have to be counted, no rule was found to say.
var ruleAudiences = rule.Codes("point.audiences", tRuleAudiences, tRuleAudiencesHint,
	rule.Shipped{Value: `key_officials = Cán bộ chủ chốt / Key officials
members = Đảng viên / Party members
civil_servants = Công chức / Civil servants
public_employees = Viên chức / Public employees
union_members = Đoàn viên, hội viên / Members of organisations
cadres = Cán bộ / Cadres
people = Quần chúng / Non-members`, From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})

// ruleBefore is how long before its beginning points may report.
var ruleBefore = rule.Number("point.minutes_before", tRuleBefore, tRuleBeforeHint, 0, 1440,
	rule.Shipped{Value: "90", From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})
