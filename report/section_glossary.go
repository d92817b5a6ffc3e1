package report

import (
	"slices"
	"strings"
)

func glossarySection(e account, _ figures) []Block {
	pairs := []Pair{
		{e.say("Cohort year"), e.say("The people who entered the programme, or could have, in one year of the contract.")},
		{e.say("Comparison group"), e.say("The people of the comparison pool who are alike with participants and are weighted to match them.")},
		{e.say("Confidence interval"), e.say("The range of true differences with which the data are compatible, as far as chance is concerned.")},
		{e.say("Effective sample size"), e.say("The number of people of equal weight who would give the same precision as the weighted group.")},
		{e.say("Matched set"), e.say("Participants and comparison people alike in everything that the contract matches on.")},
		{e.say("Outcome payment"), e.say("What the payer owes under the contract for the effect that was found.")},
		{e.say("Percentage point"), e.say("The unit of a difference between two rates: from 30%% to 40%% is ten percentage points.")},
		{e.say("Relative change"), e.say("The programme rate divided by the comparison rate, less one: from 30%% to 40%% is 33.3%% relative.")},
		{e.say("SMD"), e.say("Standardised mean difference: a difference of means in standard deviations of a group before matching.")},
		{e.say("Tier"), e.say("A step of the payment table. The highest step that is reached counts.")},
		{e.say("Variance ratio"), e.say("The variance in the programme group divided by that in the comparison group; 1 is equal.")},
	}
	p := terms(e).Payment
	for _, x := range []struct {
		has         bool
		name, words string
	}{
		{len(p.Gates) > 0, e.say("Gate"), e.say("A condition that comes before any money, such as a least number of people.")},
		{len(p.Limits) > 0, e.say("Limit"), e.say("The most that some rules pay together. What is above it is taken away in proportion.")},
		{len(p.Tranches) > 0, e.say("Tranche"), e.say("One investor’s part of the principal, with its own place in the waterfall.")},
		{len(p.Waterfall) > 0, e.say("Waterfall"), e.say("The order in which the payment is handed out: each level takes its claim of what those above it have left.")},
		{e.Sensitivity != nil, e.say("E-value"), e.say("How strongly something unrecorded would have to go with taking part and with the outcome, as a risk ratio, to account for the difference.")},
		{e.Sensitivity != nil, e.say("Hidden bias"), e.say("A difference between the groups in something that nobody recorded. Γ counts it: how many times the odds of two people who seem alike may differ.")},
		{e.Sensitivity != nil, e.say("Interaction"), e.say("An effect that is not the same in two sub-groups. It is tested as such: one sub-group’s interval above zero and the other’s around it is no such test.")},
		{e.Outlook.Payer != nil, e.say("Net outcomes"), e.say("Participants times the difference of rates: the outcomes beyond those expected from the comparison group.")},
		{e.Outlook.Investor != nil, e.say("Multiple"), e.say("What investors receive divided by what they put in.")},
		{e.Outlook.Investor != nil, "XIRR", e.say("The yearly rate of return at which all money in and out, on its days, is worth nothing together. There may be several, or none.")},
	} {
		if x.has {
			pairs = append(pairs, Pair{x.name, x.words})
		}
	}
	slices.SortStableFunc(pairs, func(a, b Pair) int { return strings.Compare(strings.ToLower(a.Key), strings.ToLower(b.Key)) })
	return []Block{KeyValues{Pairs: pairs}}
}
