package matching

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// TestL1ByHand counts the cells of the grid person by person, with age in Sturges' bins.
func TestL1ByHand(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 1))
	for range 30 {
		people := randomPeople(rng)
		c := build(people)
		d, err := bind(c, Spec{Covariates: []Covariate{{Name: "age", Mode: Free}, {Name: "sex", Mode: Free}}})
		if err != nil {
			t.Fatal(err)
		}
		ones := make([][2]float64, len(c.Profiles))
		for i := range ones {
			ones[i] = [2]float64{1, 1}
		}
		low, high := c.Domains[0].Numbers[0], c.Domains[0].Numbers[len(c.Domains[0].Numbers)-1]
		k := math.Ceil(math.Log2(float64(len(people))) + 1)
		for i, l := range d.imbalances(ones) {
			cells := map[string][2]float64{}
			var n [2]float64
			for _, person := range people {
				if i < len(c.Years) && person.year != c.Years[i] {
					continue
				}
				bin := math.Min(math.Floor((person.age-low)*k/(high-low)), k-1)
				key := fmt.Sprint(person.year, bin, person.sex)
				at := cells[key]
				at[person.arm]++
				cells[key] = at
				n[person.arm]++
			}
			want := 0.0
			for _, at := range cells {
				want += math.Abs(at[p]/n[p]-at[q]/n[q]) / 2
			}
			if math.Abs(l.Before-want) > 1e-12 || l.After != l.Before || l.Cells != len(cells) {
				t.Fatalf("table %d: %+v, want %v in %d cells", i, l, want, len(cells))
			}
		}
	}
}

// Groups that share no cell are as far apart as can be.
func TestL1Apart(t *testing.T) {
	people := []person{{p, 2014, 20, "F"}, {q, 2014, 20, "M"}, {q, 2014, 21, "M"}}
	c := build(people)
	d, err := bind(c, Spec{Covariates: []Covariate{{Name: "age", Mode: Exact}, {Name: "sex", Mode: Exact}}})
	if err != nil {
		t.Fatal(err)
	}
	if l := d.imbalances([][2]float64{{1, 1}, {1, 1}, {1, 1}})[0]; l.Before != 1 || l.Cells != 3 {
		t.Errorf("%+v", l)
	}
}
