package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func printAnswer(cmd *cobra.Command, a answer, asJSON bool) error {
	w := cmd.OutOrStdout()
	if asJSON {
		return printJSON(cmd, a)
	}
	for _, line := range []struct {
		name string
		v    *float64
	}{{"estimate", a.Estimate}, {"lower", a.Lower}, {"upper", a.Upper}, {"p-value", a.PValue}} {
		if line.v != nil {
			fmt.Fprintf(w, "%-9s %s\n", line.name, digits(*line.v))
		}
	}
	fmt.Fprintf(w, "%-9s %s", "method", a.Method)
	if a.Level > 0 {
		fmt.Fprintf(w, ", level %s", strconv.FormatFloat(a.Level, 'g', -1, 64))
	}
	fmt.Fprintln(w)
	for _, warning := range a.Warnings {
		fmt.Fprintf(cmd.ErrOrStderr(), "warning: %s\n", warning)
	}
	return nil
}

// printAll asks every method. One that has no answer says why and stops none of the others.
func printAll(cmd *cobra.Command, q question, o asked, asJSON bool) error {
	var all []answer
	for _, m := range q.methods() {
		a, err := q.answer(m, o)
		if err != nil {
			a = answer{Error: err.Error()}
		}
		a.Method = m
		all = append(all, a)
	}
	if asJSON {
		return printJSON(cmd, all)
	}
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "method\testimate\tlower\tupper\tp-value\t")
	for _, a := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", a.Method, short(a.Estimate), short(a.Lower), short(a.Upper), short(a.PValue), a.Error)
	}
	return w.Flush()
}

func printJSON(cmd *cobra.Command, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return withCode(exitFailure, err)
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", b)
	return err
}

// digits prints every digit that matters.
func digits(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func short(v *float64) string {
	if v == nil {
		return "-"
	}
	return strconv.FormatFloat(*v, 'f', 6, 64)
}
