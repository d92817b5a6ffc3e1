package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/contract/trace"
)

// printIndented prints JSON for people and programs.
func printIndented(cmd *cobra.Command, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return withCode(exitFailure, err)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", b)
	return err
}

func (e *explanation) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", recomputedWords(e.Recomputed))
	switch {
	case e.AsSigned == nil:
		fmt.Fprintf(&b, "Due: %s.\n", e.Due.Format())
	case e.Signed:
		fmt.Fprintf(&b, "As signed %s would be due; with %s it is %s. What follows is as signed.\n", e.AsSigned.Format(), amendmentWords(e.Amendments), e.Due.Format())
	default:
		fmt.Fprintf(&b, "Due with %s: %s. As signed it would be %s: --as-signed explains that.\n", amendmentWords(e.Amendments), e.Due.Format(), e.AsSigned.Format())
	}
	if len(e.Gates) > 0 {
		b.WriteString("\nGates: why money did or did not flow\n")
		for _, g := range e.Gates {
			b.WriteString(gateWords(g))
		}
	}
	if e.root != "" {
		b.WriteByte('\n')
		e.tree(&b)
	} else {
		for _, n := range e.Nodes {
			b.WriteByte('\n')
			sentences(&b, n, "", len(n.Inputs) > 0)
		}
	}
	_, err := io.WriteString(w, printable(b.String()))
	return err
}

func recomputedWords(n int) string {
	if n == 1 {
		return "1 quantity worked out again: it comes out."
	}
	return fmt.Sprintf("%d quantities worked out again: each comes out.", n)
}

func amendmentWords(ids []string) string {
	noun := "amendment "
	if len(ids) > 1 {
		noun = "amendments "
	}
	return noun + strings.Join(ids, ", ")
}

func gateWords(g contract.GateResult) string {
	verdict := "failed"
	if g.Passed {
		verdict = "passed"
	}
	return fmt.Sprintf("  %s, clause %s: %s. %s.\n    So %s.\n", g.Gate, g.Clause, verdict, upper(g.Words), g.Consequence)
}

// upper starts a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// tree prints the root, and under each node, indented, what it rests on. What was
// shown once is only named again.
func (e *explanation) tree(b *strings.Builder) {
	at := map[string]trace.Node{}
	for _, n := range e.Nodes {
		at[n.ID] = n
	}
	shown := map[string]bool{}
	var show func(id, indent string)
	show = func(id, indent string) {
		if shown[id] {
			fmt.Fprintf(b, "%s%s: see above\n", indent, id)
			return
		}
		shown[id] = true
		sentences(b, at[id], indent, false)
		for _, in := range at[id].Inputs {
			show(in, indent+"    ")
		}
	}
	show(e.root, "")
}

// sentences says of a node what it is, how it comes about, and what it comes to.
func sentences(b *strings.Builder, n trace.Node, indent string, inputs bool) {
	clause := ""
	if n.Clause != "" {
		clause = ", clause " + n.Clause
	}
	fmt.Fprintf(b, "%s%s%s: %s\n", indent, n.ID, clause, n.Words)
	if n.Op != trace.Given {
		fmt.Fprintf(b, "%s  %s.\n", indent, n.Formula)
	}
	fmt.Fprintf(b, "%s  %s\n", indent, valueWords(n))
	if inputs {
		fmt.Fprintf(b, "%s  From %s.\n", indent, strings.Join(n.Inputs, ", "))
	}
}

// valueWords says what a node comes to, exactly and rounded.
func valueWords(n trace.Node) string {
	it := "It is "
	if n.Op == trace.Given {
		it = "It is given: "
	}
	switch {
	case n.Unit == trace.Condition:
		return it + map[bool]string{true: "met.", false: "not met."}[n.Rounded == "true"]
	case n.Rounding == nil:
		return it + "exactly " + quantity(n.Exact, n.Unit) + "."
	case n.Exact == n.Rounded:
		return fmt.Sprintf("%sexactly %s; %s leaves it as it is.", it, quantity(n.Exact, n.Unit), roundingWords(*n.Rounding))
	}
	return fmt.Sprintf("%sexactly %s; %s makes it %s.", it, quantity(n.Exact, n.Unit), roundingWords(*n.Rounding), trace.Brief(n.Rounded))
}

func roundingWords(r trace.Rounding) string {
	return fmt.Sprintf("rounding %s to %s", strings.ReplaceAll(string(r.Mode), "-", " "), r.Step)
}

// quantity writes a number of the trace with what it counts. What is written in per
// cent elsewhere is a proportion here: 0.283 for 28.3 %.
func quantity(number, unit string) string {
	number = trace.Brief(number)
	switch contract.EffectType(unit) {
	case contract.Relative, contract.Reduction, contract.Rate, contract.Points, contract.Index, contract.Significance, "proportion", "a year":
		return "the proportion " + number
	case contract.Ratio, contract.Standardised, "":
		return number
	}
	return number + " " + unit
}
