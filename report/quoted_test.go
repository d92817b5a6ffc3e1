package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/contract"
	"sib/evaluate"
	"sib/settle"
)

func in(t *testing.T, which Language) *lexicon {
	t.Helper()
	l, err := lexiconOf(which)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestQuoted(t *testing.T) {
	for _, tt := range []struct {
		which        Language
		english, now string
	}{
		{English, `what rule "bonus" pays`, `what rule "bonus" pays`},
		{French, `what rule "bonus" pays`, "ce que paie la règle «\u00a0bonus\u00a0»"},
		{Dutch, `what rule "bonus" pays`, "wat regel “bonus” betaalt"},
		{French, `effect "gain" (relative), cohort 2014`, "effet «\u00a0gain\u00a0» (relatif), cohorte 2014"},
		{Dutch, "5 eligible programme participants (1.5%) have nobody alike in the comparison pool and are left out; the estimand is the effect in the matched sample",
			"zonder vergelijkbare persoon in de vergelijkingspool: 5 van de deelnemers die in aanmerking komen (1,5%). Zij worden weggelaten; geschat wordt het effect in de gematchte steekproef"},
		// Names stay as they are, even where they are words of the catalogue; so do clause numbers.
		{Dutch, `what rule "principal" pays`, "wat regel “principal” betaalt"},
		{French, "clause 3.1 decides on the point estimate; chance alone can move it across a threshold", "la clause\u00a03.1 décide sur l’estimation ponctuelle\u00a0; le hasard seul peut lui faire franchir un seuil"},
		{French, "simulation: 2000 draws for each true effect; x", "simulation\u00a0: 2\u00a0000 répétitions pour chaque effet réel\u00a0; x"},
		{French, "what nobody has ever written", "what nobody has ever written"},
		{French, "", ""},
	} {
		if got := in(t, tt.which).quoted(tt.english); got != tt.now {
			t.Errorf("%s: %q is %q, want %q", tt.which, tt.english, got, tt.now)
		}
	}
}

// What the examples and the contracts of the world say is known in every language.
func TestQuotedTextsAreInTheCatalogue(t *testing.T) {
	fr := in(t, French)
	same := []string{"rate", "ratio", "index", "principal", "note", "EUR", "GBP", "USD", "points", "proportion", "condition", "girls", "the rules behind it apply as they stand"}
	for _, e := range quotedExamples(t) {
		own := clausesOf(e.Contract)
		for _, s := range quotedIn(e) {
			if s != "" && fr.quoted(s) == s && !slices.Contains(same, s) && !slices.Contains(own, s) {
				t.Errorf("%q is not in the catalogue", s)
				same = append(same, s)
			}
		}
	}
}

// The contract's own words stay as they are in every language.
func TestClausesAreNotTranslated(t *testing.T) {
	for _, which := range []Language{French, Dutch} {
		n := 0
		for _, e := range quotedExamples(t) {
			own := clausesOf(terms(told(e)))
			rows := traceTable(account{e, in(t, which)}).Rows
			for i, node := range e.Decision.Trace {
				if words := minusSigns(node.Words); slices.Contains(own, words) {
					n++
					if !strings.HasPrefix(rows[i].Cells[2], sentence(words)) {
						t.Errorf("%s: %q became %q", which, words, rows[i].Cells[2])
					}
				}
			}
		}
		if n < 10 {
			t.Errorf("only %d clauses in traces", n)
		}
	}
}

// quotedExamples are the fixtures, and the contracts in testdata decided on what their
// scenarios give.
func quotedExamples(t *testing.T) []*evaluate.Evaluation {
	t.Helper()
	base := duo()
	out := []*evaluate.Evaluation{base, everything(), decade()}
	files, err := filepath.Glob("../testdata/contracts/*/scenarios.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		terms, err := contract.Load(filepath.Join(filepath.Dir(name), "contract.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		scenarios, err := settle.ReadScenarios(name, readFile(t, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range settle.Run(terms, scenarios) {
			if o.Decision != nil {
				e := *base
				e.Contract, e.Decision = terms, o.Decision
				out = append(out, &e)
			}
		}
	}
	return out
}

// quotedIn are the sentences of other packages in an evaluation, without those of the
// contract itself.
func quotedIn(e *evaluate.Evaluation) []string {
	var out []string
	for _, n := range e.Decision.Trace {
		out = append(out, minusSigns(n.Words), n.Unit)
	}
	for _, s := range e.Flow.Stages {
		out = append(out, s.Name)
		for _, l := range s.Losses {
			if l.Clause == "" || !strings.Contains(l.Reason, "<") {
				out = append(out, l.Reason)
			}
		}
	}
	for _, f := range e.Findings {
		out = append(out, f.Message, string(f.Severity))
	}
	for _, g := range e.Decision.Gates {
		out = append(out, g.Consequence)
	}
	if u := e.Outlook.Payout; u != nil {
		out = append(append(out, u.Words), u.Limits...)
	}
	if s := e.Sensitivity; s != nil {
		for _, x := range slices.Concat(s.Specifications, s.Designs, s.LeftOut, s.Missing) {
			out = append(out, strings.TrimPrefix(strings.TrimPrefix(x.Error, x.Name+": "), "undefined: "))
		}
		out = append(out, s.Undecided, s.HiddenBias.Error)
	}
	return append(out, e.Outlook.PayerWhy, e.Outlook.PayoutWhy, e.Outlook.InvestorWhy, e.Outlook.CurveWhy)
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
