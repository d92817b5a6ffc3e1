package simulate

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

// So much is missing as is asked for, in each column for itself.
func TestMissingShares(t *testing.T) {
	o := someOptions()
	o.Continuous, o.Unregistered = 1, 0.5
	o.Missing = map[string]float64{"age": 0.02, "origin": 0.05, "qualification": 0.5, "earnings": 0.1, "registered": 0.3, "placed": 0.1, "gender": 0}
	rows := everybody(t, made(t, o))
	missing := func(names ...string) (n int) {
		for _, r := range rows {
			all := true
			for _, name := range names {
				_, there := r[name]
				all = all && !there
			}
			if all {
				n++
			}
		}
		return n
	}
	n := float64(len(rows))
	expect := func(share float64, names ...string) {
		t.Helper()
		sd := math.Sqrt(n * share * (1 - share))
		if got := float64(missing(names...)); math.Abs(got-n*share) > 4*sd {
			t.Errorf("%v: %v missing of %v, want about %v", names, got, n, n*share)
		}
	}
	for name, share := range o.Missing {
		expect(share, name)
	}
	expect(0.5*0.05, "qualification", "origin")
	expect(0.5*0.3, "qualification", "registered")
	expect(0.02*0.1, "age", "placed")
}

// Who forgets is not who is placed: what is missing in an outcome is so at random.
func TestMissingOutcomesAreAtRandom(t *testing.T) {
	o := someOptions()
	all := everybody(t, made(t, o))
	o.Missing = map[string]float64{"placed": 0.3}
	some := everybody(t, made(t, o))
	var n, x [2]float64 // by whether the outcome stays
	for i, r := range all {
		was, known := r["placed"].(bool)
		if !known {
			continue
		}
		_, stays := some[i]["placed"]
		at := 0
		if stays {
			at = 1
		}
		n[at]++
		if was {
			x[at]++
		}
	}
	if d := x[0]/n[0] - x[1]/n[1]; n[0] < 20_000 || math.Abs(d) > 0.015 { // sd 0.004
		t.Errorf("%v of %v forgotten and %v of %v kept are placed", x[0], n[0], x[1], n[1])
	}
}

func TestMissingRefuses(t *testing.T) {
	for _, tt := range []struct {
		name  string
		share float64
		want  string
	}{
		{"gendr", 0.1, `did you mean "gender"?`},
		{"person_id", 0.1, "use one of age, gender"},
		{"earnings", 0.1, `no column "earnings" is asked for`},
		{"registered", 0.1, "people who are not registered"},
		{"age", 1.1, "a share of 1.1 missing in age"},
		{"age", -0.1, "from 0 to 1"},
		{"age", math.NaN(), "a share of NaN"},
	} {
		o := someOptions()
		o.Missing = map[string]float64{tt.name: tt.share}
		if _, err := o.check(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %v: %v, want %q", tt.name, tt.share, err, tt.want)
		}
	}
	for _, share := range []float64{0, 1} {
		o := someOptions()
		o.Missing = map[string]float64{"origin": share}
		if _, err := o.check(); err != nil {
			t.Error(err)
		}
	}
}

func TestGapsKeepWhatIsUsual(t *testing.T) {
	o := someOptions()
	o.Missing = map[string]float64{"origin": 0.05}
	got, err := o.gaps()
	if want := (gaps{10, 0, 500, 0, 0, 0, 0, 50}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	if got.age() != 10 || got.placed() != 50 || got.optional() != ageField|originField|placedField {
		t.Errorf("%d, %d, %b", got.age(), got.placed(), got.optional())
	}
}
