package report

import (
	"math/big"

	"sib/contract/money"
	"sib/matching"
	"sib/outlook"
)

// payerSection is what the payer gets for the payment; nil where it is not known.
func payerSection(e account, _ figures) []Block {
	v := e.Outlook.Payer
	switch {
	case v == nil && e.Outlook.PayerWhy != "":
		return []Block{Paragraph{Text: e.notWorkedOut(e.Outlook.PayerWhy)}}
	case v == nil:
		return nil
	}
	out := []Block{Paragraph{Text: payerWords(e, v)}, KeyValues{Pairs: payerPairs(e, v)}}
	if u := e.Outlook.Payout; u != nil && u.Useless != nil {
		out = append(out, Heading{e.say("How often the contract is wrong")}, Paragraph{Text: e.mistakeWords(u)}, mistakesTable(e, u))
	}
	return append(out, Heading{e.say("Saving")}, Paragraph{Text: e.say("%s: the contract states no saving for an outcome, so none is set against the payment here. A saving would need its source beside it.", notApplicable)})
}

// payerWords say how many outcomes the programme stands for.
func payerWords(e account, v *outlook.Value) string {
	many := e.wordsFor(e.Contract.Outcome).many
	a := v.Additional
	if a == nil {
		return e.say("%s is due. How many %s are additional is not known: nobody was compared.", e.amount(v.Due), many)
	}
	text := e.say("%s is due. Participants have %s more %s than would be expected from the comparison group.", e.amount(v.Due), e.float(a.Value, 1), many)
	if a.Value < 0 {
		text = e.say("%s is due. Participants have %s fewer %s than would be expected from the comparison group.", e.amount(v.Due), e.float(-a.Value, 1), many)
	}
	if s := e.Matching.Spec.Estimand; s != "" && s != matching.OnTreated {
		text = e.say("%s The difference is not that of participants alone, and is taken for theirs here.", text)
	}
	return text
}

func payerPairs(e account, v *outlook.Value) []Pair {
	used := notApplicable
	if share, ok := rational(v.CapShare); ok {
		used = e.say("%s of %s", e.fixed(hundred(share), 1)+e.percent, e.amount(v.Cap))
	}
	out := []Pair{{e.say("Amount due"), e.amount(v.Due)}, {e.say("Share of the cap used"), used}}
	if a := v.Additional; a != nil {
		interval := unavailable
		if a.Level > 0 {
			interval = e.say("%s to %s (%s)", signed(e.float(a.Lo, 1)), signed(e.float(a.Hi, 1)), e.percentageOf(a.Level))
		}
		out = append(out, Pair{e.say("Net outcomes (participants × difference)"), signed(e.float(a.Value, 1))}, Pair{e.say("Their interval"), interval})
	}
	return append(out, Pair{e.say("Amount due for each net outcome"), e.costEach(v)}, Pair{e.say("The same at the ends of the interval"), e.costEnds(v)})
}

// percentageOf writes a level: "95%".
func (l *lexicon) percentageOf(level float64) string {
	x, ok := rational(formatFloat(level))
	if !ok {
		return unavailable
	}
	return l.plain(x, 0) + l.percent
}

func (l *lexicon) costEach(v *outlook.Value) string {
	if v.Gross == nil {
		return l.say("not defined: there are no additional outcomes")
	}
	return l.whole(v.Due.Currency(), v.Gross.Value)
}

// costEnds is the cost at both ends of the interval. One that holds zero leaves no
// number of outcomes to divide by.
func (l *lexicon) costEnds(v *outlook.Value) string {
	g, a := v.Gross, v.Additional
	switch {
	case a == nil || a.Level == 0:
		return unavailable
	case a.Lo <= 0 && a.Hi >= 0:
		return l.say("not defined: the interval includes zero")
	case g == nil || g.Lo == nil || g.Hi == nil:
		return l.say("not defined: there are no additional outcomes")
	}
	return l.say("%s to %s", l.whole(v.Due.Currency(), *g.Lo), l.whole(v.Due.Currency(), *g.Hi))
}

// whole is an amount that is shown to the unit of its currency.
func (l *lexicon) whole(c money.Currency, f float64) string {
	r := new(big.Rat).SetFloat64(f)
	if r == nil {
		return unavailable
	}
	number := l.fixed(r, 0)
	if l.Language == French {
		return number + nbsp + string(c)
	}
	return string(c) + nbsp + number
}

// mistakeWords say what the two chances suppose.
func (l *lexicon) mistakeWords(u *outlook.Uncertainty) string {
	text := l.say("No contract that pays by a sample is always right. The chances suppose the same terms and as many people as here.")
	if u.Draws > 0 || u.Useless.Draws > 0 {
		return l.say("%s They come from %s draws.", text, l.count(int64(max(u.Draws, u.Useless.Draws))))
	}
	return text
}

func mistakesTable(e account, u *outlook.Uncertainty) Table {
	return Table{
		Caption: e.say("Chances of paying wrongly"),
		Columns: []Column{{Head: e.say("If the truth is")}, {Head: e.say("the mistake is")}, {Head: e.say("Chance"), Align: Right}, {Head: e.say("Payment on average"), Align: Right}},
		Rows: []Row{
			{Cells: []string{e.say("both groups have the comparison rate measured here"), e.say("that something is due"), e.chance(u.PaidIfUseless), e.whole(u.Due.Currency(), u.Useless.Expected)}},
			{Cells: []string{e.say("the rates are those measured here"), e.say("that nothing is due"), e.chance(u.Nothing), e.whole(u.Due.Currency(), u.Expected)}},
		},
	}
}
