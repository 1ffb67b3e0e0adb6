package position

import (
	"context"

	"quyet/base/civil"
	"quyet/base/text"
	"quyet/base/work"
	"quyet/feature/rule"
)

// ruleTitles lists the titles. The words are those of the Charter and of the working
// rules of committees; which of them a body has is for the body to say.
var ruleTitles = rule.Codes("position.titles", tRuleTitles, tRuleTitlesHint,
	rule.Shipped{Value: `secretary = Bí thư / Secretary
deputy_secretary = Phó bí thư / Deputy secretary
standing_member = Uỷ viên ban thường vụ / Member of the standing committee
member = Cấp uỷ viên / Member of the committee
chair = Chủ tịch / Chair
deputy_chair = Phó chủ tịch / Deputy chair
head = Người đứng đầu / Head
deputy_head = Cấp phó / Deputy head
chief_of_office = Chánh văn phòng / Chief of office
follower = Được phân công theo dõi địa bàn / Assigned to follow the area`, From: "2000-01-01", Citation: "Mặc định của chương trình (chưa kiểm chứng)"})

// A TitleName is a title with its name.
type TitleName struct {
	Title Title
	Name  text.T
}

// Titles returns the titles in force on day, in their order.
//
// Everybody works by the rules in force: it asks for no right.
func Titles(ctx context.Context, v *work.View, day civil.Date) ([]TitleName, error) {
	codes, _, err := ruleTitles.Codes(ctx, v, day)
	out := make([]TitleName, len(codes))
	for i, c := range codes {
		out[i] = TitleName{Title(c.Code), c.Title}
	}
	return out, err
}

// nameOf returns what a title is called, also one that the rule lists no more.
func nameOf(ctx context.Context, v *work.View, all []TitleName, t Title) (text.T, error) {
	for _, one := range all {
		if one.Title == t {
			return one.Name, nil
		}
	}
	name, ok, err := ruleTitles.CodeTitle(ctx, v, string(t))
	if !ok {
		name = text.New(string(t), string(t))
	}
	return name, err
}
