package brief

import (
	"context"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/org"
	"quyet/feature/rule"
)

// ruleAudiences lists the audiences. Reports of Party committees count key officials,
// members, civil servants and members of the mass organisations, and those outside the
// Party apart from them.
var ruleAudiences = rule.Codes("brief.audiences", tRuleAudiences, tRuleAudiencesHint,
	rule.Shipped{Value: `key_officials = Cán bộ chủ chốt / Key officials
members = Đảng viên / Party members
civil_servants = Công chức, viên chức / Civil servants and public employees
union_members = Đoàn viên, hội viên / Members of mass organisations
people = Quần chúng, nhân dân / People outside the Party`, From: "2000-01-01", Citation: unverified})

const unverified = "Mặc định của chương trình (chưa kiểm chứng)"

// ruleDays say within how many days of being asked the bodies of a tier have briefed
// their people, where no day is said.
var ruleDays = map[org.Tier]*rule.Rule{
	org.Province:   daysRule("brief.days_province", tRuleDaysProvince, "30"),
	org.Commune:    daysRule("brief.days_commune", tRuleDaysCommune, "45"),
	org.Grassroots: daysRule("brief.days_grassroots", tRuleDaysGrassroots, "60"),
	org.Cell:       daysRule("brief.days_cell", tRuleDaysCell, "60"),
}

func daysRule(key string, title text.T, days string) *rule.Rule {
	return rule.Number(key, title, tRuleDaysHint, 1, 1000, rule.Shipped{Value: days, From: "2000-01-01", Citation: unverified})
}

// ruleReach says from which share on a body finishes without giving a reason.
var ruleReach = rule.Number("brief.reach", tRuleReach, tRuleReachHint, 1, 100,
	rule.Shipped{Value: "100", From: "2000-01-01", Citation: unverified})

// ruleSmall says from how many sheets on the answers of a body are counted, as small
// electorates leak how somebody voted.
var ruleSmall = rule.Number("brief.small", tRuleSmall, tRuleSmallHint, 2, 1000, rule.Shipped{Value: "5", From: "2000-01-01", Citation: unverified})

// ruleAckDays says within how many days officials say that they have read a document.
var ruleAckDays = rule.Number("brief.ack_days", tRuleAckDays, tRuleAckDaysHint, 0, 365, rule.Shipped{Value: "5", From: "2000-01-01", Citation: unverified})

// An AudienceName is an audience with its name.
type AudienceName struct {
	Audience Audience
	Name     text.T
}

// Audiences returns the audiences in force on day, in their order.
//
// Everybody works by the rules in force: it asks for no right.
func Audiences(ctx context.Context, v *work.View, day civil.Date) ([]AudienceName, error) {
	codes, _, err := ruleAudiences.Codes(ctx, v, day)
	out := make([]AudienceName, len(codes))
	for i, c := range codes {
		out[i] = AudienceName{Audience(c.Code), c.Title}
	}
	return out, err
}

// named returns audiences with their names: those in force on day in their order, and
// then those that the rule lists no more.
func named(ctx context.Context, v *work.View, day civil.Date, of []Audience) (out []AudienceName, err error) {
	has := map[Audience]bool{}
	for _, a := range of {
		has[a] = true
	}
	listed, err := Audiences(ctx, v, day)
	if err != nil {
		return nil, err
	}
	for _, a := range listed {
		if has[a.Audience] {
			out = append(out, a)
		}
		delete(has, a.Audience)
	}
	for _, a := range of {
		if !has[a] {
			continue
		}
		delete(has, a)
		name, ok, err := ruleAudiences.CodeTitle(ctx, v, string(a))
		if err != nil {
			return nil, err
		}
		if !ok {
			name = text.New(string(a), string(a))
		}
		out = append(out, AudienceName{a, name})
	}
	return out, nil
}

// dueBy returns by when a body of a tier has briefed its people that is asked on day,
// and the version of the rule that says so. Of the centre no rule says anything: it
// has as long as a province.
func dueBy(ctx context.Context, v *work.View, tier org.Tier, day civil.Date) (civil.Date, string, error) {
	r := ruleDays[tier]
	if r == nil {
		r = ruleDays[org.Province]
	}
	n, version, err := r.Number(ctx, v, day)
	return day.AddDays(n), version.Ref(), err
}
