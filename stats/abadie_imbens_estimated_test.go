package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// people are the arguments of AbadieImbensEstimated.
type people struct {
	y         []float64
	programme []bool
	x         [][]float64
}

func (p *people) add(y float64, programme bool, x ...float64) {
	p.y, p.programme, p.x = append(p.y, y), append(p.programme, programme), append(p.x, x)
}

func (p people) estimate(t *testing.T, m, l int) ScoreSpread {
	t.Helper()
	s, err := AbadieImbensEstimated(p.y, p.programme, p.x, m, l)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// quasiPeople are 120 people made of the fractions of i·√k, so that R has the same:
//
//	fr <- function(a) { v <- 1:120 * a; v - floor(v) }
//	x1 <- fr(sqrt(2)); x2 <- fr(sqrt(3)); w <- as.numeric(fr(sqrt(7)) < plogis(-0.7 + x1 - x2))
//	y <- 0.3*x1 + 0.1*x2 + w*(0.1 + 0.2*x2) + 0.3*fr(sqrt(5))
func quasiPeople(coarse bool) people {
	var p people
	for i := 1; i <= 120; i++ {
		fr := func(a float64) float64 { v := float64(i) * math.Sqrt(a); return v - math.Floor(v) }
		x1, x2 := fr(2), fr(3)
		w := fr(7) < expit(-0.7+x1-x2)
		y := 0.3*x1 + 0.1*x2 + 0.3*fr(5)
		if w {
			y += 0.1 + 0.2*x2
		}
		if coarse {
			x1, x2 = math.RoundToEven(4*x1)/4, math.RoundToEven(2*x2)/2
		}
		p.add(y, w, x1, x2)
	}
	return p
}

// Values of R 4.2.2: the formulas written out with glm (epsilon = 1e-15), cov and var over
// the people that sorting all distances finds; effect and known standard error of l = 2
// are besides those of Matching 4.10-8, Match(y, w, predict(glm), M = m, Var.calc = 1,
// distance.tolerance = 1e-12), to 15 digits.
func TestAbadieImbensEstimatedAgreesWithR(t *testing.T) {
	for _, tt := range []struct {
		coarse            bool
		m, l              int
		value, known, all float64
	}{
		{false, 1, 2, 0.229128103800648714, 0.035755052619669055, 0.030146245642245266},
		{false, 3, 2, 0.213947147789168512, 0.028905799176265994, 0.021585123685212197},
		{false, 2, 5, 0.207554172023002387, 0.030320261636951458, 0.021723761570353731},
		{true, 1, 2, 0.22330425401245899, 0.02036074604054694, 0.02036074604054694},
		{true, 3, 4, 0.222036925943046137, 0.024729279355269893, 0.024413887140875688},
	} {
		s := quasiPeople(tt.coarse).estimate(t, tt.m, tt.l)
		if math.Abs(s.Value-tt.value) > 1e-12 || math.Abs(s.KnownSE-tt.known) > 1e-11 || math.Abs(s.SE-tt.all) > 1e-11 {
			t.Errorf("coarse %v, m = %d, l = %d: %v, %v, %v", tt.coarse, tt.m, tt.l, s.Value, s.KnownSE, s.SE)
		}
		if s.Clusters != 39 || s.Method != "abadie-imbens-estimated" || !math.IsInf(s.DF, 1) {
			t.Errorf("%+v", s)
		}
	}
}

// design is a world to draw people from: outcomes from 0 to 1, a score in (0.1, 0.8).
type design struct {
	n              int
	alpha, a1, a2  float64 // the logit
	b1, b2         float64 // slopes of the outcome without the programme
	effect, e1, e2 float64 // of the programme, and its slopes
	noise          float64 // its full width
}

func (g design) draw(random *rand.Rand) people {
	var p people
	for range g.n {
		x1, x2 := 2*random.Float64()-1, 2*random.Float64()-1
		w := random.Float64() < expit(g.alpha+g.a1*x1+g.a2*x2)
		y := 0.4 + g.b1*x1 + g.b2*x2 + g.noise*(random.Float64()-0.5)
		if w {
			y += g.effect + g.e1*x1 + g.e2*x2
		}
		p.add(y, w, x1, x2)
	}
	return p
}

// simulated are the true sampling variance of the estimate and its mean and what the
// two standard errors claim on average, as variances.
func simulated(t *testing.T, g design, m, l, repeats int, seed uint64) (truth, mean, claimed, known float64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 16))
	values := make([]float64, repeats)
	for r := range repeats {
		s := g.draw(random).estimate(t, m, l)
		values[r] = s.Value
		mean += s.Value / float64(repeats)
		claimed += s.SE * s.SE / float64(repeats)
		known += s.KnownSE * s.KnownSE / float64(repeats)
	}
	for _, v := range values {
		truth += (v - mean) * (v - mean) / float64(repeats-1)
	}
	return truth, mean, claimed, known
}

// Where covariates matter to the outcome along other lines than to the score, taking the
// score as known claims far too much if the effect is constant, and far too little if the
// programme turns the slopes round; with the estimation allowed for both are right.
func TestAbadieImbensEstimatedVarianceIsTheVariance(t *testing.T) {
	for name, tt := range map[string]struct {
		design
		m, l     int
		from, to float64 // the share of the variance that a known score claims
	}{
		"constant effect": {design{500, -0.5, 0.7, -0.7, 0.15, 0.15, 0.1, 0, 0, 0.2}, 1, 2, 1.4, 2},
		"turned slopes":   {design{500, -0.5, 0.7, -0.7, 0.15, 0.15, 0.1, -0.3, -0.3, 0.1}, 1, 2, 0.4, 0.75},
		"three matches":   {design{500, -0.5, 0.7, -0.7, 0.15, 0.15, 0.1, 0, 0, 0.2}, 3, 4, 1.4, 3},
	} {
		truth, mean, claimed, known := simulated(t, tt.design, tt.m, tt.l, 1000, 5)
		if math.Abs(mean-tt.effect) > 0.003 {
			t.Errorf("%s: mean effect %v", name, mean)
		}
		if ratio := claimed / truth; ratio < 0.9 || ratio > 1.1 {
			t.Errorf("%s: claims %v of the variance", name, ratio)
		}
		if ratio := known / truth; ratio < tt.from || ratio > tt.to {
			t.Errorf("%s: a known score claims %v of the variance", name, ratio)
		}
	}
}

// With outcomes that have nothing to do with the covariates both variances are one, and
// the more people the more so.
func TestAbadieImbensEstimatedAgreesWithKnownScore(t *testing.T) {
	worst := func(n int) float64 {
		random := rand.New(rand.NewPCG(8, uint64(n)))
		out := 0.0
		for range 20 {
			s := design{n, -0.5, 0.7, -0.7, 0, 0, 0.1, 0, 0, 0.4}.draw(random).estimate(t, 1, 2)
			out = max(out, math.Abs(s.SE/s.KnownSE-1))
		}
		return out
	}
	few, many := worst(250), worst(8000)
	if many > 0.005 || many > few/4 {
		t.Errorf("apart by up to %v with 250 people, %v with 8000", few, many)
	}
}

// Among people of one profile the score explains nothing that the profile does not, and
// how it was estimated cannot matter.
func TestAbadieImbensEstimatedOfProfiles(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	var p people
	for range 3000 {
		x1, x2 := float64(random.IntN(4)), float64(random.IntN(3))
		w := random.Float64() < expit(-1+0.5*x1-0.31*x2)
		p.add(math.Floor(random.Float64()+0.2+0.1*x1+0.1*x2), w, x1, x2)
	}
	s := p.estimate(t, 2, 4)
	if math.Abs(s.SE-s.KnownSE) > 1e-12 || s.SE < 0.005 {
		t.Errorf("%v, %v for a known score", s.SE, s.KnownSE)
	}
	// Strata are the matches then; the people's own outcome variances replace the common one.
	var units []Unit
	for i, y := range p.y {
		units = append(units, Unit{int64(4*p.x[i][1] + p.x[i][0]), int64(i), p.programme[i], y, 1})
	}
	exact, err := AbadieImbensExact(units, 2, TargetPopulation)
	if err != nil || math.Abs(exact.Value-s.Value) > 1e-12 || math.Abs(exact.SE/s.SE-1) > 0.05 {
		t.Errorf("%+v, exact %+v, %v", s, exact, err)
	}
}

// Two covariates that may change places have one coefficient but for rounding, and
// profiles of one sum one score: people of the same sum are each other's ties.
func TestAbadieImbensEstimatedTiesOfRounding(t *testing.T) {
	var p people
	var strata []Unit
	for a := range 4 {
		for b := range 4 {
			for i := range 12 {
				programme := i < 2+a+b || i == 2+a+b && a+b == 3
				y := float64((7*a+3*b+5*i)%11) / 11
				p.add(y, programme, 0.1*float64(a), 0.1*float64(b))
				strata = append(strata, Unit{int64(a + b), int64(len(p.y)), programme, y, 1})
			}
		}
	}
	s, err := newScored(p.y, p.programme, p.x)
	if err != nil || len(s.levels[0]) != 7 || len(s.levels[1]) != 7 {
		t.Fatalf("%+v, %v: want 7 levels in each arm", s, err)
	}
	if s.fit.beta[1] == s.fit.beta[2] {
		t.Log("no rounding on this machine: nothing was tested")
	}
	want, err := AbadieImbensExact(strata, 1, TargetPopulation)
	if got := p.estimate(t, 1, 2); err != nil || math.Abs(got.Value-want.Value) > 1e-14 {
		t.Errorf("%v, want %v, %v", got.Value, want.Value, err)
	}
}

func TestAbadieImbensEstimatedHasNoOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, coarse := range []bool{false, true} {
		p := quasiPeople(coarse)
		want := p.estimate(t, 2, 3)
		for range 20 {
			var q people
			for _, i := range random.Perm(len(p.y)) {
				q.add(p.y[i], p.programme[i], p.x[i]...)
			}
			before := people{slices.Clone(q.y), slices.Clone(q.programme), slices.Clone(q.x)}
			if got := q.estimate(t, 2, 3); got.Value != want.Value || got.SE != want.SE || got.KnownSE != want.KnownSE {
				t.Fatalf("coarse %v: %+v, want %+v", coarse, got, want)
			}
			if !slices.Equal(q.y, before.y) || !slices.EqualFunc(q.x, before.x, slices.Equal[[]float64]) {
				t.Fatal("changed what it was given")
			}
		}
	}
}

func TestAbadieImbensEstimatedHasNoUnits(t *testing.T) {
	p := quasiPeople(false)
	want := p.estimate(t, 2, 3)
	var q people
	for i, x := range p.x {
		q.add(p.y[i], p.programme[i], 5e7-3e4*x[1], 1e-6*x[0])
	}
	got := q.estimate(t, 2, 3)
	if math.Abs(got.Value-want.Value) > 1e-12 || math.Abs(got.SE/want.SE-1) > 1e-8 || math.Abs(got.KnownSE/want.KnownSE-1) > 1e-8 {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// nearestRange finds whom sorting all distances finds.
func TestNearestRange(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	for range 500 {
		var levels []scoreLevel
		total := 0.0
		for at := range 12 {
			if n := float64(random.IntN(3)); n > 0 {
				levels = append(levels, scoreLevel{float64(at), scoreTally{n: n}})
				total += n
			}
		}
		if total == 0 {
			continue
		}
		at, want := float64(random.IntN(16)-2), 1+float64(random.IntN(int(total)))
		var distances []float64
		for _, g := range levels {
			for range int(g.n) {
				distances = append(distances, math.Abs(g.at-at))
			}
		}
		slices.Sort(distances)
		reach := distances[int(want)-1]
		lo, hi := nearestRange(levels, at, want)
		for i, g := range levels {
			if in := i >= lo && i < hi; in != (math.Abs(g.at-at) <= reach) {
				t.Fatalf("%v nearest to %v: levels %d to %d of %+v", want, at, lo, hi, levels)
			}
		}
	}
}

func TestAbadieImbensEstimatedRefuses(t *testing.T) {
	good := quasiPeople(false)
	change := func(f func(p *people)) people {
		p := quasiPeople(false)
		f(&p)
		return p
	}
	column := func(f func(i int, p *people) float64) people {
		return change(func(p *people) {
			for i := range p.x {
				p.x[i] = append(p.x[i], f(i, p))
			}
		})
	}
	for _, tt := range []struct {
		want string
		p    people
		m, l int
	}{
		{"m is 0", good, 0, 2},
		{"l is 1", good, 1, 1},
		{"81 comparison people: too few for m = 82", good, 82, 2},
		{"39 programme people: too few for m = 1 and l = 39", good, 1, 39},
		{"too few", good, 1, math.MaxInt},
		{"0 comparison people", people{}, 1, 2},
		{"120 outcomes for 119 arms", change(func(p *people) { p.programme = p.programme[1:] }), 1, 2},
		{"119 rows of covariates for 120", change(func(p *people) { p.x = p.x[1:] }), 1, 2},
		{"person 7: y is 1.5", change(func(p *people) { p.y[7] = 1.5 }), 1, 2},
		{"person 7: y is NaN", change(func(p *people) { p.y[7] = math.NaN() }), 1, 2},
		{"unit 7 has 1 covariates", change(func(p *people) { p.x[7] = p.x[7][:1] }), 1, 2},
		{"unit 7: covariate 1 is NaN", change(func(p *people) { p.x[7][1] = math.NaN() }), 1, 2},
		{"no covariates", change(func(p *people) { p.x = make([][]float64, len(p.y)) }), 1, 2},
		{"covariate 2 is 0.1 for everybody", column(func(int, *people) float64 { return 0.1 }), 1, 2},
		{"covariate 2 has a standard deviation that is no usable", column(func(i int, _ *people) float64 { return float64(i) * 1e300 }), 1, 2},
		{"are collinear", column(func(i int, p *people) float64 { return p.x[i][0] - 3*p.x[i][1] }), 1, 2},
		{"separate the arms", column(func(i int, p *people) float64 { return float64(Unit{Programme: p.programme[i]}.arm()) }), 1, 2},
		{"separate the arms", column(func(i int, p *people) float64 {
			return map[bool]float64{true: 1}[p.programme[i] && i%3 == 0]
		}), 1, 2},
	} {
		_, err := AbadieImbensEstimated(tt.p.y, tt.p.programme, tt.p.x, tt.m, tt.l)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "abadie-imbens-estimated: ") {
			t.Errorf("%v, want %q", err, tt.want)
		}
	}
}

// Local covariances of two people each are so unsteady that with few people the variance
// may fall below 0, which is said and never clipped.
func TestAbadieImbensEstimatedRefusesNegativeVariance(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 16))
	below := 0
	for range 300 {
		p := design{60, -0.5, 0.7, -0.7, 0.15, 0.15, 0.1, 0, 0, 0.2}.draw(random)
		s, err := AbadieImbensEstimated(p.y, p.programme, p.x, 3, 2)
		switch {
		case err == nil && !(s.SE > 0):
			t.Errorf("a standard error of %v", s.SE)
		case err != nil && strings.Contains(err.Error(), "below 0"):
			below++
		}
	}
	if below == 0 || below > 100 {
		t.Errorf("%d of 300 variances below 0", below)
	}
}

func BenchmarkAbadieImbensEstimated(b *testing.B) {
	p := design{100_000, -2, 0.7, -0.7, 0.15, 0.15, 0.1, 0, 0, 0.2}.draw(rand.New(rand.NewPCG(1, 1)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := AbadieImbensEstimated(p.y, p.programme, p.x, 1, 2); err != nil {
			b.Fatal(err)
		}
	}
}
