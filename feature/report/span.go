package report

import (
	"strconv"
	"time"

	"quyet/base/civil"
)

// weekOf is the week of a day, from Monday on.
func weekOf(day civil.Date) (from, until civil.Date, name string) {
	from = day.AddDays(-(int(day.Weekday()) + 6) % 7)
	year, n := from.Start(time.UTC).ISOWeek()
	return from, from.AddDays(6), "tuần " + strconv.Itoa(n) + " năm " + strconv.Itoa(year)
}

// monthsOf returns the period of so many months in which a day lies, by the calendar.
func monthsOf(months int) func(civil.Date) (from, until civil.Date, name string) {
	return func(day civil.Date) (from, until civil.Date, name string) {
		n := (int(day.Month) - 1) / months
		from = civil.On(day.Year, time.Month(n*months+1), 1)
		until = from.AddMonths(months).AddDays(-1)
		year := " năm " + strconv.Itoa(day.Year)
		switch months {
		case 1:
			name = "tháng " + strconv.Itoa(n+1) + year
		case 3:
			name = "quý " + []string{"I", "II", "III", "IV"}[n] + year
		case 6:
			name = "6 tháng " + []string{"đầu", "cuối"}[n] + year
		default:
			name = year[1:]
		}
		return from, until, name
	}
}
