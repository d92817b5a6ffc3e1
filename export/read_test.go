package export

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sib/evidence"
)

// What is read back from JSON is exported as what was decided in memory, except
// that amended terms are not in the file.
func TestReadRoundTrip(t *testing.T) {
	for _, in := range fixtures(t) {
		if len(in.Decision.Amendments) > 0 {
			continue
		}
		back, err := Read("decision.json", encoded(t, in))
		if err != nil {
			t.Fatal(err)
		}
		back.Project = in.Project
		if got, want := book(t, *back).Files(), book(t, in).Files(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the export changes when the decision is read back", in.Terms.ID)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	good := string(encoded(t, duo(t)))
	for _, tt := range []struct{ name, from, to, want string }{
		{"no JSON", good, "id,amount", "this is no decision"},
		{"nothing", good, "{}", "there is no contract"},
		{"no decision", good, `{"contract": {}}`, "there is no decision"},
		{"another layout", `{"contract"`, `{"schema_version":"sib-evaluation/9","contract"`, `unknown version "sib-evaluation/9"`},
		{"another amount", `"due":{"currency":"EUR","amount":"278697.74"}`, `"due":{"currency":"EUR","amount":"278697.75"}`, `is not what "payment.due"`},
		{"another currency", `"due":{"currency":"EUR"`, `"due":{"currency":"GBP"`, "not the contract's currency"},
		{"a rule's amount", `"amount":{"currency":"EUR","amount":"44697.74"}`, `"amount":{"currency":"EUR","amount":"44697.73"}`, `is not what "return.amount"`},
		{"a step of the trace", `"rounded":"44697.74"`, `"rounded":"44697.75"`, "does not come out"},
	} {
		text := strings.Replace(good, tt.from, tt.to, 1)
		if text == good {
			t.Fatalf("%s: nothing was replaced", tt.name)
		}
		_, err := Read("decision.json", []byte(text))
		var p *evidence.Problem
		if !errors.As(err, &p) || !strings.Contains(err.Error(), tt.want) || p.Remedy == "" || p.File != "decision.json" {
			t.Errorf("%s: %v; want a problem with %q", tt.name, err, tt.want)
		}
	}
}

// Whatever a file leaves out, the answer is an error or an export, never a panic.
func TestReadWithoutAnyPart(t *testing.T) {
	refused, exported := 0, 0
	for _, in := range fixtures(t)[1:] { // the gated contract has all that the first has
		var whole any
		if err := json.Unmarshal(encoded(t, in), &whole); err != nil {
			t.Fatal(err)
		}
		without(whole, func() {
			b, err := json.Marshal(whole)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Read("decision.json", b)
			if err != nil {
				refused++
				return
			}
			if _, err := Indigo(*got); err == nil {
				exported++
			}
		})
	}
	if refused < 100 || exported < 100 {
		t.Errorf("%d files refused and %d exported: the test reaches too little", refused, exported)
	}
}

// without calls try with each part of a JSON value left out in turn. Of a list
// only the first and the last element lose parts.
func without(v any, try func()) {
	switch v := v.(type) {
	case map[string]any:
		var keys []string
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			if k == "trace" || k == "next_tiers" || k == "previous_tiers" || k == "readings" {
				continue
			}
			kept := v[k]
			delete(v, k)
			try()
			v[k] = kept
			switch k {
			case "as_signed", "covariates", "matching", "data", "results": // nothing of theirs can be missed
			default:
				without(kept, try)
			}
		}
	case []any:
		for i, x := range v {
			if i == 0 || i == len(v)-1 {
				without(x, try)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, in := range fixtures(f) {
		f.Add(encoded(f, in))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		in, err := Read("decision.json", b)
		if err != nil {
			return
		}
		if w, err := Indigo(*in); err == nil {
			if _, err := w.JSON(); err != nil {
				t.Errorf("the record cannot be written: %v", err)
			}
		}
	})
}
