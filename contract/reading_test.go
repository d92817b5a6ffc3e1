package contract

import (
	"fmt"
	"strings"
	"testing"
)

// Both readings are shown of every cohort and of the pool, whichever of them decides,
// if it is there or can be pooled.
func TestReadingsOfWhatIsThere(t *testing.T) {
	const pooled, each = "scope: pooled, pooling: participants", "scope: each-cohort"
	years := published()[:3]
	for _, tt := range []struct {
		measure string
		in      []Measurement
		want    string
	}{
		{pooled, published(), "2014 2015 2016 0"},
		{pooled, years, "2014 2015 2016 0"},
		{pooled, published()[3:], "0"},
		{each, published(), "2014 2015 2016 0"},
		{each, years, "2014 2015 2016"},
		{"scope: pooled, pooling: mean-of-rates", years, "2014 2015 2016 0"},
		{"scope: pooled, pooling: mean-of-effects", years, "2014 2015 2016"},
	} {
		d := decided(t, oneRule(t, "effect: points, statistic: point-estimate, "+tt.measure, "9 points"), tt.in)
		var got []string
		for _, r := range d.Readings {
			got = append(got, fmt.Sprint(r.Cohort))
			if r.Agreed != Points || r.PointsF <= 0 || r.RelativeF <= r.PointsF {
				t.Errorf("%s: %+v", tt.measure, r)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s on %d: %v, want %s", tt.measure, len(tt.in), got, tt.want)
		}
	}
}
