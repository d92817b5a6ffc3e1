package outlook

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sib/contract"
	"sib/contract/money"
)

// Every cell is paid as the cell of its kind that was decided on: looked up along the
// rows, and decided on afresh.
func TestFieldSortsAsTheContractDecides(t *testing.T) {
	for _, x := range []*contract.Terms{
		terms(t, "2014", pooled, table),
		as(t, terms(t, "2014", pooled, paid), contract.Reduction, "10 % reduction"),
		terms(t, "2014", `- {id: gain, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: lower-bound, rounding: {to: 0.1 points, mode: half-up}}`,
			`
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: bonus, clause: "4", text: Paid at no points., measure: gain, at_least: 0 points, pay: {amount: 50000}}
cap: {clause: "5", amount: 120000}`),
	} {
		e, err := newEngine(x, contract.Measurements{}, money.Date{}, nil)
		must(t, err)
		u := counted([]int{2014, 0}, 107, 1333, e.level)
		one, err := counts(107, 0.4)
		must(t, err)
		zero, err := counts(1333, 0.33)
		must(t, err)
		f, ok := newField(u, e.uses, []odds{{one, zero}}, maxKinds)
		if !ok || len(f.kinds) < 2 {
			t.Fatalf("%d kinds", len(f.kinds))
		}
		cells := 0
		for i, row := range f.rows {
			start := f.from1
			for _, r := range row {
				for _, x1 := range []int64{start, r.end - 1} { // both ends of the run
					if cells++; cells%7 != 0 && cells > 100 {
						continue
					}
					f.agrees(t, e, u.at(x1, f.from0+int64(i)), r.kind)
				}
				start = r.end
			}
			if start != one.last()+1 {
				t.Fatalf("row %d ends at %d", i, start)
			}
		}
		sum := 0.0
		for _, p := range f.chances(odds{one, zero}) {
			sum += p
		}
		near(t, "sum", sum, 1, 1e-12)
	}
}

func (f *field) agrees(t *testing.T, e *engine, c cell, kind int) {
	t.Helper()
	decide := func(c cell) string {
		in, err := f.unit.measurements(c, e.levels)
		must(t, err)
		d, err := contract.Decide(e.terms, contract.Measurements{Compared: in}, money.Date{})
		must(t, err)
		return d.Due.Decimal()
	}
	if got, want := decide(f.kinds[kind]), decide(c); got != want {
		t.Errorf("%s v %s pays %s, its kind %s", c.programme, c.comparison, want, got)
	}
}

// A value that is nowhere rounded leaves too many kinds, and the field gives up.
func TestFieldGivesUp(t *testing.T) {
	x := as(t, terms(t, "2014", pooled, paid), contract.Relative)
	e, err := newEngine(x, contract.Measurements{}, money.Date{}, nil)
	must(t, err)
	e.uses[0].line = true
	one, err := counts(2000, 0.4)
	must(t, err)
	if _, ok := newField(counted([]int{0}, 2000, 2000, 0), e.uses, []odds{{one, one}}, maxKinds); ok {
		t.Error("it went on")
	}
}

// Every cell has the kind that its own signs say, by rational numbers; and rows that are
// taken from others are those that are bisected by themselves, kinds in the same order.
func TestFieldIsEveryCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n1, n0 := rapid.Int64Range(1, 20).Draw(t, "n1"), rapid.Int64Range(1, 40).Draw(t, "n0")
		u := counted([]int{0}, n1, n0, 0.95)
		rate := u.programme
		u.programme = func(x1 int64) *big.Rat {
			if x1 < 0 || x1 > n1 {
				t.Fatalf("%d of %d", x1, n1)
			}
			return rate(x1)
		}
		var asked []use
		for range rapid.IntRange(1, 2).Draw(t, "measures") {
			m := anyUse(t, n1, n0)
			m.Scope = contract.Pooled
			if !m.line && m.Rounding.Step != nil && rapid.Bool().Draw(t, "bound") {
				m.Statistic, m.Effect, m.ComparisonRate = rapid.SampledFrom([]string{contract.LowerBound, contract.UpperBound, contract.PValue}).Draw(t, "end"), contract.Points, nil
			}
			asked = append(asked, m)
		}
		every := []odds{{spread{0, make([]float64, n1+1)}, spread{0, make([]float64, n0+1)}}}
		f, ok := newField(u, asked, every, maxKinds)
		if !ok || len(f.rows) != int(n0)+1 {
			t.Fatalf("%v, %d rows", ok, len(f.rows))
		}
		alone := &field{unit: u, signs: f.signs, most: maxKinds, known: map[string]int{}}
		kinds := map[string]int{}
		for x0, row := range f.rows {
			if want := alone.row(int64(x0), interval{0, n1}); !slices.Equal(row, want) {
				t.Fatalf("row %d: %v, by itself %v", x0, row, want)
			}
			start := int64(0)
			for _, r := range row {
				for x1 := start; x1 < r.end; x1++ {
					s := ""
					for _, m := range asked {
						s += string(m.sign(nil, u.at(x1, int64(x0))))
					}
					if k, ok := kinds[s]; ok && k != r.kind {
						t.Fatalf("%d, %d: kind %d, others like it %d", x1, x0, r.kind, k)
					}
					kinds[s] = r.kind
				}
				start = r.end
			}
			if start != n1+1 {
				t.Fatalf("row %d ends at %d", x0, start)
			}
		}
		if len(kinds) != len(f.kinds) || !slices.Equal(f.texts, alone.texts) {
			t.Fatalf("%d kinds, want %d", len(f.kinds), len(kinds))
		}
	})
}
