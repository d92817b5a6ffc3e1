package matching

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// TestReplacementReference holds the sets of equally near people against
// Matching::Match (Matching 4.10-8, abadie_imbens.json: n_pair_rows), which takes those
// in whose squared distance, divided by the variance, is within 1e-5 of the M-th's. The
// engine's ties are ties, and fewer.
func TestReplacementReference(t *testing.T) {
	c := readCrowd(t)
	for _, tt := range []struct {
		name, score string
		m           int
		want, exact float64
	}{
		{"ps_M1", "ps_logit", 1, 2451, 727},
		{"ps_M3", "ps_logit", 3, 2766, 1265},
		{"lp_M1", "lp_logit", 1, 2565, 727},
	} {
		d := c.scored(t, Spec{Covariates: free, Method: Nearest, Choice: Choice{Ratio: float64(tt.m), Reuse: Unlimited}}, tt.score)
		r, err := d.nearestRules()
		if err != nil {
			t.Fatal(err)
		}
		if got := r.rows(); got != tt.exact {
			t.Errorf("%s: %v rows, want %v", tt.name, got, tt.exact)
		}
		variance := d.varianceOfScore()
		r.reach = func(x float64) float64 { return math.Sqrt(x*x + 1e-5*variance) }
		if got := r.rows(); got != tt.want {
			t.Errorf("%s: %v rows with the tolerance of Match, which has %v", tt.name, got, tt.want)
		}
	}
}

// rows is the number of pairs of people that tie into the matches.
func (r nearestRules) rows() (sum float64) {
	for _, c := range r.d.cells {
		pool := r.d.search(c, 1-r.d.focal)
		for _, i := range c.profiles[r.d.focal] {
			_, people := r.within(i, pool)
			sum += people * float64(r.d.n(i, r.d.focal))
		}
	}
	return sum
}

func (d *design) varianceOfScore() float64 {
	n, sum, squares := 0.0, 0.0, 0.0
	for i, p := range d.c.Profiles {
		n += float64(p.N[0] + p.N[1])
		sum += float64(p.N[0]+p.N[1]) * d.score[i]
	}
	for i, p := range d.c.Profiles {
		squares += float64(p.N[0]+p.N[1]) * (d.score[i] - sum/n) * (d.score[i] - sum/n)
	}
	return squares / (n - 1)
}

func TestReplacement(t *testing.T) {
	profiles := []onLine{{5, [2]int64{2, 0}}, {4, [2]int64{0, 1}}, {6, [2]int64{0, 2}}, {5.5, [2]int64{0, 1}}, {9, [2]int64{0, 7}}}
	for _, tt := range []struct {
		m    float64
		want []Link
	}{
		{1, []Link{{0, 3, 2, 2}}},
		// The second nearest are three: all four share two pairs for each of two people.
		{2, []Link{{0, 1, 1, 0.5}, {0, 2, 2, 1}, {0, 3, 1, 0.5}}},
		{4, []Link{{0, 1, 2, 0.5}, {0, 2, 4, 1}, {0, 3, 2, 0.5}}},
		{20, []Link{{0, 1, 2, 2. / 11}, {0, 2, 4, 4. / 11}, {0, 3, 2, 2. / 11}, {0, 4, 14, 14. / 11}}},
	} {
		a, err := chosen(Choice{Ratio: tt.m, Reuse: Unlimited}).with(profiles...).nearest()
		if err != nil {
			t.Fatal(err)
		}
		sameLinks(t, fmt.Sprintf("M = %v", tt.m), a.links, tt.want, 1e-12)
	}
}

// TestReplacementDuplicatedPool holds that a comparison pool copied out again changes no
// weight in all of one nearest person.
func TestReplacementDuplicatedPool(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 9))
		d := lattice(rng, 40, 1+rng.IntN(2), 8, Spec{Choice: Choice{Reuse: Unlimited}})
		d.holdTo(rng)
		was, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.c.Profiles {
			d.c.Profiles[i].N[1] *= 2
		}
		is, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		sameLinks(t, fmt.Sprintf("seed %d", seed), is.links, was.links, 1e-12)
	}
}
