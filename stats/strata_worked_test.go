package stats

import (
	"math"
	"testing"
)

const sixCells = "4/12-61/240;9/18-92/260;7/14-55/150;5/16-70/280;11/22-80/220;7/18-71/150"

// The worked example that an auditor can follow by hand, by all methods: limits
// printed to four decimals, published with the method notes.
func TestStrataWorkedExample(t *testing.T) {
	for _, tt := range []struct {
		method string
		lo, hi float64
	}{
		{"weighted-newcombe", -0.0174, 0.1807},
		{"mh-sato", -0.0201, 0.1803},
		{"mh-greenland-robins", -0.0194, 0.1795},
		{"strat-score-att", -0.0167, 0.1802},
		{"strat-newcombe-att", -0.0175, 0.1807},
	} {
		f, _ := Strata(tt.method)
		e := mustStrata(t, f, readStrata(t, sixCells), 0.95)
		if math.Abs(e.Lo-tt.lo) > 0.00005 || math.Abs(e.Hi-tt.hi) > 0.00005 {
			t.Errorf("%s: [%.5f, %.5f], want [%v, %v]", tt.method, e.Lo, e.Hi, tt.lo, tt.hi)
		}
	}
}

// With the comparison people as a census only the programme rate varies.
func TestATTNewcombeCensus(t *testing.T) {
	strata := readStrata(t, sixCells)
	e, sampled := mustStrata(t, ATTNewcombeCensus, strata, 0.95), mustStrata(t, ATTNewcombe, strata, 0.95)
	lo, hi, err := Wilson(43, 100, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	p0 := 0.43 - sampled.Value
	if e.Value != sampled.Value || math.Abs(e.Lo-(lo-p0)) > 1e-15 || math.Abs(e.Hi-(hi-p0)) > 1e-15 {
		t.Errorf("%+v", e)
	}
	if !(e.Lo > sampled.Lo && e.Hi < sampled.Hi) || len(e.Warnings) != 1 {
		t.Errorf("%+v is not within %+v", e, sampled)
	}
}

// The weights of minimum risk: no others that add up to 1 have a smaller mean
// squared error about the difference weighted by people.
func TestMinimumRiskIsMinimal(t *testing.T) {
	d, err := newStrata("test", readStrata(t, sixCells), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	weights := d.minimumRiskWeights()
	people := d.sum(func(t table) float64 { return t.n1 + t.n0 })
	centre := d.sum(func(t table) float64 { return (t.n1 + t.n0) / people * t.exactDiff() })
	risk := func(change func(i int) float64) float64 {
		variance, bias := 0.0, -centre
		for i, c := range d.cells {
			w := weights[i] + change(i)
			variance += w * w * c.plugIn()
			bias += w * c.exactDiff()
		}
		return variance + bias*bias
	}
	least := risk(func(int) float64 { return 0 })
	for from := range d.cells {
		for to := range d.cells {
			moved := risk(func(i int) float64 {
				switch {
				case from == to:
					return 0
				case i == from:
					return -0.01
				case i == to:
					return 0.01
				}
				return 0
			})
			if from != to && moved <= least {
				t.Errorf("moving weight from %d to %d lowers the risk from %v to %v", from, to, least, moved)
			}
		}
	}
}

// At no difference, the weights of Miettinen and Nurminen are those of Mantel and
// Haenszel; the two estimates differ where the difference is large.
func TestStratifiedScoreMNWeights(t *testing.T) {
	d, err := newStrata("test", readStrata(t, sixCells), 0.95)
	if err != nil {
		t.Fatal(err)
	}
	s := newScoreTest(d, weighMN)
	s.at(0)
	for i, c := range d.cells {
		if ratio := s.w[i] / s.w[0] * d.cells[0].mhWeight() / c.mhWeight(); math.Abs(ratio-1) > 1e-12 {
			t.Errorf("stratum %d: weight ratio %v", i, ratio)
		}
	}
	strata := readStrata(t, "80/100-20/200;30/90-1/60")
	mn, mh := mustStrata(t, StratifiedScoreMN, strata, 0.95), mustStrata(t, StratifiedScoreMH, strata, 0.95)
	if mn.Value == mh.Value || math.Abs(mn.Value-mh.Value) > 0.05 {
		t.Errorf("%v and %v", mn.Value, mh.Value)
	}
}

// Sato's variance with pairs as strata is that of McNemar's test: (b + c − n·d²)/n²
// over all pairs but for the term of d, here with b = c.
func TestMHSatoOfPairs(t *testing.T) {
	strata := readStrata(t, "1/1-0/1;1/1-0/1;0/1-1/1;0/1-1/1;1/1-1/1;0/1-0/1;0/1-0/1")
	e := mustStrata(t, MHSato, strata, 0.95)
	if e.Value != 0 || math.Abs(*e.Variance-4.0/49) > 1e-15 {
		t.Errorf("%+v, variance %v", e.Estimate, *e.Variance)
	}
}
