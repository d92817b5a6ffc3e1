package simulate

import "math/rand/v2"

// person is one row. Categories are indices into the levels below.
type person struct {
	number                        int64 // makes the pseudonym
	year, age                     int32
	gender, origin, qualification uint8
	missing                       field // besides the outcome
	alone                         bool  // without a comparison person
	outcome                       outcome
	truth                         outcome // what happened, known or not
	unregistered                  bool
	entry, birth                  day
	cents, metres                 int64 // continuous covariates
}

type outcome uint8

const (
	notPlaced outcome = iota
	placed
	unknown
)

// The levels of the categories, sorted as in the contract.
var (
	genders        = []string{"F", "M"}
	origins        = []string{"BE", "EU", "MAGHREB", "OTHER", "SUBSAHARAN", "TURKEY"}
	qualifications = []string{"HIGH", "LOW", "MEDIUM", "UNKNOWN"}
)

const (
	youngest = 18
	oldest   = 33
)

// mix holds the whole-number weights with which an arm's covariates are drawn:
// integers, so that every machine draws the same people.
type mix struct {
	age, gender, origin, qualification []int // age starts at youngest
}

// The programme takes in young people of immigrant origin, many without a
// recognised diploma; the register it is compared with is older, more often of
// Belgian origin and better qualified.
var (
	programmeMix = mix{
		age:           []int{4, 6, 8, 9, 10, 10, 9, 8, 7, 6, 5, 4, 4, 3, 3, 2},
		gender:        []int{47, 53},
		origin:        []int{4, 8, 37, 16, 28, 7},
		qualification: []int{14, 42, 32, 12},
	}
	comparisonMix = mix{
		age:           []int{2, 3, 4, 5, 6, 6, 7, 7, 7, 7, 7, 7, 8, 8, 8, 8},
		gender:        []int{50, 50},
		origin:        []int{24, 14, 26, 12, 14, 10},
		qualification: []int{24, 31, 36, 9},
	}
)

// draw makes a person of the given year; the outcome is for later.
func (m mix) draw(r *rand.Rand, year int32) person {
	return person{
		year:          year,
		age:           youngest + int32(pick(r, m.age)),
		gender:        uint8(pick(r, m.gender)),
		origin:        uint8(pick(r, m.origin)),
		qualification: uint8(pick(r, m.qualification)),
	}
}

// pick returns an index with a chance in proportion to its weight.
func pick(r *rand.Rand, weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	n := r.IntN(total)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	panic("simulate: weights do not add up")
}

// certain is the chance of something that always happens.
const certain = 10_000

// Additions to the chance of placement, in 1/10,000.
var (
	genderChance        = []int{-80, 80}
	originChance        = []int{1000, 500, -150, 0, -450, -100}
	qualificationChance = []int{1500, -700, 450, -350}
	seasonChance        = []int{0, -250, 50} // good and bad years on the labour market
)

// chance is the person's chance of placement without the programme, in 1/10,000,
// before anything is added to it and before it is clipped. season counts the
// cohort years from 0.
func (p person) chance(season int) int {
	const base, perYear, middleAge = 3400, 50, 26
	return base + perYear*(int(p.age)-middleAge) +
		genderChance[p.gender] + originChance[p.origin] + qualificationChance[p.qualification] +
		seasonChance[season%len(seasonChance)]
}

// settle draws whether somebody with the given chance is placed.
func settle(r *rand.Rand, chance int) outcome {
	if r.IntN(certain) < min(max(chance, 0), certain) {
		return placed
	}
	return notPlaced
}
