package evaluate

import (
	"bytes"
	"encoding/json"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/stats"
)

const duoContract = "../testdata/duo/contract.yaml"

func assess(t *testing.T, e *Evaluation) *Sensitivity {
	t.Helper()
	s, err := Assess(e)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The first specification is the contract's own, and so is Γ = 1.
func TestAssessAgreesWithTheDecision(t *testing.T) {
	for _, path := range []string{duoContract, "../testdata/parquet/contract.yaml"} {
		e := run(t, path)
		s := assess(t, e)
		pooled := e.Results[len(e.Results)-1]
		for _, own := range []Scenario{s.Specifications[0], s.HiddenBias.Bounds[0].Scenario} {
			if own.Due == nil || own.Due.Cmp(e.Decision.Due) != 0 || own.Difference.Value != pooled.Difference.Value || own.Difference.Lo != pooled.Difference.Lo || *own.Relative != *pooled.Relative {
				t.Errorf("%s: %s is %+v, the evaluation %+v", path, own.Name, own, pooled)
			}
		}
	}
}

// A run archives what Assess says of it, and what is read back says the same again.
func TestRunArchivesItsSensitivity(t *testing.T) {
	e := run(t, duoContract)
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadEvaluation(b)
	if err != nil {
		t.Fatal(err)
	}
	if back.Sensitivity == nil || len(back.Sensitivity.Specifications) < 5 {
		t.Fatalf("archived: %+v", back.Sensitivity)
	}
	if len(back.Sensitivity.Designs) < 5 {
		t.Errorf("%d other designs", len(back.Sensitivity.Designs))
	}
	back.Sensitivity.Designs = nil // they need the people
	archived, _ := json.Marshal(back.Sensitivity)
	again, _ := json.Marshal(assess(t, back))
	if !bytes.Equal(archived, again) {
		t.Errorf("archived\n%s\nassessed again\n%s", archived, again)
	}
}

// Every stratum is left out in turn the slow way; none is more extreme than those shown.
func TestAssessFindsTheExtremeStrata(t *testing.T) {
	e := run(t, duoContract)
	s := assess(t, e)
	var all []float64
	for i, st := range e.Strata {
		if st.both() {
			rest := totalsOf(slices.Delete(slices.Clone(e.Strata), i, i+1), 0, "ATT")
			d, _ := new(big.Rat).Sub(rest.p1, rest.p0).Float64()
			all = append(all, d)
		}
	}
	slices.Sort(all)
	want := append(slices.Clone(all[:extremes]), all[len(all)-extremes:]...)
	if len(s.LeftOut) != len(want) {
		t.Fatalf("%d strata shown", len(s.LeftOut))
	}
	for i, l := range s.LeftOut {
		if math.Abs(l.Difference.Value-want[i]) > 1e-15 {
			t.Errorf("place %d: %v, want %v", i, l.Difference.Value, want[i])
		}
	}
}

// Less for the programme is never more money, on contracts that are monotone.
func TestAssessIsMonotone(t *testing.T) {
	s := assess(t, run(t, duoContract))
	for i, b := range s.HiddenBias.Bounds[1:] {
		before := s.HiddenBias.Bounds[i]
		if *b.PValue < *before.PValue || b.Scenario.Difference.Value >= before.Scenario.Difference.Value || b.Scenario.Due.Cmp(*before.Scenario.Due) > 0 {
			t.Errorf("Γ = %v: %+v after %+v", b.Gamma, b, before)
		}
	}
	if len(s.Missing) != 3 || s.Missing[0].Difference.Value >= s.Missing[1].Difference.Value || s.Missing[1].Difference.Value >= s.Missing[2].Difference.Value {
		t.Errorf("missing outcomes: %+v", s.Missing)
	}
	if g := *s.HiddenBias.CriticalGamma; g <= 1 || g >= 1.25 {
		t.Errorf("critical Γ = %v, but p crosses %v between 1.1 and 1.25", g, s.HiddenBias.Alpha)
	}
}

// The tipping point by trying every number.
func TestAssessTippingPoint(t *testing.T) {
	e := run(t, duoContract)
	for i := range e.Strata { // forget one failure in each stratum that keeps a programme person
		s := &e.Strata[i]
		if s.both() && s.Events[0] < s.N[0] && s.N[0] > 1 {
			s.Missing[0], s.N[0] = s.Missing[0]+1, s.N[0]-1
		}
	}
	a := &assessor{e: e, t: e.Contract, level: 0.95, people: matched{strata: e.Strata, estimand: "ATT"}}
	base, err := a.agreed(a.people, 0)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := base.measurement(e.Contract, 0)
	if err != nil {
		t.Fatal(err)
	}
	d, err := contract.Decide(e.Contract, contract.Measurements{Compared: []contract.Measurement{asked}}, money.Date{})
	if err != nil {
		t.Fatal(err)
	}
	e.Decision = d
	_, got := a.missing()
	var lost int64
	for _, s := range e.Strata {
		lost += s.Missing[0]
	}
	var want *int64
	for failed := range lost + 1 {
		if s := a.filled("", "", lost-failed, leftOut); s.Due.Cmp(d.Due) < 0 {
			want = &failed
			break
		}
	}
	if want == nil {
		t.Fatalf("no number of %d failures lowers what is due: the test shows nothing", lost)
	}
	if got == nil || *got != *want {
		t.Errorf("tipping point %v, want %d of %d", got, *want, lost)
	}
}

func TestAssessRefusesAnIncompleteEvaluation(t *testing.T) {
	if _, err := Assess(&Evaluation{}); err == nil {
		t.Error("no error")
	}
}

// A contract may name the stratified score interval: the estimate stays, the limits are its own.
func TestStratifiedScoreInterval(t *testing.T) {
	b, err := os.ReadFile("../testdata/parquet/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := filepath.Abs("../testdata/parquet/duo_synth.parquet")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(b), "method: weighted-newcombe", "method: strat-score-att", 1)
	text = strings.Replace(text, "people: duo_synth.parquet", "people: "+data, 1)
	path := filepath.Join(t.TempDir(), "contract.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	e, usual := run(t, path), run(t, "../testdata/parquet/contract.yaml")
	for i, r := range e.Results {
		want, err := stats.StratifiedScoreATT(strataOf(e.Strata, r.Cohort), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		d := r.Difference
		if d.Method != contract.StratifiedScore || d.Lo != want.Lo || d.Hi != want.Hi || d.Value != usual.Results[i].Difference.Value || d.Lo == usual.Results[i].Difference.Lo {
			t.Errorf("cohort %d: %+v, want %+v", r.Cohort, d, want)
		}
	}
}
