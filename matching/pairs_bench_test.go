package matching

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// manyPeople are people in 144 cells, of 16 ages each, in a random order.
func manyPeople(programme, comparison int) (*cohort.Cohort, People) {
	r := rand.New(rand.NewPCG(1, 6))
	c := &cohort.Cohort{Years: []int{2014}, Domains: []cohort.Domain{
		{Covariate: cohort.Covariate{Name: "age", Kind: cohort.Integer}},
		{Covariate: cohort.Covariate{Name: "group", Kind: cohort.Category}},
	}}
	for age := range 16 {
		c.Domains[0].Numbers = append(c.Domains[0].Numbers, float64(18+age))
		c.Domains[0].Labels = append(c.Domains[0].Labels, fmt.Sprint(18+age))
	}
	for group := range 144 {
		c.Domains[1].Labels = append(c.Domains[1].Labels, fmt.Sprintf("%03d", group))
	}
	for i := range 16 * 144 {
		c.Profiles = append(c.Profiles, cohort.Profile{Year: 2014, Codes: []uint32{uint32(i / 144), uint32(i % 144)}})
	}
	people := People{make([]int32, programme+comparison), make([]uint8, programme+comparison)}
	for i := range people.Profile {
		profile := r.IntN(len(c.Profiles))
		if i < programme {
			profile = max(profile, r.IntN(len(c.Profiles))) // older
		} else {
			people.Arm[i] = uint8(cohort.Comparison)
		}
		people.Profile[i] = int32(profile)
		c.Profiles[profile].N[people.Arm[i]]++
	}
	r.Shuffle(len(people.Arm), people.swap)
	return c, people
}

func (p People) swap(i, j int) {
	p.Profile[i], p.Profile[j] = p.Profile[j], p.Profile[i]
	p.Arm[i], p.Arm[j] = p.Arm[j], p.Arm[i]
}

func BenchmarkPairs(b *testing.B) {
	for _, size := range []struct {
		name                  string
		programme, comparison int
	}{{"10k-1M", 10_000, 1_000_000}, {"100k-10M", 100_000, 10_000_000}} {
		for _, s := range []struct {
			name   string
			mode   Mode
			choice Choice
			dims   int
		}{
			{"cells-1", Exact, Choice{}, 1},
			{"cells-10", Exact, Choice{Ratio: 10}, 1},
			{"one-list", Free, Choice{}, 1},
			{"closest", Exact, Choice{Order: Closest}, 1},
			{"field", Exact, Choice{}, 2},
		} {
			b.Run(size.name+"/"+s.name, func(b *testing.B) {
				c, people := manyPeople(size.programme, size.comparison)
				d := bare(b, c, Spec{Method: Nearest, Choice: s.choice, Covariates: []Covariate{{Name: "age", Mode: Free}, {Name: "group", Mode: s.mode}}})
				d.scatterScores(s.dims)
				pairer, err := newPairer(d)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for b.Loop() {
					pairs, err := pairer.Pairs(people)
					if err != nil || len(pairs) < size.programme/2 {
						b.Fatal(len(pairs), err)
					}
				}
			})
		}
	}
}

// scatterScores gives every profile a score of its own, and coordinates.
func (d *design) scatterScores(dims int) {
	d.score, d.space = nil, space{dims: dims}
	for _, p := range d.c.Profiles {
		d.score = append(d.score, 0.001*float64(16*p.Codes[0])+0.0001*float64(p.Codes[1]))
		for k := range dims {
			d.space.at = append(d.space.at, float64(p.Codes[k]))
		}
	}
	if dims == 1 {
		d.space.at = d.score
	}
}
