package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/contract/money"
	"sib/evaluate"
	"sib/evidence"
)

func newSensitivity() *cobra.Command {
	var contractPath string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "sensitivity RUN",
		Short: "How far the result, and the money, would move under other choices",
		Long: `sensitivity reads a finished run, without the people, and shows what the same
matched sets give under other estimators and intervals, without the strata that
matter most, under hidden bias, and with missing outcomes filled in: each with
the amount that the contract would pay. None of it changes the decision.

The run holds all of it. For a run of an earlier version it is worked out now; one that
was decided under an amendment holds only the terms as they were signed: there the
amounts need --contract, the file that it was made from.`,
		Example: `  sib sensitivity out
  sib sensitivity out --json | jq '.specifications[] | [.name, .due.amount]'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := readEvaluation(args[0])
			if err != nil {
				return withCode(exitData, err)
			}
			if contractPath != "" {
				if e.Contract, err = sameContract(contractPath, e); err != nil {
					return withCode(exitContract, err)
				}
			}
			s := e.Sensitivity
			if s == nil { // a run of an earlier version
				if s, err = evaluate.Assess(e); err != nil {
					return withCode(exitData, err)
				}
			}
			if asJSON {
				return printJSON(cmd, s)
			}
			return printSensitivity(cmd.OutOrStdout(), s)
		},
	}
	cmd.Flags().StringVar(&contractPath, "contract", "", "the contract file of the run, for its amended terms")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// sameContract reads the contract file again, which alone has the amended terms,
// if it is the one that the evaluation was made from.
func sameContract(path string, e *evaluate.Evaluation) (*contract.Terms, error) {
	terms, err := contract.Load(path)
	if err != nil {
		return nil, err
	}
	if e.Contract == nil || terms.Digest != e.Contract.Digest {
		return nil, &evidence.Problem{File: path, What: "this is not the contract that the run was made from", Remedy: "run sib evaluate again, or name the file that it read"}
	}
	return terms, nil
}

// readEvaluation reads the evaluation of the run in dir and checks it against the manifest.
func readEvaluation(dir string) (*evaluate.Evaluation, error) {
	m, err := evidence.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, evaluationFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, &evidence.Problem{File: path, What: "cannot be read", Err: errors.Unwrap(err), Remedy: "run sib evaluate again"}
	}
	for _, out := range m.Outputs {
		if out.Path == evaluationFile && out.SHA256 != evidence.DigestOf(b) {
			return nil, &evidence.Problem{File: path, What: "the file is not the one that the manifest lists", Remedy: "run sib verify to see what changed, or sib evaluate again"}
		}
	}
	e, err := evaluate.ReadEvaluation(b)
	if err != nil {
		return nil, damagedEvaluation(path, err)
	}
	return e, nil
}

func damagedEvaluation(path string, err error) error {
	return &evidence.Problem{File: path, What: "the evaluation is damaged, or of another version", Err: err, Remedy: "use the version of sib that made the run, or run sib evaluate again"}
}

func printSensitivity(out io.Writer, s *evaluate.Sensitivity) error {
	w := tabwriter.NewWriter(terminal{out}, 0, 0, 2, ' ', 0)
	head := func(title string) { fmt.Fprintf(w, "%s\tpoints\tinterval\trelative, %%\twould pay\t\n", title) }
	head("Other estimators and intervals")
	printScenarios(w, s.Specifications)
	printDesigns(w, s.Designs)
	head("Without one stratum, or one year of a design without strata")
	printScenarios(w, s.LeftOut)
	if len(s.Missing) > 0 {
		fmt.Fprintln(w)
		head("Missing outcomes filled in")
		printScenarios(w, s.Missing)
	}
	printSubGroups(w, s.SubGroups)
	fmt.Fprintln(w)
	head("Hidden bias of strength Γ")
	for _, b := range s.HiddenBias.Bounds {
		b.Scenario.Words = fmt.Sprintf("Γ = %s", digits(b.Gamma))
		if b.PValue != nil {
			b.Scenario.Words += fmt.Sprintf(": largest p-value of no effect %s", strconv.FormatFloat(*b.PValue, 'f', 4, 64))
		}
		printScenarios(w, []evaluate.Scenario{b.Scenario})
	}
	if err := w.Flush(); err != nil {
		return withCode(exitFailure, err)
	}
	printFragility(terminal{out}, s)
	return nil
}

func printScenarios(w io.Writer, all []evaluate.Scenario) {
	for _, s := range all {
		if s.Error != "" {
			fmt.Fprintf(w, "  %s\tnot available: %s\n", s.Words, s.Error)
			continue
		}
		fmt.Fprintf(w, "  %s\t%s\n", s.Words, numbers(s))
	}
}

// printDesigns shows what other ways to choose whom to compare would give; a run of an
// earlier version has none.
func printDesigns(w io.Writer, all []evaluate.Scenario) {
	fmt.Fprintln(w)
	if len(all) == 0 {
		return
	}
	fmt.Fprintln(w, "Other matching methods\tpoints\tinterval\trelative, %\twould pay\tprogramme people\tlargest |SMD|\t")
	for _, s := range all {
		if s.Error != "" {
			fmt.Fprintf(w, "  %s\tnot available: %s\n", s.Words, s.Error)
			continue
		}
		kept, apart := "-", "-"
		if s.ProgrammeN != nil {
			kept = strconv.FormatInt(*s.ProgrammeN, 10)
		}
		if s.LargestSMD != nil {
			apart = strconv.FormatFloat(*s.LargestSMD, 'f', 3, 64)
		}
		fmt.Fprintf(w, "  %s\t%s%s\t%s\t\n", s.Words, numbers(s), kept, apart)
	}
	fmt.Fprintln(w)
}

// numbers are the cells of a scenario that has some.
func numbers(s evaluate.Scenario) string {
	d, change := s.Difference, "-"
	if s.Relative != nil {
		change = signed(*s.Relative)
	}
	return fmt.Sprintf("%s\t%s to %s\t%s\t%s\t", signed(d.Value), signed(d.Lo), signed(d.Hi), change, amountOr(s.Due))
}

// amountOr prints a dash where nothing was decided.
func amountOr(a *money.Amount) string {
	if a == nil {
		return "-"
	}
	return a.Format()
}

// printSubGroups shows the effects by covariate, which decide nothing.
func printSubGroups(w io.Writer, all []evaluate.SubGroups) {
	fmt.Fprintln(w, "\nBy sub-group, exploratory\tpoints\tinterval\tpeople\tinteraction\t")
	for _, g := range all {
		test := "-"
		if g.Interaction != nil {
			test = "p = " + strconv.FormatFloat(g.Interaction.PValue, 'f', 3, 64)
		}
		for _, l := range g.Levels {
			d := l.Difference
			fmt.Fprintf(w, "  %s %s\t%s\t%s to %s\t%d v %d\t%s\t\n", g.Covariate, l.Level, signed(d.Value), signed(d.Lo), signed(d.Hi), l.N[0], l.N[1], test)
			test = ""
		}
	}
}

// printFragility says in sentences what the tables do not.
func printFragility(w io.Writer, s *evaluate.Sensitivity) {
	fmt.Fprintln(w)
	h := s.HiddenBias
	switch {
	case h.Untested:
	case h.Error != "":
		fmt.Fprintf(w, "Hidden bias: no test: %s.\n", h.Error)
	case h.CriticalGamma != nil:
		fmt.Fprintf(w, "Hidden bias: with Γ from %.2f on, the evidence for any effect no longer reaches a one-sided level of %s.\n", *h.CriticalGamma, digits(h.Alpha))
	default:
		fmt.Fprintf(w, "Hidden bias: even without any, the exact test does not reach a one-sided level of %s.\n", digits(h.Alpha))
	}
	if h.EValue != nil && h.EValueLimit != nil {
		fmt.Fprintf(w, "E-value: %.2f for the estimate, %.2f for the limit of its interval nearest to no effect.\n", *h.EValue, *h.EValueLimit)
	}
	if s.Undecided != "" {
		fmt.Fprintf(w, "No amounts: %s. Name it with --contract.\n", s.Undecided)
	} else if s.Tipping != nil {
		fmt.Fprintf(w, "Missing outcomes: less would be due if at least %d of the missing programme outcomes were failures.\n", *s.Tipping)
	} else if len(s.Missing) > 0 {
		fmt.Fprintln(w, "Missing outcomes: no number of failures among the missing programme outcomes lowers what is due.")
	}
	fmt.Fprintf(w, "Due under the contract: %s\n", s.Due.Format())
}

// signed prints a proportion as percentage points, or per cent, with its sign.
func signed(v float64) string {
	return strings.Replace(fmt.Sprintf("%+.1f", 100*v), "-", "−", 1)
}
