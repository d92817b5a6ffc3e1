package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// The gate lets years pass only behind the pooled effect, and only adjusted.
func TestHierarchicalGate(t *testing.T) {
	for _, tt := range []struct {
		pooled float64
		years  []float64
		method string
		want   []float64
	}{
		{0.001, []float64{0.01, 0.2, 0.02}, "holm", []float64{0.03, 0.2, 0.04}},
		{0.035, []float64{0.01, 0.2, 0.02}, "holm", []float64{0.035, 0.2, 0.04}},
		{0.3, []float64{0.001, 0.001}, "bonferroni", []float64{0.3, 0.3}},
		{0.01, []float64{0.02, 0.6, 0.001}, "fixed_sequence", []float64{0.02, 0.6, 0.6}},
	} {
		pooled, got, err := HierarchicalGate(tt.pooled, tt.years, tt.method)
		if err != nil || pooled != tt.pooled || !slices.EqualFunc(got, tt.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-15 }) {
			t.Errorf("%v: %v %v, %v", tt, pooled, got, err)
		}
	}
}

func TestHierarchicalGateErrors(t *testing.T) {
	for want, call := range map[string]func() error{
		"pooled p-value is 2": func() error { _, _, err := HierarchicalGate(2, []float64{0.1}, "holm"); return err },
		"years: holm: no p":   func() error { _, _, err := HierarchicalGate(0.1, nil, "holm"); return err },
		`adjustment "tukey"`:  func() error { _, _, err := HierarchicalGate(0.1, []float64{0.1}, "tukey"); return err },
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func ExampleHierarchicalGate() {
	pooled, years, _ := HierarchicalGate(0.0004, []float64{0.044, 0.003, 0.21}, "holm")
	fmt.Printf("pooled %.4f, years %.3f\n", pooled, years)
	// Output: pooled 0.0004, years [0.088 0.009 0.210]
}

func ExampleHolm() {
	p, _ := Holm([]float64{0.0124, 0.0388, 0.0621})
	fmt.Printf("%.4f\n", p)
	// Output: [0.0372 0.0776 0.0776]
}
