package cohort

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"sib/cohort/internal/columns"
	"sib/cohort/internal/parquettest"
)

func TestBandsAtTheirBounds(t *testing.T) {
	c := Covariate{Bands: []Band{{Name: "18–24", AtLeast: ptr(18), Below: ptr(25)}, {Name: "25–33", AtLeast: ptr(25), AtMost: ptr(33)}, {Name: "under", Below: ptr(0)}}}
	for x, want := range map[float64]string{
		math.Nextafter(18, 0): "", 18: "18–24", math.Nextafter(25, 0): "18–24", 25: "25–33", 33: "25–33", math.Nextafter(33, 99): "",
		-5: "under", math.Nextafter(0, -1): "under", 0: "",
	} {
		v := columns.Vector{Kind: columns.Float, Floats: []float64{x}}
		got, bad := c.readBand(&v, 0)
		if got.text != want || (bad == nil) != (want != "") {
			t.Errorf("%v: %q, %v; want %q", x, got.text, bad, want)
		}
	}
	v := columns.Vector{Kind: columns.Int, Ints: []int64{24}}
	if got, bad := c.readBand(&v, 0); bad != nil || got.text != "18–24" {
		t.Errorf("%q, %v", got.text, bad)
	}
}

func TestImpossibleBandsAreRefused(t *testing.T) {
	tests := map[string][]Band{
		"overlap":               {{Name: "a", AtLeast: ptr(1), AtMost: ptr(5)}, {Name: "b", AtLeast: ptr(5)}},
		"overlap, out of order": {{Name: "b", AtLeast: ptr(4)}, {Name: "a", AtLeast: ptr(1), AtMost: ptr(5)}},
		"overlap at the foot":   {{Name: "a", AtMost: ptr(1)}, {Name: "b", Below: ptr(0)}},
		"one inside the other":  {{Name: "a"}, {Name: "b", AtLeast: ptr(3), Below: ptr(4)}},
		"the same start":        {{Name: "a", AtLeast: ptr(1), Below: ptr(2)}, {Name: "b", AtLeast: ptr(1)}},
		"no name":               {{AtLeast: ptr(1)}},
		"name of the missing":   {{Name: MissingLabel, AtLeast: ptr(1)}},
		"name twice":            {{Name: "a", AtMost: ptr(1)}, {Name: "a", AtLeast: ptr(2)}},
		"two upper bounds":      {{Name: "a", AtMost: ptr(1), Below: ptr(1)}},
		"upside down":           {{Name: "a", AtLeast: ptr(2), AtMost: ptr(1)}},
		"empty":                 {{Name: "a", AtLeast: ptr(2), Below: ptr(2)}},
		"infinite":              {{Name: "a", AtLeast: ptr(math.Inf(-1))}},
		"not a number":          {{Name: "a", Below: ptr(math.NaN())}},
	}
	for name, bands := range tests {
		c := Covariate{Name: "x", Kind: Category, Bands: bands}
		if err := c.checkBands(nil); err == nil || !strings.HasPrefix(err.Error(), "cohort: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	good := []Band{{Name: "b", AtLeast: ptr(5)}, {Name: "a", AtLeast: ptr(1), Below: ptr(5)}, {Name: "one", AtLeast: ptr(0), AtMost: ptr(0)}, {Name: "-", Below: ptr(0)}}
	if err := (Covariate{Kind: Category, Bands: good}).checkBands(nil); err != nil {
		t.Error(err)
	}
	for _, c := range []Covariate{{Kind: Integer, Bands: good}, {Kind: Category, Bands: good, Map: map[string]string{"1": "a"}}} {
		if err := c.checkBands(nil); err == nil {
			t.Errorf("%+v", c)
		}
	}
}

// A band or a name that nobody has is worth a note, whether or not levels are listed.
func TestUnusedBandsAndNamesAreFound(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, crowd(200, 1)...)
	s := adults(dir)
	s.Covariates[1].Levels, s.Covariates[1].Map = nil, map[string]string{"F": "woman", "f": "woman", "V": "man"}
	s.Covariates[3].Kind, s.Covariates[3].Bands = Category, []Band{{Name: "low", Below: ptr(0.5)}, {Name: "high", AtLeast: ptr(0.5), AtMost: ptr(1)}, {Name: "higher", AtLeast: ptr(2)}}
	c := mustRead(t, s)
	var got []string
	for _, f := range c.Findings {
		got = append(got, f.Code+" "+f.Subject)
	}
	if want := LevelUnused + " gender = man|" + LevelUnused + " score = higher"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
	if labels := strings.Join(c.Domains[1].Labels, "|"); labels != "M|woman" {
		t.Error(labels)
	}
}
