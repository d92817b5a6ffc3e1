package simulate

import (
	"math"
	"path/filepath"
	"strings"
	"testing"
)

// Each sub-group has its own effect among people who are alike, and others have that of all.
func TestEffectByGroup(t *testing.T) {
	o := someOptions()
	o.Programme, o.Effect = 40_000, 0.05
	o.EffectBy = []GroupEffect{{"origin", "MAGHREB", 0.15}, {"gender", "F", 0.05}, {"gender", "M", -0.05}}
	dir := made(t, o)
	strata := map[string]*[2]tally{}
	group := map[string][2]bool{}
	for arm, name := range []string{programmeFile, comparisonFile} {
		for _, r := range readTable(t, filepath.Join(dir, name)) {
			if r.age == nil || r.placed == nil {
				continue
			}
			k := key(r)
			if strata[k] == nil {
				strata[k], group[k] = &[2]tally{}, [2]bool{r.gender == "F", r.origin == "MAGHREB"}
			}
			strata[k][arm].n++
			if *r.placed {
				strata[k][arm].x++
			}
		}
	}
	var n, sum [2][2]float64
	for k, s := range strata {
		if s[0].n == 0 || s[1].n == 0 {
			continue
		}
		g, o := 0, 0
		if group[k][0] {
			g = 1
		}
		if group[k][1] {
			o = 1
		}
		n1 := float64(s[0].n)
		n[g][o] += n1
		sum[g][o] += n1 * (float64(s[0].x)/n1 - float64(s[1].x)/float64(s[1].n))
	}
	for g, want := range [2][2]float64{{0, 0.15}, {0.10, 0.25}} {
		for o, want := range want {
			if got := sum[g][o] / n[g][o]; math.Abs(got-want) > 0.03 {
				t.Errorf("F %d, MAGHREB %d: effect %.3f, want %.2f", g, o, got, want)
			}
		}
	}
}

// An effect moves nobody of the comparison people.
func TestEffectByLeavesTheComparisonAlone(t *testing.T) {
	o := someOptions()
	o.Comparison = 2000
	usual := contents(t, made(t, o))
	o.EffectBy = []GroupEffect{{"origin", "MAGHREB", 0.15}}
	by := contents(t, made(t, o))
	if string(usual[comparisonFile]) != string(by[comparisonFile]) {
		t.Error("the comparison people differ")
	}
	if string(usual[programmeFile]) == string(by[programmeFile]) {
		t.Error("the programme people do not differ")
	}
}

func TestEffectByRefuses(t *testing.T) {
	for _, tt := range []struct {
		by   []GroupEffect
		want string
	}{
		{[]GroupEffect{{"orign", "BE", 0.1}}, `did you mean "origin"?`},
		{[]GroupEffect{{"age", "20", 0.1}}, "use one of gender, origin, qualification"},
		{[]GroupEffect{{"origin", "MAGREB", 0.1}}, `did you mean "MAGHREB"?`},
		{[]GroupEffect{{"gender", "X", 0.1}}, `nobody has the gender "X"`},
		{[]GroupEffect{{"gender", "F", 1.5}}, "effect 1.5 is not a difference of proportions"},
		{[]GroupEffect{{"gender", "F", math.NaN()}}, "effect NaN"},
		{[]GroupEffect{{"gender", "F", 0.1}, {"gender", "F", 0.2}}, "gender F is given twice"},
	} {
		o := someOptions()
		o.EffectBy = tt.by
		if _, err := o.check(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.by, err, tt.want)
		}
	}
}
