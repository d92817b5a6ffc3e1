package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
	"sib/evidence"
)

func newExplain() *cobra.Command {
	var asJSON, asSigned bool
	cmd := &cobra.Command{
		Use:   "explain RUN|FILE|CODE [ID]",
		Short: "Why the money is what it is: every quantity with its clause and its formula",
		Long: `explain prints how a decision comes about. It first works every quantity out again,
from what was measured and agreed to what is due, and exits with 5 if one does not come
out. Then it says why money did or did not flow at the gates, and for each quantity what
it is, its clause, its formula, its value before and after rounding, and what it rests on.
With the ID of a quantity it shows that one and, indented, all that it rests on.

RUN is a directory that sib evaluate --out wrote; FILE is what sib evaluate --json or
sib settle --json prints, or - for standard input. A CODE such as SIB-L401 is that of a
finding, of an advice or of an error: explain says what it means.`,
		Example: `  sib explain out
  sib explain out payment.due
  sib evaluate testdata/duo/contract.yaml --json | sib explain - return.amount
  sib explain SIB-L401`,
		Args:              cobra.RangeArgs(1, 2),
		ValidArgsFunction: completeExplain,
		RunE: func(cmd *cobra.Command, args []string) error {
			if code := strings.ToUpper(args[0]); codeForm.MatchString(code) {
				if len(args) > 1 || asSigned {
					return errors.New("a code is explained by itself\n  hint: give the code alone")
				}
				return explainCode(cmd, code, asJSON)
			}
			d, err := readDecision(args[0], cmd.InOrStdin())
			if err != nil {
				return withCode(exitData, err)
			}
			e, err := explain(d, asSigned)
			if err != nil {
				return err
			}
			if len(args) > 1 {
				if e, err = e.only(args[1]); err != nil {
					return err
				}
			}
			if asJSON {
				return printIndented(cmd, e)
			}
			return e.print(cmd.OutOrStdout())
		},
	}
	cmd.Flags().BoolVar(&asSigned, "as-signed", false, "explain the decision under the terms as they were signed, without amendments")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// readDecision reads the decision of a run's directory, or of a file, or of standard input.
func readDecision(path string, stdin io.Reader) (*contract.Decision, error) {
	if info, err := os.Stat(path); path != "-" && err == nil && info.IsDir() {
		e, err := readEvaluation(path)
		if err != nil {
			return nil, err
		}
		if e.Decision == nil {
			return nil, &evidence.Problem{File: path, What: "the run holds no decision", Remedy: "run sib evaluate again"}
		}
		return e.Decision, nil
	}
	b, err := readAll(path, stdin)
	if err != nil {
		return nil, err
	}
	var f struct {
		Decision *contract.Decision `json:"decision"`
	}
	const remedy = "give a directory of sib evaluate --out, or what sib evaluate --json or sib settle --json prints"
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, &evidence.Problem{File: path, What: "this is not a decision in JSON", Err: err, Remedy: remedy}
	}
	if f.Decision == nil || len(f.Decision.Trace) == 0 {
		return nil, &evidence.Problem{File: path, What: "there is no decision with a trace in it", Remedy: remedy}
	}
	return f.Decision, nil
}

func readAll(path string, stdin io.Reader) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(stdin)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, &evidence.Problem{File: path, What: "cannot be read", Err: errors.Unwrap(err), Remedy: "name a run, a file, or a code such as SIB-L401"}
	}
	return b, nil
}

// explanation is a decision that comes out, with what is to be shown of it.
type explanation struct {
	Recomputed int                   `json:"recomputed"` // quantities
	Due        money.Amount          `json:"due"`
	Amendments []string              `json:"amendments,omitempty"`
	AsSigned   *money.Amount         `json:"as_signed,omitempty"` // what would be due
	Signed     bool                  `json:"explains_as_signed,omitempty"`
	Gates      []contract.GateResult `json:"gates,omitempty"`
	Nodes      []trace.Node          `json:"nodes"`
	root       string                // the one that is asked for; all if empty
}

// explain works the traces of d out again, and chooses the one to show.
func explain(d *contract.Decision, asSigned bool) (*explanation, error) {
	if err := comesOut(d); err != nil {
		return nil, withCode(exitDifferent, err)
	}
	e := &explanation{Recomputed: len(d.Trace), Due: d.Due, Amendments: d.Amendments, Gates: d.Gates, Nodes: d.Trace}
	if d.AsSigned == nil {
		if asSigned {
			return nil, errors.New("--as-signed: no amendment is in force in this decision: it is as signed")
		}
		return e, nil
	}
	if err := comesOut(d.AsSigned); err != nil {
		return nil, withCode(exitDifferent, fmt.Errorf("as signed: %w", err))
	}
	e.Recomputed += len(d.AsSigned.Trace)
	e.AsSigned = &d.AsSigned.Due
	if asSigned {
		e.Signed, e.Gates, e.Nodes = true, d.AsSigned.Gates, d.AsSigned.Trace
	}
	return e, nil
}

// comesOut works a trace out again, and holds the amounts of the decision against it.
func comesOut(d *contract.Decision) error {
	if err := trace.Recompute(d.Trace); err != nil {
		return fmt.Errorf("the trace does not come out: %w", err)
	}
	at := map[string]trace.Node{}
	for _, n := range d.Trace {
		at[n.ID] = n
	}
	if err := agrees(at, "payment.due", "what is due", d.Due); err != nil {
		return err
	}
	for _, a := range d.Amounts {
		if err := agrees(at, a.Node, fmt.Sprintf("the amount of rule %q", a.Rule), a.Amount); err != nil {
			return err
		}
	}
	for _, p := range d.Payers {
		if err := agrees(at, p.Node, "what "+p.Name+" pays", p.Amount); err != nil {
			return err
		}
	}
	for _, r := range d.Receipts {
		if err := agrees(at, r.Node, "what "+r.To+" receives", r.Amount); err != nil {
			return err
		}
	}
	return nil
}

// agrees holds an amount of the decision against the node that it comes from.
func agrees(at map[string]trace.Node, id, words string, a money.Amount) error {
	n, ok := at[id]
	if !ok {
		return fmt.Errorf("%s rests on %q, which is not in the trace", words, id)
	}
	v, err := trace.Number(n.Rounded)
	if err != nil {
		return fmt.Errorf("%q: %w", id, err)
	}
	if a.Currency() == "" || v.Cmp(a.Rat()) != 0 || n.Unit != string(a.Currency()) {
		return fmt.Errorf("%q comes to %s %s, but the decision says that %s is %s", id, trace.Brief(n.Rounded), n.Unit, words, shownAmount(a))
	}
	return nil
}

func shownAmount(a money.Amount) string {
	if a.Currency() == "" {
		return "nothing"
	}
	if n, ends := a.Rat().FloatPrec(); ends && n <= 6 {
		return a.Format()
	}
	return string(a.Currency()) + " " + trace.Brief(trace.Text(new(big.Rat).Set(a.Rat())))
}

// only keeps a node and what it rests on.
func (e *explanation) only(id string) (*explanation, error) {
	at := map[string]trace.Node{}
	var ids []string
	for _, n := range e.Nodes {
		at[n.ID] = n
		ids = append(ids, n.ID)
	}
	if _, ok := at[id]; !ok {
		return nil, fmt.Errorf("there is no quantity %q in this decision\n  hint: %s", id, meant(id, ids))
	}
	under := map[string]bool{}
	var reach func(string)
	reach = func(id string) {
		if !under[id] {
			under[id] = true
			for _, in := range at[id].Inputs {
				reach(in)
			}
		}
	}
	reach(id)
	out := *e
	out.root, out.Nodes, out.Gates = id, nil, nil
	for _, n := range e.Nodes {
		if under[n.ID] {
			out.Nodes = append(out.Nodes, n)
		}
	}
	return &out, nil
}

// meant is what a reader may have wanted: the nearest id, or those that hold the word.
func meant(word string, ids []string) string {
	if near, ok := contract.DidYouMean(word, ids); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	const most = 5
	var held []string
	for _, id := range ids {
		if word != "" && strings.Contains(id, strings.ToLower(word)) && len(held) < most {
			held = append(held, id)
		}
	}
	switch len(held) {
	case 0:
		return "leave it out to see them all"
	case 1:
		return fmt.Sprintf("did you mean %q?", held[0])
	}
	return "did you mean one of " + strings.Join(held, ", ") + "?"
}
