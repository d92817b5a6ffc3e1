package cohort

import (
	"fmt"
	"math"
	"time"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// maxAge is the oldest age that is believed.
const maxAge = 130

// An instant is a day as year·512 + month·32 + day of the month, or a year as year·512:
// the difference of two, divided by 512 and rounded down, is the completed years between
// them. It spares a table of all pairs of days.
type instant int32

const (
	yearBits = 9
	// noInstant is later than every other, so that nobody who was born then has an age.
	noInstant instant = math.MaxInt32
)

func instantOf(year int, month time.Month, day int) instant {
	return instant(year<<yearBits | int(month)<<5 | day)
}

// instants is a column of instants, row by row through those that it lists.
type instants struct {
	index []int32 // −1 where it is missing
	list  []instant
}

// instants keeps the whole day, or only its year.
func (d *days) instants(yearOnly bool) instants {
	out := instants{d.index, make([]instant, len(d.list))}
	for k, day := range d.list {
		switch year, month, dom := day.Date(); {
		case day == noDay:
			out.list[k] = noInstant
		case yearOnly:
			out.list[k] = instantOf(year, 0, 0)
		default:
			out.list[k] = instantOf(year, month, dom)
		}
	}
	return out
}

// checkBirth makes sure that a day of birth meets a day of entry.
func (p *plan) checkBirth(path string, c Covariate, found columns.Kind) error {
	if found == columns.Int || p.Entry != "" {
		return nil
	}
	return &evidence.Problem{Code: CodeNoEntry, File: path, Column: c.Column,
		What:   fmt.Sprintf("the age %q follows from a day of birth, and the contract names no day of entry", c.Name),
		Remedy: "name the column with the day of entry (data.entry), or write the year of birth as an integer"}
}

// ages returns the age at entry of each row as a code, and the values behind the codes.
// Entry is nil if only the cohort year is known.
func (p *plan) ages(u unit, k int, entry *days) (codes []uint32, values []value, err error) {
	c := p.read[k]
	v, err := u.source.file.Column(u.group, c.Column)
	if err != nil {
		return nil, nil, err
	}
	byYear := v.Kind == columns.Int
	born := bornIn(&v)
	at, err := p.entered(u, entry, byYear)
	if err != nil {
		return nil, nil, err
	}
	of, values := p.ageCodes(k)
	codes = make([]uint32, len(born.index))
	for row, b := range born.index {
		if b < 0 {
			if c.Missing == Refuse {
				return nil, nil, u.problem(row, c.Column, c.refuseMissing())
			}
			continue
		}
		age := (at.list[at.index[row]] - born.list[b]) >> yearBits
		if age < 0 || age > maxAge {
			return nil, nil, u.problem(row, c.Column, noAge(born.list[b], age, byYear))
		}
		codes[row] = of[age]
	}
	return codes, values, nil
}

// ageCodes are the codes of the ages, and the values behind them: code 0 is a missing age.
func (p *plan) ageCodes(k int) (of [maxAge + 1]uint32, values []value) {
	values = []value{p.verdict(k, missingValue(Age))}
	known := map[value]uint32{}
	for age := range of {
		v := p.verdict(k, value{num: float64(age)})
		if known[v] == 0 {
			known[v] = uint32(len(values))
			values = append(values, v)
		}
		of[age] = known[v]
	}
	return of, values
}

// bornIn understands a column of days or, if it holds integers, of years of birth.
func bornIn(v *columns.Vector) instants {
	if v.Kind != columns.Int {
		return daysOf(v).instants(false)
	}
	out := instants{v.Index, make([]instant, len(v.Ints))}
	for k, x := range v.Ints {
		out.list[k] = noInstant
		if isYear(x) {
			out.list[k] = instantOf(int(x), 0, 0)
		}
	}
	return out
}

// entered says when the people of a unit entered: the day, the year only, or, where no
// day is known, the cohort year.
func (p *plan) entered(u unit, entry *days, yearOnly bool) (instants, error) {
	_, n := u.source.file.Group(u.group)
	switch {
	case entry != nil:
		return entry.instants(yearOnly), nil
	case p.Year == "":
		return instants{make([]int32, n), []instant{instantOf(p.Years[0], 0, 0)}}, nil
	}
	codes, years, err := encode(u, p.Year, readYear)
	if err != nil {
		return instants{}, err
	}
	out := instants{make([]int32, n), make([]instant, len(years))}
	for row, c := range codes {
		out.index[row] = int32(c)
	}
	for c, y := range years {
		out.list[c] = instantOf(int(y.num), 0, 0)
	}
	return out, nil
}

// noAge says why somebody has no age, without saying when they were born.
func noAge(born, age instant, byYear bool) *evidence.Problem {
	what, when := "day", ""
	if byYear {
		what, when = "year", "the year of "
	}
	switch {
	case born == noInstant && byYear:
		return &evidence.Problem{Code: CodeNotYear, What: "the year of birth is not a year", Remedy: "write the year as an integer such as 1990"}
	case born == noInstant:
		return unreadable()
	case age < 0:
		return &evidence.Problem{Code: CodeBornLater, What: fmt.Sprintf("the %s of birth is after %sentry", what, when),
			Remedy: "correct the data, or check that the contract names the right columns"}
	}
	return &evidence.Problem{Code: CodeTooOld, What: fmt.Sprintf("the person is older than %d at entry", maxAge),
		Remedy: "correct the data, write null for an unknown birth, or check that the contract names the right columns"}
}
