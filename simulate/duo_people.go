package simulate

import "errors"

// pool draws the eligible comparison people of a year. Those whose outcome is
// unknown each share a stratum with four others who may have one.
func (d *duo) pool(y duoYear) []person {
	people := make([]person, y.comparison)
	size := map[stratum]int{}
	for i := range people {
		people[i] = comparisonMix.draw(d.rng, y.year)
		size[stratumOf(people[i])]++
	}
	for left := y.comparisonUnknown; left > 0; {
		p := &people[d.rng.IntN(len(people))]
		if s := stratumOf(*p); p.outcome != unknown && size[s] >= 5 {
			p.outcome = unknown
			size[s] -= 4
			left--
		}
	}
	return people
}

// maxDraws bounds the search for programme people with or without a comparison person.
const maxDraws = 1_000_000

// programme draws the eligible programme people of a year: those with comparison
// people in their stratum, and a few without. Somebody whose outcome is unknown
// shares a stratum with somebody else.
func (d *duo) programme(y duoYear, pool []person) ([]person, error) {
	known := map[stratum]int{}
	for _, p := range pool {
		known[stratumOf(p)] += int(level(p.outcome != unknown))
	}
	matched, unmatched := y.programme+y.programmeUnknown, y.programmeUnmatched
	var people []person
	for range maxDraws {
		if matched+unmatched == 0 {
			return people, d.forgetOutcomes(people, y.programmeUnknown)
		}
		p := programmeMix.draw(d.rng, y.year)
		left := &matched
		if p.alone = known[stratumOf(p)] == 0; p.alone {
			left = &unmatched
		}
		if *left > 0 {
			*left--
			people = append(people, p)
		}
	}
	return nil, errors.New("no programme people left to draw")
}

func (d *duo) forgetOutcomes(people []person, n int) error {
	size := map[stratum]int{}
	for _, p := range people {
		size[stratumOf(p)]++
	}
	for range maxDraws {
		if n == 0 {
			return nil
		}
		p := &people[d.rng.IntN(len(people))]
		if s := stratumOf(*p); p.outcome != unknown && size[s] >= 2 && !p.alone {
			p.outcome = unknown
			size[s]--
			n--
		}
	}
	return errors.New("too few programme people share a stratum")
}

// outside draws people whom the contract leaves out: too young or too old, or of
// unknown age.
func (d *duo) outside(season int, m mix, year int32, outsideAge, missingAge int) []person {
	ages := []int32{16, 17, 34, 35, 36, 37, 38}
	people := make([]person, outsideAge+missingAge)
	for i := range people {
		p := m.draw(d.rng, year)
		if i < outsideAge {
			p.age = ages[d.rng.IntN(len(ages))]
		}
		if i >= outsideAge {
			p.missing = ageField
		}
		p.outcome = settle(d.rng, p.chance(season))
		people[i] = p
	}
	return people
}
