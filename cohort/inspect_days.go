package cohort

import (
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// coded is a column as one code a row and the values behind the codes; code 0 is none.
type coded struct {
	codes  []uint32
	values []value
}

// readYears reads the cohort year and the day of entry as far as they are asked for, and
// divides the rows by the year.
func (s *unitSurvey) readYears() (years, entry *coded) {
	p := s.in.plan
	if p.Year != "" {
		codes, values := s.read(readYear)
		s.split(codes, values)
		years = &coded{codes, values}
	}
	if p.Entry == "" {
		return years, nil
	}
	codes, values := s.read(readEntry)
	entry = &coded{codes, values}
	if p.Year == "" {
		s.split(s.yearsOf(entry))
	}
	return years, entry
}

// readEntry takes days as numbers.
var readEntry = reading{missing: noEntry(), value: readDay}

func noEntry() *evidence.Problem {
	return &evidence.Problem{Code: CodeNoEntryDay, What: "the day of entry is missing",
		Remedy: "write the day on which the person entered, or leave the person out of the file"}
}

func readDay(v *columns.Vector, k int32) (value, *evidence.Problem) {
	d := dayAt(v, int(k))
	if d == noDay {
		return value{}, unreadable()
	}
	return value{num: float64(d)}, nil
}

// yearsOf returns the cohort year of each row.
func (s *unitSurvey) yearsOf(entry *coded) (codes []uint32, values []value) {
	values = []value{{}}
	known := map[int]uint32{}
	table := make([]uint32, len(entry.values))
	for c, v := range entry.values[1:] {
		year := s.in.plan.yearOf(Day(v.num))
		if known[year] == 0 {
			known[year] = uint32(len(values))
			values = append(values, value{num: float64(year)})
		}
		table[c+1] = known[year]
	}
	codes = make([]uint32, len(entry.codes))
	for row, c := range entry.codes {
		codes[row] = table[c]
	}
	return codes, values
}

// readAge reads a column of births and divides the rows by the age at entry.
func (s *unitSurvey) readAge(k int, years, entry *coded) {
	c := s.in.plan.read[k]
	kind, err := s.unit.source.file.Kind(c.Column)
	byYear := err == nil && kind == columns.Int
	r := reading{value: readBirth}
	if c.Missing == Refuse {
		r.missing = c.refuseMissing()
	}
	asked := s.next
	births, born := s.read(r)
	at := s.entered(years, entry, byYear)
	of, values := s.in.plan.ageCodes(k)
	codes := make([]uint32, len(births))
	for row, b := range births {
		in, ok := at(row)
		if b == 0 || !ok {
			continue
		}
		birth := instant(born[b].num)
		age := (in - birth) >> yearBits
		if age < 0 || age > maxAge {
			s.flaw(row, asked, noAge(birth, age, byYear), "")
			continue
		}
		codes[row] = of[age]
	}
	s.split(codes, values)
}

// readBirth takes instants as numbers.
func readBirth(v *columns.Vector, k int32) (value, *evidence.Problem) {
	if v.Kind == columns.Int {
		if !isYear(v.Ints[k]) {
			return value{}, noAge(noInstant, 0, true)
		}
		return value{num: float64(instantOf(int(v.Ints[k]), 0, 0))}, nil
	}
	d, bad := readDay(v, k)
	if bad != nil {
		return value{}, bad
	}
	year, month, day := Day(d.num).Date()
	return value{num: float64(instantOf(year, month, day))}, nil
}

// entered says when a row's person entered: the day, the year only, or, where no day is
// known, the cohort year. It is false where that cannot be used.
func (s *unitSurvey) entered(years, entry *coded, yearOnly bool) func(row int) (instant, bool) {
	from := years
	if entry != nil {
		from = entry
	}
	if from == nil {
		only := instantOf(s.in.plan.Years[0], 0, 0)
		return func(int) (instant, bool) { return only, true }
	}
	list := make([]instant, len(from.values))
	for c, v := range from.values {
		switch year, month, day := Day(v.num).Date(); {
		case entry == nil:
			list[c] = instantOf(int(v.num), 0, 0)
		case yearOnly:
			list[c] = instantOf(year, 0, 0)
		default:
			list[c] = instantOf(year, month, day)
		}
	}
	return func(row int) (instant, bool) { c := from.codes[row]; return list[c], c != 0 }
}
