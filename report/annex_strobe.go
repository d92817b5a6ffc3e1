package report

// strobeSection is the checklist for cohort studies of von Elm et al. (2007), in words of
// its own, with the section that answers each item.
func strobeSection(e account, _ figures) []Block {
	t := Table{
		Caption: e.say("The 22 items for cohort studies"),
		Columns: []Column{{Head: e.say("Item"), Align: Right}, {Head: e.say("What a reader should find")}, {Head: e.say("Where, or why not")}},
	}
	for _, x := range strobe {
		t.Rows = append(t.Rows, Row{Cells: []string{x.item, e.say(x.asks), e.say(x.otherwise)}, to: x.to})
	}
	return []Block{
		Paragraph{Text: e.say("STROBE lists what the report of an observational study should hold (von Elm and others 2007). This report is written from a contract and from data: what is known only to those who ran the programme is not in it, and the list says so.")},
		t,
	}
}

// outside is said of what the contract and the data do not hold.
var outside = key("Not in this report: neither the contract nor the data hold it.")

// strobeItem is an item, what it asks for, the sections that answer it, and what is said
// where none of them is in the report.
type strobeItem struct {
	item, asks string
	to         []string
	otherwise  string
}

var strobe = []strobeItem{
	{"1", key("A title that names the design, and a balanced summary"), []string{"answer"}, outside},
	{"2", key("The background and the reason for the study"), nil, outside},
	{"3", key("The objectives, and hypotheses fixed beforehand"), []string{"payment"}, outside},
	{"4", key("The design, early on"), []string{"read", "method"}, outside},
	{"5", key("The setting: places, times of entry and of follow-up"), nil, key("Cohort years and the follow-up window only, on the cover and in the data dictionary: the contract says nothing of places.")},
	{"6", key("Who could take part, how people were chosen, matching and the number of people matched"), []string{"flow", "balance", "method"}, outside},
	{"7", key("Every variable: outcome, exposure, possible confounders"), []string{"dictionary"}, outside},
	{"8", key("The source of each variable and how it was measured, in both groups alike"), []string{"quality", "dictionary"}, outside},
	{"9", key("What was done against bias"), []string{"balance", "robustness"}, outside},
	{"10", key("How the number of people was arrived at"), nil, key("Not in this report: everybody in the files who is eligible is taken, and how many there would be was not planned here.")},
	{"11", key("How numbers were grouped, and why so"), []string{"method", "dictionary"}, outside},
	{"12", key("The statistical methods: confounding, sub-groups, missing data, sensitivity"), []string{"method", "subgroups", "robustness"}, outside},
	{"13", key("The number of people at each stage, and why they left"), []string{"flow"}, outside},
	{"14", key("What the people are like, missing values of each variable, and the time of follow-up"), []string{"balance", "full-balance", "quality"}, outside},
	{"15", key("The number of outcomes"), []string{"results"}, outside},
	{"16", key("Estimates before and after adjustment with their precision, also in absolute terms"), []string{"results"}, outside},
	{"17", key("Other analyses: sub-groups, interactions, sensitivity"), []string{"subgroups", "robustness"}, key("Not in this report: the run was not assessed.")},
	{"18", key("The main results, by the objectives"), []string{"answer"}, outside},
	{"19", key("The limits, and which way and how far bias could go"), []string{"say", "robustness"}, outside},
	{"20", key("A cautious reading of all of it"), []string{"say"}, outside},
	{"21", key("How far the results hold elsewhere"), []string{"say"}, outside},
	{"22", key("Who paid, and what part they had"), nil, key("Not in this report beyond the parties on the cover: who paid for the evaluation, the contract does not say.")},
}
