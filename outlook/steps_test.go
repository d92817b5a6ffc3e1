package outlook

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sib/contract"
	"sib/contract/money"
)

// decimal is one of the numbers that contracts are written in.
func decimal(t *rapid.T, r *big.Rat) contract.Decimal {
	n, ends := r.FloatPrec()
	if !ends {
		t.Fatalf("%s is no decimal", r)
	}
	d, err := contract.ParseDecimal(r.FloatString(n))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// anyUse draws a point estimate with cuts, some of them on values that counts of these people have.
func anyUse(t *rapid.T, n1, n0 int64) use {
	var u use
	u.Statistic = contract.PointEstimate
	u.Effect = rapid.SampledFrom([]contract.EffectType{
		contract.Relative, contract.Reduction, contract.Ratio, contract.Points, contract.Rate, contract.Count,
	}).Draw(t, "effect")
	thousandths := func(label string, lo, hi int64) *big.Rat {
		return big.NewRat(rapid.Int64Range(lo, hi).Draw(t, label), 1000)
	}
	if rapid.Bool().Draw(t, "rounded") {
		step := decimal(t, thousandths("step", 1, 130))
		u.Rounding.Step = &step
		u.Rounding.Mode = rapid.SampledFrom([]money.Mode{money.HalfUp, money.HalfEven, money.Down}).Draw(t, "mode")
		u.line = rapid.Bool().Draw(t, "line")
	}
	if rapid.Bool().Draw(t, "fixed") {
		q := decimal(t, thousandths("comparison rate", 0, 1000))
		u.ComparisonRate = &q
	}
	people := counted([]int{0}, n1, n0, 0)
	for range rapid.IntRange(0, 5).Draw(t, "cuts") {
		cut := thousandths("cut", -1500, 1500)
		if rapid.Bool().Draw(t, "on a value") {
			at := people.at(rapid.Int64Range(0, n1).Draw(t, "x1"), rapid.Int64Range(0, n0).Draw(t, "x0"))
			if v, ok := u.exact(at); ok {
				cut = v
			}
			if rapid.Bool().Draw(t, "on a step") {
				cut = u.round(cut)
			}
		}
		u.cuts = append(u.cuts, cut)
	}
	slices.SortFunc(u.cuts, (*big.Rat).Cmp)
	return u
}

// codeOf is steps.code by rational numbers.
func (u use) codeOf(c cell) int64 {
	v, ok := u.take(c)
	switch {
	case !ok:
		return math.MinInt64
	case u.line:
		return v.Quo(v, u.Rounding.Step.Rat()).Num().Int64()
	}
	i, on := slices.BinarySearchFunc(u.cuts, v, (*big.Rat).Cmp)
	if on {
		return int64(2*i + 1)
	}
	return int64(2 * i)
}

func (s *steps) codeAt(x1, x0 int64) int64 {
	return int64(binary.LittleEndian.Uint64(s.sign(nil, x1, x0)))
}

// Whole numbers and rational ones see the same in every result of a few people, on
// cuts and ties too; and what they write tells the same results apart.
func TestStepsAreRational(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n1, n0 := rapid.Int64Range(1, 14).Draw(t, "n1"), rapid.Int64Range(1, 14).Draw(t, "n0")
		u := anyUse(t, n1, n0)
		s, people := newSteps(u, n1, n0), counted([]int{0}, n1, n0, 0)
		if s == nil {
			t.Fatal("few people are too many")
		}
		known, back := map[string]int64{}, map[int64]string{}
		for x1 := range n1 + 1 {
			for x0 := range n0 + 1 {
				c := people.at(x1, x0)
				got, text := s.codeAt(x1, x0), string(u.sign(nil, c))
				if want := u.codeOf(c); got != want {
					t.Fatalf("%d of %d, %d of %d: %d, want %d", x1, n1, x0, n0, got, want)
				}
				if k, ok := known[text]; ok && k != got {
					t.Fatalf("%q is %d and %d", text, k, got)
				}
				if k, ok := back[got]; ok && k != text {
					t.Fatalf("%d is %q and %q", got, k, text)
				}
				known[text], back[got] = got, text
			}
		}
	})
}

// So they do among many people, at the ends of their counts and beside the cuts.
func TestStepsOfManyPeople(t *testing.T) {
	some := 0
	rapid.Check(t, func(t *rapid.T) {
		many := rapid.OneOf(rapid.Int64Range(1, 1<<25), rapid.Int64Range(1, 1<<31))
		n1, n0 := many.Draw(t, "n1"), many.Draw(t, "n0")
		u := anyUse(t, n1, n0)
		s, people := newSteps(u, n1, n0), counted([]int{0}, n1, n0, 0)
		if s == nil {
			return
		}
		some++
		x0 := rapid.OneOf(rapid.Just(int64(0)), rapid.Just(n0), rapid.Int64Range(0, n0)).Draw(t, "x0")
		at := []int64{0, n1, rapid.Int64Range(0, n1).Draw(t, "x1")}
		for _, c := range u.cuts {
			if p := programmeRate(u.Effect, c, big.NewRat(x0, n0), n1); u.ComparisonRate == nil && isRate(p) {
				x1 := new(big.Rat).Mul(p, big.NewRat(n1, 1))
				k := new(big.Int).Quo(x1.Num(), x1.Denom()).Int64()
				at = append(at, max(0, k-1), k, min(n1, k+1))
			}
		}
		for _, x1 := range at {
			if got, want := s.codeAt(x1, x0), u.codeOf(people.at(x1, x0)); got != want {
				t.Fatalf("%d of %d, %d of %d: %d, want %d", x1, n1, x0, n0, got, want)
			}
		}
	})
	if some == 0 {
		t.Error("no case fits")
	}
}

// What whole numbers cannot hold is left to rational ones; a programme of 100,000
// beside 10 million, in tenths of a per cent, is far within.
func TestStepsGiveUp(t *testing.T) {
	step := new(big.Rat)
	at := func(den int64, change func(*use)) use {
		var u use
		u.Statistic, u.Effect = contract.PointEstimate, contract.Relative
		d, err := contract.ParseDecimal(step.SetFrac64(1, den).FloatString(12))
		must(t, err)
		u.Rounding = contract.Rounding{Step: &d, Mode: money.HalfUp}
		u.cuts = []*big.Rat{big.NewRat(1, 10)}
		if change != nil {
			change(&u)
		}
		return u
	}
	fixed := func(text string) func(*use) {
		q, err := contract.ParseDecimal(text)
		must(t, err)
		return func(u *use) { u.ComparisonRate = &q }
	}
	none := func(u *use) { u.Rounding = contract.Rounding{} }
	for name, x := range map[string]struct {
		use    use
		n1, n0 int64
		fits   bool
	}{
		"a large programme":       {at(1000, nil), 1e5, 1e7, true},
		"at half the limit":       {at(1, nil), 1 << 31, 1 << 30, true},
		"above half the limit":    {at(1, nil), 1 << 31, 1<<30 + 1, false},
		"fine steps":              {at(1e9, nil), 1 << 16, 1 << 15, true},
		"too fine steps":          {at(1e10, nil), 1 << 16, 1 << 15, false},
		"a value itself":          {at(1, func(u *use) { none(u); u.line = true }), 10, 10, false},
		"a value in steps":        {at(1, func(u *use) { u.line = true }), 10, 10, true},
		"an unrounded threshold":  {at(1, none), 1e5, 1e7, true},
		"a large threshold":       {at(1, func(u *use) { u.cuts = []*big.Rat{big.NewRat(limit, 1)} }), 10, 10, false},
		"a fixed rate":            {at(1, fixed("0.25")), 1 << 31, 1 << 31, true},
		"a large fixed rate":      {at(1, fixed("1073741825")), 1 << 31, 1, false},
		"a negative fixed rate":   {at(1, fixed("-0.25")), 10, 10, false},
		"a bound":                 {at(1, func(u *use) { u.Statistic = contract.LowerBound }), 10, 10, false},
		"a p-value":               {at(1, func(u *use) { u.Statistic = contract.PValue }), 10, 10, false},
		"a threshold at its most": {at(1, func(u *use) { u.cuts = []*big.Rat{big.NewRat(limit-1, 1)} }), 10, 10, true},
	} {
		if got := newSteps(x.use, x.n1, x.n0); (got != nil) != x.fits {
			t.Errorf("%s: %v", name, got)
		}
	}
}
