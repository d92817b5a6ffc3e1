package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// metaNames are the estimators of the reference table, by our names.
var metaNames = map[string]string{"DL": "dersimonian-laird", "REML": "reml", "PM": "paule-mandel", "HE": "hedges"}

// loosePM are the data sets whose Paule–Mandel rows come from a search that metafor stops
// at a tolerance of 1.2e-4 (the fourth root of the machine's precision).
var loosePM = []string{"cisapride_hk13", "mehrotra_railkar"}

// metaRow recalculates one row of the table.
func metaRow(t *testing.T, rows []row, r row) float64 {
	t.Helper()
	effects, err := EffectSEFromCounts(parseStrata(t, r["strata"]))
	must(t, err)
	i := strings.LastIndexByte(r["quantity"], '_')
	method := metaNames[r["quantity"][i+1:]]
	if method == "" {
		return fixedQuantity(t, effects, r["quantity"])
	}
	tau2, _, err := tau2By("test", method, effects)
	must(t, err)
	if method == "paule-mandel" && slices.Contains(loosePM, r["dataset"]) {
		theirs := find(t, rows, r["dataset"], "tau2_PM")
		if math.Abs(tau2-theirs) > 1.3e-4 || math.Abs(generalisedQ(effects, tau2)-float64(len(effects)-1)) > 1e-12 {
			t.Errorf("%s: Paule–Mandel %v, in the table %v", r["dataset"], tau2, theirs)
		}
		tau2 = theirs // all other rows must follow from it
	}
	return randomQuantity(t, mixtureAt(effects, method, tau2), r["quantity"][:i])
}

func find(t *testing.T, rows []row, dataset, quantity string) float64 {
	t.Helper()
	for _, r := range rows {
		if r["dataset"] == dataset && r["quantity"] == quantity {
			return r.float(t, "value")
		}
	}
	t.Fatalf("no %s of %s", quantity, dataset)
	return 0
}

func fixedQuantity(t *testing.T, effects []EffectSE, name string) float64 {
	t.Helper()
	fe, err := FixedEffect(effects, 0.95)
	must(t, err)
	h, err := Heterogeneity(effects)
	must(t, err)
	v, ok := map[string]float64{"fe_estimate": fe.Value, "fe_se": fe.SE, "fe_lower95": fe.Lo, "fe_upper95": fe.Hi,
		"Q": h.Q, "Q_p": h.PValue, "I2_percent_from_Q": 100 * h.I2}[name]
	if !ok {
		t.Fatalf("unknown quantity %q", name)
	}
	return v
}

func randomQuantity(t *testing.T, m mixture, name string) float64 {
	t.Helper()
	re, hk, adhoc, pi := m.normal("re", 0.95), m.hartungKnapp("hk", 0.95, 0), m.hartungKnapp("hk", 0.95, 1), m.predict("pi", 0.95, zFor(0.95))
	v, ok := map[string]float64{"tau2": re.Tau2, "I2_percent": 100 * re.I2, "re_estimate": re.Value, "re_lower95": re.Lo, "re_upper95": re.Hi,
		"hksj_lower95": hk.Lo, "hksj_upper95": hk.Hi, "hksj_adhoc_lower95": adhoc.Lo, "hksj_adhoc_upper95": adhoc.Hi,
		"prediction_lower95": pi.Lo, "prediction_upper95": pi.Hi}[name]
	if !ok {
		t.Fatalf("unknown quantity %q", name)
	}
	return v
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Every row of the table, to 1e-8; the Paule–Mandel ones of loosePM at the table's τ².
func TestMetaAnalysisReference(t *testing.T) {
	rows := readReference(t, "meta_analysis.csv")
	if len(rows) != 184 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		got, want := metaRow(t, rows, r), r.float(t, "value")
		if d := got - want; !(d <= 1e-8 && d >= -1e-8) {
			t.Errorf("%s %s: %.12g, want %.12g (%.1g)", r["dataset"], r["quantity"], got, want, d)
		}
	}
}

// parseStrata reads "x1/n1-x0/n0;…".
func parseStrata(t *testing.T, text string) []Stratum {
	t.Helper()
	var out []Stratum
	for _, cell := range strings.Split(text, ";") {
		one, zero, _ := strings.Cut(cell, "-")
		out = append(out, Stratum{number(t, one, 0), number(t, one, 1), number(t, zero, 0), number(t, zero, 1)})
	}
	return out
}

func number(t *testing.T, fraction string, part int) int64 {
	t.Helper()
	return int64(row{"v": strings.Split(fraction, "/")[part]}.float(t, "v"))
}
