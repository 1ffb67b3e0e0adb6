package graph

import "quyet/base/text"

var (
	tExceeded = text.New("Vượt", "Exceeded")
	tMet      = text.New("Đạt", "Met")
	tMissed   = text.New("Không đạt", "Missed")
	tNotYet   = text.New("Chưa đánh giá được", "Cannot be judged yet")

	tNoReport = text.New("Chưa có báo cáo", "No report yet")
	tAhead    = text.New("Chưa hết kỳ", "Period not over")
	tTable    = text.New("Bảng số liệu", "Table of the numbers")

	tTarget   = text.New("Mục tiêu", "Target")
	tTargetIs = text.New("Mục tiêu %s", "Target %s")
	tBaseIs   = text.New("%s: %s", "%s: %s")
	tReported = text.New("Đã báo cáo", "Reported")
	tPeriod   = text.New("Kỳ", "Period")
	tValue    = text.New("Kết quả", "Result")
	tStanding = text.New("So với mục tiêu", "Against the target")
	tCutAxis  = text.New("Trục đứng bắt đầu từ %s, không từ 0.", "The vertical axis begins at %s, not at 0.")

	tNothing      = text.New("Chưa có số liệu nào.", "There are no figures yet.")
	tLastIs       = text.New("%s: %s.", "%s: %s.")
	tLastStands   = text.New("%s: %s, mục tiêu %s – %s.", "%s: %s, target %s – %s.")
	tBetween      = text.New("Thấp nhất %s (%s), cao nhất %s (%s).", "Lowest %s (%s), highest %s (%s).")
	tPeriodsKnown = text.Plural("%d kỳ có báo cáo.", "%d period reported.", "%d periods reported.")
	tPeriodsNone  = text.Plural("%d kỳ chưa có báo cáo.", "%d period without a report.", "%d periods without a report.")

	tRank       = text.New("Thứ tự", "Rank")
	tRankedN    = text.Plural("%d đơn vị có số liệu.", "%d body with figures.", "%d bodies with figures.")
	tUnranked   = text.Plural("%d đơn vị chưa có báo cáo, không xếp.", "%d body without a report is not ranked.", "%d bodies without a report are not ranked.")
	tOthers     = text.Plural("… %d đơn vị khác", "… %d other", "… %d others")
	tFirstIs    = text.New("Đứng đầu: %s, %s.", "First: %s, %s.")
	tFinalIs    = text.New("Đứng cuối: %s, %s.", "Last: %s, %s.")
	tOwnIs      = text.New("%s: thứ %d, %s.", "%s: rank %d, %s.")
	tMedianIs   = text.New("Trung vị %s, một nửa ở giữa từ %s đến %s.", "Median %s; the middle half from %s to %s.")
	tMedian     = text.New("Trung vị %s", "Median %s")
	tSpread     = text.Plural("Phân bố của %d đơn vị", "Distribution of %d body", "Distribution of %d bodies")
	tOneBody    = text.New("Một đơn vị", "One body")
	tMiddleHalf = text.New("Một nửa ở giữa", "The middle half")
	tBody       = text.New("Đơn vị", "Body")
	tHere       = text.New("(đang xem)", "(shown here)")
)
