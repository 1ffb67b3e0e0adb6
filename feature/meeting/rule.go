package meeting

import "quyet/feature/rule"

var shares = []rule.Choice{{Value: shareNone, Title: tShareNone}, {Value: shareHalf, Title: tShareHalf}, {Value: shareTwoThirds, Title: tShareTwoThirds}}

// How many of those with a right to vote must be present. What was read of the working
// rules of committees names no share; that of cells was found in part.
var (
	ruleQuorumCommittee = rule.OneOf("meeting.quorum.committee", tRuleQuorumCommittee, tRuleQuorumHint, shares,
		rule.Shipped{Value: shareTwoThirds, From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})
	ruleQuorumCell = rule.OneOf("meeting.quorum.cell", tRuleQuorumCell, tRuleQuorumHint, shares,
		rule.Shipped{Value: shareTwoThirds, From: "2000-01-01", Citation: "Sinh hoạt chi bộ: ít nhất 2/3 đảng viên chính thức có mặt (chưa kiểm chứng)"})
	ruleQuorumOther = rule.OneOf("meeting.quorum.other", tRuleQuorumOther, tRuleQuorumHint, shares,
		rule.Shipped{Value: shareNone, From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})
)
