package contract

import (
	"strings"
	"testing"
)

func TestParseThreshold(t *testing.T) {
	tests := []struct {
		in     string
		effect EffectType
		value  string
		out    string
	}{
		{"10 % relative", Relative, "0.10", "10 % relative"},
		{"10% relative", Relative, "0.10", "10 % relative"},
		{"10\u00a0% relative", Relative, "0.10", "10 % relative"},
		{"7.5 % relative", Relative, "0.075", "7.5 % relative"},
		{"0 % relative", Relative, "0.00", "0 % relative"},
		{"-5 points", Points, "-0.05", "-5 points"},
		{"10 points", Points, "0.10", "10 points"},
		{"10.0 percentage points", Points, "0.100", "10 points"},
	}
	for _, tt := range tests {
		got, bad := parseThreshold(tt.in)
		if bad != nil || got.Effect != tt.effect || got.Value.String() != tt.value || got.String() != tt.out {
			t.Errorf("parseThreshold(%q) = %v %q (%s), %v", tt.in, got.Effect, got.Value, got, bad)
		}
	}
}

func TestBareThresholds(t *testing.T) {
	const ten = `can be read two ways: "10 % relative" (programme rate at least 1.1 times the comparison rate) ` +
		`or "10 points" (programme rate at least 10 percentage points above it)`
	tests := map[string]string{
		"10 %": ten, "10%": ten, "10": ten, "0.10": ten, "0.1": ten,
		"7.5 %": `"7.5 % relative" (programme rate at least 1.075 times the comparison rate) or "7.5 points"`,
		"0.5 %": `"0.5 % relative" (programme rate at least 1.005 times the comparison rate) or "0.5 points"`,
		"0":     `"0 % relative" (programme rate at least 1 times the comparison rate) or "0 points"`,
		"-5 %":  `"-5 % relative" (programme rate at least 0.95 times the comparison rate) or "-5 points"`,
	}
	for in, want := range tests {
		_, bad := parseThreshold(in)
		if bad == nil || !strings.Contains(bad.what, want) || !strings.HasPrefix(bad.what, `"`+in+`" can be read`) {
			t.Errorf("parseThreshold(%q): %v\nwant %s", in, bad, want)
		}
	}
}

func TestQuantitiesRefused(t *testing.T) {
	threshold := func(s string) *refusal { _, bad := parseThreshold(s); return bad }
	share := func(s string) *refusal { _, bad := parsePercent(s); return bad }
	relative := func(s string) *refusal { _, bad := parseStep(s, Measure{Effect: Relative}); return bad }
	points := func(s string) *refusal { _, bad := parseStep(s, Measure{Effect: Points}); return bad }
	tests := []struct {
		parse  func(string) *refusal
		in     string
		remedy string
	}{
		{threshold, "10 pp", `"10 % relative" or "10 points"`},
		{threshold, "10 percent", `"10 % relative" or "10 points"`},
		{threshold, "10 % better", `"10 % relative" or "10 points"`},
		{threshold, "ten % relative", "decimal number"},
		{threshold, "1e1 % relative", "decimal number"},
		{threshold, "points", "decimal number"},
		{threshold, "% relative", "decimal number"},
		{share, "3", `"3 %"`},
		{share, "0.03", `"3 %"`},
		{share, "3 points", `"3 %"`},
		{share, "three %", `"3 %"`},
		{relative, "0.1", `"0.1 %"`},
		{relative, "0.1 points", `"0.1 %"`},
		{relative, "0.1 % relative", `"0.1 %"`},
		{points, "0.1 %", `"0.1 points"`},
		{points, "0.1", `"0.1 points"`},
		{points, "x points", `"0.1 points"`},
	}
	for _, tt := range tests {
		bad := tt.parse(tt.in)
		if bad == nil {
			t.Errorf("%q was accepted", tt.in)
			continue
		}
		if !strings.Contains(bad.remedy, tt.remedy) || !strings.Contains(bad.Error(), `"`+tt.in+`"`) {
			t.Errorf("%q: %s; hint %s", tt.in, bad, bad.remedy)
		}
	}
}

func TestParsePercent(t *testing.T) {
	for in, want := range map[string]string{"3 %": "0.03", "100 %": "1.00", "0 %": "0.00", "33.33%": "0.3333"} {
		if got, bad := parsePercent(in); bad != nil || got.String() != want {
			t.Errorf("parsePercent(%q) = %q, %v", in, got, bad)
		}
	}
}

func TestParseStep(t *testing.T) {
	for in, e := range map[string]EffectType{"0.1 %": Relative, "0.1 points": Points, "0.1 percentage points": Points} {
		if got, bad := parseStep(in, Measure{Effect: e}); bad != nil || got.String() != "0.001" {
			t.Errorf("parseStep(%q) = %q, %v", in, got, bad)
		}
	}
}

// Outside a contract the error says in one text what to write instead.
func TestParseThresholdOutside(t *testing.T) {
	if got, err := ParseThreshold("7.5 % relative"); err != nil || got.Effect != Relative || got.Value.String() != "0.075" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := ParseThreshold("7.5"); err == nil || got.Effect != "" || !strings.Contains(err.Error(), "can be read two ways") || !strings.HasSuffix(err.Error(), "\n  hint: write the one that the parties signed") {
		t.Errorf("%v, %v", got, err)
	}
}
