package matching

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"sib/cohort"
)

// everyone measures the distance to every profile of the pool.
type everyone struct {
	d    *design
	pool []int32
}

func (e *everyone) near(i int32, k int) []candidate {
	var out []candidate
	for _, j := range e.pool {
		if e.d.admits(i, j) {
			out = append(out, candidate{j, e.d.space.between(i, j)})
		}
	}
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.profile, b.profile))
	})
	return out[:min(k, len(out))]
}

// lattice is a design of n profiles in one cell whose people and coordinates are drawn
// from few values, so that many tie; group is a covariate in which pairs may have to differ.
func lattice(rng *rand.Rand, n, dims, values int, spec Spec) *design {
	d := &design{c: &cohort.Cohort{Years: []int{2014}}, spec: spec, space: space{dims: dims}}
	for range n {
		p := cohort.Profile{Year: 2014, Codes: []uint32{rng.Uint32N(3)}}
		if arm := rng.IntN(4); arm < 2 {
			p.N[arm] = rng.Int64N(4) + 1
		} else {
			p.N = [2]int64{rng.Int64N(3) + 1, rng.Int64N(5) + 1}
		}
		d.c.Profiles = append(d.c.Profiles, p)
		for range dims {
			d.space.at = append(d.space.at, float64(rng.IntN(values)))
		}
	}
	if d.space.dims == 1 {
		d.score = d.space.at
	}
	d.outside = make([]bool, n)
	d.bins = []bins{{of: make([]uint32, 3), labels: []string{""}}}
	d.cells = d.divide(d.bins)
	return d
}

// holdTo draws constraints on pairs.
func (d *design) holdTo(rng *rand.Rand) {
	if d.score != nil && rng.IntN(2) == 0 {
		at, sign := make([]float64, len(d.score)), float64(1-2*rng.IntN(2))
		for i, x := range d.score {
			at[i] = sign * x
		}
		d.limits = append(d.limits, limit{at: at, width: float64(rng.IntN(5))})
	}
	if rng.IntN(2) == 0 {
		other := make([]float64, len(d.c.Profiles))
		for i := range other {
			other[i] = float64(rng.IntN(6))
		}
		d.limits = append(d.limits, limit{at: other, width: 3})
	}
	if rng.IntN(3) == 0 {
		d.differ = []int{0}
	}
}

func TestFinderAgainstEveryone(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 1))
		dims := int(seed % 4)
		d := lattice(rng, 1+rng.IntN(60), dims, 2+rng.IntN(30), Spec{})
		d.holdTo(rng)
		c := d.cells[0]
		for arm := range cohort.Arm(2) {
			brute, fast := &everyone{d, c.profiles[arm]}, d.find(c, arm)
			for _, i := range c.profiles[1-arm] {
				for _, k := range []int{0, 1, 2, 7, 1000} {
					if got, want := fast.near(i, k), brute.near(i, k); !slices.Equal(got, want) {
						t.Fatalf("seed %d, %d dimensions, profile %d, k %d:\ngot  %v\nwant %v", seed, dims, i, k, got, want)
					}
				}
			}
		}
	}
}

// TestSearcherForgets holds that what is dropped is not found, and all else is.
func TestSearcherForgets(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 2))
		d := lattice(rng, 1+rng.IntN(60), int(seed%4), 2+rng.IntN(60), Spec{})
		c := d.cells[0]
		brute, fast := &everyone{d, slices.Clone(c.profiles[1])}, d.search(c, 1)
		for _, slot := range rng.Perm(len(brute.pool)) {
			gone := fast.profiles()[slot]
			fast.drop(int32(slot))
			brute.pool = slices.DeleteFunc(brute.pool, func(j int32) bool { return j == gone })
			for _, i := range c.profiles[0] {
				if got, want := fast.near(i, 3), brute.near(i, 3); !slices.Equal(got, want) {
					t.Fatalf("seed %d: got %v, want %v", seed, got, want)
				}
			}
		}
	}
}

// TestRowRunsAlong holds that the linear predictor ends the walk like its score, even
// where the score cannot tell predictors apart.
func TestRowRunsAlong(t *testing.T) {
	d := &design{space: space{1, []float64{1, 1, 1, 0.5, 0.2}}}
	linear := limit{at: []float64{38, 40, 37, 0, -1}, width: 1}
	other := limit{at: []float64{1, 2, 3, 1, 2}, width: 1}
	d.limits = []limit{linear}
	row := d.row([]int32{0, 1, 2, 3, 4})
	if want := []int32{4, 3, 2, 0, 1}; !slices.Equal(row, want) {
		t.Errorf("row %v, want %v", row, want)
	}
	if !linear.runsAlong(row) || other.runsAlong(row) {
		t.Error("the linear predictor runs along the score, the other covariate does not")
	}
}

func TestTieWidth(t *testing.T) {
	for _, tt := range []struct {
		s    space
		want float64
	}{
		{space{1, []float64{2014, 2016, 2015}}, 2e-10},
		{space{2, []float64{0, 0, 3, 4}}, 5e-10},
		{space{1, []float64{7, 7}}, 0},
		{space{1, []float64{math.NaN(), 1, math.Inf(1), 2}}, 1e-10}, // as of nobody, or of who cannot be fitted
		{space{}, 0},
	} {
		if got := tt.s.tieWidth(); math.Abs(got-tt.want) > 1e-22 {
			t.Errorf("%v: %v, want %v", tt.s, got, tt.want)
		}
	}
}

func TestPriority(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	p := priority[int]{before: func(a, b int) bool { return a < b }}
	var want []int
	for range 200 {
		x := rng.IntN(50)
		p.push(x)
		want = append(want, x)
		if rng.IntN(3) == 0 {
			slices.Sort(want)
			if got := p.pop(); got != want[0] {
				t.Fatalf("pop %d, want %d", got, want[0])
			}
			want = want[1:]
		}
	}
	slices.Sort(want)
	for _, x := range want {
		if got := p.pop(); got != x {
			t.Fatalf("pop %d, want %d", got, x)
		}
	}
	if len(p.items) != 0 {
		t.Error("something is left")
	}
}

func BenchmarkNear(b *testing.B) {
	for _, dims := range []int{1, 2, 6} {
		d := scattered(1_000, 200_000, dims, Spec{})
		f := d.find(d.cells[0], cohort.Comparison)
		for _, k := range []int{1, 64} {
			b.Run(fmt.Sprintf("%dd/%d", dims, k), func(b *testing.B) {
				at := 0
				for b.Loop() {
					f.near(d.cells[0].profiles[0][at%1000], k)
					at++
				}
			})
		}
	}
}
