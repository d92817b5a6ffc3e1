package report

import "sib/evaluate"

func coverBlocks(e *evaluate.Evaluation) []Block {
	t := e.Contract
	var out []Block
	if t.Note != "" {
		out = append(out, Notice{Title: "Please note", Text: t.Note})
	}
	pairs := []Pair{
		{"Contract", t.ID},
		{"Cohort years", years(t.Cohorts)},
		{"Outcome", outcomeDefinition(e)},
	}
	for _, p := range t.Parties {
		pairs = append(pairs, Pair{capital(p.Role), p.Name})
	}
	out = append(out, KeyValues{Pairs: pairs})
	return append(out, KeyValues{Mono: true, Pairs: []Pair{
		{"Digest of the contract", string(t.Digest)},
		{"Digest of the people", string(e.People)},
		{"Made by", e.Tool.Name + " " + e.Tool.Version},
	}})
}

func outcomeDefinition(e *evaluate.Evaluation) string {
	o := e.Contract.Outcome
	s := capital(o.Name) + ": " + o.Definition
	if o.Clause != "" {
		s += " (" + clause(o.Clause) + ")"
	}
	return s
}
