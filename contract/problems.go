package contract

import (
	"fmt"
	"sort"
	"strings"

	"sib/evidence"
)

// maxProblems is how many problems are kept: a page, not a flood.
const maxProblems = 50

// Problems is everything found wrong with one contract file, in the order of
// its lines. It is the error of Parse; errors.As also finds each Problem in it.
type Problems []*evidence.Problem

func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.Error())
	}
	return b.String()
}

// Unwrap returns the single problems.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// err returns the problems in line order, at most maxProblems of them and then
// one that counts the rest; nil if there are none.
func (ps Problems) err() error {
	if len(ps) == 0 {
		return nil
	}
	sorted := append(Problems(nil), ps...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
	if rest := len(sorted) - maxProblems; rest > 0 {
		sorted = append(sorted[:maxProblems:maxProblems], &evidence.Problem{
			File:   sorted[0].File,
			What:   fmt.Sprintf("%d more problems are not shown", rest),
			Remedy: "mend those above first",
		})
	}
	return sorted
}
