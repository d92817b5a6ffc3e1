package cohort

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// checkLevel refuses labels that the contract does not list, and labels that could
// be taken for something else. The problem has no place yet.
func (p *plan) checkLevel(k int, v value) *evidence.Problem {
	c := p.read[k]
	if c.Kind != Category {
		return nil
	}
	switch allowed := p.allowed[k]; {
	case allowed[v.text]:
		return nil
	case v.text == "":
		return &evidence.Problem{Code: CodeEmptyText, What: "the text is empty", Remedy: "write null for a missing value"}
	case v.text == MissingLabel && c.Missing == Level:
		return &evidence.Problem{Code: CodeReservedLevel, What: fmt.Sprintf("the label %q stands for missing values", MissingLabel), Remedy: "write null for a missing value"}
	case allowed == nil:
		return nil
	}
	return unknownLevel(v.text, slices.AppendSeq(slices.Clone(c.Levels), maps.Keys(c.Map)), "correct the data, or add the value to the covariate's levels in the contract")
}

// unknownLevel says what was allowed and what was probably meant.
func unknownLevel(text string, levels []string, remedy string) *evidence.Problem {
	const most = 20
	levels = slices.Compact(slices.Sorted(slices.Values(levels)))
	shown := strings.Join(levels[:min(len(levels), most)], ", ")
	if len(levels) > most {
		shown += fmt.Sprintf(" and %d more", len(levels)-most)
	}
	if near, ok := columns.Closest(text, levels); ok {
		remedy = fmt.Sprintf("did you mean %q? %s", near, remedy)
	}
	return &evidence.Problem{Code: CodeUnknownLevel, What: fmt.Sprintf("unknown value %s: want one of %s", quote(text), shown), Remedy: remedy}
}
