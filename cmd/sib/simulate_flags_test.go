package main

import (
	"reflect"
	"strings"
	"testing"

	"sib/simulate"
)

func TestParseEffectBy(t *testing.T) {
	got, err := parseEffectBy([]string{"origin=MAGHREB:0.15", "gender=F:-5e-2"})
	want := []simulate.GroupEffect{{Covariate: "origin", Level: "MAGHREB", Effect: 0.15}, {Covariate: "gender", Level: "F", Effect: -0.05}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{"", "origin", "origin=MAGHREB", "origin:0.1", "origin=MAGHREB:", "origin=MAGHREB:15 %", "origin=MAGHREB:0.1:0.2"} {
		if _, err := parseEffectBy([]string{text}); err == nil || !strings.Contains(err.Error(), "hint: write covariate=LEVEL:proportion") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestParseMissing(t *testing.T) {
	got, err := parseMissing([]string{"age=0.02", "origin=0"})
	if err != nil || !reflect.DeepEqual(got, map[string]float64{"age": 0.02, "origin": 0}) {
		t.Errorf("%v, %v", got, err)
	}
	for text, want := range map[string]string{"": "hint: write column=proportion", "age": "hint", "age=": "hint", "age=2 %": "hint"} {
		if _, err := parseMissing([]string{text}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := parseMissing([]string{"age=0.1", "age=0.1"}); err == nil || !strings.Contains(err.Error(), `"age" is given twice`) {
		t.Error(err)
	}
}
