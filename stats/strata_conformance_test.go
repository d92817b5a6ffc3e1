package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// designs are strata of all kinds: large, sparse, one person an arm, without
// events, with nothing but events, with empty arms, and of ten million.
func designs(t testing.TB) map[string][]Stratum {
	out := map[string][]Stratum{
		"three years": readStrata(t, "38/89-410/1255;52/121-447/1342;53/124-433/1303"),
		"one stratum": readStrata(t, "43/100-429/1300"),
		"one each":    readStrata(t, "1/1-2/5;0/1-3/8;1/1-1/3;0/1-0/4"),
		"pairs":       readStrata(t, "1/1-0/1;1/1-0/1;0/1-1/1;1/1-1/1;0/1-0/1;0/1-0/1"),
		"no events":   readStrata(t, "0/10-0/100;0/5-0/40"),
		"all events":  readStrata(t, "10/10-100/100;5/5-40/40"),
		"opposite":    readStrata(t, "1/1-0/1"),
		"all for one": readStrata(t, "5/5-0/9;3/3-0/4"),
		"empty arms":  readStrata(t, "4/10-30/100;1/2-0/0;0/0-9/30;5/12-40/130;0/0-0/0"),
		"negative":    readStrata(t, "1/30-60/200;2/40-90/210;0/9-3/8"),
		"sparse":      readStrata(t, "4/10-30/100;3/3-20/20;0/3-0/20;5/12-40/130"),
		"large":       readStrata(t, "4000000/10000000-3000000/10000000;3/10000000-1/10000000;45/105-4000000/10000000"),
	}
	rng := rand.New(rand.NewPCG(5, 6))
	many := make([]Stratum, 60)
	for i := range many {
		n1, n0 := 1+rng.Int64N(4), 1+rng.Int64N(30)
		many[i] = Stratum{rng.Int64N(n1 + 1), n1, rng.Int64N(n0 + 1), n0}
	}
	out["many"] = many
	return out
}

// mayRefuse says which methods may refuse a design, and how.
func mayRefuse(method, design string, err error) bool {
	switch method {
	case "inverse-variance-fixed", "minimum-risk-wald", "strat-newcombe-att", "strat-newcombe-mh":
		return !slices.Contains([]string{"three years", "one stratum", "empty arms", "large"}, design) && strings.Contains(err.Error(), "undefined")
	}
	return false
}

// eachDesign calls check for all methods and designs that go together.
func eachDesign(t *testing.T, check func(t *testing.T, method string, f StrataFunc, strata []Stratum)) {
	all := designs(t)
	for _, method := range StrataMethods() {
		f, ok := Strata(method)
		if !ok {
			t.Fatalf("%s is listed and not there", method)
		}
		for design, strata := range all {
			t.Run(method+"/"+design, func(t *testing.T) {
				if _, err := f(strata, 0.95); err != nil && mayRefuse(method, design, err) {
					return
				}
				check(t, method, f, strata)
			})
		}
	}
}

func mustStrata(t *testing.T, f StrataFunc, strata []Stratum, level float64) StratifiedEstimate {
	t.Helper()
	e, err := f(strata, level)
	if err != nil {
		t.Fatalf("level %v: %v", level, err)
	}
	return e
}

func TestStrataStayWithinOne(t *testing.T) {
	eachDesign(t, func(t *testing.T, method string, f StrataFunc, strata []Stratum) {
		for _, level := range levels {
			e := mustStrata(t, f, strata, level)
			if !(e.Lo >= -1 && e.Lo <= e.Value && e.Value <= e.Hi && e.Hi <= 1) || e.Method != method || e.Level != level {
				t.Errorf("%+v", e)
			}
			if e.Lo == e.Hi && len(e.Warnings) == 0 {
				t.Errorf("no width and no warning: %+v", e)
			}
			if e.PValue != nil && !(*e.PValue >= 0 && *e.PValue <= 1) {
				t.Errorf("p = %v", *e.PValue)
			}
		}
	})
}

func TestStrataWidenWithTheLevel(t *testing.T) {
	eachDesign(t, func(t *testing.T, method string, f StrataFunc, strata []Stratum) {
		narrow := mustStrata(t, f, strata, levels[0])
		for _, level := range levels[1:] {
			wide := mustStrata(t, f, strata, level)
			if wide.Lo > narrow.Lo+1e-14 || wide.Hi < narrow.Hi-1e-14 {
				t.Errorf("[%v, %v] at %v is not within [%v, %v] at %v", narrow.Lo, narrow.Hi, narrow.Level, wide.Lo, wide.Hi, level)
			}
			narrow = wide
		}
	})
}

// Exchanging events and failures changes the sign of everything.
func TestStrataMirrorWhenEventsSwap(t *testing.T) {
	eachDesign(t, func(t *testing.T, method string, f StrataFunc, strata []Stratum) {
		e := mustStrata(t, f, strata, 0.95)
		var other []Stratum
		for _, s := range strata {
			other = append(other, Stratum{s.N1 - s.X1, s.N1, s.N0 - s.X0, s.N0})
		}
		m := mustStrata(t, f, other, 0.95)
		for _, d := range []float64{m.Value + e.Value, m.Lo + e.Hi, m.Hi + e.Lo} {
			if math.Abs(d) > 1e-12 {
				t.Errorf("[%v, %v] and [%v, %v]", e.Lo, e.Hi, m.Lo, m.Hi)
			}
		}
	})
}

// Methods whose weights do not name an arm change sign when the arms are swapped.
func TestStrataMirrorWhenArmsSwap(t *testing.T) {
	eachDesign(t, func(t *testing.T, method string, f StrataFunc, strata []Stratum) {
		if strings.Contains(method, "att") || method == "weighted-newcombe" {
			return
		}
		e := mustStrata(t, f, strata, 0.95)
		var other []Stratum
		for _, s := range strata {
			other = append(other, Stratum{s.X0, s.N0, s.X1, s.N1})
		}
		m := mustStrata(t, f, other, 0.95)
		for _, d := range []float64{m.Value + e.Value, m.Lo + e.Hi, m.Hi + e.Lo} {
			if math.Abs(d) > 1e-13 {
				t.Errorf("[%v, %v] and [%v, %v]", e.Lo, e.Hi, m.Lo, m.Hi)
			}
		}
	})
}

func TestStrataDoNotDependOnOrder(t *testing.T) {
	eachDesign(t, func(t *testing.T, method string, f StrataFunc, strata []Stratum) {
		e := mustStrata(t, f, strata, 0.95)
		rng := rand.New(rand.NewPCG(9, 9))
		for range 5 {
			other := slices.Clone(strata)
			rng.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
			before := slices.Clone(other)
			m := mustStrata(t, f, other, 0.95)
			if m.Value != e.Value || m.Lo != e.Lo || m.Hi != e.Hi || m.Support != e.Support {
				t.Errorf("%+v and %+v", e, m)
			}
			if !slices.Equal(before, other) {
				t.Error("the caller's slice was changed")
			}
		}
	})
}

// Ten times the people at the same rates: narrower. All that have width.
func TestStrataNarrowAsPeopleGrow(t *testing.T) {
	eachDesign(t, func(t *testing.T, method string, f StrataFunc, strata []Stratum) {
		var more []Stratum
		for _, s := range strata {
			if s.N1 > 1e6 || s.N0 > 1e6 {
				return
			}
			more = append(more, Stratum{7 * s.X1, 7 * s.N1, 7 * s.X0, 7 * s.N0})
		}
		e, m := mustStrata(t, f, strata, 0.95), mustStrata(t, f, more, 0.95)
		noVariance := method == "mh-greenland-robins" || method == "att-wald-within-stratum"
		if got, was := m.Hi-m.Lo, e.Hi-e.Lo; was > 0 && !(got < was) || was == 0 && got > 0 && !noVariance && method != "mh-sato" {
			t.Errorf("width %v, then %v", was, got)
		}
		if math.Abs(m.Value-e.Value) > 1e-9 && method != "minimum-risk-wald" && method != "strat-score-mn" {
			t.Errorf("estimate %v, then %v", e.Value, m.Value)
		}
	})
}

// More events in the programme group: both limits rise, and beyond no difference
// the p-value falls.
func TestStrataRiseWithEvents(t *testing.T) {
	for _, method := range StrataMethods() {
		f, _ := Strata(method)
		before := mustStrata(t, f, []Stratum{{40, 100, 80, 200}, {12, 30, 24, 60}}, 0.95)
		for x1 := int64(41); x1 <= 80; x1++ {
			e := mustStrata(t, f, []Stratum{{x1, 100, 80, 200}, {12, 30, 24, 60}}, 0.95)
			if !(e.Value > before.Value && e.Hi > before.Hi && (e.Lo > before.Lo || method == "minimum-risk-wald")) {
				t.Errorf("%s: %d events: [%v, %v] after [%v, %v]", method, x1, e.Lo, e.Hi, before.Lo, before.Hi)
			}
			if e.PValue != nil && *e.PValue >= *before.PValue {
				t.Errorf("%s: %d events: p = %v after %v", method, x1, *e.PValue, *before.PValue)
			}
			before = e
		}
	}
}

// The p-value and the interval are one test: p < 1 − level exactly where 0 is outside.
func TestStrataPValueAndIntervalAgree(t *testing.T) {
	eachDesign(t, func(t *testing.T, method string, f StrataFunc, strata []Stratum) {
		for _, level := range levels {
			e := mustStrata(t, f, strata, level)
			if e.PValue == nil || math.Abs(*e.PValue-(1-level)) < 1e-9 || e.Lo == e.Hi {
				continue
			}
			if outside := e.Lo > 0 || e.Hi < 0; outside != (*e.PValue < 1-level) {
				t.Errorf("[%v, %v] at %v, p = %v", e.Lo, e.Hi, level, *e.PValue)
			}
		}
	})
}

// One stratum is the two-sample method; strata without information change nothing.
func TestOneStratumIsTwoSample(t *testing.T) {
	for method, twoSample := range map[string]TwoSampleFunc{
		"strat-score-mh": MiettinenNurminen, "strat-score-mn": MiettinenNurminen, "strat-score-att": MiettinenNurminen,
		"strat-newcombe-mh": Newcombe, "strat-newcombe-att": Newcombe, "weighted-newcombe": Newcombe,
		"mh-greenland-robins": Wald, "mh-sato": Wald, "att-wald-hc0": Wald, "att-wald-within-stratum": Wald, "inverse-variance-fixed": Wald, "minimum-risk-wald": Wald,
	} {
		f, ok := Strata(method)
		if !ok {
			t.Fatal(method)
		}
		for _, a := range [][4]int64{{43, 100, 429, 1300}, {3, 7, 1, 9}, {1, 30, 900, 1300}, {4e6, 1e7, 3e6, 1e7}} {
			want := mustTwoSample(t, twoSample, [4]float64{float64(a[0]), float64(a[1]), float64(a[2]), float64(a[3])}, 0.95)
			e := mustStrata(t, f, []Stratum{{0, 0, 3, 9}, {a[0], a[1], a[2], a[3]}, {2, 2, 0, 0}}, 0.95)
			if math.Abs(e.Lo-want.Lo) > 1e-13 || math.Abs(e.Hi-want.Hi) > 1e-13 || math.Abs(e.Value-want.Value) > 1e-13 {
				t.Errorf("%s %v: %v [%v, %v], want %v [%v, %v]", method, a, e.Value, e.Lo, e.Hi, want.Value, want.Lo, want.Hi)
			}
		}
	}
}

func TestStrataCountWhatIsOffSupport(t *testing.T) {
	strata := readStrata(t, "4/10-30/100;1/2-0/0;0/0-9/30;0/6-0/0")
	e := mustStrata(t, ATTNewcombe, strata, 0.95)
	if want := (Support{Strata: 1, Programme: 10, Comparison: 100, OffStrata: 3, OffProgramme: 8, OffComparison: 30}); e.Support != want {
		t.Errorf("%+v", e.Support)
	}
	if got := e.Support.OffShare(); math.Abs(got-8.0/18) > 1e-15 {
		t.Errorf("off-support share %v", got)
	}
	if len(e.Warnings) != 1 || e.Warnings[0] != "8 of 18 programme people are in strata without comparison people: the estimate is not about them" {
		t.Errorf("%q", e.Warnings)
	}
}

func TestStrataErrors(t *testing.T) {
	good := Stratum{4, 10, 30, 100}
	for _, tt := range []struct {
		strata []Stratum
		level  float64
		want   string
	}{
		{[]Stratum{good, {-1, 3, 0, 2}}, 0.95, "stratum 2: x1 is -1"},
		{[]Stratum{good, {4, 3, 0, 2}}, 0.95, "stratum 2: x1 is 4, more than n1, which is 3"},
		{[]Stratum{{1, 3, 5, 4}}, 0.95, "stratum 1: x0 is 5, more than n0, which is 4"},
		{[]Stratum{{0, -3, 0, 4}}, 0.95, "stratum 1: n1 is -3: want 0 to 90000000 people"},
		{[]Stratum{{0, 3, 0, 1e12}}, 0.95, "stratum 1: n0 is 1000000000000"},
		{[]Stratum{{0, 0, 3, 4}, {1, 2, 0, 0}}, 0.95, "none of 2 strata has people in both arms (programme people: 2, comparison people: 4)"},
		{nil, 0.95, "none of 0 strata"},
		{[]Stratum{good}, 0, "level is 0"},
		{[]Stratum{good}, 1, "level is 1"},
		{[]Stratum{good}, math.NaN(), "level is NaN"},
	} {
		for _, method := range StrataMethods() {
			f, _ := Strata(method)
			if e, err := f(tt.strata, tt.level); err == nil || !strings.HasPrefix(err.Error(), method+": ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s %v: %+v, %v, want %q", method, tt.strata, e, err, tt.want)
			}
		}
	}
}

func TestStrataNames(t *testing.T) {
	if names := StrataMethods(); len(names) != 14 || !slices.IsSorted(names) || slices.ContainsFunc(names, func(s string) bool { return strings.Contains(s, "_") }) {
		t.Errorf("%q", names)
	}
	for _, name := range []string{"strat_score_att", "att-newcombe-kish", "att_newcombe_kish"} {
		if _, ok := Strata(name); !ok {
			t.Errorf("no method %q", name)
		}
	}
	if _, ok := Strata("wald"); ok {
		t.Error("a method of that name is not there")
	}
}
