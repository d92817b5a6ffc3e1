package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/evaluate"
)

var codeForm = regexp.MustCompile(`^SIB-[A-Z]+[0-9]*$`)

// meaning is what a code stands for.
type meaning struct {
	Code    string `json:"code"`
	Of      string `json:"of"`
	Meaning string `json:"meaning"`
}

// meanings are the words of every code that sib prints.
func meanings() map[string]string {
	out := map[string]string{}
	for _, codes := range []map[string]string{contract.Codes, cohort.Codes, outcome.Codes, evaluate.Codes} {
		maps.Copy(out, codes)
	}
	return out
}

// kinds say what the codes of a letter are about.
var kinds = map[byte]string{
	'L': "the contract",
	'M': "the matching",
	'E': "the estimate",
	'C': "the decision",
}

// kindOf tells an advice, which starts with 5, from what is refused.
func kindOf(code string) string {
	about := kinds[code[len("SIB-")]]
	switch {
	case strings.HasPrefix(code, "SIB-L5"):
		return "advice on the contract, which is accepted"
	case strings.HasPrefix(code, "SIB-L"):
		return "a reason why the contract is refused"
	case strings.HasPrefix(code, "SIB-D"):
		return "about the data"
	}
	return "a finding about " + about
}

func explainCode(cmd *cobra.Command, code string, asJSON bool) error {
	all := meanings()
	words, ok := all[code]
	if !ok {
		hint := "a code stands behind an error, or before a finding, such as SIB-L401"
		if near, ok := contract.DidYouMean(code, slices.Sorted(maps.Keys(all))); ok {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return fmt.Errorf("there is no code %q\n  hint: %s", code, hint)
	}
	m := meaning{code, kindOf(code), words}
	if asJSON {
		return printIndented(cmd, m)
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s, %s\n%s\n", m.Code, m.Of, m.Meaning)
	return err
}

// completeExplain offers codes, and the ids of a run's quantities.
func completeExplain(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		if strings.HasPrefix(strings.ToUpper(typed), "S") {
			return slices.Sorted(maps.Keys(meanings())), cobra.ShellCompDirectiveDefault
		}
		return nil, cobra.ShellCompDirectiveDefault
	case 1:
		d, err := readDecision(args[0], strings.NewReader(""))
		if err != nil {
			break
		}
		var ids []string
		for _, n := range d.Trace {
			ids = append(ids, n.ID)
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}
