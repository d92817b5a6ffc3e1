package cohort

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// holds reports whether x lies in the band.
func (b Band) holds(x float64) bool {
	return (b.AtLeast == nil || x >= *b.AtLeast) && (b.AtMost == nil || x <= *b.AtMost) && (b.Below == nil || x < *b.Below)
}

// low is the lower bound.
func (b Band) low() float64 {
	if b.AtLeast == nil {
		return math.Inf(-1)
	}
	return *b.AtLeast
}

// beyond reports whether x, at or above the lower bound, is above the band.
func (b Band) beyond(x float64) bool {
	return b.AtMost != nil && x > *b.AtMost || b.Below != nil && x >= *b.Below
}

// checkBands finds bands that no validated contract can contain, and names that the
// levels do not list.
func (c Covariate) checkBands(allowed map[string]bool) error {
	if len(c.Bands) == 0 {
		return nil
	}
	if c.Kind != Category || c.Map != nil {
		return fmt.Errorf("cohort: covariate %q: bands make a category of numbers, without a map", c.Name)
	}
	names := map[string]bool{}
	for _, b := range c.Bands {
		switch {
		case b.Name == "" || b.Name == MissingLabel || names[b.Name]:
			return fmt.Errorf("cohort: covariate %q: the name %q of a band is empty, reserved or given twice", c.Name, b.Name)
		case b.AtMost != nil && b.Below != nil, !finite(b.AtLeast), !finite(b.AtMost), !finite(b.Below), b.beyond(b.low()):
			return fmt.Errorf("cohort: covariate %q: the bounds of band %q hold no numbers", c.Name, b.Name)
		case allowed != nil && !allowed[b.Name]:
			return c.notListed("band", b.Name)
		}
		names[b.Name] = true
	}
	sorted := slices.SortedFunc(slices.Values(c.Bands), func(a, b Band) int { return cmp.Compare(a.low(), b.low()) })
	for i := 1; i < len(sorted); i++ {
		if !sorted[i-1].beyond(sorted[i].low()) {
			return fmt.Errorf("cohort: covariate %q: the bands %q and %q overlap", c.Name, sorted[i-1].Name, sorted[i].Name)
		}
	}
	return nil
}

func finite(x *float64) bool { return x == nil || !math.IsNaN(*x) && !math.IsInf(*x, 0) }

// notListed refuses a name that bands or a map make and that the levels leave out.
func (c Covariate) notListed(by, name string) error {
	return &evidence.Problem{Code: CodeCovariates, Column: c.Column, What: fmt.Sprintf("covariate %q: a %s makes %s, which is not one of its levels", c.Name, by, quote(name)),
		Remedy: "add it to the covariate's levels in the contract, or correct its name"}
}

// readBand returns the name of the band that holds number k of the column. The problem has
// no place yet, and does not tell the number.
func (c Covariate) readBand(v *columns.Vector, k int32) (value, *evidence.Problem) {
	x, bad := readNumber(v, k)
	if bad != nil {
		return value{}, bad
	}
	for _, b := range c.Bands {
		if b.holds(x.num) {
			return value{text: b.Name}, nil
		}
	}
	names := make([]string, len(c.Bands))
	for i, b := range c.Bands {
		names[i] = b.Name
	}
	return value{}, &evidence.Problem{Code: CodeNoBand, What: "the number lies in no band: there are " + strings.Join(names, ", "),
		Remedy: "correct the data, write null for a missing value, or add a band to the contract"}
}
