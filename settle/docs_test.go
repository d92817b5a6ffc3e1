package settle_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"sib/contract"
	"sib/settle"
)

var update = flag.Bool("update", false, "write docs/contracts.md")

const docs = "../docs/contracts.md"

const head = `# Contracts that were signed

Published outcomes contracts, written in [the contract language](contract.md), with cases that say what they pay. Each
names its sources and what is assumed where the terms are not public. The cases run as tests, on every boundary, from
both sides of it and exactly on it; this page is written from them by ` + "`go test ./settle -update`" + `.

To try one: ` + "`sib settle testdata/contracts/denver/contract.yaml --scenarios testdata/contracts/denver/scenarios.yaml`" + `.
`

// The page of contracts is what the contracts and their scenarios say.
func TestDocs(t *testing.T) {
	var b strings.Builder
	b.WriteString(head)
	for _, name := range published(t) {
		terms, outcomes := run(t, name)
		page(&b, name, terms, outcomes)
	}
	if *update {
		if err := os.WriteFile(docs, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(docs)
	if err != nil || string(got) != b.String() {
		t.Errorf("%s is not what the contracts say: go test ./settle -update (%v)", docs, err)
	}
}

func page(b *strings.Builder, name string, terms *contract.Terms, outcomes []settle.Outcome) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n\n[contract](../testdata/contracts/%s/contract.yaml), [scenarios](../testdata/contracts/%s/scenarios.yaml)\n\n", terms.Title, terms.Note, name, name)
	b.WriteString("| clause | words |\n|---|---|\n")
	for _, g := range terms.Payment.Gates {
		fmt.Fprintf(b, "| %s | %s |\n", g.Clause, cell(g.Text))
	}
	for _, r := range terms.Payment.Rules {
		fmt.Fprintf(b, "| %s | %s |\n", r.Clause, cell(r.Text))
	}
	fmt.Fprintf(b, "| %s | At most %s. |\n\n", terms.Payment.Cap.Clause, cell(terms.Payment.Cap.Amount.Format()))
	b.WriteString("| case | due | rules, before the cap | source |\n|---|--:|---|---|\n")
	for _, o := range outcomes {
		due, rules := "refused", cell(o.Refused)
		if o.Decision != nil {
			due, rules = o.Decision.Due.Format(), amounts(o.Decision)
		}
		if o.Scenario.Expect.IRR != "" {
			rules += "; investors' return " + o.Scenario.Expect.IRR + " a year"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", cell(o.Scenario.Name), due, rules, cell(o.Scenario.Source))
	}
}

// amounts lists what each rule pays, over all cohorts.
func amounts(d *contract.Decision) string {
	var order []string
	sum := map[string]string{}
	totals := map[string]int{}
	for _, a := range d.Amounts {
		if totals[a.Rule] == 0 {
			order = append(order, a.Rule)
		}
		totals[a.Rule]++
	}
	for _, rule := range order {
		var parts []string
		for _, a := range d.Amounts {
			if a.Rule == rule {
				parts = append(parts, a.Amount.Decimal())
			}
		}
		sum[rule] = strings.Join(parts, " + ")
	}
	var out []string
	for _, rule := range order {
		out = append(out, rule+" "+sum[rule])
	}
	for _, r := range d.Receipts {
		if r.Guarantor != "" {
			out = append(out, r.Guarantor+" pays "+r.To+" "+r.Amount.Decimal())
		}
	}
	return strings.Join(slices.Compact(out), "; ")
}

func cell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", "\\|")
}
