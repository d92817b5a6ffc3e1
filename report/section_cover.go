package report

import "sib/contract/money"

func coverBlocks(e account) []Block {
	t := e.Contract
	var out []Block
	if t.Note != "" {
		out = append(out, Notice{Title: e.say("Please note"), Text: t.Note})
	}
	pairs := []Pair{
		{e.say("Contract"), t.ID},
		{e.say("Cohort years"), e.years(t.Cohorts)},
		{e.say("Outcome"), outcomeDefinition(e)},
	}
	for _, p := range t.Parties {
		pairs = append(pairs, Pair{capital(e.quoted(p.Role)), p.Name})
	}
	if e.Given.On != (money.Date{}) {
		pairs = append(pairs, Pair{e.say("Day of the decision"), e.Given.On.String()})
	}
	pairs = append(pairs, Pair{e.say("Status"), e.say("Draft: not signed")})
	out = append(out, KeyValues{Pairs: pairs})
	return append(out, KeyValues{Mono: true, Pairs: []Pair{
		{e.say("Digest of the contract"), string(t.Digest)},
		{e.say("Digest of the people"), string(e.People)},
		{e.say("Made by"), e.Tool.Name + " " + e.Tool.Version},
	}})
}

func outcomeDefinition(e account) string {
	o := e.Contract.Outcome
	s := e.say("%s: %s", capital(o.Name), o.Definition)
	if o.Clause != "" {
		s += " (" + e.clause(o.Clause) + ")"
	}
	return s
}
