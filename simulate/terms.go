package simulate

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

//go:embed contract.yaml.tmpl
var contractText string

// writeContract writes the terms under which the two files can be evaluated.
func writeContract(dir string, o Options) error {
	tmpl, err := template.New("contract").Parse(contractText)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, contractFile))
	if err != nil {
		return err
	}
	err = tmpl.Execute(f, o.terms())
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

// terms are what the contract says of these people.
func (o Options) terms() map[string]any {
	return map[string]any{
		"Programme": o.Programme, "Comparison": o.Comparison, "Seed": o.Seed, "Effect": fmt.Sprint(o.Effect), "EffectBy": o.EffectBy,
		"Years": joinInts(o.Years), "First": o.Years[0], "Windows": o.Years,
		"Continuous": continuousNames[:o.Continuous], "Youngest": youngest, "Oldest": oldest,
		"Genders": strings.Join(genders, ", "), "Origins": strings.Join(origins, ", "),
		"Qualifications": strings.Join(qualifications, ", "),
		"Registered":     o.Unregistered > 0, "IfMissing": o.ifMissing(), "Spells": o.Spells,
		"PlacedDays": placedDays, "Months": followUpMonths, "EmployedAt": employedAt,
		"Until": o.knownUntil(), "Holidays": o.holidays(),
	}
}

// holidays are those that the contract's calendar lists.
func (o Options) holidays() []day {
	return slices.DeleteFunc(belgianHolidays(o.Years[0], o.Years[len(o.Years)-1]+1), func(d day) bool { return d > o.knownUntil() })
}

// ifMissing is the rule of each column but age for a missing value: people without a
// category stay, at a level of their own; in columns that are complete none is expected.
func (o Options) ifMissing() map[string]string {
	out := map[string]string{}
	for _, name := range fieldNames {
		switch {
		case inTenThousandths(o.Missing[name]) == 0:
			out[name] = "refuse"
		case slices.Contains([]string{"gender", "origin", "qualification"}, name):
			out[name] = "level"
		default:
			out[name] = "exclude"
		}
	}
	return out
}

func joinInts(ns []int) string {
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, ", ")
}
