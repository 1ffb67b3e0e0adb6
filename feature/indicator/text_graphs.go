package indicator

import "quyet/base/text"

var (
	tGraphTrail   = text.New("%s: %s", "%s: %s")
	tGraphEach    = text.New("%s, từng đơn vị", "%s, by body")
	tGraphRank    = text.New("%s, %s: thứ tự và phân bố", "%s, %s: ranking and distribution")
	tGraphPairs   = text.New("%s, so với cùng kỳ năm trước", "%s, beside the year before")
	tGraphMost    = text.New("%s, so với cùng kỳ năm trước: đơn vị thay đổi nhiều nhất đứng trước", "%s, beside the year before: those that changed most come first")
	tGraphAreas   = text.New("%s, %s: phần của từng đơn vị", "%s, %s: the part of each body")
	tGraphSet     = text.New("Các đơn vị so với mục tiêu, %s", "The bodies against their targets, %s")
	tGraphTargets = text.New("Số chỉ tiêu có mục tiêu", "Indicators with a target")
	tGraphReached = text.New("%d/%d đạt", "%d/%d met")
	tGraphBase    = text.New("Mốc ban đầu, %s", "Baseline, %s")
)
