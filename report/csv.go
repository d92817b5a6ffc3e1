package report

import (
	"bytes"
	"encoding/csv"
	"maps"
	"strconv"
	"strings"
)

// sheet is a table for machines: UTF-8, LF, a header, proportions as numbers in
// shortest round-trip form, nothing localised.
type sheet struct {
	head []string
	rows [][]string
}

func (s *sheet) add(cells ...string) { s.rows = append(s.rows, cells) }

func (s sheet) bytes() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	// A bytes.Buffer takes every write.
	_ = w.Write(s.head)
	_ = w.WriteAll(s.rows)
	return b.Bytes()
}

// textCell keeps a spreadsheet from running a foreign text as a formula.
func textCell(s string) string {
	s = clean(s)
	if s == "" || !strings.ContainsRune("=+-@", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	if _, ok := rational(s); ok {
		return s
	}
	return "'" + s
}

func formatFloat(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// optionalCell leaves a quantity that does not exist empty.
func optionalCell(f *float64) string {
	if f == nil {
		return ""
	}
	return formatFloat(*f)
}

func intCell(n int64) string { return strconv.FormatInt(n, 10) }

// cohortCell names a cohort year, or the pooled result.
func cohortCell(cohort int) string {
	if cohort == 0 {
		return "pooled"
	}
	return strconv.Itoa(cohort)
}

// tables returns every table for machines, by name.
func tables(e account) map[string]sheet {
	out := map[string]sheet{
		"results":  resultsSheet(e),
		"balance":  balanceSheet(e.Matching.Balance),
		"flow":     flowSheet(e),
		"payment":  paymentSheet(e),
		"verdicts": verdictsSheet(e),
	}
	maps.Copy(out, settlementSheets(e))
	if len(e.Weighted) > 0 {
		out["weighted"] = weightedSheet(e)
	}
	return out
}
