package report

// publicCover identifies the contract and says how its numbers are protected. The digest
// of the people is not on it: who guesses the counts could try them against it.
func publicCover(p *published) []Block {
	t := p.Contract
	out := []Block{Notice{Title: p.say("How people are protected"), Text: p.protectionWords()}}
	if t.Note != "" {
		out = append(out, Notice{Title: p.say("Please note"), Text: t.Note})
	}
	pairs := []Pair{{p.say("Contract"), t.ID}, {p.say("Cohort years"), p.years(t.Cohorts)}, {p.say("Outcome"), outcomeDefinition(p.account)}}
	for _, x := range t.Parties {
		pairs = append(pairs, Pair{capital(p.quoted(x.Role)), x.Name})
	}
	return append(out, KeyValues{Pairs: pairs}, KeyValues{Mono: true, Pairs: []Pair{
		{p.say("Digest of the contract"), string(t.Digest)},
		{p.say("Made by"), p.Tool.Name + " " + p.Tool.Version},
	}})
}

// protectionWords are the rules of the pack in a few sentences.
func (p *published) protectionWords() string {
	return p.say("Counts are rounded to multiples of %d. A number of people below %s is hidden, and so is every other number that would give it away: %s stands in its place. Effects are in whole per cent and whole percentage points, each rounded from its exact value, and shown only where every count behind them is. So a rate may differ a little from the one of the rounded counts, and rounded parts need not add up to a rounded total. The exact figures are in the settlement pack, which the parties to the contract hold.",
		roundedTo, p.count(p.least), suppressed)
}

func publicAnswer(p *published, f publicFigures) []Block {
	out := []Block{
		Banner{Label: p.say("Outcome payment due"), Value: p.amount(p.Decision.Due), Text: p.say("The amount is decided on the exact figures. “The payment” says by which rules.")},
		f.small,
	}
	for _, g := range p.groups {
		out = append(out, p.answersOf(g))
	}
	return out
}

func (p *published) answersOf(g publishedGroup) Answers {
	verdict := p.verdictOf(g)
	if g.effect == nil {
		return Answers{Group: g.label, Cards: []Card{
			{Label: p.say("The result"), Head: suppressed, Lines: []string{p.notShown()}},
			verdict,
			{Label: p.say("The strength of the evidence"), Head: suppressed, Lines: []string{p.say("It would tell of the numbers that are hidden.")}},
		}}
	}
	return Answers{Group: g.label, Cards: []Card{
		{Label: p.say("The result"), Head: p.counted(p.signedWhole(g.effect.points), percentagePoints), Lines: []string{p.headlineOf(g), p.equivalentOf(g.effect)}},
		verdict,
		p.evidence(g.effect),
	}}
}

func publicSay(p *published, _ publicFigures) []Block {
	return []Block{
		Heading{p.say("You can say")}, List{p.canSay()},
		Heading{p.say("You cannot say")}, List{p.cannotSay()},
	}
}

// inWords names a group within a sentence.
func (p *published) inWords(g publishedGroup) string {
	if g.pooled {
		return p.say("all years together")
	}
	return g.label
}

// named are the groups on one side, within a sentence.
func (p *published) named(of func(*wholeEffect) bool) []string {
	var out []string
	for _, g := range p.groups {
		if g.effect != nil && of(g.effect) {
			out = append(out, p.inWords(g))
		}
	}
	return out
}

func holdsZero(e *wholeEffect) bool { return e.side == sideAround }

func (p *published) canSay() []string {
	var out []string
	if g := p.groups[len(p.groups)-1]; g.effect != nil {
		out = append(out, p.headlineOf(g))
	}
	if clear := p.named(func(e *wholeEffect) bool { return e.side == sideAbove || e.side == sideBelow }); len(clear) > 0 {
		out = append(out, p.say("The difference found in %s is not easily explained by chance alone.", p.listing(clear)))
	}
	if open := p.named(holdsZero); len(open) > 0 {
		out = append(out, p.say("In %s the interval includes zero: a difference as large as the one found could also arise by chance.", p.listing(open)))
	}
	return append(out, p.say("Under the contract %s is due.", p.amount(p.Decision.Due)))
}

func (p *published) cannotSay() []string {
	var out []string
	if open := p.named(holdsZero); len(open) > 0 {
		out = append(out, p.say("That nothing was achieved in %s, because the interval includes zero. %s", p.listing(open), p.say(noConclusion)))
	}
	out = append(out, p.say("That the programme is the cause of the whole difference. The groups are alike in %s; they may differ in what nobody recorded, such as motivation.",
		p.listing(covariateNames(p.account))))
	if g := p.groups[len(p.groups)-1]; g.effect != nil && g.effect.relative != nil {
		out = append(out, p.say("That %s percentage points and %s%% relative are two different effects: they are one effect in two units.", p.signedWhole(g.effect.points), p.signedWhole(g.effect.relative)))
	}
	if len(p.Contract.Cohorts) > 1 {
		out = append(out, p.say("That one year went better than another: the intervals of single years are not a comparison between years."))
	}
	return append(out,
		p.say("Anything about a number that is not shown. A hidden number may be small, or none, or as large as others: it is hidden to protect people, not because it is bad news."),
		p.say("That the same difference would be found elsewhere, later or with other participants."),
		p.say("Anything about a single person."))
}
