package report

import "sib/evaluate"

func glossarySection(_ *evaluate.Evaluation, _ figures) []Block {
	return []Block{KeyValues{Pairs: []Pair{
		{"Cohort year", "The people who entered the programme, or could have, in one year of the contract."},
		{"Comparison group", "The people of the comparison pool who are alike with participants and are weighted to match them."},
		{"Confidence interval", "The range of true differences with which the data are compatible, as far as chance is concerned."},
		{"Effective sample size", "The number of people of equal weight who would give the same precision as the weighted group."},
		{"Matched set", "Participants and comparison people alike in everything that the contract matches on."},
		{"Outcome payment", "What the payer owes under the contract for the effect that was found."},
		{"Percentage point", "The unit of a difference between two rates: from 30% to 40% is ten percentage points."},
		{"Relative change", "The programme rate divided by the comparison rate, less one: from 30% to 40% is 33.3% relative."},
		{"SMD", "Standardised mean difference: a difference of means in standard deviations of a group before matching."},
		{"Tier", "A step of the payment table. The highest step that is reached counts."},
		{"Variance ratio", "The variance in the programme group divided by that in the comparison group; 1 is equal."},
	}}}
}
