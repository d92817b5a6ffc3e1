package report

import "sib/evaluate"

// account is an evaluation that is told in one language.
type account struct {
	*evaluate.Evaluation
	*lexicon
}
