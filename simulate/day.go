package simulate

import "time"

// day counts from 1970-01-01, as Parquet does.
type day int32

const secondsOfDay = 24 * 60 * 60

// dayOf carries a month or a day out of range over, as time.Date does.
func dayOf(year int, month time.Month, d int) day {
	return day(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay)
}

func (d day) time() time.Time { return time.Unix(int64(d)*secondsOfDay, 0).UTC() }

func (d day) String() string { return d.time().Format(time.DateOnly) }

// addMonths returns the same day n months later, or the last day of a shorter month.
func (d day) addMonths(n int) day {
	y, m, dd := d.time().Date()
	first := dayOf(y, m+time.Month(n), 1)
	last := dayOf(y, m+time.Month(n)+1, 0)
	return min(first+day(dd-1), last)
}

// bornToBe returns a birthday of somebody who is so many years old on day d; back, below
// 365, says how many days before d the birthday is.
func (d day) bornToBe(years, back int) day {
	y, m, dd := d.time().Date()
	if m == time.February && dd == 29 {
		dd = 28 // who is born on 1 March would be younger
	}
	return dayOf(y-years, m, dd) - day(back)
}
