package contract

import (
	"fmt"
	"math/big"

	"sib/contract/trace"
)

// boundKeys are the keys of a bound: where something starts to hold, then where it ends.
var boundKeys = []string{"at_least", "above", "at_most", "below"}

// boundsIn are those of the keys that o has.
func boundsIn(o *object, keys []string) []string {
	var out []string
	for _, k := range keys {
		if o.has(k) {
			out = append(out, k)
		}
	}
	return out
}

// bound reads the bounds of o, each typed as the measure m.
func (r *reader) bound(o *object, m *Measure) Bound {
	at := func(key string) *Threshold {
		t, ok := r.threshold(o, key, m)
		if !ok {
			return nil
		}
		return &t
	}
	return Bound{AtLeast: at("at_least"), Above: at("above"), AtMost: at("at_most"), Below: at("below")}
}

// onlyBound refuses a second bound: between the two lies what a tier is for.
func (r *reader) onlyBound(o *object) {
	if keys := boundsIn(o, boundKeys); len(keys) > 1 {
		o.failKey(keys[1], fmt.Sprintf("%s stands beside %s: one bound decides", keys[1], keys[0]),
			"keep one of them; what is paid between two bounds is a tier")
	}
}

// keyOf is the key under which a bound of the kind op is written.
func keyOf(op trace.Op) string {
	return map[trace.Op]string{trace.AtLeast: "at_least", trace.Above: "above", trace.AtMost: "at_most", trace.Below: "below"}[op]
}

// threshold reads a typed value and holds its type against that of the measure.
func (r *reader) threshold(o *object, key string, m *Measure) (Threshold, bool) {
	t, ok := quantity(o, key, parseThreshold)
	if !ok {
		return t, false
	}
	if m == nil || m.Effect == "" || m.Effect.ownUnit() && m.Unit == "" {
		return t, true
	}
	want := m.thresholdType()
	if want.ownUnit() && t.Effect == Count && sameUnit(t.Unit, m.Unit) {
		t.Effect, t.Unit = want, m.Unit
	}
	switch {
	case want != t.Effect || want.ownUnit() && t.Unit != m.Unit:
		o.failKey(key, fmt.Sprintf("%q is of type %s, but the measure %q is of type %s", t, t.typeWords(), m.ID, Threshold{Effect: want, Unit: m.Unit}.typeWords()),
			"write the threshold in the type of the measure, or cite another measure")
		return t, false
	case t.Effect == Money && t.Unit != string(r.t.Currency):
		o.failKey(key, fmt.Sprintf("%q is not in the contract's currency", t), "write it in "+string(r.t.Currency))
		return t, false
	case !t.exists():
		o.failKey(key, fmt.Sprintf("no rates are %q apart", t), "correct the number")
		return t, false
	}
	return t, true
}

// typeWords names the type, with the unit if it is the measure's own.
func (t Threshold) typeWords() string {
	if t.Effect.ownUnit() {
		return fmt.Sprintf("%s of %s", t.Effect, t.Unit)
	}
	return string(t.Effect)
}

// exists reports whether a measure can have the value.
func (t Threshold) exists() bool {
	least, most := t.Effect.limits()
	v := t.Value.value()
	return (least == nil || v.Cmp(least) >= 0) && (most == nil || v.Cmp(most) <= 0)
}

// limits are the least and the largest value of a type; nil where there is none.
func (e EffectType) limits() (least, most *big.Rat) {
	switch e {
	case Points:
		return big.NewRat(-1, 1), one.value()
	case Reduction:
		return nil, one.value()
	case Rate, Significance:
		return zero.value(), one.value()
	case Ratio:
		return zero.value(), nil
	case Relative:
		return big.NewRat(-1, 1), nil
	}
	return nil, nil
}
