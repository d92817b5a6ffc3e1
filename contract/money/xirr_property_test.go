package money

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anyFlows draws flows over 15 years that may change sign often.
func anyFlows(t *rapid.T) []Flow {
	start := rapid.IntRange(735000, 736000).Draw(t, "start")
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Flow {
		d := start + rapid.IntRange(0, 15*365).Draw(t, "day")
		return Flow{Date{d}, New("EUR", big.NewRat(rapid.Int64Range(-1e9, 1e9).Draw(t, "cents"), 100))}
	}), 0, 14).Draw(t, "flows")
}

func mapped(in []Flow, f func(Amount) Amount) []Flow {
	out := slices.Clone(in)
	for i := range out {
		out[i].Amount = f(out[i].Amount)
	}
	return out
}

// turnoverAt is the sum of the flows' sizes at a rate, no less than at rate zero.
func turnoverAt(t *rapid.T, in []Flow, rate float64) float64 {
	sizes := mapped(in, func(a Amount) Amount {
		if a.Sign() < 0 {
			return a.Mul(big.NewRat(-1, 1))
		}
		return a
	})
	plain, err := XNPV(sizes, 0)
	if err != nil {
		t.Fatal(err)
	}
	discounted, err := XNPV(sizes, rate)
	if err != nil {
		t.Fatal(err)
	}
	return max(plain, discounted)
}

func TestXNPVIsZeroAtEveryRate(t *testing.T) {
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		in := anyFlows(t)
		rates, _ := XIRR(in)
		for _, r := range rates {
			if r < -0.9 { // 1 + r has lost more than a digit
				continue
			}
			seen++
			npv, err := XNPV(in, r)
			if limit := 1e-9 * turnoverAt(t, in, r); err != nil || !(math.Abs(npv) <= limit) {
				t.Fatalf("at %v: %v, %v, want 0 to %v", r, npv, err, limit)
			}
		}
	})
	if seen < 20 && !testing.Short() {
		t.Errorf("only %d rates were seen", seen)
	}
}

// Whatever changes the numbers and not the question gives the same bits.
func TestXIRRIsInvariant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyFlows(t)
		want, wantErr := XIRR(in)
		factor := big.NewRat(rapid.Int64Range(1, 1e9).Draw(t, "num"), rapid.Int64Range(1, 1e9).Draw(t, "den"))
		later := rapid.IntRange(-700000, 2000000).Draw(t, "later")
		half := big.NewRat(1, 2)
		split := func(a Amount) Amount { return a.Mul(half) }
		moved := slices.Clone(in)
		for i := range moved {
			moved[i].Date.day += later
		}
		for name, same := range map[string][]Flow{
			"scaled":    mapped(in, func(a Amount) Amount { return a.Mul(factor) }),
			"permuted":  rapid.Permutation(in).Draw(t, "order"),
			"halved":    append(mapped(in, split), mapped(in, split)...),
			"moved":     moved,
			"with zero": append(slices.Clone(in), Flow{Date{730000}, Zero("EUR")}, Flow{Date{750000}, Zero("EUR")}),
		} {
			got, err := XIRR(same)
			if !slices.Equal(got, want) || (err == nil) != (wantErr == nil) {
				t.Fatalf("%s: %v, %v, want %v, %v", name, got, err, want, wantErr)
			}
		}
		got, err := XIRR(mapped(in, func(a Amount) Amount { return a.Mul(big.NewRat(-1, 1)) }))
		if !slices.Equal(got, want) || (err == nil) != (wantErr == nil) {
			t.Fatalf("reversed: %v, %v, want %v, %v", got, err, want, wantErr)
		}
	})
}

// Reflecting time turns a growth of g a year into one of 1/g.
func TestXIRRBackwards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyFlows(t)
		back := slices.Clone(in)
		for i := range back {
			back[i].Date.day = 1000000 - back[i].Date.day
		}
		want, got := moderate(in), moderate(back)
		slices.Reverse(got)
		if len(got) != len(want) {
			t.Fatalf("%v backwards are %v", want, got)
		}
		for i := range got {
			if p := got[i] * want[i]; math.Abs(p-1) > 1e-9 {
				t.Fatalf("%v backwards are %v", want, got)
			}
		}
	})
}

// moderate returns the yearly growth factors between a millionth and a million:
// nearer to −100 % a rate has few digits of its distance left.
func moderate(in []Flow) []float64 {
	rates, _ := XIRR(in)
	var out []float64
	for _, r := range rates {
		if 1e-6 < 1+r && 1+r < 1e6 {
			out = append(out, 1+r)
		}
	}
	return out
}

// Flows made from the rates they shall have, also several times and close
// together, times a polynomial without positive roots, have those and no others.
func TestXIRRFindsAllRates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		percent := rapid.SliceOfN(rapid.Int64Range(-99, 400), 1, 7).Draw(t, "percent")
		p := []*big.Rat{big.NewRat(rapid.Int64Range(1, 1000).Draw(t, "scale"), 7)}
		for _, r := range percent { // (1 + r)·x − 1 with x = 1/(1 + r) at its root
			p = times(p, big.NewRat(-1, 1), big.NewRat(100+r, 100))
		}
		for range rapid.IntRange(0, 3).Draw(t, "extra") {
			p = times(p, big.NewRat(1, 1), big.NewRat(rapid.Int64Range(-19, 50).Draw(t, "middle"), 10), big.NewRat(1, 1))
		}
		var in []Flow
		for year, a := range p {
			in = append(in, Flow{Date{735000 + 365*year}, New("EUR", a)})
		}
		slices.Sort(percent)
		var want []float64
		for _, r := range slices.Compact(percent) {
			f, _ := big.NewRat(r, 100).Float64()
			want = append(want, f)
		}
		if got, err := XIRR(in); err != nil || !slices.Equal(got, want) {
			t.Fatalf("got %v, %v, want %v", got, err, want)
		}
	})
}

func times(a []*big.Rat, b ...*big.Rat) []*big.Rat {
	out := make([]*big.Rat, len(a)+len(b)-1)
	for i := range out {
		out[i] = new(big.Rat)
	}
	for i, x := range a {
		for j, y := range b {
			out[i+j].Add(out[i+j], new(big.Rat).Mul(x, y))
		}
	}
	return out
}

// A fine grid sees no crossing that XIRR does not report.
func TestXIRRMissesNoCrossing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyFlows(t)
		if len(in) == 0 {
			return
		}
		rates, _ := XIRR(in)
		value := func(r float64) float64 {
			v, err := XNPV(in, r)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		low := -0.95
		before := value(low)
		for s := math.Log(0.05) + 0.05; s < math.Log(50); s += 0.05 {
			high := math.Expm1(s)
			v := value(high)
			inside := 0
			for _, r := range rates {
				if low < r && r <= high {
					inside++
				}
			}
			if v*before < 0 && inside == 0 {
				t.Fatalf("a crossing between %v and %v is not in %v", low, high, rates)
			}
			low, before = high, v
		}
	})
}
