package matching

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"sib/cohort"
)

// probit sets the score to R's probit fit as MatchIt gets it. ps.csv has the converged
// scores, which differ enough to break ties otherwise.
func (c crowd) probit(d *design) {
	d.score = probitOf(c.Cohort, 1e-8, 25)
	d.space = space{dims: 1, at: d.score}
}

// dummies has a row for each profile: 1, the age, and each category but its first level.
func dummies(c *cohort.Cohort) *mat.Dense {
	width := 2
	for _, dom := range c.Domains[1:] {
		width += len(dom.Labels) - 1
	}
	x := mat.NewDense(len(c.Profiles), width, nil)
	for i, p := range c.Profiles {
		x.Set(i, 0, 1)
		x.Set(i, 1, c.Domains[0].Numbers[p.Codes[0]])
		at := 1
		for k, dom := range c.Domains[1:] {
			if code := int(p.Codes[k+1]); code > 0 {
				x.Set(i, at+code, 1)
			}
			at += len(dom.Labels) - 1
		}
	}
	return x
}

// probitOf is iteratively reweighted least squares with the start and the stopping
// rule of R's glm: relative change of the deviance below epsilon.
func probitOf(c *cohort.Cohort, epsilon float64, most int) []float64 {
	x := dummies(c)
	n, width := x.Dims()
	mu := make([][2]float64, n) // by profile and arm
	eta := make([][2]float64, n)
	normal := distuv.UnitNormal
	for i := range mu {
		mu[i] = [2]float64{0.75, 0.25}
		eta[i] = [2]float64{normal.Quantile(0.75), normal.Quantile(0.25)}
	}
	old := math.Inf(1)
	for range most {
		var xtx, xtz = mat.NewSymDense(width, nil), mat.NewVecDense(width, nil)
		for i, p := range c.Profiles {
			for arm, people := range p.N {
				slope := normal.Prob(eta[i][arm])
				y := float64(1 - arm)
				w := float64(people) * slope * slope / (mu[i][arm] * (1 - mu[i][arm]))
				xtx.SymRankOne(xtx, w, x.RowView(i))
				xtz.AddScaledVec(xtz, w*(eta[i][arm]+(y-mu[i][arm])/slope), x.RowView(i))
			}
		}
		var chol mat.Cholesky
		beta := mat.NewVecDense(width, nil)
		if !chol.Factorize(xtx) || chol.SolveVecTo(beta, xtz) != nil {
			panic("the probit does not fit")
		}
		deviance := 0.0
		for i, p := range c.Profiles {
			e := mat.Dot(x.RowView(i), beta)
			m := normal.CDF(e)
			mu[i], eta[i] = [2]float64{m, m}, [2]float64{e, e}
			deviance -= 2 * (float64(p.N[0])*math.Log(m) + float64(p.N[1])*math.Log(1-m))
		}
		if math.Abs(deviance-old)/(math.Abs(deviance)+0.1) < epsilon {
			break
		}
		old = deviance
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = mu[i][0]
	}
	return out
}

func TestProbitOf(t *testing.T) {
	c := readCrowd(t)
	got, want := probitOf(c.Cohort, 1e-14, 100), c.byProfile(t, column(t, "ps.csv", "ps_probit"))
	for i := range got {
		if math.Abs(got[i]-want[i]) > 1e-9 {
			t.Fatalf("profile %d: %v, want %v", i, got[i], want[i])
		}
	}
}
