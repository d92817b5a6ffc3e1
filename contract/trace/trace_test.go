package trace_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sib/contract/money"
	. "sib/contract/trace"
)

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	r, err := Number(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// built gives the leaves x1, x2, … and computes one node of them.
func built(t testing.TB, op Op, inputs, args string) (*Builder, *big.Rat, error) {
	t.Helper()
	b := &Builder{}
	n := Node{ID: "out", Words: "the result", Op: op, Args: strings.Fields(args), Unit: "units"}
	for i, s := range strings.Fields(inputs) {
		id := string(rune('a' + i))
		b.Give(Node{ID: id, Words: id, Unit: "units"}, rat(t, s))
		n.Inputs = append(n.Inputs, id)
	}
	switch op {
	case AtLeast, Above, AtMost, Below, Count, Not:
		n.Unit = Condition
	}
	v, err := b.Compute(n)
	return b, v, err
}

func TestOperations(t *testing.T) {
	for _, tt := range []struct {
		op           Op
		inputs, args string
		want         string
		formula      string
	}{
		{Same, "7/2", "", "3.5", "3.5"},
		{Sum, "1 2 0.5", "", "3.5", "1 + 2 + 0.5 = 3.5"},
		{Sum, "4", "", "4", "4"},
		{Difference, "1 1/3", "", "2/3", "1 − 0.333333… ≈ 0.666666…"},
		{Product, "3 4", "0.5", "6", "3 × 4 × 0.5 = 6"},
		{Quotient, "1 4", "", "0.25", "1 ÷ 4 = 0.25"},
		{Relative, "0.44 0.4", "", "0.1", "0.44 ÷ 0.4 − 1 = 0.1"},
		{Reduction, "0.36 0.4", "", "0.1", "1 − 0.36 ÷ 0.4 = 0.1"},
		{Smallest, "3 -1 2", "", "-1", "the smallest of 3, -1 and 2 = -1"},
		{Smallest, "3 4", "", "3", "the smallest of 3 and 4 = 3"},
		{Same, "0.123456", "", "0.123456", "0.123456"},
		{Same, "0.1234567", "", "0.1234567", "0.123456…"},
		{Compound, "1 0", "100", "0", "1 × (1 + 0)^100 − 1 = 0"},
		{Largest, "3 -1 7", "", "7", "the largest of 3, -1 and 7 = 7"},
		{Mean, "1 2 6", "", "3", "(1 + 2 + 6) ÷ 3 = 3"},
		{Weighted, "10 20", "0.8 0.2", "12", "0.8 × 10 + 0.2 × 20 = 12"},
		{AtLeast, "10", "10", "true", "10 ≥ 10"},
		{AtLeast, "9.9", "10", "false", "9.9 < 10"},
		{Above, "10", "10", "false", "10 ≤ 10"},
		{Above, "10.1", "10", "true", "10.1 > 10"},
		{AtMost, "10", "10", "true", "10 ≤ 10"},
		{AtMost, "10.1", "10", "false", "10.1 > 10"},
		{Below, "10", "10", "false", "10 ≥ 10"},
		{Below, "9.9", "10", "true", "9.9 < 10"},
		{Count, "1 0 1", "2", "true", "at least 2 of 1, 0 and 1"},
		{Count, "1 0 0", "2", "false", "at least 2 of 1, 0 and 0"},
		{Not, "0", "", "true", "not 0"},
		{Not, "1", "", "false", "not 1"},
		{If, "1 5", "", "5", "5 if met; 1 = 5"},
		{If, "0 5", "", "0", "5 if met; 0 = 0"},
		{Choose, "0 5 6", "", "6", "5 if met, else 6; 0 = 6"},
		{Choose, "1 5 6", "", "5", "5 if met, else 6; 1 = 5"},
		{Simple, "200 0.05", "3", "30", "200 × 0.05 × 3 years = 30"},
		{Compound, "200 0.1", "2", "42", "200 × (1 + 0.1)^2 − 200 = 42"},
		{Compound, "200 0.1", "0", "0", "200 × (1 + 0.1)^0 − 200 = 0"},
	} {
		b, _, err := built(t, tt.op, tt.inputs, tt.args)
		if err != nil {
			t.Errorf("%s of %s: %v", tt.op, tt.inputs, err)
			continue
		}
		n := b.Nodes()[len(b.Nodes())-1]
		if n.Rounded != tt.want || n.Exact != tt.want || n.Formula != tt.formula {
			t.Errorf("%s of %s with %q: %s (%s), %q; want %s, %q", tt.op, tt.inputs, tt.args, n.Rounded, n.Exact, n.Formula, tt.want, tt.formula)
		}
		if err := Recompute(b.Nodes()); err != nil {
			t.Errorf("%s: %v", tt.op, err)
		}
	}
}

// A table of two tiers: from 20 (inclusive) 1 for each unit beyond 0, above 30 a flat 100.
func TestTiers(t *testing.T) {
	const table = "20 1 0 1 0  30 0 100 0 30"
	for in, want := range map[string]string{"19.99": "0", "20": "20", "25": "25", "30": "30", "30.01": "100", "500": "100", "-3": "0"} {
		b, v, err := built(t, Tiers, in, table)
		if err != nil || Text(v) != want {
			t.Errorf("%s gives %v, %v; want %s", in, v, err, want)
			continue
		}
		if err := Recompute(b.Nodes()); err != nil {
			t.Error(err)
		}
	}
	for in, want := range map[string]string{"19": "19 < 20: 0", "20": "20 ≥ 20: 0, and for 20 beyond 0 20 = 20", "30": "30 ≥ 20: 0, and for 30 beyond 0 30 = 30", "31": "31 > 30: 100"} {
		if b, _, _ := built(t, Tiers, in, table); b.Nodes()[1].Formula != want {
			t.Errorf("%s: %q, want %q", in, b.Nodes()[1].Formula, want)
		}
	}
	if b, _, _ := built(t, Tiers, "5", "5 0 1 0 0"); b.Nodes()[1].Formula != "5 ≤ 5: 0" {
		t.Errorf("at an exclusive bound: %q", b.Nodes()[1].Formula)
	}
}

func TestMarginal(t *testing.T) {
	const prices = "1100 370 1000 410 1350"
	for in, want := range map[string]string{
		"-1": "0", "0": "0", "1": "1100", "370": "407000", "371": "408000", "410": "447000", "411": "448350", "370.5": "407500",
	} {
		if _, v, err := built(t, Marginal, in, prices); err != nil || Text(v) != want {
			t.Errorf("%s costs %v, %v; want %s", in, v, err, want)
		}
	}
	// Without an open end, what lies above the last band costs nothing.
	if _, v, err := built(t, Marginal, "12", "5 10"); err != nil || Text(v) != "50" {
		t.Errorf("%v, %v", v, err)
	}
}

func TestNoValue(t *testing.T) {
	for _, tt := range []struct {
		op           Op
		inputs, args string
		noValue      bool
	}{
		{Quotient, "1 0", "", true},
		{Relative, "1 0", "", true},
		{Reduction, "1 0", "", true},
		{Compound, "1 1", "2.5", true},
		{Compound, "1 1", "-1", true},
		{Compound, "1 1", "101", true},
		{Weighted, "1 2", "1", false},
		{Sum, "", "", false},
		{Sum, "1", "2", false},
		{Difference, "1", "", false},
		{AtLeast, "1", "", false},
		{AtLeast, "1", "x", false},
		{Tiers, "1", "1 2", false},
		{Tiers, "1", "", false},
		{Marginal, "9", "5 0 3", false},
		{"cube", "1", "", false},
	} {
		b, v, err := built(t, tt.op, tt.inputs, tt.args)
		if err == nil || errors.Is(err, ErrNoValue) != tt.noValue {
			t.Errorf("%s of %q with %q: %v, %v", tt.op, tt.inputs, tt.args, v, err)
		}
		if b.Has("out") {
			t.Errorf("%s: a node without a value is in the trace", tt.op)
		}
	}
}

func TestRounding(t *testing.T) {
	b := &Builder{}
	b.Give(Node{ID: "x", Unit: "units"}, rat(t, "9.95"))
	compute := func(id, step string, mode money.Mode) (*big.Rat, error) {
		return b.Compute(Node{ID: id, Op: Same, Inputs: []string{"x"}, Unit: "units", Rounding: &Rounding{step, mode}})
	}
	for id, want := range map[string]string{"half-up": "10", "half-even": "10", "down": "9.9"} {
		if v, err := compute(id, "0.1", money.Mode(id)); err != nil || Text(v) != want {
			t.Errorf("%s: %v, %v; want %s", id, v, err, want)
		}
	}
	n := b.Nodes()[1]
	if n.Exact != "9.95" || !strings.Contains(n.Formula, " → ") {
		t.Errorf("%+v", n)
	}
	for step, mode := range map[string]money.Mode{"0": money.Down, "-1": money.Down, "x": money.Down, "1": "up"} {
		if _, err := compute("bad", step, mode); err == nil {
			t.Errorf("rounded to %s %s", step, mode)
		}
	}
	if err := Recompute(b.Nodes()); err != nil {
		t.Error(err)
	}
}

// A quantity that two rules use is computed once.
func TestOnce(t *testing.T) {
	b := &Builder{}
	b.Give(Node{ID: "x"}, rat(t, "1"))
	if got := b.Give(Node{ID: "x"}, rat(t, "2")); Text(got) != "1" || len(b.Nodes()) != 1 {
		t.Errorf("%v, %v", got, b.Nodes())
	}
	for range 2 {
		if v, err := b.Compute(Node{ID: "y", Op: Same, Inputs: []string{"x"}}); err != nil || Text(v) != "1" {
			t.Error(v, err)
		}
	}
	if len(b.Nodes()) != 2 {
		t.Error(b.Nodes())
	}
	v := b.Value("x")
	v.SetInt64(9)
	if Text(b.Value("x")) != "1" {
		t.Error("a caller can change a value")
	}
	defer func() {
		if recover() == nil {
			t.Error("a node that is not there has a value")
		}
	}()
	b.Value("z")
}

// Whatever is changed in a trace, working it out again finds it.
func TestRecomputeFindsChanges(t *testing.T) {
	b := &Builder{}
	b.Give(Node{ID: "x", Unit: "u"}, rat(t, "1/3"))
	b.Give(Node{ID: "y", Unit: "u"}, rat(t, "2"))
	must := func(n Node) {
		t.Helper()
		if _, err := b.Compute(n); err != nil {
			t.Fatal(err)
		}
	}
	must(Node{ID: "sum", Op: Sum, Inputs: []string{"x", "y"}, Unit: "u", Rounding: &Rounding{"0.1", money.HalfUp}})
	must(Node{ID: "met", Op: AtLeast, Inputs: []string{"sum"}, Args: []string{"2.3"}, Unit: Condition})
	must(Node{ID: "pay", Op: If, Inputs: []string{"met", "sum"}, Unit: "u"})
	if err := Recompute(b.Nodes()); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(n []Node) []Node{
		"leaf":          func(n []Node) []Node { n[0].Exact, n[0].Rounded = "1/2", "1/2"; return n },
		"leaf rounded":  func(n []Node) []Node { n[1].Rounded = "3"; return n },
		"not a number":  func(n []Node) []Node { n[0].Exact = "many"; return n },
		"leaf fed":      func(n []Node) []Node { n[1].Inputs = []string{"x"}; return n },
		"exact":         func(n []Node) []Node { n[2].Exact = "2.3"; return n },
		"rounded":       func(n []Node) []Node { n[2].Rounded = "2.4"; return n },
		"not rounded":   func(n []Node) []Node { n[2].Rounding = nil; return n },
		"other step":    func(n []Node) []Node { n[2].Rounding = &Rounding{"1", money.HalfUp}; return n },
		"bad mode":      func(n []Node) []Node { n[2].Rounding = &Rounding{"1", "near"}; return n },
		"condition":     func(n []Node) []Node { n[3].Exact, n[3].Rounded = "false", "false"; return n },
		"other bound":   func(n []Node) []Node { n[3].Args = []string{"2.4"}; return n },
		"other op":      func(n []Node) []Node { n[2].Op = Difference; return n },
		"other input":   func(n []Node) []Node { n[4].Inputs = []string{"met", "y"}; return n },
		"missing input": func(n []Node) []Node { n[4].Inputs = []string{"met", "z"}; return n },
		"order":         func(n []Node) []Node { n[2], n[3] = n[3], n[2]; return n },
		"twice":         func(n []Node) []Node { return append(n, n[0]) },
	} {
		nodes := spoil(append([]Node(nil), b.Nodes()...))
		if err := Recompute(nodes); err == nil || !strings.HasPrefix(err.Error(), "recompute ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A trace survives JSON, and so does its check.
func TestRecomputeFromJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &Builder{}
		ids := []string{"n0"}
		b.Give(Node{ID: "n0", Unit: "u"}, big.NewRat(rapid.Int64Range(-50, 50).Draw(t, "a"), rapid.Int64Range(1, 30).Draw(t, "b")))
		for i := range 8 {
			n := Node{ID: "n" + string(rune('1'+i)), Unit: "u"}
			n.Op = rapid.SampledFrom([]Op{Sum, Product, Smallest, Largest, Mean}).Draw(t, "op")
			n.Inputs = rapid.SliceOfN(rapid.SampledFrom(ids), 1, 4).Draw(t, "inputs")
			if rapid.Bool().Draw(t, "rounds") {
				n.Rounding = &Rounding{"0.01", rapid.SampledFrom([]money.Mode{money.HalfUp, money.HalfEven, money.Down}).Draw(t, "mode")}
			}
			if _, err := b.Compute(n); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, n.ID)
		}
		data, err := json.Marshal(b.Nodes())
		if err != nil {
			t.Fatal(err)
		}
		var back []Node
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		if err := Recompute(back); err != nil {
			t.Fatal(err)
		}
	})
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{"1/2": "0.5", "1/3": "1/3", "-7": "-7", "1/1024": "0.0009765625"} {
		if got := Text(rat(t, in)); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
	long := "1/" + strings.Repeat("7", 90)
	for in, want := range map[string]string{
		"1/3": "1/3", strings.Repeat("9", 80): strings.Repeat("9", 80),
		long: "0.000000000000000000000000000000…", "2." + strings.Repeat("6", 90): "2.666666666666666666666666666666…",
		strings.Repeat("x", 81): strings.Repeat("x", 80) + "…",
	} {
		if got := Brief(in); got != want {
			t.Errorf("%s is shortened to %s, want %s", in, got, want)
		}
	}
}

// A condition is written in words where another quantity uses it.
func TestShowCondition(t *testing.T) {
	for in, want := range map[string]string{"5": "7 if met; met = 7", "4": "7 if met; not met = 0"} {
		b := &Builder{}
		b.Give(Node{ID: "x", Unit: "u"}, rat(t, in))
		b.Give(Node{ID: "pay", Unit: "u"}, rat(t, "7"))
		for _, n := range []Node{
			{ID: "met", Op: AtLeast, Inputs: []string{"x"}, Args: []string{"5"}, Unit: Condition},
			{ID: "out", Op: If, Inputs: []string{"met", "pay"}, Unit: "u"},
		} {
			if _, err := b.Compute(n); err != nil {
				t.Fatal(err)
			}
		}
		if got := b.Nodes()[3].Formula; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Values are written in the words of their unit where a caller knows them.
func TestShow(t *testing.T) {
	b := &Builder{Show: func(unit string, r *big.Rat) string {
		if unit == "money" {
			return "EUR " + r.FloatString(2)
		}
		return ""
	}}
	b.Give(Node{ID: "a", Unit: "money"}, rat(t, "12"))
	b.Give(Node{ID: "b", Unit: "other"}, rat(t, "3"))
	if _, err := b.Compute(Node{ID: "c", Op: Product, Inputs: []string{"a", "b"}, Unit: "money"}); err != nil {
		t.Fatal(err)
	}
	if got := b.Nodes()[2].Formula; got != "EUR 12.00 × 3 = EUR 36.00" {
		t.Errorf("%q", got)
	}
}

// A quiet trace has the same numbers without the words.
func TestQuiet(t *testing.T) {
	for _, quiet := range []bool{false, true} {
		b := &Builder{Quiet: quiet}
		b.Give(Node{ID: "x", Unit: "u"}, rat(t, "1/3"))
		if v, err := b.Compute(Node{ID: "y", Op: Same, Inputs: []string{"x"}, Unit: "u"}); err != nil || Text(v) != "1/3" {
			t.Error(v, err)
		}
		for _, n := range b.Nodes() {
			if (n.Formula == "") != quiet {
				t.Errorf("quiet %t: %q", quiet, n.Formula)
			}
		}
		if err := Recompute(b.Nodes()); err != nil {
			t.Error(err)
		}
	}
}
