package simulate

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
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
	err = tmpl.Execute(f, map[string]any{
		"Programme": o.Programme, "Comparison": o.Comparison, "Seed": o.Seed, "Effect": fmt.Sprint(o.Effect),
		"Years": joinInts(o.Years), "First": o.Years[0],
		"Continuous": continuousNames[:o.Continuous], "Youngest": youngest, "Oldest": oldest,
		"Genders": strings.Join(genders, ", "), "Origins": strings.Join(origins, ", "),
		"Qualifications": strings.Join(qualifications, ", "),
	})
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

func joinInts(ns []int) string {
	words := make([]string, len(ns))
	for i, n := range ns {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, ", ")
}
