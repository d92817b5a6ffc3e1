package stats

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// adjustNames are the names of the reference table that are not ours.
var adjustNames = map[string]string{"bh": "benjamini-hochberg", "by": "benjamini-yekutieli", "fixed_sequence_gate": "fixed-sequence"}

func numbers(t *testing.T, list string) []float64 {
	t.Helper()
	var out []float64
	for _, v := range strings.Split(list, ";") {
		out = append(out, row{"v": v}.float(t, "v"))
	}
	return out
}

// Every row of the table, every p-value of it, to 1e-12.
func TestAdjustReference(t *testing.T) {
	rows, seen := readReference(t, "holm.csv"), map[string]bool{}
	if len(rows) != 72 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		name := r["method"]
		if ours, ok := adjustNames[name]; ok {
			name = ours
		}
		f, ok := Adjust(name)
		if !ok {
			t.Fatalf("no method %q", r["method"])
		}
		seen[name] = true
		got, err := f(numbers(t, r["p_values"]))
		must(t, err)
		for i, want := range numbers(t, r["adjusted"]) {
			if !(math.Abs(got[i]-want) <= 1e-12) {
				t.Errorf("%s %s: p-value %d is %.15g, want %.15g", r["method"], r["p_values"], i+1, got[i], want)
			}
		}
	}
	if len(seen) != len(Adjustments()) {
		t.Errorf("the table has %d of %d methods", len(seen), len(Adjustments()))
	}
}

func eachAdjustment(t *testing.T, check func(t *rapid.T, name string, f AdjustFunc, p []float64)) {
	for _, name := range Adjustments() {
		f, ok := Adjust(name)
		if !ok {
			t.Fatalf("%s is listed and not there", name)
		}
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				check(t, name, f, rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 12).Draw(t, "p"))
			})
		})
	}
}

func adjusted(t *rapid.T, f AdjustFunc, p []float64) []float64 {
	t.Helper()
	before := slices.Clone(p)
	q, err := f(p)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(p, before) {
		t.Fatal("the caller's p-values were changed")
	}
	return q
}

func TestAdjustedAreNoSmallerAndKeepTheOrder(t *testing.T) {
	eachAdjustment(t, func(t *rapid.T, name string, f AdjustFunc, p []float64) {
		q := adjusted(t, f, p)
		for i := range p {
			if q[i] < p[i]-1e-15 || q[i] > 1 {
				t.Fatalf("%v became %v", p[i], q[i])
			}
			for j := range p {
				if name != "fixed-sequence" && p[i] <= p[j] && q[i] > q[j] {
					t.Fatalf("%v ≤ %v became %v and %v", p[i], p[j], q[i], q[j])
				}
			}
		}
	})
}

func TestAdjustedFollowAPermutation(t *testing.T) {
	eachAdjustment(t, func(t *rapid.T, name string, f AdjustFunc, p []float64) {
		if name == "fixed-sequence" {
			return
		}
		q := adjusted(t, f, p)
		slices.Reverse(q)
		back := slices.Clone(p)
		slices.Reverse(back)
		if got := adjusted(t, f, back); !slices.Equal(got, q) {
			t.Fatalf("reversed: %v, want %v", got, q)
		}
	})
}

// A p-value that falls takes no adjusted one up with it.
func TestAdjustedAreMonotone(t *testing.T) {
	eachAdjustment(t, func(t *rapid.T, _ string, f AdjustFunc, p []float64) {
		q := adjusted(t, f, p)
		less := slices.Clone(p)
		i := rapid.IntRange(0, len(p)-1).Draw(t, "i")
		less[i] = rapid.Float64Range(0, p[i]).Draw(t, "less")
		for j, v := range adjusted(t, f, less) {
			if v > q[j]+1e-15 {
				t.Fatalf("%v for %v: %d rose from %v to %v", less[i], p[i], j, q[j], v)
			}
		}
	})
}

// Holm passes what Bonferroni passes, Hochberg what Holm passes, and the Šidák forms more.
func TestAdjustmentsAreOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 12).Draw(t, "p")
		of := func(name string) []float64 { f, _ := Adjust(name); return adjusted(t, f, p) }
		for _, pair := range [][2]string{
			{"holm", "bonferroni"}, {"hochberg", "holm"}, {"benjamini-hochberg", "hochberg"},
			{"sidak", "bonferroni"}, {"holm-sidak", "holm"}, {"benjamini-hochberg", "benjamini-yekutieli"},
		} {
			small, large := of(pair[0]), of(pair[1])
			for i := range p {
				if small[i] > large[i]+1e-15 {
					t.Fatalf("%v: %s %v, %s %v", p, pair[0], small[i], pair[1], large[i])
				}
			}
		}
	})
}

func TestSidakKeepsSmallP(t *testing.T) {
	q, err := Sidak([]float64{1e-18, 1})
	if err != nil || math.Abs(q[0]-2e-18) > 1e-30 || q[1] != 1 {
		t.Errorf("%v, %v", q, err)
	}
}

func TestAdjustRefusesBadInput(t *testing.T) {
	for _, name := range Adjustments() {
		f, _ := Adjust(name)
		for want, p := range map[string][]float64{
			"no p-values": nil, "p-value 2 is 1.5": {0.5, 1.5}, "p-value 1 is -1": {-1}, "p-value 1 is NaN": {math.NaN()},
		} {
			if _, err := f(p); err == nil || !strings.HasPrefix(err.Error(), name+": "+want) {
				t.Errorf("%s: %v, want %q", name, err, want)
			}
		}
	}
	if _, ok := Adjust("holm_sidak"); !ok {
		t.Error("underscores are not accepted")
	}
	if f, ok := Adjust("none"); ok || f != nil {
		t.Error("an unknown method was found")
	}
	if names := Adjustments(); !slices.IsSorted(names) {
		t.Errorf("%q", names)
	}
}
