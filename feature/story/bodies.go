package story

import (
	"context"
	"fmt"
	"slices"

	"quyet/base/civil"
	"quyet/base/id"
	"quyet/base/work"
	"quyet/feature/org"
)

// places remembers the bodies that later chapters need.
type places struct {
	centre, politburo, secretariat, government org.ID
	committee                                  org.ID // of the merged province
	people, council, front                     org.ID
	boards, departments, masses                []org.ID
	communes                                   []commune
}

// A commune is a locality with its four lines.
type commune struct {
	code      string
	name      string
	ward      bool
	committee org.ID
	people    org.ID
	council   org.ID
	front     org.ID
	offices   []org.ID
	cells     []org.ID
}

// The province and the three it was merged from. None of them exists.
const provinceName = "Tân Giang"

var formerProvinces = []string{"Tân Giang", "Phú Sa", "Bình Hải"}

// A post is a body that a province or a commune has by its form.
type post struct {
	code, name, short string
	kind              org.Kind
	line              org.Line
	under             string // code of the post it stands under; "" for the committee
	party, state      string // codes of its document symbols
}

// provincialPosts are the bodies of a province; %s is its name.
var provincialPosts = []post{
	{"VPTU", "Văn phòng Tỉnh uỷ", "", org.PartyOffice, org.Party, "", "VPTU", ""},
	{"UBKT", "Uỷ ban Kiểm tra Tỉnh uỷ", "", org.Inspection, org.Party, "", "UBKTTU", ""},
	{"BTC", "Ban Tổ chức Tỉnh uỷ", "", org.PartyBoard, org.Party, "", "BTCTU", ""},
	{"BTGDV", "Ban Tuyên giáo và Dân vận Tỉnh uỷ", "", org.PartyBoard, org.Party, "", "BTGDVTU", ""},
	{"BNC", "Ban Nội chính Tỉnh uỷ", "", org.PartyBoard, org.Party, "", "BNCTU", ""},
	{"DUCQD", "Đảng uỷ các cơ quan Đảng tỉnh", "", org.Committee, org.Party, "", "ĐUCQĐ", ""},
	{"DUUBND", "Đảng uỷ Uỷ ban nhân dân tỉnh", "", org.Committee, org.Party, "", "ĐUUBND", ""},
	{"DUCA", "Đảng uỷ Công an tỉnh", "", org.Committee, org.Party, "", "ĐUCA", ""},
	{"DUQS", "Đảng uỷ Quân sự tỉnh", "", org.Committee, org.Party, "", "ĐUQS", ""},
	{"TCT", "Trường Chính trị tỉnh", "", org.PublicUnit, org.Party, "", "TCT", ""},
	{"BAO", "Báo và Phát thanh, Truyền hình %s", "Báo và Đài %s", org.PublicUnit, org.Party, "", "", ""},
	{"HDND", "Hội đồng nhân dân tỉnh %s", "HĐND tỉnh", org.PeoplesCouncil, org.Council, "", "", "HĐND"},
	{"VPHD", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh", "", org.Office, org.Council, "HDND", "", "VPĐĐBQH&HĐND"},
	{"UBND", "Uỷ ban nhân dân tỉnh %s", "UBND tỉnh", org.PeoplesCommittee, org.Government, "", "", "UBND"},
	{"VPUB", "Văn phòng Uỷ ban nhân dân tỉnh", "", org.Office, org.Government, "UBND", "", "VPUBND"},
	{"SNV", "Sở Nội vụ", "", org.Department, org.Government, "UBND", "", "SNV"},
	{"STC", "Sở Tài chính", "", org.Department, org.Government, "UBND", "", "STC"},
	{"SNNMT", "Sở Nông nghiệp và Môi trường", "", org.Department, org.Government, "UBND", "", "SNNMT"},
	{"SXD", "Sở Xây dựng", "", org.Department, org.Government, "UBND", "", "SXD"},
	{"SCT", "Sở Công Thương", "", org.Department, org.Government, "UBND", "", "SCT"},
	{"SKHCN", "Sở Khoa học và Công nghệ", "", org.Department, org.Government, "UBND", "", "SKHCN"},
	{"SGDDT", "Sở Giáo dục và Đào tạo", "", org.Department, org.Government, "UBND", "", "SGDĐT"},
	{"SYT", "Sở Y tế", "", org.Department, org.Government, "UBND", "", "SYT"},
	{"STP", "Sở Tư pháp", "", org.Department, org.Government, "UBND", "", "STP"},
	{"SVHTTDL", "Sở Văn hoá, Thể thao và Du lịch", "", org.Department, org.Government, "UBND", "", "SVHTTDL"},
	{"SDTTG", "Sở Dân tộc và Tôn giáo", "", org.Department, org.Government, "UBND", "", "SDTTG"},
	{"TTT", "Thanh tra tỉnh", "", org.Department, org.Government, "UBND", "", "TTT"},
	{"BQLKCN", "Ban Quản lý các khu công nghiệp tỉnh", "", org.Department, org.Government, "UBND", "", "BQLKCN"},
	{"CAT", "Công an tỉnh", "", org.Department, org.Government, "UBND", "", "CAT"},
	{"BCHQS", "Bộ Chỉ huy Quân sự tỉnh", "", org.Department, org.Government, "UBND", "", "BCH"},
	{"BQLDA", "Ban Quản lý dự án đầu tư xây dựng tỉnh", "", org.PublicUnit, org.Government, "UBND", "", "BQLDA"},
	{"TTPVHCC", "Trung tâm Phục vụ hành chính công tỉnh", "", org.PublicUnit, org.Government, "UBND", "", "TTPVHCC"},
	{"MTTQ", "Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh", "MTTQ tỉnh", org.FatherlandFront, org.Front, "", "", "MTTQ"},
	{"LDLD", "Liên đoàn Lao động tỉnh", "", org.MassOrg, org.Mass, "MTTQ", "", "LĐLĐ"},
	{"HND", "Hội Nông dân tỉnh", "", org.MassOrg, org.Mass, "MTTQ", "", "HND"},
	{"HPN", "Hội Liên hiệp Phụ nữ tỉnh", "", org.MassOrg, org.Mass, "MTTQ", "", "HLHPN"},
	{"DTN", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh", "Tỉnh đoàn", org.MassOrg, org.Mass, "MTTQ", "ĐTN", ""},
	{"HCCB", "Hội Cựu chiến binh tỉnh", "", org.MassOrg, org.Mass, "MTTQ", "", "HCCB"},
	{"LHH", "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh", "", org.MassOrg, org.Mass, "MTTQ", "", "LHH"},
	{"HVHNT", "Hội Văn học Nghệ thuật tỉnh", "", org.MassOrg, org.Mass, "MTTQ", "", ""},
	{"HCTD", "Hội Chữ thập đỏ tỉnh", "", org.MassOrg, org.Mass, "MTTQ", "", "CTĐ"},
	{"LMHTX", "Liên minh Hợp tác xã tỉnh", "", org.MassOrg, org.Mass, "MTTQ", "", "LMHTX"},
	{"DUDN", "Đảng uỷ Khối doanh nghiệp nhà nước tỉnh", "", org.Committee, org.Party, "", "ĐUDN", ""},
	{"DUDH", "Đảng uỷ Trường Cao đẳng %s", "", org.Committee, org.Party, "", "ĐU", ""},
	{"TAND", "Toà án nhân dân tỉnh", "", org.OtherBody, org.Government, "", "", "TA"},
	{"VKS", "Viện Kiểm sát nhân dân tỉnh", "", org.OtherBody, org.Government, "", "", "VKS"},
	{"THA", "Thi hành án dân sự tỉnh", "", org.OtherBody, org.Government, "", "", "THADS"},
	{"THUE", "Thuế tỉnh", "", org.OtherBody, org.Government, "", "", "CT"},
	{"KB", "Kho bạc Nhà nước khu vực", "", org.OtherBody, org.Government, "", "", "KB"},
}

// communePosts are the bodies of a commune beside its Party committee.
var communePosts = []post{
	{"VP", "Văn phòng Đảng uỷ %s", "", org.PartyOffice, org.Party, "", "VPĐU", ""},
	{"KT", "Uỷ ban Kiểm tra Đảng uỷ %s", "", org.Inspection, org.Party, "", "UBKTĐU", ""},
	{"XD", "Ban Xây dựng Đảng Đảng uỷ %s", "", org.PartyBoard, org.Party, "", "BXDĐ", ""},
	{"HD", "Hội đồng nhân dân %s", "", org.PeoplesCouncil, org.Council, "", "", "HĐND"},
	{"UB", "Uỷ ban nhân dân %s", "", org.PeoplesCommittee, org.Government, "", "", "UBND"},
	{"MT", "Uỷ ban Mặt trận Tổ quốc Việt Nam %s", "", org.FatherlandFront, org.Front, "", "", "MTTQ"},
}

// Syllables that place names of the south are made of.
var (
	firstSyllables  = []string{"An", "Bình", "Hoà", "Long", "Mỹ", "Phú", "Phước", "Tân", "Thạnh", "Thới", "Trung", "Vĩnh", "Hưng", "Hiệp", "Lộc", "Ngãi", "Nhơn", "Quới"}
	secondSyllables = []string{"An", "Bình", "Đông", "Hoà", "Hưng", "Lợi", "Lộc", "Mỹ", "Ngọc", "Phú", "Phước", "Quý", "Tân", "Tây", "Thạnh", "Thành", "Thuận", "Trị", "Trung", "Xuân", "Điền", "Hội", "Khánh", "Sơn"}
	hamletWords     = []string{"ấp", "khu phố"}
	unitWords       = []string{"Trường Mầm non", "Trường Tiểu học", "Trường Trung học cơ sở", "Trạm Y tế", "Công an", "Quân sự", "Hợp tác xã Nông nghiệp"}
)

// names returns n different place names.
func (t *teller) names(n int) []string {
	var all []string
	for _, a := range firstSyllables {
		for _, b := range secondSyllables {
			if a != b {
				all = append(all, a+" "+b)
			}
		}
	}
	t.rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:min(n, len(all))]
}

// tellBodies tells how the three provinces were, and how they became one.
func (t *teller) tellBodies(ctx context.Context) error {
	if err := t.tellCentre(ctx); err != nil {
		return err
	}
	before, err := t.tellFormer(ctx)
	if err != nil {
		return err
	}
	t.progress("bodies before the merger")
	if err := t.tellBefore(ctx, before); err != nil {
		return err
	}
	if err := t.tellMerger(ctx, before); err != nil {
		return err
	}
	t.progress("the merger")
	return t.tellGrassroots(ctx)
}

func (t *teller) tellCentre(ctx context.Context) error {
	act := org.Act{Title: "Điều lệ Đảng; Hiến pháp"}
	t.at(beginning, 8, 0)
	p := &t.places
	p.centre, p.politburo, p.secretariat, p.government = id.New[org.ID](), id.New[org.ID](), id.New[org.ID](), id.New[org.ID]()
	tw := []org.Series{{Code: "TW", Regime: org.PartyRegime}}
	return t.do(ctx, func(u *work.Unit) error {
		if _, err := org.EstablishAll(ctx, u, []org.NewBody{
			{ID: p.centre, Code: "TW", Name: "Ban Chấp hành Trung ương Đảng", Short: "Trung ương", Kind: org.Committee, Tier: org.Centre, Line: org.Party, Series: tw},
			{ID: p.politburo, Code: "TW-BCT", Name: "Bộ Chính trị", Kind: org.Committee, Tier: org.Centre, Line: org.Party, Superior: p.centre, Series: tw},
			{ID: p.secretariat, Code: "TW-BBT", Name: "Ban Bí thư Trung ương Đảng", Short: "Ban Bí thư", Kind: org.Committee, Tier: org.Centre, Line: org.Party, Superior: p.centre, Series: tw},
			{ID: p.government, Code: "CP", Name: "Chính phủ", Kind: org.OtherBody, Tier: org.Centre, Line: org.Government, Superior: p.centre, Series: []org.Series{{Code: "CP", Regime: org.StateRegime}}},
		}, beginning, act); err != nil {
			return err
		}
		_, err := org.AddGroups(ctx, u, []org.Group{
			{Name: "các sở, ban, ngành", Aliases: []string{"các sở, ban, ngành tỉnh", "các sở, ngành", "các sở, ngành tỉnh", "các sở ban ngành"}, Kinds: []org.Kind{org.Department}, Tier: org.Province},
			{Name: "đảng uỷ các xã, phường", Aliases: []string{"các đảng uỷ xã, phường", "đảng uỷ xã, phường", "cấp uỷ các xã, phường"}, Kinds: []org.Kind{org.Committee}, Tier: org.Commune},
			{Name: "uỷ ban nhân dân các xã, phường", Aliases: []string{"UBND các xã, phường", "UBND xã, phường", "uỷ ban nhân dân xã, phường"}, Kinds: []org.Kind{org.PeoplesCommittee}, Tier: org.Commune},
			{Name: "các ban đảng", Aliases: []string{"các ban đảng Tỉnh uỷ", "các cơ quan tham mưu, giúp việc Tỉnh uỷ", "các ban xây dựng đảng Tỉnh uỷ"}, Kinds: []org.Kind{org.PartyBoard, org.PartyOffice, org.Inspection}, Tier: org.Province},
			{Name: "các đoàn thể chính trị - xã hội", Aliases: []string{"các tổ chức chính trị - xã hội", "các đoàn thể tỉnh", "các đoàn thể"}, Kinds: []org.Kind{org.MassOrg}, Tier: org.Province},
			{Name: "các tổ chức cơ sở đảng", Aliases: []string{"các chi bộ trực thuộc", "các chi bộ, đảng bộ trực thuộc", "các chi, đảng bộ cơ sở"}, Kinds: []org.Kind{org.GrassrootsOrg}},
		}, beginning, act)
		return err
	})
}

// A former is one of the three provinces before the merger.
type former struct {
	name      string
	committee org.ID
	posts     map[string]org.ID // by the post's code
	districts []org.ID
	under     map[org.ID][]org.ID // the committees of a district's communes
	communes  []formerCommune
}

// A formerCommune had a Party committee and a People's Committee.
type formerCommune struct{ committee, people org.ID }

func (t *teller) tellFormer(ctx context.Context) ([]former, error) {
	t.at(beginning, 9, 0)
	act := org.Act{Title: "Kết quả đại hội nhiệm kỳ 2020 - 2025", On: beginning}
	perProvince := (t.size.Communes*5/2 + 2) / len(formerProvinces)
	names := t.names(perProvince * len(formerProvinces))
	var all []former
	err := t.do(ctx, func(u *work.Unit) error {
		all = nil
		for i, name := range formerProvinces {
			f, bodies := formerProvince(i, name, t.places.centre, names[i*len(names)/3:(i+1)*len(names)/3])
			if _, err := org.EstablishAll(ctx, u, bodies, beginning, act); err != nil {
				return err
			}
			all = append(all, f)
		}
		return nil
	})
	return all, err
}

func formerProvince(i int, name string, centre org.ID, communes []string) (former, []org.NewBody) {
	prefix := fmt.Sprintf("C%d", i+1)
	f := former{name: name, committee: id.New[org.ID](), posts: map[string]org.ID{}, under: map[org.ID][]org.ID{}}
	bodies := []org.NewBody{{
		ID: f.committee, Code: prefix + "-TU", Name: "Tỉnh uỷ " + name, Kind: org.Committee, Tier: org.Province, Line: org.Party, Superior: centre,
		Series: []org.Series{{Code: "TU", Regime: org.PartyRegime}},
	}}
	for _, p := range provincialPosts {
		made := id.New[org.ID]()
		f.posts[p.code] = made
		bodies = append(bodies, p.body(made, prefix, name, f.posts, f.committee, org.Province))
	}
	const communesPerDistrict = 13
	for at := 0; at < len(communes); at += communesPerDistrict {
		district := id.New[org.ID]()
		f.districts = append(f.districts, district)
		code := fmt.Sprintf("%s-H%02d", prefix, len(f.districts))
		bodies = append(bodies, org.NewBody{
			ID: district, Code: code, Name: "Huyện uỷ " + communes[at], Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: f.committee,
			Series: []org.Series{{Code: "HU", Regime: org.PartyRegime}},
		})
		for j, c := range communes[at:min(at+communesPerDistrict, len(communes))] {
			old := formerCommune{id.New[org.ID](), id.New[org.ID]()}
			f.communes = append(f.communes, old)
			f.under[district] = append(f.under[district], old.committee)
			bodies = append(bodies,
				org.NewBody{ID: old.committee, Code: fmt.Sprintf("%s-X%02d", code, j+1), Name: "Đảng uỷ xã " + c, Kind: org.Committee, Tier: org.Grassroots, Line: org.Party, Superior: district, Series: []org.Series{{Code: "ĐU", Regime: org.PartyRegime}}},
				org.NewBody{ID: old.people, Code: fmt.Sprintf("%s-X%02d-UB", code, j+1), Name: "Uỷ ban nhân dân xã " + c, Kind: org.PeoplesCommittee, Tier: org.Grassroots, Line: org.Government, Superior: old.committee, Series: []org.Series{{Code: "UBND", Regime: org.StateRegime}}})
		}
	}
	return f, bodies
}

// body returns the post as a body of a province or commune.
func (p post) body(made org.ID, prefix, locality string, posts map[string]org.ID, committee org.ID, tier org.Tier) org.NewBody {
	n := org.NewBody{ID: made, Code: prefix + "-" + p.code, Name: filled(p.name, locality), Short: filled(p.short, locality), Kind: p.kind, Tier: tier, Line: p.line, Superior: committee}
	if p.under != "" {
		n.Superior = posts[p.under]
	}
	if p.party != "" {
		n.Series = append(n.Series, org.Series{Code: p.party, Regime: org.PartyRegime})
	}
	if p.state != "" {
		n.Series = append(n.Series, org.Series{Code: p.state, Regime: org.StateRegime})
	}
	return n
}

// filled puts the locality's name where the form has a place for it.
func filled(form, locality string) string {
	for i := range len(form) - 1 {
		if form[i:i+2] == "%s" {
			return form[:i] + locality + form[i+2:]
		}
	}
	return form
}

// tellMerger makes one province of three, and each commune of two or three.
func (t *teller) tellMerger(ctx context.Context, before []former) error {
	t.at(mergerDay, 8, 0)
	p := &t.places
	p.committee = id.New[org.ID]()
	var sources []org.ID
	for _, f := range before {
		sources = append(sources, f.committee)
		sources = append(sources, f.districts...) // the district level ends; its work passes to the province
	}
	mergers := []org.Merger{{Sources: sources, Into: org.NewBody{
		ID: p.committee, Code: "TG-TU", Name: "Tỉnh uỷ " + provinceName, Short: "Tỉnh uỷ", Kind: org.Committee, Tier: org.Province, Line: org.Party, Superior: p.centre,
		Series: []org.Series{{Code: "TU", Regime: org.PartyRegime}},
	}}}
	posts := map[string]org.ID{}
	for _, form := range provincialPosts {
		var from []org.ID
		for _, f := range before {
			from = append(from, f.posts[form.code])
		}
		posts[form.code] = id.New[org.ID]()
		mergers = append(mergers, org.Merger{Sources: from, Into: form.body(posts[form.code], "TG", provinceName, posts, p.committee, org.Province)})
	}
	p.remember(posts)
	communes := t.mergeCommunes(before)
	mergers = append(mergers, communes...)
	act := org.Act{Symbol: "301-QĐ/TW", Title: "về hợp nhất các đảng bộ tỉnh Tân Giang, Phú Sa và Bình Hải", On: civil.MustParse("2025-06-12")}
	if err := t.do(ctx, func(u *work.Unit) error {
		_, err := org.MergeAll(ctx, u, mergers, mergerDay, act)
		return err
	}); err != nil {
		return err
	}
	return t.do(ctx, func(u *work.Unit) error {
		return t.completeCommunes(ctx, u)
	})
}

// remember notes the bodies of the merged province that later chapters need.
func (p *places) remember(posts map[string]org.ID) {
	p.people, p.council, p.front = posts["UBND"], posts["HDND"], posts["MTTQ"]
	for _, form := range provincialPosts {
		made := posts[form.code]
		switch form.kind {
		case org.PartyBoard, org.PartyOffice, org.Inspection:
			p.boards = append(p.boards, made)
		case org.Department:
			p.departments = append(p.departments, made)
		case org.MassOrg:
			p.masses = append(p.masses, made)
		}
	}
}

// mergeCommunes joins neighbouring communes of the former provinces; the first
// 15 % of the new ones are wards.
func (t *teller) mergeCommunes(before []former) (mergers []org.Merger) {
	names := t.names(t.size.Communes)
	wards := t.size.Communes * 15 / 100
	var old []formerCommune
	for _, f := range before {
		old = append(old, f.communes...)
	}
	for i := range t.size.Communes {
		group := old[i*len(old)/t.size.Communes : (i+1)*len(old)/t.size.Communes]
		c := commune{name: names[i], ward: i < wards, committee: id.New[org.ID](), people: id.New[org.ID]()}
		c.code = fmt.Sprintf("TG-X%03d", i-wards+1)
		if c.ward {
			c.code = fmt.Sprintf("TG-P%03d", i+1)
		}
		code := c.code
		var committees, peoples []org.ID
		for _, g := range group {
			committees, peoples = append(committees, g.committee), append(peoples, g.people)
		}
		mergers = append(mergers,
			org.Merger{Sources: committees, Into: org.NewBody{ID: c.committee, Code: code, Name: "Đảng uỷ " + c.title(), Kind: org.Committee, Tier: org.Commune, Line: org.Party, Superior: t.places.committee, Series: []org.Series{{Code: "ĐU", Regime: org.PartyRegime}}}},
			org.Merger{Sources: peoples, Into: org.NewBody{ID: c.people, Code: code + "-UB", Name: "Uỷ ban nhân dân " + c.title(), Short: "UBND " + c.title(), Kind: org.PeoplesCommittee, Tier: org.Commune, Line: org.Government, Superior: c.committee, Series: []org.Series{{Code: "UBND", Regime: org.StateRegime}}}})
		t.places.communes = append(t.places.communes, c)
	}
	return mergers
}

// title is "xã An Phú" or "phường An Phú".
func (c commune) title() string {
	if c.ward {
		return "phường " + c.name
	}
	return "xã " + c.name
}

// completeCommunes establishes what each new commune has beside its two
// committees.
func (t *teller) completeCommunes(ctx context.Context, u *work.Unit) error {
	act := org.Act{Symbol: "15-QĐ/TU", Title: "về thành lập các cơ quan của đảng uỷ xã, phường", On: mergerDay}
	var bodies []org.NewBody
	for i := range t.places.communes {
		c := &t.places.communes[i]
		c.offices = nil
		for _, form := range communePosts {
			if form.code == "UB" {
				continue
			}
			made := id.New[org.ID]()
			bodies = append(bodies, form.body(made, c.code, c.title(), nil, c.committee, org.Commune))
			switch form.code {
			case "HD":
				c.council = made
			case "MT":
				c.front = made
			default:
				c.offices = append(c.offices, made)
			}
		}
	}
	_, err := org.EstablishAll(ctx, u, bodies, mergerDay, act)
	return err
}

// tellGrassroots gives each commune its grassroots organisations.
func (t *teller) tellGrassroots(ctx context.Context) error {
	on := mergerDay.AddDays(31)
	t.at(on, 14, 0)
	act := org.Act{Title: "Sắp xếp tổ chức cơ sở đảng trực thuộc đảng uỷ xã, phường", On: on}
	var bodies []org.NewBody
	communes := t.places.communes
	for i := range communes {
		c := &communes[i]
		n := (i+1)*t.size.Grassroots/len(communes) - i*t.size.Grassroots/len(communes)
		names := t.names(n)
		slices.Sort(names)
		for j, name := range names {
			made := id.New[org.ID]()
			c.cells = append(c.cells, made)
			bodies = append(bodies, org.NewBody{
				ID: made, Code: fmt.Sprintf("%s-CB%02d", c.code, j+1), Name: "Chi bộ " + t.unit(j, name, c.ward),
				Kind: org.GrassrootsOrg, Tier: org.Grassroots, Line: org.Party, Superior: c.committee,
			})
		}
	}
	if err := t.do(ctx, func(u *work.Unit) error {
		_, err := org.EstablishAll(ctx, u, bodies, on, act)
		return err
	}); err != nil {
		return err
	}
	t.progress("grassroots organisations")
	return nil
}

// unit is what a grassroots organisation is the organisation of.
func (t *teller) unit(j int, name string, ward bool) string {
	if j%3 == 2 {
		return t.pick(unitWords) + " " + name
	}
	if ward {
		return hamletWords[1] + " " + name
	}
	return hamletWords[0] + " " + name
}
